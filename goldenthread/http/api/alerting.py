"""Telling those who review, by e-mail, that a record was opened in an emergency, and nothing of the record itself."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from uuid import UUID

import structlog

from goldenthread.engine.access.policy import Policy
from goldenthread.engine.access.register import Register
from goldenthread.engine.fields import read_out
from goldenthread.engine.records import Actor
from goldenthread.engine.views import HERE
from goldenthread.http.identity.door import Door
from goldenthread.http.identity.mail import BadAddress, Delivery, Letter, NotSent, address
from goldenthread.http.identity.outbox import Outbox

log = structlog.get_logger("goldenthread.access")
PATH = "/api/emergencies"
SUBJECT = "A record was opened in an emergency"


@dataclass(frozen=True)
class Alerts:
    """The letters about emergencies, in a line of their own. ``delivery``: how they leave; without it none is sent.

    ``origin``: where people find this service.
    """

    register: Register
    policy: Policy
    door: Door
    delivery: Delivery | None
    origin: str
    outbox: Outbox = field(default_factory=Outbox)

    def opened(self, case: UUID, by: Actor, until: datetime) -> None:
        """Tell those who review soon. What cannot be sent is logged: it is in ``GET /api/emergencies`` all the same."""
        if self.delivery is not None:
            self.outbox.soon(partial(self.tell, self.delivery, case, by, until))

    async def tell(self, delivery: Delivery, case: UUID, by: Actor, until: datetime) -> None:
        """Send a letter to each who reviews what is opened of this case, or by this organisation, today."""
        now = self.door.now()
        text, some = await asyncio.to_thread(
            lambda: (self.text(by, until), list(self.addresses(case, by.organisation, now)))
        )
        for to in some:
            try:
                await delivery.send(Letter(to=address(to), subject=SUBJECT, text=text), now)
            except (BadAddress, NotSent) as wrong:
                log.error("letter-not-sent", reason="emergency", error=type(wrong).__name__)  # noqa: TRY400  # no address

    def addresses(self, case: UUID, organisation: str, now: datetime) -> Iterator[str]:
        """Yield by which address each of them signs in who holds a post today that reviews it."""
        day, directory = now.astimezone(HERE).date(), self.register.directory()
        there = self.register.members(self.register.cases.case(case)).organisations(day) | {organisation}
        reviewing = {one.id for one in self.policy.posts if one.reviews}
        for account in directory.accounts:
            held = directory.posts(account, day)
            if any(one.post in reviewing and one.organisation in there for one in held):
                name = self.door.passwords.name_of(account)
                if name is not None:
                    yield name

    def text(self, by: Actor, until: datetime) -> str:
        post, there = self.policy.by_id.get(by.role), self.register.directory().organisations.get(by.organisation)
        ends = until.astimezone(HERE)
        return f"""\
A record was opened in an emergency.

By: {post.name if post else by.role}, in {on_one_line((there.name if there else None) or by.organisation)}
It stays open to them until {read_out(ends.date())}, {ends:%H:%M}.

Somebody else looks at why. Sign in at {self.origin} and ask for {PATH}: what nobody has looked at yet
stands first, with the reason. Whoever opened it cannot look at it themselves.

Nothing of the record stands in this letter.
"""


def on_one_line(name: str) -> str:
    """Return a name that somebody gave as one line, so that nothing of it stands as a sentence of the letter."""
    return " ".join(name.split())

"""Who is on a case: the organisations and the accounts that take part in it, from when to when.

It is recorded in a stream of its own beside the case, so that the story and its versions do not change when somebody is
let in. The organisation that opened a case is on it from that day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, ClassVar
from uuid import UUID, uuid5

from goldenthread.engine.access.directory import KEPT, Code
from goldenthread.engine.events import CLEAR, Event, RecordId, Role, Words, asks
from goldenthread.engine.records import Record, in_order_of_happening, live


class OrganisationJoined(Event, tag="access.organisation-joined"):
    """An organisation takes part in a case. What it sees is what it holds, and what is shared with it."""

    told = "{by} let an organisation take part"
    when = "From which day?"
    kept = KEPT
    recorded_by: ClassVar[tuple[Role, ...]] = ()

    organisation: Annotated[Code, asks("Which organisation?"), CLEAR]
    why: Annotated[Words, asks("What for?")]
    until: Annotated[date | None, asks("Until which day?", "That day is the last one."), CLEAR] = None
    unseen: Annotated[
        bool, asks("Must it not be seen that they take part?", "As where somebody is hidden from somebody else."), CLEAR
    ] = False


class PersonJoined(Event, tag="access.person-joined"):
    """An account takes part in a case, in one of its posts."""

    told = "{by} let somebody take part"
    when = "From which day?"
    kept = KEPT
    recorded_by: ClassVar[tuple[Role, ...]] = ()

    account: Annotated[Code, asks("Which account?"), CLEAR]
    post: Annotated[Code, asks("In which post?"), CLEAR]
    why: Annotated[Words, asks("What for?")]
    until: Annotated[date | None, asks("Until which day?", "That day is the last one."), CLEAR] = None
    unseen: Annotated[
        bool, asks("Must it not be seen that they take part?", "As where somebody is hidden from somebody else."), CLEAR
    ] = False


class PartEnded(Event, tag="access.part-ended"):
    """An organisation or an account takes part no longer, from a day on."""

    told = "{by} ended somebody's part"
    when = "From which day does it take part no longer?"
    kept = KEPT
    recorded_by: ClassVar[tuple[Role, ...]] = ()

    joined: Annotated[RecordId, asks("Which part?"), CLEAR]


EVENTS: tuple[type[Event], ...] = (OrganisationJoined, PersonJoined, PartEnded)


def access_of(case: UUID) -> UUID:
    """Return the stream of who takes part in a case."""
    return uuid5(case, "access")


NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Part:
    """The part that an organisation, or an account in a post, has in a case; both days are included.

    ``entry`` is the record that let it in; none for the organisation that opened the case. ``unseen``: only those who
    keep others safe may notice that it takes part.
    """

    since: date
    until: date | None = None
    organisation: str | None = None
    account: str | None = None
    post: str | None = None
    entry: RecordId | None = None
    unseen: bool = False

    @property
    def whose(self) -> str:
        """Return the organisation or the account that it is the part of."""
        return self.organisation or self.account or ""

    @property
    def ever(self) -> bool:
        """Say whether it lasts any day: one that was given by mistake is ended from the day on which it began."""
        return self.until is None or self.since <= self.until

    def on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Members:
    """Everybody who takes part in a case, or did, or will."""

    parts: tuple[Part, ...] = ()

    def organisations(self, day: date) -> frozenset[str]:
        return frozenset(one.organisation for one in self.parts if one.organisation and one.on(day))

    def openly(self, day: date) -> frozenset[str]:
        """Return the organisations of which anybody may notice that they take part on a day."""
        return self.organisations(day) - self.hidden(day)

    def hidden(self, day: date) -> frozenset[str]:
        """Return the organisations and accounts of which nobody may notice that they took part on a day.

        Whoever takes part openly on that day as well is not hidden: what was seen is not hidden afterwards.
        """
        if not self.any_unseen:
            return NOBODY
        there = [one for one in self.parts if one.on(day)]
        openly = {one.whose for one in there if not one.unseen}
        return frozenset(one.whose for one in there if one.unseen and one.whose not in openly)

    @cached_property
    def any_unseen(self) -> bool:
        return any(one.unseen for one in self.parts)

    def posts_of(self, account: str, day: date) -> frozenset[str]:
        """Return the posts in which an account itself takes part on a day."""
        return frozenset(one.post for one in self.parts if one.post and one.account == account and one.on(day))


def members_of(opened: Record, records: Sequence[Record]) -> Members:
    """Return who takes part in a case, by what opened it and what its stream of access tells."""
    first = Part(opened.happened_on, organisation=opened.by.organisation)
    ended = {record.clear("joined"): record.happened_on for record in records if record.kind is PartEnded}
    return Members((first, *parts(in_order_of_happening(live(records)), ended)))


def parts(records: Sequence[Record], ended: dict[RecordId, date]) -> Iterator[Part]:
    for record in records:
        if record.kind not in (OrganisationJoined, PersonJoined):
            continue
        until, over = record.clear("until"), ended.get(record.id)
        last = min((day for day in (until, over and date.fromordinal(over.toordinal() - 1)) if day), default=None)
        if record.kind is OrganisationJoined:
            whose = {"organisation": record.clear("organisation")}
        else:
            whose = {"account": record.clear("account"), "post": record.clear("post")}
        yield Part(record.happened_on, last, **whose, entry=record.id, unseen=record.clear("unseen"))

"""Who may let others in: what these routes ask of the rules about access. The rules say no unless they say yes."""

import threading
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol, cast
from uuid import UUID

from goldenthread.engine.access.directory import Way
from goldenthread.engine.access.members import PersonJoined, access_of
from goldenthread.engine.access.policy import Policy, Post
from goldenthread.engine.access.register import Register
from goldenthread.engine.fields import tag_of
from goldenthread.engine.records import Actor
from goldenthread.engine.store.mapper import RecordNotification
from goldenthread.engine.views import HERE
from goldenthread.http.identity.office import Office

AT_ONCE = 1000


class Stewards(Protocol):
    """Whom somebody, acting in an organisation, may give a way in."""

    def may_let_in(self, by: str, organisation: str, account: str, now: datetime) -> bool:
        """Say whether somebody looks after a family's account: lets it into a case, and takes ways in away from it."""
        ...

    def may_give(self, by: str, organisation: str, account: str, now: datetime) -> bool:
        """Say whether somebody may give a family's account printed codes, or say to which address its links go."""
        ...

    def changed(self, by: str, organisation: str, account: str, what: Way, now: datetime) -> None:
        """Write down what somebody did to the way in to an account. Raises ``StoreUnavailable``."""
        ...

    def may_link(self, by: str, organisation: str, account: str, now: datetime) -> bool:
        """Say whether somebody may say who an account is at another organisation's sign-in."""
        ...


class LetIn:
    """Which cases each account was ever let into, followed as it is written down."""

    def __init__(self, register: Register) -> None:
        self._register, self._lock = register, threading.Lock()
        self._cases: dict[UUID, UUID] = {}
        self._streams: defaultdict[str, set[UUID]] = defaultdict(set)
        self._opened: dict[str, int] = {}
        self._joined = 0

    def cases_of(self, account: str) -> list[UUID]:
        """Return the cases into which an account was let, also those in which it has no part any more."""
        with self._lock:
            self._follow()
            return [self._cases[one] for one in sorted(self._streams.get(account, ())) if one in self._cases]

    def _follow(self) -> None:
        cases = self._register.cases
        for journey in cases.journeys.every:
            while some := cases.openings(self._opened.get(journey.name, 0), AT_ONCE, journey):
                for one in some:
                    case = cast("UUID", one.originator_id)
                    self._cases[access_of(case)] = case
                self._opened[journey.name] = some[-1].id
        tags = (tag_of(PersonJoined),)
        recorder = cases.store.recorder
        while found := recorder.select_notifications(self._joined, AT_ONCE, topics=tags, inclusive_of_start=False):
            for one in cast("list[RecordNotification]", found):
                self._streams[cases.read(one).clear("account")].add(cast("UUID", one.originator_id))
            self._joined = found[-1].id


@dataclass(frozen=True)
class FromRules:
    """The stewards that the directory, and who takes part in which case, make of somebody today.

    A family is looked after by whoever may let others into a case of its own. A way in is given only by one whose
    organisation takes part in every case that the account does: whoever gives it could use it. An account of staff is
    linked by whoever looks after the accounts of the organisation it works in.
    """

    register: Register
    policy: Policy
    let_in: LetIn = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "let_in", LetIn(self.register))

    def may_let_in(self, by: str, organisation: str, account: str, now: datetime) -> bool:
        """Say so where ``by`` admits in an organisation that takes part in a case of a family's account today."""
        day = now.astimezone(HERE).date()
        if not any(post.admits for post in self._posts(by, organisation, day)) or not self.is_family(account, day):
            return False
        return any(organisation in there for there in self._beside(account, day))

    def may_give(self, by: str, organisation: str, account: str, now: datetime) -> bool:
        """Say so where ``by`` may let an account in, and their organisation takes part in all that it does today."""
        day = now.astimezone(HERE).date()
        return self.may_let_in(by, organisation, account, now) and all(
            organisation in there for there in self._beside(account, day)
        )

    def changed(self, by: str, organisation: str, account: str, what: Way, now: datetime) -> None:
        """Write it down in the directory, by the account and the first of its posts. Raises ``StoreUnavailable``."""
        posts = self._posts(by, organisation, now.astimezone(HERE).date())
        post = next((one.id for one in posts if one.admits or one.keeps), "none")
        Office(self.register, now, Actor(by, post, organisation)).way_in_changed(account, what)

    def may_link(self, by: str, organisation: str, account: str, now: datetime) -> bool:
        """Say so where ``by`` looks after accounts in the one organisation that ``account``, another's, works for."""
        day = now.astimezone(HERE).date()
        keeps = any(post.keeps for post in self._posts(by, organisation, day))
        return keeps and by != account and self.register.directory().organisations_of(account, day) == [organisation]

    def is_family(self, account: str, day: date) -> bool:
        """Say whether an account holds posts in families today, and no other."""
        directory = self.register.directory()
        kinds = {directory.kind_of(one.organisation) for one in directory.posts(account, day)}
        return kinds == {self.policy.family}

    def _posts(self, account: str, organisation: str, day: date) -> list[Post]:
        held = self.register.directory().posts_in(account, organisation, day)
        return [self.policy.by_id[one] for one in held if one in self.policy.by_id]

    def _beside(self, account: str, day: date) -> Iterator[frozenset[str]]:
        """Yield, of each case in which an account takes part on a day, the organisations that do so too."""
        for case in self.let_in.cases_of(account):
            members = self.register.members(self.register.cases.case(case))
            if members.posts_of(account, day):
                yield frozenset(members.organisations(day))

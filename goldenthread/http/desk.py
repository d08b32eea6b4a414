"""The desk: what every handler is given. It reads the clock, so that nothing behind it does."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from goldenthread.engine.access.apart import NOTHING, Apart
from goldenthread.engine.access.members import Members
from goldenthread.engine.access.policy import Circumstances, Relation, Standing, standing_of
from goldenthread.engine.access.register import Access, Register
from goldenthread.engine.access.seeing import Asked, Rules, Seeing, kept_away_from, seen_by, to_judge_on
from goldenthread.engine.application import Cases, Eyes, NoSuchCase
from goldenthread.engine.case import Case
from goldenthread.engine.events import Event, PersonId, RecordId
from goldenthread.engine.journey import Journey
from goldenthread.engine.journeys import Journeys
from goldenthread.engine.placing import Glance
from goldenthread.engine.privacy.keys import KeyRing
from goldenthread.engine.records import Actor
from goldenthread.engine.store.form import Unreadable
from goldenthread.engine.tokens import token
from goldenthread.engine.views import HERE
from goldenthread.http.about import About, person_in
from goldenthread.http.identity.who import Somebody
from goldenthread.http.problems import Problem
from goldenthread.http.remembering import Remembered

SEEN = 256
"""How many cases are remembered as somebody saw them."""


@dataclass(frozen=True)
class Seen:
    """A case as somebody sees it today, and how they stand to it. ``told_from`` is all of it, and is never told.

    ``also_adds``: the posts in which they may add a fact besides, because they work where the record is kept.
    """

    who: Somebody
    standing: Standing
    seeing: Seeing
    told_from: Case
    also_adds: frozenset[str] = frozenset()

    @property
    def case(self) -> Case:
        return self.seeing.case

    @property
    def version(self) -> str:
        """Return the name of what they see: its version, as it is told outside."""
        return token(self.case.id, self.case.records)

    @property
    def posts(self) -> tuple[str, ...]:
        """Return the posts that count here, in the order they were given."""
        there = {post for post, _ in self.standing}
        return tuple(one for one in self.who.viewer.posts if one in there)

    @property
    def adding(self) -> tuple[str, ...]:
        """Return the posts in which they may add a fact: those that count here, then those that add to every case."""
        return (*self.posts, *(one for one in self.who.viewer.posts if one in self.also_adds - {*self.posts}))

    @property
    def lasting(self) -> tuple[str, ...]:
        """Return the posts that count here without an emergency: what lets others in, and what alters the record."""
        there = {post for post, relation in self.standing if relation is not Relation.EMERGENCY}
        return tuple(one for one in self.who.viewer.posts if one in there)

    @property
    def in_emergency(self) -> bool:
        """Say whether anything that they see is shown to them only because the record was opened in an emergency."""
        return not self.lasting or any(map(self.only_in_emergency, self.seeing.why))

    @property
    def unseeing(self) -> bool:
        """Say whether they see nothing of it, and may add a fact all the same: they work where it is kept."""
        return not self.case.records

    def to_record(
        self, event: type[Event], journey: Journey, posts: Iterable[str], about: type[Event] | None = None
    ) -> Actor:
        """Return the actor in whose part they may record an event. Raises ``Problem`` 403.

        Raises ``NoSuchCase`` where they see nothing of the case: what they may not add tells nothing of it.
        """
        try:
            return self.who.to_record(event, journey, posts, about)
        except Problem:
            if self.unseeing:
                raise NoSuchCase from None
            raise

    def only_in_emergency(self, entry: RecordId) -> bool:
        """Say whether an entry is shown to them only because the record was opened in an emergency."""
        why = self.seeing.why.get(entry)
        return bool(why and why.grant and why.grant.relation is Relation.EMERGENCY)


@dataclass(frozen=True)
class Desk:
    """The cases of one store, who may see what of them, and the time."""

    cases: Cases
    now: Callable[[], datetime]
    rules: Rules
    register: Register
    about: About = field(init=False, repr=False)
    _seen: Remembered[Seeing] = field(default_factory=lambda: Remembered(SEEN), repr=False)
    _apart: Remembered[Mapping[PersonId, Apart]] = field(default_factory=lambda: Remembered(SEEN), repr=False)
    _known: Remembered[Mapping[RecordId, Circumstances]] = field(default_factory=lambda: Remembered(SEEN), repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "about", About(self.cases))

    @property
    def journeys(self) -> Journeys:
        return self.cases.journeys

    def journey_of(self, case: Case) -> Journey:
        return self.journeys.of(case)

    @property
    def keys(self) -> KeyRing:
        return self.cases.store.mapper.keys

    def today(self) -> date:
        return self.now().astimezone(HERE).date()

    # What somebody sees

    def seen(self, who: Somebody, case: UUID) -> Seen:
        """Return a case as somebody sees it. Raises ``NoSuchCase``: also for one that is not theirs to know of."""
        return self.seen_of(who, self.cases.case(case))

    def seen_of(self, who: Somebody, whole: Case) -> Seen:
        """Return a case, given whole, as somebody sees it. Raises ``NoSuchCase``."""
        access = self.register.access(whole)
        standing = self._standing(who, access)
        if not standing:
            self._only(whole)
            raise NoSuchCase
        found = self._seeing(who, whole, access.members, standing)
        if not found.case.records:
            raise NoSuchCase
        return Seen(who, standing, found, whole)

    def adding(self, who: Somebody, whole: Case) -> Seen:
        """Return a case, given whole, as somebody sees it who adds a fact to it. Raises ``NoSuchCase``.

        Who works in an organisation that takes part openly, and sees nothing of it, may add to it and is told nothing.
        Another post, by which they see something of it, takes nothing of that away.
        """
        there = who.organisation in self.register.members(whole).openly(self.today())
        adds = frozenset(one for one in who.viewer.posts if there and self.rules.policy.adds(one))
        try:
            return replace(self.seen_of(who, whole), also_adds=adds)
        except NoSuchCase:
            if not adds:
                raise
        standing = frozenset((one, Relation.ORGANISATION) for one in adds)
        return Seen(who, standing, Seeing(Case(whole.id), frozenset(), {}, {}), whole)

    def standing(self, who: Somebody, whole: Case) -> Standing:
        """Return how somebody stands to a case today."""
        return self._standing(who, self.register.access(whole))

    def _standing(self, who: Somebody, access: Access) -> Standing:
        day, at = self.today(), self.now()
        mine = (who.account, who.organisation)
        return standing_of(
            who.viewer,
            access.members.organisations(day),
            access.members.posts_of(who.account, day),
            emergency=any((one.account, one.organisation) == mine and one.at(at) for one in access.emergencies),
            policy=self.rules.policy,
        )

    def _seeing(self, who: Somebody, whole: Case, members: Members, standing: Standing) -> Seeing:
        known = self._circumstances(whole, members)
        return self._seen.of(
            (whole.id, self.today(), who.viewer, standing),
            (whole, known),
            lambda: seen_by(whole, known, who.viewer, standing, self.rules.policy, self.cases.twin),
        )

    def _circumstances(self, whole: Case, members: Members) -> Mapping[RecordId, Circumstances]:
        """Return what the decisions of today are made of, worked out once for all who look."""
        asked = self._asked(whole, members)
        made_of = (whole, members, asked.directory)
        return self._known.of((whole.id, asked.day), made_of, lambda: self.rules.known(asked))

    def apart(self, seen: Seen) -> Apart:
        """Return what is kept from somebody besides entries: who takes part in a case, and who looks."""
        whole, person = seen.told_from, seen.who.viewer.person
        asked = self._asked(whole, self.register.members(whole))
        made_of = (whole, asked.members, asked.directory)
        found = self._apart.of((whole.id, asked.day), made_of, lambda: self.rules.apart(asked))
        return found.get(person, NOTHING) if person else NOTHING

    def _asked(self, whole: Case, members: Members) -> Asked:
        """Return what the decisions of today are asked about."""
        return Asked(whole, self.journey_of(whole), members, self.register.directory(), self.today())

    def _only(self, whole: Case) -> None:
        """Let go of a case as anybody saw it when it stood otherwise: something of it may have been erased since."""
        self._seen.only(whole.id, whole)
        self._known.only(whole.id, whole)
        self._apart.only(whole.id, whole)

    def forget(self, case: UUID) -> None:
        """Let go of a case as anybody saw it, as when a key of it has been destroyed."""
        self._apart.forget(case)
        self._seen.forget(case)
        self._known.forget(case)

    def eyes(self, who: Somebody) -> Eyes:
        """Return what somebody's commands are judged on, and what they see. Raises ``NoSuchCase``."""

        def look(whole: Case) -> Glance:
            seen = self.adding(who, whole).seeing
            members, policy = self.register.members(whole), self.rules.policy
            away = kept_away_from(who.viewer, self._circumstances(whole, members), policy)
            judged = to_judge_on(whole, seen, self.journey_of(whole), away)
            return Glance(judged, seen.case.records, seen.withheld | seen.marked)

        return look

    # Whom a case is about

    def names(self, case: Case) -> Mapping[str, str]:
        """Return what the person of a case is called, for the sentences of its timeline."""
        person, journey = self.person_of(case), self.journey_of(case)
        described = self.cases.described(person) if person else None
        called = described.called if described else journey.core.about.name
        return dict.fromkeys(journey.words, called)

    def names_to(self, seen: Seen) -> Mapping[str, str]:
        """Return what the person of a case is called, to somebody: no name, to whoever may be told nothing of them."""
        if not self.apart(seen).from_all:
            return self.names(seen.case)
        journey = self.journey_of(seen.case)
        return dict.fromkeys(journey.words, journey.core.about.name)

    def person_of(self, case: Case) -> PersonId | None:
        return person_in(case.records[0])

    def is_known(self, who: Somebody, person: PersonId) -> bool:
        """Say whether somebody may know of a case that is about a person: of the others they know nobody.

        Somebody who is hidden and somebody who never was take the same work, and the same time.
        """
        mine, others = self.about.cases_of(person)
        for other in others:
            self.stands(who, other)
        return any(self.stands(who, case) and self.may_know_of(who, case) for case in mine)

    def stands(self, who: Somebody, case: UUID) -> bool:
        """Say whether somebody stands to a case in any way."""
        try:
            return bool(self.standing(who, self.cases.case(case)))
        except (NoSuchCase, Unreadable):
            return False

    def may_know_of(self, who: Somebody, case: UUID) -> bool:
        """Say whether somebody may know that a case is there."""
        try:
            return bool(self.seen(who, case))
        except (NoSuchCase, Unreadable):
            return False

"""Sights: what each audience of a case sees of it, from when to when; told once for all who see the same."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from goldenthread.engine.access.members import Members, access_of
from goldenthread.engine.access.policy import (
    Access,
    Circumstances,
    Policy,
    Sight,
    Standing,
    Viewer,
    kind_named,
    may_see,
    standing_of,
)
from goldenthread.engine.access.seeing import Asked, Rules, Seeing, Twin, knows_of_it, told
from goldenthread.engine.case import Case
from goldenthread.engine.events import PersonId, RecordId
from goldenthread.engine.journey import Journey
from goldenthread.projections.audiences import (
    BY_POST,
    DAY,
    TO_ANY_CASE,
    Audience,
    Lanes,
    Posts,
    account_in,
    any_of,
    in_relations,
    key_of,
    of_account,
    of_organisation,
    of_person,
    of_stream,
)

NOBODY, NO_PERSON = "", PersonId(UUID(int=0))
"""No account, no organisation and no person: whoever it is that holds a post."""

EVERY, PERSON, OF = kind_named(""), "person:", "@"
Seen = tuple[Sight, ...]
"""What is seen of each record of a case, in the order they were written; nothing, by who may not know of it."""


@dataclass(frozen=True)
class Span:
    """What somebody sees of a case, and in which posts, from a day until another, both included."""

    since: date
    until: date
    sight: Seen
    posts: Posts


@dataclass(frozen=True)
class Shown:
    """A case as an audience sees it, from a day until another, both included."""

    audience: Audience
    since: date
    until: date
    seeing: Seeing


@dataclass(frozen=True)
class Told:
    """Who sees what of a case; what that depends on beside its records; and which accounts see it by themselves."""

    shown: tuple[Shown, ...]
    concerns: frozenset[str]
    apart: frozenset[str]


@dataclass
class Moment:
    """A case on some days on which nothing changes by itself: what its records are judged on, and who takes part."""

    since: date
    until: date
    known: Mapping[RecordId, Circumstances]
    parts: frozenset[object]
    judged: list[tuple[RecordId, Circumstances, int]] = field(init=False)
    """Each record, what it is judged on, and the number of those that are judged alike."""

    def __post_init__(self) -> None:
        groups: dict[object, int] = {}
        self.judged = [
            (record, one, groups.setdefault(likeness(one), len(groups))) for record, one in self.known.items()
        ]

    def sight(self, viewer: Viewer, standing: Standing, policy: Policy) -> Seen:
        """Return what a viewer sees. Whoever knows of the case knows of what opened it."""
        decided: dict[tuple[int, bool, bool], Access] = {}
        found: dict[RecordId, Access] = {}
        for record, one, group in self.judged:
            like = group, one.is_own(viewer), one.is_answer_to(viewer)
            access = decided.get(like)
            if access is None:
                access = decided[like] = may_see(viewer, standing, one, policy)
            found[record] = access
        if not knows_of_it(standing, found):
            return ()
        _, *others = found.values()
        return (Sight.SHOWN, *(one.sight for one in others))


def likeness(one: Circumstances) -> object:
    """Return all that a decision about a record is made of, but for whose own it is, and whom it answers."""
    return one.kept.name, one.holders, one.shared_with, one.kept_from, one.kept_from_people, one.set_aside, one.stands


@dataclass
class Telling:
    """The work of telling one case for everybody. ``since``: nobody will ask how it was seen before that day."""

    case: Case
    journey: Journey
    members: Members
    lanes: Lanes
    rules: Rules
    twin: Twin
    since: date
    _cases: dict[Seen, Seeing] = field(default_factory=dict[Seen, Seeing])

    def told(self) -> Told:
        moments = self.moments()
        organisations = self.organisations(moments)
        accounts, persons = self.accounts(), self.persons(moments)
        by_post = {whom: self.by_post(moments, viewers) for whom, viewers in self.posts(organisations)}
        by_account = dict(self.by_account(moments, accounts, persons, organisations, by_post))
        shown = [one for found in (by_post, by_account) for spans in found.values() for one in self.shown(spans)]
        concerns = [
            *map(of_organisation, organisations),
            *map(of_account, accounts),
            *map(of_person, persons),
            of_stream(access_of(self.case.id)),
        ]
        return Told(tuple(shown), frozenset(concerns), frozenset(by_account))

    # When, and who

    def moments(self) -> list[Moment]:
        """Return the days of a case, cut where anything changes by itself."""
        days = {date.min, *self.rules.turns(self.case)}
        held = (post for one in self.members.parts for post in self.lanes.directory.held.get(one.account or "", ()))
        spans = [(one.since, one.until) for one in self.members.parts] + [(one.since, one.until) for one in held]
        for first, last in spans:
            days |= {first} | ({last + DAY} if last and last < date.max else set())
        turns = sorted(days)
        found: list[Moment] = []
        for since, following in zip(turns, [*turns[1:], None], strict=True):
            until = following - DAY if following else date.max
            if until < self.since:
                continue
            now = self.moment(max(since, self.since), until)
            if found and (found[-1].known, found[-1].parts) == (now.known, now.parts):
                found[-1].until = until
            else:
                found.append(now)
        return found

    def moment(self, since: date, until: date) -> Moment:
        known = self.rules.known(Asked(self.case, self.journey, self.members, self.lanes.directory, since))
        parts = frozenset((one.organisation, one.account, one.post) for one in self.members.parts if one.on(since))
        return Moment(since, until, {one.id: known[one.id] for one in self.case.records}, parts)

    def organisations(self, moments: Iterable[Moment]) -> frozenset[str]:
        """Return the organisations that take part, that wrote, or that hold or were given anything of it."""
        found = {one.organisation for one in self.members.parts if one.organisation}
        found |= {one.by.organisation for one in self.case.records}
        for known in (one for moment in moments for one in moment.known.values()):
            found |= known.holders
            found |= {one.rpartition(OF)[2] for one in known.shared_with if not one.startswith((EVERY, PERSON))}
        return frozenset(found)

    def accounts(self) -> frozenset[str]:
        """Return the accounts that are on the case themselves, or wrote in it."""
        named = {one.account for one in self.members.parts if one.account}
        return frozenset(named | {one.by.account for one in self.case.records})

    def persons(self, moments: Iterable[Moment]) -> frozenset[PersonId]:
        """Return the people whose own something is, with whom it was shared, and from whom it is kept."""
        found: set[PersonId] = set()
        for known in (one for moment in moments for one in moment.known.values()):
            found |= known.about | known.kept_from_people
            found |= {PersonId(UUID(one.removeprefix(PERSON))) for one in known.shared_with if one.startswith(PERSON)}
        return frozenset(found)

    # What they see

    def posts(self, organisations: Iterable[str]) -> Iterator[tuple[str, list[Viewer]]]:
        """Yield whoever holds each of the posts that are held together, in these organisations and in any of a kind."""
        for name in organisations:
            kind, held = self.lanes.by_organisation.get(name, (None, frozenset[Posts]()))
            yield name, [Viewer(NOBODY, name, kind, posts, NO_PERSON) for posts in held]
        for kind, held in self.lanes.by_kind.items():
            yield any_of(kind), [Viewer(NOBODY, NOBODY, kind, posts, NO_PERSON) for posts in held]

    def by_post(self, moments: Iterable[Moment], viewers: Iterable[Viewer]) -> dict[tuple[str, Posts], list[Span]]:
        return {
            (viewer.organisation or any_of(viewer.kind), viewer.posts): self.spans(moments, viewer)
            for viewer in viewers
        }

    def by_account(
        self,
        moments: Sequence[Moment],
        accounts: Iterable[str],
        persons: Iterable[PersonId],
        organisations: frozenset[str],
        by_post: Mapping[str, Mapping[tuple[str, Posts], list[Span]]],
    ) -> Iterator[tuple[str, dict[tuple[str, Posts], list[Span]]]]:
        """Yield the accounts that see a case otherwise than their posts do, with what they see in any posts of theirs.

        It can only be those that are on it themselves, wrote in it, or of whom it tells.
        """
        theirs = {account for person in persons for account in self.lanes.accounts_of.get(person, ())}
        for account in sorted(theirs.union(accounts)):
            person, held = self.lanes.by_account.get(account, (None, frozenset[tuple[str, Posts]]()))
            for organisation in sorted({one for one, _ in held}):
                kind = self.lanes.directory.kind_of(organisation)
                whom = organisation if organisation in organisations else any_of(kind)
                relations = BY_POST if organisation in organisations else TO_ANY_CASE
                mine: dict[tuple[str, Posts], list[Span]] = {}
                apart = False
                for posts in (posts for one, posts in held if one == organisation):
                    viewer = Viewer(account, organisation, kind, posts, person)
                    found = mine[account_in(account, organisation), posts] = self.spans(moments, viewer)
                    like = in_relations(posts, relations, self.rules.policy)
                    apart |= found != by_post.get(whom, {}).get((whom, like), [])
                if apart:
                    yield account_in(account, organisation), mine

    def spans(self, moments: Iterable[Moment], viewer: Viewer) -> list[Span]:
        """Return what a viewer sees, and from when to when; nothing while they do not stand to the case."""
        found: list[Span] = []
        for moment in moments:
            standing = standing_of(
                viewer,
                self.members.organisations(moment.since),
                self.members.posts_of(viewer.account, moment.since),
                emergency=False,
                policy=self.rules.policy,
            )
            sight = moment.sight(viewer, standing, self.rules.policy) if standing else ()
            if not sight:
                continue
            posts = tuple(sorted({post for post, _ in standing}))
            last = found[-1] if found else None
            if last and (last.sight, last.posts, last.until + DAY) == (sight, posts, moment.since):
                found[-1] = Span(last.since, moment.until, sight, posts)
            else:
                found.append(Span(moment.since, moment.until, sight, posts))
        return found

    def shown(self, spans: Mapping[tuple[str, Posts], Sequence[Span]]) -> Iterator[Shown]:
        """Yield a case as each audience sees it: those who see the same on the same days are one."""
        alike: dict[tuple[date, date, Seen], set[tuple[str, Posts]]] = {}
        for (whom, held), found in spans.items():
            for one in found:
                alike.setdefault((one.since, one.until, one.sight), set()).add((key_of(whom, held), one.posts))
        for (since, until, sight), who in alike.items():
            yield Shown(Audience(frozenset(who)), since, until, self.seeing(sight))

    def seeing(self, sight: Seen) -> Seeing:
        """Return the case as it is seen, told once for each sight of it."""
        if sight not in self._cases and all(one is Sight.SHOWN for one in sight):
            self._cases[sight] = Seeing(self.case, frozenset(), {}, {})  # why, no list asks
        elif sight not in self._cases:
            why = {record.id: DECIDED[one] for record, one in zip(self.case.records, sight, strict=True)}
            self._cases[sight] = told(self.case, why, self.twin)
        return self._cases[sight]


DECIDED = {sight: Access(sight, "", "") for sight in Sight}

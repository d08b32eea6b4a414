"""Who may see a record: one pure function over data, default deny, with the reason and the version of the policy.

Post x relation x permission or lawful basis x record class x record-holder. A grant says that a post, standing in a
relation to a case, reaches records of some classes that far. What no grant reaches is not there: its absence, a refusal
and what never was are one and the same. Of a class that is counted, those who would reach it if it were an ordinary
record are told how many there are, and why they are not shown.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from goldenthread.engine.events import Choice, PersonId, RecordClass, Role, Seen


class Relation(Choice):
    """How a post stands to a case: its organisation takes part, the account itself does, or neither need be."""

    ORGANISATION = "organisation", "its organisation takes part in the case"
    NAMED = "named", "the account itself takes part in the case"
    ANYWHERE = "anywhere", "any case of this store"
    EMERGENCY = "emergency", "the record was opened in an emergency, with a reason that is looked at afterwards"


class Reach(Choice):
    """How far a grant reaches among the records of a class."""

    ALL = "all", "all of them"
    HELD = "held", "what their organisation answers for, and what was shared with it"
    SHARED = "shared", "what was shared with them"
    OWN = "own", "what they wrote, and what is about themselves"


class Sight(StrEnum):
    """What somebody sees of a record: its content, that there is one, or nothing at all."""

    SHOWN, COUNTED, ABSENT = "shown", "counted", "absent"


@dataclass(frozen=True)
class Post:
    """What an account can be in an organisation: which parts of the story it writes in, and what it reads for.

    ``admits``: it may let others take part in a case of its own. ``keeps``: it looks after accounts and posts.
    ``unseen``: what it reads is shown to nobody but those who read as it does.
    """

    id: str
    name: str
    of: tuple[str, ...]
    parts: tuple[Role, ...]
    purpose: str
    admits: bool = False
    keeps: bool = False
    unseen: bool = False


@dataclass(frozen=True)
class Grant:
    """A post in a relation to a case reaches records of these classes so far; and why that is so."""

    post: Post
    relation: Relation
    classes: tuple[RecordClass, ...]
    reach: Reach
    because: str


@dataclass(frozen=True)
class Viewer:
    """Somebody who looks: an account in one organisation, the posts it holds there on the day, and whose it is."""

    account: str
    organisation: str
    kind: str | None
    posts: tuple[str, ...]
    person: PersonId | None = None

    @property
    def reached_as(self) -> frozenset[str]:
        """Return the names under which something may have been shared with them."""
        return frozenset({self.organisation, kind_named(self.kind)} if self.kind else {self.organisation})


def kind_named(kind: str) -> str:
    """Return the name for all organisations of a kind, as what something is shared with."""
    return f"every:{kind}"


Standing = frozenset[tuple[str, Relation]]
"""The posts of a viewer that count for a case, each with its relation to it."""


@dataclass(frozen=True)
class Circumstances:
    """What else a decision about one record is made of.

    ``holders`` answer for it. ``shared_with`` are organisations, or all of a kind, that a named act shared it with and
    may read it on the day. ``about`` are the adults whose own it is. ``kept_from`` are the posts it is kept from.
    """

    kept: RecordClass
    writer: str
    holders: frozenset[str]
    shared_with: frozenset[str] = frozenset()
    about: frozenset[PersonId] = frozenset()
    kept_from: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Access:
    """A decision about one record: what is seen of it, why, by which grant, and under which policy."""

    sight: Sight
    because: str
    policy: str
    grant: Grant | None = None


NO_GRANT = "no rule lets them"


@dataclass(frozen=True)
class Policy:
    """Everything that may be seen, and by whom. What is not here may not.

    ``family`` is the kind of organisation whose people are at home in a case, and need no second step to sign in.
    """

    name: str
    posts: tuple[Post, ...]
    grants: tuple[Grant, ...]
    core: RecordClass
    family: str = "family"

    def __post_init__(self) -> None:
        if len({one.id for one in self.posts}) < len(self.posts):
            raise ValueError("two posts have one id")
        if strange := sorted(one.post.id for one in self.grants if one.post not in self.posts):
            raise ValueError(f"a grant is for a post that there is not: {strange}")

    @cached_property
    def by_id(self) -> dict[str, Post]:
        return {one.id: one for one in self.posts}

    @cached_property
    def version(self) -> str:
        """Return the name of this policy: another rule, another name."""
        said = "\n".join(
            f"{one.post.id}|{one.relation}|{','.join(kept.name for kept in one.classes)}|{one.reach}"
            for one in self.grants
        )
        return f"{self.name}-{hashlib.sha256(said.encode()).hexdigest()[:12]}"

    @cached_property
    def _by_class(self) -> dict[str, tuple[Grant, ...]]:
        names = {kept.name for one in self.grants for kept in one.classes}
        return {name: tuple(one for one in self.grants if name in {it.name for it in one.classes}) for name in names}

    def of(self, kept: RecordClass) -> tuple[Grant, ...]:
        return self._by_class.get(kept.name, ())

    def parts(self, posts: Iterable[str]) -> Iterator[tuple[str, Post]]:
        """Yield the parts of the story that posts may write in, each with the post, in the order of the posts."""
        for one in posts:
            if post := self.by_id.get(one):
                yield from ((part.id, post) for part in post.parts)

    def relations(self, post: str) -> frozenset[Relation]:
        return self._relations.get(post, frozenset())

    @cached_property
    def _relations(self) -> dict[str, frozenset[Relation]]:
        return {one.id: frozenset(grant.relation for grant in self.grants if grant.post is one) for one in self.posts}


def may_see(viewer: Viewer, standing: Standing, record: Circumstances, policy: Policy) -> Access:
    """Decide what a viewer sees of a record. The same question has the same answer, for a day that is over too."""
    if grant := granted(viewer, standing, record, policy, record.kept):
        return Access(Sight.SHOWN, grant.because, policy.version, grant)
    if record.kept.seen is Seen.COUNTED and (grant := granted(viewer, standing, record, policy, policy.core)):
        return Access(Sight.COUNTED, f"{record.kept.name}: {NO_GRANT}", policy.version)
    return Access(Sight.ABSENT, NO_GRANT, policy.version)


def granted(
    viewer: Viewer, standing: Standing, record: Circumstances, policy: Policy, kept: RecordClass
) -> Grant | None:
    """Return the first grant that reaches a record, taken to be of a class."""
    for one in policy.of(kept):
        if one.post.id in record.kept_from or (one.post.id, one.relation) not in standing:
            continue
        if reaches(one.reach, viewer, record):
            return one
    return None


def reaches(reach: Reach, viewer: Viewer, record: Circumstances) -> bool:
    match reach:
        case Reach.ALL:
            return True
        case Reach.HELD:
            return viewer.organisation in record.holders or not record.shared_with.isdisjoint(viewer.reached_as)
        case Reach.SHARED:
            return not record.shared_with.isdisjoint(viewer.reached_as)
        case Reach.OWN:
            return viewer.account == record.writer or (viewer.person is not None and viewer.person in record.about)


def standing_of(
    viewer: Viewer, organisations: frozenset[str], named: frozenset[str], *, emergency: bool, policy: Policy
) -> Standing:
    """Return how a viewer stands to a case.

    ``organisations`` take part in it; ``named`` are the posts in which the account itself does. An account that takes
    part in a post that it holds no longer does not stand in it.
    """
    found: set[tuple[str, Relation]] = set()
    for post in viewer.posts:
        if post not in policy.by_id:
            continue
        found.add((post, Relation.ANYWHERE))
        if viewer.organisation in organisations:
            found.add((post, Relation.ORGANISATION))
        if post in named:
            found.add((post, Relation.NAMED))
        if emergency:
            found.add((post, Relation.EMERGENCY))
    return frozenset(one for one in found if one[1] in policy.relations(one[0]))

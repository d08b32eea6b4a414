"""Who may see a record: one pure function over data, default deny, with the reason and the version of the policy.

Post x relation x permission or lawful basis x record class x record-holder. A grant says that a post, standing in a
relation to a case, reaches records of some classes that far. What no grant reaches is not there: its absence, a refusal
and what never was are one and the same. Of a class that is counted, those who would reach it if it were an ordinary
record are told how many there are, and why they are not shown.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

import msgspec
from msgspec import Struct

from goldenthread.engine.events import Choice, PersonId, RecordClass, Role, Seen
from goldenthread.engine.law import Law


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
    """What somebody sees of a record: its content; that it is there, of what stands no longer; a number; or nothing."""

    SHOWN, MARKED, COUNTED, ABSENT = "shown", "marked", "counted", "absent"


@dataclass(frozen=True)
class Post:
    """What an account can be in an organisation: which parts of the story it writes in, and what it reads for.

    ``admits``: it may let others take part in a case of its own. ``keeps``: it looks after accounts and posts.
    ``reviews``: it looks at what was opened in an emergency, and may see who looked.
    ``audits``: it checks what was done. ``guest``: it is held until a day that is said when it is given.
    ``unseen``: what it reads is shown to nobody but those who read as it does.
    """

    id: str
    name: str
    of: tuple[str, ...]
    parts: tuple[Role, ...]
    purpose: str
    admits: bool = False
    keeps: bool = False
    reviews: bool = False
    audits: bool = False
    guest: bool = False
    unseen: bool = False

    @property
    def answers(self) -> bool:
        """Say whether it keeps a record, or checks how that is done: so it sees what was put right, too."""
        return self.admits or self.reviews or self.audits


@dataclass(frozen=True)
class Grant:
    """A post in a relation to a case reaches records of these classes so far; why that is so, and its law, if any."""

    post: Post
    relation: Relation
    classes: tuple[RecordClass, ...]
    reach: Reach
    because: str
    law: Law | None = None


class WrittenGrant(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A grant as plain data: its post and its classes are told by name."""

    post: str
    relation: Relation
    classes: tuple[str, ...]
    reach: Reach
    because: str
    law: Law | None = None


class Written(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole policy as plain data, of which it can be made again: see ``policy_of``."""

    name: str
    core: str
    family: str
    rules: tuple[str, ...]
    posts: tuple[Post, ...]
    classes: tuple[RecordClass, ...]
    grants: tuple[WrittenGrant, ...]


@dataclass(frozen=True)
class Viewer:
    """Somebody who looks: an account in one organisation, the posts it holds there on the day, and whose it is."""

    account: str
    organisation: str
    kind: str | None
    posts: tuple[str, ...]
    person: PersonId | None = None

    def reached_as(self, post: str) -> frozenset[str]:
        """Return the names under which something may have been shared with them, in one of their posts."""
        names = {self.organisation, post_named(post, self.organisation)}
        if self.kind:
            names.add(kind_named(self.kind))
        if self.person:
            names.add(person_named(self.person))
        return frozenset(names)


def kind_named(kind: str) -> str:
    """Return the name for all organisations of a kind, as what something is shared with."""
    return f"every:{kind}"


def post_named(post: str, organisation: str) -> str:
    """Return the name for those who hold one post in an organisation, as what something is shared with."""
    return f"{post}@{organisation}"


def person_named(person: PersonId) -> str:
    """Return the name for one person, as what something is shared with."""
    return f"person:{person}"


Standing = frozenset[tuple[str, Relation]]
"""The posts of a viewer that count for a case, each with its relation to it."""


@dataclass(frozen=True)
class SetAside:
    """That a record is kept and not used, ``by`` organisations that answer for it, and who sees to it all the same.

    These are ``posts`` and ``accounts``, and the people of other organisations that answer for it too: each body
    decides of its own use.
    """

    by: frozenset[str]
    posts: frozenset[str]
    accounts: frozenset[str]

    def lets(self, grant: "Grant", viewer: Viewer, holders: frozenset[str]) -> bool:
        """Say whether a grant reaches it for a viewer: in an emergency too, for its reason is looked at."""
        sees_to_it = grant.post.id in self.posts or viewer.account in self.accounts
        return sees_to_it or grant.relation is Relation.EMERGENCY or viewer.organisation in holders - self.by


@dataclass(frozen=True)
class Circumstances:
    """What else a decision about one record is made of.

    ``written_at`` is the organisation in which its writer wrote it. ``holders`` answer for it. ``shared_with`` are
    organisations, all of a kind, those in a post of one, or persons: a named act shared it with them, and they may read
    it on the day. ``about`` are the people whose own it is. ``kept_from`` are the posts, and ``kept_from_people`` the
    people, that it is kept from, but for their own.
    ``set_aside`` says that it is kept and not used: whoever could see it otherwise is told that there is one.
    ``stands``: it was neither put in other words since nor marked as made in error.
    ``answers`` are those who wrote down what it answers, each an account and its organisation: they are told that
    there is an answer.
    """

    kept: RecordClass
    writer: str
    holders: frozenset[str]
    shared_with: frozenset[str] = frozenset()
    about: frozenset[PersonId] = frozenset()
    kept_from: frozenset[str] = frozenset()
    kept_from_people: frozenset[PersonId] = frozenset()
    written_at: str | None = None
    set_aside: SetAside | None = None
    stands: bool = True
    answers: frozenset[tuple[str, str]] = frozenset()

    def is_answer_to(self, viewer: Viewer) -> bool:
        """Say whether it answers what somebody wrote down, in the organisation in which they look."""
        return (viewer.account, viewer.organisation) in self.answers

    def is_own(self, viewer: Viewer) -> bool:
        """Say whether somebody wrote it, in the organisation in which they look, or it is about themselves."""
        wrote = viewer.account == self.writer and self.written_at in (None, viewer.organisation)
        return wrote or (viewer.person is not None and viewer.person in self.about)


@dataclass(frozen=True)
class Access:
    """A decision about one record: what is seen of it, why, by which grant, and under which policy."""

    sight: Sight
    because: str
    policy: str
    grant: Grant | None = None


NO_GRANT = "no rule lets them"
STANDS_NO_LONGER = "it was put right; what it said is for those who answer for the record"
NOT_USED = "it is kept and not used"
ANSWERED = "it answers what they wrote down, and what it says is not theirs to read"
COUNTED_BECAUSE = (NOT_USED, ANSWERED)
"""Why something is counted that is of no class that is counted."""


@dataclass(frozen=True)
class Policy:
    """Everything that may be seen, and by whom. What is not here may not.

    ``family`` is the kind of organisation whose people are at home in a case, and need no second step to sign in.
    ``rules`` say how what a decision is made of is known. ``known_as`` is the version of one that was made again from
    what was written down of it.
    """

    name: str
    posts: tuple[Post, ...]
    grants: tuple[Grant, ...]
    core: RecordClass
    family: str = "family"
    rules: tuple[str, ...] = ()
    known_as: str | None = None

    def __post_init__(self) -> None:
        if len({one.id for one in self.posts}) < len(self.posts):
            raise ValueError("two posts have one id")
        if strange := sorted(one.post.id for one in self.grants if one.post not in self.posts):
            raise ValueError(f"a grant is for a post that there is not: {strange}")

    @cached_property
    def by_id(self) -> dict[str, Post]:
        return {one.id: one for one in self.posts}

    @cached_property
    def classes(self) -> dict[str, RecordClass]:
        """Return the record classes that somebody may see, by name."""
        return {kept.name: kept for one in self.grants for kept in one.classes}

    def known_class(self, kept: RecordClass) -> RecordClass:
        """Return a record class as this policy has it; as it is, where this one says nothing of it."""
        return self.classes.get(kept.name, kept)

    @cached_property
    def written(self) -> Written:
        """Return all of it as plain data."""
        classes = {self.core.name: self.core} | self.classes
        return Written(
            name=self.name,
            core=self.core.name,
            family=self.family,
            rules=self.rules,
            posts=self.posts,
            classes=tuple(kept for _, kept in sorted(classes.items())),
            grants=tuple(
                WrittenGrant(
                    post=one.post.id,
                    relation=one.relation,
                    classes=tuple(kept.name for kept in one.classes),
                    reach=one.reach,
                    because=one.because,
                    law=one.law,
                )
                for one in self.grants
            ),
        )

    @cached_property
    def version(self) -> str:
        """Return the name of this policy, made from all that it says: another word in it, another name."""
        digest = hashlib.sha256(msgspec.json.encode(self.written)).hexdigest()
        return self.known_as or f"{self.name}-{digest[:12]}"

    @cached_property
    def _by_class(self) -> dict[str, tuple[Grant, ...]]:
        """Return the grants of each class, those of an emergency last: what is shown anyway is not shown by that."""
        names = {kept.name for one in self.grants for kept in one.classes}
        found = sorted(self.grants, key=lambda one: one.relation is Relation.EMERGENCY)
        return {name: tuple(one for one in found if name in {it.name for it in one.classes}) for name in names}

    def of(self, kept: RecordClass) -> tuple[Grant, ...]:
        return self._by_class.get(kept.name, ())

    def parts(self, posts: Iterable[str]) -> Iterator[tuple[str, Post]]:
        """Yield the parts of the story that posts may write in, each with the post, in the order of the posts."""
        for one in posts:
            if post := self.by_id.get(one):
                yield from ((part.id, post) for part in post.parts)

    def relations(self, post: str) -> frozenset[Relation]:
        """Return the relations in which a post stands to a case at all: what is one's own lets nobody in."""
        return self._relations.get(post, frozenset())

    def adds(self, post: str) -> bool:
        """Say whether whoever holds a post may add what is their own to every case of its organisation, seen or not."""
        return any(
            (one.post.id, one.relation, one.reach) == (post, Relation.ORGANISATION, Reach.OWN) for one in self.grants
        )

    @cached_property
    def _relations(self) -> dict[str, frozenset[Relation]]:
        return {
            one.id: frozenset(
                grant.relation for grant in self.grants if grant.post is one and grant.reach is not Reach.OWN
            )
            for one in self.posts
        }


def policy_of(written: Written, known_as: str | None = None) -> Policy:
    """Return the policy that was written down, known as it was then. It decides as that did, for the same reasons."""
    posts, classes = {one.id: one for one in written.posts}, {one.name: one for one in written.classes}
    grants = tuple(
        Grant(
            posts[one.post], one.relation, tuple(classes[kept] for kept in one.classes), one.reach, one.because, one.law
        )
        for one in written.grants
    )
    return Policy(written.name, written.posts, grants, classes[written.core], written.family, written.rules, known_as)


def may_see(viewer: Viewer, standing: Standing, record: Circumstances, policy: Policy) -> Access:
    """Decide what a viewer sees of a record. The same question has the same answer, for a day that is over too."""
    if grant := granted(viewer, standing, record, policy, record.kept):
        if record.stands or sees_what_was(viewer, standing, record, policy):
            return Access(Sight.SHOWN, grant.because, policy.version, grant)
        return Access(Sight.MARKED, STANDS_NO_LONGER, policy.version, grant)
    if record.set_aside:
        record = replace(record, set_aside=None)
        if granted(viewer, standing, record, policy, record.kept):
            return Access(Sight.COUNTED, NOT_USED, policy.version)
    if record.kept.seen is Seen.COUNTED and granted(viewer, standing, record, policy, policy.core):
        return Access(Sight.COUNTED, f"{record.kept.name}: {NO_GRANT}", policy.version)
    if standing and record.is_answer_to(viewer):
        return Access(Sight.COUNTED, ANSWERED, policy.version)
    return Access(Sight.ABSENT, NO_GRANT, policy.version)


def sees_what_was(viewer: Viewer, standing: Standing, record: Circumstances, policy: Policy) -> bool:
    """Say whether somebody sees what an entry said before it was put right: as their own, or to answer for it."""
    if record.is_own(viewer):
        return True
    return viewer.organisation in record.holders and any(
        one.post.answers and (one.post.id, one.relation) in standing and reaches(one, viewer, record)
        for one in policy.of(record.kept)
    )


def granted(
    viewer: Viewer, standing: Standing, record: Circumstances, policy: Policy, kept: RecordClass
) -> Grant | None:
    """Return the first grant that reaches a record, taken to be of a class."""
    for one in policy.of(kept):
        if (one.post.id, one.relation) in standing and reaches(one, viewer, record):
            return one
    return None


def reaches(grant: Grant, viewer: Viewer, record: Circumstances) -> bool:
    """Say whether a grant reaches a record: what is about somebody is kept from them by nothing.

    Nor is what they wrote, unless it is kept and not used.
    """
    if record.set_aside and not record.set_aside.lets(grant, viewer, record.holders):
        return False
    if grant.reach is Reach.OWN:
        return record.is_own(viewer)
    if kept_from(grant.post, viewer, record):
        return False
    if grant.reach is Reach.ALL:
        return True
    held = grant.reach is Reach.HELD and viewer.organisation in record.holders
    return held or not record.shared_with.isdisjoint(viewer.reached_as(grant.post.id))


def kept_from(post: Post, viewer: Viewer, record: Circumstances) -> bool:
    """Say whether a record is kept from somebody; where it is kept from anybody, from one who is not known too."""
    unknown = viewer.person is None and bool(record.kept_from_people)
    return post.id in record.kept_from or unknown or viewer.person in record.kept_from_people


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

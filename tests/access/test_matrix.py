"""Who may see what: every post, in every relation, of every class, in every situation; and nothing that is not said."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import product
from uuid import UUID

import pytest

from goldenthread.engine.access.policy import (
    Circumstances,
    Policy,
    Post,
    Reach,
    Relation,
    Sight,
    Standing,
    Viewer,
    kind_named,
    may_see,
    person_named,
    post_named,
    standing_of,
)
from goldenthread.engine.events import PersonId, RecordClass, Seen
from goldenthread.workflows.access import EVERYTHING, GRANTS, KEPT_APART, POLICY, STAFF_POSTS
from goldenthread.workflows.kinds import KINDS
from goldenthread.workflows.people import CHILD
from goldenthread.workflows.posts import POSTS

ME, OTHER = PersonId(UUID(int=1)), PersonId(UUID(int=2))
CLASSES = {one.name: one for one in EVERYTHING}
ORDINARY = "core health agency"
SETTINGS = "of-the-setting agency-visits"
ALL = " ".join(CLASSES)
LEADS = {
    Relation.ORGANISATION: {Reach.HELD: f"{ORDINARY} {SETTINGS} own-say keeping"},
    Relation.EMERGENCY: {Reach.ALL: ORDINARY},
}
OFFICE = LEADS
ANSWERS = {Reach.SHARED: "private-to-parent"}
SERVICE = {Relation.ORGANISATION: {Reach.HELD: f"{ORDINARY} own-say"}, Relation.EMERGENCY: {Reach.ALL: ORDINARY}}
ASKED = {Relation.NAMED: {Reach.HELD: f"{ORDINARY} own-say"}}

Said = Mapping[Relation, Mapping[Reach, str]]

MATRIX: Mapping[str, Said] = {
    "senco": LEADS | {Relation.ORGANISATION: {**LEADS[Relation.ORGANISATION], **ANSWERS}},
    "head": LEADS,
    "childminder": {
        Relation.ORGANISATION: {Reach.HELD: f"{ORDINARY} {SETTINGS} own-say protected confidential keeping", **ANSWERS},
        Relation.NAMED: {Reach.HELD: "private-to-parent"},
        Relation.EMERGENCY: {Reach.ALL: ORDINARY},
    },
    "teacher": {Relation.NAMED: {Reach.HELD: f"{ORDINARY} own-say"}, Relation.EMERGENCY: {Reach.ALL: ORDINARY}},
    "assistant": {Relation.NAMED: {Reach.HELD: "core health own-say"}},
    "governors": {Relation.ORGANISATION: {Reach.HELD: "of-the-setting"}, Relation.NAMED: {Reach.HELD: "core"}},
    "safeguarding-lead": {
        Relation.ORGANISATION: {Reach.HELD: f"{ORDINARY} protected confidential own-say keeping"},
        Relation.EMERGENCY: {Reach.ALL: ORDINARY},
    },
    "first-contact": {Relation.NAMED: {Reach.HELD: "private-to-parent"}},
    "la-officer": OFFICE | {Relation.ORGANISATION: {**OFFICE[Relation.ORGANISATION], **ANSWERS}},
    "la-manager": OFFICE,
    "panel-member": {Relation.NAMED: {Reach.HELD: ORDINARY}},
    "virtual-school": SERVICE,
    "ep": {**ASKED, Relation.EMERGENCY: {Reach.ALL: ORDINARY}},
    "adviser": ASKED,
    "mediation-adviser": ASKED,
    "health": SERVICE | {Relation.ORGANISATION: {**SERVICE[Relation.ORGANISATION], **ANSWERS}},
    "social-care": {
        Relation.ORGANISATION: {Reach.HELD: f"{ORDINARY} own-say protected", **ANSWERS},
        Relation.EMERGENCY: {Reach.ALL: ORDINARY},
    },
    "parent": {Relation.NAMED: {Reach.ALL: "core health", Reach.SHARED: "agency private-to-parent"}},
    "young-person": {Relation.NAMED: {Reach.ALL: "core health", Reach.SHARED: "agency"}},
    "child": {Relation.NAMED: {Reach.ALL: "core"}},
    "supporter": {Relation.NAMED: {Reach.SHARED: "core health"}},
    "auditor": {Relation.ANYWHERE: {Reach.HELD: f"{ORDINARY} {SETTINGS}"}},
    "inspector": {Relation.NAMED: {Reach.SHARED: f"{ORDINARY} {SETTINGS}"}},
    "dpo": {Relation.ANYWHERE: {Reach.HELD: ALL}},
    "administrator": {},
}
"""The matrix once more, by hand: what they wrote, and what is about themselves, is said apart."""

FAMILY = ("parent", "young-person", "child", "supporter")
NOT_WRITERS = ("panel-member", "auditor", "inspector", "administrator")

SITUATIONS: Mapping[str, frozenset[Reach]] = {
    "of no concern to them": frozenset({Reach.ALL}),
    "held by their organisation": frozenset({Reach.ALL, Reach.HELD}),
    "shared with their organisation": frozenset({Reach.ALL, Reach.HELD, Reach.SHARED}),
    "shared with every organisation of its kind": frozenset({Reach.ALL, Reach.HELD, Reach.SHARED}),
    "shared with those in their post there": frozenset({Reach.ALL, Reach.HELD, Reach.SHARED}),
    "shared with them by name": frozenset({Reach.ALL, Reach.HELD, Reach.SHARED}),
    "shared with those in another post there": frozenset({Reach.ALL}),
    "shared with another organisation": frozenset({Reach.ALL}),
    "written by them": frozenset({Reach.ALL, Reach.OWN}),
    "about themselves": frozenset({Reach.ALL, Reach.OWN}),
    "about somebody else": frozenset({Reach.ALL}),
}
"""How far a grant must reach to reach a record in each situation."""


def viewer(post: Post) -> Viewer:
    return Viewer("me", "mine", post.of[0], (post.id,), ME)


def record(kept: RecordClass, situation: str, post: Post) -> Circumstances:
    shared = {
        "shared with their organisation": "mine",
        "shared with every organisation of its kind": kind_named(post.of[0]),
        "shared with those in their post there": post_named(post.id, "mine"),
        "shared with them by name": person_named(ME),
        "shared with those in another post there": post_named("another", "mine"),
        "shared with another organisation": "theirs",
    }.get(situation)
    about = {"about themselves": ME, "about somebody else": OTHER}.get(situation)
    return Circumstances(
        kept=kept,
        writer="me" if situation == "written by them" else "somebody",
        holders=frozenset({"mine" if situation == "held by their organisation" else "theirs"}),
        shared_with=frozenset({shared}) if shared else frozenset(),
        about=frozenset({about}) if about else frozenset(),
    )


def standing(post: str, relation: Relation) -> Standing:
    return frozenset({(post, relation)})


def reaches(post: str, relation: Relation, kept: str) -> frozenset[Reach]:
    """Return how far a post reaches, by the matrix above and what everybody has of their own."""
    opened = {Relation.EMERGENCY} & MATRIX[post].keys()
    own = {Relation.NAMED} if post in (*FAMILY, "first-contact") else {Relation.ORGANISATION, Relation.NAMED, *opened}
    said = MATRIX[post].get(relation, {})
    there = {reach for reach, classes in said.items() if kept in classes.split()}
    return frozenset(there | ({Reach.OWN} if relation in own and post not in NOT_WRITERS else set()))


def cells() -> Iterator[tuple[Relation, RecordClass, str]]:
    yield from product(Relation, EVERYTHING, SITUATIONS)


@pytest.mark.parametrize("post", POSTS, ids=lambda one: str(one.id))
def test_a_post_sees_what_the_matrix_says_and_no_more(post: Post) -> None:
    for relation, kept, situation in cells():
        seen = may_see(viewer(post), standing(post.id, relation), record(kept, situation, post), POLICY)
        expected = bool(reaches(post.id, relation, kept.name) & SITUATIONS[situation])
        said = f"{post.name}, {relation.label}: {kept.name}, {situation}"
        assert (seen.sight is Sight.SHOWN) == expected, said
        assert bool(seen.grant) == expected, said
        assert seen.policy == POLICY.version


@pytest.mark.parametrize("post", POSTS, ids=lambda one: str(one.id))
def test_what_is_not_shown_is_counted_for_those_who_would_see_it_were_it_ordinary_and_else_is_not_there(
    post: Post,
) -> None:
    for relation, kept, situation in cells():
        seen = may_see(viewer(post), standing(post.id, relation), record(kept, situation, post), POLICY)
        if seen.sight is Sight.SHOWN:
            continue
        core = bool(reaches(post.id, relation, "core") & SITUATIONS[situation])
        counted = core and kept.seen is Seen.COUNTED
        assert seen.sight is (Sight.COUNTED if counted else Sight.ABSENT), (post.id, relation, kept.name, situation)


@pytest.mark.parametrize("post", POSTS, ids=lambda one: str(one.id))
def test_what_is_kept_from_somebody_is_not_even_counted_but_for_their_own(post: Post) -> None:
    for relation, kept, situation in cells():
        own = situation in ("written by them", "about themselves")
        plain = record(kept, situation, post)
        before = may_see(viewer(post), standing(post.id, relation), plain, POLICY)
        for away in (
            replace(plain, kept_from=frozenset({post.id})),
            replace(plain, kept_from_people=frozenset({ME})),
        ):
            seen = may_see(viewer(post), standing(post.id, relation), away, POLICY)
            still = own and Reach.OWN in reaches(post.id, relation, kept.name)
            assert seen.sight is (Sight.SHOWN if still else Sight.ABSENT), (before, away)


def test_somebody_nobody_knows_is_shown_nothing_that_is_kept_from_anybody() -> None:
    unknown = Viewer("me", "mine", "family", ("parent",), None)
    plain = Circumstances(CLASSES["core"], "somebody", frozenset({"theirs"}))
    away = replace(plain, kept_from_people=frozenset({OTHER}))
    stands = standing("parent", Relation.NAMED)
    assert may_see(unknown, stands, plain, POLICY).sight is Sight.SHOWN
    assert may_see(unknown, stands, away, POLICY).sight is Sight.ABSENT


def test_who_stands_in_no_relation_and_whoever_holds_no_known_post_sees_nothing() -> None:
    held = dict.fromkeys(SITUATIONS)
    for post, kept, situation in product(POSTS, EVERYTHING, held):
        seen = may_see(viewer(post), frozenset(), record(kept, situation, post), POLICY)
        assert seen.sight is Sight.ABSENT
        stranger = may_see(viewer(post), standing("caretaker", Relation.NAMED), record(kept, situation, post), POLICY)
        assert stranger.sight is Sight.ABSENT


def test_a_class_that_nobody_declared_is_seen_by_nobody() -> None:
    new = RecordClass("something-new", Seen.SHOWN, CHILD)
    for post, relation, situation in product(POSTS, Relation, SITUATIONS):
        assert (
            may_see(viewer(post), standing(post.id, relation), record(new, situation, post), POLICY).sight
            is Sight.ABSENT
        )


def test_a_post_stands_only_in_the_relations_that_a_rule_names_and_only_where_its_holder_does() -> None:
    assert standing_of(viewer(POSTS[0]), frozenset(), frozenset(), emergency=False, policy=POLICY) == frozenset()
    for post in POSTS:
        everywhere = standing_of(viewer(post), frozenset({"mine"}), frozenset({post.id}), emergency=True, policy=POLICY)
        said = {one.relation for one in GRANTS if one.post is post and one.reach is not Reach.OWN}
        assert {relation for _, relation in everywhere} == said, "what is one's own lets nobody in"
    caretaker = Viewer("me", "mine", "setting", ("caretaker",), ME)
    everything = frozenset({"mine"}), frozenset({"caretaker"})
    assert standing_of(caretaker, *everything, emergency=True, policy=POLICY) == frozenset()


# What the matrix as a whole must be


def test_every_class_that_an_event_is_kept_in_has_its_rules() -> None:
    kept = {KINDS.kept(event).name for event in KINDS.events.values()}
    assert kept == set(CLASSES)
    assert [name for name in kept if not POLICY.of(CLASSES[name])] == []


def test_what_is_kept_apart_is_unseen_and_everything_else_is_not() -> None:
    assert {one.name for one in EVERYTHING if one.seen is Seen.UNSEEN} == {one.name for one in KEPT_APART}


def test_every_rule_has_its_reason_and_no_rule_is_said_twice() -> None:
    assert [one for one in GRANTS if not one.because] == []
    cells_ = [(one.post.id, one.relation, kept.name, one.reach) for one in GRANTS for kept in one.classes]
    assert len(cells_) == len(set(cells_))


def test_every_rule_that_rests_on_law_says_how_sure_we_are_of_the_text() -> None:
    assert all(one.law.text and one.law.mark for one in GRANTS if one.law)
    assert {str(one.law.mark) for one in GRANTS if one.law} <= {"V", "S", "M", "C"}


def test_the_administrator_sees_no_case() -> None:
    assert [one for one in GRANTS if one.post.id == "administrator"] == []


def test_another_rule_is_another_version() -> None:
    def versions(policies: Iterable[Policy]) -> set[str]:
        return {one.version for one in policies}

    same = Policy(POLICY.name, POLICY.posts, POLICY.grants, POLICY.core, rules=POLICY.rules)
    fewer = Policy(POLICY.name, POLICY.posts, POLICY.grants[1:], POLICY.core, rules=POLICY.rules)
    otherwise = Policy(POLICY.name, POLICY.posts, POLICY.grants, POLICY.core, rules=POLICY.rules[1:])
    assert versions([POLICY, same]) == {POLICY.version}
    assert len(versions([POLICY, fewer, otherwise])) == 3
    posts = {one.id: replace(one, reviews=not one.reviews) for one in POSTS}
    looking_on = tuple(replace(one, post=posts[one.post.id]) for one in GRANTS)
    shown = tuple(replace(one, classes=tuple(replace(it, seen=Seen.SHOWN) for it in one.classes)) for one in GRANTS)
    reviewed = Policy(POLICY.name, tuple(posts.values()), looking_on, POLICY.core, rules=POLICY.rules)
    less_kept = Policy(POLICY.name, POLICY.posts, shown, POLICY.core, rules=POLICY.rules)
    assert len(versions([POLICY, reviewed, less_kept])) == 3, "who reviews, and what may be noticed, is part of it"


# Who may write


def test_there_is_no_event_that_nobodys_post_may_record() -> None:
    parts = {part.id for post in POSTS for part in post.parts}
    of_nobody = {
        tag: sorted(allowed)
        for tag, event in KINDS.events.items()
        if (allowed := KINDS.knowing(event) and {one.id for one in event.recorded_by}) and not allowed & parts
    }
    assert of_nobody == {}
    every = {role.id for event in KINDS.events.values() for role in getattr(event, "recorded_by", ())}
    assert every - parts == set()


def test_whoever_writes_can_read_back_what_they_wrote() -> None:
    assert {one.id for one in POSTS if one.parts} == {one.id for one in STAFF_POSTS} | set(FAMILY)
    for post in (one for one in POSTS if one.parts):
        writes = {
            KINDS.kept(event).name
            for event in KINDS.events.values()
            if {one.id for one in getattr(event, "recorded_by", ())} & {one.id for one in post.parts}
        }
        own = {kept.name for one in GRANTS if one.post is post and one.reach is Reach.OWN for kept in one.classes}
        assert writes <= own, post.id

"""A policy is written down whole, under a name made from all that it says, and can be made again from that."""

from dataclasses import replace
from typing import TypeVar
from uuid import UUID

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.engine.access.policy import (
    Circumstances,
    Policy,
    Reach,
    Relation,
    SetAside,
    Viewer,
    Written,
    kind_named,
    may_see,
    person_named,
    policy_of,
    post_named,
    standing_of,
)
from goldenthread.engine.events import PersonId, RecordClass, Seen
from goldenthread.workflows.access import EVERYTHING, POLICY, rules_for
from goldenthread.workflows.posts import KINDS_OF_ORGANISATION, POSTS
from goldenthread.workflows.vocabulary import CONFIDENTIAL
from goldenthread.workflows.young_person import ONLY_WHAT_THEY_LET, SIGHT
from tests.http.town import post_of

T = TypeVar("T")


def again(policy: Policy, known_as: str | None = None) -> Policy:
    """Return a policy made again from what would be stored of it."""
    return policy_of(msgspec.json.decode(msgspec.json.encode(policy.written), type=Written), known_as)


POLICIES = [(policy, again(policy)) for policy in (POLICY, rules_for({SIGHT: ONLY_WHAT_THEY_LET}).policy)]

ACCOUNTS, PLACES = ("me", "somebody"), ("mine", "theirs", "elsewhere")
PEOPLE = (PersonId(UUID(int=1)), PersonId(UUID(int=2)))
IDS = (*(one.id for one in POSTS), "caretaker")
NAMES = (
    *PLACES,
    *map(kind_named, KINDS_OF_ORGANISATION),
    *map(person_named, PEOPLE),
    *(post_named(post, place) for post in IDS for place in PLACES),
)


def some_of(among: tuple[T, ...]) -> st.SearchStrategy[frozenset[T]]:
    return st.frozensets(st.sampled_from(among), max_size=3)


CIRCUMSTANCES = st.builds(
    Circumstances,
    kept=st.sampled_from((*EVERYTHING, RecordClass("something-new", Seen.COUNTED, CONFIDENTIAL.about))),
    writer=st.sampled_from(ACCOUNTS),
    holders=some_of(PLACES),
    shared_with=some_of(NAMES),
    about=some_of(PEOPLE),
    kept_from=some_of(IDS),
    kept_from_people=some_of(PEOPLE),
    written_at=st.sampled_from((None, *PLACES)),
    set_aside=st.none() | st.builds(SetAside, by=some_of(PLACES), posts=some_of(IDS), accounts=some_of(ACCOUNTS)),
    stands=st.booleans(),
)
VIEWERS = st.builds(
    Viewer,
    account=st.sampled_from(ACCOUNTS),
    organisation=st.sampled_from(PLACES),
    kind=st.sampled_from((None, *KINDS_OF_ORGANISATION)),
    posts=st.lists(st.sampled_from(IDS), min_size=1, max_size=3, unique=True).map(tuple),
    person=st.sampled_from((None, *PEOPLE)),
)


@pytest.mark.parametrize("both", POLICIES)
@given(VIEWERS, some_of(PLACES), some_of(IDS), st.booleans(), CIRCUMSTANCES)
@settings(max_examples=100, deadline=None)
def test_a_policy_that_was_made_again_decides_as_the_one_that_was_written_down(
    both: tuple[Policy, Policy],
    viewer: Viewer,
    organisations: frozenset[str],
    named: frozenset[str],
    emergency: bool,  # noqa: FBT001  # Hypothesis gives it
    record: Circumstances,
) -> None:
    first, second = ((it, standing_of(viewer, organisations, named, emergency=emergency, policy=it)) for it in both)
    assert first[1] == second[1]
    decided = [may_see(viewer, standing, record, policy) for policy, standing in (first, second)]
    assert decided[0] == decided[1]


@pytest.mark.parametrize(("policy", "restored"), POLICIES)
def test_it_is_the_same_in_every_word_and_has_the_same_name(policy: Policy, restored: Policy) -> None:
    assert (restored, restored.version) == (policy, policy.version)
    assert restored.written == policy.written


def test_it_is_known_by_the_name_that_it_had_whatever_it_would_be_called_today() -> None:
    assert again(POLICY, "goldenthread-0-of-old").version == "goldenthread-0-of-old"


def with_post(**changed: object) -> Policy:
    """Return the policy with another auditor."""
    was = post_of("auditor")
    now = replace(was, **changed)  # type: ignore[arg-type]
    grants = tuple(replace(one, post=now) if one.post is was else one for one in POLICY.grants)
    return replace(POLICY, posts=tuple(now if one is was else one for one in POLICY.posts), grants=grants)


def with_grant(**changed: object) -> Policy:
    return replace(POLICY, grants=(replace(POLICY.grants[0], **changed), *POLICY.grants[1:]))  # type: ignore[arg-type]


def with_class() -> Policy:
    """Return the policy with what is confidential counted, or not, as it is not now."""
    now = replace(CONFIDENTIAL, seen=Seen.COUNTED if CONFIDENTIAL.seen is not Seen.COUNTED else Seen.UNSEEN)
    return replace(
        POLICY,
        grants=tuple(
            replace(one, classes=tuple(now if kept == CONFIDENTIAL else kept for kept in one.classes))
            for one in POLICY.grants
        ),
    )


CHANGED = {
    "who checks": with_post(audits=False),
    "who is a guest": with_post(guest=True),
    "who looks after accounts": with_post(keeps=True),
    "where a post is held": with_post(of=("setting",)),
    "what a post writes": with_post(parts=post_of("senco").parts),
    "what it reads for": with_post(purpose="curiosity"),
    "a relation": with_grant(relation=Relation.ANYWHERE),
    "a reach": with_grant(reach=Reach.ALL),
    "a class": with_grant(classes=EVERYTHING),
    "a reason": with_grant(because="they asked"),
    "a law": with_grant(law=None),
    "how a class is seen": with_class(),
    "what is ordinary": replace(POLICY, core=CONFIDENTIAL),
    "who is at home": replace(POLICY, family="setting"),
    "how it is known": replace(POLICY, rules=POLICY.rules[1:]),
    "which rule comes first": replace(POLICY, grants=POLICY.grants[::-1]),
}


def test_another_word_in_it_is_another_version() -> None:
    versions = [POLICY.version, *(one.version for one in CHANGED.values())]
    assert len(set(versions)) == len(versions), {what: one.version for what, one in CHANGED.items()}

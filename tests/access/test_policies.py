"""A day that is over is judged by the policy that was in force on it, not by that of today."""

from dataclasses import replace

import msgspec

from goldenthread.engine.access.policies import Judged, OtherwiseKnown
from goldenthread.engine.access.policy import Policy, Sight, policy_of
from goldenthread.engine.access.recalling import Recall
from goldenthread.engine.events import Seen
from goldenthread.workflows.access import POLICY
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.posts import TEACHER_POST
from goldenthread.workflows.vocabulary import PROTECTED
from tests.access.test_sharing import described, protected_task
from tests.access.world import World, erased
from tests.story import day

BEFORE, ON, NEXT, LATER = "2 Dec 2024", "3 Dec 2024", "4 Dec 2024", "10 Dec 2024"
NO_TEACHERS = replace(POLICY, grants=tuple(one for one in POLICY.grants if one.post is not TEACHER_POST))


def judged(world: World, on: str) -> Judged:
    return Recall(JOURNEY, world.rules, erased).judged(world.remembered(), day(on))


def with_protected_counted() -> Policy:
    """Return the policy under which others were told how many protected entries there are."""
    classes = tuple(replace(one, seen=Seen.COUNTED) if one == PROTECTED else one for one in POLICY.written.classes)
    return policy_of(msgspec.structs.replace(POLICY.written, classes=classes))


def test_what_a_past_policy_did_not_let_somebody_see_is_not_what_they_could_see_then() -> None:
    world = World()
    world.puts_in_force(NO_TEACHERS, BEFORE)
    entry = described(world)
    assert world.is_shown("teacher", entry, NEXT) is False
    world.puts_in_force(POLICY, LATER)
    assert world.is_shown("teacher", entry, NEXT) is False, "another release changes no answer of a day that is over"
    assert world.is_shown("teacher", entry, LATER)


def test_what_a_past_policy_let_somebody_see_is_what_they_could_see_then_whatever_is_in_force_today() -> None:
    world = World()
    entry = described(world)
    world.rules = replace(world.rules, policy=NO_TEACHERS)
    world.puts_in_force(POLICY, BEFORE)
    world.puts_in_force(NO_TEACHERS, LATER)
    assert world.is_shown("teacher", entry, NEXT)
    assert not world.is_shown("teacher", entry, LATER)


def test_a_decision_names_the_policy_of_its_day_and_it_is_told_since_when_that_was_in_force() -> None:
    world = World()
    entry = described(world)
    first, second = world.puts_in_force(NO_TEACHERS, BEFORE), world.puts_in_force(POLICY, LATER)
    for on, policy, since in ((NEXT, NO_TEACHERS, first), (LATER, POLICY, second)):
        why = world.why("mum", entry, on)
        assert why
        assert (why.sight, why.policy) == (Sight.SHOWN, policy.version)
        assert (judged(world, on).rules.policy.version, judged(world, on).since) == (policy.version, since.recorded_at)


def test_a_day_before_the_first_policy_on_record_is_judged_by_that_one() -> None:
    world = World()
    entry = described(world)
    world.puts_in_force(NO_TEACHERS, LATER)
    assert not world.is_shown("teacher", entry, NEXT)
    assert world.is_shown("senco", entry, NEXT)


def test_where_none_is_on_record_that_of_today_judges_and_that_is_said() -> None:
    world = World()
    assert world.is_shown("teacher", described(world), NEXT)
    assert judged(world, NEXT) == Judged(world.rules)
    assert judged(world, NEXT).since is None


def test_how_a_class_was_seen_is_part_of_the_policy_of_the_day() -> None:
    world = World()
    world.says("lead", protected_task(), ON)
    world.puts_in_force(with_protected_counted(), BEFORE)
    world.puts_in_force(POLICY, LATER)
    assert world.counted("senco", NEXT) == {PROTECTED.name: 1}
    assert world.counted("senco", LATER) == {}


def test_where_circumstances_were_known_in_another_way_that_is_said_with_both_ways() -> None:
    world = World()
    world.puts_in_force(replace(POLICY, rules=("Whoever wrote it holds it.", *POLICY.rules[1:])), BEFORE)
    world.puts_in_force(replace(POLICY, rules=POLICY.rules[::-1], name="in-another-order"), NEXT)
    world.puts_in_force(POLICY, LATER)
    assert judged(world, ON).otherwise == OtherwiseKnown(("Whoever wrote it holds it.",), POLICY.rules[:1])
    assert judged(world, NEXT).otherwise is None
    assert judged(world, LATER).otherwise is None

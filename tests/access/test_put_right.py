"""What an entry said before it was put right: for those who answer for it; for others, a mark that it was there."""

import pytest

from goldenthread.engine.access.policy import Sight
from goldenthread.engine.records import EnteredInError, Erased, Record
from goldenthread.workflows.concern import WorryRaised
from goldenthread.workflows.family import AdultNeedsTold
from tests.access.world import World, person

ON, LATER, AFTER = "2 Dec 2024", "3 Dec 2024", "10 Dec 2024"
WRONG, RIGHT = WorryRaised(who="Ms Example", words="He stole"), WorryRaised(who="Ms Example", words="He was given it")
SEE_IT = {"senco", "lead", "dpo"}
"""Those of the setting that answers for it who keep the record, or check how that is done."""


def seen(world: World, account: str, record: Record, on: str = AFTER) -> Record | None:
    found = world.seeing(account, on)
    return found.case.by_id.get(record.id) if found else None


def reading(world: World, record: Record, on: str = AFTER) -> set[str]:
    """Return who reads the words of an entry."""
    every = ("senco", "lead", "dpo", "teacher", "first-contact", "mum", "dad", "sam", "friend", "officer", "inspector")
    found = {account: seen(world, account, record, on) for account in every}
    return {account for account, one in found.items() if one and not isinstance(one.event, Erased)}


@pytest.fixture
def world() -> World:
    return World("the-authority")


def test_what_was_replaced_is_for_those_who_answer_for_it_and_what_stands_for_all(world: World) -> None:
    first = world.says("senco", WRONG, ON)
    before = reading(world, first, ON)
    second = world.says("senco", RIGHT, ON, replaces=first, written=LATER)
    assert {"teacher", "mum", "dad"} <= before
    assert reading(world, second) == before
    assert reading(world, first) == before & SEE_IT


def test_others_are_told_that_it_was_there_and_nothing_is_counted(world: World) -> None:
    first = world.says("senco", WRONG, ON)
    second = world.says("senco", RIGHT, ON, replaces=first, written=LATER)
    for account in ("teacher", "mum"):
        found = world.seeing(account, AFTER)
        assert found
        marked, stands = found.case.by_id[first.id], found.case.by_id[second.id]
        assert (marked.happened_on, marked.by, marked.kind) == (first.happened_on, first.by, WorryRaised)
        assert (found.why[first.id].sight, found.why[second.id].sight) == (Sight.MARKED, Sight.SHOWN)
        assert (stands.replaces, found.counted, found.withheld) == (first.id, {}, frozenset())
        assert [one.id for one in found.case.standing if one.kind is WorryRaised] == [second.id]


def test_what_was_made_in_error_is_only_marked_and_stands_again_when_the_mark_was_the_error(world: World) -> None:
    entry = world.says("senco", WRONG, ON)
    before = reading(world, entry, ON)
    mark = world.says("senco", EnteredInError(record=entry.id, why="Another child"), LATER)
    assert reading(world, entry) == before & SEE_IT
    world.says("senco", EnteredInError(record=mark.id, why="It was him"), LATER, written="4 Dec 2024")
    assert reading(world, entry) == before


def test_whoever_wrote_it_sees_what_they_wrote(world: World) -> None:
    mums = world.says("mum", WRONG, ON)
    teachers = world.says("teacher", WRONG, ON)
    for one in (mums, teachers):
        world.says("senco", RIGHT, ON, replaces=one, written=LATER)
    assert "mum" in reading(world, mums)
    assert "teacher" not in reading(world, mums)
    assert "teacher" in reading(world, teachers)
    assert "mum" not in reading(world, teachers)


def test_whose_own_it_is_sees_what_was_put_right_of_it(world: World) -> None:
    first = world.says("senco", AdultNeedsTold(person=person("mum"), needs="x", how_asked="x", may_know="x"), ON)
    again = AdultNeedsTold(person=person("mum"), needs="y", how_asked="x", may_know="x")
    world.says("senco", again, ON, replaces=first, written=LATER)
    assert "mum" in reading(world, first)


def test_on_the_day_before_it_was_put_right_it_was_read_by_all(world: World) -> None:
    first = world.says("senco", WRONG, ON)
    world.says("senco", RIGHT, ON, replaces=first, written=LATER)
    assert {"teacher", "mum"} <= reading(world, first, ON)

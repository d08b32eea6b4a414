"""What is left alone is kept and not used: shown to those who see to it, and only counted for everybody else."""

from dataclasses import replace

import pytest

from goldenthread.engine.access.policy import NOT_USED, Relation, Sight
from goldenthread.engine.access.recalling import viewer_on
from goldenthread.engine.access.seeing import Asked
from goldenthread.engine.events import How, RecordId
from goldenthread.engine.records import Record
from goldenthread.projections.sights import Moment
from goldenthread.workflows import information_rights as rights
from goldenthread.workflows.journey import JOURNEY
from tests.access.world import ACCOUNTS, World
from tests.story import day
from tests.workflows import samples
from tests.workflows.samples import MUM

BEFORE, ON, DURING, ENDED = "4 Dec 2024", "5 Dec 2024", "9 Dec 2024", "20 Dec 2024"


def left(*entries: RecordId, kinds: tuple[rights.KindOfEntry, ...] = ()) -> rights.LeftAlone:
    ground = rights.WhyLeftAlone.CONTESTED
    return rights.LeftAlone(to=(MUM,), how=How.EMAIL, what="The entry", entries=entries, kinds=kinds, ground=ground)


def contested(world: World, by: str = "teacher") -> Record:
    return world.says(by, samples.needs_described(), "2 Dec 2024")


@pytest.fixture
def world() -> World:
    return World("the-authority")


def test_whoever_must_see_to_it_and_the_family_see_what_is_left_alone_and_nobody_else(world: World) -> None:
    entry = contested(world)
    assert {"senco", "teacher", "lead", "dpo", "mum", "dad", "sam"} <= world.shown_to(entry, BEFORE)
    world.says("dpo", left(entry.id), ON)
    assert world.shown_to(entry, ON) == {"lead", "dpo", "mum", "dad", "sam"}
    world.says("dpo", rights.UsedAgain(why="It was put right."), ENDED)
    assert {"senco", "teacher"} <= world.shown_to(entry, ENDED)
    assert world.shown_to(entry, DURING) == {"lead", "dpo", "mum", "dad", "sam"}


def test_whoever_left_it_alone_sees_it_to_put_it_right_or_to_end_it(world: World) -> None:
    entry = contested(world)
    world.says("senco", left(entry.id), ON)
    assert world.is_shown("senco", entry, ON)
    assert not world.is_shown("teacher", entry, ON)


def test_whoever_may_see_it_otherwise_is_told_that_there_is_one_so_that_clocks_run_on(world: World) -> None:
    entry = contested(world)
    world.says("senco", left(entry.id), ON)
    assert world.counted("teacher", ON) == {"core": 1}
    access = world.why("teacher", entry, ON)
    assert access
    assert (access.sight, access.because) == (Sight.COUNTED, NOT_USED)
    assert world.why("officer", entry, ON) is None  # they never could


def test_what_is_said_of_it_is_left_alone_with_it_and_what_is_written_after_is_not(world: World) -> None:
    entry = contested(world)
    world.says("senco", left(entry.id), ON)
    reworded = world.says("senco", samples.needs_described(), "2 Dec 2024", replaces=entry, written=DURING)
    after = world.says("teacher", samples.worry(), DURING)
    assert not world.is_shown("teacher", reworded, DURING)
    assert world.is_shown("teacher", after, DURING)


def test_all_of_a_kind_is_left_alone_but_the_way_to_ask_stays(world: World) -> None:
    entry = contested(world)
    act = world.says("senco", left(kinds=(rights.KindOfEntry.CORE,)), ON)
    later = world.says("teacher", samples.worry(), DURING)
    assert not world.is_shown("teacher", entry, DURING)
    assert not world.is_shown("teacher", later, DURING)
    assert world.is_shown("teacher", act, DURING)


def test_nobody_leaves_alone_what_another_body_answers_for(world: World) -> None:
    theirs = world.says("officer", samples.needs_described(), "2 Dec 2024")
    world.says("senco", left(theirs.id, kinds=(rights.KindOfEntry.CORE,)), ON)
    assert world.is_shown("officer", theirs, ON)


def test_in_an_emergency_it_is_shown(world: World) -> None:
    entry = contested(world)
    world.says("dpo", left(entry.id), ON)
    assert world.seeing("teacher", ON) is not None
    assert entry.id not in world.sees("teacher", ON)
    world.opens_in_emergency("teacher", ON)
    assert entry.id in world.sees("teacher", ON)


def test_no_account_is_shown_more_because_something_is_left_alone(world: World) -> None:
    entry = contested(world)
    before = world.shown_to(entry, BEFORE, tuple(ACCOUNTS))
    world.says("senco", left(entry.id), ON)
    assert world.shown_to(entry, ON, tuple(ACCOUNTS)) <= before


def test_a_list_tells_what_is_left_alone_from_what_is_like_it_but_for_that(world: World) -> None:
    beside, entry = contested(world), contested(world)
    world.says("senco", left(entry.id), ON)
    directory, members = world.now()
    known = world.rules.known(Asked(world.story.case, JOURNEY, members, directory, day(ON)))
    viewer = viewer_on(directory, "teacher", "elm-primary", day(ON))
    moment = Moment(day(ON), day(ON), {one: known[one] for one in (world.opened.id, beside.id, entry.id)}, frozenset())
    standing = frozenset({("teacher", Relation.NAMED)})
    found = moment.sight(replace(viewer, account="another"), standing, world.rules.policy)
    assert found == (Sight.SHOWN, Sight.SHOWN, Sight.COUNTED)

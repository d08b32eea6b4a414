"""Who sees nothing of a case decides nothing of who sees it: what they write is on record, and waits to be heeded."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from goldenthread.engine.access.policy import Reach, Relation
from goldenthread.engine.access.seeing import Asked
from goldenthread.engine.events import Event
from goldenthread.engine.records import EnteredInError, Record
from goldenthread.workflows import contact
from goldenthread.workflows.access import GRANTS
from goldenthread.workflows.family import Thread, ThreadChosen
from goldenthread.workflows.heeded import SEE_ANYWHERE, SEE_BY_THEIR_BODY, is_passed_over
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.vocabulary import CORE
from goldenthread.workflows.who_decides import HowKnown, KindOfOrder, OrderKnown
from goldenthread.workflows.young_person import RightsDayKnown, YoungPersonAsked
from tests.access.world import World, person
from tests.story import day

BEFORE, ON, NEXT, LATER, LAST = "1 Dec 2024", "2 Dec 2024", "3 Dec 2024", "10 Dec 2024", "11 Dec 2024"
MUM, DAD = person("mum"), person("dad")


def together() -> ThreadChosen:
    return ThreadChosen(person=MUM, thread=Thread.TOGETHER)


def order() -> OrderKnown:
    return OrderKnown(
        kind=KindOfOrder.CHILD_ARRANGEMENTS, how_known=HowKnown.TOLD, decides="Mum is not told.", keeps_from=MUM
    )


def has_been_asked() -> YoungPersonAsked:
    return YoungPersonAsked(how="By themselves", words="I will say it myself.")


def a_family_that_wrote() -> World:
    """Return a case whose teacher, who works there, was not let in; rights have passed, and an adult wrote to us."""
    world = World(without=("teacher",))
    world.says("senco", RightsDayKnown(rights_pass_on=day(BEFORE)), ON)
    wrote = contact.FamilyWrote(who="Mum", to_whom="Mrs Okafor", way=contact.Way.EMAIL, words="May I come?", person=MUM)
    world.says("mum", wrote, ON)
    return world


@pytest.mark.parametrize("said", [together, order, has_been_asked])
def test_what_somebody_writes_who_sees_nothing_turns_nobodys_sight(said: Callable[[], Event]) -> None:
    world, unsaid = a_family_that_wrote(), a_family_that_wrote()
    world.says("teacher", said(), NEXT)
    shown = {who: len(found) for who, found in sees_besides(world, said()).items()}
    assert shown == {who: len(found) for who, found in sees_besides(unsaid, said()).items()}


def sees_besides(world: World, said: Event) -> dict[str, list[Record]]:
    """Return what each sees of a case besides an event of one kind."""
    by_id = world.story.case.by_id
    return {
        who: [by_id[one] for one in world.sees(who, LATER) if by_id[one].kind is not type(said)]
        for who in ("senco", "mum", "dad", "sam", "friend", "first-contact")
    }


@pytest.mark.parametrize("who", ["senco", "lead"])
def test_it_counts_once_somebody_who_sees_the_case_has_written_it_too(who: str) -> None:
    world = a_family_that_wrote()
    said = world.says("teacher", order(), NEXT)
    assert world.is_shown("mum", said, LAST)
    world.says(who, order(), LATER)
    assert not world.is_shown("mum", said, LAST)


def let_in_for_a_day() -> tuple[World, Record]:
    """Return a case into which the teacher was let for one day, and what they wrote on that day."""
    world = World(without=("teacher",))
    joined = world.let_in("teacher", ON)
    said = world.says("teacher", order(), ON)
    world.leaves(joined, NEXT)
    return world, said


def test_it_counts_for_good_where_its_writer_saw_the_case_on_that_day() -> None:
    world, said = let_in_for_a_day()
    world.loses_post("teacher", LATER)
    assert not world.is_shown("mum", said, LAST)


def test_what_counts_is_not_undone_by_who_sees_nothing_any_more() -> None:
    (marked, one), (put_right, other) = let_in_for_a_day(), let_in_for_a_day()
    marked.says("teacher", EnteredInError(record=one.id, why="Not so"), LATER)
    put_right.says("teacher", replace(order(), keeps_from=None), LATER, replaces=other)
    assert not marked.is_shown("mum", one, LAST)
    assert not put_right.is_shown("mum", other, LAST)


def test_a_part_in_the_family_is_no_part_at_work() -> None:
    """A parent who works there, and is let in as a parent, sees nothing at work, and decides nothing there."""
    world = World(without=("teacher",))
    world.gives_post("mum", "assistant", "elm-primary", ON)
    said = world.says_at_work("mum", "elm-primary", "teacher", ThreadChosen(person=DAD, thread=Thread.TOGETHER), NEXT)
    assert is_passed_over(said, asked(world))


def asked(world: World) -> Asked:
    directory, members = world.now()
    return Asked(world.story.case, JOURNEY, members, directory, day(LAST))


def test_who_sees_a_case_without_being_let_in_is_whom_the_policy_says() -> None:
    core = [one for one in GRANTS if CORE in one.classes and one.reach is not Reach.OWN]
    assert {one.post.id for one in core if one.relation is Relation.ORGANISATION} == SEE_BY_THEIR_BODY
    assert {one.post.id for one in core if one.relation is Relation.ANYWHERE} == SEE_ANYWHERE

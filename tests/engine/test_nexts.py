"""What can happen next in a story that is over, or where another could begin."""

import pytest

from goldenthread.engine.records import EnteredInError
from goldenthread.projections.nexts import nexts
from tests.engine import made_up_glasshouse as glass
from tests.engine.made_up_glasshouse import GLASSHOUSE, sown
from tests.story import Story, day


@pytest.fixture
def story() -> Story:
    return Story(GLASSHOUSE)


def offered(story: Story, today: str) -> list[tuple[str | None, bool]]:
    """Return the moves that are offered, each with whether it would begin another strand."""
    found = nexts(story.case, GLASSHOUSE, day(today), story.calendar)
    return [(one.move, one.strand is None) for one in found if one.kind == "move"]


def facts(story: Story, today: str) -> list[str]:
    return [one.records for one in nexts(story.case, GLASSHOUSE, day(today), story.calendar) if one.kind == "fact"]


def test_a_story_may_be_begun_and_ended_by_one_move(story: Story) -> None:
    assert offered(story, "1 Mar 2099") == [("lock-up", True)]


def test_what_is_over_is_not_ended_again(story: Story) -> None:
    story.when(glass.LOCK_UP, glass.GateLocked(), on="1 Mar 2099").then(glass.LOCKED)
    assert offered(story, "2 Mar 2099") == []
    assert facts(story, "2 Mar 2099") == ["glass.gate-opened", "glass.seed-sown"]


def test_what_was_opened_again_may_be_ended_again(story: Story) -> None:
    story.when(glass.LOCK_UP, glass.GateLocked(), on="1 Mar 2099").then(glass.LOCKED)
    story.given(glass.GateOpened(), on="2 Mar 2099")
    assert ("lock-up", False) in offered(story, "2 Mar 2099")


def test_what_ended_elsewhere_may_still_be_ended_so(story: Story) -> None:
    story.given(sown(), on="1 Mar 2099")
    story.given(glass.PaneMended(), on="1 Mar 2099")
    story.when(glass.PLANT_OUT, glass.PlantedOut(), on="2 Mar 2099").then(glass.GROWN)
    assert offered(story, "3 Mar 2099") == [("lock-up", True)]


def test_what_was_ended_in_error_may_be_ended_rightly(story: Story) -> None:
    locked = story.when(glass.LOCK_UP, glass.GateLocked(), on="1 Mar 2099").then(glass.LOCKED)
    story.given(EnteredInError(record=locked.id, why="That was next door"), on="2 Mar 2099")
    assert offered(story, "2 Mar 2099") == [("lock-up", True)]


def test_where_a_story_goes_on_none_is_begun_beside_it(story: Story) -> None:
    story.given(sown(), on="1 Mar 2099")
    assert {begins for _, begins in offered(story, "2 Mar 2099")} == {False}


def test_what_is_not_offered_may_be_done_all_the_same(story: Story) -> None:
    story.when(glass.LOCK_UP, glass.GateLocked(), on="1 Mar 2099").then(glass.LOCKED)
    story.when(glass.LOCK_UP, glass.GateLocked(), on="2 Mar 2099").then(glass.LOCKED)
    assert len(story.case.strands) == 2

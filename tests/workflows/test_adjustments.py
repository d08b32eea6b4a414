"""What stands in a child's way, what is asked for about it, and what came of that."""

import pytest

from goldenthread.engine.clocks import Status
from goldenthread.workflows import adjustments
from goldenthread.workflows.adjustments import ADJUSTMENTS, Given, What
from tests.story import day
from tests.trace import requirement
from tests.workflows import samples_everyday as every
from tests.workflows.samples import a_record


@requirement("S0-43", adjustments.BarrierFound, adjustments.BARRIER_ACTED_ON)
def test_a_barrier_that_nobody_has_acted_on_shows() -> None:
    story = a_record()
    found = story.given(every.barrier(), on="20 Dec 2024")  # Christmas and New Year lie between
    assert story.stage(ADJUSTMENTS) is adjustments.CHANGING
    assert story.reading(adjustments.BARRIER_ACTED_ON, "20 Dec 2024").due == day("8 Jan 2025")
    assert story.reading(adjustments.BARRIER_ACTED_ON, "9 Jan 2025").status is Status.OVERDUE
    story.given(every.change_asked(What.SURROUNDINGS, found.id), on="9 Jan 2025")
    assert story.reading(adjustments.BARRIER_ACTED_ON, "9 Jan 2025").status is Status.MET_LATE
    assert {"parent", "teacher"} <= every.recorders(adjustments.BarrierFound)


@requirement("S0-45", What.ADJUSTMENT, adjustments.AdjustmentAnswered, adjustments.LOOKED_AT_AGAIN)
@requirement("S0-53", What.SURROUNDINGS, adjustments.AdjustmentAsked)
@requirement("S0-54", What.GROUP, adjustments.AdjustmentAsked)
@requirement("S0-56", What.EQUIPMENT, adjustments.AdjustmentAsked, adjustments.ANSWERED)
@pytest.mark.parametrize("what", [What.ADJUSTMENT, What.SURROUNDINGS, What.GROUP, What.EQUIPMENT])
def test_what_is_needed_is_asked_for_answered_with_its_reason_and_looked_at_again(what: What) -> None:
    story = a_record()
    asked = story.given(every.change_asked(what), on="2 Dec 2024")
    assert what.label[1:] in every.sentence(asked)
    assert story.reading(adjustments.ANSWERED, "2 Dec 2024").due == day("16 Dec 2024")
    assert story.reading(adjustments.ANSWERED, "17 Dec 2024").status is Status.OVERDUE
    made = story.given(every.change_answered(asked.id, Given.MADE, day("31 Jan 2025")), on="17 Dec 2024")
    assert story.reading(adjustments.ANSWERED, "18 Dec 2024").status is Status.MET_LATE
    assert story.reading(adjustments.LOOKED_AT_AGAIN, "3 Feb 2025").days_late == 3
    looked = adjustments.AdjustmentLookedAt(
        difference="He eats.", family_view="So we see.", child_view="Quiet (signed).", answer=made.id
    )
    story.given(looked, on="3 Feb 2025")
    assert story.reading(adjustments.LOOKED_AT_AGAIN, "4 Feb 2025").status is Status.MET_LATE


@requirement("S0-45", Given.NOT_POSSIBLE, adjustments.AdjustmentAnswered)
@requirement("S0-56", Given.NOT_POSSIBLE, adjustments.AdjustmentAnswered)
def test_where_it_cannot_be_done_the_reason_is_given_and_what_is_done_instead() -> None:
    assert {"given", "done", "why", "decided_by"} <= every.must_say(adjustments.AdjustmentAnswered)
    story = a_record()
    asked = story.given(every.change_asked(What.EQUIPMENT), on="2 Dec 2024")
    answered = story.given(every.change_answered(asked.id, Given.NOT_POSSIBLE), on="4 Dec 2024")
    assert every.sentence(answered).endswith("it cannot be done")
    assert story.reading(adjustments.ANSWERED, "4 Dec 2024").status is Status.MET
    assert story.reading(adjustments.LOOKED_AT_AGAIN, "4 Dec 2024").due is None


def test_what_was_changed_before_anybody_asked_may_be_the_first_thing_on_record() -> None:
    story = a_record()
    answer = adjustments.AdjustmentAnswered(given=Given.MADE, done="A ramp", why="Foreseen", decided_by="The head")
    story.given(answer, on="2 Dec 2024")
    assert story.stage(ADJUSTMENTS) is adjustments.CHANGING

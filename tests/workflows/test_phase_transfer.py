"""Moving to the next phase with a plan: the next place is named in good time to get ready."""

from dataclasses import replace

import pytest

from goldenthread.engine.clocks import Clock, Status
from goldenthread.engine.events import Event
from goldenthread.workflows import phase_transfer as phase
from goldenthread.workflows import plan_change
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.phase_transfer import PHASE_TRANSFER
from tests.story import Story, day
from tests.workflows import samples as some
from tests.workflows import samples_plan as more
from tests.workflows.samples import a_record


@pytest.fixture
def story() -> Story:
    return a_record()


@pytest.mark.parametrize(("reading", "due"), [("by", "15 Feb 2026"), ("before", "14 Feb 2026")])
def test_the_next_school_is_named_by_or_before_the_fifteenth_of_february(reading: str, due: str) -> None:
    story = a_record(replace(ENGLAND, readings={"phase-transfer-day": reading}))
    story.given(phase.PhaseMoveDue(year=2026), on="1 Sep 2025")
    found = story.reading(phase.PHASE_SCHOOL, "2 Sep 2025")
    assert found.due == day(due)  # a Sunday, or the day before: neither moves
    assert "read as" in found.working[0]


@pytest.mark.parametrize(("reading", "due"), [("by", "31 Mar 2026"), ("before", "30 Mar 2026")])
def test_what_comes_after_school_is_named_by_or_before_the_end_of_march(reading: str, due: str) -> None:
    story = a_record(replace(ENGLAND, readings={"phase-transfer-day": reading}))
    story.given(phase.MoveAfterSchoolDue(year=2026), on="1 Sep 2025")
    assert story.reading(phase.PHASE_POST_16, "2 Sep 2025").due == day(due)


def test_only_a_plan_that_names_the_place_for_this_move_will_do(story: Story) -> None:
    move = story.given(phase.PhaseMoveDue(year=2026), on="1 Sep 2025")
    story.given(some.amended_plan(), on="1 Dec 2025")
    assert story.reading(phase.PHASE_SCHOOL, "2 Dec 2025").status is Status.RUNNING
    assert story.reading(phase.PHASE_SCHOOL, "16 Feb 2026").days_late == 1
    story.given(some.amended_plan(for_move=move.id), on="17 Feb 2026")
    reading = story.reading(phase.PHASE_SCHOOL, "18 Feb 2026")
    assert (reading.status, reading.days_late) == (Status.MET_LATE, 2)


def test_one_that_was_ordered_will_do_too(story: Story) -> None:
    move = story.given(phase.PhaseMoveDue(year=2026), on="1 Sep 2025")
    ordered = more.decided(plan_change.PlanAmendedAsOrdered, changed="Section I", for_move=move.id)
    story.given(ordered, on="13 Feb 2026")
    assert story.reading(phase.PHASE_SCHOOL, "16 Feb 2026").status is Status.MET


@pytest.mark.parametrize(("moves_on", "due"), [("1 Sep 2026", "1 Apr 2026"), ("31 Jul 2024", "29 Feb 2024")])
def test_between_colleges_it_is_five_months_before(story: Story, moves_on: str, due: str) -> None:
    story.given(phase.MoveBetweenCollegesDue(moves_on=day(moves_on)), on="1 Dec 2023")
    assert story.reading(phase.PHASE_POST_16_OTHER, "1 Dec 2023").due == day(due)


def test_the_review_meeting_is_best_held_twelve_weeks_before(story: Story) -> None:
    story.given(phase.PhaseMoveDue(year=2027, meet_by=day("23 Nov 2026")), on="1 Sep 2026")
    assert story.reading(phase.MEET_FOR_SCHOOL, "24 Nov 2026").status is Status.OVERDUE
    story.given(some.review_meeting(), on="25 Nov 2026")
    assert story.reading(phase.MEET_FOR_SCHOOL, "26 Nov 2026").days_late == 2
    # By the twelve weeks of that meeting the plan would come three days after the day of the next phase.
    assert story.reading("ar-amend-cap", "26 Nov 2026").due == day("17 Feb 2027")


def test_and_for_what_comes_after_school(story: Story) -> None:
    story.given(phase.MoveAfterSchoolDue(year=2027, meet_by=day("6 Jan 2027")), on="1 Sep 2026")
    story.given(some.review_meeting(), on="6 Jan 2027")
    assert story.reading(phase.MEET_FOR_POST_16, "7 Jan 2027").status is Status.MET
    assert story.reading("ar-amend-cap", "7 Jan 2027").due == day("31 Mar 2027")


@pytest.mark.parametrize(
    ("known", "clock"),
    [
        (phase.PhaseMoveDue(year=2026), phase.PHASE_SCHOOL),
        (phase.MoveAfterSchoolDue(year=2026), phase.PHASE_POST_16),
        (phase.MoveBetweenCollegesDue(moves_on=day("1 Sep 2026")), phase.PHASE_POST_16_OTHER),
    ],
)
def test_a_first_plan_in_the_last_year_of_a_phase_has_none_of_these_days(
    story: Story, known: Event, clock: Clock
) -> None:
    story.given(known, on="1 Dec 2025")
    story.given(phase.PlanCameInTheLastYear(), on="5 Jan 2026")
    assert story.stage(PHASE_TRANSFER) is phase.IN_THE_LAST_YEAR
    assert story.reading(clock, "1 Sep 2026").status is Status.FELL_AWAY


def test_the_family_and_the_child_say_where_they_hope_to_go_and_the_child_starts_there(story: Story) -> None:
    story.given(phase.PhaseMoveDue(year=2026), on="1 Sep 2025")
    hopes = phase.NextPlaceHopedFor(child_view="With Ali.", family_view="We liked Beck Academy.")
    assert story.given(hopes, on="10 Oct 2025").strand == story.strand(PHASE_TRANSFER).id
    story.given(phase.PhaseMoveMade(), on="2 Sep 2026")
    assert story.stage(PHASE_TRANSFER) is phase.MADE
    story.given(phase.MoveAfterSchoolDue(year=2031), on="1 Sep 2030")
    assert len(story.case.strands_of("phase-transfer")) == 2


def test_when_the_plan_ends_so_do_these_days(story: Story) -> None:
    story.given(phase.MoveAfterSchoolDue(year=2026), on="1 Sep 2025")
    story.given(more.plan_ended(), on="1 Feb 2026")
    assert story.reading(phase.PHASE_POST_16, "1 Apr 2026").status is Status.FELL_AWAY

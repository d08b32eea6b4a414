"""A plan in force: what it says is given, everybody has it, and it is looked at every year."""

import pytest

from goldenthread.engine.clocks import Clock, Status
from goldenthread.engine.events import Event
from goldenthread.engine.fields import fields
from goldenthread.workflows import annual_review as review
from goldenthread.workflows import appeal, authority_move, ceasing, plan, plan_change, reassessment
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.needs_assessment import FinalPlanSent
from goldenthread.workflows.plan import PLAN
from tests.story import Story, day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows import samples_plan as more
from tests.workflows.samples import a_record


@pytest.fixture
def story() -> Story:
    """A plan first made on Monday 19 January."""
    story = a_record()
    story.given(plan.PlanMade(), on="19 Jan 2026")
    return story


# How it begins


@pytest.mark.parametrize("kind", [plan.PlanMade, FinalPlanSent, authority_move.PlanTransferred])
def test_a_plan_begins_as_history_with_the_final_plan_or_by_coming_along(kind: type[Event]) -> None:
    story = a_record()
    story.given(more.filled(kind), on="19 Jan 2026")
    assert story.stage(PLAN) is plan.IN_FORCE


def test_a_final_plan_and_a_plan_in_force_are_one_plan() -> None:
    for first, second in ((plan.PlanMade, FinalPlanSent), (FinalPlanSent, plan.PlanMade)):
        story = a_record()
        story.given(more.filled(first), on="19 Jan 2026")
        story.given(more.filled(second), on="19 Jan 2026")
        assert len(story.case.strands_of("plan")) == 1
        assert story.reading(plan.COMPLETE_FIRST, "20 Jan 2026").due == day("18 Jan 2027")


# Every year


def test_the_first_review_is_completed_within_twelve_months_counting_the_first_day(story: Story) -> None:
    assert story.reading(plan.COMPLETE_FIRST, "20 Jan 2026").due == day("18 Jan 2027")
    assert story.reading(plan.MEET_IN_TIME, "20 Jan 2026").due == day("21 Dec 2026")
    assert story.reading(plan.COMPLETE_FIRST, "19 Jan 2027").status is Status.OVERDUE


def test_a_plan_of_a_leap_day_is_reviewed_by_the_end_of_february() -> None:
    story = a_record()
    story.given(plan.PlanMade(), on="29 Feb 2024")
    assert story.reading(plan.COMPLETE_FIRST, "1 Mar 2024").due == day("28 Feb 2025")


def test_it_is_completed_by_the_decision_and_not_by_the_meeting(story: Story) -> None:
    story.given(some.review_meeting(), on="16 Nov 2026")
    assert story.reading(plan.COMPLETE_FIRST, "17 Nov 2026").status is Status.RUNNING
    assert story.reading(plan.MEET_IN_TIME, "17 Nov 2026").status is Status.MET
    story.given(some.plan_kept(), on="10 Dec 2026")
    assert story.reading(plan.COMPLETE_FIRST, "11 Dec 2026").status is Status.MET
    assert story.reading(plan.COMPLETE_NEXT, "11 Dec 2026").due == day("9 Dec 2027")
    assert story.stage(PLAN) is plan.IN_FORCE


def test_an_early_review_sets_the_next_year_going(story: Story) -> None:
    story.given(some.review_meeting(), on="1 May 2026")
    story.given(some.plan_kept(), on="28 May 2026")
    assert story.reading(plan.COMPLETE_NEXT, "29 May 2026").due == day("27 May 2027")


def test_the_year_counts_from_the_day_the_family_was_told_and_not_from_changes_that_came_later(story: Story) -> None:
    story.given(some.review_meeting(), on="16 Nov 2026")
    story.given(review.AmendmentDecided(why="More therapy"), on="7 Dec 2026")
    story.given(more.filled(review.PromisedChangesSent), on="11 Jan 2027")
    assert story.reading(plan.COMPLETE_NEXT, "12 Jan 2027").due == day("6 Dec 2027")


def test_changes_between_reviews_are_no_review(story: Story) -> None:
    story.given(some.changes_between_reviews(), on="1 Jun 2026")
    assert story.reading(plan.COMPLETE_FIRST, "2 Jun 2026").status is Status.RUNNING


# Under five


def test_the_plan_of_a_child_under_five_is_looked_at_between_the_reviews(story: Story) -> None:
    assert not story.readings(plan.EARLY_YEARS, "20 Jan 2026")  # an older child's is not
    story.given(plan.YoungChildsPlan(), on="31 Jan 2026")
    assert story.reading(plan.EARLY_YEARS, "1 Aug 2026").due == day("31 Jul 2026")
    assert story.reading(plan.EARLY_YEARS, "1 Aug 2026").status is Status.OVERDUE
    story.given(plan.EarlyYearsLook(family_view="He talks now.", still_right="Less speech therapy"), on="3 Aug 2026")
    one, other = story.readings(plan.EARLY_YEARS, "4 Aug 2026")
    assert (one.status, one.days_late) == (Status.MET_LATE, 3)
    assert other.due == day("3 Feb 2027")
    story.given(plan.FiveYearsOld(), on="12 Nov 2026")
    assert story.readings(plan.EARLY_YEARS, "13 Nov 2026")[1].status is Status.FELL_AWAY


# What is given, and who has the plan


def test_what_is_given_and_what_is_not_is_written_down_by_anybody_and_put_right(story: Story) -> None:
    story.given(plan.ProvisionGiven(what="Speech, with Mr Bell", how_it_went="He laughed."), on="2 Mar 2026")
    missed = story.given(plan.ProvisionMissed(what="Speech therapy"), on="30 Mar 2026")
    for kind in (plan.ProvisionGiven, plan.ProvisionMissed):
        assert {"parent", "young-person", "teacher"} <= JOURNEY.may_record(kind)
    reading = story.reading(plan.PUT_RIGHT, "9 Apr 2026")  # Good Friday and Easter Monday are not counted
    assert (reading.due, reading.days_late) == (day("8 Apr 2026"), 1)
    story.given(plan.ProvisionPutRight(how="Twice a week until June", missed=missed.id), on="13 Apr 2026")
    assert story.reading(plan.PUT_RIGHT, "14 Apr 2026").status is Status.MET_LATE


def test_the_school_named_admits_the_child(story: Story) -> None:
    held_up = plan.AdmissionHeldUp(what_was_said="There is no place before May.", meanwhile="Two hours at home")
    story.given(held_up, on="13 Apr 2026")
    assert story.reading(plan.ADMITTED, "14 Apr 2026").status is Status.OVERDUE
    assert plan.ADMITTED.owed_by.id == "governors"
    story.given(plan.ChildAdmitted(), on="20 Apr 2026")
    assert story.reading(plan.ADMITTED, "21 Apr 2026").days_late == 7


@requirement("S3-36", plan.PLAN_SHARED, plan.PlanShared)
def test_every_version_of_a_plan_is_shared_and_that_it_was_not_shows() -> None:
    story = a_record()
    story.given(more.filled(FinalPlanSent), on="19 Jan 2026")
    late = story.reading("plan-shared", "27 Jan 2026")
    assert (late.due, late.status) == (day("26 Jan 2026"), Status.OVERDUE)
    story.given(more.plan_shared(), on="27 Jan 2026")
    versions = (
        some.amended_plan(),
        more.decided(plan_change.PlanAmendedAsOrdered, changed="As ordered"),
        more.decided(reassessment.ReassessedPlanSent, changed="All of F"),
    )
    for month, version in zip(("Mar", "May", "Jul"), versions, strict=True):
        story.given(version, on=f"2 {month} 2026")
        assert story.readings("plan-shared", f"3 {month} 2026")[-1].status is Status.RUNNING
        story.given(more.plan_shared(), on=f"3 {month} 2026")
        assert story.readings("plan-shared", f"4 {month} 2026")[-1].status is Status.MET
    assert len(story.readings("plan-shared", "1 Aug 2026")) == 4
    assert fields(plan.PlanShared)["who_does_what"].required


# After an order


def test_a_plan_that_the_tribunal_keeps_goes_on_at_once(story: Story) -> None:
    story.given(more.filled(appeal.ContinuingOrdered), on="3 Jun 2026")
    reading = story.reading(plan.ORDER_CONTINUE, "4 Jun 2026")
    assert (reading.due, reading.status) == (day("3 Jun 2026"), Status.OVERDUE)
    story.given(more.filled(plan.PlanGoesOn), on="5 Jun 2026")
    assert story.reading(plan.ORDER_CONTINUE, "6 Jun 2026").days_late == 2


@pytest.mark.parametrize(
    ("kind", "clock", "due"),
    [
        (appeal.ContentsOrdered, plan.ORDER_AMEND, "1 Jan 2027"),  # a bank holiday: it does not move
        (appeal.PlacementOrdered, plan.ORDER_PLACEMENT, "11 Dec 2026"),
        (appeal.ContentsNotOpposed, plan.UNOPPOSED_AMEND, "1 Jan 2027"),
        (appeal.PlacementNotOpposed, plan.UNOPPOSED_PLACEMENT, "11 Dec 2026"),
    ],
)
def test_the_days_of_an_order_do_not_move_and_lateness_shows(
    story: Story, kind: type[Event], clock: Clock, due: str
) -> None:
    story.given(more.filled(kind), on="27 Nov 2026")
    assert story.reading(clock, "28 Nov 2026").due == day(due)
    assert story.reading(clock, "4 Jan 2027").status is Status.OVERDUE
    story.given(some.amended_plan(), on="5 Jan 2027")
    assert story.reading(clock, "6 Jan 2027").status is Status.MET_LATE


# How it ends


@pytest.mark.parametrize("over", [ceasing.PlanEnded, ceasing.PlanLapsed])
def test_it_ends_when_that_is_heard_and_nothing_runs_on(story: Story, over: type[Event]) -> None:
    story.given(plan.YoungChildsPlan(), on="19 Jan 2026")
    story.given(some.plan_kept(), on="10 Dec 2026")
    story.given(more.filled(over), on="1 Mar 2027")
    assert story.stage(PLAN) is plan.ENDED
    for clock in (plan.COMPLETE_NEXT, plan.EARLY_YEARS):
        assert story.reading(clock, "2 Mar 2028").status is Status.FELL_AWAY


def test_a_new_plan_after_that_is_a_story_of_its_own(story: Story) -> None:
    story.given(more.plan_ended(), on="1 Mar 2027")
    story.given(more.filled(FinalPlanSent), on="1 Mar 2029")
    assert [one.stage for one in story.case.strands_of("plan")] == ["ended", "in-force"]


def test_a_decision_that_it_will_end_leaves_it_in_force(story: Story) -> None:
    story.given(some.end_decided(), on="10 Dec 2026")
    assert story.stage(PLAN) is plan.IN_FORCE
    assert ceasing.EndDecided in plan.REVIEW_DECIDED

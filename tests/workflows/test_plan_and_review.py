"""A plan in force: reviewed in time, changed in time, moved with the child."""

from dataclasses import replace

import pytest

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import How
from goldenthread.engine.windows import Standing
from goldenthread.workflows import plan_and_review as plan
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.plan_and_review import PLAN_AND_REVIEW
from tests.story import Story, day
from tests.workflows import samples as some
from tests.workflows.samples import a_record


@pytest.fixture
def story() -> Story:
    return a_record()


@pytest.fixture
def met(story: Story) -> Story:
    """A plan made in January, and its review meeting in November."""
    story.given(plan.PlanMade(), on="19 Jan 2026")
    story.given(some.review_meeting(), on="16 Nov 2026")
    story.given(some.report(), on="20 Nov 2026")
    return story


# Every year


def test_the_first_review_is_completed_within_twelve_months_counting_the_first_day(story: Story) -> None:
    story.given(plan.PlanMade(), on="19 Jan 2026")
    assert story.stage(PLAN_AND_REVIEW) is plan.IN_FORCE
    assert story.reading(plan.COMPLETE_FIRST, "20 Jan 2026").due == day("18 Jan 2027")
    assert story.reading(plan.MEET_IN_TIME, "20 Jan 2026").due == day("21 Dec 2026")


def test_it_is_completed_by_the_decision_and_not_by_the_meeting(met: Story) -> None:
    assert met.reading(plan.COMPLETE_FIRST, "17 Nov 2026").status is Status.RUNNING
    met.when(plan.KEEP, some.plan_kept(), on="10 Dec 2026").then(plan.IN_FORCE)
    assert met.reading(plan.COMPLETE_FIRST, "11 Dec 2026").status is Status.MET
    assert met.reading(plan.COMPLETE_NEXT, "11 Dec 2026").due == day("9 Dec 2027")


def test_changes_between_reviews_are_no_review(story: Story) -> None:
    story.given(plan.PlanMade(), on="19 Jan 2026")
    story.when(plan.PROPOSE_WITHOUT_REVIEW, some.changes_between_reviews(), on="1 Jun 2026").then(plan.AMENDING)
    assert story.reading(plan.COMPLETE_FIRST, "2 Jun 2026").status is Status.RUNNING
    assert story.reading(plan.AMEND, "2 Jun 2026").due == day("27 Jul 2026")


# One review


def test_two_weeks_notice_is_read_kindly_and_the_strict_reading_is_shown(story: Story) -> None:
    story.given(some.meeting_set(day("16 Nov 2026")), on="1 Oct 2026")
    for clock in (plan.INVITE_IN_TIME, plan.PAPERS_IN_TIME):
        reading = story.reading(clock, "2 Oct 2026")
        assert reading.due == day("2 Nov 2026")
        assert "Sun 1 Nov 2026" in reading.working[0]
    story.given(some.invited(), on="3 Nov 2026")
    story.given(some.papers(), on="2 Nov 2026")
    assert story.reading(plan.INVITE_IN_TIME, "4 Nov 2026").days_late == 1
    assert story.reading(plan.PAPERS_IN_TIME, "4 Nov 2026").status is Status.MET


def test_a_meeting_set_afresh_is_counted_afresh(story: Story) -> None:
    story.given(some.meeting_set(day("16 Nov 2026")), on="1 Oct 2026")
    story.given(some.meeting_set(day("23 Nov 2026")), on="5 Oct 2026")
    assert story.reading(plan.INVITE_IN_TIME, "6 Oct 2026").due == day("9 Nov 2026")


def test_after_the_meeting(met: Story) -> None:
    assert met.stage(PLAN_AND_REVIEW) is plan.REVIEWED
    assert met.reading(plan.REPORT, "17 Nov 2026").due == day("30 Nov 2026")
    assert met.reading(plan.DECIDE, "17 Nov 2026").due == day("14 Dec 2026")
    assert met.reading(plan.PROPOSE, "17 Nov 2026").due == day("14 Dec 2026")
    assert met.reading(plan.AMEND_CAP, "17 Nov 2026").due == day("8 Feb 2027")


def test_the_report_may_be_gone_without_for_a_reason(story: Story) -> None:
    story.given(some.review_meeting(), on="16 Nov 2026")
    story.when(plan.KEEP, some.plan_kept(), on="10 Dec 2026").not_ready(missing=[plan.REPORT_IN])
    why = {plan.REPORT_IN: "The school has not sent it; the limit is Monday."}
    judged = story.when(plan.KEEP, some.plan_kept(), on="10 Dec 2026", reasons=why).judged(plan.IN_FORCE)
    assert judged.gone_without == ("report-in",)


def test_last_years_report_will_not_do(met: Story) -> None:
    met.when(plan.KEEP, some.plan_kept(), on="10 Dec 2026").then(plan.IN_FORCE)
    met.given(some.review_meeting(), on="15 Nov 2027")
    met.when(plan.KEEP, some.plan_kept(), on="1 Dec 2027").not_ready(missing=[plan.REPORT_IN])


def test_to_say_that_the_plan_will_change_is_not_to_send_the_changes(met: Story) -> None:
    met.given(plan.AmendmentDecided(why="More therapy"), on="7 Dec 2026")
    assert met.stage(PLAN_AND_REVIEW) is plan.TO_BE_AMENDED
    assert met.reading(plan.DECIDE, "15 Dec 2026").status is Status.MET
    assert met.reading(plan.PROPOSE, "15 Dec 2026").status is Status.OVERDUE


def test_the_family_has_fifteen_days_with_the_changes(met: Story) -> None:
    met.when(plan.PROPOSE_CHANGES, some.amendment_notice(), on="1 Dec 2026").then(plan.AMENDING)
    assert met.window(plan.FIFTEEN_DAYS, "2 Dec 2026").last_day == day("15 Dec 2026")
    met.when(plan.SEND_AMENDED, some.amended_plan(), on="15 Dec 2026").not_ready(missing=[plan.FAMILY_HAD_ITS_DAYS])
    met.when(plan.SEND_AMENDED, some.amended_plan(), on="16 Dec 2026").then(plan.IN_FORCE)
    assert met.reading(plan.DECIDE, "16 Dec 2026").status is Status.MET


def test_or_fewer_if_it_is_content(met: Story) -> None:
    met.when(plan.PROPOSE_CHANGES, some.amendment_notice(), on="1 Dec 2026")
    met.given(plan.FamilyContentWithChanges(), on="4 Dec 2026")
    assert met.window(plan.FIFTEEN_DAYS, "4 Dec 2026").standing is Standing.CLOSED
    met.when(plan.SEND_AMENDED, some.amended_plan(), on="4 Dec 2026").then(plan.IN_FORCE)


def test_a_late_notice_does_not_move_the_twelve_weeks(met: Story) -> None:
    met.when(plan.PROPOSE_CHANGES, some.amendment_notice(), on="11 Jan 2027")
    assert met.reading(plan.PROPOSE, "11 Jan 2027").days_late == 28
    assert met.reading(plan.AMEND, "12 Jan 2027").due == day("8 Mar 2027")
    assert met.reading(plan.AMEND_CAP, "12 Jan 2027").due == day("8 Feb 2027")


def test_not_to_amend_after_all_is_told_in_eight_weeks(met: Story) -> None:
    met.when(plan.PROPOSE_CHANGES, some.amendment_notice(), on="1 Dec 2026")
    assert met.reading(plan.NOT_AMENDED, "2 Dec 2026").due == day("26 Jan 2027")
    unchanged = plan.NotAmended(
        reasons="The family asked",
        criteria="reg. 22(4)",
        evidence=(),
        heard=(),
        authority="Head of SEN",
        rights_explained="Letter",
    )
    met.when(plan.LEAVE_UNCHANGED, unchanged, on="20 Jan 2027").then(plan.IN_FORCE)
    assert met.reading(plan.AMEND_CAP, "9 Mar 2027").status is Status.FELL_AWAY


def test_one_late_plan_puts_neither_of_two_reviews_in_time(story: Story) -> None:
    story.given(some.review_meeting(), on="1 Feb 2024")
    story.given(some.review_meeting(), on="1 Aug 2024")
    story.given(some.amended_plan(), on="3 Mar 2025")
    first, second = story.readings(plan.AMEND_CAP, "7 Sep 2025")
    assert (first.due, first.status, first.days_late) == (day("25 Apr 2024"), Status.MET_LATE, 312)
    assert (second.due, second.status, second.days_late) == (day("24 Oct 2024"), Status.MET_LATE, 130)


def test_a_meeting_while_changes_are_under_way_does_not_stop_the_amended_plan(met: Story) -> None:
    met.when(plan.PROPOSE_CHANGES, some.amendment_notice(), on="1 Dec 2026")
    met.given(some.review_meeting(), on="14 Dec 2026")
    met.when(plan.SEND_AMENDED, some.amended_plan(), on="16 Dec 2026").then(plan.IN_FORCE)


# The next phase


@pytest.mark.parametrize(("reading", "due"), [("by", "15 Feb 2026"), ("before", "14 Feb 2026")])
def test_the_next_school_is_named_by_or_before_the_fifteenth_of_february(reading: str, due: str) -> None:
    story = a_record(replace(ENGLAND, readings={"phase-transfer-day": reading}))
    story.given(plan.PhaseMoveDue(year=2026), on="1 Sep 2025")
    assert story.reading(plan.PHASE_SCHOOL, "2 Sep 2025").due == day(due)


@pytest.mark.parametrize(("reading", "due"), [("by", "31 Mar 2026"), ("before", "30 Mar 2026")])
def test_what_comes_after_school_is_named_by_or_before_the_end_of_march(reading: str, due: str) -> None:
    story = a_record(replace(ENGLAND, readings={"phase-transfer-day": reading}))
    story.given(plan.MoveAfterSchoolDue(year=2026), on="1 Sep 2025")
    assert story.reading(plan.PHASE_POST_16, "2 Sep 2025").due == day(due)


def test_only_a_plan_that_names_the_setting_for_the_move_will_do(story: Story) -> None:
    move = story.given(plan.PhaseMoveDue(year=2026), on="1 Sep 2025")
    story.given(some.amended_plan(), on="1 Dec 2025")
    assert story.reading(plan.PHASE_SCHOOL, "2 Dec 2025").status is Status.RUNNING
    story.given(some.amended_plan(for_move=move.id), on="13 Feb 2026")
    assert story.reading(plan.PHASE_SCHOOL, "16 Feb 2026").status is Status.MET


def test_between_colleges_it_is_five_months_before(story: Story) -> None:
    story.given(plan.MoveBetweenCollegesDue(moves_on=day("1 Sep 2026")), on="1 Dec 2025")
    assert story.reading(plan.PHASE_POST_16_OTHER, "1 Dec 2025").due == day("1 Apr 2026")


# Another authority


def test_the_plan_goes_on_the_day_of_the_move_where_that_was_known_in_good_time(story: Story) -> None:
    story.given(plan.MoveKnown(moves_on=day("27 Mar 2026")), on="2 Mar 2026")
    assert story.reading(plan.TRANSFER, "2 Mar 2026").due == day("27 Mar 2026")


def test_and_otherwise_in_fifteen_working_days_beginning_with_the_day_it_was_known(story: Story) -> None:
    story.given(plan.MoveKnown(moves_on=day("27 Mar 2026")), on="23 Mar 2026")
    assert story.reading(plan.TRANSFER, "23 Mar 2026").due == day("14 Apr 2026")  # Easter is not counted


def test_a_family_that_moved_in_is_told_in_six_weeks(story: Story) -> None:
    story.given(plan.PlanTransferred(), on="1 Oct 2024")
    assert story.stage(PLAN_AND_REVIEW) is plan.IN_FORCE
    assert story.reading(plan.INFORM_OF_TRANSFER, "2 Oct 2024").due == day("12 Nov 2024")
    told = plan.FamilyToldOfTransfer(
        to=(some.MUM,), how=How.LETTER, will_assess=False, will_review_by=day("31 Dec 2024")
    )
    story.given(told, on="12 Nov 2024")
    assert story.reading(plan.INFORM_OF_TRANSFER, "13 Nov 2024").status is Status.MET


@pytest.mark.parametrize(("was_due", "due"), [("18 Jan 2027", "18 Jan 2027"), ("30 Apr 2026", "26 Jun 2026")])
def test_the_new_authority_reviews_by_the_later_of_the_year_and_three_months(
    story: Story, was_due: str, due: str
) -> None:
    story.given(plan.PlanMade(), on="19 Jan 2026")
    story.given(plan.PlanTransferred(review_due_on=day(was_due)), on="27 Mar 2026")
    assert story.reading(plan.REVIEW_AFTER_TRANSFER, "28 Mar 2026").due == day(due)
    assert story.reading(plan.COMPLETE_FIRST, "28 Mar 2026").working[-1].endswith("la-transfer-review-12m runs instead")


# Ending


def test_a_plan_is_not_ended_before_the_family_has_been_asked(met: Story) -> None:
    met.when(plan.DECIDE_TO_END, some.end_decided(), on="10 Dec 2026").not_ready(missing=[plan.END_CONSULTED])
    met.given(plan.EndTalkedOver(to=(some.MUM, "the head"), how=How.IN_PERSON, views="Too soon."), on="1 Dec 2026")
    met.when(plan.DECIDE_TO_END, some.end_decided(), on="10 Dec 2026").then(plan.ENDING)
    ended = plan.PlanEnded(reason=plan.EndReason.NO_LONGER_NEEDED, help_now="SEN support; ring Mrs Okafor.")
    met.given(ended, on="1 Mar 2027")
    assert met.stage(PLAN_AND_REVIEW) is plan.ENDED
    assert met.reading(plan.COMPLETE_NEXT, "2 Mar 2027").status is Status.FELL_AWAY

"""The review of a plan: everybody asked, the family always, and a decision the family is told of."""

import pytest

from goldenthread.engine import CLEAR
from goldenthread.engine.clocks import Status
from goldenthread.engine.events import How
from goldenthread.engine.fields import fields, hints, marks
from goldenthread.engine.windows import Standing
from goldenthread.workflows import annual_review as review
from goldenthread.workflows import ceasing, plan_change
from goldenthread.workflows.annual_review import ANNUAL_REVIEW
from goldenthread.workflows.challenging import APPEAL, MEDIATION_CONTACT
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.people import PARENT
from goldenthread.workflows.plan_change import PLAN_CHANGE
from tests.story import Story, day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows import samples_plan as more
from tests.workflows.samples import a_record


@pytest.fixture
def story() -> Story:
    return a_record()


@pytest.fixture
def met(story: Story) -> Story:
    """A review to which the family was invited, its meeting held on Monday 16 November, and its report."""
    story.given(some.meeting_set(day("16 Nov 2026")), on="1 Oct 2026")
    story.given(more.family_invited(), on="5 Oct 2026")
    story.given(some.review_meeting(), on="16 Nov 2026")
    story.given(some.report(), on="20 Nov 2026")
    return story


# The family is invited to every review


@requirement("S2-5", review.REVIEW_INVITED, review.FamilyInvited)
def test_parents_are_invited_to_every_review_and_that_they_were_not_shows(story: Story) -> None:
    for year in ("2026", "2027"):
        story.given(some.meeting_set(day(f"16 Nov {year}")), on=f"1 Oct {year}")
        owed = story.readings("review-invited", f"3 Nov {year}")[-1]
        assert (owed.due, owed.status, owed.days_late) == (day(f"2 Nov {year}"), Status.OVERDUE, 1)
        story.given(more.family_invited(), on=f"4 Nov {year}")
        assert story.readings("review-invited", f"5 Nov {year}")[-1].status is Status.MET_LATE
        story.given(some.review_meeting(), on=f"16 Nov {year}")
        story.given(some.report(), on=f"20 Nov {year}")
        story.when(review.KEEP, some.plan_kept(), on=f"10 Dec {year}").then(review.KEPT)


@requirement("S2-5", review.PARENTS_INVITED)
def test_a_decision_after_a_review_without_them_says_why(story: Story) -> None:
    story.given(some.review_meeting(), on="16 Nov 2026")
    story.given(some.report(), on="20 Nov 2026")
    story.when(review.KEEP, some.plan_kept(), on="10 Dec 2026").not_ready(missing=[review.PARENTS_INVITED])
    why = {review.PARENTS_INVITED: "The papers of the last school do not say."}
    judged = story.when(review.KEEP, some.plan_kept(), on="10 Dec 2026", reasons=why).judged(review.KEPT)
    assert judged.gone_without == ("parents-invited",)


@requirement("S2-5", review.REPLY, review.InvitationReplied, review.Reply)
@pytest.mark.parametrize("reply", list(review.Reply))
def test_an_answer_to_the_invitation_is_asked_for_and_none_yet_is_not_a_no(story: Story, reply: review.Reply) -> None:
    invitation = story.given(more.family_invited(), on="24 Mar 2026")
    # Five working days of Tuesday 24 March; Good Friday is 3 April, so none of them is left out.
    assert story.reading(review.REPLY, "1 Apr 2026").days_late == 1
    story.given(more.replied(reply, invitation.id), on="31 Mar 2026")
    assert story.reading(review.REPLY, "1 Apr 2026").status is Status.MET
    assert "refus" not in review.Reply.NO_ANSWER_YET.label
    assert "parent" in JOURNEY.may_record(review.InvitationReplied)


def test_an_invitation_before_easter_is_answered_in_working_days(story: Story) -> None:
    story.given(more.family_invited(), on="1 Apr 2026")
    assert story.reading(review.REPLY, "1 Apr 2026").due == day("10 Apr 2026")  # 3 and 6 April are holidays


@requirement("S0-26", review.INVITE_IN_TIME, review.EveryoneInvited)
def test_two_weeks_notice_is_read_kindly_and_the_strict_reading_is_shown(story: Story) -> None:
    story.given(some.meeting_set(day("16 Nov 2026")), on="1 Oct 2026")
    for clock in (review.INVITE_IN_TIME, review.PAPERS_IN_TIME):
        reading = story.reading(clock, "2 Oct 2026")
        assert reading.due == day("2 Nov 2026")
        assert "Sun 1 Nov 2026" in reading.working[0]
    story.given(some.invited(), on="3 Nov 2026")
    story.given(some.papers(), on="2 Nov 2026")
    assert story.reading(review.INVITE_IN_TIME, "4 Nov 2026").days_late == 1
    assert story.reading(review.PAPERS_IN_TIME, "4 Nov 2026").status is Status.MET


@requirement("S0-61", review.ReviewAdviceReceived, review.Reply)
def test_somebody_who_cannot_come_may_send_what_they_think_and_it_is_dated(story: Story) -> None:
    story.given(some.meeting_set(day("16 Nov 2026")), on="1 Oct 2026")
    story.given(more.replied(review.Reply.IN_WRITING), on="8 Oct 2026")
    came = story.given(review.ReviewAdviceReceived(author="The therapist", says="Two of three."), on="26 Oct 2026")
    assert came.happened_on == day("26 Oct 2026")
    assert {"health-service", "social-care", "adviser", "parent"} <= JOURNEY.may_record(review.ReviewAdviceReceived)
    assert fields(review.ReviewMeetingHeld)["present"].required


@requirement("S0-62", review.FamilyInvited, review.PAPERS_IN_TIME, review.InvitationReplied)
def test_parents_are_invited_have_the_papers_and_say_what_would_suit_them_better(story: Story) -> None:
    story.given(some.meeting_set(day("16 Nov 2026")), on="1 Oct 2026")
    assert story.reading("review-invited", "3 Nov 2026").status is Status.OVERDUE
    assert story.reading(review.PAPERS_IN_TIME, "3 Nov 2026").status is Status.OVERDUE
    assert "the family among them" in (review.ReviewPapersSent.__doc__ or "")
    better = fields(review.InvitationReplied)["would_suit"]
    assert "would suit them better" in better.question
    assert not better.required
    assert fields(review.FamilyInvited)["who_will_be_there"].required


def test_papers_that_did_not_come_show_until_the_meeting(story: Story) -> None:
    story.given(some.meeting_set(day("13 Apr 2026")), on="2 Mar 2026")
    reading = story.reading(review.PAPERS_IN_TIME, "31 Mar 2026")  # across Easter and the change to summer time
    assert (reading.due, reading.status) == (day("30 Mar 2026"), Status.OVERDUE)
    story.given(review.ReviewAdviceReceived(author="The therapist", says="Two of three."), on="7 Apr 2026")
    story.given(some.review_meeting(), on="13 Apr 2026")
    assert story.reading(review.PAPERS_IN_TIME, "14 Apr 2026").status is Status.FELL_AWAY


def test_a_meeting_set_afresh_is_counted_afresh(story: Story) -> None:
    story.given(some.meeting_set(day("16 Nov 2026")), on="1 Oct 2026")
    story.given(some.meeting_set(day("23 Nov 2026")), on="5 Oct 2026")
    assert story.reading(review.INVITE_IN_TIME, "6 Oct 2026").due == day("9 Nov 2026")


def test_the_authority_holds_it_where_the_child_attends_no_setting(story: Story) -> None:
    set_by_authority = review.ReviewMeetingSet(
        meeting_on=day("16 Nov 2026"), how=How.VIDEO, family_choice="Any day", held_by=review.Holder.AUTHORITY
    )
    story.given(set_by_authority, on="1 Oct 2026")
    assert "authority" in JOURNEY.may_record(review.ReviewMeetingHeld)
    assert "reg. 21" in set_by_authority.held_by.label
    assert story.reading(review.INVITE_IN_TIME, "2 Oct 2026").due == day("2 Nov 2026")


def test_a_review_for_a_looked_after_child_is_fitted_to_the_others_and_the_virtual_school_takes_part() -> None:
    asked = fields(review.ReviewMeetingSet)["with_care_review"]
    assert "looked after" in asked.question
    assert not asked.required
    for event in (review.ReviewMeetingSet, review.ReviewAdviceReceived, review.ReviewReportSent):
        assert "virtual-school" in JOURNEY.may_record(event)


# The meeting


@requirement("S3-64", review.ReviewMeetingHeld)
@requirement("S0-42", review.ReviewMeetingHeld)
def test_the_plan_is_reviewed_together_with_what_the_family_and_the_child_say() -> None:
    asked = fields(review.ReviewMeetingHeld)
    for name in ("present", "child_view", "family_view", "progress"):
        assert asked[name].required
        assert not asked[name].clear
    assert asked["family_view"].about is PARENT
    assert "who interpreted" in asked["child_view"].question
    assert CLEAR not in marks(hints(review.ReviewMeetingHeld)["child_view"])


def test_from_year_nine_on_it_looks_ahead_to_adult_life(met: Story) -> None:
    assert not met.readings("look-ahead", "17 Nov 2026")  # a younger child's review owes no such thing
    story = a_record()
    story.given(some.meeting_set(day("16 Nov 2026")), on="1 Oct 2026")
    story.given(review.AdulthoodDue(meeting_on=day("16 Nov 2026")), on="1 Oct 2026")
    owed = story.reading("look-ahead", "17 Nov 2026")
    assert (owed.due, owed.status) == (day("16 Nov 2026"), Status.OVERDUE)
    ahead = review.AdulthoodLookedAhead(
        hopes="To bake bread.", work="A day at the bakery", home="Shopping", community="The band", health="His GP"
    )
    story.given(ahead, on="16 Nov 2026")
    assert story.reading("look-ahead", "17 Nov 2026").status is Status.MET
    assert "young-person" in JOURNEY.may_record(review.AdulthoodLookedAhead)


# After the meeting


def test_four_clocks_run_from_the_meeting_and_none_moves_for_a_holiday(story: Story) -> None:
    story.given(some.review_meeting(), on="27 Nov 2026")
    assert story.stage(ANNUAL_REVIEW) is review.MET
    assert story.reading(review.REPORT, "28 Nov 2026").due == day("11 Dec 2026")
    assert story.reading(review.DECIDE, "28 Nov 2026").due == day("25 Dec 2026")
    assert story.reading(review.PROPOSE, "28 Nov 2026").due == day("25 Dec 2026")
    assert story.reading(review.AMEND_CAP, "28 Nov 2026").due == day("19 Feb 2027")
    story.given(some.report(), on="14 Dec 2026")
    assert story.reading(review.REPORT, "15 Dec 2026").days_late == 3


def test_the_report_may_be_gone_without_for_a_reason(met: Story) -> None:
    story = a_record()
    story.given(more.family_invited(), on="5 Oct 2026")
    story.given(some.review_meeting(), on="16 Nov 2026")
    story.when(review.KEEP, some.plan_kept(), on="10 Dec 2026").not_ready(missing=[review.REPORT_IN])
    why = {review.REPORT_IN: "The school has not sent it; the limit is Monday."}
    judged = story.when(review.KEEP, some.plan_kept(), on="10 Dec 2026", reasons=why).judged(review.KEPT)
    assert judged.gone_without == ("report-in",)
    met.when(review.KEEP, some.plan_kept(), on="10 Dec 2026").then(review.KEPT)


def test_last_years_report_will_not_do(story: Story) -> None:
    story.given(some.meeting_set(day("16 Nov 2026")), on="1 Oct 2026")
    story.given(more.family_invited(), on="5 Oct 2026")
    story.given(some.review_meeting(), on="9 Nov 2026")
    story.given(some.report(), on="12 Nov 2026")
    story.given(some.review_meeting(), on="16 Nov 2026")
    story.when(review.KEEP, some.plan_kept(), on="1 Dec 2026").not_ready(missing=[review.REPORT_IN])


def test_each_year_is_a_review_of_its_own(met: Story) -> None:
    met.when(review.KEEP, some.plan_kept(), on="10 Dec 2026").then(review.KEPT)
    met.given(some.meeting_set(day("15 Nov 2027")), on="1 Oct 2027")
    assert [one.stage for one in met.case.strands_of("annual-review")] == ["kept", "set"]


def test_a_decision_to_keep_the_plan_may_be_challenged(met: Story) -> None:
    met.when(review.KEEP, some.plan_kept(), on="10 Dec 2026").then(review.KEPT)
    for window in review.TO_CHALLENGE:
        assert window in (APPEAL, MEDIATION_CONTACT)
        (reading,) = met.windows(window, "11 Dec 2026")
        assert (reading.last_day, reading.standing) == (day("10 Feb 2027"), Standing.OPEN)


def test_to_say_that_the_plan_will_change_is_not_to_send_the_changes(met: Story) -> None:
    met.given(review.AmendmentDecided(why="More therapy"), on="7 Dec 2026")
    assert met.stage(ANNUAL_REVIEW) is review.TO_BE_AMENDED
    assert met.reading(review.DECIDE, "15 Dec 2026").status is Status.MET
    assert met.reading(review.PROPOSE, "15 Dec 2026").status is Status.OVERDUE
    promised = more.filled(review.PromisedChangesSent)
    met.when(review.SEND_PROMISED, promised, on="16 Dec 2026").then(review.PROPOSED)
    assert met.reading(review.PROPOSE, "16 Dec 2026").days_late == 2
    assert met.stage(PLAN_CHANGE) is plan_change.PROPOSED
    assert met.reading(plan_change.AMEND, "17 Dec 2026").due == day("10 Feb 2027")


def test_the_changes_open_a_story_of_their_own_and_its_end_is_heard_here(met: Story) -> None:
    met.when(review.PROPOSE_CHANGES, some.amendment_notice(), on="1 Dec 2026").then(review.PROPOSED)
    assert [one.stage for one in met.case.strands_of("plan-change")] == ["proposed"]
    assert met.reading(review.AMEND_CAP, "20 Jan 2027").status is Status.RUNNING
    met.given(some.amended_plan(), on="20 Jan 2027")
    assert met.stage(ANNUAL_REVIEW) is review.CHANGED
    assert met.reading(review.AMEND_CAP, "21 Jan 2027").days_late == -19  # due 8 February


def test_a_late_notice_does_not_move_the_twelve_weeks(met: Story) -> None:
    met.when(review.PROPOSE_CHANGES, some.amendment_notice(), on="11 Jan 2027").then(review.PROPOSED)
    assert met.reading(review.PROPOSE, "11 Jan 2027").days_late == 28
    assert met.reading("ar-amend-final", "12 Jan 2027").due == day("8 Mar 2027")
    assert met.reading(review.AMEND_CAP, "12 Jan 2027").due == day("8 Feb 2027")


def test_an_appeal_stops_none_of_these_clocks(met: Story) -> None:
    met.when(review.PROPOSE_CHANGES, some.amendment_notice(), on="1 Dec 2026").then(review.PROPOSED)
    met.given(more.filled(JOURNEY.events["appeal.lodged"]), on="15 Dec 2026")
    assert met.reading(review.AMEND_CAP, "9 Feb 2027").status is Status.OVERDUE


def test_one_late_plan_puts_neither_of_two_reviews_in_time(story: Story) -> None:
    story.given(some.review_meeting(), on="1 Feb 2024")
    story.given(some.review_meeting(), on="1 Aug 2024")
    story.given(some.amended_plan(), on="3 Mar 2025")
    first, second = story.readings(review.AMEND_CAP, "7 Sep 2025")
    assert (first.due, first.status, first.days_late) == (day("25 Apr 2024"), Status.MET_LATE, 312)
    assert (second.due, second.status, second.days_late) == (day("24 Oct 2024"), Status.MET_LATE, 130)


def test_two_reviews_with_changes_each_hear_of_their_own_plan(met: Story) -> None:
    met.when(review.PROPOSE_CHANGES, some.amendment_notice(), on="1 Dec 2026")
    met.given(some.amended_plan(), on="20 Jan 2027")
    met.given(some.review_meeting(), on="15 Nov 2027")
    met.given(some.amendment_notice(), on="6 Dec 2027")
    met.given(some.amended_plan(), on="2 Feb 2028")
    one, other = met.readings(review.AMEND_CAP, "1 Mar 2028")
    assert (one.days_late, other.days_late) == (-19, -5)  # due 8 February 2027 and 7 February 2028
    assert [each.stage for each in met.case.strands_of(PLAN_CHANGE.name)] == ["amended", "amended"]


def test_that_the_plan_will_end_is_heard_from_where_it_is_decided(met: Story) -> None:
    met.given(more.end_talked_over(), on="1 Dec 2026")
    met.given(more.head_asked(), on="1 Dec 2026")
    met.when(ceasing.DECIDE_TO_END, some.end_decided(), on="10 Dec 2026").then(ceasing.ENDING)
    assert met.stage(ANNUAL_REVIEW) is review.TO_END
    assert met.reading(review.DECIDE, "11 Dec 2026").status is Status.MET
    assert met.reading(review.PROPOSE, "11 Dec 2026").status is Status.FELL_AWAY


# An early review


def test_anybody_may_ask_for_a_review_before_the_year_is_out_and_is_answered(story: Story) -> None:
    asked = review.EarlyReviewAsked(who=some.MUM, words="He hides every morning. Please look again.")
    request = story.given(asked, on="8 Dec 2026")
    assert {"parent", "young-person", "health-service"} <= JOURNEY.may_record(review.EarlyReviewAsked)
    # Fifteen working days of Tuesday 8 December: 25 and 28 December are holidays.
    assert story.reading(review.EARLY_ANSWER, "1 Jan 2027").due == day("31 Dec 2026")
    assert story.reading(review.EARLY_ANSWER, "1 Jan 2027").status is Status.OVERDUE
    agreed = more.decided(review.EarlyReviewAgreed, request=request.id)
    story.when(review.REVIEW_EARLY, agreed, on="4 Jan 2027").then(review.TO_BE_SET)
    assert story.reading(review.EARLY_ANSWER, "5 Jan 2027").days_late == 4
    story.given(some.meeting_set(day("1 Feb 2027")), on="5 Jan 2027")
    assert story.stage(ANNUAL_REVIEW) is review.SET


def test_where_there_is_none_whoever_asked_knows_when_the_next_is_due(story: Story) -> None:
    story.given(review.EarlyReviewAsked(who=some.MUM, words="Please look again."), on="1 Jun 2026")
    story.when(review.NOT_REVIEW_EARLY, more.not_kept(day("18 Jan 2027")), on="8 Jun 2026").then(review.NOT_EARLY)
    assert story.reading(review.EARLY_ANSWER, "9 Jun 2026").status is Status.MET


def test_who_has_not_answered_is_not_said_to_have_answered() -> None:
    assert "answer" not in f"{review.InvitationReplied.told} {review.InvitationReplied.told_erased}"

"""Changing a plan: fifteen days for the family, eight weeks for the authority, and nothing proposed twice."""

import pytest

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import Event
from goldenthread.engine.fields import fields
from goldenthread.engine.windows import Standing
from goldenthread.workflows import appeal, plan_change
from goldenthread.workflows.challenging import APPEAL
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.plan_change import PLAN_CHANGE
from goldenthread.workflows.vocabulary import Setting
from tests.story import Story, day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows import samples_plan as more
from tests.workflows.samples import a_record

BECK = Setting("beck-academy")


@pytest.fixture
def proposed() -> Story:
    """A plan to which changes were proposed after a review, on Tuesday 1 December."""
    story = a_record()
    story.given(some.review_meeting(), on="16 Nov 2026")
    story.given(some.amendment_notice(), on="1 Dec 2026")
    return story


def test_a_notice_after_a_review_opens_it(proposed: Story) -> None:
    assert proposed.stage(PLAN_CHANGE) is plan_change.PROPOSED


@requirement("S0-55", plan_change.FAMILY_HAD_ITS_DAYS, plan_change.FIFTEEN_DAYS)
def test_the_family_has_fifteen_days_with_the_changes(proposed: Story) -> None:
    assert proposed.window(plan_change.FIFTEEN_DAYS, "2 Dec 2026").last_day == day("15 Dec 2026")
    tried = proposed.when(plan_change.SEND_AMENDED, some.amended_plan(), on="15 Dec 2026")
    tried.not_ready(missing=[plan_change.FAMILY_HAD_ITS_DAYS])
    proposed.when(plan_change.SEND_AMENDED, some.amended_plan(), on="16 Dec 2026").then(plan_change.AMENDED)


def test_or_fewer_if_it_is_content(proposed: Story) -> None:
    proposed.given(plan_change.FamilyContentWithChanges(), on="4 Dec 2026")
    assert proposed.window(plan_change.FIFTEEN_DAYS, "4 Dec 2026").standing is Standing.CLOSED
    proposed.when(plan_change.SEND_AMENDED, some.amended_plan(), on="4 Dec 2026").then(plan_change.AMENDED)


@requirement("S0-55", plan_change.FamilyRepliedToChanges, plan_change.AmendedPlanSent)
@requirement("S2-21", plan_change.FamilyRepliedToChanges)
def test_what_the_family_says_is_kept_and_what_became_of_it_goes_with_the_plan(proposed: Story) -> None:
    says = plan_change.FamilyRepliedToChanges(views="More speech therapy.", wants_to_meet=True, asks_for=BECK)
    reply = proposed.given(says, on="7 Dec 2026")
    assert reply.strand == proposed.strand(PLAN_CHANGE).id
    assert {"parent", "young-person"} <= JOURNEY.may_record(plan_change.FamilyRepliedToChanges)
    asked = fields(plan_change.AmendedPlanSent)
    assert "what came of the family's views" in asked["changed"].question
    assert asked["changed"].required
    assert asked["heard"].required


def test_an_officer_meets_the_family_that_asks_to(proposed: Story) -> None:
    assert not proposed.readings("officer-meets-on-changes", "7 Dec 2026")
    proposed.given(plan_change.FamilyAskedToMeet(would_suit="After school"), on="7 Dec 2026")
    owed = proposed.reading("officer-meets-on-changes", "18 Dec 2026")
    assert (owed.due, owed.days_late) == (day("17 Dec 2026"), 1)
    proposed.given(plan_change.OfficerMet(present=(), said="Offered; it did not suit this time."), on="18 Dec 2026")
    assert proposed.reading("officer-meets-on-changes", "19 Dec 2026").status is Status.MET_LATE


def test_a_new_setting_is_asked_first_and_answers_within_fifteen_days(proposed: Story) -> None:
    names_beck = more.decided(plan_change.AmendedPlanSent, changed="Section I", named=BECK)
    tried = proposed.when(plan_change.SEND_AMENDED, names_beck, on="16 Dec 2026")
    tried.not_ready(missing=[plan_change.NAMED_SETTING_ASKED])
    proposed.given(plan_change.SettingAskedOfChange(setting=BECK), on="16 Dec 2026")
    asked = proposed.reading(plan_change.SETTING_REPLY, "1 Jan 2027")
    assert (asked.due, asked.days_late) == (day("31 Dec 2026"), 1)
    proposed.given(plan_change.SettingAnsweredOfChange(setting=BECK, answer="Gladly."), on="4 Jan 2027")
    assert proposed.reading(plan_change.SETTING_REPLY, "5 Jan 2027").status is Status.MET_LATE
    proposed.when(plan_change.SEND_AMENDED, names_beck, on="5 Jan 2027").then(plan_change.AMENDED)


def test_the_setting_named_before_need_not_be_asked_again(proposed: Story) -> None:
    names_beck = more.decided(plan_change.AmendedPlanSent, changed="Section F", named=BECK)
    why = {plan_change.NAMED_SETTING_ASKED: "He goes there already."}
    judged = proposed.when(plan_change.SEND_AMENDED, names_beck, on="16 Dec 2026", reasons=why).judged()
    assert judged.gone_without == ("named-setting-asked",)


def test_eight_weeks_from_the_changes_across_christmas(proposed: Story) -> None:
    for clock in (plan_change.AMEND, plan_change.NOT_AMENDED):
        assert proposed.reading(clock, "2 Dec 2026").due == day("26 Jan 2027")
    assert proposed.reading(plan_change.AMEND, "28 Jan 2027").days_late == 2
    proposed.given(some.amended_plan(), on="28 Jan 2027")
    assert proposed.reading(plan_change.AMEND, "29 Jan 2027").status is Status.MET_LATE
    assert proposed.reading(plan_change.NOT_AMENDED, "29 Jan 2027").status is Status.FELL_AWAY


def test_not_to_amend_after_all_is_told_and_ends_the_twelve_weeks_too(proposed: Story) -> None:
    unchanged = more.decided(plan_change.NotAmended)
    proposed.when(plan_change.LEAVE_UNCHANGED, unchanged, on="20 Jan 2027").then(plan_change.UNCHANGED)
    assert proposed.reading(plan_change.NOT_AMENDED, "21 Jan 2027").days_late == -6
    assert proposed.reading(plan_change.AMEND, "21 Jan 2027").status is Status.FELL_AWAY
    assert proposed.reading("ar-amend-cap", "9 Mar 2027").status is Status.MET  # due 8 February


@pytest.mark.parametrize("kind", [plan_change.AmendedPlanSent, plan_change.NotAmended])
def test_either_may_be_challenged(proposed: Story, kind: type[Event]) -> None:
    known = {"changed": "Speech"} if "changed" in fields(kind) else {}
    proposed.given(more.decided(kind, **known), on="20 Jan 2027")
    readings = [one for one in proposed.windows(APPEAL, "21 Jan 2027") if one.opened_by.kind is kind]
    assert {one.last_day for one in readings} == {day("20 Mar 2027")}


def test_changes_between_reviews_have_the_same_days_and_are_no_review() -> None:
    story = a_record()
    move, changes = plan_change.PROPOSE_WITHOUT_REVIEW, some.changes_between_reviews()
    story.when(move, changes, on="1 Jun 2026").then(plan_change.PROPOSED)
    assert story.window(plan_change.FIFTEEN_DAYS, "2 Jun 2026").last_day == day("15 Jun 2026")
    assert story.reading(plan_change.AMEND, "2 Jun 2026").due == day("27 Jul 2026")
    assert not story.case.strands_of("annual-review")


def test_a_meeting_while_changes_are_under_way_does_not_stop_the_amended_plan(proposed: Story) -> None:
    proposed.given(some.review_meeting(), on="14 Dec 2026")
    proposed.when(plan_change.SEND_AMENDED, some.amended_plan(), on="16 Dec 2026").then(plan_change.AMENDED)


# After an order

ORDERS: list[tuple[type[Event], str, str]] = [
    (appeal.ContentsOrdered, "ftt-amend", "8 Jul 2026"),
    (appeal.MediationAgreedToAmend, "ftt-amend", "8 Jul 2026"),
    (appeal.PlacementOrdered, "ftt-placement", "17 Jun 2026"),
    (appeal.ContentsNotOpposed, "unopposed-amend", "8 Jul 2026"),
    (appeal.PlacementNotOpposed, "unopposed-placement", "17 Jun 2026"),
]


@pytest.mark.parametrize(("kind", "clock", "due"), ORDERS)
def test_after_an_order_nothing_is_proposed_again(kind: type[Event], clock: str, due: str) -> None:
    story = a_record()
    story.given(more.filled(JOURNEY.events["plan.in-force"]), on="19 Jan 2026")
    order = story.given(more.filled(kind), on="3 Jun 2026")
    assert story.stage(PLAN_CHANGE) is plan_change.ORDERED
    assert story.reading(clock, "4 Jun 2026").due == day(due)
    as_ordered = more.decided(plan_change.PlanAmendedAsOrdered, changed="As ordered", order=order.id)
    story.when(plan_change.SEND_AS_ORDERED, as_ordered, on="17 Jun 2026").then(plan_change.AMENDED)
    assert story.reading(clock, "18 Jun 2026").status is Status.MET


# Another school


def test_a_request_for_another_school_is_answered_or_goes_on_as_one_for_a_review() -> None:
    story = a_record()
    story.given(plan_change.OtherSchoolAsked(words="He wants to be with his friends.", asks_for=BECK), on="1 Jun 2026")
    assert story.stage(PLAN_CHANGE) is plan_change.ASKED
    asked = story.reading(plan_change.OTHER_SCHOOL_ANSWERED, "23 Jun 2026")
    assert (asked.due, asked.days_late) == (day("22 Jun 2026"), 1)
    to_review = more.filled(plan_change.OtherSchoolTakenToReview)
    story.given(to_review, on="23 Jun 2026")
    assert story.stage(PLAN_CHANGE) is plan_change.TO_REVIEW
    assert story.reading(plan_change.OTHER_SCHOOL_ANSWERED, "24 Jun 2026").status is Status.MET_LATE


def test_a_child_who_changes_school_takes_the_plan_along_and_section_i_follows() -> None:
    story = a_record()
    story.given(plan_change.SchoolChanged(now_at=BECK), on="1 Jun 2026")
    assert story.stage(PLAN_CHANGE) is plan_change.MOVED
    owed = story.reading("section-i-proposed", "30 Jun 2026")
    assert (owed.due, owed.status) == (day("29 Jun 2026"), Status.OVERDUE)
    changes = some.changes_between_reviews()
    story.when(plan_change.PROPOSE_WITHOUT_REVIEW, changes, on="30 Jun 2026").then(plan_change.PROPOSED)
    assert story.reading("section-i-proposed", "1 Jul 2026").status is Status.MET_LATE


def test_a_meeting_that_was_held_is_not_called_an_offer() -> None:
    assert plan_change.OfficerMet.told == "There was a meeting with an officer about the changes, or the offer of one"

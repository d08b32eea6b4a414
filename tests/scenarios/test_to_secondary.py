"""A primary pupil: a worry, support, a request, a plan, its review, and the secondary school named in good time."""

from dataclasses import replace
from datetime import date

import pytest

from goldenthread.demo.days import Days
from goldenthread.demo.places import ACADEMY, PRIMARY
from goldenthread.demo.scenarios.school_year import days_since_september
from goldenthread.demo.scenarios.to_secondary import to_secondary
from goldenthread.engine.clocks import Status
from goldenthread.engine.workflow import Workflow
from goldenthread.workflows import (
    annual_review,
    draft,
    needs_assessment,
    phase_transfer,
    plan,
    plan_change,
    sen_support,
)
from goldenthread.workflows import move_on as moving
from goldenthread.workflows.annual_review import AmendmentNoticeSent, PlanKept, ReviewMeetingHeld
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.changes import PlanChanged
from goldenthread.workflows.concern import CONCERN
from goldenthread.workflows.move_on import (
    FamilyAskedAfter,
    FamilyAskedBefore,
    FamilyAskedDuring,
    MeetingRecordShared,
    MovePlanGiven,
    MovePlanned,
    SettingsMet,
    VisitArranged,
    VisitMade,
)
from goldenthread.workflows.needs_assessment import FinalPlanSent, HeldAgainstDraft
from goldenthread.workflows.plan_change import AmendedPlanSent
from goldenthread.workflows.settings_attended import attended
from tests.scenarios.asking import event, events, gone_without, late
from tests.scenarios.telling import Told, begun, somebody, tell
from tests.story import day
from tests.trace import requirement

CHILD = replace(somebody(), born_on=date(2014, 11, 21), place=PRIMARY)
NOW = "22 Nov 2026"
OPENED = 1140
SEPTEMBER_AGO = 82
"""From 1 September to 22 November 2026."""


@pytest.fixture(scope="module")
def told() -> Told:
    return tell(to_secondary, opened=OPENED, child=CHILD)


def met(told: Told, clock: str) -> tuple[date | None, date | None]:
    """Return by when something was due and when it was done; it was in time."""
    found = told.reading(clock, NOW)
    assert found.status is Status.MET
    return found.due, found.ended_on


def test_one_story_opens_the_next_and_each_is_where_it_should_be(told: Told) -> None:
    was: list[tuple[str, Workflow, object]] = [
        ("1 Oct 2024", CONCERN, CONCERN.stages_by_name["looking-further"]),
        ("17 Oct 2024", sen_support.SEN_SUPPORT, sen_support.SUPPORTED),
        ("7 Jan 2025", sen_support.SEN_SUPPORT, sen_support.REVIEWED),
        ("9 Jan 2025", sen_support.SEN_SUPPORT, sen_support.SUPPORTED),
        ("27 Jan 2025", needs_assessment.NEEDS_ASSESSMENT, needs_assessment.SENT),
        ("29 Jan 2025", needs_assessment.NEEDS_ASSESSMENT, needs_assessment.REQUESTED),
        ("5 Mar 2025", needs_assessment.NEEDS_ASSESSMENT, needs_assessment.ASSESSING),
        ("2 May 2025", needs_assessment.NEEDS_ASSESSMENT, needs_assessment.DRAFTED),
        ("2 May 2025", draft.DRAFT, draft.WITH_FAMILY),
        ("6 Jun 2025", needs_assessment.NEEDS_ASSESSMENT, needs_assessment.PLAN_MADE),
        ("6 Jun 2025", draft.DRAFT, draft.FINISHED),
        ("6 Jun 2025", plan.PLAN, plan.IN_FORCE),
        ("11 Jun 2025", sen_support.SEN_SUPPORT, sen_support.ENDED),
        ("27 Jun 2025", phase_transfer.PHASE_TRANSFER, phase_transfer.TO_COME),
        ("3 Nov 2025", annual_review.ANNUAL_REVIEW, annual_review.MET),
        ("26 Nov 2025", plan_change.PLAN_CHANGE, plan_change.PROPOSED),
        ("16 Jan 2026", plan_change.PLAN_CHANGE, plan_change.AMENDED),
        ("16 Jan 2026", annual_review.ANNUAL_REVIEW, annual_review.CHANGED),
        ("4 Sep 2026", phase_transfer.PHASE_TRANSFER, phase_transfer.MADE),
        ("27 Oct 2026", annual_review.ANNUAL_REVIEW, annual_review.KEPT),
        (NOW, plan.PLAN, plan.IN_FORCE),
    ]
    assert [(on, told.stage_on(workflow, on)) for on, workflow, _ in was] == [(on, stage) for on, _, stage in was]


def test_the_final_plan_is_what_opens_the_story_of_the_plan(told: Told) -> None:
    strand = told.strand(plan.PLAN)
    assert strand.opened_by == told.ids["final plan"]
    assert list(told.happened("5 Jun 2025").strands_of(plan.PLAN.name)) == []
    shared = told.readings("plan-shared", NOW)
    # Five working days from Friday 6 June 2025, and from Friday 16 January 2026.
    assert [(one.due, one.status) for one in shared] == [
        (day("13 Jun 2025"), Status.MET),
        (day("23 Jan 2026"), Status.MET),
    ]


def test_the_request_keeps_its_weeks(told: Told) -> None:
    # Received on Wednesday 29 January 2025: six, sixteen and twenty weeks.
    assert met(told, "ehcna-decide") == (day("12 Mar 2025"), day("5 Mar 2025"))
    no_plan = told.reading("ehcna-no-plan", NOW)
    assert (no_plan.due, no_plan.ended_on, no_plan.status) == (day("21 May 2025"), day("2 May 2025"), Status.FELL_AWAY)
    assert met(told, "ehcp-final") == (day("18 Jun 2025"), day("6 Jun 2025"))
    # Each adviser was asked on Friday 7 March: six weeks, Good Friday or not.
    assert {(one.due, one.status) for one in told.readings("ehcna-advice", NOW)} == {(day("18 Apr 2025"), Status.MET)}


def test_the_family_had_its_days_with_the_draft_and_what_they_said_is_in_the_plan(told: Told) -> None:
    # Fifteen days beginning with Friday 2 May 2025.
    days = told.window(needs_assessment.FIFTEEN_DAYS, "16 May 2025")
    assert days.last_day == day("16 May 2025")
    final = told.record("final plan")
    assert final.judgement
    assert final.judgement.gone_without == ()
    assert event(told, HeldAgainstDraft).became == "The keyboard in tests is in section F now."
    assert event(told, FinalPlanSent).heard[0].became == "Written into section F."


def test_a_plan_is_not_finished_before_the_family_has_had_its_days() -> None:
    early = tell(begun(to_secondary, SEPTEMBER_AGO + 475), opened=OPENED, child=CHILD)
    final = event(tell(to_secondary, opened=OPENED, child=CHILD), FinalPlanSent)
    early.when(needs_assessment.FINISH, final, on="14 May 2025").not_ready(
        [
            needs_assessment.FAMILY_HAD_ITS_DAYS,
            needs_assessment.NAMED_SETTING_ASKED,
            needs_assessment.DIFFERS_ONLY_AS_IT_MAY,
        ]
    )


def test_help_went_on_until_the_plan_took_its_place(told: Told) -> None:
    for on in ("29 Jan 2025", "2 May 2025", "6 Jun 2025"):
        assert told.stage_on(sen_support.SEN_SUPPORT, on) is sen_support.SUPPORTED
    three = told.reading("sen-support-meeting", NOW)
    assert three.status is Status.MET


def test_the_review_after_the_devon_case_has_four_weeks_and_twelve(told: Told) -> None:
    assert event_days(told) == (day("3 Nov 2025"), day("26 Nov 2025"), day("16 Jan 2026"))
    notice, cap = told.readings("ar-amend-notice", NOW)[0], told.readings("ar-amend-cap", NOW)[0]
    assert (notice.due, notice.status) == (day("1 Dec 2025"), Status.MET)
    assert (cap.due, cap.status) == (day("26 Jan 2026"), Status.MET)
    # Eight weeks from the changes, which is sooner.
    assert met(told, "ar-amend-final") == (day("21 Jan 2026"), day("16 Jan 2026"))


def event_days(told: Told) -> tuple[date, ...]:
    kinds = (ReviewMeetingHeld, AmendmentNoticeSent, AmendedPlanSent)
    return tuple(told.case.story().of(kind)[0].happened_on for kind in kinds)


def test_the_first_year_of_the_plan_was_kept_by_telling_the_family_what_was_decided(told: Told) -> None:
    # Twelve months beginning with 6 June 2025.
    assert met(told, "ar-complete-first") == (day("5 Jun 2026"), day("26 Nov 2025"))
    first, second = told.readings("ar-complete-next", NOW)
    assert (first.due, first.ended_on, first.status) == (day("25 Nov 2026"), day("27 Oct 2026"), Status.MET)
    assert (second.due, second.status) == (day("26 Oct 2027"), Status.RUNNING)
    assert event(told, PlanKept).heard[0].became == "Followed."


def test_the_amended_plan_names_the_next_school_before_fifteenth_february(told: Told) -> None:
    # 15 February 2026 is a Sunday, and does not move.
    assert met(told, "phase-school") == (day("15 Feb 2026"), day("16 Jan 2026"))
    amended = told.record("amended plan")
    assert (amended.clear("named"), amended.clear("for_move")) == (ACADEMY.id, told.ids["phase move"])
    assert met(told, "phase-meet-school") == (day("21 Nov 2025"), day("3 Nov 2025"))


def test_an_amended_plan_that_names_no_school_for_this_move_would_not_do() -> None:
    some = tell(begun(to_secondary, SEPTEMBER_AGO + 228), opened=OPENED, child=CHILD)
    amended = event(tell(to_secondary, opened=OPENED, child=CHILD), AmendedPlanSent)
    unnamed = AmendedPlanSent(
        reasons=amended.reasons,
        criteria=amended.criteria,
        evidence=(),
        heard=amended.heard,
        authority=amended.authority,
        rights_explained=amended.rights_explained,
        changed=amended.changed,
        named=amended.named,
    )
    some.when(plan_change.SEND_AMENDED, unnamed, on="16 Jan 2026").then(plan_change.AMENDED)
    owed = some.reading("phase-school", "16 Feb 2026")
    assert (owed.due, owed.status, owed.days_late) == (day("15 Feb 2026"), Status.OVERDUE, 1)
    assert some.case.story().of(PlanChanged)


@requirement("S3-41", MovePlanned, VisitArranged, VisitMade, moving.VISIT_HAPPENS)
def test_the_move_is_longer_and_fuller_with_visits_on_known_days_and_people_known_by_name(told: Told) -> None:
    planned = event(told, MovePlanned)
    assert (planned.named_here, planned.named_there) == (PRIMARY.senco, ACADEMY.senco)
    assert planned.longer == "Begins after Easter, and goes on until half term in autumn."
    visits = told.readings(moving.VISIT_HAPPENS, NOW)
    assert [(one.due, one.ended_on) for one in visits] == [
        (day("9 Jun 2026"), day("9 Jun 2026")),
        (day("30 Jun 2026"), day("30 Jun 2026")),
        (day("14 Jul 2026"), day("14 Jul 2026")),
    ]
    assert all(ACADEMY.teacher in one.people for one in events(told, VisitArranged))
    assert events(told, VisitMade)[2].how_it_went.startswith("Too loud after a while; left early")


@requirement("S3-42", MovePlanGiven, moving.MOVE_PLAN_GIVEN)
def test_the_family_has_the_plan_of_the_move(told: Told) -> None:
    # Five working days from Tuesday 21 April 2026.
    assert met(told, "move-plan-given") == (day("28 Apr 2026"), day("23 Apr 2026"))
    assert event(told, MovePlanGiven).to == ("Ada's mum", "Ada")


@requirement("S3-48", SettingsMet, MeetingRecordShared, moving.RECORD_SHARED)
def test_primary_and_secondary_met_and_have_one_record(told: Told) -> None:
    both = event(told, SettingsMet)
    assert (both.from_here, both.from_there) == (PRIMARY.senco, ACADEMY.senco)
    assert met(told, moving.RECORD_SHARED.id) == (day("19 May 2026"), day("14 May 2026"))
    assert set(event(told, MeetingRecordShared).to) == {"Ada's mum", PRIMARY.senco, ACADEMY.senco}


@requirement("S0-59", FamilyAskedBefore, FamilyAskedDuring, FamilyAskedAfter, moving.ASKED_DURING)
def test_the_family_was_asked_before_during_and_after(told: Told) -> None:
    kinds = (FamilyAskedBefore, FamilyAskedDuring, FamilyAskedAfter)
    assert [told.case.story().of(kind)[0].happened_on for kind in kinds] == [
        day("14 Apr 2026"),
        day("16 Jul 2026"),
        day("29 Sep 2026"),
    ]
    (handed,) = told.case.story().of(moving.HandedOver)
    assert handed.judgement
    assert list(handed.judgement.met) == [moving.MOVE_ON.name_of(moving.ASKED_DURING)]
    assert told.stage_on(moving.MOVE_ON, NOW) is moving.SETTLED


def test_the_child_left_one_school_and_joined_the_other(told: Told) -> None:
    def at_school(on: str) -> list[str]:
        return [one.clear("setting") for one in attended(told.happened(on).story(), day(on))]

    assert at_school("3 Sep 2026") == [PRIMARY.id]
    assert at_school(NOW) == [ACADEMY.id]
    # Off the register on Friday 4 September: fifteen school days.
    assert met(told, "pupil-file-transfer") == (day("25 Sep 2026"), day("9 Sep 2026"))


def test_nothing_was_late_and_nothing_gone_without(told: Told) -> None:
    assert late(told, NOW) == []
    assert gone_without(told) == []


@pytest.mark.parametrize("drift", [-25, 0, 45])
def test_whenever_it_is_told_the_year_of_the_move_begins_in_september(drift: int) -> None:
    for today, year in ((date(2026, 11, 22), 2026), (date(2027, 9, 1), 2026), (date(2027, 9, 2), 2027)):
        days = Days(today, ENGLAND, drift)
        first = days.ago(days_since_september(days) - 3)
        assert (first.month, first.year) == (9, year)

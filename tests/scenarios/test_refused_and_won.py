"""Advice that is late, a panel that cannot sit, a decision in time all the same; a no, mediation, an appeal, a plan."""

from datetime import date

import pytest

from goldenthread.demo.scenarios.refused_and_won import OPENED, refused_and_won
from goldenthread.engine.clocks import Reading, Status
from goldenthread.engine.windows import Standing
from goldenthread.workflows import appeal, needs_assessment, partnership, plan
from goldenthread.workflows.excuses import AdviserGround, AuthorityGround
from goldenthread.workflows.needs_assessment import NEEDS_ASSESSMENT
from goldenthread.workflows.plan import PLAN
from goldenthread.workflows.vocabulary import Adviser
from tests.scenarios.telling import Told, tell
from tests.story import day
from tests.trace import requirement

LETTER, TODAY = "19 Dec 2025", "22 Nov 2026"


@pytest.fixture(scope="module")
def told() -> Told:
    return tell(refused_and_won, opened=OPENED)


def psychology(told: Told, on: str) -> Reading:
    (one,) = [
        one
        for one in told.readings(needs_assessment.ADVICE, on)
        if one.started_by.clear("adviser") is Adviser.PSYCHOLOGY
    ]
    return one


def test_one_advice_is_late_and_stays_owed_until_it_comes(told: Told) -> None:
    on_the_day_of_the_letter = psychology(told, LETTER)
    assert (on_the_day_of_the_letter.due, on_the_day_of_the_letter.status) == (date(2025, 11, 21), Status.OVERDUE)
    assert on_the_day_of_the_letter.days_late == 28
    now = psychology(told, TODAY)
    assert (now.status, now.days_late) == (Status.MET_LATE, 112)
    assert [one.status for one in told.readings(needs_assessment.ADVICE, TODAY)].count(Status.MET) == 4


def test_too_few_psychologists_and_a_panel_are_no_ground_so_none_is_claimed(told: Told) -> None:
    grounds = [ground.label.lower() for one in (AdviserGround, AuthorityGround) for ground in one]
    assert [one for one in grounds if "psycholog" in one or "panel" in one] == []
    assert told.case.story().of((needs_assessment.AdviserExcused, needs_assessment.TimeLimitExcused)) == ()


def test_the_family_was_told_whose_advice_is_missing_in_good_time(told: Told) -> None:
    gaps = told.readings(needs_assessment.GAP_TOLD, LETTER)
    assert {one.due for one in gaps} == {date(2025, 11, 28)}
    assert {one.status for one in gaps} == {Status.MET}
    assert told.record("gap").clear("adviser") is Adviser.PSYCHOLOGY


@requirement("S3-67", partnership.HoldingReplyGiven, partnership.QUESTION_ANSWERED)
def test_a_panel_that_cannot_sit_is_said_and_puts_no_day_off(told: Told) -> None:
    waiting = told.reading(partnership.QUESTION_ANSWERED, "12 Dec 2025")
    assert (waiting.status, waiting.due) == (Status.RUNNING, date(2025, 12, 18))
    assert told.record("no panel").kind is partnership.HoldingReplyGiven
    assert told.record("no panel").clear("waiting") == told.ids["question"]
    before, after = (told.reading(needs_assessment.PLAN_OR_NOT, on) for on in ("11 Dec 2025", "12 Dec 2025"))
    assert before.due == after.due == date(2025, 12, 22)


def test_it_was_decided_in_time_with_nothing_gone_without(told: Told) -> None:
    assert told.reading(needs_assessment.DECIDE, TODAY).days_late == -4
    decided = told.reading(needs_assessment.PLAN_OR_NOT, TODAY)
    assert (decided.status, decided.due, decided.days_late) == (Status.MET, date(2025, 12, 22), -3)
    judged = told.record("no").judgement
    assert judged
    assert (judged.gone_without, judged.irregular) == ((), ())
    assert told.ids["gap"] in judged.met["advice-in"]


def test_after_the_letter_there_was_no_plan_and_two_months_to_challenge_it(told: Told) -> None:
    (asked,) = told.happened(LETTER).strands_of(NEEDS_ASSESSMENT.name)
    assert NEEDS_ASSESSMENT.stages_by_name[asked.stage] is needs_assessment.NO_PLAN
    assert told.reading(needs_assessment.FINAL_PLAN, LETTER).status == Status.FELL_AWAY
    for right in (needs_assessment.MEDIATION_CONTACT, needs_assessment.APPEAL):
        window = told.window(right, "11 Jan 2026")
        assert (window.standing, window.last_day) == (Standing.OPEN, date(2026, 2, 19))


def test_mediation_was_arranged_in_thirty_days_and_the_certificate_followed_in_three(told: Told) -> None:
    arranged = told.reading(appeal.MEDIATION_ARRANGED, TODAY)
    assert (arranged.due, arranged.status) == (date(2026, 2, 11), Status.MET)
    certificate = told.reading(appeal.CERTIFICATE_AFTER, TODAY)
    assert (certificate.due, certificate.status) == (date(2026, 2, 9), Status.MET)


def test_a_month_from_the_certificate_was_longer_than_two_from_the_letter(told: Told) -> None:
    assert told.window(needs_assessment.APPEAL, "25 Feb 2026").last_day == date(2026, 3, 6)
    assert told.window(needs_assessment.APPEAL, "26 Feb 2026").standing is Standing.USED
    assert told.record("appeal").strand == told.record("challenge").strand


def test_the_authority_responded_in_thirty_working_days_over_easter(told: Told) -> None:
    response = told.reading(appeal.APPEAL_RESPONSE, TODAY)
    assert (response.due, response.status) == (date(2026, 4, 16), Status.MET)


def test_the_tribunal_decided_and_the_way_goes_on_where_it_had_ended(told: Told) -> None:
    assert told.stage_of("challenge") == appeal.DECIDED.label
    (asked,) = told.happened("9 Jul 2026").strands_of(NEEDS_ASSESSMENT.name)
    assert NEEDS_ASSESSMENT.stages_by_name[asked.stage] is needs_assessment.TO_BE_MADE


def test_new_times_run_from_the_order_in_place_of_the_first_and_are_kept(told: Told) -> None:
    draft = told.reading(needs_assessment.ORDER_MAKE_DRAFT, TODAY)
    assert (draft.due, draft.status, draft.days_late) == (date(2026, 8, 13), Status.MET, -6)
    final = told.reading(needs_assessment.ORDER_MAKE_FINAL, TODAY)
    assert (final.due, final.status, final.days_late) == (date(2026, 9, 24), Status.MET, -7)
    first = told.reading(needs_assessment.FINAL_PLAN, TODAY)
    assert (first.due, first.status) == (date(2026, 1, 19), Status.FELL_AWAY)
    assert any("ftt-make-final runs instead" in one for one in first.working)
    assert told.readings(needs_assessment.CONCEDED, TODAY) == []


def test_the_no_stays_on_record_as_it_was_sent(told: Told) -> None:
    (no,) = told.case.story().of(needs_assessment.NoPlan)
    assert (no.id, no.happened_on) == (told.ids["no"], day(LETTER))


def test_there_is_a_plan_and_its_first_year_has_begun(told: Told) -> None:
    assert told.label(NEEDS_ASSESSMENT) == "There is a plan"
    assert told.stage(PLAN) is plan.IN_FORCE
    assert told.reading(plan.COMPLETE_FIRST, TODAY).due == date(2027, 9, 16)
    judged = told.record("final").judgement
    assert judged
    assert (judged.gone_without, judged.irregular) == ((), ())

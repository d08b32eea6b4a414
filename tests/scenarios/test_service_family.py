"""A child with a plan is posted with the family: the plan goes along, and what was running runs on."""

from datetime import date

import pytest

from goldenthread.demo.scenarios.service_family import OPENED, service_family
from goldenthread.engine.clocks import Status
from goldenthread.engine.records import Origin
from goldenthread.engine.windows import Standing
from goldenthread.workflows import annual_review, authority_move, plan
from goldenthread.workflows.annual_review import ANNUAL_REVIEW
from goldenthread.workflows.authority_move import AUTHORITY_MOVE
from goldenthread.workflows.needs_assessment import NEEDS_ASSESSMENT
from goldenthread.workflows.plan import PLAN
from tests.scenarios.telling import Told, tell

MOVED, TODAY = "2 Oct 2026", "22 Nov 2026"


@pytest.fixture(scope="module")
def told() -> Told:
    return tell(service_family, opened=OPENED)


def test_the_record_begins_with_a_plan_made_elsewhere_and_asks_for_nothing_before_it(told: Told) -> None:
    begun = told.known("21 Sep 2026")
    (one,) = begun.strands_of(PLAN.name)
    assert PLAN.stages_by_name[one.stage] is plan.IN_FORCE
    assert told.record("plan").origin is Origin.BROUGHT_IN
    assert begun.strands_of(NEEDS_ASSESSMENT.name) == []


def test_the_plan_goes_along_on_the_day_of_the_move(told: Told) -> None:
    before, after = (told.reading(authority_move.TRANSFER, on) for on in ("1 Oct 2026", MOVED))
    assert (before.due, before.status) == (date(2026, 10, 2), Status.RUNNING)
    assert (after.status, after.days_late) == (Status.MET, 0)
    assert told.label(AUTHORITY_MOVE) == "The new authority has the plan, and must carry it out"


def test_it_is_one_plan_before_and_after_and_never_out_of_force(told: Told) -> None:
    for on in ("1 Oct 2026", MOVED, "5 Oct 2026", TODAY):
        (one,) = told.happened(on).strands_of(PLAN.name)
        assert PLAN.stages_by_name[one.stage] is plan.IN_FORCE
        assert one.opened_on == date(2025, 12, 1)


def test_the_year_that_was_running_gives_way_to_the_longer_of_two_times(told: Told) -> None:
    by_the_sea = told.reading(plan.COMPLETE_FIRST, "1 Oct 2026")
    assert (by_the_sea.due, by_the_sea.status) == (date(2026, 11, 30), Status.RUNNING)
    assert told.reading(plan.COMPLETE_FIRST, MOVED).status == Status.FELL_AWAY
    here = told.reading(authority_move.REVIEW_AFTER_TRANSFER, TODAY)
    assert told.record("transfer").clear("review_due_on") == date(2026, 11, 30)
    assert (here.due, here.status) == (date(2027, 1, 1), Status.RUNNING)
    three_months = told.window(authority_move.THREE_MONTHS, TODAY)
    assert (three_months.standing, three_months.last_day) == (Standing.OPEN, date(2027, 1, 1))


def test_the_family_is_told_within_six_weeks_and_of_a_day_that_is_in_time(told: Told) -> None:
    informed = told.reading(authority_move.INFORM_OF_TRANSFER, TODAY)
    assert (informed.due, informed.status, informed.days_late) == (date(2026, 11, 13), Status.MET, -14)
    assert told.record("told").clear("will_review_by") == date(2026, 12, 23)
    review = told.reading(authority_move.REVIEW_AFTER_TRANSFER, TODAY)
    assert review.due
    assert told.record("told").clear("will_review_by") <= review.due


def test_what_the_plan_says_is_given_from_the_first_morning(told: Told) -> None:
    school = told.reading("other-school", TODAY)
    assert (school.due, school.ended_on, school.status) == (date(2026, 10, 9), date(2026, 10, 5), Status.MET)
    assert told.record("first morning").happened_on == date(2026, 10, 5)
    assert told.record("first morning").strand == told.record("plan").strand


def test_what_was_not_given_by_the_sea_is_owed_on_from_its_own_first_day_until_it_is_put_right(told: Told) -> None:
    for on in ("1 Oct 2026", MOVED, "15 Oct 2026"):
        owed = told.reading(plan.PUT_RIGHT, on)
        assert (owed.due, owed.status) == (date(2026, 9, 14), Status.OVERDUE)
    now = told.reading(plan.PUT_RIGHT, TODAY)
    assert (now.status, now.days_late) == (Status.MET_LATE, 32)


def test_the_health_service_here_knows_in_fifteen_working_days(told: Told) -> None:
    knows = told.reading(authority_move.HEALTH_TELLS_HEALTH, TODAY)
    assert (knows.due, knows.status) == (date(2026, 10, 22), Status.MET)


def test_the_review_is_set_and_everybody_has_more_than_two_weeks(told: Told) -> None:
    assert told.stage(ANNUAL_REVIEW) is annual_review.SET
    invited = told.reading(annual_review.INVITE_IN_TIME, TODAY)
    assert (invited.due, invited.status) == (date(2026, 11, 26), Status.MET)

"""A request on the first day, with nothing before it; and all the papers later."""

from datetime import date

import pytest

from goldenthread.demo.scenarios.urgent_request import OPENED, urgent_request
from goldenthread.engine.clocks import Status
from goldenthread.workflows import concern, needs_assessment, sen_support, settings_attended
from goldenthread.workflows.concern import CONCERN
from goldenthread.workflows.journey import RecordOpened
from goldenthread.workflows.needs_assessment import NEEDS_ASSESSMENT
from goldenthread.workflows.sen_support import SEN_SUPPORT
from tests.scenarios.telling import Told, tell
from tests.story import day

FIRST_DAY, TODAY = "24 Sep 2026", "22 Nov 2026"
THE_AUTHORITYS = [needs_assessment.DECIDE, needs_assessment.PLAN_OR_NOT, needs_assessment.FINAL_PLAN]


@pytest.fixture(scope="module")
def told() -> Told:
    return tell(urgent_request, opened=OPENED)


def test_the_call_is_the_first_thing_on_record_and_needs_nothing_before_it(told: Told) -> None:
    assert [one.kind for one in told.case.records[:3]] == [
        RecordOpened,
        settings_attended.SettingJoined,
        needs_assessment.RequestReceived,
    ]
    first = told.known(FIRST_DAY)
    (asked,) = first.strands_of(NEEDS_ASSESSMENT.name)
    assert NEEDS_ASSESSMENT.stages_by_name[asked.stage] is needs_assessment.REQUESTED
    assert first.strands_of(CONCERN.name) == first.strands_of(SEN_SUPPORT.name) == []


@pytest.mark.parametrize("on", [FIRST_DAY, "12 Oct 2026", TODAY])
def test_the_clocks_run_from_the_call_whatever_is_written_later(told: Told, on: str) -> None:
    readings = [told.reading(clock, on, told.known(on)) for clock in THE_AUTHORITYS]
    assert {one.started_by.happened_on for one in readings} == {date(2026, 9, 21)}
    assert [one.due for one in readings] == [date(2026, 11, 2), date(2027, 1, 11), date(2027, 2, 8)]


def test_the_call_was_written_down_three_days_later_and_counts_from_the_day_it_was_made(told: Told) -> None:
    assert told.record("call").happened_on == day("21 Sep 2026")
    assert told.known("23 Sep 2026").records == ()


def test_help_began_the_day_after_and_the_family_was_told_with_no_paper_at_all(told: Told) -> None:
    second = told.known("25 Sep 2026")
    (help_given,) = second.strands_of(SEN_SUPPORT.name)
    assert SEN_SUPPORT.stages_by_name[help_given.stage] is sen_support.SUPPORTED
    assert second.story().of((sen_support.NeedsDescribed, sen_support.FamilyHeard)) == ()
    assert told.reading("family-told", "25 Sep 2026", second).status == Status.MET


def test_the_form_that_came_three_weeks_later_joins_the_call(told: Told) -> None:
    assert told.record("form").strand == told.record("call").strand
    assert len(told.case.strands_of(NEEDS_ASSESSMENT.name)) == 1


def test_the_authority_decided_in_time_for_the_call(told: Told) -> None:
    decided = told.reading(needs_assessment.DECIDE, TODAY)
    assert (decided.status, decided.days_late) == (Status.MET, -4)
    judged = told.record("decision").judgement
    assert judged
    assert (judged.gone_without, judged.irregular) == ((), ())
    assert told.label(NEEDS_ASSESSMENT) == "Advice is being gathered"


def test_each_adviser_has_six_weeks_from_being_asked(told: Told) -> None:
    advice = told.readings(needs_assessment.ADVICE, TODAY)
    assert {one.due for one in advice} == {date(2026, 12, 11)}
    assert sorted(one.status for one in advice) == [Status.MET, *[Status.RUNNING] * 4]


def test_the_papers_tell_of_the_summer_though_they_were_written_in_october(told: Told) -> None:
    assert told.happened("31 Jul 2026").strands_of(CONCERN.name)
    assert told.known("1 Oct 2026").strands_of(CONCERN.name) == []
    assert told.label(CONCERN) == concern.LOOKING_FURTHER.label
    answered = told.reading(concern.ANSWER, TODAY)
    assert (answered.due, answered.status) == (date(2026, 7, 15), Status.MET)


def test_what_the_papers_lack_is_shown_and_was_not_refused(told: Told) -> None:
    judged = told.record("taken on").judgement
    assert judged
    assert judged.irregular == ("family-talked-to",)


def test_nothing_is_late(told: Told) -> None:
    late = [
        clock.id
        for workflow in told.journey.workflows.values()
        for clock in workflow.clocks
        for one in told.readings(clock, TODAY)
        if one.status in (Status.OVERDUE, Status.MET_LATE, Status.MISSED)
    ]
    assert late == []

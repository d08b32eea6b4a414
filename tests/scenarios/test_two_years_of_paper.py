"""Two years of paper entered in an afternoon: nothing is refused, what lacks is shown, any day can be read."""

from datetime import date

import pytest

from goldenthread.demo.scenarios.two_years_of_paper import OPENED, two_years_of_paper
from goldenthread.engine.case import Case
from goldenthread.engine.clocks import Clock, Status
from goldenthread.engine.records import Origin
from goldenthread.engine.reperformance import reperformed
from goldenthread.engine.views import Known, as_at, day_of, difference
from goldenthread.engine.workflow import Workflow
from goldenthread.projections.replay import Step, replay
from goldenthread.projections.timeline import full, story
from goldenthread.workflows import concern, needs_assessment, plan, sen_support
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.concern import CONCERN
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.needs_assessment import NEEDS_ASSESSMENT
from goldenthread.workflows.plan import PLAN
from goldenthread.workflows.sen_support import SEN_SUPPORT
from tests.scenarios.telling import Told, tell
from tests.story import day

AFTERNOON, WEEK_LATER, TODAY = "5 Nov 2026", "12 Nov 2026", "22 Nov 2026"
NAMES = {"child": "Ada"}
TOLD_OF = (CONCERN, SEN_SUPPORT, NEEDS_ASSESSMENT, PLAN)


@pytest.fixture(scope="module")
def told() -> Told:
    return tell(two_years_of_paper, opened=OPENED)


def stages(case: Case) -> dict[str, str]:
    return {
        one.workflow: JOURNEY.stage(one.workflow, one.stage).label
        for workflow in TOLD_OF
        for one in case.strands_of(workflow.name)
    }


def lacked(told: Told, name: str) -> tuple[str, ...]:
    judged = told.record(name).judgement
    assert judged
    return judged.irregular


def test_all_of_it_was_written_on_one_afternoon_and_nothing_was_refused(told: Told) -> None:
    papers = [one for one in told.known(AFTERNOON).records if one.origin is Origin.BROUGHT_IN]
    assert len(papers) == 39
    assert {day_of(one.recorded_at) for one in papers} == {day(AFTERNOON)}
    assert (papers[0].happened_on, papers[-1].happened_on) == (date(2024, 9, 13), date(2026, 4, 28))


def test_the_evening_before_nothing_was_known_here(told: Told) -> None:
    assert told.known("4 Nov 2026").records == ()


@pytest.mark.parametrize(
    ("on", "where"),
    [
        ("1 Nov 2024", {}),
        ("14 Nov 2024", {"concern": concern.RAISED.label}),
        ("20 Dec 2024", {"concern": concern.LOOKING_FURTHER.label}),
        ("19 Feb 2025", {"concern": concern.LOOKING_FURTHER.label, "sen-support": sen_support.SUPPORTED.label}),
        (
            "1 Oct 2025",
            {
                "concern": concern.LOOKING_FURTHER.label,
                "sen-support": sen_support.REVIEWED.label,
                "needs-assessment": needs_assessment.REQUESTED.label,
            },
        ),
        (
            "2 Mar 2026",
            {
                "concern": concern.LOOKING_FURTHER.label,
                "sen-support": sen_support.REVIEWED.label,
                "needs-assessment": needs_assessment.DRAFTED.label,
            },
        ),
        (
            TODAY,
            {
                "concern": concern.LOOKING_FURTHER.label,
                "sen-support": sen_support.ENDED.label,
                "needs-assessment": needs_assessment.PLAN_MADE.label,
                "plan": plan.IN_FORCE.label,
            },
        ),
    ],
)
def test_where_things_stood_on_a_day_can_be_read_from_the_papers(told: Told, on: str, where: dict[str, str]) -> None:
    assert stages(told.happened(on)) == where


@pytest.mark.parametrize(
    ("name", "need"),
    [
        ("taken on", "family-talked-to"),
        ("support", "family-heard"),
        ("agreed", "family-consulted"),
        ("final", "differs-only-as-it-may"),
    ],
)
def test_what_no_paper_shows_stands_beside_the_entry(told: Told, name: str, need: str) -> None:
    assert lacked(told, name) == (need,)
    (shown,) = [one for one in story(told.case, JOURNEY, NAMES) if one.id == told.ids[name]]
    assert [one.need for one in shown.not_on_record] == [need]
    assert shown.not_on_record[0].label


def test_a_duty_of_which_there_is_no_paper_is_owed_and_is_not_said_to_be_broken_off(told: Told) -> None:
    assert told.reading("family-invited", TODAY).status == Status.OVERDUE
    assert told.label(NEEDS_ASSESSMENT) == "There is a plan"


@pytest.mark.parametrize(
    ("clock", "due", "late"),
    [
        (concern.ANSWER, date(2024, 11, 28), 19),
        (sen_support.REVIEW_IN_TIME, date(2025, 6, 24), 7),
        (needs_assessment.DECIDE, date(2025, 11, 5), -1),
        (needs_assessment.PLAN_OR_NOT, date(2026, 1, 14), 0),
        (needs_assessment.FINAL_PLAN, date(2026, 2, 11), 72),
    ],
    ids=lambda one: getattr(one, "id", str(one)),
)
def test_the_clocks_count_from_the_days_on_the_papers(told: Told, clock: Clock, due: date, late: int) -> None:
    reading = told.reading(clock, TODAY)
    assert (reading.due, reading.days_late) == (due, late)


def test_the_plan_that_was_late_was_already_owed_on_its_day_though_nobody_here_knew(told: Told) -> None:
    on = "12 Feb 2026"
    assert told.reading(needs_assessment.FINAL_PLAN, on, told.happened(on)).status == Status.OVERDUE
    assert told.readings(needs_assessment.FINAL_PLAN, on, told.known(on)) == []


def test_a_note_found_a_week_later_takes_its_place_and_changes_no_judgement(told: Told) -> None:
    heard = sen_support.FamilyHeard
    assert told.known(AFTERNOON).story().of(heard) == ()
    (found,) = told.happened("18 Feb 2025").story().of(heard)
    assert (found.id, found.happened_on) == (told.ids["found"], date(2025, 2, 12))
    assert lacked(told, "support") == ("family-heard",)
    again = reperformed(told.case, told.record("support"), JOURNEY, ENGLAND)
    assert again
    assert again.differences == ()


def test_a_paper_about_another_child_no_longer_stands_and_was_known_until_then(told: Told) -> None:
    name = told.ids["not ours"]
    assert name in {one.id for one in told.known(AFTERNOON).standing}
    assert name not in {one.id for one in told.case.standing}
    (shown,) = [one for one in full(told.case, JOURNEY, NAMES) if one.id == name]
    assert shown.standing == "entered in error"


def test_what_changed_between_the_two_days_can_be_named(told: Told) -> None:
    changed = difference(told.known(AFTERNOON), told.known(WEEK_LATER))
    assert told.ids["found"] in {one.id for one in changed.added}
    assert [one.id for one in changed.gone] == [told.ids["not ours"]]
    assert changed.replaced == ()


def reached(steps: list[Step], workflow: Workflow) -> list[str | None]:
    """Return the stages a replay shows for one workflow, each once, in the order they come."""
    return list(dict.fromkeys(one.stage_name for one in steps if one.workflow == workflow.name))


def test_the_afternoon_replayed_tells_the_two_years_in_order(told: Told) -> None:
    steps = replay(told.case, JOURNEY, NAMES)
    assert len(steps) == len(told.case.records)
    assert reached(steps, SEN_SUPPORT) == [
        "We are looking at what your child needs",
        "Support is planned",
        "Your child is getting extra help",
        "We have looked at how it is going",
        "Extra help has ended",
    ]
    assert reached(steps, NEEDS_ASSESSMENT) == [
        "The authority is deciding whether to assess",
        "Advice is being gathered",
        "You have a draft plan",
        "There is a plan",
    ]
    late = [one.entry.days_later for one in steps if one.entry.origin == Origin.BROUGHT_IN]
    assert max(late) == (day(AFTERNOON) - date(2024, 9, 13)).days


def test_half_way_through_the_afternoon_only_half_of_it_was_known(told: Told) -> None:
    half = as_at(told.case.id, told.case.records, known=Known(version=told.record("review").version))
    assert stages(half) == {"concern": concern.LOOKING_FURTHER.label, "sen-support": sen_support.REVIEWED.label}

"""What holds for every scenario: written by those who may, on working days, and whole in a store of the demo."""

from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest

from goldenthread.app import cases_in
from goldenthread.demo import town
from goldenthread.demo.days import Days
from goldenthread.demo.making import make_demo
from goldenthread.demo.scenarios.every import SCENARIOS
from goldenthread.demo.steps import Story
from goldenthread.engine.clocks import Status
from goldenthread.settings import Settings
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.journey import JOURNEY
from tests.scenarios.telling import TODAY, tell

ON = (TODAY, date(2027, 1, 1), date(2027, 5, 16), date(2028, 3, 1))


@pytest.mark.parametrize("now", ON[:2], ids=str)
def test_every_scenario_can_be_told_on_any_day_by_those_who_may(
    now: date, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(town, "STORIES", SCENARIOS)
    settings = Settings(data=str(tmp_path / "demo"))
    at = datetime(now.year, now.month, now.day, 6, tzinfo=UTC)
    assert list(make_demo(settings, 2 * len(SCENARIOS), 3, at))[-1] == 100
    cases = cases_in(settings, demo=True)
    records = [one for case in cases.opened(100) for one in cases.case(case).records]
    cases.close()
    assert [one.tag for one in records if one.by.role not in JOURNEY.may_record(one.kind)] == []
    assert [one.tag for one in records if not ENGLAND.works(one.happened_on)] == []
    assert max(one.happened_on for one in records) < now


TELLS_OF_LATENESS = {
    "service_family": {"plan-provision-put-right"},
    "refused_and_won": {"ehcna-advice"},
}
"""What a scenario is late with because that is what it tells of. Two years of paper is late in many ways, as it was."""
OTHERS = [one for one in SCENARIOS if one.tell.__name__ != "two_years_of_paper"]


@pytest.mark.parametrize("today", ON, ids=str)
@pytest.mark.parametrize("story", OTHERS, ids=lambda one: one.tell.__name__)
def test_nothing_is_late_or_gone_without_that_a_scenario_does_not_tell_of(story: Story, today: date) -> None:
    chance = Random(1)  # noqa: S311  # an invented child needs no secrecy
    child = town.a_child("Ada", 0, story, Days(today, ENGLAND), chance)
    told = tell(story.tell, opened=story.opened, child=child, today=today)
    late = [
        one.clock.id
        for clock in JOURNEY.clocks
        for one in told.readings(clock, f"{today:%d %b %Y}")
        if one.status in (Status.OVERDUE, Status.MET_LATE)
    ]
    assert set(late) == TELLS_OF_LATENESS.get(story.tell.__name__, set())
    assert [one.tag for one in told.case.records if one.judgement and one.judgement.gone_without] == []

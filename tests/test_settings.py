"""What can be set from outside: every name checked, and what was set really counted with."""

from datetime import date
from pathlib import Path

import pytest

from goldenthread.app import calendar_of, cases_in, lists_of
from goldenthread.engine.calendars import Calendar
from goldenthread.projections.due import due_from
from goldenthread.settings import Settings, WrongSetting, read
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.kinds import KINDS


def due(clock: str, start: str, settings: Settings, **given: str) -> date:
    calendar = calendar_of(settings, KINDS, ENGLAND)
    return due_from(KINDS, clock, date.fromisoformat(start), given, calendar).due


def test_a_number_of_ones_own_is_counted_with() -> None:
    assert due("question-answer", "2026-03-02", Settings()) == date(2026, 3, 9)
    name = next(iter(one for one in sorted(KINDS.local_numbers) if "question" in one))
    assert due("question-answer", "2026-03-02", Settings(local=f"{name}=2")) == date(2026, 3, 4)


def test_a_reading_of_ones_own_is_counted_with() -> None:
    assert due("phase-school", "2025-09-01", Settings(), year="2026") == date(2026, 2, 15)
    strict = Settings(readings="phase-transfer-day=before")
    assert due("phase-school", "2025-09-01", strict, year="2026") == date(2026, 2, 14)


def test_days_on_which_a_place_is_closed_are_not_counted() -> None:
    half_term = Settings(closed="2026-02-16..2026-02-20")
    assert due("pupil-file-transfer", "2026-02-13", Settings()) == date(2026, 3, 6)
    assert due("pupil-file-transfer", "2026-02-13", half_term) == date(2026, 3, 13)


@pytest.mark.parametrize(
    ("settings", "why"),
    [
        (Settings(local="days of nothing=2"), "is none of"),
        (Settings(local="days to tell staff=two"), "not a number"),
        (Settings(local="days to tell staff"), "name=value"),
        (Settings(readings="phase-transfer-day=around"), "phase-transfer-day (by or before)"),
        (Settings(readings="nothing=by"), "is none of"),
        (Settings(closed="2026-02-16"), "two days"),
        (Settings(closed="2026-02-20..2026-02-16"), "ends before it begins"),
        (Settings(closed="16 Feb..20 Feb"), "two days"),
    ],
)
def test_a_setting_that_no_rule_knows_is_refused(settings: Settings, why: str) -> None:
    with pytest.raises(WrongSetting) as refused:
        calendar_of(settings, KINDS, ENGLAND)
    assert why in str(refused.value)


def test_what_was_set_makes_projections_anew(tmp_path: Path) -> None:
    under: set[str] = set()
    for settings in (
        Settings(),
        Settings(readings="phase-transfer-day=before"),
        Settings(closed="2026-02-16..2026-02-20"),
    ):
        cases = cases_in(
            Settings(data=str(tmp_path), readings=settings.readings, closed=settings.closed), KINDS, Calendar()
        )
        lists = lists_of(cases)
        under.add(lists.caseload.stamp)
        lists.follower.runner.close()
        cases.close()
    assert len(under) == 3


def test_settings_are_read_from_the_environment() -> None:
    found = read({"GOLDENTHREAD_PORT": "0", "GOLDENTHREAD_READINGS": "two-weeks-notice=lenient", "HOME": "/root"})
    assert (found.port, found.readings, found.host) == (0, "two-weeks-notice=lenient", "127.0.0.1")
    with pytest.raises(WrongSetting, match="GOLDENTHREAD_HOME is not a setting"):
        read({"GOLDENTHREAD_HOME": "x"})


def test_other_names_of_this_machine_are_read_with_commas_between() -> None:
    found = read({"GOLDENTHREAD_HOSTS": "sen.local, case-notes,"})
    assert found.other_hosts == ("sen.local", "case-notes")
    assert read({}).other_hosts == ()

"""By when something is due, for a day that is given: every clock and every window of the journeys answers."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from goldenthread.engine.calendars import Calendar
from goldenthread.engine.clocks import Clock
from goldenthread.engine.due import Contested
from goldenthread.engine.journeys import Journeys
from goldenthread.engine.law import InForce
from goldenthread.engine.windows import Window
from goldenthread.projections.due import CannotSay, DueDay, due_from, every_clock
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.kinds import KINDS
from goldenthread.workflows.packs.reform_2026 import REFORM_2026
from tests.engine.made_up_garden import ENGLAND as GARDEN_DAYS
from tests.engine.made_up_garden import GARDEN
from tests.engine.made_up_glasshouse import GLASSHOUSE
from tests.story import day

START = date(2025, 9, 1)
MORE = re.compile(r"add --given ([\w.-]+)=(YYYY-MM-DD|YYYY)")


def of(journeys: Journeys, calendar: Calendar) -> Iterator[Any]:
    for one in every_clock(journeys):
        yield pytest.param(journeys, calendar, one, id=f"{one.id} {one.in_force}")


GARDENS, GLASSHOUSES = Journeys(GARDEN), Journeys(GLASSHOUSE)
EVERY = [*of(KINDS, ENGLAND), *of(GARDENS, GARDEN_DAYS), *of(GLASSHOUSES, Calendar())]


def a_day_of(law: InForce) -> date:
    return START if law.on(START) else law.since or law.until or START


def answered(journeys: Journeys, found: Clock | Window, calendar: Calendar) -> DueDay:
    """Ask as somebody would who does what the message says, until there is an answer."""
    start = a_day_of(found.in_force)
    given: dict[str, str] = {}
    for _ in range(4):
        try:
            return due_from(journeys, found.id, start, given, calendar)
        except CannotSay as why:
            asked = MORE.search(str(why))
            if asked is None:
                raise
            later = start.replace(year=start.year + 1)
            given[asked[1]] = str(later.year) if asked[2] == "YYYY" else later.isoformat()
    raise AssertionError(f"{found.id} asks for ever: {given}")


@pytest.mark.parametrize(("journeys", "calendar", "found"), EVERY)
def test_every_clock_and_every_window_answers_with_its_working_and_its_law(
    journeys: Journeys, calendar: Calendar, found: Clock | Window
) -> None:
    answer = answered(journeys, found, calendar)
    assert answer.clock == found.id
    assert answer.kind == ("window" if isinstance(found, Window) else "clock")
    assert (answer.label, answer.law.text) == (found.label, str(found.law))
    assert answer.working
    assert answer.owed_by
    assert answer.starts_with
    due = found.lasts if isinstance(found, Window) else found.due
    if isinstance(due, Contested):
        assert answer.due in answer.readings.values()
        assert set(answer.readings) <= set(due.readings)
        assert "read as" in answer.working


@pytest.mark.parametrize(
    ("start", "due", "law"),
    [
        ("31 Oct 2025", "1 Nov 2025", "Gardens Act 2099, s. 10"),
        ("1 Nov 2025", "8 Nov 2025", "Gardens Act 2099, s. 11"),
    ],
)
def test_of_several_laws_of_one_id_that_of_the_day_answers(start: str, due: str, law: str) -> None:
    answer = due_from(GARDENS, "brushes-washed", day(start), {}, GARDEN_DAYS)
    assert (answer.due, answer.law.text) == (day(due), law)
    assert (answer.since is None, answer.until is None) == (start != "1 Nov 2025", start == "1 Nov 2025")


def test_a_contested_rule_is_answered_by_each_reading() -> None:
    answer = due_from(GARDENS, "papers", day("1 Mar 2026"), {"held_on": "2026-05-16"}, GARDEN_DAYS)
    assert answer.readings == {"ordinary": day("2 May 2026"), "clear_days": day("1 May 2026")}
    assert answer.due == day("2 May 2026")


def test_a_duty_of_each_year_is_due_by_the_end_of_the_one_it_falls_in() -> None:
    answer = due_from(GARDENS, "meetings", day("1 Mar 2026"), {}, GARDEN_DAYS)
    assert answer.due == day("30 Sep 2026")
    assert answer.working == "3 times in each growing year; the one that holds Sun 1 Mar 2026 ends on Wed 30 Sep 2026"


def test_a_day_that_is_not_named_is_counted_otherwise_where_the_rule_says_so() -> None:
    named = due_from(GLASSHOUSES, "answered", day("2 Mar 2099"), {"answer_on": "2099-03-09"}, Calendar())
    assert named.due == day("11 Mar 2099")
    assert due_from(GLASSHOUSES, "answered", day("2 Mar 2099"), {}, Calendar()).due == day("16 Mar 2099")
    with pytest.raises(CannotSay, match="add --given answer_on=YYYY-MM-DD"):
        due_from(GLASSHOUSES, "reminded", day("2 Mar 2099"), {}, Calendar())


def test_it_says_for_which_kinds_of_place_it_is_declared() -> None:
    answer = due_from(GLASSHOUSES, "water-each", day("2 Mar 2099"), {}, Calendar())
    assert answer.only == "where “What stands on it?” is answered: A glasshouse"
    assert due_from(GLASSHOUSES, "answered", day("2 Mar 2099"), {}, Calendar()).only is None


def test_a_duty_without_a_day_says_why() -> None:
    with pytest.raises(CannotSay, match="isp-made has no last day from what was given: no day: none is proposed"):
        due_from(Journeys(REFORM_2026.journey), "isp-made", day("1 Sep 2029"), {}, ENGLAND)

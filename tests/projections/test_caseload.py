"""The caseload: rows that hold days and facts, and a question that names the day."""

import gc
import sqlite3
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4
from weakref import ref

import pytest

from goldenthread.engine.calendars import Calendar
from goldenthread.engine.commands import New
from goldenthread.engine.records import StrandId
from goldenthread.projections.caseload import DUTY, Wanted
from goldenthread.projections.tables import Place
from goldenthread.projections.urgency import Group
from goldenthread.projections.windows import OpenWindow, WantedWindows
from tests.engine import made_up as garden
from tests.engine.made_up import Survey
from tests.engine.made_up_garden import asked, offered
from tests.projections.book import LOOKER, Book, day


def complaint(due: int) -> garden.Complained:
    return garden.Complained(answer_by=day(due))


def test_one_row_tells_of_one_duty_and_whose_it_is(book: Book) -> None:
    case = book.page()
    strand = book.tell(case, asked(), day(2)).strand
    record = book.tell(case, complaint(9), day(3))
    (one,) = book.duties(day(5), clock="complaint")
    assert (one.case, one.strand, one.started_by, one.started_on) == (case, strand, record.id, day(3))
    assert (one.workflow, one.stage, one.stage_name) == ("letting", "asked", garden.ASKED.label)
    assert (one.held_by, one.owed_by, one.force) == ("steward", "steward", "setting-policy")
    assert one.owed_by_name == garden.STEWARD.name
    assert (one.label, one.due, one.days_late, one.days_left) == ("Whoever complained is answered", day(9), 0, 4)


def test_no_case_is_kept_once_its_rows_are_written(book: Book) -> None:
    case = book.page()
    book.tell(case, asked(), day(2))
    told = ref(book.cases.case(case))
    book.runner.catch_up()
    book.cases.forget(case)
    gc.collect()
    assert told() is None


def test_the_same_rows_are_late_on_one_day_and_not_on_another(book: Book) -> None:
    case = book.page()
    book.tell(case, asked(), day(2))
    book.tell(case, complaint(20), day(3))
    book.runner.catch_up()
    rows = book.rows(DUTY)
    told = {n: book.duties(day(n), clock="complaint")[0] for n in (5, 6, 20, 21, 47, 48)}
    assert {n: str(one.group) for n, one in told.items()} == {
        5: "not-due", 6: "due-soon", 20: "due-soon", 21: "overdue", 47: "overdue", 48: "critically-overdue",
    }  # fmt: skip
    assert {n: one.days_late for n, one in told.items()} == {5: 0, 6: 0, 20: 0, 21: 1, 47: 27, 48: 28}
    assert book.rows(DUTY) == rows
    assert not {"group", "status", "days_late"} & set(rows[0])


def test_a_place_may_choose_what_is_critical_and_what_is_soon(tmp_path: Path) -> None:
    chosen = Calendar(local={"days late that are critical": 5, "days in which something is due soon": 2})
    book = Book(tmp_path, calendar=chosen)
    case = book.page()
    book.tell(case, asked(), day(2))
    book.tell(case, complaint(10), day(3))
    found = [book.groups(day(n), clock="complaint")["complaint"] for n in (7, 8, 14, 15)]
    assert found == ["not-due", "due-soon", "overdue", "critically-overdue"]
    book.close()


def test_what_is_done_or_falls_away_is_in_the_list_no_longer(book: Book) -> None:
    case = book.page()
    book.tell(case, asked(), day(2))
    made = book.tell(case, complaint(9), day(3))
    book.tell(case, garden.SurveyAsked(survey=Survey.SOIL), day(4))
    assert {"complaint", "survey"} <= set(book.groups(day(5)))
    book.tell(case, garden.ComplaintAnswered(complaint=made.id), day(6))
    book.tell(case, garden.SurveyDropped(survey=Survey.SOIL), day(6))
    assert not {"complaint", "survey"} & set(book.groups(day(7)))


def test_a_correction_moves_the_day(book: Book) -> None:
    case = book.page()
    book.tell(case, asked(), day(2))
    wrong = book.tell(case, complaint(9), day(3))
    (before,) = book.duties(day(5), clock="complaint")
    book.tell(case, complaint(19), day(3), replaces=wrong)
    (after,) = book.duties(day(5), clock="complaint")
    assert (after.due, after.id) == (day(19), before.id)


def test_a_duty_that_runs_for_each_of_something_says_which(book: Book) -> None:
    case = book.page()
    book.tell(case, asked(), day(2))
    for survey in Survey:
        book.tell(case, garden.SurveyAsked(survey=survey), day(4))
    assert sorted(str(one.key) for one in book.duties(day(5), clock="survey")) == ["soil", "water"]


def test_a_limit_that_need_not_be_kept_is_excepted_and_never_late(book: Book) -> None:
    case = book.page()
    book.tell(case, asked(), day(2))
    book.tell(case, garden.SurveyAsked(survey=Survey.SOIL), day(4))
    book.tell(case, garden.SurveyExcused(survey=Survey.SOIL, starts_on=day(10)), day(10))
    (late,) = book.duties(day(200), clock="survey")
    assert (late.group, late.days_late) == (Group.EXCEPTED, 0)
    assert book.groups(day(200), clock="survey", group=Group.EXCEPTED) == {"survey": "excepted"}
    assert book.groups(day(200), clock="survey", group=Group.CRITICAL) == {}


def test_a_duty_without_a_day_is_not_due_and_comes_last(book: Book) -> None:
    case = book.page()
    book.tell(case, asked(), day(2))
    book.tell(case, garden.Complained(), day(3))
    last = book.duties(day(300))[-1]
    assert (last.clock, last.due, last.group, last.days_left) == ("complaint", None, Group.LATER, None)


def test_a_duty_owed_each_year_is_due_at_the_end_of_the_year_it_is_asked_in(book: Book) -> None:
    case = book.page()
    book.tell(case, asked(), date(2025, 10, 1))
    book.tell(case, garden.Let(), date(2025, 11, 1))
    for month in (1, 2):
        book.tell(case, garden.Met(), date(2026, month, 1))
    (now,) = book.duties(date(2026, 9, 20), clock="meetings")
    assert (now.due, now.group) == (date(2026, 9, 30), Group.SOON)
    (then,) = book.duties(date(2028, 1, 1), clock="meetings")
    assert (then.due, then.group, then.days_late) == (date(2028, 9, 30), Group.LATER, 0)
    book.tell(case, garden.Met(), date(2026, 3, 1))
    assert book.duties(date(2026, 9, 20), clock="meetings") == []
    assert len(book.duties(date(2026, 10, 1), clock="meetings")) == 1
    book.tell(case, garden.GivenUp(), date(2026, 10, 5))
    assert book.duties(date(2026, 12, 1), clock="meetings") == []


@pytest.fixture
def busy(book: Book) -> Book:
    """Write a book of eight pages with complaints due on different days, and surveys on some."""
    for n in range(8):
        case = book.page()
        book.tell(case, asked(), day(2))
        book.tell(case, complaint(10 + 9 * (n // 2)), day(3))
        book.tell(case, garden.Let(), day(5))
        if n % 2:
            book.tell(case, garden.SurveyAsked(survey=Survey.SOIL), day(4))
    return book


def test_the_most_urgent_comes_first_and_pages_make_one_list(busy: Book) -> None:
    today = day(60)
    whole = next(busy.pages(today, limit=500)).items
    assert [one.due or date.max for one in whole] == sorted(one.due or date.max for one in whole)
    for limit in (1, 2, 5, 7):
        assert [one for page in busy.pages(today, limit=limit) for one in page.items] == whole
    assert busy.duties(today) == whole


def test_each_filter_leaves_what_it_names(busy: Book) -> None:
    today, whole = day(60), busy.duties(day(60))
    for name in ("workflow", "stage", "clock", "force", "owed_by", "held_by", "group"):
        for value in {getattr(one, name) for one in whole}:
            assert busy.duties(today, **{name: value}) == [one for one in whole if getattr(one, name) == value]
    assert busy.duties(today, clock="nothing") == []
    some = [one for one in whole if (one.clock, one.group) == ("complaint", Group.CRITICAL)]
    assert busy.duties(today, clock="complaint", group=Group.CRITICAL) == some


@pytest.mark.parametrize("wanted", [{}, {"clock": "complaint"}, {"owed_by": "surveyors"}, {"group": Group.OVERDUE}])
def test_the_counts_are_of_the_same_list(busy: Book, wanted: dict[str, Any]) -> None:
    for n in (1, 5, 12, 30, 60, 400):
        with busy.shown(LOOKER) as asked_by:
            counts = busy.caseload.counts(*asked_by, Wanted(today=day(n), **wanted))
        whole = [one.group for one in busy.duties(day(n), **wanted)]
        assert {group: whole.count(group) for group in counts.duties} == counts.duties


@pytest.mark.parametrize("wanted", [{}, {"clock": "complaint"}, {"group": Group.OVERDUE}, {"group": Group.EXCEPTED}])
def test_a_case_is_counted_once_in_each_group_and_once_in_all(busy: Book, wanted: dict[str, Any]) -> None:
    for n in (1, 12, 30, 60):
        with busy.shown(LOOKER) as asked_by:
            counts = busy.caseload.counts(*asked_by, Wanted(today=day(n), **wanted))
        whole = busy.duties(day(n), **wanted)
        assert counts.cases == {one: len({it.case for it in whole if it.group is one}) for one in counts.duties}
        assert counts.cases_in_all == len({one.case for one in whole})


def test_pages_neither_lose_nor_repeat_what_stays_while_rows_change(busy: Book) -> None:
    today = day(60)
    whole = busy.duties(today)
    first = next(busy.pages(today, limit=4))
    gone, stays = first.items[0], [one.id for one in whole[4:]]
    busy.tell(gone.case, garden.ComplaintAnswered(complaint=gone.started_by), day(59))  # type: ignore[arg-type]
    fresh = busy.page()
    busy.tell(fresh, asked(), day(2))
    busy.tell(fresh, complaint(9), day(3))
    assert first.next
    with busy.shown(LOOKER) as asked_by:
        rest = busy.caseload.page(*asked_by, Wanted(today=today), Place.read(first.next.written()), 500)
    assert [one.id for one in rest.items if one.case != fresh] == stays


def test_a_cursor_that_is_none_is_refused() -> None:
    for wrong in ("", "A", "not a cursor", "bm90IGpzb24", "W10"):
        with pytest.raises(ValueError, match="not one of this list"):
            Place.read(wrong)


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        ({}, "duty_order"),
        ({"group": Group.OVERDUE}, "duty_order"),
        ({"clock": "complaint"}, "duty_clock"),
        ({"owed_by": "steward", "group": Group.CRITICAL}, "duty_owed_by"),
    ],
)
def test_a_page_is_found_by_an_index_and_never_sorted(busy: Book, wanted: dict[str, Any], index: str) -> None:
    asked_for = Wanted(today=day(60), **wanted)
    with busy.shown(LOOKER) as (connection, theirs):
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        asked_of: list[str] = []
        raw.set_trace_callback(asked_of.append)
        for place in (None, Place(day(60), day(10), uuid4())):
            busy.caseload.page(connection, theirs, asked_for, place, 50)
        raw.set_trace_callback(None)
        plans = [" ".join(str(row[3]) for row in raw.execute(f"explain query plan {query}")) for query in asked_of]
    assert sum(f"USING INDEX {index} " in plan for plan in plans) == 2
    for plan in plans:
        assert "USING INDEX" in plan
        assert "TEMP B-TREE" not in plan


def windows(book: Book, today: date, **wanted: str) -> list[OpenWindow]:
    with book.shown(LOOKER) as asked_by:
        return book.windows.page(*asked_by, WantedWindows(today=today, **wanted), None, 50).items


def test_time_that_belongs_to_somebody_is_open_until_a_day_and_never_late(book: Book) -> None:
    case = book.page()
    book.tell(case, asked(), day(2))
    book.tell(case, offered("7"), day(10))
    (one,) = windows(book, day(12))
    assert (one.window, one.belongs_to, one.last_day, one.days_left) == ("time-to-think", "grower", day(16), 4)
    assert len(windows(book, day(16))) == 1
    assert windows(book, day(17)) == []
    assert "time-to-think" not in book.groups(day(30))
    assert windows(book, day(12), window="appeal") == []
    book.tell(case, garden.OfferLiked(), day(13))
    assert windows(book, day(14)) == []


def test_each_strand_has_duties_of_its_own(book: Book) -> None:
    case = book.page()
    strands: set[StrandId | None] = set()
    for n in (2, 3):
        strands.add(book.tell(case, asked(), day(n), strand=New.STRAND).strand)
    found = book.duties(day(5), clock="find-a-bed")
    assert {one.strand for one in found} == strands
    assert len({one.id for one in found}) == 2
    assert max(one.started_on for one in found) - min(one.started_on for one in found) == timedelta(days=1)

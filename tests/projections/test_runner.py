"""The runner: batches and their bookmark, parking, lag, and lists made anew."""

import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, func, select

from goldenthread.engine.access.seeing import Seeing
from goldenthread.projections import runner as running
from goldenthread.projections.caseload import DUTY
from goldenthread.projections.comparing import compare
from goldenthread.projections.folding import Rows
from goldenthread.projections.following import Follower
from goldenthread.projections.runner import BeingBuilt, Lag, Runner
from goldenthread.projections.tables import BOOKMARK, id_column, shown_columns
from tests.engine import made_up as garden
from tests.engine.made_up_garden import asked
from tests.projections.book import Book, day

COUNTED = Table(
    "counted",
    MetaData(),
    id_column("case_id", primary_key=True),
    *shown_columns(),
    Column("records", Integer, nullable=False),
)
MARK = "xylophone-marker"


Fails = Callable[[UUID], Exception | None]


def never(case: UUID) -> Exception | None:
    del case
    return None


class Killed(BaseException):
    """The machine went away."""


class Counting:
    """A projection for these tests: how many records each case has. Cases may be made to fail."""

    name, tables = "counting", (COUNTED,)

    def __init__(self, stamp: str, fails: Fails) -> None:
        self.stamp, self.fails = stamp, fails

    def rows(self, seen: Seeing) -> Rows:
        if wrong := self.fails(seen.case.id):
            raise wrong
        return {COUNTED: [{"case_id": seen.case.id, "records": len(seen.case.records)}]}


@pytest.fixture
def pages(book: Book) -> list[UUID]:
    """Open three pages, each with a request and a complaint."""
    made = [book.page() for _ in range(3)]
    for n, case in enumerate(made):
        book.tell(case, asked(), day(2 + n))
    for case in made:
        book.tell(case, garden.Complained(), day(9))
    return made


def bookmark(book: Book) -> list[tuple[str, int]]:
    return [(one["projection"], one["position"]) for one in book.rows(BOOKMARK)]


def counting(book: Book, stamp: str = "1", fails: Fails = never) -> Runner:
    book.runner.close()
    book.more = [Counting(stamp, fails)]
    book.runner = book.another_runner()
    return book.runner


def counted(book: Book) -> dict[UUID, int]:
    return {one["case_id"]: one["records"] for one in book.rows(COUNTED)}


def test_everything_stored_is_folded_in_however_small_the_batches(
    book: Book, pages: list[UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "BATCH", 2)
    counting(book).catch_up()
    assert counted(book) == dict.fromkeys(pages, 3)
    for case in pages:
        book.tell(case, garden.HazardSeen(), day(10))
        book.tell(case, garden.HazardFenced(), day(11))
    assert book.runner.catch_up() == 18
    assert counted(book) == dict.fromkeys(pages, 5)
    assert {position for _, position in bookmark(book)} == {18}


def test_rows_and_bookmark_are_kept_together_or_not_at_all(
    book: Book, pages: list[UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    counting(book).catch_up()
    was = bookmark(book), counted(book), book.rows(DUTY)
    book.tell(pages[0], garden.HazardSeen(), day(10))

    def dies(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(Runner, "_mark", dies)
    with pytest.raises(Killed):
        book.runner.catch_up()
    assert (bookmark(book), counted(book), book.rows(DUTY)) == was
    monkeypatch.undo()
    book.runner.catch_up()
    assert counted(book)[pages[0]] == 4
    assert compare(book.runner).same


def test_a_process_that_is_killed_half_way_leaves_nothing_half_written(book: Book, pages: list[UUID]) -> None:
    book.runner.catch_up()
    was = bookmark(book), book.rows(DUTY)
    book.tell(pages[0], garden.HazardSeen(), day(10))
    dying = (
        "import os, pathlib, sys; from goldenthread.projections.runner import Runner;"
        "from tests.projections.book import Book;"
        "Runner._mark = lambda *_: os.kill(os.getpid(), 9); Book(pathlib.Path(sys.argv[1])).runner.catch_up()"
    )
    gone = subprocess.run([sys.executable, "-c", dying, book.settings.data], check=False, capture_output=True)
    assert gone.returncode == -9, gone.stderr
    assert (bookmark(book), book.rows(DUTY)) == was
    book.runner.catch_up()
    assert compare(book.runner).same


def test_a_case_that_fails_is_parked_and_the_others_go_on(book: Book, pages: list[UUID]) -> None:
    fussy = counting(book, fails=lambda case: ValueError(MARK) if case == pages[1] else None)
    fussy.catch_up()
    assert set(counted(book)) == {pages[0], pages[2]}
    (parked,) = fussy.parked()
    assert (parked.projection, parked.case, parked.error) == ("counting", pages[1], "ValueError")
    assert MARK not in str(parked)
    assert fussy.lag(book.instant()) == Lag(behind=0, seconds=0, parked=1)
    assert len(book.duties(day(10), clock="complaint")) == 3


def test_a_case_that_fails_later_is_in_no_list_until_it_is_mended(book: Book, pages: list[UUID]) -> None:
    wrong: set[UUID] = set()
    fussy = counting(book, fails=lambda case: KeyError(MARK) if case in wrong else None)
    fussy.catch_up()
    wrong.add(pages[0])
    book.tell(pages[0], garden.HazardSeen(), day(10))
    fussy.catch_up()
    assert pages[0] not in counted(book)
    assert fussy.retry() == 1
    wrong.clear()
    assert fussy.retry() == 0
    assert counted(book)[pages[0]] == 4
    assert fussy.parked() == []


def test_a_parked_case_is_tried_again_when_everything_is_built_anew(book: Book, pages: list[UUID]) -> None:
    wrong = set(pages)
    fussy = counting(book, fails=lambda case: KeyError() if case in wrong else None)
    fussy.catch_up()
    assert fussy.lag(book.instant()).parked == 3
    wrong.clear()
    fussy.rebuild()
    assert (fussy.parked(), len(counted(book))) == ([], 3)


def test_trouble_with_the_machine_parks_nobody(book: Book, pages: list[UUID]) -> None:
    full = [OSError("no space left")]
    runner = counting(book, fails=lambda _: full[0] if full else None)
    with pytest.raises(OSError, match="no space"):
        runner.catch_up()
    full.clear()
    runner.catch_up()
    assert (len(counted(book)), runner.parked()) == (len(pages), [])


def test_the_lag_is_told_in_records_and_in_seconds(book: Book, pages: list[UUID]) -> None:
    book.runner.catch_up()
    assert book.runner.lag(book.instant()) == Lag(behind=0, seconds=0, parked=0)
    book.tell(pages[0], garden.HazardSeen(), day(10))
    book.now += timedelta(seconds=40)
    book.tell(pages[0], garden.HazardFenced(), day(11))
    book.now += timedelta(seconds=2)
    assert book.runner.lag(book.instant()) == Lag(behind=2, seconds=42, parked=0)


def test_a_projection_of_another_layout_is_built_anew_by_itself(book: Book, pages: list[UUID]) -> None:
    counting(book).catch_up()
    with book.runner.file.writing() as connection:
        connection.execute(COUNTED.update().values(records=99))
    counting(book).catch_up()
    assert set(counted(book).values()) == {99}
    counting(book, stamp="2").catch_up()
    assert counted(book) == dict.fromkeys(pages, 3)


def test_a_file_that_is_none_is_made_anew(book: Book, pages: list[UUID]) -> None:
    book.runner.catch_up()
    book.runner.close()
    for one in Path(book.settings.data).glob("projections.db*"):
        one.write_bytes(b"this was never a database, and is long enough to be looked at " * 20)
    book.runner = book.another_runner()
    assert len(book.duties(day(10), clock="complaint")) == len(pages)


def test_there_are_no_lists_before_they_are_built(book: Book) -> None:
    with pytest.raises(BeingBuilt), book.runner.reading():
        pass


def test_who_is_reading_sees_one_state_while_the_lists_are_swapped(book: Book, pages: list[UUID]) -> None:
    book.runner.catch_up()
    with book.runner.file.writing() as connection:
        connection.execute(DUTY.delete())
    with book.runner.reading() as reading:
        count = select(func.count()).select_from(DUTY)
        assert reading.execute(count).scalar_one() == 0
        other = book.another_runner()
        other.rebuild()
        other.close()
        assert reading.execute(count).scalar_one() == 0
    assert len(book.duties(day(10), clock="complaint")) == len(pages)
    assert [one.name for one in Path(book.settings.data).iterdir() if one.is_dir()] == []


def test_a_thread_follows_what_is_recorded_and_stops_when_it_is_told(book: Book, pages: list[UUID]) -> None:
    before = set(threading.enumerate())
    follower = Follower(book.runner)
    follower.start()
    assert follower.wait(10)
    for case in pages:
        book.tell(case, garden.HazardSeen(), day(10))
        assert follower.wait(10)
        with book.runner.reading() as connection:
            found = connection.execute(select(DUTY.c.clock).where(DUTY.c.case_id == case)).scalars().all()
        assert "hazard" in found
    assert follower.running
    follower.stop()
    assert set(threading.enumerate()) == before


def test_the_thread_outlives_trouble_and_tells_of_it(book: Book, pages: list[UUID]) -> None:
    full = [OSError("no space left")]
    follower = Follower(counting(book, fails=lambda _: full[0] if full else None))
    follower.start()
    try:
        assert not follower.wait(0.3)
        assert follower.trouble == "OSError"
        full.clear()
        assert follower.wait(10)
        assert len(counted(book)) == len(pages)
    finally:
        follower.stop()

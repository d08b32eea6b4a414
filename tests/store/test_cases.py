"""The application on a store: older schemas are brought up to date, and a document goes with its entry."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID, uuid4

import pytest

from goldenthread.app import cases_in
from goldenthread.engine import CLEAR, Event, Journey, Name, PersonId, RecordClass, Role, Seen, asks
from goldenthread.engine.application import Cases
from goldenthread.engine.calendars import Calendar
from goldenthread.engine.commands import Note
from goldenthread.engine.journey import Upcaster
from goldenthread.engine.journeys import Journeys
from goldenthread.engine.records import Actor
from goldenthread.settings import Settings

BINDER = Role("binder", "the binder")
SHELF = RecordClass("shelf", seen=Seen.SHOWN, about=BINDER)
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
PDF = b"%PDF-1.7 how the spine was sewn"


class BookBrought(Event, tag="books.book-brought"):
    """Somebody brought a book."""

    told = "{by} took in a book"
    kept = SHELF
    recorded_by = (BINDER,)

    whose: Annotated[PersonId, asks("Whose book is it?"), CLEAR]


class SpineSewn(Event, tag="books.spine-sewn"):
    """The spine was sewn."""

    told = "The spine was sewn"
    kept = SHELF
    recorded_by = (BINDER,)

    thread: Annotated[Name, asks("With which thread?")]


class SpineSewnAnew(Event, tag="books.spine-sewn"):
    """The spine was sewn, by somebody who is named since."""

    schema_version = 2
    told = "The spine was sewn"
    kept = SHELF
    recorded_by = (BINDER,)

    thread: Annotated[Name, asks("With which thread?")]
    sewn_by: Annotated[Name, asks("By whom?")]


def named_since(event: dict[str, Any]) -> dict[str, Any]:
    return {**event, "sewn_by": "not said"}


def books(sewn: type[Event], upcasters: dict[tuple[str, int], Upcaster] | None = None) -> Journey:
    return Journey("books", opened_by=BookBrought, facts=(sewn,), words=frozenset(), core=SHELF, upcasters=upcasters)


def opened(folder: Path, journey: Journey) -> Cases:
    return cases_in(Settings(data=str(folder)), Journeys(journey), Calendar(), demo=True)


def note(event: Event) -> Note:
    return Note(event=event, happened_on=NOW.date(), by=Actor("a", BINDER.id, "the-bindery"))


def a_book(cases: Cases) -> UUID:
    return cases.open(note(BookBrought(whose=PersonId(uuid4()))), NOW).case.id


def test_what_was_stored_by_an_older_schema_is_read_as_it_would_be_said_today(tmp_path: Path) -> None:
    before = opened(tmp_path, books(SpineSewn))
    book = a_book(before)
    before.record(book, [note(SpineSewn(thread="linen"))], NOW)
    before.close()
    after = opened(tmp_path, books(SpineSewnAnew, {("books.spine-sewn", 1): named_since}))
    assert after.case(book).records[-1].event == SpineSewnAnew(thread="linen", sewn_by="not said")
    after.close()


def test_a_newer_schema_without_a_way_from_the_older_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"books\.spine-sewn has no upcaster from schema version \[1\]"):
        opened(tmp_path, books(SpineSewnAnew))


def test_a_document_is_stored_with_the_entry_that_it_goes_with(tmp_path: Path) -> None:
    cases = opened(tmp_path, books(SpineSewn))
    book = a_book(cases)
    paper = cases.attach(book, SHELF.name, PDF)
    assert cases.document(paper.address) is None
    cases.record(book, [note(SpineSewn(thread="linen"))], NOW, attachments=[paper])
    assert cases.document(paper.address) == PDF
    cases.close()
    assert PDF not in (tmp_path / "goldenthread.db").read_bytes()


def test_a_document_of_an_entry_that_is_refused_is_not_stored(tmp_path: Path) -> None:
    cases = opened(tmp_path, books(SpineSewn))
    book = a_book(cases)
    paper = cases.attach(book, SHELF.name, PDF)
    early = datetime(2026, 3, 1, 12, tzinfo=UTC)
    with pytest.raises(Exception, match="still to come"):
        cases.record(book, [note(SpineSewn(thread="linen"))], early, attachments=[paper])
    assert cases.document(paper.address) is None
    cases.close()

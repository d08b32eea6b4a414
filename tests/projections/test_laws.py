"""What holds of the lists whatever is told, in whatever order."""

import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.engine.clocks import Answers, Status, read
from goldenthread.engine.due import Times
from goldenthread.engine.windows import Standing, look
from goldenthread.projections import runner as running
from goldenthread.projections.comparing import compare
from goldenthread.projections.promises import WantedPromises
from goldenthread.projections.windows import WantedWindows
from tests.engine.made_up_garden import ENGLAND, GARDEN
from tests.engine.test_laws import STEPS, TODAY, Said
from tests.projections.book import LOOKER, Book

OPEN = (Status.RUNNING, Status.OVERDUE, Status.DISAPPLIED)
TOLD = st.lists(st.tuples(st.integers(0, 2), STEPS, st.booleans()), max_size=14)
Told = Sequence[tuple[int, tuple[Said, object, int], bool]]
laws = settings(deadline=None, max_examples=40)


@contextmanager
def told(steps: Told) -> Generator[tuple[Book, list[UUID]]]:
    """Tell three cases, out of order, and let the lists catch up now and then."""
    running.BATCH = 3
    with tempfile.TemporaryDirectory() as folder:
        book = Book(Path(folder)).on(TODAY)
        cases = [book.page() for _ in range(3)]
        for which, (say, on, number), catch_up in steps:
            command = say(book.cases.case(cases[which]), on, number.__mod__)  # type: ignore[arg-type]
            if command:
                book.cases.record(cases[which], [command], book.now)
            if catch_up:
                book.runner.catch_up()
        book.runner.catch_up()
        try:
            yield book, cases
        finally:
            book.close()
            running.BATCH = 500


@laws
@given(TOLD)
def test_lists_that_followed_are_those_that_are_made_from_the_beginning(steps: Told) -> None:
    with told(steps) as (book, _):
        found = compare(book.runner)
        assert found.same, found.unlike
        assert book.runner.parked() == []
        before = [book.rows(table) for table in book.runner.file.tables]
        book.runner.rebuild()
        assert [book.rows(table) for table in book.runner.file.tables] == before


@laws
@given(TOLD, st.integers(0, 900))
def test_the_lists_say_of_any_day_what_the_clocks_say_on_it(steps: Told, later: int) -> None:
    today = TODAY + timedelta(days=later)
    with told(steps) as (book, cases):
        duties = {(one.strand, one.clock, one.started_by, one.due, one.days_late) for one in book.duties(today)}
        with book.shown(LOOKER) as asked_by:
            promised = book.promises.page(*asked_by, WantedPromises(today=today), None, 500).items
            windows = book.windows.page(*asked_by, WantedWindows(today=today), None, 500).items
        expected, answers, time = set[object](), set[object](), set[object]()
        for case in map(book.cases.case, cases):
            for strand in case.strands.values():
                workflow, story = GARDEN.workflows[strand.workflow], case.story(strand.id)
                for clock in workflow.clocks:
                    for one in read(clock, story, today, ENGLAND, workflow.in_place_of(clock)):
                        if one.status not in OPEN:
                            continue
                        late = one.days_late if one.status is Status.OVERDUE else 0
                        expected.add((strand.id, clock.id, one.started_by.id, one.due, late))
                        if isinstance(clock.stops, Answers):
                            answers.add((strand.id, one.started_by.id, one.due))
                        assert not isinstance(clock.due, Times) or one.due >= today  # type: ignore[operator]
                for window in workflow.windows:
                    for shown in look(window, story, today, ENGLAND):
                        if shown.standing is Standing.OPEN:
                            time.add((strand.id, window.id, shown.opened_by.id, shown.last_day))
        assert duties == expected
        assert {(one.strand, one.record, one.due) for one in promised} == answers
        assert {(one.strand, one.window, one.opened_by, one.last_day) for one in windows} == time

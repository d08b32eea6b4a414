"""The garden's book: a real store of made-up cases, with every projection, driven by hand on days a test says."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, Table, select

from goldenthread.app import cases_in
from goldenthread.engine.calendars import Calendar
from goldenthread.engine.commands import Command, New, Note
from goldenthread.engine.events import Event, PersonId
from goldenthread.engine.journeys import Journeys
from goldenthread.engine.records import Origin, Record, StrandId
from goldenthread.engine.views import micros
from goldenthread.projections.caseload import Caseload, Duty, Page, Wanted
from goldenthread.projections.folding import Projection
from goldenthread.projections.promises import Promises
from goldenthread.projections.runner import Runner
from goldenthread.projections.tables import Place, dicts
from goldenthread.projections.windows import Windows
from goldenthread.settings import Settings
from tests.engine.made_up_garden import ENGLAND, GARDEN, PageOpened
from tests.story import SOMEBODY

PAGE = 3
GARDENS = Journeys(GARDEN)


class Book:
    """One store and its projections."""

    def __init__(self, folder: Path, more: Sequence[Projection] = (), calendar: Calendar = ENGLAND) -> None:
        self.settings = Settings(data=str(folder))
        self.now = datetime(2026, 12, 1, 12, tzinfo=UTC)
        self.cases = cases_in(self.settings, GARDENS, calendar, demo=True, clock=self.instant)
        self.caseload, self.windows = Caseload(GARDENS, calendar), Windows(GARDENS, calendar)
        self.promises = Promises(GARDENS, calendar)
        self.more = more
        self.runner = self.another_runner()

    def another_runner(self, *more: Projection) -> Runner:
        """Return another runner on the same file, as another process would have."""
        known: list[Projection] = [self.caseload, self.windows, self.promises, *self.more, *more]
        return Runner(self.cases, known, self.settings.projections)

    def instant(self) -> int:
        return micros(self.now)

    def on(self, today: date) -> "Book":
        self.now = datetime.combine(today, time(12), UTC)
        return self

    def page(self, on: date = date(2025, 9, 1)) -> UUID:
        """Open a page for a grower."""
        said = Note(event=PageOpened(person=PersonId(uuid4())), happened_on=on, by=SOMEBODY)
        return self.cases.open(said, self.now).case.id

    def tell(
        self,
        case: UUID,
        event: Event,
        on: date,
        *,
        strand: StrandId | New | None = None,
        replaces: Record | None = None,
    ) -> Record:
        """Write something down that another reported."""
        origin = Origin.ACTED if replaces else Origin.REPORTED
        said = Note(
            event=event, happened_on=on, by=SOMEBODY, strand=strand, origin=origin,
            replaces=replaces.id if replaces else None,
        )  # fmt: skip
        return self.does(case, said)

    def does(self, case: UUID, command: Command) -> Record:
        return self.cases.record(case, [command], self.now).records[0]

    @contextmanager
    def asking(self) -> Generator[Connection]:
        self.runner.catch_up()
        with self.runner.reading() as connection:
            yield connection

    def duties(self, today: date, **wanted: Any) -> list[Duty]:
        """Return everything that is open on a day, page by page."""
        return [one for page in self.pages(today, **wanted) for one in page.items]

    def pages(self, today: date, limit: int = PAGE, **wanted: Any) -> Iterator[Page]:
        place: Place | None = None
        while True:
            with self.asking() as connection:
                page = self.caseload.page(connection, Wanted(today=today, **wanted), place, limit)
            yield page
            if page.next is None:
                return
            place = Place.read(page.next.written())

    def groups(self, today: date, **wanted: Any) -> dict[str, str]:
        """Return the group of each clock that is open on a day."""
        return {one.clock: str(one.group) for one in self.duties(today, **wanted)}

    def rows(self, table: Table) -> list[dict[str, Any]]:
        with self.runner.file.reading() as connection:
            return dicts(connection, select(table).order_by(*table.primary_key))

    def close(self) -> None:
        self.runner.close()
        self.cases.close()


def day(n: int) -> date:
    """Return the nth day of September 2025, and on."""
    return date(2025, 9, 1) + timedelta(days=n - 1)

"""The garden's book: a real store of made-up cases, with every projection, driven by hand on days a test says."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, Table, select

from goldenthread.app import cases_in
from goldenthread.engine.access.plain import plain_rules
from goldenthread.engine.access.policy import Viewer
from goldenthread.engine.access.register import Register
from goldenthread.engine.calendars import Calendar
from goldenthread.engine.commands import Command, New, Note
from goldenthread.engine.events import Event, PersonId
from goldenthread.engine.journeys import Journeys
from goldenthread.engine.records import Origin, Record, StrandId
from goldenthread.engine.views import micros
from goldenthread.http.identity.office import Office
from goldenthread.projections.audiences import Theirs, theirs
from goldenthread.projections.caseload import Caseload, Duty, Page, Wanted
from goldenthread.projections.folding import Projection
from goldenthread.projections.opened import Opened
from goldenthread.projections.promises import Promises
from goldenthread.projections.runner import Runner
from goldenthread.projections.tables import Place, dicts
from goldenthread.projections.windows import Windows
from goldenthread.settings import Settings
from tests.engine.made_up_garden import ENGLAND, GARDEN, PageOpened
from tests.story import SOMEBODY

PAGE = 3
GARDENS = Journeys(GARDEN)
LONG_AGO, LOOKED_ON = date(2000, 1, 1), date(2027, 1, 1)
LOOKER = Viewer("steward-1", SOMEBODY.organisation, "any", ("steward",))


class Book:
    """One store and its projections."""

    def __init__(self, folder: Path, more: Sequence[Projection] = (), calendar: Calendar = ENGLAND) -> None:
        self.settings = Settings(data=str(folder))
        self.now = datetime(2026, 12, 1, 12, tzinfo=UTC)
        self.cases = cases_in(self.settings, GARDENS, calendar, demo=True, clock=self.instant)
        self.caseload, self.windows = Caseload(GARDENS, calendar), Windows(GARDENS, calendar)
        self.promises, self.known = Promises(GARDENS, calendar), Opened(GARDENS, calendar)
        self.more, self.rules = more, plain_rules(GARDENS)
        self.enter(LOOKER)
        self.runner = self.another_runner()

    def another_runner(self, *more: Projection) -> Runner:
        """Return another runner on the same file, as another process would have."""
        known: list[Projection] = [self.caseload, self.windows, self.promises, self.known, *self.more, *more]
        return Runner(self.cases, known, self.rules, self.settings.projections)

    @property
    def office(self) -> Office:
        return Office(Register(self.cases), self.now)

    def enter(self, viewer: Viewer) -> None:
        """Enter somebody who looks at the lists."""
        self.office.organisation(viewer.organisation, viewer.kind or "any", viewer.organisation, LONG_AGO)
        self.office.account(viewer.account, LONG_AGO)
        for post in viewer.posts:
            self.office.post(viewer.account, post, viewer.organisation, LONG_AGO)

    def theirs(self, connection: Connection, viewer: Viewer) -> Theirs:
        """Return which rows somebody may be shown, on a day after all that is recorded."""
        return theirs(connection, viewer, LOOKED_ON, self.rules.policy)

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

    @contextmanager
    def shown(self, viewer: Viewer) -> Generator[tuple[Connection, Theirs]]:
        with self.asking() as connection:
            yield connection, self.theirs(connection, viewer)

    def duties(self, today: date, **wanted: Any) -> list[Duty]:
        """Return everything that is open on a day, page by page."""
        return [one for page in self.pages(today, **wanted) for one in page.items]

    def pages(self, today: date, limit: int = PAGE, **wanted: Any) -> Iterator[Page]:
        place: Place | None = None
        while True:
            with self.shown(LOOKER) as asked:
                page = self.caseload.page(*asked, Wanted(today=today, **wanted), place, limit)
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

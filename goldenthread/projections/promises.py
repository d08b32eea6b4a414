"""Open promises and questions: whatever waits for an answer that names it, and by when the answer is owed."""

from datetime import date, timedelta
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Connection, Index, Table

from goldenthread.engine.access.seeing import Seeing
from goldenthread.engine.calendars import Calendar
from goldenthread.engine.clocks import Answers
from goldenthread.engine.journeys import Journeys
from goldenthread.projections.audiences import Theirs
from goldenthread.projections.disclosing import Disclosed, disclosed
from goldenthread.projections.folding import Row, Rows
from goldenthread.projections.stories import OpenDuties, OpenReading, Telling, row_id, stamp
from goldenthread.projections.tables import (
    METADATA,
    NO_DAY,
    Condition,
    Place,
    day_column,
    id_column,
    page,
    shown_columns,
    word_column,
)

LAYOUT = 3
DAY = timedelta(days=1)
PROMISE = Table(
    "promise",
    METADATA,
    id_column("id", primary_key=True),
    *shown_columns(),
    id_column("case_id"),
    word_column("kind"),
    id_column("strand"),
    word_column("workflow"),
    word_column("clock"),
    id_column("record"),
    word_column("tag"),
    word_column("kept"),
    word_column("owed_by"),
    day_column("asked_on"),
    day_column("due", nullable=True),
    day_column("sort_on"),
)
Index("promise_case", PROMISE.c.case_id)
Index("promise_order", PROMISE.c.audience, PROMISE.c.sort_on, PROMISE.c.id)
FILTERS = ("case_id", "workflow", "clock", "owed_by")
for filtered in FILTERS:
    Index(f"promise_of_{filtered}", PROMISE.c.audience, PROMISE.c[filtered], PROMISE.c.sort_on, PROMISE.c.id)


class Promise(Struct, frozen=True, kw_only=True):
    """Something that was asked or promised and waits for its answer, on the day that was asked about."""

    id: UUID
    case: UUID
    kind: str
    strand: UUID
    workflow: str
    clock: str
    label: str
    record: UUID
    tag: str
    kept: str
    owed_by: str
    owed_by_name: str
    asked_on: date
    due: date | None
    overdue: bool
    days_late: int


class WantedPromises(Struct, frozen=True, kw_only=True):
    """What is asked of the promises: a day, and which; ``overdue`` for those that are late, or are not."""

    today: date
    case_id: UUID | None = None
    kind: str | None = None
    workflow: str | None = None
    clock: str | None = None
    owed_by: str | None = None
    overdue: bool | None = None


class PromisePage(Struct, frozen=True):
    """Some promises, the longest overdue first, where the next begin, and what is told of which cases."""

    items: list[Promise]
    next: Place | None
    shown: list[Disclosed]


class Promises:
    """The read model of everything that waits for an answer."""

    name = "promises"
    tables = (PROMISE,)

    def __init__(
        self, journeys: Journeys, calendar: Calendar, software: str = "", duties: OpenDuties | None = None
    ) -> None:
        self._duties = duties or OpenDuties(journeys, calendar)
        self.stamp = stamp(LAYOUT, journeys, calendar, software)
        self._clocks = {clock.id: clock for clock in journeys.clocks}

    def rows(self, seen: Seeing) -> Rows:
        return {
            PROMISE: [
                row(telling, one)
                for telling, one in self._duties.of(seen)
                if isinstance(one.reading.clock.stops, Answers)
            ]
        }

    def page(
        self, connection: Connection, theirs: Theirs, wanted: WantedPromises, after: Place | None, limit: int
    ) -> PromisePage:
        """Return what somebody may see, waits for an answer and follows a place: the longest overdue first."""
        said: list[Condition] = [
            PROMISE.c[name] == value for name in (*FILTERS, "kind") if (value := getattr(wanted, name)) is not None
        ]
        said.append(PROMISE.c.asked_on <= wanted.today)
        if wanted.overdue:
            said.append(PROMISE.c.sort_on < wanted.today)
        begins = wanted.today - DAY if wanted.overdue is False else date.min
        start = (after.on, after.id) if after else begins
        rows = page(connection, PROMISE, theirs.within(PROMISE), said, start, limit + 1)
        last = rows[limit - 1] if len(rows) > limit else None
        items = [self._on(wanted.today, one) for one in rows[:limit]]
        place = Place(wanted.today, last["sort_on"], last["id"]) if last else None
        return PromisePage(items, place, disclosed(theirs, rows[:limit]))

    def _on(self, today: date, found: Row) -> Promise:
        late = max(0, (today - found["due"]).days) if found["due"] else 0
        facts: Row = {name: found[name] for name in Promise.__struct_fields__ if name in found}
        clock = self._clocks[found["clock"]]
        said: Row = {"case": found["case_id"], "label": clock.label, "owed_by_name": clock.owed_by.name}
        return Promise(**facts, **said, overdue=late > 0, days_late=late)


def row(telling: Telling, found: OpenReading) -> Row:
    """Return the facts of one promise."""
    clock, start = found.reading.clock, found.reading.started_by
    return {
        "id": row_id(telling.case, telling.strand, clock.id, start),
        "case_id": telling.case.id,
        "kind": telling.kind,
        "strand": telling.strand.id,
        "workflow": telling.strand.workflow,
        "clock": clock.id,
        "record": start.id,
        "tag": start.tag,
        "kept": start.kept,
        "owed_by": clock.owed_by.id,
        "asked_on": start.happened_on,
        "due": found.due,
        "sort_on": found.due or NO_DAY,
    }

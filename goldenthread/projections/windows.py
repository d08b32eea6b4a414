"""Time that belongs to somebody: every window that is open until a day. Nobody is ever late in one."""

from datetime import date, timedelta
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Connection, Index, Table

from goldenthread.engine.access.seeing import Seeing
from goldenthread.engine.calendars import Calendar
from goldenthread.engine.journeys import Journeys
from goldenthread.engine.windows import Standing, WindowReading, look
from goldenthread.projections.audiences import Theirs
from goldenthread.projections.disclosing import Disclosed, disclosed
from goldenthread.projections.folding import Row, Rows
from goldenthread.projections.stories import Telling, row_id, stamp, tellings
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
WINDOW = Table(
    "open_window",
    METADATA,
    id_column("id", primary_key=True),
    *shown_columns(),
    id_column("case_id"),
    word_column("kind"),
    id_column("strand"),
    word_column("workflow"),
    word_column("stage"),
    word_column("held_by"),
    word_column("window"),
    word_column("force"),
    word_column("belongs_to"),
    word_column("kept"),
    id_column("opened_by"),
    day_column("opened_on"),
    day_column("last_day", nullable=True),
    day_column("sort_on"),
)
Index("open_window_case", WINDOW.c.case_id)
Index("open_window_order", WINDOW.c.audience, WINDOW.c.sort_on, WINDOW.c.id)
FILTERS = ("workflow", "window", "belongs_to")


class OpenWindow(Struct, frozen=True, kw_only=True):
    """Time that belongs to somebody, and the last day of it."""

    id: UUID
    case: UUID
    kind: str
    strand: UUID
    workflow: str
    stage: str
    held_by: str
    window: str
    label: str
    law: str
    force: str
    belongs_to: str
    kept: str
    opened_by: UUID
    opened_on: date
    last_day: date | None
    days_left: int | None


class WantedWindows(Struct, frozen=True, kw_only=True):
    """What is asked of the windows: a day, and which."""

    today: date
    kind: str | None = None
    workflow: str | None = None
    window: str | None = None
    belongs_to: str | None = None


class WindowPage(Struct, frozen=True):
    """Some windows, the one that closes first before the others; where the next begin; what is told of which cases."""

    items: list[OpenWindow]
    next: Place | None
    shown: list[Disclosed]


class Windows:
    """The read model of every window that nobody has used or closed."""

    name = "windows"
    tables = (WINDOW,)

    def __init__(self, journeys: Journeys, calendar: Calendar, software: str = "") -> None:
        self.journeys, self.calendar = journeys, calendar
        self.stamp = stamp(LAYOUT, journeys, calendar, software)
        self._windows = {window.id: window for window in journeys.windows}

    def rows(self, seen: Seeing) -> Rows:
        return {
            WINDOW: [
                row(telling, one)
                for telling in tellings(seen.case, self.journeys.of(seen.case))
                for window in telling.workflow.windows
                for one in look(window, telling.history, telling.last, self.calendar)
                if one.standing is Standing.OPEN
            ]
        }

    def page(
        self, connection: Connection, theirs: Theirs, wanted: WantedWindows, after: Place | None, limit: int
    ) -> WindowPage:
        """Return the windows that somebody may see, that are open on a day and follow a place."""
        said: list[Condition] = [
            WINDOW.c[name] == value for name in (*FILTERS, "kind") if (value := getattr(wanted, name)) is not None
        ]
        said.append(WINDOW.c.opened_on <= wanted.today)
        start = (after.on, after.id) if after else wanted.today - DAY
        rows = page(connection, WINDOW, theirs.within(WINDOW), said, start, limit + 1)
        last = rows[limit - 1] if len(rows) > limit else None
        items = [self._on(wanted.today, one) for one in rows[:limit]]
        place = Place(wanted.today, last["sort_on"], last["id"]) if last else None
        return WindowPage(items, place, disclosed(theirs, rows[:limit]))

    def _on(self, today: date, found: Row) -> OpenWindow:
        window, last = self._windows[found["window"]], found["last_day"]
        facts: Row = {name: found[name] for name in OpenWindow.__struct_fields__ if name in found}
        left = (last - today).days if last else None
        said: Row = {"case": found["case_id"], "label": window.label, "law": str(window.law)}
        return OpenWindow(**facts, **said, days_left=left)


def row(telling: Telling, reading: WindowReading) -> Row:
    """Return the facts of one open window."""
    window, strand = reading.window, telling.strand
    return {
        "id": row_id(telling.case, strand, window.id, reading.opened_by),
        "case_id": telling.case.id,
        "kind": telling.kind,
        "strand": strand.id,
        "workflow": strand.workflow,
        "stage": strand.stage,
        "held_by": telling.workflow.held_by.id,
        "window": window.id,
        "force": str(window.law.force),
        "belongs_to": window.held_by.id,
        "kept": reading.opened_by.kept,
        "opened_by": reading.opened_by.id,
        "opened_on": reading.opened_by.happened_on,
        "last_day": reading.last_day,
        "sort_on": reading.last_day or NO_DAY,
    }

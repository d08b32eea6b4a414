"""The caseload: every duty that is open in any case. Rows hold days and facts; how late one is, is asked of a day."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from heapq import merge
from itertools import islice
from typing import Any
from uuid import UUID

from msgspec import Struct
from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Index,
    Integer,
    Table,
    and_,
    case,
    func,
    literal,
    select,
)

from goldenthread.engine.calendars import Calendar, Local
from goldenthread.engine.case import Case
from goldenthread.engine.clocks import Times, Year
from goldenthread.engine.fields import tag_of
from goldenthread.engine.journey import Journey
from goldenthread.projections.runner import Row, Rows
from goldenthread.projections.stories import OpenReading, Telling, key_said, open_readings, row_id, stamp, tellings
from goldenthread.projections.tables import (
    METADATA,
    NO_DAY,
    Condition,
    Place,
    day_column,
    dicts,
    id_column,
    page,
    word_column,
)
from goldenthread.projections.timeline import stage_label

LAYOUT = 1
CRITICAL = Local("days late that are critical", 28)
SOON = Local("days in which something is due soon", 14)

DUTY = Table(
    "duty",
    METADATA,
    id_column("id", primary_key=True),
    id_column("case_id"),
    id_column("strand"),
    word_column("workflow"),
    word_column("stage"),
    word_column("held_by"),
    word_column("clock"),
    word_column("force"),
    word_column("owed_by"),
    word_column("key", nullable=True),
    word_column("kept"),
    id_column("started_by"),
    day_column("started_on"),
    day_column("opens_on"),
    day_column("due", nullable=True),
    day_column("sort_on", nullable=True),
    Column("excused", Boolean, nullable=False),
    Column("yearly", Integer, nullable=True),
)
Index("duty_case", DUTY.c.case_id)
Index("duty_order", DUTY.c.sort_on, DUTY.c.id)
Index("duty_yearly", DUTY.c.yearly, DUTY.c.id)
FILTERS = ("workflow", "stage", "clock", "force", "owed_by", "held_by")
for filtered in FILTERS:
    Index(f"duty_{filtered}", DUTY.c[filtered], DUTY.c.sort_on, DUTY.c.id)


class Group(StrEnum):
    """How urgent a duty is on a day. Excepted: its day is over, and the limit need not be kept."""

    CRITICAL, OVERDUE, SOON = "critically-overdue", "overdue", "due-soon"
    LATER, EXCEPTED = "not-due", "excepted"


class Duty(Struct, frozen=True, kw_only=True):
    """One duty of a caseload, on the day that was asked about. Of one owed each year, ``due`` is the period's end."""

    id: UUID
    case_id: UUID
    strand: UUID
    workflow: str
    stage: str
    stage_name: str
    held_by: str
    clock: str
    label: str
    law: str
    force: str
    owed_by: str
    key: str | None
    kept: str
    started_by: UUID
    started_on: date
    due: date | None
    group: Group
    days_late: int
    days_left: int | None


class Wanted(Struct, frozen=True, kw_only=True):
    """What is asked of the caseload: a day, and which duties."""

    today: date
    group: Group | None = None
    workflow: str | None = None
    stage: str | None = None
    clock: str | None = None
    force: str | None = None
    owed_by: str | None = None
    held_by: str | None = None


class Page(Struct, frozen=True):
    """Some duties, the most urgent first, and where the next begin."""

    items: list[Duty]
    next: Place | None


class Caseload:
    """The read model of every open duty."""

    name = "caseload"
    tables = (DUTY,)

    def __init__(self, journey: Journey, calendar: Calendar, software: str = "") -> None:
        self.journey, self.calendar = journey, calendar
        self.stamp = stamp(LAYOUT, journey, calendar, software)
        self.heeds = frozenset(tag_of(kind) for kind in journey.events.values())
        self._clocks = {clock.id: clock for clock in journey.clocks}
        due = (clock.due for clock in journey.clocks)
        self.years = sorted({one.a.month for one in due if isinstance(one, Times)})

    # The fold

    def rows(self, case: Case) -> Rows:
        return {DUTY: [row(one, found) for one in tellings(case, self.journey) for found in self._open(one)]}

    def _open(self, telling: Telling) -> Iterator[OpenReading]:
        return open_readings(telling, self.calendar)

    # The query

    def page(self, connection: Connection, wanted: Wanted, after: Place | None, limit: int) -> Page:
        """Return the duties that follow a place, the most urgent first."""
        start = (after.on, after.id) if after else None
        dated = page(connection, DUTY, self._dated(wanted), start, limit + 1)
        found = merge(
            [(one["sort_on"], one["id"].hex, one) for one in dated],
            *(self._of_a_year(connection, wanted, month, start, limit + 1) for month in self.years),
            key=lambda one: one[:2],
        )
        rows = list(islice(found, limit + 1))
        items = [self._on(wanted.today, one, on) for on, _, one in rows[:limit]]
        last = rows[limit - 1] if len(rows) > limit else None
        return Page(items, Place(wanted.today, last[0], last[2]["id"]) if last else None)

    def counts(self, connection: Connection, wanted: Wanted) -> dict[Group, int]:
        """Return how many duties there are in each group."""
        group = self._group_sql(wanted.today)
        asked = select(group.label("group"), func.count().label("n")).where(*self._chosen(wanted)).group_by(group)
        found = {one["group"]: one["n"] for one in dicts(connection, asked)}
        return {one: found.get(str(one), 0) for one in Group if wanted.group in (None, one)}

    def _dated(self, wanted: Wanted) -> list[Condition]:
        within = bounds(wanted.group, wanted.today, *self._edges(wanted.today))
        return [*self._chosen(wanted), DUTY.c.sort_on.is_not(None), *within]

    def _chosen(self, wanted: Wanted) -> list[Condition]:
        said = [DUTY.c[name] == value for name in FILTERS if (value := getattr(wanted, name)) is not None]
        return [*said, DUTY.c.opens_on <= wanted.today]

    def _edges(self, today: date) -> tuple[date, date]:
        """Return the last day whose duties are critically overdue, and the last that is soon."""
        critical = today - timedelta(days=CRITICAL.chosen(self.calendar))
        return critical, today + timedelta(days=SOON.chosen(self.calendar))

    def _of_a_year(
        self, connection: Connection, wanted: Wanted, month: int, start: tuple[date, UUID] | None, limit: int
    ) -> Iterator[tuple[date, str, Row]]:
        """Return the duties owed each year: all those of one kind of year are due on the same day."""
        _, ends = Year(month, "").holding(wanted.today)
        if wanted.group not in (None, self._group(wanted.today, ends, excused=False)):
            return iter(())
        said: list[Condition] = [*self._chosen(wanted), DUTY.c.yearly == month]
        if start and start[0] > ends:
            return iter(())
        if start and start[0] == ends:
            said.append(DUTY.c.id > start[1])
        found = dicts(connection, select(DUTY).where(*said).order_by(DUTY.c.id).limit(limit))
        return iter([(ends, one["id"].hex, one) for one in found])

    def _group(self, today: date, due: date, *, excused: bool) -> Group:
        critical, soon = self._edges(today)
        if due < today:
            late = Group.CRITICAL if due <= critical else Group.OVERDUE
            return Group.EXCEPTED if excused else late
        return Group.SOON if due <= soon else Group.LATER

    def _group_sql(self, today: date) -> ColumnElement[Any]:
        critical, soon = self._edges(today)
        ends = {month: Year(month, "").holding(today)[1] for month in self.years}
        whole = ((DUTY.c.yearly == month, literal(day)) for month, day in ends.items())
        on = case(*whole, else_=DUTY.c.sort_on) if ends else DUTY.c.sort_on
        return case(
            (and_(DUTY.c.excused, on < today), str(Group.EXCEPTED)),
            (on <= min(critical, today - timedelta(days=1)), str(Group.CRITICAL)),
            (on < today, str(Group.OVERDUE)),
            (on <= soon, str(Group.SOON)),
            else_=str(Group.LATER),
        )

    def _on(self, today: date, found: Row, on: date) -> Duty:
        group = self._group(today, on, excused=found["excused"])
        due = None if on == NO_DAY else on
        late = max(0, (today - on).days) if group in (Group.CRITICAL, Group.OVERDUE) else 0
        left = (due - today).days if due and due >= today else None
        facts: Row = {name: found[name] for name in Duty.__struct_fields__ if name in found} | {"due": due}
        clock, workflow = self._clocks[found["clock"]], self.journey.workflows[found["workflow"]]
        said: Row = {
            "stage_name": stage_label(self.journey, workflow.name, found["stage"]),
            "label": clock.label,
            "law": str(clock.law),
        }
        return Duty(**facts, **said, group=group, days_late=late, days_left=left)


def bounds(group: Group | None, today: date, critical: date, soon: date) -> list[Condition]:
    """Return what a day must be for a duty to be in a group: a stretch of the index, so that it is quickly found."""
    on, excused, yesterday = DUTY.c.sort_on, DUTY.c.excused, today - timedelta(days=1)
    match group:
        case Group.CRITICAL:
            return [on <= min(critical, yesterday), excused.is_(False)]
        case Group.OVERDUE:
            return [on > critical, on <= yesterday, excused.is_(False)]
        case Group.EXCEPTED:
            return [on <= yesterday, excused.is_(True)]
        case Group.SOON:
            return [on >= today, on <= soon]
        case Group.LATER:
            return [on >= today, on > soon]
        case None:
            return []


def row(telling: Telling, found: OpenReading) -> Row:
    """Return the facts of one open duty: identifiers, days and names of declarations, nothing that anybody said."""
    reading, strand = found.reading, telling.strand
    clock, start = reading.clock, reading.started_by
    yearly = clock.due.a.month if isinstance(clock.due, Times) else None
    return {
        "id": row_id(telling.case, strand, clock.id, start),
        "case_id": telling.case.id,
        "strand": strand.id,
        "workflow": strand.workflow,
        "stage": strand.stage,
        "held_by": telling.workflow.held_by.id,
        "clock": clock.id,
        "force": str(clock.law.force),
        "owed_by": clock.owed_by.id,
        "key": key_said(clock, start),
        "kept": start.kept,
        "started_by": start.id,
        "started_on": start.happened_on,
        "opens_on": found.opens_on,
        "due": found.due,
        "sort_on": None if yearly else found.due or NO_DAY,
        "excused": bool(reading.exceptions),
        "yearly": yearly,
    }

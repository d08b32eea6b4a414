"""The caseload: every duty that is open in any case. Rows hold days and facts; how late one is, is asked of a day."""

from datetime import date
from heapq import merge
from itertools import islice
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Boolean, Column, Connection, Index, String, Table, func, select, union_all

from goldenthread.engine.access.seeing import Seeing
from goldenthread.engine.calendars import Calendar
from goldenthread.engine.due import Times
from goldenthread.engine.journeys import Journeys
from goldenthread.projections.audiences import Theirs
from goldenthread.projections.disclosing import Disclosed, disclosed
from goldenthread.projections.folding import Row, Rows
from goldenthread.projections.stories import OpenDuties, OpenReading, Telling, key_said, row_id, stamp
from goldenthread.projections.tables import (
    METADATA,
    NO_DAY,
    Condition,
    Mine,
    Place,
    day_column,
    dicts,
    id_column,
    in_order,
    page,
    shown_columns,
    word_column,
)
from goldenthread.projections.timeline import stage_label
from goldenthread.projections.urgency import Group, Urgency

LAYOUT = 5
DUTY = Table(
    "duty",
    METADATA,
    id_column("id", primary_key=True),
    *shown_columns(),
    id_column("case_id"),
    word_column("kind"),
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
    Column("yearly", String(64), nullable=True),
)
A, ON = DUTY.c.audience, DUTY.c.sort_on
Index("duty_case", DUTY.c.case_id)
Index("duty_order", A, ON, DUTY.c.id)
Index(
    "duty_counts",
    *(A, ON, DUTY.c.opens_on, DUTY.c.excused, DUTY.c.yearly, DUTY.c.case_id, DUTY.c.kind, DUTY.c.since, DUTY.c.until),
)
Index("duty_clock_stage", A, DUTY.c.clock, DUTY.c.stage, ON, DUTY.c.id)
FILTERS = ("workflow", "stage", "clock", "force", "owed_by", "held_by")
CHOSEN = (*FILTERS, "kind")
"""The kind of case has no index: nearly all cases are of one."""
for filtered in FILTERS:
    Index(f"duty_{filtered}", A, DUTY.c[filtered], ON, DUTY.c.id)


class Duty(Struct, frozen=True, kw_only=True):
    """One duty of a caseload, on the day that was asked about. Of one owed each year, ``due`` is the period's end.

    ``owed_by`` is the role that owes it, by its id; ``owed_by_name`` is what that role is called.
    """

    id: UUID
    case: UUID
    kind: str
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
    owed_by_name: str
    key: str | None
    kept: str
    started_by: UUID
    started_on: date
    due: date | None
    group: Group
    days_late: int
    days_left: int | None


class Wanted(Struct, frozen=True, kw_only=True):
    """What is asked of the caseload: a day, and which duties; ``kind`` is that of the case."""

    today: date
    group: Group | None = None
    kind: str | None = None
    workflow: str | None = None
    stage: str | None = None
    clock: str | None = None
    force: str | None = None
    owed_by: str | None = None
    held_by: str | None = None


class Page(Struct, frozen=True):
    """Some duties, the most urgent first; where the next begin; and what is told of which cases."""

    items: list[Duty]
    next: Place | None
    shown: list[Disclosed]


class Counted(Struct, frozen=True, kw_only=True):
    """How many duties are in each group, and how many cases have any in it.

    A case may be in several groups, and is one in ``cases_in_all``.
    """

    duties: dict[Group, int]
    cases: dict[Group, int]
    cases_in_all: int


class Caseload:
    """The read model of every open duty."""

    name = "caseload"
    tables = (DUTY,)

    def __init__(
        self, journeys: Journeys, calendar: Calendar, software: str = "", duties: OpenDuties | None = None
    ) -> None:
        self.journeys, self.calendar = journeys, calendar
        self._duties = duties or OpenDuties(journeys, calendar)
        self.stamp = stamp(LAYOUT, journeys, calendar, software)
        self._clocks = {clock.id: clock for clock in journeys.clocks}
        self.years = {clock.id: clock.due.a for clock in journeys.clocks if isinstance(clock.due, Times)}

    # The fold

    def rows(self, seen: Seeing) -> Rows:
        return {DUTY: [row(telling, one) for telling, one in self._duties.of(seen)]}

    # The query

    def page(self, connection: Connection, theirs: Theirs, wanted: Wanted, after: Place | None, limit: int) -> Page:
        """Return the duties that somebody may see and that follow a place, the most urgent first."""
        start, urgency = (after.on, after.id) if after else None, Urgency(wanted.today, self.calendar)
        within, mine = [*chosen(wanted), *urgency.until(wanted.group, DUTY)], theirs.within(DUTY)
        found = page(connection, DUTY, mine, within, start or urgency.after(wanted.group), limit + 1)
        lists = [[(one["sort_on"], one["id"].hex, one) for one in found]]
        full = found[-1]["sort_on"] if len(found) > limit else NO_DAY
        for clock, ends in self._ends(wanted.today).items():
            if ends <= full and wanted.group in (None, urgency.of(ends, excused=False)):
                lists.append(of_a_year(connection, mine, wanted, clock, ends, start, limit + 1))
        rows = list(islice(merge(*lists, key=lambda one: one[:2]), limit + 1))
        items = [self._on(urgency, one, on) for on, _, one in rows[:limit]]
        last = rows[limit - 1] if len(rows) > limit else None
        shown = disclosed(theirs, [one for _, _, one in rows[:limit]])
        return Page(items, Place(wanted.today, last[0], last[2]["id"]) if last else None, shown)

    def counts(self, connection: Connection, theirs: Theirs, wanted: Wanted) -> Counted:
        """Return how many duties that somebody may see there are in each group, and how many cases."""
        years = {year.name: year.holding(wanted.today)[1] for year in self.years.values()}
        shown = [one for one in Group if wanted.group in (None, one)]
        each = [
            select(Urgency(wanted.today, self.calendar).expression(DUTY, years).label("group"), DUTY.c.case_id).where(
                *mine, *chosen(wanted)
            )
            for mine in theirs.within(DUTY)
        ]
        if not each:
            return Counted(duties=dict.fromkeys(shown, 0), cases=dict.fromkeys(shown, 0), cases_in_all=0)
        whole = union_all(*each).subquery()
        duties, cases = func.count().label("duties"), func.count(whole.c.case_id.distinct()).label("cases")
        within = [whole.c.group == str(wanted.group)] if wanted.group else []
        asked = select(whole.c.group, duties, cases).where(*within).group_by(whole.c.group)
        found = {one["group"]: one for one in dicts(connection, asked)}
        (in_all,) = dicts(connection, select(cases).where(*within))
        return Counted(
            duties={one: found[str(one)]["duties"] if str(one) in found else 0 for one in shown},
            cases={one: found[str(one)]["cases"] if str(one) in found else 0 for one in shown},
            cases_in_all=in_all["cases"],
        )

    def _ends(self, today: date) -> dict[str, date]:
        """Return the last day of the year that each yearly duty falls in: it is the same for all of a kind."""
        return {clock: year.holding(today)[1] for clock, year in self.years.items()}

    def _on(self, urgency: Urgency, found: Row, on: date) -> Duty:
        group, today = urgency.of(on, excused=found["excused"]), urgency.today
        due = None if on == NO_DAY else on
        late = max(0, (today - on).days) if group in (Group.CRITICAL, Group.OVERDUE) else 0
        left = (due - today).days if due and due >= today else None
        facts: Row = {name: found[name] for name in Duty.__struct_fields__ if name in found} | {"due": due}
        clock, workflow = self._clocks[found["clock"]], self.journeys.workflows[found["workflow"]]
        said: Row = {
            "stage_name": stage_label(self.journeys.named[found["kind"]], workflow.name, found["stage"]),
            "case": found["case_id"],
            "label": clock.label,
            "owed_by_name": clock.owed_by.name,
            "law": str(clock.law),
        }
        return Duty(**facts, **said, group=group, days_late=late, days_left=left)


def chosen(wanted: Wanted) -> list[Condition]:
    """Return what holds for the duties that were asked for, and had begun by that day."""
    said = [DUTY.c[name] == value for name in CHOSEN if (value := getattr(wanted, name)) is not None]
    return [*said, DUTY.c.opens_on <= wanted.today]


def of_a_year(  # asked for by each of these
    connection: Connection,
    mine: Mine,
    wanted: Wanted,
    clock: str,
    ends: date,
    start: tuple[date, UUID] | None,
    limit: int,
) -> list[tuple[date, str, Row]]:
    """Return the duties of one kind that are owed in a year, all due on its last day, that follow a place."""
    if (start and start[0] > ends) or wanted.clock not in (None, clock):
        return []
    said = [*chosen(wanted), DUTY.c.clock == clock, DUTY.c.sort_on.is_(None)]
    if start and start[0] == ends:
        said.append(DUTY.c.id > start[1])
    found = in_order(connection, DUTY, mine, said, ("id",), limit)
    return [(ends, one["id"].hex, one) for one in found]


def row(telling: Telling, found: OpenReading) -> Row:
    """Return the facts of one open duty: identifiers, days and names of declarations, nothing that anybody said."""
    reading, strand = found.reading, telling.strand
    clock, start = reading.clock, reading.started_by
    yearly = clock.due.a.name if isinstance(clock.due, Times) else None
    return {
        "id": row_id(telling.case, strand, clock.id, start),
        "case_id": telling.case.id,
        "kind": telling.kind,
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

"""How a case stands on a day: its strands, what can happen next, its clocks and its permissions, as data."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from goldenthread.engine.calendars import Calendar
from goldenthread.engine.case import Case, Strand
from goldenthread.engine.clocks import Clock, Reading, Status, read
from goldenthread.engine.due import Contested
from goldenthread.engine.events import Consent, RecordId
from goldenthread.engine.history import History
from goldenthread.engine.journey import Journey
from goldenthread.engine.law import Law
from goldenthread.engine.permissions import permissions
from goldenthread.engine.records import StrandId
from goldenthread.engine.windows import WindowReading, look
from goldenthread.engine.workflow import Workflow


class Rule(Struct, frozen=True):
    """Where a rule is, how hard it binds, and how sure we are of the text."""

    text: str
    force: str
    mark: str


class Where(Struct, frozen=True, kw_only=True):
    """Where one strand is."""

    strand: StrandId
    workflow: str
    name: str
    held_by: str
    definition: str | None
    stage: str
    stage_name: str
    since: date
    opened_on: date
    ended: bool


class ClockReading(Struct, frozen=True, kw_only=True):
    """How one duty stands: due, met or overdue, by how many days, and how that was worked out.

    Of one that is not started, nothing is known but what it is.
    ``readings`` gives the last day by each reading of a contested rule; it is empty where a rule is settled.
    """

    clock: str
    label: str
    strand: StrandId | None
    started_by: RecordId | None
    started_on: date | None
    status: str
    due: date | None
    ended_on: date | None
    days_late: int
    owed_by: str
    owed_by_name: str
    working: tuple[str, ...]
    exceptions: tuple[tuple[date, date], ...]
    starts_from_erased: bool
    readings: dict[str, date]
    law: Rule


class WindowStanding(Struct, frozen=True, kw_only=True):
    """How time that belongs to somebody stands: open, used or closed. Nobody is late in it."""

    window: str
    label: str
    strand: StrandId | None
    opened_by: RecordId
    opened_on: date
    standing: str
    last_day: date | None
    held_by: str
    working: str
    law: Rule


class Asked(Struct, frozen=True, kw_only=True):
    """A permission that was asked for, and how it stands."""

    record: RecordId
    tag: str
    kind: str
    asked_on: date
    standing: str
    until: date | None
    withdrawn_by: RecordId | None


def rule(law: Law) -> Rule:
    return Rule(str(law), str(law.force), str(law.mark))


def wheres(case: Case, journey: Journey) -> list[Where]:
    """Return where each strand is, the earliest opened first."""
    return [where(one, journey) for one in case.in_order([*case.strands.values()])]


def where(strand: Strand, journey: Journey) -> Where:
    workflow, stage = journey.workflows[strand.workflow], journey.stage(strand.workflow, strand.stage)
    return Where(
        strand=strand.id,
        workflow=workflow.name,
        name=workflow.label,
        held_by=workflow.held_by.name,
        definition=strand.definition,
        stage=strand.stage,
        stage_name=stage.label,
        since=strand.since,
        opened_on=strand.opened_on,
        ended=stage.ends,
    )


def strands_to_read(case: Case, workflow: Workflow) -> Sequence[StrandId]:
    return [one.id for one in case.strands_of(workflow.name)]


def clock_readings(case: Case, journey: Journey, today: date, calendar: Calendar) -> list[ClockReading]:
    """Return every clock of a case that has started, the earliest due first; those without a day last."""
    found = [
        clock_reading(one, strand, read_otherwise(one, case.story(strand), calendar))
        for workflow in journey.workflows.values()
        for strand in strands_to_read(case, workflow)
        for clock in workflow.clocks
        for one in read(clock, case.story(strand), today, calendar, workflow.in_place_of(clock))
    ]
    return sorted(found, key=lambda one: (one.due or date.max, one.clock))


def unstarted(case: Case, journey: Journey, today: date, calendar: Calendar) -> list[ClockReading]:
    """Return the clocks of today's law that nothing has started yet, in the strands that are not over."""
    found: list[ClockReading] = []
    for strand in case.in_order([*case.strands.values()]):
        workflow = journey.workflows.get(strand.workflow)
        if workflow is None or journey.stage(strand.workflow, strand.stage).ends:
            continue
        story = case.story(strand.id)
        running = {clock.id for clock in workflow.clocks if read(clock, story, today, calendar, working=False)}
        waiting = (one for one in workflow.clocks if one.id not in running and one.in_force.on(today))
        here = (one for one in waiting if one.applies is None or one.applies.holds(None, today, story))
        found += [unread(one, strand.id) for one in here]
    return sorted(found, key=lambda one: one.clock)


def read_otherwise(one: Reading, story: History, calendar: Calendar) -> dict[str, date]:
    """Return the last day by each reading of a contested rule."""
    due = one.clock.due
    return due.each_way(one.started_by, story, calendar) if isinstance(due, Contested) else {}


def unread(clock: Clock, strand: StrandId | None) -> ClockReading:
    """Return what is known of a duty before anything has started it."""
    return ClockReading(
        clock=clock.id,
        label=clock.label,
        strand=strand,
        started_by=None,
        started_on=None,
        status=str(Status.NOT_STARTED),
        due=None,
        ended_on=None,
        days_late=0,
        owed_by=clock.owed_by.id,
        owed_by_name=clock.owed_by.name,
        working=(),
        exceptions=(),
        starts_from_erased=False,
        readings={},
        law=rule(clock.law),
    )


def clock_reading(one: Reading, strand: StrandId | None, readings: dict[str, date]) -> ClockReading:
    return replace(
        unread(one.clock, strand),
        started_by=one.started_by.id,
        started_on=one.started_by.happened_on,
        status=str(one.status),
        due=one.due,
        ended_on=one.ended_on,
        days_late=one.days_late,
        working=one.working,
        exceptions=one.exceptions,
        starts_from_erased=one.sealed_start,
        readings=readings,
    )


def window_standings(case: Case, journey: Journey, today: date, calendar: Calendar) -> list[WindowStanding]:
    """Return all the time that belongs to somebody in a case."""
    return [
        window_standing(one, strand)
        for workflow in journey.workflows.values()
        for strand in strands_to_read(case, workflow)
        for window in workflow.windows
        for one in look(window, case.story(strand), today, calendar)
    ]


def window_standing(one: WindowReading, strand: StrandId | None) -> WindowStanding:
    return WindowStanding(
        window=one.window.id,
        label=one.window.label,
        strand=strand,
        opened_by=one.opened_by.id,
        opened_on=one.opened_by.happened_on,
        standing=str(one.standing),
        last_day=one.last_day,
        held_by=one.window.held_by.name,
        working=one.working,
        law=rule(one.window.law),
    )


def permission_standings(case: Case, today: date) -> list[Asked]:
    """Return every permission asked for in a case, and how it stands on a day."""
    return [
        Asked(
            record=one.asked.id,
            tag=one.asked.tag,
            kind="consent" if issubclass(one.asked.kind, Consent) else "agreement",
            asked_on=one.asked.happened_on,
            standing=str(one.standing),
            until=one.asked.clear("until") if issubclass(one.asked.kind, Consent) else None,
            withdrawn_by=one.withdrawn_by.id if one.withdrawn_by else None,
        )
        for one in permissions(case.story(), today)
    ]

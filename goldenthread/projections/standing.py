"""How a case stands on a day: its strands, what can happen next, its clocks and its permissions, as data."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct

from goldenthread.engine.calendars import Calendar
from goldenthread.engine.case import Case, Strand
from goldenthread.engine.clocks import Reading, read
from goldenthread.engine.due import Contested
from goldenthread.engine.events import Consent, RecordId
from goldenthread.engine.fields import tag_of
from goldenthread.engine.history import History
from goldenthread.engine.journey import Journey
from goldenthread.engine.law import Law
from goldenthread.engine.needs import Before, Need, weigh
from goldenthread.engine.permissions import permissions
from goldenthread.engine.records import StrandId
from goldenthread.engine.windows import WindowReading, look
from goldenthread.engine.workflow import OUTSET, Move, Workflow, stages

NONE_YET = StrandId(UUID(int=0))
"""Stands for a strand that has not begun: only what belongs to the whole case counts in it."""


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


class Needed(Struct, frozen=True, kw_only=True):
    """One need of a move: met, by which records; or not, who can meet it, and whether a reason will do."""

    need: str
    label: str
    met: bool
    met_by: tuple[RecordId, ...]
    by: str
    reason_will_do: bool
    law: Rule


class Next(Struct, frozen=True, kw_only=True):
    """A move that can be made from here, and what it still needs. ``owes`` are the duties it opens."""

    workflow: str
    strand: StrandId | None
    move: str
    label: str
    records: str
    ready: bool
    needs: tuple[Needed, ...]
    owes: tuple[str, ...]


class ClockReading(Struct, frozen=True, kw_only=True):
    """How one duty stands: due, met or overdue, by how many days, and how that was worked out.

    ``readings`` gives the last day by each reading of a contested rule; it is empty where a rule is settled.
    """

    clock: str
    label: str
    strand: StrandId | None
    started_by: RecordId
    started_on: date
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
    return [where(one, journey) for one in sorted(case.strands.values(), key=lambda one: one.opened_on)]


def where(strand: Strand, journey: Journey) -> Where:
    workflow = journey.workflows[strand.workflow]
    stage = workflow.stages_by_name.get(strand.stage, OUTSET)
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


def nexts(case: Case, journey: Journey, today: date, calendar: Calendar) -> list[Next]:
    """Return every move that can be made on a day: in each strand, and, where none runs, those that begin another."""
    found: list[Next] = []
    for workflow in journey.workflows.values():
        strands: list[Strand | None] = [*case.strands_of(workflow.name)]
        if all(strand is None or over(workflow, strand) for strand in strands):
            strands.append(None)
        for strand in strands:
            stage = strand.stage if strand else workflow.name_of(OUTSET)
            story = case.story(strand.id if strand else NONE_YET)
            found += [
                following(workflow, move, strand, story, today, calendar)
                for move in workflow.moves
                if stage in {workflow.name_of(one) for one in stages(move.at)}
            ]
    return found


def over(workflow: Workflow, strand: Strand) -> bool:
    return workflow.stages_by_name.get(strand.stage, OUTSET).ends


def following(
    workflow: Workflow, move: Move, strand: Strand | None, story: History, today: date, calendar: Calendar
) -> Next:
    weighed = weigh(workflow.needs_of(move), None, today, story, calendar, workflow.in_place_of)
    needs = tuple(needed(name, need, weighed.met.get(name)) for name, need in workflow.needs_of(move).items())
    return Next(
        workflow=workflow.name,
        strand=strand.id if strand else None,
        move=workflow.name_of(move),
        label=move.label,
        records=tag_of(move.records),
        ready=not weighed.unmet,
        needs=needs,
        owes=tuple(then.label for then in move.owes),
    )


def needed(name: str, need: Need, met_by: tuple[RecordId, ...] | None) -> Needed:
    return Needed(
        need=name,
        label=need.label,
        met=met_by is not None,
        met_by=met_by or (),
        by=need.by.name,
        reason_will_do=not isinstance(need, Before),
        law=rule(need.law),
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


def read_otherwise(one: Reading, story: History, calendar: Calendar) -> dict[str, date]:
    """Return the last day by each reading of a contested rule."""
    due = one.clock.due
    return due.each_way(one.started_by, story, calendar) if isinstance(due, Contested) else {}


def clock_reading(one: Reading, strand: StrandId | None, readings: dict[str, date]) -> ClockReading:
    return ClockReading(
        clock=one.clock.id,
        label=one.clock.label,
        strand=strand,
        started_by=one.started_by.id,
        started_on=one.started_by.happened_on,
        status=str(one.status),
        due=one.due,
        ended_on=one.ended_on,
        days_late=one.days_late,
        owed_by=one.clock.owed_by.id,
        owed_by_name=one.clock.owed_by.name,
        working=one.working,
        exceptions=one.exceptions,
        starts_from_erased=one.sealed_start,
        readings=readings,
        law=rule(one.clock.law),
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

"""What the projections of duties share: the strands of a case, and which of their duties are still open."""

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any
from uuid import UUID, uuid5
from weakref import ref

import msgspec
from msgspec import Struct

from goldenthread.engine.access.seeing import Seeing
from goldenthread.engine.calendars import Calendar
from goldenthread.engine.case import Case, Strand
from goldenthread.engine.clocks import Clock, Reading, Status, read
from goldenthread.engine.due import Times
from goldenthread.engine.events import Event
from goldenthread.engine.history import History
from goldenthread.engine.journey import Journey
from goldenthread.engine.journeys import Journeys
from goldenthread.engine.naming import key_of, many
from goldenthread.engine.records import Origin, Record
from goldenthread.engine.workflow import Workflow

OVER = (Status.MET, Status.MET_LATE, Status.FELL_AWAY)


class Telling(Struct, frozen=True):
    """One strand with all that stands in it, the kind of its case, and the day of the last; and whether it is over."""

    case: Case
    kind: str
    strand: Strand
    workflow: Workflow
    history: History
    last: date
    over: bool


class OpenReading(Struct, frozen=True):
    """A duty that is not done, whatever day it is; of one that is owed each year, the period that is not met yet."""

    reading: Reading
    opens_on: date
    due: date | None


def tellings(case: Case, journey: Journey) -> Iterator[Telling]:
    """Yield the strands of a case whose workflow is still declared."""
    for strand in case.strands.values():
        workflow = journey.workflows.get(strand.workflow)
        if workflow is not None:
            history = case.story(strand.id)
            over = journey.stage(workflow.name, strand.stage).ends
            yield Telling(case, journey.name, strand, workflow, history, history.records[-1].happened_on, over)


class OpenDuties:
    """Every duty of a case, as it is seen, that is not done.

    What was found last is kept for the projection that asks next, and for no longer than what is seen is kept itself:
    of what has been erased nothing stays here.
    """

    def __init__(self, journeys: Journeys, calendar: Calendar) -> None:
        self._journeys, self._calendar = journeys, calendar
        self._last: tuple[ref[Seeing], list[tuple[Telling, OpenReading]]] | None = None

    def of(self, seeing: Seeing) -> list[tuple[Telling, OpenReading]]:
        last = self._last
        if last is None or last[0]() is not seeing:
            each = tellings(seeing.case, self._journeys.of(seeing.case))
            found = [(one, reading) for one in each for reading in open_readings(one, self._calendar)]
            last = self._last = (ref(seeing, self._let_go), found)
        return last[1]

    def _let_go(self, gone: ref[Seeing]) -> None:
        if (last := self._last) and last[0] is gone:
            self._last = None


def open_readings(telling: Telling, calendar: Calendar) -> Iterator[OpenReading]:
    """Yield every duty of a strand that is not done.

    It is read on the day of the last record, so that all of them count and no other day comes into it. What papers from
    before would have owed in a strand that is over is not asked for any more; it stands in the clocks of its case.
    """
    for clock in started(telling):
        replacing = telling.workflow.in_place_of(clock)
        found = read(clock, telling.history, telling.last, calendar, replacing, working=False)
        if isinstance(clock.due, Times):
            yield from yearly(clock, clock.due, found, telling.history)
            continue
        for one in found:
            if one.status not in OVER and not (telling.over and one.started_by.origin is Origin.BROUGHT_IN):
                yield OpenReading(one, one.started_by.happened_on, one.due)


def yearly(clock: Clock, due: Times, found: list[Reading], history: History) -> Iterator[OpenReading]:
    """Yield, for each start, the period of the last record, or the next where that one is met."""
    latest = {one.started_by.id: one for one in found}
    for one in latest.values():
        start = one.started_by.happened_on
        if one.due is None or any(fell.happened_on >= start for fell in history.of(many(clock.falls_away))):
            continue
        day = one.due + timedelta(days=1) if one.status in OVER else one.due
        begins, ends = due.a.holding(day)
        yield OpenReading(one, max(begins, start), ends)


def started(telling: Telling) -> list[Clock]:
    """Return the clocks that anything in a strand may have started, in the order they are declared."""
    kinds = {record.kind for record in telling.history}
    may = {clock for kind in kinds for clock in may_start(telling.workflow, kind)}
    return [clock for clock in telling.workflow.clocks if clock in may]


@cache
def may_start(workflow: Workflow, kind: type[Event]) -> frozenset[Clock]:
    return frozenset(clock for clock in workflow.clocks if issubclass(kind, clock.starts.events))


def key_said(clock: Clock, start: Record) -> str | None:
    """Return what a clock that runs for each of something runs for: which adviser, which place."""
    per = clock.starts.per
    return None if per is None else str(key_of(start.kind, per)(start))


def row_id(case: Case, strand: Strand, rule: str, start: Record) -> UUID:
    """Return the name of a row: that of the rule and of the entry that started it, in whatever wording."""
    return uuid5(strand.id, f"{rule}/{case.wordings.get(start.id, start.id)}")


def stamp(layout: int, journeys: Journeys, calendar: Calendar, software: str) -> str:
    """Return what rows depend on beside the records: their layout, the declarations, the calendar, the software."""
    holidays: Any = calendar.bank_holidays
    said = [
        str(layout),
        software,
        *(workflow.digest for workflow in journeys.workflows.values()),
        repr((calendar.closed, sorted(calendar.local.items()), sorted(calendar.readings.items()))),
        type(holidays).__name__,
    ]
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()[:32]

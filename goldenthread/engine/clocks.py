"""Clocks: duties with a period, read from a history on any day, with their working."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from msgspec import Struct

from goldenthread.engine.applying import Where
from goldenthread.engine.calendars import Calendar, Period
from goldenthread.engine.due import Due, Times, due_of, last_day_of, looked_back_to, said, waited_for, working_of
from goldenthread.engine.events import Event, RecordId, Role
from goldenthread.engine.history import History
from goldenthread.engine.law import ALWAYS, InForce, Law
from goldenthread.engine.naming import FieldOf, Key, Kinds, field_of, has_key, key_of, many
from goldenthread.engine.records import Record
from goldenthread.engine.starts import Starts

Ground = TypeVar("Ground", bound=StrEnum)


@dataclass(frozen=True)
class During:
    """Stretches of time, told by an event, in which a time limit need not be kept.

    ``only``: of those that say for which limit they are, only those for this one; where it is not said, for all.
    ``within``: a ground that counts only for a stretch whose first day lies in these days.
    """

    first: FieldOf
    last: FieldOf
    only: StrEnum | None = None
    within: tuple[tuple[StrEnum, InForce], ...] = ()

    def __post_init__(self) -> None:
        if self.only:
            self._field(self.only)
        for ground, _ in self.within:
            self._field(ground)

    def counts(self, record: Record) -> bool:
        """Say whether what a record tells is an exception to this limit."""
        if self.only and self._said(record, self.only) not in (None, self.only):
            return False
        begins = self.first(record)
        return all(days.on(begins) for ground, days in self.within if self._said(record, ground) == ground)

    def _field(self, choice: StrEnum) -> FieldOf:
        return key_of(self.first.event, type(choice))

    def _said(self, record: Record, choice: StrEnum) -> object:
        return self._field(choice)(record)

    def __str__(self) -> str:
        only = f" only {self.only}" if self.only else ""
        return f"{self.first} to {self.last}{only}" + "".join(f" {ground} {days}" for ground, days in self.within)


def during(
    first: date, last: date | None, *, only: StrEnum | None = None, within: Mapping[Ground, InForce] | None = None
) -> During:
    return During(field_of(first), field_of(last), only, tuple((within or {}).items()))


@dataclass(frozen=True)
class Answers:
    """The events that answer one starting record, by naming it: any of them will do."""

    fields: tuple[FieldOf, ...]

    def kinds(self) -> tuple[type[Event], ...]:
        return tuple(one.event for one in self.fields)

    def answer(self, start: Record, record: Record, history: History) -> bool:
        """Say whether a record answers a start."""
        names = (one for one in self.fields if issubclass(record.kind, one.event))
        return any(history.names(one(record), start) for one in names)


def answered_by(reference: RecordId | None, *others: RecordId | None) -> Answers:
    """Name the fields in which an answer names what it answers: ``answered_by(Written.letter, Rung.call)``."""
    return Answers(tuple(field_of(one) for one in (reference, *others)))


@dataclass(frozen=True, eq=False)
class Clock:
    """A duty with a period. Lateness never ends it.

    ``in_force``: the days on which the event that starts it must have happened, for this to be the law of it.
    ``applies``: for which kinds of place it is declared, as they were on that day.
    """

    id: str
    label: str
    _: KW_ONLY
    starts: Starts
    due: Period | Due | Times
    stops: Kinds | Answers
    owed_by: Role
    law: Law
    falls_away: Kinds = ()
    back_on: Kinds = ()
    in_place_of: Sequence["Clock"] = ()
    unless: During | None = None
    in_force: InForce = ALWAYS
    applies: Where | None = None

    def __post_init__(self) -> None:
        if self.applies:
            self.applies.check(self.starts.events)
        if self.starts.per:
            excuses = (self.unless.first.event,) if self.unless else ()
            for event in (*self.starts.events, *self.stopped_by(), *excuses):
                key_of(event, self.starts.per)

    def stopped_by(self) -> tuple[type[Event], ...]:
        return self.stops.kinds() if isinstance(self.stops, Answers) else many(self.stops)

    @cached_property
    def counted(self) -> Due:
        """Return the way its last day is found, where it is not one of a year."""
        if isinstance(self.due, Times):
            raise TypeError(f"{self.id} is owed so many times a year")
        return due_of(self.due)

    @cached_property
    def turns(self) -> tuple[type[Event], ...]:
        """Return the events that end this clock, or set it going again."""
        return (*self.stopped_by(), *many(self.falls_away), *many(self.back_on))

    def heeds(self) -> frozenset[type[Event]]:
        """Return every event that this clock names. It is deaf to all others, but for a clock in its place."""
        named = (*self.starts.events, *self.turns)
        excuses = (self.unless.first.event,) if self.unless else ()
        counted_from = (*waited_for(self.due), *looked_back_to(self.due))
        return frozenset((*named, *excuses, *self.places(), *counted_from))

    def places(self) -> tuple[type[Event], ...]:
        """Return the events that say of what kind a place is, where this is the law of some kinds only."""
        return self.applies.heeds() if self.applies else ()

    def begins_with(self, record: Record, history: History) -> bool:
        """Say whether a record is one that starts it, while it was the law, and the law of such a place."""
        if not issubclass(record.kind, self.starts.events) or not self.in_force.on(record.happened_on):
            return False
        return self.applies is None or self.applies.holds(record, record.happened_on, history)

    def started_by(self, history: History) -> Sequence[Record]:
        """Return the records that start it, of those that happened while it was the law, and where it applies."""
        found = self.starts.find(history, self.applies)
        return found if self.in_force is ALWAYS else [one for one in found if self.in_force.on(one.happened_on)]


class Status(StrEnum):
    """How a duty stands on a day."""

    NOT_STARTED = "not started"
    RUNNING, MET, MET_LATE, OVERDUE = "running", "met", "met late", "overdue"
    MISSED, DISAPPLIED, FELL_AWAY = "missed", "disapplied", "fell away"


class Reading(Struct, frozen=True):
    """How one clock, started by one record, stands on a day, and how that was worked out.

    ``days_late`` is in calendar days; less than nought when it was met that many days early.
    ``exceptions`` are first and last days on which the limit need not be kept; they add no days.
    """

    clock: Clock
    started_by: Record
    status: Status
    due: date | None
    ended_on: date | None
    days_late: int
    working: tuple[str, ...]
    exceptions: tuple[tuple[date, date], ...] = ()
    sealed_start: bool = False
    ended_by: Record | None = None


def read(
    clock: Clock,
    history: History,
    today: date,
    calendar: Calendar,
    replacing: Sequence[Clock] = (),
    *,
    working: bool = True,
) -> list[Reading]:
    """Return every reading of a clock on a day. ``replacing`` are the clocks declared to run in its place.

    Without ``working`` it is left out, where nobody will look at it.
    """
    told = history.by(today)
    starts = clock.started_by(told)
    if isinstance(clock.due, Times):
        return [one for start in starts for one in tally(clock, clock.due, start, told, today)]
    return [walk(clock, start, told, today, calendar, replacing, working=working) for start in starts]


def stops(clock: Clock, start: Record, record: Record, history: History) -> bool:
    if isinstance(clock.stops, Answers):
        return clock.stops.answer(start, record, history)
    if not issubclass(record.kind, many(clock.stops)):
        return False
    return clock.starts.per is None or same_key(clock.starts.per, start, record)


def same_key(key: Key, one: Record, other: Record) -> bool:
    return bool(key_of(one.kind, key)(one) == key_of(other.kind, key)(other))


def concerns(clock: Clock, start: Record, record: Record, kinds: Kinds) -> bool:
    """Say whether a record is of these kinds and about the same key as a start; one without a key is about all."""
    per = clock.starts.per
    if not issubclass(record.kind, many(kinds)):
        return False
    return per is None or not has_key(record.kind, per) or same_key(per, start, record)


class Ending(Struct, frozen=True):
    """What ended a duty: it was met, or it fell away; and what happened on the way."""

    met: Record | None = None
    fell: Record | None = None
    told: tuple[str, ...] = ()


NONE_YET = Ending()


def ending(clock: Clock, start: Record, history: History, replacing: Sequence[Clock]) -> Ending:
    instead_of_it = tuple(event for other in replacing for event in other.starts.events)
    turns = history.since(start, (*clock.turns, *instead_of_it) if instead_of_it else clock.turns)
    if not turns:
        return NONE_YET
    fell: Record | None = None
    told: list[str] = []
    for record in turns:
        instead = next((other for other in replacing if other.begins_with(record, history)), None)
        if instead or (fell is None and concerns(clock, start, record, clock.falls_away)):
            fell = fell or record
            told.append(
                f"fell away on {said(record.happened_on)}" + (f": {instead.id} runs instead" if instead else "")
            )
        elif fell and concerns(clock, start, record, clock.back_on):
            fell = None
            told.append(f"back on from {said(record.happened_on)}, counted from the first day as before")
        elif fell is None and stops(clock, start, record, history):
            return Ending(met=record, told=tuple(told))
    return Ending(fell=fell, told=tuple(told))


def walk(  # what a reading depends on, all of it
    clock: Clock,
    start: Record,
    history: History,
    today: date,
    calendar: Calendar,
    replacing: Sequence[Clock],
    *,
    working: bool,
) -> Reading:
    due = clock.counted
    last = last_day_of(due, start, history, calendar)
    end = ending(clock, start, history, replacing)
    excused = exceptions(clock, start, last, history)
    ended = end.met or end.fell
    ended_on = ended.happened_on if ended else None
    over = ((ended_on or today) - last).days if last else 0
    return Reading(
        clock,
        start,
        status_of(end, over, excused=bool(excused)),
        last,
        ended_on,
        over if end.met else max(0, over) if not end.fell else 0,
        (
            working_of(due, start, history, calendar),
            *unsaid(clock, start, history),
            *end.told,
            *map(not_kept, excused),
        )
        if working
        else (),
        excused,
        start.erased,
        ended,
    )


def unsaid(clock: Clock, start: Record, history: History) -> tuple[str, ...]:
    """Say where a duty is taken to apply because nobody said of what kind the place is."""
    return clock.applies.unsaid(start, start.happened_on, history) if clock.applies else ()


def not_kept(span: tuple[date, date]) -> str:
    return f"need not be kept {said(span[0])} to {said(span[1])}; no days are added"


def status_of(end: Ending, over: int, *, excused: bool) -> Status:
    if end.fell:
        return Status.FELL_AWAY
    if over > 0 and excused:
        return Status.DISAPPLIED
    if end.met:
        return Status.MET_LATE if over > 0 else Status.MET
    return Status.OVERDUE if over > 0 else Status.RUNNING


def exceptions(clock: Clock, start: Record, last: date | None, history: History) -> tuple[tuple[date, date], ...]:
    if clock.unless is None or last is None:
        return ()
    relied = [one for one in history.of(clock.unless.first.event) if clock.unless.counts(one)]
    mine = [one for one in relied if clock.starts.per is None or same_key(clock.starts.per, start, one)]
    spans = [(clock.unless.first(one), clock.unless.last(one) or last) for one in mine]
    return tuple(span for span in spans if span[0] <= last and span[1] >= start.happened_on)


def tally(clock: Clock, due: Times, start: Record, history: History, today: date) -> Iterable[Reading]:
    """Yield a reading for each year, from the one in which the duty began to that of today or its end."""
    ended = [one for one in history.of(many(clock.falls_away)) if one.happened_on >= start.happened_on]
    over = ended[0].happened_on if ended else None
    begins, ends = due.a.holding(start.happened_on)
    held = [one for one in history.by(over or today) if stops(clock, start, one, history)]
    while begins <= min(today, over or today):
        mine = [one for one in held if max(begins, start.happened_on) <= one.happened_on <= ends]
        owed = due.owed(max(begins, start.happened_on), ends)
        met = mine[owed - 1] if len(mine) >= owed else None
        fell = ended[0] if over and over <= ends and not met else None
        status = Status.MET if met else Status.FELL_AWAY if fell else Status.MISSED if today > ends else Status.RUNNING
        working = (f"{len(mine)} of {owed} in the {due.a.name} to {said(ends)}", *unsaid(clock, start, history))
        done = met or fell
        yield Reading(
            clock, start, status, ends, done.happened_on if done else None, 0, working, (), start.erased, done
        )
        begins, ends = due.a.holding(ends + timedelta(days=1))

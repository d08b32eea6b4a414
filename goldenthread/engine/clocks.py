"""Clocks: duties with a period, read from a history on any day, with their working."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Protocol

from msgspec import Struct

from goldenthread.engine.calendars import EARLIEST, LATEST, Calendar, Period, add_months
from goldenthread.engine.events import Event, RecordId, Role
from goldenthread.engine.fields import read_out
from goldenthread.engine.law import Law
from goldenthread.engine.records import FieldOf, History, Key, Kinds, Record, field_of, has_key, key_of, many

DAYS = 4096
said = lru_cache(DAYS)(read_out)
"""A day in words. The same days are said again and again."""


@dataclass(frozen=True)
class Starts:
    """Which records start a clock, and what a second one does."""

    events: tuple[type[Event], ...]
    again: str
    per: Key | None = None

    def find(self, history: History) -> list[Record]:
        found = history.of(self.events)
        if self.per:
            firsts: dict[object, Record] = {}
            for record in found:
                firsts.setdefault(key_of(record.kind, self.per)(record), record)
            return list(firsts.values())
        return list({"first": found[:1], "latest": found[-1:]}.get(self.again, found))


def first(*events: type[Event]) -> Starts:
    """Start one clock at the earliest; any later one joins it."""
    return Starts(events, "first")


def latest(*events: type[Event]) -> Starts:
    """Start one clock; a later one starts it afresh."""
    return Starts(events, "latest")


def each(*events: type[Event], per: Key | None = None) -> Starts:
    """Start a clock of its own for each, or for each adviser, place or other key."""
    return Starts(events, "each", per)


LastDay = tuple[date, str]
"""The last day in time, and how it was worked out."""


class Due(Protocol):
    """A way of finding the last day."""

    def last_day(self, start: Record, history: History, calendar: Calendar) -> LastDay | None: ...

    def fields(self) -> tuple[FieldOf, ...]:
        """Return the fields of the starting event that it reads."""
        ...


@dataclass(frozen=True)
class After:
    """A period counted from the start, or from a record that came later."""

    period: Period
    event: type[Event] | None = None

    def last_day(self, start: Record, history: History, calendar: Calendar) -> LastDay | None:
        day = start.happened_on
        if self.event:
            later = [one for one in history.of(self.event) if one.happened_on >= day]
            if not later:
                return None
            day = later[-1].happened_on
        end = self.period.end(day, calendar)
        return end, f"{said(day)} and {self.period.read_out(calendar)} is {said(end)}"

    def fields(self) -> tuple[FieldOf, ...]:
        return ()

    def __str__(self) -> str:
        return str(self.period)


@dataclass(frozen=True)
class On:
    """A day that the starting event itself names."""

    field: FieldOf

    def last_day(self, start: Record, history: History, calendar: Calendar) -> LastDay | None:
        del history, calendar
        day: date | None = self.field(start) if issubclass(start.kind, self.field.event) else None
        return None if day is None else (day, f"the day agreed was {said(day)}")

    def fields(self) -> tuple[FieldOf, ...]:
        return (self.field,)

    def __str__(self) -> str:
        return "on the day agreed"


@dataclass(frozen=True)
class Until:
    """A period that must lie before a day which the starting event names."""

    field: FieldOf
    period: Period

    def last_day(self, start: Record, history: History, calendar: Calendar) -> LastDay | None:
        del history
        day: date | None = self.field(start)
        if day is None:
            return None
        end = self.period.end(day, calendar)
        return end, f"{self.period.read_out(calendar)} {said(day)} is {said(end)}"

    def fields(self) -> tuple[FieldOf, ...]:
        return (self.field,)

    def __str__(self) -> str:
        return f"{self.period} the day named"


@dataclass(frozen=True)
class Fixed:
    """A day of the calendar in the year that the starting event names, whatever day of the week it is."""

    month: int
    day: int
    year_of: FieldOf
    before: bool = False

    def last_day(self, start: Record, history: History, calendar: Calendar) -> LastDay | None:
        del history, calendar
        named: date | int | None = self.year_of(start)
        if named is None:
            return None
        fixed = date(named.year if isinstance(named, date) else named, self.month, self.day)
        last = fixed - timedelta(days=self.before)
        return last, f"{'before' if self.before else 'by'} {said(fixed)}"

    def fields(self) -> tuple[FieldOf, ...]:
        return (self.year_of,)

    def __str__(self) -> str:
        return f"{'before' if self.before else 'by'} {self.day} {date(2000, self.month, 1):%B}"


@dataclass(frozen=True)
class OneOf:
    """The later, or the earlier, of several days, moved on where a rule says so."""

    parts: tuple[Due, ...]
    choose: Callable[[Iterable[date]], date]
    word: str
    rolls: Callable[[date, Calendar], date] | None = None

    def last_day(self, start: Record, history: History, calendar: Calendar) -> LastDay | None:
        found = [day for part in self.parts if (day := part.last_day(start, history, calendar))]
        if not found:
            return None
        last = self.choose(day for day, _ in found)
        working = "; or ".join(how for _, how in found) + f"; the {self.word} counts" * bool(found[1:])
        moved = self.rolls(last, calendar) if self.rolls else last
        return moved, working + f"; moved on to {said(moved)}" * (moved != last)

    def fields(self) -> tuple[FieldOf, ...]:
        return tuple(one for part in self.parts for one in part.fields())

    def __str__(self) -> str:
        return f"the {self.word} of " + ", ".join(str(part) for part in self.parts)


@dataclass(frozen=True)
class Contested:
    """A rule that can be read in more than one way: the reading chosen counts, and the others are shown.

    Where the reading chosen is none of these, the usual one counts.
    """

    name: str
    readings: Mapping[str, Due]
    usually: str

    def __post_init__(self) -> None:
        if self.usually not in self.readings:
            raise ValueError(f"{self.name!r} is usually read as {self.usually!r}, which is none of its readings")

    def last_day(self, start: Record, history: History, calendar: Calendar) -> LastDay | None:
        chosen = calendar.readings.get(self.name, self.usually)
        if chosen not in self.readings:
            chosen = self.usually
        days = {name: one.last_day(start, history, calendar) for name, one in self.readings.items()}
        found = days.get(chosen)
        if found is None:
            return None
        others = [
            f"read as {name!r} it would be {said(day[0])}" for name, day in days.items() if name != chosen and day
        ]
        return found[0], "; ".join([f"{found[1]}, read as {chosen!r} ({self.name})", *others])

    def fields(self) -> tuple[FieldOf, ...]:
        return tuple(one for part in self.readings.values() for one in part.fields())

    def __str__(self) -> str:
        return f"{self.readings[self.usually]} (can be read in more than one way: {self.name})"


@dataclass(frozen=True)
class Year:
    """A year that begins on the first of a named month, such as a year of account."""

    month: int
    name: str

    def holding(self, day: date) -> tuple[date, date]:
        begins = date(day.year - (day.month < self.month), self.month, 1)
        return begins, add_months(begins, 12) - timedelta(days=1)


@dataclass(frozen=True)
class Times:
    """So many times in each year."""

    n: int
    a: Year

    def __str__(self) -> str:
        return f"{self.n} times in each {self.a.name}"


def on(day: date | None) -> On:
    """Name the field of the starting event that holds the day: ``on(SupportPlanned.review_on)``."""
    return On(field_of(day))


def before(day: date | None, period: Period) -> Until:
    """Count a period back from a day that the starting event names."""
    back = Period(period.n, f"{period.unit} before", lambda day, n, calendar: period.rule(day, -n, calendar))
    return Until(field_of(day), back)


def fixed(month: int, day: int, *, in_year_of: date | int | None, before: bool = False) -> Fixed:
    """Name a day of the year that the starting event's field falls in, or names."""
    return Fixed(month, day, field_of(in_year_of), before)


def after(event: type[Event], period: Period) -> After:
    return After(period, event)


def due_of(part: Period | Due) -> Due:
    return After(part) if isinstance(part, Period) else part


def later_of(*parts: Period | Due, rolls: Callable[[date, Calendar], date] | None = None) -> OneOf:
    return OneOf(tuple(due_of(part) for part in parts), max, "later", rolls)


def earlier_of(*parts: Period | Due) -> OneOf:
    return OneOf(tuple(due_of(part) for part in parts), min, "earlier")


def contested(name: str, *, usually: str, **readings: Period | Due) -> Contested:
    """Name a reading that authorities and courts have not settled; a store's settings choose one."""
    return Contested(name, {one: due_of(part) for one, part in readings.items()}, usually)


def times(n: int, *, a: Year) -> Times:
    return Times(n, a)


@dataclass(frozen=True)
class During:
    """Stretches of time, told by an event, in which a time limit need not be kept."""

    first: FieldOf
    last: FieldOf


def during(first: date, last: date | None) -> During:
    return During(field_of(first), field_of(last))


@dataclass(frozen=True)
class Answers:
    """The event that answers one starting record, by naming it."""

    field: FieldOf


def answered_by(reference: RecordId | None) -> Answers:
    return Answers(field_of(reference))


@dataclass(frozen=True, eq=False)
class Clock:
    """A duty with a period. Lateness never ends it."""

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

    def __post_init__(self) -> None:
        if self.starts.per:
            excuses = (self.unless.first.event,) if self.unless else ()
            for event in (*self.starts.events, *self.stopped_by(), *excuses):
                key_of(event, self.starts.per)

    def stopped_by(self) -> tuple[type[Event], ...]:
        return (self.stops.field.event,) if isinstance(self.stops, Answers) else many(self.stops)

    @cached_property
    def turns(self) -> tuple[type[Event], ...]:
        """Return the events that end this clock, or set it going again."""
        return (*self.stopped_by(), *many(self.falls_away), *many(self.back_on))

    def heeds(self) -> frozenset[type[Event]]:
        """Return every event that this clock names. It is deaf to all others, but for a clock in its place."""
        named = (*self.starts.events, *self.turns)
        excuses = (self.unless.first.event,) if self.unless else ()
        return frozenset((*named, *excuses, *waited_for(self.due)))


def waited_for(due: Period | Due | Times) -> tuple[type[Event], ...]:
    """Return the later events that a last day is counted from."""
    if isinstance(due, After):
        return (due.event,) if due.event else ()
    parts = due.parts if isinstance(due, OneOf) else due.readings.values() if isinstance(due, Contested) else ()
    return tuple(event for part in parts for event in waited_for(part))


def last_day_of(due: Due, start: Record, history: History, calendar: Calendar) -> LastDay | None:
    """Find the last day; None where it would lie beyond the calendar. A clock never stands in the way of a record."""
    try:
        found = due.last_day(start, history, calendar)
    except (OverflowError, ValueError):
        return None
    return found if found and EARLIEST <= found[0] <= LATEST else None


def parts_of(due: Period | Due | Times) -> Iterator[Period | Due]:
    """Yield a way of finding the last day, and everything it is made of."""
    if isinstance(due, Times):
        return
    yield due
    if isinstance(due, After | Until):
        yield due.period
    for part in due.parts if isinstance(due, OneOf) else due.readings.values() if isinstance(due, Contested) else ():
        yield from parts_of(part)


class Status(StrEnum):
    """How a duty stands on a day."""

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
    clock: Clock, history: History, today: date, calendar: Calendar, replacing: Sequence[Clock] = ()
) -> list[Reading]:
    """Return every reading of a clock on a day. ``replacing`` are the clocks declared to run in its place."""
    told = history.by(today)
    starts = clock.starts.find(told)
    if isinstance(clock.due, Times):
        return [one for start in starts for one in tally(clock, clock.due, start, told, today)]
    due = due_of(clock.due)
    return [walk(clock, due, start, told, today, calendar, replacing) for start in starts]


def stops(clock: Clock, start: Record, record: Record, history: History) -> bool:
    if isinstance(clock.stops, Answers):
        answers = issubclass(record.kind, clock.stops.field.event)
        return answers and history.names(clock.stops.field(record), start)
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


def ending(clock: Clock, start: Record, history: History, replacing: Sequence[Clock]) -> Ending:
    fell: Record | None = None
    told: list[str] = []
    instead_of_it = tuple(event for other in replacing for event in other.starts.events)
    for record in history.since(start, (*clock.turns, *instead_of_it)):
        instead = next((other for other in replacing if issubclass(record.kind, other.starts.events)), None)
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
    due: Due,
    start: Record,
    history: History,
    today: date,
    calendar: Calendar,
    replacing: Sequence[Clock],
) -> Reading:
    found = last_day_of(due, start, history, calendar)
    last, how = found or (None, "no day was set")
    end = ending(clock, start, history, replacing)
    excused = exceptions(clock, start, last, history)
    ended = end.met or end.fell
    ended_on = ended.happened_on if ended else None
    over = ((ended_on or today) - last).days if last else 0
    working = (
        how,
        *end.told,
        *(f"need not be kept {said(a)} to {said(b)}; no days are added" for a, b in excused),
    )
    return Reading(
        clock,
        start,
        status_of(end, over, excused=bool(excused)),
        last,
        ended_on,
        over if end.met else max(0, over) if not end.fell else 0,
        working,
        excused,
        start.erased,
        ended,
    )


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
    relied = history.of(clock.unless.first.event)
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
        met = mine[due.n - 1] if len(mine) >= due.n else None
        fell = ended[0] if over and over <= ends and not met else None
        status = Status.MET if met else Status.FELL_AWAY if fell else Status.MISSED if today > ends else Status.RUNNING
        working = f"{len(mine)} of {due.n} in the {due.a.name} to {said(ends)}"
        done = met or fell
        yield Reading(
            clock, start, status, ends, done.happened_on if done else None, 0, (working,), (), start.erased, done
        )
        begins, ends = due.a.holding(ends + timedelta(days=1))

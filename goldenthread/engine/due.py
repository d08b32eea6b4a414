"""Ways of finding the last day of a clock or a window, each with how it is worked out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Protocol

from goldenthread.engine.calendars import EARLIEST, LATEST, Calendar, Period, add_months
from goldenthread.engine.events import Event
from goldenthread.engine.fields import read_out
from goldenthread.engine.history import History
from goldenthread.engine.naming import FieldOf, field_of
from goldenthread.engine.records import Record

DAYS = 4096
said = lru_cache(DAYS)(read_out)
"""A day in words. The same days are said again and again."""


class Due(Protocol):
    """A way of finding the last day in time, and of saying how it was found."""

    def last_day(self, start: Record, history: History, calendar: Calendar) -> date | None: ...

    def working(self, start: Record, history: History, calendar: Calendar) -> str:
        """Say how the last day was found, where there is one."""
        ...

    def fields(self) -> tuple[FieldOf, ...]:
        """Return the fields of the starting event that it reads."""
        ...


@dataclass(frozen=True)
class After:
    """A period counted from the start, or from a record that came later."""

    period: Period
    event: type[Event] | None = None

    def last_day(self, start: Record, history: History, calendar: Calendar) -> date | None:
        day = self._counted_from(start, history)
        return None if day is None else self.period.end(day, calendar)

    def working(self, start: Record, history: History, calendar: Calendar) -> str:
        day = self._counted_from(start, history) or start.happened_on
        return f"{said(day)} and {self.period.read_out(calendar)} is {said(self.period.end(day, calendar))}"

    def _counted_from(self, start: Record, history: History) -> date | None:
        if self.event is None:
            return start.happened_on
        later = history.of(self.event)
        return later[-1].happened_on if later and later[-1].happened_on >= start.happened_on else None

    def fields(self) -> tuple[FieldOf, ...]:
        return ()

    def __str__(self) -> str:
        return str(self.period)


@dataclass(frozen=True)
class On:
    """A day that the starting event itself names."""

    field: FieldOf

    def last_day(self, start: Record, history: History, calendar: Calendar) -> date | None:
        del history, calendar
        day: date | None = self.field(start) if issubclass(start.kind, self.field.event) else None
        return day

    def working(self, start: Record, history: History, calendar: Calendar) -> str:
        del history, calendar
        return f"the day agreed was {said(self.field(start))}"

    def fields(self) -> tuple[FieldOf, ...]:
        return (self.field,)

    def __str__(self) -> str:
        return "on the day agreed"


@dataclass(frozen=True)
class Until:
    """A period that must lie before a day which the starting event names."""

    field: FieldOf
    period: Period

    def last_day(self, start: Record, history: History, calendar: Calendar) -> date | None:
        del history
        day: date | None = self.field(start)
        return None if day is None else self.period.end(day, calendar)

    def working(self, start: Record, history: History, calendar: Calendar) -> str:
        del history
        day: date = self.field(start)
        return f"{self.period.read_out(calendar)} {said(day)} is {said(self.period.end(day, calendar))}"

    def fields(self) -> tuple[FieldOf, ...]:
        return (self.field,)

    def __str__(self) -> str:
        return f"{self.period} the day named"


@dataclass(frozen=True)
class AfterDay:
    """A period counted from a day that the starting event names; another from the start, where it names none."""

    field: FieldOf
    period: Period
    otherwise: Period | None = None

    def last_day(self, start: Record, history: History, calendar: Calendar) -> date | None:
        del history
        counted = self._counted(start)
        return counted[1].end(counted[0], calendar) if counted else None

    def working(self, start: Record, history: History, calendar: Calendar) -> str:
        del history
        counted = self._counted(start)
        if counted is None:
            return ""
        day, period = counted
        named = "" if self.field(start) else "no day was named; "
        return f"{named}{said(day)} and {period.read_out(calendar)} is {said(period.end(day, calendar))}"

    def _counted(self, start: Record) -> tuple[date, Period] | None:
        day: date | None = self.field(start)
        if day:
            return day, self.period
        return (start.happened_on, self.otherwise) if self.otherwise else None

    def fields(self) -> tuple[FieldOf, ...]:
        return (self.field,)

    def __str__(self) -> str:
        otherwise = f"; where no day is named, {self.otherwise}" if self.otherwise else ""
        return f"{self.period} after the day named{otherwise}"


@dataclass(frozen=True)
class SinceLast:
    """A period counted from the last of some earlier events, unless the starting event names the day itself."""

    events: tuple[type[Event], ...]
    period: Period
    unless: FieldOf

    def last_day(self, start: Record, history: History, calendar: Calendar) -> date | None:
        named: date | None = self.unless(start)
        earlier = self._counted_from(start, history)
        return named or (self.period.end(earlier, calendar) if earlier else None)

    def working(self, start: Record, history: History, calendar: Calendar) -> str:
        named: date | None = self.unless(start)
        day = self._counted_from(start, history)
        if named or day is None:
            return f"the day named was {said(named)}" if named else ""
        return (
            f"no day was named; {said(day)} and {self.period.read_out(calendar)} is"
            f" {said(self.period.end(day, calendar))}"
        )

    def _counted_from(self, start: Record, history: History) -> date | None:
        earlier = history.by(start.happened_on).last(self.events)
        return earlier[0].happened_on if earlier else None

    def fields(self) -> tuple[FieldOf, ...]:
        return (self.unless,)

    def __str__(self) -> str:
        return f"on the day named; where none is, {self.period} since the last such decision"


@dataclass(frozen=True)
class Fixed:
    """A day of the calendar in the year that the starting event names, whatever day of the week it is."""

    month: int
    day: int
    year_of: FieldOf
    before: bool = False

    def last_day(self, start: Record, history: History, calendar: Calendar) -> date | None:
        del history, calendar
        fixed = self._fixed(start)
        return None if fixed is None else fixed - timedelta(days=self.before)

    def working(self, start: Record, history: History, calendar: Calendar) -> str:
        del history, calendar
        fixed = self._fixed(start)
        return f"{'before' if self.before else 'by'} {said(fixed)}" if fixed else ""

    def _fixed(self, start: Record) -> date | None:
        named: date | int | None = self.year_of(start)
        if named is None:
            return None
        return date(named.year if isinstance(named, date) else named, self.month, self.day)

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

    def last_day(self, start: Record, history: History, calendar: Calendar) -> date | None:
        last = self._chosen(start, history, calendar)
        return self.rolls(last, calendar) if last and self.rolls else last

    def working(self, start: Record, history: History, calendar: Calendar) -> str:
        told_of = [part for part in self.parts if part.last_day(start, history, calendar)]
        found = [part.working(start, history, calendar) for part in told_of]
        last, moved = self._chosen(start, history, calendar), self.last_day(start, history, calendar)
        told = "; or ".join(found) + f"; the {self.word} counts" * bool(found[1:])
        return told + (f"; moved on to {said(moved)}" if moved and moved != last else "")

    def _chosen(self, start: Record, history: History, calendar: Calendar) -> date | None:
        found = [day for part in self.parts if (day := part.last_day(start, history, calendar))]
        return self.choose(found) if found else None

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

    def last_day(self, start: Record, history: History, calendar: Calendar) -> date | None:
        return self.readings[self.chosen(calendar)].last_day(start, history, calendar)

    def working(self, start: Record, history: History, calendar: Calendar) -> str:
        chosen = self.chosen(calendar)
        counted = self.readings[chosen].working(start, history, calendar)
        days = self.each_way(start, history, calendar)
        others = [f"read as {name!r} it would be {said(day)}" for name, day in days.items() if name != chosen]
        return "; ".join([f"{counted}, read as {chosen!r} ({self.name})", *others])

    def chosen(self, calendar: Calendar) -> str:
        """Return the reading that counts in a place."""
        chosen = calendar.readings.get(self.name, self.usually)
        return chosen if chosen in self.readings else self.usually

    def each_way(self, start: Record, history: History, calendar: Calendar) -> dict[str, date]:
        """Return the last day by each reading that gives one."""
        days = {name: last_day_of(one, start, history, calendar) for name, one in self.readings.items()}
        return {name: day for name, day in days.items() if day}

    def fields(self) -> tuple[FieldOf, ...]:
        return tuple(one for part in self.readings.values() for one in part.fields())

    def __str__(self) -> str:
        return f"{self.readings[self.usually]} (can be read in more than one way: {self.name})"


@dataclass(frozen=True)
class NoDay:
    """A duty for which the text gives no day: it is done or open, and never late."""

    why: str

    def last_day(self, start: Record, history: History, calendar: Calendar) -> date | None:
        del start, history, calendar
        return None

    def working(self, start: Record, history: History, calendar: Calendar) -> str:
        del start, history, calendar
        return ""

    def fields(self) -> tuple[FieldOf, ...]:
        return ()

    def __str__(self) -> str:
        return f"no day: {self.why}"


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
    """So many times in each year; ``pro_rata``, so many only as the part of the year that is left asks for."""

    n: int
    a: Year
    pro_rata: bool = False

    def owed(self, first: date, ends: date) -> int:
        """Return how often it is owed in a year that it is owed in from a first day on: in twelfths, rounded up."""
        if not self.pro_rata:
            return self.n
        months = (ends.year - first.year) * 12 + ends.month - first.month + 1
        return -(-self.n * months // 12)

    def __str__(self) -> str:
        often = {1: "once", 2: "twice"}.get(self.n, f"{self.n} times")
        return f"{often} in each {self.a.name}" + ", and in part of one pro rata" * self.pro_rata


def on(day: date | None) -> On:
    """Name the field of the starting event that holds the day: ``on(SupportPlanned.review_on)``."""
    return On(field_of(day))


def before(day: date | None, period: Period) -> Until:
    """Count a period back from a day that the starting event names."""
    back = Period(period.n, f"{period.unit} before", lambda day, n, calendar: period.rule(day, -n, calendar))
    return Until(field_of(day), back)


def after_day(day: date | None, period: Period, *, else_period: Period | None = None) -> AfterDay:
    """Count a period from a day that the starting event names; where it names none, another from the start."""
    return AfterDay(field_of(day), period, else_period)


def fixed(month: int, day: int, *, in_year_of: date | int | None, before: bool = False) -> Fixed:
    """Name a day of the year that the starting event's field falls in, or names."""
    return Fixed(month, day, field_of(in_year_of), before)


def after(event: type[Event], period: Period) -> After:
    return After(period, event)


def since_last(*events: type[Event], period: Period, unless: date | None) -> SinceLast:
    """Count a period from the last of some earlier events, unless the starting event names the day in a field."""
    return SinceLast(events, period, field_of(unless))


def due_of(part: Period | Due) -> Due:
    return After(part) if isinstance(part, Period) else part


def later_of(*parts: Period | Due, rolls: Callable[[date, Calendar], date] | None = None) -> OneOf:
    return OneOf(tuple(due_of(part) for part in parts), max, "later", rolls)


def earlier_of(*parts: Period | Due) -> OneOf:
    return OneOf(tuple(due_of(part) for part in parts), min, "earlier")


def contested(name: str, *, usually: str, **readings: Period | Due) -> Contested:
    """Name a reading that authorities and courts have not settled; a store's settings choose one."""
    return Contested(name, {one: due_of(part) for one, part in readings.items()}, usually)


def no_day(why: str) -> NoDay:
    """Say that there is a duty and that its text gives no day for it."""
    return NoDay(why)


def times(n: int, *, a: Year, pro_rata: bool = False) -> Times:
    """Ask for so many times in each year; ``pro_rata``, for fewer in one that had begun already."""
    return Times(n, a, pro_rata)


def waited_for(due: Period | Due | Times) -> tuple[type[Event], ...]:
    """Return the later events that a last day is counted from."""
    if isinstance(due, After):
        return (due.event,) if due.event else ()
    parts = due.parts if isinstance(due, OneOf) else due.readings.values() if isinstance(due, Contested) else ()
    return tuple(event for part in parts for event in waited_for(part))


def looked_back_to(due: Period | Due | Times) -> tuple[type[Event], ...]:
    """Return the earlier events that a last day is counted from."""
    if isinstance(due, Times):
        return ()
    return tuple(event for part in parts_of(due) if isinstance(part, SinceLast) for event in part.events)


def last_day_of(due: Due, start: Record, history: History, calendar: Calendar) -> date | None:
    """Find the last day; None where it would lie beyond the calendar. A clock never stands in the way of a record."""
    try:
        found = due.last_day(start, history, calendar)
    except (OverflowError, ValueError):
        return None
    return found if found and EARLIEST <= found <= LATEST else None


def working_of(due: Due, start: Record, history: History, calendar: Calendar) -> str:
    """Say how the last day was found, or that there is none."""
    if last_day_of(due, start, history, calendar) is None:
        return "no day was set"
    return due.working(start, history, calendar)


def parts_of(due: Period | Due | Times) -> Iterator[Period | Due]:
    """Yield a way of finding the last day, and everything it is made of."""
    if isinstance(due, Times):
        return
    yield due
    if isinstance(due, After | Until | AfterDay | SinceLast):
        yield due.period
    if isinstance(due, AfterDay) and due.otherwise:
        yield due.otherwise
    for part in due.parts if isinstance(due, OneOf) else due.readings.values() if isinstance(due, Contested) else ():
        yield from parts_of(part)

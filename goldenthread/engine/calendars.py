"""Ways of counting days, named as the law counts them, and what a count depends on."""

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

DAY = timedelta(days=1)
WEEK = 7
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
"""The days that anybody could mean. Any other is a slip of the pen, and would run arithmetic off the calendar."""

FRIDAY = 4


@dataclass(frozen=True)
class Calendar:
    """Bank holidays, the days a place is closed (first and last day, both closed), and what is chosen locally.

    ``local`` holds numbers a place has set for itself, ``readings`` how it reads rules that can be read in
    more than one way; both by name, with the usual one where nothing is set.
    """

    bank_holidays: Container[date] = ()
    closed: tuple[tuple[date, date], ...] = ()
    local: Mapping[str, int] = field(default_factory=dict[str, int])
    readings: Mapping[str, str] = field(default_factory=dict[str, str])

    def works(self, day: date) -> bool:
        return day.weekday() <= FRIDAY and day not in self.bank_holidays

    def in_session(self, day: date) -> bool:
        return self.works(day) and not any(first <= day <= last for first, last in self.closed)


def count(day: date, n: int, counts: Callable[[date], bool]) -> date:
    """Return the nth day after ``day`` that counts; before it, where n is less than nought."""
    step = DAY if n > 0 else -DAY
    for _ in range(abs(n)):
        day += step
        while not counts(day):
            day += step
    return day


def on_or_after(day: date, counts: Callable[[date], bool]) -> date:
    while not counts(day):
        day += DAY
    return day


def add_months(day: date, n: int) -> date:
    """Return the corresponding date n months on, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + (day.day - 1) * DAY, following - DAY)


@dataclass(frozen=True)
class Local:
    """A number that a place may choose for itself."""

    name: str
    usually: int

    def chosen(self, calendar: Calendar) -> int:
        return calendar.local.get(self.name, self.usually)


@dataclass(frozen=True)
class Period:
    """So many days, weeks or months, counted in a named way."""

    n: int | Local
    unit: str
    rule: Callable[[date, int, Calendar], date]

    def number(self, calendar: Calendar) -> int:
        return self.n.chosen(calendar) if isinstance(self.n, Local) else self.n

    def end(self, day: date, calendar: Calendar) -> date:
        """Return the last day in time of a period that runs from ``day``."""
        return self.rule(day, self.number(calendar), calendar)

    def read_out(self, calendar: Calendar) -> str:
        """Say the period with the number that a place has chosen."""
        return so_many(self.number(calendar), self.unit)

    def __str__(self) -> str:
        if isinstance(self.n, Local):
            return f"{so_many(self.n.usually, self.unit)} (set locally)"
        return so_many(self.n, self.unit)


def so_many(n: int, unit: str) -> str:
    one = re.sub("(day|week|month|year)s", r"\1", unit, count=1)
    return f"{n} {one if n == 1 else unit}"


def weeks_of(n: int | Local) -> Period:
    """Within n weeks of a day: that day is not counted; the last day is 7n days later, whatever day it is."""
    return Period(n, "weeks", lambda day, n, _: day + WEEK * n * DAY)


def days_of(n: int | Local) -> Period:
    """Within n days of a day: that day is not counted; calendar days."""
    return Period(n, "days", lambda day, n, _: day + n * DAY)


def days_beginning_with(n: int | Local) -> Period:
    """N days beginning with a day: that day is day one."""
    return Period(n, "days counting the first", lambda day, n, _: day + (n - 1) * DAY)


def working_days_of(n: int | Local) -> Period:
    """Within n working days of a day: that day is not counted, nor weekends, nor bank holidays."""
    return Period(n, "working days", lambda day, n, calendar: count(day, n, calendar.works))


def working_days_beginning_with(n: int | Local) -> Period:
    """N working days beginning with a day, or with the first working day on or after it."""
    return Period(n, "working days counting the first", beginning_with)


def beginning_with(day: date, n: int, calendar: Calendar) -> date:
    return count(on_or_after(day, calendar.works), n - 1, calendar.works)


def working_days_outside(n: int | Local, left_out: Callable[[date], bool], unit: str) -> Period:
    """Within n working days of a day, where some days of the year are never counted."""
    return Period(
        n,
        unit,
        lambda day, n, calendar: count(day, n, lambda one: calendar.works(one) and not left_out(one)),
    )


def session_days_after(n: int | Local) -> Period:
    """Within n days on which the place is open; the day after the first is day one."""
    return Period(n, "days in session", lambda day, n, calendar: count(day, n, calendar.in_session))


def months_of(n: int | Local) -> Period:
    """Within n months of a day: the corresponding date, or the last day of that month."""
    return Period(n, "months", lambda day, n, _: add_months(day, n))


def months_beginning_with(n: int | Local) -> Period:
    """N months beginning with a day: they end the day before the corresponding date, or with that month if none."""
    return Period(n, "months counting the first day", lambda day, n, _: months_from(day, n))


def months_from(day: date, n: int) -> date:
    end = add_months(day, n)
    return end if end.day < day.day else end - DAY


def years_of(n: int | Local) -> Period:
    """Within n years of a day: the corresponding date, or 28 February."""
    return Period(n, "years", lambda day, n, _: add_months(day, 12 * n))


AT_ONCE = Period(0, "days: at once", lambda day, _, __: day)

"""England's working days, and the rules by which a last day is moved or counted differently."""

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from datetime import date, timedelta

import holidays

from goldenthread.engine import Event, Local, after, months_of, working_days_outside
from goldenthread.engine.applying import Where
from goldenthread.engine.calendars import AT_ONCE, Calendar, Period, add_months, on_or_after, so_many
from goldenthread.engine.due import OneOf, Until, Year, due_of, said
from goldenthread.engine.history import History
from goldenthread.engine.naming import field_of
from goldenthread.engine.records import Record
from goldenthread.engine.starts import Starts

ENGLAND = Calendar(bank_holidays=frozenset(holidays.country_holidays("GB", subdiv="ENG", years=range(1950, 2151))))
"""Bank holidays from 1950 to 2150, worked out at once: filled in by and by, two threads could see a year half done.

A setting adds the days on which it is closed.
"""


class Third(Year):
    """A third of a school year: autumn from September, spring from January, summer from May."""

    def holding(self, day: date) -> tuple[date, date]:
        begins = date(day.year, (day.month - 1) // 4 * 4 + 1, 1)
        return begins, add_months(begins, 4) - timedelta(days=1)


TERM = Third(9, "term")

AUGUST, CHRISTMAS_DAY, NEW_YEARS_DAY = 8, (12, 25), (1, 1)
FOUR_WEEKS = timedelta(weeks=4)


def in_august_or_at_christmas(day: date) -> bool:
    """Say whether a day is in August, or from 25 December to 1 January inclusive (r.12(3))."""
    return day.month == AUGUST or (day.month, day.day) >= CHRISTMAS_DAY or (day.month, day.day) == NEW_YEARS_DAY


def out_of_august_and_christmas(day: date, calendar: Calendar) -> date:
    """Move a last day for starting an appeal out of August, and out of Christmas (r.12(3)(a))."""
    while in_august_or_at_christmas(day):
        day += timedelta(days=1)
        while not calendar.works(day):
            day += timedelta(days=1)
    return day


def tribunal_working_days_of(n: int | Local) -> Period:
    """Within n working days, of which none in August or from 25 December to 1 January is counted (r.12(3)(b))."""
    return working_days_outside(
        n, in_august_or_at_christmas, "working days, none in August or from 25 December to 1 January"
    )


def four_weeks_short_of(period: Period) -> Period:
    """Return the day four weeks before a period ends: what is decided by then may be told within it."""
    return Period(
        period.n, f"{period.unit}, less 4 weeks", lambda day, n, calendar: period.rule(day, n, calendar) - FOUR_WEEKS
    )


def onto_working_day(day: date, calendar: Calendar) -> date:
    """Move a last day at a weekend or on a bank holiday to the next working day."""
    return on_or_after(day, calendar.works)


def months_from(day: date | None, n: int) -> Until:
    """Count n months on from a day that the starting event names."""
    return Until(field_of(day), Period(n, "months after", months_of(n).rule))


@dataclass(frozen=True)
class StandingStill(OneOf):
    """A period whose days do not run while an answer is waited for: what was waited is added to its last day.

    While the wait goes on its last day is not known: let the clock fall away, and go back on with the answer.
    """

    _: KW_ONLY
    asked: type[Event]
    given: type[Event]

    def working(self, start: Record, history: History, calendar: Calendar) -> str:
        waited = so_many(self._waited(start, history).days, "days waited for an answer are added")
        last = self.last_day(start, history, calendar)
        return f"{self.parts[0].working(start, history, calendar)}; {waited}, which is {said(last)}"

    def _chosen(self, start: Record, history: History, calendar: Calendar) -> date | None:
        last = self.parts[0].last_day(start, history, calendar)
        return last + self._waited(start, history) if last else None

    def _waited(self, start: Record, history: History) -> timedelta:
        waited, since = timedelta(0), None
        for one in history.since(start, (self.asked, self.given)):
            if issubclass(one.kind, self.asked):
                since = since or one.happened_on
            elif since:
                waited, since = waited + (one.happened_on - since), None
        return waited


def standing_still(
    period: Period, *, asked: type[Event], given: type[Event], rolls: Callable[[date, Calendar], date]
) -> StandingStill:
    """Count a period that stands still from the day something was asked to the day it was given."""
    parts = (due_of(period), after(asked, AT_ONCE), after(given, AT_ONCE))
    return StandingStill(parts, max, "day after standing still", rolls, asked=asked, given=given)


@dataclass(frozen=True)
class OnlyOnce(Starts):
    """The same start as another, but only once something later has happened."""

    later: tuple[type[Event], ...] = ()

    def find(self, history: History, applies: Where | None = None) -> tuple[Record, ...]:
        return super().find(history, applies) if history.of(self.later) else ()


def only_once(starts: Starts, *later: type[Event]) -> Starts:
    """Count from the same day as another clock, but only once something later has happened (also its ``back_on``)."""
    return OnlyOnce(starts.events, starts.again, starts.per, later)

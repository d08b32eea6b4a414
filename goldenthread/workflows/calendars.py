"""England's working days, and the rules by which a last day is moved or counted differently."""

from datetime import date, timedelta

import holidays

from goldenthread.engine import Local, working_days_outside
from goldenthread.engine.calendars import Calendar, Period

ENGLAND = Calendar(bank_holidays=frozenset(holidays.country_holidays("GB", subdiv="ENG", years=range(1950, 2151))))
"""Bank holidays from 1950 to 2150, worked out at once: filled in by and by, two threads could see a year half done.

A setting adds the days on which it is closed.
"""

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

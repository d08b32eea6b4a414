"""Ages that the law counts by: when compulsory school age begins and ends (Education Act 1996, section 8).

A birth date goes in and a day comes out. The birth date stays sealed with the people records; only the day is kept.
"""

from datetime import date, timedelta

from goldenthread.engine.calendars import add_months

STARTING_DAYS = ((3, 31), (8, 31), (12, 31))
"""31 March, 31 August and 31 December: the prescribed days."""

FIVE, SIXTEEN = 5, 16
FRIDAY, A_WEEK = 4, 7


def birthday(born: date, age: int) -> date:
    """Return the day on which somebody reaches an age. For five, after 29 February, it is counted as 28 February."""
    return add_months(born, 12 * age)


def compulsory_school_age_begins(born: date) -> date:
    """Return the first day of compulsory school age: the fifth birthday, or the next prescribed day after it."""
    fifth = birthday(born, FIVE)
    return min(day for month, last in STARTING_DAYS if (day := date(fifth.year, month, last)) >= fifth)


def compulsory_school_age_ends(born: date, *, school_year_begins: date | None = None) -> date:
    """Return the last day of compulsory school age: a last Friday in June. It ends at the end of that day.

    It is that of the calendar year of the sixteenth birthday, if the birthday comes before the school year begins in
    that year; otherwise that of the next. ``school_year_begins`` is the first day of that school year: 1 September,
    if it is not given.
    """
    sixteenth = birthday(born, SIXTEEN)
    begins = school_year_begins or date(sixteenth.year, 9, 1)
    return last_friday_in_june(sixteenth.year if sixteenth < begins else sixteenth.year + 1)


def last_friday_in_june(year: int) -> date:
    """Return the school leaving date of a year (School Leaving Date Order 1997)."""
    last = date(year, 6, 30)
    return last - timedelta(days=(last.weekday() - FRIDAY) % A_WEEK)

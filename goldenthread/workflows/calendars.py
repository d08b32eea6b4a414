"""Rules that move a last day."""

from datetime import date, timedelta

from goldenthread.engine.calendars import Calendar

AUGUST, CHRISTMAS_DAY, NEW_YEARS_DAY = 8, (12, 25), (1, 1)


def out_of_august_and_christmas(day: date, calendar: Calendar) -> date:
    """Move a last day for starting an appeal out of August, and out of Christmas (r.12(3)(a))."""
    while day.month == AUGUST or (day.month, day.day) >= CHRISTMAS_DAY or (day.month, day.day) == NEW_YEARS_DAY:
        day += timedelta(days=1)
        while not calendar.works(day):
            day += timedelta(days=1)
    return day

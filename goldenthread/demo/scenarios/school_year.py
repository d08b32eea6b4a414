"""The first of September, for stories whose days are those of a school year."""

from datetime import date

from goldenthread.demo.days import Days

SEPTEMBER = 9


def days_since_september(day: Days) -> int:
    """Return how many days ago the last first of September was, however much later or earlier a story is told."""
    this_year = date(day.today.year, SEPTEMBER, 1)
    september = this_year if this_year < day.today else date(day.today.year - 1, SEPTEMBER, 1)
    return (day.today - september).days - day.drift

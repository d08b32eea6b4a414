"""The days of the demo: counted back from the day it is made, and always days on which people are at work."""

from dataclasses import dataclass
from datetime import date, timedelta

from goldenthread.engine.calendars import Calendar, on_or_after

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Days:
    """The days of one child's story. ``drift`` tells all of it so many days earlier; later, if less than nought."""

    today: date
    calendar: Calendar
    drift: int = 0

    def ago(self, n: int) -> date:
        """Return the working day that was n days ago, or the last before it."""
        day = self.today - (n + self.drift) * DAY
        while not self.calendar.works(day):
            day -= DAY
        return day

    def ahead(self, n: int) -> date:
        """Return the working day that will be in n days, or the first after it."""
        return on_or_after(self.today + (n - self.drift) * DAY, self.calendar.works)

    def later(self, day: date, n: int) -> date:
        """Return the working day n days after another, or the first after it."""
        return on_or_after(day + n * DAY, self.calendar.works)

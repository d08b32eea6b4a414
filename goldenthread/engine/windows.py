"""Windows: time that must be allowed, or a right that lapses. Nobody is ever late in one."""

from dataclasses import KW_ONLY, dataclass
from datetime import date
from enum import StrEnum

from goldenthread.engine.calendars import Calendar, Period
from goldenthread.engine.due import Due, due_of, last_day_of, looked_back_to, waited_for, working_of
from goldenthread.engine.events import Event, Role
from goldenthread.engine.history import History
from goldenthread.engine.law import ALWAYS, InForce, Law
from goldenthread.engine.naming import Kinds, many
from goldenthread.engine.records import Record
from goldenthread.engine.starts import Starts


class Standing(StrEnum):
    """How a window stands on a day."""

    OPEN, USED, CLOSED = "open", "used", "closed"


@dataclass(frozen=True, eq=False)
class Window:
    """Time that belongs to somebody. ``ends_early`` closes it by their own word; ``used_by`` uses the right.

    ``given_back`` undoes that use: the right can be used again, until its last day.
    """

    id: str
    label: str
    _: KW_ONLY
    opens: Starts
    lasts: Period | Due
    held_by: Role
    law: Law
    ends_early: Kinds = ()
    used_by: Kinds = ()
    given_back: Kinds = ()
    falls_away: Kinds = ()
    in_force: InForce = ALWAYS

    def over(self, history: History, day: date, calendar: Calendar) -> tuple[Record, ...]:
        """Return the records that show the time has been allowed by a day, or nothing.

        All of it, where it was opened more than once; what fell away was never allowed.
        """
        found = [one for one in look(self, history, day, calendar) if not one.fell_away]
        if any(one.standing is Standing.OPEN for one in found):
            return ()
        return tuple(record for one in found for record in one.shown_by)

    def heeds(self) -> frozenset[type[Event]]:
        """Return every event that can change a reading of this window."""
        named = (*many(self.ends_early), *many(self.used_by), *many(self.given_back), *many(self.falls_away))
        return frozenset((*self.opens.events, *named, *waited_for(self.lasts), *looked_back_to(self.lasts)))

    def used(self, opened: Record, history: History) -> list[Record]:
        """Return the records that used the right, after it was last given back."""
        turns = history.since(opened, (*many(self.used_by), *many(self.given_back)))
        back = [place for place, one in enumerate(turns, 1) if issubclass(one.kind, many(self.given_back))]
        return turns[max(back, default=0) :]


@dataclass(frozen=True)
class WindowReading:
    """How a window stands on a day: ``last_day`` is the last on which it is open."""

    window: Window
    opened_by: Record
    standing: Standing
    last_day: date | None
    working: str
    shown_by: tuple[Record, ...]
    fell_away: bool = False


def look(window: Window, history: History, today: date, calendar: Calendar) -> list[WindowReading]:
    """Return every reading of a window on a day."""
    told = history.by(today)
    opened = [one for one in window.opens.find(told) if window.in_force.on(one.happened_on)]
    return [stand(window, one, told, today, calendar) for one in opened]


def stand(window: Window, opened: Record, history: History, today: date, calendar: Calendar) -> WindowReading:
    due = due_of(window.lasts)
    last = last_day_of(due, opened, history, calendar)
    used = window.used(opened, history)
    early, fell = (history.since(opened, kinds) for kinds in (window.ends_early, window.falls_away))
    closed = bool(early or fell) or (last is not None and today > last)
    standing = Standing.USED if used else Standing.CLOSED if closed else Standing.OPEN
    over = bool(used or early) or (last is not None and bool(fell) and fell[0].happened_on > last)
    return WindowReading(
        window,
        opened,
        standing,
        last,
        working_of(due, opened, history, calendar),
        (opened, *used, *early, *fell),
        bool(fell) and not over,
    )

"""How urgent a duty is on a day: a question of the day and of two numbers a place may choose, never stored."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, case, literal

from goldenthread.engine.calendars import Calendar, Local
from goldenthread.projections.tables import Condition

CRITICAL = Local("days late that are critical", 28)
SOON = Local("days in which something is due soon", 14)
DAY = timedelta(days=1)


class Group(StrEnum):
    """How urgent a duty is on a day. Excepted: its day is over, and the limit need not be kept."""

    CRITICAL, OVERDUE, SOON = "critically-overdue", "overdue", "due-soon"
    LATER, EXCEPTED = "not-due", "excepted"


class Urgency:
    """The groups on one day: ``critical`` is the last day whose duties are critically overdue, ``soon`` the last soon.

    In SQL it is asked of columns ``sort_on`` and ``excused``.
    """

    def __init__(self, today: date, calendar: Calendar) -> None:
        self.today = today
        self.critical = min(today - timedelta(days=CRITICAL.chosen(calendar)), today - DAY)
        self.soon = today + timedelta(days=SOON.chosen(calendar))

    def of(self, due: date, *, excused: bool) -> Group:
        if due < self.today:
            late = Group.CRITICAL if due <= self.critical else Group.OVERDUE
            return Group.EXCEPTED if excused else late
        return Group.SOON if due <= self.soon else Group.LATER

    def after(self, group: Group | None) -> date:
        """Return the day after which the rows of a group begin."""
        begins = {Group.OVERDUE: self.critical, Group.SOON: self.today - DAY, Group.LATER: self.soon}
        return begins.get(group, date.min) if group else date.min

    def until(self, group: Group | None, table: Table) -> Sequence[Condition]:
        """Return what else holds for the rows of a group: where they end, and that they are not excused."""
        on, excused = table.c.sort_on, table.c.excused
        match group:
            case Group.CRITICAL:
                return [on <= self.critical, excused.is_(False)]
            case Group.OVERDUE:
                return [on < self.today, excused.is_(False)]
            case Group.EXCEPTED:
                return [on < self.today, excused.is_(True)]
            case Group.SOON:
                return [on <= self.soon]
            case Group.LATER | None:
                return []

    def expression(self, table: Table, ends: Mapping[str, date]) -> ColumnElement[Any]:
        """Return the group of a row in SQL; ``ends`` are the last days of the years that yearly duties fall in."""
        years = [(table.c.yearly == year, literal(day)) for year, day in ends.items()]
        on = case(*years, else_=table.c.sort_on) if years else table.c.sort_on
        return case(
            (and_(table.c.excused, on < self.today), str(Group.EXCEPTED)),
            (on <= self.critical, str(Group.CRITICAL)),
            (on < self.today, str(Group.OVERDUE)),
            (on <= self.soon, str(Group.SOON)),
            else_=str(Group.LATER),
        )

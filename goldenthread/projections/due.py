"""By when something is due, worked out for a day that is given and for no case at all."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

from msgspec import Struct

from goldenthread.engine.calendars import Calendar
from goldenthread.engine.clocks import Clock
from goldenthread.engine.due import Times, due_of, last_day_of, waited_for
from goldenthread.engine.events import Event, RecordId
from goldenthread.engine.fields import tag_of
from goldenthread.engine.history import History
from goldenthread.engine.journey import Journey
from goldenthread.engine.records import Actor, Origin, Record
from goldenthread.engine.windows import Window
from goldenthread.projections.standing import Rule, rule

NOBODY = UUID(int=0)


class CannotSay(ValueError):
    """There is no such clock, or something it is worked out from was not given."""


class DueDay(Struct, frozen=True, kw_only=True):
    """The last day in time, how it was worked out, and the law. For a window: its last day."""

    clock: str
    label: str
    due: date
    working: str
    owed_by: str
    law: Rule


def due_from(journey: Journey, clock: str, start: date, given: Mapping[str, str], calendar: Calendar) -> DueDay:
    """Work out when a clock that starts on a day is due.

    ``given`` are days by name: a field of the starting event, or the tag of a later event. Raises ``CannotSay``.
    """
    found = named(journey, clock)
    starts, due, by = (
        (found.opens, found.lasts, found.held_by)
        if isinstance(found, Window)
        else (found.starts, found.due, found.owed_by)
    )
    if isinstance(due, Times):
        _, ends = due.a.holding(start)
        return DueDay(clock=clock, label=found.label, due=ends, working=str(due), owed_by=str(by), law=rule(found.law))
    kind = next((one for one in starts.events if all(issubclass(one, f.event) for f in due_of(due).fields())), None)
    wanted = [field.name for field in due_of(due).fields()]
    later = {tag_of(event): event for event in waited_for(due)}
    if strange := sorted(set(given) - set(wanted) - set(later)):
        raise CannotSay(
            f"{strange[0]!r} is not what {clock} is worked out from; give: {', '.join([*wanted, *later]) or 'nothing'}"
        )
    if missing := [name for name in wanted if name not in given]:
        raise CannotSay(f"{clock} is worked out from {missing[0]}: add --given {missing[0]}=YYYY-MM-DD")
    event = SimpleNamespace(**{name: value(name, given[name]) for name in wanted})
    first = pretend(kind or starts.events[0], event, start)
    follows = [pretend(later[name], None, day(name, given[name])) for name in later if name in given]
    told = History((first, *follows))
    last = last_day_of(due_of(due), first, told, calendar)
    if last is None:
        raise CannotSay(f"{clock} has no last day from what was given")
    working = due_of(due).working(first, told, calendar)
    return DueDay(clock=clock, label=found.label, due=last, working=working, owed_by=str(by), law=rule(found.law))


def named(journey: Journey, clock: str) -> Clock | Window:
    known = {one.id: one for one in every_clock(journey)}
    if clock not in known:
        near = [one for one in sorted(known) if one.startswith(clock[:4])] or sorted(known)
        raise CannotSay(f"there is no clock {clock!r}; perhaps: {', '.join(near[:8])}")
    return known[clock]


def value(name: str, said: str) -> date | int:
    return int(said) if said.isdigit() and len(said) == len("2026") else day(name, said)


def day(name: str, said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise CannotSay(f"{name} is a day, such as 2026-03-01, not {said!r}") from None


def pretend(kind: type[Event], event: Any, happened_on: date) -> Record:
    """Return a record of something that is only supposed to have happened."""
    return Record(
        case=NOBODY,
        version=0,
        id=RecordId(NOBODY),
        kind=kind,
        event=cast("Event", event),
        happened_on=happened_on,
        origin=Origin.REPORTED,
        by=Actor("", "", ""),
        software="",
        kept="",
    )


def every_clock(journey: Journey) -> Iterator[Clock | Window]:
    yield from journey.clocks
    yield from journey.windows

"""By when something is due, worked out for a day that is given and for no case at all."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

from msgspec import Struct

from goldenthread.engine.calendars import EARLIEST, LATEST, Calendar, Period
from goldenthread.engine.clocks import Clock
from goldenthread.engine.due import Contested, Due, Times, due_of, last_day_of, waited_for
from goldenthread.engine.events import Event, RecordId, Role
from goldenthread.engine.fields import Field, fields, plain, read_out, tag_of
from goldenthread.engine.history import History
from goldenthread.engine.journeys import Journeys
from goldenthread.engine.naming import recorded
from goldenthread.engine.records import Actor, Origin, Record
from goldenthread.engine.starts import Starts
from goldenthread.engine.windows import Window
from goldenthread.projections.standing import Rule, rule

NOBODY = UUID(int=0)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
YEAR = re.compile(r"[0-9]{4}")
NEAR = 5
"""How many clocks are named to somebody who misspelt one."""
ALIKE = 0.6
"""How near a name must be to be named, from 0 to 1."""


class CannotSay(ValueError):
    """There is no such clock, or something it is worked out from was not given."""


class DueDay(Struct, frozen=True, kw_only=True):
    """The last day in time, how it was worked out, and the law.

    ``kind`` is ``clock``: ``owed_by`` has a duty; or ``window``: it is their time or right, open until that day.
    ``starts_with`` are the tags of the events whose day it is counted from. ``readings`` gives the last day by each
    reading of a contested rule. ``only`` says for which kinds of place it is declared; ``since`` and ``until`` are the
    days on which it is the law, null where they are open.
    """

    clock: str
    kind: str
    label: str
    due: date
    working: str
    owed_by: str
    law: Rule
    starts_with: tuple[str, ...]
    readings: dict[str, date]
    only: str | None
    since: date | None
    until: date | None


def due_from(journeys: Journeys, clock: str, start: date, given: Mapping[str, str], calendar: Calendar) -> DueDay:
    """Work out when a clock that starts on a day is due.

    ``given`` are days by name: a field of the starting event, or the tag of a later event. Raises ``CannotSay``.
    """
    found = law_of(journeys, clock, in_sight("the start", start))
    last, working, readings = worked_out(found, start, given, calendar)
    return DueDay(
        clock=clock,
        kind="window" if isinstance(found, Window) else "clock",
        label=found.label,
        due=last,
        working=working,
        owed_by=str(owed_by(found)),
        law=rule(found.law),
        starts_with=tuple(tag_of(event) for event in recorded(starts_of(found).events)),
        readings=readings,
        only=str(found.applies) if isinstance(found, Clock) and found.applies else None,
        since=found.in_force.since,
        until=found.in_force.until,
    )


def starts_of(found: Clock | Window) -> Starts:
    return found.opens if isinstance(found, Window) else found.starts


def owed_by(found: Clock | Window) -> Role:
    return found.held_by if isinstance(found, Window) else found.owed_by


def worked_out(
    found: Clock | Window, start: date, given: Mapping[str, str], calendar: Calendar
) -> tuple[date, str, dict[str, date]]:
    """Return the last day, how it was worked out, and, of a contested rule, the last day by each reading."""
    starts, due = starts_of(found), found.lasts if isinstance(found, Window) else found.due
    asked = {} if isinstance(due, Times) else asked_of(due, starts.events)
    later = {tag_of(event): event for event in waited_for(due)}
    check_names(found.id, asked, later, given)
    if isinstance(due, Times):
        ends = due.a.holding(start)[1]
        return ends, f"{due}; the one that holds {read_out(start)} ends on {read_out(ends)}", {}
    event = SimpleNamespace(**{name: value(one, given[name]) if name in given else None for name, one in asked.items()})
    follows = [pretend(later[tag], None, after(start, tag, given[tag])) for tag in later if tag in given]
    kind = next((one for one in starts.events if set(asked) <= set(fields(one))), starts.events[0])
    history = History((first := pretend(kind, event, start), *follows))
    last = last_day_of(due_of(due), first, history, calendar)
    if last is None:
        forms = {name: such_as(one) for name, one in asked.items()} | dict.fromkeys(later, "YYYY-MM-DD")
        more = " or ".join(f"--given {name}={form}" for name, form in forms.items() if name not in given)
        why = f": add {more}" if more else f": {due}"
        raise CannotSay(f"{found.id} has no last day from what was given{why}")
    readings = due.each_way(first, history, calendar) if isinstance(due, Contested) else {}
    return last, due_of(due).working(first, history, calendar), readings


def asked_of(due: Period | Due, events: tuple[type[Event], ...]) -> dict[str, Field]:
    """Return the fields of the starting event that a last day is worked out from."""
    wanted = [one.name for one in due_of(due).fields()]
    return {name: fields(kind)[name] for kind in events for name in wanted if name in fields(kind)}


def check_names(
    clock: str, asked: Mapping[str, Field], later: Mapping[str, type[Event]], given: Mapping[str, str]
) -> None:
    """Refuse what the clock does not ask for, and the lack of what it cannot do without."""
    if strange := sorted(set(given) - set(asked) - set(later)):
        wanted = ", ".join([*asked, *later]) or "nothing"
        raise CannotSay(f"{strange[0]!r} is not what {clock} is worked out from; give: {wanted}")
    if missing := [one for one in asked.values() if one.required and one.name not in given]:
        name = missing[0].name
        raise CannotSay(f"{clock} is worked out from {name}: add --given {name}={such_as(missing[0])}")


def such_as(field: Field) -> str:
    """Say how the day or the year that a field holds is written."""
    return "YYYY" if plain(field.kind) is int else "YYYY-MM-DD"


def law_of(journeys: Journeys, clock: str, start: date) -> Clock | Window:
    """Return a clock by its id: of several, the one that is the law of the day it starts from."""
    found = named(journeys, clock)
    law = next((one for one in found if one.in_force.on(start)), None)
    if law is None:
        spans = "; ".join(str(one.in_force) for one in found)
        raise CannotSay(f"{clock} is not the law of {read_out(start)}: it is in force {spans}")
    return law


def named(journeys: Journeys, clock: str) -> list[Clock | Window]:
    """Return every clock of an id: each is the law of other days. Raises ``CannotSay`` where there is none."""
    known: dict[str, list[Clock | Window]] = {}
    for one in every_clock(journeys):
        known.setdefault(one.id, []).append(one)
    if clock in known:
        return known[clock]
    near = get_close_matches(clock, known, n=NEAR, cutoff=ALIKE)
    perhaps = f"perhaps: {', '.join(near)}" if near else "goldenthread workflow NAME prints those of a workflow"
    raise CannotSay(f"there is no clock {clock!r}; {perhaps}")


def value(field: Field, said: str) -> date | int:
    """Read a day or a year, whichever a field holds."""
    if plain(field.kind) is not int:
        return day(field.name, said)
    if not YEAR.fullmatch(said) or not EARLIEST.year <= int(said) <= LATEST.year:
        raise CannotSay(f"{field.name} is a year, such as 2027, not {said!r}")
    return int(said)


def day(name: str, said: str) -> date:
    try:
        found = date.fromisoformat(said) if DAY.fullmatch(said) else None
    except ValueError:
        found = None
    if found is None:
        raise CannotSay(f"{name} is a day, such as 2026-03-01, not {said!r}")
    return in_sight(name, found)


def in_sight(name: str, found: date) -> date:
    if not EARLIEST <= found <= LATEST:
        raise CannotSay(f"{name} is a day from {EARLIEST} to {LATEST}, not {found}")
    return found


def after(start: date, tag: str, said: str) -> date:
    """Read the day of an event that follows the start."""
    found = day(tag, said)
    if found < start:
        raise CannotSay(f"{tag} is said to be on {read_out(found)}, before the start on {read_out(start)}")
    return found


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


def every_clock(journeys: Journeys) -> Iterator[Clock | Window]:
    yield from journeys.clocks
    yield from journeys.windows

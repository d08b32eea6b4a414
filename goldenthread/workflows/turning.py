"""The days on which what may be seen of a case changes by itself, with nothing written down on them."""

from collections.abc import Iterator
from datetime import date, timedelta

from goldenthread.engine.case import Case
from goldenthread.engine.events import Agreement, Consent, Event
from goldenthread.engine.fields import fields
from goldenthread.engine.records import Record
from goldenthread.engine.views import day_of
from goldenthread.workflows import (
    agency_items,
    family,
    safeguarding,
    settings_attended,
    sharing,
    who_decides,
    young_person,
)

DAY = timedelta(days=1)
HEEDED = frozenset(
    one.__name__ for one in (agency_items, family, safeguarding, settings_attended, sharing, who_decides, young_person)
)
"""Where the events are declared that decide, by a day they name, who may see what."""


def turning_days(case: Case) -> Iterator[date]:
    """Yield the days on which what a decision is made of may begin to be otherwise.

    Nobody asks a list of a day that is over, and nothing is recorded of a day to come: so it is the last day on which
    anything was written down, and of the days that entries name those that come after it, each with the day that
    follows it.
    """
    last = max((written_on(one) for one in case.records), default=date.min)
    yield last
    for record in case.records:
        if issubclass(record.kind, Agreement | Consent) or record.kind.__module__ in HEEDED:
            yield from (day for named in days_of(record) for day in (named, following(named)) if day > last)


def written_on(record: Record) -> date:
    return max(record.happened_on, day_of(record.recorded_at)) if record.position else record.happened_on


def days_of(record: Record) -> Iterator[date]:
    """Yield the days that a record names in clear."""
    for name in clear_names(record.kind):
        value = record.clear(name)
        if type(value) is date:
            yield value


def clear_names(kind: type[Event]) -> list[str]:
    return [name for name, one in fields(kind).items() if one.clear]


def following(day: date) -> date:
    return day + DAY if day < date.max else day

"""Whom a case is about: the person that its opening entry names, and every case of theirs."""

from collections.abc import Iterator
from typing import cast
from uuid import UUID

from goldenthread.engine.application import Cases
from goldenthread.engine.case import Case
from goldenthread.engine.events import Event, PersonId
from goldenthread.engine.fields import each_of, fields
from goldenthread.engine.journey import Journey
from goldenthread.engine.store.form import unpack
from goldenthread.engine.store.mapper import RecordNotification

READ_AT_ONCE = 500


def cases_of(cases: Cases, person: PersonId) -> Iterator[UUID]:
    """Yield the cases of a person, as the store has them now."""
    for journey in cases.journeys.every:
        yield from (cast("UUID", one.originator_id) for one in openings(cases, journey) if opens(cases, one, person))


def openings(cases: Cases, journey: Journey, after: int = 0) -> Iterator[RecordNotification]:
    """Yield what opened a case of one kind, after a place in the log."""
    while found := cases.openings(after, READ_AT_ONCE, journey):
        yield from found
        after = found[-1].id


def opens(cases: Cases, opening: RecordNotification, person: PersonId) -> bool:
    """Say whether a case was opened about a person, by what lies in clear of its first entry."""
    parts, kind = unpack(opening.state), cases.registry.named(opening.topic)
    twin = cases.registry.read(kind, parts.schema, parts.clear, erased=True).event
    return person in persons(twin, kind.event)


def person_of(case: Case) -> PersonId | None:
    """Return the person that the opening entry of a case names."""
    opening = case.records[0]
    return next(iter(persons(opening.event, opening.kind)), None)


def persons(event: object, kind: type[Event]) -> list[PersonId]:
    """Return the persons that an event names in clear."""
    asked = [name for name, field in fields(kind).items() if each_of(field.kind) is PersonId and field.clear]
    return [found for name in asked if (found := getattr(event, name, None)) is not None]

"""Hearing: a fact of one story that other stories speak of is told in theirs too, and written down once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from msgspec import Struct

from goldenthread.engine.case import Case, Strand, name_after, places_of
from goldenthread.engine.events import Event, RecordId
from goldenthread.engine.fields import references, ties
from goldenthread.engine.journey import Journey
from goldenthread.engine.records import Place, Record, StrandId


@dataclass(frozen=True)
class Told:
    """An event that is to be told: of which kind, on which day, by which name, in which strand of its own.

    ``names`` are the entries that it names; ``about`` those of them that say what it is about.
    """

    kind: type[Event]
    day: date
    name: RecordId
    own: StrandId | None = None
    names: tuple[RecordId, ...] = ()
    about: tuple[RecordId, ...] = ()


def telling(event: Struct, kind: type[Event], day: date, name: RecordId, own: StrandId | None) -> Told:
    names = tuple(one for _, one in references(event, kind))
    return Told(kind, day, name, own, names, tuple(ties(event, kind)))


def heard_in(case: Case, journey: Journey, told: Told) -> tuple[Place, ...]:
    """Return the strands of other workflows in which an event is heard.

    Where it says what it is about, or the entry that opened its own strand does, that is where that entry is told, and
    a strand that it opens where nothing there goes on by it. Else, in each workflow, it is the latest strand to which
    it is tied, or the latest that can make something of it; where there is none, it opens one or waits for the first.
    """
    hearing = journey.hearing(told.kind)
    if not hearing:
        return ()
    if about := entries_about(case, told):
        return heard_about(case, journey, told, hearing, strands_of(about))
    near = tied(case, told)
    return tuple(place for each in hearing if (place := place_in(case, journey, each, told, near)))


def heard_about(
    case: Case, journey: Journey, told: Told, hearing: Sequence[str], near: frozenset[StrandId]
) -> tuple[Place, ...]:
    """Return where an event is heard that says what it is about."""
    found = [one for each in hearing for one in case.strands_of(each) if one.id in near]
    places = [placed(case, journey, told, one) for one in found]
    taken_on = any(place.lands for place in places)
    there = {one.workflow for one in found}
    opened = [each for each in hearing if each not in there and not taken_on and opens(journey, each, told)]
    return (*places, *(begun(journey, each, told, name_after(told.name, each)) for each in opened))


def place_in(case: Case, journey: Journey, workflow: str, told: Told, near: frozenset[StrandId]) -> Place | None:
    """Return where an event is heard in one workflow, if it is."""
    there = case.strands_of(workflow)
    if strand := heard_by(case, journey, there, told, near):
        return placed(case, journey, told, strand)
    if opens(journey, workflow, told):
        return begun(journey, workflow, told, name_after(told.name, workflow))
    return None if there else begun(journey, workflow, told, None)


def heard_by(
    case: Case, journey: Journey, there: Sequence[Strand], told: Told, near: frozenset[StrandId]
) -> Strand | None:
    """Return the strand that hears an event, of those of one workflow: the latest that is tied to it.

    Else, of those begun by its day, the latest that is not over and can make something of it; then one that is over,
    where it goes on by it; then, for what opens none, the latest, which hears it where it stands.
    """
    if close := [one for one in there if one.id in near]:
        return close[-1]
    on_the_day = [one for one in there if one.opened_on <= told.day]
    able = [one for one in on_the_day or there[:1] if takes(case, journey, one, told)]
    still = [one for one in able if not over(case, journey, one, told)]
    if not there or opens(journey, there[0].workflow, told):
        after = [one for one in able if goes_on(case, journey, one, told)]
    else:
        after = able or on_the_day
    return next(reversed(still or after), None)


def opens(journey: Journey, workflow: str, told: Told) -> bool:
    return told.kind in journey.pinned(workflow, None, told.day).opening


def takes(case: Case, journey: Journey, strand: Strand, told: Told) -> bool:
    """Say whether a strand can make something of an event where it stands on the day."""
    return journey.pinned(strand.workflow, strand, told.day).takes(told.kind, case.stage_on(strand.id, told.day))


def goes_on(case: Case, journey: Journey, strand: Strand, told: Told) -> bool:
    """Say whether a strand goes on by an event from where it stands on the day, though it may be over there."""
    stage = case.stage_on(strand.id, told.day)
    return journey.pinned(strand.workflow, strand, told.day).goes_on_from(told.kind, stage)


def over(case: Case, journey: Journey, strand: Strand, told: Told) -> bool:
    return journey.stage(strand.workflow, case.stage_on(strand.id, told.day)).ends


def placed(case: Case, journey: Journey, told: Told, strand: Strand) -> Place:
    """Return an event's place in a strand that is there: it lands only where the strand can make something of it."""
    definition = journey.pinned(strand.workflow, strand, told.day)
    lands = definition.lands_on(told.kind) if takes(case, journey, strand, told) else None
    return Place(strand.workflow, strand.id, definition.version, lands)


def begun(journey: Journey, workflow: str, told: Told, strand: StrandId | None) -> Place:
    """Return an event's place in a strand that it opens; without one, in the first there will be."""
    definition = journey.pinned(workflow, None, told.day)
    return Place(workflow, strand, definition.version, definition.lands_on(told.kind))


def entries_about(case: Case, told: Told) -> list[Record]:
    """Return the entries that an event is about, by its own word or that of the entry that opened its strand."""
    mine = case.strands.get(told.own) if told.own else None
    first = case.by_id.get(mine.opened_by) if mine else None
    names = (*told.about, *(ties(first.event, first.kind) if first else ()))
    return [case.by_id[one] for one in names if one in case.by_id]


def strands_of(entries: Sequence[Record]) -> frozenset[StrandId]:
    """Return every strand in which one of these entries is told."""
    return frozenset(place.strand for entry in entries for place in places_of(entry) if place.strand)


def tied(case: Case, told: Told) -> frozenset[StrandId]:
    """Return the strands that an event has to do with.

    It names an entry of theirs, or the entry that opened its own strand does or is told there; or the entry that
    opened theirs does, of an entry of its own.
    """
    entries = [case.by_id[one] for one in told.names if one in case.by_id]
    mine = case.strands.get(told.own) if told.own else None
    if mine is None:
        return strands_of(entries)
    near = {one.id for one in case.strands.values() if any(root.told_in(mine.id) for root in roots(case, one))}
    return strands_of([*entries, *roots(case, mine)]) | near


def roots(case: Case, strand: Strand) -> Iterator[Record]:
    """Yield the entry that opened a strand, and those it names."""
    first = case.by_id[strand.opened_by]
    yield first
    yield from (case.by_id[one] for _, one in references(first.event, first.kind) if one in case.by_id)

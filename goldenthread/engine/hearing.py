"""Hearing: a fact of one story that other stories speak of is told in theirs too, and written down once."""

from collections.abc import Iterator
from datetime import date

from goldenthread.engine.case import Case, Strand, name_after, places_of
from goldenthread.engine.events import Event, RecordId
from goldenthread.engine.fields import references
from goldenthread.engine.journey import Journey
from goldenthread.engine.records import Place, Record, StrandId


def heard_in(
    case: Case, journey: Journey, event: Event, day: date, own: StrandId | None, name: RecordId
) -> tuple[Place, ...]:
    """Return the strands of other workflows in which an event is heard. ``own`` is the strand that it belongs to.

    In each workflow that is the latest strand to which the event is tied, or else the latest that can make something
    of it where it stands. Where there is none, it opens one or waits for the first.
    """
    hearing = journey.hearing(type(event))
    if not hearing:
        return ()
    near = tied(case, event, own)
    return tuple(place for each in hearing if (place := place_in(case, journey, each, event, day, near, name)))


def place_in(
    case: Case, journey: Journey, workflow: str, event: Event, day: date, near: frozenset[StrandId], name: RecordId
) -> Place | None:
    """Return where an event is heard in one workflow, if it is."""
    there = case.strands_of(workflow)
    opens = type(event) in journey.pinned(workflow, None, day).opening
    close = [one for one in there if one.id in near]
    able = [one for one in there if stands_ready(case, journey, one, event, day)]
    open_ones = [one for one in able if not journey.stage(workflow, case.stage_on(one.id, day)).ends]
    over = [one for one in able if not opens or goes_on(case, journey, one, event, day)]
    if last := (close or open_ones or over)[-1:]:
        (strand,) = last
        definition = journey.pinned(workflow, strand, day)
        lands = definition.lands_on(type(event)) if stands_ready(case, journey, strand, event, day) else None
        return Place(workflow, strand.id, definition.version, lands)
    definition = journey.pinned(workflow, None, day)
    if opens:
        return Place(workflow, name_after(name, workflow), definition.version, definition.lands_on(type(event)))
    return None if there else Place(workflow, None, definition.version, definition.lands_on(type(event)))


def stands_ready(case: Case, journey: Journey, strand: Strand, event: Event, day: date) -> bool:
    """Say whether a strand can make something of an event where it stands on a day."""
    return journey.pinned(strand.workflow, strand, day).takes(type(event), case.stage_on(strand.id, day))


def goes_on(case: Case, journey: Journey, strand: Strand, event: Event, day: date) -> bool:
    """Say whether a strand goes on by an event from where it stands on a day, though it may be over there."""
    stage = case.stage_on(strand.id, day)
    return journey.pinned(strand.workflow, strand, day).goes_on_from(type(event), stage)


def tied(case: Case, event: Event, own: StrandId | None) -> frozenset[StrandId]:
    """Return the strands that an event has to do with.

    It names an entry of theirs, or the entry that opened its own strand does or is told there; or the entry that
    opened theirs does, of an entry of its own.
    """
    entries = [case.by_id[one] for _, one in references(event)]
    mine = case.strands.get(own) if own else None
    if mine:
        entries += roots(case, mine)
    near = {place.strand for entry in entries for place in places_of(entry) if place.strand}
    if mine:
        near |= {one.id for one in case.strands.values() if any(root.told_in(mine.id) for root in roots(case, one))}
    return frozenset(near)


def roots(case: Case, strand: Strand) -> Iterator[Record]:
    """Yield the entry that opened a strand, and those it names."""
    first = case.by_id[strand.opened_by]
    yield first
    if isinstance(first.event, Event):
        yield from (case.by_id[one] for _, one in references(first.event) if one in case.by_id)

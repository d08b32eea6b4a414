"""Hearing: a fact of one story that other stories speak of is told in theirs too, and written down once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.engine.case import Case, Strand, name_after, places_of
from goldenthread.engine.events import Event, RecordId
from goldenthread.engine.fields import references
from goldenthread.engine.journey import Journey
from goldenthread.engine.records import Place, Record, StrandId


@dataclass(frozen=True)
class Told:
    """An event that is to be told: of which kind, on which day, by which name, naming which entries.

    ``own`` is the strand that it belongs to.
    """

    kind: type[Event]
    day: date
    name: RecordId
    names: tuple[RecordId, ...] = ()
    own: StrandId | None = None


def heard_in(case: Case, journey: Journey, told: Told) -> tuple[Place, ...]:
    """Return the strands of other workflows in which an event is heard.

    In each workflow that is the latest strand to which the event is tied, or else the latest that can make something
    of it where it stands. Where there is none, it opens one or waits for the first.
    """
    hearing = journey.hearing(told.kind)
    if not hearing:
        return ()
    near = tied(case, told)
    return tuple(place for each in hearing if (place := place_in(case, journey, each, told, near)))


def place_in(case: Case, journey: Journey, workflow: str, told: Told, near: frozenset[StrandId]) -> Place | None:
    """Return where an event is heard in one workflow, if it is."""
    there, begins = case.strands_of(workflow), journey.pinned(workflow, None, told.day)
    opens = told.kind in begins.opening
    strand = heard_by(case, journey, there, told, near, opens=opens)
    if strand:
        definition = journey.pinned(workflow, strand, told.day)
        ready = definition.takes(told.kind, case.stage_on(strand.id, told.day))
        return Place(workflow, strand.id, definition.version, definition.lands_on(told.kind) if ready else None)
    if there and not opens:
        return None
    name = name_after(told.name, workflow) if opens else None
    return Place(workflow, name, begins.version, begins.lands_on(told.kind))


def heard_by(
    case: Case, journey: Journey, there: Sequence[Strand], told: Told, near: frozenset[StrandId], *, opens: bool
) -> Strand | None:
    """Return the strand that hears an event, of those of one workflow: the latest that is tied to it, else that can.

    One that is over hears only what it goes on by; of what opens no strand, whatever it can make something of.
    """
    stages = {one.id: case.stage_on(one.id, told.day) for one in there}
    pinned = {one.id: journey.pinned(one.workflow, one, told.day) for one in there}
    able = [one for one in there if pinned[one.id].takes(told.kind, stages[one.id])]
    close = [one for one in there if one.id in near]
    open_ones = [one for one in able if not journey.stage(one.workflow, stages[one.id]).ends]
    over = [one for one in able if not opens or pinned[one.id].goes_on_from(told.kind, stages[one.id])]
    return next(iter((close or open_ones or over)[-1:]), None)


def tied(case: Case, told: Told) -> frozenset[StrandId]:
    """Return the strands that an event has to do with.

    It names an entry of theirs, or the entry that opened its own strand does or is told there; or the entry that
    opened theirs does, of an entry of its own.
    """
    entries = [case.by_id[one] for one in told.names if one in case.by_id]
    mine = case.strands.get(told.own) if told.own else None
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
    yield from (case.by_id[one] for _, one in references(first.event, first.kind) if one in case.by_id)

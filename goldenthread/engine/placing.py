"""Where a command belongs: in which strand of a case, and in what order."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple
from uuid import UUID

from goldenthread.engine.case import Case, Strand, places_of
from goldenthread.engine.commands import Command, New, Note, Unacceptable
from goldenthread.engine.events import Event, RecordId
from goldenthread.engine.fields import each_of, fields, references, tag_of
from goldenthread.engine.journey import Journey
from goldenthread.engine.records import EnteredInError, Record
from goldenthread.engine.workflow import Workflow


def strand_for(case: Case, journey: Journey, workflow: Workflow, command: Command) -> Strand | None:
    """Return the strand meant: the one said, or that of an entry the event names; else the latest begun by that day.

    None where this begins another: where it is said, where there is none, or where the latest is over and this opens
    one. Raises ``Unacceptable`` where what is said and what is named are two.
    """
    named = strand_named(case, workflow, command)
    if isinstance(command.strand, UUID):
        said = case.strands[command.strand]
        if said.workflow != workflow.name:
            raise Unacceptable("strand", f"{tag_of(type(command.event))} does not belong to {said.workflow}")
        if named not in (None, said):
            raise Unacceptable("strand", "the entry that this names is in another strand")
        return said
    if command.strand is New.STRAND:
        return None
    if named:
        return named
    mine = case.strands_of(workflow.name)
    if not mine:
        return None
    (last,) = [one for one in mine if one.opened_on <= command.happened_on][-1:] or mine[:1]
    opens = type(command.event) in workflow.opening and command.happened_on >= last.since
    return None if opens and journey.stage(workflow.name, last.stage).ends else last


def strand_named(case: Case, workflow: Workflow, command: Command) -> Strand | None:
    """Return the strand of the entries that an event names, where they are all in one of this workflow.

    What may begin a strand says of an earlier entry only that it was said before, unless it is an answer to it.
    """
    if not names_records(type(command.event)):
        return None
    opens, answers = type(command.event) in workflow.opening, workflow.answering(type(command.event))
    entries = [case.by_id[one] for name, one in references(command.event) if not opens or name in answers]
    places = [place for one in entries for place in places_of(one) if place.workflow == workflow.name]
    found = {place.strand for place in places if place.strand in case.strands}
    return case.strands[found.pop()] if len(found) == 1 else None  # type: ignore[index]  # a strand of this case


def as_it_happened(notes: Sequence[Note]) -> list[Note]:
    """Return facts in the order in which they are written down: as they happened, but after those that they name."""
    told: dict[UUID, Note] = {note.as_id: note for note in notes if note.as_id}
    ordered: dict[int, Note] = {}

    def place(note: Note, waiting: frozenset[int]) -> None:
        if id(note) in ordered or id(note) in waiting:
            return
        for _, named in references(note.event):
            if named in told:
                place(told[named], waiting | {id(note)})
        if isinstance(note.strand, UUID) and note.strand in told:
            place(told[note.strand], waiting | {id(note)})
        ordered[id(note)] = note

    for note in sorted(notes, key=lambda one: one.happened_on):
        place(note, frozenset())
    return list(ordered.values())


@cache
def names_records(kind: type[Event]) -> bool:
    return any(each_of(field.kind) is RecordId for field in fields(kind).values())


class Glance(NamedTuple):
    """What a writer's commands are judged on, and which records the writer sees; those ``withheld`` only in part."""

    case: Case
    shown: Sequence[Record]
    withheld: frozenset[RecordId] = frozenset()


def check_seen(command: Command, glance: Glance, written: Sequence[Record]) -> None:
    """Refuse to write about what the writer does not see, as if it were not there. Raises ``Unacceptable``.

    Only what is seen whole is put right or struck out; of what is seen in part, that is said. ``written`` are the
    records of the same run.
    """
    seen = (*glance.shown, *written)
    strands = {one.strand for one in seen}
    there = {one.id for one in seen} | strands
    if names_records(type(command.event)):
        whole = isinstance(command.event, EnteredInError)
        for name, named in references(command.event):
            if named not in there:
                raise unknown(named, name)
            if whole and named in glance.withheld:
                raise not_whole(named, name)
    replaced = command.replaces if isinstance(command, Note) else None
    if replaced is not None and replaced not in there:
        raise unknown(replaced, "replaces")
    if replaced in glance.withheld:
        raise not_whole(replaced, "replaces")
    if isinstance(command.strand, UUID) and command.strand not in strands:
        raise no_strand(command.strand)


def known(case: Case, named: RecordId, where: str) -> Record:
    found = case.by_id.get(named)
    if found is None:
        raise unknown(named, where)
    return found


def unknown(named: RecordId, where: str) -> Unacceptable:
    return Unacceptable(where, f"there is no record {named} in this case")


def not_whole(named: RecordId | None, where: str) -> Unacceptable:
    return Unacceptable(where, f"what the record {named} says is not shown to you, so it is for others to put right")


def no_strand(named: UUID) -> Unacceptable:
    return Unacceptable("strand", f"there is no strand {named} in this case")

"""A case, and the verb that remembers: ``evolve``."""

from bisect import bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import cast
from uuid import UUID, uuid5

import msgspec
from msgspec import Struct

from goldenthread.engine.events import RecordId
from goldenthread.engine.history import History
from goldenthread.engine.records import (
    DefinitionAdopted,
    DefinitionId,
    Disputed,
    EnteredInError,
    Place,
    Record,
    StrandId,
    Withdrawn,
    first_wordings,
    happened_on,
    in_order_of_happening,
    live,
    unsettles,
)

REMARKS = (EnteredInError, Disputed, Withdrawn)
"""What is said of an entry: a strand is made of entries, so these neither begin one nor move it."""

NOT_BEGUN = "outset"
"""The stage of a strand of which only papers are known that move nothing."""


class Strand(Struct, frozen=True):
    """One running instance of a workflow: its stage, since when, and the definition it runs under."""

    id: StrandId
    workflow: str
    stage: str
    since: date
    opened_on: date
    opened_under: DefinitionId | None
    opened_by: RecordId
    adopted: tuple[date, DefinitionId] | None = None

    @property
    def definition(self) -> DefinitionId | None:
        return self.adopted[1] if self.adopted else self.opened_under


@dataclass(frozen=True)
class Case:
    """What is remembered: every record, those that stand in the order they happened, and each strand.

    ``waiting`` are the workflows in which something is heard whatever strand of them there is, or will be.
    """

    id: UUID
    version: int = 0
    records: tuple[Record, ...] = ()
    standing: tuple[Record, ...] = ()
    strands: Mapping[StrandId, Strand] = field(default_factory=dict[StrandId, Strand])
    waiting: frozenset[str] = frozenset()
    stories: dict[StrandId | None, History] = field(
        default_factory=dict[StrandId | None, History], repr=False, compare=False
    )

    @cached_property
    def by_id(self) -> Mapping[RecordId, Record]:
        return {record.id: record for record in self.records}

    @cached_property
    def wordings(self) -> Mapping[RecordId, RecordId]:
        return first_wordings(self.records)

    def story(self, strand: StrandId | None = None) -> History:
        """Return what stands: in the whole case, or in one strand with what belongs to the whole case.

        Those of its strands are remembered; one that is not there yet is told anew each time.
        """
        told = self.stories.get(strand)
        if told is None:
            mine = self.standing if strand is None else [one for one in self.standing if belongs(one, strand)]
            told = History(mine, self.wordings)
            if strand is None or strand in self.strands:
                self.stories[strand] = told
        return told

    def stage_on(self, strand: StrandId, day: date) -> str:
        """Return where a strand stood at the end of a day."""
        for one in reversed(self.standing):
            if one.happened_on <= day:
                for place in places_of(one):
                    if place.strand == strand and place.lands:
                        return place.lands
        return NOT_BEGUN

    def strands_of(self, workflow: str) -> Sequence[Strand]:
        """Return the strands of a workflow, the earliest opened first; those of one day as they were written."""
        return self.in_order([one for one in self.strands.values() if one.workflow == workflow])

    def in_order(self, strands: Sequence[Strand]) -> Sequence[Strand]:
        """Return strands, the earliest opened first; those of one day as they were written."""
        if len(strands) < 2:  # noqa: PLR2004  # one alone is in order
            return strands
        place = {record.id: record.version for record in self.records}
        return sorted(strands, key=lambda one: (one.opened_on, place.get(one.opened_by, 0)))


def evolve(case: Case, record: Record) -> Case:
    """Remember a record. Total: it never judges, reads no clock and no sealed field, and knows no definition."""
    records = (*case.records, record)
    if unsettles(record) or not case.waiting.isdisjoint(workflows_of(record)):
        return fold(case.id, records)
    if any(place.strand is None for place in record.heard_in):
        return fold(case.id, records)
    at = bisect_right(case.standing, record.happened_on, key=happened_on)
    before, after = case.standing[:at], case.standing[at:]
    known = dict(case.strands)
    for place in places_of(record):
        if any(one.told_in(cast("StrandId", place.strand)) for one in after):
            mine = [one for one in (*before, record, *after) if one.told_in(cast("StrandId", place.strand))]
            known |= strands(mine, case.wordings, {place.strand})
        else:
            take_on(known, record, place, record.id)
    told = {} if after else {strand: story_after(story, strand, record) for strand, story in dict(case.stories).items()}
    return Case(case.id, record.version, records, (*before, record, *after), known, case.waiting, told)


def workflows_of(record: Record) -> Iterator[str | None]:
    """Yield the workflows that a record belongs to or is heard in."""
    yield record.workflow
    yield from (place.workflow for place in record.heard_in)


def places_of(record: Record) -> tuple[Place, ...]:
    """Return the strands that a record begins or takes on, its own first.

    A remark is told where its entry is, and takes on none of those; only where it lands somewhere itself.
    """
    if record.kind in REMARKS:
        return tuple(place for place in record.heard_in if place.lands)
    if record.workflow is None or record.strand is None:
        return record.heard_in
    return (Place(record.workflow, record.strand, record.definition, record.lands), *record.heard_in)


def belongs(record: Record, strand: StrandId | None) -> bool:
    """Say whether a record is told in the story of a strand: its own are, those heard there, and the whole case's."""
    return strand is None or record.strand is None or record.told_in(strand)


def story_after(story: History, strand: StrandId | None, record: Record) -> History:
    """Return the story of a strand after a record that happened last of all."""
    return story.and_then(record) if belongs(record, strand) else story


def fold(case: UUID, records: Sequence[Record]) -> Case:
    """Fold records, in the order they were written, into a case: as if they had been remembered one by one."""
    return told_by(case, records, in_order_of_happening(live(records)))


def told_by(case: UUID, records: Sequence[Record], standing: tuple[Record, ...]) -> Case:
    """Return a case from its records and what stands of them, in the order it happened."""
    waiting = frozenset(place.workflow for one in standing for place in one.heard_in if place.strand is None)
    standing = settled(standing) if waiting else standing
    version = records[-1].version if records else 0
    return Case(case, version, tuple(records), standing, strands(standing, first_wordings(records)), waiting)


def settled(standing: Sequence[Record]) -> tuple[Record, ...]:
    """Return what stands with every strand that was waited for: the first of its workflow, where there is one."""
    first: dict[str, StrandId] = {}
    for record in standing:
        for place in places_of(record):
            if place.strand is not None:
                first.setdefault(place.workflow, place.strand)
    return tuple(found(record, first) if record.heard_in else record for record in standing)


def found(record: Record, first: Mapping[str, StrandId]) -> Record:
    """Return a record with the strands that it waited for."""
    places = tuple(
        place if place.strand else msgspec.structs.replace(place, strand=first.get(place.workflow))
        for place in record.heard_in
    )
    return msgspec.structs.replace(record, heard_in=places)


def strands(
    standing: Sequence[Record], wordings: Mapping[RecordId, RecordId], only: Container[StrandId | None] | None = None
) -> Mapping[StrandId, Strand]:
    """Return every strand of what stands, given in the order it happened; or only some of them."""
    told: dict[StrandId, list[tuple[Record, Place]]] = {}
    for record in standing:
        for place in places_of(record):
            if place.strand is not None and (only is None or place.strand in only):
                told.setdefault(place.strand, []).append((record, place))
    return {name: strand_told_by(name, entries, wordings) for name, entries in told.items()}


def strand_told_by(
    name: StrandId, entries: Sequence[tuple[Record, Place]], wordings: Mapping[RecordId, RecordId]
) -> Strand:
    """Return a strand from all that stands in it: as if it had been taken on by one after the other."""
    first, home = entries[0]
    named = [(wordings.get(one.id, one.id), place) for one, place in entries]
    opened_by, opening = next((one for one in named if bears_its_name(one[1], one[0])), named[0])
    landed = next(((one, place.lands) for one, place in reversed(entries) if place.lands), None)
    adopted = next((one for one, _ in reversed(entries) if one.kind is DefinitionAdopted), None)
    return Strand(
        name,
        home.workflow,
        stage=landed[1] or NOT_BEGUN if landed else NOT_BEGUN,
        since=landed[0].happened_on if landed else first.happened_on,
        opened_on=first.happened_on,
        opened_under=opening.definition,
        opened_by=opened_by,
        adopted=(adopted.happened_on, adopted.clear("definition")) if adopted else None,
    )


def name_after(entry: RecordId, workflow: str) -> StrandId:
    """Return the name of a strand that is opened by an entry of another workflow."""
    return StrandId(uuid5(entry, workflow))


def bears_its_name(place: Place, entry: RecordId) -> bool:
    """Say whether the strand of a place was opened by an entry, given in its first wording."""
    return place.strand in (entry, name_after(entry, place.workflow))


def take_on(known: dict[StrandId, Strand], record: Record, place: Place, entry: RecordId) -> None:
    """Take a strand on by a record that happened last of all: a strand is where its latest one landed.

    ``entry`` is the first wording of the record: a strand is named after the entry that opened it.
    """
    if place.strand is None:
        return
    day, before = record.happened_on, known.get(place.strand)
    if before is None:
        before = Strand(place.strand, place.workflow, NOT_BEGUN, day, day, place.definition, entry)
    known[place.strand] = Strand(
        before.id,
        before.workflow,
        stage=place.lands or before.stage,
        since=day if place.lands else before.since,
        opened_on=before.opened_on,
        opened_under=place.definition if bears_its_name(place, entry) else before.opened_under,
        opened_by=entry if bears_its_name(place, entry) else before.opened_by,
        adopted=(day, record.clear("definition")) if record.kind is DefinitionAdopted else before.adopted,
    )

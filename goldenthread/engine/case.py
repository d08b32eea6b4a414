"""A case, and the verb that remembers: ``evolve``."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from uuid import UUID

from goldenthread.engine.events import RecordId
from goldenthread.engine.records import (
    DefinitionAdopted,
    DefinitionId,
    EnteredInError,
    History,
    Record,
    StrandId,
    first_wordings,
    in_order_of_happening,
    live,
)

NOT_BEGUN = "outset"
"""The stage of a strand of which only papers are known that move nothing."""


@dataclass(frozen=True)
class Strand:
    """One running instance of a workflow: its stage, since when, and the definition it runs under."""

    id: StrandId
    workflow: str
    stage: str
    since: date
    opened_on: date
    opened_under: DefinitionId | None
    adopted: tuple[date, DefinitionId] | None = None

    @property
    def definition(self) -> DefinitionId | None:
        return self.adopted[1] if self.adopted else self.opened_under


@dataclass(frozen=True)
class Case:
    """What is remembered: every record, those that stand in the order they happened, and each strand."""

    id: UUID
    version: int = 0
    records: tuple[Record, ...] = ()
    standing: tuple[Record, ...] = ()
    strands: Mapping[StrandId, Strand] = field(default_factory=dict[StrandId, Strand])

    @cached_property
    def by_id(self) -> Mapping[RecordId, Record]:
        return {record.id: record for record in self.records}

    @cached_property
    def wordings(self) -> Mapping[RecordId, RecordId]:
        return first_wordings(self.records)

    def story(self, strand: StrandId | None = None) -> History:
        """Return what stands: in the whole case, or in one strand with what belongs to the whole case."""
        mine = (record for record in self.standing if strand is None or record.strand in (None, strand))
        return History(tuple(mine), self.wordings)

    def strands_of(self, workflow: str) -> list[Strand]:
        """Return the strands of a workflow, the earliest opened first; those of one day as they were written."""
        mine = [one for one in self.strands.values() if one.workflow == workflow]
        return sorted(mine, key=lambda one: (one.opened_on, self.by_id[RecordId(one.id)].version))


def evolve(case: Case, record: Record) -> Case:
    """Remember a record. Total: it never judges, reads no clock and no sealed field, and knows no definition."""
    records = (*case.records, record)
    if record.replaces is not None or record.kind is EnteredInError:
        standing = in_order_of_happening(live(records))
        return Case(case.id, record.version, records, standing, strands(standing, first_wordings(records)))
    at = bisect_right(case.standing, record.happened_on, key=lambda one: one.happened_on)
    standing = (*case.standing[:at], record, *case.standing[at:])
    latest = at == len(case.standing)
    known = touched(case.strands, record, record.id) if latest else strands(standing, first_wordings(records))
    return Case(case.id, record.version, records, standing, known)


def fold(case: UUID, records: Sequence[Record]) -> Case:
    """Fold records, in the order they were written, into a case."""
    folded = Case(case)
    for record in records:
        folded = evolve(folded, record)
    return folded


def touched(known: Mapping[StrandId, Strand], record: Record, entry: RecordId) -> Mapping[StrandId, Strand]:
    """Return the strands after a record that happened last of all: a strand is where its latest one landed.

    ``entry`` is the first wording of the record: a strand bears the name of the entry that opened it.
    """
    if record.strand is None or record.workflow is None:
        return known
    day = record.happened_on
    strand = known.get(record.strand)
    if strand is None:
        strand = Strand(record.strand, record.workflow, NOT_BEGUN, day, day, record.definition)
    if entry == record.strand:
        strand = replace(strand, opened_under=record.definition)
    if record.lands:
        strand = replace(strand, stage=record.lands, since=day)
    if record.kind is DefinitionAdopted:
        strand = replace(strand, adopted=(day, record.clear("definition")))
    return {**known, record.strand: strand}


def strands(standing: Sequence[Record], wordings: Mapping[RecordId, RecordId]) -> Mapping[StrandId, Strand]:
    """Return every strand of what stands, given in the order it happened."""
    known: Mapping[StrandId, Strand] = {}
    for record in standing:
        known = touched(known, record, wordings[record.id])
    return known

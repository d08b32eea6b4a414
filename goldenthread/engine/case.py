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

    def story(self, strand: StrandId | None = None) -> History:
        """Return what stands: in the whole case, or in one strand with what belongs to the whole case."""
        if strand is None:
            return History(self.standing)
        return History(tuple(record for record in self.standing if record.strand in (None, strand)))

    def strands_of(self, workflow: str) -> list[Strand]:
        """Return the strands of a workflow, the earliest opened first."""
        mine = [one for one in self.strands.values() if one.workflow == workflow]
        return sorted(mine, key=lambda one: one.opened_on)


def evolve(case: Case, record: Record) -> Case:
    """Remember a record. Total: it never judges, reads no clock and no sealed field, and knows no definition."""
    records = (*case.records, record)
    if record.replaces is not None or record.kind is EnteredInError:
        standing = in_order_of_happening(live(records))
        return Case(case.id, record.version, records, standing, strands(standing))
    at = bisect_right(case.standing, record.happened_on, key=lambda one: one.happened_on)
    standing = (*case.standing[:at], record, *case.standing[at:])
    return Case(case.id, record.version, records, standing, touched(case.strands, record))


def fold(case: UUID, records: Sequence[Record]) -> Case:
    """Fold records, in the order they were written, into a case."""
    folded = Case(case)
    for record in records:
        folded = evolve(folded, record)
    return folded


def touched(known: Mapping[StrandId, Strand], record: Record) -> Mapping[StrandId, Strand]:
    """Return the strands after a record: a strand is where its latest happening landed."""
    if record.strand is None or record.workflow is None:
        return known
    day, here = record.happened_on, known.get(record.strand)
    if here is None:
        here = Strand(record.strand, record.workflow, NOT_BEGUN, day, day, record.definition)
    grown = replace(here, opened_on=min(day, here.opened_on))
    if record.id == record.strand:
        grown = replace(grown, opened_under=record.definition)
    if record.lands and (here.stage == NOT_BEGUN or day >= here.since):
        grown = replace(grown, stage=record.lands, since=day)
    elif here.stage == NOT_BEGUN:
        grown = replace(grown, since=min(day, here.since))
    if record.kind is DefinitionAdopted and (here.adopted is None or day >= here.adopted[0]):
        grown = replace(grown, adopted=(day, record.clear("definition")))
    return {**known, record.strand: grown}


def strands(standing: Sequence[Record]) -> Mapping[StrandId, Strand]:
    known: Mapping[StrandId, Strand] = {}
    for record in standing:
        known = touched(known, record)
    return known

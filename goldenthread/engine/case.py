"""A case, and the verb that remembers: ``evolve``."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import cast
from uuid import UUID

from msgspec import Struct

from goldenthread.engine.events import RecordId
from goldenthread.engine.history import History
from goldenthread.engine.records import (
    DefinitionAdopted,
    DefinitionId,
    Disputed,
    EnteredInError,
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
            if one.lands and one.strand == strand and one.happened_on <= day:
                return one.lands
        return NOT_BEGUN

    def strands_of(self, workflow: str) -> Sequence[Strand]:
        """Return the strands of a workflow, the earliest opened first; those of one day as they were written."""
        return self.in_order([one for one in self.strands.values() if one.workflow == workflow])

    def in_order(self, strands: Sequence[Strand]) -> Sequence[Strand]:
        """Return strands, the earliest opened first; those of one day as they were written."""
        if len(strands) < 2:  # noqa: PLR2004  # one alone is in order
            return strands
        place = {record.id: record.version for record in self.records}
        return sorted(strands, key=lambda one: (one.opened_on, place.get(RecordId(one.id), 0)))


def evolve(case: Case, record: Record) -> Case:
    """Remember a record. Total: it never judges, reads no clock and no sealed field, and knows no definition."""
    records = (*case.records, record)
    if unsettles(record):
        return fold(case.id, records)
    at = bisect_right(case.standing, record.happened_on, key=happened_on)
    before, after = case.standing[:at], case.standing[at:]
    known = dict(case.strands)
    if any(one.strand == record.strand for one in after):
        mine = [one for one in (*before, record, *after) if one.strand == record.strand]
        known |= strands(mine, case.wordings)
    else:
        take_on(known, record, record.id)
    told = {} if after else {strand: story_after(story, strand, record) for strand, story in dict(case.stories).items()}
    return Case(case.id, record.version, records, (*before, record, *after), known, told)


def belongs(record: Record, strand: StrandId | None) -> bool:
    """Say whether a record is told in the story of a strand: its own are, and those of the whole case."""
    return strand is None or record.strand is None or record.strand == strand


def story_after(story: History, strand: StrandId | None, record: Record) -> History:
    """Return the story of a strand after a record that happened last of all."""
    return story.and_then(record) if belongs(record, strand) else story


def fold(case: UUID, records: Sequence[Record]) -> Case:
    """Fold records, in the order they were written, into a case: as if they had been remembered one by one."""
    standing = in_order_of_happening(live(records))
    version = records[-1].version if records else 0
    return Case(case, version, tuple(records), standing, strands(standing, first_wordings(records)))


def strands(standing: Sequence[Record], wordings: Mapping[RecordId, RecordId]) -> Mapping[StrandId, Strand]:
    """Return every strand of what stands, given in the order it happened."""
    told: dict[StrandId, list[Record]] = {}
    for record in standing:
        if record.strand is not None and record.workflow is not None and record.kind not in REMARKS:
            told.setdefault(record.strand, []).append(record)
    return {name: strand_told_by(name, records, wordings) for name, records in told.items()}


def strand_told_by(name: StrandId, records: Sequence[Record], wordings: Mapping[RecordId, RecordId]) -> Strand:
    """Return a strand from all that stands in it: as if it had been taken on by one after the other."""
    first = records[0]
    opening = next((one for one in records if wordings.get(one.id, one.id) == name), first)
    landed = next((one for one in reversed(records) if one.lands), None)
    adopted = next((one for one in reversed(records) if one.kind is DefinitionAdopted), None)
    return Strand(
        name,
        cast("str", first.workflow),
        stage=landed.lands or NOT_BEGUN if landed else NOT_BEGUN,
        since=landed.happened_on if landed else first.happened_on,
        opened_on=first.happened_on,
        opened_under=opening.definition,
        adopted=(adopted.happened_on, adopted.clear("definition")) if adopted else None,
    )


def take_on(known: dict[StrandId, Strand], record: Record, entry: RecordId) -> None:
    """Take a strand on by a record that happened last of all: a strand is where its latest one landed.

    ``entry`` is the first wording of the record: a strand bears the name of the entry that opened it.
    """
    if record.strand is None or record.workflow is None or record.kind in REMARKS:
        return
    day, before = record.happened_on, known.get(record.strand)
    if before is None:
        before = Strand(record.strand, record.workflow, NOT_BEGUN, day, day, record.definition)
    known[record.strand] = Strand(
        before.id,
        before.workflow,
        stage=record.lands or before.stage,
        since=day if record.lands else before.since,
        opened_on=before.opened_on,
        opened_under=record.definition if entry == record.strand else before.opened_under,
        adopted=(day, record.clear("definition")) if record.kind is DefinitionAdopted else before.adopted,
    )

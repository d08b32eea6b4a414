"""Records: events with what is known of them, and what stands of them."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import Annotated, Any, NewType
from uuid import UUID

import msgspec
from msgspec import Struct

from goldenthread.engine.events import BESIDE, CLEAR, CODE, OWN_WORDS, WHOSE_WORDS, Event, Name, RecordId, Words, asks
from goldenthread.engine.fields import tag_of

StrandId = NewType("StrandId", UUID)
"""The name of one strand: that of the record which opened it."""


DefinitionId = NewType("DefinitionId", str)
"""The version of a workflow's definition, such as ``2026.1``."""


class Origin(StrEnum):
    """Decided here, done by another body, or from before we kept the record."""

    ACTED, REPORTED, BROUGHT_IN = "acted", "reported", "brought-in"


class Actor(Struct, frozen=True):
    """Whoever is writing: an account, in one role, for one organisation. Identifiers only, never a name."""

    account: str
    role: str
    organisation: str


class ClockReading(Struct, frozen=True, omit_defaults=True):
    """How one clock stood when a decision was made."""

    clock: str
    started_by: RecordId
    status: str
    due: date | None = None


class Judgement(Struct, frozen=True, omit_defaults=True):
    """What a move was judged on, kept for ever beside it. Why it went without is sealed in the record.

    ``stated`` names, for a need from before this record, the entry that states what is known of it.
    """

    met: dict[str, tuple[RecordId, ...]] = {}
    stated: dict[str, RecordId] = {}
    gone_without: tuple[str, ...] = ()
    irregular: tuple[str, ...] = ()
    permissions: tuple[RecordId, ...] = ()
    clocks: tuple[ClockReading, ...] = ()


class Place(Struct, frozen=True, omit_defaults=True):
    """Where a record is told: in which strand of which workflow, by which definition, and on what stage it landed.

    Without a strand it is told in the first one of that workflow, once there is one.
    """

    workflow: str
    strand: StrandId | None = None
    definition: DefinitionId | None = None
    lands: str | None = None


class Erased(Struct, frozen=True):
    """What is left of an event when its key has been destroyed: its clear fields, by the same names."""


class Record(Struct, frozen=True, kw_only=True):
    """An event and all that is known of it. ``position`` and ``recorded_at`` are nought until it is stored.

    ``heard_in`` are the strands of other workflows in which it is told too. ``recorded_at`` is in microseconds since
    1970, UTC, and never goes back in one store.
    """

    case: UUID
    version: int
    id: RecordId
    kind: type[Event]
    event: Event | Erased
    happened_on: date
    origin: Origin
    by: Actor
    software: str
    kept: str
    workflow: str | None = None
    strand: StrandId | None = None
    definition: DefinitionId | None = None
    lands: str | None = None
    heard_in: tuple[Place, ...] = ()
    replaces: RecordId | None = None
    judgement: Judgement | None = None
    on_behalf_of: str | None = None
    interpreter: str | None = None
    reasons: dict[str, str] = {}
    position: int = 0
    recorded_at: int = 0

    @property
    def originator_id(self) -> UUID:
        return self.case

    @property
    def originator_version(self) -> int:
        return self.version

    @property
    def tag(self) -> str:
        return tag_of(self.kind)

    @property
    def erased(self) -> bool:
        return isinstance(self.event, Erased)

    def told_in(self, strand: StrandId) -> bool:
        """Say whether it belongs to a strand, or is heard there."""
        return self.strand == strand or any(place.strand == strand for place in self.heard_in)

    def clear(self, name: str) -> Any:
        """Return a clear field of the event, which is there even when the rest has been erased."""
        return getattr(self.event, name)


happened_on = attrgetter("happened_on")
"""The day of a record: what a story is in order of."""


class EnteredInError(Event, tag="record.entered-in-error"):
    """Something was written that should not be here, or is about another case. Nothing is rubbed out."""

    told = "{by} marked an entry as made in error"
    when = "When was the mistake found?"

    record: Annotated[RecordId, asks("Which entry?"), CLEAR]
    why: Annotated[Words, asks("What was wrong?")]


class Disputed(Event, tag="record.disputed"):
    """Somebody says an entry is not right. Their words stand beside it, as large as the entry."""

    told = "{who} said that an entry is not right"
    told_erased = "Somebody said that an entry is not right"
    when = "When did they say so?"

    record: Annotated[RecordId, asks("Which entry?"), CLEAR, BESIDE]
    who: Annotated[Name, asks("Who says so?"), WHOSE_WORDS]
    statement: Annotated[Words, asks("What do they say?", "Their own words, not a summary."), OWN_WORDS]


class Withdrawn(Event, tag="record.permission-withdrawn"):
    """A permission was taken back. What was done under it before stays done."""

    told = "{who} took back a permission"
    told_erased = "A permission was taken back"
    when = "From when is it taken back?"

    record: Annotated[RecordId, asks("Which permission?"), CLEAR]
    who: Annotated[Name, asks("Who took it back?")]


class DefinitionAdopted(Event, tag="strand.definition-adopted"):
    """A strand goes on under a newer definition of its workflow."""

    told = "{by} moved this on to the definition {definition}"
    when = "From when?"

    definition: Annotated[DefinitionId, CODE, asks("Which definition?"), CLEAR]


def first_wordings(records: Iterable[Record]) -> dict[RecordId, RecordId]:
    """Return, for each record that replaces another, the one in which its entry was first worded."""
    first: dict[RecordId, RecordId] = {}
    for record in records:
        if record.replaces is not None:
            first[record.id] = first.get(record.replaces, record.replaces)
    return first


def struck(records: Sequence[Record]) -> frozenset[RecordId]:
    """Return the entries marked as made in error, unless the mark was itself, or was put in other words."""
    first = first_wordings(records)
    out: set[RecordId] = set()
    marked: set[RecordId] = set()
    for record in reversed(records):
        entry = first.get(record.id, record.id)
        if record.kind is EnteredInError and out.isdisjoint((record.id, entry)):
            if entry not in marked:
                out.add(record.clear("record"))
            marked.add(entry)
    return frozenset(out)


def unsettles(record: Record) -> bool:
    """Say whether a record changes what stands of those before it."""
    return record.replaces is not None or record.kind is EnteredInError


def live(records: Sequence[Record]) -> tuple[Record, ...]:
    """Return what stands: each entry in its latest wording, without those entered in error.

    A replacement keeps the place of what it replaces. A replacement entered in error gives way to the
    wording before it; an entry entered in error takes its replacements with it.
    """
    if not any(map(unsettles, records)):
        return tuple(records)
    out, first = struck(records), first_wordings(records)
    standing: dict[RecordId, Record] = {}
    for record in records:
        entry = first.get(record.id, record.id)
        if record.id not in out and (record.replaces is None or entry in standing):
            standing[entry] = record
    return tuple(standing.values())


def in_order_of_happening(standing: Iterable[Record]) -> tuple[Record, ...]:
    """Return records by the day they happened; those of one day in the order they were first written."""
    return tuple(sorted(standing, key=happened_on))


def stored(record: Record, position: int, recorded_at: int) -> Record:
    """Return a record with what only the store can say of it."""
    return msgspec.structs.replace(record, position=position, recorded_at=recorded_at)

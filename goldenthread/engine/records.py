"""Records: events with what is known of them; what stands of them; and the history of one strand."""

import dataclasses
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from itertools import islice
from operator import attrgetter
from types import MemberDescriptorType
from typing import Annotated, Any, NewType, cast
from uuid import UUID

import msgspec
from msgspec import Struct

from goldenthread.engine.events import CLEAR, CODE, Event, Name, RecordId, Words, asks
from goldenthread.engine.fields import bare, fields, tag_of

Kinds = type[Event] | Sequence[type[Event]]
Key = Callable[..., object]
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
    """What a move was judged on, kept for ever beside it. Why it went without is sealed in the record."""

    met: dict[str, tuple[RecordId, ...]] = {}
    gone_without: tuple[str, ...] = ()
    irregular: tuple[str, ...] = ()
    permissions: tuple[RecordId, ...] = ()
    clocks: tuple[ClockReading, ...] = ()


class Erased(Struct, frozen=True):
    """What is left of an event when its key has been destroyed: its clear fields, by the same names."""


class Record(Struct, frozen=True, kw_only=True):
    """An event and all that is known of it. ``position`` and ``recorded_at`` are nought until it is stored.

    ``recorded_at`` is in microseconds since 1970, UTC, and never goes back in one store.
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

    record: Annotated[RecordId, asks("Which entry?"), CLEAR]
    who: Annotated[Name, asks("Who says so?")]
    statement: Annotated[Words, asks("What do they say?", "Their own words, not a summary.")]


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


def many(kinds: Kinds) -> tuple[type[Event], ...]:
    return (kinds,) if isinstance(kinds, type) else tuple(kinds)


@dataclass(frozen=True)
class History:
    """What stands, in the order it happened.

    ``wordings`` names the first wording of each entry: a record may name any wording of another.
    """

    records: tuple[Record, ...] = ()
    wordings: Mapping[RecordId, RecordId] = dataclasses.field(default_factory=dict[RecordId, RecordId])

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records)

    def names(self, named: RecordId | None, record: Record) -> bool:
        """Say whether a reference names this record, or another wording of the same entry."""
        return named is not None and self._entry(named) == self._entry(record.id)

    def _entry(self, named: RecordId) -> RecordId:
        return self.wordings.get(named, named)

    def of(self, kinds: Kinds) -> tuple[Record, ...]:
        """Return the records of these kinds, and of those derived from them."""
        wanted = many(kinds)
        found = [placed for kind, placed in self._by_kind.items() if issubclass(kind, wanted)]
        if len(found) == 1:
            return tuple(found[0].values())
        return tuple(self.records[place] for place in sorted(place for placed in found for place in placed))

    @cached_property
    def _by_kind(self) -> Mapping[type[Event], Mapping[int, Record]]:
        """Return the records of each kind by their places, so that a clock need not look at all of them."""
        found: dict[type[Event], dict[int, Record]] = {}
        for place, record in enumerate(self.records):
            found.setdefault(record.kind, {})[place] = record
        return found

    def by(self, day: date) -> "History":
        """Return what had happened by the end of a day."""
        told = bisect_right(self.records, day, key=happened_on)
        return self if told == len(self.records) else History(self.records[:told], self.wordings)

    def since(self, start: Record, kinds: Kinds) -> Iterator[Record]:
        """Yield the other records of these kinds that happened on the day of a record or later."""
        found = self.of(kinds)
        first = bisect_left(found, start.happened_on, key=happened_on)
        return (record for record in islice(found, first, None) if record.id != start.id)


@dataclass(frozen=True)
class FieldOf:
    """One field of one event, as written in a declaration: ``SupportPlanned.review_on``."""

    event: type[Event]
    name: str

    def __call__(self, record: Record) -> Any:
        return record.clear(self.name)

    def __str__(self) -> str:
        return f"{tag_of(self.event)}.{self.name}"


class SealedField(ValueError):
    """A rule names a sealed field. Only what may stand in clear can be worked with."""


def field_of(written: object) -> FieldOf:
    """Turn ``SupportPlanned.review_on`` into the field it names. A sealed field is refused."""
    if not isinstance(written, MemberDescriptorType):
        raise TypeError(f"{written!r} is not a field of an event")
    found = FieldOf(cast("type[Event]", written.__objclass__), written.__name__)
    if not fields(found.event)[found.name].clear:
        raise SealedField(f"{found.event.__name__}.{found.name} is sealed, so nothing may be worked out from it")
    return found


@cache
def has_key(event: type[Event], key: Key) -> bool:
    return any(bare(field.kind) is key for field in fields(event).values())


@cache
def key_of(event: type[Event], key: Key) -> FieldOf:
    """Return the field of an event that holds this kind of key."""
    found = [field for field in fields(event).values() if bare(field.kind) is key]
    if len(found) != 1 or not found[0].clear:
        raise ValueError(f"{event.__name__} needs exactly one clear field of type {getattr(key, '__name__', key)}")
    return FieldOf(event, found[0].name)


def stored(record: Record, position: int, recorded_at: int) -> Record:
    """Return a record with what only the store can say of it."""
    return msgspec.structs.replace(record, position=position, recorded_at=recorded_at)

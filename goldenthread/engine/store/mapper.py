"""Between records and stored events: sealing on the way in, opening and refusing on the way out."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from cryptography.exceptions import InvalidTag
from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import Mapper, Notification, StoredEvent, Transcoder

from goldenthread.engine.events import Event
from goldenthread.engine.privacy.keys import DataKey, KeyRing, KeyTampered
from goldenthread.engine.records import Record
from goldenthread.engine.store.form import (
    LENGTH,
    Aside,
    Envelope,
    Kind,
    Registry,
    Unreadable,
    encode,
    join,
    pack,
    unpack,
)


@dataclass(frozen=True)
class StoredRecord(StoredEvent):
    """The library's stored event, with when it was recorded (microseconds since 1970, UTC) and where it stands."""

    recorded_at: int = 0
    position: int = 0


@dataclass(frozen=True)
class RecordNotification(Notification):
    """The library's notification, with when it was recorded (microseconds since 1970, UTC)."""

    recorded_at: int = 0


class Tampered(Unreadable):
    """The sealed part does not belong to the clear part, the version, the case or this store."""


def bound_to(origin: bytes, case: UUID, version: int, tag: bytes, head: bytes) -> bytes:
    """Return what a sealed part is bound to: store, case, version, tag and the whole clear part."""
    return b"%b\0%b%b%b\0%b" % (origin, case.bytes, version.to_bytes(8, "big"), tag, head)


class RecordMapper(Mapper[UUID]):
    """Maps records. Never resolves a topic: a tag that is not in the registry is refused."""

    def __init__(
        self,
        transcoder: Transcoder | None = None,
        compressor: Any = None,
        cipher: Any = None,
        *,
        registry: Registry,
        keys: KeyRing,
        origin: bytes,
    ) -> None:
        if compressor or cipher:
            raise ValueError("records are sealed by their own keys; the library's compressor and cipher do not apply")
        super().__init__(cast("Transcoder", transcoder))
        self.registry, self.keys, self.origin = registry, keys, origin

    def to_stored_event(self, domain_event: DomainEventProtocol[UUID]) -> StoredEvent:
        stored, key = self.seal(cast("Record", domain_event))
        if key.fresh:
            raise ValueError("a record that needs a new key is stored by RecordStore.put, which stores both at once")
        return stored

    def seal(
        self, record: Record, run: Sequence[DataKey] = (), committed: Container[DataKey] = ()
    ) -> tuple[StoredRecord, DataKey]:
        """Return the stored form of a record, and the key it was sealed with.

        ``run``: keys to be stored in the same transaction. ``committed``: those of them whose commitment already
        stands in a record; that of any other fresh key stands in this one.
        """
        kind = self.registry.of(record.kind)
        event = cast("Event", record.event)
        sealed_as = self.registry.sealed_as(record.kept, record.strand)
        key = self.keys.to_seal(record.case, sealed_as, run, new_case=record.version == 1)
        first_use = key.row.commitment.hex() if key.fresh and key not in committed else None
        head = pack(kind.schema, key.row.number, encode(envelope(record, kind, first_use)))
        said, aside = kind.sealed_of(event), encode(Aside(record.on_behalf_of, record.interpreter, record.reasons))
        binding = bound_to(self.origin, record.case, record.version, kind.tag_bytes, head)
        sealed = key.seal(LENGTH.pack(len(said)) + said + aside, binding)
        return StoredRecord(record.case, record.version, kind.tag, head + sealed), key

    def to_domain_event(self, stored_event: StoredEvent) -> Record:
        case, version = cast("UUID", stored_event.originator_id), stored_event.originator_version
        kind = self.registry.named(stored_event.topic)
        parts = unpack(stored_event.state)
        try:
            key = self.keys.to_open(case, parts.key)
            sealed = key.open(parts.sealed, bound_to(self.origin, case, version, kind.tag_bytes, parts.head))
        except InvalidTag:
            raise Tampered(f"record {version} of case {case} does not open: it was changed, moved or copied") from None
        except KeyTampered as wrong:
            raise Tampered(f"record {version} of case {case} does not open: {wrong}") from None
        erased = sealed is None
        text = parts.clear if sealed is None else join(parts.clear, sealed)
        read = self.registry.read(kind, parts.schema, text, erased=erased)
        sealed_as = self.registry.sealed_as(read.kept, read.strand)
        if sealed_as != key.row.sealed_as or read.commitment not in (None, key.row.commitment.hex()):
            raise Tampered(f"record {version} of case {case} was not sealed with the key it names")
        return record_of(case, version, kind, read, stored_event)


def envelope(record: Record, kind: Kind, commitment: str | None) -> Envelope[Any]:
    return Envelope(
        id=record.id,
        happened_on=record.happened_on,
        origin=record.origin,
        by=record.by,
        software=record.software,
        kept=record.kept,
        workflow=record.workflow,
        strand=record.strand,
        definition=record.definition,
        lands=record.lands,
        heard_in=record.heard_in,
        replaces=record.replaces,
        judgement=record.judgement,
        commitment=commitment,
        event=kind.clear_of(cast("Event", record.event)),
    )


def record_of(case: UUID, version: int, kind: Kind, read: Envelope[Any], stored: StoredEvent) -> Record:
    return Record(
        case=case,
        version=version,
        id=read.id,
        kind=kind.event,
        event=read.event,
        happened_on=read.happened_on,
        origin=read.origin,
        by=read.by,
        software=read.software,
        kept=read.kept,
        workflow=read.workflow,
        strand=read.strand,
        definition=read.definition,
        lands=read.lands,
        heard_in=read.heard_in,
        replaces=read.replaces,
        judgement=read.judgement,
        on_behalf_of=read.on_behalf_of,
        interpreter=read.interpreter,
        reasons=read.reasons,
        position=getattr(stored, "id", getattr(stored, "position", 0)),
        recorded_at=getattr(stored, "recorded_at", 0),
    )

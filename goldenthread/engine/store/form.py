"""The stored form: how a record becomes bytes, and bytes a record. Read docs/decisions/0002 before changing it.

``format u8 | schema version u16 | key number u16 | length of the clear JSON u32 | clear JSON | nonce | sealed``

The sealed part is ``length of the event JSON u32 | event JSON | aside JSON``. What decides the key, the
upcasting and a refusal is read before any JSON. Every record is sealed, be it around nothing, because the
seal is also what holds the clear part: a date that was edited fails on reading.
"""

import struct
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any, Generic, NamedTuple, TypeVar, cast
from uuid import UUID

import msgspec
from msgspec import Struct

from goldenthread.engine.events import Event, RecordId
from goldenthread.engine.fields import fields, hints, tag_of
from goldenthread.engine.journey import Upcaster
from goldenthread.engine.privacy.keys import SHORTEST_SEAL
from goldenthread.engine.records import Actor, DefinitionId, Erased, Judgement, Origin, Place, StrandId

E = TypeVar("E")
FORMAT = 1
PREFIX = struct.Struct(">BHHI")
LENGTH = struct.Struct(">I")
encode = msgspec.json.Encoder().encode


class Envelope(Struct, Generic[E], frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The clear JSON, joined on reading by what was sealed. ``event`` is the last clear field for that."""

    id: RecordId
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
    commitment: str | None = None
    event: E
    on_behalf_of: str | None = None
    interpreter: str | None = None
    reasons: dict[str, str] = {}


class Aside(Struct, frozen=True, omit_defaults=True):
    """What is said beside an event that may not stand in clear."""

    on_behalf_of: str | None = None
    interpreter: str | None = None
    reasons: dict[str, str] = {}


class Parts(NamedTuple):
    """The parts of a stored form, before any JSON is read."""

    schema: int
    key: int
    head: bytes
    clear: bytes
    sealed: bytes


class Unreadable(ValueError):
    """The stored bytes are not a record this release can read."""


class NewerThanThis(Unreadable):
    """The record was written by a newer release. Nothing of it is guessed at."""


class UnknownTag(Unreadable):
    """No event of this tag is known. Names in a database are never imported."""


def pack(schema: int, key: int, clear: bytes) -> bytes:
    """Return the head of the stored form: the prefix and the clear JSON."""
    return PREFIX.pack(FORMAT, schema, key, len(clear)) + clear


def unpack(state: bytes) -> Parts:
    """Take stored bytes apart. Raises ``Unreadable`` or ``NewerThanThis``."""
    if len(state) < PREFIX.size:
        raise Unreadable("the stored form is too short")
    form, schema, key, length = PREFIX.unpack_from(state)
    if form != FORMAT:
        raise NewerThanThis(f"stored form {form}; this release reads {FORMAT}")
    end = PREFIX.size + length
    if len(state) < end + SHORTEST_SEAL:
        raise Unreadable("the stored form is cut short")
    return Parts(schema, key, state[:end], state[PREFIX.size : end], state[end:])


def join(clear: bytes, sealed: bytes) -> bytes:
    """Join the clear JSON and what was sealed into one JSON text, so that both are decoded once.

    The clear JSON ends with the object of the event's clear fields: ``…,"event":{…}}``.
    """
    (length,) = LENGTH.unpack_from(sealed)
    event, aside = sealed[LENGTH.size : LENGTH.size + length], sealed[LENGTH.size + length :]
    if not clear.endswith(b"}}"):
        raise Unreadable("the clear part does not end with the event")
    between = b"" if clear.endswith(b"{}}") or event == b"{}" else b","
    after = b"" if aside == b"{}" else b"," + aside[1:-1]
    return b"%b%b%b}%b}" % (clear[:-2], between, event[1:-1], after)


class Kind:
    """All that is derived from one event class, when first asked for: its clear twin, what is sealed, a reader."""

    def __init__(self, event: type[Event]) -> None:
        self.event, self.tag, self.schema = event, tag_of(event), event.schema_version
        self.tag_bytes = self.tag.encode()
        self.clear = clear = [name for name, field in fields(event).items() if field.clear]
        sealed = [name for name, field in fields(event).items() if not field.clear]
        self._sealed = sealed
        self._clear_values, self._sealed_values = values_of(clear), values_of(sealed)

    @cached_property
    def clear_part(self) -> type[Struct]:
        return self._part("Clear", self.clear)

    @cached_property
    def sealed_part(self) -> type[Struct]:
        return self._part("Sealed", self._sealed)

    @cached_property
    def twin(self) -> type[Struct]:
        return self._part("Erased", self.clear, bases=(Erased,))

    @cached_property
    def read(self) -> Callable[[bytes], Envelope[Any]]:
        return msgspec.json.Decoder(Envelope[self.event]).decode  # type: ignore[name-defined]

    @cached_property
    def read_erased(self) -> Callable[[bytes], Envelope[Any]]:
        return msgspec.json.Decoder(Envelope[self.twin]).decode  # type: ignore[name-defined]

    def _part(self, name: str, names: Iterable[str], bases: tuple[type[Struct], ...] = ()) -> type[Struct]:
        said = hints(self.event)
        known = {field.name: field for field in msgspec.structs.fields(self.event)}
        parts: list[Any] = [
            (one, said[one]) if known[one].required else (one, said[one], known[one].default) for one in names
        ]
        return msgspec.defstruct(
            f"{self.event.__name__}{name}",
            parts,
            bases=bases,
            frozen=True,
            kw_only=True,
            forbid_unknown_fields=True,
        )

    def clear_of(self, event: Event) -> Struct:
        return self.clear_part(**self._clear_values(event))

    def erased_of(self, event: Event) -> Erased:
        """Return what would be left of an event if its content were erased."""
        return cast("Erased", self.twin(**self._clear_values(event)))

    def sealed_of(self, event: Event) -> bytes:
        return encode(self.sealed_part(**self._sealed_values(event)))


def values_of(names: list[str]) -> Callable[[Event], dict[str, Any]]:
    if not names:
        return lambda _: {}
    if len(names) == 1:
        (only,) = names
        return lambda event: {only: getattr(event, only)}
    values = attrgetter(*names)
    return lambda event: dict(zip(names, values(event), strict=True))


class Registry:
    """Every event that may be stored or read. What is not here is refused: nothing is ever imported."""

    def __init__(
        self, events: Iterable[type[Event]], upcasters: Mapping[tuple[str, int], Upcaster] | None = None
    ) -> None:
        self._by_event = {event: Kind(event) for event in events}
        self.by_tag = {kind.tag: kind for kind in self._by_event.values()}
        self._upcasters = dict(upcasters or {})
        kept = {kept for event in self._by_event if (kept := getattr(event, "kept", None))}
        self._apart = frozenset(one.name for one in kept if one.apart)
        if len(self.by_tag) < len(self._by_event):
            raise ValueError("two events have one tag")
        for kind in self.by_tag.values():
            if missing := [n for n in range(1, kind.schema) if (kind.tag, n) not in self._upcasters]:
                raise ValueError(f"{kind.tag} has no upcaster from schema version {missing}")

    def sealed_as(self, kept: str, strand: UUID | None) -> str:
        """Return what the keys are called under which a record class is kept: for each strand, where it is apart."""
        return f"{kept}.{strand.hex}" if strand is not None and kept in self._apart else kept

    def of(self, event: type[Event]) -> Kind:
        return self._by_event[event]

    def named(self, tag: str) -> Kind:
        try:
            return self.by_tag[tag]
        except KeyError:
            raise UnknownTag(f"no event of tag {tag!r} is known") from None

    def read(self, kind: Kind, schema: int, text: bytes, *, erased: bool) -> Envelope[Any]:
        """Read joined JSON (or the clear JSON alone, if erased), brought up to today's schema version."""
        if schema > kind.schema:
            raise NewerThanThis(f"{kind.tag} schema version {schema}; this release reads {kind.schema}")
        if schema < 1:
            raise Unreadable(f"{kind.tag} has no schema version {schema}")
        try:
            if schema == kind.schema:
                return kind.read_erased(text) if erased else kind.read(text)
            whole = msgspec.json.decode(text)
            for step in range(schema, kind.schema):
                whole["event"] = self._upcasters[kind.tag, step](whole["event"])
            if erased:
                whole["event"] = {name: it for name, it in whole["event"].items() if name in kind.clear}
            wanted = Envelope[kind.twin] if erased else Envelope[kind.event]  # type: ignore[name-defined]
            return msgspec.convert(whole, wanted)
        except (msgspec.MsgspecError, ValueError, KeyError, TypeError, AttributeError) as wrong:
            raise Unreadable(f"{kind.tag}: {wrong}") from wrong

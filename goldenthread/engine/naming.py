"""Naming what a declaration speaks of: kinds of events, a field of one, and the key that several have in common."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from types import MemberDescriptorType
from typing import Any, cast

from goldenthread.engine.events import Event
from goldenthread.engine.fields import bare, fields, tag_of
from goldenthread.engine.records import Record

Kinds = type[Event] | Sequence[type[Event]]
Key = Callable[..., object]


def many(kinds: Kinds) -> tuple[type[Event], ...]:
    if isinstance(kinds, tuple):
        return kinds
    return (kinds,) if isinstance(kinds, type) else tuple(kinds)


def recorded(kinds: Kinds) -> tuple[type[Event], ...]:
    """Return the events of these kinds that can be recorded: a kind that only others derive from stands for them."""
    found: list[type[Event]] = []
    for kind in many(kinds):
        found += [kind] if hasattr(kind, "told") else recorded(tuple(kind.__subclasses__()))
    return tuple(dict.fromkeys(found))


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

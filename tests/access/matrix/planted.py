"""Entries planted with words that are nowhere else, so that one look at an answer tells what it gives away."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, get_origin

import msgspec

from goldenthread.engine.events import Event, RecordClass, RecordId, Role
from goldenthread.engine.fields import bare, each_of, fields, tag_of
from goldenthread.engine.journey import Journey
from goldenthread.engine.privacy.documents import DocumentAddress
from goldenthread.workflows.kinds import KINDS
from tests.generic import names_one, sample

ON = date(2026, 2, 2)


@dataclass(frozen=True)
class Planted:
    """One entry: the words in it, its class, who wrote it for whom, and whether a document is kept with it."""

    id: str
    mark: str
    kept: str
    account: str
    organisation: str
    document: bool = False


def marked(kind: type[Event], mark: str, answering: RecordId | None = None) -> Event:
    """Return one of an event, with a mark in every sealed text that it must say."""
    said: dict[str, Any] = {}
    for name, field in fields(kind).items():
        if field.required and not field.clear and each_of(field.kind) is str:
            said[name] = (mark,) if get_origin(bare(field.kind)) is tuple else mark
    return sample(kind, ON, answering=answering, said=said)


def body_of(event: Event, mark: str = "") -> dict[str, Any]:
    """Return what is sent to write an event down: the mark stands beside it, where it has no words of its own."""
    said = {"happened_on": ON.isoformat(), "event": msgspec.to_builtins(event)}
    return said if has_words(type(event)) or not mark else said | {"interpreter": mark}


def has_words(kind: type[Event]) -> bool:
    """Say whether an event must say something in sealed words."""
    return any(one.required and not one.clear and each_of(one.kind) is str for one in fields(kind).values())


def names_some(kind: type[Event]) -> bool:
    """Say whether an event must name other entries."""
    return any(one.required and each_of(one.kind) is RecordId for one in fields(kind).values())


def kinds_of(kept: RecordClass, parts: tuple[Role, ...], journey: Journey = KINDS.first) -> Iterator[type[Event]]:
    """Yield the facts of a class that whoever has these parts may record, and that name no one other entry.

    Those with words of their own come first.
    """
    found = [
        kind
        for kind in journey.events.values()
        if journey.kept(kind) is kept
        and kind is not journey.opened_by
        and not names_one(kind)
        and not any(each_of(one.kind) is DocumentAddress for one in fields(kind).values())
        and set(getattr(kind, "recorded_by", ())) & set(parts)
    ]
    yield from sorted(found, key=has_words, reverse=True)


def path_of(kind: type[Event]) -> str:
    return f"/facts/{tag_of(kind)}"

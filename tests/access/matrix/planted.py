"""Entries planted with words that are nowhere else, so that one look at an answer tells what it gives away."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, get_origin

import msgspec

from goldenthread.engine.events import Event, RecordClass, RecordId, Role
from goldenthread.engine.fields import bare, each_of, fields, tag_of
from goldenthread.engine.privacy.documents import DocumentAddress
from goldenthread.workflows.kinds import KINDS
from tests.generic import names_one, sample

ON = date(2026, 2, 2)


@dataclass(frozen=True)
class Planted:
    """One entry: the words in it, its class, and who wrote it for whom."""

    id: str
    mark: str
    kept: str
    account: str
    organisation: str


def marked(kind: type[Event], mark: str, answering: RecordId | None = None) -> Event:
    """Return one of an event, with a mark in every sealed text that it must say."""
    said: dict[str, Any] = {}
    for name, field in fields(kind).items():
        if field.required and not field.clear and each_of(field.kind) is str:
            said[name] = (mark,) if get_origin(bare(field.kind)) is tuple else mark
    return sample(kind, ON, answering=answering, said=said)


def body_of(event: Event) -> dict[str, Any]:
    return {"happened_on": ON.isoformat(), "event": msgspec.to_builtins(event)}


def kinds_of(kept: RecordClass, parts: tuple[Role, ...]) -> Iterator[type[Event]]:
    """Yield the facts of a class that whoever has these parts may record, and that name no other entry."""
    journey = KINDS.first
    for kind in journey.events.values():
        if journey.kept(kind) is not kept or kind is journey.opened_by or names_one(kind):
            continue
        sealed_text = any(one.required and not one.clear and each_of(one.kind) is str for one in fields(kind).values())
        asks_for_a_document = any(each_of(one.kind) is DocumentAddress for one in fields(kind).values())
        if sealed_text and not asks_for_a_document and set(getattr(kind, "recorded_by", ())) & set(parts):
            yield kind


def path_of(kind: type[Event]) -> str:
    return f"/facts/{tag_of(kind)}"

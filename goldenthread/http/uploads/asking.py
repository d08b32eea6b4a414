"""What is asked of whoever sends a document: made from the declarations of the events that name one."""

from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import Struct

from goldenthread.engine.attached import Attached, Checked, DocumentKind, own_fields
from goldenthread.engine.events import Event
from goldenthread.engine.fields import hints, tag_of
from goldenthread.engine.privacy.documents import DocumentAddress
from goldenthread.http.api.bodies import Fact, body_with


def attaching(events: Iterable[type[Event]]) -> list[type[Attached]]:
    """Return the events that a document is kept with."""
    return [one for one in events if issubclass(one, Attached)]


def asked_of(kind: type[Attached]) -> type[Struct]:
    """Return the questions of an event, without those that are answered by looking at the document."""
    asked: list[Any] = []
    for field in msgspec.structs.fields(kind):
        if field.name not in own_fields():
            told = hints(kind)[field.name]
            asked.append((field.name, told) if field.required else (field.name, told, field.default))
    return msgspec.defstruct(
        f"{kind.__name__}Asked",
        asked,
        tag_field="tag",
        tag=tag_of(kind),
        frozen=True,
        kw_only=True,
        forbid_unknown_fields=True,
    )


class Asking:
    """The form of a document: a fact as any other, of one of the events that name one."""

    def __init__(self, kinds: list[type[Attached]]) -> None:
        self._kinds = {tag_of(kind): kind for kind in kinds}
        every: Any = None
        for kind in kinds:
            one: Any = asked_of(kind)
            every = one if every is None else every | one
        self.body = body_with(Fact, "DocumentSent", "event", every)

    def kind_of(self, asked: Struct) -> type[Attached]:
        return self._kinds[str(asked.__struct_config__.tag)]

    def event(
        self, asked: Struct, address: DocumentAddress, document: DocumentKind, checked: Checked, file_name: str | None
    ) -> Attached:
        """Return the event, with what was said of it and what was found out here."""
        said = {name: getattr(asked, name) for name in asked.__struct_fields__}
        return self.kind_of(asked)(
            document=address, document_kind=document, checked=checked, file_name=file_name, **said
        )

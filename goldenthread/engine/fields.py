"""What is declared about each field of an event, read once: its question, its seal, its owner, its form."""

import inspect
import re
import string
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Union, cast, get_args, get_origin

import msgspec
from msgspec import Meta, Struct

from goldenthread.engine.events import Choice, Event, RecordId, Role


@dataclass(frozen=True)
class Field:
    """One question of an event's form."""

    name: str
    kind: Any
    question: str
    hint: str | None
    clear: bool
    ties: bool
    beside: str | None
    about: Role | None
    required: bool
    default: Any


def bare(kind: Any) -> Any:
    """Return the type without its annotations and without "or nothing"."""
    if get_origin(kind) is Annotated:
        return bare(get_args(kind)[0])
    if get_origin(kind) in (Union, types.UnionType):
        return next(bare(one) for one in get_args(kind) if one is not type(None))
    return kind


def each_of(kind: Any) -> Any:
    """Return the type of one of several, or the type itself."""
    inner = bare(kind)
    return bare(get_args(inner)[0]) if get_origin(inner) is tuple else inner


def plain(kind: Any) -> type:
    """Return the class that a value has at run time: a key such as a setting's identifier is text."""
    inner = each_of(kind)
    return cast("type", getattr(inner, "__supertype__", inner))


def patterned(kind: Any) -> bool:
    """Say whether text is held to a pattern, here or in what the type is made of."""
    return any(mark.pattern for mark in marks(kind)) or any(patterned(part) for part in get_args(kind)[:1])


def marks(kind: Any) -> list[Meta]:
    return [mark for mark in getattr(kind, "__metadata__", ()) if isinstance(mark, Meta)]


@cache
def hints(kind: type[Struct]) -> dict[str, Any]:
    return typing.get_type_hints(kind, include_extras=True)


@cache
def fields(kind: type[Event]) -> Mapping[str, Field]:
    """Return the questions of an event, in the order of its form."""
    described: dict[str, Field] = {}
    for field in msgspec.structs.fields(kind):
        said = marks(hints(kind)[field.name])
        extra: dict[str, Any] = {key: it for mark in said for key, it in (mark.extra or {}).items()}
        described[field.name] = Field(
            name=field.name,
            kind=hints(kind)[field.name],
            question=next((mark.title for mark in said if mark.title), ""),
            hint=next((mark.description for mark in said if mark.description), None),
            clear=bool(extra.get("clear")),
            ties=bool(extra.get("ties")),
            beside=extra.get("beside"),
            about=extra.get("about", kind.kept.about if hasattr(kind, "kept") else None),
            required=field.required,
            default=field.default,
        )
    return described


@cache
def own_words(kind: type[Event]) -> Mapping[str, str]:
    """Return the fields in which an event keeps somebody's own words: ``entries``, ``whose`` and ``words``; or none."""
    return {field.beside: name for name, field in fields(kind).items() if field.beside}


def tag_of(kind: type[Event]) -> str:
    return str(kind.__struct_config__.tag)


def nested(kind: Any) -> type[Struct] | None:
    """Return the struct that a field is made of, if it is made of one."""
    inner = plain(kind)
    return inner if issubclass(inner, Struct) else None


def references(event: Struct, kind: type[Event] | None = None) -> Iterator[tuple[str, RecordId]]:
    """Yield every record that an event names, with the field that names it; of one that is erased, those in clear.

    ``kind`` says what it was, where it is erased.
    """
    for field in fields(kind or cast("type[Event]", type(event))).values():
        if each_of(field.kind) is RecordId:
            value = getattr(event, field.name, None)
            for one in cast("tuple[RecordId, ...]", value) if isinstance(value, tuple) else (value,):
                if one is not None:
                    yield field.name, one


def ties(event: Struct, kind: type[Event]) -> Iterator[RecordId]:
    """Yield the entries that an event says it is about."""
    for name, named in references(event, kind):
        if fields(kind)[name].ties:
            yield named


def named_beside(event: Struct, kind: type[Event]) -> tuple[RecordId, ...]:
    """Return the entries beside which the words of an event stand; also of one that is erased."""
    name = own_words(kind).get("entries")
    return tuple(named for field, named in references(event, kind) if field == name)


def question(name: str, kind: Any, *, required: bool) -> dict[str, Any]:
    """Return one question of a form as data."""
    inner, said = plain(kind), marks(kind)
    several = get_origin(bare(kind)) is tuple
    asked: dict[str, Any] = {
        "name": name,
        "label": next((mark.title for mark in said if mark.title), ""),
        "required": required,
        "type": "choice" if issubclass(inner, Choice) else "group" if nested(kind) else inner.__name__.lower(),
        "several": several,
    }
    if hint := next((mark.description for mark in said if mark.description), None):
        asked["hint"] = hint
    if issubclass(inner, Choice):
        asked["choices"] = [{"value": str(one), "label": one.label} for one in inner]
    if group := nested(kind):
        asked["questions"] = [
            question(field.name, hints(group)[field.name], required=field.required)
            for field in msgspec.structs.fields(group)
        ]
    return asked


def form(kind: type[Event]) -> dict[str, Any]:
    """Return the form of an event as data, from the same struct as its API."""
    asked: list[dict[str, Any]] = [
        {"name": "happened_on", "label": kind.when, "required": True, "type": "date", "several": False}
    ]
    for field in fields(kind).values():
        one = question(field.name, field.kind, required=field.required)
        asked.append(one | {"stored": "clear" if field.clear else "sealed", "about": field.about and field.about.name})
    says = inspect.getdoc(kind) or ""
    return {"tag": tag_of(kind), "title": first_sentence(says), "about": says, "questions": asked}


def first_sentence(text: str) -> str:
    """Return the first sentence of a text, without its stop: the first before a space and a capital, or at the end."""
    return re.split(r"\.\s+(?=[A-Z])|\.\s*$", text.strip(), maxsplit=1)[0]


def words_in(sentence: str) -> frozenset[str]:
    return frozenset(word.split(".")[0] for _, word, _, _ in string.Formatter().parse(sentence) if word is not None)


def read_out(value: object) -> str:
    """Say a field's value in words."""
    if isinstance(value, Choice):
        first, rest = value.label[0], value.label[1:]
        return value.label if rest[:1].isupper() else first.lower() + rest
    if isinstance(value, date):
        return f"{value:%a} {value.day} {value:%b %Y}"
    if isinstance(value, tuple):
        said = [read_out(one) for one in cast("tuple[object, ...]", value)]
        return " and ".join(filter(None, (", ".join(said[:-1]), *said[-1:])))
    return "nobody named" if value is None else str(value)

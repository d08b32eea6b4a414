"""What may stand where something else was sent: said by name, and never by repeating what was sent."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache
from typing import Any, cast

from msgspec import ValidationError, inspect

MOST, NEAREST = 20, 5
LONGEST = 64
"""How much of what was sent is compared with what may stand there."""

A_DAY, AN_INSTANT = "a day as 2026-02-28", "an instant as 2026-02-28T09:30:00Z"
STEP = re.compile(r"\.([^.\[\]]+)|\[([^\]]*)\]")

Kinds = tuple[inspect.Type, ...]


def possible(kind: Any, sent: object, place: str, listed: str) -> str | None:
    """Return what may stand at a place of what was sent, which was to be a type; None where there is no telling.

    ``place`` is as msgspec writes it: ``.event.tag``, ``.entries[0]``. ``listed`` says where everything is listed, for
    where it is too much to name.
    """
    here, value = within(shape(kind)), sent
    for name, index in STEP.findall(place):
        here, value = below(here, name, value), part(value, name, index)
    if names := [one for found in here for one in choices(found)]:
        return among(names, value, listed)
    if any(isinstance(one, inspect.DateType) for one in here):
        return f"this is {A_DAY}"
    return f"this is {AN_INSTANT}" if any(isinstance(one, inspect.DateTimeType) for one in here) else None


def told(wrong: ValidationError, kind: Any, sent: object, listed: str) -> str:
    """Return what a refusal of msgspec says, with what may stand there in place of what was sent."""
    place = str(wrong).rpartition(" - at `$")[2].rstrip("`")
    may = possible(kind, sent, place, listed)
    return f"{place.strip('.')}: {may}" if may else str(wrong)


@cache
def shape(kind: Any) -> inspect.Type:
    return inspect.type_info(kind)


def within(one: inspect.Type) -> Kinds:
    """Return what a type is one of."""
    if isinstance(one, inspect.Metadata):
        return within(one.type)
    if isinstance(one, inspect.UnionType):
        return tuple(found for each in one.types for found in within(each))
    return (one,)


def below(kinds: Kinds, name: str, value: object) -> Kinds:
    """Return what may be in a field of these groups, or in these lists where no field is named."""
    if not name:
        return tuple(found for one in kinds for each in items(one) for found in within(each))
    groups = [one for one in kinds if isinstance(one, inspect.StructType)]
    given = cast("dict[str, object]", value) if isinstance(value, dict) else {}
    meant = [one for one in groups if one.tag_field and given.get(one.tag_field) == one.tag]
    return tuple(found for one in meant or groups for each in named(one, name) for found in within(each))


def items(one: inspect.Type) -> Iterator[inspect.Type]:
    if isinstance(one, inspect.ListType | inspect.VarTupleType | inspect.SetType | inspect.FrozenSetType):
        yield one.item_type
    elif isinstance(one, inspect.DictType):
        yield one.value_type


def named(group: inspect.StructType, name: str) -> Iterator[inspect.Type]:
    if name == group.tag_field and group.tag is not None:
        yield inspect.LiteralType((group.tag,))
    yield from (one.type for one in group.fields if one.encode_name == name)


def part(value: object, name: str, index: str) -> object:
    if isinstance(value, dict):
        return cast("dict[str, object]", value).get(name)
    if isinstance(value, list) and index.isdigit():
        found = cast("list[object]", value)
        return found[int(index)] if int(index) < len(found) else None
    return None


def choices(one: inspect.Type) -> list[str]:
    """Return what may be chosen of a type; nothing, where it is none of a few."""
    if isinstance(one, inspect.EnumType):
        return [str(each.value) for each in one.cls]
    return [str(each) for each in one.values] if isinstance(one, inspect.LiteralType) else []


def among(names: Iterable[str], sent: object, listed: str) -> str:
    """Say what may be chosen: all of it, or of many what is nearest to what was sent."""
    every = list(dict.fromkeys(names))
    if len(every) == 1:
        return f"this is {every[0]}"
    if len(every) <= MOST:
        return f"this is one of: {', '.join(every)}"
    near = get_close_matches(sent[:LONGEST], every, NEAREST) if isinstance(sent, str) else []
    nearest = f", such as {', '.join(near)}" if near else ""
    return f"this is one of {len(every)}{nearest}; {listed}"

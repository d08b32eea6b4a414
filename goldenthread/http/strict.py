"""Reading a request's JSON strictly: what a lenient reader would let pass is refused, saying what is wrong."""

import json
import re
import unicodedata
from collections.abc import Generator
from typing import Any, Generic, TypeVar, cast

import msgspec
from litestar._openapi.schema_generation import SchemaCreator  # what AbstractDTO's own signature names
from litestar.dto import AbstractDTO, DTOConfig, DTOFieldDefinition
from litestar.openapi.spec import Reference, Schema
from litestar.typing import FieldDefinition

from goldenthread.engine.possible import possible
from goldenthread.http.problems import ECHO, LISTED, Problem

T = TypeVar("T")
DEEPEST = 32
MOST_VALUES, MOST_GROUPS = 100_000, 20_000
PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,40}")
NOT_ALLOWED = re.compile("[\x00\ud800-\udfff]")
NOT_IN_A_KEY = re.compile("[\x00\ud800-\udfff`]")
"""A refusal of msgspec tells a place between backquotes: a key that holds one could pass for a place."""

FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters that are drawn as nothing."""

UNKNOWN = re.compile(r"unknown field `(.*?)`(?= - at|$)", re.DOTALL)
PLACE = re.compile(r"(?s)^(.*?) - at `(?:key in )?\$(.*?)`$")


def refuse(pointer: str, why: str) -> Problem:
    return Problem(400, "invalid", "The request cannot be read", why, {"errors": [{"pointer": pointer, "detail": why}]})


def decode(body: bytes, kind: type[T]) -> T:
    """Read one JSON text as a type.

    Raises ``Problem`` 400 that names the place and what may stand there, and never repeats the content.
    """
    sent = check(body)
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.ValidationError as wrong:
        found = PLACE.match(said := UNKNOWN.sub(without_words, ECHO.sub(r"\1", str(wrong))))
        why, place = (found[1], found[2]) if found else (said, "")
        may = possible(kind, sent, place, LISTED)
        raise refuse(place.replace("[", ".").replace("]", "").replace(".", "/"), may or why) from None
    except msgspec.DecodeError as wrong:
        raise refuse("", f"this is not JSON: {wrong}") from None


def without_words(found: re.Match[str]) -> str:
    return found[0] if PLAIN.fullmatch(found[1]) else "an unknown field"


def check(body: bytes) -> object:
    """Refuse a key given twice, nesting past all use, NUL, half of a surrogate pair, and text that says nothing.

    Returns what was sent, as it reads without a type.
    """
    if body.count(b"[") + body.count(b"{") > MOST_GROUPS:
        raise refuse(
            "", f"this is nested more than {DEEPEST} deep, or holds more than {MOST_GROUPS:,} lists and groups"
        )
    try:
        walk(sent := json.loads(body, object_pairs_hook=once, parse_constant=no_constant))
    except RecursionError:
        raise refuse("", f"this is nested more than {DEEPEST} deep") from None
    except UnicodeDecodeError:
        raise refuse("", "this is not UTF-8") from None
    except json.JSONDecodeError as wrong:
        raise refuse("", f"this is not JSON: {wrong.msg} (character {wrong.pos})") from None
    except ValueError:
        raise refuse("", "this holds a number too large to read") from None
    return cast("object", sent)


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    whole = dict(pairs)
    if len(whole) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise refuse("", f"{named(twice)} is given twice")
    return whole


def named(key: str) -> str:
    """Name a key that somebody sent, unless it may be more than a name: what was said is never repeated."""
    return f"the key {key!r}" if PLAIN.fullmatch(key) else "a key"


def no_constant(name: str) -> None:
    raise refuse("", f"{name} is not JSON")


def walk(whole: object) -> None:
    """Look at every value, refusing too many, too deep, and what is no text or says nothing. None is altered."""
    waiting: list[tuple[object, str, int]] = [(whole, "", 0)]
    for count in range(MOST_VALUES):
        if not waiting:
            return
        value, pointer, depth = waiting.pop()
        if depth > DEEPEST:
            raise refuse(pointer[:200], f"this is nested more than {DEEPEST} deep")
        if isinstance(value, str) and NOT_ALLOWED.search(value):
            raise refuse(pointer, "this holds a character that is no text: NUL, or half of a surrogate pair")
        if isinstance(value, str) and blank(value):
            raise refuse(pointer, "this is blank; say something, or leave it out where nothing need be said")
        if isinstance(value, dict):
            for key, one in cast("dict[str, object]", value).items():
                if NOT_IN_A_KEY.search(key):
                    raise refuse(
                        pointer, "a key holds what is no text, NUL or half of a surrogate pair, or a backquote"
                    )
                waiting.append((one, f"{pointer}/{key if PLAIN.fullmatch(key) else '?'}", depth + 1))
        elif isinstance(value, list):
            found = cast("list[object]", value)[: MOST_VALUES - count + 1]
            waiting += [(one, f"{pointer}/{at}", depth + 1) for at, one in enumerate(found)]
    raise refuse("", f"this holds more than {MOST_VALUES:,} values")


def blank(text: str) -> bool:
    """Say whether nobody could see anything in a text: no letters, only space and marks without a width."""
    return all(one.isspace() or one in FILLERS or unicodedata.category(one) in ("Cc", "Cf") for one in text)


class Strict(AbstractDTO[T], Generic[T]):
    """A request body, read strictly, and by no code that litestar would write for it: it never builds a body itself."""

    config = DTOConfig(experimental_codegen_backend=False)

    def decode_bytes(self, value: bytes) -> Any:
        connection = cast("Any", self.asgi_connection)  # pyright: ignore[reportUnknownMemberType]  # generic over anything
        said = str(connection.headers.get("content-type", ""))
        if said.partition(";")[0].strip().lower() != "application/json":
            raise Problem(415, "wrong-content-type", "The content type is not understood", "send application/json")
        return decode(value, cast("type[Any]", self.model_type))

    def decode_builtins(self, value: dict[str, Any]) -> Any:
        raise TypeError(f"a body is read from bytes, not from {type(value).__name__}")

    def data_to_encodable_type(self, data: Any) -> Any:
        return data

    @classmethod
    def create_openapi_schema(
        cls, field_definition: FieldDefinition, handler_id: str, schema_creator: SchemaCreator
    ) -> Reference | Schema:
        """Describe the body as the type it is read as."""
        del field_definition, handler_id
        return schema_creator.for_field_definition(FieldDefinition.from_annotation(cls.model_type))

    @classmethod
    def generate_field_definitions(cls, model_type: type[Any]) -> Generator[DTOFieldDefinition, None, None]:
        del model_type
        yield from ()

    @classmethod
    def detect_nested_field(cls, field_definition: Any) -> bool:
        del field_definition
        return False

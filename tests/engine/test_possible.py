"""What may stand where something else was sent is named, and what was sent is not repeated."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

import msgspec
import pytest
from msgspec import Meta, Struct

from goldenthread.engine.events import Choice
from goldenthread.engine.possible import among, possible

SENT = "Sam Example of Elm Road"
LISTED = "all are in the book"


class Colour(Choice):
    """A colour."""

    RED = "red", "Red as a brick"
    GREEN = "green", "Green as grass"


class Paint(Struct, tag="paint.bought", tag_field="tag"):
    """Something to paint with."""

    colour: Annotated[Colour | None, Meta(title="Which?")] = None
    others: tuple[Colour, ...] = ()
    on: date | None = None
    at: datetime | None = None
    says: str = ""


class Brush(Struct, tag="brush.bought", tag_field="tag"):
    """Something to paint by."""

    colour: Literal["plain", "varnished"] = "plain"


class Order(Struct):
    """What is bought."""

    first: Paint | None = None
    items: list[Paint | Brush] = []


@pytest.mark.parametrize(
    ("sent", "place", "told"),
    [
        ({"first": {"colour": SENT}}, ".first.colour", "this is one of: red, green"),
        ({"first": {"others": ["red", SENT]}}, ".first.others[1]", "this is one of: red, green"),
        ({"first": {"tag": SENT}}, ".first.tag", "this is paint.bought"),
        ({"items": [{"tag": SENT}]}, ".items[0].tag", "this is one of: paint.bought, brush.bought"),
        (
            {"items": [{"tag": "brush.bought", "colour": SENT}]},
            ".items[0].colour",
            "this is one of: plain, varnished",
        ),
        ({"first": {"on": SENT}}, ".first.on", "this is a day as 2026-02-28"),
        ({"first": {"on": 7}}, ".first.on", "this is a day as 2026-02-28"),
        ({"first": {"at": SENT}}, ".first.at", "this is an instant as 2026-02-28T09:30:00Z"),
        ({"first": {"says": 7}}, ".first.says", None),
        ({"first": SENT}, ".first", None),
        ({}, ".nowhere", None),
    ],
)
def test_what_may_stand_there_is_told(sent: Any, place: str, told: str | None) -> None:
    assert possible(Order, sent, place, LISTED) == told


def test_of_many_the_nearest_are_named_and_it_is_said_where_all_are() -> None:
    many = [f"word-{n}" for n in range(30)]
    assert among(many[:20], SENT, LISTED) == f"this is one of: {', '.join(many[:20])}"
    assert among(many, SENT, LISTED) == f"this is one of 30; {LISTED}"
    near = among(many, "word-77", LISTED)
    assert near.startswith("this is one of 30, such as word-7, ")
    assert "word-77" not in near


def test_the_place_is_as_msgspec_names_it() -> None:
    with pytest.raises(msgspec.ValidationError, match=r"at `\$\.items\[0\]\.colour`"):
        msgspec.json.decode(b'{"items": [{"tag": "brush.bought", "colour": "blue"}]}', type=Order)

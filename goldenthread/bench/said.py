"""What is said at every step of the bench: as long as in a real record, and the same in every run."""

from datetime import date, timedelta
from random import Random
from typing import Annotated, Any

from msgspec import Struct

from goldenthread.engine import CLEAR, Event, Name, Words, asks

REASON = 196
"""Characters after which a reason is long enough."""

WORDS = (
    "the keel was dry",
    "the planks by the mast",
    "hard to lift",
    "she asked",
    "for the small oars",
    "a new rope",
    "the rudder",
    "the yard has tried",
    "pitch on the bow",
    "in three places",
    "with some gain",
)


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing to be done to a boat."""

    what: Annotated[Name, asks("What is to be done?")]
    minutes: Annotated[int, asks("How many minutes does it take?")]
    times: Annotated[int, asks("How many times a week?")]


class Said(Event, kw_only=True):
    """About 200 bytes of reasons, and about 280 of the rest."""

    reason: Annotated[Words, asks("Why?")]
    where: Annotated[Name, asks("Where is the boat?")]
    parts: Annotated[tuple[Part, ...], asks("What is to be done?")]
    seen: Annotated[tuple[Name, ...], asks("What was seen?")]
    slip: Annotated[Name, asks("What is the number of the slip?")]
    again_on: Annotated[date, asks("When is it looked at again?"), CLEAR]


def words(case: int, day: date, chance: Random) -> dict[str, Any]:
    """Return all that is said on a day."""
    reason = ""
    while len(reason) < REASON:
        reason = f"{reason} {chance.choice(WORDS)}".strip()
    return {
        "reason": reason,
        "where": f"berth-{case % 97} on the {chance.choice(['north', 'south', 'east'])} quay",
        "parts": (
            Part(what="planks by the mast", minutes=chance.randrange(10, 60), times=3),
            Part(what="pitch on the bow", minutes=chance.randrange(10, 60), times=1),
        ),
        "seen": (f"draws {chance.randrange(10, 20)} inches", f"weighs {chance.randrange(100, 130)} stone"),
        "slip": f"owner-{case} F{chance.randrange(10**6):06d}",
        "again_on": day + timedelta(days=30 + case % 11),
    }

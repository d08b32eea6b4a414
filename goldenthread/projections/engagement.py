"""How a place reaches out, in one case over a period: how often it offered something, in which ways, what was chosen.

A pure fold of what stands. It looks at what was offered, and never at who somebody is: it names and ranks nobody.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from goldenthread.engine.events import Choice
from goldenthread.engine.history import History
from goldenthread.engine.naming import FieldOf, Kinds


class Counted(Struct, frozen=True):
    """How often something was done in a period; where it was done in several ways, how often in each."""

    label: str
    times: int
    by: dict[str, int] = {}


def engagement(
    story: History, counted: Sequence[tuple[str, Kinds, FieldOf | None]], first: date, last: date
) -> list[Counted]:
    """Count what happened from a first day to a last, both of them counted."""
    return [count(story, label, kinds, way, first, last) for label, kinds, way in counted]


def count(story: History, label: str, kinds: Kinds, way: FieldOf | None, first: date, last: date) -> Counted:
    found = [one for one in story.of(kinds) if first <= one.happened_on <= last]
    ways = Counter(chosen.label for one in found if way for chosen in several(way(one)))
    return Counted(label, len(found), dict(ways))


def several(value: Choice | tuple[Choice, ...]) -> tuple[Choice, ...]:
    return value if isinstance(value, tuple) else (value,)

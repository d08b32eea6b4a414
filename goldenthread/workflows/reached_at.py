"""Where people are reached: one address that two adults share is flagged, so that one's letter is not the other's.

What is written to a shared address may be read by both. So whoever is about to write is warned, by whom it is shared
and in what way, and never by what it is.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from goldenthread.engine.events import PersonId
from goldenthread.engine.privacy.people import PersonDescribed

WAYS: Mapping[str, str] = {
    "address": "address",
    "email": "e-mail address",
    "telephone": "telephone number",
    "mobile": "telephone number",
}
"""The kinds of identifier that reach somebody, as they are called. Both kinds of telephone are one."""


@dataclass(frozen=True)
class Shared:
    """One way of reaching people that several of them share. What it is, is not said."""

    way: str
    people: frozenset[PersonId]


def shared_ways(described: Mapping[PersonId, PersonDescribed]) -> tuple[Shared, ...]:
    """Return the ways of reaching people that more than one of them has, the most shared first."""
    found: dict[tuple[str, str], set[PersonId]] = defaultdict(set)
    for person, said in described.items():
        for one in said.identifiers:
            if way := WAYS.get(plain(one.kind)):
                found[way, plain(one.value)].add(person)
    several = {Shared(way, frozenset(people)) for (way, _), people in found.items() if len(people) > 1}
    return tuple(sorted(several, key=lambda one: (-len(one.people), one.way, sorted(map(str, one.people)))))


def plain(said: str) -> str:
    """Return what was written without its spaces, stops, hyphens and capitals: ``07700 900-123`` is one number."""
    return "".join(one for one in said.casefold() if one.isalnum() or one in "@+")

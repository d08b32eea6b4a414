"""A history: what stands, in the order it happened, found by kind."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from goldenthread.engine.events import Event, RecordId
from goldenthread.engine.naming import Kinds, many
from goldenthread.engine.records import Record, happened_on

Places = dict[type[Event], tuple[int, ...]]
"""Where the records of each kind stand, so that a clock need not look at all of them."""

Asked = dict[tuple[type[Event], ...], tuple[type[Event], ...]]
"""The kinds that are there, of those that were asked for and those derived from them."""


class History:
    """What stands, in the order it happened.

    ``wordings`` names the first wording of each entry: a record may name any wording of another.
    """

    __slots__ = ("_asked", "_places", "records", "wordings")

    def __init__(
        self,
        records: Sequence[Record] = (),
        wordings: Mapping[RecordId, RecordId] | None = None,
        *,
        places: Places | None = None,
        asked: Asked | None = None,
    ) -> None:
        self.records, self.wordings = tuple(records), wordings or {}
        self._places: Places = placed(self.records) if places is None else places
        self._asked: Asked = {} if asked is None else asked

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records)

    def and_then(self, record: Record) -> "History":
        """Return this history with one more record, which happened last."""
        known = self._places.get(record.kind)
        places = {**self._places, record.kind: (*(known or ()), len(self.records))}
        asked = self._asked if known else None
        return History((*self.records, record), self.wordings, places=places, asked=asked)

    def names(self, named: RecordId | None, record: Record) -> bool:
        """Say whether a reference names this record, or another wording of the same entry."""
        return named is not None and self._entry(named) == self._entry(record.id)

    def _entry(self, named: RecordId) -> RecordId:
        return self.wordings.get(named, named)

    def of(self, kinds: Kinds) -> tuple[Record, ...]:
        """Return the records of these kinds, and of those derived from them."""
        return tuple(map(self.records.__getitem__, self._at(kinds)))

    def first(self, kinds: Kinds) -> tuple[Record, ...]:
        """Return the first record of these kinds, if there is one."""
        return tuple(map(self.records.__getitem__, self._at(kinds)[:1]))

    def last(self, kinds: Kinds) -> tuple[Record, ...]:
        """Return the last record of these kinds, if there is one."""
        return tuple(map(self.records.__getitem__, self._at(kinds)[-1:]))

    def _at(self, kinds: Kinds) -> Sequence[int]:
        """Return the places of the records of these kinds."""
        wanted = many(kinds)
        there = self._asked.get(wanted)
        if there is None:
            there = self._asked[wanted] = tuple(kind for kind in self._places if issubclass(kind, wanted))
        if not there:
            return ()
        if len(there) == 1:
            return self._places[there[0]]
        return sorted(place for kind in there for place in self._places[kind])

    def by(self, day: date) -> "History":
        """Return what had happened by the end of a day."""
        if not self.records or self.records[-1].happened_on <= day:
            return self
        return History(self.records[: bisect_right(self.records, day, key=happened_on)], self.wordings)

    def since(self, start: Record, kinds: Kinds) -> list[Record]:
        """Return the other records of these kinds that happened on the day of a record of this history, or later."""
        found = self._at(kinds)
        if not found or self.records[found[-1]].happened_on < start.happened_on:
            return []
        first = bisect_left(found, start.happened_on, key=self._day)
        return [record for place in found[first:] if (record := self.records[place]) is not start]

    def _day(self, place: int) -> date:
        return self.records[place].happened_on


def placed(records: Sequence[Record]) -> Places:
    """Return the places of the records of each kind."""
    found: dict[type[Event], list[int]] = {}
    for place, record in enumerate(records):
        found.setdefault(record.kind, []).append(place)
    return {kind: tuple(places) for kind, places in found.items()}

"""What sets a clock or a window going, and what a second such record does."""

from dataclasses import dataclass

from goldenthread.engine.applying import Where
from goldenthread.engine.events import Event
from goldenthread.engine.history import History
from goldenthread.engine.naming import Key, key_of
from goldenthread.engine.records import Record


@dataclass(frozen=True)
class Starts:
    """Which records start a clock, and what a second one does."""

    events: tuple[type[Event], ...]
    again: str
    per: Key | None = None

    def find(self, history: History, applies: Where | None = None) -> tuple[Record, ...]:
        """Return the records that start it. The first is the first of those to which the rule applies."""
        if applies:
            return self._applying(history, applies)
        if self.per:
            found: dict[object, Record] = {}
            for record in history.of(self.events):
                key = key_of(record.kind, self.per)(record)
                found[key] = record if self.again == "latest" else found.get(key, record)
            return tuple(found.values())
        if self.again == "latest":
            return history.last(self.events)
        return history.first(self.events) if self.again == "first" else history.of(self.events)

    def _applying(self, history: History, applies: Where) -> tuple[Record, ...]:
        latest_of_all = self.again == "latest" and not self.per
        told = history.last(self.events) if latest_of_all else history.of(self.events)
        held = tuple(one for one in told if applies.holds(one, one.happened_on, history))
        if self.per:
            return Starts(self.events, self.again, self.per).find(History(held, history.wordings))
        return held[:1] if self.again == "first" else held


def first(*events: type[Event]) -> Starts:
    """Start one clock at the earliest; any later one joins it."""
    return Starts(events, "first")


def latest(*events: type[Event], per: Key | None = None) -> Starts:
    """Start one clock, or one for each policy, place or other key; a later one starts it afresh."""
    return Starts(events, "latest", per)


def each(*events: type[Event], per: Key | None = None) -> Starts:
    """Start a clock of its own for each, or for each adviser, place or other key."""
    return Starts(events, "each", per)

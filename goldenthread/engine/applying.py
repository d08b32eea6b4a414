"""For which kinds of place a rule is declared: what is on record of the place on the day says whether it applies."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from goldenthread.engine.events import Choice, Event
from goldenthread.engine.fields import fields, plain, tag_of
from goldenthread.engine.history import History
from goldenthread.engine.naming import FieldOf, Key, field_of, has_key, key_of
from goldenthread.engine.records import Record


@dataclass(frozen=True)
class Where:
    """Only where a question was answered in one of these ways, the last time by the day that counts.

    ``same`` asks that the answer is about the same key as what the rule is applied to, where that names one. Where no
    answer is on record it applies: nothing is missed because nobody said what kind of place it is.

    ``until`` is the event after which an answer about a key no longer counts. With it, what names no key itself is held
    against every key that is left, and applies where it applies to any: there may be several places at once.
    """

    field: FieldOf
    among: tuple[Choice, ...]
    same: Key | None = None
    until: type[Event] | None = None

    def __post_init__(self) -> None:
        kind = plain(fields(self.field.event)[self.field.name].kind)
        if not issubclass(kind, Choice) or not self.among or any(not isinstance(one, kind) for one in self.among):
            raise TypeError(f"{self.field} is not answered by any of {[str(one) for one in self.among]}")
        if self.until and not self.same:
            raise TypeError("until names what ends an answer about a key, so it needs same")
        if self.same:
            for event in self.heeds():
                key_of(event, self.same)

    def heeds(self) -> tuple[type[Event], ...]:
        """Return the events that say whether it applies."""
        return (self.field.event, *self._ends())

    def _ends(self) -> tuple[type[Event], ...]:
        return (self.until,) if self.until else ()

    def check(self, events: Iterable[type[Event]]) -> None:
        """Refuse an event that would name two keys: nobody could tell about which of them the answer has to be."""
        for event in events:
            if self.same and has_key(event, self.same):
                key_of(event, self.same)

    def holds(self, subject: Record | Event | None, day: date, history: History) -> bool:
        """Say whether the rule applies on a day, to a record, to what a form says, or to whatever comes."""
        said = self._answers(subject, day, history)
        return not said or any(one is None or one in self.among for one in said)

    def unsaid(self, subject: Record | Event | None, day: date, history: History) -> tuple[str, ...]:
        """Say, where no answer is on record, that the rule is taken to apply."""
        if not self.holds(subject, day, history) or set(self.among) & set(self._answers(subject, day, history)):
            return ()
        return (f"“{self.question}” has no answer on record, so it is taken to apply",)

    def _answers(self, subject: Record | Event | None, day: date, history: History) -> list[Choice | None]:
        """Return the last answer by a day; where several places may be meant, that of each."""
        wanted = self._key(subject)
        found: dict[object, Choice | None] = {}
        for one in history.of(self.heeds()):
            key = key_of(one.kind, self.same)(one) if self.same else None
            if one.happened_on > day or wanted not in (None, key):
                continue
            found.pop(key, None)
            if issubclass(one.kind, self.field.event):
                found[key] = self.field(one)
        return list(found.values()) if self.until else list(found.values())[-1:]

    def _key(self, subject: Record | Event | None) -> object:
        if subject is None or self.same is None:
            return None
        kind = subject.kind if isinstance(subject, Record) else type(subject)
        if not has_key(kind, self.same):
            return None
        named = key_of(kind, self.same)
        return named(subject) if isinstance(subject, Record) else getattr(subject, named.name)

    @property
    def question(self) -> str:
        return fields(self.field.event)[self.field.name].question

    def __str__(self) -> str:
        return f"where “{self.question}” is answered: {' or '.join(one.label for one in self.among)}"

    def spelled(self) -> str:
        """Say all that it depends on, in words that do not depend on the code."""
        same = getattr(self.same, "__name__", "-")
        until = f" until {tag_of(self.until)}" if self.until else ""
        return f"{tag_of(self.field.event)}.{self.field.name} among {','.join(self.among)} same {same}{until}"


def where(field: Choice | None, *among: Choice, same: Key | None = None, until: type[Event] | None = None) -> Where:
    """Declare a rule for some kinds of place only: ``where(Opened.kind, Kind.SHED, Kind.GLASSHOUSE, same=Place)``."""
    return Where(field_of(field), among, same, until)

"""Where a rule comes from, and how hard it binds."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from goldenthread.engine.fields import read_out


class Force(StrEnum):
    """How hard a rule binds: an auditor treats a missed must and a missed should differently.

    What is only proposed binds nobody yet.
    """

    MUST, SHOULD, GOOD_PRACTICE, SETTING_POLICY = "must", "should", "good-practice", "setting-policy"
    PROPOSED = "proposed"


class Mark(StrEnum):
    """How sure we are of the text."""

    READ, SECONDARY, FROM_MEMORY, CONTESTED = "V", "S", "M", "C"


@dataclass(frozen=True)
class Law:
    """One place in one text. Its force is the force of the text."""

    text: str
    force: Force
    mark: Mark

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class InForce:
    """The days on which something is the law: the first and the last, both of them in force; None is open."""

    since: date | None = None
    until: date | None = None

    def on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def overlaps(self, other: "InForce") -> bool:
        ends_before = self.until and other.since and self.until < other.since
        begins_after = self.since and other.until and other.until < self.since
        return not (ends_before or begins_after)

    def __str__(self) -> str:
        said = [f"{word} {read_out(day)}" for word, day in (("since", self.since), ("until", self.until)) if day]
        return " ".join(said) or "always"


ALWAYS = InForce()
"""Whatever day it is."""


@dataclass(frozen=True)
class Source:
    """A text that rules are taken from: call it with the place, as in ``REGS(13, 1)``."""

    short: str
    force: Force
    dotted: bool = False

    def __call__(self, *place: int | str, mark: Mark = Mark.READ) -> Law:
        first, rest = place[:1], place[1:]
        numbers = ".".join(map(str, place)) if self.dotted else "".join([*map(str, first), *(f"({p})" for p in rest)])
        return Law(f"{self.short} {numbers}".strip(), self.force, mark)

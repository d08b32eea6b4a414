"""The file of published chronologies: cases, what happened in them, and what each row expects."""

import calendar
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

FORMATS = (2,)
MONTH, DAY = len("2025-01"), len("2025-01-01")
WITHIN: Mapping[str, tuple[int, int]] = {
    "start": (1, 7), "early": (1, 10), "middle": (10, 20), "late": (20, 31), "end": (25, 31),
}  # fmt: skip
"""The days of a month that a source means by such a word, as the computations of the file read them."""


class Span(NamedTuple):
    """The first and the last day that something may have happened on, or may be due on: one day, if it is exact."""

    first: date
    last: date

    @property
    def exact(self) -> bool:
        return self.first == self.last


class Happening(Struct, frozen=True):
    """Something that happened, as the source dates it: to the day, the month or the year."""

    date: str
    type: str
    note: str = ""
    precision: str = "day"
    within_month: str | None = None

    def span(self) -> Span:
        return span(self.date, self.within_month)


class Row(Struct, frozen=True):
    """One computation to hold a clock against. Matched by ``clock``, ``scenario`` and ``expect``, never by prose."""

    rule: str = ""
    clock: str | None = None
    scenario: str = "as-stated"
    expect: str = ""
    start: str | None = None
    start_event: str | None = None
    route_assumed: str | None = None
    literal_due: str | None = None
    source_due: str | None = None
    usual_reading_due: str | None = None
    actual: str | None = None
    literal_days_late: int | str | None = None
    note: str = ""


class Published(Struct, frozen=True):
    """One published case."""

    id: str
    kind: str
    events: list[Happening] = []
    our_check: list[Row] = []
    derived: dict[str, str] = {}
    decided: str | None = None
    council: str | None = None
    ambiguities: str | None = None

    def happenings(self) -> list[Happening]:
        """Return what happened, with the starts that were worked back from stated due dates."""
        return [
            *self.events,
            *(Happening(day, kind, "worked back from a stated due date") for kind, day in self.derived.items()),
        ]

    def scenarios(self) -> list[str]:
        """Return the ways this case is to be run, each as a record of its own."""
        return list(dict.fromkeys(row.scenario for row in self.our_check))


class Meta(Struct, frozen=True):
    """What a file says of itself."""

    format_version: int | None = None


class File(Struct, frozen=True):
    """The whole file. Its cases are read once its format is known."""

    cases: msgspec.Raw
    meta: Meta = Meta()


class WrongFile(ValueError):
    """The file is not one of published chronologies."""


def read(path: Path) -> list[Published]:
    """Read a file of published chronologies. Raises ``WrongFile``, saying what is wrong."""
    try:
        whole = msgspec.json.decode(path.read_bytes(), type=File)
        if whole.meta.format_version not in FORMATS:
            raise WrongFile(f"{path} has format version {whole.meta.format_version}; this release reads {FORMATS}")
        return msgspec.json.decode(whole.cases, type=list[Published])
    except (OSError, UnicodeError, RecursionError, msgspec.MsgspecError) as wrong:
        raise WrongFile(f"{path} cannot be read: {wrong}") from None


def span(said: str, within_month: str | None = None) -> Span:
    """Return the days that a date may mean: ``2025-05-21``, ``2025-05``, ``2025`` or ``2025-05-10..2025-05-20``."""
    if ".." in said:
        first, _, last = said.partition("..")
        return Span(span(first).first, span(last).last)
    if len(said) == DAY:
        return Span(date.fromisoformat(said), date.fromisoformat(said))
    if len(said) == MONTH:
        year, month = int(said[:4]), int(said[5:])
        length = calendar.monthrange(year, month)[1]
        low, high = WITHIN[within_month] if within_month else (1, length)
        return Span(date(year, month, low), date(year, month, min(high, length)))
    return Span(date(int(said), 1, 1), date(int(said), 12, 31))


def numbers(said: int | str) -> tuple[int, int]:
    """Return the least and the most days late that a row allows: ``212`` or ``45..103``."""
    if isinstance(said, int):
        return said, said
    first, _, last = said.partition("..")
    return int(first), int(last or first)

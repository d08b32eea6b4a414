"""The table: medians side by side, their ratios, and what is to be held of them (the design brief, section 11)."""

import statistics
from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct
from rich.console import Console
from rich.table import Table

from goldenthread.bench.timing import Measured

ANY_WIDTH = 1000
"""Columns that no table needs."""

VERDICTS = {True: "[green]held[/green]", False: "[red]NOT held[/red]", None: ""}


class Unit(StrEnum):
    """What a number is: a time, or so many a second."""

    MICROS, MILLIS, RATE = "µs", "ms", "/s"

    def of(self, value: float) -> float:
        return value * {Unit.MICROS: 1e6, Unit.MILLIS: 1e3, Unit.RATE: 1.0}[self]


class Line(Struct, frozen=True, kw_only=True):
    """What one row compares: the names of what was measured. ``most`` and ``least`` are what a ratio is held to.

    Where ``own`` is set, what is held is our own number in the row's unit, and not a ratio.
    """

    what: str
    ours: str
    base: str
    base_is: str
    plain: str = ""
    unit: Unit = Unit.MICROS
    most: float | None = None
    least: float | None = None
    own: bool = False


class Row(Struct, frozen=True, kw_only=True):
    """One row: medians over the rounds, and the median, the least and the most of the rounds' ratios."""

    what: str
    unit: str
    ours: float
    plain: float | None
    base: float
    base_is: str
    ratio: float
    lowest: float
    highest: float
    plain_ratio: float | None
    hold: str
    held: bool | None


BARE, ENDPOINT, OPENED, NOW, LOG, TOLD = (
    "bare SQLite",
    "bare endpoint, one INSERT",
    "select, unseal, decode",
    "the state now",
    "read and decode the log",
    "told to whoever asks",
)


def step(what: str, number: int, most: float) -> Line:
    ours, plain, raw = (f"{who} step {number}" for who in ("ours", "plain", "raw"))
    return Line(what=what, ours=ours, plain=plain, base=raw, base_is=BARE, most=most)


def back(what: str, ours: str, state: str) -> Line:
    return Line(what=what, ours=ours, base=state, base_is=NOW, most=1.5)


def read(what: str, ours: str) -> Line:
    return Line(what=what, ours=ours, plain="plain read", base="by hand read", base_is=OPENED, most=3)


def log(what: str, ours: str, least: float | None) -> Line:
    return Line(what=what, ours=ours, plain="plain rebuild", base="decode", base_is=LOG, unit=Unit.RATE, least=least)


def looking(whose: str) -> tuple[Line, ...]:
    """Return what it costs to decide who sees what of a timeline of sixty entries, and to write down who looked."""
    measured = {
        "who may see, case looked at before": "seen again",
        "who may see, nothing decided yet": "seen first",
        "write down who looked": "written down",
        "all of it, and tell": "shown",
    }
    return tuple(
        Line(what=f"{whose}: {what}", ours=f"{whose} {name}", base=f"{whose} told", base_is=TOLD)
        for what, name in measured.items()
    )


LINES = (
    step("step: the first of a case", 1, most=5),
    step("step: the 2nd", 2, most=2),
    step("step: the 12th", 12, most=2),
    step("step: the 60th", 60, most=2),
    Line(
        what="step: the 60th, processor", ours="ours processor 60", plain="plain processor 60",
        base="raw processor 60", base_is=BARE,
    ),
    Line(what="step: flat to the 60th", ours="ours step 60", base="ours step 2", base_is="our 2nd", most=1.25),
    Line(what="step: many at once", ours="ours crowd", base="raw crowd", base_is="bare SQLite, a lock", most=1.2),
    Line(what="steps over HTTP", ours="ours http", base="bare http", base_is=ENDPOINT, unit=Unit.RATE, least=0.3),
    Line(
        what="step over HTTP: p99", ours="ours p99", base="bare p99", base_is=ENDPOINT, unit=Unit.MILLIS, most=50,
        own=True,
    ),
    read("read a case, keys at hand", "ours read"),
    read("read a case, nothing at hand", "ours read forgotten"),
    Line(what="read a case's clocks", ours="clocks", base="by hand read", base_is=OPENED),
    back("as known, from the store", "known from the store", "state from the store"),
    back("as happened, from the store", "happened from the store", "state from the store"),
    back("as known, case at hand", "known at hand", "state at hand"),
    back("as happened, case at hand", "happened at hand", "state at hand"),
    Line(what="page of 50, large caseload", ours="large page", base="small page", base_is="small caseload", most=1.3),
    log("fold all cases", "fold", least=None),
    log("rebuild all projections", "rebuild", least=0.4),
    Line(
        what="verify every leaf", ours="verify", base="scan", base_is="read the log", unit=Unit.RATE, least=100_000,
        own=True,
    ),
    *looking("boat"),
    *looking("child"),
)  # fmt: skip


def rows(rounds: Sequence[Measured], lines: Sequence[Line] = LINES) -> list[Row]:
    """Return every row, from what the rounds measured."""
    return [row(line, rounds) for line in lines]


def row(line: Line, rounds: Sequence[Measured]) -> Row:
    ratios = [one[line.ours] / one[line.base] for one in rounds]
    mine, base = (statistics.median(one[name] for one in rounds) for name in (line.ours, line.base))
    plain = statistics.median(one[line.plain] for one in rounds) if line.plain else None
    ratio = statistics.median(ratios)
    judged = line.unit.of(mine) if line.own else ratio
    return Row(
        what=line.what,
        unit=str(line.unit),
        ours=line.unit.of(mine),
        plain=None if plain is None else line.unit.of(plain),
        base=line.unit.of(base),
        base_is=line.base_is,
        ratio=ratio,
        lowest=min(ratios),
        highest=max(ratios),
        plain_ratio=statistics.median(one[line.plain] / one[line.base] for one in rounds) if line.plain else None,
        hold=hold(line),
        held=held(line, judged),
    )


def hold(line: Line) -> str:
    """Say what a row is held to."""
    unit = f" {line.unit}" if line.own else " x"
    if line.most is not None:
        return f"≤ {line.most:g}{unit}"
    return "" if line.least is None else f"≥ {line.least:,g}{unit}"


def held(line: Line, judged: float) -> bool | None:
    if line.most is not None:
        return judged <= line.most
    return None if line.least is None else judged >= line.least


def shown(found: Sequence[Row], console: Console) -> Table:
    """Return the table where a terminal has room for it, and else each row on lines of its own."""
    whole = table(found)
    needs = console.measure(whole, options=console.options.update(max_width=ANY_WIDTH)).maximum
    return whole if needs <= console.width else stacked(found)


def table(found: Sequence[Row]) -> Table:
    """Return the table, side by side."""
    told = Table(box=None, padding=(0, 1))
    told.add_column("", no_wrap=True)
    for name in ("ours", "plain", "base"):
        told.add_column(name, justify="right", no_wrap=True)
    for name in ("the base is", "ours / base", "plain / base", "hold", ""):
        told.add_column(name, no_wrap=True)
    for one in found:
        numbers = said(one.ours, one.unit), said(one.plain, one.unit), said(one.base, one.unit)
        verdict = VERDICTS[one.held]
        told.add_row(one.what, *numbers, one.base_is, ratio(one), times(one.plain_ratio), one.hold, verdict)
    return told


def stacked(found: Sequence[Row]) -> Table:
    told = Table.grid()
    for one in found:
        told.add_row(f"[bold]{one.what:30}[/bold] {one.hold} {VERDICTS[one.held]}")
        told.add_row(f"  ours {said(one.ours, one.unit)}, {one.base_is} {said(one.base, one.unit)}: {ratio(one)}")
        if one.plain is not None:
            told.add_row(f"  plain {said(one.plain, one.unit)}: {times(one.plain_ratio)}")
    return told


def ratio(one: Row) -> str:
    return f"{times(one.ratio)} ({one.lowest:.2f} to {one.highest:.2f})"


def times(value: float | None) -> str:
    return "" if value is None else f"{value:.2f} x"


def said(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    return f"{value:,.0f} {unit}" if value >= 10 else f"{value:.1f} {unit}"  # noqa: PLR2004  # short enough to read

"""Every clock of the statutory reference (section 8) is declared as it stands there: number, force and mark."""

import json
from pathlib import Path
from typing import Any, cast

import pytest

from goldenthread.engine.calendars import Period
from goldenthread.engine.clocks import Clock
from goldenthread.engine.due import Times, parts_of
from goldenthread.engine.windows import Window
from goldenthread.workflows.kinds import KINDS

ROWS: list[dict[str, str]] = json.loads(
    (Path(__file__).parents[1] / "data" / "statutory_clocks.json").read_text(encoding="utf-8")
)
UNITS = {"w": "week", "d": "day", "wd": "working day", "sd": "in session", "m": "month", "y": "year"}

FORCE = {
    "ehcna-six-month-bar": "must",  # a power of the authority, in an Act
    "ar-meet-latest": "good-practice",  # derived from when the review must be completed
}
MARK = {
    "ehcna-six-month-bar": "C",  # section 13: read in two ways
    "mediation-cert-declined": "C",  # its exceptions column: the first day may count
    "appeal-lodge-decision": "M",  # section 3.6: the rule's number is from memory
    "appeal-lodge-certificate": "M",
    "parent-strategy-trial": "V",  # read in the seed document
    "concern-response": "V",
    "policy-review": "V",
}
"""Where what is declared stands apart from the column of the table, and why."""

COUNTED_ON_THE_WAY = {
    "ar-meet-latest",  # twelve months less four weeks, in one count
    "la-transfer-review-12m",  # the twelve months are those of the old authority, carried over as a day
}
NO_NUMBER = COUNTED_ON_THE_WAY | {
    "phase-school",
    "phase-post16",
    "progress-check-two",
    "concern-response",
    "parent-strategy-trial",
}
"""A fixed day, a span between two birthdays, or a number that is agreed or set locally."""


def declared(name: str) -> list[Clock | Window]:
    found: list[Clock | Window] = [
        one
        for journey in KINDS.every
        for workflow in journey.workflows.values()
        for one in cast("tuple[Clock | Window, ...]", (*workflow.clocks, *workflow.windows))
        if one.id == name
    ]
    return list(dict.fromkeys(found))


def numbers(one: Clock | Window) -> set[tuple[int, str]]:
    """Return every number that a last day may be counted with, and its unit."""
    due: Any = one.lasts if isinstance(one, Window) else one.due
    if isinstance(due, Times):
        return {(due.n, "times")}
    return {
        (part.n if isinstance(part.n, int) else part.n.usually, part.unit)
        for part in parts_of(due)
        if isinstance(part, Period)
    }


def test_the_table_is_whole() -> None:
    assert len(ROWS) == len({row["id"] for row in ROWS}) == 76


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_every_row_is_declared_with_its_force_and_its_mark(row: dict[str, str]) -> None:
    found = declared(row["id"])
    assert found, f"nothing is declared for {row['id']}"
    force = FORCE.get(row["id"], row["force"].split(" ")[0])
    mark = MARK.get(row["id"], row["mark"])
    assert (force, mark) in {(str(one.law.force), str(one.law.mark)) for one in found}


@pytest.mark.parametrize("row", [one for one in ROWS if one["id"] not in NO_NUMBER], ids=lambda row: row["id"])
def test_every_row_is_counted_with_its_number(row: dict[str, str]) -> None:
    (n, unit) = (int(row["n"].lstrip("-")) if row["n"].lstrip("-").isdigit() else None), row["unit"]
    found = {one for each in declared(row["id"]) for one in numbers(each)}
    if unit == "per year":
        assert (n, "times") in found
    elif n is None:
        assert found, f"{row['id']} says {row['n']}, and is counted with nothing"
    else:
        assert any(number == n and UNITS[unit] in words for number, words in found), (row["n"], unit, found)

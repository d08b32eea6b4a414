"""Every clock of the statutory reference (section 8) is declared as it stands there.

Who owes it, the number and how it is counted, what excuses it, force and mark.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from goldenthread.engine.calendars import Period
from goldenthread.engine.clocks import Clock
from goldenthread.engine.due import Times, parts_of
from goldenthread.engine.windows import Window
from goldenthread.engine.workflow import Workflow
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
}
NO_NUMBER = COUNTED_ON_THE_WAY | {
    "phase-school",
    "phase-post16",
    "progress-check-two",
    "concern-response",
    "parent-strategy-trial",
}
"""A fixed day, a span between two birthdays, or a number that is agreed or set locally."""

OWED_BY = {
    "LA": "authority",
    "LA (power)": "authority",
    "home LA": "authority",
    "old LA": "old-authority",
    "new LA": "new-authority",
    "LA / health": "authority",  # the authority, unless the health body alone was there
    "LA social care / health": "authority",  # whoever it is for; of the two, the one that has the plan
    "health": "health-service",
    "adviser": "adviser",
    "parent/YP": "parent",
    "parent/YP (LA must allow)": "parent",
    "institution": "setting",
    "school": "setting",
    "school / LA": "setting",  # the authority only where the child goes nowhere
    "arranger": "setting",
    "maintained school": "setting",
    "EY setting": "setting",
    "setting": "setting",
    "controller": "setting",
    "old school": "head",  # the head sends the file
    "first school": "head",
    "head": "head",
    "governors": "governors",
    "SENCO / school": "senco",
}
"""The role that the words of the table stand for."""
OWED_BY_ANOTHER = {
    "mediation-cert-declined": "mediation-adviser",  # two kinds of adviser have one word in the table
    "mediation-cert-after": "mediation-adviser",
}
COUNTED = {
    "weeks_of": "weeks",
    "days_of": "days",
    "end of 5th day after": "days",
    "days_beginning_with": "days counting the first",
    "working_days_of": "working days",
    "working_days_beginning_with": "working days counting the first",
    "tribunal_working_days_of": "working days, none in August or from 25 December to 1 January",
    "school_days_after": "days in session",
    "months_of": "months",
    "months_of, roll weekend": "months",
    "months_beginning_with": "months counting the first day",
    "soft": "months",
    "years_of": "years",
    "immediate": "days: at once",
    "count": "times",
}
"""The words in which each way of counting is declared."""
COUNTED_OTHERWISE = {
    "mediation-cert-declined": {"working days", "working days counting the first"},  # read in two ways
    "ftt-recommendation-response": {"weeks", "days counting the first"},  # read in two ways
    "dp-complaint-ack": {"days", "days counting the first"},  # read in two ways
    "ar-notice": {"weeks before", "days before"},  # back from the meeting, read in two ways
    "ar-papers": {"weeks before", "days before"},
    "ar-meet-latest": {"months counting the first day, less 4 weeks"},
    "phase-school": set[str](),  # a fixed day
    "phase-post16": set[str](),
    "phase-post16-other": {"months before"},  # back from the day of the transfer
    "sar-response": {"months", "days: at once"},  # a clock that was stopped goes on at once
    "progress-check-two": {"months counting the first day"},  # the year that begins with the second birthday
    "parent-strategy-trial": set[str](),  # a day is agreed
}
EXCUSED_TOO = {
    "ehcna-detained-final",  # its own three grounds, of other regulations
    "sar-response",  # more time, where it is much that was asked
}
"""Excused by other grounds than X1 to X4 (the authority's) and Y1 to Y3 (an adviser's)."""


def spans(workflow: Workflow) -> tuple[Clock | Window, ...]:
    return (*workflow.clocks, *workflow.windows)


def declared(name: str) -> list[Clock | Window]:
    found: list[Clock | Window] = [
        one
        for journey in KINDS.every
        for workflow in journey.workflows.values()
        for one in spans(workflow)
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


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_every_row_is_counted_in_its_way(row: dict[str, str]) -> None:
    counted = {unit for each in declared(row["id"]) for _, unit in numbers(each)}
    otherwise = COUNTED_OTHERWISE.get(row["id"])
    assert counted == ({COUNTED[row["counting"]]} if otherwise is None else otherwise)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_every_row_is_owed_by_whom_it_says(row: dict[str, str]) -> None:
    owed_by = OWED_BY_ANOTHER.get(row["id"]) or OWED_BY[row["owed_by"]]
    owers = {one.held_by.id if isinstance(one, Window) else one.owed_by.id for one in declared(row["id"])}
    assert owers == {owed_by}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_every_row_is_excused_where_it_says_and_nowhere_else(row: dict[str, str]) -> None:
    says = row["exceptions"] in {"X1-X4", "X-type", "Y1-Y3"} or row["id"] in EXCUSED_TOO
    excused = {not isinstance(one, Window) and one.unless is not None for one in declared(row["id"])}
    assert excused == {says}

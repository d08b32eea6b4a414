"""How the rows of the published cases came out, for a person at a terminal of any width."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from goldenthread.chronologies.checking import Finding

VERDICTS = {True: ("holds", "green"), False: ("DOES NOT HOLD", "red"), None: ("not checkable", "")}
WIDEST = max(len(word) for word, _ in VERDICTS.values())
AS_STATED = "as-stated"


def told(found: Sequence[Finding]) -> Iterator[RenderableType]:
    """Yield each case with its rows below it: the verdict on the left, and all that is said of it wrapped beside it."""
    for case, rows in groupby(found, key=lambda one: one.case):
        yield Text(case, style="bold")
        shown = Table.grid(padding=(0, 2, 0, 0))
        shown.add_column(min_width=WIDEST, no_wrap=True)
        shown.add_column(overflow="fold")
        for one in rows:
            word, style = VERDICTS[one.holds]
            shown.add_row(Text(word, style=style), Text(said(one)))
        yield Padding(shown, (0, 0, 0, 2))


def said(one: Finding) -> str:
    """Say of a row which clock, in which telling, by when, how late, and why."""
    clock = one.clock + f" ({one.scenario})" * (one.scenario != AS_STATED)
    return ": ".join(filter(None, (clock, "; ".join(filter(None, (by_when(one), one.why))))))


def by_when(one: Finding) -> str:
    if not one.computed:
        return f"{one.expected} was expected" if one.expected else ""
    unlike = f", not {one.expected}" if one.holds is False and one.computed != one.expected else ""
    return f"{one.computed}{unlike}, {lateness(one.late)}"


def lateness(late: str) -> str:
    """Say how late: ``212``, ``45..103``, or less than nought for early."""
    if late.startswith("-") and ".." not in late:
        return f"{days(late[1:])} early"
    return "not late" if late == "0" else f"{days(late)} late"


def days(number: str) -> str:
    return "1 day" if number == "1" else f"{number} days"

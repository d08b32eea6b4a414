"""What every command shares: the settings, the store that is there, and how an answer is told."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import click
import msgspec
from rich.console import Console
from rich.table import Column, Table

from goldenthread.app import calendar_of, cases_in
from goldenthread.engine.application import Cases, NoSuchCase
from goldenthread.engine.calendars import EARLIEST, LATEST, Calendar
from goldenthread.engine.case import Case
from goldenthread.engine.privacy.wrapping import WrongKeyFile
from goldenthread.engine.store.sqlite import WrongStore
from goldenthread.settings import Settings, WrongSetting, read
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.kinds import KINDS

console = Console()


def whole_table(*titles: str) -> Table:
    """Return a table in which what is too wide goes on in the next line: an id or a token that is cut is of no use."""
    return Table(*(Column(title, overflow="fold") for title in titles), box=None)


class Refused(click.ClickException):
    """What was asked cannot be done; the message says why and what to do."""


class Misused(Refused):
    """What was given to a command cannot be what it asks for; the message says what can."""

    exit_code = 2


class Day(click.ParamType[date]):
    """A day, written as 2026-03-01 and in no other way."""

    name = "day"
    written = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        del ctx
        if isinstance(value, date):
            return value
        named = param.opts[0] if param else self.name
        try:
            found = date.fromisoformat(value) if self.written.fullmatch(value) else None
        except ValueError:
            found = None
        if found is None:
            raise Misused(f"{named} is a day, such as 2026-03-01, not {value!r}")
        if not EARLIEST <= found <= LATEST:
            raise Misused(f"{named} is a day from {EARLIEST} to {LATEST}, not {value}")
        return found


DAY = Day()


def settings() -> Settings:
    try:
        return read()
    except WrongSetting as wrong:
        raise Refused(str(wrong)) from None


def calendar() -> Calendar:
    """Return England's calendar with what was set of it."""
    try:
        return calendar_of(settings(), KINDS, ENGLAND)
    except WrongSetting as wrong:
        raise Refused(str(wrong)) from None


def opened(said: Settings) -> Cases:
    """Open the store that is there. A command that only looks never makes one."""
    if not said.store.exists():
        raise Refused(f"there is no store at {said.store}; {where_one_is(said)}")
    return opening(said)


def where_one_is(said: Settings) -> str:
    """Say how somebody comes to a store who has named none that is there."""
    demo = Path(said.data) / "demo"
    invented = f"set GOLDENTHREAD_DATA={demo}" if demo.exists() else "run: make run"
    own = "set GOLDENTHREAD_DATA to where it is; for your own, run: goldenthread init"
    return f"{own}; for invented children, {invented}"


def opening(said: Settings, *, demo: bool = False, clock: Callable[[], int] | None = None) -> Cases:
    """Open a store, made at the first start."""
    try:
        return cases_in(said, demo=demo, clock=clock)
    except (WrongStore, WrongKeyFile, OSError, ValueError) as wrong:
        raise Refused(str(wrong)) from None


def case_of(cases: Cases, case: UUID) -> Case:
    try:
        return cases.case(case)
    except NoSuchCase:
        raise Refused(f"there is no case {case}") from None


def tell_as_json(said: object) -> None:
    click.echo(msgspec.json.format(msgspec.json.encode(said)).decode())


def printable(said: str) -> str:
    """Return what somebody said without what a terminal would obey: control characters and marks of direction."""
    return "".join(one if one.isprintable() or one == "\n" else "\N{REPLACEMENT CHARACTER}" for one in said)


MARKS = {
    "V": "read in the text",
    "S": "from a secondary source",
    "M": "from memory",
    "C": "contested",
}
"""How sure we are of the text of a law, for a person to read. In JSON the code stands as it is."""


def binding(force: str, mark: str) -> str:
    """Say how hard a law binds, and how sure we are of its text."""
    return f"{force.replace('-', ' ')}; {MARKS[mark]}"


as_json = click.option("--json", "json_", is_flag=True, help="Answer in JSON.")

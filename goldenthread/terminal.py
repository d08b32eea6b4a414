"""What every command shares: the settings, the store that is there, and how an answer is told."""

from collections.abc import Callable
from pathlib import Path

import click
import msgspec
from rich.console import Console

from goldenthread.app import cases_in
from goldenthread.engine.application import Cases
from goldenthread.engine.privacy.keys import WrongKeyFile
from goldenthread.engine.store.sqlite import WrongStore
from goldenthread.settings import Settings, WrongSetting, read

console = Console()


class Refused(click.ClickException):
    """What was asked cannot be done; the message says why and what to do."""


def settings() -> Settings:
    try:
        return read()
    except WrongSetting as wrong:
        raise Refused(str(wrong)) from None


def opened(said: Settings) -> Cases:
    """Open the store that is there. A command that only looks never makes one."""
    if not said.store.exists():
        demo = Path(said.data) / "demo"
        there = (
            f"set GOLDENTHREAD_DATA={demo} for the demo" if demo.exists() else "set GOLDENTHREAD_DATA, or run: make run"
        )
        raise Refused(f"there is no store at {said.store}; {there}")
    return opening(said)


def opening(said: Settings, *, demo: bool = False, clock: Callable[[], int] | None = None) -> Cases:
    """Open a store, made at the first start."""
    try:
        return cases_in(said, demo=demo, clock=clock)
    except (WrongStore, WrongKeyFile, OSError, ValueError) as wrong:
        raise Refused(str(wrong)) from None


def tell_as_json(said: object) -> None:
    click.echo(msgspec.json.format(msgspec.json.encode(said)).decode())


def printable(said: str) -> str:
    """Return what somebody said without what a terminal would obey: control characters and marks of direction."""
    return "".join(one if one.isprintable() or one == "\n" else "\N{REPLACEMENT CHARACTER}" for one in said)


as_json = click.option("--json", "json_", is_flag=True, help="Answer in JSON.")

"""Making a demo whole or not at all: it is written beside its place, and put there when it is done."""

import contextlib
import shutil
import tempfile
import time as clock
from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from goldenthread.app import cases_in, door_of, private_folder
from goldenthread.demo.entering import LIGHT, enter, keep
from goldenthread.demo.writing import Script, write_town
from goldenthread.engine.views import HERE
from goldenthread.http.identity.door import Rules
from goldenthread.settings import Settings

BESIDE = ".being-written-"
STILL = 60.0
"""Seconds after which a demo that nobody has written to was broken off."""


class NoRoom(Exception):
    """There is something else where the demo would be."""


def make_demo(said: Settings, number: int, seed: int, now: datetime) -> Generator[int]:
    """Write a demo and put it where the settings say. Yields how much is done, in percent. Raises ``NoRoom``."""
    place = Path(said.data)
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise NoRoom(f"{place} holds something, and no store; move it away, or remove it")
    private_folder(place.parent)
    for left in broken_off(place):
        shutil.rmtree(left, ignore_errors=True)
    beside = Path(tempfile.mkdtemp(prefix=place.name + BESIDE, dir=place.parent))
    try:
        yield from written(replace(said, data=str(beside)), number, seed, now)
        put(beside, place)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def written(said: Settings, number: int, seed: int, now: datetime) -> Iterator[int]:
    script = Script(datetime(2000, 1, 1, tzinfo=UTC))
    with contextlib.closing(cases_in(said, demo=True, clock=script)) as cases:
        yield from write_town(cases, script, number, seed, now.astimezone(HERE).date())
        limits = Rules(hasher=LIGHT)
        with contextlib.closing(door_of(cases, said.identity, lambda: now, limits=limits)) as door:
            keep(Path(said.data), enter(cases, door, script.at, now))


def put(beside: Path, place: Path) -> None:
    """Put a whole demo in its place, in one stroke; not where another has been put meanwhile."""
    try:
        beside.rename(place)
    except OSError:
        raise NoRoom(f"{place} was filled while this demo was written; nothing was put there") from None


def broken_off(place: Path) -> list[Path]:
    """Return the demos that were begun beside a place, and that nobody goes on with."""
    found = place.parent.glob(f"{place.name}{BESIDE}*")
    return [one for one in found if clock.time() - touched(one) > STILL]


def touched(folder: Path) -> float:
    return max((one.stat().st_mtime for one in (folder, *folder.iterdir())), default=0)

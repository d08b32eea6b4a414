"""The doctor: looks at a store and says what is well and what is not. Changes nothing."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from goldenthread.app import cases_in
from goldenthread.engine.application import Cases
from goldenthread.engine.privacy.wrapping import WrongKeyFile
from goldenthread.engine.store.form import Unreadable
from goldenthread.engine.store.sqlite import WrongStore
from goldenthread.settings import Settings
from goldenthread.terminal import where_one_is

OTHERS = 0o077
TABLES = 2


class Finding(Struct, frozen=True):
    """One thing looked at: whether it is well, and what was found."""

    what: str
    well: bool
    found: str


def examine(settings: Settings) -> list[Finding]:
    """Return what was found, in the order it was looked at."""
    if not settings.store.exists():
        return [Finding("store", well=False, found=f"there is none at {settings.store}; {where_one_is(settings)}")]
    private = mode(settings.key_file)
    if not private.well:
        return [private]
    if not (tables := made(settings.store)).well:
        return [private, tables]
    try:
        cases = cases_in(settings)
    except (WrongStore, WrongKeyFile, OSError, ValueError) as wrong:
        return [private, Finding("store", well=False, found=str(wrong))]
    try:
        return [private, *looked_at(cases)]
    finally:
        cases.close()


def made(path: Path) -> Finding:
    """Say whether a file is a store that was made before: looking never makes one."""
    try:
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as there:
            found = there.execute("select count(*) from sqlite_master where name in ('store', 'record')").fetchone()[0]
    except sqlite3.Error as wrong:
        return Finding("store", well=False, found=f"{path} cannot be read: {wrong}")
    whole = found == TABLES
    return Finding("store", well=whole, found="it has its tables" if whole else f"{path} is empty, or no store of ours")


def mode(path: Path) -> Finding:
    if not path.exists():
        return Finding("key file", well=False, found=f"there is none at {path}; without it nothing sealed can be read")
    open_to_others = path.stat().st_mode & OTHERS
    found = f"{path} may be read by others; run: chmod 600 {path}" if open_to_others else "only its owner may read it"
    return Finding("key file", well=not open_to_others, found=found)


def looked_at(cases: Cases) -> Iterator[Finding]:
    """Read every record: its place, its time, its leaf, and whether it opens."""
    read, erased = 0, 0
    wrong = list(cases.faults())
    for one, _ in cases.scan():
        read += 1
        try:
            erased += cases.read(one).erased
        except Unreadable as why:
            wrong.append(f"record {one.id}: {why}")
    yield Finding("records", well=not wrong, found="; ".join(wrong[:5]) or f"{read} read, {erased} of them erased")
    yield Finding("kind of store", well=True, found="a demo" if cases.demo else "not a demo")

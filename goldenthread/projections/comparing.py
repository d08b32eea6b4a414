"""Comparing projections with what the log says: row by row, against a file worked out from the beginning."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Table, select

from goldenthread.projections.audiences import AUDIENCE
from goldenthread.projections.runner import Progress, Runner, quietly
from goldenthread.projections.tables import PARKED, ProjectionFile, dicts

TRIES = 3
"""How often it is compared again, when others were writing in the meantime."""


class Unlike(Struct, frozen=True, kw_only=True):
    """One row that is not the same: as it is in use, and as it was worked out anew; None where there is none."""

    table: str
    live: dict[str, Any] | None
    rebuilt: dict[str, Any] | None


class Comparison(Struct, frozen=True, kw_only=True):
    """How many rows each table has when it is worked out anew, and every row that is not the same."""

    rows: dict[str, int]
    unlike: list[Unlike]

    @property
    def same(self) -> bool:
        return not self.unlike


def compare(runner: Runner, tell: Progress = quietly) -> Comparison:
    """Work everything out from the beginning into a second file, and compare it with the one in use."""
    runner.catch_up()
    with runner.built(tell) as fresh:
        found = compared(runner.file, fresh)
        for _ in range(TRIES):
            if found.same:
                break
            runner.catch_up()
            runner.follow_to_end(fresh)
            found = compared(runner.file, fresh)
        return found


def compared(live: ProjectionFile, fresh: ProjectionFile) -> Comparison:
    with live.reading() as used, fresh.reading() as made:
        tables = (*(one for one in live.tables if one is not AUDIENCE), PARKED)
        unlike = [one for table in tables for one in differences(table, used, made)]
        return Comparison(rows={str(table.name): len(known(table, made)) for table in tables}, unlike=unlike)


def differences(table: Table, live: Connection, fresh: Connection) -> Iterator[Unlike]:
    used, made = known(table, live), known(table, fresh)
    for key in sorted({*used, *made}):
        if used.get(key) != made.get(key):
            yield Unlike(table=str(table.name), live=used.get(key), rebuilt=made.get(key))


def known(table: Table, connection: Connection) -> dict[str, dict[str, Any]]:
    """Return the rows of a table by their key. When a case was parked is no part of how it stands."""
    rows = dicts(connection, select(*(one for one in table.c if one is not PARKED.c.position)))
    return {" ".join(str(row[key.name]) for key in table.primary_key): row for row in rows}

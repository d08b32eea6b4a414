"""Folding: cases into the rows of every projection, and aside those that cannot be folded."""

import sqlite3
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Protocol, cast
from uuid import UUID

import structlog
from eventsourcing.persistence import Notification, PersistenceError
from sqlalchemy import Connection, Table, delete, func, insert, select
from sqlalchemy.exc import SQLAlchemyError

from goldenthread.engine.application import Cases, NoSuchCase
from goldenthread.engine.case import Case
from goldenthread.projections.tables import PARKED

log = structlog.get_logger("goldenthread.projections")
TROUBLE = (PersistenceError, sqlite3.Error, SQLAlchemyError, OSError, MemoryError)
"""What is wrong with the machine, and so is no fault of the case at hand."""

Row = dict[str, Any]
Rows = Mapping[Table, list[Row]]


class Projection(Protocol):
    """A read model: its tables, the events that may change it, and the fold of one case.

    A row has a ``case_id``, and says nothing that depends on the day it is looked at. A projection of
    another ``stamp`` is built anew.
    """

    @property
    def name(self) -> str: ...

    @property
    def stamp(self) -> str: ...

    @property
    def tables(self) -> tuple[Table, ...]: ...

    @property
    def heeds(self) -> frozenset[str]:
        """Return the tags of the events that may change a row."""
        ...

    def rows(self, case: Case) -> Rows:
        """Fold a case into its rows, all of them."""
        ...


class Folder:
    """Puts the rows of cases that changed in place of those they had, in every projection that heeds the change."""

    def __init__(self, cases: Cases, projections: Sequence[Projection]) -> None:
        self._cases, self._projections = cases, projections

    @cached_property
    def heeds(self) -> frozenset[str]:
        return frozenset(tag for one in self._projections for tag in one.heeds)

    def fold(
        self, connection: Connection, changed: Mapping[UUID, frozenset[str]], position: int, *, fresh: bool = False
    ) -> None:
        """Fold the streams that changed, by the tags of what came to them; ``fresh``: they have no rows yet."""
        folded: dict[str, dict[UUID, Rows | Exception]] = {one.name: {} for one in self._projections}
        for stream, tags in changed.items():
            if not tags & self.heeds or (case := self._case(stream)) is None:
                continue
            for projection in self._projections:
                if tags & projection.heeds:
                    folded[projection.name][stream] = fold_one(projection, case)
        for projection in self._projections:
            if not fresh:
                remove_rows(connection, projection, list(folded[projection.name]))
            add_rows(connection, projection, folded[projection.name], position)

    def fold_whole(self, connection: Connection, cases: Sequence[UUID], position: int, *, fresh: bool = False) -> None:
        """Fold cases into every projection, whatever came to them."""
        self.fold(connection, dict.fromkeys(cases, self.heeds), position, fresh=fresh)

    def _case(self, stream: UUID) -> Case | Exception | None:
        """Return a case, or what is wrong with it; None for what is no case, such as a person."""
        try:
            return self._cases.case(stream)
        except NoSuchCase:
            return None
        except TROUBLE:
            raise
        except Exception as wrong:  # noqa: BLE001  # whatever it is, this case is parked and the others go on
            return wrong


def fold_one(projection: Projection, case: Case | Exception) -> Rows | Exception:
    """Return the rows of a case, or what is wrong with it."""
    if isinstance(case, Exception):
        return case
    try:
        return projection.rows(case)
    except TROUBLE:
        raise
    except Exception as wrong:  # noqa: BLE001  # whatever it is, this case is parked and the others go on
        return wrong


def touched(found: Sequence[Notification]) -> dict[UUID, frozenset[str]]:
    """Return each stream of a batch, with the tags of what came to it."""
    changed: dict[UUID, frozenset[str]] = {}
    for one in found:
        stream = cast("UUID", one.originator_id)
        changed[stream] = changed.get(stream, frozenset()) | {one.topic}
    return changed


def left_out(connection: Connection) -> int:
    """Return how many cases are parked, and so are missing from a projection."""
    return int(connection.execute(select(func.count(PARKED.c.case_id.distinct()))).scalar_one())


def remove_rows(connection: Connection, projection: Projection, cases: Sequence[UUID]) -> None:
    """Remove all that some cases have in a projection."""
    for table in projection.tables:
        connection.execute(delete(table).where(table.c.case_id.in_(cases)))
    mine = PARKED.c.projection == projection.name
    connection.execute(delete(PARKED).where(mine, PARKED.c.case_id.in_(cases)))


def add_rows(
    connection: Connection, projection: Projection, folded: Mapping[UUID, Rows | Exception], position: int
) -> None:
    """Add the rows of some cases; a case that could not be folded is parked."""
    rows: dict[Table, list[Row]] = {table: [] for table in projection.tables}
    parked: list[Row] = []
    for case, found in folded.items():
        if isinstance(found, Exception):
            error = type(found).__name__
            log.warning("parked", error=error)
            parked.append({"projection": projection.name, "case_id": case, "error": error, "position": position})
            continue
        for table, more in found.items():
            rows[table] += more
    for table, made in [*rows.items(), (PARKED, parked)]:
        if made:
            connection.execute(insert(table), made)

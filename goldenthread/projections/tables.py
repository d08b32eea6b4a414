"""The file that projections are kept in: beside the store, never in it, and made anew whenever that is wanted."""

import base64
import binascii
import contextlib
import sqlite3
import tempfile
import threading
from collections.abc import Generator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import msgspec
from msgspec import Struct
from sqlalchemy import (
    URL,
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    Uuid,
    create_engine,
    event,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.exc import DatabaseError
from sqlalchemy.schema import CreateTable

from goldenthread.engine.store.sqlite import make_private

METADATA = MetaData()


def shown_columns() -> tuple[Column[Any], Column[Any], Column[Any]]:
    """Return the columns that say to whom a row is shown, and from when to when, both days included."""
    return (
        Column("audience", BigInteger, primary_key=True),
        Column("since", Date, primary_key=True),
        Column("until", Date, nullable=False),
    )


BOOKMARK = Table(
    "bookmark",
    METADATA,
    Column("projection", String, primary_key=True),
    Column("stamp", String, nullable=False),
    Column("position", Integer, nullable=False),
)
PARKED = Table(
    "parked",
    METADATA,
    Column("projection", String, primary_key=True),
    Column("case_id", Uuid, primary_key=True),
    *shown_columns(),
    Column("error", String, nullable=False),
    Column("position", Integer, nullable=False),
)
NO_DAY = date.max
"""Stands in the order of a list for a day that was never set: after all others."""

WRITES = "goldenthread_writes"
BUSY = 5
"""Seconds to wait for another process that is writing."""

NOT_OURS = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
Condition = ColumnElement[bool]


class Place(Struct, frozen=True, array_like=True):
    """Where a page ended: the day its list was asked for, and the last row of it."""

    today: date
    on: date
    id: UUID

    def written(self) -> str:
        """Return the place as a cursor."""
        return base64.urlsafe_b64encode(msgspec.json.encode(self)).decode().rstrip("=")

    @classmethod
    def read(cls, cursor: str) -> "Place":
        """Read a cursor. Raises ``ValueError`` where it never was one."""
        try:
            return msgspec.json.decode(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)), type=cls)
        except (binascii.Error, msgspec.DecodeError) as wrong:
            raise ValueError("the cursor is not one of this list") from wrong


class ProjectionFile:
    """One SQLite file of projections. Readers are never held up by the one that writes."""

    def __init__(self, path: Path, tables: Sequence[Table]) -> None:
        self.path, self.tables = path, tuple(tables)
        self._engine = create_engine(
            URL.create("sqlite", database=str(path)), connect_args={"timeout": BUSY}, hide_parameters=True
        )
        event.listen(self._engine, "connect", set_up)
        event.listen(self._engine, "begin", begin)
        try:
            self._look()
        except DatabaseError as wrong:
            if getattr(wrong.orig, "sqlite_errorcode", 0) & 0xFF not in NOT_OURS:
                raise
            self.close()
            remove(path)
            self._look()

    def _look(self) -> None:
        """Make the tables every file has. Those of a projection are made when it is built."""
        make_private(self.path)
        with self.writing() as connection:
            for table in (BOOKMARK, PARKED):
                table.create(connection, checkfirst=True)

    def make(self, connection: Connection) -> None:
        """Make the tables of every projection, empty; their indexes come when they are full, which is much quicker."""
        for table in self.tables:
            connection.execute(CreateTable(table))

    def make_indexes(self, connection: Connection) -> None:
        for table in self.tables:
            for index in sorted(table.indexes, key=lambda one: str(one.name)):
                index.create(connection)

    @contextlib.contextmanager
    def reading(self) -> Generator[Connection]:
        """Give a connection that sees one state of the file, however long it is used."""
        with self._engine.connect() as connection, connection.begin():
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Generator[Connection]:
        """Give the connection of the one writer: all of what is written with it is kept, or none."""
        with self._engine.connect() as connection:
            connection.execution_options(**{WRITES: True})
            with connection.begin():
                yield connection

    def take_over(self, other: "ProjectionFile") -> None:
        """Put another file's content in place of this one's, in one transaction: readers see the old, then the new."""
        with (
            contextlib.closing(sqlite3.connect(other.path, timeout=BUSY)) as fresh,
            contextlib.closing(sqlite3.connect(self.path, timeout=BUSY)) as mine,
        ):
            fresh.backup(mine)

    def close(self) -> None:
        self._engine.dispose()


class FileAtHand:
    """A projection file that is opened when it is first asked for: a temporary one, where none was named."""

    def __init__(self, path: Path | None, tables: Sequence[Table]) -> None:
        self._path, self._tables, self._opening = path, tables, threading.Lock()
        self._file: ProjectionFile | None = None
        self._aside: tempfile.TemporaryDirectory[str] | None = None

    def opened(self) -> ProjectionFile:
        with self._opening:
            if self._file is None:
                self._file = ProjectionFile(self._path or self._temporary(), self._tables)
            return self._file

    def _temporary(self) -> Path:
        self._aside = self._aside or tempfile.TemporaryDirectory(prefix="goldenthread.")
        return Path(self._aside.name) / "projections.db"

    def holds(self, file: ProjectionFile) -> bool:
        """Say whether a file is the one that is open here."""
        return file is self._file

    def close(self) -> None:
        with self._opening:
            if self._file:
                self._file.close()
                self._file = None
            if self._aside:
                self._aside.cleanup()
                self._aside = None


def set_up(connection: Any, record: object) -> None:
    """Let us begin transactions ourselves; wait for nobody's disk, since all this can be made anew."""
    del record
    connection.isolation_level = None
    for pragma in ("journal_mode=wal", "synchronous=normal", "trusted_schema=off", "cache_size=-32000"):
        connection.execute(f"pragma {pragma}")


def begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("begin immediate" if writes else "begin")


def remove(path: Path) -> None:
    """Remove a projection file with all that belongs to it."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)


Mine = Sequence[Sequence[Condition]]
"""What holds for the rows that somebody may be shown: one or the other of these, all of it."""


def page(
    connection: Connection,
    table: Table,
    mine: Mine,
    conditions: Sequence[Condition],
    after: tuple[date, UUID] | date,
    limit: int,
) -> list[dict[str, Any]]:
    """Return the rows that follow a place, or a day, in the order of ``sort_on`` and ``id``.

    It is the only lower bound there is, so that they are found by the index from there, and none is passed over.
    """
    follows = table.c.sort_on > after if isinstance(after, date) else tuple_(table.c.sort_on, table.c.id) > after
    return in_order(connection, table, mine, [*conditions, follows], ("sort_on", "id"), limit)


def in_order(
    connection: Connection,
    table: Table,
    mine: Mine,
    conditions: Sequence[Condition],
    order: Sequence[str],
    limit: int,
) -> list[dict[str, Any]]:
    """Return the first rows of each of several lists, made one: each is read by its index no further than needed."""
    each = [select(table).where(*one, *conditions) for one in mine]
    if not each:
        return []
    if len(each) == 1:
        return dicts(connection, each[0].order_by(*(table.c[name] for name in order)).limit(limit))
    return dicts(connection, union_all(*each).order_by(*order).limit(limit))


def dicts(connection: Connection, asked: Any) -> list[dict[str, Any]]:
    """Return every row as a dictionary by the names of its columns."""
    found = connection.execute(asked)
    names = [str(name) for name in found.keys()]  # noqa: SIM118  # a result's keys, not a dictionary's
    return [dict(zip(names, cast("Sequence[Any]", row), strict=True)) for row in found]


def day_column(name: str, *, nullable: bool = False) -> Column[Any]:
    return Column(name, Date, nullable=nullable)


def word_column(name: str, *, nullable: bool = False, primary_key: bool = False) -> Column[Any]:
    return Column(name, String, nullable=nullable, primary_key=primary_key)


def id_column(name: str, *, primary_key: bool = False) -> Column[Any]:
    return Column(name, Uuid, primary_key=primary_key, nullable=False)

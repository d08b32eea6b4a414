"""Who looked: what was read, by case, kept in a file of its own and caught up with when it is asked."""

import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Boolean, Column, Connection, Index, Integer, MetaData, String, Table, Uuid, func, insert, select

from goldenthread.engine.access.reading import Looked, apart
from goldenthread.engine.application import Cases
from goldenthread.engine.fields import tag_of
from goldenthread.engine.records import Record
from goldenthread.engine.store.mapper import RecordNotification
from goldenthread.engine.views import instant
from goldenthread.projections.tables import FileAtHand, ProjectionFile

BATCH = 500
READ = Table(
    "reading",
    MetaData(),
    Column("case_id", Uuid, nullable=False),
    Column("position", Integer, nullable=False),
    Column("at", Integer, nullable=False),
    *(Column(name, String, nullable=False) for name in ("asked_for", "account", "organisation", "posts", "classes")),
    Column("policy", String, nullable=False),
    Column("emergency", Boolean, nullable=False),
)
Index("reading_case", READ.c.case_id, READ.c.position)
SEEN = Table("read_up_to", READ.metadata, Column("position", Integer, nullable=False))


class Reading(Struct, frozen=True, kw_only=True):
    """One answer that showed something of a case: when, what was asked for, by whom, of which record classes."""

    position: int
    at: datetime
    asked_for: str
    account: str
    organisation: str
    posts: tuple[str, ...]
    classes: tuple[str, ...]
    policy: str
    emergency: bool


class Readings:
    """The readings of every case of a store."""

    def __init__(self, cases: Cases, path: Path | None) -> None:
        self._cases, self._at_hand, self._lock = cases, FileAtHand(path, [READ, SEEN]), threading.Lock()

    def close(self) -> None:
        self._at_hand.close()

    @contextmanager
    def of(self, case: UUID, before: int | None = None) -> Generator[Iterator[Reading]]:
        """Give who looked at a case, the latest first: those before a position.

        It is one question, however many of them are passed over: what is not told may not make the work another.
        """
        mine = [READ.c.case_id == case, *([READ.c.position < before] if before else [])]
        asked = select(*READ.c[1:]).where(*mine).order_by(READ.c.position.desc())
        with self._caught_up().reading() as connection:
            found: Any = connection.execute(asked)
            yield map(reading, found)

    def _caught_up(self) -> ProjectionFile:
        """Return the file, with what was read since it was asked last."""
        recorder, file = self._cases.store.recorder, self._at_hand.opened()
        with self._lock, file.writing() as connection:
            READ.metadata.create_all(connection)
            position = up_to(connection)
            while found := recorder.select_notifications(
                position, BATCH, topics=[tag_of(Looked)], inclusive_of_start=False
            ):
                records = (self._cases.read(cast("RecordNotification", one)) for one in found)
                if rows := [row for record in records for row in rows_of(record)]:
                    connection.execute(insert(READ), rows)
                position = found[-1].id
            connection.execute(SEEN.delete())
            connection.execute(insert(SEEN).values(position=position))
        return file


def up_to(connection: Connection) -> int:
    return connection.execute(select(func.max(SEEN.c.position))).scalar() or 0


def rows_of(record: Record) -> Iterator[dict[str, Any]]:
    """Yield what is told by a record of reading about each of its cases; of accounts that were read, there is none."""
    for at, case in enumerate(record.clear("cases")):
        yield {
            "case_id": case,
            "position": record.position,
            "at": record.recorded_at,
            "asked_for": record.clear("at"),
            "account": record.by.account,
            "organisation": record.by.organisation,
            "posts": record.clear("posts")[at],
            "classes": record.clear("classes")[at],
            "policy": record.clear("policy"),
            "emergency": case in record.clear("emergencies"),
        }


def reading(row: Any) -> Reading:
    position, at, asked_for, account, organisation, posts, classes, policy, emergency = row
    return Reading(
        position=position,
        at=instant(at),
        asked_for=asked_for,
        account=account,
        organisation=organisation,
        posts=apart(posts),
        classes=apart(classes),
        policy=policy,
        emergency=emergency,
    )

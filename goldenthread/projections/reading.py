"""Who looked: an index of what was read, by case, kept in a file of its own and caught up with when it is asked."""

import threading
from datetime import datetime
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Column, Connection, Index, Integer, MetaData, Table, Uuid, func, insert, select

from goldenthread.engine.access.reading import Looked, apart
from goldenthread.engine.application import Cases
from goldenthread.engine.fields import tag_of
from goldenthread.engine.records import Record
from goldenthread.engine.store.mapper import RecordNotification
from goldenthread.engine.views import instant
from goldenthread.projections.tables import FileAtHand, ProjectionFile

BATCH = 500
READ = Table(
    "looked",
    MetaData(),
    Column("case_id", Uuid, nullable=False),
    Column("position", Integer, nullable=False),
)
Index("looked_case", READ.c.case_id, READ.c.position)
SEEN = Table("looked_up_to", READ.metadata, Column("position", Integer, nullable=False))


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

    def of(self, case: UUID, before: int | None, limit: int) -> list[Reading]:
        """Return who looked at a case, the latest first: those before a position, up to a limit."""
        file = self._caught_up()
        mine = [READ.c.case_id == case, *([READ.c.position < before] if before else [])]
        asked = select(READ.c.position).where(*mine).order_by(READ.c.position.desc()).limit(limit)
        with file.reading() as connection:
            found = list(connection.execute(asked).scalars())
        return [self._read(position, case) for position in found]

    def _read(self, position: int, case: UUID) -> Reading:
        (one,) = self._cases.store.recorder.select_notifications(position, 1, topics=[tag_of(Looked)])
        record = self._cases.read(cast("RecordNotification", one))
        return reading(record, case)

    def _caught_up(self) -> ProjectionFile:
        """Return the file, with what was read since it was asked last."""
        recorder, file = self._cases.store.recorder, self._at_hand.opened()
        with self._lock, file.writing() as connection:
            READ.metadata.create_all(connection)
            position = up_to(connection)
            while found := recorder.select_notifications(
                position, BATCH, topics=[tag_of(Looked)], inclusive_of_start=False
            ):
                rows: list[dict[str, Any]] = [
                    {"case_id": case, "position": one.id}
                    for one in found
                    for case in self._cases.read(cast("RecordNotification", one)).clear("cases")
                ]
                if rows:
                    connection.execute(insert(READ), rows)
                position = found[-1].id
            connection.execute(SEEN.delete())
            connection.execute(insert(SEEN).values(position=position))
        return file


def up_to(connection: Connection) -> int:
    return connection.execute(select(func.max(SEEN.c.position))).scalar() or 0


def reading(record: Record, case: UUID) -> Reading:
    """Return what is told by a record of reading about one of its cases, and about no other."""
    at = record.clear("cases").index(case)
    return Reading(
        position=record.position,
        at=instant(record.recorded_at),
        asked_for=record.clear("at"),
        account=record.by.account,
        organisation=record.by.organisation,
        posts=apart(record.clear("posts")[at]),
        classes=apart(record.clear("classes")[at]),
        policy=record.clear("policy"),
        emergency=case in record.clear("emergencies"),
    )

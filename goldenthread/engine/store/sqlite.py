"""The store in one SQLite file: every guarantee on, nothing ever changed or removed."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast
from uuid import UUID, uuid4

from goldenthread.engine.ledger.leaf import leaf_hash
from goldenthread.engine.privacy.keys import WrappedKey
from goldenthread.engine.store.mapper import RecordNotification, StoredRecord
from goldenthread.engine.store.recorder import StoreRecorder
from goldenthread.engine.store.writer import Command, Kept, Outcome, RequestKey, SealedDocument

LAYOUT = 1
"""The number of this table layout. A store of another layout is refused."""

BUSY = 2.0
"""Seconds to wait for another process that is writing; less than a caller's patience."""

TABLES = """
create table if not exists store (
  layout integer not null, origin text not null, demo integer not null, made_at integer not null
) strict;
create table if not exists record (
  position integer primary key, case_id blob not null, version integer not null, tag text not null,
  recorded_at integer not null, state blob not null, leaf blob not null,
  request blob, digest blob, count integer, unique (case_id, version)
) strict;
create unique index if not exists record_request on record (request) where request is not null;
create table if not exists data_key (
  case_id blob not null, number integer not null, record_class text not null, wrapped blob not null,
  commitment blob not null, wrapped_by text not null, primary key (case_id, number)
) strict, without rowid;
create table if not exists document (
  address blob primary key, case_id blob not null, key integer not null, sealed blob not null
) strict, without rowid;
create trigger if not exists record_update before update on record
  begin select raise(abort, 'records are never changed'); end;
create trigger if not exists record_delete before delete on record
  begin select raise(abort, 'records are never removed'); end;
create trigger if not exists record_insert before insert on record
  when exists (select 1 from record where position = new.position or (case_id = new.case_id and version = new.version))
  begin select raise(abort, 'records are never replaced'); end;
"""
PRAGMAS = (
    "journal_mode=wal",
    "synchronous=full",
    "secure_delete=on",
    "foreign_keys=on",
    "trusted_schema=off",
)
LAST = "select position, recorded_at from record order by position desc limit 1"
LAST_VERSION = "select max(version) from record where case_id = ?"
REQUEST = "select digest, position, count, recorded_at from record where request = ?"
INSERT = (
    "insert into record (position, case_id, version, tag, recorded_at, state, leaf, request, digest, count)"
    " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
INSERT_KEY = "insert into data_key values (?, ?, ?, ?, ?, ?)"
INSERT_DOCUMENT = "insert or ignore into document values (?, ?, ?, ?)"

Row = tuple[int, bytes, int, str, bytes]


class WrongStore(Exception):
    """The file is not a store that this release can use."""


class SqliteRecorder(StoreRecorder):
    """Records in one SQLite file. Reads have a connection for each thread; writes have one of their own."""

    def __init__(self, path: Path | str, *, demo: bool = False, clock: Callable[[], int] | None = None) -> None:
        super().__init__()
        self._path, self._clock = str(path), clock or now_in_micros
        self._local = threading.local()
        self._readers: list[sqlite3.Connection] = []
        self._opening = threading.Lock()
        self._connection = self._connect()
        for pragma in PRAGMAS:
            self._connection.execute(f"pragma {pragma}")
        self._connection.executescript(TABLES)
        self.origin, self.demo = self._about(demo=demo)

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(
            self._path, isolation_level=None, check_same_thread=False, cached_statements=64, timeout=BUSY
        )

    def _about(self, *, demo: bool) -> tuple[bytes, bool]:
        row = self._connection.execute("select layout, origin, demo from store").fetchone()
        if row is None:
            row = (LAYOUT, f"goldenthread/{uuid4()}", int(demo))
            self._connection.execute("insert into store values (?, ?, ?, ?)", (*row, self._clock()))
        if row[0] != LAYOUT:
            raise WrongStore(f"{self._path} has table layout {row[0]}; this release uses {LAYOUT}")
        return str(row[1]).encode(), bool(row[2])

    def _reader(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = self._local.connection = self._connect()
            found.execute("pragma query_only=1")
            with self._opening:
                self._readers.append(found)
        return found

    def write(self, batch: Sequence[Command]) -> None:
        execute = self._connection.execute
        execute("begin immediate")
        try:
            position, last = execute(LAST).fetchone() or (0, 0)
            recorded_at = max(self._clock(), last)
            outcomes: list[Outcome] = []
            for command in batch:
                outcome = self._outcome(command, position, recorded_at)
                if outcome.kept is Kept.STORED:
                    self._insert(command, outcome)
                    position += outcome.count
                outcomes.append(outcome)
            execute("commit")
        except BaseException:
            if self._connection.in_transaction:
                execute("rollback")
            raise
        for command, outcome in zip(batch, outcomes, strict=True):
            command.outcome = outcome
        self.tell_listeners()

    def _outcome(self, command: Command, position: int, recorded_at: int) -> Outcome:
        if command.request and (found := self._earlier(self._connection, command.request.key)):
            earlier, outcome = found
            return outcome if earlier.digest == command.request.digest else Outcome(Kept.OTHER_BODY)
        heads: dict[bytes, int] = {}
        for record in command.records:
            case = case_bytes(record)
            head = heads.get(case)
            if head is None:
                (head,) = self._connection.execute(LAST_VERSION, (case,)).fetchone()
            follows = record.originator_version in (0, 1) if head is None else record.originator_version == head + 1
            if not follows:
                return Outcome(Kept.CONFLICT)
            heads[case] = record.originator_version
        for key in command.keys:
            if self._connection.execute(
                "select 1 from data_key where case_id = ? and number = ?", (key.case.bytes, key.number)
            ).fetchone():
                return Outcome(Kept.CONFLICT)
        return Outcome(Kept.STORED, position + 1, len(command.records), recorded_at)

    def _insert(self, command: Command, outcome: Outcome) -> None:
        request = command.request
        rows: list[tuple[Any, ...]] = []
        for at, record in enumerate(command.records):
            case, tag = case_bytes(record), record.topic
            leaf = leaf_hash(
                self.origin, case, record.originator_version, tag.encode(), outcome.recorded_at, record.state
            )
            first = (request.key, request.digest, outcome.count) if request and at == 0 else (None, None, None)
            rows.append(
                (
                    outcome.first + at,
                    case,
                    record.originator_version,
                    tag,
                    outcome.recorded_at,
                    record.state,
                    leaf,
                    *first,
                )
            )
        self._connection.executemany(INSERT, rows)
        for key in command.keys:
            self._connection.execute(INSERT_KEY, (key.case.bytes, *key[1:]))
        for one in command.documents:
            self._connection.execute(INSERT_DOCUMENT, (one.address, one.case.bytes, one.key, one.sealed))

    @staticmethod
    def _earlier(connection: sqlite3.Connection, key: bytes) -> tuple[RequestKey, Outcome] | None:
        row = connection.execute(REQUEST, (key,)).fetchone()
        if row is None:
            return None
        digest, first, count, recorded_at = row
        return RequestKey(key, digest), Outcome(Kept.REPEAT, first, count, recorded_at)

    def find_request(self, key: bytes) -> tuple[RequestKey, Outcome] | None:
        return self._earlier(self._reader(), key)

    def keys_of(self, case: UUID) -> Sequence[WrappedKey]:
        found = self._reader().execute(
            "select number, record_class, wrapped, commitment, wrapped_by from data_key"
            " where case_id = ? order by number",
            (case.bytes,),
        )
        return [WrappedKey(case, *row) for row in found]

    def find_document(self, address: bytes) -> SealedDocument | None:
        row = (
            self._reader().execute("select case_id, key, sealed from document where address = ?", (address,)).fetchone()
        )
        return SealedDocument(address, UUID(bytes=row[0]), row[1], row[2]) if row else None

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredRecord]:
        said, values = ["case_id = ?"], [cast("Any", originator_id).bytes]
        for bound, test in ((gt, "version > ?"), (lte, "version <= ?")):
            if bound is not None:
                said.append(test)
                values.append(bound)
        order = "desc" if desc else "asc"
        found = self._reader().execute(
            f"select version, tag, state, recorded_at, position from record where {' and '.join(said)}"  # noqa: S608  # built from constants
            f" order by version {order} limit ?",
            (*values, -1 if limit is None else limit),
        )
        return [StoredRecord(originator_id, *row) for row in found]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[RecordNotification]:
        said: list[str] = ["1"]
        values: list[Any] = []
        for bound, test in ((start, f"position >{'=' * inclusive_of_start} ?"), (stop, "position <= ?")):
            if bound is not None:
                said.append(test)
                values.append(bound)
        if topics:
            said.append(f"tag in ({', '.join('?' * len(topics))})")
            values.extend(topics)
        found = self._reader().execute(
            "select case_id, version, tag, state, position, recorded_at from record"  # noqa: S608  # built from constants
            f" where {' and '.join(said)} order by position limit ?",
            (*values, limit),
        )
        return [RecordNotification(UUID(bytes=row[0]), *row[1:]) for row in found]

    def max_notification_id(self) -> int | None:
        (found,) = self._reader().execute("select max(position) from record").fetchone()
        return cast("int | None", found)

    def scan(self) -> Iterator[tuple[RecordNotification, bytes]]:
        found = self._reader().execute(
            "select case_id, version, tag, state, position, recorded_at, leaf from record order by position"
        )
        for row in found:
            yield RecordNotification(UUID(bytes=row[0]), *row[1:6]), row[6]

    def close(self) -> None:
        with self._opening:
            for connection in (*self._readers, self._connection):
                connection.close()
            self._readers.clear()


def now_in_micros() -> int:
    """Return the store's own clock in microseconds since 1970, UTC."""
    return time.time_ns() // 1000


def case_bytes(record: StoredRecord) -> bytes:
    return cast("UUID", record.originator_id).bytes

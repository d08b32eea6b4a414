"""The store in one SQLite file: every guarantee on, nothing ever changed or removed."""

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any, cast
from uuid import UUID, uuid4

from goldenthread.engine.ledger.leaf import leaf_hash
from goldenthread.engine.ledger.verifying import StoredRow
from goldenthread.engine.privacy.keys import WrappedKey
from goldenthread.engine.store.asking import (
    LAST_VERSION,
    case_bytes,
    independent,
    known_keys,
    new_under,
    outcome_of,
    question,
    repeat,
)
from goldenthread.engine.store.mapper import RecordNotification, StoredRecord
from goldenthread.engine.store.recorder import StoreRecorder
from goldenthread.engine.store.sqlite_keys import (
    ADDED,
    BEFORE_ALL,
    DESTROYED,
    destroy,
    empty_log,
    retired,
    tidy,
    traces,
    wrap_some_anew,
)
from goldenthread.engine.store.writer import Command, Judged, Kept, Outcome, RequestKey, SealedDocument, StoreBusy

LAYOUT = 1
"""The number of this table layout. A store of another layout is refused."""

BUSY = 0.3
"""Seconds to wait for another process that is writing, before it is seen whose patience is at an end."""

OPENING = 10.0
"""Seconds to wait for them while a store is opened: nobody waits for an answer yet."""

TABLES = (
    """
    create table store (
      layout integer not null, origin text not null, demo integer not null, made_at integer not null
    ) strict
    """,
    """
    create table record (
      position integer primary key, case_id blob not null, version integer not null, tag text not null,
      recorded_at integer not null, state blob not null, leaf blob not null,
      request blob, digest blob, count integer, unique (case_id, version)
    ) strict
    """,
    "create unique index record_request on record (request) where request is not null",
    """
    create table data_key (
      case_id blob not null, number integer not null, record_class text not null, wrapped blob not null,
      commitment blob not null, wrapped_by text not null, primary key (case_id, number)
    ) strict, without rowid
    """,
    """
    create table document (
      address blob primary key, case_id blob not null, key integer not null, sealed blob not null
    ) strict, without rowid
    """,
    """
    create trigger record_update before update on record
      begin select raise(abort, 'records are never changed'); end
    """,
    """
    create trigger record_delete before delete on record
      begin select raise(abort, 'records are never removed'); end
    """,
    """
    create trigger record_insert before insert on record
      when exists (
        select 1 from record where position = new.position or (case_id = new.case_id and version = new.version)
      )
      begin select raise(abort, 'records are never replaced'); end
    """,
    """
    create trigger data_key_delete before delete on data_key
      begin select raise(abort, 'a key is destroyed by emptying it, so that its number is not used again'); end
    """,
)
PRAGMAS = (
    "journal_mode=wal",
    "synchronous=full",
    "secure_delete=on",
    "foreign_keys=on",
    "trusted_schema=off",
)
PAGE = 1000
"""Records read at once when all are read."""

NEWS = """
select null, null, null, null, null from data_key where case_id = ? and wrapped = x''
union all select version, tag, state, recorded_at, position from record where case_id = ? and version > ?
"""
"""One empty row for each key that was destroyed, and the records: of one moment, and quicker than two questions."""

REQUEST = "select digest, position, count, recorded_at from record where request = ?"
INSERT = (
    "insert into record (position, case_id, version, tag, recorded_at, state, leaf, request, digest, count)"
    " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
ROWS = (
    "select position, case_id, version, tag, recorded_at, state, leaf from record"
    " where position > ? order by position limit ?"
)
INSERT_KEY = "insert into data_key values (?, ?, ?, ?, ?, ?)"
INSERT_DOCUMENT = "insert or ignore into document values (?, ?, ?, ?)"


version_of = attrgetter("originator_version")


class WrongStore(Exception):
    """The file is not a store that this release can use."""


class SqliteRecorder(StoreRecorder):
    """Records in one SQLite file. Readers share spare connections; the writer has one of its own."""

    def __init__(self, path: Path | str, *, demo: bool = False, clock: Callable[[], int] | None = None) -> None:
        super().__init__()
        self._path, self._clock = str(path), clock or now_in_micros
        self._spare: list[sqlite3.Connection] = []
        self._closed = False
        make_private(self._path)
        self._connection = self._connect()
        try:
            if not self._is_new():
                self._about()
            self._set_up(demo=demo)
            self.origin, self.demo = self._about()
        except BaseException:
            self._connection.close()
            raise

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(
            self._path, isolation_level=None, check_same_thread=False, cached_statements=64, timeout=BUSY
        )

    def _is_new(self) -> bool:
        try:
            found = self._connection.execute("select name from sqlite_schema where type = 'table'").fetchall()
        except sqlite3.DatabaseError as wrong:
            raise WrongStore(f"{self._path} cannot be read as a store: {wrong}") from wrong
        if found and ("store",) not in found:
            raise WrongStore(f"{self._path} belongs to another program")
        return not found

    def _set_up(self, *, demo: bool) -> None:
        execute = self._connection.execute
        execute(f"pragma busy_timeout={int(OPENING * 1000)}")
        for pragma in PRAGMAS:
            execute(f"pragma {pragma}")
        if execute("pragma journal_mode").fetchone() != ("wal",):
            raise WrongStore(f"{self._path} is on a disk that cannot keep a write-ahead log; use a local disk")
        execute("begin immediate")
        if self._is_new():
            for statement in TABLES:
                execute(statement)
            about = (LAYOUT, f"goldenthread/{uuid4()}", int(demo), self._clock())
            execute("insert into store values (?, ?, ?, ?)", about)
        for statement in ADDED:
            execute(statement)
        execute("commit")
        execute(f"pragma busy_timeout={int(BUSY * 1000)}")

    def _about(self) -> tuple[bytes, bool]:
        layout, origin, demo = self._connection.execute("select layout, origin, demo from store").fetchone()
        if layout != LAYOUT:
            raise WrongStore(f"{self._path} has table layout {layout}; this release uses {LAYOUT}")
        return str(origin).encode(), bool(demo)

    def _read(self, question: str, values: Sequence[Any] = ()) -> list[Any]:
        """Ask one question on a spare connection. There are as many as there were readers at one time."""
        try:
            connection = self._spare.pop()
        except IndexError:
            connection = self._connect()
            connection.execute("pragma query_only=1")
        try:
            return connection.execute(question, values).fetchall()
        finally:
            self._spare.append(connection)
            if self._closed:
                self._close_spare()

    def _close_spare(self) -> None:
        with contextlib.suppress(IndexError):
            while True:
                self._spare.pop().close()

    def write(self, batch: Sequence[Command]) -> None:
        begin(self._connection)
        try:
            outcomes = [outcome for part in independent(batch) for outcome in self._write(part)]
            self._connection.execute("commit")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("rollback")
            raise
        for command, outcome in zip(batch, outcomes, strict=True):
            command.outcome = outcome
        self.tell_listeners()

    def _write(self, commands: Sequence[Command]) -> list[Outcome]:
        """Store commands that have no case and no request in common, and say what became of each."""
        answers = [self._connection.execute(*question(command)).fetchone() for command in commands]
        position, last = answers[0][0] or 0, answers[0][1] or 0
        recorded_at = max(self._clock(), last)
        outcomes: list[Outcome] = []
        for command, (_, _, *found) in zip(commands, answers, strict=True):
            outcome = outcome_of(command, found, position, recorded_at)
            if outcome.kept is Kept.STORED and command.judged and changed(self._connection, command.judged):
                outcome = Outcome(Kept.CONFLICT)
            if outcome.kept is Kept.STORED and retired(self._connection, new_under(command, found)):
                outcome = Outcome(Kept.RETIRED)
            position += outcome.count if outcome.kept is Kept.STORED else 0
            outcomes.append(outcome)
        self._insert(commands, outcomes, answers)
        return outcomes

    def _insert(
        self, commands: Sequence[Command], outcomes: Sequence[Outcome], answers: Sequence[Sequence[Any]]
    ) -> None:
        """Insert what is to be stored: the records of all commands at once."""
        rows: list[tuple[Any, ...]] = []
        for command, outcome, answer in zip(commands, outcomes, answers, strict=True):
            if outcome.kept is not Kept.STORED:
                continue
            rows += self._rows_of(command, outcome)
            for key, known in zip(command.keys, known_keys(command, answer), strict=True):
                if known is None:
                    self._connection.execute(INSERT_KEY, (key.case.bytes, *key[1:]))
            for one in command.documents:
                self._connection.execute(INSERT_DOCUMENT, (one.address, one.case.bytes, one.key, one.sealed))
            destroy(self._connection, command.destroys)
        if rows:
            self._connection.executemany(INSERT, rows)

    def _rows_of(self, command: Command, outcome: Outcome) -> Iterator[tuple[Any, ...]]:
        request = command.request
        for at, record in enumerate(command.records):
            case, tag, version = case_bytes(record), record.topic, record.originator_version
            leaf = leaf_hash(self.origin, case, version, tag.encode(), outcome.recorded_at, record.state)
            first = (request.key, request.digest, outcome.count) if request and at == 0 else (None, None, None)
            yield (outcome.first + at, case, version, tag, outcome.recorded_at, record.state, leaf, *first)

    def find_request(self, key: bytes) -> tuple[RequestKey, Outcome] | None:
        found = self._read(REQUEST, (key,))
        return repeat(key, found[0]) if found else None

    def keys_of(self, case: UUID) -> Sequence[WrappedKey]:
        found = self._read(
            "select number, record_class, wrapped, commitment, wrapped_by from data_key"
            " where case_id = ? order by number",
            (case.bytes,),
        )
        return [WrappedKey(case, *row) for row in found]

    def wrapped_by(self) -> str | None:
        found = self._read("select wrapped_by from data_key where wrapped <> x'' limit 1")
        return str(found[0][0]) if found else None

    def destroyed(self, case: UUID) -> int:
        ((found,),) = self._read(DESTROYED, (case.bytes,))
        return int(found)

    def destroy_key(self, case: UUID, number: int) -> None:
        """Empty a key's row and what the write-ahead log kept of it. Raises ``StoreBusy``: ask again."""
        with self._writing() as connection:
            destroy(connection, [(case, number)])
        self.wipe()

    def wipe(self, wanted: Sequence[bytes] | None = ()) -> None:
        with contextlib.closing(self._connect()) as connection:
            empty_log(connection)
            if wanted is None or any(traces(Path(self._path), wanted)):
                tidy(connection)
                empty_log(connection)
        if wanted and any(traces(Path(self._path), wanted)):
            raise StoreBusy("what was removed is still in the file: ask again")

    def retire(self, wrapping: str) -> None:
        with self._writing() as connection:
            connection.execute("insert or ignore into retired_key values (?)", (wrapping,))

    def wrap_anew(
        self, change: Callable[[WrappedKey], WrappedKey], after: tuple[bytes, int] | None, limit: int
    ) -> tuple[tuple[bytes, int] | None, int]:
        with self._writing() as connection:
            return wrap_some_anew(connection, change, after or BEFORE_ALL, limit)

    def wraps_any(self, wrapping: str) -> bool:
        return bool(self._read("select 1 from data_key where wrapped_by = ? limit 1", (wrapping,)))

    @contextlib.contextmanager
    def _writing(self) -> Generator[sqlite3.Connection]:
        """Give a connection apart from the writer's, in a transaction that leaves nothing of what it removes."""
        with contextlib.closing(self._connect()) as connection:
            for pragma in PRAGMAS[1:]:
                connection.execute(f"pragma {pragma}")
            begin(connection)
            yield connection
            connection.execute("commit")

    def count_documents(self, case: UUID, number: int) -> int:
        ((found,),) = self._read("select count(*) from document where case_id = ? and key = ?", (case.bytes, number))
        return int(found)

    def find_document(self, address: bytes) -> SealedDocument | None:
        found = self._read("select case_id, key, sealed from document where address = ?", (address,))
        return SealedDocument(address, UUID(bytes=found[0][0]), *found[0][1:]) if found else None

    def documents_of(self, case: UUID) -> Sequence[SealedDocument]:
        found = self._read(
            "select address, key, sealed from document where case_id = ? order by address", (case.bytes,)
        )
        return [SealedDocument(address, case, key, sealed) for address, key, sealed in found]

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
        found = self._read(
            f"select version, tag, state, recorded_at, position from record where {' and '.join(said)}"  # noqa: S608  # built from constants
            f" order by version {order} limit ?",
            (*values, -1 if limit is None else limit),
        )
        return [StoredRecord(originator_id, *row) for row in found]

    def news(self, case: UUID, gt: int) -> tuple[int, Sequence[StoredRecord]]:
        rows = self._read(NEWS, (case.bytes, case.bytes, gt))
        found = [StoredRecord(case, *row) for row in rows if row[0] is not None]
        return len(rows) - len(found), sorted(found, key=version_of)

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
        found = self._read(
            "select case_id, version, tag, state, position, recorded_at from record"  # noqa: S608  # built from constants
            f" where {' and '.join(said)} order by position limit ?",
            (*values, limit),
        )
        return [RecordNotification(UUID(bytes=row[0]), *row[1:]) for row in found]

    def max_notification_id(self) -> int | None:
        ((found,),) = self._read("select max(position) from record")
        return cast("int | None", found)

    def rows(self) -> Iterator[StoredRow]:
        after = 0
        while found := self._read(ROWS, (after, PAGE)):
            yield from found
            after = found[-1][0]

    def close(self) -> None:
        self._closed = True
        self._close_spare()
        self._connection.close()


def make_private(path: Path | str) -> None:
    """Make a file that only its owner may read, if there is none: SQLite's files beside it take after it."""
    with contextlib.suppress(OSError):  # SQLite says better what is wrong with a path
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def changed(connection: sqlite3.Connection, judged: Judged) -> bool:
    """Say whether anything is not as it was judged, in a transaction that has begun."""
    for stream, version in judged.versions.items():
        ((last,),) = connection.execute(f"select {LAST_VERSION}", (stream.bytes,))
        if (last or 0) != version:
            return True
    since = f"select 1 from record where position > ? and tag in ({', '.join('?' * len(judged.openings))}) limit 1"  # noqa: S608  # built from constants
    return connection.execute(since, (judged.position, *judged.openings)).fetchone() is not None


def begin(connection: sqlite3.Connection) -> None:
    """Begin to write. Raises ``StoreBusy`` while another process does."""
    try:
        connection.execute("begin immediate")
    except sqlite3.OperationalError as wrong:
        if wrong.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            raise StoreBusy("another process is writing") from wrong
        raise


def now_in_micros() -> int:
    """Return the store's own clock in microseconds since 1970, UTC."""
    return time.time_ns() // 1000

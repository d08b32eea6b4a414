"""Data keys in SQLite: how they are destroyed, wrapped anew, and kept from coming back."""

import mmap
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from uuid import UUID

from goldenthread.engine.privacy.keys import WrappedKey
from goldenthread.engine.store.writer import StoreBusy

PATIENCE = 5000
"""Milliseconds to wait for whoever still reads the write-ahead log."""

PAUSE = 0.05
"""Seconds to wait before it is tried again."""

ADDED = (
    "create table if not exists retired_key (id text primary key) strict, without rowid",
    """
    create trigger if not exists data_key_retired before insert on data_key
      when exists (select 1 from retired_key where id = new.wrapped_by)
      begin select raise(abort, 'the wrapping key has been retired: wrap with the one that followed it'); end
    """,
    """
    create trigger if not exists data_key_insert before insert on data_key
      when exists (select 1 from data_key where case_id = new.case_id and number = new.number)
      begin select raise(abort, 'a key is never replaced'); end
    """,
    """
    create trigger if not exists data_key_update before update on data_key
      when old.wrapped = x'' or (new.case_id, new.number, new.record_class, new.commitment)
        is not (old.case_id, old.number, old.record_class, old.commitment)
      begin select raise(abort, 'a key is wrapped anew or destroyed, and stays destroyed'); end
    """,
    """
    create trigger if not exists document_update before update on document
      begin select raise(abort, 'documents are never changed'); end
    """,
    """
    create trigger if not exists document_delete before delete on document
      when exists (select 1 from data_key where case_id = old.case_id and number = old.key and wrapped <> x'')
      begin select raise(abort, 'a document goes only when its key has gone'); end
    """,
)
"""What a store has besides its first tables. Older releases can read a store that has it."""

DESTROYED = "select count(*) from data_key where case_id = ? and wrapped = x''"
DESTROY = "update data_key set wrapped = x'', wrapped_by = '' where case_id = ? and number = ? and wrapped <> x''"
REMOVE_DOCUMENTS = "delete from document where case_id = ? and key = ?"
SOME_KEYS = (
    "select case_id, number, record_class, wrapped, commitment, wrapped_by from data_key"
    " where (case_id, number) > (?, ?) order by case_id, number limit ?"
)
WRAP_ANEW = "update data_key set wrapped = ?, wrapped_by = ? where case_id = ? and number = ?"
BEFORE_ALL = (b"", 0)

Place = tuple[bytes, int]


def destroy(connection: sqlite3.Connection, keys: Iterable[tuple[UUID, int]]) -> None:
    """Empty the rows of keys and remove the documents that were sealed with them, in a transaction that has begun."""
    for case, number in keys:
        connection.execute(DESTROY, (case.bytes, number))
        connection.execute(REMOVE_DOCUMENTS, (case.bytes, number))


def retired(connection: sqlite3.Connection, wrapped_by: Iterable[str]) -> bool:
    """Say whether any of these wrapping keys is no longer to be used."""
    return any(connection.execute("select 1 from retired_key where id = ?", (one,)).fetchone() for one in wrapped_by)


def wrap_some_anew(
    connection: sqlite3.Connection, change: Callable[[WrappedKey], WrappedKey], after: Place, limit: int
) -> tuple[Place | None, int]:
    """Wrap anew the keys that follow a place, in a transaction that has begun: their place, and how many changed."""
    found = connection.execute(SOME_KEYS, (*after, limit)).fetchall()
    changed = 0
    for case, *rest in found:
        old = WrappedKey(UUID(bytes=case), *rest)
        new = change(old)
        if new != old:
            connection.execute(WRAP_ANEW, (new.wrapped, new.wrapped_by, case, new.number))
            changed += 1
    return ((found[-1][0], found[-1][1]) if len(found) == limit else None), changed


def empty_log(connection: sqlite3.Connection) -> None:
    """Move all of the write-ahead log into the file, and cut it to nothing. Raises ``StoreBusy``.

    Where another does so at the moment, SQLite does not wait; so it is asked again until patience is at an end.
    """
    connection.execute(f"pragma busy_timeout={PATIENCE}")
    until = time.monotonic() + PATIENCE / 1000
    while connection.execute("pragma wal_checkpoint(truncate)").fetchone()[0]:
        if time.monotonic() > until:
            raise StoreBusy("what was removed is not yet gone from the write-ahead log: ask again")
        time.sleep(PAUSE)


def tidy(connection: sqlite3.Connection) -> None:
    """Write the whole file anew, so that nothing is left of what was removed. Raises ``StoreBusy``."""
    connection.execute(f"pragma busy_timeout={PATIENCE}")
    try:
        connection.execute("vacuum")
    except sqlite3.OperationalError as wrong:
        if wrong.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            raise StoreBusy("another process is writing: ask again") from wrong
        raise


def traces(path: Path, wanted: Sequence[bytes]) -> Iterator[bytes]:
    """Yield which of these bytes are still in the file or its write-ahead log."""
    for file in (path, path.with_name(f"{path.name}-wal")):
        if not file.exists() or not file.stat().st_size:
            continue
        with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as content:
            yield from (one for one in wanted if content.find(one) >= 0)

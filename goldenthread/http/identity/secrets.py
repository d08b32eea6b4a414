"""The secrets file: what must be deletable of an account, in a SQLite file beside the store, never in the store."""

import contextlib
import hashlib
import secrets as random
import sqlite3
import time
from collections.abc import Generator
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, create_engine, delete, event
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DatabaseError

from goldenthread.engine.store.sqlite import make_private
from goldenthread.engine.store.writer import StoreBusy
from goldenthread.engine.views import micros
from goldenthread.http.identity.tables import HOLDER, METADATA

VERSION = 3
APPLICATION = 0x47544944
"""``GTID``: stands in the head of the file, so that no other file is taken for it."""

SECRET = 32
"""Bytes of a secret that is made here: 256 bits."""

BUSY = 3
"""Seconds to wait for another process that is writing."""

TRIES = 20
WRITES = "goldenthread_writes"


class NotASecretsFile(Exception):
    """A file is not the secrets file of this release of Golden Thread. Put back the right one, or move it away."""


class StillHeld(Exception):
    """What was deleted still stands in the write-ahead log, because another process is reading. Try again."""


class Secrets:
    """One file of secrets. Any thread may use it; each change is whole or not at all."""

    def __init__(self, path: Path) -> None:
        """Open a file, made with mode 0600 if there is none.

        Raises ``NotASecretsFile``, and ``PermissionError`` for a file that others may read.
        """
        self.path = path
        make_private(path)
        if path.stat().st_mode & 0o077:
            raise PermissionError(f"{path} may be read by others; run: chmod 600 {path}")
        self._engine = create_engine(
            URL.create("sqlite", database=str(path)), connect_args={"timeout": BUSY}, hide_parameters=True
        )
        event.listen(self._engine, "connect", set_up)
        event.listen(self._engine, "begin", begin)
        try:
            with self.writing() as connection:
                stamp(connection, path)
                METADATA.create_all(connection)
            with contextlib.closing(sqlite3.connect(path, timeout=BUSY)) as ours:
                ours.execute("pragma journal_mode=wal")
        except DatabaseError as wrong:
            self.close()
            if getattr(wrong.orig, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_NOTADB:
                raise not_ours(path) from None
            raise
        except NotASecretsFile:
            self.close()
            raise

    @contextlib.contextmanager
    def reading(self) -> Generator[Connection]:
        """Give a connection that sees one state of the file."""
        with answering(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Generator[Connection]:
        """Give the connection of the one writer: all of what is written with it is kept, or none."""
        with answering(), self._engine.connect() as connection:
            connection.execution_options(**{WRITES: True})
            with connection.begin():
                yield connection

    def forget(self, account: str) -> None:
        """Delete everything of an account, out of the file and out of its log. Raises ``StillHeld``."""
        with self.writing() as connection:
            connection.execute(delete(HOLDER).where(HOLDER.c.account == account))
        self.clear_log()

    def sweep(self, now: datetime) -> None:
        """Delete all that has ended by itself."""
        with self.writing() as connection:
            for table in METADATA.sorted_tables:
                if "ends_at" in table.c:
                    connection.execute(delete(table).where(table.c.ends_at <= micros(now)))

    def clear_log(self) -> None:
        """Write the log back into the file and empty it, so that nothing deleted stands there. Raises ``StillHeld``."""
        for _ in range(TRIES):
            with contextlib.closing(sqlite3.connect(self.path, timeout=BUSY)) as connection:
                held, _, _ = connection.execute("pragma wal_checkpoint(truncate)").fetchone()
            if not held:
                return
            time.sleep(0.05)
        raise StillHeld(f"{self.path}-wal is being read by another process; forget the account again in a moment")

    def close(self) -> None:
        self._engine.dispose()


def hold(connection: Connection, account: str) -> None:
    """Make the row that everything of an account hangs on, where there is none. To be called before any other."""
    connection.execute(insert(HOLDER).values(account=account).on_conflict_do_nothing())


def new_secret(prefix: str = "") -> str:
    """Return a random secret of 256 bits."""
    return prefix + random.token_urlsafe(SECRET)


def digest_of(secret: str) -> bytes:
    """Return what is kept of a secret: SHA-256, which is enough, because secrets made here cannot be guessed."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def stamp(connection: Connection, path: Path) -> None:
    """Mark a new file as ours. Raises ``NotASecretsFile`` for another's, or another release's."""
    known, version = (
        connection.exec_driver_sql(f"pragma {name}").scalar_one() for name in ("application_id", "user_version")
    )
    empty = not connection.exec_driver_sql("select count(*) from sqlite_schema").scalar_one()
    if (known, version) != (APPLICATION, VERSION) and not (empty and (known, version) == (0, 0)):
        raise not_ours(path)
    connection.exec_driver_sql(f"pragma application_id={APPLICATION}")
    connection.exec_driver_sql(f"pragma user_version={VERSION}")


def not_ours(path: Path) -> NotASecretsFile:
    return NotASecretsFile(
        f"{path} is not a secrets file of this release (version {VERSION}); put back the right one, or move it away"
    )


@contextlib.contextmanager
def answering() -> Generator[None]:
    """Say that the store is busy, where the file is."""
    try:
        yield
    except DatabaseError as wrong:
        if getattr(wrong.orig, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
            raise StoreBusy("the secrets file is being written by another process") from wrong
        raise


def set_up(connection: Any, record: object) -> None:
    """Let us begin transactions ourselves, and overwrite what is deleted."""
    del record
    connection.isolation_level = None
    for pragma in ("synchronous=full", "foreign_keys=on", "secure_delete=on", "trusted_schema=off"):
        connection.execute(f"pragma {pragma}")


def begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("begin immediate" if writes else "begin")

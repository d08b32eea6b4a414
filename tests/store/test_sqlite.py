"""The store in one SQLite file: the contract of every store, and what is particular to SQLite."""

import contextlib
import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from goldenthread.engine.store.sqlite import BUSY, SqliteRecorder, WrongStore
from goldenthread.engine.store.writer import StoreBusy
from tests.store.contract import OpenStore, StoreContract, leaves_are_true, versions, whole
from tests.store.samples import bare, noted, store_on

ROOT = Path(__file__).parents[2]


class TestSqlite(StoreContract):
    """The contract, on SQLite."""

    path: Path

    @pytest.fixture
    def open_store(self, tmp_path: Path) -> Iterator[OpenStore]:
        self.path = tmp_path / "store.db"
        opened: list[SqliteRecorder] = []

        def open_it(clock: Callable[[], int] | None = None) -> SqliteRecorder:
            opened.append(SqliteRecorder(self.path, clock=clock))
            return opened[-1]

        yield open_it
        for recorder in opened:
            recorder.close()

    @contextlib.contextmanager
    def another_is_writing(self) -> Generator[None]:
        with contextlib.closing(sqlite3.connect(self.path, isolation_level=None)) as other:
            other.execute("begin immediate")
            yield
            other.execute("rollback")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteRecorder]:
    recorder = SqliteRecorder(path)
    yield recorder
    recorder.close()


def test_every_file_of_a_store_is_its_owners_alone(path: Path) -> None:
    before = os.umask(0)
    try:
        with contextlib.closing(SqliteRecorder(path)):
            files = {one.name: oct(stat.S_IMODE(one.stat().st_mode)) for one in path.parent.iterdir()}
    finally:
        os.umask(before)
    assert files == dict.fromkeys(["store.db", "store.db-wal", "store.db-shm"], "0o600")


@pytest.fixture
def by_hand(store: SqliteRecorder, path: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection of somebody with the file in their hands, and two records in it."""
    store.insert_events([bare(uuid4(), 1), bare(uuid4(), 1)])
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


INTO = "into record select {position}, case_id, {version}, tag, recorded_at, x'00', leaf, null, null, null from record"


@pytest.mark.parametrize(
    "statement",
    [
        "update record set state = x'00' where position = 1",
        "update record set recorded_at = 0",
        "delete from record where position = 2",
        "delete from record",
        f"insert or replace {INTO.format(position='position', version='version + 1')} where position = 1",
        f"insert or replace {INTO.format(position=9, version='version')} where position = 1",
        f"replace {INTO.format(position='position', version='version')} where position = 1",
        f"insert {INTO.format(position='position', version=7)} where position = 1 on conflict do update set tag = 'x'",
    ],
)
def test_what_is_written_is_never_changed_removed_or_replaced(
    by_hand: sqlite3.Connection, store: SqliteRecorder, statement: str
) -> None:
    before = list(store.scan())
    with pytest.raises(sqlite3.IntegrityError, match="records are never"):
        by_hand.execute(statement)
    assert list(store.scan()) == before


def test_a_row_of_a_key_is_never_removed(store: SqliteRecorder, path: Path) -> None:
    store_on(store).put([noted(uuid4(), 1)])
    with (
        contextlib.closing(sqlite3.connect(path, isolation_level=None)) as by_hand,
        pytest.raises(sqlite3.IntegrityError, match="destroyed by emptying"),
    ):
        by_hand.execute("delete from data_key")


def test_a_destroyed_key_is_nowhere_in_the_files(store: SqliteRecorder, path: Path) -> None:
    case = uuid4()
    store_on(store).put([noted(case, 1)])
    (row,) = store.keys_of(case)
    files = [path, path.with_name("store.db-wal")]
    assert any(row.wrapped in file.read_bytes() for file in files)
    store.destroy_key(case, row.number)
    assert not any(row.wrapped in file.read_bytes() for file in files)


def test_to_destroy_a_key_while_another_writes_is_refused_in_time(
    by_hand: sqlite3.Connection, store: SqliteRecorder
) -> None:
    by_hand.execute("begin immediate")
    with pytest.raises(StoreBusy):
        store.destroy_key(uuid4(), 1)


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("secure_delete", 1), ("foreign_keys", 1), ("trusted_schema", 0)],
)
def test_the_writer_writes_safely(store: SqliteRecorder, pragma: str, value: object) -> None:
    (found,) = store._connection.execute(f"pragma {pragma}").fetchone()  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    assert found == value


def test_a_reader_cannot_write(store: SqliteRecorder) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        store._read("update store set demo = 1")  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]


def test_a_store_that_is_closed_leaves_no_reader_open(path: Path) -> None:
    store = SqliteRecorder(path)
    store.max_notification_id()
    store.close()
    store.max_notification_id()
    assert not store._spare  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    assert not path.with_name("store.db-wal").exists(), "the last to close tidies up"


def schema(path: Path) -> list[tuple[str, str]]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute("select name, sql from sqlite_schema order by name").fetchall()


def test_a_store_of_another_layout_is_refused_and_left_as_it_is(path: Path) -> None:
    SqliteRecorder(path).close()
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("update store set layout = 2")
        connection.execute("drop table document")
    before = schema(path)
    with pytest.raises(WrongStore, match="has table layout 2; this release uses 1"):
        SqliteRecorder(path)
    assert schema(path) == before


def test_the_database_of_another_program_is_refused_and_left_as_it_is(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("create table recipe (name text)")
    before = path.read_bytes()
    with pytest.raises(WrongStore, match="belongs to another program"):
        SqliteRecorder(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused(path: Path) -> None:
    path.write_bytes(b"Dear Sir or Madam, " * 100)
    with pytest.raises(WrongStore, match="cannot be read as a store"):
        SqliteRecorder(path)


def child(*words: object) -> subprocess.Popen[str]:
    return subprocess.Popen(  # our own words
        [sys.executable, "-m", "tests.store.processes", *map(str, words)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def test_a_store_that_others_write_to_is_opened_once_they_are_done(
    store: SqliteRecorder, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.insert_events([bare(uuid4(), 1)])
    with contextlib.closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("begin immediate")
        monkeypatch.setattr("goldenthread.engine.store.sqlite.OPENING", 0.1)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            SqliteRecorder(path)
        monkeypatch.undo()
        done = threading.Timer(2 * BUSY, other.execute, ["rollback"])
        done.start()
        SqliteRecorder(path).close()
        done.join()


def test_processes_that_start_together_make_one_store(path: Path) -> None:
    children = [child("opens", path) for _ in range(6)]
    origins = {it.communicate(timeout=30)[0] for it in children}
    assert [it.returncode for it in children] == [0] * 6
    assert len(origins) == 1


def test_two_processes_writing_one_case_lose_nothing(path: Path, store: SqliteRecorder) -> None:
    case, each = uuid4(), 60
    children = [child("writes-one-case", path, case, name, each) for name in ("left", "right")]
    for it in children:
        it.communicate(timeout=30)
    assert [it.returncode for it in children] == [0, 0]
    assert versions(store, case) == list(range(1, 2 * each + 1))
    assert [position for position, _, _ in whole(store)] == list(range(1, 2 * each + 1))
    said = [one.state.decode() for one in store.select_events(case)]
    for name in ("left", "right"):
        assert [one for one in said if one.startswith(name)] == [f"{name} {at}" for at in range(each)]
    assert leaves_are_true(store)

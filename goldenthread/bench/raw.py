"""What bare SQLite takes: a row for the state and a row for the event, by hand, and nothing else."""

import sqlite3
from pathlib import Path

import msgspec

from goldenthread.bench.said import Said
from goldenthread.bench.work import BENCH, Step

TABLES = """
create table event (
  position integer primary key, case_id integer not null, version integer not null, tag text not null,
  at text not null, actor text not null, event blob not null, unique (case_id, version)
);
create table standing (
  case_id integer primary key, version integer not null, stage text not null, due text not null
);
create index standing_due on standing (due);
"""
MOVE = "update standing set version = version + 1, stage = ?, due = ? where case_id = ? and stage = ?"
DURABLE = ("wal", 2)
"""A write-ahead log, synchronous=FULL: a commit is on disk when it returns."""

encode = msgspec.json.Encoder().encode
DECODE = {tag: msgspec.json.Decoder(kind).decode for tag, kind in BENCH.events.items() if issubclass(kind, Said)}


class OutOfOrder(Exception):
    """The step may not be taken from where the case is."""


class Raw:
    """The limit: no seal, no judgement, no ledger, no receipt, one writer."""

    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(
            folder / "raw.db", isolation_level=None, cached_statements=256, check_same_thread=False
        )
        for pragma in ("journal_mode=wal", "synchronous=full"):
            self._connection.execute(f"pragma {pragma}")
        self._connection.executescript(TABLES)

    @property
    def durable(self) -> bool:
        return durability(self._connection) == DURABLE

    def step(self, step: Step) -> None:
        execute = self._connection.execute
        due = step.event.again_on.isoformat()
        execute("begin immediate")
        try:
            if step.number == 1:
                execute("insert into standing values (?, 1, ?, ?)", (step.case, step.lands, due))
            else:
                one(execute(MOVE, (step.lands, due, step.case, step.before)))
            execute(
                "insert into event (case_id, version, tag, at, actor, event) values (?, ?, ?, ?, ?, ?)",
                (step.case, step.number, step.tag, step.happened_on.isoformat(), step.by, encode(step.event)),
            )
            execute("commit")
        except BaseException:
            execute("rollback")
            raise

    def read(self, case: int) -> list[Said]:
        found = self._connection.execute("select tag, event from event where case_id = ? order by version", (case,))
        return [DECODE[tag](event) for tag, event in found]

    def rebuild(self) -> int:
        """Read and decode every event, in order, and fold it into its case's state."""
        states: dict[int, tuple[str, Said]] = {}
        done = 0
        for case, tag, event in self._connection.execute("select case_id, tag, event from event order by position"):
            states[case] = (tag, DECODE[tag](event))
            done += 1
        return done

    def count(self) -> int:
        ((found,),) = self._connection.execute("select count(*) from event")
        return int(found)

    def close(self) -> None:
        self._connection.close()


def one(moved: sqlite3.Cursor) -> None:
    """Make sure that one row was changed. Raises ``OutOfOrder``."""
    if moved.rowcount != 1:
        raise OutOfOrder


def durability(connection: sqlite3.Connection) -> tuple[str, int]:
    """Return the journal mode and the synchronous level of a connection."""
    mode, level = connection.execute("select * from pragma_journal_mode, pragma_synchronous").fetchone()
    return str(mode), int(level)

"""A process that is killed while it writes: what it had acknowledged is stored, and nothing is stored by half."""

import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from goldenthread.engine.store.sqlite import SqliteRecorder
from goldenthread.engine.store.writer import Kept
from tests.store.contract import leaves_are_true
from tests.store.test_sqlite import ROOT

ROUNDS = 10


def write_and_kill(store: Path, notes: Path, seed: int, after: float) -> None:
    command = [sys.executable, "-m", "tests.store.processes", "writes-until-killed", str(store), str(notes), str(seed)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as child:  # our own words
        assert child.stdout
        assert child.stdout.readline() == b"writing\n"
        time.sleep(after)
        child.kill()


def whole_commands(path: Path) -> dict[str, tuple[int, int]]:
    """Return where each command stands, having seen that every row belongs to one that is whole."""
    found: dict[str, tuple[int, int]] = {}
    left, expected, latest = 0, 1, 0
    connection = sqlite3.connect(path)
    rows = connection.execute("select position, version, recorded_at, request, count from record order by position")
    for position, version, recorded_at, request, count in rows:
        assert position == expected, "positions are dense"
        assert recorded_at >= latest, "time does not go back"
        if left == 0:
            assert version == 1
            assert request.hex() not in found, "a command is stored once"
            found[request.hex()], left = (position, count), count
        else:
            assert request is None, "a command was cut short"
        left, expected, latest = left - 1, position + 1, recorded_at
    connection.close()
    assert left == 0, "the last command was cut short"
    return found


def test_a_killed_writer_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    path, notes, chance = tmp_path / "store.db", tmp_path / "acknowledged", random.Random(7)  # noqa: S311  # no secret
    stored, acknowledged = dict[str, tuple[int, int]](), dict[str, tuple[int, int]]()
    for seed in range(ROUNDS):
        write_and_kill(path, notes, seed, after=chance.uniform(0.0, 0.4))
        stored = whole_commands(path)
        acknowledged = {key: (int(first), int(count)) for key, first, count in map(str.split, lines(notes))}
        assert acknowledged.items() <= stored.items(), f"killed {seed + 1} times"
    assert len(acknowledged) > ROUNDS
    store = SqliteRecorder(path)
    assert leaves_are_true(store)
    assert all(
        (found := store.find_request(bytes.fromhex(key))) and found[1].kept is Kept.REPEAT for key in list(stored)[-50:]
    )
    store.close()


def lines(notes: Path) -> list[str]:
    """Return the whole lines of what was acknowledged."""
    return notes.read_text().split("\n")[:-1] if notes.exists() else []

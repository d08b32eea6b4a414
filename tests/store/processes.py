"""What other processes do in the tests of the store: ``python -m tests.store.processes <what> …``."""

import hashlib
import os
import random
import sys
import threading
import time
from pathlib import Path
from uuid import UUID

from goldenthread.engine.store.recorder import Conflict
from goldenthread.engine.store.sqlite import SqliteRecorder
from goldenthread.engine.store.writer import Command, RequestKey
from tests.store.samples import bare

THREADS = 8


def opens(path: Path) -> None:
    """Open a store, which may be new, and say which it is."""
    sys.stdout.write(SqliteRecorder(path).origin.decode())


def writes_one_case(path: Path, case: UUID, name: str, count: int) -> None:
    """Write to one case, again and again where somebody else was first."""
    store = SqliteRecorder(path)
    for at in range(count):
        while True:
            last = store.select_events(case, desc=True, limit=1)
            version = last[0].originator_version + 1 if last else 1
            try:
                store.insert_events([bare(case, version, f"{name} {at}".encode())])
                break
            except Conflict:
                continue


def writes_until_killed(path: Path, acknowledged: Path, seed: int) -> None:
    """Write with eight threads, and note each command once its answer has come."""
    store = SqliteRecorder(path)
    notes = os.open(acknowledged, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def write(thread: int) -> None:
        chance = random.Random(seed * 100 + thread)  # noqa: S311  # no secret
        for at in range(1_000_000):
            case, count = UUID(int=chance.getrandbits(128)), chance.choice((1, 1, 1, 3))
            key = hashlib.sha256(f"{seed} {thread} {at}".encode()).digest()
            rows = [bare(case, version, os.urandom(300)) for version in range(1, count + 1)]
            outcome = store.writer.submit(Command(rows, RequestKey(key, b"digest")))
            os.write(notes, f"{key.hex()} {outcome.first} {outcome.count}\n".encode())

    for thread in range(THREADS):
        threading.Thread(target=write, args=(thread,), daemon=True).start()
    sys.stdout.write("writing\n")
    sys.stdout.flush()
    time.sleep(30)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["opens", where]:
            opens(Path(where))
        case ["writes-one-case", where, which, name, count]:
            writes_one_case(Path(where), UUID(which), name, int(count))
        case ["writes-until-killed", where, notes, seed]:
            writes_until_killed(Path(where), Path(notes), int(seed))
        case _:
            sys.exit("nothing of that name")

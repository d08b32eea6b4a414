"""One writer at a time in a process: whoever holds the pen writes for all who wait."""

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from uuid import UUID

from eventsourcing.persistence import OperationalError

from goldenthread.engine.privacy.keys import WrappedKey
from goldenthread.engine.store.mapper import StoredRecord

PATIENCE = 2.5
"""Seconds a caller waits for the pen before it is told that the store is busy."""

LARGEST_BATCH = 64


class Kept(Enum):
    """What became of a command."""

    STORED, REPEAT, OTHER_BODY, CONFLICT = "stored", "repeat", "other body", "conflict"


@dataclass(frozen=True)
class Outcome:
    """What became of a command, and where its records stand: ``count`` of them from position ``first``."""

    kept: Kept
    first: int = 0
    count: int = 0
    recorded_at: int = 0


@dataclass(frozen=True)
class RequestKey:
    """The name of a request, and a digest of what it asked: the same again is answered as the first time."""

    key: bytes
    digest: bytes


@dataclass(frozen=True)
class SealedDocument:
    """Sealed content and its address, the SHA-256 of the sealed bytes."""

    address: bytes
    case: UUID
    key: int
    sealed: bytes


@dataclass(eq=False)
class Command:
    """Records, with the keys and documents that go with them, stored all or not at all.

    Ours are always one run of versions of one case; the library's interface allows several.
    """

    records: Sequence[StoredRecord]
    request: RequestKey | None = None
    keys: Sequence[WrappedKey] = ()
    documents: Sequence[SealedDocument] = ()
    outcome: Outcome | None = field(default=None, init=False)
    failure: BaseException | None = field(default=None, init=False)

    @property
    def done(self) -> bool:
        return self.outcome is not None or self.failure is not None

    def names(self) -> set[object]:
        """Return what no other command of the same batch may name: its cases and its key."""
        cases: set[object] = {record.originator_id for record in self.records}
        return cases | {self.request.key} if self.request else cases


class StoreUnavailable(OperationalError):
    """The store did not answer in time. What was asked may or may not be stored: ask again with the same key."""


class StoreBusy(StoreUnavailable):
    """The store is busy. Nothing was stored: ask again."""


class Writer:
    """Queues commands and writes them in batches, one transaction each.

    A batch holds at most one command for a case and one for a key, so that every outcome is independent.
    """

    def __init__(self, write: Callable[[Sequence[Command]], None]) -> None:
        self._write = write
        self._pen = threading.Lock()
        self._queue: deque[Command] = deque()
        self._mutex = threading.Lock()

    def submit(self, command: Command) -> Outcome:
        """Store a command and say what became of it. Raises ``StoreUnavailable`` or ``StoreBusy`` in time."""
        with self._mutex:
            self._queue.append(command)
        deadline = time.monotonic() + PATIENCE
        while not command.done:
            if not self._pen.acquire(timeout=max(0.0, deadline - time.monotonic())):
                self._give_up(command)
                break
            try:
                if not command.done:
                    self._write_for_all()
            finally:
                self._pen.release()
        if command.failure:
            raise StoreUnavailable("the store could not be written to") from command.failure
        if command.outcome is None:
            raise StoreUnavailable("the store has not answered in time")
        return command.outcome

    def _give_up(self, command: Command) -> None:
        with self._mutex:
            if command in self._queue:
                self._queue.remove(command)
                raise StoreBusy("the store is busy")

    def _write_for_all(self) -> None:
        batch = self._take()
        try:
            self._write(batch)
        except Exception as failure:  # noqa: BLE001  # told to each caller, who raises it
            for command in batch:
                command.failure = failure

    def _take(self) -> list[Command]:
        batch: list[Command] = []
        taken: set[object] = set()
        with self._mutex:
            waiting = list(self._queue)
            self._queue.clear()
            for command in waiting:
                names = command.names()
                if len(batch) < LARGEST_BATCH and taken.isdisjoint(names):
                    batch.append(command)
                else:
                    self._queue.append(command)
                taken |= names
        return batch

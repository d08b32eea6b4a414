"""One writer at a time in a process: whoever holds the pen writes for all who wait."""

import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from uuid import UUID

from eventsourcing.persistence import OperationalError

from goldenthread.engine.privacy.keys import WrappedKey
from goldenthread.engine.store.mapper import StoredRecord

PATIENCE = 2.2
"""Seconds a caller waits before it is told that the store is busy."""

GRACE = 0.5
"""Seconds more that it waits when its command is being written at that moment."""

LARGEST_BATCH = 64


class Kept(Enum):
    """What became of a command."""

    STORED, REPEAT, OTHER_BODY, CONFLICT = "stored", "repeat", "other body", "conflict"
    RETIRED = "its new keys are wrapped under a key that has been retired"


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


@dataclass(frozen=True)
class Judged:
    """What a command was decided on: the last version of streams, and that no record of some kinds was written since.

    ``position`` is how far the log had been read, and ``openings`` are the tags of records that nobody may have written
    after it: what opens a case, and what destroys keys.
    """

    versions: Mapping[UUID, int]
    position: int = 0
    openings: tuple[str, ...] = ()


@dataclass(eq=False)
class Command:
    """Records, with the keys and documents that go with them, stored all or not at all.

    Ours are always one run of versions of one case; the library's interface allows several. ``keys`` are those that
    the records and documents are sealed with: stored if they are new, and a conflict if one has been destroyed.
    ``destroys`` names keys, by case and number, that are destroyed in the same transaction, with their documents.
    Where anything is not as it was ``judged`` when that transaction begins, it is a conflict.
    """

    records: Sequence[StoredRecord]
    request: RequestKey | None = None
    keys: Sequence[WrappedKey] = ()
    documents: Sequence[SealedDocument] = ()
    destroys: Sequence[tuple[UUID, int]] = ()
    judged: Judged | None = None
    outcome: Outcome | None = field(default=None, init=False)
    failure: BaseException | None = field(default=None, init=False)
    deadline: float = field(default=0.0, init=False)

    @property
    def done(self) -> bool:
        return self.outcome is not None or self.failure is not None

    def names(self) -> set[object]:
        """Return what no other command of the same batch may name: its cases, those it destroys in, and its key."""
        cases: set[object] = {record.originator_id for record in self.records}
        cases.update(case for case, _ in self.destroys)
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
        """Take what writes a batch. It raises ``StoreBusy`` only when nothing was stored; then it is asked again."""
        self.write = write
        self._pen = threading.Lock()
        self._queue: deque[Command] = deque()
        self._mutex = threading.Lock()

    def submit(self, command: Command) -> Outcome:
        """Store a command and say what became of it. Raises ``StoreUnavailable`` or ``StoreBusy`` in time."""
        command.deadline = time.monotonic() + PATIENCE
        with self._mutex:
            self._queue.append(command)
        while not command.done:
            left = command.deadline - time.monotonic()
            if left <= 0 or not self._pen.acquire(timeout=left):
                self._give_up(command)
                break
            try:
                if not command.done:
                    self._write_for_all()
            finally:
                self._pen.release()
        if isinstance(command.failure, StoreBusy):
            raise command.failure
        if command.failure:
            raise StoreUnavailable("the store could not be written to") from command.failure
        if command.outcome is None:
            raise StoreUnavailable("the store has not answered in time")
        return command.outcome

    @property
    def waiting(self) -> Sequence[Command]:
        """Return the commands that nobody has begun to write."""
        with self._mutex:
            return tuple(self._queue)

    def _give_up(self, command: Command) -> None:
        if not self._take_back(command) and self._pen.acquire(timeout=GRACE):
            self._pen.release()
        self._take_back(command)

    def _take_back(self, command: Command) -> bool:
        """Take back what nobody has begun to write."""
        with self._mutex:
            if command in self._queue:
                self._queue.remove(command)
                command.failure = busy()
        return command.done

    def _write_for_all(self) -> None:
        batch = self._take()
        try:
            self.write(batch)
        except StoreBusy:
            with self._mutex:
                self._queue.extendleft(reversed(batch))
        except BaseException as failure:
            for command in batch:
                command.failure = failure
            if not isinstance(failure, Exception):
                raise

    def _take(self) -> list[Command]:
        batch: list[Command] = []
        taken: set[object] = set()
        now = time.monotonic()
        with self._mutex:
            waiting = list(self._queue)
            self._queue.clear()
            for command in waiting:
                if command.deadline < now:
                    command.failure = busy()
                    continue
                names = command.names()
                if len(batch) < LARGEST_BATCH and taken.isdisjoint(names):
                    batch.append(command)
                else:
                    self._queue.append(command)
                taken |= names
        return batch


def busy() -> StoreBusy:
    return StoreBusy("the store is busy; nothing was stored")

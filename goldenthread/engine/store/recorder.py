"""What the stores of both databases share: the library's interface in, the library's interface out."""

import os
import threading
import time
from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, cast
from uuid import UUID

from eventsourcing.persistence import (
    ApplicationRecorder,
    EventStore,
    IntegrityError,
    ListenNotifySubscription,
    Notification,
    Recording,
    StoredEvent,
    Subscription,
)

from goldenthread.engine.ledger.verifying import StoredRow
from goldenthread.engine.privacy.keys import DataKey, WrappedKey
from goldenthread.engine.records import Record
from goldenthread.engine.store.mapper import RecordMapper, RecordNotification, StoredRecord
from goldenthread.engine.store.writer import Command, Judged, Kept, Outcome, RequestKey, SealedDocument, Writer


class Conflict(IntegrityError):
    """Somebody else wrote to this case first. Read it again and decide again."""


class Destroying(NamedTuple):
    """Keys that are destroyed with a record, by case and number, and what that was decided on."""

    destroys: Sequence[tuple[UUID, int]]
    judged: Judged


class KeyUsed(IntegrityError):
    """The idempotency key was used for another request."""


class StoreRecorder(ApplicationRecorder):
    """Records in one table, in one order, written by one writer at a time in this process."""

    origin: bytes
    demo: bool

    def __init__(self) -> None:
        super().__init__()
        self.writer = Writer(self.write)
        self.listeners: set[LocalSubscription] = set()
        self._listening = threading.Lock()

    @abstractmethod
    def write(self, batch: Sequence[Command]) -> None:
        """Store a batch in one transaction and give each command its outcome."""

    @abstractmethod
    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredRecord]:
        """Return the stored records of a case."""

    @abstractmethod
    def find_request(self, key: bytes) -> tuple[RequestKey, Outcome] | None:
        """Return what became of an earlier request of this key."""

    @abstractmethod
    def keys_of(self, case: UUID) -> Sequence[WrappedKey]:
        """Return the wrapped data keys of a case, in the order of their numbers."""

    @abstractmethod
    def wrapped_by(self) -> str | None:
        """Return the name of the wrapping key in use, or None while there is no data key."""

    @abstractmethod
    def destroy_key(self, case: UUID, number: int) -> None:
        """Destroy a data key: what it sealed can never be read again. Its number is not used again."""

    @abstractmethod
    def destroyed(self, case: UUID) -> int:
        """Return how many data keys of a case have been destroyed. It only ever grows."""

    @abstractmethod
    def news(self, case: UUID, gt: int) -> tuple[int, Sequence[StoredRecord]]:
        """Return how many data keys of a case have been destroyed, and its records after a version, at one moment."""

    @abstractmethod
    def wipe(self, wanted: Sequence[bytes] | None = ()) -> None:
        """Leave nothing of what was removed in the files of the store. Raises ``StoreBusy``: ask again.

        ``wanted`` are bytes that must not be found there any more; None where it is no longer known what they were.
        """

    @abstractmethod
    def retire(self, wrapping: str) -> None:
        """Take no new data key that is wrapped under this key. Raises ``StoreBusy``."""

    @abstractmethod
    def wrap_anew(
        self, change: Callable[[WrappedKey], WrappedKey], after: tuple[bytes, int] | None, limit: int
    ) -> tuple[tuple[bytes, int] | None, int]:
        """Change how some data keys are wrapped, in one transaction, and nothing else. Raises ``StoreBusy``.

        Returns the place after which the next are to be asked for, or None at the end; and how many were changed.
        """

    @abstractmethod
    def wraps_any(self, wrapping: str) -> bool:
        """Say whether any data key is still wrapped under a key."""

    @abstractmethod
    def count_documents(self, case: UUID, number: int) -> int:
        """Return how many documents are sealed with a data key."""

    @abstractmethod
    def find_document(self, address: bytes) -> SealedDocument | None:
        """Return sealed content by its address."""

    @abstractmethod
    def documents_of(self, case: UUID) -> Sequence[SealedDocument]:
        """Return the sealed content of a case, in the order of the addresses."""

    @abstractmethod
    def close(self) -> None:
        """Close every connection."""

    @abstractmethod
    def rows(self) -> Iterator[StoredRow]:
        """Yield every record as it is stored, in order."""

    def scan(self) -> Iterator[tuple[RecordNotification, bytes]]:
        """Yield every record with its leaf hash, in order."""
        for position, case, version, tag, recorded_at, state, leaf in self.rows():
            yield RecordNotification(UUID(bytes=case), version, tag, state, position, recorded_at), leaf

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int] | None:
        if not stored_events:
            return None
        outcome = self.writer.submit(Command(cast("Sequence[StoredRecord]", stored_events), **kwargs))
        refuse(outcome)
        return list(range(outcome.first, outcome.first + outcome.count))

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> Subscription[ApplicationRecorder]:
        return LocalSubscription(recorder=self, gt=gt, topics=topics)

    def listen(self, listener: "LocalSubscription") -> None:
        with self._listening:
            self.listeners.add(listener)

    def unlisten(self, listener: "LocalSubscription") -> None:
        with self._listening:
            self.listeners.discard(listener)

    def tell_listeners(self) -> None:
        with self._listening:
            for listener in self.listeners:
                listener.wake()


class LocalSubscription(ListenNotifySubscription[ApplicationRecorder]):
    """Follows the records written by this process as they come."""

    def __init__(self, recorder: StoreRecorder, gt: int | None, topics: Sequence[str]) -> None:
        super().__init__(recorder=recorder, gt=gt, topics=topics)
        recorder.listen(self)
        self.wake()

    def wake(self) -> None:
        self._has_been_notified.set()

    def stop(self) -> None:
        super().stop()
        cast("StoreRecorder", self._recorder).unlisten(self)


def refuse(outcome: Outcome) -> None:
    """Raise where a command was not stored: ``Conflict`` or ``KeyUsed``."""
    if outcome.kept in (Kept.CONFLICT, Kept.RETIRED):
        raise Conflict("the case has changed")
    if outcome.kept is Kept.OTHER_BODY:
        raise KeyUsed("the idempotency key was used for another request")


def fresh_request() -> RequestKey:
    """Return a key for a request that came without one, so that a lost answer can be asked for again.

    It begins with the time, so that the keys of one hour stand together in their index.
    """
    return RequestKey(time.time_ns().to_bytes(8, "big") + os.urandom(24), b"")


class RecordStore(EventStore[UUID]):
    """The library's event store, which keeps keys and documents with the records they belong to."""

    mapper: RecordMapper  # pyright: ignore[reportIncompatibleVariableOverride]  # set once, by the factory
    recorder: StoreRecorder  # pyright: ignore[reportIncompatibleVariableOverride]  # set once, by the factory

    def put(self, domain_events: Sequence[Any], **kwargs: Any) -> list[Recording[UUID]]:
        """Store one run of records. Raises ``Conflict``, ``KeyUsed``, ``StoreUnavailable`` or ``StoreBusy``.

        ``request`` names the request (a repeat returns the records of the first time, read back);
        ``documents``, and the ``keys`` they were sealed with, are stored in the same transaction. In it too, the keys
        that ``destroys`` names by case and number are destroyed, and the documents that were sealed with them removed.
        Where anything is not as it was ``judged``, nothing is stored, and nothing destroyed: that is a ``Conflict``.
        """
        if not domain_events:
            return []
        outcome, stored, run = self._submit(domain_events, **kwargs)
        if outcome.kept in (Kept.CONFLICT, Kept.RETIRED):
            for record in stored:
                self.mapper.keys.forget(cast("UUID", record.originator_id))
        refuse(outcome)
        if outcome.kept is Kept.REPEAT:
            return self.recordings(outcome)
        self.mapper.keys.stored(run)
        return [
            Recording(record, notification(one, outcome.first + at, outcome.recorded_at))
            for at, (record, one) in enumerate(zip(domain_events, stored, strict=True))
        ]

    def _submit(
        self,
        records: Sequence[Record],
        request: RequestKey | None = None,
        documents: Sequence[SealedDocument] = (),
        keys: Sequence[DataKey] = (),
        destroys: Sequence[tuple[UUID, int]] = (),
        judged: Judged | None = None,
        tracking: None = None,  # the library names it; projections keep their own bookmark
    ) -> tuple[Outcome, list[StoredRecord], list[DataKey]]:
        del tracking
        run, used, stored = list(keys), list[DataKey](), list[StoredRecord]()
        for record in records:
            one, key = self.mapper.seal(record, run, used)
            stored.append(one)
            used.append(key)
            run.append(key)
        rows, asked = tuple(dict.fromkeys(key.row for key in run)), request or fresh_request()
        outcome = self.recorder.writer.submit(Command(stored, asked, rows, documents, destroys, judged))
        if outcome.kept is Kept.RETIRED:
            rows = tuple(map(self.mapper.keys.wrap_anew, rows))
            outcome = self.recorder.writer.submit(Command(stored, asked, rows, documents, destroys, judged))
        return outcome, stored, run

    def news(self, case: UUID, gt: int) -> tuple[int, list[Record]]:
        """Return how many keys of a case have been destroyed, and its records after a version."""
        destroyed, found = self.recorder.news(case, gt)
        self.mapper.keys.heed(case, destroyed)
        return destroyed, [self.mapper.to_domain_event(one) for one in found]

    def read(self, found: Notification) -> Record:
        """Open a stored record as it can be read now. Raises ``Unreadable``."""
        case = cast("UUID", found.originator_id)
        self.mapper.keys.heed(case, self.recorder.destroyed(case))
        return self.mapper.to_domain_event(found)

    def recordings(self, outcome: Outcome) -> list[Recording[UUID]]:
        """Read back the records that an earlier request stored."""
        found = self.recorder.select_notifications(outcome.first, outcome.count)
        return [Recording(cast("Any", self.read(one)), one) for one in found]


def notification(stored: StoredRecord, position: int, recorded_at: int) -> Notification:
    return RecordNotification(
        stored.originator_id, stored.originator_version, stored.topic, stored.state, position, recorded_at
    )

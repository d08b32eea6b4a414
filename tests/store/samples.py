"""Events and records made up for the tests of the store, so that no workflow's wording can change them."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, ClassVar, cast
from uuid import UUID, uuid4

from eventsourcing.utils import Environment

from goldenthread.engine.events import CLEAR, Choice, Event, RecordClass, RecordId, Role, Seen, Words, asks
from goldenthread.engine.journey import Upcaster
from goldenthread.engine.privacy.keys import KeyRing, WrappedKey
from goldenthread.engine.privacy.wrapping import WrappingKey
from goldenthread.engine.records import Actor, Origin, Record
from goldenthread.engine.store.factory import StoreFactory
from goldenthread.engine.store.form import Registry
from goldenthread.engine.store.mapper import RecordMapper, StoredRecord
from goldenthread.engine.store.recorder import RecordStore, StoreRecorder

WRITER = Role("writer", "the one who writes")
CORE = RecordClass("core", seen=Seen.SHOWN, about=WRITER)
HEALTH = RecordClass("health", seen=Seen.COUNTED, about=WRITER)
SECRET = b"the wrapping key of these tests."
STORE = b"goldenthread/a-store-for-tests"
DAY = date(2026, 3, 2)


class Colour(Choice):
    """What was chosen."""

    RED = "red", "Red"
    BLUE = "blue", "Blue"


class Noted(Event, tag="test.noted"):
    """Something was noted: most of it sealed."""

    told = "Something was noted on {on}"
    kept = CORE
    recorded_by: ClassVar[tuple[Role, ...]] = (WRITER,)

    words: Annotated[Words, asks("What was said?")]
    more: Annotated[Words | None, asks("What else?")] = None
    on: Annotated[date, asks("On what day?"), CLEAR] = DAY
    colour: Annotated[Colour | None, asks("Which colour?"), CLEAR] = None


class Measured(Event, tag="test.measured"):
    """Something was measured: kept with health, all sealed."""

    told = "Something was measured"
    kept = HEALTH
    recorded_by: ClassVar[tuple[Role, ...]] = (WRITER,)

    amounts: Annotated[tuple[int, ...], asks("How much?")]


class Arrived(Event, tag="test.arrived"):
    """Something arrived: nothing of it is sealed but what is said beside it."""

    told = "Something arrived"
    kept = CORE
    recorded_by: ClassVar[tuple[Role, ...]] = (WRITER,)

    colour: Annotated[Colour, asks("Which colour?"), CLEAR]


class Rang(Event, tag="test.rang"):
    """Somebody rang: an event without any question."""

    told = "Somebody rang"
    kept = CORE
    recorded_by: ClassVar[tuple[Role, ...]] = (WRITER,)


EVENTS: tuple[type[Event], ...] = (Noted, Measured, Arrived, Rang)
BY = Actor("account-1", "writer", "organisation-1")


def record(case: UUID, version: int, event: Event, **more: Any) -> Record:
    """Return a record of an event, as ``decide`` would have made it."""
    known: dict[str, Any] = {"happened_on": DAY, "origin": Origin.ACTED, "by": BY, "software": "2026.11"}
    known["kept"] = type(event).kept.name
    return Record(case=case, version=version, id=RecordId(uuid4()), kind=type(event), event=event, **(known | more))


def noted(case: UUID, version: int, words: str = "what was said") -> Record:
    return record(case, version, Noted(words=words))


def bare(case: UUID, version: int, state: bytes = b"state", tag: str = "test.bare") -> StoredRecord:
    """Return a row for the recorder alone, which never looks into the state."""
    return StoredRecord(case, version, tag, state)


def store_on(recorder: StoreRecorder, secret: bytes = SECRET, events: Iterable[type[Event]] = EVENTS) -> RecordStore:
    """Return the store of records on a recorder, with nothing held in memory yet."""
    factory = StoreFactory(Environment("test", {}), recorder, Registry(events), WrappingKey(secret), recorder.origin)
    return cast("RecordStore", factory.event_store())


class KeysInMemory:
    """A table of wrapped keys."""

    def __init__(self, rows: Iterable[WrappedKey] = ()) -> None:
        self.rows = {(row.case, row.number): row for row in rows}

    def keys_of(self, case: UUID) -> list[WrappedKey]:
        return [row for row in self.rows.values() if row.case == case]

    def wrapped_by(self) -> str | None:
        return next((row.wrapped_by for row in self.rows.values() if row.wrapped), None)

    def keep(self, row: WrappedKey) -> None:
        self.rows[row.case, row.number] = row

    def destroy(self, case: UUID, number: int = 1) -> None:
        self.keep(self.rows[case, number]._replace(wrapped=b"", wrapped_by=""))


class Sealing:
    """Records sealed and read without a database; whatever is read is read with nothing held in memory."""

    def __init__(
        self,
        events: Iterable[type[Event]] = EVENTS,
        upcasters: dict[tuple[str, int], Upcaster] | None = None,
        *,
        origin: bytes = STORE,
        table: KeysInMemory | None = None,
    ) -> None:
        self.registry, self.origin = Registry(events, upcasters), origin
        self.table = table or KeysInMemory()

    def mapper(self, secret: bytes = SECRET) -> RecordMapper:
        keys = KeyRing(WrappingKey(secret), self.table, self.origin)
        return RecordMapper(registry=self.registry, keys=keys, origin=self.origin)

    def seal(self, written: Record) -> StoredRecord:
        stored, key = self.mapper().seal(written)
        self.table.keep(key.row)
        return stored

    def read(self, stored: StoredRecord) -> Record:
        return self.mapper().to_domain_event(stored)

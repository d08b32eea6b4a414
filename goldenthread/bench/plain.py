"""The same work as the library teaches it: a plain `eventsourcing` application with a msgspec mapper, on SQLite."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

import msgspec
from eventsourcing.application import Application
from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import Mapper, StoredEvent
from eventsourcing.sqlite import SQLiteApplicationRecorder
from eventsourcing.utils import Environment
from msgspec import Struct

from goldenthread.bench.raw import DURABLE, OutOfOrder
from goldenthread.bench.said import Said
from goldenthread.bench.work import BENCH, Step, person

E = TypeVar("E", bound=Said)
PAGE = 1000
"""Records read at once when all are read."""


class Written(Struct, Generic[E], frozen=True):
    """One event of a case, as it is stored."""

    originator_id: UUID
    originator_version: int
    timestamp: datetime
    happened_on: date
    by: str
    before: str
    lands: str
    event: E


encode = msgspec.json.Encoder().encode
DECODE = {
    tag: msgspec.json.Decoder(Written[kind]).decode  # type: ignore[valid-type]
    for tag, kind in BENCH.events.items()
    if issubclass(kind, Said)
}


class MsgspecMapper(Mapper[UUID]):
    """Maps events by their tags."""

    def to_stored_event(self, domain_event: DomainEventProtocol[UUID]) -> StoredEvent:
        written = cast("Written[Said]", domain_event)
        tag = str(type(written.event).__struct_config__.tag)
        return StoredEvent(written.originator_id, written.originator_version, tag, encode(written))

    def to_domain_event(self, stored_event: StoredEvent) -> DomainEventProtocol[UUID]:
        return cast("DomainEventProtocol[UUID]", DECODE[stored_event.topic](stored_event.state))


class Boat:
    """The aggregate: its stage, and the events that are not stored yet."""

    def __init__(self, boat: UUID) -> None:
        self.id, self.version, self.stage = boat, 0, "outset"
        self.due = date.min
        self.pending: list[Written[Said]] = []

    def apply(self, written: Written[Said]) -> None:
        self.version, self.stage, self.due = written.originator_version, written.lands, written.event.again_on

    def take(self, step: Step) -> None:
        if self.stage != step.before:
            raise OutOfOrder
        written = Written(
            self.id, self.version + 1, datetime.now(UTC), step.happened_on, step.by, step.before, step.lands, step.event
        )
        self.apply(written)
        self.pending.append(written)

    def collect_events(self) -> list[Written[Said]]:
        """Hand the events over to be stored; the library asks for them."""
        pending, self.pending = self.pending, []
        return pending


def project(boat: Boat | None, events: Iterable[Any]) -> Boat | None:
    for written in events:
        boat = boat or Boat(written.originator_id)
        boat.apply(written)
    return boat


class Boats(Application[UUID]):
    """The application, with nothing of its own."""


class Plain:
    """What a team would write first. It seals nothing, judges a stage only, and keeps no ledger."""

    def __init__(self, folder: Path) -> None:
        self._app = Boats(
            Environment(
                "Boats",
                {
                    "PERSISTENCE_MODULE": "eventsourcing.sqlite",
                    "SQLITE_DBNAME": str(folder / "plain.db"),
                    "MAPPER_TOPIC": f"{__name__}:{MsgspecMapper.__name__}",
                },
            )
        )

    @property
    def durable(self) -> bool:
        with cast("SQLiteApplicationRecorder", self._app.recorder).datastore.transaction(commit=False) as cursor:
            cursor.execute("select * from pragma_journal_mode, pragma_synchronous")
            return tuple(cursor.fetchone() or ()) == DURABLE

    def step(self, step: Step) -> None:
        key = person(step.case)
        boat = Boat(key) if step.number == 1 else cast("Any", self._app.repository).get(key, projector_func=project)
        boat.take(step)
        self._app.save(boat)

    def read(self, case: int) -> list[Said]:
        return [cast("Any", one).event for one in self._app.events.get(person(case))]

    def rebuild(self) -> int:
        """Read and decode every event, in order, and fold it into its case's state."""
        boats: dict[UUID, Boat] = {}
        done = 0
        while found := self._app.recorder.select_notifications(done, PAGE, inclusive_of_start=False):
            for one in found:
                key = cast("UUID", one.originator_id)
                written = cast("Any", self._app.mapper.to_domain_event(one))
                boats.setdefault(key, Boat(key)).apply(written)
            done += len(found)
        return done

    def count(self) -> int:
        return self._app.recorder.max_notification_id() or 0

    def close(self) -> None:
        self._app.close()

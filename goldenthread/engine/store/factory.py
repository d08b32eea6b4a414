"""The library's factory of everything a store is made of, given ours instead of an environment's strings."""

from typing import Any

from eventsourcing.persistence import (
    AggregateRecorder,
    ApplicationRecorder,
    EventStore,
    InfrastructureFactory,
    Mapper,
    ProcessRecorder,
    TrackingRecorder,
    Transcoder,
)
from eventsourcing.utils import Environment

from goldenthread.engine.privacy.keys import KeyRing
from goldenthread.engine.privacy.wrapping import Wrapping
from goldenthread.engine.store.form import Registry
from goldenthread.engine.store.mapper import RecordMapper
from goldenthread.engine.store.recorder import RecordStore, StoreRecorder


class NotKept(NotImplementedError):
    """There are no snapshots and no tracking tables: folds are cached, and projections keep their own bookmark."""


class StoreFactory(InfrastructureFactory[TrackingRecorder]):
    """Hands out the one recorder, mapper and store that an application is given."""

    def __init__(
        self,
        env: Environment,
        recorder: StoreRecorder,
        registry: Registry,
        wrapping: Wrapping,
        origin: bytes,
    ) -> None:
        super().__init__(env)
        self.recorder, self.registry, self.origin = recorder, registry, origin
        self.keys = KeyRing(wrapping, recorder, origin)

    def mapper(
        self, transcoder: Transcoder | None = None, mapper_class: type[Mapper[Any]] | None = None
    ) -> Mapper[Any]:
        del mapper_class
        return RecordMapper(transcoder, registry=self.registry, keys=self.keys, origin=self.origin)

    def event_store(
        self, mapper: Mapper[Any] | None = None, recorder: AggregateRecorder | None = None
    ) -> EventStore[Any]:
        return RecordStore(mapper or self.mapper(), recorder or self.recorder)

    def application_recorder(self) -> ApplicationRecorder:
        return self.recorder

    def aggregate_recorder(self, purpose: str = "events") -> AggregateRecorder:
        raise NotKept(purpose)

    def tracking_recorder(self, tracking_recorder_class: type[TrackingRecorder] | None = None) -> TrackingRecorder:
        raise NotKept(tracking_recorder_class)

    def process_recorder(self) -> ProcessRecorder:
        raise NotKept

    def close(self) -> None:
        self.recorder.close()

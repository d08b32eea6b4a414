"""The persistence suites of the library itself, run against our recorder through a small adapter.

What does not apply, and why:

- ciphers and compressors of the factory suite (``test_mapper_with_…``): records are sealed by keys of their own,
  and the mapper refuses both;
- aggregate (snapshot), tracking and process recorders (``TrackingRecorderTestCase``, ``ProcessRecorderTestCase``
  and three of the factory suite): there are no snapshots, and projections keep their own bookmark;
- ``TranscoderTestCase``: no transcoder is used, msgspec writes and reads.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest
from eventsourcing.persistence import (
    AggregateRecorder,
    ApplicationRecorder,
    JSONTranscoder,
    ProcessRecorder,
    StoredEvent,
    TrackingRecorder,
)
from eventsourcing.tests import persistence as suite
from eventsourcing.utils import Environment

from goldenthread.engine.privacy.wrapping import WrappingKey
from goldenthread.engine.store.factory import NotKept, StoreFactory
from goldenthread.engine.store.form import Registry
from goldenthread.engine.store.mapper import RecordMapper
from goldenthread.engine.store.sqlite import SqliteRecorder
from tests.store.samples import EVENTS, SECRET


class AsAggregateRecorder:
    """Hands out the library's own stored events, which are equal only to their own class, and returns no ids."""

    def __init__(self, recorder: SqliteRecorder) -> None:
        self.recorder = recorder

    def insert_events(self, stored_events: Sequence[StoredEvent]) -> None:
        self.recorder.insert_events(stored_events)

    def select_events(self, originator_id: UUID | str, **bounds: Any) -> list[StoredEvent]:
        found = self.recorder.select_events(originator_id, **bounds)
        return [StoredEvent(it.originator_id, it.originator_version, it.topic, it.state) for it in found]


class OnSqlite:
    """Opens stores in a folder of their own."""

    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.opened: list[SqliteRecorder] = []

    def tearDown(self) -> None:
        for recorder in self.opened:
            recorder.close()
        self.folder.cleanup()

    def open(self) -> SqliteRecorder:
        self.opened.append(SqliteRecorder(Path(self.folder.name) / "store.db"))
        return self.opened[-1]


class TestSqliteAsAggregateRecorder(OnSqlite, suite.AggregateRecorderTestCase):
    """The suite of an aggregate recorder, through the adapter."""

    def create_recorder(self) -> AggregateRecorder:
        return cast("AggregateRecorder", AsAggregateRecorder(self.open()))


class TestSqliteAsApplicationRecorder(OnSqlite, suite.ApplicationRecorderTestCase[SqliteRecorder]):
    """The suite of an application recorder, with its optional test of subscriptions."""

    def create_recorder(self) -> SqliteRecorder:
        return self.open()

    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()


class TestSqliteDoesNotInterleave(OnSqlite, suite.NonInterleavingNotificationIDsBaseCase):
    """Two long runs written at once do not interleave."""

    def create_recorder(self) -> ApplicationRecorder:
        return self.open()


class TestStoreFactory(OnSqlite, suite.InfrastructureFactoryTestCase[StoreFactory]):
    """The suite of a factory, as far as it applies; what we do not have is refused by name."""

    def setUp(self) -> None:
        OnSqlite.setUp(self)
        recorder = self.open()
        self.env = Environment("test", {})
        self.factory = StoreFactory(self.env, recorder, Registry(EVENTS), WrappingKey(SECRET), recorder.origin)
        self.transcoder = JSONTranscoder()

    def tearDown(self) -> None:
        self.factory.close()
        OnSqlite.tearDown(self)

    def expected_factory_class(self) -> type[StoreFactory]:
        return StoreFactory

    def expected_application_recorder_class(self) -> type[ApplicationRecorder]:
        return SqliteRecorder

    def expected_aggregate_recorder_class(self) -> type[AggregateRecorder]:
        raise NotKept

    def expected_tracking_recorder_class(self) -> type[TrackingRecorder]:
        raise NotKept

    def tracking_recorder_subclass(self) -> type[TrackingRecorder]:
        raise NotKept

    def expected_process_recorder_class(self) -> type[ProcessRecorder]:
        raise NotKept

    def test_create_aggregate_recorder(self) -> None:
        with pytest.raises(NotKept):
            self.factory.aggregate_recorder()

    def test_create_tracking_recorder(self) -> None:
        with pytest.raises(NotKept):
            self.factory.tracking_recorder()

    def test_create_process_recorder(self) -> None:
        with pytest.raises(NotKept):
            self.factory.process_recorder()

    def test_mapper_with_cipher(self) -> None:
        mapper = cast("RecordMapper", self.factory.mapper())
        with pytest.raises(ValueError, match="do not apply"):
            RecordMapper(cipher=object(), registry=mapper.registry, keys=mapper.keys, origin=mapper.origin)

    def test_mapper_with_compressor(self) -> None:
        mapper = cast("RecordMapper", self.factory.mapper())
        with pytest.raises(ValueError, match="do not apply"):
            RecordMapper(compressor=object(), registry=mapper.registry, keys=mapper.keys, origin=mapper.origin)

    def test_mapper_with_cipher_and_compressor(self) -> None:
        mapper, ours = cast("RecordMapper", self.factory.mapper()), object()
        with pytest.raises(ValueError, match="do not apply"):
            RecordMapper(cipher=ours, compressor=ours, registry=mapper.registry, keys=mapper.keys, origin=mapper.origin)

    def test_mapper_with_wrong_cipher_key(self) -> None:
        """A key of the wrong length is no key; another store's key file is refused too (see ``test_keys``)."""
        with pytest.raises(ValueError, match="is 32 bytes"):
            WrappingKey(b"short")

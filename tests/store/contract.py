"""What every store must do, whichever database it is in. A test module inherits it and says how to open a store."""

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol, cast
from uuid import UUID, uuid4

import pytest

from goldenthread.engine.case import fold
from goldenthread.engine.ledger.leaf import leaf_hash
from goldenthread.engine.privacy.documents import open_document, seal_document
from goldenthread.engine.privacy.keys import WrappedKey
from goldenthread.engine.records import Record
from goldenthread.engine.store.mapper import StoredRecord
from goldenthread.engine.store.recorder import Conflict, KeyUsed, RecordStore, StoreRecorder
from goldenthread.engine.store.writer import (
    Command,
    Judged,
    Kept,
    RequestKey,
    SealedDocument,
    StoreBusy,
    StoreUnavailable,
)
from tests.store.samples import Measured, Noted, bare, noted, record, store_on

A_DAY = 24 * 60 * 60 * 1_000_000
NOON = 1_800_000_000_000_000


class OpenStore(Protocol):
    """Opens the store of one test. To open it twice is as good as another process."""

    def __call__(self, clock: Callable[[], int] | None = None) -> StoreRecorder: ...


def key_row(case: UUID, number: int = 1, commitment: bytes = b"c" * 32) -> WrappedKey:
    return WrappedKey(case, number, "core", b"wrapped", commitment, "by")


def request(body: bytes = b"asked") -> RequestKey:
    return RequestKey(os.urandom(16), body)


def whole(recorder: StoreRecorder) -> list[tuple[int, UUID, int]]:
    return [(one.id, cast("UUID", one.originator_id), one.originator_version) for one, _ in recorder.scan()]


def versions(recorder: StoreRecorder, case: UUID) -> list[int]:
    return [one.originator_version for one in recorder.select_events(case)]


def leaves_are_true(recorder: StoreRecorder) -> bool:
    """Say whether every leaf hash is that of its row."""
    return all(
        leaf
        == leaf_hash(
            recorder.origin,
            cast("UUID", one.originator_id).bytes,
            one.originator_version,
            one.topic.encode(),
            one.recorded_at,
            one.state,
        )
        for one, leaf in recorder.scan()
    )


def outcomes(recorder: StoreRecorder, *batch: Command) -> list[Kept]:
    """Write one batch and return what became of each command."""
    recorder.write(batch)
    return [one.outcome.kept for one in batch if one.outcome]


class Held:
    """Holds the first batch of a writer until told, so that what comes meanwhile waits together for the next."""

    def __init__(self, recorder: StoreRecorder, then: Callable[[Sequence[Command]], None] | None = None) -> None:
        self.batches: list[Sequence[Command]] = []
        self.begun, self.go_on = threading.Event(), threading.Event()
        self._recorder, self._write = recorder, then or recorder.writer.write
        recorder.writer.write = self.write

    def write(self, batch: Sequence[Command]) -> None:
        self.batches.append(batch)
        self.begun.set()
        assert self.go_on.wait(10)
        self._write(batch)

    def submit(self, first: Command, others: Iterable[Command]) -> dict[Command, Any]:
        """Submit the first, then the others while it is being written; return what each was told."""
        told: dict[Command, Any] = {}

        def ask(command: Command) -> None:
            try:
                told[command] = self._recorder.writer.submit(command).kept
            except Exception as refused:  # noqa: BLE001  # what it was told is what is tested
                told[command] = refused

        threads = [threading.Thread(target=ask, args=(first,))]
        threads[0].start()
        assert self.begun.wait(10)
        for command in others:
            threads.append(threading.Thread(target=ask, args=(command,)))
            threads[-1].start()
            while command not in self._recorder.writer.waiting:
                time.sleep(0.001)
        self.go_on.set()
        for thread in threads:
            thread.join(10)
        return told


class StoreContract:
    """The contract of a store."""

    @pytest.fixture
    def open_store(self) -> Iterator[OpenStore]:
        raise NotImplementedError

    def another_is_writing(self) -> contextlib.AbstractContextManager[None]:
        """Keep everybody else from writing, as a stalled process would."""
        raise NotImplementedError

    # Positions and versions

    def test_positions_are_dense_and_start_at_one(self, open_store: OpenStore) -> None:
        store, first, second = open_store(), uuid4(), uuid4()
        assert store.max_notification_id() is None
        assert store.insert_events([bare(first, 1), bare(first, 2)]) == [1, 2]
        with pytest.raises(Conflict):
            store.insert_events([bare(first, 2)])
        assert store.insert_events([bare(second, 1)]) == [3]
        assert whole(store) == [(1, first, 1), (2, first, 2), (3, second, 1)]
        assert store.max_notification_id() == 3

    def test_a_version_is_written_once(self, open_store: OpenStore) -> None:
        store, case = open_store(), uuid4()
        store.insert_events([bare(case, 1, b"the first")])
        with pytest.raises(Conflict):
            store.insert_events([bare(case, 1, b"the second")])
        assert [one.state for one in store.select_events(case)] == [b"the first"]

    @pytest.mark.parametrize("wrong", [[3], [0], [2, 4], [2, 2], [3, 2]])
    def test_a_gap_or_a_step_back_is_refused_and_nothing_is_kept(self, open_store: OpenStore, wrong: list[int]) -> None:
        store, case = open_store(), uuid4()
        store.insert_events([bare(case, 1)])
        with pytest.raises(Conflict):
            store.insert_events([bare(case, version) for version in wrong])
        assert versions(store, case) == [1]

    @pytest.mark.parametrize("first", [0, 1])
    def test_a_case_starts_at_nought_or_one(self, open_store: OpenStore, first: int) -> None:
        store, case = open_store(), uuid4()
        store.insert_events([bare(case, first), bare(case, first + 1)])
        assert versions(store, case) == [first, first + 1]

    @pytest.mark.parametrize("first", [-1, 2, 7])
    def test_a_case_starts_nowhere_else(self, open_store: OpenStore, first: int) -> None:
        store, case = open_store(), uuid4()
        with pytest.raises(Conflict):
            store.insert_events([bare(case, first)])
        assert whole(store) == []

    def test_every_leaf_is_that_of_its_row(self, open_store: OpenStore) -> None:
        store, case = open_store(), uuid4()
        store.insert_events([bare(case, version, os.urandom(50)) for version in range(1, 20)])
        assert leaves_are_true(store)
        assert len({leaf for _, leaf in store.scan()}) == 19

    def test_a_store_opened_again_is_the_same_store(self, open_store: OpenStore) -> None:
        store, case = open_store(), uuid4()
        store.insert_events([bare(case, 1)])
        again = open_store()
        assert again.origin == store.origin
        assert whole(again) == whole(store)

    # What a command was decided on

    def test_what_is_no_longer_as_it_was_judged_is_not_stored_and_destroys_nothing(self, open_store: OpenStore) -> None:
        store, case, beside, key = open_store(), uuid4(), uuid4(), key_row(uuid4())
        store.writer.submit(Command([bare(case, 1)], keys=[key]))
        for judged in (Judged({case: 2}), Judged({case: 1, beside: 1}), Judged({case: 1}, 0, (bare(case, 1).topic,))):
            told = Command([bare(beside, 1)], destroys=[(key.case, key.number)], judged=judged)
            assert store.writer.submit(told).kept is Kept.CONFLICT
        assert [one.wrapped for one in store.keys_of(key.case)] == [key.wrapped]
        as_it_is = Judged({case: 1, beside: 0}, 1, (bare(case, 1).topic,))
        told = Command([bare(beside, 1)], destroys=[(key.case, key.number)], judged=as_it_is)
        assert store.writer.submit(told).kept is Kept.STORED
        assert [one.wrapped for one in store.keys_of(key.case)] == [b""]

    def test_what_is_judged_on_a_case_heeds_what_is_written_to_it_at_the_same_moment(
        self, open_store: OpenStore
    ) -> None:
        store, case, beside = open_store(), uuid4(), uuid4()
        store.insert_events([bare(case, 1)])
        commands = [Command([bare(case, 2)]), Command([bare(beside, 1)], judged=Judged({case: 1}))]
        store.write(commands)
        assert [one.outcome and one.outcome.kept for one in commands] == [Kept.STORED, Kept.CONFLICT]

    # Requests

    def test_a_request_made_again_is_answered_as_the_first_time(self, open_store: OpenStore) -> None:
        store, case, asked = open_store(), uuid4(), request()
        store.insert_events([bare(uuid4(), 1)])
        first = store.writer.submit(Command([bare(case, 1), bare(case, 2)], asked))
        again = store.writer.submit(Command([bare(case, 1), bare(case, 2)], asked))
        assert (first.kept, first.first, first.count) == (Kept.STORED, 2, 2)
        assert again == replace(first, kept=Kept.REPEAT)
        assert store.max_notification_id() == 3

    def test_a_request_made_again_through_another_process_is_known(self, open_store: OpenStore) -> None:
        here, there, case, asked = open_store(), open_store(), uuid4(), request()
        here.writer.submit(Command([bare(case, 1)], asked))
        assert there.writer.submit(Command([bare(case, 1)], asked)).kept is Kept.REPEAT

    def test_a_repeat_is_known_before_its_version_is_looked_at(self, open_store: OpenStore) -> None:
        store, case, asked = open_store(), uuid4(), request()
        store.writer.submit(Command([bare(case, 1)], asked))
        store.insert_events([bare(case, 2)])
        assert store.writer.submit(Command([bare(case, 9)], asked)).kept is Kept.REPEAT

    def test_a_key_used_for_another_body_is_refused(self, open_store: OpenStore) -> None:
        store, case, asked = open_store(), uuid4(), request(b"asked")
        store.writer.submit(Command([bare(case, 1)], asked))
        other = Command([bare(case, 2)], RequestKey(asked.key, b"asked for something else"))
        assert store.writer.submit(other).kept is Kept.OTHER_BODY
        with pytest.raises(KeyUsed):
            store.insert_events([bare(case, 2)], request=RequestKey(asked.key, b"something else"))
        assert versions(store, case) == [1]

    def test_a_conflict_does_not_use_up_the_key(self, open_store: OpenStore) -> None:
        store, case, asked = open_store(), uuid4(), request()
        store.insert_events([bare(case, 1)])
        assert store.writer.submit(Command([bare(case, 1)], asked)).kept is Kept.CONFLICT
        assert store.find_request(asked.key) is None
        assert store.writer.submit(Command([bare(case, 2)], asked)).kept is Kept.STORED

    def test_a_request_can_be_looked_up(self, open_store: OpenStore) -> None:
        store, case, asked = open_store(), uuid4(), request()
        assert store.find_request(asked.key) is None
        stored = store.writer.submit(Command([bare(case, 1)], asked))
        assert store.find_request(asked.key) == (asked, replace(stored, kept=Kept.REPEAT))

    def test_one_request_twice_in_one_batch_is_stored_once(self, open_store: OpenStore) -> None:
        store, case, asked = open_store(), uuid4(), request()
        twice = [Command([bare(case, 1)], asked), Command([bare(case, 1)], asked)]
        assert outcomes(store, *twice) == [Kept.STORED, Kept.REPEAT]
        assert twice[0].outcome
        assert twice[1].outcome == replace(twice[0].outcome, kept=Kept.REPEAT)
        other = Command([bare(uuid4(), 1)], RequestKey(asked.key, b"other"))
        assert outcomes(store, other) == [Kept.OTHER_BODY]

    def test_many_racing_with_one_request_store_it_once(self, open_store: OpenStore) -> None:
        store, case, asked = open_store(), uuid4(), request()
        told: list[Kept] = []
        ready = threading.Barrier(12)

        def ask() -> None:
            ready.wait()
            told.append(store.writer.submit(Command([bare(case, 1)], asked)).kept)

        threads = [threading.Thread(target=ask) for _ in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(one.value for one in told) == ["repeat"] * 11 + ["stored"]
        assert whole(store) == [(1, case, 1)]

    # Batches

    def test_a_batch_holds_one_command_for_a_case_and_one_for_a_key(self, open_store: OpenStore) -> None:
        store, case, asked = open_store(), uuid4(), request()
        held = Held(store)
        same_case = [Command([bare(case, version)]) for version in (1, 2, 3)]
        same_key = [Command([bare(uuid4(), 1)], asked) for _ in range(2)]
        told = held.submit(Command([bare(uuid4(), 1)]), [*same_case, *same_key])
        assert [told[one] for one in same_case] == [Kept.STORED] * 3
        assert [told[one] for one in same_key] == [Kept.STORED, Kept.REPEAT]
        assert [list(batch) for batch in held.batches[1:]] == [
            [same_case[0], same_key[0]],
            [same_case[1], same_key[1]],
            [same_case[2]],
        ]

    def test_in_one_batch_each_command_has_its_own_outcome(self, open_store: OpenStore) -> None:
        store, old = open_store(), uuid4()
        store.insert_events([bare(old, 1)])
        told = outcomes(store, Command([bare(uuid4(), 1)]), Command([bare(old, 1)]), Command([bare(uuid4(), 1)]))
        assert told == [Kept.STORED, Kept.CONFLICT, Kept.STORED]
        assert [position for position, _, _ in whole(store)] == [1, 2, 3]

    def test_a_batch_is_bounded_and_nobody_in_the_queue_is_forgotten(self, open_store: OpenStore) -> None:
        store = open_store()
        held = Held(store)
        told = held.submit(Command([bare(uuid4(), 1)]), [Command([bare(uuid4(), 1)]) for _ in range(70)])
        assert [len(batch) for batch in held.batches] == [1, 64, 6]
        assert set(told.values()) == {Kept.STORED}
        assert len(told) == store.max_notification_id() == 71

    # All or nothing

    def broken(self) -> Command:
        """Return a command that fails half way, after its records have been written."""
        case = uuid4()
        wrong = cast("bytes", None)
        return Command([bare(case, 1), bare(case, 2)], request(), [key_row(case, commitment=wrong)])

    def test_a_command_that_fails_leaves_nothing_of_its_batch(self, open_store: OpenStore) -> None:
        store, good = open_store(), Command([bare(uuid4(), 1)], request())
        with pytest.raises(Exception, match=r"(?i)null"):
            store.write([good, self.broken()])
        assert whole(store) == []
        assert good.outcome is None
        assert good.request
        assert store.find_request(good.request.key) is None
        assert outcomes(store, good) == [Kept.STORED]

    def test_every_caller_of_a_failed_batch_is_told(self, open_store: OpenStore) -> None:
        store = open_store()
        held = Held(store)
        first, good, broken = Command([bare(uuid4(), 1)]), Command([bare(uuid4(), 1)]), self.broken()
        told = held.submit(first, [good, broken])
        assert told[first] is Kept.STORED
        assert [type(told[one]) for one in (good, broken)] == [StoreUnavailable] * 2
        assert len(whole(store)) == 1
        assert store.insert_events(good.records) == [2], "the store goes on after a failure"

    def test_a_writer_who_is_interrupted_leaves_nobody_waiting(self, open_store: OpenStore) -> None:
        store = open_store()

        def interrupted(_: Sequence[Command]) -> None:
            raise KeyboardInterrupt

        held = Held(store, then=interrupted)
        told: list[type[BaseException]] = []

        def ask() -> None:
            try:
                store.insert_events([bare(uuid4(), 1)])
            except BaseException as refused:  # noqa: BLE001  # what it was told is what is tested
                told.append(type(refused))

        threads = [threading.Thread(target=ask) for _ in range(3)]
        threads[0].start()
        assert held.begun.wait(10)
        for rider in threads[1:]:
            rider.start()
        while len(store.writer.waiting) < 2:
            time.sleep(0.001)
        held.go_on.set()
        for thread in threads:
            thread.join(10)
        assert sorted(kind.__name__ for kind in told) == ["KeyboardInterrupt"] * 2 + ["StoreUnavailable"]
        store.writer.write = store.write
        assert store.insert_events([bare(uuid4(), 1)]) == [1]

    # Keys and documents

    def test_keys_and_documents_are_stored_with_their_record(self, open_store: OpenStore) -> None:
        store, case = open_store(), uuid4()
        document = SealedDocument(b"a" * 32, case, 1, b"sealed")
        store.writer.submit(Command([bare(case, 1)], None, [key_row(case)], [document]))
        assert store.keys_of(case) == [key_row(case)]
        assert store.find_document(document.address) == document
        assert store.find_document(b"b" * 32) is None
        assert store.documents_of(case) == [document]
        assert store.documents_of(uuid4()) == []

    def test_keys_and_documents_of_a_refused_command_are_not_stored(self, open_store: OpenStore) -> None:
        store, case = open_store(), uuid4()
        store.insert_events([bare(case, 1)])
        document = SealedDocument(b"a" * 32, case, 1, b"sealed")
        refused = Command([bare(case, 1)], None, [key_row(case)], [document])
        assert store.writer.submit(refused).kept is Kept.CONFLICT
        assert store.keys_of(case) == []
        assert store.find_document(document.address) is None

    def test_a_key_number_is_used_once(self, open_store: OpenStore) -> None:
        store, case = open_store(), uuid4()
        store.writer.submit(Command([bare(case, 1)], None, [key_row(case)]))
        same = Command([bare(case, 2)], None, [key_row(case)])
        assert store.writer.submit(same).kept is Kept.STORED, "the same key again is no conflict"
        other = Command([bare(case, 3)], None, [key_row(case, commitment=b"d" * 32)])
        assert store.writer.submit(other).kept is Kept.CONFLICT
        assert store.keys_of(case) == [key_row(case)]

    def test_nothing_is_stored_under_a_destroyed_key(self, open_store: OpenStore) -> None:
        store, case = open_store(), uuid4()
        store.writer.submit(Command([bare(case, 1)], None, [key_row(case)]))
        store.destroy_key(case, 1)
        assert store.writer.submit(Command([bare(case, 2)], None, [key_row(case)])).kept is Kept.CONFLICT
        assert versions(store, case) == [1]

    def test_a_destroyed_key_is_gone_and_its_number_stays(self, open_store: OpenStore) -> None:
        store, case = open_store(), uuid4()
        rows = [key_row(case), key_row(case, 2)]
        store.writer.submit(Command([bare(case, 1)], None, rows))
        store.destroy_key(case, 1)
        assert store.keys_of(case) == [rows[0]._replace(wrapped=b"", wrapped_by=""), rows[1]]

    def test_records_of_two_classes_have_two_keys_which_come_with_them(self, open_store: OpenStore) -> None:
        recorder, case = open_store(), uuid4()
        store_on(recorder).put([noted(case, 1), record(case, 2, Measured(amounts=(3,))), noted(case, 3)])
        assert [(key.number, key.record_class) for key in recorder.keys_of(case)] == [(1, "core"), (2, "health")]
        assert read(store_on(recorder), case) == [Noted, Measured, Noted]

    def test_one_command_for_two_cases_keeps_a_key_for_each(self, open_store: OpenStore) -> None:
        recorder, one, two = open_store(), uuid4(), uuid4()
        store_on(recorder).put([noted(one, 1), noted(two, 1)])
        assert [len(recorder.keys_of(case)) for case in (one, two)] == [1, 1]
        assert [event_of(store_on(recorder), case) for case in (one, two)] == [Noted(words="what was said")] * 2

    def test_a_key_that_another_process_made_meanwhile_is_used(self, open_store: OpenStore) -> None:
        here, there, case = store_on(open_store()), store_on(open_store()), uuid4()
        here.put([noted(case, 1)])
        list(there.get(case))
        here.put([record(case, 2, Measured(amounts=(1,)))])
        there.put([record(case, 3, Measured(amounts=(2,)))])
        assert [key.number for key in here.recorder.keys_of(case)] == [1, 2]
        assert read(here, case) == read(there, case) == [Noted, Measured, Measured]

    def test_a_key_that_another_process_destroyed_is_not_used_again(self, open_store: OpenStore) -> None:
        here, there, case = store_on(open_store()), open_store(), uuid4()
        here.put([noted(case, 1)])
        there.destroy_key(case, 1)
        with pytest.raises(Conflict):
            here.put([noted(case, 2)])
        here.put([noted(case, 2, "said later")])
        records = [cast("Record", one) for one in store_on(there).get(case)]
        assert [one.erased for one in records] == [True, False]
        assert [key.number for key in there.keys_of(case)] == [1, 2]

    def test_a_case_erased_and_written_to_after_a_restart_stays_readable(self, open_store: OpenStore) -> None:
        recorder, case = open_store(), uuid4()
        store_on(recorder).put([noted(case, 1)])
        recorder.destroy_key(case, 1)
        store_on(recorder).put([noted(case, 2, "said later")])
        records = [cast("Record", one) for one in store_on(recorder).get(case)]
        assert [one.erased for one in records] == [True, False]
        assert fold(case, records).version == 2

    def test_documents_share_the_key_of_the_record_they_come_with(self, open_store: OpenStore) -> None:
        recorder, case = open_store(), uuid4()
        store = store_on(recorder)
        keys = store.mapper.keys
        sealed = [seal_document(keys, recorder.origin, case, "core", it, new_case=True) for it in (b"one", b"two")]
        store.put([noted(case, 1)], documents=[it for it, _ in sealed], keys=[key for _, key in sealed])
        (row,) = recorder.keys_of(case)
        assert row.commitment.hex().encode() in recorder.select_events(case)[0].state
        found = [recorder.find_document(it.address) for it, _ in sealed]
        fresh = store_on(recorder).mapper.keys
        assert [open_document(fresh, recorder.origin, it) for it in found if it] == [b"one", b"two"]

    def test_documents_of_two_classes_come_with_a_key_each(self, open_store: OpenStore) -> None:
        recorder, case = open_store(), uuid4()
        store = store_on(recorder)
        store.put([record(case, 1, Measured(amounts=(1,)))])
        made = [
            seal_document(store.mapper.keys, recorder.origin, case, kept, b"said", new_case=False)
            for kept in ("core", "protected")
        ]
        store.put([noted(case, 2)], documents=[it for it, _ in made], keys=[key for _, key in made])
        assert [row.record_class for row in recorder.keys_of(case)] == ["health", "core", "protected"]
        found = [recorder.find_document(it.address) for it, _ in made]
        fresh = store_on(recorder).mapper.keys
        assert [open_document(fresh, recorder.origin, it) for it in found if it] == [b"said", b"said"]

    def test_a_put_made_again_returns_the_records_of_the_first_time(self, open_store: OpenStore) -> None:
        store, case, asked = store_on(open_store()), uuid4(), request()
        first = store.put([noted(case, 1, "the first")], request=asked)
        again = store.put([noted(case, 1, "the second")], request=asked)
        assert [one.notification for one in again] == [one.notification for one in first]
        assert [cast("Record", one.domain_event).event for one in again] == [Noted(words="the first")]

    def test_a_put_with_a_misspelt_word_is_refused(self, open_store: OpenStore) -> None:
        store, case = store_on(open_store()), uuid4()
        with pytest.raises(TypeError):
            store.put([noted(case, 1)], reqeust=request())
        assert whole(store.recorder) == []

    def test_a_store_is_not_opened_with_another_key_file(self, open_store: OpenStore) -> None:
        recorder = open_store()
        store_on(recorder).put([noted(uuid4(), 1)])
        with pytest.raises(Exception, match="Put back the key file that belongs to this store"):
            store_on(recorder, secret=b"x" * 32)

    # Time

    def test_recorded_at_never_goes_back_when_the_clock_does(self, open_store: OpenStore) -> None:
        now, shows = NOON, [NOON, NOON + 5, NOON - A_DAY, NOON - A_DAY + 1, NOON + 6]
        store, case = open_store(clock=lambda: now), uuid4()
        for version, now in enumerate(shows, 1):  # noqa: B007  # the clock shows it
            store.insert_events([bare(case, version)])
        assert [one.recorded_at for one in store.select_events(case)] == [NOON, NOON + 5, NOON + 5, NOON + 5, NOON + 6]
        assert leaves_are_true(store)

    def test_recorded_at_does_not_go_back_after_a_restart(self, open_store: OpenStore) -> None:
        case = uuid4()
        open_store(clock=lambda: NOON).insert_events([bare(case, 1)])
        store = open_store(clock=lambda: NOON - A_DAY)
        store.insert_events([bare(case, 2)])
        assert [one.recorded_at for one in store.select_events(case)] == [NOON, NOON]

    # In time

    def test_a_busy_store_says_so_within_three_seconds_and_keeps_nothing(self, open_store: OpenStore) -> None:
        store, asked = open_store(), request()
        told: list[tuple[type[BaseException] | None, float]] = []

        def ask(after: float) -> None:
            time.sleep(after)
            begun = time.monotonic()
            try:
                store.writer.submit(Command([bare(uuid4(), 1)], asked if after == 0 else request()))
            except StoreUnavailable as refused:
                told.append((type(refused), time.monotonic() - begun))

        with self.another_is_writing():
            threads = [threading.Thread(target=ask, args=(wait,)) for wait in (0, 0.1, 0.6, 1.2, 1.2, 1.2)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        assert [kind for kind, _ in told] == [StoreBusy] * 6
        assert max(took for _, took in told) < 3
        assert whole(store) == []
        assert store.find_request(asked.key) is None
        assert store.writer.submit(Command([bare(uuid4(), 1)], asked)).kept is Kept.STORED

    def test_a_store_that_was_busy_for_a_moment_stores(self, open_store: OpenStore) -> None:
        store, told = open_store(), list[Sequence[int] | None]()
        with self.another_is_writing():
            waiting = threading.Thread(target=lambda: told.append(store.insert_events([bare(uuid4(), 1)])))
            waiting.start()
            time.sleep(0.7)
        waiting.join()
        assert told == [[1]]

    def test_reading_goes_on_while_another_is_writing(self, open_store: OpenStore) -> None:
        store, case = open_store(), uuid4()
        store.insert_events([bare(case, 1)])
        with self.another_is_writing():
            assert versions(store, case) == [1]

    # Reading

    def test_many_threads_reading_one_after_another_leave_nothing_open(self, open_store: OpenStore) -> None:
        store, case = open_store(), uuid4()
        store.insert_events([bare(case, 1)])
        opened = open_files()
        for _ in range(20):
            reading = threading.Thread(target=store.select_events, args=(case,))
            reading.start()
            reading.join()
        assert open_files() <= opened + 3

    def test_all_is_read_in_order_page_by_page(self, open_store: OpenStore) -> None:
        store, case = open_store(), uuid4()
        store.insert_events([bare(case, version) for version in range(2101)])
        assert [one.id for one, _ in store.scan()] == list(range(1, 2102))


def read(store: RecordStore, case: UUID) -> list[type]:
    return [type(cast("Record", one).event) for one in store.get(case)]


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def event_of(store: RecordStore, case: UUID) -> object:
    (one,) = store.get(case)
    return cast("Record", one).event


__all__ = ["Held", "OpenStore", "StoreContract", "StoredRecord", "leaves_are_true", "versions", "whole"]

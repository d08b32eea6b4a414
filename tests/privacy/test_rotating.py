"""Changing the wrapping key: every data key is wrapped anew, and nobody notices."""

import contextlib
import hashlib
import os
import shutil
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Self
from uuid import UUID

import pytest
from cryptography.exceptions import InvalidTag

from goldenthread.engine.commands import Note
from goldenthread.engine.privacy import rotating
from goldenthread.engine.privacy.keys import about
from goldenthread.engine.privacy.rotating import NotRotated, Rotated, rotate
from goldenthread.engine.privacy.wrapping import KeyFiles, WrappingKey, WrongKeyFile, next_to
from goldenthread.engine.store.sqlite import SqliteRecorder
from tests.http.desk import Card
from tests.http.lending import ToolAsked
from tests.privacy.shed import ONE, Shed, id_of


@pytest.fixture
def shed(tmp_path: Path) -> Iterator[Shed]:
    shed = Shed(tmp_path)
    with shed.api.client:
        yield shed
    shed.cases.close()


def key_file(shed: Shed) -> Path:
    return shed.folder / "wrapping.key"


def change(shed: Shed) -> Rotated:
    """Change the wrapping key as another process would."""
    with contextlib.closing(SqliteRecorder(shed.folder / "goldenthread.db")) as recorder:
        return rotate(key_file(shed), recorder)


def records_hash(shed: Shed) -> str:
    """Return a digest of every column of every record, and of every document."""
    whole = hashlib.sha256()
    with contextlib.closing(sqlite3.connect(shed.folder / "goldenthread.db")) as store:
        for table in ("record", "document"):
            for row in store.execute(f"select * from {table} order by 1"):  # noqa: S608  # our own words
                whole.update(repr(row).encode())
    return whole.hexdigest()


def wrapped_by(shed: Shed) -> set[str]:
    with contextlib.closing(sqlite3.connect(shed.folder / "goldenthread.db")) as store:
        return {one for (one,) in store.execute("select distinct wrapped_by from data_key where wrapped <> x''")}


def test_every_data_key_is_wrapped_anew_and_no_record_is_touched(shed: Shed) -> None:
    cards = [shed.card() for _ in range(3)]
    told, before = [card.told() for card in cards], records_hash(shed)
    old = WrappingKey.there(key_file(shed))
    done = change(shed)
    assert (done.before, done.keys, done.resumed) == (old.id, 12, False)
    assert wrapped_by(shed) == {done.after} == {WrappingKey.there(key_file(shed)).id}
    assert done.after != done.before
    assert records_hash(shed) == before
    assert [card.told() for card in cards] == told
    assert list(shed.cases.faults()) == []


def test_the_new_file_is_its_owners_alone_and_nothing_else_is_left(shed: Shed) -> None:
    shed.card()
    before = os.umask(0)
    try:
        change(shed)
    finally:
        os.umask(before)
    assert stat.S_IMODE(key_file(shed).stat().st_mode) == 0o600
    assert [one.name for one in shed.folder.iterdir() if "key" in one.name] == ["wrapping.key"]


def test_the_old_key_opens_nothing_any_more(shed: Shed) -> None:
    card = shed.card()
    copy = shed.folder / "old.key"
    shutil.copy2(key_file(shed), copy)
    done = change(shed)
    shed.cases.close()
    with contextlib.closing(SqliteRecorder(shed.folder / "goldenthread.db")) as recorder:
        for row in recorder.keys_of(id_of(card)):
            purpose = about(recorder.origin, row.case, row.number, row.record_class)
            assert WrappingKey.there(key_file(shed)).unwrap(row.wrapped, purpose)
            with pytest.raises(InvalidTag):
                WrappingKey.there(copy).unwrap(row.wrapped, purpose)
    key_file(shed).write_bytes(copy.read_bytes())
    with pytest.raises(WrongKeyFile, match=f"sealed under the key file {done.after}, and was given {done.before}"):
        Shed(shed.folder)


def shed_rows(store: Path) -> list[bytes]:
    with contextlib.closing(sqlite3.connect(store)) as by_hand:
        return [one for (one,) in by_hand.execute("select wrapped from data_key")]


def test_what_was_wrapped_under_the_old_key_is_in_no_file(shed: Shed) -> None:
    for _ in range(20):
        shed.card()
    before = shed_rows(shed.folder / "goldenthread.db")
    change(shed)
    for file in shed.folder.glob("goldenthread.db*"):
        content = file.read_bytes()
        assert not any(one in content for one in before), file.name


def test_a_request_made_again_after_it_is_still_a_repeat(shed: Shed) -> None:
    body = {"happened_on": "2026-03-02", "describes": {"name": "Robin Vale"}}
    first = shed.api.send("/cases", body, key="once")
    change(shed)
    change(shed)
    there = shed.another()
    with there.api.client:
        for api in (shed.api, there.api):
            again = api.send("/cases", body, key="once")
            assert (again.status_code, again.json()) == (201, first.json())
            other = body | {"describes": {"name": "Kit Moss"}}
            assert api.send("/cases", other, key="once").status_code == 422
        new = there.api.send("/cases", body, key="twice")
        assert shed.api.send("/cases", body, key="twice").json() == new.json()
    there.cases.close()


def test_a_server_that_runs_makes_new_keys_under_the_new_one(shed: Shed) -> None:
    shed.card()
    done = change(shed)
    card = shed.card("Kit Moss")
    assert wrapped_by(shed) == {done.after}
    again = shed.another()
    assert again.content(id_of(card)) == [True, True]
    again.cases.close()


def test_a_key_that_was_made_before_and_is_stored_after_is_wrapped_anew_on_its_way(shed: Shed) -> None:
    """A server that has made a key, and is slow, stores nothing that only the old wrapping key would open."""
    card = shed.card()
    paper = shed.cases.attach(id_of(card), "private", b"%PDF a drawing")
    assert paper.key.fresh
    done = change(shed)
    assert paper.key.row.wrapped_by == done.before
    note = Note(event=ToolAsked(tool="saw", wanted_on=date(2026, 3, 9)), happened_on=date(2026, 3, 2), by=ONE)
    shed.cases.record(id_of(card), [note], shed.api.now, attachments=[paper])
    assert wrapped_by(shed) == {done.after}
    there = shed.another()
    assert there.cases.document(paper.address) == b"%PDF a drawing"
    there.cases.close()


def test_the_database_takes_no_key_under_a_retired_one(shed: Shed) -> None:
    shed.card()
    done = change(shed)
    row = (UUID(int=9).bytes, 1, "desk", b"wrapped", b"committed", done.before)
    with (
        contextlib.closing(sqlite3.connect(shed.folder / "goldenthread.db")) as by_hand,
        pytest.raises(sqlite3.IntegrityError, match="the wrapping key has been retired"),
    ):
        by_hand.execute("insert into data_key values (?, ?, ?, ?, ?, ?)", row)


def test_a_destroyed_key_stays_destroyed(shed: Shed) -> None:
    card = shed.card()
    done = shed.erase(id_of(card))
    assert change(shed).keys == 4, "of the erasures, the directory, the policies and who looked; none of who took part"
    assert shed.content(id_of(card)) == [False, False]
    assert shed.erasing.of(id_of(card)) == [done]


# Broken off


class Broken(BaseException):
    """The process died here."""


def broken(*_: Any, **__: Any) -> Any:
    raise Broken


def after_some(recorder: SqliteRecorder) -> Callable[..., Any]:
    """Let one batch through, and die before the next."""
    whole, calls = recorder.wrap_anew, list[int]()

    def wrap_anew(*said: Any) -> Any:
        if calls:
            raise Broken
        calls.append(1)
        return whole(*said)

    return wrap_anew


@pytest.mark.parametrize("where", ["make_key_file", "retire", "wrap_anew", "wipe", "replace"])
def test_broken_off_it_is_finished_by_running_it_again(shed: Shed, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    cards = [shed.card() for _ in range(3)]
    told, before = [card.told() for card in cards], records_hash(shed)
    recorder = SqliteRecorder(shed.folder / "goldenthread.db")
    with monkeypatch.context() as patch:
        patch.setattr(rotating, "BATCH", 2)
        if where == "make_key_file":
            patch.setattr(rotating, "make_key_file", broken)
        elif where == "replace":
            patch.setattr(Path, "replace", broken)
        else:
            patch.setattr(recorder, where, after_some(recorder) if where == "wrap_anew" else broken)
        with pytest.raises(Broken):
            rotate(key_file(shed), recorder)
    recorder.close()
    assert [card.told() for card in cards] == told, "who runs goes on"
    later = shed.card("Kit Moss")
    fresh = shed.another()
    assert all(all(fresh.content(id_of(card))) for card in (*cards, later)), "and who starts reads all of it"
    fresh.cases.close()
    done = change(shed)
    assert done.resumed == (where != "make_key_file")
    assert wrapped_by(shed) == {done.after}
    assert records_hash(shed) != before, "only because something was recorded"
    assert not next_to(key_file(shed)).exists()
    assert [card.told() for card in cards] == told


def test_two_do_not_change_it_together(shed: Shed) -> None:
    shed.card()
    with rotating.alone(shed.folder), pytest.raises(NotRotated, match="another is changing the wrapping key"):
        change(shed)
    assert change(shed).keys == 6


def test_a_key_that_was_tampered_with_stops_it_and_nothing_is_lost(shed: Shed) -> None:
    card, other = shed.card(), shed.card("Kit Moss")
    with contextlib.closing(sqlite3.connect(shed.folder / "goldenthread.db", isolation_level=None)) as by_hand:
        by_hand.execute("update data_key set wrapped = ? where case_id = ?", (bytes(60), id_of(other).bytes))
    with pytest.raises(Exception, match="does not open with this key file"):
        change(shed)
    assert next_to(key_file(shed)).exists()
    fresh = shed.another()
    assert fresh.content(id_of(card)) == [True, True]
    fresh.cases.close()


def test_there_must_be_a_key_file(shed: Shed) -> None:
    shed.card()
    key_file(shed).rename(shed.folder / "moved.key")
    with pytest.raises(FileNotFoundError):
        change(shed)
    assert not key_file(shed).exists(), "none is made"
    (shed.folder / "moved.key").rename(key_file(shed))


# Under way


def test_it_is_changed_while_others_write_and_read(shed: Shed) -> None:
    """Two processes' worth of application, four writers and two readers; the key is changed again and again."""
    there, written = shed.another(), list[Card]()

    def write(one: Shed) -> None:
        written.append(one.card())

    def read(one: Shed) -> None:
        for card in written[-3:]:
            assert len(one.api.get(f"{card.path}/timeline")["items"]) == 2

    with there.api.client:
        with Crowd(
            [(write, shed), (write, shed), (write, there), (write, there), (read, shed), (read, there)]
        ) as crowd:
            done = [change(shed)]
            while len(done) < 3 or (len(written) < 20 and not crowd.failures):
                done.append(change(shed))
        assert crowd.failures == []
    assert wrapped_by(shed) == {done[-1].after}
    assert list(shed.cases.faults()) == []
    fresh = shed.another()
    assert all(fresh.content(id_of(card)) == [True, True] for card in written)
    fresh.cases.close()
    there.cases.close()


class Crowd:
    """Several who each do their work again and again, until it is left."""

    def __init__(self, work: list[tuple[Callable[[Shed], None], Shed]]) -> None:
        self.failures, self._stop = list[str](), threading.Event()
        self._threads = [threading.Thread(target=self._go_on, args=one) for one in work]

    def __enter__(self) -> Self:
        for one in self._threads:
            one.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for one in self._threads:
            one.join()

    def _go_on(self, work: Callable[[Shed], None], shed: Shed) -> None:
        while not self._stop.is_set() and not self.failures:
            try:
                work(shed)
            except Exception as failure:  # noqa: BLE001  # whatever it is, it is told
                self.failures.append(f"{type(failure).__name__}: {failure}")


# The files


def test_a_key_file_that_is_read_again_knows_both_and_then_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "wrapping.key"
    files = KeyFiles(path)
    old = files.newest.id
    coming = WrappingKey.at(next_to(path))
    assert files.named(coming.id) is None
    files.look_again()
    assert files.newest.id == coming.id
    assert files.named(old), "what is on its way may still be wrapped under it"
    next_to(path).replace(path)
    files.look_again()
    assert files.newest.id == coming.id
    assert KeyFiles(path).named(old) is None


def test_a_next_key_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wrapping.key"
    WrappingKey.at(path)
    WrappingKey.at(next_to(path))
    next_to(path).chmod(0o644)
    with pytest.raises(PermissionError, match="may be read by others"):
        KeyFiles(path)

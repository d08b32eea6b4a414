"""The key file, and what cannot be told without it."""

import os
import stat
import threading
from pathlib import Path
from uuid import uuid4

import pytest

from goldenthread.engine.privacy.keys import KeyRing
from goldenthread.engine.privacy.wrapping import WrappingKey
from goldenthread.engine.store.sqlite import SqliteRecorder
from tests.store.samples import STORE, KeysInMemory, noted, store_on


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "wrapping.key"


def test_the_key_file_is_made_at_the_first_start_for_its_owner_alone(path: Path) -> None:
    before = os.umask(0)
    try:
        first = WrappingKey.at(path)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(path.read_bytes()) == 32
    assert WrappingKey.at(path).id == first.id
    assert list(path.parent.iterdir()) == [path], "nothing else is left lying about"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o622, 0o601])
def test_a_key_file_that_others_may_touch_is_refused(path: Path, mode: int) -> None:
    WrappingKey.at(path)
    path.chmod(mode)
    with pytest.raises(PermissionError, match="may be read by others; run: chmod 600"):
        WrappingKey.at(path)
    path.chmod(0o400)
    WrappingKey.at(path)


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 33])
def test_a_key_file_of_another_length_is_refused_and_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(ValueError, match="a wrapping key is 32 bytes"):
        WrappingKey.at(path)
    assert path.read_bytes() == content


def test_two_that_start_together_have_one_key(path: Path) -> None:
    found: list[str] = []
    ready = threading.Barrier(8)

    def start() -> None:
        ready.wait()
        found.append(WrappingKey.at(path).id)

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


def test_the_key_file_is_never_in_the_database(path: Path) -> None:
    wrapping = WrappingKey.at(path)
    recorder = SqliteRecorder(path.with_name("store.db"))
    secret = path.read_bytes()
    store = store_on(recorder, secret=secret)
    store.put([noted(uuid4(), 1)])
    files = [file.read_bytes() for file in path.parent.iterdir() if file.name.startswith("store.db")]
    recorder.close()
    assert any(wrapping.id.encode() in content for content in files), "its name is, to tell another one by"
    for content in files:
        assert secret not in content
        assert secret.hex().encode() not in content
        assert wrapping.request_secret not in content


def test_the_name_of_a_key_file_is_its_own() -> None:
    assert WrappingKey(b"a" * 32).id == WrappingKey(b"a" * 32).id
    assert WrappingKey(b"a" * 32).id != WrappingKey(b"b" * 32).id
    assert "a" * 16 not in WrappingKey(b"a" * 32).id


def test_what_was_asked_cannot_be_guessed_from_its_digest_without_the_key_file() -> None:
    here, there = (KeyRing(WrappingKey(secret * 32), KeysInMemory(), STORE) for secret in (b"a", b"b"))
    said = b'{"answer":"no"}'
    assert here.request_digest(said) == here.request_digest(said)
    assert here.request_digest(said) != there.request_digest(said)
    assert here.request_digest(said) != here.request_digest(b'{"answer":"yes"}')

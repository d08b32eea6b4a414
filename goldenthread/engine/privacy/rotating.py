"""Changing the wrapping key: every data key is wrapped anew under another one, and no record is touched."""

import fcntl
import os
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from goldenthread.engine.privacy.keys import KeyRing, WrappedKey
from goldenthread.engine.privacy.wrapping import KeyFiles, WrappingKey, make_key_file, next_to, settle
from goldenthread.engine.store.recorder import StoreRecorder
from goldenthread.engine.store.writer import StoreBusy

BATCH = 200
"""Data keys that are wrapped anew in one transaction."""

TRIES = 20
"""How often a step is tried while another process writes."""

PAUSE = 0.05
"""Seconds to wait before it is tried again."""

T = TypeVar("T")
Progress = Callable[[int], None]
Place = tuple[bytes, int] | None


class Rotated(Struct, frozen=True, kw_only=True):
    """That the wrapping key was changed: the ids of the old and the new one, and how many data keys were wrapped anew.

    ``resumed``: it had been begun before, and was broken off.
    """

    before: str
    after: str
    keys: int
    resumed: bool


class NotRotated(Exception):
    """The wrapping key was not changed. Both files are still there, and everything can be read: run it again."""


def quietly(done: int) -> None:
    """Tell nobody."""
    del done


def rotate(path: Path, recorder: StoreRecorder, tell: Progress = quietly) -> Rotated:
    """Put a new wrapping key in place of the one in a file. Servers may run, and write, all the while.

    Broken off at any step, it is finished by being run again: until the very end both files are there, each data key is
    wrapped under one of them, and whoever reads the store reads both. Raises ``FileNotFoundError`` where there is no
    key file, ``WrongKeyFile``, ``KeyTampered``, ``NotRotated``.
    """
    with alone(path.parent):
        old, coming = WrappingKey.there(path), next_to(path)
        resumed = coming.exists()
        if not resumed:
            make_key_file(coming, old.request_secret)
        new = WrappingKey.there(coming)
        keys = KeyRing(KeyFiles(path), recorder, recorder.origin)
        patiently(lambda: recorder.retire(old.id))
        done = wrap_all(recorder, keys.wrap_anew, tell)
        if recorder.wraps_any(old.id):
            raise NotRotated(f"some data keys are still wrapped under {old.id}; run it again")
        patiently(recorder.wipe)
        coming.replace(path)
        settle(path.parent)
    return Rotated(before=old.id, after=new.id, keys=done, resumed=resumed)


def wrap_all(recorder: StoreRecorder, change: Callable[[WrappedKey], WrappedKey], tell: Progress) -> int:
    """Wrap every data key anew, some at a time. Others may write for as long as each of these takes."""
    place: Place = None
    done = 0
    while True:
        begun = time.monotonic()
        place, changed = patiently(partial(recorder.wrap_anew, change, place, BATCH))
        done += changed
        tell(done)
        if place is None:
            return done
        time.sleep(time.monotonic() - begun)


def patiently(step: Callable[[], T]) -> T:
    """Do a step, again where another process was writing. Raises ``NotRotated``."""
    for _ in range(TRIES):
        try:
            return step()
        except StoreBusy:
            time.sleep(PAUSE)
    raise NotRotated("others have been writing all the time; run it again")


@contextmanager
def alone(folder: Path) -> Generator[None]:
    """Let nobody else change the key while this one does. Raises ``NotRotated``."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise NotRotated("another is changing the wrapping key at this moment") from None
    finally:
        os.close(opened)

"""The wrapping key: it wraps every data key, and is kept in a file outside the database. Another can take its place."""

import contextlib
import hmac
import os
import tempfile
import threading
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12
KEY = 32
NEXT = ".next"
"""What the name of a key file ends with while data keys are being wrapped under it, before it takes its place."""


class WrongKeyFile(Exception):
    """The key file is not the one that this store's data keys were wrapped with."""


class Wrapping(Protocol):
    """What data keys are wrapped with."""

    @property
    def newest(self) -> "WrappingKey":
        """Return the key to wrap with."""
        ...

    @property
    def request_secret(self) -> bytes: ...

    def named(self, key: str) -> "WrappingKey | None":
        """Return a key that is known here, by its id."""
        ...

    def look_again(self) -> None:
        """Read the key files again, if they have changed."""
        ...


class WrappingKey:
    """The key that wraps data keys: 32 bytes in a file that only its owner may read.

    One that took the place of another has 32 bytes more: the secret for digests of requests, which outlives every
    change of key. The first key has none; its secret is made from the key itself.
    """

    def __init__(self, secret: bytes) -> None:
        if len(secret) not in (KEY, 2 * KEY):
            raise ValueError(
                f"a wrapping key is {KEY} bytes, or {2 * KEY} once it has been changed, not {len(secret)} bytes"
            )
        wrapping, handed_on = secret[:KEY], secret[KEY:]
        self._box = AESGCM(wrapping)
        self.id = hmac.digest(wrapping, b"goldenthread/wrapping-key-id/1", "sha256")[:8].hex()
        self.request_secret = handed_on or hmac.digest(wrapping, b"goldenthread/request-digest/1", "sha256")

    @classmethod
    def at(cls, path: Path) -> "WrappingKey":
        """Read the key file, made at the first start with mode 0600. Refuses a file that others may read."""
        if not path.exists():
            make_key_file(path)
        return cls.there(path)

    @classmethod
    def there(cls, path: Path) -> "WrappingKey":
        """Read a key file that is there. Raises ``FileNotFoundError``, or ``PermissionError`` if others may read it."""
        if path.stat().st_mode & 0o077:
            raise PermissionError(f"{path} may be read by others; run: chmod 600 {path}")
        return cls(path.read_bytes())

    @property
    def newest(self) -> "WrappingKey":
        return self

    def named(self, key: str) -> "WrappingKey | None":
        return self if key == self.id else None

    def look_again(self) -> None:
        """Do nothing: it is the only one there is."""

    def wrap(self, secret: bytes, about: bytes) -> bytes:
        nonce = os.urandom(NONCE)
        return nonce + self._box.encrypt(nonce, secret, about)

    def unwrap(self, wrapped: bytes, about: bytes) -> bytes:
        return self._box.decrypt(wrapped[:NONCE], wrapped[NONCE:], about)


class KeyFiles:
    """The wrapping key of a store in its file, and beside it the next, while data keys are wrapped under that.

    The files are read again whenever they have changed, so that a server that runs goes on through a change of key.
    A key that was known stays known as long as the process runs: something on its way may still be wrapped under it.
    """

    def __init__(self, path: Path) -> None:
        """Read the key file, made at the first start. Raises ``PermissionError`` or ``ValueError``."""
        self._path, self._next = path, next_to(path)
        self._lock = threading.Lock()
        self._newest = WrappingKey.at(path)
        self.request_secret = self._newest.request_secret
        self._known = {self._newest.id: self._newest}
        self._seen: tuple[tuple[int, int] | None, ...] = ()
        self.look_again()

    @property
    def newest(self) -> WrappingKey:
        return self._newest

    def named(self, key: str) -> WrappingKey | None:
        return self._known.get(key)

    def look_again(self) -> None:
        """Read the files again, if they have changed: the next one first, for it is put in place of the other."""
        there = (mark(self._next), mark(self._path))
        if there == self._seen:
            return
        with self._lock:
            coming, current = read_if_there(self._next), read_if_there(self._path)
            for one in (current, coming):
                if one:
                    self._known[one.id] = self._newest = one
            self._seen = there


def next_to(path: Path) -> Path:
    return path.with_name(path.name + NEXT)


def mark(path: Path) -> tuple[int, int] | None:
    """Return what changes when a file is replaced, or None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns


def read_if_there(path: Path) -> WrappingKey | None:
    try:
        return WrappingKey.there(path)
    except FileNotFoundError:
        return None


def make_key_file(path: Path, handed_on: bytes = b"") -> None:
    """Write a new key file, whole or not at all; where another process was quicker, its file stands."""
    descriptor, fresh = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(os.urandom(KEY) + handed_on)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(fresh, path)
    finally:
        Path(fresh).unlink()
    settle(path.parent)


def settle(folder: Path) -> None:
    """Wait until what a folder holds is on the disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)

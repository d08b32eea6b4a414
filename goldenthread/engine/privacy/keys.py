"""Data keys, one for each case and record class, wrapped by a key that is kept outside the database."""

import hashlib
import hmac
import os
import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12
KEY = 32
CASES_HELD = 4096


class WrappedKey(NamedTuple):
    """A data key as it is stored: ``wrapped`` is nonce and AES-GCM ciphertext under the wrapping key."""

    case: UUID
    number: int
    record_class: str
    wrapped: bytes
    commitment: bytes
    wrapped_by: str


class DataKey(NamedTuple):
    """A data key ready to seal with. ``fresh`` is set until the record that first uses it is stored."""

    number: int
    record_class: str
    box: AESGCM
    commitment: bytes
    fresh: WrappedKey | None = None


class KeyTable(Protocol):
    """Where wrapped keys are kept."""

    def keys_of(self, case: UUID) -> Sequence[WrappedKey]: ...


class KeyTampered(Exception):
    """A stored data key does not open, or is not the one its first record committed to."""


class WrappingKey:
    """The key that wraps data keys: 32 bytes in a file that only its owner may read."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY:
            raise ValueError(f"a wrapping key is {KEY} bytes, not {len(secret)}")
        self._box = AESGCM(secret)
        self.id = hmac.digest(secret, b"goldenthread/wrapping-key-id/1", "sha256")[:8].hex()
        self.request_secret = hmac.digest(secret, b"goldenthread/request-digest/1", "sha256")

    @classmethod
    def at(cls, path: Path) -> "WrappingKey":
        """Read the key file, made at the first start with mode 0600. Refuses a file that others may read."""
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            if path.stat().st_mode & 0o077:
                raise PermissionError(f"{path} may be read by others; run: chmod 600 {path}") from None
            return cls(path.read_bytes())
        with os.fdopen(descriptor, "wb") as file:
            secret = os.urandom(KEY)
            file.write(secret)
            file.flush()
            os.fsync(file.fileno())
        return cls(secret)

    def wrap(self, secret: bytes, about: bytes) -> bytes:
        nonce = os.urandom(NONCE)
        return nonce + self._box.encrypt(nonce, secret, about)

    def unwrap(self, wrapped: bytes, about: bytes) -> bytes:
        return self._box.decrypt(wrapped[:NONCE], wrapped[NONCE:], about)


def about(origin: bytes, case: UUID, number: int, record_class: str) -> bytes:
    """Say what a key is for; its length-prefixed parts are bound to it."""
    return b"%b\0%b%b%b" % (origin, case.bytes, number.to_bytes(2, "big"), record_class.encode())


def commitment(secret: bytes, purpose: bytes) -> bytes:
    """Return HMAC-SHA-256 of a key over what it is for: only this key has it."""
    return hmac.digest(secret, b"goldenthread/key-commitment/1\0" + purpose, "sha256")


class KeyRing:
    """The data keys of the cases at hand, unwrapped once and forgotten when told."""

    def __init__(self, wrapping: WrappingKey, table: KeyTable, origin: bytes) -> None:
        self._wrapping, self._table, self._origin = wrapping, table, origin
        self._cases: OrderedDict[UUID, dict[int, DataKey | None]] = OrderedDict()
        self._lock = threading.Lock()

    def _held(self, case: UUID, *, again: bool = False) -> dict[int, DataKey | None]:
        with self._lock:
            if not again and (known := self._cases.get(case)) is not None:
                return known
        keys: dict[int, DataKey | None] = {row.number: self._open(row) for row in self._table.keys_of(case)}
        with self._lock:
            self._cases[case] = keys
            self._cases.move_to_end(case)
            while len(self._cases) > CASES_HELD:
                self._cases.popitem(last=False)
        return keys

    def _open(self, row: WrappedKey) -> DataKey:
        purpose = about(self._origin, row.case, row.number, row.record_class)
        try:
            secret = self._wrapping.unwrap(row.wrapped, purpose)
        except InvalidTag:
            raise KeyTampered(f"data key {row.number} of case {row.case} does not open with this key file") from None
        if not hmac.compare_digest(commitment(secret, purpose), row.commitment):
            raise KeyTampered(f"data key {row.number} of case {row.case} is not the one committed to")
        return DataKey(row.number, row.record_class, AESGCM(secret), row.commitment)

    def to_seal(self, case: UUID, record_class: str, fresh: Sequence[DataKey], *, new_case: bool) -> DataKey:
        """Return the key of a record class: held, among the ``fresh`` ones of this run, or made now.

        A case that does not exist yet has no key, so for ``new_case`` none is looked for.
        """
        keys: dict[int, DataKey | None] = {} if new_case and case not in self._cases else self._held(case)
        for key in (*fresh, *reversed(keys.values())):
            if key and key.record_class == record_class:
                return key
        return self._make(case, 1 + max(keys, default=0) + len(fresh), record_class)

    def _make(self, case: UUID, number: int, record_class: str) -> DataKey:
        secret, purpose = os.urandom(KEY), about(self._origin, case, number, record_class)
        committed = commitment(secret, purpose)
        row = WrappedKey(case, number, record_class, self._wrapping.wrap(secret, purpose), committed, self._wrapping.id)
        return DataKey(number, record_class, AESGCM(secret), committed, row)

    def to_open(self, case: UUID, number: int) -> DataKey | None:
        """Return a key by its number, or None when it has been destroyed."""
        keys = self._held(case)
        if number not in keys:
            keys = self._held(case, again=True)
            keys.setdefault(number, None)
        return keys[number]

    def stored(self, fresh: Sequence[DataKey]) -> None:
        """Keep fresh keys at hand, now that they are stored."""
        with self._lock:
            for key in fresh:
                if key.fresh:
                    self._cases.setdefault(key.fresh.case, {})[key.number] = key._replace(fresh=None)

    def forget(self, case: UUID) -> None:
        """Forget the keys of a case, as when they have been destroyed."""
        with self._lock:
            self._cases.pop(case, None)

    def request_digest(self, said: bytes) -> bytes:
        """Return a digest of a request that tells nothing of what was said to whoever has not the key file."""
        return hmac.digest(self._wrapping.request_secret, said, "sha256")


def address_of(sealed: bytes) -> bytes:
    """Return the address of sealed content: SHA-256 of the ciphertext, so that it tells nothing of it."""
    return hashlib.sha256(sealed).digest()

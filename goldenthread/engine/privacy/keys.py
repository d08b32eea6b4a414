"""Data keys, one for each case and record class, wrapped by a key that is kept outside the database."""

import hashlib
import hmac
import os
import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from goldenthread.engine.privacy.wrapping import KEY, NONCE, Wrapping, WrappingKey, WrongKeyFile

SHORTEST_SEAL = NONCE + 16
CASES_HELD = 4096


class WrappedKey(NamedTuple):
    """A data key as it is stored: ``wrapped`` is nonce and AES-GCM ciphertext under the wrapping key.

    A destroyed key is one whose ``wrapped`` is empty. Its row stays, so that its number is never used again
    and a key that was destroyed is never mistaken for one that was lost. ``sealed_as`` is the record class that it
    seals, or one strand of it.
    """

    case: UUID
    number: int
    sealed_as: str
    wrapped: bytes
    commitment: bytes
    wrapped_by: str

    @property
    def record_class(self) -> str:
        return self.sealed_as.partition(".")[0]


class DataKey(NamedTuple):
    """A data key ready to use; without its ``box`` it has been destroyed.

    It is ``fresh`` until the record that first uses it is stored.
    """

    row: WrappedKey
    box: AESGCM | None
    fresh: bool = False

    def seal(self, content: bytes, bound_to: bytes) -> bytes:
        """Return nonce and ciphertext of content, bound to what it belongs to."""
        if self.box is None:
            raise KeyTampered(f"data key {self.row.number} of case {self.row.case} has been destroyed")
        nonce = os.urandom(NONCE)
        return nonce + self.box.encrypt(nonce, content, bound_to)

    def open(self, sealed: bytes, bound_to: bytes) -> bytes | None:
        """Return what was sealed, or None when the key has been destroyed. Raises ``InvalidTag``."""
        return None if self.box is None else self.box.decrypt(sealed[:NONCE], sealed[NONCE:], bound_to)


class KeyTable(Protocol):
    """Where wrapped keys are kept."""

    def keys_of(self, case: UUID) -> Sequence[WrappedKey]: ...

    def wrapped_by(self) -> str | None:
        """Return the name of the wrapping key in use, or None while there is no data key."""
        ...


class KeyTampered(Exception):
    """A stored data key does not open, is not the one its first record committed to, or is not there."""


def about(origin: bytes, case: UUID, number: int, sealed_as: str) -> bytes:
    """Say what a key is for; it is bound to that. Only the first and the last part vary in length."""
    return b"%b\0%b%b%b" % (origin, case.bytes, number.to_bytes(2, "big"), sealed_as.encode())


def commitment(secret: bytes, purpose: bytes) -> bytes:
    """Return HMAC-SHA-256 of a key over what it is for: only this key has it."""
    return hmac.digest(secret, b"goldenthread/key-commitment/1\0" + purpose, "sha256")


class KeyRing:
    """The data keys of the cases at hand, unwrapped once and forgotten when told.

    What is held of a case is replaced, never changed, so that it can be read without a lock.
    """

    def __init__(self, wrapping: Wrapping, table: KeyTable, origin: bytes) -> None:
        if (known := table.wrapped_by()) is not None and wrapping.named(known) is None:
            raise wrong_key_file(known, wrapping.newest)
        self._wrapping, self._table, self._origin = wrapping, table, origin
        self._cases: OrderedDict[UUID, Mapping[int, DataKey]] = OrderedDict()
        self._lock, self._making = threading.Lock(), threading.Lock()

    def _held(self, case: UUID) -> Mapping[int, DataKey]:
        with self._lock:
            if (keys := self._cases.get(case)) is None:
                return {}
            self._cases.move_to_end(case)
            return keys

    def _hold(self, case: UUID, keys: Mapping[int, DataKey]) -> Mapping[int, DataKey]:
        self._cases[case] = keys
        self._cases.move_to_end(case)
        while len(self._cases) > CASES_HELD:
            self._cases.popitem(last=False)
        return keys

    def _read(self, case: UUID) -> Mapping[int, DataKey]:
        """Read the keys of a case, and keep beside them those that were made here and are not stored yet."""
        try:
            keys = self._opened(case)
        except WrongKeyFile:  # wrapped anew after it was read, and the files have been read again since
            keys = self._opened(case)
        with self._lock:
            made = {number: key for number, key in self._cases.get(case, {}).items() if key.fresh}
            return self._hold(case, dict(sorted((made | keys).items())))

    def _opened(self, case: UUID) -> dict[int, DataKey]:
        return {row.number: self._unwrap(row) for row in self._table.keys_of(case)}

    def _unwrap(self, row: WrappedKey) -> DataKey:
        return DataKey(row, AESGCM(self._secret(row)) if row.wrapped else None)

    def _secret(self, row: WrappedKey) -> bytes:
        """Return a data key itself. Raises ``KeyTampered`` or ``WrongKeyFile``."""
        wrapping, purpose = self._wrapped_with(row), about(self._origin, row.case, row.number, row.sealed_as)
        try:
            secret = wrapping.unwrap(row.wrapped, purpose)
        except (InvalidTag, ValueError):
            raise KeyTampered(f"data key {row.number} of case {row.case} does not open with this key file") from None
        if not hmac.compare_digest(commitment(secret, purpose), row.commitment):
            raise KeyTampered(f"data key {row.number} of case {row.case} is not the one committed to")
        return secret

    def _wrapped_with(self, row: WrappedKey) -> WrappingKey:
        if (found := self._wrapping.named(row.wrapped_by)) is None:
            self._wrapping.look_again()
            found = self._wrapping.named(row.wrapped_by)
        if found is None:
            raise wrong_key_file(row.wrapped_by, self._wrapping.newest)
        return found

    def wrap_anew(self, row: WrappedKey) -> WrappedKey:
        """Return a key wrapped with the newest wrapping key; one that was destroyed stays so.

        Raises ``KeyTampered`` or ``WrongKeyFile``.
        """
        self._wrapping.look_again()
        newest = self._wrapping.newest
        if not row.wrapped or row.wrapped_by == newest.id:
            return row
        purpose = about(self._origin, row.case, row.number, row.sealed_as)
        return row._replace(wrapped=newest.wrap(self._secret(row), purpose), wrapped_by=newest.id)

    def to_seal(self, case: UUID, sealed_as: str, run: Sequence[DataKey] = (), *, new_case: bool = False) -> DataKey:
        """Return the key of a record class, or of a strand of it: of this ``run``, at hand, or made now.

        A made key stays at hand, so that all who need it before it is stored are given the same one.
        A case that does not exist yet has no stored key, so for ``new_case`` none is looked for.
        """
        mine = [key for key in run if key.row.case == case]
        if found := usable((*self._held(case).values(), *mine), sealed_as):
            return found
        with self._making:
            keys = self._held(case) if new_case else self._read(case)
            if found := usable(tuple(keys.values()), sealed_as):
                return found
            number = 1 + max((*keys, *(key.row.number for key in mine)), default=0)
            key = self._make(case, number, sealed_as)
            with self._lock:
                self._hold(case, {**self._cases.get(case, {}), number: key})
            return key

    def _make(self, case: UUID, number: int, sealed_as: str) -> DataKey:
        secret, purpose = os.urandom(KEY), about(self._origin, case, number, sealed_as)
        self._wrapping.look_again()
        wrapping, committed = self._wrapping.newest, commitment(secret, purpose)
        row = WrappedKey(case, number, sealed_as, wrapping.wrap(secret, purpose), committed, wrapping.id)
        return DataKey(row, AESGCM(secret), fresh=True)

    def to_open(self, case: UUID, number: int) -> DataKey:
        """Return a stored key by its number. Raises ``KeyTampered`` where there never was one."""
        found = self._held(case).get(number)
        if found is None or found.fresh:
            found = self._read(case).get(number)
        if found is None or found.fresh:
            raise KeyTampered(f"case {case} has no data key {number}")
        return found

    def stored(self, keys: Iterable[DataKey]) -> None:
        """Keep keys at hand as stored ones, now that they are."""
        with self._lock:
            for key in keys:
                if key.fresh:
                    case, number = key.row.case, key.row.number
                    self._hold(case, {**self._cases.get(case, {}), number: key._replace(fresh=False)})

    def forget(self, case: UUID) -> None:
        """Forget the keys of a case, as when one has been destroyed."""
        with self._lock:
            self._cases.pop(case, None)

    def heed(self, case: UUID, destroyed: int) -> None:
        """Forget the keys of a case if more of them have been ``destroyed`` than is known here.

        That is by another process, or while they were being read. No key comes back, so their number only grows.
        """
        with self._lock:
            held = self._cases.get(case)
            if held is not None and sum(key.box is None for key in held.values()) < destroyed:
                del self._cases[case]

    def request_digest(self, said: bytes) -> bytes:
        """Return a digest of a request that tells nothing of what was said to whoever has not the key file."""
        return hmac.digest(self._wrapping.request_secret, said, "sha256")


def usable(keys: Sequence[DataKey], sealed_as: str) -> DataKey | None:
    """Return the last key of a record class, or of a strand of it, that has not been destroyed."""
    for key in reversed(keys):
        if key.box and key.row.sealed_as == sealed_as:
            return key
    return None


def wrong_key_file(wanted: str, given: WrappingKey) -> WrongKeyFile:
    return WrongKeyFile(
        f"this store was sealed under the key file {wanted}, and was given {given.id}: nothing of it can be read. "
        "Put back the key file that belongs to this store."
    )


def address_of(sealed: bytes) -> bytes:
    """Return the address of sealed content: SHA-256 of the ciphertext, so that it tells nothing of it."""
    return hashlib.sha256(sealed).digest()

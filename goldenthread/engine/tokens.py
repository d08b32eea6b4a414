"""Version tokens: what somebody had seen of a case, named without a number."""

import base64
import hashlib
from collections.abc import Sequence
from uuid import UUID

from goldenthread.engine.records import Record

LENGTH = 12


def token(case: UUID, records: Sequence[Record]) -> str:
    """Return the name of what has been seen: a digest of the records, in order, by their random ids."""
    return short(hashlib.sha256(b"".join((case.bytes, *(record.id.bytes for record in records)))).digest())


def short(digest: bytes) -> str:
    return base64.urlsafe_b64encode(digest[:LENGTH]).decode()


def seen_by(case: UUID, records: Sequence[Record], named: str) -> int | None:
    """Return how many of the records had been seen under a token, or None if it never was one of theirs."""
    running = hashlib.sha256(case.bytes)
    if short(running.copy().digest()) == named:
        return 0
    for seen, record in enumerate(records, 1):
        running.update(record.id.bytes)
        if short(running.copy().digest()) == named:
            return seen
    return None

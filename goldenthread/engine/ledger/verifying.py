"""Verifying: every record is in its place, follows the one before it in its case, and is what its leaf says."""

from collections.abc import Iterable, Iterator

from goldenthread.engine.ledger.leaf import leaf_hash

StoredRow = tuple[int, bytes, int, str, int, bytes, bytes]
"""A record as it is stored: position, case (16 bytes), version, tag, when it was recorded (microseconds since 1970,
UTC), stored bytes, leaf hash."""


def faults(rows: Iterable[StoredRow], origin: bytes) -> Iterator[str]:
    """Yield what is wrong with any record of a store, in words; nothing where all is well."""
    last_position = last_at = 0
    versions: dict[bytes, int] = {}
    for position, case, version, tag, recorded_at, state, leaf in rows:
        if position != last_position + 1 or recorded_at < last_at:
            yield f"record {position} is out of order"
        if version != versions.get(case, 0) + 1:
            yield f"record {position} does not follow the one before it in its case: one is missing"
        if leaf_hash(origin, case, version, tag.encode(), recorded_at, state) != leaf:
            yield f"record {position} is not what its leaf says"
        last_position, last_at, versions[case] = position, recorded_at, version

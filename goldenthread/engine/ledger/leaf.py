"""The leaf of one record in the ledger's RFC 6962 tree."""

import hashlib
import struct

VERSION = 1
SHORT = struct.Struct(">H")
LONG = struct.Struct(">Q")


def leaf_hash(origin: bytes, case: bytes, version: int, tag: bytes, recorded_at: int, state: bytes) -> bytes:
    """Return ``SHA-256(0x00 | version | origin | case | version | tag | recorded_at | SHA-256(state))``.

    Origin and tag carry their length (two bytes); numbers are eight bytes, big-endian; ``case`` is 16 bytes.
    Neither an index nor a position stands in it, and the state is already sealed, so that erasing a key
    leaves every proof as it was (RFC 6962 section 2.1).
    """
    said = (
        bytes((0, VERSION)), SHORT.pack(len(origin)), origin, case, LONG.pack(version), SHORT.pack(len(tag)), tag,
        LONG.pack(recorded_at), hashlib.sha256(state).digest(),
    )  # fmt: skip
    return hashlib.sha256(b"".join(said)).digest()

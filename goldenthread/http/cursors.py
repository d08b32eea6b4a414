"""Cursors: where a reader is in the log, sealed, so that it tells nothing of how many records there are."""

import base64
import binascii

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from goldenthread.http.desk import Desk
from goldenthread.http.problems import Problem

POSITION = 8


class Cursors:
    """Positions in the log, sealed for one purpose: a cursor cannot be made up, nor used for another list."""

    def __init__(self, desk: Desk, purpose: bytes) -> None:
        self._box = AESSIV(desk.keys.request_digest(purpose))
        self._bound = [desk.cases.origin]

    def seal(self, position: int) -> str:
        sealed = self._box.encrypt(position.to_bytes(POSITION, "big"), self._bound)
        return base64.urlsafe_b64encode(sealed).decode()

    def open(self, cursor: str) -> int:
        """Return the position of a cursor. Raises ``Problem`` 400 for what is none of this list and store."""
        try:
            return int.from_bytes(self._box.decrypt(base64.urlsafe_b64decode(cursor), self._bound), "big")
        except (InvalidTag, binascii.Error, ValueError):
            raise Problem(400, "invalid", "The request cannot be read", "the cursor is not one of this list") from None

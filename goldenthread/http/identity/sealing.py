"""Sealing what must be read again of an account, as the secret of a code app, under a key that is kept elsewhere."""

import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE, SHORTEST_KEY = 12, 32


class CannotOpen(Exception):
    """What was sealed does not open with this key. Put back the key file that belongs to the secrets file."""


class Box:
    """A key made of other key material, of at least 32 bytes; ``id`` names it and tells nothing of it."""

    def __init__(self, material: bytes) -> None:
        if len(material) < SHORTEST_KEY:
            raise ValueError(f"key material has at least {SHORTEST_KEY} bytes, not {len(material)}")
        self._box = AESGCM(hmac.digest(material, b"goldenthread/identity-box/1", "sha256"))
        self.id = hmac.digest(material, b"goldenthread/identity-box-id/1", "sha256")[:8].hex()

    def seal(self, content: bytes, about: str) -> bytes:
        nonce = os.urandom(NONCE)
        return nonce + self._box.encrypt(nonce, content, about.encode())

    def open(self, sealed: bytes, about: str) -> bytes:
        """Return what was sealed of this account. Raises ``CannotOpen``."""
        try:
            return self._box.decrypt(sealed[:NONCE], sealed[NONCE:], about.encode())
        except (InvalidTag, ValueError):
            raise CannotOpen("the second step of an account does not open with this key file") from None

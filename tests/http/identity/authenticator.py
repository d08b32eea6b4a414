"""An authenticator in software: it makes real keys, and signs what a browser would hand it."""

import hashlib
import json
import os
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

ORIGIN = "https://notes.example.org"
PRESENT, VERIFIED, MADE = 0x01, 0x04, 0x40


@dataclass
class HeldKey:
    """A key that an authenticator holds: for which domain, of whose handle, and how often it was used."""

    party: str
    handle: bytes
    credential: bytes = field(default_factory=lambda: os.urandom(32))
    secret: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    count: int = 0

    def cose(self) -> bytes:
        """Return the public key as COSE writes an ES256 key."""
        numbers = self.secret.public_key().public_numbers()
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")})


@dataclass
class Authenticator:
    """Somebody's device, with the browser in front of it.

    ``origin``: the page that the browser is on. ``verifies``: whether the device asks who touches it. ``steps``: by how
    much its counter grows. ``inside``: whether the page is inside another.
    """

    origin: str = ORIGIN
    verifies: bool = True
    steps: int = 1
    inside: bool = False
    keys: list[HeldKey] = field(default_factory=list[HeldKey])

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """Make a key, as ``navigator.credentials.create`` would, and answer with an attestation of none."""
        key = HeldKey(options["rp"]["id"], base64url_to_bytes(options["user"]["id"]))
        self.keys.append(key)
        about = bytes(16) + len(key.credential).to_bytes(2, "big") + key.credential + key.cose()
        authenticator_data = self.data(key, MADE) + about
        return self.answer(
            key,
            clientDataJSON=self.client_data("webauthn.create", options),
            attestationObject=cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": authenticator_data}),
        )

    def sign(self, options: dict[str, Any], key: HeldKey | None = None) -> dict[str, Any]:
        """Sign a challenge, as ``navigator.credentials.get`` would, with the newest key or another."""
        chosen = key or self.keys[-1]
        chosen.count += self.steps
        client_data = self.client_data("webauthn.get", options)
        authenticator_data = self.data(chosen)
        signed = authenticator_data + hashlib.sha256(client_data).digest()
        return self.answer(
            chosen,
            clientDataJSON=client_data,
            authenticatorData=authenticator_data,
            signature=chosen.secret.sign(signed, ec.ECDSA(hashes.SHA256())),
            userHandle=chosen.handle,
        )

    def data(self, key: HeldKey, more: int = 0) -> bytes:
        flags = PRESENT | (VERIFIED if self.verifies else 0) | more
        return hashlib.sha256(key.party.encode()).digest() + bytes([flags]) + key.count.to_bytes(4, "big")

    def client_data(self, kind: str, options: dict[str, Any]) -> bytes:
        said = {"type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": self.inside}
        return json.dumps(said).encode()

    def answer(self, key: HeldKey, **response: bytes) -> dict[str, Any]:
        named = bytes_to_base64url(key.credential)
        written = {name: bytes_to_base64url(one) for name, one in response.items()}
        return {
            "id": named,
            "rawId": named,
            "type": "public-key",
            "response": written,
            "clientExtensionResults": {},
            "authenticatorAttachment": "platform",
        }

"""Passkeys: what a browser is asked for, and whether what it answers is a key of this account, used here and now."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import webauthn
from msgspec import Struct
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, parse_client_data_json
from webauthn.helpers.structs import (
    AttestationConveyancePreference,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from goldenthread.settings import Settings, WrongSetting

SECONDS = 300
"""How long somebody has to touch a key: five minutes, as WebAuthn level 3 recommends for both ceremonies."""

CHALLENGE, HANDLE = 32, 32
"""Bytes of chance in a challenge, and in the handle by which a key knows its account."""

NAME = "Golden Thread"


class NoPasskey(Exception):
    """It is not the answer of a key that was asked here and now. The reason is for tests, never for an answer."""


@dataclass(frozen=True)
class Party:
    """Who asks: the domain that keys are made for, and the origin that pages come from."""

    id: str
    origin: str

    @classmethod
    def of(cls, settings: Settings) -> "Party":
        """Return the party of the settings. Raises ``WrongSetting`` where no browser would make a key for it."""
        origin = settings.address
        parts = urlsplit(origin)
        host = parts.hostname or ""
        if parts.scheme not in ("https", "http") or not host or origin != f"{parts.scheme}://{parts.netloc}":
            raise WrongSetting(f"GOLDENTHREAD_ORIGIN cannot be {origin!r}: write it as https://notes.example.org")
        if parts.username is not None or origin != origin.lower():
            raise WrongSetting(f"GOLDENTHREAD_ORIGIN cannot be {origin!r}: write a host in small letters, and no name")
        if numeric(host):
            raise WrongSetting(f"GOLDENTHREAD_ORIGIN cannot be {origin!r}: passkeys need a name, such as localhost")
        if parts.scheme == "http" and host != "localhost":
            raise WrongSetting(f"GOLDENTHREAD_ORIGIN cannot be {origin!r}: it starts with https:// except on localhost")
        party = settings.rp_id or host
        if party != host and not host.endswith(f".{party}"):
            raise WrongSetting(f"GOLDENTHREAD_RP_ID cannot be {party!r}: it is {host!r} or a domain above it")
        return cls(party, origin)


class KnownKey(Struct, frozen=True, kw_only=True):
    """A passkey as it was registered: its id, public key (COSE), how often it said it was used, whose handle it has."""

    credential: bytes
    public_key: bytes
    sign_count: int
    handle: bytes


class NewKey(Struct, frozen=True, kw_only=True):
    """A passkey that was just made. ``backed_up``: its owner's other devices have it as well."""

    credential: bytes
    public_key: bytes
    sign_count: int
    backed_up: bool


def asked_to_make(
    party: Party, account: str, handle: bytes, challenge: bytes, known: Sequence[bytes]
) -> dict[str, Any]:
    """Return what ``navigator.credentials.create`` is given. ``known``: keys that the account has already."""
    options = webauthn.generate_registration_options(
        rp_id=party.id,
        rp_name=NAME,
        user_name=account,
        user_id=handle,
        challenge=challenge,
        timeout=SECONDS * 1000,
        attestation=AttestationConveyancePreference.NONE,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            require_resident_key=True,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=one) for one in known],
    )
    return as_json(webauthn.options_to_json(options))


def asked_to_sign(party: Party, challenge: bytes) -> dict[str, Any]:
    """Return what ``navigator.credentials.get`` is given. No key is named: the browser offers those it has."""
    options = webauthn.generate_authentication_options(
        rp_id=party.id,
        challenge=challenge,
        timeout=SECONDS * 1000,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return as_json(webauthn.options_to_json(options))


def as_json(written: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(written)
    return found


def made(party: Party, challenge: bytes, answer: dict[str, Any]) -> NewKey:
    """Check a key that was just made. Raises ``NoPasskey``."""
    try:
        found = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            require_user_verification=True,
        )
        within_own_page(answer)
    except Exception as wrong:  # the answer is anybody's: whatever cannot be verified is refused
        raise NoPasskey(str(wrong)) from wrong
    return NewKey(
        credential=found.credential_id,
        public_key=found.credential_public_key,
        sign_count=found.sign_count,
        backed_up=found.credential_backed_up,
    )


def named(answer: dict[str, Any]) -> bytes:
    """Return the id of the key that an answer says it is from. Raises ``NoPasskey``."""
    try:
        return base64url_to_bytes(answer["rawId"])
    except (KeyError, TypeError, ValueError) as wrong:
        raise NoPasskey("no key is named") from wrong


def signed(party: Party, challenge: bytes, answer: dict[str, Any], known: KnownKey) -> int:
    """Check that a known key signed this challenge, here, its user verified; return its new count.

    Raises ``NoPasskey``: also where the count did not grow, since then there may be two of the key.
    """
    try:
        found = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            credential_public_key=known.public_key,
            credential_current_sign_count=known.sign_count,
            require_user_verification=True,
        )
        within_own_page(answer)
        handle = base64url_to_bytes(answer["response"]["userHandle"])
    except Exception as wrong:  # the answer is anybody's: whatever cannot be verified is refused
        raise NoPasskey(str(wrong)) from wrong
    if found.credential_id != known.credential or handle != known.handle:
        raise NoPasskey("the key is another's")
    return found.new_sign_count


def within_own_page(answer: dict[str, Any]) -> None:
    """Refuse a key that was used inside somebody else's page, as a frame. Raises ``NoPasskey``."""
    said = parse_client_data_json(base64url_to_bytes(answer["response"]["clientDataJSON"]))
    if said.cross_origin:
        raise NoPasskey("the key was used inside another page")


def id_of(credential: bytes) -> str:
    """Return how a key is named in an address."""
    return bytes_to_base64url(credential)


def numeric(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True

"""ID tokens: whether one is this provider's word, to this service, about the sign-in that was begun here."""

import hmac
import json
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry
from msgspec import Struct

from goldenthread.http.identity.providers import Provider

SIGNED = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})
"""Signatures by a key pair. ``none`` is no signature, and HS256 could be made by whoever has the public key."""

SKEW = timedelta(minutes=2)
"""By how much two clocks may differ."""

LONGEST_TOKEN = 32_768
LONGEST_SUBJECT = 255


class BadIdToken(Exception):
    """An ID token that is not to be believed. The reason is for tests and the log, never for an answer."""


class Claims(Struct, frozen=True, kw_only=True):
    """The claims that every ID token is judged by (OpenID Connect Core 1.0, 2 and 3.1.3.7)."""

    iss: str
    sub: str
    aud: str | tuple[str, ...]
    exp: float
    iat: float
    nonce: str
    azp: str | None = None
    nbf: float | None = None
    amr: tuple[str, ...] = ()


class Expected(Struct, frozen=True, kw_only=True):
    """What a token must fit: the nonce of the sign-in it ends, when that was begun, and what the provider signs with.

    Instants carry their offset.
    """

    provider: Provider
    nonce: str
    begun_at: datetime
    algorithms: tuple[str, ...]


class Believed(Struct, frozen=True, kw_only=True):
    """Who signed in, as the provider knows them, and whether with two factors."""

    subject: str
    both_factors: bool


def key_id(token: str) -> str | None:
    """Return the name of the key that a token says it is signed with. Raises ``BadIdToken``."""
    if len(token) > LONGEST_TOKEN:
        raise BadIdToken("it is too long")
    head = token.partition(".")[0]
    try:
        found = json.loads(urlsafe_b64decode(head + "=" * (-len(head) % 4)))
        kid = found.get("kid")
    except (ValueError, AttributeError, RecursionError):
        raise BadIdToken("its header cannot be read") from None
    return kid if isinstance(kid, str) else None


def believed(token: str, keys: KeySet, expected: Expected, now: datetime) -> Believed:
    """Return whom a token is about. Raises ``BadIdToken``."""
    allowed = sorted(SIGNED.intersection(expected.algorithms))
    if not allowed:
        raise BadIdToken("the provider names no signature that is trusted here")
    try:
        rules = JWSRegistry(algorithms=allowed, strict_check_header=False)  # RFC 7515, 4: what is not known is ignored
        said: dict[str, Any] = jwt.decode(token, keys, registry=rules).claims
        claims = msgspec.convert(said, Claims)
    except msgspec.ValidationError as wrong:  # names kinds and places, never what was said
        raise BadIdToken(f"ValidationError: {wrong}") from None
    except (JoseError, ValueError, TypeError, RecursionError) as wrong:
        raise BadIdToken(f"it cannot be believed: {type(wrong).__name__}") from None
    judge(claims, expected, now)
    require(said, expected.provider)
    subject = said.get(expected.provider.claim)
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise BadIdToken(f"it has no {expected.provider.claim!r}")
    return Believed(subject=subject, both_factors=two_factors(claims, expected.provider))


def judge(claims: Claims, expected: Expected, now: datetime) -> None:
    """Refuse a token that is another's, for another, out of its time, or of another sign-in. Raises ``BadIdToken``."""
    ours = expected.provider.client_id
    audience = (claims.aud,) if isinstance(claims.aud, str) else claims.aud
    if claims.iss != expected.provider.issuer:
        raise BadIdToken("it is from another issuer")
    if ours not in audience:
        raise BadIdToken("it is for another service")
    if claims.azp not in ((ours,) if len(audience) > 1 else (ours, None)):
        raise BadIdToken("it was given to another service")
    if claims.exp <= (now - SKEW).timestamp():
        raise BadIdToken("it has expired")
    if claims.iat > (now + SKEW).timestamp() or (claims.nbf or 0) > (now + SKEW).timestamp():
        raise BadIdToken("it is from a time to come")
    if claims.iat < (expected.begun_at - SKEW).timestamp():
        raise BadIdToken("it is older than the sign-in it should end")
    if not hmac.compare_digest(claims.nonce.encode(), expected.nonce.encode()):
        raise BadIdToken("it is of another sign-in")


def require(said: Mapping[str, Any], provider: Provider) -> None:
    """Refuse somebody of another tenant or domain than the configured ones. Raises ``BadIdToken``."""
    for name, values in provider.require.items():
        if said.get(name) not in values:
            raise BadIdToken(f"its {name!r} is none of those configured")


def two_factors(claims: Claims, provider: Provider) -> bool:
    match provider.both_factors:
        case "always":
            return True
        case "never":
            return False
        case "when-said":
            return "mfa" in claims.amr

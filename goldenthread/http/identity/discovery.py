"""What a provider publishes: its discovery document and its keys, fetched with a deadline and kept for a while."""

import asyncio
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any, TypeVar

import httpx
import msgspec
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, Key, KeySet
from msgspec import Struct

from goldenthread.http.identity.providers import Provider, safe

SECONDS = 5.0
LARGEST = 256 * 1024
"""Bytes of one answer: a set of a hundred keys with their certificates is well under it."""

KEPT = timedelta(hours=1)
AGAIN = timedelta(minutes=1)
"""How soon keys are fetched again because a token names one that is not known: a new key, or a made-up one."""

SMALLEST_RSA = 2048
LONGEST_SHOWN = 200
T = TypeVar("T")


class ProviderFailed(Exception):
    """A provider did not answer in time, or not as OpenID Connect says. The message names what, and nobody."""


class Document(Struct, frozen=True, kw_only=True):
    """What is read of a discovery document (OpenID Connect Discovery 1.0, 3; RFC 8414; RFC 9207)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    id_token_signing_alg_values_supported: tuple[str, ...]
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)
    code_challenge_methods_supported: tuple[str, ...] | None = None
    authorization_response_iss_parameter_supported: bool = False


class Published(Struct, frozen=True, kw_only=True):
    """A key set as it comes: keys of kinds that are not known are passed over."""

    keys: list[dict[str, Any]]


class Fetching:
    """Asks providers over https: certificates checked, no redirect followed, a deadline, and a largest answer."""

    def __init__(self, transport: httpx.AsyncBaseTransport | None = None, *, loopback: bool = False) -> None:
        self._transport, self.loopback = transport, loopback

    async def get(self, url: str, kind: type[T]) -> T:
        """Return what is at an address. Raises ``ProviderFailed``."""
        status, body = await self._ask("GET", url)
        if status != HTTPStatus.OK:
            raise ProviderFailed(f"a published document was answered with status {status}")
        return decoded(body, kind)

    async def post(self, url: str, form: Mapping[str, str], headers: Mapping[str, str], kind: type[T]) -> T:
        """Return the answer to a form. Raises ``ProviderFailed``."""
        status, body = await self._ask("POST", url, form, headers)
        if status != HTTPStatus.OK:
            raise ProviderFailed(f"a form was answered with status {status}")
        return decoded(body, kind)

    async def _ask(
        self, method: str, url: str, form: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, bytes]:
        if not safe(url, loopback=self.loopback):
            raise ProviderFailed("an address was published that is not https")
        plain = {"Accept": "application/json", "Accept-Encoding": "identity"}
        try:
            async with (
                asyncio.timeout(SECONDS),
                httpx.AsyncClient(transport=self._transport, timeout=SECONDS, follow_redirects=False) as client,
                client.stream(method, url, data=form, headers=plain | dict(headers or {})) as answer,
            ):
                return answer.status_code, await whole(answer)
        except TimeoutError:
            raise ProviderFailed("it did not answer in time") from None
        except httpx.HTTPError as wrong:
            raise ProviderFailed(f"it could not be reached: {type(wrong).__name__}") from None


async def whole(answer: httpx.Response) -> bytes:
    """Read an answer as far as it may go: nothing is unpacked, since a small parcel may hold a large thing."""
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        raise ProviderFailed("an answer came packed, which was not asked for")
    body = bytearray()
    async for part in answer.aiter_raw():
        body += part
        if len(body) > LARGEST:
            raise ProviderFailed(f"an answer is larger than {LARGEST:,} bytes")
    return bytes(body)


def decoded(body: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, RecursionError):
        raise ProviderFailed(f"an answer is no {kind.__name__.lower()}") from None


class Discovery:
    """What one provider publishes, kept for an hour; its keys are looked for again when a token names a new one."""

    def __init__(self, provider: Provider, fetching: Fetching) -> None:
        self.provider, self._fetching = provider, fetching
        self._document: tuple[datetime, Document] | None = None
        self._keys: tuple[datetime, KeySet] | None = None

    async def document(self, now: datetime) -> Document:
        """Return the discovery document. Raises ``ProviderFailed`` where it is another issuer's, or not safe."""
        if self._document and now - self._document[0] < KEPT:
            return self._document[1]
        url = f"{self.provider.issuer.rstrip('/')}/.well-known/openid-configuration"
        found = await self._fetching.get(url, Document)
        if found.issuer != self.provider.issuer:
            raise ProviderFailed(f"its discovery document names another issuer: {found.issuer[:LONGEST_SHOWN]}")
        for endpoint in (found.authorization_endpoint, found.token_endpoint, found.jwks_uri):
            if not safe(endpoint, loopback=self._fetching.loopback):
                raise ProviderFailed("its discovery document names an address that is not https")
        if "S256" not in (found.code_challenge_methods_supported or ("S256",)):
            raise ProviderFailed("it does not take a code challenge of S256")
        self._document = now, found
        return found

    async def keys(self, now: datetime, kid: str | None) -> KeySet:
        """Return the provider's keys, fetched again where none is called ``kid``. Raises ``ProviderFailed``."""
        if self._keys:
            fetched, held = self._keys
            if now - fetched < (KEPT if has(held, kid) else AGAIN):
                return held
        found = usable(await self._fetching.get((await self.document(now)).jwks_uri, Published))
        self._keys = now, found
        return found


def has(held: KeySet, kid: str | None) -> bool:
    return kid is None or any(one.kid == kid for one in held)


def usable(published: Published) -> KeySet:
    """Return the keys that may verify a signature: public ones, and no RSA key that is too short."""
    return KeySet([key for one in published.keys if (key := public(one))])


def public(one: dict[str, Any]) -> Key | None:
    """Return one key, ready to verify; None for what must not be used, or cannot be read."""
    if one.get("kty") not in ("RSA", "EC", "OKP") or one.get("use", "sig") != "sig":
        return None
    try:
        return None if one["kty"] == "RSA" and bits(one["n"]) < SMALLEST_RSA else JWKRegistry.import_key(one)
    except (JoseError, ValueError, TypeError, KeyError):
        return None


def bits(number: str) -> int:
    """Return how long a number is that is written as RFC 7518, 2, writes it."""
    return int.from_bytes(urlsafe_b64decode(number + "=" * (-len(number) % 4))).bit_length()

"""Signing in with another organisation's account: OpenID Connect, the code flow with PKCE, state, nonce and issuer."""

import hashlib
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import datetime, timedelta
from secrets import token_urlsafe
from urllib.parse import quote_plus, urlencode, urlsplit, urlunsplit

from msgspec import Struct

from goldenthread.http.identity.discovery import Discovery, Document, Fetching, ProviderFailed
from goldenthread.http.identity.id_tokens import Believed, Expected, believed, key_id
from goldenthread.http.identity.providers import Provider, by_id

LASTS = timedelta(minutes=10)
"""How long somebody may take at a provider, with a second factor and all."""

CHANCE = 32
"""Bytes of chance in a nonce and in a code verifier, which is then 43 characters (RFC 7636, 4.1)."""


class Begun(Struct, frozen=True, kw_only=True):
    """A sign-in that was begun here and is to end here: what only this service knows of it."""

    provider: str
    issuer: str
    nonce: str
    verifier: str
    begun_at: datetime


class Returned(Struct, frozen=True, kw_only=True):
    """What a browser brings back from a provider. ``iss`` is the provider's own name (RFC 9207)."""

    code: str
    iss: str | None = None


class Identity(Struct, frozen=True, kw_only=True):
    """Somebody as a provider knows them; no account follows from it until one is linked."""

    provider: str
    issuer: str
    subject: str
    both_factors: bool

    def digest(self) -> bytes:
        """Return what is kept of an identity: a link is found by it, and nobody is named by it."""
        return hashlib.sha256(f"{self.issuer}\0{self.subject}".encode("utf-8", "surrogatepass")).digest()


class Exchanged(Struct, frozen=True, kw_only=True):
    """The answer of a token endpoint, as far as it is used: who somebody is. Nothing else is fetched with it."""

    id_token: str


class NotThatProvider(Exception):
    """A browser came back from another provider than it was sent to."""


class Oidc:
    """The providers that are configured. ``origin`` is where browsers find this service."""

    def __init__(self, providers: Sequence[Provider], origin: str, fetching: Fetching) -> None:
        self.providers, self._origin, self._fetching = by_id(providers), origin, fetching
        self._secrets = {one.id: one.secret() for one in providers}
        self._discoveries = {one.id: Discovery(one, fetching) for one in providers}

    def returns_to(self, provider: str) -> str:
        """Return the redirect URI of a provider: each has its own, so that none answers for another."""
        return f"{self._origin}/api/sign-in/providers/{provider}/back"

    async def begin(self, provider: str, state: str, now: datetime) -> tuple[str, Begun]:
        """Return where to send a browser, and what to remember. Raises ``ProviderFailed``."""
        known = self.providers[provider]
        document = await self._discoveries[provider].document(now)
        begun = Begun(
            provider=provider,
            issuer=known.issuer,
            nonce=token_urlsafe(CHANCE),
            verifier=token_urlsafe(CHANCE),
            begun_at=now,
        )
        asked = {
            "response_type": "code",
            "client_id": known.client_id,
            "redirect_uri": self.returns_to(provider),
            "scope": " ".join(known.scopes),
            "state": state,
            "nonce": begun.nonce,
            "code_challenge": challenge(begun.verifier),
            "code_challenge_method": "S256",
        }
        return with_query(document.authorization_endpoint, asked), begun

    async def finish(self, begun: Begun, returned: Returned, now: datetime) -> Identity:
        """Return who signed in. Raises ``NotThatProvider``, ``ProviderFailed`` and ``BadIdToken``."""
        known, discovery = self.providers.get(begun.provider), self._discoveries.get(begun.provider)
        if known is None or discovery is None or known.issuer != begun.issuer:
            raise NotThatProvider("the provider is configured no longer")
        document = await discovery.document(now)
        same_issuer(document, returned)
        token = await self._exchange(known, document, begun, returned.code)
        keys = await discovery.keys(now, key_id(token))
        expected = Expected(
            provider=known,
            nonce=begun.nonce,
            begun_at=begun.begun_at,
            algorithms=document.id_token_signing_alg_values_supported,
        )
        return identity(known, believed(token, keys, expected, now))

    async def _exchange(self, known: Provider, document: Document, begun: Begun, code: str) -> str:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.returns_to(known.id),
            "code_verifier": begun.verifier,
        }
        headers, more = shown(known, self._secrets[known.id], document)
        found = await self._fetching.post(document.token_endpoint, form | more, headers, Exchanged)
        return found.id_token


def identity(known: Provider, about: Believed) -> Identity:
    return Identity(provider=known.id, issuer=known.issuer, subject=about.subject, both_factors=about.both_factors)


def same_issuer(document: Document, returned: Returned) -> None:
    """Refuse an answer that says it is another provider's, or keeps silent where this one always says (RFC 9207)."""
    silent = returned.iss is None and not document.authorization_response_iss_parameter_supported
    if not silent and returned.iss != document.issuer:
        raise NotThatProvider("the answer is from another provider")


def shown(known: Provider, secret: str | None, document: Document) -> tuple[dict[str, str], dict[str, str]]:
    """Return how this service says who it is at a token endpoint: headers, and fields of the form.

    Raises ``ProviderFailed`` where the provider takes neither way of showing a secret.
    """
    if secret is None:
        return {}, {"client_id": known.client_id}
    if "client_secret_basic" in document.token_endpoint_auth_methods_supported:
        named = f"{quote_plus(known.client_id)}:{quote_plus(secret)}"  # RFC 6749, 2.3.1
        return {"Authorization": f"Basic {b64encode(named.encode()).decode()}"}, {}
    if "client_secret_post" in document.token_endpoint_auth_methods_supported:
        return {}, {"client_id": known.client_id, "client_secret": secret}
    raise ProviderFailed("it takes a secret neither in a header nor in a form")


def challenge(verifier: str) -> str:
    """Return the S256 challenge of a code verifier (RFC 7636, 4.2)."""
    return urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def with_query(endpoint: str, asked: dict[str, str]) -> str:
    """Return an address with more of a query, keeping what it has (RFC 6749, 3.1)."""
    parts = urlsplit(endpoint)
    query = "&".join(filter(None, (parts.query, urlencode(asked))))
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))

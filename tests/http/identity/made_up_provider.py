"""A provider of sign-in that checks what it is sent, and can be told to lie in any one point."""

import hashlib
import hmac
import json
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, unquote_plus, urlsplit

import httpx
from joserfc import jwt
from joserfc.jwk import ECKey, Key, KeySet, RSAKey
from joserfc.jws import JWSRegistry
from joserfc.registry import HeaderParameter
from msgspec.structs import replace

from goldenthread.http.identity.discovery import Fetching
from goldenthread.http.identity.oidc import Oidc
from goldenthread.http.identity.providers import Provider

ISSUER = "https://sign-in.example.org"
US = "https://notes.example.org"
CLIENT = "golden-thread"


def provider(**more: Any) -> Provider:
    return replace(Provider(id="elm", label="Elm", issuer=ISSUER, client_id=CLIENT), **more)


def key(kid: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig", "alg": "RS256"})


FIRST, SECOND = key("first"), key("second")


class MadeUpProvider:
    """One provider. ``document``, ``claims``, ``header`` and ``answer`` are what it says otherwise than it should."""

    def __init__(self, now: Callable[[], datetime], secret: str | None = None) -> None:
        self.now, self.secret = now, secret
        self.keys: list[Key] = [FIRST]
        self.signs_with: Key = FIRST
        self.document: dict[str, Any] = {}
        self.claims: dict[str, Any] = {}
        self.without: tuple[str, ...] = ()
        self.header: dict[str, Any] = {"alg": "RS256", "kid": "first"}
        self.token: str | None = None
        self.forges_with: bytes | None = None
        self.answers: dict[str, Callable[[httpx.Request], httpx.Response]] = {
            "/.well-known/openid-configuration": self.discovery,
            "/keys": self.key_set,
            "/token": self.exchange,
        }
        self.asked: list[str] = []
        self.codes: dict[str, dict[str, str]] = {}

    def fetching(self) -> Fetching:
        return Fetching(httpx.MockTransport(self.handle))

    def oidc(self, one: Provider | None = None) -> Oidc:
        return Oidc([one or provider()], US, self.fetching())

    def handle(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url.path)
        return streamed(self.answers[request.url.path](request))

    def discovery(self, request: httpx.Request) -> httpx.Response:
        del request
        said = {
            "issuer": ISSUER,
            "authorization_endpoint": f"{ISSUER}/authorize?policy=staff",
            "token_endpoint": f"{ISSUER}/token",
            "jwks_uri": f"{ISSUER}/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "code_challenge_methods_supported": ["S256"],
        }
        return httpx.Response(200, json=said | self.document)

    def key_set(self, request: httpx.Request) -> httpx.Response:
        del request
        return httpx.Response(200, json=KeySet(self.keys).as_dict())

    def visited(self, address: str) -> dict[str, str]:
        """Let a person sign in at an address, and return what their browser brings back."""
        asked = {name: one for name, (one,) in parse_qs(urlsplit(address).query).items()}
        assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]}

    def exchange(self, request: httpx.Request) -> httpx.Response:
        form = {name: one for name, (one,) in parse_qs(request.content.decode()).items()}
        asked = self.codes.pop(form["code"])
        verifier = plain(hashlib.sha256(form["code_verifier"].encode()).digest())
        assert form["grant_type"] == "authorization_code"
        assert asked["code_challenge"] == verifier
        assert asked["redirect_uri"] == form["redirect_uri"]
        self.check_client(request, form)
        return httpx.Response(200, json={"access_token": "x", "token_type": "Bearer", "id_token": self.issued(asked)})

    def check_client(self, request: httpx.Request, form: dict[str, str]) -> None:
        if self.secret is None:
            assert form["client_id"] == CLIENT
            return
        if "client_secret" in form:
            assert (form["client_id"], form["client_secret"]) == (CLIENT, self.secret)
            return
        shown = b64decode(request.headers["Authorization"].removeprefix("Basic ")).decode().split(":")
        assert [unquote_plus(one) for one in shown] == [CLIENT, self.secret]

    def issued(self, asked: dict[str, str]) -> str:
        if self.token is not None:
            return self.token
        at = int(self.now().timestamp())
        right = {"iss": ISSUER, "sub": "person-1", "aud": CLIENT, "exp": at + 300, "iat": at, "nonce": asked["nonce"]}
        claims = {name: one for name, one in (right | self.claims).items() if name not in self.without}
        if self.header["alg"] in ("none", "HS256"):
            return forged(self.header, claims, self.forges_with)
        rules = JWSRegistry({"x-tenant": HeaderParameter("Whose it is", "str")}, [self.header["alg"]])
        return jwt.encode(self.header, claims, self.signs_with, registry=rules)


def streamed(answer: httpx.Response) -> httpx.Response:
    """Return an answer whose body has still to come, as over a wire."""
    if not answer.is_stream_consumed:
        return answer
    return httpx.Response(answer.status_code, headers=answer.headers, stream=httpx.ByteStream(answer.content))


def forged(header: dict[str, Any], claims: dict[str, Any], secret: bytes | None) -> str:
    """Return a token with no signature, or with one that whoever has the public key can make."""
    said = ".".join(plain(json.dumps(part).encode()) for part in (header, claims))
    return f"{said}.{plain(hmac.digest(secret, said.encode(), 'sha256')) if secret else ''}"


def plain(said: bytes) -> str:
    return urlsafe_b64encode(said).rstrip(b"=").decode()


def elliptic(kid: str) -> ECKey:
    return ECKey.generate_key("P-256", {"kid": kid})

"""Another organisation's sign-in: a right one is believed, and each that is wrong in one point is not."""

import asyncio
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc.errors import SecurityWarning
from joserfc.jwk import RSAKey

from goldenthread.http.identity import discovery
from goldenthread.http.identity.discovery import LARGEST, Fetching, ProviderFailed
from goldenthread.http.identity.id_tokens import BadIdToken
from goldenthread.http.identity.oidc import Begun, Identity, NotThatProvider, Oidc, Returned, challenge
from goldenthread.http.identity.providers import Provider
from tests.http.identity.made_up_provider import (
    FIRST,
    ISSUER,
    SECOND,
    US,
    MadeUpProvider,
    elliptic,
    key,
    provider,
)
from tests.http.identity.moments import NOON


class Moment:
    """The time, as a test says it."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def moment() -> Moment:
    return Moment()


@pytest.fixture
def there(moment: Moment) -> MadeUpProvider:
    return MadeUpProvider(moment)


def begun(here: Oidc, now: datetime = NOON) -> tuple[str, Begun]:
    return asyncio.run(here.begin("elm", "state", now))


def finished(here: Oidc, there: MadeUpProvider, now: datetime = NOON, **more: Any) -> Identity:
    address, kept = begun(here, now)
    back = there.visited(address)
    return asyncio.run(here.finish(kept, Returned(code=back["code"], **more), now))


def test_somebody_signs_in_with_their_organisations_account(there: MadeUpProvider) -> None:
    found = finished(there.oidc(), there)
    assert found == Identity(provider="elm", issuer=ISSUER, subject="person-1", both_factors=False)


def test_the_browser_is_sent_with_state_nonce_and_challenge(there: MadeUpProvider) -> None:
    address, kept = begun(there.oidc())
    asked = {name: one for name, (one,) in parse_qs(urlsplit(address).query).items()}
    assert address.startswith(f"{ISSUER}/authorize?policy=staff&")
    assert asked["redirect_uri"] == f"{US}/api/sign-in/providers/elm/back"
    assert (asked["state"], asked["nonce"], asked["scope"]) == ("state", kept.nonce, "openid")
    assert asked["code_challenge"] == challenge(kept.verifier)
    assert kept.verifier not in address
    assert len({begun(there.oidc())[1].nonce for _ in range(3)}) == 3


def test_the_challenge_is_that_of_the_standard() -> None:
    """RFC 7636, appendix B."""
    assert challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_a_secret_is_shown_as_the_provider_takes_it(there: MadeUpProvider, tmp_path: Any, moment: Moment) -> None:
    file = tmp_path / "secret"
    file.write_text("a secret: with+signs%\n")
    file.chmod(0o600)
    with_secret = provider(client_secret_file=str(file))
    for ways in (["client_secret_basic"], ["client_secret_post"]):
        there = MadeUpProvider(moment, "a secret: with+signs%")
        there.document = {"token_endpoint_auth_methods_supported": ways}
        assert finished(there.oidc(with_secret), there).subject == "person-1"
    there.document = {"token_endpoint_auth_methods_supported": ["private_key_jwt"]}
    with pytest.raises(ProviderFailed, match="neither"):
        finished(there.oidc(with_secret), there)


def at(**much: float) -> float:
    return (NOON + timedelta(**much)).timestamp()


LIES: dict[str, dict[str, Any]] = {
    "another sign-in": {"nonce": "another"},
    "another issuer": {"iss": "https://sign-in.example.org/"},
    "for another service": {"aud": "another"},
    "to another service": {"azp": "another"},
    "given to another": {"aud": ["golden-thread", "another"]},
    "expired": {"exp": at(minutes=-3)},
    "a time to come": {"iat": at(minutes=3)},
    "time to come": {"nbf": at(minutes=3)},
    "older": {"iat": at(minutes=-3)},
    "no 'sub'": {"sub": ""},
    "Expected `float`": {"exp": "never"},
}


@pytest.mark.parametrize(("why", "claims"), LIES.items())
def test_a_token_that_is_wrong_in_one_claim_is_not_believed(
    there: MadeUpProvider, why: str, claims: dict[str, Any]
) -> None:
    there.claims = claims
    with pytest.raises(BadIdToken, match=why):
        finished(there.oidc(), there)


@pytest.mark.parametrize("claim", ["iss", "sub", "aud", "exp", "iat", "nonce"])
def test_a_token_that_leaves_a_claim_out_is_not_believed(there: MadeUpProvider, claim: str) -> None:
    there.without = (claim,)
    with pytest.raises(BadIdToken, match=claim):
        finished(there.oidc(), there)


def test_a_token_for_two_services_is_believed_when_it_was_given_to_this_one(there: MadeUpProvider) -> None:
    there.claims = {"aud": ["golden-thread", "another"], "azp": "golden-thread"}
    assert finished(there.oidc(), there).subject == "person-1"


def test_a_token_that_is_not_signed_is_not_believed(there: MadeUpProvider) -> None:
    there.header = {"alg": "none"}
    there.document = {"id_token_signing_alg_values_supported": ["RS256", "none"]}
    with pytest.raises(BadIdToken):
        finished(there.oidc(), there)


def test_a_token_signed_with_the_public_key_as_a_secret_is_not_believed(there: MadeUpProvider) -> None:
    there.forges_with = FIRST.as_pem(private=False)
    there.header = {"alg": "HS256", "kid": "first"}
    there.document = {"id_token_signing_alg_values_supported": ["RS256", "HS256"]}
    with pytest.raises(BadIdToken):
        finished(there.oidc(), there)


def test_what_else_a_header_says_is_passed_over_unless_it_must_be_understood(there: MadeUpProvider) -> None:
    """RFC 7515, 4 and 4.1.11."""
    there.header = {"alg": "RS256", "kid": "first", "x-tenant": "elm"}
    assert finished(there.oidc(), there).subject == "person-1"
    there.header |= {"crit": ["x-tenant"]}
    with pytest.raises(BadIdToken):
        finished(there.oidc(), there)


def test_a_provider_that_names_no_signature_of_a_key_pair_is_not_believed(there: MadeUpProvider) -> None:
    there.document = {"id_token_signing_alg_values_supported": ["HS256", "none"]}
    with pytest.raises(BadIdToken, match="no signature"):
        finished(there.oidc(), there)


def test_a_signature_that_the_provider_does_not_name_is_not_believed(there: MadeUpProvider) -> None:
    there.document = {"id_token_signing_alg_values_supported": ["ES256"]}
    with pytest.raises(BadIdToken):
        finished(there.oidc(), there)


def test_a_token_signed_with_another_key_is_not_believed(there: MadeUpProvider) -> None:
    there.signs_with = key("first")
    with pytest.raises(BadIdToken):
        finished(there.oidc(), there)


def test_a_token_signed_with_a_key_that_is_not_published_is_not_believed(there: MadeUpProvider) -> None:
    there.signs_with, there.header = SECOND, {"alg": "RS256", "kid": "second"}
    with pytest.raises(BadIdToken):
        finished(there.oidc(), there)


@pytest.mark.parametrize(
    "token", ["", "a", "a.b", "a.b.c", "....", "e30.e30.", "bnVsbA.e30.", "W10.e30.e30", "a" * 40_000]
)
def test_what_is_no_token_is_not_believed(there: MadeUpProvider, token: str) -> None:
    there.token = token
    with pytest.raises(BadIdToken):
        finished(there.oidc(), there)


def test_a_new_key_is_fetched_when_a_token_names_it(there: MadeUpProvider, moment: Moment) -> None:
    here = there.oidc()
    finished(here, there)
    there.keys, there.signs_with, there.header = [SECOND], SECOND, {"alg": "RS256", "kid": "second"}
    moment.now += timedelta(minutes=2)
    assert finished(here, there, moment.now).subject == "person-1"
    assert there.asked.count("/keys") == 2


def test_a_made_up_key_does_not_make_us_fetch_again_and_again(there: MadeUpProvider, moment: Moment) -> None:
    here = there.oidc()
    there.header = {"alg": "RS256", "kid": "made-up"}
    for _ in range(5):
        moment.now += timedelta(seconds=1)
        with pytest.raises(BadIdToken):
            finished(here, there, moment.now)
    assert there.asked.count("/keys") == 1
    assert there.asked.count("/.well-known/openid-configuration") == 1


def test_what_is_published_is_kept_for_an_hour(there: MadeUpProvider, moment: Moment) -> None:
    here = there.oidc()
    finished(here, there)
    moment.now += timedelta(minutes=59)
    finished(here, there, moment.now)
    assert there.asked.count("/keys") == 1
    there.keys = [elliptic("first")]
    moment.now += timedelta(minutes=2)
    with pytest.raises(BadIdToken):
        finished(here, there, moment.now)


def test_a_key_that_is_too_short_or_for_sealing_is_not_used(there: MadeUpProvider) -> None:
    with pytest.warns(SecurityWarning, match="2048"):
        weak = RSAKey.generate_key(1024, {"kid": "first"})
    for one in (weak, RSAKey.import_key(FIRST.as_dict(private=True) | {"use": "enc"})):
        there.keys, there.signs_with = [one], weak if one is weak else FIRST
        with pytest.raises(BadIdToken):
            finished(there.oidc(), there)


def test_an_answer_of_another_provider_is_refused(there: MadeUpProvider) -> None:
    with pytest.raises(NotThatProvider):
        finished(there.oidc(), there, iss="https://other.example.org")
    assert finished(there.oidc(), there, iss=ISSUER).subject == "person-1"


def test_a_provider_that_always_says_who_it_is_must_say_it(there: MadeUpProvider) -> None:
    there.document = {"authorization_response_iss_parameter_supported": True}
    with pytest.raises(NotThatProvider):
        finished(there.oidc(), there)


def test_a_sign_in_ends_with_the_provider_it_was_begun_with(there: MadeUpProvider) -> None:
    address, kept = begun(there.oidc())
    code = there.visited(address)["code"]
    elsewhere = there.oidc(provider(issuer="https://other.example.org"))
    with pytest.raises(NotThatProvider):
        asyncio.run(elsewhere.finish(kept, Returned(code=code), NOON))


@pytest.mark.parametrize(
    "document",
    [
        {"issuer": "https://other.example.org"},
        {"token_endpoint": "http://sign-in.example.org/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"code_challenge_methods_supported": ["plain"]},
        {"id_token_signing_alg_values_supported": "RS256"},
    ],
)
def test_a_discovery_document_that_is_anothers_or_not_safe_is_refused(
    there: MadeUpProvider, document: dict[str, Any]
) -> None:
    there.document = document
    with pytest.raises(ProviderFailed):
        begun(there.oidc())


Answer = Callable[[httpx.Request], httpx.Response]
BAD_ANSWERS: dict[str, Answer] = {
    "larger": lambda _: httpx.Response(200, content=b"x" * (LARGEST + 1)),
    "packed": lambda _: httpx.Response(200, headers={"Content-Encoding": "gzip"}, stream=httpx.ByteStream(b"x")),
    "status 302": lambda _: httpx.Response(302, headers={"Location": "https://evil.example"}),
    "no exchanged": lambda _: httpx.Response(200, content=b"[" * 100_000),
    "status 400": lambda _: httpx.Response(400, json={"error": "invalid_grant"}),
}


@pytest.mark.parametrize(("why", "answer"), BAD_ANSWERS.items())
def test_an_answer_that_is_too_large_packed_elsewhere_or_nothing_is_refused(
    there: MadeUpProvider, why: str, answer: Answer
) -> None:
    there.answers["/token"] = answer
    with pytest.raises(ProviderFailed, match=why):
        finished(there.oidc(), there)


def test_a_provider_that_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    async def slow(request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(30)
        return httpx.Response(200, request=request)

    monkeypatch.setattr(discovery, "SECONDS", 0.05)
    began = time.monotonic()
    with pytest.raises(ProviderFailed, match="in time"):
        begun(Oidc([provider()], US, Fetching(httpx.MockTransport(slow))))
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("configured", "claims", "both"),
    [
        (provider(), {"amr": ["pwd", "mfa"]}, True),
        (provider(), {"amr": ["pwd"]}, False),
        (provider(both_factors="always"), {}, True),
        (provider(both_factors="never"), {"amr": ["mfa"]}, False),
    ],
)
def test_a_sign_in_counts_as_two_factors_as_configured(
    there: MadeUpProvider, configured: Provider, claims: dict[str, Any], *, both: bool
) -> None:
    there.claims = claims
    assert finished(there.oidc(configured), there).both_factors is both


def test_only_the_configured_tenant_or_domain_is_let_in(there: MadeUpProvider) -> None:
    here = there.oidc(provider(require={"hd": ("elm.example", "ash.example")}))
    for claims in ({}, {"hd": "evil.example"}, {"hd": ["elm.example"]}, {"hd": "ELM.example"}):
        there.claims = claims
        with pytest.raises(BadIdToken, match="hd"):
            finished(here, there)
    there.claims = {"hd": "ash.example"}
    assert finished(here, there).subject == "person-1"


def test_an_account_may_be_linked_by_another_claim(there: MadeUpProvider) -> None:
    here = there.oidc(provider(claim="oid"))
    with pytest.raises(BadIdToken, match="oid"):
        finished(here, there)
    there.claims = {"oid": "object-7"}
    assert finished(here, there).subject == "object-7"


def test_two_providers_that_know_somebody_by_the_same_word_know_two_people() -> None:
    one, other = (
        Identity(provider="elm", issuer=issuer, subject="1", both_factors=False) for issuer in (ISSUER, f"{ISSUER}/b")
    )
    assert one.digest() != other.digest()

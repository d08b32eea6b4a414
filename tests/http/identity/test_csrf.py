"""Forged requests: no change is made for another site's page, whatever cookie comes along."""

from typing import Any

import pytest

from goldenthread.http.identity.csrf import HEADER
from goldenthread.http.identity.tokens import Scope
from tests.http.identity.house import GOOD, ORIGIN, Browser, House
from tests.http.identity.moments import after

CHANGES: list[tuple[str, str, Any]] = [
    ("POST", "/sign-out", None),
    ("POST", "/session/organisation", {"organisation": "oak"}),
    ("DELETE", "/sessions", None),
    ("DELETE", "/sessions/1", None),
    ("POST", "/password", {"current": GOOD, "new": GOOD + " two"}),
    ("POST", "/tokens", {"label": "x", "scopes": ["read"], "until": "2026-04-01"}),
    ("DELETE", "/tokens/1", None),
    ("POST", "/recovery-codes", {"code": "1"}),
    ("POST", "/sign-in/enrol", {}),
    ("POST", "/sign-in/enrol/confirm", {"code": "1"}),
]


@pytest.mark.parametrize(("method", "path", "body"), CHANGES)
def test_no_change_is_made_without_the_session_s_own_token(
    house: House, browser: Browser, method: str, path: str, body: Any
) -> None:
    other = Browser(house).come_in("pat")
    browser.come_in("pat")
    for token in ("", other.csrf, browser.csrf[:-1], "é"):
        browser.csrf = token
        answer = browser.send(path, body, method=method)
        assert (answer.status_code, answer.json()["type"]) == (403, "urn:goldenthread:problem:not-from-here"), token
    assert browser.look("/session").status_code == 200
    assert house.door.tokens.of("pat", house.now) == []


@pytest.mark.parametrize(
    "said",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1.evil.example"},
        {"Origin": "https://127.0.0.1:8443"},
        {"Origin": "http://["},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Origin": ORIGIN, "Sec_Fetch_Site": "cross-site"},
    ],
)
def test_a_request_of_another_site_is_refused_even_with_the_token(
    house: House, browser: Browser, said: dict[str, str]
) -> None:
    browser.come_in("pat")
    assert browser.send("/sign-out", **said).status_code == 403
    assert browser.look("/session").status_code == 200
    name = house.with_password("sam")
    stranger = Browser(house)
    assert stranger.send("/sign-in", {"name": name, "password": GOOD}, **said).status_code == 403
    assert not stranger.cookie


@pytest.mark.parametrize("said", [{}, {"Origin": ORIGIN}, {"Origin": ORIGIN, "Sec_Fetch_Site": "same-origin"}])
def test_our_own_page_may(browser: Browser, said: dict[str, str]) -> None:
    browser.come_in("pat")
    assert browser.send("/sign-out", **said).status_code == 204


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", ""]
)
def test_a_form_signs_nobody_in(house: House, kind: str) -> None:
    """A page elsewhere can send a form, or text that is JSON, without asking the browser first."""
    house.with_password("pat")
    body = b'{"name": "pat@elm.example", "password": "' + GOOD.encode() + b'"}'
    headers = {"Content-Type": kind} if kind else {}
    answer = house.client.post("/api/sign-in", content=body, headers=headers)
    assert (answer.status_code, "set-cookie" in answer.headers) == (415, False)


def test_the_token_dies_with_the_secret_it_follows_from(house: House, browser: Browser) -> None:
    house.with_password("jo")
    house.with_app("jo")
    browser.come_in("jo")
    old = browser.csrf
    answer = browser.send("/session/organisation", {"organisation": "oak"})
    browser.keep(answer)
    new, browser.csrf = browser.csrf, old
    assert browser.send("/sign-out").status_code == 403
    browser.csrf = new
    assert browser.send("/sign-out").status_code == 204


def test_a_cookie_whose_session_is_over_keeps_nobody_from_signing_in(house: House, browser: Browser) -> None:
    browser.come_in("pat")
    house.later(hours=1)
    browser.csrf = ""
    assert browser.sign_in("pat@elm.example").status_code == 200


def test_a_bearer_token_needs_none_and_goes_with_no_cookie(house: House, browser: Browser) -> None:
    _, secret = house.door.tokens.make("pat", "home", [Scope.READ], "script", after(days=1), house.now)
    bearer = f"Bearer {secret}"
    assert browser.look("/who", Authorization=bearer).json() == {"account": "pat", "scopes": "read"}
    answer = browser.send("/sign-out", Authorization=bearer)
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:goldenthread:problem:in-a-session")
    browser.come_in("pat")
    for method, path in (("GET", "/who"), ("POST", "/sign-out")):
        assert browser.send(path, method=method, Authorization=bearer).status_code == 400


@pytest.mark.parametrize("said", ["Basic am86cHc=", "Bearer", "Bearer gt_x", "Bearer é", "gt_x"])
def test_what_is_no_token_opens_nothing(browser: Browser, said: str) -> None:
    answer = browser.look("/who", Authorization=said)
    assert answer.status_code in (400, 401)
    assert "gt_x" not in answer.text


def test_the_header_is_named_in_the_description_of_every_change(house: House) -> None:
    paths = house.app.openapi_schema.to_schema()["paths"]
    named = {
        (method.upper(), path)
        for path, ways in paths.items()
        for method, way in ways.items()
        if any(one["name"] == HEADER for one in way.get("parameters", []))
    }
    asked = {(method, f"/api{path.replace('/1', '/{id}')}") for method, path, _ in CHANGES}
    assert asked <= named
    assert not [one for one in named if one[0] == "GET"]

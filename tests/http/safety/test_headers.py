"""Every answer bears the headers that keep a browser safe: what is served, what is refused, what is not there."""

import re
from collections.abc import Iterator
from typing import cast

import pytest
from httpx import Response
from litestar import Litestar
from litestar.routes import HTTPRoute

from goldenthread.http.safety.headers import ALWAYS, POLICY, with_safety
from goldenthread.workflows.kinds import KINDS
from tests.http.desk import Api, Card

ACTOR = {"Authorization": "whoever the test signs in"}
GIVEN = re.compile(r"{(\w+):?(\w*)}")
SOME_ID = "7d7f4e0c-0f3a-4f4e-9f7e-0f3a4f4e9f7e"


def must_be_safe(answer: Response, policy: str = POLICY, cache: str = "no-store") -> None:
    """Hold an answer to every header that it must bear, each of them once, and to none that tells of the server."""
    where = f"{answer.request.method} {answer.request.url.path}: {answer.status_code}"
    for name, value in ALWAYS.items():
        assert answer.headers.get_list(name.decode()) == [value.decode()], f"{where}, {name.decode()}"
    assert answer.headers.get_list("content-security-policy") == [policy], where
    assert answer.headers.get_list("cache-control") == [cache], where
    assert not {"server", "x-powered-by"} & set(answer.headers), where


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """Serve every kind of case there is: the routes are those that are served in earnest."""
    made = Api(tmp_path_factory.mktemp("kinds"), KINDS)
    with made.client:
        yield made
    made.cases.close()


def addresses(api: Api) -> Iterator[tuple[str, str]]:
    """Yield every method and address of every route, with an id that nothing bears."""
    app = cast("Litestar", api.client.app)  # pyright: ignore[reportUnknownMemberType]  # generic over anything
    for route in app.routes:
        path = GIVEN.sub(lambda found: SOME_ID if found[2] == "uuid" else "nothing", route.path)
        for method in sorted(route.methods if isinstance(route, HTTPRoute) else []):
            yield method, path


def test_every_route_answers_safely(kinds: Api) -> None:
    asked = list(addresses(kinds))
    assert len(asked) > 400
    assert ("GET", "/") in asked
    signed_in = kinds.signed_in()
    for method, path in (one for n, one in enumerate(asked) if one[0] != "OPTIONS" or n % 20 == 0):
        must_be_safe(kinds.client.request(method, path, headers=signed_in, content=b"" if method == "POST" else None))


@pytest.mark.parametrize("path", ["/api/openapi/openapi.json", "/", "/api/health", "/api/forms"])
def test_what_anybody_may_read_is_answered_safely(api: Api, path: str) -> None:
    answer = api.client.get(path)
    assert answer.status_code == 200
    must_be_safe(answer)


def test_what_is_read_of_a_case_is_answered_safely(api: Api, card: Card) -> None:
    card.asked()
    for path in ("", "/timeline", "/clocks", "/next", "/permissions", "/windows"):
        answer = api.look(card.path + path)
        assert answer.status_code == 200
        must_be_safe(answer)


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status"),
    [
        ("GET", "/nowhere", {}, None, 404),
        ("GET", "/api/../etc/passwd", {}, None, 404),
        ("DELETE", "/api/health", {}, None, 405),
        ("TRACE", "/api/health", {}, None, 405),
        ("GET", "/api/health", {"Host": "evil.example"}, None, 400),
        ("GET", "/api/cases/not-an-id", {}, None, 404),
        ("GET", f"/api/cases/{SOME_ID}", {}, None, 401),
        ("GET", f"/api/cases/{SOME_ID}", ACTOR, None, 404),
        ("POST", "/api/cases", ACTOR, b"{" * 2_000_001, 413),
        ("POST", "/api/cases", {**ACTOR, "Content-Type": "text/plain"}, b"x", 415),
        ("POST", "/api/cases", {**ACTOR, "Content-Type": "application/json"}, b"{", 400),
        ("POST", "/api/cases", {**ACTOR, "Sec-Fetch-Site": "cross-site"}, b"{}", 403),
        ("GET", "/api/health", {"X-Long": "x" * 40_000}, None, 431),
    ],
)
def test_what_is_refused_is_refused_safely(
    api: Api, method: str, path: str, headers: dict[str, str], body: bytes | None, status: int
) -> None:
    said = headers | api.signed_in() if "Authorization" in headers else headers
    answer = api.client.request(method, path, headers=said, content=body)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    must_be_safe(answer)


@pytest.mark.parametrize("where", ["goldenthread.http.desk.Desk.today", "goldenthread.http.problems.body_of"])
def test_what_goes_wrong_is_answered_safely_and_tells_nothing(
    api: Api, card: Card, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a handler, and then in the handling of errors itself: neither tells what went wrong, or where."""
    answered: list[object] = []

    def fail(*said: object) -> object:
        if not answered:
            answered.append(said)
            raise RuntimeError("Robin Vale")
        return {"type": "urn:goldenthread:problem:unforeseen", "status": 500}

    headers = api.signed_in(path=card.path)
    monkeypatch.setattr(where, fail)
    answer = api.client.get(f"/api{card.path}" if "desk" in where else "/nowhere", headers=headers)
    assert answer.status_code == 500
    assert answer.json()["type"] == "urn:goldenthread:problem:unforeseen"
    assert not any(one in answer.text for one in ("Robin", "Traceback", "RuntimeError", ".py"))
    must_be_safe(answer)


def test_a_handler_may_shut_in_more_closely_but_not_leave_anything_out() -> None:
    said = dict(
        with_safety(
            [
                (b"Content-Security-Policy", b"sandbox"),
                (b"Cache-Control", b"private"),
                (b"X-Content-Type-Options", b"none"),
                (b"Server", b"uvicorn"),
            ]
        )
    )
    assert (said[b"Content-Security-Policy"], said[b"Cache-Control"]) == (b"sandbox", b"private")
    assert said[b"x-content-type-options"] == b"nosniff"
    assert not {b"Server", b"server", b"content-security-policy"} & set(said)


def test_nothing_written_into_a_page_may_run() -> None:
    assert "unsafe-inline" not in POLICY
    assert "unsafe-eval" not in POLICY
    assert POLICY.startswith("default-src 'none'")
    assert all(one in POLICY for one in ("base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"))

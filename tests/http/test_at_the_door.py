"""What is refused at the door, on every route alike: strange questions, strange hosts, bodies that never come."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import uvicorn

from goldenthread import __version__
from goldenthread.app import web
from goldenthread.http import patience
from goldenthread.http.identity.scopes import IN_PERSON
from tests.http.desk import KEEPER, Api, Card

ASKED = {"happened_on": "2026-03-02", "event": {"tool": "spade", "wanted_on": "2026-03-09"}}


@pytest.mark.parametrize(
    "path",
    [
        "/api/caseload?today=2026-03-02&today=2026-03-03", "/api/changes?limit=1&limit=2", "/api/health?x=1&x=2",
        "/api/forms?a=1", "/api/openapi/openapi.json?a=1",
    ],
)  # fmt: skip
def test_a_question_asked_twice_or_of_no_meaning_is_refused(api: Api, path: str) -> None:
    answer = api.client.get(path, headers=api.signed_in(KEEPER))
    assert (answer.status_code, answer.json()["type"]) == (400, "urn:goldenthread:problem:invalid")


@pytest.mark.parametrize("axis", ["happened", "known"])
def test_an_axis_named_twice_is_refused_by_name(api: Api, card: Card, axis: str) -> None:
    path = f"/api{card.path}/timeline?{axis}=2026-03-01&{axis}=2026-03-02"
    answer = api.client.get(path, headers=api.signed_in(KEEPER))
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, axis)


@pytest.mark.parametrize("path", ["/facts/lending.tool-asked?dry_run=true", "/moves/lending/lend?happened=2026-03-01"])
def test_what_records_takes_no_question(api: Api, card: Card, path: str) -> None:
    count = api.count()
    answer = api.send(card.path + path, ASKED)
    assert (answer.status_code, "this takes no query parameters" in answer.json()["detail"]) == (400, True)
    assert api.count() == count


def test_a_strange_question_is_not_repeated(api: Api) -> None:
    answer = api.look("/caseload", **{"ada is ill": "1"})
    assert answer.status_code == 400
    assert "ada" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]", "[::1]:8000", "sen.local:80"])
def test_this_machine_answers_by_its_own_names(api: Api, host: str) -> None:
    assert api.client.get("/api/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example:8000", "10.0.0.1", "[::2]", "", "sen.local.evil.example"]
)
def test_it_answers_by_no_other_name(api: Api, card: Card, host: str) -> None:
    for path in (f"/api{card.path}", "/api/health", "/api/openapi/openapi.json", "/"):
        answer = api.client.get(path, headers={"Host": host, **api.signed_in(KEEPER)})
        assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json"), path
        assert "GOLDENTHREAD_HOSTS" in answer.json()["detail"]
    count = api.count()
    assert api.raw(f"{card.path}/facts/lending.hours-told", b"{}", {"Host": host}).status_code == 400
    assert api.count() == count


@pytest.fixture
def address(api: Api, tmp_path: Path) -> Iterator[tuple[str, int]]:
    """Serve over a real socket, in a thread, until the test is over."""
    held = socket.create_server(("127.0.0.1", 0))
    app = web(api.cases, api.door, lambda: api.now, tmp_path / "other.db", rules=api.rules)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, args=([held],))
    thread.start()
    yield held.getsockname()
    server.should_exit = True
    thread.join(timeout=20)
    held.close()


def test_a_body_that_stalls_is_not_waited_for(
    api: Api, card: Card, address: tuple[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "SECONDS_FOR_A_BODY", 0.3)
    count = api.count()
    head = (
        f"POST /api{card.path}/facts/lending.tool-asked HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n"
        f"Content-Type: application/json\r\nAuthorization: {api.signed_in(KEEPER)['Authorization']}\r\n\r\n"
    )
    began = time.monotonic()
    with socket.create_connection(address, timeout=10) as line:
        line.sendall(head.encode() + b'{"happened_on"')
        told = b"".join(iter(lambda: line.recv(65536), b""))
    assert time.monotonic() - began < 5
    assert told.startswith(b"HTTP/1.1 408 ")
    assert b"application/problem+json" in told
    assert b"urn:goldenthread:problem:too-slow" in told
    assert api.count() == count


def test_the_front_says_what_is_here_and_where_to_look(api: Api) -> None:
    for accept in ("application/json", "text/html"):
        front = api.client.get("/", headers={"Accept": accept}).json()
        assert (front["service"], front["version"], front["demo"]) == ("Golden Thread", __version__, True)
        assert "/api/caseload" in api.client.get(front["schema"]).json()["paths"]
        for link in front["links"].values():
            assert api.client.get(link, headers=api.signed_in(KEEPER)).status_code == 200, link


def test_what_was_asked_for_is_not_repeated_where_it_makes_no_sense(api: Api) -> None:
    answer = api.look("/caseload", group="Robin Vale")
    assert answer.status_code == 400
    assert "Robin" not in answer.text


def test_a_name_after_an_address_in_brackets_is_no_loopback_host(api: Api) -> None:
    assert api.client.get("/", headers={"Host": "[::1]evil.example"}).status_code == 400
    assert api.client.get("/", headers={"Host": "[::1]:8000"}).status_code == 200


@pytest.mark.parametrize(
    "said",
    [
        {"Authorization": "Bearer gt_" + "x" * 43},
        {"Authorization": "Bearer made-up"},
        {"Cookie": "__Host-goldenthread=" + "x" * 43},
    ],
)
def test_no_body_is_read_for_somebody_who_is_made_up(api: Api, card: Card, said: dict[str, str]) -> None:
    """The body would be refused: it is not even looked at."""
    for path in ("/cases", f"{card.path}/facts/lending.tool-asked", "/tokens", "/accounts"):
        answer = api.client.post(f"/api{path}", content=b"{not json", headers=said)
        assert answer.status_code == 401, (path, answer.text)
        assert answer.json()["type"] == "urn:goldenthread:problem:nobody"


def test_what_says_of_itself_that_it_is_for_a_session_answers_every_token_alike(api: Api) -> None:
    """Before a body is read, and only a token that somebody has: one that is made up is nobody's."""
    paths: dict[str, dict[str, Any]] = api.client.get("/api/openapi/openapi.json").json()["paths"]
    answers, known, made_up = 0, api.signed_in(KEEPER), {"Authorization": f"Bearer gt_{'a' * 43}"}
    for path, operations in paths.items():
        for method, operation in operations.items():
            if operation.get("security") == [{"session": []}]:
                at = re.sub(r"\{[^}]*\}", str(uuid4()), path)
                sent = [api.client.request(method, at, headers=said) for said in (known, made_up)]
                found = [(one.status_code, one.json()["type"].rpartition(":")[2]) for one in sent]
                assert found == [(403, "in-a-session"), (401, "nobody")], (method, path)
                assert "403" in operation["responses"], (method, path)
                answers += 1
    assert answers > len(IN_PERSON)

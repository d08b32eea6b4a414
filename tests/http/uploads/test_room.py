"""There is room for everybody's documents: whoever sends slowly, or much, holds up nobody but themselves."""

import asyncio
import select
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any, cast

import httpx
import pytest
import uvicorn

from goldenthread.app import web
from goldenthread.http import patience
from goldenthread.http.patience import Patient
from goldenthread.http.problems import Problem
from goldenthread.http.uploads import keeping, room
from goldenthread.http.uploads.kinds import LookedAt
from goldenthread.http.uploads.looking import look_at
from goldenthread.http.uploads.room import OF_ONE_ACCOUNT, ON_THEIR_WAY, Room
from tests.http.desk import BORROWER, KEEPER
from tests.http.uploads import papers
from tests.http.uploads.sending import LARGEST, Sending


def test_an_account_has_room_for_two_and_leaves_room_for_others() -> None:
    made = Room()
    with made.coming("a"), made.coming("a"):
        with pytest.raises(Problem) as refused, made.coming("a"):
            pass
        assert (refused.value.status, refused.value.headers["Retry-After"]) == (429, "5")
        with made.coming("b"):
            pass
    with made.coming("a"), made.coming("a"):
        pass


def test_there_is_an_end_to_what_is_on_its_way_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "ON_THEIR_WAY", 1)
    made = Room()
    with made.coming("a"), pytest.raises(Problem, match="Too many documents"), made.coming("b"):
        pass
    assert ON_THEIR_WAY > OF_ONE_ACCOUNT * 8, "several accounts can fill it, and no one"


def body_of(*pieces: tuple[float, bytes]) -> bytes:
    """Return a body as it is read, each piece of it so many seconds after the one before. Raises ``Problem``."""
    left = list(pieces)

    async def receive() -> dict[str, Any]:
        seconds, piece = left.pop(0)
        await asyncio.sleep(seconds)
        return {"type": "http.request", "body": piece, "more_body": bool(left)}

    class Asked(Patient):
        @property
        def route_handler(self) -> Any:
            class Handler:
                def resolve_request_max_body_size(self) -> int:
                    return LARGEST

            return Handler()

    scope: Any = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": [], "state": {}}
    request = Asked(scope, cast("Any", receive))
    return asyncio.run(request.body_within(5))


def test_a_body_that_keeps_coming_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "STRETCH", 0.2)
    monkeypatch.setattr(patience, "IN_A_STRETCH", 10)
    assert body_of(*[(0.05, b"x" * 20)] * 8) == b"x" * 160


def test_a_body_of_which_hardly_any_comes_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "STRETCH", 0.2)
    monkeypatch.setattr(patience, "IN_A_STRETCH", 10)
    began = time.monotonic()
    with pytest.raises(Problem) as refused:
        body_of(*[(0.05, b"x")] * 100)
    assert refused.value.status == 408
    assert time.monotonic() - began < 2


@pytest.fixture
def address(sending: Sending) -> Iterator[tuple[str, int]]:
    """Serve the same store over a socket, until the test is over."""
    held = socket.create_server(("127.0.0.1", 0))
    app = web(sending.api.cases, sending.api.door, lambda: sending.api.now, rules=sending.api.rules)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, args=([held],))
    thread.start()
    yield held.getsockname()
    server.should_exit = True
    thread.join(timeout=20)
    held.close()


def test_whoever_sends_slowly_holds_up_nobody_else(sending: Sending, address: tuple[str, int]) -> None:
    where = f"http://{address[0]}:{address[1]}/api{sending.path}/documents"
    slowly = sending.api.signed_in(BORROWER, sending.path)
    head = (
        f"POST /api{sending.path}/documents HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: {slowly['Authorization']}\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 90000\r\n\r\n-"
    )
    with ExitStack() as open_lines:
        lines = [open_lines.enter_context(socket.create_connection(address, timeout=10)) for _ in range(8)]
        for line in lines:
            line.sendall(head.encode())
        assert answered(lines, 8 - OF_ONE_ACCOUNT) == [b"429"] * (8 - OF_ONE_ACCOUNT), "whichever of them came first"
        the_others_go_on(sending, where)


def answered(lines: list[socket.socket], many: int) -> list[bytes]:
    """Return the status of the first so many lines on which anything comes."""
    found: dict[socket.socket, bytes] = {}
    while len(found) < many:
        there, _, _ = select.select([one for one in lines if one not in found], [], [], 20)
        assert there, found
        found |= {one: one.recv(65536).split(b" ")[1] for one in there}
    return list(found.values())


def the_others_go_on(sending: Sending, where: str) -> None:
    about = b'{"happened_on":"2026-03-02","event":{"tag":"lending.receipt-kept","title":"x"}}'
    files: Any = {"about": (None, about), "file": ("a.txt", papers.TEXT)}
    for by, status in ((KEEPER, 201), (BORROWER, 429)):
        answer = httpx.post(where, files=files, headers=sending.api.signed_in(by, sending.path), timeout=20)
        assert answer.status_code == status, answer.text


def test_two_documents_are_looked_at_at_once_and_no_more(sending: Sending, monkeypatch: pytest.MonkeyPatch) -> None:
    now, most, counting = 0, 0, threading.Lock()

    def slowly(content: bytes) -> LookedAt:
        nonlocal now, most
        with counting:
            now += 1
            most = max(most, now)
        time.sleep(0.05)
        with counting:
            now -= 1
        return look_at(content)

    monkeypatch.setattr(keeping, "look_at", slowly)
    monkeypatch.setattr(room, "OF_ONE_ACCOUNT", 8)
    sending.send(papers.TEXT)
    with ThreadPoolExecutor(6) as several:
        sent = [several.submit(sending.send, papers.TEXT) for _ in range(6)]
        told = [one.result().status_code for one in sent]
    assert (set(told), most) == ({201}, keeping.LOOKED_AT_ONCE)

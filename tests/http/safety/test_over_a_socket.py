"""Over a real socket: what the server in front of the application does by itself."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from goldenthread.cli import server
from goldenthread.settings import Settings
from tests.http.desk import Api

OK, TOO_MANY = b"HTTP/1.1 200 ", b"HTTP/1.1 429 "


@pytest.fixture
def address(api: Api, tmp_path: Path) -> Iterator[tuple[str, int]]:
    """Serve as ``goldenthread serve`` does, in a thread, until the test is over."""
    (tmp_path / "other").mkdir()
    held = socket.create_server(("127.0.0.1", 0))
    made = server(api.cases, api.door, Settings(data=str(tmp_path / "other"), rate_unknown=20))
    thread = threading.Thread(target=made.run, args=([held],))
    thread.start()
    yield held.getsockname()
    made.should_exit = True
    thread.join(timeout=20)
    held.close()


def answered(address: tuple[str, int], *lines: str) -> bytes:
    """Send the head of a request, and return the whole answer."""
    with socket.create_connection(address, timeout=10) as line:
        line.sendall("\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1"))
        found = b""
        with contextlib.suppress(ConnectionResetError):  # what was not read of a refused request
            while more := line.recv(65536):
                found += more
        return found


def test_neither_the_server_nor_its_version_is_named(address: tuple[str, int]) -> None:
    told = answered(address, "GET / HTTP/1.1", "Host: localhost")
    assert told.startswith(OK)
    head = told.partition(b"\r\n\r\n")[0].lower()
    assert b"uvicorn" not in head
    assert b"\r\nserver:" not in head
    assert b"content-security-policy: default-src 'none'" in head


def test_a_forged_address_is_not_believed_on_loopback_either(address: tuple[str, int]) -> None:
    told = [
        answered(address, "GET / HTTP/1.1", "Host: localhost", f"X-Forwarded-For: 198.51.100.{n}") for n in range(40)
    ]
    assert sum(one.startswith(OK) for one in told) < 30
    assert told[-1].startswith(TOO_MANY)
    assert b"retry-after: " in told[-1].lower()


@pytest.mark.parametrize(
    "lines",
    [
        ["GET / HTTP/1.1", "Host: localhost", "X-Long: " + "x" * 200_000],
        ["GET / HTTP/1.1", "Host: localhost", "Host: evil.example"],
        ["GET / HTTP/1.1", "Host: localhost", "X Y: z"],
        ["GET / HTTP/1.1", "Host: localhost", "Content-Length: 5", "Content-Length: 6"],
        ["POST /api/cases HTTP/1.1", "Host: localhost", "Content-Length: 5", "Transfer-Encoding: chunked"],
        ["POST /api/cases HTTP/1.1", "Host: localhost", "Idempotency-Key: a", "Idempotency-Key: b"],
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(address: tuple[str, int], lines: list[str]) -> None:
    told = answered(address, *lines)
    assert told.startswith(b"HTTP/1.1 4")
    assert b"Traceback" not in told

"""A virus scanner for tests: it speaks clamd's INSTREAM, finds EICAR, and can be told to misbehave."""

import socket
import struct
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.http.uploads.papers import EICAR


def exactly(line: socket.socket, size: int) -> bytes:
    found = b""
    while len(found) < size:
        more = line.recv(size - len(found))
        if not more:
            raise ConnectionError
        found += more
    return found


class FakeClamd:
    """Answers each connection as clamd does; ``says`` answers something else instead, and ``silent`` nothing."""

    def __init__(self, held: socket.socket) -> None:
        self.seen: list[bytes] = []
        self.says: bytes | None = None
        self.silent = False
        self._held, self._ended = held, threading.Event()

    def run(self) -> None:
        while not self._ended.is_set():
            with suppress(OSError):
                line, _ = self._held.accept()
                with line:
                    self._answer(line)

    def _answer(self, line: socket.socket) -> None:
        if exactly(line, 10) != b"zINSTREAM\0":
            line.sendall(b"UNKNOWN COMMAND\0")
            return
        content = b""
        while size := struct.unpack(">I", exactly(line, 4))[0]:
            content += exactly(line, size)
        self.seen.append(content)
        if self.silent:
            self._ended.wait(30)
            return
        found = b"stream: Eicar-Signature FOUND\0" if EICAR in content else b"stream: OK\0"
        line.sendall(self.says if self.says is not None else found)

    def end(self) -> None:
        self._ended.set()
        with suppress(OSError):
            self._held.shutdown(socket.SHUT_RDWR)
        self._held.close()


@contextmanager
def clamd(at: Path | None = None) -> Generator[tuple[FakeClamd, str]]:
    """Listen on a path, or on loopback, and give the scanner and where it is."""
    held = socket.create_server(("127.0.0.1", 0)) if at is None else socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    if at is not None:
        held.bind(str(at))
        held.listen()
    where = str(at) if at is not None else f"127.0.0.1:{held.getsockname()[1]}"
    fake = FakeClamd(held)
    thread = threading.Thread(target=fake.run)
    thread.start()
    try:
        yield fake, where
    finally:
        fake.end()
        thread.join(timeout=10)

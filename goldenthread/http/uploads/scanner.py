"""The virus scanner: clamd, asked over its socket, within a time. What it does not answer is never taken for a yes."""

import socket
import struct
import time
from dataclasses import dataclass
from enum import StrEnum

CHUNK = 65_536
LONGEST_ANSWER = 4_096
SECONDS = 20.0
"""How long a scan may take, from the connection to the answer."""


class WrongScanner(ValueError):
    """Where the scanner is, is not written as it should be."""


class Scan(StrEnum):
    """What a scanner said, or that it said nothing that can be relied on."""

    CLEAN, FOUND, SILENT = "clean", "found", "silent"


@dataclass(frozen=True)
class Clamd:
    """Where clamd listens: the path of a socket, or a host and a port."""

    address: str | tuple[str, int]
    seconds: float = SECONDS

    def scan(self, content: bytes) -> Scan:
        """Have content looked at. Anything but a plain answer in time is silence. What was found is not repeated."""
        try:
            said = self._asked(content)
        except OSError:
            return Scan.SILENT
        if said == b"stream: OK":
            return Scan.CLEAN
        return Scan.FOUND if said.startswith(b"stream: ") and said.endswith(b" FOUND") else Scan.SILENT

    def _asked(self, content: bytes) -> bytes:
        """Send content by INSTREAM: chunks, each after its length, and an empty one at the end."""
        until = time.monotonic() + self.seconds
        with self._connected(until) as line:
            send(line, b"zINSTREAM\0", until)
            for at in range(0, len(content), CHUNK):
                chunk = content[at : at + CHUNK]
                send(line, struct.pack(">I", len(chunk)) + chunk, until)
            send(line, struct.pack(">I", 0), until)
            return answer(line, until)

    def _connected(self, until: float) -> socket.socket:
        if not isinstance(self.address, str):
            return socket.create_connection(self.address, timeout=left(until))
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            line.settimeout(left(until))
            line.connect(self.address)
        except OSError:
            line.close()
            raise
        return line


def scanner(said: str) -> Clamd | None:
    """Read where the scanner is: ``/run/clamav/clamd.ctl`` or ``127.0.0.1:3310``; nothing, for none."""
    if not said:
        return None
    if said.startswith("/"):
        return Clamd(said)
    host, colon, port = said.rpartition(":")
    if not colon or not host or not port.isdigit():
        raise WrongScanner(f"{said!r} is neither the path of a socket nor host:port")
    return Clamd((host.strip("[]"), int(port)))


def send(line: socket.socket, said: bytes, until: float) -> None:
    line.settimeout(left(until))
    line.sendall(said)


def answer(line: socket.socket, until: float) -> bytes:
    """Return what is said up to a NUL. Raises ``OSError`` where none comes in time."""
    found = b""
    while b"\0" not in found:
        line.settimeout(left(until))
        more = line.recv(LONGEST_ANSWER)
        if not more or len(found) > LONGEST_ANSWER:
            raise ConnectionError("no whole answer")
        found += more
    return found.partition(b"\0")[0].strip()


def left(until: float) -> float:
    """Return how many seconds are left. Raises ``TimeoutError`` when none is."""
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise TimeoutError("the scanner did not answer in time")
    return seconds

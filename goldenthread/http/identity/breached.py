"""Breached passwords: lists of SHA-1 digests, sorted, one a line, searched where they are, off line."""

import hashlib
import re
from pathlib import Path
from typing import BinaryIO

SHIPPED = Path(__file__).with_name("breached.txt")
"""What is always checked; ``breached.md`` says where it comes from."""

LINE = re.compile(rb"[0-9A-Fa-f]{10,40}(:\d+)?")
LONGEST = 80
SAMPLES = 100


class NotAList(ValueError):
    """A file is no list of SHA-1 digests in hexadecimal, sorted, one a line, each perhaps with a count."""


class Breached:
    """One list, such as that of Have I Been Pwned: ``5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:10437277``.

    Digests may be cut short, to ten digits at least. A file of tens of gigabytes takes some thirty looks.
    """

    def __init__(self, path: Path = SHIPPED) -> None:
        """Name a list, looking at some of its lines. Raises ``NotAList``, and ``OSError`` where it cannot be read."""
        self.path = path
        with path.open("rb") as file:
            size = size_of(file)
            lines = [line_at(file, size * at // SAMPLES, size) for at in range(SAMPLES)]
        digests = [digest_of(line) for line in lines if line]
        if not digests or digests != sorted(digests) or not all(line is None or LINE.fullmatch(line) for line in lines):
            raise NotAList(f"{path} is no list of SHA-1 digests, one a line, ordered by digest")

    def holds(self, password: str) -> bool:
        """Say whether a password is on the list, as it is written."""
        wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
        with self.path.open("rb") as file:
            low, high = 0, size_of(file)
            size = high
            while low < high:
                middle = (low + high) // 2
                line = line_at(file, middle, size)
                if line is None or digest_of(line) > wanted:
                    high = middle
                elif wanted.startswith(digest_of(line)):
                    return True
                else:
                    low = middle + 1
        return False


def size_of(file: BinaryIO) -> int:
    return file.seek(0, 2)


def line_at(file: BinaryIO, place: int, size: int) -> bytes | None:
    """Return the first whole line at or after a place, or None where none follows."""
    file.seek(max(place - 1, 0))
    if place > 0:
        file.readline(LONGEST)
    if file.tell() >= size:
        return None
    return file.readline(LONGEST).strip()


def digest_of(line: bytes) -> bytes:
    return line.partition(b":")[0].upper()

"""The parts of an upload: what is said of a document, and the document. They are read in memory, never from a disk."""

from dataclasses import dataclass
from email.message import Message
from typing import Any

import multipart  # pyright: ignore[reportMissingTypeStubs]  # it is typed, and does not say so

from goldenthread.http.problems import Problem
from goldenthread.http.strict import refuse
from goldenthread.http.uploads.names import as_text

ABOUT, FILE = "about", "file"
LARGEST_ABOUT = 65_536
BESIDE = 8_192
"""Bytes that the form may need around its two parts."""


@dataclass(frozen=True)
class Parts:
    """What was said of a document, as it was sent; the document; and what its file was called."""

    about: bytes
    content: bytes
    file_name: str | None


def parts_of(content_type: str, body: bytes, largest: int) -> Parts:
    """Take a form of two parts apart. Raises ``Problem`` 400, 413 or 415."""
    said = Message()
    said["Content-Type"] = content_type
    boundary = said.get_boundary()
    if said.get_content_type() != "multipart/form-data" or not boundary:
        why = f"send multipart/form-data with two parts: {ABOUT} (JSON) and {FILE} (the document)"
        raise Problem(415, "wrong-content-type", "The content type is not understood", why)
    found: dict[str, tuple[str | None, bytes]] = {}
    try:
        for name, file_name, content in read(boundary, body):
            if name not in (ABOUT, FILE) or name in found:
                raise refuse("", f"send two parts, each once: {ABOUT} (JSON) and {FILE} (the document)")
            found[name] = (file_name, content)
    except (multipart.MultipartError, UnicodeDecodeError):
        raise refuse("", "this is not a whole form of two parts (multipart/form-data)") from None
    if set(found) != {ABOUT, FILE}:
        raise refuse("", f"send two parts, each once: {ABOUT} (JSON) and {FILE} (the document)")
    (_, about), (file_name, content) = found[ABOUT], found[FILE]
    if len(about) > LARGEST_ABOUT:
        raise refuse("/about", f"this is larger than {LARGEST_ABOUT:,} bytes")
    if len(content) > largest:
        raise too_large(largest)
    return Parts(about, content, as_text(file_name))


def read(boundary: str, body: bytes) -> list[tuple[str, str | None, bytes]]:
    """Return each part's name, what its file was called, and what it holds. Raises ``MultipartError``."""
    found: list[tuple[str, str | None, bytes]] = []
    with multipart.PushMultipartParser(boundary, max_segment_count=3, strict=True) as parser:
        pieces: list[bytes] = []
        segment: Any = None
        for event in parser.parse(body):
            if isinstance(event, multipart.MultipartSegment):
                segment, pieces = event, []
            elif event is None:
                found.append((segment.name, segment.filename, b"".join(pieces)))
            else:
                pieces.append(bytes(event))
    return found


def too_large(largest: int) -> Problem:
    why = f"A document may have {largest:,} bytes. Nothing was stored. Send it smaller, or in parts."
    return Problem(413, "too-large", "The document is too large", why)

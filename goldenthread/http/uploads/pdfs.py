"""PDFs: whole, nothing after their end, and nothing in them that acts by itself."""

import re
import zlib
from collections.abc import Iterator

from goldenthread.http.uploads.kinds import NotTaken

MOST_UNPACKED = 50_000_000
"""Bytes that are unpacked of one PDF, all of its lists of objects together, to be looked through."""

MOST_STREAMS = 50_000
FAR = 4_096
"""How far before its beginning what is said of a packed part is looked for, in bytes."""

BEGINS = re.compile(rb"%PDF-[12]\.\d")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
PACKED = re.compile(rb">>[\x00\t\n\f\r ]*stream\r?\n")
LISTS = re.compile(rb"/Type[\x00\t\n\f\r ]*/ObjStm\b")
BEYOND_THE_END = re.compile(rb"%%EOF[\x00\t\n\f\r ]*$")

ACTS: dict[bytes, str] = {
    b"JavaScript": "it holds a program",
    b"Rendition": "it holds moving parts",
    b"RichMedia": "it holds moving parts",
    b"Launch": "it starts other programs",
    b"EmbeddedFile": "it holds another file",
    b"EmbeddedFiles": "it holds another file",
    b"XFA": "it holds a form with a program",
    b"SubmitForm": "it sends off what is written into it",
    b"ImportData": "it reads other files",
    b"GoToR": "it opens other files",
    b"GoToE": "it opens a file within it",
}
"""Names of a PDF's objects that make it act, and what that means. They are looked for in every byte, so a name of one
or two letters is not among them: it would turn up in a photograph by chance."""

NAMED = re.compile(rb"/(" + b"|".join(sorted(ACTS, reverse=True)) + rb")(?![A-Za-z0-9])")


def look_at_pdf(content: bytes) -> tuple[str, ...]:
    """Return why somebody must look at a PDF first; nothing, where nothing in it acts. Raises ``NotTaken``."""
    if not BEGINS.match(content):
        raise NotTaken("This begins as a PDF and is none. Save it as a PDF again.")
    if not BEYOND_THE_END.search(content[-FAR:]):
        raise NotTaken("This PDF is cut short, or something stands after its end. Save it as a PDF again.")
    doubts: list[str] = []
    parts = [plain(content)]
    if b"/Encrypt" in parts[0]:
        doubts.append("it is locked, so nobody can see what it holds")
    try:
        parts += map(plain, unpacked(content))
    except zlib.error:
        doubts.append("a part of it cannot be looked into")
    for part in parts:
        doubts += [ACTS[name] for name in NAMED.findall(part)]
    return tuple(dict.fromkeys(doubts))


def plain(part: bytes) -> bytes:
    """Return a part with every name written out: ``/J#61vaScript`` is ``/JavaScript``."""
    return ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)


def unpacked(content: bytes) -> Iterator[bytes]:
    """Yield what the packed lists of objects hold. Raises ``zlib.error`` where one cannot be unpacked."""
    left = MOST_UNPACKED
    for count, found in enumerate(PACKED.finditer(content)):
        if count == MOST_STREAMS:
            raise zlib.error("too many to look at")
        before = content[max(0, found.start() - FAR) : found.start()]
        said = plain(before[before.rfind(b"obj") :])
        if not LISTS.search(said):
            continue
        if b"/FlateDecode" not in said or said.count(b"Decode") != 1:
            raise zlib.error("packed in another way")
        part = zlib.decompressobj().decompress(content[found.end() :], left + 1)
        left -= len(part)
        if left < 0:
            raise NotTaken("This PDF unpacks to more than any paper holds. Save it as a PDF again.")
        yield part

"""PDFs: whole, nothing after their end, and nothing in them that acts by itself."""

import re
import zlib
from collections.abc import Iterator

from goldenthread.http.uploads.kinds import NotTaken

MOST_UNPACKED = 50_000_000
"""Bytes that are unpacked of one PDF, all of its lists of objects together, to be looked through."""

MOST_READ, A_MARK = 100_000_000, 50
"""How many bytes of one PDF are read, over again where they must be, to find where what is said of each part ends; and
how many of them a mark counts for."""

FAR = 4_096
"""How far before its end what ends a PDF is looked for, in bytes."""

BEGINS = re.compile(rb"%PDF-[12]\.\d")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
GAP = re.compile(rb"(?:[\x00\t\n\f\r ]++|%[^\r\n]*+)*+")
OBJECT = re.compile(rb"(?<![A-Za-z])obj(?=[\x00\t\n\f\r %<])")
"""Where an object begins. Wherever else these letters stand, they do no harm: more is looked at."""

MARK = re.compile(rb"<<|>>|<[^<>]*+>|[()]|%[^\r\n]*+")
IN_STRING = re.compile(rb"\\.|[()]", re.DOTALL)
PACKED = re.compile(rb"stream[\t ]*(?:\r\n|\n|\r)")
LISTS = re.compile(rb"/ObjStm\b|/First\b.*/N\b|/N\b.*/First\b", re.DOTALL)
"""What is said of a list of objects: that it is one, or how many it holds and where the first of them is."""

PACKED_TWICE = re.compile(rb"Predictor|/DP\b")
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
    for said, begins in streams(content):
        if not LISTS.search(said):
            continue
        if b"/FlateDecode" not in said or said.count(b"Decode") != 1 or PACKED_TWICE.search(said):
            raise zlib.error("packed in another way")
        part = zlib.decompressobj().decompress(content[begins:], left + 1)
        left -= len(part)
        if left < 0:
            raise NotTaken("This PDF unpacks to more than any paper holds. Save it as a PDF again.")
        yield part


def streams(content: bytes) -> Iterator[tuple[bytes, int]]:
    """Yield what is said of each stream, without strings and remarks, and where the stream begins.

    Raises ``zlib.error`` where it cannot be found out where what is said ends.
    """
    left = MOST_READ
    for found in OBJECT.finditer(content):
        begins = after_gap(content, found.end())
        ends, said = end_of_said(content, begins, left) if content.startswith(b"<<", begins) else (begins, b"")
        at = after_gap(content, ends) if said else ends
        left -= at - found.start() + A_MARK * (1 + said.count(b"\0"))
        if left < 0:
            raise zlib.error("too much to look at")
        if said and (stream := PACKED.match(content, at)):
            yield plain(said), stream.end()


def after_gap(content: bytes, at: int) -> int:
    """Return where blanks and remarks end."""
    found = GAP.match(content, at)
    return found.end() if found else at


def end_of_said(content: bytes, at: int, left: int) -> tuple[int, bytes]:
    """Return where what is said of an object ends, and what is said, with NUL in place of each mark."""
    said: list[bytes] = []
    begins, depth, in_string = at, 0, 0
    while (at - begins) + A_MARK * len(said) < left:
        mark = (IN_STRING if in_string else MARK).search(content, at)
        if mark is None:
            break
        said.append(b"" if in_string else content[at : mark.start()])
        at, what = mark.end(), mark[0]
        if in_string or what == b"(":
            in_string += {b"(": 1, b")": -1}.get(what, 0)
            continue
        depth += {b"<<": 1, b">>": -1}.get(what, 0)
        if depth == 0:
            return at, b"\0".join([*said, b""])
    raise zlib.error("it is not said where this ends")

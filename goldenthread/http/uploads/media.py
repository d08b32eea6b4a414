"""Pictures, sound and film: walked through from their beginning to their end, so that nothing rides along."""

import re
import struct
from collections.abc import Iterator

from goldenthread.engine.attached import DocumentKind
from goldenthread.http.uploads.kinds import NotTaken

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
ID3 = b"ID3"
BRANDS: dict[bytes, DocumentKind] = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis"), DocumentKind.HEIC),
    **dict.fromkeys((b"M4A ", b"M4B "), DocumentKind.M4A),
    **dict.fromkeys((b"isom", b"iso2", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V "), DocumentKind.MP4),
}
PICTURES_OF_ANY_KIND = b"mif1"
MOST_BOXES = 20_000
BOX = re.compile(rb"[A-Za-z0-9 ]{4}")
RATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
"""Kilobits a second of MPEG-1 Layer III, by the number that a frame says."""

RATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
"""The same of MPEG-2 and 2.5."""

SAMPLES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
"""Samples a second, by the version that a frame says."""

LAYER_III = 1
FRAMES = 3
"""How many frames in a row tell an MP3 from chance."""


def check_png(content: bytes) -> None:
    """Walk a PNG's parts to its end. Raises ``NotTaken``."""
    at, names = len(PNG), list[bytes]()
    while at + 12 <= len(content):
        (size,) = struct.unpack_from(">I", content, at)
        names.append(content[at + 4 : at + 8])
        at += 12 + size
        if names[-1] == b"IEND":
            break
    if not names or names[0] != b"IHDR" or names[-1] != b"IEND" or at != len(content):
        raise damaged("picture")


def check_jpeg(content: bytes) -> None:
    """See that a JPEG has an end. What a telephone writes after it, such as a second picture, is let be."""
    if b"\xff\xd9" not in content or b"\xff\xda" not in content:
        raise damaged("picture")


def boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the outermost boxes of a file in the ISO form, with how each begins. Raises ``NotTaken``."""
    at = 0
    for _ in range(MOST_BOXES):
        if at == len(content):
            return
        if at + 8 > len(content) or not BOX.fullmatch(content[at + 4 : at + 8]):
            raise damaged("recording or picture")
        (size,) = struct.unpack_from(">I", content, at)
        if size == 1 and at + 16 <= len(content):
            (size,) = struct.unpack_from(">Q", content, at + 8)
        elif size == 0:
            size = len(content) - at
        if size < 8 or at + size > len(content):  # noqa: PLR2004  # the size of a box's own head
            raise damaged("recording or picture")
        yield content[at + 4 : at + 8], content[at + 8 : at + min(size, 128)]
        at += size
    raise damaged("recording or picture")


def kind_of_boxes(content: bytes) -> DocumentKind:
    """Say what a file in the ISO form is: HEIC, M4A or MP4. Raises ``NotTaken``."""
    found = list(boxes(content))
    names = {name for name, _ in found}
    first, brands = found[0]
    named = [brands[:4], *(brands[at : at + 4] for at in range(8, len(brands), 4))]
    if named[0] == PICTURES_OF_ANY_KIND:
        named = [one for one in named if BRANDS.get(one) is DocumentKind.HEIC]
    kind = BRANDS.get(named[0]) if named else None
    needed = {b"meta"} if kind is DocumentKind.HEIC else {b"moov", b"mdat"}
    if first != b"ftyp" or kind is None or not needed <= names:
        raise NotTaken("This kind of film, sound or picture is not known here. Send it as MP4, M4A, MP3, HEIC or JPEG.")
    return kind


def begins_as_mp3(content: bytes) -> bool:
    """Say whether some frames of MP3 follow each other, at the start or after what is said of the recording."""
    at = 0
    if content.startswith(ID3) and len(content) > 10:  # noqa: PLR2004  # the head of what is said
        said = content[6:10]
        at = 10 + sum(part << shift for part, shift in zip(said, (21, 14, 7, 0), strict=True))
    for _ in range(FRAMES):
        size = frame(content[at : at + 4])
        if size is None:
            return False
        at += size
    return at <= len(content)


def frame(head: bytes) -> int | None:
    """Return the length in bytes of a frame of MPEG Layer III; None where this is none."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:  # noqa: PLR2004  # as the standard has it
        return None
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    rate, sample, padding = head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    if layer != LAYER_III or version not in SAMPLES or rate in (0, 15) or sample == 3:  # noqa: PLR2004
        return None
    first = version == 3  # noqa: PLR2004  # MPEG-1
    kilobits = (RATES if first else RATES_2)[rate]
    return (144 if first else 72) * kilobits * 1000 // SAMPLES[version][sample] + padding


def damaged(what: str) -> NotTaken:
    return NotTaken(f"This {what} is damaged, or something stands after its end. Save it again.")

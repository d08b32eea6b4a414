"""Documents that are archives inside: Word, Excel, PowerPoint, OpenDocument. What they unpack to is counted first."""

import io
import re
import zipfile
import zlib
from collections.abc import Container, Iterator
from xml.parsers import expat

from goldenthread.engine.attached import DocumentKind
from goldenthread.http.uploads.kinds import LookedAt, NotTaken

MOST_PARTS = 4_000
MOST_UNPACKED = 150_000_000
"""Bytes of all parts together, as they really unpack, whatever the archive says of itself."""

MOST_TIMES = 200
"""How many times larger a part may be than it is packed, from a size on. Words pack about ten times smaller."""

FREE = 1_000_000
"""Bytes that a part may unpack to whatever it is packed in."""

CHUNK = 262_144
BEGINS, ENDS = b"PK\x03\x04", b"PK\x05\x06"
TYPES = "[Content_Types].xml"
SAY_WHAT = (TYPES, "mimetype")
"""The parts that say what kind of document it is."""

MAIN: dict[bytes, DocumentKind] = {
    b"wordprocessingml.document.main+xml": DocumentKind.DOCX,
    b"spreadsheetml.sheet.main+xml": DocumentKind.XLSX,
    b"presentationml.presentation.main+xml": DocumentKind.PPTX,
}
ODT = b"application/vnd.oasis.opendocument.text"
LOCKED = 0x1
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The ways of packing that documents are written in, and that are unpacked here piece by piece. Others unpack a whole
read at once, however large it grows, before it can be counted."""

WITHIN = (BEGINS, b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00", b"MSCF")
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ARCHIVES = (".zip", ".jar", ".rar", ".7z", ".gz", ".bz2", ".xz", ".cab", ".iso", ".tar")
PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe")
HYPERLINK = "/hyperlink"
DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def look_at_archive(content: bytes) -> LookedAt:
    """Say which of the documents that are archives this is, and what in it must be looked at. Raises ``NotTaken``."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            check_list(archive.infolist(), content)
            kind = kind_of(dict(unpacked(archive, SAY_WHAT)))
            doubts = [why for name, part in unpacked(archive) for why in doubts_about(name, part)]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError):
        raise NotTaken("This is damaged, or packed in a way that is not used for papers. Save it again.") from None
    return LookedAt(kind, tuple(dict.fromkeys(doubts)))


def check_list(listed: list[zipfile.ZipInfo], content: bytes) -> None:
    """Hold an archive's list of its parts to what a document's is."""
    if len(listed) > MOST_PARTS:
        raise NotTaken(f"This holds more than {MOST_PARTS:,} parts. Save it again, or send it as a PDF.")
    names = [one.filename.lower() for one in listed]
    if len(set(names)) < len(names):
        raise NotTaken("This holds two parts of one name, so that two programs may see two documents. Save it again.")
    if any(not within(one.orig_filename) for one in listed):
        raise NotTaken("This names a part that would lie outside of it. Do not open it; ask who sent it.")
    if any(one.flag_bits & LOCKED for one in listed):
        raise NotTaken("This is locked with a password. Send it without one: it is sealed here in any case.")
    if any(one.compress_type not in PACKED for one in listed):
        raise NotTaken("This is packed in a way that is not used for papers. Save it again.")
    if sum(one.file_size for one in listed) > MOST_UNPACKED:
        raise too_much()
    if not content.startswith(BEGINS) or content.count(ENDS) != 1:
        raise NotTaken("This is two files in one. Save it again as a document of its own.")
    end = content.rfind(ENDS)
    if len(content) - end != 22 + int.from_bytes(content[end + 20 : end + 22], "little"):  # its fixed part
        raise NotTaken("Something stands after the end of this document. Save it again.")


def within(name: str) -> bool:
    """Say whether a part's name stays within the archive."""
    steps = name.split("/")
    odd = "\\" in name or ":" in name or any(ord(one) < ord(" ") for one in name)
    return bool(name) and not name.startswith("/") and ".." not in steps and not odd


def unpacked(archive: zipfile.ZipFile, only: Container[str] | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield parts one after the other as they really unpack, counted as they do. Raises ``NotTaken``."""
    left = MOST_UNPACKED
    for one in archive.infolist():
        if only is not None and one.filename not in only:
            continue
        most = max(FREE, one.compress_size * MOST_TIMES)
        found: list[bytes] = []
        with archive.open(one) as packed:
            while chunk := packed.read(CHUNK):
                left, most = left - len(chunk), most - len(chunk)
                if left < 0 or most < 0:
                    raise too_much()
                found.append(chunk)
        yield one.filename, b"".join(found)


def too_much() -> NotTaken:
    return NotTaken("This unpacks to more than any paper holds. Save it again, or send it as a PDF.")


def kind_of(parts: dict[str, bytes]) -> DocumentKind:
    """Return the kind of a document by the part that says it. Raises ``NotTaken``."""
    if TYPES in parts:
        said = parts[TYPES]
        if b"macroEnabled" in said or b"vbaProject" in said:
            raise macros()
        found = [kind for name, kind in MAIN.items() if name in said]
        if len(found) == 1:
            return found[0]
    elif parts.get("mimetype", b"").strip() == ODT:
        return DocumentKind.ODT
    raise NotTaken("This is an archive. Send the papers in it one by one.")


def macros() -> NotTaken:
    return NotTaken("This holds macros, which are programs. Save it without them, as .docx, .xlsx or .pptx.")


def doubts_about(name: str, part: bytes) -> Iterator[str]:
    """Yield why somebody must look at a part first. Raises ``NotTaken``."""
    low = name.lower()
    if low.rpartition("/")[2] in ("vbaproject.bin", "vbadata.xml") or low.startswith(("basic/", "scripts/")):
        raise macros()
    if part.startswith(PROGRAMS):
        raise NotTaken("This holds a program. Save it without it.")
    if part.startswith(WITHIN) or low.endswith(ARCHIVES):
        if "/embeddings/" not in low:
            raise NotTaken("This holds an archive within it. Send the papers one by one.")
        yield "it holds another document"
    if part.startswith(OLD_OFFICE) or low.startswith("object "):
        yield "it holds an object of another program"
    if "/activex/" in low:
        yield "it holds moving parts"
    if low.endswith((".xml", ".rels", ".rdf")) and (b"\x00" in part or DECLARES.search(part)):
        raise NotTaken("This holds text that is not written as such documents are. Save it again.")
    if low.endswith(".rels") and any(fetches(one) for one in relations(part)):
        yield "it fetches something from elsewhere when it is opened"


def relations(part: bytes) -> list[dict[str, str]]:
    """Return the attributes of every relation that a part names, as XML has them. Raises ``NotTaken``.

    Nothing outside of the part is read: no document type is declared in it, so there are no entities.
    """
    found: list[dict[str, str]] = []

    def begins(name: str, said: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "Relationship":
            found.append(said)

    parser = expat.ParserCreate()
    parser.StartElementHandler = begins
    try:
        parser.Parse(part, True)  # noqa: FBT003  # that it is all of it; expat takes no names
    except (expat.ExpatError, LookupError, ValueError):
        raise NotTaken("This holds text that is not written as such documents are. Save it again.") from None
    return found


def fetches(relation: dict[str, str]) -> bool:
    """Say whether a relation fetches something when a document is opened: it leads elsewhere, and is no link."""
    outside = relation.get("TargetMode", "").strip().lower() == "external"
    return outside and not relation.get("Type", "").strip().lower().endswith(HYPERLINK)

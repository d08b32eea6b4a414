"""Documents as a test sends them: small, and whole; or with something in them that should not be there."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

CONTENT_TYPES = "[Content_Types].xml"
MAIN = {
    "docx": "wordprocessingml.document.main+xml",
    "xlsx": "spreadsheetml.sheet.main+xml",
    "pptx": "presentationml.presentation.main+xml",
}
TEXT = "Notes before the meeting.\nHe likes the quiet room, and wants Zoë the drum.\n".encode()


def pdf(more: bytes = b"", *, end: bytes = b"%%EOF\n") -> bytes:
    """Return a PDF of one empty page, with more objects in it."""
    return (
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\n"
        b"endobj\n" + more + b"trailer\n<< /Root 1 0 R >>\nstartxref\n9\n" + end
    )


def packed(inside: bytes, said: bytes = b"/Filter /FlateDecode", body: bytes | None = None) -> bytes:
    """Return an object of a PDF that holds others, packed."""
    content = zlib.compress(inside) if body is None else body
    return b"5 0 obj\n<< /Type /ObjStm /N 1 /First 4 %b >>\nstream\n%b\nendstream\nendobj\n" % (said, content)


def archive(parts: Mapping[str, bytes | str], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as packing:
        for name, content in parts.items():
            packing.writestr(zipfile.ZipInfo(name), content, compress_type=how)
    return made.getvalue()


def office(kind: str = "docx", **more: bytes | str) -> bytes:
    """Return a document of Word, Excel or PowerPoint, with more parts; ``__`` in a name is a slash, ``_`` a stop."""
    types = f'<Types><Override ContentType="application/vnd.openxmlformats-officedocument.{MAIN[kind]}"/></Types>'
    named = {name.replace("__", "/").replace("_", "."): part for name, part in more.items()}
    return archive({CONTENT_TYPES: types, "word/document.xml": "<w/>", **named})


def odt(**more: bytes | str) -> bytes:
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<o/>", **more})


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(after: bytes = b"") -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"") + after


def jpeg(after: bytes = b"", inside: bytes = b"") -> bytes:
    said = b"\xff\xfe" + struct.pack(">H", 2 + len(inside)) + inside if inside else b""
    head = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    return head + said + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x12\x34\xff\xd9" + after


def box(name: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", 8 + len(content)) + name + content


def iso(brand: bytes, *boxes: bytes, also: bytes = b"") -> bytes:
    """Return a file in the ISO form: HEIC, M4A, MP4."""
    return box(b"ftyp", brand + b"\0\0\0\0" + brand + also) + b"".join(boxes)


def sound(brand: bytes = b"M4A ") -> bytes:
    return iso(brand, box(b"moov", b"\0" * 40), box(b"mdat", b"\0" * 40))


def photograph() -> bytes:
    return iso(b"heic", box(b"meta", b"\0" * 40), box(b"mdat", b"\0" * 40), also=b"mif1")


def mp3(said: bytes = b"") -> bytes:
    """Return four frames at 128 kilobits and 44.1 kHz, after what is said of the recording."""
    size = bytes((len(said) >> shift) & 0x7F for shift in (21, 14, 7, 0))
    tag = b"ID3\x03\x00\x00" + size + said if said else b""
    return tag + (b"\xff\xfb\x90\x00" + b"\0" * 413) * 4


EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""What every virus scanner finds, and harms nobody."""

"""The kinds of document that are taken in, each told by what it holds and never by what it is called."""

from dataclasses import dataclass

from goldenthread.engine.attached import DocumentKind

MEDIA_TYPES: dict[DocumentKind, tuple[str, str]] = {
    DocumentKind.PDF: ("application/pdf", "pdf"),
    DocumentKind.DOCX: ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    DocumentKind.XLSX: ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    DocumentKind.PPTX: ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    DocumentKind.ODT: ("application/vnd.oasis.opendocument.text", "odt"),
    DocumentKind.TEXT: ("text/plain", "txt"),
    DocumentKind.PNG: ("image/png", "png"),
    DocumentKind.JPEG: ("image/jpeg", "jpg"),
    DocumentKind.HEIC: ("image/heic", "heic"),
    DocumentKind.MP3: ("audio/mpeg", "mp3"),
    DocumentKind.M4A: ("audio/mp4", "m4a"),
    DocumentKind.MP4: ("video/mp4", "mp4"),
}
"""How each kind is served, and how its name ends."""

TAKEN = "PDF, Word .docx, Excel .xlsx, PowerPoint .pptx, OpenDocument text, text, PNG, JPEG, HEIC, MP3, M4A, MP4"


class NotTaken(Exception):
    """A document that is not taken in: ``str`` says why, and what to do. Nothing of it is kept."""


@dataclass(frozen=True)
class LookedAt:
    """What a document is, and why somebody must look at it before it is used; nothing, where it may be."""

    kind: DocumentKind
    doubts: tuple[str, ...] = ()

"""Documents that go with an entry: what every event that names one brings with it."""

from typing import Annotated, Any

from msgspec import Meta

from goldenthread.engine.events import CLEAR, Choice, Event, Name, asks
from goldenthread.engine.privacy.documents import DocumentAddress

ADDRESS = Meta(pattern=r"^[0-9a-f]{64}$")
"""What an address looks like: SHA-256 in hexadecimal."""


class DocumentKind(Choice):
    """The kind of a document, told by what it holds."""

    PDF = "pdf", "A PDF"
    DOCX = "docx", "A Word document"
    XLSX = "xlsx", "A spreadsheet"
    PPTX = "pptx", "Slides"
    ODT = "odt", "An OpenDocument text"
    TEXT = "text", "Plain text"
    PNG = "png", "A picture (PNG)"
    JPEG = "jpeg", "A photograph (JPEG)"
    HEIC = "heic", "A photograph (HEIC)"
    MP3 = "mp3", "A sound recording (MP3)"
    M4A = "m4a", "A sound recording (M4A)"
    MP4 = "mp4", "A film (MP4)"


class Checked(Choice):
    """How a document was looked at for harm before it was kept."""

    SCANNED = "scanned", "By a virus scanner, which found nothing"
    LOOKED_AT = "looked-at", "By its kind and its parts; there is no virus scanner here"
    LET_THROUGH = "let-through", "It was held back, and let through by somebody who answers for it"


class Attached(Event, kw_only=True):
    """Something that a document is kept with. The document is sealed, and is never in the event itself."""

    document: Annotated[DocumentAddress, ADDRESS, asks("Which document?"), CLEAR]
    document_kind: Annotated[DocumentKind, asks("What kind of document is it?"), CLEAR]
    checked: Annotated[Checked, asks("How was it looked at for harm?"), CLEAR]
    file_name: Annotated[Name | None, asks("What was the file called?")] = None


def own_fields() -> frozenset[str]:
    """Return the names of the fields that are worked out here, and are asked of nobody."""
    return frozenset(Attached.__struct_fields__)


def document_of(event: Any) -> DocumentAddress | None:
    """Return the document that an event names; of one that is erased too, for its address is clear."""
    found: DocumentAddress | None = getattr(event, "document", None)
    return found

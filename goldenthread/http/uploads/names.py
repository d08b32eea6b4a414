"""Names of files: what somebody called theirs is kept as text, sealed; what ours is called is made here."""

import re
import unicodedata
from uuid import UUID

from goldenthread.engine.attached import DocumentKind
from goldenthread.http.uploads.kinds import MEDIA_TYPES

LONGEST = 200
PATH = re.compile(r"[/\\]")
NOT_SEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Categories of what nobody can see in a name, or what turns it round."""


def as_text(said: str | None) -> str | None:
    """Return what a file was called, as text: its last part, what can be seen of it, and not too long."""
    if said is None:
        return None
    last = PATH.split(unicodedata.normalize("NFC", said))[-1]
    seen = "".join(one for one in last if unicodedata.category(one) not in NOT_SEEN)
    return " ".join(seen.split()).strip(". ")[:LONGEST] or None


def ours(entry: UUID, kind: DocumentKind) -> str:
    """Return what a document is called when it is handed out: nothing of it is what anybody said."""
    return f"document-{str(entry)[:8]}.{MEDIA_TYPES[kind][1]}"

"""Documents: sealed under a case's own key, found by the address of the sealed bytes, never changed."""

from typing import NewType
from uuid import UUID

from cryptography.exceptions import InvalidTag

from goldenthread.engine.privacy.keys import DataKey, KeyRing, KeyTampered, address_of
from goldenthread.engine.store.writer import SealedDocument

DocumentAddress = NewType("DocumentAddress", str)
"""SHA-256 of the sealed bytes, in hexadecimal: the address of a document, as an event names it."""


class DocumentChanged(ValueError):
    """The stored bytes are not those that were sealed for this case."""


def bound_to(origin: bytes, case: UUID, key: int) -> bytes:
    return b"document\0%b\0%b%b" % (origin, case.bytes, key.to_bytes(2, "big"))


def seal_document(
    keys: KeyRing, origin: bytes, case: UUID, record_class: str, content: bytes, *, new_case: bool
) -> tuple[SealedDocument, DataKey]:
    """Seal content for a case. The key is handed on to be stored with the record that names the document."""
    key = keys.to_seal(case, record_class, new_case=new_case)
    number = key.row.number
    sealed = key.seal(content, bound_to(origin, case, number))
    return SealedDocument(address_of(sealed), case, number, sealed), key


def open_document(keys: KeyRing, origin: bytes, document: SealedDocument) -> bytes | None:
    """Return what was sealed, or None when its key has been destroyed. Raises ``DocumentChanged``."""
    if address_of(document.sealed) != document.address:
        raise DocumentChanged("the stored document is not the one its address names")
    try:
        key = keys.to_open(document.case, document.key)
        return key.open(document.sealed, bound_to(origin, document.case, document.key))
    except (InvalidTag, KeyTampered):
        raise DocumentChanged("the stored document does not open with the key of its case") from None

"""Documents: sealed for one case, found by the address of what was sealed."""

import hashlib
from uuid import UUID

import pytest

from goldenthread.engine.privacy.documents import DocumentChanged, open_document, seal_document
from goldenthread.engine.privacy.keys import KeyRing
from goldenthread.engine.privacy.wrapping import WrappingKey
from goldenthread.engine.store.writer import SealedDocument
from tests.store.samples import SECRET, STORE, KeysInMemory

CASE, OTHER = UUID(int=7), UUID(int=8)
CONTENT = b"%PDF the report of an educational psychologist"


@pytest.fixture
def table() -> KeysInMemory:
    return KeysInMemory()


def ring(table: KeysInMemory) -> KeyRing:
    return KeyRing(WrappingKey(SECRET), table, STORE)


@pytest.fixture
def sealed(table: KeysInMemory) -> SealedDocument:
    document, key = seal_document(ring(table), STORE, CASE, "core", CONTENT, new_case=True)
    table.keep(key.row)
    return document


def test_a_document_comes_out_as_it_went_in(table: KeysInMemory, sealed: SealedDocument) -> None:
    assert open_document(ring(table), STORE, sealed) == CONTENT
    assert CONTENT not in sealed.sealed


def test_its_address_is_that_of_the_sealed_bytes_and_tells_nothing_of_the_content(
    table: KeysInMemory, sealed: SealedDocument
) -> None:
    again, _ = seal_document(ring(table), STORE, CASE, "core", CONTENT, new_case=False)
    assert sealed.address == hashlib.sha256(sealed.sealed).digest()
    assert again.key == sealed.key
    assert again.address != sealed.address


def test_a_document_whose_key_was_destroyed_is_gone(table: KeysInMemory, sealed: SealedDocument) -> None:
    table.destroy(CASE)
    assert open_document(ring(table), STORE, sealed) is None


def test_a_document_that_was_changed_is_refused(table: KeysInMemory, sealed: SealedDocument) -> None:
    keys = ring(table)
    for at in range(len(sealed.sealed)):
        changed = sealed.sealed[:at] + bytes((sealed.sealed[at] ^ 1,)) + sealed.sealed[at + 1 :]
        with pytest.raises(DocumentChanged, match="not the one its address names"):
            open_document(keys, STORE, SealedDocument(sealed.address, CASE, 1, changed))
        readdressed = hashlib.sha256(changed).digest()
        with pytest.raises(DocumentChanged, match="does not open"):
            open_document(keys, STORE, SealedDocument(readdressed, CASE, 1, changed))


def test_a_document_opens_for_its_own_case_and_store_only(table: KeysInMemory, sealed: SealedDocument) -> None:
    _, key = seal_document(ring(table), STORE, OTHER, "core", b"theirs", new_case=True)
    table.keep(key.row)
    moved = SealedDocument(sealed.address, OTHER, 1, sealed.sealed)
    with pytest.raises(DocumentChanged):
        open_document(ring(table), STORE, moved)
    with pytest.raises(DocumentChanged):
        open_document(ring(table), b"goldenthread/another", sealed)
    with pytest.raises(DocumentChanged):
        open_document(ring(table), STORE, SealedDocument(sealed.address, CASE, 2, sealed.sealed))

"""A document is kept with an entry of its own, sealed, and handed out again as it was."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from goldenthread.engine.commands import Note, Unacceptable
from goldenthread.engine.records import Actor
from tests.http.desk import BORROWER, Card
from tests.http.safety.test_headers import must_be_safe
from tests.http.uploads import papers
from tests.http.uploads.kept import ReceiptKept
from tests.http.uploads.sending import LARGEST, Sending

MARK = b"xylophone-marker"


def test_a_document_comes_out_as_it_went_in(sending: Sending) -> None:
    for content in (papers.pdf(MARK + b"\n"), papers.office(), papers.png(), papers.TEXT, papers.mp3()):
        opened = sending.open(sending.kept(content))
        assert (opened.status_code, opened.content) == (200, content)


def test_it_is_handed_out_to_be_saved_and_shut_in(sending: Sending) -> None:
    opened = sending.open(entry := sending.kept(papers.pdf(), name="../../Sam Ashdown's letter.pdf"))
    assert opened.headers["content-disposition"] == f'attachment; filename="document-{entry[:8]}.pdf"'
    assert opened.headers["content-type"] == "application/pdf"
    policy = opened.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "'self'" not in policy
    must_be_safe(opened, policy)


def test_what_it_claims_to_be_counts_for_nothing(sending: Sending) -> None:
    opened = sending.open(sending.kept(papers.png(), name="letter.pdf"))
    assert (opened.headers["content-type"], opened.headers["content-disposition"][-5:]) == ("image/png", '.png"')
    text = sending.open(sending.kept(papers.TEXT, name="page.html"))
    assert text.headers["content-type"] == "text/plain; charset=utf-8"


def test_its_entry_says_what_it_is_and_what_it_was_called(sending: Sending) -> None:
    asked = sending.card.asked()
    sending.kept(papers.pdf(), name="C:\\Users\\vale\\May letter.pdf", belongs_to=asked)
    entry = sending.api.get(f"{sending.path}/timeline")["items"][-1]
    said = {one["name"]: one["answer"] for one in entry["says"]}
    assert entry["told"] == "A receipt is kept: The receipt of Mrs Vale"
    assert said["file_name"] == "May letter.pdf"
    kept = sending.api.cases.case(next(iter(sending.api.cases.opened(1)))).records[-1]
    assert (kept.clear("document_kind"), kept.clear("checked")) == ("pdf", "looked-at")
    assert str(kept.clear("belongs_to")) == asked


def test_nothing_of_it_is_stored_in_clear(sending: Sending) -> None:
    sending.kept(papers.pdf(MARK + b"\n"), name=f"{MARK.decode()}.pdf", title=MARK.decode())
    sending.held(papers.pdf(MARK + b" /JavaScript\n"), name=f"{MARK.decode()}.pdf", title=MARK.decode())
    sending.api.cases.close()
    stored = {one.name: one.read_bytes() for one in sending.folder.iterdir() if one.is_file()}
    assert {"goldenthread.db", "quarantine.db"} <= set(stored)
    assert [name for name, content in stored.items() if MARK in content] == []
    assert (sending.folder / "quarantine.db").stat().st_mode & 0o077 == 0


def test_a_repeat_is_answered_as_the_first_time(sending: Sending) -> None:
    first, again = (sending.send(papers.pdf(), key="one") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert sending.documents() == 1
    assert sending.send(papers.png(), key="one").json()["type"] == "urn:goldenthread:problem:key-used"


@pytest.mark.parametrize(
    ("content", "status", "name"),
    [
        (b"", 422, "not-taken"),
        (b"MZ\x90\x00", 422, "not-taken"),
        (papers.office(word__vbaProject_bin=b"x"), 422, "not-taken"),
        (papers.pdf() + papers.office() + b"%%EOF", 422, "not-taken"),
        (papers.TEXT * (LARGEST // len(papers.TEXT) + 1), 413, "too-large"),
    ],
)
def test_what_is_not_taken_leaves_nothing(sending: Sending, content: bytes, status: int, name: str) -> None:
    count = sending.api.count()
    answer = sending.send(content, name=MARK.decode())
    assert (answer.status_code, answer.json()["type"].rpartition(":")[2]) == (status, name)
    assert MARK.decode() not in answer.text
    assert sending.api.count() == count
    assert sending.waiting().json()["items"] == []


def test_a_form_larger_than_any_is_refused_before_it_is_read(sending: Sending) -> None:
    assert sending.send(b"x" * 300_000).status_code == 413


def form(*parts: tuple[str, bytes], end: bytes = b"--line--\r\n") -> bytes:
    return b"".join(b"--line\r\n%b\r\n\r\n%b\r\n" % (head.encode(), content) for head, content in parts) + end


ABOUT = json.dumps({"happened_on": "2026-03-02", "event": {"tag": "lending.receipt-kept", "title": "x"}}).encode()
SAID, FILE = 'Content-Disposition: form-data; name="about"', 'Content-Disposition: form-data; name="file"; filename="a"'


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (form((SAID, ABOUT), (FILE, papers.TEXT)), "multipart/form-data; boundary=line", 201),
        (form((SAID, ABOUT), (FILE, papers.TEXT)), "multipart/mixed; boundary=line", 415),
        (form((SAID, ABOUT), (FILE, papers.TEXT)), "multipart/form-data", 415),
        (form((SAID, ABOUT), (FILE, papers.TEXT)), "application/json", 415),
        (form((SAID, ABOUT), (FILE, papers.TEXT)), "multipart/form-data; boundary=other", 400),
        (form((SAID, ABOUT), (FILE, papers.TEXT), end=b""), "multipart/form-data; boundary=line", 400),
        (form((SAID, ABOUT)), "multipart/form-data; boundary=line", 400),
        (form((FILE, papers.TEXT)), "multipart/form-data; boundary=line", 400),
        (form((SAID, ABOUT), (FILE, b"a"), (FILE, b"b")), "multipart/form-data; boundary=line", 400),
        (form((SAID, ABOUT), (SAID, ABOUT), (FILE, b"a")), "multipart/form-data; boundary=line", 400),
        (form(*[(SAID, ABOUT)] * 500), "multipart/form-data; boundary=line", 400),
        (form((SAID + "\r\nX: y" * 50, ABOUT), (FILE, b"a")), "multipart/form-data; boundary=line", 400),
        (form((SAID, b"{}"), (FILE, papers.TEXT)), "multipart/form-data; boundary=line", 400),
        (form((SAID, b"[" * 100_000), (FILE, papers.TEXT)), "multipart/form-data; boundary=line", 400),
        (b"", "multipart/form-data; boundary=line", 400),
    ],
)
def test_a_form_is_whole_and_has_its_two_parts(sending: Sending, body: bytes, kind: str, status: int) -> None:
    answer = sending.api.raw(f"{sending.path}/documents", body, {"Content-Type": kind})
    assert answer.status_code == status, answer.text
    assert sending.documents() == (status == 201)


@pytest.mark.parametrize(
    "event",
    [
        {"document": "0" * 64},
        {"checked": "scanned"},
        {"document_kind": "pdf"},
        {"file_name": "x"},
        {"tag": "lending.x"},
    ],
)
def test_what_is_found_out_here_is_not_taken_from_anybody(sending: Sending, event: dict[str, Any]) -> None:
    answer = sending.send(papers.pdf(), **event)
    assert answer.status_code == 400
    assert sending.documents() == 0


def test_only_whoever_may_record_the_entry_may_send_its_document(sending: Sending) -> None:
    assert sending.send(papers.pdf(), by=BORROWER).status_code == 201
    refused = sending.send(papers.pdf(), tag="lending.slip-kept", by=BORROWER)
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:goldenthread:problem:not-entitled")
    assert sending.send(papers.pdf(), tag="lending.slip-kept").status_code == 201


def test_a_case_that_is_not_there_takes_none(sending: Sending) -> None:
    assert sending.send(papers.pdf(), path=f"/cases/{uuid4()}").status_code == 404


def test_what_is_not_there_and_what_has_no_document_are_answered_alike(sending: Sending) -> None:
    entry, other = sending.kept(papers.pdf()), Card(sending.api, "Ash Green")
    answers = [
        sending.open(str(uuid4())),
        sending.open(sending.card.asked()),
        sending.open(entry, other.path),
        sending.open(entry, f"/cases/{uuid4()}"),
    ]
    assert {(one.status_code, one.text) for one in answers} == {(404, answers[0].text)}


def test_a_document_in_the_wrong_case_is_gone_once_it_is_said(sending: Sending) -> None:
    entry = sending.kept(papers.pdf())
    body = {"happened_on": "2026-03-02", "why": "It is of another child."}
    said = sending.api.send(f"{sending.path}/records/{entry}/error", body, read=sending.card.etag)
    assert said.status_code == 201
    assert sending.open(entry).status_code == 404


def test_no_entry_can_name_the_document_of_another_case_or_class(sending: Sending) -> None:
    """Whoever learnt an address could otherwise open it from a case of their own, or as of a lesser class."""
    sending.kept(papers.pdf(), tag="lending.slip-kept")
    cases, now = sending.api.cases, sending.api.now
    other = Card(sending.api, "Ash Green")
    mine, theirs = (cases.case(one) for one in cases.opened(2))
    said: dict[str, Any] = {
        "document": mine.records[-1].clear("document"),
        "document_kind": "pdf",
        "checked": "scanned",
        "title": "x",
    }
    for path in (other.path, sending.path):
        answer = sending.api.send(f"{path}/facts/lending.receipt-kept", {"happened_on": "2026-03-02", "event": said})
        assert answer.status_code == 404, "a document is kept by the route of documents alone"
    event = ReceiptKept(**said)
    note = Note(event=event, happened_on=now.date(), by=Actor("k.hale", "keeper", "the-shed"))
    with pytest.raises(Unacceptable, match="no such document"):
        cases.record(theirs.id, [note], now)
    assert cases.case(theirs.id).version == 1


def test_a_document_whose_key_was_destroyed_is_gone(sending: Sending) -> None:
    entry, held = sending.kept(papers.pdf()), sending.held()
    (case,) = sending.api.cases.opened(1)
    for key in sending.api.cases.store.recorder.keys_of(case):
        sending.api.cases.store.recorder.destroy_key(case, key.number)
    sending.api.cases.forget(case)
    assert sending.open(entry).status_code == 404
    assert sending.decide(held, "release").status_code == 404


def test_an_archive_is_never_unpacked_onto_a_disk(sending: Sending, tmp_path: Path) -> None:
    before = {one.name for one in tmp_path.iterdir()}
    sending.kept(papers.office(word__media__a_png=papers.png()))
    assert zipfile.is_zipfile(io.BytesIO(papers.office()))
    assert {one.name for one in tmp_path.iterdir()} == before


def test_what_is_asked_is_described(sending: Sending) -> None:
    told = sending.api.client.get("/api/openapi/openapi.json").json()
    route = told["paths"]["/api/cases/{case}/documents"]["post"]
    assert set(route["requestBody"]["content"]["multipart/form-data"]["schema"]["required"]) == {"about", "file"}
    assert {"201", "202", "400", "403", "404", "408", "413", "415", "422", "429", "503"} <= set(route["responses"])
    assert "/api/cases/{case}/documents/{entry}" in told["paths"]

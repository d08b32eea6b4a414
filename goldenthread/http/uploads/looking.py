"""Looking at a document before it is kept: what it is, and whether it may be used, must wait, or is not taken."""

import io
import re
import zipfile
from typing import Any, cast

import puremagic

from goldenthread.engine.attached import DocumentKind
from goldenthread.http.uploads.archives import BEGINS, OLD_OFFICE, look_at_archive
from goldenthread.http.uploads.kinds import MEDIA_TYPES, TAKEN, LookedAt, NotTaken
from goldenthread.http.uploads.media import JPEG, PNG, begins_as_mp3, check_jpeg, check_png, kind_of_boxes
from goldenthread.http.uploads.pdfs import look_at_pdf

PDF = b"%PDF-"
EARLY = 1024
"""Bytes within which a reader of PDFs looks for the beginning of one."""

RUNS = re.compile(rb"\s*(?:<!doctype|<html|<script|<svg|<\?xml|<\?php|#!|{\\rtf|@echo off)", re.IGNORECASE)
ALSO: dict[DocumentKind, frozenset[str]] = {
    DocumentKind.JPEG: frozenset({".jpeg", ".jpe", ".jfif"}),
    DocumentKind.M4A: frozenset({".m4b", ".mp4"}),
    DocumentKind.MP4: frozenset({".m4v", ".mov", ".m4a"}),
    DocumentKind.HEIC: frozenset({".heif", ".heics", ".mp4"}),
}
"""Other endings by which the same kind goes."""

NOT_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
"""Marks that steer a program and are no part of a text."""


def look_at(content: bytes) -> LookedAt:
    """Say what a document is, by what it holds alone. Raises ``NotTaken`` with why, and what to do.

    It is a pure function of the bytes: no name, no declared type, no other program.
    """
    if not content:
        raise NotTaken("This file is empty. Choose it again.")
    found = told_apart(content)
    only_one_kind(content, found.kind)
    second_opinion(content, found.kind)
    return found


def told_apart(content: bytes) -> LookedAt:
    """Return what a document begins as, and walk it through as that."""
    if content.startswith(PDF):
        return LookedAt(DocumentKind.PDF, look_at_pdf(content))
    if content.startswith(BEGINS):
        return look_at_archive(content)
    if content.startswith(OLD_OFFICE):
        raise NotTaken("This is an old Office document, or one with a password. Save it as .docx, without a password.")
    return LookedAt(recording_or_text(content))


def recording_or_text(content: bytes) -> DocumentKind:
    if content.startswith(PNG):
        check_png(content)
        return DocumentKind.PNG
    if content.startswith(JPEG):
        check_jpeg(content)
        return DocumentKind.JPEG
    if content[4:8] == b"ftyp":
        return kind_of_boxes(content)
    if begins_as_mp3(content):
        return DocumentKind.MP3
    if is_text(content):
        return DocumentKind.TEXT
    raise NotTaken(f"This kind of file is not taken in. These are: {TAKEN}.")


def is_text(content: bytes) -> bool:
    """Say whether this is text in UTF-8 that somebody can read, and that no program would run."""
    try:
        said = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    if NOT_TEXT.search(said):
        return False
    return not RUNS.match(content.removeprefix(b"\xef\xbb\xbf"))


def only_one_kind(content: bytes, kind: DocumentKind) -> None:
    """Refuse a file that another program would read as another kind. Raises ``NotTaken``."""
    archive = content.startswith(BEGINS)
    if not archive and zipfile.is_zipfile(io.BytesIO(content)):
        raise two_in_one()
    if kind is not DocumentKind.PDF and PDF in content[:EARLY]:
        raise two_in_one()
    if kind in (DocumentKind.PNG, DocumentKind.JPEG) and re.search(rb"<\?php|<script", content, re.IGNORECASE):
        raise two_in_one()


def two_in_one() -> NotTaken:
    return NotTaken("This is two files in one. Save it again as a document of its own.")


def second_opinion(content: bytes, kind: DocumentKind) -> None:
    """Ask a table of every known kind of file: where it knows any, ours is one of them. Raises ``NotTaken``."""
    if kind in (DocumentKind.TEXT, DocumentKind.MP3):
        return  # the one has no mark by which it could be told, and the other's is found by chance in other kinds
    try:
        known = cast("list[Any]", puremagic.magic_string(content))  # pyright: ignore[reportUnknownMemberType]  # untyped
    except (puremagic.PureError, ValueError):
        known = []
    endings = {str(one.extension).lower() for one in known}
    ours = {f".{MEDIA_TYPES[kind][1]}", *ALSO.get(kind, ())}
    if endings and not endings & ours:
        raise NotTaken(f"This looks like another kind of file. These are taken in: {TAKEN}.")

"""The folder that is written: what may be given and what stays here, apart, each with a manifest. All or nothing."""

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Generator, Mapping
from pathlib import Path
from uuid import UUID

import msgspec

from goldenthread.answering.deciding import Answer, template
from goldenthread.projections.subject_access import SEND, Asked, Verdict
from goldenthread.projections.subject_access_given import digest, schema
from goldenthread.projections.subject_access_page import page
from goldenthread.terminal import Refused

GIVE, KEEP, DRAFT = "give-to-the-person", "keep-here", "draft-do-not-send"
UNFINISHED = ".goldenthread-unfinished-answer-"
"""What the folder is called while it is written."""


def files(case: UUID, asked: Asked, found: Answer) -> dict[str, bytes]:
    """Return every file by its path below the folder that is asked for: what may be given, and what stays here."""
    ready = not found.pending and found.rulings[SEND].decision is Verdict.GIVE
    give = GIVE if ready else DRAFT
    given = {
        "record.json": pretty(found.given),
        "record.schema.json": pretty(schema()),
        "record.html": page(found.given).encode(),
        **dict(found.papers),
    }
    kept = {
        "decisions.json": pretty(template(case, asked, found)),
        "left-out.json": pretty(found.kept_back),
        "warnings.json": pretty(found.warnings),
    }
    return {
        **{f"{give}/{name}": content for name, content in with_manifest(given).items()},
        **{f"{KEEP}/{name}": content for name, content in with_manifest(kept).items()},
    }


def with_manifest(several: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return files with one more, that says of each how long it is and what its SHA-256 is."""
    said = [{"file": name, "bytes": len(content), "sha256": digest(content)} for name, content in several.items()]
    return {**several, "manifest.json": pretty({"files": said})}


def pretty(said: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(said), indent=1) + b"\n"


def put(several: Mapping[str, bytes], folder: Path) -> None:
    """Write files into a new folder that only its owner can open: all of them or none. Raises ``Refused``.

    They are written beside it first. What a run that was killed left there is removed.
    """
    if folder.exists():
        raise Refused(f"{folder} is there already; nothing was written. Name a new folder")
    try:
        remove_unfinished(folder.parent)
        with unfinished(folder.parent) as beside:
            for name, content in several.items():
                place = beside / name
                for one in reversed(place.relative_to(beside).parents[:-1]):
                    (beside / one).mkdir(mode=0o700, exist_ok=True)
                place.touch(mode=0o600)
                place.write_bytes(content)
            beside.rename(folder)
    except OSError as wrong:
        raise Refused(f"{folder} cannot be written: {wrong.strerror}") from None


@contextlib.contextmanager
def unfinished(parent: Path) -> Generator[Path]:
    """Give a folder to write in, locked while this process writes; what is left of it in the end is removed."""
    beside = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=parent))
    held = os.open(beside, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield beside
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        os.close(held)


def remove_unfinished(parent: Path) -> None:
    """Remove each folder that a run left when it was killed. One that is being written is locked, and stays."""
    for one in parent.glob(f"{UNFINISHED}*"):
        held = os.open(one, os.O_RDONLY)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue
        else:
            shutil.rmtree(one)
        finally:
            os.close(held)

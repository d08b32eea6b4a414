"""The virus scanner is asked as clamd is; whatever is no plain answer in time is no yes."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from goldenthread.http.uploads.scanner import Clamd, Scan, WrongScanner, scanner
from tests.http.uploads.clamd import clamd
from tests.http.uploads.papers import EICAR


def at(where: str, seconds: float = 5.0) -> Clamd:
    found = scanner(where)
    assert found
    return replace(found, seconds=seconds)


@pytest.mark.parametrize("over", ["a path", "a port"])
def test_what_is_clean_is_told_from_what_is_not(tmp_path: Path, over: str) -> None:
    large = b"clean" * 100_000
    with clamd(tmp_path / "clamd" if over == "a path" else None) as (fake, where):
        assert at(where).scan(large) is Scan.CLEAN
        assert at(where).scan(b"before " + EICAR) is Scan.FOUND
    assert fake.seen == [large, b"before " + EICAR]


@pytest.mark.parametrize(
    "says",
    [
        b"",
        b"stream: OK",
        b"stream: O\0K\0",
        b"INSTREAM size limit exceeded. ERROR\0",
        b"stream: Can't allocate memory ERROR\0",
        b"OK\0",
        b"x" * 9000,
        b"stream: OK FOUND\0"[:-1],
    ],
)
def test_what_is_no_plain_answer_is_no_yes(says: bytes) -> None:
    with clamd() as (fake, where):
        fake.says = says
        assert at(where).scan(b"letter") is Scan.SILENT


def test_a_scanner_that_does_not_answer_is_not_waited_for() -> None:
    with clamd() as (fake, where):
        fake.silent = True
        began = time.monotonic()
        assert at(where, seconds=0.5).scan(b"letter") is Scan.SILENT
        assert time.monotonic() - began < 5


@pytest.mark.parametrize("where", ["/nowhere/clamd.ctl", "127.0.0.1:1"])
def test_a_scanner_that_is_not_there_says_nothing(where: str) -> None:
    assert at(where).scan(b"letter") is Scan.SILENT


def test_where_it_is_is_read() -> None:
    assert scanner("") is None
    assert scanner("/run/clamd") == Clamd("/run/clamd")
    assert scanner("[::1]:3310") == Clamd(("::1", 3310))
    for wrong in ("clamd", "localhost:", ":3310", "localhost:clamd"):
        with pytest.raises(WrongScanner, match="neither the path"):
            scanner(wrong)

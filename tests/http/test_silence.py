"""What anybody said is in no log, no error and no address."""

import logging
from pathlib import Path

import pytest
import structlog

from goldenthread.app import log_to_stderr
from goldenthread.engine.commands import Unacceptable
from goldenthread.http.problems import unforeseen
from tests.http.desk import Api, Card

MARK = "xylophone-marker"


def test_nothing_said_is_logged_or_stored_in_clear(
    api: Api, card: Card, tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    log_to_stderr("debug")
    with caplog.at_level(logging.DEBUG):
        assert card.fact("lending.tool-asked", tool=MARK, wanted_on="2026-03-09", why=MARK).status_code == 201
        card.fact("lending.tool-asked", tool=MARK, wanted_on=MARK)
        Card(api, f"Robin {MARK}")
    told = capfd.readouterr()
    api.cases.close()
    stored = b"".join(one.read_bytes() for one in tmp_path.iterdir() if one.is_file())
    assert stored
    assert MARK not in told.out + told.err + caplog.text
    assert MARK.encode() not in stored


def test_something_unforeseen_is_answered_without_what_was_said(capsys: pytest.CaptureFixture[str]) -> None:
    log_to_stderr("info")
    problem = unforeseen(KeyError(MARK))
    logged = capsys.readouterr().err
    assert problem.status == 500
    assert problem.more["incident"] in logged
    assert '"error": "KeyError"' in logged
    assert MARK not in logged + str(problem.detail)


def test_only_known_keys_are_logged(capsys: pytest.CaptureFixture[str]) -> None:
    log_to_stderr("info")
    structlog.get_logger("test").info("unforeseen", error="X", name=MARK)
    logged = capsys.readouterr().err
    assert '"error": "X"' in logged
    assert MARK not in logged


def test_a_refusal_names_the_field_and_not_the_value() -> None:
    refusal = Unacceptable("strand", "there is no such strand")
    assert (refusal.field, str(refusal)) == ("strand", "there is no such strand")

"""A real server process, on a port of its own, ended by its own pid."""

import os
import shutil
import subprocess
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from goldenthread.chronologies.server import Served, started
from goldenthread.cli import main

__all__ = ["Served", "environment", "here", "need", "run", "serving"]

PATIENCE = 240


def need(program: str) -> None:
    """Skip loudly where a program is missing; in CI its absence is a failure."""
    if shutil.which(program) is None:
        why = f"{program} is not installed, so the pages that use it were NOT run"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)


def environment(data: Path, **more: str) -> dict[str, str]:
    mine = {name: value for name, value in os.environ.items() if not name.startswith("GOLDENTHREAD_")}
    return mine | {"GOLDENTHREAD_DATA": str(data), "COLUMNS": "200", "NO_COLOR": "1", **more}


def run(data: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command of ours to its end."""
    return subprocess.run(
        [sys.executable, "-m", "goldenthread", *words],
        env=environment(data, **more), capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip


def here(data: Path, *words: str, **more: str) -> Result:
    """Run a command of ours in this process: the same words, without the wait for another Python."""
    mine = {name: None for name in os.environ if name.startswith("GOLDENTHREAD_")}
    return CliRunner().invoke(main, list(words), env={**mine, "GOLDENTHREAD_DATA": str(data), "COLUMNS": "200", **more})


@contextmanager
def serving(data: Path, words: Sequence[str], **more: str) -> Generator[Served]:
    """Start a server of ours, wait until it says where it is, and end it by its pid."""
    with started(words, environment(data, GOLDENTHREAD_PORT="0", **more)) as served:
        yield served

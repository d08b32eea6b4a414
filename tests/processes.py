"""A real server process, on a port of its own, ended by its own pid."""

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from goldenthread.cli import main

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
PATIENCE = 60


@dataclass(frozen=True)
class Served:
    """A server that was started, where it is, and what it said at the start."""

    address: str
    said: str
    pid: int


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
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "goldenthread", *words],
        env=environment(data, GOLDENTHREAD_PORT="0", **more),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    alarm = threading.Timer(PATIENCE, process.kill)
    alarm.start()
    said: list[str] = []
    try:
        for line in process.stdout or ():
            said.append(line)
            if "Stop with Ctrl-C" in line:
                break
        told = "".join(said)
        found = ADDRESS.search(told)
        assert found, told
        yield Served(found[0], told, process.pid)
    finally:
        alarm.cancel()
        process.terminate()
        process.wait(timeout=PATIENCE)
        if process.stdout:
            process.stdout.close()

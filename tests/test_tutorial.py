"""The tutorial, run as it stands: every command with curl, every answer compared."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tests.processes import Served, need, serving

TUTORIAL = Path(__file__).parents[1] / "docs" / "tutorial.md"
BLOCK = re.compile(r"^```(bash|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MARK = "=== end of step ==="


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("tutorial"), ["demo", "--cases", "3", "--serve"]) as served:
        yield served


def steps() -> list[tuple[str, str]]:
    """Return each step's commands, and what they are said to print."""
    found: list[tuple[str, str]] = []
    for kind, text in BLOCK.findall(TUTORIAL.read_text()):
        if kind == "bash":
            found.append((text, ""))
        else:
            found[-1] = (found[-1][0], text)
    return found


def test_the_tutorial_does_what_it_says(served: Served, tmp_path: Path) -> None:
    need("curl")
    (tmp_path / "served.json").write_bytes(msgspec.json.encode(served))
    script = "set -euo pipefail\n" + f"\necho '{MARK}'\n".join(commands for commands, _ in steps())
    done = subprocess.run(
        ["bash", "-c", script],  # noqa: S607  # whichever bash a reader has
        env={"PATH": "/usr/local/bin:/usr/bin:/bin"}, cwd=tmp_path,
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    printed = [text.lstrip("\n") for text in done.stdout.split(MARK)]
    expected = [text for _, text in steps()]
    assert len(printed) == len(expected)
    for number, ((commands, wanted), got) in enumerate(zip(steps(), printed, strict=True), 1):
        assert got.strip() == wanted.strip(), f"step {number}:\n{commands}"

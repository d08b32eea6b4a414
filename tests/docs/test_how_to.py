"""The how-to guides do what they say: each is run as it stands, against a server of its own."""

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest

from goldenthread.app import now, store
from goldenthread.engine.access.register import Register
from goldenthread.engine.calendars import EARLIEST
from goldenthread.engine.journey import Journey
from goldenthread.engine.workflow import Workflow
from goldenthread.http.identity.office import Office
from goldenthread.settings import Settings
from goldenthread.workflows.journey import JOURNEY, RecordOpened
from goldenthread.workflows.vocabulary import CORE
from tests.docs.pages import DOCS, blocks, name_of
from tests.processes import Served, need, serving

GUIDES = [page for page in sorted((DOCS / "how-to").glob("*.md")) if any(kind == "sh" for kind, _ in blocks(page))]
READY = DOCS / "how-to/get-ready.md"
CUT = "--8<--"
ANYTHING = "…"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that looks as a checkout does to a guide: its ``.venv``, and its data when it is served."""
    folder = tmp_path_factory.mktemp("how-to")
    (folder / ".venv/bin").mkdir(parents=True)
    (folder / ".venv/bin/goldenthread").symlink_to(Path(sys.executable).parent / "goldenthread")
    return folder


@pytest.fixture(scope="module")
def tokens(folder: Path) -> dict[str, str]:
    """Return what a guide takes to be there: a token of somebody in a school, and one of an authority's officer."""
    with store(Settings(data=str(folder / "data"))) as (cases, door):
        office = Office(Register(cases), now())

        def token(organisation: str, kind: str, *posts: str) -> str:
            account = f"somebody-of-{organisation}"
            office.organisation(organisation, kind, organisation, EARLIEST)
            office.account(account, EARLIEST)
            for post in posts:
                office.post(account, post, organisation, EARLIEST)
            return office.token(door.secrets, account, organisation, "a guide", lasts=timedelta(days=1))

        made = {
            "TOKEN": token("elm-primary", "setting", "senco", "teacher", "head"),
            "OFFICER": token("the-authority", "authority", "la-officer"),
        }
        for account, post in (("jo", "head"), ("sam", "dpo")):
            office.account(account, EARLIEST)
            office.post(account, post, "elm-primary", EARLIEST)
        return made


@pytest.fixture(scope="module")
def served(folder: Path, tokens: dict[str, str]) -> Iterator[Served]:
    assert tokens
    with serving(folder / "data", ["serve"]) as served:
        yield served


def run(page: Path, served: Served, folder: Path, tokens: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Run a page's blocks in one shell. Yields each block, what it printed, and what the page says it prints."""
    said = [*blocks(page), ("", "")]
    steps = [
        (block, following if kind == "json" else "")
        for (language, block), (kind, following) in pairwise(said)
        if language == "sh"
    ]
    script = f"\nprintf '\\n{CUT}\\n'\n".join(block for block, _ in steps)
    script = "set -eu\n" + script.replace("http://127.0.0.1:8000", served.address)
    done = subprocess.run(
        ["bash", "-c", script],  # noqa: S607  # the page's own words
        cwd=folder, env=os.environ | tokens, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr + done.stdout
    printed = done.stdout.split(f"\n{CUT}\n")
    for (block, expected), output in zip(steps, printed, strict=True):
        yield block, output, expected


def holds(answer: object, said: object) -> bool:
    """Say whether an answer holds all that a page says of it, in that order; ``…`` stands for anything."""
    if said == ANYTHING:
        return answer is not None
    if isinstance(said, dict) and isinstance(answer, dict):
        wanted, given = cast("dict[str, object]", said), cast("dict[str, object]", answer)
        return all(key in given and holds(given[key], it) for key, it in wanted.items())
    if isinstance(said, list) and isinstance(answer, list):
        items, found = cast("list[object]", said), cast("list[object]", answer)
        left = iter(found)
        return bool(found) == bool(items) and all(any(holds(one, it) for one in left) for it in items)
    return answer == said


@pytest.mark.parametrize("page", GUIDES, ids=name_of)
def test_a_guide_does_what_it_says(page: Path, served: Served, folder: Path, tokens: dict[str, str]) -> None:
    need("curl")
    for block, printed, expected in run(page, served, folder, tokens):
        if expected:
            assert holds(json.loads(printed), json.loads(expected)), f"{block}\nprinted {printed}"


def test_the_workflow_of_the_guide_can_be_declared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = DOCS / "how-to/declare-a-workflow.md"
    (tmp_path / "adjustment.py").write_text("\n".join(said for language, said in blocks(guide) if language == "python"))
    spec = importlib.util.spec_from_file_location("adjustment", tmp_path / "adjustment.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "adjustment", module)
    spec.loader.exec_module(module)
    declared: Workflow = module.ADJUSTMENT
    journey = Journey(
        "journey",
        *JOURNEY.workflows.values(),
        declared,
        opened_by=RecordOpened,
        facts=JOURNEY.case_facts[1:],
        words=JOURNEY.words,
        core=CORE,
    )
    assert list(declared.moves_by_name) == ["talk-over", "make"]
    assert {"adjustment.asked", "adjustment.made"} <= set(journey.events)


@pytest.mark.parametrize("page", sorted({*(DOCS / "how-to").glob("*.md")} - {READY}), ids=name_of)
def test_a_guide_says_first_what_it_needs(page: Path) -> None:
    title, needs, *_ = page.read_text().split("\n\n")
    assert title.startswith("# ")
    assert needs.startswith("You need: ")
    told = "\n".join(said for language, said in blocks(page) if language in ("sh", "text"))
    assert f"({READY.name})" in needs
    assert ("$TOKEN" in told) <= ("`TOKEN`" in needs), "it does not say whose token it takes"
    assert ("$OFFICER" in told) <= ("`OFFICER`" in needs), "it does not say whose token it takes"
    assert ("goldenthread " in told) <= ("the store" in needs), "it does not say that it opens the store"

"""What the pages say of each other and of the code is so."""

import importlib
import re
from pathlib import Path

import pytest

from goldenthread import __version__
from goldenthread.cli import main
from tests.docs.pages import DOCS, ROOT, anchors, blocks, links, name_of, written

README = ROOT / "README.md"
LEFT_OUT = "# …"


@pytest.mark.parametrize("page", written(), ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for target in links(page):
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), f"{target} leads nowhere"
        assert not anchor or anchor in anchors(there), f"{target} names no heading"


def test_every_page_can_be_found_from_the_index() -> None:
    index = DOCS / "index.md"
    found = {(DOCS / target.partition("#")[0]).resolve() for target in links(index)}
    pages = [page for page in DOCS.rglob("*.md") if page != index]
    assert [name_of(page) for page in pages if found.isdisjoint((page, page.parent))] == []


@pytest.mark.parametrize("page", sorted((DOCS / "decisions").glob("*.md")), ids=name_of)
def test_every_decision_is_linked_and_has_its_parts(page: Path) -> None:
    assert f"decisions/{page.name}" in links(DOCS / "index.md")
    said = page.read_text()
    assert said.startswith(f"# {page.name[:4]}: ")
    assert re.findall(r"^## (.+)$", said, re.MULTILINE) == ["Context", "Decision", "Consequences"]


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = sorted(int(page.name[:4]) for page in (DOCS / "decisions").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
    listed = [one for one in links(DOCS / "index.md") if one.startswith("decisions/")]
    assert listed == sorted(listed), "the index lists them in another order"


def test_the_excerpt_of_the_readme_is_verbatim() -> None:
    workflow = (ROOT / "goldenthread/workflows/concern.py").read_text()
    (excerpt,) = [said for language, said in blocks(README) if language == "python"]
    parts = [part.strip("\n") for part in excerpt.split(LEFT_OUT)]
    assert all(parts)
    for part in parts:
        assert f"\n{part}\n" in workflow, "this is not as it stands in concern.py:\n" + part


def test_the_commands_of_the_readme_are_there_to_be_made() -> None:
    makefile = (ROOT / "Makefile").read_text()
    (first, *_) = [said for language, said in blocks(README) if language == "sh"]
    commands = re.findall(r"^make ([a-z]+)", first, re.MULTILINE)
    assert commands == ["run", "test"]
    assert README.read_text().index("make run") < README.read_text().index("## Why")
    for one in {*commands, *re.findall(r"^make ([a-z]+)", (ROOT / "CONTRIBUTING.md").read_text(), re.MULTILINE)}:
        assert re.search(rf"^{one}:", makefile, re.MULTILINE), f"there is no target {one}"


def test_every_word_of_the_glossary_that_names_code_names_what_is_there() -> None:
    rows = re.findall(r"^\| \*\*(.+?)\*\* \|.*?\| `([\w.]+)` \|", (DOCS / "glossary.md").read_text(), re.MULTILINE)
    assert rows
    for word, named in rows:
        module, _, name = named.rpartition(".")
        assert hasattr(importlib.import_module(f"goldenthread.{module}"), name), f"{word}: there is no {named}"


def test_what_the_status_says_is_missing_is_missing() -> None:
    said = (DOCS / "status.md").read_text()
    missing = re.findall(r"^- `goldenthread (\w+)`", said, re.MULTILINE)
    assert [one for one in missing if one in main.commands] == []
    assert __version__ in said
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text()

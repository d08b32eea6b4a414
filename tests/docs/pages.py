"""What the tests of the docs read: pages, their links, their blocks of code."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def written() -> list[Path]:
    """Return every page: those at the root, and all of the docs."""
    return [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def blocks(page: Path) -> Iterator[tuple[str, str]]:
    """Yield each block of code of a page, with its language."""
    for found in BLOCK.finditer(page.read_text()):
        yield found[1], found[2]


def links(page: Path) -> Iterator[str]:
    """Yield where a page's own links lead, in this repository."""
    for target in LINK.findall(BLOCK.sub("", page.read_text())):
        if "://" not in target:
            yield target


def anchors(page: Path) -> set[str]:
    """Return the headings of a page, as a link names them."""
    heads = re.findall(r"^#+ (.+)$", BLOCK.sub("", page.read_text()), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}

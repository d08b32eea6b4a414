"""What the page about security claims is shown by tests that are there."""

import ast
import re
from functools import cache

import pytest

from goldenthread.settings import variables
from tests.docs.pages import DOCS, ROOT

PAGE = (DOCS / "security.md").read_text()
NAMED = sorted(set(re.findall(r"`(tests/[^`]*)`", PAGE)))
STANDINGS = ("met", "met in part", "met where", "not met", "not applicable")


@cache
def names_in(path: str) -> frozenset[str]:
    """Return the names of the tests of a file, those in its classes too."""
    tree = ast.parse((ROOT / path).read_text())
    return frozenset(one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef))


@pytest.mark.parametrize("named", NAMED)
def test_every_test_that_is_named_is_there(named: str) -> None:
    path, _, name = named.partition("::")
    assert name.startswith("test_"), "name a test as tests/folder/test_file.py::test_name"
    assert (ROOT / path).is_file(), f"there is no {path}"
    assert name in names_in(path)


def test_every_chapter_is_walked_in_its_order() -> None:
    assert re.findall(r"^## V(\d+) ", PAGE, re.MULTILINE) == [str(n) for n in range(1, 18)]


def rows() -> list[tuple[str, str]]:
    """Return each row: what is asked, and how it stands."""
    found = re.findall(r"^\| (.+?) \| (.+) \|$", PAGE, re.MULTILINE)
    return [row for row in found if row[0] not in ("requirements", "---")]


@pytest.mark.parametrize(("asked", "standing"), rows(), ids=lambda said: said[:40])
def test_every_row_says_how_it_stands(asked: str, standing: str) -> None:
    assert standing.startswith(STANDINGS), asked


def test_what_is_met_names_a_test_or_the_row_that_does() -> None:
    met = [(asked, standing) for asked, standing in rows() if standing.startswith("met") and "in part" not in standing]
    shown = re.compile(r"`tests/|^met: (as \d|above)")
    assert [asked for asked, standing in met if not shown.search(standing)] == []


def test_nothing_that_is_served_draws_numbers_that_could_be_guessed() -> None:
    served = [one for one in (ROOT / "goldenthread").rglob("*.py") if not {"bench", "demo"} & set(one.parts)]
    drawn = re.compile(r"^\s*(import|from) random\b", re.MULTILINE)
    assert len(served) > 100
    assert [one.name for one in served if drawn.search(one.read_text())] == []


def test_every_setting_that_is_named_is_there() -> None:
    assert set(re.findall(r"`(GOLDENTHREAD_\w+)`", PAGE)) <= set(variables())


def test_no_requirement_is_walked_twice() -> None:
    numbers = [number for asked, _ in rows() for number in re.findall(r"\b\d+\.\d+\.\d+\b", asked)]
    assert len(numbers) == len(set(numbers)) > 60

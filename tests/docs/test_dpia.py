"""The impact assessment claims nothing that no test proves, and leaves to the controller what is theirs."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.docs.pages import DOCS, ROOT

SAID = (DOCS / "dpia.md").read_text()
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", SAID)))
RISKS = SAID.split("## 6. ")[1].split("## 7. ")[0]


def proofs_in(path: str) -> Iterator[str]:
    for node in ast.walk(ast.parse((ROOT / path).read_text())):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node.name


@pytest.mark.parametrize(("path", "test"), NAMED)
def test_every_test_that_it_names_is_there(path: str, test: str) -> None:
    assert test in proofs_in(path)


def test_every_risk_has_a_test_or_says_what_is_left_or_asks() -> None:
    rows = [row for row in RISKS.splitlines() if row.startswith("| ") and "---" not in row][1:]
    assert len(rows) > 12
    proofs = ("`tests/", "**Residual**", "▢", "the same", "section 5")
    assert [row for row in rows if not any(one in row for one in proofs)] == []


def test_who_signs_is_left_open() -> None:
    signed = SAID.split("## 9. ")[1]
    assert signed.count("▢") == 9

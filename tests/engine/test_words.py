"""The engine is of no trade: the words in tests/send_words.txt are in none of its files."""

import re
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ENGINE = HERE.parent.parent / "goldenthread" / "engine"
FILES = sorted(ENGINE.rglob("*.py"))
LISTED = (HERE.parent / "send_words.txt").read_text(encoding="utf-8").splitlines()
WORDS = [line.strip().lower() for line in LISTED if line.strip() and not line.startswith("#")]

NOT_OURS = re.compile(r"\bsend_event\b|\.parents?\b")
"""Names that a library gave: an option of transitions, and the folder of a path."""


def trade_words(text: str) -> list[str]:
    """Return the words of the trade in a text, each with its line; ``a_word`` and ``aWord`` are two words."""
    found: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_", " ", NOT_OURS.sub("", line))
        found += [f"{number}: {word}" for word in re.findall(r"[a-z]+", apart.lower()) if word in WORDS]
    return found


def test_the_words_are_listed_and_so_are_the_files() -> None:
    assert {"child", "parent", "pupil", "school", "nursery", "senco", "sen", "send", "ehc", "ehcp"} <= set(WORDS)
    assert {"decide.py", "clocks.py", "sqlite.py", "keys.py"} <= {file.name for file in FILES}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("# A plan written on the wrong child.", ["1: child"]),
        ("def school_days(n: int) -> int:", ["1: school"]),
        ("class ParentTold(Event):", ["1: parent"]),
        ('law = "the SENCO says so"', ["1: senco"]),
        ("sender.send_all(sent)", ["1: send"]),
        ("machine(send_event=True, at=path.parent)", []),
        ("the brethren and the apparent sentence of a parenthesis", []),
    ],
)
def test_words_are_found_whole_wherever_they_stand(line: str, found: list[str]) -> None:
    assert trade_words(line) == found


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ENGINE)))
def test_an_engine_file_uses_no_word_of_the_trade(file: Path) -> None:
    assert trade_words(file.read_text(encoding="utf-8")) == []

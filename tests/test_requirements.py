"""Every requirement of the seed documents is proved by a test that rests on a declaration, or has its reason."""

import pytest

from goldenthread.workflows import sen_support as sen
from tests import trace
from tests.conftest import COLLECTED
from tests.trace import (
    Names,
    Proof,
    Requirement,
    collected,
    collects_everything,
    faults,
    notes,
    page,
    proofs_of,
    requirements,
)

ASKED = [Requirement("S0-1", "M", "Asked", "kept"), Requirement("S0-2", "P", "A choice", "kept")]
PROOF = Proof("S0-1", "tests/test_x.py", "test_it_is_so", ("sen_support.MeetingHeld",))


@pytest.fixture(scope="module")
def proofs(request: pytest.FixtureRequest) -> list[Proof]:
    """Return what all tests prove: as this run found them, or, if it was asked for some only, found anew."""
    if collects_everything(request.config):
        found = request.config.stash[COLLECTED]
        return proofs_of(found)
    return collected()


def test_every_requirement_is_proved_or_has_its_reason(proofs: list[Proof]) -> None:
    assert list(faults(proofs, requirements(), notes())) == []


def test_the_page_of_requirements_is_as_the_markers_say(proofs: list[Proof]) -> None:
    written = page(proofs, requirements(), notes())
    assert trace.PAGE.read_text() == written, "docs/requirements.md is behind. Run: python -m tests.trace"


def test_all_the_requirements_are_there() -> None:
    every = requirements()
    assert len({one.id for one in every}) == len(every) == 263
    assert {level: sum(one.level == level for one in every) for level in trace.LEVELS} == {
        "M": 178,
        "S": 57,
        "P": 18,
        "X": 10,
    }


def test_what_is_proved_and_what_has_its_reason_is_no_fault() -> None:
    assert list(faults([PROOF], ASKED, {"S0-2": "Left to the setting."})) == []


@pytest.mark.parametrize(
    ("proofs", "said", "wrong"),
    [
        ([], {"S0-2": "x"}, "S0-1 (must) is proved by no test: Asked"),
        ([], {"S0-1": "a reason", "S0-2": "x"}, "S0-1 (must) is proved by no test: Asked"),
        ([PROOF], {}, "S0-2 (policy) is proved by no test: A choice"),
        (
            [PROOF],
            {"S0-1": "a reason", "S0-2": "x"},
            "requirement_notes.json speaks of S0-1, which a test proves: one or the other",
        ),
        ([PROOF], {"S0-2": "x", "S9-9": "y"}, "requirement_notes.json speaks of 'S9-9', which is no requirement"),
        (
            [PROOF, Proof("S9-9", "tests/test_x.py", "test_it_is_so", ("sen_support.MeetingHeld",))],
            {"S0-2": "x"},
            "tests/test_x.py: test_it_is_so names 'S9-9', which is no requirement",
        ),
        (
            [Proof("S0-1", "tests/test_x.py", "test_it_is_so", ())],
            {"S0-2": "x"},
            "tests/test_x.py: test_it_is_so names no declaration for S0-1, or something that is none",
        ),
        (
            [Proof("S0-1", "tests/test_x.py", "test_it_is_so", ("sen_support.MeetingHeld", ""))],
            {"S0-2": "x"},
            "tests/test_x.py: test_it_is_so names no declaration for S0-1, or something that is none",
        ),
    ],
)
def test_what_is_not_proved_or_names_nothing_is_a_fault(proofs: list[Proof], said: dict[str, str], wrong: str) -> None:
    assert list(faults(proofs, ASKED, said)) == [wrong]


def test_a_declaration_is_named_by_where_it_stands() -> None:
    names = Names()
    assert names.of(sen.MeetingHeld) == "sen_support.MeetingHeld"
    assert names.of(sen.THREE_MEETINGS) == "sen_support.THREE_MEETINGS"
    assert names.of(sen.NEEDS_DESCRIBED) == "sen_support.NEEDS_DESCRIBED"
    assert names.of(sen.SupportPlanned.review_on) == "sen_support.SupportPlanned.review_on"
    assert names.of(next(iter(sen.EndReason))).startswith("sen_support.EndReason.")
    for nothing in ("sen-review", 3, object(), ()):
        assert names.of(nothing) == ""


def test_the_page_names_tests_as_sentences_and_what_they_rest_on() -> None:
    written = page([PROOF], ASKED, {"S0-2": "Left to the setting."})
    assert "| S0-1 | must | Asked | [test_x](../tests/test_x.py): it is so | `sen_support.MeetingHeld` |" in written
    assert "| S0-2 | policy | A choice | Left to the setting. |  |" in written
    assert "- 2 asked for by the seed documents: 1 proved by tests, 1 noted why not" in written
    assert "- 0 across them: 0 proved by tests, 0 noted why not" in written

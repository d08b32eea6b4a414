"""The published cases hold, over the real API; and a copy with anything wrong in it does not."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import msgspec
import pytest
from rich.console import Console

from goldenthread.chronologies.checking import Finding
from goldenthread.chronologies.published import Span, WrongFile, numbers, read, span
from goldenthread.chronologies.telling import told
from tests.processes import run

PUBLISHED = Path(__file__).parent / "data" / "published_chronologies.json"
Case = dict[str, Any]


def published() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(PUBLISHED.read_text())
    return found


def only(*ids: str) -> dict[str, Any]:
    whole = published()
    return whole | {"cases": [case for case in whole["cases"] if case["id"] in ids]}


def checked(folder: Path, whole: dict[str, Any]) -> tuple[int, list[dict[str, Any]]]:
    """Run a file of chronologies; returns the exit code and every row's finding."""
    file = folder / "copy.json"
    file.write_text(json.dumps(whole))
    answer = run(folder, "chronologies", str(file), "--json")
    assert answer.returncode in (0, 1), answer.stderr
    return answer.returncode, json.loads(answer.stdout)


def test_every_row_of_every_published_case_holds(tmp_path: Path) -> None:
    code, found = checked(tmp_path, published())
    assert code == 0, [one for one in found if one["holds"] is False]
    assert len({one["case"] for one in found}) == 29 - len(
        [case for case in published()["cases"] if not case["our_check"]]
    )
    assert len(found) == sum(len(case["our_check"]) for case in published()["cases"])
    assert sum(1 for one in found if one["holds"]) == 42
    assert all(one["why"] for one in found if one["holds"] is None)


def date_moved_a_day(case: Case) -> None:
    case["events"][0]["date"] = "2023-05-19"
    case["our_check"][0]["start"] = "2023-05-19"


def start_not_as_the_row_says(case: Case) -> None:
    case["events"][0]["date"] = "2023-05-19"


def clock_renamed(case: Case) -> None:
    case["our_check"][0]["clock"] = "ehcna-no-plans"


def another_clock(case: Case) -> None:
    case["our_check"][0]["clock"] = "ehcp-final"


def expectation_flipped(case: Case) -> None:
    case["our_check"][0]["expect"] = "source"


def exact_called_a_range(case: Case) -> None:
    case["our_check"][0]["expect"] = "range"


def unknown_expectation(case: Case) -> None:
    case["our_check"][0]["expect"] = "roughly"


def no_clock_and_not_marked(case: Case) -> None:
    case["our_check"][0]["clock"] = None


def overrun_changed(case: Case) -> None:
    case["our_check"][0]["literal_days_late"] = 208


def decision_left_out(case: Case) -> None:
    del case["events"][1]


def unknown_happening(case: Case) -> None:
    case["events"][1]["type"] = "decision_not_to_isue"


def range_narrowed(case: Case) -> None:
    case["our_check"][0]["literal_due"] = "2023-11-18..2023-12-17"


def month_moved(case: Case) -> None:
    case["events"][0]["date"] = "2023-08"


def late_range_narrowed(case: Case) -> None:
    case["our_check"][0]["literal_days_late"] = "46..103"


def usual_reading_moved(case: Case) -> None:
    case["our_check"][0]["usual_reading_due"] = "2026-02-16"


def plan_made_after_all(case: Case) -> None:
    case["events"].append({"date": "2025-01-01", "precision": "day", "type": "final_plan", "note": ""})
    del case["our_check"][0]


CORRUPTED: dict[str, list[Callable[[Case], None]]] = {
    "lgsco-23-013-824": [
        date_moved_a_day, start_not_as_the_row_says, clock_renamed, another_clock, expectation_flipped,
        exact_called_a_range, unknown_expectation, no_clock_and_not_marked,
        overrun_changed, decision_left_out, unknown_happening,
    ],
    "lgsco-24-000-272": [range_narrowed, month_moved, late_range_narrowed],
    "plan-excello-2026": [usual_reading_moved],
    "lgsco-25-005-755": [plan_made_after_all],
}  # fmt: skip


def test_a_corrupted_copy_does_not_hold(tmp_path: Path) -> None:
    """Every corruption is a case of its own in one file, beside the same cases left as they are."""
    wrong: list[Case] = []
    for name, corruptions in CORRUPTED.items():
        for corrupt in corruptions:
            (case,) = only(name)["cases"]
            corrupt(case)
            wrong.append(case | {"id": corrupt.__name__})
    whole = only(*CORRUPTED)
    code, found = checked(tmp_path, whole | {"cases": [*whole["cases"], *wrong]})
    assert code == 1
    failing = {one["case"] for one in found if one["holds"] is False}
    assert failing == {case["id"] for case in wrong}


def finding(**said: object) -> Finding:
    usual = {"case": "a-case", "clock": "ehcp-final", "scenario": "as-stated", "expect": "literal", "holds": True}
    days = {"expected": "2025-05-05", "computed": "2025-05-05", "late": "566"}
    return msgspec.convert(usual | days | said, Finding)


@pytest.mark.parametrize("width", [60, 80])
def test_a_row_is_told_in_words_that_fit_a_narrow_terminal(width: int) -> None:
    console = Console(width=width, file=io.StringIO())
    unlike = finding(holds=False, expected="2025-05-06", scenario="restarted")
    for one in told([finding(), unlike, finding(late="-2", why="met"), finding(computed="", holds=None, why="no day")]):
        console.print(one)
    lines = [line.rstrip() for line in cast("io.StringIO", console.file).getvalue().splitlines()]
    assert lines[:2] == ["a-case", "  holds          ehcp-final: 2025-05-05, 566 days late"]
    assert lines[2].startswith("  DOES NOT HOLD  ehcp-final (restarted): 2025-05-05, not")
    assert "  holds          ehcp-final: 2025-05-05, 2 days early; met" in lines
    assert max(map(len, lines)) <= width


def test_a_file_in_which_nothing_can_be_checked_does_not_pass(tmp_path: Path) -> None:
    assert checked(tmp_path, only("plan-tees-2025"))[0] == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"meta": [], "cases": []}',
        '{"meta": {"format_version": 2}, "cases": {}}',
        "[" * 99999,
        '{"meta": {"format_version": 3}, "cases": []}',
        '{"meta": {"format_version": 2}}',
    ],
)
def test_another_file_is_refused_saying_why(tmp_path: Path, text: str) -> None:
    file = tmp_path / "other.json"
    file.write_text(text)
    with pytest.raises(WrongFile, match=r"other\.json"):
        read(file)


@pytest.mark.parametrize(
    ("said", "within", "first", "last"),
    [
        ("2024-02", None, "2024-02-01", "2024-02-29"),
        ("2024-05", "start", "2024-05-01", "2024-05-07"),
        ("2024-04", "end", "2024-04-25", "2024-04-30"),
        ("2023-11-10..2023-11-20", None, "2023-11-10", "2023-11-20"),
        ("2022", None, "2022-01-01", "2022-12-31"),
        ("2025-05-21", None, "2025-05-21", "2025-05-21"),
    ],
)
def test_a_date_means_the_days_it_may_be(said: str, within: str | None, first: str, last: str) -> None:
    found = span(said, within)
    assert found == Span(found.first, found.last)
    assert (str(found.first), str(found.last)) == (first, last)


def test_days_late_are_a_number_or_a_range() -> None:
    assert (numbers(212), numbers("-27..8"), numbers("45")) == ((212, 212), (-27, 8), (45, 45))

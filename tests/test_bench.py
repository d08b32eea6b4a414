"""The bench runs, and compares what can be compared. How quick anything is, is not tested."""

import io
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import cast

import msgspec
import pytest
from rich.console import Console

from goldenthread.bench.ours import Ours, verify
from goldenthread.bench.plain import Plain
from goldenthread.bench.raw import OutOfOrder, Raw
from goldenthread.bench.rounds import check_equal
from goldenthread.bench.table import LINES, Line, Row, Unit, rows, shown, table
from goldenthread.bench.work import STEPS, Contestant, Unequal, in_turns, story
from tests.processes import run

CASES, FEW = 2, 8
CONTESTANTS: tuple[Callable[[Path], Contestant], ...] = (Ours, Plain, Raw)


def test_a_quick_bench_runs_end_to_end_and_its_table_has_every_row(tmp_path: Path) -> None:
    told = run(tmp_path, "bench", "--quick", "--json")
    assert told.returncode == 0, told.stderr
    found = msgspec.json.decode(told.stdout, type=list[Row])
    assert [one.what for one in found] == [line.what for line in LINES]
    assert all(one.ours > 0 and one.base > 0 and one.lowest <= one.ratio <= one.highest for one in found)
    assert all(one.held is not None for one in found if one.hold)
    assert table(found).row_count == len(LINES)
    assert json.loads(told.stdout)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("width", [60, 80, 200])
def test_every_number_of_the_table_can_be_read_at_any_width(width: int) -> None:
    one = {"unit": "µs", "ours": 1113.0, "plain": 791.0, "base": 389.0, "base_is": "bare endpoint, one INSERT"}
    ratios = {"ratio": 2.73, "lowest": 2.09, "highest": 4.13, "plain_ratio": 1.85, "hold": "≤ 2 x", "held": False}
    console = Console(width=width, file=io.StringIO())
    console.print(shown([msgspec.convert(one | ratios | {"what": line.what}, Row) for line in LINES], console))
    said = cast("io.StringIO", console.file).getvalue()
    assert "…" not in said
    assert all(len(line.rstrip()) <= width for line in said.splitlines())
    for words in (*(line.what for line in LINES), "1,113 µs", "791 µs", "389 µs", "4.13", "≤ 2 x", "NOT held"):
        assert words in said


@pytest.mark.parametrize("kind", CONTESTANTS)
def test_a_contestant_records_every_step_and_gives_back_what_was_said(
    kind: Callable[[Path], Contestant], tmp_path: Path
) -> None:
    who = kind(tmp_path)
    try:
        assert who.durable
        for turn in in_turns(CASES, FEW):
            for step in turn:
                who.step(step)
        assert who.count() == CASES * FEW
        assert who.read(1) == [story(1, number).event for number in range(1, FEW + 1)]
    finally:
        who.close()


@pytest.mark.parametrize("kind", CONTESTANTS)
def test_a_contestant_takes_no_step_out_of_order(kind: Callable[[Path], Contestant], tmp_path: Path) -> None:
    who = kind(tmp_path)
    try:
        who.step(story(0, 1))
        with pytest.raises((OutOfOrder, Unequal)):
            who.step(story(0, 4))
        who.step(story(0, 2))
        assert len(who.read(0)) == 2
    finally:
        who.close()


def test_what_is_not_the_same_is_not_compared(tmp_path: Path) -> None:
    few, more = Raw(tmp_path), Plain(tmp_path)
    for number in range(1, 3):
        more.step(story(0, number))
    few.step(story(0, 1))
    with pytest.raises(Unequal, match="not the same number of records"):
        check_equal(1, 2, {"few": few, "more": more})
    few.step(msgspec.structs.replace(story(0, 2), event=story(1, 2).event))
    with pytest.raises(Unequal, match="not the same was said"):
        check_equal(1, 2, {"few": few, "more": more})
    few.close()
    more.close()


def test_a_changed_record_is_not_verified(tmp_path: Path) -> None:
    who = Ours(tmp_path)
    for turn in in_turns(CASES, 2):
        for step in turn:
            who.step(step)
    assert verify(who.cases) == CASES * 2
    with sqlite3.connect(tmp_path / "goldenthread.db") as store:
        store.execute("drop trigger record_update")
        store.execute("update record set recorded_at = recorded_at + 1 where position = 4")
    with pytest.raises(Unequal, match="record 4"):
        verify(who.cases)
    who.close()


def test_the_work_is_as_long_as_in_a_record() -> None:
    for number in (1, 2, STEPS):
        event = story(3, number).event
        rest = len(msgspec.json.encode(event)) - len(event.reason)
        assert 190 <= len(event.reason) <= 220
        assert 260 <= rest <= 340


def test_a_ratio_is_taken_within_a_round_and_held_where_it_should_be() -> None:
    line = Line(what="a", ours="ours", base="base", base_is="b", plain="plain", most=2)
    measured = [{"ours": 2.0, "base": 1.0, "plain": 4.0}, {"ours": 9.0, "base": 3.0, "plain": 6.0}] * 2
    (found,) = rows([*measured, {"ours": 1.0, "base": 1.0, "plain": 1.0}], [line])
    assert (found.ratio, found.lowest, found.highest, found.plain_ratio) == (2.0, 1.0, 3.0, 2.0)
    assert (found.hold, found.held) == ("≤ 2 x", True)
    (found,) = rows(measured, [msgspec.structs.replace(line, most=None, least=3.0)])
    assert (found.hold, found.held) == ("≥ 3 x", False)
    (found,) = rows(measured, [msgspec.structs.replace(line, most=50, own=True, unit=Unit.MILLIS)])
    assert (found.ours, found.hold, found.held) == (5500.0, "≤ 50 ms", False)

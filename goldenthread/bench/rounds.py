"""The rounds: all contestants take their turns within each, so that whatever else the machine does meets them alike."""

import gc
import statistics
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct

from goldenthread.bench import listing, looking, over_http
from goldenthread.bench.crowd import crowd
from goldenthread.bench.ours import CALENDAR, ByHand, Ours
from goldenthread.bench.plain import Plain
from goldenthread.bench.raw import Raw
from goldenthread.bench.timing import Measured, cost, median_of, rate
from goldenthread.bench.work import BENCH, NOW, Contestant, Unequal, in_turns
from goldenthread.engine.views import Known, as_at, instant
from goldenthread.projections.standing import clock_readings

SMALL_TOWN = 500
CROWD_STEPS = 12
LAST = 60
"""The step that the table shows last; of a quick run, which takes fewer, its own last stands for it."""


class Size(Struct, frozen=True):
    """How much is done in a round: cases and steps of each, clients over HTTP, and the cases of the two lists."""

    cases: int = 40
    steps: int = LAST
    clients: int = 16
    callers: int = 32
    small: int = SMALL_TOWN
    large: int = 20_000

    def said(self, rounds: int) -> str:
        """Say in words what was measured, to stand below the table."""
        return (
            f"{rounds} rounds, each of {self.cases} cases with {self.steps} steps; {self.clients} clients over HTTP; "
            f"{self.callers} callers at once; caseloads of {self.small:,} and {self.large:,} cases. Medians over the "
            "rounds; in brackets the least and the most of their ratios. A commit is on disk when it returns, for "
            "everybody."
        )


QUICK = Size(cases=3, steps=13, clients=4, callers=4, small=60, large=120)


def measure(size: Size, number: int) -> Iterator[Measured]:
    """Yield what each of so many rounds measured. Raises ``Unequal`` where the contestants did not do the same."""
    with tempfile.TemporaryDirectory(prefix="goldenthread-bench-") as made, ExitStack() as stack:
        folder = Path(made)
        small = stack.enter_context(listing.town(folder / "small", size.small, 12))
        large = stack.enter_context(listing.town(folder / "large", size.large, 3))
        looked_at = stack.enter_context(looking.both(folder / "looked-at"))
        served = over_http.rounds(folder, number, size.clients, size.steps)
        stack.enter_context(closing(served))
        for turn in range(number):
            gc.collect()
            found = alone(folder / f"round-{turn}", size) | crowd(folder / f"crowd-{turn}", size.callers, CROWD_STEPS)
            yield (
                found | listing.pages(small, large) | listing.whole_log(small) | looking.costs(looked_at) | next(served)
            )
        if next(served, None) is not None:
            raise Unequal("there was a round too many")


def alone(folder: Path, size: Size) -> Measured:
    """Measure everybody in this process, with nobody else at work in it."""
    folder.mkdir()
    with closing(Ours(folder / "ours")) as ours, closing(Plain(folder)) as plain, closing(Raw(folder)) as raw:
        everybody: dict[str, Contestant] = {"ours": ours, "plain": plain, "raw": raw}
        if wrong := [name for name, who in everybody.items() if not who.durable]:
            raise Unequal(f"{wrong} would not survive a power cut")
        found = steps(size, everybody)
        check_equal(size.cases, size.steps, everybody)
        found |= reads(size, ours, plain, raw) | looking_back(ours)
        return found | {"plain rebuild": rate(plain.rebuild), "raw rebuild": rate(raw.rebuild)}


def steps(size: Size, everybody: Mapping[str, Contestant]) -> Measured:
    """Take every case's first step, then every case's second, and so on: each contestant a step of all in turn."""
    found: Measured = {}
    for turn in in_turns(size.cases, size.steps):
        number = LAST if turn[0].number == size.steps else turn[0].number
        for name, who in everybody.items():
            taken = [cost(partial(who.step, step)) for step in turn]
            found[f"{name} step {number}"] = statistics.median(wall for wall, _ in taken)
            found[f"{name} processor {number}"] = statistics.median(processor for _, processor in taken)
    return found


def check_equal(cases: int, steps: int, everybody: Mapping[str, Contestant]) -> None:
    """Make sure that all have recorded the same. Raises ``Unequal``."""
    counts = {name: who.count() for name, who in everybody.items()}
    if set(counts.values()) != {cases * steps}:
        raise Unequal(f"not the same number of records: {counts}")
    for case in range(cases):
        first, *others = (who.read(case) for who in everybody.values())
        if any(one != first for one in others):
            raise Unequal(f"not the same was said in case {case}")


def reads(size: Size, ours: Ours, plain: Plain, raw: Raw) -> Measured:
    """Measure reading one case with its history."""
    with closing(ByHand(ours)) as by_hand:
        found = median_of(
            {
                "ours read": partial(ours.read_whole, case),
                "by hand read": partial(by_hand.read, case),
                "plain read": partial(plain.read, case),
                "raw read": partial(raw.read, case),
            }
            for case in range(size.cases)
        )
    for key in ours.ids.values():
        ours.cases.forget(key)
    return found | median_of({"ours read forgotten": partial(ours.cases.case, key)} for key in ours.ids.values())


def looking_back(ours: Ours) -> Measured:
    """Measure the state of a case now, as it was known by an instant, and as it had happened by a day."""
    return median_of(back(ours, case) for case in ours.ids)


def back(ours: Ours, case: int) -> Mapping[str, Callable[[], Any]]:
    key = ours.ids[case]
    told = ours.cases.case(key)
    middle = told.records[len(told.records) // 2]
    known, happened = Known(by=instant(middle.recorded_at)), middle.happened_on
    return {
        "state from the store": lambda: as_at(key, ours.entries(case)),
        "known from the store": lambda: as_at(key, ours.entries(case), known=known),
        "happened from the store": lambda: as_at(key, ours.entries(case), happened=happened),
        "state at hand": lambda: ours.cases.case(key),
        "known at hand": lambda: as_at(key, ours.cases.case(key).records, known=known),
        "happened at hand": lambda: as_at(key, ours.cases.case(key).records, happened=happened),
        "clocks": lambda: clock_readings(told, BENCH, NOW.date(), CALENDAR),
    }

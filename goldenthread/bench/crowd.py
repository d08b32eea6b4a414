"""Many callers at once in one process, each with a case of its own: ours, and bare SQLite behind one lock."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from goldenthread.bench.ours import Ours
from goldenthread.bench.raw import Raw
from goldenthread.bench.timing import Measured, timed
from goldenthread.bench.work import Contestant, Step, Unequal, story


def crowd(folder: Path, callers: int, steps: int) -> Measured:
    """Measure the seconds that a step takes the whole process. Raises ``Unequal`` where any was lost."""
    folder.mkdir()
    with closing(Ours(folder / "ours")) as ours, closing(Raw(folder)) as raw:
        pen = threading.Lock()

        def written(step: Step) -> None:
            with pen:
                raw.step(step)

        takes: dict[str, tuple[Contestant, Callable[[Step], None]]] = {"ours": (ours, ours.step), "raw": (raw, written)}
        found: Measured = {}
        for name, (who, take) in takes.items():
            found[f"{name} crowd"] = together(take, callers, steps) / (callers * steps)
            if who.count() != callers * steps:
                raise Unequal(f"{name} kept {who.count()} of {callers * steps} steps")
        return found


def together(take: Callable[[Step], None], callers: int, steps: int) -> float:
    """Return the seconds in which every caller has taken its case through its steps."""
    cases = [[story(case, number) for number in range(1, steps + 1)] for case in range(callers)]
    with ThreadPoolExecutor(callers) as pool:
        ready = threading.Barrier(callers + 1)

        def walk(each: list[Step]) -> None:
            ready.wait()
            for step in each:
                take(step)

        walks = [pool.submit(walk, each) for each in cases]
        ready.wait()
        return timed(lambda: [one.result() for one in walks])

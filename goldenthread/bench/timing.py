"""Timing: what each took, in turns."""

import statistics
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

Measured = dict[str, float]
"""What one round measured: seconds, or so many in a second, by name."""


def timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def cost(work: Callable[[], Any]) -> tuple[float, float]:
    """Return the seconds that something took, and those for which the processor was at work on it."""
    busy, start = time.thread_time(), time.perf_counter()
    work()
    return time.perf_counter() - start, time.thread_time() - busy


def rate(work: Callable[[], int]) -> float:
    """Return how many a second are worked through."""
    start = time.perf_counter()
    done = work()
    return done / (time.perf_counter() - start)


def median_of(turns: Iterable[Mapping[str, Callable[[], Any]]]) -> Measured:
    """Let each take its turn, again and again, and return the median of each."""
    taken: dict[str, list[float]] = {}
    for turn in turns:
        for name, work in turn.items():
            taken.setdefault(name, []).append(timed(work))
    return {name: statistics.median(found) for name, found in taken.items()}

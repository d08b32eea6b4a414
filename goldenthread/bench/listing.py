"""The lists: pages of a small and of a large caseload, and all that is worked out from the whole log."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from goldenthread.app import lists_of, now
from goldenthread.bench import ours as our
from goldenthread.bench.ours import PLACE, acted, cases_of, noted
from goldenthread.bench.timing import Measured, median_of, rate
from goldenthread.bench.work import NOW, YARD, Unequal, story
from goldenthread.engine.access.plain import plain_rules
from goldenthread.engine.access.policy import Viewer
from goldenthread.engine.access.register import Register
from goldenthread.engine.application import Cases
from goldenthread.engine.views import HERE
from goldenthread.http.api.caseload import Lists
from goldenthread.http.identity.office import Office
from goldenthread.projections.audiences import theirs
from goldenthread.projections.caseload import Wanted

PAGE = 50
OFFICER = Viewer("officer", PLACE, "any", (YARD.id,))
"""Whoever asks: all the cases are of their place."""

PAGES = 40
"""How often a page is asked for in a round."""


@dataclass(frozen=True)
class Town:
    """A store of many cases, and its lists."""

    folder: Path
    cases: Cases
    lists: Lists

    def page(self) -> int:
        """Ask for the most urgent fifty, and return how many there are."""
        policy = plain_rules(self.cases.journeys).policy
        with self.lists.follower.runner.reading() as connection:
            mine = theirs(connection, OFFICER, now().astimezone(HERE).date(), policy)
            found = self.lists.caseload.page(connection, mine, Wanted(today=NOW.date()), None, PAGE)
        return len(found.items)


@contextmanager
def town(folder: Path, number: int, steps: int) -> Generator[Town]:
    """Give a store of so many cases, each brought in by so many steps, with its lists worked out."""
    cases = cases_of(folder)
    lists = lists_of(cases, folder / "projections.db", plain_rules(cases.journeys))
    try:
        enter(cases)
        for case in range(number):
            opened = cases.open(noted(story(case, 1)), NOW).case
            cases.record(opened.id, [acted(story(case, one)) for one in range(2, steps + 1)], NOW)
        lists.follower.runner.rebuild()
        found = Town(folder, cases, lists)
        if found.page() != min(PAGE, number):
            raise Unequal(f"a page of {number} cases has {found.page()} rows")
        yield found
    finally:
        lists.follower.runner.close()
        cases.close()


def enter(cases: Cases) -> None:
    """Enter whoever asks for the lists."""
    office = Office(Register(cases), NOW)
    office.organisation(PLACE, "any", PLACE, NOW.date())
    office.account(OFFICER.account, NOW.date())
    office.post(OFFICER.account, YARD.id, PLACE, NOW.date())


def pages(small: Town, large: Town) -> Measured:
    """Measure a page of each, in turns."""
    turn: dict[str, Callable[[], Any]] = {"small page": small.page, "large page": large.page}
    return median_of(iter([turn] * PAGES))


def whole_log(small: Town) -> Measured:
    """Work through all that is stored, each time with nothing at hand."""
    found: Measured = {}
    for name, work in (("scan", our.scan), ("verify", our.verify), ("decode", our.decode_all), ("fold", our.fold_all)):
        cases = cases_of(small.folder)
        found[name] = rate(partial(work, cases))
        cases.close()
    cases = cases_of(small.folder)
    runner = lists_of(cases, small.folder / "again.db", plain_rules(cases.journeys)).follower.runner
    try:
        found["rebuild"] = rate(runner.rebuild)
    finally:
        runner.close()
        cases.close()
    return found

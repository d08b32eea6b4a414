"""What it costs that nobody sees more than they may, and that it is written down: beside the same answer without.

A timeline of some sixty entries, told in this process: of a boat under the plain rules, and of an invented child under
the rules of a SEND record, as its SENCO sees it.
"""

from collections import defaultdict
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from goldenthread.app import cases_in, door_of
from goldenthread.bench.ours import PLACE, acted, cases_of, noted
from goldenthread.bench.timing import Measured, median_of
from goldenthread.bench.work import NOW, STEPS, YARD, Unequal, story
from goldenthread.demo.entering import enter
from goldenthread.demo.writing import OPENS, Entry, Script, entries_of, write
from goldenthread.engine.access.plain import plain_rules
from goldenthread.engine.access.policy import Viewer
from goldenthread.engine.access.register import Register
from goldenthread.engine.access.seeing import Rules
from goldenthread.engine.application import Cases
from goldenthread.engine.case import Case
from goldenthread.engine.views import HERE
from goldenthread.http.desk import Desk
from goldenthread.http.identity.office import Office
from goldenthread.http.identity.who import Somebody
from goldenthread.http.reading import Shown, looked
from goldenthread.projections.timeline import story as timeline
from goldenthread.settings import Settings
from goldenthread.workflows.access import RULES
from goldenthread.workflows.posts import SENCO_POST

TIMES = 40
"""How often each is done in a round."""

TOWN, SEED = 30, 1
"""The demo of which the one record is taken that is nearest to sixty entries."""

BOAT, CHILD = "boat", "child"


@dataclass(frozen=True)
class Looking:
    """Somebody who looks at one case."""

    desk: Desk
    who: Somebody
    case: UUID

    def told(self) -> bytes:
        """Tell the whole timeline: nobody is asked who looks, and nothing is written down."""
        return self.tell(self.desk.cases.case(self.case))

    def tell(self, case: Case) -> bytes:
        return msgspec.json.encode(timeline(case, self.desk.journey_of(case), self.desk.names(case)))

    def again(self) -> None:
        """Decide what is seen of a case, as when it was looked at before."""
        self.desk.seen(self.who, self.case)

    def first(self) -> None:
        """Decide it with nothing at hand but the case."""
        self.desk.forget(self.case)
        self.again()

    def written_down(self) -> None:
        """Write down that it was looked at."""
        seen = self.desk.seen(self.who, self.case)
        what = looked({self.case: Shown.all_of(seen)}, "timeline", self.desk.rules.policy.version)
        self.desk.register.looked(what, self.who.as_themselves(), NOW)

    def shown(self) -> bytes:
        """Tell the timeline as it is seen, once it is written down that it was looked at."""
        self.written_down()
        return self.tell(self.desk.seen(self.who, self.case).case)


def desk_of(cases: Cases, rules: Rules) -> Desk:
    return Desk(cases, lambda: NOW, rules, Register(cases))


def somebody(desk: Desk, account: str, organisation: str) -> Somebody:
    """Return somebody as they act in an organisation. Raises ``Unequal`` where they hold no post in it."""
    directory, day = desk.register.directory(), NOW.astimezone(HERE).date()
    posts = directory.posts_in(account, organisation, day)
    if not posts:
        raise Unequal(f"{account} holds no post in {organisation}")
    kind, person = directory.kind_of(organisation), directory.person_of(account)
    return Somebody(Viewer(account, organisation, kind, posts, person), desk.rules.policy)


@contextmanager
def at_a_boat(folder: Path) -> Generator[Looking]:
    """Give somebody of the yard who looks at a boat, under the plain rules."""
    cases = cases_of(folder)
    try:
        office = Office(Register(cases), NOW)
        office.organisation(PLACE, "any", PLACE, NOW.date())
        office.account("jo", NOW.date())
        office.post("jo", YARD.id, PLACE, NOW.date())
        opened = cases.open(noted(story(0, 1)), NOW).case
        cases.record(opened.id, [acted(story(0, one)) for one in range(2, STEPS + 1)], NOW)
        desk = desk_of(cases, plain_rules(cases.journeys))
        yield Looking(desk, somebody(desk, "jo", PLACE), opened.id)
    finally:
        cases.close()


@contextmanager
def at_a_child(folder: Path) -> Generator[Looking]:
    """Give a SENCO who looks at an invented child's record, under the rules of one."""
    script = Script(datetime(2000, 1, 1, tzinfo=UTC))
    cases = cases_in(Settings(data=str(folder)), demo=True, clock=script)
    try:
        for entry in longest(cases):
            script.at = datetime.combine(entry.written, OPENS, HERE)
            write(cases, entry, script.at)
        script.at = NOW
        door = door_of(cases, folder / "identity.db")
        try:
            enter(cases, door, NOW, NOW)
        finally:
            door.close()
        desk = desk_of(cases, RULES)
        (found,) = (cases.case(one) for one in cases.opened(TOWN))
        by = next(one.by for one in found.records if one.by.role == SENCO_POST.id)
        yield Looking(desk, somebody(desk, by.account, by.organisation), found.id)
    finally:
        cases.close()


def longest(cases: Cases) -> Sequence[Entry]:
    """Return what is written of the invented child whose record is the nearest to sixty entries."""
    children: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries_of(cases, TOWN, SEED, NOW.astimezone(HERE).date()):
        children[entry.telling.child.name].append(entry)
    return min(children.values(), key=lambda one: abs(len(one) - STEPS))


@contextmanager
def both(folder: Path) -> Generator[Mapping[str, Looking]]:
    with ExitStack() as stack:
        yield {
            BOAT: stack.enter_context(at_a_boat(folder / BOAT)),
            CHILD: stack.enter_context(at_a_child(folder / CHILD)),
        }


def costs(looking: Mapping[str, Looking]) -> Measured:
    """Measure each, in turns. Raises ``Unequal`` where nothing is seen."""
    found: Measured = {}
    for name, one in looking.items():
        if len(one.desk.seen(one.who, one.case).case.records) < STEPS // 2:
            raise Unequal(f"too little is seen of the {name}")
        turn: Mapping[str, Callable[[], Any]] = {
            f"{name} told": one.told,
            f"{name} seen again": one.again,
            f"{name} seen first": one.first,
            f"{name} written down": one.written_down,
            f"{name} shown": one.shown,
        }
        found |= median_of([turn] * TIMES)
    return found

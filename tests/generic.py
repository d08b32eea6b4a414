"""One of any event, filled in from the types of its fields, and a strand brought to any stage: for generated tests."""

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any, get_origin
from uuid import UUID

import msgspec
from msgspec import Struct

from goldenthread.engine.calendars import Calendar
from goldenthread.engine.clocks import Answers, Clock
from goldenthread.engine.due import Times, due_of, waited_for
from goldenthread.engine.events import Answer, Event, PersonId, RecordId
from goldenthread.engine.fields import bare, each_of, fields, hints, nested, plain
from goldenthread.engine.journey import Journey
from goldenthread.engine.law import InForce
from goldenthread.engine.naming import Kinds, many
from goldenthread.engine.records import Record, StrandId
from goldenthread.engine.windows import Window
from goldenthread.engine.workflow import OUTSET, Stage, Workflow, event_of, stages
from tests.story import Story

SOMEBODY = PersonId(UUID(int=0xB0B))
USUAL = date(2026, 3, 2)
DAY = timedelta(days=1)
NOTHING: Mapping[str, Any] = {}
FAR = timedelta(days=400)
"""How long after the start the days are that a sample names: further than any notice that has to be given of one."""


def written(one: date) -> str:
    return f"{one.day} {one:%b %Y}"


def value(kind: Any, on: date, named: RecordId | None) -> Any:
    """Return something that a field of a type can hold."""
    if get_origin(bare(kind)) is tuple:
        nobody_named = bare(each_of(kind)) is RecordId and named is None
        return () if nobody_named else (value(each_of(kind), on, named),)
    if bare(kind) in (RecordId, PersonId):
        return named if bare(kind) is RecordId else SOMEBODY
    if group := nested(kind):
        return struct(group, on, named)
    return of_a_class(plain(kind), on, year="1900" in repr(kind))


def of_a_class(made: type[object], on: date, *, year: bool) -> Any:
    if issubclass(made, Enum):
        return Answer.YES if made is Answer else next(iter(made))
    if issubclass(made, date):
        return on
    if issubclass(made, bool | int | float):
        return True if made is bool else on.year if year else 1
    return "elm-primary"


def struct(group: type[Struct], on: date, named: RecordId | None) -> Struct:
    asked = [one for one in msgspec.structs.fields(group) if one.required]
    return group(**{one.name: value(hints(group)[one.name], on, named) for one in asked})


def sample(
    kind: type[Event],
    on: date,
    *,
    answering: RecordId | None = None,
    also: tuple[str, ...] = (),
    said: Mapping[str, Any] = NOTHING,
) -> Event:
    """Return one of an event: what it must say, what is ``said``, the keys it may name, and what is asked for ``also``.

    Days in it are ``on``; every record that it names is the one that it is ``answering``.
    """
    filled = dict(said)
    for name, field in fields(kind).items():
        key = isinstance(getattr(bare(field.kind), "__supertype__", None), type) and bare(field.kind) is not RecordId
        answers = answering is not None and each_of(field.kind) is RecordId
        if name not in filled and (field.required or name in also or key or answers):
            filled[name] = value(field.kind, on, answering)
    return kind(**filled)


def concrete(journey: Journey, kinds: Kinds) -> Iterator[type[Event]]:
    """Yield every event of a journey that is of these kinds, or derived from one."""
    for kind in many(kinds):
        yield from (event for event in journey.events.values() if issubclass(event, kind))


def told_in(journey: Journey, workflow: Workflow, kinds: Kinds) -> Iterator[type[Event]]:
    """Yield every event of these kinds that can stand in the story of a workflow: its own, and what it hears."""
    for kind in concrete(journey, kinds):
        if kind in workflow.events or journey.home_of(kind) is None or workflow.hears(kind):
            yield kind


def a_day_of(law: InForce) -> date:
    """Return a day on which something is the law: the usual one, if it was."""
    return USUAL if law.on(USUAL) else law.since or law.until or USUAL


class Telling:
    """A story in a journey, told by samples; every fact is brought in, so that it counts whatever came before."""

    def __init__(self, journey: Journey, calendar: Calendar) -> None:
        self.journey, self.story = journey, Story(journey, calendar)
        self.days: list[date] = []

    def tell(self, event: Event, on: date, strand: StrandId | None = None) -> Record:
        """Write a sample down, on the day it happened or on the day of the last before it."""
        self.days.append(on)
        return self.story.given(event, on=written(on), written=written(max(self.days)), strand=strand)

    @contextmanager
    def trying(self) -> Generator["Trial"]:
        """Tell something on trial: it is forgotten, unless it is kept."""
        case, days, trial = self.story.case, list(self.days), Trial()
        yield trial
        if not trial.kept:
            self.story.case, self.days = case, days

    def stages_of(self, workflow: Workflow) -> list[str]:
        return [one.stage for one in self.story.case.strands_of(workflow.name)]

    def bring_to(self, workflow: Workflow, stage: Stage, on: date, avoiding: frozenset[type[Event]]) -> bool:
        """Bring a strand to a stage by a fact that lands there. False where only what is to be avoided does."""
        if stage is OUTSET:
            return True
        lands = [kind for kind, name in workflow.lands.items() if name == workflow.name_of(stage)]
        ways = [one for kind in lands for one in concrete(self.journey, kind) if one not in avoiding]
        for way in sorted(ways, key=lambda one: self.journey.home_of(one) is not workflow):
            with self.trying() as trial:
                self.tell(sample(way, on + FAR, answering=self.anchor(way, workflow, on, avoiding)), on)
                trial.kept = workflow.name_of(stage) in self.stages_of(workflow)
            if trial.kept:
                return True
        return False

    def ready_for(self, workflow: Workflow, kind: type[Event], on: date, avoiding: frozenset[type[Event]]) -> None:
        """Bring a strand of a workflow to where it hears a fact that is not its own."""
        if self.journey.home_of(kind) is workflow:
            return
        steps = [one for one in workflow.steps if issubclass(kind, event_of(one))]
        if any(OUTSET in stages(step.at) for step in steps):
            return
        at = [one for step in steps for one in stages(step.at)] or [one for one in workflow.stages if one is not OUTSET]
        if not any(self.bring_to(workflow, one, on, avoiding) for one in at):
            any(self.bring_to(workflow, one, on, frozenset({kind})) for one in at)

    def anchor(
        self, kind: type[Event], workflow: Workflow, on: date, avoiding: frozenset[type[Event]]
    ) -> RecordId | None:
        """Return a record for an event to name, where it must name one: told for that, if there is none yet."""
        if not names_one(kind):
            return None
        if not self.story.case.records:
            free = [one for one in workflow.events if one not in avoiding and one is not kind and not names_one(one)]
            self.tell(sample(free[0], on + FAR), on)
        return self.story.case.records[-1].id


@dataclass
class Trial:
    """Whether what was told on trial is kept."""

    kept: bool = False


def names_one(kind: type[Event]) -> bool:
    return any(one.required and bare(one.kind) is RecordId for one in fields(kind).values())


def starting(found: Clock | Window, kind: type[Event], on: date, anchor: RecordId | None = None) -> Event:
    """Return a sample that starts a clock or opens a window, naming a day that lies far ahead."""
    due = found.lasts if isinstance(found, Window) else found.due
    wanted = () if isinstance(due, Times) else tuple(one.name for one in due_of(due).fields())
    return sample(kind, on + FAR, answering=anchor, also=wanted)


def waiting(found: Clock | Window) -> tuple[type[Event], ...]:
    due: Any = found.lasts if isinstance(found, Window) else found.due
    return waited_for(due)


def meeting(clock: Clock, kind: type[Event], start: Record, on: date) -> Event:
    """Return a sample that meets a clock as it was started by a record: it names what it answers, and the same key."""
    said: dict[str, Any] = {}
    if isinstance(clock.stops, Answers):
        said = {one.name: start.id for one in clock.stops.fields if issubclass(kind, one.event)}
        said = {name: (it,) if get_origin(bare(fields(kind)[name].kind)) is tuple else it for name, it in said.items()}
    return sample(kind, on, answering=start.id, said={**said, **keyed(clock, kind, start)})


def keyed(clock: Clock, kind: type[Event], start: Record) -> Mapping[str, Any]:
    """Return the field of an event that holds the key a clock runs for, as a record that started it has it."""
    per = clock.starts.per
    if per is None:
        return {}
    mine = {name for name, one in fields(start.kind).items() if bare(one.kind) is per}
    theirs = {name for name, one in fields(kind).items() if bare(one.kind) is per}
    return {name: start.clear(next(iter(mine))) for name in theirs}

"""The words a workflow is declared in, checked when it is built."""

import hashlib
import sys
from collections.abc import Iterable, Sequence
from dataclasses import KW_ONLY, dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from goldenthread.engine.clocks import Clock, each
from goldenthread.engine.events import Event, Role
from goldenthread.engine.fields import tag_of
from goldenthread.engine.needs import Misdeclared, Need, Then
from goldenthread.engine.records import DefinitionId
from goldenthread.engine.windows import Window

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Stage:
    """Where a strand is: a condition, in words a family can read. ``ends``: there the strand is over."""

    label: str
    _: KW_ONLY
    ends: bool = False


OUTSET = Stage("Not yet begun")


@dataclass(frozen=True, eq=False)
class Whenever:
    """What a fact does by itself, whoever did it: lands a strand on a stage, or opens a duty."""

    event: type[Event]
    at: Stage | Sequence[Stage] = ()
    _: KW_ONLY
    to: Stage | None = None
    owes: Sequence[Then] = ()


@dataclass(frozen=True, eq=False)
class Move:
    """What a person does to take a strand on. Without ``to`` the strand stays where it is."""

    label: str
    at: Stage | Sequence[Stage]
    _: KW_ONLY
    to: Stage | None = None
    needs: Sequence[Need] = ()
    records: type[Event]
    owes: Sequence[Then] = ()


Step = Move | Whenever


def stages(at: Stage | Sequence[Stage]) -> tuple[Stage, ...]:
    return (at,) if isinstance(at, Stage) else tuple(at)


def event_of(step: Step) -> type[Event]:
    return step.records if isinstance(step, Move) else step.event


class Workflow:
    """A story that can run in a case: everything declared in one module, in the order it is told."""

    def __init__(  # a workflow says all of this of itself
        self,
        name: str,
        label: str,
        *,
        declared_in: str,
        held_by: Role,
        version: str,
        in_force: tuple[date, date | None],
    ) -> None:
        self.name, self.label, self.held_by, self.in_force = name, label, held_by, in_force
        self.version = DefinitionId(version)
        module = sys.modules[declared_in]
        self.says = (module.__doc__ or "").strip()
        said = {constant: it for constant, it in vars(module).items() if not constant.startswith("_")}
        self._names = {id(it): constant.lower().replace("_", "-") for constant, it in said.items()}
        self.moves, self.facts = every(Move, said), every(Whenever, said)
        self.needs, self.thens, self.windows = every(Need, said), every(Then, said), every(Window, said)
        self.steps: tuple[Step, ...] = (*self.moves, *self.facts)
        self.duties = tuple(duty(self.name_of(then), then, self.steps) for then in self.thens)
        self.clocks = (*every(Clock, said), *self.duties)
        self.stages = (OUTSET, *every(Stage, said))
        self.events = tuple(
            it
            for it in said.values()
            if isinstance(it, type) and issubclass(it, Event) and it.__module__ == declared_in
        )
        self._check(self.steps)

    def _check(self, steps: Sequence[Step]) -> None:
        landings: dict[type[Event], Stage] = {}
        for step in steps:
            if step.to and landings.setdefault(event_of(step), step.to) is not step.to:
                raise Misdeclared(f"{event_of(step).__name__} would land on two stages; an event lands on one")
        if lost := [one.label for one in self.stages if one not in (OUTSET, *landings.values())]:
            raise Misdeclared(f"{self.label}: nothing leads to {lost}")
        if stray := [one for step in steps for one in (*stages(step.at), step.to) if one and one not in self.stages]:
            raise Misdeclared(f"{self.label}: {[one.label for one in stray]} is a stage of another workflow")
        if stray_needs := [n.label for move in self.moves for n in move.needs if id(n) not in self._names]:
            raise Misdeclared(f"{self.label}: {stray_needs} have no name; write each need as a constant")
        idle = [then.label for then in self.thens if not any(then in step.owes for step in steps)]
        if idle:
            raise Misdeclared(f"{self.label}: nothing ever owes {idle}")
        if len({event_of(move) for move in self.moves}) < len(self.moves):
            raise Misdeclared(f"{self.label}: two moves record one event, so a record would not tell which was made")
        self.lands = {event: self.name_of(stage) for event, stage in landings.items()}

    def name_of(self, declared: object) -> str:
        """Return the stable name of a declaration: that of its constant."""
        return "outset" if declared is OUTSET else self._names[id(declared)]

    @cached_property
    def moves_by_name(self) -> dict[str, Move]:
        return {self.name_of(move): move for move in self.moves}

    @cached_property
    def stages_by_name(self) -> dict[str, Stage]:
        return {self.name_of(stage): stage for stage in self.stages}

    @cached_property
    def needs_by_name(self) -> dict[str, Need]:
        return {self.name_of(need): need for need in self.needs}

    @cached_property
    def opening(self) -> frozenset[type[Event]]:
        """Return the events that may open a strand."""
        return frozenset(event_of(step) for step in self.steps if OUTSET in stages(step.at))

    def needs_of(self, move: Move) -> dict[str, Need]:
        return {self.name_of(need): need for need in move.needs}

    def move_for(self, event: type[Event]) -> Move | None:
        return next((move for move in self.moves if move.records is event), None)

    def in_place_of(self, clock: Clock) -> list[Clock]:
        return [other for other in self.clocks if clock in other.in_place_of]

    @cached_property
    def digest(self) -> str:
        """Return a digest of all that the definition says: a released definition never changes."""
        return hashlib.sha256("\n".join(self.statements()).encode()).hexdigest()[:32]

    def statements(self) -> Iterable[str]:
        """Yield what the definition says, one line each, in words that do not depend on the code."""
        yield f"workflow {self.name} {self.version} {self.label} {self.held_by.id} {self.in_force}"
        for stage in self.stages:
            yield f"stage {self.name_of(stage)} {stage.label} {stage.ends}"
        for need in self.needs:
            kinds = ",".join(tag_of(kind) for kind in need.kinds())
            yield f"need {self.name_of(need)} {type(need).__name__} {need.label} {kinds} {need.by.id} {need.law}"
        for step in self.steps:
            at, to = ",".join(map(self.name_of, stages(step.at))), self.name_of(step.to) if step.to else "-"
            needs = ",".join(map(self.name_of, step.needs)) if isinstance(step, Move) else ""
            owes = ",".join(map(self.name_of, step.owes))
            yield f"step {self.name_of(step)} {tag_of(event_of(step))} {at} {to} {needs} {owes}"
        for clock in self.clocks:
            starts = ",".join(tag_of(kind) for kind in clock.starts.events)
            stops = ",".join(tag_of(kind) for kind in clock.stopped_by())
            yield f"clock {clock.id} {clock.starts.again} {starts} {clock.due} {stops} {clock.owed_by.id} {clock.law}"


def every(kind: type[T], said: dict[str, object]) -> tuple[T, ...]:
    return tuple(it for it in said.values() if isinstance(it, kind))


def duty(name: str, then: Then, steps: Sequence[Step]) -> Clock:
    """Return the clock that a ``Then`` opens, whatever it is that owes it."""
    owing = [event_of(step) for step in steps if then in step.owes]
    return Clock(name, then.label, starts=each(*owing), due=then.due, stops=then.met_by, owed_by=then.by, law=then.law)

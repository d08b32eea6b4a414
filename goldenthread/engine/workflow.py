"""The words a workflow is declared in, checked when it is built."""

import hashlib
import sys
from collections.abc import Iterable, Sequence
from dataclasses import KW_ONLY, dataclass
from functools import cache, cached_property
from typing import TypeVar

from goldenthread.engine.applying import Where
from goldenthread.engine.calendars import Period
from goldenthread.engine.clocks import Answers, Clock
from goldenthread.engine.due import Contested, Due, OneOf, Times, looked_back_to, waited_for
from goldenthread.engine.events import Event, Role
from goldenthread.engine.fields import tag_of
from goldenthread.engine.law import InForce, Law
from goldenthread.engine.naming import Kinds, many
from goldenthread.engine.needs import Misdeclared, Need, Then
from goldenthread.engine.records import DefinitionId
from goldenthread.engine.starts import Starts, each
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
    """What a person does to take a strand on. Without ``to`` the strand stays where it is.

    ``applies``: for which kinds of place it is offered. What was done elsewhere all the same is written down.
    """

    label: str
    at: Stage | Sequence[Stage]
    _: KW_ONLY
    to: Stage | None = None
    needs: Sequence[Need] = ()
    records: type[Event]
    owes: Sequence[Then] = ()
    applies: Where | None = None

    def __post_init__(self) -> None:
        if self.applies:
            self.applies.check([self.records])


Step = Move | Whenever


def stages(at: Stage | Sequence[Stage]) -> tuple[Stage, ...]:
    return (at,) if isinstance(at, Stage) else tuple(at)


def event_of(step: Step) -> type[Event]:
    return step.records if isinstance(step, Move) else step.event


def landings(steps: Sequence[Step]) -> dict[type[Event], Stage]:
    """Return the stage that each event lands on."""
    found: dict[type[Event], Stage] = {}
    for step in steps:
        if step.to and found.setdefault(event_of(step), step.to) is not step.to:
            raise Misdeclared(f"{event_of(step).__name__} would land on two stages; an event lands on one")
    return found


def reachable(steps: Sequence[Step]) -> set[Stage]:
    """Return the stages that a strand can come to from the outset."""
    reached: set[Stage] = set()
    found = {OUTSET}
    while found - reached:
        reached |= found
        found = {step.to for step in steps if step.to and (not stages(step.at) or reached & set(stages(step.at)))}
    return reached


class Workflow:
    """A story that can run in a case: everything declared in one module, in the order it is told.

    One that ``follows`` another is a newer definition of it, and may tell its events too.
    """

    def __init__(  # a workflow says all of this of itself
        self,
        name: str,
        label: str,
        *,
        declared_in: str,
        held_by: Role,
        version: str,
        in_force: InForce,
        follows: "Workflow | None" = None,
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
        self.stages = (OUTSET, *(stage for stage in every(Stage, said) if stage is not OUTSET))
        before: tuple[type[Event], ...] = follows.events if follows else ()
        self.events: tuple[type[Event], ...] = tuple(
            it
            for it in said.values()
            if isinstance(it, type) and issubclass(it, Event) and (it.__module__ == declared_in or it in before)
        )
        landing = landings(self.steps)
        self._check_stages()
        self._check_names()
        self.lands = {event: self.name_of(stage) for event, stage in landing.items()}
        self._check_moves()

    def _check_stages(self) -> None:
        """Refuse a stage of another workflow, and one that nothing leads to."""
        named = [one for step in self.steps for one in (*stages(step.at), step.to) if one]
        if stray := [one.label for one in named if one not in self.stages]:
            raise Misdeclared(f"{self.label}: {stray} is a stage of another workflow")
        reached = reachable(self.steps)
        if lost := [one.label for one in self.stages if one not in reached]:
            raise Misdeclared(f"{self.label}: nothing leads to {lost}")

    def _check_names(self) -> None:
        """Refuse what has no name of its own here, and what nothing uses."""
        if foreign := [move.records.__name__ for move in self.moves if move.records not in self.events]:
            raise Misdeclared(f"{self.label}: {foreign} is not an event of this workflow, so no move here records it")
        if nameless := [need.label for move in self.moves for need in move.needs if id(need) not in self._names]:
            raise Misdeclared(f"{self.label}: {nameless} have no name; write each need as a constant")
        if nameless := [then.label for step in self.steps for then in step.owes if id(then) not in self._names]:
            raise Misdeclared(f"{self.label}: {nameless} have no name; write each duty as a constant")
        if idle := [then.label for then in self.thens if not any(then in step.owes for step in self.steps)]:
            raise Misdeclared(f"{self.label}: nothing ever owes {idle}")
        if foreign := [clock.id for clock in self.clocks if not set(clock.in_place_of) <= set(self.clocks)]:
            raise Misdeclared(f"{self.label}: {foreign} would run in place of a clock of another workflow")

    def _check_moves(self) -> None:
        """Refuse moves that a record could not be told from."""
        if len({move.records for move in self.moves}) < len(self.moves):
            raise Misdeclared(f"{self.label}: two moves record one event, so a record would not tell which was made")
        if halting := [move.label for move in self.moves if move.to is None and move.records in self.lands]:
            raise Misdeclared(f"{self.label}: {halting} stays where it is, but what it records leads elsewhere")

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

    @cached_property
    def named(self) -> frozenset[type[Event]]:
        """Return every event that this workflow speaks of: its own, and those of others that are heard here.

        Where it has events of a kind that sets a clock or a window going, that kind is its own here.
        """
        spoken_of: tuple[Clock | Window | Need, ...] = (*self.clocks, *self.windows, *self.needs)
        begin = {kind for one in self.clocks for kind in one.starts.events}
        begin |= {kind for one in self.windows for kind in one.opens.events}
        own = {kind for kind in begin if any(issubclass(event, kind) for event in self.events)}
        places = (event for move in self.moves if move.applies for event in move.applies.heeds())
        heard = frozenset(event_of(step) for step in self.steps).union(places, *(one.heeds() for one in spoken_of))
        return heard - own

    @cache  # noqa: B019  # a workflow is made once and lives as long as the process
    def hears(self, event: type[Event]) -> bool:
        """Say whether an event of another workflow is heard here."""
        return event not in self.events and issubclass(event, tuple(self.named))

    def lands_on(self, event: type[Event]) -> str | None:
        """Return the stage that an event lands on, whether its own or one that is heard."""
        return next((self.lands[kind] for kind in event.__mro__ if kind in self.lands), None)

    def takes(self, event: type[Event], stage: str) -> bool:
        """Say whether a strand at a stage makes something of an event: every step on it says from where."""
        steps = [step for step in self.steps if issubclass(event, event_of(step))]
        return not steps or any(not step.at or stage in map(self.name_of, stages(step.at)) for step in steps)

    def goes_on_from(self, event: type[Event], stage: str) -> bool:
        """Say whether a step on an event names a stage: a strand there goes on by it, though it is over."""
        steps = [step for step in self.steps if issubclass(event, event_of(step))]
        return any(stage in map(self.name_of, stages(step.at)) for step in steps)

    @cache  # noqa: B019  # a workflow is made once and lives as long as the process
    def answering(self, event: type[Event]) -> frozenset[str]:
        """Return the fields by which an event answers the entry that set a clock going."""
        named = (one for clock in self.clocks if isinstance(clock.stops, Answers) for one in clock.stops.fields)
        return frozenset(one.name for one in named if issubclass(event, one.event))

    def needs_of(self, move: Move) -> dict[str, Need]:
        return {self.name_of(need): need for need in move.needs}

    @cached_property
    def _moves_by_event(self) -> dict[type[Event], Move]:
        return {move.records: move for move in self.moves}

    def move_for(self, event: type[Event]) -> Move | None:
        return self._moves_by_event.get(event)

    @cached_property
    def _instead(self) -> dict[Clock, list[Clock]]:
        return {clock: [other for other in self.clocks if clock in other.in_place_of] for clock in self.clocks}

    def in_place_of(self, clock: Clock) -> Sequence[Clock]:
        """Return the clocks that run in place of one, once they start."""
        return self._instead.get(clock, ())

    def heeds(self, clock: Clock) -> frozenset[type[Event]]:
        """Return every event that can change a reading of a clock: it is deaf to all others."""
        return clock.heeds().union(*((*other.starts.events, *other.places()) for other in self.in_place_of(clock)))

    @cached_property
    def digest(self) -> str:
        """Return a digest of all that the definition says: a released definition never changes."""
        return hashlib.sha256("\n".join(self.statements()).encode()).hexdigest()[:32]

    def statements(self) -> Iterable[str]:
        """Yield what the definition says, one line each, in words that do not depend on the code."""
        yield f"workflow {self.name} {self.version} {self.label} {self.held_by.id} in force {self.in_force}"
        for stage in self.stages:
            yield f"stage {self.name_of(stage)} {stage.label} {stage.ends}"
        for need in self.needs:
            scope = f"since {tags(need.since or ())} same {name_in(need.same)}"
            said = f"{type(need).__name__} {need.label} {need.by.id} {binding(need.law)}"
            yield f"need {self.name_of(need)} {said} by {rests_on(need)} {scope}{only(need.applies)}"
        for step in self.steps:
            at, to = ",".join(map(self.name_of, stages(step.at))), self.name_of(step.to) if step.to else "-"
            needs = ",".join(map(self.name_of, step.needs)) if isinstance(step, Move) else ""
            label = step.label if isinstance(step, Move) else ""
            owes = ",".join(map(self.name_of, step.owes))
            places = only(step.applies) if isinstance(step, Move) else ""
            yield f"step {self.name_of(step)} {label} {tags(event_of(step))} {at} {to} {needs} {owes}{places}"
        for clock in self.clocks:
            said = f"{clock.label} {clock.owed_by.id} {binding(clock.law)}"
            answers = ",".join(map(str, clock.stops.fields)) if isinstance(clock.stops, Answers) else ""
            stops = f"answers {answers}" if isinstance(clock.stops, Answers) else tags(clock.stops)
            ends = f"{stops} falls away {tags(clock.falls_away)} back on {tags(clock.back_on)}"
            instead = ",".join(one.id for one in clock.in_place_of)
            unless = str(clock.unless or "")
            law = f"in force {clock.in_force}{only(clock.applies)}"
            yield f"clock {clock.id} {said} {begins(clock.starts)} {spelled(clock.due)} {ends} {instead} {unless} {law}"
        for window in self.windows:
            said = f"{window.label} {window.held_by.id} {binding(window.law)}"
            back = f" given back {tags(window.given_back)}" if many(window.given_back) else ""
            used = f"used {tags(window.used_by)}{back}"
            ends = f"early {tags(window.ends_early)} {used} falls away {tags(window.falls_away)}"
            law = f"in force {window.in_force}"
            yield f"window {window.id} {said} {begins(window.opens)} {spelled(window.lasts)} {ends} {law}"


def tags(kinds: Kinds) -> str:
    return ",".join(tag_of(kind) for kind in many(kinds))


def name_in(code: object) -> str:
    return str(getattr(code, "__name__", "-"))


def binding(law: Law) -> str:
    return f"{law.force} {law}"


def only(applies: Where | None) -> str:
    """Say for which kinds of place something is declared; nothing, where it is for all."""
    return f" only {applies.spelled()}" if applies else ""


def rests_on(need: Need) -> str:
    if isinstance(need.met_by, Clock | Window):
        return need.met_by.id
    return tags(need.kinds()) or name_in(need.met_by)


def begins(starts: Starts) -> str:
    return f"{starts.again} {tags(starts.events)} per {name_in(starts.per)}"


def spelled(due: Period | Due | Times) -> str:
    """Say all that a last day depends on."""
    if isinstance(due, Contested):
        readings = "; ".join(f"{name}: {spelled(one)}" for name, one in due.readings.items())
        return f"{due.name} ({readings}) usually {due.usually}"
    if isinstance(due, OneOf):
        return f"{due.word} of ({'; '.join(map(spelled, due.parts))}) moved by {name_in(due.rolls)}"
    if isinstance(due, Period | Times):
        return str(due)
    return f"{due} {','.join(map(str, due.fields()))} {tags((*waited_for(due), *looked_back_to(due)))}".strip()


def every(kind: type[T], said: dict[str, object]) -> tuple[T, ...]:
    return tuple(it for it in said.values() if isinstance(it, kind))


def duty(name: str, then: Then, steps: Sequence[Step]) -> Clock:
    """Return the clock that a ``Then`` opens, whatever it is that owes it."""
    owing = [event_of(step) for step in steps if then in step.owes]
    return Clock(
        name,
        then.label,
        starts=each(*owing),
        due=then.due,
        stops=then.met_by,
        owed_by=then.by,
        law=then.law,
        in_force=then.in_force,
        applies=then.applies,
    )

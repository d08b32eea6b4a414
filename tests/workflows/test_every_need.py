"""Every need of every move of every workflow, by samples made from the declarations: missing, met, and gone without.

And every duty that a step opens: owed by each step that owes it.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, combinations_with_replacement
from typing import Any, get_origin

import pytest

from goldenthread.engine.clocks import Clock
from goldenthread.engine.commands import Act
from goldenthread.engine.decide import Accepted, NotReady
from goldenthread.engine.events import Choice, Event, RecordId
from goldenthread.engine.fields import bare, fields, plain
from goldenthread.engine.journey import Journey
from goldenthread.engine.needs import Need, Then
from goldenthread.engine.windows import Window
from goldenthread.engine.workflow import OUTSET, Move, Step, Workflow, event_of, stages
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.kinds import KINDS
from tests.generic import DAY, FAR, USUAL, Telling, concrete, meeting, sample, starting, written
from tests.story import SOMEBODY as ACTOR

JOURNEYS = KINDS.every

Told = Callable[[Telling], Event]
PREDICATES: dict[str, tuple[Told, Told]] = {}
"""For a need that rests on a predicate, and that no samples of one or two events meet: what makes it missing, and what
then meets it, each with the form of the move to try."""


def needs() -> Iterator[Any]:
    for journey in JOURNEYS:
        for definitions in journey.definitions.values():
            for workflow in definitions:
                for move in workflow.moves:
                    for name, need in workflow.needs_of(move).items():
                        said = f"{workflow.name} {workflow.version} {workflow.name_of(move)} {name}"
                        yield pytest.param(journey, workflow, move, need, id=said)


def thens() -> Iterator[Any]:
    for journey in JOURNEYS:
        for workflow in journey.workflows.values():
            for step in workflow.steps:
                for then in step.owes:
                    for kind in concrete(journey, event_of(step)):
                        said = f"{workflow.name} {kind.__name__} {workflow.name_of(then)}"
                        yield pytest.param(journey, workflow, step, then, kind, id=said)


class Tried:
    """A strand where a move may be tried: brought to a stage from which it starts, as if from elsewhere."""

    def __init__(self, journey: Journey, workflow: Workflow, move: Move, need: Need) -> None:
        self.journey, self.workflow, self.move, self.need = journey, workflow, move, need
        self.told, self.today = Telling(journey, ENGLAND), USUAL
        at = stages(move.at)
        first = [one for one in at if one is not OUTSET]
        avoiding = frozenset(event for kind in need.kinds() for event in concrete(journey, kind)) | {move.records}
        self.form: Event = sample(move.records, self.today + FAR)
        if not any(self.told.bring_to(workflow, one, self.today, avoiding) for one in first) and OUTSET not in at:
            any(self.told.bring_to(workflow, one, self.today, frozenset()) for one in at)

    def outcome(self, reasons: Sequence[str] = ()) -> Accepted | NotReady:
        """Judge the move without making it."""
        strands = self.told.story.case.strands_of(self.workflow.name)
        command = Act(
            event=self.form,
            happened_on=self.today,
            by=ACTOR,
            strand=strands[-1].id if strands else None,
            workflow=self.workflow,
            move=self.move,
            reasons=dict.fromkeys(reasons, "We asked, and the family would rather not wait."),
        )
        return self.told.story.decide(command, written(self.today))

    def missing(self) -> bool:
        found = self.outcome()
        return isinstance(found, NotReady) and self.need in [one.need for one in found.unmet]

    def gone_without(self) -> tuple[str, ...]:
        """Return what the move goes without, where reasons are given for all that a reason will do for."""
        reasons = [name for name, one in self.workflow.needs_of(self.move).items() if one.reason_will_do]
        found = self.outcome(reasons)
        if isinstance(found, Accepted):
            assert found.record.judgement
            return found.record.judgement.gone_without
        still = [one.id for one in found.unmet]
        return tuple(name for name in reasons if name not in still and self.missing())

    def tell(self, kind: type[Event], event: Event | None = None) -> None:
        self.told.ready_for(self.workflow, kind, self.today, self.need.heeds())
        self.told.tell(event or sample(kind, self.today), self.today)

    def make_missing(self) -> None:
        """Bring it about that the need is not met: what is outstanding, or the time that is not over."""
        met_by = self.need.met_by
        if isinstance(met_by, Clock):
            self._start(met_by)
        elif isinstance(met_by, Window):
            kind = next(concrete(self.journey, met_by.opens.events))
            self.tell(kind, starting(met_by, kind, self.today))
        elif self.need.hidden():
            self._search(wanted=True)

    def meet(self) -> None:
        met_by = self.need.met_by
        self.today += DAY
        if isinstance(met_by, Clock):
            self._stop(met_by)
        elif isinstance(met_by, Window):
            held = self.told.story.windows(met_by, written(self.today))[0]
            last = held.last_day
            self.today = last + DAY if last else self.today
        elif self.need.hidden():
            self._search(wanted=False)
        else:
            self.tell(next(concrete(self.journey, self.need.kinds())))

    def _start(self, clock: Clock) -> None:
        kind = next(concrete(self.journey, clock.starts.events))
        self.tell(kind, starting(clock, kind, self.today))

    def _stop(self, clock: Clock) -> None:
        open_ones = [one for one in self.told.story.readings(clock, written(self.today)) if one.ended_by is None]
        for one in open_ones:
            kind = next(concrete(self.journey, clock.stopped_by()))
            self.tell(kind, meeting(clock, kind, one.started_by, self.today))

    def _search(self, *, wanted: bool) -> None:
        """Find events of this workflow that make a predicate missing, or meet it: none, one or two of them."""
        name = f"{self.workflow.name} {self.workflow.name_of(self.need)}"
        if name in PREDICATES:
            missing, met = PREDICATES[name]
            self.form = (missing if wanted else met)(self.told)
            return
        kinds = [one for one in self.workflow.events if one is not self.move.records]
        for some in ((), *combinations(kinds, 1), *combinations_with_replacement(kinds, 2)):
            with self.told.trying() as trial:
                for kind in some:
                    self.told.tell(sample(kind, self.today, answering=self._last()), self.today)
                trial.kept = any(self._tried(form) is wanted for form in self._forms())
            if trial.kept:
                return
        raise AssertionError(f"write down in PREDICATES what makes {name!r} missing, and what meets it")

    def _last(self) -> RecordId | None:
        records = self.told.story.case.records
        return records[-1].id if records else None

    def _tried(self, form: Event) -> bool:
        self.form = form
        return self.missing()

    def _forms(self) -> Iterator[Event]:
        """Yield the form of the move: in brief, with all that it asks, and with each answer to each choice."""
        kind, on, last = self.move.records, self.today + FAR, self._last()
        every = tuple(fields(kind))
        for also in ((), every):
            yield sample(kind, on, answering=last, also=also)
            for name, field in fields(kind).items():
                made = plain(field.kind)
                if issubclass(made, Choice) and get_origin(bare(field.kind)) is not tuple:
                    yield from (sample(kind, on, answering=last, also=also, said={name: one}) for one in made)


NEEDS, THENS = list(needs()), list(thens())


@pytest.mark.parametrize(("journey", "workflow", "move", "need"), NEEDS)
def test_a_need_is_missing_until_it_is_met(journey: Journey, workflow: Workflow, move: Move, need: Need) -> None:
    tried = Tried(journey, workflow, move, need)
    tried.make_missing()
    assert tried.missing(), f"{need.label!r} is met by nothing at all"
    tried.meet()
    assert not tried.missing(), f"{need.label!r} is not met by what meets it"


@pytest.mark.parametrize(("journey", "workflow", "move", "need"), NEEDS)
def test_a_need_holds_the_move_or_is_gone_without_for_a_reason(
    journey: Journey, workflow: Workflow, move: Move, need: Need
) -> None:
    tried = Tried(journey, workflow, move, need)
    tried.make_missing()
    assert (workflow.name_of(need) in tried.gone_without()) is need.reason_will_do


@pytest.mark.parametrize(("journey", "workflow", "move", "need"), NEEDS)
def test_a_move_says_who_can_meet_a_need_and_by_which_law(
    journey: Journey, workflow: Workflow, move: Move, need: Need
) -> None:
    tried = Tried(journey, workflow, move, need)
    tried.make_missing()
    found = tried.outcome()
    assert isinstance(found, NotReady)
    (unmet,) = [one for one in found.unmet if one.need is need]
    assert unmet.id == workflow.name_of(need)
    assert unmet.need.by.name
    assert str(unmet.need.law)


@pytest.mark.parametrize(("journey", "workflow", "step", "then", "kind"), THENS)
def test_a_duty_is_owed_by_every_step_that_owes_it(
    journey: Journey, workflow: Workflow, step: Step, then: Then, kind: type[Event]
) -> None:
    told, on = Telling(journey, ENGLAND), then.in_force.since or USUAL
    name = workflow.name_of(then)
    (duty,) = [one for one in workflow.duties if one.id == name]
    told.ready_for(workflow, kind, on - DAY, workflow.heeds(duty))
    start = told.tell(starting(duty, kind, on, told.anchor(kind, workflow, on - DAY, workflow.heeds(duty))), on)
    assert start.id in {one.started_by.id for one in told.story.readings(duty, written(on)) if one.ended_by is None}
    assert event_of(step) in duty.starts.events

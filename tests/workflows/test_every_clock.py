"""Every clock and every window of every workflow, by samples made from the declarations alone: run, met, late, over."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from goldenthread.engine.clocks import Clock, Reading, Status
from goldenthread.engine.due import Times
from goldenthread.engine.events import Event
from goldenthread.engine.journey import Journey
from goldenthread.engine.naming import many
from goldenthread.engine.records import Record
from goldenthread.engine.windows import Standing, Window, WindowReading, look
from goldenthread.engine.workflow import Workflow
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.kinds import KINDS
from tests.generic import DAY, Telling, a_day_of, concrete, meeting, sample, starting, told_in, waiting, written

JOURNEYS = KINDS.every


def clocks() -> Iterator[Any]:
    for journey in JOURNEYS:
        for workflow in journey.workflows.values():
            for clock in workflow.clocks:
                for kind in told_in(journey, workflow, clock.starts.events):
                    name = f"{workflow.name} {clock.id} {kind.__name__} {clock.in_force}"
                    yield pytest.param(journey, workflow, clock, kind, id=name)


def windows() -> Iterator[Any]:
    for journey in JOURNEYS:
        for workflow in journey.workflows.values():
            for window in workflow.windows:
                for kind in told_in(journey, workflow, window.opens.events):
                    yield pytest.param(
                        journey, workflow, window, kind, id=f"{workflow.name} {window.id} {kind.__name__}"
                    )


CLOCKS, WINDOWS = list(clocks()), list(windows())


class Run:
    """A clock that was started in a strand of a workflow, and everything that its last day is counted from."""

    def __init__(self, journey: Journey, workflow: Workflow, clock: Clock, kind: type[Event]) -> None:
        self.workflow, self.clock, self.journey = workflow, clock, journey
        self.told, self.start_day = Telling(journey, ENGLAND), a_day_of(clock.in_force)
        avoiding, before = workflow.heeds(clock) | {kind}, self.start_day - DAY
        self.told.ready_for(workflow, kind, before, avoiding)
        anchor = self.told.anchor(kind, workflow, before, avoiding)
        self.start: Record = self.told.tell(starting(clock, kind, self.start_day, anchor), self.start_day)
        if not self.found(self.start_day):
            self._begin_with_others(kind)
        if self.read(self.start_day).due is None:
            for later in waiting(clock):
                self.told.tell(sample(next(concrete(journey, later)), self.start_day), self.start_day)

    def _begin_with_others(self, kind: type[Event]) -> None:
        """Tell whatever else sets it going: a clock may begin with the first of two, once both are there."""
        for other in concrete(self.journey, (*self.clock.starts.events, *many(self.clock.back_on))):
            if other is not kind and not self.told.story.readings(self.clock, written(self.start_day)):
                self.told.tell(starting(self.clock, other, self.start_day), self.start_day)
        begun = self.told.story.readings(self.clock, written(self.start_day))
        assert begun, f"{self.start.tag} starts no {self.clock.id} in {self.workflow.label!r}"
        self.start = begun[0].started_by

    def found(self, on: date) -> list[Reading]:
        story = self.told.story
        return [one for one in story.readings(self.clock, written(on)) if one.started_by.id == self.start.id]

    def read(self, on: date) -> Reading:
        """Return the last reading of the clock, as this record started it."""
        found = self.found(on)
        assert found, f"{self.start.tag} starts no {self.clock.id} in {self.workflow.label!r}"
        return found[-1]

    def met_by(self, kind: type[Event], on: date) -> Reading | None:
        """Return the reading once the clock is met; if need be, after the story has come to where that is heard.

        None where what meets it starts it afresh, and takes the place of what started it before.
        """
        with self.told.trying() as trial:
            reading = self._answered(kind, on)
            trial.kept = reading is None or reading.ended_by is not None
        if not trial.kept:
            self.told.ready_for(self.workflow, kind, on, self.workflow.heeds(self.clock))
            reading = self._answered(kind, on)
        return reading

    def _answered(self, kind: type[Event], on: date) -> Reading | None:
        """Meet the clock as often as it is owed in a year, where it is owed each year."""
        often = self.clock.due.n if isinstance(self.clock.due, Times) else 1
        own = self.journey.home_of(kind) is self.workflow and self.start.workflow == self.workflow.name
        for _ in range(often):
            told = self.told.tell(meeting(self.clock, kind, self.start, on), on, self.start.strand if own else None)
            if self.clock.starts.again == "latest" and issubclass(kind, self.clock.starts.events):
                afresh = [one for one in self.told.story.readings(self.clock, written(on)) if one.started_by is told]
                assert [one.status for one in afresh] == [Status.RUNNING]
                return None
        return self.read(on)


@pytest.mark.parametrize(("journey", "workflow", "clock", "kind"), CLOCKS)
def test_a_clock_runs_from_what_starts_it(
    journey: Journey, workflow: Workflow, clock: Clock, kind: type[Event]
) -> None:
    run = Run(journey, workflow, clock, kind)
    reading = run.read(run.start_day)
    assert reading.status is Status.RUNNING
    assert reading.working
    assert reading.due is None or reading.due >= run.start_day


@pytest.mark.parametrize(("journey", "workflow", "clock", "kind"), CLOCKS)
def test_a_clock_that_nobody_meets_is_late_from_the_day_after_its_last(
    journey: Journey, workflow: Workflow, clock: Clock, kind: type[Event]
) -> None:
    run = Run(journey, workflow, clock, kind)
    last = run.read(run.start_day).due
    assert last, f"{clock.id} has no last day, though all that it is counted from is there"
    on_time, late = run.read(last), run.told.story.readings(clock, written(last + DAY))
    assert on_time.status is Status.RUNNING
    mine = [one.status for one in late if one.started_by.id == run.start.id and one.due == last]
    assert mine == [Status.MISSED if isinstance(clock.due, Times) else Status.OVERDUE]


@pytest.mark.parametrize(("journey", "workflow", "clock", "kind"), CLOCKS)
def test_a_clock_is_met_by_each_event_that_may_meet_it(
    journey: Journey, workflow: Workflow, clock: Clock, kind: type[Event]
) -> None:
    answers = list(concrete(journey, clock.stopped_by()))
    assert answers
    for answer in answers:
        run = Run(journey, workflow, clock, kind)
        last = run.read(run.start_day).due
        assert last
        met = run.met_by(answer, min(last, run.start_day + DAY))
        if met is None:
            continue
        assert met.status is Status.MET, f"not by {answer.__name__}: {met.status}"
        if not isinstance(clock.due, Times):
            late = Run(journey, workflow, clock, kind).met_by(answer, last + DAY)
            assert late
            assert (late.status, late.days_late) == (Status.MET_LATE, 1), f"not late by {answer.__name__}"


class Opened:
    """A window that was opened in a strand of a workflow."""

    def __init__(self, journey: Journey, workflow: Workflow, window: Window, kind: type[Event]) -> None:
        self.workflow, self.window, self.journey = workflow, window, journey
        self.told, self.opened_on = Telling(journey, ENGLAND), a_day_of(window.in_force)
        avoiding, before = window.heeds() | {kind}, self.opened_on - DAY
        self.told.ready_for(workflow, kind, before, avoiding)
        anchor = self.told.anchor(kind, workflow, before, avoiding)
        self.opened = self.told.tell(starting(window, kind, self.opened_on, anchor), self.opened_on)
        if self.read(self.opened_on).last_day is None:
            for later in waiting(window):
                self.told.tell(sample(next(concrete(journey, later)), self.opened_on), self.opened_on)

    def read(self, on: date) -> WindowReading:
        case = self.told.story.case
        found = [
            one
            for strand in case.strands_of(self.workflow.name)
            for one in look(self.window, case.story(strand.id), on, ENGLAND)
            if one.opened_by.id == self.opened.id
        ]
        assert found, f"{self.opened.tag} opens no {self.window.id} in {self.workflow.label!r}"
        return found[-1]

    def then(self, kind: type[Event], on: date) -> WindowReading:
        with self.told.trying() as trial:
            self.told.tell(sample(kind, on, answering=self.opened.id), on)
            trial.kept = self.read(on).standing is not Standing.OPEN
        if not trial.kept:
            self.told.ready_for(self.workflow, kind, on, self.window.heeds())
            self.told.tell(sample(kind, on, answering=self.opened.id), on)
        return self.read(on)


@pytest.mark.parametrize(("journey", "workflow", "window", "kind"), WINDOWS)
def test_a_window_is_open_until_its_last_day_and_then_closed(
    journey: Journey, workflow: Workflow, window: Window, kind: type[Event]
) -> None:
    held = Opened(journey, workflow, window, kind)
    last = held.read(held.opened_on).last_day
    assert last
    assert held.read(held.opened_on).standing is Standing.OPEN
    assert (held.read(last).standing, held.read(last + DAY).standing) == (Standing.OPEN, Standing.CLOSED)
    assert held.read(last).working


@pytest.mark.parametrize(("journey", "workflow", "window", "kind"), WINDOWS)
def test_a_window_is_used_and_closed_by_what_may_use_and_close_it(
    journey: Journey, workflow: Workflow, window: Window, kind: type[Event]
) -> None:
    for used in concrete(journey, window.used_by):
        held = Opened(journey, workflow, window, kind)
        assert held.then(used, held.opened_on + DAY).standing is Standing.USED, used.__name__
        for back in concrete(journey, window.given_back):
            assert held.then(back, held.opened_on + DAY + DAY).standing is Standing.OPEN, back.__name__
    for early in concrete(journey, window.ends_early):
        held = Opened(journey, workflow, window, kind)
        assert held.then(early, held.opened_on + DAY).standing is Standing.CLOSED, early.__name__

"""given, when, then: one story told in order, in memory, and asked about on any day. For any journey."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TypeVar
from uuid import UUID

from goldenthread.engine.calendars import Calendar
from goldenthread.engine.case import Case, Strand, evolve
from goldenthread.engine.clocks import Clock, Reading, read
from goldenthread.engine.commands import Act, Command, Context, New, Note
from goldenthread.engine.decide import Accepted, NotReady, decide
from goldenthread.engine.events import Event, RecordId
from goldenthread.engine.journey import Journey
from goldenthread.engine.needs import Need
from goldenthread.engine.records import Actor, Judgement, Origin, Record, StrandId, stored
from goldenthread.engine.views import Known, as_at, micros
from goldenthread.engine.windows import Window, WindowReading, look
from goldenthread.engine.workflow import Move, Stage, Workflow

N = TypeVar("N", bound=Need)
CASE = UUID(int=0xCA5E)
SOMEBODY = Actor("account-1", "clerk", "organisation-1")


def day(written: str) -> date:
    """Return a day as it is written in a test: ``1 Sep 2025``."""
    return datetime.strptime(written, "%d %b %Y").replace(tzinfo=UTC).date()


def noon(written: str) -> datetime:
    return datetime.combine(day(written), time(12), UTC)


@dataclass(frozen=True)
class Answered:
    """What came of trying a move: ``then`` where it was made, ``not_ready`` where it was not."""

    story: "Story"
    outcome: Accepted | NotReady

    def then(self, stage: Stage | None = None) -> Record:
        """Expect that the move was made, and that the strand is at a stage; returns its record."""
        assert isinstance(self.outcome, Accepted), f"not ready: {said(self.outcome)}"
        record = self.story.case.by_id[self.outcome.record.id]
        if stage is not None:
            assert record.workflow
            assert record.strand
            workflow = self.story.journey.workflows[record.workflow]
            assert self.story.case.strands[record.strand].stage == workflow.name_of(stage)
        return record

    def judged(self, stage: Stage | None = None) -> Judgement:
        """Expect that the move was made; returns what it was judged on."""
        judgement = self.then(stage).judgement
        assert judgement is not None
        return judgement

    def not_ready(self, missing: list[Need], *, possible_from: list[Stage] | None = None) -> NotReady:
        """Expect that the move was not ready, for want of exactly these."""
        assert isinstance(self.outcome, NotReady), "the move was made"
        assert [one.need for one in self.outcome.unmet] == missing, said(self.outcome)
        assert list(self.outcome.possible_from) == [stage.label for stage in possible_from or []]
        return self.outcome


def said(not_ready: NotReady) -> str:
    return f"at {not_ready.stage}, missing {[one.id for one in not_ready.unmet]}"


class Story:
    """One case, as a test tells it. Every record is made by ``decide``; the names of records are counted."""

    def __init__(self, journey: Journey, calendar: Calendar | None = None, *, by: Actor = SOMEBODY) -> None:
        self.journey, self.calendar, self.by = journey, calendar or Calendar(), by
        self.case = Case(CASE)

    def given(
        self,
        event: Event,
        on: str,
        *,
        written: str | None = None,
        origin: Origin | None = None,
        strand: StrandId | New | None = None,
        replaces: Record | None = None,
    ) -> Record:
        """Write a fact down: ``on`` is the day it happened, ``written`` the day it was written down, if later."""
        note = Note(
            event=event,
            happened_on=day(on),
            by=self.by,
            strand=strand,
            origin=origin or (Origin.BROUGHT_IN if written else Origin.REPORTED),
            replaces=replaces.id if replaces else None,
        )
        return self.kept(self.decide(note, written or on), written or on)

    def when(
        self,
        move: Move,
        event: Event,
        on: str,
        *,
        reasons: Mapping[N, str] | None = None,
        strand: StrandId | New | None = None,
        written: str | None = None,
    ) -> Answered:
        """Try a move on a day. Where it is made, it is written down."""
        every = [one for found in self.journey.definitions.values() for one in found]
        workflow = next(one for one in every if move in one.moves)
        act = Act(
            event=event,
            happened_on=day(on),
            by=self.by,
            strand=strand,
            workflow=workflow,
            move=move,
            reasons={workflow.name_of(need): why for need, why in (reasons or {}).items()},
        )
        outcome = self.decide(act, written or on)
        if isinstance(outcome, Accepted):
            self.kept(outcome, written or on)
        return Answered(self, outcome)

    def decide(self, command: Command, today: str) -> Accepted | NotReady:
        context = Context(day(today), self.calendar, record_id(self.case.version + 1), "tests")
        return decide(self.case, command, self.journey, context)

    def kept(self, outcome: Accepted | NotReady, written: str) -> Record:
        assert isinstance(outcome, Accepted), "facts are never refused"
        before = self.case.records[-1].recorded_at if self.case.records else 0
        record = stored(outcome.record, outcome.record.version, max(before, micros(noon(written))))
        self.case = evolve(self.case, record)
        return record

    def strand(self, workflow: Workflow) -> Strand:
        """Return the latest strand of a workflow."""
        return self.case.strands_of(workflow.name)[-1]

    def stage(self, workflow: Workflow) -> Stage:
        return workflow.stages_by_name[self.strand(workflow).stage]

    def readings(self, clock: Clock | str, today: str, case: Case | None = None) -> list[Reading]:
        """Return the readings of a clock, in every strand, on a day."""
        seen = case or self.case
        return [
            one
            for workflow in self.journey.workflows.values()
            for found in workflow.clocks
            if clock in (found, found.id)
            for strand in seen.strands_of(workflow.name)
            for one in read(found, seen.story(strand.id), day(today), self.calendar, workflow.in_place_of(found))
        ]

    def reading(self, clock: Clock | str, today: str, case: Case | None = None) -> Reading:
        (one,) = self.readings(clock, today, case)
        return one

    def windows(self, window: Window, today: str) -> list[WindowReading]:
        """Return the readings of a window, in every strand, on a day."""
        return [
            one
            for workflow in self.journey.workflows.values()
            if window in workflow.windows
            for strand in self.case.strands_of(workflow.name)
            for one in look(window, self.case.story(strand.id), day(today), self.calendar)
        ]

    def window(self, window: Window, today: str) -> WindowReading:
        (one,) = self.windows(window, today)
        return one

    def known(self, written: str) -> Case:
        """Return the case as it was known at the end of a day."""
        return as_at(self.case.id, self.case.records, known=Known.on(day(written)))

    def happened(self, on: str) -> Case:
        """Return the case as it had happened by the end of a day, as it is known now."""
        return as_at(self.case.id, self.case.records, happened=day(on))


def record_id(n: int) -> RecordId:
    """Return the name of a story's nth record."""
    return RecordId(UUID(int=n))

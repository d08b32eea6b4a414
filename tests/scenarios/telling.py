"""Telling a scenario of the demo in memory, so that a test can ask about it on any day."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from goldenthread.demo.days import DAY, Days
from goldenthread.demo.places import PRIMARY
from goldenthread.demo.steps import Child, Step
from goldenthread.engine.commands import Context, Note
from goldenthread.engine.decide import Accepted, decide
from goldenthread.engine.events import Event, PersonId, RecordId
from goldenthread.engine.records import Actor, Origin, Record, StrandId
from goldenthread.engine.workflow import Stage, Workflow
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.journey import JOURNEY, RecordOpened
from goldenthread.workflows.settings_attended import SettingJoined, Share
from goldenthread.workflows.vocabulary import Setting
from tests.story import Story, record_id

TODAY = date(2026, 11, 22)
"""The day on which the scenarios are told in tests: a Sunday."""

Scenario = Callable[[Child, Days], Iterator[Step]]


def somebody() -> Child:
    return Child("Ada Brook", "Ada", "Ada's mum", "Has parental responsibility", date(2018, 3, 2), PRIMARY, 1)


@dataclass
class Told(Story):
    """A scenario that has been told: a story in which every step has a name, a record and a strand."""

    ids: dict[str, RecordId] = field(default_factory=dict[str, RecordId])
    strands: dict[str, StrandId] = field(default_factory=dict[str, StrandId])

    def __init__(self) -> None:
        super().__init__(JOURNEY, ENGLAND)
        self.ids, self.strands = {}, {}

    def record(self, name: str) -> Record:
        return self.case.by_id[self.ids[name]]

    def stage_of(self, name: str) -> str:
        """Return the label of the stage at which the strand of a named step is now."""
        strand = self.case.strands[self.strands[name]]
        return JOURNEY.stage(strand.workflow, strand.stage).label

    def label(self, workflow: Workflow) -> str:
        return self.stage(workflow).label

    def stage_on(self, workflow: Workflow, on: str) -> Stage:
        """Return the stage at which the latest strand of a workflow was at the end of a day, as is known now."""
        return workflow.stages_by_name[self.happened(on).strands_of(workflow.name)[-1].stage]

    def write(self, child: Child, step: Step, on: date, written: date) -> None:
        command = step.command(child, self.ids, self.strands, on)
        context = Context(written, self.calendar, record_id(self.case.version + 1), "tests")
        outcome = decide(self.case, command, self.journey, context)
        assert isinstance(outcome, Accepted), f"not ready on {on}: {step.event}: {outcome}"
        record = self.kept(outcome, f"{written:%d %b %Y}")
        if step.name:
            self.ids[step.name] = record.id
            if record.strand:
                self.strands[step.name] = record.strand


def begun(scenario: Scenario, until: int, *, without: type[Event] | None = None) -> Scenario:
    """Return only the steps of a scenario that were more than so many days ago; without those of one event."""

    def some(child: Child, day: Days) -> Iterator[Step]:
        for step in scenario(child, day):
            if step.ago > until and not (without and isinstance(step.event, without)):
                yield step

    return some


def tell(scenario: Scenario, *, opened: int, child: Child | None = None, today: date = TODAY) -> Told:
    """Tell a scenario as the demo writes it: by the day on which each thing was written down."""
    days, whose = Days(today, ENGLAND), child or somebody()
    told = Told()
    opening = Note(
        event=RecordOpened(child=PersonId(record_id(0))),
        happened_on=days.ago(opened),
        by=Actor("j.okafor", "senco", whose.place.id),
    )
    opens = decide(told.case, opening, JOURNEY, Context(days.ago(opened), ENGLAND, record_id(1), "tests"))
    told.kept(opens, f"{days.ago(opened):%d %b %Y}")
    joined = SettingJoined(setting=Setting(whose.place.id), kind=whose.place.kind, part=Share.ALL)
    told.given(joined, on=f"{days.ago(opened):%d %b %Y}", origin=Origin.ACTED)
    entries = [(step, days.ago(step.ago)) for step in scenario(whose, days)]
    written = [(max(days.ago(opened), days.later(on, step.later)), on, step) for step, on in entries]
    for at, on, step in sorted(written, key=lambda one: one[0]):
        if at <= today - DAY:
            told.write(whose, step, on, at)
    return told

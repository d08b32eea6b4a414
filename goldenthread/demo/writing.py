"""Writing the invented town into a store that says it is a demo, in the order it was written down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby
from uuid import UUID, uuid4

from goldenthread.demo.days import DAY
from goldenthread.demo.steps import Child, Step
from goldenthread.demo.town import town
from goldenthread.engine.application import Cases
from goldenthread.engine.commands import Note
from goldenthread.engine.events import PersonId, RecordId
from goldenthread.engine.privacy.people import PersonDescribed
from goldenthread.engine.records import Actor, StrandId
from goldenthread.engine.views import HERE, micros
from goldenthread.workflows.journey import RecordOpened
from goldenthread.workflows.settings_attended import SettingJoined, Share
from goldenthread.workflows.vocabulary import Setting

OPENS, OPEN_FOR = time(8, 30), timedelta(hours=8)
"""When people begin to write on a working day, and for how long they do."""


class Script:
    """The clock of a demo store while it is written: it says what the story says."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> int:
        return micros(self.at)


@dataclass
class Telling:
    """One child's record as it is being written: its case, and the entries that others name with their strands."""

    child: Child
    case: UUID | None = None
    ids: dict[str, RecordId] = field(default_factory=dict[str, RecordId])
    strands: dict[str, StrandId] = field(default_factory=dict[str, StrandId])


@dataclass(frozen=True)
class Entry:
    """One thing to be written on a day: a step of a story, or without one, the opening of the record."""

    written: date
    happened: date
    telling: Telling
    step: Step | None = None


def write_town(cases: Cases, script: Script, number: int, seed: int, today: date) -> Iterator[int]:
    """Write the town into an empty demo store. Yields how much is done, in percent."""
    entries = entries_of(cases, number, seed, today)
    done = 0
    for day, written in groupby(entries, key=lambda one: one.written):
        todays = list(written)
        for at, entry in enumerate(todays):
            script.at = datetime.combine(day, OPENS, HERE) + OPEN_FOR * at / len(todays)
            write(cases, entry, script.at)
            done += 1
            yield done * 100 // len(entries)


def entries_of(cases: Cases, number: int, seed: int, today: date) -> Sequence[Entry]:
    """Return all that is written before today, by the day it was written on, and on each by child and story."""
    found: list[Entry] = []
    for child, opened, days, steps in town(number, seed, today, cases.calendar):
        telling = Telling(child)
        found.append(Entry(opened, opened, telling))
        for step in steps:
            happened = days.ago(step.ago)
            written = max(opened, days.later(happened, step.later))
            found.append(Entry(written, happened, telling, step))
    return sorted((one for one in found if one.written <= today - DAY), key=lambda one: one.written)


def write(cases: Cases, entry: Entry, at: datetime) -> None:
    if entry.step is None:
        entry.telling.case = open_case(cases, entry.telling.child, entry.happened, at)
    else:
        keep(cases, entry.telling, entry.step, entry.happened, at)


def open_case(cases: Cases, child: Child, on: date, at: datetime) -> UUID:
    account, organisation = child.account("senco")
    person, by = PersonId(uuid4()), Actor(account, "senco", organisation)
    about = PersonDescribed(name=child.name, known_as=child.known_as, born_on=child.born_on)
    note = Note(event=RecordOpened(child=person), happened_on=on, by=by)
    case = cases.open(note, at, describing=(person, about)).case.id
    joined = SettingJoined(setting=Setting(child.place.id), kind=child.place.kind, part=Share.ALL)
    cases.record(case, [Note(event=joined, happened_on=on, by=by)], at)
    return case


def keep(cases: Cases, telling: Telling, step: Step, on: date, at: datetime) -> None:
    """Record one step as its writer would have."""
    if telling.case is None:
        raise ValueError(f"{telling.child.name} has no record yet on {on}")
    command = step.command(telling.child, telling.ids, telling.strands, on)
    done = cases.record(telling.case, [command], at)
    if done.attempt:
        raise ValueError(f"the demo's own story is not ready: {done.attempt}")
    if step.name:
        telling.ids[step.name] = done.records[0].id
        if strand := done.records[0].strand:
            telling.strands[step.name] = strand

"""Packs: rules kept beside a journey and never part of it, such as proposals; and one case read under both."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from msgspec import Struct

from goldenthread.engine.calendars import Calendar
from goldenthread.engine.case import Case
from goldenthread.engine.clocks import Clock, read
from goldenthread.engine.journey import Journey
from goldenthread.engine.law import ALWAYS, Law
from goldenthread.engine.windows import look
from goldenthread.engine.workflow import Workflow


@dataclass(frozen=True, eq=False)
class Pack:
    """Rules that are kept to look at: what they are, how far they have come, and when that was last looked up.

    ``in_place_of`` names, for a clock of the pack, the clocks and windows of the journey that it would run instead of.
    ``journey`` is the journey with the workflow of the pack beside the others, for trying it out.
    """

    name: str
    label: str
    standing: str
    proposed_on: date
    checked_on: date
    check_again: str
    sources: tuple[str, ...]
    workflow: Workflow
    journey: Journey
    in_place_of: Mapping[Clock, Sequence[str]]

    def __post_init__(self) -> None:
        if strange := sorted(one.id for one in self.in_place_of if one not in self.workflow.clocks):
            raise ValueError(f"{self.name} has no clock {strange}")
        known = {one.id for one in self.journey.clocks} | {one.id for one in self.journey.windows}
        if lost := sorted({one for named in self.in_place_of.values() for one in named} - known):
            raise ValueError(f"{self.name} would run instead of {lost}, which nothing declares")


class Duty(Struct, frozen=True, kw_only=True):
    """One duty, or one right, as a case starts it under some rules. ``since`` is from when it is the law at all."""

    id: str
    label: str
    started_on: date
    status: str
    due: date | None
    working: tuple[str, ...]
    law: str
    force: str
    mark: str
    since: date | None


class Compared(Struct, frozen=True, kw_only=True):
    """What is owed under today's rules, beside what would be owed in its place.

    ``kind`` is ``changed``, ``new``, or ``as it is``.
    """

    kind: str
    label: str
    today: tuple[Duty, ...]
    proposed: tuple[Duty, ...]


def compare(case: Case, journey: Journey, pack: Pack, today: date, calendar: Calendar) -> list[Compared]:
    """Read one case under the rules of today and under a pack, as if that were the law already.

    What a pack changes comes first, then what it adds, then what it leaves as it is; what no record of the case starts
    under either is left out.
    """
    now = list(owed_today(case, journey, today, calendar))
    then = list(owed_by_pack(case, pack, today, calendar))
    replaced = {one for named in pack.in_place_of.values() for one in named}
    rows = [
        Compared(
            kind="changed" if pack.in_place_of.get(clock) else "new",
            label=clock.label,
            today=tuple(one for one in now if one.id in pack.in_place_of.get(clock, ())),
            proposed=tuple(one for one in then if one.id == clock.id),
        )
        for clock in pack.workflow.clocks
    ]
    rows += [
        Compared(kind="as it is", label=one.label, today=(one,), proposed=()) for one in now if one.id not in replaced
    ]
    told = [one for one in rows if one.today or one.proposed]
    return sorted(told, key=lambda one: ("changed", "new", "as it is").index(one.kind))


def owed_today(case: Case, journey: Journey, today: date, calendar: Calendar) -> Iterator[Duty]:
    for workflow in journey.workflows.values():
        for strand in case.strands_of(workflow.name):
            story = case.story(strand.id)
            for clock in workflow.clocks:
                for one in read(clock, story, today, calendar, workflow.in_place_of(clock)):
                    yield duty(
                        clock.id, clock.label, one.started_by.happened_on, str(one.status), one.due, one.working,
                        clock.law, clock.in_force.since,
                    )  # fmt: skip
            for window in workflow.windows:
                for held in look(window, story, today, calendar):
                    yield duty(
                        window.id, window.label, held.opened_by.happened_on, str(held.standing), held.last_day,
                        (held.working,), window.law, window.in_force.since,
                    )  # fmt: skip


def owed_by_pack(case: Case, pack: Pack, today: date, calendar: Calendar) -> Iterator[Duty]:
    """Yield what a pack would ask, of the story of the whole case, whatever day it begins to be the law."""
    as_if = {clock: replace(clock, in_force=ALWAYS) for clock in pack.workflow.clocks}
    for clock, always in as_if.items():
        replacing = [as_if[one] for one in pack.workflow.in_place_of(clock)]
        for one in read(always, case.story(), today, calendar, replacing):
            yield duty(
                clock.id, clock.label, one.started_by.happened_on, str(one.status), one.due, one.working, clock.law,
                clock.in_force.since,
            )  # fmt: skip


def duty(  # what is said of a duty, all of it
    name: str,
    label: str,
    started_on: date,
    status: str,
    due: date | None,
    working: tuple[str, ...],
    law: Law,
    since: date | None,
) -> Duty:
    return Duty(
        id=name,
        label=label,
        started_on=started_on,
        status=status,
        due=due,
        working=working,
        law=str(law),
        force=str(law.force),
        mark=str(law.mark),
        since=since,
    )

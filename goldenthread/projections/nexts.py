"""What can happen next in a case on a day: moves with what each still needs, and facts that take a story on."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from msgspec import Struct

from goldenthread.engine.applying import Where
from goldenthread.engine.calendars import Calendar
from goldenthread.engine.case import Case, Strand
from goldenthread.engine.clocks import Status, read
from goldenthread.engine.events import Event, RecordId
from goldenthread.engine.fields import read_out, tag_of
from goldenthread.engine.history import History
from goldenthread.engine.journey import Journey
from goldenthread.engine.needs import Need, weigh
from goldenthread.engine.records import Record, StrandId
from goldenthread.engine.workflow import OUTSET, Move, Step, Whenever, Workflow, stages
from goldenthread.projections.standing import Rule, rule
from goldenthread.projections.telling import title

OPEN = (Status.RUNNING, Status.OVERDUE, Status.DISAPPLIED)
NONE_YET = StrandId(UUID(int=0))
"""Stands for a strand that has not begun: only what belongs to the whole case counts in it."""


class Needed(Struct, frozen=True, kw_only=True):
    """One need of a move: met, by which records; or not, who can meet it, and whether a reason will do.

    ``stated`` is what was stated of it from before this record: then no reason is asked for, where one would do.
    """

    need: str
    label: str
    met: bool
    met_by: tuple[RecordId, ...]
    by: str
    reason_will_do: bool
    stated: str | None = None
    law: Rule


class Next(Struct, frozen=True, kw_only=True):
    """What can happen next: a ``move`` that somebody makes here, or a ``fact`` that is written down whoever did it.

    ``records`` is the tag of the event that is written down; ``strand`` is null where it begins another. ``owes`` are
    the duties it opens, and ``meets`` those that are open and that it would meet. Whether a move is ready may depend on
    what its form will say.
    """

    kind: str
    workflow: str
    strand: StrandId | None
    move: str | None
    label: str
    records: str
    ready: bool
    needs: tuple[Needed, ...]
    owes: tuple[str, ...]
    meets: tuple[str, ...] = ()


def nexts(case: Case, journey: Journey, today: date, calendar: Calendar) -> list[Next]:
    """Return what can happen on a day: in each strand, and, where none runs, what begins another.

    What takes on a story that runs, or meets a duty, comes before what would begin another; of each, moves come first,
    then facts that meet a duty.
    """
    found = [
        one
        for name in journey.workflows
        for strand in (*case.strands_of(name), *beginning(case, journey, name))
        for one in (
            *moves_of(case, journey, name, strand, today, calendar),
            *facts_of(case, journey, name, strand, today, calendar),
        )
    ]
    return sorted(found, key=lambda one: (one.strand is None and not one.meets, one.kind != "move", not one.meets))


def beginning(case: Case, journey: Journey, workflow: str) -> tuple[None, ...]:
    """Return None, for a strand that is yet to begin, where every other is over."""
    return (None,) if all(journey.stage(workflow, one.stage).ends for one in case.strands_of(workflow)) else ()


def moves_of(
    case: Case, journey: Journey, name: str, strand: Strand | None, today: date, calendar: Calendar
) -> Iterator[Next]:
    workflow = journey.pinned(name, strand, today)
    story = case.story(strand.id if strand else NONE_YET)
    for move in workflow.moves:
        if not starts_here(workflow, move, strand) or not here(move.applies, story, today):
            continue
        if strand or not done_already(case, workflow, move):
            yield following(workflow, move, strand, story, today, calendar)


def done_already(case: Case, workflow: Workflow, move: Move) -> bool:
    """Say whether a move would only begin a story in order to end it where the last one is over already."""
    last = case.strands_of(workflow.name)[-1:]
    return move.to is not None and move.to.ends and [one.stage for one in last] == [workflow.name_of(move.to)]


def facts_of(
    case: Case, journey: Journey, name: str, strand: Strand | None, today: date, calendar: Calendar
) -> Iterator[Next]:
    """Yield the facts that would meet an open duty of a strand, and those that take it on from where it stands.

    Of a strand yet to begin, those that begin it.
    """
    workflow = journey.pinned(name, strand, today)
    meets = meeting(case, journey.workflows[name], strand, today, calendar) if strand else {}
    begun = [one for one in workflow.facts if one.event in workflow.events and starts_here(workflow, one, strand)]
    listed = {one.event for one in begun}
    owed = [Whenever(event) for event in meets if event not in listed and workflow.move_for(event) is None]
    story = case.story(strand.id if strand else NONE_YET)
    for fact in (*owed, *begun):
        home, owes = journey.home_of(fact.event), owing(fact, story, today)
        if home in (None, workflow):
            yield written_down(workflow, fact, strand, owes, meets.get(fact.event, ()))
        elif home and home.move_for(fact.event) is None:
            yield written_down(home, fact, None, owes, meets.get(fact.event, ()))


def starts_here(workflow: Workflow, step: Step, strand: Strand | None) -> bool:
    """Say whether a step is taken from the stage where a strand is."""
    return stage_of(workflow, strand) in {workflow.name_of(at) for at in stages(step.at)}


def here(applies: Where | None, story: History, today: date) -> bool:
    """Say whether something is declared for the kind of place that this is on a day, as far as that is on record."""
    return applies is None or applies.holds(None, today, story)


def owing(step: Step, story: History, today: date) -> tuple[str, ...]:
    """Return the duties that a step would open in such a place."""
    return tuple(then.label for then in step.owes if here(then.applies, story, today))


def meeting(
    case: Case, law: Workflow, strand: Strand, today: date, calendar: Calendar
) -> dict[type[Event], tuple[str, ...]]:
    """Return the events that would meet an open duty of a strand, the earliest due first, with what each would meet."""
    story = case.story(strand.id)
    readings = [
        one
        for clock in law.clocks
        for one in read(clock, story, today, calendar, law.in_place_of(clock), working=False)
        if one.status in OPEN and one.ended_by is None
    ]
    found: dict[type[Event], dict[str, None]] = {}
    for one in sorted(readings, key=lambda one: one.due or date.max):
        for event in one.clock.stopped_by():
            found.setdefault(event, {})[one.clock.label] = None
    return {event: tuple(labels) for event, labels in found.items()}


def stage_of(workflow: Workflow, strand: Strand | None) -> str:
    return strand.stage if strand else workflow.name_of(OUTSET)


def following(
    workflow: Workflow, move: Move, strand: Strand | None, story: History, today: date, calendar: Calendar
) -> Next:
    needs = workflow.needs_of(move)
    weighed = weigh(needs, None, today, story, calendar, workflow.in_place_of, workflow.name)
    stated = {one.id: one.stated for one in weighed.unmet}
    return Next(
        kind="move",
        workflow=workflow.name,
        strand=strand.id if strand else None,
        move=workflow.name_of(move),
        label=move.label,
        records=tag_of(move.records),
        ready=all(one.excused for one in weighed.unmet),
        needs=tuple(
            needed(name, need, weighed.met.get(name), stated.get(name))
            for name, need in needs.items()
            if name in weighed.met or name in stated
        ),
        owes=owing(move, story, today),
    )


def written_down(
    workflow: Workflow, fact: Whenever, strand: Strand | None, owes: tuple[str, ...], meets: tuple[str, ...]
) -> Next:
    return Next(
        kind="fact",
        workflow=workflow.name,
        strand=strand.id if strand else None,
        move=None,
        label=title(fact.event),
        records=tag_of(fact.event),
        ready=True,
        needs=(),
        owes=owes,
        meets=meets,
    )


def needed(name: str, need: Need, met_by: tuple[RecordId, ...] | None, stated: Record | None = None) -> Needed:
    return Needed(
        need=name,
        label=need.label,
        met=met_by is not None,
        met_by=met_by or (),
        by=need.by.name,
        reason_will_do=need.reason_will_do,
        stated=read_out(stated.clear("earlier")) if stated else None,
        law=rule(need.law),
    )

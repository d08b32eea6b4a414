"""What can happen next in a case on a day: moves with what each still needs, and facts that take a story on."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from msgspec import Struct

from goldenthread.engine.calendars import Calendar
from goldenthread.engine.case import Case, Strand
from goldenthread.engine.events import RecordId
from goldenthread.engine.fields import tag_of
from goldenthread.engine.history import History
from goldenthread.engine.journey import Journey
from goldenthread.engine.needs import Need, weigh
from goldenthread.engine.records import StrandId
from goldenthread.engine.workflow import OUTSET, Move, Whenever, Workflow, stages
from goldenthread.projections.standing import Rule, rule
from goldenthread.projections.telling import title

NONE_YET = StrandId(UUID(int=0))
"""Stands for a strand that has not begun: only what belongs to the whole case counts in it."""


class Needed(Struct, frozen=True, kw_only=True):
    """One need of a move: met, by which records; or not, who can meet it, and whether a reason will do."""

    need: str
    label: str
    met: bool
    met_by: tuple[RecordId, ...]
    by: str
    reason_will_do: bool
    law: Rule


class Next(Struct, frozen=True, kw_only=True):
    """What can happen next: a ``move`` that somebody makes here, or a ``fact`` that is written down whoever did it.

    ``records`` is the tag of the event that is written down; ``strand`` is null where it begins another. ``owes`` are
    the duties it opens. Whether a move is ready may depend on what its form will say.
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


def nexts(case: Case, journey: Journey, today: date, calendar: Calendar) -> list[Next]:
    """Return what can happen on a day: in each strand, and, where none runs, what begins another; moves first."""
    found = [
        one
        for name in journey.workflows
        for strand in (*case.strands_of(name), *beginning(case, journey, name))
        for one in (*moves_of(case, journey, name, strand, today, calendar), *facts_of(journey, name, strand, today))
    ]
    return sorted(found, key=lambda one: one.kind != "move")


def beginning(case: Case, journey: Journey, workflow: str) -> tuple[None, ...]:
    """Return None, for a strand that is yet to begin, where every other is over."""
    return (None,) if all(journey.stage(workflow, one.stage).ends for one in case.strands_of(workflow)) else ()


def moves_of(
    case: Case, journey: Journey, name: str, strand: Strand | None, today: date, calendar: Calendar
) -> Iterator[Next]:
    workflow = journey.pinned(name, strand, today)
    story = case.story(strand.id if strand else NONE_YET)
    for move in workflow.moves:
        if stage_of(workflow, strand) in {workflow.name_of(one) for one in stages(move.at)}:
            yield following(workflow, move, strand, story, today, calendar)


def facts_of(journey: Journey, name: str, strand: Strand | None, today: date) -> Iterator[Next]:
    """Yield the facts that a strand is waiting for where it stands; of one yet to begin, those that begin it."""
    workflow = journey.pinned(name, strand, today)
    for fact in workflow.facts:
        if stage_of(workflow, strand) in {workflow.name_of(one) for one in stages(fact.at)}:
            yield written_down(workflow, fact, strand)


def stage_of(workflow: Workflow, strand: Strand | None) -> str:
    return strand.stage if strand else workflow.name_of(OUTSET)


def following(
    workflow: Workflow, move: Move, strand: Strand | None, story: History, today: date, calendar: Calendar
) -> Next:
    needs = workflow.needs_of(move)
    weighed = weigh(needs, None, today, story, calendar, workflow.in_place_of)
    return Next(
        kind="move",
        workflow=workflow.name,
        strand=strand.id if strand else None,
        move=workflow.name_of(move),
        label=move.label,
        records=tag_of(move.records),
        ready=not weighed.unmet,
        needs=tuple(needed(name, need, weighed.met.get(name)) for name, need in needs.items()),
        owes=tuple(then.label for then in move.owes),
    )


def written_down(workflow: Workflow, fact: Whenever, strand: Strand | None) -> Next:
    return Next(
        kind="fact",
        workflow=workflow.name,
        strand=strand.id if strand else None,
        move=None,
        label=title(fact.event),
        records=tag_of(fact.event),
        ready=True,
        needs=(),
        owes=tuple(then.label for then in fact.owes),
    )


def needed(name: str, need: Need, met_by: tuple[RecordId, ...] | None) -> Needed:
    return Needed(
        need=name,
        label=need.label,
        met=met_by is not None,
        met_by=met_by or (),
        by=need.by.name,
        reason_will_do=need.reason_will_do,
        law=rule(need.law),
    )

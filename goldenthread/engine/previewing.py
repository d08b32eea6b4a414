"""Looking before a strand goes on under another definition: what would be possible then, and what would be missing."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from goldenthread.engine.calendars import Calendar
from goldenthread.engine.case import Case, Strand
from goldenthread.engine.clocks import read
from goldenthread.engine.commands import Unacceptable
from goldenthread.engine.history import History
from goldenthread.engine.journey import Journey
from goldenthread.engine.judging import Grounds
from goldenthread.engine.records import ClockReading, DefinitionId
from goldenthread.engine.workflow import Move, Workflow, stages


class MoveSeen(Struct, frozen=True, kw_only=True):
    """A move that starts from where a strand is: the needs that hold it, and those that a reason will do for."""

    move: str
    label: str
    holds: tuple[str, ...]
    wants: tuple[str, ...]


class Side(Struct, frozen=True, kw_only=True):
    """A strand as one definition sees it. ``stage_known``: it has the stage; where it has not, no move starts there."""

    definition: DefinitionId
    stage_known: bool
    moves: tuple[MoveSeen, ...]


class Altered(Struct, frozen=True, kw_only=True):
    """One thing that the other definition sees otherwise: the stage, a move, or what a move still needs."""

    what: str
    name: str
    was: str
    now: str


class Preview(Struct, frozen=True, kw_only=True):
    """A strand under its own definition and under another, on a day, and what would be otherwise.

    ``clocks`` are the same under both: each is the law of the day it starts from, whatever the definition.
    """

    workflow: str
    stage: str
    before: Side
    after: Side
    differences: tuple[Altered, ...]
    clocks: tuple[ClockReading, ...]


def adoptable(journey: Journey, strand: Strand, wanted: str) -> Workflow:
    """Return the definition that a strand is to go on under. Raises ``Unacceptable`` where there is none such."""
    there = journey.definitions[strand.workflow]
    found = next((one for one in there if one.version == wanted), None)
    if found is None:
        names = ", ".join(one.version for one in there)
        raise Unacceptable("definition", f"there is no such definition of {there[-1].label!r}; there are: {names}")
    return found


def preview(case: Case, strand: Strand, definition: str, journey: Journey, day: date, calendar: Calendar) -> Preview:
    """Return how a strand would stand under another definition. Raises ``Unacceptable`` where there is none such."""
    own, other = journey.pinned(strand.workflow, strand, day), adoptable(journey, strand, definition)
    stage, story = case.stage_on(strand.id, day), case.story(strand.id)
    before, after = (side(one, stage, story, day, calendar) for one in (own, other))
    law = journey.workflows[strand.workflow]
    clocks = tuple(
        ClockReading(one.clock.id, one.started_by.id, str(one.status), one.due)
        for clock in law.clocks
        for one in read(clock, story, day, calendar, law.in_place_of(clock), working=False)
    )
    return Preview(
        workflow=strand.workflow,
        stage=stage,
        before=before,
        after=after,
        differences=tuple(differences(stage, before, after)),
        clocks=clocks,
    )


def side(workflow: Workflow, stage: str, story: History, day: date, calendar: Calendar) -> Side:
    starts = [one for one in workflow.moves if stage in {workflow.name_of(at) for at in stages(one.at)}]
    here = [one for one in starts if one.applies is None or one.applies.holds(None, day, story)]
    return Side(
        definition=workflow.version,
        stage_known=stage in workflow.stages_by_name,
        moves=tuple(seen(workflow, one, story, day, calendar) for one in here),
    )


def seen(workflow: Workflow, move: Move, story: History, day: date, calendar: Calendar) -> MoveSeen:
    unmet = [one for one in Grounds(workflow, move, None, day, story, calendar).weighed().unmet if not one.excused]
    return MoveSeen(
        move=workflow.name_of(move),
        label=move.label,
        holds=tuple(one.id for one in unmet if not one.reason_will_do),
        wants=tuple(one.id for one in unmet if one.reason_will_do),
    )


def differences(stage: str, before: Side, after: Side) -> Iterable[Altered]:
    """Name what the other definition sees otherwise."""
    if before.stage_known != after.stage_known:
        yield Altered(what="stage", name=stage, was=known(before), now=known(after))
    was, now = ({one.move: one for one in each.moves} for each in (before, after))
    for name in dict.fromkeys((*was, *now)):
        old, new = said(was.get(name)), said(now.get(name))
        if old != new:
            yield Altered(what="move", name=name, was=old, now=new)


def known(one: Side) -> str:
    return "known" if one.stage_known else "not known"


def said(move: MoveSeen | None) -> str:
    """Say how a move stands."""
    if move is None:
        return "not possible from here"
    if move.holds:
        return f"held for want of {', '.join((*move.holds, *move.wants))}"
    return f"possible, with a reason for want of {', '.join(move.wants)}" if move.wants else "possible"

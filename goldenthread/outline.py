"""A workflow as data: what it declares, by the names that records, routes and lists use."""

from datetime import date

from msgspec import Struct, field

from goldenthread.engine.applying import Where
from goldenthread.engine.clocks import Answers, Clock
from goldenthread.engine.events import Event
from goldenthread.engine.fields import tag_of
from goldenthread.engine.naming import Kinds, recorded
from goldenthread.engine.needs import Need
from goldenthread.engine.starts import Starts
from goldenthread.engine.windows import Window
from goldenthread.engine.workflow import Move, Stage, Whenever, Workflow, rests_on, stages
from goldenthread.projections.standing import Rule, rule


class StageOutline(Struct, frozen=True, kw_only=True):
    """A stage, and whether the story is over there."""

    name: str
    label: str
    ends: bool


class NeedOutline(Struct, frozen=True, kw_only=True):
    """A need: who can meet it, with which events, clock or window, and whether a reason will do instead.

    ``applies`` says for which kinds of place it is asked, null for all.
    """

    name: str
    label: str
    by: str
    rests_on: str
    since: list[str]
    reason_will_do: bool
    law: Rule
    applies: str | None


class MoveOutline(Struct, frozen=True, kw_only=True):
    """A move: from which stages it starts, where it leads, what it records, needs and owes.

    ``applies`` says for which kinds of place it is offered, null for all.
    """

    name: str
    label: str
    at: list[str] = field(name="from")
    to: str | None
    records: str
    needs: list[NeedOutline]
    owes: list[str]
    applies: str | None


class FactOutline(Struct, frozen=True, kw_only=True):
    """What a fact does by itself. Without ``from`` it does so anywhere."""

    event: str
    at: list[str] = field(name="from")
    to: str | None
    owes: list[str]


class StartOutline(Struct, frozen=True, kw_only=True):
    """Which events start a clock or open a window, what a second one does, and of what there is one for each."""

    events: list[str]
    again: str
    per: str | None


class ClockOutline(Struct, frozen=True, kw_only=True):
    """A clock: what starts it, when it is due, what meets it and what lets it fall away.

    ``unless`` names the first and the last day of a time in which it need not be kept; ``since`` and ``until`` are the
    days on which it is the law, null where they are open; ``applies`` says for which kinds of place, null for all.
    """

    id: str
    label: str
    owed_by: str
    starts: StartOutline
    due: str
    met_by: list[str]
    met_by_naming: str | None
    falls_away: list[str]
    back_on: list[str]
    in_place_of: list[str]
    unless: list[str]
    law: Rule
    since: date | None
    until: date | None
    applies: str | None


class WindowOutline(Struct, frozen=True, kw_only=True):
    """A window: whose time it is, what opens it and how long it lasts."""

    id: str
    label: str
    held_by: str
    opens: StartOutline
    lasts: str
    ends_early: list[str]
    used_by: list[str]
    given_back: list[str]
    falls_away: list[str]
    law: Rule
    since: date | None
    until: date | None


class Outline(Struct, frozen=True, kw_only=True):
    """All that a workflow declares."""

    name: str
    label: str
    says: str
    version: str
    digest: str
    held_by: str
    since: date | None
    until: date | None
    stages: list[StageOutline]
    moves: list[MoveOutline]
    facts: list[FactOutline]
    clocks: list[ClockOutline]
    windows: list[WindowOutline]


def outline(workflow: Workflow) -> Outline:
    """Return what a workflow declares, in the order in which it is told."""
    return Outline(
        name=workflow.name,
        label=workflow.label,
        says=workflow.says,
        version=workflow.version,
        digest=workflow.digest,
        held_by=workflow.held_by.id,
        since=workflow.in_force.since,
        until=workflow.in_force.until,
        stages=[stage(workflow, one) for one in workflow.stages],
        moves=[move(workflow, one) for one in workflow.moves],
        facts=[fact(workflow, one, event) for one in workflow.facts for event in recorded(one.event)],
        clocks=[clock(one) for one in workflow.clocks],
        windows=[window(one) for one in workflow.windows],
    )


def stage(workflow: Workflow, one: Stage) -> StageOutline:
    return StageOutline(name=workflow.name_of(one), label=one.label, ends=one.ends)


def move(workflow: Workflow, one: Move) -> MoveOutline:
    return MoveOutline(
        name=workflow.name_of(one),
        label=one.label,
        at=[workflow.name_of(at) for at in stages(one.at)],
        to=workflow.name_of(one.to) if one.to else None,
        records=tag_of(one.records),
        needs=[need(workflow, each) for each in one.needs],
        owes=[workflow.name_of(each) for each in one.owes],
        applies=places(one.applies),
    )


def need(workflow: Workflow, one: Need) -> NeedOutline:
    return NeedOutline(
        name=workflow.name_of(one),
        label=one.label,
        by=one.by.id,
        rests_on=rests_on(one),
        since=tags(one.since or ()),
        reason_will_do=one.reason_will_do,
        law=rule(one.law),
        applies=places(one.applies),
    )


def fact(workflow: Workflow, one: Whenever, event: type[Event]) -> FactOutline:
    return FactOutline(
        event=tag_of(event),
        at=[workflow.name_of(at) for at in stages(one.at)],
        to=workflow.name_of(one.to) if one.to else None,
        owes=[workflow.name_of(each) for each in one.owes],
    )


def clock(one: Clock) -> ClockOutline:
    return ClockOutline(
        id=one.id,
        label=one.label,
        owed_by=one.owed_by.id,
        starts=start(one.starts),
        due=str(one.due),
        met_by=tags(one.stopped_by()),
        met_by_naming=naming(one.stops) if isinstance(one.stops, Answers) else None,
        falls_away=tags(one.falls_away),
        back_on=tags(one.back_on),
        in_place_of=[other.id for other in one.in_place_of],
        unless=[str(one.unless.first), str(one.unless.last)] if one.unless else [],
        law=rule(one.law),
        since=one.in_force.since,
        until=one.in_force.until,
        applies=places(one.applies),
    )


def naming(answers: Answers) -> str:
    """Return the field in which an answer names what it answers; each, where several events may answer it."""
    return ", ".join(dict.fromkeys(one.name for one in answers.fields))


def window(one: Window) -> WindowOutline:
    return WindowOutline(
        id=one.id,
        label=one.label,
        held_by=one.held_by.id,
        opens=start(one.opens),
        lasts=str(one.lasts),
        ends_early=tags(one.ends_early),
        used_by=tags(one.used_by),
        given_back=tags(one.given_back),
        falls_away=tags(one.falls_away),
        law=rule(one.law),
        since=one.in_force.since,
        until=one.in_force.until,
    )


def start(found: Starts) -> StartOutline:
    per = str(getattr(found.per, "__name__", found.per)).lower() if found.per else None
    return StartOutline(events=tags(found.events), again=found.again, per=per)


def places(applies: Where | None) -> str | None:
    return str(applies) if applies else None


def tags(kinds: Kinds) -> list[str]:
    return [tag_of(kind) for kind in recorded(kinds)]

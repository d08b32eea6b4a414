"""The verb that judges: ``decide`` holds a command against a case and says what is to be recorded."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from functools import cache
from typing import Any
from uuid import UUID

from goldenthread.engine.calendars import EARLIEST, LATEST, Calendar
from goldenthread.engine.case import Case, Strand
from goldenthread.engine.clocks import read
from goldenthread.engine.events import Agreement, Consent, Event, RecordId
from goldenthread.engine.fields import each_of, fields, read_out, references, tag_of
from goldenthread.engine.journey import Journey
from goldenthread.engine.machine import Elsewhere, play
from goldenthread.engine.needs import Unmet, weigh
from goldenthread.engine.permissions import in_force
from goldenthread.engine.records import (
    Actor,
    ClockReading,
    DefinitionAdopted,
    Disputed,
    EnteredInError,
    History,
    Judgement,
    Origin,
    Record,
    StrandId,
    Withdrawn,
)
from goldenthread.engine.workflow import OUTSET, Move, Workflow, stages


class New(Enum):
    """Said in place of a strand: this opens another one."""

    STRAND = "new"


@dataclass(frozen=True, kw_only=True)
class Said:
    """What whoever records says beside the event. ``strand`` may be left out: the latest one is meant."""

    event: Event
    happened_on: date
    by: Actor
    strand: StrandId | New | None = None
    on_behalf_of: str | None = None
    interpreter: str | None = None


@dataclass(frozen=True, kw_only=True)
class Act(Said):
    """A move, made here by the body that decides. ``reasons`` say why a need was gone without, by its name."""

    workflow: Workflow
    move: Move
    reasons: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, kw_only=True)
class Note(Said):
    """A fact to be written down. Never refused to anyone entitled to record it.

    ``as_id`` names its record, so that others of the same run can name it before it is stored.
    """

    origin: Origin = Origin.ACTED
    replaces: RecordId | None = None
    as_id: RecordId | None = None


Command = Act | Note


@dataclass(frozen=True)
class Context:
    """What ``decide`` may not find out for itself: today, the calendar, a name for the record, the software."""

    today: date
    calendar: Calendar
    id: RecordId
    software: str


@dataclass(frozen=True)
class Accepted:
    """What is to be stored, with what it was judged on."""

    record: Record


@dataclass(frozen=True)
class NotReady:
    """A move whose needs do not allow it, or that does not start from here.

    ``possible_from`` names the stages it starts from, where the strand is at none of them.
    """

    act: Act
    strand: StrandId | None
    stage: str
    unmet: tuple[Unmet, ...]
    possible_from: tuple[str, ...] = ()


class Unacceptable(Exception):
    """What was said cannot be so. ``field`` names what to put right."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field = field


class Unready(Exception):
    """Something is missing."""


def decide(case: Case, command: Command, journey: Journey, context: Context) -> Accepted | NotReady:
    """Judge a command on a case. A fact is always accepted; what it lacked is kept beside it.

    Raises ``Unacceptable`` where what was said cannot be so: a day to come, or a record or a strand that this
    case does not have.
    """
    check(case, command, context)
    if isinstance(command, Act):
        return act(case, command, context)
    if command.as_id is not None:
        if command.as_id in case.by_id:
            raise Unacceptable("id", f"there is a record {command.as_id} in this case already")
        context = replace(context, id=command.as_id)
    if command.replaces is not None:
        return Accepted(replacement(case, command, context))
    if isinstance(command.event, EnteredInError | Disputed | Withdrawn):
        return Accepted(remark(case, command, context))
    if isinstance(command.event, DefinitionAdopted):
        return Accepted(adoption(case, command, context))
    return Accepted(fact(case, command, journey, context))


def check(case: Case, command: Command, context: Context) -> None:
    if command.happened_on > context.today:
        day = read_out(command.happened_on)
        raise Unacceptable("happened_on", f"{day} is still to come; only what has happened is recorded")
    for name, one in (("happened_on", command.happened_on), *days(command.event)):
        if not EARLIEST <= one <= LATEST:
            raise Unacceptable(name, f"{one} is no day that anybody could mean; give one from {EARLIEST} to {LATEST}")
    if names_records(type(command.event)):
        for name, named in references(command.event):
            known(case, named, name)
    if isinstance(command.strand, UUID) and command.strand not in case.strands:
        raise Unacceptable("strand", f"there is no strand {command.strand} in this case")


@cache
def names_records(kind: type[Event]) -> bool:
    return any(each_of(field.kind) is RecordId for field in fields(kind).values())


def days(event: Event) -> Iterator[tuple[str, date]]:
    """Yield every day that an event names, with the field that names it."""
    for name in event.__struct_fields__:
        value = getattr(event, name)
        if isinstance(value, date):
            yield name, value


def known(case: Case, named: RecordId, where: str) -> Record:
    found = case.by_id.get(named)
    if found is None:
        raise Unacceptable(where, f"there is no record {named} in this case")
    return found


def act(case: Case, command: Act, context: Context) -> Accepted | NotReady:
    workflow, move = command.workflow, command.move
    if move not in workflow.moves:
        raise Unacceptable("move", f"{move.label!r} is not a move of {workflow.label!r}")
    if type(command.event) is not move.records:
        raise Unacceptable(
            "tag", f"{move.label!r} is recorded by {tag_of(move.records)}, not {tag_of(type(command.event))}"
        )
    needs = workflow.needs_of(move)
    reasons = {name: why.strip() for name, why in command.reasons.items()}
    if strange := sorted(set(reasons) - set(needs)):
        raise Unacceptable("reasons", f"{strange} is not among the needs of this move: {sorted(needs)}")
    here = strand_for(case, workflow, command)
    strand = here.id if here else StrandId(context.id)
    stage = case.stage_on(here.id, command.happened_on) if here else workflow.name_of(OUTSET)
    story = case.story(strand)
    weighed = weigh(needs, command.event, command.happened_on, story, context.calendar, workflow.in_place_of)
    held = tuple(one for one in weighed.unmet if not (one.reason_will_do and reasons.get(one.id)))

    def ready() -> None:
        if held:
            raise Unready

    try:
        lands = play(workflow, move, stage, ready)
    except Unready:
        return NotReady(command, here.id if here else None, stage, held)
    except Elsewhere:
        return NotReady(command, here.id if here else None, stage, held, tuple(one.label for one in stages(move.at)))
    gone = {one.id: reasons[one.id] for one in weighed.unmet}
    return Accepted(
        written(
            case,
            command,
            context,
            kept=type(command.event).kept.name,
            origin=Origin.ACTED,
            workflow=workflow.name,
            strand=strand,
            definition=workflow.version,
            lands=lands if move.to else None,
            judgement=judge(workflow, story, command, context, met=weighed.met, gone_without=tuple(gone)),
            reasons=gone,
        )
    )


def fact(case: Case, command: Note, journey: Journey, context: Context) -> Record:
    """Write a fact down: of the whole case, or of the strand it belongs to."""
    kind = type(command.event)
    workflow, kept = journey.home_of(kind), journey.kept(kind).name
    if workflow is None:
        return written(case, command, context, kept=kept, origin=command.origin)
    move = workflow.move_for(kind)
    if move and command.origin is Origin.ACTED:
        raise Unacceptable(
            "origin",
            f"what is decided here is recorded by the move {move.label!r};"
            " say reported if another body did it, or brought-in if it is from before",
        )
    here = strand_for(case, workflow, command)
    strand = here.id if here else StrandId(context.id)
    judgement = None
    if move:
        story, needs = case.story(strand), workflow.needs_of(move)
        weighed = weigh(needs, command.event, command.happened_on, story, context.calendar, workflow.in_place_of)
        lacking = tuple(one.id for one in weighed.unmet)
        judgement = judge(workflow, story, command, context, met=weighed.met, irregular=lacking)
    return written(
        case,
        command,
        context,
        kept=kept,
        origin=command.origin,
        workflow=workflow.name,
        strand=strand,
        definition=workflow.version,
        lands=workflow.lands.get(kind),
        judgement=judgement,
    )


def replacement(case: Case, command: Note, context: Context) -> Record:
    """Write an entry again, rightly: of the same tag, in the same strand, under the same key."""
    replaced = known(case, command.replaces or context.id, "replaces")
    if replaced.kind is not type(command.event):
        raise Unacceptable("tag", f"an entry {replaced.tag} is corrected by another of the same tag")
    story = case.story()
    if not any(story.names(replaced.id, record) for record in story):
        raise Unacceptable("replaces", "that entry was marked as made in error; write it down again as a new one")
    return written(
        case,
        command,
        context,
        kept=replaced.kept,
        origin=replaced.origin,
        workflow=replaced.workflow,
        strand=replaced.strand,
        definition=replaced.definition,
        lands=replaced.lands,
        replaces=replaced.id,
    )


def remark(case: Case, command: Note, context: Context) -> Record:
    """Write something about an entry: it takes that entry's strand and record class."""
    named = known(case, command.event.record, "record")  # type: ignore[attr-defined]  # all three have one
    if isinstance(command.event, Withdrawn) and not issubclass(named.kind, Agreement | Consent):
        raise Unacceptable("record", f"{named.tag} is not a permission, so it cannot be taken back")
    return written(
        case,
        command,
        context,
        kept=named.kept,
        origin=command.origin,
        workflow=named.workflow,
        strand=named.strand,
        definition=named.definition,
    )


def adoption(case: Case, command: Note, context: Context) -> Record:
    """Write that a strand goes on under another definition."""
    strand = case.strands.get(command.strand) if isinstance(command.strand, UUID) else None
    if strand is None:
        raise Unacceptable("strand", "say which strand goes on under the new definition")
    kept = known(case, RecordId(strand.id), "strand").kept
    return written(case, command, context, kept=kept, origin=command.origin, workflow=strand.workflow, strand=strand.id)


def strand_for(case: Case, workflow: Workflow, command: Command) -> Strand | None:
    """Return the strand meant: the one said, or that of an entry the event names; else the latest begun by that day.

    None where this begins another: where it is said, where there is none, or where the latest is over and this opens
    one. Raises ``Unacceptable`` where what is said and what is named are two.
    """
    named = strand_named(case, workflow, command)
    if isinstance(command.strand, UUID):
        said = case.strands[command.strand]
        if said.workflow != workflow.name:
            raise Unacceptable("strand", f"{tag_of(type(command.event))} does not belong to {said.workflow}")
        if named not in (None, said):
            raise Unacceptable("strand", "the entry that this names is in another strand")
        return said
    if command.strand is New.STRAND:
        return None
    if named:
        return named
    mine = case.strands_of(workflow.name)
    if not mine:
        return None
    last = [one for one in mine if one.opened_on <= command.happened_on][-1:] or mine[:1]
    stage = workflow.stages_by_name.get(last[0].stage, OUTSET)
    again = stage.ends and type(command.event) in workflow.opening and command.happened_on >= last[0].since
    return None if again else last[0]


def strand_named(case: Case, workflow: Workflow, command: Command) -> Strand | None:
    """Return the strand of the entries that an event names, where they are all in one of this workflow."""
    if type(command.event) in workflow.opening or not names_records(type(command.event)):
        return None  # what may begin a strand says of an earlier entry only that it was said before
    entries = [case.by_id[one] for _, one in references(command.event)]
    found = {one.strand for one in entries if one.workflow == workflow.name and one.strand in case.strands}
    return case.strands[found.pop()] if len(found) == 1 else None  # type: ignore[index]  # a strand of this case


def as_it_happened(notes: Sequence[Note]) -> list[Note]:
    """Return facts in the order in which they are written down: as they happened, but after those that they name."""
    told = {note.as_id: note for note in notes if note.as_id}
    ordered: dict[int, Note] = {}

    def place(note: Note, waiting: frozenset[int]) -> None:
        if id(note) in ordered or id(note) in waiting:
            return
        for _, named in references(note.event):
            if named in told:
                place(told[named], waiting | {id(note)})
        ordered[id(note)] = note

    for note in sorted(notes, key=lambda one: one.happened_on):
        place(note, frozenset())
    return list(ordered.values())


def judge(  # what a judgement rests on, all of it
    workflow: Workflow,
    story: History,
    command: Command,
    context: Context,
    *,
    met: dict[str, tuple[RecordId, ...]],
    gone_without: tuple[str, ...] = (),
    irregular: tuple[str, ...] = (),
) -> Judgement:
    """Keep what a decision was judged on: needs, permissions in force and clocks, on the day it was made."""
    day = command.happened_on
    clocks = tuple(
        ClockReading(one.clock.id, one.started_by.id, str(one.status), one.due)
        for clock in workflow.clocks
        for one in read(clock, story, day, context.calendar, workflow.in_place_of(clock))
    )
    allowed = tuple(one.id for one in in_force(story, day))
    return Judgement(met, gone_without, irregular, allowed, clocks)


def written(case: Case, command: Command, context: Context, **known_of_it: Any) -> Record:
    return Record(
        case=case.id,
        version=case.version + 1,
        id=context.id,
        kind=type(command.event),
        event=command.event,
        happened_on=command.happened_on,
        by=command.by,
        software=context.software,
        on_behalf_of=command.on_behalf_of,
        interpreter=command.interpreter,
        **known_of_it,
    )

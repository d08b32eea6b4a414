"""The verb that judges: ``decide`` holds a command against a case and says what is to be recorded."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from msgspec.structs import replace as replace_struct

from goldenthread.engine.calendars import EARLIEST, LATEST
from goldenthread.engine.case import Case
from goldenthread.engine.commands import Act, Command, Context, Note, Unacceptable
from goldenthread.engine.events import Agreement, Consent, Event
from goldenthread.engine.fields import read_out, references, tag_of
from goldenthread.engine.hearing import heard_in, telling
from goldenthread.engine.journey import BUILT_IN, Journey
from goldenthread.engine.judging import Grounds, judge
from goldenthread.engine.machine import Elsewhere, play
from goldenthread.engine.needs import Unmet
from goldenthread.engine.placing import known, names_records, no_strand, strand_for
from goldenthread.engine.previewing import adoptable
from goldenthread.engine.records import (
    DefinitionAdopted,
    Disputed,
    EnteredInError,
    Origin,
    Place,
    Record,
    StrandId,
    Withdrawn,
)
from goldenthread.engine.workflow import OUTSET, Move, Workflow, stages


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
    definition: Workflow
    strand: StrandId | None
    stage: str
    unmet: tuple[Unmet, ...]
    possible_from: tuple[str, ...] = ()


class Unready(Exception):
    """Something is missing."""


def decide(case: Case, command: Command, journey: Journey, context: Context) -> Accepted | NotReady:
    """Judge a command on a case. A fact is always accepted; what it lacked is kept beside it.

    Raises ``Unacceptable`` where what was said cannot be so: a day to come, what belongs to another kind of case, or a
    record or a strand that this case does not have.
    """
    check_kind(command, journey)
    check(case, command, context)
    if isinstance(command, Act):
        return act(case, command, journey, context)
    if command.as_id is not None:
        if command.as_id in case.by_id:
            raise Unacceptable("id", f"there is a record {command.as_id} in this case already")
        context = replace(context, id=command.as_id)
    if command.replaces is not None:
        return Accepted(replacement(case, command, context))
    if isinstance(command.event, EnteredInError | Disputed | Withdrawn):
        return Accepted(remark(case, command, journey, context))
    if isinstance(command.event, DefinitionAdopted):
        return Accepted(adoption(case, command, journey, context))
    return Accepted(fact(case, command, journey, context))


def check_kind(command: Command, journey: Journey) -> None:
    """Refuse what belongs to another kind of case."""
    kind = type(command.event)
    if kind not in journey.own and kind not in BUILT_IN:
        raise Unacceptable("tag", f"{tag_of(kind)} does not belong in a record of this kind")
    if isinstance(command, Act) and command.workflow.name not in journey.workflows:
        raise Unacceptable("move", f"{command.workflow.label!r} does not belong in a record of this kind")


def check(case: Case, command: Command, context: Context) -> None:
    check_days(command, context)
    if isinstance(command.event, Consent) and asked_here(command):
        check_lasts(command.event)
    if names_records(type(command.event)):
        for name, named in references(command.event):
            known(case, named, name)
    if isinstance(command.strand, UUID) and command.strand not in case.strands:
        raise no_strand(command.strand)


def check_days(command: Command, context: Context) -> None:
    """Refuse a day to come, and days that nobody could mean."""
    if command.happened_on > context.today:
        day = read_out(command.happened_on)
        raise Unacceptable("happened_on", f"{day} is still to come; only what has happened is recorded")
    for name, one in (("happened_on", command.happened_on), *days(command.event)):
        if not EARLIEST <= one <= LATEST:
            raise Unacceptable(name, f"{one} is no day that anybody could mean; give one from {EARLIEST} to {LATEST}")


def asked_here(command: Command) -> bool:
    """Say whether something is written down here for the first time: not on paper from elsewhere, and not put right."""
    return isinstance(command, Act) or (command.origin is Origin.ACTED and command.replaces is None)


def check_lasts(consent: Consent) -> None:
    """Refuse a permission asked for here that ends before it starts. On paper from elsewhere it is what it is."""
    if consent.starts_on and consent.until and consent.until < consent.starts_on:
        why = f"until ({consent.until}) is before starts_on ({consent.starts_on}), so this would never be in force"
        raise Unacceptable("until", why)


def days(event: Event) -> Iterator[tuple[str, date]]:
    """Yield every day that an event names, with the field that names it."""
    for name in event.__struct_fields__:
        value = getattr(event, name)
        if isinstance(value, date):
            yield name, value


def act(case: Case, command: Act, journey: Journey, context: Context) -> Accepted | NotReady:
    here = strand_for(case, journey, command.workflow, command)
    workflow = journey.pinned(command.workflow.name, here, command.happened_on)
    move = as_defined(command, workflow)
    needs = workflow.needs_of(move)
    reasons = {name: why.strip() for name, why in command.reasons.items()}
    if set(reasons) - set(needs):
        there = ", ".join(sorted(needs)) or "none"
        raise Unacceptable("reasons", f"a reason is given for what is no need of this move; its needs are: {there}")
    strand = here.id if here else StrandId(context.id)
    stage = case.stage_on(here.id, command.happened_on) if here else workflow.name_of(OUTSET)
    story = case.story(strand)
    grounds = Grounds(workflow, move, command.event, command.happened_on, story, context.calendar)
    weighed = grounds.weighed()
    held = tuple(one for one in weighed.unmet if not (one.excused or (one.reason_will_do and reasons.get(one.id))))

    def ready() -> None:
        if held:
            raise Unready

    try:
        lands = play(workflow, move, stage, ready)
    except Unready:
        return NotReady(command, workflow, here.id if here else None, stage, held)
    except Elsewhere:
        starts = tuple(one.label for one in stages(move.at))
        return NotReady(command, workflow, here.id if here else None, stage, held, starts)
    gone = {one.id: reasons[one.id] for one in weighed.unmet if reasons.get(one.id)}
    stated = {one.id: one.stated.id for one in weighed.unmet if one.stated and one.id not in gone}
    law = journey.workflows[workflow.name]
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
            heard_in=heard(case, command, journey, context, strand),
            judgement=judge(grounds, law, weighed.met, stated=stated, gone_without=tuple(gone)),
            reasons=gone,
        )
    )


def as_defined(command: Act, workflow: Workflow) -> Move:
    """Return the move as the definition of its strand has it. Raises ``Unacceptable`` where it has none."""
    name = command.workflow.name_of(command.move) if command.move in command.workflow.moves else None
    move = workflow.moves_by_name.get(name) if name else None
    if move is None:
        said = f"{command.move.label!r} is not a move of {workflow.label!r} as defined in {workflow.version}"
        raise Unacceptable("move", said)
    if type(command.event) is not move.records:
        said = f"{move.label!r} is recorded by {tag_of(move.records)}, not {tag_of(type(command.event))}"
        raise Unacceptable("tag", said)
    return move


def fact(case: Case, command: Note, journey: Journey, context: Context) -> Record:
    """Write a fact down: of the whole case, or of the strand it belongs to."""
    kind = type(command.event)
    home, kept = journey.home_of(kind), journey.kept(kind).name
    if home is None:
        return written(case, command, context, kept=kept, origin=command.origin)
    here = strand_for(case, journey, home, command)
    workflow = journey.pinned(home.name, here, command.happened_on)
    move = workflow.move_for(kind)
    if move and command.origin is Origin.ACTED:
        raise Unacceptable(
            "origin",
            f"what is decided here is recorded by the move {move.label!r};"
            " say reported if another body did it, or brought-in if it is from before",
        )
    strand = here.id if here else StrandId(context.id)
    judgement = None
    if move:
        story = case.story(strand)
        grounds = Grounds(workflow, move, command.event, command.happened_on, story, context.calendar)
        weighed = grounds.weighed()
        stated = {one.id: one.stated.id for one in weighed.unmet if one.stated}
        lacking = [one.id for one in weighed.unmet if one.id not in stated]
        judgement = judge(grounds, journey.workflows[home.name], weighed.met, stated=stated, irregular=lacking)
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
        heard_in=heard(case, command, journey, context, strand),
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
        heard_in=replaced.heard_in,
        replaces=replaced.id,
    )


def remark(case: Case, command: Note, journey: Journey, context: Context) -> Record:
    """Write something about an entry: it takes that entry's strand and record class, and is told wherever that is."""
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
        heard_in=(
            *(replace_struct(place, lands=None) for place in named.heard_in),
            *heard_of(case, command, journey, context, named),
        ),
    )


def heard_of(case: Case, command: Command, journey: Journey, context: Context, named: Record) -> tuple[Place, ...]:
    """Return where a remark is heard. What is said of an entry out of sight is told nowhere else, or it would show."""
    if not journey.in_sight([named]):
        return ()
    return heard(case, command, journey, context, named.strand)


def heard(
    case: Case, command: Command, journey: Journey, context: Context, strand: StrandId | None
) -> tuple[Place, ...]:
    """Return where a command's event is heard beside the strand it belongs to."""
    event = command.event
    return heard_in(case, journey, telling(event, type(event), command.happened_on, context.id, strand))


def adoption(case: Case, command: Note, journey: Journey, context: Context) -> Record:
    """Write that a strand goes on under another definition."""
    strand = case.strands.get(command.strand) if isinstance(command.strand, UUID) else None
    if strand is None:
        raise Unacceptable("strand", "say which strand goes on under the new definition")
    adoptable(journey, strand, command.event.definition)  # type: ignore[attr-defined]  # it is an adoption
    kept = known(case, strand.opened_by, "strand").kept
    return written(case, command, context, kept=kept, origin=command.origin, workflow=strand.workflow, strand=strand.id)


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

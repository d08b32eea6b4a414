"""A case's timeline: a fold on read, in the order things happened, each entry with when it was written down."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import msgspec
from msgspec import Struct

from goldenthread.engine.case import NOT_BEGUN, Case
from goldenthread.engine.events import RecordId
from goldenthread.engine.fields import fields, named_beside, own_words, read_out
from goldenthread.engine.journey import Journey
from goldenthread.engine.records import (
    Record,
    StrandId,
    in_order_of_happening,
    struck,
)
from goldenthread.engine.views import day_of, first_of, instant, shaken
from goldenthread.engine.workflow import OUTSET
from goldenthread.projections.telling import tell


class Writer(Struct, frozen=True):
    """Whoever wrote an entry: identifiers, and what the role is called."""

    account: str
    role: str
    role_name: str
    organisation: str


class Said(Struct, frozen=True):
    """One question of an entry's form, and its answer as it was given."""

    name: str
    question: str
    answer: Any


class Dispute(Struct, frozen=True):
    """Somebody's own words beside an entry: that it is not right, that they object to its use, or what they add."""

    record: RecordId
    who: str | None
    statement: str | None


class Lacked(Struct, frozen=True, omit_defaults=True):
    """A need that a decision went without, or that was not on record; and why, where a reason was given."""

    need: str
    label: str
    reason: str | None = None


class Heard(Struct, frozen=True):
    """A strand of another workflow in which an entry is told too, and the stage on which it landed there.

    Without a strand it waits for the first of that workflow.
    """

    workflow: str
    strand: StrandId | None
    lands: str | None


class Entry(Struct, frozen=True, kw_only=True):
    """One entry of a timeline.

    ``days_later`` is how many days after it happened it was written down. ``standing`` is ``stands``,
    ``replaced`` or ``entered in error``; the story shows only what stands. ``erased``: its words are not there, because
    their key was destroyed, or, where it stands no longer, because they are for those who answer for the record.
    """

    id: RecordId
    tag: str
    told: str
    happened_on: date
    recorded_at: datetime
    days_later: int
    origin: str
    by: Writer
    standing: str
    workflow: str | None
    strand: StrandId | None
    lands: str | None
    heard_in: tuple[Heard, ...]
    replaces: RecordId | None
    on_behalf_of: str | None
    interpreter: str | None
    erased: bool
    went_without: tuple[Lacked, ...]
    stated: tuple[Lacked, ...]
    not_on_record: tuple[Lacked, ...]
    rests_on_corrected: tuple[str, ...]
    disputed: tuple[Dispute, ...]
    says: tuple[Said, ...]


def story(case: Case, journey: Journey, names: Mapping[str, str]) -> list[Entry]:
    """Return what stands, in the order it happened."""
    return entries(case, journey, names, case.standing)


def full(case: Case, journey: Journey, names: Mapping[str, str], happened: date | None = None) -> list[Entry]:
    """Return every entry ever written, with what became of it, in the order it happened, up to a day."""
    told = [one for one in case.records if happened is None or one.happened_on <= happened]
    return entries(case, journey, names, in_order_of_happening(told))


def entries(case: Case, journey: Journey, names: Mapping[str, str], records: Sequence[Record]) -> list[Entry]:
    disputes = [record for record in case.standing if own_words(record.kind)]
    stands, out = {record.id for record in case.standing}, struck(case.records)
    return [entry(case, journey, names, record, disputes, stands, out) for record in records]


def entry(
    case: Case,
    journey: Journey,
    names: Mapping[str, str],
    record: Record,
    disputes: Sequence[Record],
    stands: set[RecordId],
    out: frozenset[RecordId],
) -> Entry:
    by, story, root = record.by, case.story(), first_of(case, record)
    judged = root.judgement
    lost = record.id in out or root.id in out
    return Entry(
        id=record.id,
        tag=record.tag,
        told=tell(record, journey, names),
        happened_on=record.happened_on,
        recorded_at=instant(record.recorded_at),
        days_later=(day_of(record.recorded_at) - record.happened_on).days,
        origin=str(record.origin),
        by=Writer(by.account, by.role, journey.role_name(by.role), by.organisation),
        standing="stands" if record.id in stands else "entered in error" if lost else "replaced",
        workflow=record.workflow,
        strand=record.strand,
        lands=stage_label(journey, record.workflow, record.lands),
        heard_in=tuple(
            Heard(place.workflow, place.strand, stage_label(journey, place.workflow, place.lands))
            for place in record.heard_in
        ),
        replaces=record.replaces,
        on_behalf_of=record.on_behalf_of,
        interpreter=record.interpreter,
        erased=record.erased,
        stated=stated(journey, case, root),
        went_without=lacked(journey, root, judged.gone_without if judged else ()),
        not_on_record=lacked(journey, root, judged.irregular if judged else ()),
        rests_on_corrected=tuple(shaken(case, root)),
        disputed=tuple(
            dispute(one)
            for one in disputes
            if any(story.names(named, record) for named in named_beside(one.event, one.kind))
        ),
        says=says(record),
    )


def says(record: Record) -> tuple[Said, ...]:
    """Return the questions and answers of an entry; of an erased one, those that stood in clear."""
    asked = fields(record.kind)
    return tuple(
        Said(name, asked[name].question, msgspec.to_builtins(getattr(record.event, name)))
        for name in record.event.__struct_fields__
    )


def dispute(record: Record) -> Dispute:
    said = own_words(record.kind)
    return Dispute(record.id, getattr(record.event, said["whose"], None), getattr(record.event, said["words"], None))


def lacked(journey: Journey, record: Record, needs: Sequence[str]) -> tuple[Lacked, ...]:
    declared = journey.definition(record.workflow or "", record.definition)
    known = declared.needs_by_name if declared else {}
    return tuple(Lacked(need, known[need].label if need in known else need, record.reasons.get(need)) for need in needs)


def stated(journey: Journey, case: Case, record: Record) -> tuple[Lacked, ...]:
    """Return the needs of a decision that lie before this record, each with what was stated of it."""
    on = record.judgement.stated if record.judgement else {}
    told = {need: read_out(case.by_id[one].clear("earlier")) for need, one in on.items() if one in case.by_id}
    return tuple(msgspec.structs.replace(one, reason=told.get(one.need)) for one in lacked(journey, record, tuple(on)))


def stage_label(journey: Journey, workflow: str | None, stage: str | None) -> str | None:
    """Return a stage in words a family can read; its name, where today's definition no longer has it."""
    if stage is None:
        return None
    found = journey.stage(workflow, stage)
    return stage if found is OUTSET and stage != NOT_BEGUN else found.label

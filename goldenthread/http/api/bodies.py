"""What requests and answers are made of. The event in a body is the same struct that is stored."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from goldenthread.engine.events import Name, PersonId, RecordId, Words
from goldenthread.engine.privacy.people import PersonDescribed
from goldenthread.engine.records import DefinitionId, Judgement, Origin, StrandId
from goldenthread.engine.reperformance import Reperformed
from goldenthread.http.api.erased import ErasedHere
from goldenthread.projections.standing import Where
from goldenthread.projections.timeline import Entry

INTERPRETER = Meta(title="Who interpreted, and from what?")
ON_BEHALF = Meta(title="On whose behalf?")


class Said(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is said beside an event. Without ``strand`` the latest is meant; ``new_strand`` opens another."""

    happened_on: date
    strand: StrandId | None = None
    new_strand: bool = False
    on_behalf_of: Annotated[Name | None, ON_BEHALF] = None
    interpreter: Annotated[Name | None, INTERPRETER] = None


class Fact(Said, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A fact: decided here, or ``reported`` of another body, or ``brought-in`` from before."""

    origin: Origin = Origin.ACTED


class MoveMade(Said, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A move: its form, and a reason for each need that is gone without, by the need's name."""

    reasons: dict[str, Words] = {}


class Correction(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry written again, rightly. What it replaces stays on record."""

    happened_on: date
    on_behalf_of: Annotated[Name | None, ON_BEHALF] = None
    interpreter: Annotated[Name | None, INTERPRETER] = None


class History(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Papers from before, in any order, with their own dates. Each is ``reported`` or ``brought-in``."""


class Paper(Fact, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One paper from before. ``id`` may name it (a random UUID), for others of the same batch to name it by."""

    id: RecordId | None = None


def body_with(base: type[Struct], name: str, field: str, kind: Any) -> type[Struct]:
    """Return a request body that holds an event, or any of several: the same struct that is stored."""
    return msgspec.defstruct(
        name, [(field, kind)], bases=(base,), frozen=True, kw_only=True, forbid_unknown_fields=True
    )


class ErrorBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something was written that should not be here."""

    happened_on: date
    why: Words


class DisputeBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody says that an entry is not right, in their own words."""

    happened_on: date
    who: Name
    statement: Words
    on_behalf_of: Annotated[Name | None, ON_BEHALF] = None


class WithdrawalBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A permission is taken back, from a day on."""

    happened_on: date
    who: Name


class AdoptionBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A strand goes on under another definition of its workflow, from a day on."""

    happened_on: date
    definition: DefinitionId


class OpenBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A case is opened: about somebody described here, or about a person already known."""

    happened_on: date
    describes: PersonDescribed | None = None
    person: PersonId | None = None


class Begun(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A case is opened that is about nobody in person."""

    happened_on: date


class Written(Struct, frozen=True, kw_only=True):
    """One entry, as it was written down. ``told`` is null where it was stored, but nothing could be shown of it."""

    id: RecordId
    tag: str
    told: str | None = None
    happened_on: date
    recorded_at: datetime
    strand: StrandId | None
    stage: str | None = None
    went_without: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()
    not_on_record: tuple[str, ...] = ()


class Answer(Struct, frozen=True, kw_only=True):
    """What was recorded, and the version of the case after it: the same as the ETag, without its quotes.

    Whoever added something to a case of which they see nothing is told of no version, and of no strand.
    ``erased``: what was there before, of what you are shown, and can no longer be read.
    """

    case: UUID
    version: str | None
    records: tuple[Written, ...]
    erased: tuple[ErasedHere, ...] = ()


class View(Struct, frozen=True, kw_only=True):
    """Which view an answer is of: what had happened by a day, of what was known by then."""

    happened: date | None
    known: str | None
    today: date


class Listing(Struct, frozen=True, kw_only=True):
    """Everything of one kind in a view of a case."""

    view: View
    items: list[Any]


class Opened(Struct, frozen=True, kw_only=True):
    """Whom a case is about: an id, and what they are called. Without an id it is about nobody in person."""

    id: PersonId | None
    called: str | None


class StateView(Struct, frozen=True, kw_only=True):
    """How a case stands. ``version`` is the ETag without its quotes, and can be asked for later as ``known``.

    ``kind`` is the kind of case. ``erased`` is what, of what you are shown, can no longer be read, and since when.
    """

    case: UUID
    kind: str
    view: View
    version: str
    person: Opened
    opened_on: date
    strands: list[Where]
    erased: tuple[ErasedHere, ...] = ()


class NotShown(Struct, frozen=True, kw_only=True):
    """Entries that are there and are not shown to whoever asks: of which class, how many, and by which rule."""

    kept: str
    entries: int
    rule: str


class Timeline(Struct, frozen=True, kw_only=True):
    """A page of a timeline: ``telling`` is story or full; ``next`` is the cursor of the following page.

    ``not_shown`` counts what is there and may not be read by whoever asks. The list is complete for them.
    """

    view: View
    telling: str
    items: list[Entry]
    not_shown: list[NotShown]
    next: str | None = None


class JudgementView(Struct, frozen=True, kw_only=True):
    """An entry, and what it was judged on when it was made, under which definition.

    ``judged_again`` is the same decision, on what was known then, by the newest definition and today's calendar.
    """

    view: View
    entry: Entry
    definition: str | None
    judgement: Judgement | None
    judged_again: Reperformed | None


class Differences(Struct, frozen=True, kw_only=True):
    """What changed between two views. ``replaced`` are pairs: as it was worded before, and after."""

    before: View
    after: View
    added: list[Entry]
    gone: list[Entry]
    replaced: list[tuple[Entry, Entry]]


class Form(Struct, frozen=True, kw_only=True):
    """What an event asks: its questions, where each answer is kept, and whose data it is."""

    tag: str
    title: str
    about: str
    kept: str
    recorded_by: list[str]
    questions: list[dict[str, Any]]

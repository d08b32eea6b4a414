"""Facts: what an event is, and what a form, a page, a key and an auditor must know of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, NewType, Self, dataclass_transform
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

RecordId = NewType("RecordId", UUID)
"""The name of one record: random, so that it tells nothing of how many others there are."""

PersonId = NewType("PersonId", UUID)
"""The name of one person: random; who it is stands in the people records, sealed."""

Words = Annotated[str, Meta(min_length=1, max_length=4000)]
Name = Annotated[str, Meta(min_length=1, max_length=200)]
CalendarYear = Annotated[int, Meta(ge=1900, le=2199)]
CLEAR = Meta(extra={"clear": True})
TIES = Meta(extra={"ties": True})
"""Marks a field that says what an event is about: it is told where that entry is told, and in no other strand."""
BESIDE = Meta(extra={"beside": "entries"})
"""Marks a field that names the entries beside which somebody's own words stand, wherever those are shown."""
WHOSE_WORDS = Meta(extra={"beside": "whose"})
OWN_WORDS = Meta(extra={"beside": "words"})
CODE = Meta(pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$")
"""What an identifier looks like: text that may stand in clear is never free text."""


def asks(question: str, hint: str | None = None) -> Meta:
    """Say what the form asks of a person; also the label in the API schema."""
    return Meta(title=question, description=hint)


def about(party: "Role") -> Meta:
    """Say whose data a field is, where it is not the subject's own."""
    return Meta(extra={"about": party})


class Choice(StrEnum):
    """A list to choose from: each value is stored, each label is read."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        chosen = str.__new__(cls, value)
        chosen._value_ = value
        chosen.label = label
        return chosen


class Seen(StrEnum):
    """What somebody without access sees of a record."""

    SHOWN, COUNTED, UNSEEN = "shown", "counted", "unseen"


@dataclass(frozen=True)
class Role:
    """Somebody who has a part in the story."""

    id: str
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class RecordClass:
    """Records seen by the same people, and kept under one key in each case.

    ``apart``: each strand has a key of its own, so that what is told in one can go without the others.
    """

    name: str
    seen: Seen
    about: Role
    apart: bool = False

    def __post_init__(self) -> None:
        if "." in self.name:
            raise ValueError(f"{self.name!r} has a dot, which parts a record class from a strand in the name of a key")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(msgspec.field,))
class Event(Struct, frozen=True, kw_only=True, tag_field="tag", forbid_unknown_fields=True):
    """A fact. Its fields are sealed unless marked CLEAR.

    ``told`` is its sentence on the timeline. ``told_erased`` is what is left of that sentence when the
    content has been erased: it may use clear fields only, and may be left out where ``told`` does too.
    """

    told: ClassVar[str]
    told_erased: ClassVar[str] = ""
    when: ClassVar[str] = "When did this happen?"
    kept: ClassVar[RecordClass]
    recorded_by: ClassVar[tuple[Role, ...]]
    schema_version: ClassVar[int] = 1


class How(Choice):
    """How something reached somebody."""

    IN_PERSON = "in-person", "Face to face"
    PHONE = "phone", "By telephone"
    VIDEO = "video", "On a video call"
    EMAIL = "email", "By email"
    LETTER = "letter", "By letter"
    FORM = "form", "On a form"


class Answer(Choice):
    """What somebody answered. Tried and not reached is not a no."""

    YES = "yes", "Yes"
    WITH_RESERVATIONS = "with-reservations", "Yes, with reservations"
    NO = "no", "No"
    NOT_REACHED = "not-reached", "We tried and have no answer yet"


class Notice(Event, kw_only=True):
    """Somebody was told. No answer is needed, and silence stops nothing."""

    to: Annotated[tuple[Name, ...], asks("Who was told?")]
    how: Annotated[How, asks("How were they told?")]


class Agreement(Event, kw_only=True):
    """Somebody was asked whether they are happy. A no is heard and talked over; it is not a bar in law."""

    asked: Annotated[Name, asks("Who was asked?")]
    answer: Annotated[Answer, asks("What did they say?"), CLEAR]
    reservation: Annotated[Words | None, asks("Is there anything they are not happy with?")] = None


class Consent(Event, kw_only=True):
    """Permission that can be taken back. Taking it back works from that day on.

    ``wording`` is the text that was put to the person; a changed wording is a new schema version.
    """

    wording: ClassVar[str]
    given_by: Annotated[Name, asks("Who was asked for permission?")]
    authority: Annotated[Words, asks("What gives them the right to decide?")]
    scope: Annotated[Words, asks("What exactly was asked for?", "What may be done, with what, and for what.")]
    answer: Annotated[Answer, asks("What did they say?"), CLEAR]
    evidence: Annotated[How, asks("How did they give their answer?")]
    starts_on: Annotated[date | None, asks("From when?", "Leave empty if from the day they answered."), CLEAR] = None
    until: Annotated[date | None, asks("Until when?", "Leave empty if until they take it back."), CLEAR] = None


class Stated(Event, kw_only=True):
    """What is stated of a part of the story that is not in this record, such as that it was done elsewhere.

    The event brings two clear fields, both choices: ``part``, the name of a workflow, and ``earlier``, what is stated.
    """


class LawfulBasis(Choice):
    """Why personal data may be used (UK GDPR Article 6(1)): never the same thing as a permission."""

    CONSENT = "consent", "Consent"
    CONTRACT = "contract", "A contract"
    LEGAL_OBLIGATION = "legal-obligation", "A legal obligation"
    VITAL_INTERESTS = "vital-interests", "To protect somebody's life"
    PUBLIC_TASK = "public-task", "A public task"
    LEGITIMATE_INTERESTS = "legitimate-interests", "Legitimate interests"


class Option(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that could have been done instead."""

    what: Annotated[Words, asks("What else could have been done?")]
    why_not: Annotated[Words, asks("Why was it not chosen?")]


class Hearing(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody's view and what became of it."""

    whose: Annotated[Name, asks("Whose view?")]
    view: Annotated[Words, asks("What did they say?")]
    became: Annotated[Words, asks("What became of it?")]


class Decision(Event, kw_only=True):
    """A formal decision: what was decided, why, on what, and who was listened to."""

    reasons: Annotated[Words, asks("Why was this decided?")]
    criteria: Annotated[Words, asks("What test was applied?")]
    evidence: Annotated[tuple[RecordId, ...], asks("Which records does it rest on?"), CLEAR]
    heard: Annotated[tuple[Hearing, ...], asks("Whose views were heard, and what became of them?")]
    authority: Annotated[Name, asks("Who had the authority to decide?")]
    options: Annotated[tuple[Option, ...], asks("What else was considered?")] = ()

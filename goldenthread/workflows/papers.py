"""Papers: what the family was given, in which version, form and language; and the documents that are kept here.

A paper that a family cannot read has not been given. Where it is wanted in another language or form, that is owed like
the paper itself.

A document is kept beside the entry it belongs to, and is seen by those who may see entries of its class: one about
health is kept as that, and one that an agency wrote as theirs.
"""

from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Attached,
    Choice,
    Clock,
    Event,
    Local,
    Name,
    Notice,
    RecordId,
    Stage,
    Whenever,
    Words,
    Workflow,
    answered_by,
    asks,
    each,
    working_days_of,
)
from goldenthread.workflows.agency_items import THOSE_WHO_HOLD_IT
from goldenthread.workflows.law import LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import ANYONE, AUTHORITY, SETTING, STAFF
from goldenthread.workflows.vocabulary import AGENCY, CORE, HEALTH


class Form(Choice):
    """The form a paper is in."""

    PLAIN = "plain", "Ordinary print, in plain words"
    LARGE_PRINT = "large-print", "Large print"
    EASY_READ = "easy-read", "Easy read, with pictures"
    BRAILLE = "braille", "Braille"
    AUDIO = "audio", "Recorded, to listen to"
    SIGNED = "signed", "Recorded in sign language"
    READ_OUT = "read-out", "Read out and talked through"
    ON_SCREEN = "on-screen", "On a screen, for a screen reader"


class OtherFormWanted(Event, tag="papers.other-form-wanted"):
    """A paper is wanted in another language or another form."""

    told = "The family wishes to have something in another language or form: {form}"
    when = "When was it known?"
    kept = CORE
    recorded_by = ANYONE

    what: Annotated[Words, asks("What is wanted?")]
    form: Annotated[Form, asks("In which form?"), CLEAR]
    language: Annotated[Name, asks("In which language?")]


class PaperGiven(Notice, tag="papers.given"):
    """The family has a paper or a record: which, in which version, form and language."""

    told = "{to} were given a paper to keep: {form}"
    told_erased = "The family was given a paper to keep: {form}"
    when = "When did they get it?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    what: Annotated[Words, asks("What was it?")]
    edition: Annotated[Name, asks("Which version, or of which day?")]
    form: Annotated[Form, asks("In which form?"), CLEAR]
    language: Annotated[Name, asks("In which language?")]
    translated_by: Annotated[Name | None, asks("Who translated it, if anybody?")] = None
    entry: Annotated[RecordId | None, asks("Which entry here is it a copy of, if one?"), CLEAR] = None
    wanted: Annotated[RecordId | None, asks("Which wish for another form does it meet, if one?"), CLEAR] = None


class SharedWithFamily(Notice, tag="papers.shared-with-family"):
    """What was shared with the parents: what we see, think or have heard about their child."""

    told = "{by} shared with {to} what we know"
    told_erased = "{by} shared with the family what we know"
    when = "When was it shared?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    what: Annotated[Words, asks("What was shared?")]
    shared_by: Annotated[Name, asks("Who shared it?")]


class DecisionExplained(Notice, tag="papers.decision-explained"):
    """A decision was put in plain words: what it is, why, what it means for the child, what they can do about it."""

    told = "{by} explained a decision to {to} in plain words"
    told_erased = "{by} explained a decision to the family in plain words"
    when = "When was it explained?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    summary: Annotated[Words, asks("What was decided and why, in plain words?", "No initials, no jargon.")]
    what_they_can_do: Annotated[Words, asks("What can the family do if they see it otherwise?")]
    decision: Annotated[RecordId | None, asks("Which decision?", "Leave empty if it is not on record."), CLEAR] = None


class DocumentKept(Attached, tag="papers.document-kept"):
    """A document is kept here: a letter, a drawing, a photograph of a page, a recording."""

    told = "A document is kept here: {title}"
    told_erased = "A document was kept here: {document_kind}"
    when = "Of what day is it?"
    kept = CORE
    recorded_by = ANYONE

    title: Annotated[Name, asks("What is it?", "In a few words, such as: our notes before the meeting.")]
    belongs_to: Annotated[RecordId | None, asks("Which entry here does it belong to, if one?"), CLEAR] = None


class HealthDocumentKept(Attached, tag="papers.health-document-kept"):
    """A document about health is kept here. Others see that there is an entry about health, and not what it is."""

    told = "A document about health is kept here: {title}"
    told_erased = "A document about health was kept here: {document_kind}"
    when = "Of what day is it?"
    kept = HEALTH
    recorded_by = ANYONE

    title: Annotated[Name, asks("What is it?", "In a few words, such as: the letter of the clinic.")]
    belongs_to: Annotated[RecordId | None, asks("Which entry here does it belong to, if one?"), CLEAR] = None


class AgencyDocumentKept(Attached, tag="papers.agency-document-kept"):
    """A document that an agency wrote is kept here. It stays theirs, and goes on to others only by its terms."""

    told = "A document of an agency is kept here: {title}"
    told_erased = "A document of an agency was kept here: {document_kind}"
    when = "Of what day is it?"
    kept = AGENCY
    recorded_by = THOSE_WHO_HOLD_IT

    title: Annotated[Name, asks("What is it?", "In a few words, such as: the report of the psychologist.")]
    belongs_to: Annotated[RecordId | None, asks("With which item did it come, if one?"), CLEAR] = None


FACTS = (DocumentKept, HealthDocumentKept, AgencyDocumentKept)

WITH_THE_FAMILY = Stage("You have papers from us")
ON_THEIR_WAY = Stage("Something is being put into the form you can use")

PAPER_WANTED = Whenever(OtherFormWanted, OUTSET, to=ON_THEIR_WAY)
PAPER_THERE = Whenever(PaperGiven, [OUTSET, ON_THEIR_WAY, WITH_THE_FAMILY], to=WITH_THE_FAMILY)

OTHER_FORM_GIVEN = Clock(
    "paper-in-other-form",
    "The family has it in the language and the form they can use",
    starts=each(OtherFormWanted),
    due=working_days_of(Local("working days to put a paper into another form", 10)),
    stops=answered_by(PaperGiven.wanted),
    owed_by=SETTING,
    law=LOCAL_POLICY("written materials are translated, and given in a form parents understand"),
)

PAPERS = Workflow(
    "papers",
    "Papers for the family",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

"""Telling it once: a family's story goes with them, so that they need not tell it again to everybody new.

One page, in the family's own words, of what they have told already and what was asked and answered. Whoever is new
reads it first and says so. Where two parts of a setting (teaching, pastoral care, behaviour, SEND) say different things
to one family, it is put together by the staff, and not by the family.
"""

from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Clock,
    Event,
    Local,
    Name,
    RecordId,
    Stage,
    Whenever,
    Words,
    Workflow,
    about,
    answered_by,
    asks,
    each,
    working_days_of,
)
from goldenthread.workflows.law import LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import ANYONE, AUTHORITY, PARENT, SETTING, STAFF
from goldenthread.workflows.vocabulary import CORE


class OnePageWritten(Event, tag="told-once.page-written"):
    """What the family has told already, on one page, written with them."""

    told = "What the family has told already was written down on one page with them"
    when = "When was it written?"
    kept = CORE
    recorded_by = ANYONE

    story: Annotated[Words, asks("What have they told already?", "So that nobody asks again."), about(PARENT)]
    not_heard: Annotated[
        Words | None, asks("What did they say before without being heard?", "In their own words."), about(PARENT)
    ] = None
    answers: Annotated[
        tuple[RecordId, ...],
        asks("Which entries here answer what is often asked?", "Earlier answers and views."),
        CLEAR,
    ] = ()
    agreed_with: Annotated[tuple[Name, ...], asks("Who of the family has said that it is right?")] = ()


class OnePagePassedOn(Event, tag="told-once.page-passed-on"):
    """Somebody new to the family was given the page, to read before they meet."""

    told = "{to} was given the page of what the family has told already"
    told_erased = "Somebody was given the page of what the family has told already"
    when = "When was it given?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    to: Annotated[Name, asks("Who was given it?")]
    part: Annotated[Words, asks("What will they do with the family?")]
    page: Annotated[RecordId | None, asks("Which page?"), CLEAR] = None


class OnePageRead(Event, tag="told-once.page-read"):
    """Whoever is new has read it, and will not ask for it again."""

    told = "{who} has read what the family told already"
    told_erased = "Somebody has read what the family told already"
    when = "When did they read it?"
    kept = CORE
    recorded_by = ANYONE

    who: Annotated[Name, asks("Who read it?")]
    passed_on: Annotated[RecordId | None, asks("Which passing-on?", "Leave empty if it is not on record."), CLEAR] = (
        None
    )


class AskedAgain(Event, tag="told-once.asked-again"):
    """The family was asked to tell again what they had told already."""

    told = "The family was asked to tell again what they had told already"
    when = "When was it?"
    kept = CORE
    recorded_by = ANYONE

    what: Annotated[Words, asks("What were they asked again?")]
    put_right: Annotated[Words, asks("What was done so that it does not happen again?")]


class DepartmentsDiffer(Event, tag="told-once.departments-differ"):
    """Two parts of the setting say or do different things with one child or family."""

    told = "{parts} say different things, and will put it together"
    told_erased = "Parts of the setting say different things, and will put it together"
    when = "When was it seen?"
    kept = CORE
    recorded_by = ANYONE

    parts: Annotated[tuple[Name, ...], asks("Which parts?", "Teaching, pastoral care, behaviour, SEND.")]
    how: Annotated[Words, asks("What does each of them say or do?")]
    entries: Annotated[tuple[RecordId, ...], asks("Which entries here, if any?"), CLEAR] = ()


class DepartmentsAtOne(Event, tag="told-once.departments-at-one"):
    """Everybody now says and does the same, and the family knows what it is."""

    told = "Everybody here now says and does the same, and the family knows what it is"
    when = "When was the family told?"
    kept = CORE
    recorded_by = STAFF

    agreed: Annotated[Words, asks("What will everybody say and do?")]
    family_told: Annotated[Words, asks("What was the family told?")]
    difference: Annotated[
        RecordId | None, asks("Which difference does it end?", "Leave empty if it is not on record."), CLEAR
    ] = None


KEPT_TOGETHER = Stage("What you have told us goes with you")

KEPT_BY_PAGE = Whenever(OnePageWritten, OUTSET, to=KEPT_TOGETHER)
KEPT_AFTER_ASKING_AGAIN = Whenever(AskedAgain, OUTSET, to=KEPT_TOGETHER)
KEPT_AFTER_A_DIFFERENCE = Whenever(DepartmentsDiffer, OUTSET, to=KEPT_TOGETHER)

PAGE_READ = Clock(
    "one-page-read",
    "Whoever is new has read what the family told already",
    starts=each(OnePagePassedOn),
    due=working_days_of(Local("working days to read what a family told already", 5)),
    stops=answered_by(OnePageRead.passed_on),
    owed_by=SETTING,
    law=LOCAL_POLICY("a family is not asked to tell again what they have told"),
)
PUT_TOGETHER = Clock(
    "departments-at-one",
    "Everybody here says and does the same, and the family knows what it is",
    starts=each(DepartmentsDiffer),
    due=working_days_of(Local("working days to put together what we say", 5)),
    stops=answered_by(DepartmentsAtOne.difference),
    owed_by=SETTING,
    law=LOCAL_POLICY("pastoral care, behaviour and SEND work as one with a family"),
)

TOLD_ONCE = Workflow(
    "told-once",
    "Telling it once",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

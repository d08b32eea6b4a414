"""Kept informed: at every stage, from the first worry on, the family knows where things are and what happens next.

The stages of the setting's own work are heard here. Each is closed by telling the family where things are, or by a note
that does (of a talk, of a meeting, of the support that is given); or by having tried twice, on different days and in
different ways, with no answer yet; or by a reason. The family may open it again by asking, whenever they like. What has
a duty of its own (what was found, that special provision is made, that it ends, a decision of the authority) is owed in
its own story.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Choice,
    Clock,
    Event,
    Local,
    Mark,
    RecordId,
    Stage,
    Whenever,
    Words,
    Workflow,
    asks,
    each,
    working_days_of,
)
from goldenthread.workflows.concern import ConcernSettled, ConcernTakenOn, NoteGiven
from goldenthread.workflows.law import CODE, SINCE_2014
from goldenthread.workflows.people import AUTHORITY, SETTING, STAFF
from goldenthread.workflows.sen_support import FamilyToldOfSupport, MeetingNoteGiven, ReviewHeld, SupportPlanned
from goldenthread.workflows.vocabulary import CORE


class HowInformed(Choice):
    """How a stage was closed with the family."""

    TOLD = "told", "They know"
    NO_ANSWER_YET = "no-answer-yet", "We tried twice, in two ways, and have no answer yet"
    REASON = "reason", "There was a reason not to tell them yet"


class FamilyInformed(Event, tag="informed.family-informed"):
    """The family knows where things are, what happens next, who does it and by when, and what support there is."""

    told = "Whether the family knows where things are: {how}"
    when = "When were they told, or last tried?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    how: Annotated[HowInformed, asks("Do they know?"), CLEAR]
    where_things_are: Annotated[Words, asks("Where are things, in plain words?")]
    happens_next: Annotated[Words, asks("What happens next, who does it, and by when?")]
    support: Annotated[Words, asks("What support is there for them at this stage?")]
    next_on: Annotated[date | None, asks("By which day does it happen, if one is known?"), CLEAR] = None
    tries: Annotated[
        tuple[RecordId, ...], asks("If there is no answer yet: which tries?", "Two, on two days, in two ways."), CLEAR
    ] = ()
    reason: Annotated[Words | None, asks("If there was a reason not to tell them yet, what is it?")] = None


TO_TELL = Stage("There is something to tell you")
KNOWN = Stage("You know where things are")

TELL_AFTER_CONCERN = Whenever(ConcernTakenOn, [OUTSET, KNOWN, TO_TELL], to=TO_TELL)
TELL_AFTER_SETTLING = Whenever(ConcernSettled, [OUTSET, KNOWN, TO_TELL], to=TO_TELL)
TELL_AFTER_PLANNING = Whenever(SupportPlanned, [OUTSET, KNOWN, TO_TELL], to=TO_TELL)
TELL_AFTER_REVIEW = Whenever(ReviewHeld, [OUTSET, KNOWN, TO_TELL], to=TO_TELL)
TOLD = Whenever(FamilyInformed, [OUTSET, TO_TELL, KNOWN], to=KNOWN)

STAGE_TOLD = Clock(
    "stage-told",
    "The family knows where things are and what happens next",
    starts=each(ConcernTakenOn, ConcernSettled, SupportPlanned, ReviewHeld),
    due=working_days_of(Local("working days to say where things are", 5)),
    stops=[FamilyInformed, NoteGiven, FamilyToldOfSupport, MeetingNoteGiven],
    owed_by=SETTING,
    law=CODE(5, 5, mark=Mark.SECONDARY),
)

INFORMED = Workflow(
    "informed",
    "Kept informed",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

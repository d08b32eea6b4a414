"""What a meeting needs: an interpreter, a way in, a quiet room, somebody to mind the little ones.

It is asked for once, arranged before the day, and looked at afterwards: whether it was there, and if not, why not.
What a person needs to take part is no favour; where it comes from a disability it is theirs by law (Equality Act 2010,
sections 20 and 29: mostly known as reasonable adjustments).
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
    Name,
    RecordId,
    Stage,
    Whenever,
    Words,
    Workflow,
    about,
    answered_by,
    asks,
    before,
    each,
    on,
    working_days_of,
)
from goldenthread.workflows.law import EQUALITY_ACT, LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import ANYONE, AUTHORITY, PARENT, SETTING, STAFF
from goldenthread.workflows.vocabulary import CORE


class InterpreterNeeded(Event, tag="arrangement.interpreter-needed"):
    """Somebody takes part in another language, spoken or signed, and an interpreter is needed."""

    told = "An interpreter is needed for {meeting_on}"
    when = "When was it known?"
    kept = CORE
    recorded_by = ANYONE

    who: Annotated[Name, asks("Who needs one?"), about(PARENT)]
    language: Annotated[Name, asks("Which language?", "Spoken or signed. Ask; do not guess."), about(PARENT)]
    meeting_on: Annotated[date, asks("For which day?"), CLEAR]
    meeting: Annotated[RecordId | None, asks("For which meeting, if it is on record?"), CLEAR] = None


class InterpreterBooked(Event, tag="arrangement.interpreter-booked"):
    """An interpreter is booked, who is not one of the family and never a child."""

    told = "An interpreter was booked"
    when = "When was it booked?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    interpreter: Annotated[Name, asks("Who will interpret?", "Not one of the family, and never a child.")]
    needed: Annotated[RecordId | None, asks("For which need?", "Leave empty if it is not on record."), CLEAR] = None


class There(Choice):
    """Whether what was needed was there on the day."""

    YES = "yes", "It was there"
    NO = "no", "It was not there"
    NOT_WANTED = "not-wanted", "It was not wanted after all: they said so themselves"


class InterpreterOnTheDay(Event, tag="arrangement.interpreter-on-the-day"):
    """Whether an interpreter was there, and if not, why not and what was done instead."""

    told = "Whether an interpreter was there: {there}"
    when = "On which day?"
    kept = CORE
    recorded_by = ANYONE

    there: Annotated[There, asks("Was an interpreter there?"), CLEAR]
    why_not: Annotated[Words | None, asks("If not, why not, and what was done instead?")] = None
    needed: Annotated[RecordId | None, asks("For which need?", "Leave empty if it is not on record."), CLEAR] = None


class Kind(Choice):
    """What somebody needs to take part."""

    STEP_FREE = "step-free", "A way in without steps, or room to move"
    HEARING = "hearing", "To hear: a loop, a quiet room, notes as it goes on"
    SEEING = "seeing", "To see: large print, light, somebody to read out"
    READING = "reading", "Help with reading and writing"
    CALM = "calm", "Calm: a quiet place, breaks, few people, questions beforehand"
    CARE = "care", "Somebody to mind children, or another whom they look after"
    TRAVEL = "travel", "A way of getting here"
    TIME = "time", "Another time, because of work or care"
    SEATING = "seating", "Seats for adults, something to drink"
    OTHER = "other", "Something else"


class AdjustmentNeeded(Event, tag="arrangement.adjustment-needed"):
    """What somebody needs so that they can take part as well as anybody."""

    told = "Something is needed so that everybody can take part on {needed_on}"
    when = "When was it known?"
    kept = CORE
    recorded_by = ANYONE

    who: Annotated[Name, asks("Who needs it?"), about(PARENT)]
    kind: Annotated[Kind, asks("What is needed?")]
    what: Annotated[Words, asks("What exactly would help?", "In their own words."), about(PARENT)]
    needed_on: Annotated[date, asks("For which day?"), CLEAR]
    meeting: Annotated[RecordId | None, asks("For which meeting, if it is on record?"), CLEAR] = None


class AdjustmentMade(Event, tag="arrangement.adjustment-made"):
    """What was done about it; or why it could not be done, and what was done instead."""

    told = "Whether what was needed was there: {there}"
    when = "On which day?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    there: Annotated[There, asks("Was it there?"), CLEAR]
    done: Annotated[Words, asks("What was done; or why could it not be, and what was done instead?")]
    needed: Annotated[RecordId | None, asks("For which need?", "Leave empty if it is not on record."), CLEAR] = None


NEEDED = Stage("We know what you need")
BOOKED = Stage("It is arranged")
LOOKED_AT = Stage("We have looked at whether it was there", ends=True)

ARRANGE_INTERPRETER = Whenever(InterpreterNeeded, OUTSET, to=NEEDED)
ARRANGE_ADJUSTMENT = Whenever(AdjustmentNeeded, OUTSET, to=NEEDED)
ARRANGED_INTERPRETER = Whenever(InterpreterBooked, NEEDED, to=BOOKED)
LOOKED_AT_INTERPRETER = Whenever(InterpreterOnTheDay, [NEEDED, BOOKED], to=LOOKED_AT)
LOOKED_AT_ADJUSTMENT = Whenever(AdjustmentMade, NEEDED, to=LOOKED_AT)

INTERPRETER_BOOKED = Clock(
    "interpreter-booked",
    "An interpreter is booked in time",
    starts=each(InterpreterNeeded),
    due=before(InterpreterNeeded.meeting_on, working_days_of(Local("working days before a meeting to book", 5))),
    stops=answered_by(InterpreterBooked.needed),
    owed_by=SETTING,
    law=LOCAL_POLICY("an interpreter for every family who uses another language"),
)
INTERPRETER_THERE = Clock(
    "interpreter-there",
    "An interpreter is there on the day, or it is written down why not",
    starts=each(InterpreterNeeded),
    due=on(InterpreterNeeded.meeting_on),
    stops=answered_by(InterpreterOnTheDay.needed),
    owed_by=SETTING,
    law=LOCAL_POLICY("an interpreter for every family who uses another language"),
)
ADJUSTMENT_MADE = Clock(
    "meeting-adjustment",
    "What somebody needs to take part is there on the day",
    starts=each(AdjustmentNeeded),
    due=on(AdjustmentNeeded.needed_on),
    stops=answered_by(AdjustmentMade.needed),
    owed_by=SETTING,
    law=EQUALITY_ACT("reasonable adjustments", mark=Mark.FROM_MEMORY),
)

ARRANGEMENT = Workflow(
    "arrangement",
    "What you need to take part",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

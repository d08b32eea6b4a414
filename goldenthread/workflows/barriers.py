"""Something in the way: what makes it hard for a family to take part, and what we do about it.

A barrier is something that we put up, or that life puts up: times that do not fit, a language, a worry, a bad memory of
school. It is nobody's fault and says nothing of a family. We write down how we found out, what we tried and what came
of it, and look again; what did not work is followed by another way.
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
    on,
    working_days_of,
)
from goldenthread.workflows.law import LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import ANYONE, AUTHORITY, PARENT, SETTING, STAFF
from goldenthread.workflows.vocabulary import CORE


class BarrierKind(Choice):
    """What is in the way. It describes what we offer and how, and never the family."""

    TIMES = "times", "The times we offer"
    GETTING_HERE = "getting-here", "Getting here, or what it costs"
    FORM = "form", "The form of it: a meeting, a letter, a screen"
    LANGUAGE = "language", "The language or the words we use"
    ACCESS = "access", "Access: hearing, seeing, moving, reading"
    NOT_KNOWN_OF = "not-known-of", "It was not known that it was there, or what it is for"
    CONFIDENCE = "confidence", "It does not feel safe or easy yet"
    BEFORE = "before", "How it went before, here or elsewhere"
    EVERYTHING_ELSE = "everything-else", "Everything else that the family is carrying"
    OTHER = "other", "Something else"


class BarrierFound(Event, tag="barrier.found"):
    """Something makes it hard for the family to take part. It is there to be moved by us, and is nobody's fault."""

    told = "Something was found that makes it hard for the family to take part"
    when = "When was it found?"
    kept = CORE
    recorded_by = ANYONE

    kind: Annotated[BarrierKind, asks("What is in the way?", "Something we can change. Say nothing of the family.")]
    what: Annotated[Words, asks("What makes it hard?", "In the family's own words, if they said it."), about(PARENT)]
    how_found: Annotated[Words, asks("How did you find out?", "They said so; we asked; we noticed. Do not guess.")]


class WayTried(Event, tag="barrier.way-tried"):
    """Another way to take part was offered or set up."""

    told = "Another way to take part is being tried, to be looked at on {look_again_on}"
    when = "From when was it tried?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    way: Annotated[Words, asks("What is being tried?")]
    whose_idea: Annotated[Name, asks("Whose idea was it?")]
    look_again_on: Annotated[date, asks("When will you look at whether it helps?"), CLEAR]


class Helped(Choice):
    """Whether another way helped. It is a question to us."""

    YES = "yes", "Yes, it is out of the way"
    IN_PART = "in-part", "In part"
    NOT_YET = "not-yet", "Not yet: we will try another way"


class WayLookedAt(Event, tag="barrier.way-looked-at"):
    """Whether it helped, in the family's own view."""

    told = "It was looked at whether another way helps: {helped}"
    when = "When was it looked at?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    helped: Annotated[Helped, asks("Did it help?"), CLEAR]
    family_view: Annotated[Words, asks("What does the family say?"), about(PARENT)]
    what_next: Annotated[Words, asks("What is next?", "Another way, or keeping this one.")]
    way: Annotated[RecordId | None, asks("Which way?", "Leave empty if it is not on record."), CLEAR] = None


class BarrierGone(Event, tag="barrier.gone"):
    """It is out of the way, or as far out of the way as it can be."""

    told = "What made it hard to take part is out of the way"
    when = "Since when?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    result: Annotated[Words, asks("What came of it?")]
    kept_up: Annotated[Words, asks("What will we go on doing?")]


# Where it can be

FOUND = Stage("We know of something that makes it hard to take part")
TRYING = Stage("We are trying another way")
LOOKED_AT = Stage("We have looked at whether it helps")
GONE = Stage("It is out of the way", ends=True)

BARRIER_FOUND = Whenever(BarrierFound, OUTSET, to=FOUND)
BARRIER_WAY = Whenever(WayTried, [FOUND, LOOKED_AT, TRYING], to=TRYING)
BARRIER_LOOKED_AT = Whenever(WayLookedAt, TRYING, to=LOOKED_AT)
BARRIER_OVER = Whenever(BarrierGone, [FOUND, TRYING, LOOKED_AT], to=GONE)

# By when

WAY_FOUND = Clock(
    "barrier-way",
    "Another way is tried",
    starts=each(BarrierFound),
    due=working_days_of(Local("working days to try another way", 10)),
    stops=WayTried,
    falls_away=BarrierGone,
    owed_by=SETTING,
    law=LOCAL_POLICY("what stands in a family's way is found, and removed where that is reasonable"),
)
WAY_LOOKED_AT = Clock(
    "barrier-look-again",
    "It is looked at, with the family, whether the other way helps",
    starts=each(WayTried),
    due=on(WayTried.look_again_on),
    stops=answered_by(WayLookedAt.way),
    falls_away=BarrierGone,
    owed_by=SETTING,
    law=LOCAL_POLICY("we try as many ways as there are to include a family"),
)

BARRIER = Workflow(
    "barrier",
    "Something in the way",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

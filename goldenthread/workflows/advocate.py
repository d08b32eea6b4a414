"""Somebody to speak up for a child whose parents cannot: every child is heard as if their parents could.

It may be that a parent is ill, is not reached, has a conflict of interest, or has nobody to ask on their behalf; or
that a child who is looked after wants somebody of their own. Nobody is blamed. The parents stay parents, are told, and
may speak up themselves at any time.
"""

from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Choice,
    Event,
    Local,
    Name,
    RecordId,
    Stage,
    Then,
    Whenever,
    Words,
    Workflow,
    answered_by,
    asks,
    working_days_of,
)
from goldenthread.workflows.law import GOOD_PRACTICE, SINCE_2014
from goldenthread.workflows.people import ANYONE, AUTHORITY, CHILD, SETTING, SOCIAL_CARE, STAFF, VIRTUAL_SCHOOL
from goldenthread.workflows.vocabulary import CORE


class WhyAdvocate(Choice):
    """Why somebody else is to speak up for the child. It says nothing of how much a parent cares."""

    CANNOT_NOW = "cannot-now", "The parents cannot speak up at present"
    NOT_REACHED = "not-reached", "We tried to reach the parents, in several ways, and have no answer yet"
    CHILD_ASKS = "child-asks", "The child asks for somebody of their own"
    LOOKED_AFTER = "looked-after", "The child is looked after"
    CONFLICT = "conflict", "What is best for the child and for the parents may not be the same"


class AdvocateNeeded(Event, tag="advocate.needed"):
    """The child needs somebody who speaks up for them."""

    told = "{child} needs somebody to speak up: {why}"
    when = "When was this seen?"
    kept = CORE
    recorded_by = (CHILD, *ANYONE, VIRTUAL_SCHOOL)

    why: Annotated[WhyAdvocate, asks("Why?"), CLEAR]


class AdvocateFound(Event, tag="advocate.found"):
    """Somebody speaks up for the child. Each has one, and knows what they may see and do."""

    told = "{who} speaks up for {child}"
    told_erased = "Somebody speaks up for {child}"
    when = "From what day?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY, SOCIAL_CARE, VIRTUAL_SCHOOL)

    who: Annotated[Name, asks("Who is it, and from which service?")]
    independent: Annotated[bool, asks("Do they work for none of those who decide?"), CLEAR]
    child_says: Annotated[Words, asks("What does the child think of it?", "In their own way. How did you find out?")]
    may_see: Annotated[Words, asks("What may they see, and on what ground?")]
    need: Annotated[RecordId | None, asks("Which entry does it answer?", "Leave empty if none."), CLEAR] = None


class AdvocateEnded(Event, tag="advocate.ended"):
    """Nobody else speaks up for the child any more: their parents do, or they do themselves."""

    told = "Somebody stopped speaking up for {child}"
    when = "Until what day?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY, SOCIAL_CARE, VIRTUAL_SCHOOL)

    speaks_now: Annotated[Words, asks("Who speaks up for the child now?")]


LOOKING = Stage("Somebody is being found to speak up for your child")
SPEAKING = Stage("Somebody speaks up for your child")
NO_LONGER = Stage("You speak up for your child yourselves", ends=True)

ADVOCATE_FOUND = Then(
    "Somebody speaks up for the child",
    answered_by(AdvocateFound.need),
    by=SETTING,
    due=working_days_of(Local("working days to find somebody to speak up", 10)),
    law=GOOD_PRACTICE("every child is heard, those too whose parents cannot speak up"),
)

IS_NEEDED = Whenever(AdvocateNeeded, [OUTSET, LOOKING, SPEAKING], to=LOOKING, owes=[ADVOCATE_FOUND])
IS_FOUND = Whenever(AdvocateFound, [OUTSET, LOOKING, SPEAKING], to=SPEAKING)
IS_OVER = Whenever(AdvocateEnded, [LOOKING, SPEAKING], to=NO_LONGER)

ADVOCATE = Workflow(
    "advocate",
    "Somebody to speak up for your child",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

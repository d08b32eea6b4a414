"""Adjustments: what stands in a child's way, and what is changed so that it does not.

Something may be done in another way for one child, a room or a day may be changed, a group's plan may be made to fit
everybody in it, or something may be needed that costs money. Each is asked for, answered with reasons, and looked at
again. The Equality Act 2010 asks every setting for reasonable adjustments, before anybody asks where they can be
foreseen; it names no days, so the days here are the setting's own. An answer that it cannot be done says why, what is
done instead, and how to take it further.
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
from goldenthread.workflows.people import ANYONE, PARENT, SETTING, STAFF
from goldenthread.workflows.vocabulary import CORE

# What may happen


class BarrierFound(Event, tag="adjustments.barrier-found"):
    """Something stands in the way of how the child gets on. It is never the child."""

    told = "{who} found something that stands in {child}'s way"
    told_erased = "Somebody found something that stands in {child}'s way"
    when = "When was it found?"
    kept = CORE
    recorded_by = ANYONE

    who: Annotated[Name, asks("Who found it?")]
    barrier: Annotated[Words, asks("What stands in the way, and when?"), about(PARENT)]
    how_known: Annotated[Words, asks("How do you know?", "What the child said or showed, what was seen.")]


class What(Choice):
    """What kind of thing is changed."""

    ADJUSTMENT = "adjustment", "Something is done in another way for the child"
    SURROUNDINGS = "surroundings", "The room, the day or the noise is changed"
    GROUP = "group", "The plan for a group is made to fit everybody in it"
    EQUIPMENT = "equipment", "Equipment or specialist support"


class AdjustmentAsked(Event, tag="adjustments.asked"):
    """Somebody asked for something to be changed, or saw that it is needed before anybody asked."""

    told = "{who} asked for a change: {what}"
    told_erased = "A change was asked for: {what}"
    when = "When was it asked for?"
    kept = CORE
    recorded_by = ANYONE

    who: Annotated[Name, asks("Who asked?", "Or who saw that it is needed.")]
    what: Annotated[What, asks("What kind of change is it?"), CLEAR]
    needed: Annotated[Words, asks("What is needed?"), about(PARENT)]
    why: Annotated[Words, asks("What would it make possible?")]
    barrier: Annotated[RecordId | None, asks("Which barrier is it about, if one is written down?"), CLEAR] = None


class Given(Choice):
    """What came of it."""

    MADE = "made", "It is there"
    IN_PART = "in-part", "It is there in part, or in another way"
    NOT_POSSIBLE = "not-possible", "It cannot be done"


class AdjustmentAnswered(Event, tag="adjustments.answered"):
    """Whoever asked knows what came of it, and why. Where it cannot be done, they know what is done instead."""

    told = "An answer was given on a change that was asked for: {given}"
    when = "When were they told?"
    kept = CORE
    recorded_by = STAFF

    given: Annotated[Given, asks("What came of it?"), CLEAR]
    done: Annotated[Words, asks("What is done, or what is done instead?")]
    why: Annotated[Words, asks("Why?", "The reason, where it is not all that was asked for.")]
    decided_by: Annotated[Name, asks("Who decided?")]
    look_again_on: Annotated[date | None, asks("When will you look at it again?"), CLEAR] = None
    take_further: Annotated[Words | None, asks("How can they take it further, if they are not content?")] = None
    asked: Annotated[RecordId | None, asks("What was asked for?", "Leave empty if it is not on record."), CLEAR] = None


class AdjustmentLookedAt(Event, tag="adjustments.looked-at"):
    """What difference a change has made, in the view of the child and the family."""

    told = "It was looked at what difference a change has made"
    when = "When did you look?"
    kept = CORE
    recorded_by = STAFF

    difference: Annotated[Words, asks("What difference has it made?")]
    family_view: Annotated[Words, asks("What does the family think?"), about(PARENT)]
    child_view: Annotated[Words, asks("What does the child think, and how do you know?")]
    answer: Annotated[RecordId | None, asks("Which change?", "Leave empty if it is not on record."), CLEAR] = None


# Where it can be. There is only one place, and it never ends of itself.

CHANGING = Stage("We are changing what stands in your child's way")

# What happens

BEGINS_WITH_A_BARRIER = Whenever(BarrierFound, [OUTSET, CHANGING], to=CHANGING)
BEGINS_WITH_A_REQUEST = Whenever(AdjustmentAsked, [OUTSET, CHANGING], to=CHANGING)
BEGINS_WITH_AN_ANSWER = Whenever(AdjustmentAnswered, [OUTSET, CHANGING], to=CHANGING)

# By when

BARRIER_ACTED_ON = Clock(
    "barrier-acted-on",
    "Something is asked for about each barrier",
    starts=each(BarrierFound),
    due=working_days_of(Local("working days to act on a barrier", 10)),
    stops=answered_by(AdjustmentAsked.barrier),
    owed_by=SETTING,
    law=LOCAL_POLICY("barriers to a child's progress are found and removed"),
)
ANSWERED = Clock(
    "adjustments-answer",
    "Whoever asked for a change has an answer, with reasons",
    starts=each(AdjustmentAsked),
    due=working_days_of(Local("working days to answer about a change", 10)),
    stops=answered_by(AdjustmentAnswered.asked),
    owed_by=SETTING,
    law=LOCAL_POLICY("reasonable adjustments are decided soon, and a no has its reason"),
)
LOOKED_AT_AGAIN = Clock(
    "adjustments-review",
    "It is looked at what difference a change has made",
    starts=each(AdjustmentAnswered),
    due=on(AdjustmentAnswered.look_again_on),
    stops=answered_by(AdjustmentLookedAt.answer),
    owed_by=SETTING,
    law=LOCAL_POLICY("a change is looked at again on the day agreed"),
)

ADJUSTMENTS = Workflow(
    "adjustments",
    "What is changed for your child",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

"""Strategies: what helps a child, at home and here; whose idea it was; what is being tried; and what came of it.

The log goes both ways: what works at home is known here, and what works here is known at home. An idea stays with the
name of whoever had it, so that a parent's own is never written down as ours. What is tried is tried for a couple of
weeks, or until the day agreed, and then looked back at together: carry on, change it, or stop. No law asks for any of
this: it is the setting's own promise.
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
    Move,
    Name,
    Notice,
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

BOTH_WAYS = LOCAL_POLICY("what is tried and what works is shared both ways, between home and setting")

# What helps


class Place(Choice):
    """Where a strategy is used."""

    HOME = "at-home", "At home"
    HERE = "here", "In the setting"
    BOTH = "both", "At home and in the setting"


class StrategyShared(Event, tag="strategy.shared"):
    """Somebody who knows the child says what helps. The idea stays theirs, by name."""

    told = "{whose_idea} said what helps {child}, {where}"
    told_erased = "Somebody said what helps {child}, {where}"
    when = "When did they say it?"
    kept = CORE
    recorded_by = ANYONE

    whose_idea: Annotated[Name, asks("Whose idea is it?", "Their name, whoever writes it down.")]
    where: Annotated[Place, asks("Where is it used?"), CLEAR]
    strategy: Annotated[Words, asks("What do they do?", "In their own words."), about(PARENT)]
    difference: Annotated[Words, asks("What difference does it make?")]


class StrategyPassedOn(Notice, tag="strategy.passed-on"):
    """What helps is known on the other side too: what works at home here, and what works here at home."""

    told = "{to} were told what helps {child}"
    told_erased = "What helps {child} was passed on"
    when = "When were they told?"
    kept = CORE
    recorded_by = (*STAFF, PARENT)

    strategy: Annotated[RecordId | None, asks("Which idea?", "Leave empty if it is not on record."), CLEAR] = None


# Trying it


class StrategyAgreed(Event, tag="concern.strategy-agreed"):
    """Something to try, often the parent's own idea, with a day to start and a day to look back at it together."""

    told = "It was agreed to try: {strategy}"
    told_erased = "It was agreed to try something, and to look back at it on {look_back_on}"
    when = "When was it agreed?"
    kept = CORE
    recorded_by = STAFF

    strategy: Annotated[Words, asks("What will be tried?")]
    whose_idea: Annotated[Name, asks("Whose idea was it?")]
    who_tries: Annotated[Words, asks("Who will do what?")]
    look_back_on: Annotated[date, asks("When will you look back at it together?", "A couple of weeks is usual."), CLEAR]
    starts_on: Annotated[date | None, asks("When does it start?", "Leave empty if on the same day."), CLEAR] = None
    where: Annotated[Place | None, asks("Where will it be tried?"), CLEAR] = None
    idea: Annotated[RecordId | None, asks("From which idea, if it is written down?"), CLEAR] = None


class Next(Choice):
    """What is done with a strategy that was tried."""

    CARRY_ON = "carry-on", "Carry on"
    CHANGE = "change", "Change it"
    STOP = "stop", "Stop"


class StrategyReviewed(Event, tag="concern.strategy-reviewed"):
    """The family and the setting looked back at what was tried."""

    told = "What was tried was looked back at together"
    when = "When did you look back at it?"
    kept = CORE
    recorded_by = STAFF

    how_it_went: Annotated[Words, asks("How did it go?", "At home and here.")]
    family_view: Annotated[Words, asks("What does the family think?"), about(PARENT)]
    happens_now: Annotated[Words, asks("What will you do now: carry on, change it, or stop?")]
    decided: Annotated[Next | None, asks("In a word: carry on, change it, or stop?"), CLEAR] = None
    child_view: Annotated[Words | None, asks("What did the child say or show, and how do you know?")] = None
    strategy: Annotated[
        RecordId | None, asks("What was it that you tried?", "Leave empty if it is not on record."), CLEAR
    ] = None


class TryingEnded(Event, tag="strategy.trying-ended"):
    """Nothing is being tried any more: the child moved on, or the family would rather not go on with it."""

    told = "Nothing more is being tried for now"
    when = "From what day?"
    kept = CORE
    recorded_by = (*STAFF, PARENT)

    why: Annotated[Words, asks("Why?", "Without blame.")]


# Where it can be

KNOWN = Stage("We know what helps your child")
TRYING = Stage("We are trying something")
LOOKED_BACK = Stage("We have looked back at what we tried")
LET_BE = Stage("Nothing is being tried for now", ends=True)

# What happens

AN_IDEA_IS_SHARED = Whenever(StrategyShared, OUTSET, to=KNOWN)
TRY_SOMETHING = Move("Try something", [OUTSET, KNOWN, TRYING, LOOKED_BACK, LET_BE], to=TRYING, records=StrategyAgreed)
IT_IS_LOOKED_BACK_AT = Whenever(StrategyReviewed, [OUTSET, KNOWN, TRYING, LOOKED_BACK], to=LOOKED_BACK)
IT_ENDS = Whenever(TryingEnded, [KNOWN, TRYING, LOOKED_BACK], to=LET_BE)

# By when

PASSED_ON = Clock(
    "strategy-passed-on",
    "What helps is known on the other side too",
    starts=each(StrategyShared),
    due=working_days_of(Local("working days to pass on what helps", 5)),
    stops=answered_by(StrategyPassedOn.strategy),
    owed_by=SETTING,
    law=BOTH_WAYS,
)
LOOK_BACK = Clock(
    "parent-strategy-trial",
    "What was tried is looked back at together",
    starts=each(StrategyAgreed),
    due=on(StrategyAgreed.look_back_on),
    stops=answered_by(StrategyReviewed.strategy),
    falls_away=TryingEnded,
    owed_by=SETTING,
    law=LOCAL_POLICY("a strategy is tried for about two weeks, then looked back at together"),
)

STRATEGIES = Workflow(
    "strategies",
    "What helps, and what we try",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

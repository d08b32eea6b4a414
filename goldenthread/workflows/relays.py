"""Passing something on: a family asks something of a professional, and the setting stands between them.

What was asked, when it was passed on and to whom, and what came back. A family need not find the right door by
themselves, and is told if no answer has come yet. They may talk to any professional themselves as well.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Clock,
    Event,
    How,
    Local,
    Name,
    PersonId,
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


class RelayAsked(Event, tag="relay.asked"):
    """Somebody asked that something be passed on to a professional, or be asked of one."""

    told = "{who} asked for something to be passed on to {professional}"
    told_erased = "Somebody asked for something to be passed on to a professional"
    when = "When did they ask?"
    kept = CORE
    recorded_by = ANYONE

    who: Annotated[Name, asks("Who asked?")]
    professional: Annotated[Name, asks("To whom should it go?")]
    words: Annotated[Words, asks("What should be passed on or asked?", "In their own words."), about(PARENT)]
    person: Annotated[
        PersonId | None, asks("Which adult is it?", "Say it where each has a thread of their own."), CLEAR
    ] = None


class RelayPassedOn(Event, tag="relay.passed-on"):
    """It was passed on, in the words it was asked in, and the family knows by when to expect an answer."""

    told = "What was asked was passed on {how}; an answer is expected by {expected_on}"
    when = "When was it passed on?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    to: Annotated[Name, asks("Who has it now?")]
    how: Annotated[How, asks("How was it passed on?"), CLEAR]
    expected_on: Annotated[date, asks("By when is an answer expected?", "The day the family was told."), CLEAR]
    asked: Annotated[RecordId | None, asks("What was asked?", "Leave empty if it is not on record."), CLEAR] = None


class RelayStillWaiting(Event, tag="relay.still-waiting"):
    """No answer has come from the professional yet, and the family was told so."""

    told = "The family was told that no answer has come from the professional yet"
    when = "When were they told?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    what_next: Annotated[Words, asks("What will be tried next, and when?")]
    asked: Annotated[RecordId | None, asks("What was asked?"), CLEAR] = None


class RelayAnswered(Event, tag="relay.answered"):
    """The answer came back, and the family has it."""

    told = "The answer from the professional came back, and the family has it"
    when = "When did the family get it?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    answer: Annotated[Words, asks("What was the answer?")]
    passed_on: Annotated[
        RecordId | None, asks("Which passing-on does it answer?", "Leave empty if it is not on record."), CLEAR
    ] = None


# Where it can be

ASKED = Stage("You asked us to pass something on")
PASSED_ON = Stage("We have passed it on, and are waiting for an answer")
ANSWERED = Stage("You have the answer", ends=True)

RELAY_WANTED = Whenever(RelayAsked, OUTSET, to=ASKED)
RELAY_GOES = Whenever(RelayPassedOn, ASKED, to=PASSED_ON)
RELAY_COMES_BACK = Whenever(RelayAnswered, [ASKED, PASSED_ON], to=ANSWERED)

# By when. To tell the family that nothing has come yet does not stop it.

RELAY_PASSED_ON = Clock(
    "relay-passed-on",
    "What the family asked is passed on",
    starts=each(RelayAsked),
    due=working_days_of(Local("working days to pass something on", 2)),
    stops=answered_by(RelayPassedOn.asked),
    owed_by=SETTING,
    law=LOCAL_POLICY("we stand between the family and professionals, and pass things on"),
)
RELAY_ANSWER = Clock(
    "relay-answer",
    "The family has the professional's answer",
    starts=each(RelayPassedOn),
    due=on(RelayPassedOn.expected_on),
    stops=answered_by(RelayAnswered.passed_on),
    owed_by=SETTING,
    law=LOCAL_POLICY("what was asked of a professional comes back to the family"),
)

RELAY = Workflow(
    "relay",
    "Something passed on for you",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

"""What we send home, and asking a family how things are: each way by itself, so that what came back is seen.

None of it counts against anybody. Talk with one adult is a story of its own, out of others' sight: contact.py.
"""

from datetime import date
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
    on,
    working_days_of,
)
from goldenthread.workflows.contact import Way
from goldenthread.workflows.law import LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import ANYONE, AUTHORITY, PARENT, SETTING, STAFF
from goldenthread.workflows.vocabulary import CORE

# Looking in on each other


class CheckInPlanned(Event, tag="contact.check-in-planned"):
    """A day on which somebody will ask the family how things are: at first, and all the time the child is here."""

    told = "Somebody will ask the family how things are on {planned_on}"
    when = "When was it agreed?"
    kept = CORE
    recorded_by = STAFF

    planned_on: Annotated[date, asks("On which day?"), CLEAR]
    by_whom: Annotated[Name, asks("Who will ask?")]
    how_often: Annotated[Words, asks("How often does the family wish it?", "Once a week, once a half term, not now.")]


class CheckInHeld(Event, tag="contact.check-in-held"):
    """Somebody asked the family how things are."""

    told = "{by} asked the family how things are"
    when = "When did you ask?"
    kept = CORE
    recorded_by = STAFF

    how_things_are: Annotated[
        Words, asks("What did they say?", "Or: no answer yet, and what you will try."), about(PARENT)
    ]
    what_we_do: Annotated[Words, asks("What will we do?")]
    planned: Annotated[RecordId | None, asks("Which plan to ask is this?"), CLEAR] = None


# What is sent out


class SentOut(Event, tag="contact.sent-out"):
    """Something was sent to the family in one way. What goes in three ways is sent three times."""

    told = "Something was sent to the family: {way}"
    when = "When was it sent?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    what: Annotated[Words, asks("What was sent?")]
    to: Annotated[tuple[Name, ...], asks("To whom?")]
    way: Annotated[Way, asks("How?"), CLEAR]
    same_as: Annotated[RecordId | None, asks("Which sending was it of the same, in another way?"), CLEAR] = None
    instead_of: Annotated[RecordId | None, asks("Which one that came back does it make good?"), CLEAR] = None


class Arrived(Event, tag="contact.arrived"):
    """What was sent in one way reached the family."""

    told = "What was sent reached the family"
    when = "When did it reach them?"
    kept = CORE
    recorded_by = ANYONE

    how_known: Annotated[Words, asks("How do you know?")]
    sending: Annotated[RecordId | None, asks("Which sending?", "Leave empty if it is not on record."), CLEAR] = None


class CameBack(Event, tag="contact.came-back"):
    """What was sent in one way did not reach the family, so that it goes to them in another."""

    told = "What was sent did not reach the family; it goes to them in another way"
    when = "When did you find out?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    how_known: Annotated[Words, asks("How do you know?")]
    sending: Annotated[RecordId | None, asks("Which sending?", "Leave empty if it is not on record."), CLEAR] = None


# There is only one place, and it never ends of itself.

SENDING = Stage("We send home what is to be known, and ask how things are")

SENDING_BY_PLAN = Whenever(CheckInPlanned, OUTSET, to=SENDING)
SENDING_BEGINS = Whenever(SentOut, OUTSET, to=SENDING)

# By when: the setting sets a time.

CHECK_IN = Clock(
    "check-in",
    "Somebody asks the family how things are",
    starts=each(CheckInPlanned),
    due=on(CheckInPlanned.planned_on),
    stops=answered_by(CheckInHeld.planned),
    owed_by=SETTING,
    law=LOCAL_POLICY("there is support for a family at first, and all the time the child is here"),
)
SENT_ANOTHER_WAY = Clock(
    "sent-another-way",
    "What did not reach the family goes to them in another way",
    starts=each(CameBack),
    due=working_days_of(Local("working days to send something in another way", 2)),
    stops=answered_by(SentOut.instead_of),
    owed_by=SETTING,
    law=LOCAL_POLICY("what goes out in several ways has a record of each"),
)

SENT_HOME = Workflow(
    "sent-home",
    "What we send home, and asking how things are",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

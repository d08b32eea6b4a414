"""A complaint: heard, answered by a day that was told, and free to be taken further.

The way to complain is published, and given to every family. A complaint goes to the setting first, then to its
governors, then to the authority, and from there to the ombudsman, who normally looks at what a family has known of
for no more than twelve months. Nobody has to have come that far before: each is a fact, recorded whenever it happens.
To complain costs a family nothing in how they or their child are met, and no tally is made of whoever complains.

A complaint about how personal data were used is acknowledged within 30 days, from 19 June 2026 (Data Protection Act
2018, s. 164A), and may be taken to the Information Commissioner. What a tribunal decides is not for the ombudsman.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Choice,
    Clock,
    Event,
    How,
    InForce,
    Local,
    Mark,
    Move,
    Name,
    Notice,
    PersonId,
    RecordId,
    Stage,
    Then,
    Whenever,
    Window,
    Words,
    Workflow,
    about,
    answered_by,
    asks,
    contested,
    days_beginning_with,
    days_of,
    each,
    first,
    months_of,
    on,
    working_days_of,
)
from goldenthread.workflows.law import DATA_PROTECTION_ACT, LOCAL_POLICY, OMBUDSMAN, SINCE_2014
from goldenthread.workflows.people import AUTHORITY, FAMILY, GOVERNORS, PARENT, SETTING, STAFF, SUPPORTER
from goldenthread.workflows.vocabulary import CORE

HEARERS = (*STAFF, GOVERNORS, AUTHORITY)
COMPLAINERS = (*FAMILY, SUPPORTER, *HEARERS)

# The way to complain


class RouteGiven(Notice, tag="complaint.route-given"):
    """The family has the published way to complain: to whom, in which steps, by when each is answered."""

    told = "{to} were given the way to complain, {how}"
    told_erased = "The family was given the way to complain"
    when = "When did they have it?"
    kept = CORE
    recorded_by = HEARERS

    published: Annotated[Words, asks("Where is it published, and which edition?")]
    help_offered: Annotated[Words, asks("Who can help the family to complain, outside the setting?")]


# Complaining


class MatterKnown(Event, tag="complaint.matter-known"):
    """The day the family first knew of what they complain about. The ombudsman's twelve months count from it."""

    told = "The family first knew of what they complain about"
    when = "On what day did they first know of it?"
    kept = CORE
    recorded_by = COMPLAINERS

    how_known: Annotated[Words, asks("How did they come to know of it?")]
    complaint: Annotated[
        RecordId | None, asks("About which complaint?", "Leave empty if it is not on record."), CLEAR
    ] = None


class ComplaintMade(Event, tag="complaint.made"):
    """Somebody complains: about support, a delay, how they were met, anything. In their own words, in any form."""

    told = "{who} complained"
    told_erased = "Somebody complained"
    when = "On what day did it arrive?"
    kept = CORE
    recorded_by = COMPLAINERS

    who: Annotated[Name, asks("Who complains?")]
    form: Annotated[How, asks("How did it arrive?"), CLEAR]
    words: Annotated[Words, asks("What do they say, in their own words?"), about(PARENT)]
    hoped_for: Annotated[Words | None, asks("What would put it right for them?"), about(PARENT)] = None
    person: Annotated[
        PersonId | None, asks("Which adult is it?", "Say it where each has a thread of their own."), CLEAR
    ] = None


class DataComplaintMade(Event, tag="complaint.data-complaint-made"):
    """Somebody complains about how personal data were used. It has a clock of its own in law."""

    told = "{who} complained about how personal data were used"
    told_erased = "Somebody complained about how personal data were used"
    when = "On what day did it arrive?"
    kept = CORE
    recorded_by = COMPLAINERS

    who: Annotated[Name, asks("Who complains?")]
    form: Annotated[How, asks("How did it arrive?"), CLEAR]
    words: Annotated[Words, asks("What do they say, in their own words?"), about(PARENT)]


class ComplaintAcknowledged(Notice, tag="complaint.acknowledged"):
    """Whoever complained knows that it arrived, who looks into it, and by what day they will have an answer."""

    told = "{to} were told that the complaint arrived, and will be answered by {answer_by}"
    told_erased = "Whoever complained was told that they will have an answer by {answer_by}"
    when = "When were they told?"
    kept = CORE
    recorded_by = HEARERS

    looked_into_by: Annotated[Name, asks("Who looks into it?", "Somebody it is not about.")]
    answer_by: Annotated[date, asks("By what day will they have an answer?"), CLEAR]
    complaint: Annotated[RecordId | None, asks("Which complaint?", "Leave empty if it is not on record."), CLEAR] = None


class NotYet(Notice, tag="complaint.holding-reply"):
    """There is no answer yet: why, and what is happening. It moves no day."""

    told = "{to} were told that there is no answer yet, and why"
    told_erased = "Whoever complained was told that there is no answer yet"
    when = "When were they told?"
    kept = CORE
    recorded_by = HEARERS

    why: Annotated[Words, asks("Why is there no answer yet, and what is happening?")]


class Outcome(Choice):
    """What came of a complaint, or of one step of it."""

    UPHELD = "upheld", "They were right"
    IN_PART = "in-part", "They were right in part"
    NOT_UPHELD = "not-upheld", "We see it otherwise"
    PUT_RIGHT = "put-right", "It was put right before it was looked into"


class ComplaintAnswered(Event, tag="complaint.answered"):
    """Whoever complained has an answer: what was found, what is put right, and how to take it further."""

    told = "The complaint was answered: {outcome}"
    when = "On what day did they have the answer?"
    kept = CORE
    recorded_by = HEARERS

    outcome: Annotated[Outcome, asks("What came of it?"), CLEAR]
    found: Annotated[Words, asks("What was found, and on what does it rest?")]
    put_right: Annotated[Words, asks("What is put right, and what will be different?", "And an apology, if it is due.")]
    further: Annotated[Words, asks("How were they told that they may take it further: to whom, and by when?")]
    step: Annotated[
        RecordId | None,
        asks("Which step does it answer?", "The complaint, or the day it was taken further."),
        CLEAR,
    ] = None


class RightPut(Event, tag="complaint.put-right"):
    """What was promised in the answer was done."""

    told = "What was promised in answer to the complaint was done"
    when = "When was it done?"
    kept = CORE
    recorded_by = HEARERS

    done: Annotated[Words, asks("What was done, and how do they know?")]


# Taking it further


class TakenToGovernors(Event, tag="complaint.taken-to-governors"):
    """The complaint goes to the governors or the owner: to people who have not looked at it before."""

    told = "The complaint was taken to the governors"
    when = "On what day did they receive it?"
    kept = CORE
    recorded_by = COMPLAINERS

    still_wrong: Annotated[Words, asks("What is still not right?"), about(PARENT)]


class TakenToAuthority(Event, tag="complaint.taken-to-authority"):
    """The complaint goes to the authority."""

    told = "The complaint was taken to the authority"
    when = "On what day did it receive it?"
    kept = CORE
    recorded_by = COMPLAINERS

    still_wrong: Annotated[Words, asks("What is still not right?"), about(PARENT)]


class TakenToOmbudsman(Event, tag="complaint.taken-to-ombudsman"):
    """The complaint goes to the ombudsman."""

    told = "The complaint was taken to the ombudsman"
    when = "On what day was it sent?"
    kept = CORE
    recorded_by = COMPLAINERS


class TakenToCommissioner(Event, tag="complaint.taken-to-commissioner"):
    """The complaint about personal data goes to the Information Commissioner."""

    told = "The complaint was taken to the Information Commissioner"
    when = "On what day was it sent?"
    kept = CORE
    recorded_by = COMPLAINERS


class OutsideDecided(Event, tag="complaint.decided-outside"):
    """The ombudsman or the commissioner decided."""

    told = "There was a decision from outside: {outcome}"
    when = "What is the date on the decision?"
    kept = CORE
    recorded_by = COMPLAINERS

    outcome: Annotated[Outcome, asks("What did they decide?"), CLEAR]
    recommended: Annotated[Words, asks("What is to be done, and by when?")]


class ComplaintSettled(Event, tag="complaint.settled"):
    """Whoever complained is content to leave it there. They may take it up again."""

    told = "The complaint was settled"
    kept = CORE
    recorded_by = HEARERS

    their_view: Annotated[Words, asks("What does whoever complained think of how it was dealt with?"), about(PARENT)]
    learned: Annotated[Words, asks("What did the setting learn?")]


# Where it can be

HEARD = Stage("We have your complaint")
ANSWERED = Stage("You have an answer, and may take it further")
WITH_GOVERNORS = Stage("The governors are looking at it")
WITH_AUTHORITY = Stage("The local authority is looking at it")
OUTSIDE = Stage("Somebody outside is looking at it")
DECIDED_OUTSIDE = Stage("There is a decision from outside")
SETTLED = Stage("Settled", ends=True)

# What is owed

COMPLAINT_PUT_RIGHT = Then(
    "What was promised in the answer is done",
    RightPut,
    by=SETTING,
    due=working_days_of(Local("working days to put right what a complaint found", 20)),
    law=LOCAL_POLICY("what is promised in answer to a complaint is done"),
)

# What happens. A complaint may arrive anywhere along the way, and may begin there.

ARRIVES = Whenever(ComplaintMade, OUTSET, to=HEARD)
ABOUT_DATA_ARRIVES = Whenever(DataComplaintMade, OUTSET, to=HEARD)
GOVERNORS_ASKED = Whenever(TakenToGovernors, [OUTSET, HEARD, ANSWERED], to=WITH_GOVERNORS)
AUTHORITY_ASKED = Whenever(TakenToAuthority, [OUTSET, HEARD, ANSWERED, WITH_GOVERNORS], to=WITH_AUTHORITY)
OMBUDSMAN_ASKED = Whenever(TakenToOmbudsman, [OUTSET, HEARD, ANSWERED, WITH_GOVERNORS, WITH_AUTHORITY], to=OUTSIDE)
COMMISSIONER_ASKED = Whenever(TakenToCommissioner, [OUTSET, HEARD, ANSWERED], to=OUTSIDE)
DECIDED = Whenever(OutsideDecided, [OUTSIDE], to=DECIDED_OUTSIDE, owes=[COMPLAINT_PUT_RIGHT])
ANSWER = Move(
    "Answer the complaint",
    [HEARD, ANSWERED, WITH_GOVERNORS, WITH_AUTHORITY],
    to=ANSWERED,
    records=ComplaintAnswered,
    owes=[COMPLAINT_PUT_RIGHT],
)
SETTLE = Move("Settle the complaint", [HEARD, ANSWERED, DECIDED_OUTSIDE], to=SETTLED, records=ComplaintSettled)

# By when

ACKNOWLEDGED = Clock(
    "complaint-acknowledgement",
    "Whoever complained knows who looks into it, and by when they will hear",
    starts=each(ComplaintMade),
    due=working_days_of(Local("working days to acknowledge a complaint", 5)),
    stops=answered_by(ComplaintAcknowledged.complaint),
    owed_by=SETTING,
    law=LOCAL_POLICY("whoever complains is told by when they will hear"),
)
# Contested is whether the day of arrival is counted.
DATA_COMPLAINT_ACKNOWLEDGED = Clock(
    "dp-complaint-ack",
    "The complaint about personal data is acknowledged",
    starts=each(DataComplaintMade),
    due=contested(
        "data-complaint-days",
        usually="not_counting_the_first",
        not_counting_the_first=days_of(30),
        counting_the_first=days_beginning_with(30),
    ),
    stops=answered_by(ComplaintAcknowledged.complaint),
    owed_by=SETTING,
    law=DATA_PROTECTION_ACT("164A", mark=Mark.SECONDARY),
    in_force=InForce(date(2026, 6, 19)),
)
ANSWERED_IN_TIME = Clock(
    "complaint-answer",
    "The complaint is answered",
    starts=each(ComplaintMade, DataComplaintMade, TakenToGovernors, TakenToAuthority),
    due=working_days_of(Local("working days to answer a complaint", 20)),
    stops=answered_by(ComplaintAnswered.step),
    falls_away=ComplaintSettled,
    owed_by=SETTING,
    law=LOCAL_POLICY("every step of a complaint has an answer"),
)
ANSWERED_AS_TOLD = Clock(
    "complaint-answer-as-told",
    "The complaint is answered by the day that was told",
    starts=each(ComplaintAcknowledged),
    due=on(ComplaintAcknowledged.answer_by),
    stops=ComplaintAnswered,
    falls_away=ComplaintSettled,
    owed_by=SETTING,
    law=LOCAL_POLICY("whoever complains is answered by the day they were told"),
)

# The right to go outside. Normally: the ombudsman may look at what is older, and says so.

OMBUDSMAN_OPEN = Window(
    "complaint-ombudsman",
    "The family may go to the ombudsman",
    opens=first(MatterKnown, ComplaintMade),
    lasts=months_of(12),
    used_by=TakenToOmbudsman,
    held_by=PARENT,
    law=OMBUDSMAN("twelve months from knowing of it", mark=Mark.SECONDARY),
)

COMPLAINT = Workflow(
    "complaint",
    "A complaint",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

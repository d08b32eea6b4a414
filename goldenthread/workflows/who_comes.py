"""Who will be there: the family knows beforehand who comes to a meeting, and what each of them does.

Somebody who is added late is told of at once. Those of other services come, or send what they know on paper, which the
family has too; that they did neither is written down with the reason.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    AT_ONCE,
    CLEAR,
    OUTSET,
    Choice,
    Clock,
    Event,
    Local,
    Name,
    Notice,
    RecordId,
    Stage,
    Whenever,
    Words,
    Workflow,
    answered_by,
    asks,
    before,
    each,
    latest,
    on,
    working_days_of,
)
from goldenthread.workflows.law import LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.meetings import SlotChosen
from goldenthread.workflows.people import ANYONE, AUTHORITY, SETTING, STAFF
from goldenthread.workflows.vocabulary import CORE


class AttendeesTold(Notice, tag="meeting.attendees-told"):
    """The family knows beforehand who will be there, and what each of them does."""

    told = "The family was told who will be at the meeting"
    when = "When were they told?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    people: Annotated[tuple[Name, ...], asks("Who will be there, and what do they do?")]
    added: Annotated[RecordId | None, asks("Does it tell of somebody who was added? Whom?"), CLEAR] = None


class SomebodyAdded(Event, tag="meeting.somebody-added"):
    """Somebody else will be there too."""

    told = "{who} will be at the meeting too"
    told_erased = "Somebody else will be at the meeting too"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    who: Annotated[Name, asks("Who?")]
    why: Annotated[Words, asks("Why?")]


class PartyInvited(Event, tag="meeting.party-invited"):
    """Somebody from another service was asked to come, or to send what they know."""

    told = "{party} was asked to come, or to send what they know, by {meeting_on}"
    told_erased = "Somebody was asked to come, or to send what they know, by {meeting_on}"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    party: Annotated[Name, asks("Who, and of which service?")]
    meeting_on: Annotated[date, asks("For which day?"), CLEAR]


class TookPart(Choice):
    """How somebody took part. Not being able to come is nobody's fault, and a paper counts as much."""

    CAME = "came", "They came"
    SENT_PAPER = "sent-paper", "They sent what they know"
    BOTH = "both", "They came, and sent what they know"
    NEITHER = "neither", "Neither, this time"


class PartyTookPart(Event, tag="meeting.party-took-part"):
    """How somebody from a service took part: they came, or sent a paper, which the family has too."""

    told = "How somebody from a service took part: {took_part}"
    when = "When did they come, or send it?"
    kept = CORE
    recorded_by = ANYONE

    took_part: Annotated[TookPart, asks("How did they take part?"), CLEAR]
    paper_on: Annotated[date | None, asks("If they sent a paper: when did it come?"), CLEAR] = None
    paper_to_family_on: Annotated[date | None, asks("If they sent a paper: when did the family get it?"), CLEAR] = None
    talked_over: Annotated[
        RecordId | None, asks("Where was it talked over with the family?", "Leave empty if not on record."), CLEAR
    ] = None
    reason: Annotated[Words | None, asks("If neither, what is the reason?")] = None
    invited: Annotated[RecordId | None, asks("Which invitation?", "Leave empty if it is not on record."), CLEAR] = None


TO_SAY = Stage("We will tell you who will be there")
SAID = Stage("You know who will be there")
MORE_TO_SAY = Stage("Somebody else will be there too")

SAY_WHO_COMES = Whenever(SlotChosen, [OUTSET, TO_SAY, SAID, MORE_TO_SAY], to=TO_SAY)
SAY_WHO_WAS_ASKED = Whenever(PartyInvited, OUTSET, to=TO_SAY)
ONE_MORE_COMES = Whenever(SomebodyAdded, [OUTSET, TO_SAY, SAID, MORE_TO_SAY], to=MORE_TO_SAY)
WHO_COMES_SAID = Whenever(AttendeesTold, [TO_SAY, SAID, MORE_TO_SAY], to=SAID)

ATTENDEES_TOLD = Clock(
    "meeting-attendees",
    "The family knows who will be at the meeting",
    starts=latest(SlotChosen),
    due=before(SlotChosen.meeting_on, working_days_of(Local("working days before a meeting to say who comes", 3))),
    stops=AttendeesTold,
    owed_by=SETTING,
    law=LOCAL_POLICY("families know who will be there"),
)
ADDITION_TOLD = Clock(
    "meeting-addition",
    "The family knows at once of somebody who was added",
    starts=each(SomebodyAdded),
    due=AT_ONCE,
    stops=answered_by(AttendeesTold.added),
    owed_by=SETTING,
    law=LOCAL_POLICY("families know who will be there"),
)
PARTY_TOOK_PART = Clock(
    "meeting-party",
    "Whoever was asked from another service came, or sent what they know, or the reason is written down",
    starts=each(PartyInvited),
    due=on(PartyInvited.meeting_on),
    stops=answered_by(PartyTookPart.invited),
    owed_by=SETTING,
    law=LOCAL_POLICY("services come to meetings about a child, or send what they know"),
)

WHO_COMES = Workflow(
    "who-comes",
    "Who will be there",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

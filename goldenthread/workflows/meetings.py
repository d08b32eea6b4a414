"""A meeting: the family is offered several times and ways to meet, and chooses.

They know in good time who will be there and what it is about, put their own items first, and may bring somebody. It may
be here, at home, on a screen, by telephone or somewhere they feel safe; it may be paused and gone on with on another
day. Where a time is not taken up, others are offered: that is nobody's fault. A meeting that another story tells of (a
talk about SEN support, say) is heard here, so that it is not written down twice.
"""

from datetime import date
from typing import Annotated

from msgspec import Struct

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
    about,
    after,
    answered_by,
    asks,
    before,
    days_of,
    each,
    earlier_of,
    latest,
    on,
    session_days_after,
    working_days_of,
)
from goldenthread.workflows.law import LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import ANYONE, AUTHORITY, PARENT, SETTING, STAFF
from goldenthread.workflows.sen_support import MeetingHeld, SupportEnded, SupportPlanned
from goldenthread.workflows.vocabulary import CORE

NOTICE = Local("days of notice of a meeting", 14)

# Offering


class Mode(Choice):
    """Where and how to meet. The family chooses."""

    IN_PERSON = "in-person", "Here, face to face"
    HOME = "home", "At the family's home"
    SAFE_PLACE = "safe-place", "Somewhere else where they feel safe"
    ONLINE = "online", "On a video call"
    PHONE = "phone", "By telephone"


class PartOfDay(Choice):
    """When in the day to meet."""

    EARLY = "early", "Before the day here begins"
    MORNING = "morning", "In the morning"
    MIDDAY = "midday", "At midday"
    AFTERNOON = "afternoon", "In the afternoon"
    PICK_UP = "pick-up", "At the end of the day here"
    EVENING = "evening", "In the evening"
    WEEKEND = "weekend", "At the weekend"


class Slot(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One time to meet."""

    on: Annotated[date, asks("On which day?")]
    at: Annotated[Name, asks("At what time?")]


class MeetingAskedFor(Event, tag="meeting.asked-for"):
    """Somebody of the family asked to meet somebody who works with the child: anybody they name."""

    told = "{who} asked to meet {whom}"
    told_erased = "The family asked for a meeting"
    when = "When did they ask?"
    kept = CORE
    recorded_by = ANYONE

    who: Annotated[Name, asks("Who asks?")]
    whom: Annotated[tuple[Name, ...], asks("Whom would they like to meet?")]
    what_about: Annotated[Words | None, asks("What about, if they wish to say?"), about(PARENT)] = None


class MeetingPlanned(Event, tag="meeting.planned"):
    """Times, ways and a place that could be offered, planned with the child's and the family's comfort in mind."""

    told = "A meeting was planned, on {earliest_on} at the earliest"
    when = "When was it planned?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    purpose: Annotated[Words, asks("What is it for?", "In words you would use to the family.")]
    earliest_on: Annotated[date, asks("What is the earliest day offered?"), CLEAR]
    slots: Annotated[tuple[Slot, ...], asks("Which times will be offered?", "Several, on several days.")]
    parts_of_day: Annotated[tuple[PartOfDay, ...], asks("When in the day are they?"), CLEAR]
    minutes: Annotated[int, asks("How many minutes are kept free?", "Long enough not to hurry."), CLEAR]
    place: Annotated[Words, asks("Where, and is it private and easy to get into?", "Not the corridor.")]
    child: Annotated[Words, asks("Where will the child be, and how will they be at ease?", "Pick-up is a hard time.")]
    modes: Annotated[
        tuple[Mode, ...], asks("Which ways to meet are offered?", "Face to face, where the family wishes it."), CLEAR
    ] = (Mode.IN_PERSON,)


class FamilyInvited(Notice, tag="meeting.family-invited"):
    """The family has the invitation: the times and ways to choose from, who will be there, what it is about."""

    told = "{to} were invited to a meeting, with times and ways to choose from"
    told_erased = "The family was invited to a meeting, with times and ways to choose from"
    when = "When did they get the invitation?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    own_items: Annotated[Words, asks("How were they asked what they wish to talk about?")]
    may_bring: Annotated[Words, asks("How were they told that they may bring somebody?")]
    again: Annotated[RecordId | None, asks("Which invitation does it follow, with other times?"), CLEAR] = None


class SlotChosen(Event, tag="meeting.slot-chosen"):
    """The family chose a time and a way to meet."""

    told = "The family chose {meeting_on}: {mode}"
    when = "When did they choose?"
    kept = CORE
    recorded_by = ANYONE

    meeting_on: Annotated[date, asks("For which day?"), CLEAR]
    mode: Annotated[Mode, asks("Where, or how?"), CLEAR]
    part_of_day: Annotated[PartOfDay, asks("When in the day?"), CLEAR]
    where: Annotated[Words | None, asks("If somewhere else: where do they feel safe?"), about(PARENT)] = None
    supporter: Annotated[Name | None, asks("Whom will they bring, if anybody?"), about(PARENT)] = None


class OtherTimesWanted(Event, tag="meeting.other-times-wanted"):
    """None of the times fits, or the time was not taken up. Nobody is at fault, and others are offered."""

    told = "Other times to meet will be offered"
    when = "When was it known?"
    kept = CORE
    recorded_by = ANYONE

    what_fits: Annotated[
        Words | None, asks("What would fit, if they said?", "Leave empty if you have no answer yet."), about(PARENT)
    ] = None
    not_taken_up: Annotated[bool, asks("Was a time chosen that was not taken up after all?"), CLEAR] = False


class ReminderSent(Notice, tag="meeting.reminder-sent"):
    """The family was reminded kindly that the day comes near."""

    told = "{to} were reminded of the meeting, {how}"
    told_erased = "The family was reminded of the meeting"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)


# What about


class Source(Choice):
    """Whose item it is."""

    FAMILY = "family", "The family's"
    CHILD = "child", "The child's"
    OURS = "ours", "Ours"
    AGENCY = "agency", "Another service's"


class ItemAdded(Event, tag="meeting.item-added"):
    """Something to talk about. The family's own come first."""

    told = "Something to talk about was put down: {source} item"
    kept = CORE
    recorded_by = ANYONE

    source: Annotated[Source, asks("Whose is it?"), CLEAR]
    item: Annotated[Words, asks("What should be talked about?", "In their own words."), about(PARENT)]


class Became(Choice):
    """What became of an item."""

    TALKED_ABOUT = "talked-about", "It was talked about"
    ANOTHER_TIME = "another-time", "It is kept for another time"
    TAKEN_OFF = "taken-off", "It was taken off"


class ItemDealtWith(Event, tag="meeting.item-dealt-with"):
    """What became of an item. None goes without a note."""

    told = "What became of something to talk about: {became}"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    became: Annotated[Became, asks("What became of it?"), CLEAR]
    note: Annotated[Words, asks("What was said; or why not, and what did whoever brought it say to that?")]
    item: Annotated[RecordId | None, asks("Which item?", "Leave empty if it is not on record."), CLEAR] = None


# The day itself


class MeetingTookPlace(Event, tag="meeting.took-place"):
    """The family and we met. A talk about SEN support, or a yearly review, is written down in its own story instead."""

    told = "{present} met"
    told_erased = "The family and others met"
    when = "When did you meet?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    present: Annotated[tuple[Name, ...], asks("Who was there?")]
    said: Annotated[Words, asks("What was said and agreed?")]
    minutes: Annotated[int, asks("How many minutes did it take?"), CLEAR]
    ran_over: Annotated[Words | None, asks("If it ran over, or was cut short: what about, and what was done?")] = None
    missing: Annotated[Words | None, asks("If somebody of the family was not there: did they say why?")] = None


class MeetingPaused(Event, tag="meeting.paused"):
    """The meeting stopped for a while, because somebody needed time or calm. It says nothing of anybody."""

    told = "The meeting was paused, to be gone on with by {go_on_by}"
    when = "When was it paused?"
    kept = CORE
    recorded_by = ANYONE

    why: Annotated[Words, asks("What was needed?", "Time, calm, a breath. What was needed, and not what anybody is.")]
    go_on_by: Annotated[date, asks("By when will you go on?", "The same day, or another."), CLEAR]
    second_person: Annotated[Name | None, asks("Who came in to help, if anybody?")] = None


class MeetingResumed(Event, tag="meeting.resumed"):
    """The meeting went on, when everybody was ready."""

    told = "The meeting went on"
    when = "When did it go on?"
    kept = CORE
    recorded_by = ANYONE

    made_good: Annotated[Words, asks("What was done to make it good between everybody?")]
    changed: Annotated[Words | None, asks("What is done in another way now?")] = None


class MeetingNoteGiven(Notice, tag="meeting.note-given"):
    """The family has the note of the meeting, with who does what by when."""

    told = "{to} were given the note of the meeting"
    told_erased = "The family was given the note of the meeting"
    when = "When did they get it?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    meeting: Annotated[RecordId | None, asks("Which meeting?", "Leave empty if it is not on record."), CLEAR] = None


# Where it can be

ASKED = Stage("You have asked to meet")
TO_OFFER = Stage("We will offer you times to meet")
INVITED = Stage("You have times and ways to meet to choose from")
ARRANGED = Stage("A time to meet is arranged")
OTHER_TIMES = Stage("Other times to meet will be offered")
PAUSED = Stage("The meeting is paused")
GOING_ON = Stage("The meeting goes on")
HELD = Stage("We have met", ends=True)

MEETING_ASKED_FOR = Whenever(MeetingAskedFor, OUTSET, to=ASKED)
MEETING_FOR_REVIEW = Whenever(SupportPlanned, [OUTSET, HELD], to=TO_OFFER)
MEETING_PLANNED = Whenever(MeetingPlanned, [OUTSET, ASKED, TO_OFFER, OTHER_TIMES], to=TO_OFFER)
MEETING_OFFERED = Whenever(FamilyInvited, [ASKED, TO_OFFER, INVITED, OTHER_TIMES], to=INVITED)
MEETING_CHOSEN = Whenever(SlotChosen, [INVITED, ARRANGED, OTHER_TIMES], to=ARRANGED)
MEETING_OTHER_TIMES = Whenever(OtherTimesWanted, [INVITED, ARRANGED], to=OTHER_TIMES)
MEETING_PAUSED = Whenever(MeetingPaused, [INVITED, ARRANGED, GOING_ON], to=PAUSED)
MEETING_GOES_ON = Whenever(MeetingResumed, PAUSED, to=GOING_ON)
MEETING_HELD = Whenever(MeetingTookPlace, [ASKED, TO_OFFER, INVITED, ARRANGED, OTHER_TIMES, PAUSED, GOING_ON], to=HELD)
MEETING_TOLD_ELSEWHERE = Whenever(MeetingHeld, [ASKED, TO_OFFER, INVITED, ARRANGED, PAUSED, GOING_ON], to=HELD)

# By when

MEETING_OFFERED_IN_TIME = Clock(
    "meeting-offer",
    "Whoever asked to meet is offered times",
    starts=each(MeetingAskedFor),
    due=working_days_of(Local("working days to offer a meeting that was asked for", 5)),
    stops=FamilyInvited,
    owed_by=SETTING,
    law=LOCAL_POLICY("parents can meet the staff who work with their child"),
)
INVITED_TO_REVIEW = Clock(
    "review-invitation",
    "The family is invited to look at the support again together",
    starts=latest(SupportPlanned),
    due=before(SupportPlanned.review_on, days_of(NOTICE)),
    stops=FamilyInvited,
    falls_away=SupportEnded,
    owed_by=SETTING,
    law=LOCAL_POLICY("parents are invited to every review"),
)
NOTICE_LONG_ENOUGH = Clock(
    "meeting-notice",
    "The family has the invitation long enough before",
    starts=latest(MeetingPlanned),
    due=before(MeetingPlanned.earliest_on, days_of(NOTICE)),
    stops=FamilyInvited,
    owed_by=SETTING,
    law=LOCAL_POLICY("as much notice as possible, for families with many appointments"),
)
OTHER_TIMES_OFFERED = Clock(
    "meeting-other-times",
    "Other times and ways to meet are offered",
    starts=each(OtherTimesWanted),
    due=working_days_of(Local("working days to offer other times", 5)),
    stops=FamilyInvited,
    owed_by=SETTING,
    law=LOCAL_POLICY("several times, days and ways to meet are offered"),
)
REMINDED = Clock(
    "meeting-reminder",
    "The family is reminded kindly that the day comes near",
    starts=latest(SlotChosen),
    due=before(SlotChosen.meeting_on, working_days_of(Local("working days before a meeting to remind", 2))),
    stops=ReminderSent,
    falls_away=OtherTimesWanted,
    owed_by=SETTING,
    law=LOCAL_POLICY("families are reminded as the day comes near"),
)
ITEM_DEALT_WITH = Clock(
    "meeting-item",
    "What somebody put down to talk about was talked about, or there is a note",
    starts=each(ItemAdded),
    due=earlier_of(after(MeetingTookPlace, AT_ONCE), after(MeetingHeld, AT_ONCE)),
    stops=answered_by(ItemDealtWith.item),
    owed_by=SETTING,
    law=LOCAL_POLICY("parents put down what is talked about, and nothing of theirs is dropped without a note"),
)
GONE_ON_WITH = Clock(
    "meeting-resumed",
    "A meeting that was paused goes on",
    starts=each(MeetingPaused),
    due=on(MeetingPaused.go_on_by),
    stops=[MeetingResumed, MeetingTookPlace],
    owed_by=SETTING,
    law=LOCAL_POLICY("a meeting may stop for time and calm, and goes on when everybody is ready"),
)
MEETING_NOTE = Clock(
    "meeting-note",
    "The family has the note of the meeting",
    starts=each(MeetingTookPlace),
    due=session_days_after(Local("days to give the note of a meeting", 3)),
    stops=answered_by(MeetingNoteGiven.meeting),
    owed_by=SETTING,
    law=LOCAL_POLICY("the family has the note of every meeting, with who does what"),
)

MEETING = Workflow(
    "meeting",
    "A meeting",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

"""Moving on: to another room, setting or phase, or out; and the kind close of a record.

Parents are asked before, during and after; nobody hands over without that, or a reason. A child who has moved has
moved: that is never held up. For a child who needs it the move is longer: more visits, on days that are known, with
people who are known by name. Where primary and secondary follow each other, they meet and share one record. From a
nursery or childminder what is known goes on with the parent's agreement; a school's records go by duty
(records_transfer.py). A closed record can be opened again by anybody who could open it first.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Agreement,
    BeforeOrReason,
    Choice,
    Clock,
    Event,
    Local,
    Mark,
    Move,
    Name,
    Notice,
    RecordId,
    Stage,
    Then,
    Whenever,
    Words,
    Workflow,
    about,
    answered_by,
    asks,
    each,
    on,
    weeks_of,
    working_days_of,
)
from goldenthread.workflows.law import CODE, LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import ANYONE, FAMILY, PARENT, SENCO, SETTING, STAFF, TEACHER
from goldenthread.workflows.vocabulary import CORE

CONSULTED = LOCAL_POLICY("parents are consulted throughout a move: before, during and after")

# Getting ready


class KindOfMove(Choice):
    """Where a child moves."""

    ROOM = "room", "To another room or class here"
    SETTING = "setting", "To another setting"
    PHASE = "phase", "To the next phase of education"
    POST_16 = "post-16", "To college, sixth form or training"
    OUT = "out", "Out of education, to work or adult life"


class MoveExpected(Event, tag="move-on.expected"):
    """A move is coming. The earlier it is said, the longer there is to get ready."""

    told = "{child} will be moving on: {kind}"
    when = "When was it known?"
    kept = CORE
    recorded_by = ANYONE

    kind: Annotated[KindOfMove, asks("What kind of move?"), CLEAR]
    where: Annotated[Name | None, asks("Where to, if you know?")] = None
    moves_on: Annotated[date | None, asks("On what day, if you know?"), CLEAR] = None


class FamilyAskedBefore(Event, tag="move-on.family-asked-before"):
    """Before the move: what the family and the child hope for and worry about, and what would help."""

    told = "The family and {child} were asked what would help with the move"
    when = "When did you talk?"
    kept = CORE
    recorded_by = (*STAFF, *FAMILY)

    family_view: Annotated[Words, asks("What did the family say?"), about(PARENT)]
    child_view: Annotated[Words, asks("What did the child say or show, and who interpreted?")]


class ProfileWritten(Event, tag="move-on.profile-written"):
    """Who the child is, in a page for whoever meets them next: what they love, what helps, what they want known."""

    told = "{by} wrote with the family a page about {child}, for whoever meets them next"
    when = "When was it written?"
    kept = CORE
    recorded_by = (*STAFF, *FAMILY)

    strengths: Annotated[Words, asks("What does the child do well, and love to do?")]
    what_helps: Annotated[Words, asks("What helps, and what does not?")]
    child_view: Annotated[Words, asks("What does the child want people to know?")]
    family_view: Annotated[Words, asks("What does the family want people to know?"), about(PARENT)]


class SignOff(Choice):
    """What the family says of a page about their child."""

    SIGNED = "signed", "Yes, this is my child"
    SIGNED_WITH_CHANGES = "signed-with-changes", "Yes, with the changes named"
    NOT_WISHED = "not-wished", "They do not wish to sign it, and need not"


class ProfileSignedOff(Event, tag="move-on.profile-signed-off"):
    """The family has said of the page that it is right; or that they do not wish to sign it, which is theirs to say."""

    told = "The family was asked whether the page about {child} is right: {answer}"
    when = "On what day?"
    kept = CORE
    recorded_by = (*STAFF, *FAMILY)

    answer: Annotated[SignOff, asks("What did they say?"), CLEAR]
    who: Annotated[Name, asks("Who said so?")]
    words: Annotated[Words | None, asks("Which changes, or which words, if any?"), about(PARENT)] = None
    profile: Annotated[RecordId | None, asks("Which page?", "Leave empty if it is not on record."), CLEAR] = None


class MovePlanned(Event, tag="move-on.planned"):
    """How the move will be made: visits, days, and the people who will be there."""

    told = "The move was planned"
    when = "When was it planned?"
    kept = CORE
    recorded_by = STAFF

    steps: Annotated[Words, asks("Which visits and other steps, on which days?")]
    people: Annotated[Words, asks("Who will be there for the child and the family, here and there?")]
    longer: Annotated[Words | None, asks("What will be different or longer for this child?")] = None
    named_here: Annotated[Name | None, asks("Whom does the family talk to here?")] = None
    named_there: Annotated[Name | None, asks("Whom does the family talk to there?")] = None


class VisitArranged(Event, tag="move-on.visit-arranged"):
    """One more visit for a child who needs it, on a day and with people who are known."""

    told = "A visit was arranged for {visit_on}"
    when = "When was it arranged?"
    kept = CORE
    recorded_by = STAFF

    visit_on: Annotated[date, asks("On what day?"), CLEAR]
    where: Annotated[Words, asks("Where, and for what: a lesson, lunch, an empty hall?")]
    people: Annotated[tuple[Name, ...], asks("Who goes with the child, and who meets them?")]


class VisitMade(Event, tag="move-on.visit-made"):
    """How a visit went, for the child. One that was too much is ended early, and another is arranged."""

    told = "{child} visited the place they are moving to"
    when = "On what day was it?"
    kept = CORE
    recorded_by = (*STAFF, *FAMILY)

    how_it_went: Annotated[Words, asks("How did it go?")]
    child_view: Annotated[Words, asks("What did the child say or show, and who interpreted?")]
    change: Annotated[Words | None, asks("What will be changed because of it?")] = None
    visit: Annotated[RecordId | None, asks("Which visit?", "Leave empty if it is not on record."), CLEAR] = None


class MovePlanGiven(Notice, tag="move-on.plan-given"):
    """The family has the plan of the move, in a form that suits them."""

    told = "{to} were given the plan of the move"
    told_erased = "The family was given the plan of the move"
    when = "When did they get it?"
    kept = CORE
    recorded_by = STAFF


class SettingsMet(Event, tag="move-on.settings-met"):
    """The old setting and the new one met, as primary and secondary do; the family with them if they wished."""

    told = "{present} met about the move"
    told_erased = "The old setting and the new one met about the move"
    when = "When did they meet?"
    kept = CORE
    recorded_by = STAFF

    present: Annotated[tuple[Name, ...], asks("Who was there?")]
    agreed: Annotated[Words, asks("What was agreed, and who will do it?")]
    from_here: Annotated[Name | None, asks("Who spoke for the setting the child is leaving?")] = None
    from_there: Annotated[Name | None, asks("Who spoke for the setting the child is going to?")] = None


class MeetingRecordShared(Notice, tag="move-on.meeting-record-shared"):
    """Both settings and the family have one record of what was agreed."""

    told = "{to} were given the record of the meeting about the move"
    told_erased = "Both settings and the family were given the record of the meeting about the move"
    when = "When did they get it?"
    kept = CORE
    recorded_by = STAFF

    meeting: Annotated[RecordId | None, asks("Which meeting?", "Leave empty if it is not on record."), CLEAR] = None


class SharingTalkedOver(Agreement, tag="move-on.sharing-talked-over"):
    """Whether the family is happy for a nursery or childminder to pass on what it knows of the child."""

    told = "{asked} was asked about passing on what is known here, and said {answer}"
    told_erased = "The family was asked about passing on what is known here, and said {answer}"
    when = "When did they answer?"
    kept = CORE
    recorded_by = STAFF


class ProfileShared(Event, tag="move-on.profile-shared"):
    """The next setting has the page about the child."""

    told = "The page about {child} went to whoever meets them next"
    when = "When did they have it?"
    kept = CORE
    recorded_by = STAFF

    to: Annotated[Name, asks("Who has it?")]


# The move itself


class FamilyAskedDuring(Event, tag="move-on.family-asked-during"):
    """While the move is made: how it is going, for the child and at home."""

    told = "The family was asked how the move is going"
    when = "When did you talk?"
    kept = CORE
    recorded_by = (*STAFF, *FAMILY)

    family_view: Annotated[Words, asks("What did the family say?"), about(PARENT)]
    child_view: Annotated[Words, asks("What did the child say or show, and who interpreted?")]
    change: Annotated[Words | None, asks("What will be changed because of it?")] = None


class HandedOver(Event, tag="move-on.handed-over"):
    """Whoever looks after the child here told whoever will, with the family knowing what was said."""

    told = "{child} was handed over to whoever looks after them next"
    when = "When was it done?"
    kept = CORE
    recorded_by = STAFF

    to: Annotated[Name, asks("To whom?")]
    said: Annotated[Words, asks("What was passed on?")]


class ChildMoved(Event, tag="move-on.moved"):
    """The child has moved."""

    told = "{child} moved: {kind}"
    when = "On what day was the first day there?"
    kept = CORE
    recorded_by = ANYONE

    kind: Annotated[KindOfMove, asks("What kind of move?"), CLEAR]


# Afterwards


class FamilyAskedAfter(Event, tag="move-on.family-asked-after"):
    """After the move: how the child has settled, and what still helps or is missing."""

    told = "The family and {child} were asked how they have settled in"
    when = "When did you talk?"
    kept = CORE
    recorded_by = (*STAFF, *FAMILY)

    family_view: Annotated[Words, asks("What did the family say?"), about(PARENT)]
    child_view: Annotated[Words, asks("What did the child say or show, and who interpreted?")]


class SettledIn(Event, tag="move-on.settled-in"):
    """The move is done with."""

    told = "{child} has settled in"
    when = "On what day was it so decided?"
    kept = CORE
    recorded_by = STAFF

    still_watched: Annotated[Words, asks("What will still be watched, and by whom?")]


class FamilyToldOfClosing(Notice, tag="move-on.family-told-of-closing"):
    """The family knows that the record will be closed, why, and how to come back."""

    told = "{to} were told that this record will be closed, and how to come back"
    told_erased = "The family was told that this record will be closed, and how to come back"
    when = "When were they told?"
    kept = CORE
    recorded_by = STAFF

    family_view: Annotated[Words, asks("What do they think of it?"), about(PARENT)]


class ClosingReason(Choice):
    """Why a record is closed."""

    GETTING_ON_WELL = "getting-on-well", "Things are going well, and no more is needed for now"
    MOVED_AWAY = "moved-away", "Somebody else keeps the record now"
    GROWN_UP = "grown-up", "Education has come to its end"
    FAMILY_ASKED = "family-asked", "The family asked us to"


class RecordClosed(Event, tag="move-on.record-closed"):
    """The record is closed. Nothing in it is lost, and the door stays open."""

    told = "This record was closed: {reason}"
    when = "On what day was it closed?"
    kept = CORE
    recorded_by = (SENCO,)

    reason: Annotated[ClosingReason, asks("Why?"), CLEAR]
    went_well: Annotated[Words, asks("What went well, and what would you like the child and the family to remember?")]
    to_come_back: Annotated[Words, asks("How can the family come back, and to whom?")]


# Where a move can be

EXPECTED = Stage("A move is coming")
READY = Stage("Your child's move is planned")
MOVED = Stage("Your child has moved, and is settling in")
SETTLED = Stage("Your child has settled in")
CLOSED = Stage("This record is closed", ends=True)

# What is needed. None of it is law: each may be gone without for a reason, such as "asked twice, no answer yet".

ASKED_BEFORE = BeforeOrReason(
    "The family and the child have been asked what would help",
    FamilyAskedBefore,
    by=TEACHER,
    law=CONSULTED,
    since=MoveExpected,
)
ASKED_DURING = BeforeOrReason(
    "The family has been asked how the move is going", FamilyAskedDuring, by=TEACHER, law=CONSULTED, since=MoveExpected
)
ASKED_AFTER = BeforeOrReason(
    "The family and the child have been asked how they have settled",
    FamilyAskedAfter,
    by=TEACHER,
    law=CONSULTED,
    since=MoveExpected,
)
PROFILE_READY = BeforeOrReason(
    "There is a page about the child, written with the family",
    ProfileWritten,
    by=TEACHER,
    law=LOCAL_POLICY("information is gathered with parents when a child moves on"),
)
FAMILY_HAPPY_TO_SHARE = BeforeOrReason(
    "The family is happy for what is known here to be passed on",
    SharingTalkedOver,
    by=TEACHER,
    law=CODE(5, 47, mark=Mark.SECONDARY),
)
CLOSING_TOLD = BeforeOrReason(
    "The family knows why the record is closed, and how to come back",
    FamilyToldOfClosing,
    by=SENCO,
    law=LOCAL_POLICY("a stage closes only when the family has been told"),
)

# What is owed

MOVE_PLAN_GIVEN = Then(
    "The family has the plan of the move",
    MovePlanGiven,
    by=TEACHER,
    due=working_days_of(Local("working days to give the plan of a move", 5)),
    law=CONSULTED,
)
SETTLING_ASKED = Then(
    "The family and the child are asked how they have settled",
    FamilyAskedAfter,
    by=TEACHER,
    due=weeks_of(Local("weeks to ask how a child has settled", 6)),
    law=CONSULTED,
)

# What happens

MOVE_IS_COMING = Whenever(MoveExpected, [OUTSET, SETTLED], to=EXPECTED)
CHILD_MOVES = Whenever(ChildMoved, [OUTSET, EXPECTED, READY], to=MOVED, owes=[SETTLING_ASKED])
PLAN_MOVE = Move(
    "Plan the move",
    [OUTSET, EXPECTED, READY],
    to=READY,
    needs=[ASKED_BEFORE],
    records=MovePlanned,
    owes=[MOVE_PLAN_GIVEN],
)
SHARE_PROFILE = Move(
    "Pass on the page about the child",
    [EXPECTED, READY, MOVED],
    needs=[PROFILE_READY, FAMILY_HAPPY_TO_SHARE],
    records=ProfileShared,
)
HAND_OVER = Move(
    "Hand over to whoever looks after the child next",
    [EXPECTED, READY, MOVED],
    needs=[ASKED_DURING],
    records=HandedOver,
)
SETTLE_IN = Move("Say that the child has settled in", MOVED, to=SETTLED, needs=[ASKED_AFTER], records=SettledIn)
CLOSE = Move(
    "Close the record kindly",
    [OUTSET, EXPECTED, READY, MOVED, SETTLED],
    to=CLOSED,
    needs=[CLOSING_TOLD],
    records=RecordClosed,
)

# By when

PROFILE_SIGNED_OFF = Clock(
    "move-on-profile-sign-off",
    "The family has been asked whether the page about their child is right",
    starts=each(ProfileWritten),
    due=working_days_of(Local("working days to ask whether a page is right", 10)),
    stops=answered_by(ProfileSignedOff.profile),
    owed_by=SETTING,
    law=LOCAL_POLICY("parents are fully involved in what is gathered at the start and on a move"),
)
VISIT_HAPPENS = Clock(
    "transition-visit",
    "Each visit that was arranged takes place",
    starts=each(VisitArranged),
    due=on(VisitArranged.visit_on),
    stops=answered_by(VisitMade.visit),
    falls_away=SettledIn,
    owed_by=SETTING,
    law=LOCAL_POLICY("a child with special needs has a longer, fuller move"),
)
RECORD_SHARED = Clock(
    "transition-meeting-record",
    "Both settings and the family have the record of the meeting",
    starts=each(SettingsMet),
    due=working_days_of(Local("working days to give the record of a meeting about a move", 5)),
    stops=answered_by(MeetingRecordShared.meeting),
    owed_by=SETTING,
    law=LOCAL_POLICY("primary and secondary work together on a move, with one record"),
)

MOVE_ON = Workflow("move-on", "Moving on", declared_in=__name__, held_by=SETTING, version="2026.1", in_force=SINCE_2014)

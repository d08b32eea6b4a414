"""Settling in: how a child and a family begin somewhere, by a plan that is agreed with them, in their own time.

The plan has days on which it is looked at together, and none by which anybody must have got anywhere: trust takes time.
The rules for coming are the same for every child. Whether a child has a plan (EHC) is never a reason not to take
them; and where the parents would rather that the plan is not seen or passed on, the child is supported all the same on
what is known, and the family is told so. None of it is law but that: it is the setting's own promise.
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
    latest,
    on,
    working_days_of,
)
from goldenthread.workflows.law import LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import FAMILY, PARENT, SETTING, STAFF, TEACHER
from goldenthread.workflows.vocabulary import CORE

BY_AGREEMENT = LOCAL_POLICY("parents take part in settling their child by an agreed plan")

# Coming


class PlaceArranged(Event, tag="settling.place-arranged"):
    """The child has a place, from a day and in a way that suit them, by the rules that are the same for all."""

    told = "{child} has a place, to begin on {starts_on}"
    when = "When was it arranged?"
    kept = CORE
    recorded_by = STAFF

    starts_on: Annotated[date, asks("When will the child begin?"), CLEAR]
    arranged: Annotated[Words, asks("How was it made to suit the child and the family?", "Days, hours, a slow start.")]
    same_rules: Annotated[bool, asks("Were the rules the same as for every child?"), CLEAR]


class ExpectationsGiven(Notice, tag="settling.expectations-given"):
    """The family knows what they can expect of the setting, and what the setting hopes for from them."""

    told = "{to} were told what to expect, and what is hoped for from them"
    told_erased = "The family was told what to expect, and what is hoped for from them"
    when = "When were they told?"
    kept = CORE
    recorded_by = STAFF

    version: Annotated[Words, asks("In which paper, of which date?")]


class ExpectationsAcknowledged(Event, tag="settling.expectations-acknowledged"):
    """The family has read what is hoped for from them, and has said what they would ask of the setting."""

    told = "The family has read what is hoped for from them"
    when = "On what day?"
    kept = CORE
    recorded_by = (*STAFF, *FAMILY)

    who: Annotated[Name, asks("Who?")]
    asks_of_us: Annotated[Words | None, asks("What do they ask of the setting?"), about(PARENT)] = None
    given: Annotated[RecordId | None, asks("Which paper?", "Leave empty if it is not on record."), CLEAR] = None


# Settling


class SettlingTalkedOver(Agreement, tag="settling.talked-over"):
    """Whether the family is happy with the plan for settling in."""

    told = "The plan for settling in was talked over with {asked}, who said {answer}"
    told_erased = "The plan for settling in was talked over, and the answer was {answer}"
    when = "When did you talk it over?"
    kept = CORE
    recorded_by = STAFF

    familys_part: Annotated[Words | None, asks("What would the family like to do themselves?"), about(PARENT)] = None


class SettlingPlanned(Event, tag="settling.planned"):
    """How the child will settle in: which visits and hours, who is there, and when it is looked at together."""

    told = "It was planned how {child} will settle in, to be looked at together on {look_on}"
    when = "When was it planned?"
    kept = CORE
    recorded_by = STAFF

    steps: Annotated[Words, asks("Which visits, days and hours to begin with?", "They may be made longer at any time.")]
    who_is_there: Annotated[Words, asks("Who is there for the child, and who for the family?")]
    look_on: Annotated[date, asks("When will you look at it together?"), CLEAR]


class SettlingLookedAt(Event, tag="settling.looked-at"):
    """The family and the key person looked at how the child is settling. It goes on as long as it takes."""

    told = "The family and the key person looked at how {child} is settling in"
    when = "When did you look?"
    kept = CORE
    recorded_by = STAFF

    how_it_goes: Annotated[Words, asks("How is it going, for the child?")]
    family_view: Annotated[Words, asks("What does the family say?"), about(PARENT)]
    trust: Annotated[Words | None, asks("What has helped you to get to know and trust each other?")] = None
    change: Annotated[Words | None, asks("What will be changed because of it?")] = None


class SettlingProfileWritten(Event, tag="settling.profile-written"):
    """Who the child is, in a page written with the family at the start: what they love, what helps, what they need."""

    told = "{by} wrote with the family a page about {child}, at the start"
    when = "When was it written?"
    kept = CORE
    recorded_by = (*STAFF, *FAMILY)

    strengths: Annotated[Words, asks("What does the child do well, and love to do?")]
    needs: Annotated[Words, asks("What does the child need?")]
    what_helps: Annotated[Words, asks("What helps, and what does not?")]
    child_view: Annotated[Words, asks("What did the child say or show, and who interpreted?")]
    family_view: Annotated[Words, asks("What does the family want people to know?"), about(PARENT)]


class SignOff(Choice):
    """What the family says of a page about their child."""

    SIGNED = "signed", "Yes, this is my child"
    SIGNED_WITH_CHANGES = "signed-with-changes", "Yes, with the changes named"
    NOT_WISHED = "not-wished", "They do not wish to sign it, and need not"


class SettlingProfileSignedOff(Event, tag="settling.profile-signed-off"):
    """The family has said of the page that it is right; or that they do not wish to sign it, which is theirs to say."""

    told = "The family was asked whether the page about {child} is right: {answer}"
    when = "On what day?"
    kept = CORE
    recorded_by = (*STAFF, *FAMILY)

    answer: Annotated[SignOff, asks("What did they say?"), CLEAR]
    who: Annotated[Name, asks("Who said so?")]
    words: Annotated[Words | None, asks("Which changes, or which words, if any?"), about(PARENT)] = None
    profile: Annotated[RecordId | None, asks("Which page?", "Leave empty if it is not on record."), CLEAR] = None


class ChildSettled(Event, tag="settling.settled"):
    """The child feels at home, in the view of the family too."""

    told = "{child} has settled in"
    when = "On what day was it so decided?"
    kept = CORE
    recorded_by = STAFF

    family_view: Annotated[Words, asks("What does the family say?"), about(PARENT)]


# Another way


class FlexibilityAsked(Event, tag="settling.flexibility-asked"):
    """The family asked for something to be done in another way, to fit their life."""

    told = "{who} asked for something to be done in another way"
    told_erased = "Somebody asked for something to be done in another way"
    when = "When did they ask?"
    kept = CORE
    recorded_by = (*STAFF, *FAMILY)

    who: Annotated[Name, asks("Who asked?")]
    words: Annotated[Words, asks("What did they ask for, and why?", "In their own words."), about(PARENT)]


class FlexibilityAnswer(Choice):
    """What was decided on it."""

    YES = "yes", "Yes"
    IN_PART = "in-part", "In part, or in another way"
    NOT_NOW = "not-now", "Not for now"


class FlexibilityDecided(Event, tag="settling.flexibility-decided"):
    """Whoever asked knows what was decided, and why: what the child needs comes first."""

    told = "It was decided whether something is done in another way: {answer}"
    when = "When were they told?"
    kept = CORE
    recorded_by = STAFF

    answer: Annotated[FlexibilityAnswer, asks("What was decided?"), CLEAR]
    why: Annotated[Words, asks("Why?", "What it means for the child.")]
    instead: Annotated[Words | None, asks("What can be done instead?")] = None
    asked: Annotated[RecordId | None, asks("What was asked?", "Leave empty if it is not on record."), CLEAR] = None


# Where it can be

COMING = Stage("Your child is coming to us")
SETTLING = Stage("Your child is settling in")
SETTLED = Stage("Your child has settled in", ends=True)

# What is needed. A plan that is not agreed yet may be begun for a reason, and the reason is written down.

PLAN_AGREED = BeforeOrReason(
    "The family is happy with the plan for settling in", SettlingTalkedOver, by=TEACHER, law=BY_AGREEMENT
)
FAMILY_SAYS_SETTLED = BeforeOrReason(
    "It has been looked at together how the child is settling", SettlingLookedAt, by=TEACHER, law=BY_AGREEMENT
)

# What happens

PLACE_IS_ARRANGED = Whenever(PlaceArranged, OUTSET, to=COMING)
PLAN_SETTLING = Move(
    "Plan how the child settles in",
    [OUTSET, COMING, SETTLING],
    to=SETTLING,
    needs=[PLAN_AGREED],
    records=SettlingPlanned,
)
SAY_SETTLED = Move(
    "Say that the child has settled in", SETTLING, to=SETTLED, needs=[FAMILY_SAYS_SETTLED], records=ChildSettled
)

# By when. What falls due is for the setting to do; there is no day by which a child or a family must have got anywhere.

LOOK_TOGETHER = Clock(
    "settling-look",
    "It is looked at together how the child is settling",
    starts=latest(SettlingPlanned),
    due=on(SettlingPlanned.look_on),
    stops=SettlingLookedAt,
    falls_away=ChildSettled,
    owed_by=SETTING,
    law=BY_AGREEMENT,
)
EXPECTATIONS_READ = Clock(
    "expectations-acknowledged",
    "The family has been asked whether what is expected is clear",
    starts=each(ExpectationsGiven),
    due=working_days_of(Local("working days to ask whether what is expected is clear", 20)),
    stops=answered_by(ExpectationsAcknowledged.given),
    owed_by=SETTING,
    law=LOCAL_POLICY("what is expected of parents is made clear at registration"),
)
PROFILE_SIGNED_OFF = Clock(
    "settling-profile-sign-off",
    "The family has been asked whether the page about their child is right",
    starts=each(SettlingProfileWritten),
    due=working_days_of(Local("working days to ask whether a page is right", 10)),
    stops=answered_by(SettlingProfileSignedOff.profile),
    owed_by=SETTING,
    law=LOCAL_POLICY("parents are fully involved in what is gathered at the start and on a move"),
)
FLEXIBILITY_ANSWERED = Clock(
    "flexibility-answer",
    "Whoever asked for another way is answered",
    starts=each(FlexibilityAsked),
    due=working_days_of(Local("working days to answer about another way", 10)),
    stops=answered_by(FlexibilityDecided.asked),
    owed_by=SETTING,
    law=LOCAL_POLICY("the service bends to families where the child's needs allow"),
)

SETTLING_IN = Workflow(
    "settling-in", "Settling in", declared_in=__name__, held_by=SETTING, version="2026.1", in_force=SINCE_2014
)

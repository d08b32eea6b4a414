"""SEN support: assess, plan, do, review, with the family, for as long as it helps (Code 6.44 to 6.71).

Best endeavours do not wait: support may begin at once, from any stage, and no permission is asked for it. Telling
the family that it is given is a duty (section 68), and is owed from the day it began. There is no number of
rounds to go through before an assessment may be asked for.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
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
    Words,
    Workflow,
    about,
    answered_by,
    asks,
    each,
    first,
    latest,
    on,
    session_days_after,
    times,
)
from goldenthread.workflows.law import CFA, CODE, GOOD_PRACTICE, PUPIL_INFORMATION, SINCE_2014
from goldenthread.workflows.people import HEAD, PARENT, SENCO, SETTING, STAFF, TEACHER
from goldenthread.workflows.permissions import SpecialistTalkedOver
from goldenthread.workflows.vocabulary import CORE, SCHOOL_YEAR, AreaOfNeed

# Assess


class LookingBegun(Event, tag="sen-support.looking-begun"):
    """The setting has begun to look closely at what the child needs."""

    told = "{by} began to look closely at what {child} needs"
    kept = CORE
    recorded_by = (SENCO, TEACHER)


class NeedsDescribed(Event, tag="sen-support.needs-described"):
    """What the child finds hard and does well, in whose view, and how it is known."""

    told = "{by} described what {child} finds hard and does well"
    kept = CORE
    recorded_by = STAFF

    areas: Annotated[tuple[AreaOfNeed, ...], asks("Which areas does this touch?")]
    strengths: Annotated[Words, asks("What does the child do well?")]
    hard: Annotated[Words, asks("What does the child find hard?")]
    how_known: Annotated[Words, asks("How do you know?", "Work, observation, progress over time, advice.")]


class FamilyHeard(Event, tag="sen-support.family-heard"):
    """What the parents and the child say, kept in their own words and equal to any other entry."""

    told = "{whose} said what they think"
    told_erased = "The family said what they think"
    when = "When did they say it?"
    kept = CORE
    recorded_by = (*STAFF, PARENT)

    whose: Annotated[tuple[Name, ...], asks("Whose views?")]
    views: Annotated[Words, asks("What did they say?", "In their own words."), about(PARENT)]
    how_gathered: Annotated[Words, asks("How were they asked, and who interpreted?")]


# Plan


class SupportPlanned(Event, tag="sen-support.planned"):
    """What is hoped for, what will be done, who will do it, and when everybody will look at it again."""

    told = "Support was planned, to be looked at again on {review_on}"
    when = "When was it planned?"
    kept = CORE
    recorded_by = (SENCO, TEACHER)

    outcomes: Annotated[Words, asks("What do you hope will change?")]
    provision: Annotated[Words, asks("What will be done, by whom, how often?")]
    at_home: Annotated[Words, asks("What will the family do, if they wish to?"), about(PARENT)]
    review_on: Annotated[date, asks("When will you look at it again?"), CLEAR]


# Do


class SupportStarted(Event, tag="sen-support.started"):
    """The support in the plan has begun."""

    told = "Extra help began"
    when = "When did it begin?"
    kept = CORE
    recorded_by = STAFF


class FamilyToldOfSupport(Notice, tag="sen-support.family-told"):
    """The family was told that special provision is being made. This is a duty to tell, not a permission."""

    told = "{to} were told {how} that extra help is being given"
    told_erased = "The family was told that extra help is being given"
    when = "When were they told?"
    kept = CORE
    recorded_by = STAFF


class StaffTold(Event, tag="sen-support.staff-told"):
    """Everybody who works with the child knows the plan."""

    told = "Everybody who works with {child} was told the plan"
    kept = CORE
    recorded_by = (SENCO,)

    who: Annotated[tuple[Name, ...], asks("Who was told?")]


class SupportGiven(Event, tag="sen-support.given"):
    """Something in the plan was done, or was not."""

    told = "{by} wrote down help that was given"
    kept = CORE
    recorded_by = STAFF

    what: Annotated[Words, asks("What was done?")]
    how_it_went: Annotated[Words, asks("How did it go?")]


class SpecialistInvolved(Event, tag="sen-support.specialist-involved"):
    """A specialist from outside has been brought in."""

    told = "{specialist} was brought in"
    told_erased = "A specialist was brought in"
    kept = CORE
    recorded_by = (SENCO,)

    specialist: Annotated[Name, asks("Which specialist?")]
    why: Annotated[Words, asks("What is not moving forward?")]


# Review


class MeetingHeld(Event, tag="sen-support.meeting-held"):
    """A longer talk with the family about outcomes, action and who does what."""

    told = "{present} met to talk about how {child} is getting on"
    told_erased = "There was a meeting about how {child} is getting on"
    when = "When did you meet?"
    kept = CORE
    recorded_by = STAFF

    present: Annotated[tuple[Name, ...], asks("Who was there?")]
    agreed: Annotated[Words, asks("What was agreed: outcomes, action and support?")]
    who_does_what: Annotated[
        Words | None,
        asks("What will the family, the child and the setting each do?", "Nobody has to take anything on."),
    ] = None


class MeetingNotTakenUp(Event, tag="sen-support.meeting-not-taken-up"):
    """The family was offered a meeting and did not take it up this time. Nobody is at fault: it was offered."""

    told = "A meeting was offered, and the family did not take it up this time"
    when = "For what day was it offered?"
    kept = CORE
    recorded_by = STAFF

    times_offered: Annotated[Words, asks("Which days, times and ways of meeting were offered?")]
    instead: Annotated[Words | None, asks("What would suit the family better?"), about(PARENT)] = None


class MeetingNoteGiven(Event, tag="sen-support.meeting-note-given"):
    """The family has a record of the meeting: outcomes, action and support agreed."""

    told = "The family was given a record of the meeting"
    when = "When did they get it?"
    kept = CORE
    recorded_by = STAFF

    meeting: Annotated[
        RecordId | None, asks("Which meeting is it a record of?", "Leave empty if it is not on record."), CLEAR
    ] = None


class ReviewHeld(Event, tag="sen-support.reviewed"):
    """What the support has done, in the view of the child, the parents and the teacher."""

    told = "The support was looked at again"
    when = "When was it reviewed?"
    kept = CORE
    recorded_by = (SENCO, TEACHER)

    difference_made: Annotated[Words, asks("What difference has it made?")]
    family_view: Annotated[Words, asks("What do the parents think?"), about(PARENT)]
    child_view: Annotated[Words, asks("What does the child think?")]
    change: Annotated[Words, asks("What will change now?")]


class EndReason(Choice):
    """Why SEN support ends."""

    NO_LONGER_NEEDED = "no-longer-needed", "What everybody gets is now enough"
    PLAN_INSTEAD = "plan-instead", "There is an EHC plan now"
    LEFT = "left", "The child has moved on"


class SupportEnded(Event, tag="sen-support.ended"):
    """SEN support ends, with what will be watched and what to do if worried again."""

    told = "Extra help came to an end: {reason}"
    kept = CORE
    recorded_by = (SENCO,)

    reason: Annotated[EndReason, asks("Why does it end?"), CLEAR]
    watching: Annotated[Words, asks("What will be watched, and by whom?")]


class FamilyToldOfEnd(Notice, tag="sen-support.family-told-of-end"):
    """The family was told that the support ends, why, and what to do if worried again."""

    told = "{to} were told {how} why extra help ends"
    told_erased = "The family was told why extra help ends"
    kept = CORE
    recorded_by = STAFF


class YearlyReportGiven(Event, tag="sen-support.yearly-report-given"):
    """The head's yearly report to parents."""

    told = "The yearly report was given to the family"
    kept = CORE
    recorded_by = STAFF


# Where support can be

ASSESSING = Stage("We are looking at what your child needs")
PLANNED = Stage("Support is planned")
SUPPORTED = Stage("Your child is getting extra help")
REVIEWED = Stage("We have looked at how it is going")
ENDED = Stage("Extra help has ended", ends=True)

# What is needed. Nothing in law holds up help: each of these may be gone without, for a reason.

NEEDS_DESCRIBED = BeforeOrReason(
    "What the child finds hard and does well is described",
    NeedsDescribed,
    by=TEACHER,
    law=CODE(6, 45, mark=Mark.SECONDARY),
    since=ReviewHeld,
)
FAMILY_HEARD = BeforeOrReason(
    "The parents and the child have been asked what they think",
    FamilyHeard,
    by=TEACHER,
    law=CODE(6, 48, mark=Mark.SECONDARY),
    since=ReviewHeld,
)
FAMILY_HAPPY_WITH_SPECIALIST = BeforeOrReason(
    "The family is happy for a specialist to be brought in",
    SpecialistTalkedOver,
    by=SENCO,
    law=CODE(6, 59, mark=Mark.SECONDARY),
)

# What is owed

# Section 68 binds maintained schools, maintained nurseries, academies and pupil referral units. Childminders and
# other nurseries tell the family under the early years framework, and colleges involve the student.
FAMILY_TOLD = Then(
    "The family is told that special provision is being made",
    FamilyToldOfSupport,
    by=HEAD,
    due=session_days_after(Local("days to tell the family", 5)),
    law=CFA(68, mark=Mark.SECONDARY),
)
STAFF_KNOW = Then(
    "Everybody who works with the child knows the plan",
    StaffTold,
    by=SENCO,
    due=session_days_after(Local("days to tell staff", 5)),
    law=CODE(6, 49, mark=Mark.SECONDARY),
)
FAMILY_TOLD_OF_END = Then(
    "The family is told why support ends",
    FamilyToldOfEnd,
    by=SENCO,
    due=session_days_after(Local("days to tell the family", 5)),
    law=GOOD_PRACTICE("from the sense of Code 6.50 to 6.56", mark=Mark.FROM_MEMORY),
)

# What people do

BEGIN = Move("Look closely at what the child needs", OUTSET, to=ASSESSING, records=LookingBegun)
PLAN = Move(
    "Plan the support",
    [OUTSET, ASSESSING, SUPPORTED, REVIEWED],
    to=PLANNED,
    needs=[NEEDS_DESCRIBED, FAMILY_HEARD],
    records=SupportPlanned,
    owes=[STAFF_KNOW],
)
START = Move(
    "Start the support",
    [OUTSET, ASSESSING, PLANNED, REVIEWED],
    to=SUPPORTED,
    records=SupportStarted,
    owes=[FAMILY_TOLD],
)
BRING_IN_SPECIALIST = Move(
    "Bring in a specialist",
    [ASSESSING, PLANNED, SUPPORTED, REVIEWED],
    needs=[FAMILY_HAPPY_WITH_SPECIALIST],
    records=SpecialistInvolved,
)
REVIEW = Move("Review the support", [PLANNED, SUPPORTED], to=REVIEWED, needs=[FAMILY_HEARD], records=ReviewHeld)
END = Move(
    "End the support",
    [PLANNED, SUPPORTED, REVIEWED],
    to=ENDED,
    needs=[FAMILY_HEARD],
    records=SupportEnded,
    owes=[FAMILY_TOLD_OF_END],
)

# By when

REVIEW_IN_TIME = Clock(
    "sen-review",
    "The support is looked at again",
    starts=latest(SupportPlanned),
    due=on(SupportPlanned.review_on),
    stops=ReviewHeld,
    falls_away=SupportEnded,
    owed_by=SETTING,
    law=CODE(6, 53, mark=Mark.SECONDARY),
)
NOTE_OF_MEETING = Clock(
    "note-of-meeting",
    "The family has a record of what was agreed",
    starts=each(MeetingHeld),
    due=session_days_after(Local("days to give the record", 1)),
    stops=answered_by(MeetingNoteGiven.meeting),
    owed_by=SETTING,
    law=CODE(6, 71, mark=Mark.SECONDARY),
)
# For schools. A meeting offered and not taken up counts: a family's declining is neither a breach nor a fault.
THREE_MEETINGS = Clock(
    "sen-support-meeting",
    "The family is offered at least three meetings a school year",
    starts=first(SupportStarted),
    due=times(3, a=SCHOOL_YEAR),
    stops=[MeetingHeld, MeetingNotTakenUp],
    falls_away=SupportEnded,
    owed_by=SETTING,
    law=CODE(6, 65, mark=Mark.SECONDARY),
)
YEARLY_REPORT = Clock(
    "annual-pupil-report",
    "The family has the yearly report",
    starts=first(SupportStarted),
    due=times(1, a=SCHOOL_YEAR),
    stops=YearlyReportGiven,
    falls_away=SupportEnded,
    owed_by=HEAD,
    law=PUPIL_INFORMATION(6, mark=Mark.SECONDARY),
)

SEN_SUPPORT = Workflow(
    "sen-support", "SEN support", declared_in=__name__, held_by=SETTING, version="2026.1", in_force=SINCE_2014
)

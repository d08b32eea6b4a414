"""SEN support: assess, plan, do, review, with the family, for as long as it helps (Code 6.44 to 6.71).

Best endeavours do not wait: support may begin at once, from any stage, and no permission is asked for it. Telling
the family that it is given is a duty (section 68), and is owed from the day it began. There is no number of
rounds to go through before an assessment may be asked for. When a plan (EHC) begins, SEN support ends; when a plan
ceases, it may begin again.

Beside this: what is hoped for, what is done towards each outcome and who does what (outcomes.py); what is changed in
the child's surroundings (adjustments.py); what is tried at home and here (strategies.py); the census (census.py).

**How to read it.** *Before* holds a step up. *BeforeOrReason* is met, or gone without for a reason that is kept. *Then*
holds nothing up: it is owed from that day. *Local* is the usual number, which a place may set otherwise. *Session days*
are days on which the place is open. The law stands beside each rule, with how sure we are of its text.
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
    How,
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
from goldenthread.workflows.calendars import TERM
from goldenthread.workflows.census import SystemUpdated
from goldenthread.workflows.law import CFA, CODE, EYFS, GOOD_PRACTICE, PUPIL_INFORMATION, SINCE_2014
from goldenthread.workflows.people import GOVERNORS, HEAD, PARENT, SENCO, SETTING, STAFF, TEACHER
from goldenthread.workflows.permissions import SpecialistTalkedOver
from goldenthread.workflows.vocabulary import CORE, SCHOOL_YEAR, AreaOfNeed
from goldenthread.workflows.which_settings import MAINTAINED, NOT_SCHOOLS, SCHOOLS, SCHOOLS_NOT_MAINTAINED, SECTION_68

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

    outcomes: Annotated[Words, asks("What do you hope will change?", "Hope high: how will you see it, and by when?")]
    provision: Annotated[Words, asks("What will be done, by whom, how often?", "For each outcome.")]
    at_home: Annotated[Words, asks("What will the family do, if they wish to?"), about(PARENT)]
    review_on: Annotated[date, asks("When will you look at it again?"), CLEAR]
    child_view: Annotated[Words | None, asks("What does the child want, and how did they say or show it?")] = None
    strengths: Annotated[Words | None, asks("Which strengths does it build on?")] = None
    resources: Annotated[Words | None, asks("With what: people, time, room, things, money?")] = None


class PlanRevised(Event, tag="sen-support.plan-revised"):
    """The plan was changed between reviews, with what the family and the child put into it."""

    told = "{by} changed the plan of support with {with_whom}"
    told_erased = "The plan of support was changed"
    when = "When was it changed?"
    kept = CORE
    recorded_by = (SENCO, TEACHER)

    changed: Annotated[Words, asks("What was changed, and why?")]
    with_whom: Annotated[tuple[Name, ...], asks("Who in the family had a part in it?", "And when you asked them.")]
    family_part: Annotated[Words, asks("What did the family put into it?"), about(PARENT)]
    child_view: Annotated[Words, asks("What did the child say or show, and how do you know?")]


class PlanGiven(Notice, tag="sen-support.plan-given"):
    """The family has the plan as it now stands, in a form that suits them."""

    told = "{to} were given the plan of support {how}"
    told_erased = "The family was given the plan of support"
    when = "When did they get it?"
    kept = CORE
    recorded_by = STAFF

    plan: Annotated[
        RecordId | None, asks("Which plan, or which change of it?", "Leave empty if it is not on record."), CLEAR
    ] = None


# Do


class Begun(Choice):
    """What support begins after."""

    FIRST = "first-time", "For the first time"
    AGAIN = "again", "Again, after a time without it"
    PLAN_CEASED = "plan-ceased", "Again, because the EHC plan has ceased"


class SupportStarted(Event, tag="sen-support.started"):
    """The support in the plan has begun: for the first time, or again, as when a plan (EHC) has ceased."""

    told = "Extra help began"
    when = "When did it begin?"
    kept = CORE
    recorded_by = STAFF

    after: Annotated[Begun | None, asks("Is it for the first time, or again?"), CLEAR] = None


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

    who: Annotated[tuple[Name, ...], asks("Who was told?", "Those who cover for them too.")]


class StaffHaveRead(Event, tag="sen-support.staff-have-read"):
    """Those who were told of the plan have read it."""

    told = "Those who work with {child} have read the plan"
    when = "By what day had they all read it?"
    kept = CORE
    recorded_by = STAFF

    who: Annotated[tuple[Name, ...], asks("Who has read it?")]
    telling: Annotated[RecordId | None, asks("Of which telling?", "Leave empty if it is not on record."), CLEAR] = None


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


class Lead(Choice):
    """Who led a meeting with the family (Code 6.69)."""

    TEACHER = "teacher", "A teacher who knows the child well"
    TEACHER_WITH_SENCO = "teacher-with-senco", "A teacher who knows the child well, with the SENCO in support"
    SENCO_ALONE = "senco-alone", "The SENCO alone, without a teacher who knows the child well"


class MeetingHeld(Event, tag="sen-support.meeting-held"):
    """A longer talk with the family about outcomes, action and who does what."""

    told = "{present} met to talk about how {child} is getting on. Led by: {led_by}"
    told_erased = "There was a meeting about how {child} is getting on. Led by: {led_by}"
    when = "When did you meet?"
    kept = CORE
    recorded_by = STAFF

    present: Annotated[tuple[Name, ...], asks("Who was there?")]
    agreed: Annotated[Words, asks("What was agreed: outcomes, action and support?")]
    led_by: Annotated[Lead | None, asks("Who led it?", "The Code asks for a teacher, the SENCO in support."), CLEAR] = (
        None
    )
    supported_by: Annotated[Name | None, asks("Who supported them?")] = None
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
    how: Annotated[How | None, asks("How did they get it?"), CLEAR] = None
    form: Annotated[Words | None, asks("In what form?", "Large print, another language, read out.")] = None


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
    present: Annotated[tuple[Name, ...], asks("Who took part?")] = ()


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

# Section 68 binds the governing body or proprietor of maintained schools, maintained nurseries, academies and pupil
# referral units. Childminders and other nurseries tell the family under the early years framework, and colleges involve
# the student.
FAMILY_TOLD = Then(
    "The family is told that special provision is being made",
    FamilyToldOfSupport,
    by=GOVERNORS,
    due=session_days_after(Local("days to tell the family", 5)),
    law=CFA(68, mark=Mark.SECONDARY),
    applies=SECTION_68,
)
FAMILY_TOLD_EARLY = Then(
    "The family is told that extra help is being given",
    FamilyToldOfSupport,
    by=SETTING,
    due=session_days_after(Local("days to tell the family", 5)),
    law=EYFS("partnership with parents", mark=Mark.SECONDARY),
    applies=NOT_SCHOOLS,
)
SYSTEM_KNOWS = Then(
    "The school's information system says so, with the census code",
    SystemUpdated,
    by=SENCO,
    due=session_days_after(Local("days to bring the system up to date", 5)),
    law=CODE(6, 71, mark=Mark.SECONDARY),
    applies=SCHOOLS,
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
    owes=[FAMILY_TOLD, FAMILY_TOLD_EARLY, SYSTEM_KNOWS],
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
    owes=[FAMILY_TOLD_OF_END, SYSTEM_KNOWS],
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
PLAN_IS_GIVEN = Clock(
    "support-plan-given",
    "The family has the plan, and each change of it",
    starts=each(SupportPlanned, PlanRevised),
    due=session_days_after(Local("days to give the plan of support", 5)),
    stops=answered_by(PlanGiven.plan),
    owed_by=SETTING,
    law=CODE(6, 71, mark=Mark.SECONDARY),
)
PLAN_IS_READ = Clock(
    "support-plan-read",
    "Everybody who was told of the plan has read it",
    starts=each(StaffTold),
    due=session_days_after(Local("days to read the plan", 5)),
    stops=answered_by(StaffHaveRead.telling),
    owed_by=SENCO,
    law=GOOD_PRACTICE("whoever was told of a plan has read it", mark=Mark.FROM_MEMORY),
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
# For schools, and not for childminders. A meeting offered and not taken up counts: a family's declining is neither a
# breach nor a fault. Pro rata, by the months that are left: where help begins in May, one is owed that year.
THREE_MEETINGS = Clock(
    "sen-support-meeting",
    "The family is offered at least three meetings a school year",
    starts=first(SupportStarted),
    due=times(3, a=SCHOOL_YEAR, pro_rata=True),
    stops=[MeetingHeld, MeetingNotTakenUp],
    falls_away=SupportEnded,
    owed_by=SETTING,
    law=CODE(6, 65, mark=Mark.SECONDARY),
    applies=SCHOOLS,
)
MEETING_THIS_TERM = Clock(
    "sen-support-term",
    "No term goes by without a meeting offered",
    starts=first(SupportStarted),
    due=times(1, a=TERM),
    stops=[MeetingHeld, MeetingNotTakenUp],
    falls_away=SupportEnded,
    owed_by=SETTING,
    law=GOOD_PRACTICE("three meetings a year are spread over the year (Code 6.65)", mark=Mark.SECONDARY),
    applies=SCHOOLS,
)

# For maintained schools; academies and the other schools report by their own regulations and agreements. Where nobody
# has said what kind of school it is, both are shown. More reports: reports.py.
YEARLY_REPORT = Clock(
    "annual-pupil-report",
    "The family has the yearly report",
    starts=first(SupportStarted),
    due=times(1, a=SCHOOL_YEAR),
    stops=YearlyReportGiven,
    falls_away=SupportEnded,
    owed_by=HEAD,
    law=PUPIL_INFORMATION(6, mark=Mark.SECONDARY),
    applies=MAINTAINED,
)
YEARLY_REPORT_OF_ACADEMY = Clock(
    "academy-pupil-report",
    "The family has the yearly report, from an academy or another school",
    starts=first(SupportStarted),
    due=times(1, a=SCHOOL_YEAR),
    stops=YearlyReportGiven,
    falls_away=SupportEnded,
    owed_by=HEAD,
    law=GOOD_PRACTICE("academies report by their own regulations and agreements", mark=Mark.FROM_MEMORY),
    applies=SCHOOLS_NOT_MAINTAINED,
)

SEN_SUPPORT = Workflow(
    "sen-support", "SEN support", declared_in=__name__, held_by=SETTING, version="2026.1", in_force=SINCE_2014
)

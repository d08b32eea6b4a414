"""Attendance: a child struggles to come in, and everybody seeks to understand why.

This story is kept apart from sanctions: it asks what makes coming in hard, not whose fault it is, and nothing in it
leads to one. What helps is planned together with the family; while the child is not in, somebody keeps in touch as
often as was agreed. A shorter day is only for a time: agreed in writing, for a purpose, with an end and a review. The
authority is told of a child who cannot come, and has its own duty to arrange education (Education Act 1996, s. 19).

The numbers of days here are the setting's own, to be set by its policy: none of them was found in a text of law.
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
    Stage,
    Then,
    Whenever,
    Words,
    Workflow,
    about,
    asks,
    each,
    earlier_of,
    first,
    latest,
    on,
    session_days_after,
    working_days_of,
)
from goldenthread.workflows.law import EDUCATION_ACT, GOOD_PRACTICE, LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import ANYONE, AUTHORITY, FAMILY, HEAD, PARENT, SENCO, SETTING, STAFF, TEACHER
from goldenthread.workflows.vocabulary import CORE

# Noticing, and seeking to understand


class ComingInIsHard(Event, tag="attendance.coming-in-is-hard"):
    """Coming in is hard for the child. Anybody may say so: the child, the family, whoever works with them."""

    told = "{who} said that coming in is hard for {child}"
    told_erased = "Somebody said that coming in is hard for {child}"
    when = "When was it said or seen?"
    kept = CORE
    recorded_by = ANYONE

    who: Annotated[Name, asks("Who said so?")]
    words: Annotated[Words, asks("What did they say, or what was seen?", "As it was said or seen; no judgement.")]


class SoughtToUnderstand(Event, tag="attendance.sought-to-understand"):
    """What makes coming in hard, in the child's eyes and the family's, and what in the setting adds to it."""

    told = "What makes coming in hard was talked over with the family"
    when = "When did you talk?"
    kept = CORE
    recorded_by = STAFF

    child_view: Annotated[Words, asks("What does the child say or show?")]
    family_view: Annotated[Words, asks("What does the family say?"), about(PARENT)]
    needs_behind_it: Annotated[Words, asks("Which needs may lie behind it, and what has been looked into?")]
    here: Annotated[Words, asks("What in the setting makes it harder, or easier?")]
    wellbeing: Annotated[Words, asks("How are the child and the family, and what support do they wish for?")]


# A plan together


class JointPlanAgreed(Event, tag="attendance.joint-plan-agreed"):
    """What everybody will do so that the child can come in, or learn until they can. The family helped to write it."""

    told = "A plan was made together, to be looked at again on {review_on}"
    when = "When was it agreed?"
    kept = CORE
    recorded_by = STAFF

    from_child: Annotated[Words, asks("What in it comes from the child?")]
    from_family: Annotated[Words, asks("What in it comes from the family?"), about(PARENT)]
    setting_does: Annotated[Words, asks("What will the setting do, or change?")]
    family_does: Annotated[Words, asks("What will the family do, if they wish to?"), about(PARENT)]
    learning: Annotated[Words, asks("How does the child learn in the meantime?")]
    review_on: Annotated[date, asks("When will you look at it together?"), CLEAR]


class JointPlanLookedAt(Event, tag="attendance.joint-plan-looked-at"):
    """The family and the setting looked at how the plan is going."""

    told = "The plan was looked at together"
    kept = CORE
    recorded_by = STAFF

    child_view: Annotated[Words, asks("What does the child say or show?")]
    family_view: Annotated[Words, asks("What does the family think?"), about(PARENT)]
    difference: Annotated[Words, asks("What has it changed, and what comes next?")]


# Keeping in touch


class ContactAgreed(Event, tag="attendance.contact-agreed"):
    """How often, how and by whom the setting keeps in touch while the child is not in, as the family would like it."""

    told = "It was agreed how to keep in touch, next on {next_on}"
    when = "When was it agreed?"
    kept = CORE
    recorded_by = STAFF

    how_often: Annotated[Words, asks("How often, how, and what about?", "As the family and the child would like it.")]
    by_whom: Annotated[Name, asks("Who keeps in touch?")]
    next_on: Annotated[date, asks("When is the next time?"), CLEAR]


class KeptInTouch(Event, tag="attendance.kept-in-touch"):
    """The setting was in touch: with news, work, a greeting, or to hear how things are."""

    told = "{by} was in touch, next on {next_on}"
    when = "When were you in touch?"
    kept = CORE
    recorded_by = STAFF

    said: Annotated[Words, asks("What was said, and how is the child?")]
    next_on: Annotated[date, asks("When is the next time?"), CLEAR]


class ContactPaused(Event, tag="attendance.contact-no-longer-needed"):
    """Keeping in touch in this way is no longer needed, or the family asked for a pause."""

    told = "Keeping in touch in this way came to an end"
    kept = CORE
    recorded_by = (*STAFF, *FAMILY)

    why: Annotated[Words, asks("Why, and who asked for it?")]


# A shorter day, for a time


class ShorterDayTalkedOver(Agreement, tag="attendance.shorter-day-talked-over"):
    """Whether the family agrees, in writing, to a shorter day for a time. They may say no, and the child comes in."""

    told = "{asked} was asked about a shorter day for a time, and said {answer}"
    told_erased = "The family was asked about a shorter day for a time, and said {answer}"
    when = "When did they answer?"
    kept = CORE
    recorded_by = (*STAFF, *FAMILY)

    in_writing: Annotated[bool, asks("Did they agree in writing?"), CLEAR]


class ShorterDayBegun(Event, tag="attendance.shorter-day-begun"):
    """The child comes for a part of the day, for a time: what for, until when, and how they come back to full days."""

    told = "A shorter day began, until {ends_on} at the latest"
    when = "From which day?"
    kept = CORE
    recorded_by = (SENCO, HEAD)

    purpose: Annotated[Words, asks("What is it for?", "What the child needs; it never answers behaviour.")]
    hours: Annotated[Words, asks("When does the child come, and how do they learn the rest of the time?")]
    way_back: Annotated[Words, asks("How do they come back to full days, step by step?")]
    review_on: Annotated[date, asks("When will it be looked at again?"), CLEAR]
    ends_on: Annotated[date, asks("On what day does it end at the latest?"), CLEAR]


class ShorterDayLookedAt(Event, tag="attendance.shorter-day-looked-at"):
    """The family and the setting looked at whether the shorter day still helps."""

    told = "The shorter day was looked at together"
    kept = CORE
    recorded_by = STAFF

    child_view: Annotated[Words, asks("What does the child say or show?")]
    family_view: Annotated[Words, asks("What does the family think?"), about(PARENT)]
    came_of_it: Annotated[Words, asks("What came of it?")]


class FullDaysAgain(Event, tag="attendance.full-days-again"):
    """The child comes for full days again."""

    told = "{child} comes for full days again"
    kept = CORE
    recorded_by = STAFF


# The authority


class AuthorityTold(Notice, tag="attendance.authority-told"):
    """The authority knows that the child cannot come, or comes for a shorter day."""

    told = "The authority was told that {child} cannot come in, or comes for a shorter day"
    when = "When was it told?"
    kept = CORE
    recorded_by = (SENCO, HEAD)

    said: Annotated[Words, asks("What was it told, and what was asked of it?")]


class CannotComeForNow(Event, tag="attendance.cannot-come-for-now"):
    """The child cannot come for now, by reason of illness or otherwise, and needs education somewhere else."""

    told = "{child} cannot come for now"
    when = "From which day?"
    kept = CORE
    recorded_by = (*STAFF, *FAMILY, AUTHORITY)

    why: Annotated[Words, asks("Why can the child not come?", "What the family says is enough to begin with.")]


class EducationElsewhere(Event, tag="attendance.education-elsewhere-begun"):
    """Education somewhere else began: where, how much, and how it meets what the child needs."""

    told = "Education somewhere else began for {child}"
    when = "When did it begin?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    where: Annotated[Name, asks("Where, or with whom?")]
    how_much: Annotated[Words, asks("How much, and how does it meet what the child needs?")]
    family_view: Annotated[Words, asks("What do the child and the family say?"), about(PARENT)]


class HowItGoes(Choice):
    """How things are when the story comes to an end for now."""

    COMES_IN = "comes-in", "The child comes in"
    SOMEWHERE_ELSE = "somewhere-else", "The child learns somewhere else now"
    FAMILY_ASKED = "family-asked", "The family asked us to stop"


class ComingInSettled(Event, tag="attendance.settled"):
    """No more is needed for now, and the door stays open."""

    told = "Coming in was settled for now: {how}"
    kept = CORE
    recorded_by = STAFF

    how: Annotated[HowItGoes, asks("How are things now?"), CLEAR]
    helped: Annotated[Words, asks("What helped, and should be kept?")]
    family_view: Annotated[Words, asks("What does the family think?"), about(PARENT)]


# Where it can be

HEARD = Stage("We have heard that coming in is hard")
UNDERSTANDING = Stage("We are finding out together what makes it hard")
TOGETHER = Stage("There is a plan made together")
SETTLED = Stage("Settled for now", ends=True)

# What is needed

UNDERSTOOD_FIRST = BeforeOrReason(
    "What makes it hard has been talked over with the child and the family",
    SoughtToUnderstand,
    by=TEACHER,
    law=GOOD_PRACTICE("seek to understand before anything is decided", mark=Mark.FROM_MEMORY),
)
SHORTER_DAY_AGREED = BeforeOrReason(
    "The family agreed to the shorter day in writing",
    ShorterDayTalkedOver,
    by=SENCO,
    law=GOOD_PRACTICE("a part-time timetable is agreed in writing", mark=Mark.FROM_MEMORY),
    since=FullDaysAgain,
)

# What is owed

ATTENDANCE_PLANNED_TOGETHER = Then(
    "What helps is planned together with the family",
    JointPlanAgreed,
    by=TEACHER,
    due=session_days_after(Local("days to plan together what helps a child to come in", 10)),
    law=LOCAL_POLICY("families help to plan what helps"),
)
AUTHORITY_KNOWS_OF_SHORTER_DAY = Then(
    "The authority is told of the shorter day",
    AuthorityTold,
    by=HEAD,
    due=session_days_after(Local("days to tell the authority of a shorter day", 5)),
    law=GOOD_PRACTICE("the authority is told of a part-time timetable", mark=Mark.FROM_MEMORY),
)
AUTHORITY_KNOWS_CHILD_CANNOT_COME = Then(
    "The authority is told that the child cannot come",
    AuthorityTold,
    by=HEAD,
    due=session_days_after(Local("days to tell the authority that a child cannot come", 5)),
    law=LOCAL_POLICY("the authority is told of a child who cannot come; the days in law are still to be sourced"),
)

# What happens

ANY_TIME = [OUTSET, HEARD, UNDERSTANDING, TOGETHER]

SAID = Whenever(ComingInIsHard, OUTSET, to=HEARD)
CANNOT_COME = Whenever(CannotComeForNow, ANY_TIME, owes=[AUTHORITY_KNOWS_CHILD_CANNOT_COME])
UNDERSTAND = Move(
    "Seek to understand", ANY_TIME, to=UNDERSTANDING, records=SoughtToUnderstand, owes=[ATTENDANCE_PLANNED_TOGETHER]
)
PLAN = Move("Plan together", ANY_TIME, to=TOGETHER, needs=[UNDERSTOOD_FIRST], records=JointPlanAgreed)
BEGIN_SHORTER_DAY = Move(
    "Begin a shorter day, for a time",
    ANY_TIME,
    needs=[UNDERSTOOD_FIRST, SHORTER_DAY_AGREED],
    records=ShorterDayBegun,
    owes=[AUTHORITY_KNOWS_OF_SHORTER_DAY],
)
SETTLE = Move("Settle it for now", [HEARD, UNDERSTANDING, TOGETHER], to=SETTLED, records=ComingInSettled)

# By when

UNDERSTOOD = Clock(
    "attendance-understood",
    "What makes coming in hard is talked over with the family",
    starts=first(ComingInIsHard),
    due=working_days_of(Local("working days to seek to understand", 5)),
    stops=SoughtToUnderstand,
    falls_away=ComingInSettled,
    owed_by=SETTING,
    law=LOCAL_POLICY("we seek to understand soon"),
)
PLAN_LOOKED_AT = Clock(
    "attendance-plan-review",
    "The plan is looked at together",
    starts=latest(JointPlanAgreed),
    due=on(JointPlanAgreed.review_on),
    stops=JointPlanLookedAt,
    falls_away=ComingInSettled,
    owed_by=SETTING,
    law=LOCAL_POLICY("a plan is looked at together on the day agreed"),
)
IN_TOUCH_FIRST = Clock(
    "attendance-contact-first",
    "Somebody is in touch, as agreed",
    starts=each(ContactAgreed),
    due=on(ContactAgreed.next_on),
    stops=KeptInTouch,
    falls_away=[ContactPaused, ComingInSettled],
    owed_by=SETTING,
    law=LOCAL_POLICY("we keep in touch while a child is not in"),
)
IN_TOUCH = Clock(
    "attendance-contact",
    "Somebody is in touch again, as agreed",
    starts=each(KeptInTouch),
    due=on(KeptInTouch.next_on),
    stops=KeptInTouch,
    falls_away=[ContactPaused, ComingInSettled],
    owed_by=SETTING,
    law=LOCAL_POLICY("we keep in touch while a child is not in"),
)
SHORTER_DAY_REVIEW = Clock(
    "part-time-review",
    "The shorter day is looked at together",
    starts=each(ShorterDayBegun),
    # Never later than the day on which it ends.
    due=earlier_of(on(ShorterDayBegun.review_on), on(ShorterDayBegun.ends_on)),
    stops=[ShorterDayLookedAt, FullDaysAgain],
    owed_by=SETTING,
    law=GOOD_PRACTICE("a part-time timetable is reviewed", mark=Mark.FROM_MEMORY),
)
SHORTER_DAY_ENDS = Clock(
    "part-time-end",
    "The child comes for full days again",
    starts=each(ShorterDayBegun),
    due=on(ShorterDayBegun.ends_on),
    stops=FullDaysAgain,
    owed_by=SETTING,
    law=GOOD_PRACTICE("a part-time timetable has an end", mark=Mark.FROM_MEMORY),
)
# The duty is the authority's; within how many days, is still to be sourced: the number is set locally.
LEARNING_ELSEWHERE = Clock(
    "education-elsewhere",
    "The authority arranges education for a child who cannot come",
    starts=each(CannotComeForNow),
    due=session_days_after(Local("days in which education elsewhere begins", 15)),
    stops=EducationElsewhere,
    falls_away=ComingInSettled,
    owed_by=AUTHORITY,
    law=EDUCATION_ACT(19, mark=Mark.FROM_MEMORY),
)

ATTENDANCE = Workflow(
    "attendance",
    "Coming in",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

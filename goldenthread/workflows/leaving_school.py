"""Leaving school: what goes on to a college, to adult services, or with a student to university, and by whose word.

By now the young person decides. What a school shares with a college is shared with their knowledge; what is about their
health, and the plan itself, by their consent, or in their best interests where they lack capacity for that decision.
Where they are likely to need care as an adult, that need is looked at before they are eighteen (Care Act 2014, ss. 58
to 66). For a disabled student's allowance the plan is copied when the young person asks: their asking is the
authority for it. A leaver has a report. None of it waits for a form.
"""

from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Agreement,
    Choice,
    Clock,
    Consent,
    Event,
    Local,
    Mark,
    Name,
    Notice,
    RecordId,
    Stage,
    Whenever,
    Words,
    Workflow,
    answered_by,
    asks,
    each,
    weeks_of,
    working_days_of,
)
from goldenthread.workflows.law import CARE_ACT, PUPIL_INFORMATION, REGS, SINCE_2014
from goldenthread.workflows.people import AUTHORITY, FAMILY, HEAD, SETTING, SOCIAL_CARE, STAFF, YOUNG_PERSON
from goldenthread.workflows.vocabulary import CORE, HEALTH

# On to a college, sixth form or training


class Next(Choice):
    """What comes after school."""

    COLLEGE = "college", "College, sixth form or training"
    WORK = "work", "Work, with or without support"
    UNIVERSITY = "university", "University"
    ADULT_LIFE = "adult-life", "Adult life in another way"


class LeavingExpected(Event, tag="leaving.expected"):
    """The young person will leave school: to a college, work, university or something else."""

    told = "{child} will be leaving school: {where_to}"
    when = "When was it known?"
    kept = CORE
    recorded_by = (*STAFF, *FAMILY, AUTHORITY)

    where_to: Annotated[Next, asks("To what?"), CLEAR]
    hopes: Annotated[Words, asks("What does the young person hope for?", "In their own words.")]


class SharingKnown(Agreement, tag="leaving.sharing-known"):
    """Whether the young person knows what will be shared with the college, and is happy with it."""

    told = "{asked} was told what would be shared with the college, and said {answer}"
    told_erased = "The young person was told what would be shared with the college, and said {answer}"
    when = "When did you talk it over?"
    kept = CORE
    recorded_by = STAFF

    what: Annotated[Words, asks("What would be shared?")]


class HealthOrPlanSharing(Consent, tag="leaving.health-or-plan-sharing"):
    """Whether what is about health, or the plan itself, may go to the college."""

    told = "{given_by} was asked whether health information or the plan may go on, and said {answer}"
    told_erased = "The young person was asked whether health information or the plan may go on, and said {answer}"
    when = "When did they answer?"
    wording = "I am happy for you to give the college the health information, or the plan, named here."
    kept = HEALTH
    recorded_by = (*STAFF, YOUNG_PERSON)

    college: Annotated[Name, asks("To which college?")]
    capacity: Annotated[
        Words | None,
        asks(
            "If they lack capacity for this decision: who decided, in their best interests?",
            "Capacity is taken for granted until it is assessed for this one decision.",
        ),
    ] = None


class CollegeTold(Event, tag="leaving.college-told"):
    """The college has what helps it to be ready."""

    told = "{college} was told what helps {child}"
    told_erased = "The college was told what helps {child}"
    when = "When did they have it?"
    kept = CORE
    recorded_by = STAFF

    college: Annotated[Name, asks("Which college?")]
    papers: Annotated[tuple[Words, ...], asks("What was shared?")]
    consent: Annotated[
        RecordId | None, asks("With which consent, for health or the plan?", "Leave empty if not needed."), CLEAR
    ] = None


# On to adult services


class AdultCareLikely(Event, tag="leaving.adult-care-likely"):
    """The young person is likely to need care or support as an adult. The authority looks at that need in good time."""

    told = "{child} may need care or support as an adult"
    when = "When was it seen?"
    kept = CORE
    recorded_by = (*STAFF, *FAMILY, AUTHORITY, SOCIAL_CARE)

    why: Annotated[Words, asks("What makes it likely, and from when?")]
    own_view: Annotated[Words, asks("What does the young person want, and how do you know?")]
    decided_by: Annotated[
        Words,
        asks("Who agrees to an assessment?", "The young person; without capacity for it, how it was decided."),
    ]


class AdultCareAnswered(Event, tag="leaving.adult-care-answered"):
    """The authority has looked at the need for care as an adult, or has said in writing why it does not."""

    told = "The authority answered about care and support as an adult"
    when = "When did it answer?"
    kept = CORE
    recorded_by = (AUTHORITY, SOCIAL_CARE)

    answer: Annotated[Words, asks("What did it find, or why does it not assess, and what may they do then?")]
    likely: Annotated[RecordId | None, asks("To which entry?", "Leave empty if it is not on record."), CLEAR] = None


# To university


class PlanCopyAsked(Event, tag="leaving.plan-copy-asked"):
    """The young person asked for the plan to be given to those who assess for a disabled student's allowance."""

    told = "{child} asked for the plan to be shared for a disabled student's allowance"
    when = "When did they ask?"
    kept = CORE
    recorded_by = (YOUNG_PERSON, AUTHORITY, *STAFF)

    to: Annotated[Name, asks("To whom shall it be given?", "The assessor, or the university.")]


class PlanCopyGiven(Notice, tag="leaving.plan-copy-given"):
    """The plan was given to those named, because the young person asked."""

    told = "The plan was given to {to}, as {child} asked"
    told_erased = "The plan was given to those whom {child} named"
    when = "When was it given?"
    kept = CORE
    recorded_by = (AUTHORITY,)

    asked: Annotated[RecordId | None, asks("Which request?", "Leave empty if it is not on record."), CLEAR] = None


# The last day


class LeftSchool(Event, tag="leaving.left-school"):
    """The young person has left school."""

    told = "{child} left school"
    when = "What was the last day?"
    kept = CORE
    recorded_by = (*STAFF, *FAMILY)


class LeaverReportGiven(Notice, tag="leaving.report-given"):
    """The leaver has a report: qualifications, and how they got on."""

    told = "{to} were given the leaver's report"
    told_erased = "The leaver's report was given"
    when = "When did they get it?"
    kept = CORE
    recorded_by = STAFF

    strengths: Annotated[Words, asks("What does it say that they do well?")]


# Where it can be

EXPECTED = Stage("You will be leaving school")
LEFT = Stage("You have left school", ends=True)

# What happens

IT_IS_EXPECTED = Whenever(LeavingExpected, [OUTSET, EXPECTED], to=EXPECTED)
THEY_LEAVE = Whenever(LeftSchool, [OUTSET, EXPECTED], to=LEFT)

# By when. No text read here gives a number of days: each is the place's own.

ADULT_CARE = Clock(
    "adult-care-assessment",
    "The authority looks at the need for care as an adult, or says why not",
    starts=each(AdultCareLikely),
    due=weeks_of(Local("weeks to look at care as an adult", 12)),
    stops=answered_by(AdultCareAnswered.likely),
    owed_by=AUTHORITY,
    law=CARE_ACT(58, mark=Mark.FROM_MEMORY),
)
PLAN_COPIED = Clock(
    "plan-copy-for-allowance",
    "The plan is given to those whom the young person named",
    starts=each(PlanCopyAsked),
    due=working_days_of(Local("working days to give a copy of the plan", 10)),
    stops=answered_by(PlanCopyGiven.asked),
    owed_by=AUTHORITY,
    law=REGS(47),
)
LEAVER_REPORT = Clock(
    "leaver-report",
    "The leaver has a report",
    starts=each(LeftSchool),
    due=weeks_of(Local("weeks to give a leaver's report", 6)),
    stops=LeaverReportGiven,
    owed_by=HEAD,
    law=PUPIL_INFORMATION(8, mark=Mark.FROM_MEMORY),
)

LEAVING_SCHOOL = Workflow(
    "leaving-school",
    "Leaving school",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

"""DRAFT, not law: the reform of SEND that was proposed on 23 February 2026, as described by mid-June 2026.

It is here to be looked at beside today's law, and runs in no child's record. Every rule is *proposed*: none is a must,
none holds anything up, and all of it may move. The white paper *Every Child Achieving and Thriving* and the
consultation *SEND reform: putting children and young people first* (closed on 18 May 2026) describe: support in four
tiers; an Individual Support Plan for every child with SEND, made with the family, kept digitally and reviewed; plans
(EHC plans) looked at again when a key stage ends rather than every year, and earlier when somebody asks; and, where a
support plan is not made or not kept to, a complaint rather than the tribunal. Nothing would change about assessments
before September 2029, nor about plans before September 2030. A child may have a support plan and a plan.

Read in secondary pages only. Look it up again before every release: a Bill (*Education for All*) was announced on 13
May 2026 and had not been introduced.
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
    Force,
    InForce,
    Journey,
    Mark,
    Move,
    Name,
    Pack,
    RecordId,
    Source,
    Stage,
    Whenever,
    Words,
    Workflow,
    about,
    after,
    answered_by,
    asks,
    each,
    first,
    latest,
    no_day,
    on,
)
from goldenthread.workflows.ceasing import PlanEnded
from goldenthread.workflows.identification import NeedsFound
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.people import ANYONE, AUTHORITY, CHILD, FAMILY, PARENT, SETTING, STAFF
from goldenthread.workflows.plan import PlanMade
from goldenthread.workflows.sen_support import SupportStarted
from goldenthread.workflows.vocabulary import CORE

WHITE_PAPER = Source("Proposed in “Every Child Achieving and Thriving”, February 2026:", Force.PROPOSED)
CONSULTATION = Source("Proposed in “SEND reform: putting children and young people first”, 2026:", Force.PROPOSED)

NOT_BEFORE_2029 = InForce(since=date(2029, 9, 1))
"""No change to assessments before then is proposed; support plans have no day of their own in what was read."""
NOT_BEFORE_2030 = InForce(since=date(2030, 9, 1))
"""No change to support through plans before then is proposed."""


class Tier(Choice):
    """How much support is meant for a child."""

    UNIVERSAL = "universal", "Universal: what every child gets"
    TARGETED = "targeted", "Targeted"
    TARGETED_PLUS = "targeted-plus", "Targeted plus"
    SPECIALIST = "specialist", "Specialist"


# What happens


class SupportPlanMade(Event, tag="isp.made"):
    """An Individual Support Plan was made with the family."""

    told = "An Individual Support Plan was made with the family ({tier})"
    when = "On what day was it made?"
    kept = CORE
    recorded_by = STAFF

    tier: Annotated[Tier, asks("Which tier of support is it for?"), CLEAR]
    needs: Annotated[Words, asks("What does the child need?")]
    support: Annotated[Words, asks("What will be given, by whom?")]
    family_view: Annotated[Words, asks("What did the family say and want?"), about(PARENT)]
    kept_digitally: Annotated[bool, asks("Is it kept where the family can read it at any time?"), CLEAR]
    child_view: Annotated[Words | None, asks("What did the child say?"), about(CHILD)] = None
    review_on: Annotated[date | None, asks("When will you look at it again together?"), CLEAR] = None


class SupportPlanReviewed(Event, tag="isp.reviewed"):
    """The Individual Support Plan was looked at again with the family."""

    told = "The Individual Support Plan was looked at again with the family"
    when = "On what day?"
    kept = CORE
    recorded_by = STAFF

    family_view: Annotated[Words, asks("What did the family say?"), about(PARENT)]
    changed: Annotated[Words, asks("What will be different from now on?")]


class KeyStageEnded(Event, tag="isp.key-stage-ended"):
    """A key stage ended."""

    told = "A key stage ended"
    when = "On what day did the key stage end?"
    kept = CORE
    recorded_by = ANYONE


class PlanLookedAtAgain(Event, tag="isp.plan-looked-at-again"):
    """The plan was reviewed: when a key stage ended, or because somebody asked."""

    told = "The plan was looked at again with the family"
    when = "On what day was the family told what was decided?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)


class EarlierReviewAsked(Event, tag="isp.earlier-review-asked"):
    """Somebody asked that the plan be looked at before the key stage ends."""

    told = "{who} asked that the plan be looked at sooner"
    told_erased = "Somebody asked that the plan be looked at sooner"
    when = "On what day did they ask?"
    kept = CORE
    recorded_by = ANYONE

    who: Annotated[Name, asks("Who asked?")]


class SupportPlanComplaint(Event, tag="isp.complaint-made"):
    """The family complained that a support plan was not made, or not kept to."""

    told = "The family complained about the Individual Support Plan"
    when = "On what day did they complain?"
    kept = CORE
    recorded_by = (*FAMILY, *STAFF)

    words: Annotated[Words, asks("What do they say?", "In their own words."), about(PARENT)]


class SupportPlanComplaintAnswered(Event, tag="isp.complaint-answered"):
    """The complaint was answered."""

    told = "The complaint about the Individual Support Plan was answered"
    when = "On what day did the family have the answer?"
    kept = CORE
    recorded_by = STAFF

    complaint: Annotated[RecordId, asks("Which complaint?"), CLEAR]
    answer: Annotated[Words, asks("What was the answer?")]


# Where it can be

MADE = Stage("There is an Individual Support Plan")

# By when. What was read gives no periods: where none is proposed, no day is made up.

SUPPORT_PLAN = Clock(
    "isp-made",
    "An Individual Support Plan is made with the family",
    starts=first(NeedsFound, SupportStarted),
    due=no_day("none is proposed"),
    stops=SupportPlanMade,
    owed_by=SETTING,
    law=CONSULTATION("Individual Support Plans", mark=Mark.SECONDARY),
    in_force=NOT_BEFORE_2029,
)
SUPPORT_PLAN_REVIEW = Clock(
    "isp-review",
    "The Individual Support Plan is looked at again with the family",
    starts=latest(SupportPlanMade),
    due=on(SupportPlanMade.review_on),
    stops=SupportPlanReviewed,
    owed_by=SETTING,
    law=CONSULTATION("Individual Support Plans, review", mark=Mark.FROM_MEMORY),
    in_force=NOT_BEFORE_2029,
)
PLAN_AT_KEY_STAGE = Clock(
    "plan-review-key-stage",
    "The plan is looked at again when a key stage ends",
    starts=latest(PlanMade),
    due=after(KeyStageEnded, AT_ONCE),
    stops=PlanLookedAtAgain,
    falls_away=PlanEnded,
    owed_by=AUTHORITY,
    law=CONSULTATION("review at the end of a key stage", mark=Mark.SECONDARY),
    in_force=NOT_BEFORE_2030,
)
PLAN_WHEN_ASKED = Clock(
    "plan-review-when-asked",
    "The plan is looked at again sooner, because somebody asked",
    starts=each(EarlierReviewAsked),
    due=no_day("none is proposed"),
    stops=PlanLookedAtAgain,
    falls_away=PlanEnded,
    owed_by=AUTHORITY,
    law=CONSULTATION("earlier review on request", mark=Mark.SECONDARY),
    in_force=NOT_BEFORE_2030,
)
COMPLAINT = Clock(
    "isp-complaint",
    "A complaint about an Individual Support Plan is answered",
    starts=each(SupportPlanComplaint),
    due=no_day("none is proposed"),
    stops=answered_by(SupportPlanComplaintAnswered.complaint),
    owed_by=SETTING,
    law=WHITE_PAPER("complaints, and not the tribunal, about support plans", mark=Mark.CONTESTED),
    in_force=NOT_BEFORE_2029,
)

# What happens next

COMPLAINT_MADE = Whenever(SupportPlanComplaint, [OUTSET, MADE])
MAKE = Move("Make the Individual Support Plan", [OUTSET, MADE], to=MADE, records=SupportPlanMade)
REVIEW = Move("Look at it again together", MADE, records=SupportPlanReviewed)

REFORM = Workflow(
    "individual-support-plan",
    "DRAFT: the Individual Support Plan, as proposed",
    declared_in=__name__,
    held_by=SETTING,
    version="draft-2026.06",
    in_force=NOT_BEFORE_2029,
)

REFORM_2026 = Pack(
    name="reform-2026",
    label="DRAFT: SEND reform as proposed on 23 February 2026",
    standing="DRAFT: proposed, and not law",
    proposed_on=date(2026, 2, 23),
    checked_on=date(2026, 6, 15),
    check_again="Nothing later than mid-June 2026 was found: look up the Bill, its commencement and the answer given",
    sources=(
        "White paper “Every Child Achieving and Thriving”, 23 February 2026 (secondary pages)",
        "Consultation “SEND reform: putting children and young people first”, closed 18 May 2026 (secondary pages)",
        "King's Speech of 13 May 2026: “Education for All Bill” announced, not introduced (secondary pages)",
    ),
    workflow=REFORM,
    journey=Journey(
        "journey with the reform",
        *JOURNEY.workflows.values(),
        REFORM,
        opened_by=JOURNEY.opened_by,
        facts=JOURNEY.case_facts[1:],
        words=JOURNEY.words,
        core=JOURNEY.core,
        upcasters=JOURNEY.upcasters,
    ),
    in_place_of={
        SUPPORT_PLAN_REVIEW: ("sen-review",),
        PLAN_AT_KEY_STAGE: ("ar-complete-first", "ar-complete-next", "ar-meet-latest"),
    },
)

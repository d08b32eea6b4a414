"""A plan in force: what it says is given, everybody has it, it is looked at every year, and orders are carried out.

Children and Families Act 2014, ss. 42 to 44; SEND Regulations 2014, regs. 44, 45. From the day of the final plan the
authority must secure all that section F says, health must arrange what section G says, and the school named must
admit the child. Whoever sees that something is not given writes it down; nobody has to know why.

How a plan is reviewed, changed, moved on with the child, assessed again and ended are stories of their own. This one
hears of them: it goes on as long as there is a plan, whatever runs beside it.
"""

from typing import Annotated

from goldenthread.engine import (
    AT_ONCE,
    CLEAR,
    OUTSET,
    Clock,
    Event,
    Local,
    Mark,
    Name,
    Notice,
    RecordId,
    Stage,
    Then,
    Whenever,
    Words,
    Workflow,
    answered_by,
    asks,
    each,
    first,
    latest,
    months_beginning_with,
    months_of,
    weeks_of,
    working_days_of,
)
from goldenthread.workflows.annual_review import AmendmentDecided, AmendmentNoticeSent, PlanKept, ReviewMeetingHeld
from goldenthread.workflows.appeal import (
    ContentsNotOpposed,
    ContentsOrdered,
    ContinuingOrdered,
    MediationAgreedToAmend,
    PlacementNotOpposed,
    PlacementOrdered,
)
from goldenthread.workflows.authority_move import PlanTransferred
from goldenthread.workflows.calendars import four_weeks_short_of
from goldenthread.workflows.ceasing import EndDecided, PlanEnded, PlanLapsed
from goldenthread.workflows.changes import PlanChanged
from goldenthread.workflows.decisions import PlanBegun
from goldenthread.workflows.law import CFA, CODE, GOOD_PRACTICE, LOCAL_POLICY, REGS, SINCE_2014
from goldenthread.workflows.needs_assessment import FinalPlanSent
from goldenthread.workflows.people import ANYONE, AUTHORITY, GOVERNORS, SETTING, STAFF
from goldenthread.workflows.reassessment import ReassessedPlanSent
from goldenthread.workflows.vocabulary import CORE, SettingId

# A plan in force


class PlanMade(PlanBegun, tag="plan.in-force"):
    """There is a plan. From this day what is in it must be given. For a plan from before this record, or elsewhere."""

    told = "There is a plan for {child}, in force from this day"
    when = "On what day was the plan first made?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    named: Annotated[SettingId | None, asks("I. Which school or other setting is named?"), CLEAR] = None
    maintained_by: Annotated[Name | None, asks("Which authority maintains it?")] = None


class PlanShared(Notice, tag="plan.shared"):
    """The family, and everybody who carries the plan out, has it as it now is, and knows what they are to do."""

    told = "{to} were given the plan as it now is"
    told_erased = "The plan as it now is was given to everybody who carries it out"
    when = "When did the last of them have it?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    who_does_what: Annotated[Words, asks("Who gives what, how often, from when?")]
    in_what_form: Annotated[Words | None, asks("In what form did the family want it?", "Easy read, large print.")] = (
        None
    )


# What is given


class ProvisionGiven(Event, tag="plan.provision-given"):
    """Something that the plan says was given."""

    told = "{by} wrote down what was given of the plan"
    kept = CORE
    recorded_by = ANYONE

    what: Annotated[Words, asks("What was given, by whom, for how long?")]
    how_it_went: Annotated[Words, asks("How did it go, and what did the child make of it?")]


class ProvisionMissed(Event, tag="plan.provision-missed"):
    """Something that the plan says must be given was not given."""

    told = "Something in the plan was not given"
    when = "From what day was it not given?"
    kept = CORE
    recorded_by = ANYONE

    what: Annotated[Words, asks("What was not given?")]
    why: Annotated[Words | None, asks("Do you know why?")] = None
    put_right: Annotated[Words | None, asks("What is being done about it, and by whom?")] = None


class ProvisionPutRight(Event, tag="plan.provision-put-right"):
    """What was not given is given again, and what the child missed is made up for."""

    told = "What was not given of the plan is given again"
    when = "From what day?"
    kept = CORE
    recorded_by = ANYONE

    how: Annotated[Words, asks("How, by whom, and how is what was missed made up for?")]
    missed: Annotated[RecordId | None, asks("Which entry?", "Leave empty if it is not on record."), CLEAR] = None


# The school named


class AdmissionHeldUp(Event, tag="plan.admission-held-up"):
    """The plan names a school or other setting, and the child has not been able to start there."""

    told = "{child} has not been able to start at the school or setting named"
    when = "From what day was a place due?"
    kept = CORE
    recorded_by = ANYONE

    what_was_said: Annotated[Words, asks("What was the family told, and by whom?")]
    meanwhile: Annotated[Words, asks("What is the child given meanwhile?")]


class ChildAdmitted(Event, tag="plan.child-admitted"):
    """The school or other setting named has admitted the child."""

    told = "{child} started at the school or setting that the plan names"
    when = "On what day was the first day there?"
    kept = CORE
    recorded_by = ANYONE

    named: Annotated[SettingId | None, asks("Which school or other setting?"), CLEAR] = None


# Under five


class YoungChildsPlan(Event, tag="plan.young-childs-plan"):
    """The child is under five, so the plan is looked at every three to six months between the yearly reviews."""

    told = "{child} is under five, so the plan is looked at more often"
    when = "On what day was it made, or known?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)


class EarlyYearsLook(Event, tag="plan.early-years-look"):
    """Between the yearly reviews, the plan of a child under five was looked at: is it still right? No review."""

    told = "The plan was looked at with the family: is it still right?"
    when = "When was it looked at?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    family_view: Annotated[Words, asks("What do the parents say?")]
    still_right: Annotated[Words, asks("What has changed, and is the plan still right?")]


class FiveYearsOld(Event, tag="plan.five-years-old"):
    """The child is five: the plan is looked at once a year now."""

    told = "{child} is five, and the plan is now looked at once a year"
    when = "When was the birthday?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)


# After an order


class PlanGoesOn(Notice, tag="plan.goes-on"):
    """The tribunal ordered the authority to keep the plan. Everybody who carries it out was told that it goes on."""

    told = "{to} were told that the plan goes on, as the tribunal ordered"
    told_erased = "Everybody was told that the plan goes on, as the tribunal ordered"
    kept = CORE
    recorded_by = (AUTHORITY,)


# Where a plan can be

IN_FORCE = Stage("The plan is in force")
ENDED = Stage("The plan has ended", ends=True)

OVER = (PlanEnded, PlanLapsed)
REVIEW_DECIDED = (PlanKept, AmendmentDecided, AmendmentNoticeSent, EndDecided)
"""A review is completed by telling the family what was decided, not by meeting (s. 44)."""

# By when: every year. Once the plan has gone to another authority, that one's time runs instead (authority_move.py).

COMPLETE_FIRST = Clock(
    "ar-complete-first",
    "The first yearly review is completed",
    starts=first(PlanMade, FinalPlanSent),
    due=months_beginning_with(12),
    stops=REVIEW_DECIDED,
    falls_away=[PlanTransferred, *OVER],
    owed_by=AUTHORITY,
    law=CFA(44, 1, "a"),
)
COMPLETE_NEXT = Clock(
    "ar-complete-next",
    "The next yearly review is completed",
    starts=each(*REVIEW_DECIDED),
    due=months_beginning_with(12),
    stops=REVIEW_DECIDED,
    falls_away=[PlanTransferred, *OVER],
    owed_by=AUTHORITY,
    law=CFA(44, 1, "b"),
)
MEET_IN_TIME = Clock(
    "ar-meet-latest",
    "The review meeting is held in time for the decision",
    starts=each(PlanMade, FinalPlanSent, *REVIEW_DECIDED),
    due=four_weeks_short_of(months_beginning_with(12)),
    stops=ReviewMeetingHeld,
    falls_away=[PlanTransferred, *OVER],
    owed_by=SETTING,
    law=GOOD_PRACTICE("four weeks before the review must be completed", mark=Mark.SECONDARY),
)
EARLY_YEARS = Clock(
    "ar-early-years",
    "The plan of a child under five is looked at between the yearly reviews",
    starts=each(YoungChildsPlan, EarlyYearsLook),
    due=months_of(Local("months between looks at a young child's plan, three to six", 6)),
    stops=[EarlyYearsLook, ReviewMeetingHeld],
    falls_away=[FiveYearsOld, *OVER],
    owed_by=AUTHORITY,
    law=CODE(9, 178, mark=Mark.FROM_MEMORY),
)

# By when: what is not given. The duty is absolute from the day of the plan; a setting says how soon it answers.

PUT_RIGHT = Clock(
    "plan-provision-put-right",
    "What was not given is given again",
    starts=each(ProvisionMissed),
    due=working_days_of(Local("working days to put right what was not given", 5)),
    stops=answered_by(ProvisionPutRight.missed),
    falls_away=OVER,
    owed_by=AUTHORITY,
    law=CFA(42, mark=Mark.SECONDARY),
)
ADMITTED = Clock(
    "plan-admission",
    "The school or other setting named admits the child",
    starts=each(AdmissionHeldUp),
    due=AT_ONCE,
    stops=ChildAdmitted,
    falls_away=OVER,
    owed_by=GOVERNORS,
    law=CFA(43, mark=Mark.SECONDARY),
)

# By when: an order, an agreement as if ordered, or giving way before responding (regs. 42(2), 44, 45)

ORDER_AMEND = Clock(
    "ftt-amend",
    "The family has the plan as ordered",
    starts=latest(ContentsOrdered, MediationAgreedToAmend),
    due=weeks_of(5),
    stops=PlanChanged,
    owed_by=AUTHORITY,
    law=REGS(44, 2, mark=Mark.SECONDARY),
)
ORDER_PLACEMENT = Clock(
    "ftt-placement",
    "The family has the plan naming the school or other setting ordered",
    starts=latest(PlacementOrdered),
    due=weeks_of(2),
    stops=PlanChanged,
    owed_by=AUTHORITY,
    law=REGS(44, 2, mark=Mark.SECONDARY),
)
ORDER_CONTINUE = Clock(
    "ftt-continue",
    "The plan goes on, and everybody who carries it out knows",
    starts=latest(ContinuingOrdered),
    due=AT_ONCE,
    stops=PlanGoesOn,
    owed_by=AUTHORITY,
    law=REGS(44, 2, mark=Mark.SECONDARY),
)
UNOPPOSED_AMEND = Clock(
    "unopposed-amend",
    "The family has the plan as the authority agreed to change it",
    starts=latest(ContentsNotOpposed),
    due=weeks_of(5),
    stops=PlanChanged,
    owed_by=AUTHORITY,
    law=REGS(45, 4),
)
UNOPPOSED_PLACEMENT = Clock(
    "unopposed-placement",
    "The family has the plan naming the school or other setting agreed to",
    starts=latest(PlacementNotOpposed),
    due=weeks_of(2),
    stops=PlanChanged,
    owed_by=AUTHORITY,
    law=REGS(45, mark=Mark.SECONDARY),
)

# What is owed

PLAN_SHARED = Then(
    "The family, and everybody who carries the plan out, has it as it now is",
    PlanShared,
    by=AUTHORITY,
    due=working_days_of(Local("working days to share a plan", 5)),
    law=LOCAL_POLICY("plans, actions and outcomes are shared clearly"),
)

# What happens, whoever does it

PLAN_BEGINS = Whenever(PlanMade, [OUTSET, IN_FORCE], to=IN_FORCE)
FINAL_PLAN_COMES = Whenever(FinalPlanSent, [OUTSET, IN_FORCE], to=IN_FORCE, owes=[PLAN_SHARED])
PLAN_ARRIVES = Whenever(PlanTransferred, [OUTSET, IN_FORCE], to=IN_FORCE)
PLAN_IS_CHANGED = Whenever(PlanChanged, IN_FORCE, owes=[PLAN_SHARED])
PLAN_IS_MADE_AFRESH = Whenever(ReassessedPlanSent, IN_FORCE, owes=[PLAN_SHARED])
PLAN_ENDS = Whenever(PlanEnded, IN_FORCE, to=ENDED)
PLAN_LAPSES = Whenever(PlanLapsed, IN_FORCE, to=ENDED)

PLAN = Workflow(
    "plan",
    "Your child's EHC plan",
    declared_in=__name__,
    held_by=AUTHORITY,
    version="2026.1",
    in_force=SINCE_2014,
)

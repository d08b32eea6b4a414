"""Health needs at the setting: a plan, people who know how, and a written record of all that is done.

Medicine is given with the family's written permission, one medicine at a time, and the family hears of each dose the
same day (early years framework, section 3, medicines; Children and Families Act 2014, s. 100, for schools). Permission
to seek treatment in an emergency is asked for beforehand.

**What was done is always recorded.** A dose, a procedure or an emergency of which nothing was known beforehand is
written down as *reported*, at any time and from any place in the story. Where no permission was on record that day,
this shows beside the entry as an irregularity: the entry stands, and nobody is stopped. In an emergency people act.

Each medicine and each procedure has a number on the child's plan, so that a rule can tell one from another without
its name being stored in clear.
"""

from datetime import date
from typing import Annotated, NewType

from msgspec import Meta, Struct

from goldenthread.engine import (
    AT_ONCE,
    CLEAR,
    OUTSET,
    BeforeOrReason,
    Clock,
    Consent,
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
    first,
    latest,
    on,
    session_days_after,
)
from goldenthread.workflows.law import CFA, EYFS, LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import (
    HEAD,
    HEALTH_SERVICE,
    PARENT,
    SENCO,
    SETTING,
    STAFF,
    YOUNG_PERSON,
)
from goldenthread.workflows.vocabulary import HEALTH
from goldenthread.workflows.which_settings import SECTION_68, UNDER_FIVES

Medicine = NewType("Medicine", int)
Procedure = NewType("Procedure", int)

ON_THE_PLAN = Meta(ge=1, le=99)
MedicineNumber = Annotated[Medicine, ON_THE_PLAN]
ProcedureNumber = Annotated[Procedure, ON_THE_PLAN]

EVERYBODY_HERE = (*STAFF, HEALTH_SERVICE)

# A plan


class HealthNeedKnown(Event, tag="health.need-known"):
    """The child has a health need during the day here. Anybody may say so, and no diagnosis is needed."""

    told = "A health need of {child} became known"
    when = "When did the setting know of it?"
    kept = HEALTH
    recorded_by = (*EVERYBODY_HERE, PARENT, YOUNG_PERSON)

    need: Annotated[Words, asks("What is the need?")]
    family_says: Annotated[Words, asks("What does the family say about it?", "In their own words."), about(PARENT)]


class HealthTalkedOver(Event, tag="health.talked-over"):
    """What the family, the child and whoever treats the child say of what helps, and of what worries them."""

    told = "What {child} needs for their health was talked over"
    when = "When did you talk?"
    kept = HEALTH
    recorded_by = EVERYBODY_HERE

    present: Annotated[tuple[Name, ...], asks("Who was there?")]
    family_view: Annotated[Words, asks("What did the family say?"), about(PARENT)]
    child_view: Annotated[Words, asks("What did the child say or show?")]
    health_advice: Annotated[Words | None, asks("What did the nurse, doctor or therapist advise?")] = None


class PlannedProcedure(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that is done for the child's health."""

    number: Annotated[ProcedureNumber, asks("Which number has it on the plan?")]
    what: Annotated[Words, asks("What is done?")]
    how: Annotated[Words, asks("How is it done, step by step, and how does the child like it done?")]
    risk: Annotated[Words, asks("What could go wrong, and what is then done?")]
    who: Annotated[tuple[Name, ...], asks("Who may do it?")]


class HealthPlanAgreed(Event, tag="health.plan-agreed"):
    """What is done for the child's health, by whom, what to do in an emergency, and when to look at it again."""

    told = "The health plan was agreed, to be looked at again on {review_on}"
    when = "When was it agreed?"
    kept = HEALTH
    recorded_by = (SENCO, HEAD, HEALTH_SERVICE)

    needs: Annotated[Words, asks("What does the child need?")]
    procedures: Annotated[tuple[PlannedProcedure, ...], asks("What is done for the child, each by its number?")]
    medicines: Annotated[Words, asks("Which medicines, by number; where are they kept, and who can reach them?")]
    in_an_emergency: Annotated[Words, asks("What is an emergency for this child, and what is then done?")]
    child_does: Annotated[Words, asks("What does the child do for themselves?")]
    agreed_with: Annotated[tuple[Name, ...], asks("Who agreed it?")]
    review_on: Annotated[date, asks("When will it be looked at again?"), CLEAR]


class HealthPlanReviewed(Event, tag="health.plan-reviewed"):
    """The plan was looked at again with the family."""

    told = "The health plan was looked at again"
    when = "When was it looked at again?"
    kept = HEALTH
    recorded_by = EVERYBODY_HERE

    how_it_goes: Annotated[Words, asks("How is it going?")]
    family_view: Annotated[Words, asks("What does the family think?"), about(PARENT)]
    child_view: Annotated[Words, asks("What does the child think?")]
    changes: Annotated[Words, asks("What will change, if anything?")]


class HealthPlanNeedsNoMore(Event, tag="health.plan-ended"):
    """Nothing more is needed during the day here, and the door stays open."""

    told = "The health plan came to an end"
    kept = HEALTH
    recorded_by = (SENCO, HEAD, HEALTH_SERVICE)

    why: Annotated[Words, asks("Why is it no longer needed, and who agreed?")]


# People who know how


class StaffTrained(Event, tag="health.staff-trained"):
    """Somebody was shown how to do one thing for this child, by somebody competent to show it, until a date."""

    told = "Somebody learned how to look after {child}, to be refreshed by {refresh_by}"
    when = "When were they trained?"
    kept = HEALTH
    recorded_by = EVERYBODY_HERE

    procedure: Annotated[ProcedureNumber, asks("Which procedure, by its number on the plan?"), CLEAR]
    who: Annotated[tuple[Name, ...], asks("Who was trained?")]
    trained_by: Annotated[Name, asks("Who trained them, and what makes them competent?")]
    refresh_by: Annotated[date, asks("By when is it to be refreshed?"), CLEAR]
    refreshes: Annotated[
        RecordId | None, asks("Which earlier training does this refresh?", "Leave empty if it is the first."), CLEAR
    ] = None


# Permission


class GivingMedicine(Consent, tag="permission.giving-medicine"):
    """Whether we may give one medicine. A dose that was given is recorded whatever this says."""

    told = "{given_by} was asked whether we may give {medicine}, and said {answer}"
    told_erased = "Somebody was asked whether we may give a medicine, and said {answer}"
    when = "When did they answer?"
    wording = "I give permission for the medicine named to be given as prescribed."
    kept = HEALTH
    recorded_by = (SENCO, PARENT)

    medicine: Annotated[Name, asks("Which medicine?")]
    dose: Annotated[Words, asks("How much, and when?")]
    number: Annotated[
        MedicineNumber | None,
        asks("Which number has it on the child's list?", "1, 2, 3: doses are told apart by it. Never the name."),
        CLEAR,
    ] = None


class CarryingOutProcedure(Consent, tag="permission.carrying-out-procedure"):
    """Whether we may do one thing for the child's health. What was done is recorded whatever this says."""

    told = "{given_by} was asked whether we may look after {child} in the way the plan says, and said {answer}"
    told_erased = "Somebody was asked whether we may do what the plan says, and said {answer}"
    when = "When did they answer?"
    wording = "I give permission for what is named to be done for my child, by the people named in the plan."
    kept = HEALTH
    recorded_by = (SENCO, PARENT, YOUNG_PERSON)

    procedure: Annotated[ProcedureNumber, asks("Which procedure, by its number on the plan?"), CLEAR]


class EmergencyTreatment(Consent, tag="permission.emergency-treatment"):
    """Whether, asked beforehand, the setting may seek treatment in an emergency. Without it we act all the same."""

    told = "{given_by} was asked about treatment in an emergency, and said {answer}"
    told_erased = "Somebody was asked about treatment in an emergency, and said {answer}"
    when = "When did they answer?"
    wording = "If my child needs urgent treatment and I cannot be reached, you may seek what is named, at once."
    kept = HEALTH
    recorded_by = (SENCO, PARENT, YOUNG_PERSON)

    not_wanted: Annotated[Words | None, asks("Is there anything they do not want done, and why?")] = None


# What was done


class DoseGiven(Event, tag="health.dose-given"):
    """One dose of one medicine was given: what, how much, by whom. Always written down, whatever was agreed."""

    told = "{child} was given a medicine"
    when = "On what day was it given?"
    kept = HEALTH
    recorded_by = STAFF

    number: Annotated[MedicineNumber, asks("Which medicine, by its number on the child's list?"), CLEAR]
    medicine: Annotated[Name, asks("Which medicine is that?")]
    how_much: Annotated[Words, asks("How much was given, and at what time?")]
    given_by: Annotated[Name, asks("Who gave it?")]
    seen_by: Annotated[Name | None, asks("Who saw it given?")] = None
    otherwise: Annotated[Words | None, asks("Was anything otherwise than agreed?", "And how was the child?")] = None


class ProcedureDone(Event, tag="health.procedure-done"):
    """One thing on the plan was done for the child: by whom, and how the child was."""

    told = "{child} was looked after as the health plan says"
    when = "On what day was it done?"
    kept = HEALTH
    recorded_by = STAFF

    procedure: Annotated[ProcedureNumber, asks("Which procedure, by its number on the plan?"), CLEAR]
    done_by: Annotated[Name, asks("Who did it?")]
    how_it_went: Annotated[Words, asks("What was done, at what time, and how was the child?")]


class EmergencyActed(Event, tag="health.emergency-acted"):
    """There was an emergency and people acted: what happened, what was done, who was called. Always written down."""

    told = "There was an emergency, and people acted"
    when = "On what day was it?"
    kept = HEALTH
    recorded_by = STAFF

    happened: Annotated[Words, asks("What happened, and at what time?")]
    done: Annotated[Words, asks("What was done, and by whom?")]
    called: Annotated[Words, asks("Who was called, and when did they come?")]


class FamilyToldOfDose(Notice, tag="health.family-told-of-dose"):
    """The family was told of a dose: what, how much and when."""

    told = "{to} were told {how} of a dose"
    told_erased = "The family was told of a dose"
    when = "When were they told?"
    kept = HEALTH
    recorded_by = STAFF

    dose: Annotated[RecordId | None, asks("Which dose?", "Leave empty if it is not on record."), CLEAR] = None


class FamilyToldOfEmergency(Notice, tag="health.family-told-of-emergency"):
    """The family was told of an emergency, and where the child is."""

    told = "{to} were told {how} of an emergency"
    told_erased = "The family was told of an emergency"
    when = "When were they told?"
    kept = HEALTH
    recorded_by = STAFF

    said: Annotated[Words, asks("What were they told, and what did they ask for?")]


# Where it can be

LOOKED_AFTER = Stage("We look after your child's health here")
NO_MORE_NEEDED = Stage("Nothing more is needed for now", ends=True)

# Section 100 binds the schools that section 68 does; the early years framework binds places with under-fives.

# What is needed. None of it holds what was done: it is gone without for a reason, or shown beside the entry.

HEALTH_TALKED_OVER = BeforeOrReason(
    "It has been talked over with the family, and with whoever treats the child",
    HealthTalkedOver,
    by=SENCO,
    law=CFA(100, mark=Mark.FROM_MEMORY),
    since=HealthPlanReviewed,
    applies=SECTION_68,
)
MEDICINE_PERMITTED = BeforeOrReason(
    "The family has given permission, in writing, for this medicine",
    GivingMedicine,
    by=SENCO,
    law=EYFS("section 3, medicines", mark=Mark.FROM_MEMORY),
    same=Medicine,
    applies=UNDER_FIVES,
)
PROCEDURE_PERMITTED = BeforeOrReason(
    "The family has given permission for this to be done",
    CarryingOutProcedure,
    by=SENCO,
    law=LOCAL_POLICY("what is done for a child's health is done with the family's permission"),
    same=Procedure,
)
SOMEBODY_TRAINED = BeforeOrReason(
    "Somebody here was trained to do this",
    StaffTrained,
    by=SENCO,
    law=EYFS("section 3, medicines", mark=Mark.FROM_MEMORY),
    same=Procedure,
    applies=UNDER_FIVES,
)
PLAN_THERE = BeforeOrReason(
    "There is a health plan for the child",
    HealthPlanAgreed,
    by=SENCO,
    law=CFA(100, mark=Mark.FROM_MEMORY),
    applies=SECTION_68,
)
EMERGENCY_PERMITTED = BeforeOrReason(
    "The family was asked beforehand about treatment in an emergency",
    EmergencyTreatment,
    by=SENCO,
    law=LOCAL_POLICY("permission to seek treatment is asked for beforehand; in a true emergency people act without"),
)

# What is owed

EMERGENCY_TOLD = Then(
    "The family is told of the emergency the same day",
    FamilyToldOfEmergency,
    by=SETTING,
    due=AT_ONCE,
    law=EYFS("section 3, accident or injury", mark=Mark.FROM_MEMORY),
    applies=UNDER_FIVES,
)
EMERGENCY_LEARNED_FROM = Then(
    "The plan is looked at again with the family after an emergency",
    HealthPlanReviewed,
    by=SENCO,
    due=session_days_after(Local("days to look at the health plan after an emergency", 10)),
    law=LOCAL_POLICY("an emergency is learned from"),
)
HEALTH_PLAN_BROUGHT_UP_TO_DATE = Then(
    "The plan is agreed again, or is no longer needed",
    [HealthPlanAgreed, HealthPlanNeedsNoMore],
    by=SENCO,
    due=session_days_after(Local("days to agree the health plan again", 10)),
    law=LOCAL_POLICY("a health plan always has a day on which it is looked at again"),
)

# What happens

HERE = [OUTSET, LOOKED_AFTER]

NEED_KNOWN = Whenever(HealthNeedKnown, HERE, to=LOOKED_AFTER)
TALKED_OVER = Whenever(HealthTalkedOver, HERE, to=LOOKED_AFTER)
TRAINED = Whenever(StaffTrained, HERE, to=LOOKED_AFTER)
ASKED_ABOUT_MEDICINE = Whenever(GivingMedicine, HERE, to=LOOKED_AFTER)
ASKED_ABOUT_PROCEDURE = Whenever(CarryingOutProcedure, HERE, to=LOOKED_AFTER)
ASKED_ABOUT_EMERGENCIES = Whenever(EmergencyTreatment, HERE, to=LOOKED_AFTER)
AGREE_PLAN = Move("Agree the health plan", HERE, to=LOOKED_AFTER, needs=[HEALTH_TALKED_OVER], records=HealthPlanAgreed)
GIVE_MEDICINE = Move("Give a medicine", HERE, to=LOOKED_AFTER, needs=[MEDICINE_PERMITTED], records=DoseGiven)
DO_PROCEDURE = Move(
    "Do what the health plan says",
    HERE,
    to=LOOKED_AFTER,
    needs=[PLAN_THERE, PROCEDURE_PERMITTED, SOMEBODY_TRAINED],
    records=ProcedureDone,
)
ACT_IN_EMERGENCY = Move(
    "Write down an emergency",
    HERE,
    to=LOOKED_AFTER,
    needs=[EMERGENCY_PERMITTED],
    records=EmergencyActed,
    owes=[EMERGENCY_TOLD, EMERGENCY_LEARNED_FROM],
)
REVIEW_PLAN = Move(
    "Look at the health plan again",
    LOOKED_AFTER,
    to=LOOKED_AFTER,
    records=HealthPlanReviewed,
    owes=[HEALTH_PLAN_BROUGHT_UP_TO_DATE],
)
END_PLAN = Move("Say that nothing more is needed", LOOKED_AFTER, to=NO_MORE_NEEDED, records=HealthPlanNeedsNoMore)

# By when

PLAN_IN_TIME = Clock(
    "health-plan",
    "There is a health plan for the child",
    starts=first(HealthNeedKnown),
    due=session_days_after(Local("days to agree a health plan", 10)),
    stops=HealthPlanAgreed,
    falls_away=HealthPlanNeedsNoMore,
    owed_by=SETTING,
    law=CFA(100, mark=Mark.FROM_MEMORY),
    applies=SECTION_68,
)
PLAN_REVIEW = Clock(
    "health-plan-review",
    "The health plan is looked at again",
    starts=latest(HealthPlanAgreed),
    due=on(HealthPlanAgreed.review_on),
    stops=HealthPlanReviewed,
    falls_away=HealthPlanNeedsNoMore,
    owed_by=SETTING,
    law=LOCAL_POLICY("a health plan always has a day on which it is looked at again"),
)
TRAINING_REFRESHED = Clock(
    "health-training",
    "The training is refreshed",
    starts=each(StaffTrained),
    due=on(StaffTrained.refresh_by),
    stops=answered_by(StaffTrained.refreshes),
    falls_away=HealthPlanNeedsNoMore,
    owed_by=SETTING,
    law=EYFS("section 3, medicines", mark=Mark.FROM_MEMORY),
    applies=UNDER_FIVES,
)
# The framework binds early years settings; schools have their own guidance under section 100, in the same sense.
DOSE_TOLD = Clock(
    "medicine-told",
    "The family is told of the dose the same day",
    starts=each(DoseGiven),
    due=AT_ONCE,
    stops=answered_by(FamilyToldOfDose.dose),
    owed_by=SETTING,
    law=EYFS("section 3, medicines", mark=Mark.FROM_MEMORY),
    applies=UNDER_FIVES,
)

HEALTH_NEEDS = Workflow(
    "health-needs",
    "Health needs at the setting",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

"""Changing a plan: after a review, between reviews, when the child changes school, or because the tribunal said so.

Children and Families Act 2014, s. 44; SEND Regulations 2014, regs. 22, 28, 44. The family has the changes and the
evidence for them, and at least fifteen days to say what they think, ask for a school and ask to meet an officer. The
amended plan, or word that the plan stays as it is, comes within eight weeks of the changes. After an order of the
tribunal nothing is proposed again: the plan is sent as ordered, within the days of the order (see ``plan.py``).

A child who changes school within the authority takes the plan along as it is; section I is then changed in this way.
A family may ask for another school at any time. Where that is not taken on at once there is no appeal against it
alone, so it goes on as a request for an early review, which ends in a decision that can be challenged.
"""

from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    TIES,
    Before,
    BeforeOrReason,
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
    Window,
    Words,
    Workflow,
    about,
    asks,
    days_beginning_with,
    days_of,
    each,
    latest,
    weeks_of,
    working_days_of,
)
from goldenthread.workflows.annual_review import AmendmentNoticeSent, PromisedChangesSent
from goldenthread.workflows.appeal import (
    ContentsNotOpposed,
    ContentsOrdered,
    MediationAgreedToAmend,
    PlacementNotOpposed,
    PlacementOrdered,
)
from goldenthread.workflows.ceasing import PlanEnded, PlanLapsed
from goldenthread.workflows.challenging import APPEAL, MEDIATION_CONTACT
from goldenthread.workflows.changes import ChangesAnswered, ChangesProposed, PlanChanged
from goldenthread.workflows.law import CFA, CODE, LOCAL_POLICY, REGS, SINCE_2014
from goldenthread.workflows.people import ANYONE, AUTHORITY, FAMILY, PARENT, SETTING
from goldenthread.workflows.vocabulary import CORE, Setting, SettingId

OFFICER = (AUTHORITY,)

# Another school


class OtherSchoolAsked(Event, tag="plan.other-school-asked"):
    """The family asked, between reviews, for another school or other setting to be named."""

    told = "The family asked for another school or setting to be named"
    when = "On what day did the authority receive it?"
    kept = CORE
    recorded_by = (*FAMILY, AUTHORITY)

    words: Annotated[Words, asks("What did they ask, in their own words?"), about(PARENT)]
    asks_for: Annotated[SettingId | None, asks("Which school or other setting do they ask for?"), CLEAR] = None


class OtherSchoolTakenToReview(Notice, tag="plan.other-school-taken-to-review"):
    """The authority will not propose it at once. The family knows that it goes on as a request for an early review."""

    told = "{to} were told that the request for another school goes on as a request for an early review"
    told_erased = "The family was told that its request for another school goes on as one for an early review"
    when = "On what day was the family told?"
    kept = CORE
    recorded_by = OFFICER

    why: Annotated[Words, asks("Why not at once?")]


class SchoolChanged(Event, tag="plan.school-changed"):
    """The child now goes to another school or setting in the same authority. The plan goes along, as it is."""

    told = "{child} now goes to {now_at}"
    when = "On what day was the first day there?"
    kept = CORE
    recorded_by = ANYONE

    now_at: Annotated[SettingId, asks("Where to?"), CLEAR]


# Proposing changes


class ChangesProposedWithoutReview(ChangesProposed, tag="plan.changes-proposed-without-review"):
    """Between reviews: the family has the plan with the changes proposed and the evidence. It is no yearly review."""

    told = "The family was sent changes proposed to the plan"
    when = "On what day did the family have them?"
    kept = CORE
    recorded_by = OFFICER


# What the family says


class FamilyRepliedToChanges(Event, tag="plan.family-replied-to-changes"):
    """What the family says of the changes, which setting they ask for, and whether they want to meet."""

    told = "The family replied to the changes proposed"
    when = "On what day did they reply?"
    kept = CORE
    recorded_by = (*FAMILY, AUTHORITY)

    views: Annotated[Words, asks("What did they say?"), about(PARENT)]
    wants_to_meet: Annotated[bool, asks("Do they want to meet an officer?")]
    asks_for: Annotated[SettingId | None, asks("Which school or other setting do they ask for?")] = None


class FamilyAskedToMeet(Event, tag="plan.family-asked-to-meet"):
    """The family asked to meet an officer about the changes. The authority arranges it."""

    told = "The family asked to meet an officer about the changes"
    when = "On what day did they ask?"
    kept = CORE
    recorded_by = (*FAMILY, AUTHORITY)

    would_suit: Annotated[Words | None, asks("What day, time, place and way of meeting would suit them?")] = None


class OfficerMet(Event, tag="plan.officer-met"):
    """An officer and the family met about the changes; or a meeting was offered and not taken up this time."""

    told = "There was a meeting with an officer about the changes, or the offer of one"
    when = "On what day was it, or for what day was it offered?"
    kept = CORE
    recorded_by = (*FAMILY, AUTHORITY)

    present: Annotated[tuple[Name, ...], asks("Who was there?", "Empty if it was not taken up this time.")]
    said: Annotated[Words, asks("What was said, by whom, and what comes of it?")]


class FamilyContentWithChanges(Event, tag="plan.family-content-with-changes"):
    """The family said they need no more time with the changes."""

    told = "The family was content with the changes to the plan"
    kept = CORE
    recorded_by = (*FAMILY, AUTHORITY)


# Asking schools and other settings


class SettingAskedOfChange(Event, tag="plan.setting-asked-of-change"):
    """A school or other setting was asked whether it could be named."""

    told = "{setting} was asked about being named in the plan"
    when = "When was it asked?"
    kept = CORE
    recorded_by = OFFICER

    setting: Annotated[SettingId, asks("Which school or other setting?"), CLEAR]


class SettingAnsweredOfChange(Event, tag="plan.setting-answered-of-change"):
    """A school or other setting said whether it could be named, and if not, why."""

    told = "{setting} answered"
    when = "When did it answer?"
    kept = CORE
    recorded_by = (AUTHORITY, SETTING)

    setting: Annotated[SettingId, asks("Which school or other setting?"), CLEAR]
    answer: Annotated[Words, asks("What did it say?")]


# What came of it


class AmendedPlanSent(PlanChanged, tag="plan.amended-plan-sent"):
    """The family has the amended plan, and knows how to challenge it. From this day it must be carried out."""

    told = "The family was sent the amended plan"
    when = "On what day did the family have it?"
    kept = CORE
    recorded_by = OFFICER


class PlanAmendedAsOrdered(PlanChanged, tag="plan.amended-as-ordered"):
    """The family has the plan as the tribunal ordered it, or as if it had. From this day it must be carried out."""

    told = "The family was sent the plan as it was ordered"
    when = "On what day did the family have it?"
    kept = CORE
    recorded_by = OFFICER

    order: Annotated[
        RecordId | None, asks("By which order or agreement?", "Leave empty if it is not on record."), CLEAR, TIES
    ] = None


class NotAmended(ChangesAnswered, tag="plan.not-amended"):
    """After all, the plan is not changed. The family knows why, and how to challenge it."""

    told = "The authority told the family that the plan is not changed after all"
    when = "On what day was the family told?"
    kept = CORE
    recorded_by = OFFICER


# Where it can be. All the while the plan is in force as it was.

ASKED = Stage("You have asked for another school")
TO_REVIEW = Stage("Your request for another school goes on as a request for a review", ends=True)
MOVED = Stage("Your child has changed school; the plan will say so")
PROPOSED = Stage("You have the changes proposed to the plan")
ORDERED = Stage("The plan must be changed as it was ordered")
AMENDED = Stage("You have the amended plan", ends=True)
UNCHANGED = Stage("The plan stays as it was", ends=True)

TO_CHALLENGE = (MEDIATION_CONTACT, APPEAL)
"""The family's time to challenge an amended plan, or that it is not amended: declared once, for every such decision."""

# By when

FIFTEEN_DAYS = Window(
    "ar-amend-reps",
    "The family's time to answer the changes proposed",
    opens=latest(ChangesProposed),
    lasts=days_beginning_with(15),
    ends_early=FamilyContentWithChanges,
    held_by=PARENT,
    law=REGS(22, 2, "c"),
)
SETTING_REPLY = Clock(
    "amend-school-consult-reply",
    "Each setting asked says whether it can be named",
    starts=each(SettingAskedOfChange, per=Setting),
    due=days_of(15),
    stops=SettingAnsweredOfChange,
    falls_away=[ChangesAnswered, PlanEnded, PlanLapsed],
    owed_by=SETTING,
    law=CODE(9, 83, mark=Mark.SECONDARY),
)
AMEND = Clock(
    "ar-amend-final",
    "The family has the amended plan",
    starts=each(ChangesProposed),
    due=weeks_of(8),
    stops=PlanChanged,
    falls_away=[NotAmended, PlanEnded, PlanLapsed],
    owed_by=AUTHORITY,
    law=REGS(22, 3),
)
NOT_AMENDED = Clock(
    "ar-not-amend-notice",
    "If the plan is not changed after all, the family is told so",
    starts=each(ChangesProposed),
    due=weeks_of(8),
    stops=NotAmended,
    falls_away=[PlanChanged, PlanEnded, PlanLapsed],
    owed_by=AUTHORITY,
    law=REGS(22, 4),
)
OTHER_SCHOOL_ANSWERED = Clock(
    "other-school-answer",
    "The family knows what becomes of its request for another school",
    starts=each(OtherSchoolAsked),
    due=working_days_of(Local("working days to answer a request for another school", 15)),
    stops=[ChangesProposed, OtherSchoolTakenToReview],
    falls_away=[PlanChanged, PlanEnded, PlanLapsed],
    owed_by=AUTHORITY,
    law=LOCAL_POLICY("a request is answered"),
)

# What is needed

FAMILY_HAD_ITS_DAYS = Before(
    "The family has had fifteen days with the changes, or is content",
    FIFTEEN_DAYS,
    by=AUTHORITY,
    law=REGS(22, 2, "c"),
)
NAMED_SETTING_ASKED = BeforeOrReason(
    "The school or other setting named was asked first, if it is a new one",
    SettingAskedOfChange,
    same=Setting,
    by=AUTHORITY,
    law=CFA(39, mark=Mark.SECONDARY),
)

# What is owed

OFFICER_MEETS_ON_CHANGES = Then(
    "An officer meets the family about the changes",
    OfficerMet,
    by=AUTHORITY,
    due=days_of(Local("days to meet a family about changes", 10)),
    law=REGS(22, 2, "c"),
)
SECTION_I_PROPOSED = Then(
    "The change of school is proposed for section I of the plan",
    ChangesProposedWithoutReview,
    by=AUTHORITY,
    due=weeks_of(Local("weeks to propose a change of school", 4)),
    law=REGS(28, mark=Mark.FROM_MEMORY),
)

# What happens, whoever does it

OTHER_SCHOOL_IS_ASKED_FOR = Whenever(OtherSchoolAsked, OUTSET, to=ASKED)
OTHER_SCHOOL_GOES_TO_REVIEW = Whenever(OtherSchoolTakenToReview, ASKED, to=TO_REVIEW)
CHILD_CHANGES_SCHOOL = Whenever(SchoolChanged, [OUTSET, ASKED], to=MOVED, owes=[SECTION_I_PROPOSED])
CHANGES_ARE_PROPOSED = Whenever(AmendmentNoticeSent, [OUTSET, ASKED, MOVED], to=PROPOSED)
PROMISED_CHANGES_COME = Whenever(PromisedChangesSent, [OUTSET, ASKED, MOVED], to=PROPOSED)
MEETING_IS_ASKED_FOR = Whenever(FamilyAskedToMeet, PROPOSED, owes=[OFFICER_MEETS_ON_CHANGES])
CONTENTS_ARE_ORDERED = Whenever(ContentsOrdered, [OUTSET, PROPOSED], to=ORDERED)
PLACEMENT_IS_ORDERED = Whenever(PlacementOrdered, [OUTSET, PROPOSED], to=ORDERED)
MEDIATION_AGREES = Whenever(MediationAgreedToAmend, [OUTSET, PROPOSED], to=ORDERED)
AUTHORITY_GIVES_WAY = Whenever(ContentsNotOpposed, [OUTSET, PROPOSED], to=ORDERED)
AUTHORITY_GIVES_WAY_ON_PLACEMENT = Whenever(PlacementNotOpposed, [OUTSET, PROPOSED], to=ORDERED)

# What people do

PROPOSE_WITHOUT_REVIEW = Move(
    "Send the family changes proposed between reviews",
    [OUTSET, ASKED, MOVED],
    to=PROPOSED,
    records=ChangesProposedWithoutReview,
)
SEND_AMENDED = Move(
    "Send the family the amended plan",
    PROPOSED,
    to=AMENDED,
    needs=[FAMILY_HAD_ITS_DAYS, NAMED_SETTING_ASKED],
    records=AmendedPlanSent,
)
SEND_AS_ORDERED = Move("Send the plan as it was ordered", ORDERED, to=AMENDED, records=PlanAmendedAsOrdered)
LEAVE_UNCHANGED = Move("Leave the plan unchanged after all", PROPOSED, to=UNCHANGED, records=NotAmended)

PLAN_CHANGE = Workflow(
    "plan-change",
    "Changes to your child's plan",
    declared_in=__name__,
    held_by=AUTHORITY,
    version="2026.1",
    in_force=SINCE_2014,
)

"""What the family says of a draft plan, what they ask for with it, and whom the authority must ask then.

Children and Families Act 2014, ss. 38 to 40; SEND Regulations 2014, reg. 13(1)(a).

Begins when the family has a draft, and ends with the final plan. At least fifteen days are the family's (in
``needs_assessment.py``). In them they may say what they think, ask for a school or other setting, ask to meet an
officer, who must then meet them, and ask for a personal budget (``personal_budget.py``). The authority asks each
setting whether it can be named, and the other authority that maintains it; it should answer in fifteen days. The final
plan waits for none of these answers.
"""

from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Clock,
    Event,
    Local,
    Mark,
    Name,
    Stage,
    Then,
    Whenever,
    Words,
    Workflow,
    about,
    asks,
    days_of,
    each,
    working_days_of,
)
from goldenthread.workflows.law import CFA, CODE, REGS, SINCE_2014
from goldenthread.workflows.needs_assessment import (
    DraftServed,
    FinalPlanSent,
    NoPlan,
    RequestWithdrawn,
    SettingConsulted,
)
from goldenthread.workflows.people import AUTHORITY, FAMILY, PARENT, SETTING
from goldenthread.workflows.plan_sections import GroundNotToName
from goldenthread.workflows.vocabulary import CORE, Setting, SettingId

OFFICER = (AUTHORITY,)

# What the family says and asks for


class FamilyReplied(Event, tag="assessment.family-replied"):
    """What the family says of the draft. They may reply as often as they like."""

    told = "The family replied to the draft"
    when = "On what day did they reply?"
    kept = CORE
    recorded_by = (*FAMILY, AUTHORITY)

    views: Annotated[Words, asks("What did they say?"), about(PARENT)]


class PlacementAsked(Event, tag="assessment.placement-asked"):
    """The family asks for one school or other setting to be named (s. 38)."""

    told = "The family asked for a school or other setting to be named"
    when = "On what day did they ask?"
    kept = CORE
    recorded_by = (*FAMILY, AUTHORITY)

    setting: Annotated[SettingId, asks("Which school or other setting?"), CLEAR]
    why: Annotated[Words | None, asks("Did they say why?"), about(PARENT)] = None


class MeetingAsked(Event, tag="assessment.meeting-asked"):
    """The family asks to meet an officer of the authority about the draft. The authority must arrange it."""

    told = "The family asked to meet an officer about the draft"
    when = "On what day did they ask?"
    kept = CORE
    recorded_by = (*FAMILY, AUTHORITY)


class OfficerMet(Event, tag="assessment.officer-met"):
    """The family met an officer of the authority about the draft."""

    told = "{present} met about the draft"
    told_erased = "The family met an officer about the draft"
    when = "On what day did you meet?"
    kept = CORE
    recorded_by = (*FAMILY, AUTHORITY)

    present: Annotated[tuple[Name, ...], asks("Who was there?")]
    said: Annotated[Words, asks("What was said, and what comes of it?")]


# What a school or other setting says


class SettingAnswered(Event, tag="assessment.setting-answered"):
    """A school or other setting said whether it could be named, and if not, why."""

    told = "{setting} answered"
    when = "When did it answer?"
    kept = CORE
    recorded_by = (AUTHORITY, SETTING)

    setting: Annotated[SettingId, asks("Which school or other setting?"), CLEAR]
    answer: Annotated[Words, asks("What did it say?")]
    grounds: Annotated[
        tuple[GroundNotToName, ...], asks("Which grounds against being named does it give, if any?")
    ] = ()


# Where it can be

WITH_FAMILY = Stage("You have a draft plan, and may say what you think")
FINISHED = Stage("There is a final plan", ends=True)
STOPPED = Stage("The draft came to nothing", ends=True)

# By when

PLACEMENT_PUT = Clock(
    "ehcp-placement-consult",
    "Each setting the family asks for is asked whether it can be named",
    starts=each(PlacementAsked, per=Setting),
    due=working_days_of(Local("working days to ask a setting", 5)),
    stops=[SettingConsulted, FinalPlanSent],
    falls_away=[NoPlan, RequestWithdrawn],
    owed_by=AUTHORITY,
    law=CFA(39, mark=Mark.SECONDARY),
)
# Guidance, not regulation: a setting that has not answered in fifteen days may still be named.
SETTING_REPLY = Clock(
    "ehcp-school-consult-reply",
    "Each setting asked says whether it can be named",
    starts=each(SettingConsulted, per=Setting),
    due=days_of(15),
    stops=SettingAnswered,
    falls_away=[FinalPlanSent, RequestWithdrawn],
    owed_by=SETTING,
    law=CODE(9, 83, mark=Mark.SECONDARY),
)

# What is owed. None of these holds up the final plan.

OFFICER_MEETS = Then(
    "An officer meets the family, as they asked",
    OfficerMet,
    by=AUTHORITY,
    due=days_of(Local("days to meet the family", 15)),
    law=REGS(13, 1, "a", "ii"),
)

# What happens, whoever does it. The draft and the plan are told of in the request's own story, and heard here.

DRAFT_ARRIVES = Whenever(DraftServed, [OUTSET, WITH_FAMILY], to=WITH_FAMILY)
FAMILY_WANTS_TO_MEET = Whenever(MeetingAsked, owes=[OFFICER_MEETS])
PLAN_IS_FINISHED = Whenever(FinalPlanSent, WITH_FAMILY, to=FINISHED)
NO_PLAN_AFTER_ALL = Whenever(NoPlan, WITH_FAMILY, to=STOPPED)
REQUEST_IS_WITHDRAWN = Whenever(RequestWithdrawn, WITH_FAMILY, to=STOPPED)

DRAFT = Workflow(
    "draft",
    "Answering a draft plan",
    declared_in=__name__,
    held_by=AUTHORITY,
    version="2026.1",
    in_force=SINCE_2014,
)

"""Moving to another authority: the plan goes along with the child, or none can and a new start is made without delay.

SEND Regulations 2014, regs. 15, 16. Within England the old authority hands the plan over: on the day of the move, or
within fifteen working days of knowing of it. From then on the new authority must carry it out, as if it had made it on
the day it was first made. Where the school named is now too far away, another is arranged until the plan is changed,
and fees do not stop before that.

From Wales, Scotland, Northern Ireland or abroad no plan transfers. The papers that came along are read, the family
knows that they may ask for an assessment on the first day, and help begins meanwhile. A service family has the same
rights as everybody, and often little notice.

An authority that starts to keep its records here writes down each plan as history, with the day it was made or last
reviewed. Every clock that was running then runs on from its own first day: nothing starts afresh.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Choice,
    Clock,
    Event,
    Local,
    Mark,
    Name,
    Notice,
    Stage,
    Then,
    Whenever,
    Window,
    Words,
    Workflow,
    about,
    after_day,
    asks,
    contested,
    each,
    first,
    later_of,
    latest,
    months_beginning_with,
    on,
    since_last,
    weeks_of,
    working_days_beginning_with,
    working_days_of,
)
from goldenthread.workflows.annual_review import AmendmentDecided, AmendmentNoticeSent, PlanKept
from goldenthread.workflows.ceasing import EndDecided, PlanEnded, PlanLapsed
from goldenthread.workflows.decisions import PlanBegun
from goldenthread.workflows.law import CODE, GOOD_PRACTICE, REGS, SINCE_2014
from goldenthread.workflows.needs_assessment import FinalPlanSent
from goldenthread.workflows.people import (
    ANYONE,
    AUTHORITY,
    HEALTH_SERVICE,
    NEW_AUTHORITY,
    OLD_AUTHORITY,
    PARENT,
    STAFF,
)
from goldenthread.workflows.vocabulary import CORE, SettingId

OFFICER = (AUTHORITY,)

# Within England: the plan goes along


class MoveKnown(Event, tag="plan.move-known"):
    """The authority the child is leaving knows that the family is moving."""

    told = "The old authority knew that the family moves on {moves_on}"
    when = "On what day did the authority they are leaving know?"
    kept = CORE
    recorded_by = ANYONE

    moves_on: Annotated[date, asks("On what day does the child move?"), CLEAR]
    new_authority_knew: Annotated[
        date | None, asks("When did the authority they move to know, if you know?"), CLEAR
    ] = None
    service_family: Annotated[bool, asks("Is it a posting in the armed forces?")] = False


class PlanTransferred(Event, tag="plan.transferred"):
    """The plan went to the new authority. It counts as if that authority had made it, on the day it was first made."""

    told = "The plan moved to the new authority"
    when = "On what day was it transferred?"
    kept = CORE
    recorded_by = ANYONE

    review_due_on: Annotated[
        date | None,
        asks("By when was the next yearly review due?", "Twelve months counting the day it was made or last reviewed."),
        CLEAR,
    ] = None
    from_authority: Annotated[Name | None, asks("Which authority did it come from?")] = None


class FamilyToldOfTransfer(Notice, tag="plan.family-told-of-transfer"):
    """The new authority told the family that it has the plan, whether it will assess again, and when it will review."""

    told = "The new authority told {to} that it has the plan, and when it will review it"
    told_erased = "The new authority told the family that it has the plan, and when it will review it"
    when = "On what day was the family told?"
    kept = CORE
    recorded_by = OFFICER

    will_assess: Annotated[bool, asks("Does it propose to assess again?")]
    will_review_by: Annotated[date, asks("By when will it review the plan?"), CLEAR]


class SchoolOutOfReach(Event, tag="authority-move.school-out-of-reach"):
    """After the move it is not practical for the child to go to the school or setting that the plan names."""

    told = "After the move {child} cannot go on at the school or setting named"
    when = "From what day?"
    kept = CORE
    recorded_by = ANYONE

    why: Annotated[Words, asks("Why is it not practical, and what does the family wish?"), about(PARENT)]


class OtherSchoolArranged(Event, tag="authority-move.other-school-arranged"):
    """Until the plan is changed, the child goes to another school or setting that suits them."""

    told = "Until the plan is changed, {child} goes to {now_at}"
    when = "On what day was the first day there?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    now_at: Annotated[SettingId, asks("Where?"), CLEAR]
    how_it_suits: Annotated[Words, asks("How does it give what the plan says?")]


# Health


class HealthBodyChanged(Event, tag="authority-move.health-body-changed"):
    """The health body that arranged the care in the plan knows that another one is now responsible."""

    told = "Another part of the health service is now responsible for the care in the plan"
    when = "On what day did the old one know?"
    kept = CORE
    recorded_by = ANYONE


class NewHealthBodyTold(Event, tag="authority-move.new-health-body-told"):
    """The health body now responsible knows of the child and of what the plan says. It may ask for a review."""

    told = "The health service now responsible was told of the plan"
    when = "On what day was it told?"
    kept = CORE
    recorded_by = (HEALTH_SERVICE, AUTHORITY)

    whom: Annotated[Name, asks("Who was told?")]
    asks_for: Annotated[Words | None, asks("Does it ask for the plan to be reviewed, or for another assessment?")] = (
        None
    )


# From elsewhere: no plan transfers


class FromWhere(Choice):
    """Where a family came from, whose plan does not transfer."""

    WALES = "wales", "Wales, with or without an individual development plan"
    SCOTLAND = "scotland", "Scotland, with or without a co-ordinated support plan"
    NORTHERN_IRELAND = "northern-ireland", "Northern Ireland, with or without a statement"
    ABROAD = "abroad", "Another country"


class ArrivedFromElsewhere(Event, tag="authority-move.arrived-from-elsewhere"):
    """A family came from where no plan can transfer. What they had is evidence, and they need not tell it all again."""

    told = "The family came from {where}; no plan transfers, and an assessment may be asked for"
    when = "On what day did they arrive, or were they first known of?"
    kept = CORE
    recorded_by = ANYONE

    where: Annotated[FromWhere, asks("Where from?"), CLEAR]
    had: Annotated[Words, asks("What help did the child have there, and which papers came along?")]
    service_family: Annotated[bool, asks("Is it a posting in the armed forces?")] = False


class FamilyToldItMayAsk(Notice, tag="authority-move.family-told-it-may-ask"):
    """The family knows that no plan came along, that they may ask for an assessment now, and what helps meanwhile."""

    told = "{to} were told that they may ask for an assessment now, and what help there is meanwhile"
    told_erased = "The family was told that they may ask for an assessment now, and what help there is meanwhile"
    when = "When were they told?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    meanwhile: Annotated[Words, asks("What help begins now?")]


# Where it can be

MOVING = Stage("Your family is moving; the plan goes along")
HANDED_OVER = Stage("The new authority has the plan, and must carry it out")
LOOKED_AT = Stage("The new authority has reviewed the plan", ends=True)
ARRIVED = Stage("You have come from elsewhere; you may ask for an assessment")
KNOWN = Stage("You know what you may ask for, and what help there is now", ends=True)

OVER = (PlanEnded, PlanLapsed)
REVIEW_DECIDED = (PlanKept, AmendmentDecided, AmendmentNoticeSent, EndDecided)
MADE_OR_REVIEWED = (PlanBegun, FinalPlanSent, *REVIEW_DECIDED)

# By when. Whose knowledge counts is read in two ways: the regulation says the old authority's, some advice the new
# one's. Either way it is the day of the move, where that was known fifteen working days before.

TRANSFER = Clock(
    "la-transfer",
    "The plan goes to the new authority",
    starts=first(MoveKnown),
    due=contested(
        "whose-knowledge-of-a-move",
        usually="old_authority",
        old_authority=later_of(on(MoveKnown.moves_on), working_days_beginning_with(15)),
        new_authority=later_of(
            on(MoveKnown.moves_on), after_day(MoveKnown.new_authority_knew, working_days_beginning_with(15))
        ),
    ),
    stops=PlanTransferred,
    falls_away=OVER,
    owed_by=OLD_AUTHORITY,
    law=REGS(15, 2),
)
INFORM_OF_TRANSFER = Clock(
    "la-transfer-inform",
    "The new authority tells the family that it has the plan, and when it will review it",
    starts=each(PlanTransferred),
    due=weeks_of(6),
    stops=FamilyToldOfTransfer,
    falls_away=OVER,
    owed_by=NEW_AUTHORITY,
    law=REGS(15, 4),
)
# The later of two limits: the year in which it was due already, and three months beginning with the transfer. Where
# nobody wrote down when it was due, that year is counted from the making of the plan or its last review, if on record.
REVIEW_AFTER_TRANSFER = Clock(
    "la-transfer-review-12m",
    "The new authority reviews the plan",
    starts=each(PlanTransferred),
    due=later_of(
        since_last(*MADE_OR_REVIEWED, period=months_beginning_with(12), unless=PlanTransferred.review_due_on),
        months_beginning_with(3),
    ),
    stops=REVIEW_DECIDED,
    falls_away=OVER,
    owed_by=NEW_AUTHORITY,
    law=REGS(15, 5, "a"),
)
THREE_MONTHS = Window(
    "la-transfer-review-3m",
    "The new authority has three months at least before a review is due",
    opens=latest(PlanTransferred),
    lasts=months_beginning_with(3),
    used_by=REVIEW_DECIDED,
    falls_away=OVER,
    held_by=NEW_AUTHORITY,
    law=REGS(15, 5, "b", mark=Mark.FROM_MEMORY),
)
HEALTH_TELLS_HEALTH = Clock(
    "rcb-change-notify",
    "The health service now responsible knows of the plan",
    starts=each(HealthBodyChanged),
    due=working_days_beginning_with(15),
    stops=NewHealthBodyTold,
    falls_away=OVER,
    owed_by=HEALTH_SERVICE,
    law=REGS(16, mark=Mark.FROM_MEMORY),
)

# What is owed

OTHER_SCHOOL = Then(
    "Another school or setting is arranged until the plan is changed",
    OtherSchoolArranged,
    by=NEW_AUTHORITY,
    due=working_days_of(Local("working days to arrange another school after a move", 5)),
    law=CODE(9, 159, mark=Mark.SECONDARY),
)
MAY_ASK_TOLD = Then(
    "The family knows that they may ask for an assessment, and what help there is meanwhile",
    FamilyToldItMayAsk,
    by=AUTHORITY,
    due=working_days_of(Local("working days to welcome a family from elsewhere", 5)),
    law=GOOD_PRACTICE("no family starts from nothing because of a border", mark=Mark.FROM_MEMORY),
)

# What happens, whoever does it

MOVE_IS_KNOWN = Whenever(MoveKnown, OUTSET, to=MOVING)
PLAN_IS_HANDED_OVER = Whenever(PlanTransferred, [OUTSET, MOVING], to=HANDED_OVER)
SCHOOL_IS_OUT_OF_REACH = Whenever(SchoolOutOfReach, [MOVING, HANDED_OVER], owes=[OTHER_SCHOOL])
HEALTH_CHANGES = Whenever(HealthBodyChanged, [MOVING, HANDED_OVER])
PLAN_IS_KEPT = Whenever(PlanKept, HANDED_OVER, to=LOOKED_AT)
CHANGE_IS_ANNOUNCED = Whenever(AmendmentDecided, HANDED_OVER, to=LOOKED_AT)
CHANGES_ARE_PROPOSED = Whenever(AmendmentNoticeSent, HANDED_OVER, to=LOOKED_AT)
END_IS_DECIDED = Whenever(EndDecided, HANDED_OVER, to=LOOKED_AT)
FAMILY_ARRIVES = Whenever(ArrivedFromElsewhere, OUTSET, to=ARRIVED, owes=[MAY_ASK_TOLD])
FAMILY_KNOWS = Whenever(FamilyToldItMayAsk, ARRIVED, to=KNOWN)

AUTHORITY_MOVE = Workflow(
    "authority-move",
    "Moving to another authority",
    declared_in=__name__,
    held_by=AUTHORITY,
    version="2026.1",
    in_force=SINCE_2014,
)

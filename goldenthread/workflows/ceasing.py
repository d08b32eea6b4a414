"""Ending a plan: talked over first, decided with reasons, and nothing lost until the time to appeal is over.

Children and Families Act 2014, ss. 45, 46; SEND Regulations 2014, regs. 29 to 31. There are two grounds only: the
authority is no longer responsible, or the plan is no longer necessary. The family and the head of the setting named
are told and asked first. The plan stays in force, and must be carried out, until the time to appeal has passed or the
appeal is decided (s. 45(4)).

Under eighteen, leaving education does not end a plan: it is looked at again, for a way back (reg. 29). From eighteen
on, the young person is asked first whether they wish to come back (reg. 30). The family always knows what help there
is afterwards, and how to come back: whoever worries again may ask for an assessment on the next day.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    AT_ONCE,
    CLEAR,
    OUTSET,
    Before,
    Choice,
    Clock,
    Decision,
    Event,
    Local,
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
    latest,
    weeks_of,
    working_days_of,
)
from goldenthread.workflows.appeal import (
    AppealDismissed,
    AppealLodged,
    AppealWithdrawn,
    CeasingUpheld,
    ContinuingOrdered,
)
from goldenthread.workflows.challenging import APPEAL, MEDIATION_CONTACT
from goldenthread.workflows.decisions import AppealableDecision
from goldenthread.workflows.law import CFA, LOCAL_POLICY, REGS, SINCE_2014
from goldenthread.workflows.people import ANYONE, AUTHORITY, FAMILY, PARENT, STAFF
from goldenthread.workflows.vocabulary import CORE

OFFICER = (AUTHORITY,)

# Leaving education with a plan


class LeftUnderEighteen(Event, tag="ceasing.left-under-eighteen"):
    """A young person under eighteen is no longer in education or training. The plan does not end (reg. 29)."""

    told = "{child} is no longer in education; the plan goes on"
    when = "From what day?"
    kept = CORE
    recorded_by = ANYONE

    what_happened: Annotated[Words, asks("What happened, as they tell it?")]


class WayBackPlanned(Event, tag="ceasing.way-back-planned"):
    """The plan was looked at again with the young person, for a way back into education or training."""

    told = "A way back into education was talked about and planned"
    when = "On what day was it talked about?"
    kept = CORE
    recorded_by = (*FAMILY, *STAFF, AUTHORITY)

    wishes: Annotated[Words, asks("What does the young person wish for?")]
    way_back: Annotated[Words, asks("What would help them back, and how will the plan be changed for it?")]


class LeftAtEighteenOrOver(Event, tag="ceasing.left-at-eighteen-or-over"):
    """A young person of eighteen or over is no longer in education or training. They are asked first (reg. 30)."""

    told = "{child} is no longer in education; nothing is decided about the plan"
    when = "From what day?"
    kept = CORE
    recorded_by = ANYONE

    what_happened: Annotated[Words, asks("What happened, as they tell it?")]


class AskedWhetherToReturn(Event, tag="ceasing.asked-whether-to-return"):
    """The plan was reviewed, and the young person said whether they wish to come back to education."""

    told = "{child} was asked about coming back to education"
    when = "When were they asked?"
    kept = CORE
    recorded_by = (*FAMILY, *STAFF, AUTHORITY)

    wishes: Annotated[Words, asks("What do they wish for, in their own words?")]
    how_asked: Annotated[Words, asks("How were they asked, and who helped them to say it?")]


# Before anything is decided


class EndTalkedOver(Notice, tag="plan.end-talked-over"):
    """The family was told that the plan may end, and asked what they think."""

    told = "{to} were asked about ending the plan"
    told_erased = "The family was asked about ending the plan"
    when = "When were they asked?"
    kept = CORE
    recorded_by = OFFICER

    views: Annotated[Words, asks("What did they say?"), about(PARENT)]


class HeadAskedOfEnd(Notice, tag="ceasing.head-asked"):
    """The head of the school, or whoever leads the setting that the plan names, was asked about ending it."""

    told = "{to} were asked, for the setting named, about ending the plan"
    told_erased = "The setting named was asked about ending the plan"
    when = "When were they asked?"
    kept = CORE
    recorded_by = OFFICER

    views: Annotated[Words, asks("What did they say?", "Or: the plan names no setting.")]


# The decision


class EndGround(Choice):
    """The only grounds on which a plan may end (s. 45(1), (2))."""

    NO_LONGER_NEEDED = "no-longer-needed", "The plan is no longer necessary: what it hoped for has been reached"
    WORK = "work", "Paid work that is no apprenticeship"
    HIGHER_EDUCATION = "higher-education", "University or other higher education"
    NOT_RETURNING = "not-returning", "Eighteen or over, and does not wish to come back to education"
    MOVED_AWAY = "moved-away", "The child lives where no authority in England is responsible"


class EndDecided(AppealableDecision, tag="plan.end-decided"):
    """The authority told the family that the plan will end, and how to challenge that. Until then it stays in force."""

    told = "The authority told the family that the plan will end"
    when = "What is the date on the letter?"
    kept = CORE
    recorded_by = OFFICER

    ground: Annotated[
        EndGround | None, asks("On what ground?", "At nineteen and over: have its hopes been reached?"), CLEAR
    ] = None


class EndDropped(Notice, tag="ceasing.dropped"):
    """The authority will not end the plan after all. The family knows that it goes on as it was."""

    told = "{to} were told that the plan goes on after all"
    told_erased = "The family was told that the plan goes on after all"
    when = "On what day was the family told?"
    kept = CORE
    recorded_by = OFFICER


class KeptToTheEndOfTheYear(Decision, tag="ceasing.kept-to-the-end-of-the-year"):
    """The young person turns twenty-five, and the plan is kept until the end of that year of study (s. 46)."""

    told = "The plan is kept until {until}, the end of the year in which {child} turns twenty-five"
    when = "On what day was the young person told?"
    kept = CORE
    recorded_by = OFFICER

    until: Annotated[date, asks("On what day does that year of study end?"), CLEAR]


# Over


class EndReason(Choice):
    """Why a plan is over (s. 45)."""

    NO_LONGER_NEEDED = "no-longer-needed", "It is no longer needed"
    NOT_RESPONSIBLE = "not-responsible", "The authority is no longer responsible"
    TRIBUNAL = "tribunal", "The tribunal agreed that it ends"


class PlanEnded(Event, tag="plan.ended"):
    """The plan is over: the time to appeal has passed, or the appeal is decided."""

    told = "The plan came to an end: {reason}"
    when = "On what day did it end?"
    kept = CORE
    recorded_by = ANYONE

    reason: Annotated[EndReason, asks("Why?"), CLEAR]
    help_now: Annotated[Words, asks("What help is there now, and how can the family come back?")]


class PlanLapsed(Event, tag="ceasing.lapsed"):
    """The plan is over by age: at twenty-five, or at the end of that year of study if it was kept so long (s. 46)."""

    told = "The plan came to its end: {child} is twenty-five"
    when = "On what day did it end?"
    kept = CORE
    recorded_by = ANYONE

    help_now: Annotated[Words, asks("What help is there now, and whom can they ask?")]


class HelpAfterwards(Choice):
    """What there is when a plan is over."""

    SEN_SUPPORT = "sen-support", "SEN support"
    WHAT_EVERYBODY_GETS = "what-everybody-gets", "What everybody gets; it is enough now"
    ADULT_LIFE = "adult-life", "Help in adult life, from others"


class FamilyToldOfHelp(Notice, tag="ceasing.family-told-of-help"):
    """The family knows what help there is now, who gives it, and how to come back if it is not enough."""

    told = "{to} were told what help there is now: {help_now}"
    told_erased = "The family was told what help there is now: {help_now}"
    when = "When were they told?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    help_now: Annotated[HelpAfterwards, asks("What help is there now?"), CLEAR]
    who: Annotated[Name, asks("Who gives it, and whom can the family talk to?")]
    to_come_back: Annotated[Words, asks("How were they told that they can ask again, on any day?")]


# Where it can be. Until it is over the plan is in force, whatever is said here.

LEFT = Stage("Your child has left education; the plan is in force")
TALKED_OVER = Stage("You have been asked about ending the plan; it is in force")
ENDING = Stage("The authority has said the plan will end; for now it stays in force")
APPEALED = Stage("The end of the plan is being appealed; it stays in force")
UPHELD = Stage("The tribunal agreed that the plan ends")
LAST_YEAR = Stage("The plan is kept until the end of the year in which you turn twenty-five")
GOES_ON = Stage("The plan goes on", ends=True)
OVER = Stage("The plan has ended", ends=True)

TO_CHALLENGE = (MEDIATION_CONTACT, APPEAL)
"""The family's time to challenge the decision to end the plan: declared once, for every such decision."""

# By when

END_AT_ONCE = Clock(
    "ftt-cease",
    "The plan ends, because the tribunal agreed that it does",
    starts=latest(CeasingUpheld, AppealDismissed),
    due=AT_ONCE,
    stops=PlanEnded,
    owed_by=AUTHORITY,
    law=REGS(44, 2, "a"),
)

# What is needed. Each holds the move, because the Act or the regulations forbid the act without it.

END_CONSULTED = Before("The family has been asked about ending the plan", EndTalkedOver, by=AUTHORITY, law=REGS(31))
HEAD_CONSULTED = Before("The head of the setting named has been asked", HeadAskedOfEnd, by=AUTHORITY, law=REGS(31))
APPEAL_TIME_OVER = Before(
    "The time to appeal has passed, or the appeal is decided", APPEAL, by=AUTHORITY, law=CFA(45, 4)
)

# What is owed

WAY_BACK = Then(
    "The plan is looked at again, for a way back into education",
    WayBackPlanned,
    by=AUTHORITY,
    due=weeks_of(Local("weeks to plan a way back into education", 4)),
    law=REGS(29),
)
WISHES_ASKED = Then(
    "The plan is reviewed, and the young person is asked whether they wish to come back",
    AskedWhetherToReturn,
    by=AUTHORITY,
    due=weeks_of(Local("weeks to ask about coming back to education", 4)),
    law=REGS(30),
)
HELP_TOLD = Then(
    "The family knows what help there is now, and how to come back",
    FamilyToldOfHelp,
    by=AUTHORITY,
    due=working_days_of(Local("working days to tell a family of help after a plan", 5)),
    law=LOCAL_POLICY("nobody is left without knowing what comes next"),
)

# What happens, whoever does it

LEAVES_UNDER_EIGHTEEN = Whenever(LeftUnderEighteen, [OUTSET, LEFT], to=LEFT, owes=[WAY_BACK])
LEAVES_AT_EIGHTEEN_OR_OVER = Whenever(LeftAtEighteenOrOver, [OUTSET, LEFT], to=LEFT, owes=[WISHES_ASKED])
WAY_BACK_IS_FOUND = Whenever(WayBackPlanned, [LEFT, TALKED_OVER], to=GOES_ON)
FAMILY_IS_ASKED = Whenever(EndTalkedOver, [OUTSET, LEFT, TALKED_OVER], to=TALKED_OVER)
FAMILY_APPEALS = Whenever(AppealLodged, ENDING, to=APPEALED)
APPEAL_IS_TAKEN_BACK = Whenever(AppealWithdrawn, APPEALED, to=ENDING)
TRIBUNAL_AGREES = Whenever(CeasingUpheld, [ENDING, APPEALED], to=UPHELD)
APPEAL_IS_DISMISSED = Whenever(AppealDismissed, [ENDING, APPEALED], to=UPHELD)
TRIBUNAL_KEEPS_THE_PLAN = Whenever(ContinuingOrdered, [ENDING, APPEALED], to=GOES_ON)
AUTHORITY_DROPS_IT = Whenever(EndDropped, [TALKED_OVER, ENDING, APPEALED], to=GOES_ON)
PLAN_IS_KEPT_SO_LONG = Whenever(KeptToTheEndOfTheYear, [OUTSET, LEFT, TALKED_OVER], to=LAST_YEAR)
AGE_ENDS_IT = Whenever(PlanLapsed, [OUTSET, LEFT, TALKED_OVER, ENDING, LAST_YEAR], to=OVER, owes=[HELP_TOLD])

# What people do

DECIDE_TO_END = Move(
    "Decide that the plan will end",
    [OUTSET, LEFT, TALKED_OVER],
    to=ENDING,
    needs=[END_CONSULTED, HEAD_CONSULTED],
    records=EndDecided,
)
END_PLAN = Move(
    "Say that the plan has ended",
    [ENDING, UPHELD],
    to=OVER,
    needs=[APPEAL_TIME_OVER],
    records=PlanEnded,
    owes=[HELP_TOLD],
)

CEASING = Workflow(
    "ceasing",
    "Ending the plan",
    declared_in=__name__,
    held_by=AUTHORITY,
    version="2026.1",
    in_force=SINCE_2014,
)

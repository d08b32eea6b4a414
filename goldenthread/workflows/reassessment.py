"""Assessing again, with a plan in force: when the child's needs may have changed more than a review can tell.

Children and Families Act 2014, s. 44(2), (3); SEND Regulations 2014, regs. 23 to 27. A parent, a young person, the
school or other setting, or health may ask; the authority may also decide to by itself. It answers within fifteen
days, and the plan that comes of it is with the family within fourteen weeks of that answer.

If there was an assessment in the last six months the authority may say no for that reason. The request is valid all
the same: it is received, decided, and a refusal can be challenged. The plan stays in force all the while.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Before,
    BeforeOrReason,
    Choice,
    Clock,
    Decision,
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
    Whenever,
    Window,
    Words,
    Workflow,
    about,
    asks,
    days_beginning_with,
    days_of,
    during,
    each,
    latest,
    weeks_of,
)
from goldenthread.workflows.appeal import AppealNotOpposed, AssessmentOrdered, MediationAgreed
from goldenthread.workflows.ceasing import PlanEnded, PlanLapsed
from goldenthread.workflows.challenging import APPEAL, MEDIATION_CONTACT
from goldenthread.workflows.decisions import AppealableDecision
from goldenthread.workflows.excuses import ONLY_IN_2020, AdviserGround, AuthorityGround
from goldenthread.workflows.law import CFA, REGS, SINCE_2014
from goldenthread.workflows.people import ADVISER, ANYONE, AUTHORITY, FAMILY, PARENT
from goldenthread.workflows.vocabulary import CORE, Adviser, SettingId

OFFICER = (AUTHORITY,)

# Asking


class ReassessmentRequester(Choice):
    """Who has the right to ask (s. 44(2))."""

    PARENT = "parent", "A parent"
    YOUNG_PERSON = "young-person", "The young person"
    INSTITUTION = "institution", "The school, college or other setting"
    HEALTH = "health", "The health service"


class ReassessmentAsked(Event, tag="reassessment.request-received"):
    """The authority has a request to assess again, in any form."""

    told = "The authority received a request to assess again, from {requester}"
    when = "On what day did the authority receive it?"
    kept = CORE
    recorded_by = ANYONE

    requester: Annotated[ReassessmentRequester, asks("Who asked?"), CLEAR]
    form: Annotated[How, asks("How did it arrive?"), CLEAR]
    words: Annotated[Words, asks("What did they ask, in their own words?"), about(PARENT)]
    last_assessed_on: Annotated[
        date | None, asks("When was the child last assessed, if it is less than six months ago?"), CLEAR
    ] = None


class ReassessmentWithdrawn(Event, tag="reassessment.request-withdrawn"):
    """Whoever asked no longer wants another assessment."""

    told = "The request to assess again was taken back"
    when = "On what day did the authority know?"
    kept = CORE
    recorded_by = ANYONE

    why: Annotated[Words | None, asks("Did they say why?")] = None


class FamilyAskedOfReassessment(Notice, tag="reassessment.family-asked"):
    """The family knows that an assessment is being considered, and that they may say and show what they think."""

    told = "{to} were asked, {how}, what they think of assessing again"
    told_erased = "The family was asked what they think of assessing again"
    kept = CORE
    recorded_by = OFFICER


# Deciding


class ReassessmentAgreed(Decision, tag="reassessment.agreed"):
    """The authority told the family that it will assess again: because it was asked to, or by its own decision."""

    told = "The authority told the family that it will assess {child} again"
    when = "On what day was the family told?"
    kept = CORE
    recorded_by = OFFICER


class NotAgain(Choice):
    """The only two grounds for saying no."""

    SIX_MONTHS = "six-months", "There was an assessment in the last six months"
    NOT_NEEDED = "not-needed", "Another assessment is not necessary"


class ReassessmentRefused(AppealableDecision, tag="reassessment.refused"):
    """The authority told the family that it will not assess again, on which ground, and how to challenge that."""

    told = "The authority told the family that it will not assess {child} again: {ground}"
    when = "What is the date on the letter?"
    kept = CORE
    recorded_by = OFFICER

    ground: Annotated[NotAgain, asks("On which ground?"), CLEAR]


# Assessing


class ReassessmentAdviceRequested(Event, tag="reassessment.advice-requested"):
    """One adviser was asked for advice. Each has six weeks from the day they were asked."""

    told = "Advice was asked of {adviser}"
    when = "When were they asked?"
    kept = CORE
    recorded_by = OFFICER

    adviser: Annotated[Adviser, asks("Whose advice?"), CLEAR]
    whom: Annotated[Name, asks("Who was asked?")]


class ReassessmentAdviceReceived(Event, tag="reassessment.advice-received"):
    """One adviser's advice is in. It stays theirs."""

    told = "Advice came from {adviser}"
    when = "When did the authority receive it?"
    kept = CORE
    recorded_by = (AUTHORITY, ADVISER)

    adviser: Annotated[Adviser, asks("Whose advice?"), CLEAR]
    author: Annotated[Name, asks("Who wrote it?")]
    says: Annotated[Words, asks("What does it say: needs, outcomes, provision?")]


class ReassessmentAdviserExcused(Event, tag="reassessment.adviser-excused"):
    """Six weeks were not practical for one adviser, for a reason the law allows. It adds no days."""

    told = "{adviser} could not keep to six weeks: {ground}"
    kept = CORE
    recorded_by = (AUTHORITY, ADVISER)

    adviser: Annotated[Adviser, asks("Which adviser?"), CLEAR]
    ground: Annotated[AdviserGround, asks("On what ground?"), CLEAR]
    starts_on: Annotated[date, asks("From which day?"), CLEAR]
    because: Annotated[Words, asks("Why did it make six weeks impractical?")]
    ends_on: Annotated[date | None, asks("Until which day?"), CLEAR] = None


class ReassessmentTimeLimitExcused(Event, tag="reassessment.time-limit-excused"):
    """The fourteen weeks were not practical, for a reason the law allows. It adds no days."""

    told = "The authority could not keep to time: {ground}"
    kept = CORE
    recorded_by = OFFICER

    ground: Annotated[AuthorityGround, asks("On what ground?"), CLEAR]
    starts_on: Annotated[date, asks("From which day?"), CLEAR]
    because: Annotated[Words, asks("Why did it make the time limit impractical?")]
    decided_by: Annotated[Name, asks("Who decided to rely on it?")]
    ends_on: Annotated[date | None, asks("Until which day?"), CLEAR] = None


class ReassessmentDraftServed(Event, tag="reassessment.draft-served"):
    """The family has the plan as it would now be, and the advice. It names no school."""

    told = "The family was sent a draft of the plan as it would now be"
    when = "On what day did the family have it?"
    kept = CORE
    recorded_by = OFFICER

    how: Annotated[How, asks("How was it served?"), CLEAR]
    changes: Annotated[Words, asks("What would change: needs, outcomes, provision?")]


class FamilyRepliedToReassessment(Event, tag="reassessment.family-replied"):
    """What the family says of the draft, which setting they ask for, and whether they want to meet."""

    told = "The family replied to the draft"
    when = "On what day did they reply?"
    kept = CORE
    recorded_by = (*FAMILY, AUTHORITY)

    views: Annotated[Words, asks("What did they say?"), about(PARENT)]
    wants_to_meet: Annotated[bool, asks("Do they want to meet an officer?")]
    asks_for: Annotated[SettingId | None, asks("Which school or other setting do they ask for?")] = None


class FamilyContentWithReassessment(Event, tag="reassessment.family-content"):
    """The family said they need no more time with the draft."""

    told = "The family was content for the plan to be finished"
    kept = CORE
    recorded_by = (*FAMILY, AUTHORITY)


# What came of it


class ReassessedPlanSent(AppealableDecision, tag="reassessment.plan-sent"):
    """The family has the plan that came of it, changed or made afresh, and knows how to challenge it."""

    told = "The family was sent the plan that came of the new assessment"
    when = "On what day did the family have it?"
    kept = CORE
    recorded_by = OFFICER

    changed: Annotated[Words, asks("What was changed, and what came of the family's views?")]
    named: Annotated[SettingId | None, asks("I. Which school or other setting is named?"), CLEAR] = None


class NotChangedByReassessment(AppealableDecision, tag="reassessment.plan-not-changed"):
    """After the assessment the plan stays as it is. The family knows why, and how to challenge it."""

    told = "The authority told the family that the plan stays as it is after the new assessment"
    when = "What is the date on the letter?"
    kept = CORE
    recorded_by = OFFICER


class FamilyToldItWillReassess(Notice, tag="reassessment.family-told-as-ordered"):
    """After an order, an agreement or not opposing: the family is told that the assessment will be made."""

    told = "{to} were told {how} that there will be another assessment after all"
    told_erased = "The family was told that there will be another assessment after all"
    kept = CORE
    recorded_by = OFFICER

    order: Annotated[
        RecordId | None, asks("By which order or agreement?", "Leave empty if it is not on record."), CLEAR
    ] = None  # fmt: skip


# Where it can be

ASKED = Stage("The authority is deciding whether to assess again")
REFUSED = Stage("The authority has said it will not assess again", ends=True)
WITHDRAWN = Stage("The request was taken back", ends=True)
ASSESSING = Stage("Advice is being gathered again")
DRAFTED = Stage("You have a draft of the plan as it would now be")
DONE = Stage("You have the plan that came of the new assessment", ends=True)
UNCHANGED = Stage("The plan stays as it is", ends=True)

OVER = (PlanEnded, PlanLapsed)
TO_CHALLENGE = (MEDIATION_CONTACT, APPEAL)
"""The family's time to challenge a refusal, or the plan that came of it: declared once, for every such decision."""

# By when

DECIDE = Clock(
    "reassess-decide",
    "The authority decides whether to assess again, and tells the family",
    starts=each(ReassessmentAsked),
    due=days_of(15),
    stops=[ReassessmentAgreed, ReassessmentRefused],
    falls_away=[ReassessmentWithdrawn, ReassessmentDraftServed, ReassessedPlanSent, *OVER],
    owed_by=AUTHORITY,
    law=REGS(25, mark=Mark.SECONDARY),
)
ADVICE = Clock(
    "reassess-advice",
    "Each adviser gives the advice asked of them",
    starts=each(ReassessmentAdviceRequested, per=Adviser),
    due=weeks_of(6),
    stops=ReassessmentAdviceReceived,
    falls_away=[ReassessmentWithdrawn, *OVER],
    unless=during(ReassessmentAdviserExcused.starts_on, ReassessmentAdviserExcused.ends_on),
    owed_by=ADVISER,
    law=REGS(8, 1, mark=Mark.SECONDARY),
)
FIFTEEN_DAYS = Window(
    "reassess-draft-reps",
    "The family's time to answer the draft",
    opens=latest(ReassessmentDraftServed),
    lasts=days_beginning_with(15),
    ends_early=FamilyContentWithReassessment,
    held_by=PARENT,
    law=REGS(27),
)
FINAL = Clock(
    "reassess-final",
    "The family has the plan that came of the new assessment",
    starts=latest(ReassessmentAgreed),
    due=weeks_of(14),
    stops=[ReassessedPlanSent, NotChangedByReassessment],
    falls_away=[ReassessmentWithdrawn, *OVER],
    unless=during(ReassessmentTimeLimitExcused.starts_on, ReassessmentTimeLimitExcused.ends_on, within=ONLY_IN_2020),
    owed_by=AUTHORITY,
    law=REGS(27),
)

# By when: a refusal, turned round. An order to reassess (reg. 44(2)(b)), or an agreement in mediation, which counts as
# one (reg. 42(2)); or the authority does not oppose the appeal (reg. 45). From then on only these days count.

AS_ORDERED = latest(AssessmentOrdered, MediationAgreed)
NOT_OPPOSED = latest(AppealNotOpposed)

ORDER_NOTICE = Clock(
    "ftt-notify-reassess",
    "The family is told that the assessment ordered or agreed will be made",
    starts=AS_ORDERED,
    due=weeks_of(2),
    stops=FamilyToldItWillReassess,
    owed_by=AUTHORITY,
    law=REGS(44, 2, "b", mark=Mark.SECONDARY),
)
ORDER_FINAL = Clock(
    "ftt-reassess-final",
    "The family has the plan that came of the assessment ordered or agreed",
    starts=AS_ORDERED,
    due=weeks_of(14),
    stops=[ReassessedPlanSent, NotChangedByReassessment],
    in_place_of=[FINAL],
    unless=during(ReassessmentTimeLimitExcused.starts_on, ReassessmentTimeLimitExcused.ends_on, within=ONLY_IN_2020),
    owed_by=AUTHORITY,
    law=REGS(44, 2, "b", "ii", mark=Mark.SECONDARY),
)
UNOPPOSED_NOTICE = Clock(
    "unopposed-notify-reassess",
    "The family is told that the assessment will be made after all",
    starts=NOT_OPPOSED,
    due=weeks_of(2),
    stops=FamilyToldItWillReassess,
    owed_by=AUTHORITY,
    law=REGS(45, 3),
)
UNOPPOSED_FINAL = Clock(
    "unopposed-reassess-final",
    "The family has the plan that came of the assessment made after all",
    starts=NOT_OPPOSED,
    due=weeks_of(14),
    stops=[ReassessedPlanSent, NotChangedByReassessment],
    in_place_of=[FINAL],
    owed_by=AUTHORITY,
    law=REGS(45, "3A", "b"),
)

# What is needed

FAMILY_HAD_ITS_DAYS = Before(
    "The family has had fifteen days with the draft, or is content",
    FIFTEEN_DAYS,
    by=AUTHORITY,
    law=REGS(27),
)
ADVICE_ASKED = BeforeOrReason(
    "Advice has been asked for",
    ReassessmentAdviceRequested,
    by=AUTHORITY,
    law=REGS(6, mark=Mark.SECONDARY),
)
ADVICE_IN = BeforeOrReason("All the advice asked for is in", ADVICE, by=AUTHORITY, law=REGS(6, mark=Mark.SECONDARY))

# What is owed

FAMILY_ASKED_AGAIN = Then(
    "The family is asked what it thinks",
    FamilyAskedOfReassessment,
    by=AUTHORITY,
    due=weeks_of(Local("weeks to ask the family", 1)),
    law=CFA(19),
)
ADVICE_SOUGHT_AGAIN = Then(
    "Advice is asked for at once",
    ReassessmentAdviceRequested,
    by=AUTHORITY,
    due=weeks_of(Local("weeks to ask for advice", 1)),
    law=REGS(6, mark=Mark.SECONDARY),
)

# What happens, whoever does it

REQUEST_ARRIVES = Whenever(ReassessmentAsked, [OUTSET, ASKED], to=ASKED, owes=[FAMILY_ASKED_AGAIN])
REQUEST_IS_TAKEN_BACK = Whenever(ReassessmentWithdrawn, [ASKED, ASSESSING, DRAFTED], to=WITHDRAWN)
TRIBUNAL_ORDERS = Whenever(AssessmentOrdered, REFUSED, to=ASSESSING, owes=[ADVICE_SOUGHT_AGAIN])
MEDIATION_AGREES = Whenever(MediationAgreed, REFUSED, to=ASSESSING, owes=[ADVICE_SOUGHT_AGAIN])
AUTHORITY_GIVES_WAY = Whenever(AppealNotOpposed, REFUSED, to=ASSESSING, owes=[ADVICE_SOUGHT_AGAIN])

# What people do

AGREE = Move(
    "Assess again", [OUTSET, ASKED], to=ASSESSING, records=ReassessmentAgreed, owes=[ADVICE_SOUGHT_AGAIN]
)  # fmt: skip
REFUSE = Move("Decide not to assess again", ASKED, to=REFUSED, records=ReassessmentRefused)
SERVE_DRAFT = Move(
    "Send the family a draft of the plan as it would now be",
    [ASSESSING, DRAFTED],
    to=DRAFTED,
    needs=[ADVICE_ASKED, ADVICE_IN],
    records=ReassessmentDraftServed,
)
FINISH = Move(
    "Send the plan that came of it", DRAFTED, to=DONE, needs=[FAMILY_HAD_ITS_DAYS], records=ReassessedPlanSent
)  # fmt: skip
LEAVE_AS_IT_IS = Move(
    "Leave the plan as it is after the assessment",
    [ASSESSING, DRAFTED],
    to=UNCHANGED,
    needs=[ADVICE_IN],
    records=NotChangedByReassessment,
)

REASSESSMENT = Workflow(
    "reassessment",
    "Assessing again",
    declared_in=__name__,
    held_by=AUTHORITY,
    version="2026.1",
    in_force=SINCE_2014,
)

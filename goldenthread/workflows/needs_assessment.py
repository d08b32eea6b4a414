"""EHC needs assessment: from a request in any form to a plan, or to a refusal and what may follow it.

Children and Families Act 2014, ss. 36 to 40; SEND Regulations 2014, regs. 3 to 14, 32 to 45.

A request needs nothing before it: no form, no earlier support, no permission, and it may come on the first day of
a record. It counts from the day it is received. While it runs, any other request joins it (`RequestJoined`). Once it
is over (withdrawn, refused, no plan, a plan) a new request opens a story of its own.

A refusal that is turned round goes on by the way it was turned, and each way has its own clocks: the tribunal's
order, an agreement in mediation (as if ordered), telling the tribunal before responding that the appeal is not
opposed; or a bare change of mind, which starts no new clock.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Agreement,
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
    after,
    answered_by,
    asks,
    contested,
    days_beginning_with,
    days_of,
    during,
    each,
    first,
    later_of,
    latest,
    months_of,
    on,
    weeks_of,
    working_days_beginning_with,
    working_days_of,
)
from goldenthread.workflows.calendars import out_of_august_and_christmas, tribunal_working_days_of
from goldenthread.workflows.law import CFA, CODE, GOOD_PRACTICE, REGS, SINCE_2014, TRIBUNAL_PROCEDURE, TRIBUNAL_RULES
from goldenthread.workflows.people import (
    ADVISER,
    ANYONE,
    AUTHORITY,
    FAMILY,
    MEDIATION_ADVISER,
    PARENT,
    SENCO,
    SETTING,
)
from goldenthread.workflows.vocabulary import CORE, Adviser, Setting, SettingId

OFFICER = (AUTHORITY,)

# Asking. Each event is named for the day that counts: the day a request arrives, not the day it was sent.


class Requester(Choice):
    """Who has the right to ask (CFA s.36(1))."""

    PARENT = "parent", "A parent"
    YOUNG_PERSON = "young-person", "The young person"
    SCHOOL = "school", "A school or college"


class Worrier(Choice):
    """Anybody else may bring a child to the authority's attention (CFA s.24)."""

    EARLY_YEARS = "early-years", "A nursery or childminder that is not a school"
    HEALTH = "health", "A doctor, health visitor or other health worker"
    SOCIAL_CARE = "social-care", "A social worker or foster carer"
    YOUTH_JUSTICE = "youth-justice", "Youth justice"
    SOMEBODY_ELSE = "somebody-else", "Somebody else"


class RequestTalkedOver(Agreement, tag="assessment.request-talked-over"):
    """Whether the family knows of the setting's request and is happy with it. The Act does not require it."""

    told = "{asked} was asked about requesting an assessment, and said {answer}"
    told_erased = "The family was asked about requesting an assessment, and said {answer}"
    kept = CORE
    recorded_by = (SENCO,)


class RequestSent(Event, tag="assessment.request-sent"):
    """The setting asked the authority for an assessment. The clock has not started: it starts on receipt."""

    told = "{by} asked the authority to assess {child}"
    when = "When was it sent?"
    kept = CORE
    recorded_by = (SENCO,)

    why: Annotated[Words, asks("Why is an assessment needed?")]


class RequestReceived(Event, tag="assessment.request-received"):
    """The authority has a request, in any form: a letter, an e-mail, a telephone call written down."""

    told = "The authority received a request from {requester}, {form}"
    when = "On what day did the authority receive it?"
    kept = CORE
    recorded_by = ANYONE

    requester: Annotated[Requester, asks("Who asked?"), CLEAR]
    form: Annotated[How, asks("How did it arrive?"), CLEAR]
    words: Annotated[Words, asks("What did they ask, in their own words?"), about(PARENT)]
    sent_on: Annotated[date | None, asks("When was it sent, if you know?"), CLEAR] = None
    received_by: Annotated[Name | None, asks("Who at the authority received it?")] = None


class BroughtToAttention(Event, tag="assessment.brought-to-attention"):
    """Somebody without a right to request told the authority of a child who may need a plan."""

    told = "{worrier} brought {child} to the authority's attention"
    when = "On what day did the authority become responsible?"
    kept = CORE
    recorded_by = ANYONE

    worrier: Annotated[Worrier, asks("Who told the authority?"), CLEAR]
    why: Annotated[Words, asks("Why may the child need a plan?")]


class RequestJoined(Event, tag="assessment.request-joined"):
    """Another request, or a word from somebody else, came while one was running. It joins the clock of the first."""

    told = "Another request reached the authority, and joined the first"
    when = "On what day did the authority receive it?"
    kept = CORE
    recorded_by = ANYONE

    form: Annotated[How, asks("How did it arrive?"), CLEAR]
    who: Annotated[Name, asks("Who asked?")]
    words: Annotated[Words, asks("What did they ask, in their own words?"), about(PARENT)]


class RequestWithdrawn(Event, tag="assessment.request-withdrawn"):
    """Whoever asked no longer wants an assessment."""

    told = "The request was withdrawn"
    when = "On what day did the authority know?"
    kept = CORE
    recorded_by = (*FAMILY, SENCO, AUTHORITY)

    why: Annotated[Words | None, asks("Did they say why?")] = None


# Deciding whether to assess


class FamilyAsked(Notice, tag="assessment.family-asked"):
    """The family knows the authority is considering it, and that they may say and show what they think."""

    told = "{to} were asked, {how}, what they think of the request"
    told_erased = "The family was asked what they think of the request"
    kept = CORE
    recorded_by = OFFICER


class OthersTold(Notice, tag="assessment.others-told"):
    """Health, social care and the head or early years provider know of the request."""

    told = "{to} were told of the request"
    told_erased = "Health, social care and the setting were told of the request"
    kept = CORE
    recorded_by = OFFICER


class AssessmentAgreed(Decision, tag="assessment.agreed"):
    """The authority told the family that it will assess."""

    told = "The authority told the family it will assess {child}"
    when = "On what day was the family told?"
    kept = CORE
    recorded_by = OFFICER


class AssessmentRefused(Decision, tag="assessment.refused"):
    """The authority told the family that it will not assess, why, and how to challenge it."""

    told = "The authority told the family it will not assess {child}"
    when = "What is the date on the letter?"
    kept = CORE
    recorded_by = OFFICER

    rights_explained: Annotated[Words, asks("How were the rights to mediation and appeal explained?")]


# Advice


class AdviceRequested(Event, tag="assessment.advice-requested"):
    """One adviser was asked for advice. Each has six weeks from the day they were asked."""

    told = "Advice was asked of {adviser}"
    when = "When were they asked?"
    kept = CORE
    recorded_by = OFFICER

    adviser: Annotated[Adviser, asks("Whose advice?"), CLEAR]
    whom: Annotated[Name, asks("Who was asked?")]


class AdviceReceived(Event, tag="assessment.advice-received"):
    """One adviser's advice is in. It stays theirs."""

    told = "Advice came from {adviser}"
    when = "When did the authority receive it?"
    kept = CORE
    recorded_by = (AUTHORITY, ADVISER)

    adviser: Annotated[Adviser, asks("Whose advice?"), CLEAR]
    author: Annotated[Name, asks("Who wrote it?")]
    needs: Annotated[Words, asks("What does the child find hard?")]
    outcomes: Annotated[Words, asks("What should they achieve?")]
    provision: Annotated[Words, asks("What do they need?")]


class AdviserGround(Choice):
    """The only reasons an adviser may be late (reg. 8(2)). A school holiday is not one."""

    CIRCUMSTANCES = "exceptional-circumstances", "Exceptional personal circumstances"
    AWAY = "away", "The child or family was away for at least four weeks"
    MISSED = "missed-appointment", "The child missed an appointment"


class AdviserExcused(Event, tag="assessment.adviser-excused"):
    """Six weeks were not practical for one adviser, for a reason the law allows. It adds no days."""

    told = "{adviser} could not keep to six weeks: {ground}"
    kept = CORE
    recorded_by = (AUTHORITY, ADVISER)

    adviser: Annotated[Adviser, asks("Which adviser?"), CLEAR]
    ground: Annotated[AdviserGround, asks("On what ground?"), CLEAR]
    starts_on: Annotated[date, asks("From which day?"), CLEAR]
    because: Annotated[Words, asks("Why did it make six weeks impractical?")]
    ends_on: Annotated[date | None, asks("Until which day?"), CLEAR] = None


class AuthorityGround(Choice):
    """The only grounds for the authority (regs. 5(4), 10(4), 13(3)). Too few psychologists is not one."""

    SCHOOL_CLOSED = "school-closed", "Advice was asked of a school in a closure of at least four weeks"
    NURSERY_CLOSED = (
        "nursery-closed",
        "Advice was asked of a nursery in a closure of at least four weeks",
    )
    CIRCUMSTANCES = "exceptional-circumstances", "Exceptional personal circumstances"
    AWAY = "away", "The child or family was away for at least four weeks"


class TimeLimitExcused(Event, tag="assessment.time-limit-excused"):
    """A time limit was not practical, for a reason the law allows. It adds no days."""

    told = "The authority could not keep to time: {ground}"
    kept = CORE
    recorded_by = OFFICER

    ground: Annotated[AuthorityGround, asks("On what ground?"), CLEAR]
    starts_on: Annotated[date, asks("From which day?"), CLEAR]
    because: Annotated[Words, asks("Why did it make the time limit impractical?")]
    decided_by: Annotated[Name, asks("Who decided to rely on it?")]
    ends_on: Annotated[date | None, asks("Until which day?"), CLEAR] = None


# A plan, or not


class NoPlan(Decision, tag="assessment.no-plan"):
    """The authority told the family that there will be no plan, why, and how to challenge it."""

    told = "The authority told the family there will be no plan"
    when = "What is the date on the letter?"
    kept = CORE
    recorded_by = OFFICER

    rights_explained: Annotated[Words, asks("How were the rights to mediation and appeal explained?")]


class DraftServed(Event, tag="assessment.draft-served"):
    """The family has a draft plan and the advice. It names no school, so nothing here asks for one."""

    told = "The family was sent a draft plan"
    when = "On what day did the family have it?"
    kept = CORE
    recorded_by = OFFICER

    how: Annotated[How, asks("How was it served?"), CLEAR]
    needs: Annotated[Words, asks("B. What are the child's special educational needs?")]
    outcomes: Annotated[Words, asks("E. What are the outcomes sought?")]
    provision: Annotated[Words, asks("F. What provision must be made?", "Specific, and normally in hours.")]


class FamilyReplied(Event, tag="assessment.family-replied"):
    """What the family says of the draft, which setting they ask for, and whether they want to meet."""

    told = "The family replied to the draft"
    when = "On what day did they reply?"
    kept = CORE
    recorded_by = (*FAMILY, AUTHORITY)

    views: Annotated[Words, asks("What did they say?"), about(PARENT)]
    wants_to_meet: Annotated[bool, asks("Do they want to meet an officer?")]
    asks_for: Annotated[SettingId | None, asks("Which school or other setting do they ask for?")] = None


class FamilyContent(Event, tag="assessment.family-content"):
    """The family said they need no more time with the draft."""

    told = "The family was content for the plan to be finished"
    kept = CORE
    recorded_by = (*FAMILY, AUTHORITY)


class SettingConsulted(Event, tag="assessment.setting-consulted"):
    """A school or other setting was asked whether it could be named."""

    told = "{setting} was asked about being named in the plan"
    when = "When was it asked?"
    kept = CORE
    recorded_by = OFFICER

    setting: Annotated[SettingId, asks("Which school or other setting?"), CLEAR]


class SettingAnswered(Event, tag="assessment.setting-answered"):
    """A school or other setting said whether it could be named, and if not, why."""

    told = "{setting} answered"
    when = "When did it answer?"
    kept = CORE
    recorded_by = (AUTHORITY, SETTING)

    setting: Annotated[SettingId, asks("Which school or other setting?"), CLEAR]
    answer: Annotated[Words, asks("What did it say?")]


class FinalPlanSent(Decision, tag="assessment.final-plan-sent"):
    """The family has the final plan, and knows how to challenge it. From this day it must be carried out."""

    told = "The family was sent the final plan"
    when = "On what day did the family have it?"
    kept = CORE
    recorded_by = OFFICER

    needs: Annotated[Words, asks("B. What are the child's special educational needs?")]
    outcomes: Annotated[Words, asks("E. What are the outcomes sought?")]
    provision: Annotated[Words, asks("F. What provision must be made?")]
    kind_of_setting: Annotated[Words, asks("I. What type of school or other setting?")]
    named: Annotated[SettingId | None, asks("I. Which school or other setting is named?"), CLEAR] = None


# Challenging a refusal


class MediationDeclined(Event, tag="mediation.declined"):
    """The family does not want mediation. They still need a certificate to appeal."""

    told = "The family did not want mediation"
    kept = CORE
    recorded_by = ANYONE


class MediationWanted(Event, tag="mediation.wanted"):
    """The authority knows that the family wants mediation."""

    told = "The family asked for mediation"
    when = "On what day was the authority told?"
    kept = CORE
    recorded_by = ANYONE


class CertificateGiven(Event, tag="mediation.certificate-given"):
    """The mediation adviser's certificate: the way to the tribunal is open."""

    told = "The family has a mediation certificate"
    when = "What is the date on the certificate?"
    kept = CORE
    recorded_by = ANYONE


class MediationHeld(Event, tag="mediation.held"):
    """The family and the authority met with a mediator."""

    told = "Mediation was held"
    kept = CORE
    recorded_by = ANYONE


class MediationAgreed(Event, tag="mediation.agreed-to-assess"):
    """Mediation ended in an agreement to assess. It counts as if the tribunal had ordered it (reg. 42(2))."""

    told = "Mediation ended in an agreement to assess"
    when = "What is the date of the agreement?"
    kept = CORE
    recorded_by = ANYONE

    terms: Annotated[Words, asks("What was agreed?")]


class MediationAgreedPlan(Event, tag="mediation.agreed-to-make-plan"):
    """Mediation ended in an agreement to make a plan. It counts as if the tribunal had ordered it (reg. 42(2))."""

    told = "Mediation ended in an agreement to make a plan"
    when = "What is the date of the agreement?"
    kept = CORE
    recorded_by = ANYONE

    terms: Annotated[Words, asks("What was agreed?")]


class MediationAgreedOther(Event, tag="mediation.agreed-on-other-issues"):
    """Mediation ended in an agreement on something that cannot be appealed. It is owed in two weeks (reg. 42(3))."""

    told = "Mediation ended in an agreement"
    when = "What is the date of the agreement?"
    kept = CORE
    recorded_by = ANYONE

    terms: Annotated[Words, asks("What was agreed, and who will do it?")]
    later_day: Annotated[
        date | None, asks("Was a later day agreed in writing?", "Leave empty for the two weeks of the law."), CLEAR
    ] = None


class MediationActedOn(Event, tag="mediation.acted-on"):
    """What was agreed in mediation has been done."""

    told = "What was agreed in mediation was done"
    when = "On what day was all of it done?"
    kept = CORE
    recorded_by = ANYONE

    done: Annotated[Words, asks("What was done?")]
    agreement: Annotated[RecordId | None, asks("Which agreement?", "Leave empty if it is not on record."), CLEAR] = None


class AppealLodged(Event, tag="appeal.lodged"):
    """The family appealed to the tribunal."""

    told = "The family appealed"
    when = "On what day was the appeal lodged?"
    kept = CORE
    recorded_by = ANYONE


class AppealSent(Event, tag="appeal.sent-to-authority"):
    """The tribunal sent the appeal to the authority, which has thirty working days to respond."""

    told = "The tribunal sent the appeal to the authority"
    when = "On what day was it sent?"
    kept = CORE
    recorded_by = ANYONE


class AppealAnswered(Event, tag="appeal.answered"):
    """The authority responded to the appeal."""

    told = "The authority responded to the appeal"
    when = "On what day did it respond?"
    kept = CORE
    recorded_by = ANYONE


class AppealWithdrawn(Event, tag="appeal.withdrawn"):
    """The family took its appeal back. Nothing is said of why unless they wish it."""

    told = "The family took the appeal back"
    kept = CORE
    recorded_by = ANYONE


class AppealNotOpposed(Event, tag="appeal.not-opposed"):
    """The authority told the tribunal, before responding, that it will not oppose the appeal (reg. 45)."""

    told = "The authority told the tribunal it will assess after all"
    when = "On what day was the tribunal told?"
    kept = CORE
    recorded_by = ANYONE


class AssessmentOrdered(Event, tag="appeal.assessment-ordered"):
    """The tribunal ordered the authority to assess (reg. 44)."""

    told = "The tribunal ordered an assessment"
    when = "What is the date of the order?"
    kept = CORE
    recorded_by = ANYONE


class PlanNotOpposed(Event, tag="appeal.plan-not-opposed"):
    """The authority told the tribunal, before responding, that it will make a plan after all (reg. 45)."""

    told = "The authority told the tribunal it will make a plan after all"
    when = "On what day was the tribunal told?"
    kept = CORE
    recorded_by = ANYONE


class PlanOrdered(Event, tag="appeal.plan-ordered"):
    """The tribunal ordered the authority to make and maintain a plan (reg. 44)."""

    told = "The tribunal ordered a plan"
    when = "What is the date of the order?"
    kept = CORE
    recorded_by = ANYONE


class AppealDismissed(Event, tag="appeal.dismissed"):
    """The tribunal upheld the decision: not to assess, or to make no plan."""

    told = "The tribunal agreed with the authority's decision"
    when = "What is the date of the order?"
    kept = CORE
    recorded_by = ANYONE


class MindChanged(Event, tag="assessment.mind-changed"):
    """The authority will assess after all, with no order or agreement: the first twenty weeks still count."""

    told = "The authority changed its mind and will assess"
    when = "On what day was the family told?"
    kept = CORE
    recorded_by = OFFICER

    why: Annotated[Words, asks("What changed?")]


class PlanAfterAll(Event, tag="assessment.plan-after-all"):
    """The authority will make a plan after all, with no order or agreement: the first twenty weeks still count."""

    told = "The authority changed its mind and will make a plan"
    when = "On what day was the family told?"
    kept = CORE
    recorded_by = OFFICER

    why: Annotated[Words, asks("What changed?")]


class FamilyToldItWillAssess(Notice, tag="appeal.family-told-it-will-assess"):
    """After an order, an agreement or giving way: the family is told that the assessment will be made."""

    told = "{to} were told {how} that the assessment will be made"
    told_erased = "The family was told that the assessment will be made"
    kept = CORE
    recorded_by = OFFICER


# Where a request can be. One that is refused is over for the caseload, though it may be challenged: a new request a
# year later opens a story of its own, with clocks of its own.

SENT = Stage("The authority has been asked to assess")
REQUESTED = Stage("The authority is deciding whether to assess")
REFUSED = Stage("The authority has said it will not assess", ends=True)
ASSESSING = Stage("Advice is being gathered")
DRAFTED = Stage("You have a draft plan")
NO_PLAN = Stage("The authority has said there will be no plan", ends=True)
CHALLENGED = Stage("The decision is being challenged")
TO_BE_MADE = Stage("The authority must now make a plan")
PLAN_MADE = Stage("There is a plan", ends=True)
WITHDRAWN = Stage("The request was withdrawn", ends=True)
UPHELD = Stage("The tribunal agreed with the authority", ends=True)

# By when: the request. A second request, or a word from somebody else, joins the clock of the earliest.

ASKED = first(RequestReceived, BroughtToAttention, RequestJoined)
TURNED_ROUND = (AssessmentOrdered, MediationAgreed, AppealNotOpposed, MindChanged)

DECIDE = Clock(
    "ehcna-decide",
    "The authority decides whether to assess, and tells the family",
    starts=ASKED,
    due=weeks_of(6),
    stops=[AssessmentAgreed, AssessmentRefused],
    # Each of these shows that it had been decided, on a day that is not on record: nothing can be said of lateness.
    falls_away=[RequestWithdrawn, *TURNED_ROUND, DraftServed, NoPlan, FinalPlanSent],
    unless=during(TimeLimitExcused.starts_on, TimeLimitExcused.ends_on),
    owed_by=AUTHORITY,
    law=REGS(5, 1),
)
ADVICE = Clock(
    "ehcna-advice",
    "Each adviser gives the advice asked of them",
    starts=each(AdviceRequested, per=Adviser),
    due=weeks_of(6),
    stops=AdviceReceived,
    falls_away=RequestWithdrawn,
    unless=during(AdviserExcused.starts_on, AdviserExcused.ends_on),
    owed_by=ADVISER,
    law=REGS(8, 1, mark=Mark.SECONDARY),
)
PLAN_OR_NOT = Clock(
    "ehcna-no-plan",
    "If there will be no plan, the family is told so",
    starts=ASKED,
    due=weeks_of(16),
    # A draft says that there will be a plan. The law sets no time for saying so.
    stops=[NoPlan, DraftServed],
    falls_away=[AssessmentRefused, RequestWithdrawn, FinalPlanSent],
    back_on=MindChanged,
    unless=during(TimeLimitExcused.starts_on, TimeLimitExcused.ends_on),
    owed_by=AUTHORITY,
    law=REGS(10, 1),
)
DRAFT_TARGET = Clock(
    "ehcna-draft-target",
    "A draft is served in time for everything that follows",
    starts=ASKED,
    due=weeks_of(14),
    stops=DraftServed,
    falls_away=[AssessmentRefused, NoPlan, RequestWithdrawn, FinalPlanSent],
    back_on=[MindChanged, PlanAfterAll],
    owed_by=AUTHORITY,
    law=GOOD_PRACTICE("week 14 leaves room for what follows", mark=Mark.SECONDARY),
)
FINAL_PLAN = Clock(
    "ehcp-final",
    "The family has the final plan",
    starts=ASKED,
    due=weeks_of(20),
    stops=FinalPlanSent,
    falls_away=[AssessmentRefused, NoPlan, RequestWithdrawn],
    back_on=[MindChanged, PlanAfterAll],
    unless=during(TimeLimitExcused.starts_on, TimeLimitExcused.ends_on),
    owed_by=AUTHORITY,
    law=REGS(13, 2),
)
FIFTEEN_DAYS = Window(
    "ehcp-draft-reps",
    "The family's time to answer the draft",
    opens=latest(DraftServed),
    lasts=days_beginning_with(15),
    ends_early=FamilyContent,
    held_by=PARENT,
    law=REGS(13, 1, "a"),
)
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

# By when: a refusal to assess, turned round. An order, an agreement as if ordered, or giving way before responding
# starts new clocks that run in place of the first ones. A bare change of mind starts none.

AS_ORDERED = latest(AssessmentOrdered, MediationAgreed)
NOT_OPPOSED = latest(AppealNotOpposed)

ORDER_NOTICE = Clock(
    "ftt-notify-assess",
    "The family is told that the assessment will be made",
    starts=AS_ORDERED,
    due=weeks_of(2),
    stops=FamilyToldItWillAssess,
    owed_by=AUTHORITY,
    law=REGS(44, 2, "b", mark=Mark.SECONDARY),
)
ORDER_NO_PLAN = Clock(
    "ftt-assess-no-plan",
    "If there will be no plan, the family is told so",
    starts=AS_ORDERED,
    due=weeks_of(10),
    stops=[NoPlan, DraftServed],
    falls_away=FinalPlanSent,
    in_place_of=[PLAN_OR_NOT],
    unless=during(TimeLimitExcused.starts_on, TimeLimitExcused.ends_on),
    owed_by=AUTHORITY,
    law=REGS(44, 2, "b", "i", mark=Mark.SECONDARY),
)
ORDER_FINAL_PLAN = Clock(
    "ftt-assess-final",
    "The family has the final plan",
    starts=AS_ORDERED,
    due=weeks_of(14),
    stops=FinalPlanSent,
    falls_away=NoPlan,
    in_place_of=[FINAL_PLAN, DRAFT_TARGET],
    unless=during(TimeLimitExcused.starts_on, TimeLimitExcused.ends_on),
    owed_by=AUTHORITY,
    law=REGS(44, 2, "b", "ii", mark=Mark.SECONDARY),
)
UNOPPOSED_NOTICE = Clock(
    "unopposed-notify-assess",
    "The family is told that the assessment will be made",
    starts=NOT_OPPOSED,
    due=weeks_of(2),
    stops=FamilyToldItWillAssess,
    owed_by=AUTHORITY,
    law=REGS(45, 3),
)
UNOPPOSED_NO_PLAN = Clock(
    "unopposed-no-plan",
    "If there will be no plan, the family is told so",
    starts=NOT_OPPOSED,
    due=weeks_of(10),
    stops=[NoPlan, DraftServed],
    falls_away=FinalPlanSent,
    in_place_of=[PLAN_OR_NOT],
    owed_by=AUTHORITY,
    law=REGS(45, "3A", "a"),
)
UNOPPOSED_FINAL_PLAN = Clock(
    "unopposed-final",
    "The family has the final plan",
    starts=NOT_OPPOSED,
    due=weeks_of(14),
    stops=FinalPlanSent,
    falls_away=NoPlan,
    in_place_of=[FINAL_PLAN, DRAFT_TARGET],
    owed_by=AUTHORITY,
    law=REGS(45, "3A", "b"),
)

# By when: no plan, turned round.

PLAN_AS_ORDERED = latest(PlanOrdered, MediationAgreedPlan)

ORDER_MAKE_DRAFT = Clock(
    "ftt-make-draft",
    "The family has a draft plan",
    starts=PLAN_AS_ORDERED,
    due=weeks_of(5),
    stops=DraftServed,
    falls_away=FinalPlanSent,
    in_place_of=[DRAFT_TARGET],
    owed_by=AUTHORITY,
    law=REGS(44, 2, "c", "i", mark=Mark.SECONDARY),
)
ORDER_MAKE_FINAL = Clock(
    "ftt-make-final",
    "The family has the final plan",
    starts=PLAN_AS_ORDERED,
    due=weeks_of(11),
    stops=FinalPlanSent,
    in_place_of=[FINAL_PLAN, ORDER_FINAL_PLAN, UNOPPOSED_FINAL_PLAN],
    owed_by=AUTHORITY,
    law=REGS(44, 2, "c", "ii", mark=Mark.SECONDARY),
)
UNOPPOSED_MAKE_DRAFT = Clock(
    "unopposed-make-draft",
    "The family has a draft plan",
    starts=latest(PlanNotOpposed),
    due=weeks_of(5),
    stops=DraftServed,
    falls_away=FinalPlanSent,
    in_place_of=[DRAFT_TARGET],
    owed_by=AUTHORITY,
    law=REGS(45, mark=Mark.SECONDARY),
)
UNOPPOSED_MAKE_FINAL = Clock(
    "unopposed-make-final",
    "The family has the final plan",
    starts=latest(PlanNotOpposed),
    due=weeks_of(11),
    stops=FinalPlanSent,
    in_place_of=[FINAL_PLAN, ORDER_FINAL_PLAN, UNOPPOSED_FINAL_PLAN],
    owed_by=AUTHORITY,
    law=REGS(45, mark=Mark.SECONDARY),
)

# By when: mediation and appeal

REFUSALS = latest(AssessmentRefused, NoPlan)
NOT_REFUSED_AFTER_ALL = (*TURNED_ROUND, PlanAfterAll, PlanOrdered, PlanNotOpposed, MediationAgreedPlan)

MEDIATION_CONTACT = Window(
    "mediation-contact",
    "The family may speak to a mediation adviser",
    opens=REFUSALS,
    lasts=months_of(2),
    used_by=[MediationWanted, MediationDeclined],
    falls_away=NOT_REFUSED_AFTER_ALL,
    held_by=PARENT,
    law=REGS(33, mark=Mark.SECONDARY),
)
MEDIATION_ARRANGED = Clock(
    "mediation-arrange",
    "Mediation is arranged",
    starts=latest(MediationWanted),
    due=days_of(30),
    stops=[MediationHeld, CertificateGiven, MediationAgreed, MediationAgreedPlan, MediationAgreedOther],
    falls_away=[MindChanged, PlanAfterAll],
    owed_by=AUTHORITY,
    law=REGS(36, mark=Mark.SECONDARY),
)
CERTIFICATE = Clock(
    "mediation-cert-declined",
    "The family has a mediation certificate",
    starts=latest(MediationDeclined),
    due=contested(
        "mediation-certificate-days",
        usually="not_counting_the_first",
        not_counting_the_first=working_days_of(3),
        counting_the_first=working_days_beginning_with(3),
    ),
    stops=CertificateGiven,
    owed_by=MEDIATION_ADVISER,
    law=REGS(34, mark=Mark.CONTESTED),
)
CERTIFICATE_AFTER = Clock(
    "mediation-cert-after",
    "The family has a mediation certificate after mediation",
    starts=latest(MediationHeld),
    due=working_days_of(3),
    stops=CertificateGiven,
    falls_away=[MediationAgreed, MediationAgreedPlan],
    owed_by=MEDIATION_ADVISER,
    law=REGS(39, mark=Mark.SECONDARY),
)
AGREEMENT_ACTED_ON = Clock(
    "mediation-agreement-act",
    "What was agreed in mediation is done",
    starts=each(MediationAgreedOther),
    due=later_of(weeks_of(2), on(MediationAgreedOther.later_day)),
    stops=answered_by(MediationActedOn.agreement),
    owed_by=AUTHORITY,
    law=REGS(42, 3),
)
APPEAL = Window(
    "appeal-lodge-decision",
    "The family may appeal to the tribunal",
    opens=REFUSALS,
    lasts=later_of(months_of(2), after(CertificateGiven, months_of(1)), rolls=out_of_august_and_christmas),
    used_by=AppealLodged,
    falls_away=NOT_REFUSED_AFTER_ALL,
    held_by=PARENT,
    law=TRIBUNAL_RULES(20, mark=Mark.FROM_MEMORY),
)
APPEAL_RESPONSE = Clock(
    "appeal-la-response",
    "The authority responds to the appeal",
    starts=latest(AppealSent),
    due=tribunal_working_days_of(30),
    stops=AppealAnswered,
    falls_away=[AppealWithdrawn, AppealDismissed, *NOT_REFUSED_AFTER_ALL],
    owed_by=AUTHORITY,
    law=TRIBUNAL_PROCEDURE(mark=Mark.SECONDARY),
)

# What is needed. Three things hold a move, because the Act or the regulations forbid the act without them. None of
# them is in anybody else's gift: the authority asks the family, waits its fifteen days, asks the setting.

FAMILY_HAPPY_TO_ASK = BeforeOrReason(
    "The family knows of the request and is happy with it",
    RequestTalkedOver,
    by=SENCO,
    law=CODE(9, 9, mark=Mark.FROM_MEMORY),
)
FAMILY_CONSULTED = Before(
    "The family has been asked what they think",
    FamilyAsked,
    by=AUTHORITY,
    law=CFA(36, 4, mark=Mark.FROM_MEMORY),
)
ADVICE_ASKED = BeforeOrReason(
    "Advice has been asked for", AdviceRequested, by=AUTHORITY, law=REGS(6, mark=Mark.SECONDARY)
)
ADVICE_IN = BeforeOrReason("All the advice asked for is in", ADVICE, by=AUTHORITY, law=REGS(6, mark=Mark.SECONDARY))
FAMILY_HAD_ITS_DAYS = Before(
    "The family has had fifteen days with the draft, or is content",
    FIFTEEN_DAYS,
    by=AUTHORITY,
    law=REGS(13, 1, "a"),
)
NAMED_SETTING_ASKED = Before(
    "The school or other setting named was asked first",
    SettingConsulted,
    same=Setting,
    by=AUTHORITY,
    law=CFA(39, mark=Mark.SECONDARY),
)

# What is owed

FAMILY_INVITED = Then(
    "The family is asked what it thinks",
    FamilyAsked,
    by=AUTHORITY,
    due=weeks_of(Local("weeks to ask the family", 1)),
    law=CFA(36, 7, mark=Mark.SECONDARY),
)
OTHERS_INFORMED = Then(
    "Health, social care and the setting are told",
    OthersTold,
    by=AUTHORITY,
    due=weeks_of(Local("weeks to tell the others", 1)),
    law=REGS(4, 2, mark=Mark.FROM_MEMORY),
)
ADVICE_SOUGHT = Then(
    "Advice is asked for at once",
    AdviceRequested,
    by=AUTHORITY,
    due=weeks_of(Local("weeks to ask for advice", 1)),
    law=REGS(6, mark=Mark.SECONDARY),
)

# What happens, whoever does it

REQUEST_ARRIVES = Whenever(RequestReceived, [OUTSET, SENT], to=REQUESTED, owes=[FAMILY_INVITED, OTHERS_INFORMED])
ATTENTION_IS_DRAWN = Whenever(BroughtToAttention, [OUTSET, SENT], to=REQUESTED, owes=[FAMILY_INVITED, OTHERS_INFORMED])
REQUEST_IS_WITHDRAWN = Whenever(RequestWithdrawn, [SENT, REQUESTED, ASSESSING, DRAFTED], to=WITHDRAWN)
MEDIATION_IS_ASKED_FOR = Whenever(MediationWanted, [REFUSED, NO_PLAN], to=CHALLENGED)
FAMILY_APPEALS = Whenever(AppealLodged, [REFUSED, NO_PLAN, CHALLENGED], to=CHALLENGED)
TRIBUNAL_ORDERS = Whenever(AssessmentOrdered, [REFUSED, CHALLENGED], to=ASSESSING, owes=[ADVICE_SOUGHT])
MEDIATION_AGREES = Whenever(MediationAgreed, [REFUSED, CHALLENGED], to=ASSESSING, owes=[ADVICE_SOUGHT])
AUTHORITY_GIVES_WAY = Whenever(AppealNotOpposed, [REFUSED, CHALLENGED], to=ASSESSING, owes=[ADVICE_SOUGHT])
TRIBUNAL_ORDERS_PLAN = Whenever(PlanOrdered, [NO_PLAN, CHALLENGED], to=TO_BE_MADE)
MEDIATION_AGREES_PLAN = Whenever(MediationAgreedPlan, [NO_PLAN, CHALLENGED], to=TO_BE_MADE)
AUTHORITY_GIVES_WAY_ON_PLAN = Whenever(PlanNotOpposed, [NO_PLAN, CHALLENGED], to=TO_BE_MADE)
TRIBUNAL_UPHOLDS = Whenever(AppealDismissed, [REFUSED, NO_PLAN, CHALLENGED], to=UPHELD)

# What people do

ASK = Move("Ask the authority to assess", OUTSET, to=SENT, needs=[FAMILY_HAPPY_TO_ASK], records=RequestSent)
AGREE = Move(
    "Agree to assess",
    REQUESTED,
    to=ASSESSING,
    needs=[FAMILY_CONSULTED],
    records=AssessmentAgreed,
    owes=[ADVICE_SOUGHT],
)
REFUSE = Move("Refuse to assess", REQUESTED, to=REFUSED, needs=[FAMILY_CONSULTED], records=AssessmentRefused)
CHANGE_MIND = Move("Assess after all", [REFUSED, CHALLENGED], to=ASSESSING, records=MindChanged, owes=[ADVICE_SOUGHT])
CHANGE_MIND_ON_PLAN = Move("Make a plan after all", [NO_PLAN, CHALLENGED], to=TO_BE_MADE, records=PlanAfterAll)
SERVE_DRAFT = Move(
    "Send the family a draft plan",
    [ASSESSING, TO_BE_MADE, DRAFTED],
    to=DRAFTED,
    needs=[ADVICE_ASKED, ADVICE_IN],
    records=DraftServed,
)
DECIDE_NO_PLAN = Move(
    "Decide there will be no plan", [ASSESSING, DRAFTED], to=NO_PLAN, needs=[ADVICE_IN], records=NoPlan
)
FINISH = Move(
    "Send the final plan",
    DRAFTED,
    to=PLAN_MADE,
    needs=[FAMILY_HAD_ITS_DAYS, NAMED_SETTING_ASKED],
    records=FinalPlanSent,
)

NEEDS_ASSESSMENT = Workflow(
    "needs-assessment",
    "Request for an EHC assessment",
    declared_in=__name__,
    held_by=AUTHORITY,
    version="2026.1",
    in_force=SINCE_2014,
)

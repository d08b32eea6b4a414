"""EHC needs assessment: from a request in any form to a plan, or to a refusal and what may follow it.

Children and Families Act 2014, ss. 36 to 40; SEND Regulations 2014, regs. 3 to 14, 32 to 45.
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
    Stage,
    Then,
    Whenever,
    Window,
    Words,
    Workflow,
    about,
    after,
    asks,
    days_beginning_with,
    days_of,
    during,
    each,
    first,
    later_of,
    latest,
    months_of,
    weeks_of,
    working_days_of,
)
from goldenthread.workflows.calendars import out_of_august_and_christmas
from goldenthread.workflows.law import CFA, CODE, GOOD_PRACTICE, REGS, SINCE_2014, TRIBUNAL_RULES
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
from goldenthread.workflows.vocabulary import CORE, Adviser, Setting

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


class RequestWithdrawn(Event, tag="assessment.request-withdrawn"):
    """Whoever asked no longer wants an assessment."""

    told = "The request was withdrawn"
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
    asks_for: Annotated[Setting | None, asks("Which school or other setting do they ask for?")] = None


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

    setting: Annotated[Setting, asks("Which school or other setting?"), CLEAR]


class SettingAnswered(Event, tag="assessment.setting-answered"):
    """A school or other setting said whether it could be named, and if not, why."""

    told = "{setting} answered"
    when = "When did it answer?"
    kept = CORE
    recorded_by = (AUTHORITY, SETTING)

    setting: Annotated[Setting, asks("Which school or other setting?"), CLEAR]
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
    named: Annotated[Setting | None, asks("I. Which school or other setting is named?"), CLEAR] = None


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


class AppealLodged(Event, tag="appeal.lodged"):
    """The family appealed to the tribunal."""

    told = "The family appealed"
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


class AppealDismissed(Event, tag="appeal.dismissed"):
    """The tribunal upheld the refusal."""

    told = "The tribunal upheld the decision not to assess"
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


class FamilyToldItWillAssess(Notice, tag="appeal.family-told-it-will-assess"):
    """After an order, an agreement or giving way: the family is told that the assessment will be made."""

    told = "{to} were told {how} that the assessment will be made"
    told_erased = "The family was told that the assessment will be made"
    kept = CORE
    recorded_by = OFFICER


# Where a request can be

SENT = Stage("We have asked the authority to assess")
REQUESTED = Stage("The authority is deciding whether to assess")
REFUSED = Stage("The authority has said it will not assess")
ASSESSING = Stage("Advice is being gathered")
DRAFTED = Stage("You have a draft plan")
NO_PLAN = Stage("The authority has said there will be no plan", ends=True)
PLAN_MADE = Stage("There is a plan", ends=True)
WITHDRAWN = Stage("The request was withdrawn", ends=True)
UPHELD = Stage("The tribunal agreed with the authority", ends=True)

# By when: the request. A second request, or a word from somebody else, joins the clock of the earliest.

ASKED = first(RequestReceived, BroughtToAttention)

DECIDE = Clock(
    "ehcna-decide",
    "The authority decides whether to assess, and tells the family",
    starts=ASKED,
    due=weeks_of(6),
    stops=[AssessmentAgreed, AssessmentRefused],
    falls_away=RequestWithdrawn,
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
    stops=[NoPlan, DraftServed],
    falls_away=[AssessmentRefused, RequestWithdrawn],
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
    falls_away=[AssessmentRefused, NoPlan, RequestWithdrawn],
    back_on=MindChanged,
    owed_by=AUTHORITY,
    law=GOOD_PRACTICE("week 14 leaves room for what follows"),
)
FINAL_PLAN = Clock(
    "ehcp-final",
    "The family has the final plan",
    starts=ASKED,
    due=weeks_of(20),
    stops=FinalPlanSent,
    falls_away=[AssessmentRefused, NoPlan, RequestWithdrawn],
    back_on=MindChanged,
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

# By when: a refusal challenged. An order, an agreement as if ordered, or giving way before responding starts
# new clocks that run in place of the first ones. A bare change of mind starts none.

AS_ORDERED = latest(AssessmentOrdered, MediationAgreed)
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
    in_place_of=[PLAN_OR_NOT],
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
    owed_by=AUTHORITY,
    law=REGS(44, 2, "b", "ii", mark=Mark.SECONDARY),
)
UNOPPOSED_NO_PLAN = Clock(
    "unopposed-no-plan",
    "If there will be no plan, the family is told so",
    starts=latest(AppealNotOpposed),
    due=weeks_of(10),
    stops=[NoPlan, DraftServed],
    in_place_of=[PLAN_OR_NOT],
    owed_by=AUTHORITY,
    law=REGS(45, "3A", "a"),
)
UNOPPOSED_FINAL_PLAN = Clock(
    "unopposed-final",
    "The family has the final plan",
    starts=latest(AppealNotOpposed),
    due=weeks_of(14),
    stops=FinalPlanSent,
    falls_away=NoPlan,
    in_place_of=[FINAL_PLAN, DRAFT_TARGET],
    owed_by=AUTHORITY,
    law=REGS(45, "3A", "b"),
)
MEDIATION_CONTACT = Window(
    "mediation-contact",
    "The family may speak to a mediation adviser",
    opens=latest(AssessmentRefused, NoPlan),
    lasts=months_of(2),
    used_by=[MediationWanted, MediationDeclined],
    falls_away=MindChanged,
    held_by=PARENT,
    law=REGS(33, mark=Mark.SECONDARY),
)
MEDIATION_ARRANGED = Clock(
    "mediation-arrange",
    "Mediation is arranged",
    starts=latest(MediationWanted),
    due=days_of(30),
    stops=[MediationHeld, CertificateGiven],
    owed_by=AUTHORITY,
    law=REGS(36, mark=Mark.SECONDARY),
)
CERTIFICATE = Clock(
    "mediation-cert-declined",
    "The family has a mediation certificate",
    starts=latest(MediationDeclined),
    due=working_days_of(3),
    stops=CertificateGiven,
    owed_by=MEDIATION_ADVISER,
    law=REGS(34, mark=Mark.CONTESTED),
)
APPEAL = Window(
    "appeal-lodge-decision",
    "The family may appeal to the tribunal",
    opens=latest(AssessmentRefused, NoPlan),
    lasts=later_of(months_of(2), after(CertificateGiven, months_of(1)), rolls=out_of_august_and_christmas),
    used_by=AppealLodged,
    falls_away=[MindChanged, MediationAgreed],
    held_by=PARENT,
    law=TRIBUNAL_RULES(20, mark=Mark.SECONDARY),
)

# What is needed

FAMILY_HAPPY_TO_ASK = BeforeOrReason(
    "The family knows of the request and is happy with it", RequestTalkedOver, by=SENCO, law=CODE(9, 9)
)
FAMILY_CONSULTED = Before("The family has been asked what they think", FamilyAsked, by=AUTHORITY, law=CFA(36, 4))
ADVICE_ASKED = BeforeOrReason("Advice has been asked for", AdviceRequested, by=AUTHORITY, law=REGS(6))
ADVICE_IN = BeforeOrReason("All the advice asked for is in", ADVICE, by=AUTHORITY, law=REGS(6))
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
    law=CFA(39, 2),
)

# What is owed

FAMILY_INVITED = Then(
    "The family is asked what it thinks",
    FamilyAsked,
    by=AUTHORITY,
    due=weeks_of(Local("weeks to ask the family", 1)),
    law=CFA(36, 7),
)
OTHERS_INFORMED = Then(
    "Health, social care and the setting are told",
    OthersTold,
    by=AUTHORITY,
    due=weeks_of(Local("weeks to tell the others", 1)),
    law=REGS(4, 2),
)
ADVICE_SOUGHT = Then(
    "Advice is asked for at once",
    AdviceRequested,
    by=AUTHORITY,
    due=weeks_of(Local("weeks to ask for advice", 1)),
    law=REGS(6),
)

# What happens, whoever does it

REQUEST_ARRIVES = Whenever(RequestReceived, OUTSET, to=REQUESTED, owes=[FAMILY_INVITED, OTHERS_INFORMED])
ATTENTION_IS_DRAWN = Whenever(BroughtToAttention, OUTSET, to=REQUESTED, owes=[FAMILY_INVITED, OTHERS_INFORMED])
REQUEST_IS_WITHDRAWN = Whenever(RequestWithdrawn, [SENT, REQUESTED, ASSESSING, DRAFTED], to=WITHDRAWN)
TRIBUNAL_ORDERS = Whenever(AssessmentOrdered, REFUSED, to=ASSESSING, owes=[ADVICE_SOUGHT])
MEDIATION_AGREES = Whenever(MediationAgreed, REFUSED, to=ASSESSING, owes=[ADVICE_SOUGHT])
AUTHORITY_GIVES_WAY = Whenever(AppealNotOpposed, REFUSED, to=ASSESSING, owes=[ADVICE_SOUGHT])
TRIBUNAL_UPHOLDS = Whenever(AppealDismissed, REFUSED, to=UPHELD)

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
CHANGE_MIND = Move("Assess after all", REFUSED, to=ASSESSING, records=MindChanged, owes=[ADVICE_SOUGHT])
SERVE_DRAFT = Move(
    "Send the family a draft plan",
    ASSESSING,
    to=DRAFTED,
    needs=[ADVICE_ASKED, ADVICE_IN],
    records=DraftServed,
)
DECIDE_NO_PLAN = Move("Decide there will be no plan", ASSESSING, to=NO_PLAN, needs=[ADVICE_IN], records=NoPlan)
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

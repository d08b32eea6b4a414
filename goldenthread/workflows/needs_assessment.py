"""EHC needs assessment: from a request in any form to a plan, or to a refusal.

Children and Families Act 2014, ss. 36 to 40; SEND Regulations 2014, regs. 3 to 14, 44 and 45; Code of Practice ch. 9.

**Who may ask.** A parent; a young person (over compulsory school age) in their own right; a school or college. Anybody
else (a nursery that is no school, a childminder, a doctor, a social worker) may bring a child to the authority's
attention, and the same clocks run. Nothing is needed first: no form, no rounds of support, no diagnosis, no permission.
A telephone call or an e-mail is a request. Whether the family is happy with a school's request is asked, and holds
nothing up.

**What then must happen**, counted from the day the authority *received* the request (not the day it was sent,
acknowledged or taken to a panel), in whole weeks, holidays included: the authority asks the family what it thinks and
tells health, social care and the setting (1 week, unless set otherwise); it decides whether to assess and tells the
family (6 weeks); if there will be no plan, it tells the family (16 weeks); the family has the final plan (20
weeks). Each adviser has 6 weeks from the day they were asked. A second request joins the first: the earliest day
counts. With a draft the family has at least 15 days (``draft.py``).

**What may excuse lateness** (*unless*, below): only the grounds in ``excuses.py``. For the authority: advice asked of a
school or nursery in a closure of four weeks or more. For an adviser: an appointment the child missed. For both:
exceptional personal circumstances, or four weeks away. They do not stop or lengthen a limit: it need not be kept
*because of* them, and stays owed.
**What holds a step up**: only three things, marked *Before* below, all of them the authority's own to do.
**What never does**: advice that is late. The plan is decided on what is held, and the family is told what is missing.

**A refusal** may be challenged (``appeal.py``, ``challenging.py``). It stays a refusal here until it is turned round:
by an order or an agreement, or by the authority telling the tribunal before it responds that it will not oppose the
appeal (each with new clocks, below); or by a bare change of mind, which starts none: the first twenty weeks count.

**How to read it.** *Before* holds a step up. *BeforeOrReason* is met, or gone without for a reason that is kept. *Then*
holds nothing up: it is owed from that day. *Local* is the usual number, which a place may set otherwise. *Session days*
are days on which the place is open. The law stands beside each rule, with how sure we are of its text.
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
    asks,
    contested,
    days_beginning_with,
    during,
    each,
    first,
    later_of,
    latest,
    months_of,
    on,
    weeks_of,
)
from goldenthread.workflows import challenging
from goldenthread.workflows import plan_sections as section
from goldenthread.workflows.appeal import (
    AppealNotOpposed,
    AssessmentOrdered,
    MediationAgreed,
    MediationAgreedPlan,
    PlanNotOpposed,
    PlanOrdered,
)
from goldenthread.workflows.calendars import only_once
from goldenthread.workflows.decisions import AppealableDecision, MindOfItsOwn
from goldenthread.workflows.excuses import ONLY_IN_2020, AdviserGround, AuthorityGround, TimeLimit
from goldenthread.workflows.law import CFA, CODE, GOOD_PRACTICE, HERTFORDSHIRE, REGS, SINCE_2014
from goldenthread.workflows.people import ADVISER, ANYONE, AUTHORITY, FAMILY, PARENT, SENCO
from goldenthread.workflows.vocabulary import CORE, Adviser, Setting, SettingId

OFFICER = (AUTHORITY,)

# 1. Asking. Each event is named for the day that counts: the day a request arrives, not the day it was sent.


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
    """No request stands any more: whoever asked, and whoever joined them, has taken it back."""

    told = "The request was withdrawn, and no other stands"
    when = "On what day did the authority know that no request stands any more?"
    kept = CORE
    recorded_by = (*FAMILY, SENCO, AUTHORITY)

    why: Annotated[Words | None, asks("Did they say why?")] = None


class OneRequestWithdrawn(Event, tag="assessment.one-request-withdrawn"):
    """One of several requests was taken back. Another stands, so the clocks go on, from the day they began."""

    told = "One request was taken back; another stands"
    when = "On what day did the authority know?"
    kept = CORE
    recorded_by = (*FAMILY, SENCO, AUTHORITY)

    who: Annotated[Name, asks("Who took theirs back?")]
    why: Annotated[Words | None, asks("Did they say why?")] = None


# 2. Deciding whether to assess


class FamilyAsked(Notice, tag="assessment.family-asked"):
    """The family knows the authority is considering it, and that they may say and show what they think."""

    told = "{to} were asked, {how}, what they think of the request"
    told_erased = "The family was asked what they think of the request"
    kept = CORE
    recorded_by = OFFICER


class OthersTold(Notice, tag="assessment.others-told"):
    """Health, social care and the head or early years provider know of the request, or of what was decided."""

    told = "{to} were told of the request, or of what was decided"
    told_erased = "Health, social care and the setting were told of the request, or of what was decided"
    kept = CORE
    recorded_by = OFFICER


class HelpConsidered(Event, tag="assessment.help-considered"):
    """The authority considered what information, advice and support the family needs to take part (reg. 9)."""

    told = "The authority considered what help the family needs to take part"
    kept = CORE
    recorded_by = OFFICER

    wished: Annotated[Words, asks("What help would they like?", "Language, format, times, somebody beside them.")]
    offered: Annotated[Words, asks("What was offered?")]


class AssessmentAgreed(Decision, tag="assessment.agreed"):
    """The authority told the family that it will assess."""

    told = "The authority told the family it will assess {child}"
    when = "On what day was the family told?"
    kept = CORE
    recorded_by = OFFICER


class AssessmentRefused(AppealableDecision, tag="assessment.refused"):
    """The authority told the family that it will not assess, why, and how to challenge it."""

    told = "The authority told the family it will not assess {child}"
    when = "What is the date on the letter?"
    kept = CORE
    recorded_by = OFFICER


# 3. Advice


class AdviceRequested(Event, tag="assessment.advice-requested"):
    """One adviser was asked for advice. Each has six weeks from the day they were asked."""

    told = "Advice was asked of {adviser}"
    when = "When were they asked?"
    kept = CORE
    recorded_by = OFFICER

    adviser: Annotated[Adviser, asks("Whose advice?"), CLEAR]
    whom: Annotated[Name, asks("Who was asked?")]


class AdviceAlreadyGiven(Event, tag="assessment.advice-already-given"):
    """Advice given before, for any purpose, is used again.

    Only where its author, the authority *and* the family are all satisfied that it is enough (reg. 6(4)). If one of
    them is not, it is asked for.
    """

    told = "Advice of {adviser} that was given before is used again"
    when = "On what day were all three satisfied?"
    kept = CORE
    recorded_by = OFFICER

    adviser: Annotated[Adviser, asks("Whose advice?"), CLEAR]
    advice: Annotated[Words, asks("Which advice, of what date?")]
    author_satisfied: Annotated[Words, asks("How do you know that its author is satisfied it is enough?")]
    authority_satisfied: Annotated[Words, asks("Who decided for the authority that it is enough, and why?")]
    family_satisfied: Annotated[Words, asks("How do you know that the family is satisfied?"), about(PARENT)]


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


class AdviceGapNamed(Notice, tag="assessment.advice-gap-named"):
    """The family was told whose advice is not in, what is decided without it, and what happens when it comes."""

    told = "{to} were told that the advice of {adviser} is not in"
    told_erased = "The family was told that the advice of {adviser} is not in"
    when = "When was the family told?"
    kept = CORE
    recorded_by = OFFICER

    adviser: Annotated[Adviser, asks("Whose advice is not in?"), CLEAR]
    missing: Annotated[Words, asks("What is not known without it, and what was decided on instead?")]
    when_it_comes: Annotated[Words, asks("When is it expected, and what will happen then?")]


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
    limit: Annotated[TimeLimit | None, asks("Which time limit?", "Leave empty if it holds for all of them."), CLEAR] = (
        None
    )


# 4. A draft, or no plan


class NoPlan(AppealableDecision, tag="assessment.no-plan"):
    """The authority told the family that there will be no plan, why, and how to challenge it."""

    told = "The authority told the family there will be no plan"
    when = "What is the date on the letter?"
    kept = CORE
    recorded_by = OFFICER


class DraftServed(Event, tag="assessment.draft-served"):
    """The family has a draft plan and the advice. It names no school, so there is no section I in it."""

    told = "The family was sent a draft plan"
    when = "On what day did the family have it?"
    kept = CORE
    recorded_by = OFFICER

    how: Annotated[How, asks("How was it served?"), CLEAR]
    needs: section.Needs
    outcomes: section.Outcomes
    provision: section.Provision
    views: section.Views = None
    health_needs: section.HealthNeeds = None
    care_needs: section.CareNeeds = None
    health_provision: section.HealthProvision = None
    care_under_1970_act: section.CareUnder1970Act = None
    other_care: section.OtherCare = None
    budget: section.Budget = None
    advice: section.Advice = ()
    reply_by: Annotated[date | None, asks("Has the family longer than fifteen days? Until when?"), CLEAR] = None


class FamilyContent(Event, tag="assessment.family-content"):
    """The family said they need no more time with the draft."""

    told = "The family was content for the plan to be finished"
    kept = CORE
    recorded_by = (*FAMILY, AUTHORITY)


# 5. Which school or other setting, and the final plan


class SettingConsulted(Event, tag="assessment.setting-consulted"):
    """A school or other setting was asked whether it could be named, and the authority that maintains it."""

    told = "{setting} was asked about being named in the plan"
    when = "When was it asked?"
    kept = CORE
    recorded_by = OFFICER

    setting: Annotated[SettingId, asks("Which school or other setting?"), CLEAR]
    its_authority: Annotated[
        Name | None, asks("Which other authority was asked too?", "Where another authority maintains it.")
    ] = None


class HeldAgainstDraft(Event, tag="assessment.final-held-against-draft"):
    """The plan about to be sent was held against the draft the family had, and against what they said of it.

    If it differs by anything but what they said, a personal budget or the placement, the family is sent a new draft
    first, and has its days again.
    """

    told = "The plan was held against the draft, and against what the family said of it"
    when = "When was it done?"
    kept = CORE
    recorded_by = OFFICER

    became: Annotated[
        Words, asks("What became of what the family said?", "Section by section; where not followed, why.")
    ]
    differs_by: Annotated[
        tuple[section.Difference, ...], asks("By what does it differ from the draft, if at all?"), CLEAR
    ] = ()


class FinalPlanSent(AppealableDecision, tag="assessment.final-plan-sent"):
    """The family has the final plan, and knows how to challenge it. From this day it must be carried out."""

    told = "The family was sent the final plan"
    when = "On what day did the family have it?"
    kept = CORE
    recorded_by = OFFICER

    needs: section.Needs
    outcomes: section.Outcomes
    provision: section.Provision
    kind_of_setting: section.KindOfSetting
    named: Annotated[SettingId | None, asks("I. Which school or other setting is named?"), CLEAR] = None
    not_named: Annotated[
        tuple[section.NotNamed, ...],
        asks("Did the family ask for a school or other setting that is not named? On what ground?"),
    ] = ()
    views: section.Views = None
    health_needs: section.HealthNeeds = None
    care_needs: section.CareNeeds = None
    health_provision: section.HealthProvision = None
    care_under_1970_act: section.CareUnder1970Act = None
    other_care: section.OtherCare = None
    budget: section.Budget = None
    advice: section.Advice = ()


class OthersSentPlan(Notice, tag="assessment.others-sent-plan"):
    """The school or other setting named, and the health service, have the final plan."""

    told = "{to} were sent the final plan"
    told_erased = "The setting named and the health service were sent the final plan"
    kept = CORE
    recorded_by = OFFICER


# 6. A refusal turned round


class MindChanged(MindOfItsOwn, tag="assessment.mind-changed"):
    """The authority will assess after all, with no order or agreement: the first twenty weeks still count."""

    told = "The authority changed its mind and will assess"
    when = "On what day was the family told?"
    recorded_by = OFFICER

    why: Annotated[Words, asks("What changed?")]


class PlanAfterAll(MindOfItsOwn, tag="assessment.plan-after-all"):
    """The authority will make a plan after all, with no order or agreement: the first twenty weeks still count."""

    told = "The authority changed its mind and will make a plan"
    when = "On what day was the family told?"
    recorded_by = OFFICER

    why: Annotated[Words, asks("What changed?")]


class FamilyToldItWillAssess(Notice, tag="appeal.family-told-it-will-assess"):
    """After an order, an agreement or giving way: the family is told that the assessment will be made."""

    told = "{to} were told {how} that the assessment will be made"
    told_erased = "The family was told that the assessment will be made"
    kept = CORE
    recorded_by = OFFICER


# Where a request can be. One that is refused is over, though it may be challenged: a new request a year later opens a
# story of its own, with clocks of its own. One that is turned round goes on here.

SENT = Stage("The authority has been asked to assess")
REQUESTED = Stage("The authority is deciding whether to assess")
REFUSED = Stage("The authority has said it will not assess", ends=True)
ASSESSING = Stage("Advice is being gathered")
DRAFTED = Stage("You have a draft plan")
NO_PLAN = Stage("The authority has said there will be no plan", ends=True)
TO_BE_MADE = Stage("The authority must now make a plan")
PLAN_MADE = Stage("There is a plan", ends=True)
WITHDRAWN = Stage("The request was withdrawn", ends=True)

# By when: the request. All of these are the authority's, and begin on the day it received the earliest request.

ASKED = first(RequestReceived, BroughtToAttention, RequestJoined)
TURNED_ROUND = (AssessmentOrdered, MediationAgreed, AppealNotOpposed, MindChanged)
GIVEN_WAY = (MindChanged, PlanAfterAll)

# What excuses one time limit does not excuse another. Where it is not said which, it is for all of them.
EXCUSED_FROM_DECIDING = during(
    TimeLimitExcused.starts_on, TimeLimitExcused.ends_on, only=TimeLimit.DECIDE, within=ONLY_IN_2020
)
EXCUSED_FROM_SAYING_NO_PLAN = during(
    TimeLimitExcused.starts_on, TimeLimitExcused.ends_on, only=TimeLimit.NO_PLAN, within=ONLY_IN_2020
)
EXCUSED_FROM_PLAN = during(
    TimeLimitExcused.starts_on, TimeLimitExcused.ends_on, only=TimeLimit.FINAL_PLAN, within=ONLY_IN_2020
)

# Six weeks to decide and to have told the family, whichever way it is. The reasons, the right to appeal with its times,
# mediation and the advice service go with a refusal. Nothing that is not yet known of the child is a reason to wait.
DECIDE = Clock(
    "ehcna-decide",
    "The authority decides whether to assess, and tells the family",
    starts=ASKED,
    due=weeks_of(6),
    stops=[AssessmentAgreed, AssessmentRefused],
    # Each of these shows that it had been decided, on a day that is not on record: nothing can be said of lateness.
    falls_away=[RequestWithdrawn, *TURNED_ROUND, DraftServed, NoPlan, FinalPlanSent],
    unless=EXCUSED_FROM_DECIDING,
    owed_by=AUTHORITY,
    law=REGS(5, 1),
)
# Six weeks for each adviser by themselves, from the day that one was asked. A school holiday does not excuse them.
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
# Where advice is late the family hears of it, from the authority, soon after the six weeks. The advice stays owed.
GAP_TOLD = Clock(
    "ehcna-advice-gap",
    "Each adviser's advice is in, or the family knows that it is not",
    starts=each(AdviceRequested, per=Adviser),
    due=weeks_of(Local("weeks after which the family is told of advice that is not in", 7)),
    stops=[AdviceReceived, AdviceGapNamed],
    falls_away=[RequestWithdrawn, NoPlan, FinalPlanSent],
    owed_by=AUTHORITY,
    law=GOOD_PRACTICE("advice that is late is named to the family, and holds nothing up", mark=Mark.SECONDARY),
)
# Sixteen weeks to say that there will be no plan. With a draft it falls away: there will be a plan. The law sets no
# time for a draft.
PLAN_OR_NOT = Clock(
    "ehcna-no-plan",
    "If there will be no plan, the family is told so",
    starts=ASKED,
    due=weeks_of(16),
    stops=NoPlan,
    falls_away=[AssessmentRefused, RequestWithdrawn, DraftServed, FinalPlanSent],
    back_on=MindChanged,
    unless=EXCUSED_FROM_SAYING_NO_PLAN,
    owed_by=AUTHORITY,
    law=REGS(10, 1),
)
# No law: but a draft after week fourteen leaves too little for fifteen days, the settings asked and the final plan.
DRAFT_TARGET = Clock(
    "ehcna-draft-target",
    "A draft is served in time for everything that follows",
    starts=ASKED,
    due=weeks_of(14),
    stops=DraftServed,
    falls_away=[AssessmentRefused, NoPlan, RequestWithdrawn, FinalPlanSent],
    back_on=GIVEN_WAY,
    owed_by=AUTHORITY,
    law=GOOD_PRACTICE("week 14 leaves room for what follows", mark=Mark.SECONDARY),
)
# Twenty weeks to the final plan, in the family's hands. Late advice, too few psychologists, a setting that has not
# answered, an unsettled personal budget: none of them stops this clock.
FINAL_PLAN = Clock(
    "ehcp-final",
    "The family has the final plan",
    starts=ASKED,
    due=weeks_of(20),
    stops=FinalPlanSent,
    falls_away=[AssessmentRefused, NoPlan, RequestWithdrawn, *GIVEN_WAY],
    unless=EXCUSED_FROM_PLAN,
    owed_by=AUTHORITY,
    law=REGS(13, 2),
)
# The authority gave way, but there is no order and no agreement: nothing starts afresh. Twenty weeks from the first
# request, even where that day is long past (R (W) v Hertfordshire).
CONCEDED = Clock(
    "conceded-no-order",
    "The family has the final plan, by the day it was first due",
    starts=only_once(ASKED, *GIVEN_WAY),
    due=weeks_of(20),
    stops=FinalPlanSent,
    falls_away=[AssessmentRefused, NoPlan, RequestWithdrawn],
    back_on=GIVEN_WAY,
    unless=EXCUSED_FROM_PLAN,
    owed_by=AUTHORITY,
    law=HERTFORDSHIRE(mark=Mark.SECONDARY),
)
# The family's own time: at least fifteen days, counting the day the draft came. A new draft opens them again.
FIFTEEN_DAYS = Window(
    "ehcp-draft-reps",
    "The family's time to answer the draft",
    opens=latest(DraftServed),
    lasts=later_of(days_beginning_with(15), on(DraftServed.reply_by)),
    ends_early=FamilyContent,
    held_by=PARENT,
    law=REGS(13, 1, "a"),
)
# A power, not a bar: a request in these six months is as good as any other, and is decided in six weeks. What is
# limited is the duty to assess again. Whether the right to appeal is limited too can be read either way: the setting
# ``six-month-bar`` says how it is here.
SIX_MONTHS = Window(
    "ehcna-six-month-bar",
    "The authority may say that it has assessed the child within six months",
    opens=latest(NoPlan, FinalPlanSent),
    lasts=contested(
        "six-month-bar",
        usually="limits_the_duty_to_assess",
        limits_the_duty_to_assess=months_of(6),
        limits_the_appeal_too=months_of(6),
    ),
    held_by=AUTHORITY,
    law=CFA(36, 7, mark=Mark.CONTESTED),
)

# The family's own time to challenge a refusal, no plan, or what a plan says: two months from the date on the letter to
# speak to a mediation adviser, and to appeal; or a month from the certificate, where that is later.
MEDIATION_CONTACT = challenging.MEDIATION_CONTACT
APPEAL = challenging.APPEAL

# By when: a refusal to assess, turned round. An order, an agreement as if ordered, or giving way before responding
# starts these, in place of the first ones, on the day of the order, the agreement or the notice to the tribunal. The
# tribunal may set other times, and the two sides of a mediation may agree others in writing.

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
    stops=NoPlan,
    falls_away=[DraftServed, FinalPlanSent],
    in_place_of=[PLAN_OR_NOT],
    unless=EXCUSED_FROM_SAYING_NO_PLAN,
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
    in_place_of=[FINAL_PLAN, CONCEDED, DRAFT_TARGET],
    unless=EXCUSED_FROM_PLAN,
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
    stops=NoPlan,
    falls_away=[DraftServed, FinalPlanSent],
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
    in_place_of=[FINAL_PLAN, CONCEDED, DRAFT_TARGET],
    owed_by=AUTHORITY,
    law=REGS(45, "3A", "b"),
)

# By when: no plan, turned round. A draft in five weeks, the final plan in eleven.

PLAN_AS_ORDERED = latest(PlanOrdered, MediationAgreedPlan)
PLAN_NOT_OPPOSED = latest(PlanNotOpposed)

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
    in_place_of=[FINAL_PLAN, CONCEDED, ORDER_FINAL_PLAN, UNOPPOSED_FINAL_PLAN],
    owed_by=AUTHORITY,
    law=REGS(44, 2, "c", "ii", mark=Mark.SECONDARY),
)
UNOPPOSED_MAKE_DRAFT = Clock(
    "unopposed-make-draft",
    "The family has a draft plan",
    starts=PLAN_NOT_OPPOSED,
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
    starts=PLAN_NOT_OPPOSED,
    due=weeks_of(11),
    stops=FinalPlanSent,
    in_place_of=[FINAL_PLAN, CONCEDED, ORDER_FINAL_PLAN, UNOPPOSED_FINAL_PLAN],
    owed_by=AUTHORITY,
    law=REGS(45, mark=Mark.SECONDARY),
)

# What is needed. Three things hold a move (Before), because the Act or the regulations forbid the act without them.
# None of them is in anybody else's gift: the authority asks the family, waits its fifteen days, asks the setting.
# Whoever decides may go without any of the others for a reason, which is kept: where a family says no to a school's
# asking, the school may ask all the same, and writes down why.

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
    "Advice has been asked for, or was given before and satisfies its author, the authority and the family",
    [AdviceRequested, AdviceAlreadyGiven],
    by=AUTHORITY,
    law=REGS(6, mark=Mark.SECONDARY),
)
ADVICE_IN = BeforeOrReason(
    "All the advice asked for is in, or the family knows what is missing",
    GAP_TOLD,
    by=AUTHORITY,
    law=REGS(6, mark=Mark.SECONDARY),
)
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
DIFFERS_ONLY_AS_IT_MAY = BeforeOrReason(
    "The plan differs from the draft only by what the family said, a personal budget or the placement",
    HeldAgainstDraft,
    by=AUTHORITY,
    law=CODE(9, 125, mark=Mark.SECONDARY),
    since=DraftServed,
)

# What is owed. None of these holds anything up; each is shown until it is done.

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
OTHERS_TOLD_OF_DECISION = Then(
    "Health, social care and the setting know whether there will be an assessment",
    OthersTold,
    by=AUTHORITY,
    due=weeks_of(Local("weeks to tell the others", 1)),
    law=REGS(5, mark=Mark.FROM_MEMORY),
)
OTHERS_TOLD_OF_NO_PLAN = Then(
    "The health service and the setting know that there will be no plan",
    OthersTold,
    by=AUTHORITY,
    due=weeks_of(Local("weeks to tell the others", 1)),
    law=REGS(10, mark=Mark.FROM_MEMORY),
)
HELP_CONSIDERED = Then(
    "What help the family needs to take part is considered",
    HelpConsidered,
    by=AUTHORITY,
    due=weeks_of(Local("weeks to consider what help the family needs", 2)),
    law=REGS(9, mark=Mark.SECONDARY),
)
ADVICE_SOUGHT = Then(
    "Advice is asked for at once",
    AdviceRequested,
    by=AUTHORITY,
    due=weeks_of(Local("weeks to ask for advice", 1)),
    law=REGS(6, mark=Mark.SECONDARY),
)
OTHERS_HAVE_PLAN = Then(
    "The setting named and the health service have the plan",
    OthersSentPlan,
    by=AUTHORITY,
    due=weeks_of(Local("weeks to send the plan on", 1)),
    law=CFA(39, 8, mark=Mark.SECONDARY),
)

# What happens, whoever does it

ARRIVING = [FAMILY_INVITED, OTHERS_INFORMED, HELP_CONSIDERED]

REQUEST_ARRIVES = Whenever(RequestReceived, [OUTSET, SENT], to=REQUESTED, owes=ARRIVING)
ATTENTION_IS_DRAWN = Whenever(BroughtToAttention, [OUTSET, SENT], to=REQUESTED, owes=ARRIVING)
REQUEST_IS_WITHDRAWN = Whenever(RequestWithdrawn, [SENT, REQUESTED, ASSESSING, DRAFTED], to=WITHDRAWN)
ONE_OF_SEVERAL_IS_WITHDRAWN = Whenever(OneRequestWithdrawn, [SENT, REQUESTED, ASSESSING, DRAFTED])
TRIBUNAL_ORDERS = Whenever(AssessmentOrdered, [OUTSET, SENT, REQUESTED, REFUSED], to=ASSESSING, owes=[ADVICE_SOUGHT])
MEDIATION_AGREES = Whenever(MediationAgreed, [OUTSET, SENT, REQUESTED, REFUSED], to=ASSESSING, owes=[ADVICE_SOUGHT])
AUTHORITY_GIVES_WAY = Whenever(AppealNotOpposed, [OUTSET, SENT, REQUESTED, REFUSED], to=ASSESSING, owes=[ADVICE_SOUGHT])
TRIBUNAL_ORDERS_PLAN = Whenever(PlanOrdered, [OUTSET, ASSESSING, NO_PLAN], to=TO_BE_MADE)
MEDIATION_AGREES_PLAN = Whenever(MediationAgreedPlan, [OUTSET, ASSESSING, NO_PLAN], to=TO_BE_MADE)
AUTHORITY_GIVES_WAY_ON_PLAN = Whenever(PlanNotOpposed, [OUTSET, ASSESSING, NO_PLAN], to=TO_BE_MADE)

# What people do

ASK = Move(
    "Ask the authority to assess",
    OUTSET,
    to=SENT,
    needs=[FAMILY_HAPPY_TO_ASK],
    records=RequestSent,
)
AGREE = Move(
    "Agree to assess",
    REQUESTED,
    to=ASSESSING,
    needs=[FAMILY_CONSULTED],
    records=AssessmentAgreed,
    owes=[ADVICE_SOUGHT, OTHERS_TOLD_OF_DECISION],
)
REFUSE = Move(
    "Refuse to assess",
    REQUESTED,
    to=REFUSED,
    needs=[FAMILY_CONSULTED],
    records=AssessmentRefused,
    owes=[OTHERS_TOLD_OF_DECISION],
)
CHANGE_MIND = Move("Assess after all", REFUSED, to=ASSESSING, records=MindChanged, owes=[ADVICE_SOUGHT])
CHANGE_MIND_ON_PLAN = Move("Make a plan after all", NO_PLAN, to=TO_BE_MADE, records=PlanAfterAll)
SERVE_DRAFT = Move(
    "Send the family a draft plan",
    [ASSESSING, TO_BE_MADE, DRAFTED],
    to=DRAFTED,
    needs=[ADVICE_ASKED, ADVICE_IN],
    records=DraftServed,
)
DECIDE_NO_PLAN = Move(
    "Decide there will be no plan",
    [ASSESSING, DRAFTED],
    to=NO_PLAN,
    needs=[ADVICE_IN],
    records=NoPlan,
    owes=[OTHERS_TOLD_OF_NO_PLAN],
)
FINISH = Move(
    "Send the final plan",
    DRAFTED,
    to=PLAN_MADE,
    needs=[FAMILY_HAD_ITS_DAYS, NAMED_SETTING_ASKED, DIFFERS_ONLY_AS_IT_MAY],
    records=FinalPlanSent,
    owes=[OTHERS_HAVE_PLAN],
)

NEEDS_ASSESSMENT = Workflow(
    "needs-assessment",
    "Request for an EHC assessment",
    declared_in=__name__,
    held_by=AUTHORITY,
    version="2026.1",
    in_force=SINCE_2014,
)

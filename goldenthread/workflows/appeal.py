"""Challenging a decision: mediation, the tribunal, and what came of it (Children and Families Act 2014, ss. 51 to 57).

A family (or young person) who does not agree with a decision of the authority (not to assess, not to make a plan, what
a plan says or which school it names, not to assess again, not to change a plan, to end it) may challenge it. Each
challenge is a story of its own; what was decided stays on record where it was decided.

The way is: speak to a mediation adviser within two months of the letter; say whether mediation is wanted; have a
certificate either way; appeal within two months of the letter or one month of the certificate, whichever is later.
Nobody has to take part in mediation. **No certificate is needed to appeal about section I alone**, that is, about the
school or other setting named. By when the family may do these things stands beside the decision (``challenging.py``).

What an order, an agreement or giving way asks of the authority runs in the story that it takes on: an assessment or a
plan to be made (``needs_assessment.py``), a plan to be changed, kept or ended (the plan's own). An agreement in
mediation about something that could be appealed counts as if the tribunal had ordered it, on the day of the agreement
(reg. 42(2)). An authority that gives way *before* it responds has times of its own from that day (reg. 45). One that
gives way *later, with no order*, has no new time at all: the first one still counts, however long ago it ended
(R (W) v Hertfordshire County Council).
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Clock,
    Event,
    InForce,
    Mark,
    Notice,
    RecordId,
    Stage,
    Whenever,
    Window,
    Words,
    Workflow,
    answered_by,
    asks,
    contested,
    days_beginning_with,
    days_of,
    each,
    later_of,
    latest,
    months_of,
    on,
    weeks_of,
    working_days_beginning_with,
    working_days_of,
)
from goldenthread.workflows.calendars import out_of_august_and_christmas, tribunal_working_days_of
from goldenthread.workflows.decisions import MindOfItsOwn, OfADecision, TurnedRound
from goldenthread.workflows.law import RECOMMENDATIONS, REGS, SINCE_2014, TRIBUNAL_PROCEDURE, TRIBUNAL_RULES
from goldenthread.workflows.people import ANYONE, AUTHORITY, HEALTH_SERVICE, MEDIATION_ADVISER, PARENT
from goldenthread.workflows.vocabulary import CORE

WITH_ADVISER = (*ANYONE, MEDIATION_ADVISER)

# Mediation


class MediationDeclined(OfADecision, tag="mediation.declined"):
    """The family does not want mediation: that is theirs to choose. They still need a certificate to appeal."""

    told = "The family did not want mediation"


class MediationWanted(OfADecision, tag="mediation.wanted"):
    """The authority knows that the family wants mediation."""

    told = "The family asked for mediation"
    when = "On what day was the authority told?"


class HealthMediationWanted(OfADecision, tag="mediation.wanted-about-health"):
    """The family wants mediation about health alone, and the health service knows it. It arranges the mediation."""

    told = "The family asked for mediation with the health service"
    when = "On what day was the health service told?"


class HealthIssueRaised(OfADecision, tag="mediation.health-issue-raised"):
    """What the family wants to talk about in mediation has to do with health: the health service must know of it."""

    told = "The family raised something about health for the mediation"
    when = "On what day did the authority know?"

    what: Annotated[Words, asks("What is it about, and what do they want to be provided?")]


class HealthServiceTold(Notice, tag="mediation.health-service-told"):
    """Each health body was told what the family wants to talk about, and what they want to be provided."""

    told = "The health service was told what the family wants to talk about in mediation"
    when = "On what day did the last of them know?"
    kept = CORE
    recorded_by = (AUTHORITY,)

    issue: Annotated[RecordId | None, asks("Which issue?", "Leave empty if it is not on record."), CLEAR] = None


class MediationHeld(Event, tag="mediation.held"):
    """The family and the authority met with a mediator."""

    told = "Mediation was held"
    kept = CORE
    recorded_by = WITH_ADVISER


class MediationNotArranged(Event, tag="mediation.not-arranged"):
    """The authority said that it cannot arrange mediation in thirty days. The family still gets its certificate."""

    told = "The authority could not arrange mediation in time"
    when = "On what day did it say so?"
    kept = CORE
    recorded_by = WITH_ADVISER


class CertificateGiven(OfADecision, tag="mediation.certificate-given"):
    """The mediation adviser's certificate: the way to the tribunal is open."""

    told = "The family has a mediation certificate"
    when = "What is the date on the certificate?"


class MediationAgreed(TurnedRound, tag="mediation.agreed-to-assess"):
    """Mediation ended in an agreement to assess. It counts as if the tribunal had ordered it (reg. 42(2))."""

    told = "Mediation ended in an agreement to assess"
    when = "What is the date of the agreement?"

    terms: Annotated[Words, asks("What was agreed?", "And by when, if other times were agreed in writing.")]


class MediationAgreedPlan(TurnedRound, tag="mediation.agreed-to-make-plan"):
    """Mediation ended in an agreement to make a plan. It counts as if the tribunal had ordered it (reg. 42(2))."""

    told = "Mediation ended in an agreement to make a plan"
    when = "What is the date of the agreement?"

    terms: Annotated[Words, asks("What was agreed?", "And by when, if other times were agreed in writing.")]


class MediationAgreedToAmend(OfADecision, tag="mediation.agreed-to-amend"):
    """Mediation ended in an agreement to change a plan. It counts as if the tribunal had ordered it (reg. 42(2))."""

    told = "Mediation ended in an agreement to change the plan"
    when = "What is the date of the agreement?"

    terms: Annotated[Words, asks("What was agreed?", "And by when, if other times were agreed in writing.")]


class MediationAgreedOther(OfADecision, tag="mediation.agreed-on-other-issues"):
    """Mediation ended in an agreement on something that cannot be appealed. It is owed in two weeks (reg. 42(3))."""

    told = "Mediation ended in an agreement"
    when = "What is the date of the agreement?"

    terms: Annotated[Words, asks("What was agreed, and who will do it?")]
    later_day: Annotated[
        date | None, asks("Was a later day agreed in writing?", "Leave empty for the two weeks of the law."), CLEAR
    ] = None


class MediationAgreedWithHealth(OfADecision, tag="mediation.agreed-with-health"):
    """The family and the health service came to an agreement in mediation. The health service owes what it agreed."""

    told = "Mediation ended in an agreement with the health service"
    when = "What is the date of the agreement?"

    terms: Annotated[Words, asks("What was agreed, and who will do it?")]
    later_day: Annotated[
        date | None, asks("Was a later day agreed in writing?", "Leave empty for the two weeks of the law."), CLEAR
    ] = None


class AuthorityToldOfAgreement(Notice, tag="mediation.authority-told-of-agreement"):
    """The health service told the authority what it agreed with the family in mediation."""

    told = "The health service told the authority what was agreed in mediation"
    when = "On what day did the authority know?"
    kept = CORE
    recorded_by = (HEALTH_SERVICE, AUTHORITY)

    agreement: Annotated[RecordId | None, asks("Which agreement?", "Leave empty if it is not on record."), CLEAR] = None


class MediationActedOn(Event, tag="mediation.acted-on"):
    """What was agreed in mediation has been done."""

    told = "What was agreed in mediation was done"
    when = "On what day was all of it done?"
    kept = CORE
    recorded_by = WITH_ADVISER

    done: Annotated[Words, asks("What was done?")]
    agreement: Annotated[RecordId | None, asks("Which agreement?", "Leave empty if it is not on record."), CLEAR] = None


# The appeal


class AppealLodged(OfADecision, tag="appeal.lodged"):
    """The family appealed to the tribunal."""

    told = "The family appealed"
    when = "On what day was the appeal lodged?"


class PlacementAppealLodged(OfADecision, tag="appeal.lodged-on-placement"):
    """The family appealed about section I alone: the school or other setting named. That needs no certificate."""

    told = "The family appealed about the school or other setting named"
    when = "On what day was the appeal lodged?"


class AppealSent(OfADecision, tag="appeal.sent-to-authority"):
    """The tribunal sent the appeal to the authority, which has thirty working days to respond."""

    told = "The tribunal sent the appeal to the authority"
    when = "On what day was it sent?"


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


# The authority gives way. Before it responds, by telling the tribunal (reg. 45); later, with no order at all.


class AppealNotOpposed(TurnedRound, tag="appeal.not-opposed"):
    """The authority told the tribunal, before responding, that it will not oppose the appeal (reg. 45)."""

    told = "The authority told the tribunal it will assess after all"
    when = "On what day was the tribunal told?"


class PlanNotOpposed(TurnedRound, tag="appeal.plan-not-opposed"):
    """The authority told the tribunal, before responding, that it will make a plan after all (reg. 45)."""

    told = "The authority told the tribunal it will make a plan after all"
    when = "On what day was the tribunal told?"


class ContentsNotOpposed(OfADecision, tag="appeal.contents-not-opposed"):
    """The authority told the tribunal, before responding, that it will change the plan as asked (reg. 45(4))."""

    told = "The authority told the tribunal it will change the plan as asked"
    when = "On what day was the tribunal told?"


class PlacementNotOpposed(OfADecision, tag="appeal.placement-not-opposed"):
    """The authority told the tribunal, before responding, that it will name the setting asked for (reg. 45)."""

    told = "The authority told the tribunal it will name the setting asked for"
    when = "On what day was the tribunal told?"


class AppealConceded(OfADecision, tag="appeal.conceded"):
    """The authority gave way after responding, and no order was made. No new time runs: the first one still counts."""

    told = "The authority gave way, and the tribunal made no order"
    when = "On what day did it give way?"

    what: Annotated[Words, asks("What will it do?")]


# What the tribunal decided. It may set other times than those of the regulations (reg. 44(1)).


class AssessmentOrdered(TurnedRound, tag="appeal.assessment-ordered"):
    """The tribunal ordered the authority to assess, or to assess again (reg. 44(2)(b))."""

    told = "The tribunal ordered an assessment"
    when = "What is the date of the order?"

    directions: Annotated[Words | None, asks("Did the tribunal set other times, or say anything more?")] = None


class PlanOrdered(TurnedRound, tag="appeal.plan-ordered"):
    """The tribunal ordered the authority to make and maintain a plan (reg. 44(2)(c))."""

    told = "The tribunal ordered a plan"
    when = "What is the date of the order?"

    directions: Annotated[Words | None, asks("Did the tribunal set other times, or say anything more?")] = None


class ContentsOrdered(OfADecision, tag="appeal.contents-ordered"):
    """The tribunal ordered a plan to be changed: what it says in B or F, or after a refusal to change it."""

    told = "The tribunal ordered the plan to be changed"
    when = "What is the date of the order?"

    directions: Annotated[Words | None, asks("What is to be changed, and were other times set?")] = None


class PlacementOrdered(OfADecision, tag="appeal.placement-ordered"):
    """The tribunal ordered which school or other setting is to be named, and nothing else (section I alone)."""

    told = "The tribunal ordered which school or other setting is named"
    when = "What is the date of the order?"

    directions: Annotated[Words | None, asks("What is to be named, and were other times set?")] = None


class ContinuingOrdered(OfADecision, tag="appeal.continuing-ordered"):
    """The tribunal ordered that the plan goes on. It does so at once."""

    told = "The tribunal ordered that the plan goes on"
    when = "What is the date of the order?"

    directions: Annotated[Words | None, asks("Is it to be changed too?")] = None


class CeasingUpheld(OfADecision, tag="appeal.ceasing-upheld"):
    """The tribunal agreed that the plan ends. It ends at once."""

    told = "The tribunal agreed that the plan ends"
    when = "What is the date of the order?"


class AppealDismissed(OfADecision, tag="appeal.dismissed"):
    """The tribunal upheld the decision: it stays as it was made. A new request may be made at any time."""

    told = "The tribunal agreed with the authority's decision"
    when = "What is the date of the order?"


# What the tribunal recommended, on health or social care


class RecommendationReceived(OfADecision, tag="appeal.recommendation-received"):
    """The authority's social care has a recommendation of the tribunal (sections D, H1, H2)."""

    told = "A recommendation of the tribunal reached the authority's social care"
    when = "On what day did they have it?"

    recommends: Annotated[Words, asks("What is recommended?")]


class HealthRecommendationReceived(OfADecision, tag="appeal.health-recommendation-received"):
    """The health service has a recommendation of the tribunal (sections C and G)."""

    told = "A recommendation of the tribunal reached the health service"
    when = "On what day did they have it?"

    recommends: Annotated[Words, asks("What is recommended?")]


class RecommendationAnswered(Notice, tag="appeal.recommendation-answered"):
    """The family has a written answer: what will be done, and of what will not, why."""

    told = "There was an answer to a recommendation of the tribunal"
    when = "On what day was it sent?"
    kept = CORE
    recorded_by = (AUTHORITY, HEALTH_SERVICE)

    will_do: Annotated[Words, asks("What will be done, and by when? Of what will not, why?")]
    recommendation: Annotated[
        RecordId | None, asks("Which recommendation?", "Leave empty if it is not on record."), CLEAR
    ] = None


# Where a challenge can be

WANTED = Stage("You have asked for mediation")
DECLINED = Stage("You have chosen to go without mediation")
MEDIATED = Stage("Mediation was held")
NOT_ARRANGED = Stage("Mediation could not be arranged in time")
CERTIFIED = Stage("You have a certificate, and may appeal")
APPEALED = Stage("An appeal has been made")
ANSWERED = Stage("The authority has responded to the appeal")
AGREED = Stage("Mediation ended in an agreement", ends=True)
GAVE_WAY = Stage("The authority gave way", ends=True)
DECIDED = Stage("The tribunal has decided", ends=True)
WITHDRAWN = Stage("You took the appeal back", ends=True)

GOING_ON = [WANTED, DECLINED, MEDIATED, NOT_ARRANGED, CERTIFIED, APPEALED, ANSWERED]
ANEW = [OUTSET, *GOING_ON]

# What happens. Every step is a fact that arrives; none waits for another. A challenge may be known of first from its
# end: an order or an agreement that nothing before it tells of is written down like any other.

MEDIATION_IS_ASKED_FOR = Whenever(MediationWanted, ANEW, to=WANTED)
HEALTH_MEDIATION_IS_ASKED_FOR = Whenever(HealthMediationWanted, ANEW, to=WANTED)
MEDIATION_IS_DECLINED = Whenever(MediationDeclined, ANEW, to=DECLINED)
MEDIATION_TAKES_PLACE = Whenever(MediationHeld, GOING_ON, to=MEDIATED)
MEDIATION_CANNOT_BE = Whenever(MediationNotArranged, GOING_ON, to=NOT_ARRANGED)
CERTIFICATE_IS_GIVEN = Whenever(CertificateGiven, ANEW, to=CERTIFIED)
MEDIATION_AGREES_ASSESSMENT = Whenever(MediationAgreed, GOING_ON, to=AGREED)
MEDIATION_AGREES_PLAN = Whenever(MediationAgreedPlan, GOING_ON, to=AGREED)
MEDIATION_AGREES_CHANGE = Whenever(MediationAgreedToAmend, GOING_ON, to=AGREED)
FAMILY_APPEALS = Whenever(AppealLodged, ANEW, to=APPEALED)
FAMILY_APPEALS_ON_PLACEMENT = Whenever(PlacementAppealLodged, ANEW, to=APPEALED)
TRIBUNAL_SENDS_IT = Whenever(AppealSent, ANEW, to=APPEALED)
AUTHORITY_RESPONDS = Whenever(AppealAnswered, GOING_ON, to=ANSWERED)
FAMILY_TAKES_IT_BACK = Whenever(AppealWithdrawn, GOING_ON, to=WITHDRAWN)
ASSESSMENT_NOT_OPPOSED = Whenever(AppealNotOpposed, GOING_ON, to=GAVE_WAY)
PLAN_NOT_OPPOSED = Whenever(PlanNotOpposed, GOING_ON, to=GAVE_WAY)
CONTENTS_NOT_OPPOSED = Whenever(ContentsNotOpposed, GOING_ON, to=GAVE_WAY)
PLACEMENT_NOT_OPPOSED = Whenever(PlacementNotOpposed, GOING_ON, to=GAVE_WAY)
AUTHORITY_CONCEDES = Whenever(AppealConceded, GOING_ON, to=GAVE_WAY)
ASSESSMENT_IS_ORDERED = Whenever(AssessmentOrdered, GOING_ON, to=DECIDED)
PLAN_IS_ORDERED = Whenever(PlanOrdered, GOING_ON, to=DECIDED)
CONTENTS_ARE_ORDERED = Whenever(ContentsOrdered, GOING_ON, to=DECIDED)
PLACEMENT_IS_ORDERED = Whenever(PlacementOrdered, GOING_ON, to=DECIDED)
CONTINUING_IS_ORDERED = Whenever(ContinuingOrdered, GOING_ON, to=DECIDED)
CEASING_IS_UPHELD = Whenever(CeasingUpheld, GOING_ON, to=DECIDED)
DECISION_IS_UPHELD = Whenever(AppealDismissed, GOING_ON, to=DECIDED)

# By when: mediation

BROUGHT_TO_AN_END = (
    *(TurnedRound, MediationAgreedToAmend, AppealWithdrawn, AppealDismissed, AppealConceded),
    *(ContentsNotOpposed, PlacementNotOpposed, ContentsOrdered, PlacementOrdered, ContinuingOrdered, CeasingUpheld),
)

# The authority arranges it; where it is about health alone, the health service does. Thirty days,
# weekends and holidays counted, from the day it knew.
MEDIATION_ARRANGED = Clock(
    "mediation-arrange",
    "Mediation is arranged",
    starts=latest(MediationWanted),
    due=days_of(30),
    stops=[MediationHeld, CertificateGiven, MediationAgreed, MediationAgreedPlan, MediationAgreedToAmend],
    falls_away=[
        MediationNotArranged,
        AssessmentOrdered,
        PlanOrdered,
        AppealNotOpposed,
        PlanNotOpposed,
        MindOfItsOwn,
        AppealConceded,
    ],
    owed_by=AUTHORITY,
    law=REGS(36, mark=Mark.SECONDARY),
)
HEALTH_MEDIATION_ARRANGED = Clock(
    "mediation-arrange-health",
    "Mediation about health alone is arranged",
    starts=latest(HealthMediationWanted),
    due=days_of(30),
    stops=[MediationHeld, CertificateGiven, MediationAgreedWithHealth],
    falls_away=[MediationNotArranged, AppealConceded],
    owed_by=HEALTH_SERVICE,
    law=REGS(36, mark=Mark.SECONDARY),
)
# Where it is about health, each health body must know in three working days what is wanted.
HEALTH_TOLD = Clock(
    "mediation-tell-health",
    "The health service is told what the family wants to talk about",
    starts=each(HealthIssueRaised),
    due=working_days_of(3),
    stops=answered_by(HealthServiceTold.issue),
    owed_by=AUTHORITY,
    law=REGS(35, mark=Mark.SECONDARY),
)
# Whether the first day counts can be read either way; the setting ``mediation-certificate-days`` says how it is here.
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
    "The family has a mediation certificate after mediation, or where it could not be arranged",
    starts=latest(MediationHeld, MediationNotArranged),
    due=working_days_of(3),
    stops=CertificateGiven,
    falls_away=[MediationAgreed, MediationAgreedPlan, MediationAgreedToAmend],
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
AGREEMENT_ACTED_ON_BY_HEALTH = Clock(
    "mediation-agreement-act-health",
    "What the health service agreed in mediation is done",
    starts=each(MediationAgreedWithHealth),
    due=later_of(weeks_of(2), on(MediationAgreedWithHealth.later_day)),
    stops=answered_by(MediationActedOn.agreement),
    owed_by=HEALTH_SERVICE,
    law=REGS(42, 3),
)
AGREEMENT_TOLD = Clock(
    "mediation-agreement-tell-la",
    "The health service tells the authority what was agreed in mediation",
    starts=each(MediationAgreedWithHealth),
    due=weeks_of(1),
    stops=answered_by(AuthorityToldOfAgreement.agreement),
    owed_by=HEALTH_SERVICE,
    law=REGS(42, 4),
)

# By when: the appeal. The right to appeal lasts until the later of two days: this one, and two months from the letter,
# which stands beside the decision. Neither ends in August, or from 25 December to 1 January: it then ends on the first
# working day after. The tribunal may allow more time. Nobody is late in it.

APPEAL_BY_CERTIFICATE = Window(
    "appeal-lodge-certificate",
    "The family may appeal to the tribunal: a month from the certificate, or longer from the decision",
    opens=latest(CertificateGiven),
    lasts=later_of(months_of(1), rolls=out_of_august_and_christmas),
    used_by=[AppealLodged, PlacementAppealLodged],
    falls_away=BROUGHT_TO_AN_END,
    held_by=PARENT,
    law=TRIBUNAL_RULES(20, mark=Mark.FROM_MEMORY),
)
# Working days, of which none in August or from 25 December to 1 January is counted.
APPEAL_RESPONSE = Clock(
    "appeal-la-response",
    "The authority responds to the appeal",
    starts=latest(AppealSent),
    due=tribunal_working_days_of(30),
    stops=AppealAnswered,
    falls_away=BROUGHT_TO_AN_END,
    owed_by=AUTHORITY,
    law=TRIBUNAL_PROCEDURE(mark=Mark.SECONDARY),
)
# Owed by whoever the recommendation is for: the authority's social care, or the health service.
RECOMMENDATION_WEEKS = contested(
    "recommendation-weeks",
    usually="not_counting_the_first",
    not_counting_the_first=weeks_of(5),
    counting_the_first=days_beginning_with(35),
)
RECOMMENDATION_ANSWERED = Clock(
    "ftt-recommendation-response",
    "There is a written answer to the tribunal's recommendation",
    starts=each(RecommendationReceived),
    due=RECOMMENDATION_WEEKS,
    stops=answered_by(RecommendationAnswered.recommendation),
    owed_by=AUTHORITY,
    law=RECOMMENDATIONS(mark=Mark.SECONDARY),
    in_force=InForce(date(2018, 4, 3)),
)
HEALTH_RECOMMENDATION_ANSWERED = Clock(
    "ftt-recommendation-response-health",
    "The health service has answered the tribunal's recommendation in writing",
    starts=each(HealthRecommendationReceived),
    due=RECOMMENDATION_WEEKS,
    stops=answered_by(RecommendationAnswered.recommendation),
    owed_by=HEALTH_SERVICE,
    law=RECOMMENDATIONS(mark=Mark.SECONDARY),
    in_force=InForce(date(2018, 4, 3)),
)

APPEAL_STORY = Workflow(
    "appeal",
    "Challenging a decision",
    declared_in=__name__,
    held_by=AUTHORITY,
    version="2026.1",
    in_force=SINCE_2014,
)

"""Asking another service to help: where the request is, what happens next, and what each step means for the family.

Every service has a way of its own: who may ask, who decides, how long it takes, what happens if the answer is no. The
family is told that in plain words at the start, and told whenever something changes. A service that says no is an
answer, not an end: what else can be done is said with it. Each request is a story of its own.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    BeforeOrReason,
    Choice,
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
    Words,
    Workflow,
    asks,
    latest,
    on,
    working_days_of,
)
from goldenthread.workflows.law import CODE, LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import ADVISER, AUTHORITY, HEALTH_SERVICE, PARENT, SENCO, SETTING, SOCIAL_CARE, STAFF
from goldenthread.workflows.permissions import SpecialistTalkedOver
from goldenthread.workflows.vocabulary import CORE

WHOEVER_HEARS = (*STAFF, AUTHORITY, HEALTH_SERVICE, SOCIAL_CARE, ADVISER, PARENT)


class Service(Choice):
    """What kind of service is asked."""

    GP = "gp", "The family doctor"
    HEALTH_VISITOR = "health-visitor", "The health visitor or school nurse"
    SPEECH = "speech-and-language", "Speech and language therapy"
    THERAPY = "therapy", "Occupational therapy or physiotherapy"
    PAEDIATRICIAN = "paediatrician", "The community paediatrician"
    MENTAL_HEALTH = "mental-health", "A mental health service for children and young people"
    PSYCHOLOGY = "educational-psychology", "The educational psychology service"
    SENSORY = "sensory", "A sensory support service"
    OUTREACH = "outreach", "An advisory or outreach teacher"
    FAMILY_HELP = "family-help", "Early or family help"
    OTHER = "other", "Another service"


class ReferralSent(Event, tag="referral.sent"):
    """Another service was asked to help."""

    told = "Another service was asked to help: {service}"
    when = "When was it sent?"
    kept = CORE
    recorded_by = WHOEVER_HEARS

    service: Annotated[Service, asks("What kind of service?"), CLEAR]
    to: Annotated[Name, asks("Which service, and where?")]
    why: Annotated[Words, asks("What is hoped for?")]
    sent: Annotated[tuple[Name, ...], asks("Which papers were sent with it?")] = ()
    ask_again_on: Annotated[
        date | None, asks("If there is no answer, when will you ask again?", "Leave empty if no day is set."), CLEAR
    ] = None


class ReferralExplained(Notice, tag="referral.explained"):
    """The family knows how this service works: who decides, what happens next, about how long, and what if it is no."""

    told = "{to} were told how the other service works"
    told_erased = "The family was told how the other service works"
    when = "When were they told?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY, HEALTH_SERVICE)

    who_decides: Annotated[Words, asks("Who decides whether the service helps?")]
    what_happens: Annotated[Words, asks("What happens next, and about how long does it take?")]
    if_no: Annotated[Words, asks("What can be done if the service says no?")]


class AskedAgain(Event, tag="referral.asked-again"):
    """We asked the service where the request is."""

    told = "{by} asked the other service where the request is"
    when = "When did you ask?"
    kept = CORE
    recorded_by = WHOEVER_HEARS

    answer: Annotated[Words, asks("What did they say?", "That they have not answered is an answer to write down.")]


class ReferralAccepted(Event, tag="referral.accepted"):
    """The service will help. There may be a wait."""

    told = "The other service will help"
    when = "When was it known?"
    kept = CORE
    recorded_by = WHOEVER_HEARS

    wait: Annotated[Words, asks("How long is the wait, and what helps in the meantime?")]


class ReferralNotAccepted(Event, tag="referral.not-accepted"):
    """The service cannot help, and says why."""

    told = "The other service cannot help"
    when = "When was it known?"
    kept = CORE
    recorded_by = WHOEVER_HEARS

    why: Annotated[Words, asks("What reason was given?")]
    instead: Annotated[Words, asks("What can be done instead?")]


class FirstSeen(Event, tag="referral.first-seen"):
    """The service has begun to work with the child."""

    told = "The other service began to work with {child}"
    when = "When were they first seen?"
    kept = CORE
    recorded_by = WHOEVER_HEARS

    who: Annotated[Name, asks("Who saw the child, and what do they do?")]


class ReferralFinished(Event, tag="referral.finished"):
    """The service has done its part."""

    told = "The other service has done its part"
    when = "When did it finish?"
    kept = CORE
    recorded_by = WHOEVER_HEARS

    advised: Annotated[Words, asks("What did they advise, and who has it?")]
    next_step: Annotated[Words, asks("What happens now?")]


class FamilyToldWhereItIs(Notice, tag="referral.family-told"):
    """The family knows where the request is, and what happens next."""

    told = "{to} were told where the request is"
    told_erased = "The family was told where the request is"
    when = "When were they told?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY, HEALTH_SERVICE)

    what: Annotated[Words, asks("What were they told?")]
    after: Annotated[RecordId | None, asks("After which entry?", "Leave empty if after none."), CLEAR] = None


SENT = Stage("Another service has been asked to help")
WAITING = Stage("The service will help, and your child is waiting")
HELPING = Stage("The service is working with your child")
NOT_TAKEN = Stage("The service cannot help, and you know what else can be done", ends=True)
FINISHED = Stage("The service has done its part", ends=True)

FAMILY_HAPPY = BeforeOrReason(
    "The family is happy for the service to be asked",
    SpecialistTalkedOver,
    by=SENCO,
    law=CODE(6, 59, mark=Mark.SECONDARY),
)

REFERRAL_EXPLAINED = Then(
    "The family knows how this service works",
    ReferralExplained,
    by=SETTING,
    due=working_days_of(Local("working days to explain how a service works", 5)),
    law=LOCAL_POLICY("how other services work is explained"),
)
REFERRAL_STATUS_TOLD = Then(
    "The family knows where the request is",
    FamilyToldWhereItIs,
    by=SETTING,
    due=working_days_of(Local("working days to say where a request is", 5)),
    law=LOCAL_POLICY("the family knows where every request is"),
)

ASK = Move(
    "Ask another service to help",
    OUTSET,
    to=SENT,
    needs=[FAMILY_HAPPY],
    records=ReferralSent,
    owes=[REFERRAL_EXPLAINED],
)
IS_TAKEN = Whenever(ReferralAccepted, SENT, to=WAITING, owes=[REFERRAL_STATUS_TOLD])
IS_NOT_TAKEN = Whenever(ReferralNotAccepted, [SENT, WAITING], to=NOT_TAKEN, owes=[REFERRAL_STATUS_TOLD])
BEGINS_TO_HELP = Whenever(FirstSeen, [SENT, WAITING], to=HELPING)
HAS_FINISHED = Whenever(ReferralFinished, [SENT, WAITING, HELPING], to=FINISHED)

ASKED_AGAIN_IN_TIME = Clock(
    "referral-asked-again",
    "The service is asked again where the request is",
    starts=latest(ReferralSent),
    due=on(ReferralSent.ask_again_on),
    stops=[AskedAgain, ReferralAccepted, FirstSeen],
    falls_away=[ReferralNotAccepted, ReferralFinished],
    owed_by=SETTING,
    law=LOCAL_POLICY("a request that is not answered is asked after"),
)

REFERRAL = Workflow(
    "referral",
    "Asking another service to help",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

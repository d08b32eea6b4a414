"""A child or young person who is detained: a request, and the plan that is made while they are.

Children and Families Act 2014, ss. 70 to 75; SEND (Detained Persons) Regulations 2015 (SI 2015/62).

The parent, the young person, or the person in charge of where they are detained may ask the **home authority**: that of
the area they lived in before. Anybody else may bring them to its attention. As for everybody else, the final plan is
due twenty weeks from the day the home authority received the request, or was told. Being detained is no reason for
taking longer. What may excuse it is a list of its own (reg. 10(4)); it adds no days.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Choice,
    Clock,
    Event,
    How,
    InForce,
    Name,
    Stage,
    Whenever,
    Words,
    Workflow,
    about,
    asks,
    during,
    first,
    weeks_of,
)
from goldenthread.workflows import challenging
from goldenthread.workflows import plan_sections as section
from goldenthread.workflows.decisions import AppealableDecision
from goldenthread.workflows.law import DETAINED
from goldenthread.workflows.people import ANYONE, AUTHORITY, FAMILY, PARENT
from goldenthread.workflows.vocabulary import CORE

OFFICER = (AUTHORITY,)


class DetainedRequester(Choice):
    """Who has the right to ask while somebody is detained."""

    PARENT = "parent", "A parent"
    YOUNG_PERSON = "young-person", "The young person"
    IN_CHARGE = "person-in-charge", "The person in charge of where they are detained"


class DetainedGround(Choice):
    """What may excuse the home authority (SI 2015/62, reg. 10(4)(a) to (c))."""

    CIRCUMSTANCES = "exceptional-circumstances", "Exceptional personal circumstances"
    AWAY = "away", "They were away from where they are detained, or could not be reached, for at least four weeks"
    CLOSED = "school-closed", "Advice was asked of a school or college in a closure of at least four weeks"


class DetainedRequestReceived(Event, tag="detained.request-received"):
    """The home authority has a request, in any form, for somebody who is detained."""

    told = "The home authority received a request from {requester}, {form}"
    when = "On what day did the home authority receive it?"
    kept = CORE
    recorded_by = ANYONE

    requester: Annotated[DetainedRequester, asks("Who asked?"), CLEAR]
    form: Annotated[How, asks("How did it arrive?"), CLEAR]
    words: Annotated[Words, asks("What did they ask, in their own words?"), about(PARENT)]


class DetainedBroughtToAttention(Event, tag="detained.brought-to-attention"):
    """Somebody else told the home authority of a detained person who may need a plan."""

    told = "{child} was brought to the home authority's attention"
    when = "On what day was it told?"
    kept = CORE
    recorded_by = ANYONE

    who: Annotated[Name, asks("Who told it?")]
    why: Annotated[Words, asks("Why may they need a plan?")]


class DetainedTimeExcused(Event, tag="detained.time-limit-excused"):
    """Twenty weeks were not practical for the home authority, for a reason the law allows. It adds no days."""

    told = "The home authority could not keep to time: {ground}"
    kept = CORE
    recorded_by = OFFICER

    ground: Annotated[DetainedGround, asks("On what ground?"), CLEAR]
    starts_on: Annotated[date, asks("From which day?"), CLEAR]
    because: Annotated[Words, asks("Why did it make the time limit impractical?")]
    decided_by: Annotated[Name, asks("Who decided to rely on it?")]
    ends_on: Annotated[date | None, asks("Until which day?"), CLEAR] = None


class DetainedRefused(AppealableDecision, tag="detained.refused"):
    """The home authority told the family that it will not assess, or make no plan, why, and how to challenge it."""

    told = "The home authority told the family there will be no plan"
    when = "What is the date on the letter?"
    kept = CORE
    recorded_by = OFFICER


class DetainedPlanSent(AppealableDecision, tag="detained.final-plan-sent"):
    """The family and the place of detention have the plan. From this day what is in it must be arranged there."""

    told = "The family was sent the final plan"
    when = "On what day did the family have it?"
    kept = CORE
    recorded_by = OFFICER

    needs: section.Needs
    outcomes: section.Outcomes
    provision: section.Provision
    kind_of_setting: section.KindOfSetting


class DetainedRequestWithdrawn(Event, tag="detained.request-withdrawn"):
    """Whoever asked no longer wants an assessment."""

    told = "The request was withdrawn"
    when = "On what day did the home authority know?"
    kept = CORE
    recorded_by = (*FAMILY, AUTHORITY)


REQUESTED = Stage("The home authority has been asked for a plan")
REFUSED = Stage("The home authority has said there will be no plan", ends=True)
PLAN_MADE = Stage("There is a plan", ends=True)
WITHDRAWN = Stage("The request was withdrawn", ends=True)

REQUEST_ARRIVES = Whenever(DetainedRequestReceived, [OUTSET, REQUESTED], to=REQUESTED)
ATTENTION_IS_DRAWN = Whenever(DetainedBroughtToAttention, [OUTSET, REQUESTED], to=REQUESTED)
REQUEST_IS_REFUSED = Whenever(DetainedRefused, REQUESTED, to=REFUSED)
PLAN_IS_SENT = Whenever(DetainedPlanSent, REQUESTED, to=PLAN_MADE)
REQUEST_IS_WITHDRAWN = Whenever(DetainedRequestWithdrawn, REQUESTED, to=WITHDRAWN)

# Twenty weeks, holidays included, from the earliest day on which the home authority was asked or told.
FINAL_PLAN = Clock(
    "ehcna-detained-final",
    "The family has the final plan from the home authority",
    starts=first(DetainedRequestReceived, DetainedBroughtToAttention),
    due=weeks_of(20),
    stops=DetainedPlanSent,
    falls_away=[DetainedRefused, DetainedRequestWithdrawn],
    unless=during(DetainedTimeExcused.starts_on, DetainedTimeExcused.ends_on),
    owed_by=AUTHORITY,
    law=DETAINED(13),
)

# A refusal, or the plan, may be challenged like any other (``challenging.py``).
MEDIATION_CONTACT = challenging.MEDIATION_CONTACT
APPEAL = challenging.APPEAL

DETAINED_STORY = Workflow(
    "detained",
    "Request for somebody who is detained",
    declared_in=__name__,
    held_by=AUTHORITY,
    version="2026.1",
    in_force=InForce(date(2015, 4, 1)),
)

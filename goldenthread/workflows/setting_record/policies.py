"""Policies and procedures: each with its number, its version, who signed it, and when it is looked at next.

One story for all of them: a policy is known by its number (09.14), which stays the same from version to version.
Families have a say in what it says (consultations.py) and may have a copy (information.py). A policy that was not
looked at in time shows as late, and stays in force.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Choice,
    Clock,
    Local,
    Name,
    Stage,
    Whenever,
    Words,
    Workflow,
    asks,
    earlier_of,
    latest,
    months_of,
    on,
)
from goldenthread.engine.events import Event
from goldenthread.workflows.law import LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import SETTING
from goldenthread.workflows.setting_record.vocabulary import (
    KEEPERS,
    OF_THE_SETTING,
    PolicyCode,
    PolicyNumber,
    PolicyStands,
)


class Signer(Choice):
    """In what role somebody signed."""

    CHILDMINDER = "childminder", "The childminder"
    HEAD = "head", "The head or manager"
    GOVERNORS = "governors", "For the governors or proprietor"
    TRUSTEES = "trustees", "For the committee or trustees"
    OTHER = "other", "Somebody else"


class PolicyAdopted(PolicyStands, tag="policy.adopted"):
    """A policy or procedure, in one version, is in force: the first, or the next one."""

    told = "Policy {code} was adopted, to be followed from {effective_on}"
    when = "When was it adopted?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    title: Annotated[Name, asks("What is it called?")]
    version: Annotated[Name, asks("Which version is it?")]
    contributors: Annotated[
        tuple[Name, ...], asks("Who had a part in writing it?", "Families too, by the name they want to be known by.")
    ]
    signed_by: Annotated[Name, asks("Who signed it?")]
    signer: Annotated[Signer, asks("In what role?"), CLEAR]
    signed_on: Annotated[date, asks("On what day was it signed?"), CLEAR]
    effective_on: Annotated[date, asks("From what day is it followed?"), CLEAR]
    changed: Annotated[Words, asks("What changed from the version before?", "Or that it is the first.")]
    refers_to: Annotated[
        tuple[PolicyCode, ...], asks("Which other policies or procedures does it speak of?", "Their numbers."), CLEAR
    ] = ()


class ReviewFound(Choice):
    """What came of looking at a policy."""

    STANDS = "stands", "It stands as it is"
    WORDING = "wording", "The wording was put right, the sense is the same"
    CHANGE = "change", "It is to be changed"
    ENDS = "ends", "It is needed no longer"


class PolicyReviewed(PolicyStands, tag="policy.reviewed"):
    """Somebody looked at a policy again: the review log. It stands until the next version is adopted."""

    told = "Policy {code} was looked at again: {found}"
    when = "When was it looked at?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    looked_by: Annotated[tuple[Name, ...], asks("Who looked at it?")]
    found: Annotated[ReviewFound, asks("What came of it?"), CLEAR]
    changed: Annotated[Words, asks("What changed, in a few words?", "Such as: a general check of the wording.")]


class PolicyEnded(Event, tag="policy.ended"):
    """A policy is followed no longer. What was done under it stays on record."""

    told = "Policy {code} is followed no longer"
    when = "From what day?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    code: Annotated[PolicyCode, asks("Which policy?", "Its number."), CLEAR]
    why: Annotated[Words, asks("Why, and what takes its place?")]


# Where it can be. There is only one place.

KEPT = Stage("Policies are kept here")

BEGINS_WITH_A_POLICY = Whenever(PolicyAdopted, [OUTSET, KEPT], to=KEPT)
BEGINS_WITH_A_REVIEW = Whenever(PolicyReviewed, [OUTSET, KEPT], to=KEPT)

# By when

POLICY_REVIEW = Clock(
    "policy-review",
    "A policy is looked at again",
    starts=latest(PolicyAdopted, PolicyReviewed, per=PolicyNumber),
    due=earlier_of(on(PolicyStands.review_on), months_of(Local("months in which a policy is looked at again", 12))),
    stops=(PolicyAdopted, PolicyReviewed),
    falls_away=PolicyEnded,
    owed_by=SETTING,
    law=LOCAL_POLICY("policies are reviewed and updated regularly"),
)

POLICIES = Workflow(
    "policies",
    "Policies and procedures",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

"""Whom the setting knows: agencies, services that families are pointed to, partner schools, and how to work with them.

What services are called differs from one authority to the next, so each stands with its authority and with the day on
which somebody last looked. A question to an agency about no child in particular is written down as that: without a
name, and with nothing by which anybody could tell who is meant.
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
    Name,
    Stage,
    Whenever,
    Words,
    Workflow,
    asks,
    latest,
    months_of,
)
from goldenthread.workflows.law import LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import SETTING
from goldenthread.workflows.setting_record.vocabulary import (
    KEEPERS,
    OF_THE_SETTING,
    AuthorityCode,
    PolicyCode,
    ServiceListed,
    ServiceName,
)


class Service(Choice):
    """What kind of service it is. What it is called here stands beside it."""

    ADVICE = "advice", "Impartial advice and support (SENDIASS)"
    CARER_FORUM = "carer-forum", "The parent carer forum"
    CHARTER = "charter", "The co-production charter"
    LOCAL_OFFER = "local-offer", "The Local Offer, or the directory of services"
    FAMILY_INFORMATION = "family-information", "The family information service"
    LEGAL = "legal", "Legal advice on SEND"
    CONDITION = "condition", "A group for one condition"
    COMMUNITY = "community", "An ethnic, cultural or faith group"
    DRUG_AND_ALCOHOL = "drug-and-alcohol", "Help with drugs or alcohol"
    WELFARE_RIGHTS = "welfare-rights", "Welfare rights and benefits"
    ADULT_EDUCATION = "adult-education", "Adult education"
    CHILDCARE = "childcare", "Childcare"
    HEALTH = "health", "A health service"
    SOCIAL_CARE = "social-care", "Social care"
    EDUCATION = "education", "An education or specialist teaching service"


class ServiceChecked(ServiceListed, tag="setting-directory.service-checked"):
    """A service was put in the directory, or looked at again: what it is called here, and how to reach it."""

    told = "A service in the directory was checked: {kind}"
    when = "When was it checked?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    kind: Annotated[Service, asks("What kind of service is it?"), CLEAR]
    called: Annotated[Name, asks("What is it called here?", "Its own name, in this authority.")]
    reached: Annotated[Words, asks("How is it reached, and by whom?", "By a family itself, or with our help.")]
    authority: Annotated[
        AuthorityCode | None, asks("In which authority?", "Leave empty for a national one."), CLEAR
    ] = None


class ServiceGone(ServiceListed, tag="setting-directory.service-gone"):
    """A service is there no longer."""

    told = "A service in the directory is there no longer"
    when = "When was this seen?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    instead: Annotated[Words, asks("Who can help instead?", "Or that nobody is known.")]


class ProtocolAgreed(Event, tag="setting-directory.protocol-agreed"):
    """How staff and an agency work together was agreed, such as in child protection."""

    told = "How to work with an agency was agreed, to be followed from {effective_on}"
    when = "When was it agreed?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    agencies: Annotated[tuple[Name, ...], asks("With which agencies?")]
    title: Annotated[Name, asks("What is it called?")]
    version: Annotated[Name, asks("Which version is it?")]
    effective_on: Annotated[date, asks("From what day is it followed?"), CLEAR]
    procedure: Annotated[PolicyCode | None, asks("Under which procedure of our own?", "Its number."), CLEAR] = None


class PartnerSchool(Event, tag="setting-directory.partner-school"):
    """A local school or setting that we work with, so that moves are smooth and what we do is consistent."""

    told = "A local school or setting became a partner"
    when = "From what day?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    name: Annotated[Name, asks("Which school or setting?")]
    contact: Annotated[Name, asks("Who is the contact there?")]
    together: Annotated[Words, asks("What is done together?", "Visits, moves, the same words for the same things.")]


class GeneralEnquiry(Event, tag="setting-directory.general-enquiry"):
    """An agency was asked about a kind of need, and no child was named. Advice on one child is not asked this way."""

    told = "An agency was asked for advice on no child in particular"
    when = "When was it asked?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    agency: Annotated[Name, asks("Which agency was asked?")]
    question: Annotated[Words, asks("What was asked?", "In general: nothing by which a child could be known.")]
    de_identified: Annotated[bool, asks("Is there nothing in it by which a child could be known?"), CLEAR]
    allowed_by: Annotated[Name, asks("Who agreed that it be asked?")]
    answer: Annotated[Words | None, asks("What was the answer?", "Leave empty while there is none.")] = None


# Where it can be. There is only one place.

KEPT = Stage("Whom we know is kept here")

BEGINS_WITH_A_SERVICE = Whenever(ServiceChecked, [OUTSET, KEPT], to=KEPT)
BEGINS_WITH_A_PROTOCOL = Whenever(ProtocolAgreed, [OUTSET, KEPT], to=KEPT)
BEGINS_WITH_A_SCHOOL = Whenever(PartnerSchool, [OUTSET, KEPT], to=KEPT)
BEGINS_WITH_A_QUESTION = Whenever(GeneralEnquiry, [OUTSET, KEPT], to=KEPT)

# By when

SERVICE_CHECKED = Clock(
    "directory-check",
    "A service in the directory is checked again",
    starts=latest(ServiceChecked, per=ServiceName),
    due=months_of(Local("months in which a service in the directory is checked again", 12)),
    stops=ServiceChecked,
    falls_away=ServiceGone,
    owed_by=SETTING,
    law=LOCAL_POLICY("families are pointed to services that are there"),
)

DIRECTORIES = Workflow(
    "directories",
    "Whom we know",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

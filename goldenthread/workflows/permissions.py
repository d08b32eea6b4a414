"""Telling, agreeing and permitting: three different acts, never mixed."""

from typing import Annotated

from goldenthread.engine import CLEAR, Agreement, Consent, Event, LawfulBasis, Name, RecordId, Words, asks
from goldenthread.workflows.people import (
    ADVISER,
    AUTHORITY,
    HEALTH_SERVICE,
    PARENT,
    SENCO,
    STAFF,
    TEACHER,
    YOUNG_PERSON,
)
from goldenthread.workflows.vocabulary import CORE, PRIVATE_TO_PARENT


class SpecialistTalkedOver(Agreement, tag="permission.specialist-talked-over"):
    """Whether the family is happy for a specialist to be brought in. Parents are always involved in this."""

    told = "{by} talked over bringing in {specialist}, and {asked} said {answer}"
    told_erased = "{by} talked over bringing in a specialist, and the answer was {answer}"
    when = "When did you talk it over?"
    kept = CORE
    recorded_by = (SENCO, TEACHER)

    specialist: Annotated[Name, asks("Which specialist?")]


class SharingWithAgency(Consent, tag="permission.sharing-with-agency"):
    """Whether we may share what we know with one agency, for one purpose."""

    told = "{given_by} was asked whether we may share with {agency}, and said {answer}"
    told_erased = "Somebody was asked whether we may share with an agency, and said {answer}"
    when = "When did they answer?"
    wording = "I am happy for you to share what you know of my child with the agency named, for the purpose named."
    kept = CORE
    recorded_by = (SENCO, PARENT, YOUNG_PERSON)

    agency: Annotated[Name, asks("Share with whom?")]
    purpose: Annotated[Words, asks("What for?")]
    scope: Annotated[Words, asks("Which information?")]


class InformationShared(Event, tag="permission.information-shared"):
    """What we know was shared with somebody outside: what, with whom, what for, and on what ground in law.

    The ground is not the permission: a public body mostly shares under a duty or a public task, so that a permission
    refused holds up nothing that the law asks for (UK GDPR Article 6(1)).
    """

    told = "{by} shared information with {recipient}"
    told_erased = "{by} shared information ({basis})"
    when = "When was it shared?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY, HEALTH_SERVICE, ADVISER)

    recipient: Annotated[Name, asks("Shared with whom?")]
    purpose: Annotated[Words, asks("What for?")]
    what: Annotated[tuple[Words, ...], asks("What was shared?", "Each paper or entry by itself.")]
    basis: Annotated[LawfulBasis, asks("On what ground in law?", "Permission is one of several."), CLEAR]
    permission: Annotated[
        RecordId | None, asks("Which permission was relied on?", "Leave empty if none was."), CLEAR
    ] = None


class ContactPreferred(Event, tag="permission.contact-preferred"):
    """How one adult would like to be reached. Private to that adult."""

    told = "{by} wrote down how {adult} would like to be reached"
    told_erased = "{by} wrote down how an adult would like to be reached"
    kept = PRIVATE_TO_PARENT
    recorded_by = (SENCO, PARENT)

    adult: Annotated[Name, asks("Who?")]
    preference: Annotated[Words, asks("How would they like to be reached, and what helps?")]


FACTS = (SpecialistTalkedOver, SharingWithAgency, InformationShared, ContactPreferred)

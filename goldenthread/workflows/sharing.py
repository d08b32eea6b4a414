"""Sharing: what we know goes to somebody else only by an entry that says what, to whom, what for, and on what ground.

Each setting, authority and service answers for a record of its own. What a setting writes reaches another body only by
a named act of sharing a listed set (`EntriesShared`): entry by entry, and nothing beside it. The family sees what went.

The ground is not the permission. A public body mostly shares under a duty or a public task, so that a permission
refused holds up nothing that the law asks for; the family is asked all the same, unless there is a reason not to, and
the reason is written down. An EHC plan is shown to nobody without consent, but on the grounds of regulation 17. What is
shared to keep a child safe, where nobody may see that it was: safeguarding.py.
"""

from typing import Annotated

from msgspec import Meta

from goldenthread.engine import CLEAR, Choice, Event, LawfulBasis, Mark, Name, Notice, RecordId, Words, asks
from goldenthread.engine.history import History
from goldenthread.workflows.law import REGS
from goldenthread.workflows.people import ADVISER, AUTHORITY, HEALTH_SERVICE, SOCIAL_CARE, STAFF
from goldenthread.workflows.vocabulary import CORE, OrganisationId, Setting, SettingId

THOSE_WHO_SHARE = (*STAFF, AUTHORITY, HEALTH_SERVICE, SOCIAL_CARE, ADVISER)
AT_LEAST_ONE = Meta(min_length=1)


class Sought(Choice):
    """Whether the family was asked before something was shared; and if not, why not. There is always an answer."""

    ASKED = "asked", "They were asked: the answer is on record"
    TOLD = "told", "They were told: the law asks for it, so there was nothing to permit"
    ASKED_US = "asked-us", "They asked us to share it"
    NO_ANSWER = "no-answer", "We tried to reach them, and have no answer yet"
    NO_TIME = "no-time", "There was no time: they are told afterwards"


class InformationShared(Event, tag="permission.information-shared"):
    """What we know was shared with somebody outside: what, with whom, what for, and on what ground in law.

    The ground is not the permission: a public body mostly shares under a duty or a public task, so that a permission
    refused holds up nothing that the law asks for (UK GDPR Article 6(1)).
    """

    told = "{by} shared information with {recipient}"
    told_erased = "{by} shared information ({basis})"
    when = "When was it shared?"
    kept = CORE
    recorded_by = THOSE_WHO_SHARE

    recipient: Annotated[Name, asks("Shared with whom?")]
    purpose: Annotated[Words, asks("What for?")]
    what: Annotated[tuple[Words, ...], asks("What was shared?", "Each paper or entry by itself.")]
    basis: Annotated[LawfulBasis, asks("On what ground in law?", "Permission is one of several."), CLEAR]
    sought: Annotated[
        Sought,
        asks(
            "Was the family asked first, and if not, why not?",
            "If asking would put the child at risk, do not use this entry: use the safeguarding one.",
        ),
        CLEAR,
    ]
    permission: Annotated[
        RecordId | None, asks("Which permission was relied on?", "Leave empty if none was."), CLEAR
    ] = None


class GoesTo(Choice):
    """To what kind of body a set of entries goes."""

    AUTHORITY = "authority", "The local authority"
    SETTING = "setting", "Another setting the child goes to"
    NEXT_SETTING = "next-setting", "The setting the child is going to"
    HEALTH = "health", "A health service"
    SOCIAL_CARE = "social-care", "Social care"
    ADVISER = "adviser", "Somebody asked for advice"
    OVERSIGHT = "oversight", "An inspection, the ombudsman or the tribunal"


class EntriesShared(Event, tag="sharing.entries-shared"):
    """A listed set of entries reaches another body. These entries, and no others."""

    told = "{by} shared a list of entries with {recipient}"
    told_erased = "{by} shared a list of entries: {goes_to}"
    when = "When were they shared?"
    kept = CORE
    recorded_by = THOSE_WHO_SHARE

    goes_to: Annotated[GoesTo, asks("To what kind of body?"), CLEAR]
    recipient: Annotated[Name, asks("To whom there?")]
    entries: Annotated[
        tuple[RecordId, ...],
        AT_LEAST_ONE,
        asks("Which entries?", "Each by itself. Never one that is private to an adult, confidential or protected."),
        CLEAR,
    ]
    purpose: Annotated[Words, asks("What for?")]
    basis: Annotated[LawfulBasis, asks("On what ground in law?", "Permission is one of several."), CLEAR]
    sought: Annotated[Sought, asks("Was the family asked first, and if not, why not?"), CLEAR]
    permission: Annotated[
        RecordId | None, asks("Which permission was relied on?", "Leave empty if none was."), CLEAR
    ] = None
    setting: Annotated[SettingId | None, asks("Which setting, if to one?"), CLEAR] = None
    organisation: Annotated[
        OrganisationId | None,
        asks("Which organisation?", "Without it, the only one of that kind that takes part; of several, none."),
        CLEAR,
    ] = None


class SharedWithFamily(Notice, tag="sharing.shared-with-family"):
    """The family has what was written: these entries, and anything that helps to understand them."""

    told = "{by} shared what was written with {to}"
    told_erased = "What was written was shared with the family"
    when = "When did they have it?"
    kept = CORE
    recorded_by = THOSE_WHO_SHARE

    what: Annotated[Words, asks("What was shared, and in what form?")]
    entries: Annotated[tuple[RecordId, ...], asks("Which entries?"), CLEAR] = ()


def reached(story: History, where: GoesTo, setting: Setting | None = None) -> frozenset[RecordId]:
    """Return the entries that a kind of body, or one setting, has been given by name.

    All others stay where they were written.
    """
    shared = [
        one
        for one in story.of(EntriesShared)
        if one.clear("goes_to") is where and setting in (None, one.clear("setting"))
    ]
    return frozenset(entry for one in shared for entry in one.clear("entries"))


# Showing an EHC plan

PLAN_IS_PRIVATE = REGS(17, mark=Mark.FROM_MEMORY)
"""A plan is shown to nobody without the consent of the child or young person, but on the grounds listed."""


class DisclosureGround(Choice):
    """On what ground a plan is shown to somebody (regulation 17)."""

    CONSENT = "consent", "With consent: of the child, the young person, or a parent for a child too young to follow"
    INTERESTS = "interests", "The authority thinks it necessary in the child's or young person's interests"
    APPEAL = "appeal", "For an appeal to the tribunal"
    RESEARCH = "research", "For educational research, where nobody can be known from what is published"
    COURT = "court", "On the order of a court, or for criminal proceedings"
    OMBUDSMAN = "ombudsman", "For an investigation by the ombudsman"
    SECRETARY_OF_STATE = "secretary-of-state", "The Secretary of State asks, under a power in law"
    SOCIAL_CARE = "social-care", "For a social care assessment, or for a duty to a child who is looked after or unsafe"
    INSPECTION = "inspection", "For an inspection"
    TEACHING = "teaching", "The head of the place named in the plan needs it for teaching"


class PlanDisclosed(Event, tag="sharing.plan-disclosed"):
    """An EHC plan, or part of it, was shown to somebody. Every time is written down, with its ground.

    What is listed may be read here by the organisation named; nothing else is.
    """

    told = "The plan was shown to {recipient}: {ground}"
    told_erased = "The plan was shown to somebody: {ground}"
    when = "When was it shown?"
    kept = CORE
    recorded_by = THOSE_WHO_SHARE

    ground: Annotated[DisclosureGround, asks("On what ground?"), CLEAR]
    recipient: Annotated[Name, asks("To whom?")]
    parts: Annotated[Words, asks("Which parts of it?")]
    decided_by: Annotated[Name, asks("Who decided it?")]
    consent: Annotated[
        RecordId | None, asks("Which consent, if it was with consent?", "Leave empty if not."), CLEAR
    ] = None
    organisation: Annotated[OrganisationId | None, asks("Which organisation, if it reads here?"), CLEAR] = None
    entries: Annotated[tuple[RecordId, ...], asks("Which entries may it read here, if any?"), CLEAR] = ()


FACTS = (InformationShared, EntriesShared, SharedWithFamily, PlanDisclosed)

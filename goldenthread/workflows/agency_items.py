"""What an agency wrote about the child: it stays theirs, and goes on to others by their terms.

When something comes in, its originator says once to whom it may go: the family, a setting named, the next setting, the
papers of a plan. For anybody else the originator is asked. The family's permission does not stand for the agency's, nor
the agency's for the family's. A legal duty, an order or a safeguarding ground goes before both, and is written down.
It is passed on without any of these only for a reason, which is kept.
"""

from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Agreement,
    BeforeOrReason,
    Choice,
    Event,
    Move,
    Name,
    RecordId,
    Stage,
    Whenever,
    Words,
    Workflow,
    asks,
)
from goldenthread.engine.calendars import LATEST
from goldenthread.engine.history import History
from goldenthread.engine.permissions import stands
from goldenthread.engine.records import Record
from goldenthread.workflows.law import LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import ADVISER, AUTHORITY, HEALTH_SERVICE, SETTING, SOCIAL_CARE, STAFF
from goldenthread.workflows.vocabulary import AGENCY, OrganisationId, SettingId

THOSE_WHO_HOLD_IT = (*STAFF, AUTHORITY, HEALTH_SERVICE, SOCIAL_CARE, ADVISER)


class Onward(Choice):
    """To whom something an agency wrote may go."""

    FAMILY = "family", "The family"
    NAMED_SETTING = "named-setting", "A setting that is named"
    NEXT_SETTING = "next-setting", "The next setting the child goes to"
    PLAN = "plan-appendix", "The papers of an EHC plan"
    OTHER = "other", "Somebody else"


class ItemReceived(Event, tag="agency-item.received"):
    """A report or a letter of an agency came in, with what its originator said about passing it on."""

    told = "{title} came from {originator}"
    told_erased = "Something came in from an agency"
    when = "When did it come?"
    kept = AGENCY
    recorded_by = THOSE_WHO_HOLD_IT

    title: Annotated[Name, asks("What is it?")]
    originator: Annotated[Name, asks("Which agency wrote it?")]
    author: Annotated[Name, asks("Who wrote it?")]
    says: Annotated[Words, asks("What does it say, in short?")]
    may_go_to: Annotated[
        tuple[Onward, ...], asks("To whom did they agree it may go?", "As they said when they sent it."), CLEAR
    ]
    settings: Annotated[tuple[SettingId, ...], asks("Which settings did they name, if any?"), CLEAR] = ()
    terms: Annotated[Words | None, asks("What else did they say about it?")] = None
    organisation: Annotated[
        OrganisationId | None, asks("Which organisation here is the agency, if it takes part?"), CLEAR
    ] = None


class OriginatorAsked(Agreement, tag="agency-item.originator-asked"):
    """Whether the agency agrees to one more passing on of what it wrote."""

    told = "{asked} was asked whether what they wrote may be passed on, and said {answer}"
    told_erased = "An agency was asked whether what it wrote may be passed on, and said {answer}"
    when = "When did they answer?"
    kept = AGENCY
    recorded_by = THOSE_WHO_HOLD_IT

    to: Annotated[Name, asks("To whom would it go?")]
    what_for: Annotated[Words, asks("What for?")]
    item: Annotated[RecordId, asks("Which item?"), CLEAR]
    where: Annotated[
        Onward | None, asks("Of what kind is that?", "A no to it ends what was agreed to when the item came."), CLEAR
    ] = None
    setting: Annotated[SettingId | None, asks("Which setting, if it is one?"), CLEAR] = None


class OnwardGround(Choice):
    """On what ground something an agency wrote was passed on."""

    TERMS = "terms", "The agency agreed to it when it sent it"
    ASKED = "asked", "The agency was asked, and agreed"
    DUTY = "legal-duty", "A legal duty"
    ORDER = "order", "A court or tribunal order"
    SAFEGUARDING = "safeguarding", "To keep the child safe"


class ItemPassedOn(Event, tag="agency-item.passed-on"):
    """What an agency wrote was passed on."""

    told = "{by} passed on what an agency wrote: to {whom} ({ground})"
    told_erased = "What an agency wrote was passed on: {where} ({ground})"
    when = "When was it passed on?"
    kept = AGENCY
    recorded_by = THOSE_WHO_HOLD_IT

    item: Annotated[RecordId, asks("Which item?"), CLEAR]
    where: Annotated[Onward, asks("Where did it go?"), CLEAR]
    whom: Annotated[Name, asks("To whom?")]
    what_for: Annotated[Words, asks("What for?")]
    ground: Annotated[
        OnwardGround,
        asks("On what ground?", "If it must not be seen that it went, use the safeguarding entry instead of this one."),
        CLEAR,
    ]
    setting: Annotated[SettingId | None, asks("To which setting, if to one?"), CLEAR] = None
    agreement: Annotated[
        RecordId | None, asks("Where did the agency agree, if it was asked?", "Leave empty if not."), CLEAR
    ] = None
    which: Annotated[Words | None, asks("Which duty, which order, or who decided that it was needed?")] = None
    organisation: Annotated[OrganisationId | None, asks("To which organisation, if it reads here?"), CLEAR] = None


BEFORE_THE_ORIGINATOR = (OnwardGround.DUTY, OnwardGround.ORDER, OnwardGround.SAFEGUARDING)


def by_its_terms(item: Record, asked: ItemPassedOn) -> bool:
    """Say whether an item may go there by what its originator agreed to when sending it."""
    named = asked.where is not Onward.NAMED_SETTING or asked.setting in item.clear("settings")
    return asked.where in item.clear("may_go_to") and named


def may_be_passed_on(story: History, asked: Event) -> tuple[Record, ...]:
    """Return what lets an item be passed on: its terms, its originator's yes to this item, or a ground in law."""
    if not isinstance(asked, ItemPassedOn):
        return ()
    items = [one for one in story.of(ItemReceived) if story.names(asked.item, one)]
    said = [one for one in story.of(OriginatorAsked) if story.names(asked.agreement, one)]
    agreed = [one for one in said for it in items if story.names(one.clear("item"), it) and stands(one, story, LATEST)]
    free = asked.ground in BEFORE_THE_ORIGINATOR
    return (*[one for one in items if free or by_its_terms(one, asked)], *agreed)


HELD = Stage("We hold what others wrote about your child")

ORIGINATOR_AGREES = BeforeOrReason(
    "The agency that wrote it agrees, or the law asks for it",
    may_be_passed_on,
    by=SETTING,
    law=LOCAL_POLICY("what an agency wrote is not passed on without that agency's agreement"),
)

COMES_IN = Whenever(ItemReceived, [OUTSET, HELD], to=HELD)
PASS_ON = Move("Pass on what an agency wrote", HELD, needs=[ORIGINATOR_AGREES], records=ItemPassedOn)

AGENCY_ITEMS = Workflow(
    "agency-items",
    "What others wrote about your child",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

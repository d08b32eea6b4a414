"""Sharing to keep a child safe: without permission, and without asking where asking would raise the risk.

Where a child is suffering or likely to suffer significant harm, what is needed goes to whoever needs it. Nothing holds
it. What is kept here is only that it was done: the ground, who decided it, when, and why nobody was asked. It is seen
by those who keep the child safe, and shows nobody else that it is there. What happened to the child is not told here:
it belongs with the safeguarding lead and with children's social care.

The grounds are a list with dates: each says from what day it may be used, and which text it comes from.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from goldenthread.engine import CLEAR, Calendar, Choice, Event, InForce, Law, Mark, Name, RecordId, asks
from goldenthread.workflows.law import CHILDREN_ACT, CHILDREN_ACT_2004, DATA_PROTECTION
from goldenthread.workflows.people import AUTHORITY, HEAD, HEALTH_SERVICE, SAFEGUARDING_LEAD, SOCIAL_CARE
from goldenthread.workflows.vocabulary import PROTECTED, OrganisationId

THOSE_WHO_KEEP_SAFE = (SAFEGUARDING_LEAD, HEAD, AUTHORITY, SOCIAL_CARE, HEALTH_SERVICE)


class SafeguardingGround(Choice):
    """On what ground something was shared to keep a child safe. Which may be used on a day: ``GROUNDS``."""

    IN_NEED = "children-act-17", "The child is in need"
    HARM = "children-act-47", "The child suffers, or is likely to suffer, significant harm"
    COOPERATION = "children-act-2004-10", "Working together to safeguard and promote welfare"
    FUNCTIONS = "children-act-2004-11", "Our own duty to safeguard and promote welfare"
    CONDITION = "data-protection-sch-1-18", "Safeguarding of children and of people at risk, consent not being sought"
    MUST_DISCLOSE = "children-act-2004-16la", "A listed body must disclose what bears on safeguarding or welfare"


class WhyNotAsked(Choice):
    """Why permission was not asked for. There is always an answer."""

    RISK = "risk", "Asking would have put the child, or somebody else, at more risk"
    INQUIRY = "inquiry", "Asking would have got in the way of an inquiry"
    NO_TIME = "no-time", "There was no time"
    NOT_REACHED = "not-reached", "We tried to reach them, and could not wait for an answer"
    ASKED_AND_NO = "asked-and-no", "They were asked and said no, and it was shared all the same"
    ASKED_AND_YES = "asked-and-yes", "They were asked, and said yes"


class SafeguardingShared(Event, tag="safeguarding.shared"):
    """Something was shared to keep the child safe. Write down that it was done, not what happened.

    A worry about a child's safety does not go here: tell the safeguarding lead now, or children's social care; if the
    child is in danger at this moment, ring 999.
    """

    told = "{by} shared something to keep {child} safe"
    when = "When was it shared?"
    kept = PROTECTED
    recorded_by = THOSE_WHO_KEEP_SAFE

    ground: Annotated[SafeguardingGround, asks("On what ground?", "Choose one that could be used on that day.")]
    decided_by: Annotated[Name, asks("Who decided it?")]
    decided_at: Annotated[Name, asks("When did they decide it?", "Day and time.")]
    not_asked: Annotated[WhyNotAsked, asks("Why was the family not asked, or what did they say?")]
    recipient: Annotated[Name, asks("With whom was it shared?")]
    entries: Annotated[tuple[RecordId, ...], asks("Which entries here were shared, if any?"), CLEAR] = ()
    papers: Annotated[
        tuple[Name, ...], asks("Which other papers?", "Their names only. What they say stays where they are kept.")
    ] = ()
    organisation: Annotated[
        OrganisationId | None, asks("Whose safeguarding lead may read them here, if anybody's?"), CLEAR
    ] = None


# From what day each ground may be used

COMMENCED = "section-16la-commencement"
"""The text is made (Children's Wellbeing and Schools Act 2026, section 4). From what day it binds is not settled."""

COMMENCEMENT: Mapping[str, date | None] = {
    "not-yet": None,
    "two-months-after-royal-assent": date(2026, 6, 29),
    "text-of-1-june-2026": date(2026, 6, 1),
}
USUALLY = "not-yet"


@dataclass(frozen=True)
class GroundInForce:
    """One entry of the list of grounds: a code, its text, and the days on which it may be used.

    ``reading`` is the reading of a contested rule by which it may; None where nothing is contested.
    """

    ground: SafeguardingGround
    law: Law
    in_force: InForce
    reading: str | None = None

    @property
    def effective_from(self) -> date | None:
        return self.in_force.since


GROUNDS = (
    GroundInForce(SafeguardingGround.IN_NEED, CHILDREN_ACT(17, mark=Mark.FROM_MEMORY), InForce(date(1991, 10, 14))),
    GroundInForce(SafeguardingGround.HARM, CHILDREN_ACT(47, mark=Mark.FROM_MEMORY), InForce(date(1991, 10, 14))),
    GroundInForce(
        SafeguardingGround.COOPERATION, CHILDREN_ACT_2004(10, mark=Mark.FROM_MEMORY), InForce(date(2005, 4, 1))
    ),
    GroundInForce(
        SafeguardingGround.FUNCTIONS, CHILDREN_ACT_2004(11, mark=Mark.FROM_MEMORY), InForce(date(2005, 10, 1))
    ),
    GroundInForce(
        SafeguardingGround.CONDITION,
        DATA_PROTECTION("conditions for special categories of data", mark=Mark.FROM_MEMORY),
        InForce(date(2018, 5, 25)),
    ),
    *(
        GroundInForce(
            SafeguardingGround.MUST_DISCLOSE, CHILDREN_ACT_2004("16LA", mark=Mark.CONTESTED), InForce(since), reading
        )
        for reading, since in COMMENCEMENT.items()
        if since
    ),
)
"""The list of grounds. A ground is never taken out: it is given a last day, so that what was done under it stays so."""


def chosen(calendar: Calendar) -> str:
    """Return how the contested day is read in a place; the usual way, where nothing or nothing known is chosen."""
    said = calendar.readings.get(COMMENCED, USUALLY)
    return said if said in COMMENCEMENT else USUALLY


def grounds_on(day: date, calendar: Calendar) -> tuple[GroundInForce, ...]:
    """Return the grounds that may be used on a day, as a place reads what is contested."""
    return tuple(one for one in GROUNDS if one.in_force.on(day) and one.reading in (None, chosen(calendar)))


FACTS = (SafeguardingShared,)

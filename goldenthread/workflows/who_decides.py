"""Who may decide for the child, who else has a part, and how each of these is known.

In education law a parent is every birth parent, everybody with parental responsibility, and whoever has care of the
child (Education Act 1996, section 576). All of them are told and take part, wherever they live, unless a court has said
otherwise; one of them alone may use a right, and that starts its clock. Nothing here holds a duty or help for the
child. Where those who decide do not agree: parents_disagree.py. A child who is looked after: looked_after.py.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import CLEAR, Choice, Event, Name, PersonId, RecordId, Words, about, asks
from goldenthread.workflows.people import AUTHORITY, FAMILY, HEAD, PARENT, SAFEGUARDING_LEAD, SOCIAL_CARE, STAFF
from goldenthread.workflows.vocabulary import CORE, PROTECTED

WHOEVER_KNOWS = (*STAFF, AUTHORITY, SOCIAL_CARE, *FAMILY)


class HowKnown(Choice):
    """How something about a person is known. What was said is as good as paper until somebody questions it."""

    TOLD = "told", "They told us"
    BIRTH_CERTIFICATE = "birth-certificate", "From a birth certificate"
    COURT_ORDER = "court-order", "From a court order"
    AGREEMENT = "agreement", "From a parental responsibility agreement"
    OTHER_BODY = "other-body", "Another body told us"
    NOT_KNOWN = "not-known", "It is not known yet"


# Parents


class ParentBy(Choice):
    """What makes somebody a parent in education law. There is no ranking among them."""

    BIRTH = "birth", "By birth"
    ADOPTION = "adoption", "By adoption"
    RESPONSIBILITY = "responsibility", "By having parental responsibility"
    CARE = "care", "By having care of the child"


class Responsibility(Choice):
    """Whether somebody has parental responsibility."""

    YES = "yes", "Has parental responsibility"
    NO = "no", "Does not have parental responsibility"
    NOT_KNOWN = "not-known", "It is not known yet"


class ParentKnown(Event, tag="people.parent-known"):
    """Somebody is a parent of this child, of the same standing as any other, wherever they live."""

    told = "{name} is a parent of {child}"
    told_erased = "A parent of {child} became known"
    when = "When did this become known?"
    kept = CORE
    recorded_by = WHOEVER_KNOWS

    person: Annotated[PersonId, asks("Which person is it?"), CLEAR]
    name: Annotated[Name, asks("What is their name?"), about(PARENT)]
    by_what: Annotated[ParentBy, asks("What makes them a parent?"), CLEAR]
    responsibility: Annotated[Responsibility, asks("Do they have parental responsibility?"), CLEAR]
    how_known: Annotated[HowKnown, asks("How is that known?"), CLEAR]
    rests_on: Annotated[
        Words | None, asks("On what does it rest?", "The paper, its date, and who has seen it."), about(PARENT)
    ] = None


class CarerBy(Choice):
    """What gives a named carer their authority."""

    CARE_ONLY = "care-only", "They have care of the child"
    ASKED_BY_HOLDER = "asked-by-holder", "Somebody with parental responsibility asked them to"
    CHILD_ARRANGEMENTS = "child-arrangements", "A child arrangements order"
    SPECIAL_GUARDIAN = "special-guardian", "A special guardianship order"
    FOSTERING = "fostering", "The authority placed the child with them"
    PRIVATE_FOSTERING = "private-fostering", "A private fostering arrangement"


class NamedCarerKnown(Event, tag="people.named-carer-known"):
    """Somebody stands in a parent's place, and what gives them the right to."""

    told = "{name} stands in a parent's place: {authority}"
    told_erased = "Somebody stands in a parent's place: {authority}"
    when = "From what day?"
    kept = CORE
    recorded_by = WHOEVER_KNOWS

    person: Annotated[PersonId, asks("Which person is it?"), CLEAR]
    name: Annotated[Name, asks("What is their name?")]
    authority: Annotated[CarerBy, asks("What gives them the right?"), CLEAR]
    how_known: Annotated[HowKnown, asks("How is that known?"), CLEAR]
    may_decide: Annotated[Words, asks("What may they decide, and what stays with the parents?")]
    until: Annotated[date | None, asks("Until when?", "Leave empty if no day is set."), CLEAR] = None


class PartInLifeEnded(Event, tag="people.part-ended"):
    """Somebody no longer has the part that was written down: as a parent, a carer or a holder of an order."""

    told = "Somebody's part in the child's life came to an end"
    when = "From what day?"
    kept = CORE
    recorded_by = WHOEVER_KNOWS

    entry: Annotated[RecordId, asks("Which entry no longer holds?"), CLEAR]
    how_known: Annotated[HowKnown, asks("How is that known?"), CLEAR]


# Orders


class KindOfOrder(Choice):
    """Orders that change who decides (Children Act 1989, sections 8, 14A, 31, 33; Adoption and Children Act 2002)."""

    CHILD_ARRANGEMENTS = "child-arrangements", "Child arrangements order: with whom the child lives or spends time"
    PROHIBITED_STEPS = "prohibited-steps", "Prohibited steps order: what may not be done without the court"
    SPECIFIC_ISSUE = "specific-issue", "Specific issue order: one question is decided"
    SPECIAL_GUARDIANSHIP = "special-guardianship", "Special guardianship order"
    INTERIM_CARE = "interim-care", "Interim care order: the authority shares parental responsibility"
    CARE = "care", "Care order: the authority shares parental responsibility"
    PLACEMENT = "placement", "Placement order"
    ADOPTION = "adoption", "Adoption order"
    RESPONSIBILITY = "parental-responsibility", "Parental responsibility order"
    RESIDENCE = "residence", "Residence order, from before April 2014"


class OrderKnown(Event, tag="people.order-known"):
    """A court order changes who decides. Write down what it decides, not why it was made."""

    told = "A court order is known: {kind}"
    when = "When was it made?"
    kept = CORE
    recorded_by = WHOEVER_KNOWS

    kind: Annotated[KindOfOrder, asks("What kind of order is it?"), CLEAR]
    how_known: Annotated[HowKnown, asks("How is it known?"), CLEAR]
    decides: Annotated[Words, asks("Who decides what, by this order?", "Its effect, not what led to it.")]
    until: Annotated[date | None, asks("Until when?", "Leave empty if no day is set."), CLEAR] = None
    keeps_from: Annotated[
        PersonId | None, asks("Does it say that somebody may not have what is in this record? Whom?"), CLEAR
    ] = None


# Who may not be told what. Kept where nobody can see that there is anything to see.


class Restriction(Choice):
    """What may not reach whom."""

    NO_NOTICES = "no-notices", "No notices to this person"
    ADDRESS = "address", "The address must not become known to this person"
    SETTING = "setting", "Where the child goes must not become known to this person"
    THROUGH_OTHERS = "through-others", "Only through the person named"


class RestrictedBecause(Choice):
    """On what ground a restriction rests."""

    ORDER = "order", "A court order says so"
    SAFETY = "safety", "It is needed for somebody's safety"
    AUTHORITY_ASKS = "authority-asks", "Children's social care or the police ask for it"


class NoticeRestricted(Event, tag="people.notice-restricted"):
    """Something must not reach somebody. This entry is seen by those who keep the child safe, and by nobody else.

    The address itself is never written here: it is kept with the people records.
    """

    told = "A notice was restricted"
    when = "From what day?"
    kept = PROTECTED
    recorded_by = (SAFEGUARDING_LEAD, HEAD, AUTHORITY, SOCIAL_CARE)

    kept_from: Annotated[PersonId, asks("Whom must it not reach?"), CLEAR]
    restriction: Annotated[Restriction, asks("What must not reach them?")]
    because: Annotated[RestrictedBecause, asks("On what ground?")]
    decided_by: Annotated[Name, asks("Who decided it?")]
    whose: Annotated[PersonId | None, asks("Whose address is it, if it is an address?"), CLEAR] = None
    through: Annotated[Name | None, asks("Through whom instead, if through somebody?")] = None
    order: Annotated[RecordId | None, asks("Which order, if one?"), CLEAR] = None
    look_again_on: Annotated[date | None, asks("When will it be looked at again?")] = None


class RestrictionLifted(Event, tag="people.restriction-lifted"):
    """What must not reach somebody may reach them again."""

    told = "A restriction was lifted"
    when = "From what day?"
    kept = PROTECTED
    recorded_by = (SAFEGUARDING_LEAD, HEAD, AUTHORITY, SOCIAL_CARE)

    restriction: Annotated[RecordId, asks("Which restriction?"), CLEAR]
    decided_by: Annotated[Name, asks("Who decided it?")]


FACTS = (
    ParentKnown,
    NamedCarerKnown,
    PartInLifeEnded,
    OrderKnown,
    NoticeRestricted,
    RestrictionLifted,
)

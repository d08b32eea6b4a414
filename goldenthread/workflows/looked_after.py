"""A child who is looked after: which authority, on what basis, who decides what, and who else has a part.

Under a care order the authority shares parental responsibility and decides about the placement; where the child is
accommodated under section 20, the parents keep it and go on deciding. Either way they stay parents in education law.
A foster carer may decide what was delegated in writing, and nothing more (Children Act 1989; Code 10.1 to 10.11).
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import CLEAR, Choice, Event, Name, PersonId, RecordId, Words, asks
from goldenthread.workflows.people import AUTHORITY, SOCIAL_CARE, STAFF, VIRTUAL_SCHOOL
from goldenthread.workflows.vocabulary import CORE

THOSE_ROUND_THE_CHILD = (*STAFF, AUTHORITY, SOCIAL_CARE, VIRTUAL_SCHOOL)


class LookedAfterBy(Choice):
    """On what basis a child is looked after. It decides who decides."""

    SECTION_20 = "section-20", "Accommodated (section 20): the parents keep parental responsibility"
    INTERIM_CARE = "interim-care-order", "Interim care order (section 38): the authority shares it"
    CARE = "care-order", "Care order (section 31): the authority shares it"
    PROTECTION = "emergency-protection", "Emergency protection (sections 44 to 46)"
    PLACEMENT = "placement-order", "Placement order: the authority shares it"
    REMAND = "remand", "Remanded to the authority's accommodation"


class BecameLookedAfter(Event, tag="looked-after.began"):
    """An authority looks after the child. It may be another than the one the child lives in."""

    told = "{child} became looked after: {basis}"
    when = "From what day?"
    kept = CORE
    recorded_by = THOSE_ROUND_THE_CHILD

    basis: Annotated[LookedAfterBy, asks("On what basis?"), CLEAR]
    authority: Annotated[Name, asks("Which authority looks after the child?")]
    parents_part: Annotated[Words, asks("What do the parents decide, and how are they involved?")]
    order: Annotated[RecordId | None, asks("Which order, if one?"), CLEAR] = None


class CeasedToBeLookedAfter(Event, tag="looked-after.ended"):
    """No authority looks after the child any more."""

    told = "{child} is no longer looked after"
    when = "From what day?"
    kept = CORE
    recorded_by = THOSE_ROUND_THE_CHILD

    decides_now: Annotated[Words, asks("Who decides now, and by what?")]


class SocialWorkerNamed(Event, tag="looked-after.social-worker-named"):
    """Who the child's social worker is, and how to reach them."""

    told = "{worker} is the child's social worker"
    told_erased = "The child has a social worker"
    when = "From what day?"
    kept = CORE
    recorded_by = THOSE_ROUND_THE_CHILD

    worker: Annotated[Name, asks("Who is it?")]
    reached: Annotated[Words, asks("How are they reached, and who stands in for them?")]


class VirtualSchoolInvolved(Event, tag="looked-after.virtual-school-involved"):
    """The virtual school of the authority that looks after the child is involved."""

    told = "The virtual school is involved"
    when = "From what day?"
    kept = CORE
    recorded_by = THOSE_ROUND_THE_CHILD

    who: Annotated[Name, asks("Who is it there?")]
    reached: Annotated[Words, asks("How are they reached?")]


class CarerMayDecide(Event, tag="looked-after.authority-delegated"):
    """What a foster carer may decide: as it is written down, and no more."""

    told = "{carer} may decide what was delegated in writing"
    told_erased = "A carer may decide what was delegated in writing"
    when = "From what day?"
    kept = CORE
    recorded_by = (AUTHORITY, SOCIAL_CARE, *STAFF)

    person: Annotated[PersonId, asks("Which carer is it?"), CLEAR]
    carer: Annotated[Name, asks("What is their name?")]
    may_decide: Annotated[tuple[Words, ...], asks("What may they decide?", "Each matter as it is written.")]
    written_in: Annotated[Words, asks("In which paper does it stand?", "Its name and date, and who signed it.")]
    may_not: Annotated[Words | None, asks("What stays with the parents or the authority?")] = None
    until: Annotated[date | None, asks("Until when?", "Leave empty if no day is set."), CLEAR] = None


FACTS = (BecameLookedAfter, CeasedToBeLookedAfter, SocialWorkerNamed, VirtualSchoolInvolved, CarerMayDecide)

"""When those who decide for a child see something differently: both are written down, and agreement is looked for.

Where one holder's yes is enough, one is enough. Where another objects to something serious, the setting does not act on
one alone: it writes both down, looks for agreement, then asks the authority or takes legal advice, and it may be for a
court. Until then help goes on, and so does every duty. Each of them has a thread of their own: what one said is
answered to that one, and nobody's answer waits for another's (Children Act 1989, section 2(7); good practice).
"""

from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Choice,
    Clock,
    Event,
    Local,
    Mark,
    Name,
    PersonId,
    RecordId,
    Stage,
    Whenever,
    Words,
    Workflow,
    about,
    answered_by,
    asks,
    each,
    first,
    working_days_of,
)
from goldenthread.workflows.law import CHILDREN_ACT, GOOD_PRACTICE, SINCE_2014
from goldenthread.workflows.people import ANYONE, AUTHORITY, PARENT, SETTING, SOCIAL_CARE, STAFF
from goldenthread.workflows.vocabulary import CORE


class Weight(Choice):
    """How much hangs on it. An everyday matter goes by whoever has the child that day."""

    EVERYDAY = "everyday", "An everyday matter"
    SERIOUS = "serious", "A serious matter"


class DisagreementKnown(Event, tag="disagreement.known"):
    """Two who decide for the child see something differently. Nobody is in the wrong for it, and help goes on."""

    told = "Those who decide for {child} see something differently"
    when = "When did it become known?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY, PARENT)

    weight: Annotated[Weight, asks("How much hangs on it?"), CLEAR]
    matter: Annotated[Words, asks("What is it about?", "The question, not the people.")]
    goes_on: Annotated[Words, asks("What help goes on in the meantime?")]
    permission: Annotated[
        RecordId | None, asks("Is it about a permission here?", "Leave empty if it is not on record."), CLEAR
    ] = None


class PositionHeard(Event, tag="disagreement.position-heard"):
    """What one of them says, in their own words, beside what the other says and of the same weight."""

    told = "{who} said what they think"
    told_erased = "One of those who decide said what they think"
    when = "When did they say it?"
    kept = CORE
    recorded_by = ANYONE

    person: Annotated[PersonId, asks("Which person is it?"), CLEAR]
    who: Annotated[Name, asks("What is their name?"), about(PARENT)]
    words: Annotated[Words, asks("What do they say?", "In their own words."), about(PARENT)]
    authority: Annotated[Words, asks("What gives them the right to decide?"), about(PARENT)]


class PositionAnswered(Event, tag="disagreement.position-answered"):
    """One of them was told what happens next. Each is told by themselves, in their own thread."""

    told = "One of those who decide was told what happens next"
    when = "When were they told?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    person: Annotated[PersonId, asks("Which person is it?"), CLEAR]
    reply: Annotated[Words, asks("What were they told?"), about(PARENT)]
    position: Annotated[
        RecordId | None, asks("Which entry does it answer?", "Leave empty if it is not on record."), CLEAR
    ] = None


class AgreementSought(Event, tag="disagreement.agreement-sought"):
    """Somebody tried to bring them together: by talking, by a proposal, by family mediation."""

    told = "{by} looked for agreement"
    when = "When was it tried?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY, SOCIAL_CARE)

    how: Annotated[Words, asks("How was it tried?", "Together or one by one, as was safe.")]
    came_of_it: Annotated[Words, asks("What came of it?")]


class Settled(Choice):
    """How it was settled."""

    AGREED = "agreed", "They agreed"
    IN_PART = "in-part", "They agreed on part of it"
    AUTHORITY = "authority", "It was taken to the authority"
    COURT = "court", "A court decided"
    LET_REST = "let-rest", "It is no longer the question"


class DisagreementSettled(Event, tag="disagreement.settled"):
    """It is settled, or it is no longer the question."""

    told = "What they saw differently is settled: {how}"
    when = "When was it settled?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    how: Annotated[Settled, asks("How was it settled?"), CLEAR]
    what_holds_now: Annotated[Words, asks("What holds now?")]
    known_as: Annotated[RecordId | None, asks("Which disagreement?", "Leave empty if there is one only."), CLEAR] = None


APART = Stage("Those who decide see it differently, and help goes on")
SETTLED = Stage("It is settled", ends=True)

BECOMES_KNOWN = Whenever(DisagreementKnown, [OUTSET, APART], to=APART)
IS_SETTLED = Whenever(DisagreementSettled, APART, to=SETTLED)

AGREEMENT_SOUGHT = Clock(
    "disagreement-agreement-sought",
    "Agreement is looked for",
    starts=first(DisagreementKnown),
    due=working_days_of(Local("working days to look for agreement", 10)),
    stops=AgreementSought,
    falls_away=DisagreementSettled,
    owed_by=SETTING,
    law=GOOD_PRACTICE("where those who hold parental responsibility disagree, agreement is sought"),
)
EACH_ANSWERED = Clock(
    "disagreement-answered",
    "Each who decides is told what happens next",
    starts=each(PositionHeard),
    due=working_days_of(Local("working days to answer each who decides", 5)),
    stops=answered_by(PositionAnswered.position),
    owed_by=SETTING,
    law=GOOD_PRACTICE("where both act, each has a thread of their own"),
)

ONE_MAY_ACT_ALONE = CHILDREN_ACT(2, 7, mark=Mark.FROM_MEMORY)
"""Each who has parental responsibility may act alone, except where the law asks for everybody's consent."""

PARENTS_DISAGREE = Workflow(
    "parents-disagree",
    "When those who decide see it differently",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

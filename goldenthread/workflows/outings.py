"""Outings: trips and visits away from the setting, planned with the family so that every child can come.

What could go wrong is thought through beforehand (early years framework, section 3, outings). Permission is asked
for one outing, or for a kind of outing until a day that is named; it is the setting's own policy, not statute. A
trip that went ahead is always recorded, as *reported* where it was not planned here, and what was missing shows
beside it. A child who did not come is never the end of the matter: what would have helped is written down.

One outing is one story of its own; the standing permission belongs to the whole record and counts in each of them.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    BeforeOrReason,
    Clock,
    Consent,
    Event,
    Local,
    Mark,
    Move,
    Name,
    Stage,
    Then,
    Whenever,
    Words,
    Workflow,
    about,
    asks,
    before,
    each,
    session_days_after,
    working_days_of,
)
from goldenthread.workflows.law import EYFS, GOOD_PRACTICE, LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import FAMILY, PARENT, SETTING, STAFF, TEACHER
from goldenthread.workflows.vocabulary import CORE, HEALTH

# Permission


class OutingPermitted(Consent, tag="permission.outing-permitted"):
    """Whether the child may come on this outing."""

    told = "{given_by} was asked whether {child} may come on this outing, and said {answer}"
    told_erased = "Somebody was asked about an outing, and said {answer}"
    when = "When did they answer?"
    wording = "I am happy for my child to come on the outing named, with the support that was planned."
    kept = CORE
    recorded_by = (*STAFF, *FAMILY)


class OutingsPermitted(Consent, tag="permission.outings-permitted"):
    """Whether the child may come on one kind of outing, such as walks to the park, until a day that is named."""

    told = "{given_by} was asked about a kind of outing, and said {answer}, until {until}"
    told_erased = "Somebody was asked about a kind of outing, and said {answer}, until {until}"
    when = "When did they answer?"
    wording = "I am happy for my child to come on outings of the kind named, until the day named."
    kept = CORE
    recorded_by = (*STAFF, *FAMILY)

    kind: Annotated[Words, asks("Which kind of outing?", "Where to, how far, how: on foot, by bus, in a car.")]
    until: Annotated[  # pyright: ignore[reportGeneralTypeIssues]  # fields are named, so this one may be required
        date, asks("Until when?", "Ask again by then."), CLEAR
    ]


# Planning


class OutingProposed(Event, tag="outing.proposed"):
    """An outing is being planned, and the child is to come."""

    told = "An outing on {outing_on} is being planned"
    when = "When was the family told of it?"
    kept = CORE
    recorded_by = STAFF

    what: Annotated[Words, asks("Where to, and what will be done there?")]
    how_far: Annotated[Words, asks("How will everybody travel, and for how long?")]
    outing_on: Annotated[date, asks("On what day is it?"), CLEAR]


class OutingTalkedOver(Event, tag="outing.talked-over"):
    """What the family and the child say about the outing: what will be hard, what helps, what to look forward to."""

    told = "The outing was talked over with the family"
    when = "When did you talk?"
    kept = CORE
    recorded_by = (*STAFF, *FAMILY)

    family_view: Annotated[Words, asks("What does the family say, and what would help?"), about(PARENT)]
    child_view: Annotated[Words, asks("What does the child say or show?")]
    worries: Annotated[Words | None, asks("Is there anything they are worried about?"), about(PARENT)] = None


class RisksThoughtThrough(Event, tag="outing.risks-thought-through"):
    """What could go wrong for this child on this outing, and what is done so that it can go ahead."""

    told = "What could go wrong on the outing was thought through"
    when = "When was it thought through?"
    kept = CORE
    recorded_by = STAFF

    risks: Annotated[tuple[Words, ...], asks("What could go wrong?", "Each by itself.")]
    done: Annotated[Words, asks("What is done about each, so that the child can come?")]
    adults: Annotated[Words, asks("How many adults come, and who looks after the child?")]


class VisitPlanned(Event, tag="outing.visit-planned"):
    """Who does what for the child on the outing, from leaving to coming home, and what the family brought to it."""

    told = "How {child} will come on the outing was planned"
    when = "When was it planned?"
    kept = CORE
    recorded_by = STAFF

    support: Annotated[Words, asks("Who supports the child, and how?")]
    from_family: Annotated[Words, asks("What in this plan comes from the family?"), about(PARENT)]
    changed: Annotated[Words, asks("What is done differently so that the child can take part?")]
    if_too_much: Annotated[Words, asks("What happens if it gets too much, and where is somewhere quiet?")]
    reached: Annotated[Words, asks("How can the family be reached during the day, and how can they reach you?")]


class MedicineTaken(Event, tag="outing.medicine-planned"):
    """Which medicines and equipment come along, who carries them, and what to do in an emergency away from here."""

    told = "What {child} needs for their health on the outing was planned"
    when = "When was it planned?"
    kept = HEALTH
    recorded_by = STAFF

    medicines: Annotated[Words, asks("Which medicines and equipment come along?", "Say so if there are none.")]
    carried_by: Annotated[Name, asks("Who carries them, and knows how to use them?")]
    in_an_emergency: Annotated[Words, asks("What is done in an emergency there, and how is help called?")]


# The day


class OutingGone(Event, tag="outing.gone"):
    """The child was on the outing. Always written down, whatever was agreed."""

    told = "{child} came on the outing"
    when = "On what day was it?"
    kept = CORE
    recorded_by = STAFF

    who_came: Annotated[tuple[Name, ...], asks("Which adults were there?")]
    otherwise: Annotated[Words | None, asks("Was anything otherwise than planned?")] = None


class ChildDidNotCome(Event, tag="outing.child-did-not-come"):
    """The child did not come: what stood in the way, what was offered instead, and what would help next time."""

    told = "{child} did not come on the outing"
    when = "On what day was it?"
    kept = CORE
    recorded_by = STAFF

    why: Annotated[Words, asks("What stood in the way?", "A fact, and nobody's fault.")]
    instead: Annotated[Words, asks("What was there for the child instead?")]
    next_time: Annotated[Words, asks("What would make it possible next time?")]


class OutingCalledOff(Event, tag="outing.called-off"):
    """The outing did not take place, for anybody."""

    told = "The outing was called off"
    kept = CORE
    recorded_by = STAFF


class OutingLookedBackAt(Event, tag="outing.looked-back-at"):
    """How it was, in the child's and the family's eyes, and what to remember for the next one."""

    told = "The outing was looked back at together"
    kept = CORE
    recorded_by = (*STAFF, *FAMILY)

    child_view: Annotated[Words, asks("What did the child say or show?")]
    family_view: Annotated[Words, asks("What does the family say?"), about(PARENT)]
    remember: Annotated[Words, asks("What should be remembered for the next one?")]


FACTS = (OutingsPermitted,)
"""What belongs to the whole record: a standing permission counts for every outing."""

# Where an outing can be

PLANNING = Stage("An outing is being planned")
PLANNED = Stage("We know how your child will come")
BEEN = Stage("Your child has been on the outing", ends=True)
STAYED = Stage("Your child did not come this time", ends=True)
CALLED_OFF = Stage("The outing was called off", ends=True)

# What is needed. Nothing here holds what happened: it is gone without for a reason, or shown beside the entry.

FAMILY_TALKED_TO = BeforeOrReason(
    "It has been talked over with the family",
    OutingTalkedOver,
    by=TEACHER,
    law=GOOD_PRACTICE("families help to plan trips and visits", mark=Mark.FROM_MEMORY),
)
RISKS_KNOWN = BeforeOrReason(
    "What could go wrong has been thought through",
    RisksThoughtThrough,
    by=TEACHER,
    law=EYFS("section 3, outings", mark=Mark.FROM_MEMORY),
)
MEDICINE_THOUGHT_OF = BeforeOrReason(
    "It is written down which medicines come along, and who carries them",
    MedicineTaken,
    by=TEACHER,
    law=LOCAL_POLICY("medicine goes with the child"),
)
PLAN_MADE = BeforeOrReason(
    "It is planned how the child will come",
    VisitPlanned,
    by=TEACHER,
    law=GOOD_PRACTICE("families help to plan trips and visits", mark=Mark.FROM_MEMORY),
)
OUTING_PERMITTED = BeforeOrReason(
    "The family has given permission, for this outing or for outings of this kind",
    [OutingPermitted, OutingsPermitted],
    by=TEACHER,
    law=LOCAL_POLICY("permission is asked for outings"),
)

# What is owed

OUTING_LOOKED_BACK = Then(
    "The outing is looked back at with the child and the family",
    OutingLookedBackAt,
    by=TEACHER,
    due=session_days_after(Local("days to look back at an outing", 10)),
    law=LOCAL_POLICY("what was learned on one outing is there for the next"),
)

# What happens

ANY_TIME = [OUTSET, PLANNING, PLANNED]

PROPOSED = Whenever(OutingProposed, OUTSET, to=PLANNING)
PLAN_VISIT = Move(
    "Plan how the child will come",
    ANY_TIME,
    to=PLANNED,
    needs=[FAMILY_TALKED_TO, RISKS_KNOWN, MEDICINE_THOUGHT_OF],
    records=VisitPlanned,
)
GO = Move(
    "Go on the outing",
    ANY_TIME,
    to=BEEN,
    needs=[RISKS_KNOWN, PLAN_MADE, OUTING_PERMITTED],
    records=OutingGone,
    owes=[OUTING_LOOKED_BACK],
)
STAY = Move(
    "Write down that the child did not come", ANY_TIME, to=STAYED, records=ChildDidNotCome, owes=[OUTING_LOOKED_BACK]
)
CALL_OFF = Move("Call the outing off", [PLANNING, PLANNED], to=CALLED_OFF, records=OutingCalledOff)

# By when

PLANNED_TOGETHER = Clock(
    "outing-talked-over",
    "The outing is talked over with the family in good time",
    starts=each(OutingProposed),
    due=before(OutingProposed.outing_on, working_days_of(Local("working days to talk an outing over beforehand", 5))),
    stops=OutingTalkedOver,
    falls_away=OutingCalledOff,
    owed_by=SETTING,
    law=LOCAL_POLICY("families help to plan trips and visits, in good time"),
)

OUTINGS = Workflow(
    "outings",
    "An outing",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

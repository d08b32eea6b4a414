"""The key person: somebody of the child's own, in every early years setting, whom the parents know by name.

The early years framework asks for one for each child, and that the parents are told the name and what a key person
does (section 3). The key person meets the parents about how the child is getting on and what worries them, and stands
by them as those who teach their child first and for longest. Who it was and since when stays on record.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Clock,
    Event,
    Local,
    Mark,
    Name,
    Notice,
    Stage,
    Then,
    Whenever,
    Words,
    Workflow,
    about,
    asks,
    each,
    first,
    on,
    weeks_of,
    working_days_of,
)
from goldenthread.workflows.law import EYFS, LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import PARENT, SETTING, STAFF
from goldenthread.workflows.vocabulary import CORE
from goldenthread.workflows.which_settings import UNDER_FIVES

EACH_CHILD_HAS_ONE = EYFS("section 3, key person", mark=Mark.FROM_MEMORY)
MEET_REGULARLY = LOCAL_POLICY("the key person meets the parents regularly on progress and concerns")

# What may happen


class KeyPersonNamed(Event, tag="key-person.named"):
    """The child has a key person."""

    told = "{person} became {child}'s key person"
    told_erased = "{child} has a key person"
    when = "From what day?"
    kept = CORE
    recorded_by = STAFF

    person: Annotated[Name, asks("Who is it?")]
    why: Annotated[Words | None, asks("Why this person?", "Whom the child goes to is a good reason.")] = None


class KeyPersonChanged(Event, tag="key-person.changed"):
    """Another person is now the child's key person, and knows what the first one knew."""

    told = "{person} became {child}'s key person after {before}"
    told_erased = "{child} has another key person"
    when = "From what day?"
    kept = CORE
    recorded_by = STAFF

    before: Annotated[Name, asks("Who was it before?")]
    person: Annotated[Name, asks("Who is it now?")]
    why: Annotated[Words, asks("Why does it change?")]
    passed_on: Annotated[Words, asks("What was passed on, so that the family need not say it again?")]


class KeyPersonIntroduced(Notice, tag="key-person.introduced"):
    """The parents know the key person's name, and what a key person does."""

    told = "{to} were told who {child}'s key person is, and what a key person does"
    told_erased = "The family was told who {child}'s key person is, and what a key person does"
    when = "When were they told?"
    kept = CORE
    recorded_by = STAFF

    role: Annotated[Words, asks("What were they told that a key person does?")]


class KeyPersonMet(Event, tag="key-person.met"):
    """The key person and the parents talked about how the child is getting on, and about anything that worries them."""

    told = "The key person and the family talked; they will talk again by {again_on}"
    when = "When did you talk?"
    kept = CORE
    recorded_by = STAFF

    progress: Annotated[Words, asks("How is the child getting on, here and at home?")]
    family_view: Annotated[Words, asks("What did the family say, and does anything worry them?"), about(PARENT)]
    learning_at_home: Annotated[Words, asks("What does the child learn at home, and what would help there?")]
    again_on: Annotated[date, asks("By when will you talk again?"), CLEAR]


class KeyPersonNoLongerNeeded(Event, tag="key-person.no-longer-needed"):
    """The child has moved on to where there is no key person."""

    told = "{child} moved on, and has no key person any more"
    when = "From what day?"
    kept = CORE
    recorded_by = STAFF


# Where it can be

THERE = Stage("Your child has a key person")
GONE = Stage("Your child has moved on from the key person", ends=True)

# What is owed

PARENTS_TOLD = Then(
    "The parents are told the key person's name, and what a key person does",
    KeyPersonIntroduced,
    by=SETTING,
    due=working_days_of(Local("working days to say who the key person is", 5)),
    law=EACH_CHILD_HAS_ONE,
    applies=UNDER_FIVES,
)

# What happens

ONE_IS_NAMED = Whenever(KeyPersonNamed, [OUTSET, THERE], to=THERE, owes=[PARENTS_TOLD])
ONE_FOLLOWS = Whenever(KeyPersonChanged, [OUTSET, THERE], to=THERE, owes=[PARENTS_TOLD])
CHILD_MOVES_ON = Whenever(KeyPersonNoLongerNeeded, THERE, to=GONE)

# By when

FIRST_TALK = Clock(
    "key-person-first-meeting",
    "The key person and the parents talk for the first time",
    starts=first(KeyPersonNamed, KeyPersonChanged),
    due=weeks_of(Local("weeks to the first talk with the key person", 6)),
    stops=KeyPersonMet,
    falls_away=KeyPersonNoLongerNeeded,
    owed_by=SETTING,
    law=MEET_REGULARLY,
)
NEXT_TALK = Clock(
    "key-person-meeting",
    "The key person and the parents talk again",
    starts=each(KeyPersonMet),
    due=on(KeyPersonMet.again_on),
    stops=KeyPersonMet,
    falls_away=KeyPersonNoLongerNeeded,
    owed_by=SETTING,
    law=MEET_REGULARLY,
)

KEY_PERSON = Workflow(
    "key-person", "The key person", declared_in=__name__, held_by=SETTING, version="2026.1", in_force=SINCE_2014
)

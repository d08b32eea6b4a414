"""A choice: the family is offered more than one way, and how much help to take up is for them to say.

The right to choose is explained in plain words, and somebody checks that it came across. Taking up nothing is a choice
too, and choosing otherwise later is always possible: what was chosen before stays on record beside it.
"""

from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Choice,
    Clock,
    Event,
    Local,
    Name,
    RecordId,
    Stage,
    Whenever,
    Words,
    Workflow,
    answered_by,
    asks,
    each,
    working_days_of,
)
from goldenthread.workflows.law import LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import ANYONE, AUTHORITY, SETTING, STAFF
from goldenthread.workflows.vocabulary import CORE


class OptionsOffered(Event, tag="partnership.options-offered"):
    """The family was offered a choice, and knows that it is theirs: how much help to take up is for them to say."""

    told = "The family was offered a choice"
    when = "When was it offered?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    options: Annotated[tuple[Words, ...], asks("What could they choose from?", "Not now, and not at all, are two.")]
    right_explained: Annotated[Words, asks("How was it explained that they may choose, and was it understood?")]
    why_only: Annotated[Words | None, asks("If there was only one way, why?")] = None
    decision: Annotated[RecordId | None, asks("For which decision, if for one?"), CLEAR] = None


class Understood(Choice):
    """Whether something came across. It is a question to whoever explained."""

    YES = "yes", "Yes, they said it back in their own words"
    IN_PART = "in-part", "In part: we will explain it again in another way"
    NOT_YET = "not-yet", "Not yet: we will explain it again in another way"


class RightExplained(Event, tag="partnership.right-explained"):
    """The right to choose and control the help they take up was explained, and it was checked that it came across."""

    told = "It was explained to {to} that the choice is theirs. Did it come across? {understood}"
    told_erased = "It was explained to the family that the choice is theirs. Did it come across? {understood}"
    when = "When was it explained?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    to: Annotated[tuple[Name, ...], asks("To whom?")]
    in_what_words: Annotated[Words, asks("In what words, and in what form?", "Plain words; pictures; their language.")]
    how_checked: Annotated[Words, asks("How did you check that you had explained it well?")]
    understood: Annotated[Understood, asks("Did it come across?"), CLEAR]
    offer: Annotated[RecordId | None, asks("About which offer?", "Leave empty if it is about all help."), CLEAR] = None


class OptionChosen(Event, tag="partnership.option-chosen"):
    """What the family chose. They may choose otherwise later, and taking up nothing is a choice too."""

    told = "{who} chose"
    told_erased = "The family chose"
    when = "When did they choose?"
    kept = CORE
    recorded_by = ANYONE

    who: Annotated[Name, asks("Who chose?")]
    chosen: Annotated[Words, asks("What did they choose?")]
    offer: Annotated[RecordId | None, asks("From which offer?", "Leave empty if it is not on record."), CLEAR] = None
    instead_of: Annotated[
        RecordId | None, asks("Which choice does it change, if one?", "The earlier choice stays on record."), CLEAR
    ] = None


# Where it can be

OFFERED = Stage("You have a choice, and it is yours")
CHOSEN = Stage("You have chosen, and may choose otherwise at any time", ends=True)

CHOICE_OFFERED = Whenever(OptionsOffered, [OUTSET, OFFERED], to=OFFERED)
CHOICE_MADE = Whenever(OptionChosen, [OFFERED, CHOSEN], to=CHOSEN)

# By when. No clock runs for the family: they choose when they choose.

RIGHT_UNDERSTOOD = Clock(
    "right-explained",
    "The family has had it explained that they may choose, and it was checked that it came across",
    starts=each(OptionsOffered),
    due=working_days_of(Local("working days to explain the right to choose", 5)),
    stops=answered_by(RightExplained.offer),
    owed_by=SETTING,
    law=LOCAL_POLICY("families choose, and control, how much help they take up"),
)

CHOICE = Workflow(
    "choice",
    "A choice for the family",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

"""Outcomes: what is hoped for a child, how anybody will see that it is there, and what is done towards it by whom.

The thread runs from a need to an outcome, from the outcome to what is provided for it, and back: on the day set for it,
everybody looks whether it was reached. Hopes are high, and the child's own. What the family, the child and the setting
each take on is written side by side; nobody has to take anything on. Where somebody sees it otherwise, that is written
down in their words, and support goes on. Of the law, the Code asks for it (6.48 to 6.51, 6.65 to 6.71).
"""

from datetime import date
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
    RecordId,
    Stage,
    Whenever,
    Words,
    Workflow,
    about,
    answered_by,
    asks,
    each,
    on,
    session_days_after,
)
from goldenthread.workflows.law import CODE, SINCE_2014
from goldenthread.workflows.people import ANYONE, PARENT, SETTING, STAFF
from goldenthread.workflows.vocabulary import CORE

# What is hoped for, and what is done


class OutcomeAgreed(Event, tag="outcome.agreed"):
    """Something that is hoped for: for which need, how it will be seen, and by when."""

    told = "It was agreed what is hoped for {child}, to be looked at on {reach_by}"
    when = "When was it agreed?"
    kept = CORE
    recorded_by = STAFF

    outcome: Annotated[Words, asks("What do you hope for?", "High, and in the child's own words where you can.")]
    need: Annotated[Words, asks("Which need is it for, and which strength does it build on?")]
    measure: Annotated[Words, asks("How will everybody see that it is there?")]
    reach_by: Annotated[date, asks("By when?"), CLEAR]
    family_hopes: Annotated[Words | None, asks("What does the family hope for?"), about(PARENT)] = None
    child_hopes: Annotated[Words | None, asks("What does the child hope for, and how do you know?")] = None


class ProvisionAgreed(Event, tag="outcome.provision-agreed"):
    """What is done towards one outcome: by whom, how often, and with what."""

    told = "It was agreed what is done towards what is hoped for {child}"
    when = "When was it agreed?"
    kept = CORE
    recorded_by = STAFF

    what: Annotated[Words, asks("What will be done?")]
    who: Annotated[Name, asks("Who does it?")]
    how_often: Annotated[Words, asks("How often, and for how long?")]
    resources: Annotated[Words | None, asks("With what: people, time, room, things, money?")] = None
    outcome: Annotated[
        RecordId | None, asks("Towards which outcome?", "Leave empty if it is not on record."), CLEAR
    ] = None


class WhoDoesWhatAgreed(Event, tag="outcome.who-does-what-agreed"):
    """What the family, the child and the setting each take on, side by side. Taking on nothing is an answer too."""

    told = "It was agreed what the family, {child} and the setting each do"
    when = "When was it agreed?"
    kept = CORE
    recorded_by = STAFF

    family_does: Annotated[Words, asks("What has the family agreed to do?", "Nobody has to."), about(PARENT)]
    child_does: Annotated[Words, asks("What has the child agreed to do?")]
    setting_does: Annotated[Words, asks("What does the setting do, and who there?")]
    agreed_by: Annotated[tuple[Name, ...], asks("Who agreed to it?")]
    plan: Annotated[RecordId | None, asks("For which plan?", "Leave empty if it is not on record."), CLEAR] = None


class DisagreementSaid(Event, tag="outcome.disagreement-said"):
    """Somebody sees it otherwise. Their words are kept; support goes on, and it is talked over."""

    told = "{who} sees it otherwise"
    told_erased = "Somebody sees it otherwise"
    when = "When did they say so?"
    kept = CORE
    recorded_by = ANYONE

    who: Annotated[Name, asks("Who sees it otherwise?")]
    words: Annotated[Words, asks("What did they say?", "In their own words."), about(PARENT)]
    goes_on: Annotated[Words, asks("What goes on meanwhile, and when will you talk it over?")]
    on_what: Annotated[RecordId | None, asks("About which entry, if one?"), CLEAR] = None


class Reached(Choice):
    """Whether what was hoped for is there."""

    REACHED = "reached", "Reached"
    PARTLY = "partly", "Reached in part"
    NOT_YET = "not-yet", "Not yet"
    NO_LONGER = "no-longer", "Not the right thing to hope for any more"


class OutcomeLookedAt(Event, tag="outcome.looked-at"):
    """Everybody looked whether it was reached, what made the difference, and what they hope for now."""

    told = "It was looked at whether what was hoped for {child} was reached: {reached}"
    when = "When did you look?"
    kept = CORE
    recorded_by = STAFF

    reached: Annotated[Reached, asks("Was it reached?"), CLEAR]
    how_seen: Annotated[Words, asks("How do you know?", "By what you said you would see.")]
    what_worked: Annotated[Words, asks("What made the difference, or did not?")]
    family_view: Annotated[Words, asks("What does the family think?"), about(PARENT)]
    child_view: Annotated[Words, asks("What does the child think, and how do you know?")]
    outcome: Annotated[RecordId | None, asks("Which outcome?", "Leave empty if it is not on record."), CLEAR] = None


class OutcomesEnded(Event, tag="outcome.ended"):
    """Nothing more is worked towards in this way: support has ended, or a plan says it now."""

    told = "What was hoped for {child} is not followed here any more"
    when = "From what day?"
    kept = CORE
    recorded_by = STAFF

    why: Annotated[Words, asks("Why?")]


# Where it can be

HOPED_FOR = Stage("It is agreed what we hope for")
WORKED_FOR = Stage("We are working towards what we hope for")
LOOKED_AT = Stage("We have looked at how far we have come")
ENDED = Stage("This is not followed here any more", ends=True)

# What happens

IT_IS_AGREED = Whenever(OutcomeAgreed, [OUTSET, LOOKED_AT], to=HOPED_FOR)
IT_IS_WORKED_FOR = Whenever(ProvisionAgreed, [OUTSET, HOPED_FOR, LOOKED_AT], to=WORKED_FOR)
IT_IS_LOOKED_AT = Whenever(OutcomeLookedAt, [HOPED_FOR, WORKED_FOR], to=LOOKED_AT)
IT_ENDS = Whenever(OutcomesEnded, [HOPED_FOR, WORKED_FOR, LOOKED_AT], to=ENDED)

# By when

PROVIDED_FOR = Clock(
    "outcome-provision",
    "It is agreed what is done towards each outcome",
    starts=each(OutcomeAgreed),
    due=session_days_after(Local("days to agree what is done towards an outcome", 10)),
    stops=answered_by(ProvisionAgreed.outcome),
    falls_away=OutcomesEnded,
    owed_by=SETTING,
    law=CODE(6, 48, mark=Mark.SECONDARY),
)
LOOKED_AT_IN_TIME = Clock(
    "outcome-review",
    "It is looked at whether each outcome was reached",
    starts=each(OutcomeAgreed),
    due=on(OutcomeAgreed.reach_by),
    stops=answered_by(OutcomeLookedAt.outcome),
    falls_away=OutcomesEnded,
    owed_by=SETTING,
    law=CODE(6, 53, mark=Mark.SECONDARY),
)

OUTCOMES = Workflow(
    "outcomes",
    "What we hope for, and what is done towards it",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

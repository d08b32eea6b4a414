"""A suggestion: a family, a child or anybody else says what could be better, and is told what became of it.

You said, we did: a suggestion is decided on, with the reason, and whoever made it is told, with the day. "Not now, and
here is why" is an answer. It may come by a talk, a survey, a forum or a note in a box.
"""

from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Choice,
    Clock,
    Event,
    How,
    Local,
    Move,
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
    working_days_of,
)
from goldenthread.workflows.law import LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import ANYONE, AUTHORITY, GOVERNORS, PARENT, SETTING, STAFF
from goldenthread.workflows.vocabulary import CORE


class SuggestionMade(Event, tag="suggestion.made"):
    """Somebody said what could be better: for one child, or for everybody."""

    told = "{who} made a suggestion"
    told_erased = "A suggestion was made"
    when = "When was it made?"
    kept = CORE
    recorded_by = ANYONE

    who: Annotated[Name, asks("Who suggests it?")]
    words: Annotated[Words, asks("What do they suggest?", "In their own words."), about(PARENT)]
    again: Annotated[
        RecordId | None, asks("Was it suggested before?", "The earlier suggestion, which stays beside it."), CLEAR
    ] = None


class Outcome(Choice):
    """What will be done about a suggestion."""

    DOING = "doing", "We are doing it"
    IN_PART = "in-part", "We are doing a part of it"
    NOT_NOW = "not-now", "Not now, but we will look at it again"
    NOT_DOING = "not-doing", "We are not doing it"


class SuggestionDecided(Event, tag="suggestion.decided"):
    """Somebody who can decide it has looked at the suggestion, and said why."""

    told = "A suggestion was looked at: {outcome}"
    when = "When was it decided?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY, GOVERNORS)

    outcome: Annotated[Outcome, asks("What will be done?"), CLEAR]
    why: Annotated[Words, asks("Why?")]
    decided_by: Annotated[Name, asks("Who decided?")]
    suggestion: Annotated[RecordId | None, asks("Which suggestion?", "Leave empty if it is not on record."), CLEAR] = (
        None
    )


class SuggestionReplied(Event, tag="suggestion.replied"):
    """Whoever made the suggestion knows what became of it: you said, we did."""

    told = "Whoever made a suggestion was told what became of it"
    when = "When were they told?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY, GOVERNORS)

    how: Annotated[How, asks("How were they told?")]
    said: Annotated[Words, asks("What did they say?", "You said …")]
    did: Annotated[Words, asks("What was done, or why not?", "We did …")]
    suggestion: Annotated[RecordId | None, asks("Which suggestion?", "Leave empty if it is not on record."), CLEAR] = (
        None
    )


# Where it can be

MADE = Stage("You suggested something")
DECIDED = Stage("We have looked at what you suggested")
TOLD = Stage("You know what became of your suggestion", ends=True)

SUGGESTION_COMES = Whenever(SuggestionMade, OUTSET, to=MADE)
DECIDE = Move("Decide on the suggestion", [MADE, DECIDED], to=DECIDED, records=SuggestionDecided)
REPLY = Move("Tell whoever made it", [MADE, DECIDED], to=TOLD, records=SuggestionReplied)

# By when

SUGGESTION_DECIDED = Clock(
    "suggestion-decision",
    "The suggestion is decided on",
    starts=each(SuggestionMade),
    due=working_days_of(Local("working days to decide on a suggestion", 20)),
    stops=SuggestionDecided,
    owed_by=SETTING,
    law=LOCAL_POLICY("suggestions are asked for, and acted on"),
)
SUGGESTION_ANSWERED = Clock(
    "suggestion-reply",
    "Whoever made the suggestion is told what became of it",
    starts=each(SuggestionMade),
    due=working_days_of(Local("working days to say what became of a suggestion", 25)),
    stops=answered_by(SuggestionReplied.suggestion),
    owed_by=SETTING,
    law=LOCAL_POLICY("you said, we did: whoever made a suggestion is told"),
)

SUGGESTION = Workflow(
    "suggestion",
    "A suggestion",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

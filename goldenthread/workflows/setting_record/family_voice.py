"""How families are heard on the setting as a whole: feedback, surveys and the forum, and what was done about it.

"You said, we did": whatever was said has an answer that names it, in a time that families know. What is about one
child belongs in that child's record.
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
    Name,
    RecordId,
    Stage,
    Whenever,
    Words,
    Workflow,
    about,
    answered_by,
    asks,
    days_of,
    each,
)
from goldenthread.workflows.law import LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import PARENT, SETTING
from goldenthread.workflows.setting_record.vocabulary import EVERYBODY, KEEPERS, OF_THE_SETTING


class Channel(Choice):
    """A way in which families can say what they think."""

    FORUM = "forum", "The parent forum"
    SURVEY = "survey", "A survey"
    ADDRESS = "address", "The feedback address"
    BOX = "box", "A box or a board"
    IN_PERSON = "in-person", "Somebody to talk to"


class ChannelOpened(Event, tag="family-voice.channel-opened"):
    """Families have a way to say what they think, and know of it."""

    told = "Families can say what they think: {channel}"
    when = "From what day?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    channel: Annotated[Channel, asks("Which way is it?"), CLEAR]
    how: Annotated[Words, asks("How do families use it, and how were they told?", "Names are not needed.")]
    looked_at: Annotated[Words, asks("Who looks at it, and how often?")]


class FeedbackGiven(Event, tag="family-voice.feedback-given"):
    """Somebody said what they think of the setting: praise, a wish, or something to put right."""

    told = "Somebody said what they think of the setting, by way of: {channel}"
    when = "When did they say it?"
    kept = OF_THE_SETTING
    recorded_by = EVERYBODY

    channel: Annotated[Channel, asks("In which way did it come?"), CLEAR]
    said: Annotated[Words, asks("What did they say?", "In their own words."), about(PARENT)]
    who: Annotated[Name | None, asks("Who said it?", "Leave empty if they want no name."), about(PARENT)] = None


class SurveyAsked(Event, tag="family-voice.survey-asked"):
    """Families were asked the same questions, each in a form they can use."""

    told = "Families were asked in a survey, to answer by {closes_on}"
    when = "When were they asked?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    questions: Annotated[tuple[Words, ...], asks("What were they asked?")]
    ways: Annotated[Words, asks("In what ways and languages?")]
    closes_on: Annotated[date, asks("Until when can they answer?"), CLEAR]


class ForumMet(Event, tag="family-voice.forum-met"):
    """The parent forum met."""

    told = "The parent forum met"
    when = "When did it meet?"
    kept = OF_THE_SETTING
    recorded_by = EVERYBODY

    present: Annotated[tuple[Name, ...], asks("Who was there?", "By the name they want to be known by.")]
    said: Annotated[tuple[Words, ...], asks("What was said?", "Each point by itself.")]
    decided: Annotated[tuple[Words, ...], asks("What was decided, and who does it?", "Each by itself.")]


class Became(Choice):
    """What became of it."""

    DONE = "done", "It was done"
    IN_PART = "in-part", "It was done in part"
    LATER = "later", "It will be done later"
    NOT_DONE = "not-done", "It will not be done"


class WeDid(Event, tag="family-voice.we-did"):
    """You said, we did: families were told what became of something they said, and why."""

    told = "Families were told what became of something they said: {became}"
    when = "When were they told?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    became: Annotated[Became, asks("What became of it?"), CLEAR]
    said: Annotated[Words, asks("What did families say?")]
    did: Annotated[Words, asks("What was done, or why was it not?")]
    where: Annotated[Words, asks("Where can families read or hear it?")]
    answers: Annotated[
        RecordId | None, asks("Which feedback, survey or forum does it answer?", "The entry here."), CLEAR
    ] = None


# Where it can be. There is only one place.

LISTENING = Stage("Families can say what they think")

BEGINS_WITH_A_CHANNEL = Whenever(ChannelOpened, [OUTSET, LISTENING], to=LISTENING)
BEGINS_WITH_FEEDBACK = Whenever(FeedbackGiven, [OUTSET, LISTENING], to=LISTENING)
BEGINS_WITH_A_SURVEY = Whenever(SurveyAsked, [OUTSET, LISTENING], to=LISTENING)
BEGINS_WITH_A_FORUM = Whenever(ForumMet, [OUTSET, LISTENING], to=LISTENING)

# By when

YOU_SAID_WE_DID = Clock(
    "you-said-we-did",
    "Families hear what became of what they said",
    starts=each(FeedbackGiven, SurveyAsked, ForumMet),
    due=days_of(Local("days to say what became of feedback, a survey or a forum", 42)),
    stops=answered_by(WeDid.answers),
    owed_by=SETTING,
    law=LOCAL_POLICY("you said, we did"),
)

FAMILY_VOICE = Workflow(
    "family-voice",
    "What families say of the setting",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

"""Support for the family: news may be heavy, the future may worry, and nobody should be alone with it.

Support is offered, with no need to take it up, and we come back to it later. A worry about the child's future is heard,
and met with what is known, honestly. How an adult is in themselves is asked, and kept, in private (family).
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
    each,
    on,
    working_days_of,
)
from goldenthread.workflows.law import LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import ANYONE, AUTHORITY, PARENT, SETTING, STAFF
from goldenthread.workflows.vocabulary import CORE


class SupportOffered(Event, tag="family-support.offered"):
    """Support for the family themselves was offered: somebody to talk to, time, another family, a group."""

    told = "The family was offered support for themselves"
    when = "When was it offered?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    to: Annotated[tuple[Name, ...], asks("To whom?")]
    what: Annotated[Words, asks("What was offered?")]
    after: Annotated[RecordId | None, asks("After which news, meeting or other entry, if one?"), CLEAR] = None


class TakenUp(Choice):
    """What the family said to an offer. Nobody has to give a reason."""

    YES = "yes", "Yes, gladly"
    NOT_NOW = "not-now", "Not now; ask again"
    NO = "no", "No, thank you"
    NO_ANSWER_YET = "no-answer-yet", "We asked and have no answer yet"


class SupportAnswered(Event, tag="family-support.answered"):
    """What the family said to it, and how it went if they took it up."""

    told = "What the family said to the support that was offered: {answer}"
    when = "When did they say so?"
    kept = CORE
    recorded_by = ANYONE

    answer: Annotated[TakenUp, asks("What did they say?"), CLEAR]
    how_it_went: Annotated[Words | None, asks("If they took it up, did it help?")] = None
    offer: Annotated[RecordId | None, asks("Which offer?", "Leave empty if it is not on record."), CLEAR] = None


class FutureWorryShared(Event, tag="family-support.future-worry"):
    """Somebody is worried about what will become of the child."""

    told = "{who} is worried about {child}'s future"
    told_erased = "Somebody is worried about {child}'s future"
    when = "When did they say so?"
    kept = CORE
    recorded_by = ANYONE

    who: Annotated[Name, asks("Who is worried?")]
    words: Annotated[Words, asks("What did they say?", "In their own words."), about(PARENT)]


class FutureTalkedAbout(Event, tag="family-support.future-talked-about"):
    """Somebody took time for it, and gave what information there is, honestly: what is known and what nobody knows."""

    told = "There was time to talk about {child}'s future"
    when = "When did you talk?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    given: Annotated[Words, asks("What information was given, and in what form?")]
    not_known: Annotated[Words, asks("What does nobody know, and was it said?")]
    worry: Annotated[RecordId | None, asks("Which worry?", "Leave empty if it is not on record."), CLEAR] = None


class HardTalkPrepared(Event, tag="family-support.hard-talk-prepared"):
    """Something hard will be said, and somebody has thought about how: a list to go through beforehand."""

    told = "{by} prepared how to talk about something hard, on {talk_on}"
    when = "When was it prepared?"
    kept = CORE
    recorded_by = STAFF

    talk_on: Annotated[date, asks("On which day will you talk?"), CLEAR]
    host: Annotated[Name, asks("Who will lead it, and do they know that it may be hard for the family?")]
    place_and_time: Annotated[Words, asks("Where is it safe and private, and is there time enough?")]
    who_with_them: Annotated[Words, asks("Who will be with the family, if they wish it?")]
    how_said: Annotated[Words, asks("How will it be said, kindly and truly?", "What is going well comes too.")]
    afterwards: Annotated[Words, asks("What will be there for them afterwards?")]


class SupportAfterTalk(Event, tag="family-support.after-talk"):
    """After something hard was said, the family was offered time, quiet, or somebody to talk to."""

    told = "The family was offered support after the talk"
    when = "When was it offered?"
    kept = CORE
    recorded_by = STAFF

    offered: Annotated[Words, asks("What was offered?")]
    answer: Annotated[TakenUp, asks("What did they say?"), CLEAR]
    talk: Annotated[RecordId | None, asks("After which talk?", "Leave empty if it is not on record."), CLEAR] = None


THERE_FOR_YOU = Stage("There is support for you too")

THERE_BY_OFFER = Whenever(SupportOffered, OUTSET, to=THERE_FOR_YOU)
THERE_BY_WORRY = Whenever(FutureWorryShared, OUTSET, to=THERE_FOR_YOU)
THERE_BY_TALK = Whenever(HardTalkPrepared, OUTSET, to=THERE_FOR_YOU)

SUPPORT_ASKED_AFTER = Clock(
    "family-support-offer",
    "Somebody comes back to the support that was offered",
    starts=each(SupportOffered),
    due=working_days_of(Local("working days to come back to support that was offered", 10)),
    stops=answered_by(SupportAnswered.offer),
    owed_by=SETTING,
    law=LOCAL_POLICY("emotional support is there where a family wishes it"),
)
FUTURE_TALKED_ABOUT = Clock(
    "future-worry",
    "There is time to talk about the child's future, with what information there is",
    starts=each(FutureWorryShared),
    due=working_days_of(Local("working days to talk about a worry for the future", 10)),
    stops=answered_by(FutureTalkedAbout.worry),
    owed_by=SETTING,
    law=LOCAL_POLICY("a worry about the child's future is heard, and met with information"),
)

SUPPORT_AFTER_TALK = Clock(
    "support-after-talk",
    "The family is offered support after something hard was said",
    starts=each(HardTalkPrepared),
    due=on(HardTalkPrepared.talk_on),
    stops=answered_by(SupportAfterTalk.talk),
    owed_by=SETTING,
    law=LOCAL_POLICY("hard things are said safely and kindly, and nobody is left alone with them"),
)

FAMILY_SUPPORT = Workflow(
    "family-support",
    "Support for the family",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

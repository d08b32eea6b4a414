"""Partnership: what runs beside every other story, for as long as there is a record.

Somebody the family knows by name; questions that are answered; promises that are kept; views, in people's own words,
and what became of them; options offered and chosen; an entry that somebody disputes, and the reply. A question asked
again is kept and answered again. A promise to find out does not answer a question: the question stays open, with its
promise beside it, until it is answered. "We tried and have no answer yet" is written down as that, never as a no.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Choice,
    Clock,
    Event,
    How,
    Local,
    Name,
    Notice,
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

# Somebody to talk to


class FirstContactNamed(Notice, tag="partnership.first-contact-named"):
    """The family knows by name whom to talk to first, and how to reach them. They may still talk to anybody."""

    told = "{contact} became the first person for the family to talk to"
    told_erased = "Somebody became the first person for the family to talk to"
    when = "When was the family told?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    contact: Annotated[Name, asks("Who is it?")]
    reached: Annotated[Words, asks("How and when can they be reached?")]


class FirstContactHandedOver(Notice, tag="partnership.first-contact-handed-over"):
    """Another person is now the first to talk to. The family need not tell their story again."""

    told = "{from_whom} handed over to {contact} as the first person for the family to talk to"
    told_erased = "The first person for the family to talk to changed"
    when = "When was the family told?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    from_whom: Annotated[Name, asks("Who was it before?")]
    contact: Annotated[Name, asks("Who is it now?")]
    reached: Annotated[Words, asks("How and when can they be reached?")]
    passed_on: Annotated[Words, asks("What was passed on, so that the family need not say it again?")]


# Questions and promises


class QuestionAsked(Event, tag="partnership.question-asked"):
    """Somebody asked something. Any question, at any time, as often as they need."""

    told = "{who} asked a question"
    told_erased = "A question was asked"
    when = "When was it asked?"
    kept = CORE
    recorded_by = ANYONE

    who: Annotated[Name, asks("Who asked?")]
    words: Annotated[Words, asks("What did they ask?", "In their own words."), about(PARENT)]
    again: Annotated[
        RecordId | None, asks("Was it asked before?", "The earlier question, which stays beside it."), CLEAR
    ] = None


class AnswerKind(Choice):
    """How a question was answered."""

    ANSWERED = "answered", "Answered"
    SIGNPOSTED = "signposted", "Pointed to somebody who can answer it"


class QuestionAnswered(Event, tag="partnership.question-answered"):
    """Whoever asked has an answer, or knows who can give it and how to reach them."""

    told = "A question was dealt with: {how}"
    when = "When did they get it?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    how: Annotated[AnswerKind, asks("How was it answered?"), CLEAR]
    answer: Annotated[Words, asks("What were they told?")]
    signposted_to: Annotated[Name | None, asks("To whom were they pointed, if to somebody?")] = None
    question: Annotated[RecordId | None, asks("Which question?", "Leave empty if it is not on record."), CLEAR] = None


class PromiseMade(Event, tag="partnership.promise-made"):
    """Somebody promised something: to find out, to ring back, to do a thing. It has an owner and a day."""

    told = "{owner} made a promise, to be kept by {keep_by}"
    told_erased = "A promise was made, to be kept by {keep_by}"
    when = "When was it made?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    promise: Annotated[Words, asks("What was promised?")]
    owner: Annotated[Name, asks("Who will keep it?")]
    to: Annotated[Name, asks("Who was it promised to?")]
    keep_by: Annotated[date, asks("By when?", "The day they were told."), CLEAR]
    question: Annotated[RecordId | None, asks("Which question is it about, if one?"), CLEAR] = None


class PromiseKept(Event, tag="partnership.promise-kept"):
    """What was promised was done."""

    told = "A promise was kept"
    when = "When was it done?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    done: Annotated[Words, asks("What was done?")]
    why_late: Annotated[Words | None, asks("If it was late, why?", "And what the family was told.")] = None
    promise: Annotated[RecordId | None, asks("Which promise?", "Leave empty if it is not on record."), CLEAR] = None


# Views


class ViewGiven(Event, tag="partnership.view-given"):
    """What a parent, the child or the young person thinks, wishes or feels: as weighty as any other entry."""

    told = "{whose} said what they think"
    told_erased = "Somebody said what they think"
    when = "When did they say it?"
    kept = CORE
    recorded_by = ANYONE

    whose: Annotated[Name, asks("Whose view is it?")]
    view: Annotated[Words, asks("What did they say or show?", "In their own words."), about(PARENT)]
    how_gathered: Annotated[Words, asks("How were they asked?")]
    interpreted_by: Annotated[
        Name | None, asks("Did somebody interpret, and how?", "Movement, expression, sound, or another language.")
    ] = None
    on_what: Annotated[RecordId | None, asks("Is it about an entry here?"), CLEAR] = None


class Became(Choice):
    """What became of a view."""

    FOLLOWED = "followed", "It was followed"
    IN_PART = "in-part", "It was followed in part"
    NOT_FOLLOWED = "not-followed", "It was not followed"
    STILL_OPEN = "still-open", "It will be looked at again"


class ViewFollowedUp(Event, tag="partnership.view-followed-up"):
    """Whoever gave a view was told what became of it, and why."""

    told = "Somebody was told what became of their view: {became}"
    when = "When were they told?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    became: Annotated[Became, asks("What became of it?"), CLEAR]
    why: Annotated[Words, asks("Why?", "You said; we did, or why we did not.")]
    decision: Annotated[RecordId | None, asks("In which decision, if one?"), CLEAR] = None
    view: Annotated[RecordId | None, asks("Which view?", "Leave empty if it is not on record."), CLEAR] = None


# Choosing


class OptionsOffered(Event, tag="partnership.options-offered"):
    """The family was offered a choice, and knows that it is theirs: how much help to take up is for them to say."""

    told = "The family was offered a choice"
    when = "When was it offered?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    options: Annotated[tuple[Words, ...], asks("What could they choose from?")]
    right_explained: Annotated[Words, asks("How was it explained that they may choose, and was it understood?")]


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


# An entry that somebody disputes


class DisputeAnswered(Event, tag="partnership.dispute-answered"):
    """Whoever said that an entry is not right has a reply. Their statement stays beside the entry, whatever it says."""

    told = "There was a reply to whoever said that an entry is not right"
    when = "When did they get it?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    reply: Annotated[Words, asks("What is the reply?")]
    put_right: Annotated[RecordId | None, asks("Which entry puts it right, if one does?"), CLEAR] = None
    statement: Annotated[RecordId | None, asks("Which statement?", "Leave empty if it is not on record."), CLEAR] = None


# Reaching each other


class FamilyNotReached(Event, tag="partnership.family-not-reached"):
    """We tried to reach the family and have no answer yet. It is not a no, and it is nobody's fault."""

    told = "{by} tried to reach the family, {how}, and has no answer yet"
    when = "When did you try?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    how: Annotated[How, asks("How did you try?"), CLEAR]
    what_about: Annotated[Words, asks("What was it about?")]
    another_way: Annotated[Words, asks("What other way, or other time, will you try?")]


# Where it can be. There is only one place, and it never ends of itself.

TOGETHER = Stage("We are working together")

BEGINS_WITH_A_NAME = Whenever(FirstContactNamed, [OUTSET, TOGETHER], to=TOGETHER)
BEGINS_WITH_A_QUESTION = Whenever(QuestionAsked, [OUTSET, TOGETHER], to=TOGETHER)
BEGINS_WITH_A_PROMISE = Whenever(PromiseMade, [OUTSET, TOGETHER], to=TOGETHER)
BEGINS_WITH_A_VIEW = Whenever(ViewGiven, [OUTSET, TOGETHER], to=TOGETHER)
BEGINS_WITH_A_CHOICE = Whenever(OptionsOffered, [OUTSET, TOGETHER], to=TOGETHER)
BEGINS_WITH_A_REPLY = Whenever(DisputeAnswered, [OUTSET, TOGETHER], to=TOGETHER)
BEGINS_WITH_A_TRY = Whenever(FamilyNotReached, [OUTSET, TOGETHER], to=TOGETHER)

# By when

QUESTION_ANSWERED = Clock(
    "question-answer",
    "Whoever asked has an answer, or knows who can give it",
    starts=each(QuestionAsked),
    due=working_days_of(Local("working days to answer a question", 5)),
    stops=answered_by(QuestionAnswered.question),
    owed_by=SETTING,
    law=LOCAL_POLICY("a question is answered, pointed on, or found out about soon"),
)
PROMISE_KEPT = Clock(
    "promise",
    "What was promised is done",
    starts=each(PromiseMade),
    due=on(PromiseMade.keep_by),
    stops=answered_by(PromiseKept.promise),
    owed_by=SETTING,
    law=LOCAL_POLICY("what is promised is delivered"),
)
VIEW_FOLLOWED_UP = Clock(
    "view-outcome",
    "Whoever gave a view is told what became of it",
    starts=each(ViewGiven),
    due=working_days_of(Local("working days to say what became of a view", 20)),
    stops=answered_by(ViewFollowedUp.view),
    owed_by=SETTING,
    law=LOCAL_POLICY("you said, we did: every view is followed up with whoever gave it"),
)

PARTNERSHIP = Workflow(
    "partnership",
    "Working together",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

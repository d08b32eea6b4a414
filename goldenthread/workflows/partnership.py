"""Partnership: what runs beside every other story, for as long as there is a record.

Questions that are answered; promises that are kept; views, in people's own words, and what became of them; a worry
about how we do things; an entry that somebody disputes, and the reply; something we said that was wrong, put right. A
question asked again is kept and answered again. A promise to find out does not answer a question, and neither does "not
yet": the question stays open, with both beside it, until it is answered. "We tried and have no answer yet" is written
down as that, never as a no.
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
    on,
    working_days_of,
)
from goldenthread.engine.records import Disputed
from goldenthread.workflows.law import LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import ANYONE, AUTHORITY, PARENT, SETTING, STAFF
from goldenthread.workflows.vocabulary import CORE

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
    person: Annotated[
        PersonId | None, asks("Which adult is it?", "Say it where each has a thread of their own."), CLEAR
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


class HoldingReplyGiven(Event, tag="partnership.holding-reply-given"):
    """The answer is "not yet", and whoever waits was told so, with what happens meanwhile. It puts no day off."""

    told = "Whoever is waiting for an answer was told that there is none yet"
    when = "When were they told?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    why_not_yet: Annotated[Words, asks("Why is there no answer yet?")]
    meanwhile: Annotated[Words, asks("What happens meanwhile, and when will they hear again?")]
    waiting: Annotated[
        RecordId | None, asks("Which question, promise or other entry waits?", "It goes on waiting."), CLEAR
    ] = None


# Views


class Shown(Choice):
    """How somebody said or showed what they think. Every way counts."""

    WORDS = "words", "In words"
    WRITING = "writing", "In writing"
    FORM = "form", "On a form"
    DRAWING = "drawing", "By drawing, pictures or symbols"
    SIGNS = "signs", "By signing"
    SOUND = "sound", "By sounds"
    EXPRESSION = "expression", "By the look on their face"
    MOVEMENT = "movement", "By moving towards or away, or by what they did"


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
    asked: Annotated[RecordId | None, asks("Which asking does it answer, if they were asked?"), CLEAR] = None
    shown: Annotated[tuple[Shown, ...], asks("How did they say or show it?", "As many as there were.")] = ()
    person: Annotated[
        PersonId | None, asks("Which adult is it?", "Say it where each has a thread of their own."), CLEAR
    ] = None


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


# How we do things


class ProcessWorryRaised(Event, tag="partnership.process-worry-raised"):
    """Somebody is tired of how hard it is to get help, or of how things are done. It goes to who can change it."""

    told = "{who} said how hard the way to help is; it goes to {passed_to}"
    told_erased = "Somebody said how hard the way to help is"
    when = "When did they say so?"
    kept = CORE
    recorded_by = ANYONE

    who: Annotated[Name, asks("Who says so?")]
    words: Annotated[Words, asks("What did they say?", "In their own words."), about(PARENT)]
    passed_to: Annotated[Name | None, asks("Who can change it, and has been told?")] = None


class ProcessWorryAnswered(Event, tag="partnership.process-worry-answered"):
    """Somebody who can change it has answered: what will be different, or why it cannot be."""

    told = "There was an answer to how hard the way to help is"
    when = "When did they get it?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    answer: Annotated[Words, asks("What were they told?")]
    changes: Annotated[Words | None, asks("What will be different from now on?")] = None
    worry: Annotated[RecordId | None, asks("Which worry?", "Leave empty if it is not on record."), CLEAR] = None


class WrongInformationGiven(Event, tag="partnership.wrong-information-given"):
    """It turned out that the family was told something that is not right."""

    told = "It turned out that the family was told something that is not right"
    when = "When was it found out?"
    kept = CORE
    recorded_by = ANYONE

    was_told: Annotated[Words, asks("What were they told, by whom and when?")]
    what_is_right: Annotated[Words, asks("What is right?")]


class WrongInformationPutRight(Notice, tag="partnership.wrong-information-put-right"):
    """The family was told what is right, that we were wrong, and what it changes for them."""

    told = "The family was told what is right, and that we had been wrong"
    when = "When were they told?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    what_it_changes: Annotated[Words, asks("What does it change for them, and how is it made good?")]
    mistake: Annotated[RecordId | None, asks("Which mistake?", "Leave empty if it is not on record."), CLEAR] = None


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

BEGINS_WITH_A_QUESTION = Whenever(QuestionAsked, [OUTSET, TOGETHER], to=TOGETHER)
BEGINS_WITH_A_PROMISE = Whenever(PromiseMade, [OUTSET, TOGETHER], to=TOGETHER)
BEGINS_WITH_A_VIEW = Whenever(ViewGiven, [OUTSET, TOGETHER], to=TOGETHER)
BEGINS_WITH_A_STATEMENT = Whenever(Disputed, [OUTSET, TOGETHER], to=TOGETHER)
BEGINS_WITH_A_REPLY = Whenever(DisputeAnswered, [OUTSET, TOGETHER], to=TOGETHER)
BEGINS_WITH_A_WORRY = Whenever(ProcessWorryRaised, [OUTSET, TOGETHER], to=TOGETHER)
BEGINS_WITH_A_MISTAKE = Whenever(WrongInformationGiven, [OUTSET, TOGETHER], to=TOGETHER)
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

DISPUTE_ANSWERED = Clock(
    "dispute-answer",
    "Whoever said that an entry is not right has a reply",
    starts=each(Disputed),
    due=working_days_of(Local("working days to answer that an entry is not right", 10)),
    stops=answered_by(DisputeAnswered.statement),
    owed_by=SETTING,
    law=LOCAL_POLICY("whoever is written about may reply, and is answered"),
)
PROCESS_WORRY_ANSWERED = Clock(
    "process-worry-answer",
    "Whoever said how hard the way to help is has an answer from somebody who can change it",
    starts=each(ProcessWorryRaised),
    due=working_days_of(Local("working days to answer a worry about how we do things", 10)),
    stops=answered_by(ProcessWorryAnswered.worry),
    owed_by=SETTING,
    law=LOCAL_POLICY("a worry about how we do things goes to somebody who can change it"),
)
MISTAKE_PUT_RIGHT = Clock(
    "wrong-information",
    "The family is told what is right",
    starts=each(WrongInformationGiven),
    due=working_days_of(Local("working days to put right what we said", 2)),
    stops=answered_by(WrongInformationPutRight.mistake),
    owed_by=SETTING,
    law=LOCAL_POLICY("what we tell families is right and clear, and is put right where it was not"),
)

PARTNERSHIP = Workflow(
    "partnership",
    "Working together",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

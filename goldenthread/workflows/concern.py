"""A concern: somebody is worried about how a child is getting on, is listened to, and is answered."""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    BeforeOrReason,
    Choice,
    Clock,
    Event,
    Local,
    Move,
    Name,
    RecordId,
    Stage,
    Then,
    Whenever,
    Words,
    Workflow,
    about,
    answered_by,
    asks,
    each,
    latest,
    on,
    working_days_of,
)
from goldenthread.workflows.law import CODE, GOOD_PRACTICE, LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import ANYONE, PARENT, SENCO, SETTING, STAFF, TEACHER
from goldenthread.workflows.vocabulary import CORE

# What may happen


class WorryRaised(Event, tag="concern.worry-raised"):
    """Somebody is worried. Anybody may say so, in their own words, and nothing is needed first."""

    told = "{who} raised a worry, and {answer_from} will answer"
    told_erased = "A worry was raised, to be answered by {answer_by}"
    when = "When was the worry raised?"
    kept = CORE
    recorded_by = ANYONE

    who: Annotated[Name, asks("Who is worried?")]
    words: Annotated[Words, asks("What did they say?", "Their own words, not a summary."), about(PARENT)]
    answer_from: Annotated[Name, asks("Who will answer them?")]
    answer_by: Annotated[date, asks("By when will they have an answer?"), CLEAR]


class WorryAnswered(Event, tag="concern.worry-answered"):
    """The person who raised a worry was answered."""

    told = "{by} answered the worry"
    when = "When were they answered?"
    kept = CORE
    recorded_by = STAFF

    worry: Annotated[RecordId, asks("Which worry does this answer?"), CLEAR]
    answer: Annotated[Words, asks("What were they told?")]
    happens_next: Annotated[Words, asks("What happens next?")]


class TalkedOver(Event, tag="concern.talked-over"):
    """An early conversation with the family: what was heard, and what everybody will do."""

    told = "{by} talked over the worry with {present}"
    told_erased = "{by} talked over the worry"
    when = "When did you talk?"
    kept = CORE
    recorded_by = STAFF

    present: Annotated[tuple[Name, ...], asks("Who was there?")]
    family_view: Annotated[Words, asks("What did the family say?"), about(PARENT)]
    child_view: Annotated[Words, asks("What did the child say or show, and how do you know?")]
    going_well: Annotated[Words, asks("What is going well?")]
    agreed: Annotated[Words, asks("What was agreed, and who will do it?")]


class NoteGiven(Event, tag="concern.note-given"):
    """The family has the note of what was said and agreed."""

    told = "{by} gave the family a note of the conversation"
    when = "When did they get it?"
    kept = CORE
    recorded_by = STAFF

    to: Annotated[tuple[Name, ...], asks("Who has it?")]


class StrategyAgreed(Event, tag="concern.strategy-agreed"):
    """Something to try, often the parent's own idea."""

    told = "It was agreed to try: {strategy}"
    told_erased = "It was agreed to try something, and to look back at it on {look_back_on}"
    when = "When was it agreed?"
    kept = CORE
    recorded_by = STAFF

    strategy: Annotated[Words, asks("What will be tried?")]
    whose_idea: Annotated[Name, asks("Whose idea was it?")]
    who_tries: Annotated[Words, asks("Who will do what?")]
    look_back_on: Annotated[date, asks("When will you look back at it together?"), CLEAR]


class StrategyReviewed(Event, tag="concern.strategy-reviewed"):
    """The family and the setting looked back at what was tried."""

    told = "What was tried was looked back at together"
    when = "When did you look back at it?"
    kept = CORE
    recorded_by = STAFF

    how_it_went: Annotated[Words, asks("How did it go?")]
    family_view: Annotated[Words, asks("What does the family think?"), about(PARENT)]


class ConcernTakenOn(Event, tag="concern.taken-on"):
    """The child may have special educational needs, and the setting will look into it."""

    told = "{by} will look into what {child} needs"
    kept = CORE
    recorded_by = (SENCO,)

    why: Annotated[Words, asks("Why look further?")]


class CloseReason(Choice):
    """Why there is no more to do for now."""

    GETTING_ON_WELL = "getting-on-well", "Things are going well now"
    HELP_ALREADY_THERE = "help-already-there", "What everybody gets is enough"
    FAMILY_ASKED = "family-asked", "The family asked us to stop"


class ConcernSettled(Event, tag="concern.settled"):
    """No more is needed for now, and the door stays open."""

    told = "The worry was settled: {reason}"
    kept = CORE
    recorded_by = STAFF

    reason: Annotated[CloseReason, asks("Why is no more needed for now?"), CLEAR]
    family_view: Annotated[Words, asks("What does the family think?"), about(PARENT)]
    if_worried_again: Annotated[Words, asks("What should they do if they are worried again?")]


# Where a concern can be

RAISED = Stage("A worry has been raised")
TALKING = Stage("We are talking it over")
TRYING = Stage("We are trying something")
LOOKING_FURTHER = Stage("We are looking into what your child needs")
SETTLED = Stage("Settled for now", ends=True)

# What is needed, and what is owed

FAMILY_TALKED_TO = BeforeOrReason(
    "The worry has been talked over with the family", TalkedOver, by=TEACHER, law=CODE(6, 39)
)
TRIED_LOOKED_BACK_AT = BeforeOrReason(
    "What was tried has been looked back at", StrategyReviewed, by=TEACHER, law=CODE(5, 36)
)
NOTE_GIVEN = Then(
    "The family has a note of what was said and agreed",
    NoteGiven,
    by=TEACHER,
    due=working_days_of(Local("days to give the note", 5)),
    law=CODE(6, 39),
)

# What happens

WORRY_ARRIVES = Whenever(WorryRaised, OUTSET, to=RAISED)
TALK_IT_OVER = Move(
    "Talk it over with the family", [RAISED, TALKING], to=TALKING, records=TalkedOver, owes=[NOTE_GIVEN]
)
TRY_SOMETHING = Move("Try something", [RAISED, TALKING, TRYING], to=TRYING, records=StrategyAgreed)
LOOK_FURTHER = Move(
    "Look into what the child needs",
    [RAISED, TALKING, TRYING],
    to=LOOKING_FURTHER,
    needs=[FAMILY_TALKED_TO],
    records=ConcernTakenOn,
)
SETTLE = Move(
    "Settle the worry",
    [RAISED, TALKING, TRYING],
    to=SETTLED,
    needs=[FAMILY_TALKED_TO],
    records=ConcernSettled,
)

# By when

ANSWER = Clock(
    "concern-response",
    "Whoever raised the worry is answered",
    starts=each(WorryRaised),
    due=on(WorryRaised.answer_by),
    stops=answered_by(WorryAnswered.worry),
    owed_by=SETTING,
    law=LOCAL_POLICY("the family is told when they will hear"),
)
LOOK_BACK = Clock(
    "parent-strategy-trial",
    "What was tried is looked back at together",
    starts=latest(StrategyAgreed),
    due=on(StrategyAgreed.look_back_on),
    stops=StrategyReviewed,
    falls_away=ConcernSettled,
    owed_by=SETTING,
    law=GOOD_PRACTICE("about two weeks"),
)

CONCERN = Workflow(
    "concern",
    "A worry about your child",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

"""A concern: somebody is worried about how a child is getting on, is listened to, and is answered.

Nothing here needs a diagnosis or a form. Of the law only the Code of Practice speaks of it (5.5, 6.20, 6.38,
6.39), so nothing here is ever held up: what is missing may be gone without for a reason. "We asked twice and
have no answer yet" is such a reason, and it is not a refusal. A worry raised again is raised again: it is kept
beside the first and answered like it, and no tally is made of whoever raised it.
"""

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
    Mark,
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
    earlier_of,
    on,
    working_days_of,
)
from goldenthread.workflows.law import CODE, LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import ANYONE, PARENT, SENCO, SETTING, STAFF, TEACHER
from goldenthread.workflows.vocabulary import CORE

# What may happen


class WorryRaised(Event, tag="concern.worry-raised"):
    """Somebody is worried. Anybody may say so, in their own words, and nothing is needed first."""

    told = "{who} raised a worry. To answer it: {answer_from}"
    told_erased = "A worry was raised"
    when = "When was the worry raised?"
    kept = CORE
    recorded_by = ANYONE

    who: Annotated[Name, asks("Who is worried?")]
    words: Annotated[Words, asks("What did they say?", "Their own words, not a summary."), about(PARENT)]
    answer_from: Annotated[Name | None, asks("Who will answer them?", "Tell them the name.")] = None
    answer_by: Annotated[
        date | None,
        asks("By when will they have an answer?", "The day they were told. Leave empty for your usual time."),
        CLEAR,
    ] = None
    again: Annotated[
        RecordId | None, asks("Was this raised before?", "The earlier worry, which stays beside it."), CLEAR
    ] = None


class WorryAnswered(Event, tag="concern.worry-answered"):
    """The person who raised a worry was answered."""

    told = "{by} answered the worry"
    when = "When were they answered?"
    kept = CORE
    recorded_by = STAFF

    answer: Annotated[Words, asks("What were they told?")]
    happens_next: Annotated[Words, asks("What happens next?")]
    worry: Annotated[
        RecordId | None, asks("Which worry does this answer?", "Leave empty if it is not on record."), CLEAR
    ] = None


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
    talk: Annotated[
        RecordId | None, asks("Which conversation is it a note of?", "Leave empty if it is not on record."), CLEAR
    ] = None


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
    look_back_on: Annotated[date, asks("When will you look back at it together?", "A couple of weeks is usual."), CLEAR]


class StrategyReviewed(Event, tag="concern.strategy-reviewed"):
    """The family and the setting looked back at what was tried."""

    told = "What was tried was looked back at together"
    when = "When did you look back at it?"
    kept = CORE
    recorded_by = STAFF

    how_it_went: Annotated[Words, asks("How did it go?")]
    family_view: Annotated[Words, asks("What does the family think?"), about(PARENT)]
    happens_now: Annotated[Words, asks("What will you do now: carry on, change it, or stop?")]
    strategy: Annotated[
        RecordId | None, asks("What was it that you tried?", "Leave empty if it is not on record."), CLEAR
    ] = None


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
    when = "On what day was it settled?"
    kept = CORE
    recorded_by = STAFF

    came_of_it: Annotated[Words, asks("What came of the worry?")]
    reason: Annotated[CloseReason, asks("Why is no more needed for now?"), CLEAR]
    family_view: Annotated[Words, asks("What does the family think?"), about(PARENT)]
    if_worried_again: Annotated[Words, asks("What should they do if they are worried again?")]


# Where a concern can be

RAISED = Stage("A worry has been raised")
TALKING = Stage("We are talking it over")
TRYING = Stage("We are trying something")
LOOKING_FURTHER = Stage("We are looking into what your child needs", ends=True)
SETTLED = Stage("Settled for now", ends=True)

# By when

ANSWER = Clock(
    "concern-response",
    "Whoever raised the worry is answered",
    starts=each(WorryRaised),
    # The day they were told; and never later than the setting's own usual time, whatever they were told.
    due=earlier_of(on(WorryRaised.answer_by), working_days_of(Local("working days to answer a worry", 10))),
    stops=answered_by(WorryAnswered.worry),
    owed_by=SETTING,
    law=LOCAL_POLICY("whoever raises a worry is told by when they will hear"),
)
NOTE_OF_TALK = Clock(
    "note-of-talk",
    "The family has a note of what was said and agreed",
    starts=each(TalkedOver),
    due=working_days_of(Local("working days to give the note", 5)),
    stops=answered_by(NoteGiven.talk),
    owed_by=SETTING,
    law=CODE(6, 39, mark=Mark.FROM_MEMORY),
)
LOOK_BACK = Clock(
    "parent-strategy-trial",
    "What was tried is looked back at together",
    starts=each(StrategyAgreed),
    due=on(StrategyAgreed.look_back_on),
    stops=answered_by(StrategyReviewed.strategy),
    falls_away=ConcernSettled,
    owed_by=SETTING,
    law=LOCAL_POLICY("a strategy is tried for about two weeks, then looked back at together"),
)

# What is needed

FAMILY_TALKED_TO = BeforeOrReason(
    "The worry has been talked over with the family",
    TalkedOver,
    by=TEACHER,
    law=CODE(6, 39, mark=Mark.FROM_MEMORY),
)
TRIED_LOOKED_BACK_AT = BeforeOrReason(
    "What was tried has been looked back at together",
    LOOK_BACK,
    by=TEACHER,
    law=LOCAL_POLICY("a strategy is tried for about two weeks, then looked back at together"),
)
WORRY_ANSWERED = BeforeOrReason(
    "Whoever raised the worry has been answered",
    ANSWER,
    by=TEACHER,
    law=LOCAL_POLICY("a worry is closed only with what came of it and the family's view"),
)

# What happens

WORRY_ARRIVES = Whenever(WorryRaised, OUTSET, to=RAISED)
TALK_IT_OVER = Move("Talk it over with the family", [RAISED, TALKING], to=TALKING, records=TalkedOver)
TRY_SOMETHING = Move("Try something", [RAISED, TALKING, TRYING], to=TRYING, records=StrategyAgreed)
LOOK_FURTHER = Move(
    "Look into what the child needs",
    [RAISED, TALKING, TRYING],
    to=LOOKING_FURTHER,
    needs=[FAMILY_TALKED_TO, TRIED_LOOKED_BACK_AT],
    records=ConcernTakenOn,
)
SETTLE = Move(
    "Settle the worry",
    [RAISED, TALKING, TRYING],
    to=SETTLED,
    needs=[WORRY_ANSWERED, FAMILY_TALKED_TO, TRIED_LOOKED_BACK_AT],
    records=ConcernSettled,
)

CONCERN = Workflow(
    "concern",
    "A worry about your child",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

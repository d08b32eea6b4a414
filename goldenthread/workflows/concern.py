"""A concern: somebody is worried about how a child is getting on, is listened to, and is answered.

Nothing here needs a diagnosis or a form. Of the law only the Code of Practice speaks of it (5.5, 6.20, 6.38,
6.39), so nothing here is ever held up: what is missing may be gone without for a reason. A worry is closed with what
came of it and what the family thinks, or with the days on which they were asked twice and have not answered yet; that
is not a refusal. Whoever raised it may open it again. A worry raised again is raised again: it is kept beside the
first and answered like it, and no tally is made of whoever raised it. What a parent tells is kept in their words, and
what we think of it beside that, never in its place.
"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    BeforeOrReason,
    Choice,
    Clock,
    Event,
    How,
    Local,
    Mark,
    Move,
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
    earlier_of,
    on,
    working_days_of,
)
from goldenthread.engine.history import History
from goldenthread.engine.records import Record
from goldenthread.workflows import strategies
from goldenthread.workflows.law import CODE, LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import ANYONE, FAMILY, PARENT, SENCO, SETTING, STAFF, TEACHER
from goldenthread.workflows.vocabulary import CORE

# What may happen


class Origin(Choice):
    """Who the worry comes from. Every one is taken up in the same way."""

    FAMILY = "family", "The family"
    CHILD = "child", "The child or young person"
    STAFF = "staff", "Somebody who works with the child here"
    ANOTHER = "another", "Somebody else, such as a health visitor"


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
    comes_from: Annotated[Origin | None, asks("Who does it come from?"), CLEAR] = None


class FamilyContacted(Notice, tag="concern.family-contacted"):
    """The family was first spoken to about it, and knows by when they will have an answer, and from whom."""

    told = "{to} were told {how} that there will be an answer by {answer_by}"
    told_erased = "The family was told that there will be an answer by {answer_by}"
    when = "On what day were they first spoken to about it?"
    kept = CORE
    recorded_by = STAFF

    answer_by: Annotated[date, asks("By when did you say that they will have an answer?"), CLEAR]
    answer_from: Annotated[Name, asks("Who will answer them?")]
    worry: Annotated[RecordId | None, asks("About which worry?", "Leave empty if it is not on record."), CLEAR] = None


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


class OpinionWritten(Event, tag="concern.opinion-written"):
    """What somebody who works with the child thinks of it: beside the parent's account, and never in its place."""

    told = "{whose} wrote down what they think of the worry"
    told_erased = "Somebody who works with {child} wrote down what they think of the worry"
    when = "When did they write it?"
    kept = CORE
    recorded_by = STAFF

    whose: Annotated[Name, asks("Whose opinion is it?")]
    opinion: Annotated[Words, asks("What do you think?", "Where you see it otherwise, say so; do not correct theirs.")]
    rests_on: Annotated[Words, asks("What does it rest on?", "What you saw, and what you wonder about.")]
    worry: Annotated[RecordId | None, asks("About which worry?", "Leave empty if it is not on record."), CLEAR] = None


class BehaviourNoted(Event, tag="concern.behaviour-noted"):
    """How a child behaved, what it may be telling us, and how the family understands it. Not only what happened."""

    told = "{by} wrote down with the family what {child}'s behaviour may be telling us"
    when = "When was it seen?"
    kept = CORE
    recorded_by = (*STAFF, *FAMILY)

    seen: Annotated[Words, asks("What was seen?", "Not what sort of child does this: what happened.")]
    before: Annotated[Words, asks("What went before, and where was it?")]
    causes: Annotated[Words, asks("What may it be telling us?", "Noise, pain, worry, being tired, not understanding.")]
    family_view: Annotated[Words, asks("How does the family understand it?", "Is it so at home?"), about(PARENT)]
    child_view: Annotated[Words, asks("What did the child say or show, and how do you know?")]
    helps: Annotated[Words, asks("What helped, or may help?")]


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
    if_worried_again: Annotated[Words, asks("What should they do if they are worried again?")]
    family_view: Annotated[
        Words | None, asks("What does the family think?", "Leave empty only if they have not answered."), about(PARENT)
    ] = None


class NoAnswerYet(Event, tag="concern.no-answer-yet"):
    """The family was asked what they think, and has not answered yet. It is not a no, and it is nobody's fault."""

    told = "{by} asked the family {how} what they think, and has no answer yet"
    when = "On what day did you ask?"
    kept = CORE
    recorded_by = STAFF

    how: Annotated[How, asks("How did you ask?", "Try another way the second time."), CLEAR]
    another_way: Annotated[Words | None, asks("What other way, or other time, will you try?")] = None


class WorryReopened(Event, tag="concern.worry-reopened"):
    """Whoever raised the worry says that it is not settled. No reason is needed."""

    told = "{who} said that the worry is not settled"
    told_erased = "Somebody said that the worry is not settled"
    when = "When did they say so?"
    kept = CORE
    recorded_by = ANYONE

    who: Annotated[Name, asks("Who says so?")]
    words: Annotated[Words | None, asks("What did they say, if anything?", "Their own words."), about(PARENT)] = None
    closing: Annotated[RecordId | None, asks("Which closing is it about?", "Leave empty if not known."), CLEAR] = None


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
TOLD_BY_WHEN = Clock(
    "concern-timeline",
    "The family has an answer by the day they were told",
    starts=each(FamilyContacted),
    due=on(FamilyContacted.answer_by),
    stops=WorryAnswered,
    owed_by=SETTING,
    law=LOCAL_POLICY("whoever raises a worry is told by when they will hear"),
)
ANSWER_AGAIN = Clock(
    "concern-reopened-response",
    "Whoever opened the worry again is answered",
    starts=each(WorryReopened),
    due=working_days_of(Local("working days to answer a worry", 10)),
    stops=answered_by(WorryAnswered.worry),
    owed_by=SETTING,
    law=LOCAL_POLICY("a worry that is opened again is answered again"),
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

# What is needed


def heard_or_asked_twice(story: History, closing: Event) -> Sequence[Record]:
    """Find what shows that the family's view is known, or that they were asked twice on two days."""
    tries = {one.happened_on: one for one in story.of(NoAnswerYet)}
    if isinstance(closing, ConcernSettled) and closing.family_view:
        return story.of([WorryRaised, TalkedOver, NoAnswerYet])
    return tuple(tries.values()) if len(tries) > 1 else ()


FAMILY_TALKED_TO = BeforeOrReason(
    "The worry has been talked over with the family",
    TalkedOver,
    by=TEACHER,
    law=CODE(6, 39, mark=Mark.FROM_MEMORY),
)
TRIED_LOOKED_BACK_AT = BeforeOrReason(
    "What was tried has been looked back at together",
    strategies.LOOK_BACK,
    by=TEACHER,
    law=LOCAL_POLICY("a strategy is tried for about two weeks, then looked back at together"),
)
WORRY_ANSWERED = BeforeOrReason(
    "Whoever raised the worry has been answered",
    ANSWER,
    by=TEACHER,
    law=LOCAL_POLICY("a worry is closed only with what came of it and the family's view"),
)
FAMILY_VIEW_KNOWN = BeforeOrReason(
    "The family has said what they think of closing it, or was asked twice",
    heard_or_asked_twice,
    by=TEACHER,
    law=LOCAL_POLICY("a worry is closed only with what came of it and the family's view"),
)

# What happens

WORRY_ARRIVES = Whenever(WorryRaised, OUTSET, to=RAISED)
TALK_IT_OVER = Move("Talk it over with the family", [RAISED, TALKING], to=TALKING, records=TalkedOver)
OPEN_AGAIN = Whenever(WorryReopened, [LOOKING_FURTHER, SETTLED], to=RAISED)
SOMETHING_IS_TRIED = Whenever(strategies.StrategyAgreed, [RAISED, TALKING, TRYING], to=TRYING)
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
    needs=[WORRY_ANSWERED, FAMILY_TALKED_TO, TRIED_LOOKED_BACK_AT, FAMILY_VIEW_KNOWN],
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

"""Identification: finding out, with the family, whether a child has special educational needs.

No diagnosis is needed, and none is made here. That another language is spoken at home is not by itself a learning
difficulty (Children and Families Act 2014, s. 20(4)): the forms ask how it is known that it is not the language alone.
A health body that thinks that a child under compulsory school age has, or probably has, special needs or a disability
tells the parent first, offers to talk it over, and then tells the authority (s. 23): it tells, it does not ask for
permission. Of an older child, s. 23 says nothing.
"""

from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Before,
    BeforeOrReason,
    Choice,
    Clock,
    Decision,
    Event,
    Local,
    Mark,
    Move,
    Name,
    Notice,
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
    weeks_of,
    working_days_of,
)
from goldenthread.workflows.law import CFA, CODE, SINCE_2014
from goldenthread.workflows.people import (
    ANYONE,
    AUTHORITY,
    FAMILY,
    HEALTH_SERVICE,
    PARENT,
    SENCO,
    SETTING,
    STAFF,
    TEACHER,
)
from goldenthread.workflows.vocabulary import CORE, AreaOfNeed

# Finding out


class FindingOutBegun(Event, tag="identification.begun"):
    """The setting has begun to find out, with the family, what the child needs."""

    told = "{by} began to find out, with the family, what {child} needs"
    when = "When did you begin?"
    kept = CORE
    recorded_by = (SENCO, TEACHER)


class StartingPointGathered(Event, tag="identification.starting-point-gathered"):
    """Where the child starts from: what the family knows and what the setting sees, side by side, at the start."""

    told = "{by} wrote down with the family where {child} starts from"
    when = "Of what day is it?"
    kept = CORE
    recorded_by = (*STAFF, *FAMILY)

    strengths: Annotated[Words, asks("What does the child do well, and love to do?")]
    family_says: Annotated[Words, asks("What does the family know and see?", "In their own words."), about(PARENT)]
    setting_says: Annotated[Words, asks("What does the setting see?")]
    what_helps: Annotated[Words, asks("What already helps, at home and here?")]
    hopes: Annotated[Words | None, asks("What does the family hope for?"), about(PARENT)] = None
    child_view: Annotated[Words | None, asks("What did the child say or show, and how do you know?")] = None
    languages: Annotated[Words | None, asks("Which languages does the child hear and speak, and where?")] = None


class Masking(Choice):
    """Whether somebody thought of it that a child can seem well and be holding on with all their strength."""

    CONSIDERED = "considered", "It was thought of, with the family"
    NOT_YET = "not-yet", "Not yet"


class Observed(Event, tag="identification.observed"):
    """Somebody watched carefully, and wrote down what they saw: who, on what day, where, and what it may touch."""

    told = "{by} wrote down an observation of {child}"
    when = "When was this seen?"
    kept = CORE
    recorded_by = ANYONE

    areas: Annotated[tuple[AreaOfNeed, ...], asks("Which areas does it touch?")]
    where: Annotated[Words, asks("Where was it, and what was going on?")]
    seen: Annotated[Words, asks("What did you see and hear?")]
    observer: Annotated[Name | None, asks("Who watched?", "Leave empty if it is whoever writes this.")] = None
    masking: Annotated[Masking | None, asks("Was it thought of that the child may hide how hard it is?"), CLEAR] = None
    hidden: Annotated[
        Words | None, asks("Might the child be hiding how hard it is?", "And how are things at home afterwards?")
    ] = None


class FamilySpokenTo(Event, tag="identification.family-spoken-to"):
    """An early discussion with the family, and the child where they can: before anything is decided."""

    told = "{by} talked with the family about what {child} needs"
    when = "When did you talk?"
    kept = CORE
    recorded_by = STAFF

    present: Annotated[tuple[Name, ...], asks("Who was there?")]
    family_view: Annotated[Words, asks("What does the family think and hope for?"), about(PARENT)]
    child_view: Annotated[Words, asks("What did the child say or show, and who interpreted?")]
    agreed: Annotated[Words, asks("What outcomes and next steps were agreed?")]


class NoteOfDiscussionGiven(Notice, tag="identification.note-given"):
    """The family has a short note of the discussion, and it is on the child's record."""

    told = "{to} were given a note of the discussion"
    told_erased = "The family was given a note of the discussion"
    when = "When did they get it?"
    kept = CORE
    recorded_by = STAFF

    discussion: Annotated[
        RecordId | None, asks("Which discussion is it a note of?", "Leave empty if it is not on record."), CLEAR
    ] = None


# A health body's opinion


class HealthOpinionFormed(Event, tag="identification.health-opinion-formed"):
    """A health body thinks that a young child has, or probably has, special educational needs or a disability.

    Only of a child under compulsory school age: of an older one, s. 23 says nothing, and the concern is raised like
    any other.
    """

    told = "The health service thought that {child} may need more help"
    when = "When was that opinion formed?"
    kept = CORE
    recorded_by = (HEALTH_SERVICE,)

    opinion: Annotated[Words, asks("What is the opinion?")]


class FamilyToldOfOpinion(Notice, tag="identification.family-told-of-opinion"):
    """The parent knows of the opinion, that the authority will be told, and who else may help."""

    told = "{to} were told what the health service thinks"
    told_erased = "The family was told what the health service thinks"
    when = "When were they told?"
    kept = CORE
    recorded_by = (HEALTH_SERVICE,)

    who_may_help: Annotated[Words | None, asks("Which voluntary organisations may help them?")] = None


class DiscussionOffered(Notice, tag="identification.discussion-offered"):
    """The parent was offered a talk with an officer of the health body. Whether they take it up is their choice."""

    told = "{to} were offered a talk about it"
    told_erased = "The family was offered a talk about it"
    when = "When was it offered?"
    kept = CORE
    recorded_by = (HEALTH_SERVICE,)


class AuthorityToldOfOpinion(Event, tag="identification.authority-told-of-opinion"):
    """The health body told the authority of its opinion."""

    told = "The health service told the authority that {child} may need more help"
    when = "When was the authority told?"
    kept = CORE
    recorded_by = (HEALTH_SERVICE, AUTHORITY)

    who_was_told: Annotated[Name, asks("Who at the authority was told?")]


# What was found


class NeedsFound(Decision, tag="identification.needs-found"):
    """The setting thinks that the child has, or may have, special educational needs."""

    told = "It was decided that {child} needs some extra help"
    when = "On what day was it decided?"
    kept = CORE
    recorded_by = (SENCO,)

    areas: Annotated[tuple[AreaOfNeed, ...], asks("Which areas of need?", "They plan action; they label nobody.")]
    strengths: Annotated[Words, asks("What does the child do well?")]
    not_language_alone: Annotated[
        Words | None,
        asks(
            "Where another language is spoken at home: how do you know that it is not the language alone?",
            "Another language at home is not by itself a learning difficulty.",
        ),
    ] = None


class NeedsNotFound(Decision, tag="identification.needs-not-found"):
    """What everybody gets is enough for now. The door stays open, and the family knows how to come back."""

    told = "It was decided that what everybody gets is enough for {child}, for now"
    when = "On what day was it decided?"
    kept = CORE
    recorded_by = (SENCO,)

    watching: Annotated[Words, asks("What will be watched, and by whom?")]
    if_worried_again: Annotated[Words, asks("What should the family do if they are worried again?")]


class FamilyToldWhatWasFound(Notice, tag="identification.family-told-what-was-found"):
    """The family knows what was found and why, and what happens next."""

    told = "{to} were told what was found, and what happens next"
    told_erased = "The family was told what was found, and what happens next"
    when = "When were they told?"
    kept = CORE
    recorded_by = STAFF


# Where it can be

LOOKING = Stage("We are finding out what your child needs")
FOUND = Stage("Your child needs some extra help", ends=True)
NOT_FOUND = Stage("What everybody gets is enough for now", ends=True)

# What is needed. The Code asks that the family is spoken to before it is decided; nothing is held up for it.

STARTING_POINT_KNOWN = BeforeOrReason(
    "What the family knows and the setting sees is written down",
    [StartingPointGathered, Observed],
    by=TEACHER,
    law=CODE(6, 38, mark=Mark.FROM_MEMORY),
)
FAMILY_IN_ON_IT = BeforeOrReason(
    "It has been talked over with the family, and the child where they can",
    FamilySpokenTo,
    by=TEACHER,
    law=CODE(6, 39, mark=Mark.FROM_MEMORY),
)
PARENT_TOLD_FIRST = Before(
    "The parent has been told the opinion, and that the authority will be told",
    FamilyToldOfOpinion,
    by=HEALTH_SERVICE,
    law=CFA(23),
)
PARENT_OFFERED_TALK = Before(
    "The parent has been offered a talk about it", DiscussionOffered, by=HEALTH_SERVICE, law=CFA(23)
)

# What is owed

RESULT_TOLD = Then(
    "The family is told what was found",
    FamilyToldWhatWasFound,
    by=SENCO,
    due=working_days_of(Local("working days to tell the family what was found", 5)),
    law=CODE(5, 5, mark=Mark.SECONDARY),
)
OPINION_TOLD = Then(
    "The parent is told what the health service thinks",
    FamilyToldOfOpinion,
    by=HEALTH_SERVICE,
    due=weeks_of(Local("weeks to tell the parent of a health opinion", 1)),
    law=CFA(23),
)
OPINION_PASSED_ON = Then(
    "The authority is told what the health service thinks",
    AuthorityToldOfOpinion,
    by=HEALTH_SERVICE,
    due=weeks_of(Local("weeks to tell the authority of a health opinion", 4)),
    law=CFA(23),
)

# What happens

BEGIN = Move("Find out what the child needs", [OUTSET, LOOKING], to=LOOKING, records=FindingOutBegun)
FIND_NEEDS = Move(
    "Decide that the child needs extra help",
    [OUTSET, LOOKING],
    to=FOUND,
    needs=[STARTING_POINT_KNOWN, FAMILY_IN_ON_IT],
    records=NeedsFound,
    owes=[RESULT_TOLD],
)
FIND_NONE = Move(
    "Decide that what everybody gets is enough for now",
    [OUTSET, LOOKING],
    to=NOT_FOUND,
    needs=[STARTING_POINT_KNOWN, FAMILY_IN_ON_IT],
    records=NeedsNotFound,
    owes=[RESULT_TOLD],
)
HEALTH_THINKS = Whenever(HealthOpinionFormed, owes=[OPINION_TOLD, OPINION_PASSED_ON])
TELL_AUTHORITY = Move(
    "Tell the authority what the health service thinks",
    [OUTSET, LOOKING],
    needs=[PARENT_TOLD_FIRST, PARENT_OFFERED_TALK],
    records=AuthorityToldOfOpinion,
)

# By when

NOTE_OF_DISCUSSION = Clock(
    "note-of-discussion",
    "The family has a short note of the discussion",
    starts=each(FamilySpokenTo),
    due=working_days_of(Local("working days to give the note", 5)),
    stops=answered_by(NoteOfDiscussionGiven.discussion),
    owed_by=SETTING,
    law=CODE(6, 39, mark=Mark.FROM_MEMORY),
)

IDENTIFICATION = Workflow(
    "identification",
    "Finding out what your child needs",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

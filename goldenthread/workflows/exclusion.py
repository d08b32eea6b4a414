"""Suspension and exclusion: a child is sent away by the head's decision, and must not be lost sight of.

It is kept apart from attendance, where a child struggles to come in. The family is told why, and how to say what they
think; the authority is told; which needs may lie behind it is looked into; education goes on (Education Act 1996,
s. 19); and coming back is planned together. Sending a child home without writing it down as a suspension is none of
the things this story knows: what happened is written down as what it was.

From the sixth school day away, education is arranged by others. That rule is unsourced. It is marked
*from memory*: its dates, and those for telling the authority, are still to be found in the regulations, so the numbers
here are set locally.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    AT_ONCE,
    CLEAR,
    OUTSET,
    BeforeOrReason,
    Clock,
    Decision,
    Event,
    Local,
    Mark,
    Move,
    Name,
    Notice,
    Stage,
    Then,
    Whenever,
    Words,
    Workflow,
    about,
    asks,
    each,
    session_days_after,
)
from goldenthread.workflows.law import EDUCATION_ACT, EQUALITY_ACT, GOOD_PRACTICE, LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import AUTHORITY, FAMILY, GOVERNORS, HEAD, PARENT, SENCO, SETTING, STAFF
from goldenthread.workflows.vocabulary import CORE

# The decision


class NeedsLookedInto(Event, tag="exclusion.needs-looked-into"):
    """Which of the child's needs may lie behind what happened, and which adjustments were or were not made."""

    told = "Which needs may lie behind what happened was looked into"
    when = "When was it looked into?"
    kept = CORE
    recorded_by = STAFF

    child_view: Annotated[Words, asks("What does the child say happened, in their own words?")]
    family_view: Annotated[Words, asks("What does the family say?"), about(PARENT)]
    needs: Annotated[Words, asks("Which needs may lie behind it?")]
    adjustments: Annotated[Words, asks("Which adjustments were made, and which could have been?")]


class Suspended(Decision, tag="exclusion.suspended"):
    """The head decided that the child stays away until a named day."""

    told = "The head decided that {child} stays away, to be back on {back_on}"
    when = "What was the first school day away?"
    kept = CORE
    recorded_by = (HEAD,)

    back_on: Annotated[date, asks("On what day does the child come back?"), CLEAR]
    learning: Annotated[Words, asks("How does the child learn until then?")]


class Excluded(Decision, tag="exclusion.excluded"):
    """The head decided that the child does not come back. It can be challenged, and may be taken back."""

    told = "The head decided that {child} does not come back"
    when = "What was the first school day away?"
    kept = CORE
    recorded_by = (HEAD,)

    learning: Annotated[Words, asks("How does the child learn from now on?")]


class FamilyToldWhy(Notice, tag="exclusion.family-told"):
    """The family knows why, for how long, how the child learns, and how to say what they think and be heard."""

    told = "{to} were told {how} why {child} stays away, and how to challenge it"
    told_erased = "The family was told why {child} stays away, and how to challenge it"
    when = "When were they told?"
    kept = CORE
    recorded_by = STAFF

    rights: Annotated[Words, asks("How were they told of their right to challenge it, and who can advise them?")]


class AuthorityToldOfIt(Notice, tag="exclusion.authority-told"):
    """The authority knows, and so does whoever else answers for the child, such as the virtual school."""

    told = "The authority was told that {child} stays away"
    when = "When was it told?"
    kept = CORE
    recorded_by = (SENCO, HEAD)


class DecisionChallenged(Event, tag="exclusion.challenged"):
    """The family asks for the decision to be looked at again."""

    told = "The family asked for the decision to be looked at again"
    when = "When did they ask?"
    kept = CORE
    recorded_by = (*FAMILY, *STAFF, GOVERNORS)

    words: Annotated[Words, asks("What do they say, in their own words?"), about(PARENT)]


class DecisionTakenBack(Event, tag="exclusion.taken-back"):
    """The decision was taken back, by the head or by those who looked at it again."""

    told = "The decision was taken back"
    when = "On what day was it taken back?"
    kept = CORE
    recorded_by = (HEAD, GOVERNORS)

    why: Annotated[Words, asks("Why?")]


# Learning, and coming back


class EducationArranged(Event, tag="exclusion.education-arranged"):
    """Education began somewhere else for a child who stays away: where, how much, how it meets their needs."""

    told = "Education was arranged for {child} while away"
    when = "When did it begin?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    where: Annotated[Name, asks("Where, or with whom?")]
    how_much: Annotated[Words, asks("How much, and how does it meet what the child needs?")]


class ChildBack(Event, tag="exclusion.child-back"):
    """The child came back, to a welcome."""

    told = "{child} came back"
    when = "On what day did the child come back?"
    kept = CORE
    recorded_by = STAFF


class ComingBackPlanned(Event, tag="exclusion.coming-back-planned"):
    """The child, the family and the setting planned what will be different, so that it need not happen again."""

    told = "Coming back was planned together"
    when = "When did you plan it?"
    kept = CORE
    recorded_by = STAFF

    child_view: Annotated[Words, asks("What does the child say would help?")]
    family_view: Annotated[Words, asks("What does the family say?"), about(PARENT)]
    different: Annotated[Words, asks("What will the setting do differently?")]


# Where it can be

LOOKED_INTO = Stage("We are looking into what happened")
AWAY = Stage("Your child stays away until a named day")
NOT_COMING_BACK = Stage("The head has decided that your child does not come back")
BACK = Stage("Your child is back", ends=True)
TAKEN_BACK = Stage("The decision was taken back", ends=True)

# What is needed

NEEDS_KNOWN = BeforeOrReason(
    "Which needs may lie behind it, and which adjustments were made, has been looked into",
    NeedsLookedInto,
    by=HEAD,
    law=EQUALITY_ACT("reasonable adjustments", mark=Mark.FROM_MEMORY),
)

# What is owed

FAMILY_TOLD_OF_EXCLUSION = Then(
    "The family is told why, for how long, and how to challenge it",
    FamilyToldWhy,
    by=HEAD,
    due=AT_ONCE,
    law=GOOD_PRACTICE("without delay; the text of law is still to be sourced", mark=Mark.FROM_MEMORY),
)
AUTHORITY_TOLD_OF_EXCLUSION = Then(
    "The authority is told",
    AuthorityToldOfIt,
    by=HEAD,
    due=session_days_after(Local("days to tell the authority of a suspension or exclusion", 1)),
    law=GOOD_PRACTICE("the authority is told; its dates are still to be sourced", mark=Mark.FROM_MEMORY),
)
COMING_BACK_TOGETHER = Then(
    "Coming back is planned together with the child and the family",
    ComingBackPlanned,
    by=SENCO,
    due=session_days_after(Local("days to plan a child's coming back", 5)),
    law=LOCAL_POLICY("a child who comes back is welcomed, and what will be different is planned together"),
)

# What happens

LOOK_INTO = Whenever(NeedsLookedInto, [OUTSET, LOOKED_INTO], to=LOOKED_INTO)
SUSPEND = Move(
    "Decide that a child stays away",
    [OUTSET, LOOKED_INTO, AWAY],
    to=AWAY,
    needs=[NEEDS_KNOWN],
    records=Suspended,
    owes=[FAMILY_TOLD_OF_EXCLUSION, AUTHORITY_TOLD_OF_EXCLUSION, COMING_BACK_TOGETHER],
)
EXCLUDE = Move(
    "Decide that a child does not come back",
    [OUTSET, LOOKED_INTO, AWAY],
    to=NOT_COMING_BACK,
    needs=[NEEDS_KNOWN],
    records=Excluded,
    owes=[FAMILY_TOLD_OF_EXCLUSION, AUTHORITY_TOLD_OF_EXCLUSION],
)
COMES_BACK = Whenever(ChildBack, [AWAY, NOT_COMING_BACK], to=BACK)
TAKE_BACK = Move("Take the decision back", [AWAY, NOT_COMING_BACK], to=TAKEN_BACK, records=DecisionTakenBack)

# By when

# The sixth school day: the first day away is the first, so five more. Marked from memory, and set locally.
SIXTH_DAY = Clock(
    "sixth-day-education",
    "Education is arranged from the sixth school day away",
    starts=each(Suspended, Excluded),
    due=session_days_after(Local("school days, after the first day away, by which education is arranged", 5)),
    stops=EducationArranged,
    falls_away=[ChildBack, DecisionTakenBack],
    owed_by=AUTHORITY,
    law=EDUCATION_ACT(19, mark=Mark.FROM_MEMORY),
)

EXCLUSION = Workflow(
    "exclusion",
    "Suspended or excluded",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

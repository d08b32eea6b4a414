"""Moving to the next phase of education with a plan: the next school or college is named in good time to get ready.

SEND Regulations 2014, reg. 18. For a move into or between schools the plan is reviewed and changed, naming the next
one, before 15 February of the year of the move; for a move on from secondary school, before 31 March; from one
post-16 institution to another at another time of the year, five months before. The regulation says before the day,
the Code and everybody's practice say by it, so both readings are shown. The days do not move for a weekend.

To be in time the review meeting is best held in summer or early autumn. If the plan will be changed, it must be at
least twelve weeks before: for 15 February, on 23 November of the year before.

A child already in the last year of a phase when the plan is first made has none of these days: only the twenty weeks
of the assessment.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    CalendarYear,
    Clock,
    Event,
    Mark,
    Stage,
    Whenever,
    Words,
    Workflow,
    answered_by,
    asks,
    before,
    contested,
    each,
    fixed,
    months_of,
    on,
)
from goldenthread.workflows.annual_review import ReviewMeetingHeld
from goldenthread.workflows.ceasing import PlanEnded, PlanLapsed
from goldenthread.workflows.changes import PlanChanged
from goldenthread.workflows.law import GOOD_PRACTICE, REGS, SINCE_2014
from goldenthread.workflows.people import ANYONE, AUTHORITY, SETTING, STAFF
from goldenthread.workflows.vocabulary import CORE, SettingId

PLANNER = (*STAFF, AUTHORITY)

# A move to come


class PhaseMoveDue(Event, tag="plan.phase-move-due"):
    """The child will move to the next phase: into school, to juniors, to a middle school or to secondary school."""

    told = "{child} will move to the next phase of school in {year}"
    when = "On what day was this known?"
    kept = CORE
    recorded_by = PLANNER

    year: Annotated[CalendarYear, asks("In which calendar year will the child move?"), CLEAR]
    meet_by: Annotated[
        date | None,
        asks("By when is the review meeting best held?", "At the latest on 23 November of the year before."),
        CLEAR,
    ] = None


class MoveAfterSchoolDue(Event, tag="plan.move-after-school-due"):
    """The young person will move from secondary school to what comes after sixteen."""

    told = "{child} will move on from secondary school in {year}"
    when = "On what day was this known?"
    kept = CORE
    recorded_by = PLANNER

    year: Annotated[CalendarYear, asks("In which calendar year will they move?"), CLEAR]
    meet_by: Annotated[
        date | None,
        asks("By when is the review meeting best held?", "At the latest twelve weeks before 31 March."),
        CLEAR,
    ] = None


class MoveBetweenCollegesDue(Event, tag="plan.move-between-colleges-due"):
    """The young person will move from one post-16 institution to another, at another time of the year."""

    told = "{child} will move to another post-16 institution on {moves_on}"
    when = "On what day was this known?"
    kept = CORE
    recorded_by = PLANNER

    moves_on: Annotated[date, asks("On what day will they move?"), CLEAR]


class PlanCameInTheLastYear(Event, tag="plan.came-in-the-last-year"):
    """The plan is first made while the child is already in the last year of a phase: the days of reg. 18 do not run."""

    told = "The plan comes in the last year before {child} moves on, so only the days of the assessment run"
    when = "On what day was this known?"
    kept = CORE
    recorded_by = PLANNER


class NextPlaceHopedFor(Event, tag="plan.next-place-hoped-for"):
    """Where the family and the child hope to go next, and what they have seen of it."""

    told = "The family and {child} said where they hope to go next"
    when = "When did they say it?"
    kept = CORE
    recorded_by = ANYONE

    child_view: Annotated[Words, asks("What does the child say or show, and who interpreted?")]
    family_view: Annotated[Words, asks("What does the family say, and which places have they seen?")]
    asks_for: Annotated[SettingId | None, asks("Which school or other setting do they ask for?")] = None


class PhaseMoveMade(Event, tag="plan.phase-move-made"):
    """The child has started in the next phase."""

    told = "{child} started in the next phase"
    when = "On what day was the first day there?"
    kept = CORE
    recorded_by = ANYONE


# Where it can be

TO_COME = Stage("Your child will move to the next phase")
IN_THE_LAST_YEAR = Stage("Your child will move on in the year in which the plan is first made")
MADE = Stage("Your child has started in the next phase", ends=True)

OVER = (PlanEnded, PlanLapsed)

# By when. A plan that names the place for this move will do, and no other.

PHASE_SCHOOL = Clock(
    "phase-school",
    "The plan names the setting for the next phase",
    starts=each(PhaseMoveDue),
    due=contested(
        "phase-transfer-day",
        usually="by",
        by=fixed(2, 15, in_year_of=PhaseMoveDue.year),
        before=fixed(2, 15, in_year_of=PhaseMoveDue.year, before=True),
    ),
    stops=answered_by(PlanChanged.for_move),
    falls_away=[PlanCameInTheLastYear, *OVER],
    owed_by=AUTHORITY,
    law=REGS(18, 1, "b"),
)
PHASE_POST_16 = Clock(
    "phase-post16",
    "The plan names what comes after secondary school",
    starts=each(MoveAfterSchoolDue),
    due=contested(
        "phase-transfer-day",
        usually="by",
        by=fixed(3, 31, in_year_of=MoveAfterSchoolDue.year),
        before=fixed(3, 31, in_year_of=MoveAfterSchoolDue.year, before=True),
    ),
    stops=answered_by(PlanChanged.for_move),
    falls_away=[PlanCameInTheLastYear, *OVER],
    owed_by=AUTHORITY,
    law=REGS(18, 1, "a"),
)
PHASE_POST_16_OTHER = Clock(
    "phase-post16-other",
    "The plan names the next post-16 institution five months before the move",
    starts=each(MoveBetweenCollegesDue),
    due=before(MoveBetweenCollegesDue.moves_on, months_of(5)),
    stops=answered_by(PlanChanged.for_move),
    falls_away=[PlanCameInTheLastYear, *OVER],
    owed_by=AUTHORITY,
    law=REGS(18, 2),
)
MEET_FOR_SCHOOL = Clock(
    "phase-meet-school",
    "The review meeting is held in time for the next phase",
    starts=each(PhaseMoveDue),
    due=on(PhaseMoveDue.meet_by),
    stops=ReviewMeetingHeld,
    falls_away=[PlanCameInTheLastYear, PhaseMoveMade, *OVER],
    owed_by=SETTING,
    law=GOOD_PRACTICE("twelve weeks before the day of the next phase", mark=Mark.SECONDARY),
)
MEET_FOR_POST_16 = Clock(
    "phase-meet-post16",
    "The review meeting is held in time for what comes after school",
    starts=each(MoveAfterSchoolDue),
    due=on(MoveAfterSchoolDue.meet_by),
    stops=ReviewMeetingHeld,
    falls_away=[PlanCameInTheLastYear, PhaseMoveMade, *OVER],
    owed_by=SETTING,
    law=GOOD_PRACTICE("twelve weeks before the day of the next phase", mark=Mark.SECONDARY),
)

# What happens, whoever does it

MOVE_IS_COMING = Whenever(PhaseMoveDue, OUTSET, to=TO_COME)
MOVE_AFTER_SCHOOL_IS_COMING = Whenever(MoveAfterSchoolDue, OUTSET, to=TO_COME)
MOVE_BETWEEN_COLLEGES_IS_COMING = Whenever(MoveBetweenCollegesDue, OUTSET, to=TO_COME)
PLAN_COMES_LATE_IN_THE_PHASE = Whenever(PlanCameInTheLastYear, [OUTSET, TO_COME], to=IN_THE_LAST_YEAR)
CHILD_MOVES = Whenever(PhaseMoveMade, [TO_COME, IN_THE_LAST_YEAR], to=MADE)

PHASE_TRANSFER = Workflow(
    "phase-transfer",
    "Moving to the next phase with a plan",
    declared_in=__name__,
    held_by=AUTHORITY,
    version="2026.1",
    in_force=SINCE_2014,
)

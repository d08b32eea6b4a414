"""A plan in force: carried out, reviewed every year, amended in time, moved with the child, and ended.

Children and Families Act 2014, ss. 42, 44, 45; SEND Regulations 2014, regs. 15, 18 to 22, 28 to 31. The authority's
decision after a review and the changes it proposes go to the family together, within four weeks of the meeting, and
the amended plan within twelve: R (L, M and P) v Devon County Council [2022] EWHC 493 (Admin). An appeal stops none
of these clocks, and a later plan does not put an earlier review in time: each meeting has its own.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Before,
    BeforeOrReason,
    CalendarYear,
    Choice,
    Clock,
    Decision,
    Event,
    How,
    Mark,
    Move,
    Name,
    Notice,
    RecordId,
    Stage,
    Whenever,
    Window,
    Words,
    Workflow,
    about,
    answered_by,
    asks,
    before,
    contested,
    days_beginning_with,
    days_of,
    each,
    first,
    fixed,
    later_of,
    latest,
    months_beginning_with,
    months_of,
    on,
    weeks_of,
    working_days_beginning_with,
)
from goldenthread.workflows.calendars import four_weeks_short_of
from goldenthread.workflows.law import CFA, DEVON, GOOD_PRACTICE, REGS, SINCE_2014
from goldenthread.workflows.people import (
    ANYONE,
    AUTHORITY,
    FAMILY,
    NEW_AUTHORITY,
    OLD_AUTHORITY,
    PARENT,
    SETTING,
    STAFF,
)
from goldenthread.workflows.vocabulary import CORE, SettingId

OFFICER = (AUTHORITY,)
ARRANGER = (*STAFF, AUTHORITY)
"""The authority holds the review, and may ask the school or other setting to arrange it (reg. 20)."""

# A plan in force


class PlanMade(Event, tag="plan.in-force"):
    """There is a plan. From this day what is in it must be given."""

    told = "There is a plan for {child}, in force from this day"
    when = "On what day was the plan first made?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    named: Annotated[SettingId | None, asks("I. Which school or other setting is named?"), CLEAR] = None
    maintained_by: Annotated[Name | None, asks("Which authority maintains it?")] = None


class ProvisionMissed(Event, tag="plan.provision-missed"):
    """Something that the plan says must be given was not given."""

    told = "Something in the plan was not given"
    when = "From what day was it not given?"
    kept = CORE
    recorded_by = ANYONE

    what: Annotated[Words, asks("What was not given?")]
    why: Annotated[Words | None, asks("Do you know why?")] = None
    put_right: Annotated[Words | None, asks("What is being done about it, and by whom?")] = None


# The review


class ReviewMeetingSet(Event, tag="review.meeting-set"):
    """A day is set for the review meeting, and the family has had its say in when, where and how."""

    told = "The review meeting was set for {meeting_on}"
    when = "On what day was it set?"
    kept = CORE
    recorded_by = ARRANGER

    meeting_on: Annotated[date, asks("On what day will the meeting be?"), CLEAR]
    how: Annotated[How, asks("How will you meet?"), CLEAR]
    family_choice: Annotated[
        Words, asks("Which days, times and ways of meeting was the family offered?"), about(PARENT)
    ]


class EveryoneInvited(Notice, tag="review.everyone-invited"):
    """The family, the setting, health, social care and the authority were invited, with at least two weeks' notice."""

    told = "{to} were invited to the review meeting"
    told_erased = "Everybody was invited to the review meeting"
    when = "When did the last of them have the invitation?"
    kept = CORE
    recorded_by = ARRANGER


class ReviewPapersSent(Notice, tag="review.papers-sent"):
    """What everybody wrote for the review has gone to all who were invited, the family among them."""

    told = "The papers for the review meeting were sent to {to}"
    told_erased = "The papers for the review meeting were sent"
    when = "When did the last of them have the papers?"
    kept = CORE
    recorded_by = ARRANGER

    papers: Annotated[tuple[Words, ...], asks("Which papers?")]


class ReviewMeetingHeld(Event, tag="review.meeting-held"):
    """The plan was looked at together: what has changed, what the child and the family think, what should be next."""

    told = "There was a review meeting"
    when = "On what day was the meeting?"
    kept = CORE
    recorded_by = ARRANGER

    present: Annotated[tuple[Name, ...], asks("Who was there?")]
    child_view: Annotated[Words, asks("What did the child say or show, and who interpreted?")]
    family_view: Annotated[Words, asks("What did the family say?"), about(PARENT)]
    progress: Annotated[Words, asks("How is the child getting on towards each outcome?")]


class ReviewReportSent(Notice, tag="review.report-sent"):
    """The report of the meeting, what it recommends and where people differed, has gone to everybody invited."""

    told = "The report of the review meeting was sent to {to}"
    told_erased = "The report of the review meeting was sent"
    when = "When did the last of them have it?"
    kept = CORE
    recorded_by = ARRANGER

    recommends: Annotated[Words, asks("What does it recommend: keep, change or end the plan?")]
    differences: Annotated[Words | None, asks("Where did people differ?")] = None


class PlanKept(Decision, tag="review.plan-kept"):
    """The authority told the family that the plan stays as it is, why, and how to challenge that."""

    told = "The authority told the family that the plan stays as it is"
    when = "On what day was the family told?"
    kept = CORE
    recorded_by = OFFICER

    rights_explained: Annotated[Words, asks("How were the rights to mediation and appeal explained?")]


class AmendmentDecided(Event, tag="review.amendment-decided"):
    """The family was told only that the plan will be changed. The changes themselves are still owed with it (Devon)."""

    told = "The authority told the family that the plan will be changed"
    when = "On what day was the family told?"
    kept = CORE
    recorded_by = OFFICER

    why: Annotated[Words, asks("Why?")]


# Changing a plan


class AmendmentNoticeSent(Decision, tag="review.amendment-notice-sent"):
    """After a review: the family has the plan with the changes proposed and the evidence for them."""

    told = "The family was sent the changes proposed to the plan"
    when = "On what day did the family have them?"
    kept = CORE
    recorded_by = OFFICER

    how: Annotated[How, asks("How were they served?"), CLEAR]
    changes: Annotated[Words, asks("What changes are proposed?")]


class ChangesProposedWithoutReview(Decision, tag="plan.changes-proposed-without-review"):
    """Between reviews: the family has the plan with the changes proposed and the evidence. It is no yearly review."""

    told = "The family was sent changes proposed to the plan"
    when = "On what day did the family have them?"
    kept = CORE
    recorded_by = OFFICER

    how: Annotated[How, asks("How were they served?"), CLEAR]
    changes: Annotated[Words, asks("What changes are proposed?")]


class FamilyRepliedToChanges(Event, tag="plan.family-replied-to-changes"):
    """What the family says of the changes, which setting they ask for, and whether they want to meet."""

    told = "The family replied to the changes proposed"
    when = "On what day did they reply?"
    kept = CORE
    recorded_by = (*FAMILY, AUTHORITY)

    views: Annotated[Words, asks("What did they say?"), about(PARENT)]
    wants_to_meet: Annotated[bool, asks("Do they want to meet an officer?")]
    asks_for: Annotated[SettingId | None, asks("Which school or other setting do they ask for?")] = None


class FamilyContentWithChanges(Event, tag="plan.family-content-with-changes"):
    """The family said they need no more time with the changes."""

    told = "The family was content with the changes to the plan"
    kept = CORE
    recorded_by = (*FAMILY, AUTHORITY)


class AmendedPlanSent(Decision, tag="plan.amended-plan-sent"):
    """The family has the amended plan, and knows how to challenge it. From this day it must be carried out."""

    told = "The family was sent the amended plan"
    when = "On what day did the family have it?"
    kept = CORE
    recorded_by = OFFICER

    changed: Annotated[Words, asks("What was changed, and what came of the family's views?")]
    rights_explained: Annotated[Words, asks("How were the rights to mediation and appeal explained?")]
    named: Annotated[SettingId | None, asks("I. Which school or other setting is named?"), CLEAR] = None
    for_move: Annotated[
        RecordId | None, asks("For which move between phases does it name the setting, if one?"), CLEAR
    ] = None


class NotAmended(Decision, tag="plan.not-amended"):
    """After all, the plan is not changed. The family knows why, and how to challenge it."""

    told = "The authority told the family that the plan is not changed after all"
    when = "On what day was the family told?"
    kept = CORE
    recorded_by = OFFICER

    rights_explained: Annotated[Words, asks("How were the rights to mediation and appeal explained?")]


# Moving to the next phase of education


class PhaseMoveDue(Event, tag="plan.phase-move-due"):
    """The child will move to the next phase: into school, to juniors, to a middle school or to secondary school."""

    told = "{child} will move to the next phase of school in {year}"
    when = "On what day was this known?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    year: Annotated[CalendarYear, asks("In which calendar year will the child move?"), CLEAR]


class MoveAfterSchoolDue(Event, tag="plan.move-after-school-due"):
    """The young person will move from secondary school to what comes after sixteen."""

    told = "{child} will move on from secondary school in {year}"
    when = "On what day was this known?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    year: Annotated[CalendarYear, asks("In which calendar year will they move?"), CLEAR]


class MoveBetweenCollegesDue(Event, tag="plan.move-between-colleges-due"):
    """The young person will move from one post-16 institution to another, at another time of the year."""

    told = "{child} will move to another post-16 institution on {moves_on}"
    when = "On what day was this known?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    moves_on: Annotated[date, asks("On what day will they move?"), CLEAR]


# Moving to another authority


class MoveKnown(Event, tag="plan.move-known"):
    """The authority the child is leaving knows that the family is moving."""

    told = "The old authority knew that the family moves on {moves_on}"
    when = "On what day did the authority they are leaving know?"
    kept = CORE
    recorded_by = ANYONE

    moves_on: Annotated[date, asks("On what day does the child move?"), CLEAR]
    new_authority_knew: Annotated[
        date | None, asks("When did the authority they move to know, if you know?"), CLEAR
    ] = None


class PlanTransferred(Event, tag="plan.transferred"):
    """The plan went to the new authority. It counts as if that authority had made it, on the day it was first made."""

    told = "The plan moved to the new authority"
    when = "On what day was it transferred?"
    kept = CORE
    recorded_by = ANYONE

    review_due_on: Annotated[
        date | None,
        asks("By when was the next yearly review due?", "Twelve months counting the day it was made or last reviewed."),
        CLEAR,
    ] = None
    from_authority: Annotated[Name | None, asks("Which authority did it come from?")] = None


class FamilyToldOfTransfer(Notice, tag="plan.family-told-of-transfer"):
    """The new authority told the family that it has the plan, whether it will assess again, and when it will review."""

    told = "The new authority told {to} that it has the plan, and when it will review it"
    told_erased = "The new authority told the family that it has the plan, and when it will review it"
    when = "On what day was the family told?"
    kept = CORE
    recorded_by = OFFICER

    will_assess: Annotated[bool, asks("Does it propose to assess again?")]
    will_review_by: Annotated[date, asks("By when will it review the plan?"), CLEAR]


# Ending a plan


class EndTalkedOver(Notice, tag="plan.end-talked-over"):
    """The family, and the head of the setting named, were told that the plan may end, and asked what they think."""

    told = "{to} were asked about ending the plan"
    told_erased = "The family was asked about ending the plan"
    when = "When were they asked?"
    kept = CORE
    recorded_by = OFFICER

    views: Annotated[Words, asks("What did they say?"), about(PARENT)]


class EndDecided(Decision, tag="plan.end-decided"):
    """The authority told the family that the plan will end, and how to challenge that. Until then it stays in force."""

    told = "The authority told the family that the plan will end"
    when = "What is the date on the letter?"
    kept = CORE
    recorded_by = OFFICER

    rights_explained: Annotated[Words, asks("How were the rights to mediation and appeal explained?")]


class EndReason(Choice):
    """Why a plan is over (s. 45)."""

    NO_LONGER_NEEDED = "no-longer-needed", "It is no longer needed"
    NOT_RESPONSIBLE = "not-responsible", "The authority is no longer responsible"
    TRIBUNAL = "tribunal", "The tribunal agreed that it ends"


class PlanEnded(Event, tag="plan.ended"):
    """The plan is over: the time to appeal has passed, or the appeal is decided."""

    told = "The plan came to an end: {reason}"
    when = "On what day did it end?"
    kept = CORE
    recorded_by = ANYONE

    reason: Annotated[EndReason, asks("Why?"), CLEAR]
    help_now: Annotated[Words, asks("What help is there now, and how can the family come back?")]


# Where a plan can be

IN_FORCE = Stage("The plan is in force")
REVIEWED = Stage("The authority is deciding, after the review meeting")
TO_BE_AMENDED = Stage("The authority has said it will change the plan")
AMENDING = Stage("You have the changes proposed to the plan")
ENDING = Stage("The authority has said the plan will end; for now it stays in force")
ENDED = Stage("The plan has ended", ends=True)

REVIEW_DECIDED = (PlanKept, AmendmentDecided, AmendmentNoticeSent, EndDecided)
"""A review is completed by telling the family what was decided, not by meeting (s. 44)."""

# By when: every year

COMPLETE_FIRST = Clock(
    "ar-complete-first",
    "The first yearly review is completed",
    starts=first(PlanMade),
    due=months_beginning_with(12),
    stops=REVIEW_DECIDED,
    falls_away=PlanEnded,
    owed_by=AUTHORITY,
    law=CFA(44, 1, "a"),
)
COMPLETE_NEXT = Clock(
    "ar-complete-next",
    "The next yearly review is completed",
    starts=each(*REVIEW_DECIDED),
    due=months_beginning_with(12),
    stops=REVIEW_DECIDED,
    falls_away=PlanEnded,
    owed_by=AUTHORITY,
    law=CFA(44, 1, "b"),
)
MEET_IN_TIME = Clock(
    "ar-meet-latest",
    "The review meeting is held in time for the decision",
    starts=each(PlanMade, *REVIEW_DECIDED),
    due=four_weeks_short_of(months_beginning_with(12)),
    stops=ReviewMeetingHeld,
    falls_away=PlanEnded,
    owed_by=SETTING,
    law=GOOD_PRACTICE("four weeks before the review must be completed", mark=Mark.SECONDARY),
)

# By when: one review. Two weeks' notice may mean clear days: plan on the strict reading, report a breach on the other.

INVITE_IN_TIME = Clock(
    "ar-notice",
    "Everybody is invited two weeks before the meeting",
    starts=latest(ReviewMeetingSet),
    due=contested(
        "two-weeks-notice",
        usually="lenient",
        lenient=before(ReviewMeetingSet.meeting_on, weeks_of(2)),
        clear_days=before(ReviewMeetingSet.meeting_on, days_of(15)),
    ),
    stops=EveryoneInvited,
    falls_away=ReviewMeetingHeld,
    owed_by=SETTING,
    law=REGS(20, 3),
)
PAPERS_IN_TIME = Clock(
    "ar-papers",
    "Everybody has the papers two weeks before the meeting",
    starts=latest(ReviewMeetingSet),
    due=contested(
        "two-weeks-notice",
        usually="lenient",
        lenient=before(ReviewMeetingSet.meeting_on, weeks_of(2)),
        clear_days=before(ReviewMeetingSet.meeting_on, days_of(15)),
    ),
    stops=ReviewPapersSent,
    falls_away=ReviewMeetingHeld,
    owed_by=SETTING,
    law=REGS(20, 4),
)
REPORT = Clock(
    "ar-report",
    "Everybody has the report of the meeting",
    starts=each(ReviewMeetingHeld),
    due=weeks_of(2),
    stops=ReviewReportSent,
    owed_by=SETTING,
    law=REGS(20, 7, mark=Mark.SECONDARY),
)
DECIDE = Clock(
    "ar-decision",
    "The family is told whether the plan is kept, changed or ended",
    starts=each(ReviewMeetingHeld),
    due=weeks_of(4),
    stops=REVIEW_DECIDED,
    # It had been decided by then, on a day that is not on record: nothing can be said of lateness.
    falls_away=[AmendedPlanSent, NotAmended, PlanEnded],
    owed_by=AUTHORITY,
    law=REGS(20, 10, mark=Mark.SECONDARY),
)
PROPOSE = Clock(
    "ar-amend-notice",
    "If the plan will be changed, the family has the changes proposed",
    starts=each(ReviewMeetingHeld),
    due=weeks_of(4),
    stops=AmendmentNoticeSent,
    falls_away=[PlanKept, EndDecided, AmendedPlanSent, NotAmended, PlanEnded],
    owed_by=AUTHORITY,
    law=REGS(22, 2),
)
FIFTEEN_DAYS = Window(
    "ar-amend-reps",
    "The family's time to answer the changes proposed",
    opens=latest(AmendmentNoticeSent, ChangesProposedWithoutReview),
    lasts=days_beginning_with(15),
    ends_early=FamilyContentWithChanges,
    held_by=PARENT,
    law=REGS(22, 2, "c"),
)
AMEND = Clock(
    "ar-amend-final",
    "The family has the amended plan",
    starts=each(AmendmentNoticeSent, ChangesProposedWithoutReview),
    due=weeks_of(8),
    stops=AmendedPlanSent,
    falls_away=[NotAmended, PlanEnded],
    owed_by=AUTHORITY,
    law=REGS(22, 3),
)
AMEND_CAP = Clock(
    "ar-amend-cap",
    "The family has the amended plan within twelve weeks of the meeting",
    starts=each(ReviewMeetingHeld),
    due=weeks_of(12),
    stops=AmendedPlanSent,
    falls_away=[PlanKept, EndDecided, NotAmended, PlanEnded],
    owed_by=AUTHORITY,
    law=DEVON(),
)
NOT_AMENDED = Clock(
    "ar-not-amend-notice",
    "If the plan is not changed after all, the family is told so",
    starts=each(AmendmentNoticeSent, ChangesProposedWithoutReview),
    due=weeks_of(8),
    stops=NotAmended,
    falls_away=[AmendedPlanSent, PlanEnded],
    owed_by=AUTHORITY,
    law=REGS(22, 4),
)

# By when: moving to the next phase. The regulation says before the day; the Code and everybody's practice say by it.

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
    stops=answered_by(AmendedPlanSent.for_move),
    falls_away=PlanEnded,
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
    stops=answered_by(AmendedPlanSent.for_move),
    falls_away=PlanEnded,
    owed_by=AUTHORITY,
    law=REGS(18, 1, "a"),
)
PHASE_POST_16_OTHER = Clock(
    "phase-post16-other",
    "The plan names the next post-16 institution five months before the move",
    starts=each(MoveBetweenCollegesDue),
    due=before(MoveBetweenCollegesDue.moves_on, months_of(5)),
    stops=answered_by(AmendedPlanSent.for_move),
    falls_away=PlanEnded,
    owed_by=AUTHORITY,
    law=REGS(18, 2),
)

# By when: moving to another authority

TRANSFER = Clock(
    "la-transfer",
    "The plan goes to the new authority",
    starts=first(MoveKnown),
    # The day of the move where the old authority knew in good time; else fifteen working days beginning with the day
    # it knew. Some advice counts from when the new authority knew: that day is kept too.
    due=later_of(on(MoveKnown.moves_on), working_days_beginning_with(15)),
    stops=PlanTransferred,
    falls_away=PlanEnded,
    owed_by=OLD_AUTHORITY,
    law=REGS(15, 2),
)
INFORM_OF_TRANSFER = Clock(
    "la-transfer-inform",
    "The new authority tells the family that it has the plan, and when it will review it",
    starts=each(PlanTransferred),
    due=weeks_of(6),
    stops=FamilyToldOfTransfer,
    falls_away=PlanEnded,
    owed_by=NEW_AUTHORITY,
    law=REGS(15, 4),
)
# The later of two limits: this one, and three months beginning with the transfer (reg. 15(5)(b), from memory).
REVIEW_AFTER_TRANSFER = Clock(
    "la-transfer-review-12m",
    "The new authority reviews the plan",
    starts=each(PlanTransferred),
    due=later_of(on(PlanTransferred.review_due_on), months_beginning_with(3)),
    stops=REVIEW_DECIDED,
    falls_away=PlanEnded,
    in_place_of=[COMPLETE_FIRST, COMPLETE_NEXT, MEET_IN_TIME],
    owed_by=NEW_AUTHORITY,
    law=REGS(15, 5, "a"),
)

# What is needed

FAMILY_HAD_ITS_DAYS = Before(
    "The family has had fifteen days with the changes, or is content",
    FIFTEEN_DAYS,
    by=AUTHORITY,
    law=REGS(22, 2, "c"),
)
REPORT_IN = BeforeOrReason(
    "The report of the meeting is in",
    ReviewReportSent,
    by=SETTING,
    law=REGS(20, 7, mark=Mark.SECONDARY),
    since=ReviewMeetingHeld,
)
END_CONSULTED = Before("The family has been asked about ending the plan", EndTalkedOver, by=AUTHORITY, law=REGS(31))

# What happens, whoever does it

PLAN_BEGINS = Whenever(PlanMade, OUTSET, to=IN_FORCE)
PLAN_ARRIVES = Whenever(PlanTransferred, [OUTSET, IN_FORCE], to=IN_FORCE)
MEETING_IS_HELD = Whenever(ReviewMeetingHeld, [OUTSET, IN_FORCE], to=REVIEWED)
CHANGE_IS_ANNOUNCED = Whenever(AmendmentDecided, REVIEWED, to=TO_BE_AMENDED)
PLAN_ENDS = Whenever(PlanEnded, [IN_FORCE, ENDING], to=ENDED)

# What people do

KEEP = Move("Keep the plan as it is", [IN_FORCE, REVIEWED], to=IN_FORCE, needs=[REPORT_IN], records=PlanKept)
PROPOSE_CHANGES = Move(
    "Send the family the changes proposed",
    [REVIEWED, TO_BE_AMENDED],
    to=AMENDING,
    needs=[REPORT_IN],
    records=AmendmentNoticeSent,
)
PROPOSE_WITHOUT_REVIEW = Move(
    "Send the family changes proposed between reviews", IN_FORCE, to=AMENDING, records=ChangesProposedWithoutReview
)
SEND_AMENDED = Move(
    "Send the family the amended plan",
    [AMENDING, TO_BE_AMENDED, REVIEWED, IN_FORCE],
    to=IN_FORCE,
    needs=[FAMILY_HAD_ITS_DAYS],
    records=AmendedPlanSent,
)
LEAVE_UNCHANGED = Move("Leave the plan unchanged after all", AMENDING, to=IN_FORCE, records=NotAmended)
DECIDE_TO_END = Move(
    "Decide that the plan will end",
    [IN_FORCE, REVIEWED],
    to=ENDING,
    needs=[END_CONSULTED],
    records=EndDecided,
)

PLAN_AND_REVIEW = Workflow(
    "plan-and-review",
    "Your child's EHC plan",
    declared_in=__name__,
    held_by=AUTHORITY,
    version="2026.1",
    in_force=SINCE_2014,
)

"""The review of a plan, once a year at least: everybody asked, the family always, and a decision the family is told of.

Children and Families Act 2014, s. 44; SEND Regulations 2014, regs. 18 to 22. The school or other setting arranges it
where the authority asks; where the child attends none, the authority holds it itself in the same way (reg. 21).

A review is completed by telling the family what was decided, not by meeting. Where the plan will be changed, the
family has the changes themselves, with the evidence, within four weeks of the meeting, and the amended plan within
twelve: R (L, M and P) v Devon County Council [2022] EWHC 493 (Admin). An appeal stops none of these clocks, and a
later plan does not put an earlier review in time: each meeting has its own.

Parents are invited to every review. One that is missed by the family is nobody's fault: what they think is asked for
in another way. Anybody may ask for a review before the year is out.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    BeforeOrReason,
    Choice,
    Clock,
    Decision,
    Event,
    How,
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
    before,
    contested,
    days_of,
    each,
    latest,
    on,
    weeks_of,
    working_days_of,
)
from goldenthread.workflows.ceasing import EndDecided, PlanEnded, PlanLapsed
from goldenthread.workflows.challenging import APPEAL, MEDIATION_CONTACT
from goldenthread.workflows.changes import ChangesAnswered, ChangesProposed
from goldenthread.workflows.decisions import AppealableDecision
from goldenthread.workflows.law import DEVON, LOCAL_POLICY, REGS, SINCE_2014
from goldenthread.workflows.people import (
    ANYONE,
    AUTHORITY,
    FAMILY,
    PARENT,
    SETTING,
    STAFF,
    SUPPORTER,
    VIRTUAL_SCHOOL,
)
from goldenthread.workflows.vocabulary import CORE

OFFICER = (AUTHORITY,)
ARRANGER = (*STAFF, AUTHORITY, VIRTUAL_SCHOOL)
"""The authority holds the review, and may ask the school or other setting to arrange it (reg. 20)."""

# An early review


class EarlyReviewAsked(Event, tag="review.early-review-asked"):
    """Somebody asked that the plan be reviewed before the year is out. No form is needed, and no reason has to do."""

    told = "{who} asked for the plan to be reviewed early"
    told_erased = "An early review of the plan was asked for"
    when = "On what day was it asked for?"
    kept = CORE
    recorded_by = ANYONE

    who: Annotated[Name, asks("Who asked?")]
    words: Annotated[Words, asks("What did they ask, in their own words?"), about(PARENT)]


class EarlyReviewAgreed(Decision, tag="review.early-review-agreed"):
    """There will be an early review. Its meeting is now set with the family."""

    told = "It was decided to review the plan early"
    when = "On what day was whoever asked told?"
    kept = CORE
    recorded_by = OFFICER

    request: Annotated[RecordId | None, asks("Which request?", "Leave empty if it is not on record."), CLEAR] = None


class EarlyReviewNotAgreed(Decision, tag="review.early-review-not-agreed"):
    """There will be no early review, and whoever asked knows why, and when the next one is due."""

    told = "It was decided not to review the plan early"
    when = "On what day was whoever asked told?"
    kept = CORE
    recorded_by = OFFICER

    next_by: Annotated[date, asks("By when is the next review due?"), CLEAR]
    request: Annotated[RecordId | None, asks("Which request?", "Leave empty if it is not on record."), CLEAR] = None


# Getting ready


class Holder(Choice):
    """Who holds a review."""

    SETTING = "setting", "The school or other setting, for the authority"
    AUTHORITY = "authority", "The authority itself: the child attends none (reg. 21)"


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
    held_by: Annotated[Holder, asks("Who holds the review?"), CLEAR] = Holder.SETTING
    with_care_review: Annotated[
        Words | None,
        asks(
            "If the child is looked after, how is it fitted to the reviews of the care plan and the personal "
            "education plan?"
        ),
    ] = None


class FamilyInvited(Notice, tag="review.family-invited"):
    """The parents, or the young person, were invited. They always are: to every review."""

    told = "{to} were invited to the review meeting"
    told_erased = "The family was invited to the review meeting"
    when = "When did they have the invitation?"
    kept = CORE
    recorded_by = ARRANGER

    who_will_be_there: Annotated[Words, asks("Who were they told will be there, and whom may they bring?")]
    needs_met: Annotated[
        Words | None, asks("What was arranged for their own needs?", "An interpreter, another format, a ramp."),
    ] = None  # fmt: skip


class EveryoneInvited(Notice, tag="review.everyone-invited"):
    """The family, the setting, health, social care and the authority were invited, with at least two weeks' notice."""

    told = "{to} were invited to the review meeting"
    told_erased = "Everybody was invited to the review meeting"
    when = "When did the last of them have the invitation?"
    kept = CORE
    recorded_by = ARRANGER


class Reply(Choice):
    """What somebody answered to an invitation. An answer that has not come is not a no."""

    COMING = "coming", "They will come"
    IN_WRITING = "in-writing", "They will send what they think"
    NOT_THIS_TIME = "not-this-time", "They cannot come this time"
    NO_ANSWER_YET = "no-answer-yet", "We asked again and have no answer yet"


class InvitationReplied(Event, tag="review.invitation-replied"):
    """Somebody invited has answered; or was asked again, another way, and there is no answer yet."""

    told = "The invitation to the review, to {who}: {reply}"
    told_erased = "An invitation to the review: {reply}"
    when = "When did they answer, or when did you ask again?"
    kept = CORE
    recorded_by = (*ANYONE, VIRTUAL_SCHOOL)

    who: Annotated[Name, asks("Who?")]
    reply: Annotated[Reply, asks("What did they answer?"), CLEAR]
    would_suit: Annotated[Words | None, asks("What day, time or way of meeting would suit them better?")] = None
    invitation: Annotated[RecordId | None, asks("Which invitation?", "Leave empty if it is not on record."), CLEAR] = (
        None
    )


class ReviewAdviceReceived(Event, tag="review.advice-received"):
    """What somebody invited wrote for the review."""

    told = "{author} wrote for the review"
    told_erased = "Somebody wrote for the review"
    when = "When did it come?"
    kept = CORE
    recorded_by = (*ANYONE, VIRTUAL_SCHOOL)

    author: Annotated[Name, asks("Who wrote it?")]
    says: Annotated[Words, asks("What does it say?", "Progress towards each outcome; what helps; what should change.")]


class ReviewPapersSent(Notice, tag="review.papers-sent"):
    """What everybody wrote for the review has gone to all who were invited, the family among them."""

    told = "The papers for the review meeting were sent to {to}"
    told_erased = "The papers for the review meeting were sent"
    when = "When did the last of them have the papers?"
    kept = CORE
    recorded_by = ARRANGER

    papers: Annotated[tuple[Words, ...], asks("Which papers?")]


# The meeting


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


class AdulthoodDue(Event, tag="review.adulthood-due"):
    """The child is in Year 9 or later, so this review, and every one to come, looks ahead to adult life as well."""

    told = "From Year 9 on, the review looks ahead to adult life"
    when = "On what day was it known?"
    kept = CORE
    recorded_by = ARRANGER

    meeting_on: Annotated[date, asks("On what day is the review meeting?"), CLEAR]


class AdulthoodLookedAhead(Event, tag="review.adulthood-looked-ahead"):
    """What the young person hopes for as an adult, and what would help on the way there."""

    told = "The review looked ahead to adult life"
    when = "When was it talked about?"
    kept = CORE
    recorded_by = (*ARRANGER, *FAMILY, SUPPORTER)

    hopes: Annotated[Words, asks("What does the young person hope for, in their own words?")]
    work: Annotated[Words, asks("Learning and work: what would help?")]
    home: Annotated[Words, asks("A home and living as one likes: what would help?")]
    community: Annotated[Words, asks("Friends and being part of things: what would help?")]
    health: Annotated[Words, asks("Being well: what would help?")]


class ReviewReportSent(Notice, tag="review.report-sent"):
    """The report of the meeting, what it recommends and where people differed, has gone to everybody invited."""

    told = "The report of the review meeting was sent to {to}"
    told_erased = "The report of the review meeting was sent"
    when = "When did the last of them have it?"
    kept = CORE
    recorded_by = ARRANGER

    recommends: Annotated[Words, asks("What does it recommend: keep, change or end the plan?")]
    differences: Annotated[Words | None, asks("Where did people differ?")] = None


# The decision


class PlanKept(AppealableDecision, tag="review.plan-kept"):
    """The authority told the family that the plan stays as it is, why, and how to challenge that."""

    told = "The authority told the family that the plan stays as it is"
    when = "On what day was the family told?"
    kept = CORE
    recorded_by = OFFICER


class AmendmentDecided(Event, tag="review.amendment-decided"):
    """The family was told only that the plan will be changed. The changes themselves are still owed with it (Devon)."""

    told = "The authority told the family that the plan will be changed"
    when = "On what day was the family told?"
    kept = CORE
    recorded_by = OFFICER

    why: Annotated[Words, asks("Why?")]


class AmendmentNoticeSent(ChangesProposed, tag="review.amendment-notice-sent"):
    """After a review: the family has the plan with the changes proposed and the evidence for them."""

    told = "The family was sent the changes proposed to the plan"
    when = "On what day did the family have them?"
    kept = CORE
    recorded_by = OFFICER


class PromisedChangesSent(ChangesProposed, tag="review.promised-changes-sent"):
    """The family was told before that the plan will be changed; now it has the changes too. No new year begins."""

    told = "The family was sent the changes to the plan that it was told of"
    when = "On what day did the family have them?"
    kept = CORE
    recorded_by = OFFICER


# Where a review can be. One of changes is over when the family knows what came of them.

ASKED = Stage("An early review has been asked for")
TO_BE_SET = Stage("The plan will be reviewed early")
NOT_EARLY = Stage("There will be no early review", ends=True)
SET = Stage("The review meeting is set")
MET = Stage("The authority is deciding, after the review meeting")
TO_BE_AMENDED = Stage("The authority has said it will change the plan")
PROPOSED = Stage("You have the changes proposed to the plan")
CHANGED = Stage("You have the outcome of the review", ends=True)
KEPT = Stage("The plan stays as it is", ends=True)
TO_END = Stage("The authority has said that the plan will end", ends=True)

TO_CHALLENGE = (MEDIATION_CONTACT, APPEAL)
"""The family's time to challenge a decision to keep the plan as it is: declared once, for every such decision."""

# By when: before the meeting. Two weeks' notice may mean clear days: plan on the strict reading, report a breach on
# the other. Each of these is owed by the setting, or by the authority where it holds the review itself (reg. 21).

TWO_WEEKS_BEFORE = contested(
    "two-weeks-notice",
    usually="lenient",
    lenient=before(ReviewMeetingSet.meeting_on, weeks_of(2)),
    clear_days=before(ReviewMeetingSet.meeting_on, days_of(15)),
)

INVITE_IN_TIME = Clock(
    "ar-notice",
    "Everybody is invited two weeks before the meeting",
    starts=latest(ReviewMeetingSet),
    due=TWO_WEEKS_BEFORE,
    stops=EveryoneInvited,
    falls_away=ReviewMeetingHeld,
    owed_by=SETTING,
    law=REGS(20, 3),
)
REPLY = Clock(
    "ar-reply",
    "The family has answered the invitation, or has been asked again in another way",
    starts=each(FamilyInvited),
    due=working_days_of(Local("working days to ask a family again", 5)),
    stops=answered_by(InvitationReplied.invitation),
    falls_away=ReviewMeetingHeld,
    owed_by=SETTING,
    law=LOCAL_POLICY("parents are invited to every review, and their answer is asked for"),
)
PAPERS_IN_TIME = Clock(
    "ar-papers",
    "Everybody has the papers two weeks before the meeting",
    starts=latest(ReviewMeetingSet),
    due=TWO_WEEKS_BEFORE,
    stops=ReviewPapersSent,
    falls_away=ReviewMeetingHeld,
    owed_by=SETTING,
    law=REGS(20, 4),
)
EARLY_ANSWER = Clock(
    "ar-early-answer",
    "Whoever asked for an early review is told whether there will be one",
    starts=each(EarlyReviewAsked),
    due=working_days_of(Local("working days to answer a request for an early review", 15)),
    stops=[EarlyReviewAgreed, EarlyReviewNotAgreed],
    falls_away=[ReviewMeetingHeld, PlanEnded, PlanLapsed],
    owed_by=AUTHORITY,
    law=LOCAL_POLICY("a request is answered"),
)

# By when: after the meeting

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
    stops=[PlanKept, AmendmentDecided, AmendmentNoticeSent, EndDecided],
    # It had been decided by then, on a day that is not on record: nothing can be said of lateness.
    falls_away=[ChangesAnswered, PlanEnded, PlanLapsed],
    owed_by=AUTHORITY,
    law=REGS(20, 10, mark=Mark.SECONDARY),
)
PROPOSE = Clock(
    "ar-amend-notice",
    "If the plan will be changed, the family has the changes proposed",
    starts=each(ReviewMeetingHeld),
    due=weeks_of(4),
    stops=[AmendmentNoticeSent, PromisedChangesSent],
    falls_away=[PlanKept, EndDecided, ChangesAnswered, PlanEnded, PlanLapsed],
    owed_by=AUTHORITY,
    law=REGS(22, 2),
)
AMEND_CAP = Clock(
    "ar-amend-cap",
    "The family has the outcome, the amended plan if there is one, within twelve weeks of the meeting",
    starts=each(ReviewMeetingHeld),
    due=weeks_of(12),
    stops=ChangesAnswered,
    falls_away=[PlanKept, EndDecided, PlanEnded, PlanLapsed],
    owed_by=AUTHORITY,
    law=DEVON(),
)

# What is needed. Nothing here holds a decision that the law asks for: a reason will do.

PARENTS_INVITED = BeforeOrReason(
    "The parents, or the young person, were invited to the review",
    FamilyInvited,
    by=SETTING,
    law=REGS(20, 2, mark=Mark.SECONDARY),
    since=ReviewMeetingSet,
)
REPORT_IN = BeforeOrReason(
    "The report of the meeting is in",
    ReviewReportSent,
    by=SETTING,
    law=REGS(20, 7, mark=Mark.SECONDARY),
    since=ReviewMeetingHeld,
)

# What is owed

REVIEW_INVITED = Then(
    "The parents, or the young person, are invited two weeks before",
    FamilyInvited,
    by=SETTING,
    due=TWO_WEEKS_BEFORE,
    law=REGS(20, 3),
)
LOOK_AHEAD = Then(
    "The review looks ahead to adult life",
    AdulthoodLookedAhead,
    by=SETTING,
    due=on(AdulthoodDue.meeting_on),
    law=REGS(20, 6, mark=Mark.FROM_MEMORY),
)

# What happens, whoever does it

EARLY_REVIEW_IS_ASKED_FOR = Whenever(EarlyReviewAsked, OUTSET, to=ASKED)
MEETING_IS_SET = Whenever(
    ReviewMeetingSet, [OUTSET, ASKED, TO_BE_SET, SET], to=SET, owes=[REVIEW_INVITED]
)  # fmt: skip
YEAR_NINE_IS_REACHED = Whenever(AdulthoodDue, [SET, MET], owes=[LOOK_AHEAD])
MEETING_IS_HELD = Whenever(
    ReviewMeetingHeld, [OUTSET, ASKED, TO_BE_SET, SET, MET, TO_BE_AMENDED, PROPOSED], to=MET
)  # fmt: skip
CHANGE_IS_ANNOUNCED = Whenever(AmendmentDecided, MET, to=TO_BE_AMENDED)
END_IS_DECIDED = Whenever(EndDecided, [MET, TO_BE_AMENDED], to=TO_END)
CHANGES_ARE_ANSWERED = Whenever(ChangesAnswered, [MET, TO_BE_AMENDED, PROPOSED], to=CHANGED)

# What people do

REVIEW_EARLY = Move("Agree to an early review", ASKED, to=TO_BE_SET, records=EarlyReviewAgreed)
NOT_REVIEW_EARLY = Move("Decide against an early review", ASKED, to=NOT_EARLY, records=EarlyReviewNotAgreed)
KEEP = Move("Keep the plan as it is", MET, to=KEPT, needs=[PARENTS_INVITED, REPORT_IN], records=PlanKept)
PROPOSE_CHANGES = Move(
    "Send the family the changes proposed",
    MET,
    to=PROPOSED,
    needs=[PARENTS_INVITED, REPORT_IN],
    records=AmendmentNoticeSent,
)
SEND_PROMISED = Move(
    "Send the family the changes it was told of", TO_BE_AMENDED, to=PROPOSED, records=PromisedChangesSent
)

ANNUAL_REVIEW = Workflow(
    "annual-review",
    "The review of the plan",
    declared_in=__name__,
    held_by=AUTHORITY,
    version="2026.1",
    in_force=SINCE_2014,
)

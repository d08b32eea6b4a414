"""Stories of the demo with a plan in force: one with its yearly review to come, and one that is being changed."""

from collections.abc import Iterator
from datetime import date

from goldenthread.demo.days import Days
from goldenthread.demo.steps import Child, Step, brought_in, fact, move, reported
from goldenthread.engine.events import Answer, Hearing, How, RecordId
from goldenthread.workflows import (
    annual_review,
    first_contact,
    health_needs,
    partnership,
    phase_transfer,
    plan,
    plan_change,
)
from goldenthread.workflows.journey import Earlier, Part, StartedElsewhere
from goldenthread.workflows.vocabulary import Setting

FIFTEENTH_OF_FEBRUARY = (2, 15)
EVERYBODY = ("the authority", "health", "social care")


def review_to_come(child: Child, day: Days) -> Iterator[Step]:
    """Tell of a plan made elsewhere, its yearly review set, and papers that should have gone out."""
    yield from arrived(child, 322, known=172)
    medicine = health_needs.GivingMedicine(
        given_by=child.at_home,
        authority=child.authority,
        scope="The dose below, on school days",
        answer=Answer.YES,
        evidence=How.FORM,
        until=day.ahead(200),
        medicine="the inhaler",
        dose="Two puffs before games",
        number=health_needs.Medicine(1),
    )
    yield fact(140, medicine)
    missed = plan.ProvisionMissed(what="Speech therapy, three weeks running", why="The therapist is away.")
    yield fact(40, missed, role="parent", name="missed")
    promised = partnership.PromiseMade(
        promise="To find another therapist.", owner=child.place.senco, to=child.at_home, keep_by=day.ago(24)
    )
    yield fact(38, promised, name="promise")
    yield fact(
        26, lambda ids: partnership.PromiseKept(promise=ids["promise"], done="The clinic sends somebody on Tuesdays.")
    )
    weekly = "Every Tuesday, and twice a week until the three weeks are made up."
    yield fact(26, lambda ids: plan.ProvisionPutRight(how=weekly, missed=ids["missed"]))
    meeting = annual_review.ReviewMeetingSet(
        meeting_on=day.ahead(9),
        how=How.IN_PERSON,
        family_choice="Three days, early or late, here or on a call.",
    )
    yield fact(13, meeting)
    yield fact(12, invited(child, How.LETTER), name="invitation")
    yield fact(11, annual_review.EveryoneInvited(to=(child.at_home, *EVERYBODY), how=How.LETTER))
    yield fact(5, lambda ids: coming(child, ids["invitation"]), role="parent")


def being_changed(child: Child, day: Days) -> Iterator[Step]:
    """Tell of a plan that was reviewed and is being changed, before the child moves to the next school."""
    yield from arrived(child, 405, known=280)
    set_on = annual_review.ReviewMeetingSet(
        meeting_on=day.ago(77), how=How.VIDEO, family_choice="Any evening of two weeks."
    )
    yield fact(112, set_on)
    yield fact(106, invited(child, How.EMAIL), name="invitation")
    yield fact(105, annual_review.EveryoneInvited(to=(child.at_home, *EVERYBODY), how=How.EMAIL))
    yield fact(102, lambda ids: coming(child, ids["invitation"]), role="parent")
    papers = annual_review.ReviewPapersSent(
        to=(child.at_home, *EVERYBODY), how=How.EMAIL, papers=("What school says", "What the family says")
    )
    yield fact(96, papers)
    held = annual_review.ReviewMeetingHeld(
        present=(child.at_home, child.known_as, child.place.senco),
        child_view="Showed the model of the new school, and where it is too big.",
        family_view="More help on the way between lessons.",
        progress="Two of three outcomes are met.",
    )
    yield fact(77, held)
    report = annual_review.ReviewReportSent(
        to=(child.at_home, *EVERYBODY), how=How.EMAIL, recommends="Change section F: help between lessons."
    )
    yield fact(68, report)
    yield fact(60, phase_transfer.PhaseMoveDue(year=next_move(day.ahead(0))))
    changes = annual_review.AmendmentNoticeSent(
        reasons="The move to a larger school.",
        criteria="CFA s. 44",
        evidence=(),
        heard=(Hearing(whose=child.at_home, view="More help between lessons.", became="Agreed with."),),
        authority="SEN manager",
        how=How.EMAIL,
        changes="Help between lessons; a quiet room at lunch.",
    )
    yield reported(50, changes)
    replied = plan_change.FamilyRepliedToChanges(
        views="This is what we asked for.", wants_to_meet=False, asks_for=Setting("beck-academy")
    )
    yield fact(38, replied, role="parent")


def invited(child: Child, how: How) -> annual_review.FamilyInvited:
    """Return the invitation of a family to a review."""
    return annual_review.FamilyInvited(
        to=(child.at_home,),
        how=how,
        who_will_be_there=f"{child.place.senco}, the class teacher, the authority; bring whom you wish.",
    )


def coming(child: Child, invitation: RecordId) -> annual_review.InvitationReplied:
    """Return the family's answer to an invitation."""
    return annual_review.InvitationReplied(who=child.at_home, reply=annual_review.Reply.COMING, invitation=invitation)


def arrived(child: Child, ago: int, *, known: int) -> Iterator[Step]:
    """Tell of a plan that was made before this record was opened, with what is known of how it came about."""
    made = plan.PlanMade(named=Setting(child.place.id), maintained_by="The authority")
    yield brought_in(ago, made, later=ago - known)
    before = StartedElsewhere(
        part=Part.NEEDS_ASSESSMENT,
        earlier=Earlier.DONE_ELSEWHERE,
        rests_on="The plan itself, and the advice that came with it",
    )
    yield fact(known, before)
    named = first_contact.FirstContactNamed(
        to=(child.at_home,),
        how=How.PHONE,
        contact=child.place.senco,
        reached="At the gate each morning, or ring the office: an answer within a day.",
    )
    yield move(known - 3, first_contact.FIRST_CONTACT, first_contact.NAME, named)


def next_move(today: date) -> int:
    """Return the year of the next move between schools for which a plan must name the new one by 15 February."""
    return today.year + ((today.month, today.day) > FIFTEENTH_OF_FEBRUARY)

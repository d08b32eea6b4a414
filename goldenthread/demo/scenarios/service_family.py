"""A posting: a child with a plan arrives in the middle of its year, and in the middle of a clock.

The family has had four weeks' notice of the move. The plan was made by another authority, its first review is due at
the end of November, and the speech therapy in it has stopped, because the therapist left. The plan goes along on the
day of the move. What it says is given from the first morning; what was not given is put right; the new authority says
in six weeks when it will review. It has the longer of two times for that: the year that was running, or three months.
"""

from collections.abc import Iterator

from goldenthread.demo.days import Days
from goldenthread.demo.plans import EVERYBODY, invited
from goldenthread.demo.steps import Child, Step, brought_in, fact, move, reported
from goldenthread.engine.events import How
from goldenthread.workflows import annual_review, authority_move, first_contact, partnership, plan
from goldenthread.workflows.annual_review import InvitationReplied, Reply
from goldenthread.workflows.authority_move import MoveKnown, PlanTransferred
from goldenthread.workflows.journey import Earlier, Part, StartedElsewhere
from goldenthread.workflows.vocabulary import Setting

OPENED = 62
"""The new school opens the record when it hears of the move, eleven days before it."""
MADE, KNEW, MOVED = 356, 76, 51
BY_THE_SEA = Setting("harbour-primary")


def service_family(child: Child, day: Days) -> Iterator[Step]:
    """Tell of a plan that moves with a child whose family is posted to the other end of the country."""
    yield from before_the_move(child, day)
    yield from the_move(child, day)
    yield from given_from_the_first_morning(child)
    yield from what_the_authority_owes(child, day)


def before_the_move(child: Child, day: Days) -> Iterator[Step]:
    """Tell what was so before this record was opened, and where that is known from."""
    made = plan.PlanMade(named=BY_THE_SEA, maintained_by="The authority by the sea")
    yield brought_in(MADE, made, later=MADE - OPENED, name="plan")
    posting = MoveKnown(moves_on=day.ago(MOVED), service_family=True)
    yield brought_in(KNEW, posting, role="parent", later=KNEW - OPENED, name="posting")
    before = StartedElsewhere(
        part=Part.NEEDS_ASSESSMENT,
        earlier=Earlier.DONE_ELSEWHERE,
        rests_on=f"The plan itself, which {child.at_home} brought in a folder",
    )
    yield fact(62, before)
    missed = plan.ProvisionMissed(
        what="Speech therapy, weekly, since the first week of September",
        why="The therapist there has left.",
        put_right="Nothing yet. We are asking the clinic here.",
    )
    yield brought_in(76, missed, role="parent", later=14, name="missed")
    named = first_contact.FirstContactNamed(
        to=(child.at_home,),
        how=How.VIDEO,
        contact=child.place.senco,
        reached="By message at any hour, since you are still far away: an answer within a day.",
    )
    yield move(60, first_contact.FIRST_CONTACT, first_contact.NAME, named)


def the_move(child: Child, day: Days) -> Iterator[Step]:
    went = PlanTransferred(review_due_on=day.ahead(8), from_authority="The authority by the sea")
    yield reported(MOVED, went, name="transfer")
    too_far = authority_move.SchoolOutOfReach(
        why="It is three hundred miles away. They wish for the school nearest to the new house."
    )
    yield fact(MOVED, too_far, role="parent")
    yield reported(MOVED, authority_move.HealthBodyChanged(), role="health-service")
    here = authority_move.OtherSchoolArranged(
        now_at=Setting(child.place.id), how_it_suits="A small class, and an adult who signs, from the first morning."
    )
    yield reported(48, here)
    told = authority_move.NewHealthBodyTold(whom="The children's clinic", asks_for="Nothing for now.")
    yield reported(39, told, role="health-service")


def given_from_the_first_morning(child: Child) -> Iterator[Step]:
    first = plan.ProvisionGiven(
        what="The adult who signs, all morning", how_it_went=f"{child.known_as} taught the class the sign for ship."
    )
    yield fact(48, first, role="teacher", name="first morning")
    shared = plan.PlanShared(
        to=(child.at_home, child.place.teacher, "everybody who teaches here"),
        how=How.IN_PERSON,
        who_does_what="The same as by the sea, with names from here.",
    )
    yield fact(48, shared)
    yield fact(
        37,
        lambda ids: plan.ProvisionPutRight(
            how="The clinic here comes on Thursdays, and twice a week until five weeks are made up.",
            missed=ids["missed"],
        ),
    )
    asks_about = partnership.QuestionAsked(
        who=child.at_home, words="We may be posted again in two years. Does it all begin again then?"
    )
    yield fact(34, asks_about, role="parent", name="question")
    yield fact(
        33,
        lambda ids: partnership.QuestionAnswered(
            how=partnership.AnswerKind.ANSWERED,
            answer="No. The plan goes with you, on the day you move, as it did this time.",
            question=ids["question"],
        ),
    )


def what_the_authority_owes(child: Child, day: Days) -> Iterator[Step]:
    told = authority_move.FamilyToldOfTransfer(
        to=(child.at_home,), how=How.LETTER, will_assess=False, will_review_by=day.ahead(31)
    )
    yield reported(23, told, name="told")
    meeting = annual_review.ReviewMeetingSet(
        meeting_on=day.ahead(18),
        how=How.VIDEO,
        family_choice="Any day of two weeks, with a screen for whoever is at sea.",
    )
    yield fact(12, meeting)
    yield fact(11, invited(child, How.EMAIL), name="invitation")
    yield fact(11, annual_review.EveryoneInvited(to=(child.at_home, *EVERYBODY), how=How.EMAIL))
    yield fact(
        6,
        lambda ids: InvitationReplied(who=child.at_home, reply=Reply.COMING, invitation=ids["invitation"]),
        role="parent",
    )

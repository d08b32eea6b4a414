"""A mother and her child move to safety: two parents, two threads, and not a word of where they are."""

from collections.abc import Iterator
from datetime import timedelta

from goldenthread.demo.days import Days
from goldenthread.demo.scenarios.to_safety_unseen import out_of_sight
from goldenthread.demo.steps import Child, Step, brought_in, fact, move, person, reported
from goldenthread.engine.calendars import add_months
from goldenthread.engine.events import How
from goldenthread.workflows import (
    authority_move,
    first_contact,
    parents_disagree,
    partnership,
    plan,
    records_transfer,
    sharing,
    who_decides,
)
from goldenthread.workflows.journey import Earlier, Part, StartedElsewhere
from goldenthread.workflows.vocabulary import Setting


def to_safety(child: Child, day: Days) -> Iterator[Step]:
    """Tell how plan, records and help go on; how each parent is heard and answered; and what is kept out of sight."""
    yield from out_of_sight(child, day, fathers_name(child))
    yield from in_sight(child, day)


def in_sight(child: Child, day: Days) -> Iterator[Step]:
    """Tell only what may be seen to be there. It is the same, whatever else there is."""
    dad = fathers_name(child)
    yield from arrived(child, dad)
    yield from records_go_on()
    yield from plan_goes_on(child, day)
    yield from two_threads(child, dad)
    yield from each_is_told(child, dad)


def fathers_name(child: Child) -> str:
    return f"{child.known_as}'s dad"


def arrived(child: Child, dad: str) -> Iterator[Step]:
    """Tell who the parents are, of the same standing; and of a plan that was made before."""
    for who in (child.at_home, dad):
        known = who_decides.ParentKnown(
            person=person(child, who),
            name=who,
            by_what=who_decides.ParentBy.BIRTH,
            responsibility=who_decides.Responsibility.YES,
            how_known=who_decides.HowKnown.BIRTH_CERTIFICATE,
        )
        yield fact(66, known)
    made = plan.PlanMade(named=Setting("hill-primary"), maintained_by="The authority they lived in before")
    yield brought_in(290, made, later=224)
    before = StartedElsewhere(
        part=Part.NEEDS_ASSESSMENT, earlier=Earlier.DONE_ELSEWHERE, rests_on="The plan, which Mum had with her"
    )
    yield fact(66, before)
    named = first_contact.FirstContactNamed(
        to=(child.at_home,),
        how=How.IN_PERSON,
        contact=child.place.senco,
        reached="At the side door each morning. Nobody else rings you.",
    )
    yield move(64, first_contact.FIRST_CONTACT, first_contact.NAME, named)


def records_go_on() -> Iterator[Step]:
    """Tell how the school they left sends what it knows by duty, by way of the authority, and asks nobody where."""
    yield reported(67, records_transfer.LeftRegister(), later=2, role="senco")
    yield fact(64, records_transfer.EnteredRegister())
    yield fact(63, records_transfer.NewPupilReturnMade())
    sent = records_transfer.RecordsSent(
        to="the authority, which passes them on",
        how=How.EMAIL,
        papers=("Reading and writing to July", "What helps, by the class teacher", "The attendance register"),
    )
    yield reported(55, sent, role="senco", name="sent")
    yield fact(52, lambda ids: records_transfer.RecordsReceived(sent=ids["sent"]))


def plan_goes_on(child: Child, day: Days) -> Iterator[Step]:
    """Tell how the plan is handed over in time, and help begins on the first day without waiting for it."""
    first_given = plan.ProvisionGiven(
        what="The picture timetable and ten quiet minutes, from the first morning, as the plan says.",
        how_it_went="Chose the beanbag by the window, and stayed for the story.",
    )
    yield fact(64, first_given, role="teacher")
    known = authority_move.MoveKnown(moves_on=day.ago(70), new_authority_knew=day.ago(68))
    yield reported(66, known, role="authority")
    yield reported(65, authority_move.SchoolOutOfReach(why="Too far for each day. Mum wishes for a school near by."))
    other = authority_move.OtherSchoolArranged(
        now_at=Setting(child.place.id), how_it_suits="The same hours with an adult, and a quiet room."
    )
    yield reported(64, other)
    due = add_months(day.ago(290), 12) - timedelta(days=1)
    yield reported(50, authority_move.PlanTransferred(review_due_on=due))
    told = authority_move.FamilyToldOfTransfer(
        to=(child.at_home,), how=How.IN_PERSON, will_assess=False, will_review_by=day.ahead(45)
    )
    yield reported(39, told)
    going_well = plan.ProvisionGiven(
        what="Reading together, twenty minutes on four days of the week.",
        how_it_went="Reads aloud to the class rabbit, and has moved up two books.",
    )
    yield fact(24, going_well, role="teacher", name="reading")


def two_threads(child: Child, dad: str) -> Iterator[Step]:
    """Tell how both are heard about the same question, each by somebody of their own, and answered by themselves."""
    mum = child.at_home
    matter = parents_disagree.DisagreementKnown(
        weight=parents_disagree.Weight.SERIOUS,
        matter="Whether speech therapy is in a group or alone.",
        goes_on="The therapist's exercises, every day, as the plan says.",
    )
    yield fact(35, matter)
    for who, words, role in (
        (mum, "Alone, for a while. One new person at a time is enough.", "parent"),
        (dad, f"The group made {child.known_as} brave. I would like that to go on.", "authority"),
    ):
        heard = parents_disagree.PositionHeard(
            person=person(child, who), who=who, words=words, authority="Has parental responsibility"
        )
        yield reported(34, heard, role=role, name=f"{who} says")
    replies = (
        (
            mum,
            f"{child.known_as} begins alone, and is asked each month about having a friend there.",
            "senco",
        ),
        (dad, f"{child.known_as} is asked each month about a group. You hear from me every half term.", "authority"),
    )
    for who, reply, role in replies:
        yield answered(child, who, reply, role)
    sought = parents_disagree.AgreementSought(
        how="One by one, on different days. Neither was told what the other had said.",
        came_of_it=f"Both can live with a start alone, and a group when {child.known_as} asks for it.",
    )
    yield fact(29, sought, role="authority")
    settled = parents_disagree.DisagreementSettled(
        how=parents_disagree.Settled.AGREED,
        what_holds_now=f"Alone at first; a group when {child.known_as} asks for it.",
    )
    yield fact(27, settled, role="authority")


def answered(child: Child, who: str, reply: str, role: str) -> Step:
    answer = parents_disagree.PositionAnswered
    return fact(
        31,
        lambda ids: answer(person=person(child, who), reply=reply, position=ids[f"{who} says"]),
        role=role,
        name=f"{who} is answered",
    )


def each_is_told(child: Child, dad: str) -> Iterator[Step]:
    """Tell how the one who is not told where they are is told all the same how the child is."""
    asked = partnership.QuestionAsked(who=dad, words=f"Is {child.known_as} well, and still drawing horses? And where?")
    yield reported(30, asked, name="dad asks")
    answer = f"{child.known_as} is well, and draws horses. Where, I may not say; a court can be asked."
    yield fact(
        28,
        lambda ids: partnership.QuestionAnswered(
            how=partnership.AnswerKind.ANSWERED, answer=answer, question=ids["dad asks"]
        ),
        role="authority",
        name="dad has an answer",
    )
    for who, role in ((child.at_home, "senco"), (dad, "authority")):
        yield told_how_it_goes(who, role)


def told_how_it_goes(who: str, role: str) -> Step:
    shared = sharing.SharedWithFamily
    what = "How reading goes, read out and on a page."
    return fact(
        20,
        lambda ids: shared(to=(who,), how=How.PHONE, what=what, entries=(ids["reading"],)),
        role=role,
        name=f"{who} has the page",
    )

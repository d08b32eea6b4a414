"""A looked-after child in Year 8 who cannot come in: why it is hard, who decides what, and a plan made together."""

from collections.abc import Iterator

from goldenthread.demo.days import Days
from goldenthread.demo.scenarios.not_in_papers import joint_meeting, reports_of_others
from goldenthread.demo.scenarios.not_in_six import others_help, what_others_ask
from goldenthread.demo.steps import Child, Step, brought_in, fact, move, person
from goldenthread.engine.events import Answer, How
from goldenthread.workflows import attendance, first_contact, looked_after, outings, who_decides
from goldenthread.workflows.attendance import ATTENDANCE

PLACED_BY = "The county council that placed them"
WORKER = "Ms Amari"


def not_in(child: Child, day: Days) -> Iterator[Step]:
    """Tell how six services work as one, how each who decides is asked what is theirs, and how nobody is blamed."""
    dad = f"{child.known_as}'s dad"
    yield from who_decides_what(child, day, dad)
    yield from others_help(child, dad)
    yield from sought_to_understand(child, day)
    yield from in_touch(child, day)
    yield from learning()
    yield from what_others_ask()
    yield from reports_of_others(child)
    yield from joint_meeting(child, day, dad)
    yield from looked_at_together(child, day)


def who_decides_what(child: Child, day: Days, dad: str) -> Iterator[Step]:
    """Tell who looks after the child, on what basis, what a carer may decide, and what stays with a parent."""
    began = looked_after.BecameLookedAfter(
        basis=looked_after.LookedAfterBy.SECTION_20,
        authority=PLACED_BY,
        parents_part="Dad keeps parental responsibility and decides. He rings on Sundays, and joins by phone.",
    )
    yield brought_in(140, began, later=0)
    known = who_decides.ParentKnown(
        person=person(child, dad),
        name=dad,
        by_what=who_decides.ParentBy.BIRTH,
        responsibility=who_decides.Responsibility.YES,
        how_known=who_decides.HowKnown.OTHER_BODY,
    )
    yield fact(76, known)
    carer = looked_after.CarerMayDecide(
        person=person(child, child.at_home),
        carer=child.at_home,
        may_decide=(
            "School trips of a day",
            "Haircuts",
            "Everyday medicine",
            "Meetings at school, and what is said there",
        ),
        written_in="The placement plan, signed by Dad and the social worker in July",
        may_not="A change of school, a shorter day, therapy: these are Dad's.",
        until=day.ahead(150),
    )
    yield fact(76, carer, name="delegated")
    worker = looked_after.SocialWorkerNamed(worker=WORKER, reached="By telephone until six; the duty desk after that.")
    yield fact(76, worker, role="social-care")
    virtual = looked_after.VirtualSchoolInvolved(
        who="Mr Frame", reached="By e-mail, an answer within two days; he comes each half term."
    )
    yield fact(75, virtual, role="virtual-school")
    named = first_contact.FirstContactNamed(
        to=(child.at_home, dad), how=How.PHONE, contact=child.place.senco, reached="Any day until five, by telephone."
    )
    yield move(74, first_contact.FIRST_CONTACT, first_contact.NAME, named)


def sought_to_understand(child: Child, day: Days) -> Iterator[Step]:
    """Tell how it is first asked what makes coming in hard, and how what helps is planned together."""
    hard = attendance.ComingInIsHard(
        who=child.known_as,
        words="My legs will not go past the gate. I am not being bad. It is the bell and the stairs.",
    )
    yield fact(66, hard, role="teacher", name="hard")
    understood = attendance.SoughtToUnderstand(
        child_view="Drew the stairs at the bell, and a small figure flat against the wall.",
        family_view="Every move began with a bell, the carer thinks. Dad says: loud places, since always.",
        needs_behind_it="Noise, crowds, and not knowing who will be there. Hearing is looked into.",
        here="The stairs at the bell are the worst; the library at ten is the best place in the school.",
        wellbeing="Tired, and glad to be asked. The carer would like somebody to ring who is not in a hurry.",
    )
    yield move(63, ATTENDANCE, attendance.UNDERSTAND, understood, role="teacher")
    agreed = attendance.JointPlanAgreed(
        from_child="The library at ten, by the garden gate, and no stairs at the bell.",
        from_family="The carer walks along to the garden gate. Dad sends a voice message for the morning.",
        setting_does=f"{child.place.teacher} is at the gate; lessons are on the ground floor; a pass to leave early.",
        family_does="The walk, if it is a day for it. On other days a text is enough.",
        learning="Two hours a day with a tutor, and the same book as the class.",
        review_on=day.ago(17),
    )
    yield move(56, ATTENDANCE, attendance.PLAN, agreed, role="teacher", name="joint plan")


def in_touch(child: Child, day: Days) -> Iterator[Step]:
    """Tell how somebody keeps in touch while the child is not in, on the days that were agreed."""
    rhythm = (62, 55, 48, 41, 34, 27, 20, 13, 6)
    agreed = attendance.ContactAgreed(
        how_often="Once a week, a message first; about anything but school, for a start.",
        by_whom=child.place.teacher,
        next_on=day.ago(rhythm[1]),
    )
    yield fact(rhythm[0], agreed, role="teacher")
    said = (
        "A photograph of the library cat. One came back, of a dog.",
        "Talked about the dog for ten minutes. It is called Biscuit.",
        "Left a book at the door. A thumb up in the window.",
        "Laughed at the next photograph. Asked who sits by the window now.",
        "The book is finished. May there be the next one?",
        "Half an hour on the telephone, and a plan for the garden gate.",
        "Came to the garden gate with Biscuit, and went home proud.",
        "Ten minutes in the library. Next week perhaps fifteen.",
    )
    turns = (*rhythm[2:], -4)
    for ago, following, words in zip(rhythm[1:], turns, said, strict=True):
        kept = attendance.KeptInTouch(
            said=words, next_on=day.ago(following) if following > 0 else day.ahead(-following)
        )
        yield fact(ago, kept, role="teacher")


def learning() -> Iterator[Step]:
    """Tell how the authority is told, and arranges what is its own duty: lessons where the child can learn."""
    cannot = attendance.CannotComeForNow(why="What the child and the carer say is enough to begin with.")
    yield fact(60, cannot, role="teacher")
    told = attendance.AuthorityTold(
        to=(PLACED_BY, "the authority they live in"),
        how=How.EMAIL,
        said="Coming in is too hard at present; the school asks for a tutor, and keeps the place and the friends.",
    )
    yield fact(59, told)
    begun = attendance.EducationElsewhere(
        where="With a tutor, at the carer's kitchen table",
        how_much="Two hours on five days, with the class's own books.",
        family_view="Dad: good that it is the same book. The carer: mornings are calm again.",
    )
    yield fact(46, begun, role="authority")


def looked_at_together(child: Child, day: Days) -> Iterator[Step]:
    """Tell how the plan is looked at on its day; and of a shorter day, which is a parent's to say yes to."""
    looked = attendance.JointPlanLookedAt(
        child_view="Nodded at the library, and shook their head at the stairs.",
        family_view="Dad: no hurry. The carer: it is the first half term with breakfast.",
        difference="From the gate to the library. Next: three mornings, for a time.",
    )
    yield fact(18, looked, role="teacher")
    dad = f"{child.known_as}'s dad"
    yes = attendance.ShorterDayTalkedOver(asked=dad, answer=Answer.YES, in_writing=True)
    yield fact(12, yes, name="shorter day")
    begun = attendance.ShorterDayBegun(
        purpose="To come in at all, and to be glad of it.",
        hours="Ten to noon in the library, on three mornings; the tutor on the others.",
        way_back="A lesson more each fortnight, when the child says so.",
        review_on=day.ahead(20),
        ends_on=day.ahead(75),
    )
    yield move(10, ATTENDANCE, attendance.BEGIN_SHORTER_DAY, begun)
    told = attendance.AuthorityTold(to=(PLACED_BY,), how=How.EMAIL, said="Three mornings, for a time, as Dad agreed.")
    yield fact(9, told)
    walks = outings.OutingsPermitted(
        given_by=child.at_home,
        authority=child.authority,
        scope="Walks of an hour with the dog club, in the school's own time",
        answer=Answer.YES,
        evidence=How.IN_PERSON,
        kind="On foot, to the park and back, with two adults",
        until=day.ahead(75),
    )
    yield fact(8, walks, role="teacher", name="walks")

"""Who looks after a child in the nursery and who follows them in Reception; and the first weeks there."""

from collections.abc import Iterator
from datetime import date

from goldenthread.demo.days import Days
from goldenthread.demo.places import PRIMARY
from goldenthread.demo.steps import Child, Step, anew, at, fact, move
from goldenthread.engine.events import Answer, How
from goldenthread.workflows import early_years, first_contact, key_person, move_on, records_transfer, settling
from goldenthread.workflows.first_contact import FIRST_CONTACT
from goldenthread.workflows.move_on import MOVE_ON
from goldenthread.workflows.settling import SETTLING_IN

END_OF_JUNE = (6, 30)


def known_at_nursery(child: Child, day: Days) -> Iterator[Step]:
    """Tell who is there for the child and the family at the nursery."""
    who = child.place.teacher
    yield fact(228, key_person.KeyPersonNamed(person=who, why="Whom the child runs to."), role="teacher")
    yield fact(226, introduced(child, "Is there at the door each morning, and talks with you."), role="teacher")
    yield fact(202, talked(day.ago(120), "Worried about the big hall, and glad to be asked."), role="teacher")
    yield fact(121, talked(day.ago(60), "The visits help us as well."), role="teacher")
    named = first_contact.FirstContactNamed(
        to=(child.at_home,), how=How.IN_PERSON, contact=who, reached="At the door, or by telephone at lunch."
    )
    yield move(228, FIRST_CONTACT, first_contact.NAME, named, role="teacher")


def introduced(child: Child, role: str) -> key_person.KeyPersonIntroduced:
    return key_person.KeyPersonIntroduced(to=(child.at_home,), how=How.IN_PERSON, role=role)


def talked(again_on: date, family_view: str) -> key_person.KeyPersonMet:
    return key_person.KeyPersonMet(
        progress="Sings in front of others, and goes first down the slide.",
        family_view=family_view,
        learning_at_home="Shadows with the torch; counting stairs.",
        again_on=again_on,
    )


def follows_on(child: Child, day: Days) -> Iterator[Step]:
    """Tell how one key person and first contact follows another, so that nobody says anything twice."""
    before, after = child.place.teacher, PRIMARY.teacher
    yield fact(110, first_contact.FirstContactLeaving(last_day=day.ago(82), why="The move to Reception."))
    handed = first_contact.FirstContactHandedOver(
        to=(child.at_home,),
        how=How.IN_PERSON,
        from_whom=before,
        contact=after,
        reached="At the classroom door, or ring the office: an answer within a day.",
        passed_on="All that is on the page, and that mornings are told by voice message.",
    )
    yield move(85, FIRST_CONTACT, first_contact.HAND_OVER, handed, role="teacher")
    changed = key_person.KeyPersonChanged(
        before=before,
        person=after,
        why="The move to Reception.",
        passed_on="Two minutes. The torch. Who the friend is.",
    )
    yield at(PRIMARY, fact(81, changed, role="teacher"))
    yield at(PRIMARY, fact(79, introduced(child, "Meets them at the peg, and rings on Fridays."), role="teacher"))
    yield at(PRIMARY, fact(62, talked(day.ahead(25), "Runs in by now. We miss the nursery."), role="teacher"))


def first_weeks(child: Child, day: Days) -> Iterator[Step]:
    """Tell how the child settles in the school, with the family, and that the family is asked afterwards."""
    entered = fact(81, records_transfer.EnteredRegister(), name="on the register")
    yield at(PRIMARY, anew(entered))
    yield at(PRIMARY, fact(79, records_transfer.NewPupilReturnMade(), strand="on the register"))
    reception = early_years.ReceptionYear(summer=summer_after(day.ago(81)))
    yield at(PRIMARY, fact(80, reception, role="teacher"))
    happy = settling.SettlingTalkedOver(
        asked=child.at_home, answer=Answer.YES, familys_part="Comes in with us until the coat is off."
    )
    yield at(PRIMARY, fact(95, happy, role="teacher"))
    plan = settling.SettlingPlanned(
        steps="Mornings for two weeks, then lunch, then all day.",
        who_is_there=f"{PRIMARY.teacher}; for the family, {PRIMARY.senco}.",
        look_on=day.ago(67),
    )
    yield at(PRIMARY, move(92, SETTLING_IN, settling.PLAN_SETTLING, plan, role="teacher"))
    looked = settling.SettlingLookedAt(
        how_it_goes="Stayed for lunch after one week, by choice.",
        family_view="Tired and happy.",
        trust="The visits; and that nobody was ever carried in.",
        change="All day from Monday.",
    )
    yield at(PRIMARY, fact(68, looked, role="teacher"))
    settled = settling.ChildSettled(family_view="It is their school now.")
    yield at(PRIMARY, move(54, SETTLING_IN, settling.SAY_SETTLED, settled, role="teacher"))
    asked = move_on.FamilyAskedAfter(
        family_view="The visits made it. Please do that for others.",
        child_view="Gave the torch to a new child.",
    )
    yield at(PRIMARY, fact(55, asked, role="teacher"))
    done = move_on.SettledIn(still_watched=f"The big hall at Christmas, by {PRIMARY.teacher}.")
    yield at(PRIMARY, move(50, MOVE_ON, move_on.SETTLE_IN, done, role="teacher"))


def summer_after(day: date) -> int:
    """Return the year of the summer in which a Reception year that begins on a day comes to its end."""
    return day.year + ((day.month, day.day) > END_OF_JUNE)

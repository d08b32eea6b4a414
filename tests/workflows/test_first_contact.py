"""Somebody to talk to: a name that does not change without a handover."""

from goldenthread.engine.clocks import Status
from goldenthread.engine.commands import New
from goldenthread.engine.events import How
from goldenthread.workflows import first_contact
from goldenthread.workflows.first_contact import FIRST_CONTACT
from goldenthread.workflows.with_family import FamilyWelcomed
from tests.story import Story, day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows.samples import a_record


def named(contact: str = "Mrs Okafor") -> first_contact.FirstContactNamed:
    return first_contact.FirstContactNamed(to=(some.MUM,), how=How.IN_PERSON, contact=contact, reached="At the gate")


def handed_over() -> first_contact.FirstContactHandedOver:
    return first_contact.FirstContactHandedOver(
        to=(some.MUM,), how=How.PHONE, from_whom="Mrs Okafor", contact="Mr Bell", reached="Telephone", passed_on="All"
    )


def with_a_name() -> Story:
    story = a_record()
    story.when(first_contact.NAME, named(), on="2 Sep 2024").then(first_contact.NAMED)
    return story


@requirement("S0-32", first_contact.NAME, first_contact.HAND_OVER, first_contact.FirstContactHandedOver)
@requirement("S3-24", first_contact.NAME, first_contact.NAMED, first_contact.FirstContactNamed)
def test_another_name_is_not_given_without_a_handover() -> None:
    story = with_a_name()
    another = story.when(first_contact.NAME, named("Mr Bell"), on="6 Jan 2025")
    another.not_ready(missing=[], possible_from=[FIRST_CONTACT.stages[0]])
    story.when(first_contact.HAND_OVER, handed_over(), on="6 Jan 2025").then(first_contact.NAMED)
    kinds = [one.kind for one in story.case.story(story.strand(FIRST_CONTACT).id)]
    assert kinds == [first_contact.FirstContactNamed, first_contact.FirstContactHandedOver]


@requirement("S0-32", first_contact.HANDED_OVER, first_contact.FirstContactLeaving)
def test_somebody_who_leaves_hands_over_by_their_last_day() -> None:
    story = with_a_name()
    leaving = first_contact.FirstContactLeaving(last_day=day("20 Dec 2024"))
    story.given(leaving, on="2 Dec 2024")
    assert story.stage(FIRST_CONTACT) is first_contact.CHANGING
    assert story.reading(first_contact.HANDED_OVER, "23 Dec 2024").days_late == 3
    story.when(first_contact.HAND_OVER, handed_over(), on="23 Dec 2024").then(first_contact.NAMED)
    assert story.reading(first_contact.HANDED_OVER, "23 Dec 2024").status is Status.MET_LATE


def test_a_second_place_that_the_child_attends_has_a_first_contact_of_its_own() -> None:
    story = with_a_name()
    story.when(first_contact.NAME, named("Ms Ali"), on="3 Sep 2024", strand=New.STRAND).then(first_contact.NAMED)
    assert len(story.case.strands_of("first-contact")) == 2


@requirement("S2-1", first_contact.SencoMadeKnown, first_contact.SencoChanged, first_contact.SENCO_TOLD)
def test_the_family_is_told_who_the_senco_is_and_when_it_changes() -> None:
    story = with_a_name()
    changed = first_contact.SencoChanged(senco="Mr Bell", since=day("28 Apr 2025"))
    story.given(changed, on="28 Apr 2025")
    # Five working days, without the bank holiday on 5 May.
    assert story.reading(first_contact.SENCO_TOLD, "7 May 2025").due == day("6 May 2025")
    assert story.reading(first_contact.SENCO_TOLD, "7 May 2025").status is Status.OVERDUE
    told = first_contact.SencoMadeKnown(
        to=(some.MUM,), how=How.LETTER, senco="Mr Bell", reached="bell@elm.example, Tuesdays", since=day("28 Apr 2025")
    )
    story.given(told, on="7 May 2025")
    assert story.reading(first_contact.SENCO_TOLD, "7 May 2025").status is Status.MET_LATE


@requirement("S0-34", first_contact.WaysToReachUsGiven, first_contact.Reach)
@requirement("S3-51", first_contact.WaysToReachUsGiven, first_contact.Reach)
@requirement("S4-17", first_contact.WaysToReachUsGiven, first_contact.Reach)
def test_the_family_has_a_list_of_whom_they_can_reach_how_and_when() -> None:
    story = with_a_name()
    people = tuple(
        first_contact.Reach(who=who, part=part, how="At the door, or ring", hours="8:30 to 16:00")
        for who, part in (("Miss Hay", "Class teacher"), ("Mrs Okafor", "SENCO"), ("Mr Lee", "Head"))
    )
    given = first_contact.WaysToReachUsGiven(to=(some.MUM,), how=How.LETTER, people=people)
    assert story.given(given, on="3 Sep 2024").event == given
    assert first_contact.Reach.__struct_fields__ == ("who", "part", "how", "hours")


@requirement("S3-1", FamilyWelcomed, first_contact.NAME)
def test_a_family_is_welcomed_and_knows_a_name() -> None:
    story = with_a_name()
    welcomed = FamilyWelcomed(who=(some.MUM,), welcomed_by="Mrs Okafor", how="Tea, in the quiet room")
    record = story.given(welcomed, on="2 Sep 2024")
    assert record.strand is None
    assert record.happened_on == day("2 Sep 2024")
    assert story.stage(FIRST_CONTACT).label == "You know by name whom to talk to first"

"""The key person: named, known to the parents, and talked with again and again."""

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import How
from goldenthread.workflows import key_person
from goldenthread.workflows.key_person import KEY_PERSON
from tests.story import Story, day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows import samples_everyday as every
from tests.workflows.samples import a_record


def named() -> Story:
    story = a_record()
    story.given(key_person.KeyPersonNamed(person="Mr Bell", why="Sam goes to him."), on="2 Sep 2024")
    return story


def introduced() -> key_person.KeyPersonIntroduced:
    return key_person.KeyPersonIntroduced(to=(some.MUM,), how=How.IN_PERSON, role="Knows Sam best, and talks with you.")


def talk(again_on: str) -> key_person.KeyPersonMet:
    return key_person.KeyPersonMet(
        progress="He sings.", family_view="He worries at night.", learning_at_home="Counting", again_on=day(again_on)
    )


@requirement("S0-49", key_person.KeyPersonNamed, key_person.KeyPersonChanged, key_person.PARENTS_TOLD)
def test_the_parents_are_told_the_name_and_the_role_and_who_it_was_stays_on_record() -> None:
    story = named()
    assert story.stage(KEY_PERSON) is key_person.THERE
    assert story.reading("parents-told", "2 Sep 2024").due == day("9 Sep 2024")
    story.given(introduced(), on="3 Sep 2024")
    changed = key_person.KeyPersonChanged(
        before="Mr Bell", person="Ms Lee", why="He has left.", passed_on="All that Sam's mum told him."
    )
    record = story.given(changed, on="6 Jan 2025")
    told = story.readings("parents-told", "20 Jan 2025")
    assert [one.status for one in told] == [Status.MET, Status.OVERDUE]
    assert every.sentence(record) == "Ms Lee became Sam's key person after Mr Bell"
    assert len(story.case.story(record.strand).of((key_person.KeyPersonNamed, key_person.KeyPersonChanged))) == 2


@requirement("S4-9", key_person.KeyPersonMet, key_person.KeyPersonIntroduced)
def test_the_key_person_stands_by_parents_as_those_who_teach_their_child() -> None:
    assert "learning_at_home" in every.must_say(key_person.KeyPersonMet)
    assert "role" in every.must_say(key_person.KeyPersonIntroduced)
    record = named().given(introduced(), on="3 Sep 2024")
    assert every.sentence(record) == "Sam's mum was told who Sam's key person is, and what a key person does"


@requirement("S4-10", key_person.FIRST_TALK, key_person.NEXT_TALK, key_person.KeyPersonMet)
def test_they_talk_and_say_when_they_will_talk_again() -> None:
    story = named()
    assert story.reading(key_person.FIRST_TALK, "2 Sep 2024").due == day("14 Oct 2024")
    assert story.reading(key_person.FIRST_TALK, "15 Oct 2024").status is Status.OVERDUE
    story.given(talk("29 Nov 2024"), on="16 Oct 2024")
    assert story.reading(key_person.FIRST_TALK, "17 Oct 2024").status is Status.MET_LATE
    assert story.reading(key_person.NEXT_TALK, "2 Dec 2024").days_late == 3
    story.given(talk("31 Jan 2025"), on="2 Dec 2024")
    statuses = [one.status for one in story.readings(key_person.NEXT_TALK, "3 Dec 2024")]
    assert statuses == [Status.MET_LATE, Status.RUNNING]
    assert {"progress", "family_view", "again_on"} <= every.must_say(key_person.KeyPersonMet)


def test_a_child_who_has_moved_on_has_no_key_person_here() -> None:
    story = named()
    story.given(key_person.KeyPersonNoLongerNeeded(), on="1 Oct 2024")
    assert story.reading(key_person.FIRST_TALK, "1 Nov 2024").status is Status.FELL_AWAY
    assert story.stage(KEY_PERSON) is key_person.GONE

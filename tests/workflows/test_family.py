"""What each adult of the family needs and prefers: told once, private to them, and looked at first."""

import pytest

from goldenthread.engine.events import Answer, Event
from goldenthread.workflows import family
from goldenthread.workflows.family import (
    AdultNeedsAnswered,
    AdultNeedsTold,
    CommunicationNeedsTold,
    ContactPreferred,
    Format,
    RecognitionPreferred,
    StrengthsSeen,
    ToldInConfidence,
    Way,
    WaysToTakePartPreferred,
    WellbeingAskedAfter,
    known_of,
)
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.vocabulary import PRIVATE_TO_PARENT
from tests.story import Story
from tests.trace import requirement
from tests.workflows import samples_rights as some
from tests.workflows.samples import a_record


def reached(times: str = "After six") -> ContactPreferred:
    return ContactPreferred(person=some.MUM, adult="Priya Oak", ways=(Way.TEXT, Way.AT_HOME), times=times)


def takes_part() -> WaysToTakePartPreferred:
    return WaysToTakePartPreferred(
        person=some.MUM, offered=tuple(Way), chosen=(Way.VIDEO, Way.ELSEWHERE), notice="Two weeks, and a text before"
    )


def understands() -> CommunicationNeedsTold:
    return CommunicationNeedsTold(
        person=some.MUM,
        language="Punjabi",
        interpreter=True,
        formats=(Format.EASY_READ, Format.SPOKEN),
        reading="A little; short sentences",
        adjustments="A quiet room",
    )


def told() -> Story:
    story = a_record()
    for event in (reached(), takes_part(), understands()):
        story.given(event, on="2 Sep 2024")
    return story


@requirement("S0-10", ContactPreferred, CommunicationNeedsTold, known_of)
def test_what_a_family_needs_and_prefers_is_there_to_be_looked_at_before_they_are_contacted() -> None:
    story = told()
    again = story.given(reached("Only on Tuesdays"), on="6 Jan 2025")
    profile = known_of(story.case.story(), some.MUM)
    assert {one.kind for one in profile} == {ContactPreferred, WaysToTakePartPreferred, CommunicationNeedsTold}
    assert again in profile
    assert len(profile) == 3


@requirement("S0-68", ContactPreferred, family.TOLD_ONCE, known_of)
def test_a_mother_of_three_tells_it_once_and_each_childs_record_stays_its_own() -> None:
    elder, younger = told(), a_record()
    younger.given(some.sharing_with("The clinic", Answer.YES), on="2 Sep 2024")
    assert known_of(younger.case.story(), some.MUM) == ()
    assert len(known_of(elder.case.story(), some.MUM)) == 3  # by her name, whichever child it was told for
    assert known_of(elder.case.story(), some.DAD) == ()
    assert not any(one in younger.case.records for one in elder.case.records)
    assert all("person" in some.clear_fields(one) & some.asked_always(one) for one in family.TOLD_ONCE)


@requirement("S0-25", WaysToTakePartPreferred, Way)
def test_a_range_of_ways_to_take_part_is_offered_and_what_suits_is_kept() -> None:
    assert {"offered", "chosen", "notice"} <= some.asked_always(WaysToTakePartPreferred)
    wanted = {"face-to-face", "at-home", "elsewhere", "phone", "video", "text", "letter", "diary", "voice"}
    assert {str(one) for one in Way} >= wanted


@requirement("S3-31", CommunicationNeedsTold, Format)
def test_in_what_form_an_adult_can_use_what_is_written_is_asked() -> None:
    assert {"language", "interpreter", "formats"} <= some.asked_always(CommunicationNeedsTold)
    assert "How much do they read, and what makes it easier?" in some.questions(CommunicationNeedsTold)
    assert {str(one) for one in Format} >= {"plain", "easy-read", "large-print", "braille", "audio", "translated"}


@requirement("S3-10", AdultNeedsTold, CommunicationNeedsTold, PRIVATE_TO_PARENT)
@pytest.mark.parametrize("event", family.TOLD_ONCE)
def test_what_an_adult_tells_of_themselves_is_private_to_them_and_nobody_can_see_that_it_is_there(
    event: type[Event],
) -> None:
    story = told()
    assert some.in_sight(story) == []
    assert event.kept is PRIVATE_TO_PARENT
    assert "parent" in JOURNEY.may_record(event)
    assert some.clear_fields(event) <= {"person", "needs"}


def needs() -> AdultNeedsTold:
    return AdultNeedsTold(
        person=some.MUM, needs="I cannot do mornings.", how_asked="Over tea", may_know="Mrs Okafor only"
    )


@requirement("S3-15", AdultNeedsTold, AdultNeedsAnswered, WellbeingAskedAfter)
def test_what_a_parent_needs_for_themselves_is_asked_and_answered_one_by_one() -> None:
    story = a_record()
    asked = story.given(needs(), on="2 Sep 2024")
    answer = AdultNeedsAnswered(person=some.MUM, done="Meetings after two", adult_says="Better", needs=asked.id)
    assert story.given(answer, on="4 Sep 2024").clear("needs") == asked.id
    story.given(WellbeingAskedAfter(person=some.MUM, said="Tired", offered="A parents' group"), on="4 Sep 2024")
    assert {one.kind for one in known_of(story.case.story(), some.MUM)} == {
        AdultNeedsTold,
        AdultNeedsAnswered,
        WellbeingAskedAfter,
    }


@requirement("S3-16", StrengthsSeen)
def test_what_a_family_is_good_at_is_written_down_and_in_whose_words() -> None:
    assert {"strengths", "in_whose_words"} <= some.asked_always(StrengthsSeen)
    story = a_record()
    strengths = StrengthsSeen(person=some.MUM, strengths="Patient; makes pictures", in_whose_words="Her own")
    assert story.given(strengths, on="2 Sep 2024") in known_of(story.case.story(), some.MUM)


@requirement("S4-8", ToldInConfidence)
def test_what_is_told_in_confidence_is_kept_apart_and_says_who_may_know() -> None:
    story = a_record()
    secret = ToldInConfidence(person=some.MUM, words="I am ill.", may_know="Mrs Okafor")
    story.given(secret, on="2 Sep 2024")
    assert some.in_sight(story) == []
    assert "may_know" in some.asked_always(ToldInConfidence)
    assert some.clear_fields(ToldInConfidence) == {"person"}


@requirement("S2-39", RecognitionPreferred)
def test_a_child_says_how_they_like_to_be_praised_and_how_not() -> None:
    story = a_record()
    likes = RecognitionPreferred(likes="A note home", not_this="To stand at the front", who_says="Sam, with pictures")
    assert story.given(likes, on="2 Sep 2024") in some.in_sight(story)
    assert "child" in JOURNEY.may_record(RecognitionPreferred)
    assert "What should we not do?" in some.questions(RecognitionPreferred)

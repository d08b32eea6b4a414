"""Permissions: which answers stand on a day."""

from datetime import timedelta

import pytest

from goldenthread.engine import Answer
from goldenthread.engine.permissions import Standing, in_force, permissions, stands
from goldenthread.engine.records import EnteredInError, Record, Withdrawn
from tests.engine.made_up_garden import asked, in_the_garden, key, neighbours, photograph
from tests.story import Story, day


@pytest.fixture
def story() -> Story:
    return in_the_garden()


def standing(story: Story, record: Record, on: str) -> Standing:
    (found,) = [one for one in permissions(story.case.story(), day(on)) if one.asked == record]
    return found.standing


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer.YES, Standing.GIVEN),
        (Answer.WITH_RESERVATIONS, Standing.GIVEN),
        (Answer.NO, Standing.REFUSED),
        (Answer.NOT_REACHED, Standing.NOT_REACHED),
    ],
)
def test_an_answer_is_not_a_no_because_nobody_was_reached(story: Story, answer: Answer, expected: Standing) -> None:
    assert standing(story, story.given(key(answer), on="1 Sep 2025"), "2 Sep 2025") is expected
    assert standing(story, story.given(neighbours(answer), on="1 Sep 2025"), "2 Sep 2025") is expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("9 Sep 2025", Standing.NOT_YET),
        ("10 Sep 2025", Standing.GIVEN),
        ("20 Sep 2025", Standing.GIVEN),
        ("21 Sep 2025", Standing.ENDED),
    ],
)
def test_a_consent_stands_from_its_first_day_to_its_last(story: Story, on: str, expected: Standing) -> None:
    record = story.given(key(starts_on=day("10 Sep 2025"), until=day("20 Sep 2025")), on="1 Sep 2025")
    assert standing(story, record, on) is expected


def test_a_consent_does_not_stand_before_the_day_it_was_given_whatever_it_says(story: Story) -> None:
    record = story.given(key(starts_on=day("1 Aug 2025")), on="1 Sep 2025")
    assert standing(story, record, "31 Aug 2025") is Standing.NOT_YET
    assert standing(story, record, "1 Sep 2025") is Standing.GIVEN


def test_taking_a_permission_back_works_from_that_day_on(story: Story) -> None:
    record = story.given(photograph(), on="1 Sep 2025")
    story.given(Withdrawn(record=record.id, who="Robin"), on="10 Sep 2025")
    assert standing(story, record, "9 Sep 2025") is Standing.GIVEN
    assert standing(story, record, "10 Sep 2025") is Standing.WITHDRAWN


def test_taking_back_a_permission_in_error_leaves_it_standing(story: Story) -> None:
    record = story.given(photograph(), on="1 Sep 2025")
    mark = story.given(Withdrawn(record=record.id, who="Robin"), on="10 Sep 2025")
    story.given(EnteredInError(record=mark.id, why="That was Wren"), on="11 Sep 2025")
    assert standing(story, record, "12 Sep 2025") is Standing.GIVEN


def test_a_permission_given_anew_stands_although_the_one_before_was_taken_back(story: Story) -> None:
    first = story.given(photograph(), on="1 Sep 2025")
    story.given(Withdrawn(record=first.id, who="Robin"), on="10 Sep 2025")
    second = story.given(photograph(), on="12 Sep 2025")
    assert in_force(story.case.story(), day("13 Sep 2025")) == [second]


def test_an_agreement_may_be_taken_back_too_but_is_not_a_consent_in_force(story: Story) -> None:
    record = story.given(neighbours(Answer.YES), on="1 Sep 2025")
    assert stands(record, story.case.story(), day("2 Sep 2025"))
    assert in_force(story.case.story(), day("2 Sep 2025")) == []
    story.given(Withdrawn(record=record.id, who="Wren"), on="3 Sep 2025")
    assert not stands(record, story.case.story(), day("3 Sep 2025"))


def test_a_plain_fact_stands_from_the_day_it_happened(story: Story) -> None:
    record = story.given(asked(), on="1 Sep 2025")
    told = story.case.story()
    assert [stands(record, told, day("1 Sep 2025") + timedelta(days=n)) for n in (-1, 0, 1)] == [False, True, True]
    assert permissions(told, day("1 Sep 2025")) == []

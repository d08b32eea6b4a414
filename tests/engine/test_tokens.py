"""Version tokens: what somebody had seen of a case, named without a number."""

from uuid import UUID

import pytest

from goldenthread.engine.tokens import seen_by, token
from tests.engine.made_up_garden import Remarked, in_the_garden
from tests.story import CASE, Story


@pytest.fixture
def story() -> Story:
    told = in_the_garden()
    for on in ("1 Sep 2025", "2 Sep 2025", "3 Sep 2025"):
        told.given(Remarked(), on=on)
    return told


def test_a_token_names_how_much_had_been_seen(story: Story) -> None:
    records = story.case.records
    for seen in range(4):
        assert seen_by(CASE, records, token(CASE, records[:seen])) == seen


def test_a_token_of_another_case_or_of_nothing_at_all_names_nothing(story: Story) -> None:
    records = story.case.records
    assert seen_by(CASE, records, token(UUID(int=1), records)) is None
    assert seen_by(CASE, records, "") is None
    assert seen_by(CASE, records[:2], token(CASE, records)) is None


def test_a_token_of_what_some_may_not_see_names_nothing_for_them(story: Story) -> None:
    first, _, third = story.case.records
    assert seen_by(CASE, (first, third), token(CASE, story.case.records[:2])) is None
    assert seen_by(CASE, (first, third), token(CASE, (first, third))) == 2


def test_tokens_are_short_safe_in_a_header_and_differ(story: Story) -> None:
    made = {token(CASE, story.case.records[:n]) for n in range(4)}
    assert len(made) == 4
    assert all(len(one) == 16 and one.replace("-", "").replace("_", "").isalnum() for one in made)

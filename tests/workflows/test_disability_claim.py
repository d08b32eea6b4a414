"""A claim of disability discrimination: six months from the act, and since July 2020 no August rule."""

from dataclasses import replace

import pytest

from goldenthread.engine.events import Event
from goldenthread.engine.windows import Standing
from goldenthread.engine.workflow import Stage
from goldenthread.workflows import disability_claim as claim
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.disability_claim import DISABILITY_CLAIM
from tests.story import Story, day
from tests.workflows.samples import a_record


@pytest.fixture
def story() -> Story:
    return a_record()


@pytest.mark.parametrize(
    ("done", "last"),
    [("15 Jan 2025", "15 Jul 2025"), ("10 Feb 2025", "10 Aug 2025"), ("31 Aug 2025", "28 Feb 2026")],
)
def test_it_is_made_within_six_months_of_what_was_done(story: Story, done: str, last: str) -> None:
    story.given(claim.TreatedUnfairly(what="Left out of the trip"), on=done)
    assert story.window(claim.CLAIM, done).last_day == day(last)


def test_what_went_on_for_a_time_counts_from_its_last_day(story: Story) -> None:
    story.given(claim.TreatedUnfairly(what="Sent home at lunch"), on="15 Jan 2025")
    story.given(claim.TreatedUnfairly(what="Sent home at lunch again"), on="3 Mar 2025")
    assert story.window(claim.CLAIM, "4 Mar 2025").last_day == day("3 Sep 2025")


@pytest.mark.parametrize(("done", "last"), [("10 Feb 2020", "1 Sep 2020"), ("25 Jun 2020", "4 Jan 2021")])
def test_until_july_2020_it_moved_out_of_august_and_christmas(story: Story, done: str, last: str) -> None:
    story.given(claim.TreatedUnfairly(what="Left out of the trip"), on=done)
    assert story.window(claim.CLAIM_UNTIL_2020, done).last_day == day(last)
    assert story.windows(claim.CLAIM, done) == []


@pytest.mark.parametrize(("done", "mine"), [("20 Jul 2020", claim.CLAIM_UNTIL_2020), ("21 Jul 2020", claim.CLAIM)])
def test_the_day_the_rule_changed(story: Story, done: str, mine: object) -> None:
    story.given(claim.TreatedUnfairly(what="Left out of the trip"), on=done)
    found = [one for one in (claim.CLAIM, claim.CLAIM_UNTIL_2020) if story.windows(one, done)]
    assert found == [mine]


def test_whether_the_first_day_counts_can_be_read_either_way(story: Story) -> None:
    story.given(claim.TreatedUnfairly(what="Left out of the trip"), on="15 Jan 2025")
    assert "Mon 14 Jul 2025" in story.window(claim.CLAIM, "16 Jan 2025").working
    story.calendar = replace(ENGLAND, readings={"disability-claim-months": "counting_the_first"})
    assert story.window(claim.CLAIM, "16 Jan 2025").last_day == day("14 Jul 2025")


def test_it_is_the_family_s_time_and_they_may_use_it_or_let_it_go(story: Story) -> None:
    story.given(claim.TreatedUnfairly(what="Left out of the trip"), on="15 Jan 2025")
    assert story.window(claim.CLAIM, "15 Jul 2025").standing is Standing.OPEN
    assert story.window(claim.CLAIM, "16 Jul 2025").standing is Standing.CLOSED
    story.given(claim.ClaimMade(), on="1 Jul 2025")
    assert story.window(claim.CLAIM, "16 Jul 2025").standing is Standing.USED


def test_its_way(story: Story) -> None:
    steps: list[tuple[Event, str, Stage]] = [
        (claim.TreatedUnfairly(what="Left out of the trip"), "15 Jan 2025", claim.THOUGHT_UNFAIR),
        (claim.ClaimMade(), "1 Jul 2025", claim.CLAIMED),
        (claim.ClaimAnswered(), "1 Sep 2025", claim.ANSWERED),
        (claim.ClaimDecided(decided="An apology by Christmas"), "1 Dec 2025", claim.DECIDED),
    ]
    for event, on, stage in steps:
        story.given(event, on=on)
        assert story.stage(DISABILITY_CLAIM) is stage
    story.given(claim.ClaimMade(), on="2 Dec 2025")
    story.given(claim.ClaimWithdrawn(), on="3 Dec 2025")
    assert [one.stage for one in story.case.strands_of("disability-claim")] == ["decided", "withdrawn"]

"""A request for somebody who is detained: twenty weeks, owed by the home authority."""

import pytest

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import How
from goldenthread.workflows import detained
from goldenthread.workflows.challenging import APPEAL
from goldenthread.workflows.detained import DETAINED_STORY, DetainedRequester
from tests.story import Story, day
from tests.workflows.samples import a_record


def request(requester: DetainedRequester = DetainedRequester.IN_CHARGE) -> detained.DetainedRequestReceived:
    return detained.DetainedRequestReceived(requester=requester, form=How.LETTER, words="Please assess.")


def plan() -> detained.DetainedPlanSent:
    return detained.DetainedPlanSent(
        needs="Reading",
        outcomes="Reads a paper",
        provision="One hour a day",
        kind_of_setting="Where he is",
        reasons="All agree",
        criteria="CFA s.37",
        evidence=(),
        heard=(),
        authority="Head of SEN",
        rights_explained="Letter",
    )


def refusal() -> detained.DetainedRefused:
    return detained.DetainedRefused(
        reasons="Not needed",
        criteria="CFA s.37",
        evidence=(),
        heard=(),
        authority="Head of SEN",
        rights_explained="Letter",
    )


@pytest.fixture
def story() -> Story:
    return a_record()


@pytest.mark.parametrize("requester", list(DetainedRequester))
def test_the_home_authority_has_twenty_weeks_from_the_request(story: Story, requester: DetainedRequester) -> None:
    story.given(request(requester), on="18 Dec 2023")
    reading = story.reading(detained.FINAL_PLAN, "7 May 2024")
    assert (reading.due, reading.status) == (day("6 May 2024"), Status.OVERDUE)  # over a leap day, to a bank holiday
    assert story.stage(DETAINED_STORY) is detained.REQUESTED
    story.given(plan(), on="8 May 2024")
    assert story.reading(detained.FINAL_PLAN, "8 May 2024").days_late == 2
    assert story.stage(DETAINED_STORY) is detained.PLAN_MADE


def test_a_word_from_somebody_else_starts_the_same_clock_and_the_earliest_counts(story: Story) -> None:
    story.given(request(), on="10 Sep 2025")
    story.given(detained.DetainedBroughtToAttention(who="A chaplain", why="He cannot read."), on="1 Sep 2025")
    assert story.reading(detained.FINAL_PLAN, "10 Sep 2025").due == day("19 Jan 2026")


def test_what_excuses_it_adds_no_days(story: Story) -> None:
    story.given(request(), on="1 Sep 2025")
    excused = detained.DetainedTimeExcused(
        ground=detained.DetainedGround.AWAY,
        starts_on=day("1 Dec 2025"),
        because="He was in hospital.",
        decided_by="Head of SEN",
    )
    story.given(excused, on="5 Jan 2026")
    reading = story.reading(detained.FINAL_PLAN, "20 Jan 2026")
    assert (reading.due, reading.status) == (day("19 Jan 2026"), Status.DISAPPLIED)


def test_a_refusal_or_a_withdrawal_ends_it_and_a_refusal_may_be_challenged(story: Story) -> None:
    story.given(request(), on="1 Sep 2025")
    story.given(refusal(), on="15 Dec 2025")
    assert story.stage(DETAINED_STORY) is detained.REFUSED
    assert story.reading(detained.FINAL_PLAN, "20 Jan 2026").status is Status.FELL_AWAY
    assert day("15 Feb 2026") in [one.last_day for one in story.windows(APPEAL, "16 Dec 2025")]
    story.given(request(), on="1 Sep 2026")
    story.given(detained.DetainedRequestWithdrawn(), on="2 Sep 2026")
    assert story.stage(DETAINED_STORY) is detained.WITHDRAWN

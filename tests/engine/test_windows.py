"""Time that belongs to somebody: open, used or closed, and nobody is ever late in it."""

from dataclasses import replace

import pytest

from goldenthread.engine import Window, days_of, each
from goldenthread.engine.windows import Standing, look
from tests.engine import made_up as garden
from tests.engine.made_up_garden import in_the_garden, offered
from tests.story import Story, day


@pytest.fixture
def story() -> Story:
    return in_the_garden()


@pytest.mark.parametrize(("today", "standing"), [("21 Jul 2025", Standing.OPEN), ("22 Jul 2025", Standing.CLOSED)])
def test_a_window_is_closed_from_the_day_after_its_last(story: Story, today: str, standing: Standing) -> None:
    story.given(garden.Refused(), on="21 May 2025")
    reading = story.window(garden.APPEAL, today)
    assert (reading.last_day, reading.standing) == (day("21 Jul 2025"), standing)


def test_the_later_of_two_days_counts_and_is_moved_on_by_its_rule(story: Story) -> None:
    story.given(garden.Refused(), on="20 May 2025")
    story.given(garden.CertificateGiven(), on="10 Aug 2025")
    reading = story.window(garden.APPEAL, "11 Aug 2025")
    assert (reading.last_day, reading.standing) == (day("1 Oct 2025"), Standing.OPEN)
    assert reading.working == (
        "Tue 20 May 2025 and 2 months is Sun 20 Jul 2025; or Sun 10 Aug 2025 and 1 month is Wed 10 Sep 2025;"
        " the later counts; moved on to Wed 1 Oct 2025"
    )


def test_a_right_that_was_used_stays_used(story: Story) -> None:
    story.given(garden.Refused(), on="20 May 2025")
    story.given(garden.AppealMade(), on="1 Jun 2025")
    assert story.window(garden.APPEAL, "31 May 2025").standing is Standing.OPEN
    assert story.window(garden.APPEAL, "1 Jun 2025").standing is Standing.USED
    assert story.window(garden.APPEAL, "1 Dec 2025").standing is Standing.USED


def test_a_right_that_was_given_back_may_be_used_again_until_its_last_day(story: Story) -> None:
    window = replace(garden.APPEAL, given_back=garden.AppealAnswered)
    story.given(garden.Refused(), on="20 May 2025")
    story.given(garden.AppealMade(), on="1 Jun 2025")
    story.given(garden.AppealAnswered(), on="2 Jun 2025")
    assert garden.AppealAnswered in window.heeds()

    def stands(today: str) -> Standing:
        (reading,) = look(window, story.case.story(), day(today), story.calendar)
        return reading.standing

    assert stands("1 Jun 2025") is Standing.USED
    assert stands("2 Jun 2025") is Standing.OPEN
    assert window.over(story.case.story(), day("21 Jul 2025"), story.calendar) == ()
    assert stands("22 Jul 2025") is Standing.CLOSED
    story.given(garden.AppealMade(), on="5 Jun 2025", written="22 Jul 2025")
    assert stands("22 Jul 2025") is Standing.USED


def test_what_was_done_before_a_window_opened_does_not_use_it(story: Story) -> None:
    story.given(garden.AppealMade(), on="1 May 2025")
    story.given(garden.Refused(), on="20 May 2025")
    assert story.window(garden.APPEAL, "21 May 2025").standing is Standing.OPEN


def test_a_right_falls_away_with_what_gave_it(story: Story) -> None:
    story.given(garden.Refused(), on="20 May 2025")
    story.given(garden.MindChanged(), on="1 Jun 2025")
    reading = story.window(garden.APPEAL, "2 Jun 2025")
    assert (reading.standing, reading.fell_away) == (Standing.CLOSED, True)


def test_a_right_that_had_lapsed_before_then_did_not_fall_away(story: Story) -> None:
    story.given(garden.Refused(), on="20 May 2025")
    story.given(garden.MindChanged(), on="1 Aug 2025")
    assert not story.window(garden.APPEAL, "2 Aug 2025").fell_away


def test_a_window_closes_early_by_the_word_of_whoever_has_it(story: Story) -> None:
    story.given(offered(), on="1 Sep 2025")
    story.given(garden.OfferLiked(), on="2 Sep 2025")
    assert story.window(garden.TIME_TO_THINK, "2 Sep 2025").standing is Standing.CLOSED


def test_a_second_offer_gives_the_whole_time_again(story: Story) -> None:
    story.given(offered(), on="1 Sep 2025")
    story.given(offered(), on="5 Sep 2025")
    reading = story.window(garden.TIME_TO_THINK, "9 Sep 2025")
    assert (reading.last_day, reading.standing) == (day("11 Sep 2025"), Standing.OPEN)


def test_time_opened_more_than_once_is_allowed_when_all_of_it_is(story: Story) -> None:
    window = Window(
        "viewings",
        "Time to look",
        opens=each(garden.HazardSeen),
        lasts=days_of(7),
        held_by=garden.GROWER,
        law=garden.ACT(1),
    )
    first = story.given(garden.HazardSeen(), on="1 Sep 2025")
    second = story.given(garden.HazardSeen(), on="5 Sep 2025")
    told = story.case.story()
    assert window.over(told, day("9 Sep 2025"), story.calendar) == ()
    assert window.over(told, day("13 Sep 2025"), story.calendar) == (first, second)
    assert window.over(told, day("31 Aug 2025"), story.calendar) == ()

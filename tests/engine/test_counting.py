"""Days are counted as the law counts them: every date here was worked out by hand, with a printed calendar."""

import pytest

from goldenthread.engine import (
    AT_ONCE,
    Calendar,
    Local,
    days_beginning_with,
    days_of,
    months_beginning_with,
    months_of,
    session_days_after,
    weeks_of,
    working_days_beginning_with,
    working_days_of,
    working_days_outside,
    years_of,
)
from goldenthread.engine.calendars import Period
from goldenthread.engine.due import Year
from tests.engine import made_up
from tests.engine.made_up_garden import GARDEN
from tests.story import Story, day

ENGLAND = Calendar(
    bank_holidays=frozenset(
        map(
            day,
            (
                "29 Mar 2024",  # Good Friday
                "1 Apr 2024",  # Easter Monday
                "6 May 2024",
                "27 May 2024",
                "26 Aug 2024",
                "25 Dec 2024",
                "26 Dec 2024",
                "1 Jan 2025",
                "18 Apr 2025",  # Good Friday
                "21 Apr 2025",  # Easter Monday
                "5 May 2025",
                "26 May 2025",
                "25 Aug 2025",
                "25 Dec 2025",
                "26 Dec 2025",
                "1 Jan 2026",
                "27 Dec 2027",  # Christmas Day is a Saturday
                "28 Dec 2027",  # so is Boxing Day's Sunday made up
            ),
        )
    ),
    closed=((day("27 Oct 2025"), day("31 Oct 2025")), (day("22 Dec 2025"), day("2 Jan 2026"))),
)


def last(period: Period, start: str) -> str:
    end = period.end(day(start), ENGLAND)
    return f"{end.day} {end:%b %Y}"


@pytest.mark.parametrize(
    ("weeks", "start", "end"),
    [
        (6, "1 Sep 2025", "13 Oct 2025"),  # statutory reference 0.2
        (16, "1 Sep 2025", "22 Dec 2025"),
        (20, "1 Sep 2025", "19 Jan 2026"),
        (6, "13 Nov 2025", "25 Dec 2025"),  # a bank holiday does not move it
        (2, "6 Sep 2025", "20 Sep 2025"),  # nor does a Saturday
        (1, "22 Feb 2024", "29 Feb 2024"),
        (52, "29 Feb 2024", "27 Feb 2025"),
    ],
)
def test_weeks_end_on_the_same_day_of_the_week_whatever_day_that_is(weeks: int, start: str, end: str) -> None:
    assert last(weeks_of(weeks), start) == end


@pytest.mark.parametrize(
    ("days", "start", "end"),
    [(15, "1 Dec 2025", "15 Dec 2025"), (1, "1 Dec 2025", "1 Dec 2025"), (15, "15 Feb 2024", "29 Feb 2024")],
)
def test_days_beginning_with_a_day_count_that_day(days: int, start: str, end: str) -> None:
    assert last(days_beginning_with(days), start) == end


@pytest.mark.parametrize(
    ("days", "start", "end"),
    [(15, "1 Dec 2025", "16 Dec 2025"), (30, "31 Jan 2024", "1 Mar 2024"), (30, "31 Jan 2025", "2 Mar 2025")],
)
def test_days_of_a_day_do_not_count_that_day_and_are_calendar_days(days: int, start: str, end: str) -> None:
    assert last(days_of(days), start) == end


@pytest.mark.parametrize(
    ("days", "start", "end"),
    [
        (3, "17 Apr 2025", "24 Apr 2025"),  # over Easter: Tuesday, Wednesday, Thursday
        (3, "24 Dec 2025", "31 Dec 2025"),  # Christmas: Monday 29, Tuesday 30, Wednesday 31
        (5, "24 Dec 2025", "5 Jan 2026"),  # and New Year's Day is not counted either
        (1, "22 Aug 2025", "26 Aug 2025"),  # Friday before the August holiday
        (3, "23 Dec 2027", "30 Dec 2027"),  # the substitute days: 24, 29, 30
        (1, "6 Sep 2025", "8 Sep 2025"),  # from a Saturday
    ],
)
def test_working_days_leave_out_the_first_day_weekends_and_bank_holidays(days: int, start: str, end: str) -> None:
    assert last(working_days_of(days), start) == end


@pytest.mark.parametrize(
    ("days", "start", "end"),
    [
        (15, "1 Sep 2025", "19 Sep 2025"),  # Monday is day one
        (15, "6 Sep 2025", "26 Sep 2025"),  # a Saturday: Monday 8 is day one
        (1, "18 Apr 2025", "22 Apr 2025"),  # Good Friday: Tuesday is day one
        (2, "17 Apr 2025", "22 Apr 2025"),
    ],
)
def test_working_days_beginning_with_a_day_count_it_if_it_is_one(days: int, start: str, end: str) -> None:
    assert last(working_days_beginning_with(days), start) == end


@pytest.mark.parametrize(
    ("days", "start", "end"),
    [
        (5, "28 Jul 2025", "2 Sep 2025"),  # 29, 30, 31 July, then 1 and 2 September: nothing in August
        (1, "31 Jul 2025", "1 Sep 2025"),
        (1, "15 Aug 2025", "1 Sep 2025"),
        (3, "23 Dec 2025", "5 Jan 2026"),  # Wednesday 24, then Friday 2 and Monday 5
        (30, "30 Jun 2025", "9 Sep 2025"),  # 23 in July, five in the first week of September, then 8 and 9
    ],
)
def test_working_days_outside_august_and_christmas_count_nothing_in_them(days: int, start: str, end: str) -> None:
    outside = working_days_outside(
        days,
        lambda one: one.month == 8 or (one.month, one.day) >= (12, 25) or (one.month, one.day) == (1, 1),
        "working days outside August and Christmas",
    )
    assert last(outside, start) == end


@pytest.mark.parametrize(
    ("days", "start", "end"),
    [
        (5, "22 Oct 2025", "5 Nov 2025"),  # 23, 24, then half the week after the break: 3, 4, 5
        (1, "24 Oct 2025", "3 Nov 2025"),
        (15, "1 Dec 2025", "5 Jan 2026"),  # fourteen to Friday 19, then the first day back
        (1, "1 Nov 2025", "3 Nov 2025"),
    ],
)
def test_days_in_session_leave_out_the_days_a_place_is_closed(days: int, start: str, end: str) -> None:
    assert last(session_days_after(days), start) == end


@pytest.mark.parametrize(
    ("months", "start", "end"),
    [
        (2, "20 May 2025", "20 Jul 2025"),
        (1, "31 Jan 2025", "28 Feb 2025"),
        (1, "31 Jan 2024", "29 Feb 2024"),
        (1, "31 Aug 2025", "30 Sep 2025"),
        (5, "30 Sep 2025", "28 Feb 2026"),
        (12, "29 Feb 2024", "28 Feb 2025"),
        (2, "31 Dec 2025", "28 Feb 2026"),
        (1, "30 Nov 2025", "30 Dec 2025"),
    ],
)
def test_months_end_on_the_corresponding_date_or_the_last_of_the_month(months: int, start: str, end: str) -> None:
    assert last(months_of(months), start) == end


@pytest.mark.parametrize(
    ("months", "start", "end"),
    [
        (12, "10 Mar 2025", "9 Mar 2026"),
        (12, "1 Mar 2024", "28 Feb 2025"),
        (12, "1 Mar 2023", "29 Feb 2024"),
        (3, "1 Jan 2025", "31 Mar 2025"),
    ],
)
def test_months_beginning_with_a_day_end_the_day_before_the_corresponding_date(
    months: int, start: str, end: str
) -> None:
    assert last(months_beginning_with(months), start) == end


def test_years_end_on_the_corresponding_date_or_the_last_of_february() -> None:
    assert last(years_of(1), "29 Feb 2024") == "28 Feb 2025"
    assert last(years_of(4), "29 Feb 2024") == "29 Feb 2028"
    assert last(years_of(3), "1 Sep 2025") == "1 Sep 2028"


def test_at_once_is_the_same_day_even_on_a_sunday() -> None:
    assert last(AT_ONCE, "7 Sep 2025") == "7 Sep 2025"


def test_a_number_may_be_chosen_locally() -> None:
    period = working_days_of(Local("days to reply", 5))
    assert period.end(day("1 Sep 2025"), Calendar()) == day("8 Sep 2025")
    assert period.end(day("1 Sep 2025"), Calendar(local={"days to reply": 2})) == day("3 Sep 2025")
    assert str(period) == "5 working days (set locally)"
    assert period.read_out(Calendar(local={"days to reply": 2})) == "2 working days"


@pytest.mark.parametrize(
    ("on", "first", "last"),
    [
        ("31 Aug 2025", "1 Sep 2024", "31 Aug 2025"),
        ("1 Sep 2025", "1 Sep 2025", "31 Aug 2026"),
        ("29 Feb 2024", "1 Sep 2023", "31 Aug 2024"),
    ],
)
def test_a_year_begins_on_the_first_of_its_month(on: str, first: str, last: str) -> None:
    assert Year(9, "year").holding(day(on)) == (day(first), day(last))


def test_a_year_that_begins_in_january_is_the_calendar_year() -> None:
    assert Year(1, "year").holding(day("31 Dec 2025")) == (day("1 Jan 2025"), day("31 Dec 2025"))


@pytest.mark.parametrize("season", [20266, 0, -1, 9999])
def test_a_year_beyond_the_calendar_gives_no_day_and_stops_nothing(season: int) -> None:
    """A clock never stands in the way of a record: it reads that no day was set."""
    story = Story(GARDEN)
    story.given(made_up.OpenDaySet(held_on=day("1 Oct 2025"), season=season), on="1 Sep 2025")
    reading = story.reading(made_up.SEED_LIST, "1 Oct 2025")
    assert (reading.due, reading.working[0]) == (None, "no day was set")

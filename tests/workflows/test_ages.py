"""Compulsory school age: the first day and the last, worked out from birth dates."""

import pytest

from goldenthread.workflows.ages import compulsory_school_age_begins, compulsory_school_age_ends, last_friday_in_june
from tests.story import day


@pytest.mark.parametrize(
    ("born", "begins"),
    [
        ("31 Mar 2020", "31 Mar 2025"),
        ("1 Apr 2020", "31 Aug 2025"),
        ("31 Aug 2020", "31 Aug 2025"),
        ("1 Sep 2020", "31 Dec 2025"),
        ("31 Dec 2020", "31 Dec 2025"),
        ("1 Jan 2021", "31 Mar 2026"),
        ("29 Feb 2020", "31 Mar 2025"),
    ],
)
def test_it_begins_on_the_fifth_birthday_or_the_next_prescribed_day(born: str, begins: str) -> None:
    assert compulsory_school_age_begins(day(born)) == day(begins)


@pytest.mark.parametrize(
    ("born", "ends"),
    [
        ("23 Sep 2007", "28 Jun 2024"),  # published: a frequently asked question of a legal advice charity
        ("31 Aug 2008", "28 Jun 2024"),  # sixteen after that Friday, before the school year: still fifteen that day
        ("1 Sep 2008", "27 Jun 2025"),  # sixteen on the first day of a school year: sixteen already that day
        ("31 Dec 2007", "28 Jun 2024"),
        ("1 Jan 2008", "28 Jun 2024"),
        ("29 Feb 2008", "28 Jun 2024"),
        ("28 Jun 2008", "28 Jun 2024"),  # sixteen on that Friday
        ("29 Jun 2008", "28 Jun 2024"),
        ("25 Jun 2006", "24 Jun 2022"),  # the earliest that Friday can be
        ("30 Jun 2007", "30 Jun 2023"),  # the latest that Friday can be
    ],
)
def test_it_ends_with_a_last_friday_in_june(born: str, ends: str) -> None:
    assert compulsory_school_age_ends(day(born)) == day(ends)


def test_a_first_of_september_birthday_belongs_to_the_school_year_only_if_that_had_begun() -> None:
    born = day("1 Sep 2008")
    assert compulsory_school_age_ends(born, school_year_begins=day("3 Sep 2024")) == day("28 Jun 2024")
    assert compulsory_school_age_ends(born, school_year_begins=day("1 Sep 2024")) == day("27 Jun 2025")


def test_the_last_friday_in_june_is_a_friday_from_the_24th_to_the_30th() -> None:
    days = [last_friday_in_june(year) for year in range(1990, 2100)]
    assert {one.strftime("%A %B") for one in days} == {"Friday June"}
    assert {one.day for one in days} == set(range(24, 31))

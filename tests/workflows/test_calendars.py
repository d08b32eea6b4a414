"""England's working days, and days that are never counted."""

import pytest

from goldenthread.workflows.calendars import (
    ENGLAND,
    in_august_or_at_christmas,
    out_of_august_and_christmas,
    tribunal_working_days_of,
)
from tests.story import day


@pytest.mark.parametrize("holiday", ["3 Apr 2026", "28 Dec 2026", "8 May 2023", "26 Apr 2038", "1 Jan 2099"])
def test_bank_holidays_of_any_year_are_known(holiday: str) -> None:
    assert not ENGLAND.works(day(holiday))


def test_scottish_and_irish_holidays_are_working_days_here() -> None:
    assert ENGLAND.works(day("17 Mar 2026"))
    assert ENGLAND.works(day("30 Nov 2026"))


@pytest.mark.parametrize(
    ("last", "moved"),
    [
        ("10 Aug 2025", "1 Sep 2025"),
        ("31 Aug 2026", "1 Sep 2026"),
        ("25 Dec 2025", "2 Jan 2026"),
        ("1 Jan 2027", "4 Jan 2027"),
        ("24 Dec 2025", "24 Dec 2025"),
        ("2 Jan 2026", "2 Jan 2026"),
    ],
)
def test_an_appeal_is_never_due_in_august_or_at_christmas(last: str, moved: str) -> None:
    assert out_of_august_and_christmas(day(last), ENGLAND) == day(moved)


def test_the_edges_of_what_a_tribunal_does_not_count() -> None:
    assert [in_august_or_at_christmas(day(one)) for one in ("31 Jul 2025", "1 Aug 2025", "31 Aug 2025")] == [
        False,
        True,
        True,
    ]
    assert tribunal_working_days_of(1).end(day("31 Jul 2025"), ENGLAND) == day("1 Sep 2025")
    assert tribunal_working_days_of(1).end(day("24 Dec 2025"), ENGLAND) == day("2 Jan 2026")

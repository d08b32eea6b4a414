"""The check at two, and the profile at the end of Reception."""

import pytest

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import Answer, How
from goldenthread.engine.law import Force, Mark
from goldenthread.engine.permissions import Standing, permissions
from goldenthread.workflows import early_years, key_person
from goldenthread.workflows.early_years import EARLY_YEARS
from tests.story import day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows import samples_everyday as every
from tests.workflows.samples import a_record


@requirement("S4-16", early_years.PROGRESS_CHECK, early_years.ProgressCheckGiven, early_years.SecondBirthday)
@pytest.mark.parametrize(
    ("second_birthday", "last_day"),
    [("14 Mar 2024", "13 Mar 2025"), ("29 Feb 2024", "28 Feb 2025"), ("1 Mar 2023", "29 Feb 2024")],
)
def test_the_check_is_due_from_the_second_birthday_to_the_day_before_the_third(
    second_birthday: str, last_day: str
) -> None:
    story = a_record()
    story.given(early_years.SecondBirthday(), on=second_birthday)
    reading = story.reading(early_years.PROGRESS_CHECK, last_day)
    assert (reading.due, reading.status) == (day(last_day), Status.RUNNING)
    assert (reading.clock.law.force, reading.clock.law.mark) == (Force.MUST, Mark.SECONDARY)
    assert story.reading(early_years.PROGRESS_CHECK, "30 Apr 2025").status is Status.OVERDUE
    story.given(every.progress_check(), on="30 Apr 2025")
    assert story.reading(early_years.PROGRESS_CHECK, "1 May 2025").status is Status.MET_LATE
    assert story.stage(EARLY_YEARS) is early_years.CHECKED


@requirement("S4-16", early_years.ProgressCheckGiven)
def test_the_parents_have_a_part_in_it_and_the_summary_is_given_to_them() -> None:
    asked = every.must_say(early_years.ProgressCheckGiven)
    assert {"to", "going_well", "needs_more", "strategies", "family_view"} <= asked
    assert every.about_parents(early_years.ProgressCheckGiven) == {"family_view"}


def test_the_time_agreed_with_the_family_is_kept_to_as_well() -> None:
    story = a_record()
    planned = early_years.ProgressCheckPlanned(
        check_by=day("14 Mar 2025"),
        who_does_it="Oak Lane Nursery",
        health_review=early_years.HealthReview.TOGETHER,
    )
    story.given(planned, on="10 Jan 2025")
    assert story.stage(EARLY_YEARS) is early_years.PLANNED
    story.given(every.progress_check(), on="17 Mar 2025")
    reading = story.reading(early_years.CHECK_AS_AGREED, "20 Mar 2025")
    assert (reading.status, reading.days_late) == (Status.MET_LATE, 3)


def test_where_a_child_moves_it_is_done_where_most_time_was_spent() -> None:
    story = a_record()
    story.given(early_years.SecondBirthday(), on="14 Mar 2024")
    other = early_years.CheckDoneElsewhere(where="Oak Lane Nursery", agreed_with="Ms Lee, and mum")
    story.given(other, on="3 Feb 2025")
    assert story.reading(early_years.PROGRESS_CHECK, "1 May 2025").status is Status.FELL_AWAY


def test_the_check_goes_to_others_with_consent_and_a_consent_that_is_missing_shows() -> None:
    story = a_record()
    wanted = early_years.SharingTheCheck(
        given_by=some.MUM,
        authority="Mother",
        scope="The check at two",
        answer=Answer.NO,
        evidence=How.IN_PERSON,
        recipient="The health visitor",
        purpose="The review at two",
    )
    no = story.given(wanted, on="3 Mar 2025")
    shared = early_years.CheckShared(recipient="The health visitor", how=How.EMAIL)
    story.given(shared, on="4 Mar 2025")  # a fact: it is written down, and what it lacked shows
    assert [one.standing for one in permissions(story.case.story(no.strand), day("5 Mar 2025"))] == [Standing.REFUSED]
    assert story.case.records[-1].clear("consent") is None


def test_the_reception_profile_is_written_by_the_end_of_june_and_both_have_its_results() -> None:
    story = a_record()
    story.given(early_years.ReceptionYear(summer=2025), on="4 Sep 2024")
    assert story.reading(early_years.PROFILE_IN_TIME, "4 Sep 2024").due == day("30 Jun 2025")
    written = early_years.ReceptionProfileWritten(going_well="Stories", still_to_come="Numbers", family_view="Agreed.")
    story.given(written, on="2 Jul 2025")
    assert story.reading(early_years.PROFILE_IN_TIME, "3 Jul 2025").days_late == 2
    assert story.reading("results-given", "3 Jul 2025").due == day("16 Jul 2025")
    assert story.reading("authority-has-results", "3 Jul 2025").due == day("30 Jul 2025")
    story.given(early_years.ProfileResultsGiven(to=(some.MUM,), how=How.LETTER), on="11 Jul 2025")
    story.given(early_years.ProfileSentToAuthority(), on="31 Jul 2025")
    assert story.reading("results-given", "1 Aug 2025").status is Status.MET
    assert story.reading("authority-has-results", "1 Aug 2025").status is Status.MET_LATE


@requirement("S0-35", early_years.PROGRESS_CHECK, key_person.PARENTS_TOLD)
def test_what_the_framework_asks_for_each_child_is_a_duty_here() -> None:
    for law in (early_years.PROGRESS_CHECK.law, key_person.PARENTS_TOLD.law):
        assert law.force is Force.MUST
        assert "Early years foundation stage" in str(law)

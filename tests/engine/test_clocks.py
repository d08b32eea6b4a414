"""Duties read from a history on any day, with their working."""

import dataclasses

import msgspec
import pytest

from goldenthread.engine import Calendar, InForce, contested, days_of, during, weeks_of
from goldenthread.engine.case import fold
from goldenthread.engine.clocks import Clock, Status, read
from goldenthread.engine.events import Event
from goldenthread.engine.records import EnteredInError
from goldenthread.engine.store.form import Kind
from tests.engine import made_up as garden
from tests.engine.made_up import LETTING, Survey, SurveyExcused
from tests.engine.made_up_garden import asked, in_the_garden, letter, offered
from tests.story import CASE, Story, day


@pytest.fixture
def story() -> Story:
    return in_the_garden()


def due(story: Story, clock: Clock | str, today: str) -> str:
    last = story.reading(clock, today).due
    return f"{last.day} {last:%b %Y}" if last else "no day"


# Starting


def test_a_clock_that_nothing_has_started_has_no_reading(story: Story) -> None:
    story.given(garden.HazardSeen(), on="1 Sep 2025")
    assert story.readings(garden.DECIDE, "2 Sep 2025") == []


def test_a_second_start_joins_a_clock_that_starts_with_the_first(story: Story) -> None:
    story.given(asked(), on="8 Sep 2025")
    story.given(asked(), on="1 Sep 2025", written="9 Sep 2025")
    assert due(story, garden.DECIDE, "9 Sep 2025") == "13 Oct 2025"


def test_a_second_start_begins_afresh_a_clock_that_starts_with_the_latest(story: Story) -> None:
    story.given(garden.Sown(look_again_on=day("1 Oct 2025")), on="1 Sep 2025")
    story.given(garden.Sown(look_again_on=day("1 Nov 2025")), on="8 Sep 2025")
    assert due(story, garden.LOOK_AGAIN, "9 Sep 2025") == "1 Nov 2025"


def test_each_start_has_a_clock_of_its_own(story: Story) -> None:
    story.given(garden.HazardSeen(), on="1 Sep 2025")
    story.given(garden.HazardSeen(), on="3 Sep 2025")
    story.given(garden.HazardFenced(), on="2 Sep 2025")
    first, second = story.readings(garden.HAZARD, "4 Sep 2025")
    assert (first.status, first.days_late) == (Status.MET_LATE, 1)
    assert (second.status, second.days_late) == (Status.OVERDUE, 1)


def test_each_key_has_a_clock_of_its_own_and_a_second_of_the_same_key_joins_it(story: Story) -> None:
    story.given(garden.SurveyAsked(survey=Survey.SOIL), on="1 Sep 2025")
    story.given(garden.SurveyAsked(survey=Survey.WATER), on="8 Sep 2025")
    story.given(garden.SurveyAsked(survey=Survey.SOIL), on="15 Sep 2025")
    story.given(garden.SurveyDone(survey=Survey.WATER), on="20 Oct 2025")
    soil, water = story.readings(garden.SURVEY, "20 Oct 2025")
    assert (soil.due, soil.status) == (day("13 Oct 2025"), Status.OVERDUE)
    assert (water.due, water.status) == (day("20 Oct 2025"), Status.MET)


def test_what_has_not_happened_yet_on_a_day_starts_and_stops_nothing_on_it(story: Story) -> None:
    story.given(asked(), on="1 Sep 2025")
    story.given(offered(), on="8 Sep 2025")
    assert story.readings(garden.DECIDE, "31 Aug 2025") == []
    assert story.reading(garden.DECIDE, "7 Sep 2025").status is Status.RUNNING
    assert story.reading(garden.DECIDE, "8 Sep 2025").status is Status.MET


# Status on each side of the last day


@pytest.mark.parametrize(
    ("today", "status", "late"),
    [("12 Oct 2025", Status.RUNNING, 0), ("13 Oct 2025", Status.RUNNING, 0), ("14 Oct 2025", Status.OVERDUE, 1)],
)
def test_a_duty_is_overdue_from_the_day_after_the_last(story: Story, today: str, status: Status, late: int) -> None:
    story.given(asked(), on="1 Sep 2025")
    reading = story.reading(garden.DECIDE, today)
    assert (reading.status, reading.days_late, reading.ended_on) == (status, late, None)


@pytest.mark.parametrize(
    ("on", "status", "late"),
    [("12 Oct 2025", Status.MET, -1), ("13 Oct 2025", Status.MET, 0), ("14 Oct 2025", Status.MET_LATE, 1)],
)
def test_a_duty_met_is_late_by_the_days_after_the_last_and_less_than_nought_when_early(
    story: Story, on: str, status: Status, late: int
) -> None:
    story.given(asked(), on="1 Sep 2025")
    met = story.given(offered(), on=on)
    reading = story.reading(garden.DECIDE, "1 Dec 2025")
    assert (reading.status, reading.days_late, reading.ended_on) == (status, late, day(on))
    assert reading.ended_by == met


def test_lateness_never_ends_a_duty(story: Story) -> None:
    story.given(asked(), on="1 Sep 2025")
    assert story.reading(garden.DECIDE, "1 Sep 2035").status is Status.OVERDUE


# When it is due


def test_a_period_is_counted_from_the_day_of_the_start_and_the_working_is_shown(story: Story) -> None:
    story.given(asked(), on="1 Sep 2025")
    reading = story.reading(garden.DECIDE, "2 Sep 2025")
    assert reading.working == ("Mon 1 Sep 2025 and 6 weeks is Mon 13 Oct 2025",)


def test_the_working_shows_the_number_that_was_chosen_locally() -> None:
    story = in_the_garden(Calendar(local={"days to write": 2}))
    story.given(offered(), on="1 Sep 2025")
    reading = story.reading("in-writing", "2 Sep 2025")
    assert reading.working == ("Mon 1 Sep 2025 and 2 days in session is Wed 3 Sep 2025",)


def test_a_day_that_the_start_names_is_the_last_day(story: Story) -> None:
    story.given(garden.Complained(answer_by=day("9 Sep 2025")), on="1 Sep 2025")
    reading = story.reading(garden.COMPLAINT, "2 Sep 2025")
    assert (reading.due, reading.working) == (day("9 Sep 2025"), ("the day agreed was Tue 9 Sep 2025",))


def test_a_duty_for_which_no_day_was_named_is_never_overdue_and_says_why(story: Story) -> None:
    story.given(garden.Complained(), on="1 Sep 2025")
    reading = story.reading(garden.COMPLAINT, "1 Sep 2035")
    assert (reading.due, reading.status, reading.working) == (None, Status.RUNNING, ("no day was set",))


def test_a_period_may_lie_before_a_day_that_is_named(story: Story) -> None:
    story.given(garden.OpenDaySet(held_on=day("20 Nov 2025")), on="1 Sep 2025")
    reading = story.reading(garden.PAPERS, "2 Sep 2025")
    assert reading.due == day("6 Nov 2025")
    assert reading.working[0].startswith("2 weeks before Thu 20 Nov 2025 is Thu 6 Nov 2025")


@pytest.mark.parametrize(
    ("held_on", "last"),
    [("20 Nov 2025", "17 Nov 2025"), ("2 Jan 2026", "29 Dec 2025"), ("27 Aug 2025", "21 Aug 2025")],
)
def test_working_days_may_lie_before_a_day_that_is_named(story: Story, held_on: str, last: str) -> None:
    story.given(garden.OpenDaySet(held_on=day(held_on)), on="1 Aug 2025")
    assert due(story, garden.HELPERS_FOUND, "2 Aug 2025") == last


def test_a_fixed_day_does_not_move_for_a_weekend(story: Story) -> None:
    story.given(garden.OpenDaySet(held_on=day("20 Nov 2025"), season=2026), on="1 Sep 2025")
    seeds = story.reading(garden.SEED_LIST, "2 Sep 2025")
    assert (seeds.due, seeds.working) == (day("15 Feb 2026"), ("by Sun 15 Feb 2026",))
    bulbs = story.reading(garden.BULBS, "2 Sep 2025")
    assert (bulbs.due, bulbs.working) == (day("31 Oct 2025"), ("before Sat 1 Nov 2025",))


def test_a_fixed_day_of_a_year_that_nobody_named_is_not_set(story: Story) -> None:
    story.given(garden.OpenDaySet(held_on=day("20 Nov 2025")), on="1 Sep 2025")
    assert due(story, garden.SEED_LIST, "2 Sep 2025") == "no day"


def test_the_earlier_of_two_days_counts(story: Story) -> None:
    story.given(garden.GivenUp(), on="1 Sep 2025")
    assert due(story, garden.DEPOSIT, "2 Sep 2025") == "29 Sep 2025"
    story.given(garden.KeyReturned(), on="3 Sep 2025")
    assert due(story, garden.DEPOSIT, "3 Sep 2025") == "10 Sep 2025"
    (working,) = story.reading(garden.DEPOSIT, "3 Sep 2025").working
    assert working == (
        "Mon 1 Sep 2025 and 28 days is Mon 29 Sep 2025; or"
        " Wed 3 Sep 2025 and 7 days is Wed 10 Sep 2025; the earlier counts"
    )


def test_a_later_event_that_came_before_the_start_is_of_an_earlier_story(story: Story) -> None:
    story.given(garden.KeyReturned(), on="3 Aug 2025")
    story.given(garden.GivenUp(), on="1 Sep 2025")
    assert due(story, garden.DEPOSIT, "2 Sep 2025") == "29 Sep 2025"


def test_a_reading_that_is_contested_shows_the_others() -> None:
    usual, strict = in_the_garden(), in_the_garden(Calendar(readings={"two weeks' notice": "clear_days"}))
    for story, last in ((usual, "6 Nov 2025"), (strict, "5 Nov 2025")):
        story.given(garden.OpenDaySet(held_on=day("20 Nov 2025")), on="1 Sep 2025")
        assert due(story, garden.PAPERS, "2 Sep 2025") == last
    (working,) = usual.reading(garden.PAPERS, "2 Sep 2025").working
    assert working == (
        "2 weeks before Thu 20 Nov 2025 is Thu 6 Nov 2025, read as 'ordinary' (two weeks' notice);"
        " read as 'clear_days' it would be Wed 5 Nov 2025"
    )


def test_a_reading_chosen_that_is_none_of_them_leaves_the_usual_one() -> None:
    story = in_the_garden(Calendar(readings={"two weeks' notice": "misspelt"}))
    story.given(garden.OpenDaySet(held_on=day("20 Nov 2025")), on="1 Sep 2025")
    assert due(story, garden.PAPERS, "2 Sep 2025") == "6 Nov 2025"


def test_the_usual_reading_is_one_of_the_readings() -> None:
    with pytest.raises(ValueError, match="'x' is usually read as 'c', which is none of its readings"):
        contested("x", usually="c", a=days_of(1), b=weeks_of(1))


def test_at_once_is_overdue_the_next_day(story: Story) -> None:
    story.given(garden.HazardSeen(), on="7 Sep 2025")
    assert story.reading(garden.HAZARD, "7 Sep 2025").status is Status.RUNNING
    assert story.reading(garden.HAZARD, "8 Sep 2025").status is Status.OVERDUE


def test_some_days_of_the_year_are_never_counted(story: Story) -> None:
    story.given(garden.AppealMade(), on="17 Dec 2025")
    reading = story.reading(garden.APPEAL_ANSWERED, "18 Dec 2025")
    assert reading.due == day("15 Jan 2026")  # 18 and 19 December, then 6, 7, 8, 9, 12, 13, 14 and 15 January
    assert reading.working == ("Wed 17 Dec 2025 and 10 working days outside midwinter is Thu 15 Jan 2026",)


def test_a_year_that_begins_with_a_day_ends_the_day_before(story: Story) -> None:
    story.given(garden.Let(), on="1 Mar 2023")
    assert due(story, garden.YEARLY_RENT, "2 Mar 2023") == "29 Feb 2024"


# So many times in each year


def test_so_many_times_are_counted_in_each_year(story: Story) -> None:
    story.given(garden.Let(), on="6 Oct 2025")
    for on in ("3 Oct 2025", "1 Nov 2025", "1 Feb 2026", "1 Mar 2026", "1 Oct 2026"):
        story.given(garden.Met(), on=on, written="2 Oct 2026")
    first, second = story.readings(garden.MEETINGS, "2 Oct 2026")
    assert (first.status, first.due, first.ended_on) == (Status.MET, day("30 Sep 2026"), day("1 Mar 2026"))
    assert (second.status, second.working) == (Status.RUNNING, ("1 of 3 in the growing year to Thu 30 Sep 2027",))


def test_a_year_that_is_over_without_them_was_missed(story: Story) -> None:
    story.given(garden.Let(), on="6 Oct 2025")
    story.given(garden.Met(), on="1 Nov 2025")
    assert story.reading(garden.MEETINGS, "30 Sep 2026").status is Status.RUNNING
    missed, running = story.readings(garden.MEETINGS, "1 Oct 2026")
    assert (missed.status, missed.ended_on) == (Status.MISSED, None)
    assert running.status is Status.RUNNING


def test_times_in_a_year_fall_away_and_what_comes_after_does_not_count(story: Story) -> None:
    story.given(garden.Let(), on="6 Oct 2025")
    story.given(garden.Met(), on="1 Nov 2025")
    story.given(garden.GivenUp(), on="1 Feb 2026")
    story.given(garden.Met(), on="1 Mar 2026")
    story.given(garden.Met(), on="1 Apr 2026")
    reading = story.reading(garden.MEETINGS, "1 Dec 2027")
    assert (reading.status, reading.ended_on) == (Status.FELL_AWAY, day("1 Feb 2026"))
    assert reading.working == ("1 of 3 in the growing year to Wed 30 Sep 2026",)


def test_times_in_a_year_fulfilled_before_it_fell_away_were_met(story: Story) -> None:
    story.given(garden.Let(), on="6 Oct 2025")
    for on in ("1 Nov 2025", "1 Dec 2025", "1 Jan 2026"):
        story.given(garden.Met(), on=on)
    story.given(garden.GivenUp(), on="1 Feb 2026")
    assert story.reading(garden.MEETINGS, "1 Dec 2027").status is Status.MET


# Stopping


def test_what_was_done_before_a_duty_began_does_not_meet_it(story: Story) -> None:
    story.given(letter(), on="31 Aug 2025")
    story.given(offered(), on="1 Sep 2025")
    assert story.reading("in-writing", "2 Sep 2025").status is Status.RUNNING


def test_what_was_done_on_the_day_a_duty_began_meets_it(story: Story) -> None:
    story.given(letter(), on="1 Sep 2025")
    story.given(offered(), on="1 Sep 2025")
    assert story.reading("in-writing", "2 Sep 2025").status is Status.MET


def test_an_answer_meets_the_duty_that_it_names_and_no_other(story: Story) -> None:
    first = story.given(garden.Complained(answer_by=day("9 Sep 2025")), on="1 Sep 2025")
    story.given(garden.Complained(answer_by=day("9 Sep 2025")), on="1 Sep 2025")
    story.given(garden.ComplaintAnswered(complaint=first.id), on="2 Sep 2025")
    assert [one.status for one in story.readings(garden.COMPLAINT, "3 Sep 2025")] == [Status.MET, Status.RUNNING]


def test_an_answer_still_answers_what_was_reworded_after_it(story: Story) -> None:
    complaint = story.given(garden.Complained(answer_by=day("9 Sep 2025")), on="1 Sep 2025")
    story.given(garden.ComplaintAnswered(complaint=complaint.id), on="2 Sep 2025")
    again = garden.Complained(answer_by=day("8 Sep 2025"))
    reworded = story.given(again, on="1 Sep 2025", written="3 Sep 2025", replaces=complaint)
    assert story.reading(garden.COMPLAINT, "30 Sep 2025").status is Status.MET
    story.given(garden.Complained(), on="1 Sep 2025", written="4 Sep 2025", replaces=reworded)
    assert story.reading(garden.COMPLAINT, "30 Sep 2025").status is Status.MET


def test_an_answer_may_name_any_wording_of_what_it_answers(story: Story) -> None:
    complaint = story.given(garden.Complained(answer_by=day("9 Sep 2025")), on="1 Sep 2025")
    again = garden.Complained(answer_by=day("8 Sep 2025"))
    reworded = story.given(again, on="1 Sep 2025", written="3 Sep 2025", replaces=complaint)
    story.given(garden.ComplaintAnswered(complaint=reworded.id), on="4 Sep 2025")
    story.given(EnteredInError(record=reworded.id, why="It was the ninth"), on="5 Sep 2025")
    reading = story.reading(garden.COMPLAINT, "30 Sep 2025")
    assert (reading.status, reading.due) == (Status.MET, day("9 Sep 2025"))


def test_what_met_a_duty_and_was_made_in_error_met_nothing(story: Story) -> None:
    story.given(asked(), on="1 Sep 2025")
    wrong = story.given(offered(), on="8 Sep 2025")
    story.given(EnteredInError(record=wrong.id, why="Another grower"), on="9 Sep 2025")
    assert story.reading(garden.DECIDE, "10 Sep 2025").status is Status.RUNNING


def test_a_duty_may_fall_away(story: Story) -> None:
    story.given(asked(), on="1 Sep 2025")
    story.given(garden.TakenBack(), on="20 Oct 2025")
    reading = story.reading(garden.DECIDE, "1 Dec 2025")
    assert (reading.status, reading.ended_on, reading.days_late) == (Status.FELL_AWAY, day("20 Oct 2025"), 0)
    assert reading.working[-1] == "fell away on Mon 20 Oct 2025"


def test_what_fell_away_for_one_key_did_not_for_another(story: Story) -> None:
    story.given(garden.SurveyAsked(survey=Survey.SOIL), on="1 Sep 2025")
    story.given(garden.SurveyAsked(survey=Survey.WATER), on="1 Sep 2025")
    story.given(garden.SurveyDropped(survey=Survey.SOIL), on="2 Sep 2025")
    assert [one.status for one in story.readings(garden.SURVEY, "3 Sep 2025")] == [Status.FELL_AWAY, Status.RUNNING]
    story.given(garden.TakenBack(), on="4 Sep 2025")
    assert [one.ended_on for one in story.readings(garden.SURVEY, "4 Sep 2025")] == [
        day("2 Sep 2025"),
        day("4 Sep 2025"),
    ]
    assert story.readings(garden.SURVEY, "4 Sep 2025")[0].working[1:] == ("fell away on Tue 2 Sep 2025",)


def test_a_duty_that_fell_away_may_be_back_on_and_counts_from_the_first_day(story: Story) -> None:
    story.given(asked(), on="1 Sep 2025")
    story.given(garden.Refused(), on="8 Sep 2025")
    assert story.reading(garden.FIND_A_BED, "9 Sep 2025").status is Status.FELL_AWAY
    story.given(garden.MindChanged(), on="2 Mar 2026")
    reading = story.reading(garden.FIND_A_BED, "3 Mar 2026")
    assert (reading.due, reading.status, reading.days_late) == (day("19 Jan 2026"), Status.OVERDUE, 43)
    assert reading.working[1:] == (
        "fell away on Mon 8 Sep 2025",
        "back on from Mon 2 Mar 2026, counted from the first day as before",
    )


def test_a_duty_cannot_be_met_while_it_has_fallen_away(story: Story) -> None:
    story.given(asked(), on="1 Sep 2025")
    story.given(garden.Refused(), on="8 Sep 2025")
    story.given(garden.Let(), on="9 Sep 2025")
    assert story.reading(garden.FIND_A_BED, "10 Sep 2025").status is Status.FELL_AWAY


def test_one_clock_may_run_in_place_of_another(story: Story) -> None:
    story.given(asked(), on="1 Sep 2025")
    story.given(garden.Refused(), on="8 Sep 2025")
    story.given(garden.Ordered(), on="6 Oct 2025")
    assert due(story, garden.FIND_AS_ORDERED, "7 Oct 2025") == "3 Nov 2025"
    assert story.reading(garden.FIND_A_BED, "7 Oct 2025").working[-1] == (
        "fell away on Mon 6 Oct 2025: find-as-ordered runs instead"
    )


# Exceptions


def test_an_exception_excuses_lateness_and_adds_no_days(story: Story) -> None:
    story.given(asked(), on="1 Sep 2025")
    excused = garden.Excused(starts_on=day("8 Sep 2025"), ends_on=day("10 Oct 2025"))
    story.given(excused, on="10 Oct 2025")
    assert story.reading(garden.DECIDE, "13 Oct 2025").status is Status.RUNNING
    reading = story.reading(garden.DECIDE, "14 Oct 2025")
    assert (reading.due, reading.status) == (day("13 Oct 2025"), Status.DISAPPLIED)
    assert reading.exceptions == ((day("8 Sep 2025"), day("10 Oct 2025")),)
    assert reading.working[-1] == "need not be kept Mon 8 Sep 2025 to Fri 10 Oct 2025; no days are added"


def test_an_exception_without_an_end_runs_to_the_last_day(story: Story) -> None:
    story.given(asked(), on="1 Sep 2025")
    story.given(garden.Excused(starts_on=day("8 Sep 2025")), on="8 Sep 2025")
    assert story.reading(garden.DECIDE, "14 Oct 2025").exceptions == ((day("8 Sep 2025"), day("13 Oct 2025")),)


@pytest.mark.parametrize(("start", "end"), [("1 Jul 2025", "31 Aug 2025"), ("14 Oct 2025", "20 Oct 2025")])
def test_an_exception_that_lies_outside_the_period_excuses_nothing(story: Story, start: str, end: str) -> None:
    story.given(asked(), on="1 Sep 2025")
    story.given(garden.Excused(starts_on=day(start), ends_on=day(end)), on="20 Oct 2025")
    reading = story.reading(garden.DECIDE, "21 Oct 2025")
    assert (reading.status, reading.exceptions) == (Status.OVERDUE, ())


def test_an_exception_excuses_the_key_that_it_names_and_no_other(story: Story) -> None:
    for survey in Survey:
        story.given(garden.SurveyAsked(survey=survey), on="1 Sep 2025")
    story.given(garden.SurveyExcused(survey=Survey.WATER, starts_on=day("8 Sep 2025")), on="8 Sep 2025")
    assert [one.status for one in story.readings(garden.SURVEY, "14 Oct 2025")] == [Status.OVERDUE, Status.DISAPPLIED]


@pytest.mark.parametrize(
    ("survey", "begins", "status"),
    [
        (Survey.SOIL, "8 Sep 2025", Status.OVERDUE),
        (Survey.WATER, "7 Sep 2025", Status.OVERDUE),
        (Survey.WATER, "8 Sep 2025", Status.DISAPPLIED),
        (Survey.WATER, "9 Sep 2025", Status.DISAPPLIED),
        (Survey.WATER, "10 Sep 2025", Status.OVERDUE),
    ],
)
def test_an_exception_counts_for_its_own_limit_and_only_in_the_days_of_its_ground(
    story: Story, survey: Survey, begins: str, status: Status
) -> None:
    in_its_days = {Survey.WATER: InForce(day("8 Sep 2025"), day("9 Sep 2025"))}
    unless = during(SurveyExcused.starts_on, SurveyExcused.ends_on, only=Survey.WATER, within=in_its_days)
    clock = dataclasses.replace(garden.DECIDE, unless=unless)
    story.given(asked(), on="1 Sep 2025")
    story.given(SurveyExcused(survey=survey, starts_on=day(begins)), on="10 Sep 2025")
    (reading,) = read(clock, story.case.story(), day("14 Oct 2025"), story.calendar)
    assert reading.status is status


# Erased, and named


def test_a_clock_that_starts_from_what_was_erased_says_so(story: Story) -> None:
    record = story.given(asked(), on="1 Sep 2025")
    assert not story.reading(garden.DECIDE, "2 Sep 2025").sealed_start
    twin = Kind(garden.Asked).twin
    left = fold(CASE, [msgspec.structs.replace(record, event=twin(how=record.clear("how")))])
    (reading,) = read(garden.DECIDE, left.story(), day("2 Sep 2025"), story.calendar)
    assert reading.sealed_start
    assert reading.due == day("13 Oct 2025")


@pytest.mark.parametrize(
    ("clock", "heeds"),
    [
        (garden.DECIDE, {garden.Asked, garden.Offered, garden.Refused, garden.TakenBack, garden.Excused}),
        (garden.DEPOSIT, {garden.GivenUp, garden.KeyReturned, garden.FeePaid}),
        (garden.COMPLAINT, {garden.Complained, garden.ComplaintAnswered}),
        (
            garden.FIND_A_BED,
            {garden.Asked, garden.Let, garden.Refused, garden.TakenBack, garden.MindChanged, garden.Ordered},
        ),
    ],
)
def test_a_clock_names_every_event_it_heeds(clock: Clock, heeds: set[type[Event]]) -> None:
    assert LETTING.heeds(clock) == heeds


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        (garden.DECIDE, "6 weeks"),
        (garden.LOOK_AGAIN, "on the day agreed"),
        (garden.HELPERS_FOUND, "3 working days before the day named"),
        (garden.PAPERS, "2 weeks before the day named (can be read in more than one way: two weeks' notice)"),
        (garden.SEED_LIST, "by 15 February"),
        (garden.BULBS, "before 1 November"),
        (garden.DEPOSIT, "the earlier of 28 days, 7 days"),
        (garden.MEETINGS, "3 times in each growing year"),
        (garden.APPEAL_ANSWERED, "10 working days outside midwinter"),
    ],
)
def test_when_a_clock_is_due_can_be_read(clock: Clock, words: str) -> None:
    assert str(clock.due) == words

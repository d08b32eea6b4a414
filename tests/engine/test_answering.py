"""Duties that one of several events may answer, and those counted on from a day that the start names."""

import pytest

from goldenthread.engine import Local, days_of, weeks_of
from goldenthread.engine.calendars import Calendar, Period
from goldenthread.engine.clocks import Status
from goldenthread.engine.due import AfterDay, Contested, after_day, parts_of
from goldenthread.engine.events import Event
from goldenthread.outline import outline
from tests.engine import made_up_glasshouse as glass
from tests.engine.made_up_glasshouse import GLASSHOUSE, RAISING, sown
from tests.story import Story, day

EASTER = Calendar(bank_holidays=frozenset({day("14 Apr 2099"), day("17 Apr 2099")}))


@pytest.fixture
def story() -> Story:
    made = Story(GLASSHOUSE)
    made.given(sown(), on="1 Mar 2099")
    return made


@pytest.mark.parametrize("answer", [glass.ToldByLetter, glass.ToldAtTheGate])
def test_any_of_several_answers_meets_what_it_names(story: Story, answer: type[Event]) -> None:
    one = story.given(glass.Queried(), on="2 Mar 2099")
    other = story.given(glass.Queried(), on="3 Mar 2099")
    if answer is glass.ToldByLetter:
        story.given(glass.ToldByLetter(query=other.id), on="4 Mar 2099")
    else:
        story.given(glass.ToldAtTheGate(asked=other.id), on="4 Mar 2099")
    first, second = story.readings(glass.ANSWERED, "5 Mar 2099")
    assert (first.started_by.id, first.status) == (one.id, Status.RUNNING)
    assert (second.started_by.id, second.status) == (other.id, Status.MET)


def test_an_answer_that_names_nothing_answers_nothing(story: Story) -> None:
    story.given(glass.Queried(), on="2 Mar 2099")
    story.given(glass.ToldAtTheGate(), on="3 Mar 2099")
    assert story.reading(glass.ANSWERED, "4 Mar 2099").status is Status.RUNNING


def test_an_answer_in_a_way_that_a_duty_does_not_name_leaves_it_open(story: Story) -> None:
    query = story.given(glass.Queried(answer_on=day("9 Mar 2099")), on="2 Mar 2099")
    story.given(glass.ToldByLetter(query=query.id), on="3 Mar 2099")
    assert story.reading(glass.ANSWERED, "4 Mar 2099").status is Status.MET
    assert story.reading(glass.REMINDED, "4 Mar 2099").status is Status.RUNNING


def test_every_way_to_answer_is_heeded_and_said() -> None:
    assert glass.ANSWERED.heeds() == {glass.Queried, glass.ToldByLetter, glass.ToldAtTheGate}
    (said,) = [one for one in RAISING.statements() if one.startswith("clock answered ")]
    assert "answers glass.told-by-letter.query,glass.told-at-the-gate.asked falls away" in said
    (found,) = [one for one in outline(RAISING).clocks if one.id == "answered"]
    assert (found.met_by, found.met_by_naming) == (["glass.told-by-letter", "glass.told-at-the-gate"], "query, asked")


def test_a_period_is_counted_on_from_a_day_that_the_start_names(story: Story) -> None:
    story.given(glass.Queried(answer_on=day("27 Feb 2104")), on="2 Mar 2099")
    reading = story.reading(glass.ANSWERED, "2 Mar 2099")
    assert reading.due == day("29 Feb 2104")
    assert reading.working == ("Wed 27 Feb 2104 and 2 days is Fri 29 Feb 2104",)


def test_where_no_day_is_named_another_period_is_counted_from_the_start(story: Story) -> None:
    story.given(glass.Queried(), on="2 Mar 2099")
    reading = story.reading(glass.ANSWERED, "16 Mar 2099")
    assert (reading.due, reading.status) == (day("16 Mar 2099"), Status.RUNNING)
    assert reading.working == ("no day was named; Mon 2 Mar 2099 and 2 weeks is Mon 16 Mar 2099",)
    assert story.reading(glass.ANSWERED, "17 Mar 2099").status is Status.OVERDUE


def test_where_no_day_is_named_and_no_other_period_is_set_there_is_no_day(story: Story) -> None:
    story.given(glass.Queried(), on="2 Mar 2099")
    reading = story.reading(glass.REMINDED, "1 Jan 2100")
    assert (reading.due, reading.status, reading.working) == (None, Status.RUNNING, ("no day was set",))


def test_a_day_named_beyond_the_calendar_sets_no_day(story: Story) -> None:
    story.given(glass.Queried(answer_on=day("31 Dec 2199")), on="2 Mar 2099")
    assert story.reading(glass.ANSWERED, "2 Mar 2099").due is None


def test_how_it_is_counted_is_said_and_spelled() -> None:
    due = glass.ANSWERED.due
    assert str(due) == "2 days after the day named; where no day is named, 2 weeks"
    (said,) = [one for one in RAISING.statements() if one.startswith("clock answered ")]
    assert f"{due} glass.queried.answer_on " in said
    assert str(glass.REMINDED.due) == "1 week after the day named"


def test_the_numbers_that_a_place_may_set_are_found_in_both_periods() -> None:
    one, other = days_of(Local("one", 1)), weeks_of(Local("other", 2))
    due = after_day(glass.Queried.answer_on, one, else_period=other)
    assert [part for part in parts_of(due) if isinstance(part, Period)] == [one, other]
    assert isinstance(due, AfterDay)


@pytest.mark.parametrize(
    ("reading", "last"), [("seller", "20 Apr 2099"), ("buyer", "23 Apr 2099"), ("told", "20 Apr 2099")]
)
def test_whose_knowledge_counts_may_be_contested(reading: str, last: str) -> None:
    chosen = Calendar(bank_holidays=EASTER.bank_holidays, readings={"whose knowledge counts": reading})
    story = Story(GLASSHOUSE, chosen)
    story.given(sown(), on="1 Mar 2099")
    sold = glass.NextDoorSold(seller_knew_on=day("13 Apr 2099"), buyer_knew_on=day("20 Apr 2099"))
    story.given(sold, on="1 May 2099")
    assert story.reading(glass.FENCE, "1 May 2099").due == day(last)


def test_the_other_readings_of_whose_knowledge_counts_are_shown_beside_the_one_chosen() -> None:
    story = Story(GLASSHOUSE, EASTER)
    story.given(sown(), on="1 Mar 2099")
    story.given(glass.NextDoorSold(seller_knew_on=day("13 Apr 2099")), on="1 May 2099")
    (working,) = story.reading(glass.FENCE, "1 May 2099").working
    assert working == (
        "Mon 13 Apr 2099 and 3 working days is Mon 20 Apr 2099, read as 'seller' (whose knowledge counts)"
    )
    due = glass.FENCE.due
    assert isinstance(due, Contested)
    (sale,) = [one for one in story.case.records if one.kind is glass.NextDoorSold]
    assert due.each_way(sale, story.case.story(), EASTER) == {"seller": day("20 Apr 2099")}

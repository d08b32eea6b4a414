"""How long things are kept: what each rule counts from, what holds them, and what is so whatever is told."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.engine import Answer, Calendar, Event, How, Misdeclared, PersonId, RecordId, years_of
from goldenthread.engine.case import Case, fold
from goldenthread.engine.privacy.retention import Figure, Keeping, Unsettled, keepings
from goldenthread.engine.records import EnteredInError, Erased
from tests.engine.made_up_attic import (
    ATTIC,
    SCHEDULE,
    BoxBrought,
    ButtonFound,
    HatPutIn,
    Kept,
    LabelWritten,
    LetGo,
    LetterPutIn,
    LoanAsked,
    LoanReturned,
    LookedAt,
    LookingInside,
)
from tests.story import Story, day

SOMEBODY = PersonId(UUID(int=0xB0B))
BORN = day("5 May 2000")
USUAL = Calendar()


def a_box(on: str = "1 Sep 2010") -> Story:
    story = Story(ATTIC)
    story.given(BoxBrought(whose=SOMEBODY), on=on)
    return story


def kept(case: Case, born: date | None = BORN, calendar: Calendar = USUAL) -> Mapping[str, Keeping]:
    return {one.record_class: one for one in keepings(SCHEDULE.told(case, ATTIC, born), calendar)}


def permission() -> LookingInside:
    return LookingInside(given_by="Ann", authority="hers", scope="the hats", answer=Answer.YES, evidence=How.LETTER)


# What is counted from what


def test_years_from_a_birth_are_kept_to_the_end_of_the_birthday() -> None:
    boxes = kept(a_box().case)["boxes"]
    assert (boxes.until, boxes.due_on, boxes.rules) == (day("5 May 2020"), day("6 May 2020"), ("boxes",))
    assert not boxes.due(day("5 May 2020"))
    assert boxes.due(day("6 May 2020"))


@pytest.mark.parametrize(
    ("born", "until"), [("29 Feb 2000", "29 Feb 2020"), ("29 Feb 1996", "29 Feb 2016"), ("28 Feb 2001", "28 Feb 2021")]
)
def test_a_leap_day_comes_round_in_a_leap_year(born: str, until: str) -> None:
    assert kept(a_box().case, day(born))["boxes"].until == day(until)


def test_whoever_is_born_on_a_leap_day_is_kept_to_the_end_of_february_where_there_is_none() -> None:
    ten = Calendar(readings={"box-years": "10"})
    boxes = kept(a_box().case, day("29 Feb 2000"), ten)["boxes"]
    assert (boxes.until, boxes.due_on) == (day("28 Feb 2010"), day("1 Mar 2010"))


def test_without_a_birth_date_nothing_is_due_and_a_person_is_told() -> None:
    boxes = kept(a_box().case, None)["boxes"]
    assert (boxes.until, boxes.unsettled) == (None, (Unsettled.NO_BIRTH_DATE,))
    assert not boxes.due(day("31 Dec 2190"))
    assert boxes.undecided(day("2 Sep 2010"))


def test_a_class_waits_for_the_latest_of_its_rules() -> None:
    story = a_box()
    story.given(LetterPutIn(), on="1 Oct 2010")
    story.given(LetterPutIn(), on="1 Oct 2012")
    assert kept(story.case)["letters"].until == day("1 Oct 2018")
    story.given(permission(), on="1 Nov 2012")
    story.given(HatPutIn(), on="1 Oct 2017")
    letters = kept(story.case)["letters"]
    assert (letters.until, letters.rules) == (day("1 Apr 2019"), ("looking",))


def test_a_place_sets_its_own_number_and_chooses_a_contested_figure() -> None:
    story = a_box()
    story.given(LetterPutIn(), on="1 Oct 2010")
    own = Calendar(local={"years of letters": 1}, readings={"box-years": "10"})
    assert kept(story.case, calendar=own)["letters"].until == day("1 Oct 2011")
    assert kept(story.case, calendar=own)["boxes"].until == day("5 May 2010")
    assert SCHEDULE.figures == {"box-years": ("10", "20")}
    assert SCHEDULE.local_numbers == {"years of letters"}


def test_a_story_counts_from_its_end_and_keeps_everything_while_it_is_open() -> None:
    story = a_box()
    story.given(LoanAsked(), on="1 Oct 2010")
    open_ = kept(story.case)["letters"]
    assert open_.unsettled == (Unsettled.STILL_OPEN,)
    assert open_.undecided(day("1 Jan 2100"))
    story.given(LoanReturned(), on="1 Dec 2010")
    assert kept(story.case)["letters"].until == day("1 Dec 2012")


def test_what_stands_until_it_is_superseded_is_in_use_and_no_question() -> None:
    story = a_box()
    story.given(LabelWritten(), on="1 Oct 2010")
    story.given(LabelWritten(), on="1 Oct 2011")
    labels = kept(story.case)["labels"]
    assert labels.unsettled == (Unsettled.STILL_STANDS,)
    assert labels.at_least == day("1 Oct 2012")
    assert not labels.due(day("1 Jan 2100"))
    assert not labels.undecided(day("1 Jan 2100"))


def test_what_no_rule_knows_is_kept_and_a_person_is_told() -> None:
    story = a_box()
    story.given(ButtonFound(), on="1 Oct 2010")
    odds = kept(story.case)["odds"]
    assert (odds.until, odds.unsettled) == (None, (Unsettled.NO_RULE,))
    assert odds.undecided(day("2 Oct 2010"))


def test_a_day_beyond_the_calendar_is_no_day() -> None:
    assert kept(a_box().case, date(9999, 1, 1))["boxes"].unsettled == (Unsettled.BEYOND,)


def test_an_entry_made_in_error_still_counts_for_it_is_still_there() -> None:
    story = a_box()
    wrong = story.given(LetterPutIn(), on="1 Oct 2012")
    story.given(EnteredInError(record=wrong.id, why="another's letter"), on="1 Nov 2012")
    assert kept(story.case)["letters"].until == day("1 Oct 2018")


def test_what_is_erased_is_gone_and_no_longer_due() -> None:
    story = a_box()
    story.given(LetterPutIn(), on="1 Oct 2010")
    records = [
        msgspec.structs.replace(one, event=Erased()) if one.kind is LetterPutIn else one for one in story.case.records
    ]
    letters = kept(fold(story.case.id, records))["letters"]
    assert (letters.gone, letters.due(day("1 Jan 2100"))) == (True, False)


# What a person says of the keeping


def test_a_hold_beats_every_rule_until_it_is_lifted() -> None:
    story = a_box()
    hold = story.given(Kept(), on="1 Oct 2015")
    boxes = kept(story.case)["boxes"]
    assert (boxes.until, boxes.holds) == (day("5 May 2020"), (hold.id,))
    assert (boxes.over(day("1 Jan 2030")), boxes.due(day("1 Jan 2030"))) == (True, False)
    story.given(LetGo(hold=hold.id), on="1 Oct 2029")
    assert kept(story.case)["boxes"].due(day("1 Jan 2030"))


def test_each_of_two_holds_is_lifted_by_itself() -> None:
    story = a_box()
    one, other = story.given(Kept(), on="1 Oct 2015"), story.given(Kept(), on="2 Oct 2015")
    story.given(LetGo(hold=one.id), on="3 Oct 2015")
    assert kept(story.case)["boxes"].holds == (other.id,)


def test_a_hold_put_in_other_words_is_the_same_hold() -> None:
    story = a_box()
    hold = story.given(Kept(), on="1 Oct 2015")
    again = story.given(Kept(), on="1 Oct 2015", replaces=hold)
    assert kept(story.case)["boxes"].holds == (hold.id,)
    story.given(LetGo(hold=again.id), on="2 Oct 2015")
    assert kept(story.case)["boxes"].holds == ()


def test_a_lifting_made_in_error_lifts_nothing_and_a_hold_made_in_error_holds_nothing() -> None:
    story = a_box()
    hold = story.given(Kept(), on="1 Oct 2015")
    lifted = story.given(LetGo(hold=hold.id), on="2 Oct 2015")
    story.given(EnteredInError(record=lifted.id, why="the wrong box"), on="3 Oct 2015")
    assert kept(story.case)["boxes"].holds == (hold.id,)
    story.given(EnteredInError(record=hold.id, why="the wrong box too"), on="4 Oct 2015")
    assert kept(story.case)["boxes"].holds == ()


def test_a_person_may_keep_something_longer_and_never_shorter() -> None:
    story = a_box()
    story.given(LookedAt(keep_until=day("1 Jan 2040")), on="1 Oct 2015")
    assert kept(story.case)["boxes"].until == day("1 Jan 2040")
    assert kept(story.case)["boxes"].rules == ("reviewed",)
    story.given(LookedAt(keep_until=day("1 Jan 2016")), on="2 Oct 2015")
    story.given(LookedAt(), on="3 Oct 2015")
    assert kept(story.case)["boxes"].until == day("1 Jan 2040")


def test_what_is_said_of_the_keeping_prolongs_nothing() -> None:
    story = a_box()
    story.given(permission(), on="1 Oct 2010")
    before = kept(story.case)["letters"].until
    hold = story.given(Kept(), on="1 Oct 2018")
    story.given(LetGo(hold=hold.id), on="2 Oct 2018")
    assert kept(story.case)["letters"].until == before == day("1 Apr 2012")


# What cannot be declared


def test_two_rules_of_one_name_are_refused() -> None:
    with pytest.raises(Misdeclared, match="two rules of retention have one id: boxes"):
        replace(SCHEDULE, rules=(*SCHEDULE.rules, SCHEDULE.rules[0]))


def test_a_figure_without_its_usual_reading_is_refused() -> None:
    with pytest.raises(Misdeclared, match="none of its readings"):
        Figure("years", {"1": years_of(1)}, usually="2")


# What is so whatever is told

FACTS: tuple[Event, ...] = (
    HatPutIn(),
    LetterPutIn(),
    LabelWritten(),
    ButtonFound(),
    permission(),
    LoanAsked(),
    LoanReturned(),
    Kept(),
    LookedAt(keep_until=date(2031, 1, 1)),
    LookedAt(),
)
FIRST, LAST = date(2010, 9, 1), 4000
TOLD = st.lists(st.tuples(st.sampled_from(FACTS), st.integers(0, LAST)), max_size=12)
DAYS = st.dates(date(2009, 1, 1), date(2199, 12, 31))
BIRTHS = st.none() | st.dates(date(1950, 1, 1), date(2030, 12, 31))
END = "31 Dec 2022"


def told(facts: list[tuple[Event, int]]) -> Story:
    """Tell facts of a box in any order of happening."""
    story = a_box()
    for event, at in facts:
        tell(story, event, at)
    return story


def tell(story: Story, event: Event, at: int) -> None:
    on = FIRST + timedelta(days=at)
    story.given(event, on=f"{on.day} {on:%b %Y}", written=END)


@settings(max_examples=150, deadline=None)
@given(TOLD, st.sampled_from(FACTS), st.integers(0, LAST), BIRTHS)
def test_another_entry_never_brings_a_day_nearer(
    facts: list[tuple[Event, int]], event: Event, at: int, born: date | None
) -> None:
    story = told(facts)
    before = kept(story.case, born)
    tell(story, event, at)
    after = kept(story.case, born)
    for name, one in before.items():
        if one.until is not None:
            until = after[name].until
            assert until is None or until >= one.until, name


@settings(max_examples=100, deadline=None)
@given(TOLD, BIRTHS, DAYS)
def test_a_hold_never_makes_anything_due(facts: list[tuple[Event, int]], born: date | None, on: date) -> None:
    story = told(facts)
    before = kept(story.case, born)
    tell(story, Kept(), LAST)
    after = kept(story.case, born)
    assert not any(one.due(on) for one in after.values())
    assert {name: after[name].until for name in before} == {name: one.until for name, one in before.items()}


@settings(max_examples=100, deadline=None)
@given(TOLD, BIRTHS, DAYS, st.data())
def test_what_is_due_stays_due_until_something_is_said(
    facts: list[tuple[Event, int]], born: date | None, on: date, data: st.DataObject
) -> None:
    later = data.draw(st.dates(on, date(2199, 12, 31)))
    for one in kept(told(facts).case, born).values():
        assert not one.due(on) or one.due(later)
        assert not (one.due(on) and one.undecided(on))


@settings(max_examples=100, deadline=None)
@given(TOLD, BIRTHS)
def test_every_class_is_judged_and_twice_alike(facts: list[tuple[Event, int]], born: date | None) -> None:
    case = told(facts).case
    assert set(kept(case, born)) == {one.kept for one in case.records}
    assert kept(case, born) == kept(fold(case.id, case.records), born)


@settings(max_examples=100, deadline=None)
@given(TOLD, st.integers(0, LAST), BIRTHS, DAYS)
def test_lifting_a_hold_leaves_what_there_was_before_it(
    facts: list[tuple[Event, int]], at: int, born: date | None, on: date
) -> None:
    story = told(facts)
    before = {name: one.due(on) for name, one in kept(story.case, born).items() if name != "notes"}
    tell(story, Kept(), at)
    tell(story, LetGo(hold=RecordId(story.case.records[-1].id)), at)
    assert {name: kept(story.case, born)[name].due(on) for name in before} == before

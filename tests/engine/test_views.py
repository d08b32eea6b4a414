"""Looking back: what was known, what had happened, and what changed between two looks."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import msgspec
import pytest

from goldenthread.engine import Answer
from goldenthread.engine.clocks import Status
from goldenthread.engine.records import EnteredInError, Withdrawn
from goldenthread.engine.views import (
    HERE,
    Known,
    as_at,
    day_of,
    difference,
    end_of,
    first_of,
    instant,
    micros,
    shaken,
)
from tests.engine import made_up as garden
from tests.engine.made_up import LETTING, Survey
from tests.engine.made_up_garden import asked, in_the_garden, key, neighbours, offered, viewed
from tests.story import CASE, Story, day


@pytest.fixture
def story() -> Story:
    return in_the_garden()


def at(year: int, month: int, on: int, hour: int, minute: int, second: int = 0) -> datetime:
    return datetime(year, month, on, hour, minute, second, tzinfo=UTC)


# What was known


@pytest.mark.parametrize(
    ("on", "last", "hours"),
    [
        ("15 Jan 2025", at(2025, 1, 15, 23, 59, 59), 24),
        ("29 Mar 2025", at(2025, 3, 29, 23, 59, 59), 24),
        ("30 Mar 2025", at(2025, 3, 30, 22, 59, 59), 23),  # the clocks go forward
        ("1 Jul 2025", at(2025, 7, 1, 22, 59, 59), 24),
        ("25 Oct 2025", at(2025, 10, 25, 22, 59, 59), 24),
        ("26 Oct 2025", at(2025, 10, 26, 23, 59, 59), 25),  # the clocks go back
    ],
)
def test_a_day_ends_at_midnight_in_london(on: str, last: datetime, hours: int) -> None:
    end = end_of(day(on))
    assert end == last + timedelta(microseconds=999_999)
    assert end - end_of(day(on) - timedelta(days=1)) == timedelta(hours=hours)
    assert day_of(micros(end)) == day(on)
    assert day_of(micros(end) + 1) == day(on) + timedelta(days=1)


def test_what_was_written_in_the_last_minute_of_a_summer_day_was_known_that_day(story: Story) -> None:
    record = story.given(asked(), on="1 Jul 2025")
    for hour, known in ((22, 1), (23, 0)):
        late = msgspec.structs.replace(record, recorded_at=micros(at(2025, 7, 1, hour, 59)))
        assert as_at(CASE, [late], known=Known.on(day("1 Jul 2025"))).version == known


def test_what_was_known_by_an_instant_holds_what_was_written_in_that_microsecond(story: Story) -> None:
    record = story.given(asked(), on="1 Sep 2025")
    written = instant(record.recorded_at)
    assert as_at(CASE, story.case.records, known=Known(by=written)).version == 1
    assert as_at(CASE, story.case.records, known=Known(by=written - timedelta(microseconds=1))).version == 0


def test_an_instant_may_be_said_with_any_offset(story: Story) -> None:
    record = story.given(asked(), on="1 Sep 2025")
    there = instant(record.recorded_at).astimezone(timezone(timedelta(hours=-5)))
    assert as_at(CASE, story.case.records, known=Known(by=there)) == story.case


def test_an_instant_without_an_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="needs its offset"):
        Known(by=datetime(2025, 9, 1, 12, 0))  # noqa: DTZ001  # what is refused


def test_what_was_known_at_a_version_is_that_many_records(story: Story) -> None:
    for on in ("1 Sep 2025", "2 Sep 2025", "3 Sep 2025"):
        story.given(viewed("7"), on=on)
    assert [as_at(CASE, story.case.records, known=Known(version=n)).version for n in range(5)] == [0, 1, 2, 3, 3]


def test_an_instant_and_a_version_are_both_kept_to(story: Story) -> None:
    story.given(viewed("7"), on="1 Sep 2025")
    story.given(viewed("8"), on="2 Sep 2025")
    both = replace(Known.on(day("2 Sep 2025")), version=1)
    assert as_at(CASE, story.case.records, known=both).version == 1
    assert as_at(CASE, story.case.records, known=replace(both, version=2)).version == 2
    assert as_at(CASE, story.case.records, known=replace(Known.on(day("1 Sep 2025")), version=2)).version == 1


def test_an_instant_survives_being_counted_in_microseconds() -> None:
    now = at(2025, 9, 1, 12, 30) + timedelta(microseconds=1)
    assert instant(micros(now)) == now
    assert instant(micros(now)).astimezone(HERE).hour == 13


# What had happened


def test_what_had_happened_by_a_day_leaves_out_what_came_later(story: Story) -> None:
    story.given(asked(), on="1 Sep 2025")
    story.given(offered(), on="8 Sep 2025")
    then = story.happened("7 Sep 2025")
    assert [one.stage for one in then.strands.values()] == ["asked"]
    assert then.version == story.case.version


def test_what_had_happened_by_a_day_is_told_as_it_is_known_now(story: Story) -> None:
    wrong = story.given(asked(), on="1 Sep 2025")
    story.given(asked(), on="10 Sep 2025", replaces=wrong)
    assert story.happened("9 Sep 2025").standing == ()
    assert story.known("9 Sep 2025").standing == (wrong,)


def test_a_mistake_found_later_is_not_told_of_any_day(story: Story) -> None:
    wrong = story.given(asked(), on="1 Sep 2025")
    story.given(EnteredInError(record=wrong.id, why="Another grower"), on="20 Sep 2025")
    assert story.happened("10 Sep 2025").standing == ()


def test_both_axes_may_be_named_at_once(story: Story) -> None:
    story.given(asked(), on="1 Sep 2025")
    story.given(offered(), on="3 Sep 2025", written="20 Sep 2025")
    story.given(garden.Let(), on="10 Sep 2025", written="21 Sep 2025")

    def stage(known: str, happened: str) -> str:
        seen = as_at(CASE, story.case.records, known=Known.on(day(known)), happened=day(happened))
        return seen.strands_of("letting")[-1].stage

    assert stage("19 Sep 2025", "30 Sep 2025") == "asked"
    assert stage("20 Sep 2025", "30 Sep 2025") == "offered"
    assert stage("30 Sep 2025", "9 Sep 2025") == "offered"
    assert stage("30 Sep 2025", "2 Sep 2025") == "asked"
    assert stage("30 Sep 2025", "10 Sep 2025") == "let"


def test_a_clock_is_read_as_it_was_known_then(story: Story) -> None:
    wrong = story.given(asked(), on="8 Sep 2025")
    story.given(asked(), on="1 Sep 2025", written="20 Sep 2025", replaces=wrong)
    then = story.known("19 Sep 2025")
    assert story.reading(garden.DECIDE, "14 Oct 2025", then).due == day("20 Oct 2025")
    assert story.reading(garden.DECIDE, "14 Oct 2025").status is Status.OVERDUE


def test_how_much_later_it_was_written_down_can_be_said(story: Story) -> None:
    record = story.given(asked(), on="1 Sep 2025", written="11 Nov 2025")
    assert (day_of(record.recorded_at) - record.happened_on).days == 71


# What changed


def test_what_was_added_gone_and_put_in_other_words_is_told_apart(story: Story) -> None:
    kept = story.given(asked(), on="1 Sep 2025")
    wrong = story.given(viewed("7"), on="2 Sep 2025")
    reworded = story.given(viewed("8"), on="3 Sep 2025")
    before = story.case
    mark = story.given(EnteredInError(record=wrong.id, why="Another grower"), on="4 Sep 2025")
    again = story.given(viewed("9"), on="3 Sep 2025", replaces=reworded)
    added = story.given(offered(), on="5 Sep 2025")
    change = difference(before, story.case)
    assert change.added == (mark, added)
    assert change.gone == (wrong,)
    assert change.replaced == ((reworded, again),)
    assert kept not in (*change.added, *change.gone)


def test_two_changes_of_one_entry_are_one_pair(story: Story) -> None:
    first = story.given(viewed("7"), on="1 Sep 2025")
    before = story.case
    second = story.given(viewed("8"), on="1 Sep 2025", replaces=first)
    third = story.given(viewed("9"), on="1 Sep 2025", replaces=second)
    assert difference(before, story.case).replaced == ((first, third),)
    assert difference(story.case, before).replaced == ((third, first),)
    assert first_of(story.case, third) == first


def test_a_wording_that_gave_way_to_the_one_before_it_is_a_pair_too(story: Story) -> None:
    first = story.given(viewed("7"), on="1 Sep 2025")
    second = story.given(viewed("8"), on="1 Sep 2025", replaces=first)
    before = story.case
    story.given(EnteredInError(record=second.id, why="It was 7"), on="2 Sep 2025")
    assert difference(before, story.case).replaced == ((second, first),)


def test_nothing_changed_between_a_view_and_itself(story: Story) -> None:
    story.given(asked(), on="1 Sep 2025")
    change = difference(story.case, story.case)
    assert (change.added, change.gone, change.replaced) == ((), (), ())


# Judgements that were shaken


def test_a_decision_is_shaken_where_what_it_rested_on_was_corrected(story: Story) -> None:
    story.given(asked(), on="1 Sep 2025")
    seen = story.given(viewed("7"), on="2 Sep 2025")
    reasons = {garden.SURVEY_ASKED: "Known"}
    decision = story.when(garden.OFFER, offered("7"), on="8 Sep 2025", reasons=reasons).then(garden.OFFERED)
    assert shaken(story.case, decision) == {}
    story.given(viewed("8"), on="2 Sep 2025", written="9 Sep 2025", replaces=seen)
    assert shaken(story.case, decision) == {"viewed": (seen,)}
    assert story.stage(LETTING) is garden.OFFERED


def test_a_decision_is_shaken_where_what_a_clock_was_met_by_was_made_in_error(story: Story) -> None:
    story.given(asked(), on="1 Sep 2025")
    story.given(garden.SurveyAsked(survey=Survey.SOIL), on="2 Sep 2025")
    done = story.given(garden.SurveyDone(survey=Survey.SOIL), on="3 Sep 2025")
    decision = story.when(garden.OFFER, offered(), on="8 Sep 2025").then(garden.OFFERED)
    story.given(EnteredInError(record=done.id, why="Another bed"), on="9 Sep 2025")
    assert shaken(story.case, decision) == {"surveys-in": (done,)}


def test_a_decision_is_steady_again_where_the_correction_was_itself_made_in_error(story: Story) -> None:
    story.given(asked(), on="1 Sep 2025")
    seen = story.given(viewed("7"), on="2 Sep 2025")
    reasons = {garden.SURVEY_ASKED: "Known"}
    decision = story.when(garden.OFFER, offered("7"), on="8 Sep 2025", reasons=reasons).then(garden.OFFERED)
    mark = story.given(EnteredInError(record=seen.id, why="Another bed"), on="9 Sep 2025")
    assert shaken(story.case, decision) == {"viewed": (seen,)}
    story.given(EnteredInError(record=mark.id, why="It was right"), on="10 Sep 2025")
    assert shaken(story.case, decision) == {}


def test_what_was_judged_by_nobody_cannot_be_shaken(story: Story) -> None:
    record = story.given(asked(), on="1 Sep 2025")
    assert shaken(story.case, record) == {}


def test_a_permission_taken_back_later_shakes_nothing(story: Story) -> None:
    story.given(asked(), on="1 Sep 2025")
    story.given(offered(), on="2 Sep 2025")
    story.given(garden.OfferLiked(), on="3 Sep 2025")
    given = story.given(neighbours(Answer.YES), on="3 Sep 2025")
    story.given(key(), on="3 Sep 2025")
    story.given(garden.FeePaid(pence=100), on="3 Sep 2025")
    decision = story.when(garden.LET_IT, garden.Let(), on="4 Sep 2025").then(garden.LET)
    story.given(Withdrawn(record=given.id, who="Wren"), on="5 Sep 2025")
    assert shaken(story.case, decision) == {}

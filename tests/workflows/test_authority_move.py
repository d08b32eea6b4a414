"""Moving to another authority: the plan goes along, or a new start is made without delay."""

from dataclasses import replace

import pytest

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import Event, How
from goldenthread.engine.windows import Standing
from goldenthread.workflows import authority_move as move
from goldenthread.workflows import plan
from goldenthread.workflows.authority_move import AUTHORITY_MOVE
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.plan import PLAN
from goldenthread.workflows.vocabulary import Setting
from tests.story import Story, day
from tests.workflows import samples as some
from tests.workflows import samples_plan as more
from tests.workflows.samples import MUM, a_record

NEW_READING = replace(ENGLAND, readings={"whose-knowledge-of-a-move": "new_authority"})


@pytest.fixture
def story() -> Story:
    return a_record()


# Within England


def test_the_plan_goes_on_the_day_of_the_move_where_that_was_known_in_good_time(story: Story) -> None:
    story.given(move.MoveKnown(moves_on=day("27 Mar 2026")), on="2 Mar 2026")
    assert story.stage(AUTHORITY_MOVE) is move.MOVING
    assert story.reading(move.TRANSFER, "28 Mar 2026").due == day("27 Mar 2026")
    assert story.reading(move.TRANSFER, "28 Mar 2026").status is Status.OVERDUE


def test_and_otherwise_in_fifteen_working_days_beginning_with_the_day_it_was_known(story: Story) -> None:
    story.given(move.MoveKnown(moves_on=day("27 Mar 2026"), service_family=True), on="23 Mar 2026")
    assert story.reading(move.TRANSFER, "23 Mar 2026").due == day("14 Apr 2026")  # Easter is not counted
    story.given(move.PlanTransferred(), on="14 Apr 2026")
    assert story.reading(move.TRANSFER, "15 Apr 2026").status is Status.MET


@pytest.mark.parametrize(
    ("knew", "due"),
    [("16 Mar 2026", "7 Apr 2026"), ("9 Mar 2026", "27 Mar 2026"), (None, "27 Mar 2026")],
)
def test_whose_knowledge_counts_is_read_in_two_ways_and_both_days_are_kept(knew: str | None, due: str) -> None:
    known = move.MoveKnown(moves_on=day("27 Mar 2026"), new_authority_knew=day(knew) if knew else None)
    usual, other = a_record(), a_record(NEW_READING)
    for story in (usual, other):
        story.given(known, on="23 Mar 2026")
    assert usual.reading(move.TRANSFER, "24 Mar 2026").due == day("14 Apr 2026")
    assert other.reading(move.TRANSFER, "24 Mar 2026").due == day(due)
    assert "new_authority" in usual.reading(move.TRANSFER, "24 Mar 2026").working[0]


def test_from_the_transfer_the_new_authority_must_carry_the_plan_out(story: Story) -> None:
    story.given(move.PlanTransferred(), on="1 Oct 2024")
    assert story.stage(PLAN) is plan.IN_FORCE
    assert story.stage(AUTHORITY_MOVE) is move.HANDED_OVER


def test_a_family_that_moved_in_is_told_in_six_weeks(story: Story) -> None:
    story.given(move.PlanTransferred(), on="1 Oct 2024")
    reading = story.reading(move.INFORM_OF_TRANSFER, "13 Nov 2024")
    assert (reading.due, reading.status) == (day("12 Nov 2024"), Status.OVERDUE)
    told = move.FamilyToldOfTransfer(
        to=(MUM,), how=How.LETTER, will_assess=False, will_review_by=day("31 Dec 2024")
    )  # fmt: skip
    story.given(told, on="14 Nov 2024")
    assert story.reading(move.INFORM_OF_TRANSFER, "15 Nov 2024").days_late == 2


@pytest.mark.parametrize(
    ("was_due", "due"),
    [("18 Jan 2027", "18 Jan 2027"), ("30 Apr 2026", "26 Jun 2026"), (None, "18 Jan 2027")],
)
def test_the_new_authority_reviews_by_the_later_of_the_year_and_three_months(
    story: Story, was_due: str | None, due: str
) -> None:
    story.given(plan.PlanMade(), on="19 Jan 2026")
    story.given(move.PlanTransferred(review_due_on=day(was_due) if was_due else None), on="27 Mar 2026")
    assert story.reading(move.REVIEW_AFTER_TRANSFER, "28 Mar 2026").due == day(due)
    window = story.window(move.THREE_MONTHS, "28 Mar 2026")
    assert (window.last_day, window.standing) == (day("26 Jun 2026"), Standing.OPEN)
    assert story.reading(plan.COMPLETE_FIRST, "28 Mar 2026").status is Status.FELL_AWAY


def test_the_year_counts_from_the_last_review_on_record_where_nobody_wrote_down_when_it_was_due(story: Story) -> None:
    story.given(plan.PlanMade(), on="10 Dec 2024")
    story.given(some.review_meeting(), on="24 Nov 2025")
    story.given(some.plan_kept(), on="8 Dec 2025")
    story.given(move.PlanTransferred(), on="20 Dec 2025")
    reading = story.reading(move.REVIEW_AFTER_TRANSFER, "21 Dec 2025")
    assert reading.due == day("7 Dec 2026")
    assert (
        "no day was named; Mon 8 Dec 2025 and 12 months counting the first day is Mon 7 Dec 2026"
        in (reading.working[0])
    )
    assert story.window(move.THREE_MONTHS, "21 Dec 2025").last_day == day("19 Mar 2026")


def test_where_nothing_is_known_of_the_year_three_months_count(story: Story) -> None:
    story.given(move.PlanTransferred(), on="27 Mar 2026")
    assert story.reading(move.REVIEW_AFTER_TRANSFER, "28 Mar 2026").due == day("26 Jun 2026")


def test_its_first_decision_after_a_review_meets_that_and_sets_the_years_going_again(story: Story) -> None:
    story.given(move.PlanTransferred(review_due_on=day("30 Apr 2026")), on="27 Mar 2026")
    story.given(some.review_meeting(), on="8 Jun 2026")
    story.given(some.plan_kept(), on="29 Jun 2026")
    assert story.reading(move.REVIEW_AFTER_TRANSFER, "30 Jun 2026").days_late == 3
    assert story.stage(AUTHORITY_MOVE) is move.LOOKED_AT
    assert story.reading(plan.COMPLETE_NEXT, "30 Jun 2026").due == day("28 Jun 2027")


def test_a_second_move_is_a_story_of_its_own(story: Story) -> None:
    story.given(move.PlanTransferred(), on="27 Mar 2026")
    story.given(some.plan_kept(), on="1 Jun 2026")
    story.given(move.MoveKnown(moves_on=day("1 Mar 2027")), on="4 Jan 2027")
    assert [one.stage for one in story.case.strands_of("authority-move")] == ["looked-at", "moving"]


def test_another_school_is_arranged_where_the_one_named_is_out_of_reach(story: Story) -> None:
    story.given(move.PlanTransferred(), on="27 Mar 2026")
    story.given(move.SchoolOutOfReach(why="It is ninety miles away."), on="30 Mar 2026")
    owed = story.reading("other-school", "9 Apr 2026")
    assert (owed.due, owed.days_late) == (day("8 Apr 2026"), 1)
    story.given(move.OtherSchoolArranged(now_at=Setting("beck"), how_it_suits="The same hours"), on="9 Apr 2026")
    assert story.reading("other-school", "10 Apr 2026").status is Status.MET_LATE


def test_health_tells_health_in_fifteen_working_days_beginning_with_the_day_it_knew(story: Story) -> None:
    story.given(move.MoveKnown(moves_on=day("27 Mar 2026")), on="2 Mar 2026")
    story.given(move.HealthBodyChanged(), on="23 Mar 2026")
    reading = story.reading(move.HEALTH_TELLS_HEALTH, "15 Apr 2026")
    assert (reading.due, reading.days_late) == (day("14 Apr 2026"), 1)
    story.given(move.NewHealthBodyTold(whom="The new trust", asks_for="An early review"), on="15 Apr 2026")
    assert story.reading(move.HEALTH_TELLS_HEALTH, "16 Apr 2026").status is Status.MET_LATE


# From elsewhere


@pytest.mark.parametrize("where", list(move.FromWhere))
def test_from_another_country_no_plan_transfers_and_a_request_may_be_made_at_once(
    story: Story, where: move.FromWhere
) -> None:
    story.given(move.ArrivedFromElsewhere(where=where, had="A statement, and speech therapy"), on="30 Mar 2026")
    assert story.stage(AUTHORITY_MOVE) is move.ARRIVED
    assert not story.case.strands_of("plan")
    owed = story.reading("may-ask-told", "9 Apr 2026")
    assert (owed.due, owed.status) == (day("8 Apr 2026"), Status.OVERDUE)
    story.given(some.request(), on="30 Mar 2026")
    assert story.reading("ehcna-decide", "31 Mar 2026").due == day("11 May 2026")
    told = move.FamilyToldItMayAsk(to=(MUM,), how=How.IN_PERSON, meanwhile="Speech therapy with Mr Bell")
    story.given(told, on="9 Apr 2026")
    assert story.stage(AUTHORITY_MOVE) is move.KNOWN


# An authority that starts to keep its records here


def test_running_clocks_go_on_from_their_own_first_days() -> None:
    history: list[tuple[Event, str]] = [
        (plan.PlanMade(), "19 Jan 2026"),
        (some.review_meeting(), "3 Aug 2026"),
        (some.request(), "1 Jul 2026"),
        (move.PlanTransferred(review_due_on=day("18 Jan 2027")), "1 Jul 2026"),
    ]
    story = a_record()
    for event, on in history:
        story.given(event, on=on, written="1 Sep 2026")
    decide = story.reading("ar-decision", "1 Sep 2026")
    assert (decide.due, decide.days_late) == (day("31 Aug 2026"), 1)  # a bank holiday
    assert story.reading("ehcna-decide", "1 Sep 2026").due == day("12 Aug 2026")
    assert story.reading(move.INFORM_OF_TRANSFER, "1 Sep 2026").due == day("12 Aug 2026")
    assert story.reading(move.REVIEW_AFTER_TRANSFER, "1 Sep 2026").due == day("18 Jan 2027")


def test_when_the_plan_ends_nothing_of_the_move_is_owed(story: Story) -> None:
    story.given(move.PlanTransferred(), on="27 Mar 2026")
    story.given(more.plan_ended(), on="1 Apr 2026")
    for clock in (move.INFORM_OF_TRANSFER, move.REVIEW_AFTER_TRANSFER):
        assert story.reading(clock, "1 Sep 2026").status is Status.FELL_AWAY

"""A worry: heard, answered, tried, and settled kindly."""

from goldenthread.engine.clocks import Status
from goldenthread.workflows import concern
from goldenthread.workflows.concern import CONCERN
from tests.story import day
from tests.workflows import samples as some
from tests.workflows.samples import a_record


def test_anybody_may_raise_a_worry_with_nothing_else_on_record() -> None:
    story = a_record()
    story.given(some.worry(), on="5 Sep 2024")
    assert story.stage(CONCERN) is concern.RAISED


def test_it_is_answered_by_the_day_they_were_told() -> None:
    story = a_record()
    raised = story.given(some.worry(answer_by=day("12 Sep 2024")), on="5 Sep 2024")
    story.given(some.worry_answered(raised.id), on="16 Sep 2024")
    reading = story.reading(concern.ANSWER, "1 Oct 2024")
    assert (reading.due, reading.status, reading.days_late) == (day("12 Sep 2024"), Status.MET_LATE, 4)


def test_where_no_day_was_told_the_usual_time_counts_and_no_bank_holiday_with_it() -> None:
    story = a_record()
    story.given(some.worry(), on="22 Aug 2024")  # the last Monday in August is a holiday
    assert story.reading(concern.ANSWER, "23 Aug 2024").due == day("6 Sep 2024")


def test_a_far_off_day_does_not_lift_the_usual_time() -> None:
    story = a_record()
    story.given(some.worry(answer_by=day("30 Sep 2024")), on="5 Sep 2024")
    assert story.reading(concern.ANSWER, "6 Sep 2024").due == day("19 Sep 2024")


def test_a_worry_raised_again_stays_beside_the_first_and_is_answered_like_it() -> None:
    story = a_record()
    first = story.given(some.worry(), on="5 Sep 2024")
    again = story.given(some.worry(again=first.id), on="12 Sep 2024")
    story.given(some.worry_answered(first.id), on="16 Sep 2024")
    answered, open_still = story.readings(concern.ANSWER, "17 Sep 2024")
    assert (answered.status, open_still.status) == (Status.MET, Status.RUNNING)
    assert open_still.started_by == again


def test_each_conversation_owes_the_family_a_note_of_its_own() -> None:
    story = a_record()
    story.given(some.worry(), on="5 Sep 2024")
    first = story.when(concern.TALK_IT_OVER, some.talked_over(), on="18 Sep 2024").then(concern.TALKING)
    story.when(concern.TALK_IT_OVER, some.talked_over(), on="20 Sep 2024").then(concern.TALKING)
    story.given(concern.NoteGiven(talk=first.id, to=(some.MUM,)), on="23 Sep 2024")
    one, other = story.readings(concern.NOTE_OF_TALK, "30 Sep 2024")
    assert (one.due, one.status) == (day("25 Sep 2024"), Status.MET)
    assert (other.due, other.status) == (day("27 Sep 2024"), Status.OVERDUE)


def test_looking_further_asks_for_the_family_to_be_talked_to_or_a_reason() -> None:
    story = a_record()
    story.given(some.worry(), on="5 Sep 2024")
    further = concern.ConcernTakenOn(why="Noise stops him eating.")
    story.when(concern.LOOK_FURTHER, further, on="9 Sep 2024").not_ready(missing=[concern.FAMILY_TALKED_TO])
    why = {concern.FAMILY_TALKED_TO: "Asked twice, by telephone and letter; no answer yet."}
    judged = story.when(concern.LOOK_FURTHER, further, on="9 Sep 2024", reasons=why).judged(concern.LOOKING_FURTHER)
    assert judged.gone_without == ("family-talked-to",)


def test_a_strategy_tried_is_looked_back_at_together_before_the_next_step() -> None:
    story = a_record()
    raised = story.given(some.worry(), on="5 Sep 2024")
    story.given(some.worry_answered(raised.id), on="6 Sep 2024")
    story.when(concern.TALK_IT_OVER, some.talked_over(), on="6 Sep 2024")
    tried = story.when(concern.TRY_SOMETHING, some.strategy(day("20 Sep 2024")), on="6 Sep 2024").then(concern.TRYING)
    assert story.reading(concern.LOOK_BACK, "23 Sep 2024").days_late == 3
    story.when(concern.SETTLE, some.settled(), on="23 Sep 2024").not_ready(missing=[concern.TRIED_LOOKED_BACK_AT])
    story.given(some.looked_back(tried.id), on="23 Sep 2024")
    story.when(concern.SETTLE, some.settled(), on="23 Sep 2024").then(concern.SETTLED)


def test_two_strategies_are_each_looked_back_at() -> None:
    story = a_record()
    story.given(some.worry(), on="5 Sep 2024")
    one = story.when(concern.TRY_SOMETHING, some.strategy(day("20 Sep 2024")), on="6 Sep 2024").then()
    story.when(concern.TRY_SOMETHING, some.strategy(day("27 Sep 2024")), on="9 Sep 2024").then()
    story.given(some.looked_back(one.id), on="20 Sep 2024")
    statuses = [one.status for one in story.readings(concern.LOOK_BACK, "30 Sep 2024")]
    assert statuses == [Status.MET, Status.OVERDUE]


def test_a_worry_is_not_settled_before_it_is_answered_and_talked_over() -> None:
    story = a_record()
    story.given(some.worry(), on="5 Sep 2024")
    tried = story.when(concern.SETTLE, some.settled(), on="9 Sep 2024")
    tried.not_ready(missing=[concern.WORRY_ANSWERED, concern.FAMILY_TALKED_TO])


def test_worried_again_the_family_comes_back_to_a_new_story() -> None:
    story = a_record()
    raised = story.given(some.worry(), on="5 Sep 2024")
    story.given(some.worry_answered(raised.id), on="6 Sep 2024")
    story.when(concern.TALK_IT_OVER, some.talked_over(), on="6 Sep 2024")
    story.when(concern.SETTLE, some.settled(), on="9 Sep 2024").then(concern.SETTLED)
    story.given(some.worry(again=raised.id), on="3 Mar 2025")
    assert [one.stage for one in story.case.strands_of("concern")] == ["settled", "raised"]

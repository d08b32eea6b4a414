"""A worry: heard, answered, tried, and settled kindly."""

import msgspec
import pytest

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import How
from goldenthread.engine.fields import fields
from goldenthread.workflows import concern, identification, strategies
from goldenthread.workflows import sen_support as sen
from goldenthread.workflows.concern import CONCERN
from tests.story import Story, day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows import samples_everyday as every
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
    tried = story.when(strategies.TRY_SOMETHING, some.strategy(day("20 Sep 2024")), on="6 Sep 2024").then()
    assert story.stage(CONCERN) is concern.TRYING
    assert story.reading(strategies.LOOK_BACK, "23 Sep 2024").days_late == 3
    story.when(concern.SETTLE, some.settled(), on="23 Sep 2024").not_ready(missing=[concern.TRIED_LOOKED_BACK_AT])
    story.given(some.looked_back(tried.id), on="23 Sep 2024")
    story.when(concern.SETTLE, some.settled(), on="23 Sep 2024").then(concern.SETTLED)


def test_two_strategies_are_each_looked_back_at() -> None:
    story = a_record()
    story.given(some.worry(), on="5 Sep 2024")
    one = story.when(strategies.TRY_SOMETHING, some.strategy(day("20 Sep 2024")), on="6 Sep 2024").then()
    story.when(strategies.TRY_SOMETHING, some.strategy(day("27 Sep 2024")), on="9 Sep 2024").then()
    story.given(some.looked_back(one.id), on="20 Sep 2024")
    statuses = [one.status for one in story.readings(strategies.LOOK_BACK, "30 Sep 2024")]
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


# Where it comes from, and how soon it is answered


@requirement("S0-47", concern.Origin, concern.WorryRaised, concern.WORRY_ARRIVES)
@pytest.mark.parametrize("comes_from", list(concern.Origin))
def test_wherever_it_comes_from_it_is_taken_up_in_the_same_way(comes_from: concern.Origin) -> None:
    story = a_record()
    raised = concern.WorryRaised(who="Somebody", words="He is so tired.", comes_from=comes_from)
    story.given(raised, on="5 Sep 2024")
    assert story.stage(CONCERN) is concern.RAISED
    assert story.reading(concern.ANSWER, "5 Sep 2024").due == day("19 Sep 2024")


@requirement("S0-11", concern.WorryRaised, concern.WORRY_ARRIVES)
def test_whoever_works_with_the_child_may_raise_it_first_and_no_form_asks_for_a_diagnosis() -> None:
    assert {"teacher", "senco", "head", "parent", "young-person"} <= every.recorders(concern.WorryRaised)
    story = a_record()
    story.given(concern.WorryRaised(who="Mr Bell", words="I wonder."), on="5 Sep 2024")
    assert story.stage(CONCERN) is concern.RAISED
    asked = [
        field.question
        for workflow in (CONCERN, identification.IDENTIFICATION, sen.SEN_SUPPORT)
        for kind in workflow.events
        for field in fields(kind).values()
    ]
    assert not any("diagnos" in question.lower() for question in asked)


@requirement("S1-1", concern.WorryRaised, concern.ANSWER, concern.WorryAnswered)
def test_how_soon_it_was_answered_is_measured() -> None:
    story = a_record()
    raised = story.given(some.worry(), on="5 Sep 2024")
    story.given(some.worry_answered(raised.id), on="9 Sep 2024")
    reading = story.reading(concern.ANSWER, "1 Oct 2024")
    assert reading.ended_on
    assert (reading.ended_on - reading.started_by.happened_on).days == 4
    assert (reading.status, reading.days_late) == (Status.MET, -10)


@requirement("S3-37", concern.FamilyContacted, concern.TOLD_BY_WHEN, concern.ANSWER)
def test_the_family_is_told_by_when_they_will_hear_and_a_day_that_was_not_kept_shows() -> None:
    story = a_record()
    raised = story.given(some.worry(), on="5 Sep 2024")
    told = concern.FamilyContacted(
        to=(some.MUM,), how=How.PHONE, answer_by=day("11 Sep 2024"), answer_from="Mrs Okafor", worry=raised.id
    )
    first = story.given(told, on="6 Sep 2024")
    assert every.sentence(first) == "Sam's mum was told by telephone that there will be an answer by Wed 11 Sep 2024"
    assert story.reading(concern.TOLD_BY_WHEN, "12 Sep 2024").status is Status.OVERDUE
    assert story.reading(concern.ANSWER, "12 Sep 2024").status is Status.RUNNING
    story.given(some.worry_answered(raised.id), on="12 Sep 2024")
    assert story.reading(concern.TOLD_BY_WHEN, "13 Sep 2024").days_late == 1


# In whose words


@requirement("S1-2", concern.WorryRaised, concern.OpinionWritten)
@requirement("S3-7", concern.OpinionWritten)
def test_a_parents_account_stays_in_her_words_and_an_opinion_stands_beside_it() -> None:
    story = a_record()
    raised = story.given(some.worry(), on="5 Sep 2024")
    opinion = concern.OpinionWritten(
        whose="Mr Bell", opinion="He is calm with me.", rests_on="I wonder what it costs him.", worry=raised.id
    )
    written = story.given(opinion, on="6 Sep 2024")
    entry = story.case.by_id[raised.id]
    assert isinstance(entry.event, concern.WorryRaised)
    assert entry.event.words == "He cries every morning."
    assert every.about_parents(concern.WorryRaised) == {"words"}
    assert "parent" not in every.recorders(concern.OpinionWritten)
    assert story.stage(CONCERN) is concern.RAISED
    assert story.reading(concern.ANSWER, "9 Sep 2024").status is Status.RUNNING  # an opinion is no answer
    assert every.sentence(written) == "Mr Bell wrote down what they think of the worry"


@requirement("S3-20", concern.WorryAnswered, concern.OpinionWritten, concern.ANSWER)
def test_it_is_explored_with_curiosity_and_whoever_raised_it_hears_back() -> None:
    assert {"answer", "happens_next"} <= every.must_say(concern.WorryAnswered)
    assert "what you wonder about" in (fields(concern.OpinionWritten)["rests_on"].hint or "")
    story = a_record()
    raised = story.given(some.worry(), on="5 Sep 2024")
    assert story.reading(concern.ANSWER, "20 Sep 2024").status is Status.OVERDUE
    story.given(some.worry_answered(raised.id), on="20 Sep 2024")
    assert story.reading(concern.ANSWER, "20 Sep 2024").status is Status.MET_LATE


@requirement("S3-55", concern.BehaviourNoted)
def test_a_note_on_behaviour_asks_for_the_parents_view_and_the_causes() -> None:
    assert {"seen", "before", "causes", "family_view", "child_view", "helps"} <= every.must_say(concern.BehaviourNoted)
    assert every.about_parents(concern.BehaviourNoted) == {"family_view"}
    assert "parent" in every.recorders(concern.BehaviourNoted)
    story = a_record()
    story.given(some.worry(), on="5 Sep 2024")
    noted = concern.BehaviourNoted(
        seen="He ran out.",
        before="The hand drier, in the hall.",
        causes="Noise",
        family_view="He runs from ours too.",
        child_view="Ow (said).",
        helps="Paper towels",
    )
    record = story.given(noted, on="9 Sep 2024")
    assert every.sentence(record) == "Clerk wrote down with the family what Sam's behaviour may be telling us"
    assert story.stage(CONCERN) is concern.RAISED


# How it is closed, and opened again


def answered_and_talked_over() -> Story:
    story = a_record()
    raised = story.given(some.worry(), on="5 Sep 2024")
    story.given(some.worry_answered(raised.id), on="6 Sep 2024")
    story.when(concern.TALK_IT_OVER, some.talked_over(), on="6 Sep 2024").then(concern.TALKING)
    return story


@requirement("S3-38", concern.SETTLE, concern.FAMILY_VIEW_KNOWN, concern.NoAnswerYet, concern.ConcernSettled)
def test_it_is_closed_with_what_came_of_it_and_the_familys_view_or_asked_twice_or_for_a_reason() -> None:
    assert "came_of_it" in every.must_say(concern.ConcernSettled)
    unheard = msgspec.structs.replace(some.settled(), family_view=None)
    story = answered_and_talked_over()
    story.when(concern.SETTLE, unheard, on="9 Sep 2024").not_ready(missing=[concern.FAMILY_VIEW_KNOWN])
    story.given(concern.NoAnswerYet(how=How.PHONE, another_way="A letter"), on="9 Sep 2024")
    story.given(concern.NoAnswerYet(how=How.EMAIL), on="9 Sep 2024")  # twice on one day is once
    story.when(concern.SETTLE, unheard, on="16 Sep 2024").not_ready(missing=[concern.FAMILY_VIEW_KNOWN])
    story.given(concern.NoAnswerYet(how=How.LETTER), on="13 Sep 2024")
    asked = story.when(concern.SETTLE, unheard, on="16 Sep 2024").judged(concern.SETTLED)
    assert len(asked.met["family-view-known"]) == 2
    heard = answered_and_talked_over().when(concern.SETTLE, some.settled(), on="9 Sep 2024").judged(concern.SETTLED)
    assert "family-view-known" in heard.met
    why = {concern.FAMILY_VIEW_KNOWN: "They asked us not to ring again."}
    other = answered_and_talked_over().when(concern.SETTLE, unheard, on="9 Sep 2024", reasons=why)
    assert other.judged(concern.SETTLED).gone_without == ("family-view-known",)


@requirement("S3-38", concern.WorryReopened, concern.OPEN_AGAIN, concern.ANSWER_AGAIN)
def test_whoever_raised_it_may_open_it_again_without_a_reason() -> None:
    story = answered_and_talked_over()
    story.when(concern.SETTLE, some.settled(), on="9 Sep 2024").then(concern.SETTLED)
    opened = story.given(concern.WorryReopened(who=some.MUM), on="16 Sep 2024")
    assert [one.stage for one in story.case.strands_of("concern")] == ["raised"]
    assert story.reading(concern.ANSWER_AGAIN, "16 Sep 2024").due == day("30 Sep 2024")
    assert story.reading(concern.ANSWER_AGAIN, "1 Oct 2024").status is Status.OVERDUE
    story.given(some.worry_answered(opened.id), on="1 Oct 2024")
    assert story.reading(concern.ANSWER_AGAIN, "2 Oct 2024").status is Status.MET_LATE
    assert {"parent", "young-person"} <= every.recorders(concern.WorryReopened)


@requirement("S0-48", concern.FAMILY_TALKED_TO, sen.FAMILY_HEARD, sen.PLAN)
def test_a_worry_does_not_become_a_plan_without_talking_with_the_parents_or_a_reason() -> None:
    story = a_record()
    story.given(some.worry(), on="5 Sep 2024")
    further = concern.ConcernTakenOn(why="Noise stops him eating.")
    story.when(concern.LOOK_FURTHER, further, on="9 Sep 2024").not_ready(missing=[concern.FAMILY_TALKED_TO])
    story.given(some.needs_described(), on="9 Sep 2024")
    plan = some.planned(review_on=day("13 Dec 2024"))
    story.when(sen.PLAN, plan, on="9 Sep 2024").not_ready(missing=[sen.FAMILY_HEARD])
    why = {sen.FAMILY_HEARD: "Mum is in hospital."}
    assert story.when(sen.PLAN, plan, on="9 Sep 2024", reasons=why).judged(sen.PLANNED).gone_without

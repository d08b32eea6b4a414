"""What runs beside everything: questions, promises, views, and an entry that somebody disputes."""

from goldenthread.engine.access.seeing import Seeing
from goldenthread.engine.clocks import Status
from goldenthread.engine.events import Decision, Hearing, How
from goldenthread.engine.fields import fields
from goldenthread.engine.records import Disputed
from goldenthread.projections.promises import PROMISE, Promises
from goldenthread.workflows import partnership
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.kinds import KINDS
from goldenthread.workflows.partnership import PARTNERSHIP
from goldenthread.workflows.people import PARENT, SUPPORTER, YOUNG_PERSON
from tests.story import Story, day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows.samples import a_record


def waiting(story: Story) -> list[str]:
    """Return the clocks of what waits for an answer, as the list of promises has them."""
    return [row["clock"] for row in Promises(KINDS, ENGLAND).rows(Seeing(story.case, frozenset(), {}, {}))[PROMISE]]


@requirement("S0-63", partnership.QuestionAsked, partnership.BEGINS_WITH_A_QUESTION)
def test_a_question_may_be_the_first_thing_on_record() -> None:
    story = a_record()
    story.given(some.question(), on="2 Dec 2024")
    assert story.stage(PARTNERSHIP) is partnership.TOGETHER
    assert {PARENT.id, YOUNG_PERSON.id, SUPPORTER.id} <= JOURNEY.may_record(partnership.QuestionAsked)


@requirement("S0-14", partnership.QuestionAsked, partnership.QUESTION_ANSWERED)
@requirement("S0-18", partnership.QuestionAsked, partnership.QUESTION_ANSWERED)
def test_a_question_asked_twice_is_answered_twice_and_late_shows() -> None:
    story = a_record()
    first = story.given(some.question(), on="2 Dec 2024")
    again = story.given(some.question(again=first.id), on="4 Dec 2024")
    story.given(some.question_answered(first.id), on="12 Dec 2024")
    one, other = story.readings(partnership.QUESTION_ANSWERED, "12 Dec 2024")
    assert (one.due, one.status, one.days_late) == (day("9 Dec 2024"), Status.MET_LATE, 3)
    assert (other.due, other.status, other.days_late) == (day("11 Dec 2024"), Status.OVERDUE, 1)
    assert waiting(story) == ["question-answer"]
    assert {field.name for field in PROMISE.columns}.isdisjoint({"who", "by", "times", "again"})
    story.given(some.question_answered(again.id), on="12 Dec 2024")
    assert story.readings(partnership.QUESTION_ANSWERED, "13 Dec 2024")[1].status is Status.MET_LATE
    assert {first.id, again.id} <= {one.id for one in story.case.standing}


def test_christmas_is_not_counted() -> None:
    story = a_record()
    story.given(some.question(), on="23 Dec 2024")
    assert story.reading(partnership.QUESTION_ANSWERED, "23 Dec 2024").due == day("2 Jan 2025")


@requirement("S0-15", partnership.QuestionAnswered, partnership.AnswerKind, partnership.QUESTION_ANSWERED)
def test_to_be_pointed_to_somebody_who_knows_is_an_answer() -> None:
    story = a_record()
    asked = story.given(some.question(), on="2 Dec 2024")
    pointed = partnership.QuestionAnswered(
        question=asked.id,
        how=partnership.AnswerKind.SIGNPOSTED,
        answer="They know about transport; here is the number.",
        signposted_to="The advice service",
    )
    story.given(pointed, on="3 Dec 2024")
    assert story.reading(partnership.QUESTION_ANSWERED, "4 Dec 2024").status is Status.MET


@requirement("S0-15", partnership.PromiseMade, partnership.QUESTION_ANSWERED)
@requirement("S0-16", partnership.PROMISE_KEPT, partnership.PromiseMade, partnership.PromiseKept)
@requirement("S2-32", partnership.PROMISE_KEPT, partnership.PromiseMade, partnership.PromiseKept)
def test_a_promise_has_an_owner_and_a_day_and_does_not_answer_the_question() -> None:
    story = a_record()
    asked = story.given(some.question(), on="2 Dec 2024")
    promised = story.given(some.promise(keep_by=day("6 Dec 2024"), question=asked.id), on="2 Dec 2024")
    assert story.reading(partnership.QUESTION_ANSWERED, "3 Dec 2024").status is Status.RUNNING
    assert story.reading(partnership.PROMISE_KEPT, "9 Dec 2024").days_late == 3
    assert waiting(story) == ["question-answer", "promise"]
    kept = partnership.PromiseKept(promise=promised.id, done="Rang her.", why_late="I was ill; Mr Bell told her so.")
    story.given(kept, on="10 Dec 2024")
    reading = story.reading(partnership.PROMISE_KEPT, "11 Dec 2024")
    assert (reading.status, reading.days_late) == (Status.MET_LATE, 4)
    assert waiting(story) == ["question-answer"]


@requirement("S3-67", partnership.HoldingReplyGiven, partnership.QUESTION_ANSWERED)
def test_not_yet_is_written_down_and_puts_no_day_off() -> None:
    story = a_record()
    asked = story.given(some.question(), on="17 Apr 2025")
    before = story.reading(partnership.QUESTION_ANSWERED, "22 Apr 2025")
    # Thursday before Easter: Good Friday and Easter Monday are not counted, so Tue 22 is the first of five.
    assert before.due == day("28 Apr 2025")
    holding = partnership.HoldingReplyGiven(
        waiting=asked.id, why_not_yet="The clinic is closed.", meanwhile="I ring again on Monday."
    )
    story.given(holding, on="25 Apr 2025")
    after = story.reading(partnership.QUESTION_ANSWERED, "29 Apr 2025")
    assert (after.due, after.status, after.days_late) == (before.due, Status.OVERDUE, 1)
    assert waiting(story) == ["question-answer"]


@requirement("S1-5", partnership.ViewGiven, partnership.ViewFollowedUp, partnership.VIEW_FOLLOWED_UP)
@requirement("S3-5", partnership.ViewGiven, partnership.ViewFollowedUp, partnership.VIEW_FOLLOWED_UP)
@requirement("S3-18", partnership.ViewFollowedUp, partnership.Became)
@requirement("S3-62", partnership.ViewFollowedUp, partnership.VIEW_FOLLOWED_UP)
def test_a_view_is_followed_in_a_decision_and_whoever_gave_it_is_told() -> None:
    story = a_record()
    decision = story.given(some.needs_found(), on="13 Jan 2025")
    given = story.given(some.view(), on="6 Jan 2025", written="13 Jan 2025")
    assert story.reading(partnership.VIEW_FOLLOWED_UP, "13 Jan 2025").due == day("3 Feb 2025")
    told = partnership.ViewFollowedUp(
        view=given.id, became=partnership.Became.FOLLOWED, why="She knows him best.", decision=decision.id
    )
    story.given(told, on="14 Jan 2025")
    assert story.reading(partnership.VIEW_FOLLOWED_UP, "15 Jan 2025").status is Status.MET


def test_a_view_that_nobody_comes_back_to_shows() -> None:
    story = a_record()
    story.given(some.view(), on="6 Jan 2025")
    assert story.reading(partnership.VIEW_FOLLOWED_UP, "4 Feb 2025").days_late == 1
    assert waiting(story) == ["view-outcome"]


@requirement("S0-5", Decision, Hearing)
@requirement("S3-18", Decision, Hearing)
def test_every_decision_asks_whose_views_were_heard_and_what_became_of_them() -> None:
    decisions = [event for event in JOURNEY.events.values() if issubclass(event, Decision)]
    assert len(decisions) > 5
    assert all(fields(one)["heard"].required for one in decisions)
    assert Hearing.__struct_fields__ == ("whose", "view", "became")


@requirement("S0-2", partnership.ViewGiven, partnership.Shown)
@requirement("S0-7", partnership.ViewGiven, partnership.Shown)
def test_a_child_who_does_not_speak_is_heard_with_who_interpreted_and_how() -> None:
    story = a_record()
    seen = partnership.ViewGiven(
        whose="Sam",
        view="Turns to the window, and hums.",
        how_gathered="Two photographs were held out",
        interpreted_by="Sam's mum: the hum is a yes",
        shown=(partnership.Shown.MOVEMENT, partnership.Shown.SOUND),
    )
    kept = story.given(seen, on="6 Jan 2025")
    assert kept.event == seen
    asked = fields(partnership.ViewGiven)
    assert not asked["view"].clear
    assert not asked["shown"].clear
    assert {str(one) for one in partnership.Shown} >= {"words", "writing", "form", "movement", "expression", "sound"}


@requirement("S2-27", partnership.ProcessWorryRaised, partnership.PROCESS_WORRY_ANSWERED)
def test_a_worry_about_how_hard_it_is_to_get_help_goes_to_who_can_change_it() -> None:
    story = a_record()
    worry = partnership.ProcessWorryRaised(who=some.MUM, words="I have rung nine times.", passed_to="The head")
    raised = story.given(worry, on="28 Apr 2025")
    # Ten working days, of which the bank holiday on 5 May is none.
    assert story.reading(partnership.PROCESS_WORRY_ANSWERED, "13 May 2025").due == day("13 May 2025")
    assert story.reading(partnership.PROCESS_WORRY_ANSWERED, "14 May 2025").status is Status.OVERDUE
    answer = partnership.ProcessWorryAnswered(worry=raised.id, answer="You are right.", changes="One number to ring")
    story.given(answer, on="14 May 2025")
    assert story.reading(partnership.PROCESS_WORRY_ANSWERED, "14 May 2025").status is Status.MET_LATE


@requirement("S3-52", partnership.WrongInformationGiven, partnership.MISTAKE_PUT_RIGHT)
def test_what_we_said_wrong_is_put_right_with_the_family() -> None:
    story = a_record()
    wrong = partnership.WrongInformationGiven(was_told="A plan needs three reviews first", what_is_right="It does not")
    found = story.given(wrong, on="24 Dec 2024")
    # 25, 26 December and 1 January are not counted; 27 and 30 December are the two days.
    assert story.reading(partnership.MISTAKE_PUT_RIGHT, "31 Dec 2024").due == day("30 Dec 2024")
    assert story.reading(partnership.MISTAKE_PUT_RIGHT, "31 Dec 2024").status is Status.OVERDUE
    righted = partnership.WrongInformationPutRight(
        to=(some.MUM,), how=How.PHONE, mistake=found.id, what_it_changes="You may ask today."
    )
    story.given(righted, on="31 Dec 2024")
    assert story.reading(partnership.MISTAKE_PUT_RIGHT, "31 Dec 2024").status is Status.MET_LATE


def test_a_statement_that_an_entry_is_not_right_owes_a_reply_even_where_nothing_else_is_on_record() -> None:
    story = a_record()
    entry = story.given(some.needs_described(), on="6 Jan 2025")
    said = story.given(Disputed(record=entry.id, who=some.MUM, statement="He is not afraid."), on="8 Jan 2025")
    assert story.stage(PARTNERSHIP) is partnership.TOGETHER
    reading = story.reading(partnership.DISPUTE_ANSWERED, "23 Jan 2025")
    assert (reading.due, reading.days_late) == (day("22 Jan 2025"), 1)
    assert waiting(story) == ["dispute-answer"]
    reply = partnership.DisputeAnswered(statement=said.id, reply="Thank you; we see it so.")
    story.given(reply, on="23 Jan 2025")
    assert story.reading(partnership.DISPUTE_ANSWERED, "23 Jan 2025").status is Status.MET_LATE


@requirement("S0-1", partnership.ViewGiven)
def test_a_disputed_entry_keeps_her_words_beside_it_and_has_a_reply() -> None:
    story = a_record()
    entry = story.given(some.needs_described(), on="6 Jan 2025")
    said = story.given(Disputed(record=entry.id, who=some.MUM, statement="He is not afraid of noise."), on="8 Jan 2025")
    righted = story.given(some.needs_described(), on="6 Jan 2025", written="9 Jan 2025", replaces=entry)
    reply = partnership.DisputeAnswered(statement=said.id, reply="You are right; here it is put right.")
    answered = story.given(reply, on="9 Jan 2025")
    assert said.strand == entry.strand
    assert [one.id for one in story.case.standing] == [righted.id, said.id, answered.id]
    assert story.case.by_id[entry.id].event == entry.event


def test_tried_with_no_answer_is_written_down_as_that() -> None:
    story = a_record()
    tried = partnership.FamilyNotReached(how=How.PHONE, what_about="The meeting", another_way="A letter home")
    record = story.given(tried, on="6 Jan 2025")
    assert "no answer yet" in record.kind.told
    assert "refus" not in record.kind.told

"""What runs beside everything: questions, promises, views, choices, and an entry that somebody disputes."""

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import How
from goldenthread.engine.records import Disputed
from goldenthread.workflows import partnership
from goldenthread.workflows.partnership import PARTNERSHIP
from tests.story import day
from tests.workflows import samples as some
from tests.workflows.samples import a_record


def test_a_question_may_be_the_first_thing_on_record() -> None:
    story = a_record()
    story.given(some.question(), on="2 Dec 2024")
    assert story.stage(PARTNERSHIP) is partnership.TOGETHER


def test_a_question_asked_twice_is_answered_twice_and_late_shows() -> None:
    story = a_record()
    first = story.given(some.question(), on="2 Dec 2024")
    again = story.given(some.question(again=first.id), on="4 Dec 2024")
    story.given(some.question_answered(first.id), on="12 Dec 2024")
    one, other = story.readings(partnership.QUESTION_ANSWERED, "12 Dec 2024")
    assert (one.due, one.status, one.days_late) == (day("9 Dec 2024"), Status.MET_LATE, 3)
    assert (other.due, other.status, other.days_late) == (day("11 Dec 2024"), Status.OVERDUE, 1)
    story.given(some.question_answered(again.id), on="12 Dec 2024")
    assert story.readings(partnership.QUESTION_ANSWERED, "13 Dec 2024")[1].status is Status.MET_LATE


def test_christmas_is_not_counted() -> None:
    story = a_record()
    story.given(some.question(), on="23 Dec 2024")
    assert story.reading(partnership.QUESTION_ANSWERED, "23 Dec 2024").due == day("2 Jan 2025")


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


def test_a_promise_has_an_owner_and_a_day_and_does_not_answer_the_question() -> None:
    story = a_record()
    asked = story.given(some.question(), on="2 Dec 2024")
    promised = story.given(some.promise(keep_by=day("6 Dec 2024"), question=asked.id), on="2 Dec 2024")
    assert story.reading(partnership.QUESTION_ANSWERED, "3 Dec 2024").status is Status.RUNNING
    assert story.reading(partnership.PROMISE_KEPT, "9 Dec 2024").days_late == 3
    kept = partnership.PromiseKept(promise=promised.id, done="Rang her.", why_late="I was ill; Mr Bell told her so.")
    story.given(kept, on="10 Dec 2024")
    reading = story.reading(partnership.PROMISE_KEPT, "11 Dec 2024")
    assert (reading.status, reading.days_late) == (Status.MET_LATE, 4)


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


def test_a_choice_offered_may_be_chosen_and_chosen_again() -> None:
    story = a_record()
    offered = partnership.OptionsOffered(options=("At home", "Here", "Not now"), right_explained="Talked it through")
    offer = story.given(offered, on="6 Jan 2025")
    for chosen in ("Not now", "Here"):
        story.given(partnership.OptionChosen(offer=offer.id, who=some.MUM, chosen=chosen), on="7 Jan 2025")
    assert len(story.case.standing) == 3


def test_the_family_knows_by_name_whom_to_talk_to_and_is_handed_over() -> None:
    story = a_record()
    named = partnership.FirstContactNamed(
        to=(some.MUM,), how=How.IN_PERSON, contact="Mrs Okafor", reached="At the gate, or by telephone"
    )
    story.given(named, on="2 Sep 2024")
    handed = partnership.FirstContactHandedOver(
        to=(some.MUM,), how=How.PHONE, from_whom="Mrs Okafor", contact="Mr Bell", reached="Telephone", passed_on="All"
    )
    story.given(handed, on="6 Jan 2025")
    assert story.stage(PARTNERSHIP) is partnership.TOGETHER


def test_tried_with_no_answer_is_written_down_as_that() -> None:
    story = a_record()
    tried = partnership.FamilyNotReached(how=How.PHONE, what_about="The meeting", another_way="A letter home")
    record = story.given(tried, on="6 Jan 2025")
    assert "no answer yet" in record.kind.told
    assert "refus" not in record.kind.told

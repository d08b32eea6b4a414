"""The family is informed at every stage, and where they could not be reached that shows."""

import pytest

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import Event, How, RecordId
from goldenthread.engine.fields import fields
from goldenthread.workflows import concern, informed, partnership
from goldenthread.workflows import sen_support as sen
from goldenthread.workflows.informed import INFORMED, HowInformed
from tests.story import day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows.samples import a_record


def told(how: HowInformed = HowInformed.TOLD, tries: tuple[RecordId, ...] = ()) -> informed.FamilyInformed:
    return informed.FamilyInformed(
        how=how,
        where_things_are="We are looking at what he needs",
        happens_next="Mrs Okafor watches lunch on Tuesday",
        support="A call each Friday",
        tries=tries,
    )


STAGES: list[Event] = [
    concern.ConcernTakenOn(why="Noise stops him eating."),
    some.settled(),
    some.planned(review_on=day("27 Jun 2025")),
    some.reviewed(),
]


@requirement("S2-2", informed.FamilyInformed, informed.STAGE_TOLD, informed.TELL_AFTER_CONCERN)
@pytest.mark.parametrize("step", STAGES)
def test_each_stage_owes_the_family_a_word_and_silence_shows(step: Event) -> None:
    story = a_record()
    story.given(step, on="17 Apr 2025")
    assert story.stage(INFORMED) is informed.TO_TELL
    # Over Easter: 22, 23, 24, 25, 28 April.
    assert story.reading(informed.STAGE_TOLD, "29 Apr 2025").due == day("28 Apr 2025")
    assert story.reading(informed.STAGE_TOLD, "29 Apr 2025").status is Status.OVERDUE
    story.given(told(), on="29 Apr 2025")
    assert story.reading(informed.STAGE_TOLD, "29 Apr 2025").status is Status.MET_LATE
    assert story.stage(INFORMED) is informed.KNOWN


@requirement("S2-2", informed.HowInformed, partnership.FamilyNotReached)
def test_two_tries_without_an_answer_close_a_stage_and_the_family_opens_it_by_asking() -> None:
    story = a_record()
    story.given(STAGES[0], on="6 Jan 2025")
    tries = [
        story.given(partnership.FamilyNotReached(how=how, what_about="Sam", another_way="Another"), on=on)
        for how, on in ((How.PHONE, "8 Jan 2025"), (How.LETTER, "10 Jan 2025"))
    ]
    assert story.reading(informed.STAGE_TOLD, "10 Jan 2025").status is Status.RUNNING
    closed = story.given(told(HowInformed.NO_ANSWER_YET, tuple(one.id for one in tries)), on="13 Jan 2025")
    assert story.reading(informed.STAGE_TOLD, "13 Jan 2025").status is Status.MET
    assert closed.clear("tries") == tuple(one.id for one in tries)
    story.given(some.question(), on="3 Feb 2025")
    assert story.reading(partnership.QUESTION_ANSWERED, "3 Feb 2025").status is Status.RUNNING
    assert fields(informed.FamilyInformed)["reason"].question.startswith("If there was a reason")


@requirement("S2-2", informed.STAGE_TOLD, sen.FamilyToldOfSupport)
def test_a_note_that_says_it_is_enough() -> None:
    story = a_record()
    story.given(STAGES[2], on="6 Jan 2025")
    story.given(sen.FamilyToldOfSupport(to=(some.MUM,), how=How.PHONE), on="8 Jan 2025")
    assert story.reading(informed.STAGE_TOLD, "20 Jan 2025").status is Status.MET

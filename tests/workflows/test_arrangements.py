"""What somebody needs to take part is there on the day, or it is written down why not."""

from goldenthread.engine.clocks import Status
from goldenthread.engine.fields import fields
from goldenthread.workflows import arrangements
from goldenthread.workflows.arrangements import ARRANGEMENT
from goldenthread.workflows.people import PARENT
from tests.story import Story, day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows.samples import a_record


def interpreter_needed() -> arrangements.InterpreterNeeded:
    return arrangements.InterpreterNeeded(who=some.MUM, language="British Sign Language", meeting_on=day("12 May 2025"))


@requirement("S4-19", arrangements.INTERPRETER_BOOKED, arrangements.INTERPRETER_THERE, arrangements.InterpreterNeeded)
@requirement("S2-23", arrangements.InterpreterNeeded, arrangements.InterpreterBooked, arrangements.INTERPRETER_BOOKED)
def test_an_interpreter_is_needed_booked_and_there_or_the_reason_is_written_down() -> None:
    story = a_record()
    needed = story.given(interpreter_needed(), on="22 Apr 2025")
    # Five working days before Monday 12 May: Fri 9, Thu 8, Wed 7, Tue 6, and over the bank holiday Fri 2.
    assert story.reading(arrangements.INTERPRETER_BOOKED, "6 May 2025").due == day("2 May 2025")
    assert story.reading(arrangements.INTERPRETER_BOOKED, "6 May 2025").status is Status.OVERDUE
    story.given(arrangements.InterpreterBooked(interpreter="Ms Cole", needed=needed.id), on="6 May 2025")
    assert story.reading(arrangements.INTERPRETER_BOOKED, "6 May 2025").status is Status.MET_LATE
    assert story.stage(ARRANGEMENT) is arrangements.BOOKED
    assert story.reading(arrangements.INTERPRETER_THERE, "13 May 2025").days_late == 1
    absent = arrangements.InterpreterOnTheDay(
        there=arrangements.There.NO, why_not="Ill; we met again on the 14th", needed=needed.id
    )
    story.given(absent, on="13 May 2025")
    assert story.reading(arrangements.INTERPRETER_THERE, "13 May 2025").status is Status.MET_LATE
    assert story.stage(ARRANGEMENT) is arrangements.LOOKED_AT


@requirement("S4-5", arrangements.AdjustmentNeeded, arrangements.AdjustmentMade, arrangements.ADJUSTMENT_MADE)
@requirement("S2-23", arrangements.AdjustmentNeeded, arrangements.Kind)
def test_what_a_parent_needs_is_asked_and_what_was_done_is_written_down() -> None:
    story = needed_two()
    one, other = story.case.story().of(arrangements.AdjustmentNeeded)
    made = arrangements.AdjustmentMade(there=arrangements.There.YES, done="The ground floor room", needed=one.id)
    story.given(made, on="3 Feb 2025")
    first, second = story.readings(arrangements.ADJUSTMENT_MADE, "5 Feb 2025")
    assert (first.status, second.status, second.days_late) == (Status.MET, Status.OVERDUE, 2)
    assert second.started_by == other
    assert {str(kind) for kind in arrangements.Kind} >= {"step-free", "hearing", "seeing", "reading", "calm", "care"}


def needed_two() -> Story:
    story = a_record()
    for kind in (arrangements.Kind.STEP_FREE, arrangements.Kind.HEARING):
        wanted = arrangements.AdjustmentNeeded(who=some.MUM, kind=kind, what="My chair", needed_on=day("3 Feb 2025"))
        story.given(wanted, on="13 Jan 2025")
    return story


def test_what_a_parent_needs_is_theirs_and_is_never_in_clear() -> None:
    asked = fields(arrangements.AdjustmentNeeded)
    assert not asked["kind"].clear
    assert asked["what"].about is PARENT
    assert fields(arrangements.InterpreterNeeded)["language"].about is PARENT

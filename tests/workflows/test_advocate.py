"""A child whose parents cannot speak up has somebody who does."""

from goldenthread.engine.clocks import Status
from goldenthread.workflows import advocate
from goldenthread.workflows.advocate import ADVOCATE, AdvocateEnded, AdvocateFound, AdvocateNeeded, WhyAdvocate
from goldenthread.workflows.journey import JOURNEY
from tests.story import day
from tests.trace import requirement
from tests.workflows import samples_rights as some
from tests.workflows.samples import a_record


@requirement("S3-17", AdvocateNeeded, AdvocateFound, advocate.ADVOCATE_FOUND)
def test_a_child_whose_parents_cannot_speak_up_has_an_advocate_and_it_shows_when_there_is_none() -> None:
    story = a_record()
    needed = story.given(AdvocateNeeded(why=WhyAdvocate.CANNOT_NOW), on="18 Aug 2025")  # a bank holiday on 25 August
    assert story.stage(ADVOCATE) is advocate.LOOKING
    reading = story.reading("advocate-found", "3 Sep 2025")
    assert (reading.due, reading.status) == (day("2 Sep 2025"), Status.OVERDUE)
    found = AdvocateFound(
        need=needed.id,
        who="Mr Amir, from a voluntary body",
        independent=True,
        child_says="She chose him by his picture.",
        may_see="What his mother agreed he may",
    )
    story.given(found, on="3 Sep 2025")
    assert story.stage(ADVOCATE) is advocate.SPEAKING
    assert story.reading("advocate-found", "4 Sep 2025").status is Status.MET_LATE


def test_a_child_may_ask_for_one_and_what_the_child_thinks_of_it_is_asked() -> None:
    assert "child" in JOURNEY.may_record(AdvocateNeeded)
    assert "child_says" in some.asked_always(AdvocateFound)


def test_parents_may_speak_up_again_on_any_day() -> None:
    story = a_record()
    story.given(AdvocateNeeded(why=WhyAdvocate.NOT_REACHED), on="18 Aug 2025")
    story.given(AdvocateEnded(speaks_now="His mother"), on="20 Aug 2025")
    assert story.stage(ADVOCATE) is advocate.NO_LONGER
    assert not any("refus" in one.label or "fail" in one.label for one in WhyAdvocate)

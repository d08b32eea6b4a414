"""Between the family and a professional: asked, passed on, answered."""

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import How
from goldenthread.workflows import relays
from goldenthread.workflows.relays import RELAY
from tests.story import day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows.samples import a_record


@requirement("S0-13", relays.RELAY_PASSED_ON, relays.RELAY_ANSWER, relays.RelayAsked, relays.RelayPassedOn)
def test_what_is_asked_of_a_professional_is_passed_on_and_comes_back() -> None:
    story = a_record()
    question = relays.RelayAsked(who=some.MUM, professional="The therapist", words="May he use the straw?")
    asked = story.given(question, on="2 May 2025")
    # Friday; the Monday is a bank holiday.
    assert story.reading(relays.RELAY_PASSED_ON, "8 May 2025").due == day("7 May 2025")
    assert story.reading(relays.RELAY_PASSED_ON, "8 May 2025").status is Status.OVERDUE
    passed = relays.RelayPassedOn(to="Ms Ray", how=How.EMAIL, expected_on=day("16 May 2025"), asked=asked.id)
    on = story.given(passed, on="8 May 2025")
    assert story.stage(RELAY) is relays.PASSED_ON
    story.given(relays.RelayStillWaiting(asked=asked.id, what_next="Ring on Monday"), on="16 May 2025")
    assert story.reading(relays.RELAY_ANSWER, "19 May 2025").days_late == 3
    story.given(relays.RelayAnswered(answer="Yes, the wide one.", passed_on=on.id), on="20 May 2025")
    assert story.reading(relays.RELAY_ANSWER, "20 May 2025").status is Status.MET_LATE
    assert story.stage(RELAY) is relays.ANSWERED

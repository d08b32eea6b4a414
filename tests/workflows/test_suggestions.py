"""You said, we did."""

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import How
from goldenthread.workflows import suggestions
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.people import PARENT
from goldenthread.workflows.suggestions import SUGGESTION
from tests.story import day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows.samples import a_record


@requirement("S3-54", suggestions.SuggestionMade, suggestions.DECIDE, suggestions.SUGGESTION_DECIDED)
@requirement("S3-62", suggestions.SuggestionReplied, suggestions.REPLY, suggestions.SUGGESTION_ANSWERED)
def test_a_suggestion_is_decided_on_and_whoever_made_it_is_told() -> None:
    story = a_record()
    made = story.given(suggestions.SuggestionMade(who=some.MUM, words="Dim the lights at lunch"), on="31 Mar 2025")
    assert PARENT.id in JOURNEY.may_record(suggestions.SuggestionMade)
    # Twenty working days: thirteen to Thu 17 April, and after Easter seven, from Tue 22 to Wed 30.
    # Five more, over the bank holiday on 5 May: Thu 8 May.
    assert story.reading(suggestions.SUGGESTION_DECIDED, "1 Apr 2025").due == day("30 Apr 2025")
    assert story.reading(suggestions.SUGGESTION_ANSWERED, "9 May 2025").due == day("8 May 2025")
    assert story.reading(suggestions.SUGGESTION_DECIDED, "1 May 2025").status is Status.OVERDUE
    decided = suggestions.SuggestionDecided(
        suggestion=made.id, outcome=suggestions.Outcome.DOING, why="It helps many", decided_by="The head"
    )
    story.when(suggestions.DECIDE, decided, on="1 May 2025").then(suggestions.DECIDED)
    assert story.reading(suggestions.SUGGESTION_ANSWERED, "9 May 2025").status is Status.OVERDUE
    told = suggestions.SuggestionReplied(
        suggestion=made.id, how=How.LETTER, said="Dim the lights", did="We have, since Monday"
    )
    story.when(suggestions.REPLY, told, on="9 May 2025").then(suggestions.TOLD)
    assert story.reading(suggestions.SUGGESTION_ANSWERED, "9 May 2025").status is Status.MET_LATE


def test_a_second_suggestion_is_a_story_of_its_own() -> None:
    story = a_record()
    first = story.given(suggestions.SuggestionMade(who=some.MUM, words="Dim the lights"), on="6 Jan 2025")
    told = suggestions.SuggestionReplied(suggestion=first.id, how=How.PHONE, said="Dim", did="Not now: the wiring")
    story.when(suggestions.REPLY, told, on="7 Jan 2025").then(suggestions.TOLD)
    story.given(suggestions.SuggestionMade(who=some.MUM, words="And now?", again=first.id), on="3 Mar 2025")
    assert len(story.case.strands_of("suggestion")) == 2
    assert story.stage(SUGGESTION) is suggestions.MADE

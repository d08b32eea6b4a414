"""A choice is the family's: offered, explained, made, and made otherwise."""

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import Decision
from goldenthread.engine.fields import fields
from goldenthread.workflows import choices
from goldenthread.workflows.choices import CHOICE
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.people import PARENT
from tests.story import day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows.samples import a_record


def offered() -> choices.OptionsOffered:
    return choices.OptionsOffered(options=("At home", "Here", "Not now"), right_explained="Talked it through")


@requirement("S0-6", choices.OptionsOffered, choices.OptionChosen, choices.CHOICE_MADE)
def test_a_choice_may_be_made_and_made_otherwise_and_both_stay() -> None:
    story = a_record()
    offer = story.given(offered(), on="6 Jan 2025")
    assert story.stage(CHOICE) is choices.OFFERED
    first = story.given(choices.OptionChosen(offer=offer.id, who=some.MUM, chosen="Not now"), on="7 Jan 2025")
    changed = choices.OptionChosen(offer=offer.id, who=some.MUM, chosen="Here", instead_of=first.id)
    second = story.given(changed, on="3 Mar 2025")
    assert story.stage(CHOICE) is choices.CHOSEN
    assert [one.id for one in story.case.standing] == [offer.id, first.id, second.id]
    assert second.clear("instead_of") == first.id
    assert PARENT.id in JOURNEY.may_record(choices.OptionChosen)


def test_no_clock_runs_for_a_family_that_has_not_chosen() -> None:
    assert {clock.owed_by.id for clock in CHOICE.clocks} == {"setting"}
    assert CHOICE.windows == ()


@requirement("S0-69", choices.RightExplained, choices.Understood, choices.RIGHT_UNDERSTOOD)
def test_the_right_to_choose_is_explained_and_it_is_checked_that_it_came_across() -> None:
    story = a_record()
    offer = story.given(offered(), on="22 Aug 2025")
    # Monday 25 August is a bank holiday.
    assert story.reading(choices.RIGHT_UNDERSTOOD, "2 Sep 2025").due == day("1 Sep 2025")
    assert story.reading(choices.RIGHT_UNDERSTOOD, "2 Sep 2025").status is Status.OVERDUE
    explained = choices.RightExplained(
        to=(some.MUM,),
        in_what_words="It is up to you how much help you take.",
        how_checked="She told it back",
        understood=choices.Understood.YES,
        offer=offer.id,
    )
    story.given(explained, on="2 Sep 2025")
    assert story.reading(choices.RIGHT_UNDERSTOOD, "2 Sep 2025").status is Status.MET_LATE
    assert fields(choices.RightExplained)["how_checked"].required


@requirement("S2-31", choices.OptionsOffered, Decision)
def test_options_are_listed_or_why_there_was_only_one() -> None:
    asked = fields(choices.OptionsOffered)
    assert asked["options"].required
    assert asked["why_only"].question == "If there was only one way, why?"
    assert asked["decision"].clear
    decisions = [event for event in JOURNEY.events.values() if issubclass(event, Decision)]
    assert all(fields(one)["options"].question == "What else was considered?" for one in decisions)

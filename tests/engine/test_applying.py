"""Rules that are declared for some kinds of place only: a clock, a duty, a need and a move."""

from typing import Annotated

import pytest

from goldenthread.engine import CLEAR, Choice, Clock, Misdeclared, Move, asks, days_of, latest, where
from goldenthread.engine.clocks import Status
from goldenthread.engine.needs import Need
from goldenthread.engine.records import EnteredInError
from goldenthread.handbook.workflows import workflow_page
from goldenthread.outline import outline
from goldenthread.projections.nexts import Next, nexts
from goldenthread.projections.standing import unstarted
from tests.engine import made_up_glasshouse as glass
from tests.engine import scraps, test_declarations
from tests.engine.made_up import ACT, STEWARD, Survey
from tests.engine.made_up_glasshouse import GLASSHOUSE, RAISING, KindOfPlot, sown, taken
from tests.story import Story, day

UNSAID = "“What stands on it?” has no answer on record, so it is taken to apply"


@pytest.fixture
def story() -> Story:
    return Story(GLASSHOUSE)


def offered(story: Story, today: str) -> list[Next]:
    return nexts(story.case, GLASSHOUSE, day(today), story.calendar)


@pytest.mark.parametrize("kind", [KindOfPlot.GLASS, KindOfPlot.TUNNEL])
def test_a_clock_runs_for_the_kinds_of_place_it_is_declared_for(story: Story, kind: KindOfPlot) -> None:
    story.given(taken("north", kind), on="1 Mar 2099")
    story.given(sown("north"), on="2 Mar 2099")
    reading = story.reading(glass.WATER, "5 Mar 2099")
    assert (reading.status, reading.due) == (Status.OVERDUE, day("4 Mar 2099"))
    assert reading.working == ("Mon 2 Mar 2099 and 2 days is Wed 4 Mar 2099",)


def test_a_clock_does_not_run_for_other_kinds_of_place(story: Story) -> None:
    story.given(taken("north", KindOfPlot.OPEN), on="1 Mar 2099")
    story.given(sown("north"), on="2 Mar 2099")
    assert story.readings(glass.WATER, "5 Mar 2099") == []
    waiting = {one.clock for one in unstarted(story.case, GLASSHOUSE, day("5 Mar 2099"), story.calendar)}
    assert "water-each" not in waiting
    assert {"answered", "left-to-the-rain"} <= waiting


def test_nothing_is_missed_because_nobody_said_what_kind_of_place_it_is(story: Story) -> None:
    story.given(sown("north"), on="2 Mar 2099")
    reading = story.reading(glass.WATER, "5 Mar 2099")
    assert reading.status is Status.OVERDUE
    assert reading.working == ("Mon 2 Mar 2099 and 2 days is Wed 4 Mar 2099", UNSAID)


def test_an_answer_that_was_left_open_is_no_answer(story: Story) -> None:
    story.given(taken("north"), on="1 Mar 2099")
    story.given(sown("north"), on="2 Mar 2099")
    assert UNSAID in story.reading(glass.WATER, "5 Mar 2099").working


def test_the_last_answer_by_the_day_of_the_start_counts(story: Story) -> None:
    story.given(taken("north", KindOfPlot.OPEN), on="1 Mar 2099")
    story.given(taken("north", KindOfPlot.GLASS), on="2 Mar 2099")
    story.given(sown("north"), on="2 Mar 2099")
    story.given(taken("north", KindOfPlot.OPEN), on="3 Mar 2099")
    assert story.reading(glass.WATER, "5 Mar 2099").status is Status.OVERDUE


def test_an_answer_that_was_made_in_error_is_no_answer(story: Story) -> None:
    wrong = story.given(taken("north", KindOfPlot.OPEN), on="1 Mar 2099")
    story.given(sown("north"), on="2 Mar 2099")
    story.given(EnteredInError(record=wrong.id, why="That is the next one"), on="3 Mar 2099")
    assert UNSAID in story.reading(glass.WATER, "5 Mar 2099").working


def test_the_answer_is_about_the_place_that_the_start_names(story: Story) -> None:
    story.given(taken("north", KindOfPlot.GLASS), on="1 Mar 2099")
    story.given(taken("south", KindOfPlot.OPEN), on="1 Mar 2099")
    story.given(sown("north"), on="2 Mar 2099")
    assert len(story.readings(glass.WATER, "5 Mar 2099")) == 1
    story.given(sown("south"), on="3 Mar 2099")
    assert story.readings(glass.WATER, "5 Mar 2099") == []
    story.given(sown("east"), on="4 Mar 2099")
    assert UNSAID in story.reading(glass.WATER, "5 Mar 2099").working


def test_a_start_that_names_no_place_is_held_against_the_last_answer_of_all(story: Story) -> None:
    story.given(taken("north", KindOfPlot.GLASS), on="1 Mar 2099")
    story.given(sown(), on="2 Mar 2099")
    assert story.reading(glass.WATER, "5 Mar 2099").status is Status.OVERDUE
    story.given(taken("south", KindOfPlot.OPEN), on="3 Mar 2099")
    story.given(sown(), on="4 Mar 2099")
    assert story.readings(glass.WATER, "5 Mar 2099") == []


def test_of_several_places_at_once_the_rule_applies_where_it_applies_to_any(story: Story) -> None:
    story.given(taken("north", KindOfPlot.GLASS), on="1 Mar 2099")
    story.given(taken("south", KindOfPlot.OPEN), on="2 Mar 2099")
    story.given(sown(), on="3 Mar 2099")
    assert story.reading(glass.SHADED, "9 Mar 2099").status is Status.OVERDUE
    assert story.readings(glass.WATER, "9 Mar 2099") == []
    story.given(sown("south"), on="4 Mar 2099")
    assert story.readings(glass.SHADED, "9 Mar 2099") == []


def test_a_place_that_was_left_no_longer_counts(story: Story) -> None:
    story.given(taken("north", KindOfPlot.GLASS), on="1 Mar 2099")
    story.given(taken("south", KindOfPlot.OPEN), on="2 Mar 2099")
    left = story.given(glass.PlotLeft(plot=glass.Plot("north")), on="3 Mar 2099")
    story.given(sown(), on="4 Mar 2099")
    assert story.readings(glass.SHADED, "9 Mar 2099") == []
    story.given(glass.PlotLeft(plot=glass.Plot("south")), on="5 Mar 2099")
    story.given(sown(), on="6 Mar 2099")
    assert UNSAID in story.reading(glass.SHADED, "9 Mar 2099").working
    story.given(EnteredInError(record=left.id, why="It was not left"), on="7 Mar 2099")
    assert story.reading(glass.SHADED, "9 Mar 2099").working[1:] == ()
    assert glass.PlotLeft in RAISING.heeds(glass.SHADED)


def test_a_place_may_be_taken_again(story: Story) -> None:
    story.given(taken("north", KindOfPlot.OPEN), on="1 Mar 2099")
    story.given(glass.PlotLeft(plot=glass.Plot("north")), on="2 Mar 2099")
    story.given(taken("north", KindOfPlot.OPEN), on="3 Mar 2099")
    story.given(sown("north"), on="4 Mar 2099")
    assert story.readings(glass.SHADED, "9 Mar 2099") == []


def test_the_first_start_is_the_first_for_which_the_rule_is_declared(story: Story) -> None:
    story.given(taken("south", KindOfPlot.OPEN), on="1 Mar 2099")
    story.given(sown("south"), on="2 Mar 2099")
    story.given(taken("north", KindOfPlot.GLASS), on="3 Mar 2099")
    story.given(sown("north"), on="4 Mar 2099")
    story.given(sown("north"), on="5 Mar 2099")
    (one,) = story.readings(glass.FIRST_WATER, "9 Mar 2099")
    assert one.started_by.happened_on == day("4 Mar 2099")
    each = story.readings(glass.WATER_EACH, "9 Mar 2099")
    assert [reading.started_by.happened_on for reading in each] == [day("4 Mar 2099"), day("5 Mar 2099")]


def test_a_clock_runs_in_place_of_another_only_where_it_is_declared_for_the_place(story: Story) -> None:
    story.given(taken("north", KindOfPlot.GLASS), on="1 Mar 2099")
    story.given(taken("south", KindOfPlot.OPEN), on="1 Mar 2099")
    story.given(sown("north"), on="2 Mar 2099")
    story.given(glass.RainedOn(plot=glass.Plot("north")), on="3 Mar 2099")
    assert story.reading(glass.FIRST_WATER, "9 Mar 2099").status is Status.OVERDUE
    story.given(glass.RainedOn(plot=glass.Plot("south")), on="4 Mar 2099")
    assert story.reading(glass.FIRST_WATER, "9 Mar 2099").status is Status.FELL_AWAY
    assert glass.PlotTaken in RAISING.heeds(glass.FIRST_WATER)


def test_a_duty_of_each_year_runs_for_its_kinds_of_place(story: Story) -> None:
    story.given(taken("north", KindOfPlot.OPEN), on="1 Mar 2099")
    story.given(sown("north"), on="2 Mar 2099")
    assert story.readings(glass.PANES, "5 Mar 2099") == []
    other = Story(GLASSHOUSE)
    other.given(sown("north"), on="2 Mar 2099")
    assert other.reading(glass.PANES, "5 Mar 2099").working == (
        "0 of 2 in the growing year to Wed 30 Sep 2099",
        UNSAID,
    )


@pytest.mark.parametrize(("kind", "owed"), [(KindOfPlot.OPEN, 0), (KindOfPlot.GLASS, 1), (None, 1)])
def test_a_duty_that_a_step_opens_is_owed_by_its_kinds_of_place(
    story: Story, kind: KindOfPlot | None, owed: int
) -> None:
    if kind:
        story.given(taken("north", kind), on="1 Mar 2099")
    (sowing,) = [one for one in offered(story, "2 Mar 2099") if one.records == "glass.seed-sown"]
    assert sowing.owes == ("The seedlings have air",) * owed
    story.given(sown("north"), on="2 Mar 2099")
    assert len(story.readings("aired", "5 Mar 2099")) == owed


@pytest.mark.parametrize(("kind", "missing"), [(KindOfPlot.OPEN, []), (KindOfPlot.GLASS, [glass.PANES_WHOLE])])
def test_a_need_is_asked_of_its_kinds_of_place(story: Story, kind: KindOfPlot, missing: list[Need]) -> None:
    story.given(taken("north", kind), on="1 Mar 2099")
    story.given(sown("north"), on="2 Mar 2099")
    (plant,) = [one for one in offered(story, "3 Mar 2099") if one.move == "plant-out"]
    assert ([one.label for one in plant.needs], plant.ready) == ([one.label for one in missing], not missing)
    planted = story.when(glass.PLANT_OUT, glass.PlantedOut(plot=glass.Plot("north")), on="3 Mar 2099")
    if missing:
        planted.not_ready(missing=missing)
    else:
        assert planted.judged(glass.GROWN).met == {}


def test_a_need_is_asked_of_the_place_that_the_form_names(story: Story) -> None:
    story.given(taken("north", KindOfPlot.GLASS), on="1 Mar 2099")
    story.given(taken("south", KindOfPlot.OPEN), on="2 Mar 2099")
    story.given(sown("north"), on="3 Mar 2099")
    for plot, missing in (("north", [glass.PANES_WHOLE]), ("east", [glass.PANES_WHOLE])):
        planted = story.when(glass.PLANT_OUT, glass.PlantedOut(plot=glass.Plot(plot)), on="4 Mar 2099")
        planted.not_ready(missing=[*missing])
    story.when(glass.PLANT_OUT, glass.PlantedOut(plot=glass.Plot("south")), on="4 Mar 2099").then(glass.GROWN)


def test_a_need_that_is_not_asked_of_a_place_is_no_irregularity(story: Story) -> None:
    story.given(taken("north", KindOfPlot.OPEN), on="1 Mar 2099")
    story.given(sown("north"), on="2 Mar 2099")
    planted = story.given(glass.PlantedOut(plot=glass.Plot("north")), on="3 Mar 2099")
    assert planted.judgement
    assert planted.judgement.irregular == ()


def test_a_move_is_offered_to_its_kinds_of_place_and_written_down_in_any(story: Story) -> None:
    story.given(sown("north"), on="2 Mar 2099")
    assert "open-vents" in {one.move for one in offered(story, "2 Mar 2099")}
    story.given(taken("north", KindOfPlot.OPEN), on="3 Mar 2099")
    assert "open-vents" not in {one.move for one in offered(story, "3 Mar 2099")}
    story.when(glass.OPEN_VENTS, glass.VentsOpened(), on="4 Mar 2099").then(glass.SOWN)
    story.given(glass.VentsOpened(), on="5 Mar 2099")


def test_for_which_places_is_part_of_what_a_definition_says_and_of_its_pages() -> None:
    said = [one for one in RAISING.statements() if "only glass.plot-taken.kind among" in one]
    assert [one.split()[1] for one in said] == [
        "panes-whole",
        "open-vents",
        "water",
        "first-water",
        "water-each",
        "left-to-the-rain",
        "shaded",
        "panes",
        "aired",
    ]
    assert said[0].endswith("only glass.plot-taken.kind among glass,tunnel same Plot")
    told = "only where “What stands on it?” is answered: A glasshouse"
    page = "\n".join(workflow_page(RAISING))
    assert f"The seedlings are watered, {told} or A tunnel" in page
    assert f"Open the vents, {told}" in page
    found = outline(RAISING)
    assert {one.id: one.applies for one in found.clocks}["aired"] == f"{told} or A tunnel".removeprefix("only ")
    assert {one.name: one.applies for one in found.moves}["plant-out"] is None


class Colour(Choice):
    """No kind of plot."""

    RED = "red", "Red"


def test_an_answer_that_nobody_can_give_is_refused() -> None:
    for among in ((), (Colour.RED,), (KindOfPlot.GLASS, Colour.RED)):
        with pytest.raises(TypeError, match=r"glass.plot-taken.kind is not answered by any of"):
            where(glass.PlotTaken.kind, *among)
    with pytest.raises(TypeError, match="is not answered by any of"):
        where(scraps.Begun.due_on, KindOfPlot.GLASS)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_an_answer_about_the_same_place_needs_that_place_in_clear() -> None:
    with pytest.raises(ValueError, match="PlotTaken needs exactly one clear field of type Survey"):
        where(glass.PlotTaken.kind, KindOfPlot.GLASS, same=Survey)
    with pytest.raises(ValueError, match="Watered needs exactly one clear field of type Plot"):
        where(glass.PlotTaken.kind, KindOfPlot.GLASS, same=glass.Plot, until=glass.Watered)
    with pytest.raises(TypeError, match="until names what ends an answer about a key, so it needs same"):
        where(glass.PlotTaken.kind, KindOfPlot.GLASS, until=glass.PlotLeft)


def test_a_start_that_names_two_places_is_refused() -> None:
    class Moved(glass.PlantedOut, tag="glass.moved", kw_only=True):
        other: Annotated[glass.PlotName, asks("From which plot?"), CLEAR]

    with pytest.raises(ValueError, match="Moved needs exactly one clear field of type Plot"):
        Clock(
            "x", "x", starts=latest(Moved), due=days_of(1), stops=Moved, owed_by=STEWARD, law=ACT(1),
            applies=glass.UNDER_COVER,
        )  # fmt: skip
    with pytest.raises(ValueError, match="Moved needs exactly one clear field of type Plot"):
        Move("x", glass.SOWN, records=Moved, applies=glass.UNDER_COVER)


def test_a_place_that_nobody_can_record_is_refused() -> None:
    elsewhere = glass.UNDER_GLASS
    with pytest.raises(Misdeclared, match=r"waits for \['PlotTaken'\], which nobody can record"):
        test_declarations.journey(test_declarations.workflow(DUE=test_declarations.clock(applies=elsewhere)))
    move = Move("Finish it", test_declarations.GOING, to=test_declarations.FINISHED, records=scraps.Done,
                applies=elsewhere)  # fmt: skip
    with pytest.raises(Misdeclared, match="nobody can record where 'Finish it' applies"):
        test_declarations.journey(test_declarations.workflow(FINISH=move))

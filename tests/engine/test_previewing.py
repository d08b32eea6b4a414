"""Looking before a strand goes on under another definition."""

import pytest

from goldenthread.engine import OUTSET, InForce, Move, Stage
from goldenthread.engine.commands import Unacceptable
from goldenthread.engine.needs import BeforeOrReason
from goldenthread.engine.previewing import Altered, Preview, preview
from goldenthread.engine.records import DefinitionAdopted, DefinitionId
from tests.engine import made_up_shed as shed
from tests.engine import made_up_shed_again as again
from tests.engine import test_declarations as build
from tests.engine.made_up import GUIDE, STEWARD
from tests.engine.made_up_garden import ENGLAND, in_the_garden
from tests.engine.scraps import Begun, Continued, Done
from tests.story import Story, day


def seen(story: Story, today: str, definition: str = "2100.1") -> Preview:
    (strand,) = story.case.strands.values()
    return preview(story.case, strand, definition, story.journey, day(today), ENGLAND)


@pytest.fixture
def story() -> Story:
    """A shed to be painted, begun before the colour had to be agreed."""
    made = in_the_garden()
    made.given(shed.PaintBought(), on="30 Dec 2025")
    return made


def test_it_says_what_would_be_possible_and_what_would_be_missing(story: Story) -> None:
    found = seen(story, "2 Mar 2026")
    assert (found.workflow, found.stage) == ("shed", "ready")
    assert (found.before.definition, found.after.definition) == ("2099.1", "2100.1")
    assert [(one.move, one.holds, one.wants) for one in found.before.moves] == [("paint-it", (), ())]
    assert [(one.move, one.holds, one.wants) for one in found.after.moves] == [
        ("scrape", (), ()),
        ("paint-it", ("agreed",), ()),
    ]
    assert found.differences == (
        Altered(what="move", name="paint-it", was="possible", now="held for want of agreed"),
        Altered(what="move", name="scrape", was="not possible from here", now="possible"),
    )


def test_what_is_on_record_is_not_missing(story: Story) -> None:
    story.given(again.ColourAgreed(), on="5 Jan 2026")
    assert [one.name for one in seen(story, "2 Mar 2026").differences] == ["scrape"]
    assert [one.name for one in seen(story, "4 Jan 2026").differences] == ["paint-it", "scrape"]


def test_what_it_says_is_what_is_judged_once_it_is_adopted(story: Story) -> None:
    story.given(
        DefinitionAdopted(definition=DefinitionId("2100.1")), on="2 Mar 2026", strand=story.strand(shed.SHED).id
    )
    story.when(again.PAINT_IT, shed.ShedPainted(), on="2 Mar 2026").not_ready(missing=[again.AGREED])
    found = seen(story, "2 Mar 2026")
    assert (found.before, found.differences) == (found.after, ())


def test_to_look_changes_nothing(story: Story) -> None:
    before = story.case
    seen(story, "2 Mar 2026")
    assert story.case is before
    assert story.strand(shed.SHED).definition == "2099.1"


def test_clocks_are_of_the_day_they_start_from_under_either_definition() -> None:
    story = in_the_garden()
    story.given(shed.PaintBought(), on="1 Oct 2025")
    story.when(shed.PAINT_IT, shed.ShedPainted(), on="31 Oct 2025").then(shed.GREEN)
    found = seen(story, "2 Nov 2025")
    assert [(one.clock, one.status, one.due) for one in found.clocks] == [
        ("brushes-washed", "overdue", day("1 Nov 2025"))
    ]
    assert seen(story, "2 Nov 2025", "2099.1").clocks == found.clocks


def test_a_definition_that_is_not_there_is_named(story: Story) -> None:
    with pytest.raises(Unacceptable, match=r"there is no such definition of 'Painting a shed'; there are: 2099.1"):
        seen(story, "2 Mar 2026", "2200.1")


def test_a_stage_that_the_other_definition_does_not_have_is_named_and_nothing_starts_there() -> None:
    waiting = Stage("It waits")
    why = BeforeOrReason("It is so", Continued, by=STEWARD, law=GUIDE(1))
    wait = Move("Wait", [OUTSET, build.GOING], to=waiting, records=Continued)
    finish = Move("Finish it", [build.GOING, waiting], to=build.FINISHED, records=Done, needs=[why])
    old = build.workflow(
        version="1", in_force=InForce(until=day("31 Dec 2025")),
        WAITING=waiting, WAIT=wait, WHY=why, FINISH=finish,
    )  # fmt: skip
    new = build.workflow(version="2", in_force=InForce(since=day("1 Jan 2026")))
    story = Story(build.journey(old, new))
    story.given(Begun(), on="1 Sep 2025")
    story.when(wait, Continued(), on="2 Sep 2025").then()
    found = seen(story, "2 Mar 2026", "2")
    assert (found.stage, found.before.stage_known, found.after.stage_known) == ("waiting", True, False)
    assert found.after.moves == ()
    assert found.differences == (
        Altered(what="stage", name="waiting", was="known", now="not known"),
        Altered(what="move", name="finish", was="possible", now="not possible from here"),
    )


def test_a_need_that_a_reason_will_do_for_is_told_apart() -> None:
    why = BeforeOrReason("It is so", Continued, by=STEWARD, law=GUIDE(1))
    finish = Move("Finish it", build.GOING, to=build.FINISHED, records=Done, needs=[why])
    old = build.workflow(version="1", in_force=InForce(until=day("31 Dec 2025")))
    new = build.workflow(version="2", in_force=InForce(since=day("1 Jan 2026")), WHY=why, FINISH=finish)
    story = Story(build.journey(old, new))
    story.given(Begun(), on="1 Sep 2025")
    (one,) = seen(story, "2 Mar 2026", "2").differences
    assert (one.was, one.now) == ("possible", "possible, with a reason for want of why")

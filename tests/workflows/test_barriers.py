"""What makes it hard to take part: found, another way tried, looked at again. Nobody is blamed."""

from goldenthread.engine.clocks import Status
from goldenthread.engine.fields import fields
from goldenthread.workflows import barriers
from goldenthread.workflows.barriers import BARRIER
from tests.story import day
from tests.trace import requirement
from tests.workflows.samples import a_record


@requirement("S0-19", barriers.BarrierFound, barriers.WAY_FOUND, barriers.WAY_LOOKED_AT, barriers.BarrierGone)
@requirement("S1-8", barriers.BarrierFound, barriers.BarrierKind, barriers.WayTried)
@requirement("S1-9", barriers.WayTried, barriers.WayLookedAt)
def test_a_barrier_is_found_and_other_ways_are_tried_until_one_helps() -> None:
    story = a_record()
    found = barriers.BarrierFound(
        kind=barriers.BarrierKind.TIMES, what="I work until six", how_found="She said so when we asked"
    )
    story.given(found, on="6 Jan 2025")
    assert story.reading(barriers.WAY_FOUND, "21 Jan 2025").due == day("20 Jan 2025")
    assert story.reading(barriers.WAY_FOUND, "21 Jan 2025").status is Status.OVERDUE
    ways = [
        story.given(barriers.WayTried(way=way, whose_idea="Hers", look_again_on=day(look)), on=on)
        for way, on, look in (
            ("A call at noon", "21 Jan 2025", "4 Feb 2025"),
            ("Evenings", "5 Feb 2025", "5 Mar 2025"),
        )
    ]
    assert story.stage(BARRIER) is barriers.TRYING
    one, other = story.readings(barriers.WAY_LOOKED_AT, "5 Feb 2025")
    assert (one.status, other.status) == (Status.OVERDUE, Status.RUNNING)
    looked = barriers.WayLookedAt(
        way=ways[0].id, helped=barriers.Helped.NOT_YET, family_view="Too loud at work", what_next="Evenings"
    )
    story.given(looked, on="5 Feb 2025")
    assert story.readings(barriers.WAY_LOOKED_AT, "5 Feb 2025")[0].status is Status.MET_LATE
    story.given(barriers.BarrierGone(result="She comes at seven", kept_up="Evenings"), on="5 Mar 2025")
    assert story.stage(BARRIER) is barriers.GONE
    assert len(story.case.story().of(barriers.WayTried)) == 2


@requirement("S1-8", barriers.BarrierKind)
def test_no_word_for_a_barrier_is_a_word_about_the_family() -> None:
    said = " ".join(one.label.lower() for one in barriers.BarrierKind)
    assert not any(word in said for word in ("refus", "hard to reach", "unwilling", "disengag", "fail", "difficult"))
    assert not fields(barriers.BarrierFound)["kind"].clear
    assert fields(barriers.BarrierFound)["how_found"].required

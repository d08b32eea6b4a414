"""Packs: rules that are only proposed, and one case read under them and under today's."""

from datetime import date
from typing import Any

import pytest

from goldenthread.engine import Clock, Force, InForce, Pack, Source, Window, days_of, each, first, latest, no_day
from goldenthread.engine.clocks import Status
from goldenthread.engine.packs import Compared, compare
from tests.engine import test_declarations as build
from tests.engine.made_up import ACT, STEWARD
from tests.engine.scraps import Begun, Continued, Done
from tests.story import Story, day

PROPOSED = Source("The gardens paper:", Force.PROPOSED)
LATER = InForce(since=date(2030, 1, 1))

IN_TIME = build.clock()
TIME = Window("time", "Time to look", opens=latest(Begun), lasts=days_of(2), held_by=STEWARD, law=ACT(2))
SOONER = Clock(
    "sooner", "It is done sooner", starts=first(Begun), due=days_of(0), stops=Done, owed_by=STEWARD,
    law=PROPOSED("sooner"), in_force=LATER,
)  # fmt: skip
TOLD = Clock(
    "told", "Somebody is told", starts=each(Continued), due=no_day("none is proposed"), stops=Done, owed_by=STEWARD,
    law=PROPOSED("telling"), in_force=LATER,
)  # fmt: skip
NOW = build.journey(build.workflow(DUE=IN_TIME, TIME=TIME))


def pack(**said: Any) -> Pack:
    proposed = build.workflow(version="draft", SOONER=SOONER, TOLD=TOLD)
    sound: dict[str, Any] = {"workflow": proposed, "journey": NOW, "in_place_of": {SOONER: ("scrap-clock",)}}
    return Pack(
        name="draft",
        label="DRAFT",
        standing="DRAFT: proposed",
        proposed_on=date(2026, 2, 23),
        checked_on=date(2026, 6, 15),
        check_again="Look again",
        sources=("The gardens paper",),
        **{**sound, **said},
    )


def read(story: Story, today: str) -> list[Compared]:
    return compare(story.case, NOW, pack(), day(today), story.calendar)


@pytest.fixture
def story() -> Story:
    made = Story(NOW)
    made.given(Begun(), on="1 Sep 2025")
    return made


def test_a_case_is_read_under_both_though_the_pack_is_no_law_on_any_of_its_days(story: Story) -> None:
    changed, kept = read(story, "2 Sep 2025")
    assert (changed.kind, changed.label) == ("changed", "It is done sooner")
    (now,), (then,) = changed.today, changed.proposed
    assert (now.id, now.status, now.due, now.force) == ("scrap-clock", "running", day("2 Sep 2025"), "must")
    assert (then.id, then.status, then.due, then.force) == ("sooner", "overdue", day("1 Sep 2025"), "proposed")
    assert (now.since, then.since) == (None, date(2030, 1, 1))
    assert then.working == ("Mon 1 Sep 2025 and 0 days is Mon 1 Sep 2025",)
    assert (kept.kind, [one.id for one in kept.today], kept.proposed) == ("as it is", ["time"], ())


def test_what_a_pack_adds_is_new_and_may_have_no_day(story: Story) -> None:
    assert [one.kind for one in read(story, "2 Sep 2025")] == ["changed", "as it is"]
    story.given(Continued(), on="2 Sep 2025")
    (new,) = [one for one in read(story, "9 Sep 2099") if one.kind == "new"]
    (then,) = new.proposed
    assert (new.today, then.id, then.status, then.due, then.working) == (
        (),
        "told",
        str(Status.RUNNING),
        None,
        ("no day was set",),
    )
    story.given(Done(), on="3 Sep 2025")
    assert [one.proposed[0].status for one in read(story, "9 Sep 2025") if one.proposed] == ["met late", "met"]


def test_nothing_of_a_pack_is_read_in_the_journey_itself(story: Story) -> None:
    assert [one.id for one in NOW.clocks] == ["scrap-clock"]
    assert [str(one.due) for one in (TOLD,)] == ["no day: none is proposed"]
    assert story.readings("sooner", "2 Sep 2025") == []


def test_a_pack_that_would_run_instead_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match=r"draft would run instead of \['nonsense'\], which nothing declares"):
        pack(in_place_of={SOONER: ("nonsense",)})
    with pytest.raises(ValueError, match=r"draft has no clock \['scrap-clock'\]"):
        pack(in_place_of={IN_TIME: ("scrap-clock",)})

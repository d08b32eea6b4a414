"""What a case remembers of its own stories: no more than it has strands, and nothing that a reader can upset."""

from uuid import UUID

import pytest

from goldenthread.engine import case as remembering
from goldenthread.engine.case import belongs, evolve, fold
from goldenthread.engine.commands import New
from goldenthread.engine.history import History
from goldenthread.engine.records import Record, StrandId
from goldenthread.projections.standing import unstarted, wheres
from tests.engine.made_up_garden import ENGLAND, GARDEN, asked, in_the_garden
from tests.engine.made_up_shed import PaintBought
from tests.story import Story, day


@pytest.fixture
def story() -> Story:
    told = in_the_garden()
    told.given(asked(), on="1 Sep 2025")
    return told


def test_the_story_of_a_strand_that_is_not_there_is_told_and_not_remembered(story: Story) -> None:
    case = story.case
    for n in range(100):
        assert list(case.story(StrandId(UUID(int=1000 + n)))) == []
    assert len(case.stories) <= 1 + len(case.strands)


def test_a_story_asked_for_while_a_record_comes_in_upsets_nothing(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = story.case
    strand = next(iter(before.strands))
    before.stories.clear()
    before.story(strand)

    def while_somebody_reads(told: History, of: StrandId | None, record: Record) -> History:
        before.story(None)
        return told.and_then(record) if belongs(record, of) else told

    monkeypatch.setattr(remembering, "story_after", while_somebody_reads)
    record = story.given(PaintBought(), on="2 Sep 2025")
    assert evolve(before, record).standing[-1] == record


def test_strands_are_told_in_one_order_however_a_case_was_read(story: Story) -> None:
    for on in ("9 Sep 2025", "3 Sep 2025", "5 Sep 2025"):
        story.given(PaintBought(), on=on, strand=New.STRAND, written="10 Sep 2025")
    again, today = fold(story.case.id, story.case.records), day("11 Sep 2025")
    assert wheres(story.case, GARDEN) == wheres(again, GARDEN)
    assert unstarted(story.case, GARDEN, today, ENGLAND) == unstarted(again, GARDEN, today, ENGLAND)

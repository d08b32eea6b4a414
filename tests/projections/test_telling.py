"""A sentence written for several people is told of one as of one."""

import pytest

from goldenthread.engine.events import How
from goldenthread.projections.telling import tell
from goldenthread.workflows.identification import NoteOfDiscussionGiven
from tests.workflows.samples import a_record


@pytest.mark.parametrize(
    ("to", "told"),
    [
        (("Kezia's dad",), "Kezia's dad was given a note of the discussion"),
        (("Kezia's dad", "Ms Oak"), "Kezia's dad and Ms Oak were given a note of the discussion"),
        (("Mum and dad",), "Mum and dad were given a note of the discussion"),
        (("Mr & Ms Oak",), "Mr & Ms Oak were given a note of the discussion"),
    ],
)
def test_one_was_told_and_several_were(to: tuple[str, ...], told: str) -> None:
    story = a_record()
    record = story.given(NoteOfDiscussionGiven(to=to, how=How.LETTER), on="2 Dec 2024")
    assert tell(record, story.journey, {"child": "Kezia"}) == told

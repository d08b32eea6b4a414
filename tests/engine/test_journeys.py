"""Several kinds of case in one store: what belongs to which, and what may not be of two."""

from typing import Annotated
from uuid import UUID

import pytest

from goldenthread.engine import CLEAR, Event, Journey, Journeys, Misdeclared, PersonId, RecordClass, Role, Seen, asks
from goldenthread.engine.case import Case
from goldenthread.engine.commands import Unacceptable
from goldenthread.engine.journey import BUILT_IN
from goldenthread.engine.records import Disputed
from tests.engine.made_up_garden import GARDEN, PageOpened
from tests.story import CASE, Story

WARDEN = Role("warden", "the warden")
BARN = RecordClass("barn", seen=Seen.SHOWN, about=WARDEN)


class BarnBuilt(Event, tag="barn.built"):
    """A barn was built."""

    told = "{by} built a barn"
    kept = BARN
    recorded_by = (WARDEN,)

    keeper: Annotated[PersonId, asks("Who keeps it?"), CLEAR]


class RoofMended(Event, tag="barn.roof-mended"):
    """The roof was mended."""

    told = "The roof was mended"
    kept = BARN
    recorded_by = (WARDEN,)


def of(name: str, opened_by: type[Event], *facts: type[Event], one: str) -> Journey:
    return Journey(name, opened_by=opened_by, facts=facts, words=frozenset(), core=BARN, one=one)


BARNS = of("barns", BarnBuilt, RoofMended, one="barn")
BOTH = Journeys(GARDEN, BARNS)


def test_each_event_and_each_workflow_belongs_to_one_kind() -> None:
    assert [BOTH.knowing(one) for one in (PageOpened, BarnBuilt, RoofMended)] == [GARDEN, BARNS, BARNS]
    assert {BOTH.knowing(one) for one in BUILT_IN} == {None}
    assert set(BOTH.events) == {*GARDEN.events, *BARNS.events}
    assert set(BOTH.workflows) == set(GARDEN.workflows)
    assert BOTH.local_numbers == GARDEN.local_numbers
    assert [(one.__name__, kind.name) for one, kind in BOTH.opened_by.items()] == [
        ("PageOpened", GARDEN.name),
        ("BarnBuilt", "barns"),
    ]


def test_a_case_is_of_the_kind_that_its_opening_entry_says() -> None:
    story = Story(BARNS)
    story.given(BarnBuilt(keeper=PersonId(UUID(int=7))), on="2 Mar 2026")
    entry = story.given(RoofMended(), on="3 Mar 2026")
    story.given(Disputed(record=entry.id, who="Ade", statement="It still drips."), on="4 Mar 2026")
    assert BOTH.of(story.case) is BARNS
    assert BOTH.of(Case(CASE)) is GARDEN
    assert [BOTH.of_record(one) for one in story.case.records] == [BARNS, BARNS, GARDEN]


def test_what_belongs_to_another_kind_is_not_written_in() -> None:
    story = Story(GARDEN)
    with pytest.raises(Unacceptable, match=r"barn\.roof-mended does not belong in a record of this kind") as wrong:
        story.given(RoofMended(), on="3 Mar 2026")
    assert wrong.value.field == "tag"
    assert story.case.records == ()


@pytest.mark.parametrize(
    ("other", "what"),
    [
        (of("barns", RoofMended, one="roof"), "name: barns"),
        (of("roofs", RoofMended, one="barn"), "address: barn"),
        (of("roofs", BarnBuilt, one="roof"), r"event: barn\.built"),
    ],
)
def test_nothing_is_of_two_kinds(other: Journey, what: str) -> None:
    with pytest.raises(Misdeclared, match=f"two kinds of case have one {what}"):
        Journeys(of("barns", BarnBuilt, one="barn"), other)

"""What a family may say of a draft and ask for with it, and what that obliges the authority to do."""

import pytest

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import Event
from goldenthread.engine.fields import fields
from goldenthread.workflows import draft
from goldenthread.workflows import needs_assessment as na
from goldenthread.workflows.draft import DRAFT
from goldenthread.workflows.plan_sections import GroundNotToName
from goldenthread.workflows.vocabulary import Setting
from tests.story import Story, day
from tests.workflows import samples as some
from tests.workflows.samples import a_record


@pytest.fixture
def drafted() -> Story:
    story = a_record()
    story.given(some.request(), on="1 Sep 2025")
    story.given(some.draft(), on="1 Dec 2025")
    return story


def test_it_begins_with_the_draft_and_ends_with_the_plan(drafted: Story) -> None:
    assert drafted.stage(DRAFT) is draft.WITH_FAMILY
    drafted.given(draft.FamilyReplied(views="Who will give the hour?"), on="3 Dec 2025")
    drafted.given(some.draft(), on="10 Dec 2025")
    assert drafted.stage(DRAFT) is draft.WITH_FAMILY
    drafted.given(some.final(), on="16 Jan 2026")
    assert drafted.stage(DRAFT) is draft.FINISHED
    assert len(drafted.case.strands_of("draft")) == 1


@pytest.mark.parametrize("over", [some.no_plan(), na.RequestWithdrawn()])
def test_a_draft_may_come_to_nothing(drafted: Story, over: Event) -> None:
    drafted.given(over, on="15 Dec 2025")
    assert drafted.stage(DRAFT) is draft.STOPPED


def test_a_draft_years_later_is_another(drafted: Story) -> None:
    drafted.given(some.no_plan(), on="15 Dec 2025")
    drafted.given(some.request(), on="1 Sep 2027")
    drafted.given(some.draft(), on="1 Dec 2027")
    assert [one.stage for one in drafted.case.strands_of("draft")] == ["stopped", "with-family"]


def test_an_officer_meets_a_family_that_asks_for_it(drafted: Story) -> None:
    assert drafted.readings("officer-meets", "4 Dec 2025") == []
    drafted.given(draft.MeetingAsked(), on="5 Dec 2025")
    reading = drafted.reading("officer-meets", "21 Dec 2025")
    assert (reading.due, reading.status) == (day("20 Dec 2025"), Status.OVERDUE)
    drafted.given(draft.OfficerMet(present=(some.MUM, "Ms Nunn"), said="More hours."), on="22 Dec 2025")
    assert drafted.reading("officer-meets", "22 Dec 2025").status is Status.MET_LATE


def test_each_setting_that_is_asked_for_is_asked_whether_it_can_be_named(drafted: Story) -> None:
    drafted.given(draft.PlacementAsked(setting=Setting("oak")), on="22 Dec 2025")
    drafted.given(draft.PlacementAsked(setting=Setting("elm")), on="22 Dec 2025")
    drafted.given(na.SettingConsulted(setting=Setting("oak"), its_authority="The next county"), on="24 Dec 2025")
    oak, elm = drafted.readings(draft.PLACEMENT_PUT, "1 Jan 2026")
    assert (oak.due, oak.status) == (day("31 Dec 2025"), Status.MET)  # 23, 24, 29, 30 and 31 December
    assert elm.status is Status.OVERDUE
    assert [one.due for one in drafted.readings(draft.SETTING_REPLY, "1 Jan 2026")] == [day("8 Jan 2026")]


def test_a_setting_should_answer_in_fifteen_days_and_the_plan_does_not_wait(drafted: Story) -> None:
    drafted.given(na.SettingConsulted(setting=Setting("oak")), on="2 Dec 2025")
    reading = drafted.reading(draft.SETTING_REPLY, "18 Dec 2025")
    assert (reading.due, reading.status) == (day("17 Dec 2025"), Status.OVERDUE)
    answer = draft.SettingAnswered(setting=Setting("oak"), answer="Full.", grounds=(GroundNotToName.OTHERS,))
    drafted.given(answer, on="18 Dec 2025")
    assert drafted.reading(draft.SETTING_REPLY, "18 Dec 2025").status is Status.MET_LATE
    drafted.given(na.SettingConsulted(setting=Setting("elm")), on="18 Dec 2025")
    drafted.given(some.held_against_draft(), on="18 Dec 2025")
    drafted.when(na.FINISH, some.final("elm"), on="18 Dec 2025").then(na.PLAN_MADE)
    assert drafted.readings(draft.SETTING_REPLY, "19 Dec 2025")[1].status is Status.FELL_AWAY


@pytest.mark.parametrize(
    ("kind", "name"),
    [(draft.FamilyReplied, "views"), (draft.PlacementAsked, "why")],
)
def test_what_a_family_says_is_theirs_and_sealed(kind: type[Event], name: str) -> None:
    field = fields(kind)[name]
    assert not field.clear
    assert field.about
    assert field.about.id == "parent"

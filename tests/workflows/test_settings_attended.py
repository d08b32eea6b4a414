"""A child may go to several settings at once, each with its own record, part and person."""

from goldenthread.workflows import settings_attended
from goldenthread.workflows.settings_attended import (
    AgeTwoCheckAllotted,
    KindOfSetting,
    SettingJoined,
    SettingLeft,
    Share,
)
from goldenthread.workflows.vocabulary import Setting
from tests.story import Story, day
from tests.trace import requirement
from tests.workflows import samples_rights as some
from tests.workflows.samples import a_record


def at_two_settings() -> Story:
    story = a_record()
    story.given(some.joined(some.CHILDMINDER, KindOfSetting.CHILDMINDER, Share.SOME), on="2 Sep 2024")
    story.given(some.joined(some.NURSERY, KindOfSetting.GROUP_NURSERY, Share.MOST), on="6 Jan 2025")
    return story


def attended(story: Story, on: str) -> list[Setting]:
    return [one.clear("setting") for one in settings_attended.attended(story.case.story(), day(on))]


@requirement("S0-67", SettingJoined, SettingLeft, AgeTwoCheckAllotted, KindOfSetting, Share)
def test_a_child_at_a_childminder_and_a_nursery_has_a_record_holder_a_part_and_a_contact_at_each() -> None:
    story = at_two_settings()
    joined = [one.event for one in settings_attended.attended(story.case.story(), day("7 Jan 2025"))]
    assert [(one.kind, one.part) for one in joined if isinstance(one, SettingJoined)] == [
        (KindOfSetting.CHILDMINDER, Share.SOME),
        (KindOfSetting.GROUP_NURSERY, Share.MOST),
    ]
    own = [(one.record_holder, one.plan_part, one.first_contact) for one in joined if isinstance(one, SettingJoined)]
    assert len(set(own)) == 2
    assert {
        "Who holds the record there?",
        "Which part of the plan do they do, if there is one?",
        "Whom does the family talk to first there?",
    } <= some.questions(SettingJoined)
    assert attended(story, "5 Jan 2025") == [some.CHILDMINDER]
    check = story.given(AgeTwoCheckAllotted(setting=some.NURSERY, why="Most days; all agreed"), on="7 Jan 2025")
    assert check.clear("setting") == some.NURSERY
    story.given(SettingLeft(setting=some.CHILDMINDER), on="25 Jul 2025")
    assert attended(story, "25 Jul 2025") == [some.CHILDMINDER, some.NURSERY]
    assert attended(story, "26 Jul 2025") == [some.NURSERY]


def test_a_place_that_begins_later_is_not_attended_yet_and_one_may_come_back() -> None:
    story = a_record()
    school = some.joined(some.SCHOOL, KindOfSetting.ACADEMY, starts_on=day("3 Sep 2025"))
    story.given(school, on="16 Apr 2025")
    assert attended(story, "2 Sep 2025") == []
    assert attended(story, "3 Sep 2025") == [some.SCHOOL]
    story.given(SettingLeft(setting=some.SCHOOL), on="19 Dec 2025")
    story.given(some.joined(some.SCHOOL, KindOfSetting.ACADEMY), on="5 Jan 2026")
    assert attended(story, "5 Jan 2026") == [some.SCHOOL]


def test_the_kind_of_setting_stands_in_clear_and_who_is_there_is_sealed() -> None:
    record = at_two_settings().case.records[0]
    assert record.clear("kind") is KindOfSetting.CHILDMINDER
    assert {"record_holder", "plan_part", "first_contact"}.isdisjoint(some.clear_fields(SettingJoined))

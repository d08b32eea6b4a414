"""How long a child's record is kept: the table of the statutory reference, and every rule in use."""

import pytest

from goldenthread.engine import Calendar, Event, Mark, PersonId
from goldenthread.engine.privacy.retention import Keeping, Unsettled, keepings
from goldenthread.workflows import ceasing, complaint, early_years, health_needs, holds, papers, plan, records_transfer
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.journey import JOURNEY, RecordOpened
from goldenthread.workflows.kinds import KINDS
from goldenthread.workflows.retention import SCHEDULE
from goldenthread.workflows.setting_record.journey import SETTING_RECORD
from goldenthread.workflows.setting_record.opened import SettingRecordOpened
from tests.generic import sample
from tests.story import Story, day
from tests.workflows import samples as some

BORN = day("29 Feb 2012")
USUAL = day("2 Mar 2026")

TABLE = {
    "pupil-record": ("25 years", "S"),
    "sen-file": ("31 years", "C"),
    "protection-file": ("25 years", "M"),
    "registers": ("6 years", "V"),
    "early-years": ("3 years", "M"),
    "medicine-and-accidents": ("25 years", "C"),
    "permissions": ("6 years", "M"),
    "complaints": ("6 years", "M"),
    "settings-own": ("6 years", "M"),
    "agency-visits": ("6 years", "M"),
    "who-takes-part": ("0 days", "V"),
}
"""Section 7.2 of the statutory reference, with its marks; the last three are a place's own."""


def a_record(*facts: tuple[Event, str]) -> Story:
    story = Story(JOURNEY, ENGLAND)
    story.given(sample(RecordOpened, USUAL), on="1 Sep 2016")
    for event, on in facts:
        story.given(event, on=on, written="1 Feb 2026")
    return story


def kept(story: Story, record_class: str = "core", calendar: Calendar = ENGLAND) -> Keeping:
    told = SCHEDULE.told(story.case, story.journey, BORN)
    return next(one for one in keepings(told, calendar) if one.record_class == record_class)


def test_the_rules_are_those_of_the_table() -> None:
    assert {one.id: (one.span(ENGLAND).read_out(ENGLAND), str(one.law.mark)) for one in SCHEDULE.rules} == TABLE


@pytest.mark.parametrize("tag", sorted(KINDS.events))
def test_every_event_is_of_a_record_class_that_has_a_rule(tag: str) -> None:
    kept_as = KINDS.kept(KINDS.events[tag])
    assert [rule.id for rule in SCHEDULE.rules if kept_as in rule.of]


def test_what_is_only_a_worry_is_kept_for_25_years_and_a_sen_file_for_31() -> None:
    story = a_record((some.worry(), "2 Sep 2016"))
    assert (kept(story).until, kept(story).rules) == (day("28 Feb 2037"), ("pupil-record",))
    story.given(some.planned(day("1 Dec 2016")), on="1 Oct 2016", written="1 Feb 2026")
    assert (kept(story).until, kept(story).rules) == (day("28 Feb 2043"), ("sen-file",))


@pytest.mark.parametrize(
    ("reading", "until"),
    [("25", "28 Feb 2037"), ("30", "28 Feb 2042"), ("31", "28 Feb 2043"), ("35", "28 Feb 2047")],
)
def test_the_years_of_a_sen_file_are_contested_and_a_store_chooses(reading: str, until: str) -> None:
    story = a_record((some.planned(day("1 Dec 2016")), "1 Oct 2016"))
    assert kept(story, calendar=Calendar(readings={"sen-file-years": reading})).until == day(until)


def test_health_is_a_class_of_its_own_and_may_be_due_before() -> None:
    dose = sample(health_needs.DoseGiven, USUAL)
    story = a_record((some.planned(day("1 Dec 2016")), "1 Oct 2016"), (dose, "2 Oct 2016"))
    assert kept(story, "health").until == day("28 Feb 2037")
    assert kept(story).until == day("28 Feb 2043")


def test_a_document_about_health_is_kept_with_the_sen_file_where_there_is_one() -> None:
    story = a_record((sample(papers.HealthDocumentKept, USUAL), "1 Oct 2016"))
    assert kept(story, "health").until == day("28 Feb 2037")
    story.given(some.planned(day("1 Dec 2016")), on="1 Oct 2016", written="1 Feb 2026")
    health = kept(story, "health")
    assert (health.until, health.rules) == (day("28 Feb 2043"), ("sen-file",))
    chosen = Calendar(readings={"sen-file-years": "35"})
    assert kept(story, "health", chosen).until == day("28 Feb 2047")


def test_while_a_plan_is_in_force_nothing_of_the_file_is_due() -> None:
    story = a_record((sample(papers.HealthDocumentKept, USUAL), "1 Oct 2016"))
    story.given(sample(plan.PlanMade, USUAL), on="1 Oct 2017", written="1 Feb 2026")
    for name in ("core", "health"):
        found = kept(story, name)
        assert (found.until, found.unsettled, found.at_least) == (None, (Unsettled.STILL_OPEN,), day("28 Feb 2043"))
        assert not found.due(day("1 Jan 2190"))
        assert not found.undecided(day("28 Feb 2043"))
        assert found.undecided(day("1 Mar 2043"))
    story.given(sample(ceasing.PlanEnded, USUAL), on="1 Jul 2030", written="1 Jul 2030")
    assert {kept(story, name).until for name in ("core", "health")} == {day("28 Feb 2043")}


def test_registers_and_permissions_wait_with_the_file_they_lie_in() -> None:
    story = a_record((records_transfer.EnteredRegister(), "1 Sep 2016"))
    entry = {one.rule: one.until for one in kept(story).reasons}
    assert entry == {"pupil-record": day("28 Feb 2037"), "registers": day("1 Sep 2022")}
    assert kept(story).until == day("28 Feb 2037")


def test_a_complaint_that_nobody_answered_keeps_the_file_and_an_answered_one_does_not() -> None:
    made = sample(complaint.ComplaintMade, USUAL)
    story = a_record((made, "1 Sep 2024"))
    assert kept(story).unsettled == (Unsettled.STILL_OPEN,)
    settled = sample(complaint.ComplaintSettled, USUAL)
    story.given(settled, on="1 Oct 2024", written="1 Feb 2026")
    reasons = {one.rule: one.until for one in kept(story).reasons}
    assert reasons["complaints"] == day("1 Oct 2030")
    assert kept(story).until == day("28 Feb 2037")


def test_the_way_to_complain_opens_no_complaint() -> None:
    story = a_record((sample(complaint.RouteGiven, USUAL), "1 Sep 2024"))
    assert kept(story).unsettled == ()


def test_early_years_checks_count_from_the_last_entry() -> None:
    story = a_record((sample(early_years.SecondBirthday, USUAL), "1 Mar 2014"))
    reasons = {one.rule: one.until for one in kept(story).reasons}
    assert reasons["early-years"] == day("1 Sep 2019")


def test_a_settings_own_record_is_in_use_and_never_due() -> None:
    story = Story(SETTING_RECORD, ENGLAND)
    story.given(sample(SettingRecordOpened, USUAL), on="1 Sep 2016")
    own = next(iter(keepings(SCHEDULE.told(story.case, SETTING_RECORD, None), ENGLAND)))
    assert own.unsettled == (Unsettled.STILL_STANDS,)
    assert not own.undecided(day("1 Sep 2190"))
    assert SCHEDULE.subject(story.case) is None


def test_a_hold_is_unseen_and_changes_no_version_that_anybody_is_given() -> None:
    story = a_record()
    before = JOURNEY.in_sight(story.case.records)
    hold = story.given(sample(holds.HoldPlaced, USUAL), on="1 Feb 2026")
    assert JOURNEY.in_sight(story.case.records) == before
    assert kept(story).holds == (hold.id,)
    assert SCHEDULE.subject(story.case) == PersonId(story.case.records[0].clear("child"))


def test_what_is_marked_as_contested_has_a_figure_to_choose() -> None:
    contested = {one.id for one in SCHEDULE.rules if one.law.mark is Mark.CONTESTED}
    assert contested == {"sen-file", "medicine-and-accidents"}
    assert set(SCHEDULE.figures) == {"sen-file-years", "medicine-and-accident-records"}

"""What a school sends on, what it tells the authority, and what it keeps."""

from dataclasses import replace

import pytest

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import Agreement, Consent, How
from goldenthread.engine.law import Mark
from goldenthread.engine.windows import Standing
from goldenthread.workflows import records_transfer as records
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.records_transfer import RECORDS_TRANSFER
from goldenthread.workflows.settings_attended import KindOfSetting, SettingJoined, SettingLeft, Share
from goldenthread.workflows.vocabulary import Setting
from tests.story import day
from tests.trace import requirement
from tests.workflows import samples_everyday as every
from tests.workflows.samples import a_record

SUMMER = replace(ENGLAND, closed=((day("23 Jul 2025"), day("1 Sep 2025")),))


@requirement("S4-43", records.RecordsSent, records.RecordsReceived, records.FILE_SENT, records.FILE_ARRIVED)
def test_a_schools_records_go_within_fifteen_days_of_school_and_ask_nobody() -> None:
    story = a_record(SUMMER)
    story.given(records.LeftRegister(), on="18 Jul 2025")
    assert story.stage(RECORDS_TRANSFER) is records.TO_SEND
    assert story.reading(records.FILE_SENT, "21 Jul 2025").due == day("18 Sep 2025")
    papers = ("The file", "The support plan", "The common transfer file")
    sent = story.given(records.RecordsSent(to="Beck Academy", how=How.FORM, papers=papers), on="18 Sep 2025")
    assert story.reading(records.FILE_SENT, "19 Sep 2025").status is Status.MET
    assert story.reading(records.FILE_ARRIVED, "19 Sep 2025").due == day("2 Oct 2025")
    assert story.reading(records.FILE_ARRIVED, "3 Oct 2025").status is Status.OVERDUE
    story.given(records.RecordsReceived(sent=sent.id), on="22 Sep 2025")
    assert story.reading(records.FILE_ARRIVED, "23 Sep 2025").status is Status.MET
    assert story.stage(RECORDS_TRANSFER) is records.ARRIVED
    assert {"to", "papers"} <= every.must_say(records.RecordsSent)
    assert not any(issubclass(kind, Agreement | Consent) for kind in RECORDS_TRANSFER.events)


@pytest.mark.parametrize(
    ("kind", "owed"),
    [
        (KindOfSetting.MAINTAINED_SCHOOL, {"pupil-file-transfer"}),
        (KindOfSetting.ACADEMY, {"academy-file-transfer"}),
        (KindOfSetting.INDEPENDENT_SCHOOL, {"academy-file-transfer"}),
        (KindOfSetting.CHILDMINDER, set[str]()),
    ],
)
def test_records_go_on_by_the_rules_of_the_kind_of_school_in_the_same_days(kind: KindOfSetting, owed: set[str]) -> None:
    story = a_record()
    story.given(SettingJoined(setting=Setting("elm"), kind=kind, part=Share.ALL), on="1 Sep 2025")
    story.given(records.SecondRegistrationKnown(), on="1 Sep 2025")
    story.given(records.LeftRegister(kind=kind), on="1 Sep 2025")
    clocks = (records.FILE_SENT, records.FILE_SENT_BY_ACADEMY)
    found = [one for clock in clocks for one in story.readings(clock, "2 Sep 2025")]
    assert {one.clock.id for one in found} == owed
    assert all(one.due == day("22 Sep 2025") for one in found)
    assert bool(story.readings(records.FILE_SHARED, "2 Sep 2025")) is (kind is KindOfSetting.MAINTAINED_SCHOOL)


def test_the_school_that_was_left_sends_the_records_whatever_school_is_joined_that_day() -> None:
    story = a_record()
    old, new = Setting("elm"), Setting("beck")
    story.given(SettingJoined(setting=old, kind=KindOfSetting.MAINTAINED_SCHOOL, part=Share.ALL), on="2 Sep 2024")
    story.given(SettingLeft(setting=old), on="1 Sep 2025")
    story.given(SettingJoined(setting=new, kind=KindOfSetting.ACADEMY, part=Share.ALL), on="1 Sep 2025")
    story.given(records.LeftRegister(kind=KindOfSetting.MAINTAINED_SCHOOL), on="1 Sep 2025")
    assert story.reading(records.FILE_SENT, "2 Sep 2025").due == day("22 Sep 2025")
    assert story.readings(records.FILE_SENT_BY_ACADEMY, "2 Sep 2025") == []


@pytest.mark.parametrize(("day_of_it", "owed"), [("18 Aug 2024", 0), ("19 Aug 2024", 1)])
def test_the_returns_are_owed_from_the_day_their_regulations_came_in(day_of_it: str, owed: int) -> None:
    story = a_record()
    story.given(records.EnteredRegister(), on=day_of_it)
    story.given(records.RemovalDecided(remove_on=day("2 Sep 2024"), ground="Moving to Leeds"), on=day_of_it)
    assert len(story.readings(records.NEW_PUPIL_RETURN, "19 Aug 2024")) == owed
    assert len(story.readings(records.DELETION_RETURN, "19 Aug 2024")) == owed


def test_a_second_school_has_a_copy() -> None:
    story = a_record()
    story.given(records.SecondRegistrationKnown(), on="1 Sep 2025")
    assert story.reading(records.FILE_SHARED, "1 Sep 2025").due == day("22 Sep 2025")
    story.given(records.RecordsShared(to="Beck Academy", papers=("The file",)), on="23 Sep 2025")
    assert story.reading(records.FILE_SHARED, "23 Sep 2025").status is Status.MET_LATE


def test_a_child_who_moves_again_has_their_records_sent_again() -> None:
    story = a_record()
    story.given(records.LeftRegister(), on="1 Sep 2025")
    sent = story.given(records.RecordsSent(to="Elm", how=How.FORM, papers=("The file",)), on="2 Sep 2025")
    story.given(records.RecordsReceived(sent=sent.id), on="4 Sep 2025")
    story.given(records.LeftRegister(), on="2 Mar 2026")
    assert [one.stage for one in story.case.strands_of("records-transfer")] == ["arrived", "to-send"]


@pytest.mark.parametrize(("entered", "due"), [("24 Mar 2025", "29 Mar 2025"), ("28 Dec 2024", "2 Jan 2025")])
def test_the_authority_is_told_of_a_new_pupil_by_the_end_of_the_fifth_day_after(entered: str, due: str) -> None:
    story = a_record()
    story.given(records.EnteredRegister(), on=entered)
    reading = story.reading(records.NEW_PUPIL_RETURN, due)
    assert (reading.due, reading.status, reading.clock.law.mark) == (day(due), Status.RUNNING, Mark.READ)
    assert story.reading(records.NEW_PUPIL_RETURN, "1 May 2025").status is Status.OVERDUE
    story.given(records.NewPupilReturnMade(), on="1 May 2025")
    assert story.reading(records.NEW_PUPIL_RETURN, "2 May 2025").status is Status.MET_LATE


def test_not_in_the_youngest_class_on_the_first_day_unless_the_authority_asks() -> None:
    story = a_record()
    story.given(records.EnteredRegister(), on="2 Sep 2024")
    story.given(records.ReturnNotNeeded(why=records.NoReturn.YOUNGEST_CLASS), on="2 Sep 2024")
    assert story.reading(records.NEW_PUPIL_RETURN, "1 Oct 2024").status is Status.FELL_AWAY
    story.given(records.ReturnAskedFor(), on="2 Oct 2024")
    assert story.reading(records.NEW_PUPIL_RETURN, "2 Oct 2024").status is Status.OVERDUE


def test_the_authority_is_told_before_a_name_is_taken_off() -> None:
    story = a_record()
    removal = records.RemovalDecided(remove_on=day("13 Dec 2024"), ground="Moving to Leeds")
    story.given(removal, on="2 Dec 2024")
    assert story.reading(records.DELETION_RETURN, "16 Dec 2024").days_late == 3
    story.given(records.DeletionReturnMade(), on="12 Dec 2024")
    assert story.reading(records.DELETION_RETURN, "16 Dec 2024").status is Status.MET


@pytest.mark.parametrize(
    ("entered", "kept_to"),
    [("18 Aug 2024", "18 Aug 2027"), ("19 Aug 2024", "19 Aug 2030"), ("29 Feb 2024", "28 Feb 2027")],
)
def test_registers_are_kept_six_years_and_three_before_the_law_changed(entered: str, kept_to: str) -> None:
    story = a_record()
    story.given(records.EnteredRegister(), on=entered)
    (found,) = [*story.windows(records.KEPT, kept_to), *story.windows(records.KEPT_BEFORE, kept_to)]
    assert (found.window.id, found.last_day, found.standing) == ("register-keep", day(kept_to), Standing.OPEN)
    after = [*story.windows(records.KEPT, "1 Sep 2031"), *story.windows(records.KEPT_BEFORE, "1 Sep 2031")]
    assert [one.standing for one in after] == [Standing.CLOSED]

"""A three-year-old at a nursery and at a childminder's: each place its own, and a mother of three who tells it once."""

from dataclasses import replace
from datetime import date

import pytest

from goldenthread.demo.places import CHILDMINDER, NURSERY
from goldenthread.demo.scenarios.two_settings import two_settings
from goldenthread.demo.steps import person
from goldenthread.engine.clocks import Status
from goldenthread.engine.events import How
from goldenthread.engine.permissions import Standing, standing
from goldenthread.workflows import early_years, family, key_person, meetings, settings_attended, sharing
from goldenthread.workflows.first_contact import FIRST_CONTACT, NAMED
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.key_person import KEY_PERSON
from goldenthread.workflows.settings_attended import AgeTwoCheckAllotted, SettingJoined, Share
from goldenthread.workflows.sharing import EntriesShared, GoesTo
from goldenthread.workflows.told_once import PAGE_READ, AskedAgain
from goldenthread.workflows.vocabulary import Setting
from tests.scenarios.telling import Told, somebody, tell
from tests.story import day
from tests.trace import requirement

CHILD = replace(somebody(), place=NURSERY, born_on=date(2023, 9, 8))
AT_NURSERY, AT_MRS_LEES = Setting(NURSERY.id), Setting(CHILDMINDER.id)
NOW = "22 Nov 2026"


@pytest.fixture(scope="module")
def told() -> Told:
    return tell(two_settings, opened=442, child=CHILD)


def joined(told: Told, on: str) -> list[SettingJoined]:
    found = [one.event for one in settings_attended.attended(told.case.story(), day(on))]
    return [one for one in found if isinstance(one, SettingJoined)]


@requirement("S0-67", SettingJoined, FIRST_CONTACT, KEY_PERSON)
def test_each_place_has_a_record_holder_a_first_contact_and_a_key_person_of_its_own(told: Told) -> None:
    own = {one.setting: (one.part, one.record_holder, one.first_contact) for one in joined(told, NOW)}
    assert own == {
        AT_NURSERY: (Share.MOST, "Ms Patel", "Miss Quinn"),
        AT_MRS_LEES: (Share.SOME, "Mrs Lee", "Mrs Lee"),
    }
    assert [one.setting for one in joined(told, "18 Sep 2025")] == [AT_NURSERY]
    assert told.stage_of("talk to Miss Quinn") == told.stage_of("talk to Mrs Lee") == NAMED.label
    assert told.strands["talk to Miss Quinn"] != told.strands["talk to Mrs Lee"]
    assert told.strands["key person at nursery"] != told.strands["key person at Mrs Lee's"]
    # Both were named on Friday 19 September; five working days are Friday 26 September, and both were told on the 23rd.
    introduced = told.readings("parents-told", NOW)
    assert [(one.due, one.status) for one in introduced] == [(day("26 Sep 2025"), Status.MET)] * 2
    running = [one for one in told.readings(key_person.NEXT_TALK, NOW) if one.status is Status.RUNNING]
    assert [one.due for one in running] == [day("14 Dec 2026"), day("22 Dec 2026")]


@requirement("S0-67", AgeTwoCheckAllotted, early_years.CheckDoneElsewhere, early_years.PROGRESS_CHECK)
def test_the_nursery_does_the_check_at_two_because_most_of_the_week_is_spent_there(told: Told) -> None:
    (allotted,) = told.case.story().of(AgeTwoCheckAllotted)
    assert allotted.clear("setting") == AT_NURSERY
    before = told.readings(early_years.PROGRESS_CHECK, "7 Oct 2025", told.happened("7 Oct 2025"))
    assert [one.status for one in before] == [Status.RUNNING, Status.RUNNING]
    nursery, minder = told.readings(early_years.PROGRESS_CHECK, NOW)
    # Two on 8 September 2025: due by the day before the third birthday.
    assert (nursery.due, nursery.status, nursery.days_late) == (day("7 Sep 2026"), Status.MET, -257)
    assert minder.status is Status.FELL_AWAY
    assert told.record("check").happened_on == day("24 Dec 2025")
    assert told.stage_of("check") == early_years.CHECKED.label


def test_it_is_done_by_the_day_that_was_agreed_with_her_christmas_or_not(told: Told) -> None:
    # The day agreed was the last working day before 27 December: Saturday, Boxing Day and Christmas are none.
    agreed = told.reading(early_years.CHECK_AS_AGREED, NOW)
    assert (agreed.due, agreed.status) == (day("24 Dec 2025"), Status.MET)


@requirement("S0-68", family.TOLD_ONCE, family.known_of)
def test_she_tells_what_she_needs_once_and_in_private_whichever_place_asks(told: Told) -> None:
    mum = person(CHILD, CHILD.at_home)
    mine = [one for one in told.case.standing if one.kind in family.TOLD_ONCE and one.by.role == "parent"]
    assert len({one.kind for one in mine}) == len(mine) == 3
    assert {one.happened_on for one in mine} == {day("26 Sep 2025")}
    assert {one.clear("person") for one in mine} == {mum}
    assert len(family.known_of(told.case.story(), mum)) == 4  # with what was done about it
    assert not {one.id for one in mine} & {one.id for one in JOURNEY.in_sight(told.case.records)}
    assert told.case.story().of(AskedAgain) == ()
    read = told.reading(PAGE_READ, NOW)
    assert (read.due, read.status) == (day("9 Oct 2025"), Status.MET)


def test_invitation_and_reminder_come_by_telephone_as_she_asked_and_in_time(told: Told) -> None:
    sent = told.case.story().of((meetings.FamilyInvited, meetings.ReminderSent))
    ways = {one.event.how for one in sent if isinstance(one.event, meetings.FamilyInvited | meetings.ReminderSent)}
    assert ways == {How.PHONE}
    reminded = told.reading(meetings.REMINDED, NOW)
    # Two working days before Friday 16 October.
    assert (reminded.due, reminded.status) == (day("14 Oct 2026"), Status.MET)
    noticed = told.reading(meetings.NOTICE_LONG_ENOUGH, NOW)
    # Fourteen days before 15 October, the earliest time that was offered.
    assert (noticed.due, noticed.status) == (day("1 Oct 2026"), Status.MET)
    assert told.reading("meeting-adjustment", NOW).status is Status.MET


@requirement("S0-67", EntriesShared, sharing.reached)
def test_nothing_goes_from_one_place_to_the_other_but_what_was_named(told: Told) -> None:
    story = told.case.story()
    written = {
        place.id: {one.id for one in story if one.by.organisation == place.id} for place in (NURSERY, CHILDMINDER)
    }
    to_nursery = sharing.reached(story, GoesTo.SETTING, AT_NURSERY)
    to_minder = sharing.reached(story, GoesTo.SETTING, AT_MRS_LEES)
    assert to_nursery & written[CHILDMINDER.id] == to_nursery == {told.ids["hand on the shoulder"]}
    assert to_minder & written[NURSERY.id] == to_minder == {told.ids["page"]}
    assert told.ids["stays at Mrs Lee's"] in written[CHILDMINDER.id] - to_nursery
    assert told.ids["her needs"] not in to_nursery | to_minder
    assert sharing.reached(story, GoesTo.AUTHORITY) == frozenset()


def test_before_it_was_named_nothing_had_gone_and_her_yes_stood_first(told: Told) -> None:
    assert sharing.reached(told.happened("1 Oct 2025").story(), GoesTo.SETTING) == frozenset()
    for yes in ("yes to Mrs Lee", "yes to nursery"):
        given = told.record(yes)
        assert standing(given, told.case.story(), given.happened_on).standing is Standing.GIVEN
        (shared,) = [one for one in told.case.story().of(EntriesShared) if one.clear("permission") == given.id]
        assert shared.happened_on > given.happened_on

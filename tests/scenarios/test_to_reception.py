"""From the nursery into Reception: a longer move, asked before, during and after, with records that arrive."""

from dataclasses import replace
from datetime import date

import pytest

from goldenthread.demo.places import NURSERY, PRIMARY
from goldenthread.demo.scenarios.to_reception import to_reception
from goldenthread.engine.clocks import Status
from goldenthread.engine.events import Event
from goldenthread.workflows import early_years, key_person, move_on, records_transfer, settings_attended, settling
from goldenthread.workflows.early_years import EARLY_YEARS
from goldenthread.workflows.first_contact import HANDED_OVER
from goldenthread.workflows.move_on import (
    MOVE_ON,
    FamilyAskedAfter,
    FamilyAskedBefore,
    FamilyAskedDuring,
    VisitArranged,
)
from goldenthread.workflows.settling import SETTLING_IN
from goldenthread.workflows.sharing import GoesTo, reached
from goldenthread.workflows.vocabulary import Setting
from tests.scenarios.telling import Told, begun, somebody, tell
from tests.story import day
from tests.trace import requirement

CHILD = replace(somebody(), place=NURSERY, born_on=date(2022, 5, 6))
NOW = "22 Nov 2026"


@pytest.fixture(scope="module")
def told() -> Told:
    return tell(to_reception, opened=230, child=CHILD)


def told_until(ago: int, without: type[Event] | None = None) -> Told:
    return tell(begun(to_reception, ago, without=without), opened=230, child=CHILD)


def test_where_the_move_stood_on_each_day(told: Told) -> None:
    on = {one: told.stage_on(MOVE_ON, one) for one in ("10 Apr 2026", "15 May 2026", "1 Sep 2026", "2 Sep 2026", NOW)}
    assert on == {
        "10 Apr 2026": move_on.EXPECTED,
        "15 May 2026": move_on.READY,
        "1 Sep 2026": move_on.READY,
        "2 Sep 2026": move_on.MOVED,
        NOW: move_on.SETTLED,
    }
    attended = {
        one: [it.clear("setting") for it in settings_attended.attended(told.case.story(), day(one))]
        for one in ("1 Sep 2026", "2 Sep 2026")
    }
    assert attended == {"1 Sep 2026": [Setting(NURSERY.id)], "2 Sep 2026": [Setting(PRIMARY.id)]}


@requirement("S0-59", FamilyAskedBefore, FamilyAskedDuring, FamilyAskedAfter, move_on.SETTLING_ASKED)
def test_the_family_is_asked_before_during_and_after(told: Told) -> None:
    asked = told.case.story().of((FamilyAskedBefore, FamilyAskedDuring, FamilyAskedAfter))
    assert [(one.kind, one.happened_on) for one in asked] == [
        (FamilyAskedBefore, day("24 Apr 2026")),
        (FamilyAskedDuring, day("17 Jul 2026")),
        (FamilyAskedAfter, day("28 Sep 2026")),
    ]
    # Moved on Wednesday 2 September: six weeks.
    after = told.reading("settling-asked", NOW)
    assert (after.due, after.status) == (day("14 Oct 2026"), Status.MET)


@requirement("S0-59", move_on.ASKED_BEFORE, move_on.ASKED_DURING, move_on.ASKED_AFTER)
def test_no_step_is_ready_before_they_were_asked() -> None:
    plan = move_on.MovePlanned(steps="Three visits", people="Miss Quinn")
    told_until(190, FamilyAskedBefore).when(move_on.PLAN_MOVE, plan, on="15 May 2026").not_ready([move_on.ASKED_BEFORE])
    handed = move_on.HandedOver(to="Mr Lewis", said="The torch")
    during = told_until(88, FamilyAskedDuring)
    during.when(move_on.HAND_OVER, handed, on="26 Aug 2026").not_ready([move_on.ASKED_DURING])
    done = move_on.SettledIn(still_watched="The hall")
    after = told_until(50, FamilyAskedAfter)
    after.when(move_on.SETTLE_IN, done, on="2 Oct 2026").not_ready([move_on.ASKED_AFTER])


@requirement("S3-41", VisitArranged, move_on.VISIT_HAPPENS, move_on.MovePlanned)
def test_the_move_is_longer_with_visits_of_their_own_on_known_days_with_known_people(told: Told) -> None:
    visits = [(one.due, one.status) for one in told.readings(move_on.VISIT_HAPPENS, NOW)]
    assert visits == [
        (day("25 Jun 2026"), Status.MET),
        (day("15 Jul 2026"), Status.MET),
        (day("13 Aug 2026"), Status.MET),
    ]
    arranged = [one.event for one in told.case.story().of(VisitArranged)]
    assert all({"Miss Quinn", "Mr Lewis"} <= set(one.people) for one in arranged if isinstance(one, VisitArranged))
    (plan,) = [one.event for one in told.case.story().of(move_on.MovePlanned)]
    assert isinstance(plan, move_on.MovePlanned)
    assert (plan.named_here, plan.named_there) == ("Miss Quinn", "Mr Lewis")
    assert plan.longer


@requirement("S3-42", move_on.MovePlanGiven, move_on.MOVE_PLAN_GIVEN)
def test_the_family_has_the_plan_and_the_record_of_the_meeting_of_both_places(told: Told) -> None:
    given = told.reading("move-plan-given", NOW)
    # Planned on Friday 15 May: five working days.
    assert (given.due, given.status) == (day("22 May 2026"), Status.MET)
    record = told.reading(move_on.RECORD_SHARED, NOW)
    assert (record.due, record.status) == (day("16 Jun 2026"), Status.MET)


def test_the_page_is_the_familys_too_and_they_changed_it(told: Told) -> None:
    signed = told.reading(move_on.PROFILE_SIGNED_OFF, NOW)
    # Written on Friday 1 May; ten working days, with the early May bank holiday between.
    assert (signed.due, signed.status) == (day("18 May 2026"), Status.MET)
    (answer,) = told.case.story().of(move_on.ProfileSignedOff)
    assert (answer.clear("answer"), answer.by.role) == (move_on.SignOff.SIGNED_WITH_CHANGES, "parent")


@requirement("S4-42", move_on.SharingTalkedOver, move_on.FAMILY_HAPPY_TO_SHARE, move_on.ProfileShared)
def test_what_the_nursery_knows_goes_on_when_the_parents_agree_and_trying_to_ask_is_not_asking(told: Told) -> None:
    tried = told_until(156)
    shared = move_on.ProfileShared(to="Mrs Okafor, Elm Primary")
    tried.when(move_on.SHARE_PROFILE, shared, on="18 Jun 2026").not_ready([move_on.FAMILY_HAPPY_TO_SHARE])
    (went,) = told.case.story().of(move_on.ProfileShared)
    assert went.judgement
    assert went.judgement.gone_without == ()
    assert reached(told.happened("18 Jun 2026").story(), GoesTo.NEXT_SETTING) == frozenset()
    to_school = reached(told.case.story(), GoesTo.NEXT_SETTING, Setting(PRIMARY.id))
    assert to_school == {told.ids["page"], told.ids["both met"]}


def test_the_records_arrive_and_are_receipted(told: Told) -> None:
    arrived = told.reading(records_transfer.FILE_ARRIVED, NOW)
    # Sent on Friday 28 August; ten working days, with the August bank holiday between.
    assert (arrived.due, arrived.status) == (day("14 Sep 2026"), Status.MET)
    assert told.stage_of("records") == records_transfer.ARRIVED.label
    assert told.readings(records_transfer.FILE_SENT, NOW) == []  # the fifteen school days bind schools, not nurseries
    (returned,) = told.readings(records_transfer.NEW_PUPIL_RETURN, NOW)
    assert (returned.due, returned.status) == (day("7 Sep 2026"), Status.MET)


@requirement("S0-49", key_person.KeyPersonChanged, key_person.PARENTS_TOLD)
def test_one_key_person_follows_another_who_knows_what_the_first_one_knew(told: Told) -> None:
    (changed,) = [one.event for one in told.case.story().of(key_person.KeyPersonChanged)]
    assert isinstance(changed, key_person.KeyPersonChanged)
    assert (changed.before, changed.person) == ("Miss Quinn", "Mr Lewis")
    assert changed.passed_on
    first, second = told.readings("parents-told", NOW)
    # Named on Wednesday 8 April and on Wednesday 2 September: five working days each.
    assert (first.due, first.status) == (day("15 Apr 2026"), Status.MET)
    assert (second.due, second.status) == (day("9 Sep 2026"), Status.MET)
    handed = told.reading(HANDED_OVER, NOW)
    assert (handed.due, handed.status) == (day("1 Sep 2026"), Status.MET)
    assert [one.status for one in told.readings(key_person.NEXT_TALK, NOW)] == [Status.MET, Status.MET, Status.RUNNING]


def test_the_first_weeks_go_at_the_childs_own_pace(told: Told) -> None:
    assert told.label(SETTLING_IN) == settling.SETTLED.label
    looked = told.reading(settling.LOOK_TOGETHER, NOW)
    assert (looked.due, looked.status) == (day("16 Sep 2026"), Status.MET)
    assert told.stage(EARLY_YEARS) is early_years.IN_RECEPTION
    profile = told.reading(early_years.PROFILE_IN_TIME, NOW)
    assert (profile.due, profile.status) == (day("30 Jun 2027"), Status.RUNNING)

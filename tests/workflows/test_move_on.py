"""Moving on, with the family asked before, during and after; and a kind close."""

import pytest

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import Answer, How
from goldenthread.engine.fields import fields
from goldenthread.workflows import move_on
from goldenthread.workflows.move_on import MOVE_ON
from tests.story import Story, day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows import samples_everyday as every
from tests.workflows.samples import a_record


def expected() -> Story:
    story = a_record()
    story.given(some.move_expected(), on="2 Jun 2025")
    return story


def test_the_family_is_asked_before() -> None:
    story = expected()
    story.when(move_on.PLAN_MOVE, some.move_planned(), on="9 Jun 2025").not_ready(missing=[move_on.ASKED_BEFORE])
    story.given(some.asked_before(), on="9 Jun 2025")
    story.when(move_on.PLAN_MOVE, some.move_planned(), on="9 Jun 2025").then(move_on.READY)
    assert story.reading("move-plan-given", "9 Jun 2025").due == day("16 Jun 2025")


def test_and_during() -> None:
    story = expected()
    over = move_on.HandedOver(to="Mr Bell", said="He draws when it is loud.")
    story.when(move_on.HAND_OVER, over, on="2 Sep 2025").not_ready(missing=[move_on.ASKED_DURING])
    story.given(some.asked_during(), on="2 Sep 2025")
    story.when(move_on.HAND_OVER, over, on="2 Sep 2025").then(move_on.EXPECTED)


def test_and_after() -> None:
    story = expected()
    story.given(move_on.ChildMoved(kind=move_on.KindOfMove.SETTING), on="2 Sep 2025")
    assert story.stage(MOVE_ON) is move_on.MOVED
    assert story.reading("settling-asked", "3 Sep 2025").due == day("14 Oct 2025")
    settled = move_on.SettledIn(still_watched="Lunch, by Mr Bell")
    story.when(move_on.SETTLE_IN, settled, on="20 Oct 2025").not_ready(missing=[move_on.ASKED_AFTER])
    story.given(some.asked_after(), on="17 Oct 2025")
    story.when(move_on.SETTLE_IN, settled, on="20 Oct 2025").then(move_on.SETTLED)
    assert story.reading("settling-asked", "20 Oct 2025").days_late == 3


def test_a_child_who_has_moved_has_moved() -> None:
    story = a_record()
    story.given(move_on.ChildMoved(kind=move_on.KindOfMove.PHASE), on="2 Sep 2025")
    assert story.stage(MOVE_ON) is move_on.MOVED


def test_for_the_next_move_the_family_is_asked_again() -> None:
    story = expected()
    story.given(some.asked_before(), on="9 Jun 2025")
    story.given(some.move_expected(), on="1 Jun 2026")
    story.when(move_on.PLAN_MOVE, some.move_planned(), on="8 Jun 2026").not_ready(missing=[move_on.ASKED_BEFORE])


def test_a_nursery_passes_on_its_page_with_the_familys_agreement_or_a_reason() -> None:
    story = expected()
    shared = move_on.ProfileShared(to="Elm Primary")
    tried = story.when(move_on.SHARE_PROFILE, shared, on="1 Jul 2025")
    tried.not_ready(missing=[move_on.PROFILE_READY, move_on.FAMILY_HAPPY_TO_SHARE])
    story.given(some.profile(), on="1 Jul 2025")
    story.given(move_on.SharingTalkedOver(asked=some.MUM, answer=Answer.NO), on="1 Jul 2025")
    story.when(move_on.SHARE_PROFILE, shared, on="1 Jul 2025").not_ready(missing=[move_on.FAMILY_HAPPY_TO_SHARE])
    story.given(move_on.SharingTalkedOver(asked=some.MUM, answer=Answer.YES), on="2 Jul 2025")
    story.when(move_on.SHARE_PROFILE, shared, on="2 Jul 2025").then(move_on.EXPECTED)


def closed() -> move_on.RecordClosed:
    return move_on.RecordClosed(
        reason=move_on.ClosingReason.GETTING_ON_WELL, went_well="Sam's drawings", to_come_back="Ring Mr Bell."
    )


def test_a_record_is_closed_with_the_family_told_and_the_door_open() -> None:
    story = a_record()
    story.when(move_on.CLOSE, closed(), on="18 Jul 2025").not_ready(missing=[move_on.CLOSING_TOLD])
    told = move_on.FamilyToldOfClosing(to=(some.MUM,), how=How.IN_PERSON, family_view="Thank you.")
    story.given(told, on="17 Jul 2025")
    story.when(move_on.CLOSE, closed(), on="18 Jul 2025").then(move_on.CLOSED)
    story.given(some.move_expected(), on="1 Jun 2026")
    assert [one.stage for one in story.case.strands_of("move-on")] == ["closed", "expected"]


def test_asked_twice_with_no_answer_closes_it_too() -> None:
    story = a_record()
    why = {move_on.CLOSING_TOLD: "Wrote on 1 July and rang on 8 July; no answer yet."}
    judged = story.when(move_on.CLOSE, closed(), on="18 Jul 2025", reasons=why).judged(move_on.CLOSED)
    assert judged.gone_without == ("closing-told",)


def test_a_record_may_be_closed_after_the_child_has_settled() -> None:
    story = expected()
    story.given(move_on.ChildMoved(kind=move_on.KindOfMove.SETTING), on="2 Sep 2025")
    story.given(some.asked_after(), on="17 Oct 2025")
    story.when(move_on.SETTLE_IN, move_on.SettledIn(still_watched="Nothing"), on="20 Oct 2025").then(move_on.SETTLED)
    told = move_on.FamilyToldOfClosing(to=(some.MUM,), how=How.IN_PERSON, family_view="Thank you.")
    story.given(told, on="20 Oct 2025")
    story.when(move_on.CLOSE, closed(), on="21 Oct 2025").then(move_on.CLOSED)


# Every kind of move


@requirement("S0-58", move_on.KindOfMove, move_on.MOVE_IS_COMING, move_on.CHILD_MOVES)
@pytest.mark.parametrize("kind", list(move_on.KindOfMove))
def test_there_is_a_way_for_every_kind_of_move(kind: move_on.KindOfMove) -> None:
    story = a_record()
    story.given(move_on.MoveExpected(kind=kind), on="2 Jun 2025")
    assert story.stage(MOVE_ON) is move_on.EXPECTED
    story.given(some.asked_before(), on="9 Jun 2025")
    story.when(move_on.PLAN_MOVE, some.move_planned(), on="9 Jun 2025").then(move_on.READY)
    story.given(move_on.ChildMoved(kind=kind), on="2 Sep 2025")
    assert story.stage(MOVE_ON) is move_on.MOVED


@requirement("S0-59", move_on.ASKED_BEFORE, move_on.ASKED_DURING, move_on.ASKED_AFTER, move_on.HAND_OVER)
def test_the_family_is_asked_before_during_and_after_and_nobody_hands_over_without_or_for_a_reason() -> None:
    story = expected()
    story.when(move_on.PLAN_MOVE, some.move_planned(), on="9 Jun 2025").not_ready(missing=[move_on.ASKED_BEFORE])
    over = move_on.HandedOver(to="Mr Bell", said="He draws when it is loud.")
    story.when(move_on.HAND_OVER, over, on="2 Sep 2025").not_ready(missing=[move_on.ASKED_DURING])
    why = {move_on.ASKED_DURING: "Rang on two days and wrote; no answer yet."}
    made = story.when(move_on.HAND_OVER, over, on="2 Sep 2025", reasons=why).judged()
    assert made.gone_without == ("asked-during",)
    story.given(move_on.ChildMoved(kind=move_on.KindOfMove.ROOM), on="2 Sep 2025")
    settled = move_on.SettledIn(still_watched="Lunch, by Mr Bell")
    story.when(move_on.SETTLE_IN, settled, on="20 Oct 2025").not_ready(missing=[move_on.ASKED_AFTER])


# A longer move for a child who needs it


@requirement("S3-41", move_on.VisitArranged, move_on.VisitMade, move_on.VISIT_HAPPENS, move_on.MovePlanned)
def test_more_visits_have_their_days_and_people_and_one_that_did_not_happen_shows() -> None:
    story = expected()
    first = story.given(every.visit(day("20 Jun 2025")), on="9 Jun 2025")
    story.given(every.visit(day("27 Jun 2025")), on="9 Jun 2025")
    made = move_on.VisitMade(how_it_went="He stayed ten minutes.", child_view="Ted liked the fish.", visit=first.id)
    story.given(made, on="20 Jun 2025")
    statuses = [one.status for one in story.readings(move_on.VISIT_HAPPENS, "30 Jun 2025")]
    assert statuses == [Status.MET, Status.OVERDUE]
    assert {"visit_on", "people"} <= every.must_say(move_on.VisitArranged)
    assert {"steps", "people"} <= every.must_say(move_on.MovePlanned)
    assert {"longer", "named_here", "named_there"} <= set(fields(move_on.MovePlanned))


@requirement("S3-42", move_on.MOVE_PLAN_GIVEN, move_on.MovePlanGiven)
def test_the_family_has_the_plan_of_the_move_and_the_day_they_had_it_is_known() -> None:
    story = expected()
    story.given(some.move_planned(), on="22 May 2025")  # the late May holiday follows
    assert story.reading("move-plan-given", "22 May 2025").due == day("30 May 2025")
    assert story.reading("move-plan-given", "2 Jun 2025").status is Status.OVERDUE
    story.given(move_on.MovePlanGiven(to=(some.MUM,), how=How.LETTER), on="2 Jun 2025")
    reading = story.reading("move-plan-given", "3 Jun 2025")
    assert (reading.status, reading.ended_on) == (Status.MET_LATE, day("2 Jun 2025"))


@requirement("S3-48", move_on.SettingsMet, move_on.MeetingRecordShared, move_on.RECORD_SHARED)
@requirement("S4-42", move_on.SettingsMet, move_on.PLAN_MOVE, move_on.ProfileShared)
def test_primary_and_secondary_meet_and_share_one_record_with_the_family() -> None:
    story = expected()
    meeting = move_on.SettingsMet(
        present=("Mr Bell", "Ms Lee", some.MUM), agreed="Four visits", from_here="Mr Bell", from_there="Ms Lee"
    )
    met = story.given(meeting, on="9 Jun 2025")
    assert every.sentence(met) == "Mr Bell, Ms Lee and Sam's mum met about the move"
    assert story.reading(move_on.RECORD_SHARED, "9 Jun 2025").due == day("16 Jun 2025")
    assert story.reading(move_on.RECORD_SHARED, "17 Jun 2025").status is Status.OVERDUE
    one = move_on.MeetingRecordShared(to=(some.MUM, "Ms Lee", "Mr Bell"), how=How.EMAIL, meeting=met.id)
    story.given(one, on="17 Jun 2025")
    assert story.reading(move_on.RECORD_SHARED, "17 Jun 2025").status is Status.MET_LATE
    story.given(some.asked_before(), on="18 Jun 2025")
    story.when(move_on.PLAN_MOVE, some.move_planned(), on="18 Jun 2025").then(move_on.READY)
    story.given(some.profile(), on="18 Jun 2025")
    story.given(move_on.SharingTalkedOver(asked=some.MUM, answer=Answer.YES), on="18 Jun 2025")
    story.when(move_on.SHARE_PROFILE, move_on.ProfileShared(to="Elm Primary"), on="18 Jun 2025").then(move_on.READY)


@requirement("S1-10", move_on.ProfileWritten, move_on.PROFILE_READY)
@requirement("S1-11", move_on.ProfileSignedOff, move_on.PROFILE_SIGNED_OFF)
def test_the_page_for_a_move_is_written_with_the_family_who_sign_it_or_need_not() -> None:
    assert {"strengths", "what_helps", "child_view", "family_view"} <= every.must_say(move_on.ProfileWritten)
    story = expected()
    page = story.given(some.profile(), on="9 Jun 2025")
    assert story.reading(move_on.PROFILE_SIGNED_OFF, "9 Jun 2025").due == day("23 Jun 2025")
    assert story.reading(move_on.PROFILE_SIGNED_OFF, "24 Jun 2025").status is Status.OVERDUE
    signed = move_on.ProfileSignedOff(answer=move_on.SignOff.NOT_WISHED, who=some.MUM, profile=page.id)
    assert "need not" in every.sentence(story.given(signed, on="24 Jun 2025"))
    assert story.reading(move_on.PROFILE_SIGNED_OFF, "24 Jun 2025").status is Status.MET_LATE

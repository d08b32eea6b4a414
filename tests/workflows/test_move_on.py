"""Moving on, with the family asked before, during and after; and a kind close."""

from dataclasses import replace

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import Answer, How
from goldenthread.workflows import move_on
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.move_on import MOVE_ON
from tests.story import Story, day
from tests.workflows import samples as some
from tests.workflows.samples import a_record

SUMMER = replace(ENGLAND, closed=((day("23 Jul 2025"), day("1 Sep 2025")),))


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


def test_a_schools_records_go_within_fifteen_days_of_school_and_ask_nobody() -> None:
    story = a_record(SUMMER)
    story.given(move_on.LeftRegister(), on="18 Jul 2025")
    assert story.reading(move_on.FILE_SENT, "21 Jul 2025").due == day("18 Sep 2025")
    sent = story.given(move_on.RecordsSent(to="Beck Academy", how=How.FORM, papers=("The file",)), on="18 Sep 2025")
    assert story.reading(move_on.FILE_SENT, "19 Sep 2025").status is Status.MET
    assert story.reading(move_on.FILE_ARRIVED, "19 Sep 2025").due == day("2 Oct 2025")
    story.given(move_on.RecordsReceived(sent=sent.id), on="22 Sep 2025")
    assert story.reading(move_on.FILE_ARRIVED, "23 Sep 2025").status is Status.MET


def test_a_second_school_has_a_copy() -> None:
    story = a_record()
    story.given(move_on.SecondRegistrationKnown(), on="1 Sep 2025")
    assert story.reading(move_on.FILE_SHARED, "1 Sep 2025").due == day("22 Sep 2025")


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

"""A worry raised three times: answered each time, a parent's own idea tried, no special needs found, a kind close."""

import pytest

from goldenthread.demo.scenarios.raised_again import raised_again
from goldenthread.engine.clocks import Status
from goldenthread.workflows import concern, identification, informed, move_on, strategies
from goldenthread.workflows.concern import CONCERN, ConcernSettled, WorryRaised, WorryReopened
from goldenthread.workflows.identification import IDENTIFICATION, NeedsNotFound
from goldenthread.workflows.move_on import MOVE_ON
from goldenthread.workflows.sen_support import SEN_SUPPORT
from goldenthread.workflows.strategies import StrategyAgreed
from tests.scenarios.telling import Told, begun, somebody, tell
from tests.story import day
from tests.trace import requirement

CHILD = somebody()
NOW = "22 Nov 2026"


@pytest.fixture(scope="module")
def told() -> Told:
    return tell(raised_again, opened=150, child=CHILD)


@requirement("S0-18", WorryRaised, concern.ANSWER)
def test_each_time_is_kept_beside_the_one_before_and_answered_like_it(told: Told) -> None:
    worries = told.case.story().of(WorryRaised)
    assert [one.clear("again") for one in worries] == [None, told.ids["first"], told.ids["second"]]
    answers = [(one.started_by.id, one.due, one.status) for one in told.readings(concern.ANSWER, NOW)]
    # The days that they were told: 3 July; the Friday before 18 July; 20 August. Each before the usual ten.
    assert answers == [
        (told.ids["first"], day("3 Jul 2026"), Status.MET),
        (told.ids["second"], day("17 Jul 2026"), Status.MET),
        (told.ids["third"], day("20 Aug 2026"), Status.MET),
    ]
    words = [one.event.words for one in worries if isinstance(one.event, WorryRaised)]
    assert len(set(words)) == 3
    assert len(told.case.strands_of(CONCERN.name)) == 1


def test_where_it_stood_on_each_day(told: Told) -> None:
    assert told.stage_on(CONCERN, "16 Jul 2026") is concern.RAISED
    assert told.stage_on(CONCERN, "17 Jul 2026") is concern.TALKING
    assert told.stage_on(CONCERN, "23 Jul 2026") is concern.TRYING
    assert told.stage_on(CONCERN, "14 Aug 2026") is concern.RAISED
    assert told.stage_on(CONCERN, "11 Sep 2026") is concern.SETTLED


@requirement("S2-29", strategies.StrategyShared, StrategyAgreed, strategies.LOOK_BACK)
def test_what_was_tried_was_the_familys_own_idea_and_stays_theirs_by_name(told: Told) -> None:
    agreed = told.record("strategy").event
    assert isinstance(agreed, StrategyAgreed)
    assert (agreed.whose_idea, agreed.idea) == (CHILD.at_home, told.ids["idea"])
    assert told.record("idea").by.role == "parent"
    looked = told.reading(strategies.LOOK_BACK, NOW)
    # The Friday before Saturday 8 August, two weeks and a day after it was agreed.
    assert (looked.due, looked.status) == (day("7 Aug 2026"), Status.MET)
    (passed,) = told.readings(strategies.PASSED_ON, NOW)
    assert (passed.due, passed.status) == (day("27 Jul 2026"), Status.MET)


def test_none_were_found_with_the_family_in_on_it_and_they_were_told_why(told: Told) -> None:
    assert told.label(IDENTIFICATION) == identification.NOT_FOUND.label
    assert told.case.strands_of(SEN_SUPPORT.name) == []
    (found,) = told.case.story().of(NeedsNotFound)
    assert found.judgement
    assert found.judgement.gone_without == ()
    assert isinstance(found.event, NeedsNotFound)
    assert found.event.evidence == (told.ids["seen"],)
    assert CHILD.at_home in {one.whose for one in found.event.heard}
    # Found on Monday 7 September: five working days.
    (result,) = told.readings("result-told", NOW)
    assert (result.due, result.status) == (day("14 Sep 2026"), Status.MET)


def settled() -> ConcernSettled:
    return ConcernSettled(
        came_of_it="Nothing more.",
        reason=concern.CloseReason.GETTING_ON_WELL,
        if_worried_again="Come by.",
        family_view="We asked a third time.",
    )


def test_it_could_not_have_been_closed_while_the_third_time_was_not_answered() -> None:
    not_yet = tell(begun(raised_again, 96), opened=150)
    not_yet.when(concern.SETTLE, settled(), on="17 Aug 2026").not_ready([concern.WORRY_ANSWERED])
    late = not_yet.readings(concern.ANSWER, "21 Aug 2026")[-1]
    assert (late.status, late.days_late) == (Status.OVERDUE, 1)


def test_the_close_was_kind_and_the_family_knows_where_things_are(told: Told) -> None:
    closing = told.record("settled")
    assert closing.judgement
    assert closing.judgement.gone_without == ()
    assert isinstance(closing.event, ConcernSettled)
    assert closing.event.family_view
    assert "any day, in any way" in closing.event.if_worried_again
    # Settled on Friday 11 September: five working days.
    (knows,) = told.readings(informed.STAGE_TOLD, NOW)
    assert (knows.due, knows.status) == (day("18 Sep 2026"), Status.MET)
    assert told.label(MOVE_ON) == move_on.CLOSED.label
    assert told.stage_on(MOVE_ON, "20 Oct 2026") is move_on.CLOSED


def test_the_door_is_open_whoever_raised_it_may_open_it_again_without_a_reason() -> None:
    told = tell(raised_again, opened=150)
    told.given(WorryReopened(who=CHILD.at_home, closing=told.ids["settled"]), on="23 Nov 2026")
    assert told.stage(CONCERN) is concern.RAISED
    again = told.reading(concern.ANSWER_AGAIN, "23 Nov 2026")
    # Ten working days from Monday 23 November.
    assert (again.due, again.status) == (day("7 Dec 2026"), Status.RUNNING)


def test_a_fourth_time_begins_anew_beside_the_three_that_went_before() -> None:
    told = tell(raised_again, opened=150)
    fourth = WorryRaised(who=CHILD.at_home, words="The hall again.", again=told.ids["third"])
    told.given(fourth, on="23 Nov 2026")
    before, now = told.case.strands_of(CONCERN.name)
    assert (before.stage, now.stage) == (CONCERN.name_of(concern.SETTLED), CONCERN.name_of(concern.RAISED))

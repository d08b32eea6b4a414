"""A permission refused, and parents who disagree: both are heard and answered, and help and clocks go on."""

import pytest

from goldenthread.demo.scenarios.parents_apart import THERAPIST, parents_apart
from goldenthread.demo.steps import person
from goldenthread.engine.clocks import Status
from goldenthread.engine.permissions import Standing, permissions
from goldenthread.workflows import needs_assessment as na
from goldenthread.workflows import parents_disagree as apart
from goldenthread.workflows import sen_support
from goldenthread.workflows.parents_disagree import PARENTS_DISAGREE, PositionAnswered, PositionHeard
from goldenthread.workflows.sen_support import SEN_SUPPORT, SpecialistInvolved, SupportGiven
from goldenthread.workflows.who_decides import ParentKnown
from tests.scenarios.telling import Told, begun, somebody, tell
from tests.story import day
from tests.trace import requirement

CHILD = somebody()
MUM, DAD = person(CHILD, "Ada's mum"), person(CHILD, "Ada's dad")
NOW = "22 Nov 2026"


@pytest.fixture(scope="module")
def told() -> Told:
    return tell(parents_apart, opened=200, child=CHILD)


def standings(told: Told, on: str) -> list[tuple[str, Standing]]:
    names = {told.ids[name]: name for name in ("mum says yes", "dad says no", "dad says yes, in class")}
    names[told.ids["nothing to the clinic"]] = "nothing to the clinic"
    return [(names[one.asked.id], one.standing) for one in permissions(told.happened(on).story(), day(on))]


def test_a_no_stands_in_the_record_as_it_was_said_beside_every_yes(told: Told) -> None:
    assert standings(told, "12 Aug 2026") == [
        ("mum says yes", Standing.GIVEN),
        ("dad says no", Standing.REFUSED),
        ("nothing to the clinic", Standing.REFUSED),
    ]
    assert standings(told, NOW) == [*standings(told, "12 Aug 2026"), ("dad says yes, in class", Standing.GIVEN)]


def brought() -> SpecialistInvolved:
    return SpecialistInvolved(specialist=THERAPIST, why="Talks less in a group than in spring.")


def test_while_one_says_no_nobody_from_outside_comes_but_a_reason_would_do() -> None:
    not_yet = tell(begun(parents_apart, 101), opened=200)
    not_yet.when(sen_support.BRING_IN_SPECIALIST, brought(), on="13 Aug 2026").not_ready(
        [sen_support.FAMILY_HAPPY_WITH_SPECIALIST]
    )
    why = {sen_support.FAMILY_HAPPY_WITH_SPECIALIST: "Ada asked for her."}
    made = not_yet.when(sen_support.BRING_IN_SPECIALIST, brought(), on="13 Aug 2026", reasons=why).judged()
    assert made.gone_without == ("family-happy-with-specialist",)


def test_they_agreed_in_part_and_then_the_therapist_came_by_that_yes(told: Told) -> None:
    (came,) = told.case.story().of(SpecialistInvolved)
    assert came.judgement
    assert came.judgement.gone_without == ()
    assert came.happened_on > told.record("dad says yes, in class").happened_on
    assert told.stage_on(PARENTS_DISAGREE, "18 Jun 2026") is apart.APART
    assert told.stage_on(PARENTS_DISAGREE, "14 Aug 2026") is apart.SETTLED
    sought = told.reading(apart.AGREEMENT_SOUGHT, NOW)
    # Ten working days from Thursday 18 June.
    assert (sought.due, sought.status) == (day("2 Jul 2026"), Status.MET)


@requirement("S4-11", PositionHeard, PositionAnswered, apart.EACH_ANSWERED)
def test_each_is_a_parent_of_the_same_standing_and_is_answered_in_a_thread_of_their_own(told: Told) -> None:
    assert [one.clear("person") for one in told.case.story().of(ParentKnown)] == [MUM, DAD]
    heard, answers = told.case.story().of(PositionHeard), told.case.story().of(PositionAnswered)
    assert {one.clear("person") for one in heard} == {MUM, DAD}
    assert {(one.clear("position"), one.clear("person")) for one in answers} == {
        (one.id, one.clear("person")) for one in heard
    }
    # Both spoke on Friday 19 June: five working days.
    threads = told.readings(apart.EACH_ANSWERED, NOW)
    assert [(one.due, one.status) for one in threads] == [(day("26 Jun 2026"), Status.MET)] * 2
    replies = [one.event.reply for one in answers if isinstance(one.event, PositionAnswered)]
    assert len(set(replies)) == 2


def test_help_went_on_all_the_while(told: Told) -> None:
    for on in ("18 Jun 2026", "30 Jul 2026"):
        assert told.stage_on(SEN_SUPPORT, on) is sen_support.SUPPORTED
    apart_for = [day("18 Jun 2026"), day("14 Aug 2026")]
    given = [one.happened_on for one in told.case.story().of(SupportGiven)]
    assert [one for one in given if apart_for[0] <= one <= apart_for[1]] == [day("25 Jun 2026")]
    # To be looked at again by the working day before Sunday 2 August: it was, on that day.
    reviewed = told.reading(sen_support.REVIEW_IN_TIME, "14 Aug 2026", told.happened("14 Aug 2026"))
    assert (reviewed.due, reviewed.status) == (day("31 Jul 2026"), Status.MET)
    assert told.stage_on(SEN_SUPPORT, NOW) is sen_support.SUPPORTED


def test_one_parent_asked_alone_and_every_clock_of_the_law_ran_from_that_day(told: Told) -> None:
    (request,) = told.case.story().of(na.RequestReceived)
    assert request.happened_on == day("15 Jul 2026")  # four weeks into it, and a month before they agreed
    decided = told.reading("ehcna-decide", NOW)
    assert (decided.due, decided.status) == (day("26 Aug 2026"), Status.MET)
    # Each was asked on Monday 24 August: six weeks, which no parent can hold.
    advice = [(one.due, one.status) for one in told.readings("ehcna-advice", NOW)]
    assert advice == [(day("5 Oct 2026"), Status.MET)] * 3
    draft = told.reading("ehcna-draft-target", NOW)
    assert (draft.due, draft.status) == (day("21 Oct 2026"), Status.MET)
    final = told.reading("ehcp-final", NOW)
    assert (final.due, final.status) == (day("2 Dec 2026"), Status.RUNNING)


def test_the_other_parents_view_of_it_stands_beside_and_was_answered(told: Told) -> None:
    (view,) = told.readings("view-outcome", NOW)
    assert view.started_by.id == told.ids["dad's view"]
    # Twenty working days from Tuesday 21 July.
    assert (view.due, view.status) == (day("18 Aug 2026"), Status.MET)


def test_without_any_agreement_the_clocks_are_the_same() -> None:
    never = tell(begun(parents_apart, 102), opened=200)
    assert never.stage(PARENTS_DISAGREE) is apart.APART
    decided = never.reading("ehcna-decide", "13 Aug 2026")
    assert (decided.due, decided.status) == (day("26 Aug 2026"), Status.RUNNING)
    assert never.reading("ehcp-final", "13 Aug 2026").due == day("2 Dec 2026")

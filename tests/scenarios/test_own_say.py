"""Rights pass by themselves: one young person keeps Mum in and later out; another cannot make one decision."""

from dataclasses import replace
from datetime import date

import pytest

from goldenthread.demo.places import ACADEMY
from goldenthread.demo.scenarios.own_say import decides_with_help, takes_over
from goldenthread.demo.steps import person
from goldenthread.engine.clocks import Status
from goldenthread.engine.permissions import Standing, permissions
from goldenthread.engine.windows import Standing as Open
from goldenthread.workflows import needs_assessment as na
from goldenthread.workflows import young_person as yp
from goldenthread.workflows.family_support import SUPPORT_ASKED_AFTER
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.needs_assessment import Requester
from goldenthread.workflows.partnership import Shown, ViewGiven
from goldenthread.workflows.young_person import Right, RightUsed, WhoUses
from tests.scenarios.telling import Told, begun, somebody, tell
from tests.story import day
from tests.trace import requirement

CHILD = replace(somebody(), place=ACADEMY, born_on=date(2009, 3, 5))
MUM = person(CHILD, CHILD.at_home)
NOW = "22 Nov 2026"


@pytest.fixture(scope="module")
def told() -> Told:
    return tell(takes_over, opened=1200, child=CHILD)


@pytest.fixture(scope="module")
def helped() -> Told:
    return tell(decides_with_help, opened=1200, child=CHILD)


# The first takes over


@requirement("S2-19", yp.RightsDayKnown, yp.PARENTS_DECIDE)
def test_rights_pass_by_themselves_at_the_end_of_the_last_friday_in_june(told: Told) -> None:
    # Sixteen on 5 March 2025: the last Friday in June of that year is the 27th.
    assert told.window(yp.PARENTS_DECIDE, "27 Jun 2025").standing is Open.OPEN
    assert told.window(yp.PARENTS_DECIDE, "28 Jun 2025").standing is Open.CLOSED


def test_told_from_year_10_asked_before_the_day_and_everybody_knew(told: Told) -> None:
    due = {clock: told.reading(clock, NOW) for clock in ("rights-told", "rights-asked", "rights-notice")}
    assert {clock: (one.due, one.status) for clock, one in due.items()} == {
        "rights-told": (day("27 Jun 2024"), Status.MET),
        "rights-asked": (day("27 Jun 2025"), Status.MET),
        "rights-notice": (day("27 Jun 2025"), Status.MET),
    }
    # Ten working days from Friday 3 May 2024, with the early May bank holiday between.
    advice = told.reading("confidential-advice-offered", NOW)
    assert (advice.due, advice.status) == (day("20 May 2024"), Status.MET)
    assert told.window(yp.PARENTS_INVOLVED_AS_BEFORE, "27 Apr 2025").standing is Open.OPEN
    assert told.window(yp.PARENTS_INVOLVED_AS_BEFORE, "29 Apr 2025").standing is Open.CLOSED


def mums_part(told: Told, on: str) -> dict[str, Standing]:
    names = {told.ids[name]: name for name in ("Mum stays in", "Mum may act")}
    found = permissions(told.happened(on).story(), day(on))
    return {names[one.asked.id]: one.standing for one in found if one.asked.id in names}


@requirement("S2-20", yp.ParentsInvolved)
@requirement("S2-43", yp.ParentMayAct, yp.PARENTS_INVOLVED_AS_BEFORE)
def test_mum_stays_in_by_the_young_persons_word_and_later_is_out_by_it(told: Told) -> None:
    assert mums_part(told, "18 Oct 2026") == {"Mum stays in": Standing.GIVEN, "Mum may act": Standing.GIVEN}
    assert mums_part(told, "19 Oct 2026") == {"Mum stays in": Standing.WITHDRAWN, "Mum may act": Standing.WITHDRAWN}
    may = told.record("Mum may act")
    assert told.window(yp.PARENTS_INVOLVED_AS_BEFORE, "27 Apr 2025").standing is Open.OPEN
    assert (may.clear("parent"), set(may.clear("decisions"))) == (MUM, {Right.SAY_ON_PLAN, Right.APPEAL})
    assert {one.by.role for one in (may, told.record("Mum stays in"), told.record("alone"))} == {"young-person"}


def test_what_was_agreed_before_stays_on_record_and_is_known_as_it_was(told: Told) -> None:
    assert {told.ids["Mum stays in"], told.ids["Mum may act"]} <= {one.id for one in told.case.standing}
    before = permissions(told.known("18 Oct 2026").story(), day("18 Oct 2026"))
    assert {one.standing for one in before} == {Standing.GIVEN}


@requirement("S2-21", Right, RightUsed)
def test_the_young_person_asks_for_an_assessment_alone_and_no_clock_minds_who_is_out(told: Told) -> None:
    (request,) = told.case.story().of(na.RequestReceived)
    assert (request.clear("requester"), request.by.role) == (Requester.YOUNG_PERSON, "young-person")
    (used,) = told.case.story().of(RightUsed)
    assert (used.clear("right"), used.clear("who")) == (Right.ASK_FOR_ASSESSMENT, WhoUses.YOUNG_PERSON)
    decided = told.reading("ehcna-decide", NOW)
    # Six weeks from Monday 21 September; Mum was out from 19 October on.
    assert (decided.due, decided.status) == (day("2 Nov 2026"), Status.MET)
    advice = [(one.due, one.status) for one in told.readings("ehcna-advice", NOW)]
    assert advice == [(day("9 Dec 2026"), Status.RUNNING)] * 3
    (asked,) = [one.event for one in told.case.story().of(na.FamilyAsked)]
    assert isinstance(asked, na.FamilyAsked)
    assert asked.to == (CHILD.known_as,)


@requirement("S1-28", yp.AdviceSought)
def test_nobody_can_see_that_advice_was_sought(told: Told) -> None:
    (secret,) = told.case.story().of(yp.AdviceSought)
    assert secret.id not in {one.id for one in JOURNEY.in_sight(told.case.records)}


def test_letting_go_is_hard_and_mum_is_not_left_alone_with_it(told: Told) -> None:
    offered = told.reading(SUPPORT_ASKED_AFTER, NOW)
    # Ten working days from Thursday 22 October.
    assert (offered.due, offered.status) == (day("5 Nov 2026"), Status.MET)
    (view,) = told.readings("view-outcome", NOW)
    assert (view.started_by.id, view.status) == (told.ids["alone"], Status.MET)


# The second cannot make one decision


def test_one_decision_has_a_representative_who_says_what_the_young_person_wishes(helped: Told) -> None:
    (named,) = helped.readings("representative-named", NOW)
    # Ten working days from Friday 11 September.
    assert (named.due, named.status) == (day("25 Sep 2026"), Status.MET)
    represented, cannot = helped.record("represented"), helped.record("cannot")
    assert (represented.clear("person"), represented.clear("capacity")) == (MUM, cannot.id)
    assert represented.clear("by_what") is yp.RepresentativeBy.PARENT
    assert isinstance(represented.event, yp.RepresentativeNamed)
    assert isinstance(cannot.event, yp.CannotDecideThis)
    assert represented.event.decision == cannot.event.decision == "Which college to ask for"
    assert "garden" in represented.event.their_wishes


def test_all_other_decisions_stay_their_own(helped: Told) -> None:
    used = {one.clear("right"): (one.clear("who"), one.clear("rests_on")) for one in helped.case.story().of(RightUsed)}
    assert used == {
        Right.ASK_FOR_PLACE: (WhoUses.REPRESENTATIVE, helped.ids["represented"]),
        Right.SAY_ON_PLAN: (WhoUses.YOUNG_PERSON, None),
    }
    (able,) = [one.event for one in helped.case.story().of(yp.AbleToDecide)]
    assert isinstance(able, yp.AbleToDecide)
    assert able.decision == "Who comes to my meetings"
    assert helped.window(yp.PARENTS_DECIDE, NOW).standing is Open.CLOSED


def test_until_it_was_looked_at_nobody_asked_for_a_proof_of_being_able(helped: Told) -> None:
    before = helped.happened("10 Sep 2026")
    assert helped.readings("representative-named", "10 Sep 2026", before) == []
    assert before.story().of((yp.AbleToDecide, yp.CannotDecideThis)) == ()


def test_it_shows_where_nobody_is_named_for_the_one_decision() -> None:
    nobody = tell(begun(decides_with_help, 70), opened=1200, child=CHILD)
    late = nobody.reading("representative-named", "28 Sep 2026")
    assert (late.due, late.status, late.days_late) == (day("25 Sep 2026"), Status.OVERDUE, 3)


def test_how_a_view_was_shown_and_who_read_it_is_kept_with_it(helped: Told) -> None:
    view = helped.record("garden").event
    assert isinstance(view, ViewGiven)
    assert view.interpreted_by
    assert set(view.shown) == {Shown.MOVEMENT, Shown.SIGNS}
    (followed,) = helped.readings("view-outcome", NOW)
    # Twenty working days from Friday 25 September.
    assert (followed.due, followed.status) == (day("23 Oct 2026"), Status.MET)

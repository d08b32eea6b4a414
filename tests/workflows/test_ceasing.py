"""Ending a plan: talked over first, decided with reasons, and in force until the time to appeal is over."""

import pytest

from goldenthread.engine.clocks import Status
from goldenthread.engine.commands import New
from goldenthread.engine.events import How
from goldenthread.engine.windows import Standing
from goldenthread.workflows import appeal, ceasing, plan
from goldenthread.workflows import sen_support as sen
from goldenthread.workflows.ceasing import CEASING
from goldenthread.workflows.challenging import APPEAL
from goldenthread.workflows.plan import PLAN
from tests.story import Story, day
from tests.workflows import samples as some
from tests.workflows import samples_plan as more
from tests.workflows.samples import MUM, a_record


@pytest.fixture
def story() -> Story:
    story = a_record()
    story.given(plan.PlanMade(), on="19 Jan 2026")
    return story


@pytest.fixture
def ending(story: Story) -> Story:
    """A plan that is to end: the family and the head were asked, and the letter is of Thursday 10 December."""
    story.given(more.end_talked_over(), on="1 Dec 2026")
    story.given(more.head_asked(), on="2 Dec 2026")
    story.when(ceasing.DECIDE_TO_END, some.end_decided(), on="10 Dec 2026").then(ceasing.ENDING)
    return story


def test_nothing_is_decided_before_the_family_and_the_head_were_asked(story: Story) -> None:
    tried = story.when(ceasing.DECIDE_TO_END, some.end_decided(), on="10 Dec 2026")
    tried.not_ready(missing=[ceasing.END_CONSULTED, ceasing.HEAD_CONSULTED])
    story.given(more.end_talked_over(), on="1 Dec 2026", written="10 Dec 2026")
    tried = story.when(ceasing.DECIDE_TO_END, some.end_decided(), on="10 Dec 2026")
    tried.not_ready(missing=[ceasing.HEAD_CONSULTED])
    story.given(more.head_asked(), on="2 Dec 2026", written="10 Dec 2026")
    story.when(ceasing.DECIDE_TO_END, some.end_decided(), on="10 Dec 2026").then(ceasing.ENDING)


def test_the_plan_stays_in_force_until_the_time_to_appeal_has_passed(ending: Story) -> None:
    assert ending.stage(PLAN) is plan.IN_FORCE
    tried = ending.when(ceasing.END_PLAN, more.plan_ended(), on="10 Feb 2027")
    tried.not_ready(missing=[ceasing.APPEAL_TIME_OVER])
    ending.when(ceasing.END_PLAN, more.plan_ended(), on="11 Feb 2027").then(ceasing.OVER)
    assert ending.stage(PLAN) is plan.ENDED


def test_a_time_to_appeal_that_would_end_in_august_ends_on_the_first_working_day_after(story: Story) -> None:
    story.given(some.end_decided(), on="30 Jun 2026")
    tried = story.when(ceasing.END_PLAN, more.plan_ended(), on="1 Sep 2026")  # 31 August is a holiday
    tried.not_ready(missing=[ceasing.APPEAL_TIME_OVER])
    story.when(ceasing.END_PLAN, more.plan_ended(), on="2 Sep 2026").then(ceasing.OVER)


def test_while_it_is_appealed_it_stays_in_force_however_long_that_takes(ending: Story) -> None:
    letter = ending.case.standing[-1]
    ending.given(appeal.AppealLodged(decision=letter.id), on="20 Jan 2027")
    assert ending.stage(CEASING) is ceasing.APPEALED
    tried = ending.when(ceasing.END_PLAN, more.plan_ended(), on="1 May 2027")
    tried.not_ready(missing=[], possible_from=[ceasing.ENDING, ceasing.UPHELD])
    assert ending.stage(PLAN) is plan.IN_FORCE


def test_an_appeal_that_is_dismissed_ends_it_at_once(ending: Story) -> None:
    letter = ending.case.standing[-1]
    ending.given(appeal.AppealLodged(decision=letter.id), on="20 Jan 2027")
    ending.given(appeal.CeasingUpheld(decision=letter.id), on="1 Jun 2027")
    assert ending.stage(CEASING) is ceasing.UPHELD
    reading = ending.reading(ceasing.END_AT_ONCE, "2 Jun 2027")
    assert (reading.due, reading.days_late) == (day("1 Jun 2027"), 1)
    over = more.plan_ended(ceasing.EndReason.TRIBUNAL)
    ending.when(ceasing.END_PLAN, over, on="2 Jun 2027").then(ceasing.OVER)
    assert ending.reading(ceasing.END_AT_ONCE, "3 Jun 2027").status is Status.MET_LATE


def test_an_appeal_that_is_won_keeps_the_plan(ending: Story) -> None:
    letter = ending.case.standing[-1]
    ending.given(appeal.AppealLodged(decision=letter.id), on="20 Jan 2027")
    ending.given(appeal.ContinuingOrdered(decision=letter.id), on="1 Jun 2027")
    assert ending.stage(CEASING) is ceasing.GOES_ON
    assert ending.stage(PLAN) is plan.IN_FORCE
    assert ending.reading(plan.ORDER_CONTINUE, "1 Jun 2027").status is Status.RUNNING


def test_an_appeal_that_is_taken_back_leaves_the_letter_as_it_was(ending: Story) -> None:
    letter = ending.case.standing[-1]
    ending.given(appeal.AppealLodged(decision=letter.id), on="20 Jan 2027")
    ending.given(appeal.AppealWithdrawn(), on="1 Mar 2027")
    assert ending.stage(CEASING) is ceasing.ENDING
    ending.when(ceasing.END_PLAN, more.plan_ended(), on="2 Mar 2027").then(ceasing.OVER)


def test_an_appeal_taken_back_on_the_next_day_leaves_the_rest_of_the_two_months(ending: Story) -> None:
    letter = ending.case.standing[-1]
    ending.given(appeal.AppealLodged(decision=letter.id), on="4 Jan 2027")
    assert ending.window(APPEAL, "4 Jan 2027").standing is Standing.USED
    ending.given(appeal.AppealWithdrawn(), on="5 Jan 2027")
    window = ending.window(APPEAL, "6 Jan 2027")
    assert (window.last_day, window.standing) == (day("10 Feb 2027"), Standing.OPEN)
    for tried in ("6 Jan 2027", "10 Feb 2027"):
        held = ending.when(ceasing.END_PLAN, more.plan_ended(), on=tried)
        held.not_ready(missing=[ceasing.APPEAL_TIME_OVER])
    ending.when(ceasing.END_PLAN, more.plan_ended(), on="11 Feb 2027").then(ceasing.OVER)


def test_a_family_may_appeal_again_while_its_time_runs(ending: Story) -> None:
    letter = ending.case.standing[-1]
    ending.given(appeal.AppealLodged(decision=letter.id), on="4 Jan 2027")
    ending.given(appeal.AppealWithdrawn(), on="5 Jan 2027")
    ending.given(appeal.AppealLodged(decision=letter.id), on="9 Feb 2027", strand=New.STRAND)
    assert ending.window(APPEAL, "9 Feb 2027").standing is Standing.USED
    assert ending.stage(CEASING) is ceasing.APPEALED


@pytest.mark.parametrize("decided", [appeal.CeasingUpheld, appeal.AppealDismissed])
def test_what_the_tribunal_decided_counts_though_nobody_wrote_down_the_appeal(
    ending: Story, decided: type[appeal.CeasingUpheld | appeal.AppealDismissed]
) -> None:
    letter = ending.case.standing[-1]
    ending.given(decided(decision=letter.id), on="20 Jan 2027")
    assert ending.stage(CEASING) is ceasing.UPHELD
    assert ending.reading(ceasing.END_AT_ONCE, "21 Jan 2027").days_late == 1
    over = more.plan_ended(ceasing.EndReason.TRIBUNAL)
    ending.when(ceasing.END_PLAN, over, on="21 Jan 2027").then(ceasing.OVER)  # the two months ran until 10 February
    assert ending.reading(ceasing.END_AT_ONCE, "22 Jan 2027").status is Status.MET_LATE


def test_the_authority_may_let_the_plan_go_on_after_all(ending: Story) -> None:
    ending.given(ceasing.EndDropped(to=(MUM,), how=How.LETTER), on="4 Jan 2027")
    assert ending.stage(CEASING) is ceasing.GOES_ON
    assert ending.stage(PLAN) is plan.IN_FORCE


def test_there_are_only_the_grounds_of_the_act() -> None:
    assert {one.value for one in ceasing.EndGround} == {
        "no-longer-needed",
        "work",
        "higher-education",
        "not-returning",
        "moved-away",
    }


def test_under_eighteen_a_plan_is_looked_at_again_for_a_way_back(story: Story) -> None:
    story.given(ceasing.LeftUnderEighteen(what_happened="The college is too loud."), on="27 Nov 2026")
    assert story.stage(CEASING) is ceasing.LEFT
    reading = story.reading("way-back", "26 Dec 2026")
    assert (reading.due, reading.days_late) == (day("25 Dec 2026"), 1)
    found = ceasing.WayBackPlanned(wishes="To bake.", way_back="Two days at the bakery, and a quiet room")
    story.given(found, on="4 Jan 2027")
    assert story.stage(CEASING) is ceasing.GOES_ON
    assert story.stage(PLAN) is plan.IN_FORCE
    assert story.reading("way-back", "5 Jan 2027").status is Status.MET_LATE


def test_from_eighteen_on_the_young_person_is_asked_first_whether_to_come_back(story: Story) -> None:
    story.given(ceasing.LeftAtEighteenOrOver(what_happened="He stopped going."), on="1 Sep 2026")
    assert story.reading("wishes-asked", "30 Sep 2026").days_late == 1  # due on 29 September
    asked = ceasing.AskedWhetherToReturn(wishes="Not now; perhaps next year.", how_asked="With his sister, in pictures")
    story.given(asked, on="1 Oct 2026")
    assert story.reading("wishes-asked", "2 Oct 2026").status is Status.MET_LATE
    assert story.stage(PLAN) is plan.IN_FORCE


def test_at_twenty_five_it_may_be_kept_until_the_end_of_the_year(story: Story) -> None:
    kept = more.decided(ceasing.KeptToTheEndOfTheYear, until=day("23 Jul 2027"))
    story.given(kept, on="1 Mar 2027")
    assert story.stage(CEASING) is ceasing.LAST_YEAR
    assert story.stage(PLAN) is plan.IN_FORCE
    story.given(ceasing.PlanLapsed(help_now="Adult social care; ring Ms Reed."), on="23 Jul 2027")
    assert (story.stage(CEASING), story.stage(PLAN)) == (ceasing.OVER, plan.ENDED)
    assert story.reading("help-told", "2 Aug 2027").days_late == 3  # due on 30 July


def test_the_family_knows_what_help_there_is_now_and_may_come_back_on_any_day(ending: Story) -> None:
    ending.when(ceasing.END_PLAN, more.plan_ended(), on="11 Feb 2027").then(ceasing.OVER)
    owed = ending.reading("help-told", "19 Feb 2027")
    assert (owed.due, owed.days_late) == (day("18 Feb 2027"), 1)
    told = ceasing.FamilyToldOfHelp(
        to=(MUM,),
        how=How.IN_PERSON,
        help_now=ceasing.HelpAfterwards.SEN_SUPPORT,
        who="Mrs Okafor",
        to_come_back="She may ask for an assessment on any day.",
    )
    ending.given(told, on="19 Feb 2027")
    assert ending.reading("help-told", "20 Feb 2027").status is Status.MET_LATE
    ending.when(sen.START, sen.SupportStarted(), on="22 Feb 2027").then(sen.SUPPORTED)
    ending.given(some.request(), on="23 Feb 2027")
    assert [one.stage for one in ending.case.strands_of("needs-assessment")] == ["requested"]


def test_a_plan_that_ended_elsewhere_is_written_down_like_any_other() -> None:
    story = a_record()
    record = story.given(more.plan_ended(), on="1 Mar 2024", written="2 Sep 2026")
    assert record.judgement
    assert record.judgement.irregular == ("appeal-time-over",)
    assert story.stage(CEASING) is ceasing.OVER

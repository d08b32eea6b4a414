"""Packs: what is only proposed is labelled so, holds nothing up, and can be read beside today's law."""

import pytest

from goldenthread.engine.law import Force
from goldenthread.engine.needs import Before
from goldenthread.engine.packs import Compared, Pack, compare
from goldenthread.workflows import sen_support as sen
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.identification import NeedsFound
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.packs import reform_2026 as reform
from goldenthread.workflows.packs.reform_2026 import REFORM, REFORM_2026
from goldenthread.workflows.packs.shelf import PACKS
from goldenthread.workflows.plan import PlanMade
from tests.story import Story, day
from tests.workflows import samples as some
from tests.workflows.samples import a_record


@pytest.mark.parametrize("pack", PACKS.values(), ids=list(PACKS))
def test_a_proposal_is_labelled_and_is_never_a_must(pack: Pack) -> None:
    assert pack.standing.startswith("DRAFT")
    assert pack.label.startswith("DRAFT")
    assert pack.workflow.label.startswith("DRAFT")
    assert {one.law.force for one in pack.workflow.clocks} == {Force.PROPOSED}
    assert not any(isinstance(one, Before) for one in pack.workflow.needs)
    assert pack.sources
    assert pack.checked_on > pack.proposed_on


@pytest.mark.parametrize("pack", PACKS.values(), ids=list(PACKS))
def test_nothing_that_is_proposed_runs_in_a_record(pack: Pack) -> None:
    assert pack.workflow.name not in JOURNEY.workflows
    assert set(JOURNEY.events.values()).isdisjoint(pack.workflow.events)
    laws = [one.law for one in JOURNEY.clocks] + [one.law for one in JOURNEY.windows]
    laws += [one.law for workflow in JOURNEY.workflows.values() for one in workflow.needs]
    assert Force.PROPOSED not in {law.force for law in laws}


def test_the_reform_is_no_law_before_the_days_that_are_proposed() -> None:
    since = {one.id: one.in_force.since for one in REFORM.clocks}
    assert since == {
        "isp-made": day("1 Sep 2029"),
        "isp-review": day("1 Sep 2029"),
        "plan-review-key-stage": day("1 Sep 2030"),
        "plan-review-when-asked": day("1 Sep 2030"),
        "isp-complaint": day("1 Sep 2029"),
    }
    assert [str(one) for one in reform.Tier] == ["universal", "targeted", "targeted-plus", "specialist"]


def a_child_with_support_and_a_plan() -> Story:
    story = a_record()
    story.case = Story(REFORM_2026.journey, ENGLAND).case
    story.journey = REFORM_2026.journey
    story.given(some.planned(review_on=day("12 Dec 2025")), on="8 Sep 2025")
    story.given(sen.SupportStarted(), on="8 Sep 2025")
    story.given(PlanMade(), on="19 Jan 2026")
    return story


def both(story: Story, today: str) -> dict[str, Compared]:
    return {one.label: one for one in compare(story.case, JOURNEY, REFORM_2026, day(today), ENGLAND)}


def test_one_case_is_read_under_todays_law_and_under_the_reform() -> None:
    story = a_child_with_support_and_a_plan()
    found = both(story, "1 Feb 2027")
    (plan,) = (one for one in found.values() if one.label == "The plan is looked at again when a key stage ends")
    assert plan.kind == "changed"
    assert [(one.id, one.status, one.due, one.force) for one in plan.today] == [
        ("ar-complete-first", "overdue", day("18 Jan 2027"), "must"),
        ("ar-meet-latest", "overdue", day("21 Dec 2026"), "good-practice"),
    ]
    (then,) = plan.proposed
    assert (then.status, then.due, then.since) == ("running", None, day("1 Sep 2030"))
    support = found["An Individual Support Plan is made with the family"]
    assert (support.kind, support.today, support.proposed[0].force) == ("new", (), "proposed")
    assert found["The family is offered at least three meetings a school year"].kind == "as it is"


def test_under_the_reform_a_plan_is_due_when_the_key_stage_ends_or_somebody_asks() -> None:
    story = a_child_with_support_and_a_plan()
    story.given(reform.EarlierReviewAsked(who="Ms Ashdown"), on="1 Mar 2027")
    story.given(reform.KeyStageEnded(), on="21 Jul 2028")
    found = both(story, "1 Sep 2028")
    ended = found["The plan is looked at again when a key stage ends"].proposed[0]
    assert (ended.status, ended.due) == ("overdue", day("21 Jul 2028"))
    assert found["The plan is looked at again sooner, because somebody asked"].proposed[0].due is None
    story.given(reform.PlanLookedAtAgain(), on="4 Sep 2028")
    after = both(story, "5 Sep 2028")
    assert after["The plan is looked at again when a key stage ends"].proposed[0].status == "met late"
    assert after["The plan is looked at again sooner, because somebody asked"].proposed[0].status == "met"


def test_under_the_reform_a_support_plan_is_made_looked_at_again_and_complained_of() -> None:
    story = a_child_with_support_and_a_plan()
    made = reform.SupportPlanMade(
        tier=reform.Tier.TARGETED_PLUS,
        needs="Noise stops him eating.",
        support="A quiet table, Mrs Okafor.",
        family_view="They are glad of it.",
        kept_digitally=True,
        review_on=day("26 Mar 2026"),
    )
    story.when(reform.MAKE, made, on="2 Feb 2026").then(reform.MADE)
    complaint = story.given(reform.SupportPlanComplaint(words="The table is gone."), on="1 Apr 2026")
    found = both(story, "2 Apr 2026")
    assert found["An Individual Support Plan is made with the family"].proposed[0].status == "met"
    again = found["The Individual Support Plan is looked at again with the family"]
    assert [one.id for one in again.today] == ["sen-review"]
    assert (again.proposed[0].due, again.proposed[0].status) == (day("26 Mar 2026"), "overdue")
    answered = "A complaint about an Individual Support Plan is answered"
    assert found[answered].proposed[0].status == "running"
    story.given(reform.SupportPlanComplaintAnswered(complaint=complaint.id, answer="It is back."), on="3 Apr 2026")
    story.when(
        reform.REVIEW, reform.SupportPlanReviewed(family_view="Better.", changed="Nothing."), on="3 Apr 2026"
    ).then()
    after = both(story, "3 Apr 2026")
    assert after[answered].proposed[0].status == "met"
    assert after[again.label].proposed[0].status == "met late"
    assert NeedsFound in reform.SUPPORT_PLAN.starts.events

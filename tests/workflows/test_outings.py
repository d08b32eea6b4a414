"""Outings: planned with the family, permitted for one or for a kind, recorded whatever was agreed."""

import pytest

from goldenthread.engine.clocks import Status
from goldenthread.engine.commands import New
from goldenthread.engine.events import Answer, How, Seen
from goldenthread.engine.fields import fields
from goldenthread.workflows import outings
from goldenthread.workflows.outings import OUTINGS
from tests.story import Story, day
from tests.trace import requirement
from tests.workflows.samples import MUM, a_record


@pytest.fixture
def story() -> Story:
    return a_record()


@pytest.fixture
def planned(story: Story) -> Story:
    """A trip to a farm, planned with the family; nobody has asked for permission yet."""
    story.given(proposed("8 May 2025"), on="14 Apr 2025")
    story.given(talked_over(), on="22 Apr 2025")
    story.given(risks(), on="23 Apr 2025")
    story.given(medicine(), on="23 Apr 2025")
    story.when(outings.PLAN_VISIT, plan(), on="24 Apr 2025").then(outings.PLANNED)
    return story


def proposed(outing_on: str) -> outings.OutingProposed:
    return outings.OutingProposed(what="A farm", how_far="By bus, an hour", outing_on=day(outing_on))


def talked_over() -> outings.OutingTalkedOver:
    return outings.OutingTalkedOver(
        family_view="Buses are hard; bring Ted.", child_view="Goats!", worries="Running off"
    )


def risks() -> outings.RisksThoughtThrough:
    return outings.RisksThoughtThrough(risks=("Running off",), done="A gate, and one to one", adults="Six, Mr Bell")


def medicine() -> outings.MedicineTaken:
    return outings.MedicineTaken(
        medicines="The inhaler", carried_by="Mr Bell", in_an_emergency="Ring 999; signal is good"
    )


def plan() -> outings.VisitPlanned:
    return outings.VisitPlanned(
        support="Mr Bell",
        from_family="Ted, and the front seat",
        changed="An hour later",
        if_too_much="Back to the bus",
        reached="Mr Bell's telephone",
    )


def permitted(answer: Answer = Answer.YES) -> outings.OutingPermitted:
    return outings.OutingPermitted(given_by=MUM, authority="Mother", scope="The farm", answer=answer, evidence=How.FORM)


def standing(until: str) -> outings.OutingsPermitted:
    return outings.OutingsPermitted(
        given_by=MUM,
        authority="Mother",
        scope="Walks",
        answer=Answer.YES,
        evidence=How.FORM,
        kind="On foot, near by",
        until=day(until),
    )


def gone() -> outings.OutingGone:
    return outings.OutingGone(who_came=("Mr Bell",))


def looked_back() -> outings.OutingLookedBackAt:
    return outings.OutingLookedBackAt(child_view="Goats!", family_view="He slept well.", remember="The front seat")


# Planning


@requirement(
    "S3-65",
    outings.PLAN_VISIT,
    outings.VisitPlanned,
    outings.FAMILY_TALKED_TO,
    outings.RISKS_KNOWN,
    outings.MEDICINE_THOUGHT_OF,
    outings.OutingTalkedOver,
    outings.RisksThoughtThrough,
    outings.MedicineTaken,
)
def test_a_visit_is_planned_with_the_family_the_risks_and_the_medicine_known(story: Story) -> None:
    story.given(proposed("8 May 2025"), on="14 Apr 2025")
    needs = [outings.FAMILY_TALKED_TO, outings.RISKS_KNOWN, outings.MEDICINE_THOUGHT_OF]
    story.when(outings.PLAN_VISIT, plan(), on="24 Apr 2025").not_ready(missing=list(needs))
    for event, left in ((talked_over(), needs[1:]), (risks(), needs[2:])):
        story.given(event, on="24 Apr 2025")
        story.when(outings.PLAN_VISIT, plan(), on="24 Apr 2025").not_ready(missing=list(left))
    story.given(medicine(), on="24 Apr 2025")
    story.when(outings.PLAN_VISIT, plan(), on="24 Apr 2025").then(outings.PLANNED)
    assert outings.MedicineTaken.kept.seen is Seen.COUNTED
    assert "from_family" in fields(outings.VisitPlanned)


@requirement("S3-65", outings.PLANNED_TOGETHER, outings.OutingProposed)
def test_the_family_is_asked_five_working_days_before_at_the_latest(story: Story) -> None:
    story.given(proposed("8 May 2025"), on="14 Apr 2025")
    # Back from Thu 8 May: 7, 6, 2, 1 May, 30 Apr. Monday 5 May is a bank holiday.
    assert story.reading(outings.PLANNED_TOGETHER, "14 Apr 2025").due == day("30 Apr 2025")
    assert story.reading(outings.PLANNED_TOGETHER, "1 May 2025").status is Status.OVERDUE
    story.given(talked_over(), on="1 May 2025")
    assert story.reading(outings.PLANNED_TOGETHER, "2 May 2025").status is Status.MET_LATE


def test_nothing_is_owed_of_an_outing_that_was_called_off(story: Story) -> None:
    story.given(proposed("8 May 2025"), on="14 Apr 2025")
    story.when(outings.CALL_OFF, outings.OutingCalledOff(), on="15 Apr 2025").then(outings.CALLED_OFF)
    assert story.reading(outings.PLANNED_TOGETHER, "8 May 2025").status is Status.FELL_AWAY


# Permission


@requirement("S4-27", outings.OutingPermitted, outings.OUTING_PERMITTED, outings.GO)
@requirement("S3-65", outings.OUTING_PERMITTED, outings.OutingPermitted)
def test_permission_for_this_outing(planned: Story) -> None:
    planned.when(outings.GO, gone(), on="8 May 2025").not_ready(missing=[outings.OUTING_PERMITTED])
    planned.given(permitted(), on="28 Apr 2025")
    planned.when(outings.GO, gone(), on="8 May 2025").then(outings.BEEN)


@requirement("S4-27", outings.OutingsPermitted, outings.OUTING_PERMITTED)
def test_a_standing_permission_counts_for_each_outing_until_its_last_day(story: Story) -> None:
    story.given(standing("31 Aug 2025"), on="2 Sep 2024")
    for on, flagged in (("8 May 2025", ()), ("31 Aug 2025", ()), ("1 Sep 2025", ("outing-permitted",))):
        judgement = story.given(gone(), on=on, strand=New.STRAND).judgement
        assert judgement
        assert judgement.irregular == ("risks-known", "plan-made", *flagged)
    asked = fields(outings.OutingsPermitted)["until"]
    assert (asked.required, asked.clear) == (True, True)


def test_permission_for_one_outing_says_nothing_of_the_next(planned: Story) -> None:
    planned.given(permitted(), on="28 Apr 2025")
    planned.when(outings.GO, gone(), on="8 May 2025").then(outings.BEEN)
    planned.given(proposed("12 Jun 2025"), on="2 Jun 2025")
    judgement = planned.given(gone(), on="12 Jun 2025").judgement
    assert judgement
    assert "outing-permitted" in judgement.irregular


def test_an_outing_that_a_parent_said_no_to_is_recorded_and_flagged(planned: Story) -> None:
    planned.given(permitted(Answer.NO), on="28 Apr 2025")
    record = planned.given(gone(), on="8 May 2025")
    assert record.judgement
    assert record.judgement.irregular == ("outing-permitted",)
    assert planned.stage(OUTINGS) is outings.BEEN


# Afterwards


def test_an_outing_is_looked_back_at_together_whether_the_child_came_or_not(planned: Story) -> None:
    stayed = outings.ChildDidNotCome(why="The bus was late and loud.", instead="The garden", next_time="A car")
    planned.when(outings.STAY, stayed, on="8 May 2025").then(outings.STAYED)
    # Ten days of school after Thu 8 May: 9, 12 to 16, 19 to 22 May.
    assert planned.reading("outing-looked-back", "8 May 2025").due == day("22 May 2025")
    planned.given(looked_back(), on="23 May 2025")
    assert planned.reading("outing-looked-back", "23 May 2025").status is Status.MET_LATE

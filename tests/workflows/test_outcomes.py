"""What is hoped for, what is done towards it, and who does what."""

from goldenthread.engine.clocks import Status
from goldenthread.workflows import outcomes
from goldenthread.workflows import sen_support as sen
from goldenthread.workflows.outcomes import OUTCOMES
from goldenthread.workflows.people import CHILD, PARENT
from tests.story import day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows import samples_everyday as every
from tests.workflows.samples import a_record


@requirement("S0-44", outcomes.OutcomeAgreed, outcomes.LOOKED_AT_IN_TIME)
@requirement("S2-9", outcomes.OutcomeAgreed, outcomes.OutcomeLookedAt, outcomes.LOOKED_AT_IN_TIME)
def test_each_outcome_has_a_measure_and_a_day_and_is_looked_at_with_the_family() -> None:
    assert {"outcome", "measure", "reach_by", "need"} <= every.must_say(outcomes.OutcomeAgreed)
    story = a_record()
    hoped = story.given(every.outcome(day("13 Dec 2024")), on="30 Sep 2024")
    assert story.stage(OUTCOMES) is outcomes.HOPED_FOR
    assert story.reading(outcomes.LOOKED_AT_IN_TIME, "13 Dec 2024").status is Status.RUNNING
    assert story.reading(outcomes.LOOKED_AT_IN_TIME, "16 Dec 2024").days_late == 3
    looked = outcomes.OutcomeLookedAt(
        outcome=hoped.id,
        reached=outcomes.Reached.PARTLY,
        how_seen="The lunch chart",
        what_worked="Ali",
        family_view="Go on.",
        child_view="Ali is funny (said).",
    )
    story.given(looked, on="17 Dec 2024")
    assert story.reading(outcomes.LOOKED_AT_IN_TIME, "18 Dec 2024").status is Status.MET_LATE
    assert {"family_view", "child_view"} <= every.must_say(outcomes.OutcomeLookedAt)


@requirement("S2-10", outcomes.ProvisionAgreed, outcomes.PROVIDED_FOR)
def test_what_is_done_is_tied_to_the_outcome_it_is_done_for() -> None:
    story = a_record()
    one = story.given(every.outcome(day("13 Dec 2024")), on="2 May 2025", written="2 May 2025")
    other = story.given(every.outcome(day("18 Jul 2025")), on="2 May 2025")
    assert [one.due for one in story.readings(outcomes.PROVIDED_FOR, "2 May 2025")] == [day("19 May 2025")] * 2
    given = story.given(every.provision(one.id), on="6 May 2025")
    assert story.stage(OUTCOMES) is outcomes.WORKED_FOR
    statuses = {it.started_by.id: it.status for it in story.readings(outcomes.PROVIDED_FOR, "20 May 2025")}
    assert statuses == {one.id: Status.MET, other.id: Status.OVERDUE}
    assert given.clear("outcome") == one.id
    assert {"what", "who", "how_often"} <= every.must_say(outcomes.ProvisionAgreed)


@requirement("S2-11", outcomes.WhoDoesWhatAgreed)
@requirement("S0-29", outcomes.WhoDoesWhatAgreed)
@requirement("S0-3", outcomes.WhoDoesWhatAgreed)
def test_what_the_family_the_child_and_the_setting_do_stands_side_by_side_for_each_plan() -> None:
    story = a_record()
    plan = story.given(some.planned(review_on=day("13 Dec 2024")), on="30 Sep 2024")
    agreed = outcomes.WhoDoesWhatAgreed(
        family_does="Nothing for now.",
        child_does="Shows the red card.",
        setting_does="Mr Bell sits by him.",
        agreed_by=(some.MUM, "Sam", "Mr Bell"),
        plan=plan.id,
    )
    record = story.given(agreed, on="30 Sep 2024")
    assert record.clear("plan") == plan.id
    parts = {"family_does", "child_does", "setting_does"}
    assert parts | {"agreed_by"} <= every.must_say(outcomes.WhoDoesWhatAgreed)
    assert every.about_parents(outcomes.WhoDoesWhatAgreed) == {"family_does"}
    assert every.sentence(record) == "It was agreed what the family, Sam and the setting each do"


@requirement("S4-11", outcomes.DisagreementSaid)
def test_a_disagreement_is_kept_in_the_persons_words_and_support_goes_on() -> None:
    story = a_record()
    story.when(sen.START, sen.SupportStarted(), on="1 Oct 2024").then(sen.SUPPORTED)
    plan = story.given(some.planned(review_on=day("13 Dec 2024")), on="2 Oct 2024")
    no = outcomes.DisagreementSaid(
        who="Sam's dad", words="He should be with the others.", goes_on="The quiet table, till Friday.", on_what=plan.id
    )
    said = story.given(no, on="3 Oct 2024")
    assert isinstance(said.event, outcomes.DisagreementSaid)
    assert said.event.words == "He should be with the others."
    assert {"parent", "young-person", "teacher"} <= every.recorders(outcomes.DisagreementSaid)
    story.when(sen.START, sen.SupportStarted(), on="4 Oct 2024").then(sen.SUPPORTED)


def test_what_is_not_followed_any_more_is_not_late() -> None:
    story = a_record()
    story.given(every.outcome(day("13 Dec 2024")), on="30 Sep 2024")
    story.given(outcomes.OutcomesEnded(why="There is a plan now."), on="2 Dec 2024")
    assert story.stage(OUTCOMES) is outcomes.ENDED
    assert story.reading(outcomes.LOOKED_AT_IN_TIME, "6 Jan 2025").status is Status.FELL_AWAY
    assert story.reading(outcomes.PROVIDED_FOR, "6 Jan 2025").status is Status.FELL_AWAY


def test_the_case_has_a_party_for_the_child_the_family_and_the_setting() -> None:
    assert {OUTCOMES.held_by.id, CHILD.id, PARENT.id} == {"setting", "child", "parent"}

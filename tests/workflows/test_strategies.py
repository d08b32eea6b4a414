"""What helps, at home and here: whose idea it is, what is tried, and what came of it."""

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import How
from goldenthread.engine.fields import fields
from goldenthread.workflows import strategies
from goldenthread.workflows.strategies import STRATEGIES
from tests.story import day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows import samples_everyday as every
from tests.workflows.samples import a_record


@requirement("S2-29", strategies.StrategyShared, strategies.AN_IDEA_IS_SHARED)
def test_a_parents_own_idea_stays_with_her_name_and_she_may_write_it_down_herself() -> None:
    story = a_record()
    shared = story.given(every.helps_at_home(), on="2 Dec 2024")
    assert story.stage(STRATEGIES) is strategies.KNOWN
    assert every.sentence(shared) == "Sam's mum said what helps Sam, at home"
    assert {"parent", "teacher"} <= every.recorders(strategies.StrategyShared)
    assert "whose_idea" in every.must_say(strategies.StrategyShared)
    assert every.about_parents(strategies.StrategyShared) == {"strategy"}


@requirement("S3-58", strategies.PASSED_ON, strategies.StrategyPassedOn, strategies.Place)
def test_what_helps_at_home_is_known_here_and_what_helps_here_at_home() -> None:
    story = a_record()
    home = story.given(every.helps_at_home(), on="17 Apr 2025")  # Easter lies between
    here = strategies.StrategyShared(
        whose_idea="Mr Bell", where=strategies.Place.HERE, strategy="A picture", difference="He waits."
    )
    known = story.given(here, on="22 Apr 2025")
    assert [one.due for one in story.readings(strategies.PASSED_ON, "22 Apr 2025")] == [
        day("28 Apr 2025"),
        day("29 Apr 2025"),
    ]
    story.given(strategies.StrategyPassedOn(to=("Mr Bell",), how=How.PHONE, strategy=home.id), on="24 Apr 2025")
    statuses = [one.status for one in story.readings(strategies.PASSED_ON, "30 Apr 2025")]
    assert statuses == [Status.MET, Status.OVERDUE]
    story.given(strategies.StrategyPassedOn(to=(some.MUM,), how=How.PHONE, strategy=known.id), on="30 Apr 2025")
    assert story.readings(strategies.PASSED_ON, "30 Apr 2025")[1].status is Status.MET_LATE
    assert "parent" in every.recorders(strategies.StrategyPassedOn)


@requirement("S2-30", strategies.LOOK_BACK, strategies.StrategyAgreed, strategies.StrategyReviewed, strategies.Next)
def test_it_is_tried_from_a_day_to_the_day_agreed_and_looked_back_at_with_a_result_and_a_decision() -> None:
    story = a_record()
    idea = story.given(every.helps_at_home(), on="17 Dec 2024")
    trial = strategies.StrategyAgreed(
        strategy="Humming first",
        whose_idea=some.MUM,
        who_tries="Mr Bell",
        starts_on=day("18 Dec 2024"),
        look_back_on=day("1 Jan 2025"),
        where=strategies.Place.BOTH,
        idea=idea.id,
    )
    tried = story.when(strategies.TRY_SOMETHING, trial, on="18 Dec 2024").then(strategies.TRYING)
    hint = fields(strategies.StrategyAgreed)["look_back_on"].hint
    assert hint == "A couple of weeks is usual."
    assert story.reading(strategies.LOOK_BACK, "1 Jan 2025").status is Status.RUNNING
    assert story.reading(strategies.LOOK_BACK, "6 Jan 2025").days_late == 5
    looked = strategies.StrategyReviewed(
        strategy=tried.id,
        how_it_went="He looks up.",
        family_view="As at home.",
        happens_now="Carry on",
        decided=strategies.Next.CARRY_ON,
    )
    story.given(looked, on="6 Jan 2025")
    assert story.reading(strategies.LOOK_BACK, "7 Jan 2025").status is Status.MET_LATE
    assert story.stage(STRATEGIES) is strategies.LOOKED_BACK


def test_what_is_let_be_is_not_late() -> None:
    story = a_record()
    story.given(some.strategy(day("20 Sep 2024")), on="6 Sep 2024")
    story.given(strategies.TryingEnded(why="They moved away."), on="18 Sep 2024")
    assert story.reading(strategies.LOOK_BACK, "1 Oct 2024").status is Status.FELL_AWAY
    assert story.stage(STRATEGIES) is strategies.LET_BE

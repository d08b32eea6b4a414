"""Settling in, by a plan that is agreed, and with nobody hurried."""

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import How
from goldenthread.engine.law import Force
from goldenthread.workflows import settling
from goldenthread.workflows.settling import SETTLING_IN
from tests.story import day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows import samples_everyday as every
from tests.workflows.samples import a_record

LOOK = day("20 Sep 2024")


def looked_at() -> settling.SettlingLookedAt:
    return settling.SettlingLookedAt(how_it_goes="He stays for lunch.", family_view="He sleeps again.", trust="Humming")


@requirement("S4-7", settling.PLAN_SETTLING, settling.PLAN_AGREED, settling.SettlingPlanned)
def test_the_plan_is_agreed_with_the_family_or_a_reason_is_given() -> None:
    story = a_record()
    tried = story.when(settling.PLAN_SETTLING, every.settling_plan(LOOK), on="2 Sep 2024")
    tried.not_ready(missing=[settling.PLAN_AGREED])
    story.given(every.happy_with_settling(), on="2 Sep 2024")
    story.when(settling.PLAN_SETTLING, every.settling_plan(LOOK), on="2 Sep 2024").then(settling.SETTLING)
    assert {"steps", "who_is_there", "look_on"} <= every.must_say(settling.SettlingPlanned)


def test_a_child_whose_family_could_not_be_asked_yet_may_begin_for_a_reason() -> None:
    story = a_record()
    why = {settling.PLAN_AGREED: "They came today from a refuge; we will talk this week."}
    made = story.when(settling.PLAN_SETTLING, every.settling_plan(LOOK), on="2 Sep 2024", reasons=why)
    assert made.judged(settling.SETTLING).gone_without == ("plan-agreed",)


@requirement("S0-49", settling.PlaceArranged, settling.PLACE_IS_ARRANGED, settling.SettlingPlanned)
def test_the_rules_for_coming_are_the_same_for_all_and_the_days_are_made_to_fit() -> None:
    story = a_record()
    place = settling.PlaceArranged(starts_on=day("9 Sep 2024"), arranged="Two mornings first", same_rules=True)
    story.given(place, on="1 Jul 2024")
    assert story.stage(SETTLING_IN) is settling.COMING
    assert {"arranged", "same_rules"} <= every.must_say(settling.PlaceArranged)


@requirement("S0-31", settling.LOOK_TOGETHER, settling.SettlingLookedAt, settling.SAY_SETTLED)
def test_nobody_has_to_have_got_anywhere_by_a_day() -> None:
    assert {one.owed_by.id for one in SETTLING_IN.clocks} == {"setting"}
    assert not any(one.law.force is Force.MUST for one in SETTLING_IN.clocks)
    assert not SETTLING_IN.windows
    story = a_record()
    story.given(every.settling_plan(LOOK), on="2 Sep 2024")
    reading = story.reading(settling.LOOK_TOGETHER, "23 Sep 2024")
    assert (reading.status, reading.clock.owed_by.id) == (Status.OVERDUE, "setting")
    story.given(looked_at(), on="23 Sep 2024")
    assert story.stage(SETTLING_IN) is settling.SETTLING  # looked at together, and it goes on as long as it takes
    settled = settling.ChildSettled(family_view="Now he runs in.")
    story.when(settling.SAY_SETTLED, settled, on="30 May 2025").then(settling.SETTLED)


def test_a_child_is_said_to_have_settled_after_it_was_looked_at_together() -> None:
    story = a_record()
    story.given(every.settling_plan(LOOK), on="2 Sep 2024")
    settled = settling.ChildSettled(family_view="Not asked.")
    story.when(settling.SAY_SETTLED, settled, on="9 Sep 2024").not_ready(missing=[settling.FAMILY_SAYS_SETTLED])


@requirement("S4-6", settling.ExpectationsGiven, settling.ExpectationsAcknowledged, settling.EXPECTATIONS_READ)
def test_what_is_hoped_for_from_parents_is_given_and_acknowledged_and_goes_both_ways() -> None:
    story = a_record()
    paper = settling.ExpectationsGiven(to=(some.MUM,), how=How.IN_PERSON, version="Welcome, June 2024")
    given = story.given(paper, on="1 Jul 2024")
    reading = story.reading(settling.EXPECTATIONS_READ, "1 Jul 2024")
    assert (reading.due, reading.clock.owed_by.id) == (day("29 Jul 2024"), "setting")
    yes = settling.ExpectationsAcknowledged(who=some.MUM, asks_of_us="Ring after two.", given=given.id)
    story.given(yes, on="8 Jul 2024")
    assert story.reading(settling.EXPECTATIONS_READ, "1 Aug 2024").status is Status.MET
    assert "parent" in every.recorders(settling.ExpectationsAcknowledged)


@requirement("S1-10", settling.SettlingProfileWritten, settling.SettlingProfileSignedOff)
@requirement("S1-11", settling.PROFILE_SIGNED_OFF, settling.SignOff)
@requirement("S1-12", settling.SettlingProfileWritten)
def test_the_page_at_the_start_has_strengths_beside_needs_and_the_family_signs_it_or_need_not() -> None:
    assert {"strengths", "needs", "family_view", "child_view"} <= every.must_say(settling.SettlingProfileWritten)
    story = a_record()
    page = story.given(every.settling_page(), on="19 Dec 2024")  # Christmas and New Year lie between
    assert story.reading(settling.PROFILE_SIGNED_OFF, "19 Dec 2024").due == day("7 Jan 2025")
    assert story.reading(settling.PROFILE_SIGNED_OFF, "8 Jan 2025").status is Status.OVERDUE
    not_wished = settling.SettlingProfileSignedOff(
        answer=settling.SignOff.NOT_WISHED, who=some.MUM, words="I would rather not sign things.", profile=page.id
    )
    said = story.given(not_wished, on="8 Jan 2025")
    assert story.reading(settling.PROFILE_SIGNED_OFF, "9 Jan 2025").status is Status.MET_LATE
    assert "need not" in every.sentence(said)


@requirement("S4-15", settling.FlexibilityAsked, settling.FlexibilityDecided, settling.FLEXIBILITY_ANSWERED)
def test_who_asks_for_another_way_is_answered_with_the_reason() -> None:
    story = a_record()
    wish = settling.FlexibilityAsked(who=some.MUM, words="Could he come at ten?")
    asked = story.given(wish, on="2 May 2025")  # the early May holiday follows
    assert story.reading(settling.FLEXIBILITY_ANSWERED, "2 May 2025").due == day("19 May 2025")
    story.given(
        settling.FlexibilityDecided(
            answer=settling.FlexibilityAnswer.IN_PART,
            why="He would miss the song he loves.",
            instead="Half past nine",
            asked=asked.id,
        ),
        on="20 May 2025",
    )
    reading = story.reading(settling.FLEXIBILITY_ANSWERED, "21 May 2025")
    assert (reading.status, reading.days_late) == (Status.MET_LATE, 1)
    assert "why" in every.must_say(settling.FlexibilityDecided)
    assert "parent" in every.recorders(settling.FlexibilityAsked)

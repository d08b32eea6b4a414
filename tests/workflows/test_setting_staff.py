"""A setting's own record, of its staff and visitors: the SENCO, what staff learn, visits of agencies."""

import pytest

from goldenthread.engine.clocks import Status
from goldenthread.engine.commands import New
from goldenthread.engine.fields import fields
from goldenthread.engine.law import Force, Mark
from goldenthread.workflows.setting_record import agency_visits, senco, staff_learning
from goldenthread.workflows.setting_record.agency_visits import AGENCY_VISITS
from goldenthread.workflows.setting_record.senco import SENCO_POST
from goldenthread.workflows.setting_record.vocabulary import PostName
from goldenthread.workflows.settings_attended import KindOfSetting
from tests.story import Story, day
from tests.trace import requirement
from tests.workflows import samples_setting_record as some
from tests.workflows.samples_setting_record import a_setting

# The SENCO


@requirement("S0-38", senco.SencoNamed, senco.SencoLeft, senco.SENCO_IDENTIFIED, senco.A_NURSERY)
def test_in_a_nursery_somebody_is_senco_from_a_day_until_a_day_and_then_somebody_else() -> None:
    story = a_setting(KindOfSetting.GROUP_NURSERY)
    story.given(some.named(), on="1 Sep 2023")
    assert story.stage(SENCO_POST) is senco.HELD
    story.given(some.left(), on="20 Dec 2024")
    assert story.stage(SENCO_POST) is senco.FREE
    owed = story.reading("senco-identified", "20 Jan 2025")
    assert (owed.due, owed.days_late, owed.clock.law.force) == (day("17 Jan 2025"), 3, Force.SHOULD)
    story.given(some.named(who="Mrs Okafor"), on="21 Jan 2025")
    assert story.reading("senco-identified", "22 Jan 2025").status is Status.MET_LATE
    assert story.stage(SENCO_POST) is senco.HELD
    assert story.readings("senco-designated", "22 Jan 2025") == []


@requirement("S0-38", senco.SencoNamed, senco.SENCO_DESIGNATED, senco.A_SCHOOL)
def test_a_school_must_have_one_at_any_time() -> None:
    story = a_setting(KindOfSetting.ACADEMY)
    story.given(some.named(), on="1 Sep 2023")
    story.given(some.left(), on="20 Dec 2024")
    owed = story.reading("senco-designated", "23 Dec 2024")
    assert (owed.due, owed.days_late, owed.clock.law.force) == (day("20 Dec 2024"), 3, Force.MUST)
    assert story.readings("senco-identified", "23 Dec 2024") == []


@requirement("S0-39", senco.Holding.SELF, senco.Holding.SHARED, senco.A_SCHOOL, senco.A_NURSERY)
def test_a_childminder_may_be_senco_or_share_one_and_owes_neither_a_name_nor_a_qualification() -> None:
    alone, shared = a_setting(KindOfSetting.CHILDMINDER), a_setting(KindOfSetting.CHILDMINDER)
    alone.given(some.named(holding=senco.Holding.SELF), on="2 Sep 2024")
    agreed = some.named(holding=senco.Holding.SHARED, share="The Elm network, an hour a week")
    record = shared.given(agreed, on="2 Sep 2024")
    assert record.clear("holding") is senco.Holding.SHARED
    for story in (alone, shared):
        story.given(some.left(), on="6 Jan 2025")
        found = [story.readings(one, "6 Jan 2028") for one in ("senco-qualification", "senco-identified")]
        assert [*found, story.readings("senco-designated", "6 Jan 2028")] == [[], [], []]


def test_a_school_senco_appointed_since_september_2024_has_three_years_for_the_qualification() -> None:
    story = a_setting(KindOfSetting.MAINTAINED_SCHOOL)
    story.given(some.named(), on="2 Sep 2024")
    one = story.reading(senco.QUALIFICATION, "2 Sep 2027")
    assert (one.due, one.status, one.clock.law.mark) == (day("2 Sep 2027"), Status.RUNNING, Mark.FROM_MEMORY)
    assert story.reading(senco.QUALIFICATION, "3 Sep 2027").status is Status.OVERDUE
    story.given(some.qualified(), on="10 Sep 2027")
    assert story.reading(senco.QUALIFICATION, "11 Sep 2027").status is Status.MET_LATE


def test_one_appointed_on_a_leap_day_has_until_the_last_of_february() -> None:
    story = a_setting(KindOfSetting.ACADEMY)
    story.given(some.named(), on="29 Feb 2028")
    assert story.reading(senco.QUALIFICATION, "1 Mar 2028").due == day("28 Feb 2031")


def test_an_earlier_award_keeps_its_standing_and_an_earlier_appointment_owes_nothing() -> None:
    story = a_setting(KindOfSetting.ACADEMY)
    story.given(some.named(), on="2 Sep 2024")
    story.given(some.qualified(award=senco.Award.EARLIER), on="2 Sep 2024")
    assert story.reading(senco.QUALIFICATION, "3 Sep 2024").status is Status.MET
    before = a_setting(KindOfSetting.ACADEMY)
    before.given(some.named(), on="31 Aug 2024")
    assert before.readings(senco.QUALIFICATION, "1 Sep 2027") == []


def test_each_post_has_its_own_three_years_and_whoever_leaves_owes_nothing() -> None:
    story, other = a_setting(KindOfSetting.ACADEMY), PostName("senco-2")
    story.given(some.named(), on="2 Sep 2024")
    story.given(some.named(other, "Ms Lee"), on="6 Jan 2025")
    story.given(some.left(), on="30 Jun 2025")
    read = story.readings(senco.QUALIFICATION, "1 Jul 2025")
    assert {one.started_by.clear("post"): (one.due, one.status) for one in read} == {
        "senco": (day("2 Sep 2027"), Status.FELL_AWAY),
        "senco-2": (day("6 Jan 2028"), Status.RUNNING),
    }
    story.given(some.named(who="Mr Fox"), on="1 Sep 2025")
    again = story.readings(senco.QUALIFICATION, "2 Sep 2025")
    assert {one.due for one in again} == {day("1 Sep 2028"), day("6 Jan 2028")}


@requirement("S0-40", senco.RoleDescribed, senco.ROLE_WRITTEN_DOWN)
def test_what_the_senco_does_is_written_down_for_anybody_who_asks() -> None:
    story = a_setting()
    story.given(some.named(), on="2 Sep 2024")
    assert story.reading("role-written-down", "1 Oct 2024").status is Status.OVERDUE
    story.given(senco.RoleDescribed(version="1", says="Leads on SEN, and is there for families."), on="2 Oct 2024")
    assert story.reading("role-written-down", "3 Oct 2024").status is Status.MET_LATE


# What staff learn


def training(
    topic: staff_learning.Topic, audience: staff_learning.Audience, again: str | None = None
) -> staff_learning.TrainingHeld:
    return staff_learning.TrainingHeld(
        topic=topic,
        audience=audience,
        given_by="Ms Lee",
        staff=("Mr Bell",),
        families=4,
        learnt="Quiet is not the same as well.",
        again_on=day(again) if again else None,
    )


@requirement("S3-30", staff_learning.TrainingHeld, staff_learning.Topic.MASKING, staff_learning.TRAINING_AGAIN)
def test_staff_learn_about_needs_that_do_not_show_and_learn_it_again() -> None:
    story = a_setting()
    held = training(staff_learning.Topic.MASKING, staff_learning.Audience.STAFF, again="3 Sep 2025")
    record = story.given(held, on="3 Sep 2024")
    assert record.clear("topic") is staff_learning.Topic.MASKING
    assert story.reading(staff_learning.TRAINING_AGAIN, "4 Sep 2025").status is Status.OVERDUE
    story.given(training(staff_learning.Topic.MASKING, staff_learning.Audience.STAFF), on="5 Sep 2025")
    assert story.reading(staff_learning.TRAINING_AGAIN, "6 Sep 2025").status is Status.RUNNING


@requirement("S3-40", staff_learning.Audience.BOTH, staff_learning.Topic.SYSTEMS, staff_learning.Topic.MOVES)
def test_families_and_staff_learn_how_the_system_works_together() -> None:
    story = a_setting()
    for topic in (staff_learning.Topic.SYSTEMS, staff_learning.Topic.MOVES):
        record = story.given(training(topic, staff_learning.Audience.BOTH), on="3 Sep 2024")
        assert (record.clear("audience"), record.clear("families")) == (staff_learning.Audience.BOTH, 4)


@requirement("S0-22", staff_learning.StaffMet, staff_learning.StaffActionAgreed, staff_learning.STAFF_ACTION)
def test_what_staff_share_is_for_everybody_and_what_they_agree_on_is_done() -> None:
    story = a_setting()
    met = staff_learning.StaffMet(present=("Mr Bell",), shared=("A picture of the day",), everywhere="Put one up")
    meeting = story.given(met, on="6 Jan 2025")
    agreed = staff_learning.StaffActionAgreed(
        what="Print them", who="Mr Bell", by_when=day("10 Jan 2025"), meeting=meeting.id
    )
    action = story.given(agreed, on="6 Jan 2025")
    assert story.reading(staff_learning.STAFF_ACTION, "13 Jan 2025").days_late == 3
    story.given(staff_learning.StaffActionDone(came_of_it="One in each room", action=action.id), on="14 Jan 2025")
    assert story.reading(staff_learning.STAFF_ACTION, "15 Jan 2025").status is Status.MET_LATE


@requirement("S4-41", staff_learning.AdviceTaken)
def test_staff_take_advice_and_no_child_is_named() -> None:
    story = a_setting()
    taken = staff_learning.AdviceTaken(
        topic=staff_learning.Topic.ONE_NEED, agency="The sensory service", advice="Sit by the window.", no_child=True
    )
    assert story.given(taken, on="6 Jan 2025").clear("no_child") is True
    assert not any("child" in name and name != "no_child" for name in fields(staff_learning.AdviceTaken))


# Visits of agencies


def a_visit(on: str = "3 Mar 2025") -> Story:
    story = a_setting()
    story.given(some.visit(), on=on)
    return story


@requirement("S4-37", agency_visits.SUPERVISED_THROUGHOUT, agency_visits.SupervisorNamed, agency_visits.RECEIVE)
def test_a_visitor_is_received_when_somebody_is_named_who_is_there_the_entire_time() -> None:
    story = a_visit()
    story.when(agency_visits.RECEIVE, some.received(), on="4 Mar 2025").not_ready(
        missing=[agency_visits.SUPERVISED_THROUGHOUT]
    )
    story.given(agency_visits.SupervisorNamed(supervisor="Mrs Okafor"), on="4 Mar 2025")
    story.when(agency_visits.RECEIVE, some.received(), on="4 Mar 2025").then(agency_visits.HERE)
    ended = agency_visits.VisitEnded(supervised=agency_visits.Supervised.THROUGHOUT, left_at="11.00")
    story.given(ended, on="4 Mar 2025")
    assert story.stage(AGENCY_VISITS) is agency_visits.OVER
    assert story.readings("looked-into", "5 Mar 2025") == []


@requirement("S4-37", agency_visits.LeftUnsupervised, agency_visits.LOOKED_INTO)
@requirement("S4-38", agency_visits.OtherChildMet, agency_visits.LOOKED_INTO)
@pytest.mark.parametrize(
    "happened",
    [
        agency_visits.LeftUnsupervised(how_long="Ten minutes, in the hall", why="The telephone rang."),
        agency_visits.OtherChildMet(how="He came in to fetch his coat."),
    ],
)
def test_what_should_not_have_happened_is_recorded_as_that_and_shows_until_it_is_looked_into(
    happened: agency_visits.LeftUnsupervised | agency_visits.OtherChildMet,
) -> None:
    story = a_visit("16 Apr 2025")
    story.given(some.received(), on="17 Apr 2025")
    story.given(happened, on="17 Apr 2025")
    # the 18th is Good Friday, the 21st Easter Monday
    assert story.reading("looked-into", "17 Apr 2025").due == day("22 Apr 2025")
    assert story.reading("looked-into", "23 Apr 2025").status is Status.OVERDUE
    story.given(some.looked_into(), on="23 Apr 2025")
    assert story.reading("looked-into", "24 Apr 2025").status is Status.MET_LATE


def test_a_visit_that_nobody_supervised_is_not_refused_and_it_says_what_was_not_there() -> None:
    story = a_visit()
    record = story.given(some.received(), on="4 Mar 2025")
    assert record.judgement
    assert record.judgement.irregular == ("supervised-throughout",)
    assert story.stage(AGENCY_VISITS) is agency_visits.HERE


def rule(asked: agency_visits.VisitRule) -> agency_visits.VisitRuleSet:
    return agency_visits.VisitRuleSet(rule=asked, kind=KindOfSetting.COLLEGE, why="09.15, version 2")


@requirement("S4-37", agency_visits.VisitRuleSet, agency_visits.VisitRule)
@requirement("S4-38", agency_visits.VisitRuleSet, agency_visits.VisitRule)
def test_a_setting_that_is_not_of_the_early_years_may_decide_otherwise_and_back() -> None:
    story = a_setting(KindOfSetting.COLLEGE)
    story.given(rule(agency_visits.VisitRule.CHECKED), on="1 Sep 2024")
    story.given(some.visit(), on="3 Mar 2025")
    story.when(agency_visits.RECEIVE, some.received(), on="4 Mar 2025").then(agency_visits.HERE)
    story.given(rule(agency_visits.VisitRule.SUPERVISED), on="1 Apr 2025")
    story.given(some.visit(), on="2 Apr 2025", strand=New.STRAND)
    story.when(agency_visits.RECEIVE, some.received(), on="3 Apr 2025").not_ready(
        missing=[agency_visits.SUPERVISED_THROUGHOUT]
    )


@requirement("S4-38", agency_visits.VisitArranged)
def test_a_visit_is_to_one_child_and_the_next_visit_is_another_story() -> None:
    story = a_visit()
    story.given(some.visit(), on="5 Mar 2025", strand=New.STRAND)
    assert len(story.case.strands_of("agency-visits")) == 2
    asked = fields(agency_visits.VisitArranged)
    assert asked["child"].required
    assert not asked["child"].clear
    assert agency_visits.VisitArranged.kept.about.id == "child"


@requirement("S4-35", agency_visits.VisitArranged, agency_visits.VisitorReceived)
def test_the_visitors_role_and_purpose_are_known_and_they_are_made_welcome() -> None:
    story = a_visit()
    asked = fields(agency_visits.VisitArranged)
    assert {"visitor", "role", "purpose", "agency"} <= {name for name, one in asked.items() if one.required}
    story.given(agency_visits.SupervisorNamed(supervisor="Mrs Okafor"), on="4 Mar 2025")
    record = story.when(agency_visits.RECEIVE, some.received(), on="4 Mar 2025").then(agency_visits.HERE)
    assert "welcome" in fields(type(some.received()))["came_at"].question
    assert record.kept == "agency-visits"

"""Leaving school, by the young person's own word."""

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import Answer, How
from goldenthread.engine.law import Force, Mark
from goldenthread.engine.permissions import Standing, permissions
from goldenthread.workflows import leaving_school as leaving
from goldenthread.workflows.leaving_school import LEAVING_SCHOOL
from tests.story import day
from tests.workflows import samples_everyday as every
from tests.workflows.samples import a_record


def test_what_is_about_health_goes_to_a_college_by_the_young_persons_consent() -> None:
    story = a_record()
    hopes = leaving.LeavingExpected(where_to=leaving.Next.COLLEGE, hopes="To cook.")
    story.given(hopes, on="3 Mar 2025")
    assert story.stage(LEAVING_SCHOOL) is leaving.EXPECTED
    asked = leaving.HealthOrPlanSharing(
        given_by="Sam",
        authority="Sam is a young person",
        scope="The epilepsy plan",
        answer=Answer.YES,
        evidence=How.IN_PERSON,
        college="Beck College",
    )
    yes = story.given(asked, on="5 May 2025")
    told = leaving.CollegeTold(college="Beck College", papers=("The epilepsy plan",), consent=yes.id)
    story.given(told, on="6 May 2025")
    assert [one.standing for one in permissions(story.case.story(yes.strand), day("6 May 2025"))] == [Standing.GIVEN]
    assert "young-person" in every.recorders(leaving.HealthOrPlanSharing)
    assert "parent" not in every.recorders(leaving.HealthOrPlanSharing)


def test_care_as_an_adult_is_looked_at_or_it_is_said_why_not() -> None:
    story = a_record()
    likely = story.given(
        leaving.AdultCareLikely(why="Needs help to wash", own_view="My own flat", decided_by="Sam agrees."),
        on="6 Jan 2025",
    )
    reading = story.reading(leaving.ADULT_CARE, "6 Jan 2025")
    assert (reading.due, reading.clock.owed_by.id) == (day("31 Mar 2025"), "authority")
    assert (reading.clock.law.force, reading.clock.law.mark) == (Force.MUST, Mark.FROM_MEMORY)
    assert story.reading(leaving.ADULT_CARE, "1 Apr 2025").status is Status.OVERDUE
    story.given(leaving.AdultCareAnswered(answer="It will assess in May.", likely=likely.id), on="1 Apr 2025")
    assert story.reading(leaving.ADULT_CARE, "2 Apr 2025").status is Status.MET_LATE


def test_the_plan_is_copied_for_an_allowance_because_the_young_person_asked() -> None:
    story = a_record()
    asked = story.given(leaving.PlanCopyAsked(to="The needs assessor"), on="14 Apr 2025")  # Easter lies between
    reading = story.reading(leaving.PLAN_COPIED, "14 Apr 2025")
    assert (reading.due, str(reading.clock.law)) == (day("30 Apr 2025"), "SEND Regulations 2014, reg. 47")
    given = leaving.PlanCopyGiven(to=("The needs assessor",), how=How.EMAIL, asked=asked.id)
    story.given(given, on="1 May 2025")
    assert story.reading(leaving.PLAN_COPIED, "1 May 2025").status is Status.MET_LATE


def test_a_leaver_has_a_report() -> None:
    story = a_record()
    story.given(leaving.LeftSchool(), on="27 Jun 2025")
    assert story.stage(LEAVING_SCHOOL) is leaving.LEFT
    assert story.reading(leaving.LEAVER_REPORT, "27 Jun 2025").due == day("8 Aug 2025")
    given = leaving.LeaverReportGiven(to=("Sam",), how=How.LETTER, strengths="Cooks for others")
    story.given(given, on="11 Aug 2025")
    assert story.reading(leaving.LEAVER_REPORT, "12 Aug 2025").days_late == 3


def test_whether_the_young_person_knows_what_is_shared_is_written_down() -> None:
    story = a_record()
    known = leaving.SharingKnown(asked="Sam", answer=Answer.YES, what="What helps")
    record = story.given(known, on="5 May 2025")
    assert every.sentence(record) == "Sam was told what would be shared with the college, and said yes"

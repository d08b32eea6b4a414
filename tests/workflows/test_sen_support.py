"""SEN support: assess, plan, do, review, and nothing that holds up help."""

from dataclasses import replace

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import Answer, How
from goldenthread.workflows import sen_support as sen
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.permissions import SpecialistTalkedOver
from tests.story import Story, day
from tests.workflows import samples as some
from tests.workflows.samples import a_record

HALF_TERM = replace(ENGLAND, closed=((day("28 Oct 2024"), day("1 Nov 2024")),))


def supported(story: Story | None = None, on: str = "1 Oct 2024") -> Story:
    story = story or a_record()
    story.when(sen.START, sen.SupportStarted(), on=on).then(sen.SUPPORTED)
    return story


def test_help_can_begin_on_the_first_day_with_nothing_else_on_record() -> None:
    supported()


def test_the_family_is_told_that_special_provision_is_made() -> None:
    story = supported()
    assert story.reading("family-told", "9 Oct 2024").due == day("8 Oct 2024")
    assert story.reading("family-told", "9 Oct 2024").status is Status.OVERDUE
    story.given(sen.FamilyToldOfSupport(to=(some.MUM,), how=How.PHONE), on="8 Oct 2024")
    assert story.reading("family-told", "9 Oct 2024").status is Status.MET


def test_days_on_which_the_school_is_closed_are_not_counted() -> None:
    story = supported(a_record(HALF_TERM), on="24 Oct 2024")
    assert story.reading("family-told", "24 Oct 2024").due == day("7 Nov 2024")


def test_a_plan_asks_for_a_description_and_for_the_family_to_be_heard() -> None:
    story = a_record()
    story.when(sen.BEGIN, sen.LookingBegun(), on="23 Sep 2024").then(sen.ASSESSING)
    plan = some.planned(review_on=day("13 Dec 2024"))
    story.when(sen.PLAN, plan, on="30 Sep 2024").not_ready(missing=[sen.NEEDS_DESCRIBED, sen.FAMILY_HEARD])
    story.given(some.needs_described(), on="27 Sep 2024")
    why = {sen.FAMILY_HEARD: "Mum is in hospital."}
    judged = story.when(sen.PLAN, plan, on="30 Sep 2024", reasons=why).judged(sen.PLANNED)
    assert (set(judged.met), judged.gone_without) == ({"needs-described"}, ("family-heard",))


def test_the_next_round_wants_fresh_papers() -> None:
    story = supported()
    story.given(some.needs_described(), on="1 Oct 2024")
    story.given(some.family_heard(), on="1 Oct 2024")
    story.when(sen.REVIEW, some.reviewed(), on="13 Dec 2024").then(sen.REVIEWED)
    again = some.planned(review_on=day("28 Mar 2025"))
    story.when(sen.PLAN, again, on="6 Jan 2025").not_ready(missing=[sen.NEEDS_DESCRIBED, sen.FAMILY_HEARD])


def test_a_plan_is_looked_at_again_on_the_day_agreed() -> None:
    story = a_record()
    story.given(some.planned(review_on=day("13 Dec 2024")), on="30 Sep 2024")
    assert story.reading(sen.REVIEW_IN_TIME, "16 Dec 2024").days_late == 3
    story.given(some.reviewed(), on="16 Dec 2024")
    assert story.reading(sen.REVIEW_IN_TIME, "20 Dec 2024").status is Status.MET_LATE


def test_three_meetings_are_offered_a_year_and_a_meeting_not_taken_up_is_no_breach() -> None:
    story = supported()
    for on in ("20 Oct 2024", "20 Jan 2025"):
        story.given(some.met(), on=on)
    offered = sen.MeetingNotTakenUp(times_offered="Three days, one by video", instead="After work")
    reading = story.reading(sen.THREE_MEETINGS, "1 Mar 2025")
    assert (reading.status, reading.working) == (Status.RUNNING, ("2 of 3 in the school year to Sun 31 Aug 2025",))
    story.given(offered, on="12 May 2025")
    assert story.reading(sen.THREE_MEETINGS, "13 May 2025").status is Status.MET


def test_two_meetings_in_a_year_are_one_too_few() -> None:
    story = supported()
    for on in ("20 Oct 2024", "20 Jan 2025"):
        story.given(some.met(), on=on)
    assert story.readings(sen.THREE_MEETINGS, "1 Sep 2025")[0].status is Status.MISSED


def test_each_meeting_owes_the_family_its_own_record() -> None:
    story = supported()
    first = story.given(some.met(), on="14 Oct 2024")
    story.given(some.met(), on="20 Jan 2025")
    story.given(sen.MeetingNoteGiven(meeting=first.id), on="15 Oct 2024")
    one, other = story.readings(sen.NOTE_OF_MEETING, "1 Mar 2025")
    assert (one.due, one.status) == (day("15 Oct 2024"), Status.MET)
    assert (other.due, other.status) == (day("21 Jan 2025"), Status.OVERDUE)


def test_the_yearly_report_is_owed_in_each_school_year() -> None:
    story = supported()
    assert story.reading(sen.YEARLY_REPORT, "1 Mar 2025").due == day("31 Aug 2025")
    story.given(sen.YearlyReportGiven(), on="11 Jul 2025")
    assert [one.status for one in story.readings(sen.YEARLY_REPORT, "1 Sep 2025")] == [Status.MET, Status.RUNNING]


def test_a_specialist_is_talked_over_first_and_tried_no_answer_is_not_a_yes() -> None:
    story = supported()
    brought_in = sen.SpecialistInvolved(specialist="Speech therapist", why="No progress")
    unreached = SpecialistTalkedOver(asked=some.MUM, answer=Answer.NOT_REACHED, specialist="Speech therapist")
    story.given(unreached, on="30 Oct 2024")
    tried = story.when(sen.BRING_IN_SPECIALIST, brought_in, on="1 Nov 2024")
    tried.not_ready(missing=[sen.FAMILY_HAPPY_WITH_SPECIALIST])
    happy = SpecialistTalkedOver(asked=some.MUM, answer=Answer.YES, specialist="Speech therapist")
    story.given(happy, on="1 Nov 2024")
    story.when(sen.BRING_IN_SPECIALIST, brought_in, on="1 Nov 2024").then(sen.SUPPORTED)


def test_support_ends_with_the_family_heard_and_told_why() -> None:
    story = supported()
    story.when(sen.END, some.support_ended(), on="13 Dec 2024").not_ready(missing=[sen.FAMILY_HEARD])
    story.given(some.family_heard(), on="12 Dec 2024")
    story.when(sen.END, some.support_ended(), on="13 Dec 2024").then(sen.ENDED)
    assert story.reading("family-told-of-end", "13 Dec 2024").due == day("20 Dec 2024")


def test_everybody_who_works_with_the_child_is_told_the_plan() -> None:
    story = a_record()
    story.given(some.planned(review_on=day("13 Dec 2024")), on="30 Sep 2024")
    assert story.reading("staff-know", "30 Sep 2024").due == day("7 Oct 2024")

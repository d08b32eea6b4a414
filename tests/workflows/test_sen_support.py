"""SEN support: assess, plan, do, review, and nothing that holds up help."""

from dataclasses import replace

import msgspec
import pytest

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import Answer, How
from goldenthread.engine.fields import fields
from goldenthread.engine.law import Force
from goldenthread.engine.records import Withdrawn
from goldenthread.projections.nexts import nexts
from goldenthread.projections.standing import clock_readings, permission_standings, wheres
from goldenthread.workflows import sen_support as sen
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.people import GOVERNORS
from goldenthread.workflows.permissions import SharingWithAgency, SpecialistTalkedOver
from goldenthread.workflows.settings_attended import KindOfSetting, SettingJoined, Share
from goldenthread.workflows.vocabulary import Setting
from goldenthread.workflows.which_settings import SCHOOLS
from tests.story import Story, day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows import samples_everyday as every
from tests.workflows.samples import a_record

HALF_TERM = replace(ENGLAND, closed=((day("28 Oct 2024"), day("1 Nov 2024")),))


def going_to(kind: KindOfSetting) -> Story:
    """Return the record of a child of whom it is known to what kind of setting they go."""
    story = a_record()
    story.given(SettingJoined(setting=Setting("elm"), kind=kind, part=Share.ALL), on="1 Sep 2023")
    return story


def supported(story: Story | None = None, on: str = "1 Oct 2024") -> Story:
    story = story or going_to(KindOfSetting.MAINTAINED_SCHOOL)
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


# Assess, plan, do, review


@requirement("S0-50", sen.NeedsDescribed, sen.PLAN, sen.START, sen.REVIEW, sen.REVIEW_IN_TIME)
def test_the_round_goes_from_assess_to_plan_to_do_to_review_with_days_and_people() -> None:
    story = a_record()
    story.when(sen.BEGIN, sen.LookingBegun(), on="23 Sep 2024").then(sen.ASSESSING)
    story.given(some.needs_described(), on="25 Sep 2024")
    story.given(some.family_heard(), on="26 Sep 2024")
    story.when(sen.PLAN, some.planned(review_on=day("13 Dec 2024")), on="30 Sep 2024").then(sen.PLANNED)
    story.when(sen.START, sen.SupportStarted(), on="1 Oct 2024").then(sen.SUPPORTED)
    assert story.reading(sen.REVIEW_IN_TIME, "1 Oct 2024").due == day("13 Dec 2024")
    looked = msgspec.structs.replace(some.reviewed(), present=(some.MUM, "Sam", "Mr Bell"))
    review = story.when(sen.REVIEW, looked, on="12 Dec 2024").then(sen.REVIEWED)
    assert isinstance(review.event, sen.ReviewHeld)
    assert review.event.present == (some.MUM, "Sam", "Mr Bell")
    assert "whose" in every.must_say(sen.FamilyHeard)
    story.given(some.needs_described(), on="13 Dec 2024")
    story.given(some.family_heard(), on="13 Dec 2024")
    story.when(sen.PLAN, some.planned(review_on=day("28 Mar 2025")), on="13 Dec 2024").then(sen.PLANNED)


@requirement("S2-15", sen.SupportPlanned, sen.MeetingHeld)
@requirement("S1-12", sen.NeedsDescribed)
def test_outcomes_action_and_support_cannot_be_left_out_nor_strengths_beside_needs() -> None:
    assert {"outcomes", "provision", "at_home", "review_on"} <= every.must_say(sen.SupportPlanned)
    assert {"present", "agreed"} <= every.must_say(sen.MeetingHeld)
    assert {"strengths", "hard", "how_known"} <= every.must_say(sen.NeedsDescribed)
    assert (fields(sen.SupportPlanned)["outcomes"].hint or "").startswith("Hope high")


@requirement("S0-42", sen.FAMILY_HEARD, sen.FamilyHeard, sen.ReviewHeld)
@requirement("S3-56", sen.FAMILY_HEARD, sen.SupportPlanned, sen.PlanRevised, sen.ReviewHeld)
def test_the_childs_voice_is_in_every_plan_and_review_with_how_it_was_heard_and_is_sealed() -> None:
    story = a_record()
    story.given(some.needs_described(), on="27 Sep 2024")
    plan = story.when(sen.PLAN, some.planned(review_on=day("13 Dec 2024")), on="30 Sep 2024")
    plan.not_ready(missing=[sen.FAMILY_HEARD])
    assert "how_gathered" in every.must_say(sen.FamilyHeard)
    for kind in (sen.PlanRevised, sen.ReviewHeld):
        assert "child_view" in every.must_say(kind)
    for paper in (sen.SupportPlanned, sen.PlanRevised, sen.ReviewHeld):
        asked = fields(paper)["child_view"]
        assert not asked.clear
        assert asked.about
        assert asked.about.id == "child"


# The plan as a paper


@requirement("S0-55", sen.PlanRevised)
@requirement("S3-36", sen.PLAN_IS_GIVEN, sen.PlanGiven, sen.PlanRevised)
def test_each_plan_and_each_change_of_it_has_the_familys_part_and_goes_to_the_family() -> None:
    story = a_record()
    plan = story.given(some.planned(review_on=day("13 Dec 2024")), on="30 Sep 2024")
    changed = sen.PlanRevised(
        changed="Lunch first", with_whom=(some.MUM,), family_part="He is hungry at ten.", child_view="Lunch (signed)."
    )
    revised = story.given(changed, on="21 Oct 2024")
    assert every.sentence(revised) == "Clerk changed the plan of support with Sam's mum"
    assert {"with_whom", "family_part"} <= every.must_say(sen.PlanRevised)
    assert every.about_parents(sen.PlanRevised) == {"family_part"}
    story.given(sen.PlanGiven(to=(some.MUM,), how=How.LETTER, plan=plan.id), on="4 Oct 2024")
    first, second = story.readings(sen.PLAN_IS_GIVEN, "29 Oct 2024")
    assert (first.due, first.status) == (day("7 Oct 2024"), Status.MET)
    assert (second.due, second.status) == (day("28 Oct 2024"), Status.OVERDUE)
    story.given(sen.PlanGiven(to=(some.MUM,), how=How.EMAIL, plan=revised.id), on="29 Oct 2024")
    assert story.readings(sen.PLAN_IS_GIVEN, "29 Oct 2024")[1].status is Status.MET_LATE


@requirement("S2-16", sen.STAFF_KNOW, sen.StaffTold, sen.StaffHaveRead, sen.PLAN_IS_READ)
def test_everybody_who_works_with_the_child_is_told_and_has_read_it() -> None:
    story = a_record()
    story.given(some.planned(review_on=day("13 Dec 2024")), on="30 Sep 2024")
    assert story.reading("staff-know", "8 Oct 2024").status is Status.OVERDUE
    told = story.given(sen.StaffTold(who=("Mr Bell", "Ms Lee")), on="8 Oct 2024")
    assert story.reading("staff-know", "9 Oct 2024").status is Status.MET_LATE
    assert story.reading(sen.PLAN_IS_READ, "8 Oct 2024").due == day("15 Oct 2024")
    assert story.reading(sen.PLAN_IS_READ, "16 Oct 2024").status is Status.OVERDUE
    story.given(sen.StaffHaveRead(who=("Mr Bell", "Ms Lee"), telling=told.id), on="16 Oct 2024")
    assert story.reading(sen.PLAN_IS_READ, "17 Oct 2024").status is Status.MET_LATE


# Meetings


@requirement("S2-13", sen.Lead, sen.MeetingHeld)
def test_a_meeting_led_by_the_senco_alone_is_written_down_and_shows() -> None:
    story = supported()
    alone = sen.MeetingHeld(present=(some.MUM, "Mrs Okafor"), agreed="More quiet", led_by=sen.Lead.SENCO_ALONE)
    shown = every.sentence(story.given(alone, on="14 Oct 2024"))
    assert shown.endswith("Led by: the SENCO alone, without a teacher who knows the child well")
    both = sen.MeetingHeld(
        present=(some.MUM, "Mr Bell", "Mrs Okafor"),
        agreed="More quiet",
        led_by=sen.Lead.TEACHER_WITH_SENCO,
        supported_by="Mrs Okafor",
    )
    assert every.sentence(story.given(both, on="20 Jan 2025")).endswith("with the SENCO in support")
    unsaid = every.sentence(story.given(some.met(), on="21 Jan 2025"))
    assert unsaid.endswith("Led by: nobody named")


@requirement("S2-12", sen.THREE_MEETINGS, sen.MeetingHeld, sen.MeetingNotTakenUp, sen.MEETING_THIS_TERM)
def test_three_meetings_a_year_are_counted_and_a_term_without_one_shows_pro_rata() -> None:
    story = supported(on="12 May 2025")  # help that begins in the summer owes one meeting in that term
    term = story.reading(sen.MEETING_THIS_TERM, "13 May 2025")
    assert (term.due, term.working) == (day("31 Aug 2025"), ("0 of 1 in the term to Sun 31 Aug 2025",))
    offered = sen.MeetingNotTakenUp(times_offered="Three days, one by video")
    story.given(offered, on="16 Jun 2025")
    statuses = [one.status for one in story.readings(sen.MEETING_THIS_TERM, "1 Jan 2026")]
    assert statuses == [Status.MET, Status.MISSED, Status.RUNNING]
    for on in ("14 Jan 2026", "13 May 2026"):
        story.given(some.met(), on=on)
    year = story.readings(sen.THREE_MEETINGS, "1 Jul 2026")[1]
    assert (year.status, year.working) == (Status.RUNNING, ("2 of 3 in the school year to Mon 31 Aug 2026",))
    assert "not take it up this time" in sen.MeetingNotTakenUp.told
    assert "at fault" in (sen.MeetingNotTakenUp.__doc__ or "")


@requirement("S2-12", sen.THREE_MEETINGS)
@pytest.mark.parametrize(
    ("begun", "owed"),
    [
        ("1 Sep 2025", 3),
        ("31 Dec 2025", 3),
        ("1 Jan 2026", 2),
        ("30 Apr 2026", 2),
        ("1 May 2026", 1),
        ("31 Aug 2026", 1),
    ],
)
def test_where_help_begins_during_the_year_fewer_meetings_are_owed_in_it(begun: str, owed: int) -> None:
    story = supported(on=begun)
    assert story.reading(sen.THREE_MEETINGS, begun).working == (f"0 of {owed} in the school year to Mon 31 Aug 2026",)
    for _ in range(owed):
        story.given(some.met(), on="31 Aug 2026")
    first, full = story.readings(sen.THREE_MEETINGS, "1 Sep 2026")
    assert (first.status, full.working) == (Status.MET, ("0 of 3 in the school year to Tue 31 Aug 2027",))


@requirement("S2-12", sen.THREE_MEETINGS, SCHOOLS)
def test_a_childminder_owes_no_three_meetings_and_tells_the_family_by_the_early_years_framework() -> None:
    story = supported(going_to(KindOfSetting.CHILDMINDER))
    assert story.readings(sen.THREE_MEETINGS, "2 Oct 2024") == []
    assert story.readings("family-told", "2 Oct 2024") == []
    early = story.reading("family-told-early", "2 Oct 2024")
    assert str(early.clock.law).startswith("Early years foundation stage")
    story.given(sen.FamilyToldOfSupport(to=(some.MUM,), how=How.IN_PERSON), on="2 Oct 2024")
    assert story.reading("family-told-early", "2 Oct 2024").status is Status.MET


# Reports


@requirement("S2-7", sen.YEARLY_REPORT, sen.YearlyReportGiven)
def test_a_year_that_goes_by_without_a_report_shows() -> None:
    story = supported()
    owed, now = story.readings(sen.YEARLY_REPORT, "1 Sep 2025")
    assert (owed.due, owed.status, now.status) == (day("31 Aug 2025"), Status.MISSED, Status.RUNNING)
    assert owed.clock.owed_by.id == "head"


@pytest.mark.parametrize(
    ("kind", "clocks"),
    [
        (KindOfSetting.MAINTAINED_SCHOOL, {"annual-pupil-report"}),
        (KindOfSetting.ACADEMY, {"academy-pupil-report"}),
        (KindOfSetting.NON_MAINTAINED_SPECIAL, {"academy-pupil-report"}),
        (KindOfSetting.CHILDMINDER, set[str]()),
    ],
)
def test_the_yearly_report_is_owed_by_the_rules_of_the_kind_of_school(kind: KindOfSetting, clocks: set[str]) -> None:
    story = supported(going_to(kind))
    both = (sen.YEARLY_REPORT, sen.YEARLY_REPORT_OF_ACADEMY)
    assert {one.id for one in both if story.readings(one, "2 Oct 2024")} == clocks
    assert (sen.YEARLY_REPORT.law.force, sen.YEARLY_REPORT_OF_ACADEMY.law.force) == (Force.MUST, Force.GOOD_PRACTICE)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (KindOfSetting.ACADEMY, True),
        (KindOfSetting.REFERRAL_UNIT, True),
        (KindOfSetting.NON_MAINTAINED_SPECIAL, False),
        (KindOfSetting.INDEPENDENT_SCHOOL, False),
    ],
)
def test_section_68_binds_the_schools_that_it_names_and_their_governors(kind: KindOfSetting, *, told: bool) -> None:
    story = supported(going_to(kind))
    assert bool(story.readings("family-told", "2 Oct 2024")) is told
    assert sen.FAMILY_TOLD.by is GOVERNORS


# Again


def test_when_a_plan_begins_support_ends_and_when_it_ceases_support_may_begin_again() -> None:
    story = supported()
    story.given(some.family_heard(), on="12 Dec 2024")
    instead = sen.SupportEnded(reason=sen.EndReason.PLAN_INSTEAD, watching="The plan says")
    story.when(sen.END, instead, on="13 Dec 2024").then(sen.ENDED)
    again = sen.SupportStarted(after=sen.Begun.PLAN_CEASED)
    story.when(sen.START, again, on="2 Sep 2026").then(sen.SUPPORTED)
    assert [one.stage for one in story.case.strands_of("sen-support")] == ["ended", "supported"]
    assert story.readings("family-told", "2 Sep 2026")[1].due == day("9 Sep 2026")


# Everybody together


@requirement("S0-46", sen.SpecialistInvolved, SpecialistTalkedOver, SharingWithAgency)
def test_whoever_has_a_part_is_listed_with_how_the_permission_for_each_stands() -> None:
    story = supported()
    for agency, answer in (("the clinic", Answer.YES), ("the nursery", Answer.NO), ("the GP", Answer.NOT_REACHED)):
        asked = SharingWithAgency(
            given_by=some.MUM, authority="Mother", scope="The plan", answer=answer, evidence=How.PHONE,
            agency=agency, purpose="To help",
        )  # fmt: skip
        story.given(asked, on="2 Oct 2024")
    talked = SpecialistTalkedOver(asked=some.MUM, answer=Answer.YES, specialist="Speech therapist")
    story.given(talked, on="2 Oct 2024")
    came = sen.SpecialistInvolved(specialist="Speech therapist", why="No progress")
    story.when(sen.BRING_IN_SPECIALIST, came, on="3 Oct 2024").then(sen.SUPPORTED)
    standings = [one.standing for one in permission_standings(story.case, day("4 Oct 2024"))]
    assert standings == ["given", "refused", "not reached", "given"]
    clinic = story.case.story().of(SharingWithAgency)[0]
    story.given(Withdrawn(record=clinic.id, who=some.MUM), on="7 Oct 2024")
    assert permission_standings(story.case, day("7 Oct 2024"))[0].standing == "withdrawn"


@requirement("S3-35", sen.SUPPORTED, sen.SupportPlanned, sen.REVIEW_IN_TIME, sen.REVIEW)
def test_the_case_says_what_is_needed_what_is_done_how_it_is_watched_and_by_whom() -> None:
    story = a_record()
    story.given(some.needs_described(), on="27 Sep 2024")
    story.given(some.family_heard(), on="27 Sep 2024")
    story.when(sen.PLAN, some.planned(review_on=day("13 Dec 2024")), on="30 Sep 2024")
    story.when(sen.START, sen.SupportStarted(), on="1 Oct 2024")
    today = day("16 Dec 2024")
    (where,) = (one for one in wheres(story.case, JOURNEY) if one.workflow == "sen-support")
    assert (where.stage_name, where.held_by) == ("Your child is getting extra help", "the setting")
    duties = {one.clock: one for one in clock_readings(story.case, JOURNEY, today, ENGLAND)}
    assert (duties["sen-review"].status, duties["sen-review"].owed_by_name) == ("overdue", "the setting")
    assert duties["family-told"].owed_by_name == "the governors or proprietor"
    moves = {one.label: one for one in nexts(story.case, JOURNEY, today, ENGLAND) if one.move}
    assert [(one.label, one.met, one.by) for one in moves["Review the support"].needs] == [
        ("The parents and the child have been asked what they think", True, "the teacher or key person")
    ]

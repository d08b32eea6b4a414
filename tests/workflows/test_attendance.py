"""Coming in: seek to understand, plan together, keep in touch; a shorter day only for a time."""

import pytest

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import Answer, How
from goldenthread.engine.fields import fields
from goldenthread.engine.law import Mark
from goldenthread.workflows import attendance, exclusion
from goldenthread.workflows.attendance import ATTENDANCE
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.people import ANYONE
from tests.story import Story, day
from tests.trace import requirement
from tests.workflows.samples import MUM, a_record


@pytest.fixture
def story() -> Story:
    return a_record()


def hard() -> attendance.ComingInIsHard:
    return attendance.ComingInIsHard(who=MUM, words="He cannot put his shoes on.")


def understood() -> attendance.SoughtToUnderstand:
    return attendance.SoughtToUnderstand(
        child_view="The bell", family_view="Mondays", needs_behind_it="Noise", here="The hall", wellbeing="Tired"
    )


def plan(review_on: str) -> attendance.JointPlanAgreed:
    return attendance.JointPlanAgreed(
        from_child="By the back door",
        from_family="Half past nine",
        setting_does="Mr Bell waits there",
        family_does="Rings if it is a bad day",
        learning="A parcel on Fridays",
        review_on=day(review_on),
    )


def looked_at() -> attendance.JointPlanLookedAt:
    return attendance.JointPlanLookedAt(child_view="Better", family_view="Better", difference="Two days of five")


def contact(next_on: str) -> attendance.ContactAgreed:
    return attendance.ContactAgreed(how_often="Mondays, a card", by_whom="Mr Bell", next_on=day(next_on))


def touch(next_on: str) -> attendance.KeptInTouch:
    return attendance.KeptInTouch(said="A card with goats", next_on=day(next_on))


def shorter_agreed(answer: Answer) -> attendance.ShorterDayTalkedOver:
    return attendance.ShorterDayTalkedOver(asked=MUM, answer=answer, in_writing=True)


def shorter(review_on: str = "13 Dec 2024", ends_on: str = "20 Dec 2024") -> attendance.ShorterDayBegun:
    return attendance.ShorterDayBegun(
        purpose="Rest", hours="Mornings", way_back="An hour a week", review_on=day(review_on), ends_on=day(ends_on)
    )


def authority_told() -> attendance.AuthorityTold:
    return attendance.AuthorityTold(to=("The authority",), how=How.FORM, said="Mornings only")


# Seek to understand


@requirement(
    "S3-22",
    attendance.ATTENDANCE,
    attendance.ComingInIsHard,
    attendance.UNDERSTOOD,
    attendance.SoughtToUnderstand,
    attendance.UNDERSTAND,
    attendance.ATTENDANCE_PLANNED_TOGETHER,
)
def test_what_makes_it_hard_is_sought_and_then_planned_together(story: Story) -> None:
    assert attendance.ComingInIsHard.recorded_by == ANYONE
    story.given(hard(), on="11 Nov 2024")
    assert story.stage(ATTENDANCE) is attendance.HEARD
    assert story.reading(attendance.UNDERSTOOD, "19 Nov 2024").days_late == 1
    assert "wellbeing" in fields(attendance.SoughtToUnderstand)
    story.when(attendance.UNDERSTAND, understood(), on="19 Nov 2024").then(attendance.UNDERSTANDING)
    assert story.reading(attendance.UNDERSTOOD, "20 Nov 2024").status is Status.MET_LATE
    assert story.reading("attendance-planned-together", "20 Nov 2024").due == day("3 Dec 2024")
    story.when(attendance.PLAN, plan("13 Jan 2025"), on="3 Dec 2024").then(attendance.TOGETHER)
    assert story.reading("attendance-planned-together", "4 Dec 2024").status is Status.MET


@requirement("S3-22", attendance.PLAN, attendance.UNDERSTOOD_FIRST, attendance.JointPlanAgreed)
def test_nothing_is_planned_before_it_is_understood_but_for_a_reason(story: Story) -> None:
    story.given(hard(), on="11 Nov 2024")
    story.when(attendance.PLAN, plan("13 Dec 2024"), on="12 Nov 2024").not_ready(missing=[attendance.UNDERSTOOD_FIRST])
    why = {attendance.UNDERSTOOD_FIRST: "Asked twice; a start cannot wait."}
    story.when(attendance.PLAN, plan("13 Dec 2024"), on="12 Nov 2024", reasons=why).then(attendance.TOGETHER)
    said = fields(attendance.JointPlanAgreed)
    assert {"from_child", "from_family", "setting_does"} <= {name for name, one in said.items() if one.required}


@requirement("S3-22", attendance.ATTENDANCE, exclusion.EXCLUSION)
def test_it_is_a_story_apart_from_sanctions(story: Story) -> None:
    assert not set(attendance.ATTENDANCE.named) & set(exclusion.EXCLUSION.events)
    assert not set(exclusion.EXCLUSION.named) & set(attendance.ATTENDANCE.events)
    story.given(hard(), on="11 Nov 2024")
    assert story.case.strands_of("exclusion") == []
    said = " ".join((one.told + (one.__doc__ or "")).lower() for one in attendance.ATTENDANCE.events)
    assert not any(word in said for word in ("truan", "unauthorised", "fine ", "penalt", "failed", "refus"))


@requirement("S3-22", attendance.PLAN_LOOKED_AT, attendance.JointPlanLookedAt)
def test_the_plan_is_looked_at_together_on_its_day(story: Story) -> None:
    story.given(plan("13 Jan 2025"), on="3 Dec 2024")
    assert story.reading(attendance.PLAN_LOOKED_AT, "14 Jan 2025").days_late == 1
    story.given(looked_at(), on="14 Jan 2025")
    assert story.reading(attendance.PLAN_LOOKED_AT, "15 Jan 2025").status is Status.MET_LATE


# Keeping in touch


@requirement("S3-39", attendance.ContactAgreed, attendance.KeptInTouch, attendance.IN_TOUCH_FIRST, attendance.IN_TOUCH)
def test_somebody_keeps_in_touch_as_agreed_and_a_gap_shows(story: Story) -> None:
    story.given(hard(), on="11 Nov 2024")
    story.given(contact("18 Nov 2024"), on="12 Nov 2024")
    assert story.reading(attendance.IN_TOUCH_FIRST, "19 Nov 2024").status is Status.OVERDUE
    story.given(touch("25 Nov 2024"), on="19 Nov 2024")
    assert story.reading(attendance.IN_TOUCH_FIRST, "19 Nov 2024").status is Status.MET_LATE
    assert story.reading(attendance.IN_TOUCH, "27 Nov 2024").days_late == 2
    story.given(touch("2 Dec 2024"), on="27 Nov 2024")
    late, next_one = story.readings(attendance.IN_TOUCH, "28 Nov 2024")
    assert (late.status, next_one.status) == (Status.MET_LATE, Status.RUNNING)


@requirement("S3-39", attendance.ContactPaused, attendance.IN_TOUCH)
def test_the_family_may_ask_for_a_pause_and_then_nobody_is_late(story: Story) -> None:
    story.given(touch("25 Nov 2024"), on="19 Nov 2024")
    story.given(attendance.ContactPaused(why="A quiet week, please."), on="20 Nov 2024")
    assert story.reading(attendance.IN_TOUCH, "2 Dec 2024").status is Status.FELL_AWAY


# A shorter day


def test_a_shorter_day_needs_agreement_in_writing_and_tells_the_authority(story: Story) -> None:
    story.given(understood(), on="19 Nov 2024")
    tried = story.when(attendance.BEGIN_SHORTER_DAY, shorter(), on="25 Nov 2024")
    tried.not_ready(missing=[attendance.SHORTER_DAY_AGREED])
    story.given(shorter_agreed(Answer.NO), on="25 Nov 2024")
    again = story.when(attendance.BEGIN_SHORTER_DAY, shorter(), on="25 Nov 2024")
    again.not_ready(missing=[attendance.SHORTER_DAY_AGREED])
    story.given(shorter_agreed(Answer.YES), on="26 Nov 2024")
    story.when(attendance.BEGIN_SHORTER_DAY, shorter(), on="26 Nov 2024").then()
    assert story.reading("authority-knows-of-shorter-day", "26 Nov 2024").due == day("3 Dec 2024")
    story.given(authority_told(), on="4 Dec 2024")
    assert story.reading("authority-knows-of-shorter-day", "4 Dec 2024").status is Status.MET_LATE
    required = {name for name, one in fields(attendance.ShorterDayBegun).items() if one.required}
    assert required == {"purpose", "hours", "way_back", "review_on", "ends_on"}
    assert attendance.SHORTER_DAY_AGREED.law.mark is Mark.FROM_MEMORY


def test_a_shorter_day_is_looked_at_and_ends(story: Story) -> None:
    story.given(shorter(review_on="10 Jan 2025"), on="26 Nov 2024")
    assert story.reading(attendance.SHORTER_DAY_REVIEW, "26 Nov 2024").due == day("20 Dec 2024")
    looked = attendance.ShorterDayLookedAt(child_view="Tired", family_view="Good", came_of_it="Afternoons from Monday")
    story.given(looked, on="13 Dec 2024")
    assert story.reading(attendance.SHORTER_DAY_REVIEW, "14 Dec 2024").status is Status.MET
    assert story.reading(attendance.SHORTER_DAY_ENDS, "6 Jan 2025").days_late == 17
    story.given(attendance.FullDaysAgain(), on="6 Jan 2025")
    assert story.reading(attendance.SHORTER_DAY_ENDS, "7 Jan 2025").status is Status.MET_LATE


# A child who cannot come


def test_the_authority_is_told_of_a_child_who_cannot_come_and_arranges_education(story: Story) -> None:
    story.given(hard(), on="11 Nov 2024")
    story.given(attendance.CannotComeForNow(why="The doctor says rest."), on="2 Dec 2024")
    assert story.reading("authority-knows-child-cannot-come", "2 Dec 2024").due == day("9 Dec 2024")
    # Fifteen days of school after Mon 2 Dec: 3 to 6, 9 to 13, 16 to 20, 23 Dec.
    assert story.reading(attendance.LEARNING_ELSEWHERE, "2 Dec 2024").due == day("23 Dec 2024")
    assert story.reading(attendance.LEARNING_ELSEWHERE, "24 Dec 2024").status is Status.OVERDUE
    begun = attendance.EducationElsewhere(where="A tutor", how_much="Ten hours", family_view="Glad")
    story.given(begun, on="6 Jan 2025")
    assert story.reading(attendance.LEARNING_ELSEWHERE, "7 Jan 2025").status is Status.MET_LATE
    story.given(authority_told(), on="3 Dec 2024")
    assert story.reading("authority-knows-child-cannot-come", "10 Dec 2024").status is Status.MET


def test_it_is_settled_for_now_with_what_helped(story: Story) -> None:
    story.given(hard(), on="11 Nov 2024")
    settled = attendance.ComingInSettled(how=attendance.HowItGoes.COMES_IN, helped="The back door", family_view="Happy")
    story.when(attendance.SETTLE, settled, on="3 Feb 2025").then(attendance.SETTLED)
    assert story.reading(attendance.UNDERSTOOD, "3 Feb 2025").status is Status.FELL_AWAY


def test_days_not_found_in_a_text_of_law_are_set_locally() -> None:
    assert {
        "days in which education elsewhere begins",
        "days to tell the authority that a child cannot come",
        "school days, after the first day away, by which education is arranged",
    } <= JOURNEY.local_numbers
    assert "still to be found in the regulations" in " ".join(exclusion.EXCLUSION.says.split())
    assert "none of them was found in a text of law" in ATTENDANCE.says

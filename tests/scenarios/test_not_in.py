"""A looked-after child in Year 8 who cannot come in: six services, one plan made together, and nobody to blame."""

from dataclasses import replace
from datetime import date

import pytest

from goldenthread.demo.places import ACADEMY
from goldenthread.demo.scenarios.not_in import not_in
from goldenthread.demo.scenarios.not_in_six import MENTAL_HEALTH, PSYCHOLOGY, SIX
from goldenthread.demo.steps import person
from goldenthread.engine.clocks import Status
from goldenthread.engine.events import Answer, LawfulBasis
from goldenthread.engine.permissions import Standing, permissions
from goldenthread.workflows import agency_items, attendance
from goldenthread.workflows.agencies import (
    REQUEST_ANSWERED,
    InformationRequestAnswered,
    KindOfAgency,
    ProfessionalInvolved,
    RequestEnds,
    RoleExplained,
)
from goldenthread.workflows.agency_items import ItemPassedOn, ItemReceived, Onward, OnwardGround, OriginatorAsked
from goldenthread.workflows.attendance import (
    ATTENDANCE,
    ComingInIsHard,
    ContactAgreed,
    JointPlanAgreed,
    KeptInTouch,
    SoughtToUnderstand,
)
from goldenthread.workflows.exclusion import EXCLUSION
from goldenthread.workflows.looked_after import (
    BecameLookedAfter,
    CarerMayDecide,
    LookedAfterBy,
    SocialWorkerNamed,
    VirtualSchoolInvolved,
)
from goldenthread.workflows.outings import OutingsPermitted
from goldenthread.workflows.permissions import SharingWithAgency, SubmissionTalkedOver
from goldenthread.workflows.who_comes import PARTY_TOOK_PART, PartyInvited, PartyTookPart, TookPart
from tests.scenarios.asking import event, events, gone_without, late
from tests.scenarios.telling import Told, begun, somebody, tell
from tests.story import day
from tests.trace import requirement

CHILD = replace(
    somebody(),
    at_home="Ada's foster carer",
    authority="Has authority delegated by the local authority, in the placement plan",
    born_on=date(2014, 1, 20),
    place=ACADEMY,
)
DAD = "Ada's dad"
NOW = "22 Nov 2026"


@pytest.fixture(scope="module")
def told() -> Told:
    return tell(not_in, opened=76, child=CHILD)


def test_it_is_known_who_looks_after_the_child_and_who_decides_what(told: Told) -> None:
    began = event(told, BecameLookedAfter)
    assert (began.basis, began.authority) == (
        LookedAfterBy.SECTION_20,
        "The county council that placed them",
    )
    assert told.case.story().of(SocialWorkerNamed)
    assert [one.by.role for one in told.case.story().of(VirtualSchoolInvolved)] == ["virtual-school"]
    carer = event(told, CarerMayDecide)
    assert carer.person == person(CHILD, "Ada's foster carer")
    assert "School trips of a day" in carer.may_decide
    assert carer.may_not == "A change of school, a shorter day, therapy: these are Dad's."


@requirement("S4-27", OutingsPermitted)
def test_each_was_asked_only_what_is_theirs_to_decide(told: Told) -> None:
    walks, sharing = event(told, OutingsPermitted), event(told, SharingWithAgency)
    assert (walks.given_by, walks.authority) == ("Ada's foster carer", CHILD.authority)
    assert sharing.given_by == DAD
    given = {one.asked.kind: one.standing for one in permissions(told.case.story(), day(NOW))}
    assert (given[OutingsPermitted], given[SharingWithAgency]) == (Standing.GIVEN, Standing.GIVEN)
    shorter = event(told, attendance.ShorterDayTalkedOver)
    assert (shorter.asked, shorter.answer, shorter.in_writing) == (DAD, Answer.YES, True)


def test_it_began_with_the_childs_own_words_and_with_asking_why(told: Told) -> None:
    assert event(told, ComingInIsHard).who == "Ada"
    assert told.stage_on(ATTENDANCE, "17 Sep 2026") is attendance.HEARD
    # Five working days from Thursday 17 September to seek to understand.
    understood = told.reading(attendance.UNDERSTOOD, NOW)
    assert (understood.due, understood.ended_on) == (day("24 Sep 2026"), day("18 Sep 2026"))
    assert told.stage_on(ATTENDANCE, "18 Sep 2026") is attendance.UNDERSTANDING


@requirement("S3-22", ATTENDANCE, SoughtToUnderstand, JointPlanAgreed)
def test_it_is_kept_apart_from_sanctions_and_what_helps_is_planned_together(told: Told) -> None:
    assert list(told.case.strands_of(EXCLUSION.name)) == []
    # Ten school days from Friday 18 September to plan together.
    planned = told.reading("attendance-planned-together", NOW)
    assert (planned.due, planned.ended_on, planned.status) == (day("2 Oct 2026"), day("25 Sep 2026"), Status.MET)
    assert told.stage(ATTENDANCE) is attendance.TOGETHER
    plan = event(told, JointPlanAgreed)
    assert plan.from_child.startswith("The library at ten")
    assert plan.family_does.endswith("On other days a text is enough.")
    looked = told.reading(attendance.PLAN_LOOKED_AT, NOW)
    assert (looked.due, looked.ended_on) == (day("5 Nov 2026"), day("4 Nov 2026"))


def test_without_asking_why_there_is_no_plan_but_for_a_reason() -> None:
    early = tell(begun(not_in, 65), opened=76, child=CHILD)
    plan = event(tell(not_in, opened=76, child=CHILD), JointPlanAgreed)
    early.when(attendance.PLAN, plan, on="18 Sep 2026").not_ready([attendance.UNDERSTOOD_FIRST])


@requirement("S3-39", ContactAgreed, KeptInTouch, attendance.IN_TOUCH_FIRST, attendance.IN_TOUCH)
def test_somebody_was_in_touch_every_week_as_agreed(told: Told) -> None:
    (agreed,) = told.case.story().of(ContactAgreed)
    assert agreed.clear("next_on") == day("28 Sep 2026")
    assert len(told.case.story().of(KeptInTouch)) == 8
    first = told.reading(attendance.IN_TOUCH_FIRST, NOW)
    assert (first.due, first.ended_on, first.status) == (day("28 Sep 2026"), day("28 Sep 2026"), Status.MET)
    again = told.readings(attendance.IN_TOUCH, NOW)
    assert [one.status for one in again] == [Status.MET] * 7 + [Status.RUNNING]
    assert (again[-1].started_by.happened_on, again[-1].due) == (day("16 Nov 2026"), day("26 Nov 2026"))


def test_had_nobody_rung_it_would_show() -> None:
    silent = tell(begun(not_in, 41), opened=76, child=CHILD)
    missed = silent.readings(attendance.IN_TOUCH, "14 Oct 2026")[-1]
    assert (missed.due, missed.status, missed.days_late) == (day("12 Oct 2026"), Status.OVERDUE, 2)


def test_the_authority_was_told_and_arranged_lessons_in_time(told: Told) -> None:
    # From Wednesday 23 September: five school days to tell it, fifteen for lessons to begin.
    known = told.reading("authority-knows-child-cannot-come", NOW)
    lessons = told.reading(attendance.LEARNING_ELSEWHERE, NOW)
    assert (known.due, known.status) == (day("30 Sep 2026"), Status.MET)
    assert (lessons.due, lessons.ended_on, lessons.status) == (day("14 Oct 2026"), day("7 Oct 2026"), Status.MET)
    assert lessons.clock.owed_by.id == "authority"


def test_a_shorter_day_is_for_a_time_with_a_review_an_end_and_a_yes_in_writing(told: Told) -> None:
    review, end = told.reading(attendance.SHORTER_DAY_REVIEW, NOW), told.reading(attendance.SHORTER_DAY_ENDS, NOW)
    assert (review.due, review.status) == (day("14 Dec 2026"), Status.RUNNING)
    assert (end.due, end.status) == (day("5 Feb 2027"), Status.RUNNING)
    (shorter,) = told.case.story().of(attendance.ShorterDayBegun)
    assert shorter.judgement
    assert shorter.judgement.met["shorter-day-agreed"] == (told.ids["shorter day"],)


@requirement("S0-46", ProfessionalInvolved, ProfessionalInvolved.permission)
def test_six_services_help_and_the_family_knows_what_each_of_them_does(told: Told) -> None:
    involved = told.case.story().of(ProfessionalInvolved)
    assert [one.professional for one in events(told, ProfessionalInvolved)] == [who for who, *_ in SIX]
    assert {one.clear("kind") for one in involved} == {
        KindOfAgency.SOCIAL_CARE,
        KindOfAgency.EDUCATION,
        KindOfAgency.HEALTH,
        KindOfAgency.VOLUNTARY,
    }
    assert [one.clear("permission") for one in involved if one.clear("permission")] == [told.ids["may share"]]
    owed = told.readings("role-explained", NOW)
    assert [one.status for one in owed] == [Status.MET] * 6
    # The last, on Tuesday 13 October: five working days.
    assert owed[-1].due == day("20 Oct 2026")
    explained = {one.clear("professional") for one in told.case.story().of(RoleExplained)}
    assert explained == {told.ids[who] for who, *_ in SIX}
    assert all(DAD in one.to and "Ada" in one.to for one in events(told, RoleExplained))


def test_whoever_asked_to_know_something_has_an_answer_with_its_ground(told: Told) -> None:
    school, club = told.case.story().of(InformationRequestAnswered)
    assert (school.clear("outcome"), school.clear("basis")) == (RequestEnds.SENT, LawfulBasis.PUBLIC_TASK)
    assert school.clear("sent") == (told.ids["joint plan"],)
    assert (club.clear("outcome"), club.clear("sent")) == (RequestEnds.NOT_SENT, ())
    # Ten working days from Tuesday 29 September, and from Thursday 15 October.
    asked = told.readings(REQUEST_ANSWERED, NOW)
    assert [(one.due, one.status) for one in asked] == [
        (day("13 Oct 2026"), Status.MET),
        (day("29 Oct 2026"), Status.MET),
    ]


@requirement("S4-34", ItemReceived, ItemPassedOn, OriginatorAsked, agency_items.ORIGINATOR_AGREES)
def test_what_a_service_wrote_stays_its_own_and_goes_on_by_its_terms(told: Told) -> None:
    passed = told.case.story().of(ItemPassedOn)
    assert [(one.clear("where"), one.clear("ground")) for one in passed] == [
        (Onward.FAMILY, OnwardGround.TERMS),
        (Onward.OTHER, OnwardGround.ASKED),
    ]
    assert {one.clear("item") for one in passed} == {told.ids[f"letter of {PSYCHOLOGY}"]}
    assert {one.kept for one in told.case.story().of((ItemReceived, ItemPassedOn, OriginatorAsked))} == {"agency"}


def test_what_its_writer_said_no_to_is_not_passed_on() -> None:
    some = tell(not_in, opened=76, child=CHILD)
    letter = ItemPassedOn(
        item=some.ids[f"letter of {MENTAL_HEALTH}"],
        where=Onward.OTHER,
        whom="The tutor",
        what_for="To know of the bell.",
        ground=OnwardGround.ASKED,
        agreement=some.ids["may not go to the tutor"],
    )
    some.when(agency_items.PASS_ON, letter, on="20 Nov 2026").not_ready([agency_items.ORIGINATOR_AGREES])


@requirement("S0-61", PartyInvited, PartyTookPart, TookPart, PARTY_TOOK_PART)
def test_all_took_part_in_one_meeting_and_a_paper_counts_as_much_as_coming(told: Told) -> None:
    asked, part = told.case.story().of(PartyInvited), told.case.story().of(PartyTookPart)
    assert [one.clear("invited") for one in part] == [one.id for one in asked]
    assert [one.clear("took_part") for one in part] == [TookPart.CAME] * 4 + [TookPart.SENT_PAPER] * 4
    papers = [one for one in part if one.clear("took_part") is TookPart.SENT_PAPER]
    assert {one.clear("paper_on") for one in papers} == {day("28 Oct 2026")}
    (over,) = told.case.story().of(SubmissionTalkedOver)
    assert {one.clear("talked_over") for one in part} == {over.id}
    assert {one.status for one in told.readings(PARTY_TOOK_PART, NOW)} == {Status.MET}


def test_nothing_is_late_and_nobody_went_without_anything(told: Told) -> None:
    assert late(told, NOW) == []
    assert gone_without(told) == []

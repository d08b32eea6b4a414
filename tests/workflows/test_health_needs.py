"""Health needs: what was done is always recorded, and what was missing shows beside it."""

import pytest

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import Answer, Event, How, RecordId, Seen
from goldenthread.engine.permissions import Standing, standing
from goldenthread.engine.records import Withdrawn
from goldenthread.workflows import health_needs as health
from goldenthread.workflows.health_needs import HEALTH_NEEDS, Medicine, Procedure
from goldenthread.workflows.people import SENCO
from goldenthread.workflows.settings_attended import KindOfSetting, SettingJoined, Share
from goldenthread.workflows.vocabulary import Setting
from tests.story import Story, day
from tests.trace import requirement
from tests.workflows.samples import MUM, a_record


@pytest.fixture
def story() -> Story:
    return a_record()


def medicine(number: int, answer: Answer = Answer.YES, until: str | None = None) -> health.GivingMedicine:
    return health.GivingMedicine(
        given_by=MUM,
        authority="Mother",
        scope="On school days",
        answer=answer,
        evidence=How.FORM,
        medicine="The inhaler",
        dose="Two puffs",
        number=Medicine(number),
        until=day(until) if until else None,
    )


def dose(number: int = 1) -> health.DoseGiven:
    return health.DoseGiven(
        number=Medicine(number), medicine="The inhaler", how_much="Two puffs, at ten", given_by="Mr Bell"
    )


def dose_told(one: RecordId | None) -> health.FamilyToldOfDose:
    return health.FamilyToldOfDose(to=(MUM,), how=How.IN_PERSON, dose=one)


def emergency() -> health.EmergencyActed:
    return health.EmergencyActed(
        happened="He could not breathe, at noon", done="Ten puffs", called="999, in six minutes"
    )


def emergency_permission() -> health.EmergencyTreatment:
    return health.EmergencyTreatment(
        given_by=MUM, authority="Mother", scope="To call an ambulance", answer=Answer.YES, evidence=How.FORM
    )


def emergency_told() -> health.FamilyToldOfEmergency:
    return health.FamilyToldOfEmergency(to=(MUM,), how=How.PHONE, said="He is in the ambulance with Mr Bell.")


def need_known() -> health.HealthNeedKnown:
    return health.HealthNeedKnown(need="A feeding tube", family_says="He hates it cold.")


def talked_over() -> health.HealthTalkedOver:
    return health.HealthTalkedOver(present=(MUM, "The nurse"), family_view="Warm it.", child_view="Not cold!")


def plan(review_on: str) -> health.HealthPlanAgreed:
    feeding = health.PlannedProcedure(
        number=Procedure(1), what="Feed by tube", how="Warm, sitting up", risk="It slips: ring", who=("Mr Bell",)
    )
    return health.HealthPlanAgreed(
        needs="Feeding",
        procedures=(feeding,),
        medicines="None",
        in_an_emergency="Ring 999",
        child_does="Holds the syringe",
        agreed_with=(MUM, "The nurse"),
        review_on=day(review_on),
    )


def reviewed() -> health.HealthPlanReviewed:
    return health.HealthPlanReviewed(how_it_goes="Well", family_view="Good", child_view="Warm!", changes="None")


def trained(refresh_by: str, refreshes: RecordId | None = None) -> health.StaffTrained:
    return health.StaffTrained(
        procedure=Procedure(1),
        who=("Mr Bell",),
        trained_by="The nurse",
        refresh_by=day(refresh_by),
        refreshes=refreshes,
    )


def procedure_permitted(number: int = 1) -> health.CarryingOutProcedure:
    return health.CarryingOutProcedure(
        given_by=MUM,
        authority="Mother",
        scope="Feeding",
        answer=Answer.YES,
        evidence=How.FORM,
        procedure=Procedure(number),
    )


def procedure_done() -> health.ProcedureDone:
    return health.ProcedureDone(procedure=Procedure(1), done_by="Mr Bell", how_it_went="Warm, at noon. Smiling.")


# Medicine


@requirement("S4-25", health.GivingMedicine, health.DoseGiven, health.MEDICINE_PERMITTED, health.GIVE_MEDICINE)
def test_a_dose_is_given_on_a_permission_for_that_medicine_or_it_is_said_why_not(story: Story) -> None:
    story.given(medicine(2), on="2 Dec 2024")
    story.when(health.GIVE_MEDICINE, dose(1), on="3 Dec 2024").not_ready(missing=[health.MEDICINE_PERMITTED])
    why = {health.MEDICINE_PERMITTED: "His mother said yes on the telephone."}
    judged = story.when(health.GIVE_MEDICINE, dose(1), on="3 Dec 2024", reasons=why).judged(health.LOOKED_AFTER)
    assert judged.gone_without == ("medicine-permitted",)
    given = story.given(medicine(1), on="4 Dec 2024")
    judged = story.when(health.GIVE_MEDICINE, dose(1), on="5 Dec 2024").judged()
    assert judged.met == {"medicine-permitted": (given.id,)}


@requirement("S4-25", health.DoseGiven, health.MEDICINE_PERMITTED)
def test_a_dose_of_which_no_permission_was_on_record_is_recorded_and_flagged(story: Story) -> None:
    first = story.given(dose(), on="3 Dec 2024")
    assert first.judgement
    assert first.judgement.irregular == ("medicine-permitted",)
    assert story.stage(HEALTH_NEEDS) is health.LOOKED_AFTER
    story.given(medicine(1), on="4 Dec 2024")
    second = story.given(dose(), on="5 Dec 2024")
    assert second.judgement
    assert second.judgement.irregular == ()


@pytest.mark.parametrize(
    ("answer", "until", "flagged"),
    [
        (Answer.YES, None, ()),
        (Answer.YES, "6 Dec 2024", ()),
        (Answer.YES, "5 Dec 2024", ("medicine-permitted",)),
        (Answer.NO, None, ("medicine-permitted",)),
        (Answer.NOT_REACHED, None, ("medicine-permitted",)),
    ],
)
def test_a_permission_counts_while_it_stands(
    story: Story, answer: Answer, until: str | None, flagged: tuple[str, ...]
) -> None:
    story.given(medicine(1, answer, until), on="2 Dec 2024")
    judgement = story.given(dose(), on="6 Dec 2024").judgement
    assert judgement
    assert judgement.irregular == flagged


def test_a_permission_taken_back_counts_no_more_and_what_was_given_before_stays_right(story: Story) -> None:
    given = story.given(medicine(1), on="2 Dec 2024")
    before = story.given(dose(), on="3 Dec 2024")
    story.given(Withdrawn(record=given.id, who=MUM), on="4 Dec 2024")
    after = story.given(dose(), on="5 Dec 2024")
    assert before.judgement
    assert after.judgement
    assert (before.judgement.irregular, after.judgement.irregular) == ((), ("medicine-permitted",))
    assert standing(given, story.case.story(), day("5 Dec 2024")).standing is Standing.WITHDRAWN


@pytest.mark.parametrize(
    ("kind", "framework", "section_100"),
    [
        (KindOfSetting.CHILDMINDER, True, False),
        (KindOfSetting.GROUP_NURSERY, True, False),
        (KindOfSetting.MAINTAINED_SCHOOL, True, True),
        (KindOfSetting.SPECIAL_SCHOOL, True, True),
        (KindOfSetting.REFERRAL_UNIT, False, True),
        (KindOfSetting.COLLEGE, False, False),
    ],
)
def test_each_kind_of_setting_is_held_to_its_own_law(
    story: Story, kind: KindOfSetting, *, framework: bool, section_100: bool
) -> None:
    story.given(SettingJoined(setting=Setting("elm"), kind=kind, part=Share.ALL), on="1 Dec 2024")
    story.given(health.HealthNeedKnown(need="Asthma", family_says="He wheezes."), on="2 Dec 2024")
    assert bool(story.readings(health.PLAN_IN_TIME, "3 Dec 2024")) is section_100
    judged = story.when(health.GIVE_MEDICINE, dose(), on="3 Dec 2024", reasons={health.MEDICINE_PERMITTED: "Asked."})
    assert bool(judged.judged(health.LOOKED_AFTER).gone_without) is framework
    assert bool(story.readings(health.DOSE_TOLD, "4 Dec 2024")) is framework


@requirement("S4-25", health.DOSE_TOLD, health.FamilyToldOfDose)
def test_the_family_is_told_of_each_dose_the_same_day_or_it_shows(story: Story) -> None:
    morning, noon = story.given(dose(), on="3 Dec 2024"), story.given(dose(), on="3 Dec 2024")
    story.given(dose_told(morning.id), on="3 Dec 2024")
    one, other = story.readings(health.DOSE_TOLD, "4 Dec 2024")
    assert (one.due, one.status) == (day("3 Dec 2024"), Status.MET)
    assert (other.status, other.days_late) == (Status.OVERDUE, 1)
    story.given(dose_told(noon.id), on="5 Dec 2024")
    assert story.readings(health.DOSE_TOLD, "6 Dec 2024")[1].status is Status.MET_LATE


# In an emergency


@requirement("S4-26", health.EmergencyTreatment, health.EmergencyActed, health.EMERGENCY_PERMITTED)
def test_an_emergency_is_always_recorded_and_a_missing_permission_shows_beside_it(story: Story) -> None:
    flagged = story.given(emergency(), on="3 Dec 2024")
    story.given(emergency_permission(), on="4 Dec 2024")
    asked = story.given(emergency(), on="5 Dec 2024")
    assert flagged.judgement
    assert asked.judgement
    assert flagged.judgement.irregular == ("emergency-permitted",)
    assert asked.judgement.irregular == ()
    assert health.EmergencyTreatment.wording


def test_an_emergency_is_written_down_here_on_a_permission_or_with_a_reason(story: Story) -> None:
    tried = story.when(health.ACT_IN_EMERGENCY, emergency(), on="3 Dec 2024")
    tried.not_ready(missing=[health.EMERGENCY_PERMITTED])
    why = {health.EMERGENCY_PERMITTED: "It could not wait."}
    story.when(health.ACT_IN_EMERGENCY, emergency(), on="3 Dec 2024", reasons=why).then(health.LOOKED_AFTER)


@requirement("S4-26", health.EMERGENCY_TOLD, health.FamilyToldOfEmergency)
def test_after_an_emergency_the_family_is_told_the_same_day_and_the_plan_is_looked_at(story: Story) -> None:
    story.given(emergency(), on="20 Dec 2024")
    assert story.reading("emergency-told", "20 Dec 2024").due == day("20 Dec 2024")
    assert story.reading("emergency-told", "21 Dec 2024").status is Status.OVERDUE
    story.given(emergency_told(), on="20 Dec 2024", written="21 Dec 2024")
    assert story.reading("emergency-told", "21 Dec 2024").status is Status.MET
    # Ten days of school: 23, 24, 27, 30, 31 Dec, 2, 3, 6, 7, 8 Jan, where it does not close over Christmas.
    assert story.reading("emergency-learned-from", "21 Dec 2024").due == day("8 Jan 2025")
    story.given(reviewed(), on="8 Jan 2025")
    assert story.reading("emergency-learned-from", "9 Jan 2025").status is Status.MET


# The plan


@requirement("S0-30", health.HealthPlanAgreed, health.HEALTH_TALKED_OVER, health.PLAN_REVIEW, health.PLAN_IN_TIME)
def test_a_plan_is_made_with_the_family_and_has_a_day_on_which_it_is_looked_at_again(story: Story) -> None:
    story.given(need_known(), on="2 Dec 2024")
    assert story.reading(health.PLAN_IN_TIME, "2 Dec 2024").due == day("16 Dec 2024")
    story.when(health.AGREE_PLAN, plan("5 Dec 2025"), on="9 Dec 2024").not_ready(missing=[health.HEALTH_TALKED_OVER])
    story.given(talked_over(), on="9 Dec 2024")
    story.when(health.AGREE_PLAN, plan("5 Dec 2025"), on="9 Dec 2024").then(health.LOOKED_AFTER)
    assert story.reading(health.PLAN_IN_TIME, "10 Dec 2024").status is Status.MET
    assert story.reading(health.PLAN_REVIEW, "8 Dec 2025").days_late == 3
    story.when(health.REVIEW_PLAN, reviewed(), on="8 Dec 2025").then(health.LOOKED_AFTER)
    assert story.reading(health.PLAN_REVIEW, "9 Dec 2025").status is Status.MET_LATE
    assert story.reading("health-plan-brought-up-to-date", "9 Dec 2025").due == day("22 Dec 2025")
    story.given(talked_over(), on="9 Dec 2025")
    story.when(health.AGREE_PLAN, plan("4 Dec 2026"), on="10 Dec 2025").then()
    assert story.reading("health-plan-brought-up-to-date", "11 Dec 2025").status is Status.MET
    assert story.reading(health.PLAN_REVIEW, "11 Dec 2025").due == day("4 Dec 2026")


@requirement(
    "S0-30",
    health.ProcedureDone,
    health.StaffTrained,
    health.CarryingOutProcedure,
    health.PLAN_THERE,
    health.PROCEDURE_PERMITTED,
    health.SOMEBODY_TRAINED,
)
def test_what_the_plan_says_is_done_by_somebody_trained_with_permission(story: Story) -> None:
    needs = [health.PLAN_THERE, health.PROCEDURE_PERMITTED, health.SOMEBODY_TRAINED]
    story.when(health.DO_PROCEDURE, procedure_done(), on="9 Dec 2024").not_ready(missing=list(needs))
    flagged = story.given(procedure_done(), on="9 Dec 2024")
    assert flagged.judgement
    assert flagged.judgement.irregular == ("plan-there", "procedure-permitted", "somebody-trained")
    story.given(plan("5 Dec 2025"), on="9 Dec 2024")
    story.given(procedure_permitted(2), on="9 Dec 2024")
    story.when(health.DO_PROCEDURE, procedure_done(), on="9 Dec 2024").not_ready(missing=list(needs[1:]))
    story.given(procedure_permitted(), on="9 Dec 2024")
    story.given(trained("9 Dec 2025"), on="9 Dec 2024")
    assert len(story.when(health.DO_PROCEDURE, procedure_done(), on="10 Dec 2024").judged().met) == 3


@requirement("S0-30", health.TRAINING_REFRESHED)
def test_training_is_refreshed_by_its_day(story: Story) -> None:
    once = story.given(trained("28 Feb 2025"), on="29 Feb 2024")
    assert story.reading(health.TRAINING_REFRESHED, "3 Mar 2025").days_late == 3
    story.given(trained("3 Mar 2026", refreshes=once.id), on="3 Mar 2025")
    before, now = story.readings(health.TRAINING_REFRESHED, "4 Mar 2025")
    assert (before.status, now.due) == (Status.MET_LATE, day("3 Mar 2026"))


def test_when_no_more_is_needed_nothing_more_is_owed(story: Story) -> None:
    story.given(plan("5 Dec 2025"), on="9 Dec 2024")
    ended = health.HealthPlanNeedsNoMore(why="The tube is out; his mother and the nurse agree.")
    story.when(health.END_PLAN, ended, on="2 Jun 2025").then(health.NO_MORE_NEEDED)
    assert story.reading(health.PLAN_REVIEW, "8 Dec 2025").status is Status.FELL_AWAY


@requirement("S0-30", health.DoseGiven, health.ProcedureDone, health.HealthPlanAgreed, health.EmergencyActed)
@pytest.mark.parametrize("event", HEALTH_NEEDS.events)
def test_everything_about_health_is_kept_under_a_key_of_its_own(event: type[Event]) -> None:
    logs = {health.DoseGiven, health.ProcedureDone, health.HealthPlanAgreed, health.EmergencyActed}
    assert logs <= set(HEALTH_NEEDS.events)
    assert (event.kept.name, event.kept.seen) == ("health", Seen.COUNTED)


def test_a_senco_and_a_parent_may_write_down_a_permission_and_staff_a_dose() -> None:
    assert SENCO in health.GivingMedicine.recorded_by
    assert {one.id for one in health.DoseGiven.recorded_by} == {"teacher", "senco", "head"}

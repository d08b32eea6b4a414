"""What the law asks of a request for an assessment, one sentence at a time."""

from dataclasses import replace

import pytest

from goldenthread.engine.clocks import Status
from goldenthread.engine.commands import New
from goldenthread.engine.events import Answer, How
from goldenthread.engine.windows import Standing
from goldenthread.workflows import needs_assessment as na
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.needs_assessment import NEEDS_ASSESSMENT, Requester
from goldenthread.workflows.vocabulary import Adviser, Setting
from tests.story import Story, day
from tests.workflows import samples as some
from tests.workflows.samples import a_record


@pytest.fixture
def story() -> Story:
    return a_record()


@pytest.fixture
def refused(story: Story) -> Story:
    story.given(some.request(), on="1 Sep 2025")
    story.given(some.family_asked(), on="3 Sep 2025")
    story.when(na.REFUSE, some.refused(), on="13 Oct 2025").then(na.REFUSED)
    return story


@pytest.fixture
def drafted(story: Story) -> Story:
    story.given(some.request(), on="1 Sep 2025")
    story.given(some.asked_for(Adviser.PSYCHOLOGY), on="14 Oct 2025")
    story.given(some.draft(), on="1 Dec 2025")
    return story


# Asking


def test_a_request_works_on_day_one_with_nothing_else_on_record(story: Story) -> None:
    story.given(some.request(Requester.PARENT, How.PHONE), on="1 Sep 2025")
    assert story.stage(NEEDS_ASSESSMENT) is na.REQUESTED
    assert story.reading(na.DECIDE, "1 Sep 2025").due == day("13 Oct 2025")
    assert story.reading(na.PLAN_OR_NOT, "1 Sep 2025").due == day("22 Dec 2025")
    assert story.reading(na.FINAL_PLAN, "1 Sep 2025").due == day("19 Jan 2026")
    assert story.reading(na.DRAFT_TARGET, "1 Sep 2025").due == day("8 Dec 2025")


def test_the_working_can_be_read(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    assert story.reading(na.DECIDE, "2 Sep 2025").working == ("Mon 1 Sep 2025 and 6 weeks is Mon 13 Oct 2025",)


def test_a_request_opens_from_any_stage_of_anything_else(story: Story) -> None:
    story.given(some.worry(), on="1 Sep 2025")
    story.given(some.planned(review_on=day("12 Dec 2025")), on="2 Sep 2025")
    story.given(some.request(), on="3 Sep 2025")
    assert story.stage(NEEDS_ASSESSMENT) is na.REQUESTED


def test_another_request_joins_the_clock_of_the_earliest_and_moves_nothing_back(story: Story) -> None:
    story.given(some.request(Requester.SCHOOL), on="10 Sep 2025")
    story.given(some.family_asked(), on="12 Sep 2025")
    story.when(na.AGREE, some.agreed(), on="8 Oct 2025").then(na.ASSESSING)
    story.given(some.request_joined(), on="9 Oct 2025")
    assert story.stage(NEEDS_ASSESSMENT) is na.ASSESSING
    story.given(some.request_joined(), on="3 Sep 2025", written="10 Oct 2025")
    assert story.reading(na.FINAL_PLAN, "10 Oct 2025").due == day("21 Jan 2026")


def test_a_word_from_a_nursery_starts_the_same_clock(story: Story) -> None:
    story.given(na.BroughtToAttention(worrier=na.Worrier.EARLY_YEARS, why="Not talking"), on="1 Sep 2025")
    assert story.reading(na.FINAL_PLAN, "1 Sep 2025").due == day("19 Jan 2026")


def test_a_setting_asks_with_the_family_happy_or_says_why_not(story: Story) -> None:
    sent = na.RequestSent(why="Help so far is not enough.")
    story.given(some.happy_to_ask(Answer.NOT_REACHED), on="8 Jan 2025")
    story.when(na.ASK, sent, on="10 Jan 2025").not_ready(missing=[na.FAMILY_HAPPY_TO_ASK])
    why = {na.FAMILY_HAPPY_TO_ASK: "Tried three times; it cannot wait."}
    assert story.when(na.ASK, sent, on="10 Jan 2025", reasons=why).judged(na.SENT).gone_without
    assert story.readings(na.DECIDE, "10 Jan 2025") == []


def test_whoever_asked_may_take_the_request_back(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    story.given(na.RequestWithdrawn(), on="8 Sep 2025")
    assert story.stage(NEEDS_ASSESSMENT) is na.WITHDRAWN
    assert story.reading(na.DECIDE, "9 Sep 2025").status is Status.FELL_AWAY


def test_a_request_a_year_after_a_refusal_has_a_story_and_clocks_of_its_own(refused: Story) -> None:
    refused.given(some.request(), on="1 Sep 2026")
    assert [one.stage for one in refused.case.strands_of("needs-assessment")] == ["refused", "requested"]
    assert refused.readings(na.DECIDE, "1 Sep 2026")[-1].due == day("13 Oct 2026")


def test_a_request_said_to_be_a_new_one_is_a_new_one(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    story.given(some.request(), on="1 Oct 2025", strand=New.STRAND)
    assert len(story.readings(na.DECIDE, "1 Oct 2025")) == 2


# Deciding


def test_the_authority_may_not_decide_before_asking_the_family(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    story.when(na.AGREE, some.agreed(), on="8 Oct 2025").not_ready(missing=[na.FAMILY_CONSULTED])
    story.when(na.REFUSE, some.refused(), on="8 Oct 2025").not_ready(missing=[na.FAMILY_CONSULTED])
    assert story.reading("family-invited", "9 Sep 2025").status is Status.OVERDUE
    assert story.reading("others-informed", "8 Sep 2025").due == day("8 Sep 2025")


def test_a_move_from_the_wrong_place_says_where_it_starts_from(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    tried = story.when(na.FINISH, some.final(), on="8 Oct 2025")
    tried.not_ready(missing=[na.FAMILY_HAD_ITS_DAYS], possible_from=[na.DRAFTED])


def test_an_exception_adds_no_days_and_is_shown(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    excused = na.TimeLimitExcused(
        ground=na.AuthorityGround.AWAY,
        starts_on=day("8 Sep 2025"),
        ends_on=day("10 Oct 2025"),
        because="The family could not be met.",
        decided_by="Head of SEN",
    )
    story.given(excused, on="10 Oct 2025")
    reading = story.reading(na.DECIDE, "20 Oct 2025")
    assert (reading.due, reading.status) == (day("13 Oct 2025"), Status.DISAPPLIED)
    assert "no days are added" in reading.working[-1]


def test_a_decision_that_is_not_on_record_is_not_called_late_for_ever(story: Story) -> None:
    story.given(some.request(), on="12 Mar 2025")
    story.given(some.final(), on="27 Feb 2026")
    assert story.reading(na.DECIDE, "19 Apr 2026").status is Status.FELL_AWAY
    assert story.reading(na.PLAN_OR_NOT, "19 Apr 2026").status is Status.FELL_AWAY
    assert story.reading(na.FINAL_PLAN, "19 Apr 2026").days_late == 212


# Advice and the draft


def test_each_adviser_has_six_weeks_of_their_own(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    story.given(some.asked_for(Adviser.PSYCHOLOGY), on="13 Oct 2025")
    story.given(some.asked_for(Adviser.HEALTH), on="20 Oct 2025")
    story.given(some.advice(Adviser.HEALTH), on="1 Dec 2025")
    psychology, health = story.readings(na.ADVICE, "25 Nov 2025")
    assert (psychology.due, psychology.status) == (day("24 Nov 2025"), Status.OVERDUE)
    assert (health.due, health.status) == (day("1 Dec 2025"), Status.RUNNING)
    assert story.readings(na.ADVICE, "1 Dec 2025")[1].status is Status.MET


def test_late_advice_is_gone_without_for_a_reason_and_the_reason_is_kept(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    story.given(some.agreed(), on="13 Oct 2025")
    story.given(some.asked_for(Adviser.PSYCHOLOGY), on="14 Oct 2025")
    story.when(na.SERVE_DRAFT, some.draft(), on="1 Dec 2025").not_ready(missing=[na.ADVICE_IN])
    why = {na.ADVICE_IN: "No psychologist; the family knows."}
    record = story.when(na.SERVE_DRAFT, some.draft(), on="1 Dec 2025", reasons=why).then(na.DRAFTED)
    assert record.reasons == {"advice-in": "No psychologist; the family knows."}


def test_no_advice_asked_for_is_said(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    story.given(some.agreed(), on="13 Oct 2025")
    story.when(na.SERVE_DRAFT, some.draft(), on="1 Dec 2025").not_ready(missing=[na.ADVICE_ASKED])
    assert story.reading("advice-sought", "21 Oct 2025").status is Status.OVERDUE


def test_the_family_has_fifteen_days_counting_the_first(drafted: Story) -> None:
    drafted.when(na.FINISH, some.final(), on="15 Dec 2025").not_ready(missing=[na.FAMILY_HAD_ITS_DAYS])
    drafted.when(na.FINISH, some.final(), on="16 Dec 2025").then(na.PLAN_MADE)


def test_unless_the_family_is_content(drafted: Story) -> None:
    drafted.given(na.FamilyContent(), on="5 Dec 2025")
    drafted.when(na.FINISH, some.final(), on="5 Dec 2025").then(na.PLAN_MADE)


def test_a_draft_issued_again_gives_the_family_its_days_again(drafted: Story) -> None:
    drafted.given(some.advice(Adviser.PSYCHOLOGY), on="2 Dec 2025")
    drafted.when(na.SERVE_DRAFT, some.draft(), on="10 Dec 2025").then(na.DRAFTED)
    drafted.when(na.FINISH, some.final(), on="16 Dec 2025").not_ready(missing=[na.FAMILY_HAD_ITS_DAYS])


def test_the_setting_named_must_have_been_asked_and_no_other_will_do(drafted: Story) -> None:
    drafted.given(na.SettingConsulted(setting=Setting("oak")), on="2 Dec 2025")
    assert drafted.reading(na.SETTING_REPLY, "3 Dec 2025").due == day("17 Dec 2025")
    drafted.when(na.FINISH, some.final("elm"), on="16 Dec 2025").not_ready(missing=[na.NAMED_SETTING_ASKED])
    drafted.when(na.FINISH, some.final("oak"), on="16 Dec 2025").then(na.PLAN_MADE)


# A refusal, and the ways on from it


def test_a_refusal_stops_the_twenty_weeks(refused: Story) -> None:
    assert refused.reading(na.FINAL_PLAN, "1 Feb 2026").status is Status.FELL_AWAY
    assert refused.reading(na.DECIDE, "1 Feb 2026").status is Status.MET


def test_an_order_starts_a_new_clock_in_place_of_the_first(refused: Story) -> None:
    refused.given(na.AssessmentOrdered(), on="2 Mar 2026")
    assert refused.stage(NEEDS_ASSESSMENT) is na.ASSESSING
    assert refused.reading(na.ORDER_NOTICE, "3 Mar 2026").due == day("16 Mar 2026")
    assert refused.reading(na.ORDER_NO_PLAN, "3 Mar 2026").due == day("11 May 2026")
    assert refused.reading(na.ORDER_FINAL_PLAN, "3 Mar 2026").due == day("8 Jun 2026")
    first = refused.reading(na.FINAL_PLAN, "3 Mar 2026")
    assert first.status is Status.FELL_AWAY
    assert first.working[-1] == "fell away on Mon 2 Mar 2026: ftt-assess-final runs instead"


def test_an_order_stands_by_itself_where_nothing_before_it_is_on_record(story: Story) -> None:
    story.given(na.AssessmentOrdered(), on="14 Feb 2024")
    assert story.reading(na.ORDER_NO_PLAN, "15 Feb 2024").due == day("24 Apr 2024")
    assert story.reading(na.ORDER_FINAL_PLAN, "15 Feb 2024").due == day("22 May 2024")


def test_a_mediation_agreement_counts_as_an_order(refused: Story) -> None:
    refused.given(na.MediationWanted(), on="20 Oct 2025")
    assert refused.stage(NEEDS_ASSESSMENT) is na.CHALLENGED
    assert refused.reading(na.MEDIATION_ARRANGED, "21 Oct 2025").due == day("19 Nov 2025")
    refused.given(na.MediationAgreed(terms="To assess"), on="2 Mar 2026")
    assert refused.reading(na.ORDER_FINAL_PLAN, "3 Mar 2026").due == day("8 Jun 2026")


def test_giving_way_before_responding_counts_from_the_notice_to_the_tribunal(story: Story) -> None:
    story.given(some.request(), on="16 Dec 2024")
    story.given(na.AppealNotOpposed(), on="21 Feb 2025")
    assert story.reading(na.UNOPPOSED_NOTICE, "22 Feb 2025").due == day("7 Mar 2025")
    assert story.reading(na.UNOPPOSED_NO_PLAN, "22 Feb 2025").due == day("2 May 2025")
    assert story.reading(na.UNOPPOSED_FINAL_PLAN, "22 Feb 2025").due == day("30 May 2025")
    assert story.reading(na.FINAL_PLAN, "22 Feb 2025").status is Status.FELL_AWAY


def test_a_bare_change_of_mind_starts_no_new_clock(refused: Story) -> None:
    refused.when(na.CHANGE_MIND, na.MindChanged(why="New advice"), on="2 Mar 2026").then(na.ASSESSING)
    reading = refused.reading(na.FINAL_PLAN, "3 Mar 2026")
    assert (reading.due, reading.status, reading.days_late) == (day("19 Jan 2026"), Status.OVERDUE, 43)
    assert refused.readings(na.ORDER_FINAL_PLAN, "3 Mar 2026") == []


def test_an_order_to_make_a_plan_asks_for_a_draft_in_five_weeks_and_a_plan_in_eleven(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    story.given(some.no_plan(), on="15 Dec 2025")
    story.given(na.AppealLodged(), on="2 Feb 2026")
    story.given(na.PlanOrdered(), on="2 Mar 2026")
    assert story.stage(NEEDS_ASSESSMENT) is na.TO_BE_MADE
    assert story.reading(na.ORDER_MAKE_DRAFT, "3 Mar 2026").due == day("6 Apr 2026")  # Easter Monday: not moved
    assert story.reading(na.ORDER_MAKE_FINAL, "3 Mar 2026").due == day("18 May 2026")


def test_not_opposing_an_appeal_for_a_plan_counts_from_the_notice(story: Story) -> None:
    story.given(some.no_plan(), on="15 Dec 2025")
    story.given(na.PlanNotOpposed(), on="2 Mar 2026")
    assert story.reading(na.UNOPPOSED_MAKE_DRAFT, "3 Mar 2026").due == day("6 Apr 2026")
    assert story.reading(na.UNOPPOSED_MAKE_FINAL, "3 Mar 2026").due == day("18 May 2026")


def test_a_plan_after_all_leaves_the_twenty_weeks_as_they_were(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    story.given(some.no_plan(), on="15 Dec 2025")
    story.when(na.CHANGE_MIND_ON_PLAN, na.PlanAfterAll(why="New advice"), on="9 Feb 2026").then(na.TO_BE_MADE)
    assert story.reading(na.FINAL_PLAN, "9 Feb 2026").due == day("19 Jan 2026")
    assert story.reading(na.FINAL_PLAN, "9 Feb 2026").status is Status.OVERDUE


def test_what_cannot_be_appealed_is_done_two_weeks_after_it_was_agreed(story: Story) -> None:
    terms = na.MediationAgreedOther(terms="Pay for the sessions missed")
    agreement = story.given(terms, on="15 Nov 2023")
    reading = story.reading(na.AGREEMENT_ACTED_ON, "31 Mar 2024")
    assert (reading.due, reading.status, reading.days_late) == (day("29 Nov 2023"), Status.OVERDUE, 123)
    story.given(na.MediationActedOn(agreement=agreement.id, done="Paid"), on="2 Apr 2024")
    assert story.reading(na.AGREEMENT_ACTED_ON, "3 Apr 2024").status is Status.MET_LATE


def test_each_agreement_is_acted_on_by_itself(story: Story) -> None:
    first = story.given(na.MediationAgreedOther(terms="Pay for the sessions missed"), on="15 Nov 2023")
    story.given(na.MediationAgreedOther(terms="A named officer"), on="16 Nov 2023")
    story.given(na.MediationActedOn(agreement=first.id, done="Paid"), on="20 Nov 2023")
    statuses = [one.status for one in story.readings(na.AGREEMENT_ACTED_ON, "1 Dec 2023")]
    assert statuses == [Status.MET, Status.OVERDUE]


def test_or_on_the_later_day_agreed_in_writing(story: Story) -> None:
    terms = na.MediationAgreedOther(terms="Pay for the sessions missed", later_day=day("15 Dec 2023"))
    story.given(terms, on="15 Nov 2023")
    assert story.reading(na.AGREEMENT_ACTED_ON, "1 Dec 2023").due == day("15 Dec 2023")


def test_a_certificate_takes_three_working_days_however_they_are_counted(story: Story) -> None:
    story.given(na.MediationDeclined(), on="2 Apr 2026")  # the Thursday before Easter
    assert story.reading(na.CERTIFICATE, "2 Apr 2026").due == day("9 Apr 2026")
    story.calendar = replace(ENGLAND, readings={"mediation-certificate-days": "counting_the_first"})
    assert story.reading(na.CERTIFICATE, "2 Apr 2026").due == day("8 Apr 2026")


def test_a_certificate_after_mediation(story: Story) -> None:
    story.given(na.MediationHeld(), on="2 Apr 2026")
    assert story.reading(na.CERTIFICATE_AFTER, "2 Apr 2026").due == day("9 Apr 2026")


@pytest.mark.parametrize(
    ("sent", "due"), [("14 Jul 2025", "23 Sep 2025"), ("1 Dec 2025", "20 Jan 2026"), ("2 Mar 2026", "15 Apr 2026")]
)
def test_the_authority_answers_an_appeal_in_thirty_working_days_without_august_or_christmas(
    story: Story, sent: str, due: str
) -> None:
    story.given(na.AppealSent(), on=sent)
    assert story.reading(na.APPEAL_RESPONSE, sent).due == day(due)


def test_an_appeal_may_be_lodged_by_the_later_of_two_days_but_never_in_august(story: Story) -> None:
    story.given(some.request(), on="1 May 2025")
    story.given(some.refused(), on="20 May 2025")
    story.given(na.CertificateGiven(), on="10 Jul 2025")
    assert story.window(na.APPEAL, "11 Jul 2025").last_day == day("1 Sep 2025")


def test_the_right_to_appeal_is_open_then_used_and_nobody_is_late_in_it(refused: Story) -> None:
    assert refused.window(na.MEDIATION_CONTACT, "14 Oct 2025").last_day == day("13 Dec 2025")
    assert refused.window(na.APPEAL, "14 Oct 2025").standing is Standing.OPEN
    refused.given(na.AppealLodged(), on="20 Oct 2025")
    assert refused.stage(NEEDS_ASSESSMENT) is na.CHALLENGED
    assert refused.window(na.APPEAL, "21 Oct 2025").standing is Standing.USED


def test_the_tribunal_may_agree_with_the_authority(refused: Story) -> None:
    refused.given(na.AppealLodged(), on="20 Oct 2025")
    refused.given(na.AppealDismissed(), on="2 Mar 2026")
    assert refused.stage(NEEDS_ASSESSMENT) is na.UPHELD


# Papers


def test_what_another_body_did_is_kept_even_where_something_was_missing(story: Story) -> None:
    record = story.given(some.final("elm"), on="1 Dec 2025")
    assert story.stage(NEEDS_ASSESSMENT) is na.PLAN_MADE
    assert record.judgement
    assert record.judgement.irregular == ("family-had-its-days", "named-setting-asked")


def test_no_plan_asks_for_the_advice_that_was_asked_for(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    story.given(some.agreed(), on="13 Oct 2025")
    story.given(some.asked_for(Adviser.HEALTH), on="14 Oct 2025")
    story.when(na.DECIDE_NO_PLAN, some.no_plan(), on="1 Dec 2025").not_ready(missing=[na.ADVICE_IN])
    story.given(some.advice(Adviser.HEALTH), on="1 Dec 2025")
    story.when(na.DECIDE_NO_PLAN, some.no_plan(), on="1 Dec 2025").then(na.NO_PLAN)
    assert story.reading(na.PLAN_OR_NOT, "2 Dec 2025").status is Status.MET

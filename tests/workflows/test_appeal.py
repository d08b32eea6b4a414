"""Challenging a decision: mediation, certificates, the tribunal, and what each leaves owed."""

from dataclasses import replace

import pytest

from goldenthread.engine.clocks import Clock, Status
from goldenthread.engine.events import Event, How
from goldenthread.engine.windows import Standing
from goldenthread.workflows import appeal
from goldenthread.workflows import needs_assessment as na
from goldenthread.workflows.appeal import APPEAL_STORY
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.challenging import APPEAL, MEDIATION_CONTACT
from goldenthread.workflows.needs_assessment import NEEDS_ASSESSMENT
from tests.story import Story, day
from tests.workflows import samples as some
from tests.workflows.samples import a_record


@pytest.fixture
def story() -> Story:
    return a_record()


@pytest.fixture
def refused(story: Story) -> Story:
    story.given(some.request(), on="1 Sep 2025")
    story.given(some.refused(), on="13 Oct 2025")
    return story


# Where a challenge is, and where the decision stays


def test_a_challenge_has_a_story_of_its_own_and_the_decision_stays_as_it_was(refused: Story) -> None:
    for event, on, stage in [
        (appeal.MediationWanted(), "20 Oct 2025", appeal.WANTED),
        (appeal.MediationHeld(), "14 Nov 2025", appeal.MEDIATED),
        (appeal.CertificateGiven(), "19 Nov 2025", appeal.CERTIFIED),
        (appeal.AppealLodged(), "1 Dec 2025", appeal.APPEALED),
        (appeal.AppealSent(), "8 Dec 2025", appeal.APPEALED),
        (appeal.AppealAnswered(), "20 Jan 2026", appeal.ANSWERED),
        (appeal.AppealDismissed(), "2 Mar 2026", appeal.DECIDED),
    ]:
        refused.given(event, on=on)
        assert refused.stage(APPEAL_STORY) is stage
        assert refused.stage(NEEDS_ASSESSMENT) is na.REFUSED
    assert len(refused.case.strands_of("appeal")) == 1


@pytest.mark.parametrize(
    ("event", "stage"),
    [
        (appeal.MediationDeclined(), appeal.DECLINED),
        (appeal.MediationNotArranged(), appeal.NOT_ARRANGED),
        (appeal.MediationAgreedToAmend(terms="Two hours"), appeal.AGREED),
        (appeal.AppealWithdrawn(), appeal.WITHDRAWN),
        (appeal.ContentsNotOpposed(), appeal.GAVE_WAY),
        (appeal.PlacementNotOpposed(), appeal.GAVE_WAY),
        (appeal.AppealConceded(what="Will assess"), appeal.GAVE_WAY),
        (appeal.ContentsOrdered(), appeal.DECIDED),
        (appeal.PlacementOrdered(), appeal.DECIDED),
        (appeal.ContinuingOrdered(), appeal.DECIDED),
        (appeal.CeasingUpheld(), appeal.DECIDED),
        (appeal.AssessmentOrdered(), appeal.DECIDED),
    ],
)
def test_it_may_be_known_of_from_any_step(story: Story, event: Event, stage: object) -> None:
    story.given(event, on="2 Mar 2026")
    assert story.stage(APPEAL_STORY) is stage


def test_a_second_challenge_after_the_first_is_over_is_another(refused: Story) -> None:
    refused.given(appeal.AppealLodged(), on="20 Oct 2025")
    refused.given(appeal.AppealWithdrawn(), on="3 Nov 2025")
    refused.given(appeal.MediationWanted(), on="2 Oct 2026")
    assert [one.stage for one in refused.case.strands_of("appeal")] == ["withdrawn", "wanted"]


def test_giving_way_later_with_no_order_starts_nothing(refused: Story) -> None:
    refused.given(appeal.AppealLodged(), on="1 Dec 2025")
    refused.given(appeal.AppealSent(), on="8 Dec 2025")
    refused.given(appeal.AppealConceded(what="It will assess."), on="2 Mar 2026")
    assert refused.reading(appeal.APPEAL_RESPONSE, "3 Mar 2026").status is Status.FELL_AWAY
    assert refused.stage(NEEDS_ASSESSMENT) is na.REFUSED
    refused.given(na.MindChanged(why="The appeal"), on="2 Mar 2026")
    assert refused.reading(na.CONCEDED, "3 Mar 2026").due == day("19 Jan 2026")


# Mediation


def test_mediation_is_arranged_in_thirty_days_weekends_and_all(refused: Story) -> None:
    refused.given(appeal.MediationWanted(), on="1 Dec 2025")
    assert refused.reading(appeal.MEDIATION_ARRANGED, "1 Jan 2026").due == day("31 Dec 2025")
    assert refused.reading(appeal.MEDIATION_ARRANGED, "1 Jan 2026").status is Status.OVERDUE
    refused.given(appeal.MediationHeld(), on="5 Jan 2026")
    assert refused.reading(appeal.MEDIATION_ARRANGED, "5 Jan 2026").status is Status.MET_LATE


def test_a_change_of_mind_leaves_nothing_to_mediate(refused: Story) -> None:
    refused.given(appeal.MediationWanted(), on="20 Oct 2025")
    refused.when(na.CHANGE_MIND, na.MindChanged(why="New advice"), on="27 Oct 2025").then(na.ASSESSING)
    assert refused.reading(appeal.MEDIATION_ARRANGED, "1 Dec 2025").status is Status.FELL_AWAY


def test_mediation_that_cannot_be_arranged_still_ends_in_a_certificate(refused: Story) -> None:
    refused.given(appeal.MediationWanted(), on="1 Dec 2025")
    refused.given(appeal.MediationNotArranged(), on="22 Dec 2025")
    assert refused.reading(appeal.MEDIATION_ARRANGED, "30 Dec 2025").status is Status.FELL_AWAY
    reading = refused.reading(appeal.CERTIFICATE_AFTER, "30 Dec 2025")
    assert (reading.due, reading.status) == (day("29 Dec 2025"), Status.OVERDUE)  # 23, 24 and 29 December
    refused.given(appeal.CertificateGiven(), on="30 Dec 2025")
    assert refused.reading(appeal.CERTIFICATE_AFTER, "30 Dec 2025").status is Status.MET_LATE


def test_a_certificate_takes_three_working_days_however_they_are_counted(story: Story) -> None:
    story.given(appeal.MediationDeclined(), on="2 Apr 2026")  # the Thursday before Easter
    assert story.reading(appeal.CERTIFICATE, "2 Apr 2026").due == day("9 Apr 2026")
    story.calendar = replace(ENGLAND, readings={"mediation-certificate-days": "counting_the_first"})
    assert story.reading(appeal.CERTIFICATE, "2 Apr 2026").due == day("8 Apr 2026")
    story.given(appeal.CertificateGiven(), on="8 Apr 2026")
    assert story.reading(appeal.CERTIFICATE, "8 Apr 2026").status is Status.MET


def test_a_certificate_after_mediation_but_not_after_an_agreement(story: Story) -> None:
    story.given(appeal.MediationHeld(), on="2 Apr 2026")
    assert story.reading(appeal.CERTIFICATE_AFTER, "2 Apr 2026").due == day("9 Apr 2026")
    story.given(appeal.MediationAgreedToAmend(terms="Two hours"), on="2 Apr 2026")
    assert story.reading(appeal.CERTIFICATE_AFTER, "10 Apr 2026").status is Status.FELL_AWAY


def test_the_health_service_hears_of_each_health_issue_in_three_working_days(story: Story) -> None:
    first = story.given(appeal.HealthIssueRaised(what="Occupational therapy"), on="2 Apr 2026")
    story.given(appeal.HealthIssueRaised(what="Physiotherapy"), on="2 Apr 2026")
    story.given(appeal.HealthServiceTold(to=("the health service",), how=How.EMAIL, issue=first.id), on="10 Apr 2026")
    one, other = story.readings(appeal.HEALTH_TOLD, "10 Apr 2026")
    assert (one.due, one.status) == (day("9 Apr 2026"), Status.MET_LATE)
    assert other.status is Status.OVERDUE


# What mediation ended in


def test_what_cannot_be_appealed_is_done_two_weeks_after_it_was_agreed(story: Story) -> None:
    terms = appeal.MediationAgreedOther(terms="Pay for the sessions missed")
    agreement = story.given(terms, on="15 Nov 2023")
    reading = story.reading(appeal.AGREEMENT_ACTED_ON, "31 Mar 2024")
    assert (reading.due, reading.status, reading.days_late) == (day("29 Nov 2023"), Status.OVERDUE, 123)
    story.given(appeal.MediationActedOn(agreement=agreement.id, done="Paid"), on="2 Apr 2024")
    assert story.reading(appeal.AGREEMENT_ACTED_ON, "3 Apr 2024").status is Status.MET_LATE


def test_each_agreement_is_acted_on_by_itself(story: Story) -> None:
    first = story.given(appeal.MediationAgreedOther(terms="Pay for the sessions missed"), on="15 Nov 2023")
    story.given(appeal.MediationAgreedOther(terms="A named officer"), on="16 Nov 2023")
    story.given(appeal.MediationActedOn(agreement=first.id, done="Paid"), on="20 Nov 2023")
    statuses = [one.status for one in story.readings(appeal.AGREEMENT_ACTED_ON, "1 Dec 2023")]
    assert statuses == [Status.MET, Status.OVERDUE]


def test_or_on_the_later_day_agreed_in_writing(story: Story) -> None:
    terms = appeal.MediationAgreedOther(terms="Pay for the sessions missed", later_day=day("15 Dec 2023"))
    story.given(terms, on="15 Nov 2023")
    assert story.reading(appeal.AGREEMENT_ACTED_ON, "1 Dec 2023").due == day("15 Dec 2023")


def test_health_tells_the_authority_in_a_week_what_it_agreed_without_it(story: Story) -> None:
    agreed = story.given(appeal.MediationAgreedWithHealth(terms="A wheelchair assessment"), on="24 Dec 2025")
    assert story.reading(appeal.AGREEMENT_TOLD, "1 Jan 2026").due == day("31 Dec 2025")
    assert story.reading(appeal.AGREEMENT_TOLD, "1 Jan 2026").status is Status.OVERDUE
    assert story.reading(appeal.AGREEMENT_ACTED_ON_BY_HEALTH, "1 Jan 2026").due == day("7 Jan 2026")
    told = appeal.AuthorityToldOfAgreement(to=("the authority",), how=How.EMAIL, agreement=agreed.id)
    story.given(told, on="2 Jan 2026")
    assert story.reading(appeal.AGREEMENT_TOLD, "2 Jan 2026").status is Status.MET_LATE


# The appeal


@pytest.mark.parametrize(
    ("sent", "due"), [("14 Jul 2025", "23 Sep 2025"), ("1 Dec 2025", "20 Jan 2026"), ("2 Mar 2026", "15 Apr 2026")]
)
def test_the_authority_answers_an_appeal_in_thirty_working_days_without_august_or_christmas(
    story: Story, sent: str, due: str
) -> None:
    story.given(appeal.AppealSent(), on=sent)
    assert story.reading(appeal.APPEAL_RESPONSE, sent).due == day(due)


def test_an_answer_may_be_late(story: Story) -> None:
    story.given(appeal.AppealSent(), on="1 Dec 2025")
    assert story.reading(appeal.APPEAL_RESPONSE, "21 Jan 2026").status is Status.OVERDUE
    story.given(appeal.AppealAnswered(), on="21 Jan 2026")
    assert story.reading(appeal.APPEAL_RESPONSE, "21 Jan 2026").days_late == 1


@pytest.mark.parametrize(
    ("given", "last"),
    [("10 Jul 2025", "1 Sep 2025"), ("28 Nov 2025", "2 Jan 2026"), ("31 Jan 2025", "28 Feb 2025")],
)
def test_a_certificate_gives_a_month_that_never_ends_in_august_or_at_christmas(
    story: Story, given: str, last: str
) -> None:
    story.given(appeal.CertificateGiven(), on=given)
    assert story.window(appeal.APPEAL_BY_CERTIFICATE, given).last_day == day(last)


# The time a family has, beside the decision


def test_an_appeal_may_be_lodged_by_the_later_of_two_days_but_never_in_august(story: Story) -> None:
    story.given(some.request(), on="1 May 2025")
    story.given(some.refused(), on="20 May 2025")
    story.given(appeal.CertificateGiven(), on="10 Jul 2025")
    assert story.window(APPEAL, "11 Jul 2025").last_day == day("1 Sep 2025")


@pytest.mark.parametrize(
    ("letter", "last"),
    [("24 Oct 2025", "24 Dec 2025"), ("25 Oct 2025", "2 Jan 2026"), ("31 Dec 2025", "28 Feb 2026")],
)
def test_two_months_from_the_letter(story: Story, letter: str, last: str) -> None:
    story.given(some.refused(), on=letter)
    assert story.window(APPEAL, letter).last_day == day(last)


def test_the_right_to_appeal_is_open_then_used_and_nobody_is_late_in_it(refused: Story) -> None:
    assert refused.window(MEDIATION_CONTACT, "14 Oct 2025").last_day == day("13 Dec 2025")
    assert refused.window(APPEAL, "14 Oct 2025").standing is Standing.OPEN
    refused.given(appeal.AppealLodged(), on="20 Oct 2025")
    assert refused.window(APPEAL, "21 Oct 2025").standing is Standing.USED
    assert refused.window(MEDIATION_CONTACT, "14 Dec 2025").standing is Standing.CLOSED


def test_no_mediation_is_asked_of_a_family_that_appeals_about_the_setting_alone(story: Story) -> None:
    story.given(some.final("elm"), on="13 Oct 2025")
    story.given(appeal.PlacementAppealLodged(), on="20 Oct 2025")
    assert story.window(MEDIATION_CONTACT, "21 Oct 2025").fell_away
    assert story.window(APPEAL, "21 Oct 2025").standing is Standing.USED


def test_a_plan_and_a_no_plan_may_be_challenged_as_well(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    story.given(some.no_plan(), on="15 Dec 2025")
    assert story.window(APPEAL, "16 Dec 2025").last_day == day("15 Feb 2026")
    story.given(na.PlanAfterAll(why="New advice"), on="5 Jan 2026")
    assert story.window(APPEAL, "6 Jan 2026").standing is Standing.CLOSED
    story.given(some.final(), on="2 Feb 2026")
    assert story.window(APPEAL, "3 Feb 2026").last_day == day("2 Apr 2026")


# What the tribunal recommended


def recommended() -> appeal.RecommendationReceived:
    return appeal.RecommendationReceived(recommends="A short break")


def test_a_recommendation_is_answered_in_five_weeks_however_they_are_counted(story: Story) -> None:
    received = story.given(recommended(), on="2 Mar 2026")
    assert story.reading(appeal.RECOMMENDATION_ANSWERED, "7 Apr 2026").due == day("6 Apr 2026")
    assert story.reading(appeal.RECOMMENDATION_ANSWERED, "7 Apr 2026").status is Status.OVERDUE
    answer = appeal.RecommendationAnswered(
        to=(some.MUM,), how=How.LETTER, will_do="Weekly, from May.", recommendation=received.id
    )
    story.given(answer, on="7 Apr 2026")
    assert story.reading(appeal.RECOMMENDATION_ANSWERED, "7 Apr 2026").status is Status.MET_LATE
    story.calendar = replace(ENGLAND, readings={"recommendation-weeks": "counting_the_first"})
    assert story.reading(appeal.RECOMMENDATION_ANSWERED, "7 Apr 2026").due == day("5 Apr 2026")


def test_what_is_about_health_is_owed_by_the_health_service(story: Story) -> None:
    story.given(appeal.HealthMediationWanted(), on="1 Dec 2025")
    story.given(appeal.HealthRecommendationReceived(recommends="Weekly therapy"), on="2 Mar 2026")
    arranged = story.reading(appeal.HEALTH_MEDIATION_ARRANGED, "1 Jan 2026")
    assert (arranged.due, arranged.status) == (day("31 Dec 2025"), Status.OVERDUE)
    answered = story.reading(appeal.HEALTH_RECOMMENDATION_ANSWERED, "7 Apr 2026")
    assert (answered.due, answered.status) == (day("6 Apr 2026"), Status.OVERDUE)
    story.given(appeal.MediationHeld(), on="2 Jan 2026")
    assert story.reading(appeal.HEALTH_MEDIATION_ARRANGED, "3 Jan 2026").status is Status.MET_LATE
    assert {arranged.clock.owed_by.id, answered.clock.owed_by.id} == {"health-service"}
    assert story.readings(appeal.MEDIATION_ARRANGED, "3 Jan 2026") == []
    assert story.readings(appeal.RECOMMENDATION_ANSWERED, "7 Apr 2026") == []


def test_before_the_third_of_april_2018_the_tribunal_could_not_recommend(story: Story) -> None:
    story.given(recommended(), on="2 Apr 2018")
    assert story.readings(appeal.RECOMMENDATION_ANSWERED, "1 Jun 2018") == []
    story.given(recommended(), on="3 Apr 2018")
    assert len(story.readings(appeal.RECOMMENDATION_ANSWERED, "1 Jun 2018")) == 1


@pytest.mark.parametrize("clock", APPEAL_STORY.clocks)
def test_nothing_here_is_owed_by_a_family(clock: Clock) -> None:
    assert clock.owed_by.id in {"authority", "health-service", "mediation-adviser"}

"""Assessing again, with a plan in force: asked, answered in fifteen days, done in fourteen weeks."""

import pytest

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import How
from goldenthread.engine.windows import Standing
from goldenthread.workflows import appeal
from goldenthread.workflows import reassessment as again
from goldenthread.workflows.challenging import APPEAL
from goldenthread.workflows.excuses import AdviserGround, AuthorityGround
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.reassessment import REASSESSMENT
from goldenthread.workflows.vocabulary import Adviser
from tests.story import Story, day
from tests.trace import requirement
from tests.workflows import samples_plan as more
from tests.workflows.samples import MUM, a_record

REQUESTER = again.ReassessmentRequester


def asked(requester: REQUESTER = REQUESTER.PARENT) -> again.ReassessmentAsked:
    return again.ReassessmentAsked(requester=requester, form=How.EMAIL, words="He has changed so much.")


def refused(ground: again.NotAgain) -> again.ReassessmentRefused:
    return more.decided(again.ReassessmentRefused, ground=ground)


@pytest.fixture
def story() -> Story:
    """A request to assess again that arrived on Friday 18 December."""
    story = a_record()
    story.given(asked(), on="18 Dec 2026")
    return story


@pytest.fixture
def assessing(story: Story) -> Story:
    story.when(again.AGREE, more.decided(again.ReassessmentAgreed), on="4 Jan 2027").then(again.ASSESSING)
    return story


@requirement("S2-21", again.ReassessmentRequester, again.ReassessmentAsked)
@pytest.mark.parametrize("requester", list(REQUESTER))
def test_a_parent_the_young_person_the_setting_and_health_may_ask(requester: REQUESTER) -> None:
    story = a_record()
    story.given(asked(requester), on="18 Dec 2026")
    assert story.stage(REASSESSMENT) is again.ASKED
    assert {"parent", "young-person", "senco", "health-service"} <= JOURNEY.may_record(again.ReassessmentAsked)
    assert REQUESTER.YOUNG_PERSON in list(REQUESTER)


def test_it_is_answered_in_fifteen_days_over_christmas(story: Story) -> None:
    reading = story.reading(again.DECIDE, "3 Jan 2027")
    assert (reading.due, reading.days_late) == (day("2 Jan 2027"), 1)  # a Saturday
    story.when(again.AGREE, more.decided(again.ReassessmentAgreed), on="4 Jan 2027").then(again.ASSESSING)
    assert story.reading(again.DECIDE, "5 Jan 2027").status is Status.MET_LATE


def test_the_family_is_asked_what_it_thinks(story: Story) -> None:
    assert story.reading("family-asked-again", "26 Dec 2026").days_late == 1  # due on Christmas Day
    story.given(again.FamilyAskedOfReassessment(to=(MUM,), how=How.LETTER), on="28 Dec 2026")
    assert story.reading("family-asked-again", "29 Dec 2026").status is Status.MET_LATE


def test_the_authority_may_assess_again_by_its_own_decision() -> None:
    story = a_record()
    story.when(again.AGREE, more.decided(again.ReassessmentAgreed), on="4 Jan 2027").then(again.ASSESSING)
    assert story.reading(again.FINAL, "5 Jan 2027").due == day("12 Apr 2027")


@pytest.mark.parametrize("ground", list(again.NotAgain))
def test_within_six_months_a_request_is_valid_decided_and_its_refusal_may_be_challenged(ground: again.NotAgain) -> None:
    story = a_record()
    soon = again.ReassessmentAsked(
        requester=REQUESTER.PARENT, form=How.PHONE, words="Please look again.", last_assessed_on=day("1 Oct 2026")
    )
    story.given(soon, on="18 Dec 2026")
    assert story.reading(again.DECIDE, "19 Dec 2026").status is Status.RUNNING
    story.when(again.REFUSE, refused(ground), on="29 Dec 2026").then(again.REFUSED)
    (window,) = story.windows(APPEAL, "30 Dec 2026")
    assert (window.last_day, window.standing) == (day("28 Feb 2027"), Standing.OPEN)


def test_each_adviser_has_six_weeks_and_advice_is_asked_for_at_once(assessing: Story) -> None:
    assert assessing.reading("advice-sought-again", "12 Jan 2027").days_late == 1
    asks = again.ReassessmentAdviceRequested(adviser=Adviser.PSYCHOLOGY, whom="Dr Ames")
    assessing.given(asks, on="12 Jan 2027")
    reading = assessing.reading(again.ADVICE, "24 Feb 2027")
    assert (reading.due, reading.days_late) == (day("23 Feb 2027"), 1)
    came = again.ReassessmentAdviceReceived(adviser=Adviser.PSYCHOLOGY, author="Dr Ames", says="More than before.")
    assessing.given(came, on="25 Feb 2027")
    assert assessing.reading(again.ADVICE, "26 Feb 2027").status is Status.MET_LATE


def test_the_plan_comes_in_fourteen_weeks_across_easter_and_the_family_has_fifteen_days_with_it(
    assessing: Story,
) -> None:
    assert assessing.reading(again.FINAL, "5 Jan 2027").due == day("12 Apr 2027")
    draft = again.ReassessmentDraftServed(how=How.EMAIL, changes="Section F")
    assessing.when(again.SERVE_DRAFT, draft, on="1 Mar 2027").not_ready(missing=[again.ADVICE_ASKED])
    asks = again.ReassessmentAdviceRequested(adviser=Adviser.PSYCHOLOGY, whom="Dr Ames")
    assessing.given(asks, on="12 Jan 2027", written="1 Mar 2027")
    assessing.when(again.SERVE_DRAFT, draft, on="1 Mar 2027").not_ready(missing=[again.ADVICE_IN])
    why = {again.ADVICE_IN: "The clinic is late; the family knows what is missing."}
    assessing.when(again.SERVE_DRAFT, draft, on="1 Mar 2027", reasons=why).then(again.DRAFTED)
    final = more.decided(again.ReassessedPlanSent, changed="All of F")
    assessing.when(again.FINISH, final, on="15 Mar 2027").not_ready(missing=[again.FAMILY_HAD_ITS_DAYS])
    assessing.when(again.FINISH, final, on="16 Mar 2027").then(again.DONE)
    assert assessing.reading(again.FINAL, "17 Mar 2027").days_late == -27


def test_a_family_that_is_content_need_not_wait(assessing: Story) -> None:
    assessing.given(again.ReassessmentDraftServed(how=How.EMAIL, changes="Section F"), on="1 Mar 2027")
    said = again.FamilyRepliedToReassessment(views="Yes.", wants_to_meet=False)
    assessing.given(said, on="3 Mar 2027")
    assessing.given(again.FamilyContentWithReassessment(), on="3 Mar 2027")
    final = more.decided(again.ReassessedPlanSent, changed="All of F")
    assessing.when(again.FINISH, final, on="4 Mar 2027").then(again.DONE)


def test_a_ground_that_the_law_allows_adds_no_days(assessing: Story) -> None:
    away = again.ReassessmentTimeLimitExcused(
        ground=AuthorityGround.AWAY,
        starts_on=day("1 Feb 2027"),
        ends_on=day("5 Mar 2027"),
        because="The family was abroad, and nobody could meet him.",
        decided_by="Head of SEN",
    )
    assessing.given(away, on="8 Mar 2027")
    reading = assessing.reading(again.FINAL, "13 Apr 2027")
    assert (reading.due, reading.status) == (day("12 Apr 2027"), Status.DISAPPLIED)


def test_an_adviser_may_be_excused_on_a_ground_of_the_law_and_the_advice_stays_owed(assessing: Story) -> None:
    assessing.given(again.ReassessmentAdviceRequested(adviser=Adviser.HEALTH, whom="Dr Ray"), on="5 Jan 2027")
    assessing.given(again.ReassessmentAdviceRequested(adviser=Adviser.PSYCHOLOGY, whom="Mx Poe"), on="5 Jan 2027")
    missed = again.ReassessmentAdviserExcused(
        adviser=Adviser.HEALTH, ground=AdviserGround.MISSED, starts_on=day("1 Feb 2027"), because="The child was ill."
    )
    assessing.given(missed, on="2 Feb 2027")
    health, psychology = assessing.readings(again.ADVICE, "17 Feb 2027")
    assert (health.due, health.status) == (day("16 Feb 2027"), Status.DISAPPLIED)
    assert psychology.status is Status.OVERDUE


def test_that_the_plan_stays_as_it_is_may_be_challenged_too(assessing: Story) -> None:
    stays = more.decided(again.NotChangedByReassessment)
    assessing.given(again.ReassessmentAdviceRequested(adviser=Adviser.HEALTH, whom="Dr Ray"), on="5 Jan 2027")
    assessing.when(again.LEAVE_AS_IT_IS, stays, on="1 Mar 2027").not_ready(missing=[again.ADVICE_IN])
    came = again.ReassessmentAdviceReceived(adviser=Adviser.HEALTH, author="Dr Ray", says="As before.")
    assessing.given(came, on="1 Mar 2027")
    assessing.when(again.LEAVE_AS_IT_IS, stays, on="1 Mar 2027").then(again.UNCHANGED)
    assert assessing.windows(APPEAL, "2 Mar 2027")[0].last_day == day("1 May 2027")


def test_an_order_turns_a_refusal_round_with_days_of_its_own(story: Story) -> None:
    no = story.when(again.REFUSE, refused(again.NotAgain.NOT_NEEDED), on="29 Dec 2026").then(again.REFUSED)
    story.given(appeal.AssessmentOrdered(decision=no.id), on="3 Mar 2027")
    assert story.stage(REASSESSMENT) is again.ASSESSING
    assert story.reading(again.ORDER_NOTICE, "18 Mar 2027").days_late == 1  # due on 17 March
    assert story.reading(again.ORDER_FINAL, "4 Mar 2027").due == day("9 Jun 2027")
    story.given(again.FamilyToldItWillReassess(to=(MUM,), how=How.LETTER), on="18 Mar 2027")
    assert story.reading(again.ORDER_NOTICE, "19 Mar 2027").status is Status.MET_LATE
    story.given(more.decided(again.ReassessedPlanSent, changed="F"), on="9 Jun 2027")
    assert story.reading(again.ORDER_FINAL, "10 Jun 2027").status is Status.MET


def test_an_agreement_in_mediation_counts_as_an_order(story: Story) -> None:
    no = story.when(again.REFUSE, refused(again.NotAgain.NOT_NEEDED), on="29 Dec 2026").then(again.REFUSED)
    story.given(appeal.MediationAgreed(decision=no.id, terms="To assess again"), on="3 Mar 2027")
    assert story.stage(REASSESSMENT) is again.ASSESSING
    assert story.reading(again.ORDER_NOTICE, "18 Mar 2027").days_late == 1  # due on 17 March
    reading = story.reading(again.ORDER_FINAL, "10 Jun 2027")
    assert (reading.due, reading.status) == (day("9 Jun 2027"), Status.OVERDUE)
    assert story.reading("advice-sought-again", "4 Mar 2027").due == day("10 Mar 2027")
    assert story.readings(again.UNOPPOSED_FINAL, "10 Jun 2027") == []


def test_an_appeal_that_is_not_opposed_counts_from_the_notice_to_the_tribunal(story: Story) -> None:
    no = story.when(again.REFUSE, refused(again.NotAgain.NOT_NEEDED), on="29 Dec 2026").then(again.REFUSED)
    lodged = story.given(appeal.AppealLodged(decision=no.id), on="1 Feb 2027")
    story.given(appeal.AppealNotOpposed(decision=no.id), on="17 Feb 2027", strand=lodged.strand)
    assert story.stage(REASSESSMENT) is again.ASSESSING
    assert story.reading(again.UNOPPOSED_NOTICE, "4 Mar 2027").days_late == 1  # due on 3 March
    assert story.reading(again.UNOPPOSED_FINAL, "27 May 2027").days_late == 1  # due on 26 May, across Easter
    assert story.reading("advice-sought-again", "18 Feb 2027").due == day("24 Feb 2027")
    assert story.readings(again.ORDER_NOTICE, "4 Mar 2027") == []
    story.given(again.FamilyToldItWillReassess(to=(MUM,), how=How.LETTER), on="4 Mar 2027")
    assert story.reading(again.UNOPPOSED_NOTICE, "5 Mar 2027").status is Status.MET_LATE
    story.given(more.decided(again.NotChangedByReassessment), on="26 May 2027")
    assert story.reading(again.UNOPPOSED_FINAL, "27 May 2027").status is Status.MET


def test_a_request_taken_back_leaves_nothing_owed(story: Story) -> None:
    story.given(again.ReassessmentWithdrawn(why="He is settled now."), on="21 Dec 2026")
    assert story.stage(REASSESSMENT) is again.WITHDRAWN
    assert story.reading(again.DECIDE, "10 Jan 2027").status is Status.FELL_AWAY

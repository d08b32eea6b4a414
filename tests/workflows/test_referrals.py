"""Asking another service to help: how it works is explained, and where the request is can always be seen."""

from goldenthread.engine.clocks import Status
from goldenthread.engine.commands import New
from goldenthread.engine.events import Answer, How
from goldenthread.workflows import referrals
from goldenthread.workflows.permissions import SpecialistTalkedOver
from goldenthread.workflows.referrals import REFERRAL, ReferralExplained, ReferralSent, Service
from tests.story import Story, day
from tests.trace import requirement
from tests.workflows.samples import MUM, a_record


def sent(ask_again_on: str | None = None, service: Service = Service.MENTAL_HEALTH) -> ReferralSent:
    again = day(ask_again_on) if ask_again_on else None
    return ReferralSent(service=service, to="The clinic", why="He cannot sleep.", ask_again_on=again)


def family_is_happy() -> Story:
    story = a_record()
    story.given(SpecialistTalkedOver(asked=MUM, answer=Answer.YES, specialist="The clinic"), on="27 Feb 2024")
    return story


def test_the_family_is_asked_first_or_there_is_a_reason() -> None:
    story = a_record()
    story.when(referrals.ASK, sent(), on="28 Feb 2024").not_ready(missing=[referrals.FAMILY_HAPPY])
    reasons = {referrals.FAMILY_HAPPY: "His mother asked for it herself."}
    story.when(referrals.ASK, sent(), on="28 Feb 2024", reasons=reasons).then(referrals.SENT)


@requirement("S3-23", ReferralSent, ReferralExplained, referrals.REFERRAL_EXPLAINED)
def test_how_the_service_works_is_explained_and_it_shows_when_it_is_not() -> None:
    story = family_is_happy()
    story.when(referrals.ASK, sent(), on="28 Feb 2024").then(referrals.SENT)  # 29 February lies between
    late = story.reading("referral-explained", "7 Mar 2024")
    assert (late.due, late.status) == (day("6 Mar 2024"), Status.OVERDUE)
    explained = ReferralExplained(
        to=(MUM,),
        how=How.PHONE,
        who_decides="A panel, on Mondays",
        what_happens="A letter in four weeks",
        if_no="The school nurse can see him",
    )
    story.given(explained, on="7 Mar 2024")
    assert story.reading("referral-explained", "8 Mar 2024").status is Status.MET_LATE


@requirement("S3-23", referrals.SENT, referrals.WAITING, referrals.HELPING, referrals.FINISHED)
def test_where_the_request_is_can_be_followed_step_by_step() -> None:
    story = family_is_happy()
    story.when(referrals.ASK, sent(), on="28 Feb 2024").then(referrals.SENT)
    story.given(referrals.ReferralAccepted(wait="Ten weeks; the sleep leaflet helps"), on="18 Mar 2024")
    assert story.stage(REFERRAL) is referrals.WAITING
    assert story.reading("referral-status-told", "18 Mar 2024").due == day("25 Mar 2024")
    told = referrals.FamilyToldWhereItIs(to=(MUM,), how=How.PHONE, what="They will see him in May.")
    story.given(told, on="26 Mar 2024")
    assert story.reading("referral-status-told", "26 Mar 2024").status is Status.MET_LATE
    story.given(referrals.FirstSeen(who="Ms Lund, a therapist"), on="20 May 2024")
    assert story.stage(REFERRAL) is referrals.HELPING
    story.given(referrals.ReferralFinished(advised="A plan for nights", next_step="We look again"), on="12 Jul 2024")
    assert story.stage(REFERRAL) is referrals.FINISHED


@requirement("S3-23", referrals.NOT_TAKEN, referrals.ReferralNotAccepted)
def test_a_no_says_what_else_can_be_done_and_another_service_is_another_story() -> None:
    story = family_is_happy()
    story.when(referrals.ASK, sent(), on="28 Feb 2024").then()
    again = story.when(referrals.ASK, sent(service=Service.GP), on="28 Feb 2024", strand=New.STRAND).then()
    no = referrals.ReferralNotAccepted(why="Too young for them", instead="The health visitor")
    story.given(no, on="18 Mar 2024", strand=story.case.strands_of("referral")[0].id)
    assert [one.stage for one in story.case.strands_of("referral")] == ["not-taken", "sent"]
    assert again.strand == story.case.strands_of("referral")[1].id


def test_a_service_that_does_not_answer_is_asked_again_on_the_day_set() -> None:
    story = family_is_happy()
    story.when(referrals.ASK, sent("25 Mar 2024"), on="28 Feb 2024").then()
    assert story.reading(referrals.ASKED_AGAIN_IN_TIME, "26 Mar 2024").status is Status.OVERDUE
    story.given(referrals.AskedAgain(answer="No answer yet"), on="26 Mar 2024")
    assert story.reading(referrals.ASKED_AGAIN_IN_TIME, "27 Mar 2024").status is Status.MET_LATE

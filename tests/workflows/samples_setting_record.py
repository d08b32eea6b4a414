"""One of each event of a setting's own record that a test needs, filled in briefly."""

from datetime import date
from uuid import UUID

from goldenthread.engine.events import How, PersonId
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.setting_record import agency_visits, consultations, policies, senco
from goldenthread.workflows.setting_record.journey import SETTING_RECORD
from goldenthread.workflows.setting_record.opened import SettingRecordOpened
from goldenthread.workflows.setting_record.vocabulary import PolicyNumber, PostName
from goldenthread.workflows.settings_attended import KindOfSetting
from goldenthread.workflows.vocabulary import Setting
from tests.story import Story, day

PARTNERSHIP_POLICY, ADMISSIONS = PolicyNumber("09.14"), PolicyNumber("09.15")
POST = PostName("senco")
SAM = PersonId(UUID(int=0x5A))


def a_setting(kind: KindOfSetting = KindOfSetting.GROUP_NURSERY) -> Story:
    """Return a setting's own record, opened long ago, in which nothing else has been written yet."""
    story = Story(SETTING_RECORD, ENGLAND)
    story.given(opened(kind), on="1 Sep 2014")
    return story


def policy(
    code: PolicyNumber = PARTNERSHIP_POLICY, version: str = "1", review_on: date | None = None
) -> policies.PolicyAdopted:
    return policies.PolicyAdopted(
        code=code,
        title="Working in partnership with parents",
        version=version,
        contributors=("Mrs Okafor", "Two parents of the forum"),
        signed_by="Mrs Okafor",
        signer=policies.Signer.CHILDMINDER,
        signed_on=day("9 Jan 2025"),
        effective_on=day("1 Feb 2025"),
        changed="The first.",
        refers_to=(PolicyNumber("10.2"), PolicyNumber("07.6")),
        review_on=review_on,
    )


def reviewed(code: PolicyNumber = PARTNERSHIP_POLICY, review_on: date | None = None) -> policies.PolicyReviewed:
    return policies.PolicyReviewed(
        code=code,
        looked_by=("Mrs Okafor",),
        found=policies.ReviewFound.WORDING,
        changed="A general check of the wording.",
        review_on=review_on,
    )


def consultation(subject: consultations.Subject = consultations.Subject.SERVICE) -> consultations.ConsultationOpened:
    return consultations.ConsultationOpened(
        subject=subject,
        what="Open from 7.30, because families asked.",
        version="Draft 2",
        asked="All families, by letter and at the gate, in English and Somali.",
        closes_on=day("31 Mar 2025"),
    )


def a_view() -> consultations.ConsultationView:
    return consultations.ConsultationView(whose="Sam's mum", view="He needs a quiet start.", how=How.IN_PERSON)


def decided() -> consultations.ConsultationDecided:
    return consultations.ConsultationDecided(
        outcome=consultations.Outcome.CHANGED,
        what="Open from 7.30, with a quiet room.",
        views_used="You said: a quiet start. We did: a quiet room.",
    )


def opened(kind: KindOfSetting) -> SettingRecordOpened:
    return SettingRecordOpened(setting=Setting("elm"), kind=kind)


def named(
    post: PostName = POST,
    who: str = "Mr Bell",
    *,
    holding: senco.Holding = senco.Holding.OWN,
    share: str | None = None,
) -> senco.SencoNamed:
    return senco.SencoNamed(post=post, who=who, reached="At the gate", holding=holding, teacher=True, share=share)


def qualified(post: PostName = POST, award: senco.Award = senco.Award.NPQ) -> senco.SencoQualified:
    return senco.SencoQualified(post=post, award=award, evidence="The certificate")


def left(post: PostName = POST) -> senco.SencoLeft:
    return senco.SencoLeft(post=post, handed_over="All papers, to Mrs Okafor")


def visit(child: PersonId = SAM) -> agency_visits.VisitArranged:
    return agency_visits.VisitArranged(
        child=child,
        agency="Speech and language therapy",
        visitor="Ms Lee",
        role="Therapist",
        purpose="To see how he asks for things at snack time",
        on=day("4 Mar 2025"),
    )


def received() -> agency_visits.VisitorReceived:
    return agency_visits.VisitorReceived(came_at="10.00, Mrs Okafor", seen="Her card, and the letter of her service")


def looked_into() -> agency_visits.LookedInto:
    return agency_visits.LookedInto(
        found="The room was left for the telephone.", families_told="Both, at pick-up.", changes="The telephone moves."
    )

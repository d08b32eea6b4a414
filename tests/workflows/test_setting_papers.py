"""A setting's own record, in writing: policies, consultations, the information report, what families can have."""

from goldenthread.engine.clocks import Status
from goldenthread.engine.commands import New
from goldenthread.engine.events import How
from goldenthread.engine.fields import fields
from goldenthread.workflows.setting_record import consultations, information, policies
from goldenthread.workflows.setting_record import sen_information_report as report
from goldenthread.workflows.setting_record.consultations import CONSULTATIONS
from goldenthread.workflows.setting_record.policies import POLICIES
from goldenthread.workflows.setting_record.sen_information_report import SEN_INFORMATION_REPORT
from tests.story import Story, day
from tests.trace import requirement
from tests.workflows import samples_setting_record as some
from tests.workflows.samples_setting_record import a_setting

# Policies


@requirement("S0-8", policies.PolicyAdopted)
@requirement("S0-64", policies.PolicyAdopted, policies.Signer, policies.POLICY_REVIEW)
def test_a_policy_is_in_the_register_with_who_wrote_it_who_signed_it_and_when_it_is_looked_at_next() -> None:
    story = a_setting()
    kept = story.given(some.policy(review_on=day("10 Nov 2025")), on="10 Jan 2025")
    assert story.stage(POLICIES) is policies.KEPT
    asked = fields(policies.PolicyAdopted)
    must = {"title", "version", "contributors", "effective_on", "signed_by", "signer", "signed_on"}
    assert {name for name in must if asked[name].required} == must
    assert kept.clear("signer") is policies.Signer.CHILDMINDER
    assert story.reading(policies.POLICY_REVIEW, "10 Jan 2025").due == day("10 Nov 2025")


@requirement("S0-9", policies.POLICY_REVIEW, policies.PolicyReviewed, policies.ReviewFound)
def test_a_policy_is_looked_at_in_time_and_late_shows_until_it_was() -> None:
    story = a_setting()
    story.given(some.policy(), on="29 Feb 2024")
    assert story.reading(policies.POLICY_REVIEW, "1 Mar 2024").due == day("28 Feb 2025")
    late = story.reading(policies.POLICY_REVIEW, "3 Mar 2025")
    assert (late.status, late.days_late) == (Status.OVERDUE, 3)
    log = story.given(some.reviewed(review_on=day("1 Jun 2025")), on="4 Mar 2025")
    assert log.clear("found") is policies.ReviewFound.WORDING
    assert "changed" in fields(policies.PolicyReviewed)
    again = story.reading(policies.POLICY_REVIEW, "5 Mar 2025")
    assert (again.started_by.id, again.due, again.status) == (log.id, day("1 Jun 2025"), Status.RUNNING)


def test_each_policy_is_looked_at_by_itself_and_one_that_is_needed_no_longer_is_not() -> None:
    story = a_setting()
    story.given(some.policy(), on="10 Jan 2025")
    story.given(some.policy(some.ADMISSIONS), on="10 Feb 2025")
    story.given(some.reviewed(), on="10 Mar 2025")
    found = {
        one.started_by.clear("code"): (one.due, one.status) for one in story.readings("policy-review", "11 Mar 2025")
    }
    assert found == {
        "09.14": (day("10 Mar 2026"), Status.RUNNING),
        "09.15": (day("10 Feb 2026"), Status.RUNNING),
    }
    story.given(policies.PolicyEnded(code=some.ADMISSIONS, why="It is part of 09.14 now."), on="1 Apr 2025")
    over = {one.started_by.clear("code"): one.status for one in story.readings("policy-review", "2 Apr 2026")}
    assert over == {"09.14": Status.OVERDUE, "09.15": Status.FELL_AWAY}


def test_the_time_between_two_looks_is_the_settings_own() -> None:
    assert "months in which a policy is looked at again" in a_setting().journey.local_numbers


@requirement("S4-45", policies.PolicyAdopted)
def test_policies_and_procedures_are_known_by_their_numbers_and_name_each_other() -> None:
    story = a_setting()
    one = story.given(some.policy(), on="10 Jan 2025")
    two = story.given(some.policy(some.ADMISSIONS, version="3"), on="10 Jan 2025")
    assert [record.clear("code") for record in (one, two)] == ["09.14", "09.15"]
    assert one.clear("refers_to") == ("10.2", "07.6")


# What somebody may ask for


@requirement("S0-37", information.PAPER_SUPPLIED, information.Paper.CODE_OF_PRACTICE)
@requirement("S0-40", information.PAPER_SUPPLIED, information.Paper.SENCO_ROLE)
@requirement("S0-66", information.PAPER_SUPPLIED, information.Paper.POLICY)
def test_whoever_asks_for_a_paper_has_it_soon_or_it_shows() -> None:
    story = a_setting()
    asked = [
        story.given(wanted(one), on="17 Apr 2025")
        for one in (information.Paper.CODE_OF_PRACTICE, information.Paper.SENCO_ROLE, information.Paper.POLICY)
    ]
    # Good Friday the 18th and Easter Monday the 21st are not counted: 22, 23, 24, 25 and 28 April are
    assert {one.due for one in story.readings(information.PAPER_SUPPLIED, "17 Apr 2025")} == {day("28 Apr 2025")}
    had = information.PaperSupplied(version="January 2015", how=How.EMAIL, request=asked[0].id)
    story.given(had, on="22 Apr 2025")
    found = [one.status for one in story.readings(information.PAPER_SUPPLIED, "29 Apr 2025")]
    assert found == [Status.MET, Status.OVERDUE, Status.OVERDUE]
    assert asked[2].clear("policy") == some.ADMISSIONS


def wanted(paper: information.Paper) -> information.PaperAskedFor:
    policy = some.ADMISSIONS if paper is information.Paper.POLICY else None
    return information.PaperAskedFor(who="Sam's mum", paper=paper, formats="Large print", policy=policy)


@requirement("S4-3", information.PackIssued)
def test_a_family_is_given_a_pack_of_a_known_version_that_speaks_of_safeguarding_and_prevent() -> None:
    story = a_setting()
    pack = information.PackIssued(
        to=("Sam's mum",), how=How.LETTER, edition=day("1 Sep 2024"), safeguarding=True, prevent=True, also="Hours"
    )
    record = story.given(pack, on="2 Sep 2024")
    assert (record.clear("edition"), record.clear("safeguarding"), record.clear("prevent")) == (
        day("1 Sep 2024"),
        True,
        True,
    )


def test_how_to_complain_is_published_with_its_steps_and_where_else_to_turn() -> None:
    story = a_setting()
    route = information.RoutePublished(
        where="On the door", steps=("Mrs Okafor: 5 days", "The committee: 28 days"), outside="The regulator"
    )
    story.given(route, on="2 Sep 2024")
    assert {"steps", "outside"} <= set(fields(information.RoutePublished))


@requirement("S3-12", information.ContactHoursPublished)
def test_families_know_when_staff_can_be_met_in_person() -> None:
    story = a_setting()
    hours = information.ContactHoursPublished(hours="Mr Bell at the gate, each morning", where="On the door")
    assert story.given(hours, on="2 Sep 2024").kind.told == "Families were told when they can meet staff in person"
    assert fields(information.ContactHoursPublished)["hours"].required


@requirement("S3-34", information.WordingAgreed)
def test_the_words_of_letters_are_looked_at_with_families() -> None:
    story = a_setting()
    words = information.WordingAgreed(forms=("Invitation to a review",), version="2", with_families="Two: shorter.")
    story.given(words, on="2 Sep 2024")
    assert fields(information.WordingAgreed)["with_families"].required


# Asking families


@requirement("S4-29", consultations.VIEWS_HEARD, consultations.ConsultationView, consultations.OUTCOME_TOLD)
def test_a_change_is_decided_on_families_views_and_they_hear_of_it() -> None:
    story = a_setting()
    story.given(some.consultation(), on="3 Mar 2025")
    assert story.stage(CONSULTATIONS) is consultations.ASKING
    tried = story.when(consultations.DECIDE, some.decided(), on="1 Apr 2025")
    tried.not_ready(missing=[consultations.VIEWS_HEARD])
    story.given(some.a_view(), on="5 Mar 2025")
    story.when(consultations.DECIDE, some.decided(), on="1 Apr 2025").then(consultations.DECIDED)
    owed = story.reading("outcome-told", "30 Apr 2025")
    assert (owed.due, owed.status) == (day("29 Apr 2025"), Status.OVERDUE)
    story.given(consultations.ConsultationOutcomeTold(to="All, at the gate"), on="1 May 2025")
    assert story.reading("outcome-told", "2 May 2025").status is Status.MET_LATE
    assert story.stage(CONSULTATIONS) is consultations.TOLD


def test_a_decision_waits_for_nobody_who_does_not_answer() -> None:
    story = a_setting()
    story.given(some.consultation(), on="3 Mar 2025")
    nobody = consultations.NobodyAnswered(tried="At the gate and by telephone")
    story.given(nobody, on="31 Mar 2025")
    story.when(consultations.DECIDE, some.decided(), on="1 Apr 2025").then(consultations.DECIDED)
    assert "yes" in (consultations.NobodyAnswered.__doc__ or "")


@requirement("S3-61", consultations.Subject.POLICY, consultations.ConsultationView, consultations.ConsultationDecided)
def test_families_have_a_say_in_a_policy_and_are_told_what_became_of_it() -> None:
    story = a_setting()
    asked = story.given(some.consultation(consultations.Subject.POLICY), on="3 Mar 2025")
    said = story.given(some.a_view(), on="4 Mar 2025")
    assert asked.clear("subject") is consultations.Subject.POLICY
    assert said.strand == asked.strand
    assert "parent" in {role.id for role in consultations.ConsultationView.recorded_by}
    assert fields(consultations.ConsultationDecided)["views_used"].required


@requirement(
    "S2-34", consultations.Subject.INFORMATION_REPORT, consultations.ConsultationOpened, report.ReportPublished
)
def test_parents_are_asked_about_a_version_of_the_report_and_it_says_what_became_of_their_views() -> None:
    story = a_setting()
    story.given(some.consultation(), on="3 Mar 2025")
    asked = story.given(some.consultation(consultations.Subject.INFORMATION_REPORT), on="4 Mar 2025", strand=New.STRAND)
    assert asked.clear("subject") is consultations.Subject.INFORMATION_REPORT
    assert fields(consultations.ConsultationOpened)["version"].required
    assert fields(report.ReportPublished)["views_used"].required
    assert len(story.case.strands_of("consultations")) == 2


# The information report


def published(version: str = "2025 to 2026") -> report.ReportPublished:
    return report.ReportPublished(version=version, where="On the door", views_used="Shorter words")


def a_school() -> Story:
    story = a_setting()
    story.given(report.ReportDutyNoted(), on="1 Sep 2024")
    return story


def test_a_school_publishes_a_report_once_in_each_school_year() -> None:
    story = a_school()
    story.given(published("2024 to 2025"), on="14 Oct 2024")
    first, second = story.readings(report.SEN_INFO_REPORT, "1 Sep 2025")
    assert (first.due, first.status) == (day("31 Aug 2025"), Status.MET)
    assert (second.due, second.status) == (day("31 Aug 2026"), Status.RUNNING)
    assert story.readings(report.SEN_INFO_REPORT, "1 Sep 2026")[1].status is Status.MISSED


def test_a_setting_that_owes_no_report_is_not_late_with_one() -> None:
    story = a_setting()
    story.given(published(), on="14 Oct 2024")
    assert story.readings(report.SEN_INFO_REPORT, "1 Sep 2026") == []
    ended = a_school()
    ended.given(report.ReportDutyEnded(why="We closed."), on="1 Dec 2024")
    assert ended.reading(report.SEN_INFO_REPORT, "1 Sep 2025").status is Status.FELL_AWAY
    assert ended.stage(SEN_INFORMATION_REPORT) is report.NOT_OWED


def test_what_is_no_longer_so_is_put_right_within_the_year() -> None:
    story = a_school()
    story.given(published("2024 to 2025"), on="14 Oct 2024")
    story.given(report.InformationChanged(what="Mr Bell is SENCO now."), on="3 Feb 2025")
    assert story.reading("report-revised", "4 Mar 2025").due == day("3 Mar 2025")
    assert story.reading("report-revised", "4 Mar 2025").status is Status.OVERDUE
    story.given(published("2024 to 2025, second"), on="5 Mar 2025")
    assert story.reading("report-revised", "6 Mar 2025").status is Status.MET_LATE

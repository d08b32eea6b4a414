"""Signposting: impartial advice at each step, help from others with the family's agreement, and what came of it."""

from datetime import date

import msgspec
import pytest

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import Answer, Event, How, RecordId, Seen
from goldenthread.engine.fields import fields
from goldenthread.workflows import directory, signposting
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.concern import ConcernTakenOn
from goldenthread.workflows.directory import FamilyHelp, Help
from goldenthread.workflows.people import ANYONE, PARENT, SUPPORTER
from goldenthread.workflows.signposting import SIGNPOSTING, CameOfIt, Format, Helpful, RouteStage, to_offer
from tests.story import Story, day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows.samples import MUM, a_record

MARLAND = (
    {"service": "Marland IAS", "help": "impartial-advice", "what_for": "Advice", "checked_on": "2026-05-04"},
    {"service": "Marland Families", "help": "information-service", "what_for": "Childcare and groups"},
    {"service": "Parents of Marland", "help": "parent-forum", "what_for": "A forum", "checked_on": "2025-10-31"},
    {"service": "Marland Families Together", "for_family": "drugs-and-alcohol", "what_for": "Help at home"},
)


@pytest.fixture
def story() -> Story:
    return a_record()


def advice() -> signposting.AdviceOffered:
    return signposting.AdviceOffered(
        to=(MUM,),
        how=How.IN_PERSON,
        service="Marland IAS",
        helps_with="Asking for an assessment",
        supporter="Somebody can come to the meeting.",
        checked_on=day("4 May 2026"),
    )


def explained(stage: RouteStage) -> signposting.RouteExplained:
    return signposting.RouteExplained(to=(MUM,), how=How.IN_PERSON, stage=stage, given="The leaflet, and a talk")


def offered(kind: Help, service: str = "Parents of Marland") -> signposting.HelpOffered:
    return signposting.HelpOffered(
        help=kind, service=service, authority="Marland", why="To feel less alone", how=How.IN_PERSON
    )


def heard(offer: RecordId, came_of_it: CameOfIt = CameOfIt.HELPED) -> signposting.ResultHeard:
    return signposting.ResultHeard(came_of_it=came_of_it, offer=offer)


def talked_over(answer: Answer) -> signposting.ReferralTalkedOver:
    return signposting.ReferralTalkedOver(asked=MUM, answer=answer, service="Family support")


def information(item: str, kind: Help, language: str = "English") -> signposting.InformationGiven:
    return signposting.InformationGiven(item=item, on_what=kind, form=Format.EASY_READ, language=language)


def contact(answer: Answer) -> signposting.ContactMayBeGiven:
    return signposting.ContactMayBeGiven(
        given_by=MUM,
        authority="Herself",
        scope="Her name and number",
        answer=answer,
        evidence=How.FORM,
        group="Parents of Marland",
    )


# Impartial advice, at each step


STEPS: list[Event] = [
    ConcernTakenOn(why="Noise stops him eating."),
    some.request(),
    some.refused(),
    some.no_plan(),
    some.draft(),
    some.final(),
]


@requirement("S1-22", signposting.AdviceOffered, signposting.ADVICE)
@pytest.mark.parametrize("event", STEPS)
def test_impartial_advice_is_owed_at_each_step_and_offered(story: Story, event: Event) -> None:
    story.given(event, on="6 Jan 2025")
    assert story.stage(SIGNPOSTING) is signposting.OFFERING
    reading = story.reading(signposting.ADVICE, "14 Jan 2025")
    assert (reading.due, reading.status) == (day("13 Jan 2025"), Status.OVERDUE)
    story.given(advice(), on="14 Jan 2025")
    assert story.reading(signposting.ADVICE, "14 Jan 2025").status is Status.MET_LATE


@requirement("S1-22", signposting.ADVICE)
def test_what_was_offered_at_one_step_is_offered_again_at_the_next(story: Story) -> None:
    story.given(some.request(), on="6 Jan 2025")
    story.given(advice(), on="7 Jan 2025")
    assert story.reading(signposting.ADVICE, "8 Jan 2025").status is Status.MET
    story.given(some.refused(), on="10 Feb 2025")
    assert story.reading(signposting.ADVICE, "11 Feb 2025").due == day("17 Feb 2025")
    assert story.reading(signposting.ADVICE, "18 Feb 2025").status is Status.OVERDUE
    assert len(story.case.strands_of("signposting")) == 1


@requirement("S1-22", signposting.SupporterJoined)
def test_an_independent_supporter_may_come_along_and_be_a_party(story: Story) -> None:
    joined = signposting.SupporterJoined(
        supporter="Mr Ito", comes_from="Marland IAS", comes_to="Every meeting", may_have="The draft"
    )
    story.given(joined, on="14 Jan 2025")
    assert SUPPORTER in signposting.SupporterJoined.recorded_by
    assert SUPPORTER in ANYONE
    assert {"comes_to", "may_have"} <= set(fields(signposting.SupporterJoined))


def test_that_advice_was_sought_is_not_asked_about() -> None:
    assert signposting.AdviceOffered not in signposting.RESULT.starts.events


# The way to a plan, and what to offer now


@requirement("S1-19", signposting.RouteExplained, signposting.ROUTE)
def test_the_way_to_a_plan_is_explained_before_and_while_it_is_under_way(story: Story) -> None:
    story.given(ConcernTakenOn(why="Noise"), on="6 Jan 2025")
    assert story.reading(signposting.ROUTE, "21 Jan 2025").days_late == 1
    story.given(explained(RouteStage.BEFORE), on="21 Jan 2025")
    assert story.reading(signposting.ROUTE, "21 Jan 2025").status is Status.MET_LATE
    story.given(some.request(), on="3 Feb 2025")
    running = story.reading(signposting.ROUTE, "3 Feb 2025")
    assert (running.due, running.status) == (day("17 Feb 2025"), Status.RUNNING)
    record = story.given(explained(RouteStage.DURING), on="4 Feb 2025")
    assert story.reading(signposting.ROUTE, "5 Feb 2025").status is Status.MET
    assert record.clear("stage") is RouteStage.DURING


@requirement("S1-26", signposting.WHAT_TO_OFFER, signposting.to_offer, directory.EVERYWHERE)
def test_what_to_offer_now_follows_from_where_the_child_is(story: Story) -> None:
    offers: list[tuple[Help, ...]] = []
    for event, on in ((some.request(), "6 Jan 2025"), (some.refused(), "10 Feb 2025"), (some.draft(), "5 May 2025")):
        story.given(event, on=on)
        told = story.case.story(story.strand(SIGNPOSTING).id)
        offers.append(to_offer([one.kind for one in told]))
    asked, no, draft = offers
    assert all(Help.IMPARTIAL_ADVICE in one for one in offers)
    assert Help.TRIBUNAL_HELP in no
    assert Help.TRIBUNAL_HELP not in asked
    assert Help.LEGAL_ADVICE in draft
    assert to_offer([]) == ()
    (legal,) = (one for one in directory.EVERYWHERE if one.help is Help.LEGAL_ADVICE)
    assert "checking" in legal.what_for
    assert "old statement" in legal.what_for


# Help from others


@requirement("S1-18", signposting.HelpOffered, Help.FAMILY_SUPPORT)
@requirement("S1-20", signposting.HelpOffered, Help.INFORMATION_SERVICE)
@requirement("S1-23", signposting.HelpOffered, Help.VOLUNTARY_GROUP, Help.TRIBUNAL_HELP)
@requirement("S1-24", signposting.HelpOffered, Help.LEGAL_ADVICE)
@requirement("S2-40", signposting.HelpOffered, Help.IMPARTIAL_ADVICE, Help.PARENT_FORUM, Help.CHARTER, Help.LOCAL_OFFER)
@requirement("S3-19", signposting.HelpOffered, Help.PEER_CONTACT)
@requirement("S3-21", signposting.HelpOffered, signposting.RESULT, signposting.ResultHeard)
@pytest.mark.parametrize("kind", list(Help))
def test_the_family_is_pointed_to_somebody_and_asked_what_came_of_it(story: Story, kind: Help) -> None:
    wanted = {
        Help.FAMILY_SUPPORT,
        Help.INFORMATION_SERVICE,
        Help.VOLUNTARY_GROUP,
        Help.TRIBUNAL_HELP,
        Help.LEGAL_ADVICE,
        Help.IMPARTIAL_ADVICE,
        Help.PARENT_FORUM,
        Help.CHARTER,
        Help.LOCAL_OFFER,
        Help.PEER_CONTACT,
    }
    assert wanted <= set(Help)
    offer = story.given(offered(kind), on="2 Dec 2024")
    # Twenty working days after Mon 2 Dec, without Christmas, Boxing Day and New Year's Day.
    assert story.reading(signposting.RESULT, "2 Dec 2024").due == day("2 Jan 2025")
    assert story.reading(signposting.RESULT, "3 Jan 2025").status is Status.OVERDUE
    story.given(heard(offer.id), on="3 Jan 2025")
    assert story.reading(signposting.RESULT, "3 Jan 2025").status is Status.MET_LATE
    assert not fields(signposting.HelpOffered)["help"].clear


def test_to_leave_an_offer_or_not_to_say_is_as_good_an_answer(story: Story) -> None:
    for came_of_it in (CameOfIt.LEFT, CameOfIt.NOT_SAID):
        offer = story.given(offered(Help.PEER_CONTACT), on="2 Dec 2024")
        record = story.given(heard(offer.id, came_of_it), on="3 Dec 2024")
        assert "refus" not in record.kind.told
    assert [one.status for one in story.readings(signposting.RESULT, "4 Dec 2024")] == [Status.MET, Status.MET]


@requirement("S1-21", signposting.REFER, signposting.FAMILY_HAPPY_WITH_REFERRAL, signposting.ReferralTalkedOver)
@requirement("S1-21", Help.SUPPORT_GROUP, signposting.RESULT, signposting.ResultHeard, signposting.Referred)
def test_the_setting_gets_in_touch_with_somebody_if_the_family_would_like_it(story: Story) -> None:
    assert Help.SUPPORT_GROUP in Help
    referred = signposting.Referred(service="The children's centre", said="A mother would like to come on Tuesdays.")
    needs = [signposting.FAMILY_HAPPY_WITH_REFERRAL]
    story.when(signposting.REFER, referred, on="2 Dec 2024").not_ready(missing=list(needs))
    story.given(talked_over(Answer.NO), on="2 Dec 2024")
    story.when(signposting.REFER, referred, on="2 Dec 2024").not_ready(missing=list(needs))
    story.given(talked_over(Answer.YES), on="3 Dec 2024")
    made = story.when(signposting.REFER, referred, on="3 Dec 2024").then(signposting.OFFERING)
    assert story.reading(signposting.RESULT, "4 Dec 2024").status is Status.RUNNING
    story.given(heard(made.id), on="9 Dec 2024")
    assert story.reading(signposting.RESULT, "9 Dec 2024").status is Status.MET


@requirement("S3-45", signposting.ContactMayBeGiven, signposting.CONTACT_PERMITTED, signposting.PUT_IN_TOUCH)
def test_how_to_reach_a_parent_is_passed_on_with_her_permission(story: Story) -> None:
    given = signposting.ContactGiven(group="Parents of Marland", what="Her name and number")
    story.when(signposting.PUT_IN_TOUCH, given, on="2 Dec 2024").not_ready(missing=[signposting.CONTACT_PERMITTED])
    story.given(contact(Answer.YES), on="2 Dec 2024")
    story.when(signposting.PUT_IN_TOUCH, given, on="3 Dec 2024").then(signposting.OFFERING)
    story.given(contact(Answer.NO), on="4 Dec 2024")
    story.when(signposting.PUT_IN_TOUCH, given, on="4 Dec 2024").not_ready(missing=[signposting.CONTACT_PERMITTED])


# Information


@requirement("S1-25", signposting.InformationGiven, signposting.Format, Help.CONDITION)
def test_information_on_a_condition_is_given_in_a_form_and_a_language_they_can_use(story: Story) -> None:
    item = information("Living with epilepsy, 2024", Help.CONDITION, "Polish")
    record = story.given(item, on="2 Dec 2024")
    required = {name for name, one in fields(signposting.InformationGiven).items() if one.required}
    assert required == {"item", "on_what", "form", "language"}
    assert record.happened_on == day("2 Dec 2024")
    assert signposting.Format.EASY_READ in signposting.Format


@requirement("S1-27", signposting.FeedbackOnInformation, signposting.Helpful)
def test_the_family_may_say_whether_it_was_helpful(story: Story) -> None:
    given = story.given(information("Living with epilepsy, 2024", Help.CONDITION), on="2 Dec 2024")
    feedback = signposting.FeedbackOnInformation(helpful=Helpful.PARTLY, words="Shorter", information=given.id)
    record = story.given(feedback, on="9 Dec 2024")
    assert record.strand == given.strand
    assert record.clear("helpful") is signposting.Helpful.PARTLY
    assert PARENT in signposting.FeedbackOnInformation.recorded_by


# For the family's own life


@requirement(
    "S4-40",
    signposting.FamilyHelpOffered,
    signposting.FamilyHelpResult,
    FamilyHelp.COMMUNITY,
    FamilyHelp.DRUGS_AND_ALCOHOL,
    FamilyHelp.WELFARE_RIGHTS,
    FamilyHelp.ADULT_EDUCATION,
    FamilyHelp.CHILDCARE,
)
@pytest.mark.parametrize("kind", list(FamilyHelp))
def test_help_for_the_familys_own_life_is_offered_with_its_day_and_stays_private(
    story: Story, kind: FamilyHelp
) -> None:
    assert len(FamilyHelp) >= 5
    offer = signposting.FamilyHelpOffered(
        help=kind, service="Marland Families Together", happy="Yes", checked_on=day("4 May 2026")
    )
    record = story.given(offer, on="1 Jun 2026")
    result = signposting.FamilyHelpResult(came_of_it=CameOfIt.UNDER_WAY, offer=record.id)
    story.given(result, on="8 Jun 2026")
    assert record.happened_on == day("1 Jun 2026")
    assert {one.kept.seen for one in (signposting.FamilyHelpOffered, signposting.FamilyHelpResult)} == {Seen.UNSEEN}
    assert story.case.strands == {}
    assert [name for name, one in fields(signposting.FamilyHelpOffered).items() if one.clear] == [
        "checked_on",
        "person",
    ]


# The directory


@requirement("S2-41", directory.directory, directory.Entry)
@requirement("S1-23", directory.directory, directory.Entry)
def test_each_authority_gives_its_own_names_beside_those_for_everybody() -> None:
    here = directory.directory("Marland", MARLAND)
    assert next(one.service for one in here if one.authority == "Marland") == "Marland IAS"
    assert {one.authority for one in here} == {"Marland", None}
    assert directory.directory("Elsewhere") == directory.EVERYWHERE
    other = directory.directory("Elsewhere", [{**MARLAND[0], "authority": "Marland"}])
    assert other == directory.EVERYWHERE
    assert isinstance(here[0], directory.Entry)


@requirement("S1-23", directory.to_check, directory.CHECKED_AGAIN)
@requirement("S4-40", directory.to_check)
@pytest.mark.parametrize(("today", "unchecked"), [("30 Apr 2026", 0), ("1 May 2026", 1), ("5 Nov 2026", 2)])
def test_an_entry_that_nobody_checked_for_six_months_is_shown(today: str, unchecked: int) -> None:
    checked = [one for one in directory.directory("Marland", MARLAND) if one.checked_on]
    assert len(directory.to_check(checked, day(today), ENGLAND)) == unchecked
    never = directory.to_check(directory.directory("Marland", MARLAND), day("30 Apr 2026"), ENGLAND)
    assert "Marland Families" in [one.service for one in never]


@requirement("S1-24", directory.EVERYWHERE)
def test_there_is_free_legal_advice_for_everybody_and_no_number_is_made_up() -> None:
    assert "IPSEA" in [one.service for one in directory.EVERYWHERE if one.help is Help.LEGAL_ADVICE]
    assert not any(one.reached or one.checked_on for one in directory.EVERYWHERE)


def test_what_is_no_entry_is_not_taken_for_one() -> None:
    with pytest.raises(msgspec.ValidationError):
        directory.directory("Marland", [{"service": "Somebody", "help": "magic", "what_for": "All"}])


def test_a_day_is_read_as_a_day() -> None:
    assert directory.directory("Marland", MARLAND)[0].checked_on == date(2026, 5, 4)

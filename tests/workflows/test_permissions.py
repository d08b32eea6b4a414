"""What was permitted, for whom, what for and how long: and a permission refused holds up nothing."""

from goldenthread.engine.events import Agreement, Answer, Consent, How, LawfulBasis
from goldenthread.engine.law import Force
from goldenthread.engine.needs import Before
from goldenthread.engine.permissions import Standing, permissions
from goldenthread.engine.records import Withdrawn
from goldenthread.workflows import agency_items, safeguarding, sen_support, sharing
from goldenthread.workflows import permissions as permitted
from goldenthread.workflows.agencies import KindOfAgency, ProfessionalInvolved
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.permissions import (
    PhotographPurpose,
    PhotographsPermitted,
    PlanMatter,
    SharingWithAgency,
    SupportGoesOn,
    WorkingWithPlanPermitted,
)
from goldenthread.workflows.settings_attended import KindOfSetting
from tests.story import Story, day
from tests.trace import requirement
from tests.workflows import samples_rights as some
from tests.workflows.samples import a_record


def standings(story: Story, on: str) -> list[Standing]:
    return [one.standing for one in permissions(story.case.story(), day(on))]


def photographs(purpose: PhotographPurpose, answer: Answer) -> PhotographsPermitted:
    return PhotographsPermitted(
        answer=answer,
        given_by="Priya Oak",
        authority="Mother",
        evidence=How.FORM,
        scope="Of Sam at play, kept for this year",
        purpose=purpose,
    )


def test_sharing_is_permitted_to_one_agency_for_one_purpose_and_a_time() -> None:
    story = a_record()
    story.given(some.sharing_with("The physiotherapist", Answer.YES, until=day("31 Mar 2025")), on="2 Dec 2024")
    story.given(some.sharing_with("The doctor", Answer.NO), on="2 Dec 2024")
    assert standings(story, "31 Mar 2025") == [Standing.GIVEN, Standing.REFUSED]
    assert standings(story, "1 Apr 2025") == [Standing.ENDED, Standing.REFUSED]
    assert {"agency", "purpose", "scope"} <= some.asked_always(SharingWithAgency)


def test_what_is_shared_on_a_permission_names_it() -> None:
    story = a_record()
    permission = story.given(some.sharing_with("The doctor", Answer.YES), on="2 Dec 2024")
    event = some.information_shared(LawfulBasis.CONSENT, sharing.Sought.ASKED, permission.id)
    assert story.given(event, on="3 Dec 2024").clear("permission") == permission.id


def test_a_permission_refused_holds_up_nothing_that_is_shared_on_another_ground() -> None:
    story = a_record()
    story.given(some.sharing_with("The doctor", Answer.NO), on="2 Dec 2024")
    record = story.given(some.information_shared(LawfulBasis.LEGAL_OBLIGATION), on="3 Dec 2024")
    assert record in story.case.standing
    assert standings(story, "3 Dec 2024") == [Standing.REFUSED]


def plan_permission(answer: Answer, *matters: PlanMatter) -> WorkingWithPlanPermitted:
    return WorkingWithPlanPermitted(
        answer=answer,
        given_by="Priya Oak",
        authority="Mother",
        evidence=How.IN_PERSON,
        scope="The plan of March",
        setting=some.CHILDMINDER,
        matters=matters,
    )


@requirement("S0-57", WorkingWithPlanPermitted, PlanMatter, SupportGoesOn)
def test_a_child_with_a_plan_has_the_place_and_is_supported_whatever_the_family_answers() -> None:
    story = a_record()
    refused = story.given(plan_permission(Answer.NO, *PlanMatter), on="2 Sep 2024")
    story.given(some.joined(some.CHILDMINDER, KindOfSetting.CHILDMINDER), on="3 Sep 2024")
    story.when(sen_support.START, sen_support.SupportStarted(), on="3 Sep 2024").then(sen_support.SUPPORTED)
    told = SupportGoesOn(to=("Priya Oak",), how=How.IN_PERSON, what_is_done="A quiet corner", answer=refused.id)
    assert story.given(told, on="3 Sep 2024").clear("answer") == refused.id
    assert standings(story, "3 Sep 2024") == [Standing.REFUSED]
    assert "whatever I answer" in WorkingWithPlanPermitted.wording


@requirement("S0-57", WorkingWithPlanPermitted, PlanMatter)
def test_contact_with_agencies_seeing_and_passing_on_the_plan_are_asked_for_one_by_one() -> None:
    story = a_record()
    story.given(plan_permission(Answer.YES, PlanMatter.SEE), on="2 Sep 2024")
    story.given(plan_permission(Answer.NO, PlanMatter.PASS_ON, PlanMatter.CONTACT), on="2 Sep 2024")
    asked = [(one.asked.clear("matters"), one.standing) for one in permissions(story.case.story(), day("3 Sep 2024"))]
    assert asked == [
        ((PlanMatter.SEE,), Standing.GIVEN),
        ((PlanMatter.PASS_ON, PlanMatter.CONTACT), Standing.REFUSED),
    ]


@requirement("S4-28", PhotographsPermitted, PhotographPurpose)
def test_photographs_for_the_record_are_one_permission_and_publicity_is_another() -> None:
    story = a_record()
    story.given(photographs(PhotographPurpose.RECORDS, Answer.YES), on="2 Sep 2024")
    publicity = story.given(photographs(PhotographPurpose.PUBLICITY, Answer.YES), on="2 Sep 2024")
    back = Withdrawn(record=publicity.id, who="Priya Oak")
    story.given(back, on="6 Jan 2025")
    assert standings(story, "5 Jan 2025") == [Standing.GIVEN, Standing.GIVEN]
    assert standings(story, "6 Jan 2025") == [Standing.GIVEN, Standing.WITHDRAWN]


@requirement("S0-46", ProfessionalInvolved, KindOfAgency, SharingWithAgency)
def test_who_works_with_the_child_is_listed_with_how_permission_stands_for_each() -> None:
    story = a_record()
    asked = [some.sharing_with(agency, answer) for agency, answer in (("Speech", Answer.YES), ("CAMHS", Answer.NO))]
    given = [story.given(one, on="2 Sep 2024") for one in asked]
    for number, permission in enumerate([*given, None]):
        involved = ProfessionalInvolved(
            professional=f"Number {number}",
            agency="Speech",
            kind=KindOfAgency.HEALTH,
            what_for="Talking",
            reached="By telephone",
            permission=permission.id if permission else None,
        )
        story.given(involved, on="3 Sep 2024")
    known = {one.asked.id: one.standing for one in permissions(story.case.story(), day("3 Sep 2024"))}
    parties = story.case.story().of(ProfessionalInvolved)
    assert [known.get(one.clear("permission")) for one in parties] == [Standing.GIVEN, Standing.REFUSED, None]


DISCLOSURES = (
    sharing.InformationShared,
    sharing.EntriesShared,
    sharing.SharedWithFamily,
    sharing.PlanDisclosed,
    safeguarding.SafeguardingShared,
    agency_items.ItemPassedOn,
)


def test_no_disclosure_waits_for_a_consent_or_an_agreement() -> None:
    moves = [move for _, move in JOURNEY.moves if issubclass(move.records, DISCLOSURES)]
    needs = [need for move in moves for need in move.needs]
    assert [move.label for move in moves] == ["Pass on what an agency wrote"]
    assert not any(isinstance(need, Before) for need in needs)
    assert not any(issubclass(kind, Agreement | Consent) for need in needs for kind in need.kinds())
    musts = {kind for clock in JOURNEY.clocks if clock.law.force is Force.MUST for kind in clock.stopped_by()}
    assert not any(issubclass(move.records, must) for move in moves for must in musts)


def test_each_consent_says_in_what_words_it_was_asked_and_can_be_taken_back() -> None:
    consents = [one for one in JOURNEY.events.values() if issubclass(one, Consent) and one in permitted.FACTS]
    assert len(consents) == 6
    assert all(one.wording.startswith("I am happy") for one in consents)

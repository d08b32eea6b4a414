"""Others who work with a child: what each does is explained, and everything that passes between us is on record."""

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import How, LawfulBasis, RecordId
from goldenthread.workflows import agencies
from goldenthread.workflows.agencies import (
    AGENCY_WORK,
    AdviceAsked,
    ContactMade,
    InformationRequestAnswered,
    InformationRequested,
    KindOfAgency,
    Naming,
    ProfessionalInvolved,
    ProfessionalLeft,
    Protocol,
    ProtocolApplied,
    RequestEnds,
    RoleExplained,
)
from tests.story import day
from tests.trace import requirement
from tests.workflows import samples
from tests.workflows import samples_rights as some
from tests.workflows.samples import a_record


def therapist() -> ProfessionalInvolved:
    return ProfessionalInvolved(
        professional="Ms Byrne",
        agency="The speech and language service",
        kind=KindOfAgency.HEALTH,
        what_for="Sam's talking",
        reached="By telephone on Tuesdays",
    )


@requirement("S1-17", ProfessionalInvolved, RoleExplained, agencies.ROLE_EXPLAINED)
def test_the_family_knows_what_each_professional_does_and_it_shows_when_they_do_not() -> None:
    story = a_record()
    one = story.given(therapist(), on="17 Apr 2025")  # Good Friday and Easter Monday lie between
    story.given(therapist(), on="17 Apr 2025")
    assert story.stage(AGENCY_WORK) is agencies.HELPING
    told = RoleExplained(to=(samples.MUM,), how=How.IN_PERSON, explained="She helps talking.", professional=one.id)
    story.given(told, on="22 Apr 2025")
    first, second = story.readings("role-explained", "29 Apr 2025")
    assert (first.due, first.status) == (day("28 Apr 2025"), Status.MET)
    assert (second.status, second.days_late) == (Status.OVERDUE, 1)
    story.given(ProfessionalLeft(what_happens_now="Mr Bell goes on with it", professional=one.id), on="18 Jul 2025")


@requirement("S4-32", ProfessionalInvolved, ContactMade)
def test_every_contact_with_an_agency_is_on_record_with_whom_how_and_what_was_said() -> None:
    story = a_record()
    involved = story.given(therapist(), on="2 Dec 2024")
    contact = ContactMade(
        with_whom="Ms Byrne",
        how=How.PHONE,
        about_what="The waiting list",
        said="She sees him in January.",
        family_told="Rang his mum the same day",
        professional=involved.id,
    )
    assert story.given(contact, on="3 Dec 2024").clear("professional") == involved.id
    assert {"with_whom", "how", "about_what", "said"} <= some.asked_always(ContactMade)
    assert {"agency", "kind", "reached"} <= some.asked_always(ProfessionalInvolved)


def requested() -> InformationRequested:
    return InformationRequested(
        who="Dr Hall, the children's clinic",
        how=How.EMAIL,
        what="The last two reviews",
        what_for="To see him on Friday",
        basis=LawfulBasis.PUBLIC_TASK,
    )


def answered(request: RecordId, *sent: RecordId) -> InformationRequestAnswered:
    outcome = RequestEnds.SENT if sent else RequestEnds.NOT_SENT
    return InformationRequestAnswered(request=request, outcome=outcome, basis=LawfulBasis.PUBLIC_TASK, sent=sent)


@requirement("S0-60", InformationRequested, InformationRequestAnswered, RequestEnds, agencies.REQUEST_ANSWERED)
def test_whoever_asks_for_information_has_an_answer_with_its_ground_and_what_was_sent() -> None:
    story = a_record()
    entry = story.given(samples.needs_described(), on="2 Dec 2024")
    asked = story.given(requested(), on="16 Dec 2024")  # Christmas and New Year lie between
    late = story.reading(agencies.REQUEST_ANSWERED, "3 Jan 2025")
    assert (late.due, late.status, late.days_late) == (day("2 Jan 2025"), Status.OVERDUE, 1)
    sent = story.given(answered(asked.id, entry.id), on="6 Jan 2025")
    assert sent.clear("sent") == (entry.id,)
    assert story.reading(agencies.REQUEST_ANSWERED, "7 Jan 2025").status is Status.MET_LATE
    assert {"who", "what", "what_for", "basis"} <= some.asked_always(InformationRequested)
    assert {"outcome", "basis"} <= some.asked_always(InformationRequestAnswered)


@requirement("S4-39", AdviceAsked, Naming)
def test_advice_is_asked_on_record_and_by_leave_and_may_be_asked_without_saying_which_child() -> None:
    assert {"of_whom", "question", "naming", "agreed_by"} <= some.asked_always(AdviceAsked)
    story = a_record()
    question = AdviceAsked(
        of_whom="The autism team",
        question="What helps a four-year-old with noise at lunch?",
        naming=Naming.NOT_NAMED,
        agreed_by="Mrs Okafor",
    )
    assert story.given(question, on="2 Dec 2024").clear("naming") is Naming.NOT_NAMED
    assert "never in passing" in (AdviceAsked.__doc__ or "")


@requirement("S4-36", ProtocolApplied, Protocol)
def test_the_way_of_working_with_others_is_named_with_its_version() -> None:
    assert {"title", "version", "about_what"} <= some.asked_always(ProtocolApplied)
    story = a_record()
    involved = story.given(therapist(), on="2 Dec 2024")
    applied = ProtocolApplied(
        about_what=Protocol.SHARING, title="Sharing in Northshire", version="3, May 2024", applied_to=involved.id
    )
    assert story.given(applied, on="2 Dec 2024").clear("applied_to") == involved.id

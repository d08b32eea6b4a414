"""Who decides for a child and how that is known; and what stays out of everybody's sight."""

from goldenthread.engine.events import Answer
from goldenthread.workflows import looked_after, sen_support
from goldenthread.workflows import needs_assessment as na
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.looked_after import BecameLookedAfter, CarerMayDecide, LookedAfterBy
from goldenthread.workflows.permissions import SpecialistTalkedOver
from goldenthread.workflows.who_decides import (
    CarerBy,
    HowKnown,
    KindOfOrder,
    NamedCarerKnown,
    NoticeRestricted,
    OrderKnown,
    ParentBy,
    ParentKnown,
    PartInLifeEnded,
    Responsibility,
    RestrictedBecause,
    Restriction,
    RestrictionLifted,
)
from tests.story import day
from tests.trace import requirement
from tests.workflows import samples
from tests.workflows import samples_rights as some
from tests.workflows.samples import a_record


def mother() -> ParentKnown:
    return ParentKnown(
        person=some.MUM,
        name="Priya Oak",
        by_what=ParentBy.BIRTH,
        responsibility=Responsibility.YES,
        how_known=HowKnown.TOLD,
    )


def father() -> ParentKnown:
    return ParentKnown(
        person=some.DAD,
        name="Tom Ash",
        by_what=ParentBy.BIRTH,
        responsibility=Responsibility.NOT_KNOWN,
        how_known=HowKnown.NOT_KNOWN,
    )


def test_every_parent_is_written_down_and_it_is_said_how_that_is_known() -> None:
    story = a_record()
    known = [story.given(one, on="2 Sep 2024") for one in (mother(), father())]
    assert [one.clear("person") for one in known] == [some.MUM, some.DAD]
    assert {"responsibility", "how_known", "by_what"} <= some.asked_always(ParentKnown)
    story.given(PartInLifeEnded(entry=known[1].id, how_known=HowKnown.COURT_ORDER), on="6 Jan 2025")


@requirement("S2-3", NamedCarerKnown, CarerBy)
def test_a_named_carer_stands_in_a_parents_place_with_what_gives_them_the_right() -> None:
    story = a_record()
    gran = NamedCarerKnown(
        person=some.GRAN,
        name="Jo Oak",
        authority=CarerBy.SPECIAL_GUARDIAN,
        how_known=HowKnown.COURT_ORDER,
        may_decide="Everything, after talking to his mother where it matters most",
    )
    record = story.given(gran, on="2 Sep 2024")
    assert record.clear("authority") is CarerBy.SPECIAL_GUARDIAN
    assert {"authority", "how_known", "may_decide"} <= some.asked_always(NamedCarerKnown)
    assert {"parent", "senco", "authority"} <= JOURNEY.may_record(NamedCarerKnown)
    # nobody has to prove anything before they are heard: her request starts the clock
    story.given(samples.request(na.Requester.PARENT), on="3 Sep 2024")
    assert story.reading("ehcna-decide", "3 Sep 2024").due == day("15 Oct 2024")


def test_an_order_that_changes_who_decides_says_what_it_decides_and_not_why() -> None:
    story = a_record()
    order = OrderKnown(kind=KindOfOrder.PROHIBITED_STEPS, how_known=HowKnown.COURT_ORDER, decides="No change of school")
    assert story.given(order, on="2 Sep 2024").clear("kind") is KindOfOrder.PROHIBITED_STEPS
    assert {str(one) for one in KindOfOrder} >= {
        "child-arrangements",
        "prohibited-steps",
        "specific-issue",
        "special-guardianship",
        "care",
        "placement",
    }


def test_nobody_can_see_that_an_address_is_protected() -> None:
    story = a_record()
    story.given(mother(), on="2 Sep 2024")
    before = list(some.in_sight(story))
    kept = NoticeRestricted(
        kept_from=some.DAD,
        whose=some.MUM,
        restriction=Restriction.ADDRESS,
        because=RestrictedBecause.SAFETY,
        decided_by="Mrs Rowe",
    )
    restricted = story.given(kept, on="3 Sep 2024")
    story.given(RestrictionLifted(restriction=restricted.id, decided_by="Mrs Rowe"), on="1 Sep 2025")
    assert list(some.in_sight(story)) == before
    assert JOURNEY.may_record(NoticeRestricted) == {"safeguarding-lead", "head", "authority", "social-care"}


def test_a_looked_after_child_has_a_placing_authority_a_basis_and_a_carer_with_a_written_part() -> None:
    story = a_record()
    began = BecameLookedAfter(
        basis=LookedAfterBy.SECTION_20, authority="Northshire", parents_part="They decide, and come to everything"
    )
    story.given(began, on="2 Sep 2024")
    worker = looked_after.SocialWorkerNamed(worker="Ms Gray", reached="By telephone; Mr Kaur stands in")
    story.given(worker, on="2 Sep 2024")
    story.given(looked_after.VirtualSchoolInvolved(who="Mr Stone", reached="By e-mail"), on="2 Sep 2024")
    carer = CarerMayDecide(
        person=some.GRAN,
        carer="Jo Reed",
        may_decide=("Day trips", "Hair cuts"),
        may_not="Where he goes to school",
        written_in="Placement plan of 2 September, signed by all",
    )
    story.given(carer, on="2 Sep 2024")
    assert {"basis", "authority", "parents_part"} <= some.asked_always(BecameLookedAfter)
    assert {"may_decide", "written_in"} <= some.asked_always(CarerMayDecide)
    story.given(looked_after.CeasedToBeLookedAfter(decides_now="His mother"), on="6 Jan 2025")


def test_one_parent_says_yes_and_another_no_and_only_the_specialist_waits_for_a_reason() -> None:
    story = a_record()
    story.when(sen_support.START, sen_support.SupportStarted(), on="2 Sep 2024").then()
    for who, answer in (("Priya Oak", Answer.YES), ("Tom Ash", Answer.NO)):
        story.given(SpecialistTalkedOver(asked=who, answer=answer, specialist="Speech"), on="3 Sep 2024")
    bring = sen_support.SpecialistInvolved(specialist="Speech", why="He is not understood")
    need = sen_support.FAMILY_HAPPY_WITH_SPECIALIST
    story.when(sen_support.BRING_IN_SPECIALIST, bring, on="4 Sep 2024").not_ready(missing=[need])
    story.given(sen_support.SupportGiven(what="Small group", how_it_went="Well"), on="4 Sep 2024")
    reasons = {need: "Both were heard; his mother holds responsibility, and he needs it now."}
    story.when(sen_support.BRING_IN_SPECIALIST, bring, on="5 Sep 2024", reasons=reasons).then()

"""What an agency wrote stays theirs: it goes on by their terms, by their leave, or on a ground that is written down."""

import pytest

from goldenthread.engine.events import Answer, RecordId
from goldenthread.engine.needs import Need
from goldenthread.engine.records import Origin, Withdrawn
from goldenthread.workflows import agency_items
from goldenthread.workflows.agency_items import (
    BEFORE_THE_ORIGINATOR,
    ItemPassedOn,
    ItemReceived,
    Onward,
    OnwardGround,
    OriginatorAsked,
)
from goldenthread.workflows.vocabulary import AGENCY, Setting
from tests.story import Story
from tests.trace import requirement
from tests.workflows import samples_rights as some
from tests.workflows.samples import a_record

MISSING: list[Need] = [agency_items.ORIGINATOR_AGREES]


def report_held(*may_go_to: Onward, settings: tuple[Setting, ...] = ()) -> tuple[Story, RecordId]:
    story = a_record()
    report = ItemReceived(
        title="Speech report",
        originator="The speech and language service",
        author="Ms Byrne",
        says="He follows two words.",
        may_go_to=may_go_to,
        settings=settings,
    )
    return story, story.given(report, on="2 Dec 2024").id


def passed_on(
    item: RecordId,
    where: Onward,
    ground: OnwardGround = OnwardGround.TERMS,
    agreement: RecordId | None = None,
    setting: Setting | None = None,
) -> ItemPassedOn:
    return ItemPassedOn(
        item=item, where=where, whom="Somebody", what_for="To help", ground=ground, agreement=agreement, setting=setting
    )


def leave(item: RecordId, answer: Answer) -> OriginatorAsked:
    return OriginatorAsked(asked="Ms Byrne", answer=answer, to="The clinic", what_for="To see him", item=item)


@requirement("S4-34", ItemReceived, ItemPassedOn, Onward, agency_items.ORIGINATOR_AGREES, agency_items.PASS_ON)
def test_it_goes_to_whom_the_agency_agreed_when_it_sent_it_and_to_nobody_else() -> None:
    story, item = report_held(Onward.FAMILY, Onward.NAMED_SETTING, Onward.PLAN, settings=(some.NURSERY,))
    pass_on = agency_items.PASS_ON
    story.when(pass_on, passed_on(item, Onward.FAMILY), on="3 Dec 2024").then(agency_items.HELD)
    story.when(pass_on, passed_on(item, Onward.PLAN), on="3 Dec 2024").then()
    story.when(pass_on, passed_on(item, Onward.NAMED_SETTING, setting=some.NURSERY), on="3 Dec 2024").then()
    elsewhere = passed_on(item, Onward.NAMED_SETTING, setting=some.SCHOOL)
    story.when(pass_on, elsewhere, on="3 Dec 2024").not_ready(missing=MISSING)
    story.when(pass_on, passed_on(item, Onward.NEXT_SETTING), on="3 Dec 2024").not_ready(missing=MISSING)
    assert {"originator", "author", "may_go_to"} <= some.asked_always(ItemReceived)
    assert ItemReceived.kept is AGENCY


@requirement("S4-34", OriginatorAsked, agency_items.ORIGINATOR_AGREES)
def test_for_anybody_else_the_agency_is_asked_and_may_take_it_back() -> None:
    story, item = report_held(Onward.FAMILY)
    other, pass_on = passed_on(item, Onward.OTHER, OnwardGround.ASKED), agency_items.PASS_ON
    story.when(pass_on, other, on="3 Dec 2024").not_ready(missing=MISSING)
    no = story.given(leave(item, Answer.NO), on="3 Dec 2024")
    refused = passed_on(item, Onward.OTHER, OnwardGround.ASKED, no.id)
    story.when(pass_on, refused, on="3 Dec 2024").not_ready(missing=MISSING)
    yes = story.given(leave(item, Answer.YES), on="4 Dec 2024")
    agreed = passed_on(item, Onward.OTHER, OnwardGround.ASKED, yes.id)
    story.when(pass_on, agreed, on="5 Dec 2024").then()
    story.given(Withdrawn(record=yes.id, who="Ms Byrne"), on="6 Dec 2024")
    story.when(pass_on, agreed, on="9 Dec 2024").not_ready(missing=MISSING)


def test_what_one_item_was_agreed_for_says_nothing_of_another() -> None:
    story, item = report_held(Onward.FAMILY)
    other = story.given(some_letter(), on="3 Dec 2024")
    yes = story.given(leave(other.id, Answer.YES), on="3 Dec 2024")
    crossed = passed_on(item, Onward.OTHER, OnwardGround.ASKED, yes.id)
    story.when(agency_items.PASS_ON, crossed, on="4 Dec 2024").not_ready(missing=MISSING)


def some_letter() -> ItemReceived:
    return ItemReceived(title="A letter", originator="The clinic", author="Dr Hall", says="Seen", may_go_to=())


@requirement("S4-34", OnwardGround, BEFORE_THE_ORIGINATOR)
@pytest.mark.parametrize("ground", [OnwardGround.DUTY, OnwardGround.ORDER, OnwardGround.SAFEGUARDING])
def test_a_duty_an_order_or_a_childs_safety_goes_before_the_agencys_terms_and_is_written_down(
    ground: OnwardGround,
) -> None:
    story, item = report_held()
    made = story.when(agency_items.PASS_ON, passed_on(item, Onward.OTHER, ground), on="3 Dec 2024").then()
    assert made.clear("ground") is ground


def test_it_is_passed_on_without_leave_only_for_a_reason_that_is_kept() -> None:
    story, item = report_held()
    reasons = {agency_items.ORIGINATOR_AGREES: "The service has closed; nobody is left to ask."}
    family = passed_on(item, Onward.FAMILY)
    made = story.when(agency_items.PASS_ON, family, on="3 Dec 2024", reasons=reasons).then()
    assert made.judgement
    assert made.judgement.gone_without == ("originator-agrees",)


def test_what_another_body_passed_on_without_leave_is_written_down_with_what_it_lacked() -> None:
    story, item = report_held()
    record = story.given(passed_on(item, Onward.OTHER), on="3 Dec 2024", origin=Origin.REPORTED)
    assert record.judgement
    assert record.judgement.irregular == ("originator-agrees",)

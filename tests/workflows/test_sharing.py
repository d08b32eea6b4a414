"""What we know goes elsewhere by an entry that says what, to whom and on what ground; and nothing goes beside it."""

import msgspec
import pytest

from goldenthread.engine.calendars import Calendar
from goldenthread.engine.events import Answer, How, LawfulBasis
from goldenthread.engine.fields import fields
from goldenthread.engine.law import Mark
from goldenthread.workflows import safeguarding, sharing
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.safeguarding import (
    COMMENCED,
    GROUNDS,
    SafeguardingGround,
    SafeguardingShared,
    WhyNotAsked,
    grounds_on,
)
from goldenthread.workflows.sharing import (
    DisclosureGround,
    EntriesShared,
    GoesTo,
    InformationShared,
    PlanDisclosed,
    SharedWithFamily,
    Sought,
)
from goldenthread.workflows.vocabulary import AGENCY, CONFIDENTIAL, CORE, HEALTH, OWN_SAY, PRIVATE_TO_PARENT, PROTECTED
from tests.story import day
from tests.trace import requirement
from tests.workflows import samples
from tests.workflows import samples_rights as some
from tests.workflows.samples import a_record

# A listed set


@requirement("S4-33", InformationShared, EntriesShared)
def test_sharing_says_with_whom_what_for_on_what_ground_and_exactly_what() -> None:
    assert {"recipient", "purpose", "what", "basis", "sought"} <= some.asked_always(InformationShared)
    assert {"recipient", "purpose", "entries", "basis", "sought"} <= some.asked_always(EntriesShared)
    story = a_record()
    consent = story.given(some.sharing_with("Speech", Answer.YES), on="2 Dec 2024")
    shared = some.information_shared(LawfulBasis.CONSENT, Sought.ASKED, consent.id)
    assert story.given(shared, on="3 Dec 2024").clear("permission") == consent.id


def test_what_a_setting_writes_reaches_the_authority_only_by_name() -> None:
    story = a_record()
    described = story.given(samples.needs_described(), on="2 Dec 2024")
    story.given(samples.worry(), on="2 Dec 2024")
    assert sharing.reached(story.case.story(), GoesTo.AUTHORITY) == frozenset()
    story.given(some.entries_shared(described.id), on="3 Dec 2024")
    assert sharing.reached(story.case.story(), GoesTo.AUTHORITY) == {described.id}
    assert sharing.reached(story.case.story(), GoesTo.HEALTH) == frozenset()


def test_a_set_has_at_least_one_entry() -> None:
    form = msgspec.to_builtins(some.entries_shared()) | {"tag": "sharing.entries-shared"}
    with pytest.raises(msgspec.ValidationError, match="entries"):
        msgspec.convert(form, EntriesShared, strict=False)


def test_what_the_family_is_given_is_on_record() -> None:
    story = a_record()
    described = story.given(samples.needs_described(), on="2 Dec 2024")
    given = SharedWithFamily(to=(samples.MUM,), how=How.IN_PERSON, what="All of it, read out", entries=(described.id,))
    assert story.given(given, on="2 Dec 2024").clear("entries") == (described.id,)


# Asked, or not asked and why


@requirement("S4-23", InformationShared, Sought)
def test_the_family_is_asked_before_a_concern_goes_to_an_agency_or_it_is_said_why_not() -> None:
    assert "sought" in some.asked_always(InformationShared)
    assert {str(one) for one in Sought} == {"asked", "told", "asked-us", "no-answer", "no-time"}
    story = a_record()
    record = story.given(some.information_shared(sought=Sought.NO_ANSWER), on="2 Dec 2024")
    assert record.clear("sought") is Sought.NO_ANSWER


@requirement("S4-24", SafeguardingShared, WhyNotAsked)
def test_where_asking_would_put_the_child_at_risk_nobody_is_asked_and_the_reason_is_never_left_out() -> None:
    assert "not_asked" in some.asked_always(SafeguardingShared)
    assert WhyNotAsked.RISK in set(WhyNotAsked)
    hint = fields(InformationShared)["sought"].hint
    assert hint
    assert "safeguarding" in hint


# To keep a child safe


def kept_safe(ground: SafeguardingGround = SafeguardingGround.HARM) -> SafeguardingShared:
    return SafeguardingShared(
        ground=ground,
        decided_by="Mrs Rowe",
        decided_at="2 December, 14:10",
        not_asked=WhyNotAsked.RISK,
        recipient="Children's social care",
    )


@requirement("S4-22", SafeguardingShared, SafeguardingGround, GROUNDS)
def test_what_is_shared_to_keep_a_child_safe_says_ground_and_who_decided_and_nobody_sees_that_it_was() -> None:
    story = a_record()
    before = list(some.in_sight(story))
    record = story.given(kept_safe(), on="2 Dec 2024")
    assert record in story.case.standing
    assert list(some.in_sight(story)) == before
    assert {"ground", "decided_by", "decided_at", "not_asked"} <= some.asked_always(SafeguardingShared)
    assert some.clear_fields(SafeguardingShared) == {"entries", "organisation"}
    assert {"teacher", "senco", "parent", "young-person"}.isdisjoint(JOURNEY.may_record(SafeguardingShared))
    assert SafeguardingShared.kept is PROTECTED


@requirement("S4-22", GROUNDS, grounds_on)
def test_the_grounds_are_a_list_with_dates() -> None:
    on = [one.ground for one in grounds_on(day("24 May 2018"), Calendar())]
    assert SafeguardingGround.HARM in on
    assert SafeguardingGround.CONDITION not in on
    assert SafeguardingGround.CONDITION in [one.ground for one in grounds_on(day("25 May 2018"), Calendar())]
    assert {one.ground for one in GROUNDS} == set(SafeguardingGround)


def test_when_the_newest_ground_began_to_bind_is_a_reading_that_a_place_chooses() -> None:
    def may_be_used(on: str, reading: str | None) -> bool:
        calendar = Calendar(readings={COMMENCED: reading} if reading else {})
        return SafeguardingGround.MUST_DISCLOSE in [one.ground for one in grounds_on(day(on), calendar)]

    assert not may_be_used("1 Dec 2026", None)
    assert not may_be_used("28 Jun 2026", "two-months-after-royal-assent")
    assert may_be_used("29 Jun 2026", "two-months-after-royal-assent")
    assert may_be_used("1 Jun 2026", "text-of-1-june-2026")
    assert not may_be_used("1 Dec 2026", "a reading that nobody has")
    newest = [one for one in safeguarding.GROUNDS if one.ground is SafeguardingGround.MUST_DISCLOSE]
    assert {one.law.mark for one in newest} == {Mark.CONTESTED}
    assert all(one.effective_from for one in newest)


# A plan


def test_every_showing_of_a_plan_is_logged_with_a_ground_from_the_list() -> None:
    story = a_record()
    for ground in DisclosureGround:
        shown = PlanDisclosed(ground=ground, recipient="Somebody", parts="All", decided_by="Head of SEN")
        story.given(shown, on="2 Dec 2024")
    logged = [one.clear("ground") for one in story.case.story().of(PlanDisclosed)]
    assert logged == list(DisclosureGround)
    assert len(logged) == 10
    assert {"ground", "recipient", "parts", "decided_by"} <= some.asked_always(PlanDisclosed)
    assert sharing.PLAN_IS_PRIVATE.text == "SEND Regulations 2014, reg. 17"


# What is confidential


@requirement("S4-21", CORE, HEALTH, PRIVATE_TO_PARENT, PROTECTED, CONFIDENTIAL, AGENCY)
def test_each_entry_is_kept_in_a_class_that_decides_who_sees_it() -> None:
    classes = {event.kept.name for event in JOURNEY.events.values() if hasattr(event, "kept")}
    apart = {"private-to-parent", "protected", "confidential", "own-say", "keeping"}
    assert classes == {"core", "health", "agency", *apart}
    every = (CORE, HEALTH, AGENCY, PRIVATE_TO_PARENT, PROTECTED, CONFIDENTIAL, OWN_SAY)
    seen = {one.name: str(one.seen) for one in every}
    assert seen == {
        "core": "shown",
        "health": "counted",
        "agency": "counted",
        "private-to-parent": "unseen",
        "protected": "unseen",
        "confidential": "unseen",
        "own-say": "unseen",
    }


HIDDEN = {PRIVATE_TO_PARENT.name, PROTECTED.name, CONFIDENTIAL.name, OWN_SAY.name}


@requirement("S4-21", PRIVATE_TO_PARENT, PROTECTED, CONFIDENTIAL)
def test_a_story_and_a_clock_are_wholly_in_sight_or_wholly_out_of_it() -> None:
    stories = {one.name: [it for it in one.events if JOURNEY.home_of(it)] for one in JOURNEY.workflows.values()}
    clocks = {one.id: list(one.heeds()) for one in JOURNEY.clocks}
    heard = stories | clocks | {one.id: list(one.heeds()) for one in JOURNEY.windows}
    assert [name for name, events in heard.items() if len({JOURNEY.kept(it).name in HIDDEN for it in events}) > 1] == []


@requirement("S4-21", PRIVATE_TO_PARENT, PROTECTED, CONFIDENTIAL)
def test_no_move_rests_on_what_only_some_may_know_of() -> None:
    needs = [need for _, move in JOURNEY.moves if move.records.kept.name not in HIDDEN for need in move.needs]
    assert not [need.label for need in needs if HIDDEN & {JOURNEY.kept(kind).name for kind in need.kinds()}]

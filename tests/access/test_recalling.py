"""What somebody could see on a day is worked out from what was on record then; and taking back never widens it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.engine.access.emergency import Verdict
from goldenthread.engine.access.policy import Sight
from goldenthread.engine.access.recalling import Remembered
from goldenthread.engine.events import Agreement, Answer, Consent, Event, How, LawfulBasis
from goldenthread.engine.records import EnteredInError, Record, Withdrawn
from goldenthread.workflows.agency_items import ItemPassedOn, ItemReceived, Onward, OnwardGround, OriginatorAsked
from goldenthread.workflows.sharing import EntriesShared
from goldenthread.workflows.vocabulary import Organisation
from goldenthread.workflows.young_person import ParentMayAct, ParentsInvolved, Right, YoungPersonAsked
from tests.access.test_sharing import described, lets, permitted, shared
from tests.access.world import ACCOUNTS, World, person
from tests.story import day
from tests.trace import requirement
from tests.workflows import samples
from tests.workflows import samples_rights as some

READERS = ("senco", "officer", "key-person", "psychologist", "mum", "dad", "sam", "friend", "auditor")
ON, NEXT, LATER, LAST = "2 Dec 2024", "3 Dec 2024", "10 Dec 2024", "11 Dec 2024"
PASSED = ON


@requirement("S4-21", EntriesShared)
def test_the_answer_of_a_day_stays_what_it_was_whatever_is_written_down_afterwards() -> None:
    world = World("the-authority")
    entry = described(world)
    act = world.says("senco", shared(entry.id, to="the-authority"), NEXT)
    before = {on: {one: world.sees(one, on) for one in ACCOUNTS} for on in (ON, NEXT)}
    world.says("senco", EnteredInError(record=act.id, why="The wrong authority"), LATER)
    world.joins("acorns", LATER)
    world.loses_post("officer", LATER)
    world.says("mum", samples.worry(), ON, written=LATER)
    assert {on: {one: world.sees(one, on) for one in ACCOUNTS} for on in (ON, NEXT)} == before
    assert world.sees("officer", LATER) == frozenset()


def test_on_a_day_it_is_asked_with_the_posts_and_the_parts_of_that_day() -> None:
    world = World()
    entry = described(world)
    joined = world.joins("the-authority", NEXT)
    assert world.seeing("officer", ON) is None
    assert world.seeing("officer", NEXT)
    world.leaves(joined, LATER)
    assert world.seeing("officer", LATER) is None
    assert world.is_shown("senco", entry, LATER)
    world.loses_post("senco", LATER)
    assert world.seeing("senco", LATER) is None


def test_an_account_that_was_begun_anew_saw_nothing_from_that_day_until_it_was_confirmed() -> None:
    world = World()
    entry = described(world)
    world.begins_anew("senco", "administrator", NEXT)
    world.confirms("senco", LATER)
    seen = [world.is_shown("senco", entry, on) for on in (ON, NEXT, "9 Dec 2024", LATER, LAST)]
    assert seen == [True, False, False, True, True]
    world.begins_anew("senco", "administrator", LAST)
    assert [world.is_shown("senco", entry, on) for on in (ON, LATER, LAST)] == [True, True, False]


def test_there_was_nothing_to_see_before_it_was_written_down() -> None:
    world = World()
    entry = world.says("senco", samples.worry(), ON, written=LATER)
    assert not world.is_shown("senco", entry, NEXT)
    assert world.is_shown("senco", entry, LATER)
    assert world.seeing("senco", "1 Sep 2024") is None
    assert Remembered((), (), ()).on(day(ON)).case == ()


def test_why_it_was_shown_is_told_by_its_rule_and_the_version_of_the_policy() -> None:
    world = World("the-authority")
    entry = described(world)
    why = world.why("mum", entry, NEXT)
    assert why
    assert why.grant
    assert (why.sight, why.because, why.policy) == (
        Sight.SHOWN,
        "it is their child's record",
        world.rules.policy.version,
    )
    assert world.why("officer", entry, NEXT) is None


def test_what_was_open_in_an_emergency_for_a_part_of_a_day_could_be_seen_on_that_day() -> None:
    world = World("the-authority")
    entry = described(world)
    opened = world.opens_in_emergency("psychologist", NEXT)
    world.opens_in_emergency("officer", NEXT)
    assert not world.is_shown("officer", entry, ON)
    assert world.is_shown("officer", entry, NEXT)
    assert world.is_shown("psychologist", entry, NEXT)
    assert not world.is_shown("key-person", entry, NEXT), "it is open to who opened it"
    assert not world.is_shown("officer", entry, LATER)
    world.reviews(opened, Verdict.WRONG, NEXT)
    assert world.is_shown("psychologist", entry, NEXT), "it was open until somebody said that it should not be"


# Taking back


@dataclass(frozen=True)
class Said:
    """One thing that was said or shared, by whoever it is for to say."""

    what: str
    answer: Answer
    parent: str
    entry: int
    rests_on: int
    basis: LawfulBasis
    where: Onward
    to: str
    until: date | None


SAID = st.builds(
    Said,
    what=st.sampled_from(("permitted", "shared", "involved", "may-act", "lets", "item", "asked", "passed", "yp-asked")),
    answer=st.sampled_from(Answer),
    parent=st.sampled_from(("mum", "dad")),
    entry=st.integers(0, 9),
    rests_on=st.integers(0, 9),
    basis=st.sampled_from((LawfulBasis.CONSENT, LawfulBasis.PUBLIC_TASK)),
    where=st.sampled_from((None, *Onward)),
    to=st.sampled_from(("the-authority", "acorns", "psychology")),
    until=st.sampled_from((None, day(NEXT), day(LAST))),
)


@given(st.lists(SAID, min_size=1, max_size=8), st.integers(0, 20), st.sampled_from((None, PASSED)))
@settings(max_examples=60, deadline=None)
def test_taking_a_permission_back_never_widens_what_anybody_sees(
    said: list[Said], which: int, passed: str | None
) -> None:
    world = World("the-authority", "acorns", "psychology")
    if passed:
        world.says("senco", some.rights_pass(day(passed)), passed)
    described(world)
    world.says("mum", samples.worry(), ON)
    for one in said:
        world.says(*event_of(world, one), NEXT)
    answers = [one for one in world.story.case.records if issubclass(one.kind, (Agreement, Consent))]
    if not answers:
        return
    before = {account: world.sees(account, LAST) for account in READERS}
    earlier = {account: world.sees(account, NEXT) for account in READERS}
    back = world.says("mum", Withdrawn(record=answers[which % len(answers)].id, who="Mum"), LATER)
    for account in READERS:
        assert world.sees(account, LAST) - {back.id} <= before[account], account
        assert world.sees(account, NEXT) == earlier[account], account


def event_of(world: World, one: Said) -> tuple[str, Event]:
    records = world.story.case.records
    entry = records[one.entry % len(records)]
    said: dict[str, Callable[[], tuple[str, Event]]] = {
        "permitted": lambda: ("mum", permitted(one.until)),
        "shared": lambda: (
            "senco",
            shared(entry.id, to=one.to, basis=one.basis, permission=records[one.rests_on % len(records)].id),
        ),
        "involved": lambda: (
            "sam",
            ParentsInvolved(asked="Sam", answer=one.answer, parent=person(one.parent), in_what="School"),
        ),
        "may-act": lambda: ("sam", may_act(one)),
        "lets": lambda: (one.parent, lets(*((entry.id,) if one.rests_on % 2 else ()))),
        "yp-asked": lambda: ("senco", YoungPersonAsked(how="By herself", words="Ask me.")),
    }
    return said.get(one.what, lambda: ("senco", about_an_item(records, one)))()


def about_an_item(records: tuple[Record, ...], one: Said) -> Event:
    items = [record.id for record in records if record.kind is ItemReceived]
    if one.what == "item" or not items:
        places = (Onward.FAMILY,) if one.rests_on % 2 else (Onward.FAMILY, Onward.PLAN)
        return ItemReceived(title="A letter", originator="Them", author="One", says="Much", may_go_to=places)
    item, answers = items[one.entry % len(items)], [it.id for it in records if it.kind is OriginatorAsked]
    if one.what == "asked":
        return OriginatorAsked(
            asked="One", answer=one.answer, to="Somebody", what_for="To plan", item=item, where=one.where
        )
    return ItemPassedOn(
        item=item,
        where=one.where or Onward.OTHER,
        whom="Somebody",
        what_for="To plan",
        ground=OnwardGround.ASKED if answers and one.rests_on % 2 else OnwardGround.TERMS,
        agreement=answers[one.rests_on % len(answers)] if answers else None,
        organisation=Organisation(one.to),
    )


def may_act(one: Said) -> ParentMayAct:
    return ParentMayAct(
        given_by="Sam",
        authority="Her own",
        scope="Appeals",
        answer=one.answer,
        evidence=How.IN_PERSON,
        parent=person(one.parent),
        decisions=(Right.APPEAL,),
        until=one.until,
    )

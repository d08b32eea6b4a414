"""What an agency wrote is read by nobody outside its terms, but by its leave, or on a ground in law on record."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.engine.events import Answer, How, LawfulBasis, RecordId
from goldenthread.engine.records import Record, Withdrawn
from goldenthread.workflows.agency_items import (
    BEFORE_THE_ORIGINATOR,
    ItemPassedOn,
    ItemReceived,
    Onward,
    OnwardGround,
    OriginatorAsked,
)
from goldenthread.workflows.sharing import EntriesShared, GoesTo, SharedWithFamily, Sought
from goldenthread.workflows.vocabulary import Organisation, Setting
from tests.access.world import ACCOUNTS, World
from tests.trace import requirement

ON, NEXT, LATER, LAST = "2 Dec 2024", "3 Dec 2024", "10 Dec 2024", "11 Dec 2024"
EVERYBODY = ("the-authority", "acorns", "far-academy", "psychology", "the-clinic")
THE_FAMILY = {"mum", "dad", "sam"}
HERE = {"senco", "teacher", "lead", "dpo"}


def item(*may_go_to: Onward, settings: tuple[str, ...] = (), organisation: str | None = None) -> ItemReceived:
    return ItemReceived(
        title="Speech report",
        originator="The speech service",
        author="Ms Byrne",
        says="Sounds at the front of words.",
        may_go_to=may_go_to,
        settings=tuple(map(Setting, settings)),
        organisation=Organisation(organisation) if organisation else None,
    )


def passed(
    report: RecordId,
    where: Onward,
    ground: OnwardGround = OnwardGround.TERMS,
    *,
    setting: str | None = None,
    agreement: RecordId | None = None,
    organisation: str | None = None,
) -> ItemPassedOn:
    return ItemPassedOn(
        item=report,
        where=where,
        whom="Whoever works there",
        what_for="To plan",
        ground=ground,
        setting=Setting(setting) if setting else None,
        agreement=agreement,
        organisation=Organisation(organisation) if organisation else None,
    )


def asked(report: RecordId, answer: Answer, where: Onward | None = None, setting: str | None = None) -> OriginatorAsked:
    return OriginatorAsked(
        asked="Ms Byrne",
        answer=answer,
        to="Whoever works there",
        what_for="To plan",
        item=report,
        where=where,
        setting=Setting(setting) if setting else None,
    )


# One by one


@requirement("S4-34", ItemReceived, ItemPassedOn, Onward)
def test_without_terms_it_is_read_where_it_came_in_and_the_family_only_learns_that_there_is_something() -> None:
    world = World(*EVERYBODY)
    report = world.says("senco", item(), ON)
    assert world.shown_to(report, ON) == HERE
    assert world.counted("mum", ON) == {"agency": 1}
    assert world.counted("officer", ON) == {}


def test_the_family_reads_it_where_its_terms_say_so() -> None:
    world = World(*EVERYBODY)
    report = world.says("senco", item(Onward.FAMILY), ON)
    assert world.shown_to(report, ON) == HERE | THE_FAMILY


def test_the_agency_reads_what_it_wrote_whoever_wrote_down_that_it_came() -> None:
    world = World(*EVERYBODY)
    report = world.says("senco", item(organisation="psychology"), ON)
    assert world.shown_to(report, ON) == HERE | {"psychologist"}


def test_a_setting_that_the_terms_name_has_it_once_it_is_passed_on() -> None:
    world = World(*EVERYBODY)
    report = world.says("senco", item(Onward.NAMED_SETTING, settings=("acorns",)), ON)
    assert not world.is_shown("key-person", report, ON)
    world.says("senco", passed(report.id, Onward.NAMED_SETTING, setting="acorns"), NEXT)
    world.says("senco", passed(report.id, Onward.NAMED_SETTING, setting="far-academy"), NEXT)
    assert world.shown_to(report, NEXT) == HERE | {"key-person"}


def test_where_the_agency_itself_writes_it_down_here_whom_it_names_has_it() -> None:
    world = World(*EVERYBODY)
    report = world.says("psychologist", item(Onward.NAMED_SETTING, Onward.PLAN, settings=("elm-primary",)), ON)
    assert world.shown_to(report, ON) == {"psychologist", "officer", "auditor"} | HERE


def test_the_next_setting_and_the_papers_of_a_plan_are_places_of_their_own() -> None:
    world = World(*EVERYBODY)
    report = world.says("senco", item(Onward.NEXT_SETTING, Onward.PLAN), ON)
    world.says("senco", passed(report.id, Onward.NEXT_SETTING, setting="far-academy"), NEXT)
    assert world.shown_to(report, NEXT) == HERE | {"far-senco"}
    world.says("senco", passed(report.id, Onward.PLAN), LATER)
    assert world.shown_to(report, LATER) == HERE | {"far-senco", "officer", "auditor"}


def test_listing_it_among_what_is_shared_does_not_go_round_its_terms() -> None:
    world = World(*EVERYBODY)
    report = world.says("senco", item(Onward.FAMILY), ON)
    listed = EntriesShared(
        goes_to=GoesTo.AUTHORITY,
        recipient="The SEND team",
        entries=(report.id,),
        purpose="For the assessment",
        basis=LawfulBasis.PUBLIC_TASK,
        sought=Sought.TOLD,
        organisation=Organisation("the-authority"),
    )
    world.says("senco", listed, NEXT)
    assert not world.is_shown("officer", report, NEXT)


@pytest.mark.parametrize("ground", BEFORE_THE_ORIGINATOR)
def test_a_duty_an_order_or_a_safeguarding_ground_goes_before_the_terms(ground: OnwardGround) -> None:
    world = World(*EVERYBODY)
    report = world.says("senco", item(), ON)
    world.says("senco", passed(report.id, Onward.OTHER, ground, organisation="the-authority"), NEXT)
    assert world.shown_to(report, NEXT) == HERE | {"officer", "auditor"}


def test_the_agencys_yes_is_to_this_item_and_to_no_other() -> None:
    world = World(*EVERYBODY)
    report, other = world.says("senco", item(), ON), world.says("senco", item(), ON)
    yes = world.says("senco", asked(other.id, Answer.YES), ON)
    act = passed(report.id, Onward.PLAN, OnwardGround.ASKED, agreement=yes.id)
    world.says("senco", act, NEXT)
    assert world.shown_to(report, NEXT) == HERE
    world.says("senco", passed(other.id, Onward.PLAN, OnwardGround.ASKED, agreement=yes.id), NEXT)
    assert world.is_shown("officer", other, NEXT)


@pytest.mark.parametrize("answer", [Answer.NO, Answer.NOT_REACHED])
def test_a_no_and_no_answer_are_no_leave(answer: Answer) -> None:
    world = World(*EVERYBODY)
    report = world.says("senco", item(), ON)
    said = world.says("senco", asked(report.id, answer), ON)
    world.says("senco", passed(report.id, Onward.PLAN, OnwardGround.ASKED, agreement=said.id), NEXT)
    assert world.shown_to(report, NEXT) == HERE


def test_a_later_no_and_taking_a_yes_back_end_the_reading_and_change_nothing_of_the_past() -> None:
    for by_no in (True, False):
        world = World(*EVERYBODY)
        report = world.says("senco", item(), ON)
        yes = world.says("senco", asked(report.id, Answer.YES), ON)
        world.says("senco", passed(report.id, Onward.PLAN, OnwardGround.ASKED, agreement=yes.id), NEXT)
        assert world.is_shown("officer", report, NEXT)
        ending = asked(report.id, Answer.NO) if by_no else Withdrawn(record=yes.id, who="Ms Byrne")
        world.says("senco", ending, LATER)
        assert not world.is_shown("officer", report, LATER)
        assert world.is_shown("officer", report, "9 Dec 2024")


def test_a_later_no_to_one_place_ends_what_the_terms_said_of_it_and_of_no_other() -> None:
    world = World(*EVERYBODY)
    report = world.says("senco", item(Onward.FAMILY, Onward.PLAN), ON)
    world.says("senco", passed(report.id, Onward.PLAN), NEXT)
    world.says("senco", asked(report.id, Answer.NO, Onward.PLAN), LATER)
    assert world.shown_to(report, LATER) == HERE | THE_FAMILY
    world.says("senco", asked(report.id, Answer.NO, Onward.FAMILY), LATER)
    assert world.shown_to(report, LATER) == HERE
    world.says("senco", asked(report.id, Answer.YES, Onward.FAMILY), LAST)
    assert world.shown_to(report, LAST) == HERE | THE_FAMILY


def test_putting_an_item_in_other_words_keeps_its_terms_and_never_widens_them() -> None:
    world = World(*EVERYBODY)
    report = world.says("senco", item(Onward.FAMILY), ON)
    again = world.says("senco", item(Onward.FAMILY, Onward.PLAN), ON, replaces=report, written=NEXT)
    world.says("senco", passed(report.id, Onward.PLAN), LATER)
    assert world.shown_to(again, LATER) == world.shown_to(report, LATER) == HERE | THE_FAMILY
    world.says("senco", item(), ON, replaces=again, written=LATER)
    assert world.shown_to(report, LATER) == HERE


def test_that_a_family_was_given_something_is_no_terms() -> None:
    world = World(*EVERYBODY)
    report = world.says("senco", item(), ON)
    given_ = SharedWithFamily(to=("Mum",), how=How.EMAIL, what="The report", entries=(report.id,))
    world.says("senco", given_, NEXT)
    assert not world.is_shown("mum", report, NEXT)


# Whatever anybody does, in any order


@dataclass(frozen=True)
class Done:
    """One thing that somebody did with one of two items."""

    what: str
    item: int
    where: Onward
    ground: OnwardGround
    setting: str | None
    answer: Answer
    by: str
    terms: tuple[Onward, ...]
    earlier: int


PLACES = ("acorns", "far-academy")
Begun = tuple[tuple[Onward, ...], tuple[str, ...], str]
"""The terms of an item, the settings they name, and who wrote it down."""

DOINGS = st.builds(
    Done,
    what=st.sampled_from(("passed", "asked", "corrected", "listed", "taken-back")),
    item=st.integers(0, 1),
    where=st.sampled_from(Onward),
    ground=st.sampled_from(OnwardGround),
    setting=st.sampled_from((None, *PLACES)),
    answer=st.sampled_from(Answer),
    by=st.sampled_from(("senco", "officer", "key-person", "psychologist")),
    terms=st.lists(st.sampled_from(Onward), unique=True).map(tuple),
    earlier=st.integers(0, 5),
)
TERMS = st.tuples(
    st.lists(st.sampled_from(Onward), unique=True).map(tuple),
    st.lists(st.sampled_from(PLACES), unique=True).map(tuple),
    st.sampled_from(("senco", "psychologist")),
)


@requirement("X-6", ItemReceived, ItemPassedOn, OriginatorAsked)
@given(st.tuples(TERMS, TERMS), st.lists(DOINGS, max_size=7))
@settings(max_examples=80, deadline=None)
def test_nobody_reads_an_item_outside_its_terms_without_a_recorded_duty_or_the_agencys_leave(
    begun: tuple[Begun, ...], done: list[Done]
) -> None:
    world = World(*EVERYBODY)
    items = [world.says(by, item(*terms, settings=places), ON) for terms, places, by in begun]
    said = [do(world, items, one) for one in done]
    for n, record in enumerate(items):
        for account in world.shown_to(record, LATER):
            assert account in may_read(n, begun, done, said), (account, n)


def do(world: World, items: list[Record], one: Done) -> Record | None:
    report = items[one.item]
    match one.what:
        case "passed":
            answers = [found for found in world.story.case.records if found.kind is OriginatorAsked]
            agreement = answers[one.earlier % len(answers)].id if answers else None
            act = passed(report.id, one.where, one.ground, setting=one.setting, agreement=agreement)
            return world.says(one.by, act, NEXT)
        case "asked":
            return world.says(one.by, asked(report.id, one.answer, one.where, one.setting), NEXT)
        case "corrected":
            corrected = item(*one.terms, settings=PLACES)
            return world.says(one.by, corrected, ON, replaces=report, written=NEXT)
        case "listed":
            kind = GoesTo.SETTING if one.setting else GoesTo.AUTHORITY
            listed = EntriesShared(
                goes_to=kind,
                recipient="Somebody",
                entries=(report.id,),
                purpose="To plan",
                basis=LawfulBasis.PUBLIC_TASK,
                sought=Sought.TOLD,
                setting=Setting(one.setting) if one.setting else None,
            )
            return world.says(one.by, listed, NEXT)
        case _:
            answers = [found for found in world.story.case.records if found.kind is OriginatorAsked]
            if not answers:
                return None
            back = Withdrawn(record=answers[one.earlier % len(answers)].id, who="Ms Byrne")
            return world.says(one.by, back, NEXT)


def may_read(n: int, begun: tuple[Begun, ...], done: list[Done], said: list[Record | None]) -> set[str]:
    """Return everybody who could at most read an item, worked out in the plainest way: each place it may have gone to.

    Whoever wrote any wording holds it. Beyond them: where its first terms agree, a place was named by them, or any yes
    to this item is on record; or a duty, an order or a safeguarding ground.
    """
    terms, places, by = begun[n]
    orgs = {ACCOUNTS[by][1]}
    leave = any(one.what == "asked" and one.item == n and one.answer in YES for one in done)
    to_family = Onward.FAMILY in terms
    if by == "psychologist":
        orgs |= set(places) if Onward.NAMED_SETTING in terms else set()
        orgs |= {"the-authority"} if Onward.PLAN in terms else set()
    for one, record in zip(done, said, strict=True):
        if one.item != n or record is None:
            continue
        if one.what == "corrected":
            orgs.add(ACCOUNTS[one.by][1])
        if one.what == "passed":
            agreed = one.where in terms and (one.where is not Onward.NAMED_SETTING or one.setting in places)
            lets = {OnwardGround.TERMS: agreed, OnwardGround.ASKED: leave}.get(one.ground, True)
            if lets and one.where is Onward.FAMILY:
                to_family = True
            elif lets:
                orgs |= {one.setting} if one.setting else {"the-authority"} if one.where is Onward.PLAN else set()
    readers = {account for account, (_, organisation, _) in ACCOUNTS.items() if organisation in orgs}
    return readers | ({"mum", "dad", "sam"} if to_family else set())


YES = (Answer.YES, Answer.WITH_RESERVATIONS)

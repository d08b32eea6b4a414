"""Adults of one family: what is private to each, threads of their own, parts that end, what must not reach whom."""

import pytest
from msgspec.structs import replace

from goldenthread.engine.access.policy import ANSWERED, Relation, Sight
from goldenthread.engine.access.recalling import viewer_on
from goldenthread.engine.access.seeing import Asked
from goldenthread.engine.calendars import Calendar
from goldenthread.engine.events import How, PersonId
from goldenthread.engine.privacy.people import Identifier, PersonDescribed
from goldenthread.engine.records import Disputed, EnteredInError, Record
from goldenthread.projections.sights import Moment
from goldenthread.projections.standing import clock_readings
from goldenthread.workflows import contact, parents_disagree, relays, signposting
from goldenthread.workflows import needs_assessment as na
from goldenthread.workflows.directory import FamilyHelp
from goldenthread.workflows.family import AdultNeedsTold, CommunicationNeedsTold, Thread, ThreadChosen, ToldInConfidence
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.reached_at import Shared, shared_ways
from goldenthread.workflows.restrictions import Warned, warnings
from goldenthread.workflows.settings_attended import KindOfSetting
from goldenthread.workflows.vocabulary import PRIVATE_TO_PARENT, Setting
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
from tests.access.world import World, person
from tests.story import day
from tests.trace import requirement
from tests.workflows import samples
from tests.workflows import samples_rights as some

ON, NEXT, LATER, LAST = "2 Dec 2024", "3 Dec 2024", "10 Dec 2024", "11 Dec 2024"
MUM, DAD = person("mum"), person("dad")
STAFF = {"senco", "teacher", "lead", "dpo"}

# Private to one adult


def needs(of: PersonId = MUM) -> AdultNeedsTold:
    return AdultNeedsTold(person=of, needs="Reading is slow.", how_asked="By telephone", may_know="You")


@requirement("S3-10", AdultNeedsTold, PRIVATE_TO_PARENT)
@requirement("S0-68", AdultNeedsTold)
@pytest.mark.parametrize("writer", ["mum", "senco"])
def test_what_an_adult_needs_is_seen_by_that_adult_the_first_contact_and_whoever_wrote_it(writer: str) -> None:
    world = World("the-authority", "acorns")
    told = world.says(writer, needs(), ON)
    assert world.shown_to(told, ON) == {"mum", "first-contact", "la-first-contact", "dpo", writer}


def test_what_one_adult_wrote_about_another_is_seen_by_both_of_them() -> None:
    world = World()
    told = world.says("dad", needs(MUM), ON)
    assert world.shown_to(told, ON) == {"mum", "dad", "first-contact", "dpo"}


@requirement("S4-8", ToldInConfidence, PRIVATE_TO_PARENT)
def test_what_is_told_in_confidence_stays_where_it_was_told() -> None:
    world = World("the-authority")
    told = world.says("senco", ToldInConfidence(person=MUM, words="It is hard.", may_know="Nobody"), ON)
    assert world.shown_to(told, ON) == {"mum", "first-contact", "dpo", "senco"}


def test_a_private_entry_leaves_no_trace_for_anybody_else() -> None:
    world = World("the-authority")
    others = ("teacher", "lead", "officer", "dad", "sam", "friend", "auditor", "inspector")
    before = {one: (world.sees(one, ON), world.counted(one, ON)) for one in others}
    world.says("senco", needs(), ON)
    assert {one: (world.sees(one, ON), world.counted(one, ON)) for one in others} == before


def test_help_for_the_familys_own_life_is_that_adults_and_so_is_what_came_of_it() -> None:
    world = World()
    offer = signposting.FamilyHelpOffered(
        help=next(iter(FamilyHelp)), service="The centre", happy="Yes, please", person=MUM
    )
    told = world.says("senco", offer, ON)
    result = signposting.FamilyHelpResult(came_of_it=next(iter(signposting.CameOfIt)), offer=told.id)
    came = world.says("senco", result, NEXT)
    assert world.shown_to(told, NEXT) == world.shown_to(came, NEXT) == {"mum", "first-contact", "dpo", "senco"}


def test_what_follows_an_adult_is_known_to_the_first_contact_of_each_body_on_the_case_today() -> None:
    world = World()
    said = CommunicationNeedsTold(person=MUM, language="Urdu", interpreter=True, formats=())
    told = world.says("senco", said, ON)
    assert not world.is_shown("la-first-contact", told, ON)
    world.joins("the-authority", LATER)
    assert world.is_shown("la-first-contact", told, LATER)


# A thread of their own


def chosen(thread: Thread = Thread.OWN, of: PersonId = MUM) -> ThreadChosen:
    return ThreadChosen(person=of, thread=thread)


def wrote(of: PersonId | None = None) -> contact.FamilyWrote:
    return contact.FamilyWrote(
        who="Mum", to_whom="Mrs Okafor", way=contact.Way.EMAIL, words="May I come alone?", person=of
    )


def relayed() -> relays.RelayAsked:
    return relays.RelayAsked(who="Mum", professional="Ms Byrne", words="When is it?")


def answer_to(letter: Record) -> contact.FamilyAnswered:
    return contact.FamilyAnswered(how=How.EMAIL, answer="Yes.", message=letter.id)


def test_what_an_adult_writes_to_us_and_what_we_answer_is_theirs_and_the_first_contacts() -> None:
    world = World("the-authority")
    letter = world.says("mum", wrote(), ON)
    answer = world.says("senco", answer_to(letter), NEXT)
    remark = world.says("mum", Disputed(record=answer.id, who="Mum", statement="I asked twice."), NEXT)
    assert world.shown_to(letter, NEXT) == {"mum", "first-contact", "dpo"}
    assert world.shown_to(answer, NEXT) == {"mum", "first-contact", "dpo", "senco"}
    assert world.shown_to(remark, NEXT) == {"mum", "first-contact", "dpo"}


def test_a_message_leaves_no_trace_for_anybody_else() -> None:
    world = World("the-authority")
    others = ("teacher", "lead", "officer", "dad", "sam", "friend", "auditor", "inspector")
    before = {one: (world.sees(one, ON), world.counted(one, ON)) for one in others}
    world.says("senco", answer_to(world.says("mum", wrote(), ON)), ON)
    assert {one: (world.sees(one, ON), world.counted(one, ON)) for one in others} == before


def test_a_letter_that_was_written_down_under_the_wrong_parent_is_theirs_no_longer_once_it_is_put_right() -> None:
    world = World()
    wrong = world.says("first-contact", wrote(DAD), ON)
    assert world.is_shown("dad", wrong, ON)
    right = world.says("first-contact", wrote(MUM), ON, replaces=wrong, written=NEXT)
    answer = world.says("first-contact", answer_to(right), NEXT)
    assert [world.is_shown("dad", one, NEXT) for one in (wrong, right, answer)] == [False, False, False]
    assert [world.is_shown("mum", one, NEXT) for one in (right, answer)] == [True, True]


def test_where_nobody_is_first_contact_whoever_leads_there_reads_it_and_its_clock_runs() -> None:
    world = World()
    letter = world.says("mum", wrote(), ON)
    assert clocks_of(world, "first-contact", NEXT) == {"message-had", "writing-answered"}
    assert clocks_of(world, "senco", NEXT) == set()
    world.loses_post("first-contact", LATER)
    assert world.shown_to(letter, NEXT) == {"mum", "first-contact", "dpo"}
    assert world.shown_to(letter, LATER) == {"mum", "senco", "dpo"}
    assert clocks_of(world, "senco", LATER) == {"message-had", "writing-answered"}


def had(letter: Record) -> contact.MessageHad:
    return contact.MessageHad(answer_from="Me", answer_by=day(LAST), message=letter.id)


def test_who_wrote_down_a_message_is_told_that_it_was_answered_and_not_what_was_said() -> None:
    world = World("the-authority")
    letter = world.says("teacher", wrote(MUM), ON)
    assert standing_of_clocks(world, "teacher", LATER) == {"message-had": "overdue", "writing-answered": "overdue"}
    others = ("senco", "lead", "officer", "dad", "sam", "friend", "auditor", "inspector")
    before = {one: (world.sees(one, LATER), world.counted(one, LATER)) for one in others}
    here = world.says("first-contact", had(letter), NEXT)
    answer = world.says("first-contact", answer_to(letter), NEXT)
    assert standing_of_clocks(world, "teacher", LATER) == {"message-had": "met", "writing-answered": "met"}
    assert world.counted("teacher", LATER) == {"private-to-parent": 2}
    assert not {here.id, answer.id} & world.sees("teacher", LATER)
    why = world.why("teacher", answer, LATER)
    assert why
    assert why.because == ANSWERED
    assert {one: (world.sees(one, LATER), world.counted(one, LATER)) for one in others} == before
    world.says("mum", Disputed(record=answer.id, who="Mum", statement="I asked twice."), NEXT)
    assert world.counted("teacher", LATER) == {"private-to-parent": 2}, "what is said of it is told to nobody"
    seen = world.seeing("teacher", LATER)
    assert seen
    assert not any(isinstance(one.event, contact.FamilyAnswered) for one in seen.case.records), "no words of it"


def test_an_answer_that_was_made_in_error_is_none_to_who_wrote_the_message_down_either() -> None:
    world = World()
    letter = world.says("teacher", wrote(MUM), ON)
    answer = world.says("first-contact", answer_to(letter), NEXT)
    world.says("first-contact", EnteredInError(record=answer.id, why="It was another letter"), NEXT)
    assert standing_of_clocks(world, "teacher", LATER)["writing-answered"] == "overdue"


def test_nobody_is_told_of_an_answer_of_another_body_or_to_what_a_parent_wrote() -> None:
    world = World("the-authority")
    letter, hers = world.says("teacher", wrote(MUM), ON), world.says("mum", wrote(), ON)
    world.says("la-first-contact", answer_to(letter), NEXT)
    to_him = contact.FamilyAnswered(how=How.EMAIL, answer="Yes.", message=hers.id, person=DAD)
    world.says("first-contact", to_him, NEXT)
    assert (world.counted("teacher", LATER), world.counted("mum", LATER)) == ({}, {})


def test_a_list_tells_an_answer_to_who_wrote_the_message_down_from_one_that_is_like_it() -> None:
    world = World()
    letter, another = world.says("teacher", wrote(MUM), ON), world.says("senco", wrote(MUM), ON)
    answers = [world.says("first-contact", answer_to(one), NEXT) for one in (another, letter)]
    directory, members = world.now()
    known = world.rules.known(Asked(world.story.case, JOURNEY, members, directory, day(LATER)))
    moment = Moment(day(LATER), day(LATER), {one.id: known[one.id] for one in (world.opened, *answers)}, frozenset())
    viewer = viewer_on(directory, "teacher", "elm-primary", day(LATER))
    found = moment.sight(viewer, frozenset({("teacher", Relation.NAMED)}), world.rules.policy)
    assert found == (Sight.SHOWN, Sight.ABSENT, Sight.COUNTED)


def standing_of_clocks(world: World, account: str, on: str) -> dict[str, str]:
    seen = world.seeing(account, on)
    assert seen
    return {one.clock: one.status for one in clock_readings(seen.case, JOURNEY, day(on), Calendar())}


def clocks_of(world: World, account: str, on: str) -> set[str]:
    seen = world.seeing(account, on)
    assert seen
    return {one.clock for one in clock_readings(seen.case, JOURNEY, day(on), Calendar())}


def test_who_chose_to_talk_together_lets_the_other_parent_read_what_they_say_and_no_child() -> None:
    world = World()
    letter, his = world.says("mum", wrote(), ON), world.says("dad", wrote(), ON)
    world.says("mum", chosen(Thread.TOGETHER), NEXT)
    assert {"mum", "dad", "sam"} & world.shown_to(letter, NEXT) == {"mum", "dad"}
    assert {"mum", "dad", "sam"} & world.shown_to(his, NEXT) == {"dad"}


def test_what_a_young_person_writes_to_us_and_what_we_answer_is_theirs() -> None:
    world = World()
    letter = world.says("sam", wrote(), ON)
    answer = world.says("senco", answer_to(letter), NEXT)
    assert {"mum", "dad", "sam"} & world.shown_to(answer, NEXT) == {"sam"}


def test_talk_with_nobody_knows_whom_is_shown_to_a_parent_who_is_the_only_one() -> None:
    world = World()
    talk, told = world.says("senco", wrote(), ON), world.says("senco", for_the_family(), ON)
    assert {"mum", "dad", "sam"} & world.shown_to(talk, ON) == set()
    assert {"mum", "dad", "sam"} & world.shown_to(told, ON) == {"mum", "dad"}
    alone = World(without=("dad",))
    talk = alone.says("senco", wrote(), ON)
    assert {"mum", "dad", "sam"} & alone.shown_to(talk, ON) == {"mum"}


def parents_who_read_talk_with_nobody_knows_whom(world: World) -> set[str]:
    """Return which parents are shown talk of which nobody knows with whom it was: a parent who is the only one."""
    return {"mum", "dad"} & world.shown_to(world.says("senco", wrote(), LATER), LATER)


def test_a_parent_who_was_let_in_by_mistake_is_no_second_parent_once_that_part_is_ended_from_its_first_day() -> None:
    world, left = World(without=("dad",)), World(without=("dad",))
    by_mistake = world.let_in("dad", ON)
    assert parents_who_read_talk_with_nobody_knows_whom(world) == set()
    world.leaves(by_mistake, ON)
    assert parents_who_read_talk_with_nobody_knows_whom(world) == {"mum"}
    left.leaves(left.let_in("dad", ON), NEXT)
    assert parents_who_read_talk_with_nobody_knows_whom(left) == set(), "a parent who left was one"


def test_a_parent_who_was_written_down_in_error_is_no_second_parent_once_staff_say_so() -> None:
    world = World(without=("dad",))
    known = world.says("senco", parent(DAD), ON)
    world.says("mum", EnteredInError(record=known.id, why="I say so"), ON)
    assert parents_who_read_talk_with_nobody_knows_whom(world) == set(), "one parent does not strike out another"
    world.says("senco", EnteredInError(record=known.id, why="It was a neighbour"), ON)
    assert parents_who_read_talk_with_nobody_knows_whom(world) == {"mum"}


def for_the_family() -> contact.MessageForFamily:
    return contact.MessageForFamily(from_whom="Miss Hay", message="Trainers on Friday")


def test_what_an_adult_says_in_their_own_thread_and_what_is_answered_is_not_shown_to_the_other() -> None:
    world = World()
    world.says("mum", chosen(), ON)
    letter = world.says("mum", wrote(), NEXT)
    answer = world.says("senco", answer_to(letter), NEXT)
    relay = world.says("mum", relayed(), NEXT)
    passed = relays.RelayPassedOn(to="Ms Byrne", how=How.EMAIL, expected_on=day(LAST), asked=relay.id)
    went = world.says("senco", passed, NEXT)
    for entry in (letter, answer):
        assert "dad" not in world.shown_to(entry, LATER)
    for entry in (relay, went):
        assert world.shown_to(entry, LATER) == {"mum", "sam"} | STAFF
    his = world.says("dad", relayed(), NEXT)
    assert {"mum", "dad"} <= world.shown_to(his, LATER), "he has chosen none"


def test_what_staff_write_down_is_of_the_adult_it_names_and_else_is_shown_to_no_other() -> None:
    world = World()
    hers, his = world.says("senco", wrote(MUM), NEXT), world.says("senco", wrote(DAD), NEXT)
    assert {"mum", "dad"} & world.shown_to(hers, LATER) == {"mum"}
    assert {"mum", "dad"} & world.shown_to(his, LATER) == {"dad"}
    told = world.says("senco", for_the_family(), NEXT)
    world.says("senco", chosen(), LATER)
    assert {"mum", "dad"} & world.shown_to(told, LATER) == {"mum"}
    world.says("dad", chosen(of=DAD), LATER)
    assert {"mum", "dad"} & world.shown_to(told, LAST) == set()


def test_each_parent_sees_what_the_law_does_for_the_child_whoever_asked_for_it() -> None:
    world = World("the-authority")
    world.says("mum", chosen(), ON)
    asked = na.RequestReceived(requester=na.Requester.PARENT, form=How.EMAIL, words="Please assess him.")
    request, worry = world.says("mum", asked, NEXT), world.says("mum", samples.worry(), NEXT)
    for entry in (request, worry):
        assert {"mum", "dad"} <= world.shown_to(entry, NEXT)


def test_a_thread_ends_when_they_choose_so_and_the_other_never_learns_that_there_was_one() -> None:
    world = World()
    before = world.sees("dad", ON)
    choice = world.says("mum", chosen(), ON)
    assert world.sees("dad", ON) == before
    assert world.shown_to(choice, ON) == {"mum", "first-contact", "dpo"}
    relay = world.says("mum", relayed(), NEXT)
    world.says("mum", chosen(Thread.TOGETHER), LATER)
    assert not world.is_shown("dad", relay, NEXT)
    assert world.is_shown("dad", relay, LATER)


def test_what_is_said_of_an_entry_in_a_thread_is_in_that_thread() -> None:
    world = World()
    world.says("mum", chosen(), ON)
    letter = world.says("mum", relayed(), NEXT)
    remark = world.says("senco", Disputed(record=letter.id, who="Mrs Okafor", statement="We said so."), NEXT)
    mark = world.says("mum", EnteredInError(record=letter.id, why="The wrong child"), LATER)
    before = {account: world.sees(account, ON) for account in ("dad", "friend")}
    for entry in (remark, mark):
        assert not world.is_shown("dad", entry, LATER)
    assert {account: world.sees(account, LATER) for account in ("dad", "friend")} == before


def test_of_two_who_see_something_differently_each_is_answered_alone() -> None:
    world = World()
    known = parents_disagree.DisagreementKnown(
        weight=parents_disagree.Weight.SERIOUS, matter="The therapist", goes_on="Everything"
    )
    world.says("senco", known, ON)
    position = parents_disagree.PositionHeard(person=MUM, who="Mum", words="Yes.", authority="Mother")
    heard = world.says("senco", position, NEXT)
    reply = parents_disagree.PositionAnswered(person=MUM, reply="We will talk.", position=heard.id)
    answer = world.says("senco", reply, NEXT)
    assert {"mum", "dad"} <= world.shown_to(heard, NEXT)
    assert {"mum", "dad"} & world.shown_to(answer, NEXT) == {"mum"}
    world.says("mum", chosen(), LATER)
    assert {"mum", "dad"} & world.shown_to(heard, LATER) == {"mum"}


# Parts that end, orders, restrictions


def parent(of: PersonId) -> ParentKnown:
    return ParentKnown(
        person=of,
        name="A parent",
        by_what=ParentBy.BIRTH,
        responsibility=Responsibility.YES,
        how_known=HowKnown.TOLD,
    )


def test_whose_part_has_ended_sees_what_they_wrote_and_nothing_besides() -> None:
    world = World()
    known, worry = world.says("senco", parent(DAD), ON), world.says("dad", samples.worry(), ON)
    described = world.says("senco", samples.needs_described(), ON)
    assert {known.id, worry.id, described.id} <= world.sees("dad", ON)
    world.says("senco", PartInLifeEnded(entry=known.id, how_known=HowKnown.COURT_ORDER), LATER)
    assert world.sees("dad", LATER) == {worry.id}
    assert world.counted("dad", LATER) == {}
    assert {known.id, worry.id, described.id} <= world.sees("mum", LATER)


def test_who_has_another_part_goes_on_seeing() -> None:
    world = World()
    first, _ = world.says("senco", parent(DAD), ON), world.says("senco", parent(DAD), ON)
    described = world.says("senco", samples.needs_described(), ON)
    world.says("senco", PartInLifeEnded(entry=first.id, how_known=HowKnown.TOLD), LATER)
    assert world.is_shown("dad", described, LATER)


def test_an_order_that_says_so_keeps_the_record_from_somebody_while_it_is_in_force() -> None:
    world = World()
    described = world.says("senco", samples.needs_described(), ON)
    order = OrderKnown(
        kind=KindOfOrder.PROHIBITED_STEPS,
        how_known=HowKnown.COURT_ORDER,
        decides="He is not given what is in the record.",
        until=day(LATER),
        keeps_from=DAD,
    )
    world.says("senco", order, NEXT)
    assert world.is_shown("dad", described, ON)
    assert world.sees("dad", LATER) == frozenset()
    assert world.is_shown("dad", described, LAST)
    assert world.is_shown("mum", described, LATER)


def a_carer(of: PersonId, until: str) -> NamedCarerKnown:
    return NamedCarerKnown(
        person=of,
        name="A carer",
        authority=CarerBy.CARE_ONLY,
        how_known=HowKnown.TOLD,
        may_decide="Nothing",
        until=day(until),
    )


def restricted(what: Restriction, through: str | None = None) -> NoticeRestricted:
    return NoticeRestricted(
        kept_from=DAD, restriction=what, because=RestrictedBecause.SAFETY, decided_by="Mrs Rowe", through=through
    )


@pytest.mark.parametrize("what", [Restriction.NO_NOTICES, Restriction.THROUGH_OTHERS])
def test_to_whom_nothing_may_be_told_nothing_is_shown_until_it_is_lifted(what: Restriction) -> None:
    world = World()
    described = world.says("senco", samples.needs_described(), ON)
    said = world.says("lead", restricted(what, "His solicitor"), NEXT)
    assert world.sees("dad", NEXT) == frozenset()
    world.says("lead", RestrictionLifted(restriction=said.id, decided_by="Mrs Rowe"), LATER)
    assert world.is_shown("dad", described, LATER)


def test_a_restriction_warns_those_who_may_see_it_and_nobody_else() -> None:
    world = World("the-authority")
    world.says("lead", restricted(Restriction.ADDRESS, "Gran"), NEXT)
    warned = {}
    for account in ("lead", "dpo", "senco", "teacher", "officer", "mum", "dad"):
        seen = world.seeing(account, LATER)
        assert seen
        warned[account] = warnings(seen.case.story(), day(LATER))
    said = (Warned(DAD, day(NEXT), Restriction.ADDRESS, "Gran"),)
    assert warned == {"lead": said, "dpo": said} | dict.fromkeys(("senco", "teacher", "officer", "mum", "dad"), ())


@pytest.mark.parametrize("what", [Restriction.ADDRESS, Restriction.SETTING])
def test_nothing_tells_where_the_child_is_to_whom_it_must_not_become_known(what: Restriction) -> None:
    world = World("the-authority")
    described = world.says("senco", samples.needs_described(), ON)
    world.says("lead", restricted(what), NEXT)
    before = (world.sees("dad", NEXT), world.counted("dad", NEXT))
    joined = world.says("officer", some.joined(Setting("far-academy"), KindOfSetting.ACADEMY), LATER)
    world.joins("far-academy", LATER)
    world.joins("far-authority", LATER)
    there = world.says("far-senco", samples.needs_described(), LATER)
    by_the_new_authority = world.says("far-officer", samples.needs_described(), LATER)
    worry = world.says("mum", samples.worry(), LATER)
    answered = world.says("far-senco", samples.worry_answered(worry.id), LATER)
    consulted = world.says("officer", na.SettingConsulted(setting=Setting("far-academy")), LATER)
    hidden = (joined, there, by_the_new_authority, answered, consulted)
    for entry in hidden:
        assert {"mum", "dad"} & world.shown_to(entry, LAST) == {"mum"}
    assert world.is_shown("dad", worry, LAST)
    seen = world.seeing("dad", LAST)
    assert seen
    assert "far-" not in repr([(one.by, one.event) for one in seen.case.records])
    if what is Restriction.ADDRESS:
        assert world.is_shown("dad", described, LAST)
        assert (world.sees("dad", LAST) - {worry.id}, world.counted("dad", LAST)) == before


# What one of them says of the other


def test_nobody_chooses_a_thread_for_another_adult_but_staff_who_were_asked_to() -> None:
    world = World()
    world.says("mum", chosen(), ON)
    letter = world.says("mum", relayed(), ON)
    his = world.says("dad", chosen(Thread.TOGETHER), NEXT)
    assert his.event == chosen(Thread.TOGETHER), "what he says is on record"
    assert not world.is_shown("dad", letter, NEXT)
    world.says("friend", chosen(Thread.TOGETHER), NEXT)
    assert not world.is_shown("dad", letter, NEXT)
    world.says("senco", chosen(Thread.TOGETHER), LATER)
    assert world.is_shown("dad", letter, LATER)


def test_nobody_of_the_family_shuts_another_out_by_what_they_say_until_staff_write_it_down() -> None:
    world = World()
    mum = world.says("senco", parent(MUM), ON)
    described = world.says("senco", samples.needs_described(), ON)
    order = OrderKnown(
        kind=KindOfOrder.CHILD_ARRANGEMENTS, how_known=HowKnown.TOLD, decides="She has no say.", keeps_from=MUM
    )
    world.says("dad", order, NEXT)
    world.says("dad", PartInLifeEnded(entry=mum.id, how_known=HowKnown.TOLD), NEXT)
    world.says("dad", a_carer(MUM, until=ON), NEXT)
    assert world.is_shown("mum", described, LATER)
    world.says("senco", order, LATER)
    assert not world.is_shown("mum", described, LATER)


def test_an_order_that_staff_wrote_down_is_undone_by_nobody_of_the_family() -> None:
    world = World()
    described = world.says("senco", samples.needs_described(), ON)
    order = OrderKnown(
        kind=KindOfOrder.PROHIBITED_STEPS, how_known=HowKnown.COURT_ORDER, decides="Not to him.", keeps_from=DAD
    )
    said = world.says("senco", order, NEXT)
    world.says("mum", replace(order, decides="Not to him, I think.", keeps_from=None), LATER, replaces=said)
    world.says("mum", EnteredInError(record=said.id, why="I was not asked"), LATER)
    assert not world.is_shown("dad", described, LATER)
    world.says("senco", EnteredInError(record=said.id, why="The wrong child"), LAST)
    assert world.is_shown("dad", described, LAST)


@pytest.mark.parametrize("writer", ["senco", "dad"])
def test_whose_part_has_ended_does_not_let_themselves_in_again(writer: str) -> None:
    world = World()
    known = world.says(writer, parent(DAD), ON)
    described = world.says("senco", samples.needs_described(), ON)
    world.says("senco", PartInLifeEnded(entry=known.id, how_known=HowKnown.COURT_ORDER), NEXT)
    world.says("dad", parent(DAD), LATER)
    world.says("dad", EnteredInError(record=known.id, why="It is not so"), LATER)
    assert not world.is_shown("dad", described, LATER)
    world.says("senco", parent(DAD), LAST)
    assert world.is_shown("dad", described, LAST)


def test_what_the_family_wrote_down_of_an_order_counts_once_staff_have_put_it_rightly() -> None:
    world = World()
    described = world.says("senco", samples.needs_described(), ON)
    order = OrderKnown(kind=KindOfOrder.PROHIBITED_STEPS, how_known=HowKnown.TOLD, decides="No", keeps_from=DAD)
    said = world.says("mum", order, NEXT)
    assert world.is_shown("dad", described, NEXT)
    world.says("senco", replace(order, how_known=HowKnown.COURT_ORDER), LATER, replaces=said)
    assert not world.is_shown("dad", described, LATER)


# One address for two


def described_at(**ways: str) -> PersonDescribed:
    return PersonDescribed(
        name="Somebody", identifiers=tuple(Identifier(kind=kind, value=said) for kind, said in ways.items())
    )


def test_one_address_of_two_adults_is_flagged_and_not_said() -> None:
    found = shared_ways(
        {
            MUM: described_at(email="Home@Example.org", telephone="07700 900123", NHS="1"),
            DAD: described_at(Email="home@example.org ", mobile="07700-900-123", NHS="1"),
            person("friend"): described_at(email="other@example.org"),
        }
    )
    assert found == (
        Shared("e-mail address", frozenset({MUM, DAD})),
        Shared("telephone number", frozenset({MUM, DAD})),
    )
    assert "example" not in repr(found)


def test_an_address_each_is_nothing_to_flag() -> None:
    assert shared_ways({MUM: described_at(address="1 Elm Road"), DAD: described_at(address="2 Elm Road")}) == ()
    assert shared_ways({}) == ()

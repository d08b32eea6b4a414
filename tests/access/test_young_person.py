"""A young person decides what parents see, once rights have passed; and no parent can tell that they chose."""

import pytest

from goldenthread.engine.events import Answer, How, PersonId, RecordId
from goldenthread.engine.records import Record, Withdrawn
from goldenthread.workflows import exclusion, young_person
from goldenthread.workflows.access import POLICY, rules_for
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.kept_from import STILL_OWED
from goldenthread.workflows.vocabulary import OWN_SAY
from goldenthread.workflows.young_person import (
    AS_BEFORE,
    ONLY_WHAT_THEY_LET,
    READINGS,
    SIGHT,
    AdviceSought,
    ParentMayAct,
    ParentsInvolved,
    ParentsSight,
    ParentsSightChosen,
    RepresentativeBy,
    RepresentativeNamed,
    SaidInConfidence,
    YoungPersonAsked,
)
from tests.access.test_sharing import lets
from tests.access.world import World, person
from tests.story import day
from tests.trace import requirement
from tests.workflows import samples
from tests.workflows import samples_rights as some

ON, NEXT, PASS, AFTER, LATER = "2 Dec 2024", "3 Dec 2024", "27 Jun 2025", "30 Jun 2025", "1 Jul 2025"
MUM, DAD = person("mum"), person("dad")


def a_world(*there: str, reading: str = AS_BEFORE) -> tuple[World, Record]:
    """Return a case in which rights pass at the end of 27 June 2025, and an entry that parents see until then."""
    world = World(*there, readings={SIGHT: reading})
    world.says("senco", some.rights_pass(day(PASS)), ON)
    return world, world.says("senco", samples.needs_described(), ON)


def keep(
    *entries: RecordId, sight: ParentsSight = ParentsSight.KEPT, of: tuple[PersonId, ...] = ()
) -> ParentsSightChosen:
    return ParentsSightChosen(entries=entries, sight=sight, parents=of)


def involved(answer: Answer, parent: PersonId = MUM) -> ParentsInvolved:
    return ParentsInvolved(asked="Sam", answer=answer, parent=parent, in_what="School")


def asked() -> YoungPersonAsked:
    return YoungPersonAsked(how="By herself", words="Mum may see most of it.")


def may_act(parent: PersonId = MUM) -> ParentMayAct:
    return ParentMayAct(
        given_by="Sam",
        authority="Her own",
        scope="Appeals",
        answer=Answer.YES,
        evidence=How.IN_PERSON,
        parent=parent,
        decisions=(young_person.Right.APPEAL,),
    )


def who_sees(world: World, entry: Record, on: str) -> set[str]:
    return {"mum", "dad", "sam", "senco"} & world.shown_to(entry, on)


# Per entry


def test_before_rights_pass_parents_see_as_before_whatever_was_chosen() -> None:
    world, entry = a_world()
    world.says("sam", keep(entry.id), NEXT)
    assert who_sees(world, entry, PASS) == {"mum", "dad", "sam", "senco"}


@requirement("S1-28", ParentsSightChosen)
def test_after_the_day_what_is_kept_is_kept_with_what_answers_it_and_can_be_shown_again() -> None:
    world, entry = a_world()
    worry = world.says("sam", samples.worry(), NEXT)
    answer = world.says("senco", samples.worry_answered(worry.id), NEXT)
    world.says("sam", keep(worry.id), NEXT)
    assert who_sees(world, worry, AFTER) == who_sees(world, answer, AFTER) == {"sam", "senco"}
    assert who_sees(world, entry, AFTER) == {"mum", "dad", "sam", "senco"}
    world.says("sam", keep(worry.id, sight=ParentsSight.SHOWN), LATER)
    assert who_sees(world, worry, LATER) == who_sees(world, answer, LATER) == {"mum", "dad", "sam", "senco"}


def test_one_parent_may_see_what_another_does_not() -> None:
    world, entry = a_world()
    world.says("sam", keep(entry.id, of=(DAD,)), AFTER)
    assert who_sees(world, entry, AFTER) == {"mum", "sam", "senco"}


def test_what_a_parent_wrote_is_not_kept_from_that_parent() -> None:
    world, _ = a_world()
    hers = world.says("mum", samples.worry(), NEXT)
    world.says("sam", keep(hers.id), AFTER)
    assert who_sees(world, hers, AFTER) == {"mum", "sam", "senco"}


def test_nothing_tells_a_parent_that_there_is_a_choice_or_what_is_kept() -> None:
    world, entry = a_world("the-authority")
    without = {one: world.sees(one, AFTER) - {entry.id} for one in ("mum", "dad")}
    choice = world.says("sam", keep(entry.id), AFTER)
    for parent in ("mum", "dad"):
        assert world.sees(parent, AFTER) == without[parent]
        assert world.counted(parent, AFTER) == {}
    assert world.shown_to(choice, AFTER) == {"sam", "senco", "teacher", "lead", "dpo", "officer"}
    assert choice not in JOURNEY.in_sight(world.story.case.records)
    assert JOURNEY.home_of(ParentsSightChosen) is None
    assert ParentsSightChosen.kept is OWN_SAY


def test_a_supporter_that_a_parent_brought_reads_nothing_that_is_kept_from_that_parent() -> None:
    world, entry = a_world()
    world.says("mum", lets(), NEXT)
    assert world.is_shown("friend", entry, NEXT)
    world.says("sam", keep(entry.id, of=(MUM,)), AFTER)
    assert not world.is_shown("friend", entry, AFTER)
    world.says("sam", lets(), AFTER)
    assert world.is_shown("friend", entry, AFTER), "the young person lets them, too"


# Per parent


def test_until_the_young_person_is_asked_parents_go_on_as_before() -> None:
    world, entry = a_world()
    assert who_sees(world, entry, AFTER) == {"mum", "dad", "sam", "senco"}
    world.says("senco", asked(), AFTER)
    assert who_sees(world, entry, AFTER) == {"sam", "senco"}
    world.says("sam", involved(Answer.YES), AFTER)
    assert who_sees(world, entry, AFTER) == {"mum", "sam", "senco"}


def test_a_place_may_read_it_that_parents_see_only_what_they_are_let_see_from_the_first_day() -> None:
    world, entry = a_world(reading=ONLY_WHAT_THEY_LET)
    assert who_sees(world, entry, PASS) == {"mum", "dad", "sam", "senco"}
    assert who_sees(world, entry, AFTER) == {"sam", "senco"}
    world.says("sam", keep(entry.id, sight=ParentsSight.SHOWN, of=(DAD,)), AFTER)
    assert who_sees(world, entry, AFTER) == {"dad", "sam", "senco"}


def test_how_it_is_read_is_a_setting_by_name_and_another_reading_is_another_version() -> None:
    assert JOURNEY.contested_rules[SIGHT] == READINGS
    assert rules_for({}).policy.version == rules_for({SIGHT: AS_BEFORE}).policy.version == POLICY.version
    assert rules_for({SIGHT: ONLY_WHAT_THEY_LET}).policy.version != POLICY.version
    assert rules_for({SIGHT: "as nobody reads it"}).policy.version == POLICY.version


@pytest.mark.parametrize(
    ("said", "sees"),
    [
        ((Answer.YES,), True),
        ((Answer.WITH_RESERVATIONS,), True),
        ((Answer.NO,), False),
        ((Answer.NO, Answer.YES), True),
        ((Answer.YES, Answer.NO), False),
        ((Answer.YES, Answer.NOT_REACHED), True),
    ],
)
def test_a_parent_is_involved_as_the_young_person_last_said(said: tuple[Answer, ...], *, sees: bool) -> None:
    world, entry = a_world()
    for answer in said:
        world.says("sam", involved(answer), AFTER)
    assert world.is_shown("mum", entry, AFTER) is sees


def test_a_yes_that_is_taken_back_is_none_and_what_was_seen_before_stays_so() -> None:
    world, entry = a_world()
    yes = world.says("sam", involved(Answer.YES), AFTER)
    world.says("sam", Withdrawn(record=yes.id, who="Sam"), LATER)
    assert world.is_shown("mum", entry, AFTER)
    assert not world.is_shown("mum", entry, LATER)


def test_a_parent_who_may_act_for_them_sees_while_that_stands() -> None:
    world, entry = a_world()
    world.says("senco", asked(), AFTER)
    yes = world.says("sam", may_act(), AFTER)
    assert who_sees(world, entry, AFTER) == {"mum", "sam", "senco"}
    world.says("sam", Withdrawn(record=yes.id, who="Sam"), LATER)
    assert who_sees(world, entry, LATER) == {"sam", "senco"}


def test_a_representative_sees_what_a_parent_who_is_let_sees() -> None:
    world, entry = a_world()
    world.says("senco", asked(), AFTER)
    named = RepresentativeNamed(
        person=DAD, who="Dad", by_what=RepresentativeBy.PARENT, decision="The appeal", their_wishes="To stay"
    )
    world.says("senco", named, AFTER)
    assert who_sees(world, entry, AFTER) == {"dad", "sam", "senco"}


# What the law still owes


def test_a_notice_that_is_still_owed_to_a_parent_is_not_kept_from_them() -> None:
    world, entry = a_world()
    told = exclusion.FamilyToldWhy(to=("Mum", "Dad"), how=How.LETTER, rights="To be heard by the governors")
    notice = world.says("senco", told, NEXT)
    world.says("sam", keep(entry.id, notice.id), AFTER)
    assert who_sees(world, entry, AFTER) == {"sam", "senco"}
    assert who_sees(world, notice, AFTER) == {"mum", "dad", "sam", "senco"}
    assert {str(law.mark) for law in STILL_OWED.values()} == {"C"}


# Said in confidence


def test_what_a_young_person_says_in_confidence_is_their_own_whoever_wrote_it_and_the_leads() -> None:
    world, _ = a_world("the-authority")
    said = SaidInConfidence(words="It is loud.", how_gathered="With pictures", may_be_told="Nobody")
    entry = world.says("teacher", said, ON)
    assert world.shown_to(entry, ON) == {"teacher", "sam", "lead", "dpo"}


def test_what_they_write_down_for_themselves_is_read_by_nobody_else() -> None:
    world, _ = a_world("the-authority")
    entry = world.says("sam", AdviceSought(words="I rang them."), ON)
    assert world.shown_to(entry, ON) == {"sam"}

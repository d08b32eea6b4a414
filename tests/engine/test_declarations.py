"""A declaration that says what cannot be so is refused when it is built, and says why."""

import re
import sys
from collections.abc import Callable
from datetime import date
from types import ModuleType
from typing import Annotated, Any
from unittest.mock import patch

import pytest
from msgspec import Struct

from goldenthread.engine import (
    BESIDE,
    CLEAR,
    OUTSET,
    OWN_WORDS,
    Before,
    BeforeOrReason,
    Clock,
    Consent,
    Event,
    InForce,
    Journey,
    Law,
    Misdeclared,
    Move,
    RecordId,
    Stage,
    Then,
    Whenever,
    Window,
    Words,
    Workflow,
    after,
    answered_by,
    asks,
    before,
    days_of,
    during,
    each,
    first,
    fixed,
    later_of,
    latest,
    on,
)
from goldenthread.engine.clocks import Status
from goldenthread.engine.events import Hearing, RecordClass, Seen
from goldenthread.engine.journey import check_event
from goldenthread.engine.naming import SealedField, field_of, key_of
from goldenthread.engine.needs import Need
from goldenthread.engine.privacy.documents import DocumentAddress
from tests.engine import made_up, scraps
from tests.engine.made_up import ACT, ALWAYS, BOOK, GUIDE, STEWARD, Survey
from tests.engine.made_up_garden import GARDEN, PageOpened, Remarked
from tests.engine.made_up_shed import SHED, PaintBought
from tests.engine.made_up_shed_again import SHED_AGAIN
from tests.engine.scraps import Begun, Continued, Done, Happy, Permitted
from tests.story import Story

GOING = Stage("It is going on")
FINISHED = Stage("It is finished", ends=True)
BEGINS = Whenever(Begun, OUTSET, to=GOING)
FINISH = Move("Finish it", GOING, to=FINISHED, records=Done)
SOUND: dict[str, object] = {"GOING": GOING, "FINISHED": FINISHED, "BEGINS": BEGINS, "FINISH": FINISH}


def workflow(*, version: str = "1", in_force: InForce = ALWAYS, **said: Any) -> Workflow:
    """Build a workflow as if its constants stood in a module; ``None`` leaves one out."""
    module = ModuleType(scraps.__name__, "Scraps")
    vars(module).update({constant: it for constant, it in {**scraps.EVENTS, **SOUND, **said}.items() if it is not None})
    with patch.dict(sys.modules, {scraps.__name__: module}):
        return Workflow(
            "scrap",
            "A scrap",
            declared_in=scraps.__name__,
            held_by=STEWARD,
            version=version,
            in_force=in_force,
        )


def journey(*workflows: Workflow, facts: tuple[type[Event], ...] = ()) -> Journey:
    return Journey("j", *workflows, opened_by=PageOpened, facts=facts, words=frozenset({"grower"}), core=BOOK)


def clock(**said: Any) -> Clock:
    """Make a sound clock, but for what a test says."""
    sound: dict[str, Any] = {
        "starts": latest(Begun),
        "due": days_of(1),
        "stops": Done,
        "owed_by": STEWARD,
        "law": ACT(1),
    }
    return Clock("scrap-clock", "It is done", **{**sound, **said})


def window(**said: Any) -> Window:
    sound: dict[str, Any] = {"opens": latest(Begun), "lasts": days_of(1), "held_by": STEWARD, "law": ACT(1)}
    return Window("scrap-window", "Time", **{**sound, **said})


def refused(because: str) -> "pytest.RaisesExc[Misdeclared]":
    return pytest.raises(Misdeclared, match=re.escape(because))


def test_what_is_sound_is_built() -> None:
    built = workflow(DUE=clock(), TIME=window())
    whole = journey(built, SHED, facts=(Remarked,))
    assert [stage.label for stage in built.stages] == ["Not yet begun", "It is going on", "It is finished"]
    assert whole.home_of(Done) is built
    assert whole.home_of(Remarked) is None
    assert (built.says, built.opening, built.lands) == (
        "Scraps",
        frozenset({Begun}),
        {Begun: "going", Done: "finished"},
    )


def test_the_outset_is_one_stage_though_a_module_imports_it() -> None:
    assert workflow(OUTSET=OUTSET).stages == workflow().stages == (OUTSET, GOING, FINISHED)


# Needs


@pytest.mark.parametrize("law", [GUIDE(1), made_up.CUSTOM("x")])
def test_only_the_law_may_hold_a_move(law: Law) -> None:
    with refused(f"'It is so' holds a move, but {law} does not forbid the act without it"):
        Before("It is so", Begun, by=STEWARD, law=law)


def needing(need: Need, **said: Any) -> Workflow:
    move = Move("Finish it", GOING, to=FINISHED, records=Done, needs=[need])
    return workflow(NEED=need, FINISH=move, **said)


@pytest.mark.parametrize(
    ("met_by", "lost"),
    [
        (PaintBought, "PaintBought"),
        ([Begun, PaintBought], "PaintBought"),
        (clock(stops=PaintBought), "PaintBought"),
        (window(ends_early=PaintBought), "PaintBought"),
        (Consent, "Consent"),
    ],
)
def test_a_need_that_nobody_can_meet_is_refused(met_by: Any, lost: str) -> None:
    need = BeforeOrReason("It is painted", met_by, by=STEWARD, law=GUIDE(1))
    with refused(f"'It is painted' can never be met: nobody can record ['{lost}']"):
        journey(needing(need))


def test_a_need_since_what_nobody_can_record_is_refused() -> None:
    need = BeforeOrReason("It is so", Begun, by=STEWARD, law=GUIDE(1), since=PaintBought)
    with refused("'It is so' can never be met: nobody can record ['PaintBought']"):
        journey(needing(need))


def test_a_need_may_rest_on_a_fact_of_the_whole_case() -> None:
    need = BeforeOrReason("It is so", Remarked, by=STEWARD, law=GUIDE(1))
    assert journey(needing(need), facts=(Remarked,)).befores == ()


@pytest.mark.parametrize("met_by", [Happy, Permitted, [Begun, Permitted], clock(stops=Permitted)])
def test_no_duty_waits_for_a_permission(met_by: Any) -> None:
    need = BeforeOrReason("They permit it", met_by, by=STEWARD, law=GUIDE(1))
    with refused("A scrap: 'Finish it' discharges a duty, so it may not wait for a permission: 'They permit it'"):
        journey(needing(need, DUE=clock(law=ACT(1))))


def test_what_is_no_duty_may_wait_for_a_permission() -> None:
    need = BeforeOrReason("They permit it", Permitted, by=STEWARD, law=GUIDE(1))
    assert journey(needing(need, DUE=clock(law=GUIDE(1)))).workflows["scrap"].needs == (need,)


def test_everything_that_holds_a_move_is_listed_with_its_law() -> None:
    assert {(move.label, need.label, str(need.law)) for _, move, need in GARDEN.befores} == {
        ("Offer a bed", "The bed offered has been looked at", "Gardens Act 2099, s. 16"),
        ("Let the bed", "The grower has had time to think", "Gardens Act 2099, s. 14"),
        ("Paint the shed", "The colour has been agreed", "Gardens Act 2099, s. 9"),
    }


@pytest.mark.parametrize("met_by", [Continued, Done])
def test_a_need_about_the_same_thing_needs_that_thing_at_both_ends(met_by: type[Event]) -> None:
    need = BeforeOrReason("It is so", met_by, by=STEWARD, law=GUIDE(1), same=Survey)
    with pytest.raises(ValueError, match="Done needs exactly one clear field of type Survey"):
        journey(needing(need))


def test_a_key_is_one_thing_and_never_several() -> None:
    assert key_of(Begun, Survey).name == "kind"
    with pytest.raises(ValueError, match="Continued needs exactly one clear field of type Survey"):
        key_of(Continued, Survey)


# Stages and moves


def test_an_event_that_would_land_on_two_stages_is_refused() -> None:
    with refused("Begun would land on two stages; an event lands on one"):
        workflow(AGAIN=Whenever(Begun, GOING, to=FINISHED))


def test_a_stage_that_nothing_leads_to_is_refused() -> None:
    with refused("A scrap: nothing leads to ['Nowhere']"):
        workflow(NOWHERE=Stage("Nowhere"))


def test_stages_that_lead_only_to_each_other_are_refused() -> None:
    here, there = Stage("Here"), Stage("There")
    with refused("A scrap: nothing leads to ['Here', 'There']"):
        workflow(
            HERE=here,
            THERE=there,
            GO=Whenever(Continued, here, to=there),
            COME_BACK=Whenever(Happy, there, to=here),
        )


def test_a_fact_that_may_happen_anywhere_leads_to_its_stage() -> None:
    lost = Stage("Lost", ends=True)
    assert lost in workflow(LOST=lost, GET_LOST=Whenever(Continued, to=lost)).stages


@pytest.mark.parametrize("step", [Whenever(Continued, made_up.ASKED), Whenever(Continued, GOING, to=made_up.ASKED)])
def test_a_stage_of_another_workflow_is_refused(step: Whenever) -> None:
    with refused("A scrap: ['A bed has been asked for'] is a stage of another workflow"):
        workflow(STEP=step)


def test_a_move_that_records_an_event_of_another_workflow_is_refused() -> None:
    with refused("A scrap: ['PaintBought'] is not an event of this workflow, so no move here records it"):
        workflow(STEP=Move("Buy paint", GOING, records=PaintBought))


def test_a_step_on_an_event_of_another_workflow_is_heard_and_on_one_of_none_is_refused() -> None:
    listens = workflow(STEP=Whenever(PaintBought, GOING))
    assert journey(listens, SHED).hearing(PaintBought) == ("scrap",)
    with refused("A scrap: a step waits for ['PaintBought'], which nobody can record"):
        journey(listens)


def test_two_moves_that_record_one_event_are_refused() -> None:
    with refused("A scrap: two moves record one event"):
        workflow(ALSO=Move("Finish it too", GOING, to=FINISHED, records=Done))


def test_a_move_that_stays_though_its_event_leads_elsewhere_is_refused() -> None:
    with refused("A scrap: ['Stay'] stays where it is, but what it records leads elsewhere"):
        workflow(STAY=Move("Stay", GOING, records=Continued), GO=Whenever(Continued, GOING, to=FINISHED))


def test_a_need_without_a_name_is_refused() -> None:
    need = BeforeOrReason("It is so", Begun, by=STEWARD, law=GUIDE(1))
    with refused("A scrap: ['It is so'] have no name; write each need as a constant"):
        workflow(FINISH=Move("Finish it", GOING, to=FINISHED, records=Done, needs=[need]))


def test_a_duty_without_a_name_is_refused() -> None:
    then = Then("It is told", Continued, by=STEWARD, due=days_of(1), law=GUIDE(1))
    with refused("A scrap: ['It is told'] have no name; write each duty as a constant"):
        workflow(FINISH=Move("Finish it", GOING, to=FINISHED, records=Done, owes=[then]))


def test_a_duty_that_nothing_owes_is_refused() -> None:
    with refused("A scrap: nothing ever owes ['It is told']"):
        workflow(TOLD=Then("It is told", Continued, by=STEWARD, due=days_of(1), law=GUIDE(1)))


def test_a_duty_owed_twice_is_met_twice_where_each_names_what_it_answers() -> None:
    told = Then("It is told", answered_by(Continued.which), by=STEWARD, due=days_of(1), law=GUIDE(1))
    again = Whenever(Begun, [OUTSET, GOING], to=GOING, owes=[told])
    story = Story(journey(workflow(BEGINS=again, TOLD=told)))
    one = story.given(Begun(), on="1 Sep 2025")
    other = story.given(Begun(), on="2 Sep 2025")
    story.given(Continued(which=other.id), on="2 Sep 2025")
    first_told, then_told = story.readings("told", "3 Sep 2025")
    assert (first_told.started_by.id, first_told.status) == (one.id, Status.OVERDUE)
    assert (then_told.started_by.id, then_told.status) == (other.id, Status.MET)


# Clocks


def test_two_clocks_of_one_id_are_refused() -> None:
    with refused("two clocks have one id: ['scrap-clock']"):
        journey(workflow(DUE=clock(), ALSO=clock()))


def test_two_clocks_of_one_id_may_be_the_law_of_other_days() -> None:
    old, new = InForce(until=date(2020, 3, 31)), InForce(since=date(2020, 4, 1))
    assert len(journey(workflow(DUE=clock(in_force=old), ALSO=clock(in_force=new))).clocks) == 2


def test_two_clocks_of_one_id_that_are_both_the_law_of_one_day_are_refused() -> None:
    old, new = InForce(until=date(2020, 4, 1)), InForce(since=date(2020, 4, 1))
    with refused("two clocks have one id: ['scrap-clock']"):
        journey(workflow(DUE=clock(in_force=old), ALSO=clock(in_force=new)))


def test_a_clock_runs_in_place_of_another_only_where_it_is_the_law() -> None:
    old = clock(starts=first(Begun))
    new = Clock(
        "instead", "It is done, more slowly", starts=latest(Continued), due=days_of(9), stops=Done, owed_by=STEWARD,
        law=ACT(2), in_place_of=[old], in_force=InForce(since=date(2026, 1, 1)),
    )  # fmt: skip
    made = journey(workflow(OLD=old, NEW=new))
    for continued, standing in (("31 Dec 2025", Status.OVERDUE), ("1 Jan 2026", Status.FELL_AWAY)):
        story = Story(made)
        story.given(Begun(), on="1 Sep 2025")
        story.given(Continued(), on=continued)
        assert story.reading(old, "2 Jan 2026").status is standing


def test_a_clock_and_a_window_of_one_id_are_refused() -> None:
    also = Window("scrap-clock", "Time", opens=latest(Begun), lasts=days_of(1), held_by=STEWARD, law=ACT(1))
    with refused("two clocks have one id: ['scrap-clock']"):
        journey(workflow(DUE=clock(), TIME=also))


@pytest.mark.parametrize(
    "said",
    [
        {"stops": PaintBought},
        {"starts": first(Begun, PaintBought)},
        {"falls_away": PaintBought},
        {"back_on": [PaintBought]},
        {"due": later_of(days_of(1), after(PaintBought, days_of(1)))},
    ],
)
def test_a_clock_that_waits_for_what_nobody_can_record_is_refused(said: dict[str, Any]) -> None:
    with refused("clock scrap-clock waits for ['PaintBought'], which nobody can record"):
        journey(workflow(DUE=clock(**said)))


@pytest.mark.parametrize(
    "said", [{"opens": latest(PaintBought)}, {"ends_early": PaintBought}, {"used_by": PaintBought}]
)
def test_a_window_that_waits_for_what_nobody_can_record_is_refused(said: dict[str, Any]) -> None:
    with refused("clock scrap-window waits for ['PaintBought']"):
        journey(workflow(TIME=window(**said)))


@pytest.mark.parametrize(
    "due",
    [on(Begun.due_on), before(Begun.due_on, days_of(1)), later_of(on(Begun.due_on), days_of(1))],
)
def test_a_clock_reads_no_day_that_its_start_does_not_name(due: Any) -> None:
    with refused("clock scrap-clock reads a day that ['Done'] does not name"):
        journey(workflow(DUE=clock(starts=latest(Begun, Done), due=due)))
    with refused("clock scrap-window reads a day that ['Done'] does not name"):
        journey(workflow(TIME=window(opens=latest(Begun, Done), lasts=due)))


def test_a_clock_does_not_run_in_place_of_one_of_another_workflow() -> None:
    with refused("A scrap: ['scrap-clock'] would run in place of a clock of another workflow"):
        workflow(DUE=clock(in_place_of=[made_up.DECIDE]))


@pytest.mark.parametrize(
    "said",
    [
        {"stops": Done},
        {"stops": Begun, "starts": each(Begun, Done, per=Survey)},
        {"stops": Begun, "unless": during(made_up.Excused.starts_on, made_up.Excused.ends_on)},
    ],
)
def test_a_clock_for_each_key_needs_the_key_at_both_ends_and_in_its_exceptions(said: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="needs exactly one clear field of type Survey"):
        clock(**{"starts": each(Begun, per=Survey), **said})


def a_day_before(day: Any) -> object:
    return before(day, days_of(1))


@pytest.mark.parametrize("rule", [on, answered_by, a_day_before])
def test_nothing_is_worked_out_from_a_sealed_field(rule: Callable[[Any], object]) -> None:
    with pytest.raises(SealedField, match=r"Begun\.why is sealed, so nothing may be worked out from it"):
        rule(Begun.why)
    with pytest.raises(SealedField):
        fixed(2, 15, in_year_of=Begun.why)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_a_rule_names_a_field_and_not_a_day() -> None:
    with pytest.raises(TypeError, match="is not a field of an event"):
        on(date(2025, 9, 1))
    assert field_of(Begun.due_on).name == "due_on"


# Events


class Nameless(Event):
    """It has no tag of its own."""

    told = "It happened"
    kept = BOOK
    recorded_by = (STEWARD,)


class Silent(Event, tag="bad.silent"):
    """It is not told."""

    kept = BOOK
    recorded_by = (STEWARD,)


class Keyless(Event, tag="bad.keyless"):
    """It is kept nowhere, by nobody."""

    told = "It happened"


class Meaningless(Event, tag="bad.meaningless"):  # noqa: D101  # what is refused
    told = "It happened"
    kept = BOOK
    recorded_by = (STEWARD,)


class Wordless(Consent, tag="bad.wordless"):
    """It asks for a permission without saying what."""

    told = "{by} asked, and they said {answer}"
    kept = BOOK
    recorded_by = (STEWARD,)


class Misspelt(Event, tag="bad.misspelt"):
    """It is told with a word that it does not have."""

    told = "{by} saw {somebody}"
    kept = BOOK
    recorded_by = (STEWARD,)


class Numbered(Event, tag="bad.numbered"):
    """It is told with a word that has no name."""

    told = "{} happened"
    kept = BOOK
    recorded_by = (STEWARD,)


class Unerasable(Event, tag="bad.unerasable"):
    """It cannot be told when its content has been erased."""

    told = "{by} saw {whom}"
    kept = BOOK
    recorded_by = (STEWARD,)

    whom: Annotated[Words, asks("Whom?")]


class ErasedBadly(Event, tag="bad.erased-badly"):
    """It is still told with what was erased."""

    told = "{by} saw {whom}"
    told_erased = "Somebody saw {whom}"
    kept = BOOK
    recorded_by = (STEWARD,)

    whom: Annotated[Words, asks("Whom?")]


class Unasked(Event, tag="bad.unasked"):
    """It has a field that nobody asks for."""

    told = "It happened"
    kept = BOOK
    recorded_by = (STEWARD,)

    colour: str


class InClear(Event, tag="bad.in-clear"):
    """It would keep free text in clear."""

    told = "It happened"
    kept = BOOK
    recorded_by = (STEWARD,)

    note: Annotated[Words | None, asks("What?"), CLEAR] = None


class SeveralInClear(Event, tag="bad.several-in-clear"):
    """It would keep a list of free text in clear."""

    told = "It happened"
    kept = BOOK
    recorded_by = (STEWARD,)

    notes: Annotated[tuple[Words, ...], asks("What?"), CLEAR]


class GroupInClear(Event, tag="bad.group-in-clear"):
    """It would keep a group of free text in clear."""

    told = "It happened"
    kept = BOOK
    recorded_by = (STEWARD,)

    heard: Annotated[Hearing, asks("Who said what?"), CLEAR]


class Part(Struct, frozen=True):
    """A part that asks nothing."""

    colour: str


class OfParts(Event, tag="bad.of-parts"):
    """It is made of parts that ask nothing."""

    told = "It happened"
    kept = BOOK
    recorded_by = (STEWARD,)

    parts: Annotated[tuple[Part, ...], asks("Which parts?")]


class Shapeless(Event, tag="bad.shapeless"):
    """It has a field that no form can ask for."""

    told = "It happened"
    kept = BOOK
    recorded_by = (STEWARD,)

    anything: Annotated[dict[str, str], asks("What?")]


class Unspoken(Event, tag="bad.unspoken"):
    """It says beside what its words stand, and not whose they are."""

    told = "It happened"
    kept = BOOK
    recorded_by = (STEWARD,)

    entry: Annotated[RecordId, asks("Which entry?"), CLEAR, BESIDE]
    words: Annotated[Words, asks("What was said?"), OWN_WORDS]


class Papered(Event, tag="bad.papered"):
    """It is kept under a key of its strand, and has a document."""

    told = "It happened"
    kept = RecordClass("loose", seen=Seen.SHOWN, about=STEWARD, apart=True)
    recorded_by = (STEWARD,)

    document: Annotated[DocumentAddress, asks("Which document?"), CLEAR]


class Twin(Event, tag="shed.paint-bought"):
    """It has the tag of another."""

    told = "It happened"
    kept = BOOK
    recorded_by = (STEWARD,)


@pytest.mark.parametrize(
    ("event", "because"),
    [
        (Nameless, "Nameless needs a tag of its own, such as area.noun-verb"),
        (Silent, "Silent does not say ['told']"),
        (Keyless, "Keyless does not say ['kept', 'recorded_by']"),
        (Meaningless, "Meaningless does not say what it means"),
        (Wordless, "Wordless asks for a permission without saying in what words"),
        (Misspelt, "Misspelt is told with unknown words ['somebody']"),
        (Numbered, "Numbered is told with unknown words ['']"),
        (Unerasable, "Unerasable needs told_erased, a sentence without ['whom'], for when its content is gone"),
        (ErasedBadly, "ErasedBadly needs told_erased, a sentence without ['whom']"),
        (Unasked, "Unasked.colour asks no question"),
        (InClear, "InClear.note is free text and may not be stored in clear"),
        (SeveralInClear, "SeveralInClear.notes is free text and may not be stored in clear"),
        (GroupInClear, "GroupInClear.heard is free text and may not be stored in clear"),
        (OfParts, "OfParts.colour asks no question"),
        (Unspoken, "Unspoken does not say whose words stand beside which entries, named in clear"),
        (Papered, "Papered has a document, and one lies under no key of a single strand"),
        (Shapeless, "Shapeless.anything is not of a kind that a form can ask for"),
    ],
)
def test_an_event_that_does_not_say_enough_is_refused(event: type[Event], because: str) -> None:
    with refused(because):
        check_event(event, frozenset({"by"}))
    with refused(because):
        journey(facts=(event,))


def test_two_events_of_one_tag_are_refused() -> None:
    with refused("two events have one tag"):
        journey(SHED, facts=(Twin,))


def test_a_step_taken_on_a_fact_of_the_whole_case_is_refused() -> None:
    with refused("A scrap: ['Continued'] is a fact of the whole case, so it takes no strand on"):
        journey(workflow(GO_ON=Whenever(Continued, GOING)), facts=(Continued,))


def test_an_event_of_a_story_may_be_a_fact_of_the_whole_case() -> None:
    assert journey(workflow(), facts=(Continued,)).home_of(Continued) is None


def test_two_workflows_of_one_name_are_refused() -> None:
    with refused("two workflows have one name"):
        journey(workflow(), workflow())


def test_two_definitions_of_one_workflow_are_in_force_one_after_the_other() -> None:
    made = journey(SHED_AGAIN, SHED)
    assert [one.version for one in made.definitions["shed"]] == ["2099.1", "2100.1"]
    assert made.workflows["shed"] is SHED_AGAIN


def test_a_move_that_another_definition_records_otherwise_is_refused() -> None:
    otherwise = Move("Finish it", GOING, to=FINISHED, records=Continued)
    old = workflow(in_force=InForce(until=date(2020, 3, 31)))
    new = workflow(version="2", in_force=InForce(since=date(2020, 4, 1)), FINISH=otherwise)
    with refused("A scrap: 'Finish it' records another event in 2"):
        journey(old, new)


# What a definition says


def test_a_definition_says_the_same_each_time_it_is_built() -> None:
    assert workflow().digest == workflow().digest
    assert len(workflow().digest) == 32


@pytest.mark.parametrize(
    "changed",
    [
        {"FINISHED": None, "DONE_WITH": FINISHED},
        {"FINISH": Move("Finish it now", GOING, to=FINISHED, records=Done)},
        {"DUE": clock()},
        {"FINISH": Move("Finish it", [GOING, OUTSET], to=FINISHED, records=Done)},
    ],
)
def test_a_definition_that_says_something_else_has_another_digest(changed: dict[str, Any]) -> None:
    assert list(workflow(**changed).statements()) != list(workflow().statements())
    assert workflow(**changed).digest != workflow().digest


@pytest.mark.parametrize(
    "changed",
    [
        clock(due=days_of(2)),
        clock(falls_away=Continued),
        clock(back_on=Continued),
        clock(unless=during(Begun.due_on, Begun.due_on)),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        clock(starts=each(Begun)),
        clock(law=GUIDE(1)),
    ],
)
def test_every_part_of_a_clock_is_in_the_digest(changed: Clock) -> None:
    assert workflow(DUE=changed).digest != workflow(DUE=clock()).digest


def test_which_exceptions_count_is_in_the_digest() -> None:
    first, last = made_up.SurveyExcused.starts_on, made_up.SurveyExcused.ends_on
    said = [
        during(first, last),
        during(first, last, only=Survey.SOIL),
        during(first, last, within={Survey.SOIL: InForce(date(2025, 9, 8))}),
    ]
    assert len({workflow(DUE=clock(unless=one)).digest for one in said}) == 3


def test_an_exception_for_one_limit_needs_a_field_that_says_which() -> None:
    with pytest.raises(ValueError, match="Excused needs exactly one clear field of type Survey"):
        during(made_up.Excused.starts_on, made_up.Excused.ends_on, only=Survey.SOIL)


@pytest.mark.parametrize(
    "changed",
    [
        window(lasts=days_of(2)),
        window(ends_early=Continued),
        window(used_by=Continued),
        window(given_back=Continued),
        window(falls_away=Continued),
    ],
)
def test_every_part_of_a_window_is_in_the_digest(changed: Window) -> None:
    assert workflow(TIME=changed).digest != workflow(TIME=window()).digest


@pytest.mark.parametrize("scope", [{"since": Begun}, {"same": Survey}])
def test_the_scope_of_a_need_is_in_the_digest(scope: dict[str, Any]) -> None:
    plain = BeforeOrReason("It is so", Begun, by=STEWARD, law=GUIDE(1))
    scoped = BeforeOrReason("It is so", Begun, by=STEWARD, law=GUIDE(1), **scope)
    assert needing(scoped).digest != needing(plain).digest


def test_how_a_law_is_written_is_the_way_of_its_text() -> None:
    assert (str(ACT(13, 1, "a")), str(GUIDE(6, 45))) == ("Gardens Act 2099, s. 13(1)(a)", "Garden Guide 6.45")

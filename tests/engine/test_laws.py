"""What holds of every story, whatever is told and in whatever order."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache
from random import Random
from uuid import UUID

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.engine import Answer, Event
from goldenthread.engine.case import NOT_BEGUN, Case, Strand, evolve, fold, places_of, settled, strands
from goldenthread.engine.clocks import Reading, read
from goldenthread.engine.commands import Act, Command, Context, New, Note
from goldenthread.engine.decide import Accepted, decide
from goldenthread.engine.history import History
from goldenthread.engine.permissions import permissions
from goldenthread.engine.records import (
    DefinitionAdopted,
    Disputed,
    EnteredInError,
    Erased,
    Origin,
    Place,
    Record,
    StrandId,
    Withdrawn,
    first_wordings,
    in_order_of_happening,
    live,
    stored,
)
from goldenthread.engine.store.form import Kind
from goldenthread.engine.views import Known, as_at, instant
from goldenthread.engine.windows import look
from goldenthread.engine.workflow import Move
from tests.engine import made_up as garden
from tests.engine.made_up import LETTING, Survey
from tests.engine.made_up_garden import (
    ENGLAND,
    GARDEN,
    Remarked,
    asked,
    key,
    letter,
    neighbours,
    offered,
    photograph,
    viewed,
)
from tests.engine.made_up_shed import PAINT_IT, SHED, PaintBought, ShedPainted
from tests.story import CASE, SOMEBODY, record_id

FIRST_DAY = date(2025, 9, 1)
LAST = 200
TODAY = FIRST_DAY + timedelta(days=LAST)

MOVES: tuple[tuple[Move, Event], ...] = (
    (garden.OFFER, offered()),
    (garden.OFFER, offered("7")),
    (garden.REFUSE, garden.Refused()),
    (garden.THINK_AGAIN, garden.MindChanged()),
    (garden.LET_IT, garden.Let()),
    (garden.SOW, garden.Sown(look_again_on=date(2025, 12, 1))),
    (garden.PUT_UP_SIGN, garden.SignPutUp()),
    (garden.INSPECT, garden.Inspected()),
    (garden.GIVE_UP, garden.GivenUp()),
    (PAINT_IT, ShedPainted()),
)
FACTS: tuple[Event, ...] = (
    asked(),
    garden.TakenBack(),
    viewed("7"),
    garden.SurveyAsked(survey=Survey.SOIL),
    garden.SurveyAsked(survey=Survey.WATER),
    garden.SurveyDone(survey=Survey.SOIL),
    garden.SurveyDropped(survey=Survey.WATER),
    garden.SurveyExcused(survey=Survey.SOIL, starts_on=date(2025, 10, 1)),
    garden.Excused(starts_on=date(2025, 9, 20), ends_on=date(2025, 10, 20)),
    garden.Ordered(),
    letter(),
    garden.OfferLiked(),
    garden.OfferTakenBack(),
    neighbours(Answer.YES),
    key(),
    key(until=date(2025, 12, 1)),
    photograph(),
    garden.FeePaid(pence=60),
    garden.SoilTested(),
    garden.Met(),
    garden.NoteGiven(),
    garden.Complained(answer_by=date(2025, 11, 3)),
    garden.HazardSeen(),
    garden.HazardFenced(),
    garden.OpenDaySet(held_on=date(2025, 11, 20), season=2026),
    garden.AppealMade(),
    garden.CertificateGiven(),
    garden.KeyReturned(),
    PaintBought(),
    Remarked(),
)
PAPERS: tuple[Event, ...] = (*FACTS, *(event for _, event in MOVES))

Choose = Callable[[int], int]
Said = Callable[[Case, date, Choose], Command | None]
"""What somebody says next of a case, on a day: a choice of one of n things is theirs."""


def note(event: Event, on: date, strand: StrandId | New | None = None, origin: Origin = Origin.REPORTED) -> Note:
    return Note(event=event, happened_on=on, by=SOMEBODY, strand=strand, origin=origin)


def telling(case: Case, on: date, choose: Choose) -> Command | None:
    del case
    return note(PAPERS[choose(len(PAPERS))], on)


def beginning_anew(case: Case, on: date, choose: Choose) -> Command | None:
    del case
    return note((asked(), PaintBought())[choose(2)], on, New.STRAND)


def answering(case: Case, on: date, choose: Choose) -> Command | None:
    asked_of = [one for one in case.records if one.kind is garden.Complained]
    return note(garden.ComplaintAnswered(complaint=asked_of[choose(len(asked_of))].id), on) if asked_of else None


def moving(case: Case, on: date, choose: Choose) -> Command | None:
    del case
    move, event = MOVES[choose(len(MOVES))]
    workflow = SHED if move is PAINT_IT else LETTING
    given = dict.fromkeys(workflow.needs_of(move), "A reason")
    return Act(event=event, happened_on=on, by=SOMEBODY, workflow=workflow, move=move, reasons=given)


def one_of(case: Case, choose: Choose) -> Record | None:
    return case.records[choose(len(case.records))] if case.records else None


def rewording(case: Case, on: date, choose: Choose) -> Command | None:
    """Write an entry that stands again, on another day."""
    if not case.standing:
        return None
    wrong = case.standing[choose(len(case.standing))]
    assert isinstance(wrong.event, Event)
    return Note(event=wrong.event, happened_on=on, by=SOMEBODY, replaces=wrong.id)


def remarking(case: Case, on: date, choose: Choose) -> Command | None:
    about = one_of(case, choose)
    return note(Disputed(record=about.id, who="Robin", statement="Not so"), on) if about else None


def striking(case: Case, on: date, choose: Choose) -> Command | None:
    about = one_of(case, choose)
    return note(EnteredInError(record=about.id, why="Not so"), on) if about else None


def taking_back(case: Case, on: date, choose: Choose) -> Command | None:
    given = [one.asked for one in permissions(case.story(), TODAY)]
    return note(Withdrawn(record=given[choose(len(given))].id, who="Robin"), on) if given else None


def adopting(case: Case, on: date, choose: Choose) -> Command | None:
    running = list(case.strands.values())
    if not running:
        return None
    strand = running[choose(len(running))]
    there = GARDEN.definitions[strand.workflow]
    return note(DefinitionAdopted(definition=there[choose(len(there))].version), on, strand.id)


SAYINGS: tuple[Said, ...] = (
    telling,
    telling,
    telling,
    moving,
    moving,
    beginning_anew,
    answering,
    rewording,
    rewording,
    remarking,
    striking,
    striking,
    taking_back,
    adopting,
)
DAYS = st.integers(0, LAST).map(lambda n: FIRST_DAY + timedelta(days=n))
STEPS = st.tuples(st.sampled_from(SAYINGS), DAYS, st.integers(0, 2**16))
STORIES = st.lists(STEPS, max_size=14)
Steps = Sequence[tuple[Said, date, int]]
many_stories = settings(deadline=None, max_examples=60)


def decided(case: Case, command: Command) -> Record | None:
    """Return the record of a command, as the store would give it back; None where a move was not ready."""
    n = case.version + 1
    outcome = decide(case, command, GARDEN, Context(TODAY, ENGLAND, record_id(n), "tests"))
    return stored(outcome.record, n, n * 1_000_000) if isinstance(outcome, Accepted) else None


def tell(steps: Steps) -> Case:
    """Tell a story, each thing in it decided on what was told before."""
    case = Case(CASE)
    for say, on, number in steps:
        command = say(case, on, number.__mod__)
        record = decided(case, command) if command else None
        case = evolve(case, record) if record else case
    return case


def stage_of(told: Sequence[tuple[Record, Place]]) -> str:
    """Return where the latest happening of a strand landed: of one day, the one written last."""
    landed = [(one.happened_on, at, place.lands) for at, (one, place) in enumerate(told) if place.lands]
    return max(landed)[2] if landed else NOT_BEGUN


@many_stories
@given(STORIES)
def test_remembering_one_record_at_a_time_is_the_same_as_reading_the_whole_list(steps: Steps) -> None:
    case = tell(steps)
    standing = settled(in_order_of_happening(live(case.records)))
    assert case.standing == standing
    assert case.strands == strands(standing, first_wordings(case.records))
    assert fold(CASE, case.records) == fold(CASE, case.records) == case
    again = fold(CASE, case.records)
    assert again.strands_of("letting") == case.strands_of("letting")


@many_stories
@given(STORIES)
def test_a_strand_is_where_its_latest_happening_landed(steps: Steps) -> None:
    case = tell(steps)
    told = [(one, place) for one in case.standing for place in places_of(one) if place.strand]
    assert set(case.strands) == {place.strand for _, place in told}
    for name, strand in case.strands.items():
        mine = [(one, place) for one, place in told if place.strand == name]
        assert strand.stage == stage_of(mine)
        assert strand.opened_on == min(one.happened_on for one, _ in mine)


@many_stories
@given(STORIES)
def test_no_story_comes_to_a_stage_that_is_not_declared(steps: Steps) -> None:
    case = tell(steps)
    for strand in case.strands.values():
        assert strand.stage in GARDEN.workflows[strand.workflow].stages_by_name
    assert all(isinstance(one, Strand) for one in case.strands.values())


@many_stories
@given(STORIES, st.sampled_from(PAPERS), DAYS)
def test_no_fact_is_ever_refused(steps: Steps, event: Event, on: date) -> None:
    case = tell(steps)
    record = decided(case, note(event, on))
    assert record is not None
    after = evolve(case, record)
    assert record in after.standing
    assert after.version == case.version + 1


@many_stories
@given(
    st.lists(
        st.tuples(st.sampled_from(PAPERS), st.integers(0, LAST)), min_size=2, max_size=8, unique_by=lambda one: one[1]
    ),
    st.randoms(use_true_random=False),
)
def test_papers_of_one_story_entered_in_any_order_come_to_one_stage(
    papers: list[tuple[Event, int]], shuffled: Random
) -> None:
    def enter(order: Sequence[tuple[Event, int]]) -> dict[str, str]:
        case = Case(CASE)
        for event, n in order:
            home = GARDEN.home_of(type(event))
            mine = case.strands_of(home.name) if home else ()
            record = decided(case, note(event, FIRST_DAY + timedelta(days=n), mine[0].id if mine else None))
            assert record
            case = evolve(case, record)
        return {one.workflow: one.stage for one in case.strands.values()}

    other = list(papers)
    shuffled.shuffle(other)
    assert enter(papers) == enter(other) == enter(sorted(papers, key=lambda one: one[1]))


@many_stories
@given(STORIES, DAYS)
def test_a_clock_is_deaf_to_what_it_does_not_name(steps: Steps, today: date) -> None:
    case = tell(steps)
    for strand in case.strands.values():
        workflow, story = GARDEN.workflows[strand.workflow], case.story(strand.id)
        for clock in workflow.clocks:
            heard = History(tuple(one for one in story if one.kind in workflow.heeds(clock)), story.wordings)
            instead = workflow.in_place_of(clock)
            assert read(clock, heard, today, ENGLAND, instead) == read(clock, story, today, ENGLAND, instead)
        for window in workflow.windows:
            heard = History(tuple(one for one in story if one.kind in window.heeds()), story.wordings)
            assert look(window, heard, today, ENGLAND) == look(window, story, today, ENGLAND)


@many_stories
@given(STORIES, STORIES)
def test_what_was_known_by_a_day_never_changes_as_more_is_written(earlier: Steps, later: Steps) -> None:
    before = tell(earlier)
    after = tell([*earlier, *later])
    assert after.records[: before.version] == before.records
    for version in range(before.version + 1):
        assert as_at(CASE, after.records, known=Known(version=version)) == fold(CASE, before.records[:version])
    if before.records:
        by = Known(by=instant(before.records[-1].recorded_at))
        assert as_at(CASE, after.records, known=by) == before


@many_stories
@given(STORIES, DAYS)
def test_what_had_happened_by_a_day_is_where_each_strand_was_then(steps: Steps, on: date) -> None:
    case = tell(steps)
    then = as_at(CASE, case.records, happened=on)
    assert then.standing == tuple(one for one in case.standing if one.happened_on <= on)
    assert as_at(CASE, case.records, happened=TODAY) == case
    for name, strand in then.strands.items():
        assert strand.stage == stage_of(
            [(one, at) for one in then.standing for at in places_of(one) if at.strand == name]
        )


@cache
def twin_of(kind: type[Event]) -> type[Erased]:
    twin = Kind(kind).twin
    assert issubclass(twin, Erased)
    return twin


def erased(record: Record) -> Record:
    twin = twin_of(record.kind)
    left = twin(**{name: getattr(record.event, name) for name in twin.__struct_fields__})
    return msgspec.structs.replace(record, event=left)


def shape(one: Reading) -> tuple[object, ...]:
    return (one.clock.id, one.started_by.id, one.status, one.due, one.ended_on, one.days_late, one.working)


@many_stories
@given(STORIES)
def test_what_has_been_erased_folds_and_counts_as_before(steps: Steps) -> None:
    case = tell(steps)
    left = fold(CASE, [erased(one) for one in case.records])
    assert left.strands == case.strands
    assert [one.id for one in left.standing] == [one.id for one in case.standing]
    assert [(one.asked.id, one.standing) for one in permissions(left.story(), TODAY)] == [
        (one.asked.id, one.standing) for one in permissions(case.story(), TODAY)
    ]
    for strand in case.strands.values():
        for clock in GARDEN.workflows[strand.workflow].clocks:
            was = read(clock, case.story(strand.id), TODAY, ENGLAND)
            now = read(clock, left.story(strand.id), TODAY, ENGLAND)
            assert list(map(shape, now)) == list(map(shape, was))
            assert all(one.sealed_start for one in now)


@many_stories
@given(STORIES, st.integers(0, 2**16))
def test_remembering_is_total_even_for_what_was_never_decided_here(steps: Steps, number: int) -> None:
    case = tell(steps)
    stray = Record(
        case=CASE,
        version=case.version + 1,
        id=record_id(case.version + 1),
        kind=Remarked,
        event=Remarked(),
        happened_on=FIRST_DAY + timedelta(days=number % LAST),
        origin=Origin.ACTED,
        by=SOMEBODY,
        software="another",
        kept="book",
        workflow="no-such-workflow",
        strand=StrandId(UUID(int=999)),
        lands="no-such-stage",
        replaces=record_id(number) if number % 2 else None,
    )
    after = evolve(case, stray)
    assert after.version == case.version + 1
    assert after.records[-1] is stray
    assert all(after.strands_of(one.workflow) for one in after.strands.values())

"""A move to safety: two parents, two threads, and all that is in sight is the same whatever is out of it."""

from collections.abc import Sequence

import msgspec
import pytest

from goldenthread.demo.scenarios.to_safety import in_sight, to_safety
from goldenthread.demo.steps import person
from goldenthread.engine.case import Case, fold
from goldenthread.engine.clocks import Status
from goldenthread.engine.records import Origin, Record
from goldenthread.engine.tokens import token
from goldenthread.engine.views import day_of
from goldenthread.projections.telling import tell as sentence
from goldenthread.workflows import authority_move, parents_disagree, plan, protected_file
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.parents_disagree import PARENTS_DISAGREE, PositionAnswered, PositionHeard
from goldenthread.workflows.protected import PapersKeptElsewhere, ProtectedTaskAgreed, ProtectedTaskDone
from goldenthread.workflows.records_transfer import RecordsSent
from goldenthread.workflows.safeguarding import SafeguardingGround, SafeguardingShared, grounds_on
from goldenthread.workflows.sharing import SharedWithFamily
from goldenthread.workflows.vocabulary import PRIVATE_TO_PARENT, PROTECTED
from goldenthread.workflows.who_decides import NoticeRestricted, ParentKnown, Restriction, RestrictionLifted
from tests.scenarios.telling import Told, somebody, tell
from tests.story import day
from tests.trace import requirement

CHILD = somebody()
MUM, DAD = person(CHILD, "Ada's mum"), person(CHILD, "Ada's dad")
NOW = "22 Nov 2026"
DAYS = ("18 Sep 2026", "28 Sep 2026", "19 Oct 2026", NOW)


@pytest.fixture(scope="module")
def told() -> Told:
    return tell(to_safety, opened=66, child=CHILD)


@pytest.fixture(scope="module")
def never() -> Told:
    """Return the same story, in which nothing was ever written that is out of sight."""
    return tell(in_sight, opened=66, child=CHILD)


def seen(told: Told) -> Sequence[Record]:
    return JOURNEY.in_sight(told.case.records)


def unseen(told: Told) -> list[Record]:
    shown = {one.id for one in seen(told)}
    return [one for one in told.case.records if one.id not in shown]


def timeline(told: Told) -> list[tuple[str, str, str]]:
    """Return what is told to whoever looks: the day, the day it was written down, and the sentence."""
    names = {"child": "Ada"}
    return [(f"{one.happened_on}", f"{day_of(one.recorded_at)}", sentence(one, JOURNEY, names)) for one in seen(told)]


def places(case: Case, but: str = "") -> list[tuple[str, str, str]]:
    """Return where every story is, but one."""
    return sorted((one.workflow, one.stage, f"{one.since}") for one in case.strands.values() if one.workflow != but)


def clocks(told: Told, on: str, case: Case | None = None, but: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Return how every clock stands on a day, but some."""
    found = [one for clock in JOURNEY.clocks if clock.id not in but for one in told.readings(clock, on, case)]
    return [
        (one.clock.id, f"{one.started_by.happened_on}", f"{one.due}", one.status, f"{one.ended_on}") for one in found
    ]


OF_THE_FILE = (protected_file.SENT_IN_TIME.id, protected_file.RECEIPT.id)


@requirement("S4-21", PROTECTED, PRIVATE_TO_PARENT)
def test_there_is_much_out_of_sight(told: Told, never: Told) -> None:
    assert {one.kept for one in unseen(told)} == {"protected", "private-to-parent"}
    assert len(unseen(told)) == 12
    assert unseen(never) == []


@requirement("S4-21", PROTECTED, PRIVATE_TO_PARENT)
def test_with_it_or_without_it_the_timeline_is_the_same(told: Told, never: Told) -> None:
    assert timeline(told) == timeline(never)


@requirement("S4-21", PROTECTED, PRIVATE_TO_PARENT)
def test_with_it_or_without_it_every_story_is_at_the_same_place(told: Told, never: Told) -> None:
    for on in DAYS:
        assert places(told.happened(on), protected_file.PROTECTED_FILE.name) == places(never.happened(on))
    assert places(told.case) != places(never.case)


@requirement("S4-21", PROTECTED, PRIVATE_TO_PARENT)
def test_with_it_or_without_it_every_clock_runs_alike(told: Told, never: Told) -> None:
    for on in DAYS:
        assert clocks(told, on, told.happened(on), OF_THE_FILE) == clocks(never, on, never.happened(on))


@requirement("S4-21", PROTECTED, PRIVATE_TO_PARENT)
def test_one_record_read_with_and_without_it_is_the_same(told: Told) -> None:
    only = fold(told.case.id, tuple(seen(told)))
    assert places(only) == places(told.case, protected_file.PROTECTED_FILE.name)
    assert clocks(told, NOW, only) == clocks(told, NOW, but=OF_THE_FILE)
    assert token(only.id, JOURNEY.in_sight(only.records)) == token(told.case.id, seen(told))


@requirement("S4-21", PROTECTED, PRIVATE_TO_PARENT)
def test_writing_what_is_out_of_sight_changes_no_version_that_anybody_is_given(told: Told) -> None:
    versions = [token(told.case.id, JOURNEY.in_sight(told.case.records[:n])) for n in range(len(told.case.records) + 1)]
    changed = [
        one for one, before, after in zip(told.case.records, versions, versions[1:], strict=False) if before != after
    ]
    assert changed == list(seen(told))


def test_nothing_in_sight_names_or_rests_on_anything_out_of_it(told: Told) -> None:
    hidden = [str(one.id) for one in unseen(told)]
    shown = " ".join(msgspec.json.encode([one.event, one.judgement, one.heard_in]).decode() for one in seen(told))
    assert [one for one in hidden if one in shown] == []
    assert str(told.ids["dad asks"]) in shown


def test_three_things_may_not_reach_one_parent_and_the_address_itself_is_nowhere(told: Told) -> None:
    kept = [one.event for one in told.case.story().of(NoticeRestricted) if isinstance(one.event, NoticeRestricted)]
    assert {(one.kept_from, one.restriction) for one in kept} == {
        (DAD, Restriction.ADDRESS),
        (DAD, Restriction.SETTING),
        (DAD, Restriction.THROUGH_OTHERS),
    }
    assert [one.whose for one in kept if one.restriction is Restriction.ADDRESS] == [MUM]
    assert told.case.story().of(RestrictionLifted) == ()
    every = " ".join(msgspec.json.encode(one.event).decode().lower() for one in told.case.records)
    assert [word for word in ("refuge", "street", "road", "postcode", "violen") if word in every] == []


@requirement("S4-12", PapersKeptElsewhere, ProtectedTaskAgreed, ProtectedTaskDone)
def test_what_was_agreed_is_a_task_and_a_pointer_and_no_account(told: Told) -> None:
    agreed, done = told.case.story().of(ProtectedTaskAgreed), told.case.story().of(ProtectedTaskDone)
    assert [one.event.owner for one in agreed if isinstance(one.event, ProtectedTaskAgreed)] == ["Mr Lewis", "Mrs Rowe"]
    assert [one.clear("task") for one in done] == [told.ids["a page"]]
    (papers,) = told.case.story().of(PapersKeptElsewhere)
    assert papers.event == PapersKeptElsewhere(holder="Mrs Rowe, safeguarding lead", file="File 31")
    assert {one.kept for one in (*agreed, *done, papers)} == {"protected"}


@requirement("S4-22", SafeguardingShared)
def test_what_was_shared_to_keep_them_safe_says_its_ground_who_decided_and_when(told: Told) -> None:
    (shared,) = told.case.story().of(SafeguardingShared)
    assert isinstance(shared.event, SafeguardingShared)
    said = shared.event
    assert (said.ground, said.decided_by, said.decided_at) == (
        SafeguardingGround.FUNCTIONS,
        "Mrs Rowe",
        "The first day, at nine",
    )
    assert said.ground in {one.ground for one in grounds_on(shared.happened_on, told.calendar)}


def test_nothing_that_went_to_him_says_where_they_are(told: Told) -> None:
    names = ("Ada's dad is answered", "dad has an answer", "Ada's dad has the page", "dad asks")
    his = [told.record(name) for name in names]
    given = [one for record in his if record.kind is SharedWithFamily for one in record.clear("entries")]
    his += [told.case.by_id[one] for one in given]
    assert given == [told.ids["reading"]]
    said = " ".join(msgspec.json.encode(one.event).decode() for one in his)
    where = (CHILD.place.id, CHILD.place.senco, CHILD.place.teacher, "hill-primary", "side door")
    assert [word for word in where if word in said] == []
    # What is written to him is written by the authority, and never by the school.
    assert {one.by.role for one in his if one.id not in given} == {"authority"}


def test_the_school_they_left_need_not_know_where_to_send_the_records(told: Told) -> None:
    (sent,) = told.case.story().of(RecordsSent)
    assert isinstance(sent.event, RecordsSent)
    assert sent.event.to == "the authority, which passes them on"


@requirement("S4-11", PositionHeard, PositionAnswered)
def test_each_is_a_parent_of_the_same_standing_heard_and_answered_in_a_thread_of_their_own(told: Told) -> None:
    parents = told.case.story().of(ParentKnown)
    assert [(one.clear("person"), one.clear("responsibility")) for one in parents] == [(MUM, "yes"), (DAD, "yes")]
    answers = {one.clear("person"): one for one in told.case.story().of(PositionAnswered)}
    for who, name, by in ((MUM, "Ada's mum says", "senco"), (DAD, "Ada's dad says", "authority")):
        assert (answers[who].clear("position"), answers[who].by.role) == (told.ids[name], by)
    # Both were heard on Monday 19 October: five working days each.
    threads = told.readings(parents_disagree.EACH_ANSWERED, NOW)
    assert [(one.due, one.status) for one in threads] == [(day("26 Oct 2026"), Status.MET)] * 2
    assert told.stage(PARENTS_DISAGREE) is parents_disagree.SETTLED


def test_a_question_of_his_is_answered_like_anybodys(told: Told) -> None:
    # Asked on Friday 23 October: five working days.
    asked = told.reading("question-answer", NOW)
    assert (asked.due, asked.status) == (day("30 Oct 2026"), Status.MET)


def test_help_and_a_place_were_there_on_the_first_day_without_waiting_for_any_paper(told: Told) -> None:
    (first, _) = told.case.story().of(plan.ProvisionGiven)
    (arranged,) = told.case.story().of(authority_move.OtherSchoolArranged)
    assert (first.happened_on, arranged.happened_on) == (day("18 Sep 2026"), day("18 Sep 2026"))
    assert told.happened("18 Sep 2026").story().of(authority_move.PlanTransferred) == ()
    assert told.stage_on(plan.PLAN, "18 Sep 2026") is plan.IN_FORCE


def test_the_records_go_on_in_time(told: Told) -> None:
    # Off the register on Wednesday 16 September: fifteen school days.
    file = told.reading("pupil-file-transfer", NOW)
    assert (file.due, file.ended_on, file.status) == (day("7 Oct 2026"), day("28 Sep 2026"), Status.MET)
    # On the register on Friday 18 September: five days, the first not counted.
    told_authority = told.reading("new-pupil-return", NOW)
    assert (told_authority.due, told_authority.status) == (day("23 Sep 2026"), Status.MET)
    # A file that goes by itself: five days from Friday 11 September, and a receipt in two working days.
    by_itself = [(told.reading(one, NOW).due, told.reading(one, NOW).status) for one in OF_THE_FILE]
    assert by_itself == [(day("16 Sep 2026"), Status.MET), (day("17 Sep 2026"), Status.MET)]


def test_the_plan_goes_on_and_its_year_with_it(told: Told) -> None:
    # Known on Thursday 17 September: fifteen working days beginning with it.
    handed = told.reading("la-transfer", NOW)
    assert (handed.due, handed.ended_on, handed.status) == (day("7 Oct 2026"), day("2 Oct 2026"), Status.MET)
    # Six weeks from Friday 2 October to tell the parent who may be told.
    informed = told.reading("la-transfer-inform", NOW)
    assert (informed.due, informed.status) == (day("13 Nov 2026"), Status.MET)
    # First made on 5 February 2026: its year ends on 4 February, which is later than three months from the transfer.
    review = told.reading("la-transfer-review-12m", NOW)
    assert (review.due, review.status) == (day("4 Feb 2027"), Status.RUNNING)
    assert told.reading("ar-complete-first", NOW).status is Status.FELL_AWAY
    assert told.stage(plan.PLAN) is plan.IN_FORCE


def test_what_came_before_was_brought_in_and_is_missed_by_nobody(told: Told) -> None:
    (made,) = told.case.story().of(plan.PlanMade)
    assert made.origin is Origin.BROUGHT_IN
    assert [one.tag for one in told.case.records if one.judgement and one.judgement.gone_without] == []

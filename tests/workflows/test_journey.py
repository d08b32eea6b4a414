"""What holds for every story: what may hold a move, what may not, what is stored in clear, and what never changes."""

import json
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from goldenthread.engine.case import fold
from goldenthread.engine.decide import NotReady
from goldenthread.engine.events import Agreement, Choice, Consent, Event, How, PersonId, RecordId
from goldenthread.engine.fields import each_of, fields, plain
from goldenthread.engine.law import Force
from goldenthread.engine.privacy.documents import DocumentAddress
from goldenthread.engine.records import EnteredInError, Origin
from goldenthread.engine.views import shaken
from goldenthread.workflows import (
    appeal,
    authority_move,
    concern,
    identification,
    move_on,
    partnership,
    personal_budget,
    phase_transfer,
    plan,
)
from goldenthread.workflows import needs_assessment as na
from goldenthread.workflows import sen_support as sen
from goldenthread.workflows.journey import JOURNEY, Earlier, Part, StartedElsewhere
from goldenthread.workflows.kinds import KINDS
from goldenthread.workflows.vocabulary import Adviser, Organisation, Setting
from tests.story import Story, day
from tests.workflows import samples as some
from tests.workflows.samples import a_record

GOLDEN = Path(__file__).parent.parent / "golden" / "definitions.json"

BEFORES = {
    ("identification", "tell-authority", "parent-told-first", "Children and Families Act 2014, s. 23", "V"),
    ("identification", "tell-authority", "parent-offered-talk", "Children and Families Act 2014, s. 23", "V"),
    ("needs-assessment", "agree", "family-consulted", "Children and Families Act 2014, s. 36(4)", "M"),
    ("needs-assessment", "refuse", "family-consulted", "Children and Families Act 2014, s. 36(4)", "M"),
    ("needs-assessment", "finish", "family-had-its-days", "SEND Regulations 2014, reg. 13(1)(a)", "V"),
    ("needs-assessment", "finish", "named-setting-asked", "Children and Families Act 2014, s. 39", "S"),
    ("plan-change", "send-amended", "family-had-its-days", "SEND Regulations 2014, reg. 22(2)(c)", "V"),
    ("reassessment", "finish", "family-had-its-days", "SEND Regulations 2014, reg. 27", "V"),
    ("personal-budget", "pay-directly", "payment-allowed", "Children and Families Act 2014, s. 49", "S"),
    ("ceasing", "decide-to-end", "end-consulted", "SEND Regulations 2014, reg. 31", "V"),
    ("ceasing", "decide-to-end", "head-consulted", "SEND Regulations 2014, reg. 31", "V"),
    ("ceasing", "end-plan", "appeal-time-over", "Children and Families Act 2014, s. 45(4)", "V"),
}

REGS, ACT = "SEND Regulations 2014, reg. ", "Children and Families Act 2014, s. "
TRIBUNAL = "Tribunal Procedure (HESC) Rules 2008"
PUPILS = "Pupil Information Regulations 2005, reg. "
CODE = "SEND Code of Practice "
STATUTORY_TABLE = {
    "ehcna-decide": (REGS + "5(1)", "V"),
    "ehcna-advice": (REGS + "8(1)", "S"),
    "ehcna-no-plan": (REGS + "10(1)", "V"),
    "ehcp-draft-reps": (REGS + "13(1)(a)", "V"),
    "ehcp-school-consult-reply": (CODE + "9.83", "S"),
    "ehcp-final": (REGS + "13(2)", "V"),
    "mediation-contact": (REGS + "33", "S"),
    "mediation-cert-declined": (REGS + "34", "C"),
    "mediation-arrange": (REGS + "36", "S"),
    "mediation-cert-after": (REGS + "39", "S"),
    "mediation-agreement-act": (REGS + "42(3)", "V"),
    "appeal-lodge-decision": (TRIBUNAL + ", r. 20", "M"),
    "appeal-la-response": (TRIBUNAL, "S"),
    "ftt-notify-assess": (REGS + "44(2)(b)", "S"),
    "ftt-assess-no-plan": (REGS + "44(2)(b)(i)", "S"),
    "ftt-assess-final": (REGS + "44(2)(b)(ii)", "S"),
    "ftt-make-draft": (REGS + "44(2)(c)(i)", "S"),
    "ftt-make-final": (REGS + "44(2)(c)(ii)", "S"),
    "unopposed-notify-assess": (REGS + "45(3)", "V"),
    "unopposed-no-plan": (REGS + "45(3A)(a)", "V"),
    "unopposed-final": (REGS + "45(3A)(b)", "V"),
    "unopposed-make-draft": (REGS + "45", "S"),
    "unopposed-make-final": (REGS + "45", "S"),
    "ftt-amend": (REGS + "44(2)", "S"),
    "ftt-placement": (REGS + "44(2)", "S"),
    "ftt-continue": (REGS + "44(2)", "S"),
    "ftt-cease": (REGS + "44(2)(a)", "V"),
    "unopposed-amend": (REGS + "45(4)", "V"),
    "unopposed-placement": (REGS + "45", "S"),
    "ar-complete-first": (ACT + "44(1)(a)", "V"),
    "ar-complete-next": (ACT + "44(1)(b)", "V"),
    "ar-meet-latest": ("Good practice: four weeks before the review must be completed", "S"),
    "ar-early-years": (CODE + "9.178", "M"),
    "ar-notice": (REGS + "20(3)", "V"),
    "ar-papers": (REGS + "20(4)", "V"),
    "ar-report": (REGS + "20(7)", "S"),
    "ar-decision": (REGS + "20(10)", "S"),
    "ar-amend-notice": (REGS + "22(2)", "V"),
    "ar-amend-reps": (REGS + "22(2)(c)", "V"),
    "ar-amend-final": (REGS + "22(3)", "V"),
    "ar-amend-cap": ("R (L, M and P) v Devon County Council [2022] EWHC 493 (Admin)", "V"),
    "ar-not-amend-notice": (REGS + "22(4)", "V"),
    "phase-school": (REGS + "18(1)(b)", "V"),
    "phase-post16": (REGS + "18(1)(a)", "V"),
    "phase-post16-other": (REGS + "18(2)", "V"),
    "reassess-decide": (REGS + "25", "S"),
    "reassess-final": (REGS + "27", "V"),
    "la-transfer": (REGS + "15(2)", "V"),
    "la-transfer-inform": (REGS + "15(4)", "V"),
    "la-transfer-review-12m": (REGS + "15(5)(a)", "V"),
    "la-transfer-review-3m": (REGS + "15(5)(b)", "M"),
    "rcb-change-notify": (REGS + "16", "M"),
    "pupil-file-transfer": (PUPILS + "9(3)", "S"),
    "pupil-file-dual": (PUPILS + "9(3B)", "V"),
    "sen-support-meeting": (CODE + "6.65", "S"),
    "annual-pupil-report": (PUPILS + "6", "S"),
}
"""The clocks of the statutory reference (section 8) that are declared so far, with its citations and its marks."""

STARTED_BY: dict[str, tuple[Event, str, str]] = {
    "ehcna-decide": (some.request(), "30 Dec 2022", "10 Feb 2023"),
    "ehcna-no-plan": (some.request(), "18 May 2023", "7 Sep 2023"),
    "ehcp-final": (some.request(), "21 May 2025", "8 Oct 2025"),
    "ftt-assess-no-plan": (appeal.AssessmentOrdered(), "14 Feb 2024", "24 Apr 2024"),
    "ftt-assess-final": (appeal.MediationAgreed(terms="To assess"), "21 Feb 2025", "30 May 2025"),
    "unopposed-no-plan": (appeal.AppealNotOpposed(), "21 Feb 2025", "2 May 2025"),
    "unopposed-final": (appeal.AppealNotOpposed(), "21 Feb 2025", "30 May 2025"),
    "ar-decision": (some.review_meeting(), "1 Apr 2024", "29 Apr 2024"),
    "ar-amend-cap": (some.review_meeting(), "31 Oct 2023", "23 Jan 2024"),
    "mediation-agreement-act": (appeal.MediationAgreedOther(terms="To pay"), "10 Nov 2023", "24 Nov 2023"),
    "phase-school": (phase_transfer.PhaseMoveDue(year=2020), "1 Sep 2019", "15 Feb 2020"),
    "phase-post16": (phase_transfer.MoveAfterSchoolDue(year=2026), "1 Sep 2025", "31 Mar 2026"),
    "la-transfer-inform": (authority_move.PlanTransferred(), "31 Oct 2024", "12 Dec 2024"),
}


SPINE = (
    "concern", "identification", "sen-support", "needs-assessment", "appeal", "plan", "annual-review", "phase-transfer",
    "reassessment", "ceasing", "authority-move", "move-on", "partnership",
)  # fmt: skip


def test_the_spine_is_told_in_its_order_and_nothing_else_is_in_two_files() -> None:
    assert [name for name in JOURNEY.workflows if name in SPINE] == list(SPINE)
    homes = [event for workflow in JOURNEY.workflows.values() for event in workflow.events]
    assert len(homes) == len(set(homes))


def test_only_these_things_hold_a_move_and_each_by_this_law() -> None:
    held = {
        (workflow.name, workflow.name_of(move), workflow.name_of(need), str(need.law), str(need.law.mark))
        for workflow, move, need in JOURNEY.befores
    }
    assert held == BEFORES
    assert all(need.law.force is Force.MUST for _, _, need in JOURNEY.befores)


def test_no_move_that_discharges_a_duty_waits_for_a_permission() -> None:
    musts = {kind for clock in JOURNEY.clocks if clock.law.force is Force.MUST for kind in clock.stopped_by()}
    waits = [
        (move.label, need.label)
        for workflow in JOURNEY.workflows.values()
        for move in workflow.moves
        if move.records in musts
        for need in move.needs
        if any(issubclass(kind, Agreement | Consent) for kind in need.kinds())
    ]
    assert waits == []


def test_no_move_but_a_direct_payment_is_held_by_a_consent_or_an_agreement() -> None:
    kinds = {
        (type(need).__name__, kind)
        for workflow in JOURNEY.workflows.values()
        for move in workflow.moves
        for need in move.needs
        for kind in need.kinds()
        if issubclass(kind, Agreement | Consent)
    }
    assert {kind for how, kind in kinds if how != "BeforeOrReason"} == {personal_budget.DirectPaymentAllowed}


def test_citations_and_marks_are_those_of_the_statutory_reference() -> None:
    laws = {one.id: one.law for one in JOURNEY.clocks} | {one.id: one.law for one in JOURNEY.windows}
    declared = {one: (str(law), str(law.mark)) for one, law in laws.items()}
    assert {one: declared.get(one) for one in STATUTORY_TABLE} == STATUTORY_TABLE


@pytest.mark.parametrize("clock", STARTED_BY)
def test_every_clock_of_the_published_chronologies_starts_from_what_a_chronology_says(clock: str) -> None:
    event, on, due = STARTED_BY[clock]
    story = a_record()
    story.given(event, on=on)
    assert story.reading(clock, on).due == day(due)


def test_only_days_codes_and_names_of_records_are_stored_in_clear() -> None:
    plain_kinds = (date, Choice, bool, int)
    keys = (RecordId, PersonId, Setting, Organisation, DocumentAddress)
    loose = [
        f"{tag}: {name}"
        for tag, event in JOURNEY.events.items()
        for name, field in fields(event).items()
        if field.clear and each_of(field.kind) not in keys and not issubclass(plain(field.kind), plain_kinds)
    ]
    assert loose == ["strand.definition-adopted: definition"]


def test_no_sentence_calls_an_unanswered_try_a_refusal() -> None:
    said = [getattr(event, "told", "") + (event.__doc__ or "") for event in JOURNEY.events.values()]
    assert not any("refused permission" in one or "parent refused" in one or "failed to" in one for one in said)


# Records begin anywhere, and papers come in any order


def test_a_record_may_begin_with_a_plan_made_elsewhere() -> None:
    story = a_record()
    made = story.given(plan.PlanMade(), on="4 Mar 2024", written="2 Sep 2025")
    assert made.origin is Origin.BROUGHT_IN
    for part, earlier in ((Part.NEEDS_ASSESSMENT, Earlier.DONE_ELSEWHERE), (Part.CONCERN, Earlier.NOT_KNOWN)):
        story.given(
            StartedElsewhere(part=part, earlier=earlier, rests_on="The plan, section K", record=made.id),
            on="2 Sep 2025",
        )
    assert [one.stage for one in story.case.strands.values()] == ["in-force"]
    assert story.reading("ar-complete-first", "2 Sep 2025").due == day("3 Mar 2025")


def support_from_elsewhere(earlier: Earlier = Earlier.DONE_ELSEWHERE, part: Part = Part.SEN_SUPPORT) -> Story:
    """A child whose support began at another school, and a view heard here."""
    story = a_record()
    begun = story.given(sen.SupportStarted(), on="6 Jan 2025", written="2 Sep 2025")
    assert begun.judgement
    assert begun.judgement.irregular == ()
    story.given(StartedElsewhere(part=part, earlier=earlier, rests_on="Her last school rang"), on="2 Sep 2025")
    story.given(some.family_heard(), on="3 Sep 2025")
    return story


@pytest.mark.parametrize("earlier", list(Earlier))
def test_what_was_done_elsewhere_or_is_not_known_is_never_called_missing(earlier: Earlier) -> None:
    story = support_from_elsewhere(earlier)
    assert story.case.strands_of("sen-support")[0].stage == "supported"
    judged = story.when(sen.PLAN, some.planned(review_on=day("12 Dec 2025")), on="4 Sep 2025").judged(sen.PLANNED)
    (statement,) = (one for one in story.case.records if one.kind is StartedElsewhere)
    assert judged.stated == {"needs-described": statement.id}
    assert (judged.gone_without, judged.irregular) == ((), ())


def test_what_is_stated_of_another_part_of_the_journey_says_nothing_of_this_one() -> None:
    story = support_from_elsewhere(part=Part.CONCERN)
    plan = some.planned(review_on=day("12 Dec 2025"))
    story.when(sen.PLAN, plan, on="4 Sep 2025").not_ready(missing=[sen.NEEDS_DESCRIBED])


def test_a_reason_that_is_given_all_the_same_is_kept_in_its_own_words() -> None:
    story, plan = support_from_elsewhere(), some.planned(review_on=day("12 Dec 2025"))
    judged = story.when(sen.PLAN, plan, on="4 Sep 2025", reasons={sen.NEEDS_DESCRIBED: "We have read it."}).judged()
    assert (judged.stated, judged.gone_without) == ({}, ("needs-described",))


def test_what_came_before_says_nothing_of_what_is_asked_for_again_since_a_review_here() -> None:
    story = support_from_elsewhere()
    story.when(sen.PLAN, some.planned(review_on=day("12 Dec 2025")), on="4 Sep 2025").then(sen.PLANNED)
    story.given(some.reviewed(), on="12 Dec 2025")
    again = story.when(sen.PLAN, some.planned(review_on=day("27 Mar 2026")), on="15 Dec 2025")
    assert isinstance(again.outcome, NotReady)
    assert sen.NEEDS_DESCRIBED in [one.need for one in again.outcome.unmet if one.stated is None]


def test_what_was_stated_in_error_excuses_nothing_and_shakes_what_rested_on_it() -> None:
    story, plan = support_from_elsewhere(), some.planned(review_on=day("12 Dec 2025"))
    planned = story.when(sen.PLAN, plan, on="4 Sep 2025").then()
    (statement,) = (one for one in story.case.records if one.kind is StartedElsewhere)
    story.given(EnteredInError(record=statement.id, why="That was her brother"), on="5 Sep 2025")
    assert shaken(story.case, planned) == {"needs-described": (statement,)}
    again = story.when(sen.PLAN, plan, on="5 Sep 2025")
    assert isinstance(again.outcome, NotReady)


PAPERS: list[tuple[Event, str]] = [
    (some.request(), "1 Sep 2025"),
    (some.family_asked(), "3 Sep 2025"),
    (some.agreed(), "13 Oct 2025"),
    (some.draft(), "1 Dec 2025"),
    (some.final(), "16 Jan 2026"),
]


def written_down(papers: tuple[tuple[Event, str], ...]) -> Story:
    story = a_record()
    for event, on in papers:
        story.given(event, on=on, written="1 Mar 2026")
    return story


def test_papers_in_any_order_tell_one_story() -> None:
    for papers in permutations(PAPERS):
        story = written_down(papers)
        stages = {one.workflow: one.stage for one in story.case.strands.values()}
        assert (stages["needs-assessment"], stages["plan"]) == ("plan-made", "in-force")
        assert story.reading("ehcp-final", "1 Mar 2026").days_late == -3
        assert fold(story.case.id, story.case.records) == story.case


REVIEW: list[tuple[Event, str]] = [
    (plan.PlanMade(), "19 Jan 2026"),
    (some.review_meeting(), "16 Nov 2026"),
    (some.amendment_notice(), "1 Dec 2026"),
    (some.amended_plan(), "20 Jan 2027"),
]


def test_a_review_in_any_order_too() -> None:
    for papers in permutations(REVIEW):
        story = written_down_in_2027(papers)
        assert sorted((one.workflow, one.stage) for one in story.case.strands.values()) == [
            ("annual-review", "changed"),
            ("plan", "in-force"),
            ("plan-change", "amended"),
        ]
        assert story.reading("ar-amend-cap", "1 Mar 2027").days_late == -19
        assert story.reading("ar-amend-final", "1 Mar 2027").days_late == -6


def written_down_in_2027(papers: tuple[tuple[Event, str], ...]) -> Story:
    story = a_record()
    for event, on in papers:
        story.given(event, on=on, written="1 Mar 2027")
    return story


# One child


def test_one_child_from_a_mothers_worry_to_a_plan_and_a_kind_close() -> None:
    story = a_record()
    raised = story.given(some.worry(answer_by=day("12 Sep 2024")), on="5 Sep 2024")
    story.given(some.worry_answered(raised.id), on="9 Sep 2024")
    story.when(concern.TALK_IT_OVER, some.talked_over(), on="9 Sep 2024").then(concern.TALKING)
    taken_on = concern.ConcernTakenOn(why="Noise stops him eating.")
    story.when(concern.LOOK_FURTHER, taken_on, on="10 Sep 2024").then(concern.LOOKING_FURTHER)
    story.given(some.starting_point(), on="12 Sep 2024")
    story.given(some.family_spoken_to(), on="12 Sep 2024")
    story.when(identification.FIND_NEEDS, some.needs_found(), on="20 Sep 2024").then(identification.FOUND)
    story.given(some.needs_described(), on="27 Sep 2024")
    story.given(some.family_heard(), on="27 Sep 2024")
    story.when(sen.PLAN, some.planned(review_on=day("13 Dec 2024")), on="30 Sep 2024").then(sen.PLANNED)
    story.when(sen.START, sen.SupportStarted(), on="1 Oct 2024").then(sen.SUPPORTED)
    story.when(sen.REVIEW, some.reviewed(), on="13 Dec 2024").then(sen.REVIEWED)
    story.given(some.request(na.Requester.SCHOOL), on="13 Jan 2025")
    story.given(some.family_asked(), on="15 Jan 2025")
    story.when(na.AGREE, some.agreed(), on="20 Feb 2025").then(na.ASSESSING)
    story.given(some.asked_for(Adviser.PSYCHOLOGY), on="21 Feb 2025")
    story.given(some.advice(Adviser.PSYCHOLOGY), on="28 Mar 2025")
    story.when(na.SERVE_DRAFT, some.draft(), on="14 Apr 2025").then(na.DRAFTED)
    story.given(some.held_against_draft(), on="30 May 2025")
    story.when(na.FINISH, some.final(), on="2 Jun 2025").then(na.PLAN_MADE)
    story.given(plan.PlanMade(), on="2 Jun 2025")
    story.given(move_on.ChildMoved(kind=move_on.KindOfMove.PHASE), on="2 Sep 2025")
    story.given(partnership.FamilyNotReached(how=How.PHONE, what_about="Goodbye", another_way="Card"), on="3 Sep 2025")
    assert {one.workflow: one.stage for one in story.case.strands.values()} == {
        "concern": "looking-further",
        "identification": "found",
        "sen-support": "reviewed",
        "needs-assessment": "plan-made",
        "draft": "finished",
        "plan": "in-force",
        "move-on": "moved",
        "partnership": "together",
        "informed": "to-tell",
        "meeting": "to-offer",
        "signposting": "offering",
    }
    assert story.reading("ehcp-final", "3 Jun 2025").due == day("2 Jun 2025")


# What was released never changes


def test_a_released_definition_never_changes() -> None:
    every = [one for journey in KINDS.every for found in journey.definitions.values() for one in found]
    now = {f"{one.name} {one.version}": one.digest for one in every}
    released: dict[str, str] = json.loads(GOLDEN.read_text())
    assert set(released) <= set(now), "a released definition is gone: strands still go on under it"
    changed = sorted(one for one, digest in now.items() if released.get(one) != digest)
    assert not changed, (
        f"{changed} no longer says what it said. A released definition never changes: cases were decided under it."
        " Raise the version of the workflow, and add its digest beside the old one in tests/golden/definitions.json:"
        f" {json.dumps({one: now[one] for one in changed}, indent=1)}"
    )

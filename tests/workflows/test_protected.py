"""Of a child protection plan there is a pointer and a list of tasks, out of sight, and nowhere to write an account."""

from typing import get_args

import pytest

from goldenthread.engine.events import Event
from goldenthread.engine.fields import fields, form, marks
from goldenthread.workflows import protected, safeguarding
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.protected import KindOfTask, PapersKeptElsewhere, ProtectedTaskAgreed, ProtectedTaskDone
from goldenthread.workflows.vocabulary import PROTECTED
from goldenthread.workflows.young_person import SaidInConfidence
from tests.story import day
from tests.trace import requirement
from tests.workflows import samples_rights as some
from tests.workflows.samples import a_record

A_FEW_WORDS, NO_END = 200, 10**9
FORMS: tuple[type[Event], ...] = (*protected.FACTS, *safeguarding.FACTS)


@requirement("S4-12", PapersKeptElsewhere, ProtectedTaskAgreed, ProtectedTaskDone, KindOfTask)
def test_the_tasks_of_a_protection_plan_are_kept_apart_and_out_of_sight() -> None:
    story = a_record()
    before = list(some.in_sight(story))
    story.given(PapersKeptElsewhere(holder="Mrs Rowe, Elm Primary", file="17"), on="2 Dec 2024")
    task = ProtectedTaskAgreed(
        kind=KindOfTask.ATTEND,
        task="The core group on 16 December",
        owner="Mrs Rowe",
        family_part=True,
        do_by=day("16 Dec 2024"),
    )
    agreed = story.given(task, on="2 Dec 2024")
    story.given(ProtectedTaskDone(task=agreed.id, done=True), on="16 Dec 2024")
    assert list(some.in_sight(story)) == before
    assert all(one.kept is PROTECTED for one in FORMS)
    assert all("parent" not in JOURNEY.may_record(one) for one in FORMS)
    assert all(JOURNEY.may_record(one) == {"safeguarding-lead", "head", "social-care"} for one in protected.FACTS)


@requirement("S4-12", protected.FACTS)
@pytest.mark.parametrize("event", FORMS)
def test_there_is_nowhere_to_write_an_account(event: type[Event]) -> None:
    assert not accounts(event)
    assert accounts(SaidInConfidence) == ["words", "how_gathered", "may_be_told"]


def accounts(event: type[Event]) -> list[str]:
    """Return the fields in which somebody could write more than a few words."""
    return [name for name, field in fields(event).items() if max(lengths(field.kind), default=0) > A_FEW_WORDS]


def lengths(kind: object) -> list[int]:
    """Return how long a text may be, here or in what a type is made of; text without an end is longest of all."""
    if kind is str:
        return [NO_END]
    said = [mark.max_length for mark in marks(kind) if mark.max_length]
    return said or [one for part in get_args(kind)[: 1 if marks(kind) else None] for one in lengths(part)]


@requirement("S4-12", PapersKeptElsewhere, ProtectedTaskAgreed)
@pytest.mark.parametrize("event", [PapersKeptElsewhere, ProtectedTaskAgreed, safeguarding.SafeguardingShared])
def test_the_form_says_where_to_report_instead(event: type[Event]) -> None:
    says = form(event)["about"]
    assert "safeguarding lead" in says
    assert "children's social care" in says
    assert "999" in says

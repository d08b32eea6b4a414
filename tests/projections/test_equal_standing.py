"""What a parent writes stands as large as what a practitioner writes; and anybody can see where things are and go."""

import re
from collections.abc import Callable, Mapping
from datetime import date

import msgspec
import pytest

from goldenthread.engine.case import Case
from goldenthread.engine.events import Event
from goldenthread.engine.journey import Journey
from goldenthread.engine.records import Actor
from goldenthread.projections.nexts import nexts
from goldenthread.projections.standing import clock_readings, wheres
from goldenthread.projections.timeline import Entry, full
from goldenthread.projections.timeline import story as timeline
from goldenthread.workflows import concern, identification, informed, partnership
from goldenthread.workflows import sen_support as sen
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.people import PARENT, SENCO
from tests.story import Story, day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows.samples import a_record

NAMES = {"child": "Sam"}
MOTHER, PRACTITIONER = Actor("account-2", PARENT.id, "home"), Actor("account-1", SENCO.id, "elm")
LONG = "He hid under the table. " * 166


def view(words: str) -> partnership.ViewGiven:
    return partnership.ViewGiven(whose=some.MUM, view=words, how_gathered="In writing")


def written(by: Actor, event: Event, on: str = "6 Jan 2025", story: Story | None = None) -> Story:
    told = story or a_record()
    told.by = by
    told.given(event, on=on)
    return told


def entry_by(actor: Actor, words: str) -> Entry:
    (entry,) = timeline(written(actor, view(words)).case, JOURNEY, NAMES)
    return entry


@requirement("S1-4", partnership.ViewGiven)
@requirement("S0-1", partnership.ViewGiven)
def test_the_same_words_of_a_parent_and_of_a_practitioner_make_the_same_entry_but_for_who_wrote_it() -> None:
    theirs, ours = entry_by(MOTHER, "Too loud."), entry_by(PRACTITIONER, "Too loud.")
    assert (theirs.by.role_name, ours.by.role_name) == ("a parent or carer", "the SENCO")
    assert msgspec.structs.replace(theirs, by=ours.by) == ours
    assert [one.name for one in theirs.says] == [one.name for one in ours.says]


@requirement("S1-4", partnership.ViewGiven)
def test_nothing_is_cut_short_whoever_wrote_it() -> None:
    for actor in (MOTHER, PRACTITIONER):
        said = {one.name: one.answer for one in entry_by(actor, LONG).says}
        assert said["view"] == LONG


@requirement("S1-4", partnership.ViewGiven, sen.NeedsDescribed)
@requirement("S0-1", partnership.ViewGiven, sen.NeedsDescribed)
@pytest.mark.parametrize("days", [("6 Jan 2025", "8 Jan 2025"), ("8 Jan 2025", "6 Jan 2025")])
@pytest.mark.parametrize("told", [timeline, full])
def test_entries_stand_by_their_day_and_never_by_who_wrote_them(
    told: Callable[[Case, Journey, Mapping[str, str]], list[Entry]], days: tuple[str, str]
) -> None:
    story = a_record()
    for actor, event, on in ((PRACTITIONER, some.needs_described(), days[1]), (MOTHER, view("Loud."), days[0])):
        story.by = actor
        story.given(event, on=on, written="9 Jan 2025")
    roles = [one.by.role for one in told(story.case, JOURNEY, NAMES)]
    by_day = {days[0]: "parent", days[1]: "senco"}
    assert roles == [by_day["6 Jan 2025"], by_day["8 Jan 2025"]]


@requirement("S0-1", partnership.ViewGiven)
def test_each_is_attributed_and_dated() -> None:
    entry = entry_by(MOTHER, "Too loud.")
    assert (entry.by.account, entry.by.role, entry.happened_on) == ("account-2", "parent", day("6 Jan 2025"))
    assert entry.standing == "stands"


# Where things are, and what happens next


def from_the_first_worry_on() -> Story:
    story = a_record()
    story.given(some.worry(answer_by=day("12 Sep 2024")), on="5 Sep 2024")
    story.when(concern.TALK_IT_OVER, some.talked_over(), on="9 Sep 2024")
    story.when(identification.BEGIN, identification.FindingOutBegun(), on="11 Sep 2024")
    return story


@requirement("S0-12", concern.TALKING, identification.LOOKING, concern.ANSWER, informed.FamilyInformed)
def test_a_family_can_see_where_things_are_what_happens_next_who_does_it_and_by_when() -> None:
    story, today = from_the_first_worry_on(), day("12 Sep 2024")
    at = {one.workflow: one.stage_name for one in wheres(story.case, JOURNEY)}
    assert at["concern"] == "We are talking it over"
    assert at["identification"] == "We are finding out what your child needs"
    following = {one.label: one for one in nexts(story.case, JOURNEY, today, ENGLAND)}
    move = following["Look into what the child needs"]
    assert (move.workflow, move.ready) == ("concern", True)
    needs = following["Decide that the child needs extra help"].needs
    assert {(one.label, one.met, one.by) for one in needs} == {
        ("What the family knows and the setting sees is written down", False, "the teacher or key person"),
        ("It has been talked over with the family, and the child where they can", False, "the teacher or key person"),
    }
    due = {one.clock: (one.due, one.owed_by_name) for one in clock_readings(story.case, JOURNEY, today, ENGLAND)}
    assert due["concern-response"] == (date(2024, 9, 12), "the setting")
    asked = informed.FamilyInformed.__struct_fields__
    assert {"where_things_are", "happens_next", "support", "next_on"} <= set(asked)


@requirement("S0-12", concern.RAISED, informed.TO_TELL)
def test_every_stage_is_in_words_that_a_family_can_read() -> None:
    labels = [stage.label for one in JOURNEY.workflows.values() for stage in one.stages]
    assert len(labels) > 60
    jargon = re.compile(r"SENCO|APDR|CAMHS|LA\b|EHCNA|EHCP|[_{}]|\bpupil\b|\bcase\b|refus|fail", re.IGNORECASE)
    assert [one for one in labels if jargon.search(one)] == []

"""What a setting's own record tells of a child goes with the child, and is held, listed and certified like the rest."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from goldenthread.app import cases_in
from goldenthread.engine.commands import New, Note, Unacceptable
from goldenthread.engine.privacy.apart import told_apart
from goldenthread.engine.privacy.erasing import Erasing, Wanted
from goldenthread.engine.privacy.erasures import State
from goldenthread.engine.records import EnteredInError, Record
from goldenthread.engine.store.writer import Command, Outcome
from goldenthread.http.api.erased import erased_here
from goldenthread.settings import Settings
from goldenthread.workflows.setting_record.agency_visits import LeftUnsupervised, VisitArranged, VisitRuleSet
from goldenthread.workflows.setting_record.opened import SettingRecordOpened
from tests.generic import sample
from tests.test_retaining import ASKED, BY_HAND, DAY, SENCO, THEN, TODAY, Town
from tests.workflows import samples as some

ON = TODAY.date()
LATELY = datetime(2056, 9, 1, 12, tzinfo=UTC)
WHOLE = Wanted(whole=True, **BY_HAND)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path, cases_in(Settings(data=str(tmp_path)), demo=True))
    made.child("Ada", date(2024, 2, 29), some.planned(date(2026, 6, 1)))
    made.child("Ben", date(2026, 3, 2), some.planned(date(2026, 6, 1)))
    yield made
    made.cases.close()


@pytest.fixture
def setting(town: Town) -> UUID:
    return town.cases.open(town.note(sample(SettingRecordOpened, ON)), TODAY).case.id


def visit(town: Town, setting: UUID, name: str) -> Record:
    """Write a visit to a child down: that it was arranged, and what happened there. Returns the first."""
    event = replace(sample(VisitArranged, ON), child=town.people[name])
    note = Note(event=event, happened_on=ON, by=SENCO, strand=New.STRAND)
    (arranged,) = town.cases.record(setting, [note], TODAY).records
    after = Note(event=sample(LeftUnsupervised, ON), happened_on=ON, by=SENCO, strand=arranged.strand)
    town.cases.record(setting, [after], TODAY)
    return arranged


def mark_as_in_error(town: Town, setting: UUID, of: Record) -> None:
    note = Note(event=EnteredInError(record=of.id, why="It never was."), happened_on=ON, by=SENCO)
    town.cases.record(setting, [note], TODAY)


def told(town: Town, setting: UUID, of: Record) -> list[bool]:
    """Return of each entry of a visit whether it can be read."""
    return [not one.erased for one in town.cases.case(setting).records if one.strand == of.strand]


def erase(town: Town, name: str) -> None:
    run(town, town.children[name], WHOLE, THEN)


def run(town: Town, case: UUID, wanted: Wanted, now: datetime) -> None:
    erasing = town.eraser().erasing
    asked = erasing.ask(case, wanted, SENCO, now)
    erasing.approve(case, asked.id, replace(SENCO, account="another"), now)
    erasing.run(case, asked.id, SENCO, now)


def test_a_visit_goes_with_the_child_and_that_to_another_stays(town: Town, setting: UUID) -> None:
    ada, ben = visit(town, setting, "Ada"), visit(town, setting, "Ben")
    extent = town.eraser().erasing.extent(town.children["Ada"], WHOLE)
    assert extent.entries["agency-visits"] == 2
    erase(town, "Ada")
    assert (told(town, setting, ada), told(town, setting, ben)) == ([False, False], [True, True])
    (done,) = Erasing(town.cases, backup_days=1).of(town.children["Ada"])
    assert (done.state, done.records) == (State.DONE, sum(extent.entries.values()))
    assert [one.stream for one in done.keys if one.record_class == "agency-visits"] == [setting]


def test_what_is_told_of_two_goes_with_the_last_of_them(town: Town, setting: UUID) -> None:
    ada = visit(town, setting, "Ada")
    both = replace(sample(VisitArranged, ON), child=town.people["Ben"])
    town.cases.record(setting, [Note(event=both, happened_on=ON, by=SENCO, strand=ada.strand)], TODAY)
    erase(town, "Ada")
    assert told(town, setting, ada) == [True] * 3
    erase(town, "Ben")
    assert told(town, setting, ada) == [False] * 3


def test_a_child_who_was_written_down_by_mistake_takes_nothing_of_another_s_visit(town: Town, setting: UUID) -> None:
    arranged = visit(town, setting, "Ada")
    right = replace(sample(VisitArranged, ON), child=town.people["Ben"])
    town.cases.record(setting, [Note(event=right, happened_on=ON, by=SENCO, replaces=arranged.id)], TODAY)
    assert [set(told_apart(town.cases))] == [{town.people["Ben"]}]
    erase(town, "Ada")
    assert told(town, setting, arranged) == [True] * 3


def test_a_visit_is_of_the_first_child_again_where_naming_another_was_the_mistake(town: Town, setting: UUID) -> None:
    arranged = visit(town, setting, "Ada")
    wrong = replace(sample(VisitArranged, ON), child=town.people["Ben"])
    note = Note(event=wrong, happened_on=ON, by=SENCO, replaces=arranged.id)
    (correction,) = town.cases.record(setting, [note], TODAY).records
    mark_as_in_error(town, setting, correction)
    assert set(told_apart(town.cases)) == {town.people["Ada"]}
    erase(town, "Ada")
    assert told(town, setting, arranged) == [False] * 4


def test_a_visit_that_was_marked_as_made_in_error_still_goes_with_the_child(town: Town, setting: UUID) -> None:
    arranged = visit(town, setting, "Ada")
    mark_as_in_error(town, setting, arranged)
    assert set(told_apart(town.cases)) == {town.people["Ada"]}


def test_a_visit_that_is_told_right_before_the_keys_go_goes_with_them(
    town: Town, setting: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, there = visit(town, setting, "Ada"), Town(town.folder, town.again(), town.children, town.people)
    submit, later = town.cases.store.recorder.writer.submit, list[Record]()

    def between(command: Command) -> Outcome:
        if command.destroys and not later:
            later.append(visit(there, setting, "Ada"))
        return submit(command)

    monkeypatch.setattr(town.cases.store.recorder.writer, "submit", between)
    erase(town, "Ada")
    there.cases.close()
    assert [told(town, setting, one) for one in (first, *later)] == [[False, False], [False, False]]


def test_the_day_is_told_of_what_an_act_on_the_record_erased_and_none_of_what_went_with_a_child(
    town: Town, setting: UUID
) -> None:
    visit(town, setting, "Ada")
    visit(town, setting, "Ben")
    erase(town, "Ada")
    run(town, setting, Wanted(classes=("agency-visits",), **BY_HAND), THEN + timedelta(days=30))
    whole = town.cases.case(setting)
    seen: Any = SimpleNamespace(case=whole, told_from=whole, seeing=SimpleNamespace(withheld=frozenset()))
    of_ben, of_ada = erased_here(town.cases, seen)
    assert (of_ben.on, of_ben.entries) == (DAY + timedelta(days=30), 2)
    assert (of_ada.on, of_ada.entries) == (None, 2)


def test_visits_to_others_that_are_written_down_again_and_again_do_not_hold_an_erasure_up(
    town: Town, setting: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, extent, looked = visit(town, setting, "Ada"), Erasing.extent, list[UUID]()

    def looking(erasing: Erasing, case: UUID, erasure: Any) -> Any:
        looked.append(case)
        visit(town, setting, "Ben")
        return extent(erasing, case, erasure)

    monkeypatch.setattr(Erasing, "extent", looking)
    erase(town, "Ada")
    assert (told(town, setting, ada), len(looked)) == ([False, False], 2), (
        "once as it is asked for, and once as it is done"
    )


def test_what_is_told_of_two_goes_with_them_where_both_are_erased_at_once(
    town: Town, setting: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, there = visit(town, setting, "Ada"), Town(town.folder, town.again(), town.children, town.people)
    both = replace(sample(VisitArranged, ON), child=town.people["Ben"])
    town.cases.record(setting, [Note(event=both, happened_on=ON, by=SENCO, strand=ada.strand)], TODAY)
    submit, waiting = town.cases.store.recorder.writer.submit, ["Ben"]

    def between(command: Command) -> Outcome:
        if command.destroys and waiting:
            erase(there, waiting.pop())
        return submit(command)

    monkeypatch.setattr(town.cases.store.recorder.writer, "submit", between)
    erase(town, "Ada")
    there.cases.close()
    assert told(town, setting, ada) == [False] * 3


def test_a_child_whose_time_is_over_is_destroyed_with_the_visits_and_the_certificate_counts_them(
    town: Town, setting: UUID
) -> None:
    ada, ben = visit(town, setting, "Ada"), visit(town, setting, "Ben")
    town.tell(setting, sample(VisitRuleSet, ON), LATELY)  # the setting goes on: nothing of its record is due by itself
    listed = town.listing()
    (line,) = (one for one in listed.due if one.case == town.people["Ada"])
    assert (line.records, len(line.keys)) == (3, 2)
    made = town.run().apply(listed.digest, DAY, ASKED)
    (gone,) = (one for one in made.destroyed if one.case == town.people["Ada"])
    assert (gone.records, set(gone.commitments)) == (3, set(line.keys))
    assert (told(town, setting, ada), told(town, setting, ben)) == ([False, False], [True, True])


def test_a_visit_in_a_record_that_is_on_hold_keeps_the_child(town: Town, setting: UUID) -> None:
    ada, entries = visit(town, setting, "Ada"), len(town.cases.case(setting).records)

    def held(case: UUID) -> str | None:
        return "it is on hold" if case == setting and len(town.cases.case(case).records) >= entries else None

    erasing = Erasing(town.cases, backup_days=1, holds=held)
    asked = erasing.ask(town.children["Ada"], WHOLE, SENCO, THEN)
    erasing.approve(town.children["Ada"], asked.id, replace(SENCO, account="another"), THEN)
    with pytest.raises(Unacceptable, match="it is on hold"):
        erasing.run(town.children["Ada"], asked.id, SENCO, THEN)
    assert told(town, setting, ada) == [True, True]

"""The commands that look back and build anew, run as a person runs them."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from goldenthread.app import cases_in
from goldenthread.engine.access.register import Register
from goldenthread.engine.commands import Act, Note
from goldenthread.engine.events import Event, PersonId
from goldenthread.engine.records import Actor, Disputed, EnteredInError, Origin, Record
from goldenthread.engine.views import micros
from goldenthread.http.identity.office import Office
from goldenthread.settings import Settings
from goldenthread.workflows.concern import TalkedOver, WorryRaised
from goldenthread.workflows.journey import RecordOpened
from goldenthread.workflows.sen_support import PLAN, SEN_SUPPORT, SupportPlanned
from tests.processes import here

BY = Actor("j.okafor", "senco", "elm-primary")


class Paper:
    """One case of the real workflows, written down on days a test says."""

    def __init__(self, folder: Path) -> None:
        self.now = datetime(2026, 3, 2, 12, tzinfo=UTC)
        self.cases = cases_in(Settings(data=str(folder)), demo=True, clock=lambda: micros(self.now))
        opening = Note(event=RecordOpened(child=PersonId(uuid4())), happened_on=date(2026, 3, 2), by=BY)
        self.case = self.cases.open(opening, self.now).case.id
        office = Office(Register(self.cases), self.now)
        office.organisation(BY.organisation, "setting", BY.organisation, date(2026, 3, 2))
        office.account(BY.account, date(2026, 3, 2))
        office.post(BY.account, BY.role, BY.organisation, date(2026, 3, 2))

    def tell(self, event: Event, on: date, written: date | None = None, replaces: Record | None = None) -> Record:
        self.now = datetime.combine(written or on, self.now.timetz())
        origin = Origin.ACTED if replaces else Origin.REPORTED
        said = Note(event=event, happened_on=on, by=BY, origin=origin, replaces=replaces.id if replaces else None)
        return self.cases.record(self.case, [said], self.now).records[0]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def paper(data: Path) -> Iterator[Paper]:
    """Raise a worry, talk it over, raise a second one late, correct its day, and take out a third."""
    told = Paper(data)
    told.tell(worry(answer_by=date(2026, 3, 9)), date(2026, 3, 3))
    told.tell(talk(), date(2026, 3, 6))
    late = told.tell(worry(answer_by=date(2026, 3, 20)), date(2026, 3, 4), date(2026, 3, 10))
    told.tell(worry(answer_by=date(2026, 3, 27)), date(2026, 3, 5), date(2026, 3, 12), replaces=late)
    third = told.tell(worry(answer_by=date(2026, 4, 1)), date(2026, 3, 13))
    told.tell(EnteredInError(record=third.id, why="Another family's."), date(2026, 3, 14))
    told.cases.close()
    yield told
    told.cases.close()


def worry(answer_by: date) -> WorryRaised:
    return WorryRaised(who="Sam's mum", words="He does not want to go.", answer_by=answer_by)


def talk() -> TalkedOver:
    return TalkedOver(
        present=("Sam's mum",), family_view="She is tired.", child_view="He hides under the table.",
        going_well="He loves drawing.", agreed="A quiet place at lunch.",
    )  # fmt: skip


def asked(data: Path, *words: str) -> Any:
    found = here(data, *words, "--json")
    assert found.exit_code == 0, found.output
    return json.loads(found.stdout)


def test_a_case_is_replayed_in_the_order_it_was_written(data: Path, paper: Paper) -> None:
    steps = asked(data, "replay", str(paper.case))
    days = [one["entry"]["happened_on"] for one in steps]
    assert days == ["2026-03-02", "2026-03-03", "2026-03-06", "2026-03-04", "2026-03-05", "2026-03-13", "2026-03-14"]
    assert steps[0]["stage"] is None
    assert steps[1]["stage"] == "raised"
    assert steps[2]["stage"] == steps[3]["stage"] == "talking"
    assert steps[3]["entry"]["standing"] == "stands"
    assert steps[5]["stage"] == "raised"
    assert steps[6]["stage"] == "talking"
    printed = here(data, "replay", str(paper.case))
    assert printed.exit_code == 0
    assert len(printed.stdout.splitlines()) == 1 + len(steps) + 1
    assert printed.stdout.count("corrects an earlier entry") == 1


def test_a_replay_keeps_to_what_was_known_and_what_had_happened(data: Path, paper: Paper) -> None:
    known = asked(data, "replay", str(paper.case), "--known", "2026-03-10")
    assert [one["entry"]["happened_on"] for one in known][-1] == "2026-03-04"
    happened = asked(data, "replay", str(paper.case), "--happened", "2026-03-04")
    assert [one["entry"]["happened_on"] for one in happened] == ["2026-03-02", "2026-03-03", "2026-03-04"]
    assert {one["stage"] for one in happened[1:]} == {"raised"}


def test_what_changed_between_two_days_is_named(data: Path, paper: Paper) -> None:
    found = asked(data, "diff", str(paper.case), "--known-before", "2026-03-10", "--known-after", "2026-03-13")
    assert [one["happened_on"] for one in found["added"]] == ["2026-03-13"]
    ((before, after),) = found["replaced"]
    assert (before["happened_on"], after["happened_on"]) == ("2026-03-04", "2026-03-05")
    assert (found["before"]["known"], found["after"]["known"]) == ("2026-03-10", "2026-03-13")
    printed = here(data, "diff", str(paper.case), "--known-before", "2026-03-10", "--known-after", "2026-03-13")
    assert [line[0] for line in printed.stdout.splitlines()] == ["+", "<", ">"]
    later = asked(data, "diff", str(paper.case), "--known-before", "2026-03-13")
    assert [one["happened_on"] for one in later["gone"]] == ["2026-03-13"]


def test_a_view_that_cannot_be_is_refused(data: Path, paper: Paper) -> None:
    for words in (
        ["diff", str(paper.case)], ["diff", str(paper.case), "--known-before", "soon"],
        ["replay", str(paper.case), "--known", "2026-03-02T12:00:00"],
    ):  # fmt: skip
        assert here(data, *words).exit_code == 2, words
    assert here(data, "replay", str(uuid4())).exit_code == 1


def test_a_view_of_before_there_was_anything_is_refused_in_a_line(data: Path, paper: Paper) -> None:
    for words in (
        ["timeline", str(paper.case), "--known", "2026-03-01"],
        ["timeline", str(paper.case), "--known", "2026-03-01", "--json"],
        ["replay", str(paper.case), "--known", "2026-03-01"],
        ["diff", str(paper.case), "--known-before", "2026-03-01"],
    ):
        refused = here(data, *words)
        assert (refused.exit_code, refused.stdout, refused.stderr.count("\n")) == (1, "", 1), (words, refused.output)
        assert "there is nothing of this case that was known by 2026-03-01" in refused.stderr
    for command in ("timeline", "replay"):
        told = here(data, command, str(paper.case), "--happened", "2026-03-01")
        line = "there is nothing of this case that had happened by Sun 1 Mar 2026: ask for a later day\n"
        assert (told.exit_code, told.stdout) == (0, line)


def test_a_timeline_says_what_stands_beside_an_entry(data: Path) -> None:
    paper = Paper(data)
    plan = SupportPlanned(outcomes="Eats.", provision="A table.", at_home="Nothing.", review_on=date(2026, 6, 1))
    paper.now = datetime(2026, 4, 2, 12, tzinfo=UTC)
    act = Act(
        event=plan, happened_on=date(2026, 4, 1), by=BY, workflow=SEN_SUPPORT, move=PLAN,
        reasons={
            "needs-described": "Everybody knows.", "family-heard": "In hospital,\nand asked us [b]not[/b] to wait."
        },
    )  # fmt: skip
    (first,) = paper.cases.record(paper.case, [act], paper.now).records
    again = paper.tell(plan, date(2026, 4, 3))
    paper.tell(plan, date(2026, 4, 3), replaces=again)
    paper.tell(Disputed(record=first.id, who="Sam's mum", statement="Nobody asked me."), date(2026, 4, 6))
    paper.cases.close()
    told = here(data, "timeline", str(paper.case), COLUMNS="200").stdout
    for said in (
        " 1 day later ",
        "went without: The parents and the child have been asked what they think: In hospital, and asked us [b]not",
        "Sam's mum says of it: Nobody asked me.",
        "not on record: The parents and the child have been asked what they think",
        "corrects an earlier entry",
    ):
        assert told.count(said) == 1, told
    assert "went without: The parents" in here(data, "replay", str(paper.case), COLUMNS="200").stdout


def test_what_is_in_use_is_proved_to_be_what_the_records_say(data: Path, paper: Paper) -> None:
    assert here(data, "rebuild").exit_code == 0
    found = asked(data, "rebuild", "--compare")
    assert (found["same"], found["unlike"], found["left_out"]) == (True, [], 0)
    assert found["rows"]["promise"] == 3
    assert "row by row" in here(data, "rebuild", "--compare").stdout
    assert paper.case


def test_a_difference_is_named_and_mended(data: Path, paper: Paper) -> None:
    assert here(data, "rebuild").exit_code == 0
    file = data / "projections.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("update promise set due = '2026-05-05'")
        connection.execute("delete from duty")
        connection.commit()
    found = here(data, "rebuild", "--compare")
    assert found.exit_code == 1
    assert f"promise, case {paper.case}: due is 2026-05-05, not 2026-03-" in found.stdout.replace("\n", "")
    assert f"duty, case {paper.case}: a row is missing" in found.stdout
    as_json = here(data, "rebuild", "--compare", "--json")
    assert (as_json.exit_code, json.loads(as_json.stdout)["same"]) == (1, False)
    assert here(data, "rebuild").exit_code == 0
    assert here(data, "rebuild", "--compare").exit_code == 0


def test_lists_that_were_never_made_are_made(data: Path, paper: Paper) -> None:
    assert not (data / "projections.db").exists()
    assert here(data, "rebuild", "--compare").exit_code == 0
    assert [one.name for one in data.glob("projections.db*")] == ["projections.db"]
    assert paper.case


def test_there_is_nothing_to_rebuild_where_there_is_no_store(data: Path) -> None:
    assert here(data, "rebuild").exit_code == 1
    assert not data.exists()

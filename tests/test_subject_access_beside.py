"""What is given of what stands beside the entries: names and reasons sealed with them, and who may not be reached."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from goldenthread.answering.command import held_of, respond
from goldenthread.answering.deciding import WrongDecisions
from goldenthread.answering.folder import DRAFT, GIVE, KEEP
from goldenthread.answering.whose import asked_by, warnings
from goldenthread.app import cases_in, now
from goldenthread.engine.application import Cases
from goldenthread.engine.commands import Act, Command, Note
from goldenthread.engine.events import Event, PersonId
from goldenthread.engine.privacy.people import PersonDescribed
from goldenthread.engine.records import Actor, Record
from goldenthread.projections.subject_access import LEFT_OUT, Asker
from goldenthread.settings import Settings
from goldenthread.workflows import concern, sen_support, who_decides
from goldenthread.workflows.journey import RecordOpened
from tests.workflows import samples as some

BY = Actor("j.okafor", "senco", "elm")
NEIGHBOUR, TOLK, PARTNER = "Mr NEIGHBOUR", "Ms TOLK", "Her new PARTNER was there"


class Child:
    """A store of one child, of whom little is written."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.person, self.today = folder, PersonId(uuid4()), now().date()
        self.cases: Cases = cases_in(Settings(data=str(folder)))
        note = Note(event=RecordOpened(child=self.person), happened_on=self.today, by=BY)
        about = PersonDescribed(name="Sam Example", known_as="Sam", born_on=date(2018, 1, 1))
        self.case = self.cases.open(note, now(), describing=(self.person, about)).case.id

    def tell(self, event: Event, **more: Any) -> Record:
        return self.keep(Note(event=event, happened_on=self.today, by=BY, **more))

    def keep(self, command: Command) -> Record:
        return self.cases.record(self.case, [command], now()).records[-1]

    def answer(self, out: Path, asker: Asker = Asker.CHILD, who: PersonId | None = None, **more: Any) -> Path:
        respond(self.cases, self.case, asked_by(asker, who), out, self.today, **more)
        return out

    def warned(self, asker: Asker, who: PersonId | None = None) -> str:
        held = held_of(self.cases, self.cases.case(self.case))
        return "\n".join(warnings(self.cases, held, asked_by(asker, who), self.today))


@pytest.fixture
def child(tmp_path: Path) -> Iterator[Child]:
    made = Child(tmp_path / "store")
    yield made
    made.cases.close()


def given(folder: Path) -> str:
    return "\n".join(one.read_text() for one in sorted(folder.rglob("*")) if one.is_file())


def entries(folder: Path) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in json.loads((folder / "record.json").read_text())["entries"]}


def listed(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / KEEP / "decisions.json").read_text())
    return found


def decided(out: Path, change: dict[str, dict[str, Any]]) -> Path:
    """Give everything, but what is to be otherwise."""
    said, file = listed(out), out.parent / "decisions.json"
    known = {one["id"] for one in said["items"]}
    for one in said["items"]:
        one.update({"decision": "give", "decided_by": "Mrs Reed", **change.get(one["id"], {})})
    said["items"] += [{"id": name, "decided_by": "Mrs Reed", **it} for name, it in change.items() if name not in known]
    file.write_text(json.dumps(said))
    return file


WITHHELD = {"decision": "withhold", "ground": "third-party", "reason": "They would rather not"}


def told_by_others(child: Child) -> tuple[Record, Record]:
    """Tell a worry on somebody's behalf through an interpreter; and plan support without what it needs, saying why."""
    worry = child.tell(
        concern.WorryRaised(who="Ms Example", words="He cries"), on_behalf_of=NEIGHBOUR, interpreter=TOLK
    )
    act = Act(
        event=some.planned(child.today), happened_on=child.today, by=BY, workflow=sen_support.SEN_SUPPORT,
        move=sen_support.PLAN, reasons={"needs-described": "Everybody knows.", "family-heard": PARTNER},
    )  # fmt: skip
    return worry, child.keep(act)


def test_who_spoke_who_interpreted_and_why_wait_until_a_person_has_decided(child: Child, tmp_path: Path) -> None:
    worry, plan = told_by_others(child)
    first = child.answer(tmp_path / "first")
    assert [name for name in (NEIGHBOUR, TOLK, PARTNER) if name in given(first / DRAFT)] == []
    waiting = {one["id"]: one["what"] for one in listed(first)["items"]}
    assert NEIGHBOUR in waiting[f"{worry.id}/beside/on_behalf_of"]
    assert TOLK in waiting[f"{worry.id}/beside/interpreter"]
    assert PARTNER in waiting[f"{plan.id}/beside/reasons/family-heard"]


def test_what_was_given_of_them_is_there_and_what_was_not_is_left_out_as_a_name(child: Child, tmp_path: Path) -> None:
    worry, plan = told_by_others(child)
    file = decided(
        child.answer(tmp_path / "first"),
        {
            f"{worry.id}/beside/on_behalf_of": WITHHELD,
            f"{plan.id}/beside/reasons/family-heard": WITHHELD
            | {"decision": "redact", "instead": {"beside/reasons/family-heard": "It could not be done that day"}},
        },
    )
    out = child.answer(tmp_path / "second", decisions=file) / GIVE
    said = entries(out)[str(worry.id)]
    assert (said["on_behalf_of"], said["interpreter"]) == (LEFT_OUT, TOLK)
    without = entries(out)[str(plan.id)]["went_without"]
    assert [one.partition(": ")[2] for one in without] == ["Everybody knows.", "It could not be done that day"]
    assert [name for name in (NEIGHBOUR, PARTNER) if name in given(out)] == []


def test_other_words_can_stand_in_their_place_where_a_whole_entry_is_decided_of(child: Child, tmp_path: Path) -> None:
    worry, _ = told_by_others(child)
    names = {"beside/on_behalf_of": "[a neighbour]", "words": "He cries at the gate"}
    file = decided(
        child.answer(tmp_path / "first"), {str(worry.id): WITHHELD | {"decision": "redact", "instead": names}}
    )
    said = entries(child.answer(tmp_path / "second", decisions=file) / GIVE)[str(worry.id)]
    assert said["on_behalf_of"] == "[a neighbour]"
    assert NEIGHBOUR not in given(tmp_path / "second" / GIVE)


# Where something must not reach somebody


def restricted(child: Child, kept_from: PersonId) -> None:
    child.tell(
        who_decides.NoticeRestricted(
            kept_from=kept_from,
            restriction=who_decides.Restriction.ADDRESS,
            because=who_decides.RestrictedBecause.ORDER,
            decided_by="The court",
        )
    )


@pytest.mark.parametrize("asker", [Asker.PARENT, Asker.REPRESENTATIVE])
def test_where_the_child_is_cannot_be_given_to_whom_something_must_not_reach_nor_to_who_may_act_for_them(
    child: Child, tmp_path: Path, asker: Asker
) -> None:
    dad = PersonId(uuid4())
    restricted(child, dad)
    who = dad if asker is Asker.PARENT else None
    assert "Something must not reach" in child.warned(asker, who)
    file = decided(child.answer(tmp_path / "first", asker, who), {})
    with pytest.raises(WrongDecisions, match="where: something must not reach"):
        child.answer(tmp_path / "second", asker, who, decisions=file)


def test_the_child_and_the_other_parent_are_kept_from_nothing_by_it(child: Child, tmp_path: Path) -> None:
    restricted(child, PersonId(uuid4()))
    for asker, who in ((Asker.CHILD, None), (Asker.PARENT, PersonId(UUID(int=7)))):
        assert "must not reach" not in child.warned(asker, who)
        file = decided(child.answer(tmp_path / f"{asker}-first", asker, who), {})
        assert (child.answer(tmp_path / f"{asker}-second", asker, who, decisions=file) / GIVE).exists()

"""What is given of what stands beside the entries: names and reasons sealed with them, and who may not be reached."""

import json
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from goldenthread.answering.beside import class_of
from goldenthread.answering.command import Around, held_of, respond
from goldenthread.answering.deciding import WrongDecisions
from goldenthread.answering.folder import DRAFT, GIVE, KEEP, put
from goldenthread.answering.whose import asked_by, warnings
from goldenthread.app import cases_in, now, store
from goldenthread.engine.access.directory import Id
from goldenthread.engine.access.emergency import EmergencyReason, OpenedInEmergency
from goldenthread.engine.access.members import PartEnded, PersonJoined, access_of
from goldenthread.engine.access.register import Register
from goldenthread.engine.application import Cases
from goldenthread.engine.attached import DocumentKind
from goldenthread.engine.calendars import EARLIEST
from goldenthread.engine.commands import Act, Command, New, Note
from goldenthread.engine.events import Event, PersonId
from goldenthread.engine.privacy.people import PersonDescribed
from goldenthread.engine.records import Actor, Record
from goldenthread.http.identity.office import Office
from goldenthread.http.uploads.quarantine import Quarantine, Sent
from goldenthread.projections.subject_access import LEFT_OUT, Asker
from goldenthread.settings import Settings
from goldenthread.workflows import concern, sen_support, who_decides
from goldenthread.workflows.journey import RecordOpened
from goldenthread.workflows.setting_record.agency_visits import LeftUnsupervised, VisitArranged
from goldenthread.workflows.setting_record.opened import SettingRecordOpened
from tests.generic import sample
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

    def beside(self, event: Event, by: Actor = BY) -> Record:
        note = Note(event=event, happened_on=self.today, by=by)
        return self.cases.add_beside(access_of(self.case), note, now())

    @property
    def settings(self) -> Settings:
        return Settings(data=str(self.folder))

    def answer(self, out: Path, asker: Asker = Asker.CHILD, who: PersonId | None = None, **more: Any) -> Path:
        respond(
            self.cases, self.case, asked_by(asker, who), out, self.today, around=Around(files=self.settings), **more
        )
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


# What is held beside the case


WHY, HURT, HIDDEN = "MARK-why", "MARK-hurt", "mark-hidden"


def let_in(child: Child) -> tuple[Record, Record]:
    """Let a teacher in; somebody hidden, whose part is over; and somebody in an emergency."""
    joined = child.beside(PersonJoined(account=Id("tea"), post=Id("teacher"), why=WHY))
    hidden = child.beside(PersonJoined(account=Id(HIDDEN), post=Id("teacher"), why=HIDDEN, unseen=True))
    child.beside(PartEnded(joined=hidden.id))
    child.beside(PersonJoined(account=Id(HIDDEN), post=Id("safeguarding-lead"), why=HIDDEN))
    opened = OpenedInEmergency(case=child.case, account=Id("doc"), reason=EmergencyReason.HARM, words=HURT)
    return joined, child.beside(opened, Actor("doc", "health", "clinic"))


def test_who_was_let_in_and_why_is_given_once_somebody_has_decided_of_the_words(child: Child, tmp_path: Path) -> None:
    joined, opened = let_in(child)
    first = child.answer(tmp_path / "first")
    assert [name for name in (WHY, HURT, HIDDEN) if name in given(first / DRAFT)] == []
    assert {f"{joined.id}/why", f"{opened.id}/words"} <= {one["id"] for one in listed(first)["items"]}
    never = {one["id"]: WITHHELD for one in listed(first)["items"] if one["unseen"]}
    out = child.answer(tmp_path / "second", decisions=decided(first, never)) / GIVE
    assert [name for name in (WHY, HURT, HIDDEN) if name in given(out)] == [WHY, HURT]
    told = [one["told"] for one in json.loads((out / "record.json").read_text())["let_in"]]
    assert (len(told), told[-1]) == (2, "Health opened the record in an emergency: somebody may come to serious harm")


def test_where_the_child_is_left_out_so_are_those_who_were_let_in(child: Child, tmp_path: Path) -> None:
    let_in(child)
    out = child.answer(tmp_path / "first", Asker.PARENT, PersonId(uuid4())) / DRAFT
    assert [name for name in ("clinic", "elm", "tea", '"doc"') if name in (out / "record.json").read_text()] == []


def test_a_document_that_is_held_back_is_something_to_decide_of(child: Child, tmp_path: Path) -> None:
    about = b'{"event": {"tag": "papers.document-kept", "title": "MARK-title"}}'
    with closing(Quarantine(child.settings.quarantine, child.cases)) as quarantine:
        sent = Sent(about=about, content=b"MARK-content", file_name="a.pdf")
        name = quarantine.hold(child.case, "core", sent, DocumentKind.PDF, ("macros",), BY, now(), None, "elm")
    first = child.answer(tmp_path / "first")
    assert "MARK" not in given(first / DRAFT)
    items = {one["id"]: one["note"] for one in listed(first)["items"] if "held-back" in one["id"]}
    assert "macros" in items[f"document/held-back-{name}"]
    out = child.answer(tmp_path / "second", decisions=decided(first, {})) / GIVE
    assert (out / "documents" / f"held-back-{name}").read_bytes() == b"MARK-content"
    assert "MARK-title" in (out / "documents" / f"held-back-{name}-said.json").read_text()


def test_what_cannot_be_told_of_a_document_that_is_held_back_is_taken_to_be_out_of_sight() -> None:
    assert class_of(b'{"event": {"tag": "concern.worry-raised"}}') == "core"
    assert {class_of(one) for one in (b"", b"[]", b"{}", b'{"event": {"tag": "no.such"}}')} == {"protected"}


def test_the_childs_own_account_is_theirs_and_for_others_to_be_decided_of(child: Child, tmp_path: Path) -> None:
    with store(child.settings) as (cases, door):
        office = Office(Register(cases), now())
        office.organisation("home", "family", "At home", EARLIEST)
        office.account("a-sam", EARLIEST, person=child.person)
        office.post("a-sam", "young-person", "home", EARLIEST)
        office.token(door.secrets, "a-sam", "home", "MARK-label", lasts=timedelta(days=1))
    (account,) = json.loads((child.answer(tmp_path / "own") / DRAFT / "record.json").read_text())["accounts"]
    assert (account["account"], account["posts"][0][0]) == ("a-sam", "the young person")
    assert "MARK-label" in str(account["signs_in"])
    assert "digest" not in str(account["signs_in"])
    theirs = child.answer(tmp_path / "theirs", Asker.PARENT, PersonId(uuid4()))
    assert "account/a-sam" in {one["id"] for one in listed(theirs)["items"]}
    assert "a-sam" not in given(theirs / DRAFT)


def test_what_a_setting_s_own_record_tells_of_the_child_is_something_to_decide_of(child: Child, tmp_path: Path) -> None:
    opening = Note(event=sample(SettingRecordOpened, child.today), happened_on=child.today, by=BY)
    setting = child.cases.open(opening, now()).case.id
    visit = sample(VisitArranged, child.today)
    child.cases.record(setting, [Note(event=visit, happened_on=child.today, by=BY)], now())
    named = msgspec.structs.replace(visit, child=child.person, purpose="MARK-purpose")
    told = Note(event=named, happened_on=child.today, by=BY, strand=New.STRAND)
    (arranged,) = child.cases.record(setting, [told], now()).records
    alone = sample(LeftUnsupervised, child.today)
    left = Note(event=alone, happened_on=child.today, by=BY, strand=arranged.strand, interpreter="MARK-interpreter")
    child.cases.record(setting, [left], now())
    first = child.answer(tmp_path / "first")
    assert "MARK" not in given(first / DRAFT)
    (item,) = (one for one in listed(first)["items"] if "told-elsewhere" in one["id"])
    assert item["id"] == f"document/told-elsewhere-{arranged.strand}.json"
    assert str(setting) in item["note"]
    out = child.answer(tmp_path / "second", decisions=decided(first, {})) / GIVE
    said = (out / "documents" / f"told-elsewhere-{arranged.strand}.json").read_text()
    assert ("MARK-purpose" in said, "MARK-interpreter" in said) == (True, True)
    assert len(json.loads(said)) == 2


# Whose an account is


def test_a_professional_is_named_and_somebody_at_home_is_not(child: Child, tmp_path: Path) -> None:
    office = Office(Register(child.cases), now())
    for account, organisation, kind, post in (
        ("j.okafor", "elm", "setting", "senco"),
        ("a-mum", "home", "family", "parent"),
    ):
        office.organisation(organisation, kind, organisation, EARLIEST)
        office.account(account, EARLIEST, name=f"MARK-{account}")
        office.post(account, post, organisation, EARLIEST)
    worry = child.tell(concern.WorryRaised(who="Ms Example", words="He cries"))
    note = Note(
        event=concern.WorryRaised(who="Mum", words="Still"),
        happened_on=child.today,
        by=Actor("a-mum", "parent", "home"),
    )
    mums = child.keep(note)
    out = child.answer(tmp_path / "out") / DRAFT
    by = {name: one["by"] for name, one in entries(out).items()}
    assert (by[str(worry.id)]["name"], by[str(worry.id)]["posts"]) == ("MARK-j.okafor", ["the SENCO"])
    assert (by[str(mums.id)]["name"], by[str(mums.id)]["posts"]) == (None, [])
    assert "MARK-j.okafor, the SENCO, j.okafor, elm" in (out / "record.html").read_text()
    hiding = child.answer(tmp_path / "hiding", Asker.PARENT, PersonId(uuid4())) / DRAFT
    assert "MARK-j.okafor" not in given(hiding)


# The folder

WRITES_FOR_EVER = """
import sys, time
from pathlib import Path
from goldenthread.answering.folder import unfinished
with unfinished(Path(sys.argv[1])) as beside:
    (beside / "record.json").write_text("MARK")
    print(beside, flush=True)
    time.sleep(60)
"""


def test_what_a_killed_run_left_is_removed_and_what_another_is_writing_is_not(tmp_path: Path) -> None:
    killed = subprocess.Popen([sys.executable, "-c", WRITES_FOR_EVER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert killed.stdout
    left = Path(killed.stdout.readline().strip())
    put({"a": b"1"}, tmp_path / "first")
    assert left.exists(), "it is being written"
    killed.kill()
    killed.communicate()
    assert stat.S_IMODE(left.stat().st_mode) == 0o700
    put({"a": b"2"}, tmp_path / "second")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["first", "second"]

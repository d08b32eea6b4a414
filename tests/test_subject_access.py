"""What is given to somebody who asks: all that is held, less what nobody has decided to give; and no trace of that."""

import json
import re
import stat
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import jsonschema_rs
import msgspec
import pytest

from goldenthread.answering.command import Around, held_of, respond
from goldenthread.answering.deciding import WrongDecisions
from goldenthread.answering.folder import DRAFT, GIVE, KEEP
from goldenthread.answering.whose import asked_by, attempted
from goldenthread.app import cases_in
from goldenthread.demo.days import DAY, Days
from goldenthread.demo.scenarios.to_safety import in_sight, to_safety
from goldenthread.demo.steps import person
from goldenthread.demo.writing import Script, Telling, keep
from goldenthread.engine.application import Cases
from goldenthread.engine.attempts import AttemptNotReady, Code
from goldenthread.engine.commands import Act, Command, Note
from goldenthread.engine.events import Event, How, PersonId, RecordId
from goldenthread.engine.privacy.people import Identifier, PersonDescribed
from goldenthread.engine.records import Actor, Disputed, Origin, Record
from goldenthread.engine.workflow import Move
from goldenthread.projections.subject_access import LEFT_OUT, Asker, Look, Verdict, Why, items
from goldenthread.projections.subject_access_given import digest
from goldenthread.settings import Settings
from goldenthread.terminal import Refused
from goldenthread.workflows import agency_items, concern, family, protected, young_person
from goldenthread.workflows import information_rights as rights
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.journey import JOURNEY, RecordOpened
from goldenthread.workflows.sharing import SharedWithFamily
from tests.processes import here
from tests.scenarios.telling import TODAY, Scenario, somebody

CHILD = somebody()
MUM, DAD = person(CHILD, "Ada's mum"), person(CHILD, "Ada's dad")
BY = Actor("j.okafor", "senco", CHILD.place.id)
ADDRESS, WELLBEING, CONFIDENCE, LETTER, PAPERS = (
    f"MARK-{word}-{word}" for word in ("address", "wellbeing", "confidence", "letter", "papers")
)
UUIDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

PLANTED: tuple[Event, ...] = (
    family.WellbeingAskedAfter(person=MUM, said=WELLBEING),
    family.ContactPreferred(person=MUM, adult="Ada's mum", ways=(family.Way.PHONE,), times=f"At {ADDRESS}"),
    protected.PapersKeptElsewhere(holder=PAPERS, file=ADDRESS),
    young_person.SaidInConfidence(words=CONFIDENCE, how_gathered="Drawing", may_be_told="Nobody"),
)
"""What changes nothing that anybody else may see, by its being there."""
RECEIVED = agency_items.ItemReceived(
    title="A letter", originator="The clinic", author="Dr Hall", says=LETTER, may_go_to=()
)


class Store:
    """A store of one child, told day by day at noon, so that what else was written on a day moves no time."""

    def __init__(self, folder: Path, scenario: Scenario, *, planted: bool) -> None:
        self.folder, self.script = folder, Script(datetime(2026, 1, 1, tzinfo=UTC))
        self.cases: Cases = cases_in(Settings(data=str(folder)), demo=True, clock=self.script)
        days, self.child = Days(TODAY, ENGLAND), PersonId(uuid4())
        opened = days.ago(66)
        self.on(opened)
        about = PersonDescribed(
            name=CHILD.name,
            known_as=CHILD.known_as,
            born_on=CHILD.born_on,
            identifiers=(Identifier(kind="Address", value=ADDRESS),),
        )
        note = Note(event=RecordOpened(child=self.child), happened_on=opened, by=BY)
        self.case = self.cases.open(note, self.script.at, describing=(self.child, about)).case.id
        telling = Telling(CHILD, self.case)
        steps = [(days.ago(one.ago), one) for one in scenario(CHILD, days)]
        written = [(max(opened, days.later(on, one.later)), on, one) for on, one in steps]
        for at, on, one in sorted(written, key=lambda it: it[0]):
            if at <= TODAY - DAY:
                self.on(at)
                keep(self.cases, telling, one, on, self.script.at)
        self.on(TODAY)
        self.tell(RECEIVED)
        if planted:
            for event in PLANTED:
                self.tell(event)
            wellbeing = self.record("family.wellbeing-asked-after")
            self.tell(Disputed(record=wellbeing.id, who="Ada's mum", statement=f"Not {WELLBEING}"))

    def on(self, day: date) -> None:
        self.script.at = datetime.combine(day, time(12), UTC)

    def tell(self, event: Event) -> Record:
        return self.keep(Note(event=event, happened_on=TODAY, by=BY))

    def keep(self, command: Command) -> Record:
        return self.cases.record(self.case, [command], self.script.at).records[-1]

    def record(self, tag: str) -> Record:
        return next(one for one in self.cases.case(self.case).records if one.tag == tag)

    def answer(self, out: Path, asker: Asker, who: PersonId | None = None, **more: Any) -> Path:
        respond(self.cases, self.case, asked_by(asker, who), out, TODAY, **more)
        return out


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = Store(tmp_path_factory.mktemp("store"), to_safety, planted=True)
    yield made
    made.cases.close()


@pytest.fixture(scope="module")
def never(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return the same, in which nothing that is out of sight was ever written."""
    made = Store(tmp_path_factory.mktemp("never"), in_sight, planted=False)
    yield made
    made.cases.close()


def content(folder: Path) -> str:
    """Return all that is in a folder, in one text."""
    files = sorted(one for one in folder.rglob("*") if one.is_file())
    return "\n".join(f"{one.name}\n{one.read_text()}" for one in files)


def record(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "record.json").read_text())
    return found


# What is never in what is given


@pytest.mark.parametrize(
    ("asker", "who", "theirs"),
    [
        (Asker.PARENT, DAD, set[str]()),
        (Asker.PARENT, MUM, {WELLBEING, ADDRESS}),
        (Asker.REPRESENTATIVE, None, set[str]()),
        (Asker.CHILD, None, {CONFIDENCE, ADDRESS}),
        (Asker.YOUNG_PERSON, None, {CONFIDENCE, ADDRESS}),
    ],
)
def test_nobody_has_what_is_not_theirs(
    store: Store, tmp_path: Path, asker: Asker, who: PersonId | None, theirs: set[str]
) -> None:
    out = store.answer(tmp_path / "out", asker, who)
    given, kept = content(out / DRAFT), content(out / KEEP)
    assert {one for one in (ADDRESS, WELLBEING, CONFIDENCE, LETTER, PAPERS) if one in given} == theirs
    assert "A letter came from The clinic" in kept
    assert "elm" not in given or asker in (Asker.CHILD, Asker.YOUNG_PERSON)


@pytest.mark.parametrize(("asker", "who"), [(Asker.PARENT, DAD), (Asker.REPRESENTATIVE, None)])
def test_with_it_or_without_it_what_is_given_is_the_same_byte_for_byte(
    store: Store, never: Store, tmp_path: Path, asker: Asker, who: PersonId | None
) -> None:
    told = [named_in_order(one.answer(tmp_path / name, asker, who) / DRAFT) for name, one in both(store, never)]
    assert told[0] == told[1]
    assert "A letter" not in told[0]


@pytest.mark.parametrize("asker", list(Asker))
def test_taking_away_what_is_out_of_sight_changes_nothing(store: Store, tmp_path: Path, asker: Asker) -> None:
    """Here the ids are the same ones, so nothing at all may differ."""
    who = DAD if asker is Asker.PARENT else None
    asked, held = asked_by(asker, who), held_of(store.cases, store.cases.case(store.case))
    hidden = {one.id for one in items(held, asked) if one.unseen}
    assert len(hidden) > 10
    before = content(store.answer(tmp_path / "whole", asker, who) / DRAFT)
    case = store.cases.case(store.case)
    left = [one for one in case.records if str(one.id) not in hidden]
    assert len(left) < len(case.records)
    with pytest.MonkeyPatch.context() as patch:
        shorter = type(case)(case.id, case.version, tuple(left), tuple(one for one in case.standing if one in left))
        patch.setattr(store.cases, "case", {store.case: shorter}.__getitem__)
        after = content(store.answer(tmp_path / "less", asker, who) / DRAFT)
    assert before == after


def test_no_entry_names_one_that_is_out_of_sight(tmp_path: Path) -> None:
    store = Store(tmp_path / "store", to_safety, planted=True)
    hidden, shown = store.record("family.wellbeing-asked-after").id, store.record("plan.provision-given").id
    shared = SharedWithFamily(to=("Ada's dad",), how=How.EMAIL, what="A page", entries=(hidden, shown))
    named = [store.tell(shared), store.tell(concern.WorryRaised(who="Ada's dad", words="Is she well?", again=hidden))]
    entries = {one["id"]: one for one in record(store.answer(tmp_path / "out", Asker.CHILD) / DRAFT)["entries"]}
    answers = [{it["name"]: it["answer"] for it in entries[str(one.id)]["says"]} for one in named]
    assert (answers[0]["entries"], answers[1]["again"]) == ([str(shown)], None)
    assert str(hidden) not in content(tmp_path / "out" / DRAFT)
    store.cases.close()


def both(store: Store, never: Store) -> tuple[tuple[str, Store], tuple[str, Store]]:
    return (("with", store), ("without", never))


def named_in_order(folder: Path) -> str:
    """Return what is in a folder with each random id called by its place: those of two stores are never the same.

    The manifest says only what the bytes of the other files are, which hold these ids.
    """
    said = "\n".join((folder / name).read_text() for name in ("record.json", "record.html", "record.schema.json"))
    places: dict[str, str] = {}
    return UUIDS.sub(lambda found: places.setdefault(found[0], f"id-{len(places)}"), said)


@pytest.mark.parametrize(
    ("move", "asker", "why"),
    [
        (agency_items.PASS_ON, Asker.CHILD, Why.AGENCY),
        (rights.ANSWER_ACCESS, Asker.PARENT, None),
        (None, Asker.PARENT, Why.PROTECTED),
    ],
)
def test_a_step_that_was_tried_is_as_much_in_sight_as_what_it_would_have_recorded(
    move: Move | None, asker: Asker, why: Why | None
) -> None:
    workflow = next((one for one, it in JOURNEY.moves if it is move), rights.INFORMATION_RIGHTS)
    tried = AttemptNotReady(
        workflow=Code(workflow.name),
        move=Code(workflow.name_of(move) if move else "of-another-release"),
        stage=Code("asked"),
        unmet=(),
        elsewhere=False,
    )
    note = Record(
        case=uuid4(), version=1, id=RecordId(uuid4()), kind=AttemptNotReady, event=tried, happened_on=TODAY,
        origin=Origin.ACTED, by=BY, software="tests", kept="core",
    )  # fmt: skip
    assert (found[0] if (found := attempted(asker, note)) else None) is why


# What is given


def test_everything_else_is_given_with_every_wording_and_what_is_said_of_it(tmp_path: Path) -> None:
    store = Store(tmp_path / "store", in_sight, planted=False)
    entry = store.record("plan.provision-given")
    assert isinstance(entry.event, Event)
    reworded = msgspec.structs.replace(entry.event, what="Pictures, every morning.")
    second = store.keep(Note(event=reworded, happened_on=entry.happened_on, by=BY, replaces=entry.id))
    store.tell(rights.OwnWordsAdded(whose="Ada", words="I like the rabbit.", entry=second.id))
    out = store.answer(tmp_path / "out", Asker.CHILD)
    entries = {one["id"]: one for one in record(out / DRAFT)["entries"]}
    assert (entries[str(entry.id)]["standing"], entries[str(second.id)]["standing"]) == ("replaced", "stands")
    assert entries[str(second.id)]["by"]["account"] == "j.okafor"
    assert entries[str(second.id)]["beside"] == [{"whose": "Ada", "words": LEFT_OUT}]
    assert len(entries) == len(store.cases.case(store.case).records) - 1, "the letter alone waits as a whole"
    assert record(out / DRAFT)["person"][0]["says"][0]["answer"] == CHILD.name
    store.cases.close()


def test_a_step_that_was_not_ready_is_given_too(tmp_path: Path) -> None:
    store = Store(tmp_path / "store", in_sight, planted=False)
    store.tell(rights.AccessAsked(who="Ada's dad", for_whom="Hers", form=How.PHONE, words="All of it"))
    answered = rights.AccessAnswered(to=("Ada's dad",), how=How.LETTER, left_out="Nothing", explained="In it")
    act = Act(event=answered, happened_on=TODAY, by=BY, workflow=rights.INFORMATION_RIGHTS, move=rights.ANSWER_ACCESS)
    assert store.cases.record(store.case, [act], store.script.at).attempt
    tried = record(store.answer(tmp_path / "out", Asker.CHILD) / DRAFT)["tried"]
    assert [one["step"] for one in tried] == [rights.ANSWER_ACCESS.label]
    assert tried[0]["missing"] == [rights.OTHERS_THOUGHT_OF.label]
    store.cases.close()


def test_who_looked_is_given_but_not_those_who_keep_the_child_safe(store: Store, tmp_path: Path) -> None:
    at = datetime(2026, 11, 1, 9, tzinfo=UTC)
    looked = (
        Look(at, "the SENCO", CHILD.place.id, "To plan the review"),
        Look(at, "the safeguarding lead", CHILD.place.id, "MARK-look", unseen=True),
    )
    out = store.answer(tmp_path / "out", Asker.CHILD, around=Around({store.case: looked}.__getitem__))
    assert [one["purpose"] for one in record(out / DRAFT)["read_by"]] == ["To plan the review"]
    assert "MARK-look" not in content(out / DRAFT)


def test_it_is_json_by_its_schema_and_a_page_by_itself(store: Store, tmp_path: Path) -> None:
    out = store.answer(tmp_path / "out", Asker.PARENT, MUM) / DRAFT
    jsonschema_rs.validator_for(json.loads((out / "record.schema.json").read_text())).validate(record(out))
    html = (out / "record.html").read_text()
    assert html.startswith("<!doctype html>")
    assert re.findall(r"<script|javascript:|\bsrc=|https?://|@import|url\(", html) == []
    assert "Information Commissioner" in html


def test_what_somebody_wrote_is_never_markup(tmp_path: Path) -> None:
    store = Store(tmp_path / "store", in_sight, planted=False)
    store.tell(protected.PapersKeptElsewhere(holder="x", file="y"))
    store.tell(rights.RecordAccessAsked(who="<script>alert(1)</script>", wants_copy=True))
    html = (store.answer(tmp_path / "out", Asker.CHILD) / DRAFT / "record.html").read_text()
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    store.cases.close()


# What a person decides


def listed(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / KEEP / "decisions.json").read_text())
    return found


def decided(store: Store, tmp_path: Path, change: dict[str, dict[str, Any]], who: PersonId = DAD) -> Path:
    """Decide of everything: it is withheld, but what is to be otherwise; and answer again."""
    said = listed(store.answer(tmp_path / "first", Asker.PARENT, who))
    usual = {"decision": "withhold", "ground": "third-party", "reason": "Seen with the head", "decided_by": "Mrs Reed"}
    known = {one["id"] for one in said["items"]}
    for one in said["items"]:
        one.update(usual if one["id"] != "send" else {"decision": "give", "decided_by": "Mrs Reed"})
        one.update(change.get(one["id"], {}))
    said["items"] += [{"id": name, **it} for name, it in change.items() if name not in known]
    file = tmp_path / "decisions.json"
    file.write_text(json.dumps(said))
    return store.answer(tmp_path / "second", Asker.PARENT, who, decisions=file)


def test_what_was_given_is_there_and_what_was_withheld_is_listed_only_here(store: Store, tmp_path: Path) -> None:
    letter, agreed = store.record("agency-item.received").id, {"decision": "give", "ground": None, "reason": None}
    out = decided(store, tmp_path, {str(letter): agreed})
    assert LETTER in content(out / GIVE)
    assert ADDRESS not in content(out / GIVE)
    left_out = {one["item"]["id"]: one for one in json.loads((out / KEEP / "left-out.json").read_text())}
    assert str(letter) not in left_out
    where = left_out["where"]
    assert (where["ruling"]["decided_by"], where["ruling"]["ground"]) == ("Mrs Reed", "third-party")
    assert where["law"] == "Data Protection Act 2018, information about another individual"
    assert not (out / DRAFT).exists()


def test_the_person_is_told_what_somebody_wrote_and_no_more(store: Store, tmp_path: Path) -> None:
    letter = str(store.record("agency-item.received").id)
    out = decided(store, tmp_path, {letter: {"said": "A letter of the clinic is left out. You may ask the clinic."}})
    assert record(out / GIVE)["left_out"] == ["A letter of the clinic is left out. You may ask the clinic."]
    assert LETTER not in content(out / GIVE)


def test_other_words_stand_in_place_of_some(store: Store, tmp_path: Path) -> None:
    letter, plain = str(store.record("agency-item.received").id), str(store.record("plan.provision-given").id)
    out = decided(
        store,
        tmp_path,
        {
            letter: {"decision": "redact", "instead": {"says": "He speaks well."}},
            f"{plain}/how_it_went": {
                "decision": "redact",
                "instead": {"how_it_went": "Well."},
                "ground": "third-party",
                "reason": "It names the rabbit's owner",
                "decided_by": "Mrs Reed",
            },
        },
    )
    entries = {one["id"]: one for one in record(out / GIVE)["entries"]}
    assert [one["answer"] for one in entries[letter]["says"] if one["name"] == "says"] == ["He speaks well."]
    assert [one["answer"] for one in entries[plain]["says"] if one["name"] == "how_it_went"] == ["Well."]
    assert LETTER not in content(out / GIVE)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"send": {"decided_by": None}}, "send: say who decided"),
        ({"where": {"ground": None}}, "where: what is left out needs a ground (serious-harm"),
        ({"where": {"reason": None}}, "where: what is left out needs a ground"),
        ({"where": {"ground": "embarrassing"}}, "ground: this is one of: serious-harm"),
        ({"where": {"decision": "give"}}, "where: something must not reach this person"),
        ({"where": {"decision": "redact"}}, "where: it is given or withheld, as a whole"),
        ({"where": {"decision": "pending", "said": "Something"}}, "where: nothing is decided of it"),
        ({"LETTER": {"decision": "redact"}}, "to redact is to write other words in place"),
        ({"LETTER": {"instead": {"says": "x"}}}, "to redact is to write other words in place"),
        ({"LETTER": {"decision": "redact", "instead": {"title_": "x"}}}, "it has no field title_; these are: author"),
        ({"LETTER": {"decision": "give", "said": "Left out"}}, "it is given, so there is nothing to say"),
        ({"PAPERS": {"said": "Something is left out"}}, "nothing may be said of it"),
        ({str(UUID(int=5)): {"decision": "give"}}, "there is nothing to decide of 00000000"),
        ({"LETTER": {"colour": "red"}}, "is no list of decisions"),
    ],
)
def test_a_decision_that_cannot_be_so_is_refused_and_nothing_is_written(
    store: Store, tmp_path: Path, change: dict[str, dict[str, Any]], why: str
) -> None:
    named = {
        "LETTER": str(store.record("agency-item.received").id),
        "PAPERS": str(store.record("protected.papers-kept-elsewhere").id),
    }
    with pytest.raises(WrongDecisions, match=re.escape(why)):
        decided(store, tmp_path, {named.get(name, name): it for name, it in change.items()})
    assert not (tmp_path / "second").exists()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["decisions.json", "first"]


def test_the_decisions_of_another_request_are_refused(store: Store, tmp_path: Path) -> None:
    file = store.answer(tmp_path / "first", Asker.PARENT, DAD) / KEEP / "decisions.json"
    with pytest.raises(WrongDecisions, match="written for another case, or for somebody else"):
        store.answer(tmp_path / "second", Asker.PARENT, MUM, decisions=file)


def test_what_waits_is_left_out_and_the_folder_says_it_is_a_draft(store: Store, tmp_path: Path) -> None:
    first = store.answer(tmp_path / "first", Asker.PARENT, DAD)
    assert not (first / GIVE).exists()
    again = store.answer(tmp_path / "second", Asker.PARENT, DAD, decisions=first / KEEP / "decisions.json")
    assert content(first / DRAFT) == content(again / DRAFT)
    assert {one["decision"] for one in listed(again)["items"]} == {str(Verdict.PENDING)}


# The folder


def test_only_its_owner_can_open_the_folder_and_the_manifest_says_what_is_in_it(store: Store, tmp_path: Path) -> None:
    out = store.answer(tmp_path / "out", Asker.CHILD)
    modes = {stat.S_IMODE(one.stat().st_mode) for one in (out, *out.rglob("*")) if one.is_dir()}
    assert modes == {0o700}
    assert {stat.S_IMODE(one.stat().st_mode) for one in out.rglob("*") if one.is_file()} == {0o600}
    for part in (DRAFT, KEEP):
        said = json.loads((out / part / "manifest.json").read_text())["files"]
        there = {one.name: one.read_bytes() for one in (out / part).iterdir() if one.name != "manifest.json"}
        assert {one["file"]: (one["bytes"], one["sha256"]) for one in said} == {
            name: (len(it), digest(it)) for name, it in there.items()
        }


def test_a_folder_that_is_there_is_left_as_it_is(store: Store, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(Refused, match="is there already"):
        store.answer(tmp_path / "out", Asker.CHILD)
    assert list((tmp_path / "out").iterdir()) == []


def test_nothing_is_written_where_the_reading_cannot_be_written_down(store: Store, tmp_path: Path) -> None:
    def fails(case: UUID, asker: Asker) -> None:
        raise OSError(f"{case} {asker}")

    with pytest.raises(OSError, match="child"):
        store.answer(tmp_path / "out", Asker.CHILD, disclosing=fails)
    assert list(tmp_path.iterdir()) == []


def test_the_command_says_what_to_do_next_and_names_nobody(store: Store, tmp_path: Path) -> None:
    words = ["sar", str(store.case), "--for", "parent", "--person", str(DAD), "--out", str(tmp_path / "out")]
    done = here(store.folder, *words)
    assert done.exit_code == 0, done.output
    assert "Something must not reach this person" in done.output
    assert "things wait for somebody to decide" in done.output
    assert CHILD.known_as not in done.output
    again = here(store.folder, *words)
    assert (again.exit_code, "is there already" in again.output) == (1, True)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--for", "parent"], "say which parent asks: --person ID"),
        (["--for", "parent"], "/api/cases/CASE/members"),
        (["--for", "child", "--person", str(DAD)], "leave it out for --for child"),
        (["--for", "neighbour"], "Invalid value for '--for'"),
        (["--for", "child", "--decisions", "gone.json"], "gone.json cannot be read"),
    ],
)
def test_the_command_refuses_what_it_cannot_do(store: Store, tmp_path: Path, words: list[str], why: str) -> None:
    done = here(store.folder, "sar", str(store.case), *words, "--out", str(tmp_path / "out"))
    assert (done.exit_code, why in " ".join(done.output.split())) == (2, True), done.output
    assert list(tmp_path.iterdir()) == []


def test_a_case_that_is_not_there_is_refused(store: Store, tmp_path: Path) -> None:
    done = here(store.folder, "sar", str(UUID(int=5)), "--for", "child", "--out", str(tmp_path / "out"))
    assert (done.exit_code, "there is no case" in done.output) == (1, True)


def test_a_document_is_read_by_a_person_before_it_is_given(tmp_path: Path) -> None:
    store = Store(tmp_path / "store", in_sight, planted=False)
    paper = store.cases.attach(store.case, "core", b"MARK-paper")
    note = Note(event=rights.MoreGiven(), happened_on=TODAY, by=BY)
    store.cases.record(store.case, [note], store.script.at, attachments=[paper])
    first = store.answer(tmp_path / "first", Asker.CHILD)
    assert "MARK-paper" not in content(first / DRAFT)
    said = listed(first)
    for one in said["items"]:
        one.update({"decision": "give", "decided_by": "Mrs Reed"})
    (tmp_path / "decisions.json").write_text(json.dumps(said))
    out = store.answer(tmp_path / "second", Asker.CHILD, decisions=tmp_path / "decisions.json") / GIVE
    (document,) = record(out)["documents"]
    assert (out / document["file"]).read_bytes() == b"MARK-paper"
    assert document["sha256"] == digest(b"MARK-paper")
    store.cases.close()

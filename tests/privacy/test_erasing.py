"""Erasing: asked for, approved by somebody else, done for good; broken off anywhere, it is finished later."""

import contextlib
import gc
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from goldenthread.app import lists_of
from goldenthread.engine.application import NoSuchCase
from goldenthread.engine.case import Case
from goldenthread.engine.commands import Note, Unacceptable
from goldenthread.engine.events import PersonId, RecordId
from goldenthread.engine.journey import BY, check_event
from goldenthread.engine.privacy.erasing import Erasing
from goldenthread.engine.privacy.erasures import (
    BACKUPS_UNKNOWN,
    ERASURE_EVENTS,
    Erasure,
    State,
    certificate,
    erasures_of,
)
from goldenthread.engine.privacy.people import IDENTITY
from goldenthread.engine.records import Actor, Erased, Record
from goldenthread.engine.store.form import unpack
from goldenthread.engine.store.sqlite import SqliteRecorder
from goldenthread.engine.store.sqlite_keys import traces
from goldenthread.engine.store.writer import Command, Outcome, StoreBusy
from goldenthread.http.api.erased import erased_here
from goldenthread.http.desk import Desk
from goldenthread.projections.erased import fold_anew
from tests.generic import sample
from tests.http.desk import KEEPER, Card
from tests.http.lending import BORROWER, DESK, CardMade, PhotoAllowed, ToolAsked
from tests.privacy.planting import in_memory
from tests.privacy.shed import ONE, OTHER, WHOLE, Shed, id_of, wanted

BESIDE_THEM = "account=o.ther; roles=keeper; organisation=the-shed"
STRANGER = "account=s.tray; roles=borrower; organisation=elsewhere"
NOBODY = RecordId(UUID(int=7))


@pytest.fixture
def shed(tmp_path: Path) -> Iterator[Shed]:
    shed = Shed(tmp_path)
    with shed.api.client:
        yield shed
    shed.cases.close()


# The act


def test_it_is_asked_for_approved_and_done(shed: Shed) -> None:
    case = id_of(shed.card())
    asked = shed.erasing.ask(case, WHOLE, ONE, shed.api.now)
    assert (asked.state, asked.asked.by, asked.why) == (State.ASKED, ONE, "It is over.")
    approved = shed.erasing.approve(case, asked.id, OTHER, shed.api.now)
    assert approved.state is State.APPROVED
    assert shed.content(case) == [True, True], "nothing is erased yet"
    done = shed.run(approved)
    assert (done.state, done.records, done.documents, done.backups_gone_by) == (State.DONE, 2, 0, date(2026, 4, 6))
    destroyed = [(one.stream == case, one.record_class) for one in done.keys]
    assert destroyed == [(True, "desk"), (False, "directory"), (False, "identity")]
    assert shed.content(case) == [False, False]
    assert shed.erasing.of(case) == [done]


def test_whoever_asked_does_not_approve(shed: Shed) -> None:
    case = id_of(shed.card())
    asked = shed.erasing.ask(case, WHOLE, ONE, shed.api.now)
    in_another_role = Actor(ONE.account, "head", "another-shed")
    with pytest.raises(Unacceptable, match="approved by somebody else"):
        shed.erasing.approve(case, asked.id, in_another_role, shed.api.now)
    assert shed.erasing.of(case)[0].state is State.ASKED


def test_what_is_not_approved_is_not_done(shed: Shed) -> None:
    case = id_of(shed.card())
    asked = shed.erasing.ask(case, WHOLE, ONE, shed.api.now)
    with pytest.raises(Unacceptable, match="this erasure is asked, and not approved"):
        shed.run(asked)
    shed.erasing.refuse(case, asked.id, "It is still needed.", OTHER, shed.api.now)
    with pytest.raises(Unacceptable, match="this erasure is refused"):
        shed.run(asked)
    with pytest.raises(Unacceptable, match="this erasure is refused, and not asked"):
        shed.erasing.approve(case, asked.id, OTHER, shed.api.now)
    assert shed.content(case) == [True, True]


def test_what_was_approved_can_be_taken_back_until_it_is_done(shed: Shed) -> None:
    case = id_of(shed.card())
    approved = shed.approved(case)
    assert shed.erasing.refuse(case, approved.id, "A mistake.", ONE, shed.api.now).state is State.REFUSED
    done = shed.erase(case)
    with pytest.raises(Unacceptable, match="this erasure is done"):
        shed.erasing.refuse(case, done.id, "Too late.", ONE, shed.api.now)


def test_nothing_is_erased_while_something_holds_it(shed: Shed) -> None:
    case = id_of(shed.card())
    approved = shed.approved(case)
    held = Erasing(shed.cases, backup_days=35, holds=lambda _: "an appeal is running")
    with pytest.raises(Unacceptable, match="may be erased now: an appeal is running"):
        held.run(case, approved.id, ONE, shed.api.now)
    assert shed.content(case) == [True, True]
    assert shed.run(approved).state is State.DONE


@pytest.mark.parametrize(
    ("what", "why"),
    [
        (wanted(), "say what is to be erased"),
        (wanted("desk", whole=True), "the whole holds every record class"),
        (wanted("desk", "health"), "nothing of this case is kept as health"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(shed: Shed, what: Any, why: str) -> None:
    case = id_of(shed.card())
    with pytest.raises(Unacceptable, match=why):
        shed.erasing.ask(case, what, ONE, shed.api.now)
    assert shed.erasing.of(case) == []


def test_one_at_a_time_is_asked_for_and_only_of_what_is_there(shed: Shed) -> None:
    case = id_of(shed.card())
    asked = shed.erasing.ask(case, WHOLE, ONE, shed.api.now)
    with pytest.raises(Unacceptable, match=f"erasure {asked.id} of this case is open"):
        shed.erasing.ask(case, wanted("desk"), ONE, shed.api.now)
    shed.run(shed.erasing.approve(case, asked.id, OTHER, shed.api.now))
    with pytest.raises(Unacceptable, match="nothing of this left to erase"):
        shed.erasing.ask(case, WHOLE, ONE, shed.api.now)
    with pytest.raises(Unacceptable, match="no such erasure"):
        shed.erasing.approve(case, NOBODY, OTHER, shed.api.now)
    with pytest.raises(NoSuchCase):
        shed.erasing.ask(UUID(int=7), WHOLE, ONE, shed.api.now)


def test_the_case_does_not_change_by_it_and_why_is_still_read(shed: Shed) -> None:
    card = shed.card()
    before = card.etag
    done = shed.erase(id_of(card))
    assert card.etag == before
    assert done.why == "It is over."
    stored = [one.state for one, _ in shed.cases.scan() if one.originator_id == erasures_of(id_of(card))]
    assert len(stored) == 4
    assert all(b"It is over" not in one for one in stored)
    assert b"retention.cards" in unpack(stored[0]).clear


@pytest.mark.parametrize("event", ERASURE_EVENTS, ids=lambda event: event.__name__)
def test_its_events_are_declared_as_all_others_are(event: Any) -> None:
    check_event(event, BY)


# What goes


def test_one_record_class_goes_and_the_others_stay(shed: Shed) -> None:
    card = shed.card()
    card.fact("lending.photo-allowed", given_by="Vale", authority="self", scope="card", answer="yes", evidence="phone")
    before = shed.erasing.extent(id_of(card), wanted("private"))
    assert (before.entries, before.person, len(before.keys)) == ({"private": 1}, None, 1)
    shed.erase(id_of(card), wanted("private"))
    assert shed.content(id_of(card)) == [True, True, False]
    assert card.told()[1].startswith("Rob asked for a spade")


def test_only_who_the_person_is_goes_where_that_is_asked_for(shed: Shed) -> None:
    card = shed.card()
    shed.erase(id_of(card), wanted(person=True))
    assert shed.content(id_of(card)) == [True, True]
    assert card.told()[1].startswith("The borrower asked for a spade")


def test_who_the_person_is_stays_for_another_case_of_theirs(shed: Shed) -> None:
    first = shed.card()
    person: PersonId = shed.cases.case(id_of(first)).records[0].clear("whose")
    second = shed.api.send("/cases", {"happened_on": "2026-03-02", "person": str(person)}).json()["case"]
    assert shed.erasing.extent(id_of(first), WHOLE).other_cases == 1
    done = shed.erase(id_of(first))
    assert {one.record_class for one in done.keys} == {"desk", "directory"}
    assert shed.cases.described(person)
    assert "who the person is: not erased" in certificate(done)
    assert {one.record_class for one in shed.erase(UUID(second)).keys} == {"desk", "identity"}
    assert shed.cases.described(person) is None


def test_its_attempts_go_with_it_and_are_still_counted(shed: Shed) -> None:
    card = shed.card()
    assert card.lend().status_code == 409
    done = shed.erase(id_of(card))
    assert [one.record_class for one in done.keys] == ["desk", "desk", "directory", "identity"]
    (attempt,) = shed.cases.attempts(id_of(card))
    assert (attempt.erased, attempt.clear("move")) == (True, "lend")


def test_its_documents_are_removed(shed: Shed) -> None:
    card = shed.card()
    paper = shed.cases.attach(id_of(card), DESK.name, b"%PDF a drawing")
    event = ToolAsked(tool="saw", wanted_on=date(2026, 3, 9))
    by = Actor("b.ode", BORROWER.id, "home")
    note = Note(event=event, happened_on=date(2026, 3, 2), by=by)
    shed.cases.record(id_of(card), [note], shed.api.now, attachments=[paper])
    sealed = paper.document.sealed
    assert list(traces(shed.folder / "goldenthread.db", [sealed])) == [sealed]
    done = shed.erase(id_of(card))
    assert done.documents == 1
    assert shed.cases.document(paper.address) is None
    assert list(traces(shed.folder / "goldenthread.db", [sealed])) == []


def test_a_document_is_removed_only_with_its_key_and_a_key_stays_destroyed(shed: Shed) -> None:
    card, other = shed.card(), shed.card()
    paper = shed.cases.attach(id_of(other), DESK.name, b"%PDF a drawing")
    note = Note(event=ToolAsked(tool="saw", wanted_on=date(2026, 3, 9)), happened_on=date(2026, 3, 2), by=ONE)
    shed.cases.record(id_of(other), [note], shed.api.now, attachments=[paper])
    shed.erase(id_of(card))
    with contextlib.closing(sqlite3.connect(shed.folder / "goldenthread.db")) as by_hand:
        for statement, why in (
            ("delete from document", "a document goes only when its key has gone"),
            ("update document set sealed = x''", "documents are never changed"),
            ("update data_key set wrapped = x'00' where wrapped = x''", "stays destroyed"),
            ("update data_key set commitment = x'00'", "wrapped anew or destroyed"),
            ("insert or replace into data_key select * from data_key", "a key is never replaced"),
        ):
            with pytest.raises(sqlite3.IntegrityError, match=why):
                by_hand.execute(statement)


# What stays


def test_a_case_goes_on_after_it(shed: Shed) -> None:
    card = shed.card()
    shed.erase(id_of(card))
    card.asked("2026-03-02")
    assert shed.content(id_of(card)) == [False, False, True]
    assert card.told() == [
        "The keeper made a card for the borrower",
        "The borrower asked for a tool, wanted by Mon 9 Mar 2026",
        "The borrower asked for a spade, wanted by Mon 9 Mar 2026",
    ]
    (first, *_) = shed.api.get(f"{card.path}/clocks")["items"]
    assert first["clock"] == "tool-answer"


SAW = {"tool": "saw", "wanted_on": "2026-03-09"}


def test_whoever_looks_or_writes_after_it_is_told_and_nobody_before(shed: Shed) -> None:
    card = shed.card()
    before = card.fact("lending.tool-asked", **SAW).json()
    assert (before["erased"], shed.api.get(card.path)["erased"]) == ([], [])
    shed.erase(id_of(card))
    gone = [{"on": "2026-03-02", "entries": 3}]
    assert shed.api.get(card.path)["erased"] == gone
    after = card.fact("lending.tool-asked", **SAW)
    assert (after.status_code, after.json()["erased"]) == (201, gone)


def test_what_is_written_after_it_is_reached_by_the_next(shed: Shed) -> None:
    card = shed.card()
    shed.erase(id_of(card))
    card.asked()
    assert shed.erase(id_of(card), wanted("desk")).records == 1
    assert shed.content(id_of(card)) == [False, False, False]
    assert [one["entries"] for one in shed.api.get(card.path)["erased"]] == [3]


def test_nobody_is_told_of_an_erasure_of_what_they_are_not_shown(shed: Shed) -> None:
    card = shed.card()
    event = sample(PhotoAllowed, date(2026, 3, 2))
    shed.cases.record(id_of(card), [Note(event=event, happened_on=date(2026, 3, 2), by=ONE)], shed.api.now)
    shed.erase(id_of(card), wanted("private"))
    whole = shed.cases.case(id_of(card))
    assert [one.erased for one in whole.records] == [False, False, True]

    def told(*records: Record, withheld: frozenset[RecordId] = frozenset()) -> int:
        shown, seeing = Case(whole.id, records=records), SimpleNamespace(withheld=withheld)
        seen: Any = SimpleNamespace(case=shown, seeing=seeing, told_from=whole)
        return sum(one.entries for one in erased_here(shed.cases, seen))

    assert told(*whole.records) == 1
    put_right = msgspec.structs.replace(whole.records[0], event=Erased())
    assert told(put_right, *whole.records[1:]) == 1, "what is only told without its content was not erased"
    assert told(*whole.records[:2]) == 0
    assert told(*whole.records, withheld=frozenset({whole.records[2].id})) == 0


def test_leaves_and_positions_are_as_they_were(shed: Shed) -> None:
    card = shed.card()
    before = list(shed.cases.scan())
    shed.erase(id_of(card))
    assert list(shed.cases.scan())[: len(before)] == before
    assert list(shed.cases.faults()) == []


def test_the_certificate_says_what_may_be_left_elsewhere(shed: Shed) -> None:
    card, other = shed.card("Robin Vale"), shed.card("Kit Moss")
    told = certificate(shed.erase(id_of(card)))
    assert "by 2026-04-06, as back-ups are kept here" in told
    assert "Asked for by jo on 2026-03-02\nApproved by sam on 2026-03-02" in told
    assert "Robin" not in told
    shed.erasing = Erasing(shed.cases, backup_days=None)
    assert BACKUPS_UNKNOWN in certificate(shed.erase(id_of(other)))
    with pytest.raises(ValueError, match="only of an erasure that is done"):
        certificate(shed.approved(id_of(shed.card())))


def test_the_lists_are_folded_from_what_is_left(shed: Shed) -> None:
    card = shed.card()
    lists = lists_of(shed.cases, shed.folder / "projections.db", shed.api.rules)
    runner = lists.follower.runner
    told: list[Sequence[UUID]] = []

    def fold(streams: Sequence[UUID]) -> None:
        told.append(streams)
        fold_anew(runner, shed.cases, streams)

    fold_anew(runner, shed.cases, [id_of(card)])
    shed.api.get("/caseload")
    shed.erasing = Erasing(shed.cases, backup_days=0, lists=fold)
    shed.erase(id_of(card))
    assert [id_of(card) in streams for streams in told] == [True]
    assert [one["case"] for one in shed.api.get("/caseload")["items"]] == [str(id_of(card))]
    runner.close()


def in_between(shed: Shed, happens: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let something happen after everything was looked at, and right before the keys are destroyed; once."""
    submit, waiting = shed.cases.store.recorder.writer.submit, [happens]

    def first(command: Command) -> Outcome:
        if command.destroys and waiting:
            waiting.pop()()
        return submit(command)

    monkeypatch.setattr(shed.cases.store.recorder.writer, "submit", first)


def asking_again(shed: Shed, card: Card) -> UUID:
    """Have another process record a fact."""
    event = ToolAsked(tool="saw", wanted_on=date(2026, 3, 9))
    note = Note(event=event, happened_on=date(2026, 3, 2), by=ONE)
    return shed.cases.record(id_of(card), [note], shed.api.now).records[0].id


def test_a_hold_that_is_placed_right_before_the_keys_go_keeps_them(shed: Shed, monkeypatch: pytest.MonkeyPatch) -> None:
    card, there = shed.card(), shed.another()
    case, approved = id_of(card), shed.approved(id_of(card))
    entries = len(shed.content(case))

    def held(one: UUID) -> str | None:
        return "it is on hold" if len(shed.content(one)) > entries else None

    shed.erasing = Erasing(shed.cases, backup_days=0, holds=held)
    in_between(shed, lambda: asking_again(there, card), monkeypatch)
    with pytest.raises(Unacceptable, match="it is on hold"):
        shed.run(approved)
    assert shed.content(case) == [True, True, True]
    assert shed.erasing.of(case)[0].state is State.APPROVED
    there.cases.close()


def test_a_fact_that_is_told_right_before_the_keys_go_goes_with_them_and_is_counted(
    shed: Shed, monkeypatch: pytest.MonkeyPatch
) -> None:
    card, there = shed.card(), shed.another()
    approved = shed.approved(id_of(card))
    in_between(shed, lambda: asking_again(there, card), monkeypatch)
    assert shed.run(approved).records == 3
    assert shed.content(id_of(card)) == [False, False, False]
    there.cases.close()


def test_another_case_of_the_person_that_is_opened_right_before_the_keys_go_keeps_who_they_are(
    shed: Shed, monkeypatch: pytest.MonkeyPatch
) -> None:
    card, there = shed.card(), shed.another()
    approved = shed.approved(id_of(card))
    person: PersonId = shed.cases.case(id_of(card)).records[0].clear("whose")
    note = Note(event=CardMade(whose=person), happened_on=date(2026, 3, 2), by=ONE)
    in_between(shed, lambda: there.cases.open(note, there.api.now), monkeypatch)
    shed.run(approved)
    assert shed.cases.described(person) is not None
    assert shed.content(id_of(card)) == [False, False]
    there.cases.close()


def test_cases_of_others_that_are_opened_again_and_again_do_not_hold_an_erasure_up(
    shed: Shed, monkeypatch: pytest.MonkeyPatch
) -> None:
    card, there = shed.card(), shed.another()
    approved, looked, extent = shed.approved(id_of(card)), list[UUID](), shed.erasing.extent

    def looking(case: UUID, erasure: Any) -> Any:
        looked.append(case)
        note = Note(event=CardMade(whose=PersonId(uuid4())), happened_on=date(2026, 3, 2), by=ONE)
        there.cases.open(note, there.api.now)
        return extent(case, erasure)

    monkeypatch.setattr(shed.erasing, "extent", looking)
    assert (shed.run(approved).state, len(looked)) == (State.DONE, 1)
    there.cases.close()


def test_two_cases_of_one_person_that_are_erased_at_once_leave_nothing_of_who_they_are(
    shed: Shed, monkeypatch: pytest.MonkeyPatch
) -> None:
    card, there = shed.card(), shed.another()
    person: PersonId = shed.cases.case(id_of(card)).records[0].clear("whose")
    note = Note(event=CardMade(whose=person), happened_on=date(2026, 3, 2), by=ONE)
    other = shed.cases.open(note, shed.api.now).case.id
    first, second = shed.approved(id_of(card)), there.approved(other)
    in_between(shed, lambda: there.run(second), monkeypatch)
    assert IDENTITY.name in {one.record_class for one in shed.run(first).keys}
    assert shed.cases.described(person) is None
    there.cases.close()


# Other processes and threads


def test_another_process_stops_telling_it(shed: Shed) -> None:
    card, there = shed.card(), shed.another()
    with there.api.client:
        again = Card.__new__(Card)
        again.api, again.path = there.api, card.path
        assert again.told()[1].startswith("Rob asked for a spade")
        shed.erase(id_of(card))
        assert again.told()[1].startswith("The borrower asked for a tool")
        card.asked()
        assert again.told()[1:] == card.told()[1:]
    there.cases.close()


@pytest.mark.parametrize("looks_again", [KEEPER, STRANGER])
def test_another_process_lets_go_of_it_as_anybody_saw_it_once_somebody_looks_again(
    shed: Shed, looks_again: str
) -> None:
    card, there = shed.card(), shed.another()
    with there.api.client:
        for viewer in (KEEPER, BESIDE_THEM):
            seen = there.api.client.get(f"/api{card.path}/timeline", headers=there.api.signed_in(viewer))
            assert "spade" in seen.text
        assert remembers(there, "For my roses.")
        shed.erase(id_of(card))
        there.api.client.get(f"/api{card.path}/timeline", headers=there.api.signed_in(looks_again))
        assert not remembers(there, "For my roses.")
    there.cases.close()


def remembers(there: Shed, words: str) -> bool:
    """Say whether words can be reached from what a process holds of its store, and from its desk."""
    desks = [one for one in gc.get_objects() if isinstance(one, Desk) and one.cases is there.cases]
    assert desks
    return any(words in text for text in in_memory(there.cases, *desks))


def test_another_process_that_writes_from_memory_does_not_bring_it_back(shed: Shed) -> None:
    card, there = shed.card(), shed.another()
    card.fact("lending.photo-allowed", given_by="Vale", authority="self", scope="card", answer="yes", evidence="phone")
    assert there.content(id_of(card)) == [True, True, True]
    shed.erase(id_of(card), wanted("private"))
    event = ToolAsked(tool="saw", wanted_on=date(2026, 3, 9))
    note = Note(event=event, happened_on=date(2026, 3, 2), by=ONE)
    done = there.cases.record(id_of(card), [note], there.api.now)
    assert [one.erased for one in done.case.records] == [False, False, True, False]
    assert there.content(id_of(card)) == [True, True, False, True]
    there.cases.close()


def test_keys_that_were_read_before_and_remembered_after_do_not_open_anything(shed: Shed) -> None:
    """A reader that was on its way with the key while it was destroyed keeps it no longer than its own answer."""
    card, there = shed.card(), shed.another()
    case, keys = id_of(card), there.cases.store.mapper.keys
    number = shed.cases.keys_of(case)[0].number
    assert keys.to_open(case, number).box, "it is remembered here"
    shed.erase(case)
    assert keys.to_open(case, number).box, "until somebody looks at the case"
    assert there.content(case) == [False, False]
    assert keys.to_open(case, number).box is None
    (first, *_) = (one for one, _ in there.cases.scan() if one.originator_id == case)
    assert there.cases.read(first).erased
    there.cases.close()


def test_nothing_that_is_recorded_meanwhile_is_lost(shed: Shed) -> None:
    """Facts told while keys are destroyed are either erased with them, or told under a key that is not."""
    card, there, stop = shed.card(), shed.another(), threading.Event()
    case, stored = id_of(card), list[RecordId]()
    started, failures = threading.Event(), list[Exception]()

    def tell() -> None:
        event = ToolAsked(tool="saw", wanted_on=date(2026, 3, 9))
        note = Note(event=event, happened_on=date(2026, 3, 2), by=ONE)
        while not stop.wait(0.002):
            try:
                stored.append(there.cases.record(case, [note], there.api.now).records[0].id)
            except Exception as failure:  # noqa: BLE001  # whatever it is, it is told
                failures.append(failure)
                return
            started.set()

    thread = threading.Thread(target=tell)
    thread.start()
    started.wait(10)
    try:
        for _ in range(5):
            while not any(shed.content(case)):
                time.sleep(0.01)
            done = until_done(shed, shed.approved(case, wanted("desk")))
            assert sum(one.erased for one in shed.cases.case(case).records) >= done.records
    finally:
        stop.set()
        thread.join()
    assert failures == []
    records = {one.id: one for one in shed.cases.case(case).records}
    assert set(stored) <= set(records)
    cut = [records[one].erased for one in stored]
    assert cut == sorted(cut, reverse=True), "what was told later is not erased by an earlier act"
    assert list(shed.cases.faults()) == []
    there.cases.close()


def until_done(shed: Shed, found: Erasure) -> Erasure:
    """Run an erasure, again where the store says that it is busy."""
    for _ in range(20):
        with contextlib.suppress(StoreBusy):
            return shed.run(found)
        time.sleep(0.1)
    raise AssertionError("the store was busy all the time")


# Broken off


class Broken(BaseException):
    """The process died here."""


def broken(*_: Any, **__: Any) -> Any:
    raise Broken


BREAKS: dict[str, Callable[[Shed, pytest.MonkeyPatch], None]] = {
    "before the keys are destroyed": lambda shed, patch: patch.setattr(shed.cases, "keep_beside", broken),
    "before the memory is emptied": lambda shed, patch: patch.setattr(shed.cases, "forget", broken),
    "before the files are wiped": lambda shed, patch: patch.setattr(shed.cases.store.recorder, "wipe", broken),
    "before the lists are told": lambda shed, patch: patch.setattr(shed.erasing, "_lists", broken),
}


@pytest.mark.parametrize("where", BREAKS)
def test_broken_off_it_is_finished_by_running_it_again(shed: Shed, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    card = shed.card()
    approved = shed.approved(id_of(card))
    wrapped = [one.wrapped for one in shed.cases.keys_of(id_of(card))]
    with monkeypatch.context() as patch:
        BREAKS[where](shed, patch)
        with pytest.raises(Broken):
            shed.run(approved)
    shed.cases.close()
    after = shed.another()
    begun = where != "before the keys are destroyed"
    assert [one.id for one in after.erasing.unfinished()] == ([approved.id] if begun else [])
    assert after.content(id_of(card)) == [not begun, not begun], "either all of it or nothing"
    done = after.run(approved)
    assert (done.state, done.records, after.content(id_of(card))) == (State.DONE, 2, [False, False])
    assert list(after.erasing.unfinished()) == []
    assert list(traces(shed.folder / "goldenthread.db", wrapped)) == []
    after.cases.close()


def test_run_again_it_changes_nothing(shed: Shed) -> None:
    done = shed.erase(id_of(shed.card()))
    before = shed.api.count()
    assert shed.run(done) == done
    assert shed.api.count() == before


def test_two_that_run_it_together_do_it_once(shed: Shed) -> None:
    approved, there = shed.approved(id_of(shed.card())), shed.another()
    found, ready = list[Erasure](), threading.Barrier(2)

    def run(one: Shed) -> None:
        ready.wait(10)
        found.append(until_done(one, approved))

    threads = [threading.Thread(target=run, args=(one,)) for one in (shed, there)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.state for one in found] == [State.DONE] * 2
    assert found[0] == found[1]
    assert len(shed.cases.beside(erasures_of(approved.case))) == 4
    there.cases.close()


def test_while_somebody_reads_the_log_it_is_not_called_finished(shed: Shed) -> None:
    approved = shed.approved(id_of(shed.card()))
    with contextlib.closing(sqlite3.connect(shed.folder / "goldenthread.db", isolation_level=None)) as reader:
        reader.execute("begin")
        reader.execute("select count(*) from record").fetchone()
        with pytest.raises(StoreBusy, match="not yet gone from the write-ahead log"):
            shed.run(approved)
    (found,) = shed.erasing.of(approved.case)
    assert found.state is State.DESTROYED
    assert shed.content(approved.case) == [False, False], "and yet nobody can read it"
    assert shed.run(approved).state is State.DONE


def test_what_another_program_left_in_the_file_is_written_over(tmp_path: Path) -> None:
    shed = Shed(tmp_path)
    with shed.api.client:
        case = id_of(shed.card())
    (row,) = shed.cases.keys_of(case)
    store = tmp_path / "goldenthread.db"
    with contextlib.closing(sqlite3.connect(store, isolation_level=None)) as careless:
        careless.execute("pragma secure_delete=off")
        careless.execute(
            "update data_key set wrapped = x'', wrapped_by = '' where number = 1 and case_id = ?", (case.bytes,)
        )
        careless.execute("pragma wal_checkpoint(truncate)")
    assert list(traces(store, [row.wrapped[:30]])), "so it is really there to be found"
    recorder = shed.cases.store.recorder
    assert isinstance(recorder, SqliteRecorder)
    recorder.wipe([row.wrapped[:30]])
    assert list(traces(store, [row.wrapped[:30]])) == []
    assert msgspec.to_builtins([one.erased for one in shed.cases.case(case).records]) == [True, True]
    assert isinstance(shed.cases.case(case).records[0].event, Erased)
    assert shed.cases.case(case).records[0].kind is CardMade
    shed.cases.close()

"""What is doubtful is held back, sealed and apart, until somebody else has decided about it."""

from pathlib import Path
from uuid import UUID

import pytest

from goldenthread.engine.privacy.erasing import Erasing
from goldenthread.http.uploads import quarantine
from goldenthread.http.uploads.scanner import scanner
from tests.http.desk import BORROWER, KEEPER
from tests.http.uploads import papers
from tests.http.uploads.clamd import clamd
from tests.http.uploads.sending import ADMINISTRATOR, Sending
from tests.privacy.shed import ONE, OTHER, WHOLE

SECOND = "account=b.dmin; roles=administrator; organisation=the-shed"
ELSEWHERE = "account=c.dmin; roles=administrator; organisation=the-barn"
KEEPER_TOO = "account=k.hale; roles=keeper administrator; organisation=the-shed"


def test_a_document_that_acts_by_itself_is_held_back_and_recorded_nowhere(sending: Sending) -> None:
    count = sending.api.count()
    answer = sending.send(papers.pdf(b"<< /S /JavaScript >>\n"))
    assert (answer.status_code, answer.json()["doubts"]) == (202, ["it holds a program"])
    assert sending.api.count() == count


def test_an_administrator_sees_what_is_doubtful_and_nothing_of_whom_it_is_about(sending: Sending) -> None:
    held = sending.held(name="Robin Vale.pdf", title="About Robin Vale")
    told = sending.waiting()
    (one,) = told.json()["items"]
    assert set(one) == {"id", "size", "kind", "doubts", "held_at", "account", "organisation", "state"}
    assert (one["id"], one["kind"], one["account"]) == (held, "pdf", "k.hale")
    assert not any(said in told.text for said in ("Robin", "receipt", sending.path.rpartition("/")[2]))


def test_nobody_else_sees_that_there_is_any(sending: Sending) -> None:
    held = sending.held()
    nowhere = sending.api.client.get("/api/nowhere", headers=sending.api.signed_in())
    for answer in (
        sending.waiting(KEEPER),
        sending.decide(held, "release", KEEPER),
        sending.decide(held, "deletion", KEEPER),
    ):
        assert (answer.status_code, answer.text) == (404, nowhere.text)


def test_what_is_let_through_is_recorded_as_whoever_sent_it_said(sending: Sending) -> None:
    content = papers.pdf(b"<< /S /JavaScript >>\n")
    held = sending.held(content, name="form.pdf")
    assert sending.decide(held, "release").status_code == 204
    entry = sending.api.get(f"{sending.path}/timeline")["items"][-1]
    assert (entry["told"], entry["by"]["account"]) == ("A receipt is kept: The receipt of Mrs Vale", "k.hale")
    kept = sending.api.cases.case(next(iter(sending.api.cases.opened(1)))).records[-1]
    assert kept.clear("checked") == "let-through"
    assert sending.open(entry["id"]).content == content
    assert sending.waiting().json()["items"] == []
    assert sending.decide(held, "release").status_code == 404
    assert sending.documents() == 1


def decide_nothing(*_: object) -> None:
    """Stop before a decision is written down."""


def test_what_was_let_through_twice_at_once_is_recorded_once(sending: Sending, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store was written to, and then the machine stopped: let through again, it is there once."""
    held = sending.held()
    monkeypatch.setattr(quarantine.Quarantine, "decide", decide_nothing)
    assert [sending.decide(held, "release").status_code for _ in range(2)] == [204, 204]
    assert sending.documents() == 1


def test_nobody_decides_about_what_they_sent_themselves(sending: Sending) -> None:
    held = sending.held(by=KEEPER_TOO)
    assert sending.waiting(SECOND).status_code == 200, "there is another administrator"
    assert sending.decide(held, "release", KEEPER_TOO).status_code == 403
    assert sending.documents() == 0
    assert sending.decide(held, "release", SECOND).status_code == 204


def test_whoever_is_alone_may_let_their_own_through_and_says_why(sending: Sending) -> None:
    """A childminder who works alone has nobody else to ask."""
    held = sending.held(by=KEEPER_TOO)
    assert sending.decide(held, "release", KEEPER_TOO).json()["errors"][0]["pointer"] == "/why"
    assert sending.documents() == 0
    assert sending.decide(held, "release", KEEPER_TOO, why="I made this form myself.").status_code == 204
    assert sending.documents() == 1
    (one,) = sending.own(KEEPER_TOO)
    assert (one["state"], one["why"]) == ("released", "I made this form myself.")


def test_what_a_family_sends_is_decided_about_where_the_case_was_opened_and_nowhere_else(sending: Sending) -> None:
    held = sending.held(by=BORROWER)
    nowhere = sending.api.client.get("/api/nowhere", headers=sending.api.signed_in())
    assert sending.waiting(ELSEWHERE).json()["items"] == []
    for what in ("release", "deletion"):
        answer = sending.decide(held, what, ELSEWHERE)
        assert (answer.status_code, answer.text) == (404, nowhere.text)
    assert [one["id"] for one in sending.waiting().json()["items"]] == [held]
    assert sending.decide(held, "release").status_code == 204
    assert sending.documents() == 1


def test_what_is_sent_from_an_organisation_is_decided_about_there(sending: Sending) -> None:
    held = sending.held(by="account=o.ther; roles=keeper; organisation=the-barn")
    assert sending.waiting().json()["items"] == []
    assert sending.decide(held, "deletion").status_code == 404
    assert sending.decide(held, "release", ELSEWHERE).status_code == 204


def test_whoever_sent_it_sees_what_became_of_it_and_why(sending: Sending) -> None:
    assert sending.own(BORROWER) == []
    held, other = (sending.held(by=BORROWER, title=title) for title in ("My letter", "Another"))
    assert {(one["title"], one["state"], one["why"]) for one in sending.own(BORROWER)} == {
        ("Another", "held", None),
        ("My letter", "held", None),
    }
    sending.decide(held, "deletion", why="Please print it to a PDF.")
    sending.decide(other, "release")
    told = {one["id"]: one for one in sending.own(BORROWER)}
    assert {one: (told[one]["title"], told[one]["state"], told[one]["why"]) for one in told} == {
        held: ("My letter", "deleted", "Please print it to a PDF."),
        other: ("Another", "released", None),
    }
    assert told[held]["doubts"] == ["it holds a program"]
    assert set(told[held]) == {"id", "title", "size", "kind", "doubts", "held_at", "state", "decided_at", "why"}
    assert sending.own(KEEPER) == []
    assert sending.own(ADMINISTRATOR) == []


def test_a_document_is_deleted_for_a_reason_only(sending: Sending) -> None:
    held = sending.held()
    path, said = f"/api/quarantine/{held}/deletion", sending.api.accounts.in_a_session(ADMINISTRATOR, sending.api.now)
    assert sending.api.client.post(path, json={}, headers=said).status_code == 400
    assert len(sending.waiting().json()["items"]) == 1


def test_what_was_said_of_it_goes_with_the_keys_of_its_case(sending: Sending) -> None:
    sending.held(by=BORROWER)
    sending.decide(sending.held(by=BORROWER), "deletion", why="Please print it to a PDF.")
    (case,) = sending.api.cases.opened(1)
    for key in sending.api.cases.store.recorder.keys_of(case):
        sending.api.cases.store.recorder.destroy_key(case, key.number)
    sending.api.cases.forget(case)
    assert [(one["title"], one["why"]) for one in sending.own(BORROWER)] == [(None, None)] * 2


def test_what_is_deleted_is_gone_and_its_bytes_with_it(sending: Sending) -> None:
    held = sending.held(papers.pdf(b"<< /S /JavaScript >>\n" + b" " * 50_000))
    size = (sending.folder / "quarantine.db").stat().st_size
    assert size > 50_000
    assert sending.decide(held, "deletion").status_code == 204
    assert sending.decide(held, "deletion").status_code == 404
    assert sending.decide(held, "release").status_code == 404
    assert sending.waiting().json()["items"] == []
    kept = sending.quarantine()
    assert kept.opened(UUID(held)) is None
    kept.close()


def test_a_repeat_holds_back_once(sending: Sending) -> None:
    first, again = (sending.send(papers.pdf(b"/Launch\n"), key="one") for _ in range(2))
    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json() == again.json()
    assert len(sending.waiting().json()["items"]) == 1
    assert sending.send(papers.pdf(b"/Launch \n"), key="one").json()["type"] == "urn:goldenthread:problem:key-used"


def test_a_virus_is_held_back(sending: Sending, tmp_path: Path) -> None:
    with clamd(tmp_path / "clamd") as (fake, where):
        sending.serve(scanner(where))
        with sending.api.client:
            answer = sending.send(papers.EICAR, name="letter.txt")
            clean = sending.kept(papers.pdf())
            opened = sending.open(clean)
    assert (answer.status_code, answer.json()["doubts"]) == (202, ["the virus scanner found something in it"])
    assert (opened.status_code, sending.documents()) == (200, 1)
    assert fake.seen == [papers.EICAR, papers.pdf()]


def test_what_was_scanned_says_so(sending: Sending, tmp_path: Path) -> None:
    with clamd(tmp_path / "clamd") as (_, where):
        sending.serve(scanner(where))
        with sending.api.client:
            sending.kept(papers.pdf())
    kept = sending.api.cases.case(next(iter(sending.api.cases.opened(1)))).records[-1]
    assert kept.clear("checked") == "scanned"


def test_a_scanner_that_cannot_be_reached_is_never_taken_for_a_yes(sending: Sending) -> None:
    sending.serve(scanner("/nowhere/clamd.ctl"))
    with sending.api.client:
        answer = sending.send(papers.pdf())
        assert (answer.status_code, answer.json()["doubts"]) == (202, ["the virus scanner did not answer"])
        assert sending.documents() == 0
        assert sending.decide(answer.json()["held"], "release").status_code == 204
        assert sending.documents() == 1


def test_no_more_are_held_back_than_somebody_can_look_at(sending: Sending, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quarantine, "MOST_HELD", 2)
    sending.held()
    held = sending.held()
    full = sending.send(papers.pdf(b"/Launch\n"))
    assert (full.status_code, full.json()["type"]) == (503, "urn:goldenthread:problem:quarantine-full")
    assert sending.decide(held, "deletion", ADMINISTRATOR).status_code == 204
    sending.held()


def test_what_is_held_back_outlives_the_process(sending: Sending) -> None:
    held = sending.held()
    sending.serve()
    with sending.api.client:
        assert [one["id"] for one in sending.waiting().json()["items"]] == [held]
        assert sending.decide(held, "release").status_code == 204


def test_what_is_held_of_a_case_is_counted_and_goes_with_its_key_and_with_no_other(sending: Sending) -> None:
    sending.held()
    kept = sending.quarantine()
    (case,) = sending.api.cases.opened(1)
    (held,) = kept.listed("the-shed")
    keys = [row.number for row in sending.api.cases.keys_of(case)]
    assert sum(kept.count(case, key) for key in keys) == 1
    kept.forget(case)
    assert kept.listed("the-shed") == [held], "its key is there, so another class was erased"
    erasing = Erasing(sending.api.cases, backup_days=None, held_back=kept.count)
    asked = erasing.ask(case, WHOLE, ONE, sending.api.now)
    assert erasing.extent(case, asked).documents == 1
    erasing.approve(case, asked.id, OTHER, sending.api.now)
    assert erasing.run(case, asked.id, ONE, sending.api.now).documents == 1
    kept.forget(case)
    assert kept.listed("the-shed") == []
    kept.close()

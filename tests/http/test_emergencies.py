"""What an emergency opens, for how long, what may be done then, and who looks at it afterwards."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from threading import current_thread, main_thread
from typing import Any
from uuid import UUID

import pytest
from structlog.testing import capture_logs

from goldenthread.engine.access.directory import Directory
from goldenthread.engine.access.register import Register
from goldenthread.engine.records import Actor
from goldenthread.http.api.alerting import PATH, Alerts
from goldenthread.http.identity.mail import Letter
from goldenthread.settings import Settings
from goldenthread.workflows.kinds import KINDS
from tests.access.matrix.planted import body_of
from tests.generic import sample
from tests.http.identity.wide_house import LetterBox
from tests.http.town import LONG_AGO, Town, town

LETTERS = "letters"
NOW = {"reason": "harm", "words": "He was found on the road, and nobody who knows him can be reached."}
WORRY: dict[str, Any] = {"who": "Mum", "words": "He hides under the table."}
WRONG = {"verdict": "wrong", "words": "The SENCO could have been asked."}
RIGHT = {"verdict": "right", "words": "He could not have asked."}


@pytest.fixture(scope="module")
def elm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("elm")
    said = Settings(origin="https://notes.example.org", mail_folder=str(folder / LETTERS))
    with town(folder, said=said) as made:
        yield made


# Who is told of it, by e-mail


def letters(elm: Town, number: int) -> list[EmailMessage]:
    """Return the letters in the folder, once there are so many."""
    until = time.monotonic() + 20
    found: list[Path] = []
    while len(found) < number and time.monotonic() < until:
        time.sleep(0.02)
        found = list((elm.folder / LETTERS).glob("*.eml"))
    return [message_from_bytes(one.read_bytes(), policy=default) for one in found]


def test_those_who_review_are_told_by_e_mail_and_nothing_of_the_record(elm: Town) -> None:
    case = elm.child()
    for post, at in (("head", "oak-nursery"), ("head", ""), ("teacher", "oak-nursery"), ("la-manager", "")):
        account, where = elm.account(post, at)
        elm.api.door.passwords.name(account, f"{post}@{where}.example")
    assert elm.send(f"{case}/emergency", NOW, "teacher", "oak-nursery").status_code == 201
    sent = letters(elm, 2)
    assert {one["To"] for one in sent} == {"head@oak-nursery.example", "head@elm-primary.example"}
    for one in sent:
        text = one.get_content()
        for part in ("the teacher", "The oak-nursery", "Mon 2 Mar 2026, 16:00", "https://notes.example.org", PATH):
            assert part in text, part
        for part in (case.removeprefix("/cases/"), "Sam", "harm", "road", "elm"):
            assert part not in text + one["Subject"], part


def test_the_same_request_again_tells_nobody_and_logs_nothing_again(elm: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    case, told = elm.child(), list[str]()

    def tell(*_: object) -> None:
        told.append(case)

    monkeypatch.setattr(Alerts, "opened", tell)
    headers = elm.signed_in("teacher", "oak-nursery") | {"Idempotency-Key": "on the road"}
    with capture_logs() as logged:
        said = [elm.api.client.post(f"/api{case}/emergency", json=NOW, headers=headers) for _ in range(2)]
    assert [one.status_code for one in said] == [201, 201]
    assert said[0].content == said[1].content
    assert told == [case]
    assert [one["event"] for one in logged].count("opened-in-emergency") == 1


def test_the_directory_is_asked_in_a_thread_and_not_again_for_each_letter(
    elm: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, asked = UUID(elm.child().removeprefix("/cases/")), list[str]()
    for which in (3, 4):
        elm.api.door.passwords.name(elm.account("head", which=which)[0], f"head.{which}@elm.example")
    directory = Register.directory

    def counted(register: Register) -> Directory:
        asked.append(current_thread().name)
        return directory(register)

    monkeypatch.setattr(Register, "directory", counted)
    box = LetterBox()
    alerts = Alerts(elm.register, elm.api.rules.policy, elm.api.door, box, "https://notes.example.org")
    asyncio.run(alerts.tell(box, case, Actor("somebody", "teacher", "elm-primary"), elm.api.now))
    ours = [name for name in asked if name.startswith("asyncio") or name == main_thread().name]
    monkeypatch.undo()
    for which in (3, 4):
        elm.api.door.secrets.forget(elm.account("head", which=which)[0])
    assert len(box.letters) >= 2, "both of them, and who had a name before"
    assert main_thread().name not in ours
    assert 0 < len(ours) <= 3, "for the text, the addresses and the members"


def test_the_name_of_an_organisation_stands_on_one_line_of_the_letter(elm: Town) -> None:
    name = "Ash\r\n\nSign in at https://elsewhere.example\u2028now"
    elm.office.organisation("ash-primary", "setting", name, LONG_AGO)
    alerts = Alerts(elm.register, elm.api.rules.policy, elm.api.door, None, "https://notes.example.org")
    text = alerts.text(Actor("somebody", "teacher", "ash-primary"), elm.api.now)
    assert "in Ash Sign in at https://elsewhere.example now\nIt stays open" in text


@dataclass
class HalfBroken(LetterBox):
    """A letter box that takes no letter to whoever is at elm."""

    async def send(self, letter: Letter, now: datetime) -> None:
        self.broken = "elm-primary" in letter.to
        await super().send(letter, now)


def test_a_letter_that_cannot_be_sent_holds_up_no_other_and_is_logged_without_its_address(elm: Town) -> None:
    case = UUID(elm.child().removeprefix("/cases/"))
    for at in ("elm-primary", "oak-nursery"):
        elm.api.door.passwords.name(elm.account("head", at)[0], f"head@{at}.example")
    box = HalfBroken()
    alerts = Alerts(elm.register, elm.api.rules.policy, elm.api.door, box, "https://notes.example.org")
    by = Actor(elm.account("teacher", "oak-nursery")[0], "teacher", "oak-nursery")
    with capture_logs() as logged:
        asyncio.run(alerts.tell(box, case, by, elm.api.now))
        alerts.opened(case, by, elm.api.now)
    assert [one.to for one in box.letters] == ["head@oak-nursery.example"]
    assert [(one["event"], one["reason"]) for one in logged] == [
        ("letter-not-sent", "emergency"),
        ("letter-not-sent", "stopped"),
    ]
    assert "example" not in str(logged)


# In an emergency a record is read, and facts are added


def test_in_an_emergency_nobody_is_let_in_and_no_part_ends(elm: Town) -> None:
    case = elm.child()
    elm.let_in(case, "the-authority")
    theirs = elm.get(f"{case}/members", "senco")["items"][1]
    elm.send(f"{case}/emergency", NOW, "senco", "oak-nursery")
    parent, _ = elm.account("parent")
    on = {"happened_on": "2026-03-02"}
    for path, body in (
        ("members/people", {**on, "account": parent, "post": "parent", "why": "Help"}),
        ("members/organisations", {**on, "organisation": "oak-nursery", "why": "Help"}),
        (f"members/{theirs['entry']}/end", on),
        ("family", {**on, "post": "parent", "name": "Pat", "why": "Help"}),
    ):
        answer = elm.send(f"{case}/{path}", body, "senco", "oak-nursery")
        assert (answer.status_code, answer.json()["type"]) == (403, "urn:goldenthread:problem:not-entitled"), path
    told = elm.get(f"{case}/members", "senco", "oak-nursery")["items"]
    assert {one["account"] for one in told} == {None}, "which account it is, is told to those who let others in"
    assert len(told) == 2


def test_in_an_emergency_a_fact_is_added_and_nothing_is_altered(elm: Town) -> None:
    case = elm.child()
    entry = elm.fact(case, "concern.worry-raised", "senco", **WORRY)
    elm.let_in(case, "the-authority")
    for post, at in (("senco", "oak-nursery"), ("la-officer", "the-authority")):
        elm.send(f"{case}/emergency", NOW, post, at)
        assert elm.look(f"{case}/records/{entry}", post, at).status_code == 200
        on = {"happened_on": "2026-03-02"}
        for path, body in (
            (f"records/{entry}/error", {**on, "why": "Wrong"}),
            (f"records/{entry}/dispute", {**on, "who": "Somebody", "statement": "No"}),
            (f"records/{entry}/correction", {**on, "event": {"tag": "concern.worry-raised", **WORRY}}),
        ):
            answer = elm.send(f"{case}/{path}", body, post, at)
            assert (answer.status_code, answer.json()["type"]) == (403, "urn:goldenthread:problem:not-entitled"), path
    workflow, made = KINDS.first.moves[0]
    path = f"{case}/moves/{workflow.name}/{workflow.name_of(made)}"
    move = elm.send(path, body_of(sample(made.records, date(2026, 2, 2))), "senco", "oak-nursery")
    assert move.status_code == 403
    elm.fact(case, "concern.worry-raised", "senco", "oak-nursery", **WORRY)
    assert (
        elm.send(f"{case}/records/{entry}/error", {"happened_on": "2026-03-02", "why": "Wrong"}, "senco").status_code
        == 201
    )


def test_what_somebody_adds_in_an_emergency_they_can_read_while_it_lasts(elm: Town) -> None:
    case = elm.child()
    elm.send(f"{case}/emergency", NOW, "senco", "oak-nursery")
    rang: dict[str, Any] = {"who": "Mum", "to_whom": "The SENCO", "words": "She is on her way."}
    entry = elm.fact(case, "contact.family-rang", "senco", "oak-nursery", **rang)
    assert "She is on her way." in elm.look(f"{case}/records/{entry}", "senco", "oak-nursery").text


def test_what_is_read_only_because_of_an_emergency_is_written_down_as_that(elm: Town) -> None:
    case = elm.child()
    elm.let_in(case, "the-authority")
    elm.let_somebody_in(case, "parent")
    elm.fact(case, "concern.worry-raised", "senco", **WORRY)

    def marked() -> list[bool]:
        elm.look(f"{case}/timeline", "la-officer")
        items = elm.get(f"{case}/readers", "parent")["items"]
        return [one["emergency"] for one in items if one["post"] == "the authority's officer"]

    assert marked() == [False]
    assert elm.send(f"{case}/emergency", NOW, "la-officer").status_code == 201
    assert marked() == [True, False], "the authority takes part, but the setting's entries are shown by the emergency"


# Who looks at it afterwards


def test_that_somebody_said_it_was_wrong_is_undone_by_no_other(elm: Town) -> None:
    case = elm.child()
    entry = elm.send(f"{case}/emergency", NOW, "teacher", "oak-nursery").json()["id"]
    review = f"{case}/emergency/{entry}/review"
    assert elm.send(review, RIGHT, "head", "oak-nursery").status_code == 201
    assert elm.look(case, "teacher", "oak-nursery").status_code == 200
    assert elm.send(review, WRONG, "head").status_code == 201
    assert elm.look(case, "teacher", "oak-nursery").status_code == 404
    assert elm.send(review, RIGHT, "head", "oak-nursery").status_code == 201, "what they think is written down too"
    assert elm.look(case, "teacher", "oak-nursery").status_code == 404
    (told,) = [one for one in elm.get("/emergencies", "head")["items"] if one["entry"] == entry]
    assert (told["verdict"], told["reviewed_by"]) == ("It should not have been opened", "head.elm-primary.1")


def test_nobody_looks_at_what_they_opened_by_another_account_of_theirs(elm: Town) -> None:
    case = elm.child()
    opener, _ = elm.account("teacher", "oak-nursery", which=2)
    whose = elm.register.directory().person_of(opener)
    elm.office.account("head.oak-nursery.2", LONG_AGO, person=whose)
    elm.office.post("head.oak-nursery.2", "head", "oak-nursery", LONG_AGO)
    entry = elm.send(f"{case}/emergency", NOW, "teacher", "oak-nursery", which=2).json()["id"]
    own = elm.send(f"{case}/emergency/{entry}/review", RIGHT, "head", "oak-nursery", which=2)
    assert (own.status_code, own.json()["type"]) == (403, "urn:goldenthread:problem:not-your-own")
    assert elm.send(f"{case}/emergency/{entry}/review", RIGHT, "head", "oak-nursery").status_code == 201


def test_whoever_is_shown_what_was_opened_is_written_down_for_each_case(elm: Town) -> None:
    case = elm.child()
    elm.let_somebody_in(case, "parent")
    elm.send(f"{case}/emergency", NOW, "teacher", "oak-nursery")
    before = len(elm.reads("head"))
    shown = {one["case"] for one in elm.get("/emergencies", "head")["items"]}
    assert elm.reads("head")[before:] == [frozenset(shown)]
    assert case.removeprefix("/cases/") in shown
    assert elm.get(f"{case}/readers", "parent")["items"][0]["post"] == "the head or manager"
    assert elm.get("/emergencies", "head", "oak-nursery")["items"], "in the organisation of who opened it, too"
    assert elm.get("/emergencies", "teacher")["items"] == []

"""What an emergency opens, for how long, what may be done then, and who looks at it afterwards."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from goldenthread.workflows.kinds import KINDS
from tests.access.matrix.planted import body_of
from tests.generic import sample
from tests.http.town import LONG_AGO, Town, town

NOW = {"reason": "harm", "words": "He was found on the road, and nobody who knows him can be reached."}
WORRY: dict[str, Any] = {"who": "Mum", "words": "He hides under the table."}
WRONG = {"verdict": "wrong", "words": "The SENCO could have been asked."}
RIGHT = {"verdict": "right", "words": "He could not have asked."}


@pytest.fixture(scope="module")
def elm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with town(tmp_path_factory.mktemp("elm")) as made:
        yield made


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

"""Who looked, as it is written down and told: of each case by itself, and to nobody who may not notice."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from goldenthread.answering.looks import looks_at
from goldenthread.engine.events import PersonId
from goldenthread.engine.store.writer import StoreUnavailable
from goldenthread.projections.reading import Readings
from goldenthread.workflows.kinds import KINDS
from goldenthread.workflows.vocabulary import HEALTH
from tests.access.matrix.planted import body_of, kinds_of, marked, path_of
from tests.http.town import LONG_AGO, Town, post_of, town

WORRY: dict[str, Any] = {"who": "Mum", "words": "He hides under the table."}
ON: dict[str, Any] = {"happened_on": "2026-03-02"}
AT_ELM = ("elm-primary",)


@pytest.fixture(scope="module")
def elm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with town(tmp_path_factory.mktemp("elm")) as made:
        yield made


def readers(elm: Town, case: str, post: str = "parent", which: int = 1) -> list[dict[str, Any]]:
    return list(elm.look(f"{case}/readers", post, which=which).json()["items"])


def plant(elm: Town, case: str, kept: Any, post: str) -> None:
    kind = next(iter(kinds_of(kept, post_of(post).parts)))
    assert elm.send(case + path_of(kind), body_of(marked(kind, "something")), post).status_code == 201


def person_of(elm: Town, which: int) -> str:
    return str(elm.register.directory().person_of(elm.account("parent", which=which)[0]))


# What is answered to whoever writes


def test_what_is_told_in_answer_to_what_somebody_writes_is_written_down(elm: Town) -> None:
    case = elm.child()
    before = len(elm.reads("senco"))
    elm.fact(case, "concern.worry-raised", "senco", **WORRY)
    assert len(elm.reads("senco")) == before + 1
    workflow, made = KINDS.first.moves[0]
    path = f"{case}/moves/{workflow.name}/{workflow.name_of(made)}"
    answer = elm.send(path, body_of(marked(made.records, "something")), "senco")
    assert answer.status_code in (201, 409)
    assert len(elm.reads("senco")) == before + 2


def test_a_fact_is_stored_where_it_cannot_be_written_down_that_it_is_told_and_then_nothing_is_told(
    elm: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = elm.child()

    def fails(*_: object) -> None:
        raise StoreUnavailable("the store could not be written to")

    with monkeypatch.context() as during:
        during.setattr("goldenthread.engine.access.register.Register.looked", fails)
        answer = elm.send(f"{case}/facts/concern.worry-raised", {**ON, "event": WORRY}, "senco")
    assert answer.status_code == 201
    (written,) = answer.json()["records"]
    assert (written["told"], written["stage"]) == (None, None)
    assert "Mum" not in answer.text
    assert elm.look(f"{case}/records/{written['id']}", "senco").status_code == 200


# Of each case by itself


def test_a_list_of_two_cases_tells_the_family_of_one_nothing_of_the_other(elm: Town) -> None:
    one, other = elm.child(), elm.child()
    account = "both.elm-primary"
    elm.office.account(account, LONG_AGO)
    for post in ("teacher", "safeguarding-lead"):
        elm.office.post(account, post, "elm-primary", LONG_AGO)
    teaches = {"happened_on": "2026-01-05", "account": account, "post": "teacher", "why": "They know Sam"}
    assert elm.send(f"{one}/members/people", teaches, "senco").status_code == 201
    for case in (one, other):
        elm.let_somebody_in(case, "parent")
    plant(elm, one, HEALTH, "senco")
    before = {case: len(readers(elm, case)) for case in (one, other)}
    said = {"Authorization": "Bearer " + elm.office.token(elm.api.door.secrets, account, "elm-primary", "a test")}
    listed = {case["case"] for case in elm.api.client.get("/api/cases", headers=said).json()["items"]}
    assert {case.removeprefix("/cases/") for case in (one, other)} <= listed
    plant(elm, other, HEALTH, "senco")
    latest = readers(elm, one)[0]
    assert (latest["post"], latest["of"]) == ("the teacher or key person", ["core", "health"])
    theirs = readers(elm, other)
    assert len(theirs) == before[other] + 2, "the SENCO wrote, the family looked; nobody else, that they may know of"
    assert {tuple(one["of"]) for one in theirs} == {("core",), ("health",)}, "and the list told of nothing else there"


def test_an_entry_of_one_s_own_does_not_tell_who_read_another_s(elm: Town) -> None:
    case = elm.child()
    for n in (1, 2):
        elm.let_somebody_in(case, "parent", which=n)
    elm.let_somebody_in(case, "first-contact")
    chosen = "family.thread-chosen"
    elm.fact(case, chosen, "parent", which=2, person=person_of(elm, 2), thread="together")
    elm.look(f"{case}/timeline", "first-contact")
    elm.fact(case, chosen, "parent", which=1, person=person_of(elm, 1), thread="together")
    told = readers(elm, case)
    assert {name for one in told for name in one["of"]} == {"core"}
    assert all(one["of"] for one in told)


def test_a_family_is_told_who_of_an_organisation_looked_and_of_itself_only_each_their_own(elm: Town) -> None:
    case = elm.child()
    for n in (1, 2):
        elm.let_somebody_in(case, "parent", which=n)
    for post, which in (("senco", 1), ("parent", 1), ("parent", 2)):
        elm.look(f"{case}/timeline", post, which=which)
    for n in (1, 2):
        told = readers(elm, case, which=n)
        assert {(one["post"], one["organisation"], one["purpose"]) for one in told} == {
            ("the SENCO", "elm-primary", "support"),
            ("a parent or carer", "home", "own-record"),
        }
        assert sum(one["organisation"] == "home" for one in told) == 1, "each is told of their own looks alone"
    page = elm.look(f"{case}/readers", "parent", which=2, limit="1").json()
    assert len(page["items"]) == 1
    assert sum(one["organisation"] == "home" for one in elm.get(f"{case}/readers", "head")["items"]) == 5


def test_a_subject_access_answer_tells_a_parent_nothing_of_when_another_looked(elm: Town, tmp_path: Path) -> None:
    case = elm.child()
    for n in (1, 2):
        elm.let_somebody_in(case, "parent", which=n)
        elm.look(f"{case}/timeline", "parent", which=n)
    asks = PersonId(UUID(person_of(elm, 1)))
    with closing(Readings(elm.api.cases, tmp_path / "readings.db")) as kept:
        told = looks_at(elm.api.cases, kept, UUID(case.removeprefix("/cases/")), asks)
    assert sorted((one.organisation, one.unseen) for one in told if one.organisation == "home") == [
        ("home", False),
        ("home", True),
    ]


# Who may not be noticed


def test_only_who_keeps_safe_or_reviews_hides_somebody_and_never_their_own_organisation(elm: Town) -> None:
    case = elm.child()
    elm.let_in(case, "the-authority")
    elm.let_somebody_in(case, "parent")
    elm.look(f"{case}/timeline", "la-officer")
    path, body = f"{case}/members/organisations", {**ON, "why": "They look into it", "unseen": True}
    assert elm.send(path, {**body, "organisation": "next-authority"}, "senco").status_code == 403
    assert elm.send(path, {**body, "organisation": "the-authority"}, "la-manager").status_code == 403
    for post in ("head", "safeguarding-lead"):
        assert elm.send(path, {**body, "organisation": "the-authority"}, post).status_code == 201
    looked = {one["organisation"] for one in readers(elm, case)}
    assert "the-authority" in looked, "what was seen is not hidden afterwards"
    hidden = elm.send(path, {**body, "organisation": "next-authority"}, "head").json()["id"]
    elm.look(f"{case}/timeline", "la-officer", "next-authority")
    assert "next-authority" not in {one["organisation"] for one in readers(elm, case)}
    unknown = elm.send(f"{case}/members/7d7f4e0c-0f3a-4f4e-9f7e-0f3a4f4e9f7e/end", ON, "senco")
    ended = elm.send(f"{case}/members/{hidden}/end", ON, "senco")
    assert (ended.status_code, ended.content) == (unknown.status_code, unknown.content) == (404, unknown.content)
    assert elm.send(f"{case}/members/{hidden}/end", ON, "safeguarding-lead").status_code == 201


def test_what_keeps_a_child_safe_is_looked_at_unseen_but_for_those_who_do_it_in_that_organisation(elm: Town) -> None:
    case = elm.child()
    elm.let_in(case, "the-authority")
    elm.look(f"{case}/timeline", "safeguarding-lead")

    def is_told(post: str, at: str = "elm-primary") -> bool:
        items = elm.get(f"{case}/readers", post, at)["items"]
        return "the safeguarding lead" in {one["post"] for one in items if one["organisation"] == "elm-primary"}

    assert not any(is_told(*who) for who in (("head",), ("dpo",), ("la-manager", "the-authority")))
    assert not is_told("safeguarding-lead", "the-authority")
    assert is_told("safeguarding-lead")


def test_however_many_looked_unseen_it_is_no_more_work_to_tell_who_looked(
    elm: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, read, opened = elm.child(), elm.api.cases.read, list[object]()

    def noting(one: Any) -> Any:
        opened.append(one)
        return read(one)

    assert elm.look("/accounts", "administrator").status_code == 200, "a reading of no case"
    monkeypatch.setattr(elm.api.cases, "read", noting)
    for looks in (1, 5):
        for _ in range(looks):
            assert elm.look(f"{case}/timeline", "safeguarding-lead").status_code == 200
        readers(elm, case, "senco")
        opened.clear()
        assert {one["post"] for one in readers(elm, case, "senco")} == {"the SENCO"}
        assert len(opened) == 1, "that they looked themselves, just before"


def test_somebody_who_is_hidden_and_somebody_who_never_was_take_the_same_work(
    elm: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [elm.child() for _ in range(3)]
    hidden = elm.get(cases[1], "senco")["person"]["id"]
    said = {**ON, "describes": {"name": "Sam Ashdown"}}
    worked: list[str] = []

    def counted(name: str) -> None:
        done = getattr(elm.api.cases, name)

        def noted(*said: Any, **more: Any) -> Any:
            worked.append(name)
            return done(*said, **more)

        monkeypatch.setattr(elm.api.cases, name, noted)

    def work_for(person: str) -> list[str]:
        worked.clear()
        assert elm.send(f"/people/{person}", said, "senco", "oak-nursery").status_code == 404
        return list(worked)

    work_for(hidden)
    for name in ("folded", "openings", "read", "described"):
        counted(name)
    assert work_for(hidden) == work_for("7d7f4e0c-0f3a-4f4e-9f7e-0f3a4f4e9f7e")
    assert "read" not in worked, "nobody is looked for among all the cases"


# Whoever may not know where the child is, or may be told nothing


def restricted(elm: Town, restriction: str) -> str:
    """Return a case of two parents; the second is kept from something since 20 February, and somebody came after."""
    case = elm.child()
    for n in (1, 2):
        elm.let_somebody_in(case, "parent", which=n)
    elm.fact(
        case,
        "people.notice-restricted",
        "safeguarding-lead",
        on="2026-02-20",
        kept_from=person_of(elm, 2),
        restriction=restriction,
        because="safety",
        decided_by="The court",
    )
    elm.let_in(case, "oak-nursery", happened_on="2026-02-25")
    elm.let_somebody_in(case, "ep", happened_on="2026-02-25")
    assert elm.look(f"{case}/timeline", "senco", "oak-nursery").status_code == 200
    elm.look(f"{case}/timeline", "ep")
    elm.look(f"{case}/timeline", "senco")
    return case


def test_whoever_may_not_know_where_a_child_is_is_told_of_nobody_who_came_since(elm: Town) -> None:
    case = restricted(elm, "address")
    members, theirs = (elm.look(f"{case}/members", "parent", which=n).json()["items"] for n in (1, 2))
    assert [one for one in members if one not in theirs] == [one for one in members if one["since"] == "2026-02-25"]
    assert {one["organisation"] for one in readers(elm, case, which=1)} >= {
        "elm-primary",
        "oak-nursery",
        "health-trust",
    }
    assert {one["organisation"] for one in readers(elm, case, which=2)} == {"elm-primary", "home"}


def test_whoever_may_be_told_nothing_is_told_of_nobody_and_nothing_new_of_the_child(elm: Town) -> None:
    case = restricted(elm, "no-notices")
    child = elm.get(case, "senco")["person"]["id"]
    said = {"happened_on": "2026-03-01", "describes": {"name": "Alex Newname", "known_as": "Newname"}}
    assert elm.send(f"/people/{child}", said, "senco").status_code == 201
    for path in ("", "/timeline", "/members", "/readers"):
        answer = elm.look(case + path, "parent", which=2)
        assert answer.status_code == 200
        assert "Newname" not in answer.text
        assert answer.json().get("items", []) == [] or path == "/timeline"
    assert "Newname" in elm.look(case, "parent", which=1).text

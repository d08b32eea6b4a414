"""Who takes part in a case, who looked at it, and what is opened in an emergency."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from goldenthread.engine.access.emergency import LASTS
from goldenthread.engine.store.writer import StoreUnavailable
from tests.http.town import Town, town

NOW = {"reason": "harm", "words": "He was found on the road, and nobody who knows him can be reached."}
WORRY = {"words": "He hides under the table.", "where": "At school"}


@pytest.fixture(scope="module")
def elm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with town(tmp_path_factory.mktemp("town")) as made:
        yield made


@pytest.fixture
def another_town(tmp_path: Path) -> Iterator[Town]:
    """A town in which nothing has been written down yet."""
    with town(tmp_path) as made:
        yield made


def test_a_case_is_there_for_nobody_who_takes_no_part(elm: Town) -> None:
    case = elm.child()
    nowhere = "/cases/7d7f4e0c-0f3a-4f4e-9f7e-0f3a4f4e9f7e"
    for post, at in (("senco", "oak-nursery"), ("teacher", ""), ("la-officer", ""), ("parent", ""), ("dpo", "")):
        for path in ("", "/timeline", "/clocks", "/next", "/readers", "/members"):
            theirs, unknown = elm.look(case + path, post, at), elm.look(nowhere + path, post, at)
            if post == "dpo":
                continue
            assert (theirs.status_code, theirs.content) == (404, unknown.content), (post, path)
    assert elm.look(case, "senco").status_code == 200


def test_somebody_let_in_sees_it_and_somebody_whose_part_ended_does_not(elm: Town) -> None:
    case = elm.child()
    let_in = elm.let_somebody_in(case, "teacher")
    assert let_in.status_code == 201, let_in.text
    assert elm.look(case, "teacher").status_code == 200
    ended = elm.send(f"{case}/members/{let_in.json()['id']}/end", {"happened_on": "2026-03-02"}, "senco")
    assert ended.status_code == 201
    assert elm.look(case, "teacher").status_code == 404


def test_a_part_lasts_until_its_last_day(elm: Town) -> None:
    case = elm.child()
    assert elm.let_somebody_in(case, "ep", until="2026-03-02").status_code == 201
    assert elm.look(case, "ep").status_code == 200
    elm.api.on("2026-03-03")
    assert elm.look(case, "ep").status_code == 404


def test_only_who_may_lets_others_in(elm: Town) -> None:
    case = elm.child()
    elm.let_somebody_in(case, "teacher")
    body = {"happened_on": "2026-03-02", "organisation": "the-authority", "why": "Help"}
    refused = elm.send(f"{case}/members/organisations", body, "teacher")
    assert (refused.status_code, "the SENCO" in refused.json()["detail"]) == (403, True)
    assert elm.send(f"{case}/members/organisations", body, "la-officer").status_code == 404
    strange = elm.let_in(case, "nobody-knows")
    assert (strange.status_code, strange.json()["errors"][0]["pointer"]) == (422, "/organisation")


def test_nobody_takes_part_in_a_post_they_do_not_hold(elm: Town) -> None:
    case = elm.child()
    account, _ = elm.account("teacher")
    body = {"happened_on": "2026-03-02", "account": account, "post": "ep", "why": "Help"}
    refused = elm.send(f"{case}/members/people", body, "senco")
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/account")


def test_every_answer_that_shows_something_is_written_down_first(elm: Town) -> None:
    case = elm.child()
    elm.let_somebody_in(case, "parent")
    before = len(elm.get(f"{case}/readers", "dpo", "elm-primary")["items"])
    elm.look(f"{case}/timeline", "parent")
    elm.look(f"{case}/timeline", "parent", known="not-a-version")
    elm.look(f"{case}/clocks", "teacher")
    items = elm.get(f"{case}/readers", "dpo", "elm-primary")["items"]
    assert len(items) == before + 2, "the parent's timeline and our own looking before; not what was refused"
    assert (items[0]["post"], items[1]["post"]) == ("a parent or carer", "the data protection officer")


def test_what_cannot_be_written_down_is_not_shown(elm: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    case = elm.child()

    def fails(*_: object) -> None:
        raise StoreUnavailable("the store could not be written to")

    monkeypatch.setattr("goldenthread.engine.access.register.Register.looked", fails)
    answer = elm.look(f"{case}/timeline", "senco")
    assert (answer.status_code, answer.json()["type"]) == (503, "urn:goldenthread:problem:unavailable")
    assert "Sam" not in answer.text


def test_the_family_sees_who_looked_by_post_and_purpose_and_never_who_keeps_children_safe(elm: Town) -> None:
    case = elm.child()
    elm.let_somebody_in(case, "parent")
    elm.look(f"{case}/timeline", "senco")
    elm.look(f"{case}/timeline", "safeguarding-lead")
    told = elm.get(f"{case}/readers", "parent")["items"]
    assert {(one["post"], one["purpose"], one["organisation_name"], one["account"]) for one in told} == {
        ("the SENCO", "support", "The elm-primary", None)
    }
    assert "the safeguarding lead" in {one["post"] for one in elm.get(f"{case}/readers", "safeguarding-lead")["items"]}


def test_nobody_notices_a_part_that_is_hidden(elm: Town) -> None:
    case = elm.child()
    elm.let_somebody_in(case, "parent")
    before = elm.get(f"{case}/readers", "parent")["items"], elm.get(f"{case}/members", "parent")["items"]
    assert elm.let_in(case, "oak-nursery", "head", unseen=True).status_code == 201
    assert elm.look(case, "senco", "oak-nursery").status_code == 200
    after = elm.get(f"{case}/readers", "parent")["items"], elm.get(f"{case}/members", "parent")["items"]
    theirs = [one for one in after[0] if one["post"] != "a parent or carer"]
    assert (theirs, after[1]) == ([one for one in before[0] if one["post"] != "a parent or carer"], before[1])
    hidden = elm.get(f"{case}/members", "safeguarding-lead")["items"]
    assert "oak-nursery" in {one["organisation"] for one in hidden}


def test_an_emergency_opens_a_record_for_some_hours_and_is_looked_at_by_somebody_else(elm: Town) -> None:
    case = elm.child()
    assert elm.look(case, "la-officer").status_code == 404
    opened = elm.send(f"{case}/emergency", NOW, "la-officer")
    assert opened.status_code == 201, opened.text
    assert elm.look(f"{case}/timeline", "la-officer").status_code == 200
    assert elm.look(case, "la-officer", which=2).status_code == 404, "it is open to one account alone"
    found = elm.get("/emergencies", "la-manager")["items"]
    assert [(one["entry"], one["verdict"], one["words"]) for one in found] == [
        (opened.json()["id"], None, NOW["words"])
    ]
    elm.api.now += LASTS
    assert elm.look(case, "la-officer").status_code == 404


def test_nobody_looks_at_what_they_opened_themselves(another_town: Town) -> None:
    case = another_town.child(at="oak-nursery")
    entry = another_town.send(f"{case}/emergency", NOW, "la-manager").json()["id"]
    said = {"verdict": "wrong", "words": "The SENCO could have been asked."}
    own = another_town.send(f"{case}/emergency/{entry}/review", said, "la-manager")
    assert (own.status_code, own.json()["type"]) == (403, "urn:goldenthread:problem:not-your-own")
    assert another_town.look(case, "la-manager").status_code == 200
    other = another_town.send(f"{case}/emergency/{entry}/review", said, "la-manager", which=2)
    assert other.status_code == 201
    assert another_town.look(case, "la-manager").status_code == 404, "what should not have been opened is closed"
    another_town.api.now += timedelta(minutes=1)
    assert another_town.get("/emergencies", "la-manager")["items"][0]["verdict"] == "It should not have been opened"


@pytest.mark.parametrize(
    "body", [{}, {"reason": "harm"}, {"reason": "curious", "words": "Why not."}, {**NOW, "words": ""}]
)
def test_an_emergency_has_a_reason(elm: Town, body: dict[str, str]) -> None:
    case = elm.child()
    assert elm.send(f"{case}/emergency", body, "la-officer").status_code == 400
    assert elm.look(case, "la-officer").status_code == 404


def test_an_emergency_is_for_those_whose_work_it_is(elm: Town) -> None:
    case = elm.child()
    for post in ("parent", "administrator", "auditor", "inspector", "governors"):
        assert elm.send(f"{case}/emergency", NOW, post).status_code == 403, post


def test_an_administrator_sees_no_case(elm: Town) -> None:
    case = elm.child()
    for path in ("", "/timeline", "/members", "/readers", "/clocks"):
        assert elm.look(case + path, "administrator", "elm-primary").status_code == 404


def test_whatever_is_asked_by_whomever_each_disclosure_has_its_one_read_record(another_town: Town) -> None:
    """A hundred and twenty questions drawn at random: each answer that shows a case is written down once, no other."""
    cases = [another_town.child().removeprefix("/cases/") for _ in range(3)]
    another_town.let_somebody_in(f"/cases/{cases[0]}", "parent")
    another_town.let_somebody_in(f"/cases/{cases[1]}", "teacher")
    another_town.let_in(f"/cases/{cases[2]}", "the-authority")
    chance = Random(2026)  # noqa: S311  # drawn alike each time
    asked = ["", "/timeline", "/clocks", "/next", "/windows", "/permissions", "/readers", "/members", "/attempts"]
    paths = [f"/cases/{case}{one}" for case in cases for one in asked] + ["/cases", "/caseload", "/open", "/changes"]
    for _ in range(120):
        path, post = chance.choice(paths), chance.choice(["senco", "parent", "teacher", "la-officer", "dpo", "ep"])
        before = another_town.reads(post)
        answer = another_town.look(path, post)
        after = another_town.reads(post)
        shown = {one for one in cases if one in answer.text} if answer.status_code == 200 else set[str]()
        if path.startswith("/cases/") and answer.status_code == 200:
            shown.add(path.split("/")[2])
        assert len(after) == len(before) + bool(shown), (path, post, answer.status_code)
        assert not shown or shown == set(after[-1]), (path, post)

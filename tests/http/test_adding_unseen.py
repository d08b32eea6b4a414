"""Whoever works in a setting adds facts to its cases, whether they see them or not; and learns nothing by adding."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from httpx import Response

from goldenthread.engine.access.directory import reads_of
from goldenthread.engine.fields import tag_of
from goldenthread.workflows.concern import WorryRaised
from goldenthread.workflows.contact import FamilyWrote
from goldenthread.workflows.kinds import KINDS
from goldenthread.workflows.people import TEACHER
from goldenthread.workflows.young_person import ParentsSightChosen
from tests.access.matrix.planted import ON, body_of, marked
from tests.generic import sample
from tests.http.town import LONG_AGO, Town, town
from tests.http.uploads import papers

WORRY = f"/facts/{tag_of(WorryRaised)}"
WROTE = f"/facts/{tag_of(FamilyWrote)}"


@pytest.fixture(scope="module")
def elm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with town(tmp_path_factory.mktemp("adding")) as made:
        yield made


def worry(words: str = "She is often tired") -> dict[str, Any]:
    return body_of(marked(WorryRaised, words))


@pytest.mark.parametrize("post", ["teacher", "assistant"])
def test_whoever_works_there_adds_a_fact_is_told_its_name_and_sees_nothing(elm: Town, post: str) -> None:
    case = elm.child()
    added = elm.send(case + WORRY, worry(), post)
    assert added.status_code == 201, added.text
    (one,) = added.json()["records"]
    assert {name for name, said in one.items() if said not in (None, [])} == {"id", "tag", "happened_on", "recorded_at"}
    assert (added.json()["version"], "etag" in added.headers, "location" in added.headers) == (None, False, False)
    unknown = f"/cases/{uuid4()}"
    for path in ("", "/timeline", "/clocks", "/members", "/readers", f"/records/{one['id']}"):
        theirs = elm.look(case + path, post)
        assert (theirs.status_code, theirs.content) == (404, elm.look(unknown + path, post).content), path
    account, _ = elm.account(post)
    assert case.removeprefix("/cases/") not in {
        str(read) for record in elm.api.cases.folded(reads_of(account)).records for read in record.clear("cases")
    }


@pytest.mark.parametrize(("first", "second"), [("teacher", "governors"), ("assistant", "auditor")])
def test_another_post_by_which_they_see_it_takes_no_fact_away(elm: Town, first: str, second: str) -> None:
    case = elm.child()
    account, organisation = elm.account(first, which=7)
    elm.office.post(account, second, organisation, LONG_AGO)
    assert elm.look(case, first, which=7).status_code == 200
    assert elm.send(case + WORRY, worry(), first, which=7).status_code == 201
    assert a_document(elm, case, elm.signed_in(first, which=7)).status_code == 201


def a_document(elm: Town, case: str, headers: dict[str, str]) -> Response:
    about = {"happened_on": "2026-02-02", "event": {"tag": "papers.document-kept", "title": "A drawing"}}
    files: Any = {"about": (None, json.dumps(about)), "file": ("drawing.pdf", papers.pdf(), "application/pdf")}
    return elm.api.client.post(f"/api{case}/documents", files=files, headers=headers)


def test_those_who_lead_are_told_of_it_as_of_anything_else(elm: Town) -> None:
    case = elm.child()
    added = elm.send(case + WORRY, worry("Mr Hale says so"), "assistant").json()["records"][0]
    (told,) = [one for one in elm.get(f"{case}/timeline", "senco")["items"] if one["id"] == added["id"]]
    assert "Mr Hale says so" in str(told)
    assert told["by"]["account"] == elm.account("assistant")[0]
    wrote = elm.send(case + WROTE, body_of(marked(FamilyWrote, "Dear school")), "teacher").json()["records"][0]
    assert wrote["id"] in {one["id"] for one in elm.get(f"{case}/timeline", "senco")["items"]}


def test_what_is_answered_is_the_same_whatever_the_case_holds(elm: Town) -> None:
    bare, full = elm.child(), elm.child()
    elm.let_in(full, "the-authority")
    facts = [one for one in KINDS.first.events.values() if TEACHER in getattr(one, "recorded_by", ())][::15]
    for kind in facts:
        body = body_of(sample(kind, ON, answering=None))
        elm.send(f"{full}/facts/{tag_of(kind)}", body, "senco")
    seen: set[int] = set()
    for kind in facts:
        body = body_of(sample(kind, ON, answering=None))
        answers = [elm.send(f"{case}/facts/{tag_of(kind)}", body, "teacher") for case in (bare, full)]
        assert bland(answers[0], bare) == bland(answers[1], full), kind
        seen.add(answers[0].status_code)
    assert 201 in seen


def bland(answer: Response, case: str) -> tuple[int, list[str], str]:
    """Return an answer without the names of a case and of what was added to it."""
    text = answer.text.replace(case.removeprefix("/cases/"), "…")
    for one in answer.json().get("records", ()):
        text = text.replace(one["id"], "…")
    return answer.status_code, sorted(answer.headers), text


def test_an_entry_or_a_strand_that_they_do_not_see_is_answered_as_one_that_never_was(elm: Town) -> None:
    case = elm.child()
    entry = elm.fact(case, tag_of(FamilyWrote), "senco", who="Mum", to_whom="Us", way="letter", words="w")
    had: dict[str, Any] = {"answer_from": "Me", "answer_by": "2026-03-05"}
    for said in ({"message": entry}, {"strand": entry}):
        answers: list[tuple[int, str]] = []
        for named in (entry, str(uuid4())):
            body = {"happened_on": "2026-02-03", "event": had | ({"message": named} if "message" in said else {})}
            body |= {"strand": named} if "strand" in said else {}
            answer = elm.send(f"{case}/facts/contact.message-had", body, "teacher")
            answers.append((answer.status_code, answer.text.replace(named, "…")))
        assert answers[0] == answers[1], said
        assert answers[0][0] == 422


def test_the_same_request_again_is_answered_as_the_first_time_and_recorded_once(elm: Town) -> None:
    case, headers = elm.child(), elm.signed_in("teacher") | {"Idempotency-Key": "tired"}
    said = [elm.api.client.post(f"/api{case}{WORRY}", json=worry(), headers=headers) for _ in range(2)]
    assert [one.status_code for one in said] == [201, 201]
    assert said[0].content == said[1].content
    other = elm.api.client.post(f"/api{case}{WORRY}", json=worry("Another"), headers=headers)
    assert other.status_code == 422
    assert sum(one["tag"] == tag_of(WorryRaised) for one in elm.get(f"{case}/timeline", "senco")["items"]) == 1


def test_a_document_is_a_fact_too(elm: Town) -> None:
    case = elm.child()
    added = a_document(elm, case, elm.signed_in("teacher"))
    assert (added.status_code, added.json()["version"]) == (201, None), added.text
    assert added.json()["records"][0]["id"] in {one["id"] for one in elm.get(f"{case}/timeline", "senco")["items"]}


def send_document(elm: Town, case: str, post: str, content: bytes, said: dict[str, Any], **event: str) -> Response:
    kept = {"tag": "papers.document-kept", "title": "A drawing", **event}
    about = {"happened_on": "2026-02-02", "event": kept, **said}
    files: Any = {"about": (None, json.dumps(about)), "file": ("drawing.pdf", content, "application/pdf")}
    return elm.api.client.post(f"/api{case}/documents", files=files, headers=elm.signed_in(post))


DOUBTFUL = papers.pdf(b"<< /S /JavaScript >>\n")


def test_a_document_that_would_be_held_back_names_nothing_that_they_do_not_see_either(elm: Town) -> None:
    case = elm.child()
    wrote = elm.fact(case, tag_of(FamilyWrote), "senco", who="Mum", to_whom="Us", way="letter", words="w")
    for field in ("belongs_to", "strand"):
        for content in (papers.pdf(), DOUBTFUL):
            answers: list[tuple[int, str]] = []
            for named in (wrote, str(uuid4())):
                said, event = ({}, {field: named}) if field == "belongs_to" else ({field: named}, {})
                answer = send_document(elm, case, "teacher", content, said, **event)
                answers.append((answer.status_code, answer.text.replace(named, "…")))
            assert answers[0] == answers[1]
            assert answers[0][0] == 422
    assert elm.get("/quarantine/own", "teacher")["items"] == []


def test_nothing_but_facts_of_their_own_part_is_added_and_all_else_is_unknown(elm: Town) -> None:
    case, unknown = elm.child(), f"/cases/{uuid4()}"
    entry = elm.send(case + WORRY, worry(), "teacher").json()["records"][0]["id"]
    on: dict[str, Any] = {"happened_on": "2026-02-02"}
    tried: dict[str, dict[str, Any]] = {
        f"/records/{entry}/error": {**on, "why": "Wrong"},
        f"/records/{entry}/dispute": {**on, "who": "Mum", "statement": "No"},
        f"/records/{entry}/correction": worry("Otherwise"),
        "/history": {"entries": [{**worry(), "origin": "reported"}]},
        "/moves/sen-support/review": {**on, "event": {}},
        "/members/organisations": {**on, "organisation": "oak-nursery", "why": "Help"},
        f"/facts/{tag_of(ParentsSightChosen)}": body_of(sample(ParentsSightChosen, ON)),
    }
    for path, body in tried.items():
        theirs, nobodys = (elm.send(where + path, body, "teacher") for where in (case, unknown))
        assert (theirs.status_code, theirs.content) == (nobodys.status_code, nobodys.content), (path, theirs.text)
        assert theirs.status_code in (400, 404), (path, theirs.text)


def test_who_works_elsewhere_or_where_nobody_may_notice_it_adds_nothing(elm: Town) -> None:
    case = elm.child()
    assert elm.send(case + WORRY, worry(), "teacher", "oak-nursery").status_code == 404
    assert elm.let_in(case, "oak-nursery", "head", unseen=True).status_code == 201
    assert elm.send(case + WORRY, worry(), "teacher", "oak-nursery").status_code == 404
    assert elm.let_in(case, "oak-nursery").status_code == 201
    assert elm.send(case + WORRY, worry(), "teacher", "oak-nursery").status_code == 201


def test_a_family_and_posts_that_write_nothing_add_nothing_to_a_case_that_they_take_no_part_in(elm: Town) -> None:
    case = elm.child()
    for post in ("parent", "supporter", "administrator", "first-contact", "inspector"):
        assert elm.send(case + WORRY, worry(), post).status_code == 404, post

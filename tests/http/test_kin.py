"""Whose account somebody of a family has: what is kept from a person is kept from their account, by the same id."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from httpx import Response

from goldenthread.engine.events import PersonId
from goldenthread.engine.privacy.people import PersonDescribed
from tests.http.town import Town, town

KNOWN: dict[str, Any] = {"name": "Dan Ashdown", "by_what": "birth", "responsibility": "yes", "how_known": "told"}


@pytest.fixture(scope="module")
def elm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with town(tmp_path_factory.mktemp("kin")) as made:
        yield made


def let_in(elm: Town, case: str, post: str = "parent", **more: object) -> Response:
    body = {"happened_on": "2026-01-06", "post": post, "why": "They are of the family", **more}
    return elm.send(f"{case}/family", body, "senco")


def shown(elm: Town, case: str, account: str) -> list[str]:
    """Return what an account of a family is shown, but for the entry that opened the record."""
    if account not in elm.tokens:
        elm.tokens[account] = elm.office.token(elm.api.door.secrets, account, "home", "a test")
    headers = {"Authorization": f"Bearer {elm.tokens[account]}"}
    items = elm.api.client.get(f"/api{case}/timeline", headers=headers).json()["items"]
    return [one["tag"] for one in items][1:]


def refused(answer: Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["errors"][0]["pointer"]


def nothing_may_reach(elm: Town, case: str, person: str) -> None:
    said: dict[str, Any] = {
        "kept_from": person,
        "restriction": "no-notices",
        "because": "order",
        "decided_by": "The court",
    }
    elm.fact(case, "people.notice-restricted", "safeguarding-lead", on="2026-02-20", **said)


def test_what_must_not_reach_a_father_on_record_does_not_reach_his_account(elm: Town) -> None:
    case, dad = elm.child(), str(uuid4())
    elm.fact(case, "people.parent-known", "senco", person=dad, **KNOWN)
    made = let_in(elm, case, name="Dan Ashdown", person=dad)
    assert (made.status_code, made.json()["person"]) == (201, dad)
    assert shown(elm, case, made.json()["account"]) == ["people.parent-known"]
    nothing_may_reach(elm, case, dad)
    assert shown(elm, case, made.json()["account"]) == []


def test_whoever_is_let_in_before_they_are_on_record_is_written_down_by_the_id_that_is_answered(elm: Town) -> None:
    case = elm.child()
    made = let_in(elm, case, name="Dan Ashdown").json()
    elm.fact(case, "people.parent-known", "senco", person=made["person"], **KNOWN)
    assert shown(elm, case, made["account"]) == ["people.parent-known"]
    nothing_may_reach(elm, case, made["person"])
    assert shown(elm, case, made["account"]) == []


def test_nobody_is_let_in_beside_a_parent_on_record_who_has_no_account_without_saying_so(elm: Town) -> None:
    case, dad = elm.child(), str(uuid4())
    elm.fact(case, "people.parent-known", "senco", person=dad, **KNOWN)
    answer = let_in(elm, case, name="Dan Ashdown")
    assert refused(answer) == (422, "/person")
    assert dad in answer.text
    assert let_in(elm, case, name="Ida Ashdown", another=True).status_code == 201
    assert let_in(elm, case, person=dad).status_code == 201
    assert let_in(elm, case, name="Pat Ashdown").status_code == 201, "everybody on record has an account"


@pytest.mark.parametrize("post", ["child", "young-person"])
def test_the_child_of_the_record_has_an_account_of_their_own_and_reads_what_is_theirs(elm: Town, post: str) -> None:
    case = elm.child()
    child = elm.get(case, "senco")["person"]["id"]
    before = len(elm.api.cases.folded(UUID(child)).records)
    made = let_in(elm, case, post, name="Sam Ashdown")
    assert (made.status_code, made.json()["person"]) == (201, child)
    assert len(elm.api.cases.folded(UUID(child)).records) == before, "who they are is described once"
    words: dict[str, Any] = {"words": "I would like to go alone.", "how_gathered": "On a walk", "may_be_told": "Nobody"}
    elm.fact(case, "young-person.said-in-confidence", "senco", **words)
    assert shown(elm, case, made.json()["account"]) == ["young-person.said-in-confidence"]


def test_nobody_else_takes_part_as_the_child(elm: Town) -> None:
    case, other = elm.child(), elm.child()
    child = elm.get(case, "senco")["person"]["id"]
    dad = let_in(elm, case, name="Dan Ashdown").json()
    assert refused(let_in(elm, case, "young-person", person=dad["person"])) == (422, "/person")
    assert refused(let_in(elm, case, "young-person", account=dad["account"])) == (422, "/account")
    brother = let_in(elm, other, "young-person").json()["account"]
    assert refused(let_in(elm, case, "young-person", account=brother)) == (422, "/account")
    assert refused(let_in(elm, case, "parent", person=child)) == (422, "/post")


def test_an_account_is_of_somebody_whom_the_record_names(elm: Town) -> None:
    case = elm.child()
    dad = let_in(elm, case, name="Dan Ashdown").json()
    assert refused(let_in(elm, case, name="Ida", person=str(uuid4()))) == (422, "/person")
    assert refused(let_in(elm, case, account=dad["account"], person=str(uuid4()))) == (422, "/person")
    assert refused(let_in(elm, case, account=dad["account"], name="Dan")) == (422, "/name")
    assert refused(let_in(elm, case)) == (422, "/name")


def test_who_lets_others_in_is_told_whose_the_accounts_of_a_family_are_and_nobody_else(elm: Town) -> None:
    case = elm.child()
    dad = let_in(elm, case, name="Dan Ashdown").json()["person"]
    elm.let_somebody_in(case, "teacher")
    elm.let_somebody_in(case, "parent")

    def told(post: str) -> set[str | None]:
        return {one["person"] for one in elm.get(f"{case}/members", post)["items"]}

    mum = str(elm.register.directory().person_of(elm.account("parent")[0]))
    for post in ("senco", "head", "safeguarding-lead"):
        assert told(post) == {None, dad, mum}, post
    for post in ("teacher", "parent"):
        assert told(post) == {None}, post


def test_a_name_given_with_somebody_on_record_says_who_they_are(elm: Town) -> None:
    case, dad = elm.child(), PersonId(uuid4())
    elm.fact(case, "people.parent-known", "senco", person=str(dad), **KNOWN)
    let_in(elm, case, name="Dan Ashdown", person=str(dad))
    assert elm.api.cases.described(dad) == PersonDescribed(name="Dan Ashdown")

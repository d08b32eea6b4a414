"""Whoever writes about what they do not see is answered as if it were not there, and learns nothing by writing."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from httpx import Response

from tests.http.town import LONG_AGO, Town, town

JOINED: dict[str, Any] = {"setting": "elm-primary", "kind": "academy", "part": "all", "record_holder": "Words of ours"}
PLACED = {"tag": "journey.setting-joined", "setting": "elm-primary", "kind": "academy", "part": "all"}


@pytest.fixture(scope="module")
def elm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with town(tmp_path_factory.mktemp("town")) as made:
        yield made


def shared(elm: Town) -> tuple[str, str, str]:
    """Return a case, an entry that is shared with the authority, and the permission by which it is."""
    case = elm.child()
    elm.let_in(case, "the-authority")
    elm.let_somebody_in(case, "parent")
    entry = elm.fact(case, "journey.setting-joined", "senco", on="2026-02-01", **JOINED)
    answer: dict[str, Any] = {"given_by": "Mum", "authority": "pr", "scope": "s", "answer": "yes", "evidence": "letter"}
    yes = elm.fact(case, "permission.sharing-with-agency", "parent", **answer, agency="The authority", purpose="Advice")
    said: dict[str, Any] = {
        "goes_to": "authority",
        "recipient": "r",
        "purpose": "p",
        "basis": "consent",
        "sought": "asked",
    }
    elm.fact(case, "sharing.entries-shared", "senco", entries=[entry], permission=yes, **said)
    assert elm.look(f"{case}/records/{entry}", "la-officer").status_code == 200
    return case, entry, yes


def taken_back(elm: Town, case: str, permission: str) -> None:
    body = {"happened_on": "2026-02-25", "who": "Mum"}
    assert elm.send(f"{case}/records/{permission}/withdrawal", body, "parent").status_code == 201


REMARKS = {
    "correction": {"happened_on": "2026-02-20", "event": PLACED | {"record_holder": "Words of theirs"}},
    "error": {"happened_on": "2026-02-20", "why": "Wrong"},
    "dispute": {"happened_on": "2026-02-20", "who": "Mum", "statement": "No"},
}


@pytest.mark.parametrize("remark", REMARKS)
def test_what_is_not_seen_is_corrected_struck_and_disputed_like_what_never_was(elm: Town, remark: str) -> None:
    case, entry, permission = shared(elm)
    taken_back(elm, case, permission)
    unknown = str(uuid4())
    answers = [elm.send(f"{case}/records/{one}/{remark}", REMARKS[remark], "la-officer") for one in (entry, unknown)]
    assert [one.status_code for one in answers] == [422, 422]
    assert alike(answers[0], entry) == alike(answers[1], unknown)
    assert elm.look(f"{case}/records/{entry}", "la-officer").status_code == 404
    assert "Words of ours" in elm.look(f"{case}/records/{entry}", "senco").text


def test_a_permission_that_is_taken_back_ends_what_was_put_right_under_it(elm: Town) -> None:
    case, entry, permission = shared(elm)
    put_right = elm.send(f"{case}/records/{entry}/correction", REMARKS["correction"], "la-officer")
    assert put_right.status_code == 201, put_right.text
    taken_back(elm, case, permission)
    told = elm.look(f"{case}/timeline", "la-officer", view="full").text
    assert ("Words of ours" in told, "Words of theirs" in told) == (False, False)


def test_a_story_that_is_kept_from_one_parent_takes_in_nothing_of_theirs(elm: Town) -> None:
    case = elm.child()
    mum, dad = (elm.account("parent", which=n)[0] for n in (1, 2))
    for n in (1, 2):
        elm.let_somebody_in(case, "parent", which=n)
    people = [str(elm.register.directory().person_of(one)) for one in (mum, dad)]
    own_thread = {"happened_on": "2026-02-02", "event": {"person": people[0], "thread": "own"}}
    assert elm.send(f"{case}/facts/family.thread-chosen", own_thread, "parent").status_code == 201
    hers, his = (complaint(elm, case, who, person) for who, person in zip((1, 2), people, strict=True))
    assert hers["strand"] != his["strand"] == his["id"]
    by_name = {"happened_on": "2026-02-20", "strand": hers["strand"], "event": made_by("Dad", people[1])}
    by_no_name = by_name | {"strand": str(uuid4())}
    answers = [elm.send(f"{case}/facts/complaint.made", one, "parent", which=2) for one in (by_name, by_no_name)]
    assert alike(answers[0], hers["strand"]) == alike(answers[1], str(by_no_name["strand"]))


def complaint(elm: Town, case: str, which: int, person: str) -> dict[str, str]:
    body = {"happened_on": "2026-02-10", "event": made_by("Somebody", person)}
    answer = elm.send(f"{case}/facts/complaint.made", body, "parent", which=which)
    assert answer.status_code == 201, answer.text
    found: dict[str, str] = answer.json()["records"][0]
    return found


def made_by(who: str, person: str) -> dict[str, str]:
    return {"who": who, "form": "letter", "words": "w", "person": person}


def test_what_somebody_wrote_in_one_post_stays_where_they_wrote_it(elm: Town) -> None:
    case = elm.child()
    elm.let_in(case, "oak-nursery")
    elm.office.account("mover", LONG_AGO)
    headers: dict[str, dict[str, str]] = {}
    for place in ("elm-primary", "oak-nursery"):
        elm.office.post("mover", "senco", place, LONG_AGO)
        token = elm.office.token(elm.api.door.secrets, "mover", place, "a test")
        headers[place] = {"Authorization": f"Bearer {token}"}
    said = {"who": "Mum", "to_whom": "The SENCO", "way": "letter", "words": "Said to Elm alone"}
    wrote = elm.api.client.post(
        f"/api{case}/facts/contact.family-wrote",
        json={"happened_on": "2026-02-02", "event": said},
        headers=headers["elm-primary"],
    )
    assert wrote.status_code == 201, wrote.text
    told = {
        place: elm.api.client.get(f"/api{case}/timeline?view=full", headers=one).text for place, one in headers.items()
    }
    assert "Said to Elm alone" in told["elm-primary"]
    assert "Said to Elm alone" not in told["oak-nursery"]


def test_what_one_parent_tried_is_not_told_to_the_other(elm: Town) -> None:
    case = elm.child()
    for n in (1, 2):
        elm.let_somebody_in(case, "parent", which=n)
    asked = {"service": "speech-and-language", "to": "The clinic", "why": "Sounds"}
    tried = elm.send(f"{case}/moves/referral/ask", {"happened_on": "2026-02-02", "event": asked}, "parent")
    assert tried.status_code == 409, tried.text
    seen = [elm.look(f"{case}/attempts", "parent", which=n).json()["items"] for n in (1, 2)]
    assert [len(one) for one in seen] == [1, 0]


def alike(answer: Response, named: str) -> tuple[int, str]:
    """Return an answer without the id that it was asked of, and without the number of the incident."""
    return answer.status_code, answer.text.replace(named, "…")

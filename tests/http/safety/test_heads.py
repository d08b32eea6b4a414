"""The head of a request is small, and can be read in one way only; a page of another site records nothing here."""

import pytest

from goldenthread.http.problems import Problem
from goldenthread.http.safety.heads import check_head
from tests.http.desk import Api, Card
from tests.http.safety.asking import scope

FACT: dict[str, object] = {"happened_on": "2026-03-02", "event": {}}


@pytest.mark.parametrize(
    "name",
    ["Host", "Content-Type", "Authorization", "Cookie", "Origin", "If-Match", "Idempotency-Key", "Sec-Fetch-Site"],
)
def test_a_header_that_counts_once_is_given_once(name: str) -> None:
    once, twice = scope("/", headers=[(name, "1")]), scope("/", headers=[(name.lower(), "1"), (name, "1")])
    check_head(once)
    with pytest.raises(Problem, match="cannot be read") as refused:
        check_head(twice)
    assert (refused.value.status, name in refused.value.detail) == (400, True)


def test_where_a_body_ends_is_said_in_one_way(api: Api) -> None:
    said = {"Content-Length": "2", "Transfer-Encoding": "chunked", **api.signed_in()}
    answer = api.client.post("/api/cases", content=b"{}", headers=said)
    assert (answer.status_code, answer.headers["connection"]) == (400, "close")


@pytest.mark.parametrize("path", ["//api/sign-in", "/api//sign-in", "/api/sign-in//", "/api/%2Fsign-in", "//"])
def test_a_path_that_could_be_read_as_another_is_refused(api: Api, path: str) -> None:
    """What reads two slashes as one would serve what the budget for signing in does not see."""
    answer = api.client.post(f"http://127.0.0.1{path}", json={"name": "a", "password": "b"})
    assert (answer.status_code, answer.json()["type"]) == (400, "urn:goldenthread:problem:invalid")


def test_more_headers_than_anybody_needs_are_refused(api: Api) -> None:
    many = {f"X-{n}": "1" for n in range(101)}
    answer = api.client.get("/api/health", headers=many)
    assert (answer.status_code, answer.json()["type"]) == (431, "urn:goldenthread:problem:head-too-large")
    assert api.client.get("/api/health", headers=dict(list(many.items())[:80])).status_code == 200


@pytest.mark.parametrize(
    "said",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "something-new"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1.evil.example"},
        {"Origin": "http://[half"},
    ],
)
def test_a_page_of_another_site_records_nothing(api: Api, card: Card, said: dict[str, str]) -> None:
    count = api.count()
    path = f"{card.path}/facts/lending.hours-told"
    answer = api.client.post(f"/api{path}", json=FACT, headers=api.signed_in(path=card.path) | said)
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:goldenthread:problem:from-elsewhere")
    assert api.count() == count


@pytest.mark.parametrize(
    "said",
    [{}, {"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1"}, {"Sec-Fetch-Site": "none"}],
)
def test_a_page_of_ours_and_a_program_may_record(api: Api, card: Card, said: dict[str, str]) -> None:
    path = f"/api{card.path}/facts/lending.hours-told"
    assert api.client.post(path, json=FACT, headers=api.signed_in(path=card.path) | said).status_code == 201


def test_a_page_of_another_site_may_lead_here(api: Api) -> None:
    assert api.client.get("/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200

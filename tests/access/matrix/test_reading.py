"""Every post, at every endpoint that shows something, in every situation: what is answered, and what it gives away."""

import json
from collections.abc import Iterator, Mapping

import pytest
from httpx import Response

from goldenthread.engine.access.policy import Post
from goldenthread.workflows.access import POLICY
from goldenthread.workflows.kinds import KINDS
from goldenthread.workflows.posts import POSTS
from tests.access.matrix.endpoints import Endpoint, app_of, endpoints
from tests.access.matrix.looking import Expected
from tests.access.matrix.places import Child, Place
from tests.access.matrix.rows import Kind, kind_of

UNKNOWN = "7d7f4e0c-0f3a-4f4e-9f7e-0f3a4f4e9f7e"
ASKED: Mapping[str, tuple[dict[str, str], ...]] = {
    "timeline": ({}, {"view": "full", "limit": "500"}, {"happened": "2026-02-27"}),
    "difference": ({"happened_before": "2026-01-05"},),
    "changes": ({"limit": "1000"},),
    "caseload": ({"limit": "500"}, {"kind": "setting"}),
}
"""What is asked of an endpoint, where it is not just what it shows."""


@pytest.fixture(scope="session")
def expected(place: Place) -> Expected:
    return Expected(place)


def looking(place: Place, *kinds: Kind) -> Iterator[Endpoint]:
    for one in endpoints(app_of(place.town.api.client)):
        if one.method == "GET" and one.operation != "openapi" and kind_of(one.operation) in kinds:
            yield one


def get(place: Place, path: str, post: Post | None, **asked: str) -> Response:
    headers = place.town.signed_in(post.id) if post else {}
    return place.town.api.client.get(path, params=asked, headers=headers, follow_redirects=False)


def of(one: Endpoint, child: Child) -> str:
    return one.path.replace("{case}", str(child.id))


@pytest.mark.parametrize("post", POSTS, ids=lambda one: str(one.id))
def test_a_case_is_shown_to_whoever_takes_part_in_it_and_is_unknown_to_everybody_else(
    place: Place, expected: Expected, post: Post
) -> None:
    for one in looking(place, Kind.CASE):
        unknown = get(place, one.path.replace("{case}", UNKNOWN), post, **ASKED.get(one.operation, ({},))[0])
        assert unknown.status_code == 404, one
        for situation, child in place.children.items():
            for asked in ASKED.get(one.operation, ({},))[: None if situation == "own" else 1]:
                answer = get(place, of(one, child), post, **asked)
                there = expected.is_there(post, situation)
                assert answer.status_code == (200 if there else 404), (one.operation, situation, answer.text)
                if not there:
                    assert (answer.content, answer.headers) == (unknown.content, unknown.headers), (one, situation)
                assert list(expected.leaks(post, answer)) == [], (one.operation, situation)
                if not there:
                    break


@pytest.mark.parametrize("post", POSTS, ids=lambda one: str(one.id))
def test_the_timeline_tells_exactly_what_the_rules_show(place: Place, expected: Expected, post: Post) -> None:
    for situation, child in place.children.items():
        if not expected.is_there(post, situation):
            continue
        told = get(place, f"/api{child.path}/timeline", post, view="full", limit="500").json()
        found = {one["id"] for one in told["items"]}
        planted = {one.id for one in child.planted if expected.may_be_shown(post, situation, one)}
        assert found & {one.id for one in child.planted} == planted, situation
        counted = {one["kept"]: one["entries"] for one in told["not_shown"]}
        assert set(counted) <= {"health", "agency", "agency-visits"}, situation


@pytest.mark.parametrize("post", POSTS, ids=lambda one: str(one.id))
def test_an_entry_that_is_not_shown_is_answered_as_one_that_never_was_and_one_that_is_counted_as_that(
    place: Place, expected: Expected, post: Post
) -> None:
    for situation, child in place.children.items():
        unknown = get(place, f"/api{child.path}/records/{UNKNOWN}", post)
        for entry in child.planted:
            answer = get(place, f"/api{child.path}/records/{entry.id}", post)
            if expected.may_be_shown(post, situation, entry):
                assert answer.status_code == 200
                assert entry.mark in answer.text, (entry, "what is shown is shown whole")
            elif expected.is_counted(post, situation, entry):
                assert (answer.status_code, entry.mark in answer.text) == (403, False), (situation, entry)
            else:
                assert (answer.status_code, answer.content) == (404, unknown.content), (situation, entry)
            assert list(expected.leaks(post, answer)) == [], (situation, entry)


@pytest.mark.parametrize("post", POSTS, ids=lambda one: str(one.id))
def test_a_document_is_opened_by_whoever_is_shown_its_entry_and_for_others_never_was(
    place: Place, expected: Expected, post: Post
) -> None:
    for situation, child in place.children.items():
        documents = [one for one in child.planted if one.document]
        for entry in (*documents, child.planted[0]):
            answer = get(place, f"/api{child.path}/documents/{entry.id}", post)
            if entry.document and expected.may_be_shown(post, situation, entry):
                assert (answer.status_code, entry.mark in answer.text) == (200, True), entry
            else:
                unknown = get(place, f"/api{child.path}/documents/{UNKNOWN}", post)
                assert (answer.status_code, answer.content) == (404, unknown.content), (situation, entry)
                assert answer.headers == unknown.headers, (situation, entry)
            assert list(expected.leaks(post, answer)) == [], (situation, entry)


@pytest.mark.parametrize("post", POSTS, ids=lambda one: str(one.id))
def test_what_hangs_on_an_entry_or_a_strand_is_there_for_whoever_sees_it(
    place: Place, expected: Expected, post: Post
) -> None:
    own = place.children["own"]
    case = place.town.api.cases.case(own.id)
    version = {
        one.workflow: place.town.api.cases.journeys.of(case).definitions[one.workflow][0].version
        for one in case.strands.values()
    }
    state = get(place, f"/api{own.path}", post)
    theirs = {one["strand"] for one in state.json()["strands"]} if state.status_code == 200 else set[str]()
    for one in looking(place, Kind.OF_A_CASE):
        if "{strand}" not in one.path:
            continue
        for strand in case.strands.values():
            path = of(one, own).replace("{strand}", str(strand.id)).replace("{version}", version[strand.workflow])
            answer = get(place, path, post)
            assert answer.status_code == (200 if str(strand.id) in theirs else 404), (one.operation, strand.workflow)
            assert list(expected.leaks(post, answer)) == [], one


@pytest.mark.parametrize("post", POSTS, ids=lambda one: str(one.id))
def test_a_list_holds_nothing_that_may_not_be_seen(place: Place, expected: Expected, post: Post) -> None:
    for one in looking(
        place,
        Kind.LIST,
        Kind.KEEPS,
        Kind.DIRECTORY,
        Kind.CONFIRMS,
        Kind.OWN_ACCOUNT,
        Kind.STEWARD,
        Kind.ANYBODY,
        Kind.SIGN_IN,
    ):
        for asked in ASKED.get(one.operation, ({},)):
            account, _ = place.account("parent" if post.id != "parent" else "senco")
            path = one.path.replace("{account}", account).replace("{tag}", "sharing.entries-shared")
            answer = get(place, path, post, **asked)
            assert answer.status_code < 500, (one, answer.text)
            kind = kind_of(one.operation)
            if kind is Kind.KEEPS:
                assert answer.status_code == (200 if post.keeps else 404), one
            if kind is Kind.DIRECTORY:
                theirs = 404 if "{account}" in one.path else 200
                assert answer.status_code == (theirs if post.keeps else 403), one
            if kind is Kind.CONFIRMS:
                assert answer.status_code == (200 if post.keeps or post.reviews else 403), one
            if kind in (Kind.LIST, Kind.ANYBODY):
                assert answer.status_code == 200, (one, answer.text)
            if kind is Kind.OWN_ACCOUNT:
                assert answer.status_code in (200, 401, 403), (one, answer.text)
            if kind is Kind.STEWARD:
                assert answer.status_code in (200, 401, 403, 404), (one, answer.text)
            assert list(expected.leaks(post, answer)) == [], (one, asked)


@pytest.mark.parametrize("post", POSTS, ids=lambda one: str(one.id))
def test_the_lists_of_cases_and_of_changes_hold_just_what_is_seen_one_by_one(
    place: Place, expected: Expected, post: Post
) -> None:
    in_emergency = place.children["emergency"]  # no list holds what was opened in an emergency (0020)
    there = [child for name, child in place.children.items() if expected.is_there(post, name)]
    for path, journey in zip(("/api/cases", "/api/settings"), KINDS.every, strict=True):
        listed = {str(one.id) for one in there if one.journey is journey and one is not in_emergency}
        assert {one["case"] for one in get(place, path, post).json()["items"]} == listed, path
    lines = get(place, "/api/changes", post, limit="1000").text.splitlines()
    told = {json.loads(line)["record"] for line in lines}
    planted = {one.id for child in place.children.values() for one in child.planted}
    shown = {
        one.id
        for name, child in place.children.items()
        if expected.is_there(post, name)
        for one in child.planted
        if expected.may_be_shown(post, name, one)
    }
    assert planted & told == shown


def test_nobody_is_shown_nothing_but_what_is_for_anybody(place: Place, expected: Expected) -> None:
    own = place.children["own"]
    for one in endpoints(app_of(place.town.api.client)):
        if one.method != "GET" or one.operation == "openapi":
            continue
        account, _ = place.account("parent")
        path = of(one, own).replace("{entry}", own.planted[0].id).replace("{account}", account)
        answer = get(place, path.replace("{tag}", "sharing.entries-shared"), None)
        if kind_of(one.operation) is Kind.ANYBODY:
            assert answer.status_code == 200, one
        elif kind_of(one.operation) is Kind.SIGN_IN:
            assert answer.status_code < 500, one
        elif "{strand}" in path or "{id}" in path:
            assert answer.status_code in (401, 404), one
        else:
            assert answer.status_code == 401, (one, answer.text)
        assert list(expected.leaks(None, answer)) == [], one


def test_what_stands_beside_the_cases_is_no_case(place: Place) -> None:
    from uuid import UUID  # noqa: PLC0415

    from goldenthread.engine.access.directory import DIRECTORY, reads_of  # noqa: PLC0415
    from goldenthread.engine.access.members import access_of  # noqa: PLC0415

    own = place.children["own"]
    streams: list[UUID] = [access_of(own.id), DIRECTORY, reads_of(place.account("senco")[0]), UUID(own.person)]
    for post in (POLICY.by_id["senco"], POLICY.by_id["dpo"], POLICY.by_id["auditor"]):
        unknown = get(place, f"/api/cases/{UNKNOWN}/timeline", post)
        for stream in streams:
            answer = get(place, f"/api/cases/{stream}/timeline", post)
            assert (answer.status_code, answer.content) == (404, unknown.content), stream

"""Every endpoint that writes, and whoever may not: nobody, who takes no part, and who has another part."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import msgspec
import pytest
from httpx import Response

from goldenthread.engine.access.policy import Post
from goldenthread.engine.events import Event, RecordId
from goldenthread.engine.fields import each_of, fields
from goldenthread.engine.privacy.documents import DocumentAddress
from goldenthread.http.identity.scopes import IN_PERSON
from goldenthread.workflows.access import KEPT_APART, POLICY
from goldenthread.workflows.kinds import KINDS
from goldenthread.workflows.posts import POSTS
from tests.access.matrix.endpoints import Endpoint, app_of, endpoints
from tests.access.matrix.places import ADD_UNSEEING, EMERGENCY_POSTS, Child, Place
from tests.access.matrix.planted import ON, body_of, kinds_of, marked, names_some, path_of
from tests.access.matrix.rows import Kind, kind_of
from tests.generic import sample

UNKNOWN = "7d7f4e0c-0f3a-4f4e-9f7e-0f3a4f4e9f7e"
DAY = {"happened_on": "2026-02-02"}
SAID: dict[str, dict[str, Any]] = {
    "record-error": {**DAY, "why": "Wrong"},
    "record-dispute": {**DAY, "who": "Mum", "statement": "No"},
    "record-withdrawal": {**DAY, "who": "Mum"},
    "adopt-definition": {**DAY, "definition": "2026.1"},
    "let-organisation-in": {**DAY, "organisation": "oak-nursery", "why": "Help"},
    "let-person-in": {**DAY, "account": "senco.oak-nursery.1", "post": "senco", "why": "Help"},
    "end-part": DAY,
    "let-family-in": {**DAY, "post": "parent", "name": "Somebody", "why": "Help"},
    "enter-organisation": {**DAY, "organisation": "ash-primary", "kind": "setting", "name": "Ash"},
    "open-account": {**DAY, "name": "Somebody", "email": "some@elm.example", "posts": [{"post": "senco"}]},
    "make-set-up-code": {},
    "give-post": {**DAY, "post": "senco"},
    "end-post": {**DAY, "post": "senco"},
    "close-account": DAY,
    "delete-held-document": {"why": "It runs a program"},
    "open-in-emergency": {"reason": "harm", "words": "Now."},
    "review-emergency": {"verdict": "right", "words": "Yes."},
    "open-case": {**DAY, "describes": {"name": "Somebody", "known_as": "Some"}},
    "describe-person": {**DAY, "describes": {"name": "Somebody", "known_as": "Some"}},
}
OF_ONE_CASE = (Kind.FACT, Kind.REMARK, Kind.MOVE, Kind.ADMITS, Kind.DOCUMENT)
BOUNDARY = "----a-form"


def writing(place: Place, *kinds: Kind) -> Iterator[Endpoint]:
    for one in endpoints(app_of(place.town.api.client)):
        if one.method != "GET" and (not kinds or kind_of(one.operation) in kinds):
            yield one


def recorded(one: Endpoint) -> type[Event] | None:
    """Return the event that an endpoint of a generated family records."""
    if kind_of(one.operation) is Kind.FACT and "/facts/" in one.path:
        return KINDS.events[one.path.rpartition("/")[2]]
    if kind_of(one.operation) is Kind.MOVE:
        workflow, move = one.path.split("/")[-2:]
        return KINDS.workflows[workflow].moves_by_name[move].records
    return None


def said_to(one: Endpoint, place: Place) -> Any:
    """Return a body that can be read, whatever becomes of it."""
    own = place.children["own"]
    if one.operation in SAID:
        return SAID[one.operation]
    if one.operation == "open-setting":
        return {**DAY, "event": event(KINDS.every[1].opened_by, own)}
    if one.operation == "correct":
        return {**DAY, "event": event(KINDS.events["journey.setting-joined"], own)}
    if one.operation == "bring-in-history":
        joined = event(KINDS.events["journey.setting-joined"], own)
        return {"entries": [{**DAY, "origin": "reported", "event": joined}]}
    kind = recorded(one)
    return {**DAY, "event": event(kind, own)} if kind else {}


def event(kind: type[Event], own: Child) -> Any:
    said = {name: "0" * 64 for name, one in fields(kind).items() if each_of(one.kind) is DocumentAddress}
    return msgspec.to_builtins(sample(kind, ON, answering=RecordId(UUID(own.planted[0].id)), said=said))


def send(place: Place, one: Endpoint, post: Post | None, at: str = "", which: int = 1, **names: str) -> Response:
    headers = {"If-Match": "*"} | (speaking(place, one, post, at, which) if post else {})
    own = place.children["own"]
    given = {"entry": own.planted[0].id, "strand": UNKNOWN, "person": own.person, "account": "parent.home.1"}
    path = one.path
    for name, value in (given | names).items():
        path = path.replace(f"{{{name}}}", value)
    if kind_of(one.operation) is Kind.DOCUMENT:
        headers["Content-Type"] = f"multipart/form-data; boundary={BOUNDARY}"
        return place.town.api.client.request(one.method, path, content=a_form(), headers=headers)
    return place.town.api.client.request(one.method, path, json=said_to(one, place), headers=headers)


def speaking(place: Place, one: Endpoint, post: Post, at: str, which: int = 1) -> dict[str, str]:
    """Return the headers by which an account speaks: in a session, where that is what no token does."""
    in_person = one.operation in IN_PERSON
    signed_in = place.town.in_a_session if in_person else place.town.signed_in
    return signed_in(post.id, at, which)


def a_form() -> bytes:
    return b""


def everything(place: Place) -> int:
    """Return how many records the store holds, but for who looked and who there is."""
    found = place.town.api.cases.scan()
    return sum(1 for one, _ in found if not one.topic.startswith(("access.looked", "directory.")))


def test_nobody_writes_anything(place: Place) -> None:
    before, own = everything(place), place.children["own"]
    for one in writing(place):
        answer = send(place, one, None, case=str(own.id), held=UNKNOWN, given=UNKNOWN, provider="p", id="x")
        expected = (
            {401} if kind_of(one.operation) not in (Kind.SIGN_IN, Kind.OWN_ACCOUNT, Kind.STEWARD) else range(200, 500)
        )
        assert answer.status_code in expected, (one, answer.status_code, answer.text)
        assert "mk-" not in answer.text, one
    assert everything(place) == before


@pytest.mark.parametrize(("post", "at"), [("senco", "oak-nursery"), ("administrator", "elm-primary")])
def test_whoever_takes_no_part_is_answered_as_if_there_were_no_such_case(place: Place, post: str, at: str) -> None:
    before, own = everything(place), place.children["own"]
    for one in writing(place, *OF_ONE_CASE):
        theirs = send(place, one, POLICY.by_id[post], at, case=str(own.id))
        unknown = send(place, one, POLICY.by_id[post], at, case=UNKNOWN)
        assert theirs.status_code in ((404,) if kind_of(one.operation) is not Kind.DOCUMENT else (400, 404)), (
            one,
            theirs.text,
        )
        assert (theirs.content, theirs.headers) == (unknown.content, unknown.headers), one
    assert everything(place) == before


@pytest.mark.parametrize("post", ADD_UNSEEING, ids=lambda one: str(one.id))
def test_whoever_works_where_it_is_kept_adds_the_facts_of_their_part_and_sees_nothing(place: Place, post: Post) -> None:
    own, town = place.children["own"], place.town
    for kept in (POLICY.core, *KEPT_APART):
        for kind in [one for one in kinds_of(kept, post.parts) if not names_some(one)][:1]:
            body: Any = body_of(marked(kind, "Something"))
            for child in (own, place.children["another"]):
                answer = town.send(child.path + path_of(kind), body, post.id, which=2)
                there = place.works_at(post) in child.there
                assert answer.status_code == (201 if there else 404), (kind, answer.text)
                if there:
                    assert (answer.json()["version"], "etag" in answer.headers) == (None, False)
                    entry = answer.json()["records"][0]["id"]
                    assert town.look(f"{child.path}/records/{entry}", post.id, which=2).status_code == 404
            strange = town.send(place.children["elsewhere"].path + path_of(kind), body, post.id, which=2)
            assert strange.status_code == 404, kind


@pytest.mark.parametrize("post", ADD_UNSEEING, ids=lambda one: str(one.id))
def test_whoever_only_works_there_is_answered_all_else_as_if_there_were_no_such_case(place: Place, post: Post) -> None:
    before, own = everything(place), place.children["own"]
    mine = {part.id for part in post.parts}
    for n, one in enumerate(writing(place, *OF_ONE_CASE)):
        kind = recorded(one)
        is_theirs = kind is not None and bool(mine & {role.id for role in getattr(kind, "recorded_by", ())})
        if kind_of(one.operation) is Kind.DOCUMENT or (kind_of(one.operation) is Kind.FACT and is_theirs) or n % 17:
            continue
        theirs = send(place, one, post, which=2, case=str(own.id))
        unknown = send(place, one, post, which=2, case=UNKNOWN)
        assert theirs.status_code == 404, (one, theirs.text)
        assert (theirs.content, theirs.headers) == (unknown.content, unknown.headers), one
    assert everything(place) == before


def test_what_cannot_be_read_is_refused_alike_whatever_the_case(place: Place) -> None:
    post, own = POLICY.by_id["senco"], place.children["own"]
    for one in [*writing(place, *OF_ONE_CASE)][::7]:
        headers = place.town.signed_in(post.id, "oak-nursery") | {"If-Match": "*"}
        said = [
            place.town.api.client.request(
                one.method,
                one.path.replace("{case}", case).replace("{entry}", UNKNOWN).replace("{strand}", UNKNOWN),
                json={"no": "such"},
                headers=headers,
            )
            for case in (str(own.id), UNKNOWN)
        ]
        assert said[0].status_code in (400, 404, 415), (one, said[0].text)
        assert (said[0].status_code, said[0].content) == (said[1].status_code, said[1].content), one


@pytest.mark.parametrize("post", POSTS, ids=lambda one: str(one.id))
def test_a_fact_or_a_move_that_is_not_theirs_is_refused_to_whoever_takes_part(place: Place, post: Post) -> None:
    own = place.children["own"]
    if not place.stands(post, own):
        return
    before, journey, tried = everything(place), KINDS.first, 0
    for one in [*writing(place, Kind.FACT, Kind.MOVE)]:
        kind = recorded(one)
        if kind is None or KINDS.knowing(kind) is not journey:
            continue
        if {part.id for part in post.parts} & {role.id for role in getattr(kind, "recorded_by", ())}:
            continue
        tried += 1
        if tried % 12 != 1:
            continue
        answer = send(place, one, post, case=str(own.id))
        assert answer.status_code == 403, (one, answer.status_code, answer.text)
    assert tried
    assert everything(place) == before


@pytest.mark.parametrize("post", POSTS, ids=lambda one: str(one.id))
def test_only_who_may_lets_others_in_opens_in_an_emergency_or_opens_a_case(place: Place, post: Post) -> None:
    before, own = everything(place), place.children["own"]
    stands = place.stands(post, own)
    for one in writing(place, Kind.ADMITS):
        if not stands or not post.admits:
            answer = send(place, one, post, case=str(own.id), entry=UNKNOWN)
            assert answer.status_code == (403 if stands else 404), (one, answer.text)
    for one in writing(place, Kind.EMERGENCY):
        answer = send(place, one, post, case=UNKNOWN)
        assert answer.status_code == (404 if post.id in EMERGENCY_POSTS else 403), (one, answer.text)
    for one in writing(place, Kind.REVIEWS):
        answer = send(place, one, post, case=str(own.id), entry=UNKNOWN)
        assert answer.status_code == 404, (one, answer.text)
    for one in writing(place, Kind.KEEPS):
        answer = send(place, one, post, held=UNKNOWN)
        assert answer.status_code == 404, (one, answer.text)
    for one in writing(place, Kind.DIRECTORY):
        if not post.keeps or "{account}" in one.path:
            answer = send(place, one, post)
            assert answer.status_code == (404 if post.keeps else 403), (one, answer.text)
    for one in writing(place, Kind.OPENS):
        kinds = [journey for journey in KINDS.every if one.operation == f"open-{journey.one}"]
        journey = kinds[0] if kinds else KINDS.first
        if {part.id for part in post.parts} & set(journey.may_record(journey.opened_by, None)):
            continue
        answer = send(place, one, post)
        assert answer.status_code == 403, (one, answer.text)
    assert everything(place) == before


@pytest.mark.parametrize("post", POSTS, ids=lambda one: str(one.id))
def test_only_who_reviews_or_keeps_accounts_confirms_a_post(place: Place, post: Post) -> None:
    for one in writing(place, Kind.CONFIRMS):
        answer = send(place, one, post, given=UNKNOWN)
        assert answer.status_code == (404 if post.keeps or post.reviews else 403), (one, answer.text)


def test_only_those_who_take_part_describe_the_child_anew(place: Place) -> None:
    (describe,) = [one for one in writing(place, Kind.OPENS) if one.operation == "describe-person"]
    post = POLICY.by_id["senco"]
    strange = send(place, describe, post, "oak-nursery", person=UNKNOWN)
    theirs = send(place, describe, post, "oak-nursery", person=place.children["own"].person)
    assert (theirs.status_code, theirs.content) == (404, strange.content)

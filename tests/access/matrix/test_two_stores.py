"""Two stores, one of which holds what some may not notice: both answer whatever these ask the same, byte for byte."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from httpx import Response

from goldenthread.engine.access.policy import Post
from goldenthread.workflows.access import KEPT_APART, POLICY
from goldenthread.workflows.posts import POSTS, SAFEGUARDING_POST, TEACHER_POST
from goldenthread.workflows.vocabulary import CONFIDENTIAL, PRIVATE_TO_PARENT, PROTECTED
from tests.access.matrix.endpoints import app_of, endpoints
from tests.access.matrix.looking import Expected
from tests.access.matrix.places import AUTHORITY, HERE, Child, Place
from tests.access.matrix.planted import body_of, kinds_of, marked, path_of
from tests.access.matrix.rows import Kind, kind_of
from tests.access.matrix.test_reading import ASKED
from tests.http.town import Town

CURSOR = re.compile(r'(?<=[="])[A-Za-z0-9_-]{32}(?=["&])')
"""A sealed place in the log: of one length, and it tells nothing of how many records there are."""


def copied(town: Town, folder: Path) -> Town:
    """Return a town over a copy of the store of another, with the same accounts and tokens."""
    for one in town.folder.iterdir():
        if one.suffix == ".db" and one.name not in ("projections.db", "readings.db"):
            with sqlite3.connect(one) as there, sqlite3.connect(folder / one.name) as here:
                there.backup(here)
            (folder / one.name).chmod(0o600)
        elif one.is_file() and ".db" not in one.name:
            shutil.copy2(one, folder / one.name)
    return Town(folder).like(town)


@pytest.fixture(scope="module")
def twins(place: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Place, Place]]:
    for post in POSTS:
        place.town.signed_in(post.id)
    town = copied(place.town, tmp_path_factory.mktemp("twin"))
    with town.api.client:
        twin = Place.__new__(Place)
        twin.town, twin.marks = town, 5000
        twin.children = {
            name: Child(one.path, one.name, one.person, one.opened_by, one.there, one.named, one.emergency, [])
            for name, one in place.children.items()
        }
        hide(twin)
        yield place, twin
    town.api.door.close()
    town.api.cases.close()


def hide(twin: Place) -> None:
    """Write down what some may not notice: an entry of each such class, a hidden body, and a look by each of these."""
    own = twin.children["own"]
    assert twin.plant(own, PROTECTED, HERE, (SAFEGUARDING_POST,))
    assert twin.plant(own, CONFIDENTIAL, HERE, (TEACHER_POST,))
    assert twin.plant(own, PRIVATE_TO_PARENT, AUTHORITY), "what an adult told the authority's officer"
    joined = twin.town.let_in(own.path, "next-authority", unseen=True)
    assert joined.status_code == 201, joined.text
    assert twin.town.look(f"{own.path}/timeline", "la-officer", "next-authority").status_code == 200
    assert twin.town.look(f"{own.path}/timeline", "safeguarding-lead").status_code == 200


def may_notice(twin: Place, expected: Expected, post: Post) -> bool:
    """Say whether a post may see any of what was hidden, or looks after how records are used."""
    own = twin.children["own"]
    return post.unseen or post.reviews or any(expected.may_be_shown(post, "own", one) for one in own.planted)


def asking(place: Place, post: Post) -> Iterator[tuple[str, Response]]:
    """Ask everything of one case, write in it, and ask it all again."""
    own = place.children["own"]
    yield from looks(place, post, own)
    yield from writes(place, post, own)
    yield from looks(place, post, own)


def looks(place: Place, post: Post, own: Child) -> Iterator[tuple[str, Response]]:
    client, headers = place.town.api.client, place.town.signed_in(post.id)
    for one in endpoints(app_of(client)):
        if one.method != "GET" or kind_of(one.operation) not in (Kind.CASE, Kind.LIST):
            continue
        for asked in ASKED.get(one.operation, ({},)):
            path = one.path.replace("{case}", str(own.id))
            yield f"{one.operation} {asked}", client.get(path, params=asked, headers=headers)


def writes(place: Place, post: Post, own: Child) -> Iterator[tuple[str, Response]]:
    for kept in (POLICY.core, *KEPT_APART):
        for kind in list(kinds_of(kept, post.parts))[:1]:
            body: Any = body_of(marked(kind, "something"))
            yield path_of(kind), place.town.send(own.path + path_of(kind), body, post.id)
    move = f"{own.path}/moves/sen-support/review"
    yield "move", place.town.send(move, {"happened_on": "2026-02-02", "event": {}}, post.id)
    state = place.town.look(own.path, post.id)
    if "etag" in state.headers:
        for known in (state.headers["etag"], '"AAAAAAAAAAAAAAAA"'):
            said = {"happened_on": "2026-02-02", "why": "Wrong"}
            path = f"{own.path}/records/7d7f4e0c-0f3a-4f4e-9f7e-0f3a4f4e9f7e/error"
            yield f"error {known}", place.town.send(path, said, post.id, read=known)


def told(answer: Response) -> tuple[int, str, list[tuple[bytes, bytes]]]:
    """Return an answer, with each sealed cursor named by the order in which it came."""
    seen: dict[str, str] = {}

    def name(found: re.Match[str]) -> str:
        return seen.setdefault(found[0], f"cursor-{len(seen)}")

    headers = [(key, CURSOR.sub(name, value.decode()).encode()) for key, value in answer.headers.raw]
    return answer.status_code, CURSOR.sub(name, answer.text), headers


@pytest.mark.parametrize("post", POSTS, ids=lambda one: str(one.id))
def test_whoever_may_not_notice_is_answered_by_both_stores_the_same(
    twins: tuple[Place, Place], post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, with_it = twins
    if may_notice(with_it, Expected(with_it), post):
        assert post.id not in ("senco", "parent", "supporter", "health", "auditor"), "these may not"
        return
    both: list[list[tuple[str, Any]]] = []
    for one in twins:
        ids = Random(post.id)  # noqa: S311  # the same ids in both
        drawn = lambda ids=ids: UUID(int=ids.getrandbits(128), version=4)  # noqa: E731
        monkeypatch.setattr("goldenthread.engine.application.uuid4", drawn)
        both.append([(asked, told(answer)) for asked, answer in asking(one, post)])
    assert len(both[0]) == len(both[1]) > 10
    for (asked, left), (_, right) in zip(*both, strict=True):
        assert left == right, asked

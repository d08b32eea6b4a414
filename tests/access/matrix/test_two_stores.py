"""Two stores, one of which holds what some may not notice: both answer whatever these ask the same, byte for byte.

And with the same work: neither is asked one question more.
"""

import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from httpx import Response

from goldenthread.engine.access.policy import Post, Reach
from goldenthread.engine.events import RecordClass
from goldenthread.workflows.access import GRANTS, KEPT_APART, POLICY
from goldenthread.workflows.holds import KEEPING
from goldenthread.workflows.posts import HEAD_POST, POSTS, SAFEGUARDING_POST, TEACHER_POST, YOUNG_PERSON_POST
from goldenthread.workflows.vocabulary import CONFIDENTIAL, OWN_SAY, PRIVATE_TO_PARENT, PROTECTED
from tests.access.matrix.counting import Statements
from tests.access.matrix.endpoints import app_of, endpoints
from tests.access.matrix.looking import Expected
from tests.access.matrix.places import ADD_UNSEEING, AUTHORITY, HERE, HOME, Child, Place
from tests.access.matrix.planted import body_of, kinds_of, marked, names_some, path_of
from tests.access.matrix.rows import Kind, kind_of
from tests.access.matrix.test_reading import ASKED
from tests.http.town import Town

NOT_NAMED = 2
"""Which account of a post it is that works there, and takes no part in any case."""

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


Hides = Callable[[Place], bool]
"""Writes something down that some may not notice, and says whether it could."""


def entry(kept: RecordClass, at: str, by: tuple[Post, ...] = POSTS) -> Hides:
    return lambda twin: twin.plant(twin.children["own"], kept, at, by) is not None


def hidden_body(twin: Place) -> bool:
    own = twin.children["own"]
    joined = twin.town.let_in(own.path, "next-authority", "head", unseen=True)
    looked = twin.town.look(f"{own.path}/timeline", "la-officer", "next-authority")
    return (joined.status_code, looked.status_code) == (201, 200)


def look_of_a_lead(twin: Place) -> bool:
    return twin.town.look(f"{twin.children['own'].path}/timeline", "safeguarding-lead").status_code == 200


LOOK = "that a safeguarding lead looked"
HIDDEN: Mapping[str, Hides] = {
    "a protected address": entry(PROTECTED, HERE, (SAFEGUARDING_POST,)),
    "a child's confidential view": entry(CONFIDENTIAL, HERE, (TEACHER_POST,)),
    "what an adult told the authority's officer": entry(PRIVATE_TO_PARENT, AUTHORITY),
    "what a young person chose for themselves": entry(OWN_SAY, HOME, (YOUNG_PERSON_POST,)),
    "that the record is held": entry(KEEPING, HERE, (HEAD_POST,)),
    "a body that takes part unseen, and looked": hidden_body,
    LOOK: look_of_a_lead,
}
CLASSES: Mapping[str, RecordClass] = {
    "a protected address": PROTECTED,
    "a child's confidential view": CONFIDENTIAL,
    "what an adult told the authority's officer": PRIVATE_TO_PARENT,
    "what a young person chose for themselves": OWN_SAY,
    "that the record is held": KEEPING,
}


class Twins:
    """For what somebody may not notice, two copies of the town: without it, and with it.

    A pair serves whoever may notice less, too: what they may not notice besides is written down when they come.
    """

    def __init__(self, place: Place, factory: pytest.TempPathFactory, statements: Statements) -> None:
        self._place, self._factory, self.statements = place, factory, statements
        self._pairs: list[tuple[set[str], Place, Place]] = []
        for post in POSTS:
            place.town.signed_in(post.id)
        for post in ADD_UNSEEING:
            place.town.signed_in(post.id, which=NOT_NAMED)
        self._expected = Expected(self.pair(frozenset(HIDDEN))[1])

    def pair(self, hidden: frozenset[str]) -> tuple[Place, Place]:
        """Return two copies of the town: in the second, these things are written down too, and no other."""
        written, without, with_it = max(
            (one for one in self._pairs if one[0] <= hidden), key=lambda one: len(one[0]), default=(None, None, None)
        )
        if written is None or without is None or with_it is None:
            written, without, with_it = set[str](), self._copy(), self._copy()
            self._pairs.append((written, without, with_it))
        for name, hides in HIDDEN.items():
            if name in hidden - written:
                assert hides(with_it), name
                written.add(name)
        return without, with_it

    def _copy(self) -> Place:
        town = copied(self._place.town, self._factory.mktemp("twin"))
        town.api.client.__enter__()
        twin = Place.__new__(Place)
        twin.town, twin.marks = town, 5000
        twin.children = {name: replace(one, planted=[]) for name, one in self._place.children.items()}
        return twin

    def unnoticed_by(self, post: Post) -> frozenset[str]:
        """Return what a post may not notice."""
        return frozenset(one for one in HIDDEN if not self._may_notice(post, one))

    def _may_notice(self, post: Post, hidden: str) -> bool:
        """Say whether a post may see an entry of that class, or look after how records are used."""
        if hidden == LOOK:
            return post.unseen
        if hidden not in CLASSES:
            return post.unseen or post.reviews
        planted = self._expected.place.children["own"].planted
        return any(self._expected.may_be_shown(post, "own", one) for one in planted if one.kept == CLASSES[hidden].name)

    def close(self) -> None:
        for one in (both for pair in self._pairs for both in pair[1:]):
            one.town.api.client.__exit__()
            one.town.api.door.close()
            one.town.api.cases.close()


@pytest.fixture(scope="module")
def twins(place: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twins]:
    with pytest.MonkeyPatch.context() as patch:
        made = Twins(place, tmp_path_factory, Statements(patch))
        yield made
        made.close()


Asked = tuple[str, Response, Counter[str]]
"""What was asked, how it was answered, and how often the store was asked which question for it."""


def asking(place: Place, post: Post, statements: Statements) -> Iterator[Asked]:
    """Ask everything of one case, write in it, and ask it all again; what is remembered is worked out at first."""
    own = place.children["own"]
    for name, answer in looks(place, post, own):
        statements.taken(place.town.folder)
        yield name, answer, Counter()
    for ask in (writes, looks):
        for name, answer in ask(place, post, own):
            yield name, answer, statements.taken(place.town.folder)


def looks(place: Place, post: Post, own: Child) -> Iterator[tuple[str, Response]]:
    client, headers = place.town.api.client, place.town.signed_in(post.id)
    for one in endpoints(app_of(client)):
        if one.method != "GET" or kind_of(one.operation) not in (Kind.CASE, Kind.LIST):
            continue
        for asked in ASKED.get(one.operation, ({},)):
            path = one.path.replace("{case}", str(own.id))
            yield f"{one.operation} {asked}", client.get(path, params=asked, headers=headers)


def writes(place: Place, post: Post, own: Child) -> Iterator[tuple[str, Response]]:
    yield from adds(place, post, own)
    move = f"{own.path}/moves/sen-support/review"
    yield "move", place.town.send(move, {"happened_on": "2026-02-02", "event": {}}, post.id)
    state = place.town.look(own.path, post.id)
    if "etag" in state.headers:
        for known in (state.headers["etag"], '"AAAAAAAAAAAAAAAA"'):
            said = {"happened_on": "2026-02-02", "why": "Wrong"}
            path = f"{own.path}/records/7d7f4e0c-0f3a-4f4e-9f7e-0f3a4f4e9f7e/error"
            yield f"error {known}", place.town.send(path, said, post.id, read=known)


def adds(place: Place, post: Post, own: Child, which: int = 1) -> Iterator[tuple[str, Response]]:
    """Record a fact of each class that is kept apart, and one of the core."""
    for kept in (POLICY.core, *KEPT_APART):
        for kind in [one for one in kinds_of(kept, post.parts) if not names_some(one)][:1]:
            body: Any = body_of(marked(kind, "something"))
            yield path_of(kind), place.town.send(own.path + path_of(kind), body, post.id, which=which)


def told(answer: Response) -> tuple[int, str, list[tuple[bytes, bytes]]]:
    """Return an answer, with each sealed cursor named by the order in which it came."""
    seen: dict[str, str] = {}

    def name(found: re.Match[str]) -> str:
        return seen.setdefault(found[0], f"cursor-{len(seen)}")

    headers = [(key, CURSOR.sub(name, value.decode()).encode()) for key, value in answer.headers.raw]
    return answer.status_code, CURSOR.sub(name, answer.text), headers


def may_notice(post: Post) -> int:
    """Return how much a post may notice, about: those who may notice most come first, as one pair serves many then."""
    kept = {one for grant in GRANTS if grant.post is post and grant.reach is not Reach.OWN for one in grant.classes}
    return len(kept & set(KEPT_APART)) + post.unseen + (post.unseen or post.reviews)


IN_ORDER: list[Post] = sorted(POSTS, key=may_notice, reverse=True)


@pytest.mark.parametrize("post", IN_ORDER, ids=lambda one: str(one.id))
def test_whoever_may_not_notice_is_answered_by_both_stores_the_same(
    twins: Twins, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    unnoticed = twins.unnoticed_by(post)
    assert unnoticed
    both: list[list[tuple[str, Any, Counter[str]]]] = []
    for one in twins.pair(unnoticed):
        ids = Random(post.id)  # noqa: S311  # the same ids in both
        drawn = lambda ids=ids: UUID(int=ids.getrandbits(128), version=4)  # noqa: E731
        monkeypatch.setattr("goldenthread.engine.application.uuid4", drawn)
        both.append([(asked, told(answer), work) for asked, answer, work in asking(one, post, twins.statements)])
    assert len(both[0]) == len(both[1]) > 10
    for (asked, left, work), (_, right, as_much) in zip(*both, strict=True):
        assert left == right, (asked, unnoticed)
        assert work == as_much, (asked, unnoticed)


@pytest.mark.parametrize("post", ADD_UNSEEING, ids=lambda one: str(one.id))
def test_whoever_adds_without_seeing_is_answered_by_both_stores_the_same(
    twins: Twins, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    both: list[list[tuple[str, Any, Counter[str]]]] = []
    for one in twins.pair(frozenset(HIDDEN)):
        folder = one.town.folder
        twins.statements.taken(folder)
        ids = Random(f"{post.id} again")  # noqa: S311  # the same ids in both
        drawn = lambda ids=ids: UUID(int=ids.getrandbits(128), version=4)  # noqa: E731
        monkeypatch.setattr("goldenthread.engine.application.uuid4", drawn)
        added = adds(one, post, one.children["own"], NOT_NAMED)
        both.append([(asked, told(it), twins.statements.taken(folder)) for asked, it in added])
    assert both[0] == both[1]
    assert {status for _, (status, _, _), _ in both[0]} == {201}

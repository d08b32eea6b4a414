"""A town with children in every situation: whose part in a case begins, ends, is shared, or was never there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from uuid import UUID

from goldenthread.engine.access.policy import Post, Relation
from goldenthread.engine.events import PersonId, RecordClass
from goldenthread.workflows.access import EVERYTHING, POLICY
from goldenthread.workflows.posts import POSTS
from tests.access.matrix.planted import Planted, body_of, kinds_of, marked, path_of
from tests.http.town import LONG_AGO, USUALLY, Town

HERE, NURSERY, AUTHORITY, AGENCY, HOME = "elm-primary", "oak-nursery", "the-authority", "health-trust", "home"
NAMED_POSTS = tuple(one.id for one in POSTS if Relation.NAMED in POLICY.relations(one.id))
EMERGENCY_POSTS = tuple(one.id for one in POSTS if Relation.EMERGENCY in POLICY.relations(one.id))
CHILDS = ("young-person", "child")
YESTERDAY = "2026-03-01"
NOW = {"reason": "harm", "words": "Nobody who knows the child can be reached."}


@dataclass
class Child:
    """One case, the name of its child, and what was planted in it."""

    path: str
    name: str
    person: str
    opened_by: str
    there: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    emergency: bool = False
    planted: list[Planted] = field(default_factory=list[Planted])

    @property
    def id(self) -> UUID:
        return UUID(self.path.removeprefix("/cases/"))


@dataclass
class Place:
    """A town and its children, each in a situation of its own."""

    town: Town
    children: dict[str, Child] = field(default_factory=dict[str, Child])
    marks: int = 0

    def __post_init__(self) -> None:
        for post in POSTS:
            if post.id not in CHILDS:
                self.town.account(post.id)
        own = self.child("own", there=(AUTHORITY, AGENCY), named=NAMED_POSTS)
        for post in CHILDS:
            account = f"{post}.{HOME}.1"
            self.town.office.account(account, LONG_AGO, person=PersonId(UUID(own.person)))
            self.town.office.post(account, post, HOME, LONG_AGO)
        self.take_part(own)
        self.plant_everything(own)
        self.plant_some(self.child("another"), HERE)
        self.plant_some(self.child("elsewhere", NURSERY), NURSERY)
        ended = self.child("ended", there=(AUTHORITY, AGENCY), named=NAMED_POSTS)
        self.take_part(ended, until=YESTERDAY)
        self.plant_some(ended, HERE)
        ended.there, ended.named = frozenset({HERE}), frozenset()
        for situation in ("shared", "withdrawn"):
            self.share(self.child(situation, there=(AUTHORITY, AGENCY)), taken_back=situation == "withdrawn")
        opened = self.child("emergency", NURSERY)
        self.plant_some(opened, NURSERY)
        for post in EMERGENCY_POSTS:
            answer = self.town.send(f"{opened.path}/emergency", NOW, post)
            assert answer.status_code == 201, answer.text
        opened.emergency = True

    def child(self, situation: str, at: str = HERE, there: tuple[str, ...] = (), named: tuple[str, ...] = ()) -> Child:
        name = f"Kid-{situation}"
        body = {"happened_on": "2026-01-05", "describes": {"name": name, "known_as": name}}
        opened = self.town.send("/cases", body, "senco", at)
        assert opened.status_code == 201, opened.text
        path = f"/cases/{opened.json()['case']}"
        person = self.town.get(path, "senco", at)["person"]["id"]
        made = Child(path, name, person, at, frozenset((at, *there)), frozenset(named))
        self.children[situation] = made
        return made

    def take_part(self, child: Child, **more: object) -> None:
        """Let in the organisations and the accounts that take part in a case."""
        for organisation in sorted(child.there - {child.opened_by}):
            assert self.town.let_in(child.path, organisation, **more).status_code == 201
        for post in sorted(child.named):
            answer = self.town.let_somebody_in(child.path, post, **more)
            assert answer.status_code == 201, answer.text

    def plant(self, child: Child, kept: RecordClass, organisation: str) -> Planted | None:
        """Plant an entry of a class, by the first post of an organisation that can write one. None where none can."""
        for post in POSTS:
            if not self.stands(post, child) or self.works_at(post) != organisation:
                continue
            for kind in kinds_of(kept, post.parts):
                self.marks += 1
                mark = f"mk-{self.marks:04}"
                answer = self.town.send(child.path + path_of(kind), body_of(marked(kind, mark)), post.id)
                if answer.status_code == 201:
                    entry = Planted(answer.json()["records"][0]["id"], mark, kept.name, *self.account(post.id))
                    child.planted.append(entry)
                    return entry
        return None

    def plant_everything(self, child: Child) -> None:
        for organisation in (HERE, AUTHORITY, AGENCY, HOME):
            for kept in EVERYTHING:
                self.plant(child, kept, organisation)

    def plant_some(self, child: Child, organisation: str) -> None:
        """Plant an entry of the core, written by who opened the case."""
        kind = next(one for one in kinds_of(POLICY.core, POLICY.by_id["senco"].parts) if "worry" in path_of(one))
        self.marks += 1
        mark = f"mk-{self.marks:04}"
        body = body_of(marked(kind, mark))
        answer = self.town.send(child.path + path_of(kind), body, "senco", organisation)
        assert answer.status_code == 201, answer.text
        entry = Planted(answer.json()["records"][0]["id"], mark, "core", f"senco.{organisation}.1", organisation)
        child.planted.append(entry)

    def share(self, child: Child, *, taken_back: bool) -> None:
        """Share an entry with the authority and the agency, by a permission that is taken back or not."""
        self.take_part(child)
        self.plant_some(child, HERE)
        permission = self.town.fact(
            child.path,
            "permission.sharing-with-agency",
            "senco",
            given_by="Mum",
            authority="Mother",
            scope="The notes",
            answer="yes",
            evidence="phone",
            agency="The authority",
            purpose="To ask for advice",
        )
        for organisation, kind in ((AUTHORITY, "authority"), (AGENCY, "health")):
            self.town.fact(
                child.path,
                "sharing.entries-shared",
                "senco",
                goes_to=kind,
                recipient="Whoever works there",
                entries=[child.planted[0].id],
                purpose="So that nobody has to say it twice",
                basis="consent",
                sought="asked",
                permission=permission,
                organisation=organisation,
            )
        if taken_back:
            body = {"happened_on": "2026-03-02", "who": "Mum"}
            answer = self.town.send(f"{child.path}/records/{permission}/withdrawal", body, "senco")
            assert answer.status_code == 201, answer.text

    # How somebody stands, by what was done above and by nothing else

    @staticmethod
    def works_at(post: Post) -> str:
        return USUALLY[post.of[0]]

    def account(self, post: str) -> tuple[str, str]:
        return self.town.account(post)

    def stands(self, post: Post, child: Child) -> frozenset[Relation]:
        """Return the relations in which the account of a post stands to a case today."""
        found = {Relation.ANYWHERE}
        if self.works_at(post) in child.there:
            found.add(Relation.ORGANISATION)
        if post.id in child.named:
            found.add(Relation.NAMED)
        if child.emergency:
            found.add(Relation.EMERGENCY)
        return frozenset(found) & POLICY.relations(post.id)

    @cached_property
    def every_mark(self) -> Mapping[str, tuple[Child, Planted]]:
        return {one.mark: (child, one) for child in self.children.values() for one in child.planted}


def place(folder: Path) -> Place:
    return Place(Town(folder))

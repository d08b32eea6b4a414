"""A town with children in every situation: whose part in a case begins, ends, is shared, or was never there.

Beside them, two settings have a record of their own.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

from httpx import Response

from goldenthread.engine.access.policy import Post, Relation
from goldenthread.engine.events import Event, PersonId, RecordClass
from goldenthread.engine.fields import tag_of
from goldenthread.engine.journey import Journey
from goldenthread.workflows.access import EVERYTHING, OF_A_SETTING, POLICY
from goldenthread.workflows.kinds import KINDS
from goldenthread.workflows.papers import AgencyDocumentKept, DocumentKept, HealthDocumentKept
from goldenthread.workflows.posts import CHILDMINDER, POSTS
from goldenthread.workflows.vocabulary import PROTECTED
from tests.access.matrix.planted import ON, Planted, body_of, kinds_of, marked, names_some, path_of
from tests.http.town import LONG_AGO, USUALLY, Town
from tests.http.uploads import papers

HERE, NURSERY, AUTHORITY, AGENCY, HOME = "elm-primary", "oak-nursery", "the-authority", "health-trust", "home"
NAMED_POSTS = tuple(one.id for one in POSTS if Relation.NAMED in POLICY.relations(one.id))
EMERGENCY_POSTS = tuple(one.id for one in POSTS if Relation.EMERGENCY in POLICY.relations(one.id))
ADD_UNSEEING = tuple(
    one for one in POSTS if POLICY.adds(one.id) and POLICY.relations(one.id) <= {Relation.NAMED, Relation.EMERGENCY}
)
"""Who adds facts to the cases of their organisation, and sees only those in which they take part themselves."""

CHILDS = ("young-person", "child")
YESTERDAY = "2026-03-01"
NOW = {"reason": "harm", "words": "Nobody who knows the child can be reached."}
WHO_SENT_IT, HELD_BACK = "teacher", "words-that-are-held-back"
"""Who sent a document that nobody has let through, and what is said in it and of it."""


@dataclass
class Child:
    """One case, the name of its child, and what was planted in it. No person is named in a setting's own record."""

    path: str
    name: str
    person: str
    opened_by: str
    there: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    emergency: bool = False
    planted: list[Planted] = field(default_factory=list[Planted])
    journey: Journey = KINDS.first

    @property
    def id(self) -> UUID:
        return UUID(self.path.removeprefix("/cases/"))

    def is_told(self, said: str) -> bool:
        """Say whether it is told whose case it is."""
        return self.name in said or bool(self.person and self.person in said)


@dataclass
class Place:
    """A town and its children, each in a situation of its own."""

    town: Town
    children: dict[str, Child] = field(default_factory=dict[str, Child])
    marks: int = 0

    def __post_init__(self) -> None:
        for one in POSTS:
            if one.id not in CHILDS:
                self.town.account(one.id)
        own = self.child("own", there=(AUTHORITY, AGENCY), named=NAMED_POSTS)
        for post in CHILDS:
            account = f"{post}.{HOME}.1"
            self.town.office.account(account, LONG_AGO, person=PersonId(UUID(own.person)))
            self.town.office.post(account, post, HOME, LONG_AGO)
        self.take_part(own)
        self.plant_everything(own)
        self.keep_documents(own)
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
        self.open_settings()

    def open_settings(self) -> None:
        """Open the own records of two settings: one in which all take part, one in which nobody else does."""
        setting = self.setting("setting", there=(AUTHORITY, AGENCY), named=NAMED_POSTS)
        self.take_part(setting)
        for organisation in (HERE, AUTHORITY, AGENCY, HOME):
            for kept in OF_A_SETTING:
                self.plant(setting, kept, organisation)
        elsewhere = self.setting("elsewhere-setting", NURSERY)
        for kept in OF_A_SETTING:
            kind = next(kinds_of(kept, POLICY.by_id["senco"].parts, elsewhere.journey))
            assert self.write(elsewhere, kind, "senco", NURSERY)

    def setting(
        self, situation: str, at: str = HERE, there: tuple[str, ...] = (), named: tuple[str, ...] = ()
    ) -> Child:
        name = f"place-{situation}"
        body = {"happened_on": "2026-01-05", "event": {"setting": name, "kind": "group-nursery"}}
        opened = self.town.send("/settings", body, "senco", at)
        assert opened.status_code == 201, opened.text
        path = f"/cases/{opened.json()['case']}"
        record = Child(path, name, "", at, frozenset((at, *there)), frozenset(named), journey=KINDS.every[1])
        self.children[situation] = record
        return record

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

    def take_part(self, child: Child, **more: Any) -> None:
        """Let in the organisations and the accounts that take part in a case."""
        for organisation in sorted(child.there - {child.opened_by}):
            assert self.town.let_in(child.path, organisation, **more).status_code == 201
        for post in sorted(child.named):
            answer = self.town.let_somebody_in(child.path, post, **more)
            assert answer.status_code == 201, answer.text

    def plant(self, child: Child, kept: RecordClass, organisation: str, by: tuple[Post, ...] = POSTS) -> Planted | None:
        """Plant an entry of a class, by the first post of an organisation that can write one. None where none can."""
        for post in by:
            if not self.stands(post, child) or self.works_at(post) != organisation:
                continue
            for kind in kinds_of(kept, post.parts, child.journey):
                if entry := self.write(child, kind, post.id):
                    return entry
        return None

    def write(self, child: Child, kind: type[Event], post: str, at: str = "") -> Planted | None:
        """Plant one of an event, as somebody writes it. None where it is refused. What must name entries names one."""
        mark, case = self.another_mark(), self.town.api.cases.case(child.id)
        event = marked(kind, mark, case.records[0].id if names_some(kind) else None)
        return self.planted(
            child, mark, post, at, self.town.send(child.path + path_of(kind), body_of(event, mark), post, at)
        )

    def another_mark(self) -> str:
        self.marks += 1
        return f"mk-{self.marks:04}"

    def planted(self, child: Child, mark: str, post: str, at: str, answer: Response) -> Planted | None:
        if answer.status_code != 201:
            return None
        (record,) = answer.json()["records"]
        kept = child.journey.kept(child.journey.events[record["tag"]])
        entry = Planted(record["id"], mark, kept.name, *self.town.account(post, at), "/documents" in str(answer.url))
        child.planted.append(entry)
        return entry

    def plant_everything(self, child: Child) -> None:
        for organisation in (HERE, AUTHORITY, AGENCY, HOME):
            for kept in EVERYTHING:
                self.plant(child, kept, organisation)

    def plant_some(self, child: Child, organisation: str) -> None:
        """Plant an entry of the core, written by who opened the case."""
        kind = next(one for one in kinds_of(POLICY.core, POLICY.by_id["senco"].parts) if "worry" in path_of(one))
        assert self.write(child, kind, "senco", organisation)

    def keep_documents(self, child: Child) -> None:
        """Keep documents: of each class that there is of them, by a family, by a hidden entry; and one held back."""
        hidden = next(one.id for one in child.planted if one.kept == PROTECTED.name and one.organisation == HERE)
        assert self.keep(child, DocumentKept, "senco")
        assert self.keep(child, DocumentKept, CHILDMINDER.id, belongs_to=hidden)
        assert self.keep(child, DocumentKept, "parent")
        assert self.keep(child, HealthDocumentKept, "senco")
        assert self.keep(child, HealthDocumentKept, "health")
        assert self.keep(child, AgencyDocumentKept, "ep")
        doubtful = papers.pdf(f"<< /S /JavaScript >>\n% {HELD_BACK}\n".encode())
        assert self.send(child, DocumentKept, WHO_SENT_IT, doubtful, title=HELD_BACK).status_code == 202

    def keep(self, child: Child, kind: type[Event], post: str, **more: str) -> Planted | None:
        """Plant a document whose mark stands in it, and in the title of its entry."""
        mark = self.another_mark()
        return self.planted(
            child, mark, post, "", self.send(child, kind, post, f"Notes. {mark}\n".encode(), title=mark, **more)
        )

    def send(self, child: Child, kind: type[Event], post: str, content: bytes, **event: str) -> Response:
        about = {"happened_on": ON.isoformat(), "event": {"tag": tag_of(kind), **event}}
        files: Any = {"about": (None, json.dumps(about)), "file": ("notes", content, "application/octet-stream")}
        headers = self.town.signed_in(post)
        return self.town.api.client.post(f"/api{child.path}/documents", files=files, headers=headers)

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

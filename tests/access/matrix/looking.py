"""What somebody may be shown, worked out in the plainest way from the rules; and what an answer gives away."""

import re
from collections.abc import Iterator

from httpx import Response

from goldenthread.engine.access.policy import (
    Circumstances,
    Grant,
    Post,
    Reach,
    Relation,
    kind_named,
    person_named,
    post_named,
)
from goldenthread.engine.access.seeing import Asked
from goldenthread.engine.events import PersonId, RecordClass, Seen
from goldenthread.workflows.access import GRANTS, RULES
from goldenthread.workflows.vocabulary import CORE
from tests.access.matrix.places import HELD_BACK, WHO_SENT_IT, Child, Place
from tests.access.matrix.planted import Planted

MARK = re.compile(r"mk-\d{4}")


class Expected:
    """What each post may be shown of each case."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._known = {name: self.circumstances(child) for name, child in place.children.items()}
        self._directory = place.town.register.directory()
        cases = [place.town.api.cases.case(child.id) for child in place.children.values()]
        self.strands = {str(one.id): str(one.strand) for case in cases for one in case.records}

    def circumstances(self, child: Child) -> dict[str, Circumstances]:
        town = self.place.town
        case = town.api.cases.case(child.id)
        asked = Asked(
            case,
            town.api.cases.journeys.of(case),
            town.register.members(case),
            town.register.directory(),
            town.api.now.date(),
        )
        return {str(name): one for name, one in RULES.known(asked).items()}

    def may_be_shown(self, post: Post, situation: str, entry: Planted) -> bool:
        return self.is_shown(post, self.place.stands(post, self.place.children[situation]), situation, entry.id)

    def is_counted(self, post: Post, situation: str, entry: Planted) -> bool:
        """Say whether an entry is counted: of such a class, and it would be shown if it were an ordinary one."""
        stands = self.place.stands(post, self.place.children[situation])
        counts = self._known[situation][entry.id].kept.seen is Seen.COUNTED
        return counts and self.is_shown(post, stands, situation, entry.id, CORE)

    def is_shown(
        self,
        post: Post,
        stands: frozenset[Relation],
        situation: str,
        entry: str,
        taken_as: RecordClass | None = None,
    ) -> bool:
        known = self._known[situation][entry]
        kept = taken_as or known.kept
        account, organisation = self.place.account(post.id)
        person = self._directory.person_of(account)
        names = {organisation, kind_named(post.of[0]), post_named(post.id, organisation)}
        names |= {person_named(person)} if person else set()
        return any(
            one.post is post
            and one.relation in stands
            and kept.name in {it.name for it in one.classes}
            and self._reaches(one, known, account, organisation, names, person)
            for one in GRANTS
        )

    @staticmethod
    def _reaches(
        one: Grant, known: Circumstances, account: str, organisation: str, names: set[str], person: PersonId | None
    ) -> bool:
        if one.reach is Reach.OWN:
            return known.writer == account or person in known.about
        if one.post.id in known.kept_from or (known.kept_from_people and person is None):
            return False
        if person in known.kept_from_people:
            return False
        if one.reach is Reach.ALL or known.shared_with & names:
            return True
        return one.reach is Reach.HELD and organisation in known.holders

    def is_there(self, post: Post, situation: str) -> bool:
        """Say whether a post may know of a case: it takes part, or is shown an entry of it."""
        stands = self.place.stands(post, self.place.children[situation])
        if stands - {Relation.ANYWHERE}:
            return True
        return bool(stands) and any(self.is_shown(post, stands, situation, one) for one in self._known[situation])

    def leaks(self, post: Post | None, answer: Response) -> Iterator[str]:
        """Yield whatever an answer gives away, in its body or its headers, that a post may not be shown."""
        said = answer.text + repr(answer.headers.raw)
        if HELD_BACK in said and (post is None or post.id != WHO_SENT_IT):
            yield "what is in a document that is held back"
        for mark in set(MARK.findall(said)):
            child, entry = self.place.every_mark[mark]
            if post is None or not self.may_be_shown(post, self.situation_of(child), entry):
                yield f"{mark}: {entry.kept} of {entry.organisation} in {self.situation_of(child)}"
        for situation, child in self.place.children.items():
            if post and self.is_there(post, situation):
                yield from self.entries_in(said, post, situation, child)
            elif child.is_told(said):
                yield f"whose case {situation} is"
            elif post and post.reviews and child.emergency and answer.url.path == "/api/emergencies":
                continue  # somebody of their own organisation opened it
            elif answer.request.method == "GET" and str(child.id) in said and str(child.id) not in str(answer.url):
                yield f"the case {situation}"

    def entries_in(self, said: str, post: Post, situation: str, child: Child) -> Iterator[str]:
        for entry in child.planted:
            if entry.id in said and not self.may_know_of(post, situation, entry):
                yield f"entry {entry.mark} ({entry.kept}) of {situation}"

    def may_know_of(self, post: Post, situation: str, entry: Planted) -> bool:
        """Say whether the id of an entry may be told: it is shown, or names the story that a shown one is told in."""
        return any(
            self.may_be_shown(post, situation, one) or self.is_counted(post, situation, one)
            for one in self.place.children[situation].planted
            if entry.id in (one.id, self.strands.get(one.id))
        )

    def situation_of(self, child: Child) -> str:
        return next(name for name, one in self.place.children.items() if one is child)

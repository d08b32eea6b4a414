"""What there is to mind in a case before anybody writes, rings or lets somebody in."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from msgspec import Struct

from goldenthread.engine.events import PersonId, RecordId
from goldenthread.engine.privacy.people import PersonDescribed
from goldenthread.engine.records import Record
from goldenthread.http.api.viewing import AnyRequest, Look, headers, look
from goldenthread.http.described import looking
from goldenthread.http.desk import Desk
from goldenthread.workflows.kept_from import PARTS
from goldenthread.workflows.posts import FIRST_CONTACT
from goldenthread.workflows.to_mind import to_mind


class Warned(Struct, frozen=True, kw_only=True):
    """One thing to mind: of which kind, in words, about whom, by which entries it is known, and since when."""

    kind: str
    says: str
    people: tuple[PersonId, ...]
    entries: tuple[RecordId, ...]
    since: date | None


class Warnings(Struct, frozen=True, kw_only=True):
    """Everything that there is to mind."""

    items: list[Warned]


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """Return the route that tells what to mind."""

    @get("/cases/{case:uuid}/warnings", operation_id="warnings", tags=["access"], sync_to_thread=True, **looking())
    def to_be_minded(request: AnyRequest, case: UUID) -> Response[Warnings]:
        """What to mind before you write, ring or let somebody in; for those who do. Nobody else is told of any.

        Restrictions that you may see; protections that name nobody here; what waits to be written down by staff; one
        address of two adults, never which; uses that stop because somebody objected.
        """
        seen = look(desk, request, case, None, None)
        return Response(Warnings(items=list(told(desk, seen))), headers=headers(seen))

    return [to_be_minded]


def told(desk: Desk, seen: Look) -> Iterator[Warned]:
    """Yield what somebody is to mind, of what they see."""
    policy = desk.rules.policy
    theirs = [policy.by_id[post] for post in seen.seen.posts]
    if not any(one.admits or one.reviews or one is FIRST_CONTACT for one in theirs):
        return
    directory = desk.register.directory()

    def is_of_a_family(record: Record) -> bool:
        return directory.kind_of(record.by.organisation) == policy.family

    story, here = seen.whole.story(), taking_part(desk, seen)
    adults = here | {one.clear("person") for one in story.of(PARTS)}
    described = dict(known(desk, adults - {desk.person_of(seen.whole)}))
    for one in to_mind(story, seen.today, here, described, is_of_a_family):
        yield Warned(kind=one.kind, says=one.says, people=one.people, entries=one.entries, since=one.since)


def taking_part(desk: Desk, seen: Look) -> frozenset[PersonId]:
    """Return whose accounts take part in one of a family's posts, as far as a viewer may notice it."""
    policy, directory = desk.rules.policy, desk.register.directory()
    sees_all = any(policy.by_id[post].unseen or policy.by_id[post].reviews for post in seen.seen.posts)
    there = (one for one in desk.register.members(seen.whole).parts if one.account and (sees_all or not one.unseen))
    at_home = (one.account for one in there if (post := policy.by_id.get(one.post or "")) and policy.family in post.of)
    return frozenset(person for account in at_home if (person := directory.person_of(account or "")))


def known(desk: Desk, people: frozenset[PersonId | None]) -> Iterator[tuple[PersonId, PersonDescribed]]:
    for person in people:
        if person and (found := desk.cases.described(person)):
            yield person, found

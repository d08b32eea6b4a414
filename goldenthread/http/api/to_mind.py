"""What there is to mind in a case before anybody writes, rings or lets somebody in."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from msgspec import Struct

from goldenthread.engine.access.members import Members, Part
from goldenthread.engine.access.seeing import Asked
from goldenthread.engine.events import PersonId, RecordId
from goldenthread.engine.privacy.people import PersonDescribed
from goldenthread.engine.records import Record
from goldenthread.http.api.viewing import AnyRequest, Look, headers, look
from goldenthread.http.described import looking
from goldenthread.http.desk import Desk
from goldenthread.workflows.heeded import is_passed_over
from goldenthread.workflows.kept_from import PARTS
from goldenthread.workflows.posts import FIRST_CONTACT
from goldenthread.workflows.to_mind import Mind, reaching_nobody, to_mind


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
        """What to mind before you write, ring or let somebody in; for those who do. Others are told of none of it.

        Restrictions that you may see; protections that name nobody here; what waits to be written down by staff, or
        by somebody who sees the case; one address of two adults, never which; uses that stop because somebody
        objected; what was shared with a body that takes no part in the case, which whoever shared it is told too.
        """
        seen = look(desk, request, case, None, None)
        return Response(Warnings(items=list(told(desk, seen))), headers=headers(seen))

    return [to_be_minded]


def told(desk: Desk, seen: Look) -> Iterator[Warned]:
    """Yield what somebody is to mind, of what they see."""
    theirs = [desk.rules.policy.by_id[post] for post in seen.seen.posts]
    minds = any(one.admits or one.reviews or one is FIRST_CONTACT for one in theirs)
    found = [*minded(desk, seen)] if minds else []
    found += [one for one in reaching_nobody(as_seen(desk, seen)) if minds or is_own(seen, one)]
    for one in found:
        if seen.seen.seeing.withheld.isdisjoint(one.entries):
            yield Warned(kind=one.kind, says=one.says, people=one.people, entries=one.entries, since=one.since)


def is_own(seen: Look, one: Mind) -> bool:
    """Say whether somebody wrote the entry by which a thing to mind is known."""
    return any(seen.whole.by_id[entry].by.account == seen.seen.who.account for entry in one.entries)


def as_seen(desk: Desk, seen: Look) -> Asked:
    """Return what is asked of a case as somebody sees it, and of those whose part in it they may notice."""
    members = Members(tuple(noticed(desk, seen)))
    return Asked(seen.whole, desk.journey_of(seen.whole), members, desk.register.directory(), seen.today)


def minded(desk: Desk, seen: Look) -> Iterator[Mind]:
    """Yield what whoever writes, rings or lets somebody in is to mind."""
    policy, directory = desk.rules.policy, desk.register.directory()

    def is_of_a_family(record: Record) -> bool:
        return directory.kind_of(record.by.organisation) == policy.family

    story, here = seen.whole.story(), taking_part(desk, seen)
    adults = here | {one.clear("person") for one in story.of(PARTS)}
    described = dict(known(desk, adults - {desk.person_of(seen.whole)}))
    whole = desk.register.members(seen.seen.told_from)
    asked = Asked(seen.whole, desk.journey_of(seen.whole), whole, directory, seen.today)
    yield from to_mind(story, seen.today, here, described, is_of_a_family, lambda one: is_passed_over(one, asked))


def taking_part(desk: Desk, seen: Look) -> frozenset[PersonId]:
    """Return whose accounts take part in one of a family's posts, as far as a viewer may notice it."""
    policy, directory = desk.rules.policy, desk.register.directory()
    there = (one for one in noticed(desk, seen) if one.account)
    at_home = (one.account for one in there if (post := policy.by_id.get(one.post or "")) and policy.family in post.of)
    return frozenset(person for account in at_home if (person := directory.person_of(account or "")))


def noticed(desk: Desk, seen: Look) -> Iterator[Part]:
    """Yield the parts in a case that a viewer may notice: that of their own organisation, always."""
    policy, mine = desk.rules.policy, seen.seen.who.organisation
    sees_all = any(policy.by_id[post].unseen or policy.by_id[post].reviews for post in seen.seen.posts)
    for one in desk.register.members(seen.whole).parts:
        if sees_all or not one.unseen or one.organisation == mine:
            yield one


def known(desk: Desk, people: frozenset[PersonId | None]) -> Iterator[tuple[PersonId, PersonDescribed]]:
    for person in people:
        if person and (found := desk.cases.described(person)):
            yield person, found

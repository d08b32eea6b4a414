"""Who looked: at a case, for what, and when. The family sees it too."""

from datetime import datetime
from itertools import islice
from typing import Annotated
from uuid import UUID

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter
from msgspec import Struct

from goldenthread.engine.access.directory import Directory
from goldenthread.engine.access.members import Members
from goldenthread.engine.events import Seen as Kept
from goldenthread.engine.views import day_here
from goldenthread.http.api.viewing import AnyRequest, headers, look
from goldenthread.http.cursors import Cursors
from goldenthread.http.described import looking
from goldenthread.http.desk import Desk, Seen
from goldenthread.projections.reading import Reading, Readings

PAGE, LONGEST_PAGE = 50, 200
PURPOSE = b"goldenthread/reader-cursor/1"
NOT_A_POST = "whoever keeps the machine"


class Reader(Struct, frozen=True, kw_only=True):
    """One time that something of a case was shown: to which post, of which organisation, for what.

    ``account`` is told only to those who look after how records are used. ``of`` are the record classes.
    """

    at: datetime
    post: str
    organisation: str
    organisation_name: str | None
    purpose: str
    of: list[str]
    emergency: bool
    account: str | None


class Readers(Struct, frozen=True, kw_only=True):
    """A page of who looked, the latest first."""

    items: list[Reader]
    next: str | None = None


def routes(desk: Desk, readings: Readings) -> list[HTTPRouteHandler]:
    """Return the route that tells who looked at a case."""
    cursors = Cursors(desk, PURPOSE)

    @get("/cases/{case:uuid}/readers", operation_id="readers", tags=["access"], sync_to_thread=True, **looking())
    def readers(
        request: AnyRequest,
        case: UUID,
        cursor: Annotated[str | None, QueryParameter(description="The next of the page before")] = None,
        limit: Annotated[int, QueryParameter(ge=1, le=LONGEST_PAGE)] = PAGE,
    ) -> Response[Readers]:
        """Who looked at this case, in which post, for which organisation and for what."""
        seen = look(desk, request, case, None, None)
        found = shown(desk, seen.seen, readings, cursors.open(cursor) if cursor else None, limit + 1)
        return Response(
            Readers(
                items=[one for _, one in found[:limit]],
                next=cursors.seal(found[limit - 1][0]) if len(found) > limit else None,
            ),
            headers=headers(seen),
        )

    return [readers]


def shown(desk: Desk, seen: Seen, readings: Readings, before: int | None, wanted: int) -> list[tuple[int, Reader]]:
    """Return the readings that a viewer may know of, up to so many, each with its place."""
    apart, members, directory = desk.apart(seen), desk.register.members(seen.case), desk.register.directory()
    with readings.of(seen.case.id, before) as every:
        told = (
            (one.position, found)
            for one in every
            if not apart.hides_reader(one.account, one.organisation, day_here(one.at), members)
            if (found := reader(desk, seen, one, members, directory))
        )
        return list(islice(told, wanted))


def reader(desk: Desk, seen: Seen, one: Reading, members: Members, directory: Directory) -> Reader | None:
    """Return a reading as a viewer may know of it; None where they may not notice it.

    What was read out of their sight leaves no trace: neither its class, nor a reader who only keeps others safe. A
    class that may not be noticed is told of no reading: of two entries of it they may see only one. And nobody at home
    is told when another at home looked.
    """
    if is_of_another_at_home(seen, one, directory, desk.rules.policy.family):
        return None
    policy, theirs = desk.rules.policy, [desk.rules.policy.by_id[post] for post in seen.lasting]
    known = [policy.by_id[post] for post in one.posts if post in policy.by_id]
    keeps_safe, reviews = any(post.unseen for post in theirs), any(post.reviews for post in theirs)
    ours = keeps_safe and one.organisation == seen.who.organisation
    open_ones = [post for post in known if ours or not post.unseen]
    if known and not open_ones:
        return None
    unseen = {name for name, kept in policy.classes.items() if kept.seen is Kept.UNSEEN}
    of = [kept for kept in one.classes if kept in seen.seeing.classes and kept not in unseen]
    if not of:
        return None
    hidden = members.hidden(day_here(one.at))
    if not (keeps_safe or reviews) and not hidden.isdisjoint((one.organisation, one.account)):
        return None
    return Reader(
        at=one.at,
        post=open_ones[0].name if open_ones else NOT_A_POST,
        organisation=one.organisation,
        organisation_name=name_of(directory, one.organisation),
        purpose=open_ones[0].purpose if open_ones else "keeping-the-machine",
        of=of,
        emergency=one.emergency,
        account=one.account if reviews else None,
    )


def is_of_another_at_home(seen: Seen, one: Reading, directory: Directory, family: str) -> bool:
    """Say whether somebody of a family looked, and somebody else of a family asks."""
    viewer = seen.who.viewer
    if viewer.kind != family or directory.kind_of(one.organisation) != family:
        return False
    themselves = viewer.person is not None and directory.person_of(one.account) == viewer.person
    return not themselves and one.account != viewer.account


def name_of(directory: Directory, organisation: str) -> str | None:
    found = directory.organisations.get(organisation)
    return found.name if found else None

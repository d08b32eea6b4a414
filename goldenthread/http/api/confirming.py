"""Posts that wait: confirmed by somebody else than gave them, so that nobody reads cases by an account they opened.

Whoever confirms works in the same organisation, and looks at what others did there, or looks after accounts too.
"""

from datetime import date
from typing import Any
from uuid import UUID

import structlog
from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from msgspec import Struct

from goldenthread.engine.access.directory import Held
from goldenthread.engine.records import Actor
from goldenthread.http.api.directory import LISTING, NO_STORE, named, shown
from goldenthread.http.described import PROBLEMS, problems
from goldenthread.http.desk import Desk
from goldenthread.http.identity.making import DONE, Signed
from goldenthread.http.identity.office import Office
from goldenthread.http.identity.who import Somebody, somebody
from goldenthread.http.problems import Problem, not_found

log = structlog.get_logger("goldenthread.identity")
AnyRequest = Request[Any, Any, Any]
REFUSED = problems({one: PROBLEMS[one] for one in (400, 401, 403, 404, 503)})


class PostWaiting(Struct, frozen=True, kw_only=True):
    """A post that waits: whose, which, from when, and which account gave it. ``id`` is what to confirm it by.

    ``not_by``: who may not confirm it, as they gave it, opened its account, or ever made a set-up code or a link that
    it was begun anew by. Ask whose it is whether they used it themselves.
    """

    id: UUID
    account: str
    name: str | None
    post: str
    post_name: str
    since: date
    until: date | None
    given_by: str
    not_by: list[str]


class PostsWaiting(Struct, frozen=True, kw_only=True):
    """The posts that wait in one's own organisation."""

    items: list[PostWaiting]


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """Return the routes of posts that wait to be confirmed."""

    @get("/posts/waiting", operation_id="posts-waiting", **LISTING)
    def waiting(request: AnyRequest) -> Response[PostsWaiting]:
        """The posts in one's own organisation that are of no use until somebody else confirms them.

        They were given over the API, or their account was begun anew by what somebody else made for it.
        """
        who, _ = confirming(desk, request)
        shown(desk, who, "posts-waiting")
        found = desk.register.directory().waiting(who.organisation)
        return Response(
            PostsWaiting(items=[told(desk, one, one.given) for one in found if one.given]), headers=NO_STORE
        )

    @post(
        "/posts/waiting/{given:uuid}/confirmation",
        operation_id="confirm-post",
        tags=["directory"],
        sync_to_thread=True,
        status_code=204,
        operation_class=Signed,
        responses=REFUSED | DONE,
    )
    def confirm(request: AnyRequest, given: UUID) -> None:
        """Say that a post is rightly held: from today it is. Not by whoever gave it, nor by whose it is.

        Nor by whoever opened its account, or ever made what it was begun anew by.
        """
        who, office = confirming(desk, request)
        found = next((one for one in desk.register.directory().waiting(who.organisation) if one.given == given), None)
        if found is None:
            raise not_found()
        if not desk.register.directory().may_confirm(found, who.account):
            why = "Nobody confirms a post that they gave or are to hold, or of an account that they made a way into."
            raise Problem(403, "not-your-own", "Somebody else does this", why)
        office.confirm(given)
        log.info("post-confirmed", account=who.account)

    return [waiting, confirm]


def confirming(desk: Desk, request: AnyRequest) -> tuple[Somebody, Office]:
    """Return who acts, where they may confirm posts, and the office for them. Raises ``Problem`` 403."""
    who = somebody(request)
    for one in who.posts:
        if one.reviews or one.keeps:
            return who, Office(desk.register, desk.now(), Actor(who.account, one.id, who.organisation))
    may = ", ".join(one.name for one in desk.rules.policy.posts if one.reviews or one.keeps)
    raise Problem(403, "not-entitled", "This is not yours to do", f"Posts are confirmed by {may}.")


def told(desk: Desk, one: Held, given: UUID) -> PostWaiting:
    directory = desk.register.directory()
    person = directory.person_of(one.account)
    known = desk.cases.described(person) if person else None
    return PostWaiting(
        id=given,
        account=one.account,
        name=known.name if known else None,
        post=one.post,
        post_name=named(one.post, desk.rules.policy),
        since=one.since,
        until=one.until,
        given_by=one.given_by or "",
        not_by=list(directory.not_by(one)),
    )

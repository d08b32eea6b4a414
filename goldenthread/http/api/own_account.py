"""What others did to one's own way in: who printed a code for it, changed where its links go, or started it over."""

from datetime import datetime
from typing import Any

from litestar import Request, Response
from litestar.handlers import HTTPRouteHandler
from msgspec import Struct

from goldenthread.engine.access.directory import Changed, Way
from goldenthread.engine.views import instant
from goldenthread.http.desk import Desk
from goldenthread.http.identity.asking import session_of
from goldenthread.http.identity.door import Door
from goldenthread.http.identity.making import seeing
from goldenthread.http.identity.routes import NO_STORE


class Done(Struct, frozen=True, kw_only=True):
    """What was done, in words too; when; and by whom: in which post, for which organisation."""

    what: Way
    told: str
    at: datetime
    post: str
    organisation: str


class OwnHistory(Struct, frozen=True, kw_only=True):
    """Everything that others did to one's own way in, the latest first."""

    items: list[Done]


def routes(desk: Desk, door: Door) -> list[HTTPRouteHandler]:
    """Return the route of what was done to one's own account."""

    @seeing("/account/history", "account-history")
    def history(request: Request[Any, Any, Any]) -> Response[OwnHistory]:
        """What others did to one's own way in: printed a code, set the address of links, made a set-up code."""
        session, _ = session_of(request, door)
        found = desk.register.directory().changed.get(session.account, ())
        return Response(OwnHistory(items=[told(desk, one) for one in reversed(found)]), headers=NO_STORE)

    return [history]


def told(desk: Desk, one: Changed) -> Done:
    post, organisation = one.by.role, one.by.organisation
    known, there = desk.rules.policy.by_id.get(post), desk.register.directory().organisations.get(organisation)
    return Done(
        what=one.what,
        told=one.what.label,
        at=instant(one.recorded_at),
        post=known.name if known else post,
        organisation=(there.name if there else None) or organisation,
    )

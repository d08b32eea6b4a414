"""Known: nothing here is for anybody but who says who they are, unless its route says that it is open to all."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, cast

from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler
from litestar.openapi.spec import Operation

from goldenthread.http.identity.asking import in_a_session, nobody, session_secret, token_secret
from goldenthread.http.identity.csrf import BEFORE, SAFE
from goldenthread.http.identity.door import Door
from goldenthread.http.identity.making import Own

Asked = ASGIConnection[Any, Any, Any, Any]
Guard = Callable[[Asked, BaseRouteHandler], Awaitable[None]]

OPEN = "open_to_all"
"""Set in the ``opt`` of a route for which nobody need say who asks."""


def only_who_is_known(door: Door) -> Guard:
    """Return what refuses whoever is not known, before a body is read. It raises ``Problem`` 401.

    And 403 for a token, on a route that says of itself that it is for a session.

    Whose they are is asked by the route, and what they may. This stands before it, so that a route which forgets to ask
    is shut, and so that no body is read and judged for a session or a token that nobody has. Where there is no body to
    read, that they say who they are is enough here.
    """

    async def only_known(connection: Asked, handler: BaseRouteHandler) -> None:
        if handler.opt.get(OPEN) or handler.opt.get(BEFORE):
            return
        method = str(cast("Mapping[str, object]", connection.scope).get("method"))
        if method == "OPTIONS":
            return
        token, session = token_secret(connection), session_secret(connection)
        if token is None and session is None:
            raise nobody()
        in_person = issubclass(getattr(handler, "operation_class", Operation), Own)
        if (method not in SAFE or (token and in_person)) and not await asyncio.to_thread(there, door, token, session):
            raise nobody()
        if token and in_person:
            raise in_a_session()

    return only_known


def there(door: Door, token: str | None, session: str | None) -> bool:
    """Say whether anybody has this token, or this session, today."""
    if token is not None:
        return door.tokens.find(token, door.now()) is not None
    return session is not None and door.sessions.find(session, door.now()) is not None

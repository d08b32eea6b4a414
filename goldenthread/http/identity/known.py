"""Known: nothing here is for anybody but who says who they are, unless its route says that it is open to all."""

from collections.abc import Mapping
from typing import Any, cast

from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from goldenthread.http.identity.asking import nobody, session_secret, token_secret
from goldenthread.http.identity.csrf import BEFORE

OPEN = "open_to_all"
"""Set in the ``opt`` of a route for which nobody need say who asks."""


async def only_who_says_who(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Refuse whoever comes with no session and no token, before a body is read. Raises ``Problem`` 401.

    Whose they are is asked by the route. This stands before it, so that a route which forgets to ask is shut.
    """
    if handler.opt.get(OPEN) or handler.opt.get(BEFORE):
        return
    if cast("Mapping[str, object]", connection.scope).get("method") == "OPTIONS":
        return
    if token_secret(connection) is None and session_secret(connection) is None:
        raise nobody()

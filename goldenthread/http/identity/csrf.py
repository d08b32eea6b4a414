"""Requests forged by another site's page: refused, wherever a browser's cookie would have let them in."""

import hmac
from collections.abc import Mapping
from typing import Any, cast

from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler
from litestar.types.asgi_types import HTTPScope

from goldenthread.http.identity.asking import session_secret, token_secret
from goldenthread.http.identity.sessions import csrf_token
from goldenthread.http.problems import Problem
from goldenthread.http.safety.origins import check_origin

HEADER = "Goldenthread-CSRF"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
BEFORE = "before_a_session"
"""Set in the ``opt`` of a route by which somebody signs in: no token is asked for, since a session may be over."""


async def only_from_here(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Refuse a change that another site's page sent, or that comes with a cookie and not with its session's token.

    A coroutine, because the framework runs any other guard in a thread.
    """
    if cast("Mapping[str, object]", connection.scope).get("method") in SAFE:
        return
    check_origin(cast("HTTPScope", connection.scope))
    if token_secret(connection) is not None or handler.opt.get(BEFORE):
        return
    secret = session_secret(connection)
    if secret is not None and not told(connection, secret):
        raise refused(f"Send the csrf that GET /api/session tells, in {HEADER}.")


def told(connection: ASGIConnection[Any, Any, Any, Any], secret: str) -> bool:
    said = connection.headers.get(HEADER, "")
    return hmac.compare_digest(said.encode(), csrf_token(secret).encode())


def refused(why: str) -> Problem:
    return Problem(403, "not-from-here", "This did not come from our own pages", why)

"""Requests forged by another site's page: refused, wherever a browser's cookie would have let them in."""

import hmac
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import urlsplit

from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from goldenthread.http.identity.asking import session_secret, token_secret
from goldenthread.http.identity.sessions import csrf_token
from goldenthread.http.problems import Problem

HEADER = "Goldenthread-CSRF"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OURS = frozenset({"same-origin", "none"})
BEFORE = "before_a_session"
"""Set in the ``opt`` of a route by which somebody signs in: no token is asked for, since a session may be over."""


async def only_from_here(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Refuse a change that another site's page sent, or that comes with a cookie and not with its session's token.

    A coroutine, because the framework runs any other guard in a thread.
    """
    if cast("Mapping[str, object]", connection.scope).get("method") in SAFE:
        return
    if elsewhere(connection):
        raise refused("This was sent by another site's page.")
    if token_secret(connection) is not None or handler.opt.get(BEFORE):
        return
    secret = session_secret(connection)
    if secret is not None and not told(connection, secret):
        raise refused(f"Send the csrf that GET /api/session tells, in {HEADER}.")


def elsewhere(connection: ASGIConnection[Any, Any, Any, Any]) -> bool:
    """Say whether the browser names another site as the sender (Fetch Metadata, RFC 6454)."""
    site, origin = connection.headers.get("Sec-Fetch-Site"), connection.headers.get("Origin")
    if site is not None and site not in OURS:
        return True
    return origin is not None and host_of(origin) != connection.headers.get("Host", "").lower()


def host_of(origin: str) -> str | None:
    """Return the host and port of an origin; None for ``null``, which is nobody's."""
    try:
        return urlsplit(origin).netloc.lower() or None
    except ValueError:
        return None


def told(connection: ASGIConnection[Any, Any, Any, Any], secret: str) -> bool:
    said = connection.headers.get(HEADER, "")
    return hmac.compare_digest(said.encode(), csrf_token(secret).encode())


def refused(why: str) -> Problem:
    return Problem(403, "not-from-here", "This did not come from our own pages", why)

"""Query parameters: one that a route does not know, or that is given twice, is refused on every route alike."""

from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from goldenthread.http.asked import parameters_of
from goldenthread.http.problems import Problem
from goldenthread.http.strict import PLAIN

MORE_MAY_COME = "more_may_come"
"""Set in the ``opt`` of a route that others send browsers to, which may say more than is asked (RFC 6749, 4.1.2)."""


async def only_what_is_asked(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Refuse a query parameter that means nothing here, so that no day is ever read on the wrong axis.

    A coroutine, because the framework runs any other guard in a thread. It is given a copy of the handler each time, so
    nothing is remembered of one.
    """
    given = connection.query_params
    if not given:
        return
    known = set(parameters_of(handler)) - set(connection.path_params)
    if (strange := sorted(set(given) - known)) and not handler.opt.get(MORE_MAY_COME):
        these = f"these are: {', '.join(sorted(known))}" if known else "this takes no query parameters"
        raise refused(strange[0], f"is not understood here; {these}")
    if twice := sorted(name for name in given if len(given.getall(name)) > 1):
        raise refused(twice[0], "is given more than once")


def refused(name: str, why: str) -> Problem:
    shown = name if PLAIN.fullmatch(name) else "a parameter"
    errors = {"errors": [{"parameter": shown, "detail": why}]}
    return Problem(400, "invalid", "The request cannot be read", f"{shown} {why}", errors)

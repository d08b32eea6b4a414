"""Patience: how long the server waits for the rest of a body that has begun."""

import asyncio
from typing import Any

from litestar import Request

from goldenthread.http.problems import Problem

SECONDS_FOR_A_BODY = 10.0
"""More than any body that may be sent here needs on its way; whoever stalls holds up a connection no longer."""


class Patient(Request[Any, Any, Any]):
    """A request whose body must have come within a time."""

    async def body(self) -> bytes:
        try:
            async with asyncio.timeout(SECONDS_FOR_A_BODY):
                return await super().body()
        except TimeoutError:
            raise too_slow() from None


def too_slow() -> Problem:
    """What has not come yet cannot be told from the next request, so the connection is closed."""
    why = f"The body did not come within {SECONDS_FOR_A_BODY:g} seconds. Nothing was stored. Send it again, whole."
    return Problem(408, "too-slow", "The request did not come in time", why).with_headers(Connection="close")

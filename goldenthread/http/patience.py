"""Patience: how long the server waits for the rest of a body that has begun."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

from litestar import Request

from goldenthread.http.problems import Problem

SECONDS_FOR_A_BODY = 10.0
"""More than any body that may be sent here needs on its way; whoever stalls holds up a connection no longer."""

SLOWEST = 64_000
"""Bytes a second of the slowest line on which a document can be sent."""

STRETCH = 10.0
"""Seconds in which a tenth of what the slowest line brings must come, of a body that is not yet whole."""

IN_A_STRETCH = int(STRETCH * SLOWEST / 10)


class Patient(Request[Any, Any, Any]):
    """A request whose body must have come within a time."""

    async def body(self) -> bytes:
        return await self.body_within(SECONDS_FOR_A_BODY)

    async def body_within(self, seconds: float) -> bytes:
        """Return the body, where it comes in so many seconds, some in each stretch. Raises ``Problem`` 408."""
        try:
            async with asyncio.timeout(seconds):
                return await super().body()
        except TimeoutError:
            raise too_slow(seconds) from None

    async def stream(self) -> AsyncGenerator[bytes]:
        """Yield the body as it comes. Raises ``Problem`` 408 where hardly any of it comes in a stretch."""
        pieces, came, clock = super().stream(), 0, asyncio.get_running_loop().time
        ends = clock() + STRETCH
        while True:
            try:
                async with asyncio.timeout_at(ends):
                    piece = await anext(pieces)
            except StopAsyncIteration:
                return
            except TimeoutError:
                raise too_slow(STRETCH) from None
            came += len(piece)
            if came >= IN_A_STRETCH:
                came, ends = 0, clock() + STRETCH
            yield piece


def seconds_for(size: int) -> float:
    """Return how long a body of so many bytes may take: longer than any, where it is larger than any usual one."""
    return max(SECONDS_FOR_A_BODY, size / SLOWEST)


def too_slow(seconds: float) -> Problem:
    """What has not come yet cannot be told from the next request, so the connection is closed."""
    why = f"Too little of the body came within {seconds:g} seconds. Nothing was stored. Send it again, whole."
    return Problem(408, "too-slow", "The request did not come in time", why).with_headers(Connection="close")

"""Room: how many documents may be on their way at once, of one account and of all, and are taken in at once."""

from asyncio import Semaphore
from collections import Counter
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager

from goldenthread.http.problems import Problem

OF_ONE_ACCOUNT = 2
"""How many documents of one account may be on their way at once: whoever sends slowly holds up themselves alone."""

ON_THEIR_WAY = 32
"""How many of all accounts may be: each of them is in memory as far as it has come."""

AT_ONCE = 4
"""How many are taken in at once, of those that have arrived. The others wait their turn, and hold no thread."""


class Room:
    """The room that one server has for documents. It is asked by its event loop alone."""

    def __init__(self) -> None:
        self._coming: Counter[str] = Counter()
        self._turns = Semaphore(AT_ONCE)

    @contextmanager
    def coming(self, account: str) -> Generator[None]:
        """Make room for a document of an account, until it is taken in. Raises ``Problem`` 429 where there is none."""
        if self._coming[account] >= OF_ONE_ACCOUNT or self._coming.total() >= ON_THEIR_WAY:
            raise crowded()
        self._coming[account] += 1
        try:
            yield
        finally:
            self._coming[account] -= 1
            self._coming += Counter()  # forgets those that have none on their way

    @asynccontextmanager
    async def taken_in(self) -> AsyncGenerator[None]:
        """Wait for the turn of a document that has arrived."""
        async with self._turns:
            yield


def crowded() -> Problem:
    why = "Other documents are on their way. Nothing was stored. Send it again in 5 s."
    return Problem(429, "too-many", "Too many documents at once", why).with_headers(Retry_After="5", Connection="close")

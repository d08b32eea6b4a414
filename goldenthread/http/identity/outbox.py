"""What is done after its answer was given, so that no answer tells by its time whether there was anything to do."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable

import structlog

from goldenthread.http.problems import Problem

log = structlog.get_logger("goldenthread.identity")
MOST = 100
LAST_SECONDS = 5.0
"""How long what is still to be done may take when the server stops."""

Work = Callable[[], Awaitable[None]]


class Outbox:
    """A line of work, done one piece after another while the application runs."""

    def __init__(self, most: int = MOST) -> None:
        self._waiting: asyncio.Queue[Work] = asyncio.Queue(most)
        self._loop: asyncio.AbstractEventLoop | None = None

    def add(self, work: Work) -> None:
        """Let work be done soon; to be called in the application's own loop. Raises ``Problem`` 503 when it is full."""
        try:
            self._waiting.put_nowait(work)
        except asyncio.QueueFull:
            why = "Too many e-mails are waiting to be sent. Nothing was done. Try again in a minute."
            raise Problem(503, "unavailable", "Try again in a minute", why).with_headers(Retry_After="60") from None

    def soon(self, work: Work) -> None:
        """Let work be done soon that refuses nobody anything, from any thread. Where it cannot be, that is logged."""
        if self._loop is None or self._loop.is_closed():
            log.error("letter-not-sent", reason="stopped")
        else:
            self._loop.call_soon_threadsafe(self._try, work)

    def _try(self, work: Work) -> None:
        try:
            self._waiting.put_nowait(work)
        except asyncio.QueueFull:
            log.error("letter-not-sent", reason="full")  # noqa: TRY400  # said in words

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        """Do the work for as long as the application runs, and at its end what is left, as far as time allows."""
        self._loop = asyncio.get_running_loop()
        worker = asyncio.create_task(self._work())
        try:
            yield
        finally:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._waiting.join(), LAST_SECONDS)
            worker.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await worker

    async def _work(self) -> None:
        while True:
            work = await self._waiting.get()
            try:
                await work()
            except Exception as wrong:  # noqa: BLE001  # one letter that fails must not hold up the next
                log.error("letter-not-sent", error=type(wrong).__name__)  # noqa: TRY400  # a trace may hold an address
            finally:
                self._waiting.task_done()

    async def done(self) -> None:
        """Wait until nothing is waiting."""
        await self._waiting.join()

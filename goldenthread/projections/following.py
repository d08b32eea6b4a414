"""Following: one thread that keeps the projections in step with the log while the server runs."""

import threading
from typing import cast

import structlog

from goldenthread.engine.store.recorder import LocalSubscription
from goldenthread.projections.runner import Runner

log = structlog.get_logger("goldenthread.projections")
LINGER = 0.5
"""Seconds to gather what is being recorded, while nobody waits for it."""

PATIENCE = 1.0
"""Seconds that a query waits to see what was recorded before it was asked."""

REST = 1.0
"""Seconds to rest when the store or the file does not answer."""


class Follower:
    """Runs a runner in a thread of its own, woken by whatever this process records.

    ``trouble`` is the class of what was wrong last, or None while all is well.
    """

    def __init__(self, runner: Runner) -> None:
        self.runner, self.trouble = runner, cast("str | None", None)
        self._hurry = threading.Event()
        self._thread: threading.Thread | None = None
        self._subscription: LocalSubscription | None = None

    @property
    def running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        """Follow the log until stopped."""
        self.runner.stopping.clear()
        self._thread = threading.Thread(target=self._run, name="projections", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop following when the batch at hand is done, and close the file."""
        self.runner.stopping.set()
        self._hurry.set()
        if subscription := self._subscription:
            subscription.stop()
        if self._thread:
            self._thread.join()
            self._thread = None
        self.runner.close()

    def wait(self, seconds: float = PATIENCE) -> bool:
        """Wait until everything that is stored by now is folded in. Says whether it was, in time.

        Where no thread follows, it is folded in now.
        """
        runner = self.runner
        head = runner.recorder.max_notification_id() or 0
        if self._thread is None:
            return runner.catch_up() >= head
        if runner.pass_over(head):
            return True
        with runner.moved:
            if runner.position < head:
                self._hurry.set()
                if subscription := self._subscription:
                    subscription.wake()  # it may have been another process that wrote
            return runner.moved.wait_for(lambda: runner.position >= head, seconds)

    def _run(self) -> None:
        stopping = self.runner.stopping
        while not stopping.is_set():
            try:
                self.runner.catch_up()
                self.runner.retry()
                self.trouble = None
                self._follow()
            except Exception as wrong:  # noqa: BLE001  # it is told, and tried again: the thread outlives it
                self.trouble = type(wrong).__name__
                if not stopping.is_set():
                    log.warning("projections-wait", error=self.trouble)
                stopping.wait(REST)

    def _follow(self) -> None:
        runner = self.runner
        with cast("LocalSubscription", runner.recorder.subscribe(gt=runner.position)) as subscription:
            self._subscription = subscription
            if runner.stopping.is_set():
                return
            for one in subscription:
                if one.id > runner.position and not runner.pass_over(one.id):
                    self._hurry.wait(LINGER)
                    self._hurry.clear()
                    runner.catch_up()

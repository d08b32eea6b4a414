"""Rates: how much one account, and one line, may ask for in a minute.

An account is counted by its id, so that no change of address gains anything. Whoever is not signed in is counted by the
line they come over, and so is every try to sign in, apart and more tightly. What is refused takes from no other
budget: a flood of tries leaves those who are signed in on the same line as they were.
"""

import time
from collections.abc import Callable, Sequence

import structlog
from litestar.types.asgi_types import HTTPScope
from msgspec import Struct

from goldenthread.http.problems import Problem
from goldenthread.http.safety.addresses import Network, line_of
from goldenthread.http.safety.buckets import Buckets

log = structlog.get_logger("goldenthread.http")
SIGN_IN = ("/sign-in", "/api/sign-in")
"""Where somebody tries to say who they are."""

AccountOf = Callable[[HTTPScope], str | None]
"""Says which account a request comes from, or None where nobody is signed in. It never raises."""


class Limits(Struct, frozen=True, kw_only=True):
    """Requests a minute: of one account, over one line, over one line by nobody in particular, to sign in."""

    account: int = 6_000
    line: int = 30_000
    unknown: int = 1_200
    sign_in: int = 120


class Rates:
    """The budgets of one process. ``clock`` gives seconds, and only goes forward."""

    def __init__(
        self,
        limits: Limits,
        account_of: AccountOf,
        proxies: Sequence[Network] = (),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._account_of, self._proxies, self._clock = account_of, proxies, clock
        self.accounts, self.lines = Buckets(limits.account), Buckets(limits.line)
        self.unknown, self.sign_ins = Buckets(limits.unknown), Buckets(limits.sign_in)

    def check(self, scope: HTTPScope) -> None:
        """Take what a request costs. Raises ``Problem`` 429 that says when to ask again."""
        line = line_of(scope, self._proxies)
        if signs_in(scope["path"]):
            self._take(self.sign_ins, "sign-in", line)
        elif (account := self._account_of(scope)) is not None:
            self._take(self.accounts, "account", account)
            self._take(self.lines, "line", line)
        else:
            self._take(self.unknown, "unknown", line)

    def _take(self, buckets: Buckets, budget: str, name: str) -> None:
        empty = buckets.take(name, self._clock())
        if empty is None:
            return
        if not empty.told:
            empty.told = True  # once for a flood, or the log would be one
            log.warning("throttled", budget=budget, status=429)
        seconds = buckets.wait(empty)
        raise too_many(seconds)


def signs_in(path: str) -> bool:
    return any(path == one or path.startswith(f"{one}/") for one in SIGN_IN)


def too_many(seconds: int) -> Problem:
    why = f"More was asked for than is served in a minute. Nothing was stored. Ask again in {seconds} s."
    return Problem(429, "too-many", "Too many requests", why).with_headers(Retry_After=str(seconds))

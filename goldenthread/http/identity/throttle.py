"""Throttling of tries to sign in: ever longer waits, never a lock, by what was tried and from where.

A try is counted before it is judged, so that many at once gain nothing, and taken back when it was right. What is asked
for in a wait is not counted, so that nobody can be kept out by asking in their name.
"""

import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from goldenthread.engine.views import micros
from goldenthread.http.identity.secrets import Secrets, hold
from goldenthread.http.identity.tables import TRY
from goldenthread.http.problems import Problem

REMEMBERED = timedelta(days=1)
MICROSECONDS, MICROSECOND = 1_000_000, timedelta(microseconds=1)


class Limit(Struct, frozen=True):
    """So many failures are free; after each further one the wait doubles, from a second up to ``longest``.

    ``shared``: it is not one person's, so one success does not make up for the failures of others. One failure is
    forgiven each time it ``eases``, so that nobody keeps others waiting for longer than they go on trying.
    """

    what: str
    free: int
    longest: timedelta
    shared: bool = False
    eases: timedelta = timedelta(minutes=30)

    def wait(self, failures: int) -> timedelta:
        over = failures - self.free
        return min(self.longest, timedelta(seconds=2 ** min(over, 30))) if over >= 0 else timedelta()


class Limits(Struct, frozen=True, kw_only=True):
    """What is limited. A name from one address is held tightly; a name from anywhere loosely, for its owner's sake.

    ``network``: of IPv6 only, all that a place of work may be given (a /48). ``device``: a browser that its owner
    signed in from before, which waits for none of these.
    """

    here: Limit = Limit("name at an address", 5, timedelta(minutes=15))
    name: Limit = Limit("name", 50, timedelta(minutes=1), eases=timedelta(minutes=2))
    address: Limit = Limit("address", 30, timedelta(minutes=15), shared=True, eases=timedelta(minutes=2))
    network: Limit = Limit("network", 120, timedelta(minutes=15), shared=True, eases=timedelta(seconds=30))
    device: Limit = Limit("device", 5, timedelta(minutes=15))
    second: Limit = Limit("second step", 5, timedelta(minutes=15))


class Tried(Struct, frozen=True):
    """One thing that is being tried: under which limit, which one it is, and whose it is, if that is known."""

    limit: Limit
    which: str
    account: str | None = None


class Throttle:
    """The tries of a secrets file, kept as keyed digests, for a day."""

    def __init__(self, secrets: Secrets, material: bytes) -> None:
        self._secrets, self._key = secrets, hmac.digest(material, b"goldenthread/throttle/1", "sha256")

    def begin(self, tried: Sequence[Tried], now: datetime) -> None:
        """Count a try. Raises ``Problem`` 429, counting nothing, while one must wait for any of what is tried."""
        with self._secrets.writing() as connection:
            connection.execute(delete(TRY).where(TRY.c.ends_at <= micros(now)))
            rows = [self._row(connection, one) for one in tried]
            if (until := max(row.not_before if row else 0 for row in rows)) > micros(now):
                raise slow_down(-(-(until - micros(now)) // MICROSECONDS))
            for one, row in zip(tried, rows, strict=True):
                self._count(connection, one, 1 + (still(row, one.limit, now) if row else 0), now)

    def _row(self, connection: Connection, one: Tried) -> Any:
        return connection.execute(select(TRY).where(TRY.c.digest == self._digest(one))).one_or_none()

    def _digest(self, one: Tried) -> bytes:
        return hmac.digest(self._key, f"{one.limit.what}\0{one.which}".encode("utf-8", "surrogatepass"), "sha256")

    def _count(self, connection: Connection, one: Tried, failures: int, now: datetime) -> None:
        if one.account is not None:
            hold(connection, one.account)
        said = {
            "failures": failures,
            "not_before": micros(now + one.limit.wait(failures)),
            "ends_at": micros(now + REMEMBERED),
        }
        asked = insert(TRY).values(digest=self._digest(one), account=one.account, **said)
        connection.execute(asked.on_conflict_do_update(index_elements=[TRY.c.digest], set_=said))

    def right(self, tried: Sequence[Tried], now: datetime) -> None:
        """Take a try back that was right: what is one person's is forgotten, what is shared is counted one less."""
        with self._secrets.writing() as connection:
            for one in tried:
                mine = TRY.c.digest == self._digest(one)
                if one.limit.shared:
                    asked = update(TRY).where(mine, TRY.c.failures > 0)
                    connection.execute(asked.values(failures=TRY.c.failures - 1, not_before=micros(now)))
                else:
                    connection.execute(delete(TRY).where(mine))


def still(row: Any, limit: Limit, now: datetime) -> int:
    """Return how many failures count, of those that were: time has forgiven the others."""
    since: int = micros(now) - (row.ends_at - REMEMBERED // MICROSECOND)
    failures: int = row.failures
    return max(0, failures - since // (limit.eases // MICROSECOND))


def slow_down(seconds: int) -> Problem:
    why = f"There were too many tries that failed. Try again in {seconds} seconds; the wait ends by itself."
    return Problem(429, "slow-down", "Wait before you try again", why).with_headers(Retry_After=str(seconds))

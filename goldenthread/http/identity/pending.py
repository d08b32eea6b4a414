"""What was begun and waits for its end: a key being made, somebody at another organisation's sign-in."""

from datetime import datetime
from typing import TypeVar

import msgspec
from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, delete, insert, select

from goldenthread.engine.views import micros
from goldenthread.http.identity.secrets import Secrets, digest_of, hold, new_secret
from goldenthread.http.identity.tables import PENDING

T = TypeVar("T", bound=Struct)


class Pending:
    """What waits in a secrets file, each under a ticket that opens it for one purpose and once."""

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets

    def put(
        self,
        purpose: str,
        content: Struct,
        now: datetime,
        until: datetime,
        *,
        account: str | None = None,
        ticket: str | None = None,
    ) -> str:
        """Keep what was begun, and return its ticket: a new one, unless it is given. What is over is swept away."""
        chosen = ticket or new_secret()
        row = {
            "digest": digest_of(f"{purpose}\0{chosen}"),
            "account": account,
            "content": msgspec.json.encode(content),
            "ends_at": micros(until),
        }
        with self._secrets.writing() as connection:
            connection.execute(delete(PENDING).where(PENDING.c.ends_at <= micros(now)))
            if account is not None:
                hold(connection, account)
            connection.execute(insert(PENDING).values(**row))
        return chosen

    def look(self, purpose: str, ticket: str, kind: type[T], now: datetime) -> T | None:
        """Return what a ticket opens, and let it wait on; None where there is nothing, or no longer."""
        with self._secrets.reading() as connection:
            return found(connection, waiting(purpose, ticket, now), kind)

    def take(self, purpose: str, ticket: str, kind: type[T], now: datetime) -> T | None:
        """Return what a ticket opens, which it does once; None where there is nothing, or no longer."""
        mine = waiting(purpose, ticket, now)
        with self._secrets.writing() as connection:
            content = found(connection, mine, kind)
            connection.execute(delete(PENDING).where(*mine))
        return content


def waiting(purpose: str, ticket: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return PENDING.c.digest == digest_of(f"{purpose}\0{ticket}"), PENDING.c.ends_at > micros(now)


def found(connection: Connection, mine: tuple[ColumnElement[bool], ...], kind: type[T]) -> T | None:
    content = connection.execute(select(PENDING.c.content).where(*mine)).scalar_one_or_none()
    return None if content is None else msgspec.json.decode(content, type=kind)

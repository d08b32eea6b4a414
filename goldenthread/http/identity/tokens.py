"""API tokens: secrets by which a program acts for an account in one organisation, within scopes, until a day."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import msgspec
from msgspec import Struct
from sqlalchemy import delete, insert, select, update

from goldenthread.engine.commands import Unacceptable
from goldenthread.engine.events import Choice
from goldenthread.engine.views import day_of, end_of, instant, micros
from goldenthread.http.identity.secrets import Secrets, digest_of, hold, new_secret
from goldenthread.http.identity.tables import TOKEN

PREFIX = "gt_"
SHAPE = re.compile(PREFIX + r"[A-Za-z0-9_-]{43}")
A_YEAR = timedelta(days=366)
ONE_DAY = timedelta(days=1)
LONGEST_LABEL = 100
MOST = 50
"""Tokens of one account at a time."""


class Scope(Choice):
    """What a token may be used for."""

    READ = "read", "Read what its owner may see"
    RECORD = "record", "Record what its owner may record"
    ADMIT = "admit", "Say who takes part in a case, and open one in an emergency, as its owner may"
    CHANGES = "changes", "Follow the change feed"


class Token(Struct, frozen=True, kw_only=True):
    """A token, as its owner sees it: without its secret, which was shown once."""

    id: str
    owner: str
    organisation: str
    scopes: tuple[Scope, ...]
    label: str
    made_at: datetime
    until: datetime
    last_used_on: date | None = None


class Tokens:
    """The tokens of a secrets file. ``longest``: how far off the end of a token may be."""

    def __init__(self, secrets: Secrets, longest: timedelta = A_YEAR) -> None:
        self._secrets, self.longest = secrets, longest

    def make(
        self, owner: str, organisation: str, scopes: Iterable[Scope], label: str, until: datetime, now: datetime
    ) -> tuple[Token, str]:
        """Return a new token and its secret, which is kept nowhere. Raises ``Unacceptable``."""
        chosen = tuple(sorted(set(scopes)))
        self._check(chosen, label, until, now)
        token = Token(
            id=str(uuid4()),
            owner=owner,
            organisation=organisation,
            scopes=chosen,
            label=label,
            made_at=now,
            until=until,
        )
        secret = new_secret(PREFIX)
        with self._secrets.writing() as connection:
            hold(connection, owner)
            if len(connection.execute(live(owner, now)).all()) >= MOST:
                raise Unacceptable("label", f"an account has at most {MOST} tokens; revoke one first")
            connection.execute(insert(TOKEN).values(**row_of(token), digest=digest_of(secret)))
        return token, secret

    def _check(self, scopes: tuple[Scope, ...], label: str, until: datetime, now: datetime) -> None:
        if not scopes:
            raise Unacceptable("scopes", f"name at least one of: {', '.join(Scope)}")
        if not label.strip() or len(label) > LONGEST_LABEL:
            raise Unacceptable("label", f"a label has 1 to {LONGEST_LABEL} characters")
        if not now < until <= now + self.longest:
            raise Unacceptable("until", f"a token ends within {self.longest.days} days from now")

    def end_on(self, day: date, now: datetime) -> datetime:
        """Return the end of a token's last day. Raises ``Unacceptable`` for one too far off, naming the last."""
        last = day_of(micros(now + self.longest)) - ONE_DAY
        if day > last:
            raise Unacceptable("until", f"a token is of use until {last} at most")
        return end_of(day)

    def find(self, secret: str, now: datetime) -> Token | None:
        """Return the token of a secret, noting the day of use; None where there is none, or no longer."""
        if not SHAPE.fullmatch(secret):
            return None
        asked = select(TOKEN).where(TOKEN.c.digest == digest_of(secret), TOKEN.c.ends_at > micros(now))
        with self._secrets.reading() as connection:
            found = connection.execute(asked).mappings().one_or_none()
        if found is None:
            return None
        today = day_of(micros(now)).isoformat()
        if found["used_on"] != today:
            with self._secrets.writing() as connection:
                connection.execute(update(TOKEN).where(TOKEN.c.id == found["id"]).values(used_on=today))
        return token_of(found)

    def of(self, owner: str, now: datetime) -> list[Token]:
        """Return the tokens of an account that have not ended, the first made before the others."""
        with self._secrets.reading() as connection:
            return [token_of(row) for row in connection.execute(live(owner, now)).mappings()]

    def revoke(self, token: str, owner: str) -> bool:
        """Delete a token by its id. False where its owner has no such token."""
        asked = delete(TOKEN).where(TOKEN.c.id == token, TOKEN.c.account == owner)
        with self._secrets.writing() as connection:
            return connection.execute(asked).rowcount > 0

    def revoke_all(self, owner: str) -> None:
        """Delete every token of an account."""
        with self._secrets.writing() as connection:
            connection.execute(delete(TOKEN).where(TOKEN.c.account == owner))


def live(owner: str, now: datetime) -> Any:
    return select(TOKEN).where(TOKEN.c.account == owner, TOKEN.c.ends_at > micros(now)).order_by(TOKEN.c.made_at)


def row_of(token: Token) -> dict[str, Any]:
    return {
        "id": token.id,
        "account": token.owner,
        "organisation": token.organisation,
        "scopes": " ".join(token.scopes),
        "label": token.label,
        "made_at": micros(token.made_at),
        "ends_at": micros(token.until),
    }


def token_of(row: Any) -> Token:
    return Token(
        id=row["id"],
        owner=row["account"],
        organisation=row["organisation"],
        scopes=msgspec.convert(row["scopes"].split(), tuple[Scope, ...]),
        label=row["label"],
        made_at=instant(row["made_at"]),
        until=instant(row["ends_at"]),
        last_used_on=date.fromisoformat(row["used_on"]) if row["used_on"] else None,
    )

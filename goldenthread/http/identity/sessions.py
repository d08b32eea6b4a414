"""Sessions: who is signed in, kept on the server. The browser holds a secret; here stands only its digest."""

import hmac
import re
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import msgspec
from litestar.datastructures import Cookie
from msgspec import Struct
from sqlalchemy import delete, insert, select, update

from goldenthread.engine.events import Choice
from goldenthread.engine.views import instant, micros
from goldenthread.http.identity.secrets import Secrets, digest_of, hold, new_secret
from goldenthread.http.identity.tables import SESSION
from goldenthread.http.problems import Problem

COOKIE = "__Host-goldenthread"
"""The prefix makes a browser refuse it from another host, for a part of this one, or without ``Secure``.

On plain http it is taken and sent for ``localhost`` and 127.0.0.1 by Chromium (seen in 150; not in those of 2024),
Firefox, and curl (seen in 7.88). Safari wants https even there.
"""

SHAPE = re.compile(r"[A-Za-z0-9_-]{43}")
IDLE, LONGEST = timedelta(minutes=30), timedelta(hours=12)
TOUCH = timedelta(minutes=1)
"""How often it is written down that a session is in use."""


class How(Choice):
    """How somebody signed in."""

    PASSWORD = "password", "With a password and a code from an app"
    RECOVERY = "recovery", "With a password and a recovery code"
    PASSKEY = "passkey", "With a passkey"
    PROVIDER = "provider", "With another organisation's account"
    LINK = "link", "With a link sent by e-mail"
    PRINTED = "printed", "With a printed code"


class Session(Struct, frozen=True, kw_only=True):
    """Somebody signed in: one account, acting in one organisation.

    ``enrolling``: a second step must be set up first, and nothing else can be done.
    """

    id: str
    account: str
    organisation: str
    how: How
    begun_at: datetime
    seen_at: datetime
    ends_at: datetime
    enrolling: bool = False


class Sessions:
    """The sessions of a secrets file. They end after ``idle`` time unused, and ``longest`` after they began."""

    def __init__(self, secrets: Secrets, idle: timedelta = IDLE, longest: timedelta = LONGEST) -> None:
        self._secrets, self.idle, self.longest = secrets, idle, longest

    def begin(
        self, account: str, organisation: str, how: How, now: datetime, *, enrolling: bool = False
    ) -> tuple[Session, str]:
        """Return a new session and its secret, which is kept nowhere and goes into the cookie."""
        session = Session(
            id=str(uuid4()),
            account=account,
            organisation=organisation,
            how=how,
            begun_at=now,
            seen_at=now,
            ends_at=now + self.longest,
            enrolling=enrolling,
        )
        secret = new_secret()
        with self._secrets.writing() as connection:
            hold(connection, account)
            connection.execute(insert(SESSION).values(**row_of(session), digest=digest_of(secret)))
        return session, secret

    def find(self, secret: str, now: datetime) -> Session | None:
        """Return the session of a secret, noting that it is in use; None where there is none, or no longer."""
        if not SHAPE.fullmatch(secret):
            return None
        asked = select(SESSION).where(SESSION.c.digest == digest_of(secret), *self._live(now))
        with self._secrets.reading() as connection:
            found = connection.execute(asked).mappings().one_or_none()
        if found is None:
            return None
        session = session_of(found)
        if now - session.seen_at < TOUCH:
            return session
        with self._secrets.writing() as connection:
            connection.execute(update(SESSION).where(SESSION.c.id == session.id).values(seen_at=micros(now)))
        return msgspec.structs.replace(session, seen_at=now)

    def _live(self, now: datetime) -> tuple[Any, ...]:
        return SESSION.c.ends_at > micros(now), SESSION.c.seen_at > micros(now - self.idle)

    def rotate(self, session: Session, now: datetime) -> tuple[Session, str]:
        """Give a session a new secret, after which the old one opens nothing. Raises ``SessionOver``."""
        return self._renew(msgspec.structs.replace(session, seen_at=now))

    def choose(self, session: Session, organisation: str, now: datetime) -> tuple[Session, str]:
        """Let a session act in another organisation, under a new secret. Raises ``SessionOver``."""
        return self._renew(msgspec.structs.replace(session, seen_at=now, organisation=organisation))

    def enrolled(self, session: Session, now: datetime) -> tuple[Session, str]:
        """Let a session do all it may, now that a second step is set up, under a new secret. Raises ``SessionOver``."""
        return self._renew(msgspec.structs.replace(session, seen_at=now, enrolling=False))

    def _renew(self, session: Session) -> tuple[Session, str]:
        secret = new_secret()
        asked = update(SESSION).where(SESSION.c.id == session.id).values(**row_of(session), digest=digest_of(secret))
        with self._secrets.writing() as connection:
            if not connection.execute(asked).rowcount:
                raise SessionOver
        return session, secret

    def end(self, session: str, account: str) -> bool:
        """End a session by its id. False where the account has no such session."""
        asked = delete(SESSION).where(SESSION.c.id == session, SESSION.c.account == account)
        with self._secrets.writing() as connection:
            return connection.execute(asked).rowcount > 0

    def end_all(self, account: str, but: str | None = None) -> int:
        """End every session of an account, but one by its id, and return how many were ended."""
        asked = delete(SESSION).where(SESSION.c.account == account, SESSION.c.id != (but or ""))
        with self._secrets.writing() as connection:
            return connection.execute(asked).rowcount

    def of(self, account: str, now: datetime) -> list[Session]:
        """Return the sessions of an account that have not ended, the first begun before the others."""
        asked = select(SESSION).where(SESSION.c.account == account, *self._live(now)).order_by(SESSION.c.begun_at)
        with self._secrets.reading() as connection:
            return [session_of(row) for row in connection.execute(asked).mappings()]


class SessionOver(Problem):
    """The session has ended. Sign in again."""

    def __init__(self) -> None:
        super().__init__(401, "nobody", "Say who you are", "The session has ended. Sign in again.")
        self.with_headers(WWW_Authenticate="Bearer")


def csrf_token(secret: str) -> str:
    """Return what must come with every change that a session makes: it follows from the session's own secret."""
    return hmac.digest(secret.encode(), b"goldenthread/csrf/1", "sha256").hex()


def cookie(secret: str) -> Cookie:
    """Return the cookie of a session: for this host alone, out of reach of scripts, gone when the browser closes."""
    return Cookie(COOKIE, value=secret, path="/", secure=True, httponly=True, samesite="lax")


def no_cookie() -> Cookie:
    """Return the cookie that takes a session's cookie away."""
    return Cookie(COOKIE, value="", path="/", secure=True, httponly=True, samesite="lax", max_age=0)


def row_of(session: Session) -> dict[str, Any]:
    return {
        "id": session.id,
        "account": session.account,
        "organisation": session.organisation,
        "how": session.how.value,
        "enrolling": session.enrolling,
        "begun_at": micros(session.begun_at),
        "seen_at": micros(session.seen_at),
        "ends_at": micros(session.ends_at),
    }


def session_of(row: Any) -> Session:
    return Session(
        id=row["id"],
        account=row["account"],
        organisation=row["organisation"],
        how=msgspec.convert(row["how"], How),
        begun_at=instant(row["begun_at"]),
        seen_at=instant(row["seen_at"]),
        ends_at=instant(row["ends_at"]),
        enrolling=row["enrolling"],
    )

"""Signing in with a password, and with a code from an app where one is set up. Staff must set one up."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

import structlog
from msgspec import Struct
from sqlalchemy import delete, insert, select, update

from goldenthread.engine.views import micros
from goldenthread.http.identity.devices import Devices
from goldenthread.http.identity.passkeys import has_passkey
from goldenthread.http.identity.passwords import Passwords, folded
from goldenthread.http.identity.secrets import Secrets, digest_of, hold, new_secret
from goldenthread.http.identity.sessions import How, Session, Sessions
from goldenthread.http.identity.tables import TICKET
from goldenthread.http.identity.throttle import Limits, Throttle, Tried
from goldenthread.http.identity.totp import SecondSteps
from goldenthread.http.problems import Problem
from goldenthread.http.safety.addresses import customer_of, site_of

log = structlog.get_logger("goldenthread.identity")
HALF_OPEN = timedelta(minutes=5)
TRIES = 5
"""Codes that may be tried on one ticket."""


class Members(Protocol):
    """Who belongs where: what signing in asks of the directory."""

    def organisations_of(self, account: str, now: datetime) -> Sequence[str]:
        """Return the organisations that an account holds a post in, the first to be acted in before the others."""
        ...

    def posts_of(self, account: str, organisation: str, now: datetime) -> Sequence[str]:
        """Return the posts that an account holds in an organisation."""
        ...

    def is_staff(self, account: str, now: datetime) -> bool:
        """Say whether an account must have a second step."""
        ...

    def begun_anew(self, account: str, made_by: str, now: datetime) -> None:
        """Let the posts of an account wait: what ``made_by`` made for it is used. Raises ``StoreUnavailable``."""
        ...


class Came(Struct, frozen=True):
    """How somebody came: over which line, and by which browser, as its cookie says; nothing, where it has none."""

    line: str
    device: str = ""


class SignedIn(Struct, frozen=True):
    """A new session, and its secret, for the cookie."""

    session: Session
    secret: str


class HalfOpen(Struct, frozen=True):
    """The password was right; with this ticket, a code is asked for next, within five minutes."""

    ticket: str


class PasskeyNext(Struct, frozen=True):
    """The password was right; the account has a passkey and no app, so the passkey is asked for next."""


class SigningIn:
    """The way in by a password. What is wrong is never said: an unknown name is answered as a wrong password is."""

    def __init__(
        self,
        secrets: Secrets,
        passwords: Passwords,
        second: SecondSteps,
        sessions: Sessions,
        throttle: Throttle,
        members: Members,
        devices: Devices,
        limits: Limits | None = None,
    ) -> None:
        self._secrets, self._passwords, self._second, self._sessions = secrets, passwords, second, sessions
        self._throttle, self._members, self._limits = throttle, members, limits or Limits()
        self._devices = devices

    def first(self, name: str, password: str, came: Came, now: datetime) -> SignedIn | HalfOpen | PasskeyNext:
        """Take a name and a password. Raises ``Problem`` 401, 403 without a post today, 429 to be slowed down."""
        found = self._passwords.find(name)
        tried = self._tried(folded(name), came, found.account if found else None, now)
        self._begin(tried, now)
        if not self._passwords.right(found, password) or found is None:
            log.warning("sign-in-failed", reason="password")
            raise not_signed_in()
        self._throttle.right(tried, now)
        where = self.where(found.account, now)
        if self._second.has(found.account):
            return self._half_open(found.account, where, now)
        if has_passkey(self._secrets, found.account):
            return PasskeyNext()
        return self._signed_in(found.account, where, How.PASSWORD, now)

    def _tried(self, name: str, came: Came, account: str | None, now: datetime) -> list[Tried]:
        """Return what is tried with a name: of a browser that its owner came by before, that browser alone."""
        limits, line = self._limits, customer_of(came.line)
        if account and (device := self._devices.known(came.device, account, now)):
            return [Tried(limits.device, device, account)]
        return [
            Tried(limits.here, f"{name}\0{line}", account),
            Tried(limits.name, name, account),
            *self._over(came, account, now),
        ]

    def _over(self, came: Came, account: str | None, now: datetime) -> list[Tried]:
        """Return the lines over which something is tried; none for a browser that its owner came by before."""
        if account and self._devices.known(came.device, account, now):
            return []
        site = site_of(came.line)
        wider = [Tried(self._limits.network, site)] if site else []
        return [Tried(self._limits.address, customer_of(came.line)), *wider]

    def _begin(self, tried: Sequence[Tried], now: datetime) -> None:
        try:
            self._throttle.begin(tried, now)
        except Problem:
            log.warning("sign-in-failed", reason="slow-down")
            raise

    def where(self, account: str, now: datetime) -> str:
        """Return the organisation to begin in. Raises ``Problem`` 403 where the account has no post today."""
        for organisation in self._members.organisations_of(account, now):
            return organisation
        why = (
            "This account holds no post today, or its posts wait for somebody to confirm them. Ask whoever looks after"
            " accounts in your organisation."
        )
        raise Problem(403, "no-post", "There is nothing you may do here today", why)

    def _half_open(self, account: str, organisation: str, now: datetime) -> HalfOpen:
        ticket = new_secret()
        row = {
            "digest": digest_of(ticket),
            "account": account,
            "organisation": organisation,
            "tries": 0,
            "ends_at": micros(now + HALF_OPEN),
        }
        with self._secrets.writing() as connection:
            hold(connection, account)
            connection.execute(insert(TICKET).values(**row))
        return HalfOpen(ticket)

    def second(self, ticket: str, code: str, came: Came, now: datetime, *, recovery: bool = False) -> SignedIn:
        """Take the code that a ticket waits for. Raises ``Problem`` 401; 429 to be slowed down."""
        account, organisation = self._tear(ticket, now)
        tried = [Tried(self._limits.second, account, account), *self._over(came, account, now)]
        self._begin(tried, now)
        right = self._second.recover(account, code) if recovery else self._second.right(account, code, now)
        if not right:
            log.warning("sign-in-failed", reason="code")
            raise wrong_code()
        self._throttle.right(tried, now)
        with self._secrets.writing() as connection:
            used = connection.execute(delete(TICKET).where(TICKET.c.digest == digest_of(ticket))).rowcount
        if not used:
            raise wrong_code()
        return self._signed_in(account, organisation, How.RECOVERY if recovery else How.PASSWORD, now)

    def _tear(self, ticket: str, now: datetime) -> tuple[str, str]:
        """Count a try on a ticket, and return whose it is and where it leads."""
        mine = TICKET.c.digest == digest_of(ticket), TICKET.c.ends_at > micros(now), TICKET.c.tries < TRIES
        with self._secrets.writing() as connection:
            row = connection.execute(select(TICKET).where(*mine)).one_or_none()
            connection.execute(update(TICKET).where(*mine).values(tries=TICKET.c.tries + 1))
        if row is None:
            log.warning("sign-in-failed", reason="ticket")
            raise wrong_code()
        return row.account, row.organisation

    def _signed_in(self, account: str, organisation: str, how: How, now: datetime) -> SignedIn:
        self._secrets.sweep(now)
        enrolling = not self._second.has(account) and self._members.is_staff(account, now)
        session, secret = self._sessions.begin(account, organisation, how, now, enrolling=enrolling)
        log.info("signed-in", account=account, how=how.value)
        return SignedIn(session, secret)

    def change(self, session: Session, current: str, new: str, came: Came, now: datetime) -> SignedIn:
        """Change a password, ending every other session. Raises ``Problem`` 401 or 429, and ``Unacceptable``."""
        name = self._passwords.name_of(session.account)
        found = self._passwords.find(name) if name else None
        tried = self._tried(name or "", came, session.account, now)
        self._begin(tried, now)
        if not self._passwords.right(found, current):
            log.warning("sign-in-failed", reason="password")
            raise not_signed_in()
        self._throttle.right(tried, now)
        self._passwords.choose(session.account, new, now)
        self._sessions.end_all(session.account, but=session.id)
        log.info("password-changed", account=session.account)
        return SignedIn(*self._sessions.rotate(session, now))

    def may_enrol(self, session: Session) -> None:
        """Refuse a new app to a session of one step, where the account has a passkey. Raises ``Problem`` 403."""
        if session.enrolling and not self._second.has(session.account) and has_passkey(self._secrets, session.account):
            why = "This account has a passkey. Sign in with it at /api/sign-in/passkey; then an app can be added."
            raise Problem(403, "passkey-wanted", "Use your passkey", why)

    def shown(self, session: Session, code: str | None, now: datetime) -> None:
        """Ask for a code, or a recovery code, of an account that has a second step. Raises ``Problem`` 401 or 429."""
        if not self._second.has(session.account):
            return
        tried = [Tried(self._limits.second, session.account, session.account)]
        self._begin(tried, now)
        if not code or not (
            self._second.right(session.account, code, now) or self._second.recover(session.account, code)
        ):
            log.warning("sign-in-failed", reason="code")
            raise wrong_code()
        self._throttle.right(tried, now)


def not_signed_in() -> Problem:
    return refused("This name and this password do not go together.")


def wrong_code() -> Problem:
    return refused("This code is wrong, was used, or came too late. Try the next one, or sign in again.")


def refused(why: str) -> Problem:
    return Problem(401, "not-signed-in", "You are not signed in", why).with_headers(WWW_Authenticate="Bearer")

"""Coming in by another way than a password: a session, once it is known who somebody is."""

from datetime import datetime, timedelta

from goldenthread.engine.commands import Unacceptable
from goldenthread.http.identity.door import Door
from goldenthread.http.identity.sessions import How, Session
from goldenthread.http.identity.signing_in import SignedIn, log
from goldenthread.http.problems import Problem

FRESH = timedelta(minutes=15)
"""How long after signing in somebody may change by what they sign in (OWASP ASVS 5.0, 7.5.1)."""


def come_in(door: Door, account: str, how: How, now: datetime, *, both_factors: bool) -> SignedIn:
    """Begin a session. With one factor, it can do nothing until the second is given, of whoever has or needs one.

    Raises ``Problem`` 403 where the account holds no post today.
    """
    where = door.signing_in.where(account, now)
    door.secrets.sweep(now)
    waits = not both_factors and (door.second.has(account) or door.members.is_staff(account, now))
    session, secret = door.sessions.begin(account, where, how, now, enrolling=waits)
    log.info("signed-in", account=account, how=how.value)
    return SignedIn(session, secret)


def give_code(door: Door, session: Session, code: str, now: datetime) -> SignedIn:
    """Take the code that a session waits for. Raises ``Problem`` 401 or 429, and ``Unacceptable``."""
    if not session.enrolling or not door.second.has(session.account):
        raise Unacceptable("code", "this session waits for no code; set up a second step, or go on")
    door.signing_in.shown(session, code, now)
    return SignedIn(*door.sessions.enrolled(session, now))


def may_change_ways(door: Door, session: Session) -> None:
    """Ask for more than a letter, where somebody adds a way into their account. Raises ``Problem`` 403.

    Whoever found the letter could otherwise keep the account, and shut out whose it is. Where a second step is set up,
    such a session gave its code.
    """
    if session.how is How.PRINTED and not door.second.has(session.account):
        why = "You came in with a printed code, which anybody may have found. Sign in with a link sent to your address."
        raise Problem(403, "sign-in-otherwise", "A printed code is not enough for this", why)


def freshly(session: Session, now: datetime) -> None:
    """Ask for a session that was begun just now. Raises ``Problem`` 403."""
    if now - session.begun_at > FRESH:
        why = f"This changes how you sign in. Sign in again first: it is open for {FRESH.seconds // 60} minutes then."
        raise Problem(403, "sign-in-again", "Sign in again first", why)

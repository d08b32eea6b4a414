"""Who asks: the session's secret in a request's cookie, or the token in its ``Authorization``."""

from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection

from goldenthread.http.identity.door import Door
from goldenthread.http.identity.sessions import COOKIE, Session
from goldenthread.http.identity.tokens import Token
from goldenthread.http.problems import Problem

SCHEME = "bearer"


def session_secret(request: ASGIConnection[Any, Any, Any, Any]) -> str | None:
    """Return the secret of the session that a request comes with."""
    return request.cookies.get(COOKIE)


def token_secret(request: ASGIConnection[Any, Any, Any, Any]) -> str | None:
    """Return the token that a request comes with. Raises ``Problem`` 400 beside a cookie, or for another scheme."""
    said = request.headers.getall("Authorization", [])
    if not said:
        return None
    scheme, _, secret = said[0].partition(" ")
    if len(said) > 1 or scheme.lower() != SCHEME:
        raise unclear("Send one Authorization header: Bearer, and a token.")
    if session_secret(request) is not None:
        raise unclear("Send a session's cookie or a token, not both.")
    return secret.strip()


def unclear(why: str) -> Problem:
    return Problem(400, "invalid", "The request cannot be read", why)


def session_of(request: Request[Any, Any, Any], door: Door, *, enrolling: bool = False) -> tuple[Session, str]:
    """Return the session that a request comes with, and its secret; one that is still ``enrolling`` where that will do.

    Raises ``Problem`` 401 where there is none, or no longer; 403 where a second step must be set up first, and for a
    token, which is not for what is asked in a session.
    """
    if token_of(request, door):
        raise in_a_session()
    secret = session_secret(request)
    session = door.sessions.find(secret, door.now()) if secret else None
    if secret is None or session is None:
        raise nobody()
    if session.enrolling and not enrolling:
        why = "Whoever works here needs a second step. Set it up with POST /api/sign-in/enrol, then go on."
        raise Problem(403, "second-step-missing", "One step is missing", why)
    return session, secret


def token_of(request: Request[Any, Any, Any], door: Door) -> Token | None:
    """Return the token that a request comes with. Raises ``Problem`` 401 for one that is not known, or has ended."""
    secret = token_secret(request)
    if secret is None:
        return None
    found = door.tokens.find(secret, door.now())
    if found is None:
        raise nobody()
    return found


def in_a_session() -> Problem:
    why = "This is done by somebody who is signed in, and not by a program. Sign in at /api/sign-in."
    return Problem(403, "in-a-session", "This is not done with a token", why)


def nobody() -> Problem:
    why = "Sign in at /api/sign-in, or send a token: Authorization: Bearer gt_..."
    return Problem(401, "nobody", "Say who is acting", why).with_headers(WWW_Authenticate="Bearer")

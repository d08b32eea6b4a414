"""Who is acting: read from a session's cookie or a token, and what they hold on the day, from the directory."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from litestar import Request

from goldenthread.engine.access.policy import Policy, Post, Viewer
from goldenthread.engine.access.register import Register
from goldenthread.engine.events import Event
from goldenthread.engine.journey import Journey
from goldenthread.engine.records import Actor
from goldenthread.engine.views import HERE
from goldenthread.http.identity.secrets import Secrets
from goldenthread.http.identity.sessions import COOKIE, Session, Sessions
from goldenthread.http.identity.tokens import Scope, Token, Tokens
from goldenthread.http.problems import Problem

BEARER = "bearer "
READS = frozenset({"GET", "HEAD", "OPTIONS"})
KEY = "goldenthread-somebody"


@dataclass(frozen=True)
class Somebody:
    """Whoever is acting: one account in one organisation, with the posts it holds there today."""

    viewer: Viewer
    policy: Policy
    session: Session | None = None
    token: Token | None = None

    @property
    def account(self) -> str:
        return self.viewer.account

    @property
    def organisation(self) -> str:
        return self.viewer.organisation

    @property
    def posts(self) -> tuple[Post, ...]:
        return tuple(self.policy.by_id[one] for one in self.viewer.posts if one in self.policy.by_id)

    def to_record(
        self, event: type[Event], journey: Journey, posts: Iterable[str], about: type[Event] | None = None
    ) -> Actor:
        """Return the actor in the first part that may record an event, of the posts that count. Raises 403."""
        allowed = journey.may_record(event, about)
        for part, _ in self.policy.parts(posts):
            if part in allowed:
                return Actor(self.account, part, self.organisation)
        may = ", ".join(journey.role_name(role) for role in sorted(allowed))
        raise Problem(403, "not-entitled", "This is not yours to record", f"This is recorded by {may}.")

    def as_themselves(self) -> Actor:
        """Return the actor for what is no part of a story: in the first post that is held."""
        return Actor(self.account, next(iter(self.viewer.posts), "none"), self.organisation)


@dataclass(frozen=True)
class Door:
    """Where those who come are known: by their sessions, or by a token."""

    secrets: Secrets
    register: Register
    policy: Policy
    now: Callable[[], datetime]
    sessions: Sessions = field(init=False)
    tokens: Tokens = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sessions", Sessions(self.secrets))
        object.__setattr__(self, "tokens", Tokens(self.secrets))

    def somebody(self, account: str, organisation: str, at: datetime) -> Viewer | None:
        """Return an account as it acts in an organisation; None where it holds nothing there."""
        directory, day = self.register.directory(), at.astimezone(HERE).date()
        posts = directory.posts_in(account, organisation, day)
        if not posts:
            return None
        return Viewer(account, organisation, directory.kind_of(organisation), posts, directory.person_of(account))

    def known(self, request: Request[Any, Any, Any]) -> Somebody:
        """Return who is acting. Raises ``Problem`` 401, or 403 where a token is not for this."""
        at, said = self.now(), self._bearer(request)
        token = self.tokens.find(said, at) if said else None
        session = None if said else self._session(request, at)
        acting = (token.owner, token.organisation) if token else session and (session.account, session.organisation)
        found = self.somebody(*acting, at) if acting else None
        if found is None:
            raise nobody()
        if token:
            self._within(token, request)
        return Somebody(found, self.policy, session, token)

    def _bearer(self, request: Request[Any, Any, Any]) -> str | None:
        given = request.headers.getall("authorization", [])
        if len(given) > 1:
            raise Problem(400, "invalid", "The request cannot be read", "Send Authorization once.")
        if not given:
            return None
        if not given[0].lower().startswith(BEARER):
            raise nobody()
        return given[0][len(BEARER) :].strip()

    def _session(self, request: Request[Any, Any, Any], at: datetime) -> Session | None:
        secret = request.cookies.get(COOKIE)
        found = self.sessions.find(secret, at) if secret else None
        if found and found.enrolling:
            raise Problem(
                403, "second-step-missing", "One step is missing", "Set up a second step first: /api/sign-in/enrol."
            )
        return found

    def _within(self, token: Token, request: Request[Any, Any, Any]) -> None:
        operation = getattr(request.route_handler, "operation_id", None)
        wanted = Scope.CHANGES if operation == "changes" else Scope.READ if request.method in READS else Scope.RECORD
        if wanted not in token.scopes:
            raise Problem(403, "not-in-scope", "This token is not for that", f"It needs the scope {wanted.value!r}.")


def nobody() -> Problem:
    why = "Sign in at /api/sign-in, or send a token: Authorization: Bearer gt_..."
    return Problem(401, "nobody", "Say who you are", why).with_headers(WWW_Authenticate="Bearer")


def somebody(request: Request[Any, Any, Any]) -> Somebody:
    """Return who is acting, known once for each request. Raises ``Problem`` 401."""
    known = request.scope["state"].get(KEY)
    if known is None:
        door = cast("Door", request.app.state["door"])
        known = request.scope["state"][KEY] = door.known(request)
    return cast("Somebody", known)

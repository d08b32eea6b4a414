"""Who is acting: read from a session's cookie or a token, and what they hold on the day, from the directory."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.types.asgi_types import HTTPScope

from goldenthread.engine.access.policy import Policy, Post, Viewer
from goldenthread.engine.access.register import Register
from goldenthread.engine.events import Event
from goldenthread.engine.journey import Journey
from goldenthread.engine.records import Actor
from goldenthread.engine.views import HERE
from goldenthread.http.identity.asking import nobody, session_of, token_of
from goldenthread.http.identity.door import Door
from goldenthread.http.identity.office import Office
from goldenthread.http.identity.scopes import within
from goldenthread.http.identity.secrets import digest_of
from goldenthread.http.identity.sessions import COOKIE, Session
from goldenthread.http.identity.tokens import Token
from goldenthread.http.problems import Problem

KEY, REMEMBERED = "goldenthread-somebody", 4096


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
class Reception:
    """Where those who come are known: by their sessions or tokens, and by what the directory says of them today."""

    door: Door
    register: Register
    policy: Policy
    _accounts: OrderedDict[bytes, str] = field(default_factory=OrderedDict[bytes, str], repr=False)

    def spoken_for(self, scope: HTTPScope) -> str | None:
        """Return the account that a request speaks for, where what it comes with was known before; else None.

        A secret that nobody has is never known, so whoever makes secrets up is counted as nobody in particular.
        """
        connection = ASGIConnection[Any, Any, Any, Any](scope)
        said = connection.headers.get("Authorization") or connection.cookies.get(COOKIE)
        return self._accounts.get(digest_of(said)) if said else None

    def _remember(self, request: Request[Any, Any, Any], account: str) -> None:
        said = request.headers.get("Authorization") or request.cookies.get(COOKIE)
        if said:
            self._accounts[digest_of(said)] = account
            while len(self._accounts) > REMEMBERED:
                self._accounts.popitem(last=False)

    def viewer(self, account: str, organisation: str, at: datetime) -> Viewer | None:
        """Return an account as it acts in an organisation; None where it holds no post there on the day."""
        directory, day = self.register.directory(), at.astimezone(HERE).date()
        posts = directory.posts_in(account, organisation, day)
        if not posts:
            return None
        return Viewer(account, organisation, directory.kind_of(organisation), posts, directory.person_of(account))

    def known(self, request: Request[Any, Any, Any]) -> Somebody:
        """Return who is acting. Raises ``Problem`` 401; 403 where a token is not for this, or a step is missing."""
        token = token_of(request, self.door)
        session = None if token else session_of(request, self.door)[0]
        account = token.owner if token else session.account if session else ""
        organisation = token.organisation if token else session.organisation if session else ""
        found = self.viewer(account, organisation, self.door.now())
        if found is None:
            raise nobody()
        self._remember(request, account)
        if token:
            within(token, request)
        return Somebody(found, self.policy, session, token)


@dataclass(frozen=True)
class FromDirectory:
    """What signing in asks of the directory."""

    register: Register
    policy: Policy

    def organisations_of(self, account: str, now: datetime) -> Sequence[str]:
        return self.register.directory().organisations_of(account, now.astimezone(HERE).date())

    def posts_of(self, account: str, organisation: str, now: datetime) -> Sequence[str]:
        return self.register.directory().posts_in(account, organisation, now.astimezone(HERE).date())

    def is_staff(self, account: str, now: datetime) -> bool:
        """Say whether an account holds any post outside a family: then it needs a second step."""
        held = self.register.directory().posts(account, now.astimezone(HERE).date())
        directory = self.register.directory()
        return any(directory.kind_of(one.organisation) != self.policy.family for one in held)

    def begun_anew(self, account: str, made_by: str, now: datetime) -> None:
        """Write it down in the directory, by the account itself. Raises ``StoreUnavailable``."""
        organisation = next(iter(self.organisations_of(account, now)), "none")
        Office(self.register, now, Actor(account, "none", organisation)).begun_anew(account, made_by)


def somebody(request: Request[Any, Any, Any]) -> Somebody:
    """Return who is acting, known once for each request. Raises ``Problem`` 401."""
    known = request.scope["state"].get(KEY)
    if known is None:
        reception = cast("Reception", request.app.state["reception"])
        known = request.scope["state"][KEY] = reception.known(request)
    return cast("Somebody", known)

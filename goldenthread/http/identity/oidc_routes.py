"""The routes of other organisations' sign-in: to go there and come back, and to say whose account somebody has."""

import asyncio
import hmac
from datetime import datetime
from typing import Annotated, Any

from litestar import Request, Response, get
from litestar.datastructures import Cookie
from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter
from msgspec import Struct

from goldenthread.engine.access.directory import Way
from goldenthread.http.described import PROBLEMS, problems
from goldenthread.http.identity.asking import session_of
from goldenthread.http.identity.bodies import Code, CodeBody, Present
from goldenthread.http.identity.coming_in import come_in, give_code
from goldenthread.http.identity.discovery import ProviderFailed
from goldenthread.http.identity.door import Door
from goldenthread.http.identity.id_tokens import BadIdToken
from goldenthread.http.identity.known import OPEN
from goldenthread.http.identity.linking import ProviderLink, ProviderLinks
from goldenthread.http.identity.making import SEEING, THERE, changing, ending, seeing
from goldenthread.http.identity.oidc import LASTS, Begun, Identity, NotThatProvider, Oidc, Returned
from goldenthread.http.identity.pending import Pending
from goldenthread.http.identity.routes import NO_STORE, entered, renewed
from goldenthread.http.identity.secrets import digest_of, new_secret
from goldenthread.http.identity.sessions import How, Session
from goldenthread.http.identity.set_up_codes import digest_of_code, spend, whose
from goldenthread.http.identity.signing_in import SignedIn, log, refused
from goldenthread.http.identity.stewards import Stewards
from goldenthread.http.parameters import MORE_MAY_COME
from goldenthread.http.problems import Problem, not_found

AnyRequest = Request[Any, Any, Any]
COOKIE = "__Host-goldenthread-away"
"""Kept by a browser that was sent to a provider, so that only it can come back from there."""

AWAY = "provider-away"
AWAY_FAILED = {502: "The other organisation's sign-in does not answer as it should"}
QUIET = NO_STORE | {"Referrer-Policy": "no-referrer"}


class Offered(Struct, frozen=True, kw_only=True):
    """A provider that people may sign in with."""

    id: str
    label: str


class Providers(Struct, frozen=True, kw_only=True):
    """The providers that people may sign in with."""

    items: list[Offered]


class AwayBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nothing; or the set-up code that was given by hand, to link whoever signs in there to its account."""

    set_up_code: Code | None = None


class GoTo(Struct, frozen=True, kw_only=True):
    """Where to send the browser."""

    address: str


class Away(Struct, frozen=True, kw_only=True):
    """A browser that was sent to a provider: which, and what is to happen when it is back."""

    begun: Begun
    browser: bytes
    set_up: bytes | None


class LinkBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who an account is: by the ``reference`` they were shown when they signed in there."""

    reference: Code


class Linked(Struct, frozen=True, kw_only=True):
    """The providers that an account is linked at."""

    items: list[ProviderLink]


class OidcRoutes:
    """What the routes share. ``lands_on``: where a browser goes when its owner has signed in."""

    def __init__(self, door: Door, oidc: Oidc, stewards: Stewards, lands_on: str = "/") -> None:
        self.door, self.oidc, self.stewards, self.lands_on = door, oidc, stewards, lands_on
        self.pending, self.links = Pending(door.secrets), ProviderLinks(door.secrets)

    def begun(self, state: str, kept: Begun, browser: str, set_up: bytes | None) -> None:
        now = self.door.now()
        away = Away(begun=kept, browser=digest_of(browser), set_up=set_up)
        self.pending.put(AWAY, away, now, now + LASTS, ticket=state)

    def back(self, provider: str, state: str, browser: str) -> Away:
        """Return what a browser was sent away with, which it may bring back once. Raises ``Problem`` 401."""
        away = self.pending.take(AWAY, state, Away, self.door.now())
        if away is None or away.begun.provider != provider or not hmac.compare_digest(away.browser, digest_of(browser)):
            raise failed("state")
        return away

    def come_in(self, identity: Identity, set_up: bytes | None) -> SignedIn:
        """Begin the session of whoever is linked; link them first, with a set-up code. Raises ``Problem``."""
        now = self.door.now()
        account = self.linked(identity, now) if set_up is None else self.link(identity, set_up)
        if account is None:
            raise not_linked(self.links.wait(identity, now))
        return come_in(self.door, account, How.PROVIDER, now, both_factors=identity.both_factors)

    def linked(self, identity: Identity, now: datetime) -> str | None:
        """Return whose identity this is. Where somebody else said so and it is used for the first time, posts wait."""
        account = self.links.account_of(identity)
        if account and (made_by := self.links.never_used(identity)):
            self.door.members.begun_anew(account, made_by, now)
            self.links.was_used(identity)
        return account

    def link(self, identity: Identity, set_up: bytes) -> str:
        now = self.door.now()
        begins = whose(self.door.secrets, set_up, now)
        account = begins.account
        if begins.made_by:
            self.door.members.begun_anew(account, begins.made_by, now)
        spend(self.door.secrets, set_up, now)  # first: whoever comes second with it links nobody
        if self.links.account_of(identity) != account:
            self.links.link(account, identity, account, now)
        log.info("provider-linked", account=account)
        return account

    def steward(self, request: AnyRequest, account: str) -> Session:
        """Return the session of whoever may say who an account is. Raises ``Problem`` 404 for anybody else."""
        session, _ = session_of(request, self.door)
        if not self.stewards.may_link(session.account, session.organisation, account, self.door.now()):
            raise not_found()
        return session

    def changed(self, session: Session, account: str, what: Way) -> None:
        """Write down what a session did to the way in to an account. Raises ``StoreUnavailable``."""
        self.stewards.changed(session.account, session.organisation, account, what, self.door.now())


def failed(reason: str) -> Problem:
    log.warning("sign-in-failed", reason=reason)
    return refused("Signing in with the other organisation did not come to its end. Begin again.")


def not_linked(reference: str) -> Problem:
    why = (
        "You are known there, but not here yet. Say this reference, within a day, to whoever looks after accounts in"
        f" your organisation: {reference}"
    )
    return Problem(403, "not-linked", "You have no account here yet", why, {"reference": reference})


def unreachable(wrong: ProviderFailed) -> Problem:
    log.error("provider-failed", reason=str(wrong))
    why = "The other organisation's sign-in does not answer as it should. Try again later, or sign in another way."
    return Problem(502, "provider-failed", "The other organisation does not answer", why)


def away_cookie(secret: str) -> Cookie:
    lasts = int(LASTS.total_seconds()) if secret else 0
    return Cookie(COOKIE, value=secret, path="/", secure=True, httponly=True, samesite="lax", max_age=lasts)


def routes(shared: OidcRoutes) -> list[HTTPRouteHandler]:
    """Return the routes of other organisations' sign-in."""
    return [*going(shared), coming_back(shared), *linking(shared)]


def going(shared: OidcRoutes) -> list[HTTPRouteHandler]:
    """Return the routes that lead away, and the one that asks for what is still missing after coming back."""
    door, oidc = shared.door, shared.oidc

    @seeing("/sign-in/providers", "providers", before=True)
    def providers() -> Providers:
        """The other organisations whose sign-in will do here. Nobody need say who asks."""
        return Providers(items=[Offered(id=one.id, label=one.label) for one in oidc.providers.values()])

    @changing(
        "/sign-in/providers/{provider:str}",
        "sign-in-provider",
        AwayBody,
        before=True,
        waits=True,
        also=THERE | AWAY_FAILED,
    )
    async def away(provider: str, data: AwayBody) -> Response[GoTo]:
        """Where to go, to sign in with another organisation. The browser that asks is the one to come back."""
        if provider not in oidc.providers:
            raise not_found()
        set_up = digest_of_code(data.set_up_code) if data.set_up_code else None
        if set_up is not None:
            await asyncio.to_thread(whose, door.secrets, set_up, door.now())
        state, browser = new_secret(), new_secret()
        try:
            address, kept = await oidc.begin(provider, state, door.now())
        except ProviderFailed as wrong:
            raise unreachable(wrong) from None
        await asyncio.to_thread(shared.begun, state, kept, browser, set_up)
        return Response(GoTo(address=address), headers=QUIET, cookies=[away_cookie(browser)])

    @changing("/sign-in/code", "sign-in-code", CodeBody)
    def code(request: AnyRequest, data: CodeBody) -> Response[Present]:
        """Give the code of an app, or a recovery code, that a session waits for which was begun with one step."""
        session, _ = session_of(request, door, enrolling=True)
        return renewed(door, give_code(door, session, data.code, door.now()))

    return [providers, away, code]


def coming_back(shared: OidcRoutes) -> HTTPRouteHandler:
    """Return the route that a provider sends a browser back to."""

    @get(
        "/sign-in/providers/{provider:str}/back",
        operation_id="sign-in-provider-back",
        tags=["signing in"],
        status_code=303,
        opt={MORE_MAY_COME: True, OPEN: True},
        responses=problems(SEEING | AWAY_FAILED | {422: PROBLEMS[422]}),
    )
    async def back(
        request: AnyRequest,
        provider: str,
        sent: Annotated[str, QueryParameter(name="state", max_length=200)] = "",
        code: Annotated[str, QueryParameter(max_length=8192)] = "",
        iss: Annotated[str | None, QueryParameter(max_length=2048)] = None,
        error: Annotated[str | None, QueryParameter(max_length=200)] = None,
    ) -> Response[None]:
        """Come back from a provider. Signs in whoever is linked to an account here."""
        away = await asyncio.to_thread(shared.back, provider, sent, request.cookies.get(COOKIE, ""))
        if error is not None or not code:
            raise failed("provider")
        try:
            identity = await shared.oidc.finish(away.begun, Returned(code=code, iss=iss), shared.door.now())
        except ProviderFailed as wrong:
            raise unreachable(wrong) from None
        except (BadIdToken, NotThatProvider) as wrong:
            raise failed(str(wrong)) from None
        answer = await asyncio.to_thread(lambda: entered(shared.door, request, shared.come_in(identity, away.set_up)))
        headers = QUIET | {"Location": shared.lands_on}
        return Response(None, status_code=303, headers=headers, cookies=[*answer.cookies, away_cookie("")])

    return back


def linking(shared: OidcRoutes) -> list[HTTPRouteHandler]:
    """Return the routes by which somebody who may says who an account is."""
    links = shared.links

    @seeing("/accounts/{account:str}/provider-links", "provider-links", also=THERE)
    def linked(request: AnyRequest, account: str) -> Response[Linked]:
        """Where an account signs in with another organisation: since when, and who said so."""
        shared.steward(request, account)
        return Response(Linked(items=links.of(account)), headers=NO_STORE)

    @changing("/accounts/{account:str}/provider-links", "provider-link", LinkBody, status=201, also=THERE)
    def link(request: AnyRequest, account: str, data: LinkBody) -> Response[ProviderLink]:
        """Say who an account is at another organisation's sign-in, by the reference that they were shown."""
        session, now = shared.steward(request, account), shared.door.now()
        made = links.link_waiting(account, data.reference, session.account, now)
        try:
            shared.changed(session, account, Way.LINKED)
        except Exception:
            links.remove(account, made.provider)
            raise
        log.info("provider-linked", account=account)
        return Response(made, status_code=201, headers=NO_STORE)

    @ending("/accounts/{account:str}/provider-links/{provider:str}", "provider-unlink")
    def unlink(request: AnyRequest, account: str, provider: str) -> None:
        """Take a link away. Every session of the account ends."""
        session = shared.steward(request, account)
        if provider not in {one.provider for one in links.of(account)}:
            raise not_found()
        shared.changed(session, account, Way.UNLINKED)
        links.remove(account, provider)
        shared.door.sessions.end_all(account)
        log.info("provider-unlinked", account=account)

    return [linked, link, unlink]

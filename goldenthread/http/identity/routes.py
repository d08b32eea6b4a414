"""The routes of signing in and out, of one's own sessions, password, second step and tokens."""

from typing import Any

from litestar import Request, Response
from litestar.handlers import HTTPRouteHandler

from goldenthread.http.identity.asking import session_of, session_secret
from goldenthread.http.identity.bodies import (
    CodeBody,
    Entered,
    Mine,
    MySessions,
    MyTokens,
    NewToken,
    OrganisationBody,
    PasswordBody,
    Present,
    Recovery,
    RecoveryLeft,
    SecondBody,
    SetUpBody,
    ShownBody,
    SignInBody,
    TokenBody,
)
from goldenthread.http.identity.coming_in import freshly, may_change_ways
from goldenthread.http.identity.door import Door
from goldenthread.http.identity.making import THERE, changing, ending, seeing
from goldenthread.http.identity.sessions import Session, cookie, csrf_token, no_cookie
from goldenthread.http.identity.signing_in import HalfOpen, PasskeyNext, SignedIn, log, wrong_code
from goldenthread.http.identity.totp import Enrolment
from goldenthread.http.problems import not_found

AnyRequest = Request[Any, Any, Any]
NO_STORE = {"Cache-Control": "no-store"}
CLEAR = NO_STORE | {"Clear-Site-Data": '"cache", "storage"'}
"""Cookies are taken away one by one: that of the device opens nothing, and keeps its owner from having to wait."""


def routes(door: Door) -> list[HTTPRouteHandler]:
    """Return the routes of signing in, and of what is one's own."""
    return [*entering(door), *enrolling(door), *leaving(door), *own_sessions(door), *own_tokens(door)]


def present(door: Door, session: Session, secret: str) -> Present:
    return Present(
        account=session.account,
        organisation=session.organisation,
        organisations=list(door.members.organisations_of(session.account, door.now())),
        posts=list(door.members.posts_of(session.account, session.organisation, door.now())),
        how=session.how,
        enrolling=session.enrolling,
        ends_at=session.ends_at,
        csrf=csrf_token(secret),
    )


def entered(door: Door, request: AnyRequest, found: SignedIn | HalfOpen | PasskeyNext) -> Response[Entered]:
    """Answer a step of signing in. A session that was there before, in the same browser, ends with the new one."""
    if isinstance(found, PasskeyNext):
        return Response(Entered(next="passkey"), headers=NO_STORE)
    if isinstance(found, HalfOpen):
        return Response(Entered(next="code", ticket=found.ticket), headers=NO_STORE)
    before = session_secret(request)
    if before and (old := door.sessions.find(before, door.now())):
        door.sessions.end(old.id, old.account)
    said = Entered(
        next="enrol" if found.session.enrolling else "nothing", session=present(door, found.session, found.secret)
    )
    device = door.devices.remember(door.came(request).device, found.session.account, door.now())
    return Response(said, headers=NO_STORE, cookies=[cookie(found.secret), device])


def renewed(door: Door, found: SignedIn) -> Response[Present]:
    return Response(present(door, found.session, found.secret), headers=NO_STORE, cookies=[cookie(found.secret)])


def entering(door: Door) -> list[HTTPRouteHandler]:
    """Return the routes by which somebody comes in."""

    @changing("/sign-in", "sign-in", SignInBody, before=True)
    def sign_in(request: AnyRequest, data: SignInBody) -> Response[Entered]:
        """Sign in with a name and a password. Where a second step is set up, it is asked for next: code or passkey."""
        found = door.signing_in.first(data.name, data.password, door.came(request), door.now())
        return entered(door, request, found)

    @changing("/sign-in/second", "sign-in-second", SecondBody, before=True)
    def second(request: AnyRequest, data: SecondBody) -> Response[Entered]:
        """Give the code that signing in waits for."""
        came = door.came(request)
        found = door.signing_in.second(data.ticket, data.code, came, door.now(), recovery=data.recovery)
        return entered(door, request, found)

    @changing("/sign-in/set-up", "sign-in-set-up", SetUpBody, status=204, before=True)
    def set_up(data: SetUpBody) -> None:
        """Choose a password with a set-up code. Every session and token of the account ends; sign in next."""
        account = door.setting_up.use(data.code, data.password, door.now())
        log.info("password-changed", account=account)

    return [sign_in, second, set_up]


def enrolling(door: Door) -> list[HTTPRouteHandler]:
    """Return the routes of the second step."""

    @changing("/sign-in/enrol", "enrol", ShownBody)
    def enrol(request: AnyRequest, data: ShownBody) -> Response[Enrolment]:
        """Begin to set up a second step: the secret for an app, shown this once. A code of it is asked for next.

        Within fifteen minutes of signing in, and not with a printed code.
        """
        session, _ = session_of(request, door, enrolling=True)
        freshly(session, door.now())
        may_change_ways(door, session)
        door.signing_in.may_enrol(session)
        door.signing_in.shown(session, data.code, door.now())
        name = door.passwords.name_of(session.account) or session.account
        return Response(door.second.begin(session.account, name), headers=NO_STORE)

    @changing("/sign-in/enrol/confirm", "enrol-confirm", CodeBody)
    def confirm(request: AnyRequest, data: CodeBody) -> Response[Recovery]:
        """Set up the second step with a code of it. Every other session of the account ends."""
        session, _ = session_of(request, door, enrolling=True)
        freshly(session, door.now())
        may_change_ways(door, session)
        codes = door.second.confirm(session.account, data.code, door.now())
        if codes is None:
            raise wrong_code()
        door.sessions.end_all(session.account, but=session.id)
        log.info("second-step-set-up", account=session.account)
        session, secret = door.sessions.enrolled(session, door.now())
        said = Recovery(codes=codes, session=present(door, session, secret))
        return Response(said, headers=NO_STORE, cookies=[cookie(secret)])

    @seeing("/recovery-codes", "recovery-codes")
    def left(request: AnyRequest) -> Response[RecoveryLeft]:
        """How many recovery codes are left."""
        session, _ = session_of(request, door)
        account = session.account
        said = RecoveryLeft(left=door.second.recovery_left(account), set_up=door.second.has(account))
        return Response(said, headers=NO_STORE)

    @changing("/recovery-codes", "recovery-codes-renew", CodeBody, also=THERE)
    def renew(request: AnyRequest, data: CodeBody) -> Response[Recovery]:
        """Make new recovery codes, in place of all there were, with a code from the app."""
        session, secret = session_of(request, door)
        if not door.second.has(session.account):
            raise not_found()
        door.signing_in.shown(session, data.code, door.now())
        codes = door.second.renew_recovery(session.account)
        return Response(Recovery(codes=codes, session=present(door, session, secret)), headers=NO_STORE)

    return [enrol, confirm, left, renew]


def leaving(door: Door) -> list[HTTPRouteHandler]:
    """Return the route by which somebody goes."""

    @changing("/sign-out", "sign-out", status=204)
    def sign_out(request: AnyRequest) -> Response[None]:
        """Sign out: the session ends here and now, and the browser forgets what it kept of this site."""
        session, _ = session_of(request, door, enrolling=True)
        door.sessions.end(session.id, session.account)
        log.info("signed-out", account=session.account)
        return Response(None, status_code=204, headers=CLEAR, cookies=[no_cookie()])

    return [sign_out]


def own_sessions(door: Door) -> list[HTTPRouteHandler]:
    """Return the routes of the session that asks, and of the others of the same account."""

    @seeing("/session", "session")
    def session(request: AnyRequest) -> Response[Present]:
        """Who is signed in, and what must come with each change."""
        return Response(present(door, *session_of(request, door, enrolling=True)), headers=NO_STORE)

    @changing("/session/organisation", "session-organisation", OrganisationBody, also=THERE)
    def choose(request: AnyRequest, data: OrganisationBody) -> Response[Present]:
        """Act in another of one's organisations from now on."""
        session, _ = session_of(request, door)
        if data.organisation not in door.members.organisations_of(session.account, door.now()):
            raise not_found()
        return renewed(door, SignedIn(*door.sessions.choose(session, data.organisation, door.now())))

    @seeing("/sessions", "sessions")
    def mine(request: AnyRequest) -> Response[MySessions]:
        """One's own sessions, on every device."""
        session, _ = session_of(request, door)
        items = [told(one, session) for one in door.sessions.of(session.account, door.now())]
        return Response(MySessions(items=items), headers=NO_STORE)

    @ending("/sessions/{id:str}", "session-end")
    def end(request: AnyRequest, id: str) -> None:  # noqa: A002  # as it stands in the address
        """End one of one's own sessions."""
        session, _ = session_of(request, door)
        if not door.sessions.end(id, session.account):
            raise not_found()

    @ending("/sessions", "sessions-end")
    def end_others(request: AnyRequest) -> None:
        """End every session of one's own but the one that asks."""
        session, _ = session_of(request, door)
        door.sessions.end_all(session.account, but=session.id)

    @changing("/password", "password", PasswordBody)
    def password(request: AnyRequest, data: PasswordBody) -> Response[Present]:
        """Change one's password. Every other session of the account ends, and every token."""
        session, _ = session_of(request, door)
        found = door.signing_in.change(session, data.current, data.new, door.came(request), door.now())
        door.tokens.revoke_all(session.account)
        return renewed(door, found)

    return [session, choose, mine, end, end_others, password]


def told(one: Session, asking: Session) -> Mine:
    return Mine(
        id=one.id,
        organisation=one.organisation,
        how=one.how,
        begun_at=one.begun_at,
        seen_at=one.seen_at,
        ends_at=one.ends_at,
        this=one.id == asking.id,
    )


def own_tokens(door: Door) -> list[HTTPRouteHandler]:
    """Return the routes of one's own tokens. A token makes no tokens: they are asked for in a session."""

    @seeing("/tokens", "tokens")
    def mine(request: AnyRequest) -> Response[MyTokens]:
        """One's own tokens: what each may do, until when, and on what day it was last used."""
        session, _ = session_of(request, door)
        return Response(MyTokens(items=door.tokens.of(session.account, door.now())), headers=NO_STORE)

    @changing("/tokens", "token-make", TokenBody, status=201)
    def make(request: AnyRequest, data: TokenBody) -> Response[NewToken]:
        """Make a token that acts for oneself in the organisation of this session. Its secret is shown this once."""
        session, _ = session_of(request, door)
        may_change_ways(door, session)
        now = door.now()
        until = door.tokens.end_on(data.until, now)
        token, secret = door.tokens.make(session.account, session.organisation, data.scopes, data.label, until, now)
        log.info("token-made", account=session.account)
        return Response(NewToken(token=token, secret=secret), status_code=201, headers=NO_STORE)

    @ending("/tokens/{id:str}", "token-revoke")
    def revoke(request: AnyRequest, id: str) -> None:  # noqa: A002  # as it stands in the address
        """Revoke one of one's own tokens: it opens nothing from now on."""
        session, _ = session_of(request, door)
        if not door.tokens.revoke(id, session.account):
            raise not_found()
        log.info("token-revoked", account=session.account)

    return [mine, make, revoke]

"""The routes of passkeys: to sign in with one, to make one, to see and remove one's own."""

from typing import Annotated, Any

from litestar import Request, Response
from litestar.handlers import HTTPRouteHandler
from msgspec import Meta, Struct

from goldenthread.http.identity.asking import session_of
from goldenthread.http.identity.bodies import Code, Entered
from goldenthread.http.identity.ceremony import NoPasskey
from goldenthread.http.identity.coming_in import come_in, freshly, may_change_ways
from goldenthread.http.identity.door import Door
from goldenthread.http.identity.making import changing, ending, seeing
from goldenthread.http.identity.passkeys import LONGEST_NAME, Asked, Passkey, Passkeys
from goldenthread.http.identity.routes import NO_STORE, entered
from goldenthread.http.identity.sessions import How
from goldenthread.http.identity.set_up_codes import digest_of_code, spend, whose
from goldenthread.http.identity.signing_in import log, refused
from goldenthread.http.problems import not_found

AnyRequest = Request[Any, Any, Any]
Answered = Annotated[
    dict[str, Any],
    Meta(description="What the browser answered, as PublicKeyCredential.toJSON() writes it (WebAuthn level 3)"),
]
PasskeyName = Annotated[str, Meta(max_length=LONGEST_NAME, description="What its owner calls it, such as: my phone")]


class PasskeyBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A passkey that was just made: the ticket it was asked for with, a name for it, and the browser's answer."""

    ticket: Code
    name: PasskeyName
    credential: Answered


class SetUpPasskeyBody(PasskeyBody, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A first passkey, made with a set-up code that was given by hand."""

    code: Code


class SetUpAskBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The set-up code that was given by hand."""

    code: Code


class SignBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The ticket that a signature was asked for with, and the browser's answer."""

    ticket: Code
    credential: Answered


class MyPasskeys(Struct, frozen=True, kw_only=True):
    """One's own passkeys, the first made before the others."""

    items: list[Passkey]


def routes(door: Door, passkeys: Passkeys) -> list[HTTPRouteHandler]:
    """Return the routes of passkeys."""
    return [*signing(door, passkeys), *setting_up(door, passkeys), *own(door, passkeys)]


def signing(door: Door, passkeys: Passkeys) -> list[HTTPRouteHandler]:
    """Return the routes by which somebody comes in."""

    @changing("/sign-in/passkey/options", "sign-in-passkey-options", before=True)
    def options() -> Response[Asked]:
        """What to ask a browser for, to sign in with whichever passkey it has. Nobody need say who they are."""
        return Response(passkeys.ask_to_sign(door.now()), headers=NO_STORE)

    @changing("/sign-in/passkey", "sign-in-passkey", SignBody, before=True)
    def sign_in(request: AnyRequest, data: SignBody) -> Response[Entered]:
        """Sign in with a passkey. It asked for a finger, a face or a PIN, so it counts as both steps."""
        try:
            account = passkeys.signer(data.ticket, data.credential, door.now())
        except NoPasskey:
            log.warning("sign-in-failed", reason="passkey")
            raise refused("This passkey opens nothing here, or it took too long. Ask for it again.") from None
        return entered(door, request, come_in(door, account, How.PASSKEY, door.now(), both_factors=True))

    return [options, sign_in]


def setting_up(door: Door, passkeys: Passkeys) -> list[HTTPRouteHandler]:
    """Return the routes by which a set-up code becomes a passkey, in place of a password."""

    @changing("/sign-in/set-up/passkey/options", "sign-in-set-up-passkey-options", SetUpAskBody, before=True)
    def options(data: SetUpAskBody) -> Response[Asked]:
        """What to ask a browser for, to make a first passkey with a set-up code. The code is not used up yet."""
        begins = whose(door.secrets, digest_of_code(data.code), door.now())
        return Response(passkeys.ask_to_make(begins.account, door.now()), headers=NO_STORE)

    @changing("/sign-in/set-up/passkey", "sign-in-set-up-passkey", SetUpPasskeyBody, status=201, before=True)
    def keep(data: SetUpPasskeyBody) -> Response[Passkey]:
        """Keep a first passkey, with a set-up code, which is used up. Every session and token ends; sign in with it."""
        code, now = digest_of_code(data.code), door.now()
        begins = whose(door.secrets, code, now)
        account = begins.account
        if begins.made_by:
            passkeys.check(account, data.ticket, data.name, data.credential, now)  # what fails lets no post wait
            door.members.begun_anew(account, begins.made_by, now)  # first: the key opens nothing before that
        kept = passkeys.keep(account, data.ticket, data.name, data.credential, now)
        try:
            spend(door.secrets, code, now)
        except Exception:
            passkeys.remove(kept.id, account)
            raise
        door.sessions.end_all(account)
        door.tokens.revoke_all(account)
        log.info("passkey-added", account=account)
        return Response(kept, status_code=201, headers=NO_STORE)

    return [options, keep]


def own(door: Door, passkeys: Passkeys) -> list[HTTPRouteHandler]:
    """Return the routes of one's own passkeys."""

    @seeing("/passkeys", "passkeys")
    def mine(request: AnyRequest) -> Response[MyPasskeys]:
        """One's own passkeys: what each is called, since when, and on what day it was last used."""
        session, _ = session_of(request, door)
        return Response(MyPasskeys(items=passkeys.of(session.account)), headers=NO_STORE)

    @changing("/passkeys/options", "passkey-options")
    def options(request: AnyRequest) -> Response[Asked]:
        """What to ask a browser for, to make one more passkey.

        Within fifteen minutes of signing in, and not with a printed code.
        """
        session, _ = session_of(request, door)
        freshly(session, door.now())
        may_change_ways(door, session)
        return Response(passkeys.ask_to_make(session.account, door.now()), headers=NO_STORE)

    @changing("/passkeys", "passkey-make", PasskeyBody, status=201)
    def keep(request: AnyRequest, data: PasskeyBody) -> Response[Passkey]:
        """Keep a passkey that was just made. Within fifteen minutes of signing in, and not with a printed code."""
        session, _ = session_of(request, door)
        freshly(session, door.now())
        may_change_ways(door, session)
        kept = passkeys.keep(session.account, data.ticket, data.name, data.credential, door.now())
        log.info("passkey-added", account=session.account)
        return Response(kept, status_code=201, headers=NO_STORE)

    @ending("/passkeys/{id:str}", "passkey-remove")
    def remove(request: AnyRequest, id: str) -> None:  # noqa: A002  # as it stands in the address
        """Remove one of one's own passkeys: it opens nothing from now on, nor does a session of another device."""
        session, _ = session_of(request, door)
        freshly(session, door.now())
        if not passkeys.remove(id, session.account):
            raise not_found()
        door.sessions.end_all(session.account, but=session.id)
        log.info("passkey-removed", account=session.account)

    return [mine, options, keep, remove]

"""The routes by which families come in: a link sent by e-mail, and printed codes; and those that give them."""

import asyncio
from datetime import timedelta
from functools import partial
from typing import Annotated, Any

from litestar import Request, Response, get, put
from litestar.datastructures import Cookie
from litestar.handlers import HTTPRouteHandler
from msgspec import Meta, Struct

from goldenthread.engine.access.directory import Way
from goldenthread.engine.commands import Unacceptable
from goldenthread.http.described import at_the_door, problems
from goldenthread.http.identity.addresses import Addresses
from goldenthread.http.identity.asking import session_of
from goldenthread.http.identity.bodies import Code, Entered
from goldenthread.http.identity.codes import LONGEST_DAYS, MOST_AT_ONCE, PrintedCodes, Sheet, Waiting, letter
from goldenthread.http.identity.coming_in import come_in
from goldenthread.http.identity.door import Door
from goldenthread.http.identity.family_post import FamilyPost, asked
from goldenthread.http.identity.known import OPEN
from goldenthread.http.identity.links import LASTS, PATH, Elsewhere, Links
from goldenthread.http.identity.mail import LONGEST_ADDRESS, BadAddress, Delivery, address
from goldenthread.http.identity.making import SENDING, THERE, Signed, changing, ending, seeing
from goldenthread.http.identity.outbox import Outbox
from goldenthread.http.identity.routes import NO_STORE, entered
from goldenthread.http.identity.secrets import new_secret
from goldenthread.http.identity.sessions import SHAPE, How, Session
from goldenthread.http.identity.signing_in import log, refused
from goldenthread.http.identity.stewards import Stewards
from goldenthread.http.identity.throttle import Limit, Tried
from goldenthread.http.problems import Problem, not_found
from goldenthread.http.safety.addresses import customer_of
from goldenthread.http.strict import Strict

AnyRequest = Request[Any, Any, Any]
ASKED, OPENED = "__Host-goldenthread-asked", "__Host-goldenthread-opened"
"""Cookies: of the browser that asked for a link, and of one that opened one, so that it need not stay in an address."""

NO_MAIL, CONFIRM = {409: "No e-mail is sent from here"}, {409: "The link was asked for in another browser"}
QUIET = NO_STORE | {"Referrer-Policy": "no-referrer"}
LINKS_ASKED = Limit("links asked for from an address", 30, LASTS, shared=True, eases=timedelta(minutes=2))
CODES_TRIED = Limit("printed codes from an address", 10, LASTS, shared=True, eases=timedelta(minutes=5))


class AskBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The e-mail address to send a link to."""

    address: Annotated[str, Meta(max_length=LONGEST_ADDRESS)]


class Coming(Struct, frozen=True, kw_only=True):
    """That a link is on its way, if the address is somebody's here, and for how many minutes it is of use."""

    minutes: int


class OpenBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That a link is to be used. ``confirmed``: also in another browser than the one that asked for it."""

    confirmed: bool = False


class PrintedBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A printed code, with or without what stands between its letters."""

    code: Code


class SheetBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many codes to print, and for how many days they are of use."""

    codes: Annotated[int, Meta(ge=1, le=MOST_AT_ONCE)] = 1
    days: Annotated[int, Meta(ge=1, le=LONGEST_DAYS)] = 28


class Printed(Struct, frozen=True, kw_only=True):
    """Printed codes, shown this once, and the words of the letter to give them with."""

    sheet: Sheet
    letter: str


class Kept(Struct, frozen=True, kw_only=True):
    """That an address is kept. ``shared``: it is also that of another account you look after, so it gets no links.

    ``mail``: e-mail is sent from here. Where it is not, no link goes to any address: give a printed code.
    """

    shared: bool
    mail: bool


class Has(Struct, frozen=True, kw_only=True):
    """Whether an address is kept for an account, which cannot be read again; and whether ``mail`` is sent from here."""

    address: bool
    mail: bool


class FamilyRoutes:
    """What the routes share.

    ``opens_at``: the page that a link leads to. ``delivery``: how letters leave; without it, no links are sent.
    ``material``: at least 32 bytes of a key that stays the same, and is kept elsewhere.
    """

    def __init__(
        self,
        door: Door,
        stewards: Stewards,
        material: bytes,
        origin: str,
        delivery: Delivery | None = None,
        opens_at: str = "/",
    ) -> None:
        self.door, self.stewards, self.origin, self.opens_at = door, stewards, origin, opens_at
        self.addresses, self.codes = Addresses(door.secrets, material), PrintedCodes(door.secrets, material)
        self.links, self.outbox = Links(door.secrets), Outbox()
        self.post = FamilyPost(door, self.addresses, self.links, delivery, origin) if delivery else None

    def steward(self, request: AnyRequest, account: str, *, gives: bool = False) -> Session:
        """Return the session of whoever looks after an account; ``gives``: who may give it a way in.

        Raises ``Problem`` 404 for anybody else.
        """
        session, _ = session_of(request, self.door)
        may = self.stewards.may_give if gives else self.stewards.may_let_in
        if not may(session.account, session.organisation, account, self.door.now()):
            raise not_found()
        return session

    def changed(self, session: Session, account: str, what: Way) -> None:
        """Write down what a session did to the way in to an account. Raises ``StoreUnavailable``."""
        self.stewards.changed(session.account, session.organisation, account, what, self.door.now())

    def family(self, account: str) -> None:
        """Refuse whoever must sign in with two steps. Raises ``Unacceptable``."""
        if self.door.members.is_staff(account, self.door.now()):
            raise Unacceptable("account", "whoever works here signs in with a passkey, or with a password and a code")

    def shared(self, session: Session, account: str, said: str) -> bool:
        """Say whether an address is also another account's, as far as it is this session's business."""
        others = [one for one in self.addresses.accounts_at(said) if one != account]
        now = self.door.now()
        return any(self.stewards.may_let_in(session.account, session.organisation, one, now) for one in others)

    def come_in(self, request: AnyRequest, account: str, how: How) -> Response[Entered]:
        """Begin a session with a link or a printed code, which is not enough for whoever works here."""
        if self.door.members.is_staff(account, self.door.now()):
            raise not_accepted(how.value)
        signed = come_in(self.door, account, how, self.door.now(), both_factors=False)
        return entered(self.door, request, signed)


def not_accepted(reason: str) -> Problem:
    log.warning("sign-in-failed", reason=reason)
    return refused("This was used, is over, or never opened anything here. Ask for another.")


def bad_address(wrong: BadAddress) -> Unacceptable:
    return Unacceptable("address", str(wrong))


def brief_cookie(name: str, secret: str) -> Cookie:
    lasts = int(LASTS.total_seconds()) if secret else 0
    return Cookie(name, value=secret, path="/", secure=True, httponly=True, samesite="lax", max_age=lasts)


def routes(shared: FamilyRoutes) -> list[HTTPRouteHandler]:
    """Return the routes of families."""
    return [*by_link(shared), by_code(shared), *giving_codes(shared), *keeping_addresses(shared)]


def links_asked(door: Door, request: AnyRequest) -> Tried:
    """Return what is counted of a line over which links are asked for, until one is used over it."""
    return Tried(LINKS_ASKED, customer_of(door.line(request)))


def by_link(shared: FamilyRoutes) -> list[HTTPRouteHandler]:
    """Return the routes of a link: asked for, followed, and used."""
    door = shared.door

    @changing("/sign-in/link", "sign-in-link", AskBody, status=202, before=True, waits=True, also=NO_MAIL)
    async def ask(request: AnyRequest, data: AskBody) -> Response[Coming]:
        """Ask for a link by e-mail. The answer is the same whether or not the address is known, and as quick."""
        letters = shared.post
        if letters is None:
            raise Problem(409, "no-mail", "No e-mail is sent from here", "Ask for a printed code instead.")
        try:
            to = address(data.address)
        except BadAddress as wrong:
            raise bad_address(wrong) from None
        await asyncio.to_thread(door.throttle.begin, [links_asked(door, request)], door.now())
        browser = new_secret()
        shared.outbox.add(partial(letters.send, to, browser))
        said = Coming(minutes=int(LASTS.total_seconds()) // 60)
        return Response(said, status_code=202, headers=QUIET, cookies=[brief_cookie(ASKED, browser)])

    @get(
        f"{PATH.removeprefix('/api')}/{{secret:str}}",
        operation_id="sign-in-link-follow",
        tags=["signing in"],
        status_code=303,
        sync_to_thread=False,
        responses=at_the_door(),
        opt={OPEN: True},
    )
    def follow(secret: str) -> Response[None]:
        """Follow a link. Nothing is looked up and nothing used up, whoever follows it: a person, or a mail scanner."""
        kept = secret if SHAPE.fullmatch(secret) else ""
        headers = QUIET | {"Location": shared.opens_at}
        return Response(None, status_code=303, headers=headers, cookies=[brief_cookie(OPENED, kept)])

    @changing("/sign-in/link/open", "sign-in-link-open", OpenBody, before=True, also=CONFIRM)
    def use(request: AnyRequest, data: OpenBody) -> Response[Entered]:
        """Use the link that this browser followed. In another browser than the one that asked, it must be confirmed."""
        secret, browser = request.cookies.get(OPENED, ""), request.cookies.get(ASKED, "")
        try:
            account = shared.links.use(secret, browser, door.now(), confirmed=data.confirmed)
        except Elsewhere:
            why = "This link was asked for in another browser. If it was you who asked, say so, and it opens here."
            raise Problem(409, "confirm", "Was it you who asked?", why) from None
        if account is None:
            raise not_accepted("link")
        answer = shared.come_in(request, account, How.LINK)
        door.throttle.right([asked(account), links_asked(door, request)], door.now())
        answer.cookies += [brief_cookie(OPENED, ""), brief_cookie(ASKED, "")]
        return answer

    return [ask, follow, use]


def by_code(shared: FamilyRoutes) -> HTTPRouteHandler:
    """Return the route of a printed code."""
    door = shared.door

    @changing("/sign-in/printed", "sign-in-printed", PrintedBody, before=True)
    def use(request: AnyRequest, data: PrintedBody) -> Response[Entered]:
        """Sign in with a printed code, which is used up."""
        tried = [Tried(CODES_TRIED, customer_of(door.line(request)))]
        door.throttle.begin(tried, door.now())
        account = shared.codes.use(data.code, door.now())
        if account is None:
            raise not_accepted("printed")
        door.throttle.right(tried, door.now())
        return shared.come_in(request, account, How.PRINTED)

    return use


def giving_codes(shared: FamilyRoutes) -> list[HTTPRouteHandler]:
    """Return the routes by which somebody who may gives a family printed codes."""
    codes, now = shared.codes, shared.door.now

    @seeing("/accounts/{account:str}/printed-codes", "printed-codes", also=THERE)
    def waiting(request: AnyRequest, account: str) -> Response[Waiting]:
        """How many printed codes of an account were not used yet."""
        shared.steward(request, account)
        return Response(codes.of(account, now()), headers=NO_STORE)

    @changing("/accounts/{account:str}/printed-codes", "printed-codes-make", SheetBody, status=201, also=THERE)
    def make(request: AnyRequest, account: str, data: SheetBody) -> Response[Printed]:
        """Make codes to print, and the letter to give them with. They are shown this once."""
        session = shared.steward(request, account, gives=True)
        shared.family(account)
        sheet = codes.make(account, data.codes, data.days, now())
        shared.changed(session, account, Way.PRINTED)
        log.info("printed-codes-made", account=session.account)
        words = letter(sheet.codes, sheet.last_day, shared.origin)
        return Response(Printed(sheet=sheet, letter=words), status_code=201, headers=NO_STORE)

    @ending("/accounts/{account:str}/printed-codes", "printed-codes-take-back")
    def take_back(request: AnyRequest, account: str) -> None:
        """Make every printed code of an account useless, and end its sessions, as when a letter is lost."""
        session = shared.steward(request, account)
        shared.changed(session, account, Way.TAKEN_BACK)
        codes.take_back(account)
        shared.door.sessions.end_all(account)
        log.info("printed-codes-taken-back", account=session.account)

    @changing("/accounts/{account:str}/start-over", "start-over", status=204, also=THERE)
    def start_over(request: AnyRequest, account: str) -> None:
        """Take away everything by which a family's account is signed in to, as when somebody else got into it.

        Then print a code for them. The address that links go to stays: change it where somebody else reads it.
        """
        session = shared.steward(request, account)
        shared.family(account)
        shared.changed(session, account, Way.STARTED_OVER)
        shared.door.setting_up.take_away(account)
        log.info("started-over", account=session.account)

    return [waiting, make, take_back, start_over]


def keeping_addresses(shared: FamilyRoutes) -> list[HTTPRouteHandler]:
    """Return the routes by which somebody who may says where a family's links are sent."""
    path = "/accounts/{account:str}/address"

    @seeing(path, "address", also=THERE)
    def has(request: AnyRequest, account: str) -> Response[Has]:
        """Whether an address is kept for an account, and whether e-mail is sent from here at all."""
        shared.steward(request, account)
        said = Has(address=shared.addresses.has(account), mail=shared.post is not None)
        return Response(said, headers=NO_STORE)

    @put(
        path,
        operation_id="address-keep",
        tags=["signing in"],
        sync_to_thread=True,
        operation_class=Signed,
        responses=problems(SENDING | THERE),
        dto=Strict[AskBody],
        return_dto=None,
    )
    def keep(request: AnyRequest, account: str, data: AskBody) -> Response[Kept]:
        """Keep the address that an account's links are sent to, in place of any other. It cannot be read again."""
        session = shared.steward(request, account, gives=True)
        shared.family(account)
        try:
            to = address(data.address)
        except BadAddress as wrong:
            raise bad_address(wrong) from None
        shared.changed(session, account, Way.ADDRESS)
        shared.addresses.keep(account, to)
        log.info("address-kept", account=session.account)
        said = Kept(shared=shared.shared(session, account, data.address), mail=shared.post is not None)
        return Response(said, headers=NO_STORE)

    @ending(path, "address-remove")
    def remove(request: AnyRequest, account: str) -> None:
        """Send an account no more links."""
        session = shared.steward(request, account)
        if not shared.addresses.has(account):
            raise not_found()
        shared.changed(session, account, Way.NO_ADDRESS)
        shared.addresses.remove(account)
        log.info("address-removed", account=session.account)

    return [has, keep, remove]

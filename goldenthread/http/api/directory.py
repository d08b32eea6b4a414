"""The directory over the API: organisations, accounts and posts, for those who look after them.

Whoever looks after accounts does so for the organisation they act in, and sees no case by it. What they enter is
recorded history: who held which post on a day can be asked for ever. An account that works for others too is changed
by whoever keeps the machine, so that nobody comes by another organisation's posts through one of their own.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, Any
from uuid import UUID

import structlog
from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter
from msgspec import Meta, Struct

from goldenthread.engine.access.directory import Code, Directory, Held, Id
from goldenthread.engine.access.policy import Policy
from goldenthread.engine.access.reading import Looked as WasShown
from goldenthread.engine.commands import Unacceptable
from goldenthread.engine.events import Name, PersonId, Words
from goldenthread.engine.records import Actor
from goldenthread.http.api.kin import OF_THE_CHILD, whose
from goldenthread.http.api.members import admitting
from goldenthread.http.api.recording import with_body
from goldenthread.http.api.viewing import AnyRequest
from goldenthread.http.described import PROBLEMS, READING, Looked, problems
from goldenthread.http.desk import Desk
from goldenthread.http.identity.door import Door
from goldenthread.http.identity.making import Signed
from goldenthread.http.identity.office import AT_HOME, HOME, Given, Office, new_account
from goldenthread.http.identity.passwords import LONGEST_NAME
from goldenthread.http.identity.scopes import ADMITTING
from goldenthread.http.identity.stewards import Stewards
from goldenthread.http.identity.who import Somebody, somebody
from goldenthread.http.problems import Problem, not_found
from goldenthread.workflows.posts import IN_AUTHORITY

log = structlog.get_logger("goldenthread.identity")
NO_STORE = {"Cache-Control": "no-store"}
Email = Annotated[str, Meta(max_length=LONGEST_NAME, description="The address that they sign in by")]
On = Annotated[date | None, QueryParameter(description="Only the posts that were held on this day")]


class OrganisationBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An organisation takes part from a day on."""

    happened_on: date
    organisation: Code
    kind: Code
    name: Name


class AccountBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody begins to work here. ``organisation``: another than one's own, to enter its first administrator."""

    happened_on: date
    name: Name
    email: Email
    posts: list[Given]
    organisation: Code | None = None


class PostBody(Given, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A post that is given from a day on."""

    happened_on: date


class PostEndBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A post that is held no longer, from a day on."""

    happened_on: date
    post: Code


class CloseBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An account is of no use from a day on. ``forget``: everything it was signed in to by is deleted as well."""

    happened_on: date
    forget: bool = False


class SetUpCodeBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A new set-up code. ``start_over``: everything else by which the account is signed in to is taken away."""

    email: Email | None = None
    start_over: bool = False


class FamilyBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody of a family takes part in a case: a new account for a ``name``, or an ``account`` they have already.

    ``person``: whose it is, of those on this record; of the child, always that child's, who needs no name here.
    ``another``: it is none of the parents on this record who have no account.
    """

    happened_on: date
    post: Code
    why: Words
    name: Name | None = None
    account: Code | None = None
    person: PersonId | None = None
    another: bool = False
    until: date | None = None


class OrganisationTold(Struct, frozen=True, kw_only=True):
    """An organisation. ``name`` is missing where it has been erased."""

    organisation: str
    kind: str
    name: str | None
    since: date


class Organisations(Struct, frozen=True, kw_only=True):
    """Every organisation that takes part."""

    items: list[OrganisationTold]


class PostHeld(Struct, frozen=True, kw_only=True):
    """A post that an account holds in an organisation, or held; both days are included.

    ``waits``: it is of no use until somebody else confirms it.
    """

    post: str
    name: str
    since: date
    until: date | None
    waits: bool


class AccountTold(Struct, frozen=True, kw_only=True):
    """An account that works here, or did. ``name`` is missing where it has been erased."""

    account: str
    name: str | None
    email: str | None
    since: date
    until: date | None
    posts: list[PostHeld]


class Accounts(Struct, frozen=True, kw_only=True):
    """Every account that works in an organisation, or did."""

    items: list[AccountTold]


class PostsHeld(Struct, frozen=True, kw_only=True):
    """The posts of an account in an organisation."""

    account: str
    organisation: str
    items: list[PostHeld]


class Opened(Struct, frozen=True, kw_only=True):
    """A new account, and the code with which its owner chooses a password or makes a passkey: shown this once."""

    account: str
    set_up_code: str


class Joined(Struct, frozen=True, kw_only=True):
    """The account of somebody of a family, which takes part in a case now.

    ``person``: whose it is. What is about them, or to be kept from them, is written down with this id.
    """

    account: str
    person: PersonId
    organisation: str
    post: str


class NewCode(Struct, frozen=True, kw_only=True):
    """A set-up code, shown this once."""

    account: str
    set_up_code: str


def routes(desk: Desk, door: Door, stewards: Stewards) -> list[HTTPRouteHandler]:
    """Return the routes of organisations, accounts and posts."""
    return [*organisations(desk), *accounts(desk, door), *posts(desk), *ending(desk, door), family(desk, stewards)]


# Who may, and for whom


def keeping(desk: Desk, request: AnyRequest) -> tuple[Somebody, Office]:
    """Return who acts, where they look after accounts, and the office for them. Raises ``Problem`` 403."""
    who = somebody(request)
    for post in who.posts:
        if post.keeps:
            return who, Office(desk.register, desk.now(), Actor(who.account, post.id, who.organisation))
    may = ", ".join(one.name for one in desk.rules.policy.posts if one.keeps)
    raise Problem(403, "not-entitled", "This is not yours to do", f"Accounts are looked after by {may}.")


def ours(directory: Directory, account: str, organisation: str) -> tuple[Held, ...]:
    """Return the posts that an account holds in an organisation, or held. Raises ``Problem`` 404 where there are none.

    An account of another organisation is answered as one that there is not.
    """
    found = tuple(one for one in directory.held.get(account, ()) if one.organisation == organisation)
    if not found:
        raise not_found()
    return found


def only_ours(desk: Desk, account: str, organisation: str) -> None:
    """Refuse to change an account that works for others too. Raises ``Problem`` 404 and ``Unacceptable``."""
    directory = desk.register.directory()
    ours(directory, account, organisation)
    some = directory.held.get(account, ())
    if {one.organisation for one in some if one.on(desk.today())} - {organisation}:
        why = "this account works for others as well; whoever keeps this machine changes it"
        raise Unacceptable("account", why)


def not_one_s_own(who: Somebody, account: str) -> None:
    if who.account == account:
        why = "Nobody gives or ends their own posts, or closes their own account. Ask another administrator."
        raise Problem(403, "not-your-own", "Somebody else does this", why)


def asked(body: Any, name: str, path: str, handler: Any) -> HTTPRouteHandler:
    """Make a route that is sent to."""
    return with_body(
        handler,
        body,
        path=path,
        operation_id=name,
        tags=["directory"],
        responses=problems(PROBLEMS),
        operation_class=Looked if name in ADMITTING else Signed,
    )


def shown(desk: Desk, who: Somebody, at: str) -> None:
    """Write down that names of the directory were shown, before they are. Raises ``StoreUnavailable``."""
    what = WasShown(
        at=Id(at),
        cases=(),
        classes=(Id("directory"), Id("identity")),
        posts=tuple(map(Id, who.viewer.posts)),
        policy=Id(desk.rules.policy.version),
    )
    desk.register.looked(what, who.as_themselves(), desk.now())


def held(found: Iterable[Held], policy: Policy) -> list[PostHeld]:
    return [
        PostHeld(post=one.post, name=named(one.post, policy), since=one.since, until=one.until, waits=one.waits)
        for one in found
    ]


def named(post: str, policy: Policy) -> str:
    known = policy.by_id.get(post)
    return known.name if known else post


LISTING: Mapping[str, Any] = {
    "tags": ["directory"],
    "sync_to_thread": True,
    "responses": problems(READING),
    "operation_class": Looked,
}


# Organisations


def organisations(desk: Desk) -> list[HTTPRouteHandler]:
    @get("/organisations", operation_id="organisations", **LISTING)
    def every(request: AnyRequest) -> Response[Organisations]:
        """Every organisation that takes part, by its identifier."""
        keeping(desk, request)
        known = desk.register.directory().organisations
        items = [
            OrganisationTold(organisation=one.id, kind=one.kind, name=one.name, since=one.since)
            for _, one in sorted(known.items())
        ]
        return Response(Organisations(items=items), headers=NO_STORE)

    def enter(request: AnyRequest, data: Any) -> Response[OrganisationTold]:
        """Enter an organisation that is to take part: by an administrator of an authority."""
        body: OrganisationBody = data
        who, office = keeping(desk, request)
        if who.viewer.kind != IN_AUTHORITY:
            why = "Organisations are entered by an administrator of an authority, or by whoever keeps this machine."
            raise Problem(403, "not-entitled", "This is not yours to do", why)
        kinds = sorted({kind for post in desk.rules.policy.posts for kind in post.of} - {desk.rules.policy.family})
        if body.kind not in kinds:
            raise Unacceptable("kind", f"an organisation is one of: {', '.join(kinds)}")
        if body.organisation in desk.register.directory().organisations:
            raise Unacceptable("organisation", "there is an organisation with this identifier already")
        office.organisation(body.organisation, body.kind, body.name, body.happened_on)
        log.info("organisation-entered", account=who.account)
        said = OrganisationTold(organisation=body.organisation, kind=body.kind, name=body.name, since=body.happened_on)
        return Response(said, status_code=201, headers=NO_STORE)

    return [every, asked(OrganisationBody, "enter-organisation", "/organisations", enter)]


# Accounts


def accounts(desk: Desk, door: Door) -> list[HTTPRouteHandler]:
    @get("/accounts", operation_id="accounts", **LISTING)
    def every(request: AnyRequest) -> Response[Accounts]:
        """Every account that works in one's own organisation, or did, with who it is and its posts."""
        who, _ = keeping(desk, request)
        shown(desk, who, "accounts")
        return Response(Accounts(items=list(told(desk, door, who.organisation))), headers=NO_STORE)

    def add(request: AnyRequest, data: Any) -> Response[Opened]:
        """Open an account for somebody who begins to work here. Its set-up code is shown this once.

        Its posts wait until somebody else confirms them.
        """
        body: AccountBody = data
        who, office = keeping(desk, request)
        organisation = body.organisation or who.organisation
        if organisation != who.organisation:
            first_of(desk, who, organisation, body.posts)
        account, code = office.open_account(
            door,
            desk.rules.policy,
            organisation,
            body.posts,
            body.name,
            body.email,
            body.happened_on,
            waits=organisation == who.organisation,
        )
        log.info("account-opened", account=who.account)
        return Response(Opened(account=account, set_up_code=code), status_code=201, headers=NO_STORE)

    def code(request: AnyRequest, account: str, data: Any) -> Response[NewCode]:
        """Give an account a new set-up code, as when a password is lost. It is shown this once; earlier ones end.

        Once it is used, the posts of the account wait until somebody else confirms them, and another ``email`` counts.
        """
        body: SetUpCodeBody = data
        who, office = keeping(desk, request)
        only_ours(desk, account, who.organisation)
        not_one_s_own(who, account)
        email = body.email or door.passwords.name_of(account)
        if email is None:
            raise Unacceptable("email", "say the address that they are to sign in by")
        made = office.set_up(door, account, email, start_over=body.start_over)
        log.info("set-up-code-made", account=who.account)
        return Response(NewCode(account=account, set_up_code=made), status_code=201, headers=NO_STORE)

    return [
        every,
        asked(AccountBody, "open-account", "/accounts", add),
        asked(SetUpCodeBody, "make-set-up-code", "/accounts/{account:str}/set-up-code", code),
    ]


def first_of(desk: Desk, who: Somebody, organisation: str, given: list[Given]) -> None:
    """Let an authority's administrator enter the first administrator of another organisation, and nobody else.

    Where anybody ever had a post there, it has cases, perhaps; then whoever keeps the machine enters administrators.
    """
    directory, policy = desk.register.directory(), desk.rules.policy
    keeps = {one.id for one in policy.posts if one.keeps}
    there = any(one.organisation == organisation for some in directory.held.values() for one in some)
    if who.viewer.kind != IN_AUTHORITY or there or not {one.post for one in given} <= keeps:
        why = "Accounts are opened by an administrator of the organisation; its first one by that of an authority."
        raise Problem(403, "not-entitled", "This is not yours to do", why)


def told(desk: Desk, door: Door, organisation: str) -> Iterator[AccountTold]:
    directory = desk.register.directory()
    for account, found in sorted(directory.accounts.items()):
        here = [one for one in directory.held.get(account, ()) if one.organisation == organisation]
        if here:
            person = desk.cases.described(found.person)
            yield AccountTold(
                account=account,
                name=person.name if person else None,
                email=door.passwords.name_of(account),
                since=found.since,
                until=found.until,
                posts=held(here, desk.rules.policy),
            )


# Posts


def posts(desk: Desk) -> list[HTTPRouteHandler]:
    @get("/accounts/{account:str}/posts", operation_id="posts-held", **LISTING)
    def history(request: AnyRequest, account: str, on: On = None) -> Response[PostsHeld]:
        """Which posts an account holds in one's own organisation, or held, from when to when."""
        who, _ = keeping(desk, request)
        directory = desk.register.directory()
        found = ours(directory, account, who.organisation)
        if on is not None:
            found = tuple(one for one in directory.posts(account, on) if one.organisation == who.organisation)
        said = PostsHeld(account=account, organisation=who.organisation, items=held(found, desk.rules.policy))
        return Response(said, headers=NO_STORE)

    def give(request: AnyRequest, account: str, data: Any) -> Response[PostsHeld]:
        """Give an account of one's own organisation one more post there. It waits until somebody else confirms it."""
        body: PostBody = data
        who, office = keeping(desk, request)
        only_ours(desk, account, who.organisation)
        not_one_s_own(who, account)
        given = Given(post=body.post, until=body.until)
        office.give(desk.rules.policy, account, given, who.organisation, body.happened_on, waits=True)
        log.info("post-given", account=who.account)
        return now_held(desk, account, who.organisation)

    def end(request: AnyRequest, account: str, data: Any) -> Response[PostsHeld]:
        """End a post in one's own organisation, from a day on."""
        body: PostEndBody = data
        who, office = keeping(desk, request)
        ours(desk.register.directory(), account, who.organisation)
        not_one_s_own(who, account)
        office.end_post(account, body.post, who.organisation, body.happened_on)
        log.info("post-ended", account=who.account)
        return now_held(desk, account, who.organisation)

    return [
        history,
        asked(PostBody, "give-post", "/accounts/{account:str}/posts", give),
        asked(PostEndBody, "end-post", "/accounts/{account:str}/posts/end", end),
    ]


def now_held(desk: Desk, account: str, organisation: str) -> Response[PostsHeld]:
    found = ours(desk.register.directory(), account, organisation)
    said = PostsHeld(account=account, organisation=organisation, items=held(found, desk.rules.policy))
    return Response(said, status_code=201, headers=NO_STORE)


def ending(desk: Desk, door: Door) -> list[HTTPRouteHandler]:
    def close(request: AnyRequest, account: str, data: Any) -> Response[PostsHeld]:
        """Close an account from a day on. Its sessions and tokens end at once; what it did stays on record."""
        body: CloseBody = data
        who, office = keeping(desk, request)
        only_ours(desk, account, who.organisation)
        not_one_s_own(who, account)
        office.close(door, account, body.happened_on, forget=body.forget)
        log.info("account-closed", account=who.account)
        return now_held(desk, account, who.organisation)

    return [asked(CloseBody, "close-account", "/accounts/{account:str}/close", close)]


# Families


def family(desk: Desk, stewards: Stewards) -> HTTPRouteHandler:
    """Return the route by which somebody of a family is let into a case, with an account of their own."""

    def let_in(request: AnyRequest, case: UUID, data: Any) -> Response[Joined]:
        """Let somebody of the family take part in a case, with a new account or the one they have.

        Then give them printed codes, or say to which address their links go. The answer says which person it is:
        that is the id to write them down by, as a parent or as somebody from whom something is kept.
        """
        body: FamilyBody = data
        seen, by = admitting(desk, request, case)
        who = seen.who
        office, policy = Office(desk.register, desk.now(), by), desk.rules.policy
        post = policy.by_id.get(body.post)
        if post is None or policy.family not in post.of:
            may = ", ".join(one.id for one in policy.posts if policy.family in one.of)
            raise Unacceptable("post", f"in a family the posts are: {may}")
        if body.until and body.until < body.happened_on:
            raise Unacceptable("until", f"until ({body.until}) is before happened_on ({body.happened_on})")
        if body.account and not stewards.may_let_in(who.account, who.organisation, body.account, desk.now()):
            raise not_found()
        person = whose(desk, seen, body)
        account = body.account or new_account()
        office.organisation(HOME, policy.family, AT_HOME, body.happened_on)
        name = None if body.post in OF_THE_CHILD else body.name
        person = office.account(account, body.happened_on, name=name, person=person)
        if body.post not in desk.register.directory().posts_in(account, HOME, desk.today()):
            office.post(account, body.post, HOME, body.happened_on)
        office.let_somebody_in(case, account, body.post, body.happened_on, body.why, body.until)
        log.info("family-let-in", account=who.account)
        said = Joined(account=account, person=person, organisation=HOME, post=body.post)
        return Response(said, status_code=201, headers=NO_STORE)

    return asked(FamilyBody, "let-family-in", "/cases/{case:uuid}/family", let_in)

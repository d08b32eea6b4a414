"""Commands that say who there is: the first administrator, accounts and their posts, organisations, and tokens.

Whoever can open the store and its key file may use them; what is entered is recorded as theirs.
"""

import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import click
import msgspec
from msgspec import Struct

from goldenthread.acting import CODED
from goldenthread.app import door_as_set, now
from goldenthread.demo.entering import Presented, kept, presented
from goldenthread.engine.access.directory import Directory, Held, Id
from goldenthread.engine.access.register import Register
from goldenthread.engine.application import Cases
from goldenthread.engine.commands import Unacceptable
from goldenthread.engine.events import Name
from goldenthread.engine.store.writer import StoreUnavailable
from goldenthread.http.identity.door import Door
from goldenthread.http.identity.office import Given, Office
from goldenthread.http.identity.secrets import NotASecretsFile, StillHeld
from goldenthread.http.identity.tokens import Scope, Token
from goldenthread.settings import Settings, WrongSetting
from goldenthread.terminal import (
    DAY,
    Misused,
    Refused,
    as_json,
    console,
    opened,
    opening,
    printable,
    settings,
    tell_as_json,
    whole_table,
)
from goldenthread.workflows.access import POLICY
from goldenthread.workflows.posts import ADMINISTRATOR, IN_FAMILY, KINDS_OF_ORGANISATION

WORK_IN = [one for one in KINDS_OF_ORGANISATION if one != IN_FAMILY]
SCOPES = [str(one) for one in Scope]
CODE_IS = "It is shown this once, and is of use for three days: choose a password with it, or make a passkey."
TOKEN_IS = "It is shown this once. Send it with every request, as: Authorization: Bearer gt_..."  # noqa: S105  # says how


class Entered(Struct, frozen=True, kw_only=True):
    """An account, and the code to set it up with where one was made."""

    account: str
    set_up_code: str | None = None


class Listed(Struct, frozen=True, kw_only=True):
    """An account, whose it is as far as that is known, and its posts."""

    account: str
    name: str | None
    email: str | None
    until: date | None
    posts: list[Held]


class Made(Struct, frozen=True, kw_only=True):
    """A token, and its secret."""

    token: Token
    secret: str


@dataclass(frozen=True)
class Counter:
    """What the commands work with: the store, its door and the office, at a moment."""

    cases: Cases
    door: Door
    office: Office

    @property
    def directory(self) -> Directory:
        return self.office.register.directory()

    @property
    def now(self) -> datetime:
        return self.office.now

    def known(self, account: str) -> str:
        if account not in self.directory.accounts:
            raise Refused(f"there is no account {account}; see them with: goldenthread account list")
        return account


class Called(click.ParamType[str]):
    """What somebody or something is called, as it can be written down."""

    name = "name"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        del ctx
        try:
            return msgspec.convert(str(value).encode().decode(), Name)
        except (msgspec.ValidationError, UnicodeEncodeError):
            named = param.opts[0] if param else self.name
            raise Misused(f"{named} has 1 to 200 characters, in UTF-8") from None


CALLED = Called()


@contextmanager
def counter(*, make: bool = False, at: Settings | None = None) -> Generator[Counter]:
    """Open the store, made where it may be, and say in words what is refused."""
    said = at or settings()
    cases = opening(said) if make else opened(said)
    try:
        door = door_as_set(cases, said)
        try:
            yield Counter(cases, door, Office(Register(cases), now()))
        finally:
            door.close()
    except Unacceptable as why:
        raise Refused(f"{why.field}: {why}") from None
    except (StoreUnavailable, NotASecretsFile, StillHeld, WrongSetting, OSError) as why:
        raise Refused(str(why)) from None
    finally:
        cases.close()


def tell_code(account: str, code: str, *, json_: bool) -> None:
    if json_:
        tell_as_json(Entered(account=account, set_up_code=code))
        return
    console.print(f"The account is [bold]{account}[/bold].", highlight=False)
    console.print(f"Its set-up code: [bold]{code}[/bold]", highlight=False)
    console.print(CODE_IS)


organisation_option = click.option("--organisation", type=CODED, required=True, help="In which organisation.")
from_option = click.option("--from", "since", type=DAY, help="From which day; today, unless said.")
until_option = click.option("--until", type=DAY, help="The last day, if it has one; a guest's always has.")


@click.command()
@click.option("--organisation", type=CODED, prompt="Its identifier, such as elm-primary", help="Its identifier.")
@click.option("--kind", type=click.Choice(WORK_IN), prompt="Of what kind is it?", help="Of what kind it is.")
@click.option("--called", type=CALLED, prompt="What is it called?", help="What it is called.")
@click.option("--name", type=CALLED, prompt="Who looks after its accounts?", help="Who looks after its accounts.")
@click.option("--email", prompt="By which address do they sign in?", help="By which address they sign in.")
@click.option("--post", "posts", type=CODED, multiple=True, help="A post that they hold beside it, such as senco.")
@as_json
def init(  # what the first entries say
    organisation: str, kind: str, called: str, name: str, email: str, posts: tuple[str, ...], *, json_: bool
) -> None:
    """Enter the first organisation and whoever looks after its accounts. There is no default password."""
    said, given = settings(), [Given(post=Id(one)) for one in dict.fromkeys((ADMINISTRATOR.id, *posts))]

    def enter(it: Counter) -> tuple[str, str]:
        if it.directory.accounts:
            raise Refused("there are accounts here already; add others with: goldenthread account add")
        check(organisation, kind, called, name)
        it.office.organisation(organisation, kind, called, it.office.today)
        return it.office.open_account(it.door, POLICY, organisation, given, name, email, it.office.today)

    if not said.store.exists():  # tried elsewhere first: what is refused leaves nothing behind
        with (
            tempfile.TemporaryDirectory() as elsewhere,
            counter(make=True, at=msgspec.structs.replace(said, data=elsewhere)) as it,
        ):
            enter(it)
    with counter(make=True) as it:
        account, code = enter(it)
    tell_code(account, code, json_=json_)


def check(organisation: str, kind: str, *names: str) -> None:
    """Refuse what could be entered in no record, before anything is."""
    if kind not in ADMINISTRATOR.of:
        raise Refused(f"{organisation}: accounts are looked after in: {', '.join(ADMINISTRATOR.of)}; not in {kind}")
    if not all(one.strip() for one in names):
        raise Refused("a name is blank")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def organisation() -> None:
    """Enter organisations, and list them."""


@organisation.command("add")
@click.argument("identifier", type=CODED)
@click.option("--kind", type=click.Choice(WORK_IN), required=True, help="Of what kind it is.")
@click.option("--called", type=CALLED, required=True, help="What it is called.")
@from_option
@as_json
def add_organisation(identifier: str, kind: str, called: str, since: date | None, *, json_: bool) -> None:
    """Enter an organisation that takes part."""
    with counter() as it:
        if identifier in it.directory.organisations:
            raise Refused(f"there is an organisation {identifier} already")
        it.office.organisation(identifier, kind, called, since or it.office.today)
    if json_:
        tell_as_json({"organisation": identifier})
    else:
        console.print(f"{identifier} takes part.", highlight=False)


@organisation.command("list")
@as_json
def list_organisations(*, json_: bool) -> None:
    """List every organisation."""
    with counter() as it:
        found = sorted(it.directory.organisations.values(), key=lambda one: one.id)
    if json_:
        tell_as_json(found)
        return
    shown = whole_table("organisation", "kind", "called")
    for one in found:
        shown.add_row(one.id, one.kind, printable(one.name or "what it was called has been erased"))
    console.print(shown)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def account() -> None:
    """Open and close accounts, give, confirm and end their posts, and make set-up codes."""


@account.command("add")
@organisation_option
@click.option("--name", type=CALLED, required=True, help="Who it is.")
@click.option("--email", required=True, help="By which address they sign in.")
@click.option("--post", "posts", type=CODED, multiple=True, required=True, help="A post that they hold.")
@from_option
@until_option
@as_json
def add_account(  # whose it is, and what they are
    organisation: str,
    name: str,
    email: str,
    posts: tuple[str, ...],
    since: date | None,
    until: date | None,
    *,
    json_: bool,
) -> None:
    """Open an account with its posts, and print the code to set it up with."""
    given = [Given(post=Id(one), until=until) for one in dict.fromkeys(posts)]
    with counter() as it:
        if not name.strip():
            raise Refused("a name is blank")
        made, code = it.office.open_account(it.door, POLICY, organisation, given, name, email, since or it.office.today)
    tell_code(made, code, json_=json_)


@account.command("post")
@click.argument("identifier", metavar="ACCOUNT", type=CODED)
@click.argument("post", type=CODED)
@organisation_option
@from_option
@until_option
@as_json
def give_post(
    identifier: str, post: str, organisation: str, since: date | None, until: date | None, *, json_: bool
) -> None:
    """Give an account one more post; or confirm one that waits."""
    with counter() as it:
        given = Given(post=Id(post), until=until)
        it.office.give(POLICY, it.known(identifier), given, organisation, since or it.office.today)
        tell_posts(it, identifier, json_=json_)


@account.command("confirm")
@click.argument("identifier", metavar="ACCOUNT", type=CODED)
@as_json
def confirm_posts(identifier: str, *, json_: bool) -> None:
    """Confirm every post of an account that waits, as where there is nobody else in its organisation to do it."""
    with counter() as it:
        found = [one for one in it.directory.held.get(it.known(identifier), ()) if one.waits]
        if not found:
            raise Refused(f"no post of {identifier} waits to be confirmed")
        for one in found:
            if one.given:
                it.office.confirm(one.given)
        tell_posts(it, identifier, json_=json_)


@account.command("end")
@click.argument("identifier", metavar="ACCOUNT", type=CODED)
@click.argument("post", type=CODED)
@organisation_option
@from_option
@as_json
def end_post(identifier: str, post: str, organisation: str, since: date | None, *, json_: bool) -> None:
    """End a post of an account."""
    with counter() as it:
        it.office.end_post(it.known(identifier), post, organisation, since or it.office.today)
        tell_posts(it, identifier, json_=json_)


@account.command("close")
@click.argument("identifier", metavar="ACCOUNT", type=CODED)
@click.option("--forget", is_flag=True, help="Delete everything by which it was signed in to.")
@from_option
@as_json
def close(identifier: str, since: date | None, *, forget: bool, json_: bool) -> None:
    """Close an account: its sessions and tokens end at once. What it did stays on record."""
    with counter() as it:
        it.office.close(it.door, it.known(identifier), since or it.office.today, forget=forget)
        tell_posts(it, identifier, json_=json_)


@account.command("code")
@click.argument("identifier", metavar="ACCOUNT", type=CODED)
@click.option("--email", help="By which address they sign in once the code is used.")
@click.option("--start-over", is_flag=True, help="Take everything else away by which it is signed in to.")
@as_json
def make_code(identifier: str, email: str | None, *, start_over: bool, json_: bool) -> None:
    """Print a new set-up code for an account, as when a password is lost."""
    with counter() as it:
        by = email or it.door.passwords.name_of(it.known(identifier))
        if by is None:
            raise Refused("this account has no address to sign in by yet; say it with --email")
        code = it.office.set_up(it.door, identifier, by, start_over=start_over)
    tell_code(identifier, code, json_=json_)


@account.command("list")
@click.option("--organisation", type=CODED, help="Only those that work there, or did.")
@as_json
def list_accounts(organisation: str | None, *, json_: bool) -> None:
    """List accounts: whose each is, and which posts it holds or held."""
    with counter() as it:
        found = [one for one in listed(it) if organisation in (None, *(held.organisation for held in one.posts))]
    if json_:
        tell_as_json(found)
        return
    shown = whole_table("account", "name", "signs in by", "posts")
    for one in found:
        posts = [said(held) for held in one.posts]
        closed = [f"closed: the last day was {one.until}"] if one.until else []
        shown.add_row(one.account, printable(one.name or ""), one.email or "", "\n".join([*posts, *closed]))
    console.print(shown)


def listed(it: Counter) -> Generator[Listed]:
    for identifier, found in sorted(it.directory.accounts.items()):
        person = it.cases.described(found.person)
        yield Listed(
            account=identifier,
            name=person.name if person else None,
            email=it.door.passwords.name_of(identifier),
            until=found.until,
            posts=list(it.directory.held.get(identifier, ())),
        )


def said(held: Held) -> str:
    until = f" to {held.until}" if held.until else ""
    waits = "; nobody has confirmed it yet" if held.waits else ""
    return f"{held.post} in {held.organisation}, from {held.since}{until}{waits}"


def tell_posts(it: Counter, identifier: str, *, json_: bool) -> None:
    found, directory = it.directory.held.get(identifier, ()), it.directory
    if json_:
        tell_as_json({"account": identifier, "until": directory.accounts[identifier].until, "posts": found})
        return
    for one in found:
        console.print(said(one), highlight=False)
    if until := directory.accounts[identifier].until:
        console.print(f"The account is closed: its last day is {until}.", highlight=False)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def token() -> None:
    """Make tokens by which programs act for an account, list and revoke them."""


@token.command("make")
@click.argument("identifier", metavar="ACCOUNT", type=CODED)
@organisation_option
@click.option("--label", required=True, help="What it is for.")
@click.option(
    "--scope", "scopes", type=click.Choice(SCOPES), multiple=True, default=["read"], show_default=True,
    help="What it may do.",
)  # fmt: skip
@click.option("--until", type=DAY, help="Its last day, 365 days off at most; thirty days off, unless said.")
@as_json
def make_token(
    identifier: str, organisation: str, label: str, scopes: Sequence[str], until: date | None, *, json_: bool
) -> None:
    """Make a token for an account in an organisation, and print it: this once."""
    with counter() as it:
        if organisation not in it.directory.organisations_of(it.known(identifier), it.office.today):
            raise Refused(f"{identifier} holds no post in {organisation} today")
        last = it.door.tokens.end_on(until, it.now) if until else it.now + timedelta(days=30)
        chosen = [one for one in Scope if str(one) in scopes]
        made, secret = it.door.tokens.make(identifier, organisation, chosen, label, last, it.now)
    if json_:
        tell_as_json(Made(token=made, secret=secret))
        return
    click.echo(secret)
    console.print(TOKEN_IS)


@token.command("list")
@click.argument("identifier", metavar="ACCOUNT", type=CODED)
@as_json
def list_tokens(identifier: str, *, json_: bool) -> None:
    """List the tokens of an account."""
    with counter() as it:
        found = it.door.tokens.of(it.known(identifier), it.now)
    if json_:
        tell_as_json(found)
        return
    shown = whole_table("token", "for", "may", "in", "until", "last used")
    for one in found:
        used = str(one.last_used_on or "never")
        shown.add_row(one.id, printable(one.label), " ".join(one.scopes), one.organisation, str(one.until.date()), used)
    console.print(shown)


@token.command("revoke")
@click.argument("identifier", metavar="ACCOUNT", type=CODED)
@click.argument("which", metavar="TOKEN")
@as_json
def revoke_token(identifier: str, which: str, *, json_: bool) -> None:
    """Revoke a token: it opens nothing from now on."""
    with counter() as it:
        if not it.door.tokens.revoke(which, it.known(identifier)):
            raise Refused(f"{identifier} has no such token; see them with: goldenthread token list {identifier}")
    if json_:
        tell_as_json({"revoked": which})
    else:
        console.print("It opens nothing any more.")


@click.command()
@click.argument("who", metavar="POST")
@as_json
def code(who: str, *, json_: bool) -> None:
    """Print the present code of the app of somebody in the demo: by post, account or address."""
    folder = Path(settings().data)
    found = kept(folder) or kept(folder / "demo")
    if not found:
        raise Refused(f"there is no demo in {folder}; make one with: goldenthread demo. A real code is in an app")
    one = next((one for one in found if who in (one.post, one.account, one.name)), None)
    if one is None:
        raise Refused(f"nobody in the demo is {who}; these are: {', '.join(one.post for one in found)}")
    if one.letters is None:
        raise Refused(f"{one.post} needs no code: a family signs in with its password alone")
    now_shown: Presented = presented(one.letters, now())
    if json_:
        tell_as_json(now_shown)
    else:
        click.echo(now_shown.code)
        console.print(f"For {now_shown.seconds} s more; each is of use once.", highlight=False, style="dim")


COMMANDS: Sequence[click.Command] = (init, organisation, account, token, code)

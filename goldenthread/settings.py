"""Settings: everything that can be set, each by an environment variable that starts with GOLDENTHREAD_."""

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, get_type_hints

import msgspec
from msgspec import Meta, Struct

PREFIX = "GOLDENTHREAD_"


class WrongSetting(ValueError):
    """A setting is not known, or has a value that cannot be."""


class Settings(Struct, frozen=True, kw_only=True):
    """What a Golden Thread process is told from outside."""

    data: Annotated[str, Meta(description="The folder that holds the store and the key file")] = "data"
    host: Annotated[
        str, Meta(description="The address to listen on: loopback only, with a proxy before it that has https")
    ] = "127.0.0.1"
    hosts: Annotated[
        str, Meta(description="Other names by which this machine is asked, with commas between: case-notes, sen.local")
    ] = ""
    port: Annotated[int, Meta(ge=0, le=65535, description="The port to listen on; 0 for a free one")] = 8000
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"], Meta(description="What is logged: debug, info, warning or error")
    ] = "info"

    destroy_cases: Annotated[
        int, Meta(ge=0, description="How many cases may be due for destruction at once, before it has to be confirmed")
    ] = 25
    destroy_percent: Annotated[
        int,
        Meta(ge=0, le=100, description="What share of all cases may be due at once, before it has to be confirmed"),
    ] = 5
    rate_account: Annotated[int, Meta(ge=1, description="Requests a minute of one account")] = 6_000
    rate_line: Annotated[
        int, Meta(ge=1, description="Requests a minute over one line (an address; of IPv6, a /64), of all accounts")
    ] = 30_000
    rate_unknown: Annotated[
        int, Meta(ge=1, description="Requests a minute over one line by nobody who is signed in")
    ] = 1_200
    rate_sign_in: Annotated[int, Meta(ge=1, description="Tries to sign in a minute over one line")] = 120
    proxies: Annotated[
        str,
        Meta(
            description="The networks of your own proxies, whose X-Forwarded-For is believed: 10.1.2.0/24, 127.0.0.1/32"
        ),
    ] = ""

    largest_document: Annotated[int, Meta(ge=1, le=1_000_000_000, description="Bytes that one document may have")] = (
        20_000_000
    )
    scanner: Annotated[
        str, Meta(description="Where the virus scanner clamd listens: /run/clamav/clamd.ctl, or 127.0.0.1:3310")
    ] = ""

    local: Annotated[
        str, Meta(description="Numbers of your own, such as: working days to answer a worry=5; days to tell staff=2")
    ] = ""
    readings: Annotated[
        str,
        Meta(description="How you read rules that can be read in more than one way, such as: two-weeks-notice=lenient"),
    ] = ""
    closed: Annotated[
        str,
        Meta(
            description="When you are closed, both days closed, such as: 2026-02-16..2026-02-20; 2026-03-30..2026-04-10"
        ),
    ] = ""

    origin: Annotated[
        str,
        Meta(
            description="The address that people open in a browser, such as https://notes.example.org;"
            " passkeys and links in e-mails are bound to it. This machine's, where none is set"
        ),
    ] = ""
    rp_id: Annotated[
        str,
        Meta(
            description="The domain that passkeys are made for, such as example.org; that of the origin, where none is"
            " set. Passkeys made for another domain stop working"
        ),
    ] = ""
    oidc: Annotated[
        str,
        Meta(description="A TOML or JSON file that says with which organisations' own sign-in people may sign in"),
    ] = ""
    mail_from: Annotated[str, Meta(description="The address that e-mails come from, such as notes@example.org")] = ""
    mail_folder: Annotated[
        str, Meta(description="A folder that e-mails are put into instead of being sent; for trying things out")
    ] = ""
    smtp_host: Annotated[str, Meta(description="The mail server that e-mails are handed to")] = ""
    smtp_port: Annotated[int, Meta(ge=1, le=65535, description="The port of the mail server")] = 587
    smtp_tls: Annotated[
        Literal["starttls", "direct", "none"],
        Meta(description="How the mail server is spoken to: starttls, direct, or none (on this machine only)"),
    ] = "starttls"
    smtp_user: Annotated[str, Meta(description="The name to sign in with at the mail server, if it asks for one")] = ""
    smtp_password_file: Annotated[
        str, Meta(description="The file that holds the password for the mail server; only its owner may read it")
    ] = ""
    breached_passwords: Annotated[
        str,
        Meta(description="A list of further passwords that are refused: ordered SHA-1 digests, as of Pwned Passwords"),
    ] = ""
    key_backup_days: Annotated[
        Annotated[int, Meta(ge=0, le=36_500)] | None,
        Meta(description="For how many days a back-up of the store with its keys is kept; 0 if there are none"),
    ] = None

    @property
    def address(self) -> str:
        """Where people find this in a browser, with no slash at its end."""
        return self.origin or f"http://localhost:{self.port}"

    @property
    def other_hosts(self) -> tuple[str, ...]:
        return listed(self.hosts)

    @property
    def own_proxies(self) -> tuple[str, ...]:
        return listed(self.proxies)

    @property
    def store(self) -> Path:
        return Path(self.data) / "goldenthread.db"

    @property
    def projections(self) -> Path:
        """Where the projections are: beside the store, never in it. They are made anew when they are gone."""
        return Path(self.data) / "projections.db"

    @property
    def identity(self) -> Path:
        """Where the secrets are by which people sign in: beside the store, never in it. They can be deleted."""
        return Path(self.data) / "identity.db"

    @property
    def quarantine(self) -> Path:
        """Where documents are held back: sealed, beside the store, never in it."""
        return Path(self.data) / "quarantine.db"

    @property
    def key_file(self) -> Path:
        """Where the wrapping key is: beside the store, never in it. Keep a copy of it elsewhere."""
        return Path(self.data) / "wrapping.key"


def listed(said: str) -> tuple[str, ...]:
    """Read ``one, other``."""
    return tuple(filter(None, (one.strip() for one in said.split(","))))


def pairs(said: str, name: str) -> dict[str, str]:
    """Read ``one=1; other=2``. Raises ``WrongSetting``."""
    found: dict[str, str] = {}
    for part in filter(None, (one.strip() for one in said.split(";"))):
        key, equals, value = part.partition("=")
        if not equals or not value.strip():
            raise WrongSetting(f"{name}: {part!r} is not written as name=value")
        found[key.strip()] = value.strip()
    return found


def spans(said: str, name: str) -> tuple[tuple[date, date], ...]:
    """Read ``2026-02-16..2026-02-20; …``. Raises ``WrongSetting``."""
    found: list[tuple[date, date]] = []
    for part in filter(None, (one.strip() for one in said.split(";"))):
        try:
            first, last = (date.fromisoformat(day) for day in part.split(".."))
        except ValueError:
            raise WrongSetting(f"{name}: {part!r} is not two days written as 2026-02-16..2026-02-20") from None
        if last < first:
            raise WrongSetting(f"{name}: {part!r} ends before it begins")
        found.append((first, last))
    return tuple(found)


def variables() -> dict[str, str]:
    """Return every setting's variable and what it means."""
    hints = get_type_hints(Settings, include_extras=True)
    return {PREFIX + name.upper(): hints[name].__metadata__[0].description for name in Settings.__struct_fields__}


def read(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings. Raises ``WrongSetting`` for a value that cannot be, and for a name that is not known."""
    said = os.environ if environment is None else environment
    known = {PREFIX + name.upper(): name for name in Settings.__struct_fields__}
    mine = {name: value for name, value in said.items() if name.startswith(PREFIX) and "_TEST_" not in name}
    if strange := sorted(set(mine) - set(known)):
        raise WrongSetting(f"{strange[0]} is not a setting; these are: {', '.join(sorted(known))}")
    try:
        return msgspec.convert({known[name]: value for name, value in mine.items()}, Settings, strict=False)
    except msgspec.ValidationError as wrong:
        field = str(wrong).partition("`$.")[2].rstrip("`")
        name = PREFIX + field.upper()
        raise WrongSetting(f"{name} cannot be {mine.get(name)!r}: {variables().get(name, wrong)}") from None

"""Other organisations' own sign-in, as a file configures it: who they are, and which of a person's claims counts."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from goldenthread.http.identity.mail import on_this_machine, secret_in
from goldenthread.settings import WrongSetting

SETTING = "GOLDENTHREAD_OIDC"
ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
MAY_PASS_ON = frozenset({"email", "preferred_username", "upn", "unique_name", "name", "nickname", "phone_number"})
"""Claims that may be given to somebody else later, or that their bearer may choose: they name nobody for long."""

BothFactors = Literal["when-said", "always", "never"]


class Provider(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One OpenID Connect provider.

    ``claim`` is the claim of the ID token that an account is linked by. ``require`` lists, by claim, the values of
    which it must have one, such as a tenant or a domain. ``both_factors`` says whether its sign-in counts as two
    factors: only when the token says so (``amr`` holds ``mfa``, RFC 8176), always, or never.
    """

    id: str
    label: str
    issuer: str
    client_id: str
    client_secret_file: str | None = None
    scopes: tuple[str, ...] = ("openid",)
    claim: str = "sub"
    require: Mapping[str, tuple[str, ...]] = {}
    both_factors: BothFactors = "when-said"

    def secret(self) -> str | None:
        """Return the secret that this service shows to the provider. Raises ``WrongSetting``."""
        if self.client_secret_file is None:
            return None
        return secret_in(Path(self.client_secret_file), f"{SETTING}: client_secret_file of {self.id!r}")


class Listed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file: a list of providers."""

    provider: tuple[Provider, ...]


def read(path: Path, *, loopback: bool = False) -> tuple[Provider, ...]:
    """Read a TOML or JSON file of providers; a secret file is named from beside it. Raises ``WrongSetting``.

    ``loopback``: whether a provider on this machine may be spoken to over plain http, as tests do.
    """
    try:
        listed = msgspec.convert(raw(path), Listed)
    except msgspec.ValidationError as wrong:
        raise WrongSetting(f"{SETTING}: {path}: {wrong}") from None
    found = [beside(path, one) for one in listed.provider]
    for one in found:
        check(one, loopback=loopback)
    if twice := sorted({one.id for one in found if [other.id for other in found].count(one.id) > 1}):
        raise WrongSetting(f"{SETTING}: {path}: the provider {twice[0]!r} is there twice")
    return tuple(found)


def raw(path: Path) -> Any:
    try:
        written = path.read_bytes()
        return msgspec.json.decode(written) if path.suffix == ".json" else tomllib.loads(written.decode())
    except OSError as wrong:
        raise WrongSetting(f"{SETTING}: {path} cannot be read: {type(wrong).__name__}") from None
    except (msgspec.DecodeError, tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise WrongSetting(f"{SETTING}: {path} is not {path.suffix.lstrip('.') or 'TOML'}: {wrong}") from None


def beside(path: Path, one: Provider) -> Provider:
    if one.client_secret_file is None:
        return one
    return msgspec.structs.replace(one, client_secret_file=str(path.parent / one.client_secret_file))


def check(one: Provider, *, loopback: bool = False) -> None:
    """Refuse a provider that could not be trusted, or not be told from another. Raises ``WrongSetting``."""
    what = f"{SETTING}: the provider {one.id!r}"
    if not ID.fullmatch(one.id):
        raise WrongSetting(f"{what}: an id has small letters, digits and hyphens, at most 40")
    if not one.label.strip() or not one.client_id:
        raise WrongSetting(f"{what}: say its label and its client_id")
    if not safe(one.issuer, loopback=loopback) or urlsplit(one.issuer).query or urlsplit(one.issuer).fragment:
        raise WrongSetting(f"{what}: its issuer starts with https:// and has no ? or #, not {one.issuer!r}")
    if "openid" not in one.scopes:
        raise WrongSetting(f"{what}: its scopes must hold openid")
    if one.claim in MAY_PASS_ON:
        raise WrongSetting(f"{what}: {one.claim!r} may pass to somebody else; link by sub, or by oid at Microsoft")
    if empty := sorted(name for name, values in one.require.items() if not values):
        raise WrongSetting(f"{what}: require names no value for {empty[0]!r}")
    one.secret()


def safe(url: str, *, loopback: bool = False) -> bool:
    """Say whether a provider may be spoken to at an address: over https, or on this machine where that is allowed."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    if not host or parts.username is not None:
        return False
    return parts.scheme == "https" or (loopback and parts.scheme == "http" and on_this_machine(host))


def by_id(providers: Sequence[Provider]) -> dict[str, Provider]:
    return {one.id: one for one in providers}

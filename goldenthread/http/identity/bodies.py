"""What is sent and answered in signing in, and of what is one's own."""

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from goldenthread.http.identity.passwords import LONGEST, LONGEST_NAME
from goldenthread.http.identity.sessions import How
from goldenthread.http.identity.tokens import Scope, Token

SignInName = Annotated[str, Meta(max_length=LONGEST_NAME, description="The e-mail address that somebody signs in by")]
Password = Annotated[str, Meta(max_length=4 * LONGEST)]
Code = Annotated[str, Meta(max_length=100)]


class SignInBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A name and its password."""

    name: SignInName
    password: Password


class SecondBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The ticket of the first step, and a code from the app; or a recovery code, where ``recovery`` is true."""

    ticket: Code
    code: Code
    recovery: bool = False


class SetUpBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The set-up code that was given by hand, and the password that is chosen with it."""

    code: Code
    password: Password


class CodeBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A code from the app."""

    code: Code


class ShownBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A code from the app, or a recovery code, where a second step is set up already."""

    code: Code | None = None


class PasswordBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The password as it is, and as it shall be."""

    current: Password
    new: Password


class OrganisationBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The organisation to act in from now on."""

    organisation: Code


class TokenBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a token is for, in its owner's words; what it may do; and the last day on which it is of use."""

    label: str
    scopes: list[Scope]
    until: date


class Present(Struct, frozen=True, kw_only=True):
    """Who is signed in, where they act and in which posts, where else they could act, and what must come with a change.

    That is ``csrf``, in ``Goldenthread-CSRF``.
    ``enrolling``: a second step must be set up before anything else.
    """

    account: str
    organisation: str
    organisations: list[str]
    posts: list[str]
    how: How
    enrolling: bool
    ends_at: datetime
    csrf: str


class Entered(Struct, frozen=True, kw_only=True):
    """How far signing in has come: all the way (``session``), or to a code, which is asked for with the ``ticket``.

    ``passkey``: the password was right, and the account's passkey is asked for next, at ``/api/sign-in/passkey``.
    """

    next: Literal["nothing", "code", "enrol", "passkey"]
    session: Present | None = None
    ticket: str | None = None


class Mine(Struct, frozen=True, kw_only=True):
    """One of one's own sessions. ``this``: the one that asks."""

    id: str
    organisation: str
    how: How
    begun_at: datetime
    seen_at: datetime
    ends_at: datetime
    this: bool


class MySessions(Struct, frozen=True, kw_only=True):
    """One's own sessions, the first begun before the others."""

    items: list[Mine]


class MyTokens(Struct, frozen=True, kw_only=True):
    """One's own tokens, the first made before the others."""

    items: list[Token]


class NewToken(Struct, frozen=True, kw_only=True):
    """A token, and its secret, which is shown this once."""

    token: Token
    secret: str


class Recovery(Struct, frozen=True, kw_only=True):
    """Recovery codes, shown this once: each opens the second step once, on a day without the phone."""

    codes: list[str]
    session: Present


class RecoveryLeft(Struct, frozen=True, kw_only=True):
    """How many recovery codes were not used yet, and whether a second step is set up at all."""

    left: int
    set_up: bool

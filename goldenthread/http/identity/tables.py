"""The tables of the secrets file: all in one place, so that forgetting an account can miss none.

Every row of an account hangs on its row in ``HOLDER`` and goes with it. What ends by itself has ``ends_at``, and is
swept away after that. Instants are microseconds since 1970, UTC; nothing secret that can be kept as a digest is kept
otherwise.
"""

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table

METADATA = MetaData()


def word(name: str, *, primary_key: bool = False, nullable: bool = False, unique: bool = False) -> Column[Any]:
    return Column(name, String, primary_key=primary_key, nullable=nullable, unique=unique)


def at(name: str, *, nullable: bool = False) -> Column[Any]:
    return Column(name, BigInteger, nullable=nullable)


def digest(name: str = "digest", *, primary_key: bool = False) -> Column[Any]:
    return Column(name, LargeBinary, primary_key=primary_key, unique=not primary_key, nullable=False)


def of_account(*, primary_key: bool = False, nullable: bool = False) -> Column[Any]:
    """Return the column that ties a row to an account, so that it is deleted with it."""
    parent = ForeignKey("holder.account", ondelete="CASCADE")
    return Column("account", String, parent, primary_key=primary_key, nullable=nullable)


HOLDER = Table("holder", METADATA, word("account", primary_key=True))

TOKEN = Table(
    "token",
    METADATA,
    word("id", primary_key=True),
    digest(),
    of_account(),
    word("organisation"),
    word("scopes"),
    word("label"),
    at("made_at"),
    at("ends_at"),
    word("used_on", nullable=True),
    Index("token_account", "account"),
)

SESSION = Table(
    "session",
    METADATA,
    word("id", primary_key=True),
    digest(),
    of_account(),
    word("organisation"),
    word("how"),
    Column("enrolling", Boolean, nullable=False),
    at("begun_at"),
    at("seen_at"),
    at("ends_at"),
    Index("session_account", "account"),
)

SIGN_IN = Table(
    "sign_in",
    METADATA,
    of_account(primary_key=True),
    word("name", unique=True),
    word("digest", nullable=True),
    at("chosen_at", nullable=True),
)

SET_UP = Table(
    "set_up",
    METADATA,
    digest(primary_key=True),
    of_account(),
    word("made_by", nullable=True),
    word("name", nullable=True),
    at("ends_at"),
    Index("set_up_account", "account"),
)

SECOND_STEP = Table(
    "second_step",
    METADATA,
    of_account(primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    word("sealed_by"),
    Column("confirmed", Boolean, primary_key=True),
    Column("last_step", Integer, nullable=False),
)

RECOVERY = Table("recovery", METADATA, digest(primary_key=True), of_account(), Index("recovery_account", "account"))

TICKET = Table(
    "ticket",
    METADATA,
    digest(primary_key=True),
    of_account(),
    word("organisation"),
    Column("tries", Integer, nullable=False),
    at("ends_at"),
)

TRY = Table(
    "try",
    METADATA,
    digest(primary_key=True),
    of_account(nullable=True),
    Column("failures", Integer, nullable=False),
    at("not_before"),
    at("ends_at"),
)

PASSKEY = Table(
    "passkey",
    METADATA,
    Column("credential", LargeBinary, primary_key=True),
    of_account(),
    Column("handle", LargeBinary, nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("sign_count", Integer, nullable=False),
    Column("backed_up", Boolean, nullable=False),
    word("name"),
    at("made_at"),
    word("used_on", nullable=True),
    Index("passkey_account", "account"),
)

PENDING = Table(
    "pending",
    METADATA,
    digest(primary_key=True),
    of_account(nullable=True),
    Column("content", LargeBinary, nullable=False),
    at("ends_at"),
    Index("pending_ends_at", "ends_at"),
)

PROVIDER_LINK = Table(
    "provider_link",
    METADATA,
    digest(primary_key=True),
    of_account(),
    word("provider"),
    word("linked_by"),
    at("linked_at"),
    Column("used", Boolean, nullable=False),
    Index("provider_link_account", "account", "provider", unique=True),
)

ADDRESS = Table(
    "address", METADATA, of_account(primary_key=True), Column("digest", LargeBinary, nullable=False, index=True)
)

EMAIL_LINK = Table(
    "email_link",
    METADATA,
    digest(primary_key=True),
    of_account(),
    Column("browser", LargeBinary, nullable=False),
    at("ends_at"),
    Index("email_link_account", "account"),
)

PRINTED = Table(
    "printed", METADATA, digest(primary_key=True), of_account(), at("ends_at"), Index("printed_account", "account")
)

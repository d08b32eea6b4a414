"""Set-up codes as they are used: to choose a password, to make a passkey, or to link another organisation's."""

from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, delete, select

from goldenthread.engine.commands import Unacceptable
from goldenthread.engine.views import micros
from goldenthread.http.identity.passwords import may_have, set_name
from goldenthread.http.identity.secrets import Secrets, digest_of
from goldenthread.http.identity.tables import SET_UP
from goldenthread.http.identity.totp import tidy


class Beginning(Struct, frozen=True):
    """Whose set-up code this is, by which name they sign in then, and who made it, where its use lets posts wait."""

    account: str
    name: str
    made_by: str | None


def digest_of_code(code: str) -> bytes:
    return digest_of(tidy(code))


def whose(secrets: Secrets, digest: bytes, now: datetime) -> Beginning:
    """Return whose set-up code this is, and leave it as it is.

    Raises ``Unacceptable`` for one that opens nothing, and where another account has come to sign in by its name.
    """
    with secrets.reading() as connection:
        found = found_by(connection, digest, now)
        return Beginning(found.account, may_have(connection, found.account, found.name), found.made_by)


def spend(secrets: Secrets, digest: bytes, now: datetime) -> None:
    """Use a set-up code up, and sign in by its name from now on. Raises ``Unacceptable`` where it is used, or over."""
    with secrets.writing() as connection:
        found = found_by(connection, digest, now)
        connection.execute(delete(SET_UP).where(SET_UP.c.digest == digest))
        set_name(connection, found.account, may_have(connection, found.account, found.name))


def found_by(connection: Connection, digest: bytes, now: datetime) -> Row[Any]:
    mine = SET_UP.c.digest == digest, SET_UP.c.ends_at > micros(now)
    found = connection.execute(select(SET_UP).where(*mine)).one_or_none()
    if found is None:
        raise Unacceptable("code", "this code is not known, was used, or has ended; ask for another")
    return found

"""Set-up codes used for another beginning than a password: to make a passkey, or to link another organisation's."""

from datetime import datetime

from msgspec import Struct
from sqlalchemy import delete, select

from goldenthread.engine.views import micros
from goldenthread.http.identity.secrets import Secrets, digest_of
from goldenthread.http.identity.set_up import no_such_code
from goldenthread.http.identity.tables import SET_UP
from goldenthread.http.identity.totp import tidy


class Beginning(Struct, frozen=True):
    """Whose set-up code this is, and who made it, where its use lets posts wait."""

    account: str
    made_by: str | None


def digest_of_code(code: str) -> bytes:
    return digest_of(tidy(code))


def whose(secrets: Secrets, digest: bytes, now: datetime) -> Beginning:
    """Return whose set-up code this is, and leave it as it is. Raises ``Unacceptable`` for one that opens nothing."""
    with secrets.reading() as connection:
        mine = SET_UP.c.digest == digest, SET_UP.c.ends_at > micros(now)
        found = connection.execute(select(SET_UP.c.account, SET_UP.c.made_by).where(*mine)).one_or_none()
    if found is None:
        raise no_such_code()
    return Beginning(found.account, found.made_by)


def spend(secrets: Secrets, digest: bytes, now: datetime) -> None:
    """Use a set-up code up. Raises ``Unacceptable`` where that was done, or it is over."""
    with secrets.writing() as connection:
        mine = SET_UP.c.digest == digest, SET_UP.c.ends_at > micros(now)
        if not connection.execute(delete(SET_UP).where(*mine)).rowcount:
            raise no_such_code()

"""The addresses that families are sent links to: kept as keyed digests, since whoever signs in types theirs anyway."""

import hmac

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from goldenthread.http.identity.codes import SHORTEST_KEY
from goldenthread.http.identity.mail import address
from goldenthread.http.identity.secrets import Secrets, hold
from goldenthread.http.identity.tables import ADDRESS


class Addresses:
    """The addresses of a secrets file, one to an account. Two accounts may share one; then neither is sent a link."""

    def __init__(self, secrets: Secrets, material: bytes) -> None:
        if len(material) < SHORTEST_KEY:
            raise ValueError(f"key material has at least {SHORTEST_KEY} bytes, not {len(material)}")
        self._secrets, self._key = secrets, hmac.digest(material, b"goldenthread/addresses/1", "sha256")

    def _digest(self, said: str) -> bytes:
        return hmac.digest(self._key, address(said).encode(), "sha256")

    def keep(self, account: str, said: str) -> None:
        """Keep the address of an account, in place of any other. Raises ``BadAddress``."""
        row = {"account": account, "digest": self._digest(said)}
        asked = insert(ADDRESS).values(**row)
        with self._secrets.writing() as connection:
            hold(connection, account)
            connection.execute(asked.on_conflict_do_update(index_elements=[ADDRESS.c.account], set_=row))

    def remove(self, account: str) -> bool:
        """Delete the address of an account. False where it has none."""
        with self._secrets.writing() as connection:
            return connection.execute(delete(ADDRESS).where(ADDRESS.c.account == account)).rowcount > 0

    def has(self, account: str) -> bool:
        with self._secrets.reading() as connection:
            asked = select(ADDRESS.c.account).where(ADDRESS.c.account == account)
            return connection.execute(asked).one_or_none() is not None

    def accounts_at(self, said: str) -> list[str]:
        """Return every account that has an address. Raises ``BadAddress``."""
        asked = select(ADDRESS.c.account).where(ADDRESS.c.digest == self._digest(said)).order_by(ADDRESS.c.account)
        with self._secrets.reading() as connection:
            return [str(one) for one in connection.execute(asked).scalars()]

"""Which account somebody has whom another organisation knows: only because somebody here said so."""

from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import delete, insert, select, update

from goldenthread.engine.commands import Unacceptable
from goldenthread.engine.views import instant, micros
from goldenthread.http.identity.codes import new_code, read_code
from goldenthread.http.identity.oidc import Identity
from goldenthread.http.identity.pending import Pending
from goldenthread.http.identity.secrets import Secrets, hold
from goldenthread.http.identity.tables import PROVIDER_LINK

UNLINKED = "provider-unlinked"
WAITS = timedelta(days=1)


class ProviderLink(Struct, frozen=True, kw_only=True):
    """That an account signs in with a provider: by whom that was said, and when. Who they are there is not kept."""

    provider: str
    linked_by: str
    linked_at: datetime


class ProviderLinks:
    """The links of a secrets file, kept by a digest of issuer and subject."""

    def __init__(self, secrets: Secrets) -> None:
        self._secrets, self._pending = secrets, Pending(secrets)

    def account_of(self, identity: Identity) -> str | None:
        """Return whose identity this is; None where nobody here has said."""
        with self._secrets.reading() as connection:
            asked = select(PROVIDER_LINK.c.account).where(PROVIDER_LINK.c.digest == identity.digest())
            found = connection.execute(asked).scalar_one_or_none()
        return None if found is None else str(found)

    def never_used(self, identity: Identity) -> str | None:
        """Return who linked this identity to another's account, where nobody has come in by that yet."""
        mine = PROVIDER_LINK.c.digest == identity.digest(), PROVIDER_LINK.c.used.is_(False)
        with self._secrets.reading() as connection:
            found = connection.execute(select(PROVIDER_LINK).where(*mine)).one_or_none()
        return None if found is None or found.linked_by == found.account else str(found.linked_by)

    def was_used(self, identity: Identity) -> None:
        """Keep that somebody came in by a link."""
        mine = PROVIDER_LINK.c.digest == identity.digest()
        with self._secrets.writing() as connection:
            connection.execute(update(PROVIDER_LINK).where(mine).values(used=True))

    def wait(self, identity: Identity, now: datetime) -> str:
        """Keep for a day who came and is not linked, and return the reference to say to an administrator."""
        reference = new_code()
        self._pending.put(UNLINKED, identity, now, now + WAITS, ticket=read_code(reference))
        return reference

    def link_waiting(self, account: str, reference: str, by: str, now: datetime) -> ProviderLink:
        """Link whoever was given a reference. Raises ``Unacceptable``."""
        ticket = read_code(reference)
        identity = self._pending.look(UNLINKED, ticket, Identity, now) if ticket else None
        if identity is None or ticket is None:
            raise Unacceptable("reference", "this reference is not known, was used, or is older than a day")
        found = self.link(account, identity, by, now)
        self._pending.take(UNLINKED, ticket, Identity, now)
        return found

    def link(self, account: str, identity: Identity, by: str, now: datetime) -> ProviderLink:
        """Link an identity to an account. ``by``: who says so. Raises ``Unacceptable`` where either is linked."""
        row = {
            "digest": identity.digest(),
            "account": account,
            "provider": identity.provider,
            "linked_by": by,
            "linked_at": micros(now),
            "used": False,
        }
        mine = PROVIDER_LINK.c.account == account, PROVIDER_LINK.c.provider == identity.provider
        with self._secrets.writing() as connection:
            hold(connection, account)
            if connection.execute(select(PROVIDER_LINK.c.digest).where(*mine)).one_or_none():
                raise Unacceptable("account", "this account is linked to somebody there already; take that away first")
            if connection.execute(select(PROVIDER_LINK).where(PROVIDER_LINK.c.digest == row["digest"])).one_or_none():
                raise Unacceptable("reference", "this identity is linked already, to another account")
            connection.execute(insert(PROVIDER_LINK).values(**row))
        return ProviderLink(provider=identity.provider, linked_by=by, linked_at=now)

    def of(self, account: str) -> list[ProviderLink]:
        """Return the links of an account, by provider."""
        asked = select(PROVIDER_LINK).where(PROVIDER_LINK.c.account == account).order_by(PROVIDER_LINK.c.provider)
        with self._secrets.reading() as connection:
            return [link_of(row) for row in connection.execute(asked).mappings()]

    def remove(self, account: str, provider: str) -> bool:
        """Delete a link. False where there is none."""
        mine = PROVIDER_LINK.c.account == account, PROVIDER_LINK.c.provider == provider
        with self._secrets.writing() as connection:
            return connection.execute(delete(PROVIDER_LINK).where(*mine)).rowcount > 0


def link_of(row: Any) -> ProviderLink:
    return ProviderLink(provider=row["provider"], linked_by=row["linked_by"], linked_at=instant(row["linked_at"]))

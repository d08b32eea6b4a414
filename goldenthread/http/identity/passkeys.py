"""Passkeys: the keys of an account, made and used with its owner's finger, face or PIN."""

import os
from datetime import date, datetime, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from goldenthread.engine.commands import Unacceptable
from goldenthread.engine.views import day_of, instant, micros
from goldenthread.http.identity.ceremony import (
    CHALLENGE,
    HANDLE,
    SECONDS,
    KnownKey,
    NewKey,
    NoPasskey,
    Party,
    asked_to_make,
    asked_to_sign,
    id_of,
    made,
    named,
    signed,
)
from goldenthread.http.identity.pending import Pending
from goldenthread.http.identity.secrets import Secrets, hold
from goldenthread.http.identity.tables import PASSKEY

LASTS = timedelta(seconds=SECONDS)
MAKING, SIGNING = "passkey-made", "passkey-used"
MOST, LONGEST_NAME = 20, 100


class Passkey(Struct, frozen=True, kw_only=True):
    """A passkey, as its owner sees it. ``backed_up``: their other devices have it as well."""

    id: str
    name: str
    made_at: datetime
    last_used_on: date | None
    backed_up: bool


class Asked(Struct, frozen=True, kw_only=True):
    """What a browser is asked: its options for ``navigator.credentials``, and the ticket to send back with the answer.

    ``options`` are as WebAuthn level 3 writes them in JSON, for ``parseCreationOptionsFromJSON`` and its like.
    """

    ticket: str
    options: dict[str, Any]


class Making(Struct, frozen=True, kw_only=True):
    """A key that is being made: for whom, under which handle, and with which challenge."""

    account: str
    handle: bytes
    challenge: bytes


class Signing(Struct, frozen=True, kw_only=True):
    """A challenge that waits to be signed by whoever can."""

    challenge: bytes


class Passkeys:
    """The passkeys of a secrets file, made for one party."""

    def __init__(self, secrets: Secrets, party: Party) -> None:
        self._secrets, self._party, self._pending = secrets, party, Pending(secrets)

    def ask_to_make(self, account: str, now: datetime) -> Asked:
        """Return what a browser is asked, to make one more key. All keys of an account share a handle."""
        mine = select(PASSKEY.c.credential, PASSKEY.c.handle).where(PASSKEY.c.account == account)
        with self._secrets.reading() as connection:
            held = connection.execute(mine).all()
        begun = Making(
            account=account,
            handle=held[0].handle if held else os.urandom(HANDLE),
            challenge=os.urandom(CHALLENGE),
        )
        ticket = self._pending.put(MAKING, begun, now, now + LASTS, account=account)
        options = asked_to_make(self._party, account, begun.handle, begun.challenge, [one.credential for one in held])
        return Asked(ticket=ticket, options=options)

    def keep(self, account: str, ticket: str, name: str, answer: dict[str, Any], now: datetime) -> Passkey:
        """Keep a key that was just made for this account. The ticket is used up. Raises ``Unacceptable``."""
        check_name(name)
        begun = begun_for(account, self._pending.take(MAKING, ticket, Making, now))
        key = self._made(begun, answer)
        self._insert(begun, key, name, now)
        return Passkey(id=id_of(key.credential), name=name, made_at=now, last_used_on=None, backed_up=key.backed_up)

    def check(self, account: str, ticket: str, name: str, answer: dict[str, Any], now: datetime) -> None:
        """Refuse what ``keep`` would not keep; leave everything as it is, the ticket too. Raises ``Unacceptable``."""
        check_name(name)
        key = self._made(begun_for(account, self._pending.look(MAKING, ticket, Making, now)), answer)
        with self._secrets.reading() as connection:
            check_room(connection, account)
            if connection.execute(select(PASSKEY.c.account).where(PASSKEY.c.credential == key.credential)).first():
                raise known_already()

    def _made(self, begun: Making, answer: dict[str, Any]) -> NewKey:
        try:
            return made(self._party, begun.challenge, answer)
        except NoPasskey:
            raise Unacceptable("credential", "this passkey was not made for this page; make it again") from None

    def _insert(self, begun: Making, key: NewKey, name: str, now: datetime) -> None:
        row = {
            "credential": key.credential,
            "account": begun.account,
            "handle": begun.handle,
            "public_key": key.public_key,
            "sign_count": key.sign_count,
            "backed_up": key.backed_up,
            "name": name,
            "made_at": micros(now),
        }
        with self._secrets.writing() as connection:
            hold(connection, begun.account)
            check_room(connection, begun.account)
            if not connection.execute(insert(PASSKEY).values(**row).on_conflict_do_nothing()).rowcount:
                raise known_already()

    def of(self, account: str) -> list[Passkey]:
        """Return the passkeys of an account, the first made before the others."""
        asked = select(PASSKEY).where(PASSKEY.c.account == account).order_by(PASSKEY.c.made_at, PASSKEY.c.credential)
        with self._secrets.reading() as connection:
            return [passkey_of(row) for row in connection.execute(asked).mappings()]

    def remove(self, passkey: str, account: str) -> bool:
        """Delete a passkey by its id. False where the account has no such passkey."""
        with self._secrets.writing() as connection:
            for row in connection.execute(select(PASSKEY.c.credential).where(PASSKEY.c.account == account)).all():
                if id_of(row.credential) == passkey:
                    connection.execute(delete(PASSKEY).where(PASSKEY.c.credential == row.credential))
                    return True
        return False

    def ask_to_sign(self, now: datetime) -> Asked:
        """Return what a browser is asked, to sign in with whichever key it has."""
        begun = Signing(challenge=os.urandom(CHALLENGE))
        ticket = self._pending.put(SIGNING, begun, now, now + LASTS)
        return Asked(ticket=ticket, options=asked_to_sign(self._party, begun.challenge))

    def signer(self, ticket: str, answer: dict[str, Any], now: datetime) -> str:
        """Return whose key signed. The ticket is used up, whatever comes of it. Raises ``NoPasskey``."""
        begun = self._pending.take(SIGNING, ticket, Signing, now)
        if begun is None:
            raise NoPasskey("the ticket was used, or is over")
        with self._secrets.reading() as connection:
            asked = select(PASSKEY).where(PASSKEY.c.credential == named(answer))
            row = connection.execute(asked).mappings().one_or_none()
        if row is None:
            raise NoPasskey("the key is not known")
        count = signed(self._party, begun.challenge, answer, known_key(row))
        self._count(row, count, now)
        return str(row["account"])

    def _count(self, row: Any, count: int, now: datetime) -> None:
        """Keep how often a key was used, unless it was used elsewhere meanwhile."""
        as_read = PASSKEY.c.credential == row["credential"], PASSKEY.c.sign_count == row["sign_count"]
        used = update(PASSKEY).where(*as_read).values(sign_count=count, used_on=day_of(micros(now)).isoformat())
        with self._secrets.writing() as connection:
            if not connection.execute(used).rowcount:
                raise NoPasskey("the key was removed, or used twice at once")


def check_name(name: str) -> None:
    if not name.strip() or len(name) > LONGEST_NAME:
        raise Unacceptable("name", f"a passkey's name has 1 to {LONGEST_NAME} characters")


def begun_for(account: str, begun: Making | None) -> Making:
    if begun is None or begun.account != account:
        raise Unacceptable("ticket", f"this ticket was used, or is older than {SECONDS // 60} minutes; ask again")
    return begun


def check_room(connection: Connection, account: str) -> None:
    held = select(PASSKEY.c.credential).where(PASSKEY.c.account == account)
    if len(connection.execute(held).all()) >= MOST:
        raise Unacceptable("name", f"an account has at most {MOST} passkeys; remove one first")


def known_already() -> Unacceptable:
    return Unacceptable("credential", "this passkey is known already; make another")


def has_passkey(secrets: Secrets, account: str) -> bool:
    with secrets.reading() as connection:
        asked = select(PASSKEY.c.credential).where(PASSKEY.c.account == account).limit(1)
        return connection.execute(asked).one_or_none() is not None


def known_key(row: Any) -> KnownKey:
    return KnownKey(
        credential=row["credential"],
        public_key=row["public_key"],
        sign_count=row["sign_count"],
        handle=row["handle"],
    )


def passkey_of(row: Any) -> Passkey:
    return Passkey(
        id=id_of(row["credential"]),
        name=row["name"],
        made_at=instant(row["made_at"]),
        last_used_on=date.fromisoformat(row["used_on"]) if row["used_on"] else None,
        backed_up=row["backed_up"],
    )

"""The second step: a code from an app on a phone (RFC 6238), and recovery codes for the day the phone is lost."""

import base64
import hmac
import io
import os
from datetime import datetime

import segno
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from goldenthread.http.identity.sealing import Box
from goldenthread.http.identity.secrets import Secrets, digest_of, hold
from goldenthread.http.identity.tables import RECOVERY, SECOND_STEP

DIGITS, SECONDS = 6, 30
KEY = 20
"""Bytes of the secret: 160 bits, as RFC 4226 section 4 recommends."""

DRIFT = 1
"""Steps that a phone's clock may be behind or before ours (RFC 6238 section 5.2)."""

NEVER = -1
HOW_MANY, RECOVERY_BYTES = 10, 16
ISSUER = "Golden Thread"


class Enrolment(Struct, frozen=True, kw_only=True):
    """What an app is given, once: as an address, as a picture of it (SVG), and as letters to type."""

    address: str
    picture: str
    letters: str


class SecondSteps:
    """The second steps of a secrets file, each sealed under a key that is kept elsewhere."""

    def __init__(self, secrets: Secrets, material: bytes) -> None:
        self._secrets, self._box = secrets, Box(material)

    def begin(self, account: str, name: str) -> Enrolment:
        """Make a secret for an app. It counts once a code of it was given to ``confirm``; until then the old one does.

        The caller sees to it that whoever asks has shown what the account asks for today.
        """
        secret = os.urandom(KEY)
        row = {"account": account, "sealed": self._box.seal(secret, account), "sealed_by": self._box.id}
        with self._secrets.writing() as connection:
            hold(connection, account)
            connection.execute(delete(SECOND_STEP).where(*step_of(account, confirmed=False)))
            connection.execute(insert(SECOND_STEP).values(**row, confirmed=False, last_step=NEVER))
        address = totp(secret).get_provisioning_uri(name, ISSUER)
        return Enrolment(address=address, picture=picture(address), letters=base64.b32encode(secret).decode())

    def confirm(self, account: str, code: str, now: datetime) -> list[str] | None:
        """Let the new second step count, in place of any other, and return recovery codes; None for a wrong code."""
        with self._secrets.writing() as connection:
            if not self._used(connection, account, code, now, confirmed=False):
                return None
            connection.execute(delete(SECOND_STEP).where(*step_of(account)))
            connection.execute(update(SECOND_STEP).where(SECOND_STEP.c.account == account).values(confirmed=True))
            return fresh(connection, account)

    def has(self, account: str) -> bool:
        with self._secrets.reading() as connection:
            return connection.execute(select(SECOND_STEP.c.account).where(*step_of(account))).one_or_none() is not None

    def right(self, account: str, code: str, now: datetime) -> bool:
        """Say whether a code is right, and use it up: each counts once, and none before one that was used."""
        with self._secrets.writing() as connection:
            return self._used(connection, account, code, now, confirmed=True)

    def _used(self, connection: Connection, account: str, code: str, now: datetime, *, confirmed: bool) -> bool:
        mine = step_of(account, confirmed=confirmed)
        row = connection.execute(select(SECOND_STEP).where(*mine)).one_or_none()
        if row is None:
            return False
        app, today = totp(self._box.open(row.sealed, account)), int(now.timestamp()) // SECONDS
        typed = "".join(code.split()).encode("utf-8", "surrogatepass")
        matching = [
            step
            for step in range(today - DRIFT, today + DRIFT + 1)
            if hmac.compare_digest(app.generate(step * SECONDS), typed) and step > row.last_step
        ]
        if matching:
            connection.execute(update(SECOND_STEP).where(*mine).values(last_step=matching[0]))
        return bool(matching)

    def recover(self, account: str, code: str) -> bool:
        """Say whether a recovery code is right, and use it up."""
        asked = delete(RECOVERY).where(RECOVERY.c.account == account, RECOVERY.c.digest == digest_of(tidy(code)))
        with self._secrets.writing() as connection:
            return connection.execute(asked).rowcount > 0

    def recovery_left(self, account: str) -> int:
        """Return how many recovery codes were not used yet."""
        with self._secrets.reading() as connection:
            return len(connection.execute(select(RECOVERY.c.digest).where(RECOVERY.c.account == account)).all())

    def renew_recovery(self, account: str) -> list[str]:
        """Return new recovery codes, in place of all there were."""
        with self._secrets.writing() as connection:
            return fresh(connection, account)

    def remove(self, account: str) -> None:
        """Take the second step of an account away, with its recovery codes."""
        with self._secrets.writing() as connection:
            connection.execute(delete(RECOVERY).where(RECOVERY.c.account == account))
            connection.execute(delete(SECOND_STEP).where(SECOND_STEP.c.account == account))

    def reseal(self, material: bytes) -> "SecondSteps":
        """Seal every second step under another key, all or none, and return what opens them. Raises ``CannotOpen``."""
        other = Box(material)
        with self._secrets.writing() as connection:
            for row in connection.execute(select(SECOND_STEP).where(SECOND_STEP.c.sealed_by != other.id)).all():
                sealed = other.seal(self._box.open(row.sealed, row.account), row.account)
                asked = update(SECOND_STEP).where(*step_of(row.account, confirmed=row.confirmed))
                connection.execute(asked.values(sealed=sealed, sealed_by=other.id))
        return SecondSteps(self._secrets, material)


def step_of(account: str, *, confirmed: bool = True) -> tuple[ColumnElement[bool], ...]:
    return SECOND_STEP.c.account == account, SECOND_STEP.c.confirmed == confirmed


def fresh(connection: Connection, account: str) -> list[str]:
    hold(connection, account)
    connection.execute(delete(RECOVERY).where(RECOVERY.c.account == account))
    codes = [recovery_code() for _ in range(HOW_MANY)]
    connection.execute(insert(RECOVERY), [{"account": account, "digest": digest_of(tidy(one))} for one in codes])
    return codes


def recovery_code() -> str:
    """Return 128 random bits as letters and digits in groups, which are easy to write down."""
    letters = base64.b32encode(os.urandom(RECOVERY_BYTES)).decode().rstrip("=").lower()
    return "-".join(letters[at : at + 5] for at in range(0, len(letters), 5))


def tidy(code: str) -> str:
    """Return a recovery code as it is compared: without what stands between its letters."""
    return "".join(one for one in code.casefold() if one.isalnum())


def totp(secret: bytes) -> TOTP:
    return TOTP(secret, DIGITS, SHA1(), SECONDS)  # noqa: S303  # what every app knows; HMAC-SHA-1 is not broken


def picture(address: str) -> str:
    """Return a QR code as SVG, black on white, so that a phone can read it on a dark page too."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", scale=5, light="#fff", xmldecl=False, svgclass=None, lineclass=None, omitsize=False
    )
    return drawn.getvalue().decode()

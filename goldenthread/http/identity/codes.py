"""Printed one-time codes: made by staff for a family without e-mail, given by hand, each of use once."""

import hmac
import secrets as random
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct
from sqlalchemy import delete, insert, select

from goldenthread.engine.commands import Unacceptable
from goldenthread.engine.views import day_of, end_of, micros
from goldenthread.http.identity.secrets import Secrets, hold
from goldenthread.http.identity.tables import PRINTED

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No I, L, O or U (Crockford's base 32): no two of these look alike, and each is worth five bits."""

LENGTH, GROUP = 12, 4
"""Sixty bits: with many codes waiting at once, and tries slowed down, ten letters would be few."""

TAKEN_FOR = str.maketrans("OIL", "011")
SHORTEST_KEY = 32
MOST_AT_ONCE, MOST, LONGEST_DAYS = 10, 20, 90


class Sheet(Struct, frozen=True, kw_only=True):
    """Codes for one account, shown this once, and the last day on which they are of use."""

    codes: list[str]
    last_day: date


class Waiting(Struct, frozen=True, kw_only=True):
    """How many printed codes of an account were not used yet, and the last day of the last of them."""

    codes: int
    last_day: date | None


class PrintedCodes:
    """The printed codes of a secrets file, kept as keyed digests: a code is short enough to be found by trying."""

    def __init__(self, secrets: Secrets, material: bytes) -> None:
        if len(material) < SHORTEST_KEY:
            raise ValueError(f"key material has at least {SHORTEST_KEY} bytes, not {len(material)}")
        self._secrets, self._key = secrets, hmac.digest(material, b"goldenthread/printed-codes/1", "sha256")

    def make(self, account: str, how_many: int, days: int, now: datetime) -> Sheet:
        """Return new codes beside those there are, of use until the end of a day so many from now, in London.

        Raises ``Unacceptable``.
        """
        if not 1 <= how_many <= MOST_AT_ONCE:
            raise Unacceptable("codes", f"a sheet has 1 to {MOST_AT_ONCE} codes")
        if not 1 <= days <= LONGEST_DAYS:
            raise Unacceptable("days", f"codes are of use for 1 to {LONGEST_DAYS} days")
        last_day = day_of(micros(now)) + timedelta(days=days)
        codes = [new_code() for _ in range(how_many)]
        ends_at = micros(end_of(last_day))
        with self._secrets.writing() as connection:
            hold(connection, account)
            connection.execute(delete(PRINTED).where(PRINTED.c.ends_at <= micros(now)))
            if len(connection.execute(select(PRINTED).where(PRINTED.c.account == account)).all()) + how_many > MOST:
                raise Unacceptable("codes", f"an account has at most {MOST} codes at a time; take the old ones back")
            rows = [{"digest": self._digest(one), "account": account, "ends_at": ends_at} for one in codes]
            connection.execute(insert(PRINTED), rows)
        return Sheet(codes=codes, last_day=last_day)

    def _digest(self, code: str) -> bytes:
        return hmac.digest(self._key, code.replace("-", "").encode(), "sha256")

    def use(self, said: str, now: datetime) -> str | None:
        """Use a code up, and return whose it was; None for what is no code, or is none any more."""
        code = read_code(said)
        if code is None:
            return None
        mine = PRINTED.c.digest == self._digest(code), PRINTED.c.ends_at > micros(now)
        with self._secrets.writing() as connection:
            account = connection.execute(select(PRINTED.c.account).where(*mine)).scalar_one_or_none()
            connection.execute(delete(PRINTED).where(*mine))
        return None if account is None else str(account)

    def of(self, account: str, now: datetime) -> Waiting:
        """Say how many codes an account has."""
        mine = PRINTED.c.account == account, PRINTED.c.ends_at > micros(now)
        with self._secrets.reading() as connection:
            ends = connection.execute(select(PRINTED.c.ends_at).where(*mine)).scalars().all()
        return Waiting(codes=len(ends), last_day=day_of(max(ends)) if ends else None)

    def take_back(self, account: str) -> None:
        """Delete every code of an account."""
        with self._secrets.writing() as connection:
            connection.execute(delete(PRINTED).where(PRINTED.c.account == account))


def new_code() -> str:
    """Return a random code, in groups, as it is printed."""
    letters = "".join(random.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(letters[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def read_code(said: str) -> str | None:
    """Return a code as it is compared, however it was typed; None for what cannot be one."""
    letters = "".join(one for one in said.upper() if one.isalnum()).translate(TAKEN_FOR)
    return letters if len(letters) == LENGTH and set(letters) <= set(ALPHABET) else None


def letter(codes: Sequence[str], last_day: date, origin: str) -> str:
    """Return the words of a letter that codes are given with. It names nobody."""
    until = f"{last_day.day} {last_day:%B %Y}"
    one = len(codes) == 1
    return "\n".join(
        [
            "How to sign in to your record",
            "",
            f"1. On a phone, tablet or computer, go to: {origin}",
            "2. Choose: I have a printed code.",
            f"3. Type {'this code' if one else 'one of these codes'}. Capital or small letters will do:",
            "",
            *(f"    {code}" for code in codes),
            "",
            f"{'The code works' if one else 'Each code works'} once, until {until}.",
            "Whoever has this letter can sign in as you, so keep it safe, and do not send it on.",
            "If it is lost, tell us: we will make it useless, and give you another.",
            "",
        ]
    )

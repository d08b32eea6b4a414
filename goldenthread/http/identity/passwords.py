"""Passwords: long, in nobody's list, and kept as argon2id only."""

import contextlib
import threading
import unicodedata
from collections.abc import Generator, Sequence
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from msgspec import Struct
from sqlalchemy import Connection, Update, insert, select, update

from goldenthread.engine.commands import Unacceptable
from goldenthread.engine.store.writer import StoreBusy
from goldenthread.engine.views import micros
from goldenthread.http.identity.breached import Breached
from goldenthread.http.identity.secrets import Secrets, hold
from goldenthread.http.identity.tables import SIGN_IN

SHORTEST, LONGEST = 12, 1000
LONGEST_NAME = 254
SERVICE = "goldenthread"
TELLING = 4
"""Characters of a name that make a password easy to guess; fewer stand in many words."""

HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""argon2id at the level of OWASP's Password Storage Cheat Sheet: 19 MiB, two passes, one lane."""

AT_ONCE, PATIENCE = 4, 3.0
"""How many passwords are worked on at once, so that a flood fills no memory; and seconds to wait for a turn."""


class SignInName(Struct, frozen=True):
    """Who signs in by a name: the account, and the digest of its password, unless none was chosen yet."""

    account: str
    digest: str | None


class Passwords:
    """The passwords of a secrets file, each with the name that its account signs in by."""

    def __init__(
        self, secrets: Secrets, hasher: PasswordHasher = HASHER, lists: Sequence[Breached] | None = None
    ) -> None:
        """Take what hashes, and the lists of passwords that are refused: the shipped one, where none is named."""
        self._secrets, self._hasher = secrets, hasher
        self._lists = (Breached(),) if lists is None else tuple(lists)
        self._turns = threading.BoundedSemaphore(AT_ONCE)
        self._nobody = hasher.hash("what is compared where there is nobody")

    def name(self, account: str, name: str) -> str:
        """Say by which name, an e-mail address, an account signs in; returns it as it is kept.

        Raises ``Unacceptable`` where another account has it, or it is no address.
        """
        with self._secrets.writing() as connection:
            kept = may_have(connection, account, name)
            set_name(connection, account, kept)
        return kept

    def may_have(self, account: str, name: str) -> str:
        """Return a name as it would be kept, and leave things as they are. Raises as ``name`` does."""
        with self._secrets.reading() as connection:
            return may_have(connection, account, name)

    def name_of(self, account: str) -> str | None:
        """Return the name that an account signs in by."""
        with self._secrets.reading() as connection:
            return connection.execute(select(SIGN_IN.c.name).where(SIGN_IN.c.account == account)).scalar_one_or_none()

    def find(self, name: str) -> SignInName | None:
        asked = select(SIGN_IN.c.account, SIGN_IN.c.digest).where(SIGN_IN.c.name == folded(name))
        with self._secrets.reading() as connection:
            found = connection.execute(asked).one_or_none()
        return SignInName(found.account, found.digest) if found else None

    def choose(self, account: str, password: str, now: datetime) -> None:
        """Set the password of an account that has a name to sign in by. Raises ``Unacceptable``."""
        name = self.name_of(account)
        if name is None:
            raise Unacceptable("account", "this account has no name to sign in by")
        self.check(password, name)
        asked = update(SIGN_IN).where(SIGN_IN.c.account == account)
        self._keep(asked.values(digest=self._hash(password), chosen_at=micros(now)))

    def _hash(self, password: str) -> str:
        with self._turn():
            return self._hasher.hash(normal(password))

    def _keep(self, asked: Update) -> None:
        with self._secrets.writing() as connection:
            connection.execute(asked)

    def check(self, password: str, name: str) -> None:
        """Refuse a password that is short, easily guessed, or known. Raises ``Unacceptable``."""
        said = normal(password)
        if not SHORTEST <= len(said) <= LONGEST:
            raise Unacceptable("password", f"a password has {SHORTEST} to {LONGEST:,} characters, of any kind")
        if any(word in bare(said) for word in telling(name)):
            raise Unacceptable("password", "this holds the name you sign in by, or that of this service")
        if any(one.holds(said) or one.holds(said.casefold()) for one in self._lists):
            raise Unacceptable("password", "this has been found in a breach, so others will try it; choose another")

    def right(self, found: SignInName | None, password: str) -> bool:
        """Say whether a password is that of a name. The work is the same where there is no such name.

        A digest made with less work than is now asked for is made anew.
        """
        digest = found.digest if found and found.digest else self._nobody
        try:
            with self._turn():
                self._hasher.verify(digest, normal(password)[: LONGEST + 1])
        except VerifyMismatchError:
            return False
        if found is None or found.digest is None:
            return False
        if self._hasher.check_needs_rehash(digest):
            still = SIGN_IN.c.account == found.account, SIGN_IN.c.digest == digest
            self._keep(update(SIGN_IN).where(*still).values(digest=self._hash(password)))
        return True

    @contextlib.contextmanager
    def _turn(self) -> Generator[None]:
        if not self._turns.acquire(timeout=PATIENCE):
            raise StoreBusy("too many are signing in at once")
        try:
            yield
        finally:
            self._turns.release()


def may_have(connection: Connection, account: str, name: str) -> str:
    """Return a name as it is kept, where an account may sign in by it. Raises ``Unacceptable``."""
    kept = folded(name)
    if "@" not in kept[1:-1] or len(kept) > LONGEST_NAME or any(one.isspace() for one in kept):
        raise Unacceptable("name", "an account signs in by an e-mail address")
    holder = connection.execute(select(SIGN_IN.c.account).where(SIGN_IN.c.name == kept)).scalar_one_or_none()
    if holder not in (None, account):
        raise Unacceptable("name", "another account signs in by this name")
    return kept


def set_name(connection: Connection, account: str, kept: str) -> None:
    hold(connection, account)
    asked = update(SIGN_IN).where(SIGN_IN.c.account == account).values(name=kept)
    if not connection.execute(asked).rowcount:
        connection.execute(insert(SIGN_IN).values(account=account, name=kept))


def normal(password: str) -> str:
    """Return a password so that it is the same from any keyboard: Unicode's NFKC."""
    return unicodedata.normalize("NFKC", password)


def folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold()


def telling(name: str) -> list[str]:
    """Return what no password of a name may hold: the service's name, the name, and its longer parts."""
    local = folded(name).partition("@")[0]
    parts = [bare(name), bare(local), *"".join(one if one.isalnum() else " " for one in local).split()]
    return [SERVICE, *(part for part in parts if len(part) >= TELLING)]


def bare(text: str) -> str:
    """Return the letters and digits of a text, small."""
    return "".join(one for one in folded(text) if one.isalnum())

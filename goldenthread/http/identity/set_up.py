"""Setting up: the code, given by hand, with which somebody chooses a first password. There is never a default one."""

from datetime import datetime, timedelta

from sqlalchemy import Table, delete, insert, update

from goldenthread.engine.views import micros
from goldenthread.http.identity.passwords import Passwords
from goldenthread.http.identity.secrets import Secrets, digest_of
from goldenthread.http.identity.sessions import Sessions
from goldenthread.http.identity.set_up_codes import spend, whose
from goldenthread.http.identity.signing_in import Members
from goldenthread.http.identity.tables import (
    EMAIL_LINK,
    PASSKEY,
    PENDING,
    PRINTED,
    PROVIDER_LINK,
    RECOVERY,
    SECOND_STEP,
    SESSION,
    SET_UP,
    SIGN_IN,
    TICKET,
    TOKEN,
)
from goldenthread.http.identity.tokens import Tokens
from goldenthread.http.identity.totp import recovery_code, tidy

LONGEST = timedelta(days=3)
WAYS_IN: tuple[Table, ...] = (
    SECOND_STEP,
    RECOVERY,
    PASSKEY,
    PROVIDER_LINK,
    EMAIL_LINK,
    PRINTED,
    TICKET,
    PENDING,
    SET_UP,
    TOKEN,
    SESSION,
)
"""Everything by which an account is signed in to, but its password, which stands beside its name."""


class SettingUp:
    """The set-up codes of a secrets file. Each is of use once, for three days."""

    def __init__(
        self,
        secrets: Secrets,
        passwords: Passwords,
        sessions: Sessions,
        tokens: Tokens,
        members: Members,
        longest: timedelta = LONGEST,
    ) -> None:
        self._secrets, self._passwords, self._members = secrets, passwords, members
        self._sessions, self._tokens, self._longest = sessions, tokens, longest

    def code_for(self, account: str, name: str, now: datetime, *, made_by: str | None = None) -> str:
        """Return the code to choose a password with, and begin to sign in by a name. Earlier codes end.

        An account that signs in by another name goes on by it until the code is used: letters go there. ``made_by``:
        who makes it for an account that was opened before; once it is used, its posts wait. Raises ``Unacceptable``
        where the name is no address, or another account's.
        """
        known = self._passwords.name_of(account)
        kept = self._passwords.may_have(account, name) if known else self._passwords.name(account, name)
        code = recovery_code()
        with self._secrets.writing() as connection:
            connection.execute(delete(SET_UP).where(SET_UP.c.account == account))
            ends_at = micros(now + self._longest)
            row = {"account": account, "digest": digest_of(tidy(code)), "made_by": made_by, "ends_at": ends_at}
            connection.execute(insert(SET_UP).values(name=kept, **row))
        return code

    def start_over(self, account: str, name: str, now: datetime, *, made_by: str | None = None) -> str:
        """Return a set-up code for somebody who has lost what they sign in by, or shares it with a thief.

        Nothing else opens the account from then on. Raises ``Unacceptable``: then nothing was taken away.
        """
        self._passwords.may_have(account, name)
        self.take_away(account)
        return self.code_for(account, name, now, made_by=made_by)

    def take_away(self, account: str) -> None:
        """Take everything away by which an account is signed in to: its password, and all that was made with it.

        Its name stays, and so does the address that a family's links are sent to, which only staff can change.
        """
        with self._secrets.writing() as connection:
            for table in WAYS_IN:
                connection.execute(delete(table).where(table.c.account == account))
            connection.execute(update(SIGN_IN).where(SIGN_IN.c.account == account).values(digest=None, chosen_at=None))

    def use(self, code: str, password: str, now: datetime) -> str:
        """Choose a password with a code, which is used up; ends every session and token. Returns the account.

        Raises ``Unacceptable`` for a code that opens nothing, and for a password that will not do: then it can be tried
        again with the same code.
        """
        digest = digest_of(tidy(code))
        begins = whose(self._secrets, digest, now)
        account = begins.account
        self._passwords.check(password, begins.name)
        if begins.made_by:
            self._members.begun_anew(account, begins.made_by, now)  # first: if this fails, nothing else opens it
        spend(self._secrets, digest, now)
        self._passwords.choose(account, password, now)
        self._sessions.end_all(account)
        self._tokens.revoke_all(account)
        return account

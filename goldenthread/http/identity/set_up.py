"""Setting up: the code, given by hand, with which somebody chooses a first password. There is never a default one."""

from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select

from goldenthread.engine.commands import Unacceptable
from goldenthread.engine.views import micros
from goldenthread.http.identity.passwords import Passwords
from goldenthread.http.identity.secrets import Secrets, digest_of
from goldenthread.http.identity.sessions import Sessions
from goldenthread.http.identity.tables import PASSKEY, SET_UP
from goldenthread.http.identity.totp import SecondSteps, recovery_code, tidy

LONGEST = timedelta(days=3)


class SettingUp:
    """The set-up codes of a secrets file. Each is of use once, for three days."""

    def __init__(
        self,
        secrets: Secrets,
        passwords: Passwords,
        second: SecondSteps,
        sessions: Sessions,
        longest: timedelta = LONGEST,
    ) -> None:
        self._secrets, self._passwords, self._second = secrets, passwords, second
        self._sessions, self._longest = sessions, longest

    def code_for(self, account: str, name: str, now: datetime) -> str:
        """Say by which name an account signs in, and return the code to choose its password with. Earlier codes end.

        Raises ``Unacceptable`` where the name is no address, or another account's.
        """
        self._passwords.name(account, name)
        code = recovery_code()
        with self._secrets.writing() as connection:
            connection.execute(delete(SET_UP).where(SET_UP.c.account == account))
            row = {"account": account, "digest": digest_of(tidy(code)), "ends_at": micros(now + self._longest)}
            connection.execute(insert(SET_UP).values(**row))
        return code

    def start_over(self, account: str, name: str, now: datetime) -> str:
        """Return a set-up code for somebody who has lost phone, codes or passkeys: all of them are taken away."""
        code = self.code_for(account, name, now)
        self._second.remove(account)
        with self._secrets.writing() as connection:
            connection.execute(delete(PASSKEY).where(PASSKEY.c.account == account))
        self._sessions.end_all(account)
        return code

    def use(self, code: str, password: str, now: datetime) -> str:
        """Choose a password with a code, which is used up; ends every session. Returns the account.

        Raises ``Unacceptable`` for a code that opens nothing, and for a password that will not do: then it can be tried
        again with the same code.
        """
        mine = SET_UP.c.digest == digest_of(tidy(code)), SET_UP.c.ends_at > micros(now)
        with self._secrets.reading() as connection:
            account = connection.execute(select(SET_UP.c.account).where(*mine)).scalar_one_or_none()
        if account is None:
            raise no_such_code()
        self._passwords.check(password, self._passwords.name_of(account) or "")
        with self._secrets.writing() as connection:
            if not connection.execute(delete(SET_UP).where(*mine)).rowcount:
                raise no_such_code()
        self._passwords.choose(account, password, now)
        self._sessions.end_all(account)
        return str(account)


def no_such_code() -> Unacceptable:
    return Unacceptable("code", "this code is not known, was used, or has ended; ask for another")

"""E-mail links: each opens once, within fifteen minutes, where it was asked for; elsewhere, after somebody says so."""

import hmac
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select

from goldenthread.engine.views import micros
from goldenthread.http.identity.mail import Letter
from goldenthread.http.identity.secrets import Secrets, digest_of, hold, new_secret
from goldenthread.http.identity.tables import EMAIL_LINK

LASTS = timedelta(minutes=15)
PATH = "/api/sign-in/link"


class Elsewhere(Exception):
    """A link was opened in another browser than the one that asked for it. It was not used up."""


class Links:
    """The links of a secrets file."""

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets

    def make(self, account: str, browser: str, now: datetime) -> str:
        """Return the secret of a new link. ``browser``: the secret that the browser that asked keeps."""
        secret = new_secret()
        row = {
            "digest": digest_of(secret),
            "account": account,
            "browser": digest_of(browser),
            "ends_at": micros(now + LASTS),
        }
        with self._secrets.writing() as connection:
            hold(connection, account)
            connection.execute(delete(EMAIL_LINK).where(EMAIL_LINK.c.ends_at <= micros(now)))
            connection.execute(insert(EMAIL_LINK).values(**row))
        return secret

    def use(self, secret: str, browser: str, now: datetime, *, confirmed: bool) -> str | None:
        """Use a link up, with all others of its account, and return whose it was; None for one that opens nothing.

        Raises ``Elsewhere`` in another browser, unless that is ``confirmed``.
        """
        mine = EMAIL_LINK.c.digest == digest_of(secret), EMAIL_LINK.c.ends_at > micros(now)
        with self._secrets.writing() as connection:
            row = connection.execute(select(EMAIL_LINK).where(*mine)).one_or_none()
            if row is None:
                return None
            if not confirmed and not hmac.compare_digest(row.browser, digest_of(browser)):
                raise Elsewhere("the link was asked for in another browser")
            connection.execute(delete(EMAIL_LINK).where(EMAIL_LINK.c.account == row.account))
        return str(row.account)


def link_letter(to: str, secret: str, origin: str) -> Letter:
    """Return the letter that carries a link. Nothing in it is personal but whom it is sent to."""
    minutes = int(LASTS.total_seconds()) // 60
    text = f"""\
Somebody asked to sign in to Golden Thread with this e-mail address.

If that was you, open this link within {minutes} minutes. It works once.

{origin}{PATH}/{secret}

If it was not you, do nothing. Nobody can sign in without the link. Do not send it on.
"""
    return Letter(to=to, subject="Your link to sign in", text=text)


def shared_letter(to: str) -> Letter:
    """Return the letter to an address that several people have: a link in it would let each sign in as the other."""
    text = """\
Somebody asked to sign in to Golden Thread with this e-mail address.

More than one person has given us this address, so no link is sent to it: whoever reads it could sign in as somebody
else. If it was you who asked, tell the place that keeps your record. They can give you a printed code, or keep an
address for you that only you read.

If it was not you, do nothing.
"""
    return Letter(to=to, subject="Signing in", text=text)

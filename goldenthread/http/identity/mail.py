"""E-mail: a letter, and the ways it leaves here: to a mail server, or into a folder for trying things out."""

import asyncio
import os
import re
import ssl
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP as AS_SENT
from email.utils import format_datetime, make_msgid
from ipaddress import ip_address
from pathlib import Path
from typing import Literal, Protocol
from uuid import uuid4

import aiosmtplib
from msgspec import Struct

from goldenthread.settings import Settings, WrongSetting

SECONDS = 10.0
"""How long a mail server may take over one letter, from the first word to the last."""

LONGEST_ADDRESS = 254
"""RFC 5321 4.5.3.1.3, as corrected: what fits between the angle brackets of a path."""

LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
ADDRESS = re.compile(rf"[a-z0-9!#$%&'*+/=?^_`{{|}}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{{|}}~-]+)*@(?:{LABEL}\.)+{LABEL}")
LONGEST_LOCAL_PART = 64
Tls = Literal["starttls", "direct", "none"]


class BadAddress(ValueError):
    """What was given is no e-mail address that a letter can be sent to."""


class NotSent(Exception):
    """A letter could not be handed over. Whom it was for is not said."""


class Letter(Struct, frozen=True, kw_only=True):
    """One e-mail: to one address, in plain text."""

    to: str
    subject: str
    text: str


class Delivery(Protocol):
    """A way for letters to leave."""

    async def send(self, letter: Letter, now: datetime) -> None:
        """Hand a letter over. Raises ``NotSent``."""
        ...


class Smtp(Struct, frozen=True, kw_only=True):
    """A mail server. Its certificate is checked; without TLS only a server on this machine is spoken to."""

    host: str
    port: int
    tls: Tls
    sender: str
    user: str | None = None
    password: str | None = None
    trust: ssl.SSLContext | None = None

    async def send(self, letter: Letter, now: datetime) -> None:
        """Hand a letter to the server. Raises ``NotSent``."""
        try:
            async with asyncio.timeout(SECONDS):
                await aiosmtplib.send(
                    message(letter, self.sender, now),
                    sender=self.sender,
                    recipients=[letter.to],
                    hostname=self.host,
                    port=self.port,
                    username=self.user,
                    password=self.password,
                    local_hostname=domain(self.sender),
                    use_tls=self.tls == "direct",
                    start_tls=self.tls == "starttls",
                    tls_context=self.trust,
                    timeout=SECONDS,
                )
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as wrong:
            raise NotSent(type(wrong).__name__) from None


class Spool(Struct, frozen=True, kw_only=True):
    """A folder that letters are put into, one file each, for their owner alone. Nothing is sent."""

    folder: Path
    sender: str

    async def send(self, letter: Letter, now: datetime) -> None:
        """Put a letter into the folder, whole or not at all. Raises ``NotSent``."""
        try:
            await asyncio.to_thread(self._put, message(letter, self.sender, now).as_bytes())
        except OSError as wrong:
            raise NotSent(type(wrong).__name__) from None

    def _put(self, written: bytes) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self.folder / f"{uuid4()}.eml"
        fresh = path.with_suffix(".part")
        with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(written)
        fresh.rename(path)


def message(letter: Letter, sender: str, now: datetime) -> EmailMessage:
    """Return a letter as it travels. ``now`` carries its offset."""
    made = EmailMessage(policy=AS_SENT)
    made["From"], made["To"], made["Subject"] = f"Golden Thread <{sender}>", letter.to, letter.subject
    made["Date"], made["Message-ID"] = format_datetime(now), make_msgid(domain=domain(sender))
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(letter.text)
    return made


def address(said: str) -> str:
    """Return an e-mail address in the one way it is kept and written to: in lower case. Raises ``BadAddress``.

    Only ASCII: an address is written to exactly as it was compared, and two letters that look alike never meet.
    """
    kept = said.strip()
    if not kept.isascii():
        raise BadAddress("an e-mail address here is written in plain letters: a to z, digits and signs")
    kept = kept.lower()
    if not ADDRESS.fullmatch(kept) or len(kept) > LONGEST_ADDRESS or kept.index("@") > LONGEST_LOCAL_PART:
        raise BadAddress("an e-mail address is written as name@example.org")
    return kept


def domain(of: str) -> str:
    return of.rpartition("@")[2]


def delivery(settings: Settings, trust: ssl.SSLContext | None = None) -> Delivery | None:
    """Return how letters leave, by the settings; None where none was set. Raises ``WrongSetting``.

    ``trust``: the certificates that a mail server is checked against; those of this machine, if none are given.
    """
    if settings.mail_folder and settings.smtp_host:
        raise WrongSetting("set GOLDENTHREAD_SMTP_HOST or GOLDENTHREAD_MAIL_FOLDER, not both")
    if settings.mail_folder:
        return Spool(folder=Path(settings.mail_folder), sender=sender(settings.mail_from or "nobody@golden.invalid"))
    if not settings.smtp_host:
        return None
    if settings.smtp_tls == "none" and not on_this_machine(settings.smtp_host):
        raise WrongSetting("GOLDENTHREAD_SMTP_TLS=none is only for a mail server on this machine; use starttls")
    return Smtp(
        host=settings.smtp_host,
        port=settings.smtp_port,
        tls=settings.smtp_tls,
        sender=sender(settings.mail_from),
        user=settings.smtp_user or None,
        password=password(settings),
        trust=trust,
    )


def sender(said: str) -> str:
    try:
        return address(said)
    except BadAddress as wrong:
        raise WrongSetting(f"GOLDENTHREAD_MAIL_FROM cannot be {said!r}: {wrong}") from None


def password(settings: Settings) -> str | None:
    if bool(settings.smtp_user) != bool(settings.smtp_password_file):
        raise WrongSetting("set GOLDENTHREAD_SMTP_USER and GOLDENTHREAD_SMTP_PASSWORD_FILE together, or neither")
    if not settings.smtp_password_file:
        return None
    return secret_in(Path(settings.smtp_password_file), "GOLDENTHREAD_SMTP_PASSWORD_FILE")


def secret_in(path: Path, setting: str) -> str:
    """Read a secret that is kept in a file of its own. Raises ``WrongSetting`` where others may read it too."""
    try:
        if path.stat().st_mode & 0o077:
            raise WrongSetting(f"{setting}: {path} may be read by others; run: chmod 600 {path}")
        found = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as wrong:
        raise WrongSetting(f"{setting}: {path} cannot be read: {type(wrong).__name__}") from None
    if not found:
        raise WrongSetting(f"{setting}: {path} is empty")
    return found


def on_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False

"""Letters: to a mail server over TLS, or into a folder; and what is no address, or no server to trust."""

import asyncio
import email
import email.policy
import os
import ssl
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from msgspec.structs import replace

from goldenthread.http.identity import mail
from goldenthread.http.identity.mail import BadAddress, Letter, NotSent, Smtp, Spool, address, delivery
from goldenthread.settings import Settings, WrongSetting
from tests.http.identity.moments import NOON

RIGHT = "a password of no other use"
LETTER = Letter(to="jo@home.example", subject="Your link", text="Here it is:\n\nhttps://notes.example.org/x\n")


class Box:
    """What a mail server does with a letter: keep it, or refuse it."""

    def __init__(self, *, refuses: bool = False) -> None:
        self.kept: list[tuple[str, list[str], EmailMessage]] = []
        self.refuses = refuses

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  # aiosmtpd's name
        del server, session
        if self.refuses:
            return "550 no such person"
        written = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(written, EmailMessage)
        self.kept.append((envelope.mail_from, envelope.rcpt_tos, written))
        return "250 kept"


@asynccontextmanager
async def serving(box: Box, certificate: ssl.SSLContext | None = None, *, tls: str = "none") -> AsyncGenerator[int]:
    """Run a mail server on this machine that asks for a password wherever it speaks TLS; give its port."""
    more: dict[str, Any] = {"hostname": "localhost"}
    if certificate:
        more |= {"authenticator": right_password, "auth_required": True, "auth_require_tls": tls == "starttls"}
    if tls == "starttls":
        more |= {"tls_context": certificate, "require_starttls": True}
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(box, **more), "127.0.0.1", 0, ssl=certificate if tls == "direct" else None
    )
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await server.wait_closed()


def right_password(server: Any, session: Any, envelope: Any, mechanism: str, said: Any) -> AuthResult:
    del server, session, envelope, mechanism
    assert isinstance(said, LoginPassword)
    return AuthResult(success=(said.login, said.password) == (b"notes", RIGHT.encode()))


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Return what a server shows, and what somebody who trusts it checks against."""
    folder = tmp_path_factory.mktemp("certificates")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOON - timedelta(days=3650))
        .not_valid_after(NOON + timedelta(days=3650))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    shown = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    shown.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return shown, ssl.create_default_context(cafile=str(folder / "cert.pem"))


def smtp(port: int, **more: Any) -> Smtp:
    return replace(Smtp(host="localhost", port=port, tls="none", sender="notes@example.org"), **more)


async def sent(way: Smtp) -> bool:
    """Send the letter; say whether it went. Where it did not, nobody is named."""
    try:
        await way.send(LETTER, NOON)
    except NotSent as refused:
        named = "jo" in str(refused)
    else:
        return True
    assert not named
    return False


def test_a_letter_reaches_a_server_on_this_machine() -> None:
    async def told() -> None:
        async with serving(box := Box()) as port:
            assert await sent(smtp(port))
        ((sender, to, kept),) = box.kept
        assert (sender, to) == ("notes@example.org", ["jo@home.example"])
        assert (kept["From"], kept["To"]) == ("Golden Thread <notes@example.org>", "jo@home.example")
        assert (kept["Subject"], kept["Date"]) == ("Your link", "Mon, 02 Mar 2026 12:00:00 +0000")
        assert kept["Auto-Submitted"] == "auto-generated"
        assert kept["Message-ID"].endswith("@example.org>")
        assert kept.get_content().splitlines() == LETTER.text.splitlines()

    asyncio.run(told())


@pytest.mark.filterwarnings("ignore:Requiring AUTH:UserWarning")  # it does not see the TLS that was there before it
@pytest.mark.parametrize("tls", ["starttls", "direct"])
def test_a_letter_goes_over_tls_with_a_password(certificates: tuple[ssl.SSLContext, ssl.SSLContext], tls: str) -> None:
    shown, trusted = certificates

    async def told() -> None:
        async with serving(box := Box(), shown, tls=tls) as port:
            way = smtp(port, tls=tls, user="notes", password=RIGHT, trust=trusted)
            assert await sent(way)
            assert not await sent(replace(way, password=RIGHT[:-1]))
            assert not await sent(replace(way, trust=ssl.create_default_context()))
            assert not await sent(replace(way, trust=None))
        assert [to for _, to, _ in box.kept] == [["jo@home.example"]]

    asyncio.run(told())


def test_a_letter_is_not_sent_in_clear_to_a_server_that_offers_no_tls() -> None:
    async def told() -> None:
        async with serving(box := Box()) as port:
            assert not await sent(smtp(port, tls="starttls"))
        assert not box.kept

    asyncio.run(told())


def test_a_letter_that_is_refused_is_said_not_to_be_sent_and_nobody_is_named() -> None:
    async def told() -> None:
        async with serving(Box(refuses=True)) as port:
            assert not await sent(smtp(port))

    asyncio.run(told())


def test_a_server_that_says_nothing_or_is_not_there_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "SECONDS", 0.2)

    async def nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    async def told() -> None:
        server = await asyncio.start_server(nothing, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        assert not await sent(smtp(port))
        server.close()
        await server.wait_closed()
        assert not await sent(smtp(port))

    asyncio.run(told())


def test_a_letter_is_put_into_a_folder_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    asyncio.run(Spool(folder=folder, sender="notes@example.org").send(LETTER, NOON))
    (file,) = folder.iterdir()
    assert (folder.stat().st_mode & 0o777, file.stat().st_mode & 0o777, file.suffix) == (0o700, 0o600, ".eml")
    kept = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert kept["To"] == "jo@home.example"


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotSent):
        asyncio.run(Spool(folder=tmp_path / "file" / "letters", sender="notes@example.org").send(LETTER, NOON))


def test_an_address_is_kept_in_one_way() -> None:
    assert address("  Jo.Vale+sen@Home.EXAMPLE ") == "jo.vale+sen@home.example"


@pytest.mark.parametrize(
    "said",
    [
        "", "jo", "jo@", "@home.example", "jo@home", "jo@home..example", "jo@-home.example", ".jo@home.example",
        "jo@home.example\nBcc: all@home.example", "jo@home.example, al@home.example", "Jo <jo@home.example>",
        "jo vale@home.example", "jo@[127.0.0.1]", "j\u00f3@home.example", "jo@m\u0131ke.example", "jo@home.\u212aom",
        "a" * 65 + "@home.example", "jo@" + "a." * 126 + "example",
    ],
)  # fmt: skip
def test_what_is_no_address_that_can_be_written_to_as_it_was_compared_is_refused(said: str) -> None:
    with pytest.raises(BadAddress):
        address(said)


def test_letters_leave_as_the_settings_say(tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text(f"{RIGHT}\n")
    secret.chmod(0o600)
    assert delivery(Settings()) is None
    assert delivery(Settings(mail_folder="letters", mail_from="notes@example.org")) == Spool(
        folder=Path("letters"), sender="notes@example.org"
    )
    said = Settings(
        smtp_host="mail.example.org", mail_from="notes@example.org", smtp_user="us", smtp_password_file=str(secret)
    )
    assert delivery(said) == Smtp(
        host="mail.example.org", port=587, tls="starttls", sender="notes@example.org", user="us", password=RIGHT
    )


@pytest.mark.parametrize(
    ("settings", "why"),
    [
        (Settings(smtp_host="mail.example.org", mail_folder="x"), "not both"),
        (Settings(smtp_host="mail.example.org"), "MAIL_FROM"),
        (Settings(smtp_host="mail.example.org", mail_from="us@example.org", smtp_tls="none"), "starttls"),
        (Settings(smtp_host="mail.example.org", mail_from="us@example.org", smtp_user="us"), "together"),
        (
            Settings(
                smtp_host="m.example",
                mail_from="us@example.org",
                smtp_user="us",
                smtp_password_file=os.devnull + "/gone",
            ),
            "cannot be read",
        ),
    ],
)
def test_settings_of_mail_that_cannot_be_are_refused(settings: Settings, why: str) -> None:
    with pytest.raises(WrongSetting, match=why):
        delivery(settings)

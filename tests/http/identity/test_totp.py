"""The second step: held to the vectors of RFC 6238, each code once, sealed, and with recovery codes."""

import base64
from urllib.parse import parse_qs, urlsplit

import pytest

from goldenthread.http.identity.sealing import CannotOpen
from goldenthread.http.identity.secrets import Secrets
from goldenthread.http.identity.totp import HOW_MANY, SecondSteps, totp
from tests.http.identity.house import MATERIAL, code_of
from tests.http.identity.moments import NOON, after


@pytest.fixture
def second(secrets: Secrets) -> SecondSteps:
    return SecondSteps(secrets, MATERIAL)


def set_up(second: SecondSteps, account: str = "jo") -> tuple[str, list[str]]:
    """Return the letters of an app that is set up, and its recovery codes."""
    letters = second.begin(account, f"{account}@elm.example").letters
    codes = second.confirm(account, code_of(letters, NOON), NOON)
    assert codes
    return letters, codes


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"),
        (2000000000, "279037"), (20000000000, "353130"),
    ],
)  # fmt: skip
def test_codes_are_those_of_the_rfc(seconds: int, code: str) -> None:
    """RFC 6238 appendix B, SHA-1, the last six of its eight digits."""
    assert totp(b"12345678901234567890").generate(seconds).decode() == code


def test_an_app_is_given_an_address_a_picture_and_letters(second: SecondSteps) -> None:
    said = second.begin("jo", "jo@elm.example")
    parts = urlsplit(said.address)
    assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
    asked = parse_qs(parts.query)
    assert (asked["secret"], asked["issuer"], asked["period"], asked["digits"]) == (
        [said.letters], ["Golden Thread"], ["30"], ["6"]
    )  # fmt: skip
    assert len(base64.b32decode(said.letters)) == 20
    assert said.picture.startswith("<svg ")
    assert "style=" not in said.picture
    assert "<script" not in said.picture


def test_it_counts_once_it_was_confirmed(second: SecondSteps) -> None:
    letters = second.begin("jo", "jo").letters
    assert not second.has("jo")
    assert not second.right("jo", code_of(letters, NOON), NOON)
    assert second.confirm("jo", "000000" if code_of(letters, NOON) != "000000" else "000001", NOON) is None
    assert not second.has("jo")
    assert second.confirm("jo", code_of(letters, NOON), NOON)
    assert second.has("jo")


def test_a_code_counts_once_and_none_before_it(second: SecondSteps) -> None:
    letters, _ = set_up(second)
    assert not second.right("jo", code_of(letters, NOON), NOON)
    now = after(seconds=90)
    assert second.right("jo", code_of(letters, now), now)
    assert not second.right("jo", code_of(letters, now), now)
    assert not second.right("jo", code_of(letters, after(seconds=60)), now)
    assert second.right("jo", code_of(letters, after(seconds=120)), now)


@pytest.mark.parametrize(("off", "taken"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_clock_may_be_one_step_off(second: SecondSteps, off: int, taken: bool) -> None:  # noqa: FBT001
    letters, _ = set_up(second)
    now = after(minutes=10)
    assert second.right("jo", code_of(letters, after(minutes=10, seconds=off)), now) is taken


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "\ud800"])
def test_what_is_no_code_is_wrong(second: SecondSteps, code: str) -> None:
    set_up(second)
    assert not second.right("jo", code, after(minutes=10))
    assert not second.right("nobody", code, after(minutes=10))


def test_a_new_app_takes_the_place_of_the_old_one_once_it_is_confirmed(second: SecondSteps) -> None:
    old, _ = set_up(second)
    new = second.begin("jo", "jo").letters
    now = after(minutes=5)
    assert not second.right("jo", code_of(new, now), now)
    assert second.right("jo", code_of(old, now), now)
    assert second.confirm("jo", code_of(new, now), now)
    now = after(minutes=9)
    assert not second.right("jo", code_of(old, now), now)
    assert second.right("jo", code_of(new, now), now)


def test_recovery_codes_are_long_and_count_once(second: SecondSteps, secrets: Secrets) -> None:
    _, codes = set_up(second)
    assert len(set(codes)) == HOW_MANY == second.recovery_left("jo")
    assert all(len(one.replace("-", "")) == 26 for one in codes)
    assert second.recover("jo", codes[0].upper().replace("-", " "))
    assert not second.recover("jo", codes[0])
    assert not second.recover("sam", codes[1])
    assert second.recovery_left("jo") == HOW_MANY - 1
    held = b"".join(one.read_bytes() for one in secrets.path.parent.iterdir())
    assert not any(one.replace("-", "").encode() in held or one.encode() in held for one in codes)


def test_new_recovery_codes_end_the_old_ones(second: SecondSteps) -> None:
    _, old = set_up(second)
    new = second.renew_recovery("jo")
    assert not any(second.recover("jo", one) for one in old)
    assert second.recover("jo", new[9])


def test_it_is_taken_away_whole(second: SecondSteps) -> None:
    letters, codes = set_up(second)
    second.remove("jo")
    now = after(minutes=5)
    assert not second.has("jo")
    assert not second.right("jo", code_of(letters, now), now)
    assert not second.recover("jo", codes[0])


def test_the_secret_is_sealed_for_one_account_under_a_key_that_is_elsewhere(
    second: SecondSteps, secrets: Secrets
) -> None:
    letters, _ = set_up(second)
    held = b"".join(one.read_bytes() for one in secrets.path.parent.iterdir())
    assert base64.b32decode(letters) not in held
    assert letters.encode() not in held
    with pytest.raises(CannotOpen, match="key file"):
        SecondSteps(secrets, b"x" * 32).right("jo", "123456", NOON)
    with secrets.writing() as connection:
        connection.exec_driver_sql("insert into holder values ('sam')")
        connection.exec_driver_sql("update second_step set account='sam'")
    with pytest.raises(CannotOpen):
        second.right("sam", "123456", NOON)


def test_every_secret_is_sealed_anew_under_another_key(second: SecondSteps, secrets: Secrets) -> None:
    apps = {account: set_up(second, account)[0] for account in ("jo", "sam")}
    second.begin("sam", "sam")
    resealed = second.reseal(b"n" * 32)
    now = after(minutes=5)
    for account, letters in apps.items():
        with pytest.raises(CannotOpen):
            second.right(account, "123456", now)
        assert resealed.right(account, code_of(letters, now), now)
    assert SecondSteps(secrets, b"n" * 32).reseal(b"n" * 32).has("jo")


def test_a_key_that_is_too_short_is_refused(secrets: Secrets) -> None:
    with pytest.raises(ValueError, match="at least 32 bytes"):
        SecondSteps(secrets, b"short")

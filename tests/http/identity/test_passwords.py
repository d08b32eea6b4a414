"""Passwords: long ones welcome, known ones refused, and kept as argon2id only."""

import hashlib
import threading
from pathlib import Path
from typing import Literal

import pytest
from argon2 import PasswordHasher
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenthread.engine.commands import Unacceptable
from goldenthread.engine.store.writer import StoreBusy
from goldenthread.http.identity.breached import SHIPPED, Breached, NotAList
from goldenthread.http.identity.passwords import HASHER, Passwords, SignInName
from goldenthread.http.identity.secrets import Secrets
from tests.http.identity.house import GOOD, QUICK
from tests.http.identity.moments import NOON

NAME = "jo.marsh@elm.example"


@pytest.fixture
def passwords(secrets: Secrets) -> Passwords:
    made = Passwords(secrets, QUICK)
    made.name("jo", NAME)
    return made


def right(passwords: Passwords, password: str, name: str = NAME) -> bool:
    return passwords.right(passwords.find(name), password)


@pytest.mark.parametrize(
    "password",
    [
        GOOD, "twelve chars", "é" * 128, "mehr als zwölf", "日本語のとても長い合言葉です。", "🐘🦒🦓🐘🦒🦓🐘🦒🦓🐘🦒🦓",
        " leading and trailing ", "x" * 1000,
    ],
)  # fmt: skip
def test_any_long_password_will_do(passwords: Passwords, password: str) -> None:
    passwords.choose("jo", password, NOON)
    assert right(passwords, password)
    assert not right(passwords, password + "!")
    assert not right(passwords, password[:-1])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=12, max_size=128))
def test_a_password_that_is_taken_opens(passwords: Passwords, password: str) -> None:
    try:
        passwords.choose("jo", password, NOON)
    except Unacceptable:
        return
    assert right(passwords, password)


def test_the_same_password_from_another_keyboard_is_the_same(passwords: Passwords) -> None:
    passwords.choose("jo", "cafe\u0301 au lait, \uff46\uff55\uff4c\uff4c", NOON)
    assert right(passwords, "caf\u00e9 au lait, full")


def test_it_is_kept_as_argon2id_only(passwords: Passwords, secrets: Secrets) -> None:
    passwords.choose("jo", GOOD, NOON)
    held = b"".join(one.read_bytes() for one in secrets.path.parent.iterdir())
    assert GOOD.encode() not in held
    assert b"$argon2id$" in held
    assert (HASHER.memory_cost, HASHER.time_cost, HASHER.parallelism, HASHER.type.name) == (19456, 2, 1, "ID")


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("eleven char", "12 to 1,000 characters"),
        ("\uff46" * 11, "12 to 1,000 characters"),
        ("x" * 1001, "12 to 1,000 characters"),
        ("my name is Jo Marsh", "the name you sign in by"),
        ("JO.MARSH@ELM.EXAMPLE", "the name you sign in by"),
        ("Golden Thread 2026!", "that of this service"),
        ("1qaz2wsx3edc", "found in a breach"),
        ("1QAZ2WSX3EDC", "found in a breach"),
    ],
)
def test_a_password_that_others_will_try_is_refused_and_not_repeated(
    passwords: Passwords, password: str, why: str
) -> None:
    with pytest.raises(Unacceptable, match=why) as refused:
        passwords.choose("jo", password, NOON)
    assert (refused.value.field, password in str(refused.value)) == ("password", False)
    assert not right(passwords, password)


def test_every_digest_that_is_shipped_is_found_and_what_is_not_there_is_not() -> None:
    lines = SHIPPED.read_text().split()
    assert lines == sorted(set(lines))
    assert len(lines) > 50_000
    shipped = Breached()
    assert shipped.holds("123qweasdzxc")
    assert not any(shipped.holds(f"{GOOD} {at}") for at in range(200))


def test_a_larger_list_is_checked_too(secrets: Secrets, tmp_path: Path) -> None:
    # SHA-1 of "purple kettles hum at dawn" among others, as Have I Been Pwned writes them
    digests = ["0" * 40, "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8", sha1(GOOD), "F" * 40]
    path = tmp_path / "pwned.txt"
    path.write_bytes(b"".join(f"{one}:{count}\r\n".encode() for count, one in enumerate(sorted(digests), 1)))
    passwords = Passwords(secrets, QUICK, [Breached(), Breached(path)])
    passwords.name("jo", NAME)
    with pytest.raises(Unacceptable, match="found in a breach"):
        passwords.choose("jo", GOOD, NOON)
    passwords.choose("jo", GOOD + " indeed", NOON)


def sha1(said: str) -> str:
    return hashlib.sha1(said.encode(), usedforsecurity=False).hexdigest().upper()


@pytest.mark.parametrize("content", [b"", b"password\nhunter2\n", b"FFFFFFFFFFFF\n000000000000\n", b"\x00" * 500])
def test_what_is_no_list_is_refused_at_once(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(content)
    with pytest.raises(NotAList, match="ordered by digest"):
        Breached(path)
    with pytest.raises(FileNotFoundError):
        Breached(tmp_path / "none.txt")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.binary(min_size=20, max_size=20), min_size=1, max_size=50), st.integers(10, 40), st.booleans())
def test_every_line_of_a_list_is_found(tmp_path: Path, digests: set[bytes], length: int, counted: bool) -> None:  # noqa: FBT001
    words = [f"word {one.hex()}" for one in digests]
    path = tmp_path / "list.txt"
    tail = ":7" if counted else ""
    path.write_text("".join(f"{one[:length]}{tail}\n" for one in sorted(map(sha1, words))))
    found = Breached(path)
    assert all(found.holds(one) for one in words)
    assert not found.holds("another word altogether")


class Counting(PasswordHasher):
    """Counts the work that is done."""

    work = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002
        self.work += 1
        return super().verify(hash, password)


def test_the_work_is_the_same_whoever_is_asked_for(secrets: Secrets) -> None:
    counting = Counting(time_cost=1, memory_cost=8, parallelism=1)
    passwords = Passwords(secrets, counting)
    passwords.name("jo", NAME)
    passwords.name("new", "new@elm.example")
    passwords.choose("jo", GOOD, NOON)
    done: list[int] = []
    for name in (NAME, "new@elm.example", "nobody@elm.example"):
        counting.work = 0
        assert not right(passwords, "wrong wrong wrong", name)
        done.append(counting.work)
    assert done == [1, 1, 1]
    assert not right(passwords, "what is compared where there is nobody", "nobody@elm.example")
    assert not right(passwords, "what is compared where there is nobody", "new@elm.example")


def test_a_digest_made_with_less_work_is_made_anew(secrets: Secrets) -> None:
    Passwords(secrets, QUICK).name("jo", NAME)
    Passwords(secrets, QUICK).choose("jo", GOOD, NOON)
    stronger = Passwords(secrets, PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    before = digest(stronger.find(NAME))
    assert not right(stronger, "wrong wrong wrong")
    assert digest(stronger.find(NAME)) == before
    assert right(stronger, GOOD)
    assert "m=16,t=2" in digest(stronger.find(NAME))
    assert right(stronger, GOOD)


def digest(found: SignInName | None) -> str:
    assert found
    assert found.digest
    return found.digest


def test_a_name_is_one_account_s_and_found_however_it_is_written(passwords: Passwords) -> None:
    passwords.choose("jo", GOOD, NOON)
    assert right(passwords, GOOD, " Jo.Marsh@ELM.example ")
    with pytest.raises(Unacceptable, match="another account"):
        passwords.name("sam", "JO.MARSH@elm.example")
    passwords.name("jo", "jo@oak.example")
    assert passwords.find(NAME) is None
    assert right(passwords, GOOD, "jo@oak.example")


@pytest.mark.parametrize("name", ["", "jo", "@elm", "jo@", "jo marsh@elm.example", "j" * 250 + "@elm.example"])
def test_what_is_no_address_is_no_name(passwords: Passwords, name: str) -> None:
    with pytest.raises(Unacceptable, match="e-mail address"):
        passwords.name("sam", name)


def test_a_flood_waits_for_its_turn_and_is_told_so(passwords: Passwords, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goldenthread.http.identity.passwords.PATIENCE", 0.01)
    passwords.choose("jo", GOOD, NOON)
    waiting, done = threading.Event(), threading.Event()

    class Slow(Counting):
        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002
            waiting.set()
            done.wait(10)
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "_hasher", Slow(time_cost=1, memory_cost=8, parallelism=1))
    monkeypatch.setattr(passwords, "_turns", threading.BoundedSemaphore(1))
    first = threading.Thread(target=right, args=(passwords, GOOD))
    first.start()
    assert waiting.wait(10)
    with pytest.raises(StoreBusy, match="too many"):
        right(passwords, GOOD)
    done.set()
    first.join()
    assert right(passwords, GOOD)

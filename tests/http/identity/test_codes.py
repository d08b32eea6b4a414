"""Printed codes: easy to type, hard to guess, of use once and for a time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engine.commands import Unacceptable
from goldenthread.http.identity.addresses import Addresses
from goldenthread.http.identity.codes import ALPHABET, LENGTH, PrintedCodes, letter, new_code, read_code
from goldenthread.http.identity.secrets import Secrets
from tests.http.identity.house import MATERIAL
from tests.http.identity.moments import NOON, after


@pytest.fixture
def codes(secrets: Secrets) -> PrintedCodes:
    return PrintedCodes(secrets, MATERIAL)


def test_a_code_has_sixty_bits_in_three_groups() -> None:
    assert len(ALPHABET) ** LENGTH == 2**60
    assert not set("ILOU") & set(ALPHABET)
    made = {new_code() for _ in range(200)}
    assert len(made) == 200
    assert all([len(part) for part in one.split("-")] == [4, 4, 4] for one in made)


@given(letters=st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH), data=st.data())
def test_a_code_is_read_however_it_is_typed(letters: str, data: st.DataObject) -> None:
    said = "".join(
        data.draw(st.sampled_from({"0": "0oO", "1": "1iIlL"}.get(one, one + one.lower())))
        + data.draw(st.sampled_from(["", " ", "-", ".", "\u2013"]))
        for one in letters
    )
    assert read_code(said) == letters


@given(said=st.text())
def test_whatever_is_typed_is_read_as_a_code_or_as_none(said: str) -> None:
    found = read_code(said)
    assert found is None or (len(found) == LENGTH and set(found) <= set(ALPHABET))


def test_a_code_is_of_use_once(codes: PrintedCodes) -> None:
    (code,) = codes.make("pat", 1, 28, NOON).codes
    assert [codes.use(code.lower(), NOON), codes.use(code, NOON)] == ["pat", None]


def test_a_code_ends_with_its_last_day_in_london(codes: PrintedCodes) -> None:
    """The clocks go forward on 29 March 2026."""
    sheet = codes.make("pat", 2, 30, NOON)
    assert (sheet.last_day, codes.of("pat", NOON).last_day) == (date(2026, 4, 1), date(2026, 4, 1))
    assert codes.use(sheet.codes[0], after(days=30, hours=10, minutes=59)) == "pat"
    assert codes.use(sheet.codes[1], after(days=30, hours=11)) is None


def test_codes_stand_beside_those_there_are_and_are_taken_back_together(codes: PrintedCodes) -> None:
    made = [*codes.make("pat", 3, 28, NOON).codes, *codes.make("pat", 2, 28, NOON).codes]
    others = codes.make("lee", 1, 28, NOON).codes
    assert codes.of("pat", NOON).codes == 5
    codes.take_back("pat")
    assert [codes.use(one, NOON) for one in made] == [None] * 5
    assert codes.use(others[0], NOON) == "lee"
    assert (codes.of("pat", NOON).codes, codes.of("pat", NOON).last_day) == (0, None)


@pytest.mark.parametrize(("how_many", "days"), [(0, 28), (11, 28), (1, 0), (1, 91)])
def test_too_many_codes_or_for_too_long_are_refused(codes: PrintedCodes, how_many: int, days: int) -> None:
    with pytest.raises(Unacceptable):
        codes.make("pat", how_many, days, NOON)


def test_an_account_has_at_most_twenty_codes(codes: PrintedCodes) -> None:
    for _ in range(2):
        codes.make("pat", 10, 28, NOON)
    with pytest.raises(Unacceptable, match="20"):
        codes.make("pat", 1, 28, NOON)
    assert codes.make("pat", 1, 28, after(days=40)).codes


def test_a_code_cannot_be_found_in_the_file_nor_by_trying_without_the_key(
    codes: PrintedCodes, secrets: Secrets
) -> None:
    (code,) = codes.make("pat", 1, 28, NOON).codes
    left = b"".join(one.read_bytes() for one in secrets.path.parent.iterdir())
    assert code.encode() not in left
    assert code.replace("-", "").encode() not in left
    assert PrintedCodes(secrets, bytes(32)).use(code, NOON) is None
    with pytest.raises(ValueError, match="32 bytes"):
        PrintedCodes(secrets, b"short")


def test_the_letter_says_what_to_do_and_names_nobody() -> None:
    said = letter(["ABCD-EFGH-JKMN"], date(2026, 4, 1), "https://notes.example.org")
    assert "    ABCD-EFGH-JKMN\n" in said
    assert "The code works once, until 1 April 2026." in said
    assert "https://notes.example.org" in said
    several = letter(["ABCD-EFGH-JKMN", "0123-4567-89AB"], date(2026, 4, 1), "https://notes.example.org")
    assert "one of these codes" in several
    assert "Each code works once" in several


def test_an_address_is_kept_so_that_it_can_be_found_and_not_read(secrets: Secrets) -> None:
    addresses = Addresses(secrets, MATERIAL)
    addresses.keep("pat", "Pat@Home.example")
    addresses.keep("lee", "pat@home.example")
    assert addresses.accounts_at(" PAT@home.example") == ["lee", "pat"]
    addresses.keep("lee", "lee@home.example")
    assert (addresses.accounts_at("pat@home.example"), addresses.has("lee")) == (["pat"], True)
    assert [addresses.remove("pat"), addresses.remove("pat"), addresses.has("pat")] == [True, False, False]
    left = b"".join(one.read_bytes() for one in secrets.path.parent.iterdir())
    assert b"home.example" not in left.lower()
    with pytest.raises(ValueError, match="32 bytes"):
        Addresses(secrets, b"short")

"""Passkeys: a key is made and signs; what is not asked for here and now, of this key, is refused."""

import os
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from goldenthread.http.identity.ceremony import (
    KnownKey,
    NoPasskey,
    Party,
    asked_to_make,
    asked_to_sign,
    made,
    named,
    signed,
)
from goldenthread.settings import Settings, WrongSetting
from tests.http.identity.authenticator import ORIGIN, Authenticator

PARTY = Party("notes.example.org", ORIGIN)
HANDLE = bytes(range(32))
CHALLENGE, ANOTHER = os.urandom(32), os.urandom(32)


def registered(device: Authenticator, party: Party = PARTY) -> KnownKey:
    options = asked_to_make(party, "k.hale", HANDLE, CHALLENGE, [])
    key = made(party, CHALLENGE, device.make(options))
    return KnownKey(credential=key.credential, public_key=key.public_key, sign_count=key.sign_count, handle=HANDLE)


def test_a_key_is_asked_for_that_is_found_without_a_name_and_knows_its_owner() -> None:
    options = asked_to_make(PARTY, "k.hale", HANDLE, CHALLENGE, [b"one"])
    assert options["rp"]["id"] == "notes.example.org"
    assert options["attestation"] == "none"
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert [one["id"] for one in options["excludeCredentials"]] == ["b25l"]


def test_nobody_is_named_where_a_signature_is_asked_for() -> None:
    options = asked_to_sign(PARTY, CHALLENGE)
    assert options["userVerification"] == "required"
    assert not options.get("allowCredentials")


def test_a_key_that_was_made_here_signs_in() -> None:
    device = Authenticator()
    known = registered(device)
    answer = device.sign(asked_to_sign(PARTY, CHALLENGE))
    assert named(answer) == known.credential
    assert signed(PARTY, CHALLENGE, answer, known) == 1


def test_a_key_without_a_counter_signs_in_again_and_again() -> None:
    device = Authenticator(steps=0)
    known = registered(device)
    for _ in range(2):
        assert signed(PARTY, CHALLENGE, device.sign(asked_to_sign(PARTY, CHALLENGE)), known) == 0


@pytest.mark.parametrize(
    "device",
    [
        Authenticator(origin="https://notes.example.org.evil.example"),
        Authenticator(origin="http://notes.example.org"),
        Authenticator(verifies=False),
        Authenticator(inside=True),
    ],
)
def test_a_key_made_elsewhere_or_by_nobody_in_person_is_refused(device: Authenticator) -> None:
    with pytest.raises(NoPasskey):
        registered(device)


def test_a_key_made_for_another_challenge_is_refused() -> None:
    answer = Authenticator().make(asked_to_make(PARTY, "k.hale", HANDLE, ANOTHER, []))
    with pytest.raises(NoPasskey, match="challenge"):
        made(PARTY, CHALLENGE, answer)


def test_a_key_made_for_another_domain_is_refused() -> None:
    elsewhere = Party("example.org", ORIGIN)
    answer = Authenticator().make(asked_to_make(elsewhere, "k.hale", HANDLE, CHALLENGE, []))
    with pytest.raises(NoPasskey, match="RP ID"):
        made(PARTY, CHALLENGE, answer)


@pytest.mark.parametrize(
    ("why", "change"),
    [
        ("origin", {"origin": "https://evil.example"}),
        ("verif", {"verifies": False}),
        ("inside", {"inside": True}),
        ("sign count", {"steps": 0}),
        ("sign count", {"steps": -1}),
    ],
)
def test_a_key_used_elsewhere_unverified_framed_or_with_a_count_gone_back_is_refused(
    why: str, change: dict[str, Any]
) -> None:
    device = Authenticator()
    known = registered(device)
    before = signed(PARTY, CHALLENGE, device.sign(asked_to_sign(PARTY, CHALLENGE)), known)
    for name, value in change.items():
        setattr(device, name, value)
    answer = device.sign(asked_to_sign(PARTY, CHALLENGE))
    with pytest.raises(NoPasskey, match=why):
        signed(PARTY, CHALLENGE, answer, replace(known, sign_count=before))


def test_an_answer_to_another_challenge_is_refused() -> None:
    device = Authenticator()
    known = registered(device)
    answer = device.sign(asked_to_sign(PARTY, CHALLENGE))
    with pytest.raises(NoPasskey, match="challenge"):
        signed(PARTY, ANOTHER, answer, known)


def test_an_answer_signed_with_another_key_is_refused() -> None:
    device, thief = Authenticator(), Authenticator()
    known = registered(device)
    registered(thief)
    thief.keys[-1].credential = known.credential
    with pytest.raises(NoPasskey, match="signature"):
        signed(PARTY, CHALLENGE, thief.sign(asked_to_sign(PARTY, CHALLENGE)), known)


def test_an_answer_of_another_account_is_refused() -> None:
    device = Authenticator()
    known = registered(device)
    device.keys[-1].handle = bytes(32)
    with pytest.raises(NoPasskey, match="another's"):
        signed(PARTY, CHALLENGE, device.sign(asked_to_sign(PARTY, CHALLENGE)), known)


def test_an_answer_that_registers_does_not_sign_in() -> None:
    device = Authenticator()
    known = registered(device)
    answer = device.make(asked_to_make(PARTY, "k.hale", HANDLE, CHALLENGE, []))
    with pytest.raises(NoPasskey):
        signed(PARTY, CHALLENGE, answer, known)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda more: st.lists(more) | st.dictionaries(st.text(), more),
    max_leaves=10,
)
ANSWER = st.fixed_dictionaries(
    {
        "id": st.just("b25l") | JSON,
        "rawId": st.just("b25l") | JSON,
        "type": st.just("public-key") | JSON,
        "response": st.dictionaries(
            st.sampled_from(["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]),
            st.binary().map(lambda one: one.hex()) | JSON,
        ),
    }
)


@given(answer=ANSWER)
def test_whatever_is_sent_is_refused_and_nothing_breaks(answer: dict[str, Any]) -> None:
    known = KnownKey(credential=b"one", public_key=b"", sign_count=0, handle=HANDLE)
    with pytest.raises(NoPasskey):
        made(PARTY, CHALLENGE, answer)
    with pytest.raises(NoPasskey):
        signed(PARTY, CHALLENGE, answer, known)


def test_keys_are_made_for_the_domain_of_the_origin_unless_another_is_set() -> None:
    assert Party.of(Settings(port=8123)) == Party("localhost", "http://localhost:8123")
    assert Party.of(Settings(origin=ORIGIN)) == PARTY
    assert Party.of(Settings(origin=ORIGIN, rp_id="example.org")).id == "example.org"


@pytest.mark.parametrize(
    "settings",
    [
        Settings(origin="notes.example.org"),
        Settings(origin="https://notes.example.org/"),
        Settings(origin="https://Notes.example.org"),
        Settings(origin="https://jo@notes.example.org"),
        Settings(origin="http://notes.example.org"),
        Settings(origin="http://127.0.0.1:8000"),
        Settings(origin="https://[::1]"),
        Settings(origin=ORIGIN, rp_id="other.example.org"),
        Settings(origin=ORIGIN, rp_id="ample.org"),
    ],
)
def test_an_origin_that_no_key_can_be_made_for_is_a_wrong_setting(settings: Settings) -> None:
    with pytest.raises(WrongSetting, match="GOLDENTHREAD_"):
        Party.of(settings)

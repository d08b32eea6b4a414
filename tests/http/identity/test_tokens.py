"""Tokens: scoped, ending, revocable, owned, and kept only as a digest."""

from datetime import date, datetime, timedelta

import pytest

from goldenthread.engine.commands import Unacceptable
from goldenthread.http.identity.secrets import Secrets
from goldenthread.http.identity.tokens import MOST, Scope, Tokens
from tests.http.identity.moments import NOON, after


@pytest.fixture
def tokens(secrets: Secrets) -> Tokens:
    return Tokens(secrets)


def test_a_token_is_found_by_its_secret_and_says_what_it_may_do(tokens: Tokens) -> None:
    made, secret = tokens.make("jo", "elm", [Scope.RECORD, Scope.READ], "night script", after(days=30), NOON)
    assert tokens.find(secret, after(days=3)) == made
    assert made.scopes == (Scope.READ, Scope.RECORD)
    assert (made.owner, made.organisation, made.label) == ("jo", "elm", "night script")


def test_a_secret_is_long_and_kept_nowhere(tokens: Tokens, secrets: Secrets) -> None:
    _, secret = tokens.make("jo", "elm", [Scope.READ], "script", after(days=1), NOON)
    assert secret.startswith("gt_")
    assert len(secret) == 46
    assert not any(secret.encode() in one.read_bytes() for one in secrets.path.parent.iterdir())


def test_of_its_use_the_day_is_kept(tokens: Tokens) -> None:
    made, secret = tokens.make("jo", "elm", [Scope.READ], "script", after(days=9), NOON)
    assert made.last_used_on is None
    for days in (1, 2):
        tokens.find(secret, after(days=days))
    assert [one.last_used_on for one in tokens.of("jo", after(days=2))] == [date(2026, 3, 4)]


def test_a_token_ends(tokens: Tokens) -> None:
    _, secret = tokens.make("jo", "elm", [Scope.READ], "script", after(days=1), NOON)
    assert tokens.find(secret, after(hours=23))
    assert tokens.find(secret, after(days=1)) is None
    assert tokens.of("jo", after(days=1)) == []


def test_a_revoked_token_opens_nothing_and_only_its_owner_revokes_it(tokens: Tokens) -> None:
    made, secret = tokens.make("jo", "elm", [Scope.READ], "script", after(days=9), NOON)
    assert not tokens.revoke(made.id, "sam")
    assert tokens.find(secret, NOON)
    assert tokens.revoke(made.id, "jo")
    assert tokens.find(secret, NOON) is None
    assert not tokens.revoke(made.id, "jo")


@pytest.mark.parametrize(
    ("scopes", "label", "until", "field"),
    [
        ([], "script", after(days=1), "scopes"),
        ([Scope.READ], " ", after(days=1), "label"),
        ([Scope.READ], "x" * 101, after(days=1), "label"),
        ([Scope.READ], "script", NOON, "until"),
        ([Scope.READ], "script", after(days=367), "until"),
    ],
)
def test_what_cannot_be_is_refused(
    tokens: Tokens, scopes: list[Scope], label: str, until: datetime, field: str
) -> None:
    with pytest.raises(Unacceptable) as refused:
        tokens.make("jo", "elm", scopes, label, until, NOON)
    assert refused.value.field == field
    assert tokens.of("jo", NOON) == []


def test_a_last_day_that_is_too_far_off_is_refused_naming_the_last_that_may_be(tokens: Tokens) -> None:
    last = date(2027, 3, 2)
    tokens.make("jo", "elm", [Scope.READ], "script", tokens.end_on(last, NOON), NOON)
    for day in (last + timedelta(days=1), date(9999, 12, 31)):
        with pytest.raises(Unacceptable, match="until 2027-03-02 at most"):
            tokens.end_on(day, NOON)


def test_an_account_has_only_so_many(tokens: Tokens) -> None:
    for _ in range(MOST):
        tokens.make("jo", "elm", [Scope.READ], "script", after(days=1), NOON)
    with pytest.raises(Unacceptable, match="revoke one first"):
        tokens.make("jo", "elm", [Scope.READ], "script", after(days=1), NOON)
    tokens.make("sam", "elm", [Scope.READ], "script", after(days=1), NOON)


@pytest.mark.parametrize("secret", ["", "gt_", "gt_" + "a" * 43, "gt_" + "a" * 44, "\ud800", "gt_" + "é" * 43])
def test_what_is_no_token_finds_nothing(tokens: Tokens, secret: str) -> None:
    assert tokens.find(secret, NOON) is None

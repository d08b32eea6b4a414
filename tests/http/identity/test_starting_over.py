"""Starting over takes every way in away, so that whoever else had one is out."""

from datetime import timedelta

import pytest

from goldenthread.engine.commands import Unacceptable
from goldenthread.http.identity.oidc import Identity
from goldenthread.http.identity.tokens import Scope
from tests.http.identity.house import GOOD
from tests.http.identity.made_up_provider import ISSUER
from tests.http.identity.wide_house import Visitor, WideHouse

NEW = GOOD + " again"
THIEF = Identity(provider="elm", issuer=ISSUER, subject="person-1", both_factors=True)


def token_of(wide: WideHouse, account: str) -> str:
    until = wide.now + timedelta(days=9)
    _, secret = wide.door.tokens.make(account, "elm", [Scope.READ], "a program", until, wide.now)
    return secret


@pytest.mark.parametrize("start_over", [False, True])
def test_another_name_counts_once_the_code_is_used_so_that_nobody_s_letters_are_turned_away(
    wide: WideHouse,
    start_over: bool,  # noqa: FBT001  # parametrized
) -> None:
    name, setting_up = wide.with_password("jo"), wide.door.setting_up
    make = setting_up.start_over if start_over else setting_up.code_for
    code = make("jo", "Other@elm.example", wide.now, made_by="an-administrator")
    assert wide.door.passwords.name_of("jo") == name
    setting_up.use(code, GOOD, wide.now)
    assert wide.door.passwords.name_of("jo") == "other@elm.example"


def test_a_code_for_a_name_that_another_account_has_come_to_have_changes_nothing(wide: WideHouse) -> None:
    name, setting_up = wide.with_password("jo"), wide.door.setting_up
    with pytest.raises(Unacceptable, match="another account signs in by this name"):
        setting_up.code_for("jo", wide.with_password("sam"), wide.now)
    code = setting_up.code_for("jo", "other@elm.example", wide.now, made_by="an-administrator")
    wide.door.passwords.name("sam", "other@elm.example")
    with pytest.raises(Unacceptable, match="another account signs in by this name"):
        setting_up.use(code, GOOD, wide.now)
    assert (wide.door.passwords.name_of("jo"), wide.members.anew) == (name, [])


def test_starting_over_leaves_nothing_that_opens_the_account(wide: WideHouse) -> None:
    name, thief = wide.with_password("sam"), Visitor(wide)
    wide.with_app("sam")
    token = token_of(wide, "sam")
    wide.oidc.links.link("sam", THIEF, "operator", wide.now)
    half_open = thief.sign_in(name).json()["ticket"]
    (printed,) = wide.family.codes.make("sam", 1, 28, wide.now).codes
    link = wide.family.links.make("sam", "a browser", wide.now)
    earlier = wide.door.setting_up.code_for("sam", name, wide.now)
    code = wide.door.setting_up.start_over("sam", name, wide.now)
    assert thief.sign_in(name).status_code == 401
    assert thief.second(half_open, wide.code("sam")).status_code == 401
    assert thief.send("/sign-in/set-up", {"code": earlier, "password": GOOD}).status_code == 422
    assert wide.family.codes.use(printed, wide.now) is None
    assert wide.family.links.use(link, "a browser", wide.now, confirmed=True) is None
    assert wide.oidc.links.account_of(THIEF) is None
    assert wide.door.tokens.of("sam", wide.now) == []
    assert wide.door.tokens.find(token, wide.now) is None
    assert thief.send("/sign-in/set-up", {"code": code, "password": NEW}).status_code == 204
    assert thief.sign_in(name, NEW).json()["next"] == "enrol"


def test_a_name_that_is_another_s_takes_nothing_away(wide: WideHouse) -> None:
    name, other = wide.with_password("sam"), wide.with_password("jo")
    with pytest.raises(Unacceptable):
        wide.door.setting_up.start_over("sam", other, wide.now)
    assert Visitor(wide).sign_in(name).status_code == 200


def test_a_password_that_is_chosen_anew_ends_every_token(wide: WideHouse) -> None:
    name = wide.with_password("sam")
    token = token_of(wide, "sam")
    code = wide.door.setting_up.code_for("sam", name, wide.now)
    assert Visitor(wide).send("/sign-in/set-up", {"code": code, "password": NEW}).status_code == 204
    assert wide.door.tokens.find(token, wide.now) is None


def test_a_password_that_is_changed_ends_every_token(wide: WideHouse, jo: Visitor) -> None:
    token = token_of(wide, "jo")
    assert jo.send("/password", {"current": GOOD, "new": NEW}).status_code == 200
    assert wide.door.tokens.find(token, wide.now) is None

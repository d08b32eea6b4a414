"""Passkeys over the API: made, used, seen and removed by their owner, and by nobody else."""

from base64 import b64encode
from datetime import datetime
from functools import partial
from typing import Any

import pytest

from goldenthread.engine.store.writer import StoreBusy
from goldenthread.http.identity import passkeys
from goldenthread.http.identity.ceremony import NewKey
from goldenthread.http.identity.sessions import COOKIE, How
from tests.http.identity.authenticator import Authenticator
from tests.http.identity.house import GOOD
from tests.http.identity.wide_house import Visitor, WideHouse


def test_somebody_makes_a_passkey_and_signs_in_with_it_alone(wide: WideHouse, jo: Visitor) -> None:
    made = jo.make_passkey()
    assert (made.status_code, made.json()["name"], made.json()["last_used_on"]) == (201, "my phone", None)
    other = Visitor(wide)
    other.device = jo.device
    answer = other.use_passkey()
    assert answer.json()["next"] == "nothing"
    said = other.here(answer)
    assert (said["account"], said["how"], said["enrolling"]) == ("jo", "passkey", False)
    (seen,) = jo.look("/passkeys").json()["items"]
    assert (seen["id"], seen["last_used_on"]) == (made.json()["id"], "2026-03-02")


def test_whoever_works_here_needs_no_second_step_beside_a_passkey(wide: WideHouse) -> None:
    wide.with_password("sam")
    sam = Visitor(wide)
    assert sam.sign_in("sam@elm.example").json()["next"] == "enrol"
    assert sam.send("/passkeys/options").status_code == 403
    code = wide.door.setting_up.code_for("sam", "sam@elm.example", wide.now)
    asked = sam.send("/sign-in/set-up/passkey/options", {"code": code}).json()
    body = {
        "code": code,
        "ticket": asked["ticket"],
        "name": "key ring",
        "credential": sam.device.make(asked["options"]),
    }
    assert sam.send("/sign-in/set-up/passkey", body).status_code == 201
    assert sam.look("/session").status_code == 401
    assert sam.here(sam.use_passkey())["enrolling"] is False


def test_a_set_up_code_makes_one_passkey(wide: WideHouse, visitor: Visitor) -> None:
    code = wide.door.setting_up.code_for("sam", "sam@elm.example", wide.now)
    asked = [visitor.send("/sign-in/set-up/passkey/options", {"code": code}).json() for _ in range(2)]
    statuses = [
        visitor.send(
            "/sign-in/set-up/passkey",
            {"code": code, "ticket": one["ticket"], "name": "key", "credential": visitor.device.make(one["options"])},
        ).status_code
        for one in asked
    ]
    assert statuses == [201, 422]
    assert len(wide.passkeys.of("sam")) == 1
    assert visitor.send("/sign-in/set-up/passkey/options", {"code": code}).status_code == 422


def test_a_passkey_of_a_code_that_somebody_made_lets_the_posts_wait_before_it_opens_anything(
    wide: WideHouse, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = wide.door.setting_up.code_for("sam", "sam@elm.example", wide.now, made_by="jo")
    asked = visitor.send("/sign-in/set-up/passkey/options", {"code": code}).json()
    credential = visitor.device.make(asked["options"])
    body = {"code": code, "ticket": asked["ticket"], "name": "key", "credential": credential}
    with monkeypatch.context() as failing:
        failing.setattr(wide.members, "begun_anew", busy)
        assert visitor.send("/sign-in/set-up/passkey", body).status_code == 503
    assert not wide.passkeys.of("sam")
    assert visitor.send("/sign-in/set-up/passkey", body).status_code == 201
    assert wide.members.anew == [("sam", "jo")]


@pytest.mark.parametrize("wrong", ["ticket", "credential", "known", "room"])
def test_a_passkey_that_fails_lets_no_post_wait(
    wide: WideHouse, jo: Visitor, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    code = wide.door.setting_up.code_for("sam", "sam@elm.example", wide.now, made_by="jo")
    asked = jo.send("/sign-in/set-up/passkey/options", {"code": code}).json()
    body = {"code": code, "ticket": asked["ticket"], "name": "key", "credential": jo.device.make(asked["options"])}
    if wrong == "known":
        jo.make_passkey()
        monkeypatch.setattr(passkeys, "made", partial(again, jo.device))
    elif wrong == "room":
        monkeypatch.setattr(passkeys, "MOST", 0)
    else:
        body[wrong] = {"ticket": "none", "credential": {}}[wrong]
    for _ in range(2):
        assert jo.send("/sign-in/set-up/passkey", body).status_code == 422
    assert wide.members.anew == []


def again(device: Authenticator, *_: object) -> NewKey:
    return NewKey(credential=device.keys[-1].credential, public_key=b"", sign_count=0, backed_up=False)


def busy(account: str, made_by: str, now: datetime) -> None:
    del account, made_by, now
    raise StoreBusy("the store is being written")


def test_a_set_up_code_makes_no_passkey_of_somebody_else_s_ticket(wide: WideHouse, jo: Visitor) -> None:
    asked = jo.send("/passkeys/options").json()
    code = wide.door.setting_up.code_for("sam", "sam@elm.example", wide.now)
    body = {"code": code, "ticket": asked["ticket"], "name": "key", "credential": jo.device.make(asked["options"])}
    assert Visitor(wide).send("/sign-in/set-up/passkey", body).status_code == 422
    assert not wide.passkeys.of("sam")
    assert not wide.passkeys.of("jo")


def test_somebody_has_several_passkeys_under_one_handle(wide: WideHouse, jo: Visitor) -> None:
    first = jo.make_passkey("my phone").json()
    asked = jo.send("/passkeys/options").json()
    assert [one["id"] for one in asked["options"]["excludeCredentials"]] == [first["id"]]
    jo.device.make(asked["options"])
    assert jo.device.keys[0].handle == jo.device.keys[1].handle
    wide.later(minutes=1)
    jo.make_passkey("my key ring")
    assert [one["name"] for one in jo.look("/passkeys").json()["items"]] == ["my phone", "my key ring"]


def test_somebody_removes_a_passkey_and_it_opens_nothing(wide: WideHouse, jo: Visitor) -> None:
    made = jo.make_passkey().json()
    other = Visitor(wide)
    other.device = jo.device
    other.here(other.use_passkey())
    assert jo.send(f"/passkeys/{made['id']}", method="DELETE").status_code == 204
    assert jo.look("/passkeys").json()["items"] == []
    assert (other.look("/session").status_code, other.use_passkey().status_code) == (401, 401)
    assert jo.send(f"/passkeys/{made['id']}", method="DELETE").status_code == 404


def test_nobody_sees_or_removes_another_s_passkey(wide: WideHouse, jo: Visitor) -> None:
    made = jo.make_passkey().json()
    pat = Visitor(wide)
    pat.come_in("pat")
    assert pat.look("/passkeys").json()["items"] == []
    assert pat.send(f"/passkeys/{made['id']}", method="DELETE").status_code == 404
    assert len(jo.look("/passkeys").json()["items"]) == 1


def test_a_passkey_is_made_and_removed_only_just_after_signing_in(wide: WideHouse, jo: Visitor) -> None:
    made = jo.make_passkey().json()
    asked = jo.send("/passkeys/options").json()
    wide.later(minutes=16)
    body = {"ticket": asked["ticket"], "name": "late", "credential": jo.device.make(asked["options"])}
    answers = [
        jo.send("/passkeys/options"),
        jo.send("/passkeys", body),
        jo.send(f"/passkeys/{made['id']}", method="DELETE"),
    ]
    assert [(one.status_code, one.json()["type"]) for one in answers] == [
        (403, "urn:goldenthread:problem:sign-in-again")
    ] * 3


@pytest.mark.parametrize("path", ["/passkeys", "/passkeys/options"])
def test_nobody_makes_a_passkey_without_a_session_or_its_token(wide: WideHouse, jo: Visitor, path: str) -> None:
    sent: dict[str, Any] = {"ticket": "x", "name": "x", "credential": {}}
    body = sent if path == "/passkeys" else None
    assert Visitor(wide).send(path, body).status_code == 401
    jo.csrf = "made-up"
    assert jo.send(path, body).status_code == 403


def test_a_ticket_makes_one_passkey_for_whoever_asked(wide: WideHouse, jo: Visitor) -> None:
    pat = Visitor(wide)
    pat.come_in("pat")
    asked = jo.send("/passkeys/options").json()
    body = {"ticket": asked["ticket"], "name": "key", "credential": jo.device.make(asked["options"])}
    assert pat.send("/passkeys", body).status_code == 422
    assert jo.send("/passkeys", body).status_code == 422
    again = jo.send("/passkeys/options").json()
    body = {"ticket": again["ticket"], "name": "key", "credential": jo.device.make(again["options"])}
    assert [jo.send("/passkeys", body).status_code for _ in range(2)] == [201, 422]


@pytest.mark.parametrize("change", [{"origin": "https://evil.example"}, {"verifies": False}])
def test_a_passkey_made_elsewhere_or_unverified_is_not_kept(jo: Visitor, change: dict[str, Any]) -> None:
    jo.device = Authenticator(**change)
    answer = jo.make_passkey()
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/credential")
    assert jo.look("/passkeys").json()["items"] == []


@pytest.mark.parametrize(
    "change", [{"origin": "https://evil.example"}, {"verifies": False}, {"inside": True}, {"steps": 0}]
)
def test_a_passkey_used_elsewhere_unverified_framed_or_copied_does_not_sign_in(
    jo: Visitor, change: dict[str, Any]
) -> None:
    jo.make_passkey()
    assert jo.use_passkey().status_code == 200
    for name, value in change.items():
        setattr(jo.device, name, value)
    answer = jo.use_passkey()
    assert (answer.status_code, answer.json()["type"]) == (401, "urn:goldenthread:problem:not-signed-in")


def test_an_answer_signs_in_once_and_not_to_another_question_or_too_late(wide: WideHouse, jo: Visitor) -> None:
    jo.make_passkey()
    first, second, late = (jo.send("/sign-in/passkey/options").json() for _ in range(3))
    answer = jo.device.sign(first["options"])
    assert jo.send("/sign-in/passkey", {"ticket": second["ticket"], "credential": answer}).status_code == 401
    bodies = [{"ticket": first["ticket"], "credential": answer}] * 2
    assert [jo.send("/sign-in/passkey", body).status_code for body in bodies] == [200, 401]
    wide.later(minutes=6)
    body = {"ticket": late["ticket"], "credential": jo.device.sign(late["options"])}
    assert jo.send("/sign-in/passkey", body).status_code == 401


def test_a_stranger_s_passkey_is_answered_as_a_wrong_one_is(wide: WideHouse, jo: Visitor) -> None:
    jo.make_passkey()
    stranger = Visitor(wide)
    stranger.device.make(jo.send("/passkeys/options").json()["options"])
    unknown = stranger.use_passkey()
    jo.device.verifies = False
    assert (unknown.status_code, unknown.json()) == (401, jo.use_passkey().json())


def test_somebody_without_a_post_today_does_not_come_in(wide: WideHouse, jo: Visitor) -> None:
    jo.make_passkey()
    wide.members.posts["jo"] = []
    assert jo.use_passkey().json()["type"] == "urn:goldenthread:problem:no-post"


def test_a_passkey_has_a_name_and_an_account_has_at_most_twenty(jo: Visitor) -> None:
    assert jo.make_passkey("x" * 101).status_code == 400
    assert [jo.make_passkey(f"key {at}").status_code for at in range(21)] == [201] * 20 + [422]


@pytest.mark.parametrize("credential", [{}, {"rawId": 7}, {"rawId": "AA", "response": None}, {"id": {"a": []}}])
def test_an_answer_that_is_none_is_refused(jo: Visitor, credential: dict[str, Any]) -> None:
    asked = jo.send("/passkeys/options").json()
    body = {"ticket": asked["ticket"], "name": "x", "credential": credential}
    assert jo.send("/passkeys", body).status_code == 422
    asked = jo.send("/sign-in/passkey/options").json()
    assert jo.send("/sign-in/passkey", {"ticket": asked["ticket"], "credential": credential}).status_code == 401


def test_nothing_of_an_account_stays_when_it_is_forgotten(wide: WideHouse, jo: Visitor) -> None:
    jo.make_passkey()
    jo.send("/passkeys/options")
    wide.door.secrets.forget("jo")
    assert jo.use_passkey().status_code == 401
    handle = jo.device.keys[0].handle
    left = b"".join(one.read_bytes() for one in wide.door.secrets.path.parent.iterdir())
    assert handle not in left
    assert b64encode(handle) not in left


def with_a_passkey_and_a_password(wide: WideHouse) -> Visitor:
    """Return the browser of somebody who has a password and a passkey, and no app."""
    sam = Visitor(wide)
    code = wide.door.setting_up.code_for("sam", "sam@elm.example", wide.now)
    asked = sam.send("/sign-in/set-up/passkey/options", {"code": code}).json()
    made = sam.device.make(asked["options"])
    body = {"code": code, "ticket": asked["ticket"], "name": "key ring", "credential": made}
    assert sam.send("/sign-in/set-up/passkey", body).status_code == 201
    wide.with_password("sam")
    return sam


def test_a_password_alone_sets_up_no_app_over_a_passkey(wide: WideHouse) -> None:
    sam = with_a_passkey_and_a_password(wide)
    answer = sam.sign_in("sam@elm.example")
    assert answer.json() == {"next": "passkey", "session": None, "ticket": None}
    assert sam.look("/session").status_code == 401
    assert sam.here(sam.use_passkey())["enrolling"] is False
    assert sam.send("/sign-in/enrol", {}).status_code == 200


def test_a_session_of_one_step_sets_up_no_app_over_a_passkey(wide: WideHouse) -> None:
    sam = with_a_passkey_and_a_password(wide)
    _, secret = wide.door.sessions.begin("sam", "elm", How.PROVIDER, wide.now, enrolling=True)
    sam.cookies[COOKIE] = secret
    sam.csrf = sam.look("/session").json()["csrf"]
    refused = sam.send("/sign-in/enrol", {})
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:goldenthread:problem:passkey-wanted")


def test_whoever_has_lost_everything_starts_over_without_the_old_passkey(wide: WideHouse) -> None:
    sam = with_a_passkey_and_a_password(wide)
    code = wide.door.setting_up.start_over("sam", "sam@elm.example", wide.now)
    assert sam.use_passkey().status_code == 401
    assert sam.sign_in("sam@elm.example").status_code == 401
    assert sam.send("/sign-in/set-up", {"code": code, "password": GOOD}).status_code == 204
    assert sam.sign_in("sam@elm.example").json()["next"] == "enrol"

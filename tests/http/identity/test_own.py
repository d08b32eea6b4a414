"""What is one's own: sessions, organisation, password and tokens; never anybody else's."""

import pytest

from tests.http.identity.house import GOOD, Browser, House


@pytest.fixture
def jo(house: House) -> Browser:
    house.with_password("jo")
    house.with_app("jo")
    return Browser(house).come_in("jo")


def test_one_sees_and_ends_one_s_own_sessions(house: House, jo: Browser) -> None:
    other, pat = Browser(house), Browser(house).come_in("pat")
    house.later(minutes=1)
    other.come_in("jo")
    items = jo.look("/sessions").json()["items"]
    assert [(one["this"], one["organisation"], one["how"]) for one in items] == [
        (True, "elm", "password"), (False, "elm", "password"),
    ]  # fmt: skip
    assert pat.send(f"/sessions/{items[1]['id']}", method="DELETE").status_code == 404
    assert jo.send(f"/sessions/{items[1]['id']}", method="DELETE").status_code == 204
    assert jo.send(f"/sessions/{items[1]['id']}", method="DELETE").status_code == 404
    assert (other.look("/session").status_code, jo.look("/session").status_code) == (401, 200)


def test_one_ends_every_other_session_at_once(house: House, jo: Browser) -> None:
    others = [Browser(house) for _ in range(2)]
    for other in others:
        house.later(minutes=1)
        other.come_in("jo")
    assert jo.send("/sessions", method="DELETE").status_code == 204
    assert [one.look("/session").status_code for one in (jo, *others)] == [200, 401, 401]


def test_one_acts_in_another_of_one_s_organisations_under_a_new_secret(house: House, jo: Browser) -> None:
    assert jo.look("/session").json()["organisations"] == ["elm", "oak"]
    old = Browser(house)
    old.cookie = jo.cookie
    answer = jo.send("/session/organisation", {"organisation": "oak"})
    assert (answer.status_code, answer.json()["organisation"]) == (200, "oak")
    assert (jo.look("/session").json()["organisation"], old.look("/session").status_code) == ("oak", 401)
    jo.keep(answer)
    for name in ("home", "none"):
        assert jo.send("/session/organisation", {"organisation": name}).status_code == 404


def test_one_changes_one_s_password_and_every_other_session_ends(house: House, jo: Browser) -> None:
    other = Browser(house)
    house.later(minutes=1)
    other.come_in("jo")
    new = "seven small owls listen"
    for body, status in [
        ({"current": "wrong wrong wrong", "new": new}, 401),
        ({"current": GOOD, "new": "short"}, 422),
        ({"current": GOOD, "new": "qwertyqwerty"}, 422),
        ({"current": GOOD, "new": new}, 200),
    ]:
        before = jo.cookie
        answer = jo.send("/password", body)
        assert answer.status_code == status
    assert (jo.cookie != before, jo.look("/session").status_code, other.look("/session").status_code) == (
        True, 200, 401
    )  # fmt: skip
    assert other.sign_in("jo@elm.example").status_code == 401
    assert other.sign_in("jo@elm.example", new).json()["next"] == "code"


def test_a_token_is_made_shown_once_used_and_revoked(house: House, jo: Browser) -> None:
    answer = jo.send("/tokens", {"label": "night script", "scopes": ["record", "read"], "until": "2026-04-01"})
    assert answer.status_code == 201
    secret = answer.json()["secret"]
    assert jo.look("/tokens").json()["items"] == [answer.json()["token"]]
    assert secret not in jo.look("/tokens").text
    program = Browser(house)
    said = program.look("/who", Authorization=f"Bearer {secret}").json()
    assert said == {"account": "jo", "scopes": "read record"}
    token = jo.look("/tokens").json()["items"][0]
    assert (token["last_used_on"], token["organisation"]) == ("2026-03-02", "elm")
    assert Browser(house).come_in("pat").send(f"/tokens/{token['id']}", method="DELETE").status_code == 404
    assert jo.send(f"/tokens/{token['id']}", method="DELETE").status_code == 204
    assert program.look("/who", Authorization=f"Bearer {secret}").status_code == 401


def test_a_token_is_of_use_on_its_last_day_and_not_after(house: House, jo: Browser) -> None:
    secret = jo.send("/tokens", {"label": "x", "scopes": ["read"], "until": "2026-03-03"}).json()["secret"]
    program = Browser(house)
    house.later(days=1, hours=11)
    assert program.look("/who", Authorization=f"Bearer {secret}").status_code == 200
    house.later(hours=2)
    assert program.look("/who", Authorization=f"Bearer {secret}").status_code == 401


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"scopes": []}, 422), ({"scopes": ["everything"]}, 400), ({"label": "x" * 101}, 422),
        ({"until": "2026-03-01"}, 422), ({"until": "2027-03-10"}, 422), ({"until": "0001-01-01"}, 422),
        ({"until": "9999-12-31"}, 422),
    ],
)  # fmt: skip
def test_a_token_that_cannot_be_is_refused(jo: Browser, change: dict[str, object], status: int) -> None:
    body = {"label": "x", "scopes": ["read"], "until": "2026-04-01"} | change
    assert jo.send("/tokens", body).status_code == status
    assert jo.look("/tokens").json()["items"] == []


def test_a_token_makes_no_tokens_and_sees_no_sessions(house: House, jo: Browser) -> None:
    secret = jo.send("/tokens", {"label": "x", "scopes": ["read", "record"], "until": "2026-04-01"}).json()["secret"]
    bearer = {"Authorization": f"Bearer {secret}"}
    program = Browser(house)
    for method, path, body in [
        ("POST", "/tokens", {"label": "y", "scopes": ["read"], "until": "2026-04-01"}),
        ("GET", "/tokens", None), ("GET", "/sessions", None), ("DELETE", "/sessions", None),
        ("POST", "/password", {"current": GOOD, "new": GOOD + " two"}), ("GET", "/session", None),
    ]:  # fmt: skip
        answer = program.send(path, body, method=method, **bearer)
        assert (answer.status_code, answer.json()["type"]) == (403, "urn:goldenthread:problem:in-a-session"), path
    assert program.look("/sessions", Authorization=f"Bearer gt_{'a' * 43}").status_code == 401


def test_nobody_is_told_anything(house: House) -> None:
    for path in ("/session", "/sessions", "/tokens", "/recovery-codes", "/who"):
        answer = Browser(house).look(path)
        assert (answer.status_code, answer.json()["type"]) == (401, "urn:goldenthread:problem:nobody")
        assert answer.headers["www-authenticate"] == "Bearer"

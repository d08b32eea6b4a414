"""Signing in: by password and code, never saying what was wrong, and leaving nothing behind when it is over."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
import structlog
from structlog.testing import capture_logs

from goldenthread.http.identity.sessions import COOKIE
from tests.http.identity.house import GOOD, Browser, House, code_of


def test_a_parent_signs_in_with_a_password(house: House, browser: Browser) -> None:
    answer = browser.sign_in(house.with_password("pat"))
    assert (answer.status_code, answer.json()["next"]) == (200, "nothing")
    said = browser.look("/session").json()
    assert (said["account"], said["organisation"], said["how"], said["enrolling"]) == (
        "pat", "home", "password", False
    )  # fmt: skip
    cookie = answer.headers["set-cookie"]
    assert all(part in cookie for part in (f"{COOKIE}=", "HttpOnly", "Secure", "SameSite=lax", "Path=/"))
    assert "Domain" not in cookie
    assert answer.headers["cache-control"] == "no-store"


def test_staff_give_a_code_too(house: House, browser: Browser) -> None:
    name = house.with_password("jo")
    house.with_app("jo")
    said = browser.sign_in(name).json()
    assert (said["next"], said["session"], browser.cookie) == ("code", None, "")
    assert browser.look("/session").status_code == 401
    answer = browser.second(said["ticket"], house.code("jo"))
    assert answer.json()["next"] == "nothing"
    assert browser.look("/who").json() == {"account": "jo"}


def test_staff_without_a_second_step_can_do_nothing_but_set_one_up(house: House, browser: Browser) -> None:
    said = browser.sign_in(house.with_password("jo")).json()
    assert (said["next"], said["session"]["enrolling"]) == ("enrol", True)
    for method, path, body in [
        ("GET", "/who", None), ("GET", "/sessions", None), ("GET", "/tokens", None), ("DELETE", "/sessions", None),
        ("POST", "/tokens", {"label": "x", "scopes": ["read"], "until": "2026-04-01"}),
        ("POST", "/password", {"current": GOOD, "new": GOOD + " two"}), ("GET", "/recovery-codes", None),
        ("POST", "/session/organisation", {"organisation": "oak"}), ("POST", "/recovery-codes", {"code": "1"}),
    ]:  # fmt: skip
        answer = browser.send(path, body, method=method)
        assert (answer.status_code, answer.json()["type"]) == (403, "urn:goldenthread:problem:second-step-missing"), (
            path
        )
    app = browser.send("/sign-in/enrol", {}).json()
    assert app["address"].startswith("otpauth://totp/")
    assert app["picture"].startswith("<svg")
    before, token = browser.cookie, browser.csrf
    answer = browser.send("/sign-in/enrol/confirm", {"code": code_of(app["letters"], house.now)})
    browser.keep(answer)
    assert len(answer.json()["codes"]) == 10
    assert (browser.cookie != before, browser.csrf != token) == (True, True)
    assert browser.look("/who").json() == {"account": "jo"}


def test_a_wrong_code_sets_nothing_up(house: House, browser: Browser) -> None:
    browser.sign_in(house.with_password("jo"))
    app = browser.send("/sign-in/enrol", {}).json()
    wrong = "000000" if code_of(app["letters"], house.now) != "000000" else "000001"
    assert browser.send("/sign-in/enrol/confirm", {"code": wrong}).status_code == 401
    assert browser.look("/who").status_code == 403
    assert not house.door.second.has("jo")


def test_another_app_needs_a_code_of_the_one_there_is(house: House, browser: Browser) -> None:
    house.with_password("jo")
    house.with_app("jo")
    browser.come_in("jo")
    house.later(minutes=2)
    assert browser.send("/sign-in/enrol", {}).status_code == 401
    app = browser.send("/sign-in/enrol", {"code": house.code("jo")}).json()
    assert browser.send("/sign-in/enrol/confirm", {"code": code_of(app["letters"], house.now)}).status_code == 200


def test_what_was_wrong_is_never_said(house: House, browser: Browser) -> None:
    name = house.with_password("pat")
    house.door.passwords.name("sam", "sam@elm.example")
    answers = [
        browser.sign_in(*one)
        for one in [
            (name, "wrong wrong wrong"), ("nobody@elm.example", GOOD), ("sam@elm.example", GOOD), ("no address", GOOD),
        ]
    ]  # fmt: skip
    assert {one.status_code for one in answers} == {401}
    assert len({one.text for one in answers}) == 1
    assert len({json.dumps(sorted(set(one.headers) - {"date"})) for one in answers}) == 1
    assert "elm.example" not in answers[0].text


def test_somebody_who_holds_no_post_today_is_told_so(house: House, browser: Browser) -> None:
    name = house.with_password("pat")
    house.members.posts["pat"] = []
    answer = browser.sign_in(name)
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:goldenthread:problem:no-post")
    assert not browser.cookie


def test_a_session_that_somebody_planted_is_not_used(house: House, browser: Browser) -> None:
    """Fixation: a secret from outside never becomes a session; and the one that was there ends."""
    planted = "p" * 43
    browser.cookie = planted
    name = house.with_password("pat")
    browser.sign_in(name)
    assert browser.cookie != planted
    other = Browser(house)
    other.cookie = planted
    assert other.look("/session").status_code == 401
    first = browser.cookie
    browser.sign_in(name)
    other.cookie = first
    assert other.look("/session").status_code == 401
    assert len(house.door.sessions.of("pat", house.now)) == 1


def test_after_signing_out_the_cookie_opens_nothing(browser: Browser) -> None:
    kept = browser.come_in("pat").cookie
    answer = browser.send("/sign-out")
    assert answer.status_code == 204
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert browser.cookie == ""
    browser.cookie = kept
    assert browser.look("/session").status_code == 401
    assert browser.send("/sign-out").status_code == 401


def test_a_session_ends_when_it_is_not_used_and_at_last_anyway(house: House, browser: Browser) -> None:
    browser.come_in("pat")
    house.later(minutes=31)
    assert browser.look("/session").status_code == 401
    browser.come_in("pat")
    for _ in range(35):
        house.later(minutes=20)
        assert browser.look("/session").status_code == 200
    house.later(minutes=20)
    assert browser.look("/session").status_code == 401


def test_a_code_is_of_use_once_and_for_its_ticket(house: House, browser: Browser) -> None:
    name = house.with_password("jo")
    house.with_app("jo")
    code = house.code("jo")
    first, again = (browser.sign_in(name).json()["ticket"] for _ in range(2))
    assert browser.second("x" * 43, code).status_code == 401
    assert browser.second(first, code).status_code == 200
    assert Browser(house).second(again, code).status_code == 401
    house.later(minutes=1)
    assert Browser(house).second(first, house.code("jo")).status_code == 401
    assert Browser(house).second(again, house.code("jo")).status_code == 200


def test_a_ticket_lasts_five_minutes_and_five_tries(house: House, browser: Browser) -> None:
    name = house.with_password("jo")
    house.with_app("jo")
    ticket = browser.sign_in(name).json()["ticket"]
    house.later(minutes=5)
    assert browser.second(ticket, house.code("jo")).status_code == 401
    ticket = browser.sign_in(name).json()["ticket"]
    for _ in range(5):
        assert browser.second(ticket, "nonsense").status_code == 401
        house.later(seconds=20)
    assert browser.second(ticket, house.code("jo")).status_code == 401


def test_on_a_day_without_the_phone_a_recovery_code_opens_once(house: House, browser: Browser) -> None:
    name = house.with_password("jo")
    codes = house.with_app("jo")
    ticket = browser.sign_in(name).json()["ticket"]
    assert browser.second(ticket, codes[0], recovery=True).status_code == 200
    assert browser.look("/session").json()["how"] == "recovery"
    assert browser.look("/recovery-codes").json() == {"left": 9, "set_up": True}
    ticket = browser.sign_in(name).json()["ticket"]
    assert browser.second(ticket, codes[0], recovery=True).status_code == 401
    assert browser.second(ticket, codes[1]).status_code == 401


def test_recovery_codes_are_renewed_with_a_code(house: House, browser: Browser) -> None:
    house.with_password("jo")
    house.with_app("jo")
    browser.come_in("jo")
    assert browser.send("/recovery-codes", {"code": house.code("jo")}).status_code == 401
    house.later(minutes=1)
    answer = browser.send("/recovery-codes", {"code": house.code("jo")})
    assert (answer.status_code, len(answer.json()["codes"])) == (200, 10)
    assert Browser(house).come_in("pat").send("/recovery-codes", {"code": "1"}).status_code == 404


def test_a_set_up_code_chooses_a_password_once(house: House, browser: Browser) -> None:
    code = house.door.setting_up.code_for("pat", "pat@elm.example", house.now)
    assert browser.sign_in("pat@elm.example").status_code == 401
    refused = browser.send("/sign-in/set-up", {"code": code, "password": "1qaz2wsx3edc"})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/password")
    assert browser.send("/sign-in/set-up", {"code": code, "password": GOOD}).status_code == 204
    again = browser.send("/sign-in/set-up", {"code": code, "password": GOOD + " two"})
    assert (again.status_code, again.json()["errors"][0]["pointer"]) == (422, "/code")
    assert browser.sign_in("pat@elm.example").status_code == 200


def test_a_set_up_code_ends_after_three_days_or_with_the_next(house: House, browser: Browser) -> None:
    first = house.door.setting_up.code_for("pat", "pat@elm.example", house.now)
    code = house.door.setting_up.code_for("pat", "pat@elm.example", house.now)
    assert browser.send("/sign-in/set-up", {"code": first, "password": GOOD}).status_code == 422
    house.later(days=3)
    assert browser.send("/sign-in/set-up", {"code": code, "password": GOOD}).status_code == 422


def test_starting_over_takes_the_second_step_and_the_sessions_away(house: House, browser: Browser) -> None:
    name = house.with_password("jo")
    house.with_app("jo")
    browser.come_in("jo")
    code = house.door.setting_up.start_over("jo", name, house.now)
    assert browser.look("/session").status_code == 401
    assert browser.send("/sign-in/set-up", {"code": code, "password": GOOD + " two"}).status_code == 204
    assert browser.sign_in(name).status_code == 401
    assert browser.sign_in(name, GOOD + " two").json()["next"] == "enrol"


def test_the_log_says_what_happened_and_nobody_s_name_or_secret(house: House, browser: Browser) -> None:
    name = house.with_password("jo")
    codes = house.with_app("jo")
    structlog.reset_defaults()
    with capture_logs() as lines:
        browser.sign_in(name, "wrong wrong wrong")
        browser.sign_in("nobody@elm.example", "wrong wrong wrong")
        ticket = browser.sign_in(name).json()["ticket"]
        browser.second(ticket, "nonsense")
        browser.second(ticket, codes[0], recovery=True)
        browser.send("/sign-out")
    assert [(one["event"], one.get("reason"), one.get("account"), one.get("how")) for one in lines] == [
        ("sign-in-failed", "password", None, None),
        ("sign-in-failed", "password", None, None),
        ("sign-in-failed", "code", None, None),
        ("signed-in", None, "jo", "recovery"),
        ("signed-out", None, "jo", None),
    ]
    assert {key for one in lines for key in one} == {"event", "log_level", "reason", "account", "how"}
    said = str(lines)
    assert not any(word in said for word in (name, "wrong wrong", ticket, codes[0], "192.0.2.1"))


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/sign-in", {"name": "jo@elm.example"}),
        ("/sign-in", {"name": "jo@elm.example", "password": "x", "more": 1}),
        ("/sign-in", {"name": "j" * 300, "password": "x"}),
        ("/sign-in", {"name": "jo@elm.example", "password": "hunter2" * 1000}),
        ("/sign-in", ["jo@elm.example"]),
        ("/sign-in/second", {"ticket": 1, "code": "x"}),
        ("/sign-in/set-up", {"code": "x" * 101, "password": "hunter2"}),
    ],
)
def test_a_body_that_cannot_be_read_is_refused_and_not_repeated(browser: Browser, path: str, body: object) -> None:
    answer = browser.send(path, body)
    assert (answer.status_code, answer.json()["type"]) == (400, "urn:goldenthread:problem:invalid")
    assert "hunter2" not in answer.text
    assert "elm.example" not in answer.text


def test_no_password_or_code_stands_in_any_byte_of_the_file(house: House, browser: Browser, tmp_path: Path) -> None:
    house.with_password("jo")
    codes = house.with_app("jo")
    browser.come_in("jo")
    held = b"".join(one.read_bytes() for one in tmp_path.iterdir())
    secret = [GOOD, browser.cookie, browser.csrf, house.apps["jo"], *codes]
    assert not any(one.encode() in held for one in secret)
    house.door.secrets.forget("jo")
    held = b"".join(one.read_bytes() for one in tmp_path.iterdir())
    assert b"jo@elm.example" not in held
    assert b"argon2id" not in held
    assert browser.look("/session").status_code == 401
    assert browser.sign_in("jo@elm.example").status_code == 401


def test_the_sweep_leaves_no_ticket_try_or_session_that_is_over(house: House, browser: Browser) -> None:
    browser.sign_in(house.with_password("pat"), "wrong wrong wrong")
    browser.come_in("pat")
    house.later(days=timedelta(days=2).days)
    house.door.secrets.sweep(house.now)
    with house.door.secrets.reading() as connection:
        counts = [
            connection.exec_driver_sql(f"select count(*) from {table}").scalar_one()  # noqa: S608
            for table in ("session", "ticket", "try", "set_up")
        ]
    assert counts == [0, 0, 0, 0]

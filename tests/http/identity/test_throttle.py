"""Throttling: ever longer waits, by name and by address, that no header evades and nobody is locked out by."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from litestar.testing import RequestFactory

from goldenthread.http.identity.devices import COOKIE as DEVICE
from goldenthread.http.identity.door import Rules
from goldenthread.http.identity.secrets import Secrets
from goldenthread.http.identity.throttle import Limit, Throttle, Tried
from goldenthread.http.problems import Problem
from goldenthread.http.safety.addresses import networks
from tests.http.identity.house import GOOD, QUICK, Browser, House
from tests.http.identity.moments import NOON, after

WRONG = "wrong wrong wrong"


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[House]:
    rules = Rules(
        hasher=QUICK,
        here=Limit("here", 3, timedelta(minutes=15)),
        name=Limit("name", 6, timedelta(minutes=1)),
        address=Limit("address", 8, timedelta(minutes=15), shared=True),
        second=Limit("second", 2, timedelta(minutes=15)),
    )
    made = House(tmp_path, rules)
    with made.client:
        yield made
    made.door.close()


def statuses(browser: Browser, name: str, times: int) -> list[int]:
    return [browser.sign_in(name, WRONG).status_code for _ in range(times)]


def test_the_waits_grow_and_have_an_end() -> None:
    limit = Limit("x", 2, timedelta(seconds=60))
    waits = [limit.wait(failures).total_seconds() for failures in range(1, 12)]
    assert waits == [0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]
    assert limit.wait(10**9) == timedelta(seconds=60)


def test_whoever_fails_too_often_waits_and_the_right_password_waits_too(strict: House) -> None:
    browser, name = Browser(strict), strict.with_password("pat")
    assert statuses(browser, name, 4) == [401, 401, 401, 429]
    answer = browser.sign_in(name)
    assert (answer.status_code, answer.json()["type"]) == (429, "urn:goldenthread:problem:slow-down")
    assert answer.headers["retry-after"] == "1"
    strict.later(seconds=1)
    assert browser.sign_in(name).status_code == 200
    assert statuses(browser, name, 3) == [401, 401, 401]


def test_an_unknown_name_is_slowed_down_alike(strict: House) -> None:
    name = strict.with_password("pat")
    known, unknown = Browser(strict), Browser(strict)
    for _ in range(3):
        pair = [browser.sign_in(one, WRONG) for browser, one in ((known, name), (unknown, "nobody@elm.example"))]
        assert pair[0].text == pair[1].text
    pair = [browser.sign_in(one, WRONG) for browser, one in ((known, name), (unknown, "nobody@elm.example"))]
    assert [one.status_code for one in pair] == [429, 429]
    assert pair[0].text == pair[1].text


def test_what_is_asked_for_in_a_wait_does_not_lengthen_it(strict: House) -> None:
    browser, name = Browser(strict), strict.with_password("pat")
    statuses(browser, name, 3)
    assert set(statuses(browser, name, 20)) == {429}
    strict.later(seconds=1)
    assert browser.sign_in(name).status_code == 200


def test_an_address_that_tries_many_names_waits(strict: House) -> None:
    browser, name = Browser(strict), strict.with_password("pat")
    assert {browser.sign_in(f"n{at}@elm.example", WRONG).status_code for at in range(8)} == {401}
    assert browser.sign_in(name).status_code == 429
    strict.address = "198.51.100.7"
    assert browser.sign_in(name).status_code == 200


@pytest.mark.parametrize("header", ["X_Forwarded_For", "Forwarded", "X_Real_IP", "True_Client_IP", "Via"])
def test_no_header_changes_where_a_request_comes_from(strict: House, header: str) -> None:
    browser = Browser(strict)
    for at in range(8):
        said = {header: f"for=10.0.0.{at}" if header == "Forwarded" else f"10.0.0.{at}"}
        answer = browser.send("/sign-in", {"name": f"n{at}@elm.example", "password": WRONG}, **said)
        assert answer.status_code == 401
    answer = browser.send("/sign-in", {"name": "n9@elm.example", "password": WRONG}, **{header: "10.0.0.99"})
    assert answer.status_code == 429


def test_a_name_tried_from_many_addresses_waits_a_minute_at_most(strict: House) -> None:
    browser, name = Browser(strict), strict.with_password("pat")
    for at in range(40):
        strict.address = f"203.0.113.{at}"
        browser.sign_in(name, WRONG)
        strict.later(minutes=1)
    assert browser.sign_in(name).status_code == 200


def test_success_makes_up_for_one_s_own_failures_only(strict: House) -> None:
    browser, name = Browser(strict), strict.with_password("pat")
    for at in range(7):
        browser.sign_in(f"n{at}@elm.example", WRONG)
    assert browser.sign_in(name).status_code == 200
    assert browser.sign_in("n8@elm.example", WRONG).status_code == 401
    assert browser.sign_in("n9@elm.example", WRONG).status_code == 429


def test_codes_are_held_tightly_over_many_tickets(strict: House) -> None:
    browser, name = Browser(strict), strict.with_password("jo")
    strict.with_app("jo")
    answers: list[int] = []
    for at in range(4):
        strict.address = f"203.0.113.{at}"
        ticket = browser.sign_in(name).json()["ticket"]
        answers.append(browser.second(ticket, "nonsense").status_code)
    assert answers == [401, 401, 429, 429]
    strict.later(minutes=2)
    ticket = browser.sign_in(name).json()["ticket"]
    assert browser.second(ticket, strict.code("jo")).status_code == 200


def test_a_password_is_not_found_out_through_the_change_of_password(strict: House) -> None:
    browser = Browser(strict).come_in("pat")
    body = {"current": WRONG, "new": "a new one that is long"}
    assert [browser.send("/password", body).status_code for _ in range(4)] == [401, 401, 401, 429]


def remembered(browser: Browser, name: str) -> str:
    """Sign in, and return the cookie by which the browser is known from then on."""
    found = browser.sign_in(name).cookies[DEVICE]
    browser.cookie = ""
    return str(found)


def try_from(house: House, name: str, device: str, password: str = WRONG) -> int:
    body = {"name": name, "password": password}
    return Browser(house).send("/sign-in", body, Cookie=f"{DEVICE}={device}").status_code


def test_nobody_is_kept_out_of_their_own_browser_by_what_others_try(strict: House) -> None:
    name, other = strict.with_password("pat"), strict.with_password("sam")
    mine = remembered(Browser(strict), name)
    statuses(Browser(strict), name, 5)  # in their name
    for at in range(9):
        Browser(strict).sign_in(f"n{at}@elm.example", WRONG)  # over their line
    assert try_from(strict, name, "", GOOD) == 429
    assert try_from(strict, name, mine, GOOD) == 200
    assert try_from(strict, other, mine, GOOD) == 429, "it is known as one person's browser, and no other's"


def test_a_browser_that_is_known_has_a_small_budget_of_its_own(strict: House) -> None:
    name = strict.with_password("pat")
    mine = remembered(Browser(strict), name)
    assert [try_from(strict, name, mine) for _ in range(7)] == [401] * 5 + [429] * 2
    assert Browser(strict).sign_in(name).status_code == 200, "it counts for nobody else"


def test_a_browser_that_says_it_is_known_is_not_believed(strict: House) -> None:
    name = strict.with_password("pat")
    mine = remembered(Browser(strict), name)
    statuses(Browser(strict), name, 3)
    for said in (mine[:-1] + ("0" if mine[-1] != "0" else "1"), "x" * 43 + mine[43:], "~", "a.b.c", mine * 9):
        assert try_from(strict, name, said, GOOD) == 429, said
    strict.later(days=181)
    statuses(Browser(strict), name, 4)
    assert try_from(strict, name, mine, GOOD) == 429, "it is remembered for half a year"


def test_a_shared_browser_is_known_as_that_of_each(strict: House) -> None:
    devices, now, said = strict.door.devices, strict.now, ""
    for account in ("a", "b", "a", "c"):
        said = str(devices.remember(said, account, now).value)
    assert all(devices.known(said, account, now) for account in ("a", "b", "c"))
    assert said.count("~") == 2
    for number in range(9):
        said = str(devices.remember(said, f"x{number}", now).value)
    assert (devices.known(said, "a", now), said.count("~")) == (None, 5)


def test_the_cookie_of_a_browser_is_out_of_reach_and_survives_signing_out(strict: House) -> None:
    browser = Browser(strict)
    answer = browser.sign_in(strict.with_password("pat"))
    (said,) = [one for one in answer.headers.get_list("set-cookie") if one.startswith(f"{DEVICE}=")]
    assert {"HttpOnly", "Secure", "Path=/", "SameSite=lax"} <= set(said.split("; "))
    assert "pat" not in said
    assert DEVICE not in browser.send("/sign-out").headers["set-cookie"]


def test_all_that_one_customer_is_given_of_ipv6_is_one_line(strict: House) -> None:
    browser, name = Browser(strict), strict.with_password("pat")
    answers: list[int] = []
    for at in range(4):
        strict.address = f"2001:db8:0:{at:x}::1"
        answers.append(browser.sign_in(name, WRONG).status_code)
    assert answers == [401, 401, 401, 429]
    strict.address = "2001:db8:0:100::1"
    assert browser.sign_in(name).status_code == 200


def test_a_place_with_many_lines_of_ipv6_waits_as_a_whole(tmp_path: Path) -> None:
    house = House(tmp_path, Rules(hasher=QUICK, network=Limit("network", 6, timedelta(minutes=15), shared=True)))
    with house.client:
        answers: list[int] = []
        for at in range(8):
            house.address = f"2001:db8:0:{at:x}00::1"
            answers.append(Browser(house).sign_in(f"n{at}@elm.example", WRONG).status_code)
        assert answers == [401] * 6 + [429] * 2
        house.address = "2001:db8:1::1"
        assert Browser(house).sign_in("n9@elm.example", WRONG).status_code == 401
    house.door.close()


def test_failures_are_forgiven_one_by_one_as_time_goes_by(secrets: Secrets) -> None:
    limit = Limit("x", 3, timedelta(minutes=15), shared=True, eases=timedelta(minutes=2))
    throttle, tried = Throttle(secrets, b"k" * 32), [Tried(limit, "one")]
    for _ in range(3):
        throttle.begin(tried, NOON)
    with pytest.raises(Problem):
        throttle.begin(tried, NOON)
    for at in range(1, 20):
        throttle.begin(tried, after(minutes=2 * at))
    with pytest.raises(Problem):
        throttle.begin(tried, after(minutes=38))


def test_failures_are_forgotten_after_a_day(secrets: Secrets) -> None:
    throttle, tried = Throttle(secrets, b"k" * 32), [Tried(Limit("x", 1, timedelta(days=30)), "one")]
    for _ in range(3):
        now = after(minutes=5)
        throttle.begin(tried, now)
        with pytest.raises(Problem):
            throttle.begin(tried, now)
        throttle.right(tried, now)
    throttle.begin(tried, NOON)
    throttle.begin(tried, after(days=1))


def test_what_is_tried_stands_nowhere(strict: House, tmp_path: Path) -> None:
    name = strict.with_password("pat")
    Browser(strict).sign_in(name, WRONG)
    Browser(strict).sign_in("somebody.else@elm.example", WRONG)
    held = b"".join(one.read_bytes() for one in tmp_path.iterdir())
    assert b"somebody.else" not in held
    assert b"192.0.2.1" not in held


def test_tries_are_counted_by_the_line_they_came_over_as_our_own_proxies_tell_it(tmp_path: Path) -> None:
    behind = House(tmp_path, Rules(hasher=QUICK, proxies=networks(["192.0.2.0/24"])))
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "198.51.100.9, 203.0.113.5"})
    request.scope["client"] = ("192.0.2.1", 1)
    assert behind.door.line(request) == "203.0.113.5"
    request.scope["client"] = ("203.0.113.77", 1)
    assert behind.door.line(request) == "203.0.113.77"
    behind.door.close()

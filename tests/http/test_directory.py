"""Organisations, accounts and posts over the API: looked after by those of the same organisation, and no further."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from httpx import Response

from goldenthread.engine.access.directory import DIRECTORY, Id, Way
from goldenthread.engine.commands import Unacceptable
from goldenthread.http.identity.csrf import HEADER
from goldenthread.http.identity.office import Given
from goldenthread.http.identity.sessions import COOKIE, How, csrf_token
from goldenthread.http.identity.stewards import FromRules
from goldenthread.http.identity.tokens import Scope
from goldenthread.workflows.posts import POSTS
from tests.http.town import LONG_AGO, Town, town

ADMIN, ONE_DAY = "administrator", timedelta(days=1)
NEW = {"happened_on": "2026-03-02", "name": "Xanthippe Quill"}
GOOD = "purple kettles hum at dawn"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with town(tmp_path_factory.mktemp("directory")) as made:
        yield made


@pytest.fixture
def elm(built: Town) -> Town:
    """Return the town on its first day: it is built once, and each test brings its own people."""
    built.api.on("2026-03-02")
    built.api.client.cookies.clear()
    return built


@pytest.fixture
def email() -> str:
    """Return an address that nobody has."""
    return f"x.{next(numbers)}@elm.example"


numbers = count(1)


def opened(elm: Town, email: str) -> dict[str, Any]:
    answer = elm.send("/accounts", {**NEW, "email": email, "posts": [{"post": "senco"}]}, ADMIN)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def confirm(elm: Town, account: str, by: str = "head") -> list[Response]:
    """Let somebody else confirm every post of an account that waits."""
    items = elm.get("/posts/waiting", by)["items"]
    found = [one["id"] for one in items if one["account"] == account]
    path = "/api/posts/waiting/{}/confirmation"
    return [elm.api.client.post(path.format(one), headers=elm.in_a_session(by)) for one in found]


def sign_in(elm: Town, code: str, email: str) -> Response:
    """Choose a password with a set-up code, and sign in with it."""
    client = elm.api.client
    answer = client.post("/api/sign-in/set-up", json={"code": code, "password": GOOD})
    assert answer.status_code == 204, answer.text
    return client.post("/api/sign-in", json={"name": email, "password": GOOD})


def kinds_of_record(elm: Town) -> list[str]:
    return [one.topic for one, _ in elm.api.cases.scan()]


def test_somebody_who_begins_to_work_here_is_given_an_account_and_a_code(elm: Town, email: str) -> None:
    made = opened(elm, email)
    assert made["account"].startswith("a-")
    (here,) = [one for one in elm.get("/accounts", ADMIN)["items"] if one["account"] == made["account"]]
    assert (here["name"], here["email"]) == ("Xanthippe Quill", email)
    assert [one.status_code for one in confirm(elm, made["account"])] == [204]
    assert [(one["post"], one["since"], one["until"]) for one in here["posts"]] == [("senco", "2026-03-02", None)]
    entered = sign_in(elm, made["set_up_code"], email)
    assert (entered.status_code, entered.json()["next"]) == (200, "enrol")
    session = entered.json()["session"]
    assert (session["account"], session["organisation"], session["posts"]) == (
        made["account"],
        "elm-primary",
        ["senco"],
    )


def test_who_somebody_is_stands_nowhere_in_clear(elm: Town, email: str) -> None:
    opened(elm, email)
    for one, _ in elm.api.cases.scan():
        assert b"Xanthippe" not in one.state
        assert email.encode() not in one.state


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"posts": []}, "posts"),
        ({"posts": [{"post": "la-officer"}]}, "post"),
        ({"posts": [{"post": "parent"}]}, "post"),
        ({"posts": [{"post": "wizard"}]}, "post"),
        ({"posts": [{"post": "senco", "until": "2026-03-01"}]}, "until"),
        ({"email": "nobody"}, "email"),
        ({"happened_on": "2026-03-03"}, "happened_on"),
    ],
)
def test_an_account_that_cannot_be_is_not_half_opened(elm: Town, email: str, more: dict[str, Any], field: str) -> None:
    elm.signed_in(ADMIN)
    before = len(kinds_of_record(elm))
    answer = elm.send("/accounts", {**NEW, "email": email, "posts": [{"post": "senco"}], **more}, ADMIN)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, f"/{field}")
    assert len(kinds_of_record(elm)) == before
    assert elm.api.door.passwords.find(email) is None


def test_two_accounts_do_not_sign_in_by_one_address(elm: Town, email: str) -> None:
    opened(elm, email)
    answer = elm.send("/accounts", {**NEW, "email": email, "posts": [{"post": "head"}]}, ADMIN)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/email")


def test_a_post_is_of_no_use_until_somebody_else_confirms_it(elm: Town, email: str) -> None:
    """Else an administrator would open a second account of their own, and read cases by it."""
    made = opened(elm, email)
    account, today = made["account"], elm.office.today
    assert elm.register.directory().posts(account, today) == ()
    assert sign_in(elm, made["set_up_code"], email).status_code == 403
    (listed,) = [one for one in elm.get("/posts/waiting", "head")["items"] if one["account"] == account]
    assert (listed["name"], listed["post"], listed["given_by"]) == (
        "Xanthippe Quill", "senco", elm.account(ADMIN)[0],
    )  # fmt: skip
    assert [one.status_code for one in confirm(elm, account, ADMIN)] == [403]
    assert [one["account"] for one in elm.get("/posts/waiting", "la-manager")["items"]] == []
    elm.office.post(account, "head", "elm-primary", today)
    elm.tokens[account] = elm.office.token(elm.api.door.secrets, account, "elm-primary", "a test")
    _, secret = elm.api.door.sessions.begin(account, "elm-primary", How.PASSKEY, elm.api.now)
    own = {"Cookie": f"{COOKIE}={secret}", HEADER: csrf_token(secret)}
    path = f"/api/posts/waiting/{listed['id']}/confirmation"
    assert elm.api.client.post(path, headers=own).status_code == 403
    assert [one.status_code for one in confirm(elm, account)] == [204]
    assert elm.register.directory().posts_in(account, "elm-primary", today) == ("senco", "head")
    assert elm.api.client.post(path, headers=elm.in_a_session("head")).status_code == 404


def test_a_second_administrator_waits_too_and_whoever_keeps_the_machine_confirms_at_once(elm: Town, email: str) -> None:
    answer = elm.send("/accounts", {**NEW, "email": email, "posts": [{"post": ADMIN}]}, ADMIN)
    account, today, policy = answer.json()["account"], elm.office.today, elm.api.rules.policy
    assert elm.register.directory().posts(account, today) == ()
    elm.office.give(policy, account, Given(post=Id(ADMIN)), "elm-primary", today)
    assert elm.register.directory().posts_in(account, "elm-primary", today) == (ADMIN,)


def test_a_post_that_was_never_confirmed_can_be_ended_and_was_never_held(elm: Town, email: str) -> None:
    account = opened(elm, email)["account"]
    elm.api.on("2026-03-05")
    ended = elm.send(f"/accounts/{account}/posts/end", {"happened_on": "2026-03-05", "post": "senco"}, ADMIN)
    assert ended.status_code == 201, ended.text
    assert elm.register.directory().posts(account, elm.office.today - ONE_DAY) == ()
    assert confirm(elm, account) == []


def test_an_inspector_is_a_guest_until_a_day(elm: Town) -> None:
    policy, today = elm.api.rules.policy, elm.office.today
    elm.office.account("a-guest", today)
    with pytest.raises(Unacceptable, match="say until which day"):
        elm.office.give(policy, "a-guest", Given(post=Id("inspector")), "inspectorate", today)
    elm.office.give(policy, "a-guest", Given(post=Id("inspector"), until=today), "inspectorate", today)
    assert elm.register.directory().posts_in("a-guest", "inspectorate", today) == ("inspector",)
    assert elm.register.directory().posts_in("a-guest", "inspectorate", today + ONE_DAY) == ()


def test_nobody_else_looks_after_accounts(elm: Town) -> None:
    senco, _ = elm.account("senco", which=2)
    posts = [one.id for one in POSTS if not one.keeps]
    for post in posts:
        elm.account(post)
    before = len(elm.register.cases.folded(DIRECTORY).records)
    sent: list[tuple[str, dict[str, object]]] = [
        ("/organisations", {"organisation": "ash-primary", "kind": "setting", "name": "Ash"}),
        ("/accounts", {"name": "X", "email": "x@elm.example", "posts": [{"post": "senco"}]}),
        (f"/accounts/{senco}/posts", {"post": "head"}),
        (f"/accounts/{senco}/posts/end", {"post": "senco"}),
        (f"/accounts/{senco}/close", {}),
    ]
    for post in posts:
        for path in ("/organisations", "/accounts", f"/accounts/{senco}/posts"):
            assert elm.look(path, post).status_code == 403, (post, path)
        for path, body in sent:
            assert elm.send(path, {"happened_on": "2026-03-02", **body}, post).status_code == 403, (post, path)
        assert elm.send(f"/accounts/{senco}/set-up-code", {}, post).status_code == 403
    assert len(elm.register.cases.folded(DIRECTORY).records) == before


def test_an_administrator_sees_no_case(elm: Town) -> None:
    case = elm.child()
    for at in ("elm-primary", "the-authority"):
        elm.let_in(case, "the-authority")
        for path in ("", "/timeline", "/clocks", "/next", "/readers", "/members"):
            answer = elm.look(case + path, ADMIN, at)
            assert answer.status_code == 404, path
            assert "Sam" not in answer.text
        listed = elm.look("/cases", ADMIN, at)
        assert "Sam" not in listed.text
        assert listed.json()["items"] == []


def test_an_account_of_another_organisation_is_as_one_that_there_is_not(elm: Town) -> None:
    other, _ = elm.account("senco", "oak-nursery")
    day = {"happened_on": "2026-03-02"}
    for account in (other, "a-nobody"):
        answers = [
            elm.look(f"/accounts/{account}/posts", ADMIN),
            elm.send(f"/accounts/{account}/posts", {**day, "post": "head"}, ADMIN),
            elm.send(f"/accounts/{account}/posts/end", {**day, "post": "senco"}, ADMIN),
            elm.send(f"/accounts/{account}/close", day, ADMIN),
            elm.send(f"/accounts/{account}/set-up-code", {"email": "n@elm.example"}, ADMIN),
        ]
        assert {(one.status_code, one.content) for one in answers} == {(404, answers[0].content)}
    assert other not in {one["account"] for one in elm.get("/accounts", ADMIN)["items"]}


def test_an_account_that_works_for_others_too_is_not_changed_here(elm: Town) -> None:
    officer, _ = elm.account("la-officer")
    elm.office.post(officer, "governors", "elm-primary", elm.office.today)
    day = {"happened_on": "2026-03-02"}
    for path, body in (("posts", {"post": "head"}), ("close", {})):
        answer = elm.send(f"/accounts/{officer}/{path}", {**day, **body}, ADMIN)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/account")
    assert elm.send(f"/accounts/{officer}/set-up-code", {"email": "n@elm.example"}, ADMIN).status_code == 422
    assert elm.send(f"/accounts/{officer}/posts/end", {**day, "post": "governors"}, ADMIN).status_code == 201


def test_nobody_gives_themselves_a_post(elm: Town) -> None:
    mine, _ = elm.account(ADMIN)
    day = {"happened_on": "2026-03-02"}
    for path, body in (("posts", {"post": "senco"}), ("posts/end", {"post": ADMIN}), ("close", {})):
        answer = elm.send(f"/accounts/{mine}/{path}", {**day, **body}, ADMIN)
        assert (answer.status_code, answer.json()["type"]) == (403, "urn:goldenthread:problem:not-your-own")


def token(elm: Town, post: str, *scopes: Scope) -> dict[str, str]:
    account, organisation = elm.account(post)
    made = elm.office.token(elm.api.door.secrets, account, organisation, "a program", scopes=scopes)
    return {"Authorization": f"Bearer {made}"}


def test_no_token_changes_who_there_is_or_by_what_somebody_signs_in(elm: Town, email: str) -> None:
    senco, _ = elm.account("senco", which=3)
    said = token(elm, ADMIN, *Scope)
    before = len(elm.register.cases.folded(DIRECTORY).records)
    for path, body in (
        (f"/api/accounts/{senco}/set-up-code", {"email": email, "start_over": True}),
        ("/api/accounts", {**NEW, "email": email, "posts": [{"post": "senco"}]}),
        (f"/api/accounts/{senco}/close", {"happened_on": "2026-03-02"}),
    ):
        answer = elm.api.client.post(path, json=body, headers=said)
        assert (answer.status_code, answer.json()["type"]) == (403, "urn:goldenthread:problem:in-a-session"), path
    assert len(elm.register.cases.folded(DIRECTORY).records) == before
    assert elm.api.client.get("/api/accounts", headers=said).status_code == 200


def test_a_token_that_records_facts_lets_nobody_into_a_case(elm: Town) -> None:
    case = elm.child()
    body = {"happened_on": "2026-01-05", "organisation": "the-authority", "why": "They work with Sam"}
    path = f"/api{case}/members/organisations"
    records = elm.api.client.post(path, json=body, headers=token(elm, "senco", Scope.READ, Scope.RECORD))
    assert (records.status_code, records.json()["type"]) == (403, "urn:goldenthread:problem:not-in-scope")
    assert elm.api.client.post(path, json=body, headers=token(elm, "senco", Scope.ADMIT)).status_code == 201


def test_who_held_which_post_on_a_day_is_told_for_ever(elm: Town, email: str) -> None:
    account = opened(elm, email)["account"]
    confirm(elm, account)
    elm.api.on("2026-04-01")
    assert (
        elm.send(f"/accounts/{account}/posts", {"happened_on": "2026-04-01", "post": "head"}, ADMIN).status_code == 201
    )
    confirm(elm, account)
    ended = {"happened_on": "2026-04-01", "post": "senco"}
    assert elm.send(f"/accounts/{account}/posts/end", ended, ADMIN).status_code == 201

    def held(on: str) -> list[str]:
        return [one["post"] for one in elm.get(f"/accounts/{account}/posts", ADMIN, on=on)["items"]]

    assert [held(on) for on in ("2026-03-01", "2026-03-02", "2026-03-31", "2026-04-01")] == [
        [],
        ["senco"],
        ["senco"],
        ["head"],
    ]
    every = elm.get(f"/accounts/{account}/posts", ADMIN)["items"]
    assert [(one["post"], one["since"], one["until"]) for one in every] == [
        ("senco", "2026-03-02", "2026-03-31"),
        ("head", "2026-04-01", None),
    ]


def test_a_post_that_is_held_is_not_given_twice_nor_ended_twice(elm: Town, email: str) -> None:
    account = opened(elm, email)["account"]
    said = {"happened_on": "2026-03-02", "post": "senco"}
    assert elm.send(f"/accounts/{account}/posts", said, ADMIN).status_code == 422
    assert elm.send(f"/accounts/{account}/posts/end", said, ADMIN).status_code == 201
    assert elm.send(f"/accounts/{account}/posts/end", said, ADMIN).status_code == 422


@pytest.mark.parametrize("forget", [False, True])
def test_a_closed_account_opens_nothing_from_now_on(elm: Town, email: str, forget: bool) -> None:  # noqa: FBT001  # parametrized
    which = 8 if forget else 7
    account, organisation = elm.account("senco", which=which)
    elm.api.door.setting_up.code_for(account, email, elm.api.now)
    elm.child()
    assert elm.look("/cases", "senco", which=which).status_code == 200
    elm.api.door.sessions.begin(account, organisation, How.PASSKEY, elm.api.now)
    body = {"happened_on": "2026-03-02", "forget": forget}
    assert elm.send(f"/accounts/{account}/close", body, ADMIN).status_code == 201
    assert elm.look("/cases", "senco", which=which).status_code == 401
    assert elm.api.door.sessions.of(account, elm.api.now) == []
    assert elm.api.door.tokens.of(account, elm.api.now) == []
    assert (elm.api.door.passwords.name_of(account) is None) is forget
    assert elm.send(f"/accounts/{account}/close", body, ADMIN).status_code == 422


def test_a_lost_password_is_chosen_anew_with_another_code(elm: Town, email: str) -> None:
    made = opened(elm, email)
    confirm(elm, made["account"])
    again = elm.send(f"/accounts/{made['account']}/set-up-code", {}, ADMIN)
    assert again.status_code == 201
    assert (
        elm.api.client.post("/api/sign-in/set-up", json={"code": made["set_up_code"], "password": GOOD}).status_code
        == 422
    )
    assert sign_in(elm, again.json()["set_up_code"], email).status_code == 403
    assert [one.status_code for one in confirm(elm, made["account"])] == [204]
    assert elm.api.client.post("/api/sign-in", json={"name": email, "password": GOOD}).json()["next"] == "enrol"


def test_whoever_comes_in_by_a_code_they_made_for_a_colleague_sees_nothing_by_it(elm: Town, email: str) -> None:
    """Nor confirms it, by this account or another of theirs; somebody else of the organisation does."""
    maker, _ = elm.account(ADMIN)
    elm.office.account("head.elm-primary.7", LONG_AGO, person=elm.register.directory().person_of(maker))
    elm.office.post("head.elm-primary.7", "head", "elm-primary", LONG_AGO)
    taken, case = elm.account("senco", which=9)[0], elm.child()
    assert elm.look(case, "senco", which=9).status_code == 200
    code = elm.send(f"/accounts/{taken}/set-up-code", {"email": email}, ADMIN).json()["set_up_code"]
    assert elm.look(case, "senco", which=9).status_code == 200, "a code that nobody used keeps nobody from their work"
    assert sign_in(elm, code, email).status_code == 403
    elm.tokens[taken] = elm.office.token(elm.api.door.secrets, taken, "elm-primary", "a test")
    assert elm.look(case, "senco", which=9).status_code == 401
    (listed,) = [one for one in elm.get("/posts/waiting", "head")["items"] if one["account"] == taken]
    assert (listed["post"], listed["not_by"]) == ("senco", [maker])
    path = f"/api/posts/waiting/{listed['id']}/confirmation"
    for by, which in ((ADMIN, 1), ("head", 7)):
        answer = elm.api.client.post(path, headers=elm.in_a_session(by, which=which))
        assert (answer.status_code, answer.json()["type"]) == (403, "urn:goldenthread:problem:not-your-own")
    assert held_yesterday_and_today(elm, taken) == (True, False)
    assert elm.api.client.post(path, headers=elm.in_a_session("head", which=2)).status_code == 204
    assert elm.look(case, "senco", which=9).status_code == 200
    assert held_yesterday_and_today(elm, taken) == (True, True)
    changed = elm.register.directory().changed[taken]
    assert [(one.what, one.by.account) for one in changed] == [(Way.SET_UP, maker), (Way.USED, maker)]


def held_yesterday_and_today(elm: Town, account: str) -> tuple[bool, bool]:
    directory, today = elm.register.directory(), elm.office.today
    return bool(directory.posts(account, today - ONE_DAY)), bool(directory.posts(account, today))


def test_a_post_waits_for_somebody_else_than_gave_it_and_than_made_the_code(elm: Town, email: str) -> None:
    made = opened(elm, email)
    account = made["account"]
    second = elm.in_a_session(ADMIN, which=2)
    code = elm.api.client.post(f"/api/accounts/{account}/set-up-code", json={}, headers=second).json()["set_up_code"]
    assert sign_in(elm, code, email).status_code == 403
    (listed,) = [one for one in elm.get("/posts/waiting", "head")["items"] if one["account"] == account]
    assert listed["not_by"] == [elm.account(ADMIN, which=one)[0] for one in (1, 2)]
    path = f"/api/posts/waiting/{listed['id']}/confirmation"
    assert elm.api.client.post(path, headers=second).status_code == 403
    assert [one.status_code for one in confirm(elm, account, ADMIN)] == [403]
    assert [one.status_code for one in confirm(elm, account)] == [204]


def post_of(elm: Town, account: str, post: str) -> dict[str, Any]:
    items = elm.get("/posts/waiting", "head")["items"]
    (found,) = [one for one in items if (one["account"], one["post"]) == (account, post)]
    return dict(found)


def given_by_another(elm: Town, account: str, post: str, since: str = "2026-03-02") -> dict[str, Any]:
    answer = elm.send(f"/accounts/{account}/posts", {"happened_on": since, "post": post}, ADMIN, which=2)
    assert answer.status_code == 201, answer.text
    return post_of(elm, account, post)


def confirmed_by(elm: Town, waiting: dict[str, Any], by: str) -> int:
    path = f"/api/posts/waiting/{waiting['id']}/confirmation"
    return elm.api.client.post(path, headers=elm.in_a_session(by)).status_code


@pytest.mark.parametrize("since", ["2026-03-02", "2025-09-01"])
def test_whoever_opened_an_account_and_has_its_first_code_confirms_no_later_post_of_it(
    elm: Town, email: str, since: str
) -> None:
    account = opened(elm, email)["account"]
    confirm(elm, account)
    later = given_by_another(elm, account, "head", since)
    assert later["not_by"] == [elm.account(ADMIN, which=2)[0], elm.account(ADMIN)[0]]
    assert (confirmed_by(elm, later, ADMIN), confirmed_by(elm, later, "head")) == (403, 204)


@pytest.mark.parametrize("over", [False, True])
def test_whoever_made_the_code_that_an_account_was_begun_anew_by_confirms_no_later_post_of_it(
    elm: Town,
    email: str,
    over: bool,  # noqa: FBT001  # parametrized
) -> None:
    account, _ = elm.account("assistant", which=11 + over)
    code = elm.send(f"/accounts/{account}/set-up-code", {"email": email}, ADMIN).json()["set_up_code"]
    if over:
        elm.office.end_post(account, "assistant", "elm-primary", elm.office.today)
    assert sign_in(elm, code, email).status_code == 403
    confirm(elm, account)
    later = given_by_another(elm, account, "senco")
    assert (confirmed_by(elm, later, ADMIN), confirmed_by(elm, later, "head")) == (403, 204)


def test_by_a_code_that_was_made_on_the_machine_nothing_waits(elm: Town, email: str) -> None:
    account, _ = elm.account("senco", which=10)
    code = elm.office.set_up(elm.api.door, account, email, start_over=True)
    assert sign_in(elm, code, email).json()["session"]["posts"] == ["senco"]


def test_an_authority_enters_organisations_and_their_first_administrator(elm: Town, email: str) -> None:
    ash = {"happened_on": "2026-03-02", "organisation": "ash-primary", "kind": "setting", "name": "Ash Primary"}
    assert elm.send("/organisations", ash, ADMIN).status_code == 403
    assert elm.send("/organisations", ash, ADMIN, "the-authority").status_code == 201
    assert elm.send("/organisations", ash, ADMIN, "the-authority").status_code == 422
    for kind in ("family", "club"):
        body = {**ash, "organisation": "another", "kind": kind}
        assert elm.send("/organisations", body, ADMIN, "the-authority").status_code == 422
    listed = elm.get("/organisations", ADMIN)["items"]
    assert ("ash-primary", "setting", "Ash Primary") in {
        (one["organisation"], one["kind"], one["name"]) for one in listed
    }
    first = {**NEW, "email": email, "organisation": "ash-primary", "posts": [{"post": ADMIN}]}
    assert elm.send("/accounts", {**first, "posts": [{"post": "senco"}]}, ADMIN, "the-authority").status_code == 403
    assert elm.send("/accounts", first, ADMIN).status_code == 403
    assert elm.send("/accounts", first, ADMIN, "the-authority").status_code == 201
    second = {**first, "email": "second@ash.example"}
    assert elm.send("/accounts", second, ADMIN, "the-authority").status_code == 403


def test_names_are_shown_only_once_that_is_written_down(elm: Town) -> None:
    def looks() -> int:
        return kinds_of_record(elm).count("access.looked")

    before = looks()
    elm.get("/accounts", ADMIN)
    assert looks() == before + 1


# Families


def joined(elm: Town, case: str, by: str = "senco", at: str = "", **more: object) -> Response:
    body = {"happened_on": "2026-03-02", "post": "parent", "why": "She is Sam's mum", "name": "Ida Ashdown", **more}
    return elm.send(f"{case}/family", body, by, at)


def printed(elm: Town, account: str, by: str = "senco", at: str = "") -> Response:
    path = f"/api/accounts/{account}/printed-codes"
    return elm.api.client.post(path, json={}, headers=elm.in_a_session(by, at))


def test_somebody_of_the_family_is_let_into_their_case_and_comes_in_with_a_printed_code(elm: Town) -> None:
    case = elm.child()
    made = joined(elm, case)
    assert made.status_code == 201, made.text
    account = made.json()["account"]
    assert (account.startswith("a-"), made.json()["organisation"]) == (True, "home")
    sheet = printed(elm, account)
    assert sheet.status_code == 201, sheet.text
    code = sheet.json()["sheet"]["codes"][0]
    entered = elm.api.client.post("/api/sign-in/printed", json={"code": code})
    assert (entered.status_code, entered.json()["session"]["posts"]) == (200, ["parent"])
    secret = entered.cookies[COOKIE]
    elm.api.client.cookies.clear()
    seen = elm.api.client.get(f"/api{case}", headers={"Cookie": f"{COOKIE}={secret}"})
    assert seen.status_code == 200


@pytest.mark.parametrize(
    ("by", "at"), [("senco", "oak-nursery"), ("teacher", ""), (ADMIN, ""), ("la-officer", ""), ("parent", "")]
)
def test_nobody_else_gives_a_family_a_way_in(elm: Town, by: str, at: str) -> None:
    case = elm.child()
    account = joined(elm, case).json()["account"]
    elm.let_somebody_in(case, "teacher")
    assert printed(elm, account, by, at).status_code == 404
    assert joined(elm, case, by, at).status_code in {403, 404}


def test_a_way_in_is_given_by_whoever_s_organisation_takes_part_and_for_as_long(elm: Town) -> None:
    case = elm.child()
    account = joined(elm, case).json()["account"]
    part = elm.let_in(case, "the-authority").json()["id"]
    assert printed(elm, account, "la-officer").status_code == 201
    elm.send(f"{case}/members/{part}/end", {"happened_on": "2026-03-02"}, "senco")
    assert printed(elm, account, "la-officer").status_code == 404


def test_nobody_is_let_in_by_the_case_of_a_family_as_staff(elm: Town) -> None:
    case = elm.child()
    colleague, _ = elm.account("head")
    assert joined(elm, case, post="senco").status_code == 422
    assert joined(elm, case, name=None, account=colleague).status_code == 404
    assert joined(elm, case, name=None).status_code == 422
    assert printed(elm, colleague).status_code == 404


def test_a_parent_takes_part_in_the_case_of_a_second_child_with_the_same_account(elm: Town) -> None:
    first, second = elm.child(), elm.child()
    account = joined(elm, first).json()["account"]
    again = joined(elm, second, name=None, account=account)
    assert (again.status_code, again.json()["account"]) == (201, account)
    held = elm.register.directory().posts(account, elm.office.today)
    assert [(one.post, one.organisation) for one in held] == [("parent", "home")]
    other = elm.child(at="oak-nursery")
    assert joined(elm, other, "senco", "oak-nursery", name=None, account=account).status_code == 404


def test_whoever_takes_part_elsewhere_too_is_given_a_way_in_by_neither(elm: Town) -> None:
    """A code that one school prints would open the other's case to whoever printed it."""
    account = joined(elm, elm.child()).json()["account"]
    stewards, now = FromRules(elm.register, elm.api.rules.policy), elm.api.now

    def may(at: str) -> tuple[bool, bool]:
        senco = elm.account("senco", at)
        return stewards.may_let_in(*senco, account, now), stewards.may_give(*senco, account, now)

    assert (may("elm-primary"), may("oak-nursery")) == ((True, True), (False, False))
    other = UUID(elm.child(at="oak-nursery").removeprefix("/cases/"))
    elm.office.let_somebody_in(other, account, "parent", elm.office.today, "She is Kim's mum")
    assert (may("elm-primary"), may("oak-nursery")) == ((True, False), (True, False))
    assert printed(elm, account).status_code == 404
    elm.office.let_in(other, "elm-primary", elm.office.today, "They work together")
    assert (may("elm-primary"), may("oak-nursery")) == ((True, True), (True, False))


def test_one_sees_what_others_did_to_one_s_own_way_in(elm: Town, email: str) -> None:
    account = joined(elm, elm.child()).json()["account"]
    assert printed(elm, account).status_code == 201
    _, secret = elm.api.door.sessions.begin(account, "home", How.LINK, elm.api.now)
    seen = elm.api.client.get("/api/account/history", headers={"Cookie": f"{COOKIE}={secret}"}).json()["items"]
    assert [(one["what"], one["post"], one["organisation"]) for one in seen] == [
        ("printed-codes", "the SENCO", "The elm-primary")
    ]
    made = opened(elm, email)["account"]
    assert elm.send(f"/accounts/{made}/set-up-code", {"start_over": True}, ADMIN).status_code == 201
    (done,) = elm.register.directory().changed[made]
    assert (done.what, done.by.role) == (Way.STARTED_OVER, ADMIN)


def test_an_administrator_links_accounts_of_their_own_organisation_and_not_their_own(elm: Town) -> None:
    senco, mine = elm.account("senco")[0], elm.account(ADMIN)[0]
    other = elm.account("senco", "oak-nursery")[0]
    stewards = FromRules(elm.register, elm.api.rules.policy)

    def may(by: str, account: str) -> bool:
        return stewards.may_link(by, "elm-primary", account, elm.api.now)

    assert (may(mine, senco), may(mine, mine), may(mine, other), may(senco, mine)) == (True, False, False, False)

"""Who there is, from the command line: the first administrator, accounts, posts, organisations and tokens."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from litestar.testing import TestClient

from goldenthread.app import store, web
from goldenthread.demo.entering import kept, presented
from goldenthread.engine.access.register import Register
from goldenthread.http.identity.office import Office
from goldenthread.settings import Settings
from goldenthread.workflows.posts import POSTS
from tests.processes import here

FIRST = (
    *("init", "--organisation", "elm-primary", "--kind", "setting", "--called", "Elm"),
    *("--name", "Jo", "--email", "jo@elm.example", "--post", "senco", "--json"),
)
GOOD = "purple kettles hum at dawn"


def done(data: Path, *words: str) -> Any:
    """Run a command that must succeed, and return what it tells as data."""
    answer = here(data, *words, "--json")
    assert answer.exit_code == 0, answer.stderr
    return json.loads(answer.stdout)


def add(organisation: str, post: str) -> list[str]:
    return ["account", "add", "--organisation", organisation, "--post", post]


def refused(answer: Result, why: str) -> None:
    assert (answer.exit_code, why in answer.stderr) in ((1, True), (2, True)), (answer.exit_code, answer.stderr)


@pytest.fixture
def jo(tmp_path: Path) -> str:
    """Return the account of the first administrator."""
    return str(json.loads(here(tmp_path, *FIRST).stdout)["account"])


def test_the_first_administrator_gets_a_code_and_no_password(tmp_path: Path) -> None:
    made = json.loads(here(tmp_path, *FIRST).stdout)
    assert made["account"].startswith("a-")
    with store(Settings(data=str(tmp_path))) as (cases, door), TestClient(web(cases, door)) as client:
        client.base_url = "http://127.0.0.1"
        said = {"code": made["set_up_code"], "password": GOOD}
        assert client.post("/api/sign-in/set-up", json=said).status_code == 204
        entered = client.post("/api/sign-in", json={"name": "jo@elm.example", "password": GOOD}).json()
    assert (entered["next"], entered["session"]["posts"]) == ("enrol", ["administrator", "senco"])


def test_there_is_one_first_administrator(tmp_path: Path, jo: str) -> None:
    refused(here(tmp_path, *FIRST), "goldenthread account add")
    assert [one["account"] for one in done(tmp_path, "account", "list")] == [jo]


def test_what_init_is_not_told_it_asks_for(tmp_path: Path) -> None:
    asked = here(tmp_path, "init", "--organisation", "elm-primary")
    assert asked.exit_code == 1
    assert "Of what kind is it?" in asked.stdout
    assert not (tmp_path / "goldenthread.db").exists()


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (["--email", "nobody"], "e-mail address"),
        (["--post", "la-officer"], "the posts are"),
        (["--kind", "oversight"], "accounts are looked after in"),
        (["--called", " "], "blank"),
        (["--organisation", "Elm Primary"], "an identifier"),
        (["--called", "x" * 201], "1 to 200 characters"),
        (["--name", "\udcff"], "1 to 200 characters"),
    ],
)
def test_what_cannot_be_is_refused_leaves_nothing_and_can_be_said_again(
    tmp_path: Path, more: list[str], why: str
) -> None:
    refused(here(tmp_path, *FIRST, *more), why)
    assert list(tmp_path.iterdir()) == []
    assert here(tmp_path, *FIRST).exit_code == 0


def test_accounts_are_opened_given_posts_and_closed(tmp_path: Path, jo: str) -> None:
    words = [*add("elm-primary", "teacher"), "--name", "Sam", "--email", "sam@elm.example"]
    sam = done(tmp_path, *words)["account"]
    refused(here(tmp_path, *words), "another account signs in by this")
    done(tmp_path, "account", "post", sam, "head", "--organisation", "elm-primary")
    ended = done(tmp_path, "account", "end", sam, "teacher", "--organisation", "elm-primary")
    assert [(one["post"], one["until"] is None) for one in ended["posts"]] == [("teacher", False), ("head", True)]
    refused(here(tmp_path, "account", "end", sam, "teacher", "--organisation", "elm-primary"), "does not hold")
    refused(here(tmp_path, "account", "post", sam, "ep", "--organisation", "elm-primary"), "the posts are")
    refused(here(tmp_path, "account", "post", "a-nobody", "head", "--organisation", "elm-primary"), "no account")
    assert done(tmp_path, "account", "close", sam, "--forget")["until"]
    told = {one["account"]: one for one in done(tmp_path, "account", "list", "--organisation", "elm-primary")}
    assert (told[jo]["name"], told[jo]["email"], told[sam]["email"]) == ("Jo", "jo@elm.example", None)
    shown = here(tmp_path, "account", "list").stdout
    assert "senco in elm-primary, from" in shown
    assert "closed: the last day was" in shown


def test_an_organisation_is_entered_once(tmp_path: Path, jo: str) -> None:
    assert jo
    words = ["organisation", "add", "the-authority", "--kind", "authority", "--called", "The authority"]
    assert here(tmp_path, *words).exit_code == 0
    refused(here(tmp_path, *words), "already")
    assert [one["id"] for one in done(tmp_path, "organisation", "list")] == ["elm-primary", "the-authority"]
    assert "The authority" in here(tmp_path, "organisation", "list").stdout


def test_an_inspector_s_last_day_is_said(tmp_path: Path, jo: str) -> None:
    assert jo
    here(tmp_path, "organisation", "add", "ofsted", "--kind", "oversight", "--called", "Ofsted")
    words = [*add("ofsted", "inspector"), "--name", "Al", "--email", "al@ofsted.example"]
    refused(here(tmp_path, *words), "say until which day")
    assert here(tmp_path, *words, "--until", "2199-12-31").exit_code == 0


def test_a_new_code_takes_the_place_of_the_one_before(tmp_path: Path, jo: str) -> None:
    first = done(tmp_path, "account", "code", jo)["set_up_code"]
    again = done(tmp_path, "account", "code", jo, "--start-over")["set_up_code"]
    assert first != again
    said = here(tmp_path, "account", "code", jo).stdout
    assert re.search(r"Its set-up code: [a-z2-7-]{26,}", said)


def test_whoever_keeps_the_machine_confirms_what_waits(tmp_path: Path, jo: str) -> None:
    with store(Settings(data=str(tmp_path))) as (cases, _):
        Office(Register(cases), datetime.now(UTC)).begun_anew(jo, "a-colleague")
    assert [one["waits"] for one in done(tmp_path, "account", "list")[0]["posts"]] == [True, True]
    assert [one["waits"] for one in done(tmp_path, "account", "confirm", jo)["posts"]] == [False, False]
    refused(here(tmp_path, "account", "confirm", jo), "waits")


def test_a_token_is_shown_once_listed_without_its_secret_and_revoked(tmp_path: Path, jo: str) -> None:
    words = ["token", "make", jo, "--organisation", "elm-primary", "--label", "night export", "--scope", "read"]
    made = done(tmp_path, *words)
    assert made["secret"].startswith("gt_")
    listed = here(tmp_path, "token", "list", jo, "--json").stdout
    assert made["secret"] not in listed
    assert [one["scopes"] for one in json.loads(listed)] == [["read"]]
    assert "night export" in here(tmp_path, "token", "list", jo).stdout
    refused(here(tmp_path, *words, "--until", "2199-12-31"), "a token is of use until")
    refused(here(tmp_path, "token", "revoke", jo, "another"), "no such token")
    assert here(tmp_path, "token", "revoke", jo, made["token"]["id"]).exit_code == 0
    assert done(tmp_path, "token", "list", jo) == []
    refused(here(tmp_path, *words[:4], "oak-nursery", *words[5:]), "holds no post")
    assert here(tmp_path, *words).stdout.startswith("gt_")


def test_commands_that_look_after_accounts_make_no_store(tmp_path: Path) -> None:
    for words in (["account", "list"], ["organisation", "list"], ["token", "list", "a-nobody"]):
        refused(here(tmp_path, *words), "there is no store")
    assert list(tmp_path.iterdir()) == []


# The demo


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("demo")
    assert here(data, "demo", "--cases", "3").exit_code == 0
    return data


def test_everybody_in_the_demo_signs_in_and_sees_something(demo: Path) -> None:
    found = kept(demo / "demo")
    assert [one.post for one in found] == [one.id for one in POSTS]
    with store(Settings(data=str(demo / "demo"))) as (cases, door), TestClient(web(cases, door)) as client:
        client.base_url = "http://127.0.0.1"
        for one in found:
            said = client.post("/api/sign-in", json={"name": one.name, "password": one.password}).json()
            assert said["next"] == ("code" if one.letters else "nothing"), one.post
            if one.letters:
                code = presented(one.letters, datetime.now(UTC)).code
                body = {"ticket": said["ticket"], "code": code}
                said = client.post("/api/sign-in/second", json=body).json()
            assert one.post in said["session"]["posts"]
            client.cookies.clear()
            cases_seen = client.get("/api/cases", headers={"Authorization": f"Bearer {one.token}"}).json()["items"]
            assert bool(cases_seen) is (one.post != "administrator"), one.post


def test_a_code_of_the_demo_is_told_and_no_other(demo: Path, tmp_path: Path) -> None:
    assert re.fullmatch(r"\d{6}\n.*", here(demo, "code", "senco").stdout, re.DOTALL)
    assert 0 < done(demo, "code", "senco@demo.example")["seconds"] <= 30
    refused(here(demo, "code", "parent"), "needs no code")
    refused(here(demo, "code", "wizard"), "nobody in the demo")
    refused(here(tmp_path, "code", "senco"), "there is no demo")

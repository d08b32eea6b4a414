"""Families come in by a link or by a printed code; and nobody learns who has an address here."""

import time
from datetime import timedelta

import pytest

from goldenthread.engine.access.directory import Way
from goldenthread.http.identity import family_routes
from goldenthread.http.identity.outbox import Outbox
from goldenthread.http.identity.throttle import Limit
from goldenthread.http.problems import Problem
from tests.http.identity.wide_house import Visitor, WideHouse


@pytest.fixture
def pat(wide: WideHouse) -> Visitor:
    """A family's browser; links go to pat@home.example."""
    wide.family.addresses.keep("pat", "pat@home.example")
    return Visitor(wide)


def ask(who: Visitor, address: str = "pat@home.example") -> int:
    return who.send("/sign-in/link", {"address": address}).status_code


def follow(who: Visitor, address: str = "pat@home.example") -> None:
    answer = who.look(who.wide.link_sent_to(address))
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert (answer.headers["cache-control"], answer.headers["referrer-policy"]) == ("no-store", "no-referrer")


def test_a_parent_asks_for_a_link_follows_it_and_is_in(wide: WideHouse, pat: Visitor) -> None:
    assert ask(pat, "Pat@Home.Example") == 202
    follow(pat)
    said = pat.here(pat.send("/sign-in/link/open", {}))
    assert (said["account"], said["how"], said["enrolling"]) == ("pat", "link", False)
    assert set(pat.cookies) == {"__Host-goldenthread", "__Host-goldenthread-device"}
    (letter,) = wide.posted()
    assert (letter.to, letter.subject) == ("pat@home.example", "Your link to sign in")


def test_a_link_that_is_used_is_taken_back_of_those_that_a_line_may_ask_for(
    wide: WideHouse, pat: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A nursery's line is shared by every family that signs in there."""
    monkeypatch.setattr(family_routes, "LINKS_ASKED", Limit("links asked for", 2, timedelta(minutes=15), shared=True))
    for _ in range(4):
        assert ask(pat) == 202
        follow(pat)
        pat.here(pat.send("/sign-in/link/open", {}))
        wide.later(seconds=20)
    assert [ask(Visitor(wide), "nobody@home.example") for _ in range(3)] == [202, 202, 429]


def test_a_parent_may_then_add_a_passkey(wide: WideHouse, pat: Visitor) -> None:
    ask(pat)
    follow(pat)
    pat.here(pat.send("/sign-in/link/open", {}))
    assert pat.make_passkey().status_code == 201
    again = Visitor(wide)
    again.device = pat.device
    assert again.here(again.use_passkey())["how"] == "passkey"


def test_a_link_opens_once(wide: WideHouse, pat: Visitor) -> None:
    ask(pat)
    follow(pat)
    cookies = dict(pat.cookies)
    pat.here(pat.send("/sign-in/link/open", {}))
    thief = Visitor(wide)
    thief.cookies = cookies
    assert thief.send("/sign-in/link/open", {"confirmed": True}).status_code == 401


def test_using_one_link_ends_the_others(wide: WideHouse, pat: Visitor) -> None:
    ask(pat)
    older = wide.link_sent_to("pat@home.example")
    ask(pat)
    follow(pat)
    pat.here(pat.send("/sign-in/link/open", {}))
    other = Visitor(wide)
    other.look(older)
    assert other.send("/sign-in/link/open", {"confirmed": True}).status_code == 401


def test_a_link_is_over_after_fifteen_minutes(wide: WideHouse, pat: Visitor) -> None:
    ask(pat)
    follow(pat)
    wide.later(minutes=15)
    assert pat.send("/sign-in/link/open", {"confirmed": True}).status_code == 401


def test_a_mail_scanner_that_follows_a_link_uses_nothing_up(wide: WideHouse, pat: Visitor) -> None:
    ask(pat)
    link = wide.link_sent_to("pat@home.example")
    scanner = Visitor(wide)
    assert [scanner.send(link, method=how).status_code for how in ("GET", "GET", "POST")] == [303, 303, 405]
    assert scanner.look("/session").status_code == 401
    follow(pat)
    pat.here(pat.send("/sign-in/link/open", {}))


def test_a_link_opened_elsewhere_asks_whether_it_was_you(wide: WideHouse, pat: Visitor) -> None:
    ask(pat)
    phone = Visitor(wide)
    follow(phone)
    for _ in range(2):
        answer = phone.send("/sign-in/link/open", {})
        assert (answer.status_code, answer.json()["type"]) == (409, "urn:goldenthread:problem:confirm")
    assert phone.look("/session").status_code == 401
    assert phone.here(phone.send("/sign-in/link/open", {"confirmed": True}))["account"] == "pat"


@pytest.mark.parametrize("path", ["/sign-in/link/made-up", "/sign-in/link/" + "a" * 43])
def test_a_link_that_was_never_sent_opens_nothing_and_says_so_only_when_used(pat: Visitor, path: str) -> None:
    assert pat.look(path).status_code == 303
    assert pat.send("/sign-in/link/open", {"confirmed": True}).status_code == 401


def test_the_answer_is_the_same_whether_or_not_the_address_is_known(wide: WideHouse, pat: Visitor) -> None:
    wide.family.addresses.keep("sam", "sam@elm.example")
    wide.family.addresses.keep("lee", "both@home.example")
    wide.family.addresses.keep("ash", "both@home.example")
    answers = [
        Visitor(wide).send("/sign-in/link", {"address": one})
        for one in ("pat@home.example", "nobody@home.example", "sam@elm.example", "both@home.example")
    ]
    seen = [
        (one.status_code, one.content, sorted(one.headers), one.headers["set-cookie"].partition("=")[0])
        for one in answers
    ]
    assert seen == [seen[0]] * 4
    assert (answers[0].status_code, answers[0].json()) == (202, {"minutes": 15})
    assert sorted(one.to for one in wide.posted()) == ["both@home.example", "pat@home.example"]
    del pat


def test_the_answer_does_not_wait_for_the_letter(
    wide: WideHouse, pat: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = wide.family.post
    assert held is not None

    def slow(to: str, browser: str) -> None:
        del to, browser
        time.sleep(1)

    monkeypatch.setattr(held, "_letter", slow)
    began = time.monotonic()
    assert ask(pat) == 202
    assert time.monotonic() - began < 1


def test_a_shared_address_gets_no_link(wide: WideHouse, pat: Visitor) -> None:
    wide.family.addresses.keep("lee", "pat@home.example")
    ask(pat)
    (letter,) = wide.posted()
    assert "/api/sign-in/link" not in letter.text
    assert "More than one person" in letter.text


def test_whoever_works_here_or_has_no_post_gets_no_link(wide: WideHouse, pat: Visitor) -> None:
    wide.members.staff.add("pat")
    ask(pat)
    wide.members.staff.discard("pat")
    wide.members.posts["pat"] = []
    ask(pat)
    assert wide.posted() == []


def test_whoever_began_to_work_here_meanwhile_does_not_come_in_by_a_link_or_a_code(
    wide: WideHouse, pat: Visitor
) -> None:
    ask(pat)
    follow(pat)
    (code,) = wide.family.codes.make("pat", 1, 28, wide.now).codes
    wide.members.staff.add("pat")
    assert pat.send("/sign-in/link/open", {}).status_code == 401
    assert pat.send("/sign-in/printed", {"code": code}).status_code == 401


def test_a_parent_with_a_second_step_gives_its_code_after_a_link(wide: WideHouse, pat: Visitor) -> None:
    wide.with_app("pat")
    ask(pat)
    follow(pat)
    assert pat.here(pat.send("/sign-in/link/open", {}))["enrolling"] is True
    assert pat.look("/passkeys").status_code == 403
    pat.keep(pat.send("/sign-in/code", {"code": wide.code("pat")}))
    assert pat.look("/passkeys").status_code == 200


def test_nobody_s_letter_box_is_filled(wide: WideHouse, pat: Visitor) -> None:
    assert [ask(pat) for _ in range(10)] == [202] * 10
    assert len(wide.posted()) == 3
    wide.later(minutes=1)
    ask(pat)
    assert len(wide.posted()) == 4


def test_a_link_that_was_used_lets_others_be_asked_for(wide: WideHouse, pat: Visitor) -> None:
    for _ in range(5):
        ask(pat)
        follow(pat)
        pat.here(pat.send("/sign-in/link/open", {}))
    assert len(wide.posted()) == 5


def test_whoever_asks_for_link_after_link_is_slowed_down(wide: WideHouse, pat: Visitor) -> None:
    statuses = [ask(pat, f"guess{at}@home.example") for at in range(31)]
    assert statuses == [202] * 30 + [429]
    wide.address = "198.51.100.7"
    assert ask(pat) == 202


@pytest.mark.parametrize("address", ["", "pat", "pat@home", "pat@home.example\nBcc: all@home.example"])
def test_what_is_no_address_is_refused(pat: Visitor, address: str) -> None:
    assert ask(pat, address) in (400, 422)


def test_a_letter_that_fails_holds_up_no_other_and_names_nobody(
    wide: WideHouse, pat: Visitor, capsys: pytest.CaptureFixture[str]
) -> None:
    wide.box.broken = True
    assert ask(pat) == 202
    assert wide.posted() == []
    wide.box.broken = False
    assert ask(pat) == 202
    assert len(wide.posted()) == 1
    said = capsys.readouterr()
    assert "letter-not-sent" in said.out
    assert "pat@home.example" not in said.out + said.err


def test_links_are_not_offered_where_no_e_mail_is_sent(wide: WideHouse, pat: Visitor) -> None:
    wide.family.post = None
    answer = pat.send("/sign-in/link", {"address": "pat@home.example"})
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:goldenthread:problem:no-mail")


def test_whoever_keeps_an_address_is_told_that_no_mail_is_sent_from_here(wide: WideHouse, jo: Visitor) -> None:
    wide.family.post = None
    kept = jo.send("/accounts/pat/address", {"address": "pat@home.example"}, method="PUT")
    assert kept.json() == {"shared": False, "mail": False}
    assert jo.look("/accounts/pat/address").json() == {"address": True, "mail": False}


def test_an_outbox_that_is_full_says_so() -> None:
    async def nothing() -> None:
        """Do nothing."""

    box = Outbox(most=1)
    box.add(nothing)
    with pytest.raises(Problem) as full:
        box.add(nothing)
    assert (full.value.status, full.value.headers) == (503, {"Retry-After": "60"})


def test_staff_print_codes_and_a_parent_comes_in_with_one(wide: WideHouse, jo: Visitor) -> None:
    made = jo.send("/accounts/pat/printed-codes", {"codes": 2, "days": 7})
    assert (made.status_code, made.json()["sheet"]["last_day"]) == (201, "2026-03-09")
    first, second = made.json()["sheet"]["codes"]
    assert first in made.json()["letter"]
    assert jo.look("/accounts/pat/printed-codes").json() == {"codes": 2, "last_day": "2026-03-09"}
    pat = Visitor(wide)
    said = pat.here(pat.send("/sign-in/printed", {"code": first.lower().replace("-", "")}))
    assert (said["account"], said["how"], said["enrolling"]) == ("pat", "printed", False)
    assert Visitor(wide).send("/sign-in/printed", {"code": first}).status_code == 401
    assert jo.look("/accounts/pat/printed-codes").json()["codes"] == 1
    assert jo.send("/accounts/pat/printed-codes", method="DELETE").status_code == 204
    assert Visitor(wide).send("/sign-in/printed", {"code": second}).status_code == 401


def test_nobody_gives_a_way_in_to_whoever_takes_part_in_a_case_of_others_too(wide: WideHouse, jo: Visitor) -> None:
    wide.stewards.elsewhere.add("pat")
    path, address = "/accounts/pat/address", {"address": "pat@home.example"}
    assert jo.send("/accounts/pat/printed-codes", {}).status_code == 404
    assert jo.send(path, address, method="PUT").status_code == 404
    assert wide.family.codes.of("pat", wide.now).codes == 0
    assert jo.look(path).json() == {"address": False, "mail": True}
    assert jo.send("/accounts/pat/printed-codes", method="DELETE").status_code == 204
    assert jo.send("/accounts/pat/start-over").status_code == 204


def test_whatever_is_done_to_a_family_s_way_in_is_written_down(wide: WideHouse, jo: Visitor) -> None:
    path, address = "/accounts/pat/address", {"address": "pat@home.example"}
    jo.send("/accounts/pat/printed-codes", {})
    jo.send(path, address, method="PUT")
    jo.send(path, method="DELETE")
    jo.send("/accounts/pat/printed-codes", method="DELETE")
    jo.send("/accounts/pat/start-over")
    done = [Way.PRINTED, Way.ADDRESS, Way.NO_ADDRESS, Way.TAKEN_BACK, Way.STARTED_OVER]
    assert wide.stewards.written == [("jo", "elm", "pat", one) for one in done]


def with_a_printed_code(wide: WideHouse) -> Visitor:
    (code,) = wide.family.codes.make("pat", 1, 28, wide.now).codes
    made = Visitor(wide)
    made.here(made.send("/sign-in/printed", {"code": code}))
    return made


def test_whoever_found_a_letter_sets_up_no_way_in_of_their_own(wide: WideHouse) -> None:
    thief = with_a_printed_code(wide)
    token = {"label": "x", "scopes": ["read"], "until": "2026-03-20"}
    for path, body in (("/sign-in/enrol", {}), ("/passkeys/options", None), ("/tokens", token)):
        answer = thief.send(path, body)
        assert (answer.status_code, answer.json()["type"]) == (403, "urn:goldenthread:problem:sign-in-otherwise"), path
    assert not wide.door.second.has("pat")


def test_a_lost_letter_that_is_taken_back_ends_what_was_begun_with_it(wide: WideHouse, jo: Visitor) -> None:
    thief = with_a_printed_code(wide)
    assert jo.send("/accounts/pat/printed-codes", method="DELETE").status_code == 204
    assert thief.look("/session").status_code == 401


def test_an_app_is_set_up_just_after_signing_in_and_not_later(wide: WideHouse, pat: Visitor) -> None:
    ask(pat)
    follow(pat)
    pat.here(pat.send("/sign-in/link/open", {}))
    assert pat.send("/sign-in/enrol", {}).status_code == 200
    wide.later(minutes=16)
    answer = pat.send("/sign-in/enrol", {})
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:goldenthread:problem:sign-in-again")
    assert pat.send("/sign-in/enrol/confirm", {"code": "000000"}).status_code == 403


def test_staff_start_a_family_s_account_over_when_somebody_else_got_in(wide: WideHouse, jo: Visitor) -> None:
    thief = Visitor(wide)
    thief.come_in("pat")
    wide.with_app("pat")
    assert jo.send("/accounts/pat/start-over").status_code == 204
    assert thief.look("/session").status_code == 401
    assert thief.sign_in("pat@elm.example").status_code == 401
    pat = with_a_printed_code(wide)
    assert pat.look("/session").json()["enrolling"] is False
    assert jo.send("/accounts/sam/start-over").status_code == 422


def test_whoever_tries_code_after_code_is_slowed_down(wide: WideHouse, visitor: Visitor) -> None:
    (code,) = wide.family.codes.make("pat", 1, 28, wide.now).codes
    wrong = [visitor.send("/sign-in/printed", {"code": f"0000-0000-{at:04}"}) for at in range(11)]
    assert [one.status_code for one in wrong] == [401] * 10 + [429]
    assert visitor.send("/sign-in/printed", {"code": code}).status_code == 429
    wide.address = "198.51.100.7"
    visitor.here(visitor.send("/sign-in/printed", {"code": code}))


def test_a_wrong_code_is_answered_as_a_used_one_and_as_no_code(wide: WideHouse, visitor: Visitor) -> None:
    (code,) = wide.family.codes.make("pat", 1, 28, wide.now).codes
    wide.family.codes.use(code, wide.now)
    answers = [visitor.send("/sign-in/printed", {"code": one}) for one in (code, "0000-0000-0000", "hello")]
    assert [(one.status_code, one.json()) for one in answers] == [(401, answers[0].json())] * 3


def test_nobody_prints_codes_for_whoever_works_here(wide: WideHouse, jo: Visitor) -> None:
    assert jo.send("/accounts/sam/printed-codes", {}).status_code == 422
    assert jo.send("/accounts/sam/address", {"address": "sam@elm.example"}, method="PUT").status_code == 422
    assert wide.family.codes.of("sam", wide.now).codes == 0


PATHS: list[tuple[str, str, dict[str, str] | None]] = [
    ("GET", "/accounts/{}/printed-codes", None),
    ("POST", "/accounts/{}/printed-codes", {}),
    ("DELETE", "/accounts/{}/printed-codes", None),
    ("POST", "/accounts/{}/start-over", None),
    ("GET", "/accounts/{}/address", None),
    ("PUT", "/accounts/{}/address", {"address": "a@home.example"}),
    ("DELETE", "/accounts/{}/address", None),
]


@pytest.mark.parametrize(("method", "path", "body"), PATHS)
def test_only_whoever_may_lets_a_family_in(wide: WideHouse, jo: Visitor, method: str, path: str, body: object) -> None:
    parent, nobody = Visitor(wide), Visitor(wide)
    parent.come_in("ash")
    unknown = jo.send(path.format("made-up"), body, method=method)
    forbidden = jo.send(path.format("ash"), body, method=method)
    own = parent.send(path.format("ash"), body, method=method)
    assert [(one.status_code, one.json()) for one in (unknown, forbidden, own)] == [(404, unknown.json())] * 3
    assert nobody.send(path.format("pat"), body, method=method).status_code == 401


def test_staff_say_where_links_go_and_cannot_read_it_again(wide: WideHouse, jo: Visitor) -> None:
    path = "/accounts/pat/address"
    assert jo.look(path).json() == {"address": False, "mail": True}
    kept = jo.send(path, {"address": "pat@home.example"}, method="PUT")
    assert (kept.status_code, kept.json()) == (200, {"shared": False, "mail": True})
    assert jo.look(path).json() == {"address": True, "mail": True}
    assert jo.send("/accounts/lee/address", {"address": "PAT@home.example"}, method="PUT").json() == {
        "shared": True,
        "mail": True,
    }
    assert jo.send(path, method="DELETE").status_code == 204
    assert jo.send(path, method="DELETE").status_code == 404
    assert jo.send(path, {"address": "not one"}, method="PUT").status_code == 422
    del wide


def test_staff_do_not_learn_whether_a_stranger_has_an_address(wide: WideHouse, jo: Visitor) -> None:
    wide.family.addresses.keep("ash", "ash@home.example")
    said = jo.send("/accounts/pat/address", {"address": "ash@home.example"}, method="PUT")
    assert said.json() == {"shared": False, "mail": True}

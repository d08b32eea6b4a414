"""Another organisation's sign-in over the API: there, back, and in, for whoever somebody here has linked."""

from datetime import datetime

import httpx
import pytest

from goldenthread.http.identity import oidc_routes
from goldenthread.http.identity.oidc import Identity
from goldenthread.http.identity.secrets import Secrets
from goldenthread.http.identity.set_up_codes import Beginning, spend, whose
from tests.http.identity.made_up_provider import ISSUER
from tests.http.identity.wide_house import Visitor, WideHouse

PERSON = Identity(provider="elm", issuer=ISSUER, subject="person-1", both_factors=False)


@pytest.fixture
def linked(wide: WideHouse) -> str:
    """Link whoever the provider knows as person-1 to the family account ``pat``."""
    wide.oidc.links.link("pat", PERSON, "jo", wide.now)
    assert wide.members.posts["pat"]
    return "pat"


def refused(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rpartition(":")[2]


def test_the_providers_are_listed_for_anybody(visitor: Visitor) -> None:
    assert visitor.look("/sign-in/providers").json() == {"items": [{"id": "elm", "label": "Elm"}]}


def test_whoever_is_linked_comes_in(visitor: Visitor, linked: str) -> None:
    answer = visitor.come_back(**visitor.go_away())
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert (answer.headers["cache-control"], answer.headers["referrer-policy"]) == ("no-store", "no-referrer")
    said = visitor.here(answer)
    assert (said["account"], said["how"], said["enrolling"]) == (linked, "provider", False)
    assert set(visitor.cookies) == {"__Host-goldenthread", "__Host-goldenthread-device"}


def test_what_else_a_provider_says_in_the_address_is_passed_over(visitor: Visitor, linked: str) -> None:
    del linked
    back = visitor.go_away() | {"session_state": "abc", "authuser": "0", "hd": "elm.example", "iss": ISSUER}
    visitor.here(visitor.come_back(**back))


def test_whoever_is_not_linked_is_told_a_reference_and_an_administrator_links_them(
    wide: WideHouse, jo: Visitor, visitor: Visitor
) -> None:
    answer = visitor.come_back(**visitor.go_away())
    assert refused(answer) == (403, "not-linked")
    reference = answer.json()["reference"]
    assert visitor.look("/session").status_code == 401
    made = jo.send("/accounts/pat/provider-links", {"reference": reference.lower().replace("-", " ")})
    assert (made.status_code, made.json()["provider"], made.json()["linked_by"]) == (201, "elm", "jo")
    assert visitor.here(visitor.come_back(**visitor.go_away()))["account"] == "pat"
    assert jo.send("/accounts/sam/provider-links", {"reference": reference}).status_code == 422
    assert not wide.oidc.links.of("sam")


def test_a_reference_is_of_use_for_a_day(wide: WideHouse, jo: Visitor, visitor: Visitor) -> None:
    reference = visitor.come_back(**visitor.go_away()).json()["reference"]
    wide.later(hours=25)
    jo.come_in("jo")
    assert not wide.oidc.links.of("pat")
    assert jo.send("/accounts/pat/provider-links", {"reference": reference}).status_code == 422


def test_nobody_is_linked_because_of_an_e_mail_address(wide: WideHouse, visitor: Visitor) -> None:
    wide.with_password("pat")
    wide.there.claims = {"email": "pat@elm.example", "email_verified": True, "preferred_username": "pat@elm.example"}
    assert refused(visitor.come_back(**visitor.go_away())) == (403, "not-linked")


def test_a_set_up_code_links_whoever_signs_in_with_it(wide: WideHouse, visitor: Visitor) -> None:
    code = wide.door.setting_up.code_for("pat", "pat@elm.example", wide.now)
    assert visitor.here(visitor.come_back(**visitor.go_away(set_up_code=code)))["account"] == "pat"
    assert visitor.send("/sign-in/providers/elm", {"set_up_code": code}).status_code == 422
    again = Visitor(wide)
    assert again.here(again.come_back(**again.go_away()))["account"] == "pat"


def test_a_link_that_somebody_made_lets_the_posts_wait_when_it_is_first_used(
    wide: WideHouse, visitor: Visitor, linked: str
) -> None:
    for _ in range(2):
        assert visitor.here(visitor.come_back(**visitor.go_away()))["account"] == linked
    assert wide.members.anew == [(linked, "jo")]


def test_so_does_a_link_that_is_made_with_a_code_of_somebody(wide: WideHouse, visitor: Visitor) -> None:
    code = wide.door.setting_up.code_for("pat", "pat@elm.example", wide.now, made_by="jo")
    for more in ({"set_up_code": code}, {}):
        assert visitor.here(visitor.come_back(**visitor.go_away(**more)))["account"] == "pat"
    assert wide.members.anew == [("pat", "jo")]


def test_a_set_up_code_is_not_used_up_by_turning_back(wide: WideHouse, visitor: Visitor) -> None:
    code = wide.door.setting_up.code_for("pat", "pat@elm.example", wide.now)
    back = visitor.go_away(set_up_code=code)
    assert visitor.come_back(state=back["state"], error="access_denied").status_code == 401
    assert visitor.here(visitor.come_back(**visitor.go_away(set_up_code=code)))["account"] == "pat"


def test_a_set_up_code_that_was_used_meanwhile_links_nobody(
    wide: WideHouse, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = wide.door.setting_up.code_for("pat", "pat@elm.example", wide.now)
    back = visitor.go_away(set_up_code=code)

    def used_meanwhile(secrets: Secrets, digest: bytes, now: datetime) -> Beginning:
        begins = whose(secrets, digest, now)
        spend(secrets, digest, now)
        return begins

    monkeypatch.setattr(oidc_routes, "whose", used_meanwhile)
    assert visitor.come_back(**back).status_code == 422
    assert not wide.oidc.links.of("pat")


def test_a_set_up_code_takes_nobody_s_identity_away(wide: WideHouse, visitor: Visitor, linked: str) -> None:
    code = wide.door.setting_up.code_for("sam", "sam@elm.example", wide.now)
    assert visitor.come_back(**visitor.go_away(set_up_code=code)).status_code == 422
    assert visitor.here(visitor.come_back(**visitor.go_away()))["account"] == linked


def test_a_browser_brings_back_what_it_was_sent_with_and_once(wide: WideHouse, visitor: Visitor, linked: str) -> None:
    del linked
    back, thief = visitor.go_away(), Visitor(wide)
    assert refused(thief.come_back(**back)) == (401, "not-signed-in")
    back = visitor.go_away()
    cookies = dict(visitor.cookies)
    visitor.here(visitor.come_back(**back))
    visitor.cookies |= cookies
    assert visitor.come_back(**back).status_code == 401


def test_nobody_is_signed_in_with_another_s_code(wide: WideHouse, visitor: Visitor, linked: str) -> None:
    """RFC 6749, 10.12: the code of an attacker, sent to a victim, is refused without the victim's own state."""
    del linked
    attacker = Visitor(wide)
    theirs, _ = attacker.go_away(), visitor.go_away()
    assert visitor.come_back(code=theirs["code"], state=theirs["state"]).status_code == 401
    assert visitor.look("/session").status_code == 401


@pytest.mark.parametrize("state", ["", "made-up", "a" * 43])
def test_a_state_that_was_never_given_is_refused(visitor: Visitor, linked: str, state: str) -> None:
    del linked
    back = visitor.go_away()
    assert visitor.come_back(code=back["code"], state=state).status_code == 401


def test_whoever_is_away_too_long_begins_again(wide: WideHouse, visitor: Visitor, linked: str) -> None:
    del linked
    back = visitor.go_away()
    wide.later(minutes=11)
    assert visitor.come_back(**back).status_code == 401


def test_an_answer_of_another_provider_is_refused(visitor: Visitor, linked: str) -> None:
    del linked
    assert visitor.come_back(**visitor.go_away(), iss="https://evil.example").status_code == 401
    assert visitor.look("/sign-in/providers/oak/back?code=a&state=b").status_code == 401


@pytest.mark.parametrize("claims", [{"nonce": "another"}, {"aud": "another"}, {"iss": "https://evil.example"}])
def test_a_token_that_is_wrong_is_refused_and_does_not_say_how(
    wide: WideHouse, visitor: Visitor, linked: str, claims: dict[str, str]
) -> None:
    del linked
    wide.there.claims = claims
    answer = visitor.come_back(**visitor.go_away())
    assert refused(answer) == (401, "not-signed-in")
    assert not any(word in answer.text for word in ("nonce", "aud", "another service", "issuer"))


def test_a_provider_that_fails_is_said_to_and_nobody_comes_in(wide: WideHouse, visitor: Visitor, linked: str) -> None:
    del linked
    back = visitor.go_away()
    wide.there.answers["/token"] = lambda _: httpx.Response(400, json={"error": "invalid_grant"})
    assert refused(visitor.come_back(**back)) == (502, "provider-failed")
    assert visitor.look("/session").status_code == 401
    wide.later(hours=2)
    wide.there.document = {"issuer": "https://evil.example"}
    assert refused(visitor.send("/sign-in/providers/elm", {})) == (502, "provider-failed")


def test_somebody_who_works_here_gives_a_code_after_one_step(wide: WideHouse, jo: Visitor) -> None:
    wide.oidc.links.link("jo", PERSON, "operator", wide.now)
    again = Visitor(wide)
    said = again.here(again.come_back(**again.go_away()))
    assert said["enrolling"] is True
    assert again.look("/sessions").status_code == 403
    assert again.send("/sign-in/code", {"code": "000000"}).status_code == 401
    old = dict(again.cookies)
    wide.later(minutes=1)
    again.keep(again.send("/sign-in/code", {"code": wide.code("jo")}))
    assert again.look("/sessions").status_code == 200
    assert again.cookies != old
    wide.later(minutes=1)
    assert jo.send("/sign-in/code", {"code": wide.code("jo")}).status_code == 422


def test_somebody_who_works_here_sets_up_a_second_step_first(wide: WideHouse, visitor: Visitor) -> None:
    wide.oidc.links.link("sam", PERSON, "operator", wide.now)
    said = visitor.here(visitor.come_back(**visitor.go_away()))
    assert said["enrolling"] is True
    assert visitor.send("/sign-in/code", {"code": "000000"}).status_code == 422


def test_two_factors_at_the_provider_are_two_factors(wide: WideHouse, visitor: Visitor) -> None:
    wide.oidc.links.link("sam", PERSON, "operator", wide.now)
    wide.there.claims = {"amr": ["pwd", "mfa"]}
    assert visitor.here(visitor.come_back(**visitor.go_away()))["enrolling"] is False


def test_only_whoever_may_says_who_an_account_is(wide: WideHouse, jo: Visitor, linked: str) -> None:
    pat = Visitor(wide)
    pat.come_in("pat")
    path, body = f"/accounts/{linked}/provider-links", {"reference": "0000-0000-0000"}
    for who in (pat, Visitor(wide)):
        expected = 404 if who is pat else 401
        assert who.look(path).status_code == expected
        assert who.send(path, body).status_code == expected
        assert who.send(f"{path}/elm", method="DELETE").status_code == expected
    assert jo.send("/accounts/lee/provider-links", body).status_code == 404
    assert [one["provider"] for one in jo.look(path).json()["items"]] == ["elm"]


def test_a_link_is_taken_away_and_its_sessions_end(wide: WideHouse, jo: Visitor, visitor: Visitor, linked: str) -> None:
    visitor.here(visitor.come_back(**visitor.go_away()))
    path = f"/accounts/{linked}/provider-links"
    assert jo.send(f"{path}/elm", method="DELETE").status_code == 204
    assert visitor.look("/session").status_code == 401
    assert refused(visitor.come_back(**visitor.go_away())) == (403, "not-linked")
    assert jo.send(f"{path}/elm", method="DELETE").status_code == 404
    assert jo.look(path).json() == {"items": []}
    del wide


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"provider": "elm", "subject": "person-2"}, 400),
        ({"reference": "0000-0000-0000"}, 422),
        ({"reference": "x"}, 422),
    ],
)
def test_nobody_is_linked_but_by_the_reference_they_were_shown(
    wide: WideHouse, jo: Visitor, body: dict[str, str], status: int
) -> None:
    """An administrator who names an identity could name their own."""
    assert jo.send("/accounts/pat/provider-links", body).status_code == status
    assert not wide.oidc.links.of("pat")


def test_one_identity_has_one_account(wide: WideHouse, jo: Visitor, linked: str) -> None:
    reference = wide.oidc.links.wait(PERSON, wide.now)
    assert jo.send("/accounts/sam/provider-links", {"reference": reference}).status_code == 422
    assert wide.oidc.links.account_of(PERSON) == linked


def test_an_unknown_provider_leads_nowhere(visitor: Visitor) -> None:
    assert visitor.send("/sign-in/providers/oak", {}).status_code == 404


def test_who_somebody_is_at_a_provider_is_kept_nowhere_in_clear(wide: WideHouse) -> None:
    known = Identity(provider="elm", issuer=ISSUER, subject="person-with-a-long-name", both_factors=False)
    wide.oidc.links.link("pat", known, "jo", wide.now)
    left = b"".join(one.read_bytes() for one in wide.door.secrets.path.parent.iterdir())
    assert b"person-with-a-long-name" not in left

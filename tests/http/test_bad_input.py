"""Bad input is refused in time, saying what is wrong, and nothing is stored or repeated back."""

import json
import time

import pytest

from goldenthread.http.problems import PREFIX
from tests.http.desk import BORROWER, KEEPER, Api, Card

ASKED = {"tool": "spade", "wanted_on": "2026-03-09"}
FACT = "/facts/lending.tool-asked"


def with_event(**event: object) -> bytes:
    return json.dumps({"happened_on": "2026-03-02", "event": {**ASKED, **event}}).encode()


def said_on(day: str) -> bytes:
    return json.dumps({"happened_on": day, "event": ASKED}).encode()


BAD: dict[str, tuple[bytes, int, str]] = {
    "an unknown field": (with_event(colour="red"), 400, "unknown field `colour`"),
    "a missing field": (b'{"happened_on": "2026-03-02", "event": {"tool": "spade"}}', 400, "wanted_on"),
    "a naive instant for a day": (with_event(wanted_on="2026-03-09T10:00:00"), 400, "this is a day"),
    "an impossible day": (with_event(wanted_on="2026-02-30"), 400, "this is a day as 2026-02-28"),
    "another origin": (b'{"happened_on": "2026-03-02", "origin": "Sam", "event": {}}', 400, "acted, reported, brought"),
    "a day to come": (said_on("2026-03-03"), 422, "still to come"),
    "a number for text": (with_event(tool=7), 400, "str"),
    "nothing for text": (with_event(tool=""), 400, "blank"),
    "words without end": (with_event(why="a" * 4001), 400, "length"),
    "a key given twice": (b'{"happened_on": "2026-03-02", "happened_on": "2026-03-01"}', 400, "given twice"),
    "a key given twice inside": (b'{"event": {"tool": "a", "tool": "b"}}', 400, "given twice"),
    "200,000 brackets": (b"[" * 200_000 + b"]" * 200_000, 400, "nested"),
    "200,000 objects": (b'{"a":' * 200_000 + b"1" + b"}" * 200_000, 400, "nested"),
    "11 megabytes": (with_event(why="a" * 11_000_000), 413, ""),
    "NUL": (with_event(tool="spa\x00de"), 400, "no text"),
    "half of a surrogate pair": (with_event(tool="\ud800"), 400, "no text"),
    "no UTF-8": (with_event(tool="@").replace(b"@", b"\xff"), 400, "UTF-8"),
    "no JSON": (b"{happened_on}", 400, "not JSON"),
    "not a number": (b'{"happened_on": NaN}', 400, "NaN"),
    "a number without end": (b'{"happened_on": ' + b"9" * 5000 + b"}", 400, ""),
    "a number out of range": (b'{"happened_on": 1e999}', 400, "this is a day"),
    "a number out of range beside": (with_event(wanted_on="soon").replace(b'"spade"', b"1e999"), 400, ""),
    "nothing": (b"", 400, ""),
    "another tag": (with_event(tag="lending.tool-lent"), 400, "this is lending.tool-asked"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_saying_what_is_wrong(api: Api, card: Card, name: str) -> None:
    body, status, why = BAD[name]
    count = api.count()
    began = time.monotonic()
    answer = api.raw(card.path + FACT, body)
    took = time.monotonic() - began
    assert answer.status_code == status, answer.text[:300]
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["type"].startswith(PREFIX)
    assert why in problem["detail"]
    assert took < 1, f"{took:.2f} s"
    assert api.count() == count


BLANK = ["", " ", "\t\n", "\u00a0\u3000", "\u200b\u200c\u200d\u200e\u200f", "\u2060\ufeff", "\u00ad", "\u3164"]


@pytest.mark.parametrize("text", BLANK)
def test_text_that_nobody_can_see_is_refused_by_the_name_of_its_field(api: Api, card: Card, text: str) -> None:
    count = api.count()
    for field in ("tool", "why"):
        answer = api.raw(card.path + FACT, with_event(**{field: text}))
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, f"/event/{field}")
        assert "leave it out" in answer.json()["detail"]
    beside = api.send(card.path + FACT, {"happened_on": "2026-03-02", "on_behalf_of": text, "event": ASKED})
    assert (beside.status_code, beside.json()["errors"][0]["pointer"]) == (400, "/on_behalf_of")
    named = api.send("/cases", {"happened_on": "2026-03-02", "describes": {"name": text}})
    assert (named.status_code, named.json()["errors"][0]["pointer"]) == (400, "/describes/name")
    assert api.count() == count


def test_what_somebody_said_is_kept_to_the_letter(api: Api, card: Card) -> None:
    words = "  \u200fI said \u2026 \n\n nothing.\u200d \ufeff"
    assert api.raw(card.path + FACT, with_event(why=words)).status_code == 201
    says = {one["name"]: one["answer"] for one in api.get(f"{card.path}/timeline")["items"][-1]["says"]}
    assert says["why"] == words


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/msgpack", ""])
def test_another_content_type_is_refused(api: Api, card: Card, kind: str) -> None:
    count = api.count()
    answer = api.raw(card.path + FACT, with_event(), {"Content-Type": kind})
    assert answer.status_code == 415
    assert answer.json()["detail"] == "send application/json"
    assert api.count() == count


def test_an_unknown_event_has_no_route(api: Api, card: Card) -> None:
    assert api.raw(card.path + "/facts/lending.nothing", with_event()).status_code == 404
    count = api.count()
    said = {"happened_on": "2026-03-02", "origin": "reported", "event": {"tag": "lending.nothing"}}
    body = {"entries": [said]}
    answer = api.send(f"{card.path}/history", body)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == "/entries/0/event/tag"
    assert api.count() == count


def test_a_place_is_named_by_its_pointer(api: Api, card: Card) -> None:
    answer = api.raw(card.path + FACT, with_event(wanted_on="soon"))
    assert answer.json()["errors"] == [{"pointer": "/event/wanted_on", "detail": "this is a day as 2026-02-28"}]


@pytest.mark.parametrize("answer", ["maybe, she said, but do not tell dad"])
def test_what_was_said_is_never_repeated_in_an_error(card: Card, answer: str) -> None:
    said = {
        "given_by": "Rob",
        "scope": "One, with the card",
        "authority": "Himself",
        "answer": answer,
        "evidence": "in-person",
    }
    refused = card.fact("lending.photo-allowed", **said)
    assert refused.status_code == 400
    assert "dad" not in refused.text


def test_a_name_that_reads_null_is_a_name(api: Api, card: Card) -> None:
    body = {"happened_on": "2026-03-02", "on_behalf_of": "null", "event": ASKED}
    answer = api.send(card.path + FACT, body)
    assert answer.status_code == 201
    asked = next(one for one in api.get(f"{card.path}/timeline")["items"] if one["tag"] == "lending.tool-asked")
    assert asked["on_behalf_of"] == "null"


@pytest.mark.parametrize(
    ("field", "value"),
    [("strand", "7d7f4e0c-0f3a-4f4e-9f7e-0f3a4f4e9f7e"), ("origin", "guessed"), ("new_strand", "true")],
)
def test_what_is_said_beside_an_event_is_held_to_the_same(api: Api, card: Card, field: str, value: str) -> None:
    count = api.count()
    answer = api.send(card.path + FACT, {"happened_on": "2026-03-02", "event": ASKED, field: value})
    assert answer.status_code in (400, 422)
    assert field in answer.text
    assert api.count() == count


@pytest.mark.parametrize("key", ["", "k" * 201])
def test_an_idempotency_key_has_a_length(api: Api, card: Card, key: str) -> None:
    answer = api.raw(card.path + FACT, with_event(), {"Idempotency-Key": key})
    assert answer.status_code == 400


def test_a_record_that_is_not_in_this_case_cannot_be_named(api: Api, card: Card) -> None:
    other = Card(api, "Ash Green")
    entry = other.asked()
    body = {"happened_on": "2026-03-02", "who": "Rob", "statement": "No."}
    count = api.count()
    answer = api.send(f"{card.path}/records/{entry}/dispute", body)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/record")
    assert api.count() == count


@pytest.mark.parametrize(
    ("path", "name", "told"),
    [
        ("/caseload", "force", "this is one of: must, should, good-practice, setting-policy, proposed"),
        ("/caseload", "today", "this is a day as 2026-02-28"),
        ("/caseload", "limit", "Expected `int`, got `str`"),
    ],
)
def test_a_parameter_says_what_may_stand_there_and_not_what_did(api: Api, path: str, name: str, told: str) -> None:
    answer = api.look(path, **{name: "ada is ill"})
    assert (answer.status_code, answer.json()["errors"]) == (400, [{"parameter": name, "detail": told}])
    assert "ada" not in answer.text


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_that_nobody_could_mean_is_refused(api: Api, card: Card, day: str) -> None:
    count = api.count()
    answer = api.raw(card.path + FACT, with_event(wanted_on=day))
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/wanted_on")
    assert api.look(f"{card.path}/clocks", happened=day).status_code == 400
    assert api.count() == count


def test_many_keys_are_read_in_time_and_a_repeated_one_is_named(api: Api, card: Card) -> None:
    keys = [f'"k{n}": 1' for n in range(60_000)]
    began = time.monotonic()
    many = api.raw(card.path + FACT, ("{" + ", ".join(keys) + "}").encode())
    twice = api.raw(card.path + FACT, ("{" + ", ".join([*keys, keys[-1]]) + "}").encode())
    assert time.monotonic() - began < 2
    assert (many.status_code, twice.status_code) == (400, 400)
    assert "'k59999' is given twice" in twice.json()["detail"]


@pytest.mark.parametrize("body", [b"[" + b"[]," * 600_000 + b"[]]", b"[" + b"1," * 900_000 + b"1]"])
def test_more_values_than_anybody_could_mean_are_refused_in_time(api: Api, card: Card, body: bytes) -> None:
    began = time.monotonic()
    answer = api.raw(card.path + FACT, body)
    assert (answer.status_code, "holds more than" in answer.json()["detail"]) == (400, True)
    assert time.monotonic() - began < 1


ADA = (
    b'{"Ada is ill": 1}',
    b'{"Ada is ill": 1, "Ada is ill": 2}',
    b'{"event": {"Ada is ill": "\\u0000"}}',
    b'{"x` - at `$.Ada is ill": 1}',
)


@pytest.mark.parametrize("body", ADA)
def test_a_key_that_may_be_more_than_a_name_is_not_repeated(api: Api, card: Card, body: bytes) -> None:
    answer = api.raw(card.path + FACT, body)
    assert answer.status_code == 400
    assert "Ada" not in answer.text


def test_an_empty_body_is_asked_for(api: Api, card: Card) -> None:
    assert api.raw(card.path + FACT, b"").json()["detail"] == "Send a body of JSON."


def test_a_strand_is_named_or_opened_and_not_both(api: Api, card: Card) -> None:
    strand = card.asked()
    count = api.count()
    both = {"happened_on": "2026-03-02", "strand": strand, "new_strand": True, "event": ASKED}
    answer = api.send(card.path + FACT, both)
    assert (answer.status_code, [one["pointer"] for one in answer.json()["errors"]]) == (
        400,
        ["/strand", "/new_strand"],
    )
    paper = both | {"origin": "brought-in", "event": {"tag": "lending.tool-asked", **ASKED}}
    answer = api.send(f"{card.path}/history", {"entries": [paper]})
    assert [one["pointer"] for one in answer.json()["errors"]] == ["/entries/0/strand", "/entries/0/new_strand"]
    assert api.count() == count
    assert api.send(card.path + FACT, both | {"new_strand": False}).status_code == 201


def test_a_permission_does_not_end_before_it_starts(api: Api, card: Card) -> None:
    said = {"given_by": "Rob", "scope": "One", "authority": "Himself", "answer": "yes", "evidence": "in-person"}
    right = said | {"starts_on": "2026-03-02", "until": "2026-03-02"}
    wrong = right | {"until": "2026-03-01"}
    kept = card.fact("lending.photo-allowed", **right)
    assert kept.status_code == 201
    count = api.count()
    refused = card.fact("lending.photo-allowed", **wrong)
    assert refused.status_code == 422
    assert "until (2026-03-01) is before starts_on (2026-03-02)" in refused.json()["detail"]
    assert api.count() == count


def test_a_permission_on_paper_is_what_it_is(api: Api, card: Card) -> None:
    said = {"given_by": "Rob", "scope": "One", "authority": "Himself", "answer": "yes", "evidence": "in-person"}
    event = {"tag": "lending.photo-allowed", **said, "starts_on": "2026-03-02", "until": "2026-03-01"}
    paper = {"happened_on": "2026-03-02", "origin": "brought-in", "event": event}
    assert api.send(f"{card.path}/history", {"entries": [paper]}).status_code == 201
    (asked,) = api.get(f"{card.path}/permissions")["items"]
    assert asked["standing"] == "ended"


def test_a_reason_for_no_need_is_refused_without_repeating_it(api: Api, card: Card) -> None:
    card.asked()
    count = api.count()
    answer = card.lend(**{"ada is ill": "as her mum says"})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/reasons")
    assert "its needs are: hours, photo" in answer.json()["detail"]
    assert "ada" not in answer.text
    assert api.count() == count


def test_two_tokens_in_one_header_are_nobody_s(api: Api, card: Card) -> None:
    twice = ", ".join(api.signed_in(one)["Authorization"] for one in (KEEPER, BORROWER))
    assert api.client.get(f"/api{card.path}", headers={"Authorization": twice}).status_code == 401

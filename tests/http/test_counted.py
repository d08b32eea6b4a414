"""What is counted and not shown is said to be that, wherever it is named: it is not said that it never was."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from goldenthread.engine.access.policy import ANSWERED, NOT_USED
from tests.http.town import Town, town

LEFT: dict[str, Any] = {"to": ["Ida"], "how": "email", "what": "The worry", "ground": "contested"}


@pytest.fixture(scope="module")
def elm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with town(tmp_path_factory.mktemp("counted")) as made:
        yield made


def test_what_is_left_alone_and_starts_a_clock_is_told_to_be_there_and_not_shown(elm: Town) -> None:
    case = elm.child()
    elm.let_in(case, "the-authority")
    elm.let_somebody_in(case, "teacher")
    entry = elm.fact(case, "concern.worry-raised", "senco", who="Ida", words="He is tired")
    elm.fact(case, "rights.restricted", "head", entries=[entry], **LEFT)
    assert entry in {one["started_by"] for one in elm.get(f"{case}/clocks", "teacher")["items"]}
    told = elm.look(f"{case}/records/{entry}", "teacher")
    assert (told.status_code, told.json()["type"].rpartition(":")[2]) == (403, "not-shown")
    assert NOT_USED in told.json()["detail"]
    assert "tired" not in told.text
    assert elm.look(f"{case}/records/{entry}", "la-officer").status_code == 404, "to whom it never was there"


def test_it_is_not_said_that_it_never_was_to_whoever_would_put_it_right(elm: Town) -> None:
    case = elm.child()
    elm.let_somebody_in(case, "teacher")
    entry, unknown = elm.fact(case, "concern.worry-raised", "senco", who="Ida", words="w"), str(uuid4())
    elm.fact(case, "rights.restricted", "head", entries=[entry], **LEFT)
    said: dict[str, dict[str, Any]] = {
        "error": {"happened_on": "2026-02-03", "why": "Wrong"},
        "correction": {
            "happened_on": "2026-02-02", "event": {"tag": "concern.worry-raised", "who": "Ida", "words": "Otherwise"}
        },
    }  # fmt: skip
    for remark, body in said.items():
        answers = [elm.send(f"{case}/records/{one}/{remark}", body, "teacher") for one in (entry, unknown)]
        assert [one.status_code for one in answers] == [422, 422], answers[0].text
        assert [("not shown to you" in one.text, "there is no record" in one.text) for one in answers] == [
            (True, False),
            (False, True),
        ]


def test_the_answer_to_a_message_that_somebody_wrote_down_is_told_to_them_alone(elm: Town) -> None:
    case = elm.child()
    for post, which in (("teacher", 1), ("teacher", 2), ("first-contact", 1)):
        elm.let_somebody_in(case, post, which=which)
    letter = elm.fact(case, "contact.family-wrote", "teacher", who="Ida", to_whom="You", way="letter", words="Why?")
    answer = elm.fact(
        case, "contact.family-answered", "first-contact", message=letter, how="phone", answer="He was tired"
    )
    told = [elm.look(f"{case}/records/{answer}", "teacher", which=n) for n in (1, 2)]
    assert [one.status_code for one in told] == [403, 404]
    assert ANSWERED in told[0].json()["detail"]
    clocks = {one["clock"]: one["status"] for one in elm.get(f"{case}/clocks", "teacher")["items"]}
    assert clocks["writing-answered"] == "met"
    page = elm.get(f"{case}/timeline", "teacher")
    assert page["not_shown"] == [{"kept": "private-to-parent", "entries": 1, "rule": ANSWERED}]
    assert "tired" not in str(page)

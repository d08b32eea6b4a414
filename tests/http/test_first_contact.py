"""Whom a family talks to first reads what it says, and writes down the talk: on this family's case, and on no other."""

from collections.abc import Iterator
from typing import Any

import pytest

from goldenthread.workflows.kinds import KINDS
from goldenthread.workflows.messages import MESSAGES
from goldenthread.workflows.posts import FIRST_CONTACT
from goldenthread.workflows.vocabulary import PRIVATE_TO_PARENT
from tests.access.matrix.planted import ON, body_of, path_of
from tests.generic import sample
from tests.http.town import Town, town

ANSWERED: dict[str, Any] = {"how": "phone", "answer": "He was tired after the trip."}


@pytest.fixture(scope="module")
def elm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with town(tmp_path_factory.mktemp("first-contact")) as made:
        yield made


def asked(elm: Town, case: str) -> str:
    """Return what a parent wrote."""
    said: dict[str, Any] = {"who": "Mum", "to_whom": "You", "way": "letter", "words": "Why was he tired?"}
    return elm.fact(case, "contact.family-wrote", "parent", **said)


def test_a_first_contact_with_no_other_post_answers_what_the_family_wrote(elm: Town) -> None:
    case = elm.child()
    for post in ("parent", FIRST_CONTACT.id):
        elm.let_somebody_in(case, post)
    message = asked(elm, case)
    answer = elm.fact(case, "contact.family-answered", FIRST_CONTACT.id, message=message, **ANSWERED)
    told = elm.get(f"{case}/records/{answer}", "parent")["entry"]
    assert told["by"]["role"] == FIRST_CONTACT.id
    assert "tired after the trip" in str(told)
    clocks = elm.get(f"{case}/clocks", FIRST_CONTACT.id)["items"]
    assert {one["clock"]: one["status"] for one in clocks}["writing-answered"] == "met"


def test_whatever_is_private_to_an_adult_is_theirs_to_record_and_nothing_else_is(elm: Town) -> None:
    case = elm.child()
    elm.let_somebody_in(case, FIRST_CONTACT.id)
    private = [one for one in KINDS.first.events.values() if getattr(one, "kept", None) == PRIVATE_TO_PARENT]
    assert set(MESSAGES) < set(private)
    for kind in private:
        answer = elm.send(case + path_of(kind), body_of(sample(kind, ON, answering=None)), FIRST_CONTACT.id)
        assert answer.status_code == 201, (kind, answer.text)
    worry = {"happened_on": "2026-02-02", "event": {"who": "I", "words": "w"}}
    assert elm.send(f"{case}/facts/concern.worry-raised", worry, FIRST_CONTACT.id).status_code == 403


def test_the_first_contact_of_another_family_records_nothing_here(elm: Town) -> None:
    case, another = elm.child(), elm.child()
    elm.let_somebody_in(another, FIRST_CONTACT.id)
    elm.let_somebody_in(case, "parent")
    message = asked(elm, case)
    body = {"happened_on": "2026-02-03", "event": {**ANSWERED, "message": message}}
    assert elm.send(f"{case}/facts/contact.family-answered", body, FIRST_CONTACT.id).status_code == 404
    answers = [one for one in elm.told(case, "parent") if "answered" in one]
    assert answers == []

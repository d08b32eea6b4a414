"""Forms are data, made from the same struct as the API."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any
from uuid import UUID

import pytest

from goldenthread.engine import CLEAR, Choice, Event, RecordId, Words, about, asks
from goldenthread.engine.fields import fields, form, read_out, references, words_in
from goldenthread.engine.records import Disputed
from tests.engine import made_up as garden
from tests.engine.made_up import BOOK, NEIGHBOUR, STEWARD, Survey
from tests.engine.made_up_garden import offered
from tests.story import record_id


def asked_in(event: type[Event]) -> Mapping[str, dict[str, Any]]:
    return {question["name"]: question for question in form(event)["questions"]}


class Acronym(Choice):
    """Labels that begin in two ways."""

    SHOUTED = "shouted", "RHS member"
    SAID = "said", "A member"


class Everything(Event, tag="form.everything"):
    """One of each kind of question. And more besides."""

    told = "Everything was said"
    when = "When was everything said?"
    kept = BOOK
    recorded_by = (STEWARD,)

    surveys: Annotated[tuple[Survey, ...], asks("Which surveys?"), CLEAR]
    sure: Annotated[bool, asks("Are you sure?"), CLEAR]
    note: Annotated[Words | None, asks("Anything else?", "Leave empty if not."), about(NEIGHBOUR)] = None


def test_the_first_question_is_the_day_that_counts() -> None:
    assert form(Everything)["questions"][0] == {
        "name": "happened_on",
        "label": "When was everything said?",
        "required": True,
        "type": "date",
        "several": False,
    }
    assert form(garden.Refused)["questions"][0]["label"] == "When did this happen?"


def test_a_form_says_what_its_event_is() -> None:
    said = form(Everything)
    assert (said["tag"], said["title"]) == ("form.everything", "One of each kind of question")
    assert said["about"] == "One of each kind of question. And more besides."


def test_choices_give_each_value_with_its_label() -> None:
    assert asked_in(garden.SurveyAsked)["survey"] == {
        "name": "survey",
        "label": "Of what?",
        "required": True,
        "type": "choice",
        "several": False,
        "choices": [{"value": "soil", "label": "The soil"}, {"value": "water", "label": "The water"}],
        "stored": "clear",
        "about": "the grower",
    }


def test_several_may_be_chosen_where_the_field_holds_several() -> None:
    surveys = asked_in(Everything)["surveys"]
    assert (surveys["type"], surveys["several"], len(surveys["choices"])) == ("choice", True, 2)


def test_a_question_says_whether_it_must_be_answered_how_it_is_stored_and_whose_it_is() -> None:
    note = asked_in(Everything)["note"]
    assert (note["required"], note["stored"], note["about"]) == (False, "sealed", "a neighbour")
    assert (note["type"], note["hint"]) == ("str", "Leave empty if not.")
    sure = asked_in(Everything)["sure"]
    assert (sure["required"], sure["stored"], sure["type"]) == (True, "clear", "bool")
    assert "hint" not in sure


def test_a_group_asks_each_of_its_own_questions() -> None:
    heard = asked_in(garden.Offered)["heard"]
    assert (heard["type"], heard["several"]) == ("group", True)
    assert [(one["name"], one["label"], one["required"]) for one in heard["questions"]] == [
        ("whose", "Whose view?", True),
        ("view", "What did they say?", True),
        ("became", "What became of it?", True),
    ]


def test_a_decision_asks_its_own_question_first_and_then_the_whole_formal_shape() -> None:
    assert list(asked_in(garden.Offered)) == [
        "happened_on",
        "bed",
        "reasons",
        "criteria",
        "evidence",
        "heard",
        "authority",
        "options",
    ]


@pytest.mark.parametrize("event", [Everything, garden.Offered, garden.SpareKey, garden.LetterSent, Disputed])
def test_a_form_is_plain_data(event: type[Event]) -> None:
    assert json.loads(json.dumps(form(event))) == form(event)


def test_whose_data_a_field_is_comes_from_its_record_class_unless_it_says_so() -> None:
    assert fields(garden.BedViewed)["bed"].about == garden.GROWER
    assert fields(garden.BedViewed)["thought"].about == garden.NEIGHBOUR
    assert fields(garden.FeePaid)["pence"].about == garden.NEIGHBOUR
    assert fields(Disputed)["who"].about is None


def test_every_record_that_an_event_names_is_found_with_the_field_that_names_it() -> None:
    assert list(references(garden.ComplaintAnswered(complaint=record_id(1)))) == [("complaint", record_id(1))]
    several = garden.Offered(reasons="x", criteria="x", evidence=(record_id(1), record_id(2)), heard=(), authority="x")
    assert list(references(several)) == [("evidence", record_id(1)), ("evidence", record_id(2))]
    assert list(references(offered())) == []


def test_an_event_that_may_name_a_record_and_does_not_names_none() -> None:
    class Perhaps(Event, tag="form.perhaps"):
        """It may name a record."""

        record: Annotated[RecordId | None, asks("Which?"), CLEAR] = None

    assert list(references(Perhaps())) == []
    assert list(references(Perhaps(record=RecordId(UUID(int=7))))) == [("record", UUID(int=7))]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Survey.SOIL, "the soil"),
        (Acronym.SAID, "a member"),
        (Acronym.SHOUTED, "RHS member"),
        (date(2025, 9, 1), "Mon 1 Sep 2025"),
        (("Robin",), "Robin"),
        (("Robin", "Wren"), "Robin and Wren"),
        (("Robin", "Wren", "Jay"), "Robin, Wren and Jay"),
        ((), ""),
        (None, "nobody named"),
        (100, "100"),
    ],
)
def test_a_value_is_said_in_words(value: object, said: str) -> None:
    assert read_out(value) == said


def test_the_words_of_a_sentence_are_found() -> None:
    assert words_in("{by} saw {whom.name} on {day:%d} and left") == {"by", "whom", "day"}
    assert words_in("Nothing was seen") == frozenset()

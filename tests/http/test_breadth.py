"""Breadth is declared, not coded: everything about the made-up workflow comes from its one module."""

from click import Group

from goldenthread.engine.journeys import Journeys
from goldenthread.engine.store.form import unpack
from goldenthread.handbook import book
from tests.http.desk import Api, Card
from tests.http.lending import JOURNEY


def test_its_events_and_moves_have_routes_and_schemas(api: Api) -> None:
    schema = api.client.get("/api/openapi/openapi.json").json()
    fact = schema["paths"]["/api/cases/{case}/facts/lending.tool-asked"]["post"]
    assert fact["summary"] == "Somebody would like a tool"
    body = fact["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    event = schema["components"]["schemas"][body]["properties"]["event"]["$ref"].rpartition("/")[2]
    asked = schema["components"]["schemas"][event]
    assert asked["properties"]["tool"]["title"] == "Which tool?"
    assert asked["properties"]["why"]["description"] == "In their own words."
    assert "/api/cases/{case}/moves/lending/lend" in schema["paths"]


def test_its_needs_are_named_with_who_can_meet_them(api: Api, card: Card) -> None:
    card.asked()
    (lend,) = api.get(f"{card.path}/next")["items"]
    assert [(one["need"], one["by"], one["law"]["text"]) for one in lend["needs"]] == [
        ("hours", "the keeper", "Lending Act 2001, s. 3"),
        ("photo", "the borrower", "Lending Guide 1.2"),
    ]
    assert lend["owes"] == ["The borrower has a slip"]


def test_its_forms_are_described(api: Api) -> None:
    form = api.client.get("/api/forms/lending.photo-allowed").json()
    assert (form["title"], form["kept"]) == ("Whether a photograph may be kept with the card", "private")
    answer = next(one for one in form["questions"] if one["name"] == "answer")
    assert answer["choices"][0] == {"value": "yes", "label": "Yes"}
    assert (answer["stored"], answer["about"]) == ("clear", "the borrower")


def test_its_sealed_fields_are_sealed_and_its_clear_ones_are_not(api: Api, card: Card) -> None:
    card.asked()
    stored = next(one.state for one, _ in api.cases.scan() if one.topic == "lending.tool-asked")
    assert b"2026-03-09" in unpack(stored).clear
    assert b"roses" not in stored
    assert b"spade" not in stored


def test_its_sentence_is_told(card: Card) -> None:
    card.asked()
    assert card.told()[-1] == "Rob asked for a spade, wanted by Mon 9 Mar 2026"


def test_its_clock_is_read(api: Api, card: Card) -> None:
    card.asked()
    api.on("2026-03-11")
    (reading,) = api.get(f"{card.path}/clocks")["items"]
    assert (reading["clock"], reading["status"], reading["days_late"]) == ("tool-answer", "overdue", 2)


def test_its_pages_are_written(api: Api) -> None:
    pages = book.pages(Journeys(JOURNEY), api.client.get("/api/openapi/openapi.json").json(), Group())
    assert "asked --> lent: Lend the tool" in pages["workflows/lending.md"]
    assert "yes: the law forbids the move without it" in pages["workflows/lending.md"]
    assert "## `lending.tool-asked`" in pages["events.md"]
    assert "`tool-back`" in pages["clocks.md"]
    assert "/api/cases/{case}/moves/lending/lend" in pages["api.md"]

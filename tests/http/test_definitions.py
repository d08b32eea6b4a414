"""Definitions over HTTP: a strand goes on under its own until another is adopted, and is judged by that."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx import Response

from tests.engine.made_up_garden import GARDEN
from tests.http.desk import Api, Card

STEWARD = "account=s.reed; roles=steward grower; organisation=the-garden"
NOTHING: dict[str, str] = {}


@pytest.fixture
def api(tmp_path: Path) -> Iterator[Api]:
    made = Api(tmp_path, GARDEN)
    made.actor = STEWARD
    with made.client:
        yield made
    made.cases.close()


@pytest.fixture
def shed(card: Card) -> str:
    """A shed to be painted, begun before the colour had to be agreed."""
    found = card.fact("shed.paint-bought", "2025-12-30")
    return str(found.json()["records"][0]["strand"])


def paint(card: Card, on: str = "2026-03-02") -> Response:
    return card.api.send(f"{card.path}/moves/shed/paint-it", {"happened_on": on, "event": NOTHING}, read=card.etag)


def adopt(card: Card, strand: str, definition: str, *, read: str | None = None, by: str | None = None) -> Response:
    body = {"happened_on": "2026-03-02", "definition": definition}
    return card.api.send(f"{card.path}/strands/{strand}/definition", body, read=read or card.etag, by=by)


def pinned(card: Card, strand: str) -> dict[str, bool]:
    items = card.api.get(f"{card.path}/strands/{strand}/definitions")["items"]
    return {one["version"]: one["pinned"] for one in items}


def test_the_definitions_of_a_strand_say_when_they_are_in_force_and_which_is_its_own(card: Card, shed: str) -> None:
    found = card.api.get(f"{card.path}/strands/{shed}/definitions")
    assert found["workflow"] == "shed"
    assert [(one["version"], one["since"], one["until"], one["pinned"]) for one in found["items"]] == [
        ("2099.1", None, "2025-12-31", True),
        ("2100.1", "2026-01-01", None, False),
    ]


def test_a_strand_is_judged_by_its_own_definition_though_there_is_a_newer_one(card: Card, shed: str) -> None:
    assert shed
    assert paint(card).status_code == 201


def test_a_definition_that_is_adopted_is_what_the_next_move_is_judged_by(card: Card, shed: str) -> None:
    adopted = adopt(card, shed, "2100.1")
    assert adopted.status_code == 201, adopted.text
    assert pinned(card, shed) == {"2099.1": False, "2100.1": True}
    answer = paint(card)
    assert (answer.status_code, [one["need"] for one in answer.json()["unmet"]]) == (409, ["agreed"])
    card.fact("shed.colour-agreed", "2026-03-02")
    assert paint(card).status_code == 201


def test_an_adoption_says_what_it_had_read(card: Card, shed: str) -> None:
    body = {"happened_on": "2026-03-02", "definition": "2100.1"}
    assert card.api.send(f"{card.path}/strands/{shed}/definition", body).status_code == 428
    stale = card.etag
    card.fact("shed.colour-agreed", "2026-03-02")
    assert adopt(card, shed, "2100.1", read=stale).status_code == 412
    assert pinned(card, shed) == {"2099.1": True, "2100.1": False}


def test_what_was_read_is_compared_with_the_strand_that_is_decided_on_though_none_is_said(card: Card) -> None:
    one = str(card.fact("shed.paint-bought", "2025-12-01").json()["records"][0]["strand"])
    body = {"happened_on": "2026-02-01", "event": NOTHING, "new_strand": True}
    assert card.api.send(f"{card.path}/facts/shed.paint-bought", body).status_code == 201
    read = card.etag
    more = {"happened_on": "2026-01-10", "event": NOTHING, "strand": one}
    assert card.api.send(f"{card.path}/facts/shed.colour-agreed", more).status_code == 201
    painted = {"happened_on": "2026-01-15", "event": NOTHING}
    answer = card.api.send(f"{card.path}/moves/shed/paint-it", painted, read=read)
    assert answer.status_code == 412


def test_a_definition_that_is_not_there_is_refused_by_name(card: Card, shed: str) -> None:
    answer = adopt(card, shed, "2200.1")
    assert answer.status_code == 422
    assert "there are: 2099.1, 2100.1" in answer.json()["detail"]
    assert pinned(card, shed) == {"2099.1": True, "2100.1": False}


def test_a_strand_that_is_not_there_has_no_definitions(card: Card) -> None:
    nowhere = "6b0f0f2e-0000-4000-8000-000000000000"
    assert card.api.look(f"{card.path}/strands/{nowhere}/definitions").status_code == 404
    assert adopt(card, nowhere, "2100.1").status_code == 422


def test_only_who_makes_the_moves_of_a_strand_may_take_it_on_to_another(card: Card, shed: str) -> None:
    answer = adopt(card, shed, "2100.1", by="account=t.oak; roles=steward; organisation=the-garden")
    assert answer.status_code == 403


def test_a_decision_is_judged_again_by_the_newest_definition_and_the_differences_are_named(
    card: Card, shed: str
) -> None:
    assert shed
    record = paint(card).json()["records"][0]["id"]
    found = card.api.get(f"{card.path}/records/{record}")
    assert (found["definition"], found["judged_again"]["definition"]) == ("2099.1", "2100.1")
    assert found["judgement"].get("irregular", []) == []
    assert found["judged_again"]["differences"] == [
        {"what": "need", "name": "agreed", "was": "not judged", "now": "not met"}
    ]


def test_a_decision_is_judged_again_on_what_was_known_then_alone(card: Card, shed: str) -> None:
    assert shed
    record = paint(card).json()["records"][0]["id"]
    card.api.on("2026-03-09")
    card.fact("shed.colour-agreed", "2026-03-01")
    found = card.api.get(f"{card.path}/records/{record}")
    assert [one["now"] for one in found["judged_again"]["differences"]] == ["not met"]


def test_a_decision_that_today_s_rules_judge_alike_differs_in_nothing(card: Card) -> None:
    card.fact("shed.paint-bought", "2026-01-05")
    card.fact("shed.colour-agreed", "2026-01-06")
    record = paint(card).json()["records"][0]["id"]
    found = card.api.get(f"{card.path}/records/{record}")
    assert found["judged_again"]["judgement"] == found["judgement"]
    assert found["judged_again"]["differences"] == []


def test_what_was_no_decision_is_not_judged_again(card: Card) -> None:
    record = card.fact("shed.paint-bought", "2026-01-05").json()["records"][0]["id"]
    assert card.api.get(f"{card.path}/records/{record}")["judged_again"] is None


def test_a_definition_may_be_looked_at_before_it_is_adopted(card: Card, shed: str) -> None:
    found = card.api.get(f"{card.path}/strands/{shed}/definitions/2100.1/preview")
    assert (found["workflow"], found["stage"]) == ("shed", "ready")
    assert (found["before"]["definition"], found["after"]["definition"]) == ("2099.1", "2100.1")
    assert (found["before"]["stage_known"], found["after"]["stage_known"]) == (True, True)
    assert found["differences"] == [
        {"what": "move", "name": "paint-it", "was": "possible", "now": "held for want of agreed"},
        {"what": "move", "name": "scrape", "was": "not possible from here", "now": "possible"},
    ]
    assert pinned(card, shed) == {"2099.1": True, "2100.1": False}


def test_what_was_looked_at_is_what_adopting_it_brings(card: Card, shed: str) -> None:
    path = f"{card.path}/strands/{shed}/definitions/2100.1/preview"
    (held,) = [one for one in card.api.get(path)["after"]["moves"] if one["holds"]]
    assert adopt(card, shed, "2100.1").status_code == 201
    unmet = [one["need"] for one in paint(card).json()["unmet"]]
    assert unmet == held["holds"]
    assert card.api.get(path)["differences"] == []


def test_nothing_is_there_to_look_at_of_what_is_not_there(card: Card, shed: str) -> None:
    assert card.api.look(f"{card.path}/strands/{shed}/definitions/2200.1/preview").status_code == 404
    nowhere = "6b0f0f2e-0000-4000-8000-000000000000"
    assert card.api.look(f"{card.path}/strands/{nowhere}/definitions/2100.1/preview").status_code == 404
    unnamed = card.api.client.get(f"/api{card.path}/strands/{shed}/definitions/2100.1/preview")
    assert unnamed.status_code == 401

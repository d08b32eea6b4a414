"""A person is described anew: the latest description stands, and only where there is such a person."""

import pytest

from tests.http.desk import Api, Card

STRANGER = "account=x; roles=cleaner; organisation=o"
ANEW: dict[str, object] = {"happened_on": "2026-03-02", "describes": {"name": "Robin Vale", "known_as": "Bobby"}}


@pytest.fixture
def person(api: Api, card: Card) -> str:
    return f"/people/{api.get(card.path)['person']['id']}"


def test_the_latest_description_is_what_somebody_is_called(api: Api, card: Card, person: str) -> None:
    answer = api.send(person, ANEW)
    assert (answer.status_code, answer.json()["happened_on"]) == (201, "2026-03-02")
    assert "Bobby" not in answer.text
    assert api.get(card.path)["person"]["called"] == "Bobby"
    assert card.told() == ["The keeper made a card for Bobby"]


def test_nobody_and_a_case_cannot_be_described(api: Api, card: Card) -> None:
    count = api.count()
    for path in ("/people/7d7f4e0c-0f3a-4f4e-9f7e-0f3a4f4e9f7e", card.path.replace("cases", "people")):
        assert api.send(path, ANEW).status_code == 404
    assert api.count() == count


def test_who_may_not_open_a_case_describes_nobody(api: Api, person: str) -> None:
    count = api.count()
    assert api.send(person, ANEW, by=STRANGER).status_code == 403
    assert api.count() == count


@pytest.mark.parametrize(
    ("field", "body"),
    [
        ("happened_on", ANEW | {"happened_on": "2026-03-03"}),
        ("happened_on", ANEW | {"happened_on": "0001-01-01"}),
        ("born_on", ANEW | {"describes": {"name": "Robin Vale", "born_on": "0001-01-01"}}),
    ],
)
def test_a_day_that_cannot_be_is_refused(api: Api, person: str, field: str, body: dict[str, object]) -> None:
    count = api.count()
    refused = api.send(person, body)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, f"/{field}")
    assert api.count() == count


def test_a_description_sent_again_is_written_down_once(api: Api, person: str) -> None:
    first = api.send(person, ANEW, key="one")
    count = api.count()
    again = api.send(person.upper().replace("PEOPLE", "people"), ANEW, key="one")
    assert (again.status_code, again.json()) == (201, first.json())
    assert api.send(person, ANEW | {"describes": {"name": "Ash"}}, key="one").status_code == 422
    assert api.count() == count

"""What was tried and was not ready can be read back, and is no part of a timeline."""

from tests.http.desk import BORROWER, Api, Card


def test_what_was_tried_says_by_whom_and_when_and_what_it_lacked(api: Api, card: Card) -> None:
    card.asked()
    card.lend()
    (tried,) = api.get(f"{card.path}/attempts")["items"]
    assert (tried["label"], tried["workflow_name"]) == ("Lend the tool", "Lending a tool")
    assert (tried["stage_name"], tried["elsewhere"]) == ("A tool has been asked for", False)
    assert (tried["tried_on"], tried["recorded_at"]) == ("2026-03-02", "2026-03-02T12:00:00Z")
    assert (tried["by"]["account"], tried["by"]["role_name"]) == ("k.hale", "the keeper")
    assert tried["unmet"] == [
        {"need": "hours", "label": "The borrower knows when the shed is open", "by": "the keeper"},
        {"need": "photo", "label": "A photograph may be kept", "by": "the borrower"},
    ]
    assert len(card.told()) == 2


def test_a_move_from_elsewhere_is_told_as_that(api: Api, card: Card) -> None:
    card.asked()
    nothing: dict[str, str] = {}
    api.send(f"{card.path}/moves/lending/return", {"happened_on": "2026-03-02", "event": nothing}, read=card.etag)
    (tried,) = api.get(f"{card.path}/attempts")["items"]
    assert (tried["move"], tried["elsewhere"], tried["unmet"]) == ("return", True, [])


def test_attempts_come_in_pages_in_the_order_they_were_made(api: Api, card: Card) -> None:
    card.asked()
    for n in range(3):
        api.on(f"2026-03-0{2 + n}")
        card.lend()
    first = api.get(f"{card.path}/attempts", limit="2")
    second = api.get(f"{card.path}/attempts", limit="2", cursor=first["next"])
    days = [one["tried_on"] for one in [*first["items"], *second["items"]]]
    assert (days, second["next"]) == (["2026-03-02", "2026-03-03", "2026-03-04"], None)


def test_where_nothing_was_tried_there_is_nothing(api: Api, card: Card) -> None:
    assert api.get(f"{card.path}/attempts")["items"] == []
    assert api.look("/cases/7d7f4e0c-0f3a-4f4e-9f7e-0f3a4f4e9f7e/attempts").status_code == 404
    api.actor = BORROWER
    assert api.client.get(f"/api{card.path}/attempts").status_code == 401

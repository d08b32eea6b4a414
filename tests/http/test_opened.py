"""The cases of a store are listed as they were opened, page by page, without a name."""

from goldenthread.engine.store.form import Unreadable
from tests.http.desk import Api, Card


def test_cases_are_listed_in_the_order_they_were_opened(api: Api) -> None:
    paths = [Card(api, name).path for name in ("Robin Vale", "Ash Green", "Kit Rowan")]
    Card(api).asked()
    found = api.look("/cases")
    items = found.json()["items"]
    assert [f"/cases/{one['case']}" for one in items[:3]] == paths
    assert (items[0]["opened_on"], items[0]["strands"]) == ("2026-03-02", [])
    assert [(one["stage"], one["stage_name"]) for one in items[3]["strands"]] == [
        ("asked", "A tool has been asked for")
    ]
    assert not any(name in found.text for name in ("Robin", "Rob", "Ash", "Kit"))


def test_pages_of_cases_make_one_list_while_more_are_opened(api: Api) -> None:
    for _ in range(3):
        Card(api)
    first = api.get("/cases", limit="2")
    Card(api)
    second = api.get("/cases", limit="2", cursor=first["next"])
    found = [one["case"] for one in [*first["items"], *second["items"]]]
    assert (found, second["next"]) == ([str(one) for one in api.cases.opened(10)], None)


def test_a_cursor_of_another_list_is_refused(api: Api) -> None:
    Card(api).asked()
    changes = api.look("/changes", limit="1").headers["link"].partition("after=")[2].partition("&")[0]
    for cursor in (changes, "nonsense", "17"):
        assert api.look("/cases", cursor=cursor).status_code == 400
    assert api.client.get("/api/cases").status_code == 401


def test_a_case_that_was_damaged_keeps_no_other_from_being_read(api: Api) -> None:
    held = api.cases.case

    def broken(asked: object) -> object:
        del asked
        raise Unreadable

    api.cases.case = broken  # type: ignore[method-assign,assignment]
    Card(api)
    assert (api.get("/cases")["items"], api.get("/cases")["left_out"]) == ([], 1)
    api.cases.case = held  # type: ignore[method-assign]
    second = Card(api)
    found = api.get("/cases")
    assert ([f"/cases/{one['case']}" for one in found["items"]], found["left_out"]) == ([second.path], 1)
    api.actor = "account=other; roles=keeper; organisation=another-shed"
    assert (api.get("/cases")["items"], api.get("/cases")["left_out"]) == ([], 0)

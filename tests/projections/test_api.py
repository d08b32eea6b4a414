"""The caseload, what waits for an answer, and health, over HTTP."""

from typing import Any

import pytest

from tests.http.desk import Api, Card


def clocks(api: Api, **asked: str) -> list[tuple[str, str]]:
    return [(one["clock"], one["group"]) for one in api.get("/caseload", **asked)["items"]]


def test_the_caseload_is_asked_of_a_day(api: Api, card: Card) -> None:
    card.asked()
    found = api.get("/caseload")
    assert (found["today"], found["up_to_date"], found["left_out"], found["next"]) == ("2026-03-02", True, 0, None)
    (one,) = found["items"]
    assert (one["clock"], one["due"], one["group"], one["days_left"]) == ("tool-answer", "2026-03-09", "due-soon", 7)
    assert (one["label"], one["law"], one["stage"]) == ("Whoever asked has the tool", "Lending Guide 2.1", "asked")
    assert f"/cases/{one['case']}" == card.path
    assert clocks(api, today="2026-03-12") == [("tool-answer", "overdue")]
    assert clocks(api, today="2026-06-12") == [("tool-answer", "critically-overdue")]
    api.on("2026-03-12")
    assert clocks(api) == [("tool-answer", "overdue")]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        *(("/caseload", one) for one in ("kind", "workflow", "stage", "clock", "owed_by", "held_by")),
        *(("/caseload/counts", one) for one in ("workflow", "owed_by")),
        *(("/caseload/windows", one) for one in ("kind", "window", "belongs_to")),
        *(("/open", one) for one in ("kind", "clock", "owed_by")),
    ],
)
def test_a_name_that_nothing_bears_is_refused_and_does_not_read_as_nothing_owed(
    api: Api, card: Card, path: str, name: str
) -> None:
    card.asked()
    refused = api.look(path, **{name: "no-such-thing"})
    assert (refused.status_code, refused.json()["errors"][0]["parameter"]) == (400, name)
    assert "no-such-thing" not in refused.text


def test_who_writes_sees_it_at_once(api: Api, card: Card) -> None:
    for n in range(20):
        assert len(clocks(api)) == n
        Card(api).asked()
    card.asked()
    assert len(clocks(api)) == 21


def test_pages_keep_to_the_day_of_the_first(api: Api) -> None:
    for n in range(5):
        Card(api).asked(f"2026-03-0{1 + n % 2}")
    first = api.get("/caseload", limit="2")
    api.on("2026-05-01")
    second = api.get("/caseload", limit="2", cursor=first["next"])
    third = api.get("/caseload", limit="2", cursor=second["next"])
    assert second["today"] == third["today"] == "2026-03-02"
    assert third["next"] is None
    items = [*first["items"], *second["items"], *third["items"]]
    assert len({one["id"] for one in items}) == 5
    assert items == sorted(items, key=lambda one: (one["due"], one["id"]))
    refused = api.look("/caseload", cursor=first["next"], today="2026-05-01")
    assert (refused.status_code, "another day" in refused.text) == (400, True)


def test_the_groups_are_counted(api: Api, card: Card) -> None:
    card.asked()
    again = {"happened_on": "2026-03-02", "new_strand": True, "event": {"tool": "rake", "wanted_on": "2026-03-09"}}
    api.send(f"{card.path}/facts/lending.tool-asked", again)
    found = api.get("/caseload/counts", today="2026-03-12")
    nothing = {"critically-overdue": 0, "due-soon": 0, "not-due": 0, "excepted": 0}
    assert (found["groups"], found["duties"]) == (nothing | {"overdue": 2}, 2)
    assert (found["cases_in_groups"], found["cases"]) == (nothing | {"overdue": 1}, 1)
    assert api.get("/caseload/counts", owed_by="borrower")["groups"]["overdue"] == 0


def test_a_duty_is_told_in_the_same_words_by_the_list_and_by_the_case(api: Api, card: Card) -> None:
    card.asked()
    (listed,), (own,) = api.get("/caseload")["items"], api.get(f"{card.path}/clocks")["items"]
    for name in ("clock", "label", "strand", "started_by", "started_on", "due", "owed_by", "owed_by_name"):
        assert listed[name] == own[name], name
    assert (own["owed_by"], own["owed_by_name"]) == ("keeper", "the keeper")


@pytest.mark.parametrize("path", ["/caseload", "/caseload/counts", "/caseload/windows", "/open"])
def test_a_today_that_is_over_is_refused_and_told_where_to_ask(api: Api, path: str) -> None:
    assert api.look(path, today="2026-03-02").status_code == 200
    refused = api.look(path, today="2026-03-01")
    assert (refused.status_code, refused.json()["errors"][0]["parameter"]) == (400, "today")
    assert "/api/cases/{case}/clocks" in refused.json()["detail"]


def test_filters_leave_what_they_name(api: Api, card: Card) -> None:
    card.asked()
    kept: list[dict[str, str]] = [
        {"workflow": "lending"}, {"stage": "asked"}, {"clock": "tool-answer"}, {"owed_by": "keeper"},
        {"force": "should"}, {"group": "due-soon"}, {"held_by": "keeper"},
    ]  # fmt: skip
    for asked in kept:
        assert len(clocks(api, **asked)) == 1, asked
    for asked in ({"stage": "lent"}, {"force": "must"}, {"group": "overdue"}, {"clock": "tool-back"}):
        assert clocks(api, **asked) == []


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/caseload", {"status": "late"}), ("/caseload", {"happened": "2026-03-01"}), ("/caseload", {"group": "late"}),
        ("/caseload", {"today": "soon"}), ("/caseload", {"cursor": "nonsense"}), ("/caseload", {"limit": "0"}),
        ("/caseload", {"limit": "501"}), ("/caseload", {"force": "perhaps"}), ("/caseload/counts", {"limit": "2"}),
        ("/caseload/windows", {"clock": "x"}), ("/open", {"group": "overdue"}), ("/open", {"case": "x"}),
        ("/open", {"cursor": "W10"}), ("/health", {"today": "2026-03-01"}), ("/changes", {"since": "2026-03-01"}),
        ("/changes", {"after": "17"}), ("/changes", {"after": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}),
        ("/changes", {"limit": "0"}),
    ],
)  # fmt: skip
def test_a_question_that_means_nothing_is_refused(api: Api, path: str, asked: dict[str, str]) -> None:
    answer = api.look(path, **asked)
    assert answer.status_code == 400, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/caseload", "/caseload/counts", "/caseload/windows", "/open", "/changes"])
def test_who_asks_must_say_who_they_are(api: Api, path: str) -> None:
    assert api.client.get(f"/api{path}").status_code == 401


def test_health_is_told_to_anybody(api: Api, card: Card) -> None:
    card.asked()
    assert api.get("/caseload")["up_to_date"]
    nothing = {"behind": None, "seconds": None, "left_out": None, "trouble": None}
    told: dict[str, Any] = api.client.get("/api/health").json()
    assert told == {"status": "well", "following": True} | nothing
    assert api.get("/health") == {"status": "well", "following": True} | nothing, "figures are for who keeps accounts"


def test_there_is_nothing_open_where_nothing_waits(api: Api, card: Card) -> None:
    card.asked()
    assert api.get("/open")["items"] == []
    assert api.get("/caseload/windows")["items"] == []


def test_the_lists_are_described(api: Api) -> None:
    paths = api.client.get("/api/openapi/openapi.json").json()["paths"]
    asked = {one["name"] for one in paths["/api/caseload"]["get"]["parameters"]}
    assert {"today", "group", "workflow", "stage", "clock", "owed_by", "force", "cursor", "limit"} <= asked
    assert paths["/api/caseload"]["get"]["security"] == [{"token": []}, {"session": []}]
    assert "security" not in paths["/api/health"]["get"]
    assert list(paths["/api/changes"]["get"]["responses"]["200"]["content"]) == ["application/jsonl"]


@pytest.mark.parametrize("today", ["0001-01-01", "9999-12-31"])
def test_a_today_that_nobody_could_mean_is_refused(api: Api, today: str) -> None:
    assert api.look("/caseload", today=today).status_code == 400
    assert api.look("/caseload/counts", today=today).status_code == 400

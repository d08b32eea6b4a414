"""Looking back over HTTP: as it happened, as it was known, and what changed between."""

import pytest

from tests.http.desk import Api, Card


@pytest.fixture
def lent(api: Api, card: Card) -> Card:
    """A spade asked for on 2 March, lent on the 4th, written down on the 10th that it came back on the 6th."""
    card.asked()
    card.fact("lending.hours-told")
    api.on("2026-03-04")
    assert card.lend("2026-03-04", photo="She would rather not.").status_code == 201
    api.on("2026-03-10")
    nothing: dict[str, str] = {}
    body = {"happened_on": "2026-03-06", "event": nothing}
    assert api.send(f"{card.path}/moves/lending/return", body, read=card.etag).status_code == 201
    api.on("2026-03-12")
    return card


def stage(card: Card, **asked: str) -> str:
    return str(card.api.get(card.path, **asked)["strands"][0]["stage"])


def test_each_axis_gives_its_own_answer(lent: Card) -> None:
    assert stage(lent) == "back"
    assert stage(lent, happened="2026-03-05") == "lent"
    assert stage(lent, happened="2026-03-06") == "back"
    assert stage(lent, known="2026-03-09") == "lent"
    assert stage(lent, known="2026-03-10") == "back"
    assert stage(lent, known="2026-03-10", happened="2026-03-03") == "asked"


def test_what_was_known_is_named_by_an_instant_or_a_version_too(api: Api, card: Card) -> None:
    card.asked()
    version = api.get(card.path)["version"]
    api.on("2026-03-04")
    card.fact("lending.hours-told", "2026-03-03")
    api.on("2026-03-05")
    assert len(card.told(known=version)) == 2
    assert len(card.told(known="2026-03-04T11:59:59Z")) == 2
    assert len(card.told(known="2026-03-04T12:00:00+00:00")) == 3


def test_before_anything_was_known_there_is_nothing(lent: Card) -> None:
    assert lent.api.look(lent.path, known="2026-03-01").status_code == 404


@pytest.mark.parametrize(
    "asked",
    [
        {"date": "2026-03-01"}, {"as_of": "2026-03-01"}, {"known": "2026-03-01T12:00:00"}, {"known": "yesterday"},
        {"known": "2026-03-12"},
        {"known": "9999-12-31"},
        {"known": "2026-03-12T11:59:55Z"},
        {"happened": "2026-02-30"}, {"happened": "2026-03-01T12:00:00Z"}, {"known": "A" * 16},
    ],
)  # fmt: skip
def test_a_date_on_no_axis_is_refused(lent: Card, asked: dict[str, str]) -> None:
    answer = lent.api.look(f"{lent.path}/timeline", **asked)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_entry_says_how_much_later_it_was_written_down(lent: Card) -> None:
    items = lent.api.get(f"{lent.path}/timeline")["items"]
    assert [(one["tag"], one["days_later"]) for one in items][-2:] == [
        ("lending.tool-lent", 0),
        ("lending.tool-back", 4),
    ]


def test_a_timeline_comes_in_pages(lent: Card) -> None:
    first = lent.api.get(f"{lent.path}/timeline", limit="2")
    second = lent.api.get(f"{lent.path}/timeline", limit="2", cursor=first["next"])
    third = lent.api.get(f"{lent.path}/timeline", limit="2", cursor=second["next"])
    pages = [*first["items"], *second["items"], *third["items"]]
    assert pages == lent.api.get(f"{lent.path}/timeline")["items"]
    assert third["next"] is None
    assert lent.api.look(f"{lent.path}/timeline", cursor="nothing").status_code == 400


def test_clocks_are_read_on_the_day_looked_at(lent: Card) -> None:
    def reading(**asked: str) -> tuple[str, int]:
        clocks = {one["clock"]: one for one in lent.api.get(f"{lent.path}/clocks", **asked)["items"]}
        return clocks["slip"]["status"], clocks["slip"]["days_late"]

    assert reading(happened="2026-03-06") == ("running", 0)
    assert reading(happened="2026-03-07") == ("overdue", 1)
    assert reading() == ("overdue", 6)
    lent.fact("lending.slip-given", "2026-03-05")
    assert reading() == ("met", -1)


def test_a_clock_shows_its_working_and_its_law(lent: Card) -> None:
    answered = next(one for one in lent.api.get(f"{lent.path}/clocks")["items"] if one["clock"] == "tool-answer")
    assert answered["working"] == ["Mon 2 Mar 2026 and 1 week is Mon 9 Mar 2026"]
    assert answered["law"] == {"text": "Lending Guide 2.1", "force": "should", "mark": "V"}


def test_a_decision_keeps_what_it_was_judged_on(lent: Card) -> None:
    entry = lent.api.get(f"{lent.path}/timeline")["items"][-2]["id"]
    judged = lent.api.get(f"{lent.path}/records/{entry}")
    assert judged["definition"] == "1"
    assert judged["judgement"]["gone_without"] == ["photo"]
    assert list(judged["judgement"]["met"]) == ["hours"]
    assert judged["judgement"]["clocks"][0]["status"] == "running"


def test_a_decision_whose_ground_was_corrected_says_so(lent: Card) -> None:
    items = lent.api.get(f"{lent.path}/timeline")["items"]
    hours = next(one["id"] for one in items if one["tag"] == "lending.hours-told")
    body = {"happened_on": "2026-03-11", "why": "She was never told."}
    assert lent.api.send(f"{lent.path}/records/{hours}/error", body, read=lent.etag).status_code == 201
    lend = next(one for one in lent.api.get(f"{lent.path}/timeline")["items"] if one["tag"] == "lending.tool-lent")
    assert lend["rests_on_corrected"] == ["hours"]
    assert lend["not_on_record"] == []


def test_the_difference_between_two_views_is_named(lent: Card) -> None:
    found = lent.api.get(f"{lent.path}/difference", known_before="2026-03-09", known_after="2026-03-11")
    assert [one["tag"] for one in found["added"]] == ["lending.tool-back"]
    assert (found["gone"], found["replaced"]) == ([], [])
    assert lent.api.look(f"{lent.path}/difference").status_code == 400


def test_a_correction_shows_as_before_and_after(api: Api, card: Card) -> None:
    entry = card.asked()
    api.on("2026-03-05")
    right = {"tag": "lending.tool-asked", "tool": "fork", "wanted_on": "2026-03-10"}
    api.send(f"{card.path}/records/{entry}/correction", {"happened_on": "2026-03-01", "event": right}, read=card.etag)
    found = api.get(f"{card.path}/difference", known_before="2026-03-04")
    ((before, after),) = found["replaced"]
    assert (before["told"], after["told"]) == (
        "Rob asked for a spade, wanted by Mon 9 Mar 2026",
        "Rob asked for a fork, wanted by Tue 10 Mar 2026",
    )


def test_what_was_known_never_changes_afterwards(lent: Card) -> None:
    before = lent.api.get(f"{lent.path}/timeline", known="2026-03-09")["items"]
    lent.fact("lending.slip-given", "2026-03-05")
    entry = before[1]["id"]
    lent.api.send(
        f"{lent.path}/records/{entry}/error", {"happened_on": "2026-03-12", "why": "Wrong card."}, read=lent.etag
    )
    assert lent.api.get(f"{lent.path}/timeline", known="2026-03-09")["items"] == before


def test_one_entry_is_looked_at_on_both_axes(api: Api, card: Card) -> None:
    entry = card.asked()
    api.on("2026-03-05")
    right = {"tag": "lending.tool-asked", "tool": "fork", "wanted_on": "2026-03-10"}
    body = {"happened_on": "2026-03-01", "event": right}
    new = api.send(f"{card.path}/records/{entry}/correction", body, read=card.etag).json()["records"][0]["id"]
    api.on("2026-03-07")

    def standing(which: str, **asked: str) -> str:
        return str(api.get(f"{card.path}/records/{which}", **asked)["entry"]["standing"])

    assert (standing(entry), standing(entry, known="2026-03-04"), standing(new)) == ("replaced", "stands", "stands")
    assert api.look(f"{card.path}/records/{new}", known="2026-03-04").status_code == 404
    assert standing(new, happened="2026-03-01") == "stands"
    assert api.look(f"{card.path}/records/{new}", happened="2026-02-28").status_code == 404
    view = api.get(f"{card.path}/records/{entry}", happened="2026-03-03", known="2026-03-04")["view"]
    assert view == {"happened": "2026-03-03", "known": "2026-03-04", "today": "2026-03-03"}
    assert api.get(f"{card.path}/records/{entry}")["view"] == {"happened": None, "known": None, "today": "2026-03-07"}
    assert api.look(f"{card.path}/records/{entry}", known="soon").status_code == 400


def test_what_may_be_written_down_next_is_listed_beside_the_moves(api: Api, card: Card) -> None:
    (asking,) = [one for one in api.get(f"{card.path}/next")["items"] if one["kind"] == "fact"]
    assert (asking["records"], asking["label"]) == ("lending.tool-asked", "Somebody would like a tool")
    assert (asking["strand"], asking["move"], asking["ready"]) == (None, None, True)


def test_what_begins_a_story_is_not_offered_while_one_runs(api: Api, card: Card) -> None:
    card.asked()
    items = api.get(f"{card.path}/next")["items"]
    assert [(one["kind"], one["records"]) for one in items] == [("move", "lending.tool-lent")]


def test_what_would_meet_an_open_duty_is_listed_with_it(api: Api, card: Card) -> None:
    card.asked()
    card.fact("lending.hours-told")
    card.lend(photo="She would rather not.")
    facts = [one for one in api.get(f"{card.path}/next")["items"] if one["kind"] == "fact"]
    assert [(one["records"], one["meets"]) for one in facts] == [("lending.slip-given", ["The borrower has a slip"])]
    card.fact("lending.slip-given")
    assert [one["kind"] for one in api.get(f"{card.path}/next")["items"]] == ["move"]


def test_a_duty_that_nothing_has_started_is_named_where_it_is_asked_for(api: Api, card: Card) -> None:
    card.asked()
    assert [one["clock"] for one in api.get(f"{card.path}/clocks")["items"]] == ["tool-answer"]
    waiting = api.get(f"{card.path}/clocks", not_started="true")["items"][1:]
    assert [(one["clock"], one["status"], one["started_by"], one["due"]) for one in waiting] == [
        ("slip", "not started", None, None),
        ("tool-back", "not started", None, None),
    ]


def test_no_duty_waits_to_be_started_in_a_story_that_is_over(lent: Card) -> None:
    found = lent.api.get(f"{lent.path}/clocks", not_started="true")["items"]
    assert "not started" not in [one["status"] for one in found]

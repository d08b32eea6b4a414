"""Facts, moves and corrections over HTTP: accepted, not ready, refused, sent again."""

from pathlib import Path

import pytest

from goldenthread.engine.access.plain import plain_rules
from goldenthread.engine.journeys import Journeys
from tests.http.desk import BORROWER, KEEPER, Api, Card
from tests.http.lending import JOURNEY
from tests.http.lending import KEEPER as KEEPER_ROLE


def test_a_case_is_opened_about_somebody_described(api: Api) -> None:
    opened = api.send("/cases", {"happened_on": "2026-03-02", "describes": {"name": "Robin Vale"}})
    assert opened.status_code == 201
    state = api.get(f"/cases/{opened.json()['case']}")
    assert state["person"]["called"] == "Robin Vale"
    assert state["strands"] == []
    assert opened.headers["etag"] == f'"{state["version"]}"'


def test_a_second_case_may_be_about_the_same_person(api: Api, card: Card) -> None:
    person = api.get(card.path)["person"]["id"]
    again = api.send("/cases", {"happened_on": "2026-03-02", "person": person})
    assert api.get(f"/cases/{again.json()['case']}")["person"] == {"id": person, "called": "Rob"}


@pytest.mark.parametrize("about", [{}, {"describes": {"name": "A"}, "person": "7d7f4e0c-0f3a-4f4e-9f7e-0f3a4f4e9f7e"}])
def test_a_case_is_about_one_person_said_in_one_way(api: Api, about: dict[str, object]) -> None:
    assert api.send("/cases", {"happened_on": "2026-03-02", **about}).status_code == 400
    assert api.count() == 0


def test_nobody_is_not_a_person(api: Api) -> None:
    refused = api.send("/cases", {"happened_on": "2026-03-02", "person": "7d7f4e0c-0f3a-4f4e-9f7e-0f3a4f4e9f7e"})
    assert refused.status_code == 422
    assert api.count() == 0


def test_a_fact_is_told_with_the_name_of_whom_it_is_about(card: Card) -> None:
    card.asked()
    assert card.told() == ["The keeper made a card for Rob", "Rob asked for a spade, wanted by Mon 9 Mar 2026"]


def test_a_move_that_is_not_ready_names_everything_it_lacks(card: Card) -> None:
    card.asked()
    answer = card.lend()
    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert [(one["need"], one["reason_will_do"]) for one in body["unmet"]] == [("hours", False), ("photo", True)]
    assert body["unmet"][0]["law"]["text"] == "Lending Act 2001, s. 3"
    assert body["unmet"][0]["by"] == "the keeper"
    assert answer.headers["etag"] == card.etag


def test_a_move_that_is_not_ready_changes_nothing_in_the_case(card: Card) -> None:
    card.asked()
    before = card.etag
    card.lend()
    assert card.etag == before
    assert len(card.told()) == 2


def test_a_move_that_was_really_tried_is_kept_apart(api: Api, card: Card) -> None:
    card.asked()
    card.lend()
    (tried,) = api.cases.attempts(api.cases.opened(1)[0])
    assert tried.clear("unmet") == ("hours", "photo")


def test_looking_at_what_is_missing_is_never_recorded(api: Api, card: Card) -> None:
    card.asked()
    before = api.count()
    (lend,) = api.get(f"{card.path}/next")["items"]
    assert [(one["need"], one["met"]) for one in lend["needs"]] == [("hours", False), ("photo", False)]
    assert api.count() == before


def test_a_reason_lets_a_move_go_without_and_is_shown(api: Api, card: Card) -> None:
    card.asked()
    card.fact("lending.hours-told")
    answer = card.lend(photo="She would rather not.")
    assert answer.status_code == 201
    assert answer.json()["records"][0]["went_without"] == ["photo"]
    lent = api.get(f"{card.path}/timeline")["items"][-1]
    without = {"need": "photo", "label": "A photograph may be kept", "reason": "She would rather not."}
    assert lent["went_without"] == [without]


def test_a_reason_does_not_do_where_the_law_forbids_the_act(card: Card) -> None:
    card.asked()
    answer = card.lend(photo="She would rather not.", hours="She knows.")
    assert answer.status_code == 409
    assert [one["need"] for one in answer.json()["unmet"]] == ["hours"]


def test_a_move_from_elsewhere_says_where_it_starts(card: Card) -> None:
    card.asked()
    nothing: dict[str, str] = {}
    body = {"happened_on": "2026-03-02", "event": nothing}
    answer = card.api.send(f"{card.path}/moves/lending/return", body, read=card.etag)
    assert answer.status_code == 409
    assert answer.json()["starts_from"] == ["The tool is lent"]


def test_what_a_move_records_may_be_reported_of_another_body(api: Api, card: Card) -> None:
    body = {"happened_on": "2026-03-02", "event": {"back_on": "2026-03-16"}}
    acted = api.send(f"{card.path}/facts/lending.tool-lent", body)
    assert (acted.status_code, acted.json()["errors"][0]["pointer"]) == (422, "/origin")
    reported = api.send(f"{card.path}/facts/lending.tool-lent", body | {"origin": "reported"})
    assert reported.status_code == 201
    assert reported.json()["records"][0]["not_on_record"] == ["hours", "photo"]


def test_a_move_must_say_what_was_read(card: Card) -> None:
    card.asked()
    body = {"happened_on": "2026-03-02", "event": {"back_on": "2026-03-16"}}
    assert card.api.send(f"{card.path}/moves/lending/lend", body).status_code == 428
    assert card.api.send(f"{card.path}/moves/lending/lend", body, read="x").status_code == 400


def test_a_stale_version_is_refused_and_may_be_sent_again(card: Card) -> None:
    card.asked()
    read = card.etag
    card.fact("lending.hours-told")
    stale = card.lend(read=read, key="k", photo="no")
    assert stale.status_code == 412
    assert card.lend(key="k", photo="no").status_code == 201


def test_a_change_in_another_strand_makes_nothing_stale(card: Card) -> None:
    card.asked()
    card.fact("lending.hours-told")
    read = card.etag
    other = {"happened_on": "2026-03-02", "new_strand": True, "event": {"tool": "rake", "wanted_on": "2026-03-09"}}
    strand = card.api.get(card.path)["strands"][0]["strand"]
    assert card.api.send(f"{card.path}/facts/lending.tool-asked", other).status_code == 201
    body = {
        "happened_on": "2026-03-02", "strand": strand, "event": {"back_on": "2026-03-16"}, "reasons": {"photo": "no"},
    }  # fmt: skip
    assert card.api.send(f"{card.path}/moves/lending/lend", body, read=read).status_code == 201


def test_the_same_request_is_answered_as_the_first_time(api: Api, card: Card) -> None:
    body = {"happened_on": "2026-03-02", "event": {"tool": "spade", "wanted_on": "2026-03-09"}}
    first = api.send(f"{card.path}/facts/lending.tool-asked", body, key="one")
    count = api.count()
    card.fact("lending.hours-told")
    again = api.send(f"{card.path}/facts/lending.tool-asked", body, key="one")
    assert (again.status_code, again.json(), again.headers["etag"]) == (201, first.json(), first.headers["etag"])
    assert api.count() == count + 1


def test_the_same_key_with_another_body_is_refused(api: Api, card: Card) -> None:
    body = {"happened_on": "2026-03-02", "event": {"tool": "spade", "wanted_on": "2026-03-09"}}
    api.send(f"{card.path}/facts/lending.tool-asked", body, key="one")
    count = api.count()
    other = body | {"event": {"tool": "rake", "wanted_on": "2026-03-09"}}
    assert api.send(f"{card.path}/facts/lending.tool-asked", other, key="one").status_code == 422
    assert api.count() == count


def test_a_key_belongs_to_an_account_and_a_route(api: Api, card: Card) -> None:
    body = {"happened_on": "2026-03-02", "event": {"tool": "spade", "wanted_on": "2026-03-09"}}
    first = api.send(f"{card.path}/facts/lending.tool-asked", body, key="one").json()
    second = api.send(f"{card.path}/facts/lending.tool-asked", body, key="one", by=BORROWER).json()
    assert first["records"][0]["id"] != second["records"][0]["id"]


@pytest.mark.parametrize("path", ["moves", "correction"])
def test_a_repeat_is_answered_as_the_first_time_whatever_was_read(api: Api, card: Card, path: str) -> None:
    entry = card.asked()
    card.fact("lending.hours-told")
    event: dict[str, object] = {"back_on": "2026-03-16"}
    body: dict[str, object] = {"happened_on": "2026-03-02", "event": event, "reasons": {"photo": "no"}}
    to = f"{card.path}/moves/lending/lend"
    if path == "correction":
        event = {"tag": "lending.tool-asked", "tool": "fork", "wanted_on": "2026-03-10"}
        body = {"happened_on": "2026-03-02", "event": event}
        to = f"{card.path}/records/{entry}/correction"
    read = card.etag
    assert api.send(to, body, key="one").status_code == 428
    first = api.send(to, body, read=read, key="one")
    assert first.status_code == 201
    count = api.count()
    for again in (api.send(to, body, key="one"), api.send(to, body, read=read, key="one")):
        assert (again.status_code, again.json(), again.headers["etag"]) == (201, first.json(), first.headers["etag"])
    for other_read in (None, read, card.etag):
        other = api.send(to, body | {"on_behalf_of": "Ash"}, read=other_read, key="one")
        assert (other.status_code, other.json()["type"].rpartition(":")[2]) == (422, "key-used")
    assert api.count() == count


def test_a_move_not_ready_is_answered_again_though_nothing_was_read(api: Api, card: Card) -> None:
    card.asked()
    first = card.lend(key="one")
    body = {"happened_on": "2026-03-02", "event": {"back_on": "2026-03-16"}, "reasons": dict[str, str]()}
    again = api.send(f"{card.path}/moves/lending/lend", body, key="one")
    assert (first.status_code, again.status_code, again.json()) == (409, 409, first.json())


@pytest.mark.parametrize("end", ["", "/"])
def test_an_id_in_capitals_is_the_same_route(api: Api, card: Card, end: str) -> None:
    body = {"happened_on": "2026-03-02", "event": {"tool": "spade", "wanted_on": "2026-03-09"}}
    first = api.send(f"{card.path}/facts/lending.tool-asked", body, key="one").json()
    capitals = "/cases/" + card.path.removeprefix("/cases/").upper()
    again = api.send(f"{capitals}/facts/lending.tool-asked{end}", body, key="one").json()
    assert again["records"] == first["records"]


def test_opening_a_case_twice_with_one_key_opens_one(api: Api) -> None:
    body = {"happened_on": "2026-03-02", "describes": {"name": "Robin Vale"}}
    first, again = api.send("/cases", body, key="one"), api.send("/cases", body, key="one")
    assert first.json() == again.json()
    assert len(api.cases.opened(10)) == 1


def test_a_move_not_ready_sent_again_is_answered_the_same_and_kept_once(api: Api, card: Card) -> None:
    card.asked()
    first, again = card.lend(key="one"), card.lend(key="one")
    assert first.status_code == again.status_code == 409
    assert first.json() == again.json()
    assert len(api.cases.attempts(api.cases.opened(1)[0])) == 1


def test_history_is_taken_in_any_order_all_of_it_or_none(api: Api, card: Card) -> None:
    def entry(tag: str, on: str, **event: object) -> dict[str, object]:
        return {"happened_on": on, "origin": "brought-in", "event": {"tag": tag, **event}}

    papers = [
        entry("lending.tool-back", "2025-02-01"),
        entry("lending.tool-asked", "2024-12-01", tool="saw", wanted_on="2024-12-05"),
        entry("lending.tool-lent", "2024-12-20", back_on="2025-01-03"),
    ]
    count = api.count()
    wrong = {"entries": [*papers, entry("lending.tool-back", "2026-03-03")]}
    assert api.send(f"{card.path}/history", wrong).status_code == 422
    assert api.count() == count
    assert api.send(f"{card.path}/history", {"entries": papers}).status_code == 201
    (strand,) = api.get(card.path)["strands"]
    assert (strand["stage_name"], strand["ended"]) == ("The tool is back", True)
    late = {one["clock"]: one["days_late"] for one in api.get(f"{card.path}/clocks")["items"]}
    assert (late["tool-answer"], late["tool-back"]) == (12, 29)


def test_history_is_never_acted(card: Card) -> None:
    body = {"entries": [{"happened_on": "2025-01-01", "event": {"tag": "lending.hours-told"}}]}
    assert card.api.send(f"{card.path}/history", body).status_code == 422


def test_an_entry_is_corrected_by_another_and_both_stay(api: Api, card: Card) -> None:
    entry = card.asked()
    right = {"tag": "lending.tool-asked", "tool": "fork", "wanted_on": "2026-03-10"}
    body = {"happened_on": "2026-03-01", "event": right}
    assert api.send(f"{card.path}/records/{entry}/correction", body).status_code == 428
    assert api.send(f"{card.path}/records/{entry}/correction", body, read=card.etag).status_code == 201
    assert card.told() == ["Rob asked for a fork, wanted by Tue 10 Mar 2026", "The keeper made a card for Rob"]
    everything = api.get(f"{card.path}/timeline", view="full")["items"]
    assert [one["standing"] for one in everything] == ["stands", "stands", "replaced"]


def test_a_correction_is_of_the_same_kind(api: Api, card: Card) -> None:
    entry = card.asked()
    body = {"happened_on": "2026-03-02", "event": {"tag": "lending.hours-told"}}
    assert api.send(f"{card.path}/records/{entry}/correction", body, read=card.etag).status_code == 422


def test_an_entry_made_in_error_takes_its_stage_away(api: Api, card: Card) -> None:
    entry = card.asked()
    body = {"happened_on": "2026-03-02", "why": "This was about somebody else."}
    assert api.send(f"{card.path}/records/{entry}/error", body, read=card.etag).status_code == 201
    assert api.get(card.path)["strands"] == []


def test_a_disputed_entry_stands_with_the_words_beside_it(api: Api, card: Card) -> None:
    entry = card.asked()
    body = {"happened_on": "2026-03-02", "who": "Rob", "statement": "It was a fork I asked for."}
    assert api.send(f"{card.path}/records/{entry}/dispute", body, by=BORROWER).status_code == 201
    disputed = next(one for one in api.get(f"{card.path}/timeline")["items"] if one["id"] == entry)
    assert disputed["disputed"][0]["statement"] == "It was a fork I asked for."
    assert disputed["standing"] == "stands"


def consented(card: Card, by: str | None = None) -> str:
    said = {
        "given_by": "Rob",
        "scope": "One, with the card",
        "authority": "Himself",
        "answer": "yes",
        "evidence": "in-person",
    }
    answer = card.fact("lending.photo-allowed", by=by, **said)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["records"][0]["id"])


def test_a_consent_taken_back_no_longer_meets_a_need(api: Api, card: Card) -> None:
    card.asked()
    card.fact("lending.hours-told")
    consent = consented(card)
    assert [one["ready"] for one in api.get(f"{card.path}/next")["items"]] == [True]
    body = {"happened_on": "2026-03-02", "who": "Rob"}
    assert api.send(f"{card.path}/records/{consent}/withdrawal", body, read=card.etag).status_code == 201
    assert [one["need"] for one in card.lend().json()["unmet"]] == ["photo"]
    assert api.get(f"{card.path}/permissions")["items"][0]["standing"] == "withdrawn"


def test_only_a_permission_can_be_taken_back(api: Api, card: Card) -> None:
    entry = card.asked()
    body = {"happened_on": "2026-03-02", "who": "Rob"}
    assert api.send(f"{card.path}/records/{entry}/withdrawal", body, read=card.etag).status_code == 422


def test_a_fact_is_refused_only_to_those_it_is_not_for(card: Card) -> None:
    refused = card.fact("lending.hours-told", by=BORROWER)
    assert (refused.status_code, refused.json()["detail"]) == (403, "This is recorded by the keeper.")
    both = "account=k.hale; roles=borrower keeper; organisation=the-shed"
    answer = card.fact("lending.hours-told", by=both)
    assert answer.status_code == 201


@pytest.mark.parametrize("said", [None, "Bearer", "Bearer gt_", "Bearer gt_" + "a" * 43])
def test_nobody_may_act_unnamed(api: Api, card: Card, said: str | None) -> None:
    headers = {"Authorization": said} if said is not None else {}
    answer = api.client.get(f"/api{card.path}", headers=headers)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert "Authorization: Bearer gt_" in answer.json()["detail"]


@pytest.mark.parametrize("said", ["", "me", "Basic am86am8="])
def test_what_is_no_token_is_refused_saying_what_is(api: Api, card: Card, said: str) -> None:
    answer = api.client.get(f"/api{card.path}", headers={"Authorization": said})
    assert (answer.status_code, "Bearer, and a token" in answer.json()["detail"]) == (400, True)


def test_a_header_that_names_somebody_makes_nobody_of_them(api: Api, card: Card) -> None:
    answer = api.client.get(f"/api{card.path}", headers={"Goldenthread-Actor": KEEPER})
    assert answer.status_code == 401


def test_what_is_not_there_is_not_found(api: Api) -> None:
    api.actor = KEEPER
    for path in ("/cases/7d7f4e0c-0f3a-4f4e-9f7e-0f3a4f4e9f7e", "/nothing", "/cases/no-id"):
        answer = api.look(path)
        assert (answer.status_code, answer.json()["type"]) == (404, "urn:goldenthread:problem:not-found"), path


def test_a_person_and_an_attempt_are_no_cases(api: Api, card: Card) -> None:
    card.asked()
    card.lend()
    streams = {one.originator_id for one, _ in api.cases.scan()}
    shown = [stream for stream in streams if api.look(f"/cases/{stream}").status_code == 200]
    assert len(streams) == 7, "case, person, what was tried, who takes part, who there is, who looked, and the policy"
    assert [f"/cases/{one}" for one in shown] == [card.path]


def test_a_fact_that_names_an_entry_belongs_where_that_entry_is(api: Api, card: Card) -> None:
    first = card.asked("2026-01-05")
    body = {"happened_on": "2026-02-05", "new_strand": True, "event": {"tool": "rake", "wanted_on": "2026-02-09"}}
    second = api.send(f"{card.path}/facts/lending.tool-asked", body).json()["records"][0]["id"]
    answer = card.fact("lending.asking-answered", "2026-02-06", asking=first)
    assert answer.json()["records"][0]["strand"] == first
    wrong = {"happened_on": "2026-02-06", "strand": second, "event": {"asking": first}}
    refused = api.send(f"{card.path}/facts/lending.asking-answered", wrong)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/strand")


def test_an_answer_is_taken_though_what_it_answers_is_not_on_record(card: Card) -> None:
    assert card.fact("lending.asking-answered", "2026-02-06").status_code == 201


def test_papers_of_one_batch_may_name_each_other_and_come_in_any_order(api: Api, card: Card) -> None:
    asking = "7d7f4e0c-0f3a-4f4e-9f7e-0f3a4f4e9f7e"
    asked = {"tag": "lending.tool-asked", "tool": "saw", "wanted_on": "2024-12-05"}
    papers: list[dict[str, object]] = [
        {
            "happened_on": "2024-12-02",
            "origin": "brought-in",
            "event": {"tag": "lending.asking-answered", "asking": asking},
        },
        {"happened_on": "2024-12-02", "origin": "brought-in", "id": asking, "event": asked},
    ]
    answer = api.send(f"{card.path}/history", {"entries": papers})
    assert [one["id"] == asking for one in answer.json()["records"]] == [True, False]
    again = api.send(f"{card.path}/history", {"entries": papers})
    assert (again.status_code, again.json()["errors"][0]["pointer"]) == (422, "/id")


def test_two_rounds_in_one_batch_make_two_strands_in_any_order(api: Api) -> None:
    def paper(tag: str, on: str, **event: object) -> dict[str, object]:
        return {"happened_on": on, "origin": "brought-in", "event": {"tag": tag, **event}}

    rounds = [
        paper(tag, f"{year}-{day}", **event)
        for year in (2022, 2024)
        for tag, day, event in (
            ("lending.tool-asked", "01-10", {"tool": "saw", "wanted_on": f"{year}-01-20"}),
            ("lending.tool-lent", "01-15", {"back_on": f"{year}-02-01"}),
            ("lending.tool-back", "02-03", {}),
        )
    ]
    for order in (rounds, rounds[::-1], rounds[3:] + rounds[:3], rounds[1::2] + rounds[::2]):
        card = Card(api)
        assert api.send(f"{card.path}/history", {"entries": order}).status_code == 201
        found = [(one["opened_on"], one["stage"]) for one in api.get(card.path)["strands"]]
        assert found == [("2022-01-10", "back"), ("2024-01-10", "back")]


def test_a_correction_keeps_what_the_decision_was_judged_on(api: Api, card: Card) -> None:
    card.asked()
    card.fact("lending.hours-told")
    lent = card.lend(photo="She would rather not.").json()["records"][0]["id"]
    right = {"tag": "lending.tool-lent", "back_on": "2026-03-17"}
    body = {"happened_on": "2026-03-02", "event": right}
    new = api.send(f"{card.path}/records/{lent}/correction", body, read=card.etag).json()["records"][0]["id"]
    shown = api.get(f"{card.path}/timeline")["items"][-1]
    assert (shown["id"], [one["reason"] for one in shown["went_without"]]) == (new, ["She would rather not."])
    assert api.get(f"{card.path}/records/{new}")["judgement"]["gone_without"] == ["photo"]


def test_only_those_who_may_record_an_entry_may_mark_it_as_made_in_error(api: Api, card: Card) -> None:
    entry = card.fact("lending.hours-told").json()["records"][0]["id"]
    body = {"happened_on": "2026-03-02", "why": "Not so."}
    for who, status in ((BORROWER, 403), ("account=x; roles=cleaner; organisation=o", 404)):
        assert api.send(f"{card.path}/records/{entry}/error", body, read=card.etag, by=who).status_code == status
    assert api.send(f"{card.path}/records/{entry}/error", body, read=card.etag).status_code == 201


def test_a_later_no_undoes_an_earlier_yes(api: Api, card: Card) -> None:
    card.asked("2026-02-01")
    card.fact("lending.hours-told", "2026-02-01")
    said = {"given_by": "Rob", "scope": "One", "authority": "Himself", "evidence": "in-person"}
    for on, answer, ready in (
        ("2026-02-02", "yes", True),
        ("2026-02-03", "not-reached", True),
        ("2026-02-04", "no", False),
    ):
        card.fact("lending.photo-allowed", on, answer=answer, **said)
        assert [one["ready"] for one in api.get(f"{card.path}/next")["items"]] == [ready]


def test_a_move_dated_back_is_judged_from_where_it_stood_then(card: Card) -> None:
    card.asked("2026-02-01")
    card.fact("lending.hours-told", "2026-02-01")
    assert card.lend("2026-02-10", photo="no").status_code == 201
    early = {"happened_on": "2026-02-05", "event": dict[str, str]()}
    answer = card.api.send(f"{card.path}/moves/lending/return", early, read=card.etag)
    assert (answer.status_code, answer.json()["stage"]) == (409, "asked")


def test_an_unseen_record_makes_nobody_s_page_stale(tmp_path: Path) -> None:
    """The photograph's class is unseen: its being there changes no version, and refuses no move."""
    api = Api(tmp_path, JOURNEY, rules=plain_rules(Journeys(JOURNEY), unseen_by=[KEEPER_ROLE]))
    with api.client:
        card = Card(api)
        card.asked()
        card.fact("lending.hours-told")
        read = card.etag
        assert consented(card, by=BORROWER)
        assert card.etag == read
        assert card.lend(read=read).json()["unmet"][0]["need"] == "photo"
        assert card.lend(read=read, photo="Nobody knows yet.").status_code == 201
    api.cases.close()


def test_whoever_means_whatever_stands_says_so_with_a_star(api: Api, card: Card) -> None:
    card.asked()
    card.fact("lending.hours-told")
    assert card.lend(read="*", photo="She would rather not.").status_code == 201
    assert api.get(card.path)["strands"][0]["stage"] == "lent"


def test_a_move_that_was_not_ready_is_answered_again_with_the_version_of_the_first_time(card: Card) -> None:
    card.asked()
    read = card.etag
    first = card.lend(read=read, key="once")
    card.fact("lending.hours-told")
    again = card.lend(read=read, key="once")
    assert (first.status_code, again.status_code) == (409, 409)
    assert (first.json(), first.headers["etag"]) == (again.json(), again.headers["etag"])
    assert again.headers["etag"] != card.etag

"""The change feed: complete, in order, resumable; its cursors tell nothing, and what is unseen leaves no trace."""

import json
import re
from pathlib import Path
from typing import Any

from goldenthread.engine.access.plain import plain_rules
from goldenthread.engine.journeys import Journeys
from goldenthread.engine.store.sqlite import SqliteRecorder
from tests.http.desk import BORROWER, Api, Card
from tests.http.lending import JOURNEY
from tests.http.lending import KEEPER as KEEPER_ROLE

CURSOR = re.compile(r"[A-Za-z0-9_-]{32}")


def changes(api: Api, **asked: str) -> tuple[list[dict[str, Any]], str | None]:
    """Return one batch of changes, and the cursor that its link names."""
    answer = api.look("/changes", **asked)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/jsonl"
    link = re.fullmatch(r'</api/changes\?after=([^&]+)&limit=\d+>; rel="next"', answer.headers.get("link", ""))
    return [json.loads(line) for line in answer.text.splitlines()], link[1] if link else None


def followed(api: Api, limit: str) -> list[dict[str, Any]]:
    """Follow the feed to its end."""
    found: list[dict[str, Any]] = []
    batch, after = changes(api, limit=limit)
    while batch:
        found += batch
        assert after == batch[-1]["cursor"]
        batch, after = changes(api, limit=limit, after=batch[-1]["cursor"])
    return found


def test_a_change_says_what_was_recorded_and_nothing_that_was_said(api: Api, card: Card) -> None:
    record = card.asked()
    (opened, asked), after = changes(api)
    assert opened["tag"] == "lending.card-made"
    assert CURSOR.fullmatch(asked.pop("cursor"))
    assert asked.pop("strand") == record
    assert asked == {
        "case": card.path.removeprefix("/cases/"), "tag": "lending.tool-asked", "record": record,
        "recorded_at": "2026-03-02T12:00:00Z", "happened_on": "2026-03-02", "origin": "acted", "days_later": 0,
        "replaces": None,
        "told": "The borrower asked for a tool, wanted by Mon 9 Mar 2026",
    }  # fmt: skip
    assert changes(api, after=after or "") == ([], after)


def test_everything_is_there_once_in_order_whatever_the_batches(api: Api) -> None:
    for _ in range(4):
        Card(api).asked()
    whole = followed(api, "1000")
    stored = [one.topic for one, _ in api.cases.scan() if one.topic.startswith("lending.")]
    assert [one["tag"] for one in whole] == stored
    for limit in ("1", "3"):
        assert followed(api, limit) == whole


def test_who_comes_back_is_given_only_what_is_new(api: Api, card: Card) -> None:
    _, after = changes(api)
    entry = card.asked()
    found, after = changes(api, after=after or "")
    assert [one["record"] for one in found] == [entry]
    right = {"tag": "lending.tool-asked", "tool": "fork", "wanted_on": "2026-03-10"}
    body = {"happened_on": "2026-03-01", "event": right}
    assert api.send(f"{card.path}/records/{entry}/correction", body, read=card.etag).status_code == 201
    (corrected,), _ = changes(api, after=after or "")
    assert (corrected["replaces"], corrected["happened_on"]) == (entry, "2026-03-01")


def test_an_empty_feed_has_nowhere_to_go_on_from(api: Api) -> None:
    assert changes(api) == ([], None)


def test_what_is_unseen_leaves_no_trace(tmp_path: Path) -> None:
    api = Api(tmp_path, JOURNEY, rules=plain_rules(Journeys(JOURNEY), unseen_by=[KEEPER_ROLE]))
    with api.client:
        card = Card(api)
        card.asked()
        before = changes(api)
        said = {"given_by": "Robin", "scope": "A face", "authority": "It is mine", "answer": "yes", "evidence": "phone"}
        answer = card.fact("lending.photo-allowed", by=BORROWER, **said)
        assert answer.status_code == 201, answer.text
        assert changes(api) == before
        assert changes(api, after=before[1] or "") == ([], before[1])
    api.cases.close()


def test_a_cursor_tells_nothing_of_how_many_there_are(api: Api) -> None:
    for _ in range(6):
        Card(api)
    cursors = [one["cursor"] for one in followed(api, "2")]
    assert len(set(cursors)) == 6
    assert {len(one) for one in cursors} == {32}
    assert all(CURSOR.fullmatch(one) for one in cursors)
    flipped = ("B" if cursors[0][0] == "A" else "A") + cursors[0][1:]
    assert api.look("/changes", after=flipped).status_code == 400


def test_what_has_been_erased_is_told_as_before(api: Api, card: Card) -> None:
    card.asked()
    before = followed(api, "10")
    case = api.cases.case(next(iter(api.cases.opened(1)))).id
    recorder = api.cases.store.recorder
    assert isinstance(recorder, SqliteRecorder)
    for key in recorder.keys_of(case):
        recorder.destroy_key(case, key.number)
    api.cases.forget(case)
    assert followed(api, "10") == before


def test_nothing_from_before_is_announced_as_new(api: Api, card: Card) -> None:
    """What is brought in, or written down later, says so in the feed: nobody is told of it as of news."""
    entry = {"happened_on": "2025-12-21", "origin": "brought-in", "event": {"tag": "lending.hours-told"}}
    assert api.send(f"{card.path}/history", {"entries": [entry]}).status_code == 201
    found, _ = changes(api)
    assert (found[-1]["origin"], found[-1]["days_later"]) == ("brought-in", 71)

"""Whatever is refused, nothing of what somebody sent is logged, and no line of a log can be forged."""

import json
import logging
from typing import Any

import pytest
import structlog
from litestar.testing import TestClient

from goldenthread.app import log_to_stderr, web
from goldenthread.http.safety.rates import Limits
from tests.http.desk import KEEPER, Api, Card

NAME = "Xanthippe"
FORGED = f'{NAME}\r\n{{"event": "signed-in", "level": "info"}}\u2028\u0085\x1b[2J'


def refused(client: TestClient[Any], card: str, actor: dict[str, str]) -> list[int]:
    """Send requests that are refused, each with a name where it can be put; return the statuses."""
    plain = {**actor, "Content-Type": "application/json"}
    body = json.dumps({"happened_on": "2026-03-02", "event": {"tool": NAME, "wanted_on": FORGED, NAME: FORGED}})
    answers = [
        client.get(f"/{NAME}"),
        client.get(f"/api/cases/{NAME}", headers=actor),
        client.get(f"/api{card}/timeline", params={NAME: FORGED}, headers=actor),
        client.get(f"/api{card}/timeline", params={"known": FORGED}, headers=actor),
        client.get(f"/api{card}", headers={"Authorization": f"Bearer {NAME}"}),
        client.get("/api/health", headers={"Host": f"{NAME}.example"}),
        client.get("/api/health", headers={f"X-{n}": NAME for n in range(200)}),
        client.request("DELETE", f"/api{card}", headers={**actor, "X-Name": NAME}),
        client.post(f"/api{card}/facts/lending.tool-asked", content=body.encode(), headers=plain),
        client.post(f"/api{card}/facts/lending.tool-asked", content=NAME.encode() * 500_000, headers=plain),
        client.post(f"/api{card}/facts/lending.tool-asked", content=NAME.encode(), headers=actor),
        client.post(f"/api{card}/facts/{NAME}", content=body.encode(), headers=plain),
        client.post(f"/api{card}/moves/lending/lend", content=body.encode(), headers={**plain, "If-Match": NAME}),
        client.post(f"/api{card}", json={}, headers={"Origin": f"https://{NAME}.example"}),
    ]
    return [one.status_code for one in answers]


def test_nothing_of_what_was_refused_is_logged(
    api: Api, card: Card, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    log_to_stderr("debug")
    app = web(api.cases, api.door, lambda: api.now, rules=api.rules, limits=Limits(account=40, unknown=5))
    with caplog.at_level(logging.DEBUG), TestClient(app, base_url="http://127.0.0.1") as client:
        statuses = [one for _ in range(6) for one in refused(client, card.path, api.signed_in(KEEPER, card.path))]
    assert all(one >= 400 for one in statuses)
    assert {400, 401, 403, 404, 405, 413, 415, 429, 431} <= set(statuses)
    told = capfd.readouterr()
    assert '"budget": "account"' in told.err
    assert '"budget": "unknown"' in told.err
    ours = [one.getMessage() for one in caplog.records if one.name != "httpx"]  # which is the client of this test
    assert NAME.lower() not in "".join([told.out, told.err, *ours]).lower()


def test_what_goes_wrong_is_logged_by_its_kind_and_place_alone(
    api: Api, card: Card, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> object:
        raise KeyError(FORGED)

    log_to_stderr("debug")
    monkeypatch.setattr("goldenthread.http.desk.Desk.today", fail)
    answer = api.look(card.path)
    told = capfd.readouterr().err
    (line,) = [json.loads(one) for one in told.splitlines()]
    assert (answer.status_code, line["error"], line["incident"]) == (500, "KeyError", answer.json()["incident"])
    assert NAME not in told + answer.text


def test_a_flood_is_logged_once_and_not_for_each_request(api: Api, capfd: pytest.CaptureFixture[str]) -> None:
    log_to_stderr("info")
    app = web(api.cases, api.door, lambda: api.now, rules=api.rules, limits=Limits(unknown=5))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        assert [client.get("/").status_code for _ in range(30)].count(429) >= 20
    assert capfd.readouterr().err.count("throttled") <= 5


@pytest.mark.parametrize("said", [FORGED, "\n", "\x00\x1b[31m", "\u2028\u2029\u0085"])
def test_no_line_of_a_log_can_be_forged(said: str, capsys: pytest.CaptureFixture[str]) -> None:
    log_to_stderr("info")
    structlog.get_logger("test").info("unforeseen", error=said)
    told = capsys.readouterr().err
    assert len(told.splitlines()) == 1
    assert told.isascii()
    assert json.loads(told)["error"] == said

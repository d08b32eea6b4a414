"""Nothing that anybody said is in a projection, nor in the change feed: only ids, days and names of declarations."""

from pathlib import Path

from tests.http.desk import KEEPER, Api, Card
from tests.http.lending import JOURNEY

MARK = "xylophone-marker"


def test_nothing_sealed_is_in_the_projections_or_the_feed(tmp_path: Path) -> None:
    api = Api(tmp_path, JOURNEY)
    with api.client:
        card = Card(api, f"Robin {MARK}")
        asked = {"tool": MARK, "wanted_on": "2026-03-09", "why": MARK}
        assert card.fact("lending.tool-asked", **asked).status_code == 201
        card.fact("lending.hours-told")
        assert card.lend(photo=MARK).status_code == 201
        entry = api.get(f"{card.path}/timeline")["items"][1]["id"]
        dispute = {"happened_on": "2026-03-02", "who": MARK, "statement": MARK}
        assert api.send(f"{card.path}/records/{entry}/dispute", dispute).status_code == 201
        listed = api.client.get("/api/caseload", headers=api.signed_in(KEEPER)).text
        waiting = api.client.get("/api/open", headers=api.signed_in(KEEPER)).text
        feed = api.client.get("/api/changes", headers=api.signed_in(KEEPER)).text
        health = api.client.get("/api/health").text
        assert "tool-back" in listed
        assert "lending.tool-asked" in feed
        assert MARK not in listed + waiting + feed + health
        kept = {one.name: one.read_bytes() for one in tmp_path.glob("projections.db*")}
    api.cases.close()
    kept |= {f"{one.name} at the end": one.read_bytes() for one in tmp_path.glob("projections.db*")}
    assert any(b"tool-back" in one for one in kept.values())
    for name, content in kept.items():
        assert MARK.encode() not in content, name
        assert b"Robin" not in content, name
        assert b"Rob" not in content, name

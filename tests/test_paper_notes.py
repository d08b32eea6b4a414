"""Two years of paper notes, entered in one afternoon and in any order."""

from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from goldenthread.chronologies.retelling import entry
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.journey import JOURNEY
from tests.http.desk import Api

SENCO = "account=j.okafor; roles=senco teacher authority; organisation=elm-primary"
TODAY = "2026-03-12"


def paper(on: str, tag: str, **event: Any) -> dict[str, Any]:
    return {"happened_on": on, "origin": "brought-in", "event": {"tag": tag, **event}}


PAPERS = [
    paper("2024-03-04", "sen-support.looking-begun"),
    paper("2024-03-11", "sen-support.needs-described", areas=["sensory-and-or-physical"], strengths="Draws.",
          hard="Noise.", how_known="Watched."),
    paper("2024-03-12", "sen-support.family-heard", whose=["Mum"], views="Too loud.", how_gathered="Talked."),
    paper("2024-03-18", "sen-support.planned", outcomes="Calm lunches.", provision="A quiet table.",
          at_home="Nothing asked.", review_on="2024-06-14"),
    paper("2024-03-20", "sen-support.started"),
    paper("2024-06-20", "sen-support.reviewed", difference_made="A little.", family_view="Go on.",
          child_view="Still loud.", change="Ask for more."),
    paper("2024-09-02", "assessment.request-received", requester="parent", form="letter", words="Please assess."),
    paper("2024-09-09", "assessment.family-asked", to=["Mum"], how="letter"),
    paper("2024-10-21", "assessment.agreed", reasons="May need a plan.", criteria="s.36(8)", evidence=[], heard=[],
          authority="SEN manager"),
    paper("2025-01-10", "assessment.draft-served", how="email", needs="Noise.", outcomes="Calm.", provision="An hour."),
    paper("2025-02-10", "assessment.final-plan-sent", needs="Noise.", outcomes="Calm.", provision="An hour.",
          kind_of_setting="Mainstream", reasons="Agreed.", criteria="s.37", evidence=[], heard=[],
          authority="Head of SEN"),
    paper("2025-02-10", "plan.in-force"),
    paper("2026-01-01", "review.meeting-held", present=["Mum"], views="Go on.", progress="Good."),
]  # fmt: skip


def stages(api: Api, path: str) -> dict[str, str]:
    return {one["workflow"]: one["stage"] for one in api.get(path)["strands"]}


def clocks(api: Api, path: str) -> list[tuple[str, str, str, int]]:
    readings = api.get(f"{path}/clocks")["items"]
    return sorted((one["clock"], one["due"], one["status"], one["days_late"]) for one in readings)


@pytest.fixture
def papers() -> list[dict[str, Any]]:
    """Return the papers, filled in where a form asks for more than these say."""
    filled: list[dict[str, Any]] = []
    for one in PAPERS:
        kind = JOURNEY.events[one["event"]["tag"]]
        known = {name: value for name, value in one["event"].items() if name in kind.__struct_fields__}
        filled.append(entry(kind, date.fromisoformat(one["happened_on"]), **known) | {"origin": "brought-in"})
    return filled


def test_papers_in_any_order_tell_one_story(tmp_path: Path, papers: list[dict[str, Any]]) -> None:
    found: list[Any] = []
    for seed in range(4):
        api = Api(tmp_path / str(seed), JOURNEY, TODAY)
        api.actor = SENCO
        with api.client:
            opened = api.send("/cases", {"happened_on": TODAY, "describes": {"name": "Sam Ashdown"}}).json()
            path = f"/cases/{opened['case']}"
            shuffled = Random(seed).sample(papers, len(papers)) if seed else papers  # noqa: S311  # any order will do
            answer = api.send(f"{path}/history", {"entries": shuffled})
            assert answer.status_code == 201, answer.text
            found.append((stages(api, path), clocks(api, path)))
            timeline = api.get(f"{path}/timeline")["items"]
            assert [one["happened_on"] for one in timeline] == sorted(one["happened_on"] for one in timeline)
        api.cases.close()
    assert all(one == found[0] for one in found)
    assert found[0][0] == {
        "sen-support": "reviewed",
        "needs-assessment": "plan-made",
        "draft": "finished",
        "plan": "in-force",
        "annual-review": "met",
        "informed": "to-tell",
        "meeting": "to-offer",
        "signposting": "offering",
    }
    readings = {clock: (due, status, late) for clock, due, status, late in found[0][1]}
    assert readings["sen-review"] == ("2024-06-14", "met late", 6)
    assert readings["ehcp-final"] == ("2025-01-20", "met late", 21)


def test_how_much_later_it_was_written_down_shows(tmp_path: Path, papers: list[dict[str, Any]]) -> None:
    api = Api(tmp_path, JOURNEY, "2026-03-13")
    api.actor = SENCO
    with api.client:
        opened = api.send("/cases", {"happened_on": "2026-03-13", "describes": {"name": "Sam Ashdown"}}).json()
        path = f"/cases/{opened['case']}"
        assert api.send(f"{path}/history", {"entries": papers}).status_code == 201
        entries = {one["tag"]: one for one in api.get(f"{path}/timeline")["items"]}
        assert entries["review.meeting-held"]["days_later"] == 71
        assert {one["origin"] for tag, one in entries.items() if tag != "journey.record-opened"} == {"brought-in"}
    api.cases.close()


def test_the_calendar_is_england_s() -> None:
    assert date(2026, 4, 6) in ENGLAND.bank_holidays
    assert date(2026, 1, 2) not in ENGLAND.bank_holidays

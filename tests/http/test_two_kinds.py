"""A setting's own record beside a child's: the same routes, each with what is its own and nothing of the other's."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from httpx import Response

from goldenthread.app import lists_of
from goldenthread.projections.comparing import compare
from goldenthread.workflows.kinds import KINDS
from goldenthread.workflows.setting_record import agency_visits
from tests.http.desk import Api
from tests.processes import here
from tests.workflows.samples_setting_record import POST

SENCO = "account=o.okafor; roles=senco; organisation=elm-nursery"
POLICY = {
    "code": "09.14", "title": "Partnership", "version": "1", "contributors": ["Two parents"], "signed_by": "Mrs Okafor",
    "signer": "head", "signed_on": "2025-02-20", "effective_on": "2025-03-01", "changed": "The first.",
}  # fmt: skip
WORRY = {"who": "Mum", "words": "He cries.", "answer_from": "Mrs Okafor"}


class Records:
    """A store with a child's record and a setting's."""

    def __init__(self, folder: Path) -> None:
        self.api = Api(folder, KINDS, today="2026-03-02")
        self.api.actor = SENCO
        opened = self.api.send("/cases", {"happened_on": "2026-03-02", "describes": {"name": "Sam", "known_as": "Sam"}})
        self.child = str(opened.json()["case"])
        self.setting = self.opened().json()["case"]

    def opened(self, key: str | None = None) -> Response:
        event = {"setting": "elm-nursery", "kind": "group-nursery"}
        return self.api.send("/settings", {"happened_on": "2026-03-02", "event": event}, key=key)

    def fact(self, case: str, tag: str, event: object, on: str = "2026-03-02") -> Response:
        return self.api.send(f"/cases/{case}/facts/{tag}", {"happened_on": on, "event": event, "origin": "reported"})

    def policy(self) -> str:
        answer = self.fact(self.setting, "policy.adopted", POLICY, on="2025-03-03")
        assert answer.status_code == 201, answer.text
        return str(answer.json()["records"][0]["id"])


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    made = Records(tmp_path)
    with made.api.client:
        yield made
    made.api.cases.close()


def test_a_settings_record_is_opened_by_its_id_and_kind_and_about_nobody_in_person(records: Records) -> None:
    again = records.opened(key="one-key-of-mine-0001")
    assert again.status_code == 201
    assert records.opened(key="one-key-of-mine-0001").json() == again.json()
    said = records.api.get(f"/cases/{records.setting}")
    assert (said["kind"], said["person"]) == ("setting", {"id": None, "called": "the setting"})
    assert records.api.get(f"/cases/{records.child}")["kind"] == "journey"
    told = records.api.get(f"/cases/{records.setting}/timeline")["items"]
    assert told[0]["told"] == (
        "The SENCO opened the setting's own record: a nursery, pre-school or other group for under-fives"
    )
    family = "account=sams.mum; roles=parent; organisation=home"
    body = {"happened_on": "2026-03-02", "event": {"setting": "elm-nursery", "kind": "childminder"}}
    assert records.api.send("/settings", body, by=family).status_code == 403


def test_each_kind_has_its_own_list(records: Records) -> None:
    assert [one["case"] for one in records.api.get("/cases")["items"]] == [records.child]
    assert [one["case"] for one in records.api.get("/settings")["items"]] == [records.setting]


def test_a_record_takes_nothing_of_the_other_kind(records: Records) -> None:
    wrong = records.fact(records.child, "policy.adopted", POLICY)
    assert (wrong.status_code, wrong.json()["detail"]) == (
        422,
        "policy.adopted does not belong in a record of this kind",
    )
    assert records.fact(records.setting, "concern.worry-raised", WORRY).status_code == 422
    read = records.api.look(f"/cases/{records.child}").headers["etag"]
    received = {"happened_on": "2026-03-02", "event": {"came_at": "10.00", "seen": "Her card"}}
    path = f"/cases/{records.child}/moves/agency-visits/receive"
    assert records.api.send(path, received, read=read).status_code == 422
    entries = [{"happened_on": "2026-03-01", "origin": "brought-in", "event": {"tag": "policy.adopted", **POLICY}}]
    assert records.api.send(f"/cases/{records.child}/history", {"entries": entries}).status_code == 422
    assert [len(records.api.get(f"/cases/{one}/timeline")["items"]) for one in (records.child, records.setting)] == [
        1,
        1,
    ]


def test_facts_moves_clocks_and_what_comes_next_work_as_in_a_childs_record(records: Records) -> None:
    records.policy()
    (clock,) = records.api.get(f"/cases/{records.setting}/clocks")["items"]
    assert (clock["clock"], clock["due"], clock["status"]) == ("policy-review", "2026-03-03", "running")
    following = records.api.get(f"/cases/{records.setting}/next")["items"]
    assert {one["workflow"] for one in following} <= set(KINDS.named["setting"].workflows)
    assert next(one for one in following if one["meets"])["records"] in ("policy.adopted", "policy.reviewed")
    visit = {
        "child": "00000000-0000-4000-8000-00000000005a", "agency": "Therapy", "visitor": "Ms Lee", "role": "Therapist",
        "purpose": "Snack time", "on": "2026-03-02",
    }  # fmt: skip
    assert records.fact(records.setting, "agency-visit.arranged", visit).status_code == 201
    path = f"/cases/{records.setting}/moves/agency-visits/receive"
    body: dict[str, Any] = {"happened_on": "2026-03-02", "event": {"came_at": "10.00", "seen": "Her card"}}
    read = records.api.look(f"/cases/{records.setting}").headers["etag"]
    held = records.api.send(path, body, read=read)
    assert (held.status_code, [one["label"] for one in held.json()["unmet"]]) == (
        409,
        [agency_visits.SUPERVISED_THROUGHOUT.label],
    )
    (tried,) = records.api.get(f"/cases/{records.setting}/attempts")["items"]
    assert tried["workflow_name"] == "A visit of agency staff to one child"
    body["reasons"] = {"supervised-throughout": "Two of us were ill; the door stood open."}
    made = records.api.send(path, body, read=read)
    assert (made.status_code, made.json()["records"][0]["went_without"]) == (201, ["supervised-throughout"])
    entry = made.json()["records"][0]["id"]
    assert records.api.get(f"/cases/{records.setting}/records/{entry}")["judged_again"]["differences"] == []


def test_what_is_said_of_an_entry_can_be_said_in_either(records: Records) -> None:
    entry = records.policy()
    path = f"/cases/{records.setting}/records/{entry}"
    said = {"happened_on": "2026-03-02", "who": "A parent", "statement": "We were not asked."}
    assert records.api.send(f"{path}/dispute", said).status_code == 201
    read = records.api.look(f"/cases/{records.setting}").headers["etag"]
    wrong = records.api.send(f"{path}/error", {"happened_on": "2026-03-02", "why": "Twice"}, read=read)
    assert wrong.status_code == 201
    assert records.api.get(f"/cases/{records.setting}/clocks")["items"] == []


def test_the_lists_are_of_children_unless_the_settings_own_is_asked_for(records: Records) -> None:
    records.policy()
    asked = {"who": "Sam's mum", "paper": "policy", "formats": "Large print", "policy": "09.14"}
    assert records.fact(records.setting, "setting-information.asked-for", asked).status_code == 201
    assert records.fact(records.child, "concern.worry-raised", WORRY).status_code == 201
    children = records.api.get("/caseload")["items"]
    assert {(one["case"], one["kind"]) for one in children} == {(records.child, "journey")}
    own = records.api.get("/caseload", kind="setting")["items"]
    assert [(one["clock"], one["group"]) for one in own] == [
        ("policy-review", "due-soon"),
        ("paper-supplied", "due-soon"),
    ]
    assert records.api.get("/caseload/counts")["cases"] == 1
    assert records.api.get("/caseload/counts", kind="setting")["duties"] == 2
    assert {one["case"] for one in records.api.get("/open")["items"]} <= {records.child}
    (waiting,) = records.api.get("/open", case=records.setting)["items"]
    assert (waiting["clock"], waiting["kind"]) == ("paper-supplied", "setting")
    assert records.api.get("/open", kind="setting")["items"] == [waiting]


def test_whoever_follows_along_hears_of_both(records: Records) -> None:
    records.policy()
    lines = records.api.look("/changes").text.splitlines()
    told = [(one["case"], one["tag"]) for one in map(json.loads, lines)]
    assert [one for one in told if one[0] == records.setting] == [
        (records.setting, "setting.record-opened"),
        (records.setting, "policy.adopted"),
    ]
    assert json.loads(lines[-1])["told"] == "Policy 09.14 was adopted, to be followed from Sat 1 Mar 2025"


def test_lists_worked_out_anew_are_the_same(records: Records) -> None:
    records.policy()
    records.fact(records.child, "concern.worry-raised", WORRY)
    lists = lists_of(records.api.cases, rules=records.api.rules)
    lists.follower.wait()
    found = compare(lists.follower.runner)
    assert (found.same, found.rows["duty"]) == (True, 2)
    lists.follower.runner.close()


def test_the_commands_know_both_kinds(tmp_path: Path) -> None:
    records = Records(tmp_path)
    records.policy()
    case = records.setting
    records.api.cases.close()
    told = here(tmp_path, "timeline", case, "--json")
    assert "09.14" in json.loads(told.stdout)[0]["told"]
    steps = json.loads(here(tmp_path, "replay", case, "--json").stdout)
    assert [one["stage_name"] for one in steps] == [None, "Policies are kept here"]
    due = json.loads(here(tmp_path, "due", "senco-qualification", "--from", "2024-09-02", "--json").stdout)
    assert due["due"] == "2027-09-02"
    assert "# Who is SENCO" in here(tmp_path, "workflow", "senco-post").stdout
    assert json.loads(here(tmp_path, "workflow", "--json").stdout)["policies"] == "Policies and procedures"
    lines = tmp_path / "records.jsonl"
    appointed = {"tag": "senco.named", "happened_on": "2024-09-02", "post": POST, "holding": "own"}
    lines.write_text(json.dumps(appointed | {"teacher": True}))
    (clock,) = json.loads(here(tmp_path, "clocks", str(lines), "--as-of", "2027-09-03", "--json").stdout)[:1]
    assert (clock["clock"], clock["status"]) == ("role-written-down", "overdue")
    lines.write_text("\n".join([json.dumps(appointed | {"teacher": True}), line_of_a_child()]))
    assert "line 2: no event of tag" in here(tmp_path, "clocks", str(lines), "--as-of", "2027-09-03").stderr


def line_of_a_child() -> str:
    return json.dumps({"tag": "concern.worry-raised", "happened_on": str(date(2026, 3, 2))})

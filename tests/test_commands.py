"""The command line, run as a person runs it."""

import json
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import httpx
import msgspec
import pytest

from goldenthread.access_command import Answer, judged_by
from goldenthread.chronologies.server import entered
from goldenthread.cli import warn_of_one_line
from goldenthread.engine.access.policies import OtherwiseKnown
from goldenthread.engine.access.policy import Written, policy_of
from goldenthread.settings import Settings
from goldenthread.workflows.access import POLICY
from goldenthread.workflows.kinds import KINDS
from goldenthread.workflows.posts import POSTS
from tests.processes import Served, environment, here, run, serving


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def demo(data: Path) -> Iterator[Served]:
    with serving(data, ["demo", "--cases", "3", "--serve"]) as served:
        yield served


@pytest.fixture(scope="module")
def case(demo: Served) -> str:
    """Return the case that the server says to look at."""
    assert demo.case
    return demo.case


def test_a_server_says_where_it_is_and_how_to_sign_in(demo: Served) -> None:
    assert demo.demo
    assert {one.id for one in POSTS} == set(demo.tokens) == set(demo.names) == set(demo.accounts)
    assert demo.address.startswith("http://127.0.0.1:")


def test_a_server_tells_a_person_the_same_and_stops_on_control_c(demo: Served, data: Path, case: str) -> None:
    """It goes on with the demo of the folder that it is pointed at, and says that its port is taken."""
    said: list[str] = []
    port = demo.address.rpartition(":")[2]
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "goldenthread", "demo", "--serve"],
        env=environment(data / "demo", GOLDENTHREAD_PORT=port), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True,
    )  # fmt: skip
    alarm = threading.Timer(60, process.kill)
    alarm.start()
    with process:
        for line in process.stdout or ():
            said.append(line)
            if "Stop with Ctrl-C" in line:
                process.send_signal(signal.SIGINT)
                break
        said += process.stdout or ()
    alarm.cancel()
    told = "".join(said)
    for post, token in demo.tokens.items():
        assert token in told, post
    assert "This is a demo" in told
    assert f"Port {port} is taken by another program: this is at port " in told
    assert not (data / "demo" / "demo").exists()
    assert f"The password of each is {demo.password}." in told
    assert f"/api/cases/{case}/timeline" in told
    assert (process.returncode, said[-1], demo.demo) == (0, "Stopped.\n", True)


def as_senco(demo: Served) -> dict[str, str]:
    return {"Authorization": f"Bearer {demo.tokens['senco']}"}


def test_the_demo_answers_with_a_story(demo: Served, case: str) -> None:
    answer = httpx.get(f"{demo.address}/api/cases/{case}/timeline", headers=as_senco(demo))
    assert answer.status_code == 200
    told = [one["told"] for one in answer.json()["items"]]
    assert told[0] == "The SENCO opened this record"
    assert len(told) > 5


def test_the_demo_goes_on_where_it_was(demo: Served, data: Path) -> None:
    again = here(data, "demo", "--cases", "3")
    assert (again.exit_code, "goes on as it was" in again.stdout) == (0, True), again.stderr
    assert demo.demo


def test_a_demo_tells_the_same_facts_for_the_same_seed(tmp_path: Path) -> None:
    def facts(name: str, seed: str) -> list[tuple[str, str]]:
        made = here(tmp_path / name, "demo", "--cases", "3", "--seed", seed)
        assert made.exit_code == 0, made.stderr
        folder = tmp_path / name / "demo"
        told = here(folder, "doctor", "--json")
        assert told.exit_code == 0, told.stdout
        return [(one["what"], one["found"]) for one in json.loads(told.stdout)]

    assert facts("a", "7") == facts("b", "7")


def test_the_doctor_finds_a_store_well(demo: Served, data: Path) -> None:
    found = here(data / "demo", "doctor")
    assert (found.exit_code, "wrong" in found.stdout) == (0, False), found.stdout
    assert demo.demo


def test_the_doctor_says_what_is_wrong(data: Path, tmp_path: Path, demo: Served) -> None:
    assert here(tmp_path, "doctor").exit_code == 1
    key = data / "demo" / "wrapping.key"
    key.chmod(0o644)
    try:
        found = here(data / "demo", "doctor")
        assert (found.exit_code, "chmod 600" in found.stdout) == (1, True), (found.stdout, demo.demo)
    finally:
        key.chmod(0o600)


def test_the_key_file_is_its_owners_alone(demo: Served, data: Path) -> None:
    assert demo.demo
    assert stat.S_IMODE((data / "demo" / "wrapping.key").stat().st_mode) == 0o600


def test_every_file_of_the_demo_is_its_owners_alone(demo: Served, data: Path) -> None:
    assert demo.demo
    files = {one.name: oct(stat.S_IMODE(one.stat().st_mode)) for one in (data / "demo").iterdir()}
    assert {"goldenthread.db", "goldenthread.db-wal", "projections.db", "projections.db-wal"} <= set(files)
    assert set(files.values()) == {"0o600"}


def test_it_is_a_command_and_a_module(data: Path) -> None:
    assert "Golden Thread" in run(data, "--help").stdout


def test_a_timeline_is_printed(demo: Served, data: Path, case: str) -> None:
    assert demo.demo
    told = here(data / "demo", "timeline", case)
    assert (told.exit_code, "The SENCO opened this record" in told.stdout) == (0, True), told.stderr
    as_data = json.loads(here(data / "demo", "timeline", case, "--full", "--json").stdout)
    assert as_data[0]["tag"] == "journey.record-opened"
    assert here(data / "demo", "timeline", case, "--known", "last week").exit_code == 2


def test_an_auditor_asks_what_somebody_could_see_on_a_day_and_is_told_by_which_rule(
    demo: Served, data: Path, case: str
) -> None:
    assert demo.demo
    store = data / "demo"
    senco = next(one for one in json.loads((store / "sign-ins.json").read_text()) if one["post"] == "senco")
    asked = ("access", case, "--account", senco["account"], "--organisation", senco["organisation"], "--json")
    there = json.loads(here(store, *asked, "--on", "2030-01-01").stdout)
    assert there["entries"][0]["event"] == "journey.record-opened"
    assert {one["post"] for one in there["entries"][1:]} == {"senco"}
    assert all(one["because"] for one in there["entries"])
    before = json.loads(here(store, *asked, "--on", "1999-01-01").stdout)
    assert (before["entries"], before["policy"]) == ([], there["policy"])
    (listed,) = json.loads(here(store, "policies", "--json").stdout)
    assert (there["policy"], there["in_force_since"]) == (listed["version"], listed["since"])
    assert there["otherwise_known"] is None
    version = listed["version"]
    assert f"{version}, in force since" in here(store, *asked[:-1], "--on", "2030-01-01").stdout
    assert "the first on record, and not in force yet" in here(store, *asked[:-1], "--on", "1999-01-01").stdout
    on = ("--on", "2030-01-01")
    administrator = here(store, *asked[:3], demo.accounts["administrator"], *asked[4:-1], *on)
    assert "could see nothing of this case" in administrator.stdout
    other = "00000000-0000-4000-8000-000000000000"
    for wrong, what in (
        ((*asked[:3], "typo", *asked[4:]), "account typo"),
        ((*asked[:5], "typo", *asked[6:]), "organisation typo"),
        (("access", other, *asked[2:]), f"case {other}"),
    ):
        answer = here(store, *wrong, *on)
        assert (answer.exit_code, f"there is no {what}" in answer.stderr) == (2, True), answer.stderr


def test_it_is_said_plainly_by_which_policy_a_past_day_was_judged_and_what_is_known_otherwise_since() -> None:
    found = Answer(
        account="senco",
        organisation="elm-primary",
        on=date(2026, 3, 2),
        policy="goldenthread-1-of-old",
        in_force_since=datetime(2026, 3, 2, 12, tzinfo=UTC),
        otherwise_known=OtherwiseKnown(("Whoever wrote it holds it.",), ("Whoever reads it holds it.",)),
        entries=(),
    )
    assert list(judged_by(found)) == [
        "policy goldenthread-1-of-old, in force since Mon 2 Mar 2026, 12:00",
        "how circumstances are known has changed since: they were worked out as they are today",
        "  then: Whoever wrote it holds it.",
        "  now: Whoever reads it holds it.",
    ]
    none = msgspec.structs.replace(found, in_force_since=None, otherwise_known=None)
    assert list(judged_by(none)) == ["policy goldenthread-1-of-old: that of today, for none is on record yet"]


def test_a_policy_is_listed_once_a_server_has_started(demo: Served, data: Path) -> None:
    assert demo.demo
    listed = here(data / "demo", "policies")
    assert (listed.exit_code, POLICY.version in listed.stdout) == (0, True), listed.stderr
    (whole,) = json.loads(here(data / "demo", "policies", "--json").stdout)
    assert policy_of(msgspec.convert(whole["policy"], Written)) == POLICY


def test_a_strand_is_looked_at_under_another_definition(demo: Served, data: Path, case: str) -> None:
    strands = httpx.get(f"{demo.address}/api/cases/{case}", headers=as_senco(demo)).json()["strands"]
    strand, definition = strands[0]["strand"], strands[0]["definition"]
    told = here(data / "demo", "preview", case, strand, definition)
    assert (told.exit_code, "Nothing would be otherwise." in told.stdout) == (0, True), told.stderr
    said = json.loads(here(data / "demo", "preview", case, strand, definition, "--json").stdout)
    assert (said["workflow"], said["before"]) == (strands[0]["workflow"], said["after"])
    wrong = here(data / "demo", "preview", case, strand, "1066.1")
    assert (wrong.exit_code, "there is no such definition" in wrong.stderr) == (2, True)
    nowhere = here(data / "demo", "preview", case, case, definition)
    assert (nowhere.exit_code, "there is no strand" in nowhere.stderr) == (1, True)


def test_a_command_that_looks_never_makes_a_store(tmp_path: Path) -> None:
    looked = here(tmp_path, "timeline", "7d7f4e0c-0f3a-4f4e-9f7e-0f3a4f4e9f7e")
    assert (looked.exit_code, "there is no store" in looked.stderr) == (1, True)
    assert ("goldenthread init" in looked.stderr, "make run" in looked.stderr) == (True, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [["account", "list"], ["rebuild"], ["retain"], ["doctor"]])
def test_a_command_that_finds_no_store_says_how_to_come_by_one(tmp_path: Path, words: list[str]) -> None:
    looked = here(tmp_path, *words)
    said = looked.stderr + looked.stdout
    assert looked.exit_code == 1
    assert "for your own, run: goldenthread init; for invented children, run: make run" in " ".join(said.split())
    (tmp_path / "demo").mkdir()
    said = here(tmp_path, "account", "list").stderr
    assert f"for invented children, set GOLDENTHREAD_DATA={tmp_path / 'demo'}" in said


@pytest.mark.parametrize(
    ("clock", "given", "due"),
    [
        ("ehcna-decide", [], "2025-10-13"),
        ("ehcna-no-plan", [], "2025-12-22"),
        ("ehcp-final", [], "2026-01-19"),
        ("appeal-lodge-decision", ["--given", "mediation.certificate-given=2025-10-20"], "2025-11-20"),
    ],
)
def test_a_due_day_is_worked_out(tmp_path: Path, clock: str, given: list[str], due: str) -> None:
    """The first three are the published illustration of the statutory reference, section 0.2."""
    answer = here(tmp_path, "due", clock, "--from", "2025-09-01", *given, "--json")
    assert answer.exit_code == 0, answer.stderr
    said = json.loads(answer.stdout)
    assert said["due"] == due
    assert said["working"]
    assert said["law"]["text"]


@pytest.mark.parametrize(
    ("clock", "given", "due"),
    [
        ("concern-response", [], "2025-09-15"),
        ("concern-response", ["answer_by=2025-09-03"], "2025-09-03"),
        ("la-transfer-review-12m", [], "2025-11-30"),
        ("mediation-agreement-act", [], "2025-09-15"),
    ],
)
def test_a_day_that_may_be_left_out_may_be_left_out(tmp_path: Path, clock: str, given: list[str], due: str) -> None:
    answer = here(tmp_path, "due", clock, "--from", "2025-09-01", *(f"--given={one}" for one in given), "--json")
    assert (answer.exit_code, json.loads(answer.stdout)["due"]) == (0, due), answer.stderr


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("ehcna-decid --from 2025-09-01", "perhaps: ehcna-decide, "),
        ("ehcp-finale --from 2025-09-01", "perhaps: ehcp-final\n"),
        ("nonsense --from 2025-09-01", "goldenthread workflow NAME prints those of a workflow"),
        ("sen-review --from 2025-09-01", "add --given review_on=YYYY-MM-DD"),
        ("phase-school --from 2025-09-01", "add --given year=YYYY\n"),
        ("ehcp-final --from 2025-09-01 --given colour=red", "'colour' is not what ehcp-final is worked out from"),
        ("sen-support-meeting --from 2025-09-01 --given colour=red", "give: nothing"),
        ("phase-school --from 2025-09-01 --given year=²⁰²⁷", "year is a year, such as 2027, not '²⁰²⁷'"),
        ("phase-school --from 2025-09-01 --given year=2027-01-01", "year is a year"),
        ("phase-school --from 2025-09-01 --given year=9999", "year is a year"),
        ("la-transfer --from 2025-09-01 --given moves_on=2026", "moves_on is a day, such as 2026-03-01, not '2026'"),
        ("la-transfer --from 2025-09-01 --given moves_on=20260101", "moves_on is a day"),
        ("la-transfer --from 2025-09-01 --given moves_on=9999-12-31", "moves_on is a day from 1900-01-01 to"),
        ("la-transfer --from 2025-09-01 --given moves_on", "not written as NAME=VALUE"),
        ("la-transfer --from 2025-09-01 --given moves_on=2026-01-01 --given moves_on=2026-01-02", "there twice"),
        ("appeal-lodge-decision --from 2025-09-01 --given mediation.certificate-given=2025-08-01", "before the start"),
        ("ehcp-final --from soon", "--from is a day, such as 2026-03-01, not 'soon'"),
        ("ehcp-final --from 2025-02-30", "--from is a day"),
        ("sen-support-meeting --from 9999-12-31", "--from is a day from 1900-01-01 to 2199-12-31"),
    ],
)
def test_what_a_due_day_cannot_be_worked_out_from_is_said_in_one_line(tmp_path: Path, words: str, why: str) -> None:
    refused = here(tmp_path, "due", *words.split())
    assert (refused.exit_code, why in refused.stderr, refused.stderr.count("\n")) == (2, True, 1), refused.stderr


def test_a_law_is_told_in_words_and_kept_as_a_code_in_json(tmp_path: Path) -> None:
    words = ["due", "sen-review", "--from", "2025-09-01", "--given", "review_on=2025-12-01"]
    assert "(should; from a secondary source)" in here(tmp_path, *words).stdout
    assert json.loads(here(tmp_path, *words, "--json").stdout)["law"]["mark"] == "S"


def test_a_right_is_open_until_its_last_day_and_owed_by_nobody(tmp_path: Path) -> None:
    words = ["due", "appeal-lodge-decision", "--from", "2025-09-01"]
    told = here(tmp_path, *words).stdout
    assert "The family may appeal to the tribunal: open until " in told
    assert ("the time of a parent or carer" in told.replace("\n", " "), "Owed by" in told) == (True, False), told
    assert json.loads(here(tmp_path, *words, "--json").stdout)["kind"] == "window"
    duty = ["due", "ehcp-final", "--from", "2025-09-01"]
    assert "Owed by" in here(tmp_path, *duty).stdout
    assert json.loads(here(tmp_path, *duty, "--json").stdout)["kind"] == "clock"


def test_clocks_are_read_from_a_file_of_records(tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    file.write_text(
        '{"tag": "assessment.request-received", "happened_on": "2025-09-01", "requester": "parent", "form": "email"}\n'
        '{"id": "w", "tag": "concern.worry-raised", "happened_on": "2025-09-01", "answer_by": "2025-09-05"}\n\n'
        '{"tag": "concern.worry-answered", "happened_on": "2025-09-08", "worry": "w"}\n'
    )
    answer = here(tmp_path, "clocks", str(file), "--as-of", "2025-10-20", "--json")
    assert answer.exit_code == 0, answer.stderr
    found = {one["clock"]: (one["due"], one["status"], one["days_late"]) for one in json.loads(answer.stdout)}
    assert found["ehcna-decide"] == ("2025-10-13", "overdue", 7)
    assert found["concern-response"] == ("2025-09-05", "met late", 3)
    assert "overdue (7 days late)" in here(tmp_path, "clocks", str(file), "--as-of", "2025-10-20").stdout


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (b'{"tag": "concern.nothing", "happened_on": "2025-09-01"}', "no event of tag 'concern.nothing'"),
        (b'{"tag": "concern.worry-raise", "happened_on": "2025-09-01"}', "such as concern.worry-raised"),
        (b'{"tag": "concern.worry-raised"}', "line 1: Object missing required field `happened_on`"),
        (b'{"tag": "concern.worry-raised", "happened_on": "soon"}', "line 1: happened_on: this is a day as 2026-02-28"),
        (b'{"tag": "sharing.plan-disclosed", "happened_on": "2025-09-01", "ground": "me"}', "ground: this is one of: "),
        (b'{"tag": "concern.worry-raised", "happened_on": "0001-01-01"}', "line 1: happened_on is a day from 1900"),
        (b'{"tag": [], "happened_on": "2025-09-01"}', "line 1: Expected `str`, got `array` - at `$.tag`"),
        (b"[]", "line 1: Expected `object`"),
        (b"\n\n{", "line 3: Input data was truncated"),
        (b'\n{"tag": "\xff\xfe"}', "line 2 is not text in UTF-8"),
        ("{}".encode("utf-16"), "line 1 is not text in UTF-8"),
        (b'{"a":' * 9999, "line 1 is nested past all use"),
    ],
)
def test_a_line_that_is_no_record_is_named(tmp_path: Path, lines: bytes, why: str) -> None:
    file = tmp_path / "records.jsonl"
    file.write_bytes(lines)
    answer = here(tmp_path, "clocks", str(file), "--as-of", "2025-10-20")
    assert (answer.exit_code, why in answer.stderr, answer.stderr.count("\n")) == (2, True, 1), answer.stderr


CASE = b"""\
{"tag": "sen-support.planned", "happened_on": "2025-09-08", "review_on": "2025-12-12"}
{"tag": "sen-support.started", "happened_on": "2025-09-08"}
{"tag": "plan.in-force", "happened_on": "2026-01-19"}
{"tag": "isp.made", "happened_on": "2026-02-02", "tier": "targeted-plus", "kept_digitally": true}
"""


def test_packs_are_listed_with_what_they_are_and_are_no_law(tmp_path: Path) -> None:
    told = here(tmp_path, "packs").stdout
    assert "DRAFT: SEND reform as proposed on 23 February 2026" in told
    assert "proposed, and not law" in told
    (one,) = json.loads(here(tmp_path, "packs", "--json").stdout)
    assert (one["name"], one["proposed_on"], one["not_before"]) == ("reform-2026", "2026-02-23", "2029-09-01")
    assert one["check_again"]
    assert len(one["sources"]) == 3


def test_a_case_is_read_under_todays_law_and_under_a_pack_side_by_side(tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    file.write_bytes(CASE)
    words = ["packs", "compare", str(file), "--as-of", "2026-05-01"]
    told = here(tmp_path, *words)
    assert told.exit_code == 0, told.stderr
    assert "Read as if it were the law; it is not." in told.stdout
    assert "  today: ar-complete-first, running, due Mon 18 Jan 2027" in told.stdout
    assert "  then:  plan-review-key-stage, running, no day" in told.stdout
    rows = json.loads(here(tmp_path, *words, "--json").stdout)["rows"]
    assert {one["force"] for row in rows for one in row["proposed"]} == {"proposed"}
    wrong = here(tmp_path, *words, "--pack", "reform-1066")
    assert (wrong.exit_code, "there is no pack 'reform-1066'; these are: reform-2026" in wrong.stderr) == (2, True)
    file.write_bytes(b"{}")
    assert here(tmp_path, *words).exit_code == 2


def test_lines_from_another_system_are_read_whatever_they_end_with(tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    file.write_bytes(b'\xef\xbb\xbf{"tag": "concern.worry-raised", "happened_on": "2025-09-01"}\r\n\r\n')
    answer = here(tmp_path, "clocks", str(file), "--as-of", "2025-10-20", "--json")
    assert [one["clock"] for one in json.loads(answer.stdout)] == ["concern-response"]


def test_a_workflow_is_printed_with_its_diagram(tmp_path: Path) -> None:
    told = here(tmp_path, "workflow", "concern")
    assert "stateDiagram-v2" in told.stdout
    assert here(tmp_path, "workflow", "nothing").exit_code == 2
    assert "concern" in json.loads(here(tmp_path, "workflow", "--json").stdout)


@pytest.mark.parametrize("name", KINDS.workflows)
def test_a_workflow_is_told_as_data_by_the_names_that_are_used_elsewhere(tmp_path: Path, name: str) -> None:
    answer = here(tmp_path, "workflow", name, "--json")
    said, declared = json.loads(answer.stdout), KINDS.workflows[name]
    assert " object at 0x" not in answer.stdout
    assert [one["name"] for one in said["stages"]] == list(declared.stages_by_name)
    assert {one["name"]: [need["name"] for need in one["needs"]] for one in said["moves"]} == {
        key: [declared.name_of(need) for need in one.needs] for key, one in declared.moves_by_name.items()
    }
    assert all(need["law"]["mark"] in "VSMC" for one in said["moves"] for need in one["needs"])
    assert {one["id"] for one in said["clocks"]} == {one.id for one in declared.clocks}
    named = [tag for one in (*said["clocks"], *said["facts"]) for tag in one.get("met_by", [one.get("event")])]
    assert set(named) <= set(KINDS.events)
    assert {at for one in said["moves"] for at in one["from"]} <= set(declared.stages_by_name)


def test_a_need_says_whether_a_reason_will_do_and_by_which_law(tmp_path: Path) -> None:
    said = json.loads(here(tmp_path, "workflow", "needs-assessment", "--json").stdout)
    (finish,) = [one for one in said["moves"] if one["name"] == "finish"]
    found = {one["name"]: (one["reason_will_do"], one["law"]["text"]) for one in finish["needs"]}
    assert found["family-had-its-days"] == (False, "SEND Regulations 2014, reg. 13(1)(a)")


@pytest.mark.parametrize("host", ["0.0.0.0", "10.0.0.1", "::"])  # noqa: S104  # each is refused
def test_only_this_machine_is_served(tmp_path: Path, host: str) -> None:
    refused = here(tmp_path, "serve", GOLDENTHREAD_HOST=host)
    assert (refused.exit_code, "only loopback is served" in refused.stderr) == (1, True)


def test_a_proxy_that_is_not_named_is_warned_of(capsys: pytest.CaptureFixture[str]) -> None:
    """Everybody who comes through it would be counted as one line."""
    outside = "https://notes.example.org"
    for said in (
        Settings(),
        Settings(origin=outside, proxies="127.0.0.1/32"),
        Settings(origin="http://localhost:8000"),
    ):
        warn_of_one_line(said)
    assert capsys.readouterr().err == ""
    warn_of_one_line(Settings(origin=outside))
    assert "GOLDENTHREAD_PROXIES is not set" in capsys.readouterr().err


def test_a_wrong_setting_is_named(tmp_path: Path) -> None:
    strange = here(tmp_path, "serve", GOLDENTHREAD_PROT="1")
    assert (strange.exit_code, "GOLDENTHREAD_PROT is not a setting" in strange.stderr) == (1, True)
    wrong = here(tmp_path, "serve", GOLDENTHREAD_PORT="many")
    assert (wrong.exit_code, "port" in wrong.stderr) == (1, True)


def test_a_store_with_people_in_it_is_never_a_demo(tmp_path: Path) -> None:
    with serving(tmp_path / "demo", ["serve"]) as served:
        assert not served.demo
    refused = here(tmp_path, "demo")
    assert (refused.exit_code, "not a demo store" in refused.stderr) == (1, True)


def test_the_reference_pages_are_as_the_declarations_say() -> None:
    checked = here(Path(), "docs", "--check")
    assert checked.exit_code == 0, checked.stderr


def test_a_server_that_is_stopped_leaves_a_whole_file(tmp_path: Path) -> None:
    """``serving`` ends it with SIGTERM: the store is closed, and nothing of it stays in the log beside it."""
    somebody = {"Authorization": f"Bearer {entered(str(tmp_path))}"}
    with serving(tmp_path, ["serve"]) as served:
        body = {"happened_on": "2026-01-05", "describes": {"name": "Sam [/b] Ashdown"}}
        case = httpx.post(f"{served.address}/api/cases", json=body, headers=somebody).json()["case"]
    store = tmp_path / "goldenthread.db"
    assert store.stat().st_size > 4096
    assert not (tmp_path / "goldenthread.db-wal").exists()
    told = here(tmp_path, "timeline", case)
    assert (told.exit_code, "opened this record" in told.stdout) == (0, True), told.stderr


def test_the_doctor_makes_nothing_and_calls_an_empty_file_wrong(tmp_path: Path) -> None:
    assert here(tmp_path / "a", "demo", "--cases", "1").exit_code == 0
    store = tmp_path / "a" / "demo" / "goldenthread.db"
    for content in (b"", b"not a database at all" * 99):
        store.write_bytes(content)
        found = here(store.parent, "doctor", "--json")
        assert found.exit_code == 1
        assert [one["well"] for one in json.loads(found.stdout)] == [True, False]
        assert store.read_bytes() == content


def test_the_doctor_finds_a_record_that_was_taken_out(tmp_path: Path) -> None:
    assert here(tmp_path, "demo", "--cases", "1").exit_code == 0
    store = tmp_path / "demo" / "goldenthread.db"
    with closing(sqlite3.connect(store)) as connection, connection:
        for name in ("record_update", "record_delete"):
            connection.execute(f"drop trigger {name}")
        connection.execute("delete from record where position = 5")
        connection.execute("update record set position = position - 1 where position > 5")
    found = here(tmp_path / "demo", "doctor")
    assert (found.exit_code, "one is missing" in found.stdout) == (1, True), found.stdout


def test_lists_that_cannot_be_written_are_named(tmp_path: Path) -> None:
    assert here(tmp_path, "demo", "--cases", "1").exit_code == 0
    (tmp_path / "demo" / "projections.db").mkdir()
    refused = here(tmp_path / "demo", "rebuild")
    assert (refused.exit_code, "projections.db cannot be worked out" in refused.stderr) == (1, True), refused.output


def test_pages_that_cannot_be_written_are_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    refused = here(tmp_path, "docs", "--folder", str(tmp_path / "taken"))
    assert (refused.exit_code, "cannot be written" in refused.stderr) == (1, True), refused.output


@pytest.mark.parametrize(
    ("setting", "value", "why"),
    [
        ("HOST", "localhost", "is no address"),
        ("LOG_LEVEL", "loud", "debug, info"),
        ("PORT", "abc", "The port to listen on"),
    ],
)
def test_a_wrong_setting_is_a_sentence(tmp_path: Path, setting: str, value: str, why: str) -> None:
    answer = here(tmp_path, "serve", **{f"GOLDENTHREAD_{setting}": value})
    assert (answer.exit_code, why in answer.stderr) == (1, True), answer.output


def test_the_demo_s_other_commands_say_where_it_is(tmp_path: Path) -> None:
    assert here(tmp_path, "demo", "--cases", "1").exit_code == 0
    answer = here(tmp_path, "timeline", "7d7f4e0c-0f3a-4f4e-9f7e-0f3a4f4e9f7e")
    assert f"GOLDENTHREAD_DATA={tmp_path / 'demo'}" in answer.stderr.replace("\n", "")


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("GOLDENTHREAD_PROXIES", "10.0.0.0/99"),
        ("GOLDENTHREAD_BREACHED_PASSWORDS", "/nowhere/list.txt"),
        ("GOLDENTHREAD_ORIGIN", "http://notes.example.org"),
        ("GOLDENTHREAD_OIDC", "/nowhere/providers.toml"),
    ],
)
def test_a_setting_that_cannot_be_is_said_in_one_line_before_anything_is_served(
    tmp_path: Path, setting: str, value: str
) -> None:
    refused = here(tmp_path, "serve", "--port", "0", **{setting: value})
    assert (refused.exit_code, setting in refused.stderr) == (1, True), (refused.stderr, refused.exception)
    assert "Traceback" not in refused.output

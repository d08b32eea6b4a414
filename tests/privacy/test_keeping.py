"""The commands that erase and that change the wrapping key, beside a server that runs."""

import json
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from goldenthread.chronologies.server import entered
from goldenthread.engine.fields import fields, patterned, plain
from goldenthread.workflows.concern import WorryRaised
from tests.at_work import enter_in
from tests.generic import sample
from tests.privacy.planting import as_json
from tests.processes import Served, here, serving

WHY = ("--ground", "not-needed", "--rule", "retention.core", "--why", "The time is over.")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keeping") / "data"


@pytest.fixture(scope="module")
def served(data: Path) -> Iterator[Served]:
    with serving(data, ["serve"]) as served:
        yield served


@pytest.fixture(scope="module")
def token(data: Path, served: Served) -> str:
    assert served.address
    enter_in(data, jo="head", sam="dpo", kit="teacher")
    return entered(str(data))


@pytest.fixture
def client(served: Served, token: str) -> Iterator[httpx.Client]:
    said = {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=f"{served.address}/api", headers=said, timeout=30) as client:
        yield client


def opened(client: httpx.Client, name: str, key: str | None = None) -> str:
    body = {"happened_on": "2026-03-02", "describes": {"name": name}}
    answer = client.post("/cases", json=body, headers={"Idempotency-Key": key} if key else {})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["case"])


def worried(client: httpx.Client, case: str, words: str) -> str:
    """Write down a worry in these words. Returns where it is read."""
    event = as_json(sample(WorryRaised, date(2026, 3, 2)))
    free = [name for name, one in fields(WorryRaised).items() if plain(one.kind) is str and not patterned(one.kind)]
    sealed = {name: words for name in free if name in event}
    assert sealed
    body = {"happened_on": "2026-03-02", "event": event | sealed}
    answer = client.post(f"/cases/{case}/facts/concern.worry-raised", json=body)
    assert answer.status_code == 201, answer.text
    return f"/cases/{case}/records/{answer.json()['records'][0]['id']}"


def said(data: Path, *words: str, **more: str) -> Any:
    answer = here(data, *words, "--json", **more)
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


def test_a_record_is_erased_while_a_server_runs(data: Path, client: httpx.Client) -> None:
    case, other = opened(client, "Robin Vale"), opened(client, "Kit Moss")
    worries = [worried(client, case, "Robin cannot hear."), worried(client, other, "Kit cannot see.")]
    assert ["cannot" in client.get(one).text for one in worries] == [True, True]
    asked = said(data, "erase", "ask", case, "--whole", *WHY, "--account", "jo", "--really")
    erasure = asked["erasure"]["id"]
    assert asked["extent"]["entries"] == {"core": 2}
    said(data, "erase", "approve", case, erasure, "--account", "sam", "--really")
    done = said(
        data, "erase", "run", case, erasure, "--account", "jo", "--really", "--case-again", case,
        GOLDENTHREAD_KEY_BACKUP_DAYS="10",
    )  # fmt: skip
    assert done["erasure"]["state"] == "done"
    assert done["certificate"].startswith(f"Certificate of erasure {erasure}")
    assert done["erasure"]["backups_gone_by"]
    assert [one["state"] for one in said(data, "erase", "show", case)] == ["done"]
    assert ["cannot" in client.get(one).text for one in worries] == [False, True]
    assert [client.get(one).status_code for one in worries] == [200, 200]
    assert here(data, "doctor").exit_code == 0


def test_without_really_nothing_is_recorded(data: Path, client: httpx.Client) -> None:
    case = opened(client, "Robin Vale")
    answer = here(data, "erase", "ask", case, "--whole", *WHY, "--account", "jo")
    assert answer.exit_code == 0
    assert "1 entries kept as core" in answer.output
    assert "Nothing was recorded. Add --really to do it." in answer.output
    assert said(data, "erase", "show", case) == []
    erasure = said(data, "erase", "ask", case, "--whole", *WHY, "--account", "jo", "--really")["erasure"]["id"]
    assert not said(data, "erase", "approve", case, erasure, "--account", "sam")["recorded"]
    said(data, "erase", "approve", case, erasure, "--account", "sam", "--really")
    assert not said(data, "erase", "run", case, erasure, "--account", "sam")["recorded"]
    assert [one["state"] for one in said(data, "erase", "show", case)] == ["approved"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("approve", "{case}", "{erasure}", "--account", "jo", "--really"), "approved by somebody else"),
        (
            ("run", "{case}", "{erasure}", "--account", "jo", "--really", "--case-again", "{case}"),
            "erase approve {case}",
        ),
        (("run", "{case}", "{erasure}", "--account", "jo"), "nobody has approved this erasure yet"),
        (("run", "{case}", "{other}", "--account", "jo"), "there is no such erasure"),
        (("ask", "{case}", "--whole", *WHY, "--account", "jo", "--really"), "of this case is open"),
        (("ask", "{other}", "--whole", *WHY, "--account", "jo"), "there is no case"),
        (("ask", "{case}", *WHY, "--account", "jo"), "say what is to be erased"),
        (("ask", "{case}", "--whole", *WHY, "--account", "Jo Vale"), "an identifier of small letters"),
        (("ask", "{case}", "--whole", *WHY, "--account", "ghost"), "ghost holds no such post at work today"),
        (("ask", "{case}", "--whole", *WHY, "--account", "jo", "--role", "dpo"), "jo holds no such post at work today"),
        (("approve", "{case}", "{erasure}", "--account", "kit", "--really"), "kit holds no post that approves this"),
        (("run", "{case}", "{erasure}", "--account", "ghost", "--really"), "ghost holds no such post at work today"),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_line(
    data: Path, client: httpx.Client, words: tuple[str, ...], why: str
) -> None:
    case = opened(client, "Robin Vale")
    erasure = said(data, "erase", "ask", case, "--whole", *WHY, "--account", "jo", "--really")["erasure"]["id"]
    given = [one.format(case=case, erasure=erasure, other=uuid4()) for one in words]
    answer = here(data, "erase", *given)
    assert answer.exit_code in (1, 2)
    assert why.format(case=case) in " ".join(answer.output.split())
    assert "Traceback" not in answer.output


def test_the_case_is_to_be_typed_again(data: Path, client: httpx.Client) -> None:
    case = opened(client, "Robin Vale")
    erasure = said(data, "erase", "ask", case, "--person", *WHY, "--account", "jo", "--really")["erasure"]["id"]
    said(data, "erase", "approve", case, erasure, "--account", "sam", "--really")
    answer = here(data, "erase", "run", case, erasure, "--account", "jo", "--really", "--case-again", str(uuid4()))
    assert (answer.exit_code, "that is another case; nothing was erased" in answer.output) == (1, True)
    assert [one["state"] for one in said(data, "erase", "show", case)] == ["approved"]
    refused = said(data, "erase", "refuse", case, erasure, "--why", "A mistake.", "--account", "jo")
    assert refused["erasure"]["state"] == "refused"


def test_the_wrapping_key_is_changed_under_a_server_that_is_written_to(
    data: Path, client: httpx.Client, served: Served
) -> None:
    first = opened(client, "Robin Vale", key="once")
    stop, statuses = threading.Event(), list[int]()

    def write(number: int) -> None:
        with httpx.Client(base_url=f"{served.address}/api", headers=dict(client.headers), timeout=30) as mine:
            at = 0
            while not stop.is_set():
                at += 1
                body = {"happened_on": "2026-03-02", "describes": {"name": f"Writer {number}"}}
                made = mine.post("/cases", json=body, headers={"Idempotency-Key": f"{number} {at}"})
                read = mine.get(f"/cases/{made.json()['case']}/timeline")
                statuses.extend((made.status_code, read.status_code))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    try:
        changed = [said(data, "rotate-key", "--account", "sam") for _ in range(2)]
        while len(statuses) <= 8:
            changed.append(said(data, "rotate-key", "--account", "sam"))
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert set(statuses) <= {200, 201}
    assert len(statuses) > 8
    assert changed[0]["rotated"]["after"] == changed[1]["rotated"]["before"]
    assert changed[1]["by"]["account"] == "sam"
    assert opened(client, "Robin Vale", key="once") == first
    well = json.loads(here(data, "doctor", "--json").stdout)
    assert all(one["well"] for one in well), well


def test_there_is_nothing_to_change_without_a_store_or_a_key_file(data: Path, tmp_path: Path) -> None:
    for folder, why in ((tmp_path, "there is no key file"), (tmp_path / "none", "there is no key file")):
        answer = here(folder, "rotate-key", "--account", "sam")
        assert (answer.exit_code, why in answer.output) == (1, True), answer.output
        assert not (folder / "wrapping.key").exists()
    assert (data / "wrapping.key").exists()

"""Every sealed word of several children is a marker; one of them is erased, and nothing of that one is found again."""

import io
import json
import logging
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest

from goldenthread.app import log_to_stderr
from goldenthread.engine.attempts import attempts_of
from goldenthread.engine.events import PersonId, RecordId
from goldenthread.engine.privacy.documents import DocumentAddress
from goldenthread.engine.privacy.erasing import Erasing, Wanted
from goldenthread.engine.privacy.erasures import Erasure, Ground, State
from goldenthread.engine.records import Actor
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.kinds import KINDS
from tests.http.desk import Api
from tests.privacy.planting import (
    EVERYBODY,
    TODAY,
    Planted,
    Planting,
    as_json,
    describing,
    in_memory,
    looked_at,
    marked,
    on_disk,
    ordinary,
)
from tests.processes import here

DPO, HEAD = Actor("d.po", "dpo", "elm-primary"), Actor("h.ead", "head", "elm-primary")
EVERY = ("alba", "bryn", "cleo", "setting")


@dataclass
class Town:
    """A store that was planted, served by two processes' worth of application, and what was found in each before."""

    folder: Path
    api: Api
    other: Api
    planted: dict[str, Planted]
    log: io.StringIO
    before: dict[str, Counter[str]] = field(default_factory=dict[str, Counter[str]])
    rows: list[Any] = field(default_factory=list[Any])
    sealed: list[bytes] = field(default_factory=list[bytes])
    erasure: Erasure | None = None

    def answers(self, api: Api) -> dict[str, Counter[str]]:
        """Return how often markers of each owner stand in the answers of each route."""
        found: dict[str, Counter[str]] = {}
        for asked, said in looked_at(api, self.planted.values()):
            hits = Counter({owner: said.count(one.prefix) for owner, one in self.planted.items()})
            found[asked] = +hits
        return found


def total(found: dict[str, Counter[str]]) -> Counter[str]:
    return sum(found.values(), Counter[str]())


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder, log = tmp_path_factory.mktemp("planted"), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stderr(log), redirect_stdout(log):
        (folder / "tmp").mkdir()
        patch.setattr(tempfile, "tempdir", str(folder / "tmp"))
        patch.setenv("SQLITE_TMPDIR", str(folder / "tmp"))
        handler, root = logging.StreamHandler(log), logging.getLogger()
        root.addHandler(handler)
        level = root.level
        root.setLevel(logging.DEBUG)
        log_to_stderr("debug")
        api, other = Api(folder / "data", KINDS, TODAY), Api(folder / "data", KINDS, TODAY)
        with api.client, other.client:
            made = plant(Planting(api))
            town = Town(folder, api, other, made, log)
            town.before = town.answers(api)
            town.answers(other)
            town.rows = list(api.cases.scan())
            town.sealed = list(secrets_of(api, made["alba"]))
            town.erasure = erase(api, made["alba"])
            yield town
        root.setLevel(level)
        root.removeHandler(handler)
    api.cases.close()
    other.cases.close()


def plant(planting: Planting) -> dict[str, Planted]:
    alba, bryn, cleo = map(planting.open, EVERY[:3])
    for one in (alba, bryn, cleo):
        planting.whole_history(one)
        planting.by_their_routes(one)
        planting.the_rest(one)
    assert {201, 409} <= planting.every_move(alba)
    setting = planting.open_setting()
    for one in (alba, bryn):
        planting.visits(setting, one)
    return {"alba": alba, "bryn": bryn, "cleo": cleo, "setting": setting}


def secrets_of(api: Api, one: Planted) -> Iterator[bytes]:
    """Yield the keys of a child as they are wrapped, and the document as it is sealed."""
    for stream in (one.case, one.person or one.case, attempts_of(one.case)):
        yield from (key.wrapped for key in api.cases.keys_of(stream))
    paper = api.cases.store.recorder.find_document(bytes.fromhex(one.document))
    assert paper
    yield paper.sealed


def erase(api: Api, one: Planted) -> Erasure:
    erasing = Erasing(api.cases, backup_days=35)
    wanted = Wanted(whole=True, ground=Ground.NOT_NEEDED, rule="retention.all", why="The time is over.")
    asked = erasing.ask(one.case, wanted, DPO, api.now)
    erasing.approve(one.case, asked.id, HEAD, api.now)
    return erasing.run(one.case, asked.id, DPO, api.now)


def test_before_that_markers_of_all_are_told(town: Town) -> None:
    told = total(town.before)
    assert set(told) == set(EVERY)
    assert min(told.values()) > 50
    assert len(town.before) > 200
    assert any(town.api.cases.attempts(town.planted["alba"].case))


def test_it_is_done(town: Town) -> None:
    assert town.erasure
    assert town.erasure.state is State.DONE
    assert town.erasure.records > 600
    assert town.erasure.documents == 1
    classes = {one.record_class for one in town.erasure.keys}
    assert classes >= {"core", "health", "identity", "agency", "agency-visits"}


@pytest.mark.parametrize("which", ["api", "other"])
def test_no_route_tells_anything_of_her_and_all_tell_of_the_others_what_they_told(town: Town, which: str) -> None:
    after = town.answers(getattr(town, which))
    assert {asked: hits for asked, hits in after.items() if hits["alba"]} == {}
    for asked, hits in town.before.items():
        others = Counter({owner: number for owner, number in hits.items() if owner != "alba"})
        assert after.get(asked, Counter()) == others, asked
    assert set(total(after)) == set(EVERY) - {"alba"}


def test_what_she_has_left_is_the_clear_skeleton(town: Town) -> None:
    for cases in (town.api.cases, town.other.cases):
        alba, bryn = (cases.case(town.planted[name].case) for name in ("alba", "bryn"))
        assert all(record.erased for record in alba.records)
        assert not any(record.erased for record in bryn.records)
        assert cases.described(PersonId(town.planted["alba"].person or UUID(int=0))) is None
        assert cases.document(DocumentAddress(town.planted["alba"].document)) is None
        assert cases.document(DocumentAddress(town.planted["bryn"].document))
    path = town.planted["alba"].path
    assert len(town.api.get(f"{path}/timeline", limit="500")["items"]) == 500
    assert len(town.api.get(f"{path}/clocks")["items"]) > 50
    assert town.api.get(f"{path}/attempts")["items"]


def test_the_visit_to_her_that_a_setting_wrote_down_is_erased_and_the_visit_to_another_is_not(town: Town) -> None:
    setting = town.planted["setting"]
    for cases in (town.api.cases, town.other.cases):
        visits = [one for one in cases.case(setting.case).records if one.kept == "agency-visits"]
        assert len({one.strand for one in visits if one.erased}) == 1
        assert sum(one.erased for one in visits) == 8
        assert len({one.strand for one in visits if not one.erased}) > 1
    assert town.before[f"/api{setting.path}/timeline?view=full&limit=500"]["alba"], "the route told of it before"


def test_no_record_was_changed_and_every_proof_still_holds(town: Town) -> None:
    assert list(town.api.cases.scan())[: len(town.rows)] == town.rows
    assert list(town.api.cases.faults()) == []
    with closing(sqlite3.connect(town.folder / "data" / "goldenthread.db")) as by_hand:
        for statement in ("update record set state = x''", "delete from record"):
            with pytest.raises(sqlite3.IntegrityError, match="records are never"):
                by_hand.execute(statement)


def test_nothing_is_in_any_file_and_of_the_others_neither_for_all_of_it_is_sealed(town: Town) -> None:
    files = dict(on_disk(town.folder))
    assert {"goldenthread.db", "projections.db", "wrapping.key"} <= set(files)
    assert not list((town.folder / "tmp").iterdir())
    for name, content in files.items():
        assert b"marker-of-" not in content, name
        assert "marker-of-".encode("utf-16-le") not in content, name


def test_her_keys_and_her_document_are_in_no_file(town: Town) -> None:
    """They were there before: what is looked for is what was sealed, and what her keys were wrapped as."""
    files = dict(on_disk(town.folder))
    assert len(town.sealed) > 5
    for name, content in files.items():
        for one in town.sealed:
            assert one not in content, name


def test_nothing_was_logged(town: Town) -> None:
    assert "HTTP Request" in town.log.getvalue(), "what is logged is caught"
    assert "marker-of-" not in town.log.getvalue()


@pytest.mark.parametrize("which", ["api", "other"])
def test_nothing_is_in_the_memory_of_a_process_that_looked_again(town: Town, which: str) -> None:
    api: Api = getattr(town, which)
    for made in town.planted.values():
        api.cases.case(made.case)
    held = [text for text in in_memory(api.cases, cast("Any", api.client).app) if "marker-of-" in text]
    assert not [one for one in held if "marker-of-alba" in one]
    assert any("marker-of-bryn" in one for one in held), "what is held of the others is found, so it was looked for"


@pytest.mark.parametrize(
    "words",
    [("timeline", "{}", "--full"), ("replay", "{}"), ("diff", "{}", "--happened-before", "2026-01-01")],
    ids=lambda words: words[0],
)
def test_no_command_tells_anything_of_her(town: Town, words: tuple[str, ...]) -> None:
    told = {
        name: here(town.folder / "data", *(one.format(town.planted[name].case) for one in words), "--json")
        for name in ("alba", "bryn")
    }
    assert [one.exit_code for one in told.values()] == [0, 0]
    assert "marker-of-" not in told["alba"].output
    assert "marker-of-bryn" in told["bryn"].output


def test_the_lists_are_what_a_rebuild_makes_of_what_is_left(town: Town) -> None:
    town.api.get("/caseload")
    answer = here(town.folder / "data", "rebuild", "--compare", "--json")
    assert (answer.exit_code, json.loads(answer.output)["same"]) == (0, True)


def test_asking_again_what_was_asked_before_is_answered_from_what_is_left(town: Town) -> None:
    alba = Planted("alba", path=town.planted["alba"].path)
    answer = Planting(town.api).send("/cases", {"describes": describing(alba)}, key=alba.marker())
    assert answer.json()["case"] == str(town.planted["alba"].case)
    assert "marker-of-" not in answer.text


def test_what_comes_after_is_kept_and_told(town: Town) -> None:
    alba = town.planted["alba"]
    tag, kind = ordinary(JOURNEY)[0]
    event = as_json(marked(kind, alba, RecordId(UUID(alba.entries[0]))))
    said = {"happened_on": TODAY, "event": event, "origin": "reported"}
    answer = town.other.send(f"{alba.path}/facts/{tag}", said, by=EVERYBODY)
    assert answer.status_code == 201, answer.text
    (new,) = answer.json()["records"]
    assert "marker-of-alba" in town.api.look(f"{alba.path}/records/{new['id']}").text
    assert town.api.cases.case(alba.case).records[-2].erased

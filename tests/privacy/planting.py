"""Children of whom every sealed word is a marker of their own, told over the API, and where markers are found."""

import gc
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import AsyncGeneratorType, CoroutineType, FrameType, FunctionType, GeneratorType, ModuleType
from typing import Any, cast, get_origin
from uuid import UUID

import msgspec
from httpx import Response
from litestar import Litestar
from litestar.routes import HTTPRoute
from msgspec import Struct

from goldenthread.engine.attached import Attached
from goldenthread.engine.commands import Note
from goldenthread.engine.events import Consent, Event, RecordId
from goldenthread.engine.fields import bare, each_of, fields, hints, nested, plain
from goldenthread.engine.journey import BUILT_IN, Journey
from goldenthread.engine.needs import BeforeOrReason
from goldenthread.engine.records import Actor
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.kinds import KINDS
from goldenthread.workflows.setting_record.agency_visits import VisitArranged
from goldenthread.workflows.setting_record.vocabulary import VISITS
from tests.generic import sample, value
from tests.http.desk import Api

TODAY = "2026-03-02"
DAY = date.fromisoformat(TODAY)
ROLES = sorted(
    {
        role.id
        for one in KINDS.every
        for kind in one.events.values()
        if kind not in BUILT_IN
        for role in kind.recorded_by
    }
)
EVERYBODY = f"account=k.hale; roles={' '.join(ROLES)}; organisation=elm-primary"


EACH = 15
"""Of hundreds of entries of one case, each that is looked at by itself; all of them are in its timeline."""


@dataclass
class Planted:
    """One case whose sealed words are markers of one owner, and the ids of its entries."""

    owner: str
    path: str = ""
    person: UUID | None = None
    entries: list[str] = field(default_factory=list[str])
    document: str = ""
    number: Iterator[int] = field(default_factory=lambda: iter(range(1, 100_000)))

    @property
    def prefix(self) -> str:
        return f"marker-of-{self.owner}-"

    @property
    def case(self) -> UUID:
        return UUID(self.path.rpartition("/")[2])

    def marker(self) -> str:
        """Return another marker: it could be an identifier, so that it fits wherever text does."""
        return f"{self.prefix}{next(self.number):05d}"


def marked(kind: type[Event], owner: Planted, anchor: RecordId) -> Event:
    """Return one of an event with markers in every sealed field that can hold words, be it required or not."""
    sealed = {name: one.kind for name, one in fields(kind).items() if not one.clear}
    said = {name: planted(made, owner, anchor) for name, made in sealed.items()}
    return sample(kind, DAY, answering=anchor, said=said)


def planted(kind: Any, owner: Planted, anchor: RecordId) -> Any:
    if get_origin(bare(kind)) is tuple:
        return (planted(each_of(kind), owner, anchor),)
    if group := nested(kind):
        return planted_group(group, owner, anchor)
    return owner.marker() if plain(kind) is str else value(kind, DAY, anchor)


def planted_group(group: type[Struct], owner: Planted, anchor: RecordId) -> Struct:
    return group(**{one.name: planted(hints(group)[one.name], owner, anchor) for one in msgspec.structs.fields(group)})


def as_json(event: Event) -> dict[str, Any]:
    return {name: it for name, it in msgspec.to_builtins(event).items() if name != "tag"}


def describing(owner: Planted) -> dict[str, Any]:
    numbers = [{"kind": owner.marker(), "value": owner.marker()}]
    return {"name": owner.marker(), "known_as": owner.marker(), "born_on": "2017-03-04", "identifiers": numbers}


class Planting:
    """Writes markers down over the API, as whoever may."""

    def __init__(self, api: Api) -> None:
        self.api = api
        api.actor = EVERYBODY

    def send(self, path: str, body: dict[str, Any], **more: str) -> Response:
        answer = self.api.send(path, {"happened_on": TODAY} | body, **more)
        assert answer.status_code == 201, f"{path}: {answer.text}"
        return answer

    def open(self, owner: str) -> Planted:
        made = Planted(owner)
        answer = self.send("/cases", {"describes": describing(made)}, key=made.marker()).json()
        made.path = f"/cases/{answer['case']}"
        made.entries = [one["id"] for one in answer["records"]]
        made.person = self.api.cases.case(made.case).records[0].clear("child")
        return made

    def open_setting(self) -> Planted:
        """Open the record of a setting, and write each of its events down."""
        made, journey = Planted("setting"), KINDS.every[1]
        opening = as_json(marked(journey.opened_by, made, RecordId(UUID(int=0))))
        answer = self.send("/settings", {"event": opening}).json()
        made.path, made.entries = f"/cases/{answer['case']}", [one["id"] for one in answer["records"]]
        self.by_their_routes(made, journey)
        self.whole_history(made, journey)
        return made

    def visits(self, setting: Planted, made: Planted) -> None:
        """Write a visit to a child down in a setting's own record: every event of it, and a remark, in their marker."""
        arranged = as_json(marked(VisitArranged, made, RecordId(UUID(int=0)))) | {"child": str(made.person)}
        path, said = f"{setting.path}/facts", {"origin": "reported", "interpreter": made.marker()}
        tag = "agency-visit.arranged"
        (first,) = self.send(f"{path}/{tag}", said | {"event": arranged, "new_strand": True}).json()["records"]
        for tag, kind in KINDS.every[1].events.items():
            if getattr(kind, "kept", None) is VISITS and kind is not VisitArranged:
                event = as_json(marked(kind, made, RecordId(UUID(int=0))))
                self.send(f"{path}/{tag}", said | {"event": event, "strand": first["strand"]})
        dispute = {"happened_on": TODAY, "who": made.marker(), "statement": made.marker()}
        self.send(f"{setting.path}/records/{first['id']}/dispute", dispute)

    def by_their_routes(self, made: Planted, journey: Journey = JOURNEY) -> None:
        """Write some events down by their own routes, each with a key and with what may be said beside it."""
        for tag, kind in ordinary(journey)[::EACH]:
            event = as_json(marked(kind, made, RecordId(UUID(made.entries[0]))))
            body = {"event": event, "origin": "reported", "on_behalf_of": made.marker(), "interpreter": made.marker()}
            answer = self.send(f"{made.path}/facts/{tag}", body, key=made.marker()).json()
            made.entries += [one["id"] for one in answer["records"]]

    def whole_history(self, made: Planted, journey: Journey = JOURNEY) -> None:
        """Write every event down at once."""
        anchor = RecordId(UUID(made.entries[0]))
        events = [msgspec.to_builtins(marked(kind, made, anchor)) for _, kind in ordinary(journey)]
        entries = [{"happened_on": TODAY, "origin": "reported", "event": one} for one in events]
        answer = self.api.send(f"{made.path}/history", {"entries": entries})
        assert answer.status_code == 201, answer.text
        made.entries += [one["id"] for one in answer.json()["records"]]

    def the_rest(self, made: Planted) -> None:
        """Write down what is no event of a workflow: remarks, another wording, moves, a document, who it is anew."""
        consent = next(str(one.id) for one in self.api.cases.case(made.case).records if one.kind is a_consent())
        said = {"happened_on": TODAY, "who": made.marker(), "statement": made.marker()}
        self.send(f"{made.path}/records/{consent}/dispute", said)
        self.send(f"{made.path}/records/{consent}/withdrawal", {"who": made.marker()}, read="*")
        self.send(f"{made.path}/records/{made.entries[-1]}/error", {"why": made.marker()}, read="*")
        again = msgspec.to_builtins(marked(a_consent(), made, RecordId(UUID(made.entries[0]))))
        self.send(f"{made.path}/records/{consent}/correction", {"event": again}, read="*")
        self.send(f"/people/{made.person}", {"describes": describing(made)})
        self.attach(made)

    def every_move(self, made: Planted) -> set[int]:
        """Try every move with markers in its form and its reasons. Returns how they were answered."""
        answered: set[int] = set()
        for workflow, move in JOURNEY.moves:
            event = as_json(marked(move.records, made, RecordId(UUID(made.entries[0]))))
            reasons = {workflow.name_of(one): made.marker() for one in move.needs if isinstance(one, BeforeOrReason)}
            body = {"happened_on": TODAY, "event": event, "reasons": reasons}
            path = f"{made.path}/moves/{workflow.name}/{workflow.name_of(move)}"
            answer = self.api.send(path, body, read="*", key=made.marker())
            answered.add(answer.status_code)
            made.entries += [one["id"] for one in answer.json().get("records", ())]
        return answered

    def attach(self, made: Planted) -> None:
        """Store a document of a marker with an entry; there is no route for that yet."""
        kind, cases = a_consent(), self.api.cases
        paper = cases.attach(made.case, JOURNEY.kept(kind).name, made.marker().encode())
        event = marked(kind, made, RecordId(UUID(made.entries[0])))
        by = Actor("k.hale", kind.recorded_by[0].id, "elm-primary")
        cases.record(made.case, [Note(event=event, happened_on=DAY, by=by)], self.api.now, attachments=[paper])
        made.document = paper.address


def ordinary(journey: Journey) -> list[tuple[str, type[Event]]]:
    """Return every event that a route of its own writes down."""
    return [
        (tag, one)
        for tag, one in journey.events.items()
        if one not in (*BUILT_IN, journey.opened_by) and not issubclass(one, Attached)
    ]


def a_consent() -> type[Event]:
    return next(one for one in JOURNEY.events.values() if issubclass(one, Consent))


# Where markers are found


def looked_at(api: Api, every: Iterable[Planted]) -> Iterator[tuple[str, str]]:
    """Yield the answer of every GET route, for every case and entry it can be asked of, with its headers."""
    app = cast("Litestar", cast("Any", api.client).app)
    routes = [one for one in app.routes if isinstance(one, HTTPRoute) and "GET" in one.methods]
    for path in sorted(one.path_format for one in routes if "openapi" not in one.path_format):
        for asked in addresses(api, path, every):
            answer = api.client.get(asked, headers=api.signed_in(EVERYBODY))
            if asked.startswith("/api/cases/"):
                assert answer.status_code in (200, 404, 422), f"{asked}: {answer.text}"
            assert answer.status_code < 500, f"{asked}: {answer.text}"  # others may not be for them; none may fail
            yield asked, f"{answer.headers}{answer.text}"


def addresses(api: Api, path: str, every: Iterable[Planted]) -> Iterator[str]:
    if "{case}" not in path:
        yield path.replace("{tag}", "journey.record-opened")
        return
    for made in every:
        mine = path.replace("{case}", str(made.case))
        if "{entry}" in path:
            yield from (mine.replace("{entry}", one) for one in (*made.entries[::EACH], *made.entries[-EACH:]))
        elif "{strand}" in path:
            strands = api.cases.case(made.case).strands.values()
            found = {mine.replace("{strand}", str(one.id)).replace("{version}", str(one.definition)) for one in strands}
            yield from sorted(found)[::EACH]
        else:
            yield from (mine + more for more in asked_more(path))


def asked_more(path: str) -> Iterator[str]:
    """Yield what a route of a case may be asked besides."""
    if path.endswith("/difference"):
        yield "?happened_before=2026-01-01"
        return
    yield ""
    if path.endswith("/timeline"):
        yield from ("?view=full&limit=500", f"?happened={TODAY}&limit=500")


def on_disk(folder: Path) -> Iterator[tuple[str, bytes]]:
    for one in sorted(folder.rglob("*")):
        if one.is_file():
            yield one.name, one.read_bytes()


PASSED_BY = (type, ModuleType, str, bytes, int, float, type(None))


def in_memory(*roots: object) -> Iterator[str]:
    """Yield every text that can be reached from some objects of the application."""
    seen: dict[int, object] = {}  # what is kept here keeps its number for as long as we look
    waiting = list(roots)
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, bytes | bytearray):
            yield one.decode("latin-1")
        if id(one) in seen or isinstance(one, PASSED_BY):
            continue
        seen[id(one)] = one
        waiting += parts(one)


def parts(one: object) -> Iterator[object]:
    """Yield what an object holds, wherever it holds it: but for the globals of a function, which are not its own."""
    if isinstance(one, FunctionType):
        yield from (one.__closure__, one.__defaults__, one.__kwdefaults__, one.__dict__)
    elif isinstance(one, FrameType):
        yield from one.f_locals.values()
    elif isinstance(one, GeneratorType | CoroutineType | AsyncGeneratorType):
        yield from (getattr(cast("Any", one), name, None) for name in ("gi_frame", "cr_frame", "ag_frame"))
    else:
        yield from gc.get_referents(one)
        if isinstance(one, Struct):
            yield from (getattr(one, name) for name in one.__struct_fields__)

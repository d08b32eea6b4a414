"""The same work in our engine, every guarantee on."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from goldenthread.app import cases_in
from goldenthread.bench.said import Said
from goldenthread.bench.work import BENCH, BOATS, NOW, YARD, Step, Unequal
from goldenthread.engine.application import Cases
from goldenthread.engine.calendars import Calendar
from goldenthread.engine.case import Case, fold
from goldenthread.engine.commands import Act, Note
from goldenthread.engine.journeys import Journeys
from goldenthread.engine.records import Actor, Record
from goldenthread.engine.store.form import join, unpack
from goldenthread.engine.store.mapper import bound_to
from goldenthread.engine.store.sqlite import PRAGMAS
from goldenthread.settings import Settings

CALENDAR = Calendar()
PLACE = "the-yard"
ROWS = "select version, tag, state from record where case_id = ? order by version"


def cases_of(folder: Path) -> Cases:
    return cases_in(Settings(data=str(folder)), Journeys(BENCH), CALENDAR)


def noted(step: Step) -> Note:
    return Note(event=step.event, happened_on=step.happened_on, by=Actor(step.by, YARD.id, PLACE))


def acted(step: Step) -> Act:
    if step.move is None:
        raise Unequal(f"step {step.number} is no move")
    by = Actor(step.by, YARD.id, PLACE)
    return Act(event=step.event, happened_on=step.happened_on, by=by, workflow=BOATS, move=step.move)


class Ours:
    """Judged, sealed, leaf-hashed, under a request key, in one transaction; and remembered."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.cases = folder, cases_of(folder)
        self.ids: dict[int, UUID] = {}

    @property
    def durable(self) -> bool:
        return {"journal_mode=wal", "synchronous=full"} <= set(PRAGMAS)

    def step(self, step: Step) -> None:
        if step.move is None:
            self.ids[step.case] = self.cases.open(noted(step), NOW).case.id
        elif self.cases.record(self.ids[step.case], [acted(step)], NOW).attempt:
            raise Unequal(f"step {step.number} was not ready")

    def read(self, case: int) -> list[Said]:
        return [cast("Said", one.event) for one in self.entries(case)]

    def entries(self, case: int) -> list[Record]:
        return [cast("Record", one) for one in self.cases.store.get(self.ids[case])]

    def read_whole(self, case: int) -> Case:
        """Read one case with its history: the keys are at hand, the case is not."""
        return fold(self.ids[case], self.entries(case))

    def count(self) -> int:
        return self.cases.store.recorder.max_notification_id() or 0

    def close(self) -> None:
        self.cases.close()


class ByHand:
    """The base of our reads: select, unseal and decode the same rows, with the keys at hand, and nothing else."""

    def __init__(self, ours: Ours) -> None:
        self._ours, self._mapper = ours, ours.cases.store.mapper
        self._connection = sqlite3.connect(Settings(data=str(ours.folder)).store, isolation_level=None)

    def read(self, case: int) -> Sequence[Any]:
        key, registry, origin = self._ours.ids[case], self._mapper.registry, self._mapper.origin
        found: list[Any] = []
        for version, tag, state in self._connection.execute(ROWS, (key.bytes,)):
            kind, parts = registry.named(tag), unpack(state)
            bound = bound_to(origin, key, version, kind.tag_bytes, parts.head)
            said = self._mapper.keys.to_open(key, parts.key).open(parts.sealed, bound)
            found.append(kind.read(join(parts.clear, said or b"")))
        return found

    def close(self) -> None:
        self._connection.close()


def scan(cases: Cases) -> int:
    """Read every stored record as it is."""
    return sum(1 for _ in cases.store.recorder.rows())


def decode_all(cases: Cases) -> int:
    """Read and decode the log."""
    return sum(len(cases.read(one).kept) > 0 for one, _ in cases.scan())


def fold_all(cases: Cases) -> int:
    """Read, decode and fold every case."""
    limit = cases.store.recorder.max_notification_id() or 0
    return sum(cases.case(one).version for one in cases.opened(limit))


def verify(cases: Cases) -> int:
    """Check the order, the time and the leaf of every record, from its bytes."""
    if wrong := next(cases.faults(), None):
        raise Unequal(wrong)
    return cases.store.recorder.max_notification_id() or 0

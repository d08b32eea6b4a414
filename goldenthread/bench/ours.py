"""The same work in our engine, every guarantee on."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from goldenthread.app import cases_in
from goldenthread.bench.said import Said
from goldenthread.bench.work import BENCH, BOATS, NOW, Step
from goldenthread.engine.application import Cases
from goldenthread.engine.calendars import Calendar
from goldenthread.engine.case import Case
from goldenthread.engine.decide import Act, Note
from goldenthread.engine.ledger.leaf import leaf_hash
from goldenthread.engine.privacy.keys import DataKey
from goldenthread.engine.records import Actor
from goldenthread.engine.store.form import join, unpack
from goldenthread.engine.store.mapper import bound_to
from goldenthread.settings import Settings

CALENDAR = Calendar()


def cases_of(folder: Path) -> Cases:
    return cases_in(Settings(data=str(folder)), BENCH, CALENDAR)


class Ours:
    """Sealed, judged, leaf-hashed, under a request key, and folded."""

    def __init__(self, folder: Path) -> None:
        self.cases = cases_of(folder)
        self.ids: dict[int, UUID] = {}

    def step(self, step: Step) -> None:
        by = Actor(step.by, "yard", "the-yard")
        if step.move is None:
            note = Note(event=step.event, happened_on=step.happened_on, by=by)
            self.ids[step.case] = self.cases.open(note, NOW).case.id
            return
        act = Act(event=step.event, happened_on=step.happened_on, by=by, workflow=BOATS, move=step.move)
        done = self.cases.record(self.ids[step.case], [act], NOW)
        if done.attempt:
            raise ValueError(f"the work of the bench is not ready: {done.attempt}")

    def read(self, case: int) -> list[Said]:
        return [cast("Said", one.event) for one in self.cases.store.get(self.ids[case])]

    def count(self) -> int:
        return self.cases.store.recorder.max_notification_id() or 0

    def close(self) -> None:
        self.cases.close()

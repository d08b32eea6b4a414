"""A replay: a case entry by entry in the order it was written down, with where its strand stood after each."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from msgspec import Struct

from goldenthread.engine.case import Case, evolve
from goldenthread.engine.journey import Journey
from goldenthread.engine.views import as_at
from goldenthread.projections.timeline import Entry, entries, stage_label


class Step(Struct, frozen=True, kw_only=True):
    """One entry as it was written, and the stage of its strand as it then stood."""

    entry: Entry
    workflow: str | None
    stage: str | None
    stage_name: str | None


def replay(case: Case, journey: Journey, names: Mapping[str, str], happened: date | None = None) -> list[Step]:
    """Return a case in the order it was written; of it only what had happened by a day, where one is given."""
    steps: list[Step] = []
    folded = Case(case.id)
    for record in case.records:
        folded = evolve(folded, record)
        if happened is not None and record.happened_on > happened:
            continue
        seen = folded if happened is None else as_at(case.id, folded.records, happened=happened)
        (entry,) = entries(seen, journey, names, [record])
        steps.append(step(seen, journey, entry, record.strand))
    return steps


def step(seen: Case, journey: Journey, entry: Entry, strand: UUID | None) -> Step:
    found = next((one for one in seen.strands.values() if one.id == strand), None)
    return Step(
        entry=entry,
        workflow=found.workflow if found else None,
        stage=found.stage if found else None,
        stage_name=stage_label(journey, found.workflow, found.stage) if found else None,
    )

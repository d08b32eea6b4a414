"""A case made of loose records in a file, only to read its clocks: nothing is judged, stored or sealed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, cast
from uuid import NAMESPACE_OID, UUID, uuid5

import msgspec

from goldenthread.engine.case import Case, fold
from goldenthread.engine.events import RecordId
from goldenthread.engine.fields import each_of, fields
from goldenthread.engine.journey import Journey
from goldenthread.engine.records import Actor, Erased, Origin, Record, StrandId
from goldenthread.engine.store.form import Kind

NOBODY = Actor("file", "file", "file")


class WrongLine(ValueError):
    """A line is not a record; the message names the line and what is wrong."""


def case_from(lines: Iterable[str], journey: Journey) -> Case:
    """Fold JSON Lines into a case. Raises ``WrongLine``.

    Each line has ``tag`` and ``happened_on``; it may have ``id`` (any text, for others to name it by), ``strand`` (any
    text; without it, records of one workflow are of one strand), and the clear fields of its event. What would be
    sealed is not asked for and not read.
    """
    records: list[Record] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                records.append(record(msgspec.json.decode(line, type=dict[str, Any]), len(records) + 1, journey))
            except (msgspec.MsgspecError, ValueError, KeyError) as wrong:
                raise WrongLine(f"line {number}: {told(wrong)}") from None
    return fold(UUID(int=0), records)


def told(wrong: Exception) -> str:
    return f"{wrong.args[0]!r} is missing" if isinstance(wrong, KeyError) else str(wrong)


def record(said: Mapping[str, Any], number: int, journey: Journey) -> Record:
    if said["tag"] not in journey.events:
        raise ValueError(f"no event of tag {said['tag']!r} is known")
    kind = journey.events[said["tag"]]
    workflow, name = journey.home_of(kind), str(said.get("id", f"line {number}"))
    clear = {one: said[one] for one, field in fields(kind).items() if field.clear and one in said}
    named = {
        one: str(name_of(value))
        for one, value in clear.items()
        if each_of(fields(kind)[one].kind) is RecordId and isinstance(value, str)
    }
    strand = StrandId(name_of(f"{workflow.name}/{said.get('strand', '')}")) if workflow else None
    return Record(
        case=UUID(int=0),
        version=number,
        id=RecordId(name_of(name)),
        kind=kind,
        event=cast("Erased", msgspec.convert(clear | named, Kind(kind).twin)),
        happened_on=date.fromisoformat(str(said["happened_on"])),
        origin=Origin.REPORTED,
        by=NOBODY,
        software="",
        kept=journey.kept(kind).name,
        workflow=workflow.name if workflow else None,
        strand=strand,
        definition=workflow.version if workflow else None,
        lands=workflow.lands.get(kind) if workflow else None,
    )


def name_of(text: str) -> UUID:
    return uuid5(NAMESPACE_OID, text)

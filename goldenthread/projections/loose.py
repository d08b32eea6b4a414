"""A case made of loose records in a file, only to read its clocks: nothing is judged, stored or sealed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar, cast
from uuid import NAMESPACE_OID, UUID, uuid5

import msgspec
from msgspec import Struct

from goldenthread.engine.calendars import EARLIEST, LATEST
from goldenthread.engine.case import Case, evolve
from goldenthread.engine.events import Event, RecordId
from goldenthread.engine.fields import each_of, fields
from goldenthread.engine.hearing import heard_in, telling
from goldenthread.engine.journey import Journey
from goldenthread.engine.journeys import Journeys
from goldenthread.engine.possible import among, told
from goldenthread.engine.records import Actor, Erased, Origin, Record, StrandId
from goldenthread.engine.store.form import Kind
from goldenthread.engine.workflow import Workflow

T = TypeVar("T")
LISTED = "all are in docs/reference/events.md"
NOBODY = Actor("file", "file", "file")


class WrongLine(ValueError):
    """A line is not a record; the message names the line and what is wrong."""


class Line(Struct, frozen=True, kw_only=True):
    """What a line says beside the clear fields of its event."""

    tag: str
    happened_on: date
    id: str = ""
    strand: str = ""


def case_from(lines: Iterable[bytes], journeys: Journeys) -> Case:
    """Fold JSON Lines into a case. Raises ``WrongLine``.

    Each line has ``tag`` and ``happened_on``; it may have ``id`` (any text, for others to name it by), ``strand`` (any
    text; without it, records of one workflow are of one strand), and the clear fields of its event. What would be
    sealed is not asked for and not read. The first line says of what kind the case is.
    """
    case = Case(UUID(int=0))
    journey: Journey | None = None
    for number, line in enumerate(lines, 1):
        try:
            if text := line.decode("utf-8-sig" if number == 1 else "utf-8").strip():
                one = record(text, number, case, journey or journeys)
                journey = journeys.of_record(one) if journey is None else journey
                case = evolve(case, heard(case, journey, one))
        except UnicodeError:
            raise WrongLine(f"line {number} is not text in UTF-8") from None
        except (msgspec.MsgspecError, ValueError) as wrong:
            raise WrongLine(f"line {number}: {wrong}") from None
        except RecursionError:
            raise WrongLine(f"line {number} is nested past all use") from None
    return case


def heard(case: Case, journey: Journey, told: Record) -> Record:
    """Return a record with the other stories in which it is told."""
    places = heard_in(case, journey, telling(told.event, told.kind, told.happened_on, told.id, told.strand))
    return msgspec.structs.replace(told, heard_in=places)


def record(text: str, number: int, case: Case, journey: Journey | Journeys) -> Record:
    said = msgspec.json.decode(text, type=dict[str, Any])
    line = read(said, Line)
    if line.tag not in journey.events:
        raise ValueError(f"no event of tag {line.tag!r} is known; {among(journey.events, line.tag, LISTED)}")
    if not EARLIEST <= line.happened_on <= LATEST:
        raise ValueError(f"happened_on is a day from {EARLIEST} to {LATEST}, not {line.happened_on}")
    kind = journey.events[line.tag]
    workflow = journey.home_of(kind)
    clear = {one: said[one] for one, field in fields(kind).items() if field.clear and one in said}
    strand = strand_of(case, workflow, line) if workflow else None
    return Record(
        case=UUID(int=0),
        version=case.version + 1,
        id=RecordId(name_of(line.id or f"line {number}")),
        kind=kind,
        event=cast("Erased", read(clear | named(kind, clear), Kind(kind).twin)),
        happened_on=line.happened_on,
        origin=Origin.REPORTED,
        by=NOBODY,
        software="",
        kept=journey.kept(kind).name,
        workflow=workflow.name if workflow else None,
        strand=strand,
        definition=workflow.version if workflow else None,
        lands=workflow.lands.get(kind) if workflow else None,
    )


def read(said: dict[str, Any], kind: type[T]) -> T:
    """Read a line as a type. Raises ``ValueError``, which names what may stand where something else does."""
    try:
        return msgspec.convert(said, kind)
    except msgspec.ValidationError as wrong:
        raise ValueError(told(wrong, kind, said, LISTED)) from None


def strand_of(case: Case, workflow: Workflow, line: Line) -> StrandId:
    """Return the strand that a line is of: the one it names, or the one there is."""
    there = case.strands_of(workflow.name)
    return there[0].id if there and not line.strand else StrandId(name_of(f"{workflow.name}/{line.strand}"))


def named(kind: type[Event], clear: Mapping[str, Any]) -> dict[str, Any]:
    """Return the ids of the records that a line names by whatever text names them here."""
    return {one: renamed(value) for one, value in clear.items() if each_of(fields(kind)[one].kind) is RecordId}


def renamed(value: Any) -> Any:
    if isinstance(value, list):
        return [renamed(one) for one in cast("list[object]", value)]
    return str(name_of(value)) if isinstance(value, str) else value


def name_of(text: str) -> UUID:
    return uuid5(NAMESPACE_OID, text)

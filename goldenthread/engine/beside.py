"""What stands beside the cases: a record in a stream of its own, such as who somebody is, or who takes part."""

from datetime import date
from uuid import UUID

from goldenthread.engine.commands import Context
from goldenthread.engine.events import Event
from goldenthread.engine.records import Actor, Origin, Record


def beside_record(stream: UUID, version: int, event: Event, by: Actor, on: date, context: Context) -> Record:
    """Return a record of a stream beside the cases, to be stored as this version: it is in no story and no strand."""
    return Record(
        case=stream,
        version=version,
        id=context.id,
        kind=type(event),
        event=event,
        happened_on=on,
        origin=Origin.ACTED,
        by=by,
        software=context.software,
        kept=type(event).kept.name,
    )

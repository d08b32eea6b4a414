"""What is asked of a case: a fact to be written down, or a move to be made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from goldenthread.engine.calendars import Calendar
from goldenthread.engine.events import Event, RecordId
from goldenthread.engine.records import Actor, Origin, StrandId
from goldenthread.engine.workflow import Move, Workflow


class New(Enum):
    """Said in place of a strand: this opens another one."""

    STRAND = "new"


@dataclass(frozen=True, kw_only=True)
class Said:
    """What whoever records says beside the event. ``strand`` may be left out: the latest one is meant."""

    event: Event
    happened_on: date
    by: Actor
    strand: StrandId | New | None = None
    on_behalf_of: str | None = None
    interpreter: str | None = None


@dataclass(frozen=True, kw_only=True)
class Act(Said):
    """A move, made here by the body that decides. ``reasons`` say why a need was gone without, by its name."""

    workflow: Workflow
    move: Move
    reasons: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, kw_only=True)
class Note(Said):
    """A fact to be written down. Never refused to anyone entitled to record it.

    ``as_id`` names its record, so that others of the same run can name it before it is stored.
    """

    origin: Origin = Origin.ACTED
    replaces: RecordId | None = None
    as_id: RecordId | None = None


Command = Act | Note


@dataclass(frozen=True)
class Context:
    """What ``decide`` may not find out for itself: today, the calendar, a name for the record, the software."""

    today: date
    calendar: Calendar
    id: RecordId
    software: str


class Unacceptable(Exception):
    """What was said cannot be so. ``field`` names what to put right."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field = field

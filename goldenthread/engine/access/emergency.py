"""Opening a record in an emergency: with a reason, for hours, seen by others at once and looked at by somebody else."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, ClassVar
from uuid import UUID

from goldenthread.engine.access.directory import KEPT, Code
from goldenthread.engine.events import CLEAR, Choice, Event, RecordId, Role, Words, asks
from goldenthread.engine.records import Record
from goldenthread.engine.views import day_here, instant

LASTS = timedelta(hours=4)
"""How long a record stays open to somebody who opened it in an emergency."""


class EmergencyReason(Choice):
    """Why a record was opened in an emergency."""

    HARM = "harm", "Somebody may come to serious harm"
    CARE = "care", "They have to be cared for now, and whoever usually does is not there"
    ORDER = "order", "A court or the police ask, and it cannot wait"
    STANDING_IN = "standing-in", "Somebody stands in whose part in the case is not written down yet"


class Verdict(Choice):
    """What somebody who looked at it afterwards thinks."""

    RIGHT = "right", "It was right to open it"
    UNSURE = "unsure", "It has to be talked over"
    WRONG = "wrong", "It should not have been opened"


class OpenedInEmergency(Event, tag="access.opened-in-emergency"):
    """Somebody opened a record that they take no part in, for some hours."""

    told = "{by} opened the record in an emergency: {reason}"
    when = "When was it opened?"
    kept = KEPT
    recorded_by: ClassVar[tuple[Role, ...]] = ()

    case: Annotated[UUID, asks("Which record?"), CLEAR]
    account: Annotated[Code, asks("Who?"), CLEAR]
    reason: Annotated[EmergencyReason, asks("Why?"), CLEAR]
    words: Annotated[Words, asks("What happened, and why can it not wait?")]


class EmergencyReviewed(Event, tag="access.emergency-reviewed"):
    """Somebody else looked at why a record had been opened in an emergency."""

    told = "{by} looked at why the record was opened in an emergency: {verdict}"
    when = "When was it looked at?"
    kept = KEPT
    recorded_by: ClassVar[tuple[Role, ...]] = ()

    opened: Annotated[RecordId, asks("Which opening?"), CLEAR]
    verdict: Annotated[Verdict, asks("Was it right?"), CLEAR]
    words: Annotated[Words, asks("Why, and what is done about it?")]


EVENTS: tuple[type[Event], ...] = (OpenedInEmergency, EmergencyReviewed)


@dataclass(frozen=True)
class Emergency:
    """A record that was opened in an emergency, and whether somebody else has looked at that.

    ``until`` is when it was closed again: after some hours, or when somebody first said that it should not be open.
    """

    entry: RecordId
    account: str
    organisation: str
    reason: EmergencyReason
    since: datetime
    until: datetime
    verdict: Verdict | None = None
    reviewed_by: str | None = None

    def at(self, moment: datetime) -> bool:
        return self.since <= moment < self.until

    def on(self, day: date) -> bool:
        """Say whether the record was open for any part of a day."""
        last = max(self.since, self.until - timedelta(microseconds=1))
        return day_here(self.since) <= day <= day_here(last)


def emergencies(records: Sequence[Record]) -> Iterator[Emergency]:
    """Yield every opening of a case in an emergency, by what its stream of access tells, the first before the others.

    How long it lasts is counted from when the store wrote it down. That somebody looked at it is never undone: once one
    of them said that it should not have been opened, that stands, whatever another says.
    """
    reviews: dict[RecordId, list[Record]] = defaultdict(list)
    for one in records:
        if one.kind is EmergencyReviewed:
            reviews[one.clear("opened")].append(one)
    yield from (emergency(one, reviews[one.id]) for one in records if one.kind is OpenedInEmergency)


def emergency(opened: Record, reviews: Sequence[Record]) -> Emergency:
    """Return an opening, as those who looked at it left it."""
    wrong = next((one for one in reviews if one.clear("verdict") is Verdict.WRONG), None)
    counts = wrong or (reviews[-1] if reviews else None)
    since = instant(opened.recorded_at)
    until = since + LASTS
    return Emergency(
        opened.id,
        opened.clear("account"),
        opened.by.organisation,
        opened.clear("reason"),
        since,
        min(until, instant(wrong.recorded_at)) if wrong else until,
        counts.clear("verdict") if counts else None,
        counts.by.account if counts else None,
    )

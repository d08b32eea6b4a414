"""Looking back: a case as it was known, as it had happened, and the difference between two views."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from operator import attrgetter
from uuid import UUID
from zoneinfo import ZoneInfo

from goldenthread.engine.case import Case, fold, told_by
from goldenthread.engine.records import Record, happened_on, in_order_of_happening, live

HERE = ZoneInfo("Europe/London")
"""Dates are dates here (statutory reference, section 0.1, rule 4)."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def micros(instant: datetime) -> int:
    """Return an instant in microseconds since 1970, UTC. A naive one is refused."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs its offset, such as 2026-03-01T12:00:00+00:00")
    return (instant - EPOCH) // MICROSECOND


def instant(recorded_at: int) -> datetime:
    return EPOCH + recorded_at * MICROSECOND


def day_here(moment: datetime) -> date:
    """Return the day of a moment."""
    return moment.astimezone(HERE).date()


def day_of(recorded_at: int) -> date:
    """Return the day on which something was recorded, here."""
    return day_here(instant(recorded_at))


def end_of(day: date) -> datetime:
    """Return the last microsecond of a day, here: 23 and 25 hour days included."""
    midnight = datetime.combine(day + timedelta(days=1), time(), HERE)
    return midnight.astimezone(UTC) - MICROSECOND


version, recorded_at = attrgetter("version"), attrgetter("recorded_at")


@dataclass(frozen=True)
class Known:
    """What was known: by an instant, by the end of a day, or at a version of the case."""

    by: datetime | None = None
    version: int | None = None

    def __post_init__(self) -> None:
        if self.by is not None:
            micros(self.by)

    @classmethod
    def on(cls, day: date) -> "Known":
        return cls(by=end_of(day))

    def of(self, records: Sequence[Record]) -> Sequence[Record]:
        """Return the records known by then: ``recorded_at`` never goes back, so they are the first ones."""
        count = len(records) if self.by is None else bisect_right(records, micros(self.by), key=recorded_at)
        return records[
            : count if self.version is None else min(count, bisect_right(records, self.version, key=version))
        ]


def as_at(case: UUID, records: Sequence[Record], *, known: Known | None = None, happened: date | None = None) -> Case:
    """Return a case from the records known by then; and of those, what had happened by a day."""
    told = records if known is None else known.of(records)
    if happened is None:
        return fold(case, told)
    standing = in_order_of_happening(live(told))
    by_then = standing[: bisect_right(standing, happened, key=happened_on)]
    return told_by(case, told, by_then)


@dataclass(frozen=True)
class Difference:
    """What stands only in the later view, what stands only in the earlier, and what was put in other words."""

    added: tuple[Record, ...]
    gone: tuple[Record, ...]
    replaced: tuple[tuple[Record, Record], ...]


def difference(before: Case, after: Case) -> Difference:
    """Return what changed between two views of one case."""
    was = {record.id: record for record in before.standing}
    now = {record.id: record for record in after.standing}
    added = [record for record in after.standing if record.id not in was]
    gone = [record for record in before.standing if record.id not in now]
    first = {**before.wordings, **after.wordings}
    pairs = [(old, new) for new in added for old in gone if first.get(new.id, new.id) == first.get(old.id, old.id)]
    paired = {record.id for pair in pairs for record in pair}
    return Difference(
        tuple(one for one in added if one.id not in paired),
        tuple(one for one in gone if one.id not in paired),
        tuple(pairs),
    )


def first_of(case: Case, record: Record) -> Record:
    """Return the first wording of an entry."""
    return case.by_id.get(case.wordings.get(record.id, record.id), record)


def shaken(case: Case, record: Record) -> dict[str, tuple[Record, ...]]:
    """Return the needs of a past decision that rested on records which no longer stand as they were."""
    stands = {one.id for one in case.standing}
    if record.judgement is None:
        return {}
    on_what = {**record.judgement.met, **{need: (one,) for need, one in record.judgement.stated.items()}}
    rests = {
        need: tuple(case.by_id[one] for one in on if one in case.by_id and one not in stands)
        for need, on in on_what.items()
    }
    return {need: gone for need, gone in rests.items() if gone}

"""What whoever looks at a case, or writes to it, is told of what was erased there: never more than they are shown."""

from collections import Counter
from datetime import date

from msgspec import Struct

from goldenthread.engine.application import Cases
from goldenthread.engine.privacy.erasures import Erasure, as_they_stand, erasures_of
from goldenthread.engine.records import Record
from goldenthread.http.desk import Seen


class ErasedHere(Struct, frozen=True, kw_only=True):
    """Entries whose content was erased for good, by an act that two approved: on which day, and how many are shown.

    ``on`` is null where the act stands elsewhere, as of what a setting's own record told of somebody who was erased.
    What is written after it is kept, and lies under a new key.
    """

    on: date | None
    entries: int


def erased_here(cases: Cases, seen: Seen) -> tuple[ErasedHere, ...]:
    """Return what was erased of the entries that somebody is shown, the earliest act first.

    An entry of which they are only told that it was put right is erased for them if it is for everybody.
    """
    shown = [one for one in seen.case.records if one.id not in seen.seeing.withheld]
    gone = [one for one in shown if seen.told_from.by_id[one.id].erased]
    if not gone:
        return ()
    acts = as_they_stand(cases.beside(erasures_of(seen.case.id)))
    days = Counter(day_of(one, acts, cases.registry.sealed_as(one.kept, one.strand)) for one in gone)
    return tuple(ErasedHere(on=on, entries=days[on]) for on in sorted(days, key=lambda day: day or date.max))


def day_of(entry: Record, acts: list[Erasure], sealed_as: str) -> date | None:
    """Return the day of the act that erased an entry: the first after it that destroyed a key as it was sealed."""
    for one in acts:
        its_key = any(key.stream == entry.case and key.sealed_as == sealed_as for key in one.keys)
        if its_key and one.destroyed and one.destroyed.recorded_at >= entry.recorded_at:
            return one.destroyed.on
    return None

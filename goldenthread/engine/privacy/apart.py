"""What is told of a person in the records of others: each strand under a key of its own, which goes with them.

A strand that tells of nobody else who is still described goes with the person. One that tells of several goes with the
last of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, cast
from uuid import UUID

from goldenthread.engine.application import Cases
from goldenthread.engine.case import Case
from goldenthread.engine.events import PersonId
from goldenthread.engine.fields import each_of, fields
from goldenthread.engine.journey import Journey
from goldenthread.engine.privacy.keys import WrappedKey
from goldenthread.engine.records import EnteredInError, Record, StrandId, first_wordings, live

PAGE = 500


class Told(NamedTuple):
    """A strand of a case that tells of somebody, with the entries that can be read, and the keys that seal it.

    ``shared``: it tells of somebody else too, who is still described, and so does not go with this one.
    """

    case: UUID
    strand: StrandId
    entries: tuple[Record, ...]
    keys: tuple[WrappedKey, ...]
    shared: bool


def cases_apart(cases: Cases) -> Iterator[UUID]:
    """Yield every case of a kind in which strands lie under keys of their own."""
    for journey in cases.journeys.every:
        if not lie_apart(journey):
            continue
        after = 0
        while found := cases.openings(after, PAGE, journey):
            yield from (cast("UUID", one.originator_id) for one in found)
            after = found[-1].id


def lie_apart(journey: Journey) -> bool:
    """Say whether anything in a case of a kind lies under keys of its own."""
    return any(journey.kept(event).apart for event in journey.events.values())


def told_apart(cases: Cases) -> Mapping[PersonId, Sequence[Told]]:
    """Return, of everybody, the strands in the records of others that tell of them."""
    found = defaultdict[PersonId, list[Told]](list)
    for case in cases_apart(cases):
        for person, told in told_in(cases, cases.case(case)):
            found[person].append(told)
    return found


def going_with(cases: Cases, person: PersonId) -> Sequence[Told]:
    """Return the strands in the records of others that go with who somebody is."""
    return [one for one in told_apart(cases).get(person, ()) if not one.shared]


def told_in(cases: Cases, case: Case) -> Iterator[tuple[PersonId, Told]]:
    """Yield each strand of a case that lies under keys of its own, for each person of whom it tells."""
    keys = [row for row in cases.keys_of(case.id) if row.wrapped and row.sealed_as != row.record_class]
    for strand in case.strands:
        mine = tuple(row for row in keys if row.sealed_as == cases.registry.sealed_as(row.record_class, strand))
        entries = tuple(one for one in case.records if one.strand == strand and not one.erased) if mine else ()
        every = named(entries, case.records)
        for person in every:
            shared = any(cases.described(other) for other in every - {person})
            yield person, Told(case.id, strand, entries, mine, shared)


def named(entries: Iterable[Record], records: Sequence[Record]) -> set[PersonId]:
    """Return everybody whom entries among records name, each as it is worded now.

    Who was written down by mistake and put right is not. What was marked as made in error still tells of somebody.
    """
    worded = {one.id for one in live(tuple(unmarked(records)))}
    return {person for one in entries if one.id in worded for person in people(one)}


def unmarked(records: Sequence[Record]) -> Iterator[Record]:
    """Yield records without the marks of entries as a whole: those of another wording, or of a mark, stay."""
    later, marks = first_wordings(records), {one.id for one in records if one.kind is EnteredInError}
    for one in records:
        if one.kind is not EnteredInError or one.clear("record") in later or one.clear("record") in marks:
            yield one


def people(record: Record) -> Iterator[PersonId]:
    """Yield everybody whom an entry names, as far as it can be read."""
    for name, field in fields(record.kind).items():
        said = getattr(record.event, name, None)
        if each_of(field.kind) is PersonId and said is not None:
            yield from said if isinstance(said, tuple) else (said,)

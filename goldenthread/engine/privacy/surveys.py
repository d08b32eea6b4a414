"""Surveys: every case of a store judged by the rules of retention, and the list of what is due by a day."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, partial
from typing import cast
from uuid import UUID

import msgspec
from msgspec import Struct

from goldenthread.engine.access.directory import KEPT as PARTAKING
from goldenthread.engine.access.members import access_of
from goldenthread.engine.application import Cases
from goldenthread.engine.calendars import Calendar
from goldenthread.engine.events import PersonId, RecordId
from goldenthread.engine.privacy.apart import Told, told_apart
from goldenthread.engine.privacy.certificates import Digest, Line
from goldenthread.engine.privacy.erasing import BESIDE
from goldenthread.engine.privacy.people import IDENTITY
from goldenthread.engine.privacy.retention import (
    Keeping,
    Reason,
    Schedule,
    holds,
    keeping_beside,
    keepings,
)

PAGE = 500
PERSON = "person"
"""The name, among the rules, of this: who somebody is goes with the last that is held of them."""


class Judged(Struct, frozen=True):
    """How each record class of one case is kept, and whom the case is about."""

    case: UUID
    kept: tuple[Keeping, ...]
    subject: PersonId | None


class HeldBack(Struct, frozen=True, kw_only=True):
    """What would be due, and is on hold."""

    case: UUID
    record_class: str
    kept_until: date
    rules: tuple[str, ...]
    holds: tuple[RecordId, ...]


class Undecided(Struct, frozen=True, kw_only=True):
    """What may be due or not: something is not known, or not over. It is kept until somebody has seen to it."""

    case: UUID
    record_class: str
    reasons: tuple[Reason, ...]


class Listing(Struct, frozen=True, kw_only=True):
    """What is due in a store by a day, what is on hold, and what cannot be worked out.

    ``policy`` is a digest of the rules and figures it was worked out by. ``cases`` is how many cases are due, in whole
    or in part, and people of whom only who they are is; ``of`` is of how many cases anything can still be read.
    """

    store: str
    due_by: date
    policy: str
    cases: int
    of: int
    due: tuple[Line, ...]
    held: tuple[HeldBack, ...]
    undecided: tuple[Undecided, ...]

    @property
    def digest(self) -> Digest:
        """Return the name of what is due: of the store, the day, the rules, and every line, and of nothing else."""
        said = msgspec.json.encode((self.store, self.due_by, self.policy, self.due))
        return Digest(hashlib.sha256(said).hexdigest())


@dataclass(frozen=True)
class Survey:
    """Every case of a store, judged; and, of everybody whom a case is about, how many entries say who they are.

    ``keys`` names the living keys of a record class of a stream, by their commitments.
    """

    store: str
    policy: str
    every: tuple[Judged, ...]
    people: Mapping[PersonId, int]
    keys: Callable[[UUID, str], tuple[str, ...]]

    @cached_property
    def of_person(self) -> dict[PersonId, list[Judged]]:
        found: dict[PersonId, list[Judged]] = {}
        for one in self.every:
            if one.subject is not None:
                found.setdefault(one.subject, []).append(one)
        return found

    def listing(self, day: date) -> Listing:
        """Return what is due by a day."""
        of_cases = [self._with_keys(line(one.case, kept)) for one in self.every for kept in one.kept if kept.due(day)]
        of_people = [self._with_keys(one) for one in self._people_due(day)]
        return Listing(
            store=self.store,
            due_by=day,
            policy=self.policy,
            cases=self._counted(frozenset(one.case for one in of_cases), [one.case for one in of_people]),
            of=sum(any(not kept.gone for kept in one.kept) for one in self.every),
            due=tuple(sorted((*of_cases, *of_people), key=lambda one: (one.case.bytes, one.record_class))),
            held=tuple(held(one.case, kept) for one in self.every for kept in one.kept if held_back(kept, day)),
            undecided=tuple(
                Undecided(case=one.case, record_class=kept.record_class, reasons=kept.reasons)
                for one in self.every
                for kept in one.kept
                if kept.undecided(day)
            ),
        )

    def _with_keys(self, due: Line) -> Line:
        return msgspec.structs.replace(due, keys=self.keys(due.case, due.record_class))

    def _counted(self, cases: frozenset[UUID], people: Sequence[UUID]) -> int:
        """Return how many cases and people are due, each person with their cases once."""
        alone = [one for one in people if cases.isdisjoint(it.case for it in self.of_person[PersonId(one)])]
        return len(cases) + len(alone)

    def _people_due(self, day: date) -> Iterator[Line]:
        """Yield everybody of whom nothing else is left by then: each of their cases is due, as a whole, or gone."""
        for person, theirs in self.of_person.items():
            every = [kept for one in theirs for kept in one.kept]
            if self.people[person] and all(kept.gone or kept.due(day) for kept in every):
                last = max((kept.until for kept in every if kept.until), default=day - timedelta(days=1))
                yield Line(
                    case=person,
                    record_class=IDENTITY.name,
                    kept_until=last,
                    rules=(PERSON,),
                    records=self.people[person],
                )


def line(case: UUID, kept: Keeping) -> Line:
    if kept.until is None:
        raise TypeError("what is due has a day")
    return Line(
        case=case,
        record_class=kept.record_class,
        kept_until=kept.until,
        rules=kept.rules,
        records=kept.records,
    )


def held_back(kept: Keeping, day: date) -> bool:
    return bool(kept.holds) and kept.over(day) and not kept.gone


def held(case: UUID, kept: Keeping) -> HeldBack:
    due = line(case, kept)
    return HeldBack(
        case=case, record_class=kept.record_class, kept_until=due.kept_until, rules=due.rules, holds=kept.holds
    )


def policy_of(schedule: Schedule, calendar: Calendar) -> str:
    """Return a digest of every rule with the period that counts in a place."""
    said = [(one.id, str(one.counted), one.span(calendar).read_out(calendar), str(one.law)) for one in schedule.rules]
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()


def judge(cases: Cases, case: UUID, schedule: Schedule) -> Judged:
    """Return how each record class of a case is kept, as it stands. Reads it anew."""
    found = cases.case(case)
    subject = schedule.subject(found)
    about = cases.described(subject) if subject else None
    told = schedule.told(found, cases.journeys.of(found), about.born_on if about else None)
    kept = keepings(told, cases.calendar)
    return Judged(case, (*kept, *beside_it(cases, case, kept, schedule)), subject)


def beside_it(cases: Cases, case: UUID, kept: Sequence[Keeping], schedule: Schedule) -> Iterator[Keeping]:
    """Yield how it is kept who takes part in a case, why, and in which emergencies it was opened, if anything is."""
    if any(one.kept == PARTAKING.name for one in cases.beside(access_of(case))):
        yield keeping_beside(PARTAKING, readable(cases, access_of(case), PARTAKING.name), kept, schedule)


def every_case(cases: Cases) -> Iterator[UUID]:
    """Yield every case of a store, of each kind in the order they were opened."""
    for journey in cases.journeys.every:
        after = 0
        while found := cases.openings(after, PAGE, journey):
            yield from (cast("UUID", one.originator_id) for one in found)
            after = found[-1].id


def survey(cases: Cases, schedule: Schedule) -> Survey:
    """Judge every case of a store."""
    every = tuple(judge(cases, case, schedule) for case in every_case(cases))
    subjects = {one.subject for one in every if one.subject is not None}
    every_told = told_apart(cases)
    apart = {person: [one for one in told if not one.shared] for person, told in every_told.items()}
    people = {
        person: readable(cases, person, IDENTITY.name) + sum(len(told.entries) for told in apart.get(person, ()))
        for person in subjects
    }
    policy = policy_of(schedule, cases.calendar)
    return Survey(cases.origin.decode(), policy, every, people, partial(living, cases, apart))


def living(cases: Cases, apart: Mapping[PersonId, Sequence[Told]], stream: UUID, record_class: str) -> tuple[str, ...]:
    """Return the commitments of the keys of a class that have not been destroyed, of a stream and what goes with it.

    That is what is beside a case; and, with who somebody is, what the records of others tell of them.
    """
    beside = (key for one in (stream, *(of(stream) for of in BESIDE)) for key in cases.keys_of(one))
    told = apart.get(PersonId(stream), ()) if record_class == IDENTITY.name else ()
    keys = [*(key for key in beside if key.record_class == record_class), *(key for one in told for key in one.keys)]
    return tuple(key.commitment.hex() for key in keys if key.wrapped)


def readable(cases: Cases, stream: UUID, record_class: str) -> int:
    """Return how many entries of a class can still be read."""
    return sum(not one.erased for one in cases.beside(stream) if one.kept == record_class)


def holding(cases: Cases, schedule: Schedule) -> Callable[[UUID], str | None]:
    """Return what says, of a case, why nothing of it may be erased: somebody has put it on hold. None if nobody has."""

    def why(case: UUID) -> str | None:
        found = holds(cases.case(case), schedule)
        return f"it is on hold ({', '.join(map(str, found))})" if found else None

    return why

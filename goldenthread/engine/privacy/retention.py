"""Retention: what is kept, from which day and for how long, and what holds it back. Pure: no clock, no store.

A key belongs to one record class of one case, so a class goes as a whole or not at all: the latest day of all the
rules that apply to anything in it counts. Every entry ever written counts, also what was corrected or entered in
error, for all of it stands sealed under that key. So another entry never brings a day nearer; what cannot be worked
out is never due; and a hold beats every rule.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import cast

from msgspec import Struct

from goldenthread.engine.calendars import LATEST, Calendar, Local, Period
from goldenthread.engine.case import NOT_BEGUN, Case
from goldenthread.engine.events import Event, PersonId, RecordClass, RecordId
from goldenthread.engine.fields import read_out
from goldenthread.engine.journey import Journey
from goldenthread.engine.law import Law
from goldenthread.engine.naming import FieldOf
from goldenthread.engine.needs import Misdeclared
from goldenthread.engine.records import Record, StrandId, happened_on
from goldenthread.engine.workflow import Stage, Workflow

DAY = timedelta(days=1)


class Unsettled(StrEnum):
    """Why there is no day: something is not known, or not over. Nothing is ever due on a guess."""

    NO_BIRTH_DATE = "no-birth-date"
    STILL_OPEN = "still-open"
    STILL_STANDS = "still-stands"
    NO_RULE = "no-rule"
    BEYOND = "beyond-the-calendar"


@dataclass(frozen=True)
class Told:
    """What a period can be counted from: a case, the journey it is on, and the birth date of whom it is about."""

    case: Case
    journey: Journey
    born_on: date | None
    schedule: "Schedule"

    @cached_property
    def kept(self) -> tuple[Record, ...]:
        """Return every entry that is kept: all but those that say that something was destroyed."""
        return tuple(one for one in self.case.records if not issubclass(one.kind, self.schedule.acts))

    @cached_property
    def story(self) -> tuple[Record, ...]:
        """Return what is told of the person: a hold, or a look at how long it is kept, prolongs nothing."""
        return tuple(one for one in self.kept if not issubclass(one.kind, self.schedule.of_keeping))

    @cached_property
    def last_entry(self) -> date | None:
        return max((one.happened_on for one in self.story), default=None)

    @cached_property
    def last_of_kind(self) -> Mapping[type[Event], Record]:
        return {one.kind: one for one in sorted(self.story, key=happened_on)}

    def goes_on(self, workflow: Workflow) -> bool:
        """Say whether a story of a workflow has begun in the case and is not over."""
        mine = [one for one in self.case.strands.values() if one.workflow == workflow.name]
        return any(one.stage != NOT_BEGUN and not self.journey.stage(one.workflow, one.stage).ends for one in mine)

    def last_told(self, strand: StrandId) -> date | None:
        """Return the last day of which anything is told in a strand."""
        return max((one.happened_on for one in self.story if one.told_in(strand)), default=None)


@dataclass(frozen=True)
class From:
    """What a period is counted from, for one entry."""

    label: str
    day: Callable[[Record, Told], date | Unsettled]

    def __str__(self) -> str:
        return self.label


def of_birth(record: Record, told: Told) -> date | Unsettled:
    del record
    return told.born_on or Unsettled.NO_BIRTH_DATE


def of_happening(record: Record, told: Told) -> date | Unsettled:
    del told
    return record.happened_on


def of_last_entry(record: Record, told: Told) -> date | Unsettled:
    return told.last_entry or record.happened_on


def of_being_superseded(record: Record, told: Told) -> date | Unsettled:
    last = told.last_of_kind.get(record.kind, record)
    return Unsettled.STILL_STANDS if last is record else last.happened_on


BIRTH = From("the birth of the person it is about", of_birth)
HAPPENED = From("the day it happened", of_happening)
LAST_ENTRY = From("the last entry of the record", of_last_entry)
SUPERSEDED = From("the day it was superseded", of_being_superseded)
BESIDE = From("the last day of whatever else is kept of the record that it stands beside", of_last_entry)
"""Of what stands beside a record, as who takes part in it does: see ``keeping_beside``."""


def strand_over(*also: Stage) -> From:
    """Count from the last day of a strand that is over, or never began; of what is in no strand, from its own.

    ``also`` are stages at which it is over as far as keeping goes, though it may go on from there.
    """

    def day(record: Record, told: Told) -> date | Unsettled:
        if record.strand is None:
            return record.happened_on
        strand = told.case.strands.get(record.strand)
        if strand and strand.stage != NOT_BEGUN:
            stage = told.journey.stage(strand.workflow, strand.stage)
            if not stage.ends and stage not in also:
                return Unsettled.STILL_OPEN
        return told.last_told(record.strand) or record.happened_on

    stands = " or ".join(f"“{one.label}”" for one in also)
    return From(f"the end of its story{stands and f', or its last entry at {stands}'}", day)


@dataclass(frozen=True)
class Figure:
    """A period on which the texts differ: every reading by its name; a store's settings choose one."""

    name: str
    readings: Mapping[str, Period]
    usually: str

    def __post_init__(self) -> None:
        if self.usually not in self.readings:
            raise Misdeclared(f"{self.name!r} is usually {self.usually!r}, which is none of its readings")

    def chosen(self, calendar: Calendar) -> Period:
        return self.readings.get(calendar.readings.get(self.name, ""), self.readings[self.usually])


Held = RecordClass | Workflow | type[Event]
"""What a rule is for: a record class, whatever is told in a workflow, or a kind of event."""


@dataclass(frozen=True)
class Rule:
    """One rule: what it is for, what it counts from, for how long, and where it comes from.

    ``alongside`` is kept by it too in a case that holds anything it is for. While a story of ``open_while`` goes on in
    a case, its day may yet change, and nothing it keeps is due.
    """

    id: str
    label: str
    of: tuple[Held, ...]
    counted: From
    period: Period | Figure
    law: Law
    alongside: tuple[Held, ...] = ()
    open_while: tuple[Workflow, ...] = ()

    def applies(self, record: Record, told: Told) -> bool:
        """Say whether an entry is kept by this rule, in its case."""
        if any(is_of(record, one) for one in self.of):
            return True
        with_it = any(is_of(record, one) for one in self.alongside)
        return with_it and any(is_of(one, it) for one in told.story for it in self.of)

    def goes_on(self, told: Told) -> bool:
        """Say whether a story goes on in a case while which there is no day."""
        return any(told.goes_on(one) for one in self.open_while)

    def span(self, calendar: Calendar) -> Period:
        """Return the period that counts in a place."""
        return self.period.chosen(calendar) if isinstance(self.period, Figure) else self.period

    def last_day(self, record: Record, told: Told, calendar: Calendar) -> date | Unsettled:
        """Return the last day on which an entry is kept by this rule."""
        start = self.counted.day(record, told)
        if isinstance(start, Unsettled):
            return start
        try:
            return self.span(calendar).end(start, calendar)
        except (OverflowError, ValueError):
            return Unsettled.BEYOND


def is_of(record: Record, held: Held) -> bool:
    if isinstance(held, RecordClass):
        return record.kept == held.name
    if isinstance(held, Workflow):
        return record.workflow == held.name
    return issubclass(record.kind, held)


@dataclass(frozen=True)
class Schedule:
    """Every rule of one store, and the events by which a person holds a record back.

    ``subjects`` are the fields of opening events that name the person a case is about; a case without one is about
    nobody. ``held`` places a hold, ``lifted`` names the hold that is lifted, and ``kept_until`` is the day until which
    somebody who looked at a record found that it has to be kept. ``acts`` are the events that say that something was
    destroyed: they are left when everything else has gone.
    """

    rules: tuple[Rule, ...]
    subjects: tuple[FieldOf, ...]
    held: type[Event]
    lifted: FieldOf
    kept_until: FieldOf
    acts: tuple[type[Event], ...] = ()

    def __post_init__(self) -> None:
        names = [rule.id for rule in self.rules]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise Misdeclared(f"two rules of retention have one id: {', '.join(twice)}")

    def told(self, case: Case, journey: Journey, born_on: date | None) -> Told:
        return Told(case, journey, born_on, self)

    def subject(self, case: Case) -> PersonId | None:
        """Return the person a case is about."""
        opening = case.records[0]
        found = next((one for one in self.subjects if opening.kind is one.event), None)
        return cast("PersonId", found(opening)) if found else None

    @cached_property
    def of_keeping(self) -> tuple[type[Event], ...]:
        return (self.held, self.lifted.event, self.kept_until.event)

    @cached_property
    def figures(self) -> Mapping[str, tuple[str, ...]]:
        """Return the periods on which the texts differ, each with its readings."""
        every = [rule.period for rule in self.rules]
        return {one.name: tuple(one.readings) for one in every if isinstance(one, Figure)}

    @cached_property
    def local_numbers(self) -> frozenset[str]:
        """Return the names of the numbers that a place may set for itself."""
        every = [rule.period for rule in self.rules]
        spans = [span for one in every for span in (one.readings.values() if isinstance(one, Figure) else (one,))]
        return frozenset(span.n.name for span in spans if isinstance(span.n, Local))


class Reason(Struct, frozen=True):
    """One rule, and the last day on which it keeps a class; or why there is no such day."""

    rule: str
    until: date | None = None
    unsettled: Unsettled | None = None


NONE, REVIEWED = "none", "reviewed"
"""What stands in place of a rule: where there is none, and where a person found that a record has to be kept."""


class Keeping(Struct, frozen=True):
    """How one record class of one case is kept: the rules that apply, and the holds that are on it.

    ``records`` counts the entries that can still be read; where there are none, it is gone.
    """

    record_class: str
    records: int
    reasons: tuple[Reason, ...]
    holds: tuple[RecordId, ...]

    @property
    def gone(self) -> bool:
        return not self.records

    @property
    def at_least(self) -> date | None:
        """Return the latest day that could be worked out: it is kept that long in any event."""
        return max((one.until for one in self.reasons if one.until), default=None)

    @property
    def unsettled(self) -> tuple[Unsettled, ...]:
        return tuple(dict.fromkeys(one.unsettled for one in self.reasons if one.unsettled))

    @property
    def until(self) -> date | None:
        """Return the last day on which it is kept; None where that cannot be worked out."""
        return None if self.unsettled else self.at_least

    @property
    def due_on(self) -> date | None:
        """Return the first day on which it may be destroyed, if nothing holds it."""
        return self.until + DAY if self.until and self.until < LATEST else None

    @property
    def rules(self) -> tuple[str, ...]:
        """Return the rules that decide: those that keep it longest."""
        return tuple(one.rule for one in self.reasons if one.until == self.until)

    def over(self, day: date) -> bool:
        """Say whether every rule has run out by a day, whatever holds it."""
        return self.due_on is not None and self.due_on <= day

    def due(self, day: date) -> bool:
        """Say whether it may be destroyed on a day."""
        return self.over(day) and not self.holds and not self.gone

    def undecided(self, day: date) -> bool:
        """Say whether it is kept on a day only because something is not known, or not over.

        Without a birth date it always is. What still stands is in use, and no question.
        """
        wanting = {one for one in self.unsettled if one is not Unsettled.STILL_STANDS}
        past = self.at_least is None or self.at_least < day
        return bool(wanting) and not self.gone and (past or Unsettled.NO_BIRTH_DATE in wanting)


def holds(case: Case, schedule: Schedule) -> tuple[RecordId, ...]:
    """Return the holds on a case, each by the entry that placed it, that stand and that nobody has lifted.

    A hold that was put in other words is the same hold. One that was entered in error holds nothing, and a lifting
    that was entered in error lifts nothing.
    """
    first = case.wordings
    lifted = {cast("RecordId", schedule.lifted(one)) for one in case.standing if one.kind is schedule.lifted.event}
    freed = {first.get(one, one) for one in lifted}
    placed = dict.fromkeys(first.get(one.id, one.id) for one in case.standing if one.kind is schedule.held)
    return tuple(entry for entry in placed if entry not in freed)


def keepings(told: Told, calendar: Calendar) -> tuple[Keeping, ...]:
    """Return how each record class of a case is kept, by name."""
    left = Counter(one.kept for one in told.kept if not one.erased)
    on_hold = holds(told.case, told.schedule)
    every = sorted({one.kept for one in told.kept})
    return tuple(Keeping(name, left[name], reasons(told, name, calendar), on_hold) for name in every)


def keeping_beside(record_class: RecordClass, readable: int, kept: Sequence[Keeping], schedule: Schedule) -> Keeping:
    """Return how something is kept that stands beside a case: as long as anything else of that case is."""
    left = [one for one in kept if not one.gone] or kept
    rules = [one.id for one in schedule.rules if record_class in one.of] or [NONE]
    wanting = [why for one in left for why in one.unsettled] + ([Unsettled.NO_RULE] if rules == [NONE] else [])
    until = max((one.until for one in left if one.until), default=None)
    found = [Reason(rule, unsettled=why) for rule in rules for why in dict.fromkeys(wanting)]
    found += [Reason(rule, until) for rule in rules if until]
    on_hold = kept[0].holds if kept else ()
    return Keeping(record_class.name, readable, tuple(found), on_hold)


def reasons(told: Told, record_class: str, calendar: Calendar) -> tuple[Reason, ...]:
    """Return each rule that applies to anything in a class, with the latest day it gives; the unsettled stand first."""
    mine = [one for one in told.kept if one.kept == record_class]
    found: list[Reason] = []
    for rule in told.schedule.rules:
        days = {rule.last_day(one, told, calendar) for one in mine if rule.applies(one, told)}
        if days and rule.goes_on(told):
            days.add(Unsettled.STILL_OPEN)
        found += [Reason(rule.id, unsettled=why) for why in days if isinstance(why, Unsettled)]
        known = [day for day in days if not isinstance(day, Unsettled)]
        found += [Reason(rule.id, max(known))] if known else []
    if not found:
        found.append(Reason(NONE, unsettled=Unsettled.NO_RULE))
    found += [Reason(REVIEWED, day) for day in found_needed(told)]
    return tuple(sorted(found, key=lambda one: (one.unsettled is None, one.unsettled or "", one.rule)))


def found_needed(told: Told) -> list[date]:
    """Return the days until which somebody who looked found that a case has to be kept."""
    until = told.schedule.kept_until
    return sorted({day for one in told.case.standing if one.kind is until.event if (day := until(one))})[-1:]


def said(why: Unsettled) -> str:
    """Say why there is no day, for a person."""
    return {
        Unsettled.NO_BIRTH_DATE: "no birth date is on record",
        Unsettled.STILL_OPEN: "a story in it is not over",
        Unsettled.STILL_STANDS: "something in it still stands",
        Unsettled.NO_RULE: "no rule says how long it is kept",
        Unsettled.BEYOND: "the day lies beyond the calendar",
    }[why]


def working(one: Reason) -> str:
    """Say what a rule comes to."""
    if one.unsettled:
        return f"{one.rule}: {said(one.unsettled)}"
    return f"{one.rule}: kept until {read_out(one.until)}"

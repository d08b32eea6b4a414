"""Seeing: a case as one viewer sees it, told from what they may see of it and from nothing else.

Whatever is worked out from it, a timeline, a clock, a version, a number, can betray nothing that is not in it. Of a
record that is only counted there is its clear part, so that clocks run on as they do.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from goldenthread.engine.access.directory import Directory
from goldenthread.engine.access.members import Members
from goldenthread.engine.access.policy import Access, Circumstances, Policy, Sight, Standing, Viewer, may_see
from goldenthread.engine.case import Case, fold
from goldenthread.engine.events import RecordId, Seen
from goldenthread.engine.journey import Journey
from goldenthread.engine.records import Erased, Judgement, Record


@dataclass(frozen=True)
class Asked:
    """What is asked of a case before anything of it is shown: how it stands, who takes part, and on which day."""

    case: Case
    journey: Journey
    members: Members
    directory: Directory
    day: date


Known = Callable[[Asked], Mapping[RecordId, Circumstances]]
"""Says of every record of a case what a decision about it is made of."""

Turns = Callable[[Case], Iterable[date]]
"""Says on which days what is known of any record of a case may begin to be otherwise, whoever asks.

Days on which somebody begins or ceases to take part need not be among them.
"""

Twin = Callable[[Record], Erased]
"""Gives the clear part of an event."""


def on_no_day(case: Case) -> Iterable[date]:
    """Return no day: what is known of a record is the same on all of them."""
    del case
    return ()


@dataclass(frozen=True)
class Rules:
    """A policy, how to know what its decisions are made of, and on which days that may change by itself."""

    policy: Policy
    known: Known
    turns: Turns = on_no_day


TAKES_PART = "whoever takes part in a case knows that it is there, and whom it is about"


@dataclass(frozen=True)
class Seeing:
    """A case as a viewer sees it. ``counted``: how many are not shown, by class. ``why``: the decision on each."""

    case: Case
    withheld: frozenset[RecordId]
    counted: Mapping[str, int]
    why: Mapping[RecordId, Access]

    @property
    def classes(self) -> frozenset[str]:
        """Return the record classes of which something is shown."""
        return frozenset(one.kept for one in self.case.records if one.id not in self.withheld)


def holding(asked: Asked) -> Mapping[RecordId, Circumstances]:
    """Return the plainest circumstances: whoever wrote it holds it, and nothing is shared."""
    return {
        one.id: Circumstances(asked.journey.class_of(one), one.by.account, frozenset({one.by.organisation}))
        for one in asked.case.records
    }


def seeing(asked: Asked, viewer: Viewer, standing: Standing, rules: Rules, twin: Twin) -> Seeing:
    """Return a case as a viewer sees it."""
    known = rules.known(asked)
    why = {one.id: may_see(viewer, standing, known[one.id], rules.policy) for one in asked.case.records}
    opened = asked.case.records[0]
    if standing:
        why[opened.id] = Access(Sight.SHOWN, TAKES_PART, rules.policy.version)
    return told(asked.case, why, twin)


def told(case: Case, why: Mapping[RecordId, Access], twin: Twin) -> Seeing:
    """Return a case told from the records that are shown, and the clear part of those that are counted."""
    shown = [one for one in case.records if why[one.id].sight is not Sight.ABSENT]
    withheld = frozenset(one.id for one in shown if why[one.id].sight is Sight.COUNTED)
    counted: dict[str, int] = {}
    for one in shown:
        if one.id in withheld:
            counted[one.kept] = counted.get(one.kept, 0) + 1
    why = {one.id: why[one.id] for one in shown}
    if len(shown) == len(case.records) and not withheld:
        return Seeing(case, withheld, counted, why)
    there = frozenset(one.id for one in shown)
    return Seeing(
        fold(case.id, [without(one, there, twin if one.id in withheld else None) for one in shown]),
        withheld,
        counted,
        why,
    )


def without(record: Record, there: frozenset[RecordId], twin: Twin | None) -> Record:
    """Return a record that names nothing that is not there; by its clear part alone, where a twin is given."""
    judged = record.judgement and judged_on(record.judgement, there)
    if twin is None:
        return record if judged == record.judgement else msgspec.structs.replace(record, judgement=judged)
    return msgspec.structs.replace(
        record, judgement=judged, event=twin(record), reasons={}, on_behalf_of=None, interpreter=None
    )


def judged_on(judgement: Judgement, there: frozenset[RecordId]) -> Judgement:
    """Return a judgement that names only what is there."""
    met = {need: tuple(one for one in on if one in there) for need, on in judgement.met.items()}
    return Judgement(
        met={need: on for need, on in met.items() if on or not judgement.met[need]},
        stated={need: one for need, one in judgement.stated.items() if one in there},
        gone_without=judgement.gone_without,
        irregular=judgement.irregular,
        permissions=tuple(one for one in judgement.permissions if one in there),
        clocks=tuple(one for one in judgement.clocks if one.started_by in there),
    )


def to_judge_on(case: Case, seen: Seeing, journey: Journey) -> Case:
    """Return the case that a viewer's own commands are judged on: all of it but what is unseen, and unseen by them.

    Who holds a record does not matter here: a duty is done whoever did it. But what nobody may notice may not be
    noticed in a judgement either.
    """
    hidden = {one.id for one in case.records if journey.class_of(one).seen is Seen.UNSEEN} - seen.why.keys()
    if not hidden:
        return case
    shown = [one for one in case.records if one.id not in hidden]
    there = frozenset(one.id for one in shown)
    return replace(fold(case.id, [without(one, there, None) for one in shown]), version=case.version)

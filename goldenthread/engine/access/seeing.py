"""Seeing: a case as one viewer sees it, told from what they may see of it and from nothing else.

Whatever is worked out from it, a timeline, a clock, a version, a number, can betray nothing that is not in it. Of a
record that is only counted there is its clear part, so that clocks run on as they do.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, cast

import msgspec

from goldenthread.engine.access.apart import Apart
from goldenthread.engine.access.directory import Directory
from goldenthread.engine.access.members import Members
from goldenthread.engine.access.policy import (
    Access,
    Circumstances,
    Policy,
    Relation,
    Sight,
    Standing,
    Viewer,
    kept_from,
    may_see,
)
from goldenthread.engine.case import Case, fold
from goldenthread.engine.events import Event, PersonId, RecordId, Seen
from goldenthread.engine.fields import each_of, fields
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

WhoIsApart = Callable[[Asked], Mapping[PersonId, Apart]]
"""Says from whom it is kept, on the day that is asked about, who takes part in a case and who looks."""

Twin = Callable[[Record], Erased]
"""Gives the clear part of an event."""


def on_no_day(case: Case) -> Iterable[date]:
    """Return no day: what is known of a record is the same on all of them."""
    del case
    return ()


def nobody_apart(asked: Asked) -> Mapping[PersonId, Apart]:
    """Return nobody: it is kept from none of them who takes part."""
    del asked
    return {}


@dataclass(frozen=True)
class Rules:
    """A policy, how to know what its decisions are made of, and on which days that may change by itself.

    ``apart`` says from whom more is kept than entries.
    """

    policy: Policy
    known: Known
    turns: Turns = on_no_day
    apart: WhoIsApart = nobody_apart


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

    @property
    def marked(self) -> frozenset[RecordId]:
        """Return what is there by a mark alone: what an entry said before it was put right, or one made in error."""
        return frozenset(one for one, access in self.why.items() if access.sight is Sight.MARKED)


def holding(asked: Asked) -> Mapping[RecordId, Circumstances]:
    """Return the plainest circumstances: whoever wrote it holds it, and nothing is shared."""
    return {
        one.id: Circumstances(
            asked.journey.class_of(one),
            one.by.account,
            frozenset({one.by.organisation}),
            written_at=one.by.organisation,
        )
        for one in asked.case.records
    }


def seeing(asked: Asked, viewer: Viewer, standing: Standing, rules: Rules, twin: Twin) -> Seeing:
    """Return a case as a viewer sees it."""
    return seen_by(asked.case, rules.known(asked), viewer, standing, rules.policy, twin)


def seen_by(
    case: Case,
    known: Mapping[RecordId, Circumstances],
    viewer: Viewer,
    standing: Standing,
    policy: Policy,
    twin: Twin,
) -> Seeing:
    """Return a case as a viewer sees it, where it is known already what the decisions are made of."""
    why = {one.id: may_see(viewer, standing, known[one.id], policy) for one in case.records}
    if knows_of_it(standing, why):
        why[case.records[0].id] = Access(Sight.SHOWN, TAKES_PART, policy.version)
    return told(case, why, twin)


def knows_of_it(standing: Standing, why: Mapping[RecordId, Access]) -> bool:
    """Say whether a viewer may know that a case is there: who may look anywhere, only where they are shown anything."""
    takes_part = any(relation is not Relation.ANYWHERE for _, relation in standing)
    return takes_part or any(one.sight is not Sight.ABSENT for one in why.values())


def told(case: Case, why: Mapping[RecordId, Access], twin: Twin) -> Seeing:
    """Return a case told from the records that are shown, and the clear part of those that are counted or marked."""
    shown = [one for one in case.records if why[one.id].sight is not Sight.ABSENT]
    if len(shown) < len(case.records):
        shown = list(whole_by_themselves(shown))
    withheld = frozenset(one.id for one in shown if why[one.id].sight is Sight.COUNTED)
    counted = Counter(one.kept for one in shown if one.id in withheld)
    bare = withheld | {one.id for one in shown if why[one.id].sight is Sight.MARKED}
    why = {one.id: why[one.id] for one in shown}
    if len(shown) == len(case.records) and not bare:
        return Seeing(case, withheld, counted, why)
    there = frozenset(one.id for one in shown)
    told_of = [without(one, there, twin if one.id in bare else None) for one in shown]
    return Seeing(fold(case.id, told_of), withheld, counted, why)


def whole_by_themselves(shown: Sequence[Record]) -> Iterator[Record]:
    """Yield the records that can be told without naming what is not there; a wording goes with what it replaces."""
    there: set[RecordId] = {one.id for one in shown}
    for one in shown:
        named = {one.replaces, *(value for name, value in naming(one) if not may_be_left_out(one.kind, name))}
        if named <= {None, *there}:
            yield one
        else:
            there.discard(one.id)


def naming(record: Record) -> Iterator[tuple[str, RecordId | None]]:
    """Yield every single entry that a record names, with the field that names it."""
    for name in references_of(record.kind):
        value = getattr(record.event, name)
        if not isinstance(value, tuple):
            yield name, value


@cache
def references_of(kind: type[Event]) -> tuple[str, ...]:
    """Return the fields of an event that name other entries; they stand in clear."""
    return tuple(name for name, one in fields(kind).items() if each_of(one.kind) is RecordId and one.clear)


@cache
def may_be_left_out(kind: type[Event], name: str) -> bool:
    return not fields(kind)[name].required


def without(record: Record, there: frozenset[RecordId], twin: Twin | None) -> Record:
    """Return a record that names nothing that is not there; by its clear part alone, where a twin is given."""
    judged = record.judgement and judged_on(record.judgement, there)
    event = twin(record) if twin else record.event
    if gone := {name: kept for name in references_of(record.kind) if (kept := cut(event, name, there)) is not LEFT}:
        event = msgspec.structs.replace(event, **gone)
    if twin is None:
        same = judged == record.judgement and event is record.event
        return record if same else msgspec.structs.replace(record, judgement=judged, event=event)
    return msgspec.structs.replace(
        record, judgement=judged, event=event, reasons={}, on_behalf_of=None, interpreter=None
    )


LEFT = object()
"""Says that a field stays as it is."""


def cut(event: Event | Erased, name: str, there: frozenset[RecordId]) -> Any:
    """Return what is left of a field that names entries: those that are there; ``LEFT`` where all are."""
    value = getattr(event, name)
    if isinstance(value, tuple):
        named = cast("tuple[RecordId, ...]", value)
        kept = tuple(one for one in named if one in there)
        return LEFT if len(kept) == len(named) else kept
    return LEFT if value is None or value in there else None


def kept_away_from(viewer: Viewer, known: Mapping[RecordId, Circumstances], policy: Policy) -> frozenset[RecordId]:
    """Return what is kept from somebody at home in the case: from their post, or from them by name.

    What is kept from somebody at work is judged on all the same: a duty may rest on it.
    """
    if viewer.kind != policy.family:
        return frozenset()
    posts = [policy.by_id[one] for one in viewer.posts if one in policy.by_id]
    return frozenset(name for name, one in known.items() if any(kept_from(post, viewer, one) for post in posts))


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


def to_judge_on(case: Case, seen: Seeing, journey: Journey, kept_away: frozenset[RecordId] = frozenset()) -> Case:
    """Return the case that a viewer's own commands are judged on: all of it but what is unseen, and unseen by them.

    Who holds a record does not matter here: a duty is done whoever did it. But what nobody may notice may not be
    noticed in a judgement either, nor what is ``kept_away`` from this viewer.
    """
    unseen = {one.id for one in case.records if journey.class_of(one).seen is Seen.UNSEEN}
    hidden = (unseen | kept_away) - seen.why.keys()
    if not hidden:
        return case
    shown = [one for one in case.records if one.id not in hidden]
    there = frozenset(one.id for one in shown)
    return replace(fold(case.id, [without(one, there, None) for one in shown]), version=case.version)

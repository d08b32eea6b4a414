"""The policies that were in force, one after another, as recorded history: a day that is over is judged by its own.

Each is written down whole, on one stream of the store, when a server begins to decide by it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, ClassVar
from uuid import uuid5

from goldenthread.engine.access.directory import DIRECTORY, Code
from goldenthread.engine.access.policy import Circumstances, Policy, Written, policy_of
from goldenthread.engine.access.seeing import Asked, Rules
from goldenthread.engine.events import CLEAR, Event, RecordClass, RecordId, Role, Seen, asks
from goldenthread.engine.privacy.certificates import KEEPER
from goldenthread.engine.records import Record
from goldenthread.engine.views import Known

POLICIES = uuid5(DIRECTORY, "policies")
"""The stream of the policies: one in every store."""

KEPT = RecordClass("policies", seen=Seen.UNSEEN, about=KEEPER)


class PolicyCameIntoForce(Event, tag="access.policy-came-into-force"):
    """From here on a server decided by this policy what anybody sees."""

    told = "Another policy came into force"
    when = "From which day is it in force?"
    kept = KEPT
    recorded_by: ClassVar[tuple[Role, ...]] = ()

    version: Annotated[Code, asks("Which version is it?"), CLEAR]
    policy: Annotated[Written, asks("What does it say?")]


EVENTS: tuple[type[Event], ...] = (PolicyCameIntoForce,)


@dataclass(frozen=True)
class InForce:
    """A policy, and since when it was in force: microseconds since 1970, UTC."""

    policy: Policy
    since: int


def policies_of(records: Sequence[Record]) -> Iterator[InForce]:
    """Yield the policies that records tell, in the order they came into force."""
    for one in records:
        if isinstance(one.event, PolicyCameIntoForce):
            yield InForce(policy_of(one.event.policy, one.event.version), one.recorded_at)


def in_force_on(records: Sequence[Record], day: date) -> InForce | None:
    """Return the policy that was in force by the end of a day; the first, of a day before it; None if none is there."""
    then = [*policies_of(Known.on(day).of(records))] or [*policies_of(records[:1])]
    return then[-1] if then else None


@dataclass(frozen=True)
class OtherwiseKnown:
    """How it was known then what decisions are made of, as it is not known now; and how it is known now."""

    then: tuple[str, ...]
    now: tuple[str, ...]


@dataclass(frozen=True)
class Judged:
    """The rules by which a day is judged. ``since``: when their policy came into force; None where none is on record.

    ``otherwise``: what is known of a record is worked out as today, where that was done in another way then.
    """

    rules: Rules
    since: int | None = None
    otherwise: OtherwiseKnown | None = None


def judged_on(records: Sequence[Record], day: date, today: Rules) -> Judged:
    """Return the rules of a day: its policy, as it is on record, and how things are known today."""
    found = in_force_on(records, day)
    if found is None:
        return Judged(today)
    if found.policy.version == today.policy.version:
        return Judged(today, found.since)
    return Judged(rules_under(found.policy, today), found.since, otherwise_known(found.policy, today.policy))


def otherwise_known(then: Policy, now: Policy) -> OtherwiseKnown | None:
    gone = tuple(one for one in then.rules if one not in now.rules)
    come = tuple(one for one in now.rules if one not in then.rules)
    return OtherwiseKnown(gone, come) if gone or come else None


def rules_under(policy: Policy, today: Rules) -> Rules:
    """Return the rules of today under another policy: of each class of records it says how that is seen."""

    def known(asked: Asked) -> Mapping[RecordId, Circumstances]:
        found = today.known(asked).items()
        return {name: replace(one, kept=policy.known_class(one.kept)) for name, one in found}

    return replace(today, policy=policy, known=known)

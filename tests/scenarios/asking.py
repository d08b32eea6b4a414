"""What a scenario told, by kind: for tests that ask what somebody wrote."""

from typing import TypeVar

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import Event
from tests.scenarios.telling import Told

E = TypeVar("E", bound=Event)


def events(told: Told, kind: type[E]) -> list[E]:
    """Return the events of a kind that stand, in the order in which they happened."""
    return [one.event for one in told.case.story().of(kind) if isinstance(one.event, kind)]


def event(told: Told, kind: type[E]) -> E:
    """Return the only event of a kind."""
    (only,) = events(told, kind)
    return only


def late(told: Told, on: str) -> list[str]:
    """Return the clocks that were not met in time, or are over."""
    found = [one for clock in told.journey.clocks for one in told.readings(clock, on)]
    return [one.clock.id for one in found if one.status in (Status.OVERDUE, Status.MET_LATE)]


def gone_without(told: Told) -> list[str]:
    """Return what went ahead without something that it needed."""
    return [one.tag for one in told.case.records if one.judgement and one.judgement.gone_without]

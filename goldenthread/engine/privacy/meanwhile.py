"""What was written while an erasure was looked at: what changes nothing of it does not make it be looked at again."""

from uuid import UUID

from goldenthread.engine.application import Cases
from goldenthread.engine.case import Case
from goldenthread.engine.events import PersonId
from goldenthread.engine.privacy.about import openings, opens, person_of
from goldenthread.engine.privacy.apart import cases_apart, lie_apart, told_in
from goldenthread.engine.privacy.erasures import KeysDestroyed
from goldenthread.engine.records import unsettles
from goldenthread.engine.store.writer import Judged

DESTROYED = str(KeysDestroyed.__struct_config__.tag)


def up_to_now(cases: Cases, judged: Judged, person: PersonId | None) -> Judged | None:
    """Return what an erasure of somebody rests on, up to now; None where all of it has to be looked at again.

    Other people's cases change nothing of it, nor does what is told of others in the record of a setting.
    """
    position = cases.store.recorder.max_notification_id() or 0
    elsewhere = frozenset(cases_apart(cases)) if person and judged.openings else frozenset[UUID]()
    found = dict[UUID, int]()
    for stream, version in judged.versions.items():
        now = cases.folded(stream)
        if now.version != version and (stream not in elsewhere or not of_others(cases, now, version, person)):
            return None
        found[stream] = now.version
    if person and judged.openings and (destroyed_since(cases, judged) or opened_since(cases, judged, person)):
        return None
    return Judged(found, position, judged.openings)


def of_others(cases: Cases, now: Case, version: int, person: PersonId | None) -> bool:
    """Say whether all that was written after a version lies apart, in strands that tell nothing of somebody.

    Nothing that is written in their own case is.
    """
    if not version or person_of(now) == person:
        return False
    theirs = {told.strand for who, told in told_in(cases, now) if who == person}
    return not any(
        unsettles(one) or one.strand in theirs or cases.registry.sealed_as(one.kept, one.strand) == one.kept
        for one in now.records[version:]
    )


def opened_since(cases: Cases, judged: Judged, person: PersonId) -> bool:
    """Say whether a case of somebody was opened, or one in which anybody may be told of apart."""
    return any(
        lie_apart(journey) or opens(cases, one, person)
        for journey in cases.journeys.every
        for one in openings(cases, journey, judged.position)
    )


def destroyed_since(cases: Cases, judged: Judged) -> bool:
    found = cases.store.recorder.select_notifications(judged.position, 1, topics=(DESTROYED,), inclusive_of_start=False)
    return bool(found)

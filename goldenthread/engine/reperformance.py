"""Judging a past decision again: on what was known then, by the rules of today."""

from msgspec import Struct

from goldenthread.engine.calendars import Calendar
from goldenthread.engine.case import Case
from goldenthread.engine.events import Event
from goldenthread.engine.journey import Journey
from goldenthread.engine.judging import Change, Grounds, differences, judge
from goldenthread.engine.records import DefinitionId, Judgement, Record, StrandId
from goldenthread.engine.views import Known, as_at, first_of


class Reperformed(Struct, frozen=True, kw_only=True):
    """A past decision, judged again: by which definition, what came of it, and what is judged otherwise."""

    definition: DefinitionId
    judgement: Judgement
    differences: tuple[Change, ...]


def reperformed(case: Case, record: Record, journey: Journey, calendar: Calendar) -> Reperformed | None:
    """Judge a decision again by the newest definition, today's calendar and what was known when it was written down.

    None where nothing was judged, where what was decided has been erased, or where no move records it any longer.
    """
    decided = first_of(case, record)
    was, law = decided.judgement, journey.workflows.get(decided.workflow or "")
    move = law.move_for(decided.kind) if law else None
    if was is None or law is None or move is None or not isinstance(decided.event, Event):
        return None
    before = as_at(case.id, case.records, known=Known(version=decided.version - 1))
    story = before.story(StrandId(decided.strand or decided.id))
    grounds = Grounds(law, move, decided.event, decided.happened_on, story, calendar)
    weighed = grounds.weighed()
    stated = {one.id: one.stated.id for one in weighed.unmet if one.stated and one.id not in was.gone_without}
    unmet = [one.id for one in weighed.unmet if one.id not in stated]
    now = judge(
        grounds,
        law,
        weighed.met,
        stated=stated,
        gone_without=[one for one in unmet if one in was.gone_without],
        irregular=[one for one in unmet if one not in was.gone_without],
    )
    return Reperformed(definition=law.version, judgement=now, differences=tuple(differences(was, now)))

"""Judging: what a decision rests on is kept beside it, and can be judged again by the rules of another day."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from goldenthread.engine.calendars import Calendar
from goldenthread.engine.clocks import read
from goldenthread.engine.events import Event, RecordId
from goldenthread.engine.history import History
from goldenthread.engine.needs import Weighed, weigh
from goldenthread.engine.permissions import in_force
from goldenthread.engine.records import ClockReading, Judgement
from goldenthread.engine.workflow import Move, Workflow


class Grounds(Struct, frozen=True):
    """What a move is judged on: by which definition, on which day, with what before it."""

    definition: Workflow
    move: Move
    event: Event | None
    day: date
    story: History
    calendar: Calendar

    def weighed(self) -> Weighed:
        """Hold the needs of the move against the story."""
        needs, in_place_of = self.definition.needs_of(self.move), self.definition.in_place_of
        return weigh(needs, self.event, self.day, self.story, self.calendar, in_place_of, self.definition.name)


def judge(
    grounds: Grounds,
    law: Workflow,
    met: Mapping[str, tuple[RecordId, ...]],
    *,
    stated: Mapping[str, RecordId] | None = None,
    gone_without: Sequence[str] = (),
    irregular: Sequence[str] = (),
) -> Judgement:
    """Keep what a decision was judged on: needs, permissions in force and clocks, on the day it was made.

    Clocks are read as in ``law``, the newest definition: each is chosen by the day it starts from, and is not pinned.
    """
    day, story = grounds.day, grounds.story
    clocks = tuple(
        ClockReading(one.clock.id, one.started_by.id, str(one.status), one.due)
        for clock in law.clocks
        for one in read(clock, story, day, grounds.calendar, law.in_place_of(clock), working=False)
    )
    allowed = tuple(one.id for one in in_force(story, day))
    return Judgement(dict(met), dict(stated or {}), tuple(gone_without), tuple(irregular), allowed, clocks)


class Change(Struct, frozen=True, kw_only=True):
    """One thing that is judged otherwise: a need, a permission or a clock, as it was and as it is now."""

    what: str
    name: str
    was: str
    now: str


def differences(was: Judgement, now: Judgement) -> list[Change]:
    """Name whatever two judgements of one decision do not have in common."""
    return [
        *changes("need", needs_said(was), needs_said(now)),
        *changes("permission", permissions_said(was), permissions_said(now)),
        *changes("clock", clocks_said(was), clocks_said(now)),
    ]


def changes(what: str, was: Mapping[str, str], now: Mapping[str, str]) -> list[Change]:
    absent = "not judged"
    names = dict.fromkeys((*was, *now))
    pairs = ((name, was.get(name, absent), now.get(name, absent)) for name in names)
    return [Change(what=what, name=name, was=old, now=new) for name, old, new in pairs if old != new]


def needs_said(judged: Judgement) -> dict[str, str]:
    known = dict.fromkeys(judged.met, "met") | dict.fromkeys(judged.stated, "stated")
    return known | dict.fromkeys((*judged.gone_without, *judged.irregular), "not met")


def permissions_said(judged: Judgement) -> dict[str, str]:
    return {str(one): "in force" for one in judged.permissions}


def clocks_said(judged: Judgement) -> dict[str, str]:
    return {
        f"{one.clock} from {one.started_by}": f"{one.status}, due {one.due}" if one.due else one.status
        for one in judged.clocks
    }

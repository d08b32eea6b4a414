"""Needs: what a move depends on, and the records that meet it."""

from collections.abc import Callable, Sequence
from dataclasses import KW_ONLY, dataclass
from datetime import date
from typing import cast

from goldenthread.engine.applying import Where
from goldenthread.engine.calendars import Calendar, Period
from goldenthread.engine.clocks import Answers, Clock, read
from goldenthread.engine.due import Due
from goldenthread.engine.events import Agreement, Consent, Event, RecordId, Role, Stated
from goldenthread.engine.history import History
from goldenthread.engine.law import ALWAYS, Force, InForce, Law
from goldenthread.engine.naming import Key, Kinds, key_of, many
from goldenthread.engine.permissions import refused_last, stands
from goldenthread.engine.records import Record
from goldenthread.engine.windows import Window

Predicate = Callable[[History, Event], Sequence[Record]]
MetBy = Kinds | Clock | Window | Predicate
InPlaceOf = Callable[[Clock], Sequence[Clock]]


def nothing(clock: Clock) -> Sequence[Clock]:
    """Return the clocks that run in place of one, where no workflow says of any."""
    del clock
    return ()


class Misdeclared(Exception):
    """A workflow says something that cannot be so."""


@dataclass(frozen=True, eq=False)
class Need:
    """What a move depends on: a fact, a clock with nothing outstanding, time allowed, or a predicate.

    ``since`` counts only what happened on or after the last such event; ``same`` asks that the fact is about
    the same key as the form being submitted. ``applies``: for which kinds of place it is asked, as they are on the day
    of the move.
    """

    label: str
    met_by: MetBy
    _: KW_ONLY
    by: Role
    law: Law
    since: type[Event] | None = None
    same: Key | None = None
    applies: Where | None = None

    @property
    def reason_will_do(self) -> bool:
        """Say whether a reason may be given instead."""
        return isinstance(self, BeforeOrReason)

    def hidden(self) -> bool:
        """Say whether it rests on a predicate, so that nobody can see which events meet it."""
        return callable(self.met_by) and not isinstance(self.met_by, type)

    def kinds(self) -> tuple[type[Event], ...]:
        """Return the events that can meet this need, where it rests on events."""
        if isinstance(self.met_by, Clock):
            return self.met_by.stopped_by()
        if isinstance(self.met_by, Window) or self.hidden():
            return ()
        return many(cast("Kinds", self.met_by))

    def heeds(self) -> frozenset[type[Event]]:
        """Return every event that this need names, or that the clock or window it rests on does."""
        named = self.met_by.heeds() if isinstance(self.met_by, Clock | Window) else frozenset(self.kinds())
        counts = (*((self.since,) if self.since else ()), *(self.applies.heeds() if self.applies else ()))
        return named.union(counts)

    def evidence(
        self, story: History, asked: Event | None, day: date, calendar: Calendar, in_place_of: InPlaceOf = nothing
    ) -> tuple[Record, ...] | None:
        """Return the records that meet this need on a day, or None. ``asked`` is the form, if there is one.

        What happened after that day does not count, for or against.
        """
        told = story.by(day)
        if isinstance(self.met_by, Window):
            return self.met_by.over(told, day, calendar) or None
        if isinstance(self.met_by, Clock):
            readings = read(self.met_by, told, day, calendar, in_place_of(self.met_by), working=False)
            rests_on = tuple(record for one in readings for record in (one.started_by, one.ended_by) if record)
            return None if any(one.ended_by is None for one in readings) else rests_on
        if callable(self.met_by) and not isinstance(self.met_by, type):
            return (tuple(self.met_by(told, asked)) or None) if asked else None
        return self._facts(told, asked, day)

    def _facts(self, story: History, asked: Event | None, day: date) -> tuple[Record, ...] | None:
        told = [one for one in story.of(self.kinds()) if one.happened_on <= day]
        if self.since and (marks := story.of(self.since)):
            told = [one for one in told if one.happened_on >= marks[-1].happened_on]
        if self.same and asked is not None:
            wanted = getattr(asked, key_of(type(asked), self.same).name)
            if wanted is None:
                return ()
            told = [one for one in told if key_of(one.kind, self.same)(one) == wanted]
        if refused_last(told):
            return None
        return tuple(one for one in told if stands(one, story, day)) or None


@dataclass(frozen=True, eq=False)
class Before(Need):
    """Holds a move. Only where the law forbids the act without it."""

    def __post_init__(self) -> None:
        if self.law.force is not Force.MUST:
            raise Misdeclared(f"{self.label!r} holds a move, but {self.law} does not forbid the act without it")


@dataclass(frozen=True, eq=False)
class BeforeOrReason(Need):
    """Met, or gone without for a reason given by whoever decides."""


@dataclass(frozen=True, eq=False)
class Then:
    """Does not hold a move: opens a duty when it is made.

    Any later event meets every such duty that is open; one that is ``answered_by`` an event meets the one it names.
    """

    label: str
    met_by: Kinds | Answers
    _: KW_ONLY
    by: Role
    due: Period | Due
    law: Law
    in_force: InForce = ALWAYS
    applies: Where | None = None


@dataclass(frozen=True)
class Unmet:
    """One thing that is missing: who can put it right, and the law. A reason may do instead.

    ``stated`` is what was stated of that part of the story from before this record: that is a reason too.
    """

    id: str
    need: Need
    stated: Record | None = None

    @property
    def reason_will_do(self) -> bool:
        return self.need.reason_will_do

    @property
    def excused(self) -> bool:
        return self.reason_will_do and self.stated is not None


@dataclass(frozen=True)
class Weighed:
    """The needs of a move that apply, by name: those met, with the records that meet them, and those that are not."""

    met: dict[str, tuple[RecordId, ...]]
    unmet: tuple[Unmet, ...]


def weigh(  # what a need may rest on, all of it
    needs: dict[str, Need],
    asked: Event | None,
    day: date,
    story: History,
    calendar: Calendar,
    in_place_of: InPlaceOf = nothing,
    part: str = "",
) -> Weighed:
    """Hold a move's needs against the story as it stood on a day. ``part`` is the workflow whose move it is."""
    met: dict[str, tuple[RecordId, ...]] = {}
    unmet: list[Unmet] = []
    for name, need in needs.items():
        if need.applies and not need.applies.holds(asked, day, story):
            continue
        found = need.evidence(story, asked, day, calendar, in_place_of)
        if found is None:
            unmet.append(Unmet(name, need, stated_of(need, story, part, day)))
        else:
            met[name] = tuple(dict.fromkeys(record.id for record in found))
    return Weighed(met, tuple(unmet))


def stated_of(need: Need, story: History, part: str, day: date) -> Record | None:
    """Return what was stated by a day of what a need rests on, where that may lie before this record.

    Only a fact may: what counts since something that is in this record does not, nor does a permission, a clock or a
    window, which are this record's own.
    """
    if not need.kinds() or isinstance(need.met_by, Clock) or (need.since and story.of(need.since)):
        return None
    if any(issubclass(kind, Agreement | Consent) for kind in need.kinds()):
        return None
    found = [one for one in story.of(Stated) if one.happened_on <= day and one.clear("part") == part]
    return found[-1] if found else None

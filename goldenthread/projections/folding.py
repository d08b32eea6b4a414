"""Folding: cases, as each audience sees them, into the rows of every projection; and aside those that cannot be."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Protocol, cast
from uuid import UUID

import structlog
from eventsourcing.persistence import Notification, PersistenceError
from sqlalchemy import Connection, Table, delete, func, insert, select, union
from sqlalchemy.exc import SQLAlchemyError

from goldenthread.engine.access import directory as directories
from goldenthread.engine.access import members as memberships
from goldenthread.engine.access.directory import DIRECTORY, directory_of
from goldenthread.engine.access.members import access_of, members_of
from goldenthread.engine.access.register import Register
from goldenthread.engine.access.seeing import Rules, Seeing
from goldenthread.engine.application import Cases, NoSuchCase
from goldenthread.engine.case import Case, fold
from goldenthread.engine.fields import tag_of
from goldenthread.engine.records import Record
from goldenthread.engine.views import day_of
from goldenthread.projections.audiences import (
    APART,
    AUDIENCE,
    CONCERN,
    Audience,
    Lanes,
    Theirs,
    keep,
    lanes_of,
    of_stream,
)
from goldenthread.projections.sights import Shown, Telling, Told
from goldenthread.projections.tables import PARKED

log = structlog.get_logger("goldenthread.projections")
TROUBLE = (PersistenceError, sqlite3.Error, SQLAlchemyError, OSError, MemoryError)
"""What is wrong with the machine, and so is no fault of the case at hand."""

OF_THE_DIRECTORY = frozenset(map(tag_of, directories.EVENTS))
OF_ACCESS = frozenset(map(tag_of, memberships.EVENTS))
SKEW = timedelta(days=1)
"""By how much the clock of whoever asks may be behind that of the store."""

AT_ONCE = 500
"""Names in one question of the file."""

NOBODY = Audience(frozenset())
Row = dict[str, Any]
Rows = Mapping[Table, list[Row]]


class Projection(Protocol):
    """A read model: its tables, and the fold of one case as somebody sees it.

    A row has a ``case_id`` and the columns that say to whom it is shown, and says nothing that depends on the day it
    is looked at. A projection of another ``stamp`` is built anew.
    """

    @property
    def name(self) -> str: ...

    @property
    def stamp(self) -> str: ...

    @property
    def tables(self) -> tuple[Table, ...]: ...

    def rows(self, seen: Seeing) -> Rows:
        """Fold a case, as it is seen, into its rows: all of them."""
        ...


@dataclass
class Folded:
    """The rows of one case in every table, and who the audiences are that they are for."""

    rows: dict[Table, list[Row]] = field(default_factory=dict[Table, list[Row]])
    audiences: set[Audience] = field(default_factory=set[Audience])

    def add(self, table: Table, rows: Iterable[Row], shown: Shown) -> None:
        self.audiences.add(shown.audience)
        when = {"audience": shown.audience.id, "since": shown.since, "until": shown.until}
        self.rows.setdefault(table, []).extend(row | when for row in rows)

    def concern(self, case: UUID, told: Told) -> None:
        self.rows[CONCERN] = [{"whom": one, "case_id": case} for one in sorted(told.concerns)]
        self.rows[APART] = [{"who": one, "case_id": case} for one in sorted(told.apart)]


class Folder:
    """Puts the rows of cases that changed in place of those they had, in every projection."""

    def __init__(self, cases: Cases, projections: Sequence[Projection], rules: Rules) -> None:
        self._cases, self._projections, self._rules = cases, projections, rules
        self._register = Register(cases)
        self._lanes = Lanes()
        self.of_a_case = frozenset(cases.journeys.events)
        self.heeds = self.of_a_case | OF_THE_DIRECTORY | OF_ACCESS
        """The tags of the records that may change a row. That somebody looked changes none."""

    @property
    def tables(self) -> list[Table]:
        return [AUDIENCE, CONCERN, APART, *(table for one in self._projections for table in one.tables)]

    # What changed

    def changed(self, connection: Connection, found: Sequence[Notification], bookmark: int) -> list[UUID]:
        """Return the cases that may have other rows after a batch of records."""
        streams = list(dict.fromkeys(cast("UUID", one.originator_id) for one in found if one.topic in self.of_a_case))
        whom = {of_stream(one.originator_id) for one in found if one.topic in OF_ACCESS}
        just_opened = [one for one in streams if of_stream(access_of(one)) in whom]
        if any(one.topic in OF_THE_DIRECTORY for one in found):
            others = self.lanes().changed(self._lanes_at(bookmark))
            if others is None:
                return list(dict.fromkeys([*streams, *every_case(connection)]))
            whom |= others
        return list(dict.fromkeys([*streams, *just_opened, *concerned(connection, whom)]))

    def lanes(self) -> Lanes:
        """Return which posts are held together today, as the directory has it."""
        directory = self._register.directory()
        if directory is not self._lanes.directory:
            self._lanes = lanes_of(directory, self._rules.policy)
        return self._lanes

    def _lanes_at(self, bookmark: int) -> Lanes:
        records = [one for one in self._cases.folded(DIRECTORY).records if one.position <= bookmark]
        return lanes_of(directory_of(records), self._rules.policy)

    # The fold

    def fold(self, connection: Connection, cases: Collection[UUID], position: int, *, fresh: bool = False) -> None:
        """Fold cases; ``fresh``: they have no rows yet. What is no case, such as a person, has none."""
        lanes = self.lanes()
        folded = {case: found for case in cases if (found := self._folded(case, lanes, position)) is not None}
        keep(connection, (audience for one in folded.values() for audience in one.audiences))
        tables = [*(one for one in self.tables if one is not AUDIENCE), PARKED]
        if not fresh:
            remove_rows(connection, tables, list(folded))
        for table in tables:
            if rows := [row for one in folded.values() for row in one.rows.get(table, ())]:
                connection.execute(insert(table), rows)

    def _folded(self, case: UUID, lanes: Lanes, position: int) -> Folded | None:
        try:
            whole = self._cases.case(case)
            told = self._told(whole, lanes)
        except NoSuchCase:
            return None
        except TROUBLE:
            raise
        except Exception as wrong:  # noqa: BLE001  # whatever it is, this case is parked and the others go on
            return self._left_out(case, lanes, wrong, position)
        folded = Folded()
        folded.concern(case, told)
        for seeing, alike in by_seeing(told.shown):
            for projection in self._projections:
                self._fold_one(folded, projection, seeing, alike, position)
        return folded

    def _fold_one(
        self, folded: Folded, projection: Projection, seeing: Seeing, alike: Sequence[Shown], position: int
    ) -> None:
        """Fold a case as it is seen, for all who see it so. Where that fails, it is parked for them and nobody else."""
        try:
            rows = projection.rows(seeing)
        except TROUBLE:
            raise
        except Exception as wrong:  # noqa: BLE001  # as above
            rows = {PARKED: [parked(projection, seeing.case.id, wrong, position)]}
        for table, found in rows.items():
            for shown in alike:
                folded.add(table, found, shown)

    def _told(self, whole: Case, lanes: Lanes) -> Told:
        """Return who sees what of a case. What it was on days that were over when it was recorded, nobody will ask."""
        entered = self._cases.folded(access_of(whole.id)).records
        last = max(one.recorded_at for one in (whole.records[-1], *entered[-1:]))
        journey, members = self._cases.journeys.of(whole), members_of(whole.records[0], entered)
        return Telling(whole, journey, members, lanes, self._rules, self._cases.twin, since=before(day_of(last))).told()

    def _left_out(self, case: UUID, lanes: Lanes, wrong: Exception, position: int) -> Folded:
        """Return a case that cannot be folded, parked for whoever takes part in it, as far as that can be read."""
        folded = Folded()
        try:
            opened = cast("Record", next(iter(self._cases.events.get(case, lte=1))))
            told = self._told(fold(case, [opened]), lanes)
        except TROUBLE:
            raise
        except Exception:  # noqa: BLE001  # then nobody can be told of it but whoever keeps the machine
            whom = [Shown(NOBODY, date.min, date.max, cast("Seeing", None))]
            folded.rows[CONCERN] = [{"whom": of_stream(access_of(case)), "case_id": case}]
        else:
            whom = list(told.shown)
            folded.concern(case, told)
        for projection in self._projections:
            for shown in whom:
                folded.add(PARKED, [parked(projection, case, wrong, position)], shown)
        return folded


def before(day: date) -> date:
    return day - SKEW


def by_seeing(shown: Iterable[Shown]) -> Iterator[tuple[Seeing, list[Shown]]]:
    """Yield a case in each way it is seen, with everybody who sees it so."""
    found: dict[int, list[Shown]] = {}
    for one in shown:
        found.setdefault(id(one.seeing), []).append(one)
    for alike in found.values():
        yield alike[0].seeing, alike


def parked(projection: Projection, case: UUID, wrong: Exception, position: int) -> Row:
    error = type(wrong).__name__
    log.warning("parked", error=error)
    return {"projection": projection.name, "case_id": case, "error": error, "position": position}


def concerned(connection: Connection, whom: Collection[str]) -> Iterator[UUID]:
    """Yield the cases that are concerned with any of these."""
    names = sorted(whom)
    for n in range(0, len(names), AT_ONCE):
        asked = select(CONCERN.c.case_id).where(CONCERN.c.whom.in_(names[n : n + AT_ONCE]))
        yield from connection.execute(asked.order_by(CONCERN.c.case_id)).scalars()


def every_case(connection: Connection) -> Iterator[UUID]:
    yield from connection.execute(select(CONCERN.c.case_id).distinct().order_by(CONCERN.c.case_id)).scalars()


def left_out(connection: Connection, theirs: Theirs | None = None) -> int:
    """Return how many cases are parked, and so are missing from a projection: of those that are theirs, or of all."""
    if theirs is None:
        return int(connection.execute(select(func.count(PARKED.c.case_id.distinct()))).scalar_one())
    each = [select(PARKED.c.case_id).where(*mine).distinct() for mine in theirs.within(PARKED)]
    if not each:
        return 0
    return int(connection.execute(select(func.count()).select_from(union(*each).subquery())).scalar_one())


def remove_rows(connection: Connection, tables: Iterable[Table], cases: Sequence[UUID]) -> None:
    """Remove all that some cases have."""
    for table in tables:
        for n in range(0, len(cases), AT_ONCE):
            connection.execute(delete(table).where(table.c.case_id.in_(cases[n : n + AT_ONCE])))

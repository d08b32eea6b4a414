"""The runner: follows the log of records in batches, and keeps every projection and its bookmark in step with it."""

import sqlite3
import tempfile
import threading
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, cast
from uuid import UUID

import structlog
from eventsourcing.persistence import Notification, PersistenceError
from msgspec import Struct
from sqlalchemy import Connection, Table, delete, func, insert, select
from sqlalchemy.exc import SQLAlchemyError

from goldenthread.engine.application import Cases, NoSuchCase
from goldenthread.engine.case import Case
from goldenthread.engine.fields import tag_of
from goldenthread.engine.store.recorder import LocalSubscription
from goldenthread.projections.tables import BOOKMARK, PARKED, ProjectionFile

log = structlog.get_logger("goldenthread.projections")
BATCH = 500
"""Records read at once."""

CASES_AT_ONCE = 200
"""Cases folded in one transaction of a rebuild."""

LINGER = 0.05
"""Seconds to gather what is being recorded, while nobody waits for it."""

PATIENCE = 1.0
"""Seconds that a query waits to see what was recorded before it was asked."""

REST = 1.0
"""Seconds to rest when the store or the file does not answer."""

TROUBLE = (PersistenceError, sqlite3.Error, SQLAlchemyError, OSError, MemoryError)
"""What is wrong with the machine, and so is no fault of the case at hand."""

Row = dict[str, Any]
Rows = Mapping[Table, list[Row]]


class BeingBuilt(Exception):
    """The lists are being worked out anew. Ask again in a moment."""


class Stopped(Exception):
    """The lists were not finished, because the runner was told to stop. They are begun again at the next start."""


class Projection(Protocol):
    """A read model: its tables, the events that may change it, and the fold of one case.

    A row has a ``case_id``, and says nothing that depends on the day it is looked at. A projection of
    another ``stamp`` is built anew.
    """

    @property
    def name(self) -> str: ...

    @property
    def stamp(self) -> str: ...

    @property
    def tables(self) -> tuple[Table, ...]: ...

    @property
    def heeds(self) -> frozenset[str]:
        """Return the tags of the events that may change a row."""
        ...

    def rows(self, case: Case) -> Rows:
        """Fold a case into its rows, all of them."""
        ...


class Lag(Struct, frozen=True, kw_only=True):
    """How far the projections are behind the log, how many cases are parked, and what was wrong last."""

    behind: int
    seconds: float
    parked: int
    following: bool
    trouble: str | None


class Parked(Struct, frozen=True, kw_only=True):
    """A case that could not be folded: the class of the error and the position, nothing of its content."""

    projection: str
    case: UUID
    error: str
    position: int


Progress = Callable[[int, int], None]


def quietly(done: int, of: int) -> None:
    """Tell nobody."""


class Runner:
    """Keeps the projections of one store. By hand with ``catch_up``, or in one thread of its own."""

    def __init__(self, cases: Cases, projections: Sequence[Projection], path: Path | None = None) -> None:
        self.cases, self.projections = cases, tuple(projections)
        self._recorder = cases.store.recorder
        self._path, self._file = path, cast("ProjectionFile | None", None)
        self._aside: tempfile.TemporaryDirectory[str] | None = None
        self._opening, self._moved = threading.Lock(), threading.Condition()
        self._position, self._trouble = -1, cast("str | None", None)
        self._stopping, self._hurry = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None
        self._subscription: LocalSubscription | None = None

    # The file

    @property
    def file(self) -> ProjectionFile:
        """Return the file, opened when it is first asked for: a temporary one, where none was named."""
        with self._opening:
            if self._path is None and self._aside is None:
                self._aside = tempfile.TemporaryDirectory(prefix="goldenthread.")
            if self._file is None:
                self._file = self._open(self._path or Path(cast("Any", self._aside).name) / "projections.db")
            return self._file

    def _open(self, path: Path) -> ProjectionFile:
        return ProjectionFile(path, [table for one in self.projections for table in one.tables])

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """Give a connection to ask with. Raises ``BeingBuilt``."""
        if self._position < 0:
            raise BeingBuilt
        with self.file.reading() as connection:
            yield connection

    def _bookmark(self, connection: Connection) -> int | None:
        """Return the position up to which every projection is worked out, or None where one is not as it should be."""
        found = {row[0]: (row[1], row[2]) for row in connection.execute(select(BOOKMARK))}
        if {name: stamp for name, (stamp, _) in found.items()} != {one.name: one.stamp for one in self.projections}:
            return None
        return min((position for _, position in found.values()), default=0)

    def _place(self, connection: Connection) -> int:
        position = self._bookmark(connection)
        if position is None:
            raise BeingBuilt
        return position

    def _mark(self, connection: Connection, position: int) -> None:
        connection.execute(delete(BOOKMARK))
        rows = [{"projection": one.name, "stamp": one.stamp, "position": position} for one in self.projections]
        if rows:
            connection.execute(insert(BOOKMARK), rows)

    # Folding

    def catch_up(self) -> int:
        """Fold in everything that is stored. Returns the position of the last record folded in."""
        with self.file.reading() as connection:
            known = self._bookmark(connection)
        if known is None:
            return self.rebuild()
        return self.follow_to_end(self.file)

    def follow_to_end(self, file: ProjectionFile) -> int:
        """Fold into a file what it does not hold yet, batch by batch."""
        while True:
            position, more = self._batch(file)
            if file is self._file:
                self._reached(position)
            if not more or self._stopping.is_set():
                return position

    def _batch(self, file: ProjectionFile) -> tuple[int, bool]:
        """Fold one batch: its rows and the bookmark are kept together, or neither is."""
        with file.writing() as connection:
            position = self._place(connection)
            found = self._recorder.select_notifications(position, BATCH, inclusive_of_start=False)
            if not found:
                return position, False
            self._fold(connection, touched(found), found[-1].id)
            self._mark(connection, found[-1].id)
        return found[-1].id, len(found) == BATCH

    def _fold(self, connection: Connection, changed: Mapping[UUID, frozenset[str]], position: int) -> None:
        """Put the rows of the cases that changed in place of those they had."""
        cases = {case: self._case(case) for case, tags in changed.items() if tags & self._everything}
        for projection in self.projections:
            mine = {case: cases[case] for case in cases if cases[case] and changed[case] & projection.heeds}
            rows: dict[Table, list[Row]] = {table: [] for table in projection.tables}
            parked: list[Row] = []
            for case, found in mine.items():
                folded = self._fold_one(projection, found)
                if isinstance(folded, Exception):
                    error = type(folded).__name__
                    parked.append(
                        {"projection": projection.name, "case_id": case, "error": error, "position": position}
                    )
                    continue
                for table, more in folded.items():
                    rows[table] += more
            replace_rows(connection, projection.name, list(mine), rows, parked)

    def _case(self, case: UUID) -> Case | Exception | None:
        """Return a case, or what is wrong with it; None for what is no case, such as a person."""
        try:
            return self.cases.case(case)
        except NoSuchCase:
            return None
        except TROUBLE:
            raise
        except Exception as wrong:  # noqa: BLE001  # whatever it is, this case is parked and the others go on
            return wrong

    def _fold_one(self, projection: Projection, case: Case | Exception | None) -> Rows | Exception:
        if isinstance(case, Exception):
            return case
        try:
            return projection.rows(cast("Case", case))
        except TROUBLE:
            raise
        except Exception as wrong:  # noqa: BLE001  # whatever it is, this case is parked and the others go on
            log.warning("parked", error=type(wrong).__name__)
            return wrong

    # Building anew

    def rebuild(self, tell: Progress = quietly) -> int:
        """Work everything out from the beginning into a fresh file, then put it in place of the old at once."""
        with self.built(tell) as fresh:
            self.file.take_over(fresh)
        return self.follow_to_end(self.file)

    @contextmanager
    def built(self, tell: Progress = quietly) -> Generator[ProjectionFile]:
        """Give a file of its own that is worked out from the beginning and up to date."""
        beside = self.file.path
        with tempfile.TemporaryDirectory(dir=beside.parent, prefix=f"{beside.name}.") as folder:
            fresh = self._open(Path(folder) / "fresh.db")
            try:
                self._build(fresh, tell)
                self.follow_to_end(fresh)
                yield fresh
            finally:
                fresh.close()

    def _build(self, fresh: ProjectionFile, tell: Progress) -> None:
        """Fold every case once, as it stands: quicker than following each of its records."""
        head = self._recorder.max_notification_id() or 0
        with fresh.writing() as connection:
            fresh.make(connection)
        for cases, position in self._opened(head):
            if self._stopping.is_set():
                raise Stopped
            with fresh.writing() as connection:
                self._fold(connection, dict.fromkeys(cases, self._everything), head)
            tell(position, head)
        with fresh.writing() as connection:
            self._mark(connection, head)
        tell(head, head)

    @cached_property
    def _everything(self) -> frozenset[str]:
        return frozenset(tag for one in self.projections for tag in one.heeds)

    def _opened(self, head: int) -> Iterator[tuple[list[UUID], int]]:
        """Yield the cases in the order they were opened, some at a time, and the position of the last."""
        tag, after = tag_of(self.cases.journey.opened_by), 0
        while found := self._recorder.select_notifications(
            after, CASES_AT_ONCE, head, (tag,), inclusive_of_start=False
        ):
            after = found[-1].id
            yield [cast("UUID", one.originator_id) for one in found], after

    # Parking

    def parked(self) -> list[Parked]:
        """Return every case that could not be folded."""
        with self.reading() as connection:
            found = connection.execute(select(PARKED).order_by(PARKED.c.projection, PARKED.c.case_id))
            return [Parked(projection=row[0], case=row[1], error=row[2], position=row[3]) for row in found]

    def retry(self) -> int:
        """Fold every parked case again. Returns how many are still parked."""
        with self.file.writing() as connection:
            position = self._place(connection)
            found = connection.execute(select(PARKED.c.case_id).distinct()).scalars().all()
            self._fold(connection, dict.fromkeys(found, self._everything), position)
        return len(self.parked())

    def lag(self, now: int) -> Lag:
        """Return how far behind the projections are, at an instant in microseconds."""
        head = self._recorder.max_notification_id() or 0
        with self.file.reading() as connection:
            position = self._bookmark(connection) or 0
            parked = left_out(connection)
        late = self._recorder.select_notifications(position, 1, inclusive_of_start=False)
        since = cast("Any", late[0]).recorded_at if late else now
        alive = self._thread is not None and self._thread.is_alive()
        return Lag(
            behind=head - position,
            seconds=max(0, now - since) / 1_000_000,
            parked=parked,
            following=alive,
            trouble=self._trouble,
        )

    # Following

    def start(self) -> None:
        """Follow the log in a thread of its own, until stopped."""
        self._stopping.clear()
        self._thread = threading.Thread(target=self._run, name="projections", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop following when the batch at hand is done, and close the file."""
        self._stopping.set()
        self._hurry.set()
        if subscription := self._subscription:
            subscription.stop()
        if self._thread:
            self._thread.join()
            self._thread = None
        self.close()

    def close(self) -> None:
        with self._opening:
            if self._file:
                self._file.close()
                self._file = None
            if self._aside:
                self._aside.cleanup()
                self._aside = None

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self.catch_up()
                self._trouble = None
                self._follow()
            except Exception as wrong:  # noqa: BLE001  # it is told, and tried again: the thread outlives it
                self._trouble = type(wrong).__name__
                log.warning("projections-wait", error=self._trouble)
                self._stopping.wait(REST)

    def _follow(self) -> None:
        with cast("LocalSubscription", self._recorder.subscribe(gt=self._position)) as subscription:
            self._subscription = subscription
            if self._stopping.is_set():
                return
            for one in subscription:
                if one.id > self._position:
                    self._hurry.wait(LINGER)
                    self._hurry.clear()
                    self.catch_up()

    def _reached(self, position: int) -> None:
        with self._moved:
            self._position = position
            self._moved.notify_all()

    def wait(self, seconds: float = PATIENCE) -> bool:
        """Wait until everything that is stored by now is folded in. Says whether it was, in time."""
        head = self._recorder.max_notification_id() or 0
        if self._thread is None:
            return self.catch_up() >= head
        with self._moved:
            if self._position < head:
                self._hurry.set()
                if subscription := self._subscription:
                    subscription.wake()
            return self._moved.wait_for(lambda: self._position >= head, seconds)


def touched(found: Sequence[Notification]) -> dict[UUID, frozenset[str]]:
    """Return each stream of a batch, with the tags of what came to it."""
    changed: dict[UUID, frozenset[str]] = {}
    for one in found:
        stream = cast("UUID", one.originator_id)
        changed[stream] = changed.get(stream, frozenset()) | {one.topic}
    return changed


def left_out(connection: Connection) -> int:
    """Return how many cases are parked, and so are missing from a projection."""
    return int(connection.execute(select(func.count(PARKED.c.case_id.distinct()))).scalar_one())


def replace_rows(
    connection: Connection,
    projection: str,
    cases: Sequence[UUID],
    rows: Mapping[Table, list[Row]],
    parked: Sequence[Row],
) -> None:
    """Put rows in place of all that these cases had in a projection."""
    if not cases:
        return
    for table, fresh in rows.items():
        connection.execute(delete(table).where(table.c.case_id.in_(cases)))
        if fresh:
            connection.execute(insert(table), fresh)
    connection.execute(delete(PARKED).where(PARKED.c.projection == projection, PARKED.c.case_id.in_(cases)))
    if parked:
        connection.execute(insert(PARKED), list(parked))

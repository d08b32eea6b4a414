"""The runner: reads the log of records in batches, and keeps every projection and its bookmark in step with it."""

import tempfile
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Connection, delete, insert, select

from goldenthread.engine.application import Cases
from goldenthread.engine.fields import tag_of
from goldenthread.projections.folding import Folder, Projection, left_out, touched
from goldenthread.projections.tables import BOOKMARK, PARKED, ProjectionFile

BATCH = 500
"""Records read at once."""

CASES_AT_ONCE = 200
"""Cases folded in one transaction of a rebuild."""

Progress = Callable[[int, int], None]


class BeingBuilt(Exception):
    """The lists are being worked out anew. Ask again in a moment."""


class Stopped(Exception):
    """The lists were not finished, because the runner was told to stop. They are begun again at the next start."""


class Lag(Struct, frozen=True, kw_only=True):
    """How far the projections are behind the log, in records and in seconds, and how many cases are parked."""

    behind: int
    seconds: float
    parked: int


class Parked(Struct, frozen=True, kw_only=True):
    """A case that could not be folded: the class of the error and the position, nothing of its content."""

    projection: str
    case: UUID
    error: str
    position: int


def quietly(done: int, of: int) -> None:
    """Tell nobody."""


class Runner:
    """Keeps the projections of one store in step with it, whenever it is told to."""

    def __init__(self, cases: Cases, projections: Sequence[Projection], path: Path | None = None) -> None:
        self.projections, self.stopping, self.moved = tuple(projections), threading.Event(), threading.Condition()
        self.recorder = cases.store.recorder
        self._opened_by = tuple(map(tag_of, cases.journeys.opened_by))
        self._folder = Folder(cases, self.projections)
        self._path, self._opening = path, threading.Lock()
        self._file: ProjectionFile | None = None
        self._aside: tempfile.TemporaryDirectory[str] | None = None
        self.position = -1
        """The last record that is folded in, so far as is known here; less than nought while there are no lists."""

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

    def close(self) -> None:
        with self._opening:
            if self._file:
                self._file.close()
                self._file = None
            if self._aside:
                self._aside.cleanup()
                self._aside = None

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """Give a connection to ask with. Raises ``BeingBuilt``."""
        if self.position < 0:
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

    # Following the log

    def catch_up(self) -> int:
        """Fold in everything that is stored. Returns the position of the last record folded in."""
        with self.file.reading() as connection:
            known = self._bookmark(connection)
        return self.rebuild() if known is None else self.follow_to_end(self.file)

    def follow_to_end(self, file: ProjectionFile) -> int:
        """Fold into a file what it does not hold yet, batch by batch."""
        while True:
            position, more = self._batch(file)
            if file is self._file:
                self._reached(position)
            if not more or self.stopping.is_set():
                return position

    def _batch(self, file: ProjectionFile) -> tuple[int, bool]:
        """Fold one batch: its rows and the bookmark are kept together, or neither is."""
        with file.writing() as connection:
            position = self._place(connection)
            found = self.recorder.select_notifications(position, BATCH, inclusive_of_start=False)
            if not found:
                return position, False
            self._folder.fold(connection, touched(found), found[-1].id)
            self._mark(connection, found[-1].id)
        return found[-1].id, len(found) == BATCH

    def _reached(self, position: int) -> None:
        with self.moved:
            self.position = position
            self.moved.notify_all()

    def lag(self, now: int) -> Lag:
        """Return how far behind the projections are, at an instant in microseconds."""
        head = self.recorder.max_notification_id() or 0
        with self.file.reading() as connection:
            position = self._bookmark(connection) or 0
            parked = left_out(connection)
        late = self.recorder.select_notifications(position, 1, inclusive_of_start=False)
        since = cast("Any", late[0]).recorded_at if late else now
        return Lag(behind=max(0, head - position), seconds=max(0, now - since) / 1_000_000, parked=parked)

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
        head = self.recorder.max_notification_id() or 0
        with fresh.writing() as connection:
            fresh.make(connection)
        for cases, position in self._opened(head):
            if self.stopping.is_set():
                raise Stopped
            with fresh.writing() as connection:
                self._folder.fold_whole(connection, cases, head, fresh=True)
            tell(position, head)
        with fresh.writing() as connection:
            fresh.make_indexes(connection)
            self._mark(connection, head)
        tell(head, head)

    def _opened(self, head: int) -> Iterator[tuple[list[UUID], int]]:
        """Yield the cases in the order they were opened, some at a time, and the position of the last."""
        after, tags = 0, self._opened_by
        while found := self.recorder.select_notifications(after, CASES_AT_ONCE, head, tags, inclusive_of_start=False):
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
            again = connection.execute(select(PARKED.c.case_id).distinct()).scalars().all()
            self._folder.fold_whole(connection, again, position)
            return left_out(connection)

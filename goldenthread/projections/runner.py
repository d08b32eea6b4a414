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

from goldenthread.engine.access.seeing import Rules
from goldenthread.engine.application import Cases
from goldenthread.engine.fields import tag_of
from goldenthread.projections.folding import Folder, Projection, left_out
from goldenthread.projections.tables import BOOKMARK, PARKED, FileAtHand, ProjectionFile

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

    def __init__(self, cases: Cases, projections: Sequence[Projection], rules: Rules, path: Path | None = None) -> None:
        self.projections, self.stopping, self.moved = tuple(projections), threading.Event(), threading.Condition()
        self.recorder = cases.store.recorder
        self._opened_by = tuple(map(tag_of, cases.journeys.opened_by))
        self.rules = rules
        self._folder, self._policy = Folder(cases, self.projections, rules), rules.policy.version
        self._at_hand = FileAtHand(path, self._folder.tables)
        self.position = -1
        """The last record that is folded in, so far as is known here; less than nought while there are no lists."""

    # The file

    @property
    def file(self) -> ProjectionFile:
        return self._at_hand.opened()

    def close(self) -> None:
        self._at_hand.close()

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
        if {name: stamp for name, (stamp, _) in found.items()} != self._stamps:
            return None
        return min((position for _, position in found.values()), default=0)

    @property
    def _stamps(self) -> dict[str, str]:
        """Return what each projection depends on beside the records; all of them on who may see what."""
        return {one.name: f"{one.stamp}/{self._policy}" for one in self.projections}

    def _place(self, connection: Connection) -> int:
        position = self._bookmark(connection)
        if position is None:
            raise BeingBuilt
        return position

    def _mark(self, connection: Connection, position: int) -> None:
        connection.execute(delete(BOOKMARK))
        rows = [{"projection": name, "stamp": stamp, "position": position} for name, stamp in self._stamps.items()]
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
            if self._at_hand.holds(file):
                self._reached(position)
            if not more or self.stopping.is_set():
                return position

    def _batch(self, file: ProjectionFile) -> tuple[int, bool]:
        """Fold one batch: its rows and the bookmark are kept together, or neither is.

        That somebody looked changes no row: a batch of nothing else is passed over, and marked when it is a whole one.
        """
        with file.reading() as connection:
            position = self._place(connection)
            found = self.recorder.select_notifications(position, BATCH, inclusive_of_start=False)
            heeded = [one for one in found if one.topic in self._folder.heeds]
            changed = self._folder.changed(connection, heeded, position) if heeded else []
        if not found:
            return position, False
        head, more = found[-1].id, len(found) == BATCH
        if heeded or more:
            self._take_in(file, changed, head)
        return head, more

    def _take_in(self, file: ProjectionFile, changed: Sequence[UUID], head: int) -> None:
        """Fold cases, the last of them together with the bookmark: what is done twice is done the same."""
        *first, last = [changed[n : n + CASES_AT_ONCE] for n in range(0, len(changed), CASES_AT_ONCE)] or [[]]
        for some in first:
            if self.stopping.is_set():
                raise Stopped
            with file.writing() as connection:
                self._folder.fold(connection, some, head)
        with file.writing() as connection:
            self._folder.fold(connection, last, head)
            self._mark(connection, max(head, self._place(connection)))

    def pass_over(self, position: int) -> bool:
        """Note that all until a position is folded in, where nothing before it changes a row. Says whether it is."""
        if 0 <= self.position < position:
            found = self.recorder.select_notifications(self.position, BATCH, position, inclusive_of_start=False)
            if len(found) < BATCH and not any(one.topic in self._folder.heeds for one in found):
                self._reached(position)
        return self.position >= position

    def _reached(self, position: int) -> None:
        with self.moved:
            self.position = max(self.position, position)
            self.moved.notify_all()

    def lag(self, now: int) -> Lag:
        """Return how far behind the projections are, at an instant in microseconds, in records that change a row."""
        head = self.recorder.max_notification_id() or 0
        with self.file.reading() as connection:
            position = self._bookmark(connection) or 0
            parked = left_out(connection)
        found = self.recorder.select_notifications(position, BATCH, inclusive_of_start=False)
        late = [one for one in found if one.topic in self._folder.heeds]
        behind = max(0, head - position) if len(found) == BATCH else len(late)
        since = cast("Any", late[0]).recorded_at if late else now
        return Lag(behind=behind, seconds=max(0, now - since) / 1_000_000, parked=parked)

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
            fresh = ProjectionFile(Path(folder) / "fresh.db", self._folder.tables)
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
                self._folder.fold(connection, cases, head, fresh=True)
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
            columns = (PARKED.c.projection, PARKED.c.case_id, PARKED.c.error, PARKED.c.position)
            found = connection.execute(select(*columns).distinct().order_by(*columns))
            return [Parked(projection=row[0], case=row[1], error=row[2], position=row[3]) for row in found]

    def retry(self) -> int:
        """Fold every parked case again. Returns how many are still parked."""
        with self.file.writing() as connection:
            position = self._place(connection)
            again = connection.execute(select(PARKED.c.case_id).distinct()).scalars().all()
            self._folder.fold(connection, again, position)
            return left_out(connection)

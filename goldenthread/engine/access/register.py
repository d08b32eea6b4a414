"""The register: who there is, who takes part in a case, and who looked; kept beside the cases, in the same store."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from goldenthread.engine.access.directory import DIRECTORY, Directory, directory_of, reads_of
from goldenthread.engine.access.emergency import Emergency, emergencies
from goldenthread.engine.access.members import Members, access_of, members_of
from goldenthread.engine.access.reading import Looked
from goldenthread.engine.application import TRIES, Cases, recorded_at
from goldenthread.engine.case import Case
from goldenthread.engine.commands import Note
from goldenthread.engine.decide import check_days
from goldenthread.engine.records import Actor, Origin, Record, stored
from goldenthread.engine.store.recorder import Conflict
from goldenthread.engine.store.writer import RequestKey, StoreBusy
from goldenthread.engine.views import HERE

LOCKS, REMEMBERED = 256, 4096


@dataclass(frozen=True)
class Access:
    """Who takes part in a case, and what of it was opened in an emergency."""

    members: Members
    emergencies: tuple[Emergency, ...]


class Register:
    """Who there is, who takes part, and who looked, in one store."""

    def __init__(self, cases: Cases) -> None:
        self.cases = cases
        self._known: tuple[int, Directory] = (0, Directory())
        self._locks = [threading.Lock() for _ in range(LOCKS)]
        self._last: OrderedDict[UUID, int] = OrderedDict()
        self._accesses: OrderedDict[UUID, tuple[int, Access]] = OrderedDict()
        self._mutex = threading.Lock()

    def directory(self) -> Directory:
        """Return every organisation, account and post."""
        told = self.cases.folded(DIRECTORY)
        version, known = self._known
        if told.version != version:
            known = directory_of(told.records)
            self._known = (told.version, known)
        return known

    def members(self, case: Case) -> Members:
        """Return who takes part in a case."""
        return self.access(case).members

    def access(self, case: Case) -> Access:
        """Return who takes part in a case and what of it was opened in an emergency: read once, worked out once."""
        told = self.cases.folded(access_of(case.id))
        with self._mutex:
            version, known = self._accesses.get(case.id, (-1, None))
        if known is None or version != told.version:
            known = Access(members_of(case.records[0], told.records), tuple(emergencies(told.records)))
            with self._mutex:
                self._accesses[case.id] = (told.version, known)
                self._accesses.move_to_end(case.id)
                while len(self._accesses) > REMEMBERED:
                    self._accesses.popitem(last=False)
        return known

    def emergencies(self, case: UUID) -> tuple[Emergency, ...]:
        """Return every opening of a case in an emergency."""
        return tuple(emergencies(self.cases.folded(access_of(case)).records))

    def enter(self, stream: UUID, said: Note, now: datetime, *, request: RequestKey | None = None) -> Record:
        """Record who there is, or who takes part. Raises ``Unacceptable`` for a day that cannot be."""
        check_days(said, self.cases.context(now))
        if (again := self.cases.again(request)) is not None:
            return again.records[0]
        return self._append(stream, lambda: self.cases.folded(stream).version + 1, said, now, request)

    def looked(self, what: Looked, by: Actor, now: datetime) -> None:
        """Record that somebody was shown something. Raises ``StoreUnavailable``: then nothing may be shown."""
        stream = reads_of(by.account)
        note = Note(event=what, happened_on=now.astimezone(HERE).date(), by=by)
        self._append(stream, lambda: self._following(stream), note, now, None)

    def _following(self, stream: UUID) -> int:
        """Return the version that comes next in a stream that is never folded."""
        with self._mutex:
            known = self._last.get(stream)
        if known is not None:
            return known + 1
        last = self.cases.store.recorder.select_events(stream, desc=True, limit=1)
        return last[0].originator_version + 1 if last else 1

    def _append(
        self, stream: UUID, following: Callable[[], int], said: Note, now: datetime, request: RequestKey | None
    ) -> Record:
        with self._locks[stream.int % LOCKS]:
            for _ in range(TRIES):
                record = self._record(stream, following(), said, now)
                try:
                    (kept,) = self.cases.store.put([record], request=request)
                except Conflict:
                    self._forget(stream)
                    continue
                self._remember(stream, record.version)
                return stored(cast("Record", kept.domain_event), kept.notification.id, recorded_at(kept.notification))
        raise StoreBusy("others are writing there; nothing was stored")

    def _remember(self, stream: UUID, version: int) -> None:
        with self._mutex:
            self._last[stream] = version
            self._last.move_to_end(stream)
            while len(self._last) > REMEMBERED:
                self._last.popitem(last=False)

    def _forget(self, stream: UUID) -> None:
        with self._mutex:
            self._last.pop(stream, None)

    def _record(self, stream: UUID, version: int, said: Note, now: datetime) -> Record:
        context = self.cases.context(now)
        return Record(
            case=stream,
            version=version,
            id=context.id,
            kind=type(said.event),
            event=said.event,
            happened_on=said.happened_on,
            origin=Origin.ACTED,
            by=said.by,
            software=context.software,
            kept=type(said.event).kept.name,
        )

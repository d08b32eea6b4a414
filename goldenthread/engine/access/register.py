"""The register: who there is, who takes part in a case, and who looked; kept beside the cases, in the same store."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from goldenthread.engine.access.directory import DIRECTORY, Directory, Id, directory_of, reads_of
from goldenthread.engine.access.emergency import Emergency, emergencies
from goldenthread.engine.access.members import Members, access_of, members_of
from goldenthread.engine.access.policies import POLICIES, PolicyCameIntoForce
from goldenthread.engine.access.policy import Policy
from goldenthread.engine.access.reading import Looked
from goldenthread.engine.application import TRIES, Cases
from goldenthread.engine.case import Case
from goldenthread.engine.commands import Note
from goldenthread.engine.records import Actor, Record
from goldenthread.engine.store.recorder import Conflict
from goldenthread.engine.store.writer import RequestKey, StoreBusy
from goldenthread.engine.views import HERE

REMEMBERED = 4096


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
        return self.cases.add_beside(stream, said, now, request=request)

    def entered_before(self, request: RequestKey | None) -> bool:
        """Say whether the same request has entered something already. Raises ``KeyUsed`` where it asked otherwise."""
        return self.cases.again(request) is not None

    def looked(self, what: Looked, by: Actor, now: datetime) -> None:
        """Record that somebody was shown something. Raises ``StoreUnavailable``: then nothing may be shown."""
        stream = reads_of(by.account)
        note = Note(event=what, happened_on=now.astimezone(HERE).date(), by=by)
        kept = self.cases.add_beside(stream, note, now, last=lambda: self._last_of(stream))
        self._remember(stream, kept.version)

    def put_in_force(self, policy: Policy, by: Actor, now: datetime) -> None:
        """Write down that a policy decides from now on, unless the last one on record is the same.

        Raises ``StoreUnavailable``: then nobody may be shown anything by it.
        """
        said = PolicyCameIntoForce(version=Id(policy.version), policy=policy.written)
        for _ in range(TRIES):
            told = self.cases.folded(POLICIES)
            if told.records and told.records[-1].clear("version") == policy.version:
                return
            try:
                self.cases.keep_beside(POLICIES, told.version, said, by, now)
            except Conflict:
                continue  # another server began at the same time, most often by the same policy
            return
        raise StoreBusy("others are writing there; nothing was stored")

    def _last_of(self, stream: UUID) -> int:
        """Return the last version of a stream that is never folded. What is remembered of it is used once."""
        with self._mutex:
            known = self._last.pop(stream, None)
        if known is not None:
            return known
        last = self.cases.store.recorder.select_events(stream, desc=True, limit=1)
        return last[0].originator_version if last else 0

    def _remember(self, stream: UUID, version: int) -> None:
        with self._mutex:
            self._last[stream] = version
            self._last.move_to_end(stream)
            while len(self._last) > REMEMBERED:
                self._last.popitem(last=False)

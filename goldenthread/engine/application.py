"""The application: cases are read, judged and stored here, one command at a time for each case."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, NamedTuple, cast
from uuid import UUID, uuid4

from eventsourcing.application import Application
from eventsourcing.persistence import InfrastructureFactory, Notification
from eventsourcing.utils import Environment

from goldenthread.engine.access import directory, emergency, members, policies, reading
from goldenthread.engine.attached import Attached, document_of
from goldenthread.engine.attempts import AttemptNotReady, attempt, attempts_of
from goldenthread.engine.beside import beside_record
from goldenthread.engine.calendars import Calendar
from goldenthread.engine.case import Case, evolve, fold
from goldenthread.engine.commands import Command, Context, Note, Unacceptable
from goldenthread.engine.decide import Accepted, NotReady, check_days, decide
from goldenthread.engine.events import Event, PersonId, RecordId
from goldenthread.engine.journey import Journey
from goldenthread.engine.journeys import Journeys
from goldenthread.engine.ledger.verifying import faults
from goldenthread.engine.placing import Glance, check_seen
from goldenthread.engine.privacy.certificates import DESTRUCTION_EVENTS
from goldenthread.engine.privacy.documents import DocumentAddress, open_document, seal_document
from goldenthread.engine.privacy.erasures import ERASURE_EVENTS
from goldenthread.engine.privacy.keys import DataKey, WrappedKey
from goldenthread.engine.privacy.people import PersonDescribed
from goldenthread.engine.privacy.wrapping import Wrapping
from goldenthread.engine.records import Actor, Erased, Origin, Record, StrandId, stored
from goldenthread.engine.store.factory import StoreFactory
from goldenthread.engine.store.form import Registry, Unreadable
from goldenthread.engine.store.mapper import RecordNotification
from goldenthread.engine.store.recorder import Conflict, Destroying, KeyUsed, RecordStore, StoreRecorder
from goldenthread.engine.store.writer import RequestKey, SealedDocument, StoreBusy
from goldenthread.engine.tokens import seen_by, token
from goldenthread.engine.views import HERE

CASES_HELD = 512
LOCKS = 256
TRIES = 8
"""How often a fact is decided again when another process wrote to the case first."""


Decided = Sequence[Record] | NotReady
Eyes = Callable[[Case], Glance]
"""Gives what a writer's commands are judged on, of a case as it stands, and what of it the writer sees."""


class Held(NamedTuple):
    """A case that is remembered, and how many of its data keys had been destroyed when it was read."""

    case: Case
    destroyed: int


class NoSuchCase(LookupError):
    """There is no such case."""


class Incomplete(Unreadable):
    """A record of a case is not there: the versions of a case follow each other without a gap."""


class Stale(Exception):
    """The case has changed since it was read, in this strand or in something the decision rests on."""


@dataclass(frozen=True)
class Done:
    """What was recorded, and the case after it. ``repeated``: it was recorded by the same request before."""

    case: Case
    records: tuple[Record, ...]
    repeated: bool = False

    @property
    def attempt(self) -> AttemptNotReady | None:
        """Return the attempt, where the move was not ready."""
        event = self.records[0].event
        return event if isinstance(event, AttemptNotReady) else None


BESIDE: tuple[type[Event], ...] = (
    PersonDescribed,
    AttemptNotReady,
    *ERASURE_EVENTS,
    *DESTRUCTION_EVENTS,
    *directory.EVENTS,
    *members.EVENTS,
    *emergency.EVENTS,
    *reading.EVENTS,
    *policies.EVENTS,
)
"""What is recorded beside the cases: who people are, who there is, who takes part, who looked, what was erased; and
by which policy it was decided what is seen."""


@dataclass(frozen=True)
class Attachment:
    """A sealed document that goes with the next command, and its key."""

    document: SealedDocument
    key: DataKey

    @property
    def address(self) -> DocumentAddress:
        return DocumentAddress(self.document.address.hex())


class Cases(Application[UUID]):
    """Every case of one store.

    Nothing here reads a clock: ``now`` comes in. What is recorded carries the store's own time beside it.
    """

    def __init__(
        self,
        journeys: Journeys,
        recorder: StoreRecorder,
        wrapping: Wrapping,
        *,
        calendar: Calendar,
        software: str,
    ) -> None:
        self.journeys, self.calendar, self.software = journeys, calendar, software
        self.registry = Registry((*journeys.events.values(), *BESIDE), journeys.upcasters)
        self._recorder, self._wrapping = recorder, wrapping
        self._held: OrderedDict[UUID, Held] = OrderedDict()
        self._holding = threading.Lock()
        self._locks = [threading.Lock() for _ in range(LOCKS)]
        super().__init__()

    def construct_factory(self, env: Environment) -> InfrastructureFactory[Any]:
        return StoreFactory(env, self._recorder, self.registry, self._wrapping, self._recorder.origin)

    @property
    def store(self) -> RecordStore:
        return cast("RecordStore", self.events)

    # Reading

    def case(self, case: UUID) -> Case:
        """Return a case as it stands. Raises ``NoSuchCase``."""
        found = self.folded(case)
        if not self._is_case(found):
            raise NoSuchCase
        return found

    def _is_case(self, found: Case) -> bool:
        return bool(found.records) and found.records[0].kind in self.journeys.opened_by

    def folded(self, stream: UUID) -> Case:
        """Return a stream, of a case or of what stands beside the cases, as it can be read now; empty if there is none.

        What another process has erased is not remembered.
        """
        with self._holding:
            held, known = self._held.get(stream) or Held(Case(stream), 0)
        destroyed, new = self.store.news(stream, held.version)
        if destroyed > known and held.version:
            held = Case(stream)
            destroyed, new = self.store.news(stream, 0)
        if [one.version for one in new] != list(range(held.version + 1, held.version + len(new) + 1)):
            raise Incomplete("a record of this case is missing; run: goldenthread doctor")
        if new:
            held = evolve(held, new[0]) if len(new) == 1 else fold(stream, (*held.records, *new))
        if held.version:
            self._hold(Held(held, destroyed))
        return held

    def _hold(self, held: Held) -> None:
        """Remember a case; of two readings, the one after more of it was erased, and then the newer."""
        with self._holding:
            known = self._held.get(held.case.id)
            if known is None or (known.destroyed, known.case.version) <= (held.destroyed, held.case.version):
                self._held[held.case.id] = held
            self._held.move_to_end(held.case.id)
            while len(self._held) > CASES_HELD:
                self._held.popitem(last=False)

    def _hold_after(self, before: Case, case: Case) -> None:
        """Remember a case that goes on from ``before``, if that is remembered: else it may be erased by now."""
        with self._holding:
            known = self._held.get(before.id)
        if known is not None and known.case is before:
            self._hold(Held(case, known.destroyed))
        elif known is None and before.version == 0:
            self._hold(Held(case, 0))

    def forget(self, case: UUID) -> None:
        """Let go of a case, as when a key of it has been destroyed."""
        with self._holding:
            self._held.pop(case, None)
        self.store.mapper.keys.forget(case)

    def version_of(self, case: Case) -> str:
        """Return the name of what has been seen of a case: its version, as it is told outside."""
        return token(case.id, self.journeys.of(case).in_sight(case.records))

    def opened(self, limit: int) -> list[UUID]:
        """Return the cases that were opened first, up to a limit."""
        return [cast("UUID", one.originator_id) for one in self.openings(0, limit)]

    def openings(self, after: int, limit: int, journey: Journey | None = None) -> Sequence[RecordNotification]:
        """Return what opened a case of one kind after a place in the log, up to a limit."""
        tags = (self.registry.of((journey or self.journeys.first).opened_by).tag,)
        found = self._recorder.select_notifications(after, limit, topics=tags, inclusive_of_start=False)
        return cast("Sequence[RecordNotification]", found)

    def scan(self) -> Iterator[tuple[RecordNotification, bytes]]:
        """Yield every stored record with its leaf hash, in order, as it is stored."""
        return self._recorder.scan()

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with any stored record: its place, its time, or its leaf."""
        return faults(self._recorder.rows(), self.origin)

    def read(self, found: RecordNotification) -> Record:
        """Open a stored record. Raises ``Unreadable``."""
        return self.store.read(found)

    @property
    def origin(self) -> bytes:
        """Return the name of this store, to which every record is bound."""
        return self._recorder.origin

    @property
    def demo(self) -> bool:
        """Say whether this is a demo store, whose people are invented and whose clock may be scripted."""
        return self._recorder.demo

    def attempts(self, case: UUID) -> tuple[Record, ...]:
        """Return the moves that were tried on a case and were not ready."""
        return self.folded(attempts_of(case)).records

    def twin(self, record: Record) -> Erased:
        """Return the clear part of an event."""
        if isinstance(record.event, Erased):
            return record.event
        kind = self.registry.of(record.kind)
        return kind.erased_of(record.event)

    def beside(self, stream: UUID) -> tuple[Record, ...]:
        """Return the records of a stream that stands beside a case, such as its erasures."""
        return self.folded(stream).records

    def keys_of(self, stream: UUID) -> Sequence[WrappedKey]:
        """Return the wrapped data keys of a case, or of a stream beside it."""
        return self._recorder.keys_of(stream)

    # Recording

    def keep_beside(
        self,
        stream: UUID,
        version: int,
        event: Event,
        by: Actor,
        now: datetime,
        *,
        on: date | None = None,
        destroys: Destroying | None = None,
        request: RequestKey | None = None,
    ) -> Record:
        """Store a record on a stream beside a case, as the next after a version; keys it ``destroys`` go with it.

        It happened today, unless ``on`` another day. Raises ``Conflict`` where another was written first, or what is to
        be destroyed is no longer as it was judged; ``StoreUnavailable``.
        """
        context = self.context(now)
        record = beside_record(stream, version + 1, event, by, on or context.today, context)
        (kept,) = self.save(record, request=request, **(destroys._asdict() if destroys else {}))
        return stored(cast("Record", kept.domain_event), kept.notification.id, recorded_at(kept.notification))

    def add_beside(
        self,
        stream: UUID,
        said: Note,
        now: datetime,
        *,
        last: Callable[[], int] | None = None,
        request: RequestKey | None = None,
    ) -> Record:
        """Store a record at the end of a stream beside the cases, after its ``last`` version, whoever else writes.

        Raises ``Unacceptable`` for an impossible day, ``StoreBusy``, ``StoreUnavailable``.
        """
        check_days(said, self.context(now))
        if (again := self.again(request)) is not None:
            return again.records[0]
        last = last or (lambda: self.folded(stream).version)
        with self._locks[stream.int % LOCKS]:
            for _ in range(TRIES):
                try:
                    return self.keep_beside(
                        stream, last(), said.event, said.by, now, on=said.happened_on, request=request
                    )
                except Conflict:
                    continue
        raise StoreBusy("others are writing there; nothing was stored")

    def open(
        self,
        command: Note,
        now: datetime,
        *,
        describing: tuple[PersonId, PersonDescribed] | None = None,
        request: RequestKey | None = None,
    ) -> Done:
        """Open a case, and describe the person it is about if nobody has yet. All or nothing.

        Raises ``Unacceptable``, ``KeyUsed``, ``StoreBusy``, ``StoreUnavailable``.
        """
        if (again := self.again(request)) is not None:
            return again
        for _ in range(TRIES):
            case, context = Case(uuid4()), self.context(now)
            accepted = decide(case, command, self.journeys.opened_by[type(command.event)], context)
            if not isinstance(accepted, Accepted):
                raise TypeError("a case is opened by a fact")
            first = partial(beside_record, version=1, by=command.by, on=command.happened_on, context=self.context(now))
            described = [first(describing[0], event=describing[1])] if describing else []
            try:
                return self._keep(case, [accepted.record, *described], request)
            except Conflict:
                continue
        raise StoreBusy("others are writing there; nothing was stored")

    def describe(
        self, person: PersonId, about: PersonDescribed, said: Note, now: datetime, *, request: RequestKey | None = None
    ) -> Record:
        """Write down who a person is. The latest description stands. Raises ``Unacceptable`` for an impossible day."""
        note = Note(event=about, happened_on=said.happened_on, by=said.by)
        return self.add_beside(person, note, now, request=request)

    def described(self, person: PersonId) -> PersonDescribed | None:
        """Return who a person is, or None when unknown or erased."""
        for record in reversed(self.folded(person).records):
            if isinstance(record.event, PersonDescribed):
                return record.event
            if isinstance(record.event, Erased):
                return None
        return None

    def attach(self, case: UUID, record_class: str, content: bytes) -> Attachment:
        """Seal a document for a case; it is stored with the command that names its address."""
        new_case = self.folded(case).version == 0
        document, key = seal_document(
            self.store.mapper.keys, self._recorder.origin, case, record_class, content, new_case=new_case
        )
        return Attachment(document, key)

    def check_documents(self, records: Sequence[Record], attachments: Sequence[Attachment]) -> None:
        """Refuse an entry that names a document of another case or class, or none. Raises ``Unacceptable``."""
        brought = {one.address: one for one in attachments}
        for record in records:
            named = document_of(record.event) if issubclass(record.kind, Attached) else None
            if named is None:
                continue
            one = brought.get(named)
            there = (one.document, one.key) if one else self._kept_document(named)
            if there is None or (there[0].case, there[1].row.record_class) != (record.case, record.kept):
                raise Unacceptable("document", "there is no such document among the entries of this kind in this case")

    def _kept_document(self, address: DocumentAddress) -> tuple[SealedDocument, DataKey] | None:
        found = self._recorder.find_document(bytes.fromhex(address))
        return (found, self.store.mapper.keys.to_open(found.case, found.key)) if found else None

    def document(self, address: DocumentAddress) -> bytes | None:
        """Return a document's content, or None when there is none or its key has been destroyed."""
        found = self._recorder.find_document(bytes.fromhex(address))
        return open_document(self.store.mapper.keys, self._recorder.origin, found) if found else None

    def documents(self, case: UUID) -> Iterator[tuple[DocumentAddress, str, bytes | None]]:
        """Yield each document of a case: its address, the record class it is kept in, its content or None if erased."""
        kept = {key.number: key.record_class for key in self._recorder.keys_of(case)}
        for one in self._recorder.documents_of(case):
            content = open_document(self.store.mapper.keys, self._recorder.origin, one)
            yield DocumentAddress(one.address.hex()), kept[one.key], content

    def descriptions(self, person: PersonId) -> tuple[Record, ...]:
        """Return every description of a person, the latest last."""
        return self.folded(person).records

    def record(  # a command comes with all of this
        self,
        case: UUID,
        commands: Sequence[Command],
        now: datetime,
        *,
        seen: str | None = None,
        request: RequestKey | None = None,
        attachments: Sequence[Attachment] = (),
        eyes: Eyes | None = None,
    ) -> Done:
        """Judge commands on a case, in order, and store what is accepted: all of it or none.

        ``seen`` is the token of what the writer had read; it is checked for moves and corrections. ``eyes`` are the
        writer's: without them, whoever writes sees all that may show by being there.
        Raises ``NoSuchCase``, ``Stale``, ``Unacceptable``, ``KeyUsed``, ``StoreUnavailable``.
        """
        with self._locks[case.int % LOCKS]:
            if (done := self._at_once(case, commands, now, seen, request, attachments, eyes)) is not None:
                return done
            if (again := self.again(request)) is not None:
                return again
            for _ in range(TRIES):
                before = self.case(case)
                outcome = self._decide(before, commands, now, seen, eyes)
                try:
                    if isinstance(outcome, NotReady):
                        return self._keep_attempt(before, outcome, now, request)
                    return self._keep(before, outcome, request, attachments)
                except Conflict:
                    continue
        raise StoreBusy("others are writing to this case; nothing was stored")

    def judge(self, case: UUID, command: Command, now: datetime, eyes: Eyes) -> None:
        """Judge a command as ``record`` does, and store nothing. Raises ``NoSuchCase``, ``Unacceptable``."""
        self._decide(self.case(case), [command], now, None, eyes)

    def _at_once(  # handed on whole
        self,
        case: UUID,
        commands: Sequence[Command],
        now: datetime,
        seen: str | None,
        request: RequestKey | None,
        attachments: Sequence[Attachment],
        eyes: Eyes | None,
    ) -> Done | None:
        """Record on what is remembered of a case. None where that may be old: nobody is refused on it.

        What is accepted is stored only if nobody else has written since, and a repeat is answered as the first time.
        """
        with self._holding:
            held, known = self._held.get(case, Held(Case(case), 0))
        if not self._is_case(held) or self._recorder.destroyed(case) > known:
            return None
        try:
            outcome = self._decide(held, commands, now, seen, eyes)
            return None if isinstance(outcome, NotReady) else self._keep(held, outcome, request, attachments)
        except (Conflict, Stale, Unacceptable):
            return None

    def _decide(
        self, before: Case, commands: Sequence[Command], now: datetime, seen: str | None, eyes: Eyes | None
    ) -> Decided:
        """Return what is to be stored, or the first move that is not ready. Raises ``Stale`` or ``Unacceptable``."""
        records, journey = list[Record](), self.journeys.of(before)
        glance = eyes(before) if eyes else None
        after, shown = (glance.case, glance.shown) if glance else (before, journey.in_sight(before.records))
        for command in commands:
            if records:
                after = evolve(after, records[-1])
            if glance:
                check_seen(command, glance, records)
            outcome = decide(after, command, journey, self.context(now))
            strand = outcome.strand if isinstance(outcome, NotReady) else outcome.record.strand
            if seen is not None and changed_since(before, shown, seen, strand):
                raise Stale
            if isinstance(outcome, NotReady):
                return outcome
            records.append(outcome.record)
        return records

    def _keep(
        self,
        before: Case,
        records: Sequence[Record],
        request: RequestKey | None,
        attachments: Sequence[Attachment] = (),
    ) -> Done:
        self.check_documents(records, attachments)
        kept = self.store.put(
            records,
            request=request,
            documents=[one.document for one in attachments],
            keys=[one.key for one in attachments],
        )
        mine = tuple(
            stored(cast("Record", one.domain_event), one.notification.id, recorded_at(one.notification)) for one in kept
        )
        if [one.id for one in mine] != [one.id for one in records]:
            return self._read_back(mine)
        own = tuple(one for one in mine if one.case == before.id)
        case = evolve(before, own[0]) if len(own) == 1 else fold(before.id, (*before.records, *own))
        self._hold_after(before, case)
        return Done(case, own)

    def _keep_attempt(self, case: Case, not_ready: NotReady, now: datetime, request: RequestKey | None) -> Done:
        stream, context, act = attempts_of(case.id), self.context(now), not_ready.act
        record = Record(
            case=stream,
            version=self.folded(stream).version + 1,
            id=context.id,
            kind=AttemptNotReady,
            event=attempt(not_ready),
            happened_on=context.today,
            origin=Origin.ACTED,
            by=act.by,
            software=context.software,
            kept=self.journeys.of(case).core.name,
            workflow=act.workflow.name,
            strand=not_ready.strand,
            definition=not_ready.definition.version,
        )
        kept = self.save(record, request=request)
        return Done(case, tuple(cast("Record", one.domain_event) for one in kept))

    def again(self, request: RequestKey | None) -> Done | None:
        """Return what the same request did before, or None. Raises ``KeyUsed`` where it asked something else."""
        found = self._recorder.find_request(request.key) if request else None
        if found is None or request is None:
            return None
        earlier, outcome = found
        if earlier.digest != request.digest:
            raise KeyUsed("the idempotency key was used for another request")
        kept = self.store.recordings(outcome)
        return self._read_back([cast("Record", one.domain_event) for one in kept])

    def _read_back(self, records: Sequence[Record]) -> Done:
        stream = records[0].case
        return Done(self.folded(stream), tuple(one for one in records if one.case == stream), repeated=True)

    def context(self, now: datetime) -> Context:
        return Context(now.astimezone(HERE).date(), self.calendar, RecordId(uuid4()), self.software)


def recorded_at(notification: Notification) -> int:
    return cast("RecordNotification", notification).recorded_at


def changed_since(case: Case, shown: Sequence[Record], seen: str, strand: StrandId | None) -> bool:
    """Say whether a case has changed since it was read, in the strand that a command belongs to or in the whole case.

    ``shown`` are the records that may show by being there.
    """
    if seen == token(case.id, shown):
        return False
    read = seen_by(case.id, shown, seen)
    if read is None:
        return True
    return any(one.strand is None or (strand is not None and one.told_in(strand)) for one in shown[read:])

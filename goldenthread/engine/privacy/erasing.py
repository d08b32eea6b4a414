"""Erasing: asked for by one account, approved by another, then done for good, and finished if it was broken off."""

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from msgspec import Struct

from goldenthread.engine.access.members import access_of
from goldenthread.engine.application import Cases
from goldenthread.engine.attempts import attempts_of
from goldenthread.engine.case import Case
from goldenthread.engine.commands import Unacceptable
from goldenthread.engine.events import Event, PersonId, RecordId
from goldenthread.engine.privacy.about import cases_of, person_of
from goldenthread.engine.privacy.apart import cases_apart, going_with
from goldenthread.engine.privacy.erasures import (
    CaseId,
    Erasure,
    ErasureApproved,
    ErasureAsked,
    ErasureDone,
    ErasureRefused,
    Ground,
    KeyNamed,
    KeysDestroyed,
    State,
    as_they_stand,
    erasures_of,
)
from goldenthread.engine.privacy.keys import WrappedKey
from goldenthread.engine.privacy.meanwhile import DESTROYED, up_to_now
from goldenthread.engine.records import Actor
from goldenthread.engine.store.recorder import Conflict, Destroying
from goldenthread.engine.store.writer import Judged, StoreBusy
from goldenthread.engine.views import HERE

TRIES, AT_ONCE = 8, 50
"""How often all of it is looked at; and, each time, how often keys go while nothing of it changes before."""

READ_AT_ONCE = 500
Streams = Sequence[UUID]
Gone = Sequence[tuple[UUID, int]]
BESIDE: tuple[Callable[[UUID], UUID], ...] = (attempts_of, access_of)
"""The streams beside a case that are about the same person and go with it. Its erasures stay."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody asks to have erased, and why. ``person``: who the person is, too; it always is with the whole."""

    whole: bool = False
    classes: tuple[str, ...] = ()
    person: bool = False
    ground: Ground
    rule: str
    why: str


class Extent(Struct, frozen=True, kw_only=True):
    """What an erasure would make unreadable: its keys, entries by record class, documents, and who the person is.

    With who the person is goes what the records of others tell of them under keys of its own.
    ``person`` is None where nobody is described, or where that stays, for ``other_cases`` of the same person go on.
    """

    keys: tuple[KeyNamed, ...]
    entries: dict[str, int]
    documents: int
    person: PersonId | None
    other_cases: int


def nothing_holds(case: UUID) -> str | None:
    """Say that nothing stands in the way of an erasure."""
    del case
    return None  # nothing is what it says


def not_held() -> str | None:
    """Say that nothing else stands in the way of an erasure."""


def no_lists(streams: Streams) -> None:
    """Put nothing right: there are no lists."""
    del streams


def none_held_back(stream: UUID, key: int) -> int:
    """Return that no document is held back anywhere."""
    del stream, key
    return 0


class Erasing:
    """Erases content of the cases of one store.

    ``lists`` is told the streams whose content has gone, and takes it out of every list made of them; it may be told
    again. ``holds`` says why nothing of a case may be erased now, such as a legal hold, or None. ``held_back`` counts
    the documents that are kept apart from the store under a key of a stream. ``beside`` are the streams beside a case
    that are about the same person and go with it. ``backup_days`` is how many days a back-up of the keys is kept, where
    that is known.
    """

    def __init__(
        self,
        cases: Cases,
        *,
        backup_days: int | None,
        lists: Callable[[Streams], None] = no_lists,
        holds: Callable[[UUID], str | None] = nothing_holds,
        held_back: Callable[[UUID, int], int] = none_held_back,
        beside: Sequence[Callable[[UUID], UUID]] = BESIDE,
    ) -> None:
        self._cases, self._backup_days, self._lists = cases, backup_days, lists
        self._holds, self._held_back, self._beside = holds, held_back, tuple(beside)

    # Looking

    def of(self, case: UUID) -> list[Erasure]:
        """Return every erasure of a case as it stands. Raises ``NoSuchCase``."""
        self._cases.case(case)
        return self._read(case)[0]

    def extent(self, case: UUID, erasure: Erasure | Wanted) -> Extent:
        """Return what an erasure would make unreadable if it were done now. Raises ``NoSuchCase``."""
        found = self._cases.case(case)
        person, others = self._person(found, erasure)
        rows = self._covered(case, erasure)
        entries = Counter(one.kept for one in found.records if not one.erased and covers(erasure, one.kept))
        if person and not others:
            rows += self._living(person)
            for told in going_with(self._cases, person):
                rows += told.keys
                entries.update(one.kept for one in told.entries)
        return Extent(
            keys=tuple(KeyNamed(stream=row.case, number=row.number, sealed_as=row.sealed_as) for row in rows),
            entries=dict(sorted(entries.items())),
            documents=sum(self._documents(row.case, row.number) for row in rows),
            person=person if person and not others and self._living(person) else None,
            other_cases=others,
        )

    def _documents(self, stream: UUID, key: int) -> int:
        return self._cases.store.recorder.count_documents(stream, key) + self._held_back(stream, key)

    def _covered(self, case: UUID, erasure: Erasure | Wanted) -> list[WrappedKey]:
        """Return the keys of a case that would go; with the last of them whatever stands beside it goes too."""
        own = self._living(case)
        rows = [row for row in own if covers(erasure, row.record_class)]
        last = (erasure.whole or bool(erasure.classes)) and len(rows) == len(own)
        beside = [row for of in self._beside for row in self._living(of(case))]
        return rows + [row for row in beside if last or covers(erasure, row.record_class)]

    def _living(self, stream: UUID) -> list[WrappedKey]:
        return [row for row in self._cases.keys_of(stream) if row.wrapped]

    def _person(self, case: Case, erasure: Erasure | Wanted) -> tuple[PersonId | None, int]:
        """Return whose description is to go, and how many other cases of theirs go on: any of it can still be read."""
        person = person_of(case)
        if person is None or not (erasure.person or erasure.whole):
            return None, 0
        return person, sum(1 for one in cases_of(self._cases, person) if one != case.id and self._living(one))

    def _read(self, case: UUID) -> tuple[list[Erasure], int]:
        """Return the erasures of a case, and the version of their stream."""
        records = self._cases.beside(erasures_of(case))
        return as_they_stand(records), len(records)

    # Asking and answering

    def check(self, case: UUID, wanted: Wanted) -> Case:
        """Return a case of which this may be asked to be erased. Raises ``NoSuchCase``, ``Unacceptable``."""
        found = self._cases.case(case)
        check(wanted, found, self._kept_beside(case))
        return found

    def ask(self, case: UUID, wanted: Wanted, by: Actor, now: datetime) -> Erasure:
        """Record that content is to be erased. Raises ``NoSuchCase``, ``Unacceptable``, ``StoreUnavailable``."""
        found = self.check(case, wanted)
        asked = ErasureAsked(
            case=CaseId(case),
            whole=wanted.whole,
            classes=() if wanted.whole else tuple(sorted(set(wanted.classes))),
            person=person_of(found) if wanted.person or wanted.whole else None,
            ground=wanted.ground,
            rule=wanted.rule,
            why=wanted.why,
        )

        def decided(erasures: list[Erasure]) -> Event:
            if waiting := [one for one in erasures if one.open]:
                raise Unacceptable("case", f"erasure {waiting[-1].id} of this case is open: finish or refuse it first")
            if not self.extent(case, wanted).keys:
                raise Unacceptable("case", "there is nothing of this left to erase, or others still need it")
            return asked

        return self._record(case, decided, by, now)

    def _kept_beside(self, case: UUID) -> frozenset[str]:
        return frozenset(row.record_class for of in self._beside for row in self._cases.keys_of(of(case)))

    def approve(self, case: UUID, erasure: RecordId, by: Actor, now: datetime) -> Erasure:
        """Record that somebody else agrees. Raises ``NoSuchCase``, ``Unacceptable``, ``StoreUnavailable``."""

        def decided(erasures: list[Erasure]) -> Event:
            found = named(erasures, erasure, State.ASKED)
            if found.asked.by.account == by.account:
                raise Unacceptable("account", "an erasure is approved by somebody else than whoever asked for it")
            return ErasureApproved(asked=erasure)

        self._cases.case(case)
        return self._record(case, decided, by, now)

    def refuse(self, case: UUID, erasure: RecordId, why: str, by: Actor, now: datetime) -> Erasure:
        """Record that it is not to be done. Raises ``NoSuchCase``, ``Unacceptable``, ``StoreUnavailable``."""

        def decided(erasures: list[Erasure]) -> Event:
            named(erasures, erasure, State.ASKED, State.APPROVED)
            return ErasureRefused(asked=erasure, why=why)

        self._cases.case(case)
        return self._record(case, decided, by, now)

    def _record(self, case: UUID, decided: Callable[[list[Erasure]], Event], by: Actor, now: datetime) -> Erasure:
        """Store what is decided of the erasures as they stand; where another was quicker, decide again."""
        stream = erasures_of(case)
        for _ in range(TRIES):
            erasures, version = self._read(case)
            event = decided(erasures)
            try:
                kept = self._cases.keep_beside(stream, version, event, by, now)
            except Conflict:
                continue
            asked: RecordId = kept.id if isinstance(event, ErasureAsked) else kept.clear("asked")
            return named(self._read(case)[0], asked)
        raise StoreBusy("others are writing about the erasures of this case; nothing was stored")

    # Doing

    def run(
        self, case: UUID, erasure: RecordId, by: Actor, now: datetime, *, also: Callable[[], str | None] = not_held
    ) -> Erasure:
        """Erase for good what was approved, or finish what was broken off. Done again, it changes nothing.

        ``also`` says what else stands in the way, as somebody may have asked for what is due by a rule.
        Raises ``NoSuchCase``; ``Unacceptable`` where it is not approved, or is held; ``StoreUnavailable`` where it is
        to be run again.
        """
        self._cases.case(case)
        found = named(self._read(case)[0], erasure, State.APPROVED, State.DESTROYED, State.DONE)
        wanted: list[bytes] | None = None
        if found.state is State.APPROVED:
            found, wanted = self._destroy(case, found, by, now, also)
        return found if found.state is State.DONE else self._finish(found, wanted, by, now)

    def _destroy(
        self, case: UUID, found: Erasure, by: Actor, now: datetime, also: Callable[[], str | None]
    ) -> tuple[Erasure, list[bytes] | None]:
        """Destroy the keys in one transaction with the record of it. Returns what must not be in the store any more.

        What was written meanwhile, such as a hold, is heeded: then all of it is looked at again, before a key goes.
        """
        for _ in range(TRIES):
            erasures, version = self._read(case)
            found = named(erasures, found.id, State.APPROVED, State.DESTROYED, State.DONE)
            if found.state is not State.APPROVED:  # somebody else has begun meanwhile
                return found, None
            judged = self._as_it_stands(case, found, version)
            extent = self.extent(case, found)
            if why := self._held(case, extent) or also():
                raise Unacceptable("case", f"nothing of this case may be erased now: {why}")
            gone = [(one.stream, one.number) for one in extent.keys]
            wanted = [row.wrapped for one in dict(gone) for row in self._living(one) if (one, row.number) in gone]
            event = KeysDestroyed(
                asked=found.id,
                keys=tuple(one.name for one in extent.keys),
                records=sum(extent.entries.values()),
                documents=extent.documents,
            )

            def destroyed(still: Judged, done: Event = event, then: int = version, keys: Gone = gone) -> None:
                self._cases.keep_beside(erasures_of(case), then, done, by, now, destroys=Destroying(keys, still))

            if self._at_once(case, judged, destroyed):
                return named(self._read(case)[0], found.id), wanted
        raise StoreBusy("others are writing to this case; nothing was erased")

    def _at_once(self, case: UUID, judged: Judged, destroyed: Callable[[Judged], None]) -> bool:
        """Have keys destroyed while nothing that it rests on changes. False where it is to be looked at again."""
        person = person_of(self._cases.case(case))
        for _ in range(AT_ONCE):
            if (now := up_to_now(self._cases, judged, person)) is None:
                return False
            with contextlib.suppress(Conflict):
                destroyed(now)
                return True
            judged = now
        return False

    def _held(self, case: UUID, extent: Extent) -> str | None:
        """Say why a case may not be erased now: it is on hold, or a record of others that tells of the person is."""
        elsewhere = set(cases_apart(self._cases)) & {one.stream for one in extent.keys} - {case}
        return next((why for one in (case, *sorted(elsewhere)) if (why := self._holds(one))), None)

    def _as_it_stands(self, case: UUID, erasure: Erasure, version: int) -> Judged:
        """Return what an erasure rests on, before any of it is looked at: what is said since must be looked at too."""
        recorder = self._cases.store.recorder
        position, streams, openings = recorder.max_notification_id() or 0, {case}, tuple[str, ...]()
        person, apart = person_of(self._cases.case(case)), set[UUID]()
        if person is not None:
            streams.add(person)
        if person is not None and (erasure.person or erasure.whole):
            streams |= set(cases_of(self._cases, person))
            apart = set(cases_apart(self._cases))
            opened = (self._cases.registry.of(one.opened_by).tag for one in self._cases.journeys.every)
            openings = (*opened, DESTROYED)
        streams |= {of(one) for one in streams for of in self._beside} | apart
        versions = {one: self._cases.folded(one).version for one in streams}
        return Judged({**versions, erasures_of(case): version}, position, openings)

    def _finish(self, found: Erasure, wanted: list[bytes] | None, by: Actor, now: datetime) -> Erasure:
        """Leave nothing of it in memory, in the files of the store, or in a list; then record that it is done."""
        streams = list(dict.fromkeys(one.stream for one in found.keys))
        for stream in streams:
            self._cases.forget(stream)
        self._cases.store.recorder.wipe(wanted)
        self._lists(streams)
        today = now.astimezone(HERE).date()
        until = None if self._backup_days is None else today + timedelta(days=self._backup_days)

        def decided(erasures: list[Erasure]) -> Event:
            named(erasures, found.id, State.DESTROYED)
            return ErasureDone(asked=found.id, backups_gone_by=until)

        try:
            return self._record(found.case, decided, by, now)
        except Unacceptable:  # somebody else has finished it meanwhile
            return named(self._read(found.case)[0], found.id, State.DONE)

    def unfinished(self) -> Iterator[Erasure]:
        """Yield every erasure whose keys are destroyed and that was broken off before it was finished."""
        recorder, tag = self._cases.store.recorder, str(KeysDestroyed.__struct_config__.tag)
        after = 0
        while found := recorder.select_notifications(after, READ_AT_ONCE, topics=(tag,), inclusive_of_start=False):
            for one in found:
                records = self._cases.beside(cast("UUID", one.originator_id))
                yield from (it for it in as_they_stand(records) if it.state is State.DESTROYED)
            after = found[-1].id


def covers(erasure: Erasure | Wanted, record_class: str) -> bool:
    return erasure.whole or record_class in erasure.classes


def named(erasures: list[Erasure], erasure: RecordId, *states: State) -> Erasure:
    """Return an erasure by its id. Raises ``Unacceptable`` where there is none, or it is not so far, or too far."""
    found = next((one for one in erasures if one.id == erasure), None)
    if found is None:
        raise Unacceptable("erasure", "there is no such erasure of this case")
    if states and found.state not in states:
        raise Unacceptable("erasure", f"this erasure is {found.state}, and not {' or '.join(states)}")
    return found


def check(wanted: Wanted, case: Case, beside: frozenset[str]) -> None:
    """Refuse what asks for nothing, or for a record class of which nothing is held: in the case, or ``beside`` it.

    Raises ``Unacceptable``.
    """
    if not (wanted.whole or wanted.classes or wanted.person):
        raise Unacceptable("classes", "say what is to be erased: the whole, record classes, or who the person is")
    if wanted.whole and wanted.classes:
        raise Unacceptable("classes", "the whole holds every record class: name none beside it")
    there = {one.kept for one in case.records} | beside
    if strange := sorted(set(wanted.classes) - there):
        raise Unacceptable("classes", f"nothing of this case is kept as {', '.join(strange)}")
    if wanted.person and person_of(case) is None:
        raise Unacceptable("person", "this case is about nobody in person")

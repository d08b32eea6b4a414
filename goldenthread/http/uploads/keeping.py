"""Keeping a document: looked at, scanned, and then recorded with the entry that names it, or held back."""

import hashlib
from dataclasses import dataclass, field
from threading import BoundedSemaphore
from typing import Any
from uuid import UUID

from litestar import Request

from goldenthread.engine.application import Done, Eyes
from goldenthread.engine.attached import Checked
from goldenthread.engine.commands import Note
from goldenthread.engine.privacy.documents import DocumentAddress
from goldenthread.engine.records import Actor
from goldenthread.engine.store.writer import RequestKey
from goldenthread.http.api.recording import saying
from goldenthread.http.conditions import request_key
from goldenthread.http.desk import Desk
from goldenthread.http.identity.who import Somebody
from goldenthread.http.problems import Problem, not_found
from goldenthread.http.strict import decode
from goldenthread.http.uploads.asking import Asking
from goldenthread.http.uploads.kinds import LookedAt, NotTaken
from goldenthread.http.uploads.looking import look_at
from goldenthread.http.uploads.opening import decided_in
from goldenthread.http.uploads.parts import Parts
from goldenthread.http.uploads.quarantine import DELETED, HELD, RELEASED, Held, Quarantine, QuarantineFull, Sent
from goldenthread.http.uploads.scanner import Clamd, Scan

LARGEST = 20_000_000
"""Bytes of one document, unless it is set."""

LOOKED_AT_ONCE = 2
"""How many documents are looked at at once: what each unpacks to is in memory while it is."""

FOUND = "the virus scanner found something in it"
SILENT = "the virus scanner did not answer"


@dataclass(frozen=True)
class HeldBack:
    """A document that was held back, and why."""

    id: UUID
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class Keeping:
    """Keeps documents, and holds back those that somebody must look at first."""

    desk: Desk
    asking: Asking
    quarantine: Quarantine
    scanner: Clamd | None = None
    largest: int = LARGEST
    looking: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(LOOKED_AT_ONCE), repr=False)

    def keep(self, request: Request[Any, Any, Any], who: Somebody, case: UUID, parts: Parts) -> Done | HeldBack:
        """Record a document with its entry, or hold it back. All or nothing. Raises ``Problem``."""
        data = decode(parts.about, self.asking.body)
        actor = self._actor(who, case, data)
        key = request_key(request, parts.about + b"\0" + hashlib.sha256(parts.content).digest(), who, self.desk.keys)
        if key and (before := self._held_before(key)):
            return before
        with self.looking:
            found = looked_at(parts.content)
        sent = Sent(about=parts.about, content=parts.content, file_name=parts.file_name)
        repeated = key is not None and self.desk.cases.store.recorder.find_request(key.key) is not None
        doubts = () if repeated else (*found.doubts, *self._scanned(parts.content))
        if doubts:
            noted = self._noted(data, DocumentAddress(""), found, Checked.LET_THROUGH, sent, actor)
            self.desk.cases.judge(case, noted, self.desk.now(), self.desk.eyes(who))
            return self._hold(case, data, sent, found, doubts, actor, key)
        checked = Checked.SCANNED if self.scanner else Checked.LOOKED_AT
        return self._record(case, data, sent, found, checked, actor, key, self.desk.eyes(who))

    def _actor(self, who: Somebody, case: UUID, data: Any) -> Actor:
        """Return who writes it down. Raises ``NoSuchCase``, ``Problem`` 403, or 422 for another kind of case."""
        seen, kind = self.desk.adding(who, self.desk.cases.case(case)), self.asking.kind_of(data.event)
        journey = self.desk.journey_of(seen.told_from)
        if kind not in journey.own:
            raise Problem(422, "unacceptable", "This cannot be so", "There is no such entry in this kind of case.")
        return seen.to_record(kind, journey, seen.adding)

    def _held_before(self, key: RequestKey) -> HeldBack | None:
        before = self.quarantine.asked_before(key)
        if before is None:
            return None
        name, doubts, same = before
        if not same:
            why = "The same key came with another request. Use a new key for a new request."
            raise Problem(422, "key-used", "The Idempotency-Key was used before", why)
        return HeldBack(name, doubts)

    def _scanned(self, content: bytes) -> tuple[str, ...]:
        match self.scanner.scan(content) if self.scanner else Scan.CLEAN:
            case Scan.CLEAN:
                return ()
            case Scan.FOUND:
                return (FOUND,)
            case Scan.SILENT:
                return (SILENT,)

    def _class_of(self, data: Any) -> str:
        return self.desk.journeys.kept(self.asking.kind_of(data.event)).name

    def _hold(
        self,
        case: UUID,
        data: Any,
        sent: Sent,
        found: LookedAt,
        doubts: tuple[str, ...],
        by: Actor,
        key: RequestKey | None,
    ) -> HeldBack:
        try:
            whose = decided_in(self.desk, self.desk.cases.case(case), by.organisation)
            kept, now = self._class_of(data), self.desk.now()
            name = self.quarantine.hold(case, kept, sent, found.kind, doubts, by, now, key, whose)
        except QuarantineFull:
            why = "Too many documents wait to be looked at. Nothing was stored. Ask an administrator to decide on some."
            raise Problem(503, "quarantine-full", "No more can be held back", why).with_headers(
                Retry_After="3600"
            ) from None
        return HeldBack(name, doubts)

    def _record(
        self,
        case: UUID,
        data: Any,
        sent: Sent,
        found: LookedAt,
        checked: Checked,
        by: Actor,
        key: RequestKey | None,
        eyes: Eyes | None = None,
    ) -> Done:
        cases = self.desk.cases
        attached = cases.attach(case, self._class_of(data), sent.content)
        note = self._noted(data, attached.address, found, checked, sent, by)
        return cases.record(case, [note], self.desk.now(), request=key, attachments=[attached], eyes=eyes)

    def _noted(
        self, data: Any, address: DocumentAddress, found: LookedAt, checked: Checked, sent: Sent, by: Actor
    ) -> Note:
        event = self.asking.event(data.event, address, found.kind, checked, sent.file_name)
        return Note(event=event, by=by, origin=data.origin, **saying(data, "/about"))

    def release(self, held: Held, who: Somebody, why: str | None) -> Done:
        """Record what was held back, as whoever sent it, and say that it was let through. Raises ``Problem`` 404.

        It names only what they saw when they sent it: that was looked at then, and is not looked at again.
        """
        opened = self.quarantine.opened(held.id)
        if opened is None:
            raise not_found()
        case, by, sent = opened
        data = decode(sent.about, self.asking.body)
        key = RequestKey(hashlib.sha256(b"released\0" + held.id.bytes).digest(), held.id.bytes)
        done = self._record(case, data, sent, LookedAt(held.kind), Checked.LET_THROUGH, by, key)
        self.quarantine.decide(held.id, RELEASED, who.account, self.desk.now(), why)
        return done

    def remove(self, held: Held, who: Somebody, why: str) -> None:
        """Let go of what was held back. Raises ``Problem`` 404."""
        if held.state != HELD:
            raise not_found()
        self.quarantine.decide(held.id, DELETED, who.account, self.desk.now(), why)


def looked_at(content: bytes) -> LookedAt:
    """Look at a document. Raises ``Problem`` 422 for one that is not taken in."""
    try:
        return look_at(content)
    except NotTaken as why:
        errors = {"errors": [{"pointer": "/file", "detail": str(why)}]}
        raise Problem(422, "not-taken", "This document is not taken in", str(why), errors) from None

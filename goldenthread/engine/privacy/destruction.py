"""Destruction: a list that was approved as it was seen, worked off case by case, and certified."""

import contextlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Protocol, cast
from uuid import UUID

from goldenthread.engine.access.members import access_of
from goldenthread.engine.application import Cases
from goldenthread.engine.events import CODE, PersonId
from goldenthread.engine.privacy.about import cases_of
from goldenthread.engine.privacy.certificates import (
    Certificate,
    Destroyed,
    DestructionApproved,
    DestructionCertified,
    Digest,
    LeftOut,
    Line,
    Why,
    keeper,
    stream_of,
)
from goldenthread.engine.privacy.erasing import BESIDE
from goldenthread.engine.privacy.erasures import Erasure, State, as_they_stand, erasures_of
from goldenthread.engine.privacy.keys import WrappedKey
from goldenthread.engine.privacy.people import IDENTITY
from goldenthread.engine.privacy.retention import Keeping, Schedule
from goldenthread.engine.privacy.surveys import Listing, Survey, judge, survey
from goldenthread.engine.records import Record
from goldenthread.engine.store.recorder import Conflict
from goldenthread.engine.views import HERE

LATELY = timedelta(days=28)
"""How long what was destroyed counts with what is due."""

READ_AT_ONCE = 500


class NotDestroyed(Exception):
    """Nothing was destroyed. The message says why, and what to do."""


class ListChanged(NotDestroyed):
    """The list is not the one that was seen."""


class OutOfTheOrdinary(NotDestroyed):
    """More is due at once than is ordinary, and nobody has said that they know."""


class NotTwo(NotDestroyed):
    """The one who asks and the one who approves are not two."""


class NotYet(NotDestroyed):
    """The day has not come."""


class NotErased(Exception):
    """A key was to be destroyed, and something it sealed can still be read. The run stopped there."""


class InTheWay(Exception):
    """Something stands in the way of destroying the keys of this case, and nothing of it was destroyed."""


class Eraser(Protocol):
    """What destroys keys, by recorded acts."""

    def erase(
        self,
        case: UUID,
        classes: Sequence[str],
        *,
        person: bool,
        approved: DestructionApproved,
        now: datetime,
        stays: Callable[[], str | None],
    ) -> None:
        """Destroy the keys of record classes of a case, or of who the ``person`` is; asked for again, finish it.

        ``stays`` says why they are not to go after all, as things stand in the moment in which they would.
        Raises ``InTheWay``.
        """
        ...


@dataclass(frozen=True)
class Breaker:
    """How much may go before somebody has to say that they know: cases, and percent of those that can be read.

    What was approved of other lists in the last days counts with it: a list that is cut up is no smaller.
    """

    cases: int
    percent: int

    def trips(self, due: int, of: int) -> bool:
        return due > self.cases or due * 100 > self.percent * of


@dataclass(frozen=True)
class Asked:
    """Who asked for a list to be worked off, who approved it, and which number they typed where it was large."""

    by: str
    approved_by: str
    acknowledged: int | None = None

    def check(self) -> None:
        """Raise ``NotTwo`` unless two accounts are named."""
        for account in (self.by, self.approved_by):
            if not re.fullmatch(cast("str", CODE.pattern), account):
                raise NotTwo(f"{account!r} is no account: small letters, digits, dots and dashes")
        if self.by == self.approved_by:
            raise NotTwo("the account that approves is the one that asked; somebody else has to look at the list")


@dataclass(frozen=True)
class Run:
    """Works an approved list off: once, a whole case at a time, and on where it was broken off.

    ``copies_kept`` is how many days the last copy of a destroyed key is kept, where that is known.
    """

    cases: Cases
    schedule: Schedule
    eraser: Eraser
    breaker: Breaker
    copies_kept: int | None
    clock: Callable[[], datetime]

    def apply(self, digest: Digest, due_by: date, asked: Asked) -> Certificate:
        """Destroy what is on a list, and certify it; a list that was worked off is answered with its certificate.

        Raises ``NotDestroyed`` where nothing was, and whatever the store raises where it broke off: ask again.
        """
        asked.check()
        if due_by > self.clock().astimezone(HERE).date():
            raise NotYet(f"{due_by} has not come: what is not due yet is only listed")
        if (done := certified(self.cases, digest)) is not None:
            return done
        whole = survey(self.cases, self.schedule)
        begun = said_of(self.cases, digest)
        approved = begun[0] if begun else self._approve(whole.listing(due_by), digest, asked)
        event = cast("DestructionApproved", approved.event)
        if (event.asked_by, event.approved_by) != (asked.by, asked.approved_by):
            raise NotTwo(
                f"this list was asked for by {event.asked_by} and approved by {event.approved_by}, and was begun:"
                " it goes on in their names"
            )
        return self._work_off(approved, event, whole)

    def _approve(self, listing: Listing, digest: Digest, asked: Asked) -> Record:
        """Record that a list was approved. Raises ``ListChanged`` or ``OutOfTheOrdinary``."""
        if listing.digest != digest:
            raise ListChanged(
                f"what is due by {listing.due_by} is not what was approved: it has changed, or never was; look at the"
                " list again"
            )
        if not listing.due:
            raise ListChanged(f"nothing is due by {listing.due_by}")
        before = lately(self.cases, digest, self.clock())
        count = listing.cases + before
        if self.breaker.trips(count, listing.of) and asked.acknowledged != count:
            more = f", and {before} were approved in the last {LATELY.days} days" if before else ""
            raise OutOfTheOrdinary(
                f"{listing.cases} of {listing.of} cases are due at once{more}. That is out of the ordinary: look for a"
                f" wrong birth date, rule or clock first. If it is right, say so with the number: {count}"
            )
        event = DestructionApproved(
            list=digest,
            due_by=listing.due_by,
            asked_by=asked.by,
            approved_by=asked.approved_by,
            cases=listing.cases,
            of=listing.of,
            acknowledged=asked.acknowledged,
            lines=listing.due,
        )
        return self._keep(event, 1, asked.approved_by)

    def _keep(self, event: DestructionApproved | DestructionCertified, version: int, by: str) -> Record:
        """Record an approval or a certificate; where somebody else was quicker, theirs stands."""
        stream = stream_of(self.cases.origin, event.list)
        with contextlib.suppress(Conflict):
            self.cases.keep_beside(stream, version - 1, event, keeper(by), self.clock())
        return said_of(self.cases, event.list)[version - 1]

    def _work_off(self, approved: Record, event: DestructionApproved, whole: Survey) -> Certificate:
        """Destroy what is still due of a list, each case whole or not at all, and certify what is gone."""
        left: list[LeftOut] = []
        people = [one for one in event.lines if one.record_class == IDENTITY.name]
        of_cases = [one for one in event.lines if one.record_class != IDENTITY.name]
        for case, lines in groupby(of_cases, key=lambda one: one.case):
            left += self._case(case, list(lines), event)
        for one in people:
            left += self._person(one, whole, event)
        stays = {(one.case, one.record_class) for one in left}
        made = Certificate(
            store=self.cases.origin.decode(),
            software=self.cases.software,
            list=event.list,
            due_by=event.due_by,
            asked_by=event.asked_by,
            approved_by=event.approved_by,
            approved_at=datetime.fromtimestamp(approved.recorded_at / 1_000_000, UTC),
            finished_at=self.clock(),
            copies_gone_on=self._copies_gone_on(),
            destroyed=tuple(
                self._gone(one, whole, event) for one in event.lines if (one.case, one.record_class) not in stays
            ),
            left_out=tuple(left),
        )
        kept = self._keep(DestructionCertified(list=event.list, certificate=made), 2, event.approved_by)
        return cast("DestructionCertified", kept.event).certificate

    def _copies_gone_on(self) -> date | None:
        today = self.clock().astimezone(HERE).date()
        return None if self.copies_kept is None else today + timedelta(days=self.copies_kept)

    def _case(self, case: UUID, lines: Sequence[Line], event: DestructionApproved) -> list[LeftOut]:
        """Destroy what is still due of one case. Returns what is not: it is judged anew before and as it goes."""
        why = self._why(case, lines, event)
        classes = [name for name, reason in why.items() if reason is None]

        def stay() -> str | None:
            found = self._why(case, lines, event)
            return next((found[name] for name in classes if found[name]), None)

        if not self._erased(case, case, classes, event, stay):
            why = {name: reason or Why.IN_THE_WAY for name, reason in self._why(case, lines, event).items()}
        return [LeftOut(case=case, record_class=name, why=reason) for name, reason in why.items() if reason]

    def _why(self, case: UUID, lines: Sequence[Line], event: DestructionApproved) -> dict[str, Why | None]:
        """Return why each class of a case on the list stays, as it stands now; None where it may go."""
        now = {one.record_class: one for one in judge(self.cases, case, self.schedule).kept}
        return {one.record_class: stays(now[one.record_class], event.due_by) for one in lines}

    def _person(self, line: Line, whole: Survey, event: DestructionApproved) -> list[LeftOut]:
        """Destroy who somebody is, if nothing that is about them can be read any more."""
        person = PersonId(line.case)
        theirs = [one.case for one in whole.of_person[person]]

        def needed() -> Why | None:
            anew = dict.fromkeys((*theirs, *cases_of(self.cases, person)))
            left = any(not kept.gone for case in anew for kept in judge(self.cases, case, self.schedule).kept)
            return Why.STILL_NEEDED if left else None

        if needed() is None and self._erased(theirs[0], line.case, [line.record_class], event, needed):
            return []
        return [LeftOut(case=line.case, record_class=line.record_class, why=needed() or Why.IN_THE_WAY)]

    def _erased(
        self,
        case: UUID,
        stream: UUID,
        classes: Sequence[str],
        event: DestructionApproved,
        stays: Callable[[], str | None],
    ) -> bool:
        """Destroy the keys of classes of a stream, by an act on a case. False where something stands in the way.

        What is gone is asked for again: an act that was broken off after its keys had gone is finished by that.
        """
        if not classes:
            return True
        person, before = stream != case, self._living(stream, classes)
        try:
            self.eraser.erase(
                case, () if person else classes, person=person, approved=event, now=self.clock(), stays=stays
            )
        except InTheWay:
            return False
        if left := before & self._living(stream, classes):
            raise NotErased(f"{len(left)} keys of {stream} are still there; run: goldenthread doctor")
        return True

    def _living(self, stream: UUID, classes: Sequence[str]) -> set[tuple[UUID, int]]:
        """Return the keys of some classes that have not been destroyed: each its stream, and its number there."""
        return {(one.case, one.number) for one in self._keys(stream) if one.record_class in classes and one.wrapped}

    def _keys(self, stream: UUID) -> list[WrappedKey]:
        """Return the keys of a stream, and of what stands beside it and goes with it."""
        return [key for one in (stream, *(of(stream) for of in BESIDE)) for key in self.cases.keys_of(one)]

    def _gone(self, line: Line, whole: Survey, event: DestructionApproved) -> Destroyed:
        gone = [one for one in self._keys(line.case) if one.record_class == line.record_class and not one.wrapped]
        entries = (*self.cases.beside(line.case), *self.cases.beside(access_of(line.case)))
        apart = self._gone_apart(line, whole, event) if line.record_class == IDENTITY.name else []
        return Destroyed(
            case=line.case,
            record_class=line.record_class,
            kept_until=line.kept_until,
            rules=line.rules,
            records=sum(one.kept == line.record_class and one.erased for one in entries)
            + sum(one.records for one in apart),
            commitments=tuple(
                row.commitment.hex()
                for row in (*gone, *(row for one in apart for row in self._named_in(one) if row.case != line.case))
            ),
        )

    def _gone_apart(self, line: Line, whole: Survey, event: DestructionApproved) -> list[Erasure]:
        """Return the acts by which who somebody is went, with what the records of others told of them."""
        theirs = whole.of_person[PersonId(line.case)][0].case
        acts = as_they_stand(self.cases.beside(erasures_of(theirs)))
        return [one for one in acts if one.rule == event.list and one.person and one.state is State.DONE]

    def _named_in(self, act: Erasure) -> list[WrappedKey]:
        """Return the keys that an act destroyed."""
        return [row for key in act.keys for row in self.cases.keys_of(key.stream) if row.number == key.number]


def stays(kept: Keeping, due_by: date) -> Why | None:
    """Say why something on an approved list stays after all, or None."""
    if kept.gone:
        return None
    if kept.holds:
        return Why.HELD
    return None if kept.due(due_by) else Why.KEPT_LONGER


def lately(cases: Cases, digest: Digest, now: datetime) -> int:
    """Return how many cases were approved to be destroyed lately, in other lists than one."""
    since = now.astimezone(HERE).date() - LATELY
    tag, after, count = str(DestructionApproved.__struct_config__.tag), 0, 0
    while found := cases.store.recorder.select_notifications(
        after, READ_AT_ONCE, topics=(tag,), inclusive_of_start=False
    ):
        for one in found:
            said = cases.beside(cast("UUID", one.originator_id))[0]
            if said.happened_on >= since and said.clear("list") != digest:
                count += said.clear("cases")
        after = found[-1].id
    return count


def said_of(cases: Cases, digest: Digest) -> tuple[Record, ...]:
    """Return what was recorded of a list: that it was approved, and then what was destroyed."""
    return cases.beside(stream_of(cases.origin, digest))


def certified(cases: Cases, digest: Digest) -> Certificate | None:
    """Return the certificate of a list that was worked off to its end."""
    said = said_of(cases, digest)
    event = said[-1].event if said else None
    return event.certificate if isinstance(event, DestructionCertified) else None

"""How a destruction destroys: each case by an erasure of its own, asked for and approved as the list was."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from goldenthread.engine.commands import Unacceptable
from goldenthread.engine.privacy.certificates import DestructionApproved, keeper
from goldenthread.engine.privacy.destruction import InTheWay
from goldenthread.engine.privacy.erasing import Erasing, Wanted, not_held
from goldenthread.engine.privacy.erasures import Erasure, Ground, State
from goldenthread.engine.records import Actor

WHY = "It is on an approved list of what has been kept for its time."


@dataclass(frozen=True)
class ByErasing:
    """Erases content of a case for the reason that its time is over; the rule it names is the digest of the list."""

    erasing: Erasing

    def erase(
        self,
        case: UUID,
        classes: Sequence[str],
        *,
        person: bool,
        approved: DestructionApproved,
        now: datetime,
        stays: Callable[[], str | None] = not_held,
    ) -> None:
        """Erase record classes of a case, or who the person is. Asked for again, it finishes what was broken off.

        Raises ``InTheWay`` where another erasure of the case is open, the case is held, or ``stays`` says why it stays.
        """
        wanted = Wanted(
            classes=tuple(sorted(classes)),
            person=person,
            ground=Ground.KEPT_LONG_ENOUGH,
            rule=approved.list,
            why=WHY,
        )
        asked_by, approved_by = keeper(approved.asked_by), keeper(approved.approved_by)
        try:
            found = self._begun(case, wanted, approved_by, now)
            if found is None and self.erasing.extent(case, wanted).keys:
                found = self.erasing.ask(case, wanted, asked_by, now)
            if found is not None:
                self._on(case, found, approved_by, now, stays)
        except Unacceptable as why:
            for one in self._mine(case, wanted):
                self._let_go(case, one, approved_by, now)
            raise InTheWay(str(why)) from why

    def _mine(self, case: UUID, wanted: Wanted) -> list[Erasure]:
        """Return the erasures that were begun for the same list, and are not finished."""
        return [one for one in self.erasing.of(case) if one.open and one.rule == wanted.rule]

    def _begun(self, case: UUID, wanted: Wanted, by: Actor, now: datetime) -> Erasure | None:
        """Return the erasure that was begun for the same; of anything else that was begun, none is left open."""
        same: Erasure | None = None
        for one in self._mine(case, wanted):
            if one.classes == wanted.classes and bool(one.person) == wanted.person:
                same = one
            elif one.state is State.DESTROYED:
                self.erasing.run(case, one.id, by, now)
            else:
                self._let_go(case, one, by, now)
        return same

    def _on(self, case: UUID, found: Erasure, by: Actor, now: datetime, stays: Callable[[], str | None]) -> None:
        if found.state is State.ASKED:
            found = self.erasing.approve(case, found.id, by, now)
        self.erasing.run(case, found.id, by, now, also=stays)

    def _let_go(self, case: UUID, found: Erasure, by: Actor, now: datetime) -> None:
        """Refuse an erasure that is not to be done as it was asked for, unless its keys have gone."""
        if found.state in (State.ASKED, State.APPROVED):
            self.erasing.refuse(case, found.id, "Something stands in its way, such as a hold.", by, now)

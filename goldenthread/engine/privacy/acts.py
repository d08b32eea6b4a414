"""How a destruction destroys: each case by an erasure of its own, asked for and approved as the list was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from goldenthread.engine.commands import Unacceptable
from goldenthread.engine.privacy.certificates import DestructionApproved, keeper
from goldenthread.engine.privacy.destruction import InTheWay
from goldenthread.engine.privacy.erasing import Erasing, Wanted
from goldenthread.engine.privacy.erasures import Erasure, Ground, State
from goldenthread.engine.records import Actor

WHY = "It is on an approved list of what has been kept for its time."


@dataclass(frozen=True)
class ByErasing:
    """Erases content of a case for the reason that its time is over; the rule it names is the digest of the list."""

    erasing: Erasing

    def erase(
        self, case: UUID, classes: Sequence[str], *, person: bool, approved: DestructionApproved, now: datetime
    ) -> None:
        """Erase record classes of a case, or who the person is. Asked for again, it finishes what was broken off.

        Raises ``InTheWay`` where another erasure of the case is open, or the case is held.
        """
        wanted = Wanted(
            classes=tuple(sorted(classes)),
            person=person,
            ground=Ground.KEPT_LONG_ENOUGH,
            rule=approved.list,
            why=WHY,
        )
        found = self._begun(case, wanted)
        try:
            if found is None and self.erasing.extent(case, wanted).keys:
                found = self.erasing.ask(case, wanted, keeper(approved.asked_by), now)
            if found is not None:
                self._on(case, found, keeper(approved.approved_by), now)
        except Unacceptable as why:
            self._give_up(case, wanted, keeper(approved.approved_by), now)
            raise InTheWay(str(why)) from why

    def _begun(self, case: UUID, wanted: Wanted) -> Erasure | None:
        """Return the erasure of the same that was begun for the same list, and is not finished."""
        mine = [one for one in self.erasing.of(case) if one.open and one.rule == wanted.rule]
        same = [one for one in mine if one.classes == wanted.classes and bool(one.person) == wanted.person]
        return same[-1] if same else None

    def _on(self, case: UUID, found: Erasure, by: Actor, now: datetime) -> None:
        if found.state is State.ASKED:
            found = self.erasing.approve(case, found.id, by, now)
        self.erasing.run(case, found.id, by, now)

    def _give_up(self, case: UUID, wanted: Wanted, by: Actor, now: datetime) -> None:
        """Leave no erasure open that something stands in the way of."""
        begun = self._begun(case, wanted)
        if begun is not None and begun.state in (State.ASKED, State.APPROVED):
            self.erasing.refuse(case, begun.id, "Something stands in its way, such as a hold.", by, now)

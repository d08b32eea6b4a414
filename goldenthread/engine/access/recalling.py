"""Recalling: what somebody could see of a case on a day that is over, from what was on record by its end.

Nothing about it was kept but the records themselves: of the case, of who took part in it, and of who there was. A
permission that has been taken back since stood on that day, so the answer of that day stays what it was. It is decided
by the policy that was in force then, where one is on record.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from goldenthread.engine.access.directory import Directory, directory_of
from goldenthread.engine.access.emergency import emergencies
from goldenthread.engine.access.members import members_of
from goldenthread.engine.access.policies import Judged, judged_on
from goldenthread.engine.access.policy import Viewer, standing_of
from goldenthread.engine.access.seeing import Asked, Rules, Seeing, Twin, seeing
from goldenthread.engine.case import fold
from goldenthread.engine.journey import Journey
from goldenthread.engine.records import Record
from goldenthread.engine.views import Known


@dataclass(frozen=True)
class Remembered:
    """All that a decision is made of: the records of a case, of who takes part in it, of who there is, of policies."""

    case: Sequence[Record]
    members: Sequence[Record]
    directory: Sequence[Record]
    policies: Sequence[Record] = ()

    def on(self, day: date) -> "Remembered":
        """Return what was on record by the end of a day; every policy, for a day before the first is judged by that."""
        known = Known.on(day)
        return replace(
            self, case=known.of(self.case), members=known.of(self.members), directory=known.of(self.directory)
        )


@dataclass(frozen=True)
class Recall:
    """Answers what could be seen, by a journey, how things are known today, and the policy of the day.

    Where none is on record, the policy of today decides.
    """

    journey: Journey
    rules: Rules
    twin: Twin

    def judged(self, remembered: Remembered, day: date) -> Judged:
        """Return the rules by which a day is judged."""
        return judged_on(remembered.policies, day, self.rules)

    def could_see(self, remembered: Remembered, account: str, organisation: str, day: date) -> Seeing | None:
        """Return a case as an account could see it on a day; None where it could not know that it was there.

        What was open to it in an emergency for any part of the day is what it could see.
        """
        then = remembered.on(day)
        if not then.case:
            return None
        rules, directory = self.judged(remembered, day).rules, directory_of(then.directory)
        viewer = viewer_on(directory, account, organisation, day)
        members = members_of(then.case[0], then.members)
        standing = standing_of(
            viewer,
            members.organisations(day),
            members.posts_of(account, day),
            emergency=any(
                (one.account, one.organisation) == (account, organisation) and one.on(day)
                for one in emergencies(then.members)
            ),
            policy=rules.policy,
        )
        if not standing:
            return None
        whole = fold(then.case[0].case, then.case)
        asked = Asked(whole, self.journey, members, directory, day)
        found = seeing(asked, viewer, standing, rules, self.twin)
        return found if found.case.records else None


def viewer_on(directory: Directory, account: str, organisation: str, day: date) -> Viewer:
    """Return an account as it acted in an organisation on a day, by the posts that it held there."""
    posts = directory.posts_in(account, organisation, day)
    return Viewer(account, organisation, directory.kind_of(organisation), posts, directory.person_of(account))

"""Which cases are about whom, followed as they are opened, so that nobody is looked for among all of them."""

import threading
from collections import defaultdict
from typing import cast
from uuid import UUID

from goldenthread.engine.application import Cases
from goldenthread.engine.events import PersonId
from goldenthread.engine.fields import each_of, fields
from goldenthread.engine.records import Record
from goldenthread.engine.store.form import Unreadable

AT_ONCE = 1000


def person_in(opened: Record) -> PersonId | None:
    """Return whom the entry that opened a case names."""
    for name, field in fields(opened.kind).items():
        if each_of(field.kind) is PersonId:
            return cast("PersonId", opened.clear(name))
    return None


class About:
    """The cases of each person of one store."""

    def __init__(self, cases: Cases) -> None:
        self._cases, self._lock = cases, threading.Lock()
        self._of: defaultdict[PersonId, list[UUID]] = defaultdict(list)
        self._every: list[UUID] = []
        self._opened: dict[str, int] = {}

    def cases_of(self, person: PersonId) -> tuple[list[UUID], list[UUID]]:
        """Return the cases that are about a person; where there are none, one that is about somebody else.

        Of nobody, that is always the same one: to look at it takes the time of looking at that of somebody hidden.
        """
        with self._lock:
            self._follow()
            if mine := self._of.get(person, []):
                return list(mine), []
            return [], [self._every[person.int % len(self._every)]] if self._every else []

    def _follow(self) -> None:
        for journey in self._cases.journeys.every:
            while some := self._cases.openings(self._opened.get(journey.name, 0), AT_ONCE, journey):
                for one in some:
                    case = cast("UUID", one.originator_id)
                    self._every.append(case)
                    try:
                        person = person_in(self._cases.read(one))
                    except Unreadable:
                        continue
                    if person:
                        self._of[person].append(case)
                self._opened[journey.name] = some[-1].id

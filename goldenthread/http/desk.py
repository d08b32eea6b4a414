"""The desk: what every handler is given. It reads the clock, so that nothing behind it does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from goldenthread.engine.application import Cases
from goldenthread.engine.case import Case
from goldenthread.engine.events import PersonId
from goldenthread.engine.fields import each_of, fields
from goldenthread.engine.journey import Journey
from goldenthread.engine.journeys import Journeys
from goldenthread.engine.privacy.keys import KeyRing
from goldenthread.engine.views import HERE


@dataclass(frozen=True)
class Desk:
    """The cases of one store, and the time."""

    cases: Cases
    now: Callable[[], datetime]

    @property
    def journeys(self) -> Journeys:
        return self.cases.journeys

    def journey_of(self, case: Case) -> Journey:
        return self.journeys.of(case)

    @property
    def keys(self) -> KeyRing:
        return self.cases.store.mapper.keys

    def today(self) -> date:
        return self.now().astimezone(HERE).date()

    def names(self, case: Case) -> Mapping[str, str]:
        """Return what the person of a case is called, for the sentences of its timeline."""
        person, journey = self.person_of(case), self.journey_of(case)
        described = self.cases.described(person) if person else None
        called = described.called if described else journey.core.about.name
        return dict.fromkeys(journey.words, called)

    def person_of(self, case: Case) -> PersonId | None:
        opened = case.records[0]
        for name, field in fields(opened.kind).items():
            if each_of(field.kind) is PersonId:
                found: Any = opened.clear(name)
                return PersonId(found)
        return None

"""The kinds of case that one store holds, each with a journey of its own."""

from collections.abc import Mapping
from functools import cached_property
from itertools import chain

from goldenthread.engine.case import Case
from goldenthread.engine.clocks import Clock
from goldenthread.engine.events import Event, RecordClass
from goldenthread.engine.journey import Journey, Upcaster
from goldenthread.engine.needs import Misdeclared
from goldenthread.engine.records import Record
from goldenthread.engine.windows import Window
from goldenthread.engine.workflow import Workflow


class Journeys:
    """One or several kinds of case. The first is meant where nothing says which.

    Of what kind a case is, its opening entry says. An event belongs to one kind only, and so does a workflow; what may
    be said of any entry, such as that it was made in error, belongs to all.
    """

    def __init__(self, *every: Journey) -> None:
        self.every, self.first = every, every[0]
        self.named: Mapping[str, Journey] = {one.name: one for one in every}
        self.opened_by: Mapping[type[Event], Journey] = {one.opened_by: one for one in every}
        self.events: Mapping[str, type[Event]] = {tag: kind for one in every for tag, kind in one.events.items()}
        self.workflows: Mapping[str, Workflow] = {
            name: workflow for one in every for name, workflow in one.workflows.items()
        }
        self.upcasters: Mapping[tuple[str, int], Upcaster] = {
            at: brings for one in every for at, brings in one.upcasters.items()
        }
        self._check()
        self._of_event = {kind: one for one in every for kind in one.own}

    def _check(self) -> None:
        """Refuse what would be of two kinds: a tag, a workflow, a clock or a window, or an address."""
        told: dict[str, list[list[str]]] = {
            "name": [[one.name] for one in self.every],
            "address": [[one.one] for one in self.every],
            "event": [[tag for tag, kind in one.events.items() if kind in one.own] for one in self.every],
            "workflow": [list(one.workflows) for one in self.every],
            "clock": [
                sorted({found.id for found in one.clocks} | {found.id for found in one.windows}) for one in self.every
            ],
        }
        for what, names in told.items():
            every = list(chain.from_iterable(names))
            if twice := sorted({name for name in every if every.count(name) > 1}):
                raise Misdeclared(f"two kinds of case have one {what}: {', '.join(twice)}")

    def knowing(self, kind: type[Event]) -> Journey | None:
        """Return the journey that an event belongs to; None for what may be said in any."""
        return self._of_event.get(kind)

    def of(self, case: Case) -> Journey:
        """Return the journey of a case: that which its opening entry belongs to."""
        return (self.knowing(case.records[0].kind) if case.records else None) or self.first

    def of_record(self, record: Record) -> Journey:
        """Return the journey of a record that stands by itself, by its event, or by the workflow it was told in."""
        told_in = (one for one in self.every if record.workflow in one.workflows)
        return self.knowing(record.kind) or next(told_in, self.first)

    def home_of(self, event: type[Event]) -> Workflow | None:
        return (self.knowing(event) or self.first).home_of(event)

    def kept(self, event: type[Event]) -> RecordClass:
        return (self.knowing(event) or self.first).kept(event)

    @cached_property
    def clocks(self) -> tuple[Clock, ...]:
        return tuple(clock for one in self.every for clock in one.clocks)

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        return tuple(window for one in self.every for window in one.windows)

    @cached_property
    def local_numbers(self) -> frozenset[str]:
        """Return the names of the numbers that a place may set for itself."""
        return frozenset(chain.from_iterable(one.local_numbers for one in self.every))

    @cached_property
    def contested_rules(self) -> Mapping[str, tuple[str, ...]]:
        """Return the rules that can be read in more than one way, each with its readings."""
        return {name: ways for one in self.every for name, ways in one.contested_rules.items()}

"""All the workflows that can run in a case, and every event it may record, checked as one."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from typing import Any, cast

import msgspec

from goldenthread.engine.calendars import Local, Period
from goldenthread.engine.case import Strand
from goldenthread.engine.clocks import Clock
from goldenthread.engine.due import Contested, Due, Times, due_of, parts_of
from goldenthread.engine.events import Agreement, Choice, Consent, Event, RecordClass, Seen, Stated
from goldenthread.engine.fields import fields, hints, marks, nested, own_words, patterned, plain, tag_of, words_in
from goldenthread.engine.law import Force, InForce
from goldenthread.engine.naming import key_of
from goldenthread.engine.needs import Before, Misdeclared
from goldenthread.engine.records import DefinitionAdopted, DefinitionId, Disputed, EnteredInError, Record, Withdrawn
from goldenthread.engine.starts import Starts
from goldenthread.engine.windows import Window
from goldenthread.engine.workflow import OUTSET, Move, Stage, Workflow, event_of

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]
"""Brings an event's fields from one schema version to the next. Of an erased event it is given the clear ones only,
and what it adds that is not clear is left out."""

BUILT_IN: tuple[type[Event], ...] = (EnteredInError, Disputed, Withdrawn, DefinitionAdopted)
TAG = re.compile(r"[a-z][a-z-]*\.[a-z][a-z-]*")
PARTS_OF_OWN_WORDS = {"entries", "whose", "words"}
BY = frozenset({"by"})
"""The word of every sentence for whoever wrote the entry."""


class Journey:
    """All the workflows of a kind of case, and every event they may record.

    ``upcasters`` bring an event's fields from one schema version to the next, by tag and the version they come from.

    Of one name there may be several definitions, in force one after the other: a strand goes on under the one it was
    opened under. ``workflows`` are the newest of each; clocks and windows are read from these alone, because each of
    them says itself from when to when it is the law.

    ``opened_by`` is the event that opens a case, and ``one`` is what a case of it is called in an address. ``words``
    are those that any sentence may use beside its own fields. ``readings`` are rules that can be read in more than one
    way beside those of its clocks, each with its readings.
    """

    def __init__(  # a journey says all of this of itself
        self,
        name: str,
        *workflows: Workflow,
        opened_by: type[Event],
        facts: Sequence[type[Event]],
        words: frozenset[str],
        core: RecordClass,
        upcasters: Mapping[tuple[str, int], Upcaster] | None = None,
        one: str = "case",
        readings: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self.name, self.opened_by, self.words, self.core, self.one = name, opened_by, words, core, one
        self.upcasters, self._readings = upcasters or {}, readings or {}
        self.definitions = definitions_of(workflows)
        self.workflows: Mapping[str, Workflow] = {name: found[-1] for name, found in self.definitions.items()}
        self.case_facts = (opened_by, *facts)
        self._homes = {
            event: workflow
            for found in self.definitions.values()
            for workflow in found
            for event in workflow.events
            if event not in self.case_facts
        }
        known = [*self.case_facts, *self._homes, *BUILT_IN]
        self.events: Mapping[str, type[Event]] = {tag_of(event): event for event in known}
        if len(self.events) < len(known):
            raise Misdeclared("two events have one tag")
        for event in known:
            check_event(event, words | BY)
        self._check_clocks()
        for workflow in workflows:
            self._check_steps(workflow)
            for move in workflow.moves:
                self._check_needs(workflow, move)

    @cache  # noqa: B019  # a journey is made once and lives as long as the process
    def hearing(self, event: type[Event]) -> tuple[str, ...]:
        """Return the workflows in which an event of another is heard, by any of their definitions."""
        if event in self.case_facts:
            return ()
        home = self.home_of(event)
        return tuple(
            name
            for name, found in self.definitions.items()
            if (home is None or name != home.name) and any(one.hears(event) for one in found)
        )

    @cached_property
    def own(self) -> frozenset[type[Event]]:
        """Return its events, without what may be said of any entry."""
        return frozenset(self.events.values()).difference(BUILT_IN)

    def definition(self, name: str, version: DefinitionId | None) -> Workflow | None:
        """Return a definition of a workflow by its version; the newest, where this release has none of that version.

        None where there is no such workflow.
        """
        found = self.definitions.get(name, ())
        return next((one for one in found if one.version == version), found[-1] if found else None)

    def pinned(self, name: str, strand: Strand | None, day: date) -> Workflow:
        """Return the definition that a strand goes on under; for one opened on a day, that in force then.

        Where that is not known here, or none was in force, it is the newest.
        """
        found = self.definitions[name]
        if strand and strand.definition:
            return next((one for one in found if one.version == strand.definition), found[-1])
        return next((one for one in found if one.in_force.on(day)), found[-1])

    def stage(self, workflow: str | None, name: str | None) -> Stage:
        """Return a stage by its name, from the newest definition that has it."""
        for one in reversed(self.definitions.get(workflow or "", ())):
            if found := one.stages_by_name.get(name or ""):
                return found
        return OUTSET

    @cached_property
    def moves(self) -> tuple[tuple[Workflow, Move], ...]:
        """Return every move by its newest definition that has it."""
        found = {
            (one.name, name): (one, move)
            for definitions in self.definitions.values()
            for one in definitions
            for name, move in one.moves_by_name.items()
        }
        return tuple(found.values())

    @cached_property
    def clocks(self) -> tuple[Clock, ...]:
        return tuple(dict.fromkeys(clock for workflow in self.workflows.values() for clock in workflow.clocks))

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        return tuple(dict.fromkeys(window for workflow in self.workflows.values() for window in workflow.windows))

    @cached_property
    def befores(self) -> tuple[tuple[Workflow, Move, Before], ...]:
        """Return everything that holds a move, with the law that forbids the act without it."""
        return tuple(
            (workflow, move, need)
            for found in self.definitions.values()
            for workflow in found
            for move in workflow.moves
            for need in move.needs
            if isinstance(need, Before)
        )

    @cached_property
    def _ways(self) -> tuple[Period | Due, ...]:
        """Return every way of counting that a clock or a window of this journey uses."""
        spans = [*(one.due for one in self.clocks), *(one.lasts for one in self.windows)]
        return tuple(part for span in spans for part in parts_of(span))

    @cached_property
    def local_numbers(self) -> frozenset[str]:
        """Return the names of the numbers that a place may set for itself."""
        periods = [one.n for one in self._ways if isinstance(one, Period)]
        return frozenset(one.name for one in periods if isinstance(one, Local))

    @cached_property
    def contested_rules(self) -> Mapping[str, tuple[str, ...]]:
        """Return the rules that can be read in more than one way, each with its readings."""
        return {one.name: tuple(one.readings) for one in self._ways if isinstance(one, Contested)} | dict(
            self._readings
        )

    def home_of(self, event: type[Event]) -> Workflow | None:
        """Return the workflow an event belongs to; None for a fact of the whole case."""
        return self._homes.get(event)

    @cached_property
    def _roles(self) -> Mapping[str, str]:
        return {role.id: role.name for event in self.events.values() for role in getattr(event, "recorded_by", ())}

    def role_name(self, role: str) -> str:
        """Return what somebody in a role is called in a sentence."""
        return self._roles.get(role, role)

    @cache  # noqa: B019  # a journey is made once and lives as long as the process
    def may_record(self, event: type[Event], about: type[Event] | None = None) -> frozenset[str]:
        """Return the roles that may record an event; a remark is for those who may record what it is ``about``.

        Anybody with a part in the journey may say that an entry is not right. Under which definition a strand goes on
        is for those who make its moves.
        """
        if event is DefinitionAdopted and about and (home := self.home_of(about)):
            return frozenset(role.id for move in home.moves for role in getattr(move.records, "recorded_by", ()))
        named = about if event in (EnteredInError, Withdrawn) and about not in BUILT_IN else event
        roles = getattr(named, "recorded_by", ())
        return frozenset(role.id for role in roles) or frozenset(self._roles)

    @cached_property
    def _unseen(self) -> frozenset[str]:
        classes = {getattr(event, "kept", self.core) for event in self.events.values()}
        return frozenset(one.name for one in classes if one.seen is Seen.UNSEEN)

    def in_sight(self, records: Sequence[Record]) -> Sequence[Record]:
        """Return the records that may show by being there: an unseen one changes no version that anybody is given."""
        return records if not self._unseen else [one for one in records if one.kept not in self._unseen]

    def kept(self, event: type[Event]) -> RecordClass:
        return getattr(event, "kept", self.core)

    @cached_property
    def _classes(self) -> Mapping[str, RecordClass]:
        return {one.name: one for one in (self.core, *(self.kept(event) for event in self.events.values()))}

    def class_of(self, record: Record) -> RecordClass:
        """Return the class that a record was kept in; of one that is declared no longer, nobody is told."""
        return self._classes.get(record.kept) or RecordClass(record.kept, Seen.UNSEEN, self.core.about)

    def _check_clocks(self) -> None:
        by_id: dict[str, list[Clock | Window]] = {}
        spans: tuple[Clock | Window, ...] = (*self.clocks, *self.windows)
        for one in spans:
            by_id.setdefault(one.id, []).append(one)
        if twice := sorted(name for name, found in by_id.items() if overlapping([one.in_force for one in found])):
            raise Misdeclared(f"two clocks have one id: {twice}")
        for workflow in self.workflows.values():
            for clock in workflow.clocks:
                self._check_waits(workflow, clock.id, clock.heeds(), clock.starts, clock.due)
            for window in workflow.windows:
                self._check_waits(workflow, window.id, window.heeds(), window.opens, window.lasts)

    @cache  # noqa: B019  # a journey is made once and lives as long as the process
    def _within(self, workflow: Workflow) -> frozenset[type[Event]]:
        """Return every event that can stand in the story of a strand, and whatever those that do are derived from.

        Its own, those of the whole case, and those of other workflows that are heard in it.
        """
        known = (*workflow.events, *self.case_facts, *BUILT_IN, *self._homes)
        return frozenset(kind for event in known for kind in event.__mro__ if kind.__module__ != Event.__module__)

    def _check_waits(
        self, workflow: Workflow, name: str, heeds: frozenset[type[Event]], starts: Starts, due: Period | Due | Times
    ) -> None:
        """Refuse a clock or a window that waits for what its strand can never hear of."""
        if lost := sorted(event.__name__ for event in heeds - self._within(workflow)):
            raise Misdeclared(f"clock {name} waits for {lost}, which nobody can record")
        for field in () if isinstance(due, Times) else due_of(due).fields():
            if missing := [one.__name__ for one in starts.events if not issubclass(one, field.event)]:
                raise Misdeclared(f"clock {name} reads a day that {missing} does not name")

    def _check_steps(self, workflow: Workflow) -> None:
        """Refuse a step taken on a fact of the whole case: it is in no strand, so it takes none on."""
        if lost := [event_of(step).__name__ for step in workflow.steps if event_of(step) in self.case_facts]:
            raise Misdeclared(f"{workflow.label}: {lost} is a fact of the whole case, so it takes no strand on")
        if lost := [event_of(step).__name__ for step in workflow.steps if event_of(step) not in self._within(workflow)]:
            raise Misdeclared(f"{workflow.label}: a step waits for {lost}, which nobody can record")

    def _check_needs(self, workflow: Workflow, move: Move) -> None:
        """Refuse a need that can never be met, or a permission that would hold up a duty."""
        if move.applies and not self._within(workflow).issuperset(move.applies.heeds()):
            raise Misdeclared(f"{workflow.label}: nobody can record where {move.label!r} applies")
        musts = {kind for clock in self.clocks if clock.law.force is Force.MUST for kind in clock.stopped_by()}
        for need in move.needs:
            kinds, waits = need.kinds(), need.heeds()
            if lost := sorted(kind.__name__ for kind in waits - self._within(workflow)):
                raise Misdeclared(f"{need.label!r} can never be met: nobody can record {lost}")
            owed = any(issubclass(move.records, must) for must in musts)
            if owed and need.hidden():
                raise Misdeclared(
                    f"{workflow.label}: {need.label!r} may hold a duty, and nobody can see what it rests on"
                )
            if owed and any(issubclass(kind, Agreement | Consent) for kind in kinds):
                raise Misdeclared(
                    f"{workflow.label}: {move.label!r} discharges a duty, so it may not wait for a permission:"
                    f" {need.label!r}"
                )
            if need.same:
                for kind in (move.records, *kinds):
                    key_of(kind, need.same)
            if need.applies:
                need.applies.check([move.records])


def definitions_of(workflows: Sequence[Workflow]) -> Mapping[str, tuple[Workflow, ...]]:
    """Return the definitions of each workflow, the newest last. Refuses two that are in force on one day."""
    found: dict[str, list[Workflow]] = {}
    for workflow in workflows:
        found.setdefault(workflow.name, []).append(workflow)
    for name, several in found.items():
        if overlapping([one.in_force for one in several]) or len({one.version for one in several}) < len(several):
            raise Misdeclared(f"two workflows have one name, and are in force on one day: {name}")
        several.sort(key=lambda one: one.in_force.since or date.min)
    for several in found.values():
        check_moves(several)
    return {name: tuple(several) for name, several in found.items()}


def overlapping(spans: Sequence[InForce]) -> bool:
    return any(one.overlaps(other) for at, one in enumerate(spans) for other in spans[at + 1 :])


def check_moves(definitions: Sequence[Workflow]) -> None:
    """Refuse a move that another definition records otherwise: its form would have two meanings."""
    known: dict[str, type[Event]] = {}
    for workflow in definitions:
        for name, move in workflow.moves_by_name.items():
            if known.setdefault(name, move.records) is not move.records:
                raise Misdeclared(f"{workflow.label}: {move.label!r} records another event in {workflow.version}")


def check_event(event: type[Event], words: frozenset[str]) -> None:
    """Refuse an event that a form, a page or a key could not be made from."""
    if not TAG.fullmatch(tag_of(event)):
        raise Misdeclared(f"{event.__name__} needs a tag of its own, such as area.noun-verb")
    facts = ("told",) if event in BUILT_IN else ("told", "kept", "recorded_by")
    missing = [fact for fact in facts if not hasattr(event, fact)]
    if missing or not event.__doc__:
        raise Misdeclared(f"{event.__name__} does not say {missing or 'what it means'}")
    if issubclass(event, Consent) and not hasattr(event, "wording"):
        raise Misdeclared(f"{event.__name__} asks for a permission without saying in what words")
    if unknown := words_in(event.told) - words - set(event.__struct_fields__):
        raise Misdeclared(f"{event.__name__} is told with unknown words {sorted(unknown)}")
    if sealed := words_in(erased_sentence(event)) - words - clear_words(event):
        raise Misdeclared(
            f"{event.__name__} needs told_erased, a sentence without {sorted(sealed)}, for when its content is gone"
        )
    if issubclass(event, Stated) and not {"part", "earlier"} <= clear_words(event):
        raise Misdeclared(f"{event.__name__} does not say of which part, and what is stated of it, in clear")
    if getattr(event, "kept", None) and event.kept.apart and "document" in fields(event):
        raise Misdeclared(f"{event.__name__} has a document, and one lies under no key of a single strand")
    if (said := own_words(event)) and not (set(said) == PARTS_OF_OWN_WORDS and fields(event)[said["entries"]].clear):
        raise Misdeclared(f"{event.__name__} does not say whose words stand beside which entries, named in clear")
    for name in event.__struct_fields__:
        check_field(event, name, hints(event)[name])


def erased_sentence(event: type[Event]) -> str:
    return event.told_erased or event.told


def clear_words(event: type[Event]) -> frozenset[str]:
    return frozenset(name for name, field in fields(event).items() if field.clear)


def check_field(event: type[Event], name: str, kind: Any) -> None:
    """Refuse a field that asks no question, is free text in clear, or is made of parts that ask nothing."""
    said = marks(kind)
    if not any(mark.title for mark in said):
        raise Misdeclared(f"{event.__name__}.{name} asks no question")
    if not isinstance(cast("object", plain(kind)), type):
        raise Misdeclared(f"{event.__name__}.{name} is not of a kind that a form can ask for")
    clear = any((mark.extra or {}).get("clear") for mark in said)
    group = nested(kind)
    free = issubclass(plain(kind), str | bytes) and not issubclass(plain(kind), Choice) and not patterned(kind)
    if clear and (free or group):
        raise Misdeclared(f"{event.__name__}.{name} is free text and may not be stored in clear")
    for part in msgspec.structs.fields(group) if group else ():
        check_field(event, part.name, hints(group)[part.name])

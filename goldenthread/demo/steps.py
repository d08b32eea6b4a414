"""What happens in the stories of the demo, and who writes it down when."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID, uuid5

from goldenthread.demo.days import Days
from goldenthread.engine.commands import Act, Command, New, Note
from goldenthread.engine.events import Event, PersonId, RecordId
from goldenthread.engine.records import Actor, Origin, StrandId
from goldenthread.engine.workflow import Move, Workflow
from goldenthread.workflows.settings_attended import KindOfSetting

Ids = Mapping[str, RecordId]
Told = Event | Callable[[Ids], Event]
"""A fact; or how to tell it, once the entries that it names have their ids."""


@dataclass(frozen=True)
class Place:
    """Where a child goes, and who works there: for the stories a name, for the records an account."""

    id: str
    kind: KindOfSetting
    senco: str
    teacher: str
    accounts: Mapping[str, str]


ELSEWHERE = {
    "authority": ("p.nunn", "the-authority"),
    "old-authority": ("d.reeve", "the-old-authority"),
    "new-authority": ("p.nunn", "the-authority"),
    "health-service": ("n.osei", "health-trust"),
    "social-care": ("l.amari", "social-care"),
    "adviser": ("h.vance", "psychology-service"),
    "mediation-adviser": ("k.doyle", "mediation-service"),
    "virtual-school": ("s.frame", "virtual-school"),
}
"""Who writes from outside a setting, and for which organisation."""
AT_HOME = {"parent": "family", "young-person": "own-account", "supporter": "supporter"}


@dataclass(frozen=True)
class Child:
    """Somebody invented: what they are called, who is at home and by what right they decide, and where they go."""

    name: str
    known_as: str
    at_home: str
    authority: str
    born_on: date
    place: Place
    number: int

    def account(self, role: str, place: Place | None = None) -> tuple[str, str]:
        """Return the account that writes in a role, and the organisation it writes for: at one place, or elsewhere."""
        if role in ELSEWHERE:
            return ELSEWHERE[role]
        if role in AT_HOME:
            return f"{AT_HOME[role]}-{self.number}", "home"
        there = place or self.place
        return there.accounts[role], there.id


def person(child: Child, who: str) -> PersonId:
    """Return the name under which records know an adult round a child: the same for the same adult."""
    return PersonId(uuid5(UUID(int=child.number), who))


@dataclass(frozen=True)
class Step:
    """One thing that happened so many days ago, and how many days later it was written down.

    ``strand`` is the name of an earlier step in whose strand it is, or says that it begins another; ``place`` is
    another than where the child goes.
    """

    ago: int
    event: Told
    move: tuple[Workflow, Move] | None = None
    reasons: Mapping[str, str] = field(default_factory=dict[str, str])
    name: str = ""
    later: int = 0
    role: str = "senco"
    origin: Origin = Origin.ACTED
    strand: str | New = ""
    place: Place | None = None

    def command(self, child: Child, ids: Ids, strands: Mapping[str, StrandId], on: date) -> Command:
        """Return what is to be recorded, in the words of whoever writes it."""
        account, organisation = child.account(self.role, self.place)
        by = Actor(account, self.role, organisation)
        event = self.event if isinstance(self.event, Event) else self.event(ids)
        strand = self.strand if isinstance(self.strand, New) else strands[self.strand] if self.strand else None
        if self.move is None:
            return Note(event=event, happened_on=on, by=by, origin=self.origin, strand=strand)
        workflow, move = self.move
        return Act(
            event=event, happened_on=on, by=by, strand=strand, workflow=workflow, move=move, reasons=self.reasons
        )


def fact(  # what a fact is told with, all of it
    ago: int,
    event: Told,
    *,
    role: str = "senco",
    name: str = "",
    later: int = 0,
    strand: str = "",
) -> Step:
    return Step(ago, event, role=role, name=name, later=later, strand=strand)


def reported(
    ago: int, event: Told, *, name: str = "", later: int = 0, role: str = "authority", strand: str = ""
) -> Step:
    """Tell what the authority, or another body, did."""
    return Step(ago, event, role=role, origin=Origin.REPORTED, name=name, later=later, strand=strand)


def brought_in(ago: int, event: Told, *, later: int, role: str = "senco", name: str = "", strand: str = "") -> Step:
    """Tell what happened before the record was kept here."""
    return Step(ago, event, origin=Origin.BROUGHT_IN, later=later, role=role, name=name, strand=strand)


def move(  # what a move is made of, all of it
    ago: int,
    workflow: Workflow,
    made: Move,
    event: Told,
    *,
    role: str = "senco",
    name: str = "",
    reasons: Mapping[str, str] | None = None,
    strand: str = "",
) -> Step:
    return Step(ago, event, (workflow, made), reasons or {}, name, role=role, strand=strand)


def at(place: Place, step: Step) -> Step:
    """Tell a step as it was written down at another place than where the child goes."""
    return replace(step, place=place)


def anew(step: Step) -> Step:
    """Tell a step that begins a story of its own, beside one of the same kind that is going on."""
    return replace(step, strand=New.STRAND)


@dataclass(frozen=True)
class Story:
    """What happened to a child; how many days ago the record was opened; and between which ages it may happen.

    ``at_home`` says who may be at home, where the story is about that; ``turned`` an age, and how many days ago the
    child reached it, where the story tells of it.
    """

    tell: Callable[[Child, Days], Iterator[Step]]
    opened: int
    ages: tuple[int, int]
    place: Place | None = None
    at_home: tuple[str, ...] = ()
    turned: tuple[int, int] | None = None

"""What happens in the stories of the demo, and who writes it down when."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from goldenthread.engine.events import Event, RecordId
from goldenthread.engine.records import Origin
from goldenthread.engine.workflow import Move, Workflow

Ids = Mapping[str, RecordId]
Told = Event | Callable[[Ids], Event]
"""A fact; or how to tell it, once the entries that it names have their ids."""


@dataclass(frozen=True)
class Place:
    """Where a child goes, and who works there: for the stories a name, for the records an account."""

    id: str
    senco: str
    teacher: str
    accounts: Mapping[str, str]


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

    def account(self, role: str) -> tuple[str, str]:
        """Return the account that writes in a role, and the organisation it writes for."""
        if role == "authority":
            return "p.nunn", "the-authority"
        if role == "parent":
            return f"family-{self.number}", "home"
        return self.place.accounts[role], self.place.id


@dataclass(frozen=True)
class Step:
    """One thing that happened so many days ago, and how many days later it was written down."""

    ago: int
    event: Told
    move: tuple[Workflow, Move] | None = None
    reasons: Mapping[str, str] = field(default_factory=dict[str, str])
    name: str = ""
    later: int = 0
    role: str = "senco"
    origin: Origin = Origin.ACTED


def fact(ago: int, event: Told, *, role: str = "senco", name: str = "", later: int = 0) -> Step:
    return Step(ago, event, role=role, name=name, later=later)


def reported(ago: int, event: Told, *, name: str = "", later: int = 0) -> Step:
    """Tell what the authority did."""
    return Step(ago, event, role="authority", origin=Origin.REPORTED, name=name, later=later)


def brought_in(ago: int, event: Told, *, later: int) -> Step:
    """Tell what happened before the record was kept here."""
    return Step(ago, event, origin=Origin.BROUGHT_IN, later=later)


def move(  # what a move is made of, all of it
    ago: int,
    workflow: Workflow,
    made: Move,
    event: Told,
    *,
    role: str = "senco",
    name: str = "",
    reasons: Mapping[str, str] | None = None,
) -> Step:
    return Step(ago, event, (workflow, made), reasons or {}, name, role=role)

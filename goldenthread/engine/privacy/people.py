"""People: who a person is, kept apart from every case, sealed under a key of their own."""

from datetime import date
from typing import Annotated, ClassVar, Protocol

from msgspec import Struct

from goldenthread.engine.events import Event, Name, PersonId, RecordClass, Role, Seen, asks

SELF = Role("self", "the person")
IDENTITY = RecordClass("identity", seen=Seen.UNSEEN, about=SELF)


class Identifier(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A number or code by which somebody else knows a person."""

    kind: Annotated[Name, asks("What kind of number is it?")]
    value: Annotated[Name, asks("What is the number?")]


class PersonDescribed(Event, tag="person.described"):
    """Who a person is. The latest description stands; the earlier ones stay on record."""

    told = "{by} wrote down who this is"
    when = "When was this so?"
    kept = IDENTITY
    recorded_by: ClassVar[tuple[Role, ...]] = ()

    name: Annotated[Name, asks("What is their full name?")]
    known_as: Annotated[Name | None, asks("What are they called?", "The name they like to be called by.")] = None
    born_on: Annotated[date | None, asks("When were they born?")] = None
    identifiers: Annotated[tuple[Identifier, ...], asks("Which numbers do others know them by?")] = ()

    @property
    def called(self) -> str:
        return self.known_as or self.name


class People(Protocol):
    """Where people are looked up: None for somebody unknown, or whose key has been destroyed.

    There is no search here; that comes with a projection that can be purged.
    """

    def described(self, person: PersonId) -> PersonDescribed | None: ...

"""Reading is recorded: one record for each answer, before anything is disclosed."""

from collections.abc import Iterable
from typing import Annotated, ClassVar
from uuid import UUID

from msgspec import Meta

from goldenthread.engine.access.directory import KEPT, Code, Id
from goldenthread.engine.events import CLEAR, Event, Role, asks

Several = Annotated[Id, Meta(pattern=r"^[a-z0-9._+-]*$", max_length=2000)]
"""Some identifiers in one, of one case: so that what is told of a case is never mixed with what is told of another."""


def together(names: Iterable[str]) -> Id:
    """Return identifiers as one, in order."""
    return Id("+".join(sorted(set(names))))


def apart(names: str) -> tuple[str, ...]:
    """Return the identifiers of which one was made."""
    return tuple(filter(None, names.split("+")))


class Looked(Event, tag="access.looked"):
    """Somebody was shown something: of which cases, of which record classes, in which posts, under which policy.

    Of each case, in the order of ``cases``, it is told by itself: its classes, the posts, and whether it was opened in
    an emergency.
    """

    told = "{by} looked"
    when = "When did they look?"
    kept = KEPT
    recorded_by: ClassVar[tuple[Role, ...]] = ()

    at: Annotated[Code, asks("What did they ask for?"), CLEAR]
    cases: Annotated[tuple[UUID, ...], asks("Of which cases?"), CLEAR]
    classes: Annotated[tuple[Several, ...], asks("Of which record classes, in each case?"), CLEAR]
    posts: Annotated[tuple[Several, ...], asks("In which posts, in each case?"), CLEAR]
    policy: Annotated[Code, asks("Under which policy?"), CLEAR]
    emergencies: Annotated[tuple[UUID, ...], asks("Which of them were opened in an emergency?"), CLEAR] = ()


EVENTS: tuple[type[Event], ...] = (Looked,)

"""Reading is recorded: one record for each answer, before anything is disclosed."""

from typing import Annotated, ClassVar
from uuid import UUID

from goldenthread.engine.access.directory import KEPT, Code
from goldenthread.engine.events import CLEAR, Event, Role, asks


class Looked(Event, tag="access.looked"):
    """Somebody was shown something: of which cases, of which record classes, in which posts, under which policy."""

    told = "{by} looked"
    when = "When did they look?"
    kept = KEPT
    recorded_by: ClassVar[tuple[Role, ...]] = ()

    at: Annotated[Code, asks("What did they ask for?"), CLEAR]
    cases: Annotated[tuple[UUID, ...], asks("Of which cases?"), CLEAR]
    classes: Annotated[tuple[Code, ...], asks("Of which record classes?"), CLEAR]
    posts: Annotated[tuple[Code, ...], asks("In which posts?"), CLEAR]
    policy: Annotated[Code, asks("Under which policy?"), CLEAR]
    emergency: Annotated[bool, asks("Was the record opened in an emergency?"), CLEAR] = False


EVENTS: tuple[type[Event], ...] = (Looked,)

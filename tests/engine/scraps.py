"""A few events for workflows that tests build and break."""

from datetime import date
from typing import Annotated

from goldenthread.engine import CLEAR, Agreement, Consent, Event, RecordId, Words, asks
from tests.engine.made_up import BOOK, STEWARD, Survey


class Begun(Event, tag="scrap.begun"):
    """It has begun."""

    told = "It began"
    kept = BOOK
    recorded_by = (STEWARD,)

    due_on: Annotated[date | None, asks("When is it due?"), CLEAR] = None
    kind: Annotated[Survey, asks("Of what kind?"), CLEAR] = Survey.SOIL
    why: Annotated[Words, asks("Why?")] = "Because"


class Continued(Event, tag="scrap.continued"):
    """It went on."""

    told = "It went on"
    kept = BOOK
    recorded_by = (STEWARD,)

    which: Annotated[RecordId | None, asks("Which?"), CLEAR] = None
    kinds: Annotated[tuple[Survey, ...], asks("Of what kinds?"), CLEAR] = ()


class Done(Event, tag="scrap.done"):
    """It is done."""

    told = "It is done"
    kept = BOOK
    recorded_by = (STEWARD,)


class Happy(Agreement, tag="scrap.happy"):
    """Whether they are happy."""

    told = "They said {answer}"
    kept = BOOK
    recorded_by = (STEWARD,)


class Permitted(Consent, tag="scrap.permitted"):
    """Whether they permit it."""

    told = "They said {answer}"
    wording = "I permit it."
    kept = BOOK
    recorded_by = (STEWARD,)


EVENTS = {kind.__name__: kind for kind in (Begun, Continued, Done, Happy, Permitted)}

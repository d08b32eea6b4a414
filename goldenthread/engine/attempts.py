"""Attempts: moves that were really submitted and were not ready. Kept apart, so that the case does not change."""

from typing import Annotated, ClassVar, NewType
from uuid import UUID, uuid5

from goldenthread.engine.decide import NotReady
from goldenthread.engine.events import CLEAR, CODE, Event, Role, asks

Code = NewType("Code", str)
"""The name of a declaration, such as a stage or a need."""


class AttemptNotReady(Event, tag="attempt.not-ready"):
    """A move was submitted and was not ready. What was typed into its form is not kept."""

    told = "{by} tried to take this on, and it was not ready"
    recorded_by: ClassVar[tuple[Role, ...]] = ()

    workflow: Annotated[Code, CODE, asks("Which workflow?"), CLEAR]
    move: Annotated[Code, CODE, asks("Which move?"), CLEAR]
    stage: Annotated[Code, CODE, asks("Where was it?"), CLEAR]
    unmet: Annotated[tuple[Annotated[Code, CODE], ...], asks("What was missing?"), CLEAR]
    elsewhere: Annotated[bool, asks("Does the move start from another stage?"), CLEAR]


def attempts_of(case: UUID) -> UUID:
    """Return the stream of a case's attempts: a version of its own, so that the case's does not change."""
    return uuid5(case, "attempts")


def attempt(not_ready: NotReady) -> AttemptNotReady:
    workflow = not_ready.act.workflow
    return AttemptNotReady(
        workflow=Code(workflow.name),
        move=Code(workflow.name_of(not_ready.act.move)),
        stage=Code(not_ready.stage),
        unmet=tuple(Code(one.id) for one in not_ready.unmet),
        elsewhere=bool(not_ready.possible_from),
    )

"""The state machine of ``decide``: a workflow compiled once to ``transitions``. Never used in replay."""

from collections.abc import Callable
from enum import Enum
from functools import cache
from typing import Any

from transitions import Machine, MachineError, State
from transitions.core import EventData

from goldenthread.engine.workflow import OUTSET, Move, Workflow, stages


class Position:
    """A throwaway token on the board."""

    def __init__(self, stage: str) -> None:
        self.stage = stage


class Elsewhere(Exception):
    """The move does not start from this stage."""


def judge(event: EventData) -> None:
    check: Callable[[], None] = event.kwargs["check"]
    check()


@cache
def machine(workflow: Workflow) -> Machine:
    """Compile a workflow, once. Nothing but its declared moves can be triggered."""
    name = workflow.name_of
    board = Machine(
        model=[],
        states=[name(stage) for stage in workflow.stages],
        initial=name(OUTSET),
        auto_transitions=False,
        send_event=True,
        model_attribute="stage",
    )
    for move in workflow.moves:
        sources: list[str | Enum | State] = [name(stage) for stage in stages(move.at)]
        board.add_transition(name(move), sources, name(move.to) if move.to else None, prepare=judge)
    return board


def play(workflow: Workflow, move: Move, stage: str, check: Callable[[], None]) -> str:
    """Return the stage a move leads to; raises ``Elsewhere``, or whatever ``check`` raises.

    A strand may be at a stage of an earlier definition, which this one does not have: no move starts there.
    """
    if stage not in workflow.stages_by_name:
        raise Elsewhere(stage)
    position: Any = Position(stage)
    try:
        machine(workflow).events[workflow.name_of(move)].trigger(position, check=check)
    except MachineError as wrong:
        raise Elsewhere(stage) from wrong
    return str(position.stage)

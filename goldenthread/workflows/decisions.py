"""Decisions that a family may challenge, and what has to do with them (Children and Families Act 2014, s. 51)."""

from typing import Annotated, ClassVar

from goldenthread.engine import CLEAR, TIES, Decision, Event, RecordId, Role, Words, asks
from goldenthread.workflows.people import ANYONE, MEDIATION_ADVISER
from goldenthread.workflows.vocabulary import CORE


class AppealableDecision(Decision, kw_only=True):
    """A decision of the authority that the family may challenge; the letter says how (s. 51; regs. 5, 10, 14, 32)."""

    rights_explained: Annotated[Words, asks("How were the rights to mediation and appeal explained?")]


class OfADecision(Event, kw_only=True):
    """Something that has to do with one decision of the authority, and may say which. Anybody may write it down."""

    kept = CORE
    recorded_by: ClassVar[tuple[Role, ...]] = (*ANYONE, MEDIATION_ADVISER)

    decision: Annotated[
        RecordId | None, asks("Which decision is it about?", "Leave empty if it is not on record."), CLEAR, TIES
    ] = None


class TurnedRound(OfADecision, kw_only=True):
    """A refusal no longer stands: by an order, an agreement, not opposing the appeal, or a change of mind."""


class MindOfItsOwn(TurnedRound, kw_only=True):
    """The authority changed its mind by itself, with no order and no agreement."""


class PlanBegun(Event, kw_only=True):
    """A plan is in force from this day, and its years are counted from it."""

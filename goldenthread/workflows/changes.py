"""Changing a plan: what several stories hear of, whichever of them it is written down in."""

from typing import Annotated

from goldenthread.engine import CLEAR, Decision, How, RecordId, Words, asks
from goldenthread.workflows.decisions import AppealableDecision
from goldenthread.workflows.vocabulary import SettingId


class ChangesProposed(Decision, kw_only=True):
    """The family has the plan with the changes proposed to it, and the evidence for them (reg. 22(2))."""

    how: Annotated[How, asks("How were they served?"), CLEAR]
    changes: Annotated[Words, asks("What changes are proposed?")]


class ChangesAnswered(AppealableDecision, kw_only=True):
    """What came of changes proposed to a plan: they were made, or the plan stays as it is (reg. 22(3), (4))."""


class PlanChanged(ChangesAnswered, kw_only=True):
    """The family has the plan with its changes. From this day it must be carried out."""

    changed: Annotated[Words, asks("What was changed, and what came of the family's views?")]
    named: Annotated[SettingId | None, asks("I. Which school or other setting is named?"), CLEAR] = None
    for_move: Annotated[
        RecordId | None, asks("For which move between phases does it name the setting, if one?"), CLEAR
    ] = None

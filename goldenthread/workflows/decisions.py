"""Decisions that a family may challenge (Children and Families Act 2014, s. 51)."""

from typing import Annotated

from goldenthread.engine import Decision, Words, asks


class AppealableDecision(Decision, kw_only=True):
    """A decision of the authority that the family may challenge; the letter says how (s. 51; regs. 5, 10, 14, 32)."""

    rights_explained: Annotated[Words, asks("How were the rights to mediation and appeal explained?")]

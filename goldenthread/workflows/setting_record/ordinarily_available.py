"""What is ordinarily available here for every child who needs it, without a plan and without asking twice.

Families see the list, in each new version, and what it is paid from.
"""

from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Event,
    Local,
    Name,
    Notice,
    RecordId,
    Stage,
    Then,
    Whenever,
    Words,
    Workflow,
    answered_by,
    asks,
    days_of,
)
from goldenthread.workflows.law import GOOD_PRACTICE, SINCE_2014
from goldenthread.workflows.people import SETTING
from goldenthread.workflows.setting_record.vocabulary import KEEPERS, OF_THE_SETTING
from goldenthread.workflows.vocabulary import AreaOfNeed


class ProvisionListed(Event, tag="ordinarily.listed"):
    """The list of what is ordinarily available was drawn up, or drawn up anew."""

    told = "The list of what is ordinarily available here was drawn up"
    when = "When was it agreed?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    version: Annotated[Name, asks("Which version is it?")]
    provision: Annotated[tuple[Words, ...], asks("What is available?", "Each thing by itself.")]
    areas: Annotated[tuple[AreaOfNeed, ...], asks("For which areas of need?"), CLEAR]
    resources: Annotated[Words, asks("How are staff, time and money used for it?", "So that families can see it.")]


class ProvisionGiven(Notice, tag="ordinarily.given"):
    """Families have the list."""

    told = "Families were given the list of what is ordinarily available here"
    when = "When did they get it?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    formats: Annotated[Words, asks("In which formats and languages?")]
    listed: Annotated[RecordId | None, asks("Which version?", "The entry that lists it."), CLEAR] = None


# Where it can be. There is only one place.

LISTED = Stage("Families can see what is ordinarily available")

LIST_GIVEN = Then(
    "Families are given the list",
    met_by=answered_by(ProvisionGiven.listed),
    by=SETTING,
    due=days_of(Local("days to give families a new list of what is ordinarily available", 28)),
    law=GOOD_PRACTICE("families know what is ordinarily available"),
)

A_LIST_IS_DRAWN_UP = Whenever(ProvisionListed, [OUTSET, LISTED], to=LISTED, owes=[LIST_GIVEN])

ORDINARILY_AVAILABLE = Workflow(
    "ordinarily-available",
    "What is ordinarily available here",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

"""A claim of disability discrimination by a school: a way of its own, beside any appeal about a plan.

Equality Act 2010. The claim is against the school (or its responsible body), not the authority. It may be made with or
without a plan and with or without a complaint to the school first, and needs no mediation certificate. It must reach
the tribunal within six months of what was done; for something that went on for a time, of its last day. Until 20 July
2020 a last day in August, or from 25 December to 1 January, moved to the next working day; since 21 July 2020 it does
not move. The tribunal may allow a later claim. Nobody is late in it: the time is the family's.
"""

from datetime import date, timedelta
from typing import Annotated

from goldenthread.engine import (
    OUTSET,
    Event,
    InForce,
    Mark,
    Stage,
    Whenever,
    Window,
    Words,
    Workflow,
    about,
    asks,
    contested,
    later_of,
    latest,
    months_beginning_with,
    months_of,
)
from goldenthread.workflows.calendars import out_of_august_and_christmas
from goldenthread.workflows.law import EQUALITY_ACT
from goldenthread.workflows.people import ANYONE, PARENT, SETTING
from goldenthread.workflows.vocabulary import CORE


class TreatedUnfairly(Event, tag="disability.treated-unfairly"):
    """Something was done, or not done, that the family thinks was unfair because of a disability."""

    told = "The family said that {child} was treated unfairly because of a disability"
    when = "On what day was it done? If it went on for a time, on what day was it last done?"
    kept = CORE
    recorded_by = ANYONE

    what: Annotated[Words, asks("What was done, or not done?", "In their own words."), about(PARENT)]


class ClaimMade(Event, tag="disability.claim-made"):
    """The claim reached the tribunal."""

    told = "The family made a claim to the tribunal"
    when = "On what day was it made?"
    kept = CORE
    recorded_by = ANYONE


class ClaimAnswered(Event, tag="disability.claim-answered"):
    """The school responded to the claim."""

    told = "The school responded to the claim"
    kept = CORE
    recorded_by = ANYONE


class ClaimWithdrawn(Event, tag="disability.claim-withdrawn"):
    """The family took the claim back. Nothing is said of why unless they wish it."""

    told = "The family took the claim back"
    kept = CORE
    recorded_by = ANYONE


class ClaimDecided(Event, tag="disability.claim-decided"):
    """The tribunal decided, and said what is to be done to put things right."""

    told = "The tribunal decided the claim"
    when = "What is the date of the decision?"
    kept = CORE
    recorded_by = ANYONE

    decided: Annotated[Words, asks("What was decided, and what is to be put right by when?")]


THOUGHT_UNFAIR = Stage("Something was unfair because of a disability")
CLAIMED = Stage("A claim has been made")
ANSWERED = Stage("The school has responded to the claim")
DECIDED = Stage("The tribunal has decided", ends=True)
WITHDRAWN = Stage("You took the claim back", ends=True)

SOMETHING_WAS_DONE = Whenever(TreatedUnfairly, [OUTSET, THOUGHT_UNFAIR], to=THOUGHT_UNFAIR)
FAMILY_CLAIMS = Whenever(ClaimMade, [OUTSET, THOUGHT_UNFAIR], to=CLAIMED)
SCHOOL_RESPONDS = Whenever(ClaimAnswered, CLAIMED, to=ANSWERED)
FAMILY_TAKES_IT_BACK = Whenever(ClaimWithdrawn, [CLAIMED, ANSWERED], to=WITHDRAWN)
TRIBUNAL_DECIDES = Whenever(ClaimDecided, [CLAIMED, ANSWERED], to=DECIDED)

# Six months from the act. Whether its own day is counted can be read either way: the earlier day is the safe one, and
# both are shown.
SIX_MONTHS = contested(
    "disability-claim-months",
    usually="not_counting_the_first",
    not_counting_the_first=months_of(6),
    counting_the_first=months_beginning_with(6),
)
MOVES_NO_MORE = date(2020, 7, 21)

CLAIM = Window(
    "disability-claim",
    "The family may make a claim of disability discrimination",
    opens=latest(TreatedUnfairly),
    lasts=SIX_MONTHS,
    used_by=ClaimMade,
    held_by=PARENT,
    law=EQUALITY_ACT(mark=Mark.SECONDARY),
    in_force=InForce(since=MOVES_NO_MORE),
)
CLAIM_UNTIL_2020 = Window(
    "disability-claim",
    "The family may make a claim of disability discrimination",
    opens=latest(TreatedUnfairly),
    lasts=later_of(SIX_MONTHS, rolls=out_of_august_and_christmas),
    used_by=ClaimMade,
    held_by=PARENT,
    law=EQUALITY_ACT(mark=Mark.SECONDARY),
    in_force=InForce(until=MOVES_NO_MORE - timedelta(days=1)),
)

DISABILITY_CLAIM = Workflow(
    "disability-claim",
    "Claim of disability discrimination",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=InForce(date(2010, 10, 1)),
)

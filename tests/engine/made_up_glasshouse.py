"""Raising seedlings: a story made up for tests, in which some rules hold under glass only."""

from datetime import date
from typing import Annotated, NewType

from goldenthread.engine import (
    CLEAR,
    CODE,
    OUTSET,
    BeforeOrReason,
    Choice,
    Clock,
    Event,
    Journey,
    Move,
    RecordId,
    Stage,
    Then,
    Whenever,
    Workflow,
    after_day,
    answered_by,
    asks,
    contested,
    days_of,
    each,
    first,
    latest,
    on,
    times,
    weeks_of,
    where,
    working_days_of,
)
from tests.engine.made_up import ALWAYS, BOOK, GROWER, GROWING_YEAR, GUIDE, STEWARD
from tests.engine.made_up_garden import PageOpened

Plot = NewType("Plot", str)
"""What is painted on a plot's gate."""

PlotName = Annotated[Plot, CODE]


class KindOfPlot(Choice):
    """What stands on a plot."""

    OPEN = "open", "Nothing: it is open ground"
    GLASS = "glass", "A glasshouse"
    TUNNEL = "tunnel", "A tunnel"


class PlotTaken(Event, tag="glass.plot-taken"):
    """A plot to raise seedlings on."""

    told = "A plot was taken"
    kept = BOOK
    recorded_by = (STEWARD,)

    plot: Annotated[PlotName, asks("Which plot?"), CLEAR]
    kind: Annotated[KindOfPlot | None, asks("What stands on it?"), CLEAR] = None


class PlotLeft(Event, tag="glass.plot-left"):
    """Somebody else has the plot now."""

    told = "A plot was left"
    kept = BOOK
    recorded_by = (STEWARD,)

    plot: Annotated[PlotName, asks("Which plot?"), CLEAR]


class SeedSown(Event, tag="glass.seed-sown"):
    """Seed is in the ground."""

    told = "Seed was sown"
    kept = BOOK
    recorded_by = (GROWER,)

    plot: Annotated[PlotName | None, asks("On which plot?"), CLEAR] = None


class Watered(Event, tag="glass.watered"):
    """The seedlings have water."""

    told = "The seedlings were watered"
    kept = BOOK
    recorded_by = (GROWER,)


class RainedOn(Event, tag="glass.rained-on"):
    """It rained."""

    told = "It rained"
    kept = BOOK
    recorded_by = (GROWER,)

    plot: Annotated[PlotName | None, asks("On which plot?"), CLEAR] = None


class PaneMended(Event, tag="glass.pane-mended"):
    """Every pane is whole."""

    told = "A pane was mended"
    kept = BOOK
    recorded_by = (GROWER,)


class PlantedOut(Event, tag="glass.planted-out"):
    """The seedlings are where they will grow."""

    told = "Seedlings were planted out"
    kept = BOOK
    recorded_by = (GROWER,)

    plot: Annotated[PlotName | None, asks("On which plot?"), CLEAR] = None


class VentsOpened(Event, tag="glass.vents-opened"):
    """Air can come in."""

    told = "The vents were opened"
    kept = BOOK
    recorded_by = (GROWER,)


class Queried(Event, tag="glass.queried"):
    """Somebody asked about the seedlings."""

    told = "Somebody asked about the seedlings"
    kept = BOOK
    recorded_by = (GROWER,)

    answer_on: Annotated[date | None, asks("When did they ask to be told?"), CLEAR] = None


class ToldByLetter(Event, tag="glass.told-by-letter"):
    """They were written to."""

    told = "They were written to"
    kept = BOOK
    recorded_by = (STEWARD,)

    query: Annotated[RecordId, asks("Which question does it answer?"), CLEAR]


class ToldAtTheGate(Event, tag="glass.told-at-the-gate"):
    """They were told at the gate."""

    told = "They were told at the gate"
    kept = BOOK
    recorded_by = (STEWARD,)

    asked: Annotated[RecordId | None, asks("Which question does it answer?"), CLEAR] = None


class NextDoorSold(Event, tag="glass.next-door-sold"):
    """The field next door has another owner."""

    told = "The field next door was sold"
    kept = BOOK
    recorded_by = (STEWARD,)

    seller_knew_on: Annotated[date | None, asks("When did the seller know?"), CLEAR] = None
    buyer_knew_on: Annotated[date | None, asks("When did the buyer know?"), CLEAR] = None


class FenceAgreed(Event, tag="glass.fence-agreed"):
    """Whose fence it is has been agreed."""

    told = "The fence was agreed"
    kept = BOOK
    recorded_by = (STEWARD,)


class GateLocked(Event, tag="glass.gate-locked"):
    """Nothing more will be raised here."""

    told = "The gate was locked"
    kept = BOOK
    recorded_by = (STEWARD,)


class GateOpened(Event, tag="glass.gate-opened"):
    """Something may be raised here again."""

    told = "The gate was opened again"
    kept = BOOK
    recorded_by = (STEWARD,)


SOWN = Stage("Seed is in the ground")
GROWN = Stage("The seedlings have been planted out", ends=True)
LOCKED = Stage("Nothing is raised here", ends=True)

UNDER_COVER = where(PlotTaken.kind, KindOfPlot.GLASS, KindOfPlot.TUNNEL, same=Plot)
UNDER_GLASS = where(PlotTaken.kind, KindOfPlot.GLASS)
ANY_UNDER_COVER = where(PlotTaken.kind, KindOfPlot.GLASS, KindOfPlot.TUNNEL, same=Plot, until=PlotLeft)

WATER = Clock(
    "water",
    "The seedlings are watered",
    starts=latest(SeedSown),
    due=days_of(2),
    stops=Watered,
    owed_by=GROWER,
    law=GUIDE(31),
    applies=UNDER_COVER,
)
FIRST_WATER = Clock(
    "first-water",
    "The first seedlings are watered",
    starts=first(SeedSown),
    due=days_of(2),
    stops=Watered,
    owed_by=GROWER,
    law=GUIDE(32),
    applies=UNDER_COVER,
)
WATER_EACH = Clock(
    "water-each",
    "Each sowing is watered",
    starts=each(SeedSown),
    due=days_of(2),
    stops=Watered,
    owed_by=GROWER,
    law=GUIDE(33),
    applies=UNDER_GLASS,
)
LEFT_TO_THE_RAIN = Clock(
    "left-to-the-rain",
    "The seedlings are looked at after rain",
    starts=latest(RainedOn),
    due=days_of(9),
    stops=Watered,
    owed_by=GROWER,
    law=GUIDE(34),
    in_place_of=[FIRST_WATER],
    applies=where(PlotTaken.kind, KindOfPlot.OPEN, same=Plot),
)
SHADED = Clock(
    "shaded",
    "The seedlings have shade",
    starts=latest(SeedSown),
    due=days_of(2),
    stops=Watered,
    owed_by=GROWER,
    law=GUIDE(41),
    applies=ANY_UNDER_COVER,
)
PANES = Clock(
    "panes",
    "The panes are mended",
    starts=first(SeedSown),
    due=times(2, a=GROWING_YEAR),
    stops=PaneMended,
    owed_by=STEWARD,
    law=GUIDE(35),
    applies=UNDER_GLASS,
)
ANSWERED = Clock(
    "answered",
    "Whoever asked is told",
    starts=each(Queried),
    due=after_day(Queried.answer_on, days_of(2), else_period=weeks_of(2)),
    stops=answered_by(ToldByLetter.query, ToldAtTheGate.asked),
    owed_by=STEWARD,
    law=GUIDE(36),
)
REMINDED = Clock(
    "reminded",
    "Whoever asked is told again",
    starts=each(Queried),
    due=after_day(Queried.answer_on, weeks_of(1)),
    stops=answered_by(ToldAtTheGate.asked),
    owed_by=STEWARD,
    law=GUIDE(37),
)
FENCE = Clock(
    "fence",
    "Whose fence it is has been agreed",
    starts=latest(NextDoorSold),
    due=contested(
        "whose knowledge counts",
        usually="seller",
        seller=after_day(NextDoorSold.seller_knew_on, working_days_of(3)),
        buyer=after_day(NextDoorSold.buyer_knew_on, working_days_of(3)),
        told=on(NextDoorSold.buyer_knew_on),
    ),
    stops=FenceAgreed,
    owed_by=STEWARD,
    law=GUIDE(38),
)

PANES_WHOLE = BeforeOrReason("Every pane is whole", PaneMended, by=STEWARD, law=GUIDE(39), applies=UNDER_COVER)

AIRED = Then("The seedlings have air", VentsOpened, by=GROWER, due=days_of(1), law=GUIDE(40), applies=UNDER_COVER)

SOWING = Whenever(SeedSown, [OUTSET, SOWN], to=SOWN, owes=[AIRED])
UNLOCKED = Whenever(GateOpened, LOCKED, to=SOWN)
OPEN_VENTS = Move("Open the vents", SOWN, records=VentsOpened, applies=UNDER_GLASS)
PLANT_OUT = Move("Plant out", SOWN, to=GROWN, records=PlantedOut, needs=[PANES_WHOLE])
LOCK_UP = Move("Lock the gate", [OUTSET, SOWN], to=LOCKED, records=GateLocked)

RAISING = Workflow(
    "raising", "Raising seedlings", declared_in=__name__, held_by=STEWARD, version="2099.1", in_force=ALWAYS
)

GLASSHOUSE = Journey(
    "glasshouse",
    RAISING,
    opened_by=PageOpened,
    facts=[PlotTaken, PlotLeft],
    words=frozenset({"grower"}),
    core=BOOK,
)


def taken(plot: str, kind: KindOfPlot | None = None) -> PlotTaken:
    return PlotTaken(plot=Plot(plot), kind=kind)


def sown(plot: str | None = None) -> SeedSown:
    return SeedSown(plot=Plot(plot) if plot else None)

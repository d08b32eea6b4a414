"""Painting a shed: another story that runs beside the first."""

from datetime import date

from goldenthread.engine import OUTSET, Event, InForce, Move, Stage, Whenever, Workflow
from tests.engine.made_up import BOOK, GROWER, STEWARD


class PaintBought(Event, tag="shed.paint-bought"):
    """There is paint."""

    told = "Paint was bought"
    kept = BOOK
    recorded_by = (GROWER,)


class ShedPainted(Event, tag="shed.painted"):
    """The shed is green."""

    told = "The shed was painted"
    kept = BOOK
    recorded_by = (GROWER,)


READY = Stage("There is paint")
GREEN = Stage("The shed is green", ends=True)

PAINT_COMES = Whenever(PaintBought, OUTSET, to=READY)
PAINT_IT = Move("Paint the shed", READY, to=GREEN, records=ShedPainted)

SHED = Workflow(
    "shed",
    "Painting a shed",
    declared_in=__name__,
    held_by=STEWARD,
    version="2099.1",
    in_force=InForce(until=date(2025, 12, 31)),
)

"""Painting a shed, as it is defined from 2026: the colour is agreed first, and brushes may be washed later."""

from datetime import date

from goldenthread.engine import Before, Clock, Event, InForce, Move, Workflow, days_of, first
from tests.engine.made_up import ACT, BOOK, GROWER, STEWARD
from tests.engine.made_up_shed import GREEN, PAINT_COMES, READY, SHED, PaintBought, ShedPainted

__all__ = ["GREEN", "PAINT_COMES", "READY", "SHED", "PaintBought", "ShedPainted"]


class ColourAgreed(Event, tag="shed.colour-agreed"):
    """Everybody likes the colour."""

    told = "The colour was agreed"
    kept = BOOK
    recorded_by = (GROWER,)


class ShedScraped(Event, tag="shed.scraped"):
    """The old paint is off."""

    told = "The shed was scraped"
    kept = BOOK
    recorded_by = (GROWER,)


class BrushesWashed(Event, tag="shed.brushes-washed"):
    """The brushes are clean."""

    told = "The brushes were washed"
    kept = BOOK
    recorded_by = (GROWER,)


AGREED = Before("The colour has been agreed", ColourAgreed, by=STEWARD, law=ACT(9))
SCRAPE = Move("Scrape the shed", READY, records=ShedScraped)
PAINT_IT = Move("Paint the shed", READY, to=GREEN, needs=[AGREED], records=ShedPainted)

WASHED_BY = Clock(
    "brushes-washed", "The brushes are washed", starts=first(ShedPainted), due=days_of(1), stops=BrushesWashed,
    owed_by=GROWER, law=ACT(10), in_force=InForce(until=date(2025, 10, 31)),
)  # fmt: skip
WASHED_LATER = Clock(
    "brushes-washed", "The brushes are washed", starts=first(ShedPainted), due=days_of(7), stops=BrushesWashed,
    owed_by=GROWER, law=ACT(11), in_force=InForce(since=date(2025, 11, 1)),
)  # fmt: skip

SHED_AGAIN = Workflow(
    "shed",
    "Painting a shed",
    declared_in=__name__,
    held_by=STEWARD,
    version="2100.1",
    in_force=InForce(since=date(2026, 1, 1)),
    follows=SHED,
)

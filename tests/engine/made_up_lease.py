"""A lease: a story that begins, goes on and ends by what is told in another, and is written down once."""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Clock,
    Event,
    InForce,
    Move,
    RecordId,
    Stage,
    Then,
    Whenever,
    Workflow,
    asks,
    days_of,
    each,
    first,
)
from goldenthread.engine.records import Disputed
from tests.engine.made_up import ACT, BOOK, GROWER, STEWARD, GivenUp, Inspected, Let


class LeaseSigned(Event, tag="lease.signed"):
    """Both have signed."""

    told = "The lease was signed"
    kept = BOOK
    recorded_by = (STEWARD,)

    letting: Annotated[RecordId | None, asks("Of which letting?"), CLEAR] = None


class RentLookedAt(Event, tag="lease.rent-looked-at"):
    """The rent was looked at again."""

    told = "The rent was looked at again"
    kept = BOOK
    recorded_by = (STEWARD, GROWER)


class DisputeSettled(Event, tag="lease.dispute-settled"):
    """Somebody who said that an entry is not right has an answer."""

    told = "A dispute was settled"
    kept = BOOK
    recorded_by = (STEWARD,)


TO_SIGN = Stage("The lease is to be signed")
SIGNED = Stage("The lease runs")
OVER = Stage("The lease is over", ends=True)

RENT_LOOKED_AT = Then("The rent is looked at again", RentLookedAt, by=STEWARD, due=days_of(30), law=ACT(40))
SIGNED_SOON = Clock(
    "lease-signed",
    "The lease is signed",
    starts=first(Let),
    due=days_of(14),
    stops=LeaseSigned,
    falls_away=GivenUp,
    owed_by=STEWARD,
    law=ACT(41),
)
DISPUTE_SETTLED = Clock(
    "dispute-settled",
    "A dispute is settled",
    starts=each(Disputed),
    due=days_of(10),
    stops=DisputeSettled,
    owed_by=STEWARD,
    law=ACT(42),
)

BEGINS = Whenever(Let, OUTSET, to=TO_SIGN)
SEASON_ENDS = Whenever(Inspected, [TO_SIGN, SIGNED], owes=[RENT_LOOKED_AT])
BED_GIVEN_UP = Whenever(GivenUp, [TO_SIGN, SIGNED], to=OVER)
SIGN = Move("Sign the lease", TO_SIGN, to=SIGNED, records=LeaseSigned)

LEASE = Workflow(
    "lease", "A lease", declared_in=__name__, held_by=STEWARD, version="2099.1", in_force=InForce(date(2000, 1, 1))
)

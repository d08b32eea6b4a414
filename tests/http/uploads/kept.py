"""A made-up kind of case in which documents are kept: receipts on a card, and slips that nobody else sees."""

from typing import Annotated

from goldenthread.engine import CLEAR, Attached, Journey, Name, RecordClass, RecordId, Seen, asks
from tests.http.lending import ANYBODY, BORROWER, DESK, KEEPER, LENDING, CardMade

SLIPS = RecordClass("slips", seen=Seen.COUNTED, about=BORROWER)


class ReceiptKept(Attached, tag="lending.receipt-kept"):
    """A receipt is kept with the card."""

    told = "A receipt is kept: {title}"
    told_erased = "A receipt was kept: {document_kind}"
    kept = DESK
    recorded_by = ANYBODY

    title: Annotated[Name, asks("What is it?")]
    belongs_to: Annotated[RecordId | None, asks("Which entry does it belong to?"), CLEAR] = None


class SlipKept(Attached, tag="lending.slip-kept"):
    """A slip is kept that only the keeper sees."""

    told = "A slip is kept: {title}"
    told_erased = "A slip was kept"
    kept = SLIPS
    recorded_by = (KEEPER,)

    title: Annotated[Name, asks("What is it?")]


JOURNEY = Journey(
    "lending",
    LENDING,
    opened_by=CardMade,
    facts=(ReceiptKept, SlipKept),
    words=frozenset({"reader"}),
    core=DESK,
)

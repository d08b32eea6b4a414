"""Holding a record back from being destroyed, and looking at how long it is still needed.

How long anything is kept is in ``retention.py``, as rules. These are what a person says of one record: that it has to
stay, because of a claim, an inquiry or a question that is still open; that this is over; or that somebody looked. A
hold beats every rule for as long as it stands, and takes nothing away from anybody: the record goes on as before. Who
asked for it, and why, is told to those who answer for the record: to everybody else there is nothing to see.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import CLEAR, Choice, Event, Name, RecordClass, RecordId, Seen, Words, asks
from goldenthread.workflows.people import AUTHORITY, CHILD, DPO, HEAD, SAFEGUARDING_LEAD, SENCO

KEEPING = RecordClass("keeping", seen=Seen.UNSEEN, about=CHILD)
"""What is said of keeping a record: a hold may tell that somebody inquires."""

THOSE_WHO_ANSWER = (DPO, HEAD, SENCO, SAFEGUARDING_LEAD, AUTHORITY)


class HoldGround(Choice):
    """Why a record has to stay."""

    CLAIM = "claim", "A claim, an appeal or a court case"
    INQUIRY = "inquiry", "An inquiry, an inquest or an investigation"
    COMPLAINT = "complaint", "A complaint that is still looked into"
    ASKED_TO_SEE = "asked-to-see", "Somebody has asked to see it"
    NEEDED = "needed", "Somebody whom it is about needs it kept"
    OTHER = "other", "Something else"


class HoldPlaced(Event, tag="retention.hold-placed"):
    """Nothing of this record is destroyed until the hold is lifted, whatever the rules say."""

    told = "{by} put this record on hold, so that nothing of it is destroyed"
    when = "From which day?"
    kept = KEEPING
    recorded_by = THOSE_WHO_ANSWER

    ground: Annotated[HoldGround, asks("Why does it have to stay?")]
    who: Annotated[Name, asks("Who asked for it?", "The person, and on whose behalf.")]
    why: Annotated[Words, asks("What is it needed for?", "Enough for somebody to judge later whether it is over.")]


class HoldLifted(Event, tag="retention.hold-lifted"):
    """What a record was held for is over. From now on the rules count again."""

    told = "{by} lifted a hold on this record"
    when = "When was it lifted?"
    kept = KEEPING
    recorded_by = THOSE_WHO_ANSWER

    hold: Annotated[RecordId, asks("Which hold?"), CLEAR]
    who: Annotated[Name, asks("Who found that it is over?")]
    why: Annotated[Words, asks("How do they know?")]


class RetentionReviewed(Event, tag="retention.reviewed"):
    """A person looked at whether this record is still needed: it may be kept longer than the rules say, never less."""

    told = "{by} looked at how long this record is needed"
    when = "When did they look?"
    kept = KEEPING
    recorded_by = THOSE_WHO_ANSWER

    why: Annotated[Words, asks("Why?")]
    keep_until: Annotated[
        date | None,
        asks("Until which day is it needed?", "That day included. Leave empty if the rules are long enough."),
        CLEAR,
    ] = None


FACTS = (HoldPlaced, HoldLifted, RetentionReviewed)

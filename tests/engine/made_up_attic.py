"""Looking after somebody's boxes in an attic: a story made up to test how long things are kept."""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Consent,
    Event,
    Force,
    InForce,
    Journey,
    Local,
    Mark,
    PersonId,
    RecordClass,
    RecordId,
    Role,
    Seen,
    Source,
    Stage,
    Whenever,
    Workflow,
    asks,
    months_of,
    years_of,
)
from goldenthread.engine.naming import field_of
from goldenthread.engine.privacy.retention import (
    BIRTH,
    HAPPENED,
    LAST_ENTRY,
    SUPERSEDED,
    Figure,
    Rule,
    Schedule,
    strand_over,
)

KEEPER = Role("keeper", "the keeper")
BOXES = RecordClass("boxes", seen=Seen.SHOWN, about=KEEPER)
LETTERS = RecordClass("letters", seen=Seen.UNSEEN, about=KEEPER)
LABELS = RecordClass("labels", seen=Seen.SHOWN, about=KEEPER)
ODDS = RecordClass("odds", seen=Seen.SHOWN, about=KEEPER)
NOTES = RecordClass("notes", seen=Seen.UNSEEN, about=KEEPER)


class BoxBrought(Event, tag="attic.box-brought"):
    """Somebody's box came in."""

    told = "{by} took in a box"
    kept = BOXES
    recorded_by = (KEEPER,)

    whose: Annotated[PersonId, asks("Whose box is it?"), CLEAR]


class HatPutIn(Event, tag="attic.hat-put-in"):
    """A hat was put into the box."""

    told = "A hat was put in"
    kept = BOXES
    recorded_by = (KEEPER,)


class LetterPutIn(Event, tag="attic.letter-put-in"):
    """A letter was put into the box."""

    told = "A letter was put in"
    kept = LETTERS
    recorded_by = (KEEPER,)


class LabelWritten(Event, tag="attic.label-written"):
    """A label was written. It stands until there is another."""

    told = "A label was written"
    kept = LABELS
    recorded_by = (KEEPER,)


class ButtonFound(Event, tag="attic.button-found"):
    """A button, of which no rule knows."""

    told = "A button was found"
    kept = ODDS
    recorded_by = (KEEPER,)


class LookingInside(Consent, tag="attic.looking-inside"):
    """Whether somebody may look inside."""

    told = "Somebody was asked whether we may look inside, and said {answer}"
    wording = "You may look inside."
    kept = LETTERS
    recorded_by = (KEEPER,)


class LoanAsked(Event, tag="attic.loan-asked"):
    """Somebody asked to borrow what is in it."""

    told = "A loan was asked for"
    kept = LETTERS
    recorded_by = (KEEPER,)


class LoanReturned(Event, tag="attic.loan-returned"):
    """It came back."""

    told = "A loan came back"
    kept = LETTERS
    recorded_by = (KEEPER,)


class Kept(Event, tag="attic.kept"):
    """It has to stay."""

    told = "It has to stay"
    kept = NOTES
    recorded_by = (KEEPER,)


class LetGo(Event, tag="attic.let-go"):
    """It has to stay no longer."""

    told = "It has to stay no longer"
    kept = NOTES
    recorded_by = (KEEPER,)

    hold: Annotated[RecordId, asks("Which hold?"), CLEAR]


class LookedAt(Event, tag="attic.looked-at"):
    """Somebody looked whether it is needed."""

    told = "Somebody looked"
    kept = NOTES
    recorded_by = (KEEPER,)

    keep_until: Annotated[date | None, asks("Until when?"), CLEAR] = None


LENT = Stage("It is lent")
BACK = Stage("It is back", ends=True)
LENDS = Whenever(LoanAsked, OUTSET, to=LENT)
COMES_BACK = Whenever(LoanReturned, LENT, to=BACK)
LOAN = Workflow(
    "loan", "Lending a box", declared_in=__name__, held_by=KEEPER, version="2099.1", in_force=InForce(date(1900, 1, 1))
)

ATTIC = Journey(
    "attic",
    LOAN,
    opened_by=BoxBrought,
    facts=(HatPutIn, LetterPutIn, LabelWritten, ButtonFound, LookingInside, Kept, LetGo, LookedAt),
    words=frozenset(),
    core=BOXES,
)

CUSTOM = Source("The attic's custom:", Force.SETTING_POLICY)
BOX_YEARS = Figure("box-years", {"10": years_of(10), "20": years_of(20)}, usually="20")

SCHEDULE = Schedule(
    rules=(
        Rule("boxes", "Boxes", (BOXES, NOTES), BIRTH, BOX_YEARS, CUSTOM("boxes", mark=Mark.CONTESTED)),
        Rule("letters", "Letters", (LetterPutIn,), HAPPENED, years_of(Local("years of letters", 6)), CUSTOM("letters")),
        Rule("looking", "Looking inside", (Consent,), LAST_ENTRY, months_of(18), CUSTOM("looking")),
        Rule("loans", "Loans", (LOAN,), strand_over(), years_of(2), CUSTOM("loans")),
        Rule("labels", "Labels", (LABELS,), SUPERSEDED, years_of(1), CUSTOM("labels")),
    ),
    subjects=(field_of(BoxBrought.whose),),
    held=Kept,
    lifted=field_of(LetGo.hold),
    kept_until=field_of(LookedAt.keep_until),
)

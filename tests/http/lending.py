"""A made-up workflow in one module: lending a tool. Nothing else anywhere knows of it."""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Before,
    BeforeOrReason,
    Clock,
    Consent,
    Event,
    Force,
    InForce,
    Journey,
    Name,
    PersonId,
    RecordClass,
    RecordId,
    Role,
    Seen,
    Source,
    Stage,
    Then,
    Whenever,
    Words,
    Workflow,
    asks,
    days_of,
    latest,
    on,
    weeks_of,
)
from goldenthread.engine import Move as MoveOf

BORROWER, KEEPER = Role("borrower", "the borrower"), Role("keeper", "the keeper")
ANYBODY = (BORROWER, KEEPER)
DESK = RecordClass("desk", seen=Seen.SHOWN, about=BORROWER)
PRIVATE = RecordClass("private", seen=Seen.UNSEEN, about=BORROWER)
ACT = Source("Lending Act 2001, s.", Force.MUST)
GUIDE = Source("Lending Guide", Force.SHOULD, dotted=True)


class CardMade(Event, tag="lending.card-made"):
    """Somebody has a card."""

    told = "{by} made a card for {reader}"
    kept = DESK
    recorded_by = ANYBODY

    whose: Annotated[PersonId, asks("Whose card is it?"), CLEAR]


class ToolAsked(Event, tag="lending.tool-asked"):
    """Somebody would like a tool."""

    told = "{reader} asked for a {tool}, wanted by {wanted_on}"
    told_erased = "{reader} asked for a tool, wanted by {wanted_on}"
    when = "On what day was it asked for?"
    kept = DESK
    recorded_by = ANYBODY

    tool: Annotated[Name, asks("Which tool?")]
    wanted_on: Annotated[date, asks("When is it wanted?"), CLEAR]
    why: Annotated[Words | None, asks("What is it for?", "In their own words.")] = None


class AskingAnswered(Event, tag="lending.asking-answered"):
    """Whoever asked has an answer."""

    told = "{reader} has an answer"
    kept = DESK
    recorded_by = (KEEPER,)

    asking: Annotated[RecordId | None, asks("Which asking?", "Leave empty if it is not on record."), CLEAR] = None


class HoursTold(Event, tag="lending.hours-told"):
    """The borrower knows when the shed is open."""

    told = "{reader} knows when the shed is open"
    kept = DESK
    recorded_by = (KEEPER,)


class PhotoAllowed(Consent, tag="lending.photo-allowed"):
    """Whether a photograph may be kept with the card."""

    told = "{given_by} was asked whether a photograph may be kept, and said {answer}"
    told_erased = "Somebody was asked whether a photograph may be kept, and said {answer}"
    wording = "You may keep a photograph of me with my card."
    kept = PRIVATE
    recorded_by = ANYBODY


class ToolLent(Event, tag="lending.tool-lent"):
    """The tool is with the borrower."""

    told = "The tool was lent, to be back on {back_on}"
    kept = DESK
    recorded_by = (KEEPER,)

    back_on: Annotated[date, asks("When will it be back?"), CLEAR]


class ToolBack(Event, tag="lending.tool-back"):
    """The tool is in the shed again."""

    told = "The tool came back"
    kept = DESK
    recorded_by = (KEEPER,)


class SlipGiven(Event, tag="lending.slip-given"):
    """The borrower has a slip with the day on it."""

    told = "{reader} was given a slip"
    kept = DESK
    recorded_by = (KEEPER,)


ASKED = Stage("A tool has been asked for")
LENT = Stage("The tool is lent")
BACK = Stage("The tool is back", ends=True)

HOURS = Before("The borrower knows when the shed is open", HoursTold, by=KEEPER, law=ACT(3))
PHOTO = BeforeOrReason("A photograph may be kept", PhotoAllowed, by=BORROWER, law=GUIDE(1, 2))
SLIP = Then("The borrower has a slip", SlipGiven, by=KEEPER, due=days_of(2), law=GUIDE(1, 3))

ASKING = Whenever(ToolAsked, OUTSET, to=ASKED)
LEND = MoveOf("Lend the tool", ASKED, to=LENT, needs=[HOURS, PHOTO], records=ToolLent, owes=[SLIP])
RETURN = MoveOf("Take it back", LENT, to=BACK, records=ToolBack)

ANSWERED = Clock(
    "tool-answer", "Whoever asked has the tool", starts=latest(ToolAsked), due=weeks_of(1), stops=ToolLent,
    owed_by=KEEPER, law=GUIDE(2, 1),
)  # fmt: skip
RETURNED = Clock(
    "tool-back", "The tool is back", starts=latest(ToolLent), due=on(ToolLent.back_on), stops=ToolBack,
    owed_by=BORROWER, law=GUIDE(2, 2),
)  # fmt: skip

LENDING = Workflow(
    "lending", "Lending a tool", declared_in=__name__, held_by=KEEPER, version="1", in_force=InForce(date(2000, 1, 1))
)
JOURNEY = Journey("lending", LENDING, opened_by=CardMade, facts=(), words=frozenset({"reader"}), core=DESK)

"""Letting a bed in a shared garden: a story made up for tests, which says one of everything that can be said."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, NewType

from goldenthread.engine import (
    AT_ONCE,
    CLEAR,
    CODE,
    OUTSET,
    Agreement,
    Before,
    BeforeOrReason,
    Calendar,
    Choice,
    Clock,
    Consent,
    Decision,
    Event,
    Force,
    How,
    InForce,
    Local,
    Mark,
    Move,
    Name,
    Notice,
    RecordClass,
    RecordId,
    Role,
    Seen,
    Source,
    Stage,
    Then,
    Whenever,
    Window,
    Words,
    Workflow,
    Year,
    about,
    after,
    answered_by,
    asks,
    before,
    contested,
    days_beginning_with,
    days_of,
    during,
    each,
    earlier_of,
    first,
    fixed,
    later_of,
    latest,
    months_beginning_with,
    months_of,
    on,
    session_days_after,
    times,
    weeks_of,
    working_days_of,
    working_days_outside,
)
from goldenthread.engine.history import History
from goldenthread.engine.records import Record

GROWER = Role("grower", "the grower")
NEIGHBOUR = Role("neighbour", "a neighbour")
STEWARD = Role("steward", "the steward")
SURVEYORS = Role("surveyors", "whoever was asked to survey")

ACT = Source("Gardens Act 2099, s.", Force.MUST)
GUIDE = Source("Garden Guide", Force.SHOULD, dotted=True)
CUSTOM = Source("The garden's own custom:", Force.SETTING_POLICY)
ALWAYS = InForce(date(2000, 1, 1))

BOOK = RecordClass("book", seen=Seen.SHOWN, about=GROWER)
PURSE = RecordClass("purse", seen=Seen.UNSEEN, about=NEIGHBOUR)
GROWING_YEAR = Year(10, "growing year")
ANYBODY = (GROWER, NEIGHBOUR, STEWARD)

Bed = NewType("Bed", str)
"""The number on a bed's post."""

BedNumber = Annotated[Bed, CODE]


class Survey(Choice):
    """What is looked into before a bed is let."""

    SOIL = "soil", "The soil"
    WATER = "water", "The water"


# What may happen


class Asked(Event, tag="garden.bed-asked"):
    """Somebody would like a bed."""

    told = "{who} asked for a bed, {how}"
    told_erased = "Somebody asked for a bed, {how}"
    when = "On what day did the steward receive it?"
    kept = BOOK
    recorded_by = ANYBODY

    who: Annotated[Name, asks("Who would like a bed?")]
    how: Annotated[How, asks("How did they ask?"), CLEAR] = How.EMAIL


class TakenBack(Event, tag="garden.asking-taken-back"):
    """They no longer want a bed."""

    told = "{by} wrote down that a bed is no longer wanted"
    kept = BOOK
    recorded_by = ANYBODY


class BedViewed(Event, tag="garden.bed-viewed"):
    """The grower has stood on a bed and looked at it."""

    told = "A bed was looked at"
    kept = BOOK
    recorded_by = ANYBODY

    bed: Annotated[BedNumber, asks("Which bed?"), CLEAR]
    thought: Annotated[Words | None, asks("What did they think of it?"), about(NEIGHBOUR)] = None


class SurveyAsked(Event, tag="garden.survey-asked"):
    """Somebody was asked to look into the bed."""

    told = "A survey was asked for"
    kept = BOOK
    recorded_by = (STEWARD,)

    survey: Annotated[Survey, asks("Of what?"), CLEAR]


class SurveyDone(Event, tag="garden.survey-done"):
    """What was found."""

    told = "{survey} was surveyed"
    kept = BOOK
    recorded_by = (STEWARD,)

    survey: Annotated[Survey, asks("Of what?"), CLEAR]
    found: Annotated[Words, asks("What was found?")] = "Loam"


class SurveyDropped(Event, tag="garden.survey-dropped"):
    """A survey is no longer wanted."""

    told = "A survey was dropped"
    kept = BOOK
    recorded_by = (STEWARD,)

    survey: Annotated[Survey, asks("Of what?"), CLEAR]


class SurveyExcused(Event, tag="garden.survey-excused"):
    """A surveyor could not have kept to time."""

    told = "A survey was excused"
    kept = BOOK
    recorded_by = (STEWARD,)

    survey: Annotated[Survey, asks("Of what?"), CLEAR]
    starts_on: Annotated[date, asks("From when?"), CLEAR]
    ends_on: Annotated[date | None, asks("Until when?"), CLEAR] = None


class Excused(Event, tag="garden.time-excused"):
    """The steward could not have kept to time."""

    told = "A time limit was excused"
    kept = BOOK
    recorded_by = (STEWARD,)

    starts_on: Annotated[date, asks("From when?"), CLEAR]
    ends_on: Annotated[date | None, asks("Until when?"), CLEAR] = None


class Offered(Decision, tag="garden.bed-offered"):
    """A bed was offered."""

    told = "A bed was offered"
    kept = BOOK
    recorded_by = (STEWARD,)

    bed: Annotated[BedNumber | None, asks("Which bed?", "Leave empty if any bed will do."), CLEAR] = None


class Refused(Event, tag="garden.bed-refused"):
    """No bed will be offered."""

    told = "No bed will be offered"
    kept = BOOK
    recorded_by = (STEWARD,)


class MindChanged(Event, tag="garden.mind-changed"):
    """A bed may be offered after all."""

    told = "The steward thought again"
    kept = BOOK
    recorded_by = (STEWARD,)


class Ordered(Event, tag="garden.letting-ordered"):
    """The council ordered that a bed be found."""

    told = "The council ordered that a bed be found"
    kept = BOOK
    recorded_by = ANYBODY


class LetterSent(Notice, tag="garden.letter-sent"):
    """The offer was put in writing."""

    told = "{to} had the offer in writing"
    told_erased = "The offer was put in writing"
    kept = BOOK
    recorded_by = (STEWARD,)


class OfferLiked(Event, tag="garden.offer-liked"):
    """The grower needs no more time."""

    told = "The grower needs no more time"
    kept = BOOK
    recorded_by = (GROWER,)


class OfferTakenBack(Event, tag="garden.offer-taken-back"):
    """The offer no longer stands, and with it the time to think it over."""

    told = "The offer was taken back"
    kept = BOOK
    recorded_by = (STEWARD,)


class NeighboursAsked(Agreement, tag="garden.neighbours-asked"):
    """Whether the neighbours are happy with it."""

    told = "{asked} was asked, and said {answer}"
    told_erased = "The neighbours were asked, and said {answer}"
    kept = BOOK
    recorded_by = (STEWARD,)


class SpareKey(Consent, tag="garden.spare-key"):
    """Whether the garden may keep a spare key."""

    told = "{given_by} was asked for a spare key, and said {answer}"
    told_erased = "Somebody was asked for a spare key, and said {answer}"
    wording = "You may keep a key to my shed."
    kept = PURSE
    recorded_by = (GROWER,)


class FeePaid(Event, tag="garden.fee-paid"):
    """Some of the fee was paid."""

    told = "{pence} pence were paid"
    kept = PURSE
    recorded_by = (STEWARD,)

    pence: Annotated[int, asks("How much?"), CLEAR]


class Let(Event, tag="garden.bed-let"):
    """The bed is theirs."""

    told = "A bed was let"
    kept = BOOK
    recorded_by = (STEWARD,)


class SoilTested(Event, tag="garden.soil-tested"):
    """The soil was tested for this season."""

    told = "The soil was tested"
    kept = BOOK
    recorded_by = ANYBODY


class Sown(Event, tag="garden.bed-sown"):
    """The season's seeds are in."""

    told = "The bed was sown"
    kept = BOOK
    recorded_by = (GROWER,)

    look_again_on: Annotated[date, asks("When will somebody look at it?"), CLEAR]


class SignPutUp(Event, tag="garden.sign-put-up"):
    """A sign says what grows there."""

    told = "A sign was put up"
    kept = BOOK
    recorded_by = (GROWER,)


class Inspected(Event, tag="garden.bed-inspected"):
    """The season was looked back on."""

    told = "The bed was inspected"
    kept = BOOK
    recorded_by = (STEWARD,)


class Met(Event, tag="garden.growers-met"):
    """The growers met."""

    told = "The growers met"
    kept = BOOK
    recorded_by = ANYBODY


class NoteGiven(Event, tag="garden.note-given"):
    """A note of what was said."""

    told = "A note was given"
    kept = BOOK
    recorded_by = ANYBODY


class Complained(Event, tag="garden.complaint-made"):
    """Something is not as it should be."""

    told = "Somebody complained"
    kept = BOOK
    recorded_by = ANYBODY

    answer_by: Annotated[date | None, asks("By when will they have an answer?"), CLEAR] = None


class ComplaintAnswered(Event, tag="garden.complaint-answered"):
    """Whoever complained was answered."""

    told = "A complaint was answered"
    kept = BOOK
    recorded_by = (STEWARD,)

    complaint: Annotated[RecordId, asks("Which complaint?"), CLEAR]


class HazardSeen(Event, tag="garden.hazard-seen"):
    """Somebody could be hurt."""

    told = "A hazard was seen"
    kept = BOOK
    recorded_by = ANYBODY


class HazardFenced(Event, tag="garden.hazard-fenced"):
    """Nobody can be hurt now."""

    told = "A hazard was fenced off"
    kept = BOOK
    recorded_by = ANYBODY


class OpenDaySet(Event, tag="garden.open-day-set"):
    """The day on which everybody may come."""

    told = "The open day will be on {held_on}"
    kept = BOOK
    recorded_by = (STEWARD,)

    held_on: Annotated[date, asks("When will it be?"), CLEAR]
    season: Annotated[int | None, asks("For which season?"), CLEAR] = None


class PapersSent(Event, tag="garden.papers-sent"):
    """Everybody knows what will happen on the open day."""

    told = "Papers were sent"
    kept = BOOK
    recorded_by = (STEWARD,)


class AppealMade(Event, tag="garden.appeal-made"):
    """The grower asked the council to look at a refusal."""

    told = "An appeal was made"
    kept = BOOK
    recorded_by = (GROWER,)


class AppealAnswered(Event, tag="garden.appeal-answered"):
    """The steward answered an appeal."""

    told = "An appeal was answered"
    kept = BOOK
    recorded_by = (STEWARD,)


class CertificateGiven(Event, tag="garden.certificate-given"):
    """A certificate that talking did not help."""

    told = "A certificate was given"
    kept = BOOK
    recorded_by = ANYBODY


class GivenUp(Event, tag="garden.bed-given-up"):
    """The bed is free again."""

    told = "The bed was given up"
    kept = BOOK
    recorded_by = ANYBODY


class KeyReturned(Event, tag="garden.key-returned"):
    """The key came back."""

    told = "The key came back"
    kept = BOOK
    recorded_by = (STEWARD,)


# Where it can be

ASKED = Stage("A bed has been asked for")
OFFERED = Stage("A bed is offered")
REFUSED = Stage("There is no bed for now")
LET = Stage("The bed is theirs")
GROWING = Stage("Something is growing")
INSPECTED = Stage("The season has been looked back on")
OVER = Stage("The bed is free again", ends=True)


# By when


def out_of_harvest(last: date, calendar: Calendar) -> date:
    while last.month == 9 or not calendar.works(last):
        last += timedelta(days=1)
    return last


def in_midwinter(one: date) -> bool:
    return (one.month, one.day) >= (12, 20) or (one.month, one.day) <= (1, 5)


DECIDE = Clock(
    "decide",
    "A bed is offered, or not",
    starts=first(Asked),
    due=weeks_of(6),
    stops=[Offered, Refused],
    falls_away=TakenBack,
    unless=during(Excused.starts_on, Excused.ends_on),
    owed_by=STEWARD,
    law=ACT(1),
)
FIND_A_BED = Clock(
    "find-a-bed",
    "A bed is let",
    starts=first(Asked),
    due=weeks_of(20),
    stops=Let,
    falls_away=[Refused, TakenBack],
    back_on=MindChanged,
    owed_by=STEWARD,
    law=GUIDE(2, 1),
)
FIND_AS_ORDERED = Clock(
    "find-as-ordered",
    "A bed is let",
    starts=latest(Ordered),
    due=weeks_of(4),
    stops=Let,
    in_place_of=[FIND_A_BED],
    owed_by=STEWARD,
    law=GUIDE(2, 2),
)
SURVEY = Clock(
    "survey",
    "Each survey is done",
    starts=each(SurveyAsked, per=Survey),
    due=weeks_of(6),
    stops=SurveyDone,
    falls_away=[SurveyDropped, TakenBack],
    unless=during(SurveyExcused.starts_on, SurveyExcused.ends_on),
    owed_by=SURVEYORS,
    law=ACT(3, 1, mark=Mark.SECONDARY),
)
COMPLAINT = Clock(
    "complaint",
    "Whoever complained is answered",
    starts=each(Complained),
    due=on(Complained.answer_by),
    stops=answered_by(ComplaintAnswered.complaint),
    owed_by=STEWARD,
    law=CUSTOM("within the week"),
)
LOOK_AGAIN = Clock(
    "look-again",
    "Somebody looks at what was sown",
    starts=latest(Sown),
    due=on(Sown.look_again_on),
    stops=Inspected,
    falls_away=GivenUp,
    owed_by=STEWARD,
    law=GUIDE(4),
)
PAPERS = Clock(
    "papers",
    "Everybody knows of the open day",
    starts=latest(OpenDaySet),
    due=contested(
        "two weeks' notice",
        usually="ordinary",
        ordinary=before(OpenDaySet.held_on, weeks_of(2)),
        clear_days=before(OpenDaySet.held_on, days_of(15)),
    ),
    stops=PapersSent,
    owed_by=STEWARD,
    law=GUIDE(5, mark=Mark.CONTESTED),
)
HELPERS_FOUND = Clock(
    "helpers-found",
    "Helpers are found for the open day",
    starts=latest(OpenDaySet),
    due=before(OpenDaySet.held_on, working_days_of(3)),
    stops=PapersSent,
    owed_by=STEWARD,
    law=GUIDE(6),
)
SEED_LIST = Clock(
    "seed-list",
    "Seeds are ordered",
    starts=latest(OpenDaySet),
    due=fixed(2, 15, in_year_of=OpenDaySet.season),
    stops=PapersSent,
    owed_by=STEWARD,
    law=GUIDE(7),
)
BULBS = Clock(
    "bulbs",
    "Bulbs are in",
    starts=latest(OpenDaySet),
    due=fixed(11, 1, in_year_of=OpenDaySet.held_on, before=True),
    stops=PapersSent,
    owed_by=GROWER,
    law=GUIDE(8),
)
HAZARD = Clock(
    "hazard",
    "Nobody can be hurt",
    starts=each(HazardSeen),
    due=AT_ONCE,
    stops=HazardFenced,
    owed_by=STEWARD,
    law=ACT(9),
)
APPEAL_ANSWERED = Clock(
    "appeal-answered",
    "The steward answers an appeal",
    starts=latest(AppealMade),
    due=working_days_outside(10, in_midwinter, "working days outside midwinter"),
    stops=AppealAnswered,
    owed_by=STEWARD,
    law=ACT(10),
)
MEETINGS = Clock(
    "meetings",
    "The growers meet",
    starts=first(Let),
    due=times(3, a=GROWING_YEAR),
    stops=Met,
    falls_away=GivenUp,
    owed_by=STEWARD,
    law=GUIDE(11),
)
DEPOSIT = Clock(
    "deposit",
    "The deposit is paid back",
    starts=latest(GivenUp),
    due=earlier_of(days_of(28), after(KeyReturned, days_of(7))),
    stops=FeePaid,
    owed_by=STEWARD,
    law=ACT(12),
)
YEARLY_RENT = Clock(
    "yearly-rent",
    "The year's fee is paid",
    starts=first(Let),
    due=months_beginning_with(12),
    stops=FeePaid,
    owed_by=GROWER,
    law=ACT(13),
)
TIME_TO_THINK = Window(
    "time-to-think",
    "The grower's time to think an offer over",
    opens=latest(Offered),
    lasts=days_beginning_with(7),
    ends_early=OfferLiked,
    falls_away=OfferTakenBack,
    held_by=GROWER,
    law=ACT(14, 1, "a"),
)
APPEAL = Window(
    "appeal",
    "The grower may appeal",
    opens=latest(Refused),
    lasts=later_of(months_of(2), after(CertificateGiven, months_of(1)), rolls=out_of_harvest),
    used_by=AppealMade,
    falls_away=MindChanged,
    held_by=GROWER,
    law=ACT(15),
)


# What is needed


def fee_of_a_hundred(story: History, _: Event) -> Sequence[Record]:
    paid = story.of(FeePaid)
    return paid if sum(one.clear("pence") for one in paid) >= 100 else ()


VIEWED = Before("The bed offered has been looked at", BedViewed, same=Bed, by=GROWER, law=ACT(16))
SURVEY_ASKED = BeforeOrReason("A survey has been asked for", SurveyAsked, by=STEWARD, law=GUIDE(17))
SURVEYS_IN = BeforeOrReason("Every survey asked for is in", SURVEY, by=SURVEYORS, law=GUIDE(17, 1))
HAD_TIME = Before("The grower has had time to think", TIME_TO_THINK, by=STEWARD, law=ACT(14))
NEIGHBOURS_HAPPY = BeforeOrReason("The neighbours are happy", NeighboursAsked, by=STEWARD, law=GUIDE(18))
KEY_KEPT = BeforeOrReason("A spare key may be kept", SpareKey, by=GROWER, law=GUIDE(19))
FEE = BeforeOrReason("A hundred pence are paid", fee_of_a_hundred, by=GROWER, law=GUIDE(20))
TESTED = BeforeOrReason("The soil is tested for the season", SoilTested, by=GROWER, law=GUIDE(21), since=Inspected)

# What is owed

IN_WRITING = Then(
    "The offer is put in writing",
    LetterSent,
    by=STEWARD,
    due=session_days_after(Local("days to write", 5)),
    law=ACT(22),
)
NOTE_OWED = Then(
    "Everybody has a note", NoteGiven, by=STEWARD, due=working_days_of(Local("days for a note", 2)), law=CUSTOM("")
)

# What happens

ASKING_ARRIVES = Whenever(Asked, OUTSET, to=ASKED)
ASKING_ENDS = Whenever(TakenBack, [ASKED, OFFERED], to=OVER)
COUNCIL_ORDERS = Whenever(Ordered, REFUSED, to=ASKED)
GROWERS_MEET = Whenever(Met, owes=[NOTE_OWED])

# What people do

OFFER = Move(
    "Offer a bed",
    ASKED,
    to=OFFERED,
    needs=[VIEWED, SURVEY_ASKED, SURVEYS_IN],
    records=Offered,
    owes=[IN_WRITING],
)
REFUSE = Move("Refuse a bed", ASKED, to=REFUSED, records=Refused)
THINK_AGAIN = Move("Think again", REFUSED, to=ASKED, records=MindChanged)
LET_IT = Move("Let the bed", OFFERED, to=LET, needs=[HAD_TIME, NEIGHBOURS_HAPPY, KEY_KEPT, FEE], records=Let)
SOW = Move("Sow the bed", [LET, INSPECTED], to=GROWING, needs=[TESTED], records=Sown)
PUT_UP_SIGN = Move("Put up a sign", GROWING, records=SignPutUp)
INSPECT = Move("Inspect the bed", GROWING, to=INSPECTED, records=Inspected)
GIVE_UP = Move("Give the bed up", [LET, GROWING, INSPECTED], to=OVER, records=GivenUp)

LETTING = Workflow("letting", "Letting a bed", declared_in=__name__, held_by=STEWARD, version="2099.1", in_force=ALWAYS)

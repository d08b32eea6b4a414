"""One grower's record in the garden, with a brief way to say each event in a test."""

from datetime import date
from typing import Annotated

from goldenthread.engine import CLEAR, Answer, Consent, Event, How, Journey, PersonId, asks
from goldenthread.engine.calendars import Calendar
from tests.engine import made_up as garden
from tests.engine.made_up import BOOK, STEWARD
from tests.engine.made_up_lease import LEASE
from tests.engine.made_up_shed import SHED
from tests.engine.made_up_shed_again import SHED_AGAIN
from tests.story import Story, day


class PageOpened(Event, tag="garden.page-opened"):
    """A page of the book was opened for a grower."""

    told = "{by} opened a page for {grower}"
    kept = BOOK
    recorded_by = (STEWARD,)

    person: Annotated[PersonId, asks("For whom?"), CLEAR]


class PhotographAllowed(Consent, tag="garden.photograph-allowed"):
    """Whether a photograph may be shown, anywhere in the garden."""

    told = "{given_by} was asked about a photograph, and said {answer}"
    told_erased = "Somebody was asked about a photograph, and said {answer}"
    wording = "You may show my photograph."
    kept = BOOK
    recorded_by = (STEWARD,)


class Remarked(Event, tag="garden.remark-made"):
    """Anything that is worth writing down."""

    told = "{by} wrote something down"
    kept = BOOK
    recorded_by = (STEWARD,)


GARDEN = Journey(
    "garden",
    garden.LETTING,
    SHED,
    SHED_AGAIN,
    LEASE,
    opened_by=PageOpened,
    facts=[PhotographAllowed, Remarked],
    words=frozenset({"grower"}),
    core=BOOK,
)

ENGLAND = Calendar(
    bank_holidays=frozenset(
        map(day, ("25 Aug 2025", "25 Dec 2025", "26 Dec 2025", "1 Jan 2026", "3 Apr 2026", "6 Apr 2026", "4 May 2026"))
    )
)


def in_the_garden(calendar: Calendar = ENGLAND) -> Story:
    return Story(GARDEN, calendar)


def asked() -> garden.Asked:
    return garden.Asked(who="Robin")


def offered(bed: str | None = None) -> garden.Offered:
    return garden.Offered(
        bed=garden.Bed(bed) if bed else None, reasons="It is free", criteria="s.1", evidence=(), heard=(), authority="S"
    )


def viewed(bed: str) -> garden.BedViewed:
    return garden.BedViewed(bed=garden.Bed(bed))


def neighbours(answer: Answer) -> garden.NeighboursAsked:
    return garden.NeighboursAsked(asked="Wren", answer=answer)


def key(answer: Answer = Answer.YES, *, starts_on: date | None = None, until: date | None = None) -> garden.SpareKey:
    return garden.SpareKey(
        given_by="Robin",
        scope="One key to the shed",
        authority="It is my shed",
        answer=answer,
        evidence=How.IN_PERSON,
        starts_on=starts_on,
        until=until,
    )


def photograph(answer: Answer = Answer.YES) -> PhotographAllowed:
    return PhotographAllowed(
        given_by="Robin",
        scope="A face, on the noticeboard",
        authority="It is my face",
        answer=answer,
        evidence=How.LETTER,
    )


def letter() -> garden.LetterSent:
    return garden.LetterSent(to=("Robin",), how=How.LETTER)

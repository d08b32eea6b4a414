"""What families can have in writing: the information pack, a copy of any policy or of the Code, the complaints route.

Whoever asks for a paper gets it, and it shows when they have not had it yet. When and where staff can be met in
person is published, and so is how to complain.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Choice,
    Clock,
    Event,
    How,
    Local,
    Name,
    Notice,
    RecordId,
    Stage,
    Whenever,
    Words,
    Workflow,
    about,
    answered_by,
    asks,
    each,
    working_days_of,
)
from goldenthread.workflows.law import LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import PARENT, SETTING
from goldenthread.workflows.setting_record.vocabulary import EVERYBODY, KEEPERS, OF_THE_SETTING, PolicyCode


class Paper(Choice):
    """What somebody may ask for."""

    CODE_OF_PRACTICE = "code-of-practice", "The SEND Code of Practice"
    SENCO_ROLE = "senco-role", "What the SENCO does"
    POLICY = "policy", "A policy or procedure, such as on partnership or admissions"
    INFORMATION_REPORT = "information-report", "The SEND information report"
    INFORMATION_PACK = "information-pack", "The information pack"
    OTHER = "other", "Another paper"


class PaperAskedFor(Event, tag="setting-information.asked-for"):
    """Somebody asked for a paper. Nobody need say why."""

    told = "Somebody asked for a paper: {paper}"
    when = "When did they ask?"
    kept = OF_THE_SETTING
    recorded_by = EVERYBODY

    who: Annotated[Name, asks("Who asked?"), about(PARENT)]
    paper: Annotated[Paper, asks("What did they ask for?"), CLEAR]
    formats: Annotated[Words, asks("In which format or language?")]
    policy: Annotated[PolicyCode | None, asks("Which policy, if one?", "Its number."), CLEAR] = None


class PaperSupplied(Event, tag="setting-information.supplied"):
    """They have it."""

    told = "Somebody has the paper that they asked for"
    when = "When did they get it?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    version: Annotated[Name, asks("Which version did they get?")]
    how: Annotated[How, asks("How did they get it?"), CLEAR]
    request: Annotated[RecordId | None, asks("Which request?", "Leave empty if it is not on record."), CLEAR] = None


class PackIssued(Notice, tag="setting-information.pack-issued"):
    """Written information about the setting was given to a family."""

    told = "A family was given the information pack of {edition}"
    when = "When did they get it?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    edition: Annotated[date, asks("Of what date is this version of the pack?"), CLEAR]
    safeguarding: Annotated[bool, asks("Does it say how children are kept safe?"), CLEAR]
    prevent: Annotated[bool, asks("Does it speak of the Prevent duty?"), CLEAR]
    also: Annotated[Words, asks("What else is in it?", "Days and times, who is who, how to complain.")]


class RoutePublished(Event, tag="setting-information.complaints-route-published"):
    """Families can find how to complain: to whom, in which steps, by when they hear, and where else they can turn."""

    told = "How to complain was published"
    when = "When was it published?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    where: Annotated[Words, asks("Where can families find it?")]
    steps: Annotated[tuple[Words, ...], asks("What are the steps, and by when is there an answer at each?")]
    outside: Annotated[Words, asks("Where can they turn outside the setting?")]


class ContactHoursPublished(Event, tag="setting-information.contact-hours-published"):
    """Families know when and where they can meet staff in person, without an appointment."""

    told = "Families were told when they can meet staff in person"
    when = "From what day does it hold?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    hours: Annotated[Words, asks("Who can be met, when and where?", "Such as: at the gate each morning.")]
    where: Annotated[Words, asks("Where is it published?")]


class WordingAgreed(Event, tag="setting-information.wording-agreed"):
    """The words of letters and forms were looked at, so that they are plain, kind and make time for people."""

    told = "The words of letters and forms were looked at"
    when = "When was it agreed?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    forms: Annotated[tuple[Name, ...], asks("Which letters or forms?")]
    version: Annotated[Name, asks("Which version of the words?")]
    with_families: Annotated[Words, asks("Which families looked at them, and what did they say?", "Or that none did.")]


# Where it can be. There is only one place.

OPEN = Stage("Families can have it in writing")

BEGINS_WITH_A_REQUEST = Whenever(PaperAskedFor, [OUTSET, OPEN], to=OPEN)
BEGINS_WITH_A_PACK = Whenever(PackIssued, [OUTSET, OPEN], to=OPEN)
BEGINS_WITH_A_ROUTE = Whenever(RoutePublished, [OUTSET, OPEN], to=OPEN)
BEGINS_WITH_HOURS = Whenever(ContactHoursPublished, [OUTSET, OPEN], to=OPEN)
BEGINS_WITH_WORDING = Whenever(WordingAgreed, [OUTSET, OPEN], to=OPEN)

# By when

PAPER_SUPPLIED = Clock(
    "paper-supplied",
    "Whoever asked for a paper has it",
    starts=each(PaperAskedFor),
    due=working_days_of(Local("working days to give somebody a paper they asked for", 5)),
    stops=answered_by(PaperSupplied.request),
    owed_by=SETTING,
    law=LOCAL_POLICY("policies, the Code and the SENCO's part are given to anybody who asks"),
)

INFORMATION = Workflow(
    "information-for-families",
    "What families can have in writing",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

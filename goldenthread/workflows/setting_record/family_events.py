"""Events with families: talks, open evenings, coffee mornings, clubs, things done together.

Each has its invitations, what was done so that everybody can come, and who came. Nobody is counted who did not.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Choice,
    Event,
    Name,
    RecordId,
    Stage,
    Whenever,
    Words,
    Workflow,
    about,
    asks,
)
from goldenthread.workflows.law import SINCE_2014
from goldenthread.workflows.people import PARENT, SETTING
from goldenthread.workflows.setting_record.vocabulary import EVERYBODY, KEEPERS, OF_THE_SETTING


class EventKind(Choice):
    """What kind of event it is."""

    NEED_TALK = "need-talk", "A talk about one kind of need"
    MEET_AND_GREET = "meet-and-greet", "Meet and greet"
    OPEN_EVENING = "open-evening", "An open evening"
    COFFEE = "coffee", "A coffee morning or drop-in"
    CLUB = "club", "A club, with parents alongside"
    NOT_LESSONS = "not-lessons", "Something that is not about lessons, such as sport, music or a picnic"
    TOGETHER = "together", "Something that families and staff do together"
    FAMILY_LEARNING = "family-learning", "Learning or wellbeing for the adults of a family"
    SOCIAL = "social", "A social or cultural event"
    KEY_EVENT = "key-event", "A key event of the year, such as a parents' evening"


class FamilyEventPlanned(Event, tag="family-event.planned"):
    """An event with families was planned, so that everybody can come."""

    told = "An event with families was planned for {on}: {kind}"
    when = "When was it planned?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    kind: Annotated[EventKind, asks("What kind of event is it?"), CLEAR]
    on: Annotated[date, asks("On what day is it?"), CLEAR]
    what: Annotated[Words, asks("What will happen, and at what time?")]
    venue: Annotated[Words, asks("Where is it?", "Seats for adults, something to drink, a quiet corner.")]
    accessible: Annotated[
        Words, asks("What is done so that everybody can come?", "Getting in, hearing, language, children minded.")
    ]


class FamiliesInvited(Event, tag="family-event.families-invited"):
    """Families were invited."""

    told = "Families were invited to an event"
    when = "When were they invited?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    who: Annotated[Words, asks("Who was invited?", "All families, or which.")]
    ways: Annotated[tuple[Words, ...], asks("In what ways?", "Each way and language by itself.")]
    event: Annotated[RecordId | None, asks("To which event?"), CLEAR] = None


class FamilyEventHeld(Event, tag="family-event.held"):
    """The event took place: who came, of families and of staff, and what was done for those who could not."""

    told = "An event with families took place; {families} came of families and {support_staff} of support staff"
    when = "On what day was it?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    families: Annotated[int, asks("How many adults of families came?", "A number only: nobody is listed."), CLEAR]
    support_staff: Annotated[int, asks("How many of the support team were there?"), CLEAR]
    staff: Annotated[tuple[Name, ...], asks("Who of the staff was there?")]
    for_others: Annotated[Words, asks("What was done for those who could not come?", "Such as notes, or another day.")]
    learnt: Annotated[Words, asks("What was learnt from it?", "What families said, in their own words.")]
    event: Annotated[RecordId | None, asks("Which event?"), CLEAR] = None


class FamilyTookPart(Event, tag="family-event.took-part"):
    """Somebody of a family had a part in running the setting or in what children learn."""

    told = "Somebody of a family took part: {part}"
    when = "When was it?"
    kept = OF_THE_SETTING
    recorded_by = EVERYBODY

    part: Annotated["TakingPart", asks("What part did they take?"), CLEAR]
    who: Annotated[Name, asks("Who was it?", "By the name they want to be known by."), about(PARENT)]
    what: Annotated[Words, asks("What did they do?")]


class TakingPart(Choice):
    """What part somebody of a family took."""

    RUNNING = "running", "In running the setting, such as on its committee"
    PROJECT = "project", "In a project with the children"
    EVERY_DAY = "every-day", "In an ordinary day, such as reading, cooking or a language"
    INTERVIEWS = "interviews", "In choosing new staff"


# Where it can be. There is only one place.

TOGETHER = Stage("Families and staff meet")

BEGINS_WITH_A_PLAN = Whenever(FamilyEventPlanned, [OUTSET, TOGETHER], to=TOGETHER)
BEGINS_WITH_AN_EVENT = Whenever(FamilyEventHeld, [OUTSET, TOGETHER], to=TOGETHER)
BEGINS_WITH_A_PART = Whenever(FamilyTookPart, [OUTSET, TOGETHER], to=TOGETHER)

FAMILY_EVENTS = Workflow(
    "family-events",
    "Events with families",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

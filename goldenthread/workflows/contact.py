"""Keeping in touch: every contact between the family and us, whoever began it and however it was made.

A talk at the door counts as much as a letter. What the family writes or asks by telephone is answered in a time that
the setting has set for that way. Staff who have something to tell a family pass it to the one person whom the family
talks to first, who writes down what was said whatever else they do; a family may reach anybody. None of it counts
against anybody. What one adult says to us, and what we say to them, is theirs and their first contact's: messages.py.
What is sent out to a family: sent_home.py.
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
    PersonId,
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
from goldenthread.workflows.people import ANYONE, AUTHORITY, FIRST_CONTACT, PARENT, SETTING, STAFF
from goldenthread.workflows.vocabulary import PRIVATE_TO_PARENT

# Being in touch


class Way(Choice):
    """How a family and a setting keep in touch."""

    MEETING = "meeting", "A meeting that was planned"
    INFORMAL_MEETING = "informal-meeting", "A short meeting that was not planned"
    DROP_IN = "drop-in", "A drop-in or a coffee morning"
    DOOR = "door", "A talk at the door"
    CALL = "call", "A telephone or video call"
    LETTER = "letter", "A letter"
    EMAIL = "email", "An email"
    TEXT = "text", "A text or a message in an app"
    DIARY = "diary", "The diary that goes between home and here"
    NEWSLETTER = "newsletter", "A newsletter"
    OTHER = "other", "Another way"


class BegunBy(Choice):
    """Who began a contact."""

    FAMILY = "family", "The family"
    US = "us", "We did"


class InTouch(Event, tag="contact.in-touch"):
    """The family and somebody here were in touch: a talk, a call, a letter, a line in the diary."""

    told = "The family and {who} were in touch: {way}"
    told_erased = "The family and somebody here were in touch: {way}"
    when = "When were you in touch?"
    kept = PRIVATE_TO_PARENT
    recorded_by = (*ANYONE, FIRST_CONTACT)

    way: Annotated[Way, asks("How were you in touch?"), CLEAR]
    begun_by: Annotated[BegunBy, asks("Who began it?"), CLEAR]
    who: Annotated[Name, asks("Who of us was it?")]
    with_whom: Annotated[tuple[Name, ...], asks("Who of the family was it?")]
    what_about: Annotated[Words, asks("What was it about?", "As you would say it to them: plain, kind and open.")]
    why_direct: Annotated[
        Words | None,
        asks("If we began it, and not by their first contact: why?", "Staff pass things on by that person."),
    ] = None
    carries: Annotated[RecordId | None, asks("Which message did you pass on, if one?"), CLEAR] = None
    person: Annotated[
        PersonId | None, asks("Which adult is it?", "It is theirs to read: unsaid, of two parents neither does."), CLEAR
    ] = None


class MessageForFamily(Event, tag="contact.message-for-family"):
    """Somebody here has something to tell the family, and gives it to the person whom the family talks to first."""

    told = "{from_whom} has something to tell the family"
    told_erased = "Somebody here has something to tell the family"
    when = "When was it given?"
    kept = PRIVATE_TO_PARENT
    recorded_by = (*STAFF, AUTHORITY, FIRST_CONTACT)

    from_whom: Annotated[Name, asks("Whose message is it?")]
    message: Annotated[Words, asks("What is it?")]
    person: Annotated[
        PersonId | None, asks("Which adult is it?", "It is theirs to read: unsaid, of two parents neither does."), CLEAR
    ] = None


# What the family sends


class FamilyWrote(Event, tag="contact.family-wrote"):
    """The family wrote: a letter, an email, a text, a line in the diary."""

    told = "{who} wrote to {to_whom}"
    told_erased = "The family wrote"
    when = "When did it reach us?"
    kept = PRIVATE_TO_PARENT
    recorded_by = (*ANYONE, FIRST_CONTACT)

    who: Annotated[Name, asks("Who wrote?")]
    to_whom: Annotated[Name, asks("To whom?", "A family may write to anybody.")]
    way: Annotated[Way, asks("How?"), CLEAR]
    words: Annotated[Words, asks("What did they write?", "In their own words."), about(PARENT)]
    person: Annotated[
        PersonId | None, asks("Which adult is it?", "It is theirs to read: unsaid, of two parents neither does."), CLEAR
    ] = None


class FamilyRang(Event, tag="contact.family-rang"):
    """The family rang, and somebody is to ring back."""

    told = "{who} rang, and asked to be rung back"
    told_erased = "The family rang, and asked to be rung back"
    when = "When did they ring?"
    kept = PRIVATE_TO_PARENT
    recorded_by = (*ANYONE, FIRST_CONTACT)

    who: Annotated[Name, asks("Who rang?")]
    to_whom: Annotated[Name, asks("Whom did they wish to talk to?")]
    words: Annotated[Words, asks("What did they say?", "In their own words."), about(PARENT)]
    person: Annotated[
        PersonId | None, asks("Which adult is it?", "It is theirs to read: unsaid, of two parents neither does."), CLEAR
    ] = None


class MessageHad(Event, tag="contact.message-had"):
    """The family knows that we have what they sent, who will answer, and by when."""

    told = "The family knows that their message is here, and that an answer comes by {answer_by}"
    when = "When were they told?"
    kept = PRIVATE_TO_PARENT
    recorded_by = (*STAFF, AUTHORITY, FIRST_CONTACT)

    answer_from: Annotated[Name, asks("Who will answer?")]
    answer_by: Annotated[date, asks("By when?"), CLEAR]
    message: Annotated[RecordId | None, asks("Which message or other entry?"), CLEAR] = None
    person: Annotated[
        PersonId | None, asks("Which adult is it?", "It is theirs to read: unsaid, of two parents neither does."), CLEAR
    ] = None


class FamilyAnswered(Event, tag="contact.family-answered"):
    """The family has an answer to what they wrote, or was rung back."""

    told = "The family was answered, {how}"
    when = "When were they answered?"
    kept = PRIVATE_TO_PARENT
    recorded_by = (*STAFF, AUTHORITY, FIRST_CONTACT)

    how: Annotated[How, asks("How?"), CLEAR]
    answer: Annotated[Words, asks("What were they told?")]
    message: Annotated[RecordId | None, asks("Which message?", "Leave empty if it is not on record."), CLEAR] = None
    person: Annotated[
        PersonId | None, asks("Which adult is it?", "It is theirs to read: unsaid, of two parents neither does."), CLEAR
    ] = None


# There is only one place, and it never ends of itself.

IN_TOUCH = Stage("We are in touch")

TOUCH_BEGINS = Whenever(InTouch, OUTSET, to=IN_TOUCH)
TOUCH_BY_WRITING = Whenever(FamilyWrote, OUTSET, to=IN_TOUCH)
TOUCH_BY_TELEPHONE = Whenever(FamilyRang, OUTSET, to=IN_TOUCH)
TOUCH_BY_MESSAGE = Whenever(MessageForFamily, OUTSET, to=IN_TOUCH)

# By when: the setting sets a time for each way.

MESSAGE_HAD = Clock(
    "message-had",
    "The family knows that we have what they wrote",
    starts=each(FamilyWrote),
    due=working_days_of(Local("working days to say that we have what a family wrote", 1)),
    stops=answered_by(MessageHad.message),
    owed_by=SETTING,
    law=LOCAL_POLICY("a family knows that what they wrote has reached us"),
)
WRITING_ANSWERED = Clock(
    "writing-answered",
    "What the family wrote is answered",
    starts=each(FamilyWrote),
    due=working_days_of(Local("working days to answer what a family wrote", 5)),
    stops=answered_by(FamilyAnswered.message),
    owed_by=SETTING,
    law=LOCAL_POLICY("we answer promptly, in a time set for each way"),
)
RUNG_BACK = Clock(
    "rung-back",
    "The family is rung back",
    starts=each(FamilyRang),
    due=working_days_of(Local("working days to ring a family back", 1)),
    stops=answered_by(FamilyAnswered.message),
    owed_by=SETTING,
    law=LOCAL_POLICY("we answer promptly, in a time set for each way"),
)
MESSAGE_GIVEN = Clock(
    "message-given",
    "The family's first contact has told them what somebody here wished to tell them",
    starts=each(MessageForFamily),
    due=working_days_of(Local("working days to pass a message to a family", 2)),
    stops=answered_by(InTouch.carries),
    owed_by=SETTING,
    law=LOCAL_POLICY("one member of staff talks to a family, rather than many"),
)
CONTACT = Workflow(
    "contact",
    "Keeping in touch",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

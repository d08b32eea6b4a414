"""Each adult of the family: what they need, what suits them, and what they are good at. Told once, and private.

It is about the adult, not the child: it is kept by the name of the person, so that a mother of three tells it once. It
is looked at before anybody gets in touch with her. Each child's record stays its own. Only whoever has to write, ring
or meet the adult needs to know it, and only what they need.
"""

from typing import Annotated

from goldenthread.engine import CLEAR, Choice, Event, Name, PersonId, RecordId, Words, asks
from goldenthread.engine.history import History
from goldenthread.engine.records import Record
from goldenthread.workflows.people import (
    AUTHORITY,
    CHILD,
    FAMILY,
    FIRST_CONTACT,
    PARENT,
    SENCO,
    STAFF,
    SUPPORTER,
    TEACHER,
)
from goldenthread.workflows.vocabulary import CORE, PRIVATE_TO_PARENT

WHOM_THE_ADULT_TRUSTS = (*FAMILY, *STAFF, AUTHORITY, SUPPORTER, FIRST_CONTACT)

# How to reach an adult, and how to talk with them


class Way(Choice):
    """A way of being in touch or of taking part. All of them count the same."""

    FACE_TO_FACE = "face-to-face", "Face to face, in the setting"
    AT_HOME = "at-home", "A visit at home"
    ELSEWHERE = "elsewhere", "Somewhere else that feels safe"
    PHONE = "phone", "By telephone"
    VIDEO = "video", "On a video call"
    TEXT = "text", "By text message"
    EMAIL = "email", "By e-mail"
    LETTER = "letter", "By letter"
    DIARY = "diary", "In a diary that goes to and fro"
    VOICE = "voice", "By a recorded message"


class ContactPreferred(Event, tag="permission.contact-preferred"):
    """How one adult would like to be reached. Private to that adult, and told once for all their children."""

    told = "{by} wrote down how {adult} would like to be reached"
    told_erased = "{by} wrote down how an adult would like to be reached"
    kept = PRIVATE_TO_PARENT
    recorded_by = WHOM_THE_ADULT_TRUSTS

    person: Annotated[PersonId, asks("Which adult?"), CLEAR]
    adult: Annotated[Name, asks("What is their name?")]
    ways: Annotated[tuple[Way, ...], asks("In which ways?", "Those that suit best come first.")]
    times: Annotated[Words, asks("On which days, at what times, and when not?")]
    preference: Annotated[Words | None, asks("What else helps?")] = None


class WaysToTakePartPreferred(Event, tag="family.ways-preferred"):
    """How one adult would like to take part, chosen from a range. Invitations go by it."""

    told = "{by} wrote down how an adult would like to take part"
    kept = PRIVATE_TO_PARENT
    recorded_by = WHOM_THE_ADULT_TRUSTS

    person: Annotated[PersonId, asks("Which adult?"), CLEAR]
    offered: Annotated[tuple[Way, ...], asks("Which ways were offered?")]
    chosen: Annotated[tuple[Way, ...], asks("Which ones suit them?", "None is an answer, and may change.")]
    notice: Annotated[Words, asks("How long beforehand, and with what reminders?")]
    with_whom: Annotated[Words | None, asks("With whom would they like to come?")] = None


class Format(Choice):
    """In what form an adult can use what is written."""

    PLAIN = "plain", "Plain words"
    EASY_READ = "easy-read", "Easy read, with pictures"
    LARGE_PRINT = "large-print", "Large print"
    BRAILLE = "braille", "Braille"
    AUDIO = "audio", "Recorded speech"
    SPOKEN = "spoken", "Told to them, not written"
    SIGNED = "signed", "Signed"
    TRANSLATED = "translated", "In their language"
    FOR_SCREENS = "for-screens", "A file that a screen reader can read"


class CommunicationNeedsTold(Event, tag="family.communication-needs-told"):
    """What an adult needs so that we understand each other: language, interpreter, format, reading."""

    told = "{by} wrote down what an adult needs so that we understand each other"
    kept = PRIVATE_TO_PARENT
    recorded_by = WHOM_THE_ADULT_TRUSTS

    person: Annotated[PersonId, asks("Which adult?"), CLEAR]
    language: Annotated[Name, asks("Which language do they use?")]
    interpreter: Annotated[bool, asks("Would they like an interpreter?")]
    formats: Annotated[tuple[Format, ...], asks("In what form can they use what is written?")]
    reading: Annotated[Words | None, asks("How much do they read, and what makes it easier?")] = None
    adjustments: Annotated[Words | None, asks("What else makes a difference?")] = None


# What an adult needs for themselves, and what was done about it


class AdultNeedsTold(Event, tag="family.needs-told"):
    """What an adult needs for themselves: health, mind, reading, work, other children. They need not say anything."""

    told = "{by} wrote down what an adult needs for themselves"
    kept = PRIVATE_TO_PARENT
    recorded_by = WHOM_THE_ADULT_TRUSTS

    person: Annotated[PersonId, asks("Which adult?"), CLEAR]
    needs: Annotated[Words, asks("What would they like us to know, and what would help?", "In their own words.")]
    how_asked: Annotated[Words, asks("How were they asked?")]
    may_know: Annotated[Words, asks("Who may know of it?")]


class AdultNeedsAnswered(Event, tag="family.needs-answered"):
    """What was done about what an adult needs: by us, or by somebody we pointed them to."""

    told = "{by} wrote down what was done about what an adult needs"
    kept = PRIVATE_TO_PARENT
    recorded_by = WHOM_THE_ADULT_TRUSTS

    person: Annotated[PersonId, asks("Which adult?"), CLEAR]
    done: Annotated[Words, asks("What was done, or what was offered?")]
    adult_says: Annotated[Words | None, asks("What do they say to it?")] = None
    needs: Annotated[RecordId | None, asks("Which entry does it answer?", "Leave empty if none."), CLEAR] = None


class WellbeingAskedAfter(Event, tag="family.wellbeing-asked-after"):
    """Somebody asked an adult how they are themselves, and listened."""

    told = "{by} asked an adult how they are"
    kept = PRIVATE_TO_PARENT
    recorded_by = WHOM_THE_ADULT_TRUSTS

    person: Annotated[PersonId, asks("Which adult?"), CLEAR]
    said: Annotated[Words, asks("What did they say, as far as they want it written down?")]
    offered: Annotated[Words | None, asks("What was offered, and did they want it?")] = None


class StrengthsSeen(Event, tag="family.strengths-seen"):
    """What an adult and the family are good at, and bring to it: never only what is hard."""

    told = "{by} wrote down what a family is good at"
    kept = PRIVATE_TO_PARENT
    recorded_by = WHOM_THE_ADULT_TRUSTS

    person: Annotated[PersonId, asks("Which adult?"), CLEAR]
    strengths: Annotated[Words, asks("What are they good at, and what works at home?")]
    in_whose_words: Annotated[Name, asks("Who says so?")]


class ToldInConfidence(Event, tag="family.told-in-confidence"):
    """What an adult told us in confidence. Kept apart, and seen by whom they chose.

    If it worries you for a child's safety, do not write it here: tell the safeguarding lead today.
    """

    told = "{by} wrote down something that was told in confidence"
    kept = PRIVATE_TO_PARENT
    recorded_by = WHOM_THE_ADULT_TRUSTS

    person: Annotated[PersonId, asks("Which adult?"), CLEAR]
    words: Annotated[Words, asks("What did they tell?", "In their own words, as far as they want it kept.")]
    may_know: Annotated[Words, asks("Who may know of it?")]


# A thread of their own


class Thread(Choice):
    """How one adult talks with us, where there is another adult."""

    OWN = "own", "In a thread of their own: what they say, and what they are told, is not shown to the other"
    TOGETHER = "together", "Together: each sees what the other says"


class ThreadChosen(Event, tag="family.thread-chosen"):
    """How one adult wishes to talk with us, from a day on. Nobody else is told, and it may be changed on any day."""

    told = "{by} wrote down how an adult would like to talk with us"
    when = "From which day?"
    kept = PRIVATE_TO_PARENT
    recorded_by = WHOM_THE_ADULT_TRUSTS

    person: Annotated[PersonId, asks("Which adult?"), CLEAR]
    thread: Annotated[Thread, asks("How would they like to talk with us?"), CLEAR]


# What suits the child


class RecognitionPreferred(Event, tag="family.recognition-preferred"):
    """How a child likes it to be noticed when something goes well. Nobody has to stand in front of everybody."""

    told = "How {child} likes to be praised was written down"
    kept = CORE
    recorded_by = (CHILD, PARENT, SENCO, TEACHER)

    likes: Annotated[Words, asks("How does the child like it to be noticed?")]
    who_says: Annotated[Name, asks("Who says so, and how was the child asked?")]
    not_this: Annotated[Words | None, asks("What should we not do?")] = None


TOLD_ONCE = (
    ContactPreferred,
    WaysToTakePartPreferred,
    CommunicationNeedsTold,
    AdultNeedsTold,
    AdultNeedsAnswered,
    WellbeingAskedAfter,
    StrengthsSeen,
    ToldInConfidence,
)
"""What is told about an adult: by the name of the person, so that it need not be told again for another child."""


def known_of(story: History, adult: PersonId) -> tuple[Record, ...]:
    """Return what was last told of an adult, one of each kind: what is looked at before getting in touch with them."""
    mine = [one for one in story.of(TOLD_ONCE) if one.clear("person") == adult]
    return tuple({one.kind: one for one in mine}.values())


FACTS = (*TOLD_ONCE, ThreadChosen, RecognitionPreferred)

"""With the family: what is true of the whole record, and belongs to no one story of it.

That they were welcomed and know what to expect; good news, and hard truths said honestly; what they hope; who takes on
what, when everybody has said that they wish to. Nothing is presumed of what a parent can or should do.
"""

from typing import Annotated

from goldenthread.engine import CLEAR, Agreement, Event, Name, Notice, RecordId, Words, about, asks
from goldenthread.workflows.papers import Form
from goldenthread.workflows.people import ANYONE, AUTHORITY, PARENT, STAFF
from goldenthread.workflows.vocabulary import CORE


class FamilyWelcomed(Event, tag="family.welcomed"):
    """The family was made welcome: by whom, and how."""

    told = "{by} made the family welcome"
    when = "When was their first day of contact?"
    kept = CORE
    recorded_by = STAFF

    who: Annotated[tuple[Name, ...], asks("Who of the family was there?")]
    welcomed_by: Annotated[Name, asks("Who made them welcome?")]
    how: Annotated[Words, asks("How?", "Somewhere quiet, seats for adults, time, something to drink.")]


class IntroductionPackGiven(Notice, tag="family.introduction-pack-given"):
    """The family has the pack for new families."""

    told = "{to} were given the pack for new families"
    told_erased = "The family was given the pack for new families"
    when = "When did they get it?"
    kept = CORE
    recorded_by = STAFF

    contents: Annotated[tuple[Words, ...], asks("What is in it?")]
    edition: Annotated[Name, asks("Which version?")]
    form: Annotated[Form, asks("In which form?"), CLEAR]
    language: Annotated[Name, asks("In which language?")]


class ExpectationsShared(Notice, tag="family.expectations-shared"):
    """What the family can expect of us, and what we hope for from them, on one sheet, talked through."""

    told = "It was talked through with {to} what everybody can expect"
    told_erased = "It was talked through with the family what everybody can expect"
    when = "When was it talked through?"
    kept = CORE
    recorded_by = STAFF

    of_us: Annotated[Words, asks("What can they expect of us?")]
    of_them: Annotated[Words, asks("What do we hope for from them?")]


class GoodNewsShared(Event, tag="family.good-news-shared"):
    """Something good about the child was shared, by us or by the family."""

    told = "There was good news of {child}"
    when = "When was it shared?"
    kept = CORE
    recorded_by = ANYONE

    news: Annotated[Words, asks("What is the good news?")]
    shared_with: Annotated[tuple[Name, ...], asks("Who heard it?")]


class LimitsSaid(Event, tag="family.limits-said"):
    """What we cannot do, do not know or cannot promise was said honestly, with what we can do."""

    told = "{by} said honestly what is not certain, and what can be done"
    when = "When was it said?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    to: Annotated[tuple[Name, ...], asks("To whom?")]
    not_possible: Annotated[Words, asks("What was said about what is not possible, or not certain?")]
    possible: Annotated[Words, asks("What can be done all the same?")]


class HopesShared(Event, tag="family.hopes-shared"):
    """What the family worries about and hopes for, as they say it."""

    told = "{whose} said what they worry about and hope for"
    told_erased = "The family said what they worry about and hope for"
    when = "When did they say so?"
    kept = CORE
    recorded_by = ANYONE

    whose: Annotated[Name, asks("Who says so?")]
    worries: Annotated[Words, asks("What are they worried about?", "In their own words."), about(PARENT)]
    hopes: Annotated[Words, asks("What do they hope for?", "In their own words."), about(PARENT)]
    agreed: Annotated[Words | None, asks("Which of these are hopes that we share and will work for?")] = None


class ProblemShared(Event, tag="family.problem-shared"):
    """Something that we have not solved was told to the family openly, and they were asked what they would try."""

    told = "{by} told {to} openly of something that is not solved yet"
    told_erased = "{by} told the family openly of something that is not solved yet"
    when = "When was it shared?"
    kept = CORE
    recorded_by = STAFF

    to: Annotated[tuple[Name, ...], asks("To whom?")]
    problem: Annotated[Words, asks("What is not solved?")]
    family_says: Annotated[Words, asks("What do they think might help?"), about(PARENT)]


class PartsTaken(Event, tag="family.parts-taken"):
    """Who does what: the family, the child and the setting, each by itself. Nobody has to take anything on."""

    told = "It was written down who does what: the family, {child}, and the setting"
    when = "When was it talked over?"
    kept = CORE
    recorded_by = STAFF

    family: Annotated[Words, asks("What will the family do, if they wish to?", "Nothing is an answer."), about(PARENT)]
    child_part: Annotated[Words, asks("What will the child do, if they wish to?")]
    setting: Annotated[Words, asks("What will the setting do?")]


class FamilyPartAgreed(Agreement, tag="family.part-agreed"):
    """Whether the family wishes to take something on. It is theirs only if they said so."""

    told = "{asked} was asked whether they wish to take something on, and said {answer}"
    told_erased = "The family was asked whether they wish to take something on, and said {answer}"
    when = "When did they answer?"
    kept = CORE
    recorded_by = ANYONE

    part: Annotated[Words, asks("What would they do?")]
    help_with_it: Annotated[Words, asks("What will we do to make it easy?")]
    action: Annotated[RecordId | None, asks("Which action is it, if one?"), CLEAR] = None


FACTS = (
    FamilyWelcomed,
    IntroductionPackGiven,
    ExpectationsShared,
    GoodNewsShared,
    LimitsSaid,
    HopesShared,
    ProblemShared,
    PartsTaken,
    FamilyPartAgreed,
)

"""Information rights: to see what is held, to have it put right, to have it left alone, and to add one's own words.

Whoever asks for their information has it in one month (UK GDPR, Article 12); a request in any words counts. If the
day falls on a weekend or a bank holiday, the next working day is the last. For a complex request two months more may
be taken, if the family is told so, and why, within the first month: told later, it excuses nothing. Since 5 February
2026 the days do not run while the setting waits for something it truly needs, to know who asks or what for (Article
12A); a request from before that day is counted as the law then was.

A parent's right to the educational record of a child at a maintained school is another one: 15 school days, and it
belongs to the parent. What others wrote is listed, and a person decides of each item; nothing decides by itself. An
entry that stays as it is can have the family's own words beside it for as long as it is kept.

An entry that is left alone is kept, and hidden from all but those who must see to it (set_aside.py), until it is used
again. Whoever
objects to a use says why in their own words, which stand beside the entries they name; while it is weighed, these are
left alone. It stops unless there are compelling grounds (Article 21). Nothing that a law asks for waits for any of it.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Annotated

from msgspec import Struct

from goldenthread.engine import (
    BESIDE,
    CLEAR,
    OUTSET,
    OWN_WORDS,
    WHOSE_WORDS,
    BeforeOrReason,
    Choice,
    Clock,
    Event,
    How,
    InForce,
    Local,
    Mark,
    Move,
    Name,
    Notice,
    RecordId,
    Stage,
    Then,
    Whenever,
    Words,
    Workflow,
    about,
    answered_by,
    asks,
    during,
    each,
    later_of,
    months_of,
    session_days_after,
    working_days_of,
)
from goldenthread.engine.case import Case
from goldenthread.engine.history import History
from goldenthread.engine.records import Record
from goldenthread.workflows.calendars import months_from, onto_working_day, standing_still
from goldenthread.workflows.law import LOCAL_POLICY, PUPIL_INFORMATION, SINCE_2014, UK_GDPR
from goldenthread.workflows.people import CHILD, FAMILY, HEAD, PARENT, SENCO, SETTING, STAFF, SUPPORTER
from goldenthread.workflows.vocabulary import AGENCY, CORE, HEALTH
from goldenthread.workflows.which_settings import MAINTAINED

ASKERS = (CHILD, *FAMILY, SUPPORTER, *STAFF)
KEEPERS = (SENCO, HEAD)

BEFORE_STANDING_STILL = InForce(until=date(2026, 2, 4))
SINCE_STANDING_STILL = InForce(date(2026, 2, 5))

# Asking to see what is held


class AccessAsked(Event, tag="rights.access-asked"):
    """Somebody asks for a copy of what is held about them, or about the child they speak for. Any words will do."""

    told = "{who} asked for what is held"
    told_erased = "Somebody asked for what is held"
    when = "On what day was it received?"
    kept = CORE
    recorded_by = ASKERS

    who: Annotated[Name, asks("Who asks?")]
    for_whom: Annotated[Words, asks("Whose information is it, and what lets them ask?", "A child may ask.")]
    form: Annotated[How, asks("How did it arrive?"), CLEAR]
    words: Annotated[Words, asks("What do they ask for, in their own words?"), about(PARENT)]


class RecordAccessAsked(Event, tag="rights.record-access-asked"):
    """A parent asks in writing to see the child's educational record, at a maintained school."""

    told = "{who} asked to see the educational record"
    told_erased = "A parent asked to see the educational record"
    when = "On what day was the written request received?"
    kept = CORE
    recorded_by = ASKERS

    who: Annotated[Name, asks("Who asks?")]
    wants_copy: Annotated[bool, asks("Do they want a copy?", "Looking is free; a copy may cost what it costs.")]


class WaitedFor(Choice):
    """What a request may have to wait for. Nothing else makes it wait."""

    WHO_ASKS = "who-asks", "To know who asks"
    WHAT_FOR = "what-for", "To know what is asked for"


class MoreAsked(Notice, tag="rights.more-asked"):
    """The setting asked for something it truly needs before it can answer."""

    told = "{to} were asked for something more: {what}"
    told_erased = "Whoever asked was asked for something more: {what}"
    when = "When were they asked?"
    kept = CORE
    recorded_by = KEEPERS

    what: Annotated[WaitedFor, asks("What was needed?"), CLEAR]
    why: Annotated[Words, asks("Why can it not be answered without?")]


class MoreGiven(Event, tag="rights.more-given"):
    """The setting has what it asked for."""

    told = "What was asked for was given"
    when = "When was it received?"
    kept = CORE
    recorded_by = (*KEEPERS, *FAMILY)


class MoreTimeTaken(Notice, tag="rights.more-time-taken"):
    """The family was told that a complex request takes up to two months more, and why."""

    told = "{to} were told that the answer takes longer"
    told_erased = "Whoever asked was told that the answer takes longer"
    when = "When were they told?"
    kept = CORE
    recorded_by = KEEPERS

    why: Annotated[Words, asks("What makes the request complex?")]
    counted_from: Annotated[
        date,
        asks(
            "From which day does the month count?",
            "The day the request was received, moved on by any days that were waited since 5 February 2026.",
        ),
        CLEAR,
    ]
    starts_on: Annotated[
        date, asks("On what day were they told?", "After the first month has ended it excuses nothing."), CLEAR
    ]
    answer_by: Annotated[date | None, asks("By what day were they told they would have it?"), CLEAR] = None


# What others wrote


class ThirdPartyItem(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing in the answer that somebody else wrote, or that tells of somebody else."""

    what: Annotated[Words, asks("What is it?")]
    whose: Annotated[Name, asks("Who wrote it, or of whom does it tell?")]
    asked_them: Annotated[Words, asks("Were they asked, and what did they say?")]


class ThirdPartyListed(Event, tag="rights.third-party-listed"):
    """Everything in the answer that others wrote, or that tells of others, was listed, for a person to decide."""

    told = "What others wrote was listed, for a person to decide"
    when = "When was it listed?"
    kept = CORE
    recorded_by = KEEPERS

    items: Annotated[tuple[ThirdPartyItem, ...], asks("What is there?", "Each by itself. None is an answer too.")]


class ThirdPartyDecision(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person decided of one item."""

    what: Annotated[Words, asks("Which item?")]
    included: Annotated[bool, asks("Is it included?")]
    why: Annotated[Words, asks("Why?", "What is left out needs an exemption by name, such as serious harm.")]


class ThirdPartyDecided(Event, tag="rights.third-party-decided"):
    """A person decided, of each thing that others wrote, whether it is included, and on what ground it is not."""

    told = "A person decided what of others' words is included"
    when = "When was it decided?"
    kept = CORE
    recorded_by = KEEPERS

    decisions: Annotated[tuple[ThirdPartyDecision, ...], asks("What was decided, item by item?")]
    decided_by: Annotated[Name, asks("Who decided?")]


class AccessAnswered(Notice, tag="rights.access-answered"):
    """Whoever asked has a copy, in a form they can use, and knows what was left out, why, and whom to complain to."""

    told = "{to} have what they asked for"
    told_erased = "Whoever asked has what they asked for"
    when = "On what day did they have it?"
    kept = CORE
    recorded_by = KEEPERS

    left_out: Annotated[Words, asks("What was left out, and on what ground?", "Say so if nothing was.")]
    explained: Annotated[Words, asks("How were they told of their right to complain?")]
    request: Annotated[RecordId | None, asks("Which request?", "Leave empty if it is not on record."), CLEAR] = None


class RecordShown(Event, tag="rights.record-shown"):
    """The parent has seen the educational record, or has the copy."""

    told = "The parent has seen the educational record"
    when = "On what day?"
    kept = CORE
    recorded_by = KEEPERS

    kept_back: Annotated[Words | None, asks("Was anything kept back, and on what ground?")] = None
    request: Annotated[RecordId | None, asks("Which request?", "Leave empty if it is not on record."), CLEAR] = None


# Putting right, leaving alone, adding one's own words


class CorrectionAsked(Event, tag="rights.correction-asked"):
    """Somebody says that what is held about them is wrong or not complete, and asks for it to be put right."""

    told = "{who} asked for an entry to be put right"
    told_erased = "Somebody asked for an entry to be put right"
    when = "On what day was it received?"
    kept = CORE
    recorded_by = ASKERS

    who: Annotated[Name, asks("Who asks?")]
    wrong: Annotated[Words, asks("What is wrong, in their own words, and what is right?"), about(PARENT)]
    entry: Annotated[RecordId | None, asks("Which entry is it?", "Leave empty if it is not one entry."), CLEAR] = None


class Corrected(Choice):
    """What came of asking for an entry to be put right."""

    PUT_RIGHT = "put-right", "It was put right"
    IN_PART = "in-part", "It was put right in part"
    STAYS = "stays", "It stays as it is"


class CorrectionAnswered(Notice, tag="rights.correction-answered"):
    """Whoever asked knows what came of it, and why. The entry as it was stays readable to those who audit."""

    told = "{to} were told what came of it: {outcome}"
    told_erased = "Whoever asked was told what came of it: {outcome}"
    when = "When were they told?"
    kept = CORE
    recorded_by = KEEPERS

    outcome: Annotated[Corrected, asks("What came of it?"), CLEAR]
    why: Annotated[Words, asks("Why?")]
    own_words: Annotated[Words, asks("How were they told that their own words can stand beside it?")]
    who_else: Annotated[Words, asks("Who had been given the entry, and have they been told?")]
    request: Annotated[RecordId | None, asks("Which request?", "Leave empty if it is not on record."), CLEAR] = None


class LeavingAloneAsked(Event, tag="rights.restriction-asked"):
    """Somebody asks that an entry be kept and not used: while it is looked into, or because they need it kept."""

    told = "{who} asked for an entry to be kept and not used"
    told_erased = "Somebody asked for an entry to be kept and not used"
    when = "On what day was it received?"
    kept = CORE
    recorded_by = ASKERS

    who: Annotated[Name, asks("Who asks?")]
    why: Annotated[Words, asks("Why?"), about(PARENT)]
    entry: Annotated[RecordId | None, asks("Which entry is it?", "Leave empty if it is not one entry."), CLEAR] = None


class WhyLeftAlone(Choice):
    """On what ground entries are kept and not used (UK GDPR, Article 18)."""

    CONTESTED = "contested", "Somebody says they are not right, and it is looked into"
    NOT_LAWFUL = "not-lawful", "They should not have been used, and the person wants them kept"
    NEEDED_BY_PERSON = "needed-by-person", "We need them no more, and the person needs them for a claim in law"
    OBJECTED_TO = "objected-to", "Somebody objects to their use, and it is weighed"


class KindOfEntry(Choice):
    """Entries of one record class, all of them."""

    CORE = CORE.name, "The child's everyday record"
    HEALTH = HEALTH.name, "What is about health"
    AGENCY = AGENCY.name, "What other bodies wrote"


class LeftAlone(Notice, tag="rights.restricted"):
    """The entry is kept and not used, but with permission, for a claim in law, or to protect somebody.

    Those who keep the record still see it, to put it right or to end this; everybody else does not.
    """

    told = "{to} were told that an entry is kept and not used"
    told_erased = "An entry is kept and not used"
    when = "From which day?"
    kept = CORE
    recorded_by = KEEPERS

    what: Annotated[Words, asks("What is left alone, and who has been told?")]
    request: Annotated[RecordId | None, asks("Which request?", "Leave empty if it is not on record."), CLEAR] = None
    entries: Annotated[
        tuple[RecordId, ...],
        asks("Which entries?", "If none and no kind is named, those that the request names. Never one out of sight."),
        CLEAR,
    ] = ()
    kinds: Annotated[tuple[KindOfEntry, ...], asks("All entries of a kind, if so?"), CLEAR] = ()
    ground: Annotated[WhyLeftAlone | None, asks("On what ground?"), CLEAR] = None


class LeavingAloneRefused(Notice, tag="rights.restriction-refused"):
    """Whoever asked knows that the entry is used as before, why, and whom to complain to."""

    told = "{to} were told that an entry is used as before"
    told_erased = "Whoever asked was told that an entry is used as before"
    when = "When were they told?"
    kept = CORE
    recorded_by = KEEPERS

    why: Annotated[Words, asks("Why is it not left alone?")]
    explained: Annotated[Words, asks("How were they told of their right to complain?")]
    request: Annotated[RecordId | None, asks("Which request?", "Leave empty if it is not on record."), CLEAR] = None


class UsedAgainTold(Notice, tag="rights.restriction-end-told"):
    """Whoever asked was told, beforehand, that the entry will be used again."""

    told = "{to} were told that the entry will be used again"
    told_erased = "Whoever asked was told that the entry will be used again"
    when = "When were they told?"
    kept = CORE
    recorded_by = KEEPERS


class UsedAgain(Event, tag="rights.restriction-ended"):
    """The entry is used again."""

    told = "The entry is used again"
    when = "From which day?"
    kept = CORE
    recorded_by = KEEPERS

    why: Annotated[Words, asks("Why?")]
    left_alone: Annotated[
        RecordId | None, asks("Which leaving alone ends?", "Leave empty if all of this request."), CLEAR
    ] = None


class ObjectionMade(Event, tag="rights.objection-made"):
    """Somebody objects to a use of what is held about them, for reasons of their own. Their words stand beside it."""

    told = "{who} objected to a use of what is held"
    told_erased = "Somebody objected to a use of what is held"
    when = "On what day was it received?"
    kept = CORE
    recorded_by = ASKERS

    who: Annotated[Name, asks("Who objects?"), WHOSE_WORDS]
    statement: Annotated[Words, asks("What do they say?", "Their own words, not a summary."), OWN_WORDS, about(PARENT)]
    use: Annotated[Words, asks("To what use do they object?")]
    entries: Annotated[
        tuple[RecordId, ...],
        asks("Of which entries?", "None, if it is not about entries. Never one that is out of others' sight."),
        CLEAR,
        BESIDE,
    ] = ()


class Objected(Choice):
    """What came of an objection."""

    STOPS = "stops", "The use stops"
    IN_PART = "in-part", "It stops in part"
    GOES_ON = "goes-on", "It goes on: there are compelling grounds, or it is for a claim in law"
    NOT_OPEN = "not-open", "It goes on: the law asks for this use, so that there is no right to object"


class ObjectionAnswered(Notice, tag="rights.objection-answered"):
    """Whoever objected knows what came of it, on what grounds, and whom to complain to."""

    told = "{to} were told what came of their objection: {outcome}"
    told_erased = "Whoever objected was told what came of it: {outcome}"
    when = "When were they told?"
    kept = CORE
    recorded_by = KEEPERS

    outcome: Annotated[Objected, asks("What came of it?"), CLEAR]
    why: Annotated[Words, asks("Why?", "If it goes on: what outweighs what they said, or which law asks for it.")]
    explained: Annotated[Words, asks("How were they told of their right to complain?")]
    objection: Annotated[RecordId | None, asks("Which objection?", "Leave empty if it is not on record."), CLEAR] = None


class OwnWordsAdded(Event, tag="rights.own-words-added"):
    """The family's own words stand beside an entry, and go wherever the entry goes. Nobody edits them."""

    told = "{whose} put their own words beside an entry"
    told_erased = "The family put their own words beside an entry"
    when = "When did they give them?"
    kept = CORE
    recorded_by = ASKERS

    whose: Annotated[Name, asks("Whose words are they?"), WHOSE_WORDS]
    words: Annotated[Words, asks("What do they say?", "As they wrote or said it."), OWN_WORDS, about(PARENT)]
    entry: Annotated[RecordId, asks("Beside which entry?"), CLEAR, BESIDE]


# What is left alone

REQUESTS = (CorrectionAsked, LeavingAloneAsked, ObjectionMade)


def left_alone(story: History, day: date) -> tuple[Record, ...]:
    """Return each leaving alone that holds on a day: begun by then, and not ended."""
    ends = [one for one in story.of(UsedAgain) if one.happened_on <= day]
    begun = [one for one in story.of(LeftAlone) if one.happened_on <= day]
    return tuple(one for one in begun if not any(ends_it(end, one, story) for end in ends))


def ends_it(end: Record, left: Record, story: History) -> bool:
    """Say whether a use again ends a leaving alone: by name; or without one, whatever its request had left alone."""
    if end.clear("left_alone") is not None:
        return story.names(end.clear("left_alone"), left)
    return end.strand == left.strand and story.records.index(left) < story.records.index(end)


def asked_for(left: Record, story: History) -> tuple[Record, ...]:
    """Return the requests that a leaving alone answers: the one it names, or else those of its strand."""
    asked = story.of(REQUESTS)
    named = tuple(one for one in asked if story.names(left.clear("request"), one))
    return named or tuple(one for one in asked if one.strand == left.strand)


def entries_of(left: Record, story: History) -> frozenset[RecordId]:
    """Return the entries that a leaving alone lists; where it lists nothing, those that its requests name."""
    if left.clear("entries") or left.clear("kinds"):
        return frozenset(left.clear("entries"))
    asked = asked_for(left, story)
    several = (entry for one in asked if one.kind is ObjectionMade for entry in one.clear("entries"))
    single = (one.clear("entry") for one in asked if one.kind is not ObjectionMade)
    return frozenset(one for one in (*several, *single) if one is not None)


def restrictions(case: Case, day: date) -> Mapping[RecordId, tuple[Record, ...]]:
    """Return every record that is kept and not used on a day, with the leavings alone by which it is.

    These are the entries left alone, in all their wordings. Where all entries of a kind are left alone, what tells of
    these rights is not, nor what opened the record: or nobody could see that there is something to answer.
    """
    story, first = case.story(), case.wordings
    named: dict[RecordId, list[Record]] = defaultdict(list)
    for left in left_alone(story, day):
        kinds = {str(kind) for kind in left.clear("kinds")}
        of_a_kind = (
            one.id for one in case.records[1:] if one.kept in kinds and one.workflow != INFORMATION_RIGHTS.name
        )
        for entry in {first.get(one, one) for one in (*entries_of(left, story), *of_a_kind)}:
            named[entry].append(left)
    if not named:
        return {}
    entries = ((one.id, first.get(one.id, one.id)) for one in case.records)
    return {record: tuple(named[entry]) for record, entry in entries if entry in named}


# Where a request can be

ASKED = Stage("You have asked, and we are looking")
ANSWERED = Stage("You have an answer", ends=True)

# What is needed: a person's eyes, never a machine's. It holds nothing: it is gone without for a reason.

OTHERS_THOUGHT_OF = BeforeOrReason(
    "A person has decided, of each thing that others wrote, whether it is included",
    ThirdPartyDecided,
    by=HEAD,
    law=UK_GDPR("15, the rights of others", mark=Mark.FROM_MEMORY),
    since=AccessAsked,
)
TOLD_BEFORE_USED_AGAIN = BeforeOrReason(
    "Whoever asked was told beforehand that the entry will be used again",
    UsedAgainTold,
    by=HEAD,
    law=UK_GDPR("18, telling before a restriction ends", mark=Mark.FROM_MEMORY),
    since=LeftAlone,
)

# What is owed

OTHERS_DECIDED_OF = Then(
    "A person decides of each thing that others wrote",
    ThirdPartyDecided,
    by=HEAD,
    due=working_days_of(Local("working days to decide of what others wrote", 5)),
    law=LOCAL_POLICY("a person decides of what others wrote in good time for the answer"),
)
CONTESTED_LEFT_ALONE = Then(
    "An entry about which somebody disagrees is left alone until it is looked into",
    [LeftAlone, CorrectionAnswered],
    by=HEAD,
    due=working_days_of(Local("working days to leave a contested entry alone", 2)),
    law=UK_GDPR("18, accuracy contested", mark=Mark.FROM_MEMORY),
)

OBJECTED_LEFT_ALONE = Then(
    "What somebody objects to is left alone until it is weighed",
    [LeftAlone, ObjectionAnswered],
    by=HEAD,
    due=working_days_of(Local("working days to leave alone what is objected to", 2)),
    law=UK_GDPR("18, objection pending", mark=Mark.FROM_MEMORY),
)

# What happens

ASKS_TO_SEE = Whenever(AccessAsked, OUTSET, to=ASKED)
ASKS_FOR_RECORD = Whenever(RecordAccessAsked, OUTSET, to=ASKED)
ASKS_TO_CORRECT = Whenever(CorrectionAsked, OUTSET, to=ASKED, owes=[CONTESTED_LEFT_ALONE])
ASKS_TO_LEAVE_ALONE = Whenever(LeavingAloneAsked, OUTSET, to=ASKED)
OBJECTS = Whenever(ObjectionMade, OUTSET, to=ASKED, owes=[OBJECTED_LEFT_ALONE])
LISTED = Whenever(ThirdPartyListed, ASKED, owes=[OTHERS_DECIDED_OF])
ANSWER_ACCESS = Move("Give what was asked for", ASKED, to=ANSWERED, needs=[OTHERS_THOUGHT_OF], records=AccessAnswered)
SHOW_RECORD = Move("Show the educational record", ASKED, to=ANSWERED, records=RecordShown)
ANSWER_CORRECTION = Move("Say what came of it", ASKED, to=ANSWERED, records=CorrectionAnswered)
REFUSE_TO_LEAVE_ALONE = Move("Say why it is not left alone", ASKED, to=ANSWERED, records=LeavingAloneRefused)
ANSWER_OBJECTION = Move("Say what came of the objection", ASKED, to=ANSWERED, records=ObjectionAnswered)
USE_AGAIN = Move(
    "Use the entry again", [ASKED, ANSWERED], to=ANSWERED, needs=[TOLD_BEFORE_USED_AGAIN], records=UsedAgain
)

# By when

ACCESS_BEFORE_2026 = Clock(
    "sar-response",
    "Whoever asked has what is held about them",
    starts=each(AccessAsked),
    due=later_of(months_of(1), rolls=onto_working_day),
    stops=answered_by(AccessAnswered.request),
    # Two months more, where they were told within the first: told later, it excuses nothing.
    unless=during(MoreTimeTaken.starts_on, MoreTimeTaken.answer_by),
    owed_by=SETTING,
    law=UK_GDPR(12),
    in_force=BEFORE_STANDING_STILL,
)
ACCESS = Clock(
    "sar-response",
    "Whoever asked has what is held about them",
    starts=each(AccessAsked),
    due=standing_still(months_of(1), asked=MoreAsked, given=MoreGiven, rolls=onto_working_day),
    stops=answered_by(AccessAnswered.request),
    falls_away=MoreAsked,
    back_on=MoreGiven,
    unless=during(MoreTimeTaken.starts_on, MoreTimeTaken.answer_by),
    owed_by=SETTING,
    law=UK_GDPR("12A"),
    in_force=SINCE_STANDING_STILL,
)
ACCESS_WITH_MORE_TIME = Clock(
    "sar-response-extended",
    "Whoever made a complex request has what is held about them",
    starts=each(MoreTimeTaken),
    due=later_of(months_from(MoreTimeTaken.counted_from, 3), rolls=onto_working_day),
    stops=AccessAnswered,
    owed_by=SETTING,
    law=UK_GDPR(12),
)
RECORD_ACCESS = Clock(
    "parent-record-access",
    "The parent has seen the educational record",
    starts=each(RecordAccessAsked),
    due=session_days_after(15),
    stops=answered_by(RecordShown.request),
    owed_by=SETTING,
    law=PUPIL_INFORMATION(5, mark=Mark.FROM_MEMORY),
    applies=MAINTAINED,
)
CORRECTION = Clock(
    "rectification-response",
    "Whoever asked knows whether the entry is put right, and why",
    starts=each(CorrectionAsked),
    due=later_of(months_of(1), rolls=onto_working_day),
    stops=answered_by(CorrectionAnswered.request),
    owed_by=SETTING,
    law=UK_GDPR("12 and 16", mark=Mark.FROM_MEMORY),
)
LEAVING_ALONE = Clock(
    "restriction-response",
    "Whoever asked knows whether the entry is left alone",
    starts=each(LeavingAloneAsked),
    due=later_of(months_of(1), rolls=onto_working_day),
    stops=answered_by(LeftAlone.request, LeavingAloneRefused.request),
    owed_by=SETTING,
    law=UK_GDPR("12 and 18", mark=Mark.FROM_MEMORY),
)
OBJECTION = Clock(
    "objection-response",
    "Whoever objected knows what came of it, and why",
    starts=each(ObjectionMade),
    due=later_of(months_of(1), rolls=onto_working_day),
    stops=answered_by(ObjectionAnswered.objection),
    owed_by=SETTING,
    law=UK_GDPR("12 and 21", mark=Mark.FROM_MEMORY),
)

INFORMATION_RIGHTS = Workflow(
    "information-rights",
    "Your rights to information",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)

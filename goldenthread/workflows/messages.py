"""What one adult says to us, and what we say to them: theirs, and the first contact's; nobody else's.

Where an organisation has no first contact on the case, it is for whoever leads there, so that it is answered.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from goldenthread.engine.access.policy import Post, person_named, post_named
from goldenthread.engine.access.seeing import Asked
from goldenthread.engine.events import Event, PersonId, RecordId
from goldenthread.engine.records import Record
from goldenthread.workflows.contact import (
    FamilyAnswered,
    FamilyRang,
    FamilyWrote,
    InTouch,
    MessageForFamily,
    MessageHad,
)
from goldenthread.workflows.family import Thread
from goldenthread.workflows.heeded import heeded, is_of_a_family
from goldenthread.workflows.on_paper import threads_chosen
from goldenthread.workflows.posts import (
    CHILDMINDER,
    FIRST_CONTACT,
    HEALTH_POST,
    LA_OFFICER,
    SENCO_POST,
    SOCIAL_CARE_POST,
)

People = frozenset[PersonId]
NOBODY: People = frozenset()
Writers = frozenset[tuple[str, str]]
"""Accounts, each with the organisation it wrote for."""

NO_WRITERS: Writers = frozenset()

MESSAGES = (InTouch, FamilyWrote, FamilyRang, MessageForFamily, MessageHad, FamilyAnswered)
"""Talk with one adult."""

WHO_ANSWERS: tuple[Post, ...] = (SENCO_POST, CHILDMINDER, LA_OFFICER, HEALTH_POST, SOCIAL_CARE_POST)
"""Who reads it where nobody is the family's first contact."""

ANSWERED: Mapping[type[Event], str] = {InTouch: "carries", MessageHad: "message", FamilyAnswered: "message"}


@dataclass(frozen=True)
class Message:
    """Whose a message is, which other parents read it too, and of whom at work it answers what they wrote down."""

    whose: People
    others: People
    answers: Writers = NO_WRITERS


def messages(asked: Asked, parents: People) -> Mapping[RecordId, Message]:
    """Return every message, by its first wording: it is whose its latest wording says it is."""
    latest = {asked.case.wordings.get(one.id, one.id): one for one in asked.case.records if one.kind in MESSAGES}
    whose: dict[RecordId, set[PersonId]] = {}
    for entry, record in latest.items():
        whose[entry] = set(whom(record, asked, whose))
    for_all = {entry for entry, record in latest.items() if record.kind is MessageForFamily}
    chosen = threads_chosen(heeded(asked), asked)
    together = {person for person, thread in chosen.items() if thread is Thread.TOGETHER}
    answers = {entry: frozenset(answered_by(record, asked)) for entry, record in latest.items()}
    found: dict[RecordId, Message] = {}
    for entry, people in whose.items():
        shared = not people.isdisjoint(together) or (not people and (entry in for_all or len(parents) == 1))
        found[entry] = Message(frozenset(people), parents if shared else NOBODY, answers[entry])
    return found


def answered_by(record: Record, asked: Asked) -> Iterator[tuple[str, str]]:
    """Yield who wrote down what a message answers, where it was somebody at work in the same organisation."""
    field = ANSWERED.get(record.kind)
    named = record.clear(field) if field else None
    first = asked.case.by_id.get(asked.case.wordings.get(named, named)) if named else None
    if first and first.by.organisation == record.by.organisation and not is_of_a_family(first, asked):
        yield first.by.account, first.by.organisation


def whom(record: Record, asked: Asked, whose: Mapping[RecordId, set[PersonId]]) -> Iterator[PersonId]:
    """Yield whose a message is: of the adult it names, of its writer at home, or of those whose message it answers."""
    if person := record.clear("person"):
        yield person
    elif is_of_a_family(record, asked):
        if writer := asked.directory.person_of(record.by.account):
            yield writer
    elif (field := ANSWERED.get(record.kind)) and (named := record.clear(field)):
        yield from whose.get(asked.case.wordings.get(named, named), ())


def readers(message: Message, holders: frozenset[str], asked: Asked) -> Iterator[str]:
    """Yield with whom else a message is shared: other parents, and who answers where nobody is first contact."""
    yield from map(person_named, message.others)
    for organisation in holders - have_a_first_contact(asked):
        yield from (post_named(post.id, organisation) for post in WHO_ANSWERS)


def have_a_first_contact(asked: Asked) -> frozenset[str]:
    """Return the organisations of which somebody is the family's first contact on the day."""
    there = {one.account for one in asked.members.parts if one.post == FIRST_CONTACT.id and one.on(asked.day)}
    held = (one for account in there if account for one in asked.directory.posts(account, asked.day))
    return frozenset(one.organisation for one in held if one.post == FIRST_CONTACT.id)


HOW_KNOWN: tuple[str, ...] = (
    (
        "What an adult says to us, and what we say to them, is that adult's: the first contact of who holds it reads"
        " it, whoever wrote it down, and nobody else; where an organisation has no first contact on the case, who"
        " leads there. Other parents read it where that adult chose to talk together. What we have to tell the family,"
        " with nobody named, is for each parent; other talk with nobody knows whom, for a parent who is the only one."
    ),
    (
        "Whoever at work wrote down a message that somebody of the same organisation answered is told that it was, and"
        " when, so that it is not overdue to them for ever; and not what was said, nor what anybody says of that."
    ),
)
"""How it is known whose a message is."""

"""Subject access: everything held about somebody, with what a person must decide of before it is given.

Nothing decides by itself. What may be somebody else's, or may do harm, is an *item*: it is left out until a person
has ruled on it, by name. What is left out is taken away before anything is folded, so that what is given is the same,
byte for byte, as if it had never been written: no number, no gap, no order tells of it.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, cast
from uuid import UUID

import msgspec
from msgspec import Struct

from goldenthread.engine.case import Case
from goldenthread.engine.events import Choice, Name, PersonId, RecordId, Words
from goldenthread.engine.fields import Field, each_of, fields, hints, marks, nested, read_out
from goldenthread.engine.journey import Journey
from goldenthread.engine.records import Actor, Record
from goldenthread.projections.telling import tell
from goldenthread.projections.timeline import lacked

LEFT_OUT = "[left out]"
WHERE, SEND = "where", "send"
"""The items that are not of one entry: where the person is, and the whole of it, before it is given."""

ON_BEHALF_OF, INTERPRETER, REASONS = "beside/on_behalf_of", "beside/interpreter", "beside/reasons/"
"""What is sealed beside what an entry says; of reasons, before the name of the need that was gone without."""
ACCOUNT = "Their own account: its posts, and how they sign in"


class Asker(Choice):
    """Who asks for what is held."""

    CHILD = "child", "The child, for themselves"
    YOUNG_PERSON = "young-person", "The young person, for themselves"
    PARENT = "parent", "A parent, for the child"
    REPRESENTATIVE = "representative", "Somebody who acts for them by law"


FOR_THEMSELVES = (Asker.CHILD, Asker.YOUNG_PERSON)


class Why(Choice):
    """Why a person must decide of something."""

    SOMEBODY_ELSE = "about-somebody-else", "It may be about somebody else, or be somebody else's words"
    ANOTHER_ADULT = "another-adult", "It is private to an adult, and it is not known to be the one who asks"
    CONFIDENCE = "in-confidence", "The child said it in confidence, and somebody else asks"
    PROTECTED = "protected", "It is kept by those who keep the child safe"
    AGENCY = "agency", "Another body wrote it; it was to reach the family"
    FORBIDDEN = "originator-forbids", "Another body wrote it, and did not agree that it goes to the family"
    HEALTH = "health", "It is about health: ask the health professional whether it would do serious harm"
    WORKINGS = "workings", "It says what others wrote, and what was decided of that"
    NUMBERS = "numbers", "Numbers by which others know the child may say where the child is"
    DOCUMENT = "document", "It is a document: read all of it"
    PLACE = "where", "Where the child is and who writes there may be what must not be known"
    CHOSEN = "chosen", "Whoever answers chose to decide of it"
    SIGN_OFF = "sign-off", "Somebody has read all of it, and gives it"


class Verdict(Choice):
    """What a person decided of an item."""

    PENDING = "pending", "Nobody has decided yet: it is left out"
    GIVE = "give", "It is given"
    REDACT = "redact", "It is given with other words in place of some"
    WITHHOLD = "withhold", "It is left out"


class Ground(Choice):
    """On what ground something is left out. There is no other."""

    SERIOUS_HARM = "serious-harm", "It would be likely to do serious harm to somebody's health, body or mind"
    THIRD_PARTY = "third-party", "It is about somebody else, who has not agreed, and without whom it cannot be given"
    AGENCY_CONFIDENCE = "agency-confidence", "Another body wrote it in confidence"
    LEGAL_PRIVILEGE = "legal-privilege", "It is between a lawyer and a client, or was made for a court case"
    CHILD_ABUSE = "child-abuse", "It is about whether a child is or was abused, and giving it is not best for the child"
    CHILDS_INTEREST = "childs-interest", "It is the child's own, and giving it to this person is not best for the child"
    NOT_THEIR_DATA = "not-their-data", "It is about neither the child nor whoever asks"


class Item(Struct, frozen=True, kw_only=True):
    """Something that a person must decide of. For those who answer the request only: ``what`` says what is in it.

    ``unseen``: nothing may ever be said of it to the person, not even that it is left out.
    """

    id: str
    why: Why
    what: str
    question: str | None = None
    happened_on: date | None = None
    note: str | None = None
    unseen: bool = False


class Ruling(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody decided of an item, on what ground, and what the person is told of it.

    ``instead`` are the words that stand in place of a field's own. ``said`` is what the person is told of what is left
    out; where it is empty they are told nothing.
    """

    decision: Verdict = Verdict.PENDING
    ground: Ground | None = None
    reason: Words | None = None
    decided_by: Name | None = None
    decided_on: date | None = None
    said: Words | None = None
    instead: dict[str, str] = {}


Rulings = Mapping[str, Ruling]
UNDECIDED = Ruling()


class Look(Struct, frozen=True):
    """One time that somebody read this record: as a role, of an organisation, for a purpose. ``unseen``: never told."""

    at: datetime
    role: str
    organisation: str
    purpose: str
    unseen: bool = False


class Paper(Struct, frozen=True):
    """A document that is held: its address, the class it is kept in, and what it holds; None where that is erased.

    ``note`` is what whoever decides of it must know.
    """

    address: str
    kept: str
    content: bytes | None
    note: str | None = None


class Named(Struct, frozen=True):
    """Who wrote something as their work: their name, and the posts they held on that day."""

    name: str
    posts: tuple[str, ...]


Who = Callable[[Actor, date], Named | None]
"""Says who a professional is, of whoever wrote something on a day; None of anybody else."""


class OwnAccount(Struct, frozen=True):
    """An account of the person's own: its days, its posts, and every thing that is kept of how it signs in.

    Of a post: what it is called, in which organisation, from when and until when.
    """

    account: str
    since: date
    until: date | None
    posts: tuple[tuple[str, str, date, date | None], ...]
    signs_in: tuple[tuple[str, dict[str, Any]], ...]


def not_known(by: Actor, on: date) -> Named | None:
    del by, on
    return None


@dataclass(frozen=True)
class Held:
    """Everything held about somebody. ``looks`` is None where who read it is not written down.

    ``let_in`` is what was written of who takes part in the case, and of its being opened in an emergency; ``hidden``
    those of which nobody may notice. ``who`` names professionals.
    """

    case: Case
    journey: Journey
    descriptions: tuple[Record, ...]
    attempts: tuple[Record, ...]
    papers: tuple[Paper, ...] = ()
    looks: tuple[Look, ...] | None = None
    let_in: tuple[Record, ...] = ()
    hidden: frozenset[RecordId] = frozenset()
    accounts: tuple[OwnAccount, ...] = ()
    who: Who = not_known

    @property
    def names(self) -> Mapping[str, str]:
        called = [getattr(one.event, "called", None) for one in self.descriptions]
        known = next((str(one) for one in reversed(called) if one), self.journey.core.about.name)
        return dict.fromkeys(self.journey.words, known)


@dataclass(frozen=True)
class Asked:
    """Who asks, and by what name records know them; and what is known of whom things are about.

    ``whole`` says why a whole entry must be decided of, if it must. ``themselves`` are the roles that the person of the
    case has. ``place`` says whether a field tells where somebody is.
    """

    asker: Asker
    person: PersonId | None
    whole: Callable[[Case, Record], tuple[Why, str | None] | None]
    themselves: Collection[str]
    place: Callable[[Field], bool]
    unseen: Collection[str]
    hidden_attempt: Callable[[Record], tuple[Why, str | None] | None]


# What a person must decide of


def items(held: Held, asked: Asked, also: Collection[str] = ()) -> tuple[Item, ...]:
    """Return everything that a person must decide of, the whole of it first; and of what they chose to decide ``also``.

    Those are named as any item is: an entry by its id; one answer, or what is sealed beside it, by ``id/name``.
    """
    found = [Item(id=SEND, why=Why.SIGN_OFF, what="All that is given")]
    if asked.asker not in FOR_THEMSELVES:
        found.append(Item(id=WHERE, why=Why.PLACE, what="The settings that are named, and whoever writes there"))
        found.extend(
            of_field(held, record, "identifiers", Why.NUMBERS, asked, unseen=True)
            for record in held.descriptions
            if getattr(record.event, "identifiers", None)
        )
    for record in held.case.records:
        found.extend(of_entry(held, record, asked))
    found.extend(
        of_whole(held, record, said, asked)
        for record in held.attempts
        if (said := asked.hidden_attempt(record)) is not None
    )
    found.extend(item for record in held.let_in for item in of_part(held, record, asked))
    if asked.asker not in FOR_THEMSELVES:
        found.extend(Item(id=f"account/{one.account}", why=Why.CONFIDENCE, what=ACCOUNT) for one in held.accounts)
    found.extend(of_paper(one, asked) for one in held.papers if one.content is not None)
    found.extend(chosen(held, asked, frozenset(also) - {one.id for one in found}))
    return tuple(found)


def chosen(held: Held, asked: Asked, also: Collection[str]) -> Iterator[Item]:
    """Yield what somebody chose to decide of, though they need not."""
    for record in (*held.descriptions, *held.case.records, *held.attempts, *held.let_in):
        if str(record.id) in also:
            yield of_whole(held, record, (Why.CHOSEN, None), asked)
        for name, field in fields(record.kind).items():
            if f"{record.id}/{name}" in also and not field.clear and name in record.event.__struct_fields__:
                yield of_field(held, record, name, Why.CHOSEN, asked)
        for one in sealed_beside(record, held.journey):
            if f"{record.id}/{one.name}" in also:
                yield of_beside(held, record, one, Why.CHOSEN, asked)


def of_entry(held: Held, record: Record, asked: Asked) -> Iterator[Item]:
    """Yield what must be decided of an entry: the whole of it, or some of its fields."""
    if (said := asked.whole(held.case, record)) is not None:
        yield of_whole(held, record, said, asked)
        return
    for name, field in fields(record.kind).items():
        if not field.clear and getattr(record.event, name, None) not in (None, ()) and others(record, field, asked):
            yield of_field(held, record, name, Why.SOMEBODY_ELSE, asked)
    for one in sealed_beside(record, held.journey):
        yield of_beside(held, record, one, Why.SOMEBODY_ELSE, asked)


class SealedBeside(NamedTuple):
    """Words that are sealed with an entry, beside what its event says: their name, what they answer, and the words."""

    name: str
    question: str
    words: str


def sealed_beside(record: Record, journey: Journey) -> Iterator[SealedBeside]:
    """Yield what is sealed beside the event of a record: each may name somebody else."""
    if record.on_behalf_of:
        yield SealedBeside(ON_BEHALF_OF, "On whose behalf was it said?", record.on_behalf_of)
    if record.interpreter:
        yield SealedBeside(INTERPRETER, "Who interpreted?", record.interpreter)
    for one in lacked(journey, record, tuple(record.reasons)):
        if one.reason:
            yield SealedBeside(f"{REASONS}{one.need}", f"Why was this gone without: {one.label}?", one.reason)


def names_beside(record: Record) -> frozenset[str]:
    """Return the names of what is sealed beside the event of a record."""
    said = ((ON_BEHALF_OF, record.on_behalf_of), (INTERPRETER, record.interpreter))
    return frozenset({*(name for name, words in said if words), *(f"{REASONS}{need}" for need in record.reasons)})


def others(record: Record, field: Field, asked: Asked) -> bool:
    """Say whether a field may be about somebody else than the person of the case and whoever asks."""
    if asked.person is not None and people_in(record) == {asked.person}:
        return False
    if field.about is None:
        return field.beside == "words"
    within = nested(field.kind)
    parts = [
        (mark.extra or {}).get("about") for kind in (hints(within).values() if within else ()) for mark in marks(kind)
    ]
    return any(one.id not in asked.themselves for one in (field.about, *filter(None, parts)))


def people_in(record: Record) -> set[PersonId]:
    """Return the people whom an entry names in clear."""
    names = [name for name, field in fields(record.kind).items() if field.clear and each_of(field.kind) is PersonId]
    return {one for name in names if (one := record.clear(name)) is not None}


def of_whole(held: Held, record: Record, said: tuple[Why, str | None], asked: Asked) -> Item:
    why, note = said
    return Item(
        id=str(record.id),
        why=why,
        what=tell(record, held.journey, held.names),
        happened_on=record.happened_on,
        note=note,
        unseen=record.kept in asked.unseen,
    )


def of_field(held: Held, record: Record, name: str, why: Why, asked: Asked, *, unseen: bool = False) -> Item:
    return Item(
        id=f"{record.id}/{name}",
        why=why,
        what=f"{tell(record, held.journey, held.names)}: {in_words(getattr(record.event, name))}",
        question=fields(record.kind)[name].question,
        happened_on=record.happened_on,
        unseen=unseen or record.kept in asked.unseen,
    )


def of_beside(held: Held, record: Record, one: SealedBeside, why: Why, asked: Asked) -> Item:
    return Item(
        id=f"{record.id}/{one.name}",
        why=why,
        what=f"{tell(record, held.journey, held.names)}: {one.words}",
        question=one.question,
        happened_on=record.happened_on,
        unseen=record.kept in asked.unseen,
    )


def of_part(held: Held, record: Record, asked: Asked) -> Iterator[Item]:
    """Yield what must be decided of who was let in: why, in somebody's words; of somebody hidden, the whole of it."""
    if record.id in held.hidden:
        yield msgspec.structs.replace(of_whole(held, record, (Why.PROTECTED, None), asked), unseen=True)
        return
    for name, field in fields(record.kind).items():
        if not field.clear and getattr(record.event, name, None):
            yield of_field(held, record, name, Why.SOMEBODY_ELSE, asked)


def of_paper(paper: Paper, asked: Asked) -> Item:
    what = f"A document, kept as {paper.kept}"
    unseen = paper.kept in asked.unseen
    return Item(id=f"document/{paper.address}", why=Why.DOCUMENT, what=what, note=paper.note, unseen=unseen)


def pending(asked: Sequence[Item], rulings: Rulings) -> list[Item]:
    """Return what nobody has decided of yet."""
    return [one for one in asked if rulings.get(one.id, UNDECIDED).decision is Verdict.PENDING]


def in_words(value: object) -> str:
    """Say an answer in words: of a group, each question with its answer."""
    if isinstance(value, Struct):
        group = type(value)
        said = [(labelled(group, name), getattr(value, name)) for name in value.__struct_fields__]
        return "; ".join(f"{question} {in_words(it)}" for question, it in said)
    if isinstance(value, tuple):
        return " / ".join(in_words(one) for one in cast("tuple[object, ...]", value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, UUID):
        return str(value)
    return "no answer" if value is None else read_out(value)


def labelled(group: type[Struct], name: str) -> str:
    return next((mark.title for mark in marks(hints(group)[name]) if mark.title), name)

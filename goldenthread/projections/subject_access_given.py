"""What is given to somebody who asked: made of what is left when all that is not given has been taken away."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any, cast

import msgspec
from msgspec import Struct

from goldenthread.engine.case import fold
from goldenthread.engine.events import RecordId, asks
from goldenthread.engine.fields import each_of, fields
from goldenthread.engine.records import Record
from goldenthread.engine.views import day_of, instant
from goldenthread.projections.subject_access import (
    INTERPRETER,
    LEFT_OUT,
    ON_BEHALF_OF,
    REASONS,
    UNDECIDED,
    WHERE,
    Asked,
    Asker,
    Held,
    Item,
    OwnAccount,
    Paper,
    Ruling,
    Rulings,
    Verdict,
    in_words,
    names_beside,
)
from goldenthread.projections.telling import tell
from goldenthread.projections.timeline import Entry, full


class Told(Struct, frozen=True):
    """One question of an entry, and its answer: as it is stored, and in words."""

    name: str
    question: str
    answer: Any
    in_words: str


class By(Struct, frozen=True):
    """Whoever wrote an entry. A professional is named, with the posts held on that day; nobody at home is."""

    role: str
    account: str
    organisation: str
    name: str | None = None
    posts: tuple[str, ...] = ()


class Beside(Struct, frozen=True):
    """Somebody's own words, which stand beside an entry."""

    whose: str | None
    words: str | None


class GivenEntry(Struct, frozen=True, kw_only=True):
    """One wording of one entry. ``standing`` is ``stands``, ``replaced`` or ``entered in error``."""

    id: RecordId
    tag: str
    story: str | None
    told: str
    happened_on: date
    written_down: datetime
    origin: str
    by: By
    standing: str
    replaces: RecordId | None
    on_behalf_of: str | None
    interpreter: str | None
    erased: bool
    landed_on: str | None
    went_without: tuple[str, ...]
    not_on_record: tuple[str, ...]
    beside: tuple[Beside, ...]
    says: tuple[Told, ...]


class GivenAttempt(Struct, frozen=True):
    """A step that somebody tried to take, and that was not ready."""

    on: date
    story: str
    step: str
    missing: tuple[str, ...]
    by: By


class GivenDescription(Struct, frozen=True):
    """Who the person is, as it was written down on a day. The latest stands."""

    on: date
    written_down: datetime
    says: tuple[Told, ...]


class GivenLook(Struct, frozen=True):
    """One time that somebody read this record."""

    at: datetime
    role: str
    organisation: str
    purpose: str


class GivenPart(Struct, frozen=True):
    """What was written of who takes part in the case, or of its being opened in an emergency."""

    on: date
    written_down: datetime
    told: str
    by: By
    says: tuple[Told, ...]


class GivenDocument(Struct, frozen=True):
    """A document that goes with this."""

    file: str
    sha256: str


class Pack(Struct, frozen=True, kw_only=True):
    """Everything that is given to whoever asked: all that is held, but what the law lets us leave out."""

    form: str = "golden-thread-subject-access-1"
    prepared_on: Annotated[date, asks("On what day was it prepared?")]
    asked_by: Asker
    called: str
    person: tuple[GivenDescription, ...]
    entries: tuple[GivenEntry, ...]
    tried: tuple[GivenAttempt, ...]
    read_by: tuple[GivenLook, ...] | None
    let_in: tuple[GivenPart, ...]
    accounts: tuple[OwnAccount, ...]
    documents: tuple[GivenDocument, ...]
    left_out: tuple[str, ...]


def pack(held: Held, asked: Asked, every: Sequence[Item], rulings: Rulings, prepared_on: date) -> Pack:
    """Return what is given: all that nobody need decide of, and what somebody decided to give."""
    hiding = any(one.id == WHERE for one in every) and rulings.get(WHERE, UNDECIDED).decision is not Verdict.GIVE
    sifted = Sifting({one.id for one in every}, rulings, asked, hiding=hiding)
    case = fold(held.case.id, sifted.records(held.case.records))
    names, by_id = held.names, case.by_id
    told = full(case, held.journey, names)
    return Pack(
        prepared_on=prepared_on,
        asked_by=asked.asker,
        called=next(iter(names.values()), held.journey.core.about.name),
        person=tuple(described(one) for one in sifted.records(held.descriptions)),
        entries=tuple(given(one, by_id[one.id], held, hiding=hiding) for one in told),
        tried=tuple(tried(one, held, hiding=hiding) for one in sifted.records(held.attempts)),
        read_by=None
        if held.looks is None
        else tuple(
            GivenLook(one.at, one.role, LEFT_OUT if hiding else one.organisation, one.purpose)
            for one in held.looks
            if not one.unseen
        ),
        let_in=tuple(part(one, held, hiding=hiding) for one in sifted.records(held.let_in)),
        accounts=tuple(one for one in held.accounts if sifted.gives(f"account/{one.account}")),
        documents=tuple(
            GivenDocument(f"documents/{one.address}", digest(content)) for one, content in papers(held, rulings)
        ),
        left_out=tuple(said for one in every if (said := rulings.get(one.id, UNDECIDED).said)),
    )


def papers(held: Held, rulings: Rulings) -> list[tuple[Paper, bytes]]:
    """Return the documents that are given, each with its content."""
    chosen = {name for name, one in rulings.items() if one.decision is Verdict.GIVE}
    found = [(one, one.content) for one in held.papers if f"document/{one.address}" in chosen]
    return [(one, content) for one, content in found if content is not None]


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class Sifting:
    """Takes out of records what is not given, before anything is made of them."""

    def __init__(self, every: Collection[str], rulings: Rulings, asked: Asked, *, hiding: bool) -> None:
        self._every, self._rulings, self._asked, self._hiding = every, rulings, asked, hiding

    def ruling(self, item: str) -> Ruling | None:
        """Return what was decided of an item; None where nobody need decide."""
        return self._rulings.get(item, UNDECIDED) if item in self._every else None

    def gives(self, item: str) -> bool:
        """Say whether an item is given: nobody need decide of it, or somebody decided that it is."""
        ruling = self.ruling(item)
        return ruling is None or given_as_is(ruling)

    def records(self, records: Sequence[Record]) -> tuple[Record, ...]:
        """Return what is given of records: each with what is left out of it gone, and naming no other than these."""
        kept = [one for record in records if (one := self.record(record)) is not None]
        there = {one.id for one in kept}
        return tuple(naming_only(one, there) for one in kept)

    def record(self, record: Record) -> Record | None:
        ruling = self.ruling(str(record.id))
        if ruling is not None and ruling.decision in (Verdict.PENDING, Verdict.WITHHOLD):
            return None
        instead: dict[str, Any] = dict(ruling.instead) if ruling else {}
        for name, field in fields(record.kind).items():
            found = self.ruling(f"{record.id}/{name}")
            if found is not None and not given_as_is(found):
                instead[name] = found.instead.get(name, LEFT_OUT)
            if self._hiding and self._asked.place(field) and getattr(record.event, name, None) not in (None, ()):
                instead[name] = LEFT_OUT
        # What stands in place of an answer is words, whatever the answer was: it is read out, never judged on.
        there = {name: it for name, it in instead.items() if name in record.event.__struct_fields__}
        event = msgspec.structs.replace(record.event, **there) if there else record.event
        return msgspec.structs.replace(record, event=event, **self.beside(record, instead))

    def beside(self, record: Record, instead: Mapping[str, str]) -> dict[str, Any]:
        """Return what is given of what is sealed beside the event of a record, where that is not all of it."""
        ruled = {name: self.ruling(f"{record.id}/{name}") for name in names_beside(record)}
        words = {name: one.instead.get(name, LEFT_OUT) for name, one in ruled.items() if one and not given_as_is(one)}
        words |= {name: it for name, it in instead.items() if name in ruled}
        if not words:
            return {}
        return {
            "on_behalf_of": words.get(ON_BEHALF_OF, record.on_behalf_of),
            "interpreter": words.get(INTERPRETER, record.interpreter),
            "reasons": {need: words.get(f"{REASONS}{need}", said) for need, said in record.reasons.items()},
        }


def given_as_is(ruling: Ruling) -> bool:
    return ruling.decision is Verdict.GIVE


def naming_only(record: Record, there: Collection[RecordId]) -> Record:
    """Return a record that names no other than those that are there."""
    names: dict[str, Any] = {}
    for name, field in fields(record.kind).items():
        if each_of(field.kind) is RecordId and (value := getattr(record.event, name, None)) is not None:
            named = cast("tuple[RecordId, ...]", value) if isinstance(value, tuple) else (cast("RecordId", value),)
            left = tuple(one for one in named if one in there)
            names[name] = left if isinstance(value, tuple) else next(iter(left), None)
    event = msgspec.structs.replace(record.event, **names) if names else record.event
    replaces = record.replaces if record.replaces in there else None
    return msgspec.structs.replace(record, event=event, replaces=replaces)


def by_whom(record: Record, held: Held, *, hiding: bool) -> By:
    """Return whoever wrote something; where they are must not be told where the child's own place is not."""
    by, role = record.by, held.journey.role_name(record.by.role)
    if hiding:
        return By(role, LEFT_OUT, LEFT_OUT)
    found = held.who(by, day_of(record.recorded_at))
    return By(role, by.account, by.organisation, found.name if found else None, found.posts if found else ())


def given(entry: Entry, record: Record, held: Held, *, hiding: bool) -> GivenEntry:
    story = held.journey.workflows.get(entry.workflow or "")
    return GivenEntry(
        id=entry.id,
        tag=entry.tag,
        story=story.label if story else None,
        told=entry.told,
        happened_on=entry.happened_on,
        written_down=entry.recorded_at,
        origin=entry.origin,
        by=by_whom(record, held, hiding=hiding),
        standing=entry.standing,
        replaces=entry.replaces,
        on_behalf_of=entry.on_behalf_of,
        interpreter=entry.interpreter,
        erased=entry.erased,
        landed_on=entry.lands,
        went_without=tuple(one.label + (f": {one.reason}" if one.reason else "") for one in entry.went_without),
        not_on_record=tuple(one.label for one in entry.not_on_record),
        beside=tuple(Beside(one.who, one.statement) for one in entry.disputed),
        says=says(record),
    )


def says(record: Record) -> tuple[Told, ...]:
    """Return the questions and answers of a record; of an erased one, those that stood in clear."""
    asked = fields(record.kind)
    return tuple(
        Told(name, asked[name].question, msgspec.to_builtins(value), in_words(value))
        for name in record.event.__struct_fields__
        for value in (getattr(record.event, name),)
    )


def described(record: Record) -> GivenDescription:
    return GivenDescription(record.happened_on, instant(record.recorded_at), says(record))


def part(record: Record, held: Held, *, hiding: bool) -> GivenPart:
    by = by_whom(record, held, hiding=hiding)
    told = tell(record, held.journey, held.names)
    return GivenPart(record.happened_on, instant(record.recorded_at), told, by, says(record))


def tried(record: Record, held: Held, *, hiding: bool) -> GivenAttempt:
    journey = held.journey
    found = journey.definition(record.clear("workflow"), record.definition)
    move = found.moves_by_name.get(record.clear("move")) if found else None
    needs = found.needs_by_name if found else {}
    return GivenAttempt(
        record.happened_on,
        found.label if found else record.clear("workflow"),
        move.label if move else record.clear("move"),
        tuple(needs[one].label if one in needs else one for one in record.clear("unmet")),
        by_whom(record, held, hiding=hiding),
    )


def schema() -> dict[str, Any]:
    """Return the JSON Schema of what is given."""
    return msgspec.json.schema(Pack) | {"$schema": "https://json-schema.org/draft/2020-12/schema"}

"""What a person decided of each item: written as a list, read back, and refused where it says what cannot be so."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

import msgspec
from msgspec import Struct

from goldenthread.answering.whose import restrictions
from goldenthread.engine.events import PersonId
from goldenthread.engine.fields import fields
from goldenthread.engine.law import Law, Mark
from goldenthread.engine.possible import told
from goldenthread.projections import subject_access as access
from goldenthread.projections import subject_access_given as giving
from goldenthread.projections.subject_access import (
    SEND,
    WHERE,
    Asked,
    Asker,
    Ground,
    Held,
    Item,
    Ruling,
    Rulings,
    Verdict,
    Why,
)
from goldenthread.workflows.law import DATA_PROTECTION, GOOD_PRACTICE, UK_GDPR

MEMORY = Mark.FROM_MEMORY
GROUNDS: Mapping[Ground, Law] = {
    Ground.SERIOUS_HARM: DATA_PROTECTION("serious harm: health, education and social work data", mark=MEMORY),
    Ground.THIRD_PARTY: DATA_PROTECTION("information about another individual", mark=MEMORY),
    Ground.AGENCY_CONFIDENCE: DATA_PROTECTION("information about another individual", mark=MEMORY),
    Ground.LEGAL_PRIVILEGE: DATA_PROTECTION("legal professional privilege", mark=MEMORY),
    Ground.CHILD_ABUSE: DATA_PROTECTION("child abuse data, where somebody else asks for the child", mark=MEMORY),
    Ground.CHILDS_INTEREST: GOOD_PRACTICE("a child's own information is given to another only in the child's interest"),
    Ground.NOT_THEIR_DATA: UK_GDPR("15, it is a right to one's own data", mark=MEMORY),
}
"""The closed list of grounds, each with its law: statutory reference, section 7.3."""


class WrongDecisions(ValueError):
    """A list of decisions says what cannot be so; the message names the item and what to do."""


class Decisions(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The list of decisions, as it is written and read back: each item, with what somebody decided of it."""

    case: UUID
    asker: Asker
    person: PersonId | None
    items: tuple["Decided", ...]


class Decided(Ruling, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An item, and what somebody decided of it. Of the item only its id is read back."""

    id: str
    why: Why | None = None
    what: str | None = None
    question: str | None = None
    happened_on: date | None = None
    note: str | None = None
    unseen: bool = False


class Kept(Struct, frozen=True):
    """One thing that was not given, or not as it was: for whoever has to answer for it."""

    item: Item
    ruling: Ruling
    law: str | None


class Answer(Struct, frozen=True):
    """What is given, what is still to be decided, what was left out, and what whoever answers must know."""

    given: giving.Pack
    every: tuple[Item, ...]
    rulings: dict[str, Ruling]
    pending: tuple[Item, ...]
    kept_back: tuple[Kept, ...]
    warnings: tuple[str, ...]
    papers: tuple[tuple[str, bytes], ...]


# The answer


def answer(held: Held, asked: Asked, rulings: Rulings, today: date, said: Sequence[str] = ()) -> Answer:
    """Return what is given on a day; ``said`` are the warnings that go with it. Raises ``WrongDecisions``."""
    every = access.items(held, asked, rulings)
    check(held, asked, every, rulings, today)
    given = giving.pack(held, asked, every, rulings, today)
    ruled = {one.id: rulings.get(one.id, access.UNDECIDED) for one in every}
    kept = tuple(
        Kept(one, ruling, str(GROUNDS[ruling.ground]) if ruling.ground else None)
        for one in every
        if (ruling := ruled[one.id]).decision is not Verdict.GIVE
    )
    papers = tuple((f"documents/{one.address}", content) for one, content in giving.papers(held, rulings))
    return Answer(given, every, ruled, tuple(access.pending(every, rulings)), kept, tuple(said), papers)


def check(held: Held, asked: Asked, every: Sequence[Item], rulings: Rulings, today: date) -> None:
    """Refuse decisions of what is not there, without a name or a ground, or that would say what may not be said."""
    known = {one.id: one for one in every}
    for name, ruling in rulings.items():
        if name not in known:
            raise WrongDecisions(f"there is nothing to decide of {name}: write the list anew, without --decisions")
        check_one(known[name], ruling, fields_of(held, name))
    given = rulings.get(WHERE, access.UNDECIDED).decision is Verdict.GIVE
    if given and restrictions(held.case, asked, today):
        raise WrongDecisions(
            f"{WHERE}: something must not reach this person, or somebody they may act for, so where the child is cannot"
            " be given. Withhold it; or, if it holds no more, record people.restriction-lifted first"
        )


def check_one(item: Item, ruling: Ruling, names: frozenset[str]) -> None:
    if ruling.decision is Verdict.PENDING:
        if ruling.said or ruling.instead:
            raise WrongDecisions(f"{item.id}: nothing is decided of it, and yet something is to be said")
        return
    if not ruling.decided_by:
        raise WrongDecisions(f"{item.id}: say who decided (decided_by); no computer does")
    left_out = ruling.decision in (Verdict.WITHHOLD, Verdict.REDACT)
    if left_out and not (ruling.ground and ruling.reason):
        grounds = ", ".join(str(one) for one in Ground)
        raise WrongDecisions(f"{item.id}: what is left out needs a ground ({grounds}) and a reason in words")
    if item.id in (WHERE, SEND) and ruling.decision is Verdict.REDACT:
        raise WrongDecisions(f"{item.id}: it is given or withheld, as a whole")
    if (ruling.decision is Verdict.REDACT) != bool(ruling.instead):
        raise WrongDecisions(f"{item.id}: to redact is to write other words in place (instead), and nothing else is")
    if lost := sorted(set(ruling.instead) - names):
        raise WrongDecisions(f"{item.id}: it has no field {', '.join(lost)}; these are: {', '.join(sorted(names))}")
    if ruling.said and not left_out:
        raise WrongDecisions(f"{item.id}: it is given, so there is nothing to say of its being left out")
    if ruling.said and item.unseen:
        raise WrongDecisions(f"{item.id}: nothing may be said of it: nobody else may know that it is there")


def fields_of(held: Held, item: str) -> frozenset[str]:
    """Return the sealed fields in whose place other words may stand."""
    name, _, field = item.partition("/")
    if field:
        return frozenset({field})
    every = (*held.descriptions, *held.case.records, *held.attempts, *held.let_in)
    found = next((one for one in every if str(one.id) == name), None)
    if found is None:
        return frozenset()
    return frozenset(one.name for one in fields(found.kind).values() if not one.clear) | access.names_beside(found)


# The list of decisions


def template(case: UUID, asked: Asked, found: Answer) -> Decisions:
    """Return the list of decisions, with those that were made: to be filled in and read back."""
    decided = [
        Decided(**msgspec.structs.asdict(one), **msgspec.structs.asdict(found.rulings[one.id])) for one in found.every
    ]
    return Decisions(case=case, asker=asked.asker, person=asked.person, items=tuple(decided))


def read(file: Path, case: UUID, asked: Asked) -> Rulings:
    """Read a list of decisions back. Raises ``WrongDecisions``."""
    whole: object = None
    try:
        whole = msgspec.json.decode(file.read_bytes())
        said = msgspec.convert(whole, Decisions)
    except OSError as wrong:
        raise WrongDecisions(f"{file} cannot be read: {wrong.strerror}") from None
    except msgspec.ValidationError as wrong:
        why = told(wrong, Decisions, whole, "all are in docs/how-to/answer-a-subject-access-request.md")
        raise WrongDecisions(f"{file} is no list of decisions: {why}") from None
    except msgspec.DecodeError as wrong:
        raise WrongDecisions(f"{file} is no list of decisions: {wrong}") from None
    if (said.case, said.asker, said.person) != (case, asked.asker, asked.person):
        raise WrongDecisions(f"{file} was written for another case, or for somebody else who asked")
    ids = [one.id for one in said.items]
    if twice := sorted({one for one in ids if ids.count(one) > 1}):
        raise WrongDecisions(f"{file}: {', '.join(twice)} is there twice")
    names = Ruling.__struct_fields__
    return {one.id: Ruling(**{name: getattr(one, name) for name in names}) for one in said.items}
